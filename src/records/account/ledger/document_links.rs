use crate::engine::index;
use crate::id::CustomerKey;

/// The documents of a kind, each linked to the one before it of the same customer.
#[derive(Debug, Clone, Default)]
pub(crate) struct DocumentLinks {
    /// The last document of each customer, by position.
    last: Vec<u32>,
    /// The document before each, by handle.
    before: Vec<u32>,
}

impl DocumentLinks {
    const NONE: u32 = u32::MAX;

    /// Adds the next document.
    pub(crate) fn push(&mut self, customer: CustomerKey) {
        let position = index(customer.position());
        if let Some(more) = position.checked_sub(self.last.len()) {
            let more = std::iter::repeat_n(Self::NONE, more);
            self.last.extend(more.chain([Self::NONE]));
        }
        let handle = u32::try_from(self.before.len()).ok();
        if let Some((last, handle)) = self.last.get_mut(position).zip(handle) {
            self.before.push(*last);
            *last = handle;
        }
    }

    /// The documents of a customer in the order of their coming.
    pub(crate) fn of_customer(&self, customer: CustomerKey) -> Vec<u32> {
        let last = self.last.get(index(customer.position())).copied();
        let known = |handle: u32| Some(handle).filter(|it| *it != Self::NONE);
        let before = |handle: &u32| self.before.get(index(*handle)).copied().and_then(known);
        let mut own: Vec<u32> = std::iter::successors(last.and_then(known), before).collect();
        own.reverse();
        own
    }
}

impl FromIterator<CustomerKey> for DocumentLinks {
    fn from_iter<I: IntoIterator<Item = CustomerKey>>(customers: I) -> Self {
        let mut links = Self::default();
        customers.into_iter().for_each(|customer| links.push(customer));
        links
    }
}
