//! The family of days sales outstanding. A figure does not exist without sales to divide by; it is
//! neither zero nor endless.

use crate::calendar::{Day, Window};
use crate::measure::Quotient;
use crate::money::Total;

/// Receivable and credit sales of a window, of one customer or of a whole book.
///
/// ```
/// use guanxi::calendar::{AsOf, Day};
/// use guanxi::money::{Amount, Total};
/// use guanxi::receivable::SalesWindow;
///
/// let t: AsOf = "2026-03-31".parse()?;
/// let yuan = |units: i64| Total::from(Amount::from_minor(units * 100));
/// let window = t.last_days(365);
/// let year = SalesWindow { window, receivable: yuan(50_000), sales: yuan(150_000) };
/// assert_eq!(year.dso().map(|days| days.to_string()).as_deref(), Some("121.666667"));
/// # Ok::<(), guanxi::calendar::DayError>(())
/// ```
#[doc(alias = "应收账款周转天数")]
#[doc(alias = "DSO")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SalesWindow {
    /// The window; its calendar days are the days of the figures.
    pub window: Window,
    /// The receivable at the end of the window.
    pub receivable: Total,
    /// Credit sales in the window.
    pub sales: Total,
}

/// The money collected in a window, the receivable at its beginning, and the part of the receivable
/// at its end that is not overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Collectable {
    /// Money received in the window less money sent back.
    pub collected: Total,
    /// The receivable at the beginning.
    pub at_beginning: Total,
    /// The part of the receivable at the end that is not overdue.
    pub not_overdue: Total,
}

impl SalesWindow {
    /// The figures over a window that begins no earlier than the customer's first day.
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, money::Total, receivable::SalesWindow};
    /// let t: AsOf = "2023-10-11".parse()?;
    /// let (window, none) = (t.last_days(365), Total::ZERO);
    /// let year = SalesWindow { window, receivable: none, sales: none };
    /// assert_eq!(year.since("2023-05-01".parse()?).window.days(), 163);
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn since(self, start: Day) -> Self {
        let after = self.window.after.max(start);
        Self { window: Window { after, ..self.window }, ..self }
    }

    fn days_of(&self, part: Total) -> Option<Quotient> {
        let days = i128::from(self.window.days());
        Quotient::try_new(part.minor().checked_mul(days)?, self.sales.minor())
    }

    /// Days sales outstanding: receivable ÷ sales × days. `None` without sales, or when a product
    /// does not fit in 128 bits.
    pub fn dso(&self) -> Option<Quotient> {
        self.days_of(self.receivable)
    }

    /// Days sales outstanding by the mean of the receivable at the beginning and at the end. `None`
    /// as for [`dso`](Self::dso).
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, money::{Amount, Total}, receivable::SalesWindow};
    /// # let t: AsOf = "2023-10-11".parse()?;
    /// # let of = |minor| Total::from(Amount::from_minor(minor));
    /// let window = SalesWindow { window: t.last_days(100), receivable: of(30), sales: of(100) };
    /// assert_eq!(window.average_dso(of(10)).map(|days| days.to_string()).as_deref(), Some("20"));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn average_dso(&self, at_beginning: Total) -> Option<Quotient> {
        let (both, days) = (at_beginning.plus(self.receivable), i128::from(self.window.days()));
        let twice = self.sales.minor().checked_mul(2)?;
        Quotient::try_new(both.minor().checked_mul(days)?, twice)
    }

    /// Best possible days sales outstanding: the part that is not overdue ÷ sales × days. `None` as
    /// for [`dso`](Self::dso).
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, money::{Amount, Total}, receivable::SalesWindow};
    /// # let t: AsOf = "2023-10-11".parse()?;
    /// # let of = |minor| Total::from(Amount::from_minor(minor));
    /// let window = SalesWindow { window: t.last_days(100), receivable: of(30), sales: of(100) };
    /// let best = window.best_possible_dso(of(25));
    /// assert_eq!(best.map(|days| days.to_string()).as_deref(), Some("25"));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn best_possible_dso(&self, not_overdue: Total) -> Option<Quotient> {
        self.days_of(not_overdue)
    }

    /// Average days delinquent: days sales outstanding less the best possible. `None` as for
    /// [`dso`](Self::dso).
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, money::{Amount, Total}, receivable::SalesWindow};
    /// # let t: AsOf = "2023-10-11".parse()?;
    /// # let of = |minor| Total::from(Amount::from_minor(minor));
    /// let window = SalesWindow { window: t.last_days(100), receivable: of(30), sales: of(100) };
    /// let late = window.average_days_delinquent(of(25));
    /// assert_eq!(late.map(|days| days.to_string()).as_deref(), Some("5"));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn average_days_delinquent(&self, not_overdue: Total) -> Option<Quotient> {
        self.days_of(self.receivable.minus(not_overdue))
    }

    /// Collection effectiveness: the collected share of the collectable amount; `None` when nothing
    /// was collectable.
    ///
    /// # Rule
    ///
    /// > CEI = collected ÷ (owed at the beginning + sales − not overdue at the end). Collected is
    /// > money received less money refunded: what is credited or written off is not collected.
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, money::{Amount, Total}};
    /// # use guanxi::receivable::{Collectable, SalesWindow};
    /// # let t: AsOf = "2023-10-11".parse()?;
    /// # let of = |minor| Total::from(Amount::from_minor(minor));
    /// let window = SalesWindow { window: t.last_days(90), receivable: of(40), sales: of(100) };
    /// let found = Collectable { collected: of(80), at_beginning: of(20), not_overdue: of(20) };
    /// let share = window.collection_effectiveness(found);
    /// assert_eq!(share.map(|share| share.to_string()).as_deref(), Some("0.8"));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    #[doc(alias = "回款率")]
    pub fn collection_effectiveness(&self, found: Collectable) -> Option<Quotient> {
        let all = found.at_beginning.plus(self.sales);
        Quotient::try_new(found.collected.minor(), all.minus(found.not_overdue).minor())
    }
}

/// Credit sales of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthlySales {
    /// Days of the month.
    pub days: u32,
    /// Credit sales of the month.
    pub sales: Total,
}

/// Days sales outstanding by count-back.
///
/// Months are walked back from the latest. The credit sales of each are taken off the receivable
/// and its days are added; the last month adds days in proportion. `None` when there are too few
/// months.
///
/// ```
/// use guanxi::money::{Amount, Total};
/// use guanxi::receivable::{MonthlySales, count_back_dso};
///
/// let of = |minor| Total::from(Amount::from_minor(minor));
/// let month = |days, minor| MonthlySales { days, sales: of(minor) };
/// let months = [month(31, 100), month(28, 80), month(31, 90)];
/// let days = count_back_dso(of(140), &months);
/// assert_eq!(days.map(|days| days.to_string()).as_deref(), Some("45"), "31 and half of 28");
/// assert_eq!(count_back_dso(of(271), &months), None, "further back than is known");
/// ```
pub fn count_back_dso(receivable: Total, latest_first: &[MonthlySales]) -> Option<Quotient> {
    let mut left = receivable;
    let mut days = 0_i128;
    if !left.is_positive() {
        return Some(Quotient::ZERO);
    }
    for month in latest_first {
        let sales = month.sales;
        if left <= sales {
            // days + days of the month · left / sales, as one fraction.
            let whole = days.checked_mul(sales.minor())?;
            let part = left.minor().checked_mul(i128::from(month.days))?;
            return Quotient::try_new(whole.checked_add(part)?, sales.minor());
        }
        left = left.minus(sales.or_zero());
        days = days.checked_add(i128::from(month.days))?;
    }
    None
}
