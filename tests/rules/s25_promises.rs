//! S25: promises of ours, from the word given to the word kept.

use guanxi::calendar::{AsOf, Day};
use guanxi::id::StaffId;
use guanxi::lifecycle::{Entry, Progress, Reason, table_faults};
use guanxi::our_promise::{
    OurPromise, OurPromiseKind, OurPromiseOpening, OurPromiseRate, OurPromiseSource,
    OurPromiseStage, OurPromiseState, OurPromiseStep,
};
use guanxi::support::{PersonDays, SupportItem};

use crate::given::{as_of, day, shows_table, yuan};

fn words(text: &str) -> Reason {
    text.parse().unwrap()
}

fn staff(name: &str) -> StaffId {
    name.parse().unwrap()
}

/// A signboard, promised by Wang on 2 March 2026 for the end of the month.
fn opening() -> OurPromiseOpening {
    OurPromiseOpening {
        id: "P-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        to: Some("Manager Li".parse().unwrap()),
        kind: OurPromiseKind::Support,
        what: words("a signboard"),
        item: Some(SupportItem::Signboard),
        amount: Some(yuan("3000")),
        person_days: None,
        extra_cost: None,
        on: day("2026-03-02"),
        due: day("2026-03-31"),
        by: staff("Wang"),
        from: OurPromiseSource::Visit,
        reference: None,
    }
}

fn hand_over(to: &str) -> OurPromiseStep {
    OurPromiseStep::HandOver { to: staff(to) }
}

fn keep() -> OurPromiseStep {
    OurPromiseStep::Keep { proof: Some(words("photo")) }
}

fn take_back() -> OurPromiseStep {
    OurPromiseStep::Break { reason: words("the budget is gone") }
}

fn release() -> OurPromiseStep {
    let reason = words("the shop moves");
    OurPromiseStep::Release { person: "Manager Li".parse().unwrap(), reason }
}

/// A promise, and the refusal of its last step.
struct Told {
    promise: OurPromise,
    refused: Option<String>,
}

impl Told {
    fn of(opening: OurPromiseOpening) -> Self {
        Self { promise: OurPromise::try_open(opening).unwrap(), refused: None }
    }

    fn new() -> Self {
        Self::of(opening())
    }

    fn step(mut self, on: &str, step: OurPromiseStep) -> Self {
        let before = self.promise.clone();
        let event = Entry::new(step, day(on), staff("Sun"));
        self.refused = self.promise.apply(event).err().map(|it| it.to_string());
        if self.refused.is_some() {
            assert_eq!(self.promise, before, "nothing has changed");
        } else {
            let steps = self.promise.trail().iter().cloned();
            let again = OurPromise::replay(self.promise.opening().clone(), steps);
            assert_eq!(again.as_ref(), Ok(&self.promise));
        }
        self
    }

    fn state(&self, t: &str) -> Option<OurPromiseState> {
        self.promise.state(as_of(t))
    }

    #[track_caller]
    fn refuses(&self, text: &str) {
        assert_eq!(self.refused.as_deref(), Some(text));
    }
}

#[test]
fn the_page_shows_the_table() {
    assert_eq!(table_faults::<OurPromiseStage>(), []);
    assert!(shows_table::<OurPromiseStage>(include_str!("../../src/work/our_promise/mod.rs")));
}

#[test]
fn a_promise_is_late_from_the_day_after_its_last_day() {
    let told = Told::new();
    let states = ["2026-03-01", "2026-03-02", "2026-03-31", "2026-04-01"].map(|t| told.state(t));
    assert_eq!(
        states,
        [
            None,
            Some(OurPromiseState::Open),
            Some(OurPromiseState::Open),
            Some(OurPromiseState::Late)
        ]
    );
}

#[test]
fn a_promise_kept_on_its_last_day_is_kept_in_time_and_a_day_after_it_late() {
    let kept = |on: &str| Told::new().step(on, keep()).state("2026-12-31");
    assert_eq!(
        ["2026-03-02", "2026-03-31", "2026-04-01"].map(kept),
        [Some(OurPromiseState::Kept), Some(OurPromiseState::Kept), Some(OurPromiseState::KeptLate)]
    );
}

#[test]
fn the_past_keeps_saying_that_it_was_owed() {
    let told = Told::new().step("2026-04-02", keep());
    assert_eq!(told.state("2026-04-01"), Some(OurPromiseState::Late));
    assert!(told.promise.is_owed(as_of("2026-04-01")));
    assert!(!told.promise.is_owed(as_of("2026-04-02")));
    assert!(!told.promise.is_owed(as_of("2026-03-01")), "not given yet");
}

