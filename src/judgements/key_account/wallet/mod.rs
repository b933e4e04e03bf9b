//! Share of wallet: as an interval of stated totals, and by ranks.

mod wallet_interval;
mod wallet_ranks;

pub use wallet_interval::{StatedTotal, WalletInterval};
pub use wallet_ranks::{AllocatedShare, Supplier, SupplierRank, WalletAllocation};
