use rust_decimal::Decimal;

use crate::evidence::Value;
use crate::measure::{Quotient, Ratio, plural, proven};
use crate::money::Currency;

/// The unit of a figure, in which it is a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Millionths, the finest part that a policy can state.
    Share,
    /// Hundredths of a sigma.
    Sigmas,
    /// Ten-thousandths of a currency, the finest that any has.
    Amount,
    /// Hundredths of a point.
    Points,
    Days,
    Count,
    /// Words, by their places.
    Words(&'static [&'static str]),
}

impl Unit {
    /// Tells whether there is nothing between a number and the next one.
    pub(super) const fn is_whole(self) -> bool {
        match self {
            Self::Share | Self::Sigmas | Self::Amount | Self::Points => false,
            Self::Days | Self::Count | Self::Words(_) => true,
        }
    }

    /// A distance that is a round number, from the last cut to the figure that stands for all
    /// beyond it.
    pub(super) const fn step(self) -> i64 {
        match self {
            Self::Share => 100_000,
            Self::Sigmas | Self::Points => 100,
            Self::Amount => 10_000,
            Self::Days => 10,
            Self::Count | Self::Words(_) => 1,
        }
    }

    pub(super) fn said(self, number: i64) -> String {
        match self {
            Self::Share => ratio(number).to_string(),
            Self::Sigmas => format!("{} sigmas", hundredths(number)),
            Self::Amount => amount(number).to_string(),
            Self::Points => hundredths(number).to_string(),
            Self::Count => number.to_string(),
            Self::Days => format!("{number} {}", plural(number, "day", "days")),
            Self::Words(words) => {
                let word = usize::try_from(number).ok().and_then(|place| words.get(place));
                word.copied().unwrap_or_default().to_owned()
            }
        }
    }

    pub(super) fn value(self, number: i64) -> Value {
        match self {
            Self::Share => {
                let share = Quotient::try_new(number.into(), MILLION);
                Value::Share(proven!(share, else Quotient::ZERO, "the whole is positive"))
            }
            Self::Days => {
                let days = i32::try_from(number).ok();
                Value::Days(proven!(days, else i32::MAX, "cuts of 16 bits, and a step"))
            }
            Self::Count => {
                let count = u32::try_from(number).ok();
                Value::Count(
                    proven!(count, else u32::MAX, "cuts of 16 bits and a step, or 32 bits"),
                )
            }
            Self::Sigmas | Self::Amount | Self::Points | Self::Words(_) => {
                Value::Text(self.said(number))
            }
        }
    }
}

const MILLION: i128 = 1_000_000;

/// A currency in which no amount of a policy is rounded.
pub(super) const FINEST: Currency = Currency::CLF;

/// The ratio of a number of millionths; a number beyond all ratios is the largest.
pub(super) fn ratio(millionths: i64) -> Ratio {
    u32::try_from(millionths).map_or(Ratio::MAX, Ratio::from_parts_per_million)
}

/// An amount of ten-thousandths, with two digits after the point or as many as it needs.
fn amount(number: i64) -> Decimal {
    let mut amount = Decimal::new(number, 4).normalize();
    amount.rescale(amount.scale().max(2));
    amount
}

fn hundredths(number: i64) -> Decimal {
    Decimal::new(number, 2).normalize()
}
