use std::collections::BTreeMap;
use std::fmt;

use super::{RatedCustomer, RatingPanel, RatingPanelError, SatisfactionPolicy};
use crate::calendar::{AsOf, Window};
use crate::id::RivalId;
use crate::measure::{Quotient, Ratio};
use crate::rating::RatingQuestion;
use crate::survey::Scale;
use crate::valid::words;

words! {
    /// Our place against a competitor: for the price, ahead is cheaper.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum RelativePlace as "a place against a competitor" {
        /// Better marks than the competitor's.
        Ahead = "ahead",
        /// Marks as good as the competitor's.
        Level = "level",
        /// Worse marks than the competitor's.
        Behind = "behind",
    }
}

impl RelativePlace {
    /// The place of a lead that is a share of the scale.
    fn from_lead(lead: Quotient, level_within: Ratio) -> Option<Self> {
        let (part, whole) = lead.terms();
        let size = Quotient::try_new(part.checked_abs()?, whole)?;
        Some(if size <= level_within {
            Self::Level
        } else if part > 0 {
            Self::Ahead
        } else {
            Self::Behind
        })
    }
}

/// Our mean mark against that of one competitor, by the people who marked both.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RivalMarks {
    /// The competitor.
    pub rival: RivalId,
    /// The people who marked both.
    pub people: u32,
    /// Our mean mark by them.
    pub ours: Quotient,
    /// The competitor's mean mark by them.
    pub theirs: Quotient,
    /// Ours less theirs in marks, positive where we are better; `None` with fewer people than the
    /// policy asks for: the competitor is shown and not compared.
    pub lead: Option<Quotient>,
}

/// One of price, quality and service against competitors.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct GroupComparison {
    /// The group.
    pub question: RatingQuestion,
    /// The competitors that anybody marked, by name.
    pub rivals: Vec<RivalMarks>,
    /// The weight of the group, by the importance that the people gave it.
    pub weight: Quotient,
    /// The least lead of all competitors that are compared, in marks: the one over the best.
    pub lead: Option<Quotient>,
    /// The place against the best.
    pub place: Option<RelativePlace>,
}

/// The position on the map of value: the price against the rest.
#[doc(alias = "价值图")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ValuePosition {
    /// The price: ahead is cheaper, behind is dearer.
    pub price: RelativePlace,
    /// Quality and service together, by their weights: ahead is better, behind is worse.
    pub performance: RelativePlace,
}

/// Price, quality and service against competitors (S19).
///
/// # Rule
///
/// > S19: for each group our mean less that of the best competitor, by the people who marked both.
/// > A competitor whom fewer than five marked is shown and not compared. The three are weighted by
/// > the importance that the customers give them.
///
/// Displayed as a sentence: `dearer, better made, worse served`, or `losing on service while price
/// is level`.
#[doc(alias = "竞品对比")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RivalComparison {
    /// The scale.
    pub scale: Scale,
    /// Price, quality and service, in this order.
    pub groups: Vec<GroupComparison>,
    /// `true` where the weights are those of the customers; otherwise, since importance was not
    /// asked for each group, all three weigh alike.
    pub is_weighted_by_customers: bool,
    /// The weighted lead of all three as a share of the scale; `None` unless all are compared.
    pub overall: Option<Quotient>,
    /// The position on the map of value; `None` unless all are compared.
    pub position: Option<ValuePosition>,
}

