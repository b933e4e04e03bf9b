use crate::handling::Deadlines;
use crate::segment::Class;
use crate::warning::Levels;

/// A value for each ABC class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ByClass<T> {
    /// The value for [`Class::A`].
    #[cfg_attr(feature = "serde", serde(rename = "A"))]
    pub a: T,
    /// The value for [`Class::B`].
    #[cfg_attr(feature = "serde", serde(rename = "B"))]
    pub b: T,
    /// The value for [`Class::C`].
    #[cfg_attr(feature = "serde", serde(rename = "C"))]
    pub c: T,
}

impl<T> ByClass<T> {
    /// The value for a class.
    ///
    /// ```
    /// use guanxi::{casework::ByClass, segment::Class};
    /// assert_eq!(*ByClass { a: 1, b: 2, c: 3 }.get(Class::B), 2);
    /// ```
    pub const fn get(&self, class: Class) -> &T {
        match class {
            Class::A => &self.a,
            Class::B => &self.b,
            Class::C => &self.c,
        }
    }
}

/// One and a half times the days of A for B, twice for C, rounded up.
pub(super) fn deadlines() -> ByClass<Levels<Deadlines>> {
    let days = |acknowledge, cause, remedy| Deadlines { acknowledge, cause, remedy };
    ByClass {
        a: Levels { watch: days(5, 10, 20), warning: days(2, 5, 10), critical: days(1, 2, 5) },
        b: Levels { watch: days(8, 15, 30), warning: days(3, 8, 15), critical: days(2, 3, 8) },
        c: Levels { watch: days(10, 20, 40), warning: days(4, 10, 20), critical: days(2, 4, 10) },
    }
}
