//! S20: the approval of limits and terms, from the application to their review.

use std::collections::BTreeSet;

use chrono::Weekday;
use guanxi::calendar::{WorkCalendar, WorkCalendarDraft};
use guanxi::credit_approval::{
    CreditApplication, CreditApproval, CreditApprovalAct, CreditApprovalFinding,
    CreditApprovalInputs, CreditApprovalPolicy, CreditApprovalPolicyDraft, CreditApprovalStage,
    CreditApprovalStep, CreditTerms,
};
use guanxi::id::RoleId;
use guanxi::lifecycle::{Entry, Quorum, QuorumBand, QuorumBands, table_faults};
use guanxi::money::Major;

use crate::given::{Told, as_of, day, shows_table, yuan};

fn terms(limit: &str, until: Option<&str>) -> CreditTerms {
    CreditTerms { limit: yuan(limit), payment_days: 30, until: until.map(day) }
}

fn opened() -> CreditApproval {
    CreditApproval::open(CreditApplication {
        customer: "Li & Sons".parse().unwrap(),
        terms: terms("8000", None),
        reason: "sells more".parse().unwrap(),
        on: day("2026-03-02"),
        by: "Qian".parse().unwrap(),
    })
}

fn propose_beside(limit: &str, computed: Option<&str>, reason: Option<&str>) -> CreditApprovalStep {
    CreditApprovalStep::Propose {
        terms: terms(limit, None),
        computed: computed.map(yuan),
        reason: reason.map(|reason| reason.parse().unwrap()),
    }
}

fn propose(limit: &str) -> CreditApprovalStep {
    propose_beside(limit, Some("1000000"), None)
}

fn approve(slot: usize) -> CreditApprovalStep {
    CreditApprovalStep::Approve { slot }
}

fn grant(from: &str, review_by: &str) -> CreditApprovalStep {
    CreditApprovalStep::Grant { from: day(from), review_by: day(review_by) }
}

fn review(review_by: &str) -> CreditApprovalStep {
    CreditApprovalStep::Review { review_by: day(review_by), reason: "pays".parse().unwrap() }
}

fn end() -> CreditApprovalStep {
    CreditApprovalStep::End { reason: "replaced".parse().unwrap() }
}

fn give_back() -> CreditApprovalStep {
    CreditApprovalStep::Return { reason: "too much".parse().unwrap() }
}

/// Takes a step as its person, who holds each role; the refusal in words.
fn take(
    approval: &mut CreditApproval,
    step: CreditApprovalStep,
    on: &str,
    by: &str,
) -> Result<(), String> {
    let roles = ["credit manager", "head of sales", "head of finance"];
    take_holding(approval, step, on, by, &roles)
}

fn take_holding(
    approval: &mut CreditApproval,
    step: CreditApprovalStep,
    on: &str,
    by: &str,
    roles: &[&str],
) -> Result<(), String> {
    let held: BTreeSet<RoleId> = roles.iter().map(|role| role.parse().unwrap()).collect();
    let policy = CreditApprovalPolicy::default();
    let inputs = CreditApprovalInputs { held: &held, policy: &policy };
    let event = Entry::new(step, day(on), by.parse().unwrap());
    let blockers = approval.blockers(&event, &inputs);
    let before = approval.clone();
    match approval.apply(event, &inputs) {
        Ok(_) => {
            assert_eq!(blockers, []);
            let trail = approval.trail().iter().cloned();
            let replayed = CreditApproval::replay(approval.application().clone(), trail);
            assert_eq!(replayed.as_ref(), Ok(&*approval));
            Ok(())
        }
        Err(error) => {
            assert_eq!(blockers.first(), Some(&error));
            assert_eq!(*approval, before, "nothing has changed");
            Err(error.to_string())
        }
    }
}

#[track_caller]
fn told(steps: &[(CreditApprovalStep, &str, &str)]) -> CreditApproval {
    let mut approval = opened();
    for (step, on, by) in steps {
        take(&mut approval, step.clone(), on, by).unwrap();
    }
    approval
}

#[track_caller]
fn refused(approval: &CreditApproval, step: CreditApprovalStep, on: &str, by: &str) -> String {
    take(&mut approval.clone(), step, on, by).unwrap_err()
}

/// 8,000 from 5 March, to be reviewed by 31 August 2026.
fn granted() -> CreditApproval {
    told(&[
        (propose("8000"), "2026-03-03", "Sun"),
        (approve(0), "2026-03-04", "Wang"),
        (grant("2026-03-05", "2026-08-31"), "2026-03-05", "Sun"),
    ])
}

