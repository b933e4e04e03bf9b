use crate::measure::{Quotient, Score};
use crate::money::Amount;
use crate::valid::{Draft, Valid, Violations};

/// A point of the table: so many days beyond terms, so much of 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct IndexPoint {
    /// Days beyond terms, negative when paid early.
    pub days: i16,
    /// The index, 0 to 100.
    pub index: u8,
}

/// How payments become an index, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct PaymentIndexDraft {
    /// The table, days rising and the index never. Between its points it runs straight; outside it
    /// stays as at its ends.
    pub points: Vec<IndexPoint>,
    /// Fewer payments say nothing.
    pub fewest_payments: u16,
}

impl Default for PaymentIndexDraft {
    /// 80 on terms, as the published scale of Dun & Bradstreet: 100 at 30 days early, 90 at 20, 50 at 30
    /// days late, 40 at 60, 30 at 90, 20 at 120.
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

/// The least common multiple of the spans may not exceed this, so that sums stay exact.
const FINEST: i128 = 1 << 32;

impl Draft for PaymentIndexDraft {
    fn check(&self, found: &mut Violations) {
        if self.points.len() < 2 {
            let problem = format!("must name at least two points, were {}", self.points.len());
            found.add("points", problem);
        }
        let mut before: Option<IndexPoint> = None;
        for (place, point) in self.points.iter().enumerate() {
            if point.index > 100 {
                let problem = format!("must not exceed 100, was {}", point.index);
                found.add(&format!("points.{place}.index"), problem);
            }
            if let Some(before) = before {
                if point.days <= before.days {
                    let problem = format!("must exceed {}, was {}", before.days, point.days);
                    found.add(&format!("points.{place}.days"), problem);
                }
                if point.index > before.index {
                    let problem = format!("must not exceed {}, was {}", before.index, point.index);
                    found.add(&format!("points.{place}.index"), problem);
                }
            }
            before = Some(*point);
        }
        if self.unit().is_none() {
            let problem = "must lie at days that share a finer unit than 2^-32 of a point";
            found.add("points", problem.to_owned());
        }
        if self.fewest_payments == 0 {
            found.add("fewest_payments", "must be at least 1, was 0".to_owned());
        }
    }
}

impl PaymentIndexDraft {
    /// Into how many parts a point is divided so that the index of every day is a whole number of
    /// them: the least common multiple of the spans between points.
    fn unit(&self) -> Option<i128> {
        let spans = self.points.iter().zip(self.points.iter().skip(1));
        spans.map(|(a, b)| i128::from(b.days).saturating_sub(i128::from(a.days)).max(1)).try_fold(
            1_i128,
            |unit, span| {
                let multiple = unit.checked_div(divisor(unit, span))?.checked_mul(span)?;
                Some(multiple).filter(|multiple| *multiple <= FINEST)
            },
        )
    }

    /// The index of payments so many days beyond terms, in parts of a point.
    fn parts(&self, days: i32, unit: i128) -> i128 {
        let days = i128::from(days);
        let of = |index: u8| i128::from(index).saturating_mul(unit);
        let after = self.points.partition_point(|point| i128::from(point.days) <= days);
        let before = after.checked_sub(1).and_then(|place| self.points.get(place));
        match (before, self.points.get(after)) {
            (None, None) => 0,
            (None, Some(only)) | (Some(only), None) => of(only.index),
            (Some(low), Some(high)) => {
                let span = i128::from(high.days).saturating_sub(i128::from(low.days)).max(1);
                let gone = days.saturating_sub(i128::from(low.days));
                let fall = of(low.index).saturating_sub(of(high.index));
                // The unit is a multiple of the span, so nothing is cut off.
                let fallen = fall.checked_div(span).unwrap_or(0).saturating_mul(gone);
                of(low.index).saturating_sub(fallen)
            }
        }
    }
}

/// The greatest common divisor of two positive numbers.
const fn divisor(mut a: i128, mut b: i128) -> i128 {
    while b > 0 {
        let rest = match a.checked_rem(b) {
            Some(rest) => rest,
            None => 0,
        };
        (a, b) = (b, rest);
    }
    if a > 0 { a } else { 1 }
}

/// How payments become an index.
///
/// # Rule
///
/// > S10: the index is the mean of what the table says of each payment, weighted by amount; 80 is on
/// > terms. Fewer payments than the policy asks for say nothing.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::receivable::PaymentIndexPolicy;
///
/// let paid = [(100, 0), (100, 30), (200, 45)].map(|(minor, days)| (Amount::from_minor(minor), days));
/// let index = PaymentIndexPolicy::default().index(paid)?;
/// assert_eq!(index.to_string(), "55", "(80 + 50 + 2 × 45) / 4");
/// let few = PaymentIndexPolicy::default().index(paid.into_iter().take(2));
/// assert_eq!(few.unwrap_err().to_string(), "an index takes at least 3 payments, there were 2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "付款指数")]
pub type PaymentIndexPolicy = Valid<PaymentIndexDraft>;

/// Why there is no index.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PaymentIndexError {
    /// Too few payments.
    #[error("an index takes at least {needed} payments, there were {found}")]
    NotEnough {
        /// How many there were.
        found: usize,
        /// How many it takes.
        needed: u16,
    },
    /// An amount that is not positive has no weight.
    #[error("payment {place}: amount must be positive, was {minor}")]
    Amount {
        /// Which payment, from 0.
        place: usize,
        /// Its amount in minor units.
        minor: i64,
    },
    /// The weighted sum does not fit.
    #[error("payment {place}: the weighted sum goes out of range")]
    Overflow {
        /// With which payment, from 0.
        place: usize,
    },
}

impl PaymentIndexPolicy {
    /// The index of payments, each an amount and its days beyond terms, negative when early.
    ///
    /// # Errors
    ///
    /// When there are too few payments, or one of them is not positive.
    ///
    /// ```
    /// # use guanxi::{money::Amount, receivable::PaymentIndexPolicy};
    /// let free = [(Amount::ZERO, 0); 3];
    /// let error = PaymentIndexPolicy::default().index(free).unwrap_err();
    /// assert_eq!(error.to_string(), "payment 0: amount must be positive, was 0");
    /// ```
    pub fn index(
        &self,
        payments: impl IntoIterator<Item = (Amount, i32)>,
    ) -> Result<Score, PaymentIndexError> {
        let unit = self.unit().unwrap_or(1);
        let (mut sum, mut weight, mut found) = (0_i128, 0_i128, 0_usize);
        for (place, (amount, days)) in payments.into_iter().enumerate() {
            let minor = amount.minor();
            if minor <= 0 {
                return Err(PaymentIndexError::Amount { place, minor });
            }
            let parts = i128::from(minor).checked_mul(self.parts(days, unit));
            let overflow = PaymentIndexError::Overflow { place };
            sum = parts.and_then(|parts| sum.checked_add(parts)).ok_or(overflow.clone())?;
            weight = weight.checked_add(i128::from(minor)).ok_or(overflow)?;
            found = found.saturating_add(1);
        }
        let needed = self.fewest_payments;
        if found < usize::from(needed) {
            return Err(PaymentIndexError::NotEnough { found, needed });
        }
        let whole = weight.checked_mul(unit).and_then(|whole| whole.checked_mul(100));
        let index = whole.and_then(|whole| Quotient::try_new(sum, whole));
        index.and_then(Score::try_from_fraction).ok_or(PaymentIndexError::Overflow { place: found })
    }
}
