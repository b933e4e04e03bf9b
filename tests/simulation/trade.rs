//! A made-up trade: customers with rhythms of their own, and whatever is recorded of them on a day,
//! of that day, of one before, or of one to come.

use chrono::Datelike;
use guanxi::account::{CustomerTerm, Fact};
use guanxi::book::Book;
use guanxi::calendar::Day;
use guanxi::customer::Customer;
use guanxi::expense::{Budget, Expense};
use guanxi::id::{CustomerKey, DocumentId};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::money::Amount;
use guanxi::receivable::{
    CreditLimit, Dispute, Invoice, InvoiceInstalment, InvoiceInstalments, Payment, TemporaryLimit,
};
use guanxi::trade::{OpenOrder, Plan, Sale};

use crate::dice::{Dice, document, money};

/// Days between the orders of a customer on average, by its place.
const RHYTHMS: [u64; 6] = [7, 12, 20, 30, 45, 91];

pub(crate) struct Trade {
    pub(crate) dice: Dice,
    pub(crate) book: Book,
    pub(crate) keys: Vec<CustomerKey>,
    first: Day,
    sales: Vec<(usize, Sale)>,
    invoices: Vec<(usize, DocumentId, Day, i64)>,
    documents: u32,
    /// The day from which a customer orders no more.
    stops: Vec<Day>,
}

impl Trade {
    /// A trade with two years of orders before its first day.
    pub(crate) fn new(seed: u64, customers: usize, first: Day) -> Self {
        let mut book = Book::new("CNY".parse().unwrap());
        let register = |place: usize| {
            book.register(Customer::new(format!("Customer {place}").parse().unwrap())).unwrap()
        };
        let keys = (0..customers).map(register).collect();
        let mut dice = Dice(seed);
        let stops = (0..customers).map(|_| first.offset(dice.roll(700) as i32)).collect();
        let (sales, invoices) = (Vec::new(), Vec::new());
        let mut trade = Self { dice, book, keys, first, sales, invoices, documents: 0, stops };
        for day in (-760..0).map(|days| first.offset(days)) {
            for who in 0..customers {
                trade.order(who, day);
                if day == day.month().first_day() {
                    trade.agree(who, day);
                    trade.spend(who, day);
                }
            }
        }
        trade
    }

    fn number(&mut self, kind: &str) -> DocumentId {
        self.documents += 1;
        document(&format!("{kind}{}", self.documents))
    }

    fn take(&mut self, who: usize, fact: impl Into<Fact>) -> bool {
        self.book.record(self.keys[who], fact).is_ok()
    }

    /// Orders by its rhythm; every fifth customer none from December to March.
    fn order(&mut self, who: usize, day: Day) -> bool {
        let rhythm = RHYTHMS[who % RHYTHMS.len()];
        let is_off = who % 5 == 4 && [12, 1, 2, 3].contains(&day.to_date().month());
        if day >= self.stops[who] || is_off || !self.dice.is_one_in(rhythm) {
            return false;
        }
        let minor = (self.dice.minor() + 20_000) * rhythm as i64;
        let sale = Sale::new(self.number("S"), day, money(minor));
        let invoice = self.number("I");
        let due = day.offset(10 + self.dice.roll(50) as i32);
        self.take(who, Invoice::new(invoice.clone(), day, due, money(minor)));
        self.invoices.push((who, invoice, day, minor));
        self.sales.push((who, sale.clone()));
        self.take(who, sale)
    }

    /// Agrees plan and budget of the month of a day.
    fn agree(&mut self, who: usize, day: Day) -> bool {
        let (plan, budget) = (self.dice.minor() * 60, self.dice.minor());
        let month = day.month();
        self.take(who, Plan::new(month, money(plan)))
            | self.take(who, Budget::new(month, money(budget)))
    }

    fn spend(&mut self, who: usize, day: Day) -> bool {
        let expense = Expense::new(self.number("E"), day, money(self.dice.minor()));
        self.take(who, expense)
    }

    /// Whatever is recorded of a customer on a day; `true` when something is.
    pub(crate) fn happen(&mut self, who: usize, today: Day) -> bool {
        let ordered = self.order(who, today);
        let (paid, other) = (self.dice.is_one_in(20), self.dice.is_one_in(25));
        let paid = paid && self.pay(who, today);
        (other && self.other(who, today)) | paid | ordered
    }

