use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

use crate::id::NeedId;
use crate::key_account::KeyAccountError;
use crate::measure::Quotient;
use crate::survey::SurveyReport;

/// A need of a customer: its importance, and our lead over the best competitor.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ComparedNeed {
    /// The need.
    pub need: NeedId,
    /// Its importance, from 0 to 1.
    pub importance: Quotient,
    /// Our performance less that of the competitor who does best, from −1 to 1. Negative where that
    /// competitor is ahead.
    pub lead: Quotient,
}

impl ComparedNeed {
    /// Importance times lead; `None` when it needs more than 127 bits.
    pub fn weighted(&self) -> Option<Quotient> {
        self.importance.product(self.lead)
    }
}

/// The needs of a customer against our ability to meet them.
///
/// # Rule
///
/// > S16: need against ability is the sum over needs of importance × (ours − best competitor's),
/// > leads and trails apart. A need without marks for a competitor is named and adds nothing.
///
/// ```
/// use guanxi::key_account::{ComparedNeed, NeedBalance};
/// use guanxi::measure::Quotient;
///
/// let tenths = |part| Quotient::try_new(part, 10).ok_or("no fraction");
/// let (importance, lead) = (tenths(8)?, tenths(-2)?);
/// let price = ComparedNeed { need: "price".parse()?, importance, lead };
/// let (importance, lead) = (tenths(5)?, tenths(6)?);
/// let service = ComparedNeed { need: "service".parse()?, importance, lead };
/// let balance = NeedBalance::try_from_needs(vec![price, service], Vec::new())?;
/// assert_eq!(balance.to_string(), "0.14: ahead by 0.3 (service), behind by 0.16 (price)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "需求与能力")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct NeedBalance {
    leads: Vec<ComparedNeed>,
    trails: Vec<ComparedNeed>,
    level: Vec<ComparedNeed>,
    unknown: Vec<NeedId>,
    ahead: Quotient,
    behind: Quotient,
    balance: Quotient,
}

impl NeedBalance {
    /// The balance of needs that were compared, and of others that were not.
    ///
    /// # Errors
    ///
    /// When a need is listed twice, or a sum needs more than 127 bits.
    pub fn try_from_needs(
        compared: Vec<ComparedNeed>,
        unknown: Vec<NeedId>,
    ) -> Result<Self, KeyAccountError> {
        let mut seen = BTreeSet::new();
        let all = compared.iter().map(|it| &it.need).chain(&unknown);
        if let Some(twice) = all.into_iter().find(|need| !seen.insert((*need).clone())) {
            return Err(KeyAccountError::Twice { what: "need", name: twice.to_string() });
        }
        let (mut leads, mut trails, mut level) = (Vec::new(), Vec::new(), Vec::new());
        let (mut ahead, mut behind) = (Quotient::ZERO, Quotient::ZERO);
        for need in compared {
            let add = |sum: Quotient| need.weighted().and_then(|it| sum.plus(it)).ok_or(TOO_WIDE);
            match need.lead.cmp(&Quotient::ZERO) {
                Ordering::Greater => {
                    ahead = add(ahead)?;
                    leads.push(need);
                }
                Ordering::Less => {
                    behind = add(behind)?;
                    trails.push(need);
                }
                Ordering::Equal => level.push(need),
            }
        }
        leads.sort_by(|one, other| {
            other.weighted().cmp(&one.weighted()).then_with(|| one.need.cmp(&other.need))
        });
        trails.sort_by(|one, other| {
            one.weighted().cmp(&other.weighted()).then_with(|| one.need.cmp(&other.need))
        });
        let balance = ahead.plus(behind).ok_or(TOO_WIDE)?;
        Ok(Self { leads, trails, level, unknown, ahead, behind, balance })
    }

    /// The balance of a survey (S3): needs with figures and a competitor that enough respondents
    /// marked.
    ///
    /// # Errors
    ///
    /// As [`try_from_needs`](Self::try_from_needs).
    pub fn try_from_survey(report: &SurveyReport) -> Result<Self, KeyAccountError> {
        let (mut compared, mut unknown) = (Vec::new(), Vec::new());
        for figures in report.needs() {
            let need = figures.need.clone();
            match figures.measures.as_ref().and_then(|it| Some((it.importance, it.lead.as_ref()?)))
            {
                Some((importance, lead)) => {
                    compared.push(ComparedNeed { need, importance, lead: lead.lead });
                }
                None => unknown.push(need),
            }
        }
        Self::try_from_needs(compared, unknown)
    }

    /// The needs in which we are ahead, those that weigh most first.
    pub fn leads(&self) -> &[ComparedNeed] {
        &self.leads
    }

    /// The needs in which a competitor is ahead, those that weigh most first.
    pub fn trails(&self) -> &[ComparedNeed] {
        &self.trails
    }

    /// The needs in which we and the best competitor are level.
    pub fn level(&self) -> &[ComparedNeed] {
        &self.level
    }

    /// The needs that were not compared.
    pub fn unknown(&self) -> &[NeedId] {
        &self.unknown
    }

    /// The sum over the needs in which we are ahead.
    pub const fn ahead(&self) -> Quotient {
        self.ahead
    }

    /// The sum over the needs in which a competitor is ahead, not positive.
    pub const fn behind(&self) -> Quotient {
        self.behind
    }

    /// The sum over all needs that were compared.
    pub const fn balance(&self) -> Quotient {
        self.balance
    }
}

const TOO_WIDE: KeyAccountError = KeyAccountError::TooWide { what: "a sum of leads" };

impl fmt::Display for NeedBalance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |needs: &[ComparedNeed]| {
            let names: Vec<String> = needs.iter().map(|it| it.need.to_string()).collect();
            if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) }
        };
        let behind = self.behind.to_string();
        let behind = behind.trim_start_matches('-');
        write!(f, "{}: ahead by {}{}", self.balance, self.ahead, names(&self.leads))?;
        write!(f, ", behind by {behind}{}", names(&self.trails))?;
        if !self.unknown.is_empty() {
            let unknown: Vec<String> = self.unknown.iter().map(ToString::to_string).collect();
            write!(f, "; not compared: {}", unknown.join(", "))?;
        }
        Ok(())
    }
}
