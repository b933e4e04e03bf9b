//! Terms that come to their end: stages, notices, the next day.

use std::collections::BTreeSet;

use chrono::Weekday;
use guanxi::agreement::{
    ContractNotice, RenewalPolicy, RenewalPolicyDraft, TermStage, due_notices, notice_calendar,
};
use guanxi::calendar::{AsOf, Validity, WorkCalendar, WorkCalendarDraft};
use guanxi::contract::{Contract, ContractStep, NoticePeriod, Renewal, TermClause};
use guanxi::valid::Valid;

use super::given::{apply, as_of, day};

#[track_caller]
fn signed(id: &str, from: &str, to: Option<&str>, renewal: Renewal, notice: u16) -> Contract {
    let term = Validity::try_new(day(from), to.map(day)).unwrap();
    let mut contract =
        Contract::signed_elsewhere(id.parse().unwrap(), day(from).offset(-10), term).unwrap();
    let notice = (notice > 0).then_some(NoticePeriod::Months(notice));
    contract.agree_term(TermClause { renewal, notice, ..TermClause::default() }).unwrap();
    contract
}

fn policy(draft: RenewalPolicyDraft) -> RenewalPolicy {
    Valid::try_new(draft).unwrap()
}

#[track_caller]
fn stages(contract: &Contract, rows: &[(&str, TermStage)]) {
    let (policy, calendar) = (RenewalPolicy::default(), WorkCalendar::default());
    for (t, stage) in rows {
        let read = policy.read(contract, as_of(t), &calendar).unwrap();
        assert_eq!(read.stage, *stage, "{t}");
    }
}

#[test]
fn the_stages_of_a_renewal_by_silence() {
    let contract = signed("C-1", "2026-01-01", Some("2026-12-31"), Renewal::tacit(12), 3);
    stages(
        &contract,
        &[
            ("2025-12-31", TermStage::NotBegun),
            ("2026-01-01", TermStage::Running),
            ("2026-07-31", TermStage::Running),
            ("2026-08-01", TermStage::Watched),
            ("2026-09-30", TermStage::Watched),
            ("2026-10-01", TermStage::WillRenew),
            ("2026-12-31", TermStage::WillRenew),
            ("2027-01-01", TermStage::Running),
            ("2027-10-01", TermStage::WillRenew),
        ],
    );
}

#[test]
fn the_stages_of_a_renewal_by_agreement() {
    let contract = signed("C-1", "2026-01-01", Some("2026-12-31"), Renewal::express(12), 0);
    stages(
        &contract,
        &[
            ("2026-10-31", TermStage::Running),
            ("2026-11-01", TermStage::Watched),
            ("2026-12-31", TermStage::Watched),
            ("2027-01-01", TermStage::ToRenew),
            ("2027-01-30", TermStage::ToRenew),
            ("2027-01-31", TermStage::SellOff),
            ("2027-03-31", TermStage::SellOff),
            ("2027-04-01", TermStage::Over),
        ],
    );
}

#[test]
fn a_contract_that_was_declined_or_given_notice_is_ending() {
    let mut contract = signed("C-1", "2026-01-01", Some("2026-12-31"), Renewal::tacit(12), 3);
    let decline = ContractStep::DeclineRenewal { reason: "no growth".to_owned() };
    apply(&mut contract, decline, "2026-08-15", "Wang").unwrap();
    stages(
        &contract,
        &[
            ("2026-08-14", TermStage::Watched),
            ("2026-08-15", TermStage::Ending),
            ("2026-12-31", TermStage::Ending),
            ("2027-01-01", TermStage::SellOff),
            ("2027-03-31", TermStage::SellOff),
            ("2027-04-01", TermStage::Over),
        ],
    );
    let read = RenewalPolicy::default().read(&contract, as_of("2026-08-15"), &calendar());
    assert_eq!(read.unwrap().to_string(), "ending: 2026-01-01 to 2026-12-31, ends with 2026-12-31");
}

fn calendar() -> WorkCalendar {
    WorkCalendar::default()
}

#[test]
fn a_draft_has_no_term_yet_and_an_open_end_no_notice() {
    let draft = super::given::contract("C-1", []);
    assert_eq!(RenewalPolicy::default().read(&draft, as_of("2026-03-02"), &calendar()), None);
    let open = signed("C-1", "2026-01-01", None, Renewal::None, 0);
    let read = RenewalPolicy::default().read(&open, as_of("2050-01-01"), &calendar()).unwrap();
    assert_eq!((read.stage, read.act_by, read.bound_until), (TermStage::Running, None, None));
}

#[test]
fn the_sell_off_is_that_of_the_clause_before_that_of_the_policy() {
    let term = Validity::try_new(day("2026-01-01"), Some(day("2026-12-31"))).unwrap();
    let mut contract =
        Contract::signed_elsewhere("C-1".parse().unwrap(), day("2025-12-20"), term).unwrap();
    contract.agree_term(TermClause { sell_off_days: Some(10), ..TermClause::default() }).unwrap();
    stages(&contract, &[("2027-01-10", TermStage::SellOff), ("2027-01-11", TermStage::Over)]);
}

/// 26 June 2021 is a Saturday; with every day worked the reminder is 21 days before it.
#[test]
fn g5_3_the_reminder_lies_before_the_notice() {
    let contract = signed("C-1", "2018-09-27", Some("2021-09-26"), Renewal::tacit(12), 3);
    let period = contract.schedule().period(0).unwrap();
    let lead = policy(RenewalPolicyDraft { lead_days: 21, ..Default::default() });
    assert_eq!(lead.act_by(period, &calendar()), Some(day("2021-06-26")));
    assert_eq!(lead.watched_from(period, &calendar()), Some(day("2021-06-05")));
}

