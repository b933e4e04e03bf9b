use crate::valid::words;

words! {
    /// The action on an order that breaks a rule.
    ///
    /// ```
    /// use guanxi::credit::Action;
    /// assert!(Action::Off < Action::Warn && Action::Warn < Action::Hold);
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum Action as "an action" {
        /// Nothing: the rule is not asked.
        #[default]
        Off = "off",
        /// The order ships, with a warning.
        Warn = "warn",
        /// The order is held.
        Hold = "hold",
    }
}
