//! S6: settlement of rebates, restatements and claims.

use guanxi::lifecycle::Admission;
use guanxi::money::Amount;
use guanxi::rebate::{
    ClaimState, ConditionsEffect, GoodsMovement, PeriodVolume, RebateAgreement,
    RebateAgreementDraft, RebateScale, RestatementWay, Settlement, SettlementFacts, SettlementKey,
    SettlementKind, SettlementLedger,
};

use crate::given::as_of;
use crate::s06_rebate::{agreed, draft, fen, on, rate};

/// 2 % from 5,000, 4 % beyond 20,000; settled 30 days after the year.
fn sap() -> RebateAgreement {
    agreed(draft(&[rate("5000", "2%"), rate("20000", "4%")]))
}

fn facts(reward: Amount) -> SettlementFacts {
    SettlementFacts { reward, conditions: ConditionsEffect::default(), claimed: None }
}

/// Settles what is due on a day; the amount.
fn settle(
    ledger: &mut SettlementLedger,
    agreement: &RebateAgreement,
    reward: &str,
    t: &str,
) -> Option<(SettlementKind, Amount)> {
    let proposed = ledger.propose(agreement, 0, facts(fen(reward)), as_of(t)).unwrap()?;
    let (kind, amount) = (proposed.kind, proposed.amount);
    assert_eq!(ledger.record(proposed), Ok(Admission::New));
    Some((kind, amount))
}

#[test]
fn g6_2_sap_partial_and_final() {
    let agreement = sap();
    let scale = RebateScale::from_agreement(&agreement, 0).unwrap();
    let sales = |date, amount| {
        GoodsMovement::invoiced("Li".parse().unwrap(), on(date), crate::given::yuan(amount))
    };
    let movements =
        [sales("2026-10-10", "3000"), sales("2026-11-10", "4000"), sales("2026-12-10", "20000")];
    let mut ledger = SettlementLedger::new(&agreement);
    let mut paid = Vec::new();
    for t in ["2026-10-31", "2026-11-30", "2027-01-30"] {
        let found = PeriodVolume::from_movements(&agreement, &movements, &[], as_of(t)).unwrap();
        let reward = scale.reward(found[0].volume).unwrap();
        let proposed = ledger.propose(&agreement, 0, facts(reward), as_of(t)).unwrap();
        paid.push(proposed.as_ref().map(|it| (it.kind, it.reward, it.amount)));
        if let Some(settlement) = proposed {
            ledger.record(settlement).unwrap();
        }
    }
    assert_eq!(
        paid,
        [
            None,
            Some((SettlementKind::Partial, fen("140"), fen("140"))),
            Some((SettlementKind::Final, fen("1080"), fen("940"))),
        ]
    );
}

/// OCA/agreement #36: the second settlement ignored the first; PR #55: settled twice in two steps.
#[test]
fn a_settlement_is_the_reward_less_all_that_was_settled() {
    let agreement = sap();
    let mut ledger = SettlementLedger::new(&agreement);
    let mut step = |reward, t| settle(&mut ledger, &agreement, reward, t).map(|it| it.1);
    assert_eq!(step("100", "2026-06-30"), Some(fen("100")));
    assert_eq!(step("100", "2026-06-30"), None);
    assert_eq!(step("150", "2026-09-30"), Some(fen("50")));
    assert_eq!(step("170", "2027-01-30"), Some(fen("20")));
    assert_eq!(ledger.settled(0), fen("170").into());
}

#[test]
fn the_result_does_not_depend_on_when_and_how_often_it_was_asked() {
    let agreement = sap();
    for days in [
        vec!["2027-01-30"],
        vec!["2026-05-31", "2027-01-30"],
        vec!["2026-03-31", "2026-06-30", "2026-09-30", "2027-01-30", "2027-02-28"],
    ] {
        let mut ledger = SettlementLedger::new(&agreement);
        for (place, t) in days.iter().enumerate() {
            let reward = if place + 1 == days.len() { "900" } else { "400" };
            settle(&mut ledger, &agreement, reward, t);
        }
        assert_eq!(ledger.settled(0), fen("900").into(), "{days:?}");
    }
}

