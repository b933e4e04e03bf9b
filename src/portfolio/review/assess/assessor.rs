use super::shared_figures::SharedFigures;
use super::{Judgement, PendingJudgement, Readings};
use crate::account::AccountView;
use crate::calendar::{AsOf, IndexedWindow};
use crate::context::Context;
use crate::lapse::{LapseSignal, Prior, Rhythm};
use crate::money::Total;
use crate::policy::Policy;
use crate::warning::{ByRule, LossPolicy, LossReading, Outcome, Reading};

/// A policy in a context: what a review, a request and one more event all go through.
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
#[derive(Debug, Clone, Copy)]
pub struct Assessor<'p> {
    policy: &'p Policy,
    context: Context,
    class_window: IndexedWindow,
    year: IndexedWindow,
}

impl<'p> Assessor<'p> {
    /// A policy in a context, which should be [its own](Policy::context) or that of a
    /// [book](crate::book::Book::context): any other takes longer.
    pub fn new(policy: &'p Policy, context: Context) -> Self {
        let (t, index) = (context.as_of(), context.pace().day_index());
        let class_window = index.window(t.last_days(policy.abc.window_days));
        Self { policy, class_window, year: index.window(LossPolicy::year(t)), context }
    }

    /// The policy.
    pub const fn policy(&self) -> &'p Policy {
        self.policy
    }

    /// The context.
    pub const fn context(&self) -> &Context {
        &self.context
    }

    /// The day.
    pub const fn as_of(&self) -> AsOf {
        self.context.as_of()
    }

    /// Reads one customer by all rules. Allocates nothing.
    pub fn read<'a>(&self, account: AccountView<'a>) -> Readings<'a> {
        let signal = self.policy.loss.signal(account, &self.context);
        let sales = self.context.pace().sales(account);
        let purchases = self.context.pace().purchases(account, &sales);
        SharedFigures::new(self, account, purchases).readings(signal)
    }

    /// Judges one customer by all rules, without evidence: the outcomes are those of
    /// [`read`](Self::read), and come sooner. Allocates nothing.
    pub fn judge(&self, account: AccountView<'_>) -> Judgement {
        self.judge_from(account, self.policy.loss.signal(account, &self.context))
    }

    /// Judges one customer by the five rules and nothing else: the outcomes of
    /// [`judge`](Self::judge), in a sixth less time.
    pub fn outcomes(&self, account: AccountView<'_>) -> ByRule<Outcome> {
        let signal = self.policy.loss.signal(account, &self.context);
        let sales = self.context.pace().sales(account);
        let purchases = self.context.pace().purchases(account, &sales);
        let figures = SharedFigures::new(self, account, purchases);
        let loss = self.read_loss(account, signal, figures.bought_in_year());
        figures.outcomes().with_loss(loss.outcome())
    }

    /// The meaning of the silences of several customers; `None` for one that never bought.
    pub(crate) fn signals(&self, rhythms: &[Option<Rhythm>]) -> Vec<Option<LapseSignal>> {
        let bought: Vec<Rhythm> = rhythms.iter().copied().flatten().collect();
        let loss = &self.policy.loss;
        let prior = loss.prior(&self.context);
        let mut signals = LapseSignal::from_rhythms(&bought, &prior, self.as_of(), &loss.lapse);
        rhythms.iter().map(|rhythm| rhythm.and_then(|_| signals.next())).collect()
    }

    /// Judges from a signal that has been worked out already.
    #[inline]
    pub(crate) fn judge_from(
        &self,
        account: AccountView<'_>,
        signal: Option<LapseSignal>,
    ) -> Judgement {
        let pending = self.judge_before_loss(account);
        pending.finish(&self.read_loss(account, signal, pending.bought_in_year))
    }

    /// Judges all but the silence of a customer. Does not need the prior of the book.
    #[inline]
    pub(crate) fn judge_before_loss(&self, account: AccountView<'_>) -> PendingJudgement {
        let sales = self.context.pace().sales(account);
        let purchases = self.context.pace().purchases(account, &sales);
        SharedFigures::new(self, account, purchases).pending()
    }

    /// Reads the silence of a customer from its signal and its purchases of a year.
    #[inline]
    pub(crate) fn read_loss<'a>(
        &self,
        account: AccountView<'a>,
        signal: Option<LapseSignal>,
        bought_in_year: Total,
    ) -> LossReading<'a> {
        self.policy.loss.read_from(account, &self.context, signal, bought_in_year)
    }

    /// The assessor with the prior of the book.
    pub(crate) const fn with_prior(self, prior: Prior) -> Self {
        Self { context: self.context.with_prior(prior), ..self }
    }

    pub(super) const fn class_window(&self) -> &IndexedWindow {
        &self.class_window
    }

    pub(super) const fn year(&self) -> &IndexedWindow {
        &self.year
    }
}
