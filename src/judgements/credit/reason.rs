use std::fmt;

/// Why an order is not simply approved: the rules of the order check and the reasons of a hold,
/// under codes that do not change.
///
/// They stand in the order of precedence: what a person did comes before what the limit says, and
/// that before what the past says. Several hold at once; the first names the hold.
///
/// ```
/// use guanxi::credit::Reason;
/// assert_eq!(Reason::OldestItemTooOld.code(), "oldest_item_too_old");
/// assert_eq!(Reason::OldestItemTooOld.to_string(), "oldest item too old");
/// assert!(Reason::ForcedHold < Reason::OverLimit);
/// ```
#[doc(alias = "冻结原因")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum Reason {
    /// Somebody holds the customer or the order by hand.
    ForcedHold,
    /// Nobody has agreed a limit.
    LimitNotSet,
    /// The limit was agreed until a day that has passed, grace included.
    LimitExpired,
    /// No contract is in force.
    ContractMissing,
    /// A major incident is unresolved.
    IncidentOpen,
    /// Exposure with the order exceeds the customer's own limit.
    OverLimit,
    /// The same, counting open orders only within the horizon.
    OverLimitInHorizon,
    /// A category of the exposure exceeds the limit of that category.
    OverCategoryLimit,
    /// A segment of the business exceeds the limit of that segment.
    OverSegmentLimit,
    /// What is owed in a currency exceeds the limit in that currency.
    OverCurrencyLimit,
    /// The shared pool of a group the customer belongs to is exceeded.
    OverGroupLimit,
    /// A single order is worth more than any order may be.
    OverOrderValue,
    /// The oldest open item is too many days past due.
    OldestItemTooOld,
    /// Too large a share of the open items is overdue.
    OverdueShare,
    /// Too much is overdue.
    OverdueAmount,
    /// A reminder of too high a level was sent.
    DunningLevel,
    /// The customer pays too late by its payment index.
    PaymentIndex,
    /// A promise to pay was broken.
    BrokenPromise,
    /// The terms of the customer are due for review.
    ReviewOverdue,
}

impl Reason {
    /// All reasons in the order of precedence.
    pub const ALL: [Self; 19] = [
        Self::ForcedHold,
        Self::LimitNotSet,
        Self::LimitExpired,
        Self::ContractMissing,
        Self::IncidentOpen,
        Self::OverLimit,
        Self::OverLimitInHorizon,
        Self::OverCategoryLimit,
        Self::OverSegmentLimit,
        Self::OverCurrencyLimit,
        Self::OverGroupLimit,
        Self::OverOrderValue,
        Self::OldestItemTooOld,
        Self::OverdueShare,
        Self::OverdueAmount,
        Self::DunningLevel,
        Self::PaymentIndex,
        Self::BrokenPromise,
        Self::ReviewOverdue,
    ];

    /// The word used in files, as serde writes it.
    ///
    /// ```
    /// assert_eq!(guanxi::credit::Reason::OverLimit.code(), "over_limit");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::ForcedHold => "forced_hold",
            Self::LimitNotSet => "limit_not_set",
            Self::LimitExpired => "limit_expired",
            Self::ContractMissing => "contract_missing",
            Self::IncidentOpen => "incident_open",
            Self::OverLimit => "over_limit",
            Self::OverLimitInHorizon => "over_limit_in_horizon",
            Self::OverCategoryLimit => "over_category_limit",
            Self::OverSegmentLimit => "over_segment_limit",
            Self::OverCurrencyLimit => "over_currency_limit",
            Self::OverGroupLimit => "over_group_limit",
            Self::OverOrderValue => "over_order_value",
            Self::OldestItemTooOld => "oldest_item_too_old",
            Self::OverdueShare => "overdue_share",
            Self::OverdueAmount => "overdue_amount",
            Self::DunningLevel => "dunning_level",
            Self::PaymentIndex => "payment_index",
            Self::BrokenPromise => "broken_promise",
            Self::ReviewOverdue => "review_overdue",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code().replace('_', " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_reasons_stand_in_the_order_of_precedence() {
        assert!(Reason::ALL.is_sorted());
    }
}
