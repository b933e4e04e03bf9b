//! A book and the second model side by side: facts, and the invariants of a review.

use std::collections::BTreeMap;

use guanxi::account::Fact;
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day};
use guanxi::credit::Exposure;
use guanxi::customer::Customer;
use guanxi::expense::{Budget, Expense};
use guanxi::id::{CustomerKey, DocumentId};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::lapse::{PurchaseStatus, Rhythm};
use guanxi::money::Amount;
use guanxi::policy::Policy;
use guanxi::receivable::{Bucket, CreditLimit, Invoice, Payment, TemporaryLimit, settle};
use guanxi::review::ReviewError;
use guanxi::trade::{Breach, BreachKind, OpenOrder, Plan, Sale};
use guanxi::warning::{Outcome, Rule};

use crate::dice::{Dice, document, money, money_in};
use crate::model::{Fate, Model, fate};
use crate::{CUSTOMERS, RICH};

pub(crate) struct World {
    pub(crate) dice: Dice,
    pub(crate) book: Book,
    pub(crate) keys: Vec<CustomerKey>,
    pub(crate) model: Model,
    pub(crate) documents: u32,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut book = Book::new("CNY".parse().unwrap());
        let register = |place: usize| {
            let customer = Customer::new(format!("Customer {place}").parse().unwrap());
            book.register(customer).unwrap()
        };
        let keys = (0..CUSTOMERS).map(register).collect();
        Self { dice: Dice(seed), book, keys, model: Model::new(), documents: 0 }
    }

    pub(crate) fn number(&mut self, kind: &str) -> DocumentId {
        self.documents += 1;
        document(&format!("{kind}{}", self.documents))
    }

    pub(crate) fn extreme(&mut self) -> i64 {
        let ends = [i64::MAX, i64::MAX - 3, i64::MIN, -i64::MAX, 5, -10, 1 << 62];
        *self.dice.pick(&ends).unwrap()
    }

    pub(crate) fn sale(&mut self, who: usize) -> Fact {
        let number = self.number("S");
        if who == RICH {
            // On few days, so that several amounts meet on one.
            let day = "2025-03-01".parse::<Day>().unwrap();
            let day = day.offset(self.dice.roll(9) as i32 * 50);
            return Sale::new(number, day, money(self.extreme())).into();
        }
        let day = self.dice.day();
        let minor = if self.dice.is_one_in(5) { -self.dice.minor() } else { self.dice.minor() };
        Sale::new(number, day, money(minor)).into()
    }

    /// An invoice of the customer, or one of somebody else.
    pub(crate) fn invoice_of(&mut self, who: usize) -> Option<DocumentId> {
        let numbers: Vec<DocumentId> =
            self.model.invoices(who).map(|invoice| invoice.document.clone()).collect();
        self.dice.pick(&numbers).cloned()
    }

    /// A sound fact.
    pub(crate) fn sound(&mut self, who: usize) -> Fact {
        let (day, minor) = (self.dice.day(), self.dice.minor());
        let later = day.offset(self.dice.roll(60) as i32);
        match self.dice.roll(12) {
            0..=2 => self.sale(who),
            3 => OpenOrder::new(self.number("O"), day, later, money(minor)).into(),
            4 => Plan::new(day.month(), money(minor)).into(),
            5 => Breach {
                date: day,
                kind: BreachKind::ALL[self.dice.roll(3) as usize],
                upheld: self.dice.is_one_in(2),
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

    pub(crate) fn rare(&mut self, day: Day, later: Day, minor: i64) -> Fact {
        if self.dice.is_one_in(2) {
            return TemporaryLimit { from: day, to: later, limit: money(minor) }.into();
        }
        Incident {
            kind: IncidentKind::Lawsuit,
            occurred: day,
            reported: later,
            credibility: Credibility::ALL[self.dice.roll(3) as usize],
            impact: Impact::try_new(self.dice.roll(4) as u8).unwrap(),
            resolved: self.dice.is_one_in(2).then(|| later.offset(20)),
        }
        .into()
    }

    /// A fact with something wrong with it, and what is wrong.
    pub(crate) fn faulty(&mut self, who: usize) -> (Fact, Fate) {
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
    pub(crate) fn repeated(&mut self, who: usize) -> Option<Fact> {
        let facts = self.model.facts[who].clone();
        let fact = self.dice.pick(&facts).cloned()?;
        if self.dice.is_one_in(2) {
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

    pub(crate) fn said(&self, t: AsOf) -> String {
        let policy = Policy::default();
        match self.book.review(t, &policy) {
            Err(error) => error.to_string(),
            Ok(review) => {
                let all = self.keys.iter().map(|key| review.explain(*key));
                format!("{:?} {:?}", review.summary(), all.collect::<Vec<_>>())
            }
        }
    }

    pub(crate) fn step(&mut self) -> Fate {
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

    pub(crate) fn restate_limit(&mut self) {
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
    pub(crate) fn check_customer(&self, who: usize, t: AsOf) {
        let (view, day) = (self.book.view(self.keys[who]).unwrap(), t.day());
        assert_eq!(view.limit(t), self.model.limit(who, day));
        let net = view.sales().net(t.last_days(365)).minor();
        assert_eq!(net, self.model.purchases(who, day));
        let days = self.model.order_days(who, day);
        let rhythm = Rhythm::from_sales(view.sales(), t);
        assert_eq!(rhythm.map(Rhythm::first), days.first().copied());
        assert_eq!(rhythm.map(Rhythm::last), days.last().copied());
        assert_eq!(rhythm.map_or(0, Rhythm::order_days) as usize, days.len());
        let (open, free, earmarked) = self.model.open(who, day);
        let mut items = BTreeMap::new();
        let standing = settle(view.receivables(), t, |item| {
            let number = view.invoice_number(item.invoice).to_owned();
            items.insert((item.invoice.due(), number), i128::from(item.open.minor()));
        });
        assert_eq!(items, open);
        assert_eq!(standing.unapplied.minor(), free);
        assert_eq!(standing.earmarked.minor(), earmarked);
        let owed: i128 = open.values().sum();
        let buckets = Bucket::ALL.map(|bucket| standing.ageing.in_bucket(bucket).minor());
        assert_eq!(buckets.iter().sum::<i128>(), owed);
        let owed = owed - free - earmarked;
        assert_eq!(standing.balance().minor(), owed);
        let orders = self.model.orders(who, day);
        assert_eq!(Exposure::from_account(view, t, None).total().minor(), owed + orders);
    }

    #[track_caller]
    pub(crate) fn check_review(&self, t: AsOf) {
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
            let (open, free, earmarked) = self.model.open(who, day);
            balance += open.values().sum::<i128>() - free - earmarked;
            let at_risk = review.values_at_risk()[row].minor();
            assert!((0..=net.max(0)).contains(&at_risk), "{at_risk} of {net}");
            let bought = !self.model.order_days(who, day).is_empty();
            let loss = review.outcomes(Rule::Loss)[row];
            let judged = !matches!(loss, Outcome::NotApplicable | Outcome::NoData);
            let explanation = review.explain(*key).unwrap();
            let verdict = explanation.readings().verdict(Rule::Loss).to_string();
            let set_aside =
                review.statuses()[row] == PurchaseStatus::Lost || verdict.contains("out of season");
            assert_eq!(judged, bought && !set_aside, "{loss}");
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
