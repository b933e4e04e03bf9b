use std::ops::Range;

use super::whole::merged;
use super::{Book, ReviewError};
use crate::id::CustomerKey;
use crate::lapse::{Moments, Rhythm};
use crate::money::{Amount, Total};
use crate::policy::{Assessor, Draft};
use crate::warning::{ByRule, Outcome, Reading, Rule};

/// What is judged of each customer of a part of the book, in columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Judged {
    pub(super) customers: Vec<CustomerKey>,
    pub(super) purchases: Vec<Amount>,
    pub(super) loyal: Vec<Option<bool>>,
    pub(super) at_risk: Vec<Total>,
    /// What each rule says of each customer, one column a rule.
    pub(super) outcomes: ByRule<Vec<Outcome>>,
}

impl Judged {
    fn with_capacity(customers: usize) -> Self {
        Self {
            customers: Vec::with_capacity(customers),
            purchases: Vec::with_capacity(customers),
            loyal: Vec::with_capacity(customers),
            at_risk: Vec::with_capacity(customers),
            outcomes: ByRule::each(|_| Vec::with_capacity(customers)),
        }
    }

    /// Appends the customers that follow.
    pub(super) fn append(&mut self, mut next: Self) {
        self.customers.append(&mut next.customers);
        self.purchases.append(&mut next.purchases);
        self.loyal.append(&mut next.loyal);
        self.at_risk.append(&mut next.at_risk);
        for rule in Rule::ALL {
            self.outcomes.of_mut(rule).append(next.outcomes.of_mut(rule));
        }
    }
}

/// What is judged of those customers of a part that have started, but for their silences: what those mean the whole
/// book has a say in. Everything that is read of a customer is read here, while it is at hand.
#[derive(Debug)]
pub(super) struct Drafts {
    /// Without what is at risk and what the loss rule says.
    judged: Judged,
    rhythms: Vec<Option<Rhythm>>,
    bought_in_year: Vec<Total>,
    moments: Moments,
}

impl Drafts {
    /// Of an assessor with any prior.
    pub(super) fn of(
        book: &Book,
        assessor: &Assessor<'_>,
        part: Range<u32>,
    ) -> Result<Self, ReviewError> {
        let (t, many) = (assessor.as_of(), part.len());
        let mut drafts = Self {
            judged: Judged::with_capacity(many),
            rhythms: Vec::with_capacity(many),
            bought_in_year: Vec::with_capacity(many),
            moments: Moments::default(),
        };
        for key in part.map(CustomerKey::from_position) {
            let Some(view) = book.view(key) else { continue };
            let rhythm = Rhythm::from_sales(view.sales(), t);
            // Who has bought has started.
            if rhythm.is_some() || view.has_started(t) {
                drafts.take(book, key, rhythm, &assessor.draft(view))?;
            }
        }
        Ok(drafts)
    }

    /// Appends what is judged of a customer. Column by column: nothing has to be decided.
    #[inline]
    fn take(
        &mut self,
        book: &Book,
        key: CustomerKey,
        rhythm: Option<Rhythm>,
        draft: &Draft,
    ) -> Result<(), ReviewError> {
        let purchases = draft.purchases.to_amount().ok_or_else(|| ReviewError::Overflow {
            customer: book.name(key).to_owned(),
            minor: draft.purchases.minor(),
        })?;
        if let Some(rhythm) = rhythm {
            self.moments.add(rhythm);
        }
        self.rhythms.push(rhythm);
        self.bought_in_year.push(draft.bought_in_year);
        let Judged { customers, purchases: bought, loyal, at_risk: _, outcomes } = &mut self.judged;
        customers.push(key);
        bought.push(purchases);
        loyal.push(draft.is_loyal);
        outcomes.debt.push(draft.outcomes.debt);
        outcomes.progress.push(draft.outcomes.progress);
        outcomes.expense.push(draft.outcomes.expense);
        outcomes.incident.push(draft.outcomes.incident);
        Ok(())
    }

    /// What the customers of these parts say together.
    pub(super) fn moments(parts: &[Self]) -> Moments {
        merged(parts.iter().map(|part| &part.moments), Moments::merge)
    }

    /// What is judged of the customers, given an assessor with the prior of the book.
    pub(super) fn finish(self, book: &Book, assessor: &Assessor<'_>) -> Judged {
        // What silences mean is worked out for a few customers at once.
        const FEW: usize = 64;
        let Self { mut judged, rhythms, bought_in_year, .. } = self;
        let signals = rhythms.chunks(FEW).flat_map(|few| assessor.signals(few));
        let silences = judged.customers.iter().zip(bought_in_year).zip(signals);
        for ((key, in_year), signal) in silences {
            // Who was drafted is a customer of the book.
            let Some(view) = book.view(*key) else { continue };
            let loss = assessor.loss_given(view, signal, in_year);
            judged.at_risk.push(loss.value_at_risk());
            judged.outcomes.loss.push(loss.outcome());
        }
        judged
    }
}