    /// Pays the oldest invoice.
    fn pay(&mut self, who: usize, today: Day) -> bool {
        let Some(place) = self.invoices.iter().position(|(whose, ..)| *whose == who) else {
            return false;
        };
        let (_, invoice, _, minor) = self.invoices.remove(place);
        let paid = if self.dice.is_one_in(4) { minor / 2 + 1 } else { minor };
        let number = self.number("P");
        self.take(who, Payment::new(number, today, money(paid)).for_invoice(invoice))
    }

    fn other(&mut self, who: usize, today: Day) -> bool {
        let (soon, key) = (today.offset(1 + self.dice.roll(20) as i32), self.keys[who]);
        let later = soon.offset(self.dice.roll(40) as i32);
        match self.dice.roll(14) {
            0 => self.agree(who, today.offset(31)),
            1 => self.agree(who, today.offset(62)),
            2 | 3 => self.spend(who, today),
            4 => {
                let limit = money(self.dice.minor() * 40);
                self.take(who, TemporaryLimit { from: soon, to: later, limit })
            }
            5 => {
                let limit = match self.dice.roll(4) {
                    0 => CreditLimit::NotSet,
                    1 => CreditLimit::Unlimited,
                    _ => CreditLimit::Amount(Amount::from_minor(self.dice.minor() * 60)),
                };
                self.book.state(key, soon, CustomerTerm::CreditLimit(limit)).is_ok()
            }
            6 => {
                // Goods of last week that are learnt of today or in some days.
                let day = today.offset(-7).max(self.first);
                let sale = Sale::new(self.number("S"), day, money(self.dice.minor()));
                let known = if self.dice.is_one_in(2) { today } else { soon };
                self.book.record_known(key, sale, known).is_ok()
            }
            7 => {
                let mine = self.sales.iter().rposition(|(whose, _)| *whose == who);
                let Some((_, sale)) = mine.map(|place| self.sales.remove(place)) else {
                    return false;
                };
                let known = if self.dice.is_one_in(2) { today } else { soon };
                self.book.revise(key, &Fact::from(sale).name(), known, None).is_ok()
            }
            8 => {
                let goods = Sale::new(self.number("R"), today, money(-self.dice.minor()));
                self.take(who, goods)
            }
            9 => {
                let incident = Incident {
                    kind: IncidentKind::Lawsuit,
                    occurred: today,
                    reported: if self.dice.is_one_in(2) { today } else { soon },
                    credibility: Credibility::ALL[self.dice.roll(3) as usize],
                    impact: Impact::try_new(self.dice.roll(4) as u8).unwrap(),
                    resolved: self.dice.is_one_in(2).then_some(later),
                };
                self.take(who, incident)
            }
            10 | 11 => self.change_invoice(who, soon, later),
            12 => {
                let order = OpenOrder::new(self.number("O"), today, later, money(900_000));
                self.take(who, order)
            }
            _ if self.dice.is_one_in(3) => {
                let ended = self.dice.is_one_in(2).then(|| "closed".parse().unwrap());
                self.book.state(key, soon, CustomerTerm::Ended(ended)).is_ok()
            }
            _ => false,
        }
    }

    /// Agrees instalments of an invoice, or disputes it from a day on.
    fn change_invoice(&mut self, who: usize, soon: Day, later: Day) -> bool {
        let mine: Vec<_> = self.invoices.iter().filter(|(whose, ..)| *whose == who).collect();
        let Some((_, invoice, _, minor)) = self.dice.pick(&mine).copied().cloned() else {
            return false;
        };
        if self.dice.is_one_in(2) {
            let dispute = Dispute::new(invoice, soon);
            return self.take(who, dispute.settled_on(later.offset(5)));
        }
        let half = minor / 2;
        let parts = vec![
            InvoiceInstalment::new(soon, money(half)),
            InvoiceInstalment::new(later.offset(30), money(minor - half)),
        ];
        self.take(who, InvoiceInstalments { invoice, from: soon, parts })
    }
}
