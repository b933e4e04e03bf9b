//! S27: complaints, from the receipt to the close.

use std::collections::BTreeSet;

use chrono::Weekday;
use guanxi::calendar::{AsOf, Day, WorkCalendar, WorkCalendarDraft};
use guanxi::complaint::{
    CauseCount, Complaint, ComplaintAct, ComplaintAssessment, ComplaintDecision, ComplaintEvent,
    ComplaintFigures, ComplaintFinding, ComplaintInputs, ComplaintNotice, ComplaintOpening,
    ComplaintPolicy, ComplaintPolicyDraft, ComplaintRemedy, ComplaintSeverity, ComplaintStage,
    ComplaintStep, ComplaintTerms, ComplaintTopic, ToldWithin,
};
use guanxi::handling::{HandlingEffect, HandlingStage};
use guanxi::id::RoleId;
use guanxi::interaction::InteractionKind;
use guanxi::lifecycle::{Entry, StageDays, Step as _, table_faults, transitions};
use guanxi::measure::Proportion;
use guanxi::money::{Amount, Currency, Major, Total};

use crate::given::{as_of, day, shows_moves, yuan};

fn weekdays() -> WorkCalendar {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() }).unwrap()
}

fn opening(id: &str, on: &str) -> ComplaintOpening {
    ComplaintOpening {
        id: id.parse().unwrap(),
        customer: "Li".parse().unwrap(),
        on: day(on),
        by: "Desk".parse().unwrap(),
        channel: InteractionKind::Hotline,
        topic: ComplaintTopic::Quality,
        text: "the boxes are wet".parse().unwrap(),
        remedy_sought: Some("other boxes".parse().unwrap()),
        complained_of: Some("Driver".parse().unwrap()),
        product: None,
        follows: None,
    }
}

/// A complaint, and the refusal of its last step.
#[derive(Clone)]
struct Told {
    complaint: Complaint,
    refused: Option<String>,
    policy: ComplaintPolicy,
    goodwill_before: Total,
}

impl Told {
    /// Received on Monday 2 March 2026.
    fn new() -> Self {
        Self::received("K-1", "2026-03-02")
    }

    fn received(id: &str, on: &str) -> Self {
        Self {
            complaint: Complaint::open(opening(id, on)),
            refused: None,
            policy: ComplaintPolicy::default(),
            goodwill_before: Total::ZERO,
        }
    }

    fn step(mut self, on: &str, by: &str, step: ComplaintStep) -> Self {
        let (before, calendar, held) = (self.complaint.clone(), weekdays(), roles(by));
        let event: ComplaintEvent = Entry::new(step, day(on), by.parse().unwrap());
        let terms = ComplaintTerms { policy: &self.policy, calendar: &calendar };
        let inputs = ComplaintInputs { terms, held: &held, goodwill_before: self.goodwill_before };
        let blockers = self.complaint.blockers(&event, &inputs);
        self.refused = self.complaint.apply(event, &inputs).err().map(|it| it.to_string());
        assert_eq!(blockers.first().map(ToString::to_string), self.refused);
        if self.refused.is_some() {
            assert_eq!(self.complaint, before, "nothing has changed");
        } else {
            let steps = self.complaint.trail().iter().cloned();
            let again = Complaint::replay(self.complaint.opening().clone(), steps);
            assert_eq!(again.as_ref(), Ok(&self.complaint));
        }
        self
    }

    fn acknowledged() -> Self {
        Self::new().step("2026-03-03", "Desk", acknowledge())
    }

    fn assessed(severity: ComplaintSeverity) -> Self {
        Self::acknowledged().step("2026-03-03", "Sun", assess(severity))
    }

    fn investigated() -> Self {
        let told = Self::assessed(ComplaintSeverity::Serious);
        told.step("2026-03-04", "Sun", ComplaintStep::Investigate)
    }

    fn decided() -> Self {
        Self::investigated().step("2026-03-10", "Zhou", uphold("2026-03-20"))
    }

    fn answered() -> Self {
        Self::decided().step("2026-03-11", "Desk", tell())
    }

    fn closed() -> Self {
        Self::answered()
            .step("2026-03-16", "Desk", ComplaintStep::Finish)
            .step("2026-03-17", "Desk", ComplaintStep::Accept)
            .step("2026-03-17", "Desk", close())
    }

    fn stage(&self) -> ComplaintStage {
        self.complaint.stage(AsOf::new(Day::MAX)).unwrap()
    }

    #[track_caller]
    fn stands(&self, stage: ComplaintStage) {
        assert_eq!((self.refused.as_deref(), self.stage()), (None, stage));
    }

    #[track_caller]
    fn refuses(&self, text: &str) {
        assert_eq!(self.refused.as_deref(), Some(text));
    }

