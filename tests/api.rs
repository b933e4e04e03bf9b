//! What the public types promise beyond their own pages: traits, serde, defaults, refusals of a
//! policy.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

macro_rules! each {
    ($test:ident: $($kind:ty),+ $(,)?) => { $($test::<$kind>();)+ };
}

#[path = "api/agreements.rs"]
mod agreements;
#[path = "api/codes.rs"]
mod codes;
#[path = "api/serving.rs"]
mod serving;
#[path = "api/text_forms.rs"]
mod text_forms;
#[cfg(feature = "serde")]
#[path = "api/with_serde.rs"]
mod with_serde;

use std::error::Error;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::str::FromStr;

use guanxi::valid::{Draft, Valid};
use guanxi::{
    account, account_plan, admission, assignment, backtest, book, bridge, calendar, card_audit,
    casework, channel, class_meeting, complaint, contact, context, contract, credit,
    credit_approval, custody, customer, customer_stage, dealer, distribution, diversion,
    diversion_case, duplicate, enquiry, evidence, expense, feed, goods_return, hand_over, handling,
    hold, id, identity, incident, key_account, lapse, letter, lifecycle, means, measure, money,
    outlet, payment_plan, phase, phase_out, policy, product, rebate, receivable, repair, review,
    sales_plan, scorecard, segment, service, timeline, trade, valid, wallet, warning,
};

fn is_plain<T: Debug + Clone + Send + Sync + Unpin>() {}
fn is_copy<T: Debug + Copy + Send + Sync>() {}
fn is_equal<T: PartialEq>() {}
fn is_key<T: Ord + Hash>() {}
fn is_text<T: FromStr + Display + TryFrom<String>>()
where
    String: From<T>,
{
}
fn is_error<T: Error + Display + Clone + PartialEq + Send + Sync + 'static>() {}
fn is_default<T: Default>() {}

#[test]
fn all_that_is_known_of_a_customer_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        duplicate::BlindMatches, duplicate::Cluster, duplicate::DuplicatePolicy, duplicate::DuplicateSearch, duplicate::IdentityFacts,
        duplicate::IdentityIndex<'_>, duplicate::IdentityRecord, duplicate::Matches, duplicate::MergeBatch, duplicate::PairVerdict,
        duplicate::Query<'_>, identity::CustomerPair, identity::DistinctRulings, identity::IdentityNumber, identity::Lei,
        assignment::Assignment, assignment::AssignmentFinding, assignment::Placement,
        card_audit::AuditedCard, card_audit::AuditPolicy, card_audit::CardAudit, card_audit::CardFault,
        card_audit::RubberStamp, card_audit::Supervision, card_audit::VisitPreparation,
        contact::Channel, contact::ChannelHandOver, contact::ChannelIdentity, contact::MannerLine,
        contact::MannerNote, contact::Manners, custody::CardKeeping, custody::Consultation,
        custody::Custody, custody::CustodyFinding, custody::Loan, customer::CardAsOf, customer::CardDiff,
        customer_stage::CustomerStage, customer_stage::StageDecision, customer_stage::StagePolicy,
        customer_stage::StageVerdict, enquiry::BuyingSignal, enquiry::Enquiry, enquiry::EnquiryFinding,
        enquiry::EnquiryPolicy, hand_over::HandOver, hand_over::HandOverPolicy, hand_over::HandedPerson,
        admission::AdmissionFacts<'_>, admission::AdmissionFinding, admission::AdmissionGap,
        admission::AdmissionInputs<'_>, admission::AdmissionPolicy, admission::CustomerAdmission,
        admission::TrialFigures, duplicate::NumberContradiction, account::EarlyFact,
        contact::DatesByYear, measure::PercentText, measure::SpokenProbability,
        hand_over::OpenWarning, means::Means, means::MeansCount, means::Permit, means::PermitFinding,
        means::PermitPolicy, means::PermitResponse,
        scorecard::CriterionAnswer, scorecard::CheckedAnswers<'_>, scorecard::ScorecardScore, scorecard::Criterion,
        scorecard::ScorecardEvaluation, scorecard::GradeWay, scorecard::ScoreTrend, scorecard::Scorecard,
        scorecard::ScorecardPolicy, dealer::DealerEvaluation, dealer::DealerEvaluator,
        dealer::DealerFacts<'_>, dealer::DealerPolicy, dealer::Integrity, dealer::Zeal, trade::Claim,
        scorecard::CriterionScale, scorecard::FiredCap, scorecard::Cap, scorecard::KnockOut,
    );
    each!(is_copy:
        dealer::BrokenPromise, dealer::DatedScore, dealer::LimitReplay<'_>, dealer::Overload,
        dealer::ZealLevel, scorecard::CapCondition, scorecard::ScaleDirection,
    );
    each!(is_error: card_audit::SupervisionError, contact::MannerError, enquiry::EnquiryStepError, admission::AdmissionFault, admission::AdmissionStepError, hand_over::HandOverError, scorecard::GradeError);
}

