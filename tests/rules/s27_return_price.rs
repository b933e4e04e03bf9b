//! S27: the price of goods that come back, and the serial numbers of those that replace them.

use guanxi::goods_return::{
    DeliveryFacts, GoodsReturn, ReturnInputs, ReturnOpening, ReturnPolicy, ReturnPrice,
    ReturnReason, ReturnRebate, ReturnStep, SerialSwap, Warranty,
};
use guanxi::id::{BatchId, ReturnId};
use guanxi::lifecycle::Entry;
use guanxi::money::{Amount, Total};
use guanxi::rebate::{
    ConditionsEffect, GoodsMovement, PeriodVolume, RebateAgreement, RebateScale, SettlementFacts,
    SettlementKind, SettlementLedger,
};

use crate::given::{as_of, day, yuan};
use crate::s06_rebate::{agreed, draft, fen, rate};

fn total(text: &str) -> Total {
    fen(text).to_total()
}

fn sales(on: &str, amount: &str) -> GoodsMovement {
    GoodsMovement::invoiced("Li".parse().unwrap(), day(on), yuan(amount))
}

/// The reward of the year for some movements.
fn reward(agreement: &RebateAgreement, movements: &[GoodsMovement], t: &str) -> Amount {
    let scale = RebateScale::from_agreement(agreement, 0).unwrap();
    let found = PeriodVolume::from_movements(agreement, movements, &[], as_of(t)).unwrap();
    scale.reward(found[0].volume).unwrap()
}

/// Settles what S6 says is due; the amount.
fn settle(
    ledger: &mut SettlementLedger,
    agreement: &RebateAgreement,
    reward: Amount,
    t: &str,
) -> Option<(SettlementKind, Total)> {
    let facts = SettlementFacts { reward, conditions: ConditionsEffect::default(), claimed: None };
    let due = ledger.propose(agreement, 0, facts, as_of(t)).unwrap()?;
    let found = (due.kind, due.amount.to_total());
    ledger.record(due).unwrap();
    Some(found)
}

/// 2 % from 5,000 on the whole volume, 4 % from 20,000. Bought 21,000, and 2,000 come back: the
/// rebate was 840, and is 380.
#[test]
fn the_price_is_less_the_rebate_and_nothing_is_taken_twice() {
    let agreement = agreed(draft(&[rate("5000", "2%"), rate("20000", "4%")]));
    let bought = [sales("2026-02-10", "19000"), sales("2026-12-10", "2000")];
    let back = sales("2027-01-15", "-2000").returning(day("2026-12-10"));
    let [first, second] = bought;
    let restated = [first.clone(), second.clone(), back];
    let before = reward(&agreement, &[first, second], "2027-01-14");
    let after = reward(&agreement, &restated, "2027-01-15");
    assert_eq!([before, after], [fen("840"), fen("380")]);

    // Paid out before the goods came back, or not; whatever was paid, the customer ends with the
    // same: the goods paid for, and the rebate of the goods it kept.
    let bound = fen("2000");
    for settled_on in [None, Some("2026-12-31"), Some("2027-01-30")] {
        let mut ledger = SettlementLedger::new(&agreement);
        if let Some(t) = settled_on {
            settle(&mut ledger, &agreement, before, t).unwrap();
        }
        let rebate = ReturnRebate { before, after, settled: ledger.settled(0) };
        let price = ReturnPrice::read(bound, &[rebate]).unwrap();
        assert_eq!(price.price(), total("1540"), "2,000 less the rebate of 460 on them");
        let expected = if settled_on.is_some() { "1540" } else { "2000" };
        assert_eq!(price.credit(), total(expected), "{settled_on:?}");
        let received = ledger.settled(0);
        let last =
            settle(&mut ledger, &agreement, after, "2027-03-01").map_or(Total::ZERO, |it| it.1);
        // What S6 asks back after the return is what the credit was cut by.
        assert_eq!(last.or_zero().minus(last), price.taken_back, "{settled_on:?}");
        // Credit, and all settlements but the one that the credit has paid.
        let has = price.credit().plus(received).plus(last.or_zero());
        assert_eq!(has, total("2380"), "{settled_on:?}");
    }
}