#[test]
fn the_table_is_sound_and_shown() {
    assert_eq!(table_faults::<CreditApprovalStage>(), []);
    assert!(shows_table::<CreditApprovalStage>(include_str!(
        "../../src/work/credit_approval/mod.rs"
    )));
}

#[test]
fn an_approval_goes_from_its_application_to_its_review() {
    let mut approval = granted();
    let stage = |approval: &CreditApproval, t| approval.stage(as_of(t));
    assert_eq!(stage(&approval, "2026-03-01"), None);
    assert_eq!(stage(&approval, "2026-03-02"), Some(CreditApprovalStage::Applied));
    assert_eq!(stage(&approval, "2026-03-04"), Some(CreditApprovalStage::Proposed));
    assert_eq!(stage(&approval, "2026-08-31"), Some(CreditApprovalStage::InForce));
    assert_eq!(stage(&approval, "2026-09-01"), Some(CreditApprovalStage::ReviewDue));
    take(&mut approval, review("2027-08-31"), "2026-09-02", "Wang").unwrap();
    assert_eq!(stage(&approval, "2027-08-31"), Some(CreditApprovalStage::InForce));
    assert_eq!(stage(&approval, "2027-09-01"), Some(CreditApprovalStage::ReviewDue));
    take(&mut approval, end(), "2027-09-01", "Wang").unwrap();
    assert_eq!(stage(&approval, "2027-09-01"), Some(CreditApprovalStage::Ended));
    assert_eq!(stage(&approval, "2027-08-31"), Some(CreditApprovalStage::InForce), "as it was");
}

#[test]
fn who_approves_depends_on_the_limit() {
    let missing = |limit| {
        let approval = told(&[(propose(limit), "2026-03-03", "Sun")]);
        refused(&approval, grant("2026-03-05", "2026-08-31"), "2026-03-05", "Sun")
    };
    assert_eq!(
        ["9999.99", "10000", "99999.99", "100000"].map(missing),
        [1, 2, 2, 3].map(|count| format!("{count} of the approvals are missing"))
    );
}

#[test]
fn neither_who_applied_nor_who_proposed_approves() {
    let approval = told(&[(propose("8000"), "2026-03-03", "Sun")]);
    let says = |by| refused(&approval, approve(0), "2026-03-04", by);
    assert_eq!(says("Qian"), "Qian applied and cannot approve");
    assert_eq!(
        says("Sun"),
        "to propose and to approve an approval of credit takes two people, Sun was both"
    );
    let without = take_holding(&mut approval.clone(), approve(0), "2026-03-04", "Wang", &[]);
    assert_eq!(
        without.unwrap_err(),
        "place 0 among the approvers takes the role credit manager, Wang does not hold it"
    );
}

#[test]
fn an_approval_holds_for_what_was_proposed() {
    let approval = told(&[
        (propose("8000"), "2026-03-03", "Sun"),
        (approve(0), "2026-03-04", "Wang"),
        (give_back(), "2026-03-04", "Wang"),
        (propose("7000"), "2026-03-05", "Sun"),
    ]);
    assert_eq!(approval.approvals(), []);
    let says = refused(&approval, grant("2026-03-05", "2026-08-31"), "2026-03-05", "Sun");
    assert_eq!(says, "1 of the approvals are missing");
    assert_eq!(approval.terms(as_of("2026-03-04")), Some(&terms("8000", None)));
    assert_eq!(approval.terms(as_of("2026-03-05")), Some(&terms("7000", None)));
}

#[test]
fn a_limit_above_the_computed_one_needs_a_reason() {
    let says = |limit, computed, reason| {
        let step = propose_beside(limit, computed, reason);
        take(&mut opened(), step, "2026-03-03", "Sun")
    };
    assert_eq!(says("8000", Some("8000"), None), Ok(()));
    assert_eq!(says("8000.01", Some("8000"), Some("the season")), Ok(()));
    assert_eq!(
        says("8000.01", Some("8000"), None).unwrap_err(),
        "a limit of CNY 8,000.01 is above the computed CNY 8,000.00 and needs a reason"
    );
    assert_eq!(
        says("0.01", None, None).unwrap_err(),
        "a limit of CNY 0.01 is above the computed CNY 0.00 and needs a reason"
    );
    assert_eq!(says("0", None, None), Ok(()), "cash only");
    assert_eq!(
        says("-0.01", None, None).unwrap_err(),
        "a credit limit is not negative, was CNY -0.01"
    );
}

