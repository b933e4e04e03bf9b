use super::given::Given;
use super::{Draft, Judgement, Policy};
use crate::account::AccountView;
use crate::calendar::{AsOf, IndexedWindow};
use crate::lapse::{LapseSignal, Market, Prior, Rhythm};
use crate::money::Total;
use crate::segment::LoyaltyReading;
use crate::warning::{
    ByRule, DebtReading, ExpenseReading, IncidentReading, LossPolicy, LossReading, Outcome, Pace,
    ProgressReading, Reading, Rule, Verdict,
};

impl Policy {
    /// The policy applied as of a day, to customers of a book with this prior.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::lapse::Prior;
    /// use guanxi::policy::Policy;
    /// use guanxi::trade::Sale;
    /// use guanxi::warning::{Outcome, Rule};
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 100".parse()?))?;
    /// let policy = Policy::default();
    /// let assessor = policy.on("2026-02-01".parse()?, Prior::fallback(&policy.loss.lapse));
    /// let readings = assessor.read(account.view());
    /// assert_eq!(readings.outcome(Rule::Loss), Outcome::Clear);
    /// assert_eq!(readings.purchases.minor(), 100_00);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn on(&self, t: AsOf, prior: Prior) -> Assessor<'_> {
        let (window, year) = (t.last_days(self.abc.window_days), LossPolicy::year(t));
        let pace = self.progress.pace_marking(t, &[window.after, year.after]);
        Assessor {
            policy: self,
            t,
            window: pace.day_index().window(window),
            year: pace.day_index().window(year),
            pace,
            prior,
            market: None,
            of_groups: None,
        }
    }
}

/// A policy with every window worked out for one day: what a review, a web request and one more
/// event all go through.
#[derive(Debug, Clone, Copy)]
pub struct Assessor<'p> {
    pub(super) policy: &'p Policy,
    pub(super) t: AsOf,
    /// The days whose purchases classes go by, and those whose purchases are at risk.
    pub(super) window: IndexedWindow,
    pub(super) year: IndexedWindow,
    pub(super) pace: Pace,
    prior: Prior,
    pub(super) market: Option<Market>,
    pub(super) of_groups: Option<Prior>,
}

