use crate::calendar::Day;

/// Until when the agreed limit holds, and when it is looked at again.
///
/// # Rule
///
/// > S20: the base limit has a validity and a review date. On its last day it holds.
///
/// ```
/// use guanxi::receivable::LimitValidity;
/// let terms = LimitValidity { valid_to: Some("2026-12-31".parse()?), review_on: None };
/// assert!(terms.has_expired("2027-01-03".parse()?, 2));
/// assert!(!terms.has_expired("2027-01-02".parse()?, 2), "two days of grace");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LimitValidity {
    /// The last day on which the base limit holds; without one it holds until it is changed.
    pub valid_to: Option<Day>,
    /// The day on which the limit is to be reviewed.
    pub review_on: Option<Day>,
}

impl LimitValidity {
    /// Whether the base limit has expired on a day, so many days of grace granted.
    ///
    /// ```
    /// # use guanxi::receivable::LimitValidity;
    /// assert!(!LimitValidity::default().has_expired("2026-01-01".parse()?, 0));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn has_expired(self, day: Day, grace_days: u16) -> bool {
        self.valid_to.is_some_and(|last| day > last.offset(i32::from(grace_days)))
    }

    /// Whether the review is overdue on a day: the day of the review itself is in time.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, receivable::LimitValidity};
    /// let day = Day::default();
    /// let terms = LimitValidity { review_on: Some(day), ..LimitValidity::default() };
    /// assert!(!terms.is_review_overdue(day) && terms.is_review_overdue(day.offset(1)));
    /// ```
    pub fn is_review_overdue(self, day: Day) -> bool {
        self.review_on.is_some_and(|last| day > last)
    }
}
