//! Identity: numbers of registers and rulings about pairs.

use guanxi::duplicate::{
    Admission, DuplicatePolicy, DuplicatePolicyDraft, IdentityFacts, IdentityIndex, IdentityRecord,
    KeyKind, NumberUse, RecordState, SurvivorReason,
};
use guanxi::id::CustomerKey;
use guanxi::identity::{
    Country, CustomerPair, DistinctRuling, DistinctRulings, IdentityNumber, Lei, NumberCode,
    NumberKind, PairRuling, Scope, Uscc,
};

use crate::given::day;
use crate::{T, misread, refused};

#[test]
fn numbers_with_a_check() {
    assert_eq!(misread::<Uscc>("9135-0100"), "a USCC has 18 characters, \"91350100\" has 8");
    assert_eq!(
        misread::<Uscc>("9111000060003IOZSV"),
        "a USCC consists of 0123456789ABCDEFGHJKLMNPQRTUWXY, \
         was 'I' at place 14 of \"9111000060003IOZSV\""
    );
    assert_eq!(
        misread::<Uscc>("9135010AM000100Y43"),
        "a USCC has digits at places 3..=8, was 'A' at place 8 of \"9135010AM000100Y43\""
    );
    assert_eq!(
        misread::<Uscc>("91110000600037341N"),
        "the check character of USCC \"91110000600037341N\" is 'L', was 'N'"
    );
    assert_eq!(misread::<Lei>("2138"), "an LEI has 20 characters, \"2138\" has 4");
    assert_eq!(
        misread::<Lei>("213800KUD8LAJWSQ9D1X"),
        "an LEI consists of digits and capital letters, with digits at places 19 and 20, \
         was 'X' at place 20 of \"213800KUD8LAJWSQ9D1X\""
    );
    assert_eq!(
        misread::<Lei>("213800KUD8LXJWSQ9D15"),
        "an LEI divided by 97 leaves 1, \"213800KUD8LXJWSQ9D15\" leaves 55"
    );
    let (valid, more) = (0..97)
        .map(|number| {
            (format!("2138000000000000{number:02}02"), format!("2138000000000000{number:02}99"))
        })
        .find(|(valid, _)| valid.parse::<Lei>().is_ok())
        .unwrap();
    assert!(valid.ends_with("02"));
    assert_eq!(
        misread::<Lei>(&more),
        format!("the check digits of an LEI lie in 02..=98, were 99 in {more:?}")
    );
}

#[test]
fn numbers_without_a_check() {
    let read = |kind: &str, text: &str| {
        refused(IdentityNumber::try_new(kind.parse::<NumberKind>().unwrap(), text))
    };
    assert_eq!(read("duns", "1"), "a number of kind duns has 2..=64 characters, \"1\" has 1");
    assert_eq!(
        read("vat DE", "12?4"),
        "a number of kind vat DE consists of letters and digits, was '?' at place 3 of \"12?4\""
    );
    assert_eq!(
        misread::<IdentityNumber>("91350100M000100Y43"),
        "an identity number is written as kind, scope where it is not the usual one, and number, \
         as \"siret FR establishment 73282932000074\", was \"91350100M000100Y43\""
    );
    assert_eq!(
        misread::<IdentityNumber>("duns shop 150483782"),
        "a scope is one of legal_entity, establishment, person, was \"shop\""
    );
    assert_eq!(
        misread::<Scope>(""),
        "a scope is one of legal_entity, establishment, person, was \"\""
    );
}

#[test]
fn kinds_of_numbers() {
    assert_eq!(
        misread::<Country>("de"),
        "a country is written in two capital letters, as CN, was \"de\""
    );
    assert_eq!(
        misread::<NumberCode>("x"),
        "a kind of numbers is written in 2..=16 small letters and digits, was \"x\""
    );
    assert_eq!(
        misread::<NumberCode>("uscc"),
        "\"uscc\" is a kind of numbers with rules of its own"
    );
    for text in ["vat", "siret", "uscc CN", ""] {
        assert_eq!(
            misread::<NumberKind>(text),
            format!(
                "{text:?} is no kind of numbers: uscc, lei, gstin and duns stand alone, \
                 others with a country as \"vat DE\""
            )
        );
    }
    assert_eq!(
        misread::<NumberKind>("vat de"),
        "a country is written in two capital letters, as CN, was \"de\""
    );
}

