use std::fmt;

use crate::contract::Party;
use crate::identity::NormalText;

/// The name and the number of a customer as its card has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartyCard<'a> {
    /// The registered name.
    pub name: &'a str,
    /// The number under which it pays taxes, or of the register; `None` where the card has none.
    pub number: Option<&'a str>,
}

/// A party that does not agree with its card.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "mismatch", rename_all = "snake_case")
)]
pub enum PartyMismatch {
    /// The names differ.
    Name {
        /// The name in the contract.
        contract: String,
        /// The name on the card.
        card: String,
    },
    /// The numbers differ.
    Number {
        /// The number in the contract.
        contract: String,
        /// The number on the card.
        card: String,
    },
}

/// The things in which a party differs from its card.
///
/// # Rule
///
/// > S5: name and identity number agree with the card.
///
/// Names and numbers are compared by letters and digits. A thing that one side does not state is no
/// mismatch but a gap.
pub fn party_mismatches(party: &Party, card: PartyCard<'_>) -> Vec<PartyMismatch> {
    let differ = |one: &str, other: &str| {
        let (one, other) = (NormalText::new(one), NormalText::new(other));
        one.is_key() && other.is_key() && one != other
    };
    let mut found = Vec::new();
    if differ(&party.name, card.name) {
        let (contract, card) = (party.name.clone(), card.name.to_owned());
        found.push(PartyMismatch::Name { contract, card });
    }
    if let Some(number) = card.number
        && differ(&party.tax_number, number)
    {
        let (contract, card) = (party.tax_number.clone(), number.to_owned());
        found.push(PartyMismatch::Number { contract, card });
    }
    found
}

impl fmt::Display for PartyMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (thing, contract, card) = match self {
            Self::Name { contract, card } => ("name", contract, card),
            Self::Number { contract, card } => ("number", contract, card),
        };
        write!(f, "the {thing} in the contract is {contract:?}, on the card {card:?}")
    }
}
