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
    pub(super) fn with_capacity(customers: usize) -> Self {
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

    pub(super) const fn column_mut(&mut self, rule: Rule) -> &mut Vec<Outcome> {
        match rule {
            Rule::Debt => &mut self.debt,
            Rule::Progress => &mut self.progress,
            Rule::Expense => &mut self.expense,
            Rule::Loss => &mut self.loss,
            Rule::Incident => &mut self.incident,
        }
    }
}
