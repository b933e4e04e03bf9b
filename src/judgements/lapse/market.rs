#![expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "noise is not money; sums stay integers until the last step"
)]

use super::DeclinePolicy;
use super::year_on_year::{Changes, MOST, YEAR, YearOnYear, changes};
use crate::calendar::CompleteMonths;
use crate::measure::Quotient;

/// What the customers of a book that can be compared in a month come to: counts and sums, all of them
/// integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct MonthTotals {
    customers: u64,
    /// Minor units of the month and of the same month of the year before.
    later: u128,
    base: u128,
    /// Customers that buy monthly, and so have a change.
    compared: u64,
    /// Σ change in 10⁻⁹, Σ change² in 10⁻¹⁸
    changes: i128,
    squares: u128,
}

impl MonthTotals {
    // Amounts are below 2^66 and changes below 2^37, and no book has 2^32 customers: no sum wraps.
    const fn plus(self, other: &Self) -> Self {
        Self {
            customers: self.customers.saturating_add(other.customers),
            later: self.later.saturating_add(other.later),
            base: self.base.saturating_add(other.base),
            compared: self.compared.saturating_add(other.compared),
            changes: self.changes.saturating_add(other.changes),
            squares: self.squares.saturating_add(other.squares),
        }
    }

    /// Σ (change − that of the market)².
    fn squares_around(&self, market: i64) -> u128 {
        let market = i128::from(market);
        let twice = self.changes.saturating_mul(market).saturating_mul(2);
        let own = i128::try_from(self.squares).unwrap_or(i128::MAX);
        let all = i128::from(self.compared).saturating_mul(market).saturating_mul(market);
        // A sum of squares, worked out exactly.
        u128::try_from(own.saturating_sub(twice).saturating_add(all)).unwrap_or(0)
    }
}

/// What a book says of its market and of its customers' noise, month by month.
///
/// So the order of customers cannot matter, not in the last bit, and the totals of parts of a book
/// merge to those of the whole: associative, commutative, exact. All parts must be told of the same
/// months by the same policy.
///
/// ```
/// use guanxi::calendar::{CompleteMonths, Day, WorkCalendar};
/// use guanxi::lapse::{DeclinePolicy, MarketTotals, YearOnYear};
/// use guanxi::timeline::Timeline;
///
/// let policy = DeclinePolicy::default();
/// let months = CompleteMonths::of("2026-03-31".parse()?, &WorkCalendar::default());
/// let own = YearOnYear::of(Timeline::default(), Day::MIN, &months, &policy);
/// let (mut one, mut both) = (MarketTotals::default(), MarketTotals::default());
/// one.add(&own, &months, &policy);
/// both.add(&own, &months, &policy);
/// both.add(&own, &months, &policy);
/// one.merge(&one.clone());
/// assert_eq!(one, both);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarketTotals {
    months: [MonthTotals; MOST],
}

impl Default for MarketTotals {
    fn default() -> Self {
        Self { months: [MonthTotals::default(); MOST] }
    }
}

