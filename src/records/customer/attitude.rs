use crate::valid::words;

words! {
    /// The attitude of a customer towards us, as a person assessed and recorded it (S13).
    ///
    /// The rules judge the conduct of the customer.
    ///
    /// ```
    /// use guanxi::customer::Attitude;
    ///
    /// let attitude: Attitude = "early_adopter".parse()?;
    /// assert_eq!(attitude, Attitude::EarlyAdopter);
    /// assert_eq!(attitude.to_string(), "early_adopter");
    /// # Ok::<(), guanxi::valid::WordError>(())
    /// ```
    #[doc(alias = "忠诚度")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Attitude as "an attitude" {
        /// Buys from us and means to go on.
        #[doc(alias = "忠诚客户")]
        Loyal = "loyal",
        /// Loyal, and the first to try what is new.
        #[doc(alias = "率先使用者")]
        EarlyAdopter = "early_adopter",
        /// Goes where the terms are better.
        #[doc(alias = "品牌转移客户")]
        Switcher = "switcher",
        /// Is bound to no brand, ours or another. Written as `disloyal`, as it always was.
        #[doc(alias = "无品牌忠诚客户")]
        NotLoyal = "disloyal",
    }
}
