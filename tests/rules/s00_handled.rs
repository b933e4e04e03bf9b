//! Letters, returns, funds, promises and opinions by the rules of every handling.

#![allow(clippy::arithmetic_side_effects, reason = "counts of a test")]

use guanxi::calendar::{AsOf, WorkCalendar};
use guanxi::communication::{MeetingCycle, Opinion, OpinionAnswer, OpinionDraft, OpinionState};
use guanxi::complaint::ComplaintPolicy;
use guanxi::desk::{DeskRules, DeskTerms, DeskTrail, Handled, Ungraded};
use guanxi::goods_return::{DenialReason, GoodsReturn, ReturnPolicy, ReturnStage, ReturnStep};
use guanxi::handling::{
    Deadline, Handling, HandlingEffect, HandlingStage, HandlingStep, Status, Subject,
};
use guanxi::letter::{Letter, LetterPolicy, LetterStage, LetterStep};
use guanxi::lifecycle::{Entry, Stage as _, Step, TakesTurns, Turn};
use guanxi::our_promise::{OurPromise, OurPromiseStage, OurPromiseStep};
use guanxi::repair::{Repair, RepairStage, RepairStep};
use guanxi::support_fund::{FundClaimStage, FundRequestStage};

use crate::given::{as_of, day, yuan};
use crate::s00_desk::{
    answer, ask_again, entry, fund, goods, in_fund, letter, promise, repair, weekdays,
};

/// The rules of a desk, for matters that are done within 5 working days.
struct Desk {
    letters: LetterPolicy,
    returns: ReturnPolicy,
    people: ComplaintPolicy,
    calendar: WorkCalendar,
}

impl Desk {
    fn new() -> Self {
        let (letters, returns) = (LetterPolicy::default(), ReturnPolicy::default());
        Self { letters, returns, people: ComplaintPolicy::default(), calendar: weekdays() }
    }

    fn terms(&self) -> DeskTerms<'_> {
        DeskTerms { policy: &self.people, calendar: &self.calendar, within_days: 5 }
    }

    fn letter(
        &self,
        letter: &Letter,
        desk: &DeskTrail<guanxi::id::LetterId>,
        on: &str,
    ) -> Handling<guanxi::id::LetterId> {
        let rules = DeskRules { policy: &*self.letters, calendar: &self.calendar };
        letter.handling(desk, as_of(on), &self.terms(), rules).unwrap()
    }

    fn goods(&self, goods: &GoodsReturn, on: &str) -> Handling<guanxi::id::ReturnId> {
        let desk = DeskTrail::<guanxi::id::ReturnId>::default();
        goods.handling(&desk, as_of(on), &self.terms(), &self.returns).unwrap()
    }
}

fn owner<K: Subject>(work: &Handling<K>) -> &str {
    work.owner().unwrap().as_str()
}

#[test]
fn a_letter_has_an_owner_a_deadline_reminders_and_a_hand_over() {
    let (desk, terms) = (Desk::new(), DeskTrail::<guanxi::id::LetterId>::default());
    let work = || desk.letter(&letter(Vec::new()), &terms, "2026-03-02");
    assert_eq!((owner(&work()), work().stage()), ("Desk", HandlingStage::New));
    assert_eq!(work().due(Deadline::Remedy), day("2026-03-09"));
    let brings = |on| work().pass_day(day(on), &desk.terms());
    assert_eq!(brings("2026-03-02"), []);
    assert_eq!(brings("2026-03-03"), [HandlingEffect::Reminder(0)]);
    let missed = Deadline::ALL.map(HandlingEffect::DeadlineMissed);
    let is_missed = |on| brings(on).starts_with(&missed);
    assert_eq!(["2026-03-09", "2026-03-10"].map(is_missed), [false, true]);
    let is_handed_over = |on| brings(on).contains(&HandlingEffect::HandOver);
    assert_eq!(["2026-04-27", "2026-04-28"].map(is_handed_over), [false, true]);
    let rules = DeskRules { policy: &*desk.letters, calendar: &desk.calendar };
    let before = letter(Vec::new()).handling(&terms, as_of("2026-03-01"), &desk.terms(), rules);
    assert_eq!(before, None);
}

