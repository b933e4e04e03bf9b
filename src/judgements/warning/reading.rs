use std::fmt;
use std::hint::select_unpredictable;

use super::{Arm, Level, Outcome, Rule, Verdict, Why};
use crate::evidence::{Evidence, Figure, Value};

/// What one arm says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Finding {
    /// It objects.
    Raised(Level),
    /// It could speak and does not object.
    Quiet,
    /// It cannot speak.
    Silent(Silence),
}

impl Finding {
    /// Raised when a level was reached, quiet otherwise.
    pub(super) const fn at(level: Option<Level>) -> Self {
        match level {
            Some(level) => Self::Raised(level),
            None => Self::Quiet,
        }
    }

    /// The level when the arm objects.
    ///
    /// ```
    /// use guanxi::warning::{Finding, Level};
    /// assert_eq!(Finding::Raised(Level::Watch).level(), Some(Level::Watch));
    /// assert_eq!(Finding::Quiet.level(), None);
    /// ```
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Raised(level) => Some(level),
            Self::Quiet | Self::Silent(_) => None,
        }
    }

    /// How grave it is: the higher, the more it says of its rule. Nothing is decided by what it says, so that
    /// nothing can be guessed wrong.
    #[inline]
    pub(super) fn gravity(self) -> u8 {
        let raised = match self.level().unwrap_or(Level::Watch) {
            Level::Watch => 2,
            Level::Warning => 3,
            Level::Critical => 4,
        };
        select_unpredictable(self.level().is_some(), raised, u8::from(self == Self::Quiet))
    }
}

/// What a rule is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// All that it has read.
    Evidence,
    /// The [outcome](Reading::outcome) alone, which the gravest arm decides.
    Outcome,
}

impl Asked {
    /// Whether an arm that raises at most a level, and only if something holds, has to be read where the
    /// others come to so much [gravity](Finding::gravity): without it the outcome is that of the others, as
    /// long as one of them can tell that all is well.
    #[inline(always)]
    pub(super) fn needs(self, others: u8, highest: Level, holds: impl FnOnce() -> bool) -> bool {
        match self {
            Self::Evidence => true,
            Self::Outcome => {
                others < Finding::Quiet.gravity()
                    || (others < Finding::Raised(highest).gravity() && holds())
            }
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Raised(level) => level.fmt(f),
            Self::Quiet => f.write_str("quiet"),
            Self::Silent(silence) => write!(f, "silent ({silence})"),
        }
    }
}

/// An arm and what it says.
pub type ArmFinding = (Arm, Finding);

/// What keeps an arm from speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Silence {
    /// The book has no invoice, payment or open order.
    NoReceivablesFeed,
    /// The book has no sale.
    NoSalesFeed,
    /// The book has no expense.
    NoExpensesFeed,
    /// Anything may be owed.
    Unlimited,
    /// A limit is agreed, so there is nothing to say about its absence.
    LimitAgreed,
    /// No limit is agreed, so nothing can be used of it.
    LimitNotSet,
    /// Too little of the period has elapsed.
    TooEarly,
    /// Nothing is planned for the period to date.
    NothingPlanned,
    /// Too few order days in the same period last year.
    ThinBase,
    /// Nothing was bought, on balance, in the same period last year.
    EmptyBase,
    /// The customer is too young to have a baseline.
    ShortBaseline,
    /// Too few order days to be expected to tell a change from chance.
    FewExpected,
    /// Too few customers of the book can be compared to tell how the market changed.
    NoMarket,
    /// The customer is too young to have a noise of its own.
    FewPastMonths,
    /// Nothing was bought in the same month of the year before.
    EmptyBaseMonth,
    /// The customer bought in too few months to have a pace by month.
    FewActiveMonths,
    /// No expense was ever made and none is budgeted.
    NoExpense,
    /// Nothing is budgeted for the period to date.
    NothingBudgeted,
    /// The ratio of expense to purchases exists for too few months.
    FewMonths,
    /// The customer never bought.
    NeverBought,
    /// The policy has no hard cap.
    NoHardCap,
    /// No sale to the customer names a product group.
    NoGroups,
    /// The customer has bought one product group only.
    OneGroup,
    /// The rhythm of product groups in the book is not given.
    NoGroupPrior,
    /// The customer itself is silent, so its groups say no more.
    CustomerSilent,
    /// The customer buys, and none of its groups is among what it buys: they may not be told any more.
    GroupsNotTold,
}

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoReceivablesFeed => "the book has no invoice, payment or open order",
            Self::NoSalesFeed => "the book has no sale",
            Self::NoExpensesFeed => "the book has no expense",
            Self::Unlimited => "the credit limit is unlimited",
            Self::LimitAgreed => "a credit limit is agreed",
            Self::LimitNotSet => "no credit limit is agreed",
            Self::TooEarly => "too little of the period has elapsed",
            Self::NothingPlanned => "nothing is planned for the period to date",
            Self::ThinBase => "too few order days in the same period last year",
            Self::EmptyBase => "no net purchases in the same period last year",
            Self::ShortBaseline => "too short a history to compare the frequency with",
            Self::FewExpected => "too few order days to tell a falling frequency from chance",
            Self::NoMarket => "too few customers to tell how the market changed",
            Self::FewPastMonths => "too few past months to tell a decline from noise",
            Self::EmptyBaseMonth => "nothing was bought in the same month of the year before",
            Self::FewActiveMonths => {
                "bought in too few months of the year before to have a monthly pace"
            }
            Self::NoExpense => "no expense was made and none is budgeted",
            Self::NothingBudgeted => "nothing is budgeted for the period to date",
            Self::FewMonths => "too few months with purchases to compare the expense ratio",
            Self::NeverBought => "never bought",
            Self::NoHardCap => "the policy has no hard cap",
            Self::NoGroups => "no sale to the customer names a product group",
            Self::OneGroup => "only one product group was ever bought",
            Self::NoGroupPrior => "the rhythm of product groups in the book is not given",
            Self::CustomerSilent => "the customer itself is silent",
            Self::GroupsNotTold => "the customer buys, but its sales name no group any more",
        })
    }
}

