use super::Review;
use crate::money::Total;
use crate::receivable::Ageing;
use crate::segment::{Class, Quadrant};
use crate::warning::{Outcome, Rule};

/// Some of the customers: how many, and what they bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many.
    pub customers: u32,
    /// Their net purchases of the year.
    pub purchases: Total,
}

/// Totals of a review.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// How many customers.
    pub customers: u32,
    /// Their net purchases of the year.
    pub purchases: Total,
    /// What all of them owe, less unapplied credit.
    pub balance: Total,
    /// What all of them owe and are about to owe.
    pub exposure: Total,
    /// Money received that has settled nothing yet.
    pub unapplied: Total,
    /// Open items of all by days past due.
    pub ageing: Ageing,
    /// What would be lost if everyone stayed away, weighted by how likely that is.
    pub value_at_risk: Total,
    classes: [Share; 3],
    quadrants: [Share; 4],
    outcomes: Vec<(Rule, Outcome, u32)>,
}

impl Summary {
    pub(super) fn of(review: &Review<'_>) -> Self {
        let mut summary = Self {
            customers: u32::try_from(review.len()).unwrap_or(u32::MAX),
            purchases: review.purchases().iter().copied().collect(),
            value_at_risk: review
                .values_at_risk()
                .iter()
                .fold(Total::ZERO, |sum, it| sum.plus(*it)),
            ..Self::default()
        };
        let rows = review.purchases().iter().zip(review.classes()).zip(review.quadrants());
        for ((purchases, class), quadrant) in rows {
            let quadrant =
                quadrant.and_then(|it| Quadrant::ALL.iter().position(|each| *each == it));
            let class = Class::ALL.iter().position(|each| *each == class);
            let cells = [
                class.and_then(|place| summary.classes.get_mut(place)),
                quadrant.and_then(|place| summary.quadrants.get_mut(place)),
            ];
            for cell in cells.into_iter().flatten() {
                cell.customers = cell.customers.saturating_add(1);
                cell.purchases = cell.purchases.plus(*purchases);
            }
        }
        for rule in Rule::ALL {
            let mut outcomes = review.outcomes(rule).to_vec();
            outcomes.sort_unstable();
            let runs = outcomes.chunk_by(|a, b| a == b);
            let counted = runs.filter_map(|run| {
                Some((rule, *run.first()?, u32::try_from(run.len()).unwrap_or(u32::MAX)))
            });
            summary.outcomes.extend(counted);
        }
        summary.add_debts(review);
        summary
    }

    fn add_debts(&mut self, review: &Review<'_>) {
        let (book, assessor) = (review.book(), review.assessor());
        for view in review.customers().iter().filter_map(|key| book.view(*key)) {
            let reading = assessor.policy().debt.read(view, assessor.as_of());
            self.balance = self.balance.plus(reading.standing.balance());
            self.exposure = self.exposure.plus(reading.exposure);
            self.unapplied = self.unapplied.plus(reading.standing.unapplied);
            self.ageing.merge(&reading.standing.ageing);
        }
    }

    /// The customers of a class.
    ///
    /// ```
    /// # use guanxi::{book::Summary, segment::Class};
    /// assert_eq!(Summary::default().class(Class::A).customers, 0);
    /// ```
    pub const fn class(&self, class: Class) -> Share {
        let [a, b, c] = self.classes;
        match class {
            Class::A => a,
            Class::B => b,
            Class::C => c,
        }
    }

    /// The customers of a quadrant.
    ///
    /// ```
    /// # use guanxi::{book::Summary, segment::Quadrant};
    /// assert_eq!(Summary::default().quadrant(Quadrant::Dangerous).customers, 0);
    /// ```
    pub const fn quadrant(&self, quadrant: Quadrant) -> Share {
        let [treasured, promising, dangerous, marginal] = self.quadrants;
        match quadrant {
            Quadrant::Treasured => treasured,
            Quadrant::Promising => promising,
            Quadrant::Dangerous => dangerous,
            Quadrant::Marginal => marginal,
        }
    }

    /// How many customers a rule says something of.
    ///
    /// ```
    /// # use guanxi::{book::Summary, warning::{Outcome, Rule}};
    /// assert_eq!(Summary::default().count(Rule::Debt, Outcome::Clear), 0);
    /// ```
    pub fn count(&self, rule: Rule, outcome: Outcome) -> u32 {
        let found = self.outcomes.iter().find(|it| (it.0, it.1) == (rule, outcome));
        found.map_or(0, |it| it.2)
    }
}
