//! Money: whole minor units, checked arithmetic, currency at every border.
//!
//! | type | meaning | arithmetic |
//! |---|---|---|
//! | [`Amount`] | minor units (cents, fen) of a currency that the owner knows | checked |
//! | [`Total`] | a sum of amounts, too wide to overflow | `plus`, `minus` |
//! | [`Money`] | an amount with its currency | checked, refuses mixed currencies |
//! | [`Major`] | an amount of a policy, in major units of the currency of the book | none |
//! | [`Currency`] | ISO 4217, with its minor units | none |
//!
//! | type | meaning |
//! |---|---|
//! | [`Rounding`] | the neighbour to which a number between two is rounded |
//! | [`MoneyError`] | a number, a text or a sum that is no money |
//! | [`MajorError`] | a text that is no amount of a policy |
//! | [`CurrencyError`] | a code that is no currency |
//!
//! There is no `+` on money: amounts may differ in currency or overflow.
//!
//! ```compile_fail,E0369
//! # fn f(a: guanxi::money::Money, b: guanxi::money::Money) {
//! let total = a + b; // use `checked_add` or `try_sum`
//! # }
//! ```
//!
//! `Decimal` goes in and out exactly, or with an error that names the digit that does not fit.
//! Money never passes through a float.

mod amount;
mod currency;
mod major;
#[cfg(feature = "serde")]
pub(crate) mod minor;
mod rounding;
mod total;
mod with_currency;

pub use amount::Amount;
pub use currency::{Currency, CurrencyError};
pub use major::{Major, MajorError};
pub use rounding::Rounding;
pub use total::Total;
pub use with_currency::{Money, MoneyError};
