//! The codes of errors: programs match on them, so that a change must show.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::{
    account, account_plan, admission, agreement, appointment, backtest, book, bridge, card_audit,
    casework, communication, complaint, contact, contract, credit, credit_approval, customer,
    diversion_case, duplicate, enquiry, feed, goods_return, hand_over, hold, identity, key_account,
    lapse, letter, lifecycle, objection, our_promise, outlet, payment_plan, phase, phase_out,
    product, rebate, repair, review, sales_plan, satisfaction, scorecard, segment, service,
    support, support_fund, survey, visit,
};

/// The refusal of a step is generic over the machine.
mod step {
    pub(super) type StepError = guanxi::enquiry::EnquiryStepError;
}

/// The error of handling is generic over the severity.
mod handling {
    pub(super) type HandlingError = guanxi::handling::HandlingError<guanxi::warning::Level>;
}

macro_rules! lists {
    ($($module:ident::$error:ident),+ $(,)?) => {
        &[$((stringify!($module::$error), $module::$error::CODES)),+]
    };
}

const ALL: &[(&str, &[&str])] = lists![
    account::EraseError,
    account::LoadError,
    account::MergeError,
    account::RecordError,
    account::ReviseError,
    account_plan::ObjectiveValueError,
    account_plan::PlanFault,
    admission::AdmissionFault,
    agreement::ContractApprovalError,
    appointment::AppointmentError,
    appointment::AppointmentFault,
    backtest::CalibrationError,
    book::BookError,
    book::BookReadError,
    book::PackedFactsError,
    book::OrderDeskError,
    bridge::BridgeError,
    card_audit::SupervisionError,
    casework::CaseError,
    casework::DeltaError,
    casework::EpisodeError,
    casework::EvaluationError,
    casework::RegisterError,
    communication::ContactSnoozeError,
    communication::MailingError,
    communication::MeetingContactsError,
    complaint::ComplaintFault,
    contact::AffinityError,
    contact::ContactError,
    contact::MannerError,
    contract::AmendmentError,
    contract::ContractActionError,
    contract::ContractError,
    contract::ContractStepError,
    contract::PapersError,
    contract::TermStepError,
    credit::InterestError,
    credit::OrderRequestError,
    credit::WaiverError,
    credit_approval::CreditApprovalFault,
    customer::CardDiffError,
    customer::CardError,
    diversion_case::DiversionFault,
    duplicate::IdentityIndexError,
    enquiry::EnquiryFault,
    feed::FeedError,
    goods_return::ReturnFault,
    hand_over::HandOverError,
    handling::HandlingError,
    hold::HoldError,
    hold::ReserveError,
    identity::DistinctError,
    identity::IdentityNumberError,
    identity::LeiError,
    identity::NumberCodeError,
    identity::NumberKindError,
    identity::UsccError,
    key_account::AxisError,
    key_account::KeyAccountError,
    key_account::ReviewOrderError,
    lapse::ValueError,
    letter::LetterFault,
    lifecycle::TrailError,
    objection::ObjectionError,
    objection::ObjectionFault,
    our_promise::OurPromiseFault,
    outlet::PositionError,
    phase::PhaseError,
    phase::ScheduleError,
    payment_plan::PaymentPlanFault,
    phase_out::PhaseOutFault,
    product::QuantityError,
    rebate::AllocationError,
    rebate::CreditError,
    rebate::PriceError,
    rebate::RebateError,
    rebate::SettlementError,
    rebate::StackError,
    rebate::TierBoundError,
    repair::RepairFault,
    review::ChangeError,
    review::EventStepError,
    review::MergeBatchError,
    review::ReviewError,
    sales_plan::AreaPlanError,
    sales_plan::AttainmentError,
    sales_plan::CreditSharesError,
    satisfaction::RatingPanelError,
    scorecard::GradeError,
    segment::GroupSumError,
    segment::MergeListError,
    segment::MovementError,
    service::ShortageError,
    step::StepError,
    support::EffectError,
    support::SupportPlanError,
    support_fund::FundFault,
    survey::ScaleError,
    survey::SurveyError,
    visit::CallPlanError,
    visit::VisitPlanError,
    visit::VisitWindowError,
];

#[test]
fn the_codes_of_errors_are_those_of_the_golden_text() {
    let lines = ALL.iter().copied().flat_map(|(error, codes)| {
        let error: String = error.split_whitespace().collect();
        codes.iter().map(move |code| format!("{error} {code}\n"))
    });
    assert_eq!(lines.collect::<String>(), include_str!("codes.txt"));
}

#[test]
fn a_code_is_one_plain_word_and_of_one_variant() {
    for (error, codes) in ALL.iter().copied() {
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len(), "{error}");
        for code in codes {
            assert!(code.chars().all(|it| it.is_ascii_lowercase() || it == '_'), "{code}");
        }
    }
}

/// An error passes the code of its reason on, so that a code must mean the same everywhere.
#[test]
fn errors_share_only_the_codes_of_what_they_share() {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for code in ALL.iter().copied().flat_map(|(_, codes)| codes) {
        *places.entry(code).or_default() += 1;
    }
    let shared: Vec<&str> =
        places.into_iter().filter(|(_, count)| *count > 1).map(|(code, _)| code).collect();
    let same = [
        "blank",
        "column_length",
        "currency",
        "customers_out_of_order",
        "merge_in_a_circle",
        "no_room",
        "out_of_bounds",
        "overflow",
        "step_conflict",
        "step_out_of_order",
        "step_out_of_turn",
        "takes_two",
        "unknown_customer",
        "unknown_fact",
    ];
    assert_eq!(shared, same);
}