#[test]
fn all_about_rebates_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        rebate::AccrualRun, rebate::GroupMember, rebate::GoodsMovement, rebate::PeriodVolume,
        rebate::PriceGap, rebate::PriceSystem, rebate::Quotation, rebate::SpecialPrice,
        rebate::Allocation, rebate::OwedSchedule, rebate::RebateAgreement, rebate::RebateCredit, rebate::RebateScale, rebate::SettlementLedger,
        rebate::StackTerms, rebate::StackedReward,
    );
    each!(is_copy:
        rebate::Accrual, rebate::AccrualMethod, rebate::AccrualPosting, rebate::CliffPull,
        rebate::ConditionFinding, rebate::NextTier, rebate::Outlook<'_>, rebate::Tier,
    );
    each!(is_key: rebate::MovementKind, rebate::TerritoryPrice, rebate::TierBound, rebate::Volume);
    each!(is_text: rebate::TierBound);
    each!(is_error: rebate::AllocationError, rebate::CreditError, rebate::PriceError, rebate::RebateError, rebate::SettlementError,
        rebate::SettlementProposalError, rebate::StackError, rebate::TierBoundError);
    each!(is_default: rebate::CliffPolicy, rebate::RebateBase, rebate::SettlementTerms);
}

#[test]
fn all_about_key_accounts_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        account_plan::AccountPlan, account_plan::AccountPlanPolicy, account_plan::CardSatisfaction,
        account_plan::CreditDynamics,
        account_plan::KeyAccountCard<'_>, account_plan::ManagerLoad, account_plan::Objective,
        account_plan::ObjectiveReading, account_plan::PlanContent, account_plan::PlanFinding,
        account_plan::PlanRequest<'_>, account_plan::PlanRound<'_>, account_plan::PlanStep, key_account::KeyAccountScorecards,
        key_account::KeyAccountPosition, key_account::BargainingReading, key_account::CapacityCheck,
        key_account::CapacityUse, key_account::CellVerdict, key_account::CustomerMargin,
        key_account::GrowthReading, key_account::KeyAccountPolicy, key_account::KeyAccountCandidate,
        key_account::KeyAccountChoice, key_account::MatrixReading, key_account::MutualGain,
        key_account::NeedBalance, key_account::Replaceability, key_account::SelectionCheck,
        key_account::StrategyTable, key_account::WalletAllocation, key_account::WalletInterval,
        key_account::WhaleCurve, key_account::AxisReading, key_account::OpenCriterion,
        key_account::OpenQuestion,
    );
    each!(is_copy: key_account::CellStep, key_account::MatrixAxis, key_account::KeyAccountCell);
    each!(is_error:
        account_plan::ObjectiveValueError, account_plan::PlanFault, account_plan::PlanStepError,
        key_account::AxisError, key_account::KeyAccountError, key_account::ReviewOrderError,
    );
}

#[test]
fn all_about_credit_in_trade_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        credit::Allowance, credit::AllowanceMovement, credit::AllowancePolicy, credit::AllowanceRow,
        credit::ArrearsInterest, credit::Charged, credit::CreditGrade, credit::CreditGrades,
        credit::DayCount, credit::ExactInterest, credit::GraceEffect, credit::GradedTerms,
        credit::InterestPolicy, credit::ItemInterest, credit::RateStep, credit::ReminderFees,
        credit::SecuredOrder, credit::Waiver, credit::WaiverAuthority, credit::WaiverPolicy,
        credit_approval::CreditApplication, credit_approval::CreditApproval,
        credit_approval::CreditApprovalEvent, credit_approval::CreditApprovalFinding,
        credit_approval::CreditApprovalInputs<'_>, credit_approval::CreditApprovalPolicy,
        credit_approval::CreditApprovalStage, credit_approval::CreditApprovalStep,
        credit_approval::CreditTerms,
        credit::CashInDebtor<'_>, credit::CashInForecast, credit::CashInPolicy, credit::CashInWeek,
        credit::CollectionStep, credit::CollectionStrategy, credit::ConductFacts<'_>,
        credit::DaysInterval, credit::ExpectedReceipt, credit::PaymentConduct,
        credit::PaymentHabit, credit::ReceiptBasis, credit::StrategyRow,
        lifecycle::Seat, lifecycle::Team, receivable::BilledMonth, receivable::PaymentHistory,
        receivable::BeyondStatutoryTerm, receivable::ItemBeyondTerm, receivable::StatutoryTerms,
        receivable::TermDays, receivable::AcceptorKind, receivable::Bill, receivable::BillFate, credit::BillPolicy,
        credit::BillPosition, receivable::BillState, receivable::FloorStock, credit::DepositPosition, receivable::Deposit, receivable::DepositUse,
        receivable::DepositUseKind, receivable::StatementAnswer, credit::LimitedClaim,
        credit::LimitationPeriod, credit::LimitationPolicy, receivable::PassedOn, receivable::Recourse,
        receivable::Statement, credit::StatementFinding, credit::StatementPolicy,
        payment_plan::PaymentPlan, payment_plan::PaymentPlanInputs<'_>,
        payment_plan::PaymentPlanOpening, payment_plan::PaymentPlanPolicy,
        payment_plan::PaymentPlanStage, payment_plan::PaymentPlanStep, payment_plan::PlanPart,
        payment_plan::PlanPartStatus,
    );
    each!(is_error:
        credit::InterestError, credit::WaiverError, credit_approval::CreditApprovalFault,
        credit_approval::CreditApprovalStepError, payment_plan::PaymentPlanFault,
        payment_plan::PaymentPlanStepError,
    );
    each!(is_default:
        lifecycle::Team, receivable::StatutoryTerms, credit::AllowancePolicy, credit::CreditGrades, credit::ReminderFees, credit::WaiverPolicy,
        credit_approval::CreditApprovalPolicy, credit::CashInPolicy, credit::CollectionStrategy,
        credit::BillPolicy, credit::LimitationPolicy, credit::StatementPolicy,
        payment_plan::PaymentPlanPolicy,
    );
}

