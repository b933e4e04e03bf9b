//! S1, duplicates: verdicts about pairs, the search of a whole book, clusters, blind search, plans.

use guanxi::duplicate::{
    Admission, BlindMatches, Cluster, DuplicatePolicy, DuplicatePolicyDraft, DuplicateSearch,
    IdentityFacts, IdentityIndex, IdentityIndexError, IdentityRecord, Keeper, KeyKind, KeyPoints,
    MergeBatch, NumberRules, NumberUse, PairVerdict, Query, RecordState, SharedKey, SurvivorReason,
    Veto,
};
use guanxi::id::CustomerKey;
use guanxi::identity::{
    CustomerPair, DistinctRuling, DistinctRulings, IdentityNumber, NumberKind, PairRuling, Scope,
};

use crate::given::{as_of, day};

const T: &str = "2026-03-31";
const ONE: &str = "uscc 91350100M000100Y43";
const OTHER: &str = "uscc 91110000600037341L";

fn key(position: u32) -> CustomerKey {
    CustomerKey::from_position(position)
}

fn pair(one: u32, other: u32) -> CustomerPair {
    CustomerPair::try_new(key(one), key(other)).unwrap()
}

/// Facts written as `kind: text`, with commas between them.
fn facts(text: &str) -> IdentityFacts {
    let forms = DuplicatePolicy::default().name_forms();
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.fold(IdentityFacts::default(), |facts, part| {
        let (kind, value) = part.split_once(':').unwrap();
        let value = value.trim();
        match kind {
            "account" => facts.with_bank_account(value),
            "phone" => facts.with_phone(value),
            "name" => facts.with_name(&forms, value),
            "legal" => facts.with_legal_representative(value),
            "address" => facts.with_address(value),
            "number" => facts.with_number(value.parse().unwrap()),
            other => panic!("{other}"),
        }
    })
}

#[track_caller]
fn said(one: &str, other: &str) -> String {
    let policy = DuplicatePolicy::default();
    let verdict = policy.compare(&facts(one), &facts(other));
    assert_eq!(policy.compare(&facts(other), &facts(one)), verdict, "in both directions");
    verdict.to_string()
}

fn records(texts: &[&str]) -> Vec<IdentityRecord> {
    texts.iter().zip(0..).map(|(text, at)| IdentityRecord::new(key(at), facts(text))).collect()
}

/// The search of some records with the default policy and without rulings, and its clusters.
#[track_caller]
fn searched(records: &[IdentityRecord]) -> (DuplicateSearch, Vec<Cluster>) {
    let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
    let index = IdentityIndex::try_new(&policy, records, &rulings, as_of(T)).unwrap();
    let found = index.search();
    let clusters = index.clusters(&found);
    (found, clusters)
}

fn pairs(found: &DuplicateSearch) -> Vec<String> {
    let name = |it: CustomerKey| it.position();
    let pairs = found.pairs.iter();
    pairs
        .map(|it| {
            format!("{} {} {}", name(it.pair.first()), name(it.pair.second()), it.verdict.code())
        })
        .collect()
}

fn told(clusters: &[Cluster]) -> Vec<String> {
    clusters
        .iter()
        .map(|it| {
            let members: Vec<_> = it.customers.iter().map(|it| it.position()).collect();
            match &it.contradiction {
                Some(at) => format!(
                    "{members:?} but {} {}",
                    at.pair.first().position(),
                    at.pair.second().position()
                ),
                None => format!("{members:?}"),
            }
        })
        .collect()
}

fn distinct(on: &str, one: u32, other: u32) -> DistinctRulings {
    let mut rulings = DistinctRulings::default();
    let (by, reason) = ("Wang".parse().unwrap(), "two brothers".parse().unwrap());
    let ruling = PairRuling::Distinct;
    rulings
        .record(DistinctRuling { pair: pair(one, other), ruling, on: day(on), by, reason })
        .unwrap();
    rulings
}

// The pair.

#[test]
fn same_a_valid_number_of_equal_kind_and_scope_is_equal() {
    let (one, other) = (format!("number: {ONE}"), format!("number: {ONE}, name: Another Ltd"));
    assert_eq!(said(&one, &other), "same: uscc 91350100M000100Y43 is equal");
    // Another kind, country or scope says nothing.
    for (one, other) in [
        ("number: vat DE 123456789", "number: vat AT 123456789"),
        ("number: vat DE 123456789", "number: duns 123456789"),
        ("number: duns 123456789", "number: duns legal_entity 123456789"),
    ] {
        assert_eq!(said(one, other), "unrelated, below 30: 0 points");
    }
}

