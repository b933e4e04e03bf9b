use std::collections::BTreeMap;

use super::Book;
use crate::calendar::AsOf;
use crate::credit::Exposure;
use crate::id::GroupId;
use crate::money::Total;

/// What groups of customers owe together.
impl Book {
    /// What the direct members of each group owe together as of `t`, all open orders counted. A
    /// member that paid too much lends the others nothing.
    ///
    /// ```
    /// use guanxi::book::Book;
    /// use guanxi::customer::Customer;
    /// use guanxi::receivable::{Invoice, Payment};
    ///
    /// let mut book = Book::new("CNY".parse()?);
    /// let in_group = |name: &str| -> Result<Customer, guanxi::id::IdError> {
    ///     Ok(Customer { group: Some("Lin".parse()?), ..Customer::new(name.parse()?) })
    /// };
    /// let (north, south) = (book.register(in_group("north")?)?, book.register(in_group("south")?)?);
    /// let day = "2026-03-01".parse()?;
    /// book.record(north, Invoice::new("I1".parse()?, day, day, "CNY 500".parse()?))?;
    /// book.record(south, Payment::new("P1".parse()?, day, "CNY 300".parse()?))?;
    /// let owed = book.owed_by_group("2026-03-31".parse()?);
    /// assert_eq!(owed.get(&"Lin".parse()?).map(|total| total.minor()), Some(500_00));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn owed_by_group(&self, t: AsOf) -> BTreeMap<GroupId, Total> {
        let mut owed: BTreeMap<GroupId, Total> = BTreeMap::new();
        for key in self.keys() {
            if let (Some(group), Some(view)) = (self.group(key), self.view(key)) {
                let exposure = Exposure::from_account(view, t, None).total().or_zero();
                let sum = owed.entry(group.clone()).or_default();
                *sum = sum.plus(exposure);
            }
        }
        owed
    }
}
