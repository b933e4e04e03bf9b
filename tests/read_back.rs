//! Policies, facts and registers that were written before read back equal and are written again to
//! the letter.
//!
//! The files in `tests/golden` are never written by this test. A form that changes on purpose gets
//! a version, and its old file stays.
#![cfg(feature = "serde")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may panic"
)]

#[path = "read_back/results.rs"]
mod results;

use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use guanxi::account::{Fact, FactContent, TermKind};
use guanxi::account_plan::{AccountPlan, AccountPlanPolicy};
use guanxi::admission::{AdmissionPolicy, CustomerAdmission};
use guanxi::agreement::{ClausePolicy, CompetitionPolicy, ContractApprovalPolicy, RenewalPolicy};
use guanxi::appointment::Appointments;
use guanxi::book::{BookEntry, BookHead, BookReader, BookSnapshot};
use guanxi::bridge::RetentionPolicy;
use guanxi::calendar::WorkCalendar;
use guanxi::card_audit::AuditPolicy;
use guanxi::casework::{
    Case, CasePolicy, ConditionPolicyDraft, Event, Phase, PolicyMatch, Register, RegisterSnapshot,
    SavedCustomer, WarningKey,
};
use guanxi::communication::{
    CommunicationPolicy, ContactSnooze, CustomerMeeting, MailCandidate, Opinion, PolicyNotice,
};
use guanxi::complaint::{Complaint, ComplaintPolicy};
use guanxi::contact::{ContactPolicy, Person};
use guanxi::contract::Contract;
use guanxi::credit::{
    AllowancePolicy, BillPolicy, CashInPolicy, CollectionStrategy, CreditGrades, InterestPolicy,
    LimitationPolicy, OrderCheckPolicy, ProposalPolicy, ReminderFees, StatementPolicy,
    WaiverPolicy,
};
use guanxi::credit_approval::{CreditApproval, CreditApprovalPolicy};
use guanxi::customer::{Card, CardPolicy, Customer};
use guanxi::customer_stage::StagePolicy;
use guanxi::dealer::DealerPolicy;
use guanxi::distribution::DistributionPolicy;
use guanxi::diversion::DiversionPolicy;
use guanxi::diversion_case::DiversionCase;
use guanxi::duplicate::DuplicatePolicy;
use guanxi::enquiry::{Enquiry, EnquiryPolicy};
use guanxi::feed::FeedPolicy;
use guanxi::goods_return::{GoodsReturn, ReturnAbusePolicy, ReturnPolicy};
use guanxi::hand_over::HandOverPolicy;
use guanxi::hold::{Hold, HoldEvent, HoldOpening, HoldStatus, ReleasePolicy, Reservations};
use guanxi::hotline::HotlineCall;
use guanxi::id::{CustomerId, CustomerKey};
use guanxi::interaction::Interaction;
use guanxi::key_account::KeyAccountPolicy;
use guanxi::letter::{Letter, LetterPolicy};
use guanxi::means::PermitPolicy;
use guanxi::money::Currency;
use guanxi::objection::{Objection, ObjectionPolicy};
use guanxi::order_profile::OrderProfilePolicy;
use guanxi::our_promise::OurPromise;
use guanxi::outlet::OutletRegister;
use guanxi::payment_plan::{PaymentPlan, PaymentPlanPolicy};
use guanxi::phase::{DayWeights, Schedule};
use guanxi::phase_out::PhaseOut;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::product::ProductTree;
use guanxi::rebate::{CliffPolicy, PriceSystem, RebateAgreement, SettlementTerms};
use guanxi::receivable::{
    AgeingPartition, Bill, DunningPolicy, LimitValidity, PaymentIndexPolicy, PaymentTerms,
};
use guanxi::repair::Repair;
use guanxi::sales_plan::{SalesPlan, SalesPlanPolicy};
use guanxi::satisfaction::SatisfactionPolicy;
use guanxi::segment::{
    AbcPolicy, AttitudePolicy, LoyaltyPolicy, MeetingPolicy, RegularityMethod, RfmPolicy, XyzPolicy,
};
use guanxi::service::{ServicePolicy, ServiceRequest};
use guanxi::support::{
    EffectPolicy, Gift, GiftPolicy, LentThing, SupportEntry, SupportPlan, SupportPolicy, Training,
};
use guanxi::support_fund::{FundPolicy, SupportFund};
use guanxi::survey::{Survey, SurveyPolicy};
use guanxi::trade::SaleLine;
use guanxi::visit::VisitPolicy;
use guanxi::warning::{LossMethod, Rule};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Reads a file and writes it again.
type Check = fn(&str);

