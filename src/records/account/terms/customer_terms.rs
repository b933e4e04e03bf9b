use super::{CustomerTerm, TermKind};
use crate::calendar::Day;
use crate::customer::Attitude;
use crate::id::GroupId;
use crate::lifecycle::Reason;
use crate::receivable::{CreditLimit, LimitValidity, PaymentTerms};

/// All terms of a customer as of a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct CustomerTerms {
    /// The first day as a customer.
    pub since: Option<Day>,
    /// The declared attitude.
    pub attitude: Option<Attitude>,
    /// The group to which the customer belongs.
    pub group: Option<GroupId>,
    /// The credit limit until further notice.
    pub credit_limit: CreditLimit,
    /// The last day and the review of the credit limit.
    pub limit_validity: LimitValidity,
    /// The agreed terms of payment.
    pub payment_terms: Option<PaymentTerms>,
    /// The reason for which the relationship has ended; `None` while it has not.
    pub ended: Option<Reason>,
}

impl CustomerTerms {
    /// Puts a term in the place of the one of its kind.
    pub(crate) fn set(&mut self, term: CustomerTerm) {
        match term {
            CustomerTerm::Since(since) => self.since = since,
            CustomerTerm::Attitude(attitude) => self.attitude = attitude,
            CustomerTerm::Group(group) => self.group = group,
            CustomerTerm::CreditLimit(limit) => self.credit_limit = limit,
            CustomerTerm::LimitValidity(validity) => self.limit_validity = validity,
            CustomerTerm::PaymentTerms(terms) => self.payment_terms = terms,
            CustomerTerm::Ended(reason) => self.ended = reason,
        }
    }

    /// The term of a kind.
    pub(crate) fn term(&self, kind: TermKind) -> CustomerTerm {
        match kind {
            TermKind::Since => CustomerTerm::Since(self.since),
            TermKind::Attitude => CustomerTerm::Attitude(self.attitude),
            TermKind::Group => CustomerTerm::Group(self.group.clone()),
            TermKind::CreditLimit => CustomerTerm::CreditLimit(self.credit_limit),
            TermKind::LimitValidity => CustomerTerm::LimitValidity(self.limit_validity),
            TermKind::PaymentTerms => CustomerTerm::PaymentTerms(self.payment_terms.clone()),
            TermKind::Ended => CustomerTerm::Ended(self.ended.clone()),
        }
    }
}
