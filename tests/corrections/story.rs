//! Random facts and what is done to them, and a book built afresh from what was known on a day.

use guanxi::account::{Fact, FactName};
use guanxi::book::Book;
use guanxi::calendar::{Day, Validity};
use guanxi::contract::Contract;
use guanxi::customer::{Attitude, Customer};
use guanxi::expense::{Budget, Expense};
use guanxi::id::{CustomerKey, DocumentId, LineNumber};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Money};
use guanxi::receivable::{
    Allocation, Collateral, CollateralKind, CreditLimit, Dispute, Invoice, InvoiceInstalment,
    InvoiceInstalments, Payment, SettlementKind, TemporaryLimit,
};
use guanxi::trade::{
    Breach, BreachKind, DocumentFlow, DocumentStage, OpenOrder, Plan, Sale, StagedDocument,
};
use proptest::prelude::*;

use crate::trails::{Trail, kept, own_day};

pub(crate) const CUSTOMERS: u8 = 3;
const KINDS: u8 = 20;

pub(crate) fn day(place: i32) -> Day {
    "2026-01-01".parse::<Day>().unwrap().offset(place)
}

pub(crate) fn money(units: i64) -> Money {
    Money::new(Amount::from_minor(units * 100), "CNY".parse().unwrap())
}

pub(crate) fn key(customer: u8) -> CustomerKey {
    CustomerKey::from_position(u32::from(customer))
}

/// Numbers of the company's papers are unique in the book: each ends in its customer.
pub(crate) fn own(letter: char, number: u8, customer: u8) -> DocumentId {
    format!("{letter}{number}.{customer}").parse().unwrap()
}

/// Numbers of the customer's side are not.
fn paper(letter: char, number: u8) -> DocumentId {
    format!("{letter}{number}").parse().unwrap()
}

/// A fact of two numbers that say which it is, and four that say what it says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seed {
    pub(crate) kind: u8,
    pub(crate) number: u8,
    pub(crate) day: i32,
    pub(crate) later: i32,
    pub(crate) amount: i64,
    pub(crate) other: u8,
}

