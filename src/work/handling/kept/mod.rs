mod check;
#[cfg(feature = "serde")]
mod written;

pub(crate) use check::check_handling;
#[cfg(feature = "serde")]
pub(crate) use written::WrittenHandling;
