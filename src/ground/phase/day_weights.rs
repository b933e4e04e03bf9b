use chrono::Datelike;

use crate::calendar::{Day, WorkCalendarDraft};
use crate::measure::proven;
use crate::valid::{Draft, Valid, Violations};

/// The plain form of [`DayWeights`].
///
/// Only proportions count: twice as much in December is a season of 2 beside eleven times 1, and a
/// Saturday of half a day is a weekday of 1 beside 2.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct DayWeightsDraft {
    /// The weight of a day by its month, January first.
    #[doc(alias = "淡旺季")]
    pub season: [u16; 12],
    /// The weight of a day by its weekday, Monday first. A weekday of weight 0 counts for nothing
    /// even where the calendar works on it.
    pub weekdays: [u16; 7],
}

/// The weights of months and weekdays by which an amount is spread over days.
#[doc(alias = "季节系数")]
pub type DayWeights = Valid<DayWeightsDraft>;

impl Default for DayWeightsDraft {
    fn default() -> Self {
        Self { season: [1; 12], weekdays: [1; 7] }
    }
}

impl Draft for DayWeightsDraft {
    fn check(&self, found: &mut Violations) {
        for (field, weights) in [("season", &self.season[..]), ("weekdays", &self.weekdays[..])] {
            if weights.iter().all(|weight| *weight == 0) {
                found.add(field, "must have a weight above 0, all are 0".to_owned());
            }
        }
    }
}

impl DayWeightsDraft {
    /// The weight of a day: season × weekday where the calendar works, else 0.
    ///
    /// ```
    /// use guanxi::calendar::WorkCalendar;
    /// use guanxi::phase::DayWeightsDraft;
    ///
    /// let mut weights = DayWeightsDraft::default();
    /// weights.season[11] = 3;
    /// weights.weekdays[4] = 2;
    /// let calendar = WorkCalendar::default();
    /// let friday = "2026-12-25".parse()?;
    /// assert_eq!(weights.weight(friday, &calendar), 6);
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn weight(&self, day: Day, calendar: &WorkCalendarDraft) -> u32 {
        if !calendar.is_worked(day) {
            return 0;
        }
        let date = day.to_date();
        let at = |weights: &[u16], place: u32| {
            let place = usize::try_from(place).ok();
            let weight = place.and_then(|place| weights.get(place));
            u32::from(*proven!(weight, else &0, "a month of twelve, a weekday of seven"))
        };
        let season = at(&self.season, date.month0());
        let weekday = at(&self.weekdays, date.weekday().num_days_from_monday());
        proven!(season.checked_mul(weekday), else u32::MAX, "two factors of sixteen bits")
    }
}
