use crate::account::AccountView;
use crate::calendar::{AsOf, Window};
use crate::lapse::{Gap, OwnDays, Rhythm};
use crate::measure::{Excess, lower_median_in, lower_median_of_few, proven};
use crate::timeline::Timeline;
use crate::valid::Violations;

/// The days over which regularity by the own rhythm is counted: a year, that of the date included.
const DAYS: i32 = 365;

/// The most gaps that a policy can ask for.
const MOST_GAPS: usize = 255;

/// The gaps for which an array is enough: most policies count no more.
const FEW_GAPS: usize = 16;

/// The rules of regularity by the rhythm of the customer itself.
///
/// # Rule
///
/// > S13: `m` is the lower median of the last 12 gaps between order days in five years; with fewer
/// > than 3 gaps it is the usual gap of the loss rule. Regularity is the share of the days of a
/// > year, from the first order day on, that are an order day or at most `2·m` days after one. It
/// > is absent with fewer than 90 days since the first order day, and 0 with one order day ever.
///
/// A customer that buys every 91 days for ten years has 100, and so has one that buys every year.
/// Days are own days of the customer: those on which we were closed, those off its season and those
/// whose sales are missing are not counted.
///
/// The usual gap is shrunk to the prior of the book. So the regularity of a customer with few gaps
/// may move with other customers; from the third gap on it is its own alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
    /// The gap `m` in days, a usual gap rounded half up; 0 with one order day ever.
    pub gap_days: u32,
    /// `true` when the customer has too few gaps of its own, so that `m` is the usual gap of the
    /// loss rule.
    pub is_usual_gap: bool,
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

    /// Counts the days; `None` for a customer that never bought, or too lately.
    pub(super) fn count(
        self,
        account: AccountView<'_>,
        (as_of, own_days): (AsOf, &OwnDays<'_>),
        usual_gap: impl FnOnce(Rhythm) -> Gap,
    ) -> Option<RhythmDays> {
        let t = as_of.day();
        let rhythm = Rhythm::from_sales(account.sales(), as_of)?.by_own_days(own_days, as_of);
        if t.days_since(rhythm.first()) < i32::from(self.fewest_days) {
            return None;
        }
        let begin = rhythm.first().max(t.offset(1 - DAYS));
        let days = own_days.count(Window::inclusive(begin, t));
        let sales = account.sales().up_to(t);
        if rhythm.order_days() == 1 {
            return Some(RhythmDays { gap_days: 0, is_usual_gap: false, days, kept: 0 });
        }
        let own = self.own_gap(sales, as_of, own_days);
        let (gap_days, reach) = own.unwrap_or_else(|| self.reach_of(usual_gap(rhythm)));
        let kept = days_in_rhythm(sales, own_days, Window::inclusive(begin, t), reach);
        Some(RhythmDays { gap_days, is_usual_gap: own.is_none(), days, kept })
    }

    /// The gap `m` of a customer with enough gaps, and the days after an order day in rhythm.
    fn own_gap(self, sales: Timeline<'_>, t: AsOf, own_days: &OwnDays<'_>) -> Option<(u32, u32)> {
        let is_enough = |known: usize| known >= usize::from(self.fewest_gaps);
        let gap_days = if usize::from(self.gaps) <= FEW_GAPS {
            let mut gaps = [u32::MAX; FEW_GAPS];
            let known = self.last_gaps(&mut gaps, sales, t, own_days);
            lower_median_of_few(&gaps, known).filter(|_| is_enough(known))?
        } else {
            let mut gaps = [0; MOST_GAPS];
            let known = self.last_gaps(&mut gaps, sales, t, own_days);
            lower_median_in(gaps.get_mut(..known)?).filter(|_| is_enough(known))?
        };
        let reach = gap_days.checked_mul(self.times.into());
        Some((gap_days, proven!(reach, else u32::MAX, "a gap within 16 bits, by 8 bits")))
    }

    /// Puts the last gaps in places, the latest first, and tells how many there are.
    #[inline]
    fn last_gaps(
        self,
        places: &mut [u32],
        sales: Timeline<'_>,
        t: AsOf,
        own_days: &OwnDays<'_>,
    ) -> usize {
        let window = t.last_days(self.window_days);
        let mut days = sales.active_days_latest_first().take_while(|day| window.contains(*day));
        let Some(mut later) = days.next() else { return 0 };
        let mut known = 0_usize;
        for (gap, earlier) in places.iter_mut().take(self.gaps.into()).zip(days) {
            *gap = own_days.count(Window { after: earlier, until: later });
            later = earlier;
            known = proven!(known.checked_add(1), else known, "at most the gaps of a policy");
        }
        known
    }

    /// A usual gap in days, and the whole days after an order day in rhythm.
    fn reach_of(self, usual: Gap) -> (u32, u32) {
        let reach = match usual.whole_days_of(self.times) {
            Some(days) => count(days),
            // Longer than any two days are apart: every day is in rhythm.
            None => u32::MAX,
        };
        (count(usual.days()), reach)
    }
}

/// The own days of a window that are an order day or within the reach of one.
fn days_in_rhythm(sales: Timeline<'_>, own_days: &OwnDays<'_>, window: Window, reach: u32) -> u32 {
    if own_days.is_every_day() {
        kept_days(sales, Window::days, window, reach)
    } else {
        kept_days(sales, |days| own_days.count(days), window, reach)
    }
}

fn kept_days(sales: Timeline<'_>, own: impl Fn(Window) -> u32, window: Window, reach: u32) -> u32 {
    // From the last order day back: the day itself, and those after it up to the next one.
    let (mut kept, mut until) = (0_u32, window.until);
    for day in sales.active_days_latest_first() {
        let after = own(Window { after: day, until }).min(reach);
        let before = day.offset(-1);
        let more = if day <= window.after {
            let outside = own(Window { after: day, until: window.after }).min(reach);
            Some(after.excess_over(outside))
        } else {
            after.checked_add(own(Window { after: before, until: day }))
        };
        let sum = more.and_then(|more| kept.checked_add(more));
        kept = proven!(sum, else kept, "at most the days of a year");
        if before <= window.after {
            break;
        }
        until = before;
    }
    kept
}

/// A number of days, none of which is before the other end.
fn count(days: i32) -> u32 {
    u32::try_from(days).unwrap_or_default()
}
