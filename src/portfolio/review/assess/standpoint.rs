use crate::calendar::IndexedWindow;
use crate::context::Context;
use crate::lapse::OneOffCandidate;
use crate::money::Total;
use crate::policy::Policy;
use crate::warning::{LossPolicy, YearPurchases};

/// A policy in a context, with the windows that the policy asks for.
#[derive(Debug, Clone)]
pub(super) struct Standpoint<'p> {
    pub(super) policy: &'p Policy,
    pub(super) context: Context,
    /// The days whose purchases decide the class.
    pub(super) class_window: IndexedWindow,
    /// The year whose purchases are at risk.
    pub(super) year: IndexedWindow,
}

impl<'p> Standpoint<'p> {
    pub(super) fn new(policy: &'p Policy, context: Context) -> Self {
        let (t, index) = (context.as_of(), context.pace().day_index());
        let class_window = index.window(t.last_days(policy.abc.window_days));
        let year = index.window(LossPolicy::year(t));
        Self { policy, context, class_window, year }
    }

    /// The purchases of a year with the one-off among them, which the median purchases of the book
    /// decide where a customer has no other order day.
    #[inline]
    pub(super) fn year_purchases(
        &self,
        in_year: Total,
        candidate: Option<OneOffCandidate>,
    ) -> YearPurchases {
        let (rules, median) = (self.policy.loss.one_off, self.context.median_purchases());
        YearPurchases { in_year, one_off: candidate.and_then(|it| it.settle(rules, median)) }
    }
}