/// The fact of a seed, about a customer. Money may name an invoice of another one.
pub(crate) fn fact(customer: u8, seed: Seed) -> Fact {
    let Seed { kind, number, day: date, later, amount, other } = seed;
    let invoice = |place: u8| {
        let whose = if place.is_multiple_of(5) { (customer + 1) % CUSTOMERS } else { customer };
        own('I', place % 3, whose)
    };
    match kind {
        0..=2 => {
            let groups = [vec![], vec!["Tools"], vec!["Paint", "Tools"]];
            let groups = groups[usize::from(other % 3)].iter().map(|group| group.parse().unwrap());
            let sale = Sale::new(own('S', number, customer), day(date), money(amount - 20));
            let sale = sale.with_groups(groups);
            let line = LineNumber::try_new(1 + u32::from(kind)).unwrap();
            if number == 1 { sale.on_line(line).into() } else { sale.into() }
        }
        3 | 4 => {
            let (issued, due) = (day(date), day(date + later));
            let number = own('I', number, customer);
            let invoice = Invoice::new(number, issued, due, money(amount + 1));
            Invoice { disputed: other == 0, ..invoice }.into()
        }
        5 | 6 => {
            let payment = Payment::new(paper('P', number), day(date), money(amount + 1));
            match other % 4 {
                0 | 1 => payment.for_invoice(invoice(other)).into(),
                2 if amount > 2 => {
                    let part = |place: u8| Allocation {
                        invoice: own('I', place, customer),
                        amount: money(1),
                    };
                    payment.allocated(part(other % 3)).allocated(part((other + 1) % 3)).into()
                }
                _ => payment.into(),
            }
        }
        7 => Expense::new(paper('E', number), day(date), money(amount - 20)).into(),
        8 => {
            let deliver = day(date % 5 + later);
            let number = own('O', number, customer);
            OpenOrder::new(number, day(date % 5), deliver, money(amount + 100)).into()
        }
        9 => DocumentFlow {
            from: StagedDocument::new(DocumentStage::Ordered, own('O', number, customer)),
            to: StagedDocument::new(DocumentStage::Delivered, own('D', number, customer)),
            date: day(10 + date % 10),
            amount: money(5 + amount % 3),
        }
        .into(),
        10 => DocumentFlow {
            from: StagedDocument::new(DocumentStage::Delivered, own('D', number, customer)),
            to: StagedDocument::new(DocumentStage::Billed, own('B', number, customer)),
            date: day(20 + date % 10),
            amount: money(1 + amount % 4),
        }
        .into(),
        11 => {
            let month = format!("2026-0{}", 1 + number % 3).parse().unwrap();
            if other < 6 {
                Plan::new(month, money(amount)).into()
            } else {
                Budget::new(month, money(amount)).into()
            }
        }
        12 => {
            let from = day(i32::from(number) * 15);
            TemporaryLimit { from, to: from.offset(later % 15), limit: money(amount) }.into()
        }
        13 => Collateral {
            document: own('C', number, customer),
            kind: if other < 6 { CollateralKind::Guarantee } else { CollateralKind::Insurance },
            from: day(date),
            to: day(date + later),
            value: money(amount + 1),
            share: Ratio::ONE,
        }
        .into(),
        14 => Breach {
            date: day(i32::from(number) * 9 + i32::from(customer)),
            kind: BreachKind::Diversion,
            upheld: other < 6,
        }
        .into(),
        15 => {
            let occurred = day(i32::from(number) * 9 + i32::from(customer));
            Incident {
                kind: IncidentKind::Fire,
                occurred,
                reported: occurred.offset(later),
                credibility: Credibility::Verified,
                impact: Impact::try_new(other % 4).unwrap(),
                resolved: (other > 5).then(|| occurred.offset(later + 5)),
            }
            .into()
        }
        16 => {
            let term = Validity::try_new(day(date), Some(day(date + 5 + later))).unwrap();
            let number = format!("K{number}.{customer}").parse().unwrap();
            Contract::signed_elsewhere(number, day(date), term).unwrap().into()
        }
        17 => {
            let kind = SettlementKind::ALL[usize::from(other) % SettlementKind::ALL.len()];
            let amount = if kind == SettlementKind::ExchangeDifference && amount % 2 == 0 {
                money(-1 - amount)
            } else {
                money(amount + 1)
            };
            let payment = Payment::new(paper('Q', number), day(date), amount).of_kind(kind);
            if kind == SettlementKind::Refunded || (kind.becomes_credit() && other > 8) {
                payment.into()
            } else if other % 4 == 3 && amount.amount().is_positive() && amount != money(1) {
                let minor = amount.amount().minor();
                let part = |place: u8, minor: i64| Allocation {
                    invoice: own('I', place % 3, customer),
                    amount: Money::new(Amount::from_minor(minor), amount.currency()),
                };
                let (one, rest) = (part(number, 100), part(number + 1, minor - 100));
                payment.allocated(one).allocated(rest).into()
            } else {
                payment.for_invoice(own('I', number, customer)).into()
            }
        }
        18 => {
            // They add up to an invoice of the amount of the seed only.
            let (first, whole) = ((amount + 1) / 2, amount + 1);
            let mut parts = Vec::new();
            if first > 0 {
                parts.push(InvoiceInstalment::new(day(date + later), money(first)));
            }
            let rest = money(whole - first);
            parts.push(InvoiceInstalment::retention(day(date + later + 9), rest));
            let invoice = own('I', number, customer);
            InvoiceInstalments { invoice, from: day(date), parts }.into()
        }
        20.. => {
            let (kind, first) = (kind - KINDS, day(0));
            kept::fact(kept::Seed { kind, number, customer, first, later, amount, other })
        }
        _ => {
            let invoice = own('I', number, customer);
            let dispute = Dispute::new(invoice, day(date));
            let dispute =
                if other % 2 == 0 { dispute.about(money(1 + amount % 5)) } else { dispute };
            if other % 3 == 0 {
                dispute.settled_on(day(date + 1 + later)).into()
            } else {
                dispute.into()
            }
        }
    }
}

pub(crate) fn seed() -> impl Strategy<Value = Seed> {
    let kinds = prop_oneof![5 => 0..KINDS, 2 => KINDS..KINDS + kept::KINDS];
    let what = (kinds, 0_u8..3, 0_i32..40, 0_i32..30, 0_i64..60, 0_u8..12);
    what.prop_map(|(kind, number, day, later, amount, other)| Seed {
        kind,
        number,
        day,
        later,
        // Few amounts, so that instalments often add up.
        amount: if matches!(kind, 3 | 4 | 18) { amount / 20 * 20 } else { amount },
        other,
    })
}

/// What is done to a fact, or to customers.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Deed {
    Record,
    RecordKnown(i32),
    Revise(i32),
    Void(i32),
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) customer: u8,
    pub(crate) seed: Seed,
    pub(crate) deed: Deed,
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    let deed = prop_oneof![
        5 => Just(Deed::Record),
        2 => (0_i32..80).prop_map(Deed::RecordKnown),
        3 => (0_i32..80).prop_map(Deed::Revise),
        2 => (0_i32..80).prop_map(Deed::Void),
    ];
    let step = (0..CUSTOMERS, seed(), deed);
    step.prop_map(|(customer, seed, deed)| Step { customer, seed, deed })
}

pub(crate) fn steps(count: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 1..count)
}

pub(crate) fn name(customer: u8) -> String {
    ["Alpha", "Beta", "Gamma"][usize::from(customer)].to_owned()
}

