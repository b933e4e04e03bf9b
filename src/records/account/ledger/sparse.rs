use super::document_flow::{DocumentFlows, OrderOutflow};
use super::product_groups::GroupDays;
use super::tables::Lists;
use crate::receivable::LimitValidity;

/// Facts and terms that few customers have.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sparse {
    pub(crate) lists: Lists,
    pub(crate) limit_validity: LimitValidity,
    /// The amounts that the document flows have taken from open orders.
    pub(crate) order_outflow: OrderOutflow,
    pub(crate) product_groups: Vec<GroupDays>,
}

impl Sparse {
    /// The flows of the customer's documents.
    pub(crate) fn flows(&self) -> DocumentFlows<'_> {
        DocumentFlows::new(&self.lists.document_flows)
    }
}