#[test]
fn rulings_about_pairs() {
    let [one, other] = [0, 7].map(CustomerKey::from_position);
    assert_eq!(
        refused(CustomerPair::try_new(other, other)),
        "a pair consists of two customers, was the one at position 7 twice"
    );
    let pair = CustomerPair::try_new(one, other).unwrap();
    let ruling = |ruling| {
        let (by, reason) = ("Wang".parse().unwrap(), "two brothers".parse().unwrap());
        DistinctRuling { pair, ruling, on: day(T), by, reason }
    };
    let mut rulings = DistinctRulings::default();
    assert_eq!(
        refused(rulings.record(ruling(PairRuling::Withdrawn))),
        "the customers at positions 0 and 7 are not ruled distinct on 2026-03-31"
    );
    rulings.record(ruling(PairRuling::Distinct)).unwrap();
    assert_eq!(
        refused(rulings.record(ruling(PairRuling::Withdrawn))),
        "the customers at positions 0 and 7 were ruled distinct on 2026-03-31 already, \
         cannot also be withdrawn"
    );
    assert_eq!(
        ruling(PairRuling::Distinct).to_string(),
        "distinct by a ruling of Wang on 2026-03-31: two brothers"
    );
    assert_eq!(
        misread::<PairRuling>("same"),
        "a ruling is one of distinct, withdrawn, was \"same\""
    );
}

#[test]
fn a_duplicate_policy_that_contradicts_itself() {
    let mut draft =
        DuplicatePolicyDraft { likely: 30, possible: 31, most_sharing: 1, ..Default::default() };
    draft.names.legal_forms = vec!["Ltd".to_owned(), " .".to_owned()];
    draft.names.branch_words = vec!["、".to_owned()];
    assert_eq!(
        refused(DuplicatePolicy::try_new(draft.clone())),
        "possible must not exceed likely (30), was 31; most_sharing must be at least 2, was 1; \
         names.legal_forms.1 must have a letter or digit, was \" .\"; \
         names.branch_words.0 must have a letter or digit, was \"、\""
    );
    let draft = DuplicatePolicyDraft { possible: 0, ..Default::default() };
    assert_eq!(refused(DuplicatePolicy::try_new(draft)), "possible must be at least 1, was 0");
    let bounds =
        DuplicatePolicyDraft { likely: 30, possible: 30, most_sharing: 2, ..Default::default() };
    assert!(DuplicatePolicy::try_new(bounds).is_ok());
}

#[test]
fn words_of_the_search_for_duplicates() {
    assert_eq!(
        misread::<KeyKind>("fax"),
        "a kind of key is one of bank_account, phone, name, legal_representative, address, was \"fax\""
    );
    assert_eq!(
        misread::<RecordState>("gone"),
        "a state of a record is one of active, inactive, dropped, merged, was \"gone\""
    );
    assert_eq!(
        misread::<NumberUse>("use"),
        "a use of numbers is one of not_compared, warn, refuse, was \"use\""
    );
    assert_eq!(misread::<Admission>("no"), "an admission is one of free, warn, refuse, was \"no\"");
    assert_eq!(
        misread::<SurvivorReason>("luck"),
        "a reason of survival is one of state, numbers, keys, first, was \"luck\""
    );
}

#[test]
fn two_records_of_one_customer() {
    let record = IdentityRecord::new(CustomerKey::from_position(7), IdentityFacts::default());
    let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
    let t = T.parse().unwrap();
    assert_eq!(
        refused(IdentityIndex::try_new(&policy, &[record.clone(), record], &rulings, t)),
        "the customer at position 7 has two records"
    );
}
