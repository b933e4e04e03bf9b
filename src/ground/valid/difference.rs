use std::fmt;

/// A field in which something recorded and what was offered under its name or number differ.
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
    /// The name of the field in files; `customer` where a fact is another customer's.
    pub field: &'static str,
    /// The recorded value; `none` where there is none.
    pub recorded: String,
    /// The value that was offered; `none` where there is none.
    pub offered: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}, not {}", self.field, self.recorded, self.offered)
    }
}

impl Difference {
    /// The difference of a field of two values; `None` where they are equal.
    pub(crate) fn of<T: PartialEq>(
        field: &'static str,
        (recorded, offered): (&T, &T),
        text: impl Fn(&T) -> String,
    ) -> Option<Self> {
        let differ = recorded != offered;
        differ.then(|| Self { field, recorded: text(recorded), offered: text(offered) })
    }

    /// Differences as a message lists them.
    pub(crate) fn listed(all: &[Self]) -> String {
        let told: Vec<String> = all.iter().map(ToString::to_string).collect();
        told.join("; ")
    }
}
