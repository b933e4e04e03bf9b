use std::fmt;
use std::str::FromStr;

use crate::id::{IdError, checked};

/// The kinds of incidents: the seven that S21 names, and any other by its own word. The events that
/// can befall a customer are no closed list.
///
/// ```
/// use guanxi::incident::IncidentKind;
/// assert_eq!("fire".parse::<IncidentKind>()?, IncidentKind::Fire);
/// assert_eq!("flood".parse::<IncidentKind>()?.to_string(), "flood");
/// # Ok::<(), guanxi::id::IdError>(())
/// ```
#[doc(alias = "重大事件")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "String", into = "String")
)]
#[non_exhaustive]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum IncidentKind {
    /// Theft.
    Theft,
    /// A road accident.
    RoadAccident,
    /// A split of the family or between partners.
    Split,
    /// Grave illness.
    Illness,
    /// Fire.
    Fire,
    /// A lawsuit.
    Lawsuit,
    /// A change of owner.
    ChangeOfOwner,
    /// Anything else, by its own word.
    Other(OtherIncident),
}

/// The word of an incident that has no kind of its own. It is read with [`IncidentKind`], so that
/// it never holds the word of a named kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OtherIncident(Box<str>);

impl OtherIncident {
    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const NAMED: [(IncidentKind, &str); 7] = [
    (IncidentKind::Theft, "theft"),
    (IncidentKind::RoadAccident, "road_accident"),
    (IncidentKind::Split, "split"),
    (IncidentKind::Illness, "illness"),
    (IncidentKind::Fire, "fire"),
    (IncidentKind::Lawsuit, "lawsuit"),
    (IncidentKind::ChangeOfOwner, "change_of_owner"),
];

impl IncidentKind {
    /// The word used in files.
    ///
    /// ```
    /// assert_eq!(guanxi::incident::IncidentKind::RoadAccident.code(), "road_accident");
    /// ```
    pub fn code(&self) -> &str {
        match self {
            Self::Theft => "theft",
            Self::RoadAccident => "road_accident",
            Self::Split => "split",
            Self::Illness => "illness",
            Self::Fire => "fire",
            Self::Lawsuit => "lawsuit",
            Self::ChangeOfOwner => "change_of_owner",
            Self::Other(word) => word.as_str(),
        }
    }
}

impl fmt::Display for IncidentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code().replace('_', " "))
    }
}

impl FromStr for IncidentKind {
    type Err = IdError;

    fn from_str(word: &str) -> Result<Self, IdError> {
        let word: Box<str> = checked(word)?;
        let named = NAMED.into_iter().find(|(_, code)| **code == *word).map(|(kind, _)| kind);
        Ok(named.unwrap_or(Self::Other(OtherIncident(word))))
    }
}

impl TryFrom<String> for IncidentKind {
    type Error = IdError;

    fn try_from(word: String) -> Result<Self, IdError> {
        word.parse()
    }
}

impl From<IncidentKind> for String {
    fn from(kind: IncidentKind) -> Self {
        kind.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_named_kind_reads_its_own_word() {
        for (kind, code) in NAMED {
            assert_eq!(kind.code(), code);
            assert_eq!(code.parse(), Ok(kind));
        }
    }
}