/// Every golden file with the check that reads it.
const FILES: &[(&str, Check)] = &[
    ("abc_policy_band.json", same::<AbcPolicy>),
    ("abc_policy_confirm.json", same::<AbcPolicy>),
    ("abc_policy_default.json", default::<AbcPolicy>),
    ("abc_policy_one_off.json", same::<AbcPolicy>),
    ("account_plan.json", same::<AccountPlan>),
    ("account_plan_policy_changed.json", same::<AccountPlanPolicy>),
    ("account_plan_policy_default.json", default::<AccountPlanPolicy>),
    ("admission_policy_changed.json", same::<AdmissionPolicy>),
    ("admission_policy_default.json", default::<AdmissionPolicy>),
    ("admissions.json", same::<Vec<CustomerAdmission>>),
    ("ageing_changed.json", same::<AgeingPartition>),
    ("ageing_default.json", default::<AgeingPartition>),
    ("allowance_policy_changed.json", same::<AllowancePolicy>),
    ("allowance_policy_default.json", default::<AllowancePolicy>),
    ("appointments.json", same::<Appointments>),
    ("attitude_policy_changed.json", same::<AttitudePolicy>),
    ("attitude_policy_default.json", default::<AttitudePolicy>),
    ("attitude_policy_record.json", same::<AttitudePolicy>),
    ("audit_policy_changed.json", same::<AuditPolicy>),
    ("audit_policy_default.json", default::<AuditPolicy>),
    ("bill_policy_changed.json", same::<BillPolicy>),
    ("bill_policy_default.json", default::<BillPolicy>),
    ("bills.json", same::<Vec<Bill>>),
    ("book_1.json", book_1),
    ("book_2.msgpack", book_2),
    ("card_policy_changed.json", same::<CardPolicy>),
    ("card_policy_default.json", default::<CardPolicy>),
    ("card_policy_sources.json", same::<CardPolicy>),
    ("cards.json", same::<Vec<Card>>),
    ("case_events.json", same::<Vec<Event>>),
    ("case_policy_changed.json", same::<CasePolicy>),
    ("case_policy_changed.toml", same_toml::<CasePolicy>),
    ("case_policy_default.json", default::<CasePolicy>),
    ("case_policy_default.toml", same_toml::<CasePolicy>),
    ("cash_in_policy_changed.json", same::<CashInPolicy>),
    ("cash_in_policy_default.json", default::<CashInPolicy>),
    ("claims.json", same::<Vec<Fact>>),
    ("clause_policy_changed.json", same::<ClausePolicy>),
    ("clause_policy_default.json", default::<ClausePolicy>),
    ("cliff_policy_changed.json", same::<CliffPolicy>),
    ("cliff_policy_default.json", default::<CliffPolicy>),
    ("collection_strategy_changed.json", same::<CollectionStrategy>),
    ("collection_strategy_default.json", default::<CollectionStrategy>),
    ("communication_policy_changed.json", same::<CommunicationPolicy>),
    ("communication_policy_default.json", default::<CommunicationPolicy>),
    ("competition_policy_changed.json", same::<CompetitionPolicy>),
    ("competition_policy_default.json", default::<CompetitionPolicy>),
    ("complaint_policy_changed.json", same::<ComplaintPolicy>),
    ("complaint_policy_default.json", default::<ComplaintPolicy>),
    ("complaints.json", same::<Vec<Complaint>>),
    ("condition_policy_changed.json", same::<ConditionPolicyDraft>),
    ("condition_policy_default.json", default::<ConditionPolicyDraft>),
    ("contact_policy_changed.json", same::<ContactPolicy>),
    ("contact_policy_default.json", default::<ContactPolicy>),
    ("contact_snoozes.json", same::<Vec<ContactSnooze>>),
    ("contract_approval_policy_changed.json", same::<ContractApprovalPolicy>),
    ("contract_approval_policy_default.json", default::<ContractApprovalPolicy>),
    ("contracts.json", same::<Vec<Contract>>),
    ("contracts_amended.json", same::<Vec<Contract>>),
    ("credit_approval_policy_changed.json", same::<CreditApprovalPolicy>),
    ("credit_approval_policy_default.json", default::<CreditApprovalPolicy>),
    ("credit_approvals.json", same::<Vec<CreditApproval>>),
    ("credit_grades_changed.json", same::<CreditGrades>),
    ("credit_grades_default.json", default::<CreditGrades>),
    ("customer_meetings.json", same::<Vec<CustomerMeeting>>),
    ("customers.json", same::<Vec<Customer>>),
    ("day_weights_changed.json", same::<DayWeights>),
    ("day_weights_default.json", default::<DayWeights>),
    ("dealer_policy_changed.json", same::<DealerPolicy>),
    ("dealer_policy_default.json", default::<DealerPolicy>),
    ("distribution_policy_changed.json", same::<DistributionPolicy>),
    ("distribution_policy_default.json", default::<DistributionPolicy>),
    ("distribution_policy_points.json", same::<DistributionPolicy>),
    ("diversion_cases.json", same::<Vec<DiversionCase>>),
    ("diversion_policy_changed.json", same::<DiversionPolicy>),
    ("diversion_policy_default.json", default::<DiversionPolicy>),
    ("diversion_policy_resale.json", same::<DiversionPolicy>),
    ("dossier.json", same::<Vec<Fact>>),
    ("dossier_classes.json", same::<Vec<Fact>>),
    ("dossier_more.json", same::<Vec<Fact>>),
    ("dossier_receivables.json", same::<Vec<Fact>>),
    ("dossier_sale_lines.json", same::<Vec<Fact>>),
    ("dunning_changed.json", same::<DunningPolicy>),
    ("dunning_default.json", default::<DunningPolicy>),
    ("duplicate_policy_changed.json", same::<DuplicatePolicy>),
    ("duplicate_policy_default.json", default::<DuplicatePolicy>),
    ("duplicate_policy_fewer_forms.json", same::<DuplicatePolicy>),
    ("effect_policy_changed.json", same::<EffectPolicy>),
    ("effect_policy_default.json", default::<EffectPolicy>),
    ("enquiries.json", same::<Vec<Enquiry>>),
    ("enquiry_policy_changed.json", same::<EnquiryPolicy>),
    ("enquiry_policy_default.json", default::<EnquiryPolicy>),
    ("facts.json", same::<Vec<Fact>>),
    ("feed_policy_changed.json", same::<FeedPolicy>),
    ("feed_policy_default.json", default::<FeedPolicy>),
    ("fund_policy_changed.json", same::<FundPolicy>),
    ("fund_policy_default.json", default::<FundPolicy>),
    ("gift_policy_changed.json", same::<GiftPolicy>),
    ("gift_policy_default.json", default::<GiftPolicy>),
    ("gifts.json", same::<Vec<Gift>>),
    ("goods_returns.json", same::<Vec<GoodsReturn>>),
    ("goods_returns_serials.json", same::<Vec<GoodsReturn>>),
    ("hand_over_policy_changed.json", same::<HandOverPolicy>),
    ("hand_over_policy_default.json", default::<HandOverPolicy>),
    ("holds.json", holds),
    ("hotline_calls.json", same::<Vec<HotlineCall>>),
    ("interactions.json", same::<Vec<Interaction>>),
    ("interest_policy_eu.json", same::<InterestPolicy>),
    ("interest_policy_lpr.json", same::<InterestPolicy>),
    ("key_account_policy_changed.json", same::<KeyAccountPolicy>),
    ("key_account_policy_default.json", default::<KeyAccountPolicy>),
    ("lent_things.json", same::<Vec<LentThing>>),
    ("letter_policy_changed.json", same::<LetterPolicy>),
    ("letter_policy_default.json", default::<LetterPolicy>),
    ("letters.json", same::<Vec<Letter>>),
    ("limit_terms.json", same::<Vec<LimitValidity>>),
    ("limitation_policy_changed.json", same::<LimitationPolicy>),
    ("limitation_policy_default.json", default::<LimitationPolicy>),
    ("loyalty_policy_months.json", same::<LoyaltyPolicy>),
    ("loyalty_policy_observed.json", same::<LoyaltyPolicy>),
    ("loyalty_policy_own_rhythm.json", same::<LoyaltyPolicy>),
    ("mail_candidates.json", same::<Vec<MailCandidate>>),
    ("meeting_policy_changed.json", same::<MeetingPolicy>),
    ("meeting_policy_default.json", default::<MeetingPolicy>),
    ("objection_policy_changed.json", same::<ObjectionPolicy>),
    ("objection_policy_default.json", default::<ObjectionPolicy>),
    ("objections.json", same::<Vec<Objection>>),
    ("opinions.json", same::<Vec<Opinion>>),
    ("order_check_policy_changed.json", same::<OrderCheckPolicy>),
    ("order_check_policy_default.json", default::<OrderCheckPolicy>),
    ("order_checks_of_others.json", order_checks_of_others),
    ("order_profile_policy_changed.json", same::<OrderProfilePolicy>),
    ("order_profile_policy_default.json", default::<OrderProfilePolicy>),
    ("our_promises.json", same::<Vec<OurPromise>>),
    ("outlets.json", same::<OutletRegister>),
    ("payment_index_changed.json", same::<PaymentIndexPolicy>),
    ("payment_index_default.json", default::<PaymentIndexPolicy>),
    ("payment_plan_policy_changed.json", same::<PaymentPlanPolicy>),
    ("payment_plan_policy_default.json", default::<PaymentPlanPolicy>),
    ("payment_plans.json", same::<Vec<PaymentPlan>>),
    ("payment_terms.json", same::<Vec<PaymentTerms>>),
    ("permit_policy_changed.json", same::<PermitPolicy>),
    ("permit_policy_default.json", default::<PermitPolicy>),
    ("persons.json", same::<Vec<Person>>),
    ("phase_outs.json", same::<Vec<PhaseOut>>),
    ("policy_1_changed.json", policy_1),
    ("policy_1_changed.toml", policy_1),
    ("policy_1_computed.json", policy_1),
    ("policy_1_default.json", policy_1_default),
    ("policy_1_default.toml", policy_1_default),
    ("policy_1_other.json", policy_1),
    ("policy_1_stated.json", policy_1),
    ("policy_1_stated.toml", policy_1),
    ("policy_changed.json", same::<Policy>),
    ("policy_changed.toml", same_toml::<Policy>),
    ("policy_computed.json", same::<Policy>),
    ("policy_default.json", default::<Policy>),
    ("policy_default.toml", same_toml::<Policy>),
    ("policy_notices.json", same::<Vec<PolicyNotice>>),
    ("policy_other.json", same::<Policy>),
    ("policy_stated.json", policy_stated),
    ("policy_stated.toml", same_toml::<Policy>),
    ("price_system.json", same::<PriceSystem>),
    ("products.json", same::<ProductTree>),
    ("proposal_policy_changed.json", same::<ProposalPolicy>),
    ("proposal_policy_default.json", default::<ProposalPolicy>),
    ("ratings.json", same::<Vec<Fact>>),
    ("rebate_agreements.json", same::<Vec<RebateAgreement>>),
    ("register.json", register),
    ("register_1.json", register_1),
    ("register_2.json", register_2),
    ("register_policy.json", same::<CasePolicy>),
    ("register_silences.json", register_silences),
    ("release_policy_changed.json", same::<ReleasePolicy>),
    ("release_policy_default.json", default::<ReleasePolicy>),
    ("reminder_fees_changed.json", same::<ReminderFees>),
    ("reminder_fees_default.json", default::<ReminderFees>),
    ("renewal_policy_changed.json", same::<RenewalPolicy>),
    ("renewal_policy_default.json", default::<RenewalPolicy>),
    ("repairs.json", same::<Vec<Repair>>),
    ("reservations.json", same::<Reservations>),
    ("reservations_numbered.json", same::<Reservations>),
    ("result_call_list.json", results::call_list),
    ("result_case.json", results::case),
    ("result_judgements.json", results::judgements),
    ("result_notices.json", results::notices),
    ("result_order_check.json", results::order_check),
    ("result_rehearsal.json", results::rehearsal),
    ("result_review.json", results::review),
    ("result_segments.json", results::segments),
    ("retention_policy_changed.json", same::<RetentionPolicy>),
    ("retention_policy_default.json", default::<RetentionPolicy>),
    ("return_abuse_policy_changed.json", same::<ReturnAbusePolicy>),
    ("return_abuse_policy_default.json", default::<ReturnAbusePolicy>),
    ("return_abuse_policy_window.json", same::<ReturnAbusePolicy>),
    ("return_policy_changed.json", same::<ReturnPolicy>),
    ("return_policy_default.json", default::<ReturnPolicy>),
    ("return_policy_repair.json", same::<ReturnPolicy>),
    ("rfm_policy_changed.json", same::<RfmPolicy>),
    ("rfm_policy_default.json", default::<RfmPolicy>),
    ("sale_lines.json", same::<Vec<SaleLine>>),
    ("sales_plan.json", same::<SalesPlan>),
    ("sales_plan_policy_changed.json", same::<SalesPlanPolicy>),
    ("sales_plan_policy_default.json", default::<SalesPlanPolicy>),
    ("satisfaction_policy_changed.json", same::<SatisfactionPolicy>),
    ("satisfaction_policy_default.json", default::<SatisfactionPolicy>),
    ("schedule.json", same::<Schedule>),
    ("service_policy_changed.json", same::<ServicePolicy>),
    ("service_policy_default.json", default::<ServicePolicy>),
    ("service_requests.json", same::<Vec<ServiceRequest>>),
    ("settlement_terms.json", same::<SettlementTerms>),
    ("stage_policy_changed.json", same::<StagePolicy>),
    ("stage_policy_default.json", default::<StagePolicy>),
    ("statement_policy_changed.json", same::<StatementPolicy>),
    ("statement_policy_default.json", default::<StatementPolicy>),
    ("support_entries.json", same::<Vec<SupportEntry>>),
    ("support_funds.json", same::<Vec<SupportFund>>),
    ("support_plan.json", same::<SupportPlan>),
    ("support_policy_changed.json", same::<SupportPolicy>),
    ("support_policy_default.json", default::<SupportPolicy>),
    ("survey.json", same::<Survey>),
    ("survey_policy_changed.json", same::<SurveyPolicy>),
    ("survey_policy_default.json", default::<SurveyPolicy>),
    ("trainings.json", same::<Vec<Training>>),
    ("visit_policy_changed.json", same::<VisitPolicy>),
    ("visit_policy_default.json", default::<VisitPolicy>),
    ("waiver_policy_changed.json", same::<WaiverPolicy>),
    ("waiver_policy_default.json", default::<WaiverPolicy>),
    ("work_calendar_changed.json", same::<WorkCalendar>),
    ("work_calendar_default.json", default::<WorkCalendar>),
    ("xyz_policy_changed.json", same::<XyzPolicy>),
    ("xyz_policy_default.json", default::<XyzPolicy>),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("golden")
}

