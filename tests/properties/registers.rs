//! A register under any reviews: against itself in another order, in two parts, and against a plain
//! model.

use std::collections::BTreeMap;

use guanxi::calendar::{AsOf, Day};
use guanxi::casework::{
    CasePolicy, CasePolicyDraft, CaseStep, ConditionPolicyDraft, CustomerContext, Evaluations,
    Influence, InfluenceKind, Input, Notice, RaisedArm, Register, Source, Timing, WarningKey,
    Watermarks,
};
use guanxi::id::CustomerKey;
use guanxi::measure::Ratio;
use guanxi::segment::Class;
use guanxi::warning::{Arm, ByRule, Level, Levels, Outcome, Rule};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::cases::{level, policy};

pub(crate) type Row = ByRule<Outcome>;

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        5 => Just(Outcome::Clear),
        4 => level().prop_map(Outcome::Breach),
        1 => Just(Outcome::NoData),
        1 => Just(Outcome::NotApplicable),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    (outcome(), outcome(), outcome(), outcome(), outcome()).prop_map(
        |(debt, progress, expense, loss, incident)| ByRule {
            debt,
            progress,
            expense,
            loss,
            incident,
        },
    )
}

pub(crate) const ARMS: [Arm; 8] = [
    Arm::Utilisation,
    Arm::Ageing,
    Arm::Plan,
    Arm::LastYear,
    Arm::OverBudget,
    Arm::Climbing,
    Arm::SpendingWithoutSales,
    Arm::Silence,
];

fn customer_context() -> impl Strategy<Value = CustomerContext> {
    let arms = prop::collection::vec(level(), ARMS.len()).prop_flat_map(|levels| {
        let all: Vec<_> = ARMS.into_iter().zip(levels).collect();
        subsequence(all, 0..=ARMS.len())
    });
    (select(Class::ALL.to_vec()), arms, any::<bool>(), any::<bool>()).prop_map(
        |(class, arms, has_verified_incident, is_on_hold)| CustomerContext {
            arms: arms.into_iter().map(|(arm, level)| RaisedArm { arm, level }).collect(),
            has_verified_incident,
            is_on_hold,
            ..CustomerContext::new(class)
        },
    )
}

/// What a review says of some customers, with what is around each.
pub(crate) type Review = (i32, Vec<(u32, Row, CustomerContext)>);

pub(crate) fn reviews() -> impl Strategy<Value = Vec<Review>> {
    let customers =
        prop::collection::vec((prop::bool::weighted(0.9), row(), customer_context()), 6);
    let review = (0_i32..4, customers).prop_map(|(days, customers)| {
        let some = (0..).zip(customers).filter(|(_, (is_there, ..))| *is_there);
        (days, some.map(|(at, (_, row, around))| (at, row, around)).collect())
    });
    prop::collection::vec(review, 0..8)
}

/// Bad loads are another matter: what is suspect depends on the whole book.
pub(crate) fn without_breaker(policy: CasePolicy, influences: Vec<Influence>) -> CasePolicy {
    let mut draft = policy.into_draft();
    draft.flood_guard.share_above = Ratio::from_percent(100);
    draft.influences = influences;
    CasePolicy::try_new(draft).unwrap()
}

fn influence() -> impl Strategy<Value = Influence> {
    let source = prop_oneof![
        (select(vec![Rule::Loss, Rule::Incident]), level())
            .prop_map(|(rule, from)| Source::Raised { rule, from }),
        Just(Source::VerifiedIncident {}),
        Just(Source::DeliveryHold {}),
    ];
    let target = select(vec![Rule::Debt, Rule::Progress, Rule::Expense]);
    let arms = subsequence(ARMS.to_vec(), 0..4);
    (source, target, arms, prop::bool::weighted(0.3)).prop_map(|(source, target, arms, boosts)| {
        let arms = arms.into_iter().filter(|arm| arm.rule() == target).collect();
        let kind = if boosts { InfluenceKind::Boost } else { InfluenceKind::Inhibit(arms) };
        Influence { source, target, kind }
    })
}

