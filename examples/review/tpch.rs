//! A book made from TPC-H, in memory.
//!
//! TPC-H describes a wholesaler: 30,000 of 45,000 customers order, each some fifteen times in seven
//! years, all of them alike. Nobody can judge the rhythm of two orders a year, and equal customers
//! have no ABC. So a customer of TPC-H is here an *outlet*, and outlets buy through *dealers*, as
//! goods do travel: the 1,200 dealers are the customers of the book. Outlets are dealt to them in
//! the order of their keys, 9,570 ÷ (rank + 10) to each, so the largest dealer has 870 and the
//! smallest 7.
//!
//! - *Dealer*: named after its first outlet.
//! - *Sale*: an order of TPC-H with its date, total price and key; every 61st is returned in part
//!   after 15 days.
//! - *Open order*: every third order dated within six weeks after the review, ordered 45 days
//!   earlier and delivered on its date.
//! - *Invoice*: one for each sale from 1997 on; net 30, 45 or 60 days by the market segment of the
//!   first outlet.
//! - *Payment*: by the habit of the dealer, which is punctual, slack, slow, in parts, or stopped;
//!   some name no invoice, some pay ahead.
//! - *Credit limit*: the sales of 1997 over the term and a month, times 0.8 to 2.2, and two average
//!   orders; some not set, unlimited or 0.
//! - *Plan, budget*: a month's share of the sales of 1997, for dealers who then ordered often
//!   enough.
//! - *Expense*: 2 % of an average month of 1997 and 1 % of the month's sales; some climb, some
//!   overspend, some go on when sales end.
//!
//! TPC-H orders fall evenly over the years, so nobody comes, grows, fades or leaves. The *career*
//! of a dealer leaves out some of its orders to tell these stories. Career, habit, attitude,
//! contract, incidents and breaches follow from the dealer's number by a remainder: integers only,
//! nothing random, the same book on every machine.
//!
//! The review day is Monday, 22 June 1998: late enough in the quarter for its plan to speak, and
//! early enough that six weeks of orders follow, which the review must not see.

#![allow(
    clippy::arithmetic_side_effects,
    reason = "keys, dates and amounts of TPC-H are far from every bound"
)]

mod dealer;

use std::collections::BTreeMap;
use std::error::Error;

use guanxi::account::Fact;
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Month, Validity};
use guanxi::contract::Contract;
use guanxi::customer::Customer;
use guanxi::expense::{Budget, Expense};
use guanxi::id::{CustomerKey, DocumentId};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::money::{Amount, Currency, Money};
use guanxi::receivable::{CreditLimit, Invoice, Payment, TemporaryLimit};
use guanxi::trade::{Breach, BreachKind, OpenOrder, Plan, Sale};

use dealer::{Base, Days, Dealer, Habit, Order, dealers};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The currency of all amounts.
pub(crate) const CURRENCY: Currency = Currency::USD;

/// The book and the day of its review.
pub(crate) fn book() -> Outcome<(Book, AsOf)> {
    let days = Days::try_new()?;
    let mut writer = Writer { book: Book::new(CURRENCY), usd: CURRENCY, days };
    for dealer in dealers(days)? {
        writer.write(&dealer)?;
    }
    Ok((writer.book, AsOf::new(days.review)))
}

struct Writer {
    book: Book,
    usd: Currency,
    days: Days,
}

impl Writer {
    fn write(&mut self, dealer: &Dealer) -> Outcome {
        let mut customer = Customer::new(dealer.name.parse()?);
        customer.attitude = dealer.attitude();
        // A dealer is signed up three weeks before its first order.
        customer.since = dealer.orders.first().map(|first| first.day.offset(-21));
        let key = self.book.register(customer)?;
        let base = dealer.base(self.days);
        for order in &dealer.orders {
            self.write_order(key, dealer, order)?;
        }
        self.write_limits(key, dealer, base)?;
        self.write_plans(key, base)?;
        self.write_expenses(key, dealer, base)?;
        self.write_advance(key, dealer, base)?;
        self.write_contracts(key, dealer)?;
        self.write_events(key, dealer)
    }

    const fn money(&self, minor: i64) -> Money {
        Money::new(Amount::from_minor(minor), self.usd)
    }

    fn record(&mut self, key: CustomerKey, fact: impl Into<Fact>) -> Outcome {
        Ok(self.book.record(key, fact)?)
    }