/// A book with the customers that `has` names, each with terms of its own.
pub(crate) fn empty(has: impl Fn(u8) -> bool) -> Book {
    let mut book = Book::new("CNY".parse().unwrap());
    for place in (0..CUSTOMERS).filter(|it| has(*it)) {
        let mut customer = Customer::new(name(place).parse().unwrap());
        customer.attitude = Some(Attitude::ALL[usize::from(place)]);
        let key = book.register(customer).unwrap();
        let limit = CreditLimit::Amount(money(100 + 100 * i64::from(place)).amount());
        book.agree_limit(key, limit).unwrap();
    }
    book
}

/// A story as it is told: the book, and what was taken of each fact.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) book: Book,
    pub(crate) trails: Vec<Trail>,
}

impl Told {
    pub(crate) fn new() -> Self {
        Self { book: empty(|_| true), trails: Vec::new() }
    }

    pub(crate) fn all(steps: &[Step]) -> Self {
        let mut told = Self::new();
        for step in steps {
            told.step(*step);
        }
        told
    }

    /// The customer that has the invoice which a payment names, else the one given.
    fn owner(customer: u8, fact: &Fact) -> u8 {
        let Fact::Payment(payment) = fact else { return customer };
        let mut named = payment.invoice.iter();
        let mut allocated = payment.allocations.iter().map(|it| &it.invoice);
        let named = named.next().or_else(|| allocated.next());
        named.map_or(customer, |number| number.as_str().as_bytes()[3] - b'0')
    }

    /// Adds a version to the fact of the customer that has one more now: while customers are one,
    /// either revises the facts of both.
    fn add(&mut self, name: &FactName, before: &[usize], version: (Day, Option<Fact>)) {
        let after = counts(&self.book);
        let whose = (0..CUSTOMERS).find(|it| after[usize::from(*it)] != before[usize::from(*it)]);
        let is_it = |it: &&mut Trail| Some(it.customer) == whose && it.name == *name;
        self.trails.iter_mut().find(is_it).unwrap().versions.push(version);
    }

    pub(crate) fn step(&mut self, Step { customer, seed, deed }: Step) {
        let fact = fact(customer, seed);
        let name = fact.name();
        let known = self.trails.iter().position(|it| it.customer == customer && it.name == name);
        // Reports of a breach or an incident have no name of their own.
        let is_report = matches!(fact, Fact::Breach(_) | Fact::Incident(_));
        if is_report && known.is_some() && matches!(deed, Deed::Record) {
            return;
        }
        let owner = Self::owner(customer, &fact);
        let (book, key) = (&mut self.book, key(customer));
        let (taken, from) = match deed {
            Deed::Record => (book.record(key, fact.clone()).is_ok(), own_day(&fact)),
            Deed::RecordKnown(later) => {
                let from = own_day(&fact).max(day(later));
                (book.record_known(key, fact.clone(), from).is_ok(), from)
            }
            Deed::Revise(on) => {
                let before = counts(book);
                if book.revise(key, &name, day(on), Some(fact.clone())).is_ok() {
                    self.add(&name, &before, (day(on), Some(fact)));
                }
                return;
            }
            Deed::Void(on) => {
                let before = counts(book);
                if book.revise(key, &name, day(on), None).is_ok() {
                    self.add(&name, &before, (day(on), None));
                }
                return;
            }
        };
        if taken {
            let is_known = |it: &Trail| it.customer == owner && it.name == name;
            assert!(!self.trails.iter().any(is_known), "{name} is recorded once");
            self.trails.push(Trail { customer: owner, name, versions: vec![(from, Some(fact))] });
        }
    }
}

/// The number of facts and versions of each customer.
fn counts(book: &Book) -> Vec<usize> {
    (0..CUSTOMERS).map(|it| book.facts_of(key(it)).count()).collect()
}

/// No customer at all.
pub(crate) const GONE: u8 = CUSTOMERS;

