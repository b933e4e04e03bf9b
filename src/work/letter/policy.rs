use crate::valid::{Draft, Valid, Violations};

/// Plain form of a [`LetterPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LetterPolicyDraft {
    /// Working days within which a letter is answered, 5 by default.
    pub answer_days: u16,
}

/// The policy of letters of customers (S26).
///
/// # Rule
///
/// > S26: letters are answered within 5 working days.
#[doc(alias = "来函答复时限")]
pub type LetterPolicy = Valid<LetterPolicyDraft>;

impl Default for LetterPolicyDraft {
    fn default() -> Self {
        Self { answer_days: 5 }
    }
}

impl Draft for LetterPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("answer_days", 1, self.answer_days);
    }
}
