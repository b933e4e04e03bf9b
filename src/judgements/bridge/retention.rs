use std::fmt;

use crate::measure::Quotient;
use crate::valid::words;

words! {
    /// A formula of retention. Products disagree on what retention is: each figure carries the name
    /// of its formula, and [`definition`](Self::definition) says it.
    #[doc(alias = "客户保持率")]
    #[doc(alias = "留存率")]
    #[doc(alias = "复购率")]
    #[doc(alias = "复购")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum RetentionFormula {
        /// Net revenue retention.
        Net = "nrr" => "net revenue retention (NRR)",
        /// Gross revenue retention.
        Gross = "grr" => "gross revenue retention (GRR)",
        /// Net revenue retention, with those who were won back.
        NetWithWonBack = "nrr_with_won_back" => "NRR with won back",
        /// Retention by number of customers.
        Logo = "logo" => "customers retained",
        /// The share of sales that comes from existing customers.
        FromExisting = "from_existing" => "sales from existing customers",
        /// The share of sales that comes from existing customers and those who were won back.
        FromExistingWithWonBack = "from_existing_with_won_back"
            => "sales from existing customers, with won back",
        /// The retention of Baremetrics, as its glossary prints it (2026): churn and expansion
        /// only.
        Baremetrics = "baremetrics" => "retention of Baremetrics",
        /// The net churn of Chargebee, as its glossary prints it (2026): below 0 where expansion
        /// exceeds contraction.
        ChargebeeNetChurn = "chargebee_net_churn" => "net churn of Chargebee",
        /// The net churn of `ChartMogul`, by its help pages (2026): reactivation is netted in.
        ChartMogulNetChurn = "chartmogul_net_churn" => "net churn of ChartMogul",
    }
}

impl RetentionFormula {
    /// The formula, by the rows of the bridge and the net purchases `b` before and `a` after;
    /// existing customers are those with `b > 0`.
    pub const fn definition(self) -> &'static str {
        match self {
            Self::Net => "sum of a of existing customers / sum of their b",
            Self::Gross => "sum of min(b, max(a, 0)) of existing customers / sum of their b",
            Self::NetWithWonBack => {
                "(sum of a of existing customers + won back) / sum of b of existing customers"
            }
            Self::Logo => "existing customers with a > 0 / existing customers",
            Self::FromExisting => {
                "sum of max(a, 0) of existing customers / sum of max(a, 0) of all"
            }
            Self::FromExistingWithWonBack => {
                "(sum of max(a, 0) of existing customers + won back) / sum of max(a, 0) of all"
            }
            Self::Baremetrics => "(b + lost + expansion) / b, without contraction",
            Self::ChargebeeNetChurn => "(contraction - expansion) / b, without lost",
            Self::ChartMogulNetChurn => "(lost + contraction - expansion - won back) / b",
        }
    }
}

/// A figure of retention with the name of its formula.
///
/// Displayed as `net revenue retention (NRR): 66.1%`, rounded toward zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionFigure {
    /// The formula.
    pub formula: RetentionFormula,
    /// The figure, exactly; 1 is the whole.
    pub fraction: Quotient,
}

impl fmt::Display for RetentionFigure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.formula, self.fraction.percent())
    }
}
