//! S26: letters of customers, and calls to the hotline that are none but letters or complaints.

use chrono::Weekday;
use guanxi::calendar::{AsOf, Day, WorkCalendar, WorkCalendarDraft};
use guanxi::interaction::InteractionKind;
use guanxi::letter::{
    Letter, LetterAct, LetterAnswer, LetterFinding, LetterOpening, LetterPolicy, LetterPolicyDraft,
    LetterStage, LetterStep,
};
use guanxi::lifecycle::{Entry, table_faults, transitions};

use crate::given::{as_of, day, shows_table};

fn weekdays() -> WorkCalendar {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() }).unwrap()
}

/// A letter of Monday 2 March 2026, and the refusal of its last step.
struct Told {
    letter: Letter,
    refused: Option<String>,
}

impl Told {
    fn new() -> Self {
        let opening = LetterOpening {
            id: "L-1".parse().unwrap(),
            customer: "Li".parse().unwrap(),
            on: day("2026-03-02"),
            by: "Desk".parse().unwrap(),
            channel: InteractionKind::Hotline,
            text: "may we sell online?".parse().unwrap(),
        };
        Self { letter: Letter::open(opening), refused: None }
    }

    fn step(mut self, on: &str, step: LetterStep) -> Self {
        let before = self.letter.clone();
        let event = Entry::new(step, day(on), "Sun".parse().unwrap());
        self.refused = self.letter.apply(event).err().map(|it| it.to_string());
        if self.refused.is_some() {
            assert_eq!(self.letter, before, "nothing has changed");
        } else {
            let steps = self.letter.trail().iter().cloned();
            let again = Letter::replay(self.letter.opening().clone(), steps);
            assert_eq!(again.as_ref(), Ok(&self.letter));
        }
        self
    }

    #[track_caller]
    fn stands(&self, stage: LetterStage) {
        let now = self.letter.stage(AsOf::new(Day::MAX));
        assert_eq!((self.refused.as_deref(), now), (None, Some(stage)));
    }

    #[track_caller]
    fn refuses(&self, text: &str) {
        assert_eq!(self.refused.as_deref(), Some(text));
    }

    fn answer_by(&self, t: &str) -> Day {
        self.letter.answer_by(as_of(t), &LetterPolicy::default(), &weekdays()).unwrap()
    }

    fn finding(&self, t: &str) -> Option<LetterFinding> {
        self.letter.finding(as_of(t), &LetterPolicy::default(), &weekdays())
    }
}

fn hold_off(until: &str) -> LetterStep {
    LetterStep::HoldOff { reason: "the contract is read".parse().unwrap(), until: day(until) }
}

fn answer(answer: LetterAnswer) -> LetterStep {
    let text = "not in shops of others".parse().unwrap();
    LetterStep::Answer { answer, text, channel: InteractionKind::Letter }
}

fn ask_again() -> LetterStep {
    LetterStep::AskAgain { text: "and in our own?".parse().unwrap() }
}

#[test]
fn the_page_shows_the_table_of_stages() {
    assert_eq!(table_faults::<LetterStage>(), []);
    assert!(shows_table::<LetterStage>(include_str!("../../src/work/letter/mod.rs")));
}

/// Every row of the table: what is not named here is refused.
#[test]
fn a_letter_moves_by_its_table_alone() {
    use LetterAct as A;
    use LetterStage as S;
    let moves = [
        (S::Received, A::Acknowledge, S::Acknowledged),
        (S::Received, A::HoldOff, S::Acknowledged),
        (S::Received, A::AskAgain, S::Received),
        (S::Received, A::Answer, S::Answered),
        (S::Received, A::Forward, S::Forwarded),
        (S::Received, A::Withdraw, S::Withdrawn),
        (S::Acknowledged, A::HoldOff, S::Acknowledged),
        (S::Acknowledged, A::AskAgain, S::Acknowledged),
        (S::Acknowledged, A::Answer, S::Answered),
        (S::Acknowledged, A::Forward, S::Forwarded),
        (S::Acknowledged, A::Withdraw, S::Withdrawn),
        (S::Answered, A::AskAgain, S::Acknowledged),
        (S::Answered, A::Thank, S::Answered),
    ];
    for cell in transitions::<S>() {
        let row = moves.iter().find(|(from, act, _)| (*from, *act) == (cell.from, cell.act));
        assert_eq!(cell.to, row.map(|(_, _, to)| *to), "{} from {}", cell.act, cell.from);
    }
}

