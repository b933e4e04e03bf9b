use crate::handling::Status;
use crate::valid::words;

/// The status of the case of a warning.
pub type CaseStatus = Status<Closing>;

words! {
    /// The way in which a case ended.
    ///
    /// | ends | from | by | when the condition |
    /// |---|---|---|---|
    /// | remedied | resolved | the days, or a person | has stayed clear |
    /// | lost | resolved, a remedy of a loss having ended so | two people | is raised |
    /// | self-cleared | new, reopened | the days | clears |
    /// | self-cleared | resolved, nothing was done | the days, or a person | has stayed clear |
    /// | risk passed | risk accepted | the days | clears |
    /// | no longer judged | any open | a person | has been silent for too long |
    /// | lost | any open | a person | is that of a lost customer |
    /// | dismissed | new to under investigation, reopened | a person | is in any phase |
    ///
    /// From the level of four eyes on it takes two people to dismiss a case, and a second person to
    /// close or withdraw one.
    #[doc(alias = "结案")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Closing as "the end of a case" {
        /// Its cause was found, something was done, and the condition stayed clear.
        Remedied = "remedied",
        /// Its cause was found, something was done, and the customer is lost all the same.
        #[doc(alias = "客户流失")]
        Lost = "lost",
        /// The warning went away by itself, at most watched: before anybody did anything, or as the
        /// person who looked into it found.
        SelfCleared = "self_cleared" => "cleared by itself",
        /// The risk was accepted, and the condition cleared meanwhile.
        RiskPassed = "risk_passed" => "risk passed",
        /// Nothing judges the warning any more: the arms that raised it have been silent for too
        /// long.
        NoLongerJudged = "no_longer_judged" => "no longer judged",
        /// The warning was a false alarm.
        Dismissed = "dismissed" => "false alarm",
    }
}
