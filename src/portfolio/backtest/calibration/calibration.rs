use std::ops::ControlFlow;

use super::axis::Axis;
use super::sums::{Cell, Sums};
use super::walk::Walk;
use super::{CalibratedPart, CalibrationError, CalibrationRequest, Capacity};
use crate::backtest::{Aftermath, BacktestProgress};
use crate::book::Book;
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerKey, PolicyVersion};
use crate::measure::Ratio;
use crate::money::{Currency, Money, Total};
use crate::policy::{Policy, PolicyDraft};
use crate::warning::{Level, Rule};

/// Thresholds with the largest gain by the calls that a team can make, with their evidence.
///
/// # Rule
///
/// > S21.4: of all thresholds in steps of one percentage point or one day, those of the largest
/// > gain: the saved share of the money of the spells in which the customer was called, less the
/// > cost of all calls, with no more calls a week than the capacity. Of equals those with fewer
/// > calls, then those nearest to the policy. They are learnt from days whose outcomes were known
/// > when the first day came on which they are tried.
///
/// A call is a raise to the level or above it from below on the judged day before. Money counts
/// once for each spell, the days in a row of which it came true, as in the
/// [figures](crate::backtest::LevelFigures): where its customer is called on any day of it, however
/// often. So a call after the day on which it came true saves nothing. A customer of which it never
/// stops coming true, as one that orders more seldom than the outcome allows, is one spell.
///
/// Sought are, for loss the probability of no order, for debt utilisation and days past due, for
/// sales progress the shares of plan and of last year. Both thresholds of a rule are sought
/// together, over all pairs. Whatever else raises the level, as the hard cap or a missing limit,
/// calls at every threshold and uses up capacity; where that alone is more than the capacity, the
/// thresholds with the fewest calls are found, and [`is_within_capacity`](Self::is_within_capacity)
/// is false.
///
/// Displayed as the evidence in lines; [`to_toml`](Self::to_toml) gives the file of the policy with
/// the same lines as comments.
///
/// ```
/// use guanxi::backtest::{Calibration, CalibrationRequest, Capacity, NoOrderWithin};
/// use guanxi::book::Book;
/// use guanxi::calendar::{AsOf, Day};
/// use guanxi::customer::Customer;
/// use guanxi::measure::Ratio;
/// use guanxi::money::Amount;
/// use guanxi::policy::Policy;
/// use guanxi::trade::Sale;
/// use guanxi::warning::{Level, Rule};
///
/// let mut book = Book::new("CNY".parse()?);
/// let begin: Day = "2024-01-01".parse()?;
/// for number in 0..60 {
///     let key = book.register(Customer::new(format!("C{number:02}").parse()?))?;
///     let gap = 7 + number % 5 * 7;
///     let stops = if number % 3 == 0 { 150 + 9 * number } else { 900 };
///     for day in (number..stops).step_by(gap.try_into()?) {
///         let document = format!("{number}-{day}").parse()?;
///         book.record(key, Sale::new(document, begin.offset(day), "CNY 500".parse()?))?;
///     }
/// }
/// let days: Vec<AsOf> = (0..26).map(|it| AsOf::new(begin.offset(120 + 28 * it))).collect();
/// let policy = Policy::default();
/// let request = CalibrationRequest {
///     policy: &policy,
///     rule: Rule::Loss,
///     level: Level::Watch,
///     days: &days,
///     tried_from: begin.offset(500),
///     horizon_days: 60,
///     capacity: Capacity {
///         calls_per_week: 1,
///         cost_per_call: Amount::from_minor(20_00),
///         saved: Ratio::from_percent(30),
///     },
/// };
/// let outcome = NoOrderWithin { days: 60.try_into()?, known: AsOf::new(begin.offset(900)) };
/// let found = Calibration::find(&book, &request, |book, key, t| outcome.aftermath(book, key, t))?;
/// assert!(found.is_within_capacity);
/// assert!(found.learnt.gain >= found.before.ok_or("in steps")?.0.gain);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "阈值校准")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calibration {
    /// The policy with the thresholds that were found.
    pub policy: Policy,
    /// The rule.
    pub rule: Rule,
    /// The level from which customers are called.
    pub level: Level,
    /// The capacity that was asked for.
    pub capacity: Capacity,
    /// The currency of the money.
    pub currency: Currency,
    /// The thresholds.
    pub thresholds: Vec<CalibratedThreshold>,
    /// Other thresholds that differ from those of the policy to begin with, as the order of levels
    /// needs it: those of other levels, and those that clear a level of utilisation.
    pub moved_along: Vec<CalibratedThreshold>,
    /// Tells whether the calls were no more than the capacity on the days learnt from.
    pub is_within_capacity: bool,
    /// The worth of the thresholds on the days from which they were learnt.
    pub learnt: CalibratedPart,
    /// Their worth on later days, of which nothing was learnt.
    pub tried: CalibratedPart,
    /// The same of the policy to begin with; `None` where a threshold of it lies between steps.
    pub before: Option<(CalibratedPart, CalibratedPart)>,
    /// The version of the policy to begin with. A policy found that differs from that one has
    /// neither version nor first day: its owner states both.
    pub version_before: Option<PolicyVersion>,
    /// The day from which the policy to begin with is in force.
    pub effective_from_before: Option<Day>,
    /// The best thresholds of other capacities, on the days learnt from.
    pub curve: Vec<CapacityPoint>,
}

