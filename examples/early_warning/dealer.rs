//! A dealer that orders, is billed, pays and costs, day by day.

use std::error::Error;

use guanxi::account::Fact;
use guanxi::calendar::Day;
use guanxi::expense::{Budget, Expense};
use guanxi::id::CustomerKey;
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::money::{Amount, Currency, Money};
use guanxi::receivable::{Invoice, Payment};
use guanxi::trade::{Plan, Sale};
use guanxi::warning::Rule;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::trouble::{Kind, Trouble};

const TERMS: i32 = 30;

pub(crate) struct Dealer {
    pub(crate) key: CustomerKey,
    currency: Currency,
    pub(crate) dice: StdRng,
    pub(crate) troubles: Vec<Trouble>,
    /// The amount of an order in minor units, and the days between two orders.
    order: i64,
    gap: i32,
    /// The usual delay of a payment in days.
    late: i32,
    next_order: Day,
    bills: Vec<Bill>,
}

/// An invoice that is not paid yet.
struct Bill {
    invoice: String,
    amount: i64,
    pays: Day,
}

impl Dealer {
    pub(crate) fn new(key: CustomerKey, currency: Currency, begin: Day, seed: u64) -> Self {
        // Each dealer has dice of its own, so that help for one changes nothing for the others.
        let mut dice = StdRng::seed_from_u64(seed.wrapping_add(u64::from(key.position())));
        let order = 40_000_i64 << dice.random_range(0..6);
        let gap = dice.random_range(2..=4);
        let late = dice.random_range(-3..=3);
        let next_order = begin.offset(dice.random_range(0..gap));
        let (bills, troubles) = (Vec::new(), Vec::new());
        Self { key, currency, dice, troubles, order, gap, late, next_order, bills }
    }

    /// The usual purchases of a month.
    fn usual_month(&self) -> i64 {
        self.order * 30 / i64::from(self.gap)
    }

    /// The credit limit: the purchases of seven weeks and some orders more.
    pub(crate) fn usual_limit(&self) -> Money {
        self.money(self.order * (50 / i64::from(self.gap) + 4))
    }

    fn money(&self, minor: i64) -> Money {
        Money::new(Amount::from_minor(minor), self.currency)
    }

    fn has(&self, kind: Kind, day: Day) -> bool {
        self.troubles.iter().any(|it| it.kind == kind && it.is_on(day))
    }

    /// The facts of one day.
    pub(crate) fn pass(&mut self, day: Day) -> Result<Vec<Fact>, Box<dyn Error>> {
        let mut facts = Vec::new();
        if day.month().first_day() == day {
            let (month, usual) = (day.month(), self.usual_month());
            facts.push(Plan::new(month, self.money(usual * 7 / 10)).into());
            facts.push(Budget::new(month, self.money(usual / 25)).into());
        }
        facts.extend(self.fires(day)?);
        self.orders(day, &mut facts)?;
        self.pays(day, &mut facts)?;
        // Once a week, on a day of its own.
        if day.to_epoch_days().rem_euclid(7) == i32::try_from(self.key.position() % 5)? {
            let times = if self.has(Kind::Overspend, day) { 3 } else { 1 };
            facts.push(self.expense(day, "week", times)?.into());
        }
        Ok(facts)
    }

    fn orders(&mut self, day: Day, facts: &mut Vec<Fact>) -> Result<(), Box<dyn Error>> {
        if day < self.next_order {
            return Ok(());
        }
        let is_down = self.has(Kind::Decline, day);
        let (gap, percent) = if is_down { (self.gap * 2, 75) } else { (self.gap, 100) };
        let wait = gap + self.dice.random_range(-1..=1);
        let percent = percent * self.dice.random_range(92..=108);
        self.next_order = day.offset(wait.max(1));
        if [Kind::Silence, Kind::Fire, Kind::Gone].into_iter().any(|kind| self.has(kind, day)) {
            return Ok(());
        }
        let amount = self.order * i64::from(percent) / 10_000;
        let document = format!("{}-{day}", self.key.position());
        facts.push(Sale::new(document.parse()?, day, self.money(amount)).into());
        let due = day.offset(TERMS);
        facts.push(Invoice::new(document.parse()?, day, due, self.money(amount)).into());
        let is_slow = self.troubles.iter().any(|it| it.is_slow(day));
        let slow = if is_slow { 50 } else { 0 };
        let pays = due.offset(self.late + slow + self.dice.random_range(-2..=2));
        self.bills.push(Bill { invoice: document, amount, pays });
        Ok(())
    }

    fn pays(&mut self, day: Day, facts: &mut Vec<Fact>) -> Result<(), Box<dyn Error>> {
        if self.has(Kind::Gone, day) {
            return Ok(());
        }
        let paid: Vec<Bill> = self.bills.extract_if(.., |bill| bill.pays <= day).collect();
        for bill in paid {
            let document = format!("P{}", bill.invoice);
            let payment = Payment::new(document.parse()?, day, self.money(bill.amount));
            facts.push(payment.for_invoice(bill.invoice.parse()?).into());
        }
        Ok(())
    }

    /// The expenses of a week, multiplied by `times`.
    pub(crate) fn expense(
        &self,
        day: Day,
        what: &str,
        times: i64,
    ) -> Result<Expense, Box<dyn Error>> {
        let usual = self.usual_month() / 25 * 7 / 30;
        let document = format!("{what} {} {day}", self.key.position());
        Ok(Expense::new(document.parse()?, day, self.money(usual * 3 / 5 * times)))
    }

    /// The reports of a fire: heard of, verified, over.
    fn fires(&self, day: Day) -> Result<Option<Fact>, Box<dyn Error>> {
        let Some(fire) = self.troubles.iter().find(|it| it.kind == Kind::Fire) else {
            return Ok(None);
        };
        let (credibility, resolved) = match day.days_since(fire.from) {
            0 => (Credibility::Reported, None),
            3 => (Credibility::Verified, None),
            45 => (Credibility::Verified, Some(day)),
            _ => return Ok(None),
        };
        let (kind, impact) = (IncidentKind::Fire, Impact::try_new(3)?);
        let (occurred, reported) = (fire.from, day);
        Ok(Some(Incident { kind, occurred, reported, credibility, impact, resolved }.into()))
    }

    /// Ends the trouble that a remedy works against within two weeks.
    pub(crate) fn help(&mut self, rule: Rule, day: Day) {
        let soon = day.offset(self.dice.random_range(2..14));
        let helped = self.troubles.iter_mut().filter(|it| it.is_on(day));
        for trouble in helped.filter(|it| it.kind.is_helped_by(rule)) {
            trouble.is_helped = true;
            trouble.until = trouble.until.min(soon);
            for bill in self.bills.iter_mut().filter(|_| trouble.kind == Kind::SlowPayer) {
                bill.pays = bill.pays.min(soon);
            }
        }
    }
}
