use std::fmt;

use super::{Clearance, Reader};
use crate::calendar::{AsOf, Day};
use crate::lifecycle::Reason;
use crate::valid::words;

words! {
    /// The kinds of sensitive values: those of article 28 of the personal information protection
    /// law of China (个人信息保护法), and others that a judgement must never rest on.
    #[doc(alias = "敏感个人信息")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SensitiveKind as "a kind of sensitive value" {
        /// Biometrics.
        Biometrics = "biometrics",
        /// Faith.
        Faith = "faith",
        /// A specific identity.
        SpecificIdentity = "specific_identity" => "specific identity",
        /// Health.
        Health = "health",
        /// A financial account of a natural person.
        FinancialAccount = "financial_account" => "financial account",
        /// Whereabouts.
        Whereabouts = "whereabouts",
        /// Anything about somebody under 14.
        Minor = "minor",
        /// Family.
        Family = "family",
        /// Vices.
        Vices = "vices",
        /// Politics.
        Politics = "politics",
        /// Ethnicity.
        Ethnicity = "ethnicity",
        /// Membership in a union.
        Union = "union",
        /// A criminal record.
        CriminalRecord = "criminal_record" => "criminal record",
    }
}

/// A sensitive value in the open, to be stored where the application keeps such values.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SensitiveDraft<T> {
    /// The kind.
    pub kind: SensitiveKind,
    /// The purpose for which it is kept.
    pub purpose: Reason,
    /// The last day on which it may be kept.
    pub keep_until: Day,
    /// The value.
    pub value: T,
}

/// A value of a sensitive kind, with the purpose for which it is kept and the last day on which it
/// may be. Always [`Clearance::Restricted`].
///
/// It prints and is written as a mark only, whatever it holds: `[health, withheld]`. It has no
/// order and no hash, so it is no key; it converts into no figure and no number, so no score can
/// rest on it:
///
/// ```compile_fail
/// use std::collections::BTreeSet;
/// use guanxi::confidence::Sensitive;
/// // No key.
/// fn keys(faith: Sensitive<String>) -> BTreeSet<Sensitive<String>> { [faith].into() }
/// ```
///
/// ```compile_fail
/// use guanxi::confidence::Sensitive;
/// use guanxi::evidence::Value;
/// // No figure of any evidence.
/// fn figure(faith: Sensitive<u32>) -> Value { faith.into() }
/// ```
///
/// ```compile_fail
/// use guanxi::confidence::Sensitive;
/// use guanxi::measure::Quotient;
/// // No part of a score.
/// fn score(health: Sensitive<i128>) -> Option<Quotient> { Quotient::try_new(health, 100) }
/// ```
///
/// Only a reader who is cleared sees it, until its last day:
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::confidence::{Clearance, Reader, Sensitive, SensitiveDraft, SensitiveKind};
/// use guanxi::day;
///
/// let diet = Sensitive::new(SensitiveDraft {
///     kind: SensitiveKind::Health,
///     purpose: "choice of a restaurant".parse()?,
///     keep_until: day!(2026, 12, 31),
///     value: "no sugar",
/// });
/// assert_eq!(format!("{diet:?}"), "[health, withheld]");
/// let keeper = Reader { clearance: Clearance::Restricted, need_to_know: true };
/// assert_eq!(diet.disclose(keeper, AsOf::new(day!(2026, 12, 31))), Some(&"no sugar"));
/// assert_eq!(diet.disclose(keeper, AsOf::new(day!(2027, 1, 1))), None, "past its last day");
/// # Ok::<(), guanxi::lifecycle::ReasonError>(())
/// ```
#[doc(alias = "脱敏")]
#[derive(Clone, PartialEq, Eq)]
pub struct Sensitive<T>(SensitiveDraft<T>);

impl<T> Sensitive<T> {
    /// Takes a value in. Purpose and last day are mandatory by its type.
    pub const fn new(draft: SensitiveDraft<T>) -> Self {
        Self(draft)
    }

    /// The kind.
    pub const fn kind(&self) -> SensitiveKind {
        self.0.kind
    }

    /// The purpose.
    pub const fn purpose(&self) -> &Reason {
        &self.0.purpose
    }

    /// The last day on which it may be kept.
    pub const fn keep_until(&self) -> Day {
        self.0.keep_until
    }

    /// The kind and the last day, for an audit.
    pub const fn term(&self) -> SensitiveTerm {
        SensitiveTerm { kind: self.0.kind, keep_until: self.0.keep_until }
    }

    /// Returns `true` after its last day: a finding, and nobody sees it any more.
    pub fn is_past(&self, t: AsOf) -> bool {
        t.day() > self.0.keep_until
    }

    /// The value for a reader who may see it; `None` for everybody else, and after its last day.
    pub fn disclose(&self, reader: Reader, t: AsOf) -> Option<&T> {
        (reader.may_read(Clearance::Restricted) && !self.is_past(t)).then_some(&self.0.value)
    }

    /// The value in the open, to be stored.
    pub fn into_draft(self) -> SensitiveDraft<T> {
        self.0
    }
}

/// The kind and the last day of a sensitive value, without the value.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::confidence::{SensitiveKind, SensitiveTerm};
/// use guanxi::day;
///
/// let term = SensitiveTerm { kind: SensitiveKind::Health, keep_until: day!(2026, 3, 31) };
/// assert!(!term.is_past(AsOf::new(day!(2026, 3, 31))));
/// assert!(term.is_past(AsOf::new(day!(2026, 4, 1))));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SensitiveTerm {
    /// The kind.
    pub kind: SensitiveKind,
    /// The last day on which the value may be kept.
    pub keep_until: Day,
}

impl SensitiveTerm {
    /// Returns `true` after the last day.
    pub fn is_past(self, t: AsOf) -> bool {
        t.day() > self.keep_until
    }
}

impl fmt::Display for SensitiveTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of the kind {} with the last day {}", self.kind, self.keep_until)
    }
}

/// The mark in messages and logs for what they must not tell, as nobody knows who reads them.
pub(crate) const WITHHELD: &str = "•••";

/// The mark that stands for a value of a sensitive kind.
fn mark(kind: SensitiveKind, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "[{kind}, withheld]")
}

impl<T> fmt::Display for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        mark(self.kind(), f)
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        mark(self.kind(), f)
    }
}

impl<T> fmt::Debug for SensitiveDraft<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        mark(self.kind, f)
    }
}

#[cfg(feature = "serde")]
impl<T> serde::Serialize for Sensitive<T> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
