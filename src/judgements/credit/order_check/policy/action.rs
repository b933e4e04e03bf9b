use crate::valid::words;

words! {
    /// What becomes of an order that breaks a rule.
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
        /// It goes out with a warning.
        Warn = "warn",
        /// It is held.
        Hold = "hold",
    }
}
