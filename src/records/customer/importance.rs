use std::fmt;

use crate::calendar::{AsOf, Validity};
use crate::confidence::WITHHELD;
use crate::id::StaffId;
use crate::lifecycle::Reason;
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

words! {
    /// The importance of a future or potential customer. None is small: nobody would look for it.
    #[doc(alias = "潜在客户")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ProspectImportance as "an importance of a prospect" {
        /// As important as a customer of class A.
        A = "a" => "A",
        /// As one of class B.
        B = "b" => "B",
    }
}

/// The importance of a future or potential customer, as a person stated it for a time.
///
/// `Debug` shows marks for the importance and its reason: what we think of a customer is internal.
#[doc(alias = "未来客户")]
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct StatedImportance {
    /// The importance.
    pub importance: ProspectImportance,
    /// The days for which it is stated.
    pub term: Validity,
    /// The person who stated it.
    pub by: StaffId,
    /// The reason.
    pub reason: Reason,
}

impl fmt::Debug for StatedImportance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { importance: _, term, by, reason: _ } = self;
        let mut shown = f.debug_struct("StatedImportance");
        shown.field("importance", &format_args!("{WITHHELD}")).field("term", term);
        shown.field("by", by).field("reason", &format_args!("{WITHHELD}")).finish()
    }
}

impl From<ProspectImportance> for Importance {
    fn from(importance: ProspectImportance) -> Self {
        match importance {
            ProspectImportance::A => Self::A,
            ProspectImportance::B => Self::B,
        }
    }
}

impl Importance {
    /// The importance of a customer on a date.
    ///
    /// # Rule
    ///
    /// > S1: of one that has bought, its class; of one that has not, what is stated for that day,
    /// > else ordinary. A prospect is never small.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::customer::Importance;
    /// use guanxi::day;
    ///
    /// let t = AsOf::new(day!(2026, 3, 31));
    /// assert_eq!(Importance::new(Some(Importance::C), &[], t), Importance::C);
    /// assert_eq!(Importance::new(None, &[], t), Importance::B);
    /// ```
    pub fn new(class: Option<Self>, stated: &[StatedImportance], t: AsOf) -> Self {
        let mut stated = stated.iter().filter(|it| it.term.contains(t.day()));
        let stated = stated.next().map_or(Self::B, |it| it.importance.into());
        class.unwrap_or(stated)
    }
}
