//! S25: the effect of support, from customers with their purchases to the return on its cost.
#![allow(clippy::arithmetic_side_effects, reason = "counts of a test")]

use std::collections::BTreeSet;

use chrono::Weekday;
use guanxi::account::{Account, Sale};
use guanxi::assignment::Placement;
use guanxi::calendar::{Window, WorkCalendar, WorkCalendarDraft};
use guanxi::contract::ChannelLevel;
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Amount, Total};
use guanxi::segment::Class;
use guanxi::support::{
    EffectCustomer, EffectDoubt, EffectError, EffectExclusion, EffectFacts, EffectPeers,
    EffectPolicy, EffectPolicyDraft, EffectPurchases, EffectVerdict, EffectWindows, SupportChoice,
    SupportEffect,
};

use crate::given::{as_of, currency, day, document, percent, yuan};

const T: &str = "2026-07-01";

fn window(first: &str, last: &str) -> Window {
    Window::inclusive(day(first), day(last))
}

/// Two windows of 90 days before, one after.
fn windows() -> EffectWindows {
    EffectWindows::try_new(
        window("2025-07-05", "2025-10-02"),
        window("2025-10-03", "2025-12-31"),
        window("2026-01-01", "2026-03-31"),
        None,
    )
    .unwrap()
}

/// The same with a window later than that.
fn with_later() -> EffectWindows {
    let it = windows();
    let later = Some(window("2026-04-01", "2026-06-29"));
    EffectWindows::try_new(it.earlier(), it.before(), it.after(), later).unwrap()
}

fn total(minor: i64) -> Total {
    Total::from(Amount::from_minor(minor))
}

fn peers() -> EffectPeers {
    let area = "north".parse().unwrap();
    EffectPeers { class: Class::B, level: ChannelLevel::FirstTier, area }
}

fn customer(name: &str, [earlier, before, after]: [i64; 3]) -> EffectCustomer {
    let [earlier, before, after] = [earlier, before, after].map(total);
    EffectCustomer {
        customer: name.parse().unwrap(),
        peers: Some(peers()),
        purchases: EffectPurchases { earlier, before, after, later: None },
        excluded: None,
    }
}

/// Customers that are all alike.
fn several(letter: &str, count: u32, purchases: [i64; 3]) -> Vec<EffectCustomer> {
    (1..=count).map(|number| customer(&format!("{letter}{number}"), purchases)).collect()
}

/// The effect of a support on some customers, beside candidates.
#[derive(Clone)]
struct Case {
    windows: EffectWindows,
    calendar: WorkCalendar,
    chosen: SupportChoice,
    supported: Vec<EffectCustomer>,
    candidates: Vec<EffectCustomer>,
}

impl Case {
    fn new(supported: Vec<EffectCustomer>, candidates: Vec<EffectCustomer>) -> Self {
        let (calendar, chosen) = (WorkCalendar::default(), SupportChoice::Otherwise);
        Self { windows: windows(), calendar, chosen, supported, candidates }
    }

    fn read_at(&self, t: &str) -> Result<SupportEffect, EffectError> {
        let facts = EffectFacts {
            windows: self.windows,
            calendar: &self.calendar,
            currency: currency("CNY"),
            chosen: self.chosen,
            supported: &self.supported,
            candidates: &self.candidates,
        };
        SupportEffect::try_from_facts(&facts, &EffectPolicy::default(), as_of(t))
    }

    fn read(&self) -> Result<SupportEffect, EffectError> {
        self.read_at(T)
    }

    #[track_caller]
    fn effect(&self) -> SupportEffect {
        self.read().unwrap()
    }

    fn doubts(&self) -> Vec<EffectDoubt> {
        self.effect().doubts.into_iter().collect()
    }
}

/// Five supported customers that rose by 100, five controls that rose by 10.
fn clear() -> Case {
    Case::new(several("S", 5, [1_000, 1_000, 1_100]), several("C", 5, [1_000, 1_000, 1_010]))
}

fn fraction(part: i128, whole: i128) -> Quotient {
    Quotient::try_new(part, whole).unwrap()
}

#[test]
fn the_effect_is_the_change_beyond_that_of_the_controls() {
    let found = clear().effect();
    assert_eq!(
        (found.each, found.all, found.total()),
        (fraction(90, 1), fraction(450, 1), total(450))
    );
    assert_eq!((found.better, found.worse), (5, 0));
    assert_eq!(found.chance.parts_per_trillion() * 32, 1_000_000_000_000, "one in 32");
    assert_eq!(
        (found.verdict(), found.doubts.clone()),
        (EffectVerdict::Consistent, BTreeSet::new())
    );
    assert_eq!(
        found.to_string(),
        "CNY 0.90 for each of 5 beyond 5 controls, CNY 4.50 in all; 5 of 5 did better, by chance \
         with probability 3.1%: consistent with the support"
    );
}

