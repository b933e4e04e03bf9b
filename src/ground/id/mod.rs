//! Names: ids that cannot be mistaken for each other, and dense handles for them.
//!
//! An id is text of 1 to [`MAX_LEN`] bytes without control characters or blanks at its ends, kept
//! as given. A name that looks like another is another: nothing is trimmed, folded or guessed.

mod customer_key;
mod text_id;

pub use customer_key::CustomerKey;
pub use text_id::{
    BrandId, CauseId, ContractId, CustomerId, DocumentId, GroupId, IdError, MAX_LEN,
    ProductGroupId, RemedyId, RoleId, StaffId, TerritoryId,
};

pub(crate) use text_id::checked;
