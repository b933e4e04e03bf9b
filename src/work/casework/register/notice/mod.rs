mod notice;
mod warning_key;
mod warning_list;

pub(super) use notice::silence_notices;
pub use notice::{NamedNotice, Notice};
pub use warning_key::WarningKey;
pub use warning_list::{ListReason, ListedWarning, WarningList};
