use std::fmt;

use super::{KeyKind, KeyPoints};
use crate::identity::{DistinctRuling, IdentityNumber, Scope};

/// The points of a pair of records: one item for each kind of key in which they agree.
///
/// ```
/// # use guanxi::duplicate::{DuplicatePolicy, IdentityFacts, PairVerdict};
/// let facts = IdentityFacts::default().with_phone("13800138000").with_address("1 High Street");
/// let verdict = DuplicatePolicy::default().compare(&facts, &facts);
/// let PairVerdict::Possible { points, .. } = verdict else { panic!("{verdict}") };
/// assert_eq!(points.to_string(), "40 points: phone 25, address 15");
/// let sum: u32 = points.iter().map(|it| u32::from(it.points)).sum();
/// assert_eq!(points.total(), sum);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct Points {
    agreements: Vec<Agreement>,
}

/// A kind of key in which two records agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Agreement {
    /// The kind of key.
    pub kind: KeyKind,
    /// The points for it.
    pub points: u16,
}

impl Points {
    pub(super) fn new(kinds: impl Iterator<Item = KeyKind>, points: &KeyPoints) -> Self {
        let agreements = kinds.map(|kind| Agreement { kind, points: points.points(kind) });
        Self { agreements: agreements.filter(|it| it.points > 0).collect() }
    }

    /// The sum.
    pub fn total(&self) -> u32 {
        self.agreements.iter().map(|it| u32::from(it.points)).sum()
    }

    /// The kinds of keys in which the records agree, with their points.
    pub fn iter(&self) -> std::slice::Iter<'_, Agreement> {
        self.agreements.iter()
    }
}

impl<'a> IntoIterator for &'a Points {
    type Item = &'a Agreement;
    type IntoIter = std::slice::Iter<'a, Agreement>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} points", self.total())?;
        for (place, Agreement { kind, points }) in self.iter().enumerate() {
            write!(f, "{} {kind} {points}", if place == 0 { ":" } else { "," })?;
        }
        Ok(())
    }
}

/// Two numbers of equal kind and scope that differ, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct NumberPair {
    /// The lower number.
    #[cfg_attr(feature = "serde", serde(serialize_with = "shown"))]
    pub lower: IdentityNumber,
    /// The higher number.
    #[cfg_attr(feature = "serde", serde(serialize_with = "shown"))]
    pub higher: IdentityNumber,
}

impl NumberPair {
    pub(super) fn new(one: &IdentityNumber, other: &IdentityNumber) -> Self {
        Self { lower: one.min(other).clone(), higher: one.max(other).clone() }
    }
}

impl fmt::Display for NumberPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.lower.scope() {
            Scope::LegalEntity | Scope::Establishment => {
                write!(f, "{} and {}", self.lower, self.higher)
            }
            Scope::Person => write!(f, "{} of two persons", self.lower.kind()),
        }
    }
}

/// A number without its text where it is that of a person.
struct Shown<'a>(&'a IdentityNumber);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.scope() {
            Scope::LegalEntity | Scope::Establishment => self.0.fmt(f),
            Scope::Person => write!(f, "{} of a person", self.0.kind()),
        }
    }
}

/// Writes a number as it is printed, that of a person without its text.
#[cfg(feature = "serde")]
fn shown<S: serde::Serializer>(number: &IdentityNumber, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&Shown(number))
}

#[cfg(feature = "serde")]
#[expect(clippy::ref_option, reason = "serde hands over a reference")]
fn shown_if_any<S: serde::Serializer>(
    number: &Option<IdentityNumber>,
    to: S,
) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&number.as_ref().map(|it| Shown(it).to_string()), to)
}

/// The reason for which two records are two, whatever else they have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "veto", rename_all = "snake_case")
)]
pub enum Veto {
    /// Both have valid numbers of equal kind and scope that differ, of a kind of which a company,
    /// place or person has one.
    Numbers {
        /// Two such numbers.
        numbers: NumberPair,
        /// A number that is equal all the same: one of the two records is wrong.
        #[cfg_attr(feature = "serde", serde(serialize_with = "shown_if_any"))]
        despite: Option<IdentityNumber>,
    },
    /// A person ruled so.
    Ruling(DistinctRuling),
}

