use std::fmt;

use super::OpenMatter;
use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::casework::Case;
use crate::contact::{ContactPolicy, Contacts};
use crate::customer::{CardView, Importance};
use crate::id::{CustomerId, StaffId};
use crate::lifecycle::Reason;
use crate::valid::codes;
use crate::warning::Rule;

/// The staff members between whom a customer changes hands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct HandOverParties {
    /// The one who leaves.
    pub from: StaffId,
    /// The one who takes the customer on.
    pub to: StaffId,
}

/// A promise that we made to the customer and have not kept yet.
#[doc(alias = "承诺事项")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Commitment {
    /// The promise, in words.
    pub promise: Reason,
    /// The day on which it was made.
    pub made: Day,
    /// The last day on which it can be kept.
    pub due: Day,
    /// The staff member who made it.
    pub by: StaffId,
}

/// An open case of a warning about the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenWarning<'a> {
    /// The rule.
    pub rule: Rule,
    /// The case.
    pub case: &'a Case,
}

/// The facts of a customer that changes hands.
#[derive(Debug, Clone, Copy)]
pub struct HandOverRequest<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// From whom and to whom.
    pub parties: &'a HandOverParties,
    /// The date.
    pub t: AsOf,
    /// The card as the one who takes over may see it: nothing else of it goes along.
    pub card: CardView<'a>,
    /// The importance of the customer.
    pub importance: Importance,
    /// The facts.
    pub account: AccountView<'a>,
    /// The people.
    pub contacts: &'a Contacts,
    /// The policy of contacts.
    pub contact_policy: &'a ContactPolicy,
    /// The open cases of warnings about the customer.
    pub warnings: &'a [OpenWarning<'a>],
    /// The promises that we made and have not kept.
    pub commitments: &'a [Commitment],
    /// Matters that are open, such as complaints, letters, returns and claims; those of other
    /// customers are left out.
    pub matters: &'a [OpenMatter],
}

/// The reason why a customer cannot change hands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HandOverError {
    /// Both are one person.
    #[error("{customer} cannot be handed over from {staff} to {staff}")]
    SamePerson {
        /// The customer.
        customer: CustomerId,
        /// The staff member.
        staff: StaffId,
    },
    /// Somebody else has the customer.
    #[error("{staff} does not have {customer} on {on}, so cannot hand it over")]
    NotHeld {
        /// The customer.
        customer: CustomerId,
        /// The one who would leave.
        staff: StaffId,
        /// The date.
        on: Day,
    },
}

codes! {
    HandOverError {
        SamePerson = "handed_over_to_oneself",
        NotHeld = "customer_not_held",
    }
}

impl fmt::Display for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { promise, made, due, by } = self;
        write!(f, "{promise}, by {due} (promised by {by} on {made})")
    }
}

impl fmt::Display for OpenWarning<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, case } = self;
        write!(f, "warning of {rule}: {}, {}", case.level(), case.status())?;
        match case.owner() {
            Some(owner) => write!(f, ", with {owner}"),
            None => f.write_str(", with nobody"),
        }
    }
}