#[test]
fn all_about_plans_channel_and_distribution_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        phase::DayWeights, phase::Phase, phase::Schedule, phase::SchedulePart,
        product::PackUnit, product::ProductNode, product::ProductTree, trade::LineQuantity,
        trade::SaleLine, sales_plan::AreaPlan, sales_plan::AreaPlanRow, sales_plan::Attainment,
        sales_plan::AttainmentFacts<'_>, sales_plan::CreditShares, sales_plan::CustomerResult,
        sales_plan::PlanNumber, sales_plan::PlanTarget, sales_plan::PlanVersion,
        sales_plan::PlannedSupport, sales_plan::RequiredRate, sales_plan::SalesPlan,
        sales_plan::SalesPlanPolicy, sales_plan::Unplanned,
        sales_plan::LatePlan, channel::LineFault, channel::PaidParts, channel::BoughtLot,
        channel::ChannelEvent, channel::ChannelFinding, channel::ChannelMove,
        channel::ChannelStock, channel::LinePayment, channel::Cover, channel::CoverMethod, channel::PriceCut,
        channel::PriceProtection, channel::SalesRecord<'_>, channel::StockReport,
        channel::ChannelReports, channel::Stuffing, channel::StuffingFacts<'_>,
    );
    each!(is_plain:
        outlet::ActiveOutlet<'_>, outlet::Datum, outlet::HandlingKind, outlet::Outlet,
        outlet::OutletDuplicate, outlet::OutletHandling, outlet::OutletRegister,
        outlet::OutletState, outlet::OutletVisit, outlet::Position, outlet::PositionSource,
        outlet::Universe<'_>, distribution::Breadth, distribution::BreadthVerdict,
        distribution::ChannelDepth, distribution::CheckInFinding, distribution::Distribution,
        distribution::DistributionFacts<'_>, distribution::DistributionPoints,
        distribution::DistributionPolicy, distribution::HandlerBasis,
        distribution::OutletWeight, distribution::ShareInHandlers, distribution::ShareInterval,
        distribution::TierTrace, diversion::ClawBack, diversion::DiversionGrants<'_>,
        diversion::DiversionKind, diversion::DiversionPolicy, diversion::DiversionRoute,
        diversion::EvidenceGrade, diversion::Sanction, diversion::SanctionRow,
        diversion::ScanSignal, diversion::Sighting, diversion::Solicitation,
        diversion::SwapConsent, diversion::VolumeSignal, diversion_case::DiversionCase,
        diversion_case::DiversionOpening, diversion_case::DiversionStep,
        diversion_case::DiversionTerms<'_>, measure::RateTest, measure::GroupChange,
        measure::DifferenceInDifferences, outlet::AreaBox, distribution::Assortment,
        distribution::DistributionGoal, distribution::GoalReading,
        distribution::Census, distribution::CensusFinding, distribution::MapMark,
        distribution::MapPoint, distribution::OutletMap, distribution::Velocity,
        diversion::DiversionCause, diversion::DiversionInquiry, diversion::DiversionSignal,
        diversion::InquiryFacts<'_>, diversion::InquiryVerdict, diversion::NeighbourFacts<'_>,
        diversion::NeighbourPair, diversion::NeighbourSignal, diversion::ResaleChange,
        diversion::ResaleSignal, diversion::ResaleSignalRules, diversion::SightingCount,
    );
    each!(is_error:
        phase::PhaseError, phase::ScheduleError, product::QuantityError,
        sales_plan::AreaPlanError, sales_plan::AttainmentError, sales_plan::CreditSharesError,
        outlet::PositionError, diversion_case::DiversionStepError,
    );
    each!(is_default:
        phase::DayWeights, phase::DayWeightsDraft, sales_plan::SalesPlanPolicy,
        distribution::DistributionPolicy, diversion::DiversionPolicy,
    );
}