#[test]
fn a_promise_that_we_take_back_is_broken_whenever_we_do_and_the_customer_may_release_us() {
    let broken = |on: &str| Told::new().step(on, take_back()).state("2026-12-31");
    assert_eq!(["2026-03-03", "2026-04-05"].map(broken), [Some(OurPromiseState::Broken); 2]);
    let released = Told::new().step("2026-04-05", release());
    assert_eq!(released.state("2026-04-05"), Some(OurPromiseState::Released));
}

#[test]
fn nothing_follows_an_end() {
    for (end, stage) in [(keep(), "kept"), (take_back(), "broken"), (release(), "released")] {
        let told = Told::new().step("2026-03-10", end);
        for (step, act) in [
            (hand_over("Zhao"), "hand over"),
            (keep(), "keep"),
            (take_back(), "break"),
            (release(), "release"),
        ] {
            let told = Told { promise: told.promise.clone(), refused: None };
            let text = format!("cannot {act} a promise of ours that is {stage}");
            told.step("2026-03-11", step).refuses(&text);
        }
    }
}

#[test]
fn a_promise_is_kept_by_whoever_took_it_over() {
    let told = Told::new().step("2026-03-10", hand_over("Zhao"));
    let holder = |t: &str| told.promise.holder(as_of(t)).to_string();
    assert_eq!(["2026-03-09", "2026-03-10"].map(holder), ["Wang", "Zhao"]);
    assert_eq!(
        told.promise.to_string(),
        "a signboard, by 2026-03-31 (promised by Wang on 2026-03-02), with Zhao"
    );
    told.step("2026-03-11", hand_over("Zhao"))
        .refuses("Zhao has the promise already and cannot take it over");
    Told::new()
        .step("2026-03-11", hand_over("Wang"))
        .refuses("Wang has the promise already and cannot take it over");
}

#[test]
fn a_promise_names_its_occasion_and_the_cost_of_what_goes_beyond_entitlements() {
    let extra = Told::of(OurPromiseOpening {
        extra_cost: Some(yuan("800")),
        from: OurPromiseSource::Opinion,
        reference: Some(words("O-7")),
        ..opening()
    });
    assert_eq!(
        extra.step("2026-03-10", hand_over("Zhao")).promise.to_string(),
        "a signboard, by 2026-03-31 (promised by Wang on 2026-03-02), \
         beyond entitlements for CNY 800.00, with Zhao"
    );
}

#[test]
fn whoever_takes_over_a_late_promise_is_not_the_one_who_is_late() {
    let answers = |on: &str| {
        let told = Told::new().step(on, hand_over("Zhao"));
        told.promise.answerable(as_of("2026-06-30")).to_string()
    };
    assert_eq!(["2026-03-31", "2026-04-01"].map(answers), ["Zhao", "Wang"]);
    let told = Told::new().step("2026-03-20", hand_over("Zhao"));
    assert_eq!(told.promise.answerable(as_of("2026-03-19")).as_str(), "Wang");
}

#[test]
fn a_step_has_its_number_and_its_day() {
    let mut told = Told::new();
    let event = Entry::new(keep(), day("2026-03-20"), staff("Wang")).numbered(1);
    let moved = Progress::Moved { from: OurPromiseStage::Given, to: OurPromiseStage::Kept };
    assert_eq!(told.promise.apply(event.clone()), Ok(moved));
    assert_eq!(told.promise.apply(event), Ok(Progress::Known));
    Told::new()
        .step("2026-03-01", keep())
        .refuses("a step of 2026-03-01 cannot come before the promise of 2026-03-02");
}

#[test]
fn a_promise_is_due_on_its_day_or_later_and_of_something() {
    let refusal = |change: &dyn Fn(&mut OurPromiseOpening)| {
        let mut opening = opening();
        change(&mut opening);
        OurPromise::try_open(opening.clone()).map_err(|it| it.to_string()).err().inspect(|text| {
            let replayed = OurPromise::replay(opening, []).unwrap_err();
            assert_eq!(replayed.to_string(), *text);
        })
    };
    assert_eq!(refusal(&|it| it.due = it.on), None);
    assert_eq!(
        refusal(&|it| it.due = day("2026-03-01")).as_deref(),
        Some("a promise of 2026-03-02 must be due on that day or later, was due on 2026-03-01")
    );
    assert_eq!(
        refusal(&|it| it.amount = Some(yuan("0"))).as_deref(),
        Some("a promised amount must be above zero, was CNY 0.00")
    );
    assert_eq!(refusal(&|it| it.extra_cost = Some(yuan("0.01"))), None);
    assert_eq!(
        refusal(&|it| it.extra_cost = Some(yuan("-1"))).as_deref(),
        Some("a promised amount must be above zero, was CNY -1.00")
    );
}

