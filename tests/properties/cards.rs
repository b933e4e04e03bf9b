//! Cards: the value that stands does not hang on any order, changes applied give the second card,
//! and a reader learns nothing of what is hidden.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use guanxi::calendar::AsOf;
use guanxi::confidence::{Clearance, Reader};
use guanxi::customer::{
    Card, CardAsOf, CardDiff, CardPolicy, CardValue, CardView, Entry, EntrySource, Field,
    FieldStanding, FieldState, Importance, Ruling, completeness, field_state,
};
use guanxi::lapse::{LapsePolicy, LapseSignal, LostRules, Prior, PurchaseStatus, Rhythm};
use guanxi::measure::Score;
use proptest::prelude::*;
use proptest::sample::select;

use crate::strategies::{as_of, date, days};

/// A few fields, so that records meet: hidden and open ones, and the one that hides another.
const FIELDS: [Field; 5] =
    [Field::Name, Field::LegalForm, Field::Bank, Field::Finances, Field::Problems];

/// A few texts: equal by their normal form, placeholders, a legal form of a person.
const TEXTS: [&str; 6] = ["a", " Ａ ", "b", "c", "n/a", "个体户"];

#[derive(Debug, Clone)]
pub(crate) enum Record {
    Entry(Field, Entry),
    Ruling(Ruling),
}

fn value() -> impl Strategy<Value = CardValue> {
    prop_oneof![
        8 => select(&TEXTS[..]).prop_map(|text| CardValue::try_from_text(text).unwrap()),
        1 => Just(CardValue::absent()),
    ]
}

/// Days close to each other or far apart.
fn day() -> impl Strategy<Value = i32> {
    prop_oneof![3 => 0..6, 1 => 0..900]
}

fn record() -> impl Strategy<Value = Record> {
    let entry = (select(&FIELDS[..]), value(), day(), day(), select(&EntrySource::ALL[..]));
    let entry = entry.prop_map(|(field, value, observed, later, source)| {
        let recorded = date(observed + later);
        let entry = Entry::new(value, recorded, "Wang".parse().unwrap()).with_source(source);
        Record::Entry(field, entry.observed_on(date(observed)).unwrap())
    });
    let ruling = (select(&FIELDS[..]), value(), day()).prop_map(|(field, value, day)| {
        Record::Ruling(Ruling {
            field,
            value,
            by: "Zhao".parse().unwrap(),
            day: date(day),
            reason: "asked".parse().unwrap(),
        })
    });
    prop_oneof![6 => entry, 1 => ruling]
}

/// Records of which none contradicts another: each entry has an author of its own, a field has one
/// ruling a day.
pub(crate) fn records() -> impl Strategy<Value = Vec<Record>> {
    prop::collection::vec(record(), 0..16).prop_map(|records| {
        let mut ruled = BTreeSet::new();
        let mut kept = Vec::new();
        for (place, record) in records.into_iter().enumerate() {
            match record {
                Record::Entry(field, entry) => {
                    let author = format!("W{place}").parse().unwrap();
                    let own = Entry::new(entry.value().clone(), entry.recorded(), author)
                        .with_source(entry.source());
                    kept.push(Record::Entry(field, own.observed_on(entry.observed()).unwrap()));
                }
                Record::Ruling(ruling) => {
                    if ruled.insert((ruling.field, ruling.day)) {
                        kept.push(Record::Ruling(ruling));
                    }
                }
            }
        }
        kept
    })
}

pub(crate) fn card(records: &[Record]) -> Card {
    let mut card = Card::default();
    for record in records {
        match record.clone() {
            Record::Entry(field, entry) => card.record(field, entry).unwrap(),
            Record::Ruling(ruling) => card.rule(ruling).unwrap(),
        }
    }
    card
}

pub(crate) fn reader() -> impl Strategy<Value = Reader> {
    (select(&Clearance::ALL[..]), any::<bool>())
        .prop_map(|(clearance, need_to_know)| Reader { clearance, need_to_know })
}

/// Everything that a view tells, as text.
fn told(view: &CardView<'_>, t: AsOf) -> String {
    let mut all = format!("{view:?}\n");
    for field in Field::ALL {
        writeln!(all, "{:?} {:?}", view.standing(field, t), view.losing(field, t)).unwrap();
        writeln!(all, "{:?}", view.entries(field, t).collect::<Vec<_>>()).unwrap();
        writeln!(all, "{:?}", view.rulings(field, t).collect::<Vec<_>>()).unwrap();
    }
    for importance in Importance::ALL {
        let found = completeness(view, t, importance);
        writeln!(all, "{found} {found:?}").unwrap();
    }
    writeln!(all, "{:?}", CardAsOf::new(view, t)).unwrap();
    #[cfg(feature = "serde")]
    {
        all += &serde_json::to_string(&view.to_card()).unwrap();
        all += &serde_json::to_string(&CardAsOf::new(view, t)).unwrap();
    }
    all
}

