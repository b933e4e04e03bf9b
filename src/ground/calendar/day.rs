use std::fmt;
use std::str::FromStr;

#[cfg(feature = "serde")]
use chrono::Datelike;
use chrono::{Months, NaiveDate};

#[cfg(feature = "serde")]
use crate::engine::ShortText;
use crate::engine::read_digits;
use crate::measure::proven;

/// A text that is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a day is written as 2026-01-31 and lies in the calendar, was {text:?}")]
pub struct DayError {
    text: String,
}

mod sealed {
    use chrono::NaiveDate;

    /// A calendar day, held as days since 1970-01-01: the form in which columns hold days.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use guanxi::calendar::Day;
    ///
    /// let day = Day::try_from_epoch_days(20_514).ok_or("outside the calendar")?;
    /// assert_eq!(day.to_string(), "2026-03-02");
    /// assert_eq!(Day::from(day.to_date()), day);
    /// # Ok::<(), &str>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    #[cfg_attr(
        feature = "schemars",
        derive(schemars::JsonSchema),
        schemars(with = "String", extend("pattern" = r"^([0-9]{4}|[+-][0-9]{4,6})-[0-9]{2}-[0-9]{2}$", "format" = "date"))
    )]
    pub struct Day(i32);

    impl Day {
        /// The first day that the calendar knows.
        pub const MIN: Self = Self(NaiveDate::MIN.to_epoch_days());
        /// The last day that the calendar knows.
        pub const MAX: Self = Self(NaiveDate::MAX.to_epoch_days());

        /// The day *n* days after 1970-01-01; `None` outside the years that chrono knows
        /// (±262,000).
        pub const fn try_from_epoch_days(days: i32) -> Option<Self> {
            if days < Self::MIN.0 || days > Self::MAX.0 { None } else { Some(Self(days)) }
        }

        /// The day of a date by year, month from 1 and day of the month from 1; `None` when there
        /// is no such date.
        ///
        /// [`day!`](crate::day) checks a date that is written out when the program is compiled.
        ///
        /// ```
        /// # use guanxi::calendar::Day;
        /// const LEAP: Option<Day> = Day::try_from_ymd(2024, 2, 29);
        /// assert_eq!(LEAP.map(|day| day.to_string()).as_deref(), Some("2024-02-29"));
        /// assert_eq!(Day::try_from_ymd(2026, 2, 29), None);
        /// ```
        pub const fn try_from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
            match NaiveDate::from_ymd_opt(year, month, day) {
                Some(date) => Some(Self(date.to_epoch_days())),
                None => None,
            }
        }

        /// Days since 1970-01-01; negative before it.
        pub const fn to_epoch_days(self) -> i32 {
            self.0
        }

        /// The day *n* days later, or earlier when *n* is negative; `None` beyond the calendar.
        ///
        /// ```
        /// # use guanxi::calendar::Day;
        /// assert_eq!(Day::default().checked_offset(31), Some(Day::default().offset(31)));
        /// assert_eq!(Day::MAX.checked_offset(1), None);
        /// ```
        pub const fn checked_offset(self, days: i32) -> Option<Self> {
            match self.0.checked_add(days) {
                Some(moved) => Self::try_from_epoch_days(moved),
                None => None,
            }
        }

        /// The day *n* days later, or earlier when *n* is negative; the first or the last day of
        /// the calendar when the result would lie beyond it.
        ///
        /// ```
        /// # use guanxi::calendar::Day;
        /// assert_eq!(Day::default().offset(31).to_string(), "1970-02-01");
        /// ```
        pub const fn offset(self, days: i32) -> Self {
            match self.checked_offset(days) {
                Some(moved) => moved,
                None if days < 0 => Self::MIN,
                None => Self::MAX,
            }
        }
    }
}
pub use sealed::Day;

