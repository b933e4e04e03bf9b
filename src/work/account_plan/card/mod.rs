//! The card of a key account in six sections.

mod credit_dynamics;
mod key_account_card;

pub use credit_dynamics::{
    CreditChange, CreditDynamics, CreditDynamicsDraft, CreditFigure, CreditNote, CreditValue,
};
pub use key_account_card::{
    CardOverview, CardSection, KeyAccountCard, ReadObjective, SatisfactionNote, StaffGroup,
    TradeChange,
};
