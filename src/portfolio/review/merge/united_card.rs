use std::borrow::Cow;

use crate::customer::Card;
use crate::id::CustomerKey;
use crate::review::Review;
use crate::valid::Violations;

impl<'b> Review<'b> {
    /// The card of a customer as of the day of the review: its own, with the records of those that
    /// are merged into it. Entries recorded later are on it, too; a
    /// [view](crate::customer::CardView) leaves them out.
    ///
    /// # Errors
    ///
    /// When the cards contradict each other, see [`Card::merged_with`].
    ///
    /// ```
    /// use guanxi::book::Book;
    /// use guanxi::customer::{Customer, Entry, Field};
    /// use guanxi::{day, policy::Policy};
    ///
    /// let mut book = Book::new("CNY".parse()?);
    /// let li = book.register(Customer::new("Li".parse()?))?;
    /// let mut twin = Customer::new("Li & Sons".parse()?);
    /// twin.card.record(Field::Bank, Entry::try_new("ICBC", day!(2026, 1, 5), "Wang".parse()?)?)?;
    /// let twin = book.register(twin)?;
    /// book.customers_mut().merge(twin, li, day!(2026, 3, 1))?;
    /// let policy = Policy::default();
    /// let banks = |t: &str| -> Result<usize, Box<dyn std::error::Error>> {
    ///     Ok(book.review(t.parse()?, &policy)?.card(li)?.entries(Field::Bank).len())
    /// };
    /// assert_eq!((banks("2026-02-28")?, banks("2026-03-01")?), (0, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn card(&self, key: CustomerKey) -> Result<Cow<'b, Card>, Violations> {
        let merged = self.book().ledger().merges.merged_into_at(key, self.as_of());
        self.united_card(key, merged)
    }

    /// The card of a customer with those of others, whether they are merged into it or not.
    pub(super) fn united_card(
        &self,
        key: CustomerKey,
        others: impl IntoIterator<Item = CustomerKey>,
    ) -> Result<Cow<'b, Card>, Violations> {
        let card = |key| self.book().card(key);
        let own = card(key).map_or_else(|| Cow::Owned(Card::default()), Cow::Borrowed);
        others.into_iter().filter_map(card).try_fold(own, |own, other| {
            Ok(if own.as_ref() == other { own } else { Cow::Owned(own.merged_with(other)?) })
        })
    }
}
