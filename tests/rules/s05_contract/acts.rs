//! Acts on contracts after the signature: reopened, completed, lent; and all of them in a book.

use std::collections::BTreeSet;

use guanxi::agreement::{ContractApprovalPolicy, ContractApprovalPolicyDraft, contract_findings};
use guanxi::book::{Book, BookSnapshot};
use guanxi::calendar::Validity;
use guanxi::contract::{
    Amendment, AmendmentStep, ClauseGroup, Clauses, Contract, ContractAction, ContractEvent,
    ContractStatus, ContractStep, Coverage, Exclusivity, NoticePeriod, Obligation, ObligationDraft,
    ObligationRemedy, PapersError, PurchaseEvent, PurchaseTarget, Renewal, TermClause, coverage,
    is_in_force_on,
};
use guanxi::custody::{Custody, Loan};
use guanxi::customer::Customer;
use guanxi::id::{CustomerKey, RoleId};
use guanxi::lifecycle::Entry;
use guanxi::trading_rights::{Grant, RightsMap, rights_conflicts};

use super::given::{apply, as_of, clauses, contract, day, elsewhere, rights, term, terminate};

fn reopen() -> ContractStep {
    ContractStep::Reopen {
        role: "head of sales".parse().unwrap(),
        reason: "the breach was an error of ours".to_owned(),
    }
}

/// Signed for 2026, terminated on 2 March.
#[track_caller]
fn terminated() -> Contract {
    let steps = [ContractStep::Submit, ContractStep::Approve, ContractStep::Sign];
    let mut made = contract("C-1", steps);
    apply(&mut made, terminate(), "2026-03-02", "Wang").unwrap();
    made
}

#[track_caller]
fn told(contract: &Contract, t: &str) -> Vec<String> {
    contract_findings(contract, as_of(t)).iter().map(ToString::to_string).collect()
}

#[test]
fn a_terminated_contract_is_locked_and_reopened_with_role_and_reason() {
    let mut made = terminated();
    assert_eq!(
        apply(&mut made, ContractStep::Renew, "2026-03-10", "Wang").unwrap_err(),
        "cannot renew a contract that is terminated"
    );
    let blank = ContractStep::Reopen { role: "head of sales".parse().unwrap(), reason: " ".into() };
    assert_eq!(
        apply(&mut made, blank, "2026-03-10", "Wang").unwrap_err(),
        "cannot reopen a contract without a reason, was \" \""
    );
    apply(&mut made, reopen(), "2026-03-10", "Wang").unwrap();
    let rows = [
        ("2026-03-01", ContractStatus::InForce),
        ("2026-03-02", ContractStatus::Terminated),
        ("2026-03-09", ContractStatus::Terminated),
        ("2026-03-10", ContractStatus::InForce),
        ("2026-12-31", ContractStatus::InForce),
        ("2027-01-01", ContractStatus::Expired),
    ];
    for (t, status) in rows {
        assert_eq!(made.status(as_of(t)), status, "{t}");
    }
    assert_eq!(
        apply(&mut made, reopen(), "2026-03-11", "Wang").unwrap_err(),
        "cannot reopen a contract that is in force"
    );
    apply(&mut made, terminate(), "2026-05-01", "Wang").unwrap();
    assert_eq!(made.status(as_of("2026-05-01")), ContractStatus::Terminated, "and again");
}

#[test]
fn the_days_between_termination_and_reopening_stay_uncovered() {
    let mut made = terminated();
    apply(&mut made, reopen(), "2026-03-10", "Wang").unwrap();
    let contracts = [made];
    let known = as_of("2026-12-31");
    for (on, covered) in
        [("2026-03-01", true), ("2026-03-02", false), ("2026-03-09", false), ("2026-03-10", true)]
    {
        assert_eq!(is_in_force_on(&contracts, day(on), known), covered, "{on}");
    }
    assert_eq!(coverage(&contracts, as_of("2026-03-09")), Coverage::Lapsed);
    assert_eq!(coverage(&contracts, as_of("2026-03-10")), Coverage::InForce);
    assert!(
        !is_in_force_on(&contracts, day("2026-03-10"), as_of("2026-03-09")),
        "not known by then"
    );
    assert_eq!(
        told(&contracts[0], "2026-03-10"),
        ["terminated and reopened: 2026-03-02 to 2026-03-09 are not covered"]
    );
    assert_eq!(told(&contracts[0], "2026-03-09"), Vec::<String>::new());
    assert_eq!(
        contracts[0].bound_days(known),
        [term("2026-01-01", "2026-03-01"), term("2026-03-10", "2026-12-31")]
    );
}

