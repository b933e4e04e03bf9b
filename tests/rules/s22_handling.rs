//! S22: handling, over a subject that is no warning: a complaint.

use std::fmt;

use chrono::Weekday;
use guanxi::calendar::{Day, WorkCalendarDraft};
use guanxi::handling::{
    Deadline, Deadlines, Handling, HandlingAct, HandlingEffect, HandlingError, HandlingPolicy,
    HandlingStage, HandlingStep, HandlingStepError, Status, Subject,
};
use guanxi::id::StaffId;
use guanxi::lifecycle::{
    Act, Entry, Reason, Stage, StepError, Trail, TrailError, table_faults, transitions,
};

use crate::given::day;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ComplaintId(u32);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Severity {
    Minor,
    Serious,
    Critical,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
enum Answer {
    Upheld,
    Withdrawn,
}

impl Subject for ComplaintId {
    type Severity = Severity;
    type Closing = Answer;
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Minor => "minor",
            Self::Serious => "serious",
            Self::Critical => "critical",
        })
    }
}

/// Five days a week; told in 15, 10 and 3 days of work.
struct Desk {
    calendar: WorkCalendarDraft,
    /// As the policy is after it was made stricter: a day on a shelf, and two people for all.
    is_strict: bool,
    /// Working days more for the cause, as the policy is after it was made more patient.
    more_days: u16,
    /// Somebody else has set the last days, the law say.
    is_fixed: bool,
}

impl HandlingPolicy<Severity> for Desk {
    fn calendar(&self) -> &WorkCalendarDraft {
        &self.calendar
    }

    fn deadlines(&self, severity: Severity) -> Deadlines {
        let (cause, remedy) = match severity {
            Severity::Minor => (8, 15),
            Severity::Serious => (5, 10),
            Severity::Critical => (2, 3),
        };
        Deadlines { acknowledge: 1, cause: cause + self.more_days, remedy }
    }

    fn shelf_days(&self, severity: Severity) -> u16 {
        match (self.is_strict, severity) {
            (true, _) => 1,
            (false, Severity::Critical) => 2,
            (false, Severity::Minor | Severity::Serious) => 10,
        }
    }

    fn accept_days(&self) -> u16 {
        30
    }

    fn open_days(&self) -> u16 {
        56
    }

    fn reminder_days(&self) -> u16 {
        4
    }

    fn deadlines_rest(&self) -> bool {
        !self.is_fixed
    }

    fn four_eyes_from(&self) -> Severity {
        if self.is_strict { Severity::Minor } else { Severity::Serious }
    }
}

type ComplaintStep = HandlingStep<Answer>;

/// A complaint, its trail, and whoever works on it.
struct Complaint {
    handling: Handling<ComplaintId>,
    trail: Trail<ComplaintStep>,
    desk: Desk,
}

/// The first day, a Monday.
fn d(days: i32) -> Day {
    day("2026-03-02").offset(days)
}

#[track_caller]
fn who(name: &str) -> StaffId {
    name.parse().unwrap()
}

fn why() -> Reason {
    Reason::try_new("as agreed").unwrap()
}

fn week() -> Desk {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    let calendar = WorkCalendarDraft { rest_days, ..WorkCalendarDraft::default() };
    Desk { calendar, is_strict: false, more_days: 0, is_fixed: false }
}

impl Complaint {
    fn of(severity: Severity) -> Self {
        let desk = week();
        let handling = Handling::open(ComplaintId(7), severity, d(0), &desk);
        Self { handling, trail: Trail::default(), desk }
    }

    #[track_caller]
    fn does(&mut self, on: i32, by: &str, step: ComplaintStep) -> Vec<HandlingEffect> {
        let number = u64::try_from(self.trail.entries().len()).unwrap();
        self.sends(number, on, by, step).unwrap()
    }

    fn sends(
        &mut self,
        number: u64,
        on: i32,
        by: &str,
        step: ComplaintStep,
    ) -> Result<Vec<HandlingEffect>, HandlingStepError<Severity>> {
        let entry = Entry::new(step, d(on), who(by)).numbered(number);
        self.handling.take(&mut self.trail, entry, &self.desk)
    }

