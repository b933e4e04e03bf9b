use crate::calendar::Day;
use crate::customer::Attitude;
use crate::id::GroupId;
use crate::lifecycle::Reason;
use crate::receivable::{CreditLimit, LimitValidity, PaymentTerms};
use crate::valid::words;

/// A term of a customer: agreed with it, or declared about it.
///
/// # Rule
///
/// > S1, S20: limit, its validity, payment terms, attitude, group and `since` are each known from a
/// > day. A review of an earlier day goes by what was known then.
#[doc(alias = "客户条件")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum CustomerTerm {
    /// The first day as a customer; `None` when it is not known.
    Since(Option<Day>),
    /// The attitude; `None` when it is not known.
    Attitude(Option<Attitude>),
    /// The group to which the customer belongs; `None` when it belongs to none.
    Group(Option<GroupId>),
    /// The credit limit until further notice.
    CreditLimit(CreditLimit),
    /// The last day and the review of the credit limit.
    LimitValidity(LimitValidity),
    /// The terms of payment; `None` when none are agreed.
    PaymentTerms(Option<PaymentTerms>),
    /// The end of the relationship, with its reason: out of business, or given up by us. `None`
    /// when it begins, or begins again.
    #[doc(alias = "停业")]
    Ended(Option<Reason>),
}

words! {
    /// The kind of a [`CustomerTerm`].
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum TermKind as "a kind of term" {
        /// [`CustomerTerm::Since`].
        Since = "since",
        /// [`CustomerTerm::Attitude`].
        Attitude = "attitude",
        /// [`CustomerTerm::Group`].
        Group = "group",
        /// [`CustomerTerm::CreditLimit`].
        CreditLimit = "credit_limit" => "credit limit",
        /// [`CustomerTerm::LimitValidity`].
        LimitValidity = "limit_validity" => "validity of the limit",
        /// [`CustomerTerm::PaymentTerms`].
        PaymentTerms = "payment_terms" => "payment terms",
        /// [`CustomerTerm::Ended`].
        Ended = "ended" => "end of the relationship",
    }
}

impl CustomerTerm {
    /// The kind of the term.
    pub const fn kind(&self) -> TermKind {
        match self {
            Self::Since(_) => TermKind::Since,
            Self::Attitude(_) => TermKind::Attitude,
            Self::Group(_) => TermKind::Group,
            Self::CreditLimit(_) => TermKind::CreditLimit,
            Self::LimitValidity(_) => TermKind::LimitValidity,
            Self::PaymentTerms(_) => TermKind::PaymentTerms,
            Self::Ended(_) => TermKind::Ended,
        }
    }
}

/// A term with the day from which it is known and holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TermStatement {
    /// The first day on which it is known; `None` for what was stated without a day and holds
    /// before all others.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub on: Option<Day>,
    /// The term.
    pub term: CustomerTerm,
}
