#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a deviation is not money; it becomes an integer here, once"
)]

use std::num::{NonZeroU8, NonZeroU16};

use libm::{round, sqrt};

use super::{Deviation, Market, YearOnYear};
use crate::measure::Ratio;
use crate::valid::{Draft, Violations};

/// How a customer's decline is measured, in plain form.
///
/// ```
/// use guanxi::lapse::DeclinePolicy;
/// let policy = DeclinePolicy { floor: "5%".parse()?, ..DeclinePolicy::default() };
/// assert_eq!(policy.weight.to_string(), "25%");
/// # Ok::<(), guanxi::measure::RatioError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct DeclinePolicy {
    /// The share of a customer's own mean pace of the base year that is added to the pace of every
    /// month before its logarithm is taken, so that a month without purchases has one.
    pub floor: Ratio,
    /// A customer that bought in a smaller share of the months of the base year has no pace by month: its
    /// order days tell more than its months.
    pub least_active: Ratio,
    /// The weight of the latest month in the running average.
    pub weight: Ratio,
    /// With how many months of the book's noise a customer's own is shrunk.
    pub book_months: NonZeroU8,
    /// Past months further back do not tell the noise of today; 47 at the most are told.
    pub most_past_months: NonZeroU8,
    /// Fewer customers that can be compared in a month make no market.
    pub fewest_customers: NonZeroU16,
}

impl Default for DeclinePolicy {
    fn default() -> Self {
        const SIX: NonZeroU8 = NonZeroU8::MIN.saturating_add(5);
        const THREE_YEARS: NonZeroU8 = NonZeroU8::MIN.saturating_add(35);
        const TEN: NonZeroU16 = NonZeroU16::MIN.saturating_add(9);
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

impl DeclinePolicy {
    /// The lightest weight of the latest month: below it the average follows too slowly to warn.
    pub const LEAST_WEIGHT: Ratio = Ratio::from_percent(5);
    /// The most past months that can be told: four years, the latest month left out.
    pub const MOST_PAST_MONTHS: u8 = 47;
}

impl Draft for DeclinePolicy {
    fn check(&self, found: &mut Violations) {
        if self.floor == Ratio::ZERO || self.floor > Ratio::ONE {
            let problem = format!("must exceed 0% and not exceed 100%, was {}", self.floor);
            found.add("floor", problem);
        }
        if self.least_active > Ratio::ONE {
            found.add("least_active", format!("must not exceed 100%, was {}", self.least_active));
        }
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

/// How far a customer's purchases of the latest complete month lie from what the market and its own
/// past let expect.
///
/// # Rule
///
/// > S21.2: `e` of a month = the change of the customer's pace against the same month of the year
/// > before, less that of the market. `sigma² = (Σ past e² + 6·sigma² of the book) / (n + 6)` over the
/// > `n` months past that month. `z = e / sigma`; the running average weighs `z` of the month with 25 %,
/// > what it was before with the rest, from nothing at the first month.
///
/// A customer with steady months is judged by small changes, one whose months swing by large ones, and
/// one with few months like the others of the book (shrinkage; Efron & Morris 1975). A running average
/// sees a small decline that lasts (Roberts 1959; Lucas & Saccucci 1990).
#[doc(alias = "销售下滑")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeclineSignal {
    /// How far the latest month lies from what was to be expected.
    pub latest: Deviation,
    /// The running average of all months.
    pub average: Deviation,
    /// The customer's noise: the standard deviation of the logarithm of its change beyond the market's,
    /// in millionths.
    pub noise_micros: u32,
    /// How many past months it rests on.
    pub past_months: u8,
}

impl DeclineSignal {
    /// The signal of a customer; `None` when its latest month cannot be compared, or it does not
    /// [buy monthly](YearOnYear::buys_monthly).
    ///
    /// ```
    /// # use guanxi::lapse::{DeclinePolicy, DeclineSignal, Market, Sigmas, YearOnYear};
    /// fn has_fallen(own: &YearOnYear, market: &Market) -> bool {
    ///     let signal = DeclineSignal::of(own, market, &DeclinePolicy::default());
    ///     signal.is_some_and(|it| it.latest.is_below_by(Sigmas::from_hundredths(200)))
    /// }
    /// ```
    pub fn of(own: &YearOnYear, market: &Market, policy: &DeclinePolicy) -> Option<Self> {
        let past = market.past_months_of(own);
        if own.comparable() == 0 {
            return None;
        }
        let changes = own.changes(&market.months, policy)?;
        let beyond = changes.iter().zip(&market.changes).take(past.saturating_add(1));
        let weight = f64::from(policy.weight.parts_per_million()) / 1e6;
        let book = f64::from(policy.book_months.get());
        let of_book = book * market.mean_square();
        let (mut squares, mut months) = (0_u128, 0_u8);
        let (mut latest, mut average, mut noise) = (0.0, 0.0, 0.0);
        // From the first month to the latest: each is measured by the noise of those before it.
        for (own, market) in beyond.rev() {
            let change = own.saturating_sub(*market);
            let all = book + f64::from(months);
            noise = sqrt((squares as f64 + of_book) / all);
            latest = deviation(change as f64, noise);
            average = weight * latest + (1.0 - weight) * average;
            let size = u128::from(change.unsigned_abs());
            squares = squares.saturating_add(size.saturating_mul(size));
            months = months.saturating_add(1);
        }
        Some(Self {
            latest: rounded(latest),
            average: rounded(average),
            noise_micros: round(noise / 1e3) as u32,
            past_months: months.saturating_sub(1),
        })
    }
}

/// Beyond this everything is as far as it gets.
const FURTHEST: f64 = 1e3;

/// `change / noise`; where a book has no noise at all, any change is as far as it gets.
fn deviation(change: f64, noise: f64) -> f64 {
    if change == 0.0 {
        return 0.0;
    }
    (change / noise).clamp(-FURTHEST, FURTHEST)
}

fn rounded(deviation: f64) -> Deviation {
    Deviation::from_micros(round(deviation * 1e6) as i64)
}
