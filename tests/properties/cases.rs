//! Laws of cases under evaluations, days and steps of people, in any order.

mod acts;
mod laws;

use guanxi::calendar::{AsOf, Day};
use guanxi::casework::{
    ByClass, Case, CasePolicy, CasePolicyDraft, CaseStatus, CaseStep, Closing,
    ConditionPolicyDraft, Deadlines, Effect, Episode, Evaluation, EvaluationInContext, Event,
    Inhibitor, Input, MOfN, RaisedArm, SeenArms, Source, Taxonomy, Timing,
};
use guanxi::segment::Class;
use guanxi::warning::{Arm, ByRule, Level, Levels, Rule};
use proptest::prelude::*;
use proptest::sample::select;

use acts::{Taken, Told, acts, rule};
use laws::{DEADLINES, Listener, Reminders, closed_for_a_reason};

pub(crate) fn level() -> impl Strategy<Value = Level> {
    select(Level::ALL.to_vec())
}

fn look() -> impl Strategy<Value = Evaluation> {
    let seen = (prop::option::of(level()), prop::option::of(level()))
        .prop_map(|(raised, kept)| Evaluation::Seen { raised, retained: kept.max(raised) });
    prop_oneof![
        6 => level().prop_map(|level| Evaluation::at(Some(level))),
        5 => Just(Evaluation::at(None)),
        3 => seen,
        1 => Just(Evaluation::NoData),
        1 => Just(Evaluation::Failed),
    ]
}

fn observation() -> impl Strategy<Value = EvaluationInContext> {
    let by = Inhibitor::Influence(Source::VerifiedIncident {});
    let inhibitor = prop_oneof![
        12 => Just(None),
        2 => Just(Some(by)),
        1 => Just(Some(Inhibitor::Flood)),
    ];
    let suggested = prop::collection::vec(select(vec!["incident", "competitor"]), 0..2);
    let seen = (look(), select(Class::ALL.to_vec()), inhibitor, prop::bool::weighted(0.1));
    (seen, suggested, arms(), prop::bool::weighted(0.1)).prop_map(
        |((look, class, inhibited_by, is_boosted), causes, arms, is_lost)| EvaluationInContext {
            // What is lost is not judged.
            evaluation: if is_lost { Evaluation::NoData } else { look },
            class,
            inhibited_by,
            is_boosted,
            suggested: causes.iter().map(|code| code.parse().unwrap()).collect(),
            is_baseline: false,
            arms,
            is_lost,
        },
    )
}

/// Any two arms of a rule: each objects, is silent, or is content.
pub(crate) fn arms() -> impl Strategy<Value = SeenArms> {
    let said = || prop::option::weighted(0.3, prop::option::of(level()));
    (said(), said()).prop_map(|said| {
        let all = [(Arm::Plan, said.0), (Arm::Frequency, said.1)];
        let raised =
            all.iter().filter_map(|(arm, said)| Some(RaisedArm { arm: *arm, level: (*said)?? }));
        let silent = all.iter().filter(|(_, said)| *said == Some(None)).map(|(arm, _)| *arm);
        let (raised, silent): (Vec<_>, Vec<_>) = (raised.collect(), silent.collect());
        SeenArms::of(Rule::Progress, &raised, &silent)
    })
}

fn condition() -> impl Strategy<Value = ConditionPolicyDraft> {
    let timing = || {
        prop_oneof![2 => Just((0, 0)), 1 => (0_u16..3, 0_u16..4)]
            .prop_map(|(raise_after, clear_after)| Timing { raise_after, clear_after })
    };
    let hits = prop::option::weighted(
        0.2,
        (1_u8..3, 0_u8..3).prop_map(|(hits, more)| MOfN { hits, of: hits + more }),
    );
    (timing(), timing(), timing(), hits, prop::bool::weighted(0.1)).prop_map(
        |(watch, warning, critical, hits, is_latched)| {
            let timing = Levels { watch, warning, critical };
            ConditionPolicyDraft { timing, hits, is_latched, ..ConditionPolicyDraft::default() }
        },
    )
}