#[track_caller]
fn text(file: &str) -> String {
    fs::read_to_string(folder().join(file)).unwrap()
}

#[track_caller]
fn read<T: DeserializeOwned>(file: &str) -> T {
    serde_json::from_str(&text(file)).unwrap_or_else(|problem| panic!("{file}: {problem}"))
}

fn pretty<T: Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).unwrap() + "\n"
}

#[track_caller]
fn same<T: DeserializeOwned + Serialize>(file: &str) {
    assert_eq!(pretty(&read::<T>(file)), text(file), "{file}");
}

/// As [`same`]; and it is still the default.
#[track_caller]
fn default<T: DeserializeOwned + Serialize + Default + PartialEq + Debug>(file: &str) {
    same::<T>(file);
    assert_eq!(read::<T>(file), T::default(), "{file}");
}

/// As [`same`], for a policy in TOML, which also equals its twin in JSON.
#[track_caller]
fn same_toml<T: DeserializeOwned + Serialize + PartialEq + Debug>(file: &str) {
    let value: T =
        toml::from_str(&text(file)).unwrap_or_else(|problem| panic!("{file}: {problem}"));
    assert_eq!(toml::to_string(&value).unwrap(), text(file), "{file}");
    assert_eq!(value, read::<T>(&file.replace(".toml", ".json")), "{file}");
}