/// Reopened on the day of its termination, no day is missed.
#[test]
fn a_contract_reopened_on_the_same_day_has_no_gap() {
    let mut made = terminated();
    apply(&mut made, reopen(), "2026-03-02", "Wang").unwrap();
    assert_eq!(told(&made, "2026-12-31"), Vec::<String>::new());
    assert_eq!(made.bound_days(as_of("2026-12-31")), [term("2026-01-01", "2026-12-31")]);
}

#[test]
fn a_contract_is_reopened_while_the_term_lasts_that_was_cut_short() {
    let mut just = terminated();
    apply(&mut just, reopen(), "2026-12-31", "Wang").unwrap();
    let mut late = terminated();
    assert_eq!(
        apply(&mut late, reopen(), "2027-01-01", "Wang").unwrap_err(),
        "a terminated contract whose term ended on 2026-12-31 is reopened by then, was on 2027-01-01"
    );
}

#[test]
fn an_ordinary_termination_is_taken_back_with_its_notice() {
    let mut made = contract("C-1", []);
    let clause = TermClause {
        renewal: Renewal::tacit(12),
        termination: Some(NoticePeriod::Days(10)),
        ..TermClause::default()
    };
    made.agree_term(clause).unwrap();
    for (step, on, by) in [
        (ContractStep::Submit, "2025-12-01", "Wang"),
        (ContractStep::Approve, "2025-12-02", "Zhao"),
        (ContractStep::Sign, "2025-12-03", "Wang"),
    ] {
        apply(&mut made, step, on, by).unwrap();
    }
    let notice = |effective: &str| ContractStep::GiveNotice {
        effective: day(effective),
        reason: "prices".to_owned(),
    };
    apply(&mut made, notice("2026-04-01"), "2026-03-01", "Wang").unwrap();
    assert_eq!(
        apply(&mut made, reopen(), "2026-03-31", "Wang").unwrap_err(),
        "cannot reopen a contract that is in force",
        "its notice still runs"
    );
    assert_eq!(made.status(as_of("2026-04-01")), ContractStatus::Terminated);
    apply(&mut made, reopen(), "2026-04-05", "Wang").unwrap();
    assert_eq!(made.notice_given(as_of("2026-04-05")), None);
    assert_eq!(made.status(as_of("2026-04-05")), ContractStatus::InForce);
    assert_eq!(
        told(&made, "2026-04-05"),
        ["terminated and reopened: 2026-04-01 to 2026-04-04 are not covered"]
    );
    apply(&mut made, notice("2026-06-01"), "2026-05-01", "Wang").unwrap();
    assert_eq!(made.status(as_of("2026-06-01")), ContractStatus::Terminated, "a new notice counts");
}

#[test]
fn policy_says_in_which_role_a_contract_is_reopened() {
    let policy = ContractApprovalPolicy::default();
    let event = |step| ContractEvent::new(step, day("2026-03-10"), "Wang".parse().unwrap());
    let held = |role: &str| -> BTreeSet<RoleId> { [role.parse().unwrap()].into() };
    assert_eq!(policy.check_step(&event(reopen()), &held("head of sales")), Ok(()));
    let refused = policy.check_step(&event(reopen()), &held("lawyer")).unwrap_err();
    assert_eq!(refused.to_string(), "Wang may not reopen a contract as head of sales");
    let as_lawyer =
        ContractStep::Reopen { role: "lawyer".parse().unwrap(), reason: "an error".to_owned() };
    let refused = policy.check_step(&event(as_lawyer), &held("lawyer")).unwrap_err();
    assert_eq!(refused.to_string(), "Wang may not reopen a contract as lawyer");
    assert_eq!(policy.check_step(&event(terminate()), &BTreeSet::new()), Ok(()));
    let nobody = ContractApprovalPolicyDraft { reopener: None, ..Default::default() };
    assert!(nobody.check_step(&event(reopen()), &held("head of sales")).is_err());
}

#[test]
fn a_signature_after_the_start_leaves_the_gap_days_uncovered() {
    let days = |signed: &str| told(&elsewhere(signed, "2026-01-01", None), "2026-12-31");
    assert_eq!(
        days("2026-02-10"),
        [
            "signed late: 2026-01-01 to 2026-02-09 are not covered",
            "never seen: all groups of clauses are missing",
        ]
    );
    let in_time = ["never seen: all groups of clauses are missing"];
    assert_eq!(days("2026-01-01"), in_time, "signed on its first day");
    let late = elsewhere("2026-01-02", "2026-01-01", None);
    assert_eq!(
        told(&late, "2026-01-02")[0],
        "signed late: 2026-01-01 to 2026-01-01 are not covered"
    );
    assert_eq!(told(&late, "2026-01-01"), Vec::<String>::new(), "the signature is not known yet");
}

