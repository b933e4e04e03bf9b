//! Policies of steps, set against the people of a company.

use std::collections::BTreeSet;

use guanxi::account_plan::AccountPlanPolicyDraft;
use guanxi::admission::AdmissionPolicyDraft;
use guanxi::agreement::ContractApprovalPolicyDraft;
use guanxi::casework::CasePolicyDraft;
use guanxi::complaint::{ComplaintPolicyDraft, ToldWithin};
use guanxi::credit_approval::{CreditApprovalPolicy, CreditApprovalPolicyDraft};
use guanxi::diversion::DiversionPolicyDraft;
use guanxi::hold::{ReleasePolicyDraft, Role};
use guanxi::id::RoleId;
use guanxi::lifecycle::{ClockTerms, Count, DeadlinePair, Seat, StaffedPolicy, Staffing, Team};
use guanxi::money::Major;
use guanxi::service::{RequestClocks, ServicePolicyDraft};
use guanxi::support_fund::FundPolicyDraft;

/// People with their roles.
fn team(people: &[(&str, &[&str])]) -> Team {
    let person = |(name, names): &(&str, &[&str])| {
        let held: BTreeSet<RoleId> = names.iter().map(|it| it.parse().unwrap()).collect();
        (name.parse().unwrap(), held)
    };
    Team { people: people.iter().map(person).collect() }
}

#[track_caller]
fn finds(policy: &impl StaffedPolicy, team: &Team, expected: &[&str]) {
    let found = policy.findings_for(team);
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
}

fn seat(role: &str) -> Seat {
    Seat::holder("approve", role.parse().unwrap())
}

#[test]
fn a_person_takes_one_place_and_hands_it_over_where_somebody_else_can_take_it() {
    // Anna, who is asked first, holds both roles; Bo holds one of them.
    let two = team(&[("Anna", &["credit", "sales"]), ("Bo", &["sales"])]);
    assert_eq!(two.filled(&[seat("sales"), seat("credit")]), 2, "Bo for sales, Anna for credit");
    assert_eq!(two.filled(&[seat("credit"), seat("sales")]), 2);
    assert_eq!(two.filled(&[seat("credit"), seat("credit")]), 1);
    assert_eq!(two.filled(&[Seat::anyone("submit"), seat("sales"), seat("credit")]), 2);
    assert_eq!(two.filled(&[]), 0);
    assert_eq!(Team::default().filled(&[Seat::anyone("submit")]), 0);
    assert_eq!(two.holders(&"sales".parse().unwrap()), 2);
}

#[test]
fn a_quorum_that_is_larger_than_the_role_has_people_is_told() {
    let policy = CreditApprovalPolicyDraft::default();
    let all: &[&str] = &["credit manager", "head of sales", "head of finance"];
    let full = team(&[("Li", all), ("Wu", all), ("Xu", all), ("Qian", &[])]);
    finds(&policy, &full, &[]);
    let short = team(&[("Li", &all[..2]), ("Wu", &all[..2]), ("Xu", &[]), ("Qian", &[])]);
    let expected =
        ["quorum.bands from 100000 asks for head of finance in 1 places, and 0 hold that role"];
    finds(&policy, &short, &expected);
    // A checked policy answers as its draft does.
    finds(&*CreditApprovalPolicy::default(), &short, &expected);
}

#[test]
fn a_pair_of_acts_that_a_team_of_two_cannot_take_apart_is_told() {
    // Two approve, and whoever proposed does not: a third person is missing.
    let all: &[&str] = &["credit manager", "head of sales", "head of finance"];
    let two = team(&[("Li", all), ("Wu", all)]);
    let expected = [
        "quorum.bands from 10000 takes 3 people (propose, approve, approve), and the team has 2 for it",
        "quorum.bands from 100000 takes 4 people (propose, approve, approve, approve), \
         and the team has 2 for it",
    ];
    finds(&CreditApprovalPolicyDraft::default(), &two, &expected);
    let expected = [
        "quorum.bands from 10000 takes 3 people (submit, approve, approve), and the team has 2 for it",
    ];
    finds(&AdmissionPolicyDraft::default(), &two, &expected);
    let expected =
        ["case takes 3 people (verify, decide, decide on appeal), and the team has 2 for it"];
    finds(&DiversionPolicyDraft::default(), &two, &expected);
    finds(&DiversionPolicyDraft::default(), &team(&[("A", &[]), ("B", &[]), ("C", &[])]), &[]);
}

#[test]
fn one_person_alone_closes_no_case_and_approves_no_plan() {
    let (one, two) = (team(&[("Li", &[])]), team(&[("Li", &[]), ("Wu", &[])]));
    finds(&CasePolicyDraft::default(), &two, &[]);
    let expected = ["four_eyes_from takes 2 people (own, close), and the team has 1 for it"];
    finds(&CasePolicyDraft::default(), &one, &expected);
    finds(&AccountPlanPolicyDraft::default(), &two, &[]);
    let expected = [
        "plan takes 2 people (submit, approve), and the team has 1 for it",
        "accounts_per_manager takes 2 people (manage, stand by), and the team has 1 for it",
    ];
    finds(&AccountPlanPolicyDraft::default(), &one, &expected);
}

