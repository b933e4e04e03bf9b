//! Amendments, the terms in force, and obligations.

use guanxi::agreement::{
    ObligationReading, ObligationStage, Purchase, PurchaseLog, amendment_findings, changes,
    read_obligation,
};
use guanxi::calendar::{AsOf, WorkCalendar};
use guanxi::contract::{
    Amendment, AmendmentError, AmendmentStage, AmendmentStep, Carry, ClauseGroup, Clauses,
    Contract, ContractStep, Exclusivity, Obligation, ObligationDraft, ObligationRemedy,
    PurchaseEvent, PurchaseTarget,
};
use guanxi::id::CustomerKey;
use guanxi::lifecycle::{Stage, Transition, table_faults, transitions};
use guanxi::money::Amount;
use guanxi::phase::DayWeights;
use guanxi::trading_rights::Grant;

use super::given::{as_of, clauses, contract, day, rights, terminate};
use crate::given::shows_table;

fn signed() -> Contract {
    contract("C-1", [ContractStep::Submit, ContractStep::Approve, ContractStep::Sign])
}

fn settlement(text: &str) -> Clauses {
    Clauses { settlement: text.to_owned(), quality: "ignored".to_owned(), ..clauses() }
}

fn amendment(number: u32, effective: &str, text: &str) -> Amendment {
    Amendment::new(number, day(effective), "new terms", [ClauseGroup::Settlement], settlement(text))
}

/// Drafts an amendment and takes it to its signature on a day.
#[track_caller]
fn sign(contract: &mut Contract, amendment: Amendment, on: &str) {
    let number = amendment.number();
    contract.amend(amendment, day(on)).unwrap();
    for (step, by) in [
        (AmendmentStep::Submit, "Wang"),
        (AmendmentStep::Approve, "Zhao"),
        (AmendmentStep::Sign, "Wang"),
    ] {
        contract.step_amendment(number, step, day(on), by.parse().unwrap()).unwrap();
    }
}

#[test]
fn the_table_of_amendments_has_no_fault_and_the_page_shows_it() {
    assert_eq!(table_faults::<AmendmentStage>(), []);
    let page = include_str!("../../../src/records/contract/mod.rs");
    assert!(shows_table::<AmendmentStage>(page));
}

#[test]
fn every_cell_of_the_table_of_amendments() {
    let way = |stage| match stage {
        AmendmentStage::Drafted => vec![],
        AmendmentStage::InReview => vec![AmendmentStep::Submit],
        AmendmentStage::Approved => vec![AmendmentStep::Submit, AmendmentStep::Approve],
        AmendmentStage::Signed => {
            vec![AmendmentStep::Submit, AmendmentStep::Approve, AmendmentStep::Sign]
        }
        AmendmentStage::Withdrawn => vec![AmendmentStep::Withdraw],
    };
    let steps = [
        AmendmentStep::Submit,
        AmendmentStep::Return,
        AmendmentStep::Approve,
        AmendmentStep::Sign,
        AmendmentStep::Withdraw,
    ];
    for Transition { from, act, to } in transitions::<AmendmentStage>() {
        let mut contract = signed();
        contract.amend(amendment(1, "2026-06-01", "60 days"), day("2026-03-01")).unwrap();
        let mut take = |step, by: &str| {
            contract.step_amendment(1, step, day("2026-03-01"), by.parse().unwrap())
        };
        for step in way(from) {
            take(step, if step == AmendmentStep::Approve { "Zhao" } else { "Wang" }).unwrap();
        }
        let step = steps.into_iter().find(|step| step.to_string() == act.to_string()).unwrap();
        let done = take(step, "Qian");
        let stage = contract.amendments()[0].stage(as_of("2026-03-01"));
        if let Some(to) = to {
            assert_eq!((done, stage), (Ok(()), to), "{act} from {from}");
        } else {
            assert_eq!(done.unwrap_err().to_string(), from.try_after(act).unwrap_err().to_string());
            assert_eq!(stage, from);
        }
    }
}

