//! S15: the admission of new customers, from the application to a customer or an end.

use std::collections::BTreeSet;

use chrono::Weekday;
use guanxi::account::Account;
use guanxi::admission::{
    AdmissionFacts, AdmissionFinding, AdmissionInputs, AdmissionOpening, AdmissionPolicy,
    AdmissionPolicyDraft, AdmissionStage, AdmissionStep, AdmissionStepError, CustomerAdmission,
    FirstTerms,
};
use guanxi::calendar::{AsOf, WorkCalendar, WorkCalendarDraft};
use guanxi::contract::{ChannelLevel, Exclusivity};
use guanxi::customer::{Card, CardPolicy, CardPolicyDraft, CardView, Entry, Field};
use guanxi::duplicate::{
    DuplicatePolicy, IdentityFacts, IdentityIndex, IdentityRecord, Matches, Query,
};
use guanxi::id::{CustomerKey, RoleId};
use guanxi::identity::DistinctRulings;
use guanxi::lifecycle::{Progress, table_faults};
use guanxi::means::PermitFinding;
use guanxi::money::Major;
use guanxi::trade::Sale;
use guanxi::trading_rights::RightsConflict;

use crate::given::{as_of, day, document, shows_table, yuan};

const USCC: &str = "uscc 91350100M000100Y43";

/// Everything that is known of a customer that meets all requirements, to be changed by a test.
struct Given {
    identity: IdentityFacts,
    duplicates: DuplicatePolicy,
    matches: Matches,
    card: Card,
    card_policy: CardPolicy,
    permits: Vec<PermitFinding>,
    rights: Vec<RightsConflict>,
    held: BTreeSet<RoleId>,
    policy: AdmissionPolicy,
}

fn given() -> Given {
    let mut card = Card::default();
    let name = Entry::try_new("Li & Sons", day("2026-03-01"), "Wang".parse().unwrap()).unwrap();
    card.record(Field::Name, name).unwrap();
    let mandatory = [Field::Name].into();
    Given {
        identity: IdentityFacts::default().with_number(USCC.parse().unwrap()),
        duplicates: DuplicatePolicy::default(),
        matches: Matches::default(),
        card,
        card_policy: CardPolicy::try_new(CardPolicyDraft { mandatory, ..Default::default() })
            .unwrap(),
        permits: Vec::new(),
        rights: Vec::new(),
        held: ["head of sales", "credit manager"].map(|it| it.parse().unwrap()).into(),
        policy: AdmissionPolicy::default(),
    }
}

impl Given {
    fn inputs(&self) -> AdmissionInputs<'_> {
        let facts = AdmissionFacts {
            identity: &self.identity,
            duplicates: &self.duplicates,
            matches: &self.matches,
            card: CardView::in_full(&self.card, &self.card_policy),
            permits: &self.permits,
            rights: &self.rights,
        };
        AdmissionInputs { facts, held: &self.held, policy: &self.policy }
    }

    /// Takes a step and gives the refusal in words.
    fn take(
        &self,
        admission: &mut CustomerAdmission,
        step: AdmissionStep,
        on: &str,
        by: &str,
    ) -> Result<Progress<AdmissionStage>, AdmissionStepError> {
        let event = guanxi::lifecycle::Entry::new(step, day(on), by.parse().unwrap());
        let before = admission.clone();
        let blockers = admission.blockers(&event, &self.inputs());
        let taken = admission.apply(event, &self.inputs());
        match &taken {
            Err(error) => {
                assert_eq!(blockers.first(), Some(error));
                assert_eq!(*admission, before, "nothing has changed");
            }
            Ok(_) => assert_eq!(blockers, []),
        }
        taken
    }

    #[track_caller]
    fn refused(
        &self,
        admission: &CustomerAdmission,
        step: AdmissionStep,
        on: &str,
        by: &str,
    ) -> String {
        self.take(&mut admission.clone(), step, on, by).unwrap_err().to_string()
    }
}

fn opened() -> CustomerAdmission {
    CustomerAdmission::open(AdmissionOpening {
        customer: "Li & Sons".parse().unwrap(),
        on: day("2026-03-02"),
        by: "Wang".parse().unwrap(),
    })
}

fn terms(limit: &str) -> FirstTerms {
    FirstTerms { limit: yuan(limit), payment_days: 30, plan: yuan("60000") }
}

fn submit(limit: &str) -> AdmissionStep {
    AdmissionStep::Submit { terms: terms(limit) }
}