#[test]
fn same_one_equal_number_of_several_is_enough() {
    let one = "number: vat DE 111, number: vat DE 222";
    assert_eq!(said(one, "number: vat DE 222, number: vat DE 333"), "same: vat DE 222 is equal");
}

#[test]
fn different_the_veto_of_two_valid_numbers_beats_any_similarity() {
    let shared =
        "name: Li Ltd, phone: 13800138000, account: 6222000111, legal: 李四, address: 中山路1号";
    let (one, other) = (format!("number: {ONE}, {shared}"), format!("number: {OTHER}, {shared}"));
    assert_eq!(
        said(&one, &other),
        "different: uscc 91110000600037341L and uscc 91350100M000100Y43 differ"
    );
    // With a number on one side only, similarity decides.
    assert_eq!(
        said(&one, shared),
        "likely the same, from 55: 125 points: bank account 40, phone 25, name 30, \
         legal representative 15, address 15"
    );
}

#[test]
fn different_numbers_of_which_a_company_may_have_both_are_no_veto_and_nothing_is_merged() {
    // A VAT number has no check here, and a company may have several of one country.
    let shared = "name: Li Ltd, phone: 13800138000";
    let (one, other) =
        (format!("number: vat DE 111, {shared}"), format!("number: vat DE 222, {shared}"));
    assert_eq!(
        said(&one, &other),
        "possibly the same, from 30: 55 points: phone 25, name 30, \
         though vat DE 111 and vat DE 222 differ"
    );
    assert_eq!(said("number: vat DE 111", "number: vat DE 222"), "unrelated, below 30: 0 points");
    // Numbers of two countries do not compare.
    let abroad = format!("number: vat FR 222, {shared}");
    assert!(said(&one, &abroad).starts_with("likely the same"));
    // Equal numbers of a company are enough, whatever others it has.
    let (one, other) = (format!("{one}, number: {ONE}"), format!("{other}, number: {ONE}"));
    assert_eq!(said(&one, &other), "same: uscc 91350100M000100Y43 is equal");
    // A third record that is like both joins them, and nothing is merged.
    let texts = [
        format!("number: vat DE 111, {shared}"),
        shared.to_owned(),
        format!("number: vat DE 222, {shared}"),
    ];
    let (found, clusters) = searched(&records(&texts.each_ref().map(String::as_str)));
    assert_eq!(pairs(&found), ["0 1 likely", "0 2 possible", "1 2 likely"]);
    assert_eq!(told(&clusters), ["[0, 1, 2] but 0 2"]);
}

#[test]
fn a_bank_account_without_a_digit_is_the_name_of_a_bank_and_no_key() {
    assert_eq!(said("account: 工商银行", "account: 工商银行"), "unrelated, below 30: 0 points");
    assert!(facts("account: Sparkasse").is_empty());
    assert!(
        said("account: 工商银行６２２２", "account: 工商银行 6222").contains("bank account 40")
    );
}

#[test]
fn several_telephone_numbers_of_one_text_are_keys_each() {
    let both = "phone: 13800138000 / 010-65529988";
    for one in ["phone: 微信13800138000", "phone: 010-65529988-801"] {
        assert_eq!(said(both, one), "unrelated, below 30: 25 points: phone 25");
    }
}

#[test]
fn different_numbers_that_contradict_each_other_are_told_with_both() {
    let one = format!("number: {ONE}, number: vat CN 111");
    let other = format!("number: {OTHER}, number: vat CN 111");
    assert_eq!(
        said(&one, &other),
        "different: uscc 91110000600037341L and uscc 91350100M000100Y43 differ, \
         though vat CN 111 is equal"
    );
}

#[test]
fn same_group_one_legal_entity_with_different_establishments() {
    // SIREN names the company, SIRET its place.
    let place = |siret: &str| {
        format!("number: siren FR 732829320, number: siret FR establishment {siret}, name: Acme SA")
    };
    let (one, other) = (place("73282932000074"), place("73282932000082"));
    assert_eq!(
        said(&one, &other),
        "same group: siren FR 732829320 is equal, siret FR establishment 73282932000074 and \
         siret FR establishment 73282932000082 are two places"
    );
    assert_eq!(said(&one, &one), "same: siren FR 732829320 is equal");
    // Without the number of the company, two places are two.
    assert!(
        said("number: siret FR establishment 11", "number: siret FR establishment 12")
            .starts_with("different: ")
    );
    // A place that is equal by another register contradicts it.
    let (one, other) = (format!("{one}, number: duns 55"), format!("{other}, number: duns 55"));
    assert!(said(&one, &other).starts_with("different: "), "{}", said(&one, &other));
}

