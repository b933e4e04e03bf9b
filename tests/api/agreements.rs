//! Contracts as they stand on a day, and the rights that they grant.

use guanxi::{agreement, contract, forest, id, trading_rights};

use super::{is_default, is_error, is_key, is_plain, is_text};

#[test]
fn all_about_agreements_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        agreement::ContractNotice, agreement::RenewalPolicy, agreement::TermAhead,
        agreement::TermReading, agreement::TermStage, contract::NoticePeriod, contract::Renewal,
        contract::TermClause, contract::TermPeriod, contract::TermSchedule,
        forest::Forest<id::TerritoryId>, trading_rights::DirectSales, trading_rights::Grant<'_>,
        trading_rights::OwnRights, trading_rights::RightsConflict, trading_rights::RightsFinding,
        trading_rights::RightsMap, trading_rights::SourceRight,
    );
    each!(is_error: contract::TermStepError, forest::ForestError<id::TerritoryId>);
    each!(is_default: agreement::RenewalPolicy, trading_rights::OwnRights, trading_rights::RightsMap);
    each!(is_text: id::ExclusivityGroupId, id::SalesChannelId);
    each!(is_key: id::ExclusivityGroupId, id::SalesChannelId);
}