fn approve(slot: usize) -> AdmissionStep {
    AdmissionStep::Approve { slot }
}

fn admit(until: &str) -> AdmissionStep {
    AdmissionStep::Admit { until: day(until) }
}

fn extend(until: &str) -> AdmissionStep {
    AdmissionStep::Extend { until: day(until), reason: "one order more".parse().unwrap() }
}

fn end() -> AdmissionStep {
    AdmissionStep::End { reason: "never paid".parse().unwrap() }
}

/// Steps taken in order by their people.
#[track_caller]
fn told(given: &Given, steps: &[(AdmissionStep, &str, &str)]) -> CustomerAdmission {
    let mut admission = opened();
    for (step, on, by) in steps {
        given.take(&mut admission, step.clone(), on, by).unwrap();
    }
    admission
}

/// On trial from 5 March to 3 June 2026: 90 days.
fn on_trial(given: &Given) -> CustomerAdmission {
    told(
        given,
        &[
            (submit("5000"), "2026-03-03", "Wang"),
            (approve(0), "2026-03-04", "Sun"),
            (admit("2026-06-03"), "2026-03-05", "Wang"),
        ],
    )
}

#[test]
fn the_page_shows_the_table_of_stages() {
    assert_eq!(table_faults::<AdmissionStage>(), []);
    assert!(shows_table::<AdmissionStage>(include_str!("../../src/work/admission/mod.rs")));
}

#[test]
fn a_customer_applies_is_approved_tried_and_confirmed() {
    let given = given();
    let mut admission = on_trial(&given);
    let stage = |admission: &CustomerAdmission, t: &str| admission.stage(as_of(t));
    assert_eq!(stage(&admission, "2026-03-01"), None);
    assert_eq!(stage(&admission, "2026-03-02"), Some(AdmissionStage::Applied));
    assert_eq!(stage(&admission, "2026-03-04"), Some(AdmissionStage::Submitted));
    assert_eq!(stage(&admission, "2026-03-05"), Some(AdmissionStage::OnTrial));
    assert_eq!(admission.terms(as_of("2026-03-05")), Some(&terms("5000")));
    given.take(&mut admission, AdmissionStep::Confirm, "2026-06-01", "Sun").unwrap();
    assert_eq!(stage(&admission, "2026-05-31"), Some(AdmissionStage::OnTrial));
    assert_eq!(stage(&admission, "2026-06-01"), Some(AdmissionStage::Confirmed));
    assert_eq!(
        given.refused(&admission, end(), "2026-06-02", "Sun"),
        "cannot end an admission that is confirmed"
    );
}

#[test]
fn all_requirements_that_are_not_met_are_told_at_once_in_order() {
    let mut given = given();
    let twin = [IdentityRecord::new(CustomerKey::from_position(7), given.identity.clone())];
    let rulings = DistinctRulings::default();
    let index = IdentityIndex::try_new(&given.duplicates, &twin, &rulings, as_of("2026-03-03"));
    given.matches = index.unwrap().matches(Query::New(&given.identity));
    given.identity = given.identity.with_number("uscc 91110000600037341L".parse().unwrap());
    let draft =
        CardPolicyDraft { mandatory: [Field::Name, Field::Bank].into(), ..Default::default() };
    given.card_policy = CardPolicy::try_new(draft).unwrap();
    given.permits = vec![PermitFinding::Missing { kind: "feed_trade".parse().unwrap() }];
    given.rights = vec![RightsConflict {
        first: "K1".parse().unwrap(),
        second: "K2".parse().unwrap(),
        first_grants: Exclusivity::Exclusive,
        second_grants: Exclusivity::Exclusive,
        level: ChannelLevel::FirstTier,
        territory: "Foshan".parse().unwrap(),
        brand: "Crane".parse().unwrap(),
        overlap: guanxi::calendar::Validity::open_ended(day("2026-03-01")),
    }];
    let wrong = FirstTerms { limit: yuan("100000.01"), payment_days: 31, plan: yuan("-1") };
    let refused =
        given.take(&mut opened(), AdmissionStep::Submit { terms: wrong }, "2026-03-03", "Wang");
    let refused = refused.unwrap_err();
    assert_eq!(refused.code(), "requirements_not_met");
    assert_eq!(
        refused.to_string(),
        "not all requirements are met: \
         uscc 91110000600037341L and uscc 91350100M000100Y43 are two numbers where a company has one; \
         the customer at position 7 is same: uscc 91350100M000100Y43 is equal; \
         there is no permit feed_trade; bank is not on the card; \
         K1 and K2 both grant Crane in Foshan exclusively at level first tier, 2026-03-01 without end; \
         a first limit lies between 0 and CNY 100,000.00, was CNY 100,000.01; \
         a first payment is due within 30 days at most, was 31; \
         a plan is not negative and in the currency of the limit, CNY 100,000.01, was CNY -1.00"
    );
    given = self::given();
    given.identity = IdentityFacts::default();
    assert_eq!(
        given.refused(&opened(), submit("5000"), "2026-03-03", "Wang"),
        "not all requirements are met: no number of a register is known"
    );
    let draft = AdmissionPolicyDraft { needs_number: false, ..Default::default() };
    given.policy = AdmissionPolicy::try_new(draft).unwrap();
    assert!(given.take(&mut opened(), submit("5000"), "2026-03-03", "Wang").is_ok());
}

