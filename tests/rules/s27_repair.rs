//! S27: the repair of a thing: estimate, loan unit, turnaround.

use chrono::Weekday;
use guanxi::calendar::{AsOf, Day, WorkCalendar, WorkCalendarDraft};
use guanxi::goods_return::{RepairTerms, ReturnPolicy, ReturnPolicyDraft};
use guanxi::lifecycle::{Entry, table_faults};
use guanxi::repair::{Repair, RepairOpening, RepairStage, RepairStep};

use crate::given::{as_of, day, shows_moves, yuan};

fn weekdays() -> WorkCalendar {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() }).unwrap()
}

/// A repair, and the refusal of its last step.
#[derive(Clone)]
struct Told {
    repair: Repair,
    refused: Option<String>,
}

impl Told {
    /// Taken in on Monday 2 March 2026.
    fn new(warranty_until: Option<&str>) -> Self {
        let repair = Repair::open(RepairOpening {
            id: "F-1".parse().unwrap(),
            customer: "Li".parse().unwrap(),
            on: day("2026-03-02"),
            by: "Desk".parse().unwrap(),
            product: "pump".parse().unwrap(),
            serial: Some("P-77".parse().unwrap()),
            text: "it leaks".parse().unwrap(),
            warranty_until: warranty_until.map(day),
            part_of: Some("R-1".parse().unwrap()),
        });
        Self { repair, refused: None }
    }

    fn step(mut self, on: &str, step: RepairStep) -> Self {
        let before = self.repair.clone();
        let event = Entry::new(step, day(on), "Sun".parse().unwrap());
        self.refused = self.repair.apply(event).err().map(|it| it.to_string());
        if self.refused.is_some() {
            assert_eq!(self.repair, before, "nothing has changed");
        } else {
            let steps = self.repair.trail().iter().cloned();
            let again = Repair::replay(self.repair.opening().clone(), steps);
            assert_eq!(again.as_ref(), Ok(&self.repair));
        }
        self
    }

    fn estimated() -> Self {
        Self::new(None).step("2026-03-04", estimate("80", "2026-03-12"))
    }

    fn accepted() -> Self {
        Self::estimated().step("2026-03-09", RepairStep::Accept)
    }

    #[track_caller]
    fn stands(&self, stage: RepairStage) {
        let now = self.repair.stage(AsOf::new(Day::MAX));
        assert_eq!((self.refused.as_deref(), now), (None, Some(stage)));
    }

    #[track_caller]
    fn refuses(&self, text: &str) {
        assert_eq!(self.refused.as_deref(), Some(text));
    }

    fn ready_by(&self, t: &str) -> Day {
        self.repair.ready_by(as_of(t), RepairTerms::default(), &weekdays()).unwrap()
    }

    fn findings(&self, t: &str) -> Vec<String> {
        let found = self.repair.findings(as_of(t), RepairTerms::default(), &weekdays());
        found.iter().map(ToString::to_string).collect()
    }
}

fn estimate(price: &str, done_by: &str) -> RepairStep {
    RepairStep::Estimate { price: yuan(price), done_by: day(done_by) }
}

fn mend() -> RepairStep {
    RepairStep::Mend { work: "new seal".parse().unwrap() }
}

fn lend(unit: &str) -> RepairStep {
    RepairStep::Lend { unit: unit.parse().unwrap() }
}

fn take_back() -> RepairStep {
    RepairStep::TakeBack { state: "clean".parse().unwrap() }
}

#[test]
fn the_page_shows_the_moves_and_the_table_is_sound() {
    assert_eq!(table_faults::<RepairStage>(), []);
    assert!(shows_moves::<RepairStage>(include_str!("../../src/work/repair/mod.rs")));
}

#[test]
fn out_of_warranty_nothing_is_done_before_an_estimate_is_accepted() {
    let refused = "a repair out of warranty begins when the customer has accepted an estimate";
    Told::new(None).step("2026-03-03", mend()).refuses(refused);
    Told::new(Some("2026-03-01")).step("2026-03-03", mend()).refuses(refused);
    Told::new(Some("2026-03-02")).step("2026-03-03", mend()).stands(RepairStage::Repaired);
    Told::estimated()
        .step("2026-03-05", mend())
        .refuses("cannot finish a repair that is estimated");
    let accepted = Told::accepted();
    assert_eq!(accepted.repair.accepted(as_of("2026-03-08")), None);
    assert_eq!(accepted.repair.accepted(as_of("2026-03-09")), Some(yuan("80")));
    accepted.step("2026-03-10", mend()).stands(RepairStage::Repaired);
}

/// The last day of the warranty is in warranty, with no day left after it.
#[test]
fn the_days_of_warranty_left_are_known_when_a_thing_is_taken_in() {
    let left = |warranty| {
        let told = Told::new(warranty);
        (told.repair.opening().is_in_warranty(), told.repair.opening().warranty_left())
    };
    assert_eq!(left(Some("2026-03-14")), (true, Some(12)));
    assert_eq!(left(Some("2026-03-02")), (true, Some(0)));
    assert_eq!(left(Some("2026-03-01")), (false, Some(0)));
    assert_eq!(left(None), (false, None));
}

