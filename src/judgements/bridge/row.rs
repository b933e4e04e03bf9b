use crate::money::Total;
use crate::valid::words;

words! {
    /// A row of a revenue bridge: the way in which customers changed the total.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum BridgeRow {
        /// Bought nothing before; the first order ever lies in the second window.
        New = "new",
        /// Bought nothing on balance in the first window, had ordered earlier, and buys again.
        WonBack = "won_back" => "won back",
        /// Buys more than before.
        Expansion = "expansion",
        /// Buys less than before.
        Contraction = "contraction",
        /// Bought before, and nothing on balance now.
        Lost = "lost",
        /// Returns beyond sales, in either window.
        Residue = "residue" => "returns beyond sales",
        /// Customers that are counted as another in both windows: neither lost nor new, so the
        /// amount of the row is always 0.
        Merged = "merged",
    }
}

impl BridgeRow {
    pub(super) const fn number(self) -> usize {
        match self {
            Self::New => 0,
            Self::WonBack => 1,
            Self::Expansion => 2,
            Self::Contraction => 3,
            Self::Lost => 4,
            Self::Residue => 5,
            Self::Merged => 6,
        }
    }
}

/// The customers of a row and its amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowTotal {
    /// The number of customers. One with returns beyond sales stands in its own row and in that of
    /// the residue.
    pub customers: u64,
    /// The amount by which the row changes the total.
    pub change: Total,
}
