use std::fmt;

use crate::id::CustomerKey;
use crate::intake::Field;

/// A field in which a recorded fact and one that was offered under its name differ.
///
/// ```
/// use guanxi::account::{Account, RecordError};
/// use guanxi::trade::Sale;
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let sale = |amount: &str| -> Result<Sale, Box<dyn std::error::Error>> {
///     Ok(Sale::new("S-1".parse()?, "2026-03-01".parse()?, amount.parse()?))
/// };
/// account.record(sale("CNY 100")?)?;
/// let Err(RecordError::Conflict { differences, .. }) = account.record(sale("CNY 90")?) else {
///     return Err("taken".into());
/// };
/// let told: Vec<String> = differences.iter().map(|it| it.to_string()).collect();
/// assert_eq!(told, ["amount CNY 100.00, not CNY 90.00"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The name of the field in files, or `customer`.
    pub field: &'static str,
    /// The recorded value; `none` where there is none.
    pub recorded: String,
    /// The value of the fact that was offered.
    pub offered: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}, not {}", self.field, self.recorded, self.offered)
    }
}

impl Difference {
    const CUSTOMER: &'static str = "customer";

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
        Self { field: Self::CUSTOMER, recorded: position(recorded), offered: position(offered) }
    }

    /// The difference with the names of customers in the place of their positions.
    pub(crate) fn with_names(&mut self, recorded: &str, offered: &str) {
        if self.field == Self::CUSTOMER {
            (self.recorded, self.offered) = (recorded.to_owned(), offered.to_owned());
        }
    }

    /// Differences as a message lists them.
    pub(super) fn listed(all: &[Self]) -> String {
        let told: Vec<String> = all.iter().map(ToString::to_string).collect();
        told.join("; ")
    }
}