#[test]
fn amounts_are_in_the_currency_applied_for() {
    let (limit, euro) = ("EUR 1".parse().unwrap(), Some("EUR 1".parse().unwrap()));
    let terms_in_euro = CreditTerms { limit, ..terms("1", None) };
    let step = |terms, computed| CreditApprovalStep::Propose { terms, computed, reason: None };
    for step in [step(terms_in_euro, None), step(terms("1", None), euro)] {
        assert_eq!(
            refused(&opened(), step, "2026-03-03", "Sun"),
            "EUR 1.00 is not in CNY, the currency applied for"
        );
    }
}

#[test]
fn terms_hold_from_the_day_of_their_grant_or_later() {
    let approval =
        told(&[(propose("8000"), "2026-03-03", "Sun"), (approve(0), "2026-03-04", "Wang")]);
    assert_eq!(
        refused(&approval, grant("2026-03-04", "2026-08-31"), "2026-03-05", "Sun"),
        "terms granted on 2026-03-05 hold from that day or later, was 2026-03-04"
    );
    let mut later = approval;
    take(&mut later, grant("2026-04-01", "2026-08-31"), "2026-03-05", "Sun").unwrap();
    assert_eq!(later.terms_in_force(as_of("2026-03-31")), None);
    assert_eq!(later.terms_in_force(as_of("2026-04-01")), Some(&terms("8000", None)));
}

#[test]
fn a_review_lies_within_a_year() {
    let approval =
        told(&[(propose("8000"), "2026-03-03", "Sun"), (approve(0), "2026-03-04", "Wang")]);
    let says = |review_by| {
        let step = grant("2026-03-05", review_by);
        take(&mut approval.clone(), step, "2026-03-05", "Sun")
    };
    assert_eq!(says("2026-03-06"), Ok(()));
    assert_eq!(says("2027-03-05"), Ok(()));
    let refusal = |was| {
        Err(format!("a review lies after 2026-03-05 and on 2027-03-05 at the latest, was {was}"))
    };
    assert_eq!(says("2026-03-05"), refusal("2026-03-05"));
    assert_eq!(says("2027-03-06"), refusal("2027-03-06"));
    assert_eq!(
        refused(&granted(), review("2026-05-01"), "2026-05-01", "Wang"),
        "a review lies after 2026-05-01 and on 2027-05-01 at the latest, was 2026-05-01"
    );
}

#[test]
fn a_temporary_limit_ends_by_itself() {
    let propose = |until| CreditApprovalStep::Propose {
        terms: terms("8000", Some(until)),
        computed: Some(yuan("8000")),
        reason: None,
    };
    assert_eq!(
        refused(&opened(), propose("2026-03-02"), "2026-03-03", "Sun"),
        "a temporary limit ends on 2026-03-03 or later, was 2026-03-02"
    );
    let approval = told(&[
        (propose("2026-06-30"), "2026-03-03", "Sun"),
        (approve(0), "2026-03-04", "Wang"),
        (grant("2026-03-05", "2026-05-31"), "2026-03-05", "Sun"),
    ]);
    let stage = |t| approval.stage(as_of(t)).unwrap();
    assert_eq!(stage("2026-05-31"), CreditApprovalStage::InForce);
    assert_eq!(stage("2026-06-30"), CreditApprovalStage::ReviewDue);
    assert_eq!(stage("2026-07-01"), CreditApprovalStage::Ended);
    assert_eq!(
        refused(&approval, review("2026-12-31"), "2026-07-01", "Wang"),
        "cannot review an approval of credit that is ended"
    );
    let held = approval.terms_in_force(as_of("2026-06-30")).unwrap();
    assert_eq!(held.to_string(), "limit CNY 8,000.00, payment within 30 days, up to 2026-06-30");
}

