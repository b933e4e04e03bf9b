use super::model::{Gap, OrderDays, Rhythm};
use super::season::OwnDays;
use crate::calendar::{AsOf, Day};
use crate::valid::{Violations, words};

words! {
    /// The status of a customer by its order days alone.
    ///
    /// Of several that fit the first in the order of the rule holds: lost, bought once, active. A
    /// customer that has ended is none of them; never bought stands apart.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PurchaseStatus as "a status of purchases" {
        /// No order day.
        #[doc(alias = "未成交客户")]
        NeverBought = "never_bought" => "never bought",
        /// Silent beyond the days after which a customer is lost.
        #[doc(alias = "已流失客户")]
        Lost = "lost",
        /// One order day ever.
        #[doc(alias = "一次性客户")]
        BoughtOnce = "bought_once" => "bought once",
        /// Several order days, the last not long ago.
        #[doc(alias = "活跃客户")]
        Active = "active",
    }
}

impl PurchaseStatus {
    /// The status of a customer that is not lost.
    pub(crate) const fn unless_lost(rhythm: Option<Rhythm>) -> Self {
        match rhythm {
            None => Self::NeverBought,
            Some(rhythm) if rhythm.order_days() == 1 => Self::BoughtOnce,
            Some(_) => Self::Active,
        }
    }
}

/// The silence after which a customer is lost.
///
/// # Rule
///
/// > S21.4: lost, when more than `max(365, 2 × usual gap)` calendar days have gone by since the
/// > last order day. Silent for exactly as long it is not lost yet.
///
/// The usual gap is that of [`LapseSignal`](super::LapseSignal): the customer's own, shrunk to that
/// of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LostRules {
    /// The least days of silence.
    pub days: u16,
    /// The multiple of the usual gap.
    pub usual_gaps: u8,
}

impl Default for LostRules {
    fn default() -> Self {
        Self { days: 365, usual_gaps: 2 }
    }
}

impl LostRules {
    /// Adds a violation for each rule that is broken.
    pub(crate) fn check(self, found: &mut Violations) {
        found.at_least("days", 1, self.days);
        found.at_least("usual_gaps", 1, self.usual_gaps);
    }

    /// The first day on which a customer is lost that ordered last on a day, unless it orders
    /// before.
    ///
    /// ```
    /// use guanxi::day;
    /// use guanxi::lapse::{LapsePolicy, LapseSignal, LostRules, OrderDays, Prior, Rhythm};
    ///
    /// let policy = LapsePolicy::default();
    /// let (first, last) = (day!(2026, 1, 1), day!(2026, 4, 11));
    /// let rhythm = Rhythm::try_new(OrderDays { count: 11, first, last }).ok_or("impossible")?;
    /// let prior = Prior::fallback(&policy);
    /// let signal = LapseSignal::from_rhythm(rhythm, &prior, last.to_string().parse()?, &policy);
    /// let lost = LostRules::default().lost_from(last, signal.usual_gap);
    /// assert_eq!(lost, last.offset(366));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn lost_from(self, last: Day, usual_gap: Gap) -> Day {
        let days = usual_gap.whole_days_of(self.usual_gaps).map(|days| days.max(self.days.into()));
        let next = days.and_then(|days| days.checked_add(1));
        next.map_or(Day::MAX, |days| last.offset(days))
    }

    /// Returns `true` when a customer that ordered last on a day is lost.
    pub fn is_lost(self, last: Day, usual_gap: Gap, t: AsOf) -> bool {
        t.sees(self.lost_from(last, usual_gap))
    }

    /// The status of a customer by its order days up to `t`; `None` in place of a rhythm stands for
    /// a customer that never bought.
    pub fn status(
        self,
        rhythm: Option<Rhythm>,
        usual_gap: impl FnOnce(Rhythm) -> Gap,
        t: AsOf,
    ) -> PurchaseStatus {
        let Some(rhythm) = rhythm else { return PurchaseStatus::NeverBought };
        if self.is_lost(rhythm.last(), usual_gap(rhythm), t) {
            PurchaseStatus::Lost
        } else {
            PurchaseStatus::unless_lost(Some(rhythm))
        }
    }

    /// The last time up to `t` that a customer came back after it was lost. The order days stand in
    /// order, each once; the usual gap is asked of what came before the silence, so that the
    /// silence itself does not make it longer.
    ///
    /// # Rule
    ///
    /// > S21.4: a loss is over after two order days within the usual gap; one token order is
    /// > provisional.
    #[doc(alias = "挽回客户")]
    pub fn last_return(
        self,
        days: &[Day],
        own_days: &OwnDays<'_>,
        usual_gap: impl Fn(Rhythm) -> Gap,
        t: AsOf,
    ) -> Option<CustomerReturn> {
        let seen = days.get(..days.partition_point(|day| t.sees(*day)))?;
        let pairs = seen.iter().zip(seen.iter().skip(1));
        let (lost_from, on, gap) = pairs.rev().find_map(|(last, next)| {
            // No gap of this length is a loss, whatever the usual one.
            if next.days_since(*last) <= i32::from(self.days) {
                return None;
            }
            let by = AsOf::new(*last);
            let gap = usual_gap(Rhythm::from_days(seen, by)?.by_own_days(own_days, by));
            let lost_from = self.lost_from(*last, gap);
            (lost_from <= *next).then_some((lost_from, *next, gap))
        })?;
        let after = seen.get(seen.partition_point(|day| *day < on)..)?;
        Some(CustomerReturn { lost_from, on, confirmed: second_order(after, own_days, gap) })
    }
}

/// The second of the first two order days within a gap, among the order days from the return on.
/// The gap is that of before the silence, so that the silence itself does not make it longer.
fn second_order(from_return: &[Day], own_days: &OwnDays<'_>, gap: Gap) -> Option<Day> {
    let mut pairs = from_return.iter().zip(from_return.iter().skip(1));
    let is_within = |one: Day, next: Day| gap.holds_days(own_days.between(one, next));
    pairs.find(|(one, next)| is_within(**one, **next)).map(|(_, next)| *next)
}

/// Tells whether the last silence of a customer is over, by the order days of its rhythm, the
/// latest first. A silence lies between two order days that are farther apart than the usual gap on
/// the first of them. A customer that was never silent needs two order days.
///
/// The measure is that of [`LostRules::last_return`].
pub(crate) fn is_silence_over(
    rhythm: Rhythm,
    latest_first: impl Iterator<Item = Day>,
    own_days: &OwnDays<'_>,
    usual_gap: impl Fn(Rhythm) -> Gap,
) -> bool {
    let (mut since, first): (Vec<Day>, Day) = (Vec::new(), rhythm.first());
    let counts = (1..=rhythm.order_days()).rev();
    for (last, count) in latest_first.zip(counts) {
        if let Some(next) = since.last() {
            let before = Rhythm::try_new(OrderDays { count, first, last });
            let before = before.map(|it| it.by_own_days(own_days, AsOf::new(last)));
            let Some(gap) = before.map(&usual_gap) else { return false };
            if !gap.holds_days(own_days.between(last, *next)) {
                since.reverse();
                return second_order(&since, own_days, gap).is_some();
            }
        }
        since.push(last);
    }
    since.len() > 1
}

/// The return of a customer that was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CustomerReturn {
    /// The first day on which it was lost.
    pub lost_from: Day,
    /// The order day on which it came back.
    pub on: Day,
    /// The second of two order days within its usual gap, by which the loss is over; `None` while
    /// the return is provisional.
    pub confirmed: Option<Day>,
}
