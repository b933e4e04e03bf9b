//! Renewal, notice and termination.

use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::contract::{
    Contract, ContractStatus, ContractStep, NoticePeriod, Renewal, TermClause, TermSchedule,
    is_in_force_on,
};

#[cfg(feature = "serde")]
use super::given::clauses;
use super::given::{apply, as_of, day};

fn clause(renewal: Renewal, notice: u16) -> TermClause {
    let notice = (notice > 0).then_some(NoticePeriod::Months(notice));
    TermClause { renewal, notice, ..TermClause::default() }
}

/// A first term of whole months, and its clause.
#[track_caller]
fn schedule(from: &str, months: u32, clause: TermClause) -> TermSchedule {
    let from = day(from);
    let to = from.months_later(months).offset(-1);
    TermSchedule::new(Validity::try_new(from, Some(to)).unwrap(), clause)
}

#[track_caller]
fn ends(schedule: &TermSchedule, count: u16) -> Vec<String> {
    let periods = (0..count).map(|number| schedule.period(number).unwrap());
    periods.map(|period| period.days.to().unwrap().to_string()).collect()
}

#[track_caller]
fn notices(schedule: &TermSchedule, count: u16) -> Vec<String> {
    let periods = (0..count).map(|number| schedule.period(number).unwrap());
    periods.map(|period| period.notice_by.unwrap().to_string()).collect()
}

/// Signed on 20 December 2025 for a term, with a clause about it.
#[track_caller]
fn signed(from: &str, to: Option<&str>, clause: TermClause) -> Contract {
    let term = Validity::try_new(day(from), to.map(day)).unwrap();
    let mut contract =
        Contract::signed_elsewhere("C-1".parse().unwrap(), day("2019-12-20"), term).unwrap();
    contract.agree_term(clause).unwrap();
    contract
}

fn decline() -> ContractStep {
    ContractStep::DeclineRenewal { reason: "no growth".to_owned() }
}

#[test]
fn g5_1_a_renewal_is_as_long_as_it_says_not_as_the_first_term() {
    let schedule = schedule("2020-01-01", 60, clause(Renewal::tacit(12), 0));
    assert_eq!(ends(&schedule, 2), ["2024-12-31", "2025-12-31"], "not 2029-12-31");
}

/// Golden vector 12 of credit, fault 19: the notice of the next term is counted from its own end.
#[test]
fn credit_12_each_term_has_its_own_notice() {
    let schedule = schedule("2026-01-01", 12, clause(Renewal::tacit(12), 2));
    assert_eq!(ends(&schedule, 2), ["2026-12-31", "2027-12-31"]);
    assert_eq!(notices(&schedule, 2), ["2026-10-31", "2027-10-31"], "not 2026-10-31 again");
}

#[test]
fn g5_2_notice_is_counted_from_the_end() {
    let schedule = schedule("2020-08-01", 36, clause(Renewal::None, 3));
    assert_eq!(ends(&schedule, 1), ["2023-07-31"]);
    assert_eq!(notices(&schedule, 1), ["2023-04-30"]);
}

#[test]
fn g5_3_the_end_is_the_day_before_the_anniversary() {
    let schedule = schedule("2018-09-27", 36, clause(Renewal::tacit(12), 3));
    assert_eq!(ends(&schedule, 2), ["2021-09-26", "2022-09-26"]);
    assert_eq!(notices(&schedule, 2), ["2021-06-26", "2022-06-26"]);
}

#[test]
fn g5_4_months_are_counted_from_the_anchor() {
    let schedule = schedule("2026-01-31", 1, clause(Renewal::tacit(1), 0));
    assert_eq!(ends(&schedule, 3), ["2026-02-27", "2026-03-30", "2026-04-29"]);
}

