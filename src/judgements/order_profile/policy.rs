use crate::measure::Ratio;
use crate::valid::{Draft, Valid, Violations};

/// Plain form of an [`OrderProfilePolicy`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct OrderProfilePolicyDraft {
    /// The days up to `t` that make a profile, 365 by default.
    pub window_days: u16,
    /// The fewest order days of a customer with a profile, and of a product with a usual quantity,
    /// 3 by default.
    pub fewest_order_days: u16,
    /// The usual gap that is assumed with fewer than three gaps, 60 days by default.
    pub cadence_days: u16,
    /// The share of order days from which a day of the week is the usual one, 50 % by default.
    pub weekday_share: Ratio,
    /// The fewest peers with which a customer is compared, 5 by default.
    pub fewest_peers: u16,
    /// The share of peers that buy a product from which its lack is a white space, 50 % by default.
    pub peer_share: Ratio,
}

/// The policy of usual orders and of white space (S16).
///
/// By default a year makes a profile and three order days are enough. A day of the week is usual
/// from half of the order days on. White space is what at least half of the peers buy, and there
/// have to be five of them.
///
/// ```
/// use guanxi::order_profile::{OrderProfilePolicy, OrderProfilePolicyDraft};
///
/// let draft = OrderProfilePolicyDraft { fewest_peers: 1, ..Default::default() };
/// let error = OrderProfilePolicy::try_new(draft).unwrap_err();
/// assert_eq!(error.to_string(), "fewest_peers must be at least 2, was 1");
/// ```
pub type OrderProfilePolicy = Valid<OrderProfilePolicyDraft>;

impl Default for OrderProfilePolicyDraft {
    fn default() -> Self {
        Self {
            window_days: 365,
            fewest_order_days: 3,
            cadence_days: 60,
            weekday_share: Ratio::from_percent(50),
            fewest_peers: 5,
            peer_share: Ratio::from_percent(50),
        }
    }
}

impl Draft for OrderProfilePolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("window_days", 1, self.window_days);
        found.at_least("fewest_order_days", 2, self.fewest_order_days);
        found.at_least("cadence_days", 1, self.cadence_days);
        found.at_most("weekday_share", Ratio::ONE, self.weekday_share);
        found.at_least("fewest_peers", 2, self.fewest_peers);
        found.at_most("peer_share", Ratio::ONE, self.peer_share);
    }
}