/// The steps of the reviews; after each somebody acknowledges what stands first.
fn stepped(
    reviews: &[Review],
    policy: &CasePolicy,
    has: impl Fn(u32) -> bool,
) -> (Register, Vec<Notice>) {
    let mut register = Register::begun_empty("2026-01-01".parse().unwrap());
    let (mut day, mut notices): (Day, Vec<Notice>) = ("2026-01-01".parse().unwrap(), Vec::new());
    for ((days, all), number) in reviews.iter().zip(1_u64..) {
        day = day.offset(*days);
        let some: Vec<_> = all.iter().filter(|(at, ..)| has(*at)).collect();
        let customers: Vec<_> =
            some.iter().map(|(at, ..)| CustomerKey::from_position(*at)).collect();
        let columns: ByRule<Vec<Outcome>> =
            ByRule::each(|rule| some.iter().map(|(_, row, _)| *row.get(rule)).collect());
        let looks = Evaluations {
            customers: &customers,
            outcomes: ByRule::each(|rule| columns.get(rule).as_slice()),
            speaks_since: ByRule::default(),
        };
        let around: BTreeMap<_, _> =
            some.iter().map(|(at, _, around)| (CustomerKey::from_position(*at), around)).collect();
        let t = AsOf::new(day);
        let told = register
            .step(number, looks, &Watermarks::default(), |at| around[&at].clone(), t, policy)
            .unwrap();
        notices.extend(told);
        for at in (0..6).filter(|at| has(*at)) {
            let customer = CustomerKey::from_position(at);
            for rule in Rule::ALL {
                let step = CaseStep::Acknowledge;
                let input = Input::Step { number, by: "Wang".parse().unwrap(), step };
                // Whether it is in turn is not the question.
                let _ = register.apply(WarningKey { customer, rule }, input, t, policy);
            }
        }
    }
    (register, notices)
}

