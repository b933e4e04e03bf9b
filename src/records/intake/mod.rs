//! The shape that facts share: the properties by which an account records a fact.
//!
//! | trait | facts |
//! |---|---|
//! | [`Record`] | every fact: its name in messages, the bounds of its fields, its feed |
//! | [`Documented`] | facts with a document number, unique among the documents of their kind |
//! | [`Entry`] | items of the runs in which documented facts stand |
//! | [`Tabled`] | documented facts on their way into the table of their kind |
//! | [`Plain`] | documented facts that refer to nothing beside their table |
//! | [`Monthly`] | amounts agreed for a month, one for each month |
//! | [`Listed`] | facts that few customers have, kept whole in a sorted list |
//! | [`Dealing`] | facts of the dealings with a customer, each kind in a list of its own |
//! | [`Kept`] | facts about the relation with a customer, kept whole in its dossier |
//!
//! A fact says here what is right and where it belongs; the account checks and inserts.

mod dealing;
mod documented;
mod entry;
mod field;
mod intake;
mod kept;
mod listed;
mod names;
mod placement;
mod record;
mod tabled;

pub(crate) use dealing::Dealing;
pub(crate) use documented::{Documented, Monthly};
pub(crate) use entry::{Entry, EntryDocument};
pub(crate) use field::Field;
pub(crate) use intake::{Fault, Intake};
pub(crate) use kept::Kept;
pub(crate) use listed::Listed;
pub(crate) use names::{NamedDocument, NamedInvoice, Names};
pub(crate) use placement::{Insertion, Placement, insert_sorted};
pub(crate) use record::{Feed, Record};
pub(crate) use tabled::{Plain, TableDocument, Tabled};
