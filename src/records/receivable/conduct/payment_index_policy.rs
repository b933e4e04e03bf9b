use super::TimedPayment;
use crate::measure::{Curve, Point, Score, WeightedMean, proven};
use crate::valid::{Draft, Order, Valid, Violations};

/// A point of the table by which days beyond terms become an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct IndexPoint {
    /// Days beyond terms, negative when paid early.
    pub days: i16,
    /// The index, 0 to 100.
    pub index: u8,
}

/// The plain form of a [`PaymentIndexPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct PaymentIndexPolicyDraft {
    /// The table: at least two points, days rising and the index never rising. Values between two
    /// points are interpolated linearly; beyond the ends the last value holds.
    pub points: Vec<IndexPoint>,
    /// The smallest number of payments that make an index, at least 1.
    pub fewest_payments: u16,
}

impl Default for PaymentIndexPolicyDraft {
    /// The published scale of Dun & Bradstreet, 80 on terms: 100 at 30 days early, 90 at 20, 50 at
    /// 30 days late, 40 at 60, 30 at 90, 20 at 120.
    fn default() -> Self {
        let points = [
            (-30, 100),
            (-20, 90),
            (0, 80),
            (15, 70),
            (22, 60),
            (30, 50),
            (60, 40),
            (90, 30),
            (120, 20),
        ];
        let points = points.map(|(days, index)| IndexPoint { days, index });
        Self { points: points.to_vec(), fewest_payments: 3 }
    }
}

/// The largest least common multiple of the spans between points, so that sums stay exact.
const FINEST: i64 = 1 << 32;

impl Draft for PaymentIndexPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.points.len() < 2 {
            let problem = format!("must name at least two points, were {}", self.points.len());
            found.add("points", problem);
        }
        found.each_row("points", &self.points, |found, before, point| {
            found.at_most("index", 100, point.index);
            found.check_order("days", Order::Rising, before.map(|it| it.days), point.days);
            found.check_order("index", Order::NotRising, before.map(|it| it.index), point.index);
        });
        if self.unit().is_none() {
            let problem = "must lie at days that share a finer unit than 2^-32 of a point";
            found.add("points", problem.to_owned());
        }
        found.at_least("fewest_payments", 1, self.fewest_payments);
    }
}

impl PaymentIndexPolicyDraft {
    /// The index by days beyond terms, in parts of a point.
    fn curve(&self, unit: i64) -> Curve<'_, IndexPoint, impl Fn(&IndexPoint) -> Point> {
        Curve::new(&self.points, move |point: &IndexPoint| {
            let parts = i64::from(point.index).checked_mul(unit);
            Point {
                x: i32::from(point.days),
                y: proven!(parts, else i64::MAX, "a unit has at most 33 bits, an index 8"),
            }
        })
    }

    /// The number of parts into which a point of the index is divided so that the index of every
    /// day is a whole number of them. `None` where that is more than [`FINEST`].
    fn unit(&self) -> Option<i64> {
        self.curve(1).unit(FINEST)
    }
}

/// Rules by which payments become an index.
///
/// # Rule
///
/// > S10: the index is the mean over the payments of the value that the table gives for their days
/// > beyond terms, weighted by amount; 80 is on terms. Fewer payments than the policy asks for have
/// > no index.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::receivable::{PaymentIndexPolicy, TimedPayment};
///
/// let paid = [(100, 0), (100, 30), (200, 45)].map(|(minor, days)| {
///     TimedPayment { amount: Amount::from_minor(minor), days_beyond_terms: days }
/// });
/// let index = PaymentIndexPolicy::default().index(paid)?;
/// assert_eq!(index.to_string(), "55", "(80 + 50 + 2 × 45) / 4");
/// let few = PaymentIndexPolicy::default().index(paid.into_iter().take(2));
/// assert_eq!(few.unwrap_err().to_string(), "an index takes at least 3 payments, there were 2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "付款指数")]
pub type PaymentIndexPolicy = Valid<PaymentIndexPolicyDraft>;

/// The reason why there is no index.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PaymentIndexError {
    /// Too few payments.
    #[error("an index takes at least {needed} payments, there were {found}")]
    NotEnough {
        /// Their number.
        found: usize,
        /// The least number from which an index is made.
        needed: u16,
    },
    /// An amount that is not positive has no weight.
    #[error("payment {place}: amount must be positive, was {minor}")]
    Amount {
        /// The place of the payment, from 0.
        place: usize,
        /// Its amount in minor units.
        minor: i64,
    },
    /// The weighted sum does not fit.
    #[error("payment {place}: the weighted sum goes out of range")]
    Overflow {
        /// The place of the payment with which it ceases to fit, from 0.
        place: usize,
    },
}

impl PaymentIndexPolicy {
    /// The index of payments, from 0 to 100.
    ///
    /// # Errors
    ///
    /// When there are too few payments, one of them is not positive, or the sum of amount × index
    /// does not fit in 128 bits.
    pub fn index(
        &self,
        payments: impl IntoIterator<Item = TimedPayment>,
    ) -> Result<Score, PaymentIndexError> {
        let unit = proven!(self.unit(), else 1, "a valid policy has a unit");
        let (curve, mut mean, mut found) = (self.curve(unit), WeightedMean::default(), 0_usize);
        for (place, payment) in payments.into_iter().enumerate() {
            let weight = payment.amount.minor();
            if weight <= 0 {
                return Err(PaymentIndexError::Amount { place, minor: weight });
            }
            let parts = proven!(curve.held_at(payment.days_beyond_terms), else 0, "a valid policy has points");
            mean = mean.with(parts, weight).ok_or(PaymentIndexError::Overflow { place })?;
            found = place.checked_add(1).ok_or(PaymentIndexError::Overflow { place })?;
        }
        let needed = self.fewest_payments;
        if found < usize::from(needed) {
            return Err(PaymentIndexError::NotEnough { found, needed });
        }
        let hundred = proven!(unit.checked_mul(100), else i64::MAX, "a unit has at most 33 bits");
        let index = mean.mean(hundred);
        index.and_then(Score::try_from_fraction).ok_or(PaymentIndexError::Overflow { place: found })
    }
}