fn sorted(mut notices: Vec<Notice>) -> Vec<Notice> {
    notices.sort();
    notices
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_order_of_influences_does_not_matter(
        policy in policy(), reviews in reviews(),
        (some, other) in prop::collection::vec(influence(), 0..6)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let (one, one_said) = stepped(&reviews, &without_breaker(policy.clone(), some), |_| true);
        let (two, two_said) = stepped(&reviews, &without_breaker(policy, other), |_| true);
        prop_assert_eq!(one_said, two_said);
        prop_assert_eq!(one, two);
    }

    #[test]
    fn a_book_in_two_parts_says_what_the_whole_says(
        policy in policy(), reviews in reviews(), parts in 0_u32..64,
    ) {
        let policy = without_breaker(policy, Influence::usual());
        let is_first = |at: u32| parts >> at & 1 == 0;
        let (whole, said) = stepped(&reviews, &policy, |_| true);
        let (one, one_said) = stepped(&reviews, &policy, is_first);
        let (two, two_said) = stepped(&reviews, &policy, |at| !is_first(at));
        prop_assert_eq!(sorted(said), sorted([one_said, two_said].concat()));
        for (key, episode) in whole.episodes() {
            let part = if is_first(key.customer.position()) { &one } else { &two };
            prop_assert_eq!(part.episode(key), Some(episode));
        }
        prop_assert_eq!(whole.episodes().count(), one.episodes().count() + two.episodes().count());
    }

    #[test]
    fn at_most_one_case_of_a_key_is_open_and_nothing_is_raised_or_closed_twice(
        policy in policy(), reviews in reviews(),
    ) {
        let (register, notices) = stepped(&reviews, &policy, |_| true);
        let mut open: BTreeMap<WarningKey, u32> = BTreeMap::new();
        for notice in notices {
            use guanxi::casework::Effect::{Closed, Raised};
            match notice {
                Notice::Warning(key, Raised { .. }) => {
                    prop_assert_eq!(open.insert(key, 1), None, "{:?}", key);
                }
                Notice::Warning(key, Closed(_)) => {
                    prop_assert_eq!(open.remove(&key), Some(1), "{:?}", key);
                }
                _ => {}
            }
        }
        let keys: Vec<WarningKey> = register.open().map(|(key, _)| key).collect();
        prop_assert_eq!(keys, open.into_keys().collect::<Vec<_>>());
    }

    #[test]
    fn bad_loads_are_found_as_a_plain_model_finds_them(
        share in 0_u16..40, times_mean in 0_u16..5, fewest_steps in 1_u16..14, fewest_raised in 0_u16..6,
        steps in prop::collection::vec(
            (0_u8..100, prop::collection::vec(any::<u8>(), 20), prop::bool::weighted(0.2)), 0..20,
        ),
    ) {
        let at_once = Timing::default();
        let timing = Levels { watch: at_once, warning: at_once, critical: at_once };
        let mut draft = CasePolicyDraft {
            conditions: ByRule::each(|_| ConditionPolicyDraft { timing, ..ConditionPolicyDraft::default() }),
            // Whatever comes back is watched, and so clears by itself.
            recurrences_raise: u16::MAX,
            ..CasePolicyDraft::default()
        };
        draft.flood_guard.share_above = Ratio::from_percent(share);
        draft.flood_guard.times_mean = times_mean;
        draft.flood_guard.fewest_steps = fewest_steps;
        draft.flood_guard.fewest_raised = fewest_raised;
        let policy = CasePolicy::try_new(draft).unwrap();
        let customers: Vec<_> = (0..20).map(CustomerKey::from_position).collect();
        let mut register = Register::begun_empty(AsOf::new(Day::default()));
        let mut was = [false; 20];
        let mut shares: Vec<(u32, u32)> = Vec::new();
        for ((percent, rolls, begins), number) in steps.iter().zip(1_i32..) {
            // Of every tenth customer the rule cannot speak; it stands as it stood.
            let is_silent = |at: usize| rolls[at] % 10 == 0;
            let is_ill = |at: usize| u32::from(rolls[at]) * 100 < u32::from(*percent) * 256;
            let debt: Vec<Outcome> = (0..20)
                .map(|at| match (is_silent(at), is_ill(at)) {
                    (true, _) => Outcome::NoData,
                    (false, true) => Outcome::Breach(Level::Watch),
                    (false, false) => Outcome::Clear,
                })
                .collect();
            let clear = [Outcome::Clear; 20];
            let outcomes = ByRule { debt: &debt[..], ..ByRule::each(|_| &clear[..]) };
            let t = AsOf::new(Day::default().offset(number));
            let debt = begins.then_some(t.day());
            let speaks_since = ByRule { debt, ..ByRule::default() };
            let looks = Evaluations { customers: &customers, outcomes, speaks_since };
            let around = |_| CustomerContext::new(Class::A);
            let evaluation = u64::try_from(number).unwrap();
            let notices =
                register.step(evaluation, looks, &Watermarks::default(), around, t, &policy).unwrap();
            let found: Vec<&Notice> =
                notices.iter().filter(|it| matches!(it, Notice::Flood { .. })).collect();

            let spoke: Vec<usize> = (0..20).filter(|at| !is_silent(*at)).collect();
            let raised = spoke.iter().filter(|at| is_ill(**at) && !was[**at]).count();
            for at in &spoke {
                was[*at] = is_ill(*at);
            }
            let (raised, of) = (u32::try_from(raised).unwrap(), u32::try_from(spoke.len()).unwrap());
            let sum = shares.iter().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
            let is_judged = !begins;
            let is_suspect = is_judged
                && shares.len() >= usize::from(fewest_steps.min(12))
                && raised >= u32::from(fewest_raised)
                && raised * 100 > u32::from(share) * of
                && raised * sum.1 > u32::from(times_mean) * sum.0 * of;
            if is_suspect {
                let (raised, of) = (raised.into(), of.into());
                prop_assert_eq!(found, [&Notice::Flood { rule: Rule::Debt, raised, of }]);
            } else {
                prop_assert!(found.is_empty(), "{found:?}");
                if is_judged && of > 0 {
                    shares.push((raised, of));
                    shares.drain(..shares.len().saturating_sub(12));
                }
            }
        }
    }
}
