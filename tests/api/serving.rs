//! Service by class, time and visits.

use guanxi::{
    appointment, communication, desk, hand_over, hotline, id, lifecycle, our_promise, review,
    service, support, support_fund, visit,
};

use super::{is_copy, is_default, is_error, is_key, is_plain, is_text};

#[test]
fn all_about_service_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        service::AnalysisFacts<'_>, service::BusinessAnalysis, service::ClassStatement,
        service::DomainPriority, service::Entitlement, service::EntitlementReading<'_>,
        service::MixLine, service::PriorityTable, service::PurchaseMix, service::RequestManner,
        service::RequestReading<'_>, service::SampleCandidate<'_>, service::SampleCycle,
        service::ServiceClass,
        service::ServiceDelivery, service::ServicePolicy, service::ServiceRequest,
        service::ServiceRhythm, service::SupplyRequest, service::SupplyShare<'_>,
    );
    each!(is_copy: service::AnalysisMonth, service::RebatePosition, service::RequestClocks);
    each!(is_key: id::EntitlementId, service::ServiceDomain);
    each!(is_text: id::EntitlementId);
    each!(is_error: service::ShortageError);
    each!(is_default: service::ServicePolicy, service::ShortageTerms);
}

#[test]
fn all_about_time_and_visits_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        appointment::Appointment, appointment::Appointments, review::VisitDuty,
        review::VisitNeeds, review::VisitRequest<'_>, visit::Absences, visit::AreaMove,
        visit::CallPlan<'_>, visit::CallResponse, visit::LeftOutVisit<'_>, visit::PlannedDay<'_>, visit::RouteReview, visit::RouteStop,
        visit::TimeReport, visit::VisitBrief<'_>, visit::VisitBriefFacts<'_>,
        visit::VisitNeed, visit::VisitPlan<'_>, visit::VisitPolicy, visit::VisitReason,
    );
    each!(is_copy:
        visit::CallLevel, visit::CallPlanLine<'_>, visit::DayCapacity, visit::TimeFinding, visit::TimeLine, visit::VisitCadence,
        visit::VisitPlanRequest<'_>, visit::VisitWindow,
    );
    each!(is_key: visit::CallAdvice, visit::TimeBucket, visit::VisitPurpose);
    each!(is_error:
        appointment::AppointmentError, appointment::AppointmentFault,
        appointment::AppointmentReplayError, visit::CallPlanError, visit::VisitPlanError,
        visit::VisitWindowError);
    each!(is_default: appointment::Appointments, visit::BucketMinutes, visit::TimeSplit, visit::VisitPolicy);
}

#[test]
fn all_about_communication_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        communication::CommunicationPolicy, communication::ContactSnooze,
        communication::CustomerContacts<'_>, communication::CustomerMeeting,
        communication::CycleReading<'_>, communication::MailAddress,
        communication::MailCandidate, communication::Mailing<'_>, communication::Opinion,
        communication::OpinionAnswer, communication::PolicyNotice, hotline::HotlineCall,
        hotline::HotlineCase, hotline::HotlineMatter,
    );
    each!(is_copy:
        communication::ContactInterval, communication::ContactIntervals,
        communication::ExecutiveVisitReading, communication::ExecutiveVisits,
        communication::LastContacts, communication::LeftOutOfMailing<'_>,
        communication::MailConsent, communication::MailObstacle<'_>,
        communication::MailRecipient<'_>, communication::MeetingCycle,
        communication::NoticeReading<'_>, communication::NoticeReceipt,
        communication::OpinionDebt<'_>, communication::RankedSilence,
        communication::SilenceReading, hotline::UnfollowedCalls, review::CustomerSilence,
    );
    each!(is_key:
        communication::ContactClock, communication::MailChannel, communication::MailTopic,
        communication::NoticeSubject, communication::OpinionState, communication::ReceiptState,
        communication::SilenceState,
    );
    each!(is_error:
        communication::ContactSnoozeError, communication::MailingError,
        communication::MeetingContactsError,
    );
    each!(is_default: communication::CommunicationPolicy, communication::ExecutiveVisits);
}

