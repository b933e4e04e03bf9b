use crate::valid::{Draft, Valid, Violations};

/// Plain form of an [`EnquiryPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct EnquiryPolicyDraft {
    /// The worked days after an enquiry within which it is quoted.
    pub quote_within_days: u16,
    /// The days for which a question after a quote is a buying signal.
    pub signal_days: u16,
}

/// The policy of enquiries (S2).
///
/// By default an enquiry is quoted within 2 worked days, as long as a customer waits before asking
/// somebody else; a question after a quote is a signal for 14 days, the days ahead of a call list.
pub type EnquiryPolicy = Valid<EnquiryPolicyDraft>;

impl Default for EnquiryPolicyDraft {
    fn default() -> Self {
        Self { quote_within_days: 2, signal_days: 14 }
    }
}

impl Draft for EnquiryPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("signal_days", 1, self.signal_days);
    }
}
