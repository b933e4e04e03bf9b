use super::{SettlementKey, SettlementKind};
use crate::calendar::Day;
use crate::id::RebateId;
use crate::money::{Amount, Currency, Money, Total};
use crate::valid::codes;

/// The reason why a rebate is not settled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SettlementError {
    /// The key is taken by a settlement of other content.
    #[error("settlement {key} is recorded with {recorded}, not {offered}")]
    Conflict {
        /// The key.
        key: SettlementKey,
        /// The recorded day and amount.
        recorded: String,
        /// The day and amount that were offered.
        offered: String,
    },
    /// The settlement is of another agreement.
    #[error("the ledger of {agreement} takes no settlement of {found}")]
    OtherAgreement {
        /// The agreement of the ledger.
        agreement: RebateId,
        /// The agreement of the settlement.
        found: RebateId,
    },
    /// The sequence leaves a gap.
    #[error("settlement {key} must have the sequence {expected}")]
    Sequence {
        /// The key.
        key: SettlementKey,
        /// The next sequence.
        expected: u32,
    },
    /// The settlement is dated before the last one of its period.
    #[error("settlement {key} of {on} cannot follow one of {last}")]
    BackDated {
        /// The key.
        key: SettlementKey,
        /// Its day.
        on: Day,
        /// The day of the last one.
        last: Day,
    },
    /// The kind cannot follow: a part or a final one after the final one, a restatement before it.
    #[error("settlement {key} cannot be {kind}, the final one is {}", if *is_final { "made" } else { "not made" })]
    Kind {
        /// The key.
        key: SettlementKey,
        /// Its kind.
        kind: SettlementKind,
        /// Tells whether the final one is made.
        is_final: bool,
    },
    /// The amount is not the reward less what was settled.
    #[error("settlement {key} must be {}, was {}", expected.with_currency(*currency), Money::new(*found, *currency))]
    Amount {
        /// The key.
        key: SettlementKey,
        /// The currency.
        currency: Currency,
        /// The reward less what was settled.
        expected: Total,
        /// The amount that was offered.
        found: Amount,
    },
    /// A condition is not known yet.
    #[error("{agreement} is not settled before all its conditions are known")]
    ConditionsOpen {
        /// The agreement.
        agreement: RebateId,
    },
    /// The rebate was not claimed in time.
    #[error("{agreement} had to be claimed by {until}")]
    Lapsed {
        /// The agreement.
        agreement: RebateId,
        /// The last day of the claim.
        until: Day,
    },
}

codes! {
    SettlementError {
        Conflict = "settlement_conflict",
        OtherAgreement = "settlement_of_other_agreement",
        Sequence = "settlement_sequence",
        BackDated = "settlement_back_dated",
        Kind = "settlement_kind",
        Amount = "settlement_amount",
        ConditionsOpen = "conditions_open",
        Lapsed = "claim_lapsed",
    }
}