#[test]
fn people_at_the_desk_give_a_letter_to_somebody_and_put_it_on_a_shelf() {
    let (desk, letter) = (Desk::new(), letter(Vec::new()));
    let mut kept = DeskTrail::<guanxi::id::LetterId>::default();
    let mut take = |on: &str, step| {
        let mut work = desk.letter(&letter, &kept, on);
        work.take(&mut kept, entry(on, "Wang", step), &desk.terms())
    };
    take("2026-03-03", HandlingStep::Assign { to: "Sun".parse().unwrap() }).unwrap();
    let shelve = |until| HandlingStep::Shelve {
        until: day(until),
        is_once: false,
        why: "the fair".parse().unwrap(),
    };
    let refused = take("2026-03-04", shelve("2026-04-04")).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "to shelve a case takes a day in 2026-03-04..=2026-04-03, was 2026-04-04"
    );
    take("2026-03-04", shelve("2026-03-20")).unwrap();
    let work = desk.letter(&letter, &kept, "2026-03-16");
    assert_eq!((owner(&work), work.shelf().unwrap().until), ("Sun", day("2026-03-20")));
    let brings = |on| work.clone().pass_day(day(on), &desk.terms());
    assert_eq!(brings("2026-03-20"), [], "nothing is heard of it on its shelf");
    assert_eq!(brings("2026-03-21").first(), Some(&HandlingEffect::ShelfEnded));
}

#[test]
fn an_answer_ends_the_work_and_another_question_begins_it_anew_with_its_owner() {
    let (desk, mut kept) = (Desk::new(), DeskTrail::<guanxi::id::LetterId>::default());
    let assign = HandlingStep::Assign { to: "Sun".parse().unwrap() };
    kept.try_push(entry("2026-03-03", "Wang", assign)).unwrap();
    let steps = [entry("2026-03-05", "Sun", answer()), entry("2026-03-16", "Sun", ask_again())];
    let known = |count: usize| letter(steps.iter().take(count).cloned().collect());
    let work = desk.letter(&known(1), &kept, "2026-03-05");
    assert_eq!(work.status(), Status::Closed(LetterStage::Answered));
    let again = desk.letter(&known(2), &kept, "2026-03-16");
    assert_eq!((owner(&again), again.stage()), ("Sun", HandlingStage::New));
    assert_eq!(again.due(Deadline::Remedy), day("2026-03-23"));
}

#[test]
fn a_return_rests_up_to_the_last_day_for_its_goods_to_come() {
    let desk = Desk::new();
    let steps = vec![
        entry("2026-03-09", "Sun", ReturnStep::Authorise { quantity: 24 }),
        entry("2026-04-07", "Sun", ReturnStep::Receive { quantity: 24 }),
    ];
    let waiting = desk.goods(&goods(steps.iter().take(1).cloned().collect()), "2026-03-09");
    assert_eq!(waiting.shelf().unwrap().until, day("2026-04-08"));
    let brings = |on| waiting.clone().pass_day(day(on), &desk.terms());
    assert_eq!(brings("2026-04-08"), []);
    assert_eq!(brings("2026-04-09").first(), Some(&HandlingEffect::ShelfEnded));
    let received = desk.goods(&goods(steps), "2026-04-07");
    assert_eq!((received.shelf(), received.stage()), (None, HandlingStage::Acknowledged));
}

#[test]
fn a_request_and_a_claim_wait_for_the_customer_and_end_with_their_stage() {
    let (desk, fund) = (Desk::new(), fund());
    let requested = |on: &str| {
        let request = fund.requests(as_of(on)).into_values().next().unwrap();
        let trail = DeskTrail::<guanxi::id::FundRequestId>::default();
        in_fund(&fund, as_of(on), |rules| {
            request.handling(&trail, as_of(on), &desk.terms(), rules).unwrap()
        })
    };
    assert_eq!(owner(&requested("2026-03-03")), "Desk");
    assert_eq!(requested("2026-03-06").shelf().unwrap().until, day("2026-05-08"));
    assert_eq!(requested("2026-06-10").status(), Status::Closed(FundRequestStage::Lapsed));
    let claimed = |on: &str| {
        let claim = fund.claims(as_of(on)).into_values().next().unwrap();
        let trail = DeskTrail::<guanxi::id::FundClaimId>::default();
        in_fund(&fund, as_of(on), |rules| {
            claim.handling(&trail, as_of(on), &desk.terms(), rules).unwrap()
        })
    };
    assert_eq!(owner(&claimed("2026-03-25")), "Sun");
    assert_eq!(claimed("2026-05-12").shelf(), None);
    assert!(claimed("2026-05-14").shelf().is_some());
    assert_eq!(claimed("2026-05-20").shelf(), None);
    assert_eq!(claimed("2026-06-05").status(), Status::Closed(FundClaimStage::Denied));
}

