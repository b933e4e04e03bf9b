use super::PackedFacts;
use crate::account::{Erasure, FactContent, FactKind, MergeSpan, RecordedFact, TermStatement};
use crate::book::{Book, SentReminder};
use crate::calendar::Day;
use crate::credit::GroupNode;
use crate::customer::Card;
use crate::feed::StatedFeed;
use crate::hold::Reservations;
use crate::id::{CustomerId, CustomerKey, GroupId, StaffId};
use crate::money::{Amount, Currency};
use crate::receivable::CreditLimit;

/// An entry of a written book. Together, in the order in which a book gives them, the entries make
/// the book again.
///
/// Customers are named by position, the place of their entry among those of customers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum BookEntry {
    /// The beginning.
    Head(BookHead),
    /// A customer.
    Customer(CustomerEntry),
    /// A fact, or a version of one.
    Fact(FactEntry),
    /// Facts in columns.
    Facts(PackedFacts),
    /// A customer that is merged into another.
    Merge(MergeEntry),
    /// The mark of something that was erased.
    Erasure(ErasureEntry),
    /// A statement on a feed: complete up to a day, a gap, a gap that is filled.
    Feed(StatedFeed),
    /// A reminder that was sent.
    Reminder(ReminderEntry),
    /// The limits that groups of customers share.
    Groups(Vec<GroupEntry>),
    /// Reservations of credit.
    Reservations(Reservations),
}

/// The first entry of a written book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct BookHead {
    /// The version of the form: [`BookHead::VERSION`], or [`BookHead::PACKED`] with packed facts.
    pub version: u32,
    /// The currency of all amounts.
    pub currency: Currency,
}

impl BookHead {
    /// The version of the form in which each fact is an entry.
    pub const VERSION: u32 = 1;

    /// The version of the form in which facts are packed. A newer one is refused.
    pub const PACKED: u32 = 2;
}

/// A customer of a written book.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct CustomerEntry {
    /// The id; `None` for a customer without a name, which is found by its position.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub id: Option<CustomerId>,
    /// The terms, in an order in which they can be stated again.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub terms: Vec<TermStatement>,
    /// The card.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_blank"))]
    pub card: Card,
}

#[cfg(feature = "serde")]
fn is_blank(card: &Card) -> bool {
    *card == Card::default()
}

/// A fact of a written book, or a version of one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct FactEntry {
    /// The position of the customer.
    pub customer: u32,
    /// The day from which it is known; `None` for its own day.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub known_from: Option<Day>,
    /// The fact, or what became of it.
    pub content: FactContent,
}

impl From<RecordedFact> for FactEntry {
    fn from(fact: RecordedFact) -> Self {
        let RecordedFact { customer, known_from, content } = fact;
        Self { customer: customer.position(), known_from, content }
    }
}

impl From<FactEntry> for RecordedFact {
    fn from(entry: FactEntry) -> Self {
        let FactEntry { customer, known_from, content } = entry;
        Self { customer: CustomerKey::from_position(customer), known_from, content }
    }
}

/// A merge of a written book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct MergeEntry {
    /// The position of the customer that is merged.
    pub customer: u32,
    /// The position of the customer that goes on.
    pub into: u32,
    /// The first day.
    pub on: Day,
    /// The day from which it is undone; `None` while it holds.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub until: Option<Day>,
}

/// The mark of an erasure of a written book.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ErasureEntry {
    /// The position of the customer.
    pub customer: u32,
    /// The kind of the erased fact; `None` when the whole customer was erased.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub kind: Option<FactKind>,
    /// The day of the erasure.
    pub on: Day,
    /// The staff member who erased it.
    pub by: StaffId,
}

impl From<Erasure> for ErasureEntry {
    fn from(mark: Erasure) -> Self {
        let Erasure { customer, kind, on, by } = mark;
        Self { customer: customer.position(), kind, on, by }
    }
}

