use crate::calendar::{AsOf, Day, Validity};
use crate::contract::{Contract, Exclusivity, Rights};
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
    /// The exclusivity on these days: that of the rights, or non-exclusive once they were
    /// downgraded.
    pub exclusivity: Exclusivity,
    /// The days.
    pub days: Validity,
}

impl<'a> Grant<'a> {
    /// The grants of a contract as of a date: none where it grants nothing, or was terminated
    /// before its first day; several where it was reopened or downgraded.
    ///
    /// Contracts count from the draft on, so that a conflict is found before it is signed. The days
    /// are those for which the contract is bound by what is seen: a renewal counts once it binds, a
    /// termination ends the right before its day.
    ///
    /// # Rule
    ///
    /// > S5: a downgrade turns an exclusive right into a non-exclusive one from the day after the
    /// > cure, [`ObligationReading::downgraded_from`](crate::agreement::ObligationReading).
    pub fn from_contract(
        customer: CustomerKey,
        contract: &'a Contract,
        downgraded_from: Option<Day>,
        t: AsOf,
    ) -> Vec<Self> {
        let Some(rights) = contract.clauses().rights.as_ref() else { return Vec::new() };
        let grant = |(exclusivity, days): (Exclusivity, Validity)| Self {
            customer,
            contract: contract.id(),
            rights,
            exclusivity,
            days,
        };
        let parts = contract.bound_days(t).into_iter().flat_map(|days| match downgraded_from {
            Some(from) => [
                days.before(from).map(|days| (rights.exclusivity, days)),
                days.overlap(Validity::open_ended(from))
                    .map(|days| (Exclusivity::NonExclusive, days)),
            ],
            None => [Some((rights.exclusivity, days)), None],
        });
        parts.flatten().map(grant).collect()
    }
}