#[test]
fn a_permit_that_ends_soon_is_valid_and_the_bounds_of_terms_are_met_exactly() {
    let mut given = given();
    let (kind, last_day) = ("feed_trade".parse().unwrap(), day("2026-03-20"));
    given.permits = vec![PermitFinding::EndsSoon { kind, last_day }];
    assert!(given.take(&mut opened(), submit("100000"), "2026-03-03", "Wang").is_ok());
    let free = FirstTerms { limit: yuan("0"), payment_days: 0, plan: yuan("0") };
    let cash = AdmissionStep::Submit { terms: free };
    assert!(given.take(&mut opened(), cash, "2026-03-02", "Wang").is_ok(), "cash only");
}

#[test]
fn two_approve_from_ten_thousand_on_and_nobody_what_he_submitted() {
    let given = given();
    let submitted = |limit| told(&given, &[(submit(limit), "2026-03-03", "Wang")]);
    let (small, large) = (submitted("9999.99"), submitted("10000"));
    assert_eq!(
        given.refused(&small, approve(1), "2026-03-04", "Sun"),
        "there is no place 1 among 1 approvers"
    );
    assert_eq!(
        given.refused(&large, approve(0), "2026-03-04", "Wang"),
        "to submit and to approve an admission takes two people, Wang was both"
    );
    let mut one = large.clone();
    given.take(&mut one, approve(1), "2026-03-04", "Sun").unwrap();
    assert_eq!(
        given.refused(&one, approve(0), "2026-03-04", "Sun"),
        "Sun approves in one place, and did in place 1"
    );
    assert_eq!(
        given.refused(&one, admit("2026-06-01"), "2026-03-05", "Wang"),
        "approval is missing in place 0"
    );
    given.take(&mut one, approve(0), "2026-03-05", "Chen").unwrap();
    given.take(&mut one, admit("2026-06-01"), "2026-03-05", "Wang").unwrap();
}

#[test]
fn an_approval_holds_for_what_was_submitted() {
    let given = given();
    let back = AdmissionStep::Return { reason: "a lower limit".parse().unwrap() };
    let admission = told(
        &given,
        &[
            (submit("9000"), "2026-03-03", "Wang"),
            (approve(0), "2026-03-03", "Sun"),
            (back, "2026-03-04", "Sun"),
            (submit("5000"), "2026-03-04", "Wang"),
        ],
    );
    assert_eq!(admission.approvals(), []);
    assert_eq!(
        given.refused(&admission, admit("2026-06-01"), "2026-03-05", "Wang"),
        "approval is missing in place 0"
    );
}

