//! Complaints whatever the steps: none is closed without an answer, and no day counts twice.

use std::collections::BTreeSet;

use chrono::Weekday;
use guanxi::calendar::{AsOf, Day, WorkCalendar, WorkCalendarDraft};
use guanxi::complaint::{
    Complaint, ComplaintAct, ComplaintAssessment, ComplaintDecision, ComplaintInputs,
    ComplaintNotice, ComplaintOpening, ComplaintPolicy, ComplaintRemedy, ComplaintSeverity,
    ComplaintStage, ComplaintStep, ComplaintTerms, ComplaintTopic,
};
use guanxi::interaction::InteractionKind;
use guanxi::lifecycle::{Entry, Step as _};
use guanxi::money::{Currency, Money, Total};
use proptest::prelude::*;

fn day(days: i32) -> Day {
    "2026-03-02".parse::<Day>().unwrap().offset(days)
}

fn weekdays() -> WorkCalendar {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() }).unwrap()
}

fn received() -> Complaint {
    Complaint::open(ComplaintOpening {
        id: "K-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        on: day(0),
        by: "Desk".parse().unwrap(),
        channel: InteractionKind::Call,
        topic: ComplaintTopic::Other,
        text: "wet".parse().unwrap(),
        remedy_sought: None,
        complained_of: None,
        product: None,
        follows: None,
    })
}

/// A step of an act, with a day of its own where it names one.
fn step(act: ComplaintAct, until: Day, severity: ComplaintSeverity) -> ComplaintStep {
    let text = || "text".parse().unwrap();
    let notice = || ComplaintNotice { channel: InteractionKind::Letter, text: text() };
    let remedy = || ComplaintRemedy { text: text(), by: until };
    let cause = || "rain".parse().unwrap();
    let to = || "Head".parse().unwrap();
    match act {
        ComplaintAct::Acknowledge => ComplaintStep::Acknowledge { channel: InteractionKind::Call },
        ComplaintAct::Assess => ComplaintStep::Assess(ComplaintAssessment {
            severity,
            touches_safety: false,
            is_complex: false,
            needs_action: false,
        }),
        ComplaintAct::Assign => ComplaintStep::Assign { to: to() },
        ComplaintAct::Investigate => ComplaintStep::Investigate,
        ComplaintAct::Pause => ComplaintStep::Pause { until, reason: text(), agreed_by: None },
        ComplaintAct::Resume => ComplaintStep::Resume,
        ComplaintAct::HoldOff => {
            ComplaintStep::HoldOff { reason: text(), until, channel: InteractionKind::Call }
        }
        ComplaintAct::Inform => ComplaintStep::Inform(notice()),
        ComplaintAct::AskAgain => ComplaintStep::AskAgain,
        ComplaintAct::Resolve => ComplaintStep::Resolve { cause: cause(), remedy: remedy() },
        ComplaintAct::GrantGoodwill => ComplaintStep::GrantGoodwill {
            cause: cause(),
            sum: Money::try_from_text("100", Currency::CNY).unwrap(),
        },
        ComplaintAct::Decide => {
            let decision = ComplaintDecision::Upheld(remedy());
            ComplaintStep::Decide { cause: cause(), decision }
        }
        ComplaintAct::Tell => ComplaintStep::Tell { notice: notice(), way_on: text() },
        ComplaintAct::Finish => ComplaintStep::Finish,
        ComplaintAct::Accept => ComplaintStep::Accept,
        ComplaintAct::Reject => ComplaintStep::Reject { reason: text() },
        ComplaintAct::Escalate => ComplaintStep::Escalate { reason: text(), to: to() },
        ComplaintAct::Close => ComplaintStep::Close { effect: text() },
        ComplaintAct::Withdraw => ComplaintStep::Withdraw(notice()),
        ComplaintAct::Merge => {
            ComplaintStep::Merge { into: "K-0".parse().unwrap(), notice: notice() }
        }
        ComplaintAct::MarkDuplicate => {
            ComplaintStep::MarkDuplicate { of: "K-0".parse().unwrap(), notice: notice() }
        }
        ComplaintAct::Reopen => ComplaintStep::Reopen { news: text() },
        ComplaintAct::ReopenHigher => ComplaintStep::ReopenHigher { news: text(), to: to() },
    }
}

type Move = (prop::sample::Index, i32, i32, u8, ComplaintSeverity);

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let severity = prop::sample::select(ComplaintSeverity::ALL.to_vec());
    let one = (any::<prop::sample::Index>(), 0..3_i32, 0..12_i32, 0..3_u8, severity);
    prop::collection::vec(one, 0..60)
}

proptest! {
    #[test]
    fn no_complaint_is_closed_without_an_answer_and_no_day_counts_twice(moves in moves()) {
        let (policy, calendar) = (ComplaintPolicy::default(), weekdays());
        let terms = ComplaintTerms { policy: &policy, calendar: &calendar };
        let held = BTreeSet::from(["complaint manager".parse().unwrap()]);
        let inputs = ComplaintInputs { terms, held: &held, goodwill_before: Total::ZERO };
        let (mut complaint, mut on) = (received(), 0);
        for (act, later, until, by, severity) in moves {
            on += later;
            // Among the acts that the table allows, so that trails get somewhere.
            let stage = complaint.stage(AsOf::new(day(on))).unwrap();
            let allowed: Vec<_> =
                ComplaintAct::ALL.into_iter().filter(|act| stage.after(*act).is_some()).collect();
            if allowed.is_empty() {
                break;
            }
            let step = step(*act.get(&allowed), day(on + until), severity);
            let event = Entry::new(step, day(on), format!("Wang {by}").parse().unwrap());
            let before = complaint.clone();
            if complaint.apply(event, &inputs).is_err() {
                prop_assert_eq!(&complaint, &before);
            }
        }
        let steps = complaint.trail().iter().cloned();
        let again = Complaint::replay(complaint.opening().clone(), steps);
        prop_assert_eq!(again.as_ref(), Ok(&complaint));
        // Every close has an answer after the opening before it.
        let acts: Vec<_> = complaint.trail().iter().map(|it| it.step.act()).collect();
        let mut is_told = false;
        for act in acts {
            match act {
                ComplaintAct::Tell => is_told = true,
                ComplaintAct::Reject | ComplaintAct::Reopen | ComplaintAct::ReopenHigher => {
                    is_told = false;
                }
                ComplaintAct::Close => prop_assert!(is_told),
                _ => {}
            }
        }
        let t = AsOf::new(day(on));
        let stage = complaint.stage(t).unwrap();
        prop_assert_eq!(stage == ComplaintStage::Closed, complaint.told(t).is_some() && !stage.is_open());
        // The days of all stages and pauses are the days since the receipt, each once.
        let days: u32 = complaint.stage_days(t).iter().map(|it| it.days + it.paused).sum();
        prop_assert_eq!(days, u32::try_from(on).unwrap());
        let is_paused = |on: &i32| complaint.pauses(t).iter().any(|pause| {
            pause.from() <= day(*on) && pause.until().is_none_or(|until| day(*on) < until)
        });
        let paused: u32 = complaint.stage_days(t).iter().map(|it| it.paused).sum();
        prop_assert_eq!(usize::try_from(paused).unwrap(), (0..on).filter(is_paused).count());
        // Work on it goes along, whatever the steps.
        let work = terms.handling(&complaint, t).unwrap();
        prop_assert_eq!(work.status().is_open(), stage.is_open());
    }
}
