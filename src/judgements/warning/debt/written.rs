//! The written form of the debts of a customer.

use serde::{Serialize, Serializer};

use super::DebtReading;
use crate::money::{Currency, Total};
use crate::receivable::Bucket;

/// The debts of a customer. Amounts are in major units, as text; `overdue` and `oldest_dpd` are
/// those of all open items.
#[derive(Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct Written {
    /// The currency of all amounts.
    currency: Currency,
    /// The open items less unapplied credit.
    balance: String,
    /// The exposure that is compared with the limit.
    exposure: String,
    /// The limit in force, or `not_set`, or `unlimited`.
    limit: String,
    /// The open items past due.
    overdue: String,
    /// The days past due of the oldest.
    oldest_dpd: i32,
    /// Open items by bucket of days past due, but for floor stock.
    ageing: [String; Bucket::ALL.len()],
    /// Money received that has settled nothing yet.
    unapplied: String,
    /// Credit named for invoices that are not issued yet.
    earmarked: String,
    /// The open items in dispute.
    disputed: String,
    /// Open orders within the horizon.
    orders: String,
    /// Delivered and not billed, or billed and not posted.
    deliveries: String,
    /// Goods returned and not yet credited.
    #[serde(skip_serializing_if = "Option::is_none")]
    returned: Option<String>,
    /// Open items that stand as floor stock.
    #[serde(skip_serializing_if = "Option::is_none")]
    floor_stock: Option<String>,
    /// The outstanding bills at the shares of the policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    bills: Option<String>,
    /// The part of the debt that guarantees and deposits cover.
    secured: String,
}

#[cfg(feature = "schemars")]
crate::valid::schema_of_written!(DebtReading, "DebtReading", Written);

impl Serialize for DebtReading {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { currency, standing, .. } = self;
        let plain = |total: Total| total.plain(*currency).to_string();
        let rare = |total: Total| (total != Total::ZERO).then(|| plain(total));
        let written = Written {
            currency: *currency,
            balance: plain(standing.balance()),
            exposure: plain(self.exposure),
            limit: self.limit.plain(*currency).to_string(),
            overdue: plain(standing.ageing.overdue()),
            oldest_dpd: standing.oldest_days_past_due,
            ageing: Bucket::ALL.map(|bucket| plain(standing.ageing.in_bucket(bucket))),
            unapplied: plain(standing.unapplied),
            earmarked: plain(standing.earmarked),
            disputed: plain(standing.disputed),
            orders: plain(self.orders),
            deliveries: plain(self.deliveries),
            returned: rare(self.returned),
            floor_stock: rare(standing.floor_stock),
            bills: rare(self.bills),
            secured: plain(self.secured),
        };
        written.serialize(to)
    }
}
