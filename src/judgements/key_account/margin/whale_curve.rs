use std::collections::BTreeSet;
use std::fmt;

use crate::id::CustomerId;
use crate::key_account::KeyAccountError;
use crate::key_account::error::in_currency;
use crate::measure::{Quotient, Ratio};
use crate::money::{Currency, Money};

/// The profit of a customer, negative for a loss.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct CustomerProfit {
    /// The customer.
    pub customer: CustomerId,
    /// The profit.
    pub profit: Money,
}

/// The customers of equal profit, and the sum of all profits down to theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct WhaleStep {
    /// The customers, by name.
    pub customers: Vec<CustomerId>,
    /// The profit of each of them.
    pub profit: Money,
    /// The number of customers with at least this profit.
    pub rank: u32,
    /// The sum of their profits.
    pub cumulative: Money,
}

/// The whale curve: profits of all customers summed up from the largest down.
///
/// Cooper and Kaplan, *Profit Priorities from Activity-Based Costing*, Harvard Business Review 69/3
/// (1991). It rises above the whole profit, since some customers bring it and others eat it.
///
/// # Rule
///
/// > S16: profits descend, ties stand together, sums are exact money. Shares of the whole profit
/// > are told only where the whole is positive. The largest losers are named first.
///
/// ```
/// use guanxi::key_account::{CustomerProfit, WhaleCurve};
/// use guanxi::money::Currency;
///
/// let profit = |name: &str, text: &str| -> Result<CustomerProfit, Box<dyn std::error::Error>> {
///     Ok(CustomerProfit { customer: name.parse()?, profit: text.parse()? })
/// };
/// let profits = [profit("Li", "CNY 80")?, profit("Zhao", "CNY 50")?, profit("Wu", "CNY -30")?];
/// let curve = WhaleCurve::try_from_profits(Currency::CNY, &profits)?;
/// assert_eq!(
///     curve.to_string(),
///     "2 of 3 customers bring CNY 130.00, 130% of the whole profit CNY 100.00; \
///      the others eat CNY 30.00"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "鲸鱼曲线")]
#[doc(alias = "客户利润曲线")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct WhaleCurve {
    steps: Vec<WhaleStep>,
    total: Money,
    peak: Money,
    eaten: Money,
}

impl WhaleCurve {
    /// The curve of profits, in any order.
    ///
    /// # Errors
    ///
    /// When a customer is listed twice, currencies differ, or a sum does not fit.
    pub fn try_from_profits(
        currency: Currency,
        profits: &[CustomerProfit],
    ) -> Result<Self, KeyAccountError> {
        let mut seen = BTreeSet::new();
        if let Some(twice) = profits.iter().find(|it| !seen.insert(&it.customer)) {
            let name = twice.customer.to_string();
            return Err(KeyAccountError::Twice { what: "customer", name });
        }
        let mut sorted: Vec<&CustomerProfit> = profits.iter().collect();
        sorted.sort_by(|one, other| {
            let falling = other.profit.amount().cmp(&one.profit.amount());
            falling.then_with(|| one.customer.cmp(&other.customer))
        });
        let (mut sum, mut peak) = (Money::zero(currency), Money::zero(currency));
        let (mut steps, mut rank) = (Vec::new(), 0_u32);
        for tied in sorted.chunk_by(|one, next| one.profit == next.profit) {
            let Some(first) = tied.first() else { continue };
            for it in tied {
                let what = format!("the profit of {}", it.customer);
                sum = sum.checked_add(in_currency(what, it.profit, currency)?)?;
            }
            let more = u32::try_from(tied.len()).ok().and_then(|tied| rank.checked_add(tied));
            rank = more.ok_or(KeyAccountError::TooWide { what: "the number of customers" })?;
            if sum.amount() > peak.amount() {
                peak = sum;
            }
            let customers = tied.iter().map(|it| it.customer.clone()).collect();
            steps.push(WhaleStep { customers, profit: first.profit, rank, cumulative: sum });
        }
        Ok(Self { steps, total: sum, peak, eaten: peak.checked_sub(sum)? })
    }

    /// The steps, the largest profit first. Customers of equal profit are one step.
    pub fn steps(&self) -> &[WhaleStep] {
        &self.steps
    }

    /// The whole profit: the sum of all profits, exactly.
    pub const fn total(&self) -> Money {
        self.total
    }

    /// The top of the curve: the profit of the customers that bring some.
    pub const fn peak(&self) -> Money {
        self.peak
    }

    /// The losses of the others: the top less the whole profit.
    pub const fn eaten(&self) -> Money {
        self.eaten
    }

    /// The number of customers.
    pub fn customers(&self) -> u32 {
        self.steps.last().map_or_else(u32::default, |step| step.rank)
    }

    /// The customers that bring a profit.
    pub fn winners(&self) -> u32 {
        let bringing = self.steps.iter().rev().find(|step| step.profit.amount().is_positive());
        bringing.map_or_else(u32::default, |step| step.rank)
    }

    /// The losses, the largest first.
    pub fn losers(&self) -> impl Iterator<Item = &WhaleStep> {
        self.steps.iter().rev().take_while(|step| step.profit.amount().is_negative())
    }

    /// An amount as a share of the whole profit; `None` unless the whole is positive.
    pub fn share(&self, amount: Money) -> Option<Quotient> {
        let same = amount.currency() == self.total.currency();
        let share =
            Quotient::try_new(amount.amount().minor().into(), self.total.amount().minor().into());
        share.filter(|_| same)
    }

    /// The height of the curve over the most profitable customers: the last step that holds at most
    /// a share of all customers. `None` where the first step holds more.
    pub fn top(&self, customers: Ratio) -> Option<&WhaleStep> {
        let all = i128::from(self.customers());
        let fits = |step: &&WhaleStep| !customers.is_exceeded_by(step.rank.into(), all);
        self.steps.iter().take_while(fits).last()
    }
}

impl fmt::Display for WhaleCurve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (winners, all) = (self.winners(), self.customers());
        let (total, peak, eaten) = (self.total, self.peak, self.eaten);
        write!(f, "{winners} of {all} customers bring {peak}")?;
        match self.share(peak) {
            Some(share) => write!(f, ", {} of the whole profit {total}", share.percent())?,
            None => write!(f, "; the whole profit is {total}")?,
        }
        write!(f, "; the others eat {eaten}")
    }
}