#[test]
fn all_about_service_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        complaint::CauseCount, complaint::Complaint, complaint::ComplaintAct,
        complaint::ComplaintAssessment, complaint::ComplaintDecision,
        complaint::ComplaintFigures, complaint::ComplaintFinding, complaint::ComplaintInputs<'_>,
        complaint::ComplaintNotice, complaint::ComplaintOpening, complaint::ComplaintPolicy,
        complaint::ComplaintRemedy, complaint::ComplaintSeverity, complaint::ComplaintStage,
        complaint::ComplaintStep, complaint::ComplaintTerms<'_>, complaint::ComplaintTopic,
        complaint::ToldWithin, letter::Letter, letter::LetterAct, letter::LetterAnswer,
        letter::LetterFinding, letter::LetterOpening, letter::LetterPolicy, letter::LetterStage,
        letter::LetterStep, bridge::ExistingShare, bridge::RetentionPolicy,
        goods_return::AbuseLevel, goods_return::AbuseMeasure, goods_return::DeliveryFacts<'_>,
        goods_return::DenialReason, goods_return::GoodsReturn, goods_return::OpenDelivery, goods_return::ProductWindow,
        goods_return::RepairTerms, goods_return::Repacking, goods_return::ReturnPrice, goods_return::ReturnRebate, goods_return::SerialSwap,
        repair::Repair, repair::RepairAct, repair::RepairFinding, repair::RepairOpening, repair::RepairStage,
        repair::RepairStep, lifecycle::JourneyFigures, goods_return::ReturnAbusePolicy, goods_return::ReturnAct,
        goods_return::ReturnFee, goods_return::ReturnInputs<'_>, goods_return::ReturnOpening,
        goods_return::ReturnPolicy, goods_return::ReturnQuantities, goods_return::ReturnReason,
        goods_return::ReturnSignal, goods_return::ReturnStage, goods_return::ReturnStep,
        goods_return::Rotation, goods_return::RotationFault, goods_return::RotationTerms,
        goods_return::ReturnFinding, goods_return::ShorterWindow,
        goods_return::Warranty, lifecycle::Journey, lifecycle::JourneyPart,
        lifecycle::StageDays<complaint::ComplaintStage>,
    );
    each!(is_error:
        complaint::ComplaintFault, complaint::ComplaintStepError, goods_return::ReturnFault,
        goods_return::ReturnStepError, repair::RepairFault, repair::RepairStepError, letter::LetterFault, letter::LetterStepError,
    );
    each!(is_default:
        bridge::RetentionPolicy, complaint::ComplaintPolicy, goods_return::ReturnAbusePolicy,
        goods_return::ReturnPolicy, goods_return::ReturnQuantities, goods_return::RepairTerms, letter::LetterPolicy,
        goods_return::RotationTerms, goods_return::ShorterWindow,
    );
    each!(is_text: id::ComplaintId, id::LetterId, id::RepairId, id::ReturnId);
}