fn deadlines() -> impl Strategy<Value = Levels<Deadlines>> {
    let one = || {
        (0_u16..4, 0_u16..4, 0_u16..6).prop_map(|(acknowledge, cause, remedy)| Deadlines {
            acknowledge,
            cause: acknowledge + cause,
            remedy: acknowledge + cause + remedy,
        })
    };
    (one(), one(), one()).prop_map(|(watch, warning, critical)| Levels { watch, warning, critical })
}

/// The usual causes and remedies, all of them done in a few days.
fn short(rule: Rule) -> Taxonomy {
    let mut taxonomy = Taxonomy::usual(rule);
    for remedy in &mut taxonomy.remedies {
        remedy.due_days = remedy.due_days.min(10);
    }
    taxonomy
}

/// Everything is a matter of a few days.
pub(crate) fn policy() -> impl Strategy<Value = CasePolicy> {
    let days = (0_u16..6, 0_u16..20, 1_u16..3, 1_u16..15, 0_u16..8, 1_u16..20);
    let more = (1_u16..9, 0_u16..4, 1_u16..10, level(), any::<bool>());
    let shelves = (0_u16..6, 0_u16..4, 0_u16..3);
    (condition(), days, more, shelves, deadlines(), deadlines()).prop_map(
        |(condition, days, more, shelves, a, b)| {
            let (verify, recurrence, recurrences_raise, accept, mute, open) = days;
            let (reminder, grace, remedy, four_eyes_from, rests) = more;
            let mut draft = CasePolicyDraft {
                conditions: ByRule::each(|_| condition.clone()),
                deadlines: ByClass { a, b, c: b },
                verify_days: verify,
                recurrence_days: recurrence,
                recurrences_raise,
                accept_days: accept,
                mute_days: mute,
                shelf_days: Levels { watch: shelves.0, warning: shelves.1, critical: shelves.2 },
                open_days: open,
                reminder_days: reminder,
                release_grace: grace,
                remedy_days: 10 + remedy,
                taxonomy: ByRule::each(short),
                four_eyes_from,
                ..CasePolicyDraft::default()
            };
            // No register that was kept in full let a flood time out.
            draft.flood_guard.times_out_after = 0;
            if rests {
                draft.calendar.rest_days = vec!["Sat".parse().unwrap(), "Sun".parse().unwrap()];
            }
            CasePolicy::try_new(draft).unwrap()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn an_episode_keeps_its_laws(rule in rule(), policy in policy(), acts in acts()) {
        let mut told = Told::new(rule);
        let (mut listener, mut reminders) = (Listener::default(), Reminders::default());
        for act in &acts {
            let Some(taken) = told.tell(act, &policy) else { continue };
            let Taken { before, input, effects } = &taken;
            let (now, t) = (&told.episode, AsOf::new(told.on));

            // The same number again says so, and the same day again nothing.
            if matches!(input, Input::Evaluation { .. } | Input::Step { .. }) {
                let again = now.step(input.clone(), t, &policy).unwrap();
                prop_assert_eq!(&again.effects, &[Effect::Repeated]);
                prop_assert_eq!(&again.episode, now);
            }
            let more = now.step(Input::Day, t, &policy).unwrap().effects;
            prop_assert_eq!(&more, &[], "{:?} after {:?}", more, effects);

            // What was given up is quiet until its condition has cleared; a customer that is lost
            // no longer has come back, and may fall silent anew.
            let came_back = before.is_lost() && !now.is_lost();
            listener.is_given_up &= now.condition().phase().level().is_some() && !came_back;

            // Whoever only hears the effects knows what is open and at which level.
            for effect in effects {
                listener.hears(effect)?;
            }
            prop_assert_eq!(listener.told, now.open_case().map(Case::level));
            prop_assert_eq!(listener.raised, now.ordinal());
            prop_assert_eq!(listener.closed, u32::try_from(now.closed_cases().len()).unwrap());
            for effect in effects {
                if let Effect::Closed(closing) = effect {
                    closed_for_a_reason(*closing, &told)?;
                }
            }

            // What is not known moves no condition and ends no verification.
            if let Input::Evaluation { seen, .. } = input && !matches!(seen.evaluation, Evaluation::Seen { .. }) {
                prop_assert_eq!(now.condition().phase(), before.condition().phase());
                prop_assert!(!effects.contains(&Effect::Closed(Closing::Remedied)));
                let is_raised = |it: &Effect| matches!(it, Effect::Raised { .. });
                // What is known of something else may still make it worse.
                prop_assert!(seen.is_boosted || !effects.iter().any(is_raised));
            }

            // A shelf lasts no longer than it may, and nothing is heard from it.
            if let Some(shelf) = now.open_case().and_then(|case| case.shelf()) {
                prop_assert!(shelf.until >= told.on);
                let is_shelved = matches!(input, Input::Step { step: CaseStep::Shelve { .. }, .. });
                if is_shelved {
                    let most = policy.shelf_days.get(now.case().unwrap().level());
                    prop_assert!(shelf.until.days_since(told.on) <= i32::from(*most));
                } else {
                    let is_risk = |it: &Effect| *it == Effect::RiskExpired;
                    prop_assert!(effects.iter().all(is_risk), "{effects:?}");
                }
            }

            // Where it stands, and since when; and since when the condition is clear.
            if let (Some(was), Some(is)) = (before.case(), now.case()) {
                let is_same = before.ordinal() == now.ordinal() && was.status() == is.status();
                let since = is.status_since();
                prop_assert!(since == told.on || (is_same && since == was.status_since()));
            }
            let is_raised = |it: &Episode| it.condition().phase().level().is_some();
            prop_assert!(!is_raised(now) || now.clear_since().is_none());
            if is_raised(before) && !is_raised(now) && !matches!(input, Input::RejectBatch) {
                prop_assert_eq!(now.clear_since(), Some(told.on));
            }

            // Deadlines come nearer and never move away, so long as it is the same round and
            // nobody has put the case aside.
            if let (Some(was), Some(is)) = (before.open_case(), now.open_case()) {
                let is_same_round = before.ordinal() == now.ordinal()
                    && was.times_reopened() == is.times_reopened()
                    && !matches!(was.status(), CaseStatus::RiskAccepted(_));
                let rests = |it: &Episode, case: &Case| {
                    case.shelf().is_some() || it.held_back_by().is_some() || it.is_lost()
                };
                if is_same_round {
                    let may_move = rests(before, was) || rests(now, is);
                    prop_assert!(may_move || DEADLINES.iter().all(|it| is.due(*it) <= was.due(*it)));
                    prop_assert!(was.urgency() <= is.urgency());
                }
                prop_assert!(was.highest_level() <= is.highest_level());
            }

            let is_reminder = |it: &&Effect| matches!(it, Effect::Reminder(_));
            let reminded: Vec<Effect> = effects.iter().filter(is_reminder).cloned().collect();
            prop_assert_eq!(reminders.expected(&taken, now, told.on, &policy), reminded);
        }
    }

    #[test]
    fn an_episode_is_what_its_inputs_lead_to(rule in rule(), policy in policy(), acts in acts()) {
        let mut told = Told::new(rule);
        let mut inputs = Vec::new();
        for act in &acts {
            if let Some(Taken { input, .. }) = told.tell(act, &policy) {
                let on = told.on;
                inputs.push(Event { input, on, until: on, times: 1 });
            }
        }
        prop_assert_eq!(&Episode::replay(rule, inputs.clone(), &policy), &Ok(told.episode));
        #[cfg(feature = "serde")]
        {
            let text = serde_json::to_string(&inputs).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Vec<Event>>(&text).unwrap(), &inputs);
        }
    }

    #[test]
    fn a_trail_has_every_step_and_all_news_of_what_is_not_long_over(
        rule in rule(), policy in policy(), acts in acts(),
    ) {
        let mut draft = policy.into_draft();
        draft.trail_days = u16::MAX;
        let policy = CasePolicy::try_new(draft).unwrap();
        let mut told = Told::new(rule);
        let (mut wanted, mut count) = (Vec::new(), 0_u32);
        for act in &acts {
            let Some(Taken { input, effects, .. }) = told.tell(act, &policy) else { continue };
            count += 1;
            let is_quiet = matches!(input, Input::Evaluation { .. } | Input::Day);
            if !effects.is_empty() || !is_quiet {
                wanted.push((told.on, input));
            }
        }
        // Of news of the data only the last eight.
        let is_data = |input: &Input| matches!(input, Input::Evaluation { .. } | Input::Day);
        let trail = told.episode.trail();
        let data = trail.iter().filter(|it| is_data(&it.input)).count();
        prop_assert!(data <= 8);
        if data == 8 {
            wanted.retain(|(_, it)| !is_data(it));
        }
        let mut kept = trail.iter().map(|it| (it.on, it.input.clone()));
        prop_assert!(wanted.iter().all(|it| kept.any(|kept| kept == *it)), "in order");
        prop_assert!(trail.iter().map(|it| it.times).sum::<u32>() <= count);
        prop_assert!(trail.is_sorted_by(|a, b| a.until <= b.on));
    }

    #[test]
    fn a_worse_look_never_leads_to_a_lower_level(
        rule in rule(), policy in policy(), acts in acts(), days in 0_i32..5,
        one in (prop::option::of(level()), prop::option::of(level())),
        other in (prop::option::of(level()), prop::option::of(level())),
    ) {
        let told = Told::all(rule, &acts, &policy);
        let after = |raised: Option<Level>, kept: Option<Level>| {
            let look = Evaluation::Seen { raised, retained: kept.max(raised) };
            let input = Input::Evaluation { evaluation: u64::MAX, seen: EvaluationInContext::new(look, Class::A) };
            let t = AsOf::new(told.on.offset(days));
            let episode = told.episode.step(input, t, &policy).unwrap().episode;
            let stands = episode.condition().phase().level();
            (stands, stands.and_then(|_| Some(episode.open_case()?.level())))
        };
        let (better, worse) = (after(one.0.min(other.0), one.1.min(other.1).max(one.0.min(other.0))),
            after(one.0.max(other.0), one.1.max(other.1)));
        prop_assert!(better.0 <= worse.0 && better.1 <= worse.1, "{better:?} {worse:?}");
    }

    #[test]
    fn a_value_that_moves_little_is_seldom_news(
        values in prop::collection::vec(0_i32..100, 1..60), clear in 20_i32..50, band in 1_i32..30,
    ) {
        let mut draft = CasePolicyDraft::default();
        draft.conditions.progress.timing =
            Levels { watch: Timing::default(), warning: Timing::default(), critical: Timing::default() };
        let policy = CasePolicy::try_new(draft).unwrap();
        let (mut episode, raise, mut news) = (Episode::new(Rule::Progress), clear + band, 0);
        for (value, on) in values.iter().zip(1..) {
            let over = |bound: i32| (*value > bound).then_some(Level::Watch);
            let look = Evaluation::Seen { raised: over(raise), retained: over(clear) };
            let input = Input::Evaluation {
                evaluation: u64::try_from(on).unwrap(),
                seen: EvaluationInContext::new(look, Class::A),
            };
            let effects = episode.apply(input, AsOf::new(Day::default().offset(on)), &policy).unwrap();
            let is_news = |it: &&Effect| matches!(it, Effect::Raised { .. } | Effect::CameBack { .. });
            news += i32::try_from(effects.iter().filter(is_news).count()).unwrap();
        }
        let moved: i32 = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
        prop_assert!(news <= 1 + moved / (2 * band));
    }
}