/// The texts that stand, by the rule read word by word: none, one, or two in conflict.
fn naive(records: &[Record], field: Field, t: AsOf, policy: &CardPolicy) -> Vec<String> {
    let is_known = |value: &CardValue| !policy.is_placeholder(value);
    let word = |value: &CardValue| {
        value.text().map_or(String::new(), |_| {
            let text = value.text().unwrap().trim().to_lowercase();
            text.replace('ａ', "a")
        })
    };
    let entries: Vec<&Entry> = records
        .iter()
        .filter_map(|record| match record {
            Record::Entry(of, entry) if *of == field => Some(entry),
            _ => None,
        })
        .filter(|entry| t.sees(entry.recorded()) && is_known(entry.value()))
        .collect();
    let ruling = records
        .iter()
        .filter_map(|record| match record {
            Record::Ruling(ruling) if ruling.field == field => Some(ruling),
            _ => None,
        })
        .filter(|ruling| t.sees(ruling.day) && is_known(&ruling.value))
        .max_by_key(|ruling| ruling.day);
    let mut strength: BTreeMap<String, (Score, guanxi::calendar::Day, EntrySource)> =
        BTreeMap::new();
    for entry in &entries {
        let settled = ruling.is_some_and(|ruling| entry.observed() <= ruling.day);
        if settled || ruling.is_some_and(|ruling| word(&ruling.value) == word(entry.value())) {
            continue;
        }
        let age = t.day().days_since(entry.observed()) as u32;
        let own = (policy.trust.of(entry.source()).at(age), entry.observed(), entry.source());
        let held = strength.entry(word(entry.value())).or_insert(own);
        *held = (held.0.max(own.0), held.1.max(own.1), held.2.max(own.2));
    }
    let best = strength.values().max().copied();
    let mut stand: Vec<String> = strength
        .into_iter()
        .filter(|(_, own)| Some(*own) == best)
        .map(|(text, _)| text)
        .take(if ruling.is_some() { 1 } else { 2 })
        .collect();
    if let Some(ruling) = ruling {
        stand.insert(0, word(&ruling.value));
    }
    stand
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_card_does_not_hang_on_the_order_of_its_records(
        (records, shuffled) in records().prop_flat_map(|records| {
            (Just(records.clone()), Just(records).prop_shuffle())
        }),
        t in as_of(),
    ) {
        let policy = CardPolicy::default();
        let (one, two) = (card(&records), card(&shuffled));
        prop_assert_eq!(&one, &two);
        let views = [&one, &two].map(|it| told(&CardView::in_full(it, &policy), t));
        prop_assert_eq!(&views[0], &views[1]);
    }

    #[test]
    fn the_value_that_stands_is_that_of_the_rule_read_word_by_word(
        records in records(), t in as_of(),
    ) {
        let (card, policy) = (card(&records), CardPolicy::default());
        let view = CardView::in_full(&card, &policy);
        for field in FIELDS {
            let word = |value: &CardValue| {
                value.text().map_or(String::new(), |it| it.trim().to_lowercase().replace('ａ', "a"))
            };
            let found = match view.standing(field, t) {
                FieldStanding::Withheld | FieldStanding::Empty => vec![],
                FieldStanding::Value(it) => vec![word(it.value)],
                FieldStanding::Conflict { a, b } => vec![word(a.value), word(b.value)],
            };
            prop_assert_eq!(found, naive(&records, field, t, &policy), "{}", field);
        }
    }

    #[test]
    fn every_value_that_was_seen_stands_or_loses(records in records(), t in as_of()) {
        let (card, policy) = (card(&records), CardPolicy::default());
        let view = CardView::in_full(&card, &policy);
        for field in FIELDS {
            let mut shown: Vec<&CardValue> = view.losing(field, t).iter().map(|it| it.value).collect();
            match view.standing(field, t) {
                FieldStanding::Withheld | FieldStanding::Empty => {}
                FieldStanding::Value(it) => shown.push(it.value),
                FieldStanding::Conflict { a, b } => shown.extend([a.value, b.value]),
            }
            for entry in view.entries(field, t).filter(|it| !policy.is_placeholder(it.value())) {
                let same = shown.iter().filter(|it| it.says_same_as(entry.value()));
                prop_assert_eq!(same.count(), 1, "{}", entry.value());
            }
        }
    }

    #[test]
    fn trusted_is_at_most_current_and_current_at_most_complete(
        records in records(), reader in reader(), t in as_of(),
    ) {
        let (card, policy) = (card(&records), CardPolicy::default());
        let views =
            [CardView::in_full(&card, &policy), CardView::for_reader(&card, &policy, reader)];
        for (view, importance) in views.iter().flat_map(|it| Importance::ALL.map(|of| (it, of))) {
            let all = completeness(view, t, importance).overall();
            prop_assert!(all.trusted <= all.current && all.current <= all.complete);
            prop_assert!(all.complete <= all.of);
            prop_assert!(all.trusted_share() <= all.current_share());
            prop_assert!(all.current_share() <= all.complete_share());
        }
    }

    #[test]
    fn the_state_of_a_field_follows_from_the_value_that_stands(
        records in records(), reader in reader(), t in as_of(),
    ) {
        let (card, policy) = (card(&records), CardPolicy::default());
        let view = CardView::for_reader(&card, &policy, reader);
        for (field, of) in Field::ALL.iter().flat_map(|it| Importance::ALL.map(|of| (*it, of))) {
            let expected = match view.standing(field, t) {
                FieldStanding::Withheld => FieldState::Withheld,
                FieldStanding::Empty => FieldState::Empty,
                FieldStanding::Conflict { .. } => FieldState::Conflict,
                FieldStanding::Value(it) if !policy.is_fresh(field, it.confirmed, t, of) => {
                    FieldState::Stale
                }
                FieldStanding::Value(it) if it.trust.reaches(50) => FieldState::Trusted,
                FieldStanding::Value(_) => FieldState::Current,
            };
            prop_assert_eq!(field_state(&view, field, t, of), expected, "{}", field);
        }
        for of in Importance::ALL {
            let states = Field::ALL.map(|field| field_state(&view, field, t, of));
            let from = |least| states.iter().filter(|it| **it >= least).count() as u32;
            let all = completeness(&view, t, of).overall();
            prop_assert_eq!(all.of, from(FieldState::Empty));
            prop_assert_eq!(all.complete, from(FieldState::Conflict));
            prop_assert_eq!(all.current, from(FieldState::Current));
            prop_assert_eq!(all.trusted, from(FieldState::Trusted));
        }
    }

    #[test]
    fn changes_applied_to_the_first_card_give_the_second(
        one in records(), two in records(), from in as_of(), to in as_of(),
    ) {
        let policy = CardPolicy::default();
        let (one, two) = (card(&one), card(&two));
        let a = CardAsOf::new(&CardView::in_full(&one, &policy), from);
        for other in [&one, &two] {
            let b = CardAsOf::new(&CardView::in_full(other, &policy), to);
            let diff = CardDiff::between(&a, &b);
            prop_assert_eq!(diff.apply(a.clone()).unwrap(), b.clone());
            prop_assert_eq!(CardDiff::between(&b, &a).apply(b).unwrap(), a.clone());
        }
        prop_assert_eq!(CardDiff::between(&a, &a), CardDiff::default());
    }

    #[test]
    fn a_hidden_record_changes_nothing_that_a_reader_is_told(
        records in records(), reader in reader(), t in as_of(),
    ) {
        let policy = CardPolicy::default();
        let whole = card(&records);
        let seen = CardView::for_reader(&whole, &policy, reader);
        let is_open = |record: &&Record| match record {
            Record::Entry(field, _) => seen.may_see(*field),
            Record::Ruling(ruling) => seen.may_see(ruling.field),
        };
        let open: Vec<Record> = records.iter().filter(is_open).cloned().collect();
        let bare = card(&open);
        prop_assert_eq!(told(&seen, t), told(&CardView::for_reader(&bare, &policy, reader), t));
        prop_assert_eq!(seen.to_card(), bare);
    }

    #[test]
    fn the_changes_a_reader_sees_are_what_it_sees_of_all_changes(
        records in records(), reader in reader(), from in as_of(), to in as_of(),
    ) {
        let (card, policy) = (card(&records), CardPolicy::default());
        let whole = CardView::in_full(&card, &policy);
        let seen = CardView::for_reader(&card, &policy, reader);
        let diff = |view: &CardView<'_>| {
            CardDiff::between(&CardAsOf::new(view, from), &CardAsOf::new(view, to))
        };
        let (one, two) = (diff(&seen), diff(&whole).seen_in(&seen));
        prop_assert_eq!(one.to_string(), two.to_string());
        prop_assert_eq!(one, two);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_card_is_read_back_as_it_was_written(records in records()) {
        let card = card(&records);
        let written = serde_json::to_string(&card).unwrap();
        let read: Card = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), written);
        prop_assert_eq!(read, card);
    }

    #[test]
    fn lost_and_bought_once_are_those_of_the_rule_read_word_by_word(
        days in prop::collection::btree_set(days(), 0..6), t in as_of(),
    ) {
        let days: Vec<_> = days.into_iter().collect();
        let (rules, lapse) = (LostRules::default(), LapsePolicy::default());
        let prior = Prior::fallback(&lapse);
        let gap = |rhythm| LapseSignal::from_rhythm(rhythm, &prior, t, &lapse).usual_gap;
        let seen: Vec<_> = days.iter().filter(|day| t.sees(**day)).collect();
        let expected = match (seen.first(), seen.last()) {
            (Some(first), Some(last)) => {
                let (x, tx) = (seen.len() as f64 - 1.0, f64::from(last.days_since(**first)));
                let most = f64::max(365.0, 2.0 * (60.0 + tx) / (1.0 + x));
                if f64::from(t.day().days_since(**last)) > most {
                    PurchaseStatus::Lost
                } else if seen.len() == 1 {
                    PurchaseStatus::BoughtOnce
                } else {
                    PurchaseStatus::Active
                }
            }
            _ => PurchaseStatus::NeverBought,
        };
        prop_assert_eq!(rules.status(Rhythm::from_days(&days, t), gap, t), expected);
    }
}
