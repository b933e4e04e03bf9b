#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a logarithm is not money; it becomes an integer here, once"
)]

use libm::{log, round};

use super::DeclinePolicy;
use crate::calendar::{CompleteMonths, Day};
use crate::measure::Ratio;
use crate::timeline::Timeline;

/// The most months that can be compared with the same month of the year before.
pub(super) const MOST: usize = CompleteMonths::REACH - YEAR;
pub(super) const YEAR: usize = 12;

/// What was bought in a month and in the same month of the year before, nothing where more was taken
/// back.
pub(super) type Pair = (u128, u128);

/// What a customer bought in each complete month, as far back as each can be compared with the same
/// month of the year before.
///
/// # Rule
///
/// > S21.2: a month can be compared when the customer, and the feed of sales, were there for all of
/// > the same month of the year before. Net purchases of a month, nothing where they are negative.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::calendar::{CompleteMonths, WorkCalendar};
/// use guanxi::lapse::{DeclinePolicy, YearOnYear};
/// use guanxi::trade::Sale;
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// account.record(Sale::new("S1".parse()?, "2025-01-01".parse()?, "CNY 100".parse()?))?;
/// let months = CompleteMonths::of("2026-03-31".parse()?, &WorkCalendar::default());
/// let start = "2025-01-01".parse()?;
/// let own = YearOnYear::of(account.view().sales(), start, &months, &DeclinePolicy::default());
/// assert_eq!(own.comparable(), 3, "January to March");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearOnYear {
    comparable: usize,
    months: [u128; CompleteMonths::REACH],
}

impl YearOnYear {
    /// The months of a customer that was there from a day on.
    ///
    /// ```
    /// # use guanxi::{calendar::{CompleteMonths, Day, WorkCalendar}, lapse::{DeclinePolicy, YearOnYear}};
    /// # use guanxi::timeline::Timeline;
    /// let months = CompleteMonths::of("2026-03-31".parse()?, &WorkCalendar::default());
    /// let own = YearOnYear::of(Timeline::default(), Day::MIN, &months, &DeclinePolicy::default());
    /// assert_eq!(own.comparable(), 37, "the latest month and 36 past ones");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(
        sales: Timeline<'_>,
        from: Day,
        months: &CompleteMonths,
        policy: &DeclinePolicy,
    ) -> Self {
        // The month before the first that is compared with had ended.
        let ends = months.ends().iter().skip(YEAR + 1);
        let there = ends.take_while(|before| from <= before.offset(1)).count();
        let past = usize::from(policy.most_past_months.get());
        let comparable = there.min(past.saturating_add(1)).min(MOST);
        let mut own = Self { comparable, months: [0; CompleteMonths::REACH] };
        let nets = sales.nets_between(months.ends());
        let reach = if comparable == 0 { 0 } else { comparable.saturating_add(YEAR) };
        for (month, net) in own.months.iter_mut().zip(nets).take(reach) {
            *month = u128::try_from(net.minor()).unwrap_or(0);
        }
        own
    }

    /// How many months can be compared, the latest included.
    ///
    /// ```
    /// # use guanxi::{calendar::{CompleteMonths, Day, WorkCalendar}, lapse::{DeclinePolicy, YearOnYear}};
    /// # use guanxi::timeline::Timeline;
    /// let months = CompleteMonths::of("2026-03-31".parse()?, &WorkCalendar::default());
    /// let own = YearOnYear::of(Timeline::default(), Day::MAX, &months, &DeclinePolicy::default());
    /// assert_eq!(own.comparable(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn comparable(&self) -> usize {
        self.comparable
    }

    /// Minor units bought in the latest month and in the same month of the year before.
    ///
    /// ```
    /// # use guanxi::{calendar::{CompleteMonths, Day, WorkCalendar}, lapse::{DeclinePolicy, YearOnYear}};
    /// # use guanxi::timeline::Timeline;
    /// let months = CompleteMonths::of("2026-03-31".parse()?, &WorkCalendar::default());
    /// let own = YearOnYear::of(Timeline::default(), Day::MIN, &months, &DeclinePolicy::default());
    /// assert_eq!(own.latest(), (0, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn latest(&self) -> (u128, u128) {
        self.pairs().next().unwrap_or_default()
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = Pair> + Clone + '_ {
        let pairs = self.months.iter().copied().zip(self.months.iter().copied().skip(YEAR));
        pairs.take(self.comparable)
    }

    /// Whether the customer bought in so many months of the base year, those that the latest twelve are
    /// compared with, that it has a pace by month at all.
    ///
    /// ```
    /// # use guanxi::{calendar::{CompleteMonths, Day, WorkCalendar}, lapse::{DeclinePolicy, YearOnYear}};
    /// # use guanxi::timeline::Timeline;
    /// let months = CompleteMonths::of("2026-03-31".parse()?, &WorkCalendar::default());
    /// let policy = DeclinePolicy::default();
    /// let own = YearOnYear::of(Timeline::default(), Day::MIN, &months, &policy);
    /// assert!(!own.buys_monthly(&policy), "never bought");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn buys_monthly(&self, policy: &DeclinePolicy) -> bool {
        let (mut bought, mut all) = (0_i128, 0_i128);
        for (_, base) in self.pairs().take(YEAR) {
            all = all.saturating_add(1);
            bought = bought.saturating_add(i128::from(base > 0));
        }
        bought > 0 && !policy.least_active.is_missed_by(bought, all)
    }

    /// The changes of the months, the latest first; `None` when the customer does not buy monthly.
    pub(super) fn changes(
        &self,
        months: &CompleteMonths,
        policy: &DeclinePolicy,
    ) -> Option<Changes> {
        if self.buys_monthly(policy) { changes(self.pairs(), months, policy.floor) } else { None }
    }
}

