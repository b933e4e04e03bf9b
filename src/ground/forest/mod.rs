//! Trees of names: territories within territories, products within groups.
//!
//! | type | meaning |
//! |---|---|
//! | [`Forest`] | names and the name that holds each of them |
//! | [`ForestError`] | a list of pairs that is no forest |

mod error;
mod forest;

pub use error::ForestError;
pub use forest::Forest;
