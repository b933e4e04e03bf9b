use std::fmt;

use crate::measure::{Proportion, Quotient};
use crate::survey::OpportunityRules;
use crate::valid::words;

words! {
    /// The band of an opportunity score.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OpportunityBand as "a band of opportunity" {
        /// Below every bound: the need is served.
        Served = "served",
        /// Worth a look.
        Fair = "fair",
        /// High.
        High = "high",
        /// Extreme.
        Extreme = "extreme",
    }
}

/// The opportunity score of a need, after Ulwick, *What Customers Want* (2005): `I + max(I − S, 0)`
/// with I and S ten times the shares of answers in the two best marks of importance and of
/// performance. From 0 to 20.
///
/// ```
/// use guanxi::measure::Proportion;
/// use guanxi::survey::{Opportunity, OpportunityBand, OpportunityRules};
///
/// let of_ten = |part| Proportion::try_new(part, 10).ok_or("more than ten");
/// let score = Opportunity::from_top_boxes(of_ten(9)?, of_ten(3)?).ok_or("no answers")?;
/// assert_eq!(score.to_string(), "15");
/// assert_eq!(score.band(OpportunityRules::default()), OpportunityBand::Extreme);
/// # Ok::<(), &str>(())
/// ```
#[doc(alias = "机会得分")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Opportunity(Quotient);

impl Opportunity {
    /// The score by two shares of the same answers; `None` when they are not of the same number of
    /// answers, or of none.
    pub fn from_top_boxes(importance: Proportion, performance: Proportion) -> Option<Self> {
        let answers = importance.whole();
        if performance.whole() != answers {
            return None;
        }
        let (i, s) = (i128::from(importance.part()), i128::from(performance.part()));
        let twice = i.checked_add(i.checked_sub(s)?.max(0))?;
        Quotient::try_new(twice.checked_mul(10)?, answers.into()).map(Self)
    }

    /// The score, exactly.
    pub const fn score(self) -> Quotient {
        self.0
    }

    /// The band of the score. A bound that is met exactly is met.
    pub fn band(self, rules: OpportunityRules) -> OpportunityBand {
        let (score, one) = self.0.terms();
        let reaches =
            |bound: u16| one.checked_mul(bound.into()).is_some_and(|bound| score >= bound);
        if reaches(rules.extreme) {
            OpportunityBand::Extreme
        } else if reaches(rules.high) {
            OpportunityBand::High
        } else if reaches(rules.fair) {
            OpportunityBand::Fair
        } else {
            OpportunityBand::Served
        }
    }
}

impl fmt::Display for Opportunity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
