//! Policies that state a part: at every level of nesting what is left out keeps its default.

use serde::{Deserialize, Deserializer};

use super::deadlines::{ByClass, deadlines};
use super::taxonomy::{Remedy, Taxonomy};
use super::usual::{usual_condition, usual_shelf_days};
use crate::casework::condition::{ConditionPolicyDraft, MOfN, Timing};
use crate::handling::Deadlines;
use crate::id::CauseId;
use crate::warning::{ByRule, Levels};

/// A policy that may be stated in part.
trait Partial {
    /// The part that is stated.
    type Part;

    /// The policy with what is stated.
    fn with(self, stated: Self::Part) -> Self;
}

impl Partial for u16 {
    type Part = Self;

    fn with(self, stated: Self) -> Self {
        stated
    }
}

/// The part of a policy, each of its fields stated or not.
macro_rules! partial {
    (
        $(#[$meta:meta])*
        struct $part:ident$(<$generic:ident>)? of $whole:ty {
            $($(#[$of_field:meta])* $field:ident: $stated:ty),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $part$(<$generic>)? {
            $($(#[$of_field])* $field: Option<$stated>),+
        }

        impl$(<$generic: Partial>)? Partial for $whole {
            type Part = $part$(<$generic::Part>)?;

            fn with(self, stated: Self::Part) -> Self {
                Self {
                    $($field: match stated.$field {
                        Some(stated) => self.$field.with(stated),
                        None => self.$field,
                    }),+
                }
            }
        }
    };
}

partial! {
    /// Some of the rules.
    struct SomeRules<T> of ByRule<T> { debt: T, progress: T, expense: T, loss: T, incident: T }
}
partial! {
    /// Some of the levels.
    struct SomeLevels<T> of Levels<T> { watch: T, warning: T, critical: T }
}
partial! {
    /// Some of the classes.
    struct SomeClasses<T> of ByClass<T> {
        #[serde(rename = "A")]
        a: T,
        #[serde(rename = "B")]
        b: T,
        #[serde(rename = "C")]
        c: T,
    }
}
partial! {
    /// Some days of a level.
    struct SomeTiming of Timing { raise_after: u16, clear_after: u16 }
}
partial! {
    /// Some deadlines.
    struct SomeDeadlines of Deadlines { acknowledge: u16, cause: u16, remedy: u16 }
}
partial! {
    /// Some figures of a condition.
    struct SomeCondition of ConditionPolicyDraft {
        timing: SomeLevels<SomeTiming>,
        hits: MOfN,
        is_latched: bool,
        stale_after: u16,
    }
}
partial! {
    /// The causes of a rule, its remedies, or both.
    struct SomeTaxonomy of Taxonomy { causes: Vec<CauseId>, remedies: Vec<Remedy> }
}

impl Partial for bool {
    type Part = Self;

    fn with(self, stated: Self) -> Self {
        stated
    }
}

impl Partial for Option<MOfN> {
    type Part = MOfN;

    fn with(self, stated: MOfN) -> Self {
        Some(stated)
    }
}

/// A list is stated as a whole.
impl<T> Partial for Vec<T> {
    type Part = Self;

    fn with(self, stated: Self) -> Self {
        stated
    }
}

/// A policy of which a part is read.
fn over<'de, T: Partial<Part: Deserialize<'de>>, D: Deserializer<'de>>(
    usual: T,
    from: D,
) -> Result<T, D::Error> {
    T::Part::deserialize(from).map(|stated| usual.with(stated))
}

pub(super) fn conditions<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<ByRule<ConditionPolicyDraft>, D::Error> {
    over(ByRule::each(usual_condition), from)
}

pub(super) fn taxonomy<'de, D: Deserializer<'de>>(from: D) -> Result<ByRule<Taxonomy>, D::Error> {
    over(Taxonomy::of_rules(), from)
}

pub(super) fn by_class<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<ByClass<Levels<Deadlines>>, D::Error> {
    over(deadlines(), from)
}

pub(super) fn shelf_days<'de, D: Deserializer<'de>>(from: D) -> Result<Levels<u16>, D::Error> {
    over(usual_shelf_days(), from)
}
