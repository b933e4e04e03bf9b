//! The customer, and the customer card (S1).
//!
//! | type | meaning |
//! |---|---|
//! | [`Customer`] | a customer: id, first day, attitude, group and card |
//! | [`Attitude`] | the declared attitude towards us, the 忠诚度 of S13 |
//! | [`Importance`] | the importance by which the card ages |
//! | [`ProspectImportance`] | the importance of a future or potential customer (潜在客户) |
//! | [`StatedImportance`] | the statement of it: term, person, reason |
//! | [`Card`] | the records of a customer, field by field (客户资料卡) |
//! | [`Field`] | a field of the card, in one of four [`Section`]s |
//! | [`Entry`] | a record: value, days of observation and record, author, source |
//! | [`EntrySource`] | the source of an entry, from an import to a public register |
//! | [`CardValue`] | a text, or the statement that there is none (无) |
//! | [`Ruling`] | the decision of a person between sources (裁定) |
//! | [`CardView`] | the card as somebody sees it, in full or redacted (脱敏) |
//! | [`FieldStanding`] | the state of a field: empty, a value, a conflict, withheld |
//! | [`StandingValue`], [`StandingBasis`] | a value with its freshness and trust; its record |
//! | [`CardAsOf`] | a card as it stood on a day |
//! | [`FieldContent`], [`StatedValue`] | the content of a field then, with its author |
//! | [`CardDiff`] | the changes between two days or versions (资料变更) |
//! | [`FieldChange`], [`ChangeKind`] | the change of a field; its kind |
//! | [`CardDiffError`] | a change that does not fit a card |
//! | [`FieldState`], [`field_state`] | withheld, empty, conflict, stale, current or trusted |
//! | [`Completeness`] | the complete, current and trusted part of the card; what it lacks |
//! | [`Filled`] | the weight of the complete, current and trusted fields, and of all |
//! | [`CardPolicy`] | weights, mandatory fields, ages, trust, placeholders, clearances |
//! | [`CardPolicyDraft`] | the plain form of a card policy, before it is checked |
//! | [`AgeFactors`] | the allowed age by the importance of the customer |
//! | [`TrustRules`], [`TrustDecay`] | the trust in each source; its fall with age |
//! | [`TrustCurve`] | the curve on which trust falls |
//! | [`CardError`] | the reason why an entry or a ruling is refused |
//!
//! | rule of the card (S1) | item |
//! |---|---|
//! | an entry has a value, two days, an author and a source | [`Entry::try_new`] |
//! | *absent* is an answer | [`CardValue::absent`] |
//! | a placeholder is blank | [`CardPolicyDraft::is_placeholder`] |
//! | an entry that says what stands confirms it | [`StandingValue::confirmed`] |
//! | a person may decide between sources | [`Card::rule`] |
//! | of several values the most trusted stands, or none | [`CardView::standing`] |
//! | losing values stay, with owner, date and source | [`CardView::losing`] |
//! | redaction comes before computing | [`CardView::for_reader`] |
//! | the changes applied to the first card give the second | [`CardDiff::apply`] |
//! | a prospect is never judged as C | [`Importance::new`] |
//! | customers that are one have the records of both | [`Card::merged_with`] |
//! | a wrong entry is removed | [`Card::remove`] |
//! | completeness is the weight of the filled fields over the weight of all | [`completeness`] |
//! | an entry recorded after the as-of date is not seen | [`CardView::entries`] |
//!
//! System of the domain: [S1].
//!
//! [S1]: crate::docs::domain#s1

mod attitude;
mod card;
mod card_error;
mod card_value;
mod customer;
mod entry_source;
mod field;
mod importance;
mod normal_text;
mod policy;

pub use attitude::Attitude;
pub(crate) use card::FieldFilling;
pub use card::{
    Card, CardAsOf, CardDiff, CardDiffError, CardView, ChangeKind, Completeness, Entry,
    FieldChange, FieldContent, FieldStanding, FieldState, Filled, Ruling, StandingBasis,
    StandingValue, StatedValue, completeness, field_state,
};
pub use card_error::CardError;
pub use card_value::CardValue;
pub use customer::Customer;
pub use entry_source::EntrySource;
pub use field::{Field, Section};
pub use importance::{Importance, ProspectImportance, StatedImportance};
pub use policy::{AgeFactors, CardPolicy, CardPolicyDraft, TrustCurve, TrustDecay, TrustRules};
