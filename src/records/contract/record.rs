use std::borrow::Cow;

use super::{Contract, ContractEvent, ContractOrigin, TermClause};
use crate::calendar::Day;
use crate::id::DocumentId;
use crate::intake::{Dealing, Fault, Feed, Field, Intake, Listed, Names, Record};
use crate::lifecycle::Entry;

impl Record for Contract {
    fn name(&self) -> Cow<'_, str> {
        self.id().as_str().into()
    }

    fn fields(&self) -> Vec<Field> {
        let (id, term, clause) = (self.id(), self.term(), self.term_clause());
        let origin = match self.origin() {
            ContractOrigin::Drafted => "drafted".to_owned(),
            ContractOrigin::SignedElsewhere { signed } => format!("signed elsewhere on {signed}"),
        };
        let step = |it: &ContractEvent| {
            let Entry { number, step, on, by } = it;
            let number = number.map_or_else(String::new, |number| format!(" as step {number}"));
            format!("{} on {on} by {by}{number}", step.told())
        };
        let mut fields = vec![
            Field::new("id", id),
            Field::new("term", term),
            Field::new("origin", origin),
            Field::listed("history", self.trail().entries().iter().map(step)),
        ];
        let agreed = Some(clause).filter(|clause| *clause != TermClause::default());
        fields.push(Field::optional("term_clause", agreed));
        fields.push(Field::listed("amendments", self.amendments().iter()));
        let told = |it: &dyn Record| it.fields().into_iter().map(|field| field.value);
        let joined = |it: &dyn Record| told(it).collect::<Vec<_>>().join(" ");
        let papers = self.papers();
        fields.push(Field::listed("custodies", papers.custodies().iter().map(|it| joined(it))));
        fields.push(Field::listed("loans", papers.loans().iter().map(|it| joined(it))));
        fields.extend(self.clauses().fields());
        fields
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Ok(())
    }

    fn feed(&self) -> Option<(Feed, Day)> {
        Some((Feed::Contracts, self.known_from()?))
    }
}

/// The list stands in the order of the contract numbers.
impl Listed for Contract {
    fn is_before(&self, recorded: &Self) -> bool {
        self.id() <= recorded.id()
    }
}

impl Dealing for Contract {
    const NAMES: Names = Names::Nothing;
    const IS_TERM: bool = false;
    const IS_EXCLUSIVE: bool = false;
    const SHARES_NAMES: bool = false;
    const STARTS_CUSTOMER: bool = true;

    fn own_day(&self) -> Option<Day> {
        self.known_from()
    }

    fn invoice(&self) -> Option<&DocumentId> {
        None
    }
}
