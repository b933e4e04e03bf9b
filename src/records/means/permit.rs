use std::borrow::Cow;
use std::fmt;

use crate::calendar::{AsOf, Day, Validity};
use crate::id::{DocumentId, PermitKindId};
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};
use crate::lifecycle::Reason;

/// A permit of a customer for its trade, for a term.
///
/// # Rule
///
/// > S1: kind, number, scope and validity of each permit are dated facts.
///
/// A renewal under the same number is a version with a later end; under another number it is
/// another permit.
#[doc(alias = "许可证")]
#[doc(alias = "批准手续")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Permit {
    /// The kind, such as `pesticide_trade`.
    pub kind: PermitKindId,
    /// The number.
    pub number: DocumentId,
    /// The scope, in the words of the permit.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub scope: Option<Reason>,
    /// The days for which it is valid, both ends included.
    pub term: Validity,
}

impl Record for Permit {
    fn name(&self) -> Cow<'_, str> {
        format!("{} {}", self.kind, self.number).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { kind, number, scope, term } = self;
        vec![
            Field::new("kind", kind),
            Field::new("number", number),
            Field::text("scope", scope.as_ref().map_or("", Reason::as_str)),
            Field::new("term", term),
        ]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Ok(())
    }
}

/// The list stands in the order of kinds, then numbers.
impl Listed for Permit {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.kind == recorded.kind && self.number == recorded.number
    }

    fn is_before(&self, recorded: &Self) -> bool {
        (&self.kind, &self.number, self.term) <= (&recorded.kind, &recorded.number, recorded.term)
    }
}

impl Kept for Permit {
    fn own_day(&self) -> Option<Day> {
        None
    }
}

/// A fault in the permits of a customer on a date.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
pub enum PermitFinding {
    /// No permit of a mandatory kind was ever valid by then.
    Missing {
        /// The kind.
        kind: PermitKindId,
    },
    /// The last permit of a mandatory kind has ended.
    Ended {
        /// The kind.
        kind: PermitKindId,
        /// Its last day.
        last_day: Day,
    },
    /// The permit of a mandatory kind ends soon, and none follows it.
    EndsSoon {
        /// The kind.
        kind: PermitKindId,
        /// Its last day.
        last_day: Day,
    },
}

impl PermitFinding {
    /// The finding of a kind on a date, with notice from some days before its end on.
    pub(super) fn of_kind(
        permits: &[Permit],
        kind: &PermitKindId,
        t: AsOf,
        notice_days: u16,
    ) -> Option<Self> {
        let begun = permits.iter().filter(|it| it.kind == *kind && t.sees(it.term.from()));
        let begun: Vec<Validity> = begun.map(|it| it.term).collect();
        let kind = kind.clone();
        if begun.is_empty() {
            return Some(Self::Missing { kind });
        }
        // Without end where any has none.
        let last_day = begun.iter().map(|it| it.to()).collect::<Option<Vec<Day>>>()?;
        let last_day = last_day.into_iter().max()?;
        if last_day < t.day() {
            return Some(Self::Ended { kind, last_day });
        }
        let follows = |it: &Permit| {
            let is_next = it.kind == kind && it.term.from() <= last_day.offset(1);
            is_next && it.term.to().is_none_or(|to| to > last_day)
        };
        let is_soon = last_day.days_since(t.day()) <= i32::from(notice_days);
        (is_soon && !permits.iter().any(follows)).then_some(Self::EndsSoon { kind, last_day })
    }
}

impl fmt::Display for PermitFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { kind } => write!(f, "there is no permit {kind}"),
            Self::Ended { kind, last_day } => write!(f, "permit {kind} ended on {last_day}"),
            Self::EndsSoon { kind, last_day } => write!(f, "permit {kind} ends on {last_day}"),
        }
    }
}
