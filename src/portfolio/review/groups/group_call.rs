use crate::id::{CustomerKey, GroupId};
use crate::money::Total;

/// The one to call: a group, or a customer that stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupOrCustomer<'g> {
    /// A group.
    Group(&'g GroupId),
    /// A customer that belongs to no group.
    Customer(CustomerKey),
}

/// One line of a call list in which a group is called once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupCall<'g> {
    /// The one to call.
    pub buyer: GroupOrCustomer<'g>,
    /// Loss if it stayed away, weighted by its probability; a one-off is left out.
    pub value_at_risk: Total,
    /// `true` for one with a single order day ever.
    pub bought_once: bool,
}
