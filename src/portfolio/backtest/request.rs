use crate::calendar::AsOf;
use crate::policy::Policy;
use crate::warning::Rule;

/// Policies and past days that are held against what came true.
#[derive(Debug, Clone, Copy)]
pub struct BacktestRequest<'a> {
    /// The policies, each of which judges every day.
    pub policies: &'a [&'a Policy],
    /// The days, in any order; a day that is named twice is judged once.
    pub days: &'a [AsOf],
    /// The rules that the outcome speaks of: only these are counted and measured.
    pub rules: &'a [Rule],
}

/// The progress of a backtest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct BacktestProgress {
    /// Days judged so far, each counted once for every policy.
    pub done: usize,
    /// Days times policies.
    pub all: usize,
    /// The day that was judged last.
    pub as_of: AsOf,
}
