use std::num::NonZeroU32;

use crate::calendar::{Month, Window};
use crate::engine::Divisor;
use crate::measure::proven;
use crate::money::{Amount, Total};
use crate::timeline::MonthAmount;

/// The part of amounts agreed for months that is due by a window of days: whole months, and of the
/// first and the last month the part of their worked days that lies inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DueMonths {
    first: Month,
    last: Month,
    /// The part of the first month, where it is not whole and another one than the last.
    first_part: Option<MonthPart>,
    last_part: MonthPart,
    /// The days of the last month, to divide by for each customer.
    last_days: Divisor,
}

/// The worked days of a month inside the window, of all its worked days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct MonthPart {
    worked: u32,
    days: NonZeroU32,
}

impl DueMonths {
    /// The months of a window that is not empty. `worked` counts the worked days of a part of a
    /// month and of the month.
    pub(super) fn of(window: Window, worked: impl Fn(Window, Window) -> (u32, u32)) -> Self {
        let (first, last) = (window.after.offset(1).month(), window.until.month());
        let part = |month: Month| {
            let whole = month.window();
            let inside = Window {
                after: whole.after.max(window.after),
                until: whole.until.min(window.until),
            };
            let (worked, days) = worked(inside, whole);
            let days = proven!(NonZeroU32::new(days), else NonZeroU32::MIN, "a month has days");
            MonthPart { worked, days }
        };
        let last_part = part(last);
        let is_cut = first != last && first.first_day() <= window.after;
        Self {
            first,
            last,
            first_part: is_cut.then(|| part(first)),
            last_part,
            last_days: Divisor::new(last_part.days),
        }
    }

    /// The due part of the amounts, rounded half up once.
    #[inline]
    pub(super) fn due(&self, agreed: &[MonthAmount]) -> Total {
        match self.first_part {
            None => self.due_of_whole_months(agreed),
            Some(part) => self.due_beside(part, agreed),
        }
    }

    #[inline]
    fn due_of_whole_months(&self, agreed: &[MonthAmount]) -> Total {
        let mut seen = self.seen(agreed).peekable();
        let last = seen.next_if(|each| each.month() == self.last);
        let last = last.map_or(Amount::ZERO, |each| self.elapsed_part(each.amount()));
        seen.map(|each| each.amount()).fold(Total::from(last), Total::plus)
    }

    /// The due part where a part of the first month counts, too: both parts over one denominator.
    #[cold]
    fn due_beside(&self, first: MonthPart, agreed: &[MonthAmount]) -> Total {
        let days = |part: MonthPart| i128::from(part.days.get());
        let both = days(first).checked_mul(days(self.last_part));
        let both: i128 = proven!(both, else 1, "at most 31 by 31 days");
        let part = |amount: Amount, part: MonthPart, other: MonthPart| {
            let due = i128::from(amount.minor()).checked_mul(part.worked.into());
            let due = due.and_then(|due| due.checked_mul(days(other)));
            proven!(due, else 0, "64 bits by 31 by 31")
        };
        let (mut parts, mut whole) = (0_i128, Total::ZERO);
        for each in self.seen(agreed) {
            let amount = each.amount();
            let due = if each.month() == self.first {
                part(amount, first, self.last_part)
            } else if each.month() == self.last {
                part(amount, self.last_part, first)
            } else {
                whole = whole.plus(amount);
                0
            };
            parts = proven!(parts.checked_add(due), else parts, "two parts of 74 bits");
        }
        whole.plus(Total::from_minor(rounded_half_up(parts, both)))
    }

    /// Returns `true` when an amount, be it zero, is agreed for one of the months.
    pub(super) fn has_agreed(&self, agreed: &[MonthAmount]) -> bool {
        self.seen(agreed).next().is_some()
    }

