//! Classes over time, of groups, by evenness and by RFM, against their definitions.

use std::collections::BTreeMap;

use guanxi::customer::Attitude;
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Amount, Total};
use guanxi::segment::{
    AbcMethod, AbcPolicy, AbcPolicyDraft, Class, ClassState, GroupMember, GroupedAmounts,
    Reclassification, RfmPolicy, RfmPolicyDraft, RfmScores, RfmSegment, ScoreRange,
    SeriesCandidate, SeriesShare, Xyz, XyzPolicy,
};
use proptest::prelude::*;

use crate::strategies::{amounts, yuan};

fn class() -> impl Strategy<Value = Class> {
    (0..Class::ALL.len()).prop_map(|place| Class::ALL[place])
}

fn minor(amount: Amount) -> i128 {
    i128::from(amount.minor())
}

/// The class line by line: A by the line of A, else B by that of B; each line is moved by the band
/// to the side on which the customer is not.
fn by_lines(before: Class, amount: Amount, all: &[Amount]) -> Class {
    let total: i128 = all.iter().map(|it| minor(*it).max(0)).sum();
    let above: i128 = all.iter().map(|it| minor(*it).max(0)).filter(|it| *it > minor(amount)).sum();
    let is_short = |millionths: i128| above * 1_000_000 < millionths * total;
    if minor(amount) <= 0 {
        Class::C
    } else if is_short(if before == Class::A { 820_000 } else { 780_000 }) {
        Class::A
    } else if is_short(if before == Class::C { 943_334 } else { 956_666 }) {
        Class::B
    } else {
        Class::C
    }
}

