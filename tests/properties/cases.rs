//! Cases under anything that may be told: looks, days and steps of people, in any order.

use guanxi::calendar::{AsOf, Day};
use guanxi::casework::{
    ByClass, Case, CasePolicy, CasePolicyDraft, CaseStatus, CaseStep, Closing,
    ConditionPolicyDraft, Deadline, Deadlines, Effect, Episode, Evaluation, EvaluationInContext,
    Inhibitor, Input, MOfN, RemedyEnd, RemedyOutcome, SELF_CLEARED, Source, Taxonomy, Timing,
};
use guanxi::segment::Class;
use guanxi::warning::{ByRule, Level, Levels, Rule};
use proptest::prelude::*;
use proptest::sample::select;

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
    let by = Inhibitor::Influence(Source::VerifiedIncident);
    let inhibitor = prop_oneof![
        12 => Just(None),
        2 => Just(Some(by)),
        1 => Just(Some(Inhibitor::Flood)),
    ];
    let suggested = prop::collection::vec(select(vec!["incident", "competitor"]), 0..2);
    (look(), select(Class::ALL.to_vec()), inhibitor, prop::bool::weighted(0.1), suggested).prop_map(
        |(look, class, inhibited_by, is_boosted, causes)| EvaluationInContext {
            evaluation: look,
            class,
            inhibited_by,
            is_boosted,
            suggested: causes.iter().map(|code| code.parse().unwrap()).collect(),
        },
    )
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
            if rests {
                draft.calendar.rest_days = vec!["Sat".parse().unwrap(), "Sun".parse().unwrap()];
            }
            CasePolicy::try_new(draft).unwrap()
        },
    )
}

/// Something that is tried, so many days after what was tried before.
#[derive(Debug, Clone)]
enum Act {
    Look(EvaluationInContext),
    Day,
    Accept,
    Reject,
    /// The first step that would be taken, from a number on; or the step of a number.
    Sensible(usize, i32),
    Any(usize, i32),
}

fn act() -> impl Strategy<Value = (i32, Act)> {
    let act = prop_oneof![
        8 => observation().prop_map(Act::Look),
        3 => Just(Act::Day),
        1 => Just(Act::Accept),
        1 => Just(Act::Reject),
        9 => (0_usize..1000, 0_i32..8).prop_map(|(which, days)| Act::Sensible(which, days)),
        3 => (0_usize..1000, 0_i32..8).prop_map(|(which, days)| Act::Any(which, days)),
    ];
    (prop_oneof![3 => Just(0), 3 => Just(1), 2 => 0_i32..8], act)
}

fn acts() -> impl Strategy<Value = Vec<(i32, Act)>> {
    prop::collection::vec(act(), 0..45)
}

fn rule() -> impl Strategy<Value = Rule> {
    select(vec![Rule::Progress, Rule::Loss])
}

/// Everything that somebody could do, by each of two people.
fn steps(on: Day, days: i32) -> Vec<(&'static str, CaseStep)> {
    let id = |code: &str| code.parse().unwrap();
    let cause = |code: &str, is_primary| CaseStep::RecordCause {
        cause: code.parse().unwrap(),
        evidence: vec!["a call".to_owned()],
        is_primary,
    };
    let (until, why) = (on.offset(days), || "so it is".to_owned());
    let requested_by = || "Wang".parse().unwrap();
    let plan = |due| CaseStep::PlanRemedy {
        remedy: "visit".parse().unwrap(),
        owner: "Wang".parse().unwrap(),
        due,
    };
    let done = |place| CaseStep::CompleteRemedy { place, outcome: RemedyOutcome::Improved };
    let lost = |place| CaseStep::CompleteRemedy { place, outcome: RemedyOutcome::Lost };
    let all = vec![
        CaseStep::Assign { to: id("Wang") },
        CaseStep::Acknowledge,
        CaseStep::Investigate,
        cause("competitor", false),
        cause("self_cleared", true),
        plan(None),
        plan(Some(until)),
        done(0),
        done(1),
        done(2),
        lost(0),
        lost(1),
        CaseStep::CancelRemedy { place: 0, why: why() },
        CaseStep::CancelRemedy { place: 1, why: why() },
        CaseStep::Resolve,
        CaseStep::Reset { why: why() },
        CaseStep::Dismiss { why: why(), requested_by: requested_by() },
        CaseStep::AcceptRisk { until, why: why(), requested_by: requested_by() },
        CaseStep::Shelve { until, is_once: days % 2 == 0, why: why() },
        CaseStep::Unshelve,
        CaseStep::Close,
    ];
    all.into_iter().flat_map(|step| [("Wang", step.clone()), ("Qian", step)]).collect()
}