#[test]
fn a_lost_tier_may_cost_more_than_the_goods() {
    let rebate = ReturnRebate { before: fen("840"), after: fen("380"), settled: total("840") };
    let price = ReturnPrice::read(fen("100"), &[rebate]).unwrap();
    assert_eq!((price.credit(), price.left_to_pay()), (Total::ZERO, total("360")));
    assert_eq!(price.price(), Total::ZERO.minus(fen("360")));
    assert_eq!(ReturnPrice::read(fen("-0.01"), &[]), None);
    // Too much was settled before: that is no matter of this return.
    let rebate = ReturnRebate { before: fen("100"), after: fen("90"), settled: total("150") };
    assert_eq!(ReturnPrice::read(fen("50"), &[rebate]).unwrap().taken_back, total("10"));
    // A return that costs no reward takes nothing, and two agreements take both.
    let none = ReturnRebate { before: fen("90"), after: fen("100"), settled: total("90") };
    let both = ReturnPrice::read(fen("50"), &[none, rebate]).unwrap();
    assert_eq!((both.rebate, both.taken_back), (total("10"), total("10")));
}

#[test]
fn parts_of_a_delivery_are_worth_together_what_was_paid() {
    let part = |before, quantity| ReturnPrice::paid_for(fen("100"), 7, before, quantity);
    let parts = [part(0, 3), part(3, 3), part(6, 1)].map(Option::unwrap);
    assert_eq!(parts, [fen("42.85"), fen("42.86"), fen("14.29")]);
    assert_eq!(part(0, 7), Some(fen("100")));
    assert_eq!([part(0, 8), part(7, 1), part(u64::MAX, 1)], [None; 3]);
    assert_eq!(ReturnPrice::paid_for(fen("-1"), 7, 0, 1), None);
    assert_eq!(ReturnPrice::paid_for(fen("1"), 0, 0, 0), None);
}

/// What was split off is paid for with the other return, and what was not authorised by none.
#[test]
fn a_part_is_credited_once() {
    let at = |quantity| {
        let mut goods = GoodsReturn::open(pump_opening(3, None));
        assert_eq!(take(&mut goods, ReturnStep::Authorise { quantity }), None);
        goods
    };
    let refund = |mut goods: GoodsReturn, credit| {
        for step in [
            ReturnStep::Receive { quantity: 1 },
            ReturnStep::Inspect { state: "dead".parse().unwrap() },
        ] {
            assert_eq!(take(&mut goods, step), None);
        }
        take(&mut goods, ReturnStep::Refund { quantity: 1, credit: yuan(credit) })
    };
    let most = |most, credit| {
        Some(format!("a return is credited with at most CNY {most}, was CNY {credit}"))
    };
    assert_eq!(refund(at(3), "300"), None);
    assert_eq!(refund(at(1), "100"), None);
    assert_eq!(refund(at(1), "100.01"), most("100.00", "100.01"));
    let split = |mut goods: GoodsReturn, to: &str| {
        let to = to.parse().unwrap();
        assert_eq!(take(&mut goods, ReturnStep::Split { to, quantity: 1 }), None);
        let paid = goods.split_part(&to_id(&goods)).unwrap().paid;
        (goods, paid)
    };
    let (once, first) = split(at(3), "R-2");
    assert_eq!((first, refund(once.clone(), "200.01")), (yuan("100"), most("200.00", "200.01")));
    let (twice, second) = split(once, "R-3");
    assert_eq!((second, refund(twice, "100.01")), (yuan("100"), most("100.00", "100.01")));
}

/// The return to which the last split went.
fn to_id(goods: &GoodsReturn) -> ReturnId {
    let Some(ReturnStep::Split { to, .. }) = goods.trail().last().map(|it| &it.step) else {
        panic!("a split")
    };
    to.clone()
}

/// Three pumps of one sale, received and inspected.
fn pumps(quantity: u64, batch: Option<&str>) -> GoodsReturn {
    let mut goods = GoodsReturn::open(pump_opening(quantity, batch));
    for step in [
        ReturnStep::Authorise { quantity },
        ReturnStep::Receive { quantity },
        ReturnStep::Inspect { state: "dead".parse().unwrap() },
    ] {
        assert_eq!(take(&mut goods, step), None);
    }
    goods
}

fn pump_opening(quantity: u64, batch: Option<&str>) -> ReturnOpening {
    ReturnOpening {
        id: "R-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        on: day("2026-03-20"),
        by: "Desk".parse().unwrap(),
        paper: None,
        product: "pump".parse().unwrap(),
        quantity,
        reason: ReturnReason::Defect,
        sale: Some("S-1".parse().unwrap()),
        delivered: day("2026-03-01"),
        is_assumed: false,
        batch: batch.map(|it| it.parse().unwrap()),
        paid: yuan("300"),
        is_unannounced: false,
        split_from: None,
    }
}

