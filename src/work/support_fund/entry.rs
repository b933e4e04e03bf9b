use super::{FundClaimEvent, FundClaimOpening, FundRequestEvent, FundRequestOpening};
use crate::calendar::{Day, Validity};
use crate::id::{CustomerId, DocumentId, FundClaimId, FundRequestId, StaffId};
use crate::lifecycle::Reason;
use crate::money::{Currency, Money};
use crate::valid::words;

/// The beginning of a fund.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct FundOpening {
    /// The customer.
    pub customer: CustomerId,
    /// The currency of all amounts.
    pub currency: Currency,
    /// The days of the programme; activities lie in them.
    pub programme: Validity,
    /// The day.
    pub on: Day,
}

words! {
    /// The source of a lot of a fund.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum FundCreditKind as "a source of a fund" {
        /// A share of purchases.
        #[doc(alias = "费用计提")]
        Accrued = "accrued",
        /// An amount that we grant.
        #[doc(alias = "费用拨付")]
        Granted = "granted",
    }
}

/// An amount that comes into a fund: a lot with its last day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct FundCredit {
    /// The number of the credit.
    pub id: DocumentId,
    /// The source.
    pub kind: FundCreditKind,
    /// The amount.
    pub amount: Money,
    /// The last day on which it is set aside; `None` for a lot that does not expire.
    pub until: Option<Day>,
    /// The day.
    pub on: Day,
    /// The staff member who entered it.
    pub by: StaffId,
}

/// An amount that is taken off a fund, as for goods that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct FundReduction {
    /// The number of the reduction.
    pub id: DocumentId,
    /// The amount.
    pub amount: Money,
    /// The reason.
    pub reason: Reason,
    /// The day.
    pub on: Day,
    /// The staff member who entered it.
    pub by: StaffId,
}

/// An entry of a fund. Entries are only ever added.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum FundEntry {
    /// An amount comes in.
    Credit(FundCredit),
    /// An amount is taken off.
    Reduction(FundReduction),
    /// A request is drafted.
    Request(FundRequestOpening),
    /// A step of a request.
    RequestStep {
        /// The request.
        request: FundRequestId,
        /// The step.
        event: FundRequestEvent,
    },
    /// A claim is drafted.
    Claim(FundClaimOpening),
    /// A step of a claim.
    ClaimStep {
        /// The claim.
        claim: FundClaimId,
        /// The step.
        event: FundClaimEvent,
    },
}

impl FundEntry {
    /// The day of the entry.
    pub const fn on(&self) -> Day {
        match self {
            Self::Credit(FundCredit { on, .. })
            | Self::Reduction(FundReduction { on, .. })
            | Self::Request(FundRequestOpening { on, .. })
            | Self::Claim(FundClaimOpening { on, .. }) => *on,
            Self::RequestStep { event, .. } => event.on,
            Self::ClaimStep { event, .. } => event.on,
        }
    }
}
