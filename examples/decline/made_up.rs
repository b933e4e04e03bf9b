use std::error::Error;

use guanxi::book::Book;
use guanxi::calendar::Month;
use guanxi::customer::Customer;
use guanxi::money::{Amount, Currency, Money};
use guanxi::trade::Sale;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use rand_distr::{Distribution, LogNormal, Normal};

const CUSTOMERS: u32 = 1_000;
const MONTHS: i32 = 48;
/// Purchases of a whole market by month of the year.
const SEASON: [f64; 12] = [0.8, 0.7, 0.9, 1.0, 1.0, 1.1, 0.9, 0.8, 1.1, 1.2, 1.4, 1.6];

/// Customers who buy every week, each with a size and a noise of its own, in a market with a season
/// and with good and bad months.
pub(crate) fn book(currency: Currency) -> Result<Book, Box<dyn Error>> {
    println!("made up: {CUSTOMERS} steady customers in {MONTHS} months of a market with a season");
    let mut dice = StdRng::seed_from_u64(2026);
    let first: Month = "2022-01".parse()?;
    let (sizes, noises) = (LogNormal::new(13.0, 1.2)?, LogNormal::new(-1.5, 0.6)?);
    let swing = Normal::new(0.0, 0.12)?;
    let market: Vec<f64> = (0..MONTHS).map(|_| f64::exp(swing.sample(&mut dice))).collect();
    let mut book = Book::new(currency);
    for number in 0..CUSTOMERS {
        let customer = Customer::new(format!("C{number:04}").parse()?);
        let key = book.register(customer.with_since(first.first_day()))?;
        let (size, noise) = (sizes.sample(&mut dice), Normal::new(0.0, noises.sample(&mut dice))?);
        for (place, market) in (0..MONTHS).zip(&market) {
            let month = first.offset(place);
            let season = SEASON[usize::try_from(place)? % SEASON.len()];
            let bought = size * season * market * f64::exp(noise.sample(&mut dice));
            let mut day = month.first_day().offset(dice.random_range(0..7));
            while day.month() == month {
                let amount = Money::new(Amount::from_minor((bought / 4.3) as i64 + 1), currency);
                let document = format!("{number}-{day}").parse()?;
                book.record(key, Sale::new(document, day, amount))?;
                day = day.offset(7);
            }
        }
    }
    Ok(book)
}