/// A policy of form 1 in JSON or TOML.
#[track_caller]
fn policy_of_form_1(file: &str) -> Policy {
    let text = text(file);
    assert!(text.contains("alive_below") && text.contains("fewest_months"), "{file}");
    if text.starts_with('{') { read(file) } else { toml::from_str(&text).unwrap() }
}

/// A policy of form 1, which stands in form 2 in the file without the number.
#[track_caller]
fn policy_1(file: &str) {
    let json = file.replace(".toml", ".json");
    assert_eq!(policy_of_form_1(file), read(&json.replace("policy_1_", "policy_")), "{file}");
}

/// The default of form 1, which says what was meant: levels by the probability of being alive, and
/// regularity by months.
#[track_caller]
fn policy_1_default(file: &str) {
    let mut draft = PolicyDraft::default();
    draft.loss.silence = LossMethod::alive();
    draft.loyalty.regularity = RegularityMethod::Months;
    assert_eq!(policy_of_form_1(file), Policy::try_from(draft).unwrap(), "{file}");
}

/// The sections of the document of policies, in order: those that are always written, and those
/// that are written where they are stated.
fn sections() -> [Vec<String>; 2] {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/portfolio/policy/policy.rs");
    let source = fs::read_to_string(path).unwrap();
    let (_, list) = source.split_once("policies! {\n    always {").unwrap();
    let (always, stated) = list.split_once("    stated {").unwrap();
    [always, stated.split_once("\n}").unwrap().0].map(|part| {
        let named = part.lines().filter_map(|line| line.strip_suffix(',')?.split_once(": "));
        named.map(|(name, _)| name.trim().to_owned()).collect()
    })
}