#[test]
fn a_promise_is_due_on_the_last_worked_day_before_its_own_and_goes_over_to_its_holder() {
    let desk = Desk::new();
    let to = "Sun".parse().unwrap();
    let steps = [
        entry("2026-03-04", "Desk", OurPromiseStep::HandOver { to }),
        entry("2026-03-06", "Sun", OurPromiseStep::Keep { proof: None }),
    ];
    let work = |count: usize, until: &str, on: &str| {
        let known = promise(steps.iter().take(count).cloned().collect());
        let (people, calendar) = (&desk.people, &desk.calendar);
        let terms = DeskTerms::until(people, calendar, day("2026-03-02"), day(until));
        let trail = DeskTrail::<guanxi::id::OurPromiseId>::default();
        known.handling(&trail, as_of(on), &terms, ()).unwrap()
    };
    let due = |until| work(0, until, "2026-03-02").due(Deadline::Remedy);
    assert_eq!(due("2026-03-09"), day("2026-03-09"));
    assert_eq!(due("2026-03-08"), day("2026-03-06"), "a Sunday is not worked");
    assert_eq!(due("2026-03-02"), day("2026-03-02"));
    assert_eq!(owner(&work(0, "2026-03-09", "2026-03-04")), "Desk");
    assert_eq!(owner(&work(1, "2026-03-09", "2026-03-04")), "Sun");
    let kept = work(2, "2026-03-09", "2026-03-06");
    assert_eq!(kept.status(), Status::Closed(OurPromiseStage::Kept));
}

#[test]
fn an_opinion_is_worked_on_until_it_is_answered() {
    let desk = Desk::new();
    let draft = OpinionDraft {
        number: "O-1".parse().unwrap(),
        customer: "Wu".parse().unwrap(),
        person: None,
        on: day("2026-03-02"),
        by: "Desk".parse().unwrap(),
        words: "the boxes fall apart".parse().unwrap(),
        restated: None,
        confirmed: None,
        answer: Some(OpinionAnswer {
            on: day("2026-03-20"),
            text: "there are others".parse().unwrap(),
        }),
    };
    let opinion = Opinion::try_new(draft).unwrap();
    let mut kept = DeskTrail::<guanxi::desk::OpinionKey>::default();
    let assign = HandlingStep::Assign { to: "Sun".parse().unwrap() };
    kept.try_push(entry("2026-03-03", "Wang", assign)).unwrap();
    let work = |on: &str| {
        let rules = (MeetingCycle::Quarter, &[][..]);
        opinion.handling(&kept, as_of(on), &desk.terms(), rules)
    };
    assert_eq!(work("2026-03-01"), None);
    assert_eq!(owner(&work("2026-03-02").unwrap()), "Desk");
    let waiting = work("2026-03-19").unwrap();
    assert_eq!((owner(&waiting), waiting.stage()), ("Sun", HandlingStage::New));
    let answered = work("2026-03-20").unwrap();
    assert_eq!(answered.status(), Status::Closed(OpinionState::Answered));
}

/// All rows of at most some steps that a table allows.
fn rows<S: Step>(first: S::Stage, steps: &[S], length: usize) -> Vec<(Vec<S>, S::Stage)> {
    let mut all = vec![(Vec::new(), first)];
    let mut last = all.clone();
    for _ in 0..length {
        let longer = last.iter().flat_map(|(row, stage)| {
            steps.iter().filter_map(|step| {
                let next = stage.after(step.act())?;
                Some((row.iter().cloned().chain([step.clone()]).collect(), next))
            })
        });
        last = longer.collect();
        all.extend(last.iter().cloned());
    }
    all
}

/// Work done at the desk before the matter went on.
fn desks<K: Subject>() -> Vec<DeskTrail<K>> {
    let find = || HandlingStep::FindCause { is_primary: true };
    let rows = [
        vec![],
        vec![HandlingStep::Investigate],
        vec![HandlingStep::Investigate, find()],
        vec![HandlingStep::Investigate, find(), HandlingStep::Plan],
        vec![HandlingStep::Investigate, find(), HandlingStep::Resolve],
    ];
    let trail = |steps: Vec<HandlingStep<K::Closing>>| {
        let mut trail = DeskTrail::<K>::default();
        for step in steps {
            trail.try_push(entry("2026-03-02", "Wang", step)).unwrap();
        }
        trail
    };
    rows.into_iter().map(trail).collect()
}