/// The judgement about two records, with all that decided it. The order of the records decides
/// nothing.
///
/// Written with `verdict` and what decided it. The number of a person is written without its text,
/// as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "verdict", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum PairVerdict {
    /// One customer: a valid number is equal.
    #[doc(alias = "同一客户")]
    Same {
        /// The number.
        #[cfg_attr(feature = "serde", serde(serialize_with = "shown"))]
        number: IdentityNumber,
    },
    /// Two customers.
    #[doc(alias = "非同一客户")]
    Different(Veto),
    /// Two places of one company: no duplicates.
    #[doc(alias = "同一集团")]
    SameGroup {
        /// The number of the company.
        #[cfg_attr(feature = "serde", serde(serialize_with = "shown"))]
        number: IdentityNumber,
        /// The numbers of the two places.
        establishments: NumberPair,
    },
    /// One customer in all likelihood.
    #[doc(alias = "疑似重复")]
    Likely {
        /// The points.
        points: Points,
        /// The least points of a likely duplicate.
        at_least: u16,
    },
    /// One customer possibly, for a person to look at.
    Possible {
        /// The points.
        points: Points,
        /// The least points of a possible duplicate.
        at_least: u16,
        /// Two numbers that differ, of which one company may have both; `None` where none do.
        /// Written where there are such.
        #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
        despite: Option<NumberPair>,
    },
    /// Nothing to speak of in common.
    Unrelated {
        /// The points.
        points: Points,
        /// The least points of a possible duplicate.
        at_least: u16,
    },
}

impl PairVerdict {
    /// Tells whether the verdict is worth telling: any but *unrelated* and *different*, and
    /// *different* where a number is equal all the same.
    pub const fn is_told(&self) -> bool {
        match self {
            Self::Same { .. }
            | Self::SameGroup { .. }
            | Self::Likely { .. }
            | Self::Possible { .. }
            | Self::Different(Veto::Numbers { despite: Some(_), .. }) => true,
            Self::Different(Veto::Numbers { despite: None, .. } | Veto::Ruling(_))
            | Self::Unrelated { .. } => false,
        }
    }

    /// Tells whether the pair belongs to one cluster: *same* and *likely* pairs, and those of
    /// which numbers say both that they are one and that they are two.
    pub const fn joins(&self) -> bool {
        match self {
            Self::Same { .. }
            | Self::Likely { .. }
            | Self::Different(Veto::Numbers { despite: Some(_), .. }) => true,
            Self::Different(Veto::Numbers { despite: None, .. } | Veto::Ruling(_))
            | Self::SameGroup { .. }
            | Self::Possible { .. }
            | Self::Unrelated { .. } => false,
        }
    }

    /// Tells whether the two must not be merged unless a person decides so: *different* and *same
    /// group*, and *possible* where numbers differ.
    pub const fn forbids_merge(&self) -> bool {
        match self {
            Self::Different(_)
            | Self::SameGroup { .. }
            | Self::Possible { despite: Some(_), .. } => true,
            Self::Same { .. }
            | Self::Likely { .. }
            | Self::Possible { despite: None, .. }
            | Self::Unrelated { .. } => false,
        }
    }

    /// The word of the verdict, as files have it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Same { .. } => "same",
            Self::Different(_) => "different",
            Self::SameGroup { .. } => "same_group",
            Self::Likely { .. } => "likely",
            Self::Possible { .. } => "possible",
            Self::Unrelated { .. } => "unrelated",
        }
    }
}

impl fmt::Display for Veto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Numbers { numbers, despite: None } => write!(f, "{numbers} differ"),
            Self::Numbers { numbers, despite: Some(number) } => {
                write!(f, "{numbers} differ, though {} is equal", Shown(number))
            }
            Self::Ruling(ruling) => ruling.fmt(f),
        }
    }
}

impl fmt::Display for PairVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same { number } => write!(f, "same: {} is equal", Shown(number)),
            Self::Different(veto) => write!(f, "different: {veto}"),
            Self::SameGroup { number, establishments } => {
                write!(f, "same group: {} is equal, {establishments} are two places", Shown(number))
            }
            Self::Likely { points, at_least } => {
                write!(f, "likely the same, from {at_least}: {points}")
            }
            Self::Possible { points, at_least, despite } => {
                write!(f, "possibly the same, from {at_least}: {points}")?;
                despite.as_ref().map_or(Ok(()), |numbers| write!(f, ", though {numbers} differ"))
            }
            Self::Unrelated { points, at_least } => {
                write!(f, "unrelated, below {at_least}: {points}")
            }
        }
    }
}
