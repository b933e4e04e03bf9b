use crate::valid::words;

words! {
    /// The confidence of a two-sided interval.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum ConfidenceLevel as "a level of confidence" {
        /// 90 %: z = 1.645.
        Ninety = "90%",
        /// 95 %: z = 1.96.
        #[default]
        NinetyFive = "95%",
    }
}

impl ConfidenceLevel {
    /// The unit of [`z_squared`](Self::z_squared).
    pub(super) const Z_SQUARED_OF: i128 = 1_000_000;

    /// z² in millionths: 1.645² and 1.96², exactly.
    pub(super) const fn z_squared(self) -> i128 {
        match self {
            Self::Ninety => 2_706_025,
            Self::NinetyFive => 3_841_600,
        }
    }
}
