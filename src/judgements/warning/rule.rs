use crate::feed::Feed;
use crate::valid::words;

words! {
    /// The five rules.
    #[doc(alias = "五项预警")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Rule as "a rule" {
        /// The customer owes more than it may, or for too long.
        #[doc(alias = "欠款预警")]
        Debt = "debt",
        /// The customer buys less than planned, less than last year, or less often.
        #[doc(alias = "销售进度预警")]
        Progress = "progress",
        /// The customer costs more than budgeted, or more and more for each sale.
        #[doc(alias = "销售费用预警")]
        Expense = "expense",
        /// The customer has stopped buying, or has stopped buying some product groups.
        #[doc(alias = "客户流失预警")]
        #[doc(alias = "流失")]
        Loss = "loss",
        /// Something grave has happened to the customer.
        #[doc(alias = "重大事件预警")]
        Incident = "incident",
    }
}

impl Rule {
    /// The feeds that the rule reads: without news from one of them it stands still.
    pub const fn feeds(self) -> &'static [Feed] {
        match self {
            Self::Debt => &[Feed::Receivables],
            Self::Progress | Self::Loss => &[Feed::Sales],
            Self::Expense => &[Feed::Sales, Feed::Expenses],
            Self::Incident => &[Feed::Incidents],
        }
    }
}

impl Feed {
    /// Returns `true` when a rule reads the feed.
    ///
    /// ```
    /// use guanxi::warning::{Feed, Rule};
    /// assert!(Feed::Sales.is_read_by(Rule::Expense) && !Feed::Sales.is_read_by(Rule::Debt));
    /// ```
    pub fn is_read_by(self, rule: Rule) -> bool {
        rule.feeds().contains(&self)
    }
}

/// One value for each rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(
        default,
        deny_unknown_fields,
        bound(deserialize = "T: serde::Deserialize<'de> + Default")
    )
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(!default))]
pub struct ByRule<T> {
    /// For [`Rule::Debt`].
    pub debt: T,
    /// For [`Rule::Progress`].
    pub progress: T,
    /// For [`Rule::Expense`].
    pub expense: T,
    /// For [`Rule::Loss`].
    pub loss: T,
    /// For [`Rule::Incident`].
    pub incident: T,
}

impl<T> ByRule<T> {
    /// The value of a rule.
    ///
    /// ```
    /// use guanxi::warning::{ByRule, Rule};
    /// let counts = ByRule { loss: 3, ..ByRule::default() };
    /// assert_eq!((*counts.get(Rule::Loss), *counts.get(Rule::Debt)), (3, 0));
    /// ```
    #[inline]
    pub const fn get(&self, rule: Rule) -> &T {
        match rule {
            Rule::Debt => &self.debt,
            Rule::Progress => &self.progress,
            Rule::Expense => &self.expense,
            Rule::Loss => &self.loss,
            Rule::Incident => &self.incident,
        }
    }

    /// The value of a rule, to change it.
    ///
    /// ```
    /// use guanxi::warning::{ByRule, Rule};
    /// let mut counts = ByRule::<u32>::default();
    /// *counts.get_mut(Rule::Loss) += 1;
    /// assert_eq!(counts.loss, 1);
    /// ```
    pub const fn get_mut(&mut self, rule: Rule) -> &mut T {
        match rule {
            Rule::Debt => &mut self.debt,
            Rule::Progress => &mut self.progress,
            Rule::Expense => &mut self.expense,
            Rule::Loss => &mut self.loss,
            Rule::Incident => &mut self.incident,
        }
    }

    /// One value made for each rule, in the order of [`Rule::ALL`].
    ///
    /// ```
    /// use guanxi::warning::{ByRule, Rule};
    /// assert_eq!(ByRule::each(Rule::code).expense, "expense");
    /// ```
    pub fn each(mut make: impl FnMut(Rule) -> T) -> Self {
        Self {
            debt: make(Rule::Debt),
            progress: make(Rule::Progress),
            expense: make(Rule::Expense),
            loss: make(Rule::Loss),
            incident: make(Rule::Incident),
        }
    }
}

