use super::{Fact, FactName};
use crate::calendar::Day;
use crate::id::CustomerKey;

/// A fact as it comes out of a ledger, to be taken by another: with the day from which it is known.
///
/// ```
/// use guanxi::account::{Fact, Ledger};
/// use guanxi::trade::Sale;
///
/// let mut ledger = Ledger::new("CNY".parse()?);
/// let li = ledger.open().ok_or("full")?;
/// let sale = Sale::new("S-1".parse()?, "2026-03-01".parse()?, "CNY 100".parse()?);
/// let sale = Fact::from(sale);
/// ledger.record(li, &sale)?;
/// ledger.revise(li, &sale.name(), "2026-03-10".parse()?, None)?;
///
/// let mut copy = Ledger::new("CNY".parse()?);
/// copy.open();
/// for fact in ledger.facts() {
///     copy.take(&fact)?;
/// }
/// assert!(copy.facts().eq(ledger.facts()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "版本")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedFact {
    /// The customer.
    pub customer: CustomerKey,
    /// The day from which it is known. `None` for its own day, and for all days where the fact has
    /// no own day.
    pub known_from: Option<Day>,
    /// The fact, or what became of it.
    pub content: FactContent,
}

/// The content of a [`RecordedFact`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum FactContent {
    /// A fact as it was first recorded.
    First(Fact),
    /// A later version of a fact.
    Version(Fact),
    /// A fact that never was.
    Void(FactName),
}