/// A policy that states every section but those that are always written; each differs from its
/// default, so the comparison names all.
#[track_caller]
fn policy_stated(file: &str) {
    same::<Policy>(file);
    let [always, stated] = sections();
    assert!(stated.len() > 40 && always.len() == 8, "{always:?}, {stated:?}");
    let written: serde_json::Map<String, serde_json::Value> = read(file);
    let all = ["schema".to_owned()].into_iter().chain(always).chain(stated.clone());
    let listed: Vec<String> = all.collect();
    let mut names: Vec<&String> = written.keys().collect();
    names.sort();
    let mut expected: Vec<&String> = listed.iter().collect();
    expected.sort();
    assert_eq!(names, expected, "{file} states every section");
    let changes = read::<Policy>(file).changes_from(&Policy::default());
    for section in stated {
        let path = format!("{section}.");
        assert!(changes.iter().any(|it| it.path.starts_with(&path)), "{section} differs");
    }
}

/// The kinds of entries of a book.
const ENTRIES: [&str; 9] =
    ["customer", "erasure", "fact", "feed", "groups", "head", "merge", "reminder", "reservations"];

/// The kinds of facts that there are.
const FACT_KINDS: usize = 15;

/// A book of form 1 with every kind of entry, fact and term in it.
#[track_caller]
fn book_1(file: &str) {
    same::<BookSnapshot>(file);
    let snapshot: BookSnapshot = read(file);
    let book = snapshot.clone().restore().unwrap();
    assert_eq!(BookSnapshot::from_book(&book), snapshot);
    assert_eq!(
        snapshot.entries[0],
        BookEntry::Head(BookHead { version: 1, currency: Currency::CNY })
    );
    let (mut entries, mut facts, mut terms) = (Vec::new(), Vec::new(), Vec::new());
    for entry in &snapshot.entries {
        let written = serde_json::to_value(entry).unwrap();
        entries.extend(written.as_object().unwrap().keys().cloned());
        if let BookEntry::Customer(customer) = entry {
            terms.extend(customer.terms.iter().map(|it| it.term.kind()));
        }
        if let BookEntry::Fact(fact) = entry
            && let FactContent::First(fact) | FactContent::Version(fact) = &fact.content
        {
            facts.push(fact.kind());
        }
    }
    entries.sort();
    entries.dedup();
    assert_eq!(entries, ENTRIES);
    facts.sort();
    facts.dedup();
    assert_eq!(facts.len(), FACT_KINDS);
    assert!(TermKind::ALL.iter().all(|kind| terms.contains(kind)));
}

