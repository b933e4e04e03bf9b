use super::ReviseError;
use super::revise::{check, put};
use crate::account::ledger::Ledger;
use crate::account::record::holder;
use crate::account::{Fact, FactKind, FactName};
use crate::contract::ContractAction;
use crate::id::{ContractId, CustomerKey};

/// Takes an act on a contract: the contract with it is a version known from the day of the act on.
pub(crate) fn take_contract_step(
    ledger: &mut Ledger,
    key: CustomerKey,
    contract: &ContractId,
    action: ContractAction,
) -> Result<(), ReviseError> {
    ledger.row(key)?;
    let name = FactName::new(FactKind::Contract, contract.as_str());
    let key = holder(ledger, key, &name, action.on());
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
    let on = action.on();
    let taken = action.taken(found);
    let taken =
        taken.map_err(|error| ReviseError::ContractStep { contract: contract.clone(), error })?;
    let fact = Fact::from(taken);
    let revision = check(ledger, key, &name, on, Some(&fact))?;
    put(ledger, key, revision)
}
