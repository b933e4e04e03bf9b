use std::fmt;

use super::SelectionRules;
use crate::key_account::KeyAccountError;
use crate::key_account::error::in_currency;
use crate::measure::Quotient;
use crate::money::{Currency, Money, Total};

/// The weight of a customer in the check of a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyAccountWeight {
    /// `true` for a key account.
    pub is_key: bool,
    /// Its sales.
    pub sales: Money,
    /// Its margin; `None` where it is not known.
    pub margin: Option<Money>,
}

/// The check of a selection against the rule of 80/20.
///
/// # Rule
///
/// > S16: the usual rule is that a fifth of the customers brings four fifths of sales; the check
/// > tells the share of sales and of margin that the selected bring. Returns of a customer
/// > beyond its sales are left out, as in every share of sales.
#[doc(alias = "二八法则")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SelectionCheck {
    /// The selected customers.
    pub selected: u32,
    /// All customers.
    pub customers: u32,
    /// The share of sales that the selected bring; `None` where nobody bought.
    pub sales: Option<Quotient>,
    /// The share of margin that they bring; `None` where the margin of a customer is not known, or
    /// the sum is not positive.
    pub margin: Option<Quotient>,
}

impl SelectionCheck {
    /// The check of all customers, selected or not.
    ///
    /// # Errors
    ///
    /// When currencies differ, or there are 2^32 customers or more.
    pub fn try_from_accounts(
        currency: Currency,
        accounts: &[KeyAccountWeight],
    ) -> Result<Self, KeyAccountError> {
        for account in accounts {
            in_currency("the sales of a customer", account.sales, currency)?;
            if let Some(margin) = account.margin {
                in_currency("the margin of a customer", margin, currency)?;
            }
        }
        let count = |number: usize| {
            let wide = KeyAccountError::TooWide { what: "the number of customers" };
            u32::try_from(number).map_err(|_| wide)
        };
        let selected = || accounts.iter().filter(|it| it.is_key);
        // What one customer sent back beyond its purchases is no share of another.
        let bought = |it: &KeyAccountWeight| it.sales.amount().to_total().or_zero();
        let margin = |it: &KeyAccountWeight| it.margin.map(|it| it.amount().to_total());
        let (all_sales, key_sales) =
            (sum(accounts.iter().map(bought)), sum(selected().map(bought)));
        let all_margin = sum(accounts.iter().filter_map(margin));
        let key_margin = sum(selected().filter_map(margin));
        let is_known = accounts.iter().all(|it| it.margin.is_some());
        Ok(Self {
            selected: count(selected().count())?,
            customers: count(accounts.len())?,
            sales: share(key_sales, all_sales),
            margin: share(key_margin, all_margin).filter(|_| is_known),
        })
    }

    /// Returns `true` when the selected bring the share of sales that the rules ask for; `None`
    /// where nobody bought.
    pub fn brings_enough(&self, rules: &SelectionRules) -> Option<bool> {
        self.sales.map(|share| share >= rules.least_share)
    }

    /// Returns `true` when the selected bring the share of margin that the rules ask for; `None`
    /// where that share is not known.
    pub fn brings_enough_margin(&self, rules: &SelectionRules) -> Option<bool> {
        self.margin.map(|share| share >= rules.least_share)
    }

    /// Returns `true` when more customers are selected than the rules allow.
    pub fn selects_too_many(&self, rules: &SelectionRules) -> bool {
        rules.most_customers.is_exceeded_by(self.selected.into(), self.customers.into())
    }
}

fn sum(amounts: impl Iterator<Item = Total>) -> Total {
    amounts.fold(Total::ZERO, Total::plus)
}

fn share(part: Total, whole: Total) -> Option<Quotient> {
    Quotient::try_new(part.minor(), whole.minor())
}

impl fmt::Display for SelectionCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = |share: Option<Quotient>| {
            share.map_or_else(|| "an unknown share".to_owned(), |it| it.percent().to_string())
        };
        let Self { selected, customers, sales, margin } = *self;
        write!(f, "{selected} of {customers} customers")?;
        if let Some(share) = Quotient::try_new(selected.into(), customers.into()) {
            write!(f, " ({})", share.percent())?;
        }
        write!(f, " bring {} of sales and {} of margin", told(sales), told(margin))
    }
}