/// A book of form 2, with packed facts, as `MessagePack`.
#[track_caller]
fn book_2(file: &str) {
    let bytes = fs::read(folder().join(file)).unwrap();
    let mut from = rmp_serde::Deserializer::new(&*bytes);
    let mut reader = BookReader::default();
    while !from.get_ref().is_empty() {
        reader.take(BookEntry::deserialize(&mut from).unwrap()).unwrap();
    }
    let book = reader.finish().unwrap();
    let mut written = Vec::new();
    let mut to = rmp_serde::Serializer::new(&mut written).with_struct_map();
    BookEntry::packed_entries_of(&book).for_each(|entry| entry.serialize(&mut to).unwrap());
    assert_eq!(written, bytes, "{file}");
    assert!(BookEntry::packed_entries_of(&book).any(|it| matches!(it, BookEntry::Facts(_))));
}

#[track_caller]
fn order_checks_of_others(file: &str) {
    same::<Vec<OrderCheckPolicy>>(file);
    let others = [
        OrderCheckPolicy::sap_like(),
        OrderCheckPolicy::d365_like(),
        OrderCheckPolicy::erpnext_like(),
        OrderCheckPolicy::oca_like(),
    ];
    assert_eq!(read::<Vec<OrderCheckPolicy>>(file), others);
}

