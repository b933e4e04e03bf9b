use std::fmt;

use super::{BalanceKind, BalanceLeft, BalanceState, KnownBalances, PhaseOut, PhaseOutStage};
use crate::account::AccountView;
use crate::calendar::{AsOf, Day};

/// A finding about a phasing out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum PhaseOutFinding {
    /// Goods were sold after the last day for orders.
    SoldAfterLastOrder {
        /// The last day for orders.
        last_order: Day,
        /// The last day with a sale.
        sold: Day,
    },
    /// The due day is over, and a balance is neither zero nor waived.
    OpenAfterDue {
        /// The balance.
        balance: BalanceKind,
        /// Its state.
        state: BalanceState,
        /// The due day.
        due: Day,
    },
    /// A balance was counted as zero, and the account has a rest.
    CountedZero {
        /// The balance.
        balance: BalanceKind,
        /// The day of the count.
        on: Day,
        /// The rest by the account.
        left: BalanceLeft,
    },
}

impl fmt::Display for PhaseOutFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SoldAfterLastOrder { last_order, sold } => {
                write!(f, "sold on {sold}, after {last_order}, the last day for orders")
            }
            Self::OpenAfterDue { balance, state, due } => {
                write!(f, "{balance} neither zero nor waived by {due}: {state}")
            }
            Self::CountedZero { balance, on, left } => {
                write!(f, "{balance} counted as zero on {on}, the account has {left}")
            }
        }
    }
}

impl PhaseOut {
    /// The findings about the plan as of a date, in the order of [`PhaseOutFinding`] and
    /// of the balances. None of a plan that is not approved, or withdrawn.
    ///
    /// # Rule
    ///
    /// > S14: balances open at the due day are a finding. The due day itself is in time.
    pub fn findings(&self, t: AsOf) -> Vec<PhaseOutFinding> {
        let due = self.opening().due;
        if self.stage(t) != PhaseOutStage::Running || t.day() <= due {
            return Vec::new();
        }
        let open = self.unsettled(t).into_iter();
        open.map(|it| PhaseOutFinding::OpenAfterDue { balance: it.balance, state: it.state, due })
            .collect()
    }

    /// The findings of the plan, and those that the account adds: sales after the last day for
    /// orders and after the approval, and balances that were counted as zero and are not, also of a
    /// plan that is closed. None of a plan that is not approved, or withdrawn.
    pub fn findings_with_account(
        &self,
        account: AccountView<'_>,
        known: &KnownBalances,
        t: AsOf,
    ) -> Vec<PhaseOutFinding> {
        match self.stage(t) {
            PhaseOutStage::Planned | PhaseOutStage::Withdrawn => return Vec::new(),
            PhaseOutStage::Running | PhaseOutStage::Closed => {}
        }
        let last_order = self.opening().last_order;
        let sold = account.sales().up_to(t.day()).last_active_day();
        let late = sold.filter(|sold| *sold > last_order && self.was_approved_before(*sold));
        let late = late.map(|sold| PhaseOutFinding::SoldAfterLastOrder { last_order, sold });
        let wrong = BalanceKind::ALL.into_iter().filter_map(|balance| {
            let BalanceState::Zero { on } = self.balance(balance, t) else { return None };
            let left = known.left(balance).filter(|left| !left.is_zero())?;
            Some(PhaseOutFinding::CountedZero { balance, on, left })
        });
        late.into_iter().chain(self.findings(t)).chain(wrong).collect()
    }
}
