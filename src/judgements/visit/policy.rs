use super::plan::{VisitPlan, VisitPlanError, VisitPlanRequest, make_plan};
use super::working_time::{capacities, less_office};
use super::{Absences, DayCapacity, TimeSplit, VisitCadences};
use crate::calendar::{Window, WorkCalendar};
use crate::measure::{Excess, Ratio};
use crate::valid::{Draft, Valid, Violations};

/// The plain form of a [`VisitPolicy`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct VisitPolicyDraft {
    /// The weights by which time is split, 60, 30 and 10 by default.
    pub split: TimeSplit,
    /// The points by which a bucket may be off over a quarter, 10 % by default.
    pub deviation: Ratio,
    /// The minutes of a working day, 480 by default.
    pub day_minutes: u16,
    /// The share of the office in a working day, 20 % by default.
    pub office_share: Ratio,
    /// The minutes of the way to an area, once a day, 60 by default.
    pub area_minutes: u16,
    /// The cadences of visits.
    pub cadence: VisitCadences,
}

/// The policy of time and visits (S24).
///
/// The default values: 60, 30 and 10 hundredths of the time to key accounts, ordinary customers and
/// prospects; 480 minutes a day of which the office takes 20 %; an hour on the way to each area of
/// a day; A every 14 days, B every 30, C every 90, prospects every 30.
///
/// ```
/// use guanxi::visit::{VisitPolicy, VisitPolicyDraft};
///
/// // The office takes 36 minutes of a day, the way to an area 60.
/// let draft = VisitPolicyDraft { day_minutes: 180, ..Default::default() };
/// let error = VisitPolicy::try_new(draft).unwrap_err();
/// assert_eq!(error.to_string(), "cadence.a.minutes must not exceed 84, was 90");
/// ```
#[doc(alias = "拜访计划")]
#[doc(alias = "工作时间")]
pub type VisitPolicy = Valid<VisitPolicyDraft>;

impl Default for VisitPolicyDraft {
    fn default() -> Self {
        Self {
            split: TimeSplit::default(),
            deviation: Ratio::from_percent(10),
            day_minutes: 480,
            office_share: Ratio::from_percent(20),
            area_minutes: 60,
            cadence: VisitCadences::default(),
        }
    }
}

impl Draft for VisitPolicyDraft {
    fn check(&self, found: &mut Violations) {
        let TimeSplit { key, ordinary, prospect } = self.split;
        if [key, ordinary, prospect] == [0; 3] {
            found.add("split", "must have a weight above 0, all were 0".to_owned());
        }
        found.at_most("deviation", Ratio::ONE, self.deviation);
        found.at_most("day_minutes", 24 * 60, self.day_minutes);
        found.at_least("day_minutes", 1, self.day_minutes);
        found.at_most("office_share", Ratio::ONE, self.office_share);
        found.within("cadence", |found| {
            self.cadence.check(found);
            let VisitCadences { a, b, c, prospect } = self.cadence;
            for (name, it) in [("a", a), ("b", b), ("c", c), ("prospect", prospect)] {
                let field = format!("{name}.minutes");
                let most = self.full_day().excess_over(self.area_minutes.into());
                found.at_most(&field, most, u32::from(it.minutes));
            }
        });
    }
}

impl VisitPolicyDraft {
    /// The minutes for customers of a day without meetings.
    pub fn full_day(&self) -> u32 {
        less_office(self.day_minutes.into(), self.office_share)
    }
}

impl VisitPolicy {
    /// The minutes of each day of a window that a person has for customers.
    ///
    /// # Rule
    ///
    /// > S24: worked days less leave; of each, the minutes of a day less fixed meetings, less the
    /// > share of the office, rounded down.
    ///
    /// ```
    /// use guanxi::calendar::{Window, WorkCalendar};
    /// use guanxi::day;
    /// use guanxi::visit::{Absences, VisitPolicy};
    ///
    /// let absences = Absences {
    ///     leave: [day!(2026, 3, 3)].into(),
    ///     meetings: [(day!(2026, 3, 2), 60)].into(),
    /// };
    /// let days = Window::inclusive(day!(2026, 3, 2), day!(2026, 3, 4));
    /// let policy = VisitPolicy::default();
    /// let capacity = policy.capacity(days, &WorkCalendar::default(), &absences);
    /// let minutes: Vec<u32> = capacity.iter().map(|it| it.minutes).collect();
    /// assert_eq!(minutes, [336, 384]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn capacity(
        &self,
        window: Window,
        calendar: &WorkCalendar,
        absences: &Absences,
    ) -> Vec<DayCapacity> {
        capacities(window, calendar, absences, self.day_minutes, self.office_share)
    }

    /// The plan of the visits of a person, for a day, a week or any other days.
    ///
    /// # Rule
    ///
    /// > S24: musts first, by class, latest day, urgency, value at risk and id, each on the first
    /// > day of its window with room, else on the first later day with room. Then visits that may
    /// > be made, each bucket up to its share of the time; then whatever fits.
    ///
    /// *Capacity holds*: room is tested before each visit. *Nobody of class A starves*: a must of
    /// class A is tried, in time and late, before any B or C and no visit is taken back, so it
    /// stands where it would stand among the visits to A alone. *Deterministic*: the order ends in
    /// the id. It is not the best plan there is: with visits of unequal length nobody finds that
    /// quickly.
    ///
    /// # Errors
    ///
    /// When an input contradicts itself or the policy, see [`VisitPlanError`].
    #[doc(alias = "周计划")]
    pub fn plan<'a>(
        &self,
        request: &VisitPlanRequest<'a>,
    ) -> Result<VisitPlan<'a>, VisitPlanError> {
        let (full_day, split) = (self.full_day(), request.is_split.then_some(self.split));
        make_plan(request, full_day, self.area_minutes, split)
    }
}
