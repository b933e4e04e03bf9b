use super::{Target, insert_listed};
use crate::account::{FactKind, RecordError};
use crate::contract::Contract;
use crate::id::CustomerKey;
use crate::intake::Record;

/// Records a contract. Its number is unique among the contracts of all customers.
pub(super) fn record_contract(
    target: &mut impl Target,
    key: CustomerKey,
    contract: &Contract,
) -> Result<(), RecordError> {
    let ledger = target.ledger();
    ledger.row(key)?;
    if let Some(owner) = ledger.contract_owners.get(contract.id()) {
        let (kind, name) = (FactKind::Contract, contract.id().to_string());
        let of_owner = ledger.sparse(*owner).map_or(&[][..], |sparse| &sparse.lists.contracts);
        if *owner == key && of_owner.contains(contract) {
            return Err(RecordError::Duplicate { kind, name });
        }
        let recorded = of_owner.iter().find(|it| it.id() == contract.id());
        let fields = recorded.map_or_else(Vec::new, Record::fields);
        return Err(RecordError::conflict(kind, contract, fields).of_another(*owner, key));
    }
    if let Some(ledger) = target.change() {
        ledger.contract_owners.insert(contract.id().clone(), key);
    }
    insert_listed(target, key, contract)
}
