//! A register that is stepped each day for the customers with an event and for those that are due
//! against one that is stepped each day for all.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::{AsOf, Day};
use guanxi::casework::{
    CasePolicy, CasePolicyDraft, CustomerContext, Evaluations, Influence, Input, Notice, Register,
    RegisterError, WarningKey, Watermarks,
};
use guanxi::id::CustomerKey;
use guanxi::segment::Class;
use guanxi::warning::{Arm, ByRule, Outcome, Rule};
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::cases::policy;
use crate::registers::{ARMS, Review, Row, reviews, without_breaker};
use crate::saves::step;

const CUSTOMERS: u32 = 6;
const DAYS: i32 = 60;

/// A day on which outcomes change, the arms that are silent on it if they do not object, and what
/// people try.
type Change = (i32, Review, Vec<Arm>, Vec<(u32, usize, usize)>);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let tries = prop::collection::vec((0..CUSTOMERS, 0_usize..5, 0_usize..14), 0..4);
    let review = reviews().prop_filter_map("one", |mut it| it.pop());
    let silent = subsequence(ARMS.to_vec(), 0..=ARMS.len());
    prop::collection::vec((0..DAYS, review, silent, tries), 0..8)
}

/// What is known of each customer.
type World = BTreeMap<CustomerKey, (Row, CustomerContext)>;

fn steps(
    register: &mut Register,
    number: u64,
    world: &World,
    some: &BTreeSet<CustomerKey>,
    (t, policy): (AsOf, &CasePolicy),
    is_part: bool,
) -> Result<Vec<Notice>, RegisterError> {
    let customers: Vec<CustomerKey> = some.iter().copied().collect();
    let columns: ByRule<Vec<Outcome>> =
        ByRule::each(|rule| customers.iter().map(|it| *world[it].0.get(rule)).collect());
    let evaluations = Evaluations {
        customers: &customers,
        outcomes: ByRule::each(|rule| columns.get(rule).as_slice()),
        speaks_since: ByRule::default(),
    };
    let (context, told) = (|it| world[&it].1.clone(), Watermarks::default());
    if is_part {
        register.step_part(number, evaluations, &told, context, t, policy)
    } else {
        register.step(number, evaluations, &told, context, t, policy)
    }
}

fn sorted(mut notices: Vec<Notice>) -> Vec<Notice> {
    notices.sort();
    notices
}

fn short(policy: CasePolicy) -> CasePolicy {
    let draft = without_breaker(policy, Influence::usual()).into_draft();
    let shorter =
        CasePolicyDraft { trail_days: 5, mute_days: 7, open_days: 20, silent_days: 6, ..draft };
    CasePolicy::try_new(shorter).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_register_stepped_where_something_is_due_equals_one_stepped_daily(
        policy in policy(), changes in changes(),
    ) {
        let policy = short(policy);
        let first: Day = "2026-01-01".parse().unwrap();
        let all: BTreeSet<_> = (0..CUSTOMERS).map(CustomerKey::from_position).collect();
        let well = ByRule::each(|_| Outcome::Clear);
        let mut world: World =
            all.iter().map(|it| (*it, (well, CustomerContext::new(Class::A)))).collect();
        let (mut daily, mut part) = (Register::default(), Register::default());
        for day in 0..=DAYS {
            let (t, number) = (AsOf::new(first.offset(day)), u64::try_from(day).unwrap());
            let mut some: BTreeSet<_> = part.due(t, &policy).into_iter().collect();
            for (_, (_, customers), silent, _) in changes.iter().filter(|(on, ..)| *on == day) {
                for (at, row, around) in customers {
                    let key = CustomerKey::from_position(*at);
                    let mut around = around.clone();
                    let objects = |arm: &Arm| around.arms.iter().any(|it| it.arm == *arm);
                    around.silent = silent.iter().copied().filter(|it| !objects(it)).collect();
                    world.insert(key, (*row, around));
                    some.insert(key);
                }
            }
            // It begins and ends with the whole book.
            let is_whole = day == 0 || day == DAYS;
            let some = if is_whole { &all } else { &some };
            let by = (t, &policy);
            let told = steps(&mut daily, number, &world, &all, by, false).unwrap();
            let of_some = steps(&mut part, number, &world, some, by, !is_whole).unwrap();
            prop_assert_eq!(sorted(of_some), sorted(told), "on day {}", day);
            for (_, _, _, tries) in changes.iter().filter(|(on, ..)| *on == day) {
                for (place, (at, rule, which)) in (0..).zip(tries) {
                    let rule = Rule::ALL[*rule];
                    let key = WarningKey { customer: CustomerKey::from_position(*at), rule };
                    let (by, step) = step(*which, t.day(), rule, &policy);
                    let number = 1000 * (number + 1) + place;
                    let input = Input::Step { number, by: by.parse().unwrap(), step };
                    let one = daily.apply(key, input.clone(), t, &policy);
                    prop_assert_eq!(part.apply(key, input, t, &policy), one);
                }
            }
        }
        prop_assert_eq!(part.episodes().count(), daily.episodes().count());
        for ((key, one), (other, two)) in daily.episodes().zip(part.episodes()) {
            prop_assert_eq!(key, other);
            prop_assert_eq!(one.case(), two.case());
            prop_assert_eq!(one.closed_cases(), two.closed_cases());
            prop_assert_eq!(one.condition().phase(), two.condition().phase());
            prop_assert_eq!(one.held_back_by(), two.held_back_by());
        }
    }
}