#[test]
fn signed_elsewhere_and_never_seen_all_groups_are_missing_and_the_notice_is_unknown() {
    let mut made = elsewhere("2025-12-20", "2026-01-01", Some("2026-12-31"));
    assert_eq!(made.clauses().missing(), ClauseGroup::ALL);
    assert_eq!(
        told(&made, "2026-02-01"),
        [
            "never seen: all groups of clauses are missing",
            "notice unknown: no last day to act can be told",
        ]
    );
    let clause = TermClause { renewal: Renewal::tacit(12), ..TermClause::default() };
    made.agree_term(clause).unwrap();
    made.write(clauses()).unwrap();
    assert_eq!(told(&made, "2026-02-01"), Vec::<String>::new());
    assert_eq!(made.clauses().missing(), []);
}

#[test]
fn clauses_are_added_when_they_become_known_and_no_known_group_changes() {
    let mut made = elsewhere("2025-12-20", "2026-01-01", None);
    let mut known = Clauses { quality: "first grade".to_owned(), ..Clauses::default() };
    known.parties.customer.name = "Li".to_owned();
    made.write(known.clone()).unwrap();
    apply(&mut made, terminate(), "2026-03-02", "Wang").unwrap();
    let more = Clauses { settlement: "30 days".to_owned(), ..known };
    made.write(more.clone()).unwrap();
    let changed = Clauses { quality: "second grade".to_owned(), ..more.clone() };
    assert_eq!(
        made.write(changed).unwrap_err().to_string(),
        "the clauses of a contract signed elsewhere are added to, quality is known and would change"
    );
    assert_eq!(*made.clauses(), more);
    let mut in_part = more;
    in_part.parties.customer.name = "Li & Co".to_owned();
    made.write(in_part).unwrap();
    assert_eq!(made.clauses().missing().len(), 9, "a group that is known in part may change");
}

fn loan(to: &str, from: &str, until: &str) -> Loan {
    Loan {
        to: to.parse().unwrap(),
        from: day(from),
        until: day(until),
        purpose: "hearing".parse().unwrap(),
        returned: None,
    }
}

#[test]
fn the_papers_are_kept_by_a_named_person_and_lent_to_one_at_a_time() {
    let mut made = terminated();
    let wu = || Custody { keeper: "Wu".parse().unwrap(), from: day("2026-01-05") };
    let papers = made.papers_mut();
    papers.keep(wu()).unwrap();
    let again = papers.keep(wu()).unwrap_err();
    assert_eq!(again.to_string(), "the papers have a keeper from 2026-01-05 on, Wu");
    papers.lend(loan("Zhao", "2026-02-02", "2026-02-06")).unwrap();
    let second = papers.lend(loan("Qian", "2026-02-10", "2026-02-11")).unwrap_err();
    assert_eq!(second.to_string(), "the papers are lent to Zhao from 2026-02-02 on");
    let reversed = papers.lend(loan("Qian", "2026-03-10", "2026-03-09")).unwrap_err();
    assert_eq!(
        reversed.to_string(),
        "a loan from 2026-03-10 ends on that day or later, was 2026-03-09"
    );
    let early = papers.take_back(day("2026-02-02"), day("2026-02-01")).unwrap_err();
    let (from, to) = (day("2026-02-02"), day("2026-02-01"));
    assert_eq!(early, PapersError::Reversed { from, to });
    assert_eq!(told(&made, "2026-02-06"), Vec::<String>::new());
    let overdue = "the papers were to come back from Zhao by 2026-02-06";
    assert_eq!(told(&made, "2026-02-07"), [overdue]);
    assert_eq!(told(&made, "2026-01-04"), ["nobody keeps the papers"]);
    let papers = made.papers_mut();
    papers.take_back(from, day("2026-02-09")).unwrap();
    let twice = papers.take_back(from, day("2026-02-09")).unwrap_err();
    assert_eq!(twice.to_string(), "no papers are out that were lent on 2026-02-02");
    papers.lend(loan("Qian", "2026-02-09", "2026-02-11")).unwrap();
    let keeping = made.papers().keeping(as_of("2026-02-10"));
    assert!(keeping.needs_to_know(&"Qian".parse().unwrap()), "lent again on the day of the return");
    assert!(!keeping.needs_to_know(&"Zhao".parse().unwrap()));
}

