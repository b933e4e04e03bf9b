//! The climbing arm: the ratio of expense to purchases over three months, rising.

use crate::calendar::{Day, MonthsBack, Window};
use crate::context::{Context, Needs};
use crate::engine::{BitSet, compare_products, is_negative_sum};
use crate::evidence::NotJudged;
use crate::feed::Feed;
use crate::measure::{Ratio, proven};
use crate::money::Total;
use crate::timeline::{IndexedTimeline, Timeline};
use crate::valid::{Draft, Violations};

/// Months of the ratio of expense to purchases that are looked back at.
const MONTHS_BACK: usize = 12;

/// When a climbing ratio of expense to purchases is a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ClimbingRules {
    /// The smallest rise above the median, in percentage points.
    pub least_rise: Ratio,
    /// The rise as a share of the median; the larger of the two counts.
    pub least_relative_rise: Ratio,
    /// The smallest number of months, of the twelve before, that make a median.
    pub fewest_months: u8,
}

impl Default for ClimbingRules {
    fn default() -> Self {
        let percent = Ratio::from_percent;
        Self { least_rise: percent(1), least_relative_rise: percent(20), fewest_months: 6 }
    }
}

impl Draft for ClimbingRules {
    fn check(&self, found: &mut Violations) {
        if !(1..=12).contains(&self.fewest_months) {
            found.add("fewest_months", format!("must lie in 1..=12, was {}", self.fewest_months));
        }
    }
}

/// Expense and purchases of three full months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quarter {
    pub(super) spent: Total,
    pub(super) bought: Total,
}

impl Quarter {
    /// Compares two ratios that exist.
    fn compare(self, other: Self) -> std::cmp::Ordering {
        let (spent, bought) = (self.spent.minor(), self.bought.minor());
        compare_products(spent, other.bought.minor(), other.spent.minor(), bought)
    }
}

/// The quarters that end with the last complete month and with each of the months before. A quarter
/// in which nothing was bought on balance has no ratio and does not exist.
pub(super) struct Quarters<'a> {
    expenses: Timeline<'a>,
    sales: &'a IndexedTimeline<'a>,
    ends: &'a [Day; MonthsBack::REACH],
    /// The place of the last complete month.
    first: usize,
    /// The quarters that touch a gap, by the months back of their end.
    missing: BitSet,
    lack: Option<NotJudged>,
}

impl<'a> Quarters<'a> {
    pub(super) fn new(
        expenses: Timeline<'a>,
        sales: &'a IndexedTimeline<'a>,
        context: &'a Context,
    ) -> Self {
        let (needs, months) = (context.needs(), context.months());
        let first = usize::from(months.incomplete());
        let (missing, lack) = (BitSet::default(), None);
        let all = Self { expenses, sales, ends: months.ends(), first, missing, lack };
        if needs.is_sure() { all } else { all.without_missing(needs) }
    }

    /// The quarters without those that touch a gap of either feed.
    #[cold]
    fn without_missing(self, needs: Needs<'_>) -> Self {
        let lack = |window| {
            let mut feeds = [Feed::Expenses, Feed::Sales].into_iter();
            feeds.find_map(|feed| needs.feed_in(feed, window))
        };
        let quarters = (0..=MONTHS_BACK).rev().map(|back| self.window(back, 3));
        let missing = quarters.fold(BitSet::default(), |missing, window| {
            missing.push(window.and_then(lack).is_some())
        });
        // The last quarter and the three before it: six months.
        Self { missing, lack: self.window(0, 6).and_then(lack), ..self }
    }

    /// The reason for which the last quarter and the three before it are not compared: a feed does
    /// not reach the end of the last month, or has a gap inside.
    pub(super) const fn lack(&self) -> Option<NotJudged> {
        self.lack
    }

    /// The months that end this number of months before the last complete one.
    fn window(&self, back: usize, months: usize) -> Option<Window> {
        let end = back.checked_add(self.first)?;
        let start = end.checked_add(months)?;
        Some(Window { after: *self.ends.get(start)?, until: *self.ends.get(end)? })
    }