#[test]
fn golden_g25_5_in_the_whole_path_needs_five_pairs() {
    // Three treated 300 → 420, five controls 500 → 550: 40 − 10 = 30 for each, below the gate.
    let of = |treated| {
        let supported = several("S", treated, [100, 100, 140]);
        Case::new(supported, several("C", 5, [100, 100, 110])).read()
    };
    assert_eq!(
        of(3).unwrap_err().to_string(),
        "at least 5 supported customers with a control are needed, found 3: of 3 supported, 0 are \
         left out and 0 have no control"
    );
    assert_eq!(of(5).unwrap().each, fraction(30, 1));
}

#[test]
fn golden_g25_6_in_the_whole_path_is_nine_of_ten_pairs() {
    let mut case = Case::new(several("S", 10, [100, 100, 140]), several("C", 10, [100, 100, 110]));
    case.supported[9] = customer("S10", [100, 100, 90]);
    let found = case.effect();
    assert_eq!((found.better, found.worse), (9, 1));
    assert_eq!(found.chance.parts_per_trillion() * 1_024, 11_000_000_000_000);
}

#[test]
fn five_customers_and_five_controls_are_the_fewest() {
    let of = |supported, candidates| {
        let supported = several("S", supported, [1_000, 1_000, 1_100]);
        Case::new(supported, several("C", candidates, [1_000, 1_000, 1_010])).read()
    };
    let few = |pairs, supported, unmatched| {
        Err(EffectError::TooFew { pairs, least: 5, supported, excluded: 0, unmatched })
    };
    assert_eq!(of(4, 9), few(4, 4, 0));
    assert_eq!(of(9, 4), few(4, 9, 5));
    assert_eq!(of(5, 5).map(|it| it.pairs.len()), Ok(5));
    assert_eq!(of(6, 5).map(|it| (it.pairs.len(), it.unmatched.len())), Ok((5, 1)));
    let draft = EffectPolicyDraft { fewest_pairs: 6, ..EffectPolicyDraft::default() };
    assert!(EffectPolicy::try_new(draft).is_ok(), "a policy may ask for more");
}

#[test]
fn a_control_is_within_a_quarter_of_the_purchases_before() {
    let has_control = |before: i64| {
        let mut case = clear();
        case.supported.push(customer("S6", [4_000, 4_000, 4_400]));
        case.candidates.push(customer("C6", [before, before, before]));
        case.effect().pairs.len() == 6
    };
    assert_eq!([2_999, 3_000, 3_001].map(has_control), [false, true, true]);
    assert_eq!([4_999, 5_000, 5_001].map(has_control), [true, true, false]);
}

#[test]
fn a_customer_without_purchases_before_has_only_such_controls() {
    let has_control = |before: i64| {
        let mut case = clear();
        case.supported.push(customer("S6", [0, 0, 400]));
        case.candidates.push(customer("C6", [0, before, 0]));
        case.effect().pairs.len() == 6
    };
    assert_eq!([-1, 0, 1].map(has_control), [false, true, false]);
}

#[test]
fn a_control_is_of_the_same_class_level_and_area() {
    let has_control = |change: fn(&mut EffectPeers)| {
        let mut case = clear();
        change(case.candidates[0].peers.as_mut().unwrap());
        case.candidates.push(customer("D", [9_000, 9_000, 9_000]));
        case.read().is_ok()
    };
    assert!(has_control(|_| ()));
    assert!(!has_control(|it| it.class = Class::C));
    assert!(!has_control(|it| it.level = ChannelLevel::Retail));
    assert!(!has_control(|it| it.area = "south".parse().unwrap()));
}

/// The controls of some customers with purchases before, the supported by name.
fn chosen(supported: &[(&str, i64)], candidates: &[(&str, i64)]) -> Vec<String> {
    let flat = |(name, before): &(&str, i64)| customer(name, [*before, *before, *before]);
    // Five pairs far from all others make the reading possible.
    let mut case = Case::new(
        several("Y", 5, [90_000, 90_000, 90_000]),
        several("Z", 5, [90_000, 90_000, 90_000]),
    );
    case.supported.extend(supported.iter().map(flat));
    case.candidates.extend(candidates.iter().map(flat));
    let pairs =
        case.effect().pairs.into_iter().filter(|it| !it.supported.as_str().starts_with('Y'));
    pairs.map(|it| format!("{} {}", it.supported, it.control)).collect()
}