/// A threshold before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CalibratedThreshold {
    /// Its path in the policy.
    pub path: String,
    /// The threshold of the policy to begin with, as its file has it.
    pub before: String,
    /// The one that was found.
    pub after: String,
}

/// The best thresholds of another capacity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapacityPoint {
    /// The most calls of a week.
    pub calls_per_week: u32,
    /// The thresholds, in the order of those that were found.
    pub thresholds: Vec<String>,
    /// Tells whether these calls keep within the capacity; where `false`, no thresholds need
    /// fewer.
    pub is_within_capacity: bool,
    /// Their worth.
    pub learnt: CalibratedPart,
}

impl Calibration {
    /// Finds the thresholds of a rule.
    ///
    /// The outcome is that of a [backtest](crate::backtest::Backtest::run). It has to look at no
    /// more than `horizon_days` after a day. Nor should later corrections teach: of a day before
    /// `tried_from` it tells what was known on `tried_from`.
    ///
    /// # Errors
    ///
    /// A rule or a loss method whose thresholds are not sought, or whose arms are off; a call of a
    /// negative cost, or one that saves more than everything; fewer than two days to learn from or
    /// to try on; purchases of a customer that do not fit an amount.
    pub fn find<A: Into<Aftermath>>(
        book: &Book,
        request: &CalibrationRequest<'_>,
        outcome: impl Fn(&Book, CustomerKey, AsOf) -> A + Sync,
    ) -> Result<Self, CalibrationError> {
        let go_on = |_| ControlFlow::Continue(());
        let found = Self::find_with_progress(book, request, outcome, go_on)?;
        found.ok_or(CalibrationError::TooFewToTry { days: 0, tried_from: request.tried_from })
    }

