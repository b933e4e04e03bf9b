use super::shared_figures::SharedFigures;
use super::standpoint::Standpoint;
use super::{Judgement, PendingJudgement, Readings};
use crate::account::AccountView;
use crate::book::Book;
use crate::calendar::AsOf;
use crate::context::Context;
use crate::lapse::{LapseSignal, OneOffCandidate, OwnDays, Prior, Rhythm};
use crate::money::Total;
use crate::policy::Policy;
use crate::segment::{Class, Cuts, OneOffInClasses};
use crate::warning::{ByRule, DebtReading, LossOutcome, Outcome, YearPurchases};

/// A policy in a context. A review, a single request and one more event are all judged by it.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::policy::Policy;
/// use guanxi::review::Assessor;
/// use guanxi::trade::Sale;
/// use guanxi::warning::{Outcome, Rule};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// account.record(Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 100".parse()?))?;
/// let policy = Policy::default();
/// let assessor = Assessor::new(&policy, policy.context("2026-02-01".parse()?));
/// let readings = assessor.read(account.view());
/// assert_eq!(readings.outcome(Rule::Loss), Outcome::Clear);
/// assert_eq!(readings.purchases.minor(), 100_00);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Assessor<'p>(Standpoint<'p>);

impl<'p> Assessor<'p> {
    /// A policy in a context, which should be [its own](Policy::context) or that of a
    /// [book](crate::book::Book::context): any other takes longer.
    pub fn new(policy: &'p Policy, context: Context) -> Self {
        Self(Standpoint::new(policy, context))
    }