/// An episode to which everything was told that it takes.
struct Told {
    episode: Episode,
    number: u64,
    on: Day,
}

/// What was told, what it did, and the episode before.
struct Taken {
    before: Episode,
    input: Input,
    effects: Vec<Effect>,
}

impl Told {
    fn new(rule: Rule) -> Self {
        // A Thursday, so that rest days come soon.
        Self { episode: Episode::new(rule), number: 0, on: "2026-01-01".parse().unwrap() }
    }

    fn input(&self, act: &Act, policy: &CasePolicy) -> Input {
        let number = self.number;
        let input =
            |(by, step): (&str, CaseStep)| Input::Step { number, by: by.parse().unwrap(), step };
        match act {
            Act::Look(seen) => Input::Evaluation { evaluation: number, seen: seen.clone() },
            Act::Day => Input::Day,
            Act::Accept => Input::AcceptBatch,
            Act::Reject => Input::RejectBatch,
            Act::Any(which, days) => {
                let all = steps(self.on, *days);
                input(all[which % all.len()].clone())
            }
            Act::Sensible(which, days) => {
                let is_taken = |(by, step): &(&str, CaseStep)| {
                    let t = AsOf::new(self.on);
                    self.episode.check_step(step, &by.parse().unwrap(), t, policy).is_ok()
                };
                let mut all = steps(self.on, *days);
                let first = which % all.len();
                all.rotate_left(first);
                all.into_iter().find(is_taken).map_or(Input::Day, input)
            }
        }
    }

    /// Tells it; `None` where it is refused, and then nothing may have changed.
    fn tell(&mut self, (days, act): &(i32, Act), policy: &CasePolicy) -> Option<Taken> {
        self.on = self.on.offset(*days);
        self.number += 1;
        let (input, before) = (self.input(act, policy), self.episode.clone());
        let outcome = self.episode.apply(input.clone(), AsOf::new(self.on), policy);
        if let Input::Step { by, step, .. } = &input {
            let may = before.check_step(step, by, AsOf::new(self.on), policy);
            assert_eq!(may.err(), outcome.clone().err(), "asked before, it says the same");
        }
        if outcome.is_err() {
            assert_eq!(self.episode, before, "a step that is refused changes nothing");
        }
        outcome.ok().map(|effects| Taken { before, input, effects })
    }

    fn all(rule: Rule, acts: &[(i32, Act)], policy: &CasePolicy) -> Self {
        let mut told = Self::new(rule);
        for act in acts {
            told.tell(act, policy);
        }
        told
    }
}

/// What somebody knows who only hears the effects.
#[derive(Debug, Default)]
struct Listener {
    told: Option<Level>,
    is_clear: bool,
    raised: u32,
    closed: u32,
    /// The customer was given up, and has not bought since.
    is_given_up: bool,
}

impl Listener {
    fn hears(&mut self, effect: &Effect) -> Result<(), TestCaseError> {
        match effect {
            Effect::Raised { level, .. } => {
                prop_assert!(self.told.is_none() && !self.is_given_up);
                (self.told, self.is_clear) = (Some(*level), false);
                self.raised += 1;
            }
            Effect::Escalated { from, to } => {
                prop_assert!(self.told == Some(*from) && to > from && !self.is_clear);
                self.told = Some(*to);
            }
            Effect::DeEscalated { from, to } => {
                prop_assert!(self.told == Some(*from) && to < from && !self.is_clear);
                self.told = Some(*to);
            }
            Effect::Recovered { from } => {
                prop_assert!(self.told == Some(*from) && !self.is_clear);
                self.is_clear = true;
            }
            Effect::CameBack { level } => {
                prop_assert!(self.told.is_some());
                (self.told, self.is_clear) = (Some(*level), false);
            }
            Effect::Closed(closing) => {
                prop_assert!(self.told.is_some());
                self.is_given_up = *closing == Closing::Lost;
                self.told = None;
                self.closed += 1;
            }
            Effect::Inhibited(_)
            | Effect::Released
            | Effect::Unshelved(_)
            | Effect::Reminder(_)
            | Effect::DeadlineMissed(_)
            | Effect::HandOver
            | Effect::CauseSuggested(_)
            | Effect::RiskExpired => prop_assert!(self.told.is_some(), "{effect:?}"),
        }
        Ok(())
    }
}

