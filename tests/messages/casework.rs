//! Cases, episodes, registers and their policies.

use std::fmt::Display;

use guanxi::book::BookError;
use guanxi::casework::{
    CaseError, CasePolicy, CasePolicyDraft, CaseStatus, CaseStep, Closing, Deadline, DeltaError,
    Effect, EpisodeError, EvaluationError, Feed, InfluenceKind, Inhibitor, ListReason,
    ListedWarning, MOfN, Notice, Phase, PolicyMark, PolicyMarkError, Register, RegisterError,
    RegisterMark, RemedyOutcome, SavedCustomer, Source, Spending, Taxonomy, UnknownMark,
    WarningKey, WarningList,
};
use guanxi::handling::{HandlingAct, HandlingError};
use guanxi::id::CustomerKey;
use guanxi::lifecycle::TrailError;
use guanxi::review::EventStepError;
use guanxi::valid::Violations;
use guanxi::warning::{Arm, Hysteresis, Level, Rule};

use crate::given::day;
use crate::refused;

#[track_caller]
fn says<T: Display>(rows: &[(T, &str)]) {
    for (value, text) in rows {
        assert_eq!(value.to_string(), *text);
    }
}

#[test]
fn why_a_step_of_a_case_is_refused() {
    let (on, last) = (day("2026-03-04"), day("2026-03-05"));
    says(&[
        (CaseError::NoCase { step: "assign" }, "cannot assign a case: none is open"),
        (
            CaseError::OutOfTurn {
                step: "close",
                status: CaseStatus::RiskAccepted(last),
                allowed: vec![HandlingAct::Assign],
            },
            "cannot close a case that is accepted as a risk up to 2026-03-05",
        ),
        (
            CaseError::Blank { step: "record the cause of", what: "evidence" },
            "to record the cause of a case takes evidence, and that was blank",
        ),
        (
            CaseError::UnknownCode {
                code: "bad \"luck\"".to_owned(),
                known: vec!["theft".to_owned(), "other".to_owned()],
            },
            "\"bad \\\"luck\\\"\" is not known to the policy of this rule, which knows theft, other",
        ),
        (
            HandlingError::Day { act: HandlingAct::Shelve, day: last, first: on, last: on }.into(),
            "to shelve a case takes a day in 2026-03-04..=2026-03-04, was 2026-03-05",
        ),
        (
            CaseError::NoRemedy { place: 2, count: 1 },
            "there is no remedy to be done at place 2 of 1",
        ),
        (
            HandlingError::FourEyes {
                act: HandlingAct::Dismiss,
                severity: Level::Critical,
                by: "Wang".parse().unwrap(),
            }
            .into(),
            "to dismiss a case at critical takes two people, Wang was both",
        ),
        (
            CaseError::Lost { level: Level::Watch, by: "Wang".parse().unwrap() },
            "to close as lost a case at watch takes two people, Wang was both",
        ),
        (
            CaseError::NotClear { step: "resolve", condition: "raised".to_owned() },
            "cannot resolve a case whose condition is raised",
        ),
        (CaseError::StillJudged, "cannot withdraw a case whose condition is still judged"),
        (
            CaseError::SelfCleared { level: Level::Warning },
            "a case that was at warning is not resolved because it cleared by itself",
        ),
        (
            TrailError::BackDated { on, last }.into(),
            "a step of 2026-03-04 cannot follow one of 2026-03-05",
        ),
    ]);
}

