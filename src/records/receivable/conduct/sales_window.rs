//! How long money stays out: the family of days sales outstanding. A figure without sales to go by does
//! not exist; it is neither nothing nor endless.

use crate::calendar::{Day, Window};
use crate::measure::Quotient;
use crate::money::Total;

/// What the figures of a window go by, all of one customer or of a whole book.
///
/// ```
/// use guanxi::calendar::{AsOf, Day};
/// use guanxi::money::{Amount, Total};
/// use guanxi::receivable::SalesWindow;
///
/// let t: AsOf = "2026-03-31".parse()?;
/// let yuan = |units: i64| Total::from(Amount::from_minor(units * 100));
/// let year = SalesWindow { window: t.last_days(365), receivable: yuan(50_000), sales: yuan(150_000) };
/// assert_eq!(year.dso().map(|days| days.to_string()).as_deref(), Some("121.666667"));
/// # Ok::<(), guanxi::calendar::DayError>(())
/// ```
#[doc(alias = "应收账款周转天数")]
#[doc(alias = "DSO")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SalesWindow {
    /// The window: its calendar days are the days of the figures.
    pub window: Window,
    /// What is owed at its end.
    pub receivable: Total,
    /// Credit sales in it.
    pub sales: Total,
}

impl SalesWindow {
    /// The same window, begun no earlier than the customer: a customer since a day counts from there.
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, money::Total, receivable::SalesWindow};
    /// let t: AsOf = "2023-10-11".parse()?;
    /// let year = SalesWindow { window: t.last_days(365), receivable: Total::ZERO, sales: Total::ZERO };
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

    /// Days sales outstanding: receivable ÷ sales × days; `None` without sales.
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, money::Total, receivable::SalesWindow};
    /// # let t: AsOf = "2023-10-11".parse()?;
    /// let nothing = SalesWindow { window: t.last_days(365), receivable: Total::ZERO, sales: Total::ZERO };
    /// assert_eq!(nothing.dso(), None);
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn dso(&self) -> Option<Quotient> {
        self.days_of(self.receivable)
    }

    /// The same by the mean of what was owed at the beginning and at the end.
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

    /// The best possible: what is not overdue ÷ sales × days.
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, money::{Amount, Total}, receivable::SalesWindow};
    /// # let t: AsOf = "2023-10-11".parse()?;
    /// # let of = |minor| Total::from(Amount::from_minor(minor));
    /// let window = SalesWindow { window: t.last_days(100), receivable: of(30), sales: of(100) };
    /// assert_eq!(window.best_possible_dso(of(25)).map(|days| days.to_string()).as_deref(), Some("25"));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn best_possible_dso(&self, not_overdue: Total) -> Option<Quotient> {
        self.days_of(not_overdue)
    }

    /// Average days delinquent: days sales outstanding less the best possible.
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, money::{Amount, Total}, receivable::SalesWindow};
    /// # let t: AsOf = "2023-10-11".parse()?;
    /// # let of = |minor| Total::from(Amount::from_minor(minor));
    /// let window = SalesWindow { window: t.last_days(100), receivable: of(30), sales: of(100) };
    /// assert_eq!(window.average_days_delinquent(of(25)).map(|days| days.to_string()).as_deref(), Some("5"));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn average_days_delinquent(&self, not_overdue: Total) -> Option<Quotient> {
        self.days_of(self.receivable.minus(not_overdue))
    }

    /// Collection effectiveness: of what could be collected, the share that was; `None` when nothing
    /// could be.
    ///
    /// # Rule
    ///
    /// > CEI = (owed at the beginning + sales − owed at the end) ÷ (owed at the beginning + sales − not
    /// > overdue at the end).
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, money::{Amount, Total}, receivable::SalesWindow};
    /// # let t: AsOf = "2023-10-11".parse()?;
    /// # let of = |minor| Total::from(Amount::from_minor(minor));
    /// let window = SalesWindow { window: t.last_days(90), receivable: of(40), sales: of(100) };
    /// let share = window.collection_effectiveness(of(20), of(20));
    /// assert_eq!(share.map(|share| share.to_string()).as_deref(), Some("0.8"));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    #[doc(alias = "回款率")]
    pub fn collection_effectiveness(
        &self,
        at_beginning: Total,
        not_overdue: Total,
    ) -> Option<Quotient> {
        let all = at_beginning.plus(self.sales);
        Quotient::try_new(all.minus(self.receivable).minor(), all.minus(not_overdue).minor())
    }
}

/// Days sales outstanding by count-back: months are walked back from the latest, each taking off its
/// credit sales and adding its days, the last one in part. `None` when the months do not reach, or
/// one of them has no sales although something is left.
///
/// ```
/// use guanxi::money::{Amount, Total};
/// use guanxi::receivable::count_back_dso;
///
/// let of = |minor| Total::from(Amount::from_minor(minor));
/// let months = [(31, of(100)), (28, of(80)), (31, of(90))];
/// assert_eq!(count_back_dso(of(140), &months).map(|days| days.to_string()).as_deref(), Some("45"));
/// assert_eq!(count_back_dso(of(271), &months), None, "further back than is known");
/// ```
pub fn count_back_dso(receivable: Total, latest_first: &[(u32, Total)]) -> Option<Quotient> {
    let mut left = receivable;
    let mut days = 0_i128;
    if !left.is_positive() {
        return Some(Quotient::ZERO);
    }
    for (of_month, sales) in latest_first {
        if left <= *sales {
            // days + of_month · left / sales, as one fraction.
            let whole = days.checked_mul(sales.minor())?;
            let part = left.minor().checked_mul(i128::from(*of_month))?;
            return Quotient::try_new(whole.checked_add(part)?, sales.minor());
        }
        left = left.minus(sales.or_zero());
        days = days.checked_add(i128::from(*of_month))?;
    }
    None
}