#[test]
fn refusals_come_in_the_order_of_every_lifecycle() {
    let mut given = given();
    let event = |step, on: &str, by: &str, number| {
        guanxi::lifecycle::Entry::new(step, day(on), by.parse().unwrap()).numbered(number)
    };
    let mut admission = opened();
    let first = event(submit("5000"), "2026-03-03", "Wang", 1);
    let mut apply = |given: &Given, event| admission.apply(event, &given.inputs());
    assert!(matches!(apply(&given, first.clone()), Ok(Progress::Moved { .. })));
    // Known, whatever else is wrong by now.
    given.identity = IdentityFacts::default();
    assert_eq!(apply(&given, first), Ok(Progress::Known));
    let told = |taken: Result<Progress<AdmissionStage>, AdmissionStepError>| {
        let error = taken.unwrap_err();
        (error.code(), error.to_string())
    };
    let (code, _) = told(apply(&given, event(submit("6000"), "2026-03-01", "Wang", 1)));
    assert_eq!(code, "step_conflict");
    let (code, _) = told(apply(&given, event(submit("6000"), "2026-03-01", "Wang", 2)));
    assert_eq!(code, "step_out_of_order");
    let (code, _) = told(apply(&given, event(submit("6000"), "2026-03-03", "Wang", 2)));
    assert_eq!(code, "step_out_of_turn");
    given.held = BTreeSet::new();
    let refuse = AdmissionStep::Refuse { reason: "too far".parse().unwrap() };
    let (code, text) = told(apply(&given, event(refuse, "2026-03-03", "Wang", 2)));
    assert_eq!(code, "role_not_held");
    assert_eq!(text, "to refuse an admission takes the role head of sales, Wang does not hold it");
    let (code, _) = told(apply(&given, event(approve(9), "2026-03-03", "Wang", 2)));
    assert_eq!(code, "takes_two", "before the place, which does not exist");
    let (code, _) = told(apply(&given, event(approve(9), "2026-03-03", "Sun", 2)));
    assert_eq!(code, "place_not_filled");
    assert_eq!(
        self::given().refused(&opened(), submit("5000"), "2026-03-01", "Wang"),
        "a step of 2026-03-01 lies before the application of 2026-03-02"
    );
}

#[test]
fn a_trial_lasts_ninety_days_and_is_extended_once_by_its_last_day() {
    let given = given();
    let approved =
        told(&given, &[(submit("5000"), "2026-03-03", "Wang"), (approve(0), "2026-03-04", "Sun")]);
    for until in ["2026-03-05", "2026-06-04"] {
        assert_eq!(
            given.refused(&approved, admit(until), "2026-03-05", "Wang"),
            format!("a trial ends after 2026-03-05 and on 2026-06-03 at the latest, was {until}")
        );
    }
    let mut trial = on_trial(&given);
    assert_eq!(trial.trial_until(as_of("2026-03-05")), Some(day("2026-06-03")));
    assert_eq!(
        given.refused(&trial, extend("2026-07-01"), "2026-06-04", "Sun"),
        "cannot extend an admission on 2026-06-04, the last day was 2026-06-03"
    );
    given.take(&mut trial, extend("2026-09-01"), "2026-06-03", "Sun").unwrap();
    assert_eq!(trial.trial_until(as_of("2026-06-02")), Some(day("2026-06-03")));
    assert_eq!(trial.trial_until(as_of("2026-06-03")), Some(day("2026-09-01")));
    assert_eq!(
        given.refused(&trial, extend("2026-10-01"), "2026-06-10", "Sun"),
        "a trial is extended 1 time at most"
    );
}

#[test]
fn a_submission_without_a_decision_and_a_trial_that_is_over_are_findings() {
    let given = given();
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    let calendar =
        WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() }).unwrap();
    let found = |admission: &CustomerAdmission, t| {
        admission.finding(as_of(t), &given.policy, &calendar).map(|it| it.to_string())
    };
    let submitted = told(&given, &[(submit("5000"), "2026-03-03", "Wang")]);
    assert_eq!(found(&submitted, "2026-03-10"), None, "the fifth worked day after a Tuesday");
    let late = "the submission of 2026-03-03 was to be decided by 2026-03-10";
    assert_eq!(found(&submitted, "2026-03-11").as_deref(), Some(late));
    let mut trial = on_trial(&given);
    assert_eq!(found(&trial, "2026-06-03"), None, "its last day");
    let over = "the last day of the trial was 2026-06-03: confirm it or end it";
    assert_eq!(found(&trial, "2026-06-04").as_deref(), Some(over));
    given.take(&mut trial, AdmissionStep::Confirm, "2026-06-10", "Sun").unwrap();
    assert_eq!(found(&trial, "2026-06-10"), None, "late, and allowed");
}