/// A book with a customer that has a contract, signed on 3 December 2025.
#[track_caller]
fn book() -> (Book, CustomerKey) {
    let mut book = Book::new("CNY".parse().unwrap());
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let steps = [ContractStep::Submit, ContractStep::Approve, ContractStep::Sign];
    book.record(li, contract("C-1", steps)).unwrap();
    (book, li)
}

#[track_caller]
fn act(book: &mut Book, li: CustomerKey, action: ContractAction) -> Result<(), String> {
    let number = "C-1".parse().unwrap();
    book.take_contract_step(li, &number, action).map_err(|error| error.to_string())
}

fn amendment(number: u32) -> ContractAction {
    let content = Clauses { settlement: "60 days".to_owned(), ..Clauses::default() };
    let groups = [ClauseGroup::Settlement];
    let amendment = Amendment::new(number, day("2026-04-01"), "longer terms", groups, content);
    ContractAction::Amend { amendment: Box::new(amendment), on: day("2026-03-02") }
}

fn step_of(number: u32, step: AmendmentStep, on: &str, by: &str) -> ContractAction {
    let event = Entry::new(step, day(on), by.parse().unwrap());
    ContractAction::StepAmendment { number, event }
}

#[test]
fn a_book_takes_amendments_papers_and_steps_and_knows_them_from_their_days() {
    let (mut book, li) = book();
    act(&mut book, li, amendment(1)).unwrap();
    for (step, on, by) in [
        (AmendmentStep::Submit, "2026-03-03", "Wang"),
        (AmendmentStep::Approve, "2026-03-04", "Zhao"),
        (AmendmentStep::Sign, "2026-03-05", "Wang"),
    ] {
        act(&mut book, li, step_of(1, step, on, by)).unwrap();
    }
    let custody = Custody { keeper: "Wu".parse().unwrap(), from: day("2026-03-06") };
    act(&mut book, li, ContractAction::Keep(custody)).unwrap();
    act(&mut book, li, ContractAction::Lend(loan("Zhao", "2026-03-07", "2026-03-09"))).unwrap();
    let back = ContractAction::TakeBack { lent: day("2026-03-07"), on: day("2026-03-08") };
    act(&mut book, li, back).unwrap();
    let event = ContractEvent::new(terminate(), day("2026-05-01"), "Wang".parse().unwrap());
    act(&mut book, li, event.into()).unwrap();
    let event = ContractEvent::new(reopen(), day("2026-05-04"), "Wang".parse().unwrap());
    act(&mut book, li, event.into()).unwrap();

    let contracts = book.view(li).unwrap().contracts();
    let settlement = |on: &str, known: &str| contracts[0].terms(day(on), as_of(known)).settlement;
    assert_eq!(settlement("2026-03-31", "2026-12-31"), "agreed");
    assert_eq!(settlement("2026-04-01", "2026-12-31"), "60 days");
    assert_eq!(settlement("2026-04-01", "2026-03-04"), "agreed", "not signed by then");
    assert_eq!(contracts[0].papers().loans()[0].returned, Some(day("2026-03-08")));
    assert_eq!(coverage(contracts, as_of("2026-05-03")), Coverage::Lapsed);
    assert_eq!(coverage(contracts, as_of("2026-05-04")), Coverage::InForce);

    let at = |t: &str| book.account_at(li, as_of(t)).unwrap().view().contracts()[0].clone();
    assert_eq!(at("2026-03-01").amendments(), []);
    assert_eq!(at("2026-03-07").papers().loans()[0].returned, None);
    assert_eq!(at("2026-05-02").status(as_of("2026-05-02")), ContractStatus::Terminated);

    let snapshot = BookSnapshot::from_book(&book);
    let restored = snapshot.clone().restore().unwrap();
    assert_eq!(BookSnapshot::from_book(&restored), snapshot);
    assert_eq!(restored.view(li).unwrap().contracts(), book.view(li).unwrap().contracts());
}

