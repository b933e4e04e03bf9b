//! A register of a made-up trade, stepped each day for the customers with an event, for those that
//! are due and for those whose next evaluation it is, against one that is stepped each day for all.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::{AsOf, Day, Period, WorkCalendarDraft};
use guanxi::casework::{
    CasePolicy, CasePolicyDraft, CaseStep, Effect, Input, Notice, Register, WarningKey,
};
use guanxi::feed::{Feed, FeedStatement};
use guanxi::id::CustomerKey;
use guanxi::measure::Ratio;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::review::{Assessor, NextEvaluation, RegisterDay, StepContext};
use guanxi::segment::{AbcMethod, Cuts};

use crate::dice::Dice;
use crate::trade::Trade;

const FIRST: &str = "2025-12-01";

/// Days between two reviews, after which both registers go by the figures of the book as they are.
const REVIEWED: i32 = 28;

fn cases(draft: CasePolicyDraft) -> CasePolicyDraft {
    let mut draft = CasePolicyDraft { silent_days: 20, open_days: 40, ..draft };
    // A part of a book is no flood.
    draft.flood_guard.share_above = Ratio::from_percent(100);
    draft
}

fn policy(change: impl FnOnce(&mut PolicyDraft)) -> Policy {
    let mut draft = PolicyDraft::default();
    draft.cases = cases(draft.cases);
    change(&mut draft);
    Policy::try_from(draft).unwrap()
}

fn closed_days() -> WorkCalendarDraft {
    let first: Day = "2025-12-24".parse().unwrap();
    let fair: Day = "2026-08-01".parse().unwrap();
    let holidays = (0..10).map(|it| first.offset(it)).chain((0..14).map(|it| fair.offset(it)));
    WorkCalendarDraft {
        rest_days: vec!["Sun".parse().unwrap()],
        holidays: holidays.collect(),
        ..WorkCalendarDraft::default()
    }
}

fn sorted(mut notices: Vec<Notice>) -> Vec<Notice> {
    notices.sort();
    notices
}

/// Two registers of one trade: one stepped for all, and one for those that have to be.
struct Pair<'p> {
    trade: Trade,
    policy: &'p Policy,
    daily: Register,
    part: Register,
    number: u64,
    next: BTreeMap<CustomerKey, NextEvaluation>,
    said: Vec<Notice>,
    /// Customers stepped in part.
    stepped: usize,
}

impl<'p> Pair<'p> {
    fn new(trade: Trade, policy: &'p Policy) -> Self {
        let (daily, part) = (Register::default(), Register::default());
        let (next, said) = (BTreeMap::new(), Vec::new());
        Self { trade, policy, daily, part, number: 0, next, said, stepped: 0 }
    }

    /// Reviews the whole book with both registers.
    fn review(&mut self, t: AsOf) -> (Assessor<'p>, Cuts) {
        self.number += 1;
        let (context, cases) = (StepContext::default(), &self.policy.cases);
        let review = self.trade.book.review(t, self.policy).unwrap();
        let told = review.step(&mut self.daily, self.number, &context, cases).unwrap();
        let of_part = review.step(&mut self.part, self.number, &context, cases).unwrap();
        assert_eq!(sorted(of_part), sorted(told), "the review of {t}");
        let cuts = *review.cuts();
        let assessor = self.trade.book.assessor(t, self.policy);
        let all: BTreeSet<_> = self.trade.keys.iter().copied().collect();
        self.look_ahead((&assessor, cuts), &all);
        (assessor, cuts)
    }

