use std::fmt;

use super::{HandOverRequest, MatterKind, OpenMatter};
use crate::calendar::{Day, Window};
use crate::contact::NextDate;
use crate::contract::ContractStatus;
use crate::id::{ContractId, PersonId, StaffId};
use crate::lifecycle::Reason;
use crate::money::{Amount, Money};
use crate::receivable::settle;

/// The event of a date that is due, in the order in which those of one day are named.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DueEvent {
    /// The last day of a contract in force.
    ContractEnds {
        /// The contract.
        contract: ContractId,
    },
    /// The last day of a temporary limit.
    TemporaryLimitEnds {
        /// The limit.
        limit: Money,
    },
    /// An item is due.
    ItemDue {
        /// The number of its invoice; `None` for one without.
        invoice: Option<String>,
        /// The part that is open.
        open: Money,
    },
    /// The last day for a promise that we made.
    CommitmentDue {
        /// The promise.
        promise: Reason,
    },
    /// The last day for a matter that people have in hand.
    MatterDue {
        /// The kind.
        kind: MatterKind,
        /// The number.
        number: String,
    },
    /// The last day of a loan of the card.
    CardDue {
        /// The borrower.
        to: StaffId,
    },
    /// An important date of a person.
    PersonsDate {
        /// The person.
        person: PersonId,
        /// The occasion.
        occasion: String,
    },
}

/// A date that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueSoon {
    /// The day.
    pub day: Day,
    /// The event.
    pub event: DueEvent,
}

impl DueSoon {
    /// The dates in a window, the earliest first.
    pub(super) fn all(request: &HandOverRequest<'_>, window: Window) -> Vec<Self> {
        let mut dates = Vec::new();
        let mut add = |day: Day, event: DueEvent| {
            if window.contains(day) {
                dates.push(Self { day, event });
            }
        };
        let HandOverRequest { customer, t, account, contacts, .. } = *request;
        for contract in account.contracts() {
            let ends =
                contract.term().to().filter(|_| contract.status(t) == ContractStatus::InForce);
            if let Some(day) = ends {
                add(day, DueEvent::ContractEnds { contract: contract.id().clone() });
            }
        }
        for it in account.temporary_limits().iter().filter(|it| t.sees(it.from)) {
            add(it.to, DueEvent::TemporaryLimitEnds { limit: it.limit });
        }
        let money = |amount: Amount| Money::new(amount, account.currency());
        settle(account.receivables(), t, |item| {
            let number = account.invoice_number(item.invoice);
            let invoice = (!number.is_empty()).then(|| number.to_owned());
            add(item.due, DueEvent::ItemDue { invoice, open: money(item.open) });
        });
        for commitment in request.commitments {
            add(commitment.due, DueEvent::CommitmentDue { promise: commitment.promise.clone() });
        }
        for matter in OpenMatter::of_customer(request.matters, customer) {
            if let Some(until) = matter.turn.until {
                let (kind, number) = (matter.kind, matter.number.clone());
                add(until, DueEvent::MatterDue { kind, number });
            }
        }
        for loan in account.loans().iter().filter(|it| it.is_out(t)) {
            add(loan.until, DueEvent::CardDue { to: loan.to.clone() });
        }
        let mut people: Vec<&PersonId> =
            contacts.posts_at(customer, t).map(|post| &post.person).collect();
        people.dedup();
        for person in people.into_iter().filter_map(|id| contacts.person(id)) {
            for date in &person.dates {
                let leap_day = request.contact_policy.leap_day;
                if let NextDate::On(day) = date.recurrence.next(t, leap_day) {
                    let (person, occasion) = (person.id.clone(), date.occasion.clone());
                    add(day, DueEvent::PersonsDate { person, occasion });
                }
            }
        }
        dates.sort_by_key(|it| it.day);
        dates
    }
}

impl fmt::Display for DueEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ContractEnds { contract } => write!(f, "contract {contract} ends"),
            Self::TemporaryLimitEnds { limit } => write!(f, "the temporary limit {limit} ends"),
            Self::ItemDue { invoice: Some(invoice), open } => {
                write!(f, "invoice {invoice} is due, {open} open")
            }
            Self::ItemDue { invoice: None, open } => write!(f, "{open} is due"),
            Self::CommitmentDue { promise } => write!(f, "we promised: {promise}"),
            Self::MatterDue { kind, number } => write!(f, "last day of {kind} {number}"),
            Self::CardDue { to } => write!(f, "the card is to come back from {to}"),
            Self::PersonsDate { person, occasion } => write!(f, "{occasion} of {person}"),
        }
    }
}

impl fmt::Display for DueSoon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.day, self.event)
    }
}
