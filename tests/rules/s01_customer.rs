//! S1: the customer card.

#[cfg(feature = "serde")]
mod read_back;

use guanxi::calendar::{AsOf, Day};
use guanxi::customer::{
    Attitude, Card, CardError, CardPolicy, CardPolicyDraft, Customer, Entry, Field, Filled,
    Section, completeness,
};
use guanxi::measure::{Quotient, Ratio};

#[track_caller]
fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[track_caller]
fn as_of(text: &str) -> AsOf {
    AsOf::new(day(text))
}

#[track_caller]
fn entry(text: &str, recorded: &str) -> Entry {
    Entry::try_new(text, day(recorded), "Wang".parse().unwrap()).unwrap()
}

#[track_caller]
fn card(fields: impl IntoIterator<Item = Field>) -> Card {
    let mut card = Card::default();
    for field in fields {
        card.record(field, entry("known", "2026-03-02")).unwrap();
    }
    card
}

#[track_caller]
fn policy(draft: CardPolicyDraft) -> CardPolicy {
    CardPolicy::try_new(draft).unwrap()
}

#[test]
fn a_new_customer_is_an_id_and_nothing_else() {
    let li = Customer::new("Li".parse().unwrap());
    assert_eq!((li.since, li.attitude, li.group), (None, None, None));
    assert_eq!(li.card, Card::default());
}

#[test]
fn an_attitude_is_read_by_the_word_by_which_it_is_written() {
    let words = ["loyal", "early_adopter", "switcher", "disloyal"];
    for (attitude, word) in Attitude::ALL.into_iter().zip(words) {
        assert_eq!(attitude.to_string(), word);
        assert_eq!(word.parse(), Ok(attitude));
    }
}

#[test]
fn a_word_that_is_no_attitude_is_refused() {
    for word in ["", "Loyal", " loyal", "not_loyal"] {
        assert_eq!(
            word.parse::<Attitude>().unwrap_err().to_string(),
            format!("an attitude is one of loyal, early_adopter, switcher, disloyal, was {word:?}")
        );
    }
}

#[test]
fn the_card_has_four_sections() {
    let words = Section::ALL.map(|section| section.to_string());
    assert_eq!(words, ["basics", "characteristics", "business", "trading"]);
}

#[test]
fn an_entry_says_something() {
    for text in ["", " ", "\u{3000}\n"] {
        let refused = Entry::try_new(text, day("2026-03-02"), "Wang".parse().unwrap());
        assert_eq!(
            refused.unwrap_err().to_string(),
            format!("an entry of the card says something, was {text:?}")
        );
    }
    assert_eq!(entry("-", "2026-03-02").text(), "-");
}

#[test]
fn an_entry_has_a_date_and_an_author() {
    let entry = entry("known", "2026-03-02");
    assert_eq!(entry.recorded(), day("2026-03-02"));
    assert_eq!(entry.author().as_str(), "Wang");
}

#[test]
fn a_card_is_revised_and_shows_what_stood_on_the_date() {
    let mut card = Card::default();
    card.record(Field::Owner, entry("Li junior", "2026-03-02")).unwrap();
    card.record(Field::Owner, entry("Li senior", "2024-01-15")).unwrap();
    let owner = |t| card.entry(Field::Owner, as_of(t)).map(Entry::text);
    assert_eq!(owner("2024-01-14"), None);
    assert_eq!(owner("2024-01-15"), Some("Li senior"));
    assert_eq!(owner("2026-03-01"), Some("Li senior"));
    assert_eq!(owner("2026-03-02"), Some("Li junior"));
    assert_eq!(card.entry(Field::Managers, as_of("2026-03-02")), None);
}

#[test]
fn the_order_of_recording_does_not_matter() {
    let entries = [entry("a", "2024-01-15"), entry("b", "2025-01-15"), entry("c", "2026-01-15")];
    let filled = |order: [usize; 3]| {
        let mut card = Card::default();
        for place in order {
            card.record(Field::Size, entries[place].clone()).unwrap();
        }
        card
    };
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(filled(order), filled([0, 1, 2]), "{order:?}");
    }
}

#[test]
fn the_same_entry_twice_is_a_duplicate() {
    let mut card = card([Field::Phone]);
    let before = card.clone();
    let refused = card.record(Field::Phone, entry("known", "2026-03-02")).unwrap_err();
    assert!(matches!(refused, CardError::Duplicate { .. }));
    assert_eq!(
        refused.to_string(),
        "phone was recorded on 2026-03-02 already, with the same text by the same author"
    );
    assert_eq!(card, before);
}

