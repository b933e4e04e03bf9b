use std::sync::Arc;

use super::Pace;
use super::known_days::{KnownDays, Needs};
use crate::account::AccountView;
use crate::calendar::{AsOf, Day, FiscalYear, MonthsBack, Period, WorkCalendarDraft};
use crate::feed::{FeedPolicyDraft, KnownFeeds};
use crate::lapse::{Market, OwnDays, Prior, Rhythm, Season, SeasonRules};
use crate::money::Total;

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
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    pace: Pace,
    /// `None` where it changes no judgement.
    known: Option<Arc<KnownDays>>,
    /// `None` where no customer has a season.
    seasons: Option<SeasonRules>,
    prior: Option<Prior>,
    group_prior: Option<Prior>,
    market: Option<Market>,
    median_purchases: Option<Total>,
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
        Self::with_days(t, (period, &FiscalYear::default()), calendar, &[])
    }

    /// The context with an index of more days, at whose end every customer is looked at.
    pub(crate) fn with_days(
        t: AsOf,
        period: (Period, &FiscalYear),
        calendar: &WorkCalendarDraft,
        more: &[Day],
    ) -> Self {
        let pace = Pace::with_days(t, period, calendar, more);
        let known = Self::unless_plain(KnownDays::of_calendar(t, calendar));
        Self {
            pace,
            known,
            seasons: Some(SeasonRules::default()),
            prior: None,
            group_prior: None,
            market: None,
            median_purchases: None,
        }
    }

    /// The context with the rules of seasons; `None` where no customer has a season. Without it
    /// they are the usual ones.
    pub fn with_seasons(self, seasons: Option<SeasonRules>) -> Self {
        Self { seasons, ..self }
    }

    /// The context with what is known of the feeds. Without it they are taken as complete.
    ///
    /// ```
    /// # use guanxi::{account::Account, context::Context, receivable::Payment};
    /// use guanxi::feed::{FeedPolicyDraft, KnownFeeds, Watermarks};
    /// use guanxi::warning::DebtPolicy;
    ///
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # account.record(Payment::new("P1".parse()?, "2026-02-01".parse()?, "CNY 5".parse()?))?;
    /// let receivables = Some("2026-02-01".parse()?);
    /// let watermarks = Watermarks { receivables, ..Watermarks::default() };
    /// let known = KnownFeeds { watermarks, ..KnownFeeds::default() };
    /// let context = Context::on("2026-02-05".parse()?);
    /// let context = context.with_feeds(&known, &FeedPolicyDraft::default());
    /// let debt = DebtPolicy::default().judge(account.view(), &context);
    /// assert_eq!(debt.to_string(), "no data: receivables are complete up to 2026-02-01 only");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_feeds(self, known: &KnownFeeds, policy: &FeedPolicyDraft) -> Self {
        let before = self.known.as_deref().cloned().unwrap_or_default();
        Self { known: Self::unless_plain(before.with_feeds(known, *policy)), ..self }
    }

    fn unless_plain(known: KnownDays) -> Option<Arc<KnownDays>> {
        (!known.is_plain()).then(|| Arc::new(known))
    }

    /// The context with the prior of the book, to which a sparse history of orders is shrunk.
    pub fn with_prior(self, prior: Prior) -> Self {
        Self { prior: Some(prior), ..self }
    }

    /// The context with the prior of the product groups of the book. Without one no product group
    /// is judged.
    pub fn with_group_prior(self, group_prior: Option<Prior>) -> Self {
        Self { group_prior, ..self }
    }

    /// The context with the market against which a decline is measured. Without one, and in the
    /// market of another day, no decline is judged.
    pub fn with_market(self, market: Option<Market>) -> Self {
        Self { market, ..self }
    }

    /// The context with the [median purchases](crate::lapse::median_purchases) of a book. Without
    /// them the only order day of a customer is no one-off.
    pub fn with_median_purchases(self, median_purchases: Option<Total>) -> Self {
        Self { median_purchases, ..self }
    }

    /// Asks whether what an arm reads is known.
    pub(crate) fn needs(&self) -> Needs<'_> {
        Needs(self.known.as_deref())
    }

    /// The own days of a customer, by its order days up to the day.
    #[inline]
    pub fn own_days(&self, account: AccountView<'_>) -> OwnDays<'_> {
        let idle = self.known.as_deref().and_then(KnownDays::idle);
        OwnDays::new(idle, self.season(account))
    }

    fn season(&self, account: AccountView<'_>) -> Option<Season> {
        let (rules, t) = (self.seasons?, self.as_of().day());
        let sales = account.sales().up_to(t);
        let is_enough = sales.at(t).active_days >= rules.fewest_in_all();
        is_enough.then(|| rules.season_of(sales.active_days_latest_first())).flatten()
    }

    /// The rhythm of a customer in its own days; `None` for one that never bought.
    pub fn rhythm(&self, account: AccountView<'_>) -> Option<Rhythm> {
        self.rhythm_by(account, &self.own_days(account))
    }

    /// The rhythm of a customer whose own days are known.
    #[inline]
    pub(crate) fn rhythm_by(
        &self,
        account: AccountView<'_>,
        own_days: &OwnDays<'_>,
    ) -> Option<Rhythm> {
        let t = self.as_of();
        Rhythm::from_sales(account.sales(), t).map(|it| it.by_own_days(own_days, t))
    }

    /// The last day up to that of the context on which we are open.
    #[inline]
    pub(crate) fn open_day(&self) -> Day {
        let day = self.as_of().day();
        self.known.as_deref().map_or(day, |known| known.open_up_to(day))
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

    /// The median purchases of the customers of the book that bought in the year.
    pub const fn median_purchases(&self) -> Option<Total> {
        self.median_purchases
    }

    /// The market as of the day.
    pub fn market(&self) -> Option<&Market> {
        self.market.as_ref().filter(|market| market.months().as_of() == self.as_of())
    }
}
