use super::DeclineMeasure;
use super::market::Market;
use super::year_on_year::{MAX_COMPARED, MinorPair, YEAR, YearOnYear, changes};
use crate::calendar::CompleteMonths;
use crate::lapse::customer_count_error::{CustomerCountError, MOST_CUSTOMERS};
use crate::measure::{Quotient, proven};

/// Counts and sums over the customers of a book that can be compared in a month, all of them
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
    /// The sums of both; an error when they hold more than 2^32 customers together.
    fn plus(self, other: &Self) -> Result<Self, CustomerCountError> {
        let customers = proven!(
            self.customers.checked_add(other.customers),
            else u64::MAX,
            "no sums hold more than 2^32 customers"
        );
        if customers > MOST_CUSTOMERS {
            return Err(CustomerCountError::new(customers));
        }
        let sum = || {
            Some(Self {
                customers,
                later: self.later.checked_add(other.later)?,
                base: self.base.checked_add(other.base)?,
                compared: self.compared.checked_add(other.compared)?,
                changes: self.changes.checked_add(other.changes)?,
                squares: self.squares.checked_add(other.squares)?,
            })
        };
        let sum = proven!(sum(), else self, "2^32 amounts of 66 bits and changes of 37");
        Ok(sum)
    }

    /// Σ (change − that of the market)².
    fn squares_around(&self, market: i64) -> u128 {
        let market = i128::from(market);
        let sum = || {
            let twice = self.changes.checked_mul(market)?.checked_mul(2)?;
            let own = i128::try_from(self.squares).ok()?;
            let all = i128::from(self.compared).checked_mul(market)?.checked_mul(market)?;
            u128::try_from(own.checked_sub(twice)?.checked_add(all)?).ok()
        };
        proven!(sum(), else 0, "a sum of squares of 107 bits, worked out exactly")
    }
}

/// The market of a book and the noise of its customers, month by month, as sums of integers.
///
/// The order of customers cannot matter, not in the last bit, and the totals of parts of a book
/// merge to those of the whole: associative, commutative, exact. All parts must be measured over
/// the same months by the same policy.
///
/// ```
/// use guanxi::calendar::{CompleteMonths, Day, WorkCalendar};
/// use guanxi::lapse::{DeclineMeasure, MarketTotals, YearOnYear};
/// use guanxi::timeline::Timeline;
///
/// let policy = DeclineMeasure::default();
/// let months = CompleteMonths::up_to("2026-03-31".parse()?, &WorkCalendar::default());
/// let own = YearOnYear::from_sales(Timeline::default(), Day::MIN, &months, &policy);
/// let (mut one, mut both) = (MarketTotals::default(), MarketTotals::default());
/// one.add(&own, &months, &policy)?;
/// both.add(&own, &months, &policy)?;
/// both.add(&own, &months, &policy)?;
/// one.merge(&one.clone())?;
/// assert_eq!(one, both);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarketTotals {
    months: [MonthTotals; MAX_COMPARED],
}

impl Default for MarketTotals {
    fn default() -> Self {
        Self { months: [MonthTotals::default(); MAX_COMPARED] }
    }
}

impl MarketTotals {
    /// Adds a customer; a month of it that cannot be compared counts for nothing.
    ///
    /// # Errors
    ///
    /// When the totals hold 2^32 customers already. Nothing is added then.
    pub fn add(
        &mut self,
        own: &YearOnYear,
        months: &CompleteMonths,
        policy: &DeclineMeasure,
    ) -> Result<(), CustomerCountError> {
        let changes = own.changes(months, policy);
        let mut of_one = Self::default();
        for (place, (totals, pair)) in of_one.months.iter_mut().zip(own.pairs()).enumerate() {
            let change = changes.as_ref().and_then(|changes| changes.get(place)).copied();
            let known = change.unwrap_or_default();
            let size = u128::from(known.unsigned_abs());
            *totals = MonthTotals {
                customers: 1,
                later: pair.later,
                base: pair.base,
                compared: u64::from(change.is_some()),
                changes: i128::from(known),
                squares: proven!(size.checked_mul(size), else 0, "64 bits each"),
            };
        }
        self.merge(&of_one)
    }

    /// Adds the totals of another part of the book.
    ///
    /// # Errors
    ///
    /// When both together hold more than 2^32 customers. Nothing is added then.
    pub fn merge(&mut self, other: &Self) -> Result<(), CustomerCountError> {
        let mut both = self.clone();
        for (totals, more) in both.months.iter_mut().zip(&other.months) {
            *totals = totals.plus(more)?;
        }
        *self = both;
        Ok(())
    }

    /// The market of the totals; `None` when too few customers can be compared in the latest month,
    /// or in no past month, to tell it from their own noise.
    ///
    /// # Rule
    ///
    /// > S21.2: the change of the market in a month is that of the whole book, over the customers
    /// > that were there in both months, by the formula of one customer. The noise of the book is
    /// > the mean of the squares of its customers' changes beyond those of the market, over all
    /// > past months.
    ///
    /// A customer with most of the purchases of the book makes most of its market, too, so its own
    /// decline hardly shows.
    pub fn to_market(&self, months: &CompleteMonths, policy: &DeclineMeasure) -> Option<Market> {
        let fewest = u64::from(policy.fewest_customers.get());
        let many = self.months.iter().take_while(|totals| totals.customers >= fewest);
        let known = many.clone().count();
        let market = changes(
            many.map(|it| MinorPair { later: it.later, base: it.base }),
            months,
            policy.floor,
        )?;
        let past = self.months.iter().zip(market).take(known).skip(1);
        let (mut squares, mut compared) = (0_u128, 0_u64);
        for (it, change) in past {
            let more = it.squares_around(change);
            squares = proven!(squares.checked_add(more), else squares, "107 bits, 48 times");
            compared =
                proven!(compared.checked_add(it.compared), else compared, "32 bits, 48 times");
        }
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