    fn write_order(&mut self, key: CustomerKey, dealer: &Dealer, order: &Order) -> Outcome {
        let (review, document) = (self.days.review, order.key.to_string());
        let amount = self.money(order.minor);
        let is_ahead = (1..=42).contains(&order.day.days_since(review));
        if is_ahead && order.key % 3 == 0 {
            let ordered = order.day.offset(-45);
            let open = OpenOrder::new(document.parse()?, ordered, order.day, amount);
            return self.record(key, open);
        }
        self.record(key, Sale::new(document.parse()?, order.day, amount))?;
        if order.key % 61 == 0 {
            let back = self.money(-order.minor / 5);
            let document = format!("R-{document}").parse()?;
            self.record(key, Sale::new(document, order.day.offset(15), back))?;
        }
        if order.day < self.days.base_year {
            return Ok(());
        }
        let due = order.day.offset(dealer.term);
        let invoice = Invoice::new(document.parse()?, order.day, due, amount);
        let is_disputed = order.key % 97 == 0;
        let invoice = if is_disputed { invoice.in_dispute() } else { invoice };
        self.record(key, invoice)?;
        let unnamed = dealer.pick(6, 9) == 0;
        let remainder = |of: i64| i32::try_from(order.key % of);
        let (whole, part) = (order.minor, order.minor * 7 / 10);
        match dealer.habit(self.days) {
            Habit::Punctual if order.key % 40 == 0 => {
                self.pay(key, order, unnamed, (due.offset(3), whole))
            }
            Habit::Punctual => self.pay(key, order, unnamed, (due.offset(-remainder(10)?), whole)),
            Habit::Slack => self.pay(key, order, unnamed, (due.offset(remainder(8)?), whole)),
            Habit::Slow => self.pay(key, order, unnamed, (due.offset(14 + remainder(36)?), whole)),
            Habit::InParts => {
                self.pay(key, order, unnamed, (due, part))?;
                self.pay(key, order, true, (due.offset(21), whole - part))
            }
            Habit::Stopped(last) if due > last => Ok(()),
            Habit::Stopped(_) => self.pay(key, order, unnamed, (due, whole)),
        }
    }

    /// Pays a part of the invoice of an order on a day, with its number or without.
    fn pay(
        &mut self,
        key: CustomerKey,
        order: &Order,
        unnamed: bool,
        (day, minor): (Day, i64),
    ) -> Outcome {
        let invoice = order.key.to_string();
        let document: DocumentId = format!("P-{invoice}-{}", day.days_since(order.day)).parse()?;
        let payment = Payment::new(document, day, self.money(minor));
        if unnamed {
            return self.record(key, payment);
        }
        self.record(key, payment.for_invoice(invoice.parse()?))
    }

    /// One of thirty dealers has paid an average order too much.
    fn write_advance(&mut self, key: CustomerKey, dealer: &Dealer, base: Base) -> Outcome {
        if dealer.pick(7, 30) != 0 || base.minor == 0 {
            return Ok(());
        }
        let document = format!("A-{}", dealer.number).parse()?;
        let day = self.days.review.offset(-10);
        self.record(key, Payment::new(document, day, self.money(base.average_order)))
    }

    fn write_limits(&mut self, key: CustomerKey, dealer: &Dealer, base: Base) -> Outcome {
        let turn = base.minor * i64::from(dealer.term + 30) / 365;
        let factor = i64::from(80 + dealer.pick(8, 8) * 20);
        let minor = turn * factor / 100 + 2 * base.average_order;
        // Rounded up to ten thousand dollars; half a million for a newcomer.
        let minor = ((minor + 999_999) / 1_000_000 * 1_000_000).max(50_000_000);
        let limit = match dealer.pick(9, 40) {
            0 | 1 => CreditLimit::NotSet,
            2 => CreditLimit::Unlimited,
            3 => CreditLimit::Amount(Amount::ZERO),
            _ => CreditLimit::try_from_money(self.money(minor), self.book.currency())?,
        };
        self.book.agree_limit(key, limit)?;
        let season = match dealer.pick(10, 12) {
            0 => (-30, 30),
            1 => (-150, -60),
            _ => return Ok(()),
        };
        let temporary = TemporaryLimit {
            from: self.days.review.offset(season.0),
            to: self.days.review.offset(season.1),
            limit: self.money(minor + minor / 2),
        };
        self.record(key, temporary)
    }

    /// A plan for each month of 1998 for those who ordered on 24 days of 1997: a twelfth of the
    /// sales, less 8 %.
    fn write_plans(&mut self, key: CustomerKey, base: Base) -> Outcome {
        if base.order_days < 24 {
            return Ok(());
        }
        // Cut to whole thousands of dollars.
        let target = base.minor / 12 * 92 / 100 / 100_000 * 100_000;
        let this_year = self.days.this_year.month();
        for month in (0..12).map(|it| this_year.offset(it)) {
            self.record(key, Plan::new(month, self.money(target)))?;
        }
        Ok(())
    }