#[test]
fn a_contract_that_differs_everywhere_asks_for_each_role() {
    let policy = ContractApprovalPolicyDraft::default();
    let (head, manager) = (("Li", &["head of sales"][..]), ("Wu", &["general manager"][..]));
    let (credit, author) = (("Xu", &["credit manager"][..]), ("Qian", &[][..]));
    let (second, lawyer) = (("He", &["head of sales"][..]), ("Ma", &["lawyer"][..]));
    finds(&policy, &team(&[head, manager, credit, author, second, lawyer]), &[]);
    let differs = "with all deviations asks for head of sales in 2 places, and 1 hold that role";
    let expected =
        [format!("quorum.least {differs}"), format!("quorum.bands from 100000 {differs}")];
    let expected = expected.each_ref().map(String::as_str);
    finds(&policy, &team(&[head, manager, credit, author, lawyer]), &expected);
}

#[test]
fn a_release_beyond_four_eyes_takes_somebody_who_asks() {
    let policy = ReleasePolicyDraft::default();
    let alone = team(&[("Li", &["credit clerk", "credit manager", "head of credit"])]);
    let expected = [
        "roles.credit manager takes 2 people (ask, release), and the team has 1 for it",
        "roles.head of credit takes 2 people (ask, release), and the team has 1 for it",
    ];
    finds(&policy, &alone, &expected);
    finds(&ReleasePolicyDraft { four_eyes_above: None, ..policy }, &alone, &[]);
    // A ceiling of exactly the value of four eyes is below it.
    let clerk = Role { name: "credit clerk".to_owned(), ceiling: Some(Major::from_units(10_000)) };
    let just = |ceiling| {
        let clerk = Role { ceiling: Some(ceiling), ..clerk.clone() };
        ReleasePolicyDraft { roles: vec![clerk], ..ReleasePolicyDraft::default() }
    };
    finds(&just(Major::from_units(10_000)), &alone, &[]);
    let expected = ["roles.credit clerk takes 2 people (ask, release), and the team has 1 for it"];
    finds(&just("10000.01".parse().unwrap()), &alone, &expected);
}

#[test]
fn a_deadline_that_is_longer_than_the_one_that_follows_it_is_told() {
    let all: &[&str] = &["credit manager", "head of sales", "head of finance"];
    let team = team(&[("Li", all), ("Wu", all), ("Xu", all), ("Qian", &["credit clerk"])]);
    let within = |review_days| CreditApprovalPolicyDraft {
        decide_within_days: 30,
        review_days,
        ..Default::default()
    };
    finds(&within(30), &team, &[]);
    let expected = ["decide_within_days (30 days) is longer than review_days (29 days)"];
    finds(&within(29), &team, &expected);
    let policy = AdmissionPolicyDraft { decide_within_days: 91, ..Default::default() };
    finds(&policy, &team, &["decide_within_days (91 days) is longer than trial_days (90 days)"]);
    let policy = DiversionPolicyDraft { window_days: 4, ..Default::default() };
    finds(&policy, &team, &["hearing_days (5 days) is longer than window_days (4 days)"]);
    let policy = CasePolicyDraft { open_days: 39, ..Default::default() };
    finds(
        &policy,
        &team,
        &["deadlines.C.watch.remedy (40 days) is longer than open_days (39 days)"],
    );
    let policy =
        ReleasePolicyDraft { check_grace_days: 6, roles: Vec::new(), ..Default::default() };
    finds(&policy, &team, &["check_grace_days (6 days) is longer than valid_days (5 days)"]);
}

#[test]
fn a_complaint_that_comes_back_takes_a_second_person_who_may_decide() {
    let policy = ComplaintPolicyDraft::default();
    let manager: &[&str] = &["complaint manager"];
    let full = team(&[("Li", manager), ("Wu", manager), ("Xu", &[])]);
    finds(&policy, &full, &[]);
    let short = team(&[("Li", manager), ("Wu", &[]), ("Xu", &[])]);
    let expected = ["decider asks for complaint manager in 2 places, and 1 hold that role"];
    finds(&policy, &short, &expected);
    let two = team(&[("Li", manager), ("Wu", manager)]);
    let expected =
        ["decider takes 3 people (investigate, decide, decide again), and the team has 2 for it"];
    finds(&policy, &two, &expected);
    let anybody = ComplaintPolicyDraft { decider: None, ..policy };
    finds(&anybody, &short, &[]);
    let one = team(&[("Li", manager)]);
    let expected = [
        "decider takes 3 people (investigate, decide, decide again), and the team has 1 for it",
        "most_paused takes 2 people (pause, agree), and the team has 1 for it",
    ];
    finds(&anybody, &one, &expected);
}