/// The [`Day`](crate::calendar::Day) of a date that is written out: a constant, checked when the
/// program is compiled.
///
/// ```
/// use guanxi::calendar::Day;
/// use guanxi::day;
///
/// const FIRST: Day = day!(2026, 3, 1);
/// assert_eq!(FIRST.to_string(), "2026-03-01");
/// assert_eq!(day!(2026, 3, 8).days_since(FIRST), 7);
/// ```
///
/// A date that the calendar lacks is no program:
///
/// ```compile_fail,E0080
/// let day = guanxi::day!(2026, 2, 29);
/// ```
#[macro_export]
macro_rules! day {
    ($year:literal, $month:literal, $day:literal) => {
        const {
            let day = $crate::calendar::Day::try_from_ymd($year, $month, $day);
            assert!(day.is_some(), "the calendar has no such date");
            match day {
                Some(day) => day,
                None => $crate::calendar::Day::MIN,
            }
        }
    };
}

impl Day {
    /// Days from `earlier` to this day; negative when `earlier` is later.
    ///
    /// ```
    /// # use guanxi::calendar::Day;
    /// assert_eq!(Day::default().offset(5).days_since(Day::default()), 5);
    /// ```
    pub const fn days_since(self, earlier: Self) -> i32 {
        let days = self.to_epoch_days().checked_sub(earlier.to_epoch_days());
        proven!(days, else 0, "days lie within 96 million of 1970")
    }

    /// The day *n* days earlier; the first day of the calendar where it would lie before that.
    pub(crate) fn earlier(self, days: u16) -> Self {
        let back = i32::from(days).checked_neg();
        self.offset(proven!(back, else 0, "a number of 16 bits has a negative of 32"))
    }

    /// The day as chrono's date.
    pub fn to_date(self) -> NaiveDate {
        let date = NaiveDate::from_epoch_days(self.to_epoch_days());
        proven!(date, else NaiveDate::MIN, "a day lies in the calendar of chrono")
    }

    /// The date one year earlier; for 29 February the 28th. The first day of the calendar where it
    /// would lie before that.
    ///
    /// ```
    /// # use guanxi::calendar::Day;
    /// # use chrono::NaiveDate;
    /// let leap = NaiveDate::from_ymd_opt(2024, 2, 29).map(Day::from).ok_or("no such day")?;
    /// assert_eq!(leap.year_earlier().to_string(), "2023-02-28");
    /// # Ok::<(), &str>(())
    /// ```
    pub fn year_earlier(self) -> Self {
        self.months_earlier(12)
    }

    /// The day some months after, the last of its month where that month is shorter;
    /// [`Day::MAX`] where it would lie beyond the calendar.
    ///
    /// Terms are counted from their anchor, never from the last result.
    ///
    /// ```
    /// # use guanxi::day;
    /// let anchor = day!(2026, 1, 31);
    /// assert_eq!(anchor.months_later(1), day!(2026, 2, 28));
    /// assert_eq!(anchor.months_later(2), day!(2026, 3, 31));
    /// ```
    pub fn months_later(self, months: u32) -> Self {
        self.to_date().checked_add_months(Months::new(months)).map_or(Self::MAX, Self::from)
    }

    /// The day some months before, the last of its month where that month is shorter.
    pub(crate) fn months_earlier(self, months: u16) -> Self {
        self.to_date().checked_sub_months(Months::new(months.into())).map_or(Self::MIN, Self::from)
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        // chrono's own range is the range of `Day`.
        Self::default().offset(date.to_epoch_days())
    }
}

impl From<Day> for NaiveDate {
    fn from(day: Day) -> Self {
        day.to_date()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_date().fmt(f)
    }
}

impl FromStr for Day {
    type Err = DayError;

    /// Reads `2026-01-31` and nothing looser. A year before 0 or after 9999 has a sign, as it is
    /// displayed: `+10000-01-31`.
    fn from_str(text: &str) -> Result<Self, DayError> {
        let date = plain_date(text.as_bytes()).or_else(|| {
            let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
            date.filter(|date| date.to_string() == text)
        });
        date.map(Self::from).ok_or_else(|| DayError { text: text.to_owned() })
    }
}

/// The date of four digits, two and two.
fn plain_date(text: &[u8]) -> Option<NaiveDate> {
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *text else { return None };
    let number = |digits: &[u8]| read_digits(digits).and_then(|it| u32::try_from(it).ok());
    let year = i32::try_from(number(&[y0, y1, y2, y3])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m0, m1])?, number(&[d0, d1])?)
}

