use std::fmt;

use crate::lifecycle::{Act, Stage};
use crate::valid::words;

words! {
    /// The status of a held order; the table of [`HoldAct`] leads from one to the next.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum HoldStatus as "a status of a held order" {
        /// At least one reason stands.
        Held = "held",
        /// All reasons are gone; a person has to release the order.
        Ready = "ready" => "ready to release",
        /// The order may ship, for its value and up to a day.
        Released = "released",
        /// The order was changed beyond its release: to be checked again.
        ToCheck = "to_check" => "to be checked again",
        /// The order was checked again, and no reason holds it.
        Passed = "passed",
        /// The order does not ship.
        Rejected = "rejected",
    }
}

/// An act on a held order: a step with its effect under the policy.
///
/// | act | held | ready to release | released | to be checked again | passed | rejected |
/// |---|---|---|---|---|---|---|
/// | check with reasons | held | held | – | – | – | – |
/// | check without reasons | ready to release | ready to release | – | – | – | – |
/// | check that releases | released | released | – | – | – | – |
/// | check anew with reasons | – | – | held | held | – | – |
/// | check anew without reasons | – | – | passed | passed | – | – |
/// | force | held | held | held | held | held | – |
/// | release | released | released | – | – | – | – |
/// | reject | rejected | rejected | – | rejected | – | – |
/// | assign | held | ready to release | – | to be checked again | – | – |
/// | change within the release | – | – | released | – | – | – |
/// | change | held | held | to be checked again | to be checked again | to be checked again | – |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HoldAct {
    /// A check that finds reasons, or leaves the one by hand.
    CheckWithReasons,
    /// A check without reasons, under a policy that leaves the release to a person.
    CheckWithoutReasons,
    /// A check without reasons, under a policy that releases by itself.
    CheckThatReleases,
    /// A check with reasons after a release that was changed or whose last day is over.
    CheckAnewWithReasons,
    /// A check without reasons after a release that was changed or whose last day is over.
    CheckAnewWithoutReasons,
    /// A hold by hand.
    Force,
    /// A release by a person.
    Release,
    /// A rejection.
    Reject,
    /// Another owner.
    Assign,
    /// A change within value, tolerance and last day of the release.
    ChangeWithin,
    /// Any other change.
    Change,
}

impl HoldStatus {
    /// The status after an act; `None` when the act is not allowed.
    pub const fn after(self, act: HoldAct) -> Option<Self> {
        use HoldAct::{
            Assign, Change, ChangeWithin, CheckAnewWithReasons, CheckAnewWithoutReasons,
            CheckThatReleases, CheckWithReasons, CheckWithoutReasons, Force, Reject, Release,
        };
        match (self, act) {
            (Self::Held | Self::Ready, CheckWithReasons | Change)
            | (Self::ToCheck | Self::Released, CheckAnewWithReasons)
            | (Self::Held | Self::Ready | Self::Released | Self::ToCheck | Self::Passed, Force) => {
                Some(Self::Held)
            }
            (Self::Held | Self::Ready, CheckWithoutReasons) => Some(Self::Ready),
            (Self::Held | Self::Ready, CheckThatReleases | Release)
            | (Self::Released, ChangeWithin) => Some(Self::Released),
            (Self::ToCheck | Self::Released, CheckAnewWithoutReasons) => Some(Self::Passed),
            (Self::Held | Self::Ready | Self::ToCheck, Reject) => Some(Self::Rejected),
            (status @ (Self::Held | Self::Ready | Self::ToCheck), Assign) => Some(status),
            (Self::Released | Self::ToCheck | Self::Passed, Change) => Some(Self::ToCheck),
            (
                Self::Held | Self::Ready,
                CheckAnewWithReasons | CheckAnewWithoutReasons | ChangeWithin,
            )
            | (
                Self::Released,
                CheckWithReasons | CheckWithoutReasons | CheckThatReleases | Release | Reject
                | Assign,
            )
            | (
                Self::ToCheck,
                CheckWithReasons | CheckWithoutReasons | CheckThatReleases | Release | ChangeWithin,
            )
            | (
                Self::Passed,
                CheckWithReasons
                | CheckWithoutReasons
                | CheckThatReleases
                | CheckAnewWithReasons
                | CheckAnewWithoutReasons
                | Release
                | Reject
                | Assign
                | ChangeWithin,
            )
            | (
                Self::Rejected,
                CheckWithReasons
                | CheckWithoutReasons
                | CheckThatReleases
                | CheckAnewWithReasons
                | CheckAnewWithoutReasons
                | Force
                | Release
                | Reject
                | Assign
                | ChangeWithin
                | Change,
            ) => None,
        }
    }
}

impl Act for HoldAct {
    const ALL: &'static [Self] = &[
        Self::CheckWithReasons,
        Self::CheckWithoutReasons,
        Self::CheckThatReleases,
        Self::CheckAnewWithReasons,
        Self::CheckAnewWithoutReasons,
        Self::Force,
        Self::Release,
        Self::Reject,
        Self::Assign,
        Self::ChangeWithin,
        Self::Change,
    ];

    fn heading(self) -> String {
        let beyond_the_verb = match self {
            Self::CheckWithReasons => " with reasons",
            Self::CheckWithoutReasons => " without reasons",
            Self::CheckThatReleases => " that releases",
            Self::CheckAnewWithReasons => " anew with reasons",
            Self::CheckAnewWithoutReasons => " anew without reasons",
            Self::ChangeWithin => " within the release",
            Self::Force | Self::Release | Self::Reject | Self::Assign | Self::Change => "",
        };
        format!("{self}{beyond_the_verb}")
    }
}

impl fmt::Display for HoldAct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CheckWithReasons
            | Self::CheckWithoutReasons
            | Self::CheckThatReleases
            | Self::CheckAnewWithReasons
            | Self::CheckAnewWithoutReasons => "check",
            Self::Force => "force",
            Self::Release => "release",
            Self::Reject => "reject",
            Self::Assign => "assign",
            Self::ChangeWithin | Self::Change => "change",
        })
    }
}

impl Stage for HoldStatus {
    type Act = HoldAct;

    const SUBJECT: &'static str = "an order";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Held];

    fn after(self, act: HoldAct) -> Option<Self> {
        self.after(act)
    }
}