impl MarketTotals {
    /// Adds a customer.
    ///
    /// ```
    /// # use guanxi::{calendar::{CompleteMonths, Day, WorkCalendar}, timeline::Timeline};
    /// # use guanxi::lapse::{DeclinePolicy, MarketTotals, YearOnYear};
    /// # let policy = DeclinePolicy::default();
    /// # let months = CompleteMonths::of("2026-03-31".parse()?, &WorkCalendar::default());
    /// let of_tomorrow = YearOnYear::of(Timeline::default(), Day::MAX, &months, &policy);
    /// let mut totals = MarketTotals::default();
    /// totals.add(&of_tomorrow, &months, &policy);
    /// assert_eq!(totals, MarketTotals::default(), "no month of it can be compared");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&mut self, own: &YearOnYear, months: &CompleteMonths, policy: &DeclinePolicy) {
        let changes = own.changes(months, policy);
        for (place, (totals, (later, base))) in self.months.iter_mut().zip(own.pairs()).enumerate()
        {
            let change = changes.as_ref().and_then(|changes| changes.get(place)).copied();
            let square = u128::from(change.unwrap_or(0).unsigned_abs());
            let of_one = MonthTotals {
                customers: 1,
                later,
                base,
                compared: u64::from(change.is_some()),
                changes: i128::from(change.unwrap_or(0)),
                squares: square.saturating_mul(square),
            };
            *totals = totals.plus(&of_one);
        }
    }

    /// Adds the totals of another part of the book.
    ///
    /// ```
    /// # use guanxi::lapse::MarketTotals;
    /// let mut totals = MarketTotals::default();
    /// totals.merge(&MarketTotals::default());
    /// assert_eq!(totals, MarketTotals::default());
    /// ```
    pub fn merge(&mut self, other: &Self) {
        for (totals, more) in self.months.iter_mut().zip(&other.months) {
            *totals = totals.plus(more);
        }
    }

    /// The market that the totals tell; `None` when too few customers can be compared in the latest
    /// month, or in no past month, to tell it from their own noise.
    ///
    /// # Rule
    ///
    /// > S21.2: the change of the market in a month is that of the whole book, over the customers that
    /// > were there in both months, by the formula of one customer. The noise of the book is the mean of
    /// > the squares of its customers' changes beyond those of the market, over all past months.
    ///
    /// A customer that is most of the book is most of its market, too: it is hardly seen to fall.
    ///
    /// ```
    /// # use guanxi::{calendar::{CompleteMonths, WorkCalendar}, lapse::{DeclinePolicy, MarketTotals}};
    /// let months = CompleteMonths::of("2026-03-31".parse()?, &WorkCalendar::default());
    /// assert_eq!(MarketTotals::default().to_market(&months, &DeclinePolicy::default()), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_market(&self, months: &CompleteMonths, policy: &DeclinePolicy) -> Option<Market> {
        let fewest = u64::from(policy.fewest_customers.get());
        let many = self.months.iter().take_while(|totals| totals.customers >= fewest);
        let known = many.clone().count();
        let market = changes(many.map(|it| (it.later, it.base)), months, policy.floor)?;
        let past = self.months.iter().zip(market).take(known).skip(1);
        let (squares, compared) =
            past.fold((0_u128, 0_u64), |(squares, compared), (it, change)| {
                let more = it.squares_around(change);
                (squares.saturating_add(more), compared.saturating_add(it.compared))
            });
        if compared < fewest {
            return None;
        }
        let latest = self.months.first()?;
        let (days, base_days) = (*months.worked().first()?, *months.worked().get(YEAR)?);
        // Amounts per day worked, in terms without a fraction.
        let term =
            |amount: u128, days: u8| i128::try_from(amount).ok()?.checked_mul(i128::from(days));
        let pace = Quotient::try_new(term(latest.later, base_days)?, term(latest.base, days)?);
        Some(Market { months: *months, changes: market, known, squares, compared, pace })
    }
}

/// The market and the noise of a book, month by month: what one customer's change is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Market {
    pub(super) months: CompleteMonths,
    pub(super) changes: Changes,
    /// In how many months the change of the market is known, the latest included.
    pub(super) known: usize,
    squares: u128,
    compared: u64,
    pace: Option<Quotient>,
}

impl Market {
    /// The months it was told of.
    ///
    /// ```
    /// # use guanxi::lapse::Market;
    /// fn day(market: &Market) -> guanxi::calendar::AsOf {
    ///     market.months().as_of()
    /// }
    /// ```
    pub const fn months(&self) -> &CompleteMonths {
        &self.months
    }

    /// How many past months of a customer can be measured against it, the latest left out.
    ///
    /// ```
    /// # use guanxi::lapse::{Market, YearOnYear};
    /// fn is_judged(market: &Market, own: &YearOnYear) -> bool {
    ///     market.past_months_of(own) >= 6
    /// }
    /// ```
    pub fn past_months_of(&self, own: &YearOnYear) -> usize {
        own.comparable().min(self.known).saturating_sub(1)
    }

    /// What the customers that were there in both months bought in the latest month, of what they bought
    /// in the same month of the year before; both per day worked. `None` when that was nothing.
    ///
    /// ```
    /// # use guanxi::{lapse::Market, measure::Ratio};
    /// fn has_halved(market: &Market) -> bool {
    ///     market.pace().is_some_and(|pace| pace < Ratio::from_percent(50))
    /// }
    /// ```
    pub const fn pace(&self) -> Option<Quotient> {
        self.pace
    }

    /// The mean square of a customer's change beyond that of the market, in units of 10⁻¹⁸.
    pub(super) fn mean_square(&self) -> f64 {
        self.squares as f64 / self.compared as f64
    }
}