#[test]
fn why_an_episode_or_a_register_refuses() {
    let (on, last) = (day("2026-03-04"), day("2026-03-05"));
    let customer = CustomerKey::from_position(7);
    let no_case = EpisodeError::Case(CaseError::NoCase { step: "close" });
    says(&[
        (
            EpisodeError::Evaluation(EvaluationError::OutOfOrder { on, last }),
            "an evaluation of 2026-03-04 cannot follow one of 2026-03-05",
        ),
        (no_case.clone(), "cannot close a case: none is open"),
        (
            EpisodeError::Trail { place: 3 },
            "what stands at place 3 of a trail cannot have followed what stands before",
        ),
        (
            EpisodeError::AtPlace { place: 3, refused: Box::new(no_case.clone()) },
            "at place 3 of a trail: cannot close a case: none is open",
        ),
    ]);
    says(&[
        (
            RegisterError::OutOfOrder { on, last },
            "a step of 2026-03-04 cannot follow one of 2026-03-05",
        ),
        (
            RegisterError::NumberTaken { number: 7, taken: last, on },
            "step 7 was taken on 2026-03-05, with other content than that of 2026-03-04: it needs a \
             number of its own",
        ),
        (
            RegisterError::NoBaseline { number: 7 },
            "step 7 is of a part of the book: a register begins with the whole book",
        ),
        (RegisterError::SilenceTaken { number: 7 }, "silence 7 was recorded with other content"),
        (
            RegisterError::NoSilence { number: 7, on },
            "there is no silence 7 that can be ended on 2026-03-04",
        ),
        (
            RegisterError::ColumnLength { rule: Rule::Debt, found: 1, wanted: 2 },
            "the column of debt has 1 row, that of the customers 2",
        ),
        (
            RegisterError::Twice { customer, rule: Rule::Loss },
            "loss of the customer at position 7 has two trails",
        ),
        (RegisterError::Unordered { row: 3 }, "customers must ascend, the one at row 3 does not"),
        (
            RegisterError::Episode { customer, rule: Rule::Expense, refused: no_case },
            "expense of the customer at position 7: cannot close a case: none is open",
        ),
    ]);
}

#[test]
fn why_an_event_is_refused() {
    let taken = RegisterError::SilenceTaken { number: 7 };
    let unknown = BookError::UnknownKey { position: 7 };
    says(&[
        (EventStepError::from(taken.clone()), "silence 7 was recorded with other content"),
        (EventStepError::from(unknown.clone()), "there is no customer at position 7"),
    ]);
    assert_eq!(EventStepError::from(taken.clone()).code(), taken.code());
    assert_eq!(EventStepError::from(unknown.clone()).code(), unknown.code());
}

#[test]
fn why_changes_of_a_register_are_refused() {
    let (from, to) = (RegisterMark::default(), Register::default().mark());
    let li = SavedCustomer::Id("Li".parse().unwrap());
    let mut found = Violations::default();
    found.within("Li.debt", |found| found.add("ordinal", "must be 1, was 2".to_owned()));
    says(&[
        (
            DeltaError::NoVersion,
            "a register without a version takes no changes: restore it and save it anew",
        ),
        (DeltaError::Gap { from, mark: to }, "changes since 0 do not follow a snapshot of 0"),
        (
            DeltaError::Unknown { customer: li.clone(), rule: Rule::Debt },
            "the snapshot has no debt of customer Li",
        ),
        (
            DeltaError::Contradicts(found),
            "changes contradict the snapshot: Li.debt.ordinal must be 1, was 2",
        ),
        (DeltaError::Twice { customer: li }, "the snapshot has a file of customer Li already"),
    ]);
    says(&[(
        UnknownMark { mark: from, first: to, last: to },
        "changes are known since 0..=0, not since 0",
    )]);
    says(&[(SavedCustomer::Position(7), "position 7")]);
    let mark: Result<PolicyMark, PolicyMarkError> = "0123".parse();
    let text = "a mark of a policy has 16 hexadecimal digits, was \"0123\"";
    assert_eq!(mark.unwrap_err().to_string(), text);
}