#[test]
fn a_sale_to_a_customer_never_admitted_is_a_finding() {
    let given = given();
    let mut account = Account::new("Li & Sons".parse().unwrap(), "CNY".parse().unwrap());
    for (number, on) in [("S1", "2026-03-04"), ("S2", "2026-03-05"), ("S3", "2026-06-20")] {
        account.record(Sale::new(document(number), day(on), yuan("100"))).unwrap();
    }
    account.record(Sale::new(document("R1"), day("2026-03-03"), yuan("-5"))).unwrap();
    let policy = |required_from| {
        AdmissionPolicy::try_new(AdmissionPolicyDraft { required_from, ..Default::default() })
            .unwrap()
    };
    let found = |admissions: &[CustomerAdmission], t: &str, required_from: Option<&str>| {
        let policy = policy(required_from.map(day));
        let finding = policy.sold_unadmitted(account.view(), admissions, as_of(t));
        finding.map(|it: AdmissionFinding| it.to_string())
    };
    let never =
        "sold to on 3 days without an admission, first on 2026-03-04, when nobody had applied";
    assert_eq!(found(&[], "2026-06-20", None).as_deref(), Some(never), "a return is no sale");
    let mut trial = on_trial(&given);
    let early = "sold to on 1 day without an admission, first on 2026-03-04, \
                 when the admission was submitted";
    assert_eq!(found(std::slice::from_ref(&trial), "2026-06-20", None).as_deref(), Some(early));
    assert_eq!(found(std::slice::from_ref(&trial), "2026-03-03", None), None);
    given.take(&mut trial, end(), "2026-06-03", "Sun").unwrap();
    let after = "sold to on 2 days without an admission, first on 2026-03-04, \
                 when the admission was submitted";
    assert_eq!(found(std::slice::from_ref(&trial), "2026-06-20", None).as_deref(), Some(after));
    assert_eq!(found(&[], "2026-06-20", Some("2026-03-05")), None, "it bought before that day");
    assert_eq!(found(&[], "2026-06-20", Some("2026-03-04")).as_deref(), Some(never));
}

#[test]
fn the_trial_is_held_against_its_own_plan() {
    let given = given();
    let trial = on_trial(&given);
    let mut account = Account::new("Li & Sons".parse().unwrap(), "CNY".parse().unwrap());
    for (number, on) in
        [("S1", "2026-03-04"), ("S2", "2026-03-05"), ("S3", "2026-06-03"), ("S4", "2026-06-04")]
    {
        account.record(Sale::new(document(number), day(on), yuan("100"))).unwrap();
    }
    let figures = |t: &str| {
        let t: AsOf = as_of(t);
        trial.trial_figures(account.view(), t).map(|it| it.to_string())
    };
    assert_eq!(figures("2026-03-04"), None);
    let of = |bought: &str| {
        format!("bought CNY {bought} of the CNY 60,000.00 planned from 2026-03-05 to 2026-06-03")
    };
    assert_eq!(figures("2026-03-05"), Some(of("100.00")));
    assert_eq!(figures("2026-12-31"), Some(of("200.00")));
    // Found: purchases were told in the currency of the plan, whatever that of the account.
    let dollars = Account::new("Li & Sons".parse().unwrap(), "USD".parse().unwrap());
    let told = trial.trial_figures(dollars.view(), as_of("2026-12-31")).unwrap().to_string();
    assert!(told.starts_with("bought USD 0.00 of the CNY 60,000.00 planned"), "{told}");
}

#[test]
fn stored_steps_are_read_by_the_table_whatever_the_policy_says_today() {
    let given = given();
    let trial = on_trial(&given);
    let events = trial.trail().entries().to_vec();
    assert_eq!(
        CustomerAdmission::replay(trial.opening().clone(), events.clone()),
        Ok(trial.clone())
    );
    let refused = CustomerAdmission::replay(trial.opening().clone(), events[1..].to_vec());
    assert_eq!(refused.unwrap_err().to_string(), "cannot approve an admission that is applied");
}

#[test]
fn a_policy_of_admissions_that_contradicts_itself_is_told_whole() {
    let mut draft = AdmissionPolicyDraft { trial_days: 0, ..Default::default() };
    draft.quorum.least.slots.clear();
    let confirmer = "none".parse().ok();
    let called_none = AdmissionPolicyDraft { confirmer, ..Default::default() };
    assert_eq!(
        AdmissionPolicy::try_new(called_none).unwrap_err().to_string(),
        "confirmer must not be called none, the word for no role"
    );
    draft.most_limit = Some(Major::from_units(9_999));
    draft.quorum.bands[0].quorum.slots.clear();
    assert_eq!(
        AdmissionPolicy::try_new(draft).unwrap_err().to_string(),
        "quorum.least.slots must have a place, had none; \
         quorum.bands.0.quorum.slots must have a place, that from 10000 had none; \
         quorum.bands must begin at most_limit (9999) or below, was 10000; \
         trial_days must be at least 1, was 0"
    );
}
