//! Letters whatever the steps: none ends unanswered, and no holding answer moves its day.

use chrono::Weekday;
use guanxi::calendar::{AsOf, Day, WorkCalendar, WorkCalendarDraft};
use guanxi::interaction::InteractionKind;
use guanxi::letter::{
    Letter, LetterAct, LetterAnswer, LetterOpening, LetterPolicy, LetterStage, LetterStep,
};
use guanxi::lifecycle::{Entry, Step as _};
use proptest::prelude::*;

fn day(days: i32) -> Day {
    "2026-03-02".parse::<Day>().unwrap().offset(days)
}

fn weekdays() -> WorkCalendar {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() }).unwrap()
}

fn received() -> Letter {
    Letter::open(LetterOpening {
        id: "L-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        on: day(0),
        by: "Desk".parse().unwrap(),
        channel: InteractionKind::Letter,
        text: "may we?".parse().unwrap(),
    })
}

fn step(act: LetterAct, until: Day) -> LetterStep {
    let (text, channel) = (|| "text".parse().unwrap(), InteractionKind::Call);
    match act {
        LetterAct::Acknowledge => LetterStep::Acknowledge { channel },
        LetterAct::HoldOff => LetterStep::HoldOff { reason: text(), until },
        LetterAct::AskAgain => LetterStep::AskAgain { text: text() },
        LetterAct::Answer => {
            LetterStep::Answer { answer: LetterAnswer::Offer, text: text(), channel }
        }
        LetterAct::Thank => LetterStep::Thank,
        LetterAct::Forward => LetterStep::Forward { to: "K-1".parse().unwrap() },
        LetterAct::Withdraw => LetterStep::Withdraw { reason: text() },
    }
}

/// The fifth working day after a day; the first of all is a Monday.
fn fifth(after: i32) -> i32 {
    let (mut on, mut count) = (after, 0);
    while count < 5 {
        on += 1;
        count += i32::from(on % 7 < 5);
    }
    on
}

proptest! {
    #[test]
    fn no_letter_ends_unanswered_and_nothing_but_a_new_question_moves_its_day(
        moves in prop::collection::vec(
            (any::<prop::sample::Index>(), 0_i32..5, -1_i32..9), 0..12
        ),
        after in 0_i32..12,
    ) {
        let (policy, calendar) = (LetterPolicy::default(), weekdays());
        let (mut letter, mut on) = (received(), 0);
        // By the rule: the day from which the customer waits, and whether it has its answer.
        let (mut asked, mut is_answered, mut is_over) = (0, false, false);
        for (act, later, until) in moves {
            on += later;
            let act = *act.get(&LetterAct::ALL);
            let stage = letter.stage(AsOf::new(day(on))).unwrap();
            let event = Entry::new(step(act, day(on + until)), day(on), "Sun".parse().unwrap());
            let before = letter.clone();
            let taken = letter.apply(event).is_ok();
            let may = stage.after(act).is_some() && (act != LetterAct::HoldOff || until > 0);
            prop_assert_eq!(taken, may);
            if !taken {
                prop_assert_eq!(&letter, &before);
                continue;
            }
            match act {
                LetterAct::Answer => is_answered = true,
                LetterAct::AskAgain if is_answered => (asked, is_answered) = (on, false),
                LetterAct::Forward | LetterAct::Withdraw => is_over = true,
                _ => {}
            }
        }
        let t = AsOf::new(day(on + after));
        let stage = letter.stage(t).unwrap();
        prop_assert_eq!(stage.owes_answer(), !is_answered && !is_over);
        if stage == LetterStage::Answered {
            let has_answer = letter.trail().iter().any(|it| it.step.act() == LetterAct::Answer);
            prop_assert!(has_answer);
        }
        prop_assert_eq!(letter.answer_by(t, &policy, &calendar), Some(day(fifth(asked))));
        let is_late = stage.owes_answer() && on + after > fifth(asked);
        prop_assert_eq!(letter.finding(t, &policy, &calendar).is_some(), is_late);
        let steps = letter.trail().iter().cloned();
        let again = Letter::replay(letter.opening().clone(), steps);
        prop_assert_eq!(again.as_ref(), Ok(&letter));
    }
}
