use std::fmt;

use super::{NoticePeriod, Renewal};
use crate::measure::plural;

/// The clause about renewal, notice and termination. By default nothing is agreed: the contract
/// ends with its term and is terminated on the day of the step.
#[doc(alias = "合同期限条款")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct TermClause {
    /// The renewal.
    pub renewal: Renewal,
    /// The notice before the end of a term by which a renewal is declined; `None`: up to the last
    /// day.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub notice: Option<NoticePeriod>,
    /// The notice of an ordinary termination; `None` where there is no right to one.
    #[doc(alias = "提前解约")]
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub termination: Option<NoticePeriod>,
    /// The months from the first day of the contract before which an ordinary termination takes no
    /// effect; 0 for none.
    #[doc(alias = "最短期限")]
    pub minimum_months: u16,
    /// The days in which a breach can be cured before the contract is terminated for it; `None`
    /// where a termination for cause takes effect at once.
    #[doc(alias = "补救期")]
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub cure_days: Option<u16>,
    /// The days after the end in which stock may still be sold; `None` where the clause is silent.
    #[doc(alias = "清货期")]
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub sell_off_days: Option<u16>,
}

/// The clause as a conflict tells it.
impl fmt::Display for TermClause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { renewal, notice, termination, minimum_months, cure_days, sell_off_days } = self;
        renewal.fmt(f)?;
        if let Some(notice) = notice {
            write!(f, ", notice {notice}")?;
        }
        if let Some(termination) = termination {
            write!(f, ", terminated with {termination}")?;
        }
        if *minimum_months > 0 {
            let noun = plural(*minimum_months, "month", "months");
            write!(f, ", for at least {minimum_months} {noun}")?;
        }
        if let Some(days) = cure_days {
            write!(f, ", {days} {} to cure", plural(*days, "day", "days"))?;
        }
        match sell_off_days {
            Some(days) => {
                write!(f, ", {days} {} to sell off", plural(*days, "day", "days"))
            }
            None => Ok(()),
        }
    }
}
