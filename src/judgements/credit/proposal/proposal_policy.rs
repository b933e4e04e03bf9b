use super::credit_means::Means;
use super::proposal::{Cap, NoProposal, Proposal};
use crate::measure::{Quotient, Ratio, Score};
use crate::money::{Amount, Currency, Major, Total};
use crate::valid::{Draft, Valid, Violations};

/// A point of the capacity table: with so many points, that share of the means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct CapacityPoint {
    /// The score, 0 to 100.
    pub score: u8,
    /// The share of the means that may be owed.
    pub share: Ratio,
}

/// How a limit is rounded to the increment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum LimitRounding {
    /// Never above what binds.
    #[default]
    Down,
    /// To the nearest, halves up, and never above a cap of the policy or the insurance.
    Nearest,
    /// Up, and never above a cap of the policy or the insurance.
    Up,
}

/// How a limit is proposed, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct ProposalDraft {
    /// What share of its means a customer may owe, scores rising and shares never falling. Between the
    /// points it runs straight; below the first it is nothing, above the last as at the last.
    pub capacity: Vec<CapacityPoint>,
    /// The largest limit of all.
    pub at_most: Option<Major>,
    /// Days beyond terms that are put up with.
    pub tolerated_days: u16,
    /// Sales of the season by those of an average day.
    pub seasonality: Ratio,
    /// Limits are multiples of this.
    pub increment: Major,
    /// How they come to be.
    pub rounding: LimitRounding,
}

impl Default for ProposalDraft {
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

impl Draft for ProposalDraft {
    fn check(&self, found: &mut Violations) {
        if self.capacity.is_empty() {
            found.add("capacity", "must name at least one point, was empty".to_owned());
        }
        let mut before: Option<CapacityPoint> = None;
        for (place, point) in self.capacity.iter().enumerate() {
            if point.score > 100 {
                let problem = format!("must not exceed 100, was {}", point.score);
                found.add(&format!("capacity.{place}.score"), problem);
            }
            if let Some(before) = before {
                if point.score <= before.score {
                    let problem = format!("must exceed {}, was {}", before.score, point.score);
                    found.add(&format!("capacity.{place}.score"), problem);
                }
                if point.share < before.share {
                    let problem =
                        format!("must not be below {}, was {}", before.share, point.share);
                    found.add(&format!("capacity.{place}.share"), problem);
                }
            }
            before = Some(*point);
        }
        if self.increment == Major::from_units(0) {
            found.add("increment", "must be above 0, was 0".to_owned());
        }
        if self.seasonality == Ratio::ZERO {
            found.add("seasonality", "must be above 0%, was 0%".to_owned());
        }
    }
}

/// How a limit is proposed.
///
/// # Rule
///
/// > S20: trade less with low credit, more with high. The limit is the smallest of what the customer
/// > needs, what it can carry, the cap of the policy and that of the insurance, rounded.
///
/// Need = credit sales of the window ÷ its days × (terms + tolerated days) × seasonality. Capacity =
/// means × the share that the table gives for the score.
#[doc(alias = "额度建议")]
pub type ProposalPolicy = Valid<ProposalDraft>;

impl ProposalPolicy {
    /// Proposes a limit.
    ///
    /// # Errors
    ///
    /// When neither need nor capacity is known, a figure is negative, or the window has no day.
    ///
    /// ```
    /// use guanxi::credit::{Means, ProposalPolicy};
    /// use guanxi::measure::{Quotient, Score};
    /// use guanxi::money::Amount;
    ///
    /// let yuan = |units: i64| Amount::from_minor(units * 100);
    /// let known = Means {
    ///     score: Quotient::try_new(70, 100).and_then(Score::try_from_fraction),
    ///     means: Some(yuan(1_000_000)),
    ///     sales: Some((yuan(730_000), 365)),
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
    pub fn propose(&self, known: &Means, currency: Currency) -> Result<Proposal, NoProposal> {
        let figures = [
            ("means", known.means),
            ("sales", known.sales.map(|(sales, _)| sales)),
            ("insured", known.insured),
        ];
        for (field, amount) in figures {
            if let Some(amount) = amount.filter(|amount| amount.is_negative()) {
                return Err(NoProposal::Negative { field, minor: amount.minor() });
            }
        }
        let need = known.sales.map(|(sales, days)| self.need(sales, days, known.terms_days));
        let capacity =
            known.score.zip(known.means).map(|(score, means)| self.capacity_of(score, means));
        if need.is_none() && capacity.is_none() {
            return Err(NoProposal::NothingKnown);
        }
        let policy = self.at_most.map(|bound| bound.to_minor_ceil(currency).to_total());
        let insurance = known.insured.map(Amount::to_total);
        let hard = [policy, insurance].into_iter().flatten().min();
        let rows = [
            (Cap::Need, need.transpose()?),
            (Cap::Capacity, capacity),
            (Cap::Policy, policy),
            (Cap::Insurance, insurance),
        ];
        let caps: Vec<(Cap, Total)> =
            rows.into_iter().filter_map(|(cap, total)| Some((cap, total?))).collect();
        let least = caps.iter().copied().min_by_key(|(cap, total)| (*total, *cap));
        let (binding, least) = least.ok_or(NoProposal::NothingKnown)?;
        let limit = self.rounded(least, hard, currency);
        Ok(Proposal { currency, limit, binding, caps })
    }

