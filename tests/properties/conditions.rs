//! Conditions under any looks.

use guanxi::calendar::{AsOf, Day};
use guanxi::casework::{
    Condition, ConditionChange, ConditionPolicy, ConditionPolicyDraft, ConditionStep, Evaluation,
    MOfN, Phase, Timing,
};
use guanxi::warning::{Level, Levels};
use proptest::prelude::*;

fn level() -> impl Strategy<Value = Option<Level>> {
    prop::option::of(prop::sample::select(Level::ALL.to_vec()))
}

fn seen() -> impl Strategy<Value = (Option<Level>, Option<Level>)> {
    (level(), level()).prop_map(|(raised, kept)| (raised, kept.max(raised)))
}

fn look() -> impl Strategy<Value = Evaluation> {
    prop_oneof![
        6 => seen().prop_map(|(raised, kept)| Evaluation::Seen { raised, retained: kept }),
        1 => Just(Evaluation::NoData),
        1 => Just(Evaluation::Failed),
    ]
}

fn policy() -> impl Strategy<Value = ConditionPolicy> {
    let timing = || {
        (0_u16..5, 0_u16..5)
            .prop_map(|(raise_after, clear_after)| Timing { raise_after, clear_after })
    };
    let hits = prop::option::of(
        (1_u8..5, 0_u8..4).prop_map(|(hits, more)| MOfN { hits, of: hits + more }),
    );
    (timing(), timing(), timing(), hits, any::<bool>(), 0_u16..6).prop_map(
        |(watch, warning, critical, hits, is_latched, stale_after)| {
            let timing = Levels { watch, warning, critical };
            let draft = ConditionPolicyDraft { timing, hits, is_latched, stale_after };
            ConditionPolicy::try_new(draft).unwrap()
        },
    )
}

fn days(looks: &[(Evaluation, i32)]) -> Vec<(u64, Evaluation, AsOf)> {
    let mut day = Day::default();
    let numbered = looks.iter().zip(1..);
    numbered
        .map(|((look, gap), number)| {
            day = day.offset(*gap);
            (number, *look, AsOf::new(day))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_condition_keeps_its_laws(
        policy in policy(), looks in prop::collection::vec((look(), 0_i32..4), 0..40),
    ) {
        let mut condition = Condition::default();
        let mut told: Option<Level> = None;
        for (number, look, t) in days(&looks) {
            let ConditionStep { condition: next, change } = condition.step(number, look, t, &policy).unwrap();
            // The same evaluation again has no effect.
            prop_assert_eq!(next.step(number, look, t, &policy), Ok(ConditionStep { condition: next, change: None }));
            // What is not known moves nothing.
            if !matches!(look, Evaluation::Seen { .. }) {
                prop_assert_eq!(next.phase(), condition.phase());
                let is_silent = matches!(change, None | Some(ConditionChange::Stale { .. }));
                prop_assert!(is_silent);
            }
            // Whoever only hears the changes knows the level, and hears nothing twice.
            match change {
                Some(ConditionChange::Raised(level)) => {
                    prop_assert_eq!(told, None);
                    told = Some(level);
                }
                Some(ConditionChange::Escalated { from, to }) => {
                    prop_assert!(told == Some(from) && to > from);
                    told = Some(to);
                }
                Some(ConditionChange::DeEscalated { from, to }) => {
                    prop_assert!(told == Some(from) && to < from && !policy.is_latched);
                    told = Some(to);
                }
                Some(ConditionChange::Recovered(level)) => {
                    prop_assert!(told == Some(level) && !policy.is_latched);
                    told = None;
                }
                Some(ConditionChange::Stale { .. }) | None => {}
            }
            prop_assert_eq!(next.phase().level(), told);
            // A level is never raised above what was seen, nor kept below what is past.
            if let (Some(ConditionChange::Raised(level) | ConditionChange::Escalated { to: level, .. }), Evaluation::Seen { raised, .. }) = (change, look) {
                prop_assert!(Some(level) <= raised);
            }
            condition = next;
        }
    }

    #[test]
    fn worse_looks_never_make_a_better_condition(
        timing in policy(), looks in prop::collection::vec((seen(), seen(), 0_i32..4), 0..40),
    ) {
        let draft = ConditionPolicyDraft { hits: None, ..timing.into_draft() };
        let policy = ConditionPolicy::try_new(draft).unwrap();
        let (mut better, mut worse) = (Condition::default(), Condition::default());
        let mut day = Day::default();
        for (((a_raised, a_kept), (b_raised, b_kept), gap), number) in looks.into_iter().zip(1..) {
            day = day.offset(gap);
            let low = Evaluation::Seen { raised: a_raised.min(b_raised), retained: a_kept.min(b_kept) };
            let high = Evaluation::Seen { raised: a_raised.max(b_raised), retained: a_kept.max(b_kept) };
            better = better.step(number, low, AsOf::new(day), &policy).unwrap().condition;
            worse = worse.step(number, high, AsOf::new(day), &policy).unwrap().condition;
            prop_assert!(better.phase().level() <= worse.phase().level());
        }
    }

    #[test]
    fn a_value_that_moves_little_raises_little(
        values in prop::collection::vec(0_i32..100, 1..60), clear in 20_i32..50, band in 1_i32..30,
    ) {
        let (mut condition, raise) = (Condition::default(), clear + band);
        let at_once = Timing::default();
        let timing = Levels { watch: at_once, warning: at_once, critical: at_once };
        let policy = ConditionPolicy::try_new(ConditionPolicyDraft { timing, ..ConditionPolicyDraft::default() }).unwrap();
        let mut raises = 0;
        for (value, number) in values.iter().zip(1..) {
            let over = |bound: i32| (*value > bound).then_some(Level::Watch);
            let look = Evaluation::Seen { raised: over(raise), retained: over(clear) };
            let day = Day::default().offset(i32::try_from(number).unwrap());
            let ConditionStep { condition: next, change } = condition.step(number, look, AsOf::new(day), &policy).unwrap();
            raises += i32::from(matches!(change, Some(ConditionChange::Raised(_))));
            condition = next;
        }
        let moved: i32 = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
        prop_assert!(raises <= 1 + moved / (2 * band));
        prop_assert!(matches!(condition.phase(), Phase::Clear | Phase::Raised(Level::Watch)));
    }
}
