use super::document_flow::{DocumentFlows, OrderOutflow};
use super::product_groups::GroupDays;
use super::tables::Lists;
use crate::account::terms::TermTrail;
use crate::account::{CustomerTerm, TermKind};
use crate::calendar::AsOf;
use crate::id::{DocumentId, GroupId};
use crate::lifecycle::Reason;
use crate::receivable::{LimitValidity, PaymentTerms};

/// Facts and terms that few customers have.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sparse {
    pub(crate) lists: Lists,
    pub(crate) limit_validity: LimitValidity,
    pub(crate) group: Option<GroupId>,
    pub(crate) payment_terms: Option<PaymentTerms>,
    /// The reason for which the relationship has ended.
    pub(crate) ended: Option<Reason>,
    /// The terms that were stated for a day.
    pub(crate) terms: TermTrail,
    /// The amounts that the document flows have taken from open orders.
    pub(crate) order_outflow: OrderOutflow,
    pub(crate) product_groups: Vec<GroupDays>,
    /// The papers of which payments are shares, by the handle of the payment.
    pub(crate) papers: Vec<(u32, DocumentId)>,
}

impl Sparse {
    /// The order days in product groups.
    pub(crate) fn group_days(&self) -> &[GroupDays] {
        &self.product_groups
    }

    /// The flows of the customer's documents.
    pub(crate) fn flows(&self) -> DocumentFlows<'_> {
        DocumentFlows::new(&self.lists.document_flows)
    }

    /// The group to which the customer belonged as known at `t`.
    pub(crate) fn group_at(&self, t: AsOf) -> Option<&GroupId> {
        match self.terms.known_at(TermKind::Group, t) {
            Some(CustomerTerm::Group(group)) => group.as_ref(),
            _ => self.group.as_ref(),
        }
    }

    /// Tells whether anything was recorded or stated that is known after `t` only.
    pub(crate) fn has_changed_since(&self, t: AsOf) -> bool {
        self.terms.last_change().is_some_and(|last| !t.sees(last))
    }
}
