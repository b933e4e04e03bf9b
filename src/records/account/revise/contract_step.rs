use super::ReviseError;
use super::revise::{check, put};
use crate::account::ledger::Ledger;
use crate::account::record::holder;
use crate::account::{Fact, FactKind, FactName};
use crate::contract::ContractEvent;
use crate::id::{ContractId, CustomerKey};

/// Takes a step of a contract: the contract with the step is a version known from its day on.
pub(crate) fn take_contract_step(
    ledger: &mut Ledger,
    key: CustomerKey,
    contract: &ContractId,
    event: ContractEvent,
) -> Result<(), ReviseError> {
    ledger.row(key)?;
    let name = FactName::new(FactKind::Contract, contract.as_str());
    let key = holder(ledger, key, &name, event.on);
    let lists = ledger.sparse(key).map(|sparse| &sparse.lists.contracts);
    let found = lists.and_then(|contracts| contracts.iter().find(|it| it.id() == contract));
    let Some(found) = found else {
        let of_another = ledger.contract_owners.get(contract).is_some_and(|owner| *owner != key);
        return Err(if of_another {
            ReviseError::OtherCustomer { name }
        } else {
            ReviseError::Unknown { name }
        });
    };
    let mut stepped = found.clone();
    let on = event.on;
    let taken = stepped.apply(event.step, on, event.by);
    taken.map_err(|error| ReviseError::ContractStep { contract: contract.clone(), error })?;
    let fact = Fact::from(stepped);
    let revision = check(ledger, key, &name, on, Some(&fact))?;
    put(ledger, key, revision)
}
