//! Dealers and their orders, dealt from the customers and orders of TPC-H.

use std::collections::BTreeSet;

use guanxi::calendar::Day;
use guanxi::customer::Attitude;
use tpchgen::distribution::Distributions;
use tpchgen::generators::{CustomerGenerator, OrderGenerator};
use tpchgen::text::TextPool;

use super::Outcome;

const DEALERS: i32 = 1_200;
/// Bytes of text that comments are cut from. The book reads none, so it need not be the 300 MB of
/// the standard.
const TEXT_BYTES: i32 = 100_000;

/// The days that the stories turn on.
#[derive(Clone, Copy)]
pub(super) struct Days {
    /// 1 January 1997.
    pub(super) base_year: Day,
    /// 1 January 1998.
    pub(super) this_year: Day,
    pub(super) review: Day,
}

impl Days {
    pub(super) fn try_new() -> Outcome<Self> {
        Ok(Self {
            base_year: "1997-01-01".parse()?,
            this_year: "1998-01-01".parse()?,
            review: "1998-06-22".parse()?,
        })
    }
}

pub(super) struct Order {
    pub(super) key: i64,
    pub(super) day: Day,
    pub(super) minor: i64,
}

pub(super) struct Dealer {
    pub(super) number: i32,
    pub(super) name: String,
    /// Days within which invoices are to be paid.
    pub(super) term: i32,
    pub(super) orders: Vec<Order>,
}

/// The orders of a dealer that are left out.
#[derive(Clone, Copy)]
pub(super) enum Career {
    Steady,
    /// None before a day.
    Joined(Day),
    /// None after a day.
    Left(Day),
    /// Two of three from a day on.
    Fading(Day),
    /// Every other one before a day.
    Growing(Day),
}

/// The habit of payment of a dealer.
#[derive(Clone, Copy)]
pub(super) enum Habit {
    /// Up to nine days early, one of forty invoices three days late.
    Punctual,
    /// Up to a week late.
    Slack,
    /// Two to seven weeks late.
    Slow,
    /// Seven tenths when due, the rest three weeks later.
    InParts,
    /// Nothing that falls due after a day.
    Stopped(Day),
}

impl Dealer {
    /// A number below `of` that follows from the dealer's own, differently for each question.
    pub(super) const fn pick(&self, question: i32, of: i32) -> i32 {
        self.number * (48_271 + 1_013 * question) % 65_537 % of
    }

    pub(super) fn career(&self, days: Days) -> Career {
        match self.pick(1, 100) {
            ..70 => Career::Steady,
            70..78 => Career::Joined(days.base_year.offset(self.pick(2, 480))),
            78..83 => Career::Left(days.review.offset(-190 - self.pick(2, 200))),
            83..90 => Career::Left(days.review.offset(-10 - self.pick(2, 110))),
            90..96 => Career::Fading(days.review.offset(-100 - self.pick(2, 60))),
            96.. => Career::Growing(days.this_year),
        }
    }

    pub(super) fn habit(&self, days: Days) -> Habit {
        match self.pick(3, 100) {
            ..66 => Habit::Punctual,
            66..83 => Habit::Slack,
            83..90 => Habit::Slow,
            90..95 => Habit::InParts,
            95.. => Habit::Stopped(days.review.offset(-8 - self.pick(4, 100))),
        }
    }

    pub(super) fn attitude(&self) -> Option<Attitude> {
        match self.pick(5, 100) {
            ..25 => Some(Attitude::Loyal),
            25..30 => Some(Attitude::EarlyAdopter),
            30..50 => Some(Attitude::Switcher),
            50..62 => Some(Attitude::NotLoyal),
            62.. => None,
        }
    }