#[test]
fn a_part_never_takes_back_and_the_final_one_does() {
    let agreement = sap();
    let mut ledger = SettlementLedger::new(&agreement);
    let mut step = |reward, t| settle(&mut ledger, &agreement, reward, t);
    assert_eq!(step("140", "2026-11-30"), Some((SettlementKind::Partial, fen("140"))));
    assert_eq!(step("90", "2026-12-31"), None, "returns came");
    assert_eq!(step("90", "2027-01-29"), None);
    assert_eq!(step("90", "2027-01-30"), Some((SettlementKind::Final, fen("-50"))));
}

#[test]
fn after_the_final_one_a_difference_is_a_restatement_by_the_way_of_the_agreement() {
    for way in RestatementWay::ALL {
        let mut terms: RebateAgreementDraft = draft(&[rate("0", "10%")]);
        terms.settlement.restatement = way;
        let agreement = agreed(terms);
        let mut ledger = SettlementLedger::new(&agreement);
        settle(&mut ledger, &agreement, "100", "2027-01-30");
        let propose = |reward, t| ledger.propose(&agreement, 0, facts(fen(reward)), as_of(t));
        assert_eq!(propose("100", "2027-03-01"), Ok(None));
        let less = propose("80", "2027-03-01").unwrap().unwrap();
        assert_eq!((less.kind, less.amount), (SettlementKind::Restatement, fen("-20")));
        assert_eq!(less.way, Some(way));
        let more = propose("130", "2027-03-01").unwrap().unwrap();
        assert_eq!((more.kind, more.amount), (SettlementKind::Restatement, fen("30")));
    }
}

/// odoo PR #257854: buy, refund, keep the points, without limit. adempiere #994: claw-back.
#[test]
fn goods_sent_back_in_january_take_the_december_tier_back() {
    let agreement = sap();
    let scale = RebateScale::from_agreement(&agreement, 0).unwrap();
    let sold = |date, amount| {
        GoodsMovement::invoiced("Li".parse().unwrap(), on(date), crate::given::yuan(amount))
    };
    let mut movements = vec![sold("2026-06-01", "18000"), sold("2026-12-20", "2000")];
    let reward = |movements: &[GoodsMovement], t| {
        let found = PeriodVolume::from_movements(&agreement, movements, &[], as_of(t)).unwrap();
        scale.reward(found[0].volume).unwrap()
    };
    let mut ledger = SettlementLedger::new(&agreement);
    let t = "2027-01-30";
    let proposed = ledger.propose(&agreement, 0, facts(reward(&movements, t)), as_of(t)).unwrap();
    let proposed = proposed.unwrap();
    assert_eq!(proposed.amount, fen("800"));
    ledger.record(proposed).unwrap();
    movements.push(sold("2027-02-10", "-2000").returning(on("2026-12-20")));
    let t = "2027-02-28";
    let back = ledger.propose(&agreement, 0, facts(reward(&movements, t)), as_of(t)).unwrap();
    assert_eq!(back.map(|it| it.amount), Some(fen("-440")), "18,000 at 2% are 360");
}

#[test]
fn the_same_key_twice_is_one_settlement_and_another_amount_is_refused() {
    let agreement = sap();
    let mut ledger = SettlementLedger::new(&agreement);
    let first = ledger.propose(&agreement, 0, facts(fen("100")), as_of("2026-06-30"));
    let first = first.unwrap().unwrap();
    assert_eq!(ledger.record(first.clone()), Ok(Admission::New));
    assert_eq!(ledger.record(first.clone()), Ok(Admission::Known));
    assert_eq!(ledger.settlements().len(), 1);
    let other = Settlement { amount: fen("90"), reward: fen("90"), ..first };
    assert_eq!(
        ledger.record(other).unwrap_err().to_string(),
        "settlement R-1/0/1 is recorded with partial CNY 100.00 of 2026-06-30, \
         not partial CNY 90.00 of 2026-06-30"
    );
}

