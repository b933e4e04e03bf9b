use super::credit_means::{CreditMeans, CreditSales};
use super::proposal::{CapAmount, LimitCap, Proposal};
use super::proposal_error::ProposalError;
use crate::evidence::NotJudged;
use crate::measure::{Curve, Point, Ratio, Score, proven};
use crate::money::{Amount, Currency, Major, Total};
use crate::valid::{Draft, Order, Valid, Violations, words};

/// A point of the capacity table: a score and the share of the means that it allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CapacityPoint {
    /// The score, 0 to 100.
    pub score: u8,
    /// The share of the means that may be owed.
    pub share: Ratio,
}

const MILLION: i128 = 1_000_000;

words! {
    /// The rounding of a limit to the increment.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum LimitRounding as "a rounding of limits" {
        /// Down, so that no cap is exceeded.
        #[default]
        Down = "down",
        /// To the nearest, halves up, and never above a cap of the policy or the insurance.
        Nearest = "nearest",
        /// Up, and never above a cap of the policy or the insurance.
        Up = "up",
    }
}

/// The policy of proposed limits, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ProposalPolicyDraft {
    /// The share of its means that a customer may owe, scores rising and shares never falling.
    /// Linear between the points, zero below the first, constant above the last.
    pub capacity: Vec<CapacityPoint>,
    /// The largest limit of all.
    pub at_most: Option<Major>,
    /// Days beyond terms that are tolerated.
    pub tolerated_days: u16,
    /// Sales of a day in the season, as a share of those of an average day.
    pub seasonality: Ratio,
    /// Limits are multiples of this.
    pub increment: Major,
    /// The rounding to that increment.
    pub rounding: LimitRounding,
}

impl Default for ProposalPolicyDraft {
    fn default() -> Self {
        let point = |score, percent| CapacityPoint { score, share: Ratio::from_percent(percent) };
        Self {
            capacity: vec![point(40, 0), point(60, 5), point(80, 10), point(100, 15)],
            at_most: None,
            tolerated_days: 10,
            seasonality: Ratio::ONE,
            increment: Major::from_units(100),
            rounding: LimitRounding::Down,
        }
    }
}

impl Draft for ProposalPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.capacity.is_empty() {
            found.add("capacity", "must name at least one point, was empty".to_owned());
        }
        found.each_row("capacity", &self.capacity, |found, before, point| {
            found.at_most("score", 100, point.score);
            found.check_order("score", Order::Rising, before.map(|it| it.score), point.score);
            found.check_order("share", Order::NotFalling, before.map(|it| it.share), point.share);
        });
        if self.increment == Major::from_units(0) {
            found.add("increment", "must be above 0, was 0".to_owned());
        }
        if self.seasonality == Ratio::ZERO {
            found.add("seasonality", "must be above 0%, was 0%".to_owned());
        }
    }
}

/// The policy of proposed limits.
///
/// # Rule
///
/// > S20: trade less with low credit, more with high. The limit is the smallest of what the
/// > customer needs, what it can carry, the cap of the policy and that of the insurance, rounded.
///
/// Need = credit sales of the window ÷ its days × (terms + tolerated days) × seasonality. Capacity
/// = means × the share that the table gives for the score.
#[doc(alias = "额度建议")]
pub type ProposalPolicy = Valid<ProposalPolicyDraft>;

