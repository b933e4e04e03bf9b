//! How often classes change, and how often a change is taken back.

use std::error::Error;

use guanxi::measure::Quotient;
use guanxi::money::{Amount, Currency};
use guanxi::segment::{AbcPolicy, Class, ClassState};

use crate::sales::MonthlySales;

/// Reviews after a change within which the class before it is taken as given back.
const SOON: usize = 3;

/// The classes of all customers over all reviews, counted.
#[derive(Debug, Default)]
pub(crate) struct Stability {
    /// Classes that were given, one a customer and review.
    pub(crate) customer_months: u64,
    /// Changes from one class to another.
    pub(crate) changes: u64,
    /// Changes after which the customer had its old class again within three reviews.
    pub(crate) reversals: u64,
    /// Classes that were not the computed ones.
    pub(crate) beside: u64,
}

impl Stability {
    /// Classes all customers at each review by their classes at the last one.
    pub(crate) fn measure(
        sales: &MonthlySales,
        policy: &AbcPolicy,
    ) -> Result<Self, Box<dyn Error>> {
        let mut found = Self::default();
        let mut states: Vec<Option<ClassState>> = vec![None; sales.customers()];
        let mut trails: Vec<Vec<Class>> = vec![Vec::new(); sales.customers()];
        for range in sales.reviews() {
            let amounts = sales.amounts(&range);
            let bought: Vec<Amount> = amounts.iter().copied().flatten().collect();
            let lines = policy.lines(&bought, Currency::CNY);
            for ((state, trail), amount) in states.iter_mut().zip(&mut trails).zip(amounts) {
                let step = lines.next(*state, amount);
                *state = step.state;
                found.changes += u64::from(step.is_change());
                found.beside += u64::from(step.class() != step.computed);
                trail.extend(step.class());
            }
        }
        for trail in &trails {
            found.customer_months += u64::try_from(trail.len())?;
            found.reversals += reversals(trail);
        }
        Ok(found)
    }

    /// The share of the classes that were not the computed ones.
    pub(crate) fn share_beside(&self) -> String {
        let (part, whole) = (self.beside.into(), self.customer_months.into());
        let share = Quotient::try_new(part, whole).and_then(Quotient::to_micros);
        let micros = share.unwrap_or_default();
        format!("{}.{} %", micros / 10_000, micros / 1_000 % 10)
    }
}

/// The changes of a trail after which the old class came back soon.
fn reversals(trail: &[Class]) -> u64 {
    let changes = trail.windows(2).enumerate().filter_map(|(place, pair)| match pair {
        [before, after] if before != after => Some((place + 2, *before)),
        _ => None,
    });
    let is_taken_back = |(next, before): &(usize, Class)| {
        trail.iter().skip(*next).take(SOON).any(|it| it == before)
    };
    changes.filter(is_taken_back).fold(0, |count, _| count + 1)
}
