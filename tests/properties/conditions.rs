//! Conditions under any looks.

use guanxi::calendar::{AsOf, Day};
use guanxi::casework::{
    Condition, ConditionChange, ConditionPolicy, ConditionPolicyDraft, ConditionStep, Evaluation,
    MOfN, Phase, RaisedArm, SeenArms, Timing,
};
use guanxi::warning::{Arm, Level, Levels, Rule};
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

/// An arm on one day: it objects at a level, is content, is silent, or objects and is held back.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Said {
    Raises(Level),
    Content,
    Silent,
    HeldBack(Level),
}

const ARMS: [Arm; 3] = [Arm::Plan, Arm::LastYear, Arm::Frequency];

/// The arms of a rule on a day, and the days since the one before.
type SaidOnDay = ([Said; 3], i32);

fn said() -> impl Strategy<Value = Vec<SaidOnDay>> {
    let one = || {
        prop_oneof![
            2 => prop::sample::select(Level::ALL.to_vec()).prop_map(Said::Raises),
            3 => Just(Said::Content),
            2 => Just(Said::Silent),
            2 => prop::sample::select(Level::ALL.to_vec()).prop_map(Said::HeldBack),
        ]
    };
    prop::collection::vec(
        ((one(), one(), one()).prop_map(|it| [it.0, it.1, it.2]), 0_i32..4),
        0..40,
    )
}

/// The evaluation of a rule with these arms: its highest level, and no data when none speaks.
fn evaluated(said: [Said; 3]) -> (Evaluation, SeenArms) {
    let raised: Vec<RaisedArm> = said
        .iter()
        .zip(ARMS)
        .filter_map(|(said, arm)| match said {
            Said::Raises(level) | Said::HeldBack(level) => Some(RaisedArm { arm, level: *level }),
            Said::Content | Said::Silent => None,
        })
        .collect();
    let silent: Vec<Arm> = said
        .iter()
        .zip(ARMS)
        .filter(|(said, _)| **said == Said::Silent)
        .map(|(_, arm)| arm)
        .collect();
    let is_held = |arm| {
        said.iter().zip(ARMS).any(|(said, it)| it == arm && matches!(said, Said::HeldBack(_)))
    };
    let arms = SeenArms::of(Rule::Progress, &raised, &silent).holding_back(is_held);
    let look = if silent.len() == said.len() {
        Evaluation::NoData
    } else {
        Evaluation::at(arms.raised().map(|it| it.level).max())
    };
    (look, arms)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// S1, S9, S10: a level falls only when every arm that raised it since it was clear has spoken
    /// again and was past it for its days, counted from one day on which it spoke to the next.
    #[test]
    fn an_arm_that_does_not_speak_never_clears_a_condition(policy in policy(), said in said()) {
        let mut condition = Condition::default();
        let mut day = Day::default();
        // By arm and level: the days for which it is past; none while it holds the level.
        let mut past: [[Option<Option<i32>>; 3]; 3] = [[None; 3]; 3];
        let mut spoke: [Option<Day>; 3] = [None; 3];
        for ((said, gap), number) in said.into_iter().zip(1..) {
            day = day.offset(gap);
            let (look, arms) = evaluated(said);
            let before = condition;
            condition = condition.step_by_arms(number, look, arms, AsOf::new(day), &policy).unwrap().condition;
            for ((said, past), spoke) in said.iter().zip(&mut past).zip(&mut spoke) {
                for (past, level) in past.iter_mut().zip(Level::ALL) {
                    let days = spoke.map_or(0, |spoke: Day| day.days_since(spoke));
                    *past = match (*said, *past) {
                        (Said::Raises(raised), _) if raised >= level => Some(None),
                        (Said::Raises(_) | Said::Content, Some(past)) => Some(Some(past.map_or(0, |it| it + days))),
                        (Said::Silent | Said::HeldBack(_), past) | (_, past @ None) => past,
                    };
                }
                *spoke = matches!(said, Said::Raises(_) | Said::Content).then_some(day);
            }
            let stood = before.phase().level();
            let stands = condition.phase().level();
            for (place, level) in Level::ALL.into_iter().enumerate() {
                let fell = stood >= Some(level) && stands < Some(level);
                let days = i32::from(policy.timing.get(level).clear_after);
                let is_past = |past: &[Option<Option<i32>>; 3]| match past[place] {
                    None => true,
                    Some(past) => past.is_some_and(|past| past >= days),
                };
                prop_assert!(!fell || past.iter().all(is_past), "{level} fell on {day}: {past:?}");
            }
            if stands.is_none() && condition.phase() == Phase::Clear {
                past = [[None; 3]; 3];
            }
        }
    }

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