    /// A step that is refused, and changes nothing.
    #[track_caller]
    fn refuses(&mut self, on: i32, by: &str, step: ComplaintStep) -> String {
        let before = (self.handling.clone(), self.trail.clone());
        let refused = self.sends(u64::MAX, on, by, step).unwrap_err();
        assert_eq!((self.handling.clone(), self.trail.clone()), before);
        refused.to_string()
    }

    fn passes(&mut self, on: i32) -> Vec<HandlingEffect> {
        self.handling.pass_day(d(on), &self.desk)
    }

    /// Every day from one to another, with what each brings.
    fn passes_all(&mut self, from: i32, to: i32) -> Vec<(i32, HandlingEffect)> {
        let brings = |on| self.passes(on).into_iter().map(move |effect| (on, effect));
        (from..=to).flat_map(brings).collect()
    }

    fn stage(&self) -> HandlingStage {
        self.handling.stage()
    }
}

fn assign(to: &str) -> ComplaintStep {
    HandlingStep::Assign { to: who(to) }
}

fn cause() -> ComplaintStep {
    HandlingStep::FindCause { is_primary: false }
}

fn dismiss(requested_by: &str) -> ComplaintStep {
    let requested_by = who(requested_by);
    HandlingStep::Dismiss { why: why(), requested_by, end: Answer::Withdrawn }
}

fn accept(until: i32, requested_by: &str) -> ComplaintStep {
    HandlingStep::AcceptRisk { until: d(until), why: why(), requested_by: who(requested_by) }
}

fn shelve(until: i32) -> ComplaintStep {
    HandlingStep::Shelve { until: d(until), is_once: false, why: why() }
}

const CLOSE: ComplaintStep = HandlingStep::Close { end: Answer::Upheld };

/// Acknowledged on the first day, with a remedy planned on the second.
#[track_caller]
fn handled(severity: Severity) -> Complaint {
    let mut complaint = Complaint::of(severity);
    complaint.does(0, "Wang", HandlingStep::Acknowledge);
    complaint.does(1, "Wang", HandlingStep::Investigate);
    complaint.does(1, "Wang", cause());
    complaint.does(1, "Wang", HandlingStep::Plan);
    assert_eq!(complaint.stage(), HandlingStage::Handling);
    complaint
}

#[track_caller]
fn resolved(severity: Severity) -> Complaint {
    let mut complaint = handled(severity);
    complaint.does(2, "Wang", HandlingStep::Finish);
    assert_eq!(complaint.handling.resolved(), Some(d(2)));
    complaint
}

// The table

#[test]
fn every_stage_is_reached_and_an_end_from_each() {
    assert_eq!(table_faults::<HandlingStage>(), []);
}

#[test]
fn every_act_leads_exactly_where_the_table_says() {
    // new, acknowledged, investigating, cause known, handling, resolved, reopened, risk, closed
    let rows: [(HandlingAct, &str); 17] = [
        (HandlingAct::Assign, "naikhrov."),
        (HandlingAct::Acknowledge, "a.....i.."),
        (HandlingAct::Investigate, "ii....i.."),
        (HandlingAct::FindCause, "..kkh...."),
        (HandlingAct::Plan, "...hh...."),
        (HandlingAct::Finish, "....r...."),
        (HandlingAct::Drop, "....k...."),
        (HandlingAct::Resolve, "...r....."),
        (HandlingAct::Dismiss, "xxx...x.."),
        (HandlingAct::AcceptRisk, "...vv...."),
        (HandlingAct::Shelve, "naikhrov."),
        (HandlingAct::Unshelve, "naikhrov."),
        (HandlingAct::Close, ".....x..."),
        (HandlingAct::Withdraw, "xxxxxxxx."),
        (HandlingAct::Resume, "...h....."),
        (HandlingAct::Reopen, ".....o..."),
        (HandlingAct::End, "xx...xxx."),
    ];
    let letter = |stage: Option<HandlingStage>| match stage {
        None => '.',
        Some(HandlingStage::New) => 'n',
        Some(HandlingStage::Acknowledged) => 'a',
        Some(HandlingStage::Investigating) => 'i',
        Some(HandlingStage::CauseKnown) => 'k',
        Some(HandlingStage::Handling) => 'h',
        Some(HandlingStage::Resolved) => 'r',
        Some(HandlingStage::Reopened) => 'o',
        Some(HandlingStage::RiskAccepted) => 'v',
        Some(HandlingStage::Closed) => 'x',
    };
    for (act, row) in rows {
        let found: String =
            HandlingStage::ALL.iter().map(|stage| letter(stage.after(act))).collect();
        assert_eq!(found, row, "{act}");
    }
}

