//! Identity of customers: numbers of registers with their checks, normal forms of names and
//! telephone numbers, and rulings that two customers are two (S1).
//!
//! | type | content |
//! |---|---|
//! | [`IdentityNumber`] | a number of a register: kind, scope, normal text |
//! | [`NumberKind`] | the register: USCC, LEI, GSTIN, D-U-N-S, VAT, others by code and country |
//! | [`Scope`] | legal entity, establishment or person |
//! | [`Uscc`] | a Unified Social Credit Code of GB 32100-2015 with its check character |
//! | [`Lei`] | a Legal Entity Identifier of ISO 17442 with its check digits |
//! | [`Country`], [`NumberCode`] | the country and the code of a register |
//! | [`NormalText`] | letters and digits of any text, as texts are compared |
//! | [`NormalName`] | a company's name without its legal form |
//! | [`NameRules`], [`NameForms`] | legal forms and words for branches; the same made ready |
//! | [`NormalPhone`] | the last digits of a telephone number |
//! | [`CustomerPair`] | two different customers |
//! | [`DistinctRuling`], [`PairRuling`] | the decision of a person that two customers are two |
//! | [`DistinctRulings`] | all such decisions, as of any day |
//! | [`UsccError`] | a text that is no USCC |
//! | [`LeiError`] | a text that is no LEI |
//! | [`IdentityNumberError`] | a text that is no identity number |
//! | [`NumberKindError`] | a text that is no kind of numbers |
//! | [`CountryError`], [`NumberCodeError`] | a text that is no country, or no code of a kind |
//! | [`CustomerPairError`] | a pair that consists of one customer |
//! | [`DistinctError`] | the refusal of a ruling |
//!
//! | rule of identity (S1) | kept by |
//! |---|---|
//! | a number whose check fails is no identity number | [`IdentityNumber::try_new`] |
//! | numbers compare within kind, country and scope | [`IdentityNumber::compares_with`] |
//! | a company has one USCC and one LEI at a time | [`NumberKind::is_one_at_a_time`] |
//! | a legal form says nothing, a branch is another place | [`NameForms::normal`] |
//! | a form of fewer than two characters is no key | [`NormalText::is_key`] |
//! | a person may decide that two are two, and withdraw it | [`DistinctRulings::record`] |
//!
//! No number is looked up anywhere: a check says that a number can exist, not that it does.
//!
//! System of the domain: [S1].
//!
//! [S1]: crate::docs::domain#s1

mod customer_pair;
mod distinct;
mod fold;
mod identity_number;
mod lei;
mod normal_name;
mod normal_phone;
mod normal_text;
mod number_kind;
mod uscc;

pub use customer_pair::{CustomerPair, CustomerPairError};
pub use distinct::{DistinctError, DistinctRuling, DistinctRulings, PairRuling};
pub use identity_number::{IdentityNumber, IdentityNumberError};
pub use lei::{Lei, LeiError};
pub use normal_name::{NameForms, NameRules, NormalName};
pub use normal_phone::NormalPhone;
pub use normal_text::NormalText;
pub use number_kind::{
    Country, CountryError, NumberCode, NumberCodeError, NumberKind, NumberKindError, Scope,
};
pub use uscc::{Uscc, UsccError};
