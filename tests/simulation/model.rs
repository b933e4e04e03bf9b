//! The second model: lists, and everything worked out anew.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::account::{Fact, RecordError};
use guanxi::book::BookError;
use guanxi::calendar::Day;
use guanxi::money::Money;
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::trade::Sale;

use crate::CUSTOMERS;

/// What becomes of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Taken,
    Duplicate,
    Conflict,
    OutOfBounds,
    Currency,
    UnknownInvoice,
    Overflow,
    UnknownCustomer,
}

pub(crate) fn fate(outcome: &Result<(), BookError>) -> Fate {
    match outcome {
        Ok(()) => Fate::Taken,
        Err(BookError::Refused { refusal, .. }) => match refusal {
            RecordError::Duplicate { .. } => Fate::Duplicate,
            RecordError::Conflict { .. } | RecordError::Overlap { .. } => Fate::Conflict,
            RecordError::OutOfBounds { .. } => Fate::OutOfBounds,
            RecordError::Currency { .. } => Fate::Currency,
            RecordError::UnknownInvoice { .. } => Fate::UnknownInvoice,
            RecordError::Overflow { .. } => Fate::Overflow,
            other => panic!("{other}"),
        },
        Err(BookError::UnknownKey { .. }) => Fate::UnknownCustomer,
        Err(other) => panic!("{other}"),
    }
}

/// The second model: lists, nothing else.
pub(crate) struct Model {
    pub(crate) facts: Vec<Vec<Fact>>,
    pub(crate) limits: Vec<CreditLimit>,
}

impl Model {
    pub(crate) fn new() -> Self {
        Self { facts: vec![Vec::new(); CUSTOMERS], limits: vec![CreditLimit::NotSet; CUSTOMERS] }
    }

    pub(crate) fn sales(&self, who: usize) -> impl Iterator<Item = &Sale> {
        self.facts[who].iter().filter_map(|fact| match fact {
            Fact::Sale(sale) => Some(sale),
            _ => None,
        })
    }

    pub(crate) fn invoices(&self, who: usize) -> impl Iterator<Item = &Invoice> {
        self.facts[who].iter().filter_map(|fact| match fact {
            Fact::Invoice(invoice) => Some(invoice),
            _ => None,
        })
    }

    pub(crate) fn payments(&self, who: usize) -> impl Iterator<Item = &Payment> {
        self.facts[who].iter().filter_map(|fact| match fact {
            Fact::Payment(payment) => Some(payment),
            _ => None,
        })
    }

    /// Whether the fact stands already, and as what.
    pub(crate) fn known(&self, who: usize, fact: &Fact) -> Option<Fate> {
        for (other, facts) in self.facts.iter().enumerate() {
            for held in facts {
                let same_name = match (held, fact) {
                    (Fact::Sale(a), Fact::Sale(b)) => a.document == b.document,
                    (Fact::Order(a), Fact::Order(b)) => a.document == b.document,
                    (Fact::Invoice(a), Fact::Invoice(b)) => a.document == b.document,
                    (Fact::Payment(a), Fact::Payment(b)) => a.document == b.document,
                    (Fact::Expense(a), Fact::Expense(b)) => a.document == b.document,
                    (Fact::Plan(a), Fact::Plan(b)) => other == who && a.month == b.month,
                    (Fact::Budget(a), Fact::Budget(b)) => other == who && a.month == b.month,
                    (Fact::TemporaryLimit(a), Fact::TemporaryLimit(b)) => {
                        other == who && a.from <= b.to && b.from <= a.to
                    }
                    (Fact::Breach(a), Fact::Breach(b)) => other == who && a == b,
                    (Fact::Incident(a), Fact::Incident(b)) => other == who && a == b,
                    _ => false,
                };
                if same_name {
                    let equal = other == who && held == fact;
                    return Some(if equal { Fate::Duplicate } else { Fate::Conflict });
                }
            }
        }
        None
    }

