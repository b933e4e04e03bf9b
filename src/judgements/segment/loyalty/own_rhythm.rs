use crate::account::AccountView;
use crate::calendar::Day;
use crate::context::Context;
use crate::lapse::{LapsePolicy, Prior, Rhythm};
use crate::measure::{Excess, lower_median, proven};
use crate::valid::Violations;

/// The days over which regularity by the own rhythm is counted: a year, that of the date included.
const DAYS: i32 = 365;

/// The rules of regularity by the rhythm of the customer itself.
///
/// # Rule
///
/// > S13: `m` is the lower median of the last 12 gaps between order days in five years; with fewer
/// > than 3 gaps it is the usual gap of the loss rule. Regularity is the share of the days of a
/// > year, from the first order day on, that are an order day or at most `2·m` days after one. It
/// > is absent with fewer than 90 days since the first order day, and 0 with one order day ever.
///
/// So who buys every 91 days for ten years has 100, and so has who buys every year. Days on which
/// we were closed, and days of a gap in sales, are not counted.
///
/// The usual gap is shrunk to the prior of the lapse policy as it is by default, not to that of the
/// book: no score changes because another customer joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct OwnRhythm {
    /// Days up to the date whose order days make the gaps.
    pub window_days: u16,
    /// The most gaps that count, the latest ones.
    pub gaps: u8,
    /// Gaps below which the usual gap of the loss rule is taken.
    pub fewest_gaps: u8,
    /// Days since the first order day below which a customer has no regularity.
    pub fewest_days: u16,
    /// Gaps after an order day that are still in rhythm.
    pub times: u8,
}

impl Default for OwnRhythm {
    fn default() -> Self {
        Self { window_days: 1825, gaps: 12, fewest_gaps: 3, fewest_days: 90, times: 2 }
    }
}

/// Regularity by the own rhythm, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RhythmDays {
    /// The gap `m`, in days.
    pub gap_days: u32,
    /// Days of the year that count.
    pub days: u32,
    /// Those of them in rhythm.
    pub kept: u32,
}

impl OwnRhythm {
    pub(super) fn check(self, found: &mut Violations) {
        found.at_least("window_days", 1, self.window_days);
        found.at_least("gaps", 1, self.gaps);
        found.at_least("fewest_gaps", 1, self.fewest_gaps);
        found.at_most("fewest_gaps", self.gaps, self.fewest_gaps);
        found.at_least("times", 1, self.times);
    }

    /// Counts the days; `None` for a customer that is too young.
    pub(super) fn count(self, account: AccountView<'_>, context: &Context) -> Option<RhythmDays> {
        let t = context.as_of().day();
        let sales = account.sales().up_to(t);
        let rhythm = Rhythm::from_sales(account.sales(), context.as_of())?;
        if t.days_since(rhythm.first()) < i32::from(self.fewest_days) {
            return None;
        }
        let begin = rhythm.first().max(t.offset(1 - DAYS));
        let own = |after: Day, until: Day| count(context.days_silent_by(after, until));
        let days = own(begin.offset(-1), t);
        let gap_days = self.gap(account, rhythm, context);
        if rhythm.order_days() == 1 {
            return Some(RhythmDays { gap_days, days, kept: 0 });
        }
        let reach = gap_days.checked_mul(self.times.into());
        let reach = proven!(reach, else u32::MAX, "a gap of 31 bits, or the longest");
        // From the last order day back: the day itself, and those after it up to the next one.
        let (mut kept, mut until) = (0_u32, t);
        for day in sales.active_days_latest_first() {
            let within = |last: Day| own(day, last).min(reach);
            let before = begin.offset(-1).max(day);
            let after = within(until).excess_over(within(before));
            let itself = if day >= begin { own(day.offset(-1), day) } else { 0 };
            let more = kept.checked_add(after).and_then(|it| it.checked_add(itself));
            kept = proven!(more, else kept, "at most the days of a year");
            if day <= begin {
                break;
            }
            until = day.offset(-1);
        }
        Some(RhythmDays { gap_days, days, kept })
    }

    /// The gap `m` of a customer.
    fn gap(self, account: AccountView<'_>, rhythm: Rhythm, context: &Context) -> u32 {
        let t = context.as_of();
        let window = t.last_days(self.window_days);
        let days = account.sales().up_to(t.day()).active_days_latest_first();
        let most = usize::from(self.gaps).checked_add(1);
        let most = proven!(most, else usize::MAX, "a number of 8 bits");
        let last: Vec<Day> = days.take_while(|day| window.contains(*day)).take(most).collect();
        let pairs = last.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
        let gaps = pairs.map(|(later, earlier)| count(context.days_silent_by(earlier, later)));
        let gaps: Vec<u32> = gaps.collect();
        let is_enough = gaps.len() >= usize::from(self.fewest_gaps);
        lower_median(gaps).filter(|_| is_enough).unwrap_or_else(|| {
            let prior = Prior::fallback(&LapsePolicy::default());
            count(prior.usual_gap(rhythm).days())
        })
    }
}

/// A number of days, none of which is before the other end.
fn count(days: i32) -> u32 {
    u32::try_from(days).unwrap_or_default()
}
