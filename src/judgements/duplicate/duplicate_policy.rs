use std::collections::BTreeMap;

use super::KeyKind;
use crate::identity::{IdentityNumber, NameForms, NameRules, NumberCode, NumberKind};
use crate::valid::{Draft, Valid, Violations, words};

words! {
    /// The use of a kind of numbers in telling records apart.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum NumberUse as "a use of numbers" {
        /// Numbers of the kind are left out, as if they were not recorded.
        NotCompared = "not_compared",
        /// Equal numbers are one customer; a record with one is taken with a warning.
        Warn = "warn",
        /// Equal numbers are one customer; a record with one is refused.
        Refuse = "refuse",
    }
}

/// The use of each kind of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct NumberRules {
    /// Unified Social Credit Codes.
    pub uscc: NumberUse,
    /// Legal Entity Identifiers.
    pub lei: NumberUse,
    /// Tax numbers of India.
    pub gstin: NumberUse,
    /// D-U-N-S numbers.
    pub duns: NumberUse,
    /// Numbers for value added tax of all countries.
    pub vat: NumberUse,
    /// Kinds by code that are not named in `by_code`.
    pub other: NumberUse,
    /// Kinds by code, of all countries.
    pub by_code: BTreeMap<NumberCode, NumberUse>,
}

impl Default for NumberRules {
    fn default() -> Self {
        Self {
            uscc: NumberUse::Refuse,
            lei: NumberUse::Refuse,
            gstin: NumberUse::Warn,
            duns: NumberUse::Warn,
            vat: NumberUse::Warn,
            other: NumberUse::Warn,
            by_code: BTreeMap::new(),
        }
    }
}

impl NumberRules {
    /// The use of the numbers of a kind.
    pub fn number_use(&self, kind: &NumberKind) -> NumberUse {
        match kind {
            NumberKind::Uscc => self.uscc,
            NumberKind::Lei => self.lei,
            NumberKind::Gstin => self.gstin,
            NumberKind::Duns => self.duns,
            NumberKind::Vat(_) => self.vat,
            NumberKind::Other { code, .. } => self.by_code.get(code).copied().unwrap_or(self.other),
        }
    }

    pub(super) fn compares(&self, number: &IdentityNumber) -> bool {
        match self.number_use(number.kind()) {
            NumberUse::NotCompared => false,
            NumberUse::Warn | NumberUse::Refuse => true,
        }
    }
}

/// The points of a pair for each kind of key in which its records agree. A kind with 0 points is
/// not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct KeyPoints {
    /// The same bank account.
    pub bank_account: u16,
    /// The same telephone number.
    pub phone: u16,
    /// The same name.
    pub name: u16,
    /// The same legal representative.
    pub legal_representative: u16,
    /// The same address.
    pub address: u16,
}

impl Default for KeyPoints {
    fn default() -> Self {
        Self { bank_account: 40, phone: 25, name: 30, legal_representative: 15, address: 15 }
    }
}

impl KeyPoints {
    /// The points of a kind of key.
    pub const fn points(&self, kind: KeyKind) -> u16 {
        match kind {
            KeyKind::BankAccount => self.bank_account,
            KeyKind::Phone => self.phone,
            KeyKind::Name => self.name,
            KeyKind::LegalRepresentative => self.legal_representative,
            KeyKind::Address => self.address,
        }
    }
}

/// When two records are taken for one customer, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DuplicatePolicyDraft {
    /// The use of each kind of numbers.
    pub numbers: NumberRules,
    /// The points for each kind of key.
    pub points: KeyPoints,
    /// The least points of a likely duplicate.
    pub likely: u16,
    /// The least points of a possible duplicate.
    pub possible: u16,
    /// The most records that may share a key for their pairs to be listed. Of a key that more
    /// share, a search of all records names the records together, and lists the pairs that share
    /// one more key with no more records than these.
    pub most_sharing: u16,
    /// Legal forms and words for branches at the ends of names.
    pub names: NameRules,
}

impl Default for DuplicatePolicyDraft {
    fn default() -> Self {
        Self {
            numbers: NumberRules::default(),
            points: KeyPoints::default(),
            likely: 55,
            possible: 30,
            most_sharing: 100,
            names: NameRules::default(),
        }
    }
}

impl DuplicatePolicyDraft {
    /// The words at the ends of names, made ready to read many names.
    pub fn name_forms(&self) -> NameForms {
        NameForms::new(&self.names)
    }
}

impl Draft for DuplicatePolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("possible", 1, self.possible);
        if self.possible > self.likely {
            let problem =
                format!("must not exceed likely ({}), was {}", self.likely, self.possible);
            found.add("possible", problem);
        }
        found.at_least("most_sharing", 2, self.most_sharing);
        found.within("names", |found| self.names.check(found));
    }
}

/// The policy by which two records are taken for one customer (S1).
///
/// # Rule
///
/// > S1: *Same* where a valid number of equal kind and scope is equal. *Different* where both have
/// > valid numbers of equal kind and scope that differ, of which a company has one at a time, which
/// > beats any similarity, or where a person ruled so. *Same group* where the legal entity is one
/// > and the establishments differ. Otherwise points for each key that agrees: bank account 40,
/// > telephone 25, name 30, legal representative 15, address 15; *likely* from 55, *possible* from
/// > 30, and no more than *possible* where other numbers differ. Blank against blank is no
/// > agreement.
///
/// Two strong keys or three weak ones are likely; one telephone alone is nothing, since call
/// centres and agents have one for many.
#[doc(alias = "客户查重")]
pub type DuplicatePolicy = Valid<DuplicatePolicyDraft>;
