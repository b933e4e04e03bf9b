//! Outcomes against walks over each day.

use std::collections::BTreeSet;

use guanxi::account::{Account, Fact, FactKind, FactName};
use guanxi::backtest::{Aftermath, Hindsight, PaidLaterThan};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::customer::Customer;
use guanxi::receivable::{
    AcceptorKind, Bill, BillFate, FloorStock, Invoice, Payment, SettlementKind, SmallChange, settle,
};
use proptest::prelude::*;

use crate::settlements::{self, Ledger, first};
use crate::strategies::{money, yuan};

/// A payment as it is, or by a bill that is refused or honoured some days later.
fn fact(payment: &Payment, fate: i32) -> Fact {
    let by_bill = payment.kind == SettlementKind::Received && payment.allocations.is_empty();
    if !by_bill || fate < 0 {
        return payment.clone().into();
    }
    let (number, received) = (payment.document.clone(), payment.date);
    let matures = received.offset(180);
    let bill = Bill::new(number, AcceptorKind::Commercial, received, matures, payment.amount);
    let bill = match &payment.invoice {
        Some(invoice) => bill.for_invoice(invoice.clone()),
        None => bill,
    };
    let on = received.offset(fate);
    bill.with_fate(if fate % 3 == 0 { BillFate::Honoured(on) } else { BillFate::Refused(on) })
        .into()
}

/// The items that are late on a day, each by its invoice and its due day. What a refund goes beyond
/// has no amount of its own: a payment lessens it.
fn late(
    (ledger, account): (&Ledger, &Account),
    known: AsOf,
    days: u16,
    day: Day,
) -> BTreeSet<(Day, Day, i64, Day)> {
    let mut late = BTreeSet::new();
    let known = account.as_of(known);
    settle(known.view().receivables(), AsOf::new(day), |item| {
        let is_small = SmallChange::default().has(item.open);
        if !item.is_floor_stock && !is_small && item.days_past_due > i32::from(days) {
            let (issued, due, minor) = {
                let it = item.invoice;
                (it.issued(), it.due(), it.amount().minor())
            };
            let is_invoice = |it: &Invoice| {
                (it.issued, it.due, it.amount.amount().minor()) == (issued, due, minor)
            };
            let is_any = ledger.bills.iter().any(|(it, ..)| is_invoice(it));
            late.insert((issued, due, if is_any { minor } else { 0 }, item.due));
        }
    });
    late
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// An item is late on the first day on which a walk over all days finds one that was not as
    /// late on the day itself: whatever opens it again.
    #[test]
    fn an_item_is_paid_late_on_the_first_day_of_a_walk(
        bills in settlements::bills(),
        papers in settlements::papers(),
        fates in prop::collection::vec(-60_i32..90, 9),
        floor in prop::option::weighted(0.3, (1_i64..600, 0_i32..90, 0_i32..90, 0_u16..30)),
        void in prop::collection::vec((0_usize..9, 0_i32..250), 0..3),
        t in 20_i32..180,
        (days, within, known) in (0_u16..50, 1_u16..90, 0_i32..150),
    ) {
        let ledger = Ledger::of(&bills, &papers);
        let bare = Ledger { bills: ledger.bills.clone(), payments: Vec::new() };
        let mut account = bare.account();
        let mut book = Book::new(yuan());
        let key = book.register(Customer::new("Li".parse().unwrap())).unwrap();
        for (invoice, instalments, dispute) in &bare.bills {
            book.record(key, invoice.clone()).unwrap();
            let parts = instalments.iter().cloned().map(Fact::from);
            for fact in parts.chain(dispute.iter().cloned().map(Fact::from)) {
                book.record(key, fact).unwrap();
            }
        }
        let mut facts: Vec<Fact> =
            ledger.payments.iter().zip(&fates).map(|(it, fate)| fact(it, *fate)).collect();
        facts.extend(floor.map(|(ceiling, from, days, clearing_days)| {
            let (from, to) = (first().offset(from), first().offset(from + days));
            let days = Validity::try_new(from, Some(to)).unwrap();
            Fact::from(FloorStock { ceiling: money(ceiling), days, clearing_days })
        }));
        for fact in facts {
            let taken = account.record(fact.clone()).is_ok();
            prop_assert_eq!(book.record(key, fact).is_ok(), taken);
        }
        for (place, on) in void {
            let Some(payment) = ledger.payments.get(place) else { continue };
            let name = FactName::new(FactKind::Payment, payment.document.as_str());
            let on = first().offset(on);
            let taken = account.revise(&name, on, None).is_ok();
            prop_assert_eq!(book.revise(key, &name, on, None).is_ok(), taken);
        }

        let day = first().offset(t);
        let (known, last) = (AsOf::new(day.offset(known)), day.offset(i32::from(within)));
        let before = late((&bare, &account), known, days, day);
        let is_new = |on: &Day| !late((&bare, &account), known, days, *on).is_subset(&before);
        let seen = (1..=i32::from(within)).map(|ahead| day.offset(ahead));
        let expected = match seen.take_while(|on| known.sees(*on)).find(is_new) {
            Some(on) => Aftermath::came_true_on(on),
            None if known.sees(last) => Hindsight::DidNot.into(),
            None => Hindsight::Unknowable.into(),
        };
        let outcome = PaidLaterThan { days_past_due: days, days: within.try_into().unwrap(), known };
        prop_assert_eq!(outcome.aftermath(&book, key, AsOf::new(day)), expected);
    }
}
