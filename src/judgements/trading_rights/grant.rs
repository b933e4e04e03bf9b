use crate::calendar::{AsOf, Validity};
use crate::contract::{Contract, Rights};
use crate::id::{ContractId, CustomerKey};

/// Rights that a contract grants to a customer for some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant<'a> {
    /// The customer.
    pub customer: CustomerKey,
    /// The contract.
    pub contract: &'a ContractId,
    /// The rights.
    pub rights: &'a Rights,
    /// The days.
    pub days: Validity,
}

impl<'a> Grant<'a> {
    /// The grant of a contract as of a date; `None` where it grants nothing, or was terminated
    /// before its first day.
    ///
    /// Contracts count from the draft on, so that a conflict is found before it is signed. The days
    /// are those for which the contract is bound by what is seen: a renewal counts once it binds, a
    /// termination ends the right before its day.
    pub fn from_contract(customer: CustomerKey, contract: &'a Contract, t: AsOf) -> Option<Self> {
        let rights = contract.clauses().rights.as_ref()?;
        let days = contract.bound_term(t)?;
        Some(Self { customer, contract: contract.id(), rights, days })
    }
}