#[test]
fn every_public_type_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        identity::NameForms, identity::NormalName, identity::NormalPhone, identity::NormalText, identity::NumberKind,
        identity::Uscc, review::MergeConflict, review::MergeRehearsal, review::RehearsedMerge,
        account::Account, account::AccountView<'_>, account::GroupOrders<'_>, account::Fact, account::Feeds, account::FactKind,
        backtest::AlertBudget, backtest::Backtest, backtest::BacktestDay, backtest::BacktestRequest<'_>, backtest::RuleTally,
        backtest::Calibration, backtest::CalibratedThreshold, backtest::CalibrationRequest<'_>,
        backtest::CapacityPoint, backtest::RuleFigures,
        account::Ledger, account::RecordError, book::Book, book::BookError, review::CallListEntry,
        review::NamedCallListEntry<'_>,
        review::Explanation<'_>, book::OnRefusal, book::Recorded, review::Review<'_>, review::ReviewError, review::Slice, review::Summary,
        review::TradeWithoutContract, calendar::AsOf, calendar::Day, calendar::Month,
        calendar::CompleteMonths, calendar::MonthsBack, calendar::Period, calendar::Window, calendar::WorkCalendar,
        calendar::WorkCalendarDraft, review::StepContext<'_>, contract::ChannelLevel, contract::ClauseGroup,
        contract::Clauses, contract::Contract, contract::Coverage, contract::Delivery,
        contract::ContractEvent, contract::Exclusivity, contract::GoodsLine, contract::ContractOrigin,
        contract::Parties, contract::Party, contract::Rights,
        contract::ContractStatus, contract::ContractStep, calendar::Validity, contract::TradePolicy,
        credit::LimitCap, credit::CapacityPoint, credit::CollectionCall, credit::Converted,
        credit::Debtor<'_>, credit::ExchangeRates, hold::Hold, hold::HoldEvent, hold::TakenStep,
        hold::HoldStatus, hold::HoldStep, credit::LimitRounding, credit::CreditMeans,
        credit::Proposal, credit::ProposalPolicy, hold::ReleasePolicy, hold::Role,
        credit::SalesBalance, credit::Action, credit::Basis, credit::Bounded<u16>, credit::CategoryLimits,
        credit::CheckFinding, credit::CheckOutcome, credit::Comparison, credit::CreditInputs<'_>,
        credit::Exposure, credit::GroupNode, credit::GroupTree, credit::Included,
        receivable::Inclusion, credit::LimitResolution, credit::LimitSource, credit::Measured,
        credit::OrderCheck, credit::OrderCheckPolicy, credit::OrderRequest,
        credit::OrderVerdict, credit::SupersededLimit, credit::OverdueAmountRule,
        credit::OverdueShareRule, credit::NotInForce, credit::PaymentIndexRule, credit::Pool,
        credit::PoolKind, credit::Reason, credit::Remedies, hold::Reservation,
        hold::ReservationId, hold::Reservations, hold::ReserveRequest<'_>,
        customer::Attitude, customer::Card, customer::CardPolicy,
        customer::CardPolicyDraft, customer::Completeness, customer::Customer, customer::Entry,
        customer::Field, customer::Filled, customer::Section, customer::AgeFactors, customer::CardAsOf,
        customer::CardDiff, customer::CardValue, customer::CardView<'_>, customer::EntrySource,
        customer::FieldChange, customer::FieldContent, customer::FieldStanding<'_>, customer::FieldState,
        customer::Importance, customer::Ruling, customer::StandingBasis<'_>, customer::StandingValue<'_>,
        customer::StatedImportance, customer::StatedValue, customer::TrustDecay, customer::TrustRules,
        customer_stage::CustomerStage, customer_stage::StageDecision, customer_stage::StageFacts<'_>,
        customer_stage::StagePolicy, customer_stage::StageVerdict, evidence::Evidence,
        evidence::Figure, evidence::NotJudged, evidence::Reasons, evidence::Unjudged, evidence::Value, expense::Budget, expense::Expense,
        feed::FeedGap, feed::FeedStatement, feed::StatedFeed, feed::FeedStatements, feed::KnownFeeds, feed::FeedPolicy, feed::FeedPolicyDraft,
        id::CustomerId, id::CustomerKey, id::ProductGroupId, incident::Credibility, incident::Impact,
        incident::Incident, incident::IncidentKind, lapse::Cadence, lapse::Gap,
        lapse::DeclineMeasure, lapse::DeclineSignal, lapse::Deviation, lapse::Market,
        lapse::MarketTotals, lapse::RunLength, lapse::Sigmas, lapse::YearOnYear,
        lapse::LapsePolicy, lapse::LapseSignal, lapse::Moments, lapse::Parameter, lapse::Prior,
        lapse::Rhythm, measure::Probability, measure::Quotient, measure::Ratio, measure::Score,
        money::Amount, money::Currency, money::Major, money::Money, money::Rounding,
        money::Total, review::Assessor<'_>, review::Judgement, policy::Policy, policy::PolicyDraft,
        review::Readings<'_>, receivable::Ageing, receivable::Bucket, receivable::CreditLimit,
        receivable::Invoice, receivable::RecordedInvoice, receivable::OpenItem, receivable::Payment,
        receivable::AgedItems, receivable::AgeingBasis, receivable::AgeingPartition,
        receivable::DunningBasis, receivable::DunningLevel, receivable::DunningPolicy,
        receivable::IndexPoint, receivable::Instalment, receivable::InstalmentPart,
        receivable::PaymentIndexPolicy, receivable::Promise, receivable::PromiseStatus,
        receivable::SalesWindow, receivable::AgedPart, receivable::BillDays, receivable::Collectable, receivable::MonthlySales, receivable::Reminder, receivable::TimedPayment, receivable::PaymentTerms, receivable::LimitValidity, receivable::RecordedPayment, receivable::Collateral,
        receivable::CollateralKind, receivable::OpenBalance, receivable::TemporaryLimit,
    );
}

#[test]
fn segments_and_warnings_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        segment::AbcMethod, segment::AbcPolicy, segment::ClassLines, segment::ClassState,
        segment::ClassTransition, segment::GroupedAmounts, segment::Reclassification, segment::AttitudePolicy, segment::AttitudeReading<'_>,
        segment::AgendaItem, segment::DecidedClass, segment::MeetingPolicy, segment::OverdueMeeting,
        segment::QuadrantShares, segment::RfmPolicy, segment::RfmReading, segment::RfmScores,
        segment::SeriesShare, segment::ShareInterval, segment::XyzPolicy, segment::XyzReading,
        segment::AbcXyzCell,
        class_meeting::ClassDecision, wallet::WalletShare, segment::MovementCell, segment::Class, segment::Cuts,
        segment::LargeVolume, segment::LoyaltyPolicy, segment::LoyaltyReading,
        segment::Movement<4>, segment::QuadrantMovement, segment::MonthlyHistory<4>, segment::MergeList,
        segment::ProgrammeMovement<4>, bridge::RevenueBridge, bridge::BridgeWindows, phase_out::PhaseOut,
        phase_out::KnownBalances, review::ReviewMovement, review::ReviewBridge, review::ReviewComparison,
        review::CustomerChange, review::ServiceChange, review::ComparedGroup, review::LevelMovement, segment::Pareto, segment::Quadrant, segment::QuadrantPolicy,
        segment::OwnRhythm, segment::RegularityMethod, segment::RhythmDays, segment::Strategy, segment::Weights, timeline::MonthAmount, timeline::RunningTotal,
        timeline::DayTotal, timeline::Timeline<'_>, trade::Breach, trade::BreachKind,
        trade::DocumentFlow, trade::OpenOrder, trade::RecordedOrder, trade::Plan, trade::Sale, trade::DocumentStage, valid::Difference, valid::Violation,
        valid::Violations, warning::Arm, warning::DebtPolicy, warning::DebtReading, warning::DeclineRules,
        warning::DeclineReading, warning::LostGroup<'_>, warning::GroupSignal<'_>, warning::ArmFinding, context::Context, warning::NarrowingRules, warning::NarrowingReading<'_>,
         warning::ExpensePolicy, warning::ExpenseReading, warning::Finding,
        warning::IncidentPolicy, warning::IncidentReading<'_>, warning::Level,
        warning::Levels<u16>, warning::LossMethod, warning::LossPolicy, warning::LossReading<'_>,
        warning::Outcome, context::Pace, warning::ProgressPolicy, warning::ProgressReading,
        warning::Rule, warning::Utilisation, warning::Verdict, warning::Hysteresis, warning::WonBack,
    );
}