#[test]
fn another_entry_of_the_same_day_is_a_conflict() {
    let mut card = card([Field::Phone]);
    let before = card.clone();
    let refused = card.record(Field::Phone, entry("other", "2026-03-02")).unwrap_err();
    assert!(matches!(refused, CardError::Conflict { .. }));
    assert_eq!(
        refused.to_string(),
        "phone was recorded on 2026-03-02 as \"known\", cannot also be \"other\""
    );
    assert_eq!(card, before);
    card.record(Field::Address, entry("other", "2026-03-02")).unwrap();
}

#[test]
fn a_wrong_entry_is_removed_and_what_stood_before_stands_again() {
    let mut card = card([Field::Phone]);
    card.record(Field::Phone, entry("wrong", "2026-03-03")).unwrap();
    assert_eq!(card.remove(Field::Phone, day("2026-03-04")), None);
    let removed = card.remove(Field::Phone, day("2026-03-03"));
    assert_eq!(removed.as_ref().map(Entry::text), Some("wrong"));
    let phone = card.entry(Field::Phone, as_of("2026-03-03"));
    assert_eq!(phone.map(Entry::text), Some("known"));
}

#[test]
fn completeness_is_the_weight_of_the_filled_fields_over_the_weight_of_all() {
    let weights = [(Field::Name, 5), (Field::Phone, 3), (Field::Size, 0)].into();
    let policy = policy(CardPolicyDraft { weights, mandatory: [].into() });
    let card = card([Field::Name, Field::Size, Field::Problems]);
    let found = completeness(&card, as_of("2026-03-02"), &policy);
    assert_eq!(found.section(Section::Basics), Filled { weight: 5, of: 16 });
    assert_eq!(found.section(Section::Characteristics), Filled { weight: 0, of: 7 });
    assert_eq!(found.section(Section::Business), Filled { weight: 0, of: 5 });
    assert_eq!(found.section(Section::Trading), Filled { weight: 1, of: 7 });
    assert_eq!(found.overall(), Filled { weight: 6, of: 35 });
    assert_eq!(found.overall().share(), Quotient::try_new(6, 35));
}

#[test]
fn a_section_in_which_nothing_counts_has_no_share() {
    let business = Field::ALL.into_iter().filter(|field| field.section() == Section::Business);
    let weights = business.map(|field| (field, 0)).collect();
    let policy = policy(CardPolicyDraft { weights, ..Default::default() });
    let found = completeness(&card(Field::ALL), as_of("2026-03-02"), &policy);
    assert_eq!(found.section(Section::Business).share(), None);
    assert_eq!(found.to_string(), "the card is 100% complete and lacks nothing mandatory");
}

#[test]
fn a_card_is_complete_with_its_last_field_only() {
    let t = as_of("2026-03-02");
    let but_one = card(Field::ALL.into_iter().filter(|field| *field != Field::Strategy));
    let found = completeness(&but_one, t, &CardPolicy::default());
    assert_eq!(found.to_string(), "the card is 96.6% complete and lacks nothing mandatory");
    let found = completeness(&card(Field::ALL), t, &CardPolicy::default());
    assert!(found.overall().share().unwrap() == Ratio::ONE);
}

#[test]
fn missing_mandatory_fields_are_listed_in_the_order_of_the_card() {
    let card = card([Field::Name, Field::Bank, Field::CreditStanding]);
    let found = completeness(&card, as_of("2026-03-02"), &CardPolicy::default());
    assert_eq!(
        found.missing(),
        [
            Field::Address,
            Field::Phone,
            Field::LegalRepresentative,
            Field::MainBusiness,
            Field::TermsOfTrade
        ]
    );
    assert_eq!(
        found.to_string(),
        "the card is 10% complete and lacks address, phone, legal_representative, main_business, \
         terms_of_trade"
    );
}

#[test]
fn an_entry_recorded_after_the_as_of_date_is_not_seen() {
    let card = card(Field::ALL);
    let found = |t| completeness(&card, as_of(t), &CardPolicy::default()).overall().weight;
    assert_eq!(found("2026-03-01"), 0);
    assert_eq!(found("2026-03-02"), 30);
}

#[test]
fn the_default_policy_is_valid() {
    assert!(CardPolicy::try_new(CardPolicyDraft::default()).is_ok());
}

#[test]
fn a_policy_that_contradicts_itself_tells_everything() {
    let weights = Field::ALL.map(|field| (field, 0)).into();
    let mandatory = [Field::Phone, Field::Bank].into();
    let refused = CardPolicy::try_new(CardPolicyDraft { weights, mandatory });
    assert_eq!(
        refused.unwrap_err().to_string(),
        "weights must leave a field that counts; \
         weights.phone must be at least 1 for a mandatory field, was 0; \
         weights.bank must be at least 1 for a mandatory field, was 0"
    );
}