    /// What the customer needs: rounded down to the minor unit.
    fn need(&self, sales: Amount, days: u32, terms_days: u16) -> Result<Total, NoProposal> {
        let out = u32::from(terms_days).saturating_add(u32::from(self.tolerated_days));
        // Below 2^63 · 2^17 · 2^32.
        let scaled = i128::from(sales.minor())
            .saturating_mul(i128::from(out))
            .saturating_mul(i128::from(self.seasonality.parts_per_million()));
        let whole = i128::from(days).saturating_mul(1_000_000);
        scaled.checked_div(whole).map(Total::of_minor).ok_or(NoProposal::NoDays)
    }

    /// What the customer can carry: rounded down to the minor unit.
    fn capacity_of(&self, score: Score, means: Amount) -> Total {
        let after = self.capacity.partition_point(|point| score.reaches(u16::from(point.score)));
        let before = after.checked_sub(1).and_then(|place| self.capacity.get(place));
        let of = |ratio: Ratio| i128::from(ratio.parts_per_million());
        let share = match (before, self.capacity.get(after)) {
            (None, _) => 0,
            (Some(last), None) => of(last.share),
            (Some(low), Some(high)) => {
                let span = i128::from(high.score).saturating_sub(i128::from(low.score)).max(1);
                // Points above the lower one in millionths, cut off: exact for scores of six digits.
                let above = score.above(u16::from(low.score));
                let above = above.and_then(Quotient::to_micros).unwrap_or(0);
                let rise = of(high.share).saturating_sub(of(low.share));
                let risen = rise.saturating_mul(above).checked_div(span.saturating_mul(1_000_000));
                of(low.share).saturating_add(risen.unwrap_or(0))
            }
        };
        let scaled = i128::from(means.minor()).saturating_mul(share);
        Total::of_minor(scaled.checked_div(1_000_000).unwrap_or(0))
    }

    fn rounded(&self, least: Total, hard: Option<Total>, currency: Currency) -> Amount {
        let step = i128::from(self.increment.to_minor_ceil(currency).minor()).max(1);
        let minor = least.minor();
        let rest = minor.checked_rem_euclid(step).unwrap_or(0);
        let down = minor.saturating_sub(rest);
        let up = if rest == 0 { down } else { down.saturating_add(step) };
        let wanted = match self.rounding {
            LimitRounding::Nearest if rest.saturating_mul(2) >= step => up,
            LimitRounding::Down | LimitRounding::Nearest => down,
            LimitRounding::Up => up,
        };
        let fits = hard.is_none_or(|hard| wanted <= hard.minor());
        let limit = if fits { wanted } else { down };
        i64::try_from(limit).map_or(Amount::MAX, Amount::from_minor)
    }
}