    fn look_ahead(&mut self, by: (&Assessor<'_>, Cuts), some: &BTreeSet<CustomerKey>) {
        let cases = &self.policy.cases;
        let context = StepContext::default();
        let day = RegisterDay { assessor: by.0, cuts: by.1, context, cases };
        let within = u16::try_from(1 + self.trade.dice.roll(20)).unwrap();
        let coming = day.coming_days(&self.trade.book, within.try_into().unwrap());
        for key in some {
            self.next.insert(*key, coming.next_evaluation(&self.trade.book, *key).unwrap());
        }
    }

    /// Steps both registers on a day after events.
    fn day(&mut self, by: (&Assessor<'_>, Cuts), events: BTreeSet<CustomerKey>) {
        self.number += 1;
        let t = by.0.as_of();
        let (context, cases) = (StepContext::default(), &self.policy.cases);
        let day = RegisterDay { assessor: by.0, cuts: by.1, context, cases };
        let some = self.part_of_day(t, events);
        let (book, number) = (&self.trade.book, self.number);
        let told = day.step(book, &mut self.daily, number, &self.trade.keys).unwrap();
        let list: Vec<_> = some.iter().copied().collect();
        let of_part = day.step(book, &mut self.part, number, &list).unwrap();
        assert_eq!(sorted(of_part), sorted(told.clone()), "on {t}");
        self.said.extend(told);
        self.stepped += some.len();
        self.look_ahead(by, &some);
    }

    /// A person tries something in a case of each register.
    fn work(&mut self, on: Day) {
        let open: Vec<WarningKey> = self.daily.open().map(|(key, _)| key).collect();
        let dice = &mut self.trade.dice;
        let Some(key) = dice.pick(&open).copied().filter(|_| dice.is_one_in(2)) else { return };
        let (by, step) = step(dice, key, on, &self.policy.cases);
        self.number += 1;
        let input = Input::Step { number: self.number, by: by.parse().unwrap(), step };
        let (t, cases) = (AsOf::new(on), &self.policy.cases);
        let one = self.daily.apply(key, input.clone(), t, cases);
        assert_eq!(self.part.apply(key, input, t, cases), one, "{key:?} on {on}");
    }

    /// Tests that both registers hold the same.
    fn check(&self) {
        assert_eq!(self.part.episodes().count(), self.daily.episodes().count());
        for ((key, one), (other, two)) in self.daily.episodes().zip(self.part.episodes()) {
            assert_eq!(key, other);
            assert_eq!(one.case(), two.case(), "{key:?}");
            assert_eq!(one.closed_cases(), two.closed_cases(), "{key:?}");
            assert_eq!(one.condition().phase(), two.condition().phase(), "{key:?}");
            assert_eq!(one.held_back_by(), two.held_back_by(), "{key:?}");
        }
    }

    fn count(&self, is_such: impl Fn(&Effect) -> bool) -> usize {
        let such = |it: &&Notice| matches!(it, Notice::Warning(_, effect) if is_such(effect));
        self.said.iter().filter(such).count()
    }
}

fn step(dice: &mut Dice, key: WarningKey, on: Day, cases: &CasePolicy) -> (&'static str, CaseStep) {
    let why = || "so it is".to_owned();
    let requested_by = || "Zhou".parse().unwrap();
    let until = on.offset(1 + dice.roll(9) as i32);
    match dice.roll(8) {
        0 => ("Wang", CaseStep::Acknowledge),
        1 | 2 => ("Wang", CaseStep::Investigate),
        3 => {
            let cause = cases.taxonomy.get(key.rule).causes[0].clone();
            let evidence = vec!["a call".to_owned()];
            ("Wang", CaseStep::RecordCause { cause, evidence, is_primary: true })
        }
        4 => ("Wang", CaseStep::Dismiss { why: why(), requested_by: requested_by() }),
        5 => ("Wang", CaseStep::Shelve { until, is_once: true, why: why() }),
        6 => ("Wang", CaseStep::AcceptRisk { until, why: why(), requested_by: requested_by() }),
        _ => ("Qian", CaseStep::Resolve),
    }
}

/// A year in which both registers go by the figures of the last review.
fn a_year(seed: u64, policy: &Policy, has_watermarks: bool) -> Pair<'_> {
    let first: Day = FIRST.parse().unwrap();
    let mut pair = Pair::new(Trade::new(seed, 24, first), policy);
    let (mut figures, mut cuts) = pair.review(AsOf::new(first));
    for today in (1..=365).map(|days| first.offset(days)) {
        let (t, mut events) = (AsOf::new(today), BTreeSet::new());
        for who in 0..pair.trade.keys.len() {
            if pair.trade.happen(who, today) {
                events.insert(pair.trade.keys[who]);
            }
        }
        if has_watermarks {
            // Every morning sales are complete up to the day before.
            let to = today.offset(-1);
            let complete = FeedStatement::Complete { feed: Feed::Sales, to };
            pair.trade.book.feed_statements_mut().state(today, complete).unwrap();
        }
        if today.days_since(first) % REVIEWED == 0 {
            (figures, cuts) = pair.review(t);
        } else {
            let assessor = figures.for_day(&pair.trade.book, t);
            pair.day((&assessor, cuts), events);
        }
        pair.work(today);
    }
    pair.review(AsOf::new(first.offset(366)));
    pair.check();
    pair
}

#[test]
fn a_year_of_a_trade_is_told_by_those_that_are_due_as_by_daily_steps_of_all() {
    let policy = policy(|_| ());
    let pair = a_year(0x5EED, &policy, false);
    assert!(pair.count(|it| matches!(it, Effect::Raised { .. })) > 50);
    assert!(pair.count(|it| matches!(it, Effect::Escalated { .. })) > 10);
    assert!(pair.count(|it| matches!(it, Effect::DeEscalated { .. })) > 5);
    assert!(pair.count(|it| matches!(it, Effect::Recovered { .. })) > 20);
    assert!(pair.count(|it| matches!(it, Effect::Silent { .. })) > 2);
    assert!(pair.count(|it| matches!(it, Effect::DeadlineMissed(_))) > 20);
    assert!(pair.stepped * 4 < 24 * 365 * 3, "no fewer than all: {}", pair.stepped);
}

#[test]
fn closed_days_months_and_feeds_of_yesterday_change_nothing_of_it() {
    let policy = policy(|draft| {
        draft.progress.period = Period::Month;
        *draft = std::mem::take(draft).with_calendar(closed_days());
    });
    let pair = a_year(0xCAFE, &policy, true);
    assert!(pair.count(|it| matches!(it, Effect::Silent { .. })) > 2);
}

#[test]
fn a_year_of_reviews_of_all_is_told_by_those_that_are_due() {
    // A book of four customers has no prior of its own, and nobody in it is large: every review
    // goes by the same figures.
    let policy = policy(|draft| {
        let amounts = |text: &str| text.parse().unwrap();
        draft.abc.cut =
            AbcMethod::FixedAmounts { a: amounts("900000000"), b: amounts("800000000") };
    });
    let first: Day = FIRST.parse().unwrap();
    for seed in [3, 77] {
        let mut pair = Pair::new(Trade::new(seed, 4, first), &policy);
        let (figures, cuts) = pair.review(AsOf::new(first));
        for today in (1..=365).map(|days| first.offset(days)) {
            let (t, mut events) = (AsOf::new(today), BTreeSet::new());
            for who in 0..4 {
                if pair.trade.happen(who, today) {
                    events.insert(pair.trade.keys[who]);
                }
            }
            // The fourth is merged into the third for two months, which is known before.
            let (merged, survivor) = (pair.trade.keys[3], pair.trade.keys[2]);
            let mut customers = pair.trade.book.customers_mut();
            match today.days_since(first) {
                100 => customers.merge(merged, survivor, today.offset(9)).unwrap(),
                130 => customers.undo_merge(merged, today.offset(40)).unwrap(),
                _ => {}
            }
            if [100, 130].contains(&today.days_since(first)) {
                events.extend([merged, survivor]);
            }
            // What is recorded of the one merged is of the survivor.
            let book = &pair.trade.book;
            events.extend(events.clone().iter().map(|key| book.survivor_at(*key, t)));
            let assessor = figures.for_day(book, t);
            assert_eq!(book.assessor(t, &policy).context().prior(), figures.context().prior());
            pair.day_against_review((&assessor, cuts), events);
            pair.work(today);
        }
        pair.review(AsOf::new(first.offset(366)));
        pair.check();
    }
}

impl Pair<'_> {
    /// Steps one register by a review of all, the other in part.
    fn day_against_review(&mut self, by: (&Assessor<'_>, Cuts), events: BTreeSet<CustomerKey>) {
        self.number += 1;
        let t = by.0.as_of();
        let (context, cases) = (StepContext::default(), &self.policy.cases);
        let review = self.trade.book.review(t, self.policy).unwrap();
        let told = review.step(&mut self.daily, self.number, &context, cases).unwrap();
        assert_eq!(review.cuts(), &by.1);
        let some = self.part_of_day(t, events);
        let day = RegisterDay { assessor: by.0, cuts: by.1, context, cases };
        let list: Vec<_> = some.iter().copied().collect();
        let of_part = day.step(&self.trade.book, &mut self.part, self.number, &list).unwrap();
        assert_eq!(sorted(of_part), sorted(told), "on {t}");
        self.look_ahead(by, &some);
    }

    /// Those with an event, those that are due, and those whose next evaluation it is.
    fn part_of_day(&self, t: AsOf, events: BTreeSet<CustomerKey>) -> BTreeSet<CustomerKey> {
        let mut some = events;
        some.extend(self.part.due(t, &self.policy.cases));
        let is_next = |it: &(&CustomerKey, &NextEvaluation)| it.1.day() <= t.day();
        some.extend(self.next.iter().filter(is_next).map(|(key, _)| *key));
        some
    }
}