#[test]
fn g5_5_a_notice_is_clamped_to_the_month() {
    let schedule = schedule("2025-06-01", 12, clause(Renewal::None, 3));
    assert_eq!(ends(&schedule, 1), ["2026-05-31"]);
    assert_eq!(notices(&schedule, 1), ["2026-02-28"]);
}

/// glpi #18954: a notice was wrong where it lies in the year before the end.
#[test]
fn a_notice_may_lie_in_the_year_before() {
    for (from, notice, end, by) in [
        ("2025-02-01", 2, "2026-01-31", "2025-11-30"),
        ("2025-01-16", 1, "2026-01-15", "2025-12-15"),
        ("2024-03-01", 2, "2025-02-28", "2024-12-28"),
    ] {
        let schedule = schedule(from, 12, clause(Renewal::tacit(12), notice));
        assert_eq!((&*ends(&schedule, 1)[0], &*notices(&schedule, 1)[0]), (end, by));
    }
}

#[test]
fn g5_6_a_year_has_all_its_days() {
    let schedule = schedule("2026-01-01", 12, clause(Renewal::tacit(12), 0));
    let year = schedule.period(0).unwrap().days;
    let last = year.to().unwrap();
    assert_eq!(last.days_since(year.from()), 364, "the distance is not the length");
    assert_eq!(schedule.period(1).unwrap().days.from(), last.offset(1));
    assert_eq!(ends(&schedule, 3), ["2026-12-31", "2027-12-31", "2028-12-31"]);
}

#[test]
fn the_last_day_of_a_leap_year_is_that_of_the_anchor() {
    let leap = schedule("2024-02-29", 12, clause(Renewal::tacit(12), 0));
    assert_eq!(ends(&leap, 4), ["2025-02-27", "2026-02-27", "2027-02-27", "2028-02-28"]);
    let plain = schedule("2023-03-01", 12, clause(Renewal::tacit(12), 0));
    assert_eq!(ends(&plain, 2), ["2024-02-29", "2025-02-28"]);
}

#[test]
fn a_first_term_of_odd_length_is_renewed_from_its_end() {
    let first = Validity::try_new(day("2026-01-10"), Some(day("2026-06-30"))).unwrap();
    let schedule = TermSchedule::new(first, clause(Renewal::tacit(12), 0));
    assert_eq!(ends(&schedule, 2), ["2026-06-30", "2027-06-30"]);
}

/// glpi #23084 and golden vector 13 of credit: the notice is that of the renewed end. glpi #9090:
/// contracts renewed by silence were shown as expired.
#[test]
fn c8_a_contract_renewed_by_silence_is_in_force_with_the_notice_of_the_renewed_end() {
    let contract = signed("2024-08-29", Some("2025-08-28"), clause(Renewal::tacit(12), 2));
    let t = as_of("2026-02-11");
    assert_eq!(contract.status(t), ContractStatus::InForce);
    let bound = contract.bound_period(t).unwrap();
    assert_eq!(bound.notice_by, Some(day("2026-06-28")));
    assert!(is_in_force_on(&[contract], t.day(), t));
}

#[test]
fn silence_binds_from_the_day_after_the_last_for_notice() {
    let contract = signed("2026-01-01", Some("2026-12-31"), clause(Renewal::tacit(12), 3));
    let bound = |t: &str| contract.bound_term(as_of(t)).unwrap().to().unwrap().to_string();
    assert_eq!(bound("2026-09-30"), "2026-12-31", "still in time");
    assert_eq!(bound("2026-10-01"), "2027-12-31");
    assert_eq!(bound("2027-09-30"), "2027-12-31");
    assert_eq!(bound("2027-10-01"), "2028-12-31");
}

#[test]
fn without_a_notice_the_last_day_is_the_last_to_decline() {
    let contract = signed("2026-01-01", Some("2026-12-31"), clause(Renewal::tacit(12), 0));
    let bound = |t: &str| contract.bound_term(as_of(t)).unwrap().to().unwrap().to_string();
    assert_eq!(bound("2026-12-31"), "2026-12-31");
    assert_eq!(bound("2027-01-01"), "2027-12-31");
}