#[test]
fn a_refused_act_leaves_the_book_as_it_was() {
    let (mut book, li) = book();
    act(&mut book, li, amendment(1)).unwrap();
    let before = BookSnapshot::from_book(&book);
    let write = ContractAction::Write { clauses: Box::default(), on: day("2026-03-02") };
    let clause = ContractAction::AgreeTerm { clause: TermClause::default(), on: day("2026-03-02") };
    let back = ContractAction::TakeBack { lent: day("2026-03-07"), on: day("2026-03-08") };
    let rows = [
        (amendment(1), "C-1: amendment 1 is there already"),
        (
            step_of(1, AmendmentStep::Sign, "2026-03-03", "Wang"),
            "C-1: cannot sign an amendment that is drafted",
        ),
        (step_of(2, AmendmentStep::Sign, "2026-03-03", "Wang"), "C-1: there is no amendment 2"),
        (write, "C-1: the clauses of a contract are written while it is drafted, it is signed"),
        (
            clause,
            "C-1: the clause about the term is agreed while a contract is drafted, it is signed",
        ),
        (back, "C-1: no papers are out that were lent on 2026-03-07"),
    ];
    for (action, told) in rows {
        let refused = act(&mut book, li, action.clone()).unwrap_err();
        assert!(refused.ends_with(told), "{refused}");
        assert_eq!(BookSnapshot::from_book(&book), before, "{action:?}");
    }
    let early =
        ContractAction::Keep(Custody { keeper: "Wu".parse().unwrap(), from: day("2026-03-01") });
    let refused = act(&mut book, li, early).unwrap_err();
    assert!(refused.contains("must be known on 2026-03-02 or later, was 2026-03-01"), "{refused}");
}

/// What an obligation says is refused, all of it at once.
#[test]
fn an_obligation_is_checked_when_it_is_built() {
    let draft = |months, target, cure_days| ObligationDraft {
        products: BTreeSet::new(),
        event: PurchaseEvent::Delivered,
        months,
        target,
        carry: guanxi::contract::Carry::None,
        cure_days,
        remedy: ObligationRemedy::Downgrade,
    };
    let told = |draft| match Obligation::try_new(draft) {
        Ok(_) => String::new(),
        Err(violations) => violations.to_string(),
    };
    let money = |text: &str| PurchaseTarget::Amount(text.parse().unwrap());
    let tons = |units| PurchaseTarget::Quantity { units, unit: "t".parse().unwrap() };
    assert_eq!(
        told(draft(0, money("CNY 0"), 0)),
        "months must be at least 1, was 0; target must be positive, was CNY 0.00"
    );
    assert_eq!(told(draft(1, tons(-1), 0)), "target must be positive, was -1 t");
    assert_eq!(told(draft(1, tons(1), 28)), "");
    assert_eq!(told(draft(1, tons(1), 29)), "cure_days must not exceed 28, was 29");
    assert_eq!(told(draft(3, money("CNY 0.01"), 89)), "");
    assert_eq!(told(draft(3, money("CNY 0.01"), 90)), "cure_days must not exceed 89, was 90");
    assert_eq!(told(draft(12, tons(1), 366)), "cure_days must not exceed 365, was 366");
}

#[cfg(feature = "serde")]
#[test]
fn an_obligation_that_is_read_passes_the_same_door() {
    let json = r#"{"event": "delivered", "months": 0, "target": {"amount": "CNY 1"},
                   "remedy": "none"}"#;
    let refused = serde_json::from_str::<Obligation>(json).unwrap_err().to_string();
    assert!(refused.starts_with("months must be at least 1, was 0"), "{refused}");
}

#[test]
fn a_downgraded_right_is_not_exclusive_from_the_day_after_the_cure() {
    let made = contract("C-1", []);
    let mut other = Contract::new("C-2".parse().unwrap(), Validity::open_ended(day("2026-05-01")));
    let open = Clauses {
        rights: Some(rights(Exclusivity::NonExclusive, &["Foshan"], &["Crane"])),
        ..clauses()
    };
    other.write(open).unwrap();
    let t = as_of("2026-12-31");
    let key = CustomerKey::from_position;
    let grants = |downgraded| Grant::from_contract(key(0), &made, downgraded, t);
    assert_eq!(grants(None).len(), 1);
    let from = day("2026-05-01");
    let parts: Vec<_> = grants(Some(from)).iter().map(|it| (it.exclusivity, it.days)).collect();
    assert_eq!(
        parts,
        [
            (Exclusivity::Exclusive, term("2026-01-01", "2026-04-30")),
            (Exclusivity::NonExclusive, term("2026-05-01", "2026-12-31")),
        ]
    );
    let conflicts = |downgraded| {
        let both = [grants(downgraded), Grant::from_contract(key(1), &other, None, t)].concat();
        let found = rights_conflicts(&both, &RightsMap::default());
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(conflicts(Some(from)), Vec::<String>::new());
    assert_eq!(
        conflicts(Some(from.offset(1))),
        [
            "C-1 (exclusive) and C-2 (non-exclusive) both grant Crane in Foshan at level first tier, \
          2026-05-01 to 2026-05-01"
        ],
        "a day later, that day is one of both"
    );
    assert_eq!(conflicts(None).len(), 1);
}
