#![expect(clippy::disallowed_types, reason = "rates are not money")]

use std::num::NonZeroU8;

use super::policy::{Dropout, LapsePolicy};

/// The spread of rates in a book and the odds of dropping out, to which a sparse history is shrunk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    pub(super) r: f64,
    pub(super) alpha: f64,
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) dropout: Dropout,
    pub(super) erlang_k: NonZeroU8,
}

impl Prior {
    /// The prior of the policy, for a book too small to have one of its own.
    ///
    /// ```
    /// # use guanxi::lapse::{LapsePolicy, Prior};
    /// let prior = Prior::fallback(&LapsePolicy::default());
    /// assert_eq!((prior.r(), prior.alpha()), (1.0, 60.0));
    /// ```
    pub fn fallback(policy: &LapsePolicy) -> Self {
        Self {
            r: policy.fallback_r.value(),
            alpha: policy.fallback_alpha.value(),
            a: policy.dropout_a.value(),
            b: policy.dropout_b.value(),
            dropout: policy.dropout,
            erlang_k: policy.erlang_k,
        }
    }

    /// Shape of the gamma distribution of rates.
    pub const fn r(&self) -> f64 {
        self.r
    }

    /// Scale of the gamma distribution of rates, in days.
    pub const fn alpha(&self) -> f64 {
        self.alpha
    }
}