#[test]
fn different_a_ruling_stands_whatever_the_numbers_say() {
    let (policy, records) =
        (DuplicatePolicy::default(), records(&[format!("number: {ONE}").as_str(); 2]));
    let rulings = distinct("2026-03-01", 0, 1);
    let verdict = |t: &str| {
        let index = IdentityIndex::try_new(&policy, &records, &rulings, as_of(t)).unwrap();
        (index.compare(pair(0, 1)).unwrap().to_string(), index.search().pairs.len())
    };
    assert_eq!(verdict("2026-02-28"), ("same: uscc 91350100M000100Y43 is equal".to_owned(), 1));
    let ruled = "different: distinct by a ruling of Wang on 2026-03-01: two brothers".to_owned();
    assert_eq!(verdict("2026-03-01"), (ruled, 0));
}

#[test]
fn points_by_default_each_kind_of_key_has_its_own() {
    for (key, expected) in [
        ("account: 6222000111", "possibly the same, from 30: 40 points: bank account 40"),
        ("phone: 13800138000", "unrelated, below 30: 25 points: phone 25"),
        ("name: Li Ltd", "possibly the same, from 30: 30 points: name 30"),
        ("legal: 李四", "unrelated, below 30: 15 points: legal representative 15"),
        ("address: 中山路1号", "unrelated, below 30: 15 points: address 15"),
    ] {
        assert_eq!(said(key, key), expected);
    }
}

#[test]
fn points_likely_from_55_and_possible_from_30() {
    let just = |likely: u16, possible: u16| {
        let draft = DuplicatePolicyDraft { likely, possible, ..Default::default() };
        let policy = DuplicatePolicy::try_new(draft).unwrap();
        let both = facts("name: Li Ltd, phone: 13800138000");
        policy.compare(&both, &both).code()
    };
    assert_eq!(just(54, 30), "likely");
    assert_eq!(just(55, 30), "likely", "met exactly is met");
    assert_eq!(just(56, 30), "possible");
    assert_eq!(just(56, 55), "possible");
    assert_eq!(just(56, 56), "unrelated");
    // Two strong keys or three weak ones.
    assert!(
        said("account: 62220001, legal: 李四", "account: 62220001, legal: 李四")
            .contains("55 points")
    );
    let weak = "phone: 13800138000, legal: 李四, address: 中山路1号";
    assert!(said(weak, weak).starts_with("likely the same, from 55: 55 points"));
    assert!(
        said("legal: 李四, address: 中山路1号", "legal: 李四, address: 中山路1号")
            .starts_with("possibly")
    );
}

#[test]
fn points_a_kind_counts_once_and_printed_parts_add_up() {
    let two = "phone: 13800138000, phone: 13900139000, name: Li, name: Li & Sons";
    let policy = DuplicatePolicy::default();
    let PairVerdict::Likely { points, at_least } = policy.compare(&facts(two), &facts(two)) else {
        panic!("likely")
    };
    assert_eq!((points.total(), at_least), (55, 55));
    let printed = points.to_string();
    let sum: u32 = printed
        .split(": ")
        .nth(1)
        .unwrap()
        .split(", ")
        .map(|part| part.rsplit(' ').next().unwrap().parse::<u32>().unwrap())
        .sum();
    assert_eq!(sum, points.total(), "{printed}");
}

#[test]
fn blank_against_blank_is_no_agreement() {
    let blank = "phone: -, name: 。, account:  , legal: x, address: ?";
    assert!(facts(blank).is_empty());
    assert_eq!(said(blank, blank), "unrelated, below 30: 0 points");
    assert_eq!(said("legal: 李", "legal: 李"), "unrelated, below 30: 0 points", "one character");
}

#[test]
fn a_branch_is_not_the_company() {
    assert_eq!(
        said("name: 中山贸易有限公司", "name: 中山贸易有限公司分公司"),
        "unrelated, below 30: 0 points"
    );
}

#[test]
fn a_kind_of_numbers_that_policy_leaves_out_says_nothing() {
    let numbers = NumberRules { uscc: NumberUse::NotCompared, ..Default::default() };
    let policy =
        DuplicatePolicy::try_new(DuplicatePolicyDraft { numbers, ..Default::default() }).unwrap();
    let (one, other) =
        (facts(&format!("number: {ONE}, name: Li")), facts(&format!("number: {OTHER}, name: Li")));
    assert_eq!(policy.compare(&one, &other).code(), "possible");
    assert_eq!(policy.compare(&one, &one).code(), "possible");
    let by_code = [("siret".parse().unwrap(), NumberUse::NotCompared)].into();
    let rules = NumberRules { by_code, ..Default::default() };
    let of = |kind: &str| rules.number_use(&kind.parse::<NumberKind>().unwrap());
    assert_eq!(of("siret FR"), NumberUse::NotCompared);
    assert_eq!(of("siren FR"), NumberUse::Warn);
    assert_eq!(of("uscc"), NumberUse::Refuse);
}