    /// Finds the thresholds of a rule, and calls a function after each day that is judged; `None`
    /// where that answers [`ControlFlow::Break`].
    ///
    /// # Errors
    ///
    /// As of [`find`](Self::find).
    pub fn find_with_progress<A: Into<Aftermath>>(
        book: &Book,
        request: &CalibrationRequest<'_>,
        outcome: impl Fn(&Book, CustomerKey, AsOf) -> A + Sync,
        mut progress: impl FnMut(BacktestProgress) -> ControlFlow<()>,
    ) -> Result<Option<Self>, CalibrationError> {
        let draft = PolicyDraft::from(request.policy.clone());
        let axes = Axis::of_rule(request.rule, &draft)?;
        if axes.iter().all(|it| it.is_off(&draft)) {
            return Err(CalibrationError::Off { rule: request.rule });
        }
        check_worth(request.capacity, book.currency())?;
        let (learn, try_on) = parts(request)?;
        let aftermath = |key, t| outcome(book, key, t).into();
        let with = |steps| {
            let moved = with_steps(&draft, axes, request.level, steps);
            Policy::try_from(moved).map_err(CalibrationError::Policy)
        };
        let (widest, narrowest) = (with([0; 2])?, with(last_steps(axes))?);
        let walk = Walk { book, request, axes, widest: &widest, narrowest: &narrowest };
        let (all, mut judged) = (learn.iter().chain(&try_on).count(), 1_usize..);
        let mut tell = |as_of| {
            let done = judged.next().unwrap_or(all);
            progress(BacktestProgress { done, all, as_of })
        };
        let Some(learnt) = walk.sums(&learn, &aftermath, &mut tell)? else { return Ok(None) };
        let Some(tried) = walk.sums(&try_on, &aftermath, &mut tell)? else { return Ok(None) };
        let search = Search { request, axes, draft: &draft, learn: &learn, sums: &learnt };
        let too_few = || CalibrationError::TooFewToTry { days: 0, tried_from: request.tried_from };
        let best = search.best(request.capacity.calls_per_week).ok_or_else(too_few)?;
        let part = |days: &[Day], cell| CalibratedPart::new(days, cell, request);
        let before = search
            .begin()
            .and_then(|it| Some((part(&learn, learnt.at(it))?, part(&try_on, tried.at(it))?)));
        Ok(Some(Self {
            policy: anew(&draft, with(best)?)?,
            rule: request.rule,
            level: request.level,
            capacity: request.capacity,
            currency: book.currency(),
            thresholds: search.thresholds(best),
            moved_along: search.moved_along(best),
            is_within_capacity: search.is_within(&learnt.at(best), request.capacity.calls_per_week),
            learnt: part(&learn, learnt.at(best)).ok_or_else(too_few)?,
            tried: part(&try_on, tried.at(best)).ok_or_else(too_few)?,
            before,
            version_before: draft.version.clone(),
            effective_from_before: draft.effective_from,
            curve: search.curve(),
        }))
    }
}

/// Refuses a call that costs less than nothing, or saves more than everything.
fn check_worth(capacity: Capacity, currency: Currency) -> Result<(), CalibrationError> {
    let Capacity { cost_per_call, saved, .. } = capacity;
    if cost_per_call.is_negative() {
        return Err(CalibrationError::Cost { cost: Money::new(cost_per_call, currency) });
    }
    if saved > Ratio::ONE {
        return Err(CalibrationError::Saved { saved });
    }
    Ok(())
}

/// The days to learn from, whose outcomes are over before the first day to try on, and those.
fn parts(request: &CalibrationRequest<'_>) -> Result<(Vec<Day>, Vec<Day>), CalibrationError> {
    let CalibrationRequest { tried_from, horizon_days, .. } = *request;
    let mut days: Vec<Day> = request.days.iter().map(|it| it.day()).collect();
    days.sort_unstable();
    days.dedup();
    let is_over = |day: &&Day| day.offset(horizon_days.into()) < tried_from;
    let learn: Vec<Day> = days.iter().filter(is_over).copied().collect();
    let try_on: Vec<Day> = days.iter().filter(|it| **it >= tried_from).copied().collect();
    match (learn.len(), try_on.len()) {
        (days @ 0..=1, _) => Err(CalibrationError::TooFewToLearn { days, tried_from }),
        (_, days @ 0..=1) => Err(CalibrationError::TooFewToTry { days, tried_from }),
        (2.., 2..) => Ok((learn, try_on)),
    }
}

/// The last step of each threshold.
fn last_steps(axes: &[Axis]) -> [usize; 2] {
    let last = |place: usize| axes.get(place).map_or(0, |it| it.last_step());
    [last(0), last(1)]
}

/// A policy with its thresholds at some steps.
fn with_steps(draft: &PolicyDraft, axes: &[Axis], level: Level, steps: [usize; 2]) -> PolicyDraft {
    let mut moved = draft.clone();
    axes.iter().zip(steps).for_each(|(axis, step)| axis.set(&mut moved, level, step));
    moved
}

/// A policy without the version and the first day of another, where it differs from that.
fn anew(before: &PolicyDraft, found: Policy) -> Result<Policy, CalibrationError> {
    let mut draft = PolicyDraft::from(found);
    if draft != *before {
        (draft.version, draft.effective_from) = (None, None);
    }
    Policy::try_from(draft).map_err(CalibrationError::Policy)
}

/// A search over the pairs of steps on the days to learn from.
struct Search<'a> {
    request: &'a CalibrationRequest<'a>,
    axes: &'a [Axis],
    draft: &'a PolicyDraft,
    learn: &'a [Day],
    sums: &'a Sums,
}

