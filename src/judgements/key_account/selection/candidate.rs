use std::fmt;

use super::membership::RuleAnswer;
use super::{KeyAccountStatus, ReviewOrderError, SelectionRules};
use crate::calendar::{AsOf, Day};
use crate::contract::ContractStatus;
use crate::customer::Importance;
use crate::id::{CustomerId, StaffId};
use crate::key_account::{BargainingPower, GrowthLevels};
use crate::lifecycle::Reason;
use crate::measure::{Excess, Quotient, Ratio, Score};
use crate::money::Money;
use crate::segment::Quadrant;
use crate::valid::words;

/// The decision of a person that a customer is of strategic weight, for a time.
#[doc(alias = "战略客户")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct StrategicFlag {
    /// The reason.
    pub reason: Reason,
    /// The person who decided.
    pub by: StaffId,
    /// The last day.
    pub until: Day,
}

impl StrategicFlag {
    /// Returns `true` while the flag stands, on its last day, too.
    pub fn stands(&self, t: AsOf) -> bool {
        t.day() <= self.until
    }
}

/// The six figures that identify a key account. An unknown one is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SelectionFigures {
    /// Sales of twelve months.
    pub sales: Money,
    /// Margin of twelve months.
    pub margin: Option<Money>,
    /// Order days of twelve months.
    #[doc(alias = "流通频率")]
    pub order_days: Option<u32>,
    /// The yearly growth, such as 0.08.
    pub growth: Option<Quotient>,
    /// The loyalty (S13).
    pub loyalty: Option<Score>,
    /// The decision that it is of strategic weight.
    pub flag: Option<StrategicFlag>,
}

/// A customer that may be a key account, as the selection sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyAccountCandidate {
    /// The customer.
    pub customer: CustomerId,
    /// Its importance: its class, or what is stated of one that has not bought yet.
    pub importance: Importance,
    /// The six figures.
    pub figures: SelectionFigures,
    /// The lowest score of attractiveness; `None` where it was not scored.
    pub attractiveness: Option<Score>,
    /// The bargaining power; `None` where it is not known.
    pub bargaining: Option<BargainingPower>,
    /// The quadrant (S14); `None` where it is not known.
    pub quadrant: Option<Quadrant>,
    /// The status of its contract; `None` without one.
    pub contract: Option<ContractStatus>,
    /// The reason for which no deal is made with it: a knock-out of its evaluation (S15).
    pub knock_out: Option<Reason>,
}

words! {
    /// A rule that chooses a key account.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SelectionReason as "a reason of selection" {
        /// Class A.
        ClassA = "class_a" => "class A",
        /// Class B with high growth potential.
        Growth = "growth" => "class B with high growth",
        /// Class B, attractive, and with weak bargaining power.
        Attractive = "attractive" => "class B, attractive and weak in bargaining",
        /// A person decided that it is of strategic weight.
        Flag = "flag" => "strategic weight",
    }
}

words! {
    /// A reason that keeps a customer out, whichever rule chooses it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ExclusionReason as "a reason for exclusion" {
        /// A knock-out of its evaluation.
        #[doc(alias = "一票否决")]
        KnockOut = "knock_out" => "knocked out",
        /// Large and disloyal, and nobody decided otherwise.
        Dangerous = "dangerous" => "dangerous without a flag",
        /// No contract in force.
        NoContract = "no_contract" => "no contract in force",
    }
}

/// The answer of the selection to a customer, with the rules that chose it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct KeyAccountChoice {
    /// The customer.
    pub customer: CustomerId,
    /// The rules that choose it.
    pub reasons: Vec<SelectionReason>,
    /// The reasons that keep it out, whatever chooses it; `bars` in files.
    #[cfg_attr(feature = "serde", serde(rename = "bars"))]
    pub exclusions: Vec<ExclusionReason>,
    /// The status after the review.
    pub status: KeyAccountStatus,
}

impl SelectionRules {
    /// The answer to a customer at a review.
    ///
    /// # Rule
    ///
    /// > S16: class A; class B with high growth potential, or weak in bargaining and of high
    /// > attractiveness; a strategic flag. Out: a knock-out, dangerous without a flag, no contract
    /// > in force. Bounds have a band of 3 points, and it takes two reviews to enter or leave.
    ///
    /// A flag chooses a customer of any class: it has a reason, a name and a last day. A figure
    /// that nobody knows chooses nobody and keeps nobody out.
    ///
    /// # Errors
    ///
    /// When the review is not later than the one before.
    pub fn choose(
        &self,
        candidate: &KeyAccountCandidate,
        before: Option<KeyAccountStatus>,
        growth: GrowthLevels,
        t: AsOf,
    ) -> Result<KeyAccountChoice, ReviewOrderError> {
        let flag = candidate.figures.flag.as_ref().filter(|flag| flag.stands(t));
        let chooses = |reason: &SelectionReason| match reason {
            SelectionReason::ClassA => candidate.importance == Importance::A,
            SelectionReason::Growth => {
                let bound = self.bound(growth.high, before);
                let grows = candidate.figures.growth.is_some_and(|growth| growth >= bound);
                candidate.importance == Importance::B && grows
            }
            SelectionReason::Attractive => {
                let bound = self.bound(Ratio::from_percent(self.attractive_from), before);
                let score = candidate.attractiveness.map(Score::to_fraction);
                candidate.importance == Importance::B
                    && score.is_some_and(|score| score >= bound)
                    && candidate.bargaining == Some(BargainingPower::Weak)
            }
            SelectionReason::Flag => flag.is_some(),
        };
        let keeps_out = |reason: &ExclusionReason| match reason {
            ExclusionReason::KnockOut => candidate.knock_out.is_some(),
            ExclusionReason::Dangerous => {
                candidate.quadrant == Some(Quadrant::Dangerous) && flag.is_none()
            }
            ExclusionReason::NoContract => candidate.contract != Some(ContractStatus::InForce),
        };
        let reasons: Vec<_> = SelectionReason::ALL.into_iter().filter(chooses).collect();
        let exclusions: Vec<_> = ExclusionReason::ALL.into_iter().filter(keeps_out).collect();
        let answer = match (exclusions.is_empty(), flag, reasons.is_empty()) {
            (false, _, _) => RuleAnswer::Barred,
            (true, Some(_), _) => RuleAnswer::Flagged,
            (true, None, false) => RuleAnswer::Chosen,
            (true, None, true) => RuleAnswer::Passed,
        };
        let status = KeyAccountStatus::after(before, answer, t.day(), self.reviews)?;
        Ok(KeyAccountChoice { customer: candidate.customer.clone(), reasons, exclusions, status })
    }

    /// A bound with its band: lower for one that is a key account, higher for another.
    fn bound(&self, bound: Ratio, before: Option<KeyAccountStatus>) -> Ratio {
        let band = Ratio::from_percent(self.band).parts_per_million();
        let parts = bound.parts_per_million();
        let moved = match before {
            None => Some(parts),
            Some(KeyAccountStatus::Key { .. }) => Some(parts.excess_over(band)),
            Some(KeyAccountStatus::Other { .. }) => parts.checked_add(band),
        };
        moved.map_or(Ratio::MAX, Ratio::from_parts_per_million)
    }
}

impl fmt::Display for KeyAccountChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words: Vec<String> = self.reasons.iter().map(ToString::to_string).collect();
        words.extend(self.exclusions.iter().map(|it| format!("out: {it}")));
        write!(f, "{}: {}", self.customer, self.status)?;
        if words.is_empty() { Ok(()) } else { write!(f, " ({})", words.join("; ")) }
    }
}