#[test]
fn the_deadlines_of_a_complaint_do_not_overtake_each_other() {
    let all = team(&[("Li", &["complaint manager"]), ("Wu", &["complaint manager"]), ("Xu", &[])]);
    let policy = ComplaintPolicyDraft::default;
    finds(&ComplaintPolicyDraft { at_once_days: 15, ..policy() }, &all, &[]);
    let expected = ["at_once_days (16 days) is longer than told_within.minor (15 days)"];
    finds(&ComplaintPolicyDraft { at_once_days: 16, ..policy() }, &all, &expected);
    finds(&ComplaintPolicyDraft { status_days: 40, ..policy() }, &all, &[]);
    let expected = ["status_days (41 days) is longer than longest_days (40 days)"];
    finds(&ComplaintPolicyDraft { status_days: 41, ..policy() }, &all, &expected);
    finds(&ComplaintPolicyDraft { hand_over_days: 40, ..policy() }, &all, &[]);
    let expected = ["longest_days (40 days) is longer than hand_over_days (39 days)"];
    finds(&ComplaintPolicyDraft { hand_over_days: 39, ..policy() }, &all, &expected);
    // Acknowledged, told and longest are held in order by the policy itself.
    let told_within = ToldWithin { critical: 3, serious: 10, minor: 41 };
    let late = ComplaintPolicyDraft { told_within, ..policy() };
    finds(&late, &all, &[]);
    assert_eq!(
        guanxi::complaint::ComplaintPolicy::try_new(late).unwrap_err().to_string(),
        "longest_days must not be below 41, was 40"
    );
}

#[test]
fn whoever_hands_in_a_claim_does_not_approve_it() {
    let manager: &[&str] = &["fund manager"];
    let policy = FundPolicyDraft { manager: "fund manager".parse().ok(), ..Default::default() };
    finds(&policy, &team(&[("Li", manager), ("Wu", &[])]), &[]);
    let expected = ["manager asks for fund manager in 1 places, and 0 hold that role"];
    finds(&policy, &team(&[("Li", &[]), ("Wu", &[])]), &expected);
    let expected = ["manager takes 2 people (submit, approve), and the team has 1 for it"];
    finds(&policy, &team(&[("Li", manager)]), &expected);
    finds(&FundPolicyDraft::default(), &team(&[("Li", manager)]), &expected);
}

#[test]
fn an_entitlement_whose_owner_nobody_is_and_a_consent_to_oneself_are_told() {
    let roles: &[&str] =
        &["salesperson", "marketing", "customer service", "head of sales", "key account manager"];
    let policy = ServicePolicyDraft::default;
    finds(&policy(), &team(&[("Li", roles), ("Wu", &[])]), &[]);
    let expected = ["entitlements.business analysis asks for key account manager in 1 places, \
         and 0 hold that role"];
    finds(&policy(), &team(&[("Li", &roles[..4]), ("Wu", &[])]), &expected);
    let expected = ["requests.special takes 2 people (take, consent), and the team has 1 for it"];
    finds(&policy(), &team(&[("Li", roles)]), &expected);
    let within = |easy| {
        let easy = ClockTerms::new(Count::Working, easy);
        ServicePolicyDraft {
            requests: RequestClocks { easy, ..RequestClocks::default() },
            ..policy()
        }
    };
    let two = team(&[("Li", roles), ("Wu", &[])]);
    finds(&within(10), &two, &[]);
    let expected = ["requests.easy (11 days) is longer than requests.hard (10 days)"];
    finds(&within(11), &two, &expected);
    let urgent = ClockTerms::new(Count::Calendar, 2);
    let requests = RequestClocks { urgent, ..RequestClocks::default() };
    let expected = ["requests.urgent (2 days) is longer than requests.easy (1 day)"];
    finds(&ServicePolicyDraft { requests, ..policy() }, &two, &expected);
}

#[test]
fn a_policy_of_the_caller_is_set_against_a_team_in_the_same_way() {
    struct Petition;
    impl StaffedPolicy for Petition {
        fn staffings(&self) -> Vec<Staffing> {
            vec![Staffing::new("board", vec![seat("elder"), seat("elder")])]
        }

        fn deadline_pairs(&self) -> Vec<DeadlinePair> {
            let (path, next) = ("read".to_owned(), "answer".to_owned());
            vec![DeadlinePair { path, days: 3, next, next_days: 2 }]
        }
    }
    let expected = [
        "board asks for elder in 2 places, and 1 hold that role",
        "read (3 days) is longer than answer (2 days)",
    ];
    finds(&Petition, &team(&[("Li", &["elder"]), ("Wu", &[])]), &expected);
}