impl Search<'_> {
    /// The steps of the policy to begin with; `None` where one lies between steps.
    fn begin(&self) -> Option<[usize; 2]> {
        let step = |place: usize| match self.axes.get(place) {
            Some(axis) => axis.step_of(self.draft, self.request.level),
            None => Some(0),
        };
        Some([step(0)?, step(1)?])
    }

    /// Tells whether calls are no more than a number a week.
    fn is_within(&self, cell: &Cell, calls_per_week: u32) -> bool {
        let part = CalibratedPart::new(self.learn, *cell, self.request);
        part.is_some_and(|it| it.is_within(calls_per_week))
    }

    /// The best pair within a number of calls a week; the one with the fewest calls where none is.
    fn best(&self, calls_per_week: u32) -> Option<[usize; 2]> {
        let nearest = |place: usize| {
            let axis = self.axes.get(place);
            axis.map_or(0, |axis| axis.nearest_step(self.draft, self.request.level))
        };
        let begin = [nearest(0), nearest(1)];
        let distance = |steps: [usize; 2]| {
            let apart = steps.into_iter().zip(begin).map(|(a, b)| a.abs_diff(b));
            apart.fold(0_usize, |sum, it| sum.checked_add(it).unwrap_or(sum))
        };
        let rank = |(steps, cell): &([usize; 2], Cell)| {
            let is_within = self.is_within(cell, calls_per_week);
            let gain = self.request.capacity.gain(cell.money(), cell.calls().all());
            let gain = gain.unwrap_or(Total::ZERO);
            let calls = std::cmp::Reverse(cell.calls().all());
            let (first, then) = if is_within { (Some(gain), None) } else { (None, Some(gain)) };
            (is_within, first, calls, then, std::cmp::Reverse(distance(*steps)), *steps)
        };
        self.sums.cells().max_by_key(rank).map(|(steps, _)| steps)
    }

    fn thresholds(&self, steps: [usize; 2]) -> Vec<CalibratedThreshold> {
        let level = self.request.level;
        let after = self.spoken(steps);
        let before = self.axes.iter().map(|it| (it.path(level), it.spoken(self.draft, level)));
        let all = before.zip(after);
        all.map(|((path, before), after)| CalibratedThreshold { path, before, after }).collect()
    }

    /// Those beside them that move along.
    fn moved_along(&self, steps: [usize; 2]) -> Vec<CalibratedThreshold> {
        let (moved, level) = (self.moved(steps), self.request.level);
        let beside = |draft| self.axes.iter().flat_map(move |it| it.beside(draft, level));
        let all = beside(self.draft).zip(beside(&moved));
        let all = all.map(|((path, before), (_, after))| (path, before, after));
        let moved = all.filter(|(_, before, after)| before != after);
        moved.map(|(path, before, after)| CalibratedThreshold { path, before, after }).collect()
    }

    /// The thresholds at some steps, in words.
    fn spoken(&self, steps: [usize; 2]) -> Vec<String> {
        let (moved, level) = (self.moved(steps), self.request.level);
        self.axes.iter().map(|it| it.spoken(&moved, level)).collect()
    }

    fn moved(&self, steps: [usize; 2]) -> PolicyDraft {
        with_steps(self.draft, self.axes, self.request.level, steps)
    }

    /// Half the capacity, and one and a half, two, three and four times.
    fn curve(&self) -> Vec<CapacityPoint> {
        let calls = self.request.capacity.calls_per_week;
        let times = |halves: u32| Some(calls.checked_mul(halves)? / 2).filter(|it| *it > 0);
        let mut most: Vec<u32> = [1, 2, 3, 4, 6, 8].into_iter().filter_map(times).collect();
        most.dedup();
        let point = |calls_per_week: u32| {
            let steps = self.best(calls_per_week)?;
            let (cell, thresholds) = (self.sums.at(steps), self.spoken(steps));
            let is_within_capacity = self.is_within(&cell, calls_per_week);
            let learnt = CalibratedPart::new(self.learn, cell, self.request)?;
            Some(CapacityPoint { calls_per_week, thresholds, is_within_capacity, learnt })
        };
        most.into_iter().filter_map(point).collect()
    }
}
