use crate::calendar::{Day, Validity};

/// The last day and the review date of a base limit.
///
/// # Rule
///
/// > S20: the base limit has a validity and a review date. On its last day it holds.
///
/// ```
/// use guanxi::receivable::LimitValidity;
///
/// let limit = LimitValidity { valid_to: Some("2026-12-31".parse()?), review_on: None };
/// assert!(limit.has_expired("2027-01-03".parse()?, 2));
/// assert!(!limit.has_expired("2027-01-02".parse()?, 2), "two days of grace");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "额度有效期")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LimitValidity {
    /// The last day on which the base limit holds; without one it holds until it is changed.
    pub valid_to: Option<Day>,
    /// The day on which the limit is to be reviewed.
    pub review_on: Option<Day>,
}

impl LimitValidity {
    /// The days on which the base limit holds.
    pub fn validity(self) -> Validity {
        self.valid_to.map_or(Validity::ALWAYS, Validity::up_to)
    }

    /// Tells whether the base limit has expired on a day, after a number of days of grace.
    pub fn has_expired(self, day: Day, grace_days: u16) -> bool {
        let last = self.valid_to.map(|last| last.offset(i32::from(grace_days)));
        last.is_some_and(|last| Validity::up_to(last).is_over_on(day))
    }

    /// Tells whether the review is overdue on a day. The day of the review itself is in time.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, receivable::LimitValidity};
    /// let day = Day::default();
    /// let limit = LimitValidity { review_on: Some(day), ..LimitValidity::default() };
    /// assert!(!limit.is_review_overdue(day) && limit.is_review_overdue(day.offset(1)));
    /// ```
    pub fn is_review_overdue(self, day: Day) -> bool {
        self.review_on.is_some_and(|last| day > last)
    }
}
