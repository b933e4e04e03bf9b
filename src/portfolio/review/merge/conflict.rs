use std::fmt;

use super::TermClash;
use crate::account::MergeError;
use crate::customer::Field;
use crate::id::CustomerKey;
use crate::trading_rights::RightsConflict;
use crate::valid::Violations;

/// Something that a person has to decide before customers are merged.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "conflict", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum MergeConflict {
    /// A term that is stated of the customer merged and is not the survivor's: it would be lost.
    Term {
        /// The customer that is to be merged.
        customer: CustomerKey,
        /// Its name; empty where the book has no such customer.
        name: String,
        /// The two terms.
        clash: TermClash,
    },
    /// Contracts of the two grant rights against each other.
    Rights(RightsConflict),
    /// A field of the card of all together is in conflict: no value is stronger than the other. A
    /// ruling on the card of the survivor settles it.
    Field {
        /// The customer that goes on.
        survivor: CustomerKey,
        /// Its name; empty where the book has no such customer.
        name: String,
        /// The field.
        field: Field,
    },
    /// Cards contradict each other: a field was ruled in two ways on one day, or two importances
    /// are stated for one.
    Cards {
        /// The customer that goes on.
        survivor: CustomerKey,
        /// Its name; empty where the book has no such customer.
        name: String,
        /// The records that contradict others.
        #[cfg_attr(feature = "serde", serde(serialize_with = "super::written::as_text"))]
        problems: Violations,
    },
    /// The book would refuse the merge.
    Refused {
        /// The customer that is to be merged.
        customer: CustomerKey,
        /// Its name; empty where the book has no such customer.
        name: String,
        /// The reason.
        #[cfg_attr(feature = "serde", serde(serialize_with = "super::written::refusal"))]
        error: MergeError,
    },
}

/// A customer in messages: by its name, and by its position where the book has no name of it.
struct Named<'a>(CustomerKey, &'a str);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self(key, "") => write!(f, "the customer at position {}", key.position()),
            Self(_, name) => write!(f, "customer {name}"),
        }
    }
}

impl fmt::Display for MergeConflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Term { customer, name, clash } => {
                let (kind, named) = (clash.merged.kind(), Named(*customer, name));
                write!(f, "{kind} of {named} is not the survivor's")
            }
            Self::Rights(conflict) => conflict.fmt(f),
            Self::Field { survivor, name, field } => {
                write!(f, "{field} of {} would be in conflict", Named(*survivor, name))
            }
            Self::Cards { survivor, name, problems } => {
                write!(f, "the card of {}: {problems}", Named(*survivor, name))
            }
            Self::Refused { customer, name, error } => {
                write!(f, "{}: {error}", Named(*customer, name))
            }
        }
    }
}
