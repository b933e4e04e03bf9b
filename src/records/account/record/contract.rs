use super::insert_listed;
use crate::account::ledger::Ledger;
use crate::account::{FactKind, RecordError};
use crate::contract::Contract;
use crate::id::CustomerKey;

/// Records a contract. Its number is unique among the contracts of all customers.
pub(super) fn record_contract(
    ledger: &mut Ledger,
    key: CustomerKey,
    contract: &Contract,
) -> Result<(), RecordError> {
    ledger.row(key)?;
    if let Some(owner) = ledger.contract_owners.get(contract.id()) {
        let (kind, name) = (FactKind::Contract, contract.id().to_string());
        let of_owner = ledger.sparse(*owner).map_or(&[][..], |sparse| &sparse.lists.contracts);
        if *owner == key && of_owner.contains(contract) {
            return Err(RecordError::Duplicate { kind, name });
        }
        let whose = if *owner == key { "of this customer" } else { "of another customer" };
        return Err(RecordError::Conflict { kind, name, recorded: format!("a contract {whose}") });
    }
    ledger.contract_owners.insert(contract.id().clone(), key);
    insert_listed(ledger, key, contract)
}