#[cfg(feature = "serde")]
impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let date = self.to_date();
        let Some(year) = u64::try_from(date.year()).ok().filter(|year| *year <= 9999) else {
            return to.collect_str(self);
        };
        let mut text = ShortText::new();
        text.put_digits(date.day().into(), 2);
        text.put(b'-');
        text.put_digits(date.month().into(), 2);
        text.put(b'-');
        text.put_digits(year, 4);
        to.serialize_str(text.as_str())
    }
}

crate::valid::text_form!(Day, "a day such as \"2026-01-31\"");

/// The day a judgement speaks of.
///
/// # Rule
///
/// > A fact dated `d` counts iff `d ≤ t`. Nothing dated after `t` can be seen, not even the payment
/// > of an old invoice.
///
/// ```
/// use chrono::NaiveDate;
/// use guanxi::calendar::AsOf;
///
/// let t = NaiveDate::from_ymd_opt(2026, 3, 31).map(AsOf::new).ok_or("no such day")?;
/// assert!(t.sees(t.day()) && !t.sees(t.day().offset(1)));
/// # Ok::<(), &str>(())
/// ```
#[doc(alias = "截止日期")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AsOf(Day);

impl AsOf {
    /// As of a day; a chrono date converts.
    pub fn new(day: impl Into<Day>) -> Self {
        Self(day.into())
    }

    /// The day itself.
    pub const fn day(self) -> Day {
        self.0
    }

    /// Returns `true` when a fact of that day can be seen.
    pub fn sees(self, day: Day) -> bool {
        day <= self.0
    }

    /// `W(n)`: the `n` days `t − n < d ≤ t`.
    ///
    /// ```
    /// # use guanxi::calendar::{AsOf, Day};
    /// let week = AsOf::new(Day::default()).last_days(7);
    /// assert_eq!(week.days(), 7);
    /// assert!(week.contains(Day::default()) && !week.contains(Day::default().offset(-7)));
    /// ```
    pub fn last_days(self, days: u16) -> Window {
        Window { after: self.0.earlier(days), until: self.0 }
    }
}

impl FromStr for AsOf {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        text.parse().map(Self)
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A run of days: `after < d ≤ until`. Empty when `until ≤ after`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Window {
    /// The day before the first one.
    pub after: Day,
    /// The last day.
    pub until: Day,
}

impl Window {
    /// From `first` to `last`, both included.
    ///
    /// ```
    /// # use guanxi::calendar::{Day, Window};
    /// assert_eq!(Window::inclusive(Day::default(), Day::default()).days(), 1);
    /// ```
    pub const fn inclusive(first: Day, last: Day) -> Self {
        Self { after: first.offset(-1), until: last }
    }

    /// The first day, which is the one after [`after`](Self::after).
    ///
    /// ```
    /// # use guanxi::{calendar::Month, day};
    /// let march: Month = "2026-03".parse()?;
    /// assert_eq!(march.window().first_day(), day!(2026, 3, 1));
    /// # Ok::<(), guanxi::calendar::MonthError>(())
    /// ```
    pub const fn first_day(self) -> Day {
        self.after.offset(1)
    }

    /// Returns `true` when the day lies inside.
    ///
    /// ```
    /// # use guanxi::calendar::{Day, Window};
    /// let day = Day::default();
    /// assert!(!Window { after: day, until: day.offset(9) }.contains(day));
    /// ```
    pub fn contains(self, day: Day) -> bool {
        self.after < day && day <= self.until
    }

    /// The number of days.
    ///
    /// ```
    /// # use guanxi::calendar::{Day, Window};
    /// assert_eq!(Window { after: Day::MAX, until: Day::MIN }.days(), 0);
    /// ```
    pub fn days(self) -> u32 {
        u32::try_from(self.until.days_since(self.after)).unwrap_or_default()
    }
}

impl fmt::Display for Window {
    /// `2026-03-01 to 2026-03-31`, both included.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.first_day(), self.until)
    }
}