impl RivalComparison {
    /// The comparison on a scale of ratings in a window as of `t`.
    ///
    /// # Errors
    ///
    /// When a customer is given twice.
    pub fn try_from_customers(
        customers: &[RatedCustomer<'_>],
        scale: Scale,
        window: Window,
        t: AsOf,
        policy: &SatisfactionPolicy,
    ) -> Result<Self, RatingPanelError> {
        let mut readings = Vec::new();
        for question in RatingQuestion::GROUPS {
            let panel = RatingPanel::try_new(question, scale, customers.iter().copied())?;
            readings.push(Reading::of(&panel, window, t));
        }
        let weights = weights(&readings);
        let is_weighted_by_customers = weights.is_some();
        let equal = || RatingQuestion::GROUPS.iter().map(|_| Quotient::try_new(1, 3)).collect();
        let weights = weights.or_else(equal).unwrap_or_default();
        let groups: Vec<GroupComparison> = readings
            .into_iter()
            .zip(weights)
            .map(|(reading, weight)| reading.compared(scale, weight, policy))
            .collect();
        let lead_of = |questions: &[RatingQuestion]| joint_lead(&groups, questions, scale);
        let position = ValuePosition::of(lead_of, policy.level_within);
        let overall = lead_of(&RatingQuestion::GROUPS);
        Ok(Self { scale, groups, is_weighted_by_customers, overall, position })
    }

    /// The comparison of a group.
    pub fn group(&self, question: RatingQuestion) -> Option<&GroupComparison> {
        self.groups.iter().find(|it| it.question == question)
    }

    /// The groups at a place against the best competitor.
    pub fn at(&self, place: RelativePlace) -> impl Iterator<Item = RatingQuestion> {
        self.groups.iter().filter(move |it| it.place == Some(place)).map(|it| it.question)
    }
}

impl ValuePosition {
    fn of(lead: impl Fn(&[RatingQuestion]) -> Option<Quotient>, level: Ratio) -> Option<Self> {
        let price = lead(&[RatingQuestion::Price])?;
        let rest = lead(&[RatingQuestion::Quality, RatingQuestion::Service])?;
        Some(Self {
            price: RelativePlace::from_lead(price, level)?,
            performance: RelativePlace::from_lead(rest, level)?,
        })
    }
}

/// The sums of the marks of one group.
struct Reading {
    question: RatingQuestion,
    rivals: BTreeMap<RivalId, Sums>,
    /// The mean importance, from 0 to 1.
    importance: Option<Quotient>,
}

/// Sums over the people who marked both.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    people: u32,
    ours: i128,
    theirs: i128,
}

impl Reading {
    fn of(panel: &RatingPanel<'_>, window: Window, t: AsOf) -> Self {
        let mut rivals: BTreeMap<RivalId, Sums> = BTreeMap::new();
        let (mut importance, mut stated) = (Some(Quotient::ZERO), 0_i128);
        for (mark, rating) in panel.marks(window, t).into_values() {
            for (rival, theirs) in &rating.rivals {
                let sums = rivals.entry(rival.clone()).or_default();
                *sums = sums.with(mark, *theirs).unwrap_or(*sums);
            }
            if let Some(stating) = rating.importance {
                importance = importance.and_then(|sum| sum.plus(stating.standard()));
                stated = stated.checked_add(1).unwrap_or(stated);
            }
        }
        let mean = importance.and_then(|sum| {
            let (part, whole) = sum.terms();
            Quotient::try_new(part, whole.checked_mul(stated)?)
        });
        Self { question: panel.question(), rivals, importance: mean }
    }

    fn compared(
        self,
        scale: Scale,
        weight: Quotient,
        policy: &SatisfactionPolicy,
    ) -> GroupComparison {
        let of_rival = |(rival, sums): (RivalId, Sums)| sums.compared(rival, scale, policy);
        let rivals: Vec<RivalMarks> = self.rivals.into_iter().filter_map(of_rival).collect();
        let lead = rivals.iter().filter_map(|it| it.lead).min();
        let place = lead.and_then(|lead| {
            RelativePlace::from_lead(share_of_scale(lead, scale)?, policy.level_within)
        });
        GroupComparison { question: self.question, rivals, weight, lead, place }
    }
}

impl Sums {
    fn with(self, ours: i16, theirs: i16) -> Option<Self> {
        Some(Self {
            people: self.people.checked_add(1)?,
            ours: self.ours.checked_add(ours.into())?,
            theirs: self.theirs.checked_add(theirs.into())?,
        })
    }

