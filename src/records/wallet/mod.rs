//! The share of wallet: what a customer buys from us, of all that it buys in our lines (S13, S16).
//!
//! | type | meaning |
//! |---|---|
//! | [`WalletShare`] | our sales and all purchases in our lines, with day and source |
//!
//! Systems of the domain: [S13], [S16].
//!
//! [S13]: crate::docs::domain#s13
//! [S16]: crate::docs::domain#s16

mod wallet_share;

pub use wallet_share::WalletShare;