/// An opening, the steps after it, the policy they were taken by, and what they led to.
type KeptHold = (HoldOpening, Vec<HoldEvent>, ReleasePolicy, HoldStatus);

#[track_caller]
fn holds(file: &str) {
    same::<Vec<KeptHold>>(file);
    for (opening, trail, policy, status) in read::<Vec<KeptHold>>(file) {
        let hold = Hold::replay(opening.clone(), trail.clone(), &policy).unwrap();
        assert_eq!(hold.status(), status);
        assert_eq!(*hold.opening(), opening);
        assert_eq!(hold.trail().cloned().collect::<Vec<_>>(), trail);
    }
}

#[track_caller]
fn register(file: &str) {
    let snapshot: RegisterSnapshot = read(file);
    let written = |snapshot: &RegisterSnapshot| serde_json::to_string(snapshot).unwrap() + "\n";
    assert_eq!(written(&snapshot), text(file));
    let policy: CasePolicy = read("register_policy.json");
    let key = |customer: &SavedCustomer| match customer {
        SavedCustomer::Id(_) => None,
        SavedCustomer::Position(position) => Some(CustomerKey::from_position(*position)),
    };
    let restored = Register::restore(snapshot, &policy, key).unwrap();
    assert_eq!((restored.policy, restored.unresolved), (PolicyMatch::Unknown, Vec::new()));
    assert_eq!(restored.register.open().count(), OPEN_CASES);
    assert_eq!(written(&restored.register.snapshot(&policy, name)), text("register_2.json"));
}

/// The customer of a position in `register_1.json`; every third has no name.
fn name(key: CustomerKey) -> Option<CustomerId> {
    let position = key.position();
    (position % 3 != 2).then(|| format!("C-{position}").parse().unwrap())
}