#[test]
fn more_work_takes_a_new_estimate_and_a_declined_thing_is_handed_back() {
    let again = Told::accepted().step("2026-03-10", estimate("150", "2026-03-20"));
    again.stands(RepairStage::Estimated);
    assert_eq!(again.repair.accepted(as_of("2026-03-10")), None, "the first no longer stands");
    let declined =
        again.step("2026-03-11", RepairStep::Decline { reason: "too dear".parse().unwrap() });
    declined.stands(RepairStage::Declined);
    assert_eq!(declined.repair.ready(as_of("2026-03-11")), Some(day("2026-03-11")));
    declined.step("2026-03-12", RepairStep::HandBack).stands(RepairStage::HandedBack);
    Told::accepted()
        .step("2026-03-10", RepairStep::GiveUp { reason: "no parts".parse().unwrap() })
        .stands(RepairStage::GivenUp);
}

#[test]
fn an_estimate_has_a_price_and_a_day_that_can_be() {
    let told = || Told::new(None);
    told()
        .step("2026-03-04", estimate("-0.01", "2026-03-12"))
        .refuses("the price of a repair is not negative, was CNY -0.01");
    told().step("2026-03-04", estimate("0", "2026-03-04")).stands(RepairStage::Estimated);
    told()
        .step("2026-03-04", estimate("80", "2026-03-03"))
        .refuses("an estimate of 2026-03-04 must name that day or a later one, was 2026-03-03");
    told()
        .step("2026-03-01", RepairStep::AskAgain)
        .refuses("a step of 2026-03-01 cannot come before the thing was taken in on 2026-03-02");
}

#[test]
fn a_lent_unit_is_back_before_the_repair_is_closed() {
    let told = || Told::new(None);
    told().step("2026-03-02", take_back()).refuses("no unit is lent");
    told().step("2026-03-02", lend("P-77")).refuses("P-77 is the thing that is repaired");
    let lent = told().step("2026-03-02", lend("L-1"));
    assert_eq!(lent.repair.lent(as_of("2026-03-02")), Some(&"L-1".parse().unwrap()));
    lent.clone().step("2026-03-03", lend("L-2")).refuses("unit L-1 is still lent");
    let swapped = lent.clone().step("2026-03-03", take_back()).step("2026-03-03", lend("L-2"));
    swapped.stands(RepairStage::TakenIn);
    let back = lent
        .step("2026-03-04", estimate("80", "2026-03-12"))
        .step("2026-03-05", RepairStep::Accept)
        .step("2026-03-12", mend())
        .step("2026-03-13", RepairStep::HandBack);
    back.clone().step("2026-03-13", RepairStep::Close).refuses("unit L-1 is still lent");
    back.clone()
        .step("2026-03-13", lend("L-3"))
        .refuses("cannot lend a unit for a repair that is handed back");
    assert_eq!(back.findings("2026-03-18"), [""; 0]);
    assert_eq!(back.findings("2026-03-19"), ["unit L-1 was to be back by 2026-03-18"]);
    let closed = back.step("2026-03-19", take_back()).step("2026-03-19", RepairStep::Close);
    closed.stands(RepairStage::Closed);
    assert_eq!(closed.findings("2026-04-30"), [""; 0]);
}

#[test]
fn the_turnaround_counts_working_days_and_none_with_the_customer() {
    // Ten working days after Monday 2 March.
    assert_eq!(Told::new(None).ready_by("2026-03-02"), day("2026-03-16"));
    assert_eq!(Told::new(None).findings("2026-03-16"), [""; 0]);
    assert_eq!(Told::new(None).findings("2026-03-17"), ["was to be ready by 2026-03-16"]);
    // Three working days with the customer: Wednesday 4, Thursday 5, Friday 6 March.
    assert_eq!(Told::accepted().ready_by("2026-03-09"), day("2026-03-19"));
    assert_eq!(Told::estimated().findings("2026-12-31"), [""; 0], "it is the customer's turn");
    let promised = Told::accepted();
    assert_eq!(promised.findings("2026-03-12"), [""; 0]);
    assert_eq!(promised.findings("2026-03-13"), ["was promised by 2026-03-12"]);
    assert_eq!(
        promised.findings("2026-03-20"),
        ["was to be ready by 2026-03-19", "was promised by 2026-03-12"]
    );
    assert_eq!(promised.step("2026-03-19", mend()).findings("2026-03-31"), [""; 0]);
}

#[test]
fn the_journey_ends_when_the_customer_has_the_thing_back() {
    let told = Told::accepted()
        .step("2026-03-11", RepairStep::AskAgain)
        .step("2026-03-12", mend())
        .step("2026-03-13", RepairStep::HandBack);
    let journey = told.repair.journey(as_of("2026-04-30")).unwrap();
    assert_eq!((journey.days, journey.paused, journey.our_days()), (11, 5, 6));
    assert_eq!(
        journey.to_string(),
        "answered on 2026-03-13 after 11 days, 5 of them with the customer, asked 2 times, \
         1 hand-over"
    );
    assert_eq!(told.repair.journey(as_of("2026-03-01")), None);
}

#[test]
fn the_days_of_repairs_are_policy() {
    let draft = ReturnPolicyDraft {
        repair: RepairTerms { turnaround_days: 0, loan_days: 0 },
        ..Default::default()
    };
    assert_eq!(
        ReturnPolicy::try_new(draft).unwrap_err().to_string(),
        "repair.turnaround_days must be at least 1, was 0"
    );
}
