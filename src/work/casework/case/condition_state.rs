use crate::warning::Level;

/// The state of the condition of a case when somebody takes a step.
#[expect(clippy::struct_excessive_bools, reason = "each is a question that a step asks")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ConditionState {
    pub(crate) is_clear: bool,
    /// `true` if it has been clear long enough to close the case.
    pub(crate) is_verified: bool,
    /// `true` if nothing has judged it for too long.
    pub(crate) is_unjudged: bool,
    /// `true` if the customer is lost, and its loss is not judged for that.
    pub(crate) is_lost: bool,
    /// The level that the last evaluation saw.
    pub(crate) seen: Option<Level>,
}
