//! Service by class, time and visits.

use guanxi::{id, service};

use super::{is_copy, is_default, is_error, is_key, is_plain, is_text};

#[test]
fn all_about_service_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        service::AnalysisFacts<'_>, service::BusinessAnalysis, service::ClassStatement,
        service::DomainPriority, service::Entitlement, service::EntitlementReading<'_>,
        service::MixLine, service::PriorityTable, service::PurchaseMix, service::RequestManner,
        service::RequestReading<'_>, service::SampleCandidate<'_>, service::ServiceClass,
        service::ServiceDelivery, service::ServicePolicy, service::ServiceRequest,
        service::ServiceRhythm, service::SupplyRequest, service::SupplyShare<'_>,
    );
    each!(is_copy: service::AnalysisMonth, service::RebatePosition, service::RequestClocks);
    each!(is_key: id::EntitlementId, service::ServiceDomain);
    each!(is_text: id::EntitlementId);
    each!(is_error: service::ShortageError);
    each!(is_default: service::ServicePolicy, service::ShortageTerms);
}