#[test]
fn terms_are_those_signed_by_the_day_of_knowledge_and_effective_by_the_day() {
    let mut contract = signed();
    sign(&mut contract, amendment(1, "2026-06-01", "60 days"), "2026-03-01");
    sign(&mut contract, amendment(2, "2026-04-01", "45 days"), "2026-05-01");
    let terms = |t: &str, known: &str| contract.terms(day(t), as_of(known)).settlement;
    for (t, known, expected) in [
        ("2026-05-31", "2026-03-01", "agreed"),
        ("2026-06-01", "2026-03-01", "60 days"),
        ("2026-06-01", "2026-02-28", "agreed"),
        ("2026-04-01", "2026-04-30", "agreed"),
        ("2026-04-01", "2026-05-01", "45 days"),
        ("2026-03-31", "2026-05-01", "agreed"),
        ("2026-06-01", "2026-05-01", "60 days"),
    ] {
        assert_eq!(terms(t, known), expected, "{t} as known on {known}");
    }
    assert_eq!(contract.terms(day("2026-06-01"), as_of("2026-05-01")).quality, "agreed");
    let told = |from: &str, to: &str| {
        let found = changes(&contract, day(from), day(to), as_of("2026-05-01"));
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(told("2026-03-31", "2026-06-01"), ["settlement: \"agreed\" → \"60 days\""]);
    assert_eq!(told("2026-06-01", "2026-12-31"), Vec::<String>::new());
}

#[test]
fn an_amendment_that_reaches_back_or_lies_over_another_is_a_finding() {
    let mut contract = signed();
    sign(&mut contract, amendment(1, "2026-03-01", "60 days"), "2026-03-01");
    sign(&mut contract, amendment(2, "2026-03-01", "45 days"), "2026-03-02");
    let told = |known: &str| {
        let found = amendment_findings(&contract, as_of(known));
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(told("2026-03-01"), Vec::<String>::new());
    assert_eq!(
        told("2026-03-02"),
        [
            "amendments 1 and 2 both change settlement from 2026-03-01: 2 holds",
            "amendment 2 of 2026-03-02 reaches back to 2026-03-01: what was computed since is \
             computed again",
        ]
    );
    assert_eq!(contract.terms(day("2026-03-01"), as_of("2026-03-02")).settlement, "45 days");
}

#[test]
fn an_amendment_is_of_a_contract_that_is_signed_or_in_force() {
    let refused = |contract: &mut Contract, amendment: Amendment, on: &str| {
        contract.amend(amendment, day(on)).map_err(|error| (error.code(), error.to_string()))
    };
    let mut draft = contract("C-1", []);
    assert_eq!(
        refused(&mut draft, amendment(1, "2026-06-01", "60 days"), "2026-03-01").unwrap_err(),
        (
            "contract_not_signed",
            "a contract is amended while it is signed or in force, it is drafted".to_owned()
        )
    );
    let mut signed = signed();
    assert_eq!(refused(&mut signed, amendment(1, "2026-12-31", "60 days"), "2025-12-20"), Ok(()));
    let rows = [
        (amendment(1, "2026-06-01", "60 days"), "amendment 1 is there already"),
        (
            Amendment::new(2, day("2026-06-01"), "new terms", [], clauses()),
            "amendment 2 changes at least one group of clauses, names none",
        ),
        (
            Amendment::new(2, day("2026-06-01"), " ", [ClauseGroup::Quality], clauses()),
            "amendment 2 has a reason, was \" \"",
        ),
        (
            amendment(2, "2027-01-01", "60 days"),
            "amendment 2 takes effect from 2026-01-01 to 2026-12-31, was 2027-01-01",
        ),
        (
            amendment(2, "2025-12-31", "60 days"),
            "amendment 2 takes effect from 2026-01-01 to 2026-12-31, was 2025-12-31",
        ),
    ];
    for (amendment, message) in rows {
        assert_eq!(refused(&mut signed, amendment, "2026-03-01").unwrap_err().1, message);
    }
    let unknown = signed.step_amendment(7, AmendmentStep::Submit, day("2026-03-01"), by("Wang"));
    assert_eq!(unknown, Err(AmendmentError::Unknown { number: 7 }));
    let mut ended = signed;
    ended.apply(terminate(), day("2026-03-01"), by("Wang")).unwrap();
    assert!(refused(&mut ended, amendment(2, "2026-06-01", "60 days"), "2026-03-01").is_err());
}

fn by(name: &str) -> guanxi::id::StaffId {
    name.parse().unwrap()
}

#[test]
fn who_submits_an_amendment_does_not_approve_it() {
    let mut contract = signed();
    contract.amend(amendment(1, "2026-06-01", "60 days"), day("2026-03-01")).unwrap();
    let mut take = |step| contract.step_amendment(1, step, day("2026-03-01"), by("Wang"));
    take(AmendmentStep::Submit).unwrap();
    assert_eq!(
        take(AmendmentStep::Approve).unwrap_err().to_string(),
        "to submit and to approve an amendment takes two people, Wang was both"
    );
}

#[cfg(feature = "serde")]
#[test]
fn a_contract_with_amendments_is_read_back_as_it_was_written() {
    let mut contract = signed();
    sign(&mut contract, amendment(1, "2026-06-01", "60 days"), "2026-03-01");
    contract.amend(amendment(2, "2026-07-01", "45 days"), day("2026-05-01")).unwrap();
    let written = serde_json::to_string(&contract).unwrap();
    assert_eq!(serde_json::from_str::<Contract>(&written).unwrap(), contract);
    let twice = written.replace("\"number\":2", "\"number\":1");
    let refused = serde_json::from_str::<Contract>(&twice).unwrap_err();
    assert_eq!(refused.to_string(), "amendment 1 is there already");
    assert!(!serde_json::to_string(&signed()).unwrap().contains("amendments"));
}

fn obligation(carry: Carry, cure_days: u16, remedy: ObligationRemedy) -> Obligation {
    let draft = ObligationDraft {
        products: std::collections::BTreeSet::new(),
        event: PurchaseEvent::Delivered,
        months: 3,
        target: PurchaseTarget::Amount("CNY 90".parse().unwrap()),
        carry,
        cure_days,
        remedy,
    };
    Obligation::try_new(draft).unwrap()
}

fn bought(rows: &[(&str, i64)]) -> Vec<Purchase> {
    let purchase =
        |(on, yuan): &(&str, i64)| Purchase { on: day(on), amount: Amount::from_minor(yuan * 100) };
    rows.iter().map(purchase).collect()
}

fn read(obligation: &Obligation, delivered: &[Purchase], t: &str) -> Vec<ObligationReading> {
    let log = PurchaseLog { delivered, ..PurchaseLog::default() };
    let (weights, calendar) = (DayWeights::default(), WorkCalendar::default());
    read_obligation(obligation, day("2026-01-01"), &log, as_of(t), &weights, &calendar)
}

#[track_caller]
fn told(obligation: &Obligation, delivered: &[(&str, i64)], t: &str) -> Vec<String> {
    read(obligation, &bought(delivered), t).iter().map(ToString::to_string).collect()
}

#[test]
fn an_obligation_is_read_against_its_phase_and_projected() {
    let duty = obligation(Carry::None, 30, ObligationRemedy::Downgrade);
    let first = "2026-01-01 to 2026-03-31";
    assert_eq!(
        told(&duty, &[], "2025-12-31"),
        [format!("not begun: {first}, CNY 0.00 of CNY 90.00")]
    );
    // 22 of 90 days are less than a quarter, 23 are more.
    assert_eq!(
        told(&duty, &[], "2026-01-22"),
        [format!("on track: {first}, CNY 0.00 of CNY 90.00, CNY 22.00 due by now")]
    );
    assert_eq!(
        told(&duty, &[("2026-01-05", 22)], "2026-01-23"),
        [format!(
            "behind: {first}, CNY 22.00 of CNY 90.00, CNY 23.00 due by now, CNY 86.09 at this pace"
        )]
    );
    assert_eq!(
        told(&duty, &[("2026-01-05", 23)], "2026-01-23"),
        [format!(
            "on track: {first}, CNY 23.00 of CNY 90.00, CNY 23.00 due by now, CNY 90.00 at this pace"
        )]
    );
    assert_eq!(
        told(&duty, &[("2026-01-05", 90)], "2026-01-05"),
        [format!("met: {first}, CNY 90.00 of CNY 90.00")]
    );
}

#[test]
fn a_miss_is_cured_within_its_days_or_breached() {
    use ObligationStage::{Breached, Cured, Curing, Met, OnTrack};
    let duty = obligation(Carry::None, 30, ObligationRemedy::Downgrade);
    let stages = |rows: &[(&str, i64)], t: &str| {
        read(&duty, &bought(rows), t).iter().map(|it| it.stage).collect::<Vec<_>>()
    };
    let short = [("2026-03-31", 80)];
    assert_eq!(stages(&short, "2026-04-01"), [Curing, OnTrack]);
    assert_eq!(stages(&short, "2026-04-30")[0], Curing);
    assert_eq!(stages(&short, "2026-05-01")[0], Breached);
    let cured = [("2026-03-31", 80), ("2026-04-30", 10)];
    assert_eq!(stages(&cured, "2026-04-30")[0], Cured);
    let late = [("2026-03-31", 80), ("2026-05-01", 10)];
    assert_eq!(stages(&late, "2026-05-01")[0], Breached);
    let both = [("2026-03-31", 80), ("2026-04-10", 100)];
    assert_eq!(stages(&both, "2026-06-30"), [Cured, Met], "10 make up, 90 count");
    let once = [("2026-03-31", 80), ("2026-04-10", 99)];
    let readings = read(&duty, &bought(&once), "2026-06-30");
    assert_eq!(readings[1].actual, Amount::from_minor(8_900).to_total(), "not counted twice");
    let open = &read(&duty, &bought(&short), "2026-05-01")[0];
    assert_eq!(open.remedy, Some(ObligationRemedy::Downgrade));
    assert_eq!(open.downgraded_from(), Some(day("2026-05-01")));
    assert_eq!(
        open.to_string(),
        "breached: 2026-01-01 to 2026-03-31, CNY 80.00 of CNY 90.00, CNY 10.00 missing: downgrade"
    );
    assert_eq!(
        told(&duty, &short, "2026-04-01")[0],
        "curing: 2026-01-01 to 2026-03-31, CNY 80.00 of CNY 90.00, CNY 10.00 to make up by \
         2026-04-30"
    );
}

#[test]
fn without_a_remedy_a_miss_is_told_and_no_more() {
    let duty = obligation(Carry::None, 0, ObligationRemedy::None);
    let read = read(&duty, &[], "2026-04-01");
    assert_eq!((read[0].stage, read[0].remedy), (ObligationStage::Missed, None));
}

#[test]
fn one_good_period_does_not_buy_the_next_unless_the_clause_says_so() {
    let rows = bought(&[("2026-02-01", 150)]);
    let actual = |carry| {
        let duty = obligation(carry, 0, ObligationRemedy::Terminate);
        read(&duty, &rows, "2026-07-01").iter().map(|it| it.actual.minor()).collect::<Vec<_>>()
    };
    assert_eq!(actual(Carry::None), [15_000, 0, 0]);
    assert_eq!(actual(Carry::Excess), [15_000, 6_000, 0]);
}

#[test]
fn the_event_of_the_clause_counts_and_the_others_stand_beside_it() {
    let duty = obligation(Carry::None, 0, ObligationRemedy::Terminate);
    let (ordered, delivered) = (bought(&[("2026-01-05", 90)]), bought(&[("2026-02-05", 40)]));
    let log = PurchaseLog { ordered: &ordered, delivered: &delivered, invoiced: &[] };
    let (weights, calendar) = (DayWeights::default(), WorkCalendar::default());
    let t = AsOf::new(day("2026-03-31"));
    let read = read_obligation(&duty, day("2026-01-01"), &log, t, &weights, &calendar);
    let sums = [read[0].ordered, read[0].delivered, read[0].invoiced, read[0].actual];
    assert_eq!(sums.map(guanxi::money::Total::minor), [9_000, 4_000, 0, 4_000]);
}

#[test]
fn an_amendment_of_the_rights_changes_the_grant_from_its_day_once_it_is_signed() {
    let amended = |number, effective, exclusivity, territory| {
        let rights = Some(rights(exclusivity, &[territory], &["Crane"]));
        let content = Clauses { rights, ..clauses() };
        let groups = [ClauseGroup::TradingRights];
        Amendment::new(number, day(effective), "the market grew", groups, content)
    };
    let mut made = signed();
    sign(&mut made, amended(1, "2026-07-01", Exclusivity::Sole, "Shenzhen"), "2026-06-15");
    sign(&mut made, amendment(2, "2026-08-01", "net 30"), "2026-06-15");
    sign(&mut made, amended(3, "2026-09-01", Exclusivity::Exclusive, "Zhuhai"), "2026-06-20");
    let grants = |t: &str, downgraded: Option<&str>| {
        let key = CustomerKey::from_position(0);
        let found = Grant::from_contract(key, &made, downgraded.map(day), as_of(t));
        let told = found.iter().map(|it| {
            let territory = it.rights.territories.iter().next().unwrap();
            format!("{territory} {} {}", it.exclusivity, it.days)
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(grants("2026-06-14", None), ["Foshan exclusive 2026-01-01 to 2026-12-31"]);
    assert_eq!(
        grants("2026-06-15", None),
        ["Foshan exclusive 2026-01-01 to 2026-06-30", "Shenzhen sole 2026-07-01 to 2026-12-31"],
        "signed, though its day lies ahead"
    );
    assert_eq!(
        grants("2026-06-20", Some("2026-10-01")),
        [
            "Foshan exclusive 2026-01-01 to 2026-06-30",
            "Shenzhen sole 2026-07-01 to 2026-08-31",
            "Zhuhai exclusive 2026-09-01 to 2026-09-30",
            "Zhuhai non-exclusive 2026-10-01 to 2026-12-31"
        ]
    );
    // The rights of the grant are those of the terms in force on each of its days.
    let key = CustomerKey::from_position(0);
    for grant in Grant::from_contract(key, &made, None, as_of("2026-12-31")) {
        let (from, to) = (grant.days.from(), grant.days.to().unwrap());
        for on in [from, to] {
            let terms = made.terms(on, as_of("2026-12-31"));
            assert_eq!(terms.rights.as_ref(), Some(grant.rights), "{on}");
        }
    }
}

#[test]
fn of_two_amendments_of_the_rights_on_one_day_the_later_number_holds() {
    let mut made = signed();
    let content = |territory| Clauses {
        rights: Some(rights(Exclusivity::Sole, &[territory], &["Crane"])),
        ..clauses()
    };
    for (number, territory) in [(2, "Zhuhai"), (1, "Shenzhen")] {
        let groups = [ClauseGroup::TradingRights];
        let on = day("2026-07-01");
        let amendment = Amendment::new(number, on, "the market grew", groups, content(territory));
        sign(&mut made, amendment, "2026-06-15");
    }
    let key = CustomerKey::from_position(0);
    let found = Grant::from_contract(key, &made, None, as_of("2026-06-15"));
    assert_eq!(found.len(), 2);
    assert_eq!(Some(found[1].rights), content("Zhuhai").rights.as_ref());
}
