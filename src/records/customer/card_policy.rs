use std::collections::{BTreeMap, BTreeSet};

use super::Field;
use crate::valid::{Draft, Valid, Violations};

/// The plain form of a [`CardPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct CardPolicyDraft {
    /// The weights of the fields. A field that is not listed has weight 1; one of weight 0 does not
    /// count.
    pub weights: BTreeMap<Field, u16>,
    /// Fields that must be filled, however complete the card is otherwise.
    pub mandatory: BTreeSet<Field>,
}

/// The weights of the fields of the card, and the mandatory fields (S1).
///
/// By default all fields weigh 1. Mandatory are the fields needed to call, invoice, sue and lend to
/// the customer: name, address, phone, legal representative, bank, main business, credit standing
/// and terms of trade.
///
/// ```
/// use guanxi::customer::{CardPolicy, CardPolicyDraft, Field};
///
/// let policy = CardPolicy::try_new(CardPolicyDraft {
///     weights: [(Field::CreditStanding, 5), (Field::Philosophy, 0)].into(),
///     ..Default::default()
/// })?;
/// assert_eq!(policy.weight(Field::CreditStanding), 5);
/// assert_eq!(policy.weight(Field::Phone), 1);
/// # Ok::<(), guanxi::valid::Violations>(())
/// ```
pub type CardPolicy = Valid<CardPolicyDraft>;

impl Default for CardPolicyDraft {
    fn default() -> Self {
        Self {
            weights: BTreeMap::new(),
            mandatory: [
                Field::Name,
                Field::Address,
                Field::Phone,
                Field::LegalRepresentative,
                Field::Bank,
                Field::MainBusiness,
                Field::CreditStanding,
                Field::TermsOfTrade,
            ]
            .into(),
        }
    }
}

impl CardPolicyDraft {
    /// The weight of a field.
    pub fn weight(&self, field: Field) -> u16 {
        self.weights.get(&field).map_or(1, |weight| *weight)
    }
}

impl Draft for CardPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if Field::ALL.into_iter().all(|field| self.weight(field) == 0) {
            found.add("weights", "must leave a field that counts".to_owned());
        }
        for field in self.mandatory.iter().filter(|field| self.weight(**field) == 0) {
            found.within("weights", |found| {
                found.add(
                    field.code(),
                    "must be at least 1 for a mandatory field, was 0".to_owned(),
                );
            });
        }
    }
}