#[test]
fn neither_the_number_of_a_person_nor_an_account_is_printed() {
    let person = |text: &str| {
        IdentityNumber::try_new("idcard CN".parse().unwrap(), text)
            .unwrap()
            .with_scope(Scope::Person)
    };
    let facts = |text: &str| {
        IdentityFacts::default().with_number(person(text)).with_bank_account("6222000111")
    };
    let (one, other) = (facts("110105194912310021"), facts("110105194912310022"));
    let policy = DuplicatePolicy::default();
    let verdicts = [policy.compare(&one, &one), policy.compare(&one, &other)];
    assert_eq!(verdicts[0].to_string(), "same: idcard CN of a person is equal");
    assert_eq!(verdicts[1].to_string(), "different: idcard CN of two persons differ");
    for shown in [
        format!("{verdicts:?}"),
        format!("{one:?}"),
        verdicts[0].to_string(),
        verdicts[1].to_string(),
    ] {
        assert!(!shown.contains("1949") && !shown.contains("6222"), "{shown}");
    }
}

// The whole book.

#[test]
fn search_gives_each_pair_once_in_the_order_of_customers() {
    let texts =
        ["name: Li, phone: 13800138000", "phone: 13800138000, name: Li", "name: Li", "name: Wu"];
    let mut records = records(&texts);
    let (found, clusters) = searched(&records);
    assert_eq!(pairs(&found), ["0 1 likely", "0 2 possible", "1 2 possible"]);
    assert_eq!(told(&clusters), ["[0, 1]"], "possible pairs join nothing");
    records.reverse();
    assert_eq!(searched(&records), (found, clusters), "in whatever order");
}

#[test]
fn search_two_records_of_one_customer_are_refused() {
    let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
    let twice =
        [IdentityRecord::new(key(7), facts("name: Li")), IdentityRecord::new(key(7), facts(""))];
    let refused = IdentityIndex::try_new(&policy, &twice, &rulings, as_of(T)).unwrap_err();
    assert_eq!(refused, IdentityIndexError::Twice { customer: key(7) });
    assert_eq!(refused.to_string(), "the customer at position 7 has two records");
}

#[test]
fn search_a_key_of_too_many_is_a_crowd_and_brings_no_pairs() {
    let draft = DuplicatePolicyDraft { most_sharing: 3, ..Default::default() };
    let (policy, rulings) = (DuplicatePolicy::try_new(draft).unwrap(), DistinctRulings::default());
    let search = |count: usize| {
        let mut texts = vec!["name: Corner Shop"; count];
        texts[1] = "name: Corner Shop, account: 62220001";
        texts[0] = "name: Corner Shop, account: 62220001";
        let records = records(&texts);
        let index = IdentityIndex::try_new(&policy, &records, &rulings, as_of(T)).unwrap();
        index.search()
    };
    let three = search(3);
    assert_eq!(pairs(&three), ["0 1 likely", "0 2 possible", "1 2 possible"]);
    assert!(three.crowds.is_empty());
    let four = search(4);
    assert_eq!(pairs(&four), ["0 1 likely"], "they share the account, too");
    assert!(four.pairs[0].verdict.to_string().contains("70 points"), "with all points");
    let [crowd] = &four.crowds[..] else { panic!("one crowd") };
    assert_eq!(crowd.shared, SharedKey::Keys(vec![KeyKind::Name]));
    assert_eq!(crowd.customers, [0, 1, 2, 3].map(key));
    assert_eq!(crowd.to_string(), "4 customers share name");
}

/// The search of some records with the default policy but another `most_sharing`.
#[track_caller]
fn searched_with(most_sharing: u16, texts: &[&str]) -> DuplicateSearch {
    let draft = DuplicatePolicyDraft { most_sharing, ..Default::default() };
    let (policy, rulings) = (DuplicatePolicy::try_new(draft).unwrap(), DistinctRulings::default());
    let records = records(texts);
    let index = IdentityIndex::try_new(&policy, &records, &rulings, as_of(T)).unwrap();
    index.search()
}

