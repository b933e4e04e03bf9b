use crate::calendar::Day;

/// A wait of a case until a day. Meanwhile there is no news of the case, except that an accepted
/// risk is over.
#[doc(alias = "搁置")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub struct Shelf {
    /// Its last day.
    pub until: Day,
    /// `true` if it also ends as soon as the subject is well again.
    pub is_once: bool,
}