/// Whatever the steps: the work has ended where it is nobody's turn, with the stage of the matter,
/// and lies aside where it is the customer's.
#[track_caller]
fn follows<M, S>(
    (first, steps, length): (S::Stage, &[S], usize),
    make: impl Fn(Vec<Entry<S>>) -> Option<M>,
    rules: M::Rules<'_>,
) where
    S: Step,
    S::Stage: TakesTurns,
    M: Handled<Key: Subject<Severity = Ungraded, Closing = S::Stage>>,
{
    let desk = Desk::new();
    let mut seen = [0_u32; 3];
    for (row, stage) in rows(first, steps, length) {
        let days = (0..).map(|days| day("2026-03-03").offset(days));
        let entries = row.into_iter().zip(days);
        let by = || "Sun".parse().unwrap();
        let Some(known) = make(entries.map(|(step, on)| Entry::new(step, on, by())).collect())
        else {
            continue;
        };
        for kept in desks::<M::Key>() {
            let t = AsOf::new(day("2026-03-10"));
            let work = known.handling(&kept, t, &desk.terms(), rules).unwrap();
            let place = match stage.whose_turn() {
                None => {
                    assert_eq!(work.status(), Status::Closed(stage), "{stage}");
                    0
                }
                Some(turn) => {
                    assert!(work.status().is_open(), "{stage}");
                    assert_eq!(work.shelf().is_some(), turn == Turn::Customers, "{stage}");
                    if turn == Turn::Ours { 1 } else { 2 }
                }
            };
            seen[place] += 1;
        }
    }
    assert!(seen[0] > 0 && seen[1] > 0);
}

#[test]
fn work_rests_during_the_customers_turn_and_ends_when_it_is_nobodys_turn() {
    let (letters, returns, calendar) =
        (LetterPolicy::default(), ReturnPolicy::default(), weekdays());
    let steps = [
        LetterStep::Acknowledge { channel: guanxi::interaction::InteractionKind::Letter },
        ask_again(),
        answer(),
        LetterStep::Thank,
        LetterStep::Forward { to: "K-1".parse().unwrap() },
        LetterStep::Withdraw { reason: "no more".parse().unwrap() },
    ];
    let rules = DeskRules { policy: &*letters, calendar: &calendar };
    let opening = letter(Vec::new()).opening().clone();
    let make = |steps| Letter::replay(opening.clone(), steps).ok();
    follows((LetterStage::Received, &steps, 5), make, rules);
    let steps = [
        OurPromiseStep::HandOver { to: "Sun".parse().unwrap() },
        OurPromiseStep::Keep { proof: None },
        OurPromiseStep::Break { reason: "no stock".parse().unwrap() },
    ];
    let opening = promise(Vec::new()).opening().clone();
    let make = |steps| OurPromise::replay(opening.clone(), steps).ok();
    follows((OurPromiseStage::Given, &steps, 3), make, ());
    let steps = [
        RepairStep::Estimate { price: yuan("80"), done_by: day("2026-03-27") },
        RepairStep::Accept,
        RepairStep::Decline { reason: "too dear".parse().unwrap() },
        RepairStep::HandBack,
        RepairStep::Close,
    ];
    let repairs = DeskRules { policy: &returns.repair, calendar: &calendar };
    let opening = repair(Vec::new()).opening().clone();
    let make = |steps| Repair::replay(opening.clone(), steps).ok();
    follows((RepairStage::TakenIn, &steps, 4), make, repairs);
    let steps = [
        ReturnStep::AskInfo { question: "which?".parse().unwrap() },
        ReturnStep::GiveInfo { answer: "this".parse().unwrap() },
        ReturnStep::Authorise { quantity: 24 },
        ReturnStep::Deny { reason: DenialReason::Wear, text: "worn".parse().unwrap() },
        ReturnStep::Receive { quantity: 12 },
        ReturnStep::Refund { quantity: 12, credit: yuan("100") },
        ReturnStep::Inform { text: "soon".parse().unwrap() },
        ReturnStep::Lapse,
        ReturnStep::Close,
    ];
    let opening = goods(Vec::new()).opening().clone();
    let make = |steps| GoodsReturn::replay(opening.clone(), steps).ok();
    follows((ReturnStage::Requested, &steps, 5), make, &*returns);
}
