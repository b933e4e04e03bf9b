//! Random facts and days through a book, against a second model that keeps plain lists and works
//! everything out anew.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    clippy::wildcard_enum_match_arm,
    reason = "a test may panic, and works out again what the library says in the plainest way"
)]

use std::collections::{BTreeMap, BTreeSet};

use guanxi::account::{Fact, RecordError};
use guanxi::book::{Book, BookError};
use guanxi::calendar::{AsOf, Day};
use guanxi::credit::Exposure;
use guanxi::customer::Customer;
use guanxi::expense::{Budget, Expense};
use guanxi::id::{CustomerKey, DocumentId};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::lapse::Rhythm;
use guanxi::money::{Amount, Money};
use guanxi::policy::Policy;
use guanxi::receivable::{Bucket, CreditLimit, Invoice, Payment, TemporaryLimit, settle};
use guanxi::review::ReviewError;
use guanxi::trade::{Breach, BreachKind, OpenOrder, Plan, Sale};
use guanxi::warning::{Outcome, Rule};

const CUSTOMERS: usize = 6;
/// The customer whose amounts lie at the ends of what an amount can be.
const RICH: usize = 5;
const DAYS: u64 = 700;

/// A sequence of numbers that is the same on every machine (xorshift64*).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % below
    }

    fn day(&mut self) -> Day {
        let first: Day = "2024-06-01".parse().unwrap();
        first.offset(self.roll(DAYS) as i32)
    }

    fn minor(&mut self) -> i64 {
        self.roll(50_000) as i64 + 1
    }

    fn customer(&mut self) -> usize {
        self.roll(CUSTOMERS as u64) as usize
    }

    fn is_one_of(&mut self, many: u64) -> bool {
        self.roll(many) == 0
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        if of.is_empty() {
            return None;
        }
        of.get(self.roll(of.len() as u64) as usize)
    }
}

#[track_caller]
fn document(text: &str) -> DocumentId {
    text.parse().unwrap()
}

#[track_caller]
fn money_in(code: &str, minor: i64) -> Money {
    Money::new(Amount::from_minor(minor), code.parse().unwrap())
}

fn money(minor: i64) -> Money {
    money_in("CNY", minor)
}

/// What becomes of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Taken,
    Duplicate,
    Conflict,
    OutOfBounds,
    Currency,
    UnknownInvoice,
    Overflow,
    UnknownCustomer,
}