/// What a rule has read of an account: the figures that decide, and what each arm makes of them.
///
/// Not a trait for rules (each rule asks for its own facts) but for their results, so that outcome
/// and verdict are made in one way.
pub trait Reading {
    /// Which rule has read.
    const RULE: Rule;

    /// What each arm says.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert_eq!(reading.arms().len(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn arms(&self) -> &[ArmFinding];

    /// What one arm says, in words.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert_eq!(reading.clause(Arm::Ageing), "nothing overdue");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn clause(&self, arm: Arm) -> String;

    /// The figures that decided.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert_eq!(reading.figures().first().map(|figure| figure.label), Some("exposure"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn figures(&self) -> Vec<Figure>;

    /// Whether the book has the facts that the rule reads.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert!(reading.has_feed());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn has_feed(&self) -> bool;

    /// The verdict as one byte.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert_ne!(reading.outcome(), Outcome::Clear, "no limit is agreed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline(always)]
    fn outcome(&self) -> Outcome {
        if !self.has_feed() {
            return Outcome::NoData;
        }
        match self.arms().iter().map(|(_, finding)| finding.gravity()).max() {
            None | Some(0) => Outcome::NotApplicable,
            Some(1) => Outcome::Clear,
            Some(2) => Outcome::Breach(Level::Watch),
            Some(3) => Outcome::Breach(Level::Warning),
            Some(4..) => Outcome::Breach(Level::Critical),
        }
    }

    /// The verdict with its evidence, or with why there is none.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert!(matches!(reading.verdict(), Verdict::Breach(..)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn verdict(&self) -> Verdict {
        match self.outcome() {
            Outcome::Breach(level) => Verdict::Breach(level, self.evidence()),
            Outcome::Clear => Verdict::Clear(self.evidence()),
            Outcome::NotApplicable => Verdict::NotApplicable(self.why()),
            Outcome::NoData => Verdict::NoData(self.why()),
        }
    }

    /// Sentence and figures: the arms that object speak; when none does, those that could.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert_eq!(reading.evidence().findings().len(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn evidence(&self) -> Evidence {
        let objects = self.arms().iter().any(|(_, finding)| finding.level().is_some());
        let speaks = |finding: &Finding| match finding {
            Finding::Raised(_) => true,
            Finding::Quiet => !objects,
            Finding::Silent(_) => false,
        };
        let arms = self.arms().iter().filter(|(_, finding)| speaks(finding));
        let clauses: Vec<String> = arms.map(|(arm, _)| self.clause(*arm)).collect();
        let findings = self.arms().iter().map(|(arm, finding)| Figure {
            label: arm.label(),
            value: Value::Text(finding.to_string()),
        });
        Evidence::new(clauses.join("; "), self.figures()).with_findings(findings)
    }

    /// What keeps each arm silent.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert_eq!(reading.why().to_string(), "no credit limit is agreed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn why(&self) -> Why {
        let silences = self.arms().iter().filter_map(|(arm, finding)| match finding {
            Finding::Silent(silence) => Some((*arm, *silence)),
            Finding::Raised(_) | Finding::Quiet => None,
        });
        Why { silences: silences.collect() }
    }
}
