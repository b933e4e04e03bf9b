//! Figures of all customers that a summary does not have.

use std::collections::BTreeMap;

use guanxi::account::EarlyFact;
use guanxi::calendar::Day;
use guanxi::contract::Coverage;
use guanxi::credit::LimitInForce;
use guanxi::id::CustomerKey;
use guanxi::money::Total;
use guanxi::review::{Explanation, Readings, Review, Slice};
use guanxi::segment::{Class, Quadrant};
use guanxi::warning::{Level, Outcome, Rule, Verdict};

/// Counts that need a look at every customer.
#[derive(Default)]
pub(super) struct Census {
    /// Those with an order day, whenever it was.
    pub(super) buyers: u32,
    /// Those that bought more in the window of the classes than was sent back, and that.
    pub(super) bought: u32,
    pub(super) bought_amount: Total,
    /// Customers and what they bought, without what was sent back beyond it.
    pub(super) classes: BTreeMap<Class, Slice>,
    pub(super) quadrants: BTreeMap<Quadrant, Slice>,
    /// In force, lapsed, none; nothing when the book has no contracts.
    pub(super) contracts: [u32; 3],
    pub(super) uncovered: u32,
    pub(super) uncovered_amount: Total,
    pub(super) over_limit: u32,
    pub(super) excess: Total,
    pub(super) without_limit: u32,
    pub(super) agreed: u32,
    pub(super) cash_only: u32,
    pub(super) unlimited: u32,
    pub(super) critical: u32,
    pub(super) quiet: u32,
    /// True when an invoice, a payment or an open order is on record.
    pub(super) has_receivables: bool,
    /// The last order day of any customer.
    pub(super) last_order: Option<Day>,
    /// Those that are merged into another, and not in the review.
    pub(super) merged: u32,
    /// The facts before the stated first day of their customers, the earliest of all first.
    pub(super) early: Vec<(EarlyFact, CustomerKey)>,
    /// The reasons for which a rule was not judged, each with its customers.
    pub(super) reasons: BTreeMap<(Rule, Outcome), BTreeMap<String, u32>>,
}

impl Census {
    /// The customers of a class, and what they bought.
    pub(super) fn class(&self, class: Class) -> Slice {
        self.classes.get(&class).copied().unwrap_or_default()
    }

    /// The customers of a quadrant, and what they bought.
    pub(super) fn quadrant(&self, quadrant: Quadrant) -> Slice {
        self.quadrants.get(&quadrant).copied().unwrap_or_default()
    }

    pub(super) fn of(review: &Review<'_>) -> Self {
        let from = review.book().feeds().receivables_from;
        let has_receivables = from.is_some_and(|from| from <= review.as_of().day());
        let (book, t) = (review.book(), review.as_of());
        let merged = book.keys().filter(|key| book.survivor_at(*key, t) != *key).count();
        let mut census = Self {
            has_receivables,
            merged: u32::try_from(merged).unwrap_or(u32::MAX),
            early: early_facts(review),
            ..Self::default()
        };
        census.early.sort_by_key(|(early, key)| (std::cmp::Reverse(early.days_early()), *key));
        let explained = review.customers().iter().filter_map(|it| review.explain(*it));
        explained.for_each(|it| census.add(&it));
        census
    }

    fn add(&mut self, explanation: &Explanation<'_>) {
        let count = |cell: &mut u32| *cell = cell.saturating_add(1);
        if explanation.purchases.is_positive() {
            count(&mut self.bought);
            self.bought_amount = self.bought_amount.plus(explanation.purchases.to_total());
        }
        let bought = explanation.purchases.to_total().or_zero();
        let add = |slice: &mut Slice| {
            slice.customers = slice.customers.saturating_add(1);
            slice.purchases = slice.purchases.plus(bought);
        };
        add(self.classes.entry(explanation.class).or_default());
        if let Some(quadrant) = explanation.quadrant {
            add(self.quadrants.entry(quadrant).or_default());
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
        let readings = explanation.readings();
        let last = readings.loss.signal.map(|signal| signal.rhythm.last());
        if last.is_some() {
            count(&mut self.buyers);
        }
        self.last_order = self.last_order.max(last);
        let debt = &readings.debt;
        match debt.limit {
            LimitInForce::NotSet => count(&mut self.without_limit),
            LimitInForce::Unlimited => count(&mut self.unlimited),
            LimitInForce::Amount(limit) => {
                count(&mut self.agreed);
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
        match worst_level(&readings) {
            Some(Level::Critical) => count(&mut self.critical),
            Some(Level::Warning | Level::Watch) => {}
            None => count(&mut self.quiet),
        }
        for rule in Rule::ALL {
            let outcome = readings.outcome(rule);
            if let (Outcome::NotApplicable, Verdict::NotApplicable(why))
            | (Outcome::NoData, Verdict::NoData(why)) = (outcome, readings.verdict(rule))
            {
                let reasons = self.reasons.entry((rule, outcome)).or_default();
                count(reasons.entry(why.to_string()).or_default());
            }
        }
    }
}

/// The facts before the stated first day of their customers, in the order of registration.
pub(crate) fn early_facts(review: &Review<'_>) -> Vec<(EarlyFact, CustomerKey)> {
    let (book, t) = (review.book(), review.as_of());
    let found = book.keys().filter(|key| book.survivor_at(*key, t) == *key).filter_map(|key| {
        let account = book.account_at(key, t).ok()?;
        Some((EarlyFact::from_view(account.view(), t)?, key))
    });
    found.collect()
}

/// The highest level of any rule.
pub(super) fn worst_level(readings: &Readings<'_>) -> Option<Level> {
    Rule::ALL.into_iter().filter_map(|rule| readings.outcome(rule).level()).max()
}