#[test]
fn what_becomes_of_a_warning_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        casework::FloodGuard, casework::ByClass<u16>, casework::Case, casework::CasePolicyDraft,
        casework::CasePolicy, casework::CaseStatus, casework::CaseStep, casework::ConditionChange,
        casework::CustomerContext, casework::ClosedCase, casework::Closing, casework::Condition,
        casework::ConditionPolicyDraft, casework::ConditionPolicy, casework::Watermarks, casework::Deadline,
        casework::Deadlines, casework::Digest, casework::DigestEntry, casework::Effect,
        casework::Episode, casework::Feed, casework::FoundCause, casework::MOfN,
        casework::Influence, casework::Inhibitor, casework::Input, casework::Evaluation,
        casework::Evaluations<'_>, casework::Notice, casework::NamedNotice<'_>, casework::EvaluationInContext, casework::Phase,
        casework::PlannedRemedy, casework::Register, casework::RegisterSnapshot, casework::Remedy,
        casework::RemedyEnd, casework::RemedyOutcome, casework::Shelf, casework::Source,
        casework::Spending, casework::RulePerformance, casework::InfluenceKind, casework::Taxonomy,
        casework::Timing, casework::Event, casework::WarningKey, casework::ConditionStep,
        casework::EpisodeStep, casework::RaisedArm, casework::WarningNews,
        handling::Handling<guanxi::warning::Rule>, handling::HandlingAct, handling::HandlingEffect,
        handling::HandlingStage, handling::HandlingStep<casework::Closing>,
        handling::Status<casework::Closing>,
    );
}

#[test]
fn one_offs_groups_and_budgets_can_be_shown_cloned_and_sent() {
    use guanxi::review;

    each!(is_plain:
        casework::BudgetPlan, casework::WaitingStep, casework::WaitingWarning,
        review::ReviewedGroup,
    );
    each!(is_copy:
        casework::AlarmFigures, casework::BudgetWeek, casework::PriorityMix,
        casework::WarningStake<'_>, lapse::OneOff, review::CustomerOneOff, review::LostCustomer, warning::BoughtOnceRules, review::GroupCall<'_>,
    );
    each!(is_copy:
        casework::WarningBudget, lapse::OneOffRules, lapse::ZeroOrders,
        review::GroupOrCustomer<'_>, segment::OneOffInClasses,
    );
    each!(is_default: casework::PriorityMix, lapse::OneOffRules, lapse::ZeroOrders);
}

#[test]
fn ratings_and_orders_to_come_can_be_shown_cloned_and_sent() {
    use guanxi::{order_profile, rating, satisfaction};

    each!(is_plain:
        lapse::OrderOutlook, measure::ProportionDifference, order_profile::NextOrder,
        order_profile::OrderProfile, order_profile::OrderProfilePolicy, order_profile::SoldLine,
        order_profile::WhiteSpace, rating::Rating, rating::RatingDraft, satisfaction::MarkCounts,
        satisfaction::RatingFall, satisfaction::RatingFinding, satisfaction::RatingPanel<'_>,
        satisfaction::RivalComparison, satisfaction::SatisfactionFigures,
        satisfaction::SatisfactionPolicy,
    );
    each!(is_copy:
        lapse::CustomerValue, lapse::ExpectedOrders, lapse::OrderRange, lapse::RankCorrelation,
        lapse::SpendHistory, lapse::SpendPrior, lapse::ValueHorizon, measure::NetScore,
        measure::SignTest, measure::SignedInterval, order_profile::Basket<'_>, rating::RatingReply,
        rating::ScaledMark, satisfaction::RatedCustomer<'_>, satisfaction::ValuePosition,
    );
    each!(is_key:
        backtest::EarlierDays, measure::StabilityIndex,
        measure::ConfidenceLevel, measure::SignedShare, rating::RatingQuestion,
        satisfaction::PriceObjection, satisfaction::RelativePlace,
    );
    each!(is_error: lapse::ValueError, satisfaction::RatingPanelError);
    each!(is_key: review::LevelChange, service::ServiceRhythm);
    each!(is_default: lapse::ValueHorizon, order_profile::OrderProfilePolicy, satisfaction::SatisfactionPolicy);
}

