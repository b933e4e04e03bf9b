use std::fmt;

/// The five rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Rule {
    /// Owes more than it may, or too late.
    #[doc(alias = "欠款预警")]
    Debt,
    /// Buys less than planned, than last year, or less often.
    #[doc(alias = "销售进度预警")]
    Progress,
    /// Costs more than it brings.
    #[doc(alias = "销售费用预警")]
    Expense,
    /// Buys no longer.
    #[doc(alias = "客户流失预警")]
    Loss,
    /// Something grave has happened to it.
    #[doc(alias = "重大事件预警")]
    Incident,
}

impl Rule {
    /// All rules in the order in which they are reported.
    pub const ALL: [Self; 5] =
        [Self::Debt, Self::Progress, Self::Expense, Self::Loss, Self::Incident];

    /// The word used in files.
    ///
    /// ```
    /// assert_eq!(guanxi::warning::Rule::Progress.code(), "progress");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::Debt => "debt",
            Self::Progress => "progress",
            Self::Expense => "expense",
            Self::Loss => "loss",
            Self::Incident => "incident",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The arms of the rules: each looks at one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Arm {
    /// Exposure against the limit.
    Utilisation,
    /// Days past due of the oldest overdue item.
    Ageing,
    /// Exposure without any limit agreed.
    NoLimit,
    /// Purchases against the plan to date.
    Plan,
    /// Purchases against the same period last year.
    LastYear,
    /// Order days against the customer's own past.
    Frequency,
    /// Expense against the budget to date.
    OverBudget,
    /// Expense per purchases, rising.
    Climbing,
    /// Expense although nothing is bought.
    SpendingWithoutSales,
    /// Silence against the customer's own rhythm.
    Silence,
    /// Silence against a fixed number of days.
    HardCap,
    /// A grave event, not resolved.
    Incident,
}

impl Arm {
    /// The word used in files.
    ///
    /// ```
    /// assert_eq!(guanxi::warning::Arm::LastYear.code(), "last_year");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::Utilisation => "utilisation",
            Self::Ageing => "ageing",
            Self::NoLimit => "no_limit",
            Self::Plan => "plan",
            Self::LastYear => "last_year",
            Self::Frequency => "frequency",
            Self::OverBudget => "over_budget",
            Self::Climbing => "climbing",
            Self::SpendingWithoutSales => "spending_without_sales",
            Self::Silence => "silence",
            Self::HardCap => "hard_cap",
            Self::Incident => "incident",
        }
    }
}

impl Arm {
    /// The arm in words.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Utilisation => "utilisation",
            Self::Ageing => "ageing",
            Self::NoLimit => "no limit",
            Self::Plan => "plan",
            Self::LastYear => "last year",
            Self::Frequency => "frequency",
            Self::OverBudget => "over budget",
            Self::Climbing => "climbing",
            Self::SpendingWithoutSales => "spending without sales",
            Self::Silence => "silence",
            Self::HardCap => "hard cap",
            Self::Incident => "incident",
        }
    }
}

impl fmt::Display for Arm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
