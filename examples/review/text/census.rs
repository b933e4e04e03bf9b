use guanxi::contract::Coverage;
use guanxi::credit::LimitInForce;
use guanxi::money::Total;
use guanxi::review::{Explanation, Review};
use guanxi::warning::Level;

use super::worst_level;

/// Counts that need a look at every customer.
#[derive(Default)]
pub(super) struct Census {
    pub(super) bought: u32,
    /// In force, lapsed, none; nothing when the book has no contracts.
    pub(super) contracts: [u32; 3],
    pub(super) uncovered: u32,
    pub(super) uncovered_amount: Total,
    pub(super) over_limit: u32,
    pub(super) excess: Total,
    pub(super) without_limit: u32,
    pub(super) cash_only: u32,
    pub(super) unlimited: u32,
    pub(super) critical: u32,
    pub(super) quiet: u32,
}

impl Census {
    pub(super) fn of(review: &Review<'_>) -> Self {
        let mut census = Self::default();
        let explained = review.customers().iter().filter_map(|it| review.explain(*it));
        explained.for_each(|it| census.add(&it));
        census
    }

    fn add(&mut self, explanation: &Explanation<'_>) {
        let count = |cell: &mut u32| *cell = cell.saturating_add(1);
        if explanation.purchases.is_positive() {
            count(&mut self.bought);
        }
        let [in_force, lapsed, none] = &mut self.contracts;
        match explanation.contract {
            Some(Coverage::InForce) => count(in_force),
            Some(Coverage::Lapsed) => count(lapsed),
            Some(Coverage::None) => count(none),
            None => {}
        }
        if let Some(trade) = explanation.trade_without_contract {
            count(&mut self.uncovered);
            self.uncovered_amount = self.uncovered_amount.plus(trade.amount);
        }
        let debt = &explanation.readings().debt;
        match debt.limit {
            LimitInForce::NotSet => count(&mut self.without_limit),
            LimitInForce::Unlimited => count(&mut self.unlimited),
            LimitInForce::Amount(limit) => {
                if limit == Total::ZERO {
                    count(&mut self.cash_only);
                }
                let excess = debt.exposure.minus(limit);
                if excess.is_positive() {
                    count(&mut self.over_limit);
                    self.excess = self.excess.plus(excess);
                }
            }
        }
        match worst_level(explanation) {
            Some(Level::Critical) => count(&mut self.critical),
            Some(Level::Warning | Level::Watch) => {}
            None => count(&mut self.quiet),
        }
    }
}
