use super::Season;
use super::circle::{DAYS_OF_YEAR, place_of};
use super::season::Stretch;
use crate::calendar::{Day, Window};
use crate::measure::proven;
use crate::valid::Violations;

/// The shortest stretch that a policy may call off season: a year has room for
/// [`Season::MOST_STRETCHES`] of them.
const SHORTEST: u16 = 30;

/// Days of the longest year.
const LEAP_YEAR: u16 = 366;

/// The most years that a policy may look at.
const MOST_YEARS: u8 = 10;

/// The rules that find the season of a customer in its order days.
///
/// # Rule
///
/// > S21: looked for in the two years that end with the customer's last order day, when each of
/// > them has at least 4 order days. Their month and day, 29 February as the 28th, lie on a circle
/// > of 365 days. A stretch between two neighbours of at least `max(60, 6 × the lower median gap of
/// > those years)` days, which may span the new year, is off season, in every year.
///
/// So no silence makes a season: what came after the last order plays no part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SeasonRules {
    /// The years, up to the last order day, that are looked at.
    pub years: u8,
    /// The least order days of each of these years.
    pub fewest_order_days: u16,
    /// The least days from an order day to the next across which a customer is off season.
    pub days: u16,
    /// The multiple of the lower median gap of those years that these days reach as well.
    pub median_gaps: u8,
}

impl Default for SeasonRules {
    fn default() -> Self {
        Self { years: 2, fewest_order_days: 4, days: 60, median_gaps: 6 }
    }
}

impl SeasonRules {
    /// Adds a violation for each rule that is broken.
    pub(crate) fn check(self, found: &mut Violations) {
        found.at_least("years", 1, self.years);
        found.at_most("years", MOST_YEARS, self.years);
        found.at_least("fewest_order_days", 1, self.fewest_order_days);
        found.at_least("days", SHORTEST, self.days);
        found.at_least("median_gaps", 1, self.median_gaps);
    }

    /// The order days below which no customer has a season.
    pub(crate) fn fewest_in_all(self) -> u32 {
        let fewest = u32::from(self.years).checked_mul(self.fewest_order_days.into());
        proven!(fewest, else u32::MAX, "8 bits by 16 bits")
    }

    /// The season of order days that stand in order, each once; `None` for a customer that buys all
    /// the year round, and for one with too few order days to tell.
    ///
    /// ```
    /// use guanxi::calendar::Day;
    /// use guanxi::day;
    /// use guanxi::lapse::SeasonRules;
    ///
    /// // Weekly from 1 October to 17 December, in 2024 and 2025.
    /// let weeks = |first: Day| (0..12).map(move |week| first.offset(7 * week));
    /// let days: Vec<Day> = weeks(day!(2024, 10, 1)).chain(weeks(day!(2025, 10, 1))).collect();
    /// let season = SeasonRules::default().season(&days).ok_or("all the year round")?;
    /// assert!(!season.is_off(day!(2026, 12, 17)) && season.is_off(day!(2026, 12, 18)));
    /// assert!(season.is_off(day!(2027, 9, 30)) && !season.is_off(day!(2027, 10, 1)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "季节性客户")]
    pub fn season(self, order_days: &[Day]) -> Option<Season> {
        self.season_of(order_days.iter().rev().copied())
    }

    /// The season of order days, the latest first, each once.
    pub(crate) fn season_of(
        self,
        latest_first: impl Iterator<Item = Day> + Clone,
    ) -> Option<Season> {
        let last = latest_first.clone().next()?;
        if !self.has_long_gap(last, latest_first.clone()) || !self.has_enough(last, &latest_first) {
            return None;
        }
        let all = Window { after: years_before(last, self.years), until: last };
        self.season_in(&latest_first.take_while(|day| all.contains(*day)))
    }

    /// Tells whether a gap that ends in the last year may be long enough to be off season. Most
    /// customers have none, and no season either: a stretch without orders in every year is a gap
    /// of this year, too.
    fn has_long_gap(self, last: Day, latest_first: impl Iterator<Item = Day>) -> bool {
        // A year ago, or the day before, is the last order day once more, by its place on the
        // circle.
        let (shortest, year_ago) = (i32::from(self.days), last.earlier(LEAP_YEAR));
        let (mut days, mut later) = (latest_first, last);
        days.next();
        while later > year_ago {
            let earlier = days.next().unwrap_or(year_ago);
            if later.days_since(earlier) >= shortest {
                return true;
            }
            later = earlier;
        }
        false
    }

    /// Tells whether each of the years has enough order days.
    fn has_enough(self, last: Day, latest_first: &(impl Iterator<Item = Day> + Clone)) -> bool {
        let fewest = usize::from(self.fewest_order_days);
        (0..self.years).all(|year| {
            let until = years_before(last, year);
            let next = proven!(year.checked_add(1), else year, "fewer than the years of a policy");
            let after = years_before(last, next);
            let later = latest_first.clone().skip_while(|day| *day > until);
            later.take_while(|day| *day > after).take(fewest).count() == fewest
        })
    }

    /// The season by the order days of the years that are looked at, the latest first.
    fn season_in(self, latest_first: &(impl Iterator<Item = Day> + Clone)) -> Option<Season> {
        let mut circle = [false; 365];
        for day in latest_first.clone() {
            if let Some(place) = circle.get_mut(usize::from(place_of(day))) {
                *place = true;
            }
        }
        let places = (0..DAYS_OF_YEAR).zip(circle).filter(|(_, has_order)| *has_order);
        let places = places.map(|(place, _)| place);
        // The first place of the next round closes the circle.
        let next_round = places.clone().next()?.checked_add(DAYS_OF_YEAR);
        let next_places = places.clone().skip(1).chain(next_round);
        let is_off = |days: u16| days >= self.days && self.is_beyond_median(days, latest_first);
        let off = places.zip(next_places).filter_map(|(after, next)| {
            let apart = next.checked_sub(after).filter(|days| is_off(*days))?;
            Some(Stretch { after, days: apart.checked_sub(1)? })
        });
        Season::from_stretches(off)
    }

    /// Tells whether a number of days reaches the multiple of the lower median of the gaps: whether
    /// at least half of the gaps, times the multiple, do not exceed it.
    fn is_beyond_median(
        self,
        days: u16,
        latest_first: &(impl Iterator<Item = Day> + Clone),
    ) -> bool {
        let (mut all, mut within) = (0_u32, 0_u32);
        for (later, earlier) in latest_first.clone().zip(latest_first.clone().skip(1)) {
            let long = later.days_since(earlier).checked_mul(self.median_gaps.into());
            let counts = u32::from(long.is_some_and(|long| long <= i32::from(days)));
            all = proven!(all.checked_add(1), else all, "fewer than the days of ten years");
            within = proven!(within.checked_add(counts), else within, "at most all gaps");
        }
        all > 0 && within >= all.div_ceil(2)
    }
}

/// The same date some years before, with 28 February for a 29th.
fn years_before(day: Day, years: u8) -> Day {
    let months = u16::from(years).checked_mul(12);
    day.months_earlier(proven!(months, else 0, "a number of 8 bits by 12"))
}
