use crate::valid::words;

words! {
    /// The importance of a customer, by which the card ages: its class by purchases (S11), or what
    /// a person stated of a customer that has not bought yet.
    #[doc(alias = "重要程度")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Importance as "an importance" {
        /// Important.
        A = "a" => "A",
        /// Ordinary.
        B = "b" => "B",
        /// Small.
        C = "c" => "C",
    }
}
