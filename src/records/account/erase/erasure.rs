use std::collections::BTreeSet;

use crate::account::FactKind;
use crate::calendar::Day;
use crate::id::{CustomerKey, StaffId};

/// The choice whether an erasure is refused while money is open with the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenMoney {
    /// Refuse it.
    Refuse,
    /// Erase all the same: somebody has decided so.
    Erase,
}

/// The mark that something was erased: by whom and when, and nothing of what it was.
#[doc(alias = "删除标记")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// The customer, by its place in the ledger.
    pub customer: CustomerKey,
    /// The kind of the erased fact; `None` when the whole customer was erased.
    pub kind: Option<FactKind>,
    /// The day of the erasure.
    pub on: Day,
    /// The staff member who erased it.
    pub by: StaffId,
}

/// All erasures of a ledger.
#[derive(Debug, Clone, Default)]
pub(crate) struct Erasures {
    marks: Vec<Erasure>,
    customers: BTreeSet<CustomerKey>,
}

impl Erasures {
    /// The marks in their order.
    pub(crate) fn marks(&self) -> &[Erasure] {
        &self.marks
    }

    /// Tells whether nothing was ever erased.
    pub(crate) const fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Tells whether a customer is erased.
    pub(crate) fn has(&self, customer: CustomerKey) -> bool {
        self.customers.contains(&customer)
    }

    /// Adds a mark.
    pub(crate) fn note(&mut self, mark: Erasure) {
        if mark.kind.is_none() {
            self.customers.insert(mark.customer);
        }
        self.marks.push(mark);
    }
}