#[test]
fn steps_statuses_and_ends_of_a_case() {
    let until = day("2026-03-05");
    says(&[
        (CaseStatus::New, "new"),
        (CaseStatus::Acknowledged, "acknowledged"),
        (CaseStatus::Investigating, "under investigation"),
        (CaseStatus::CauseKnown, "of known cause"),
        (CaseStatus::Handling, "being handled"),
        (CaseStatus::Resolved, "resolved"),
        (CaseStatus::Reopened, "reopened"),
        (CaseStatus::RiskAccepted(until), "accepted as a risk up to 2026-03-05"),
        (CaseStatus::Closed(Closing::Remedied), "closed (remedied)"),
        (CaseStatus::Closed(Closing::Lost), "closed (lost)"),
        (CaseStatus::Closed(Closing::SelfCleared), "closed (cleared by itself)"),
        (CaseStatus::Closed(Closing::RiskPassed), "closed (risk passed)"),
        (CaseStatus::Closed(Closing::NoLongerJudged), "closed (no longer judged)"),
        (CaseStatus::Closed(Closing::Dismissed), "closed (false alarm)"),
    ]);
    says(&[
        (Deadline::Acknowledge, "to acknowledge"),
        (Deadline::Cause, "to find the cause"),
        (Deadline::Remedy, "to remedy"),
    ]);
    says(&[
        (RemedyOutcome::Recovered, "recovered"),
        (RemedyOutcome::Improved, "improved"),
        (RemedyOutcome::NoChange, "no change"),
        (RemedyOutcome::Worse, "worse"),
        (RemedyOutcome::Lost, "lost"),
    ]);
    says(&[
        (Phase::Clear, "clear"),
        (Phase::Pending, "pending"),
        (Phase::Raised(Level::Watch), "watch"),
        (Phase::Recovering(Level::Critical), "critical, recovering"),
    ]);
    let staff = || "Wang".parse().unwrap();
    let why = || "so".to_owned();
    let (cause, remedy) = ("dispute".parse().unwrap(), "legal".parse().unwrap());
    let names = [
        (CaseStep::Assign { to: staff() }, "assign"),
        (CaseStep::Acknowledge, "acknowledge"),
        (CaseStep::Investigate, "investigate"),
        (
            CaseStep::RecordCause { cause, evidence: vec![], is_primary: true },
            "record the cause of",
        ),
        (CaseStep::PlanRemedy { remedy, owner: staff(), due: None }, "plan a remedy for"),
        (
            CaseStep::CompleteRemedy { place: 0, outcome: RemedyOutcome::Lost },
            "complete a remedy of",
        ),
        (CaseStep::CancelRemedy { place: 0, why: why() }, "cancel a remedy of"),
        (CaseStep::Resolve, "resolve"),
        (CaseStep::Reset { why: why() }, "reset"),
        (CaseStep::Dismiss { why: why(), requested_by: staff() }, "dismiss"),
        (CaseStep::AcceptRisk { until, why: why(), requested_by: staff() }, "accept the risk of"),
        (CaseStep::Shelve { until, is_once: true, why: why() }, "shelve"),
        (CaseStep::Unshelve, "unshelve"),
        (CaseStep::Withdraw { why: why() }, "withdraw"),
        (CaseStep::Close, "close"),
    ];
    for (step, name) in names {
        assert_eq!(step.name(), name);
    }
}

