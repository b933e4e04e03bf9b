use std::fmt;
use std::iter::successors;
use std::num::NonZeroU16;

use super::Capacity;
use super::figures::{Sightings, rounded};
use super::outcome::NoOrderWithin;
use super::silences::Silences;
use crate::calendar::{AsOf, Day, Window};
use crate::engine::parallel;
use crate::feed::{Feed, FeedGap};
use crate::lapse::CallThreshold;
use crate::measure::{Proportion, ProportionInterval, proven};
use crate::review::Review;

/// Days of facts that a past day has before it to be learnt from.
const DAYS_BEFORE: i32 = 365;
/// Days over which the past days are spread, so that every season counts alike.
const SPREAD: i32 = 364;
/// The most past days.
const MOST_LISTS: i32 = 13;
const WEEK: i32 = 7;

/// The precision of a list of calls, as past days of the same book bear it out.
///
/// # Rule
///
/// > S21.4: the precision it states is that of its like at past as-of days of the book whose `H`
/// > days are over and which have 365 days of facts before them; without such a day it states none,
/// > and says so.
///
/// The past days are whole weeks apart, at most 13, spread over the latest year of those that can
/// be learnt from. On each of them the book is judged as it was known then, and the list is as long
/// as today's in number and in share of the active, whichever is more: in a book that grew or
/// shrank the precision is stated too low rather than too high. A day whose `H` days touch a stated
/// gap of sales, or run beyond the day up to which sales are complete, is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StatedPrecision {
    /// Lists of past days, and what came of them.
    BorneOut(PastLists),
    /// Every past day has less than a year of facts before it, or its `H` days are not over.
    HistoryTooShort {
        /// The day from which there is one to learn from; `None` while no customer has bought.
        from: Option<Day>,
    },
    /// Sales are missing after each past day that could be learnt from.
    SalesMissing {
        /// The latest of the gaps.
        gap: FeedGap,
    },
}

/// The lists of past days, and what came of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastLists {
    /// All calls of these lists, by what came of them: true are those to customers that ordered
    /// nothing within the horizon.
    pub calls: Sightings,
    /// The number of lists.
    pub lists: u32,
    /// The day of the earliest.
    pub first: Day,
    /// The day of the latest.
    pub last: Day,
    /// The number of lists whose horizons do not overlap.
    apart: u32,
}

impl PastLists {
    /// The precision: the share of the calls with a known outcome that went to customers who
    /// ordered nothing within the horizon.
    pub fn share_true(&self) -> Option<Proportion> {
        self.calls.share_true()
    }

    /// The interval of the precision at 95 %, that of Wilson; `None` when nobody was called.
    ///
    /// Lists whose horizons overlap see the same silences again, so they count as one: the interval
    /// is that of as many calls as lists that lie a horizon apart.
    pub fn interval(&self) -> Option<ProportionInterval> {
        let (apart, lists) = (u64::from(self.apart), u64::from(self.lists));
        let part_of = |count: u32| {
            let scaled = u64::from(count).checked_mul(apart)?.checked_mul(2)?;
            let half_up = scaled.checked_add(lists)?.checked_div(lists.checked_mul(2)?)?;
            u32::try_from(half_up).ok()
        };
        let known = self.share_true()?;
        Proportion::try_new(part_of(known.part())?, part_of(known.whole())?)?.interval()
    }
}

impl StatedPrecision {
    /// The precision of a list of the customers that are called today.
    pub(super) fn new(
        review: &Review<'_>,
        (today, capacity): (&Silences, Option<Capacity>),
        called: usize,
    ) -> Self {
        let (t, horizon) = (review.as_of(), review.policy().loss.lapse.horizon_days);
        let Some(first) = today.first else { return Self::HistoryTooShort { from: None } };
        let known = review.book().feed_statements().as_of(t);
        let complete = known.watermarks.get(Feed::Sales).map_or(t.day(), |it| it.min(t.day()));
        let latest = complete.offset(back(after(horizon)));
        let earliest = first.offset(DAYS_BEFORE);
        if latest < earliest {
            return Self::HistoryTooShort { from: Some(earliest.offset(after(horizon))) };
        }
        let gap_after = |day: Day| {
            let days = Window { after: day, until: day.offset(after(horizon)) };
            known.gaps_in(Feed::Sales, days).max_by_key(|it| it.to())
        };
        let all = past_days(earliest, latest);
        let days: Vec<Day> = all.iter().copied().filter(|it| gap_after(*it).is_none()).collect();
        let Some((last, first)) = days.first().zip(days.last()) else {
            let gap = all.into_iter().find_map(gap_after);
            return gap
                .map_or(Self::HistoryTooShort { from: None }, |gap| Self::SalesMissing { gap });
        };
        let (first, last) = (*first, *last);
        let length = Length { called, active: today.active.len() };
        let counted =
            parallel::map(days, |day| past_list(review, (length, capacity), AsOf::new(day)));
        let lists = proven!(u32::try_from(counted.len()).ok(), else 1, "at most 13");
        let calls = counted.into_iter().fold(Sightings::default(), Sightings::plus);
        let apart = last.days_since(first).checked_div(after(horizon));
        let apart = apart.and_then(|it| u32::try_from(it).ok()?.checked_add(1));
        let apart = proven!(apart, else 1, "the days lie in order").min(lists);
        Self::BorneOut(PastLists { calls, lists, first, last, apart })
    }
}

