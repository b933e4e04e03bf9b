use std::num::{NonZeroU8, NonZeroU16};

use crate::measure::{Ratio, proven};
use crate::valid::{Draft, Violations};

/// The measurement of a customer's decline, in plain form.
///
/// ```
/// use guanxi::lapse::DeclineMeasure;
/// let policy = DeclineMeasure { floor: "5%".parse()?, ..DeclineMeasure::default() };
/// assert_eq!(policy.weight.to_string(), "25%");
/// # Ok::<(), guanxi::measure::RatioError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DeclineMeasure {
    /// The share of a customer's own mean pace of the base year that is added to the pace of every
    /// month before its logarithm is taken, so that a month without purchases has one.
    pub floor: Ratio,
    /// The share of the months of the base year in which a customer must have bought to have a pace
    /// by month; below it, order days tell more than months.
    pub least_active: Ratio,
    /// The weight of the latest month in the running average.
    pub weight: Ratio,
    /// The months of the book's noise to which a customer's own is shrunk.
    pub book_months: NonZeroU8,
    /// The number of past months from which the noise of today is measured; at most
    /// [`MOST_PAST_MONTHS`](Self::MOST_PAST_MONTHS).
    pub most_past_months: NonZeroU8,
    /// The customers that must be comparable in a month to make a market.
    pub fewest_customers: NonZeroU16,
}

impl Default for DeclineMeasure {
    fn default() -> Self {
        const SIX: NonZeroU8 = proven!(NonZeroU8::new(6), else NonZeroU8::MIN, "not 0");
        const THREE_YEARS: NonZeroU8 = proven!(NonZeroU8::new(36), else NonZeroU8::MIN, "not 0");
        const TEN: NonZeroU16 = proven!(NonZeroU16::new(10), else NonZeroU16::MIN, "not 0");
        Self {
            floor: Ratio::from_percent(10),
            least_active: Ratio::from_percent(75),
            weight: Ratio::from_percent(25),
            book_months: SIX,
            most_past_months: THREE_YEARS,
            fewest_customers: TEN,
        }
    }
}

impl DeclineMeasure {
    /// The lightest weight of the latest month; with less the average follows too slowly to warn.
    pub const LEAST_WEIGHT: Ratio = Ratio::from_percent(5);
    /// The most past months: four years, the latest month left out.
    pub const MOST_PAST_MONTHS: u8 = 47;
}

impl Draft for DeclineMeasure {
    fn check(&self, found: &mut Violations) {
        if self.floor == Ratio::ZERO || self.floor > Ratio::ONE {
            let problem = format!("must exceed 0% and not exceed 100%, was {}", self.floor);
            found.add("floor", problem);
        }
        found.at_most("least_active", Ratio::ONE, self.least_active);
        let (least, weight) = (Self::LEAST_WEIGHT, self.weight);
        if weight < least || weight > Ratio::ONE {
            found.add("weight", format!("must lie in {least}..=100%, was {weight}"));
        }
        let (most, past) = (Self::MOST_PAST_MONTHS, self.most_past_months);
        if past.get() > most {
            found.add("most_past_months", format!("must not exceed {most}, was {past}"));
        }
    }
}
