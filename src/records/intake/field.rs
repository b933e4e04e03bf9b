use std::fmt::Display;

/// A field of a fact with its value, as messages about a conflict tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// The name of the field in files.
    pub(crate) name: &'static str,
    /// The value; `none` where there is none.
    pub(crate) value: String,
}

impl Field {
    const NONE: &'static str = "none";

    /// A field with a value.
    #[allow(clippy::needless_pass_by_value, reason = "values and references are shown alike")]
    pub(crate) fn new(name: &'static str, value: impl Display) -> Self {
        Self { name, value: value.to_string() }
    }

    /// A field that may have no value.
    pub(crate) fn optional(name: &'static str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => Self::new(name, value),
            None => Self::new(name, Self::NONE),
        }
    }

    /// A field with several values.
    pub(crate) fn listed(name: &'static str, values: impl Iterator<Item = impl Display>) -> Self {
        let values: Vec<String> = values.map(|value| value.to_string()).collect();
        if values.is_empty() {
            Self::new(name, Self::NONE)
        } else {
            Self::new(name, values.join(", "))
        }
    }

    /// A field with a text, in quotes where anything is written.
    pub(crate) fn text(name: &'static str, text: &str) -> Self {
        let written = Some(text).filter(|text| !text.is_empty());
        Self::optional(name, written.map(|text| format!("{text:?}")))
    }
}