    /// The expenses in percent of the usual ones: one dealer in twelve climbs through 1998, one in
    /// ten overspends from April on.
    pub(super) fn extra_percent(&self, months_into_1998: i32) -> i64 {
        let climbing = self.pick(26, 12) == 0 && months_into_1998 >= 0;
        let overspending = self.pick(27, 10) == 0 && months_into_1998 >= 3;
        let climb = if climbing { 15 * (months_into_1998 + 1) } else { 0 };
        let excess = if overspending { 10 + self.pick(28, 50) } else { 0 };
        i64::from(100 + climb + excess)
    }

    /// The sales of 1997.
    pub(super) fn base(&self, days: Days) -> Base {
        let year = days.base_year..days.this_year;
        let orders = || self.orders.iter().filter(|it| year.contains(&it.day));
        let order_days: BTreeSet<Day> = orders().map(|it| it.day).collect();
        let orders_placed = i64::try_from(orders().count()).unwrap_or(i64::MAX);
        let minor = orders().map(|it| it.minor).sum();
        Base { minor, average_order: minor / orders_placed.max(1), order_days: order_days.len() }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Base {
    pub(super) minor: i64,
    pub(super) average_order: i64,
    pub(super) order_days: usize,
}

impl Career {
    pub(super) fn keeps(self, order: &Order) -> bool {
        match self {
            Self::Steady => true,
            Self::Joined(from) => order.day >= from,
            Self::Left(last) => order.day <= last,
            Self::Fading(from) => order.day < from || order.key % 3 == 0,
            Self::Growing(from) => order.day >= from || order.key % 2 == 0,
        }
    }
}

/// The dealers with the orders that their careers leave them, by day and key.
pub(super) fn dealers(days: Days) -> Outcome<Vec<Dealer>> {
    let scale = 0.3;
    let distributions = Distributions::static_default();
    let text = TextPool::new(TEXT_BYTES, distributions);
    let outlets =
        CustomerGenerator::new_with_distributions_and_text_pool(scale, 1, 1, distributions, &text);
    let (mut dealers, dealer_of) = deal(outlets)?;
    let orders =
        OrderGenerator::new_with_distributions_and_text_pool(scale, 1, 1, distributions, &text);
    for order in orders {
        let outlet = usize::try_from(order.o_custkey - 1)?;
        let dealer = dealer_of.get(outlet).and_then(|it| dealers.get_mut(*it));
        // The few outlets that are left over buy elsewhere.
        let Some(dealer) = dealer else { continue };
        let day = Day::try_from_epoch_days(order.o_orderdate.to_unix_epoch());
        let order = Order {
            key: order.o_orderkey,
            day: day.ok_or("TPC-H leaves the calendar")?,
            minor: order.o_totalprice.into_inner(),
        };
        if dealer.career(days).keeps(&order) {
            dealer.orders.push(order);
        }
    }
    for dealer in &mut dealers {
        dealer.orders.sort_unstable_by_key(|it| (it.day, it.key));
    }
    Ok(dealers)
}

/// Deals the outlets to dealers; the result names the dealer of each outlet.
fn deal(outlets: CustomerGenerator<'_>) -> Outcome<(Vec<Dealer>, Vec<usize>)> {
    let mut outlets = outlets.into_iter();
    let (mut dealers, mut dealer_of) = (Vec::new(), Vec::new());
    for number in 1..=DEALERS {
        // 1201 is a prime, so every rank is dealt once.
        let rank = number * 577 % (DEALERS + 1);
        let size = usize::try_from(9_570 / (rank + 10))?;
        let first = outlets.next().ok_or("too few outlets")?;
        dealer_of.extend(std::iter::repeat_n(dealers.len(), size));
        outlets.by_ref().take(size - 1).for_each(drop);
        dealers.push(Dealer {
            number,
            name: first.c_name.to_string(),
            term: match first.c_mktsegment {
                "MACHINERY" => 60,
                "AUTOMOBILE" | "FURNITURE" => 45,
                _ => 30,
            },
            orders: Vec::new(),
        });
    }
    Ok((dealers, dealer_of))
}
