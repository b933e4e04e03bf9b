//! Ratings: counts that add, intervals and tests beside plain formulas, weights that sum to one.
#![allow(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "the naive reference is a formula in floats"
)]

use std::collections::BTreeMap;

use guanxi::calendar::{AsOf, Window};
use guanxi::id::{CustomerId, PersonId};
use guanxi::measure::{
    ConfidenceLevel, NetScore, Proportion, ProportionDifference, Quotient, SignTest,
};
use guanxi::rating::{Rating, RatingDraft, RatingQuestion, RatingReply, ScaledMark};
use guanxi::satisfaction::{
    RatedCustomer, RatingPanel, RatingWindows, RivalComparison, SatisfactionPolicy,
};
use guanxi::survey::{GoodEnd, Scale};
use proptest::prelude::*;

use crate::strategies::date;

fn stars() -> Scale {
    Scale::try_new(1, 5, GoodEnd::Highest).unwrap()
}

/// A rating: person, day, question, reply, mark of a rival, importance.
type Row = (u8, i32, u8, u8, i16, i16);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (0_u8..12, 0_i32..40, 0_u8..3, 0_u8..8, 1_i16..=5, 1_i16..=5);
    prop::collection::vec(row, 0..60)
}

/// A person; the first has no name.
fn named(person: u8) -> Option<PersonId> {
    (person > 0).then(|| format!("P{person}").parse().unwrap())
}

fn ratings(rows: &[Row]) -> Vec<Rating> {
    // Of one person, question and day the first.
    let mut first = BTreeMap::new();
    for row in rows {
        first.entry((row.0, row.1, row.2)).or_insert(*row);
    }
    let of = |(person, day, question, reply, rival, importance): Row| {
        let question = RatingQuestion::GROUPS[usize::from(question)];
        let asked = RatingDraft::new(question, date(day), stars());
        let reply = match reply {
            0 => RatingReply::Refused,
            1 => RatingReply::Unanswered,
            2 => {
                let scale = Scale::try_new(0, 10, GoodEnd::Highest).unwrap();
                let reply = RatingReply::Mark(rival);
                let person = named(person);
                return Rating::try_new(RatingDraft { scale, reply, person, ..asked }).unwrap();
            }
            mark => RatingReply::Mark(i16::from(mark) - 2),
        };
        let has_mark = reply.mark().is_some();
        let person = named(person);
        let rivals = has_mark.then(|| [("N".parse().unwrap(), rival)].into());
        let importance = ScaledMark::try_new(importance, stars()).ok().filter(|_| has_mark);
        let rivals = rivals.unwrap_or_default();
        Rating::try_new(RatingDraft { reply, person, rivals, importance, ..asked }).unwrap()
    };
    first.into_values().map(of).collect()
}

fn panel<'a>(customer: &'a CustomerId, ratings: &'a [Rating]) -> RatingPanel<'a> {
    let customers = [RatedCustomer { customer, ratings }];
    RatingPanel::try_new(RatingQuestion::Service, stars(), customers).unwrap()
}

fn customer() -> CustomerId {
    "Li".parse().unwrap()
}

/// The last mark on the scale of each person in a window; each without a name is one of its own.
fn last_marks(ratings: &[Rating], window: Window, t: AsOf) -> BTreeMap<String, i16> {
    let mut ratings: Vec<&Rating> = ratings.iter().collect();
    ratings.sort_by_key(|it| it.day);
    let mut marks = BTreeMap::new();
    for it in ratings {
        let counts = it.question == RatingQuestion::Service && it.scale == stars();
        if let Some(mark) = it.reply.mark()
            && counts
            && window.contains(it.day)
            && t.sees(it.day)
        {
            let unnamed = || format!("unnamed on {}", it.day);
            marks.insert(it.person.as_ref().map_or_else(unnamed, ToString::to_string), mark);
        }
    }
    marks
}