/// A book built afresh from what was known on a day, with the facts of each customer under the one
/// that `survivor` names; those of one that is [`GONE`] are left out.
pub(crate) fn afresh(trails: &[Trail], t: Day, survivor: impl Fn(u8) -> u8) -> Book {
    let mut book = empty(|it| survivor(it) == it);
    let key = |customer: u8| {
        let survivor = Some(survivor(customer)).filter(|it| *it != GONE)?;
        book.key(&name(survivor).parse().unwrap()).ok()
    };
    let keys: Vec<Option<CustomerKey>> = (0..CUSTOMERS).map(key).collect();
    let key = |customer: u8| keys[usize::from(customer)].unwrap();
    let mut flows: Vec<(u8, DocumentFlow)> = Vec::new();
    let mut payments: Vec<(u8, Payment)> = Vec::new();
    let mut parts: Vec<(u8, Fact)> = Vec::new();
    let mut orders: Vec<DocumentId> = Vec::new();
    let mut months: Vec<(u8, Fact)> = Vec::new();
    for trail in trails.iter().filter(|it| survivor(it.customer) != GONE) {
        let customer = trail.customer;
        let key = key(customer);
        match trail.at(t) {
            Some(Fact::DocumentFlow(flow)) => flows.push((customer, flow.clone())),
            Some(Fact::Payment(payment)) => payments.push((customer, payment.clone())),
            Some(fact @ (Fact::Instalments(_) | Fact::Dispute(_))) => {
                parts.push((customer, fact.clone()));
            }
            Some(Fact::Order(order)) => {
                orders.push(order.document.clone());
                book.record(key, order.clone()).unwrap();
            }
            Some(Fact::Expense(it)) => {
                let document = format!("{} of {customer}", it.document).parse().unwrap();
                book.record(key, Expense { document, ..it.clone() }).unwrap();
            }
            Some(fact @ (Fact::Plan(_) | Fact::Budget(_))) => {
                add(&mut months, survivor(customer), fact);
            }
            // The limits and keepers of the survivor are its own.
            Some(
                Fact::TemporaryLimit(_)
                | Fact::Assignment(_)
                | Fact::Placement(_)
                | Fact::Custody(_)
                | Fact::ClassDecision(_),
            ) if survivor(customer) != customer => {}
            Some(fact) => book.record(key, fact.clone()).unwrap(),
            // Money that names an invoice of which nobody knows yet waits for it.
            None if !trail.is_known(t) => {
                if let Some(Fact::Invoice(invoice)) = &trail.versions[0].1 {
                    let issued = trail.versions[0].0;
                    let due = invoice.due.max(issued);
                    book.record(key, Invoice { issued, due, ..invoice.clone() }).unwrap();
                }
            }
            None => {}
        }
    }
    for (customer, fact) in months {
        book.record(key(customer), fact).unwrap();
    }
    // Instalments that do not add up do not hold; what is about an invoice that does not stand does
    // not either.
    for (customer, part) in parts {
        drop(book.record(key(customer), part));
    }
    for (customer, payment) in payments {
        let trail = |number: &DocumentId| {
            let is_it = |it: &&Trail| {
                it.name.number == number.as_str()
                    && matches!(it.versions[0].1, Some(Fact::Invoice(_)))
            };
            trails.iter().find(is_it)
        };
        let stands = |number: &DocumentId| {
            trail(number).is_some_and(|it| !it.is_known(t) || it.at(t).is_some())
        };
        let named = payment.invoice.clone().filter(stands);
        let allocations = payment.allocations.iter().filter(|it| stands(&it.invoice)).cloned();
        let allocations: Vec<_> = allocations.collect();
        let kind = payment.kind;
        if kind != SettlementKind::Refunded
            && !kind.becomes_credit()
            && named.is_none()
            && allocations.is_empty()
        {
            continue;
        }
        let document = format!("{} of {customer}", payment.document).parse().unwrap();
        // What must name an invoice is no more than what it names.
        let mut amount = payment.amount;
        if kind != SettlementKind::Refunded && !kind.becomes_credit() && named.is_none() {
            let parts = allocations.iter().map(|it| it.amount);
            amount = Money::try_sum(amount.currency(), parts).unwrap();
        }
        let payment = Payment { document, amount, invoice: named, allocations, ..payment };
        book.record(key(customer), payment).unwrap();
    }
    loop {
        let sources: Vec<StagedDocument> = flows.iter().map(|(_, it)| it.to.clone()).collect();
        let count = flows.len();
        flows.retain(|(_, it)| {
            if it.from.stage == DocumentStage::Ordered {
                orders.contains(&it.from.document)
            } else {
                sources.contains(&it.from)
            }
        });
        if flows.len() == count {
            break;
        }
    }
    flows.sort_by_key(|(_, it)| it.from.stage);
    for (customer, flow) in flows {
        book.record(key(customer), flow).unwrap();
    }
    book
}

/// Amounts of a month add up.
fn add(months: &mut Vec<(u8, Fact)>, customer: u8, fact: &Fact) {
    let sum = |one: &Money, other: Money| one.checked_add(other).unwrap();
    for (_, known) in months.iter_mut().filter(|(whose, _)| *whose == customer) {
        match (known, fact) {
            (Fact::Plan(known), Fact::Plan(it)) if known.month == it.month => {
                known.amount = sum(&known.amount, it.amount);
                return;
            }
            (Fact::Budget(known), Fact::Budget(it)) if known.month == it.month => {
                known.amount = sum(&known.amount, it.amount);
                return;
            }
            _ => {}
        }
    }
    months.push((customer, fact.clone()));
}
