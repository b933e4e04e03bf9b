use std::fmt;

use crate::casework::episode::Episode;
use crate::id::{CustomerId, CustomerKey};

/// A customer as a saved register names it: by what does not change when the book is built anew.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum SavedCustomer {
    /// A customer with a name.
    Id(CustomerId),
    /// A customer without a name, at this position.
    Position(u32),
}

impl fmt::Display for SavedCustomer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Position(position) => write!(f, "position {position}"),
        }
    }
}

/// The episodes of a customer in a saved register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerFile {
    pub(super) customer: SavedCustomer,
    pub(super) episodes: Vec<Episode>,
}

impl CustomerFile {
    /// The customer.
    pub const fn customer(&self) -> &SavedCustomer {
        &self.customer
    }

    /// Its episodes, in the order of rules.
    pub fn episodes(&self) -> &[Episode] {
        &self.episodes
    }
}

/// The customer of a key, as it is saved.
pub(super) fn saved_customer(
    customer: CustomerKey,
    id_of: impl Fn(CustomerKey) -> Option<CustomerId>,
) -> SavedCustomer {
    id_of(customer).map_or(SavedCustomer::Position(customer.position()), SavedCustomer::Id)
}
