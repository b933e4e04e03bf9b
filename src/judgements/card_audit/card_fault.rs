use std::fmt;

use crate::calendar::Day;
use crate::confidence::SensitiveTerm;
use crate::customer::Field;
use crate::id::StaffId;
use crate::measure::plural;
use crate::valid::words;

words! {
    /// The nine checks of an audit, in the order of the rule.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AuditCheck as "a check of an audit" {
        /// (a) Visits are written up in time.
        WrittenUp = "written_up" => "visits written up",
        /// (b) Mandatory fields have a value.
        Mandatory = "mandatory" => "mandatory fields",
        /// (c) Values are as fresh as the importance asks.
        Fresh = "fresh" => "freshness",
        /// (d) The card is read before a visit.
        Consulted = "consulted" => "cards read before visits",
        /// (e) Cards come back, and are out for visits only.
        Loans = "loans",
        /// (f) No field is in conflict.
        Conflicts = "conflicts",
        /// (g) Sensitive facts are gone after their last day.
        Sensitive = "sensitive" => "sensitive facts past their last day",
        /// (h) Confirmations rest on visits or documents.
        RubberStamp = "rubber_stamp" => "rubber stamps",
        /// (i) Sales and collection are in balance.
        Balance = "balance" => "balance of sales and collection",
    }
}

/// A value that is older than the importance of its customer allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct StaleField {
    /// The field.
    pub field: Field,
    /// The last day on which the value was observed.
    pub confirmed: Day,
    /// The days since.
    pub age_days: u32,
    /// The days for which it was fresh.
    pub fresh_days: u32,
}

/// A fault of one card, with its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "fault", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum CardFault {
    /// (a) The visitor recorded nothing on the card in time.
    NotWrittenUp {
        /// The day of the visit.
        visit: Day,
        /// The last day for the record.
        due: Day,
    },
    /// (a) Mandatory basics were still missing when the first visit was to be written up.
    BasicsNotWritten {
        /// The day of the first visit.
        visit: Day,
        /// The last day for the record.
        due: Day,
        /// The basics that were missing, in the order of the card.
        missing: Vec<Field>,
    },
    /// (b) Mandatory fields have no value.
    MandatoryMissing {
        /// The fields, in the order of the card.
        fields: Vec<Field>,
    },
    /// (c) Values are too old.
    Stale {
        /// The fields, in the order of the card.
        fields: Vec<StaleField>,
        /// Their weight.
        weight: u32,
        /// The weight of all fields.
        of: u32,
    },
    /// (d) The visitor had not read the card.
    NotConsulted {
        /// The day of the visit.
        visit: Day,
        /// The first day from which a reading would have counted.
        from: Day,
    },
    /// (e) A card that was lent has not come back.
    LoanOverdue {
        /// The borrower.
        to: StaffId,
        /// The last day of the loan.
        until: Day,
        /// The days since.
        days: u32,
    },
    /// (e) The borrower had the card on worked days without a visit.
    CarriedWithoutVisit {
        /// The first such day.
        first: Day,
        /// The number of such days.
        days: u32,
    },
    /// (f) Fields are in conflict.
    InConflict {
        /// The fields, in the order of the card.
        fields: Vec<Field>,
    },
    /// (g) A sensitive fact is kept past its last day.
    PastLastDay {
        /// Its kind and its last day; never its content.
        term: SensitiveTerm,
        /// The days since.
        days: u32,
    },
}

impl CardFault {
    /// The check that found it.
    pub const fn check(&self) -> AuditCheck {
        match self {
            Self::NotWrittenUp { .. } | Self::BasicsNotWritten { .. } => AuditCheck::WrittenUp,
            Self::MandatoryMissing { .. } => AuditCheck::Mandatory,
            Self::Stale { .. } => AuditCheck::Fresh,
            Self::NotConsulted { .. } => AuditCheck::Consulted,
            Self::LoanOverdue { .. } | Self::CarriedWithoutVisit { .. } => AuditCheck::Loans,
            Self::InConflict { .. } => AuditCheck::Conflicts,
            Self::PastLastDay { .. } => AuditCheck::Sensitive,
        }
    }
}

/// The names of fields in words, with commas.
pub(super) fn names(fields: &[Field]) -> String {
    fields.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for StaleField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, confirmed, age_days, fresh_days } = self;
        let days = plural(*age_days, "day", "days");
        write!(f, "{field} of {confirmed} ({age_days} {days}, fresh for {fresh_days})")
    }
}

impl fmt::Display for CardFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotWrittenUp { visit, due } => {
                write!(f, "the visit of {visit} was to be written up by {due}")
            }
            Self::BasicsNotWritten { visit, due, missing } => {
                let missing = names(missing);
                write!(f, "by {due}, after the first visit on {visit}, the card lacked {missing}")
            }
            Self::MandatoryMissing { fields } => write!(f, "the card lacks {}", names(fields)),
            Self::Stale { fields, weight, of } => {
                let fields: Vec<String> = fields.iter().map(ToString::to_string).collect();
                write!(f, "{weight} of {of} points of the card are stale: {}", fields.join(", "))
            }
            Self::NotConsulted { visit, from } => {
                write!(f, "the card was not read from {from} to the visit of {visit}")
            }
            Self::LoanOverdue { to, until, days } => {
                let noun = plural(*days, "day", "days");
                write!(f, "the card was to come back from {to} by {until}, {days} {noun} ago")
            }
            Self::CarriedWithoutVisit { first, days } => {
                let noun = plural(*days, "day", "days");
                write!(f, "the card was out on {days} {noun} without a visit, first on {first}")
            }
            Self::InConflict { fields } => write!(f, "to be ruled on: {}", names(fields)),
            Self::PastLastDay { term, days } => {
                write!(f, "{term} is kept {days} {} too long", plural(*days, "day", "days"))
            }
        }
    }
}
