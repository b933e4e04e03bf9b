use std::fmt;

use crate::id::CustomerKey;

/// A pair that would consist of one customer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a pair consists of two customers, was the one at position {} twice", customer.position())]
pub struct CustomerPairError {
    customer: CustomerKey,
}

mod sealed {
    use super::CustomerPairError;
    use crate::id::CustomerKey;

    /// Two different customers, in the order of their registration.
    ///
    /// ```
    /// use guanxi::id::CustomerKey;
    /// use guanxi::identity::CustomerPair;
    ///
    /// let [li, twin] = [0, 7].map(CustomerKey::from_position);
    /// assert_eq!(CustomerPair::try_new(twin, li), CustomerPair::try_new(li, twin));
    /// assert_eq!(
    ///     CustomerPair::try_new(twin, twin).unwrap_err().to_string(),
    ///     "a pair consists of two customers, was the one at position 7 twice"
    /// );
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct CustomerPair {
        first: CustomerKey,
        second: CustomerKey,
    }

    impl CustomerPair {
        /// The pair of two customers, in whatever order.
        ///
        /// # Errors
        ///
        /// When both are the same customer.
        pub fn try_new(one: CustomerKey, other: CustomerKey) -> Result<Self, CustomerPairError> {
            if one == other {
                return Err(CustomerPairError { customer: one });
            }
            Ok(Self { first: one.min(other), second: one.max(other) })
        }

        /// The customer that was registered first.
        pub const fn first(self) -> CustomerKey {
            self.first
        }

        /// The customer that was registered later.
        pub const fn second(self) -> CustomerKey {
            self.second
        }
    }
}
pub use sealed::CustomerPair;

impl fmt::Display for CustomerPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = (self.first().position(), self.second().position());
        write!(f, "the customers at positions {first} and {second}")
    }
}
