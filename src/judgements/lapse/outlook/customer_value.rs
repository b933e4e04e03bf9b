#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "an expectation is not money; it becomes money here, once"
)]

use std::fmt;
use std::num::NonZeroU8;

use super::{OrderOutlook, ValueError};
use crate::calendar::{AsOf, Day, Window};
use crate::lapse::{OwnDays, Prior, Rhythm};
use crate::measure::{Ratio, plural};
use crate::money::{Amount, Money};

/// The months over which a customer is valued, and the rate at which they are discounted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct ValueHorizon {
    /// The calendar months from `t` on, 12 by default.
    pub months: NonZeroU8,
    /// The discount of a month, 1 % by default.
    pub monthly_discount: Ratio,
}

impl Default for ValueHorizon {
    fn default() -> Self {
        const TWELVE: NonZeroU8 =
            crate::measure::proven!(NonZeroU8::new(12), else NonZeroU8::MIN, "not 0");
        Self { months: TWELVE, monthly_discount: Ratio::from_percent(1) }
    }
}

/// The value of the orders of a customer to come.
///
/// # Rule
///
/// > S16: for each calendar month from `t` on the expected order days of the month times the
/// > expected margin of an order, discounted by whole months; rounded half up to the minor unit.
/// > Below three order days it serves to rank only.
///
/// Only the own days of the customer in a month count: one off season brings nothing. Months are
/// calendar months: three of them from 30 November end on 28 or 29 February, and twelve
/// are a year and not 360 days. The horizon is finite.
///
/// ```
/// use guanxi::lapse::{
///     CustomerValue, LapsePolicy, OrderDays, OwnDays, Prior, Rhythm, SpendHistory, SpendPrior,
///     ValueHorizon,
/// };
///
/// let prior = Prior::fallback(&LapsePolicy::default());
/// let (first, last) = ("2026-01-01".parse()?, "2026-04-11".parse()?);
/// let rhythm = Rhythm::try_new(OrderDays { count: 11, first, last }).ok_or("impossible")?;
/// let spend = SpendPrior::try_new("6.25".parse()?, "3.74".parse()?, "15.44".parse()?)?;
/// let history = SpendHistory { orders: 11, margin: "CNY 330".parse()? };
/// let margin = spend.expected_margin(history)?;
/// let (t, horizon) = ("2026-04-20".parse()?, ValueHorizon::default());
/// let own_days = OwnDays::EVERY_DAY;
/// let value = CustomerValue::try_from_rhythm(rhythm, &own_days, &prior, t, margin, horizon)?;
/// assert!(!value.is_rank_only());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "客户终身价值")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CustomerValue {
    rhythm: Rhythm,
    horizon: ValueHorizon,
    until: Day,
    value: Money,
}

impl CustomerValue {
    /// The value of a customer with a rhythm and an expected margin of an order. The rhythm is
    /// taken in the own days of the customer.
    ///
    /// # Errors
    ///
    /// When the margin is not above zero, or the value or the days do not fit.
    pub fn try_from_rhythm(
        rhythm: Rhythm,
        own_days: &OwnDays<'_>,
        prior: &Prior,
        t: AsOf,
        margin: Money,
        horizon: ValueHorizon,
    ) -> Result<Self, ValueError> {
        if !margin.amount().is_positive() {
            return Err(ValueError::ExpectedMargin { margin });
        }
        let rhythm = rhythm.by_own_days(own_days, t);
        let months = horizon.months.get();
        let beyond = || ValueError::BeyondCalendar { months, from: t.day() };
        let rate = f64::from(horizon.monthly_discount.parts_per_million()) / 1e6;
        let (mut before, mut value, mut factor, mut until) = (0.0, 0.0, 1.0, t.day());
        for month in 1..=months {
            until = months_later(t.day(), month).ok_or_else(beyond)?;
            let days = own_days.count(Window { after: t.day(), until });
            let expected = OrderOutlook::expectation(rhythm, prior, t, days);
            factor /= 1.0 + rate;
            value += (expected - before) * factor;
            before = expected;
        }
        let minor = libm::round(value * margin.amount().minor() as f64);
        if !(0.0..=ValueError::MOST_MINOR as f64).contains(&minor) {
            return Err(ValueError::OutOfRange { months, margin });
        }
        let value = Money::new(Amount::from_minor(minor as i64), margin.currency());
        Ok(Self { rhythm, horizon, until, value })
    }

    /// The value.
    pub const fn value(&self) -> Money {
        self.value
    }

    /// The last day that is valued.
    pub const fn until(&self) -> Day {
        self.until
    }

    /// Returns `true` below three order days: the figure ranks the customer among others and is
    /// none to plan by.
    pub const fn is_rank_only(&self) -> bool {
        self.rhythm.order_days() < OrderOutlook::FEWEST_ORDER_DAYS
    }
}

/// The day some months later; the last day of a month that is too short.
fn months_later(day: Day, months: u8) -> Option<Day> {
    day.to_date().checked_add_months(chrono::Months::new(months.into())).map(Day::from)
}

#[cfg(feature = "serde")]
impl serde::Serialize for CustomerValue {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut to = to.serialize_struct("CustomerValue", 4)?;
        to.serialize_field("value", &self.value)?;
        to.serialize_field("until", &self.until)?;
        to.serialize_field("horizon", &self.horizon)?;
        to.serialize_field("rank_only", &self.is_rank_only())?;
        to.end()
    }
}

impl fmt::Display for CustomerValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_rank_only() {
            f.write_str("rank only: ")?;
        }
        let ValueHorizon { months, monthly_discount } = self.horizon;
        let noun = plural(months.get(), "month", "months");
        write!(f, "{} over {months} {noun}, discounted at {monthly_discount} a month", self.value)
    }
}
