use super::{Standing, Timeline};
use crate::calendar::{Mark, MarkedWindow, Marks, MonthsBack};
use crate::money::{Amount, Total};

/// A timeline seen at the end of every [mark](Marks) in one walk with nothing to decide.
///
/// Answers like the timeline up to the latest mark, at once for a day that is marked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marked<'a> {
    timeline: Timeline<'a>,
    marks: &'a Marks,
    by_mark: [Seen; Marks::MOST],
}

/// How many steps there are by a day, and how many active days: both only grow, so they are compared as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Seen(u64);

impl Seen {
    const NOTHING: Self = Self(0);
    const STEP: u64 = 1 << 32;

    fn steps(self) -> usize {
        usize::try_from(self.0 >> 32).unwrap_or(0)
    }

    fn active_days(self) -> u32 {
        u32::try_from(self.0 & u64::from(u32::MAX)).unwrap_or(0)
    }
}

impl<'a> Timeline<'a> {
    /// What had come together by each mark. Nothing of it lies after the latest of them.
    #[inline]
    pub(crate) fn marked(self, marks: &'a Marks) -> Marked<'a> {
        let mut marked = Marked { timeline: self, marks, by_mark: [Seen::NOTHING; Marks::MOST] };
        let mut steps = 0_u64;
        for step in self.steps() {
            steps = steps.wrapping_add(Seen::STEP);
            // Steps stand in the order of days, so the last before a mark stays.
            if let Some(entry) = marked.by_mark.get_mut(marks.place(step.day)) {
                *entry = Seen(steps | u64::from(step.active_days));
            }
        }
        // What lies before a mark lies before every later one.
        let mut seen = Seen::NOTHING;
        for entry in marked.by_mark.iter_mut().rev() {
            seen = seen.max(*entry);
            *entry = seen;
        }
        marked
    }
}

impl Marked<'_> {
    /// What had come together by the end of a day; see [`Timeline::at`].
    #[inline]
    pub(crate) fn at(&self, mark: Mark) -> Standing {
        match self.by_mark.get(mark.place) {
            Some(seen) => self.timeline.after_steps(seen.steps()),
            None => self.timeline.at(mark.day),
        }
    }

    /// The sum of the amounts in a window; see [`Timeline::net`].
    #[inline(always)]
    pub(crate) fn net(&self, window: &MarkedWindow) -> Total {
        let MarkedWindow { after, until } = *window;
        if until.day <= after.day {
            return Total::ZERO;
        }
        self.at(until).since(self.at(after))
    }

    /// What had come together by the end of each month.
    #[inline]
    pub(crate) fn by_month(&self) -> [Standing; MonthsBack::REACH] {
        self.marks.ends().map(|place| self.standing(place))
    }

    /// The sum of all amounts by the end of each month.
    #[inline]
    pub(crate) fn totals_by_month(&self) -> [Amount; MonthsBack::REACH] {
        self.by_month().map(|standing| standing.total)
    }

    /// The sum of all amounts by the end of one of the months.
    #[inline]
    pub(crate) fn total_by(&self, month: usize) -> Option<Amount> {
        Some(self.standing(self.marks.end(month)?).total)
    }

    /// The active days by the end of each month.
    #[inline]
    pub(crate) fn active_days_by_month(&self) -> [u32; MonthsBack::REACH] {
        self.marks.ends().map(|place| self.seen(place).active_days())
    }

    fn standing(&self, place: usize) -> Standing {
        self.timeline.after_steps(self.seen(place).steps())
    }

    fn seen(&self, place: usize) -> Seen {
        self.by_mark.get(place).copied().unwrap_or(Seen::NOTHING)
    }
}

/// Whether something had grown by the end of each month over so many months before it, given how much it was by the
/// ends of months, the latest first. A bit for each month, the latest lowest.
#[inline]
pub(crate) fn grown<T: PartialOrd>(by_month: &[T], months: usize) -> u32 {
    let pairs = by_month.iter().zip(by_month.iter().skip(months)).rev();
    pairs.fold(0, |bits, (end, start)| (bits << 1) | u32::from(end > start))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may panic")]
    use super::*;
    use crate::calendar::{AsOf, Day};
    use crate::timeline::Step;

    fn steps(days: &[i32]) -> Vec<Step> {
        let steps = (1_u32..).zip(days).map(|(count, day)| Step {
            day: Day::try_from_epoch_days(*day).unwrap(),
            active_days: count / 2,
            total: Amount::from_minor(i64::from(count) * 7 - 20),
        });
        steps.collect()
    }

    #[test]
    fn months_of_growth_are_told_by_bits() {
        assert_eq!(grown::<u32>(&[], 1), 0);
        assert_eq!(grown(&[7, 7, 5, 6, 1], 1), 0b1010);
        assert_eq!(grown(&[7, 7, 5, 6, 1], 3), 0b11);
        assert_eq!(grown(&[7], 1), 0);
    }

    #[test]
    fn every_day_is_answered_as_by_the_timeline() {
        let t: AsOf = "2026-06-15".parse().unwrap();
        let today = t.day().to_epoch_days();
        let ago = |days: &[i32]| days.iter().map(|days| t.day().offset(-days)).collect::<Vec<_>>();
        let many: Vec<i32> = (0..60).map(|it| it * 11).collect();
        let histories: [&[i32]; 4] = [
            &[],
            &[today],
            &[
                today - 2000,
                today - 767,
                today - 400,
                today - 90,
                today - 1,
                today,
                today + 3,
                today + 16,
            ],
            &(0..700).map(|it| today - 690 + it).collect::<Vec<_>>(),
        ];
        // None more, few, some out of reach, and more than can be marked.
        for more in [&[][..], &[0, 90, 365, 455], &[5, 752, 753, 800, -10, -30], &many] {
            let marks = MonthsBack::of(t).marks_with(&ago(more));
            for days in histories {
                let steps = steps(days);
                let timeline = Timeline::new(&steps);
                let seen = timeline.up_to(marks.latest());
                let marked = seen.marked(&marks);
                for back in -40..900 {
                    let day = t.day().offset(-back);
                    assert_eq!(marked.at(marks.mark(day)), seen.at(day), "{day} of {days:?}");
                }
                let months = MonthsBack::of(t);
                let by_month = months.ends().map(|end| seen.at(end));
                assert_eq!(marked.by_month(), by_month);
                assert_eq!(marked.totals_by_month(), by_month.map(|it| it.total));
                assert_eq!(marked.active_days_by_month(), by_month.map(|it| it.active_days));
            }
        }
    }
}
