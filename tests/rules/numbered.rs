//! Days and customers by their numbers, for histories in which only the distances matter.

use guanxi::calendar::{AsOf, Day};
use guanxi::id::CustomerKey;

use crate::given::day;

/// The day with a number, from 2025-01-01 on.
pub(crate) fn date(number: i32) -> Day {
    day("2025-01-01").offset(number)
}

/// What is known on such a day.
pub(crate) fn on(number: i32) -> AsOf {
    AsOf::new(date(number))
}

/// The customer with a number.
pub(crate) fn key(number: u32) -> CustomerKey {
    CustomerKey::from_position(number)
}