#[test]
fn a_notice_in_time_ends_the_term_and_a_late_one_the_next() {
    let contract = signed("2026-01-01", Some("2026-12-31"), clause(Renewal::tacit(12), 3));
    let rows = [
        ("2026-09-30", "2026-12-31"),
        ("2026-10-01", "2027-12-31"),
        ("2027-01-01", "2027-12-31"),
        ("2027-09-30", "2027-12-31"),
        ("2027-10-01", "2028-12-31"),
    ];
    for (on, last) in rows {
        let mut declined = contract.clone();
        apply(&mut declined, decline(), on, "Wang").unwrap();
        let (last, far) = (day(last), as_of("2035-01-01"));
        assert_eq!(declined.bound_term(far).unwrap().to(), Some(last), "{on}");
        assert_eq!(declined.status(AsOf::new(last)), ContractStatus::InForce, "{on}");
        assert_eq!(declined.status(AsOf::new(last.offset(1))), ContractStatus::Expired, "{on}");
    }
}

#[test]
fn a_renewal_is_declined_once() {
    let mut contract = signed("2026-01-01", Some("2026-12-31"), clause(Renewal::tacit(12), 3));
    apply(&mut contract, decline(), "2026-03-01", "Wang").unwrap();
    assert_eq!(
        apply(&mut contract, decline(), "2026-04-01", "Zhao").unwrap_err(),
        "notice was given before: the contract ends with 2026-12-31"
    );
}

#[test]
fn a_notice_says_why() {
    let mut contract = signed("2026-01-01", Some("2026-12-31"), clause(Renewal::tacit(12), 3));
    let steps = [
        (ContractStep::DeclineRenewal { reason: " ".to_owned() }, "decline_renewal"),
        (ContractStep::NotifyBreach { breach: " ".to_owned() }, "notify_breach"),
        (
            ContractStep::GiveNotice { effective: day("2027-01-01"), reason: " ".to_owned() },
            "give_notice",
        ),
    ];
    for (step, act) in steps {
        assert_eq!(
            apply(&mut contract, step, "2026-03-01", "Wang").unwrap_err(),
            format!("cannot {act} a contract without a reason, was \" \"")
        );
    }
}

#[test]
fn renewals_by_silence_end_with_the_most() {
    let twice = Renewal::Tacit { months: 12, most: Some(2) };
    let contract = signed("2026-01-01", Some("2026-12-31"), clause(twice, 3));
    assert_eq!(contract.status(as_of("2028-12-31")), ContractStatus::InForce);
    assert_eq!(contract.status(as_of("2029-01-01")), ContractStatus::Expired);
    assert_eq!(contract.status(as_of("2050-01-01")), ContractStatus::Expired);
}

#[test]
fn a_contract_is_renewed_by_agreement_before_its_end_or_within_the_days_after() {
    let contract = signed("2026-01-01", Some("2026-12-31"), clause(Renewal::express(12), 0));
    for on in ["2026-06-01", "2026-12-31", "2027-01-30"] {
        let mut renewed = contract.clone();
        apply(&mut renewed, ContractStep::Renew, on, "Wang").unwrap();
        assert_eq!(renewed.status(as_of("2027-12-31")), ContractStatus::InForce, "{on}");
        assert_eq!(renewed.status(as_of("2028-01-01")), ContractStatus::Expired, "{on}");
    }
    let mut late = contract.clone();
    assert_eq!(late.status(as_of("2027-01-01")), ContractStatus::Expired);
    assert_eq!(
        apply(&mut late, ContractStep::Renew, "2027-01-31", "Wang").unwrap_err(),
        "a contract that ended on 2026-12-31 is renewed by 2027-01-30, was renewed on 2027-01-31"
    );
    assert_eq!(
        apply(&mut late, decline(), "2026-06-01", "Wang").unwrap_err(),
        "cannot decline_renewal a contract whose clause does not provide for it"
    );
}