#[test]
fn small_values_are_copied() {
    each!(is_copy:
        backtest::BudgetCall, backtest::Hindsight, backtest::NoOrderWithin, backtest::PastLists, backtest::Sightings,
        backtest::StatedPrecision, lapse::CallThreshold,
        account::AccountView<'_>, account::Feeds, account::FactKind, evidence::BeforeAfter<u8>, review::LevelChange, review::CallListEntry, calendar::AsOf,
        backtest::Aftermath, backtest::AreaUnderCurve, backtest::CalibratedPart, backtest::Capacity,
        backtest::BacktestProgress, backtest::FellBelow, backtest::LevelFigures, backtest::PaidLaterThan,
        backtest::RuleFigures, backtest::Stability, backtest::WroteOff,
        calendar::Day, calendar::Month, calendar::Period, calendar::Window, review::StepContext<'_>,
        casework::FloodGuard, casework::CaseStatus, casework::ConditionChange, casework::Closing,
        casework::Condition, casework::Watermarks, casework::Deadline, casework::Deadlines,
        casework::Feed, casework::MOfN, casework::Inhibitor, casework::Evaluation,
        casework::Evaluations<'_>, casework::Phase, casework::RemedyOutcome, casework::Shelf,
        casework::Source, casework::Spending, casework::RulePerformance, casework::Timing,
        casework::WarningKey, casework::ConditionStep, casework::RaisedArm,
        handling::HandlingAct, handling::HandlingEffect, handling::HandlingStage,
        handling::Status<casework::Closing>, calendar::Validity,
        credit::Exposure, customer::Attitude, customer::Field, expense::Budget,
        feed::FeedGap, feed::FeedStatement, feed::StatedFeed, feed::FeedPolicyDraft,
        id::CustomerKey, incident::Credibility, incident::Impact, lapse::Cadence,
        lapse::DeclineMeasure, lapse::DeclineSignal, lapse::Deviation, lapse::Market,
        lapse::RunLength, lapse::Sigmas, lapse::YearOnYear, warning::DeclineRules,
        lapse::LapsePolicy, lapse::LapseSignal, lapse::Parameter, lapse::Prior, lapse::Rhythm,
        measure::Probability, measure::Quotient, measure::Ratio, measure::Score,
        money::Amount, money::Currency, money::Major, money::Money, money::Rounding,
        money::Total, review::Judgement, review::Readings<'_>, receivable::Ageing,
        receivable::Bucket, receivable::CreditLimit, receivable::OpenBalance,
        receivable::TemporaryLimit, segment::AbcMethod, segment::Class, segment::Cuts,
        segment::LoyaltyReading, segment::Pareto, segment::Quadrant, segment::Strategy,
        timeline::Timeline<'_>, trade::Breach, trade::Plan, warning::DebtReading,
        warning::ExpenseReading, warning::Finding, warning::IncidentReading<'_>,
        warning::Level, warning::LossReading<'_>, warning::Outcome, context::Pace,
        warning::ProgressReading, warning::Rule,
    );
}

#[test]
fn results_compare() {
    each!(is_equal:
        account::Fact, review::CallListEntry, review::Explanation<'_>, book::Recorded, review::Summary,
        evidence::Evidence,
        casework::Digest, casework::Episode, casework::Register, casework::RegisterSnapshot,
        review::Judgement, policy::Policy, review::Readings<'_>, segment::Movement<3>, segment::Pareto,
        warning::Verdict,
    );
}

#[test]
fn values_can_be_keys() {
    each!(is_key:
        calendar::Day, calendar::Month, calendar::AsOf, id::BrandId, id::ContractId,
        id::CustomerId, id::CustomerKey, id::DocumentId, id::GroupId, id::ProductGroupId, id::StaffId,
        id::TerritoryId, money::Amount, money::Currency, money::Total, measure::Ratio,
        casework::Feed, casework::WarningKey, id::CauseId, id::RemedyId, measure::Probability, segment::Class, segment::Quadrant, warning::Level,
        warning::Outcome, warning::Rule, warning::Arm,
    );
}

#[test]
fn values_with_a_text_form_read_what_they_write() {
    each!(is_text:
        calendar::Day, calendar::Month, id::BrandId, id::CauseId, id::ContractId, id::CustomerId,
        id::DocumentId, id::GroupId, id::ProductGroupId, id::RemedyId, id::StaffId, id::TerritoryId, incident::IncidentKind,
        lapse::Parameter, lapse::Sigmas, measure::Ratio, money::Currency, money::Major, money::Money,
    );
}

