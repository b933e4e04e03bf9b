//! The effect of support: pairs of a supported customer and a control.

mod control_pair;
mod doubt;
mod effect_customer;
mod error;
mod policy;
mod scale;
mod support_effect;
mod support_return;
mod windows;

pub use control_pair::ControlPair;
pub use doubt::{EffectDoubt, EffectVerdict, SupportChoice};
pub use effect_customer::{EffectCustomer, EffectExclusion, EffectPeers, EffectPurchases};
pub use error::EffectError;
pub use policy::{EffectPolicy, EffectPolicyDraft};
pub use support_effect::{EffectFacts, SupportEffect};
pub use support_return::SupportReturn;
pub use windows::{EffectDays, EffectWindows};