    fn with<T>(&self, read: impl FnOnce(ComplaintTerms<'_>) -> T) -> T {
        let calendar = weekdays();
        read(ComplaintTerms { policy: &self.policy, calendar: &calendar })
    }

    fn tell_by(&self, t: &str) -> Day {
        self.with(|terms| terms.tell_by(&self.complaint, as_of(t)).unwrap())
    }

    fn findings(&self, t: &str) -> Vec<String> {
        let found = self.with(|terms| terms.findings(&self.complaint, as_of(t)));
        found.iter().map(ToString::to_string).collect()
    }
}

fn roles(by: &str) -> BTreeSet<RoleId> {
    let manager = (by != "Wu").then(|| "complaint manager".parse().unwrap());
    manager.into_iter().collect()
}

fn acknowledge() -> ComplaintStep {
    ComplaintStep::Acknowledge { channel: InteractionKind::Call }
}

fn assess(severity: ComplaintSeverity) -> ComplaintStep {
    let (touches_safety, is_complex, needs_action) = (false, false, false);
    ComplaintStep::Assess(ComplaintAssessment {
        severity,
        touches_safety,
        is_complex,
        needs_action,
    })
}

fn remedy(by: &str) -> ComplaintRemedy {
    ComplaintRemedy { text: "20 dry boxes".parse().unwrap(), by: day(by) }
}

fn decide(decision: ComplaintDecision) -> ComplaintStep {
    ComplaintStep::Decide { cause: "rain".parse().unwrap(), decision }
}

fn uphold(by: &str) -> ComplaintStep {
    decide(ComplaintDecision::Upheld(remedy(by)))
}

fn notice(text: &str) -> ComplaintNotice {
    ComplaintNotice { channel: InteractionKind::Letter, text: text.parse().unwrap() }
}

fn tell() -> ComplaintStep {
    let way_on = "write to the head of service".parse().unwrap();
    ComplaintStep::Tell { notice: notice("you are right: the truck leaks"), way_on }
}

fn close() -> ComplaintStep {
    ComplaintStep::Close { effect: "the truck is mended".parse().unwrap() }
}

fn pause(until: &str) -> ComplaintStep {
    let reason = "photos are asked for".parse().unwrap();
    ComplaintStep::Pause { until: day(until), reason, agreed_by: None }
}

fn hold_off(until: &str) -> ComplaintStep {
    let reason = "the laboratory is slow".parse().unwrap();
    ComplaintStep::HoldOff { reason, until: day(until), channel: InteractionKind::Call }
}

fn goodwill(sum: &str) -> ComplaintStep {
    ComplaintStep::GrantGoodwill { cause: "rain".parse().unwrap(), sum: yuan(sum) }
}

fn resolve() -> ComplaintStep {
    ComplaintStep::Resolve { cause: "rain".parse().unwrap(), remedy: remedy("2026-03-09") }
}

fn reopen() -> ComplaintStep {
    ComplaintStep::Reopen { news: "wet again".parse().unwrap() }
}

fn reopen_higher() -> ComplaintStep {
    ComplaintStep::ReopenHigher { news: "wet again".parse().unwrap(), to: "Head".parse().unwrap() }
}

#[test]
fn the_page_shows_the_moves_and_the_table_is_sound() {
    assert_eq!(table_faults::<ComplaintStage>(), []);
    assert!(shows_moves::<ComplaintStage>(include_str!("../../src/work/complaint/mod.rs")));
}

/// Every row of the table: what is not named here is refused.
#[test]
fn a_complaint_moves_by_its_table_alone() {
    use ComplaintAct as A;
    use ComplaintStage as S;
    let moves: &[(&[S], A, Option<S>)] = &[
        (&[S::Received], A::Acknowledge, Some(S::Acknowledged)),
        (&[S::Acknowledged, S::Assessed], A::Assess, Some(S::Assessed)),
        (&[S::Investigating, S::Escalated], A::Assess, None),
        (&[S::Assessed, S::Escalated], A::Investigate, Some(S::Investigating)),
        (&[S::Assessed, S::Investigating, S::Escalated], A::Pause, None),
        (&[S::Assessed, S::Investigating, S::Escalated], A::Resume, None),
        (&[S::Acknowledged, S::Assessed, S::Investigating, S::Escalated], A::HoldOff, None),
        (&[S::Received, S::Acknowledged, S::Assessed], A::Resolve, Some(S::Decided)),
        (&[S::Received, S::Acknowledged, S::Assessed], A::GrantGoodwill, Some(S::Decided)),
        (&[S::Investigating], A::Decide, Some(S::Decided)),
        (&[S::Decided], A::Tell, Some(S::Told)),
        (&[S::Decided, S::Told, S::Accepted], A::Finish, None),
        (&[S::Told], A::Accept, Some(S::Accepted)),
        (&[S::Told], A::Reject, Some(S::Escalated)),
        (&[S::Acknowledged, S::Assessed, S::Investigating], A::Escalate, Some(S::Escalated)),
        (&[S::Told, S::Accepted], A::Close, Some(S::Closed)),
        (&[S::Closed], A::Reopen, Some(S::Investigating)),
        (&[S::Closed], A::ReopenHigher, Some(S::Escalated)),
    ];
    let open = S::ALL.into_iter().filter(|stage| stage.is_open());
    let undecided = [S::Received, S::Acknowledged, S::Assessed, S::Investigating, S::Escalated];
    let ends =
        [(A::Withdraw, S::Withdrawn), (A::Merge, S::Merged), (A::MarkDuplicate, S::Duplicate)];
    for cell in transitions::<S>() {
        let row = moves.iter().find(|(from, act, _)| *act == cell.act && from.contains(&cell.from));
        let to = match cell.act {
            A::Assign | A::Inform | A::AskAgain => open.clone().find(|stage| *stage == cell.from),
            A::Withdraw | A::Merge | A::MarkDuplicate => {
                let is_late = cell.act == A::Withdraw && cell.from == S::Decided;
                let end = ends.iter().find(|(act, _)| *act == cell.act).unwrap().1;
                (undecided.contains(&cell.from) || is_late).then_some(end)
            }
            _ => row.map(|(_, _, to)| to.unwrap_or(cell.from)),
        };
        assert_eq!(cell.to, to, "{} from {}", cell.act, cell.from);
    }
}

#[test]
fn no_complaint_is_closed_without_an_answer() {
    for cell in transitions::<ComplaintStage>() {
        if cell.to == Some(ComplaintStage::Closed) {
            assert!([ComplaintStage::Told, ComplaintStage::Accepted].contains(&cell.from));
        }
        if cell.to == Some(ComplaintStage::Accepted) && cell.from != ComplaintStage::Accepted {
            assert_eq!(cell.from, ComplaintStage::Told);
        }
        if cell.to == Some(ComplaintStage::Told) && cell.from != ComplaintStage::Told {
            assert_eq!(cell.act, ComplaintAct::Tell);
        }
    }
    Told::decided()
        .step("2026-03-31", "Desk", close())
        .refuses("cannot close a complaint that is decided");
}

#[test]
fn withdrawn_merged_and_duplicate_ones_end_with_a_notice_to_the_customer() {
    let other = || "K-0".parse().unwrap();
    let steps = [
        ComplaintStep::Withdraw(notice("as you wish")),
        ComplaintStep::Merge { into: other(), notice: notice("goes on as K-0") },
        ComplaintStep::MarkDuplicate { of: other(), notice: notice("we have it as K-0") },
    ];
    let ends = [ComplaintStage::Withdrawn, ComplaintStage::Merged, ComplaintStage::Duplicate];
    for (step, end) in steps.into_iter().zip(ends) {
        assert!(step.act().reaches_customer());
        let told = Told::investigated().step("2026-03-09", "Sun", step);
        told.stands(end);
        assert_eq!(told.findings("2027-01-01"), [""; 0]);
        assert_eq!(
            told.complaint.journey(as_of("2026-04-01")).unwrap().answered,
            Some(day("2026-03-09"))
        );
    }
    let itself = ComplaintStep::Merge { into: "K-1".parse().unwrap(), notice: notice("no") };
    Told::new().step("2026-03-02", "Sun", itself).refuses("K-1 cannot go on as itself");
}

#[test]
fn the_decider_has_neither_investigated_nor_decided_nor_is_complained_of() {
    Told::investigated()
        .step("2026-03-10", "Sun", uphold("2026-03-20"))
        .refuses("to investigate and to decide a complaint takes two people, Sun was both");
    let complained = "Driver is complained of, so another person investigates and decides";
    Told::investigated().step("2026-03-10", "Driver", uphold("2026-03-20")).refuses(complained);
    let assessed = || Told::assessed(ComplaintSeverity::Minor);
    assessed().step("2026-03-04", "Driver", ComplaintStep::Investigate).refuses(complained);
    assessed().step("2026-03-04", "Driver", resolve()).refuses(complained);
    assessed().step("2026-03-04", "Driver", goodwill("10")).refuses(complained);
    let rejected = || {
        Told::answered()
            .step(
                "2026-03-12",
                "Desk",
                ComplaintStep::Reject { reason: "too few".parse().unwrap() },
            )
            .step("2026-03-13", "Wu", ComplaintStep::Investigate)
    };
    rejected().stands(ComplaintStage::Investigating);
    rejected()
        .step("2026-03-16", "Zhou", uphold("2026-03-30"))
        .refuses("to decide and to decide a complaint takes two people, Zhou was both");
    rejected().step("2026-03-16", "Head", uphold("2026-03-30")).stands(ComplaintStage::Decided);
}

#[test]
fn a_role_decides_unless_the_policy_names_none() {
    let refused = "to decide a complaint takes the role complaint manager, Wu does not hold it";
    Told::investigated().step("2026-03-10", "Wu", uphold("2026-03-20")).refuses(refused);
    let draft = ComplaintPolicyDraft { decider: None, ..Default::default() };
    let policy = ComplaintPolicy::try_new(draft).unwrap();
    Told { policy, ..Told::investigated() }
        .step("2026-03-10", "Wu", uphold("2026-03-20"))
        .stands(ComplaintStage::Decided);
}

#[test]
fn safety_is_critical() {
    let step = |severity| {
        let ComplaintStep::Assess(assessment) = assess(severity) else { panic!("an assessment") };
        ComplaintStep::Assess(ComplaintAssessment { touches_safety: true, ..assessment })
    };
    let told = |severity| Told::acknowledged().step("2026-03-03", "Sun", step(severity));
    told(ComplaintSeverity::Serious).refuses("a complaint about safety is critical, was serious");
    told(ComplaintSeverity::Critical).stands(ComplaintStage::Assessed);
    Told::assessed(ComplaintSeverity::Critical)
        .step("2026-03-04", "Sun", resolve())
        .refuses("a critical complaint is investigated before it is decided");
}

#[test]
fn receipt_is_acknowledged_within_a_working_day() {
    let told = Told::new();
    assert_eq!(told.with(|terms| terms.acknowledge_by(&told.complaint)), Some(day("2026-03-03")));
    assert_eq!(told.findings("2026-03-03"), [""; 0]);
    assert_eq!(told.findings("2026-03-04"), ["was to be acknowledged by 2026-03-03"]);
    assert_eq!(Told::acknowledged().findings("2026-03-04"), [""; 0]);
    // Received on a Saturday: the Monday is the first worked day after it.
    let weekend = Told::received("K-2", "2026-03-07");
    assert_eq!(weekend.with(|it| it.acknowledge_by(&weekend.complaint)), Some(day("2026-03-09")));
}

/// A complaint of others: resolving it did not count as the first answer.
#[test]
fn complaint_resolving_fulfils_the_duty_of_a_first_answer() {
    let told = Told::new().step("2026-03-03", "Sun", resolve()).step("2026-03-03", "Sun", tell());
    assert_eq!(told.complaint.acknowledged(as_of("2026-03-03")), Some(day("2026-03-03")));
    assert_eq!(told.findings("2026-03-05"), [""; 0]);
}

#[test]
fn the_customer_is_told_in_3_10_or_15_working_days_by_severity() {
    let due = |severity| Told::assessed(severity).tell_by("2026-03-03");
    assert_eq!(
        ComplaintSeverity::ALL.map(due),
        [day("2026-03-23"), day("2026-03-16"), day("2026-03-05")]
    );
    assert_eq!(Told::acknowledged().tell_by("2026-03-03"), day("2026-03-23"), "not known yet");
    let told = Told::assessed(ComplaintSeverity::Critical);
    assert_eq!(told.findings("2026-03-05"), [""; 0]);
    assert_eq!(told.findings("2026-03-06")[0], "the customer was to be told by 2026-03-05");
    assert_eq!(Told::answered().findings("2026-03-19"), [""; 0]);
}

/// Another severity aims the same clock anew, from the same start.
#[test]
fn a_complaint_late_by_reclassification_is_no_fault_of_its_handler() {
    let told = Told::assessed(ComplaintSeverity::Minor);
    let raised = told.step("2026-03-10", "Sun", assess(ComplaintSeverity::Critical));
    assert_eq!(raised.tell_by("2026-03-10"), day("2026-03-05"));
    let late = "the customer was to be told by 2026-03-05, by its new severity";
    assert_eq!(raised.findings("2026-03-10"), [late]);
    let slow = Told::assessed(ComplaintSeverity::Serious).step(
        "2026-03-30",
        "Sun",
        assess(ComplaintSeverity::Critical),
    );
    assert_eq!(slow.findings("2026-03-30")[0], "the customer was to be told by 2026-03-05");
}

#[test]
fn a_pause_moves_the_day_and_counts_no_day_twice() {
    let paused = |until| Told::investigated().step("2026-03-05", "Sun", pause(until));
    assert_eq!(paused("2026-03-10").tell_by("2026-03-10"), day("2026-03-19"), "three worked days");
    let answered = paused("2026-03-20").step("2026-03-10", "Sun", ComplaintStep::Resume);
    assert_eq!(answered.tell_by("2026-03-31"), day("2026-03-19"));
    answered
        .clone()
        .step("2026-03-11", "Sun", ComplaintStep::Resume)
        .refuses("the clock is not paused on 2026-03-11");
    paused("2026-03-10")
        .step("2026-03-09", "Sun", pause("2026-03-12"))
        .refuses("the clock stands still until 2026-03-10");
    let again = paused("2026-03-10").step("2026-03-10", "Sun", pause("2026-03-12"));
    again.stands(ComplaintStage::Investigating);
    assert_eq!(again.tell_by("2026-03-12"), day("2026-03-23"));
    paused("2026-03-05").refuses("a pause of 2026-03-05 ends later, was until 2026-03-05");
    // Nobody waits for the customer to say that the complaint was received.
    let by = paused("2026-03-10");
    assert_eq!(by.with(|terms| terms.acknowledge_by(&by.complaint)), Some(day("2026-03-03")));
}

#[test]
fn a_decision_ends_a_pause() {
    let paused = Told::investigated().step("2026-03-05", "Sun", pause("2026-03-26"));
    let decided = paused.clone().step("2026-03-10", "Zhou", uphold("2026-03-20"));
    decided.stands(ComplaintStage::Decided);
    let until = |told: &Told| told.complaint.pauses(as_of("2026-03-31"))[0].until();
    assert_eq!([until(&paused), until(&decided)], [day("2026-03-26"), day("2026-03-10")].map(Some));
    // Five days of the pause are not ours, and no more.
    assert_eq!(decided.tell_by("2026-03-10"), day("2026-03-19"));
    let text = "the customer was to be told by 2026-03-19";
    assert!(decided.findings("2026-03-20").contains(&text.to_owned()));
    let dropped = paused.step("2026-03-10", "Sun", ComplaintStep::Withdraw(notice("as you wish")));
    assert_eq!(until(&dropped), Some(day("2026-03-10")));
}

#[test]
fn pauses_beyond_30_days_take_a_second_person() {
    let paused = |until| Told::investigated().step("2026-03-05", "Sun", pause(until));
    paused("2026-04-04").stands(ComplaintStage::Investigating);
    paused("2026-04-05")
        .refuses("pauses take at most 30 days together unless a second person agrees, were 31");
    let agreed = |by: &str| {
        let (reason, agreed_by) = ("abroad".parse().unwrap(), Some(by.parse().unwrap()));
        let step = ComplaintStep::Pause { until: day("2026-04-05"), reason, agreed_by };
        Told::investigated().step("2026-03-05", "Sun", step)
    };
    agreed("Sun").refuses("Sun cannot be the second person who agrees to the own pause");
    agreed("Zhou").stands(ComplaintStage::Investigating);
}

#[test]
fn a_holding_answer_in_time_moves_the_day_within_40_working_days() {
    let held = |on, until| Told::investigated().step(on, "Sun", hold_off(until));
    assert_eq!(held("2026-03-16", "2026-04-03").tell_by("2026-03-16"), day("2026-04-03"));
    assert_eq!(held("2026-03-17", "2026-04-03").tell_by("2026-03-17"), day("2026-03-16"), "late");
    held("2026-03-16", "2026-04-27").stands(ComplaintStage::Investigating);
    let beyond =
        "a holding answer names a day after 2026-03-16 and on 2026-04-27 at the latest, was ";
    held("2026-03-16", "2026-04-28").refuses(&format!("{beyond}2026-04-28"));
    held("2026-03-16", "2026-03-16").refuses(&format!("{beyond}2026-03-16"));
}

#[test]
fn a_holding_answer_that_is_read_moves_the_day_to_the_40th_at_most() {
    // Kept under another policy, or written in a file: no step was checked.
    let read = |until| {
        let mut told = Told::investigated();
        let held = Entry::new(hold_off(until), day("2026-03-16"), "Sun".parse().unwrap());
        let steps = told.complaint.trail().iter().cloned().chain([held]);
        told.complaint = Complaint::replay(told.complaint.opening().clone(), steps).unwrap();
        told.tell_by("2026-03-16")
    };
    assert_eq!(read("2026-04-26"), day("2026-04-26"));
    assert_eq!(read("2026-04-27"), day("2026-04-27"));
    assert_eq!(read("2026-04-28"), day("2026-04-27"));
    assert_eq!(read("2027-03-16"), day("2026-04-27"));
}

#[test]
fn a_customer_that_waits_hears_from_us_every_ten_working_days() {
    let told = Told::investigated().step("2026-03-16", "Sun", hold_off("2026-04-27"));
    assert_eq!(told.findings("2026-03-30"), [""; 0]);
    assert_eq!(told.findings("2026-03-31"), ["the customer was to hear from us by 2026-03-30"]);
    let informed = told.step("2026-03-30", "Sun", ComplaintStep::Inform(notice("still there")));
    assert_eq!(informed.findings("2026-04-13"), [""; 0]);
}

/// A message before the deadline is none at it; a holding answer moves the deadline.
#[test]
fn a_customer_that_waits_hears_from_us_at_each_deadline() {
    let inform = || ComplaintStep::Inform(notice("the laboratory has it"));
    let informed = |on| Told::investigated().step(on, "Sun", inform()).findings("2026-03-17");
    let late = "the customer was to be told by 2026-03-16";
    let unheard = "the customer was to hear from us by 2026-03-16";
    assert_eq!(Told::investigated().findings("2026-03-16"), [""; 0]);
    assert_eq!(Told::investigated().findings("2026-03-17"), [late, unheard]);
    assert_eq!(informed("2026-03-13"), [late, unheard]);
    assert_eq!(informed("2026-03-16"), [late]);
    let held = Told::investigated().step("2026-03-13", "Sun", hold_off("2026-03-20"));
    assert_eq!(held.findings("2026-03-20"), [""; 0]);
    let late = "the customer was to be told by 2026-03-20";
    assert_eq!(
        held.findings("2026-03-23"),
        [late, "the customer was to hear from us by 2026-03-20"]
    );
}

/// Stopping a batch waits for nobody, not even in a pause.
#[test]
fn action_that_is_needed_at_once_begins_on_the_day_of_the_assessment() {
    let urgent = |needs_action| {
        let ComplaintStep::Assess(assessment) = assess(ComplaintSeverity::Serious) else {
            panic!("an assessment")
        };
        ComplaintStep::Assess(ComplaintAssessment { needs_action, ..assessment })
    };
    let told = Told::acknowledged().step("2026-03-03", "Sun", urgent(true));
    let late = ["was to be acted on at once, on 2026-03-03"];
    assert_eq!(told.findings("2026-03-03"), [""; 0]);
    assert_eq!(told.findings("2026-03-04"), late);
    let paused = told.clone().step("2026-03-03", "Sun", pause("2026-03-10"));
    assert_eq!(paused.findings("2026-03-04"), late);
    let higher =
        ComplaintStep::Escalate { reason: "a batch".parse().unwrap(), to: "Head".parse().unwrap() };
    assert_eq!(told.clone().step("2026-03-03", "Sun", higher).findings("2026-03-04"), late);
    let begun = told.clone().step("2026-03-03", "Sun", ComplaintStep::Investigate);
    assert_eq!(begun.findings("2026-03-04"), [""; 0]);
    assert_eq!(told.step("2026-03-04", "Sun", urgent(false)).findings("2026-03-05"), [""; 0]);
    // An answer that is rejected begins a round of its own.
    let answered = Told::acknowledged()
        .step("2026-03-03", "Sun", urgent(true))
        .step("2026-03-03", "Sun", ComplaintStep::Investigate)
        .step("2026-03-10", "Zhou", decide(ComplaintDecision::NotUpheld))
        .step("2026-03-11", "Desk", tell())
        .step("2026-03-12", "Desk", ComplaintStep::Reject { reason: "wrong".parse().unwrap() });
    answered.stands(ComplaintStage::Escalated);
    assert_eq!(answered.findings("2026-03-13"), [""; 0]);
}

/// A rejected answer gives nobody another month.
#[test]
fn the_most_paused_days_are_those_of_the_case_and_not_of_a_round() {
    let rejected = Told::investigated()
        .step("2026-03-05", "Sun", pause("2026-03-25"))
        .step("2026-03-26", "Zhou", uphold("2026-04-20"))
        .step("2026-03-26", "Desk", tell())
        .step("2026-03-27", "Desk", ComplaintStep::Reject { reason: "too few".parse().unwrap() });
    rejected.stands(ComplaintStage::Escalated);
    let again = |until| rejected.clone().step("2026-03-30", "Sun", pause(until));
    again("2026-04-09").stands(ComplaintStage::Escalated);
    again("2026-04-10")
        .refuses("pauses take at most 30 days together unless a second person agrees, were 31");
}

#[test]
fn a_first_answer_within_three_worked_days_needs_no_investigation() {
    let resolved = |on| Told::acknowledged().step(on, "Sun", resolve());
    resolved("2026-03-05").stands(ComplaintStage::Decided);
    resolved("2026-03-06")
        .refuses("cannot resolve a complaint on 2026-03-06, the last day was 2026-03-05");
    resolved("2026-03-05")
        .step("2026-03-05", "Sun", close())
        .refuses("cannot close a complaint that is decided");
}

#[test]
fn small_sums_are_granted_at_once_and_still_told() {
    let granted = |sum| Told::acknowledged().step("2026-03-09", "Sun", goodwill(sum));
    granted("200").stands(ComplaintStage::Decided);
    granted("200.01").refuses("goodwill is above 0 and at most CNY 200.00, was CNY 200.01");
    granted("0").refuses("goodwill is above 0 and at most CNY 200.00, was CNY 0.00");
    granted("200").step("2026-03-09", "Sun", tell()).stands(ComplaintStage::Told);
    let of_year = |before: i64| {
        let goodwill_before = Amount::from_minor(before).to_total();
        let told = Told { goodwill_before, ..Told::acknowledged() };
        told.step("2026-03-09", "Sun", goodwill("200"))
    };
    of_year(800_00).stands(ComplaintStage::Decided);
    of_year(800_01)
        .refuses("goodwill of a customer in a year is at most CNY 1,000.00, would be CNY 1,000.01");
    let own = [granted("200").complaint, granted("100").complaint];
    let sum = |customer: &str, on| {
        let customer = customer.parse().unwrap();
        Complaint::goodwill_of_year(&own, &customer, day(on), Currency::CNY).minor()
    };
    assert_eq!(sum("Li", "2026-03-09"), 300_00);
    assert_eq!([sum("Li", "2026-03-08"), sum("Li", "2027-01-01"), sum("Wu", "2026-03-09")], [0; 3]);
}

#[test]
fn a_told_complaint_closes_by_acceptance_or_after_ten_days_without_objection() {
    let finished = || Told::answered().step("2026-03-12", "Desk", ComplaintStep::Finish);
    finished()
        .step("2026-03-21", "Desk", close())
        .refuses("the customer may object until 2026-03-21, so it is not closed on 2026-03-21");
    assert_eq!(finished().findings("2026-03-21"), [""; 0]);
    assert_eq!(finished().findings("2026-03-22"), ["no objection until 2026-03-21: to be closed"]);
    finished().step("2026-03-22", "Desk", close()).stands(ComplaintStage::Closed);
    let accepted = Told::answered().step("2026-03-12", "Desk", ComplaintStep::Accept);
    accepted
        .clone()
        .step("2026-03-12", "Desk", close())
        .refuses("the remedy promised by 2026-03-20 is not done");
    assert_eq!(accepted.findings("2026-03-21"), ["the remedy was promised by 2026-03-20"]);
    let refused = Told::investigated()
        .step("2026-03-10", "Zhou", decide(ComplaintDecision::NotUpheld))
        .step("2026-03-11", "Desk", ComplaintStep::Finish);
    refused.refuses("no promised remedy is left to be done");
}

#[test]
fn a_rejected_answer_stays_open_and_goes_higher_with_a_clock_of_its_own() {
    let rejected = Told::answered().step(
        "2026-03-12",
        "Desk",
        ComplaintStep::Reject { reason: "too few".parse().unwrap() },
    );
    rejected.stands(ComplaintStage::Escalated);
    assert_eq!(rejected.tell_by("2026-03-12"), day("2026-03-26"));
    let escalate = ComplaintStep::Escalate {
        reason: "a key account".parse().unwrap(),
        to: "Head".parse().unwrap(),
    };
    let ours = Told::investigated().step("2026-03-05", "Sun", escalate);
    ours.stands(ComplaintStage::Escalated);
    assert_eq!(ours.tell_by("2026-03-05"), day("2026-03-16"), "the same clock");
    assert_eq!(ours.complaint.owner(as_of("2026-03-05")), Some(&"Head".parse().unwrap()));
}

#[test]
fn a_closed_complaint_is_reopened_within_30_days_and_goes_higher_the_second_time() {
    Told::closed().step("2026-04-16", "Desk", reopen()).stands(ComplaintStage::Investigating);
    Told::closed()
        .step("2026-04-17", "Desk", reopen())
        .refuses("cannot reopen a complaint on 2026-04-17, the last day was 2026-04-16");
    let again = Told::closed()
        .step("2026-04-01", "Desk", reopen())
        .step("2026-04-02", "Head", decide(ComplaintDecision::NotUpheld))
        .step("2026-04-02", "Desk", tell())
        .step("2026-04-03", "Desk", ComplaintStep::Accept)
        .step("2026-04-03", "Desk", close());
    again.stands(ComplaintStage::Closed);
    again
        .clone()
        .step("2026-04-10", "Desk", reopen())
        .refuses("it was reopened on 2026-04-01, so somebody higher takes it the second time");
    again.step("2026-04-10", "Desk", reopen_higher()).stands(ComplaintStage::Escalated);
}

#[test]
fn a_step_before_the_receipt_is_refused() {
    Told::new()
        .step("2026-03-01", "Desk", acknowledge())
        .refuses("a step of 2026-03-01 cannot come before the receipt on 2026-03-02");
    assert_eq!(Told::new().complaint.stage(as_of("2026-03-01")), None);
}

/// From asking to answer, hand-overs, times asked.
#[test]
fn the_way_of_the_customer_is_told() {
    let told = Told::answered();
    let journey = |told: &Told, t| told.complaint.journey(as_of(t)).unwrap().to_string();
    assert_eq!(told.complaint.journey(as_of("2026-03-01")), None);
    assert_eq!(journey(&told, "2026-03-09"), "waiting for 7 days, asked 1 time, 1 hand-over");
    assert_eq!(
        journey(&told, "2026-04-30"),
        "answered on 2026-03-11 after 9 days, asked 1 time, 3 hand-overs"
    );
    let asked = Told::investigated().step("2026-03-09", "Desk", ComplaintStep::AskAgain);
    assert_eq!(journey(&asked, "2026-03-09"), "waiting for 7 days, asked 2 times, 2 hand-overs");
    let reopened = Told::closed().step("2026-04-01", "Desk", reopen());
    assert_eq!(
        journey(&reopened, "2026-04-01"),
        "waiting for 30 days, asked 2 times, 3 hand-overs"
    );
}

#[test]
fn days_in_each_stage_are_counted_with_pauses_apart() {
    let told = Told::investigated().step("2026-03-05", "Sun", pause("2026-03-08")).step(
        "2026-03-10",
        "Zhou",
        uphold("2026-03-20"),
    );
    let days = told.complaint.stage_days(as_of("2026-03-12"));
    let expected = [
        (ComplaintStage::Received, 1, 0),
        (ComplaintStage::Acknowledged, 0, 0),
        (ComplaintStage::Assessed, 1, 0),
        (ComplaintStage::Investigating, 3, 3),
        (ComplaintStage::Decided, 2, 0),
    ];
    assert_eq!(days, expected.map(|(stage, days, paused)| StageDays { stage, days, paused }));
}

#[test]
fn figures_tell_who_was_told_in_time_and_what_comes_again() {
    let share = |part, whole| Proportion::try_new(part, whole).unwrap();
    let late = Told::investigated()
        .step("2026-03-16", "Zhou", decide(ComplaintDecision::NotUpheld))
        .step("2026-03-17", "Desk", tell());
    let all = [
        Told::closed(),
        late,
        Told::assessed(ComplaintSeverity::Critical),
        Told::new().step("2026-03-02", "Desk", ComplaintStep::Withdraw(notice("as you wish"))),
        Told::received("K-9", "2026-06-01"),
    ];
    let read = |t| {
        let complaints = all.iter().map(|it| &it.complaint);
        all[0].with(|terms| ComplaintFigures::read(complaints, as_of(t), terms))
    };
    let figures = read("2026-03-31");
    assert_eq!((figures.received, figures.ended), (4, 2), "however they got there");
    assert_eq!(figures.told_in_time, share(1, 3));
    assert_eq!((figures.upheld, figures.repeated), (share(1, 2), share(2, 2)));
    assert_eq!(figures.causes, [CauseCount { cause: "rain".parse().unwrap(), complaints: 2 }]);
    assert_eq!(
        figures.to_string(),
        "4 complaints, 2 ended, told in time 1 of 3, upheld 1 of 2, of a repeated cause 2 of 2"
    );
    assert_eq!(read("2026-03-01").received, 0);
}

#[test]
fn the_owner_is_reminded_and_nothing_is_heard_while_the_clock_stands_still() {
    let handling = |told: &Told, t: &str| {
        told.with(|terms| terms.handling(&told.complaint, as_of(t))).unwrap()
    };
    let effects = |told: &Told, t: &str| {
        let mut work = handling(told, t);
        told.with(|terms| work.pass_day(day(t), &terms))
    };
    let told = Told::investigated();
    assert_eq!(handling(&told, "2026-03-04").stage(), HandlingStage::Investigating);
    assert_eq!(handling(&told, "2026-03-04").owner(), Some(&"Desk".parse().unwrap()));
    assert_eq!(effects(&told, "2026-03-04"), []);
    assert_eq!(effects(&told, "2026-03-05"), [HandlingEffect::Reminder(0)]);
    let paused = told.step("2026-03-04", "Sun", pause("2026-03-10"));
    assert_eq!(effects(&paused, "2026-03-09"), []);
    assert_eq!(handling(&Told::answered(), "2026-03-11").stage(), HandlingStage::Resolved);
    assert_eq!(handling(&Told::closed(), "2026-03-17").stage(), HandlingStage::Closed);
    let reopened = Told::closed().step("2026-04-01", "Desk", reopen_higher());
    let work = handling(&reopened, "2026-04-01");
    assert_eq!((work.stage(), work.owner()), (HandlingStage::New, Some(&"Head".parse().unwrap())));
    let gone = Told::decided().step("2026-03-11", "Sun", ComplaintStep::Withdraw(notice("fine")));
    assert_eq!(handling(&gone, "2026-03-11").stage(), HandlingStage::Closed);
}

#[test]
fn a_policy_of_complaints_is_checked() {
    let refused = |change: fn(&mut ComplaintPolicyDraft)| {
        let mut draft = ComplaintPolicyDraft::default();
        change(&mut draft);
        ComplaintPolicy::try_new(draft).unwrap_err().to_string()
    };
    assert_eq!(refused(|it| it.acknowledge_days = 0), "acknowledge_days must be at least 1, was 0");
    assert_eq!(
        refused(|it| it.told_within = ToldWithin { critical: 0, serious: 10, minor: 15 }),
        "told_within.critical must not be below 1, was 0"
    );
    assert_eq!(
        refused(|it| it.decider = Some("none".parse().unwrap())),
        "decider must not be called none, the word for no role"
    );
    assert_eq!(refused(|it| it.longest_days = 14), "longest_days must not be below 15, was 14");
    assert_eq!(
        refused(|it| it.goodwill_of_year = Major::from_units(199)),
        "goodwill_of_year must not be below 200, was 199"
    );
}

#[test]
fn a_finding_names_the_last_day_that_was_in_time() {
    let told = Told::new();
    let found = told.with(|terms| terms.findings(&told.complaint, as_of("2026-04-01")));
    assert_eq!(
        found,
        [
            ComplaintFinding::NotAcknowledged { due: day("2026-03-03") },
            ComplaintFinding::NotTold { due: day("2026-03-23") },
            ComplaintFinding::NoStatus { due: day("2026-03-16") },
        ]
    );
}

#[test]
fn nobody_waits_after_the_close() {
    let told = Told::answered()
        .step("2026-03-12", "Desk", ComplaintStep::AskAgain)
        .step("2026-03-16", "Desk", ComplaintStep::Finish)
        .step("2026-03-17", "Desk", ComplaintStep::Accept);
    let answered = |told: &Told| told.complaint.journey(as_of("2026-12-31")).unwrap().answered;
    assert_eq!(answered(&told), None, "it asked again");
    let closed = told.step("2026-03-18", "Desk", close());
    assert_eq!(answered(&closed), Some(day("2026-03-18")));
    assert_eq!(answered(&Told::closed()), Some(day("2026-03-11")), "the answer came before");
}