#[test]
fn the_nearest_candidate_is_taken_once_ties_by_id() {
    let near = [("C1", 990), ("C2", 1_005), ("C3", 995)];
    assert_eq!(chosen(&[("S1", 1_000)], &near), ["S1 C2"], "on either side, the first by id");
    assert_eq!(chosen(&[("S1", 1_000), ("S2", 1_000)], &near), ["S1 C2", "S2 C3"]);
    let alike = [("C9", 1_000), ("C10", 1_000)];
    assert_eq!(chosen(&[("S1", 1_000)], &alike), ["S1 C10"], "ids are texts");
    let one = [("C1", 1_000)];
    assert_eq!(chosen(&[("S1", 1_000), ("S2", 1_001)], &one), ["S2 C1"], "the largest first");
}

#[test]
fn customers_are_left_out_by_reason_and_counted() {
    use EffectExclusion::{Held, Incident, Joined, Left, NotPlaced};
    let mut case = clear();
    for (place, reason) in EffectExclusion::ALL.into_iter().enumerate() {
        let out = |letter: &str| {
            let it = customer(&format!("{letter}{}", place + 6), [1_000, 1_000, 9_000]);
            EffectCustomer { excluded: Some(reason), ..it }
        };
        case.supported.push(out("S"));
        case.candidates.push(out("C"));
    }
    case.supported.push(EffectCustomer { peers: None, ..customer("S99", [1_000, 1_000, 9_000]) });
    let found = case.effect();
    assert_eq!(found.each, clear().effect().each, "none of them counts");
    let once = [(Joined, 1), (Left, 1), (Held, 1), (Incident, 1)];
    assert_eq!(found.supported_excluded, once.into_iter().chain([(NotPlaced, 2)]).collect());
    assert_eq!(found.candidates_excluded, once.into_iter().chain([(NotPlaced, 1)]).collect());

    case.supported.drain(..2);
    assert_eq!(
        case.read().unwrap_err(),
        EffectError::TooFew { pairs: 3, least: 5, supported: 9, excluded: 6, unmatched: 0 }
    );
}

#[test]
fn an_account_tells_who_is_left_out() {
    let windows = windows();
    let (first, last) = ("2025-07-05", "2026-03-31");
    let account = |since: &str| {
        let mut account = Account::new("Li".parse().unwrap(), currency("CNY"));
        account.record(Sale::new(document("S1"), day(since), yuan("1"))).unwrap();
        account.record(Sale::new(document("S2"), day("2025-10-03"), yuan("2"))).unwrap();
        account.record(Sale::new(document("S3"), day(last), yuan("3"))).unwrap();
        let placement = Placement {
            territory: "north".parse().unwrap(),
            level: ChannelLevel::FirstTier,
            business: "mill".parse().unwrap(),
            from: day("2025-12-31"),
        };
        account.record(placement).unwrap();
        account
    };
    let read = |account: &Account| {
        let class = Some(Class::B);
        EffectCustomer::from_account(
            "Li".parse().unwrap(),
            account.view(),
            class,
            windows,
            as_of(T),
        )
    };
    let found = read(&account(first));
    assert_eq!(found.peers, Some(peers()), "as it was placed on the last day before the support");
    let purchases = found.purchases;
    assert_eq!(
        [purchases.earlier, purchases.before, purchases.after].map(Total::minor),
        [100, 200, 300]
    );
    assert_eq!((found.excluded, purchases.later), (None, None));
    assert_eq!(found.held().excluded, Some(EffectExclusion::Held));
    assert_eq!(read(&account("2025-07-06")).excluded, Some(EffectExclusion::Joined), "a day late");

    let befell = |credibility, occurred: &str, resolved: Option<&str>| {
        let mut account = account(first);
        let incident = Incident {
            kind: IncidentKind::Fire,
            occurred: day(occurred),
            reported: day(occurred),
            credibility,
            impact: Impact::try_new(1).unwrap(),
            resolved: resolved.map(day),
        };
        account.record(incident).unwrap();
        read(&account).excluded
    };
    let (out, verified) = (Some(EffectExclusion::Incident), Credibility::Verified);
    assert_eq!(befell(verified, last, None), out);
    assert_eq!(befell(verified, "2026-04-01", None), None, "after the windows");
    assert_eq!(befell(verified, "2025-06-01", Some(first)), out, "over on the first day");
    assert_eq!(befell(verified, "2025-06-01", Some("2025-07-04")), None, "over the day before");
    assert_eq!(befell(Credibility::Rumour, last, None), None);
    assert_eq!(befell(Credibility::Reported, last, None), out);
}

