//! Duplicates: the verdict is symmetric, the search finds what a comparison of all pairs finds, and
//! no order decides anything.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::AsOf;
use guanxi::duplicate::{
    DuplicatePolicy, DuplicatePolicyDraft, IdentityFacts, IdentityIndex, IdentityRecord, KeyKind,
    KeyPoints, MergeBatch, PairVerdict, Query, RecordState,
};
use guanxi::id::CustomerKey;
use guanxi::identity::{CustomerPair, DistinctRuling, DistinctRulings, PairRuling};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// A number, or a key by its kind, as a text by which records meet.
type Meeting = (Option<KeyKind>, String);

fn facts() -> impl Strategy<Value = IdentityFacts> {
    described().prop_map(|(facts, _)| facts)
}

/// Keys of few values, so that records share them; with the numbers and keys by which they meet.
fn described() -> impl Strategy<Value = (IdentityFacts, BTreeSet<Meeting>)> {
    let numbers = subsequence(
        vec![
            "uscc 91350100M000100Y43",
            "uscc 91110000600037341L",
            "vat DE 11",
            "vat DE 12",
            "siret FR establishment 11",
            "siret FR establishment 12",
            "idcard CN person 77",
        ],
        0..=3,
    );
    let keys = (
        subsequence(vec!["62220001", "62220002"], 0..=2),
        subsequence(vec!["010-65529988", "021-65529988", "65529988", "13800138000"], 0..=2),
        subsequence(vec!["Li Ltd", "Li", "Wu", "-"], 0..=2),
        subsequence(vec!["李四", "王五"], 0..=1),
        subsequence(vec!["中山路1号", "中山路2号"], 0..=1),
    );
    (prop_oneof![2 => Just(Vec::new()), 1 => numbers], keys).prop_map(|(numbers, keys)| {
        let forms = DuplicatePolicy::default().name_forms();
        let mut facts = IdentityFacts::default();
        for number in &numbers {
            facts = facts.with_number(number.parse().unwrap());
        }
        let (accounts, phones, names, persons, addresses) = keys;
        let number = |it: &&str| (None, (*it).to_owned());
        let key = |kind, it: &&str| (Some(kind), (*it).to_owned());
        let mut meetings: BTreeSet<Meeting> = numbers.iter().map(number).collect();
        meetings.extend(accounts.iter().map(|it| key(KeyKind::BankAccount, it)));
        meetings.extend(phones.iter().map(|it| key(KeyKind::Phone, &&it[it.len() - 8..])));
        let names_as_keys = names.iter().filter(|it| **it != "-");
        meetings.extend(names_as_keys.map(|it| key(KeyKind::Name, &it.trim_end_matches(" Ltd"))));
        meetings.extend(persons.iter().map(|it| key(KeyKind::LegalRepresentative, it)));
        meetings.extend(addresses.iter().map(|it| key(KeyKind::Address, it)));
        facts = accounts.into_iter().fold(facts, IdentityFacts::with_bank_account);
        facts = phones.into_iter().fold(facts, IdentityFacts::with_phone);
        facts = names.into_iter().fold(facts, |facts, it| facts.with_name(&forms, it));
        facts = persons.into_iter().fold(facts, IdentityFacts::with_legal_representative);
        facts = addresses.into_iter().fold(facts, IdentityFacts::with_address);
        (facts, meetings)
    })
}

/// The least number of records that share with a pair what makes the two meet: a number or none,
/// and one key of each of some kinds; `None` where the two do not meet.
fn least_block(
    policy: &DuplicatePolicy,
    all: &[BTreeSet<Meeting>],
    one: &BTreeSet<Meeting>,
    other: &BTreeSet<Meeting>,
) -> Option<usize> {
    let shared: Vec<&Meeting> = one.intersection(other).collect();
    let points = |kind: &KeyKind| u32::from(policy.points.points(*kind));
    // No two of a kind; the number is a kind here.
    let mut sets: Vec<Vec<&Meeting>> = vec![Vec::new()];
    for meeting in shared.into_iter().filter(|(kind, _)| kind.is_none_or(|it| points(&it) > 0)) {
        let others = sets.iter().filter(|set| set.iter().all(|it| it.0 != meeting.0));
        let more: Vec<_> = others.map(|set| [set.as_slice(), &[meeting]].concat()).collect();
        sets.extend(more);
    }
    let meets = |set: &&Vec<&Meeting>| {
        let total: u32 = set.iter().filter_map(|it| it.0).map(|kind| points(&kind)).sum();
        set.iter().any(|it| it.0.is_none()) || total >= u32::from(policy.possible)
    };
    let block =
        |set: &Vec<&Meeting>| all.iter().filter(|of| set.iter().all(|it| of.contains(*it))).count();
    sets.iter().filter(meets).map(block).min()
}

