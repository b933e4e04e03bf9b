use crate::valid::words;

words! {
    /// The rules of the order check and the reasons of a hold, under codes that do not change.
    ///
    /// They stand in the order of precedence: acts of people, then limits, then the past. Several
    /// hold at once; the first names the hold.
    ///
    /// ```
    /// use guanxi::credit::Reason;
    /// assert_eq!(Reason::OldestItemTooOld.code(), "oldest_item_too_old");
    /// assert_eq!(Reason::OldestItemTooOld.to_string(), "oldest item too old");
    /// assert!(Reason::ForcedHold < Reason::OverLimit);
    /// ```
    #[doc(alias = "冻结原因")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum Reason as "a reason of a hold" {
        /// Somebody holds the customer or the order by hand.
        ForcedHold = "forced_hold" => "forced hold",
        /// Nobody has agreed a limit.
        LimitNotSet = "limit_not_set" => "limit not set",
        /// The limit was agreed until a day that has passed, grace included.
        LimitExpired = "limit_expired" => "limit expired",
        /// No contract is in force.
        ContractMissing = "contract_missing" => "contract missing",
        /// A major incident is unresolved.
        IncidentOpen = "incident_open" => "incident open",
        /// Exposure with the order exceeds the customer's own limit.
        OverLimit = "over_limit" => "over limit",
        /// Exposure with the open orders of the horizon exceeds the limit.
        OverLimitInHorizon = "over_limit_in_horizon" => "over limit in horizon",
        /// A category of the exposure exceeds the limit of that category.
        OverCategoryLimit = "over_category_limit" => "over category limit",
        /// A segment of the business exceeds the limit of that segment.
        OverSegmentLimit = "over_segment_limit" => "over segment limit",
        /// The debt in a currency exceeds the limit in that currency.
        OverCurrencyLimit = "over_currency_limit" => "over currency limit",
        /// The shared pool of a group the customer belongs to is exceeded.
        OverGroupLimit = "over_group_limit" => "over group limit",
        /// A single order is worth more than any order may be.
        OverOrderValue = "over_order_value" => "over order value",
        /// The oldest open item is too many days past due.
        OldestItemTooOld = "oldest_item_too_old" => "oldest item too old",
        /// Too large a share of the open items is overdue.
        OverdueShare = "overdue_share" => "overdue share",
        /// Too much is overdue.
        OverdueAmount = "overdue_amount" => "overdue amount",
        /// A reminder of too high a level was sent.
        DunningLevel = "dunning_level" => "dunning level",
        /// The customer pays too late by its payment index.
        PaymentIndex = "payment_index" => "payment index",
        /// A promise to pay was broken.
        BrokenPromise = "broken_promise" => "broken promise",
        /// Part of what the customer owed is written off and not recovered.
        WrittenOff = "written_off" => "written off",
        /// The terms of the customer are due for review.
        ReviewOverdue = "review_overdue" => "review overdue",
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