fn crowds(found: &DuplicateSearch) -> Vec<String> {
    found.crowds.iter().map(ToString::to_string).collect()
}

#[test]
fn search_two_of_a_crowd_that_share_a_second_key_are_found_behind_it() {
    // 101 customers of one name, by the default of 100.
    let mut texts = vec!["name: Corner Shop"; 101];
    for twin in [17, 63] {
        texts[twin] = "name: Corner Shop, phone: 13800138000";
    }
    let (found, clusters) = searched(&records(&texts));
    assert_eq!(pairs(&found), ["17 63 likely"], "one telephone alone is no duplicate");
    assert_eq!(crowds(&found), ["101 customers share name"]);
    assert_eq!(told(&clusters), ["[17, 63]"]);
}

#[test]
fn search_a_crowd_within_a_crowd_is_narrowed_by_a_third_key() {
    let mut texts = vec!["name: Corner Shop"; 9];
    texts[..5].fill("name: Corner Shop, phone: 13800138000");
    texts[2] = "name: Corner Shop, phone: 13800138000, address: 中山路1号";
    texts[4] = texts[2];
    let found = searched_with(3, &texts);
    assert_eq!(pairs(&found), ["2 4 likely"]);
    assert_eq!(crowds(&found), ["5 customers share phone and name", "9 customers share name"]);
}

#[test]
fn search_a_number_of_too_many_is_narrowed_by_a_key_that_alone_says_nothing() {
    // A number that a tax adviser lends to all his clients.
    let mut texts = vec!["number: vat DE 123456789"; 6];
    texts[1] = "number: vat DE 123456789, phone: 13800138000";
    texts[5] = texts[1];
    let found = searched_with(3, &texts);
    assert_eq!(pairs(&found), ["1 5 same"]);
    assert_eq!(crowds(&found), ["6 customers share a number of kind vat DE"]);
    texts.fill("number: vat DE 123456789, phone: 13800138000");
    texts[0] = "number: vat DE 123456789";
    let found = searched_with(3, &texts);
    assert!(found.pairs.is_empty());
    assert_eq!(
        crowds(&found),
        [
            "6 customers share a number of kind vat DE",
            "5 customers share a number of kind vat DE and phone"
        ]
    );
}

#[test]
fn search_a_crowd_that_agrees_in_everything_is_told_once() {
    let found = searched_with(3, &["name: Corner Shop, phone: 13800138000"; 5]);
    assert!(found.pairs.is_empty());
    assert_eq!(crowds(&found), ["5 customers share name"]);
}

#[test]
fn clusters_are_unions_of_same_and_likely_pairs() {
    let texts = [
        "number: duns 55",
        "number: duns 55, account: 62220001, legal: 李四",
        "account: 62220001, legal: 李四",
        "name: Wu",
        "name: Wu",
    ];
    let (_, clusters) = searched(&records(&texts));
    assert_eq!(told(&clusters), ["[0, 1, 2]"]);
    assert_eq!(clusters[0].to_string(), "3 customers that may be one");
}

#[test]
fn clusters_with_a_different_pair_are_contradictory_with_the_witness() {
    // Two companies, and between them a record without number that looks like both.
    let like = "name: Li, phone: 13800138000";
    let (one, other) = (format!("{like}, number: {ONE}"), format!("{like}, number: {OTHER}"));
    let (found, clusters) = searched(&records(&[&one, like, &other]));
    assert_eq!(pairs(&found), ["0 1 likely", "1 2 likely"]);
    assert_eq!(told(&clusters), ["[0, 1, 2] but 0 2"]);
    assert_eq!(
        clusters[0].to_string(),
        "3 customers, contradictory: the customers at positions 0 and 2: \
         different: uscc 91110000600037341L and uscc 91350100M000100Y43 differ"
    );
}

#[test]
fn clusters_with_two_places_of_one_company_are_contradictory() {
    let place =
        |siret: &str| format!("number: siren FR 732829320, number: siret FR establishment {siret}");
    let texts = ["number: siren FR 732829320", &place("11"), &place("12")];
    let (found, clusters) = searched(&records(&texts));
    assert_eq!(pairs(&found), ["0 1 same", "0 2 same", "1 2 same_group"]);
    assert_eq!(told(&clusters), ["[0, 1, 2] but 1 2"]);
    // Two places by themselves are no cluster.
    assert!(searched(&records(&texts[1..])).1.is_empty());
}