/// Takes a step on 1 April; the code of the refusal with its text.
fn take(goods: &mut GoodsReturn, step: ReturnStep) -> Option<String> {
    let batches: Vec<BatchId> = ["P-1", "P-2", "P-3"].map(|it| it.parse().unwrap()).into();
    let delivery = DeliveryFacts {
        delivered: 3,
        returned: 0,
        pending: 0,
        window_days: 30,
        batches: &batches,
        warranty: None,
    };
    let policy = ReturnPolicy::default();
    let event = Entry::new(step, day("2026-04-01"), "Sun".parse().unwrap());
    let before = goods.clone();
    let refused = goods.apply(event, &ReturnInputs { delivery, policy: &policy }).err();
    assert!(refused.is_none() || *goods == before, "nothing has changed");
    refused.map(|it| it.to_string())
}

fn replace(quantity: u64, swaps: &[(&str, &str)]) -> ReturnStep {
    let swap = |(old, new): &(&str, &str)| SerialSwap {
        old: old.parse().unwrap(),
        new: new.parse().unwrap(),
    };
    ReturnStep::Replace { quantity, serials: swaps.iter().map(swap).collect() }
}

/// erpnext #42318: the new serial number was lost, and the old one stayed in warranty.
#[test]
fn complaint_old_and_new_serial_are_both_kept() {
    let mut goods = pumps(3, None);
    assert_eq!(take(&mut goods, replace(2, &[("P-1", "Q-1"), ("P-2", "Q-2")])), None);
    let kept: Vec<_> = goods.replaced(as_of("2026-04-01")).collect();
    let text: Vec<_> = kept.iter().map(|it| format!("{} {}", it.old, it.new)).collect();
    assert_eq!(text, ["P-1 Q-1", "P-2 Q-2"]);
    assert_eq!(goods.replaced(as_of("2026-03-31")).count(), 0);
    // The new thing has the rest of the warranty of the old one, from the day of the swap.
    let warranty = Warranty::new(day("2026-03-01"), 90);
    let new = warranty.replaced(as_of("2026-04-01"), 0);
    assert_eq!((new.last(), new.days_left(as_of("2026-04-01"))), (day("2026-05-30"), 59));
}

#[test]
fn a_serial_of_another_sale_is_refused_and_none_is_replaced_twice() {
    let refused = |quantity, swaps: &[(&str, &str)]| {
        let mut goods = pumps(3, None);
        assert_eq!(take(&mut goods, replace(1, &[("P-1", "Q-1")])), None);
        take(&mut goods, replace(quantity, swaps)).unwrap_or_default()
    };
    assert_eq!(refused(1, &[("X-9", "Q-9")]), "batch X-9 is none of this sale");
    let taken = |serial| format!("serial number {serial} is replaced, delivered or sent already");
    assert_eq!(refused(1, &[("P-1", "Q-9")]), taken("P-1"));
    assert_eq!(refused(1, &[("P-2", "Q-1")]), taken("Q-1"));
    assert_eq!(refused(1, &[("P-2", "P-3")]), taken("P-3"));
    assert_eq!(refused(1, &[("P-2", "P-2")]), taken("P-2"));
    assert_eq!(refused(2, &[("P-2", "Q-2"), ("P-2", "Q-3")]), taken("P-2"));
    assert_eq!(refused(2, &[("P-2", "Q-2"), ("P-3", "Q-2")]), taken("Q-2"));
    assert_eq!(
        refused(1, &[("P-2", "Q-2"), ("P-3", "Q-3")]),
        "at most 1 serial numbers can be replaced, were 2"
    );
    assert_eq!(refused(2, &[("P-2", "Q-2"), ("P-3", "Q-3")]), "");
    assert_eq!(refused(2, &[]), "", "goods without serial numbers");
    // One thing comes back, and its number was read: no other one of the sale is replaced.
    let mut own = pumps(1, Some("P-2"));
    assert_eq!(
        take(&mut own, replace(1, &[("P-3", "Q-3")])).as_deref(),
        Some("batch P-3 is none of this sale")
    );
    assert_eq!(take(&mut own, replace(1, &[("P-2", "Q-2")])), None);
}