fn after(horizon: NonZeroU16) -> i32 {
    i32::from(horizon.get())
}

/// Days in the other direction.
fn back(days: i32) -> i32 {
    proven!(days.checked_neg(), else 0, "days of a policy or of a year")
}

/// The past days, the latest first: whole weeks apart.
fn past_days(earliest: Day, latest: Day) -> Vec<Day> {
    let earliest = earliest.max(latest.offset(back(SPREAD)));
    let weeks = latest.days_since(earliest) / WEEK;
    let steps = (MOST_LISTS - 1).min(weeks).max(1);
    let apart = proven!(
        weeks.checked_add(steps).and_then(|it| it.checked_sub(1)?.checked_div(steps)?.checked_mul(WEEK)),
        else SPREAD,
        "at most 52 weeks"
    );
    let earlier = |day: &Day| Some(day.offset(back(apart.max(WEEK)))).filter(|it| *it >= earliest);
    successors(Some(latest), earlier).collect()
}

/// The length of a list among all that could be called.
#[derive(Debug, Clone, Copy)]
struct Length {
    called: usize,
    active: usize,
}

impl Length {
    /// The length of its like among other customers: as long in number and in share.
    fn among(self, others: usize) -> usize {
        let share = self.called.checked_mul(others).and_then(|it| it.checked_div(self.active));
        share.map_or(self.called, |it| it.max(self.called)).min(others)
    }
}

/// The list of a past day, as it would have been made then, and what came of it.
fn past_list(
    review: &Review<'_>,
    (length, capacity): (Length, Option<Capacity>),
    day: AsOf,
) -> Sightings {
    let (book, policy) = (review.book(), review.policy());
    let silences = Silences::new(book, &book.assessor(day, policy), capacity);
    let at_most = length.among(silences.active.len());
    let threshold = CallThreshold::from_probabilities(silences.probabilities(), at_most);
    let outcome = NoOrderWithin { days: policy.loss.lapse.horizon_days, known: review.as_of() };
    let called = silences.active.iter().filter(|it| threshold.calls(it.no_order));
    let seen = called.map(|it| Sightings::one(outcome.hindsight(book, it.customer, day)));
    seen.fold(Sightings::default(), Sightings::plus)
}

impl fmt::Display for StatedPrecision {
    /// `71.5% (62.5% to 79.8%), 143 of 200 calls of 2 lists from 2010-12-01 to 2010-12-08`, or the
    /// reason for which nothing is stated.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BorneOut(it) => it.fmt(f),
            Self::HistoryTooShort { from: None } => {
                write!(f, "the history is too short: nobody has bought")
            }
            Self::HistoryTooShort { from: Some(day) } => {
                let learnt = "the first past day to learn from is known on";
                write!(f, "the history is too short: {learnt} {day}")
            }
            Self::SalesMissing { gap } => write!(f, "no past day can be learnt from: {gap}"),
        }
    }
}

impl fmt::Display for PastLists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lists, first, last, .. } = self;
        let counted = self.share_true().and_then(|it| Some((it, it.fraction()?)));
        let Some(((counted, share), interval)) = counted.zip(self.interval()) else {
            return write!(f, "nobody is called");
        };
        let (low, high) = (rounded(interval.low), rounded(interval.high));
        write!(f, "{} ({low} to {high}), {counted} calls ", share.percent())?;
        match lists {
            1 => write!(f, "of the list of {last}"),
            _ => write!(f, "of {lists} lists from {first} to {last}"),
        }
    }
}
