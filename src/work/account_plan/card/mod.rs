//! The card of a key account in six sections.

mod card_satisfaction;
mod credit_dynamics;
mod key_account_card;

pub use card_satisfaction::{CardSatisfaction, SatisfactionNote};
pub use credit_dynamics::{
    CreditChange, CreditDynamics, CreditDynamicsDraft, CreditFigure, CreditNote, CreditValue,
};
pub use key_account_card::{
    CardOverview, CardSection, KeyAccountCard, ReadObjective, StaffGroup, TradeChange,
};
