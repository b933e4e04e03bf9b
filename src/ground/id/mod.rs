//! Names: ids that cannot be mistaken for each other, and dense handles for them.
//!
//! An id is text of 1 to [`MAX_LEN`] bytes without control characters or blanks at its ends, kept
//! as given. Two ids are equal only if their texts are: nothing is trimmed, folded or guessed.
//!
//! | type | names |
//! |---|---|
//! | [`CustomerId`] | a customer |
//! | [`CustomerKey`] | a customer, by its position in a book |
//! | [`GroupId`] | a group of customers |
//! | [`ContractId`] | a contract |
//! | [`DocumentId`] | a document: an invoice, a payment, an order, a sale |
//! | [`LineNumber`], [`LineNumberError`] | a line of a document; a number that is none |
//! | [`ProductGroupId`] | a product group |
//! | [`BrandId`] | a brand |
//! | [`TerritoryId`] | a sales territory |
//! | [`StaffId`] | a member of the staff |
//! | [`RoleId`] | a role of the staff |
//! | [`CauseId`] | a cause of a warning |
//! | [`RemedyId`] | a remedy for a cause |
//! | [`IdError`] | a text that is no id |

mod customer_key;
mod line_number;
mod text_id;

pub use customer_key::CustomerKey;
pub use line_number::{LineNumber, LineNumberError};
pub use text_id::{
    BrandId, CauseId, ContractId, CustomerId, DocumentId, GroupId, IdError, MAX_LEN,
    ProductGroupId, RemedyId, RoleId, StaffId, TerritoryId,
};

pub(crate) use text_id::checked;
