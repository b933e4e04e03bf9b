//! Outcomes: what came after a past day, as it is known on a later one.
//!
//! | type | came true when |
//! |---|---|
//! | [`NoOrderWithin`] | there is no order in the days after |
//! | [`FellBelow`] | net purchases of the days after stay below a share of earlier ones |
//! | [`PaidLaterThan`] | an item becomes older past its due date than a number of days |
//! | [`WroteOff`] | a sum is written off |
//!
//! | type | what it is |
//! |---|---|
//! | [`Aftermath`] | what came of a past day, and the day on which it came |
//! | [`Hindsight`] | it came true, it did not, or nobody can tell |
//! | [`EarlierDays`] | the earlier days with which purchases are compared |
//!
//! All of them ask the same: which accounts are the customer's own, up to which day a feed is
//! complete, and which facts may be those of another customer with which it has become one since.

mod fell_below;
mod hindsight;
mod horizon;
mod no_order_within;
mod own_accounts;
mod paid_later_than;
mod wrote_off;

pub use fell_below::{EarlierDays, FellBelow};
pub use hindsight::{Aftermath, Hindsight};
pub use no_order_within::NoOrderWithin;
pub use paid_later_than::PaidLaterThan;
pub use wrote_off::WroteOff;

pub(super) use hindsight::SpellDay;
