//! Contracts as they stand on a day, and the rights that they grant.

use guanxi::{agreement, contract, forest, id, trading_rights};

use super::{is_default, is_error, is_key, is_plain, is_text};

#[test]
fn all_about_agreements_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        agreement::AmendmentFinding, agreement::ClauseChange,
        agreement::ClauseGap, agreement::ClausePolicy, agreement::CompetitionFacts,
        agreement::CompetitionFinding, agreement::CompetitionPolicy, agreement::ContentApproval, agreement::ContractFinding,
        agreement::ContractApprovalPolicy, agreement::GapSubject, agreement::NonCompete,
        agreement::ObligationReading, agreement::PartyCard<'_>, agreement::PartyMismatch,
        agreement::PenaltyTable, agreement::Purchase, agreement::PurchaseLog<'_>,
        contract::Amendment, contract::AmendmentStep, contract::ContractAction, contract::ContractPapers, contract::Obligation, contract::ObligationDraft, contract::PapersFinding, contract::PurchaseTarget, agreement::ContractNotice, agreement::RenewalPolicy, agreement::TermAhead,
        agreement::TermReading, agreement::TermStage, contract::NoticePeriod, contract::Renewal,
        contract::TermClause, contract::TermPeriod, contract::TermSchedule,
        forest::Forest<id::TerritoryId>, trading_rights::DirectSales, trading_rights::Grant<'_>,
        trading_rights::OwnRights, trading_rights::RightsConflict, trading_rights::RightsFinding,
        trading_rights::RightsMap, trading_rights::SourceRight,
    );
    each!(is_error: agreement::ContractApprovalError, contract::AmendmentError, contract::AmendmentStepError, contract::ContractActionError, contract::PapersError, contract::TermStepError, forest::ForestError<id::TerritoryId>);
    each!(is_default: agreement::ClausePolicy, agreement::CompetitionFacts, agreement::CompetitionPolicy, agreement::ContractApprovalPolicy, agreement::RenewalPolicy, trading_rights::OwnRights, trading_rights::RightsMap);
    each!(is_text: id::ExclusivityGroupId, id::SalesChannelId);
    each!(is_key: id::ExclusivityGroupId, id::SalesChannelId);
}
