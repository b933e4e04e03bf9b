//! Net sales of each customer by month.

use std::collections::BTreeMap;
use std::error::Error;
use std::ops::Range;
use std::path::Path;

use guanxi::calendar::{Day, Month};
use guanxi::money::{Amount, Currency, Money};
use serde::Deserialize;

/// Months of sales that a review looks at.
const WINDOW: usize = 12;

/// Net sales of each customer by month, without gaps between the months.
#[derive(Debug)]
pub(crate) struct MonthlySales {
    by_customer: Vec<Vec<i64>>,
    months: usize,
}

#[derive(Debug, Deserialize)]
struct Row {
    customer: String,
    date: Day,
    amount: String,
}

impl MonthlySales {
    /// Sales of customers over the same months.
    pub(crate) fn new(by_customer: Vec<Vec<i64>>, months: usize) -> Self {
        Self { by_customer, months }
    }

    /// Reads the columns `customer`, `date` and `amount`.
    pub(crate) fn read(file: &Path) -> Result<Self, Box<dyn Error>> {
        let mut rows: BTreeMap<String, BTreeMap<Month, i64>> = BTreeMap::new();
        for row in csv::Reader::from_path(file)?.deserialize() {
            let Row { customer, date, amount } = row?;
            // Two digits after the point; classes do not depend on the currency.
            let amount = Money::try_from_text(&amount, Currency::CNY)?.amount().minor();
            *rows.entry(customer).or_default().entry(date.month()).or_default() += amount;
        }
        let months = || rows.values().flat_map(BTreeMap::keys);
        let (Some(first), Some(last)) = (months().min(), months().max()) else {
            return Err("the file has no sales".into());
        };
        let count = usize::try_from(last.months_since(*first) + 1)?;
        let place = |month: &Month| usize::try_from(month.months_since(*first));
        let mut by_customer = Vec::new();
        for sales in rows.values() {
            let mut monthly = vec![0; count];
            for (month, amount) in sales {
                if let Some(sum) = monthly.get_mut(place(month)?) {
                    *sum = *amount;
                }
            }
            by_customer.push(monthly);
        }
        Ok(Self { by_customer, months: count })
    }

    /// The number of customers.
    pub(crate) fn customers(&self) -> usize {
        self.by_customer.len()
    }

    /// The months that each review looks at.
    pub(crate) fn reviews(&self) -> impl Iterator<Item = Range<usize>> {
        (WINDOW..=self.months).map(|end| end - WINDOW..end)
    }

    /// The net sales of each customer in a range of months; `None` before its first month.
    pub(crate) fn amounts(&self, range: &Range<usize>) -> Vec<Option<Amount>> {
        let of = |months: &Vec<i64>| {
            let known = months.get(..range.end)?;
            let window = known.get(range.clone())?;
            let has_begun = known.iter().any(|minor| *minor != 0);
            has_begun.then(|| Amount::from_minor(window.iter().sum()))
        };
        self.by_customer.iter().map(of).collect()
    }
}
