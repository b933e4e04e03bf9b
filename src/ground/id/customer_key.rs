mod sealed {
    /// The number of a customer in its book, by which all calls name the customer.
    ///
    /// A key means nothing outside the book that gave it. In results it is written as its position;
    /// it is not read back.
    ///
    /// ```
    /// use guanxi::{book::Book, customer::Customer};
    ///
    /// let mut book = Book::new("CNY".parse()?);
    /// let key = book.register(Customer::new("C-1".parse()?))?;
    /// assert_eq!(book.key(&"C-1".parse()?), Ok(key));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
    pub struct CustomerKey(u32);

    impl CustomerKey {
        /// The key of a position: customers are numbered from 0 in the order of their registration.
        pub const fn from_position(position: u32) -> Self {
            Self(position)
        }

        /// The position of the customer in its book.
        pub const fn position(self) -> u32 {
            self.0
        }
    }
}
pub use sealed::CustomerKey;
