//! The source of facts: dealers whose days are made up one after the other, or a folder, whose
//! facts are all known from the start.
//!
//! Some of the made-up dealers get into trouble, which only the right remedy ends.

use std::error::Error;

use guanxi::account::{CustomerFact, Fact};
use guanxi::book::Book;
use guanxi::calendar::{Day, Window};
use guanxi::casework::Watermarks;
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::money::Currency;
use guanxi::receivable::CreditLimit;
use guanxi::warning::Rule;

use crate::dealer::Dealer;
use crate::trouble::{Finding, Trouble};

const PLACES: [&str; 20] = [
    "Anqing", "Baoding", "Changde", "Datong", "Foshan", "Guilin", "Handan", "Huizhou", "Jining",
    "Kaifeng", "Liuzhou", "Mianyang", "Nantong", "Ningbo", "Putian", "Qinzhou", "Suzhou",
    "Tangshan", "Weifang", "Yantai",
];
const TRADES: [&str; 15] = [
    "Bath", "Cable", "Doors", "Electric", "Floors", "Garden", "Hardware", "Kitchen", "Lighting",
    "Paint", "Plumbing", "Roofing", "Tiles", "Tools", "Timber",
];

pub(crate) struct World {
    pub(crate) book: Book,
    dealers: Vec<Dealer>,
    begins: Option<Day>,
    /// The days on which the sales feed stands still.
    stop: Option<Window>,
    /// The day whose expenses are read in the wrong unit.
    bad_load: Option<Day>,
    /// Sales that the feed has not delivered yet.
    kept_back: Vec<CustomerFact>,
    /// Expenses that a warning kept from being booked.
    pub(crate) not_booked: u32,
    /// The rules for which a trouble that is just over is a cause.
    causes: JustOver,
}

/// The count of false alarms: the rules for which a trouble that is just over, and that the sums
/// still show, is a cause. For the others the desk calls such a warning a false alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JustOver {
    /// Sales progress alone: the count of before.
    CausesProgress,
    /// Every rule.
    CausesAll,
}

impl World {
    /// The facts of a folder.
    pub(crate) fn of(book: Book) -> Self {
        let (dealers, kept_back) = (Vec::new(), Vec::new());
        let (begins, stop, bad_load) = (None, None, None);
        let causes = JustOver::CausesAll;
        Self { book, dealers, begins, stop, bad_load, kept_back, not_booked: 0, causes }
    }

    /// The same world with another count of false alarms.
    pub(crate) fn counted(self, causes: JustOver) -> Self {
        Self { causes, ..self }
    }

    /// Three hundred dealers, with two quiet years before the day on which their troubles begin.
    pub(crate) fn made_up(begin: Day, seed: u64) -> Result<Self, Box<dyn Error>> {
        let mut world = Self::of(Book::new(Currency::CNY));
        let first = begin.offset(-730);
        world.begins = Some(first);
        world.stop = Some(Window { after: begin.offset(287), until: begin.offset(299) });
        world.bad_load = Some(begin.offset(163));
        for number in 0..PLACES.len() * TRADES.len() {
            let (place, trade) = (number % PLACES.len(), number / PLACES.len());
            let name = PLACES.get(place).zip(TRADES.get(trade)).map(|(a, b)| format!("{a} {b}"));
            let customer = Customer::new(name.unwrap_or_default().parse()?);
            let key = world.book.register(customer)?;
            let mut dealer = Dealer::new(key, world.book.currency(), first, seed);
            dealer.troubles = Trouble::of(number, begin, &mut dealer.dice);
            let limit = CreditLimit::try_from_money(dealer.usual_limit(), world.book.currency())?;
            world.book.agree_limit(key, limit)?;
            world.dealers.push(dealer);
        }
        Ok(world)
    }

    /// The first day that is made up.
    pub(crate) const fn begins(&self) -> Option<Day> {
        self.begins
    }

