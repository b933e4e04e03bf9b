use std::fmt;

use crate::contract::Contract;
use crate::expense::{Budget, Expense};
use crate::incident::Incident;
use crate::receivable::{Collateral, Invoice, Payment, TemporaryLimit};
use crate::trade::{Breach, Handover, OpenOrder, Plan, Sale};

/// One thing that happened between the company and a customer, or was agreed.
///
/// Every kind of fact converts into it, so `record` takes any of them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum Fact {
    /// Goods sold, or taken back.
    Sale(Sale),
    /// An open order.
    Order(OpenOrder),
    /// Value that moves from one document to the next.
    Handover(Handover),
    /// A sales plan of a month.
    Plan(Plan),
    /// A breach of the channel.
    Breach(Breach),
    /// An invoice.
    Invoice(Invoice),
    /// A payment.
    Payment(Payment),
    /// A temporary credit limit.
    TemporaryLimit(TemporaryLimit),
    /// A guarantee or an insurance.
    Security(Collateral),
    /// A selling expense.
    Expense(Expense),
    /// An expense budget of a month.
    Budget(Budget),
    /// A major incident.
    Incident(Incident),
    /// A contract.
    Contract(Box<Contract>),
}

/// What kind of fact it is, for messages and for the names of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FactKind {
    /// [`Fact::Sale`].
    Sale,
    /// [`Fact::Order`].
    Order,
    /// [`Fact::Handover`].
    Handover,
    /// [`Fact::Plan`].
    Plan,
    /// [`Fact::Breach`].
    Breach,
    /// [`Fact::Invoice`].
    Invoice,
    /// [`Fact::Payment`].
    Payment,
    /// The credit limit of a customer.
    Limit,
    /// [`Fact::TemporaryLimit`].
    TemporaryLimit,
    /// [`Fact::Security`].
    Security,
    /// [`Fact::Expense`].
    Expense,
    /// [`Fact::Budget`].
    Budget,
    /// [`Fact::Incident`].
    Incident,
    /// [`Fact::Contract`].
    Contract,
}

impl fmt::Display for FactKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sale => "sale",
            Self::Order => "order",
            Self::Handover => "hand-over",
            Self::Plan => "plan",
            Self::Breach => "breach",
            Self::Invoice => "invoice",
            Self::Payment => "payment",
            Self::Limit => "limit",
            Self::TemporaryLimit => "temporary limit",
            Self::Security => "security",
            Self::Expense => "expense",
            Self::Budget => "budget",
            Self::Incident => "incident",
            Self::Contract => "contract",
        })
    }
}

/// Each kind of fact converts into a [`Fact`].
macro_rules! into_fact {
    ($($kind:ident($fact:ty)),* $(,)?) => {
        $(impl From<$fact> for Fact {
            fn from(fact: $fact) -> Self {
                Self::$kind(fact)
            }
        })*
    };
}

into_fact! {
    Sale(Sale), Order(OpenOrder), Plan(Plan), Breach(Breach), Invoice(Invoice), Payment(Payment),
    TemporaryLimit(TemporaryLimit), Security(Collateral), Handover(Handover), Expense(Expense), Budget(Budget), Incident(Incident),
}

impl From<Contract> for Fact {
    fn from(contract: Contract) -> Self {
        Self::Contract(Box::new(contract))
    }
}