#[test]
fn every_error_is_an_error() {
    each!(is_error:
        account::RecordError, feed::FeedError, feed::FeedGapError, book::BookError, review::ReviewError, backtest::CalibrationError, calendar::DayError,
        casework::CaseError, casework::EpisodeError, casework::EvaluationError,
        casework::RegisterError,
        calendar::MonthError, contract::ContractError, contract::ContractStepError,
        calendar::ValidityError, hold::HoldError, credit::ProposalError, credit::OrderRequestError, credit::RateError,
        hold::ReserveError, receivable::AgeingError, receivable::PaymentIndexError,
        customer::CardDiffError, customer::CardError, id::IdError, incident::ImpactError, lapse::ParameterError, lapse::SigmasError,
        measure::ProbabilityError, measure::RatioError, money::CurrencyError,
        money::MajorError, money::MoneyError, receivable::CreditLimitError,
        valid::Violations, valid::WordError,
    );
}

#[track_caller]
fn default_draft<D: Draft + Default + PartialEq + Debug>() {
    assert_eq!(Valid::try_new(D::default()), Ok(Valid::<D>::default()));
}

#[test]
fn the_default_of_every_policy_is_valid() {
    default_draft::<customer::CardPolicyDraft>();
    default_draft::<customer_stage::StagePolicyDraft>();
    default_draft::<calendar::WorkCalendarDraft>();
    default_draft::<casework::CasePolicyDraft>();
    default_draft::<casework::ConditionPolicyDraft>();
    default_draft::<credit::OrderCheckPolicyDraft>();
    default_draft::<credit::ProposalPolicyDraft>();
    default_draft::<hold::ReleasePolicyDraft>();
    default_draft::<receivable::AgeingPartitionDraft>();
    default_draft::<receivable::DunningPolicyDraft>();
    default_draft::<receivable::PaymentIndexPolicyDraft>();
    default_draft::<segment::AbcPolicyDraft>();
    default_draft::<segment::AttitudePolicyDraft>();
    default_draft::<segment::LoyaltyPolicyDraft>();
    default_draft::<segment::MeetingPolicyDraft>();
    default_draft::<segment::RfmPolicyDraft>();
    default_draft::<segment::XyzPolicyDraft>();
    default_draft::<segment::QuadrantPolicyDraft>();
    default_draft::<warning::DebtPolicyDraft>();
    default_draft::<warning::ProgressPolicyDraft>();
    default_draft::<warning::DeclineRules>();
    default_draft::<lapse::DeclineMeasure>();
    default_draft::<warning::ExpensePolicyDraft>();
    default_draft::<warning::LossPolicyDraft>();
    default_draft::<warning::NarrowingRules>();
    default_draft::<warning::IncidentPolicyDraft>();
    let whole = policy::Policy::try_from(policy::PolicyDraft::default());
    assert_eq!(whole, Ok(policy::Policy::default()));
    each!(is_default: account::Feeds, calendar::Day, money::Amount, lapse::MarketTotals, lapse::Moments);
}

#[test]
fn a_policy_comes_from_its_draft_and_goes_back_into_it() {
    let draft = policy::PolicyDraft::default();
    let whole = policy::Policy::try_from(draft.clone()).unwrap();
    assert_eq!(policy::PolicyDraft::from(whole), draft);
}

#[test]
fn a_policy_with_many_mistakes_names_them_all_with_their_paths() {
    let mut draft = policy::PolicyDraft { schema: 3, ..Default::default() };
    let percent = measure::Ratio::from_percent;
    draft.abc.window_days = 0;
    draft.abc.cut = segment::AbcMethod::ShareOfAmount { a: percent(95), b: percent(80) };
    draft.loyalty.loyal_from = 101;
    draft.loyalty.fewest_months = 13;
    draft.quadrant.large = segment::LargeVolume::Class(segment::Class::C);
    draft.debt.utilisation.clear.watch = percent(90);
    draft.debt.ageing.watch = 0;
    draft.progress.plan.watch = percent(10);
    draft.progress.frequency.recent_days = 0;
    draft.progress.calendar.rest_days = vec!["Sun".parse().unwrap(), "Sun".parse().unwrap()];
    draft.expense.climbing.fewest_months = 0;
    draft.expense.over_budget.critical = percent(1);
    draft.loss.silence = warning::LossMethod::FixedDays {
        days_above: warning::Levels { watch: 3, warning: 2, critical: 1 },
    };
    draft.incident.rumour_at_most = warning::Level::Critical;
    let found = policy::Policy::try_from(draft).unwrap_err();
    let paths: Vec<&str> = found.iter().map(valid::Violation::path).collect();
    assert_eq!(
        paths,
        [
            "schema",
            "abc.window_days",
            "abc.cut",
            "loyalty.loyal_from",
            "loyalty.fewest_months",
            "quadrant.large",
            "debt.utilisation.clear.watch",
            "debt.ageing.watch",
            "progress.calendar.rest_days",
            "progress.plan",
            "progress.frequency.recent_days",
            "expense.over_budget",
            "expense.climbing.fewest_months",
            "loss.silence.days_above",
            "incident.rumour_at_most",
        ]
    );
}
