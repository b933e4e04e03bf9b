use std::collections::BTreeSet;
use std::fmt;

use super::card_fault::names;
use super::field_rules::FieldRules;
use super::{AuditPolicyDraft, AuditScope, AuditedCustomer, StaleField};
use crate::calendar::{AsOf, Day, Window};
use crate::customer::{Field, FieldFilling};
use crate::id::CustomerId;
use crate::money::{Currency, Total};
use crate::receivable::{OpenBalance, SettlementKind};

/// A customer on the agenda of a debrief: the results of a visit of the day before.
///
/// Displayed as a line of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebriefItem {
    /// The customer.
    pub customer: CustomerId,
    /// The fields in which the visitor recorded something on the day of the visit or the day of the
    /// talk.
    pub recorded: BTreeSet<Field>,
    /// Net sales of the day of the visit.
    pub sold: Total,
    /// Money received on that day.
    pub received: Total,
    /// The overdue debt after that day.
    pub overdue: Total,
    /// The currency of the sums.
    pub currency: Currency,
}

/// The look at a card before a visit: what to ask for, and whether the visitor has read the card.
///
/// Displayed as a line of the visit plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct VisitPreparation {
    /// The customer.
    pub customer: CustomerId,
    /// The last reading of the card by the visitor; `None` where it is not known of any within the
    /// days of the policy.
    pub read_on: Option<Day>,
    /// Mandatory fields without a value.
    pub missing: Vec<Field>,
    /// Values that are too old.
    pub stale: Vec<StaleField>,
    /// Fields in conflict.
    pub conflicts: Vec<Field>,
}

impl DebriefItem {
    /// The agenda of the talk about a day of visits, by customer: each customer that the
    /// salesperson of the scope visited on that day.
    ///
    /// # Rule
    ///
    /// > S1: the manager talks over the results of yesterday with the salesperson.
    pub fn agenda<'a>(
        scope: AuditScope<'_>,
        about: Day,
        customers: impl IntoIterator<Item = AuditedCustomer<'a>>,
    ) -> Vec<Self> {
        let t = scope.t();
        let days = Window::inclusive(about, t.day());
        let visited =
            customers.into_iter().filter(|it| t.sees(about) && it.was_visited(scope.staff, about));
        let mut agenda: Vec<Self> = visited
            .map(|it| {
                let recorded = it.card.recorded_in(days);
                let recorded = recorded.filter(|(_, entry)| entry.author() == scope.staff);
                let account = it.account;
                let payments = account.payments().iter().filter(|payment| {
                    payment.day() == about && payment.kind() == SettlementKind::Received
                });
                let after = OpenBalance::as_of(account.receivables(), AsOf::new(about));
                Self {
                    customer: it.customer.clone(),
                    recorded: recorded.map(|(field, _)| field).collect(),
                    sold: account.sales().net(Window::inclusive(about, about)),
                    received: payments.map(|payment| payment.amount()).collect(),
                    overdue: after.ageing.overdue(),
                    currency: account.currency(),
                }
            })
            .collect();
        agenda.sort_by(|one, two| one.customer.cmp(&two.customer));
        agenda
    }
}

impl VisitPreparation {
    /// The look at a card before a visit on the last day of the scope.
    ///
    /// # Rule
    ///
    /// > S1: the manager reminds the salesperson before visits to read the card; a card is read on
    /// > the day of the visit or within 3 days before.
    pub fn before_visit(
        policy: &AuditPolicyDraft,
        scope: AuditScope<'_>,
        customer: AuditedCustomer<'_>,
    ) -> Self {
        let (card, t) = (customer.card, scope.t());
        let days = Window::inclusive(t.day().offset(policy.first_reading()), t.day());
        let readings = customer.account.consultations().iter();
        let read_on = readings.filter(|it| it.staff == *scope.staff && days.contains(it.day));
        let rules = FieldRules::new(card.policy());
        let (mut missing, mut old, mut conflicts) = (Vec::new(), Vec::new(), Vec::new());
        for (field, filling, rule) in rules.read(&card, t) {
            match filling {
                FieldFilling::Withheld => {}
                FieldFilling::Empty => missing.extend(rule.is_mandatory.then_some(field)),
                FieldFilling::Conflict => conflicts.push(field),
                FieldFilling::Value { confirmed, .. } => {
                    old.extend(rule.stale(field, confirmed, t, customer.importance));
                }
            }
        }
        Self {
            customer: customer.customer.clone(),
            read_on: read_on.map(|it| it.day).max(),
            missing,
            stale: old,
            conflicts,
        }
    }

    /// Returns `true` when the visitor still has to read the card.
    pub const fn is_to_be_read(&self) -> bool {
        self.read_on.is_none()
    }
}

impl fmt::Display for DebriefItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { customer, recorded, sold, received, overdue, currency } = self;
        let money = |total: Total| total.with_currency(*currency);
        write!(f, "{customer}: sold {}, received {}, ", money(*sold), money(*received))?;
        write!(f, "overdue {}; ", money(*overdue))?;
        if recorded.is_empty() {
            return f.write_str("nothing written on the card");
        }
        let fields: Vec<Field> = recorded.iter().copied().collect();
        write!(f, "written on the card: {}", names(&fields))
    }
}

impl fmt::Display for VisitPreparation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.read_on {
            Some(day) => write!(f, "{}: card read on {day}", self.customer)?,
            None => write!(f, "{}: card to be read", self.customer)?,
        }
        let stale: Vec<Field> = self.stale.iter().map(|it| it.field).collect();
        let lists =
            [("ask for", &self.missing), ("confirm", &stale), ("clear up", &self.conflicts)];
        for (what, fields) in lists.into_iter().filter(|(_, fields)| !fields.is_empty()) {
            write!(f, "; {what} {}", names(fields))?;
        }
        Ok(())
    }
}