#[test]
fn all_about_support_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        support::ControlPair, support::CustomerBonds, support::EffectCustomer,
        support::EffectFacts<'_>, support::EffectPolicy, support::PersonDependence,
        support::StaffDependence, support::SupportEffect,
        review::EffectGroups, review::EffectRequest<'_>,
        support_fund::CostLine, support_fund::FundClaim, support_fund::FundClaimDue,
        support_fund::FundClaimOpening, support_fund::RepeatedInvoice,
        support_fund::FundClaimStep, support_fund::FundCredit, support_fund::FundEntry,
        support_fund::FundInputs<'_>, support_fund::FundObjection, support_fund::FundOpening,
        support_fund::FundPolicy, support_fund::FundReduction, support_fund::FundRequest,
        support_fund::FundRequestOpening, support_fund::FundRequestStep, support_fund::KindProofs,
        support_fund::ProductAccrual, support_fund::ProductPurchases, support_fund::SupportFund,
    );
    each!(is_plain:
        support::Gift, support::GiftFinding, support::GiftPolicy, support::GiftReading<'_>,
        support::GiftRecipient, support::LentCount, support::LentReading<'_>, support::LentThing,
        support::LentThings<'_>, support::SupportEntry, support::SupportEvent,
        support::SupportFairness<'_>, support::SupportLine, support::SupportLineReading<'_>,
        support::SupportPlan, support::SupportPlanReading<'_>, support::SupportPolicy,
        support::SupportedCustomer, support::Training, support::TrainingRecord<'_>,
        support::CountResult, our_promise::OurPromise, our_promise::OurPromiseEvent, our_promise::OurPromiseOpening,
        our_promise::OurPromiseRate, our_promise::OurPromiseStep,
    );
    each!(is_copy:
        support::Benefit, support::BenefitMix, support::BenefitSum, support::Concentration,
        support::EffectDays, support::EffectPurchases, support::EffectWindows,
        support::SupportReturn,
        support::Disproportionate<'_>, support::LentFinding<'_>, support::SupportFinding,
        support::SupportKindReading, support::SupportTotals, support::TrainedPerson<'_>,
        support::TrainedTopic, support_fund::FundBalance, support_fund::FundExpiry,
    );
    each!(is_key:
        id::FundClaimId, id::FundRequestId, support::BenefitFinding, support::BenefitKind,
        support::DependenceRemedy, support::EffectDoubt, support::EffectExclusion,
        support::EffectPeers, support::EffectVerdict, support::SupportChoice,
        support::SupportItem, support::SupportKind,
        support::SupportUnit, support_fund::Artwork, support_fund::DenialGround,
        support_fund::FundClaimAct, support_fund::FundClaimStage, support_fund::FundCreditKind,
        support_fund::FundRequestAct, support_fund::FundRequestStage, support_fund::ProofKind,
        id::OurPromiseId, our_promise::OurPromiseAct, our_promise::OurPromiseKind,
        our_promise::OurPromiseSource, our_promise::OurPromiseStage, our_promise::OurPromiseState,
        support::PersonDays, id::LentThingId, id::SupportLineId, support::GiftKind,
        support::LentKind, support::RecipientOffice, support::TrainingAudience,
        support::TrainingForm, support::TrainingTopic,
    );
    each!(is_text:
        id::FundClaimId, id::FundRequestId, id::OurPromiseId, support::PersonDays,
        id::LentThingId, id::SupportLineId,
    );
    each!(is_error:
        our_promise::OurPromiseFault, our_promise::OurPromiseStepError, support::PersonDaysError,
        support::EffectError, support::SupportPlanError, support_fund::FundClaimStepError,
        support_fund::FundError, support_fund::FundFault, support_fund::FundRequestStepError,
    );
    each!(is_default:
        support::CardSecrets, support::EffectPolicy, support::GiftPolicy, support::SupportPolicy,
        support::SupportTotals, support_fund::FundPolicy,
    );
}

#[test]
fn all_that_people_have_in_hand_can_be_shown_cloned_and_sent() {
    each!(is_plain: desk::OpinionKey, hand_over::OpenMatter);
    each!(is_copy:
        desk::DeskRules<'_, service::ServicePolicyDraft>, desk::DeskTerms<'_>,
        desk::FundRules<'_>, lifecycle::TurnReading,
    );
    each!(is_key: desk::Ungraded, hand_over::MatterKind, lifecycle::Turn);
}
