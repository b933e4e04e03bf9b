//! The fields in which two facts of one name differ.

use crate::id::CustomerKey;
use crate::intake::Field;
use crate::valid::Difference;

const CUSTOMER: &str = "customer";

impl Difference {
    /// The fields in which two facts of a kind differ, in the order of the fields.
    pub(super) fn between(recorded: Vec<Field>, offered: Vec<Field>) -> Vec<Self> {
        let pairs = recorded.into_iter().zip(offered);
        let differ = pairs.filter(|(recorded, offered)| recorded != offered);
        let difference = |(recorded, offered): (Field, Field)| Self {
            field: recorded.name,
            recorded: recorded.value,
            offered: offered.value,
        };
        differ.map(difference).collect()
    }

    /// The customer under whom a fact is recorded, and the one for whom it was offered.
    pub(super) fn of_customers(recorded: CustomerKey, offered: CustomerKey) -> Self {
        let position = |key: CustomerKey| format!("at position {}", key.position());
        Self { field: CUSTOMER, recorded: position(recorded), offered: position(offered) }
    }

    /// The difference with the names of customers in the place of their positions.
    pub(crate) fn with_names(&mut self, recorded: &str, offered: &str) {
        if self.field == CUSTOMER {
            (self.recorded, self.offered) = (recorded.to_owned(), offered.to_owned());
        }
    }
}
