use std::ops::Range;

use super::parts::few_at_a_time;
use super::{Book, ReviewError};
use crate::id::CustomerKey;
use crate::lapse::Rhythm;
use crate::money::Amount;
use crate::policy::{Assessor, Readings};
use crate::warning::{Outcome, Reading, Rule};

/// What each rule says of each customer, one column a rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Outcomes {
    debt: Vec<Outcome>,
    progress: Vec<Outcome>,
    expense: Vec<Outcome>,
    loss: Vec<Outcome>,
    incident: Vec<Outcome>,
}

impl Outcomes {
    fn with_capacity(customers: usize) -> Self {
        let column = || Vec::with_capacity(customers);
        Self {
            debt: column(),
            progress: column(),
            expense: column(),
            loss: column(),
            incident: column(),
        }
    }

    pub(super) const fn column(&self, rule: Rule) -> &Vec<Outcome> {
        match rule {
            Rule::Debt => &self.debt,
            Rule::Progress => &self.progress,
            Rule::Expense => &self.expense,
            Rule::Loss => &self.loss,
            Rule::Incident => &self.incident,
        }
    }

    /// Appends what each rule says of a customer. Column by column: nothing has to be decided.
    #[inline]
    fn push(&mut self, readings: &Readings<'_>) {
        let Self { debt, progress, expense, loss, incident } = self;
        debt.push(readings.debt.outcome());
        progress.push(readings.progress.outcome());
        expense.push(readings.expense.outcome());
        loss.push(readings.loss.outcome());
        incident.push(readings.incident.outcome());
    }

    const fn column_mut(&mut self, rule: Rule) -> &mut Vec<Outcome> {
        match rule {
            Rule::Debt => &mut self.debt,
            Rule::Progress => &mut self.progress,
            Rule::Expense => &mut self.expense,
            Rule::Loss => &mut self.loss,
            Rule::Incident => &mut self.incident,
        }
    }
}

/// What is judged of each customer of a part of the book, in columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Judged {
    pub(super) customers: Vec<CustomerKey>,
    pub(super) purchases: Vec<Amount>,
    pub(super) loyal: Vec<Option<bool>>,
    pub(super) at_risk: Vec<Amount>,
    pub(super) outcomes: Outcomes,
}

impl Judged {
    /// Judges the customers at these positions that have started.
    pub(super) fn of(
        book: &Book,
        assessor: &Assessor<'_>,
        part: Range<u32>,
    ) -> Result<Self, ReviewError> {
        let many = part.len();
        let mut judged = Self {
            customers: Vec::with_capacity(many),
            purchases: Vec::with_capacity(many),
            loyal: Vec::with_capacity(many),
            at_risk: Vec::with_capacity(many),
            outcomes: Outcomes::with_capacity(many),
        };
        let (mut rhythms, mut started) = (Vec::new(), Vec::new());
        for few in few_at_a_time(part) {
            // What silences mean is worked out for a few customers at once.
            rhythms.clear();
            for key in few.map(CustomerKey::from_position) {
                let view = book.view(key).filter(|view| view.has_started(assessor.as_of()));
                let Some(view) = view else { continue };
                let rhythm = Rhythm::of(view.sales(), assessor.as_of());
                started.push((key, view, rhythm.is_some()));
                rhythms.extend(rhythm);
            }
            let mut signals = assessor.signals(&rhythms);
            for (key, view, has_bought) in started.drain(..) {
                let signal = if has_bought { signals.next() } else { None };
                judged.take(book, key, &assessor.read_given(view, signal))?;
            }
        }
        Ok(judged)
    }

    /// Appends what was read of a customer.
    #[inline]
    fn take(
        &mut self,
        book: &Book,
        key: CustomerKey,
        readings: &Readings<'_>,
    ) -> Result<(), ReviewError> {
        let purchases = readings.purchases.to_amount().ok_or_else(|| ReviewError::Overflow {
            customer: book.name(key).to_owned(),
            minor: readings.purchases.minor(),
        })?;
        self.customers.push(key);
        self.purchases.push(purchases);
        self.at_risk.push(readings.loss.value_at_risk());
        self.outcomes.push(readings);
        self.loyal.push(readings.loyalty.is_loyal());
        Ok(())
    }

    /// Appends the customers that follow.
    pub(super) fn append(&mut self, mut next: Self) {
        self.customers.append(&mut next.customers);
        self.purchases.append(&mut next.purchases);
        self.loyal.append(&mut next.loyal);
        self.at_risk.append(&mut next.at_risk);
        for rule in Rule::ALL {
            self.outcomes.column_mut(rule).append(next.outcomes.column_mut(rule));
        }
    }
}
