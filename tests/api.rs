//! What the public types promise beyond their own pages: traits, serde, defaults, refusals of a
//! policy.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use std::error::Error;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::str::FromStr;

use guanxi::valid::{Draft, Valid};
use guanxi::{
    account, book, calendar, casework, context, contract, credit, customer, evidence, expense,
    handling, hold, id, incident, lapse, measure, money, policy, receivable, review, segment,
    timeline, trade, valid, warning,
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

macro_rules! each {
    ($test:ident: $($kind:ty),+ $(,)?) => { $($test::<$kind>();)+ };
}

#[test]
fn every_public_type_can_be_shown_cloned_and_sent() {
    each!(is_plain:
        account::Account, account::AccountView<'_>, account::GroupOrders<'_>, account::Fact, account::Feeds, account::FactKind,
        account::Ledger, account::RecordError, book::Book, book::BookError, review::CallListEntry,
        review::Explanation<'_>, book::OnRefusal, book::Recorded, review::Review<'_>, review::ReviewError, review::Slice, review::Summary,
        review::TradeWithoutContract, calendar::AsOf, calendar::Day, calendar::Month,
        calendar::CompleteMonths, calendar::MonthsBack, calendar::Period, calendar::Window, calendar::WorkCalendar,
        calendar::WorkCalendarDraft, review::StepContext<'_>, contract::ChannelLevel, contract::ClauseGroup,
        contract::Clauses, contract::Contract, contract::Coverage, contract::Delivery,
        contract::ContractEvent, contract::Exclusivity, contract::GoodsLine, contract::ContractOrigin,
        contract::Parties, contract::Party, contract::Rights, contract::RightsConflict,
        contract::ContractStatus, contract::ContractStep, calendar::Validity, contract::TradePolicy,
        credit::LimitCap, credit::CapacityPoint, credit::CollectionCall, credit::Converted,
        credit::Debtor<'_>, credit::ExchangeRates, hold::Hold, hold::HoldEvent,
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
        customer::Field, customer::Filled, customer::Section, evidence::Evidence,
        evidence::Figure, evidence::NotJudged, evidence::Reasons, evidence::Unjudged, evidence::Value, expense::Budget, expense::Expense,
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
        segment::AbcMethod, segment::AbcPolicy, segment::MovementCell, segment::Class, segment::Cuts,
        segment::LargeVolume, segment::LoyaltyPolicy, segment::LoyaltyReading,
        segment::Movement<4>, segment::Pareto, segment::Quadrant, segment::QuadrantPolicy,
        segment::Strategy, segment::Weights, timeline::MonthAmount, timeline::RunningTotal,
        timeline::DayTotal, timeline::Timeline<'_>, trade::Breach, trade::BreachKind,
        trade::DocumentFlow, trade::OpenOrder, trade::RecordedOrder, trade::Plan, trade::Sale, trade::DocumentStage, valid::Violation,
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
        casework::CasePolicy, casework::CaseStatus, casework::CaseStep, casework::Change,
        casework::CustomerContext, casework::ClosedCase, casework::Closing, casework::Condition,
        casework::ConditionPolicyDraft, casework::ConditionPolicy, casework::Watermarks, casework::Deadline,
        casework::Deadlines, casework::Digest, casework::DigestEntry, casework::Effect,
        casework::Episode, casework::Feed, casework::FoundCause, casework::MOfN,
        casework::Influence, casework::Inhibitor, casework::Input, casework::Evaluation,
        casework::Evaluations<'_>, casework::Notice, casework::EvaluationInContext, casework::Phase,
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
fn small_values_are_copied() {
    each!(is_copy:
        account::AccountView<'_>, account::Feeds, account::FactKind, review::CallListEntry, calendar::AsOf,
        calendar::Day, calendar::Month, calendar::Period, calendar::Window, review::StepContext<'_>,
        casework::FloodGuard, casework::CaseStatus, casework::Change, casework::Closing,
        casework::Condition, casework::Watermarks, casework::Deadline, casework::Deadlines,
        casework::Feed, casework::MOfN, casework::Inhibitor, casework::Evaluation,
        casework::Evaluations<'_>, casework::Phase, casework::RemedyOutcome, casework::Shelf,
        casework::Source, casework::Spending, casework::RulePerformance, casework::Timing,
        casework::WarningKey, casework::ConditionStep, casework::RaisedArm,
        handling::HandlingAct, handling::HandlingEffect, handling::HandlingStage,
        handling::Status<casework::Closing>, calendar::Validity,
        credit::Exposure, customer::Attitude, customer::Field, expense::Budget,
        id::CustomerKey, incident::Credibility, incident::Impact, lapse::Cadence,
        lapse::DeclineMeasure, lapse::DeclineSignal, lapse::Deviation, lapse::Market,
        lapse::RunLength, lapse::Sigmas, lapse::YearOnYear, warning::DeclineRules,
        lapse::LapsePolicy, lapse::LapseSignal, lapse::Parameter, lapse::Prior, lapse::Rhythm,
        measure::Probability, measure::Quotient, measure::Ratio, measure::Score,
        money::Amount, money::Currency, money::Major, money::Money, money::Rounding,
        money::Total, review::Assessor<'_>, review::Judgement, review::Readings<'_>, receivable::Ageing,
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
        account::RecordError, book::BookError, review::ReviewError, calendar::DayError,
        casework::CaseError, casework::EpisodeError, casework::EvaluationError,
        casework::RegisterError,
        calendar::MonthError, contract::ContractError, contract::ContractStepError,
        calendar::ValidityError, hold::HoldError, credit::ProposalError, credit::OrderRequestError, credit::RateError,
        hold::ReserveError, receivable::AgeingError, receivable::PaymentIndexError,
        customer::CardError, id::IdError, incident::ImpactError, lapse::ParameterError, lapse::SigmasError,
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
    default_draft::<segment::LoyaltyPolicyDraft>();
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
    let mut draft = policy::PolicyDraft { version: 2, ..Default::default() };
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
            "version",
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

#[cfg(feature = "serde")]
mod with_serde {
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::*;

    fn is_read_and_written<T: Serialize + DeserializeOwned>() {}

    #[test]
    fn policies_ids_money_and_facts_are_read_and_written() {
        each!(is_read_and_written:
            account::Fact, calendar::Day, calendar::Month, calendar::Period,
            calendar::WorkCalendar, casework::CasePolicy, casework::CaseStep,
            casework::ConditionPolicy, casework::Feed, casework::Influence, casework::Input,
            casework::Evaluation, casework::EvaluationInContext, casework::RegisterSnapshot,
            casework::Event, id::CauseId, id::RemedyId, contract::Contract, calendar::Validity, hold::HoldEvent,
            hold::HoldOpening,
            hold::HoldStatus, credit::OrderCheckPolicy, credit::OrderVerdict,
            credit::ProposalPolicy, credit::Reason, hold::ReleasePolicy,
            hold::ReservationId, hold::Reservations, customer::Attitude,
            customer::Card, customer::CardPolicy, customer::Customer, customer::Entry,
            expense::Budget, expense::Expense, id::BrandId, id::ContractId, id::CustomerId,
            id::DocumentId, id::GroupId, id::ProductGroupId, id::StaffId, id::TerritoryId,
            incident::Credibility, incident::Impact, incident::Incident,
            incident::IncidentKind, lapse::LapsePolicy, lapse::Parameter, measure::Ratio,
            money::Currency, money::Major, money::Money, money::Rounding, policy::Policy,
            policy::PolicyDraft, receivable::AgeingPartition, receivable::DunningPolicy,
            receivable::Invoice, receivable::LimitValidity, receivable::Payment,
            receivable::PaymentIndexPolicy, receivable::Collateral, receivable::PaymentTerms,
            receivable::TemporaryLimit, segment::AbcPolicy, segment::Class,
            segment::LoyaltyPolicy, segment::Quadrant, segment::QuadrantPolicy,
            segment::Strategy, trade::Breach, trade::DocumentFlow, trade::OpenOrder, trade::Plan, trade::Sale,
            warning::Arm, warning::DebtPolicy, warning::ExpensePolicy,
            warning::IncidentPolicy, warning::Level, warning::LossPolicy,
            warning::ProgressPolicy, warning::Rule,
        );
    }

    #[track_caller]
    fn refusal(toml: &str) -> String {
        toml::from_str::<policy::Policy>(toml).unwrap_err().to_string()
    }

    #[test]
    fn an_unknown_field_is_refused_by_its_name() {
        let rows = [
            "zest = 1",
            "[abc]\nzest = 1",
            "[loyalty]\nzest = 1",
            "[loyalty.weights]\nzest = 1",
            "[quadrant]\nzest = 1",
            "[debt]\nzest = 1",
            "[debt.utilisation]\nzest = 1",
            "[debt.ageing]\nwatch = 1\nwarning = 2\ncritical = 3\nzest = 1",
            "[progress]\nzest = 1",
            "[progress.calendar]\nzest = []",
            "[progress.frequency]\nzest = 1",
            "[progress.decline]\nzest = 1",
            "[progress.decline.measure]\nzest = 1",
            "[expense]\nzest = 1",
            "[expense.climbing]\nzest = 1",
            "[loss]\nzest = 1",
            "[loss.lapse]\nzest = 1",
            "[loss.narrowing]\nzest = 1",
            "[incident]\nzest = 1",
        ];
        for toml in rows {
            let said = refusal(toml);
            assert!(said.contains("unknown field `zest`"), "{toml}: {said}");
        }
    }

    #[track_caller]
    fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
        let json = serde_json::to_string(value).unwrap();
        assert_eq!(serde_json::from_str::<T>(&json).unwrap(), *value, "{json}");
        let toml = toml::to_string(value).unwrap();
        assert_eq!(toml::from_str::<T>(&toml).unwrap(), *value, "{toml}");
    }

    #[test]
    fn policies_of_credit_come_back_as_they_were_written_and_pass_the_same_door() {
        use credit::OrderCheckPolicy as Check;
        for policy in [
            Check::default(),
            Check::sap_like(),
            Check::d365_like(),
            Check::erpnext_like(),
            Check::oca_like(),
        ] {
            comes_back(&policy);
        }
        comes_back(&hold::ReleasePolicy::default());
        comes_back(&credit::ProposalPolicy::default());
        comes_back(&receivable::AgeingPartition::default());
        comes_back(&receivable::DunningPolicy::default());
        comes_back(&receivable::PaymentIndexPolicy::default());
        let read: Check = toml::from_str("[oldest_item]\naction = \"warn\"\nat_most = 5").unwrap();
        assert_eq!(read.oldest_item.at_most, 5);
        let says = |toml: &str| toml::from_str::<Check>(toml).unwrap_err().to_string();
        assert!(says("zest = 1").contains("unknown field `zest`"));
        assert!(says("[oldest_item]\naction = \"warn\"\nat_most = 5\nzest = 1").contains("zest"));
        let contradiction =
            says("[overdue_share]\naction = \"hold\"\nmore_than_days = 1\nat_most = \"101%\"");
        assert!(contradiction.contains("overdue_share.at_most must not exceed 100%, was 101%"));
        let gap = toml::from_str::<receivable::AgeingPartition>("up_to_days = [30, 20]");
        assert!(gap.unwrap_err().to_string().contains("up_to_days.1 must exceed 30, was 20"));
    }

    #[test]
    fn an_unknown_field_of_a_method_is_refused_by_its_name() {
        let rows = [
            "[abc.cut]\nmethod = \"share_of_amount\"\na = \"80%\"\nb = \"95%\"\nzest = 1",
            "[abc.cut]\nmethod = \"computed\"\nzest = 1",
            "[loss.silence]\nmethod = \"fixed_days\"\nzest = 1\n\
             days_above = { watch = 1, warning = 2, critical = 3 }",
        ];
        for toml in rows {
            let said = refusal(toml);
            assert!(said.contains("zest"), "{toml}: {said}");
        }
    }

    #[test]
    fn an_unknown_method_is_refused_by_its_name() {
        assert!(refusal("[abc.cut]\nmethod = \"zest\"").contains("zest"));
        assert!(refusal("[loss.silence]\nmethod = \"zest\"").contains("zest"));
        assert!(refusal("[debt]\nwithout_limit = \"zest\"").contains("zest"));
        assert!(refusal("[quadrant]\nlarge = { zest = 1 }").contains("zest"));
    }

    #[test]
    fn a_policy_that_contradicts_itself_does_not_load() {
        let said = refusal("version = 7\n[abc]\nwindow_days = 0");
        assert!(said.contains("version must be 1, was 7"), "{said}");
        assert!(said.contains("abc.window_days must be at least 1, was 0"), "{said}");
    }

    #[test]
    fn an_empty_policy_is_the_default() {
        assert_eq!(toml::from_str(""), Ok(policy::Policy::default()));
        let read: policy::Policy = serde_json::from_str("{}").unwrap();
        assert_eq!(read, policy::Policy::default());
    }

    #[test]
    fn a_policy_judges_a_decline_when_it_states_one() {
        let of = |toml: &str| toml::from_str::<policy::Policy>(toml).unwrap().progress.decline;
        assert_eq!(of("[progress]"), None);
        assert_eq!(of("[progress.decline]"), Some(warning::DeclineRules::usual()));
        let stated = of(concat!(
            "[progress.decline]\nlatest = { watch = \"1.67\", warning = \"2\", critical = \"3.5\" }\n",
            "[progress.decline.measure]\nfloor = \"5%\""
        ));
        let stated = stated.unwrap();
        assert_eq!(stated.latest.watch, lapse::Sigmas::from_hundredths(167));
        assert_eq!(stated.measure.floor, measure::Ratio::from_percent(5));
        let said = refusal(
            "[progress.decline]\naverage = { watch = \"1\", warning = \"1\", critical = \"2\" }",
        );
        assert!(said.contains("progress.decline.average must rise"), "{said}");
    }

    #[test]
    fn a_policy_without_hard_cap_is_read_as_it_was_written() {
        let loss = warning::LossPolicy::try_new(warning::LossPolicyDraft {
            hard_cap_days: None,
            ..Default::default()
        });
        let whole = policy::Policy { loss: loss.unwrap(), ..Default::default() };
        let json = serde_json::to_string(&whole).unwrap();
        assert_eq!(serde_json::from_str::<policy::Policy>(&json).unwrap(), whole);
        let toml = toml::to_string(&whole).unwrap();
        assert_eq!(toml::from_str::<policy::Policy>(&toml).unwrap(), whole, "{toml}");
    }

    #[test]
    fn values_pass_the_same_door_when_they_are_read() {
        fn refused<T: DeserializeOwned>(json: &str) -> bool {
            serde_json::from_str::<T>(json).is_err()
        }
        assert!(refused::<id::CustomerId>("\" Li\""));
        assert!(refused::<id::DocumentId>("\"\""));
        assert!(refused::<money::Money>("\"CNY 1.005\""));
        assert!(refused::<money::Money>("1.5"));
        assert!(refused::<measure::Ratio>("\"0.8\""));
        assert!(refused::<measure::Ratio>("80"));
        assert!(refused::<incident::Impact>("4"));
        assert!(refused::<calendar::Day>("\"2026-02-30\""));
        assert!(refused::<calendar::Month>("\"2026-13\""));
        assert!(refused::<lapse::Parameter>("\"0\""));
        assert!(refused::<money::Currency>("\"XAU\""));
        assert!(refused::<calendar::Validity>("{\"from\":\"2026-02-01\",\"to\":\"2026-01-31\"}"));
    }

    #[test]
    fn two_policies_compare_field_by_field() {
        let mut draft = policy::PolicyDraft::default();
        draft.debt.ageing.watch = 3;
        draft.loss.hard_cap_days = None;
        draft.abc.cut = segment::AbcMethod::Computed {};
        let other = policy::Policy::try_from(draft).unwrap();
        let changes = other.changes_from(&policy::Policy::default());
        let said: Vec<String> = changes.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "abc.cut.a: 80% → absent",
                "abc.cut.b: 95% → absent",
                "abc.cut.method: share_of_amount → computed",
                "debt.ageing.watch: 5 → 3",
                "loss.hard_cap_days: 180 → none",
            ]
        );
        assert_eq!(other.changes_from(&other), []);
    }
}

#[test]
fn a_day_is_read_in_one_form_only() {
    for text in [
        "2026-1-031",
        "2026-01-1 ",
        " 2026-1-31",
        "2026- 1-31",
        "2026-01- 1",
        "+2026-1-31",
        "+2026-1-1",
        "-2026-1-31",
        "12026-1-31",
        "2026-02-29",
        "2026/01/31",
        "20260-1-31",
        "2026-01-31T",
        "",
    ] {
        assert!(text.parse::<calendar::Day>().is_err(), "{text:?}");
    }
}

#[test]
fn money_is_read_in_one_form_only() {
    let money = |text: &str| text.parse::<money::Money>();
    assert_eq!(money("CNY 1,234,567.50").unwrap().amount().minor(), 123_456_750);
    assert_eq!(money("CNY -1,234.5").unwrap().amount().minor(), -123_450);
    for text in [
        "CNY",
        "CNY ",
        "CNY x",
        "CNY 1.2.3",
        "CNY --1",
        "CNY +1",
        "CNY 1e3",
        "CNY .5",
        "CNY  1",
        "CNY 1_000",
        "cny 1",
    ] {
        assert!(money(text).is_err(), "{text:?}");
    }
}

#[test]
fn a_number_of_a_policy_is_read_in_one_form_only() {
    for text in ["8_0%", "+80%", " 80%", "80 %", "8e1%", "%", ".%"] {
        assert!(text.parse::<measure::Ratio>().is_err(), "{text:?}");
    }
    for text in ["1_000", "+1", " 1", "1e3", "", "."] {
        assert!(text.parse::<money::Major>().is_err(), "{text:?}");
        assert!(text.parse::<lapse::Parameter>().is_err(), "{text:?}");
    }
}

#[test]
fn a_comma_in_money_stands_between_groups_of_three_digits() {
    // Who writes "12,50" means twelve and a half, not one thousand two hundred and fifty.
    for text in ["CNY 12,50", "CNY 1,00", "CNY ,5", "CNY 1,,000", "CNY 1,000,", "CNY 1.00,0"] {
        assert!(text.parse::<money::Money>().is_err(), "{text:?}");
    }
}

#[test]
fn a_split_gives_back_the_whole_or_nothing() {
    let minor = |parts: Vec<money::Amount>| parts.iter().map(|it| it.minor()).collect::<Vec<_>>();
    let split = |whole, weights: &[u32]| money::Amount::from_minor(whole).split(weights).map(minor);
    assert_eq!(split(100, &[1, 1, 1]), Some(vec![34, 33, 33]));
    assert_eq!(split(-100, &[1, 1, 1]), Some(vec![-33, -33, -34]));
    assert_eq!(split(5, &[0, 1]), Some(vec![0, 5]));
    assert_eq!(split(5, &[0, 0]), None);
    assert_eq!(split(5, &[]), None, "no weight is positive");
    assert_eq!(split(0, &[]), None);
    assert_eq!(split(i64::MAX, &[u32::MAX; 2]), Some(vec![i64::MAX / 2 + 1, i64::MAX / 2]));
}

#[test]
fn a_credit_limit_below_zero_is_agreed_by_no_door() {
    let mut book = book::Book::new("CNY".parse().unwrap());
    let li = book.register(customer::Customer::new("Li".parse().unwrap())).unwrap();
    let below = receivable::CreditLimit::Amount(money::Amount::from_minor(-1));
    assert!(book.agree_limit(li, below).is_err());
}
