use super::take_packed::take_packed;
use super::{
    BookEntry, BookHead, BookReadError, CustomerEntry, MergeEntry, PackedFacts, ReminderEntry,
};
use crate::account::{Erasure, RecordedFact};
use crate::book::{Book, BookError, SentReminder};
use crate::credit::{GroupNode, GroupTree};
use crate::customer::Customer;
use crate::engine::parallel::{self, IS_PARALLEL};
use crate::id::CustomerKey;
use crate::measure::proven;

/// A reader of a book, entry by entry. Every entry passes the checks of one that is new.
#[derive(Debug, Default)]
pub struct BookReader {
    book: Option<Book>,
    place: usize,
}

impl BookReader {
    /// Takes the next entry.
    ///
    /// # Errors
    ///
    /// When the entry is refused, with its place. What was taken before stays; of packed facts some
    /// behind the refused one may have been taken, too.
    pub fn take(&mut self, entry: BookEntry) -> Result<(), BookReadError> {
        let place = self.place;
        match (&mut self.book, entry) {
            (None, BookEntry::Head(BookHead { version, currency })) => {
                if version > BookHead::PACKED {
                    return Err(BookReadError::Newer { version });
                }
                self.book = Some(Book::new(currency));
            }
            (None, _) => return Err(BookReadError::NoHead { place }),
            (Some(_), BookEntry::Head(_)) => return Err(BookReadError::SecondHead { place }),
            (Some(book), BookEntry::Feed(stated)) => {
                let taken = book.feed_statements_mut().take(stated);
                taken.map_err(|refusal| BookReadError::Feed { place, refusal })?;
            }
            (Some(book), BookEntry::Facts(facts)) => take_packed(book, &facts, place)?,
            (Some(book), BookEntry::Groups(nodes)) => {
                let tree = GroupTree::try_new(nodes.into_iter().map(GroupNode::from).collect());
                let tree =
                    tree.map_err(|violations| BookReadError::Groups { place, violations })?;
                book.order_desk.set_groups(tree);
            }
            (Some(book), entry) => {
                take(book, entry).map_err(|refusal| {
                    let refusal = Box::new(refusal);
                    BookReadError::Refused { place, refusal }
                })?;
            }
        }
        self.place = proven!(place.checked_add(1), else usize::MAX, "entries lie in memory");
        Ok(())
    }

    /// Takes all entries of an iterator that reads them. With the feature `rayon` the next entries
    /// are read while those before them are taken.
    ///
    /// # Errors
    ///
    /// The first of the iterator or of [`take`](Self::take), after which nothing is taken.
    pub fn take_all<E: From<BookReadError> + Send>(
        &mut self,
        entries: impl Iterator<Item = Result<BookEntry, E>> + Send,
    ) -> Result<(), E> {
        let mut entries = entries;
        let mut read = next_few(&mut entries);
        while !read.is_empty() {
            let take = || {
                let mut read = read.into_iter();
                read.try_for_each(|entry| entry.and_then(|entry| Ok(self.take(entry)?)))
            };
            let (taken, next) = parallel::join(take, || next_few(&mut entries));
            taken?;
            read = next;
        }
        Ok(())
    }

    /// The book of all entries taken.
    ///
    /// # Errors
    ///
    /// When no entry was taken.
    pub fn finish(self) -> Result<Book, BookReadError> {
        self.book.ok_or(BookReadError::NoHead { place: 0 })
    }
}

/// The next entries, up to one with packed facts: enough work for a thread. Single ones without
/// another thread that waits.
fn next_few<E>(
    entries: &mut impl Iterator<Item = Result<BookEntry, E>>,
) -> Vec<Result<BookEntry, E>> {
    let most = if IS_PARALLEL { PackedFacts::MOST } else { 1 };
    let mut few = Vec::new();
    for entry in entries.take(most) {
        let is_last = matches!(entry, Err(_) | Ok(BookEntry::Facts(_)));
        few.push(entry);
        if is_last {
            break;
        }
    }
    few
}

/// Takes an entry that neither begins the book nor packs facts nor states feeds or groups.
fn take(book: &mut Book, entry: BookEntry) -> Result<(), BookError> {
    match entry {
        BookEntry::Head(_) | BookEntry::Facts(_) | BookEntry::Feed(_) | BookEntry::Groups(_) => {
            Ok(())
        }
        BookEntry::Customer(customer) => take_customer(book, customer),
        BookEntry::Fact(fact) => book.take(&RecordedFact::from(fact)),
        BookEntry::Merge(MergeEntry { customer, into, on, until }) => {
            let [merged, survivor] = [customer, into].map(CustomerKey::from_position);
            let mut customers = book.customers_mut();
            customers.merge(merged, survivor, on)?;
            until.map_or(Ok(()), |until| customers.undo_merge(merged, until))
        }
        BookEntry::Erasure(entry) => {
            let mark = Erasure::from(entry);
            let key = mark.customer;
            let taken = book.ledger.take_erasure(mark);
            taken.map_err(|refusal| BookError::not_erased(book.name(key), refusal))
        }
        BookEntry::Reminder(ReminderEntry { customer, on, level }) => {
            let key = CustomerKey::from_position(customer);
            book.view(key)?;
            book.order_desk.register_reminder(key, SentReminder { on, level });
            Ok(())
        }
        BookEntry::Reservations(reservations) => {
            book.order_desk.set_reservations(reservations);
            Ok(())
        }
    }
}

fn take_customer(book: &mut Book, entry: CustomerEntry) -> Result<(), BookError> {
    let CustomerEntry { id, terms, card } = entry;
    let key = match id {
        Some(id) => book.register(Customer::new(id))?,
        None => CustomerKey::from_position(book.open_unnamed(1)?),
    };
    for statement in terms {
        let taken = book.ledger.take_term(key, statement);
        taken.map_err(|refusal| book.refused(key, refusal))?;
    }
    book.customers_mut().set_card(key, card)
}
