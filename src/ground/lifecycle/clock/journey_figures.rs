use std::fmt;

use super::Journey;
use crate::measure::{Ratio, plural, proven};

/// The days from asking to answer of many requests, of one kind or of all.
///
/// # Rule
///
/// > S27: of those answered, our days in their order, without the days on which the customer was
/// > to act. A share of them is read by nearest rank: the least number of days within which at
/// > least that share was answered. Those that wait have no days yet and are counted apart.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::day;
/// use guanxi::lifecycle::{Journey, JourneyFigures};
/// use guanxi::measure::Ratio;
///
/// let t = AsOf::new(day!(2026, 3, 31));
/// let answered = [2, 3, 3, 20].map(|days| Some(day!(2026, 3, 1).offset(days)));
/// let waits = [None];
/// let ways = answered.into_iter().chain(waits);
/// let ways = ways.filter_map(|on| Journey::without_steps(day!(2026, 3, 1), on, t));
/// let figures = JourneyFigures::read(ways);
/// assert_eq!((figures.median(), figures.within(Ratio::from_percent(90))), (Some(3), Some(20)));
/// assert_eq!(
///     figures.to_string(),
///     "4 answered, half within 3 days, 90% within 20; 1 waiting, 30 days at most"
/// );
/// ```
#[doc(alias = "答复时长")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct JourneyFigures {
    /// Our days of those answered, the fewest first.
    pub answered: Vec<u32>,
    /// Our days so far of those that wait, the fewest first.
    pub waiting: Vec<u32>,
    /// The days on which the customers were to act, of all.
    pub paused: u64,
    /// Requests for which the customer had to ask more than once.
    pub asked_again: u32,
}

impl JourneyFigures {
    /// The figures of some journeys, all as of the same date.
    pub fn read(ways: impl IntoIterator<Item = Journey>) -> Self {
        let mut all = Self { answered: Vec::new(), waiting: Vec::new(), paused: 0, asked_again: 0 };
        for way in ways {
            let group = if way.answered.is_some() { &mut all.answered } else { &mut all.waiting };
            group.push(way.our_days());
            let paused = all.paused.checked_add(way.paused.into());
            all.paused = proven!(paused, else u64::MAX, "a way has fewer than 2^32 days");
            let again = all.asked_again.checked_add(u32::from(way.times_asked > 1));
            all.asked_again = proven!(again, else u32::MAX, "nobody has 2^32 requests");
        }
        all.answered.sort_unstable();
        all.waiting.sort_unstable();
        all
    }

    /// The days within which at least half were answered; `None` where nothing is answered.
    pub fn median(&self) -> Option<u32> {
        self.within(Ratio::from_percent(50))
    }

    /// The fewest days within which at least a share was answered; `None` where nothing is answered
    /// and for a share above 100 %. Of a share of 0 the fewest days of all.
    pub fn within(&self, share: Ratio) -> Option<u32> {
        let place = self.answered.iter().enumerate().find(|(place, _)| {
            let count = place.checked_add(1).and_then(|it| i128::try_from(it).ok());
            let all = i128::try_from(self.answered.len()).ok();
            count.zip(all).is_some_and(|(count, all)| !share.is_missed_by(count, all))
        });
        place.map(|(_, days)| *days)
    }
}

impl fmt::Display for JourneyFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let most = Ratio::from_percent(90);
        write!(f, "{} answered", self.answered.len())?;
        if let (Some(half), Some(days)) = (self.median(), self.within(most)) {
            let noun = plural(half, "day", "days");
            write!(f, ", half within {half} {noun}, {most} within {days}")?;
        }
        match self.waiting.last() {
            None => Ok(()),
            Some(days) => {
                let noun = plural(*days, "day", "days");
                write!(f, "; {} waiting, {days} {noun} at most", self.waiting.len())
            }
        }
    }
}