/// The ends of Wilson's interval.
fn wilson(k: u32, n: u32, z: f64) -> [f64; 2] {
    let (k, n) = (f64::from(k), f64::from(n));
    let centre = 2.0 * k + z * z;
    let half = z * (z * z + 4.0 * k * (n - k) / n).sqrt();
    [(centre - half) / (2.0 * (n + z * z)), (centre + half) / (2.0 * (n + z * z))]
}

fn counts() -> impl Strategy<Value = (u32, u32)> {
    (1_u32..500).prop_flat_map(|whole| (0..=whole, Just(whole)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn counts_of_people_add_and_are_those_of_last_marks(rows in rows(), from in 0_i32..20, t in 0_i32..50) {
        let (customer, ratings) = (customer(), ratings(&rows));
        let panel = panel(&customer, &ratings);
        let (window, t) = (Window::inclusive(date(from), date(from + 20)), AsOf::new(date(t)));
        let found = panel.figures(window, t, &SatisfactionPolicy::default());
        let answers = found.counts.answers();
        prop_assert_eq!(found.asked, answers + found.refused + found.unanswered + found.other_scale);
        let mut naive: BTreeMap<i16, u32> = BTreeMap::new();
        for mark in last_marks(&ratings, window, t).into_values() {
            *naive.entry(mark).or_default() += 1;
        }
        prop_assert_eq!(found.counts.counts(), &naive);
        prop_assert_eq!(found.measures.is_some(), answers >= 5);
        let asked: std::collections::BTreeSet<_> = ratings
            .iter()
            .filter(|it| it.question == RatingQuestion::Service)
            .filter(|it| window.contains(it.day) && t.sees(it.day))
            .map(|it| (it.person.clone(), it.person.is_none().then_some(it.day)))
            .collect();
        prop_assert_eq!(asked.len(), found.asked as usize, "each person once");
    }

    #[test]
    fn the_arms_of_a_fall_share_nobody_and_lose_nobody(rows in rows(), cut in 0_i32..40) {
        let (customer, ratings) = (customer(), ratings(&rows));
        let windows = RatingWindows {
            before: Window::inclusive(date(0), date(cut)),
            after: Window::inclusive(date(cut + 1), date(40)),
        };
        let t = AsOf::new(date(40));
        let found = panel(&customer, &ratings).fall(windows, t, &SatisfactionPolicy::default());
        let before = last_marks(&ratings, windows.before, t);
        let after = last_marks(&ratings, windows.after, t);
        let both = before.keys().filter(|it| after.contains_key(*it)).count();
        prop_assert_eq!(found.same_people.people as usize, both);
        let others = &found.different_people;
        prop_assert_eq!(others.before.answers() as usize, before.len() - both);
        prop_assert_eq!(others.after.answers() as usize, after.len() - both);
        let test = found.same_people.test.unwrap();
        let fell = before.iter().filter(|(who, mark)| after.get(*who).is_some_and(|it| it < mark));
        prop_assert_eq!(test.fell() as usize, fell.count());
    }

    #[test]
    fn weights_sum_to_one_and_leads_are_those_of_the_people_who_marked_both(rows in rows()) {
        let (customer, ratings) = (customer(), ratings(&rows));
        let customers = [RatedCustomer { customer: &customer, ratings: &ratings }];
        let (window, t) = (Window::inclusive(date(0), date(40)), AsOf::new(date(40)));
        let policy = SatisfactionPolicy::default();
        let found = RivalComparison::try_from_customers(&customers, stars(), window, t, &policy);
        let found = found.unwrap();
        let weights: Vec<f64> =
            found.groups.iter().map(|it| it.weight.to_micros().unwrap() as f64 / 1e6).collect();
        prop_assert!((weights.iter().sum::<f64>() - 1.0).abs() < 3e-6);
        if !found.is_weighted_by_customers {
            let third = Quotient::try_new(1, 3).unwrap();
            prop_assert!(found.groups.iter().all(|it| it.weight == third));
        }
        for group in &found.groups {
            prop_assert_eq!(group.lead, group.rivals.iter().filter_map(|it| it.lead).min());
            prop_assert!(group.rivals.iter().all(|it| it.lead.is_some() == (it.people >= 5)));
        }
        prop_assert_eq!(found.position.is_some(), found.groups.iter().all(|it| it.lead.is_some()));
    }

    #[test]
    fn the_sign_test_is_the_sum_of_binomial_coefficients(fell in 0_u32..50, rose in 0_u32..50) {
        let n = fell + rose;
        let mut row = vec![1_u128];
        for _ in 0..n {
            let next: Vec<u128> = row.windows(2).map(|it| it[0] + it[1]).collect();
            row = [vec![1], next, vec![1]].concat();
        }
        let tail: u128 = row.iter().skip(fell as usize).sum();
        // tail·10^12 / 2^n, with the thousands taken in steps so that nothing overflows.
        let (mut whole, mut rest) = (tail >> n, tail & ((1_u128 << n) - 1));
        for _ in 0..12 {
            rest *= 10;
            whole = whole * 10 + (rest >> n);
            rest &= (1_u128 << n) - 1;
        }
        let found = SignTest::try_new(fell, rose).unwrap().p().parts_per_trillion();
        prop_assert_eq!(u128::from(found), whole);
    }

    #[test]
    fn intervals_of_differences_are_those_of_the_formula_rounded_outwards(
        (a, m) in counts(),
        (b, n) in counts(),
        is_wide in any::<bool>(),
    ) {
        let (level, z) = if is_wide {
            (ConfidenceLevel::NinetyFive, 1.96)
        } else {
            (ConfidenceLevel::Ninety, 1.645)
        };
        let of = |part, whole| Proportion::try_new(part, whole).unwrap();
        let found = ProportionDifference::try_new(of(a, m), of(b, n)).unwrap();
        let [p, q] = [f64::from(a) / f64::from(m), f64::from(b) / f64::from(n)];
        let ([l1, u1], [l2, u2]) = (wilson(a, m, z), wilson(b, n, z));
        let low = p - q - ((p - l1).powi(2) + (u2 - q).powi(2)).sqrt();
        let high = p - q + ((u1 - p).powi(2) + (q - l2).powi(2)).sqrt();
        let interval = found.interval(level);
        let ends = [interval.low, interval.high].map(|it| f64::from(it.parts_per_million()) / 1e6);
        prop_assert!(ends[0] <= low.max(-1.0) + 1e-9 && low - ends[0] < 6e-6, "{ends:?}, {low}");
        prop_assert!(ends[1] >= high.min(1.0) - 1e-9 && ends[1] - high < 6e-6, "{ends:?}, {high}");
        let swapped = ProportionDifference::try_new(of(b, n), of(a, m)).unwrap().interval(level);
        prop_assert_eq!(swapped.low.parts_per_million(), -interval.high.parts_per_million());
    }

    #[test]
    fn the_interval_of_a_net_score_is_the_adjusted_wald_one(
        promoters in 0_u32..300,
        detractors in 0_u32..300,
        passive in 0_u32..300,
    ) {
        let all = promoters + detractors + passive;
        prop_assume!(all > 0);
        let score = NetScore::try_new(promoters, detractors, all).unwrap();
        let n = f64::from(all) + 3.0;
        let centre = (f64::from(promoters) - f64::from(detractors)) / n;
        let both = (f64::from(promoters + detractors) + 1.5) / n;
        let half = 1.96 * ((both - centre * centre) / n).sqrt();
        let interval = score.interval(ConfidenceLevel::NinetyFive).unwrap();
        let ends = [interval.low, interval.high].map(|it| f64::from(it.parts_per_million()) / 1e6);
        let (low, high) = ((centre - half).max(-1.0), (centre + half).min(1.0));
        prop_assert!(ends[0] <= low + 1e-9 && low - ends[0] < 1.001e-6, "{ends:?}, {low}");
        prop_assert!(ends[1] >= high - 1e-9 && ends[1] - high < 1.001e-6, "{ends:?}, {high}");
    }
}