#[test]
fn what_happens_to_a_warning() {
    let (watch, warning) = (Level::Watch, Level::Warning);
    let lost = Source::Raised { rule: Rule::Loss, from: warning };
    let held = |source| Effect::Inhibited(Inhibitor::Influence(source));
    says(&[
        (Effect::Raised { level: watch, recurrence_of: None }, "raised at watch"),
        (
            Effect::Raised { level: warning, recurrence_of: Some(3) },
            "raised at warning again, as in episode 3",
        ),
        (Effect::Escalated { from: watch, to: warning }, "escalated from watch to warning"),
        (Effect::DeEscalated { from: warning, to: watch }, "de-escalated from warning to watch"),
        (Effect::Recovered { from: watch }, "recovered from watch"),
        (Effect::CameBack { level: warning }, "came back at warning"),
        (Effect::Closed(Closing::Remedied), "closed: remedied"),
        (Effect::Closed(Closing::Lost), "closed: lost"),
        (Effect::Closed(Closing::SelfCleared), "closed: cleared by itself"),
        (Effect::Closed(Closing::RiskPassed), "closed: risk passed"),
        (Effect::Closed(Closing::NoLongerJudged), "closed: no longer judged"),
        (Effect::Closed(Closing::Dismissed), "closed: false alarm"),
        (held(lost), "held back by loss at warning or higher"),
        (held(Source::VerifiedIncident {}), "held back by a verified incident"),
        (held(Source::DeliveryHold {}), "held back by a delivery hold"),
        (
            held(Source::Objects { arm: Arm::SpendingWithoutSales }),
            "held back by spending without sales of expense",
        ),
        (Effect::Inhibited(Inhibitor::Flood), "held back by a suspect batch"),
        (Effect::Inhibited(Inhibitor::Silence(7)), "held back by silence 7"),
        (Effect::Released, "held back no longer"),
        (Effect::Unshelved(Some(watch)), "off the shelf at watch"),
        (Effect::Unshelved(None), "off the shelf, cleared"),
        (Effect::Reminder(0), "reminder 1"),
        (Effect::DeadlineMissed(Deadline::Cause), "deadline to find the cause missed"),
        (Effect::HandOver, "open for too long, to be handed over"),
        (Effect::CauseSuggested("incident".parse().unwrap()), "may be caused by incident"),
        (
            Effect::Silent { arm: Some(Arm::LastYear), since: "2026-03-31".parse().unwrap() },
            "last year not judged since 2026-03-31",
        ),
        (
            Effect::Silent { arm: None, since: "2026-03-31".parse().unwrap() },
            "not judged since 2026-03-31",
        ),
        (Effect::Lost, "the customer is lost"),
        (Effect::RiskExpired, "accepted risk expired"),
        (Effect::Repeated, "taken already, nothing has changed"),
    ]);
    says(&[
        (
            Hysteresis::Thresholds,
            "kept: below the raising threshold, not yet past the clearing one",
        ),
        (Hysteresis::SecondOrder, "kept: a second order within its usual gap is awaited"),
    ]);
    let status = CaseStatus::CauseKnown;
    let stopped = Spending::Stopped { level: warning, since: day("2026-03-05"), status };
    says(&[
        (Spending::Allowed, "may be booked"),
        (stopped, "stopped by the expense warning of 2026-03-05, which is of known cause"),
    ]);
    says(&[
        (Feed::Sales, "sales"),
        (Feed::Receivables, "receivables"),
        (Feed::Expenses, "expenses"),
        (Feed::Incidents, "incidents"),
    ]);
}

#[test]
fn news_of_a_step_as_one_line() {
    let (li, nameless) = (CustomerKey::from_position(0), CustomerKey::from_position(7));
    let key = |customer| WarningKey { customer, rule: Rule::Debt };
    let listed = |customer, level| ListedWarning { key: key(customer), level };
    let raised = Effect::Raised { level: Level::Warning, recurrence_of: None };
    let warnings = vec![listed(li, Level::Critical), listed(nameless, Level::Watch)];
    let timed_out = ListReason::FloodTimedOut(Rule::Debt);
    let on = day("2026-03-02");
    for (notice, text) in [
        (Notice::Warning(key(li), raised.clone()), "Li: debt, raised at warning"),
        (Notice::Warning(key(nameless), raised), "customer at position 7: debt, raised at warning"),
        (
            Notice::List(WarningList {
                reason: ListReason::Baseline,
                warnings,
                lost: vec![nameless, li],
            }),
            "baseline, listed: 4; Li: debt, critical; customer at position 7: debt, watch; \
             customer at position 7: the customer is lost; Li: the customer is lost",
        ),
        (
            Notice::List(WarningList { reason: timed_out, warnings: Vec::new(), lost: Vec::new() }),
            "flood of debt that nobody answered, listed: 0",
        ),
        (Notice::Repeated { number: 4, on }, "step 4 of 2026-03-02 repeated: nothing has changed"),
        (Notice::SilenceBegan(1), "silence 1 begins"),
        (Notice::SilenceOver(1), "silence 1 is over"),
        (Notice::FeedStale(Feed::Sales, on), "sales: no news since 2026-03-02"),
        (Notice::FeedBack(Feed::Sales), "sales: up to date again"),
        (
            Notice::Flood { rule: Rule::Debt, raised: 30, of: 60 },
            "flood of debt, held back: 30 new warnings of 60 customers judged",
        ),
    ] {
        let name = |customer| if customer == li { "Li" } else { "" };
        assert_eq!(notice.named(name).to_string(), text);
    }
}