impl<'p> Assessor<'p> {
    /// The same in a market, which a decline is measured against; without one it is not judged.
    ///
    /// ```
    /// # use guanxi::{lapse::Prior, policy::Policy};
    /// # let policy = Policy::default();
    /// let assessor = policy.on("2026-02-01".parse()?, Prior::fallback(&policy.loss.lapse));
    /// assert_eq!(assessor.in_market(None).market(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn in_market(self, market: Option<Market>) -> Self {
        Self { market, ..self }
    }

    /// The market.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert_eq!(book.assessor("2026-02-01".parse()?, &policy).market(), None, "no decline is judged");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn market(&self) -> Option<&Market> {
        self.market.as_ref()
    }

    /// The same with the prior of the product groups of the book; without one nothing is said of them.
    ///
    /// ```
    /// # use guanxi::{lapse::Prior, policy::Policy};
    /// # let policy = Policy::default();
    /// let prior = Prior::fallback(&policy.loss.lapse);
    /// let assessor = policy.on("2026-02-01".parse()?, prior).with_group_prior(Some(prior));
    /// assert_eq!(assessor.group_prior(), Some(&prior));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn with_group_prior(self, of_groups: Option<Prior>) -> Self {
        Self { of_groups, ..self }
    }

    /// The prior of the product groups.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// let assessor = book.assessor("2026-02-01".parse()?, &policy);
    /// assert_eq!(assessor.group_prior(), None, "no sale names a group");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn group_prior(&self) -> Option<&Prior> {
        self.of_groups.as_ref()
    }

    /// The policy.
    ///
    /// ```
    /// # use guanxi::{lapse::Prior, policy::Policy};
    /// let policy = Policy::default();
    /// let assessor = policy.on("2026-02-01".parse()?, Prior::fallback(&policy.loss.lapse));
    /// assert_eq!(*assessor.policy(), policy);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn policy(&self) -> &'p Policy {
        self.policy
    }

    /// The day.
    ///
    /// ```
    /// # use guanxi::{lapse::Prior, policy::Policy};
    /// # let policy = Policy::default();
    /// let assessor = policy.on("2026-02-01".parse()?, Prior::fallback(&policy.loss.lapse));
    /// assert_eq!(assessor.as_of().to_string(), "2026-02-01");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn as_of(&self) -> AsOf {
        self.t
    }

    /// The prior.
    ///
    /// ```
    /// # use guanxi::{lapse::Prior, policy::Policy};
    /// # let policy = Policy::default();
    /// let prior = Prior::fallback(&policy.loss.lapse);
    /// assert_eq!(*policy.on("2026-02-01".parse()?, prior).prior(), prior);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn prior(&self) -> &Prior {
        &self.prior
    }

    /// What all rules read of one customer. Allocates nothing.
    ///
    /// ```
    /// # use guanxi::{account::Account, lapse::Prior, policy::Policy};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let policy = Policy::default();
    /// let assessor = policy.on("2026-02-01".parse()?, Prior::fallback(&policy.loss.lapse));
    /// assert_eq!(assessor.read(account.view()).loyalty.score(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read<'a>(&self, account: AccountView<'a>) -> Readings<'a> {
        let signal = self.policy.loss.signal(account, self.t, &self.prior);
        self.read_given(account, signal)
    }

    /// What all rules say of one customer, without the evidence: the same as the outcomes of what they
    /// [`read`](Self::read), sooner, since nothing is kept for an explanation. Allocates nothing.
    ///
    /// ```
    /// # use guanxi::{account::Account, lapse::Prior, policy::Policy, warning::{Outcome, Rule}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let policy = Policy::default();
    /// let assessor = policy.on("2026-02-01".parse()?, Prior::fallback(&policy.loss.lapse));
    /// assert_eq!(assessor.judge(account.view()).outcome(Rule::Incident), Outcome::Clear);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn judge(&self, account: AccountView<'_>) -> Judgement {
        let signal = self.policy.loss.signal(account, self.t, &self.prior);
        self.judge_given(account, signal)
    }

    /// What the five rules say of a customer and nothing else: the outcomes of [`judge`](Self::judge) without what
    /// quadrants, classes and call lists go by, in a sixth less time.
    ///
    /// ```
    /// # use guanxi::{account::Account, lapse::Prior, policy::Policy, warning::Outcome};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let policy = Policy::default();
    /// let assessor = policy.on("2026-02-01".parse()?, Prior::fallback(&policy.loss.lapse));
    /// assert_eq!(assessor.outcomes(account.view()).incident, Outcome::Clear);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn outcomes(&self, account: AccountView<'_>) -> ByRule<Outcome> {
        let signal = self.policy.loss.signal(account, self.t, &self.prior);
        let sales = self.pace.sales(account);
        let given = Given::of(self, account, self.pace.bought(account, &sales));
        given.outcomes(self.loss_given(account, signal, given.bought_in_year()).outcome())
    }

    /// What the silences of several customers mean, worked out at once; nothing for who has never bought.
    pub(crate) fn signals(&self, rhythms: &[Option<Rhythm>]) -> Vec<Option<LapseSignal>> {
        let bought: Vec<Rhythm> = rhythms.iter().copied().flatten().collect();
        let lapse = &self.policy.loss.lapse;
        let mut signals = LapseSignal::from_rhythms(&bought, &self.prior, self.t, lapse);
        rhythms.iter().map(|rhythm| rhythm.and_then(|_| signals.next())).collect()
    }

    /// The same as [`read`](Self::read), given what the customer's silence means.
    #[inline]
    pub(crate) fn read_given<'a>(
        &self,
        account: AccountView<'a>,
        signal: Option<LapseSignal>,
    ) -> Readings<'a> {
        let sales = self.pace.sales(account);
        let bought = self.pace.bought(account, &sales);
        Given::of(self, account, bought).readings(signal)
    }

    /// The same as [`judge`](Self::judge), given what the customer's silence means.
    #[inline(always)]
    pub(crate) fn judge_given(
        &self,
        account: AccountView<'_>,
        signal: Option<LapseSignal>,
    ) -> Judgement {
        let draft = self.draft(account);
        draft.with(&self.loss_given(account, signal, draft.bought_in_year))
    }

    /// What is judged of a customer but for its silence. Does not ask for the prior.
    #[inline(always)]
    pub(crate) fn draft(&self, account: AccountView<'_>) -> Draft {
        let sales = self.pace.sales(account);
        let bought = self.pace.bought(account, &sales);
        Given::of(self, account, bought).draft()
    }

    /// What is read of a customer's silence, given what it means and what was bought in the year.
    #[inline(always)]
    pub(crate) fn loss_given<'a>(
        &self,
        account: AccountView<'a>,
        signal: Option<LapseSignal>,
        bought_in_year: Total,
    ) -> LossReading<'a> {
        let of_groups = self.of_groups.as_ref();
        self.policy.loss.read_given(account, self.t, signal, bought_in_year, of_groups)
    }

    /// The same with another prior of the book.
    pub(crate) const fn with_prior(self, prior: Prior) -> Self {
        Self { prior, ..self }
    }
}

