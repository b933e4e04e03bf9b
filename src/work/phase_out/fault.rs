use super::{BalanceKind, BalanceLeft, PhaseOutAct, PhaseOutStage, UnsettledBalance};
use crate::calendar::Day;
use crate::id::StaffId;
use crate::lifecycle::StepError;
use crate::money::Currency;
use crate::valid::codes;

/// The content for which a plan, or a step of it, is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhaseOutFault {
    /// The last day for orders lies before the plan, or after the due day.
    #[error(
        "orders are taken up to {last_order}: not before {on} and not after {due}, the due day"
    )]
    Days {
        /// The day of the plan.
        on: Day,
        /// The last day on which an order is taken.
        last_order: Day,
        /// The day by which each balance is to be settled.
        due: Day,
    },
    /// The step is dated before the plan.
    #[error("a step of {on} cannot come before the plan of {planned}")]
    BeforePlan {
        /// The day of the step.
        on: Day,
        /// The day of the plan.
        planned: Day,
    },
    /// The person who planned may not take the step.
    #[error("{by} planned the phasing out: to {act} takes another person")]
    OwnPlan {
        /// The act.
        act: PhaseOutAct,
        /// The person.
        by: StaffId,
    },
    /// A balance of money is counted as a number, or the other way.
    #[error("{balance} is counted {}, was {left}", if balance.is_money() { "in money" } else { "as a number" })]
    Unit {
        /// The balance.
        balance: BalanceKind,
        /// The rest that was refused.
        left: BalanceLeft,
    },
    /// The rest is in another currency than the plan.
    #[error("{balance} is counted in {currency}, was {left}")]
    OtherCurrency {
        /// The balance.
        balance: BalanceKind,
        /// The currency of the plan.
        currency: Currency,
        /// The rest that was refused.
        left: BalanceLeft,
    },
    /// The rest is negative: what we owe is a balance of its own.
    #[error(
        "{balance} is 0 or more, was {left}: name what is owed the other way by its own balance"
    )]
    Negative {
        /// The balance.
        balance: BalanceKind,
        /// The rest that was refused.
        left: BalanceLeft,
    },
    /// The rest by the account does not fit an amount.
    #[error("{balance} comes to {minor} minor units, more than an amount holds")]
    Overflow {
        /// The balance.
        balance: BalanceKind,
        /// The sum in minor units.
        minor: i128,
    },
    /// Balances are neither zero nor waived.
    #[error("neither zero nor waived: {}", listed(open))]
    Unsettled {
        /// All of them: at least one.
        open: Vec<UnsettledBalance>,
    },
}

fn listed(open: &[UnsettledBalance]) -> String {
    let texts: Vec<String> = open.iter().map(ToString::to_string).collect();
    texts.join(", ")
}

codes! {
    PhaseOutFault {
        Days = "days_of_phase_out",
        BeforePlan = "before_phase_out",
        OwnPlan = "own_phase_out",
        Unit = "unit_of_balance",
        OtherCurrency = "currency",
        Negative = "negative_balance",
        Overflow = "overflow",
        Unsettled = "balances_unsettled",
    }
}

/// The refusal of a step of a phasing out.
pub type PhaseOutStepError = StepError<PhaseOutStage, PhaseOutFault>;