/// The table of the module page: a row for each act and the stage it leads to.
fn table() -> Vec<String> {
    let mut rows: Vec<(String, Vec<HandlingStage>, String)> = Vec::new();
    for act in HandlingAct::ALL {
        let cells: Vec<_> = transitions::<HandlingStage>().filter(|it| it.act == *act).collect();
        let keeps = cells.iter().all(|it| it.to.is_none_or(|to| to == it.from));
        for cell in cells {
            let Some(to) = cell.to else { continue };
            let to = if keeps { "the same".to_owned() } else { to.to_string() };
            match rows.iter_mut().find(|(of, _, leads)| *of == act.to_string() && *leads == to) {
                Some((_, from, _)) => from.push(cell.from),
                None => rows.push((act.to_string(), vec![cell.from], to)),
            }
        }
    }
    for stage in HandlingStage::ALL {
        if let Some(to) = stage.after_time() {
            rows.push(("in time".to_owned(), vec![*stage], to.to_string()));
        }
    }
    let open = HandlingStage::ALL.iter().filter(|stage| stage.is_open()).count();
    let row = |(act, from, to): (String, Vec<HandlingStage>, String)| {
        let names: Vec<String> = from.iter().map(ToString::to_string).collect();
        let from = if names.len() == open { "any open".to_owned() } else { names.join(", ") };
        format!("//! | {act} | {from} | {to} |")
    };
    rows.into_iter().map(row).collect()
}

#[test]
fn the_table_of_the_page_is_that_of_the_machine() {
    let page = include_str!("../../src/work/handling/mod.rs");
    let head = "//! | act | from | to |\n//! |---|---|---|\n";
    let written = page.split(head).nth(1).unwrap().split("//!\n").next().unwrap();
    assert_eq!(written.trim_end(), table().join("\n"));
}

// A case from its opening to its end

#[test]
fn a_complaint_is_received_investigated_answered_and_closed() {
    let mut complaint = Complaint::of(Severity::Minor);
    assert_eq!(complaint.handling.status(), Status::New);
    assert_eq!(
        (complaint.handling.subject(), complaint.handling.opened()),
        (&ComplaintId(7), d(0))
    );
    assert_eq!(complaint.does(0, "Zhou", assign("Wang")), []);
    complaint.does(1, "Wang", HandlingStep::Acknowledge);
    complaint.does(2, "Wang", HandlingStep::Investigate);
    complaint.does(3, "Wang", cause());
    complaint.does(3, "Wang", HandlingStep::Plan);
    assert_eq!(complaint.handling.waits_for(), Some(Deadline::Remedy));
    complaint.does(4, "Sun", HandlingStep::Finish);
    assert_eq!(complaint.handling.status(), Status::Resolved);
    assert_eq!(complaint.does(4, "Wang", CLOSE), [], "a minor one by its owner alone");
    assert_eq!(complaint.handling.status(), Status::Closed(Answer::Upheld));
    assert_eq!(complaint.handling.status_since(), d(4));
    let refused = complaint.refuses(5, "Wang", assign("Sun"));
    assert_eq!(refused, "cannot assign a case that is closed");
}

#[test]
fn a_remedy_that_is_given_up_leads_back_to_the_cause() {
    let mut complaint = handled(Severity::Minor);
    complaint.does(2, "Wang", HandlingStep::Drop);
    assert_eq!(complaint.stage(), HandlingStage::CauseKnown);
    complaint.does(2, "Wang", HandlingStep::Resolve);
    assert_eq!(complaint.stage(), HandlingStage::Resolved);
}

#[test]
fn a_remedy_that_was_planned_before_is_gone_on_with_once_the_cause_is_known() {
    let mut complaint = handled(Severity::Minor);
    complaint.does(2, "Wang", accept(3, "Zhou"));
    assert_eq!(complaint.passes(4), [HandlingEffect::RiskExpired]);
    assert_eq!(complaint.stage(), HandlingStage::Investigating);
    complaint.does(4, "Wang", cause());
    assert_eq!(complaint.stage(), HandlingStage::Handling);
}

