use crate::valid::words;

words! {
    /// How a held order stands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum HoldStatus as "a status of a held order" {
        /// Some reason stands.
        Held = "held",
        /// All reasons are gone; somebody has to let it go.
        Ready = "ready" => "ready to release",
        /// It may go out, for its value and up to a day.
        Released = "released",
        /// It was changed beyond what was released: to be checked again.
        ToCheck = "to_check" => "to be checked again",
        /// Checked again, and nothing stood against it.
        Passed = "passed",
        /// It does not go out.
        Rejected = "rejected",
    }
}
