//! Plans of calls against all numbers of calls there are: the bound, the best, the order.

use guanxi::money::{Amount, Total};
use guanxi::visit::{CallLevel, CallPlan, CallResponse};
use proptest::prelude::*;

/// Minutes of a call, the place of the level of now, and the levels: calls more than the one
/// before, and what they bring.
type Drawn = (u16, usize, i64, Vec<(u16, i64)>);

fn drawn(
    minutes: impl Strategy<Value = u16>,
    more: std::ops::RangeInclusive<u16>,
) -> impl Strategy<Value = Drawn> {
    (minutes, 0_usize..5, -5_i64..5, prop::collection::vec((more, -20_i64..60), 0..4))
}

fn response(place: usize, drawn: &Drawn) -> CallResponse {
    let (minutes, present, base, more) = drawn;
    let mut levels = vec![CallLevel { calls: 0, contribution: Amount::from_minor(*base) }];
    for (calls, minor) in more {
        let last = levels[levels.len() - 1];
        levels.push(CallLevel {
            calls: last.calls + calls,
            contribution: Amount::from_minor(*minor),
        });
    }
    let present = levels[present % levels.len()].calls;
    CallResponse {
        customer: format!("C{place}").parse().unwrap(),
        minutes: *minutes,
        present,
        levels,
    }
}

fn responses(drawn: &[Drawn]) -> Vec<CallResponse> {
    drawn.iter().enumerate().map(|(place, it)| response(place, it)).collect()
}

/// The most that any levels bring whose calls fit in some minutes, all of them tried.
fn best(responses: &[CallResponse], minutes: u64) -> Option<i128> {
    let Some((first, others)) = responses.split_first() else { return Some(0) };
    let tried = first.levels.iter().filter_map(|level| {
        let left = minutes.checked_sub(u64::from(first.minutes) * u64::from(level.calls))?;
        Some(i128::from(level.contribution.minor()) + best(others, left)?)
    });
    tried.max()
}

/// Levels that bring less with each call than with the one before lie on their envelope.
fn concave(drawn: Vec<Drawn>) -> Vec<Drawn> {
    let fall = |(minutes, present, base, more): Drawn| {
        let mut gains: Vec<i64> = more.iter().map(|it| it.1).collect();
        gains.sort_unstable_by(|a, b| b.cmp(a));
        let levels = gains.iter().scan(base, |sum, gain| {
            *sum += gain;
            Some((1, *sum))
        });
        (minutes, present, base, levels.collect())
    };
    drawn.into_iter().map(fall).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn nothing_brings_more_than_the_bound_and_the_plan_is_sound(
        drawn in prop::collection::vec(drawn(1_u16..50, 1..=3), 0..5),
        minutes in 0_u64..300,
    ) {
        let accounts = responses(&drawn);
        let plan = CallPlan::try_new(&accounts, minutes, "CNY".parse().unwrap()).unwrap();
        let most = best(&accounts, minutes).unwrap();
        prop_assert!(plan.contribution.minor() <= most && most <= plan.at_most.minor());

        // The figures are those of the levels, added up anew.
        let (mut taken, mut sum, mut present) = (0, Total::ZERO, Total::ZERO);
        for line in &plan.lines {
            let at = |calls| line.response.levels.iter().find(|it| it.calls == calls).unwrap();
            taken += u64::from(line.calls) * u64::from(line.response.minutes);
            sum = sum.plus(at(line.calls).contribution);
            present = present.plus(at(line.response.present).contribution);
        }
        prop_assert_eq!((plan.taken, plan.contribution, plan.present_contribution), (taken, sum, present));
        prop_assert!(taken <= minutes);

        // In the time that it takes nothing is better, where no calls were passed over.
        if plan.contribution == plan.at_most {
            prop_assert_eq!(plan.contribution.minor(), most);
        }
        // No gain is left where no hour has a value.
        if plan.hour_value.is_none() {
            prop_assert_eq!(plan.contribution.minor(), best(&accounts, u64::MAX).unwrap());
        }

        let mut turned = accounts.clone();
        turned.reverse();
        let again = CallPlan::try_new(&turned, minutes, "CNY".parse().unwrap()).unwrap();
        prop_assert_eq!(plan, again);
    }

    #[test]
    fn on_an_envelope_of_equal_calls_the_plan_is_the_best(
        drawn in prop::collection::vec(drawn(Just(30_u16), 1..=1), 0..5),
        minutes in 0_u64..400,
    ) {
        let accounts = responses(&concave(drawn));
        let plan = CallPlan::try_new(&accounts, minutes, "CNY".parse().unwrap()).unwrap();
        prop_assert_eq!(plan.contribution.minor(), best(&accounts, minutes).unwrap());
    }

    /// An hour more is never worth more than the hour before it.
    #[test]
    fn the_value_of_an_hour_falls(
        drawn in prop::collection::vec(drawn(Just(60_u16), 1..=1), 0..5),
        hours in 0_u64..8,
    ) {
        let accounts = responses(&concave(drawn));
        let plan = |hours| CallPlan::try_new(&accounts, hours * 60, "CNY".parse().unwrap()).unwrap();
        let (now, next) = (plan(hours), plan(hours + 1));
        prop_assert_eq!(
            next.contribution.minus(now.contribution),
            now.hour_value.unwrap_or_default()
        );
        prop_assert!(next.hour_value.unwrap_or_default() <= now.hour_value.unwrap_or_default());
    }
}
