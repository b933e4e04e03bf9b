#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a logarithm is not money; it becomes an integer here, once"
)]

use libm::{log, round};

use super::DeclineMeasure;
use crate::calendar::{CompleteMonths, Day};
use crate::measure::{Ratio, common_divisor, proven};
use crate::money::Total;
use crate::timeline::Timeline;

pub(super) const YEAR: usize = 12;
/// The most months that can be compared with the same month of the year before.
pub(super) const MAX_COMPARED: usize = CompleteMonths::REACH - YEAR;

/// Purchases of a month and of the same month of the year before, 0 where more was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MonthPair {
    /// The month.
    pub later: Total,
    /// The same month of the year before.
    pub base: Total,
}

/// A [`MonthPair`] in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct MinorPair {
    pub(super) later: u128,
    pub(super) base: u128,
}

/// The purchases of a customer in each complete month, as far back as each can be compared with the
/// same month of the year before.
///
/// # Rule
///
/// > S21.2: a month can be compared when the customer, and the feed of sales, were there for all of
/// > the same month of the year before. Net purchases of a month, 0 where they are negative.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::calendar::{CompleteMonths, WorkCalendar};
/// use guanxi::lapse::{DeclineMeasure, YearOnYear};
/// use guanxi::trade::Sale;
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// account.record(Sale::new("S1".parse()?, "2025-01-01".parse()?, "CNY 100".parse()?))?;
/// let months = CompleteMonths::up_to("2026-03-31".parse()?, &WorkCalendar::default());
/// let start = "2025-01-01".parse()?;
/// let policy = DeclineMeasure::default();
/// let own = YearOnYear::from_sales(account.view().sales(), start, &months, &policy);
/// assert_eq!(own.comparable(), 3, "January to March");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearOnYear {
    comparable: usize,
    months: [u128; CompleteMonths::REACH],
}

impl YearOnYear {
    /// The months of a customer that was there from a day on, in the timeline of its sales.
    pub fn from_sales(
        sales: Timeline<'_>,
        from: Day,
        months: &CompleteMonths,
        policy: &DeclineMeasure,
    ) -> Self {
        // The month before the first that is compared with had ended.
        let ends = months.ends().iter().skip(YEAR + 1);
        let there = ends.take_while(|before| from <= before.offset(1)).count();
        let past = usize::from(policy.most_past_months.get());
        let most = proven!(past.checked_add(1), else past, "at most 47 months");
        let comparable = there.min(most).min(MAX_COMPARED);
        let mut own = Self { comparable, months: [0; CompleteMonths::REACH] };
        let nets = sales.nets_between(months.ends());
        let reach = match comparable {
            0 => 0,
            some => proven!(some.checked_add(YEAR), else some, "at most 60 months"),
        };
        for (month, net) in own.months.iter_mut().zip(nets).take(reach) {
            *month = net.or_zero().minor().unsigned_abs();
        }
        own
    }

    /// The number of months that can be compared, the latest included.
    pub const fn comparable(&self) -> usize {
        self.comparable
    }

    /// The latest month beside the same month of the year before; 0 each when it cannot be
    /// compared.
    pub fn latest(&self) -> MonthPair {
        let total = |minor: u128| {
            let minor = i128::try_from(minor).ok();
            Total::from_minor(proven!(minor, else 0, "the net purchases of a month"))
        };
        let MinorPair { later, base } = self.pairs().next().unwrap_or_default();
        MonthPair { later: total(later), base: total(base) }
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = MinorPair> + Clone + '_ {
        let pairs = self.months.iter().copied().zip(self.months.iter().copied().skip(YEAR));
        pairs.map(|(later, base)| MinorPair { later, base }).take(self.comparable)
    }

    /// Tells whether the customer bought in enough months of the base year, those that the latest
    /// twelve are compared with, to have a pace by month at all.
    pub fn buys_monthly(&self, policy: &DeclineMeasure) -> bool {
        let base_year = || self.pairs().take(YEAR);
        let count = |months: usize| proven!(i128::try_from(months).ok(), else 0, "at most twelve");
        let bought = count(base_year().filter(|pair| pair.base > 0).count());
        let all = count(base_year().count());
        bought > 0 && !policy.least_active.is_missed_by(bought, all)
    }

    /// The changes of the months, the latest first; `None` when the customer does not buy monthly.
    pub(super) fn changes(
        &self,
        months: &CompleteMonths,
        policy: &DeclineMeasure,
    ) -> Option<Changes> {
        if self.buys_monthly(policy) { changes(self.pairs(), months, policy.floor) } else { None }
    }
}

/// Logarithms of changes, in units of 10⁻⁹, the latest month first.
pub(super) type Changes = [i64; MAX_COMPARED];

/// The change of the pace of each month against that of the same month of the year before, for an
/// account and the market by the same formula. `None` without purchases in the base year.
///
/// # Rule
///
/// > `ln(pace + c) − ln(pace a year before + c)`, pace = amount per day worked, `c` = the floor
/// > times the pace of the base year: that of the twelve months, as far as there are any, that the
/// > latest twelve are compared with.
///
/// So `c` is money, and the result has no unit: amounts are divided by their greatest common
/// divisor first, and the same amounts in another unit give the same bits. A change has at most 37
/// bits.
pub(super) fn changes(
    pairs: impl Iterator<Item = MinorPair> + Clone,
    months: &CompleteMonths,
    floor: Ratio,
) -> Option<Changes> {
    let amounts = pairs.clone().flat_map(|pair| [pair.later, pair.base]);
    // The divisor so far is soon small, so the steps are few.
    let unit = amounts.fold(0, common_divisor);
    // Without any amount there is no unit, and nothing to scale.
    let scaled = |amount: u128| amount.checked_div(unit).unwrap_or_default() as f64;
    let worked = |days: &u8| f64::from(*days);
    let (days, base_days) = (months.worked().iter(), months.worked().iter().skip(YEAR));
    let base_year = pairs.clone().zip(base_days.clone()).take(YEAR);
    let (mut bought, mut year) = (0_u128, 0.0);
    for (pair, days) in base_year {
        bought = bought.checked_add(pair.base)?;
        year += worked(days);
    }
    if bought == 0 || floor == Ratio::ZERO {
        return None;
    }
    let least = f64::from(floor.parts_per_million()) / 1e6 * (scaled(bought) / year);
    let mut found = [0; MAX_COMPARED];
    for (change, (pair, (days, base_days))) in found.iter_mut().zip(pairs.zip(days.zip(base_days)))
    {
        let (now, then) =
            (scaled(pair.later) / worked(days), scaled(pair.base) / worked(base_days));
        *change = round(log((now + least) / (then + least)) * 1e9) as i64;
    }
    Some(found)
}
