//! Conflicts of trading rights: grants against grants, against our own sales, and against the
//! rights that we hold (S5).
//!
//! | type | meaning |
//! |---|---|
//! | [`Grant`] | rights granted to a customer for some days |
//! | [`RightsMap`] | the trees of territories and products, and the size of groups |
//! | [`RightsConflict`] | two contracts that grant rights against each other, with a witness |
//! | [`OwnRights`], [`SourceRight`], [`DirectSales`] | the licences that we hold; our own sales |
//! | [`RightsFinding`] | a right that is not ours to grant, or not as it is granted |
//!
//! | rule (S5) | item |
//! |---|---|
//! | an exclusive or sole right against any other customer's | [`rights_conflicts`] |
//! | an exclusive right against our own sales; rights that we do not hold | [`rights_findings`] |
//!
//! Two grants conflict iff one of them is exclusive or sole and they are of different customers,
//! not of one exclusivity group, for a common day, by a common way of selling, at levels that meet,
//! for a common product of a common brand, in a common territory that neither carves out. The
//! general agent meets the first tier; all other levels meet themselves.
//!
//! System of the domain: [S5].
//!
//! [S5]: crate::docs::domain#s5

mod conflict;
mod finding;
mod grant;
mod numbering;
mod own_rights;
mod rights_map;
mod scope;
mod sweep;

pub use conflict::RightsConflict;
pub use finding::{RightsFinding, rights_findings};
pub use grant::Grant;
pub use own_rights::{DirectSales, OwnRights, SourceRight};
pub use rights_map::RightsMap;
pub use sweep::rights_conflicts;
