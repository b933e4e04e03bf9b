//! A fact by its versions, as the naive models of corrections keep it.

pub(crate) mod kept;

use guanxi::account::{Fact, FactName};
use guanxi::calendar::Day;
use guanxi::contract::ContractOrigin;

/// A fact by its versions, under the customer that has it.
#[derive(Debug, Clone)]
pub(crate) struct Trail {
    pub(crate) customer: u8,
    pub(crate) name: FactName,
    pub(crate) versions: Vec<(Day, Option<Fact>)>,
}

impl Trail {
    pub(crate) fn at(&self, t: Day) -> Option<&Fact> {
        self.versions.iter().rev().find(|(from, _)| *from <= t)?.1.as_ref()
    }

    pub(crate) fn is_known(&self, t: Day) -> bool {
        self.versions[0].0 <= t
    }
}

/// The day before which nobody knows of a fact.
pub(crate) fn own_day(fact: &Fact) -> Day {
    match fact {
        Fact::Sale(it) => it.date,
        Fact::Order(it) => it.ordered,
        Fact::Invoice(it) => it.issued,
        Fact::Payment(it) => it.date,
        Fact::Expense(it) => it.date,
        Fact::DocumentFlow(it) => it.date,
        Fact::Breach(it) => it.date,
        Fact::Incident(it) => it.reported,
        Fact::Instalments(it) => it.from,
        Fact::Dispute(it) => it.from,
        Fact::Contract(it) => match it.origin() {
            ContractOrigin::SignedElsewhere { signed } => signed,
            _ => panic!("all are signed elsewhere"),
        },
        Fact::Consultation(it) => it.day,
        Fact::CardCheck(it) => it.day,
        Fact::Debrief(it) => it.day,
        Fact::WalletShare(it) => it.day,
        Fact::ClassDecision(it) => it.day,
        Fact::Claim(it) => it.on,
        Fact::Bill(it) => it.received,
        Fact::Deposit(it) => it.received,
        Fact::Statement(it) => it.day,
        Fact::SaleLine(it) => it.day,
        Fact::Loan(it) => it.from,
        Fact::Interaction(it) => it.day(),
        Fact::MeansCount(it) => it.on,
        Fact::Standing(it) => it.on,
        Fact::SurveyReply(it) => it.day,
        Fact::Rating(it) => it.day,
        Fact::Enquiry(it) => it.opening().on,
        Fact::Objection(it) => it.opening().on,
        _ => Day::MIN,
    }
}
