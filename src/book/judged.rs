use super::whole::Rhythms;
use super::{Book, ReviewError};
use crate::account::AccountView;
use crate::id::CustomerKey;
use crate::money::Amount;
use crate::policy::{Assessor, Judgement};
use crate::warning::{Outcome, Rule};

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
    fn push(&mut self, judgement: &Judgement) {
        let Self { debt, progress, expense, loss, incident } = self;
        debt.push(judgement.debt);
        progress.push(judgement.progress);
        expense.push(judgement.expense);
        loss.push(judgement.loss);
        incident.push(judgement.incident);
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
    /// Judges those customers of a part that have started.
    pub(super) fn of(
        book: &Book,
        assessor: &Assessor<'_>,
        part: &Rhythms,
    ) -> Result<Self, ReviewError> {
        // What silences mean is worked out for a few customers at once.
        const FEW: usize = 64;
        let many = part.each.len();
        let mut judged = Self {
            customers: Vec::with_capacity(many),
            purchases: Vec::with_capacity(many),
            loyal: Vec::with_capacity(many),
            at_risk: Vec::with_capacity(many),
            outcomes: Outcomes::with_capacity(many),
        };
        let mut keys = (part.first..).map(CustomerKey::from_position);
        let (mut rhythms, mut signals) = (Vec::with_capacity(FEW), Vec::with_capacity(FEW));
        for few in part.each.chunks(FEW) {
            rhythms.clear();
            rhythms.extend(few.iter().flatten());
            signals.clear();
            signals.extend(assessor.signals(&rhythms));
            let mut signals = signals.iter().copied();
            for (rhythm, key) in few.iter().zip(&mut keys) {
                let signal = rhythm.and_then(|_| signals.next());
                // Who has bought has started.
                let started =
                    |view: &AccountView<'_>| rhythm.is_some() || view.has_started(assessor.as_of());
                let Some(view) = book.view(key).filter(started) else { continue };
                judged.take(book, key, &assessor.judge_given(view, signal))?;
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
        judgement: &Judgement,
    ) -> Result<(), ReviewError> {
        let purchases = judgement.purchases.to_amount().ok_or_else(|| ReviewError::Overflow {
            customer: book.name(key).to_owned(),
            minor: judgement.purchases.minor(),
        })?;
        self.customers.push(key);
        self.purchases.push(purchases);
        self.at_risk.push(judgement.value_at_risk);
        self.outcomes.push(judgement);
        self.loyal.push(judgement.is_loyal);
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
