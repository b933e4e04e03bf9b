use super::flood::RaiseRates;
use super::last_step::LastStep;
use super::silence::Silences;
use crate::feed::Feed;
use crate::warning::ByRule;

/// Everything that a register keeps besides its episodes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct BookState {
    pub(crate) last: Option<LastStep>,
    pub(crate) stale: Vec<Feed>,
    pub(crate) raise_rates: ByRule<RaiseRates>,
    pub(crate) silences: Silences,
}