    /// Budgets of 1998, 3.6 % of an average month, and expenses from 1997 on, for two thirds of
    /// those who ordered on 12 days of 1997: the others are not supported and cost nothing.
    fn write_expenses(&mut self, key: CustomerKey, dealer: &Dealer, base: Base) -> Outcome {
        if base.order_days < 12 || dealer.pick(11, 3) == 0 {
            return Ok(());
        }
        let (average, this_year) = (base.minor / 12, self.days.this_year.month());
        for month in (0..12).map(|it| this_year.offset(it)) {
            self.record(key, Budget::new(month, self.money(average * 36 / 1_000)))?;
        }
        let mut sold: BTreeMap<Month, i64> = BTreeMap::new();
        for order in &dealer.orders {
            *sold.entry(order.day.month()).or_default() += order.minor;
        }
        let last = dealer.orders.last().map(|last| last.day.month());
        let goes_on = dealer.pick(12, 2) == 0;
        for month in (-12..7).map(|it| this_year.offset(it)) {
            if !goes_on && last.is_some_and(|last| month > last) {
                break;
            }
            let minor = average * 2 / 100 + sold.get(&month).copied().unwrap_or(0) / 100;
            let minor = minor * dealer.extra_percent(month.months_since(this_year)) / 100;
            let document = format!("E-{}-{month}", dealer.number).parse()?;
            let day = month.first_day().offset(4 + dealer.pick(13, 15));
            self.record(key, Expense::new(document, day, self.money(minor)))?;
        }
        Ok(())
    }

    /// Contracts: most run for the year, some without an end, some ran out in March; some dealers
    /// have none.
    fn write_contracts(&mut self, key: CustomerKey, dealer: &Dealer) -> Outcome {
        let Days { base_year, this_year, .. } = self.days;
        let (signed, from, to) = match dealer.pick(14, 100) {
            ..78 => (-20, this_year, Some(this_year.offset(364))),
            78..88 => (-30, base_year, None),
            88..95 => (-20, base_year, Some(this_year.offset(89))),
            95.. => return Ok(()),
        };
        let (id, signed) = (format!("C-{}", dealer.number).parse()?, from.offset(signed));
        self.record(key, Contract::signed_elsewhere(id, signed, Validity::try_new(from, to)?)?)?;
        if from == base_year {
            return Ok(());
        }
        let before = (format!("C-{}-1997", dealer.number).parse()?, base_year.offset(-20));
        let until = Validity::try_new(base_year, Some(this_year.offset(-1)))?;
        self.record(key, Contract::signed_elsewhere(before.0, before.1, until)?)
    }

    /// Incidents of one dealer in twenty, breaches of the channel of one in fifteen.
    fn write_events(&mut self, key: CustomerKey, dealer: &Dealer) -> Outcome {
        const KINDS: [IncidentKind; 7] = [
            IncidentKind::Theft,
            IncidentKind::RoadAccident,
            IncidentKind::Split,
            IncidentKind::Illness,
            IncidentKind::Fire,
            IncidentKind::Lawsuit,
            IncidentKind::ChangeOfOwner,
        ];
        let one_of =
            |question, all: usize| usize::try_from(dealer.pick(question, i32::try_from(all)?));
        if dealer.pick(15, 20) == 0 {
            let occurred = self.days.review.offset(-10 - dealer.pick(16, 120));
            let incident = Incident {
                kind: KINDS.into_iter().nth(one_of(17, 7)?).ok_or("no such kind")?,
                occurred,
                reported: occurred.offset(dealer.pick(18, 5)),
                credibility: *Credibility::ALL.get(one_of(19, 3)?).ok_or("no such word")?,
                impact: Impact::try_new(u8::try_from(dealer.pick(20, 4))?)?,
                resolved: (dealer.pick(21, 4) == 0).then(|| occurred.offset(9)),
            };
            self.record(key, incident)?;
        }
        if dealer.pick(22, 15) == 0 {
            let breach = Breach {
                date: self.days.review.offset(-dealer.pick(23, 400)),
                kind: *BreachKind::ALL.get(one_of(24, 3)?).ok_or("no such kind")?,
                upheld: dealer.pick(25, 3) != 0,
            };
            self.record(key, breach)?;
        }
        Ok(())
    }
}