const fn is_taking_steps(status: CaseStatus) -> bool {
    match status {
        CaseStatus::New
        | CaseStatus::Acknowledged
        | CaseStatus::Investigating
        | CaseStatus::CauseKnown
        | CaseStatus::Handling
        | CaseStatus::Reopened => true,
        CaseStatus::Resolved | CaseStatus::RiskAccepted(_) | CaseStatus::Closed(_) => false,
    }
}

/// When somebody is to be reminded, in the plainest way.
#[derive(Debug, Default)]
struct Reminders {
    count: u32,
    on: Day,
}

impl Reminders {
    fn after(from: Day, days: u32, policy: &CasePolicy) -> Day {
        let (mut day, mut left) = (from, days);
        while left > 0 {
            day = day.offset(1);
            left -= u32::from(policy.calendar.is_worked(day));
        }
        day
    }

    fn begin(&mut self, on: Day, policy: &CasePolicy) {
        *self = Self { count: 0, on: Self::after(on, 1, policy) };
    }

    fn expected(
        &mut self,
        taken: &Taken,
        now: &Episode,
        on: Day,
        policy: &CasePolicy,
    ) -> Vec<Effect> {
        let status = |it: &Episode| it.open_case().map(Case::status);
        let (was, is) = (status(&taken.before), status(now));
        let times = |it: &Episode| it.open_case().map(Case::times_reopened);
        let is_reopened = times(&taken.before).is_some_and(|was| Some(was) < times(now));
        let was_accepted = matches!(was, Some(CaseStatus::RiskAccepted(_)));
        let is_accepted = matches!(is, Some(CaseStatus::RiskAccepted(_)));
        let is_raised = taken.effects.iter().any(|it| matches!(it, Effect::Raised { .. }));
        let is_step = matches!(taken.input, Input::Step { .. });
        if is_reopened || is_raised || is_step || (was_accepted && !is_accepted) {
            self.begin(on, policy);
        }
        let Some(case) = now.open_case() else { return Vec::new() };
        let is_held = now.held_back_by().is_some();
        if is_held || case.shelf().is_some() || !is_taking_steps(case.status()) || on < self.on {
            return Vec::new();
        }
        let reminder = Effect::Reminder(self.count);
        self.count += 1;
        let apart = 2_u32.pow(self.count.min(16)).min(u32::from(policy.reminder_days));
        self.on = Self::after(on, apart, policy);
        vec![reminder]
    }
}

const fn is_lost(step: &CaseStep) -> bool {
    matches!(step, CaseStep::CompleteRemedy { outcome: RemedyOutcome::Lost, .. })
}

const DEADLINES: [Deadline; 3] = [Deadline::Acknowledge, Deadline::Cause, Deadline::Remedy];