#[test]
fn clusters_two_records_whose_numbers_contradict_each_other_are_told() {
    let one = format!("number: {ONE}, number: vat CN 111");
    let other = format!("number: {OTHER}, number: vat CN 111");
    let (found, clusters) = searched(&records(&[&one, &other]));
    assert_eq!(pairs(&found), ["0 1 different"]);
    assert_eq!(told(&clusters), ["[0, 1] but 0 1"]);
}

#[test]
fn clusters_go_by_rulings() {
    let like = "name: Li, phone: 13800138000";
    let records = records(&[like; 3]);
    let (policy, rulings) = (DuplicatePolicy::default(), distinct("2026-03-01", 0, 2));
    let index = IdentityIndex::try_new(&policy, &records, &rulings, as_of(T)).unwrap();
    let found = index.search();
    assert_eq!(pairs(&found), ["0 1 likely", "1 2 likely"]);
    let clusters = index.clusters(&found);
    assert_eq!(told(&clusters), ["[0, 1, 2] but 0 2"]);
    let Some(witness) = &clusters[0].contradiction else { panic!("contradictory") };
    assert!(matches!(witness.verdict, PairVerdict::Different(Veto::Ruling(_))));
}

// The batch.

#[test]
fn batch_the_survivor_is_chosen_by_the_stated_rule() {
    let like = "name: Li, phone: 13800138000";
    let plan = |states: [RecordState; 2], texts: [&str; 2]| {
        let records: Vec<_> =
            records(&texts).into_iter().zip(states).map(|(it, state)| it.in_state(state)).collect();
        let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
        let index = IdentityIndex::try_new(&policy, &records, &rulings, as_of(T)).unwrap();
        let batch = MergeBatch::new(&index, index.clusters(&index.search()));
        assert!(batch.left_out.is_empty());
        let [merge] = &batch.merges[..] else { panic!("one merge") };
        assert_eq!(merge.merged.len(), 1);
        (merge.survivor.position(), merge.because)
    };
    let active = [RecordState::Active; 2];
    let (more_keys, number) =
        (format!("{like}, address: 中山路1号"), format!("{like}, number: {ONE}"));
    assert_eq!(plan(active, [like, like]), (0, SurvivorReason::First));
    assert_eq!(plan(active, [like, &more_keys]), (1, SurvivorReason::Keys));
    assert_eq!(plan(active, [&more_keys, &number]), (1, SurvivorReason::Numbers));
    let states = [RecordState::Inactive, RecordState::Active];
    assert_eq!(plan(states, [&number, like]), (1, SurvivorReason::State));
    let states = [RecordState::Dropped, RecordState::Inactive];
    assert_eq!(plan(states, [&number, like]), (1, SurvivorReason::State));
}

#[test]
fn batch_a_contradictory_cluster_is_left_out() {
    let like = "name: Li, phone: 13800138000";
    let (one, other) = (format!("{like}, number: {ONE}"), format!("{like}, number: {OTHER}"));
    let records = records(&[&one, like, &other, "number: duns 55", "number: duns 55"]);
    let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
    let index = IdentityIndex::try_new(&policy, &records, &rulings, as_of(T)).unwrap();
    let batch = MergeBatch::new(&index, index.clusters(&index.search()));
    assert_eq!(told(&batch.left_out), ["[0, 1, 2] but 0 2"]);
    let said: Vec<_> = batch.merges.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["1 merged into the one at position 3 for the earliest registration"]);
}

// The complaints about others, each with our answer.

#[test]
fn complaint_inactive_and_dropped_records_are_searched_and_all_matches_given() {
    let like = "name: Li, phone: 13800138000";
    let states = [RecordState::Active, RecordState::Inactive, RecordState::Dropped];
    let records: Vec<_> =
        records(&[like; 3]).into_iter().zip(states).map(|(it, state)| it.in_state(state)).collect();
    let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
    let index = IdentityIndex::try_new(&policy, &records, &rulings, as_of(T)).unwrap();
    let query = facts(like);
    let matches = index.matches(Query::New(&query));
    assert_eq!(matches.iter().map(|it| it.customer).collect::<Vec<_>>(), [0, 1, 2].map(key));
    assert!(matches.is_ambiguous() && matches.only().is_none(), "not the first of several");
    assert_eq!(index.search().pairs.len(), 3);
}

#[test]
fn complaint_a_merged_record_is_not_proposed_any_more() {
    let like = "name: Li, phone: 13800138000";
    let mut records = records(&[like; 2]);
    assert_eq!(searched(&records).0.pairs.len(), 1);
    records[1] = records[1].clone().in_state(RecordState::Merged);
    assert_eq!(searched(&records), (DuplicateSearch::default(), Vec::new()));
    let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
    let index = IdentityIndex::try_new(&policy, &records, &rulings, as_of(T)).unwrap();
    let query = facts(like);
    assert_eq!(index.matches(Query::New(&query)).only(), Some(key(0)));
    assert_eq!(index.compare(pair(0, 1)), None);
}

