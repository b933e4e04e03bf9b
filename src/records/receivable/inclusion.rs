use crate::money::Total;
use crate::valid::words;

words! {
    /// The choice of a policy: a part of the debt counts, or is left out.
    ///
    /// ```
    /// use guanxi::receivable::Inclusion;
    /// assert_eq!("left_out".parse(), Ok(Inclusion::LeftOut));
    /// assert_eq!(Inclusion::default(), Inclusion::Counted);
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum Inclusion as "an inclusion" {
        /// The part counts like any other.
        #[default]
        Counted = "counted",
        /// The part does not count and is shown apart.
        LeftOut = "left_out" => "left out",
    }
}

impl Inclusion {
    /// The part of a total that counts: all of it or nothing.
    pub(crate) const fn part(self, total: Total) -> Total {
        match self {
            Self::Counted => total,
            Self::LeftOut => Total::ZERO,
        }
    }
}
