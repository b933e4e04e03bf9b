use super::{Xyz, XyzPolicy};
use crate::account::AccountView;
use crate::calendar::{AsOf, Day, Window};
use crate::context::Context;
use crate::engine::is_negative_sum;
use crate::evidence::NotJudged;
use crate::feed::Feed;
use crate::measure::{Quotient, Ratio, proven};
use crate::money::Total;

/// The evenness of a customer's purchases by month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct XyzReading {
    months: u32,
    sum: Total,
    cv_squared: Option<Quotient>,
    letter: Result<Xyz, NotJudged>,
}

impl XyzReading {
    /// The full months that were read.
    pub const fn months(&self) -> u32 {
        self.months
    }

    /// The net purchases of these months.
    pub const fn sum(&self) -> Total {
        self.sum
    }

    /// The square of the coefficient of variation, `(n·Σx² − S²) / S²`. Absent where there is no
    /// letter, and where its terms need more than 128 bits, which no letter does.
    pub const fn cv_squared(&self) -> Option<Quotient> {
        self.cv_squared
    }

    /// The letter.
    ///
    /// # Errors
    ///
    /// The reason why there is none: too few full months, sales that are missing or not complete,
    /// or nothing bought on balance.
    pub const fn letter(&self) -> Result<Xyz, NotJudged> {
        self.letter
    }
}

impl XyzPolicy {
    /// Reads the last full months of an account, as of the day of the context.
    ///
    /// A month is full when it is over on that day and the customer could buy from its first day. A
    /// month before the first sale of the book is none: nobody recorded what was bought in it.
    /// There is no letter when the feed of sales does not reach the last month, or has a gap in a
    /// month.
    pub fn read(&self, account: AccountView<'_>, context: &Context) -> XyzReading {
        let t = context.as_of();
        let feed = account.feeds().sales_from.map(|first| first.month().first_day());
        let since = account.buys_since(t).zip(feed).map(|(since, feed)| since.max(feed));
        let months = since.map_or(0, |since| self.full_months(since, t));
        let last = last_full_month_end(t);
        let back = |months: u8| {
            last.month().offset(proven!(
                0_i32.checked_sub(months.into()), else 0, "at most 255 months"
            ))
        };
        // The end of each month, latest first, and of the one before all.
        let ends: Vec<Day> = (0..=months).map(|it| back(it).last_day()).collect();
        let nets: Vec<Total> = account.sales().up_to(t.day()).nets_between(&ends).collect();
        let reading = self.read_months(&nets);
        let needs = context.needs();
        let lack = ends
            .last()
            .and_then(|after| needs.feed_in(Feed::Sales, Window { after: *after, until: last }))
            .filter(|_| reading.letter != Err(NotJudged::FewFullMonths));
        match lack {
            Some(reason) => XyzReading { cv_squared: None, letter: Err(reason), ..reading },
            None => reading,
        }
    }

    /// The full months from a day on, at most those of the policy.
    fn full_months(&self, since: Day, t: AsOf) -> u8 {
        let from_first = since == since.month().first_day();
        let first = since.month().offset(i32::from(!from_first));
        let before = last_full_month_end(t).month().months_since(first);
        let since_then = before.checked_add(1).and_then(|it| u8::try_from(it).ok());
        // Negative before the first full month, more than 255 months long after it.
        let all = if before < 0 { Some(0) } else { since_then };
        all.unwrap_or(self.months).min(self.months)
    }

    /// Reads the net purchases of full months, in any order. All of them count.
    pub fn read_months(&self, months: &[Total]) -> XyzReading {
        let count = proven!(u32::try_from(months.len()).ok(), else u32::MAX, "months of calendars");
        let sum = months.iter().fold(Total::ZERO, |sum, it| sum.plus(*it));
        let not = |reason| XyzReading { months: count, sum, cv_squared: None, letter: Err(reason) };
        if count < u32::from(self.least_months) {
            return not(NotJudged::FewFullMonths);
        }
        if !sum.is_positive() {
            return not(NotJudged::NoNetPurchases);
        }
        let letter = if is_cv_below(self.x_below, count, months, sum) {
            Xyz::X
        } else if is_cv_below(self.y_below, count, months, sum) {
            Xyz::Y
        } else {
            Xyz::Z
        };
        let cv_squared = cv_squared(count, months, sum);
        XyzReading { months: count, sum, cv_squared, letter: Ok(letter) }
    }
}

/// The last day of the last month that is over on a day.
fn last_full_month_end(t: AsOf) -> Day {
    let month = t.day().month();
    if month.last_day() == t.day() { t.day() } else { month.offset(-1).last_day() }
}

/// `n·Σx² − S² < r²·S²`, exactly.
fn is_cv_below(ratio: Ratio, count: u32, months: &[Total], sum: Total) -> bool {
    const ONE: i128 = 1_000_000;
    let (ratio, sum) = (i128::from(ratio.parts_per_million()), sum.minor());
    let squares = months.iter().map(|it| [count.into(), it.minor(), it.minor(), ONE, ONE]);
    let of_sum = [[-1, sum, sum, ONE, ONE], [-1, ratio, ratio, sum, sum]];
    let terms: Vec<[i128; 5]> = squares.chain(of_sum).collect();
    is_negative_sum(&terms)
}

fn cv_squared(count: u32, months: &[Total], sum: Total) -> Option<Quotient> {
    let squares = months
        .iter()
        .try_fold(0_i128, |all, it| all.checked_add(it.minor().checked_mul(it.minor())?))?;
    let of_sum = sum.minor().checked_mul(sum.minor())?;
    Quotient::try_new(squares.checked_mul(count.into())?.checked_sub(of_sum)?, of_sum)
}

#[cfg(feature = "serde")]
mod written {
    use serde::{Serialize, Serializer};

    use super::{Xyz, XyzReading};
    use crate::evidence::NotJudged;
    use crate::measure::Quotient;

    #[derive(Serialize)]
    struct Written {
        months: u32,
        cv_squared: Option<Quotient>,
        letter: Option<Xyz>,
        not_judged: Option<NotJudged>,
    }

    impl Serialize for XyzReading {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let (letter, not_judged) = (self.letter.ok(), self.letter.err());
            let (months, cv_squared) = (self.months, self.cv_squared);
            Written { months, cv_squared, letter, not_judged }.serialize(to)
        }
    }
}