impl From<ErasureEntry> for Erasure {
    fn from(entry: ErasureEntry) -> Self {
        let ErasureEntry { customer, kind, on, by } = entry;
        Self { customer: CustomerKey::from_position(customer), kind, on, by }
    }
}

/// A reminder of a written book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ReminderEntry {
    /// The position of the customer.
    pub customer: u32,
    /// The day on which it was sent.
    pub on: Day,
    /// Its level, from 1.
    pub level: u8,
}

/// A group of customers of a written book, with its shared limit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct GroupEntry {
    /// The group.
    pub id: GroupId,
    /// The group that it belongs to.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub parent: Option<GroupId>,
    /// The limit of all its members together.
    pub pool: CreditLimit,
    /// The part of its parent's pool that is held for it, in minor units.
    pub allotment: i64,
}

impl From<GroupNode> for GroupEntry {
    fn from(node: GroupNode) -> Self {
        let GroupNode { id, parent, pool, allotment } = node;
        Self { id, parent, pool, allotment: allotment.minor() }
    }
}

impl From<GroupEntry> for GroupNode {
    fn from(entry: GroupEntry) -> Self {
        let GroupEntry { id, parent, pool, allotment } = entry;
        Self { id, parent, pool, allotment: Amount::from_minor(allotment) }
    }
}

impl BookEntry {
    /// The entries of a book, made one after the other, so that a book can be written as a stream.
    pub fn entries_of(book: &Book) -> impl Iterator<Item = Self> {
        let facts = book.facts().map(|fact| Self::Fact(fact.into()));
        Self::first_of(book, BookHead::VERSION).chain(facts).chain(Self::last_of(book))
    }

    /// The beginning and the customers.
    pub(super) fn first_of(book: &Book, version: u32) -> impl Iterator<Item = Self> {
        let head = BookHead { version, currency: book.currency() };
        let customers = book.keys().map(|key| Self::customer(book, key));
        std::iter::once(Self::Head(head)).chain(customers)
    }

    /// The entries behind the facts.
    pub(super) fn last_of(book: &Book) -> impl Iterator<Item = Self> {
        let merges = merges_in_order(book).into_iter().map(Self::Merge);
        let erasures = book.erasures().iter().cloned().map(|it| Self::Erasure(it.into()));
        let feeds = book.feed_statements().statements().iter().copied().map(Self::Feed);
        let desk = &book.order_desk;
        let reminders = desk.reminders().map(|(key, SentReminder { on, level })| {
            Self::Reminder(ReminderEntry { customer: key.position(), on, level })
        });
        let groups: Vec<_> = desk.groups().nodes().cloned().map(GroupEntry::from).collect();
        let groups = (!groups.is_empty()).then_some(Self::Groups(groups));
        let reservations = desk.reservations();
        let reservations = (*reservations != Reservations::default())
            .then(|| Self::Reservations(reservations.clone()));
        let desk = reminders.chain(groups).chain(reservations);
        merges.chain(erasures).chain(feeds).chain(desk)
    }

    fn customer(book: &Book, key: CustomerKey) -> Self {
        let ledger = book.ledger();
        Self::Customer(CustomerEntry {
            id: book.name(key).parse().ok(),
            terms: ledger.term_statements(key),
            card: book.card(key).cloned().unwrap_or_default(),
        })
    }
}

/// The merges by their first day, so that none is refused for one that was stated for a later day;
/// those of a day that were undone on it come first, since they stand in nobody's way.
fn merges_in_order(book: &Book) -> Vec<MergeEntry> {
    let mut merges: Vec<_> = book.ledger().merges().collect();
    merges.sort_by_key(|it| (it.on, it.until != Some(it.on)));
    let entry = |it: MergeSpan| {
        let (customer, into) = (it.merged.position(), it.survivor.position());
        MergeEntry { customer, into, on: it.on, until: it.until }
    };
    merges.into_iter().map(entry).collect()
}