    /// Records the facts of a day, unless the feed stands still or expenses of the customer are
    /// stopped.
    pub(crate) fn pass(
        &mut self,
        day: Day,
        is_stopped: impl Fn(CustomerKey) -> bool,
    ) -> Result<(), Box<dyn Error>> {
        let is_silent = self.stop.is_some_and(|stop| stop.contains(day));
        if !is_silent {
            for CustomerFact { customer, fact } in self.kept_back.drain(..) {
                self.book.record(customer, fact)?;
            }
        }
        for dealer in &mut self.dealers {
            let key = dealer.key;
            for fact in dealer.pass(day)? {
                if is_silent && matches!(fact, Fact::Sale(_)) {
                    self.kept_back.push(CustomerFact::new(key, fact));
                } else if is_stopped(key) && matches!(fact, Fact::Expense(_)) {
                    self.not_booked += 1;
                } else {
                    self.book.record(key, fact)?;
                }
            }
        }
        Ok(())
    }

    /// The last complete day of each feed.
    pub(crate) fn watermarks(&self, day: Day) -> Watermarks {
        if self.dealers.is_empty() {
            return Watermarks::default();
        }
        let silent = self.stop.filter(|stop| stop.contains(day));
        let sales = silent.map_or(day, |stop| stop.after);
        let today = Some(day);
        Watermarks { sales: Some(sales), receivables: today, expenses: today, incidents: today }
    }

    /// The book as it was read on the day of the bad load: expenses a hundred times too large.
    pub(crate) fn misread(&self, day: Day) -> Result<Option<Book>, Box<dyn Error>> {
        if self.bad_load != Some(day) {
            return Ok(None);
        }
        let mut book = self.book.clone();
        for dealer in &self.dealers {
            book.record(dealer.key, dealer.expense(day, "misread", 100)?)?;
        }
        Ok(Some(book))
    }

    /// True when the warnings held back on a day came of bad data.
    pub(crate) fn is_misread(&self, day: Day) -> bool {
        self.bad_load == Some(day)
    }

    /// The result of asking the customer; `None` when nothing is wrong with it.
    pub(crate) fn finding(&self, key: CustomerKey, rule: Rule, day: Day) -> Option<Finding> {
        let dealer = self.dealer(key)?;
        let now = dealer.troubles.iter().filter(|it| it.is_on(day));
        let before = dealer.troubles.iter().filter(|it| it.is_just_over(day));
        now.map(|it| it.kind).find_map(|kind| kind.finding(rule)).or_else(|| {
            let found = before.map(|it| it.kind).find_map(|kind| kind.finding(rule));
            let is_cause = match self.causes {
                JustOver::CausesProgress => rule == Rule::Progress,
                JustOver::CausesAll => true,
            };
            found.filter(|_| is_cause).map(|it| it.afterwards(rule))
        })
    }

    /// The troubles that have begun by a day, each with its customer.
    pub(crate) fn troubles(&self, by: Day) -> impl Iterator<Item = (CustomerKey, &Trouble)> {
        let all = self.dealers.iter().flat_map(|it| it.troubles.iter().map(|own| (it.key, own)));
        all.filter(move |(_, trouble)| trouble.from <= by)
    }

    /// True when the facts are made up, so that an investigation finds the truth.
    pub(crate) fn is_made_up(&self) -> bool {
        !self.dealers.is_empty()
    }

    /// Ends the trouble of a customer behind a rule soon: a remedy works.
    pub(crate) fn help(&mut self, key: CustomerKey, rule: Rule, day: Day) {
        let place = usize::try_from(key.position()).ok();
        if let Some(dealer) = place.and_then(|place| self.dealers.get_mut(place)) {
            dealer.help(rule, day);
        }
    }

    fn dealer(&self, key: CustomerKey) -> Option<&Dealer> {
        self.dealers.get(usize::try_from(key.position()).ok()?)
    }
}