#[test]
fn complaint_one_function_serves_the_pair_a_new_record_a_changed_one_and_the_whole_book() {
    let texts = [
        "name: Li, phone: 13800138000",
        "phone: 13800138000, name: Li",
        "name: Wu, account: 62220001",
    ];
    let records = records(&texts);
    let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
    let index = IdentityIndex::try_new(&policy, &records, &rulings, as_of(T)).unwrap();
    let found = index.search();
    assert_eq!(pairs(&found), ["0 1 likely"]);
    let verdict = policy.compare(&facts(texts[0]), &facts(texts[1]));
    assert_eq!(found.pairs[0].verdict, verdict);
    assert_eq!(index.compare(pair(0, 1)), Some(verdict.clone()));
    let query = facts(texts[0]);
    let new = index.matches(Query::New(&query));
    assert_eq!(new.iter().map(|it| it.customer.position()).collect::<Vec<_>>(), [0, 1]);
    let changed = index.matches(Query::Changed { customer: key(0), facts: &query });
    assert_eq!(changed.only(), Some(key(1)), "not itself");
    assert_eq!(changed.iter().next().unwrap().verdict, verdict);
    // The third record is changed so that it becomes a duplicate.
    let query = facts("name: Wu, account: 62220001, phone: 13800138000, legal: 李四, name: Li");
    let changed = index.matches(Query::Changed { customer: key(2), facts: &query });
    assert!(changed.is_ambiguous());
}

#[test]
fn complaint_an_own_rule_stands_beside_the_built_in_one() {
    // Points of one's own change points only; the veto and equal numbers stay.
    let points =
        KeyPoints { bank_account: 0, phone: 60, name: 0, legal_representative: 0, address: 0 };
    let policy =
        DuplicatePolicy::try_new(DuplicatePolicyDraft { points, ..Default::default() }).unwrap();
    let like = "phone: 13800138000";
    assert_eq!(policy.compare(&facts(like), &facts(like)).code(), "likely");
    let (one, other) = (format!("{like}, number: {ONE}"), format!("{like}, number: {OTHER}"));
    assert_eq!(policy.compare(&facts(&one), &facts(&other)).code(), "different");
    assert_eq!(policy.compare(&facts(&one), &facts(&format!("number: {ONE}"))).code(), "same");
}

#[test]
fn complaint_policy_says_which_numbers_refuse_and_which_warn() {
    let admission = |record: &str, query: &str| {
        let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
        let records = records(&[record]);
        let index = IdentityIndex::try_new(&policy, &records, &rulings, as_of(T)).unwrap();
        let query = facts(query);
        index.matches(Query::New(&query)).admission(&policy.numbers)
    };
    let same = format!("number: {ONE}");
    assert_eq!(admission(&same, &same), Admission::Refuse);
    assert_eq!(admission("number: duns 55", "number: duns 55"), Admission::Warn);
    assert_eq!(admission("name: Li", "name: Li"), Admission::Warn);
    assert_eq!(admission("phone: 13800138000", "phone: 13800138000"), Admission::Free);
    let place =
        |siret: &str| format!("number: siren FR 732829320, number: siret FR establishment {siret}");
    assert_eq!(admission(&place("11"), &place("12")), Admission::Free, "another place");
}

fn blind(records: &[IdentityRecord], query: &str, visible: &[u32]) -> BlindMatches {
    let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
    let index = IdentityIndex::try_new(&policy, records, &rulings, as_of(T)).unwrap();
    index.search_blind(Query::New(&facts(query)), |key| visible.contains(&key.position()))
}

#[test]
fn complaint_a_check_before_creating_shows_nothing_of_others_customers() {
    let like = "name: Li, phone: 13800138000";
    let wang = |it: IdentityRecord| it.kept_by("Wang".parse().unwrap());
    let [own, first, second, nobodys]: [_; 4] = records(&[like; 4]).try_into().unwrap();
    let records = [own, wang(first), wang(second).in_state(RecordState::Dropped), nobodys];
    let found = blind(&records, like, &[0]);
    assert_eq!(found.visible.only(), Some(key(0)));
    let keepers = [Keeper::Staff("Wang".parse().unwrap()), Keeper::Nobody];
    assert_eq!(found.keepers, keepers, "each once, dropped records included");
    assert!(blind(&records, like, &[0, 1, 2, 3]).keepers.is_empty());
}