impl ProposalPolicy {
    /// Proposes a limit.
    ///
    /// # Errors
    ///
    /// When neither need nor capacity is known, a figure is negative, or the window has no day.
    ///
    /// ```
    /// use guanxi::credit::{CreditMeans, CreditSales, ProposalPolicy};
    /// use guanxi::measure::{Quotient, Score};
    /// use guanxi::money::Amount;
    ///
    /// let yuan = |units: i64| Amount::from_minor(units * 100);
    /// let known = CreditMeans {
    ///     score: Quotient::try_new(70, 100).and_then(Score::try_from_fraction),
    ///     means: Some(yuan(1_000_000)),
    ///     sales: Some(CreditSales { amount: yuan(730_000), days: 365 }),
    ///     terms_days: 30,
    ///     insured: None,
    /// };
    /// let proposal = ProposalPolicy::default().propose(&known, "CNY".parse()?)?;
    /// assert_eq!(
    ///     proposal.to_string(),
    ///     "limit CNY 75,000.00, bound by capacity: need CNY 80,000.00, capacity CNY 75,000.00",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn propose(
        &self,
        known: &CreditMeans,
        currency: Currency,
    ) -> Result<Proposal, ProposalError> {
        let figures = [
            ("means", known.means),
            ("sales", known.sales.map(|sales| sales.amount)),
            ("insured", known.insured),
        ];
        for (field, amount) in figures {
            if let Some(amount) = amount.filter(|amount| amount.is_negative()) {
                return Err(ProposalError::Negative { field, minor: amount.minor() });
            }
        }
        let nothing_known = ProposalError::NotJudged(NotJudged::NothingKnown);
        let need = known.sales.map(|sales| self.need(sales, known.terms_days)).transpose()?;
        let capacity =
            known.score.zip(known.means).map(|(score, means)| self.capacity_of(score, means));
        if need.is_none() && capacity.is_none() {
            return Err(nothing_known);
        }
        let policy = self.at_most.map(|bound| bound.to_minor_ceil(currency).to_total());
        let insurance = known.insured.map(Amount::to_total);
        let rows = [
            (LimitCap::Need, need),
            (LimitCap::Capacity, capacity),
            (LimitCap::Policy, policy),
            (LimitCap::Insurance, insurance),
        ];
        let caps: Vec<CapAmount> = rows
            .into_iter()
            .filter_map(|(cap, most)| Some(CapAmount { cap, most: most? }))
            .collect();
        let least = caps.iter().min_by_key(|row| (row.most, row.cap)).ok_or(nothing_known)?;
        let hard = [policy, insurance].into_iter().flatten().min();
        let limit = self.rounded(least.most, hard, currency);
        let too_large = ProposalError::TooLarge { minor: limit.minor(), currency };
        let (binding, limit) = (least.cap, limit.to_amount().ok_or(too_large)?);
        Ok(Proposal { currency, limit, binding, caps })
    }

    /// Sales of an average day × days until payment × seasonality, rounded down to the minor unit.
    fn need(&self, sales: CreditSales, terms_days: u16) -> Result<Total, ProposalError> {
        let out = proven!(
            u32::from(terms_days).checked_add(u32::from(self.tolerated_days)),
            else u32::MAX,
            "two counts of 16 bits add up to less than 2^17"
        );
        let seasonality = i128::from(self.seasonality.parts_per_million());
        let scaled = proven!(
            i128::from(sales.amount.minor())
                .checked_mul(i128::from(out))
                .and_then(|scaled| scaled.checked_mul(seasonality)),
            else 0,
            "an amount, days and a ratio are below 2^63 · 2^17 · 2^32"
        );
        let whole = proven!(
            i128::from(sales.days).checked_mul(MILLION),
            else MILLION,
            "days are below 2^32"
        );
        scaled.checked_div(whole).map(Total::from_minor).ok_or(ProposalError::NoDays)
    }

    /// Means × the share of the table, rounded down to the minor unit.
    fn capacity_of(&self, score: Score, means: Amount) -> Total {
        let scaled = i128::from(means.minor()).checked_mul(self.share_of(score));
        let scaled = proven!(scaled, else 0, "an amount and a share are below 2^63 · 2^32");
        Total::from_minor(scaled.div_euclid(MILLION))
    }

    /// The share of the means that the table gives for a score, in millionths, cut off.
    fn share_of(&self, score: Score) -> i128 {
        let curve = Curve::new(&self.capacity, |point: &CapacityPoint| {
            let x =
                i128::from(point.score).checked_mul(MILLION).and_then(|x| i32::try_from(x).ok());
            Point {
                x: proven!(x, else i32::MAX, "at most 255 million"),
                y: i64::from(point.share.parts_per_million()),
            }
        });
        let first = self.capacity.first().filter(|first| score.reaches(u16::from(first.score)));
        let micros = score.to_fraction().times(100).to_micros();
        let x = first.and(micros).and_then(|micros| i32::try_from(micros).ok());
        x.and_then(|x| curve.at(x)).map_or(0, i128::from)
    }

    /// The limit as a multiple of the increment, never above a hard cap.
    fn rounded(&self, least: Total, hard: Option<Total>, currency: Currency) -> Total {
        let step = self.increment.to_minor_ceil(currency).to_total().max(Total::from_minor(1));
        let rest = least.minor().checked_rem_euclid(step.minor());
        let rest = Total::from_minor(proven!(rest, else 0, "the step is one minor unit or more"));
        let down = least.minus(rest);
        let up = if rest == Total::ZERO { down } else { down.plus(step) };
        let wanted = match self.rounding {
            LimitRounding::Nearest if rest.plus(rest) >= step => up,
            LimitRounding::Down | LimitRounding::Nearest => down,
            LimitRounding::Up => up,
        };
        if hard.is_none_or(|hard| wanted <= hard) { wanted } else { down }
    }
}