fn policy() -> impl Strategy<Value = DuplicatePolicy> {
    let points = (0_u16..50, 0_u16..50, 0_u16..50, 0_u16..50, 0_u16..50);
    let any =
        (points, 1_u16..80, 0_u16..40, 2_u16..6).prop_map(|(points, possible, more, most)| {
            let (bank_account, phone, name, legal_representative, address) = points;
            let draft = DuplicatePolicyDraft {
                points: KeyPoints { bank_account, phone, name, legal_representative, address },
                possible,
                likely: possible + more,
                most_sharing: if most == 5 { u16::MAX } else { most },
                ..Default::default()
            };
            DuplicatePolicy::try_new(draft).unwrap()
        });
    prop_oneof![1 => Just(DuplicatePolicy::default()), 2 => any]
}

fn records() -> impl Strategy<Value = Vec<IdentityRecord>> {
    let states = select(vec![
        RecordState::Active,
        RecordState::Active,
        RecordState::Dropped,
        RecordState::Merged,
    ]);
    proptest::collection::vec((facts(), states), 0..14).prop_map(|all| {
        let keys = (0..).map(|place: u32| CustomerKey::from_position(place * 3));
        let records = all.into_iter().zip(keys);
        records
            .map(|((facts, state), key)| IdentityRecord::new(key, facts).in_state(state))
            .collect()
    })
}

fn rulings() -> impl Strategy<Value = DistinctRulings> {
    proptest::collection::btree_set((0_u32..14, 0_u32..14), 0..4).prop_map(|pairs| {
        let mut rulings = DistinctRulings::default();
        for (one, other) in pairs {
            let keys = [one, other].map(|it| CustomerKey::from_position(it * 3));
            let Ok(pair) = CustomerPair::try_new(keys[0], keys[1]) else { continue };
            let (by, reason) = ("Wang".parse().unwrap(), "brothers".parse().unwrap());
            let (ruling, on) = (PairRuling::Distinct, "2026-03-01".parse().unwrap());
            // The same pair twice is refused.
            let _ = rulings.record(DistinctRuling { pair, ruling, on, by, reason });
        }
        rulings
    })
}

fn t() -> AsOf {
    "2026-03-31".parse().unwrap()
}

