use std::fmt;

use super::{CardSatisfaction, CreditDynamics, CreditFigure};
use crate::account_plan::{AccountBranch, AccountLevel, Objective, ObjectiveReading};
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, StaffId};
use crate::key_account::{NeedBalance, SelectionFigures, WalletInterval};
use crate::lifecycle::Reason;
use crate::valid::words;

words! {
    /// A section of the card of a key account.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum CardSection as "a section of the card" {
        /// Their people, and those of ours who have them.
        #[doc(alias = "概况")]
        Overview = "overview",
        /// Changes of their trade.
        #[doc(alias = "业务变化")]
        Trade = "trade" => "change of trade",
        /// Business with us.
        #[doc(alias = "业务往来")]
        Business = "business",
        /// Their credit over time.
        #[doc(alias = "信用动态")]
        Credit = "credit" => "credit dynamics",
        /// Their satisfaction.
        #[doc(alias = "满意度")]
        Satisfaction = "satisfaction",
        /// Their needs against our ability.
        #[doc(alias = "需求调查")]
        Survey = "survey",
    }
}

/// A group of the customer's staff, such as `buying`, with its size.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct StaffGroup {
    /// The group.
    pub group: Reason,
    /// The people in it.
    pub people: u32,
}

/// The first section: who they are, and who of ours has them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CardOverview {
    /// The level at which the account is managed.
    pub level: Option<AccountLevel>,
    /// The manager.
    pub manager: Option<StaffId>,
    /// The deputy.
    pub deputy: Option<StaffId>,
    /// The branches.
    pub branches: Vec<AccountBranch>,
    /// The structure of their staff.
    #[doc(alias = "人员结构")]
    pub staff: Vec<StaffGroup>,
}

/// A change of the trade of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct TradeChange {
    /// The change, in words.
    pub change: Reason,
    /// The day.
    pub on: Day,
    /// The staff member who noted it.
    pub by: StaffId,
}

/// The card of a key account (S18): six sections, of which none is hidden where it is empty.
///
/// Displayed as a page.
#[doc(alias = "核心客户管理卡")]
#[derive(Debug, Clone, PartialEq)]
pub struct KeyAccountCard<'a> {
    /// The customer.
    pub customer: CustomerId,
    /// The date.
    pub t: AsOf,
    /// Their people, and those of ours who have them.
    pub overview: CardOverview,
    /// Changes of their trade, in the order of days.
    pub trade: Vec<TradeChange>,
    /// The six figures; `None` where the account was not read.
    pub figures: Option<SelectionFigures>,
    /// Our share of what they buy; `None` where nobody knows.
    pub wallet: Option<WalletInterval>,
    /// The objectives, each with its reading.
    pub objectives: Vec<ReadObjective<'a>>,
    /// Their credit over time.
    pub credit: &'a CreditDynamics,
    /// Their satisfaction, by their ratings.
    pub satisfaction: CardSatisfaction,
    /// Their needs against our ability; `None` without a survey.
    pub survey: Option<NeedBalance>,
}

/// An objective with its reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadObjective<'a> {
    /// The objective.
    pub objective: &'a Objective,
    /// Its reading.
    pub reading: ObjectiveReading,
}

impl KeyAccountCard<'_> {
    /// The lines of a section; none where nothing is recorded.
    pub fn lines(&self, section: CardSection) -> Vec<String> {
        match section {
            CardSection::Overview => self.overview_lines(),
            CardSection::Trade => {
                let seen = self.trade.iter().filter(|it| self.t.sees(it.on));
                seen.map(|it| format!("{}: {} (noted by {})", it.on, it.change, it.by)).collect()
            }
            CardSection::Business => self.business_lines(),
            CardSection::Credit => self.credit_lines(),
            CardSection::Satisfaction => self.satisfaction.lines(self.t),
            CardSection::Survey => self.survey.iter().map(ToString::to_string).collect(),
        }
    }

    fn overview_lines(&self) -> Vec<String> {
        let CardOverview { level, manager, deputy, branches, staff } = &self.overview;
        let mut lines = Vec::new();
        lines.extend(level.map(|level| format!("managed at the level of the {level}")));
        lines.extend(manager.as_ref().map(|staff| format!("manager {staff}")));
        lines.extend(deputy.as_ref().map(|staff| format!("deputy {staff}")));
        lines.extend(branches.iter().map(|it| format!("branch {} ({})", it.customer, it.level)));
        lines.extend(staff.iter().map(|it| format!("{}: {} people", it.group, it.people)));
        lines
    }

    fn business_lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(figures) = &self.figures {
            lines.push(format!("sales of twelve months {}", figures.sales));
            lines.extend(figures.margin.map(|margin| format!("margin {margin}")));
            lines.extend(figures.order_days.map(|days| format!("{days} order days")));
            lines
                .extend(figures.growth.map(|growth| format!("growth {} a year", growth.percent())));
            lines.extend(figures.loyalty.map(|loyalty| format!("loyalty {loyalty} of 100")));
            lines.extend(figures.flag.as_ref().map(|flag| {
                format!("of strategic weight until {}: {} ({})", flag.until, flag.reason, flag.by)
            }));
        }
        lines.extend(self.wallet.iter().map(ToString::to_string));
        let objectives = self.objectives.iter();
        lines.extend(objectives.map(|it| format!("objective {}: {}", it.objective.id, it.reading)));
        lines
    }

    fn credit_lines(&self) -> Vec<String> {
        let line = |figure| {
            let now = self.credit.series(figure, self.t).last().copied()?;
            let change = match self.credit.last_change(figure, self.t) {
                Some(change) => format!("last changed {change}"),
                None => "never changed".to_owned(),
            };
            Some(format!("{figure} {}, {change}", now.value))
        };
        CreditFigure::ALL.into_iter().filter_map(line).collect()
    }
}

impl fmt::Display for KeyAccountCard<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}", self.customer, self.t)?;
        for section in CardSection::ALL {
            write!(f, "\n{section}")?;
            let lines = self.lines(section);
            if lines.is_empty() {
                f.write_str("\n  nothing recorded")?;
            }
            lines.iter().try_for_each(|line| write!(f, "\n  {line}"))?;
        }
        Ok(())
    }
}