#[test]
fn complaint_a_hidden_record_tells_nothing_but_its_keeper() {
    let hidden = |text: &str| {
        let record = IdentityRecord::new(key(0), facts(text)).kept_by("Wang".parse().unwrap());
        blind(&[record], &format!("name: Li, phone: 13800138000, number: {ONE}"), &[])
    };
    let likely = hidden("name: Li, phone: 13800138000");
    for text in [
        "name: Li, phone: 13800138000, address: 中山路1号, account: 62220001".to_owned(),
        format!("number: {ONE}, account: 62220001"),
    ] {
        assert_eq!(hidden(&text), likely, "{text}");
    }
    assert_eq!(likely.keepers.len(), 1);
    // One key alone would tell whose it is.
    assert_eq!(hidden("name: Li"), BlindMatches::default());
    assert_eq!(
        hidden(&format!("name: Li, phone: 13800138000, number: {OTHER}")),
        BlindMatches::default()
    );
}

#[test]
fn complaint_a_differing_value_is_never_shown_as_equal() {
    // One definition of equal, for whatever field: the normal form.
    assert_eq!(
        said("account: 6222 0001", "account: 6222-0001").split(':').next(),
        Some("possibly the same, from 30")
    );
    assert_eq!(said("account: 6222 0001", "account: 6222 0002"), "unrelated, below 30: 0 points");
}

#[test]
fn complaint_two_partners_with_one_bank_account_are_no_error() {
    let (found, clusters) = searched(&records(&["account: 62220001, legal: 李四"; 2]));
    assert_eq!(pairs(&found), ["0 1 likely"]);
    assert_eq!(told(&clusters), ["[0, 1]"]);
}

#[test]
fn two_numbers_of_which_a_company_has_one_contradict_each_other() {
    let told = |numbers: &str| {
        let found = DuplicatePolicy::default().contradictions(&facts(numbers));
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let both = format!("number: {ONE}, number: {OTHER}");
    assert_eq!(told(&both), ["uscc 91110000600037341L and uscc 91350100M000100Y43"]);
    assert!(told(&format!("number: {ONE}")).is_empty());
    assert!(
        told("number: vat DE 123456789, number: vat DE 987654321").is_empty(),
        "several are usual"
    );
    assert!(
        told("number: duns 150483782, number: duns 150483783").is_empty(),
        "one for each place"
    );
    let (found, _) = searched(&records(&[&both, &format!("number: {ONE}")]));
    let of: Vec<_> = found.contradictions.iter().map(ToString::to_string).collect();
    assert_eq!(
        of,
        ["the customer at position 0 has uscc 91110000600037341L and uscc 91350100M000100Y43, \
          and a company has one"]
    );
    assert_eq!(
        found.contradictions[0].named("Li").to_string(),
        "customer Li has uscc 91110000600037341L and uscc 91350100M000100Y43, and a company has one"
    );
    let branch = |text: &str| {
        let number: IdentityNumber = text.parse().unwrap();
        number.with_scope(Scope::Establishment)
    };
    let facts = IdentityFacts::default().with_number(branch(ONE)).with_number(branch(OTHER));
    assert_eq!(DuplicatePolicy::default().contradictions(&facts), [], "branches have their own");
}

#[test]
fn a_ruling_holds_of_the_survivor_and_the_latest_of_several_is_given() {
    let rulings = distinct("2026-03-10", 0, 1);
    let survivor =
        |from: u32, to: u32| move |it: CustomerKey| if it == key(from) { key(to) } else { it };
    let t = as_of(T);
    let carried = rulings.of_survivors(t, survivor(0, 2));
    assert!(carried.distinct_at(pair(1, 2), t).is_some());
    assert!(carried.distinct_at(pair(0, 1), t).is_none(), "the merged one has no record any more");
    assert_eq!(rulings.of_survivors(as_of("2026-03-09"), survivor(0, 2)).iter().count(), 0);
    assert_eq!(rulings.of_survivors(t, survivor(0, 1)).iter().count(), 0, "merged all the same");
    let mut two = rulings;
    let first = two.distinct_at(pair(0, 1), t).unwrap().clone();
    two.record(DistinctRuling { pair: pair(1, 2), on: day("2026-03-20"), ..first }).unwrap();
    let carried = two.of_survivors(t, survivor(0, 2));
    let days: Vec<_> = carried.iter().map(|it| it.on).collect();
    assert_eq!(days, [day("2026-03-20")]);
    assert_eq!(two.of_survivors(t, |it| it), two, "without a merge nothing moves");
}