/// A method by its number, with customers of all classes.
fn method(number: usize) -> AbcMethod {
    let (a, b) = (Ratio::from_percent(20), Ratio::from_percent(50));
    [
        AbcMethod::default(),
        AbcMethod::ShareOfCustomers { a, b },
        AbcMethod::FixedAmounts { a: "2".parse().unwrap(), b: "0.5".parse().unwrap() },
        AbcMethod::Computed {},
        AbcMethod::Submarginal {},
    ][number]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_band_is_two_lines_at_each_cut(all in amounts(), before in class()) {
        let lines = AbcPolicy::default().lines(&all, yuan());
        for amount in &all {
            let step = lines.next(Some(before.into()), Some(*amount));
            prop_assert_eq!(step.class(), Some(by_lines(before, *amount, &all)));
        }
    }

    #[test]
    fn a_step_is_taken_once_and_the_computed_class_needs_no_step(
        all in amounts(), before in class(), number in 0_usize..5,
        widths in (0_u32..=500_000, 0_u32..=500_000),
    ) {
        let [a, b] = [widths.0, widths.1].map(Ratio::from_parts_per_million);
        let change = Reclassification::Band { a, b };
        let draft = AbcPolicyDraft { cut: method(number), change, ..Default::default() };
        let lines = AbcPolicy::try_new(draft).unwrap().lines(&all, yuan());
        for amount in &all {
            let step = lines.next(Some(before.into()), Some(*amount));
            let again = lines.next(step.state, Some(*amount));
            prop_assert_eq!(again.class(), step.class());
            prop_assert!(!again.is_change());
            let computed = lines.computed(*amount);
            prop_assert_eq!(computed, lines.cuts().class(*amount));
            let kept = lines.next(Some(computed.into()), Some(*amount));
            prop_assert_eq!(kept.class(), Some(computed));
            // A step goes towards the computed class and never beyond it.
            let after = step.class().unwrap();
            prop_assert!(before.min(computed) <= after && after <= before.max(computed));
            if !lines.is_near(*amount) {
                prop_assert_eq!(after, computed);
            }
        }
    }

    #[test]
    fn a_confirmed_class_is_one_that_all_the_last_reviews_reached(
        computed in prop::collection::vec(class(), 1..30), needed in 1_u8..5,
    ) {
        let change = Reclassification::Confirm { reviews: needed };
        let draft = AbcPolicyDraft { change, ..Default::default() };
        // 80 is A, 15 B and 5 C.
        let amounts = [80, 15, 5].map(Amount::from_minor);
        let lines = AbcPolicy::try_new(draft).unwrap().lines(&amounts, yuan());
        let mut state = ClassState::from(Class::B);
        let mut since_change = 0;
        for (place, class) in computed.iter().enumerate() {
            let amount = amounts[Class::ALL.iter().position(|it| it == class).unwrap()];
            let step = lines.next(Some(state), Some(amount));
            let before = state.class;
            state = step.state.unwrap();
            let run = computed[since_change..=place].iter().rev();
            let up = run.clone().take_while(|it| **it < before).count();
            let down = run.take_while(|it| **it > before).count();
            let last = &computed[(place + 1).saturating_sub(usize::from(needed))..=place];
            let expected = if up >= usize::from(needed) {
                *last.iter().max().unwrap()
            } else if down >= usize::from(needed) {
                *last.iter().min().unwrap()
            } else {
                before
            };
            prop_assert_eq!(state.class, expected);
            if state.class != before {
                since_change = place + 1;
            }
        }
    }

    #[test]
    fn members_of_a_group_share_the_amount_of_all_of_them(
        rows in prop::collection::vec((0_u8..6, -1_000_i64..1_000), 0..40),
    ) {
        let group = |number: u8| (number > 0).then(|| format!("G{number}").parse().unwrap());
        let member =
            |(number, minor): &(u8, i64)| GroupMember {
                group: group(*number),
                amount: Amount::from_minor(*minor),
            };
        let members: Vec<GroupMember> = rows.iter().map(member).collect();
        let grouped = GroupedAmounts::try_from_members(&members).unwrap();
        let mut sums: BTreeMap<u8, i64> = BTreeMap::new();
        for (number, minor) in &rows {
            *sums.entry(*number).or_default() += minor;
        }
        let of = |(number, minor): &(u8, i64)| if *number == 0 { *minor } else { sums[number] };
        let expected: Vec<i64> = rows.iter().map(of).collect();
        prop_assert_eq!(grouped.by_member().map(guanxi::money::Amount::minor).collect::<Vec<_>>(), expected);
        let total: i64 = rows.iter().map(|it| it.1).sum();
        prop_assert_eq!(grouped.amounts().iter().map(|it| it.minor()).sum::<i64>(), total);
    }

    #[test]
    fn the_letter_is_that_of_the_squared_coefficient(
        months in prop::collection::vec(-50_i64..500, 6..24),
    ) {
        let totals: Vec<Total> = months.iter().map(|it| Amount::from_minor(*it).to_total()).collect();
        let reading = XyzPolicy::default().read_months(&totals);
        let sum: i64 = months.iter().sum();
        prop_assert_eq!(reading.letter().is_ok(), sum > 0);
        if let Some(squared) = reading.cv_squared() {
            let (n, squares) = (months.len() as i64, months.iter().map(|it| it * it).sum::<i64>());
            let expected = Quotient::try_new((n * squares - sum * sum).into(), (sum * sum).into());
            prop_assert_eq!(Some(squared), expected);
            let letter = if squared < Ratio::from_percent(25) {
                Xyz::X
            } else if squared < Ratio::ONE {
                Xyz::Y
            } else {
                Xyz::Z
            };
            prop_assert_eq!(reading.letter(), Ok(letter));
        }
    }

    #[test]
    fn segments_are_accepted_when_each_cell_is_in_one_of_them(
        boxes in prop::collection::vec(prop::array::uniform3((1_u8..=5, 1_u8..=5)), 0..5),
        has_rest in any::<bool>(),
    ) {
        let range = |(a, b): (u8, u8)| ScoreRange::new(a.min(b), a.max(b));
        let segments: Vec<RfmSegment> = boxes
            .iter()
            .map(|sides| {
                let [recency, frequency, monetary] = sides.map(range);
                RfmSegment { name: "one".to_owned(), recency, frequency, monetary }
            })
            .collect();
        let rest = has_rest.then(|| "rest".to_owned());
        let draft = RfmPolicyDraft { segments: segments.clone(), rest, ..Default::default() };
        let (mut none, mut several) = (false, false);
        for cell in 0..125_u8 {
            let [recency, frequency, monetary] = [cell / 25 + 1, cell / 5 % 5 + 1, cell % 5 + 1];
            let scores = RfmScores { recency, frequency, monetary: Some(monetary) };
            let inside = segments.iter().filter(|it| it.contains(scores)).count();
            none |= inside == 0;
            several |= inside > 1;
        }
        prop_assert_eq!(RfmPolicy::try_new(draft).is_ok(), !several && none == has_rest);
    }

    #[test]
    fn the_degree_of_serialisation_contains_every_completion_of_the_unknown(
        rows in prop::collection::vec((0_i64..1_000, class(), 0_usize..6), 1..20),
        answers in prop::collection::vec(0_usize..4, 20),
    ) {
        let candidate = |(minor, class, attitude): &(i64, Class, usize)| SeriesCandidate {
            purchases: Amount::from_minor(*minor),
            class: *class,
            attitude: Attitude::ALL.get(*attitude).copied(),
        };
        let known: Vec<SeriesCandidate> = rows.iter().map(candidate).collect();
        let complete = known.iter().zip(&answers).map(|(it, answer)| SeriesCandidate {
            attitude: it.attitude.or(Some(Attitude::ALL[*answer])),
            ..*it
        });
        let (degree, full) =
            (SeriesShare::from_customers(known.clone()), SeriesShare::from_customers(complete));
        for (interval, point) in
            [(degree.by_count(), full.by_count()), (degree.by_sales(), full.by_sales())]
        {
            prop_assert_eq!(interval.is_some(), point.is_some());
            if let (Some(interval), Some(point)) = (interval, point) {
                prop_assert_eq!(point.low, point.high);
                prop_assert!(interval.low <= point.low && point.high <= interval.high);
            }
        }
    }
}
