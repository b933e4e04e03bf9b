use super::Pace;
use crate::calendar::{AsOf, Day, MonthsBack, Period, WorkCalendarDraft};
use crate::lapse::{Market, Prior};

/// Everything that a rule needs beside its policy and the account.
///
/// A context without the figures of a book judges a customer alone: the loss rule goes by the prior
/// of its own policy, product groups and a decline are not judged.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::context::Context;
/// use guanxi::warning::{DebtPolicy, LossPolicy};
///
/// let account = Account::new("Li".parse()?, "CNY".parse()?);
/// let context = Context::on("2026-02-05".parse()?);
/// let debt = DebtPolicy::default().judge(account.view(), &context);
/// assert_eq!(debt.to_string(), "no data: the book has no invoice, payment or open order");
/// let loss = LossPolicy::default().judge(account.view(), &context);
/// assert_eq!(loss.to_string(), "no data: the book has no sale");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Context {
    pace: Pace,
    prior: Option<Prior>,
    group_prior: Option<Prior>,
    market: Option<Market>,
}

impl Context {
    /// The context of a day: the quarter in which it lies, and every day worked.
    pub fn on(t: AsOf) -> Self {
        Self::new(t, Period::Quarter, &WorkCalendarDraft::default())
    }

    /// The context of a day with the period that is counted to date and the days that are worked. A
    /// policy makes its own, see
    /// [`ProgressPolicy::context`](crate::warning::ProgressPolicy::context).
    pub fn new(t: AsOf, period: Period, calendar: &WorkCalendarDraft) -> Self {
        Self::with_days(t, period, calendar, &[])
    }

    /// The context with an index of more days, at whose end every customer is looked at.
    pub(crate) fn with_days(
        t: AsOf,
        period: Period,
        calendar: &WorkCalendarDraft,
        more: &[Day],
    ) -> Self {
        let pace = Pace::with_days(t, period, calendar, more);
        Self { pace, prior: None, group_prior: None, market: None }
    }

    /// The context with the prior of the book, to which a sparse history of orders is shrunk.
    pub const fn with_prior(self, prior: Prior) -> Self {
        Self { prior: Some(prior), ..self }
    }

    /// The context with the prior of the product groups of the book. Without one no product group
    /// is judged.
    pub const fn with_group_prior(self, group_prior: Option<Prior>) -> Self {
        Self { group_prior, ..self }
    }

    /// The context with the market against which a decline is measured. Without one, and in the
    /// market of another day, no decline is judged.
    pub const fn with_market(self, market: Option<Market>) -> Self {
        Self { market, ..self }
    }

    /// The day.
    pub const fn as_of(&self) -> AsOf {
        self.pace.as_of()
    }

    /// The months up to the day.
    pub const fn months(&self) -> &MonthsBack {
        self.pace.months()
    }

    /// The progress of the period by the day.
    pub const fn pace(&self) -> &Pace {
        &self.pace
    }

    /// The prior of the book.
    pub const fn prior(&self) -> Option<&Prior> {
        self.prior.as_ref()
    }

    /// The prior of the product groups of the book.
    pub const fn group_prior(&self) -> Option<&Prior> {
        self.group_prior.as_ref()
    }

    /// The market as of the day.
    pub fn market(&self) -> Option<&Market> {
        self.market.as_ref().filter(|market| market.months().as_of() == self.as_of())
    }
}
