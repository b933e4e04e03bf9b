//! Plain drafts and the one door through which they become valid values.
//!
//! A policy or a document is written as a [`Draft`]: public fields, defaults, serde. It becomes
//! [`Valid`] by [`Valid::try_new`], which reports *all* violations with their paths. A valid value
//! is read like its draft and cannot be changed, so it cannot come to contradict itself. Reading it
//! with serde passes the same door.
//!
//! | type | meaning |
//! |---|---|
//! | [`Draft`] | data that can be wrong |
//! | [`Difference`] | a field in which what is recorded and what was offered differ |
//! | [`Valid`] | a draft that was checked and can no longer change |
//! | [`Violation`] | a rule that a draft breaks, with the path of the field |
//! | [`Violations`] | all rules that a draft breaks, in the order of its fields |
//! | [`WordError`] | a word that an enum does not have, with the list of its words |
//!
//! Enums that appear in files are written and read by their words. Errors that a caller of a book
//! meets have codes: `code` tells refusals apart in programs, and stays as it is when a message
//! changes.

#[cfg(feature = "serde")]
mod as_text;
mod codes;
mod difference;
pub(crate) mod or_none;
mod order;
#[cfg(feature = "serde")]
mod partial;
#[cfg(feature = "schemars")]
mod schema;
mod text_form;
mod violation;
mod words;

pub use difference::Difference;
pub use violation::{Violation, Violations};
pub use words::WordError;

#[cfg(feature = "serde")]
pub(crate) use as_text::AsText;
pub(crate) use codes::codes;
#[cfg(feature = "schemars")]
pub(crate) use or_none::NONE;
pub(crate) use order::Order;
#[cfg(feature = "serde")]
pub(crate) use partial::{Partial, over, partial};
#[cfg(feature = "schemars")]
pub(crate) use schema::{OrNone, schema_of_written, words_in_one};
#[cfg(feature = "serde")]
pub(crate) use text_form::read_text;
pub(crate) use text_form::text_form;
pub(crate) use words::words;

/// Tests whether a value is the default, which need not be written.
#[cfg(feature = "serde")]
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Data that can be wrong.
pub trait Draft {
    /// Adds a violation for each rule that the draft breaks.
    fn check(&self, found: &mut Violations);
}

mod sealed {
    use super::{Draft, Violations};

    /// A draft that was checked and can no longer change. Its fields are read like those of the
    /// draft.
    ///
    /// ```
    /// use guanxi::warning::{DebtPolicy, DebtPolicyDraft};
    ///
    /// let draft = DebtPolicyDraft { horizon_days: Some(30), ..Default::default() };
    /// let policy = DebtPolicy::try_new(draft)?;
    /// assert_eq!(policy.horizon_days, Some(30));
    /// # Ok::<(), guanxi::valid::Violations>(())
    /// ```
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
    pub struct Valid<D>(D);

    impl<D: Draft> Valid<D> {
        /// Checks a draft.
        ///
        /// # Errors
        ///
        /// All violations, with their paths.
        ///
        /// ```
        /// use guanxi::warning::{DebtPolicy, DebtPolicyDraft};
        /// let mut draft = DebtPolicyDraft::default();
        /// draft.ageing.watch = 0;
        /// draft.ageing.critical = draft.ageing.warning;
        /// let violations = DebtPolicy::try_new(draft).unwrap_err();
        /// let paths: Vec<_> = violations.iter().map(|violation| violation.path()).collect();
        /// assert_eq!(paths, ["ageing", "ageing.watch"]);
        /// ```
        pub fn try_new(draft: D) -> Result<Self, Violations> {
            let mut found = Violations::default();
            draft.check(&mut found);
            found.none_or(Self(draft))
        }

        /// The draft, to change it and check it again.
        pub fn into_draft(self) -> D {
            self.0
        }
    }

    /// The default draft of every type in this crate is valid; a test holds them to it.
    impl<D: Draft + Default> Default for Valid<D> {
        fn default() -> Self {
            Self(D::default())
        }
    }

    impl<D> std::ops::Deref for Valid<D> {
        type Target = D;

        fn deref(&self) -> &D {
            &self.0
        }
    }
}
pub use sealed::Valid;

#[cfg(feature = "serde")]
impl<'de, D: Draft + serde::Deserialize<'de>> serde::Deserialize<'de> for Valid<D> {
    fn deserialize<S: serde::Deserializer<'de>>(from: S) -> Result<Self, S::Error> {
        Self::try_new(D::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}