#[test]
fn a_letter_is_answered_within_five_working_days() {
    let told = Told::new();
    assert_eq!(told.answer_by("2026-03-02"), day("2026-03-09"));
    assert_eq!(told.finding("2026-03-09"), None);
    let late = told.finding("2026-03-10").unwrap();
    assert_eq!(late.to_string(), "was to be answered by 2026-03-09");
    let answered = told.step("2026-03-10", answer(LetterAnswer::No));
    answered.stands(LetterStage::Answered);
    assert_eq!(answered.finding("2026-03-31"), None);
    assert_eq!(answered.letter.stage(as_of("2026-03-01")), None);
}

#[test]
fn a_holding_answer_restarts_nothing() {
    let held = Told::new().step("2026-03-05", hold_off("2026-03-20"));
    held.stands(LetterStage::Acknowledged);
    assert_eq!(held.answer_by("2026-03-20"), day("2026-03-09"));
    let late = held.finding("2026-03-10").unwrap();
    assert_eq!(late.to_string(), "was to be answered by 2026-03-09, promised by 2026-03-20");
    Told::new()
        .step("2026-03-05", hold_off("2026-03-05"))
        .refuses("a holding answer of 2026-03-05 names a later day, was 2026-03-05");
}

#[test]
fn a_holding_answer_belongs_to_the_question_that_it_was_given_to() {
    let asked = Told::new()
        .step("2026-03-05", hold_off("2026-03-20"))
        .step("2026-03-06", answer(LetterAnswer::No))
        .step("2026-03-30", ask_again());
    let late = asked.finding("2026-04-30").unwrap();
    assert_eq!(late.to_string(), "was to be answered by 2026-04-06");
    let held = asked.step("2026-03-31", hold_off("2026-04-20"));
    let late = held.finding("2026-04-30").unwrap();
    assert_eq!(late.to_string(), "was to be answered by 2026-04-06, promised by 2026-04-20");
}

/// frappe/helpdesk #2228: a reply of thanks opened the ticket again.
#[test]
fn complaint_a_thank_you_does_not_reopen_a_letter() {
    let answered = || Told::new().step("2026-03-04", answer(LetterAnswer::Offer));
    let thanked = answered().step("2026-03-05", LetterStep::Thank);
    thanked.stands(LetterStage::Answered);
    assert_eq!(thanked.finding("2026-12-31"), None);
    let asked = answered().step("2026-03-05", ask_again());
    asked.stands(LetterStage::Acknowledged);
    assert_eq!(asked.answer_by("2026-03-05"), day("2026-03-12"), "a clock of its own");
    let urged = Told::new().step("2026-03-05", ask_again());
    assert_eq!(urged.answer_by("2026-03-05"), day("2026-03-09"), "the same clock");
}

/// Answered is a yes, a no with its reasons, or an offer; a holding answer is none.
#[test]
fn a_yes_a_no_and_an_offer_answer_a_letter_and_a_holding_answer_does_not() {
    for sense in LetterAnswer::ALL {
        Told::new().step("2026-03-03", answer(sense)).stands(LetterStage::Answered);
    }
    let reasons = "  ".parse::<guanxi::lifecycle::Reason>();
    assert!(reasons.is_err(), "a no without reasons cannot be written");
    let held = Told::new().step("2026-03-03", hold_off("2026-03-20"));
    assert!(held.finding("2026-03-10").is_some());
    Told::new()
        .step("2026-03-03", LetterStep::Acknowledge { channel: InteractionKind::Call })
        .stands(LetterStage::Acknowledged);
}

#[test]
fn the_way_of_the_customer_is_told() {
    let told =
        Told::new().step("2026-03-03", ask_again()).step("2026-03-04", answer(LetterAnswer::Yes));
    assert_eq!(
        told.letter.journey(as_of("2026-03-31")).unwrap().to_string(),
        "answered on 2026-03-04 after 2 days, asked 2 times, 1 hand-over"
    );
}

#[test]
fn a_step_before_the_receipt_and_a_step_out_of_turn_are_refused() {
    Told::new()
        .step("2026-03-01", ask_again())
        .refuses("a step of 2026-03-01 cannot come before the receipt on 2026-03-02");
    Told::new()
        .step("2026-03-03", LetterStep::Thank)
        .refuses("cannot thank for a letter that is received");
    let forwarded =
        Told::new().step("2026-03-03", LetterStep::Forward { to: "K-1".parse().unwrap() });
    forwarded.stands(LetterStage::Forwarded);
    forwarded
        .step("2026-03-04", answer(LetterAnswer::Yes))
        .refuses("cannot answer a letter that is forwarded");
    let draft = LetterPolicyDraft { answer_days: 0 };
    assert_eq!(
        LetterPolicy::try_new(draft).unwrap_err().to_string(),
        "answer_days must be at least 1, was 0"
    );
}
