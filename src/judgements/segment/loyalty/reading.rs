use super::weights::Component;
use super::{RhythmDays, Weights};
use crate::calendar::Day;
use crate::customer::Attitude;
use crate::evidence::{Evidence, Figure, Value};
use crate::measure::{Quotient, Ratio, Score, proven};
use crate::money::Total;

/// The figures of the loyalty rule for a customer.
///
/// Written with `score` of 100, `coverage`, `loyal`, and the components `regularity`, `payment`
/// and `attitude`, and the day of the breach that `knocked_out` the score. Fractions have up to six
/// digits, as text; what cannot be told is `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(with = "written::Written"))]
pub struct LoyaltyReading {
    /// Months of the last twelve since the customer's start; 0 when they are too few to count, and
    /// where the policy goes by the own rhythm.
    pub months: u32,
    /// Those of the months with an order day.
    pub months_with_order: u32,
    /// The days in the customer's own rhythm; `None` where the policy counts months, and for a
    /// customer that never bought, or too lately.
    pub own_rhythm: Option<RhythmDays>,
    /// Invoices due within a year.
    pub fell_due: Total,
    /// Overdue items but small change.
    pub overdue: Total,
    /// The attitude that counts: the declared one, or by policy the observed one.
    pub attitude: Option<Attitude>,
    /// The day of the latest upheld breach within a year.
    pub knocked_out: Option<Day>,
    pub(super) attitude_points: Option<u8>,
    pub(super) weights: Weights,
    pub(super) loyal_from: u8,
    pub(super) least_coverage: Ratio,
}

impl LoyaltyReading {
    /// Days in the own rhythm by days, or by policy months with an order day by months, as a
    /// fraction; absent when the customer is too young.
    #[inline]
    pub fn regularity(&self) -> Option<Quotient> {
        let (part, whole) = self.regular();
        Quotient::try_new(i128::from(part), i128::from(whole))
    }

    /// The terms of regularity; the whole is 0 where there is none.
    fn regular(&self) -> (u32, u32) {
        match self.own_rhythm {
            Some(RhythmDays { days, kept, .. }) => (kept, days),
            None => (self.months_with_order, self.months),
        }
    }

    /// Returns `true` where the answer to [`is_loyal`](Self::is_loyal) may depend on the usual gap
    /// of the loss rule, and so on the prior of the book.
    pub(crate) fn waits_for_prior(&self) -> bool {
        self.knocked_out.is_none() && self.own_rhythm.is_some_and(|it| it.is_usual_gap)
    }

    /// Share of the invoices due within a year that is not overdue, never below 0; absent when
    /// nothing fell due.
    #[inline]
    pub fn payment(&self) -> Option<Quotient> {
        Quotient::try_new(self.in_time().minor(), self.fell_due.minor())
    }

    fn in_time(&self) -> Total {
        self.fell_due.minus(self.overdue).or_zero()
    }

    /// Weight of the components that can be computed, by all weight.
    #[inline]
    pub fn coverage(&self) -> Quotient {
        let (part, whole) = (i128::from(self.present_weight()), i128::from(self.weights.all()));
        let coverage = Quotient::try_new(part, whole);
        proven!(coverage, else Quotient::ZERO, "a policy without any weight is refused")
    }

    fn present_weight(&self) -> u32 {
        self.weights.sum_where(|component| match component {
            Component::Regularity => self.regular().1 > 0,
            Component::Payment => self.fell_due.is_positive(),
            Component::Attitude => self.attitude_points.is_some(),
        })
    }

    /// The score: the weighted mean of the components that can be computed. Absent when too little
    /// of the weight can be.
    #[inline]
    pub fn score(&self) -> Option<Score> {
        let present = self.present_weight();
        if self.least_coverage.is_missed_by(i128::from(present), i128::from(self.weights.all())) {
            return None;
        }
        // The mean over the common denominator months · fell due · 100 · weight, with days in the
        // place of months where regularity goes by them. Terms of absent components vanish with
        // their part; the denominators of absent components are 1.
        let (kept, whole) = self.regular();
        let months = u64::from(whole.max(1));
        let due = self.fell_due.minor().max(1);
        let points = u64::from(self.attitude_points.unwrap_or_default());
        let in_time = if self.fell_due.is_positive() { self.in_time().minor() } else { 0 };
        let weights = self.weights;
        let by_regularity = product([weights.regularity.into(), kept.into(), 100])?;
        let by_attitude = product([weights.attitude.into(), points, months])?;
        let by_payment = product([weights.payment.into(), months, 100])?;
        let by_due = by_regularity.checked_add(by_attitude)?;
        let of_due = i128::from(by_due).checked_mul(due)?;
        let part = of_due.checked_add(i128::from(by_payment).checked_mul(in_time)?)?;
        let whole = i128::from(product([present.into(), months, 100])?).checked_mul(due)?;
        Quotient::try_new(part, whole).and_then(Score::try_from_fraction)
    }

