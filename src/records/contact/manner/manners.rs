use std::collections::BTreeMap;
use std::fmt;

use super::{MannerError, MannerKind, MannerNote};
use crate::calendar::{AsOf, Day};
use crate::confidence::{Reader, SensitiveTerm, WITHHELD};
use crate::id::PersonId;
use crate::lifecycle::Reason;

/// A line of the brief before a visit, for the reader of the brief.
///
/// `Debug` shows a mark for the text, which may be a sensitive one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MannerLine<'a> {
    /// The kind.
    pub kind: MannerKind,
    /// The text.
    pub text: &'a Reason,
}

/// Everything noted about the manner of people. Notes may come in any order.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::confidence::{Clearance, Reader};
/// use guanxi::contact::{MannerKind, MannerNote, Manners};
/// use guanxi::day;
///
/// let mut manners = Manners::default();
/// let (noted, until) = (day!(2026, 3, 2), day!(2026, 12, 31));
/// let (kind, text) = (MannerKind::Hour, "after the market, from ten".parse()?);
/// let days = noted..=until;
/// let note = MannerNote::try_open("Li senior".parse()?, kind, text, "Wang".parse()?, days)?;
/// manners.record(note, noted)?;
/// let reader = Reader { clearance: Clearance::Internal, need_to_know: false };
/// let brief = manners.brief(&"Li senior".parse()?, reader, AsOf::new(until));
/// assert_eq!(brief.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manners(BTreeMap<PersonId, Vec<MannerNote>>);

impl Manners {
    /// Records a note on a day.
    ///
    /// # Errors
    ///
    /// When it is dated after that day, or recorded already.
    pub fn record(&mut self, note: MannerNote, on: Day) -> Result<(), MannerError> {
        let (person, kind, noted) = (note.person().clone(), note.kind(), note.noted());
        if noted > on {
            return Err(MannerError::FromLater { person, noted, on });
        }
        let held = self.0.entry(person.clone()).or_default();
        if held.contains(&note) {
            return Err(MannerError::Duplicate { person, kind, noted });
        }
        let place = held.partition_point(|it| (it.kind(), it.noted()) <= (kind, noted));
        held.insert(place, note);
        Ok(())
    }

    /// The notes about a person that a reader may see on a date, by kind, then by day: for the
    /// brief before a visit.
    ///
    /// A note that is withheld changes nothing in the answer.
    pub fn brief(&self, person: &PersonId, reader: Reader, t: AsOf) -> Vec<MannerLine<'_>> {
        let notes = self.0.get(person).into_iter().flatten();
        let lines = notes.filter_map(|it| {
            let text = it.disclose(reader, t)?;
            Some(MannerLine { kind: it.kind(), text })
        });
        lines.collect()
    }

    /// The kinds and last days of the sensitive notes about a person, for the audit.
    pub fn sensitive_terms(&self, person: &PersonId) -> impl Iterator<Item = SensitiveTerm> {
        let notes = self.0.get(person).into_iter().flatten();
        notes.filter_map(MannerNote::sensitive_term)
    }
}

impl fmt::Display for MannerLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.text)
    }
}

impl fmt::Debug for MannerLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("MannerLine");
        shown.field("kind", &self.kind).field("text", &format_args!("{WITHHELD}")).finish()
    }
}
