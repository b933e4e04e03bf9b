//! The position of a key account towards us: needs, bargaining power, replaceability, mutual gain.

mod bargaining;
mod mutual_gain;
mod need_balance;
mod replaceability;

pub use bargaining::{
    BargainingBounds, BargainingFacts, BargainingPart, BargainingPower, BargainingReading,
    PressureKind, PressureSign,
};
pub use mutual_gain::{GainPart, MutualGain, MutualGainFacts};
pub use need_balance::{ComparedNeed, NeedBalance};
pub use replaceability::Replaceability;