#[test]
fn the_last_day_to_act_is_less_postal_days_and_rolled_back_to_a_worked_day() {
    let contract = signed("C-1", "2018-09-27", Some("2021-09-26"), Renewal::tacit(12), 3);
    let period = contract.schedule().period(0).unwrap();
    let weekdays = WorkCalendar::try_new(WorkCalendarDraft {
        rest_days: vec![Weekday::Sat, Weekday::Sun],
        ..WorkCalendarDraft::default()
    })
    .unwrap();
    let rows = [
        (0, "2021-06-25"),
        (1, "2021-06-25"),
        (2, "2021-06-24"),
        (5, "2021-06-21"),
        (6, "2021-06-18"),
    ];
    for (post_days, by) in rows {
        let policy = policy(RenewalPolicyDraft { post_days, ..Default::default() });
        assert_eq!(policy.act_by(period, &weekdays), Some(day(by)), "{post_days}");
    }
    let by_post = policy(RenewalPolicyDraft { post_days: 5, ..Default::default() });
    let late = |t| by_post.read(&contract, as_of(t), &weekdays).unwrap().is_late_to_act(as_of(t));
    assert!(!late("2021-06-21") && late("2021-06-22") && late("2021-06-26"));
    assert!(!late("2021-06-27"), "renewed by then");
}

#[test]
fn the_notice_calendar_runs_some_terms_ahead() {
    let contract = signed("C-1", "2024-08-29", Some("2025-08-28"), Renewal::tacit(12), 2);
    let policy = RenewalPolicy::default();
    let ahead = notice_calendar(&contract, as_of("2026-02-11"), 3, &policy, &calendar());
    assert_eq!(
        ahead.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "2025-08-29 to 2026-08-28: watched from 2026-04-29, act by 2026-06-28",
            "2026-08-29 to 2027-08-28: watched from 2027-04-29, act by 2027-06-28",
            "2027-08-29 to 2028-08-28: watched from 2028-04-29, act by 2028-06-28",
        ]
    );
    let fixed = signed("C-1", "2026-01-01", Some("2026-12-31"), Renewal::express(12), 0);
    assert_eq!(notice_calendar(&fixed, as_of("2026-02-11"), 3, &policy, &calendar()).len(), 1);
    let mut declined = contract;
    let decline = ContractStep::DeclineRenewal { reason: "no growth".to_owned() };
    apply(&mut declined, decline, "2026-02-11", "Wang").unwrap();
    assert_eq!(notice_calendar(&declined, as_of("2026-02-11"), 3, &policy, &calendar()).len(), 1);
}

#[test]
fn a_notice_is_given_once_for_a_contract_an_end_and_a_stage() {
    let contracts = [
        signed("C-1", "2026-01-01", Some("2026-12-31"), Renewal::tacit(12), 3),
        signed("C-2", "2025-01-01", Some("2025-08-31"), Renewal::express(12), 0),
    ];
    let (policy, calendar) = (RenewalPolicy::default(), calendar());
    let mut given = BTreeSet::new();
    let mut told = Vec::new();
    for days in 0..800 {
        let t = AsOf::new(day("2025-12-25").offset(days));
        for _ in 0..2 {
            let due = due_notices(&contracts, t, &given, &policy, &calendar);
            told.extend(due.iter().map(|notice| format!("{} {notice}", t.day())));
            given.extend(due);
        }
    }
    assert_eq!(
        told,
        [
            "2026-08-01 C-1: watched, end 2026-12-31",
            "2026-10-01 C-1: will renew, end 2026-12-31",
            "2027-08-01 C-1: watched, end 2027-12-31",
            "2027-10-01 C-1: will renew, end 2027-12-31",
        ],
        "C-2 is over"
    );
    let wanted = ContractNotice {
        contract: "C-1".parse().unwrap(),
        end: day("2026-12-31"),
        stage: TermStage::Watched,
    };
    assert!(given.contains(&wanted));
}

#[test]
fn the_next_day_is_the_first_on_which_the_reading_changes() {
    let twice = Renewal::Tacit { months: 6, most: Some(2) };
    let mut given_notice = signed("C-4", "2026-01-01", None, Renewal::None, 0);
    given_notice
        .agree_term(TermClause { termination: Some(NoticePeriod::Months(3)), ..Default::default() })
        .unwrap();
    let (effective, reason) = (day("2026-09-01"), "we close the area".to_owned());
    let notice = ContractStep::GiveNotice { effective, reason };
    apply(&mut given_notice, notice, "2026-02-01", "Wang").unwrap();
    let contracts = [
        signed("C-1", "2026-01-01", Some("2026-12-31"), twice, 3),
        signed("C-2", "2026-01-01", Some("2026-12-31"), Renewal::express(12), 0),
        signed("C-3", "2026-01-01", Some("2026-12-31"), Renewal::None, 1),
        given_notice,
    ];
    let (policy, calendar) = (RenewalPolicy::default(), calendar());
    for contract in &contracts {
        for days in (0..1_000).step_by(7) {
            let t = AsOf::new(day("2026-02-01").offset(days));
            let now = policy.read(contract, t, &calendar);
            let later = (1..900).map(|days| t.day().offset(days));
            let mut later =
                later.filter(|day| policy.read(contract, AsOf::new(*day), &calendar) != now);
            let next = policy.next_day(contract, t, &calendar);
            assert_eq!(next, later.next(), "{} on {}", contract.id(), t.day());
        }
    }
}

#[test]
fn a_lead_of_no_days_is_refused() {
    let draft = RenewalPolicyDraft { lead_days: 0, ..Default::default() };
    let refused = RenewalPolicy::try_new(draft).unwrap_err();
    assert_eq!(refused.to_string(), "lead_days must be at least 1, was 0");
}