/// A promise of a number to a customer by a day.
fn due(id: &str, customer: &str, last: &str) -> Told {
    Told::of(OurPromiseOpening {
        id: id.parse().unwrap(),
        customer: customer.parse().unwrap(),
        due: day(last),
        ..opening()
    })
}

#[test]
fn the_list_of_monday_has_the_late_ones_and_those_of_the_week() {
    let promises = [
        due("P-5", "Li", "2026-04-13"),
        due("P-4", "Li", "2026-04-12"),
        due("P-2", "Ma", "2026-04-08"),
        due("P-3", "Li", "2026-04-08"),
        due("P-1", "Ma", "2026-03-31"),
        due("P-6", "Li", "2026-04-08").step("2026-04-04", keep()),
        due("P-7", "Li", "2026-04-08").step("2026-04-04", release()),
    ]
    .map(|it| it.promise);
    let owed = OurPromise::owed(&promises, as_of("2026-04-06"), 6);
    let ids: Vec<&str> = owed.iter().map(|it| it.opening().id.as_str()).collect();
    assert_eq!(ids, ["P-1", "P-3", "P-2", "P-4"], "by day, customer, number");
    assert_eq!(OurPromise::owed(&promises, as_of("2026-04-06"), 7).len(), 5);
    assert_eq!(OurPromise::owed(&promises, as_of("2026-03-01"), 90), Vec::<&OurPromise>::new());
    assert_eq!(OurPromise::owed(&promises, AsOf::new(Day::MAX), 6).len(), 5, "no day beyond");
}

#[test]
fn promises_are_counted_by_person_and_kind() {
    let delivery = OurPromiseOpening { kind: OurPromiseKind::Delivery, ..opening() };
    let promises = [
        Told::new().step("2026-03-31", keep()),
        Told::new().step("2026-04-01", keep()),
        Told::new(),
        Told::new().step("2026-04-01", take_back()),
        Told::new().step("2026-04-01", release()),
        Told::new().step("2026-04-02", hand_over("Zhao")),
        Told::new().step("2026-03-20", hand_over("Zhao")),
        due("P-9", "Li", "2026-12-31"),
        Told::of(delivery),
    ]
    .map(|it| it.promise);
    let rates = OurPromiseRate::by_person_and_kind(&promises, as_of("2026-04-10"));
    let said: Vec<String> = rates.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "Wang, delivery: 0 kept in time, 0 late, 0 broken, 0 released; 0 open, 1 overdue; \
             0% kept in time",
            "Wang, support: 1 kept in time, 1 late, 1 broken, 1 released; 1 open, 2 overdue; \
             20% kept in time",
            "Zhao, support: 0 kept in time, 0 late, 0 broken, 0 released; 0 open, 1 overdue; \
             0% kept in time",
        ]
    );
    let before = OurPromiseRate::by_person_and_kind(&promises, as_of("2026-03-02"));
    let open: Vec<_> = before.iter().map(|it| (it.open, it.kept_in_time())).collect();
    assert_eq!(open, [(1, None), (8, None)], "none is due yet");
    assert_eq!(OurPromiseRate::by_person_and_kind(&promises, as_of("2026-03-01")), []);
}

#[test]
fn a_promise_that_we_owe_goes_along_when_the_customer_changes_hands() {
    let told = Told::new().step("2026-04-02", keep());
    let along = told.promise.commitment(as_of("2026-04-01")).unwrap();
    assert_eq!(along.to_string(), "a signboard, by 2026-03-31 (promised by Wang on 2026-03-02)");
    assert_eq!(told.promise.commitment(as_of("2026-04-02")), None);
    assert_eq!(told.promise.commitment(as_of("2026-03-01")), None);
}

#[test]
fn days_of_people_are_counted_in_halves() {
    let days = |text: &str| text.parse::<PersonDays>().map_err(|it| it.to_string());
    assert_eq!(days("2.5"), Ok(PersonDays::from_half_days(5)));
    assert_eq!(days("2.0"), Ok(PersonDays::from_days(2)));
    assert_eq!(days("2147483647.5"), Ok(PersonDays::from_half_days(u32::MAX)));
    assert_eq!(days("0"), Ok(PersonDays::ZERO));
    for wrong in ["2.25", "-1", "+1", "", ".5", "1.", "2147483648", "two"] {
        let text = format!("person-days are counted in halves below 2^31, as 2.5, was {wrong:?}");
        assert_eq!(days(wrong), Err(text));
    }
    let sum: PersonDays = [5, 4, 1].map(PersonDays::from_half_days).into_iter().collect();
    assert_eq!((sum.to_string().as_str(), sum.half_days()), ("5", 10));
}
