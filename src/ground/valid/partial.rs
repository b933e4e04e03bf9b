//! Drafts that may be stated in part: a field that is left out keeps its default, however deep.

use serde::{Deserialize, Deserializer};

/// A draft that may be stated in part.
pub(crate) trait Partial {
    /// The part that is stated.
    type Part;

    /// The draft with what is stated.
    fn with(self, stated: Self::Part) -> Self;
}

impl Partial for u16 {
    type Part = Self;

    fn with(self, stated: Self) -> Self {
        stated
    }
}

impl Partial for bool {
    type Part = Self;

    fn with(self, stated: Self) -> Self {
        stated
    }
}

/// A list is stated as a whole.
impl<T> Partial for Vec<T> {
    type Part = Self;

    fn with(self, stated: Self) -> Self {
        stated
    }
}

/// Reads the part of a draft that is stated, over the usual one.
pub(crate) fn over<'de, T: Partial<Part: Deserialize<'de>>, D: Deserializer<'de>>(
    usual: T,
    from: D,
) -> Result<T, D::Error> {
    T::Part::deserialize(from).map(|stated| usual.with(stated))
}

/// The part of a draft, each of its fields stated or not.
macro_rules! partial {
    (
        $(#[$meta:meta])*
        struct $part:ident$(<$generic:ident>)? of $whole:ty {
            $($(#[$of_field:meta])* $field:ident: $stated:ty),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $part$(<$generic>)? {
            $($(#[$of_field])* $field: Option<$stated>),+
        }

        impl$(<$generic: crate::valid::Partial>)? crate::valid::Partial for $whole {
            type Part = $part$(<$generic::Part>)?;

            fn with(self, stated: Self::Part) -> Self {
                Self {
                    $($field: match stated.$field {
                        Some(stated) => crate::valid::Partial::with(self.$field, stated),
                        None => self.$field,
                    }),+
                }
            }
        }
    };
}
pub(crate) use partial;
