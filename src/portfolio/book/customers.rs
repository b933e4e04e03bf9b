use super::{Book, BookError};
use crate::account::{EraseError, Erasure, FactName, MergeError, OpenMoney};
use crate::calendar::Day;
use crate::customer::Card;
use crate::duplicate::PlannedMerge;
use crate::id::{CustomerId, CustomerKey, StaffId};

/// The customers of a book, to be changed: names, cards, and who turned out to be whom.
///
/// Keys stay what they are, whatever changes.
///
/// ```
/// use guanxi::book::Book;
/// use guanxi::customer::Customer;
/// use guanxi::policy::Policy;
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li".parse()?))?;
/// let twin = book.register(Customer::new("Li & Sons".parse()?))?;
/// book.customers_mut().merge(twin, li, "2026-03-01".parse()?)?;
/// let policy = Policy::default();
/// assert_eq!(book.review("2026-02-28".parse()?, &policy)?.customers(), [li, twin]);
/// assert_eq!(book.review("2026-03-01".parse()?, &policy)?.customers(), [li]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Customers<'b> {
    book: &'b mut Book,
}

impl<'b> Customers<'b> {
    pub(crate) const fn new(book: &'b mut Book) -> Self {
        Self { book }
    }

    /// Merges a customer into another from a day on, see
    /// [`Ledger::merge`](crate::account::Ledger::merge).
    ///
    /// [`Review::merge_preview`](crate::review::Review::merge_preview) shows beforehand what comes
    /// of it. Name and card stay those of each;
    /// [`Review::card`](crate::review::Review::card) has the records of all that are one.
    ///
    /// # Errors
    ///
    /// When a customer is not in the book, is merged already, or would come to be merged into
    /// itself. Then nothing has changed.
    #[doc(alias = "客户合并")]
    pub fn merge(
        &mut self,
        merged: CustomerKey,
        survivor: CustomerKey,
        on: Day,
    ) -> Result<(), BookError> {
        let outcome = self.book.ledger.merge(merged, survivor, on);
        outcome.map_err(|refusal| self.refused(merged, refusal))
    }

    /// Makes the merges of a batch that was rehearsed, all or none, see
    /// [`MergeRehearsal::apply`](crate::review::MergeRehearsal::apply).
    pub(crate) fn merge_all<'p>(
        &mut self,
        merges: impl Iterator<Item = &'p PlannedMerge>,
        on: Day,
    ) -> Result<(), BookError> {
        let pairs = merges.flat_map(|it| it.merged.iter().map(|one| (*one, it.survivor)));
        let outcome = self.book.ledger.merge_all(pairs, on);
        outcome.map_err(|(merged, refusal)| self.refused(merged, refusal))
    }

    /// Undoes the merge of a customer from a day on.
    ///
    /// # Errors
    ///
    /// When the customer is not merged on that day. Then nothing has changed.
    pub fn undo_merge(&mut self, merged: CustomerKey, on: Day) -> Result<(), BookError> {
        let outcome = self.book.ledger.undo_merge(merged, on);
        outcome.map_err(|refusal| self.refused(merged, refusal))
    }

    /// Gives a customer another name. Its key and all its facts stay; the old name is free.
    ///
    /// # Errors
    ///
    /// When there is no such customer, or another one has the name. Then nothing has changed.
    pub fn rename(&mut self, key: CustomerKey, name: &CustomerId) -> Result<(), BookError> {
        self.demand(key)?;
        match self.book.names.look_up(name.as_str()) {
            Ok(_) => Err(BookError::Registered { customer: name.clone() }),
            Err(vacant) => {
                self.book.names.rename(key.position(), name.as_str(), vacant);
                Ok(())
            }
        }
    }

    /// Puts a card in the place of the one of a customer. Its entries have days of their own.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    pub fn set_card(&mut self, key: CustomerKey, card: Card) -> Result<(), BookError> {
        self.demand(key)?;
        if card == Card::default() {
            self.book.cards.remove(&key);
        } else {
            self.book.cards.insert(key, card);
        }
        Ok(())
    }

    /// Erases a customer with its name, its card and all its facts, see
    /// [`Ledger::erase_customer`](crate::account::Ledger::erase_customer). Reminders that were sent
    /// to it are gone, too; its reservations are for the order desk to end.
    ///
    /// # Errors
    ///
    /// When there is no such customer, it takes part in a merge that holds, or money is open with
    /// it and that is to be refused. Then nothing has changed.
    pub fn erase(
        &mut self,
        key: CustomerKey,
        on: Day,
        by: StaffId,
        open_money: OpenMoney,
    ) -> Result<(), BookError> {
        let mark = Erasure { customer: key, kind: None, on, by };
        let outcome = self.book.ledger.erase_customer(mark, open_money);
        outcome.map_err(|refusal| self.not_erased(key, refusal))?;
        self.book.cards.remove(&key);
        self.book.order_desk.forget(key);
        self.book.names.erase(key.position());
        Ok(())
    }

    /// Erases a fact of a customer, see
    /// [`Ledger::erase_fact`](crate::account::Ledger::erase_fact).
    ///
    /// # Errors
    ///
    /// When there is no such customer or fact, or money is open and that is to be refused. Then
    /// nothing has changed.
    pub fn erase_fact(
        &mut self,
        key: CustomerKey,
        name: &FactName,
        on: Day,
        by: StaffId,
        open_money: OpenMoney,
    ) -> Result<(), BookError> {
        let mark = Erasure { customer: key, kind: None, on, by };
        let outcome = self.book.ledger.erase_fact(name, mark, open_money);
        outcome.map_err(|refusal| self.not_erased(key, refusal))
    }

    /// Refuses a customer that there is not, or not any more.
    fn demand(&self, key: CustomerKey) -> Result<(), BookError> {
        let position = key.position();
        self.book.ledger.demand_customer(key).map_err(|_| BookError::UnknownKey { position })
    }

    fn not_erased(&self, key: CustomerKey, refusal: EraseError) -> BookError {
        BookError::not_erased(self.book.name(key), refusal)
    }

    fn refused(&self, merged: CustomerKey, refusal: MergeError) -> BookError {
        if let MergeError::UnknownCustomer { customer } = refusal {
            return BookError::UnknownKey { position: customer.position() };
        }
        BookError::Merge { customer: self.book.name(merged).to_owned(), refusal }
    }
}