#[test]
fn the_first_reason_counts() {
    let it = customer("S1", [0, 0, 0]);
    let with = |out| EffectCustomer { excluded: Some(out), ..it.clone() }.held().excluded.unwrap();
    assert_eq!(with(EffectExclusion::Left), EffectExclusion::Left);
    assert_eq!(with(EffectExclusion::Incident), EffectExclusion::Held);
}

#[test]
fn windows_of_other_lengths_are_divided_by_their_worked_days() {
    let month = |first: &str, last: &str| window(first, last);
    let months = EffectWindows::try_new(
        month("2026-01-01", "2026-01-31"),
        month("2026-02-01", "2026-02-28"),
        month("2026-03-01", "2026-03-31"),
        None,
    );
    let mut case = clear();
    case.windows = months.unwrap();
    // 22, 20 and 22 days are worked from Monday to Friday; a holiday leaves 21 in March.
    let calendar = WorkCalendarDraft {
        rest_days: vec![Weekday::Sat, Weekday::Sun],
        holidays: [day("2026-03-06")].into(),
        ..WorkCalendarDraft::default()
    };
    case.calendar = WorkCalendar::try_new(calendar).unwrap();
    case.supported = several("S", 5, [2_200, 2_000, 2_520]);
    case.candidates = several("C", 5, [2_200, 2_000, 2_310]);
    let found = case.effect();
    assert_eq!((found.days.earlier, found.days.before, found.days.after), (22, 20, 21));
    assert_eq!(found.each, fraction(210, 1), "120 − 110 a day, over 21 days");
    assert_eq!(found.earlier_each, Quotient::ZERO, "100 a day in both months");
    assert!(found.doubts.is_empty());
}

#[test]
fn groups_that_moved_apart_before_are_in_doubt() {
    use EffectDoubt::{RegressionToMean, TrendsDiffer};
    // The effect is 100; they moved apart by `drift` before.
    let doubts = |drift: i64| {
        let earlier = 1_000 - drift;
        let supported = several("S", 5, [earlier, 1_000, 1_100]);
        Case::new(supported, several("C", 5, [1_000, 1_000, 1_000])).doubts()
    };
    assert_eq!(doubts(24), []);
    assert_eq!(doubts(25), [], "a quarter of the effect");
    assert_eq!(doubts(26), [TrendsDiffer]);
    assert_eq!(doubts(-25), []);
    assert_eq!(doubts(-26), [TrendsDiffer, RegressionToMean], "they had fallen, and rose again");
}

#[test]
fn customers_chosen_because_they_fell_would_have_risen_without_support() {
    let mut case = clear();
    case.chosen = SupportChoice::AfterFall;
    let found = case.effect();
    assert_eq!(found.doubts, [EffectDoubt::RegressionToMean].into());
    assert_eq!(found.verdict(), EffectVerdict::InDoubt);
    assert!(found.to_string().ends_with(": in doubt, a return to the usual level"), "{found}");
}

#[test]
fn purchases_brought_forward_are_missing_in_the_later_window() {
    let of = |later: i64| {
        let mut case = clear();
        case.windows = with_later();
        for it in case.supported.iter_mut().chain(&mut case.candidates) {
            let is_supported = it.customer.as_str().starts_with('S');
            it.purchases.later = Some(total(if is_supported { later } else { 1_000 }));
        }
        case.effect()
    };
    // The effect of the window after is 90 for each.
    let doubts = |later| of(later).doubts;
    assert_eq!(doubts(978), BTreeSet::new(), "22 of 90");
    assert_eq!(doubts(977), [EffectDoubt::MovedForward].into(), "23 of 90");
    let found = of(900);
    assert_eq!((found.each, found.later_each), (fraction(90, 1), Some(fraction(-100, 1))));
    assert_eq!((found.total(), found.verdict()), (total(-50), EffectVerdict::NoGain));
    assert_eq!(
        found.to_string(),
        "CNY 0.90 for each of 5 beyond 5 controls, CNY -1.00 in the window after, CNY -0.50 in \
         all; 5 of 5 did better, by chance with probability 3.1%: no gain beyond the controls"
    );
    let lasting = of(1_050);
    assert_eq!((lasting.total(), lasting.doubts.len()), (total(700), 0), "both windows count");
}

#[test]
fn as_many_pairs_may_do_better_by_chance() {
    let with_worse = |worse: usize| {
        let mut case = clear();
        case.supported.extend(several("T", 5, [1_000, 1_000, 1_100]));
        case.candidates.extend(several("D", 5, [1_000, 1_000, 1_010]));
        for it in case.supported.iter_mut().take(worse) {
            it.purchases.after = total(1_000);
        }
        case.effect()
    };
    // 9 of 10: 1.07 %; 8 of 10: 5.5 %.
    assert_eq!([1, 2].map(|it| with_worse(it).doubts.len()), [0, 1]);
    assert_eq!(with_worse(2).doubts, [EffectDoubt::Chance].into());
}

