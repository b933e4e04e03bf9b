mod recorded_silence;
mod silence;
mod silences;
mod silent_days;

pub use recorded_silence::RecordedSilence;
pub use silence::{Silence, SilenceDraft};
pub(crate) use silences::{HeldSilences, Silences};
pub use silent_days::SilentDays;