#[test]
fn a_settlement_that_does_not_follow_is_refused() {
    let agreement = sap();
    let mut ledger = SettlementLedger::new(&agreement);
    settle(&mut ledger, &agreement, "100", "2026-06-30");
    let key = |sequence| SettlementKey { agreement: agreement.id.clone(), period: 0, sequence };
    let part = |sequence, date: &str, amount| Settlement {
        key: key(sequence),
        kind: SettlementKind::Partial,
        on: on(date),
        reward: fen("150"),
        amount: fen(amount),
        way: None,
    };
    let next = part(2, "2026-07-31", "50");
    let restated = Settlement { kind: SettlementKind::Restatement, ..next.clone() };
    let mut other = next.clone();
    other.key.agreement = "R-9".parse().unwrap();
    for (settlement, text) in [
        (other, "the ledger of R-1 takes no settlement of R-9"),
        (part(3, "2026-07-31", "50"), "settlement R-1/0/3 must have the sequence 2"),
        (
            part(2, "2026-06-29", "50"),
            "settlement R-1/0/2 of 2026-06-29 cannot follow one of 2026-06-30",
        ),
        (restated, "settlement R-1/0/2 cannot be restatement, the final one is not made"),
        (part(2, "2026-07-31", "150"), "settlement R-1/0/2 must be CNY 50.00, was CNY 150.00"),
    ] {
        assert_eq!(ledger.record(settlement).unwrap_err().to_string(), text);
        assert_eq!(ledger.settlements().len(), 1);
    }
    settle(&mut ledger, &agreement, "150", "2027-01-30");
    let late = Settlement { key: key(3), ..part(3, "2027-02-01", "0") };
    assert_eq!(
        ledger.record(late).unwrap_err().to_string(),
        "settlement R-1/0/3 cannot be partial, the final one is made"
    );
}

#[test]
fn stored_settlements_make_the_same_ledger() {
    let agreement = sap();
    let mut ledger = SettlementLedger::new(&agreement);
    settle(&mut ledger, &agreement, "100", "2026-06-30");
    settle(&mut ledger, &agreement, "150", "2027-01-30");
    let stored = ledger.settlements().to_vec();
    assert_eq!(SettlementLedger::try_from_settlements(&agreement, stored.clone()), Ok(ledger));
    let error = SettlementLedger::try_from_settlements(&agreement, stored.into_iter().rev());
    assert_eq!(error.unwrap_err().code(), "settlement_sequence");
}

#[test]
fn nothing_is_settled_while_a_condition_is_not_known() {
    let agreement = sap();
    let ledger = SettlementLedger::new(&agreement);
    let conditions = ConditionsEffect { is_open: true, ..ConditionsEffect::default() };
    let open = SettlementFacts { conditions, ..facts(fen("100")) };
    let error = ledger.propose(&agreement, 0, open, as_of("2027-01-30")).unwrap_err();
    assert_eq!(error.to_string(), "R-1 is not settled before all its conditions are known");
    let error = ledger.propose(&agreement, 1, facts(fen("1")), as_of("2027-01-30")).unwrap_err();
    assert_eq!(error.code(), "no_such_period");
}

#[test]
fn a_claim_that_is_not_made_lapses_after_a_warning() {
    let mut terms = draft(&[rate("0", "10%")]);
    terms.settlement.claim_days = Some(60);
    let agreement = agreed(terms);
    let period = agreement.periods()[0];
    let state = |claimed: Option<&str>, t: &str| {
        ClaimState::new(&agreement, period, claimed.map(on), as_of(t)).to_string()
    };
    // Settled on 30 January; 60 days later is 31 March; the warning is 30 days before.
    assert_eq!(state(None, "2027-02-28"), "to be claimed by 2027-03-31");
    assert_eq!(state(None, "2027-03-01"), "to be claimed by 2027-03-31, which is near");
    assert_eq!(state(None, "2027-03-31"), "to be claimed by 2027-03-31, which is near");
    assert_eq!(state(None, "2027-04-01"), "lapsed after 2027-03-31");
    assert_eq!(state(Some("2027-03-31"), "2027-06-01"), "claimed on 2027-03-31");
    assert_eq!(state(Some("2027-04-01"), "2027-06-01"), "lapsed after 2027-03-31");
    let ledger = SettlementLedger::new(&agreement);
    let ask = |claimed: Option<&str>| {
        let facts = SettlementFacts { claimed: claimed.map(on), ..facts(fen("5")) };
        ledger.propose(&agreement, 0, facts, as_of("2027-04-01")).map_err(|it| it.to_string())
    };
    assert_eq!(ask(None), Err("R-1 had to be claimed by 2027-03-31".to_owned()));
    assert!(ask(Some("2027-02-01")).is_ok_and(|it| it.is_some()));
    let free = sap();
    let state = ClaimState::new(&free, free.periods()[0], None, as_of("2030-01-01"));
    assert_eq!(state.to_string(), "no claim needed");
}
