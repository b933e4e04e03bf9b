use crate::account::{Fact, facts, kept_facts};
use crate::calendar::Day;
use crate::intake::{Kept, Record};

/// The day of a fact, before which nobody knows of it. `None` for what is agreed or planned, which
/// can be known before the days for which it holds.
pub(crate) fn own_day(fact: &Fact) -> Option<Day> {
    match fact {
        Fact::Sale(sale) => Some(sale.date),
        Fact::Order(order) => Some(order.ordered),
        Fact::Invoice(invoice) => Some(invoice.issued),
        Fact::Payment(payment) => Some(payment.date),
        Fact::Expense(expense) => Some(expense.date),
        Fact::DocumentFlow(flow) => Some(flow.date),
        Fact::Instalments(instalments) => Some(instalments.from),
        Fact::Dispute(dispute) => Some(dispute.from),
        Fact::Breach(breach) => Some(breach.date),
        Fact::Incident(incident) => Some(incident.reported),
        Fact::Contract(contract) => contract.feed().map(|(_, day)| day),
        kept_facts!() => of_kept(fact),
        Fact::Plan(_) | Fact::Budget(_) | Fact::TemporaryLimit(_) | Fact::Security(_) => None,
    }
}

macro_rules! define_of_kept {
    (
        documented { $($documented:tt)* }
        monthly { $($monthly:tt)* }
        listed { $($listed:tt)* }
        kept {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $list:ident: [$Item:ty] by $record:ident;)*
        }
    ) => {
        /// The day of a fact of the section `kept`.
        fn of_kept(fact: &Fact) -> Option<Day> {
            $(if let Fact::$Kind(it) = fact {
                return Kept::own_day(&**it);
            })*
            None
        }
    };
}

facts!(define_of_kept);
