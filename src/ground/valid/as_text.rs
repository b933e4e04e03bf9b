use std::fmt;

use serde::{Serialize, Serializer};

/// A value that is written as the text that it prints.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AsText<T>(pub(crate) T);

impl<T: fmt::Display> Serialize for AsText<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}