#[test]
fn the_manager_reviews_refuses_and_ends() {
    let says = |approval: &CreditApproval, step: CreditApprovalStep| {
        let act = guanxi::lifecycle::Step::act(&step);
        let taken = take_holding(&mut approval.clone(), step, "2026-03-06", "Zhou", &[]);
        (act, taken.unwrap_err())
    };
    let refuse = CreditApprovalStep::Refuse { reason: "owes too long".parse().unwrap() };
    let found =
        [says(&granted(), review("2026-12-31")), says(&granted(), end()), says(&opened(), refuse)];
    for (act, refusal) in found {
        let expected = format!(
            "to {act} an approval of credit takes the role credit manager, Zhou does not hold it"
        );
        assert_eq!(refusal, expected);
    }
    let withdraw = CreditApprovalStep::Withdraw { reason: "pays cash".parse().unwrap() };
    assert_eq!(take_holding(&mut opened(), withdraw, "2026-03-06", "Zhou", &[]), Ok(()));
    assert_eq!(CreditApprovalAct::Withdraw.to_string(), "withdraw");
}

#[test]
fn no_step_lies_before_the_application() {
    assert_eq!(
        refused(&opened(), propose("8000"), "2026-03-01", "Sun"),
        "a step of 2026-03-01 lies before the application of 2026-03-02"
    );
}

/// Proposed on Tuesday 3 March: five working days are over on Tuesday 10 March.
#[test]
fn a_proposal_is_decided_within_five_working_days() {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    let calendar =
        WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() }).unwrap();
    let approval = told(&[(propose("8000"), "2026-03-03", "Sun")]);
    let policy = CreditApprovalPolicy::default();
    let finding = |approval: &CreditApproval, t| approval.finding(as_of(t), &policy, &calendar);
    assert_eq!(finding(&approval, "2026-03-10"), None);
    assert_eq!(
        finding(&approval, "2026-03-11").unwrap().to_string(),
        "the proposal of 2026-03-03 was to be decided by 2026-03-10"
    );
    assert_eq!(finding(&granted(), "2026-08-31"), None);
    assert_eq!(
        finding(&granted(), "2026-09-01").unwrap().to_string(),
        "limit and terms were to be reviewed by 2026-08-31"
    );
}

#[test]
fn a_limit_without_an_approval_is_a_finding() {
    let policy = CreditApprovalPolicy::default();
    let on = |limit, approvals: &[CreditApproval], t| {
        let told = Told::nothing().limited(limit);
        let found = policy.limit_not_approved(told.view(), approvals, as_of(t));
        found.map(|finding| finding.to_string())
    };
    let some = |text: &str| Some(text.to_owned());
    let approvals = [granted()];
    assert_eq!(on("8000", &approvals, "2026-03-05"), None);
    assert_eq!(on("8000", &approvals, "2026-12-31"), None, "overdue for review, and holds");
    assert_eq!(
        on("8000.01", &approvals, "2026-03-05"),
        some("limit CNY 8,000.01 was not approved, CNY 8,000.00 was")
    );
    assert_eq!(on("8000", &approvals, "2026-03-04"), some("limit CNY 8,000.00 was not approved"));
    assert_eq!(on("8000", &[], "2026-03-05"), some("limit CNY 8,000.00 was not approved"));
    assert_eq!(on("0", &[], "2026-03-05"), None, "cash only");
    assert_eq!(on("", &[], "2026-03-05"), None, "no limit");
    assert_eq!(
        on("unlimited", &approvals, "2026-03-05"),
        some("unlimited credit was not approved, CNY 8,000.00 was")
    );
}

#[test]
fn limits_need_an_approval_from_a_day_on() {
    let required_from = Some(day("2026-03-05"));
    let draft = CreditApprovalPolicyDraft { required_from, ..Default::default() };
    let told = Told::nothing().limited("1");
    let on = |t| draft.limit_not_approved(told.view(), &[], as_of(t));
    assert_eq!(on("2026-03-04"), None);
    let (limit, approved) = (Some(yuan("1")), None);
    assert_eq!(on("2026-03-05"), Some(CreditApprovalFinding::LimitNotApproved { limit, approved }));
}

#[test]
fn a_policy_names_approvers() {
    let band = |from| QuorumBand { from: Major::from_units(from), quorum: Quorum::default() };
    let quorum = QuorumBands { least: Quorum::default(), bands: vec![band(2), band(2)] };
    let draft = CreditApprovalPolicyDraft { quorum, review_days: 0, ..Default::default() };
    assert_eq!(
        CreditApprovalPolicy::try_new(draft).unwrap_err().to_string(),
        "quorum.bands.1.from must exceed 2, was 2; quorum.least.slots must have a place, had none; \
         quorum.bands.0.quorum.slots must have a place, that from 2 had none; \
         quorum.bands.1.quorum.slots must have a place, that from 2 had none; \
         review_days must be at least 1, was 0"
    );
}