fn notice(effective: &str) -> ContractStep {
    ContractStep::GiveNotice { effective: day(effective), reason: "we close the area".to_owned() }
}

#[test]
fn an_ordinary_termination_takes_its_notice_and_the_minimum_term() {
    let agreed = TermClause {
        termination: Some(NoticePeriod::Months(3)),
        minimum_months: 12,
        ..TermClause::default()
    };
    let contract = signed("2026-01-01", None, agreed);
    let given = |effective: &str, on: &str| {
        let mut contract = contract.clone();
        apply(&mut contract, notice(effective), on, "Wang").map(|()| contract)
    };
    assert_eq!(
        given("2026-12-31", "2026-03-02").unwrap_err(),
        "notice can be given for 2027-01-01 or later, was given for 2026-12-31"
    );
    assert_eq!(
        given("2027-04-30", "2027-01-31").unwrap().status(as_of("2027-04-29")),
        ContractStatus::InForce
    );
    assert_eq!(
        given("2027-04-29", "2027-01-31").unwrap_err(),
        "notice can be given for 2027-04-30 or later, was given for 2027-04-29"
    );
    let ended = given("2027-01-01", "2026-03-02").unwrap();
    assert_eq!(ended.status(as_of("2026-12-31")), ContractStatus::InForce);
    assert_eq!(ended.status(as_of("2027-01-01")), ContractStatus::Terminated);
    assert!(!is_in_force_on(std::slice::from_ref(&ended), day("2027-01-01"), as_of("2027-02-01")));
    let mut twice = ended;
    assert_eq!(
        apply(&mut twice, notice("2027-06-01"), "2026-04-01", "Wang").unwrap_err(),
        "notice was given before: the contract ends with 2026-12-31"
    );
    let mut unprovided = signed("2026-01-01", None, TermClause::default());
    assert_eq!(
        apply(&mut unprovided, notice("2027-01-01"), "2026-03-02", "Wang").unwrap_err(),
        "cannot give_notice a contract whose clause does not provide for it"
    );
}

#[test]
fn a_termination_for_cause_takes_a_breach_that_was_not_cured() {
    let agreed = TermClause { cure_days: Some(30), ..TermClause::default() };
    let contract = signed("2026-01-01", None, agreed);
    let for_cause = || ContractStep::Terminate { reason: "diversion".to_owned() };
    let breach = || ContractStep::NotifyBreach { breach: "goods of Foshan in Zhuhai".to_owned() };
    let mut quick = contract.clone();
    assert_eq!(
        apply(&mut quick, for_cause(), "2026-03-02", "Wang").unwrap_err(),
        "cannot terminate without a breach that was notified and not cured"
    );
    apply(&mut quick, breach(), "2026-03-02", "Wang").unwrap();
    assert_eq!(quick.cure_until(as_of("2026-03-02")), Some(day("2026-04-01")));
    assert_eq!(
        apply(&mut quick, for_cause(), "2026-04-01", "Wang").unwrap_err(),
        "the breach can be cured until 2026-04-01, the contract terminated after that day"
    );
    let mut cured = quick.clone();
    apply(&mut cured, ContractStep::AcceptCure, "2026-03-20", "Zhao").unwrap();
    assert!(apply(&mut cured, for_cause(), "2026-04-02", "Wang").is_err());
    assert!(apply(&mut cured, ContractStep::AcceptCure, "2026-04-02", "Zhao").is_err());
    apply(&mut quick, for_cause(), "2026-04-02", "Wang").unwrap();
    assert_eq!(quick.status(as_of("2026-04-02")), ContractStatus::Terminated);
}