fn fate(outcome: &Result<(), BookError>) -> Fate {
    match outcome {
        Ok(()) => Fate::Taken,
        Err(BookError::Refused { refusal, .. }) => match refusal {
            RecordError::Duplicate { .. } => Fate::Duplicate,
            RecordError::Conflict { .. } => Fate::Conflict,
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
struct Model {
    facts: Vec<Vec<Fact>>,
    limits: Vec<CreditLimit>,
}

impl Model {
    fn new() -> Self {
        Self { facts: vec![Vec::new(); CUSTOMERS], limits: vec![CreditLimit::NotSet; CUSTOMERS] }
    }

    fn sales(&self, who: usize) -> impl Iterator<Item = &Sale> {
        self.facts[who].iter().filter_map(|fact| match fact {
            Fact::Sale(sale) => Some(sale),
            _ => None,
        })
    }

    fn invoices(&self, who: usize) -> impl Iterator<Item = &Invoice> {
        self.facts[who].iter().filter_map(|fact| match fact {
            Fact::Invoice(invoice) => Some(invoice),
            _ => None,
        })
    }

    fn payments(&self, who: usize) -> impl Iterator<Item = &Payment> {
        self.facts[who].iter().filter_map(|fact| match fact {
            Fact::Payment(payment) => Some(payment),
            _ => None,
        })
    }

    /// Whether the fact stands already, and as what.
    fn known(&self, who: usize, fact: &Fact) -> Option<Fate> {
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
    fn overflows(&self, who: usize, fact: &Fact) -> bool {
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

    fn foresee(&self, who: usize, fact: &Fact, fault: Fate) -> Fate {
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

    fn limit(&self, who: usize, t: Day) -> CreditLimit {
        let temporary = self.facts[who].iter().find_map(|fact| match fact {
            Fact::TemporaryLimit(limit) if limit.from <= t && t <= limit.to => Some(limit.limit),
            _ => None,
        });
        temporary.map_or(self.limits[who], |limit| CreditLimit::Amount(limit.amount()))
    }

    fn purchases(&self, who: usize, t: Day) -> i128 {
        let inside = self.sales(who).filter(|sale| t.offset(-365) < sale.date && sale.date <= t);
        inside.map(|sale| i128::from(sale.amount.amount().minor())).sum()
    }

    fn order_days(&self, who: usize, t: Day) -> BTreeSet<Day> {
        let sold =
            self.sales(who).filter(|sale| sale.date <= t && sale.amount.amount().is_positive());
        sold.map(|sale| sale.date).collect()
    }

    /// Open items by due date and number, and what is left of the payments.
    fn open(&self, who: usize, t: Day) -> (BTreeMap<(Day, String), i128>, i128) {
        let minor = |money: Money| i128::from(money.amount().minor());
        let mut due = BTreeMap::new();
        let mut open = BTreeMap::new();
        for invoice in self.invoices(who).filter(|invoice| invoice.issued <= t) {
            let key = (invoice.due, invoice.document.to_string());
            due.insert(invoice.document.clone(), key.clone());
            open.insert(key, minor(invoice.amount));
        }
        let mut free = 0;
        for payment in self.payments(who).filter(|payment| payment.date <= t) {
            let key = payment.invoice.as_ref().and_then(|named| due.get(named));
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
        (open, free)
    }

    fn orders(&self, who: usize, t: Day) -> i128 {
        let orders = self.facts[who].iter().filter_map(|fact| match fact {
            Fact::Order(order) if order.ordered <= t => Some(order.amount),
            _ => None,
        });
        orders.map(|amount| i128::from(amount.amount().minor())).sum()
    }
}

struct World {
    dice: Dice,
    book: Book,
    keys: Vec<CustomerKey>,
    model: Model,
    documents: u32,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut book = Book::new("CNY".parse().unwrap());
        let register = |place: usize| {
            let customer = Customer::new(format!("Customer {place}").parse().unwrap());
            book.register(customer).unwrap()
        };
        let keys = (0..CUSTOMERS).map(register).collect();
        Self { dice: Dice(seed), book, keys, model: Model::new(), documents: 0 }
    }

    fn number(&mut self, kind: &str) -> DocumentId {
        self.documents += 1;
        document(&format!("{kind}{}", self.documents))
    }

    fn extreme(&mut self) -> i64 {
        let ends = [i64::MAX, i64::MAX - 3, i64::MIN, -i64::MAX, 5, -10, 1 << 62];
        *self.dice.pick(&ends).unwrap()
    }

    fn sale(&mut self, who: usize) -> Fact {
        let number = self.number("S");
        if who == RICH {
            // On few days, so that several amounts meet on one.
            let day = "2025-03-01".parse::<Day>().unwrap();
            let day = day.offset(self.dice.roll(9) as i32 * 50);
            return Sale::new(number, day, money(self.extreme())).into();
        }
        let day = self.dice.day();
        let minor = if self.dice.is_one_of(5) { -self.dice.minor() } else { self.dice.minor() };
        Sale::new(number, day, money(minor)).into()
    }

    /// An invoice of the customer, or one of somebody else.
    fn invoice_of(&mut self, who: usize) -> Option<DocumentId> {
        let numbers: Vec<DocumentId> =
            self.model.invoices(who).map(|invoice| invoice.document.clone()).collect();
        self.dice.pick(&numbers).cloned()
    }

    /// A sound fact.
    fn sound(&mut self, who: usize) -> Fact {
        let (day, minor) = (self.dice.day(), self.dice.minor());
        let later = day.offset(self.dice.roll(60) as i32);
        match self.dice.roll(12) {
            0..=2 => self.sale(who),
            3 => OpenOrder::new(self.number("O"), day, later, money(minor)).into(),
            4 => Plan::new(day.month(), money(minor)).into(),
            5 => Breach {
                date: day,
                kind: BreachKind::ALL[self.dice.roll(3) as usize],
                upheld: self.dice.is_one_of(2),
            }
            .into(),
            6 => Invoice::new(self.number("I"), day, later, money(minor)).into(),
            7 => Payment::new(self.number("P"), day, money(minor)).into(),
            8 => {
                let payment = Payment::new(self.number("P"), day, money(minor));
                match self.invoice_of(who) {
                    Some(invoice) => payment.for_invoice(invoice).into(),
                    None => payment.into(),
                }
            }
            9 => {
                let minor = if who == RICH { self.extreme() } else { minor };
                Expense::new(self.number("E"), day, money(minor)).into()
            }
            10 => Budget::new(day.month(), money(minor)).into(),
            _ => self.rare(day, later, minor),
        }
    }

    fn rare(&mut self, day: Day, later: Day, minor: i64) -> Fact {
        if self.dice.is_one_of(2) {
            return TemporaryLimit { from: day, to: later, limit: money(minor) }.into();
        }
        Incident {
            kind: IncidentKind::Lawsuit,
            occurred: day,
            reported: later,
            credibility: Credibility::ALL[self.dice.roll(3) as usize],
            impact: Impact::try_new(self.dice.roll(4) as u8).unwrap(),
            resolved: self.dice.is_one_of(2).then(|| later.offset(20)),
        }
        .into()
    }

    /// A fact with something wrong with it, and what is wrong.
    fn faulty(&mut self, who: usize) -> (Fact, Fate) {
        let (day, minor) = (self.dice.day(), self.dice.minor());
        let number = self.number("F");
        let dollars = money_in("USD", minor);
        match self.dice.roll(9) {
            0 => (Sale::new(number, day, dollars).into(), Fate::Currency),
            1 => (Plan::new(day.month(), dollars).into(), Fate::Currency),
            2 => {
                let none = money(-self.dice.minor() + 1);
                (Invoice::new(number, day, day, none).into(), Fate::OutOfBounds)
            }
            3 => {
                let none = money(-self.dice.minor() + 1);
                (Payment::new(number, day, none).into(), Fate::OutOfBounds)
            }
            4 => {
                let early = day.offset(-1);
                (Invoice::new(number, day, early, money(minor)).into(), Fate::OutOfBounds)
            }
            5 => {
                let early = day.offset(-1);
                (OpenOrder::new(number, day, early, money(minor)).into(), Fate::OutOfBounds)
            }
            6 => (Budget::new(day.month(), money(-minor)).into(), Fate::OutOfBounds),
            7 => {
                let limit = TemporaryLimit { from: day, to: day.offset(-1), limit: money(minor) };
                (limit.into(), Fate::OutOfBounds)
            }
            _ => {
                let foreign = (who + 1) % CUSTOMERS;
                let invoice = self.invoice_of(foreign).unwrap_or_else(|| document("nowhere"));
                let payment = Payment::new(number, day, money(minor)).for_invoice(invoice);
                (payment.into(), Fate::UnknownInvoice)
            }
        }
    }

    /// A fact that stands already, as it is or with another amount, of the same customer or of
    /// another.
    fn repeated(&mut self, who: usize) -> Option<Fact> {
        let facts = self.model.facts[who].clone();
        let fact = self.dice.pick(&facts).cloned()?;
        if self.dice.is_one_of(2) {
            return Some(fact);
        }
        let other = money(self.dice.minor());
        Some(match fact {
            Fact::Sale(sale) => Sale { amount: other, ..sale }.into(),
            Fact::Invoice(invoice) => Invoice { amount: other, ..invoice }.into(),
            Fact::Payment(payment) => Payment { amount: other, ..payment }.into(),
            Fact::Plan(plan) => Plan { amount: other, ..plan }.into(),
            same => same,
        })
    }

    fn said(&self, t: AsOf) -> String {
        let policy = Policy::default();
        match self.book.review(t, &policy) {
            Err(error) => error.to_string(),
            Ok(review) => {
                let all = self.keys.iter().map(|key| review.explain(*key));
                format!("{:?} {:?}", review.summary(), all.collect::<Vec<_>>())
            }
        }
    }

    fn step(&mut self) -> Fate {
        let who = self.dice.customer();
        let (fact, fault) = match self.dice.roll(10) {
            0 => self.faulty(who),
            1 | 2 => match self.repeated(who) {
                Some(fact) => (fact, Fate::Taken),
                None => (self.sound(who), Fate::Taken),
            },
            _ => (self.sound(who), Fate::Taken),
        };
        // Now and then a document of one customer is recorded for another, or for nobody.
        let whom = match (self.dice.roll(30), fault, &fact) {
            (0, Fate::Taken, Fact::Sale(_) | Fact::Invoice(_)) => (who + 1) % CUSTOMERS,
            _ => who,
        };
        let key = match self.dice.roll(50) {
            0 => CustomerKey::from_position(CUSTOMERS as u32 + 7),
            _ => self.keys[whom],
        };
        let foreseen = self.model.foresee(whom, &fact, fault);
        let t = AsOf::new(self.dice.day());
        let before = self.said(t);
        let outcome = self.book.record(key, fact.clone());
        let found = fate(&outcome);
        if key == self.keys[whom] {
            assert_eq!(found, foreseen, "{fact:?}: {outcome:?}");
        } else {
            assert_ne!(found, Fate::Taken, "{fact:?} for nobody");
        }
        if found == Fate::Taken {
            self.model.facts[whom].push(fact);
        } else {
            assert_eq!(self.said(t), before, "refused: {fact:?}");
        }
        found
    }

    fn restate_limit(&mut self) {
        let who = self.dice.customer();
        let limit = match self.dice.roll(4) {
            0 => CreditLimit::NotSet,
            1 => CreditLimit::Unlimited,
            2 => CreditLimit::Amount(Amount::ZERO),
            _ => CreditLimit::Amount(Amount::from_minor(self.dice.minor() * 9)),
        };
        self.book.agree_limit(self.keys[who], limit).unwrap();
        self.model.limits[who] = limit;
    }

    #[track_caller]
    fn check_customer(&self, who: usize, t: AsOf) {
        let (view, day) = (self.book.view(self.keys[who]).unwrap(), t.day());
        assert_eq!(view.limit(t), self.model.limit(who, day));
        let net = view.sales().net(t.last_days(365)).minor();
        assert_eq!(net, self.model.purchases(who, day));
        let days = self.model.order_days(who, day);
        let rhythm = Rhythm::from_sales(view.sales(), t);
        assert_eq!(rhythm.map(Rhythm::first), days.first().copied());
        assert_eq!(rhythm.map(Rhythm::last), days.last().copied());
        assert_eq!(rhythm.map_or(0, Rhythm::order_days) as usize, days.len());
        let (open, free) = self.model.open(who, day);
        let mut items = BTreeMap::new();
        let standing = settle(view.invoices(), view.payments(), t, |item| {
            let number = view.invoice_number(item.invoice).to_owned();
            items.insert((item.invoice.due(), number), i128::from(item.open.minor()));
        });
        assert_eq!(items, open);
        assert_eq!(standing.unapplied.minor(), free);
        let owed: i128 = open.values().sum();
        let buckets = Bucket::ALL.map(|bucket| standing.ageing.in_bucket(bucket).minor());
        assert_eq!(buckets.iter().sum::<i128>(), owed);
        assert_eq!(standing.balance().minor(), owed - free);
        let orders = self.model.orders(who, day);
        assert_eq!(Exposure::from_account(view, t, None).total().minor(), owed - free + orders);
    }

    #[track_caller]
    fn check_review(&self, t: AsOf) {
        let policy = Policy::default();
        let day = t.day();
        let too_much = (0..CUSTOMERS)
            .map(|who| self.model.purchases(who, day))
            .find(|net| i64::try_from(*net).is_err());
        let review = match (self.book.review(t, &policy), too_much) {
            (Err(ReviewError::Overflow { minor, .. }), Some(net)) => {
                assert_eq!(minor, net);
                return;
            }
            (Ok(review), None) => review,
            (outcome, _) => panic!("{:?} {too_much:?}", outcome.map(|review| review.len())),
        };
        let summary = review.summary();
        let mut balance = 0;
        for (row, key) in review.customers().iter().enumerate() {
            let who = key.position() as usize;
            let net = self.model.purchases(who, day);
            assert_eq!(i128::from(review.purchases()[row].minor()), net);
            let (open, free) = self.model.open(who, day);
            balance += open.values().sum::<i128>() - free;
            let at_risk = review.values_at_risk()[row].minor();
            assert!((0..=net.max(0)).contains(&at_risk), "{at_risk} of {net}");
            let bought = !self.model.order_days(who, day).is_empty();
            let loss = review.outcomes(Rule::Loss)[row];
            let judged = !matches!(loss, Outcome::NotApplicable | Outcome::NoData);
            assert_eq!(judged, bought, "{loss}");
        }
        assert_eq!(summary.balance.minor(), balance);
        let classes: u32 =
            guanxi::segment::Class::ALL.map(|class| summary.class(class).customers).iter().sum();
        assert_eq!(classes as usize, review.len());
        for rule in Rule::ALL {
            let column = review.outcomes(rule);
            assert_eq!(column.len(), review.len());
            let absent = column.contains(&Outcome::NoData);
            assert!(!absent || column.iter().all(|it| *it == Outcome::NoData), "one feed for all");
        }
    }
}

#[track_caller]
fn simulate(seed: u64, steps: u32) -> BTreeMap<String, u32> {
    let mut world = World::new(seed);
    let mut fates = BTreeMap::new();
    for _ in 0..steps {
        let found = world.step();
        *fates.entry(format!("{found:?}")).or_insert(0) += 1;
        if world.dice.is_one_of(20) {
            world.restate_limit();
        }
        let t = AsOf::new(world.dice.day());
        for who in 0..CUSTOMERS {
            world.check_customer(who, t);
        }
        world.check_review(t);
    }
    fates
}

#[test]
fn a_book_does_what_the_lists_say() {
    let mut all = BTreeMap::new();
    for seed in 1..=24 {
        for (fate, count) in simulate(seed * 0x9E37_79B9, 250) {
            *all.entry(fate).or_insert(0) += count;
        }
    }
    for fate in [
        "Taken",
        "Duplicate",
        "Conflict",
        "OutOfBounds",
        "Currency",
        "UnknownInvoice",
        "Overflow",
        "UnknownCustomer",
    ] {
        assert!(all.get(fate).is_some_and(|count| *count > 10), "{fate}: {all:?}");
    }
}

#[test]
fn the_same_dice_give_the_same_book() {
    let told = |seed| {
        let mut world = World::new(seed);
        for _ in 0..100 {
            world.step();
        }
        let t = AsOf::new(world.dice.day());
        world.said(t)
    };
    assert_eq!(told(7), told(7));
    assert_ne!(told(7), told(8));
}
