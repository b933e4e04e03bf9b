use crate::calendar::IndexedWindow;
use crate::context::Context;
use crate::policy::Policy;
use crate::warning::LossPolicy;

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
}