    /// The quarter that ends this number of months before the last complete one.
    pub(super) fn get(&self, back: usize) -> Option<Quarter> {
        if self.missing.has(back) {
            return None;
        }
        let end = back.checked_add(self.first)?;
        let start = end.checked_add(3)?;
        let window = Window { after: *self.ends.get(start)?, until: *self.ends.get(end)? };
        let bought = self.sales.total_by(end)?.to_total().minus(self.sales.total_by(start)?);
        bought.is_positive().then(|| Quarter { spent: self.expenses.net(window), bought })
    }

    /// Tells whether the last quarter and the three before it exist, and the number of the twelve
    /// before it that do.
    pub(super) fn exist(&self) -> (bool, u32) {
        // The last quarter first.
        let exist = BitSet::of_rises(&self.sales.totals_by_month(), 3).skip(self.first);
        let exist = exist.without(self.missing);
        (exist.has_all_below(4), exist.skip(1).count_below(MONTHS_BACK))
    }

    /// Returns `true` when the ratio of the last quarter is the end of a rise.
    pub(super) fn rise(&self) -> bool {
        self.get(0).is_some_and(|last| self.rise_to(last))
    }

    /// Returns `true` when the ratio rose three times in a row, to that of the last quarter.
    pub(super) fn rise_to(&self, last: Quarter) -> bool {
        let mut after = last;
        (1..=3).all(|back| match self.get(back) {
            Some(before) if after.compare(before).is_gt() => {
                after = before;
                true
            }
            Some(_) | None => false,
        })
    }
}

impl ClimbingRules {
    /// Tells whether `r0` exceeds the median of the ratios before by at least the points and the
    /// share asked for.
    ///
    /// With `low` and `high` the middle two (the same one when the count is odd), `2·r0 ≥ low +
    /// high + 2·points` and `2·r0 ≥ (1 + share)·(low + high)`, each multiplied out so that nothing
    /// is divided.
    pub(super) fn is_far_above(self, r0: Quarter, quarters: &Quarters<'_>, existing: u32) -> bool {
        let mut sorted = [None; MONTHS_BACK];
        for (place, back) in sorted.iter_mut().zip(1..) {
            *place = quarters.get(back);
        }
        // Ratios that do not exist go last.
        sorted.sort_unstable_by(|a, b| match (a, b) {
            (Some(a), Some(b)) => a.compare(*b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        let Some((low, high)) = middle_two(&sorted, existing) else {
            return false;
        };
        let points = i128::from(self.least_rise.parts_per_million());
        let share = i128::from(self.least_relative_rise.parts_per_million());
        rises_by(r0, low, high, points, 0) && rises_by(r0, low, high, 0, share)
    }
}

/// The middle two of the first `existing`; the same one twice when their number is odd.
fn middle_two(sorted: &[Option<Quarter>], existing: u32) -> Option<(Quarter, Quarter)> {
    let (low, high) = (existing.checked_sub(1)? / 2, existing / 2);
    let at = |place: u32| *sorted.get(usize::try_from(place).ok()?)?;
    Some((at(low)?, at(high)?))
}

/// Decides `2·r0 ≥ (1 + share)·(low + high) + 2·points` exactly, points and share in millionths.
fn rises_by(r0: Quarter, low: Quarter, high: Quarter, points: i128, share: i128) -> bool {
    const MILLION: i128 = 1_000_000;
    let (s, l, h) = (r0.bought.minor(), low.bought.minor(), high.bought.minor());
    let factor = (-MILLION).checked_sub(share);
    let factor = proven!(factor, else -MILLION, "a share has 32 bits");
    // All terms over the common denominator s·l·h·10^6, which is positive.
    !is_negative_sum(&[
        [2 * MILLION, r0.spent.minor(), l, h, 1],
        [factor, low.spent.minor(), s, h, 1],
        [factor, high.spent.minor(), s, l, 1],
        [-2, points, s, l, h],
    ])
}