/// All pairs of records that are not merged, with the verdicts: rulings first.
fn all_pairs(
    policy: &DuplicatePolicy,
    records: &[IdentityRecord],
    rulings: &DistinctRulings,
) -> BTreeMap<CustomerPair, PairVerdict> {
    let standing: Vec<_> = records.iter().filter(|it| it.state != RecordState::Merged).collect();
    let mut found = BTreeMap::new();
    for one in &standing {
        for other in &standing {
            let Ok(pair) = CustomerPair::try_new(one.customer, other.customer) else { continue };
            let verdict = match rulings.distinct_at(pair, t()) {
                Some(ruling) => {
                    PairVerdict::Different(guanxi::duplicate::Veto::Ruling(ruling.clone()))
                }
                None => policy.compare(&one.facts, &other.facts),
            };
            found.insert(pair, verdict);
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_verdict_about_a_pair_is_symmetric(one in facts(), other in facts(), policy in policy()) {
        let verdict = policy.compare(&one, &other);
        prop_assert_eq!(&policy.compare(&other, &one), &verdict);
        if let PairVerdict::Likely { points, .. } | PairVerdict::Possible { points, .. } | PairVerdict::Unrelated { points, .. } = &verdict {
            prop_assert_eq!(points.total(), points.iter().map(|it| u32::from(it.points)).sum::<u32>());
            let is_doubtful = matches!(verdict, PairVerdict::Possible { despite: Some(_), .. });
            let is_likely = points.total() >= u32::from(policy.likely) && !is_doubtful;
            prop_assert_eq!(is_likely, verdict.code() == "likely");
            prop_assert_eq!(points.total() < u32::from(policy.possible), verdict.code() == "unrelated");
        }
    }

    #[test]
    fn a_record_with_anything_to_tell_is_the_same_or_alike_as_itself(one in facts()) {
        let verdict = DuplicatePolicy::default().compare(&one, &one);
        prop_assert_ne!(verdict.code(), "different");
        prop_assert_eq!(verdict.code() == "same", !one.numbers().is_empty());
    }

    #[test]
    fn the_search_finds_what_a_comparison_of_all_pairs_finds(
        records in records(), rulings in rulings(), policy in policy(),
    ) {
        let index = IdentityIndex::try_new(&policy, &records, &rulings, t()).unwrap();
        let all = all_pairs(&policy, &records, &rulings);
        let mut expected: BTreeMap<_, _> = all.iter().filter(|(_, it)| it.is_told()).collect();
        let found = index.search();
        // A pair that is left out is one of a crowd.
        for pair in &found.pairs {
            prop_assert_eq!(expected.remove(&pair.pair), Some(&pair.verdict));
        }
        for pair in expected.keys() {
            let shares = |it: &&guanxi::duplicate::Crowd| {
                it.customers.contains(&pair.first()) && it.customers.contains(&pair.second())
            };
            prop_assert!(found.crowds.iter().any(|it| shares(&it)), "{pair}");
        }
        prop_assert!(found.pairs.is_sorted_by_key(|it| it.pair));
        if policy.most_sharing == u16::MAX {
            prop_assert!(expected.is_empty() && found.crowds.is_empty());
        }
        for crowd in &found.crowds {
            prop_assert!(crowd.customers.len() > usize::from(policy.most_sharing));
        }
    }

    #[test]
    fn the_search_leaves_out_just_the_pairs_that_share_all_with_too_many(
        described in proptest::collection::vec(described(), 0..20), policy in policy(),
    ) {
        let (facts, meetings): (Vec<_>, Vec<_>) = described.into_iter().unzip();
        let keys = (0..).map(CustomerKey::from_position);
        let records: Vec<_> =
            keys.zip(facts).map(|(key, facts)| IdentityRecord::new(key, facts)).collect();
        let rulings = DistinctRulings::default();
        let index = IdentityIndex::try_new(&policy, &records, &rulings, t()).unwrap();
        let found = index.search();
        let all = all_pairs(&policy, &records, &rulings);
        let expected = all.into_iter().filter(|(pair, verdict)| {
            let [one, other] = [pair.first(), pair.second()]
                .map(|it| &meetings[usize::try_from(it.position()).unwrap()]);
            let block = least_block(&policy, &meetings, one, other);
            verdict.is_told() && block.unwrap() <= usize::from(policy.most_sharing)
        });
        let pairs = found.pairs.iter().map(|it| (it.pair, it.verdict.clone()));
        prop_assert_eq!(pairs.collect::<Vec<_>>(), expected.collect::<Vec<_>>());

        // What a query tells of a record and the search does not is a pair of a crowd.
        for record in &records {
            let query = Query::Changed { customer: record.customer, facts: &record.facts };
            for told in &index.matches(query) {
                let pair = CustomerPair::try_new(record.customer, told.customer).unwrap();
                let listed = found.pairs.iter().find(|it| it.pair == pair);
                let is_crowded = found.crowds.iter().any(|it| {
                    [pair.first(), pair.second()].iter().all(|it_too| it.customers.contains(it_too))
                });
                prop_assert!(listed.map_or(is_crowded, |it| it.verdict == told.verdict), "{pair}");
            }
        }
        prop_assert!(found.crowds.is_sorted());
    }

    #[test]
    fn a_query_finds_what_a_comparison_with_all_records_finds(
        records in records(), rulings in rulings(), policy in policy(), facts in facts(),
    ) {
        let index = IdentityIndex::try_new(&policy, &records, &rulings, t()).unwrap();
        let standing = records.iter().filter(|it| it.state != RecordState::Merged);
        let told = |it: &&IdentityRecord| policy.compare(&facts, &it.facts).is_told();
        let expected: BTreeSet<_> = standing.filter(told).map(|it| it.customer).collect();
        let matches = index.matches(Query::New(&facts));
        prop_assert_eq!(matches.iter().map(|it| it.customer).collect::<BTreeSet<_>>(), expected);
        let all = all_pairs(&policy, &records, &rulings);
        for record in records.iter().filter(|it| it.state != RecordState::Merged) {
            let matches = index.matches(Query::Changed { customer: record.customer, facts: &record.facts });
            let of_record = all.iter().filter(|(pair, it)| {
                it.is_told() && [pair.first(), pair.second()].contains(&record.customer)
            });
            prop_assert_eq!(matches.len(), of_record.count());
        }
    }

    #[test]
    fn clusters_are_independent_of_order_and_equal_to_a_naive_union(
        records in records(), rulings in rulings(), policy in policy(), seed in any::<u64>(),
    ) {
        let index = IdentityIndex::try_new(&policy, &records, &rulings, t()).unwrap();
        let found = index.search();
        let clusters = index.clusters(&found);
        let mut shuffled = records.clone();
        shuffled.sort_by_key(|it| u64::from(it.customer.position() + 1).wrapping_mul(seed | 1));
        let other = IdentityIndex::try_new(&policy, &shuffled, &rulings, t()).unwrap();
        prop_assert_eq!(&other.search(), &found);
        prop_assert_eq!(&other.clusters(&found), &clusters);
        prop_assert_eq!(MergeBatch::new(&other, clusters.clone()), MergeBatch::new(&index, clusters.clone()));

        // Sets that are joined until nothing is left to join.
        let mut sets: Vec<BTreeSet<CustomerKey>> = Vec::new();
        for pair in found.pairs.iter().filter(|it| it.verdict.joins()) {
            let mut joined = BTreeSet::from([pair.pair.first(), pair.pair.second()]);
            sets.retain(|set| {
                let touches = !set.is_disjoint(&joined);
                if touches { joined.extend(set); }
                !touches
            });
            sets.push(joined);
        }
        sets.sort();
        let lists: Vec<Vec<_>> = sets.into_iter().map(|set| set.into_iter().collect()).collect();
        prop_assert_eq!(clusters.iter().map(|it| it.customers.clone()).collect::<Vec<_>>(), lists);

        // The first pair of a cluster that must not be merged.
        let all = all_pairs(&policy, &records, &rulings);
        for cluster in &clusters {
            let within = |pair: &CustomerPair| {
                cluster.customers.contains(&pair.first()) && cluster.customers.contains(&pair.second())
            };
            let first = all.iter().find(|(pair, it)| within(pair) && it.forbids_merge());
            let held = cluster.contradiction.as_ref().map(|it| (&it.pair, &it.verdict));
            prop_assert_eq!(held, first);
        }
    }

    #[test]
    fn a_hidden_record_changes_nothing_that_is_visible(
        records in records(), policy in policy(), facts in facts(), hidden in 0_u32..14,
    ) {
        let rulings = DistinctRulings::default();
        let hidden = CustomerKey::from_position(hidden * 3);
        let all = IdentityIndex::try_new(&policy, &records, &rulings, t()).unwrap();
        let others: Vec<_> = records.iter().filter(|it| it.customer != hidden).cloned().collect();
        let without = IdentityIndex::try_new(&policy, &others, &rulings, t()).unwrap();
        let blind = all.search_blind(Query::New(&facts), |it| it != hidden);
        prop_assert_eq!(blind.visible, without.matches(Query::New(&facts)));
        prop_assert!(blind.keepers.len() <= 1);
    }
}
