use crate::calendar::{AsOf, Day, Validity};
use crate::contract::{Amendment, ClauseGroup, Contract, Exclusivity, Rights};
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
    /// before its first day; several where it was reopened, amended or downgraded.
    ///
    /// Contracts count from the draft on, so that a conflict is found before it is signed. The days
    /// are those for which the contract is bound by what is seen: a renewal counts once it binds, a
    /// termination ends the right before its day.
    ///
    /// # Rule
    ///
    /// > S5: an amendment of the trading rights that is signed holds from its day on.
    /// >
    /// > A downgrade turns an exclusive right into a non-exclusive one from the day after the
    /// > cure, [`ObligationReading::downgraded_from`](crate::agreement::ObligationReading).
    pub fn from_contract(
        customer: CustomerKey,
        contract: &'a Contract,
        downgraded_from: Option<Day>,
        t: AsOf,
    ) -> Vec<Self> {
        let parts = contract.bound_days(t).into_iter().flat_map(|days| granted(contract, days, t));
        let parts = parts.flat_map(|(rights, days)| match downgraded_from {
            Some(from) => [
                days.before(from).map(|days| (rights, rights.exclusivity, days)),
                days.overlap(Validity::open_ended(from))
                    .map(|days| (rights, Exclusivity::NonExclusive, days)),
            ],
            None => [Some((rights, rights.exclusivity, days)), None],
        });
        let grant = |(rights, exclusivity, days): (&'a Rights, Exclusivity, Validity)| Self {
            customer,
            contract: contract.id(),
            rights,
            exclusivity,
            days,
        };
        parts.flatten().map(grant).collect()
    }
}

/// The rights of a contract within some days, in the order of time: those of its text, and from its
/// day on those of each amendment that is signed as of a date.
fn granted(contract: &Contract, days: Validity, t: AsOf) -> Vec<(&Rights, Validity)> {
    let amends = |it: &&Amendment| {
        it.groups().contains(&ClauseGroup::TradingRights) && it.signed(t).is_some()
    };
    let mut amendments: Vec<&Amendment> = contract.amendments().iter().filter(amends).collect();
    amendments.sort_by_key(|it| (it.effective(), it.number()));
    let mut found = Vec::new();
    let mut rights = contract.clauses().rights.as_ref();
    let mut rest = Some(days);
    for amendment in amendments {
        let before = rest.and_then(|days| days.before(amendment.effective()));
        found.extend(rights.zip(before));
        rest = rest.and_then(|days| days.overlap(Validity::open_ended(amendment.effective())));
        rights = amendment.content().rights.as_ref();
    }
    found.extend(rights.zip(rest));
    found
}