// Deadlines

fn due(handling: &Handling<ComplaintId>) -> [Day; 3] {
    Deadline::ALL.map(|deadline| handling.due(deadline))
}

#[test]
fn deadlines_are_counted_in_working_days_by_the_severity() {
    assert_eq!(due(&Complaint::of(Severity::Minor).handling), [d(1), d(10), d(21)]);
    assert_eq!(due(&Complaint::of(Severity::Critical).handling), [d(1), d(2), d(3)]);
}

#[test]
fn a_higher_severity_brings_deadlines_nearer_and_a_lower_one_moves_none() {
    let mut complaint = Complaint::of(Severity::Minor);
    complaint.handling.rise(Severity::Critical, d(2), &complaint.desk);
    assert_eq!(due(&complaint.handling), [d(1), d(4), d(7)], "the first was nearer before");
    complaint.handling.fall(Severity::Minor);
    assert_eq!(due(&complaint.handling), [d(1), d(4), d(7)]);
    let (now, highest) = (complaint.handling.severity(), complaint.handling.highest_severity());
    assert_eq!((now, highest), (Severity::Minor, Severity::Critical));
}

#[test]
fn a_deadline_is_missed_on_the_day_after_and_once() {
    let mut complaint = Complaint::of(Severity::Critical);
    let missed = |it: &(i32, HandlingEffect)| matches!(it.1, HandlingEffect::DeadlineMissed(_));
    let brought: Vec<_> = complaint.passes_all(1, 9).into_iter().filter(missed).collect();
    let at = |on, deadline| (on, HandlingEffect::DeadlineMissed(deadline));
    let all = [(2, Deadline::Acknowledge), (3, Deadline::Cause), (4, Deadline::Remedy)];
    assert_eq!(brought, all.map(|(on, deadline)| at(on, deadline)));
    assert_eq!(complaint.handling.urgency(), 3);
}

#[test]
fn a_case_that_was_seen_and_not_investigated_in_time_is_new_again() {
    let mut complaint = Complaint::of(Severity::Critical);
    complaint.does(1, "Wang", HandlingStep::Acknowledge);
    complaint.passes(2);
    assert_eq!(complaint.stage(), HandlingStage::Acknowledged);
    assert!(complaint.passes(3).contains(&HandlingEffect::DeadlineMissed(Deadline::Cause)));
    assert_eq!((complaint.stage(), complaint.handling.status_since()), (HandlingStage::New, d(3)));
}

#[test]
fn without_a_day_of_work_in_sight_a_deadline_is_ten_years_away() {
    let holidays = (0..4000).map(d).collect();
    let calendar = WorkCalendarDraft { holidays, ..WorkCalendarDraft::default() };
    let desk = Desk { calendar, is_strict: false, more_days: 0, is_fixed: false };
    assert_eq!(desk.working_days_after(d(0), 1), d(3650));
    assert_eq!(desk.working_days_after(d(0), 0), d(0));
    assert_eq!(desk.working_days_after(d(3999), 1), d(4000));
}

// Reminders, the shelf, the hand-over

#[test]
fn reminders_come_after_1_2_4_and_then_at_most_as_many_days_of_work_as_the_policy_says() {
    let mut complaint = Complaint::of(Severity::Minor);
    let reminders = |complaint: &mut Complaint, from, to| -> Vec<(i32, u32)> {
        let all = complaint.passes_all(from, to).into_iter();
        let number = |(on, effect)| match effect {
            HandlingEffect::Reminder(before) => Some((on, before)),
            HandlingEffect::ShelfEnded
            | HandlingEffect::RiskExpired
            | HandlingEffect::DeadlineMissed(_)
            | HandlingEffect::HandOver => None,
        };
        all.filter_map(number).collect()
    };
    assert_eq!(reminders(&mut complaint, 0, 16), [(1, 0), (3, 1), (9, 2), (15, 3)]);
    complaint.does(16, "Wang", assign("Wang"));
    assert_eq!(reminders(&mut complaint, 16, 21), [(17, 0), (21, 1)], "anew after a step");
}