/// What a case that was closed by this has to show for it.
fn closed_for_a_reason(closing: Closing, told: &Told) -> Result<(), TestCaseError> {
    let case = told.episode.case().unwrap();
    prop_assert_eq!(case.status(), CaseStatus::Closed(closing));
    let closed = told.episode.closed_cases().last().unwrap();
    prop_assert_eq!((closed.closing, closed.closed), (closing, told.on));
    prop_assert_eq!((closed.ordinal, closed.opened), (told.episode.ordinal(), case.opened()));
    let steps = || {
        let of_case = told.episode.trail().iter().filter(|it| it.on >= case.opened());
        of_case.filter_map(|it| match &it.input {
            Input::Step { by, step, .. } => Some((by, step)),
            _ => None,
        })
    };
    match closing {
        Closing::Remedied => {
            prop_assert!(case.causes().iter().all(|it| !it.evidence.is_empty()));
            prop_assert!(closed.cause_found.is_some() && closed.resolved.is_some());
            let is_done =
                case.remedies().iter().any(|it| matches!(it.end, Some(RemedyEnd::Done(_))));
            let is_resolved = steps().any(|(_, step)| *step == CaseStep::Resolve);
            let is_of_itself = case.causes()[0].cause.as_str() == SELF_CLEARED;
            prop_assert!(is_done || (is_resolved && !is_of_itself));
        }
        Closing::Lost => {
            prop_assert_eq!(told.episode.rule(), Rule::Loss);
            prop_assert!(!case.causes().is_empty() && closed.resolved.is_some());
            prop_assert!(told.episode.condition().phase().level().is_some());
            let lost = Some(RemedyEnd::Done(RemedyOutcome::Lost));
            prop_assert!(case.remedies().iter().any(|it| it.end == lost));
            // By one who neither owns it nor found that it is lost.
            let (by, step) = steps().next_back().unwrap();
            prop_assert_eq!(step, &CaseStep::Close);
            prop_assert_ne!(Some(by), case.owner());
            let finder = steps().rfind(|(_, step)| is_lost(step));
            prop_assert!(finder.is_some_and(|(finder, _)| finder != by));
        }
        Closing::SelfCleared => {
            prop_assert_eq!(closed.highest, Level::Watch);
            // Nobody has seen to it, which is not enough for a loss; or somebody has found that it
            // was so, and nothing was left to be done.
            let main = case.causes().first().map(|it| it.cause.as_str());
            if closed.resolved.is_some() {
                prop_assert_eq!(main, Some(SELF_CLEARED));
                prop_assert!(steps().any(|(_, step)| *step == CaseStep::Resolve));
            } else {
                prop_assert_ne!(told.episode.rule(), Rule::Loss);
            }
        }
        Closing::RiskPassed => {
            prop_assert!(!case.causes().is_empty());
            let is_accepted = steps().any(|(_, step)| matches!(step, CaseStep::AcceptRisk { .. }));
            prop_assert!(is_accepted);
        }
        Closing::Dismissed => {
            let is_dismissed = steps().any(|(_, step)| matches!(step, CaseStep::Dismiss { .. }));
            prop_assert!(is_dismissed);
        }
    }
    Ok(())
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

            // The same number again, and the same day again, say nothing.
            if matches!(input, Input::Evaluation { .. } | Input::Step { .. }) {
                let again = now.step(input.clone(), t, &policy).unwrap();
                prop_assert!(again.effects.is_empty() && again.episode == *now, "{again:?}");
            }
            let more = now.step(Input::Day, t, &policy).unwrap().effects;
            prop_assert_eq!(&more, &[], "{:?} after {:?}", more, effects);

            // What was given up is quiet until its condition has cleared.
            listener.is_given_up &= now.condition().phase().level().is_some();

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
                    let most = policy.shelf_days.of(now.case().unwrap().level());
                    prop_assert!(shelf.until.days_since(told.on) <= i32::from(*most));
                } else {
                    let is_silent = |it: &Effect| matches!(it, Effect::RiskExpired);
                    prop_assert!(effects.iter().all(is_silent), "{effects:?}");
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

            // Deadlines come nearer and never move away, so long as it is the same round.
            if let (Some(was), Some(is)) = (before.open_case(), now.open_case()) {
                let is_same_round = before.ordinal() == now.ordinal()
                    && was.times_reopened() == is.times_reopened()
                    && !matches!(was.status(), CaseStatus::RiskAccepted(_));
                if is_same_round {
                    prop_assert!(DEADLINES.iter().all(|it| is.due(*it) <= was.due(*it)));
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
    fn an_episode_is_what_its_history_leads_to(rule in rule(), policy in policy(), acts in acts()) {
        let Told { episode, .. } = Told::all(rule, &acts, &policy);
        let history = episode.trail().to_vec();
        prop_assert_eq!(&Episode::replay(rule, history.clone(), &policy), &Ok(episode.clone()));
        #[cfg(feature = "serde")]
        {
            let text = serde_json::to_string(&history).unwrap();
            let read: Vec<guanxi::casework::Event> = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&read, &history);
            prop_assert_eq!(Episode::replay(rule, read, &policy), Ok(episode));
        }
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
