#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a deviation is not money; it becomes an integer here, once"
)]

use libm::{round, sqrt};

use super::{DeclineMeasure, Market, YearOnYear};
use crate::lapse::Deviation;
use crate::measure::{Excess, proven};

/// The distance of a customer's purchases of the latest complete month from the value that the
/// market and its own past let expect.
///
/// # Rule
///
/// > S21.2: `e` of a month = the change of the customer's pace against the same month of the year
/// > before, less that of the market. `sigma² = (Σ past e² + 6·sigma² of the book) / (n + 6)` over
/// > the `n` months past that month. `z = e / sigma`; the running average weighs `z` of the month
/// > with 25 %, the average before it with the rest, from 0 at the first month.
///
/// A customer with steady months is judged by small changes, one whose months swing by large ones,
/// and one with few months like the others of the book (shrinkage; Efron & Morris 1975). A running
/// average sees a small decline that lasts (Roberts 1959; Lucas & Saccucci 1990).
#[doc(alias = "销售下滑")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeclineSignal {
    /// The distance of the latest month from its expected value.
    pub latest: Deviation,
    /// The running average of all months.
    pub average: Deviation,
    /// The customer's noise: the standard deviation of the logarithm of its change beyond the
    /// market's, in millionths.
    pub noise_micros: u32,
    /// The past months that it rests on.
    pub past_months: u8,
}

impl DeclineSignal {
    /// The signal of a customer; `None` when its latest month cannot be compared, or it does not
    /// [buy monthly](YearOnYear::buys_monthly).
    ///
    /// ```
    /// # use guanxi::lapse::{DeclineMeasure, DeclineSignal, Market, Sigmas, YearOnYear};
    /// fn has_fallen(own: &YearOnYear, market: &Market) -> bool {
    ///     let signal = DeclineSignal::measure(own, market, &DeclineMeasure::default());
    ///     signal.is_some_and(|it| it.latest.is_below_by(Sigmas::from_hundredths(200)))
    /// }
    /// ```
    pub fn measure(own: &YearOnYear, market: &Market, policy: &DeclineMeasure) -> Option<Self> {
        let past = market.past_months_of(own);
        if own.comparable() == 0 {
            return None;
        }
        let changes = own.changes(&market.months, policy)?;
        let judged = proven!(past.checked_add(1), else past, "fewer than five years of months");
        let beyond = changes.iter().zip(&market.changes).take(judged);
        let weight = f64::from(policy.weight.parts_per_million()) / 1e6;
        let book = f64::from(policy.book_months.get());
        let of_book = book * market.mean_square();
        let (mut squares, mut months) = (0_u128, 0_u8);
        let (mut latest, mut average, mut noise) = (0.0, 0.0, 0.0);
        // From the first month to the latest: each is measured by the noise of those before it.
        for (own, market) in beyond.rev() {
            let change =
                proven!(own.checked_sub(*market), else 0, "logarithms of 37 bits, see `changes`");
            let all = book + f64::from(months);
            noise = sqrt((squares as f64 + of_book) / all);
            latest = deviation(change as f64, noise);
            average = weight * latest + (1.0 - weight) * average;
            let size = u128::from(change.unsigned_abs());
            let square = size.checked_mul(size).and_then(|it| it.checked_add(squares));
            squares = proven!(square, else squares, "76 bits, at most 48 times");
            months = proven!(months.checked_add(1), else months, "at most 48 months");
        }
        Some(Self {
            latest: rounded(latest),
            average: rounded(average),
            noise_micros: round(noise / 1e3) as u32,
            past_months: months.excess_over(1),
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