    /// Returns `true` for a loyal customer; `None` when neither score nor breach can tell.
    ///
    /// ```
    /// use guanxi::trade::{Breach, BreachKind};
    /// # use guanxi::{account::Account, context::Context, segment::LoyaltyPolicy};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let context = Context::on("2026-01-31".parse()?);
    /// let date = "2025-12-01".parse()?;
    /// account.record(Breach { date, kind: BreachKind::Diversion, upheld: true })?;
    /// let reading = LoyaltyPolicy::default().read(account.view(), &context);
    /// assert_eq!(reading.is_loyal(), Some(false), "whatever the score");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn is_loyal(&self) -> Option<bool> {
        if self.knocked_out.is_some() {
            return Some(false);
        }
        self.score().map(|score| score.reaches(u16::from(self.loyal_from)))
    }

    /// The judgement in one sentence, with its figures.
    pub fn evidence(&self) -> Evidence {
        let score = self.score();
        let sentence = match (self.knocked_out, score) {
            (Some(day), _) => format!("disloyal: an upheld breach of the channel on {day}"),
            (None, Some(score)) => {
                let word = if self.is_loyal() == Some(true) { "loyal" } else { "disloyal" };
                format!("{word}: {score} of 100 points, {} needed", self.loyal_from)
            }
            (None, None) => {
                let share = self.coverage().percent();
                format!("too little is known to judge loyalty: {share} of the weight")
            }
        };
        let mut figures: Vec<Figure> = Vec::new();
        let mut add = |label, value| figures.push(Figure { label, value });
        if let Some(score) = score {
            add("score", Value::Score(score));
        }
        add("coverage", Value::Share(self.coverage()));
        if let Some(regularity) = self.regularity() {
            let label = match self.own_rhythm {
                Some(_) => "days in its own rhythm",
                None => "months with an order",
            };
            add(label, Value::Share(regularity));
        }
        if let Some(payment) = self.payment() {
            add("paid in time", Value::Share(payment));
        }
        if let Some(attitude) = self.attitude {
            add("attitude", Value::Text(attitude.to_string()));
        }
        if let Some(day) = self.knocked_out {
            add("upheld breach", Value::Day(day));
        }
        Evidence::new(sentence, figures)
    }
}

/// A product of a weight, points and months. `None` beyond 64 bits, which no policy reaches.
fn product(factors: [u64; 3]) -> Option<u64> {
    factors.into_iter().try_fold(1_u64, u64::checked_mul)
}

#[cfg(feature = "serde")]
mod written {
    use serde::{Serialize, Serializer};

    use super::LoyaltyReading;
    use crate::calendar::Day;
    use crate::customer::Attitude;
    use crate::measure::{Quotient, Score};
    use crate::valid::AsText;

    #[derive(Serialize)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    pub(super) struct Written {
        /// The score; `null` where it cannot be told.
        score: Option<AsText<Score>>,
        /// The share of the weights that could be judged.
        coverage: AsText<Quotient>,
        /// Tells whether the score is that of a loyal customer.
        loyal: Option<bool>,
        /// The part of regular orders.
        regularity: Option<AsText<Quotient>>,
        /// The part of payment.
        payment: Option<AsText<Quotient>>,
        /// The attitude that counts.
        attitude: Option<Attitude>,
        /// The day of the breach that knocked out the score.
        knocked_out: Option<Day>,
    }

    impl Serialize for LoyaltyReading {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let written = Written {
                score: self.score().map(AsText),
                coverage: AsText(self.coverage()),
                loyal: self.is_loyal(),
                regularity: self.regularity().map(AsText),
                payment: self.payment().map(AsText),
                attitude: self.attitude,
                knocked_out: self.knocked_out,
            };
            written.serialize(to)
        }
    }
}
