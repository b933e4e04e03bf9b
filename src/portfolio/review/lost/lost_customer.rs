use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::id::CustomerKey;
use crate::lapse::PurchaseStatus;
use crate::money::Total;
use crate::policy::Policy;
use crate::review::{Readings, Review};
use crate::warning::LossPolicy;

/// A customer that is lost, with what it bought when it still did.
///
/// # Rule
///
/// > S21.4: silent for more than `max(365, 2 × usual gap)` calendar days: not judged for loss, and
/// > counted apart with what it bought in the year up to its last order day.
#[doc(alias = "已流失客户")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct LostCustomer {
    /// The customer.
    pub customer: CustomerKey,
    /// Its last order day.
    pub last_order: Day,
    /// The first day on which it was lost.
    pub since: Day,
    /// Net purchases of the 365 days up to its last order day, that day included.
    pub bought_before: Total,
}

impl LostCustomer {
    /// The customer of a reading; `None` when it is not lost.
    pub(in super::super) fn from_readings(
        customer: CustomerKey,
        account: AccountView<'_>,
        readings: &Readings<'_>,
        policy: &Policy,
    ) -> Option<Self> {
        let signal = readings.loss.signal?;
        if readings.loss.status != PurchaseStatus::Lost || readings.is_ended {
            return None;
        }
        let last_order = signal.rhythm.last();
        let year = LossPolicy::year(AsOf::new(last_order));
        Some(Self {
            customer,
            last_order,
            since: policy.loss.lost?.lost_from(last_order, signal.usual_gap),
            bought_before: account.sales().net(year),
        })
    }
}

/// The lost customers of a review, in the order of their registration.
pub(in super::super) fn lost_customers(review: &Review<'_>) -> Vec<LostCustomer> {
    let rows = review.customers().iter().zip(review.statuses());
    let lost = rows.filter(|(_, status)| **status == PurchaseStatus::Lost);
    let of = |key: CustomerKey| {
        let account = review.account(key)?;
        let view = account.view();
        let readings = review.assessor().read(view);
        LostCustomer::from_readings(key, view, &readings, review.policy())
    };
    lost.filter_map(|(key, _)| of(*key)).collect()
}