impl<T: Copy> ByRule<&[T]> {
    /// The row of columns at a place; `None` beyond the end of a column.
    pub(crate) fn row(&self, place: usize) -> Option<ByRule<T>> {
        Some(ByRule {
            debt: *self.debt.get(place)?,
            progress: *self.progress.get(place)?,
            expense: *self.expense.get(place)?,
            loss: *self.loss.get(place)?,
            incident: *self.incident.get(place)?,
        })
    }
}

/// One value for each rule that is judged before the prior of the book is known: every rule but
/// that of loss.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BeforeLoss<T> {
    pub(crate) debt: T,
    pub(crate) progress: T,
    pub(crate) expense: T,
    pub(crate) incident: T,
}

impl<T> BeforeLoss<T> {
    #[inline]
    pub(crate) fn with_loss(self, loss: T) -> ByRule<T> {
        let Self { debt, progress, expense, incident } = self;
        ByRule { debt, progress, expense, loss, incident }
    }
}

impl<T> BeforeLoss<Vec<T>> {
    pub(crate) fn with_capacity(rows: usize) -> Self {
        let column = || Vec::with_capacity(rows);
        Self { debt: column(), progress: column(), expense: column(), incident: column() }
    }

    #[inline]
    pub(crate) fn push(&mut self, row: BeforeLoss<T>) {
        self.debt.push(row.debt);
        self.progress.push(row.progress);
        self.expense.push(row.expense);
        self.incident.push(row.incident);
    }
}

words! {
    /// The arms of the rules: each judges one figure.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Arm as "an arm" {
        /// Exposure against the limit.
        Utilisation = "utilisation",
        /// Days past due of the oldest overdue item.
        Ageing = "ageing",
        /// Exposure without any limit agreed.
        NoLimit = "no_limit",
        /// Purchases against the plan to date.
        Plan = "plan",
        /// Purchases against the same period last year.
        LastYear = "last_year",
        /// Order days against the customer's own past.
        Frequency = "frequency",
        /// The latest month against the market and the customer's own noise.
        Decline = "decline",
        /// Expense against the budget to date.
        OverBudget = "over_budget",
        /// A rising ratio of expense to purchases.
        Climbing = "climbing",
        /// Expense although nothing is bought.
        SpendingWithoutSales = "spending_without_sales",
        /// Silence against the customer's own rhythm.
        Silence = "silence",
        /// Silence against a fixed number of days.
        HardCap = "hard_cap",
        /// Product groups that a customer which still buys has stopped buying: perhaps from a
        /// competitor, the usual candidate cause in casework.
        #[doc(alias = "品类萎缩")]
        Narrowing = "narrowing",
        /// A grave event, not resolved.
        Incident = "incident",
    }
}

impl Arm {
    /// The rule that it belongs to.
    ///
    /// ```
    /// use guanxi::warning::{Arm, Rule};
    /// assert_eq!(Arm::HardCap.rule(), Rule::Loss);
    /// ```
    pub const fn rule(self) -> Rule {
        match self {
            Self::Utilisation | Self::Ageing | Self::NoLimit => Rule::Debt,
            Self::Plan | Self::LastYear | Self::Frequency | Self::Decline => Rule::Progress,
            Self::OverBudget | Self::Climbing | Self::SpendingWithoutSales => Rule::Expense,
            Self::Silence | Self::HardCap | Self::Narrowing => Rule::Loss,
            Self::Incident => Rule::Incident,
        }
    }

    /// The arm in words.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Utilisation => "utilisation",
            Self::Ageing => "ageing",
            Self::NoLimit => "no limit",
            Self::Plan => "plan",
            Self::LastYear => "last year",
            Self::Frequency => "frequency",
            Self::Decline => "decline",
            Self::OverBudget => "over budget",
            Self::Climbing => "climbing",
            Self::SpendingWithoutSales => "spending without sales",
            Self::Silence => "silence",
            Self::HardCap => "hard cap",
            Self::Narrowing => "narrowing",
            Self::Incident => "incident",
        }
    }
}