/// What all rules have read of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readings<'a> {
    /// Net purchases of the year, which classes go by.
    pub purchases: Total,
    /// S13.
    pub loyalty: LoyaltyReading,
    /// S21.1.
    pub debt: DebtReading,
    /// S21.2.
    pub progress: ProgressReading,
    /// S21.3.
    pub expense: ExpenseReading,
    /// S21.4.
    pub loss: LossReading<'a>,
    /// S21.5.
    pub incident: IncidentReading<'a>,
}

impl Readings<'_> {
    /// What a rule says, as one byte.
    ///
    /// ```
    /// # use guanxi::{account::Account, lapse::Prior, policy::Policy, warning::{Outcome, Rule}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let policy = Policy::default();
    /// # let assessor = policy.on("2026-02-01".parse()?, Prior::fallback(&policy.loss.lapse));
    /// assert_eq!(assessor.read(account.view()).outcome(Rule::Incident), Outcome::Clear);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn outcome(&self, rule: Rule) -> Outcome {
        match rule {
            Rule::Debt => self.debt.outcome(),
            Rule::Progress => self.progress.outcome(),
            Rule::Expense => self.expense.outcome(),
            Rule::Loss => self.loss.outcome(),
            Rule::Incident => self.incident.outcome(),
        }
    }

    /// What a rule says, with its evidence.
    ///
    /// ```
    /// # use guanxi::{account::Account, lapse::Prior, policy::Policy, warning::Rule};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let policy = Policy::default();
    /// # let assessor = policy.on("2026-02-01".parse()?, Prior::fallback(&policy.loss.lapse));
    /// let verdict = assessor.read(account.view()).verdict(Rule::Incident);
    /// assert_eq!(verdict.to_string(), "clear: no incident is open");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verdict(&self, rule: Rule) -> Verdict {
        match rule {
            Rule::Debt => self.debt.verdict(),
            Rule::Progress => self.progress.verdict(),
            Rule::Expense => self.expense.verdict(),
            Rule::Loss => self.loss.verdict(),
            Rule::Incident => self.incident.verdict(),
        }
    }

    /// What the arms of a rule say.
    ///
    /// ```
    /// # use guanxi::{account::Account, lapse::Prior, policy::Policy, warning::{Arm, Finding, Rule}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let policy = Policy::default();
    /// # let assessor = policy.on("2026-02-01".parse()?, Prior::fallback(&policy.loss.lapse));
    /// let readings = assessor.read(account.view());
    /// assert_eq!(readings.arms(Rule::Incident), [(Arm::Incident, Finding::Quiet)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn arms(&self, rule: Rule) -> &[crate::warning::ArmFinding] {
        match rule {
            Rule::Debt => self.debt.arms(),
            Rule::Progress => self.progress.arms(),
            Rule::Expense => self.expense.arms(),
            Rule::Loss => self.loss.arms(),
            Rule::Incident => self.incident.arms(),
        }
    }
}
