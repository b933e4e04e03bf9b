use serde::Serializer;

use crate::money::{Amount, Total};

/// A total in minor units.
pub(super) fn total<S: Serializer>(total: &Total, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_i128(total.minor())
}

/// An amount in minor units.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(super) fn amount<S: Serializer>(amount: &Amount, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_i64(amount.minor())
}

/// An amount in minor units, where there is one.
#[expect(clippy::ref_option, reason = "serde passes a reference")]
pub(super) fn amount_if_any<S: Serializer>(
    amount: &Option<Amount>,
    to: S,
) -> Result<S::Ok, S::Error> {
    match amount {
        Some(amount) => to.serialize_some(&amount.minor()),
        None => to.serialize_none(),
    }
}