#[test]
fn an_effect_of_nothing_is_no_gain() {
    let case = Case::new(several("S", 5, [10, 10, 20]), several("C", 5, [10, 10, 20]));
    assert_eq!(
        (case.effect().all, case.effect().verdict()),
        (Quotient::ZERO, EffectVerdict::NoGain)
    );
    let worse = Case::new(several("S", 5, [10, 10, 15]), several("C", 5, [10, 10, 20]));
    assert_eq!(
        (worse.effect().total(), worse.effect().verdict()),
        (total(-25), EffectVerdict::NoGain)
    );
}

#[test]
fn the_return_is_margin_on_the_effect_less_cost_over_cost() {
    // 450 in all at 20 %: 90.
    let of = |cost: i64| clear().effect().return_on(Amount::from_minor(cost), percent("20%"));
    let fractions = [60, 90, 180].map(|cost| of(cost).unwrap().fraction);
    assert_eq!(fractions, [fraction(1, 2), Quotient::ZERO, fraction(-1, 2)]);
    assert_eq!((of(0), of(-1)), (None, None), "nothing to divide by");
    let nothing = clear().effect().return_on(Amount::from_minor(60), Ratio::ZERO).unwrap();
    assert_eq!(nothing.fraction, fraction(-1, 1));
    assert_eq!(of(60).unwrap().to_string(), "50% on CNY 0.60, consistent with the support");
    let mut doubtful = clear();
    doubtful.chosen = SupportChoice::AfterFall;
    let found = doubtful.effect().return_on(Amount::from_minor(60), percent("20%")).unwrap();
    assert_eq!(found.to_string(), "50% on CNY 0.60, in doubt", "never without its doubts");
}

#[test]
fn windows_are_equal_in_order_and_over() {
    let of = |earlier, before, after| EffectWindows::try_new(earlier, before, after, None);
    let (june, july) = (window("2026-06-01", "2026-06-30"), window("2026-07-01", "2026-07-31"));
    let august = window("2026-08-01", "2026-08-31");
    assert!(of(june, july, august).is_ok(), "whole months");
    let early = window("2026-08-01", "2026-08-30");
    assert_eq!(
        of(june, july, early).unwrap_err().to_string(),
        "the window up to 2026-08-30 must have the 31 days of the one before, had 30"
    );
    let days = window("2026-07-02", "2026-07-31");
    assert!(of(june, days, early).is_ok(), "30 days each, a day between");
    assert_eq!(
        of(june, june, july).unwrap_err(),
        EffectError::Overlap { first: day("2026-06-01"), until: day("2026-06-30") }
    );
    let empty = window("2026-06-01", "2026-05-31");
    assert!(matches!(of(empty, june, july), Err(EffectError::EmptyWindow { .. })));
    let case = clear();
    assert!(case.read_at("2026-03-31").is_ok(), "over on its last day");
    assert_eq!(
        case.read_at("2026-03-30").unwrap_err().to_string(),
        "the last window ends on 2026-03-31, later than 2026-03-30"
    );
}

#[test]
fn a_window_without_work_cannot_be_divided() {
    let mut case = clear();
    let holidays: BTreeSet<_> = (0..90).map(|it| day("2026-01-01").offset(it)).collect();
    let draft = WorkCalendarDraft { holidays, ..WorkCalendarDraft::default() };
    case.calendar = WorkCalendar::try_new(draft).unwrap();
    assert_eq!(
        case.read().unwrap_err().to_string(),
        "no day from 2026-01-01 to 2026-03-31 is worked"
    );
}

#[test]
fn a_customer_stands_once_with_a_figure_for_each_window() {
    let mut case = clear();
    case.candidates.push(customer("S3", [1, 1, 1]));
    assert_eq!(case.read().unwrap_err().to_string(), "S3 is given twice");
    let mut case = clear();
    case.windows = with_later();
    assert_eq!(
        case.read().unwrap_err().to_string(),
        "C1 has no purchases of the window up to 2026-06-29"
    );
}

#[test]
fn sums_that_do_not_fit_are_refused() {
    let far = |letter: &str| several(letter, 5, [i64::MAX, i64::MAX, i64::MAX]);
    let error = Case::new(far("S"), far("C")).read().unwrap_err();
    assert_eq!(error.to_string(), "the sums of 5 pairs, at most 10000, do not fit");
}