#[test]
fn a_clause_that_contradicts_its_term_is_refused_with_everything_that_is_wrong() {
    let refused = |from: &str, to: Option<&str>, clause: TermClause| {
        let term = Validity::try_new(day(from), to.map(day)).unwrap();
        let mut contract = Contract::new("C-1".parse().unwrap(), term);
        contract.agree_term(clause).unwrap_err().to_string()
    };
    let year = Some("2026-12-31");
    assert_eq!(
        refused("2026-01-01", year, clause(Renewal::tacit(0), 0)),
        "the clause about the term: renewal.months must be at least 1, was 0"
    );
    assert_eq!(
        refused("2026-01-01", year, clause(Renewal::Tacit { months: 12, most: Some(0) }, 0)),
        "the clause about the term: renewal.most must be at least 1, was 0"
    );
    assert_eq!(
        refused("2026-01-01", None, clause(Renewal::express(12), 3)),
        "the clause about the term: renewal must be left out where the term has no end, was: \
         renewed by agreement for 12 months within 30 days; notice must be left out where the \
         term has no end, was 3 months"
    );
    assert_eq!(
        refused("2026-01-01", year, clause(Renewal::None, 12)),
        "the clause about the term: notice must lie in the term from 2026-01-01, would have to be \
         given by 2025-12-31"
    );
    assert_eq!(
        refused("2026-01-01", year, clause(Renewal::tacit(3), 4)),
        "the clause about the term: notice must lie in the term from 2027-01-01, would have to be \
         given by 2026-11-30"
    );
}

#[test]
fn the_clause_is_agreed_while_the_contract_is_drafted() {
    let mut submitted = super::given::contract("C-1", [ContractStep::Submit]);
    assert_eq!(
        submitted.agree_term(clause(Renewal::tacit(12), 3)).unwrap_err().to_string(),
        "the clause about the term is agreed while a contract is drafted, it is in review"
    );
}

#[cfg(feature = "serde")]
#[test]
fn a_contract_with_its_term_is_read_back_as_it_was_written() {
    let agreed = TermClause {
        renewal: Renewal::Tacit { months: 12, most: Some(3) },
        notice: Some(NoticePeriod::Months(3)),
        termination: Some(NoticePeriod::Days(90)),
        minimum_months: 6,
        cure_days: Some(30),
        sell_off_days: Some(60),
    };
    let term = Validity::try_new(day("2026-01-01"), Some(day("2026-12-31"))).unwrap();
    let mut contract = Contract::new("C-1".parse().unwrap(), term);
    contract.write(clauses()).unwrap();
    contract.agree_term(agreed).unwrap();
    let steps = [
        (ContractStep::Submit, "2025-12-01", "Wang"),
        (ContractStep::Approve, "2025-12-02", "Zhao"),
        (ContractStep::Sign, "2025-12-03", "Wang"),
        (ContractStep::NotifyBreach { breach: "diversion".to_owned() }, "2026-02-01", "Wang"),
        (ContractStep::AcceptCure, "2026-02-10", "Wang"),
        (notice("2026-12-01"), "2026-03-01", "Wang"),
        (decline(), "2026-03-02", "Wang"),
    ];
    for (step, on, by) in steps {
        apply(&mut contract, step, on, by).unwrap();
        let written = serde_json::to_string(&contract).unwrap();
        assert_eq!(serde_json::from_str::<Contract>(&written).unwrap(), contract);
    }
    let plain = super::given::contract("C-1", []);
    assert!(!serde_json::to_string(&plain).unwrap().contains("term_clause"));
}

#[test]
fn a_day_belongs_to_one_term() {
    let schedule = schedule("2026-01-31", 1, clause(Renewal::tacit(1), 0));
    for days in 0..2_000 {
        let day: Day = day("2026-01-31").offset(days);
        let period = schedule.period_on(day).unwrap();
        assert!(period.days.contains(day), "{day}");
        assert_eq!(schedule.period(period.number), Some(period));
    }
    assert_eq!(schedule.period_on(day("2026-01-30")), None);
}