#[test]
fn nothing_is_heard_of_a_case_on_its_shelf() {
    let mut complaint = Complaint::of(Severity::Minor);
    complaint.does(0, "Wang", shelve(4));
    assert_eq!(complaint.passes_all(1, 4), []);
    let refused = complaint.refuses(4, "Wang", shelve(5));
    assert_eq!(refused, "cannot shelve a case that is new");
    let brought = complaint.passes(5);
    assert_eq!(brought, [HandlingEffect::ShelfEnded], "and no reminder besides");
    assert_eq!(due(&complaint.handling), [d(7), d(16), d(25)], "without the days on the shelf");
    let refused = complaint.refuses(5, "Wang", HandlingStep::Unshelve);
    assert_eq!(refused, "cannot unshelve a case that is new");
    assert_eq!(complaint.passes_all(6, 7), [(7, HandlingEffect::Reminder(0))], "a Monday");
}

/// A shelf, a hold, and both at once in either order: the days move by those on which it lay or was
/// held back, each counted once; last days that somebody else has set move for none of them.
type HeldComplaint = (&'static str, fn(&mut Complaint), [Day; 3]);

#[test]
fn fixed_days_move_neither_on_a_shelf_nor_held_back() {
    let usual = [d(1), d(10), d(21)];
    let rows: [HeldComplaint; 5] = [
        (
            "shelf",
            |it| {
                it.does(0, "Wang", shelve(4));
                it.passes(7);
            },
            [d(7), d(16), d(25)],
        ),
        (
            "hold",
            |it| {
                it.handling.hold(d(0), &it.desk);
                it.handling.release(d(5), &it.desk);
            },
            [d(7), d(16), d(25)],
        ),
        (
            "a hold within a shelf",
            |it| {
                it.does(0, "Wang", shelve(4));
                it.handling.hold(d(1), &it.desk);
                it.handling.release(d(3), &it.desk);
                it.passes(7);
            },
            [d(7), d(16), d(25)],
        ),
        (
            "a hold beyond a shelf",
            |it| {
                it.does(0, "Wang", shelve(1));
                it.handling.hold(d(1), &it.desk);
                it.handling.unshelve(d(2), &it.desk);
                it.handling.release(d(5), &it.desk);
            },
            [d(7), d(16), d(25)],
        ),
        (
            "a shelf beyond a hold",
            |it| {
                it.handling.hold(d(0), &it.desk);
                it.does(1, "Wang", shelve(4));
                it.handling.release(d(3), &it.desk);
                it.handling.unshelve(d(5), &it.desk);
            },
            [d(7), d(16), d(25)],
        ),
    ];
    for (name, acts, moved) in rows {
        for is_fixed in [false, true] {
            let mut complaint = Complaint::of(Severity::Minor);
            complaint.desk.is_fixed = is_fixed;
            assert_eq!(due(&complaint.handling), usual);
            acts(&mut complaint);
            let brought = complaint.passes(7);
            let is_missed = |it: &HandlingEffect| matches!(it, HandlingEffect::DeadlineMissed(_));
            assert_eq!(due(&complaint.handling), if is_fixed { usual } else { moved }, "{name}");
            let urgency = complaint.handling.urgency();
            assert_eq!(urgency, usize::from(is_fixed), "{name}: {brought:?}");
            assert!(brought.iter().filter(|it| is_missed(it)).count() <= urgency);
        }
    }
}

#[test]
fn a_shelf_lasts_as_long_as_the_severity_allows() {
    let mut complaint = Complaint::of(Severity::Critical);
    let text = "to shelve a case takes a day in 2026-03-02..=2026-03-04, was 2026-03-05";
    assert_eq!(complaint.refuses(0, "Wang", shelve(3)), text);
    complaint.does(0, "Wang", shelve(2));
    complaint.does(1, "Wang", HandlingStep::Unshelve);
    assert_eq!(complaint.handling.shelf(), None);
}

#[test]
fn a_case_that_is_open_for_too_long_is_handed_over_once() {
    let mut complaint = Complaint::of(Severity::Minor);
    let over = |it: &(i32, HandlingEffect)| it.1 == HandlingEffect::HandOver;
    let brought: Vec<_> = complaint.passes_all(1, 90).into_iter().filter(over).collect();
    assert_eq!(brought, [(57, HandlingEffect::HandOver)]);
}

#[test]
fn a_day_that_is_passed_twice_brings_nothing_more() {
    let mut complaint = Complaint::of(Severity::Minor);
    for on in 0..70 {
        complaint.passes(on);
        let before = complaint.handling.clone();
        assert_eq!((complaint.passes(on), complaint.handling), (vec![], before.clone()));
        complaint.handling = before;
    }
}

// Four eyes, the accepted risk

#[test]
fn from_a_severity_on_it_takes_two_people_to_dismiss_to_accept_and_to_close() {
    let mut complaint = Complaint::of(Severity::Serious);
    let two = |act: &str| format!("to {act} a case at serious takes two people, Wang was both");
    assert_eq!(complaint.refuses(0, "Wang", dismiss("Wang")), two("dismiss"));
    let mut complaint = handled(Severity::Serious);
    let refused = complaint.refuses(2, "Wang", accept(9, "Wang"));
    assert_eq!(refused, two("accept the risk of"));
    complaint.does(2, "Wang", accept(9, "Zhou"));
    let mut complaint = Complaint::of(Severity::Minor);
    complaint.does(0, "Wang", dismiss("Wang"));
    assert_eq!(complaint.handling.status(), Status::Closed(Answer::Withdrawn));
}

#[test]
fn a_case_is_closed_by_neither_its_owner_nor_where_nobody_owns_it_who_found_its_cause() {
    let text = "to close a case at serious takes two people, Wang was both";
    let mut complaint = resolved(Severity::Serious);
    assert_eq!(complaint.handling.owner(), None);
    assert_eq!(complaint.refuses(3, "Wang", CLOSE), text, "who found the cause");
    complaint.does(3, "Zhou", assign("Sun"));
    complaint.does(3, "Wang", CLOSE);
    let mut complaint = resolved(Severity::Serious);
    complaint.does(3, "Zhou", assign("Wang"));
    assert_eq!(complaint.refuses(3, "Wang", CLOSE), text, "the owner");
}

#[test]
fn the_highest_severity_that_it_had_decides_on_two_people() {
    let mut complaint = resolved(Severity::Serious);
    complaint.handling.fall(Severity::Minor);
    let text = "to close a case at serious takes two people, Wang was both";
    assert_eq!(complaint.refuses(3, "Wang", CLOSE), text);
}

#[test]
fn a_risk_is_accepted_from_tomorrow_and_ends_after_its_last_day() {
    let mut complaint = handled(Severity::Minor);
    let text = |day| {
        format!("to accept the risk of a case takes a day in 2026-03-05..=2026-04-03, was {day}")
    };
    assert_eq!(complaint.refuses(2, "Wang", accept(2, "Zhou")), text("2026-03-04"));
    assert_eq!(complaint.refuses(2, "Wang", accept(33, "Zhou")), text("2026-04-04"));
    complaint.does(2, "Wang", accept(9, "Zhou"));
    assert_eq!(complaint.handling.status(), Status::RiskAccepted(d(9)));
    assert_eq!(complaint.passes_all(3, 9), [], "nobody is reminded of it");
    assert_eq!(complaint.passes(10)[0], HandlingEffect::RiskExpired);
    assert_eq!(complaint.stage(), HandlingStage::Investigating);
    assert_eq!(complaint.handling.due(Deadline::Acknowledge), d(11), "with days of its own");
}

#[test]
fn a_risk_that_grows_is_not_the_one_that_was_accepted() {
    let mut complaint = handled(Severity::Minor);
    complaint.does(2, "Wang", accept(9, "Zhou"));
    complaint.handling.rise(Severity::Serious, d(3), &complaint.desk);
    assert_eq!(complaint.stage(), HandlingStage::Investigating);
}

// Coming back, and ending by itself

#[test]
fn a_resolved_case_comes_back_with_days_of_its_own() {
    let mut complaint = resolved(Severity::Minor);
    complaint.handling.reopen(Severity::Serious, d(7), &complaint.desk);
    assert_eq!(complaint.stage(), HandlingStage::Reopened);
    assert_eq!((complaint.handling.times_reopened(), complaint.handling.resolved()), (1, None));
    assert_eq!(due(&complaint.handling), [d(8), d(14), d(21)]);
    complaint.does(8, "Wang", HandlingStep::Acknowledge);
    assert_eq!(complaint.stage(), HandlingStage::Investigating, "it was seen before");
}

#[test]
fn only_a_resolved_case_comes_back_and_only_where_the_table_says_one_ends_by_itself() {
    let mut complaint = handled(Severity::Minor);
    let before = complaint.handling.clone();
    complaint.handling.reopen(Severity::Critical, d(2), &complaint.desk);
    complaint.handling.end(Answer::Withdrawn, d(2));
    assert_eq!(complaint.handling, before);
    let mut complaint = resolved(Severity::Minor);
    complaint.handling.end(Answer::Withdrawn, d(3));
    assert_eq!(complaint.handling.status(), Status::Closed(Answer::Withdrawn));
}

// The trail

#[test]
fn a_step_that_is_sent_twice_counts_once_and_one_with_other_content_is_refused() {
    let mut complaint = Complaint::of(Severity::Minor);
    complaint.sends(1, 0, "Wang", HandlingStep::Acknowledge).unwrap();
    let before = complaint.handling.clone();
    assert_eq!(complaint.sends(1, 0, "Wang", HandlingStep::Acknowledge), Ok(vec![]));
    assert_eq!((complaint.handling.clone(), complaint.trail.entries().len()), (before, 1));
    let other = complaint.sends(1, 0, "Wang", HandlingStep::Investigate).unwrap_err();
    assert_eq!(
        other.to_string(),
        "step 1 is recorded with other content: step Acknowledge, not Investigate"
    );
}

#[test]
fn a_step_is_refused_for_the_first_reason_in_their_order() {
    let mut complaint = Complaint::of(Severity::Serious);
    complaint.sends(1, 3, "Wang", HandlingStep::Acknowledge).unwrap();
    // Back-dated, out of turn and by one person: back-dated.
    let (on, last) = (d(2), d(3));
    let early = complaint.sends(2, 2, "Wang", CLOSE).unwrap_err();
    assert_eq!(early, StepError::Trail(TrailError::BackDated { on, last }));
    let StepError::Turn(turn) = complaint.sends(2, 3, "Wang", CLOSE).unwrap_err() else {
        panic!("out of turn before anything else")
    };
    assert!(turn.allowed.contains(&HandlingAct::Investigate));
    let two = complaint.sends(2, 3, "Wang", dismiss("Wang")).unwrap_err();
    let (act, severity) = (HandlingAct::Dismiss, Severity::Serious);
    let by_one = HandlingError::FourEyes { act, severity, by: who("Wang") };
    assert_eq!(two, StepError::Content(by_one));
}

#[test]
fn a_step_once_taken_stands_when_the_policy_became_stricter() {
    let mut complaint = Complaint::of(Severity::Minor);
    let steps = [HandlingStep::Investigate, shelve(9), HandlingStep::Unshelve];
    for step in steps {
        complaint.does(0, "Wang", step);
    }
    complaint.does(1, "Wang", dismiss("Wang"));
    let strict = Desk { is_strict: true, ..week() };
    let open = || Handling::open(ComplaintId(7), Severity::Minor, d(0), &strict);
    let (mut told, mut trail) = (open(), Trail::default());
    for entry in complaint.trail.entries() {
        told.take_again(&mut trail, entry.clone(), &strict).unwrap();
    }
    assert_eq!(trail, complaint.trail);
    assert_eq!(told.status(), complaint.handling.status());
    // Today none of the two is taken, and what is out of turn never was.
    let mut today = open();
    let mut takes = |on, step| {
        let entry = Entry::new(step, d(on), who("Wang"));
        today.take(&mut Trail::default(), entry, &strict)
    };
    takes(0, HandlingStep::Investigate).unwrap();
    assert!(matches!(takes(0, shelve(9)), Err(StepError::Content(HandlingError::Day { .. }))));
    let alone = takes(1, dismiss("Wang"));
    assert!(matches!(alone, Err(StepError::Content(HandlingError::FourEyes { .. }))));
    let close = Entry::new(CLOSE, d(0), who("Wang"));
    let out_of_turn = open().take_again(&mut Trail::default(), close, &strict);
    assert!(matches!(out_of_turn, Err(StepError::Turn(_))));
}

#[test]
fn a_step_once_taken_stands_when_the_policy_became_more_patient() {
    // Nobody looked into it within two working days, so that it was new again.
    let mut complaint = Complaint::of(Severity::Critical);
    complaint.does(0, "Wang", HandlingStep::Acknowledge);
    complaint.does(9, "Zhao", HandlingStep::Acknowledge);
    let patient = Desk { more_days: 30, ..week() };
    let open = || Handling::open(ComplaintId(7), Severity::Critical, d(0), &patient);
    let (mut told, mut trail) = (open(), Trail::default());
    for entry in complaint.trail.entries() {
        told.take_again(&mut trail, entry.clone(), &patient).unwrap();
    }
    assert_eq!(trail, complaint.trail);
    assert_eq!((told.status(), told.status_since()), (Status::Acknowledged, d(9)));
    // Sent again it counts once; a step that nothing leads to is refused as before.
    told.take_again(&mut trail, complaint.trail.entries()[1].clone(), &patient).unwrap();
    let close = Entry::new(CLOSE, d(9), who("Wang"));
    assert!(matches!(told.take_again(&mut trail, close, &patient), Err(StepError::Turn(_))));
    assert_eq!(trail, complaint.trail);
}

#[test]
fn no_step_is_dated_before_the_case_was_opened_or_before_its_stage_began() {
    let mut complaint = Complaint::of(Severity::Minor);
    let before = complaint.handling.clone();
    let back_dated =
        |on, last| StepError::Trail(TrailError::BackDated { on: d(on), last: d(last) });
    let early = complaint.sends(1, -1, "Wang", HandlingStep::Acknowledge).unwrap_err();
    assert_eq!(early, back_dated(-1, 0));
    assert_eq!((&complaint.handling, complaint.trail.entries().len()), (&before, 0));
    // Back-dated before out of turn.
    assert_eq!(complaint.sends(1, -1, "Wang", CLOSE).unwrap_err(), back_dated(-1, 0));
    let mut resolved = resolved(Severity::Minor);
    resolved.handling.reopen(Severity::Minor, d(6), &resolved.desk);
    let early = resolved.sends(9, 5, "Wang", HandlingStep::Investigate).unwrap_err();
    assert_eq!(early, back_dated(5, 6), "it came back on the sixth day");
    resolved.sends(9, 6, "Wang", HandlingStep::Investigate).unwrap();
}

#[test]
fn nothing_is_heard_of_the_shelf_of_a_closed_case() {
    let mut complaint = Complaint::of(Severity::Minor);
    complaint.does(0, "Wang", shelve(4));
    complaint.does(1, "Wang", dismiss("Wang"));
    assert_eq!(complaint.passes_all(2, 30), []);
}

#[test]
fn a_trail_leads_again_to_where_it_led() {
    let mut complaint = resolved(Severity::Serious);
    complaint.does(20, "Qian", CLOSE);
    let mut again = Complaint::of(Severity::Serious);
    for entry in complaint.trail.entries() {
        again.handling.take(&mut again.trail, entry.clone(), &again.desk).unwrap();
    }
    assert_eq!((again.handling, again.trail), (complaint.handling, complaint.trail));
}

#[cfg(feature = "serde")]
#[test]
fn a_trail_is_read_back_as_it_was_written() {
    let mut complaint = handled(Severity::Minor);
    complaint.does(2, "Wang", shelve(5));
    complaint.does(2, "Wang", accept(5, "Zhou"));
    let text = serde_json::to_string(&complaint.trail).unwrap();
    assert!(
        text.contains(r#"{"number":0,"step":{"step":"acknowledge"},"on":"2026-03-02""#),
        "{text}"
    );
    let read: Trail<ComplaintStep> = serde_json::from_str(&text).unwrap();
    assert_eq!(read, complaint.trail);
    let blank = r#"[{"step":{"step":"shelve","until":"2026-03-05","is_once":false,"why":" "},"on":"2026-03-02","by":"Wang"}]"#;
    let refused = serde_json::from_str::<Trail<ComplaintStep>>(blank).unwrap_err().to_string();
    assert!(refused.contains("a reason must not be blank"), "{refused}");
}