    /// The amounts agreed for the months, the latest first.
    fn seen<'a>(&self, agreed: &'a [MonthAmount]) -> impl Iterator<Item = &'a MonthAmount> {
        let (first, last) = (self.first, self.last);
        let seen = agreed.iter().rev().skip_while(move |each| each.month() > last);
        seen.take_while(move |each| each.month() >= first)
    }

    /// The part of the last month's amount that has elapsed, rounded half up; the amount is not
    /// negative.
    fn elapsed_part(&self, amount: Amount) -> Amount {
        let (minor, worked) = (amount.minor().unsigned_abs(), u64::from(self.last_part.worked));
        // Rounding takes one bit more.
        let product = minor.checked_mul(worked).filter(|product| product >> 63 == 0);
        let part = match product {
            Some(product) => self.last_days.rounded(product),
            None => self.elapsed_part_of_much(minor, worked),
        };
        let part = proven!(i64::try_from(part).ok(), else i64::MAX, "a part of an amount fits");
        Amount::from_minor(part)
    }

    /// The elapsed part of an amount whose product with days may leave 64 bits: whole days' worth
    /// first, minor = each · days + rest.
    #[cold]
    fn elapsed_part_of_much(&self, minor: u64, worked: u64) -> u64 {
        let (each, rest) = self.last_days.divide(minor);
        let part = rest.checked_mul(worked).map(|product| self.last_days.rounded(product));
        let whole = each.checked_mul(worked);
        let sum = whole.zip(part).and_then(|(whole, part)| whole.checked_add(part));
        proven!(sum, else minor, "a part of the amount, and the rest is below 31 days")
    }
}

/// A fraction that is not negative, rounded half up: ⌊(2·parts + whole) / (2·whole)⌋.
fn rounded_half_up(parts: i128, whole: i128) -> i128 {
    let doubled = parts.checked_mul(2).and_then(|doubled| doubled.checked_add(whole));
    let rounded = doubled.zip(whole.checked_mul(2)).and_then(|(part, of)| part.checked_div(of));
    proven!(rounded, else parts, "75 bits by at most 31 by 31 days")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may panic")]
    use super::*;
    use crate::calendar::Day;

    fn by_days(part: Window, whole: Window) -> (u32, u32) {
        (part.days(), whole.days())
    }

    fn due(window: Window) -> DueMonths {
        DueMonths::of(window, by_days)
    }

    #[test]
    fn the_elapsed_part_of_any_amount_is_that_of_plain_fractions() {
        let most = i64::MAX;
        let near = [0, most / 31, most / 30, most / 15, most / 2, most];
        let amounts =
            near.into_iter().flat_map(|it| (-40..=40).map(move |by| it.saturating_add(by)));
        let amounts: Vec<i64> = amounts.filter(|minor| *minor >= 0).collect();
        for t in ["2026-05-01", "2026-05-16", "2026-05-30", "2026-05-31", "2026-02-14"] {
            let day: Day = t.parse().unwrap();
            let window = Window::inclusive(day.month().first_day(), day);
            let due = due(window);
            let (worked, days) =
                (i128::from(window.days()), i128::from(day.month().window().days()));
            for minor in &amounts {
                let found = due.elapsed_part(Amount::from_minor(*minor)).minor();
                let expected = (i128::from(*minor) * worked * 2 + days) / (2 * days);
                assert_eq!(i128::from(found), expected, "{minor} on {t}");
            }
        }
    }

    /// Each day's part of each month's amount, as a fraction over one denominator.
    fn plainly(window: Window, agreed: &[MonthAmount]) -> i128 {
        let over = 28 * 29 * 30 * 31;
        let parts = (0..i32::try_from(window.days()).unwrap()).map(|offset| {
            let month = window.after.offset(offset + 1).month();
            let amount = agreed.iter().find(|each| each.month() == month);
            let amount = amount.map_or(0, |each| i128::from(each.amount().minor()));
            amount * (over / i128::from(month.window().days()))
        });
        let parts: i128 = parts.sum();
        (2 * parts + over) / (2 * over)
    }

    #[test]
    fn parts_of_two_months_are_rounded_once() {
        let january: Month = "2026-01".parse().unwrap();
        let amounts = [0, 1, 7, 100_000, 99_999, i64::MAX];
        for (place, first) in amounts.into_iter().enumerate() {
            for last in amounts {
                let agreed: Vec<MonthAmount> = [first, 31, last, 5, first, last]
                    .into_iter()
                    .zip(0..)
                    .map(|(minor, month)| {
                        MonthAmount::new(january.offset(month), Amount::from_minor(minor))
                    })
                    .collect();
                for (start, days) in
                    [(0, 31), (28, 28), (28, 40), (25, 1), (30, 2), (5, 95), (58, 2)]
                {
                    let after = january.first_day().offset(start - 1);
                    let window = Window { after, until: after.offset(days) };
                    let found = due(window).due(&agreed).minor();
                    assert_eq!(found, plainly(window, &agreed), "{place}: {start} + {days}");
                }
            }
        }
    }
}
