use super::{BookEntry, BookReadError, BookReader};
use crate::book::Book;

/// A whole book as data: a list of entries, with the version of the form and the currency first.
///
/// A small book is written as one document. A large one is written entry by entry, by
/// [`BookEntry::entries_of`], and read by a [`BookReader`].
///
/// Everything comes back that decides a judgement: customers by position, those without a name
/// included, terms with their days, cards, facts with all versions, merges, marks of erasure,
/// statements on feeds, and the order desk. Closed days belong to the policy, which is kept by
/// itself. Facts that were loaded in columns come back under numbers that begin with *no number*.
///
/// ```
/// use guanxi::book::{Book, BookSnapshot};
/// use guanxi::customer::Customer;
/// use guanxi::trade::Sale;
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li".parse()?))?;
/// book.record(li, Sale::new("S-1".parse()?, "2026-03-01".parse()?, "CNY 120".parse()?))?;
///
/// let snapshot = BookSnapshot::from_book(&book);
/// let restored = snapshot.clone().restore()?;
/// assert_eq!(restored.key(&"Li".parse()?), Ok(li));
/// assert_eq!(BookSnapshot::from_book(&restored), snapshot);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "账簿快照")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct BookSnapshot {
    /// The entries, in the order in which they are taken again.
    pub entries: Vec<BookEntry>,
}

impl BookSnapshot {
    /// The snapshot of a book.
    pub fn from_book(book: &Book) -> Self {
        Self { entries: BookEntry::entries_of(book).collect() }
    }

    /// Makes the book again: every entry passes the checks of one that is new.
    ///
    /// # Errors
    ///
    /// When the form is newer than this program, or an entry is refused, with its place.
    pub fn restore(self) -> Result<Book, BookReadError> {
        let mut reader = BookReader::default();
        self.entries.into_iter().try_for_each(|entry| reader.take(entry))?;
        reader.finish()
    }
}