    /// Whether a total by the end of some day would not fit.
    pub(crate) fn overflows(&self, who: usize, fact: &Fact) -> bool {
        let dated = |fact: &Fact| match fact {
            Fact::Sale(sale) => Some((0, sale.date, sale.amount.amount().minor())),
            Fact::Expense(spent) => Some((1, spent.date, spent.amount.amount().minor())),
            _ => None,
        };
        let Some((kind, ..)) = dated(fact) else {
            return false;
        };
        let all = self.facts[who].iter().chain([fact]).filter_map(dated);
        let mut days: BTreeMap<Day, i128> = BTreeMap::new();
        for (_, day, minor) in all.filter(|(each, ..)| *each == kind) {
            *days.entry(day).or_default() += i128::from(minor);
        }
        let mut total = 0;
        days.values().any(|net| {
            total += net;
            i64::try_from(total).is_err()
        })
    }

    pub(crate) fn foresee(&self, who: usize, fact: &Fact, fault: Fate) -> Fate {
        if fault != Fate::Taken {
            return fault;
        }
        if let Some(known) = self.known(who, fact) {
            return known;
        }
        if self.overflows(who, fact) {
            return Fate::Overflow;
        }
        Fate::Taken
    }

    pub(crate) fn limit(&self, who: usize, t: Day) -> CreditLimit {
        let temporary = self.facts[who].iter().find_map(|fact| match fact {
            Fact::TemporaryLimit(limit) if limit.from <= t && t <= limit.to => Some(limit.limit),
            _ => None,
        });
        temporary.map_or(self.limits[who], |limit| CreditLimit::Amount(limit.amount()))
    }

    pub(crate) fn purchases(&self, who: usize, t: Day) -> i128 {
        let inside = self.sales(who).filter(|sale| t.offset(-365) < sale.date && sale.date <= t);
        inside.map(|sale| i128::from(sale.amount.amount().minor())).sum()
    }

    pub(crate) fn order_days(&self, who: usize, t: Day) -> BTreeSet<Day> {
        let sold =
            self.sales(who).filter(|sale| sale.date <= t && sale.amount.amount().is_positive());
        sold.map(|sale| sale.date).collect()
    }

    /// Open items by due date and number, and what is left of the payments.
    pub(crate) fn open(&self, who: usize, t: Day) -> (BTreeMap<(Day, String), i128>, i128, i128) {
        let minor = |money: Money| i128::from(money.amount().minor());
        let mut due = BTreeMap::new();
        let mut open = BTreeMap::new();
        for invoice in self.invoices(who).filter(|invoice| invoice.issued <= t) {
            let key = (invoice.due, invoice.document.to_string());
            due.insert(invoice.document.clone(), key.clone());
            open.insert(key, minor(invoice.amount));
        }
        let (mut free, mut earmarked) = (0, 0);
        for payment in self.payments(who).filter(|payment| payment.date <= t) {
            let key = payment.invoice.as_ref().and_then(|named| due.get(named));
            if payment.invoice.is_some() && key.is_none() {
                earmarked += minor(payment.amount);
                continue;
            }
            let left = key.and_then(|key| open.get_mut(key));
            let taken = left.map_or(0, |left| {
                let taken = minor(payment.amount).min(*left);
                *left -= taken;
                taken
            });
            free += minor(payment.amount) - taken;
        }
        for left in open.values_mut() {
            let taken = free.min(*left);
            *left -= taken;
            free -= taken;
        }
        open.retain(|_, left| *left > 0);
        (open, free, earmarked)
    }

    pub(crate) fn orders(&self, who: usize, t: Day) -> i128 {
        let orders = self.facts[who].iter().filter_map(|fact| match fact {
            Fact::Order(order) if order.ordered <= t => Some(order.amount),
            _ => None,
        });
        orders.map(|amount| i128::from(amount.amount().minor())).sum()
    }
}
