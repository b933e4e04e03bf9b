use std::borrow::Cow;

use super::IncidentKind;
use crate::calendar::Day;
use crate::id::DocumentId;
use crate::intake::{Dealing, Fault, Field, Intake, Listed, Names, Record};
use crate::valid::words;

words! {
    /// The credibility of a report; it caps the level of the warning.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Credibility {
        /// Hearsay.
        Rumour = "rumour",
        /// Reported by a person in a position to know.
        Reported = "reported",
        /// Seen, or confirmed in writing.
        Verified = "verified",
    }
}

/// A number that is no impact.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an impact lies in 0..={max}, was {found}", max = Impact::MAX)]
pub struct ImpactError {
    found: u8,
}

mod sealed {
    use super::ImpactError;

    /// The degree to which an incident hits the customer's business: 0 none known, 1 slight, 2
    /// serious, 3 threatens its existence.
    ///
    /// ```
    /// use guanxi::incident::Impact;
    /// assert_eq!(Impact::try_new(3)?.degree(), 3);
    /// assert!(Impact::try_new(4).is_err());
    /// # Ok::<(), guanxi::incident::ImpactError>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(
        feature = "serde",
        derive(serde::Serialize, serde::Deserialize),
        serde(try_from = "u8", into = "u8")
    )]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(extend("maximum" = 3)))]
    pub struct Impact(u8);

    impl Impact {
        /// The gravest degree.
        pub const MAX: u8 = 3;

        /// An impact of a degree.
        ///
        /// # Errors
        ///
        /// Above [`MAX`](Self::MAX).
        ///
        /// ```
        /// # use guanxi::incident::Impact;
        /// let error = Impact::try_new(9).unwrap_err();
        /// assert_eq!(error.to_string(), "an impact lies in 0..=3, was 9");
        /// ```
        pub const fn try_new(degree: u8) -> Result<Self, ImpactError> {
            if degree > Self::MAX { Err(ImpactError { found: degree }) } else { Ok(Self(degree)) }
        }

        /// The degree.
        pub const fn degree(self) -> u8 {
            self.0
        }
    }
}
pub use sealed::Impact;

impl TryFrom<u8> for Impact {
    type Error = ImpactError;

    fn try_from(degree: u8) -> Result<Self, ImpactError> {
        Self::try_new(degree)
    }
}

impl From<Impact> for u8 {
    fn from(impact: Impact) -> Self {
        impact.degree()
    }
}

/// A grave event that befell a customer.
///
/// # Rule
///
/// > S21.5: counts from the day it is reported until it is resolved; a resolution dated `t` counts
/// > at `t`. The same kind within 7 days of `occurred` is the same incident.
///
/// ```
/// use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
///
/// let fire = Incident {
///     kind: IncidentKind::Fire,
///     occurred: "2026-03-01".parse()?,
///     reported: "2026-03-02".parse()?,
///     credibility: Credibility::Verified,
///     impact: Impact::try_new(2)?,
///     resolved: None,
/// };
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "重大事件")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Incident {
    /// The kind.
    pub kind: IncidentKind,
    /// The day on which it happened.
    pub occurred: Day,
    /// The day on which it was reported, not before it happened.
    pub reported: Day,
    /// The credibility of the report.
    pub credibility: Credibility,
    /// The impact on the customer's business.
    pub impact: Impact,
    /// The day on which it was over, not before it happened; `None` while it lasts.
    pub resolved: Option<Day>,
}

impl Incident {
    /// The place among the incidents of a customer.
    fn order(&self) -> impl Ord + '_ {
        (&self.kind, self.occurred, self.reported, self.credibility, self.impact, self.resolved)
    }
}

impl Record for Incident {
    fn name(&self) -> Cow<'_, str> {
        format!("{} of {}", self.kind, self.occurred).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { kind, occurred, reported, credibility, impact, resolved } = self;
        vec![
            Field::new("kind", kind),
            Field::new("occurred", occurred),
            Field::new("reported", reported),
            Field::new("credibility", credibility),
            Field::new("impact", impact.degree()),
            Field::optional("resolved", *resolved),
        ]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Intake::not_before("reported", self.reported, self.occurred)?;
        let resolved = self.resolved.unwrap_or(self.occurred);
        Intake::not_before("resolved", resolved, self.occurred)
    }
}

/// The list stands in the order of kinds, then of days.
impl Listed for Incident {
    fn is_before(&self, recorded: &Self) -> bool {
        self.order() <= recorded.order()
    }
}

impl Dealing for Incident {
    const NAMES: Names = Names::Nothing;
    const IS_TERM: bool = false;
    const IS_EXCLUSIVE: bool = false;
    const SHARES_NAMES: bool = true;
    const STARTS_CUSTOMER: bool = true;

    fn own_day(&self) -> Option<Day> {
        Some(self.reported)
    }

    fn invoice(&self) -> Option<&DocumentId> {
        None
    }
}