    /// The policy.
    pub const fn policy(&self) -> &'p Policy {
        self.0.policy
    }

    /// The context.
    pub const fn context(&self) -> &Context {
        &self.0.context
    }

    /// The day.
    pub const fn as_of(&self) -> AsOf {
        self.0.context.as_of()
    }

    /// Reads one customer by all rules. Allocates nothing.
    pub fn read<'a>(&self, account: AccountView<'a>) -> Readings<'a> {
        self.read_by(account, &self.own_days(account))
    }

    /// Reads one customer whose own days are known.
    pub(crate) fn read_by<'a>(
        &self,
        account: AccountView<'a>,
        own_days: &OwnDays<'_>,
    ) -> Readings<'a> {
        let signal = self.signal_by(account, own_days);
        let sales = self.0.context.pace().sales(account);
        let purchases = self.0.context.pace().purchases(account, &sales, own_days);
        SharedFigures::new(&self.0, account, purchases).settle().readings(signal)
    }

    /// Judges one customer by all rules, without evidence: faster than [`read`](Self::read), with
    /// the same outcomes. Allocates nothing.
    pub fn judge(&self, account: AccountView<'_>) -> Judgement {
        let own_days = self.own_days(account);
        let signal = self.signal_by(account, &own_days);
        self.judge_from(account, &own_days, signal)
    }

    /// Judges one customer by the five rules and nothing else: the outcomes of
    /// [`judge`](Self::judge), in a sixth less time.
    pub fn outcomes(&self, account: AccountView<'_>) -> ByRule<Outcome> {
        if account.ended().is_some() {
            return self.judge(account).outcomes;
        }
        let own_days = self.own_days(account);
        let signal = self.signal_by(account, &own_days);
        let sales = self.0.context.pace().sales(account);
        let purchases = self.0.context.pace().purchases(account, &sales, &own_days);
        let mut figures = SharedFigures::new(&self.0, account, purchases);
        let figures = figures.settle();
        let loss = self.judge_loss(account, signal, figures.bought_in_year());
        figures.outcomes().with_loss(loss.outcome)
    }

    /// The class of one customer by cuts that are known: those of a
    /// [review](crate::review::Review::cuts) or of [`Book::cuts`](crate::book::Book::cuts). `None`
    /// for a customer that is in no review of the day, and when its purchases do not fit an amount.
    ///
    /// Reads the sales of this customer alone. Any context of the day will do, so
    /// `Assessor::new(&policy, policy.context(t))` is enough: it walks over no book. Only where
    /// classes leave [one-offs](crate::lapse::OneOff) out is it to be that of the book, by whose
    /// median the only order day of a customer is large.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::money::Amount;
    /// use guanxi::policy::Policy;
    /// use guanxi::review::Assessor;
    /// use guanxi::segment::{Class, Cuts};
    /// use guanxi::trade::Sale;
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 100".parse()?))?;
    /// let policy = Policy::default();
    /// let assessor = Assessor::new(&policy, policy.context("2026-02-01".parse()?));
    /// let (a, b) = (Amount::from_minor(200_00), Amount::from_minor(100_00));
    /// let cuts = Cuts { a: Some(a), b: Some(b) };
    /// assert_eq!(assessor.class(account.view(), &cuts), Some(Class::B));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn class(&self, account: AccountView<'_>, cuts: &Cuts) -> Option<Class> {
        Some(cuts.class(self.class_amount(account)?.to_amount()?))
    }

    /// The amount by which a customer has a class; `None` when it is in no review of the day.
    pub(crate) fn class_amount(&self, account: AccountView<'_>) -> Option<Total> {
        let (t, Standpoint { policy, context, .. }) = (self.as_of(), &self.0);
        if !account.has_started(t) || account.ended().is_some() {
            return None;
        }
        let purchases = context.pace().sales(account).net(&self.0.class_window);
        let one_off = match policy.abc.one_off {
            OneOffInClasses::Counts => None,
            OneOffInClasses::LeftOut => policy.loss.one_off(account, context),
        };
        Some(policy.abc.class_amount(purchases, one_off, t))
    }

    /// The own days of a customer.
    #[inline]
    pub(crate) fn own_days(&self, account: AccountView<'_>) -> OwnDays<'_> {
        self.0.context.own_days(account)
    }

    /// The rhythm of a customer in its own days; `None` for one that never bought.
    #[inline]
    pub(crate) fn rhythm(
        &self,
        account: AccountView<'_>,
        own_days: &OwnDays<'_>,
    ) -> Option<Rhythm> {
        self.0.context.rhythm_by(account, own_days)
    }

    /// The meaning of the silence of a customer; `None` for one that never bought.
    fn signal_by(&self, account: AccountView<'_>, own_days: &OwnDays<'_>) -> Option<LapseSignal> {
        let rhythm = self.rhythm(account, own_days);
        rhythm.map(|rhythm| self.0.policy.loss.signal_of(rhythm, &self.0.context))
    }

    /// Reads the debt of one customer, and nothing else.
    pub(crate) fn debt(&self, account: AccountView<'_>) -> DebtReading {
        self.0.policy.debt.read(account, &self.0.context)
    }

    /// The meaning of the silences of several customers; `None` for one that never bought.
    pub(crate) fn signals(&self, rhythms: &[Option<Rhythm>]) -> Vec<Option<LapseSignal>> {
        let bought: Vec<Rhythm> = rhythms.iter().copied().flatten().collect();
        let loss = &self.0.policy.loss;
        let prior = loss.prior(&self.0.context);
        let mut signals = LapseSignal::from_rhythms(&bought, &prior, self.as_of(), &loss.lapse);
        rhythms.iter().map(|rhythm| rhythm.and_then(|_| signals.next())).collect()
    }

    /// The meaning of the silence of one customer; `None` for one that never bought.
    pub(crate) fn signal(&self, account: AccountView<'_>) -> Option<LapseSignal> {
        self.0.policy.loss.signal(account, &self.0.context)
    }

    /// Judges from a signal that has been worked out already.
    #[inline]
    pub(crate) fn judge_from(
        &self,
        account: AccountView<'_>,
        own_days: &OwnDays<'_>,
        signal: Option<LapseSignal>,
    ) -> Judgement {
        let pending = self.judge_before_loss(account, own_days);
        if account.ended().is_some() {
            return Judgement::ended(pending.purchases, pending.outcomes.debt);
        }
        let bought = self.settle_one_off(pending.bought_in_year, pending.one_off);
        pending.finish(bought.one_off, self.judge_loss(account, signal, bought.at_risk()))
    }

    /// Judges all but the silence of a customer. Does not need the prior of the book.
    #[inline]
    pub(crate) fn judge_before_loss(
        &self,
        account: AccountView<'_>,
        own_days: &OwnDays<'_>,
    ) -> PendingJudgement {
        let sales = self.0.context.pace().sales(account);
        let purchases = self.0.context.pace().purchases(account, &sales, own_days);
        SharedFigures::new(&self.0, account, purchases).settle().pending()
    }

    /// Judges the loyalty of a customer again, of which it [waits](PendingJudgement::loyalty_waits)
    /// for the prior of the book.
    pub(crate) fn judge_loyalty(&self, account: AccountView<'_>) -> Option<bool> {
        let own_days = self.own_days(account);
        let sales = self.0.context.pace().sales(account);
        let purchases = self.0.context.pace().purchases(account, &sales, &own_days);
        SharedFigures::new(&self.0, account, purchases).settle().loyalty().is_loyal()
    }

    /// The purchases of a year with the one-off among them, which the median purchases of the book
    /// decide where a customer has no other order day.
    #[inline]
    pub(crate) fn settle_one_off(
        &self,
        in_year: Total,
        candidate: Option<OneOffCandidate>,
    ) -> YearPurchases {
        self.0.year_purchases(in_year, candidate)
    }

    /// Judges the silence of a customer from its signal and its purchases of a year, without a
    /// one-off.
    #[inline]
    pub(crate) fn judge_loss(
        &self,
        account: AccountView<'_>,
        signal: Option<LapseSignal>,
        at_risk: Total,
    ) -> LossOutcome {
        self.0.policy.loss.outcome_from(account, &self.0.context, signal, at_risk)
    }

    /// Tells whether [`judge_loss`](Self::judge_loss) needs any fact of a customer of a book.
    pub(crate) fn loss_needs_facts(&self, book: &Book) -> bool {
        self.0.policy.loss.needs_facts(book.ledger().has_product_groups())
    }

    /// The assessor with the prior and the median purchases of the book.
    pub(crate) fn with_book(self, prior: Prior, median_purchases: Option<Total>) -> Self {
        let context = self.0.context.with_prior(prior).with_median_purchases(median_purchases);
        Self(Standpoint { context, ..self.0 })
    }
}