/// A register of version 1, whose due days stay as they are. Policies of today have another mark.
#[track_caller]
fn register_1(file: &str) {
    let restored = restored(file, 1, PolicyMatch::Changed);
    let policy: CasePolicy = read("register_policy.json");
    let again = restored.snapshot(&policy, name);
    assert_eq!(again.version(), RegisterSnapshot::VERSION);
    let text = serde_json::to_string(&again).unwrap();
    assert_eq!(serde_json::from_str::<RegisterSnapshot>(&text).unwrap(), again);
}

#[track_caller]
fn register_2(file: &str) {
    let restored = restored(file, 2, PolicyMatch::Same);
    let policy: CasePolicy = read("register_policy.json");
    assert_eq!(restored.snapshot(&policy, name), read(file));
}

/// The register of a file, which is written again to the letter.
#[track_caller]
fn restored(file: &str, version: u32, policy_match: PolicyMatch) -> Register {
    let snapshot: RegisterSnapshot = read(file);
    let policy: CasePolicy = read("register_policy.json");
    assert_eq!(serde_json::to_string(&snapshot).unwrap() + "\n", text(file));
    assert_eq!(snapshot.version(), version);
    let position = |customer: &SavedCustomer| match customer {
        SavedCustomer::Id(id) => id.as_str().strip_prefix("C-").unwrap().parse().unwrap(),
        SavedCustomer::Position(position) => *position,
    };
    let key = |customer: &SavedCustomer| Some(CustomerKey::from_position(position(customer)));
    let restored = Register::restore(snapshot, &policy, key).unwrap();
    assert_eq!(restored.policy, policy_match);
    assert_eq!(restored.register.open().count(), OPEN_CASES);
    restored.register
}

/// A register whose first step was told as a list: of its four warnings one has been taken up, and
/// one that was raised since is held back. Of its silences one holds, one comes every month, and
/// one was ended.
#[track_caller]
fn register_silences(file: &str) {
    let snapshot: RegisterSnapshot = read(file);
    let policy: CasePolicy = read("register_policy.json");
    let names = ["Anna", "Bo", "Chen"];
    let key = |customer: &SavedCustomer| match customer {
        SavedCustomer::Id(id) => {
            let place = names.iter().position(|name| *name == id.as_str())?;
            Some(CustomerKey::from_position(u32::try_from(place).unwrap()))
        }
        SavedCustomer::Position(_) => None,
    };
    let restored = Register::restore(snapshot, &policy, key).unwrap();
    assert_eq!((restored.policy, restored.unresolved), (PolicyMatch::Same, Vec::new()));
    let register = restored.register;
    let id = |key: CustomerKey| {
        let name = names.get(usize::try_from(key.position()).unwrap())?;
        name.parse().ok()
    };
    assert_eq!(serde_json::to_string(&register.snapshot(&policy, id)).unwrap() + "\n", text(file));
    let on = |text: &str| text.parse().unwrap();
    let silences = register.silences();
    let held: Vec<_> = silences.map(|(no, it)| (no, it.holds_on(on("2026-04-02")))).collect();
    assert_eq!(held, [(1, true), (2, false), (3, false)]);
    let third = register.silences().nth(2).unwrap().1;
    assert_eq!(third.ended, Some((on("2026-04-01"), "Wang".parse().unwrap())));
    assert!(register.silences().nth(1).unwrap().1.holds_on(on("2026-05-30")), "every month");
    let listed = register.open().filter(|(_, it)| it.case().is_some_and(Case::is_listed));
    assert_eq!((listed.count(), register.open().count()), (3, 4));
    let anna = WarningKey { customer: CustomerKey::from_position(0), rule: Rule::Incident };
    let held_back = register.episode(anna).unwrap();
    assert!(held_back.case().is_none() && held_back.condition().phase() != Phase::Clear);
}

/// Open cases of the register in `register.json`, counted when it was written.
const OPEN_CASES: usize = 18;

#[test]
fn what_was_written_before_is_read_and_written_again_to_the_letter() {
    for (file, check) in FILES {
        check(file);
    }
}

#[test]
fn every_golden_file_is_read() {
    let entries = fs::read_dir(folder()).unwrap();
    let mut found: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    found.sort();
    let listed: Vec<&str> = FILES.iter().map(|(file, _)| *file).collect();
    assert_eq!(found, listed);
}