    fn compared(
        self,
        rival: RivalId,
        scale: Scale,
        policy: &SatisfactionPolicy,
    ) -> Option<RivalMarks> {
        let people = i128::from(self.people);
        let ahead = self.ours.checked_sub(self.theirs)?;
        let ahead = if scale.is_high_good() { ahead } else { ahead.checked_neg()? };
        let is_enough = self.people >= u32::from(policy.least_answers);
        Some(RivalMarks {
            rival,
            people: self.people,
            ours: Quotient::try_new(self.ours, people)?,
            theirs: Quotient::try_new(self.theirs, people)?,
            lead: Quotient::try_new(ahead, people).filter(|_| is_enough),
        })
    }
}

/// The weights of the groups by importance, which add up to 1; `None` unless each was stated and
/// one is not 0.
fn weights(readings: &[Reading]) -> Option<Vec<Quotient>> {
    let importance = readings.iter().map(|it| it.importance).collect::<Option<Vec<_>>>()?;
    let sum = importance.iter().try_fold(Quotient::ZERO, |sum, it| sum.plus(*it))?;
    let (of, per) = sum.terms();
    let weight = |it: &Quotient| {
        let (part, whole) = it.terms();
        let weight = Quotient::try_new(part.checked_mul(per)?, whole.checked_mul(of)?)?;
        // In lowest terms.
        weight.plus(Quotient::ZERO)
    };
    importance.iter().map(weight).collect()
}

/// A lead in marks as a share of the scale.
fn share_of_scale(lead: Quotient, scale: Scale) -> Option<Quotient> {
    let (part, whole) = lead.terms();
    Quotient::try_new(part, whole.checked_mul(scale.width().into())?)
}

/// The weighted lead of some groups as a share of the scale; their plain mean where none has any
/// weight.
fn joint_lead(
    groups: &[GroupComparison],
    questions: &[RatingQuestion],
    scale: Scale,
) -> Option<Quotient> {
    let of_questions = || groups.iter().filter(|it| questions.contains(&it.question));
    let is_weightless = of_questions().all(|it| it.weight == Quotient::ZERO);
    let (mut leads, mut weights) = (Quotient::ZERO, Quotient::ZERO);
    for group in of_questions() {
        let weight = if is_weightless { Quotient::try_new(1, 1)? } else { group.weight };
        let (lead, of) = share_of_scale(group.lead?, scale)?.terms();
        let (part, per) = weight.terms();
        let weighted = Quotient::try_new(lead.checked_mul(part)?, of.checked_mul(per)?)?;
        (leads, weights) = (leads.plus(weighted)?, weights.plus(weight)?);
    }
    let ((lead, of), (weight, per)) = (leads.terms(), weights.terms());
    let joint = Quotient::try_new(lead.checked_mul(per)?, of.checked_mul(weight)?)?;
    joint.plus(Quotient::ZERO)
}

/// The word for a group at a place.
const fn word(question: RatingQuestion, place: RelativePlace) -> Option<&'static str> {
    use RatingQuestion::{Effort, Price, Quality, Recommendation, Satisfaction, Service};
    use RelativePlace::{Ahead, Behind, Level};
    match (question, place) {
        (Price, Ahead) => Some("cheaper"),
        (Price, Level) => Some("price is level"),
        (Price, Behind) => Some("dearer"),
        (Quality, Ahead) => Some("better made"),
        (Quality, Level) => Some("quality is level"),
        (Quality, Behind) => Some("worse made"),
        (Service, Ahead) => Some("better served"),
        (Service, Level) => Some("service is level"),
        (Service, Behind) => Some("worse served"),
        (Satisfaction | Recommendation | Effort, Ahead | Level | Behind) => None,
    }
}

impl fmt::Display for RivalComparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |place| {
            let names = self.at(place).map(|it| it.to_string());
            names.collect::<Vec<_>>()
        };
        let (behind, level) = (named(RelativePlace::Behind), named(RelativePlace::Level));
        if !behind.is_empty() && !level.is_empty() {
            let verb = if level.len() == 1 { "is" } else { "are" };
            let (behind, level) = (behind.join(" and "), level.join(" and "));
            return write!(f, "losing on {behind} while {level} {verb} level");
        }
        let compared = self.groups.iter().filter_map(|it| word(it.question, it.place?));
        let words: Vec<&str> = compared.collect();
        if words.is_empty() { f.write_str("not compared") } else { f.write_str(&words.join(", ")) }
    }
}
