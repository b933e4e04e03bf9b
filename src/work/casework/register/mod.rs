mod answers;
mod book_state;
mod book_step;
mod change_log;
mod flood;
mod input;
mod last_step;
mod notice;
mod register;
mod register_error;
mod silence;
mod snapshot;
mod spending;
mod step_terms;

pub(crate) use book_state::BookState;
pub(crate) use change_log::ChangeLog;
pub use change_log::RegisterMark;
pub use flood::HeldFlood;
#[cfg(feature = "serde")]
pub(crate) use flood::RaiseRates;
pub use input::{CustomerContext, Evaluations};
pub use last_step::LastStep;
pub use notice::{ListReason, ListedWarning, NamedNotice, Notice, WarningKey, WarningList};
pub use register::Register;
pub use register_error::RegisterError;
#[cfg(feature = "serde")]
pub(crate) use silence::Silences;
pub use silence::{RecordedSilence, Silence, SilenceDraft, SilentDays};
pub use snapshot::{
    CustomerFile, DeltaError, PolicyMatch, RegisterDelta, RegisterSnapshot, Restored,
    SavedCustomer, UnknownMark,
};
pub use spending::Spending;