/// Logarithms of changes, in units of 10⁻⁹, the latest month first.
pub(super) type Changes = [i64; MOST];

/// How the pace of each month changed against that of the same month of the year before: an account's
/// and the market's by the same formula.
///
/// # Rule
///
/// > `ln(pace + c) − ln(pace a year before + c)`, pace = amount per day worked, `c` = the floor times the
/// > pace of the base year: that of the twelve months, as far as there are any, that the latest twelve are
/// > compared with.
///
/// So `c` is money, and the result has no unit: amounts are divided by their greatest common divisor
/// first, and the same amounts in another unit give the same bits.
pub(super) fn changes(
    pairs: impl Iterator<Item = Pair> + Clone,
    months: &CompleteMonths,
    floor: Ratio,
) -> Option<Changes> {
    let amounts = pairs.clone().flat_map(|(later, base)| [later, base]);
    let unit = amounts.fold(0, common_divisor);
    let scaled = |amount: u128| amount.checked_div(unit).unwrap_or(0) as f64;
    let worked = |days: &u8| f64::from(*days);
    let (days, base_days) = (months.worked().iter(), months.worked().iter().skip(YEAR));
    let base_year = pairs.clone().zip(base_days.clone()).take(YEAR);
    let (bought, year) = base_year.fold((0_u128, 0.0), |(bought, year), ((_, base), days)| {
        (bought.saturating_add(base), year + worked(days))
    });
    if bought == 0 || floor == Ratio::ZERO {
        return None;
    }
    let least = f64::from(floor.parts_per_million()) / 1e6 * (scaled(bought) / year);
    let mut found = [0; MOST];
    for (change, ((later, base), (days, base_days))) in
        found.iter_mut().zip(pairs.zip(days.zip(base_days)))
    {
        let (now, then) = (scaled(later) / worked(days), scaled(base) / worked(base_days));
        *change = round(log((now + least) / (then + least)) * 1e9) as i64;
    }
    Some(found)
}

/// Euclid's. The first is that of all numbers before, so it soon is small and the steps are few.
fn common_divisor(divisor: u128, number: u128) -> u128 {
    let (mut large, mut small) = (number, divisor);
    while let Some(rest) = large.checked_rem(small) {
        (large, small) = (small, rest);
    }
    large
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_divisor_is_that_of_all_numbers() {
        let of = |numbers: &[u128]| numbers.iter().copied().fold(0, common_divisor);
        assert_eq!(of(&[]), 0);
        assert_eq!(of(&[0, 0]), 0);
        assert_eq!(of(&[0, 12, 0, 18]), 6);
        assert_eq!(of(&[u128::MAX]), u128::MAX);
        assert_eq!(of(&[7, 5, 0]), 1);
    }
}
