use std::error::Error;
use std::num::NonZeroU16;

use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::customer::Customer;
use guanxi::money::Currency;
use guanxi::trade::Sale;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use rand_distr::{Beta, Distribution, Exp, Gamma};

const CUSTOMERS: u32 = 10_000;
/// Shape and scale of the rates, and the two parameters of dropping out.
const R: f64 = 0.8;
const ALPHA: f64 = 45.0;
const A: f64 = 0.9;
const B: f64 = 2.5;

/// Customers who begin in the two years before `t`, each with a rate and a chance of dropping out
/// of its own, until the horizon is over.
pub(crate) fn book(t: AsOf, horizon: NonZeroU16) -> Result<Book, Box<dyn Error>> {
    println!("made up with r {R}, alpha {ALPHA} days, a {A}, b {B}");
    let mut dice = StdRng::seed_from_u64(2024);
    let (rates, dropouts) = (Gamma::new(R, 1.0 / ALPHA)?, Beta::new(A, B)?);
    let end = t.day().offset(i32::from(horizon.get()));
    let mut book = Book::new(Currency::CNY);
    for number in 0..CUSTOMERS {
        let key = book.register(Customer::new(format!("C{number:05}").parse()?))?;
        let gap = Exp::new(rates.sample(&mut dice).max(1e-9))?;
        let dropout = dropouts.sample(&mut dice);
        let mut day = t.day().offset(-dice.random_range(1..730));
        let mut exact = 0.0;
        let first = day;
        let mut last = None;
        while day <= end {
            // Two orders of a day are one order day.
            if last != Some(day) {
                let document = format!("{number}-{day}");
                book.record(key, Sale::new(document.parse()?, day, "CNY 100".parse()?))?;
                last = Some(day);
            }
            if dice.random_bool(dropout) {
                break;
            }
            exact += gap.sample(&mut dice);
            if exact > 10_000.0 {
                break;
            }
            day = first.offset(exact as i32);
        }
    }
    Ok(book)
}
