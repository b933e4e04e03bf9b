//! The fields of a card in which two values contradict each other.

use std::fmt;

use guanxi::calendar::{AsOf, Day};
use guanxi::confidence::{Clearance, Reader};
use guanxi::customer::{
    Card, CardPolicy, CardView, Field, FieldStanding, StandingBasis, StandingValue,
};

use crate::load::withheld::is_account;

/// The readers of a review: our own people, who need not know everything.
const READER: Reader = Reader { clearance: Clearance::Internal, need_to_know: false };

/// A field with two values, until a person rules.
pub(crate) struct Conflict {
    pub(crate) field: Field,
    pub(crate) sides: [Side; 2],
}

/// One of the values, with the record by which it stands.
pub(crate) struct Side {
    /// `None` for a value that not every reader of a review may see.
    pub(crate) value: Option<String>,
    /// A word for the source, as `register`, or `ruling`.
    pub(crate) source: &'static str,
    /// The member of our staff who wrote it down or decided.
    pub(crate) by: String,
    /// The last day on which it was observed.
    pub(crate) day: Day,
}

/// The conflicts of a card on a day.
pub(crate) fn conflicts(card: &Card, policy: &CardPolicy, t: AsOf) -> Vec<Conflict> {
    let (all, seen) = (CardView::in_full(card, policy), CardView::for_reader(card, policy, READER));
    let of_field = |field: Field| match all.standing(field, t) {
        FieldStanding::Conflict { a, b } => {
            let sides = [a, b].map(|it| side(&it, seen.may_see(field)));
            Some(Conflict { field, sides })
        }
        FieldStanding::Withheld | FieldStanding::Empty | FieldStanding::Value(_) => None,
    };
    card.fields().filter_map(of_field).collect()
}

fn side(standing: &StandingValue<'_>, is_seen: bool) -> Side {
    let (source, by) = match standing.basis {
        StandingBasis::Entry(entry) => (entry.source().code(), entry.author()),
        StandingBasis::Ruling(ruling) => ("ruling", &ruling.by),
    };
    let text = standing.value.to_string();
    let value = (is_seen && !is_account(&text)).then_some(text);
    Side { value, source, by: by.to_string(), day: standing.confirmed }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b] = &self.sides;
        write!(f, "{} is {a}, or {b}", self.field)
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Some(value) => write!(f, "{value}")?,
            None => f.write_str("(confidential)")?,
        }
        let (source, by, day) = (self.source.replace('_', " "), &self.by, self.day);
        write!(f, " ({source}, {by}, {day})")
    }
}