#[test]
fn policies_of_cases() {
    let found = |change: fn(&mut CasePolicyDraft)| {
        let mut draft = CasePolicyDraft::default();
        change(&mut draft);
        refused(CasePolicy::try_new(draft))
    };
    assert_eq!(
        found(|it| it.calendar.rest_days = vec!["Sun".parse().unwrap(); 2]),
        "calendar.rest_days must name each weekday once, Sun is repeated"
    );
    assert_eq!(
        found(|it| it.conditions.loss.hits = Some(MOfN { hits: 4, of: 3 })),
        "conditions.loss.hits.hits must lie in 1..=3 (of), was 4"
    );
    assert_eq!(
        found(|it| it.taxonomy.incident = Taxonomy::default()),
        "taxonomy.incident.causes must name at least one, names none; \
         taxonomy.incident.remedies must name at least one, names none"
    );
    assert_eq!(
        found(|it| {
            it.taxonomy.debt.causes.push("dispute".parse().unwrap());
            let twice = it.taxonomy.debt.remedies[0].clone();
            it.taxonomy.debt.remedies.push(twice);
        }),
        "taxonomy.debt.causes must name each once, dispute is repeated; \
         taxonomy.debt.remedies must name each once, dunning_call is repeated"
    );
    assert_eq!(
        found(|it| it.remedy_days = 19),
        "taxonomy.debt.remedies must take at most 19 days (remedy_days), legal takes 20; \
         taxonomy.expense.remedies must take at most 19 days (remedy_days), renegotiate takes 20; \
         taxonomy.loss.remedies must take at most 19 days (remedy_days), close_account takes 20"
    );
    assert_eq!(
        found(|it| it.taxonomy.loss.causes.retain(|cause| cause.as_str() != "incident")),
        "influences.5 must suggest a cause of loss, suggests incident"
    );
    assert_eq!(
        found(|it| it.influences[1].kind = InfluenceKind::Inhibit(vec![Arm::Silence])),
        "influences.1 must name arms of expense, names silence"
    );
    assert_eq!(
        found(|it| it.influences[0].target = Rule::Loss),
        "influences must not let rules act on themselves, loss do"
    );
    assert_eq!(
        found(|it| {
            it.deadlines.a.critical.acknowledge = 3;
            it.deadlines.c.watch.cause = 41;
        }),
        "deadlines.A.critical must not fall from acknowledge to remedy, was 3, 2, 5; \
         deadlines.C.watch must not fall from acknowledge to remedy, was 10, 41, 40"
    );
    assert_eq!(
        found(|it| {
            (it.recurrences_raise, it.reminder_days, it.open_days) = (0, 0, 0);
            it.flood_guard.fewest_steps = 0;
        }),
        "recurrences_raise must be at least 1, was 0; reminder_days must be at least 1, was 0; \
         open_days must be at least 1, was 0; breaker.fewest_steps must be at least 1, was 0"
    );
}
