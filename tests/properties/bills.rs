//! Bills and floor stock against payments and debts without them.

use guanxi::account::{Account, Fact, FactKind, FactName};
use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::credit::{BillPolicyDraft, Exposure};
use guanxi::measure::Ratio;
use guanxi::receivable::{
    AcceptorKind, Bill, BillFate, FloorStock, OpenBalance, OpenItem, Payment, SettlementKind,
    settle, settled_items,
};
use proptest::prelude::*;

use crate::settlements::{self, Ledger};
use crate::strategies::{money, take};

/// Tells which payments are made by bills: money that names one invoice or none.
fn by_bill(payment: &Payment, mask: u16, place: usize) -> bool {
    let is_chosen = mask >> (place % 16) & 1 == 1;
    payment.kind == SettlementKind::Received && payment.allocations.is_empty() && is_chosen
}

/// The bill in the place of a payment.
fn bill(payment: &Payment) -> Bill {
    let (number, received) = (payment.document.clone(), payment.date);
    let kind = AcceptorKind::Commercial;
    let bill = Bill::new(number, kind, received, received.offset(180), payment.amount);
    match &payment.invoice {
        Some(invoice) => bill.for_invoice(invoice.clone()),
        None => bill,
    }
}

fn without_payments(ledger: &Ledger) -> Account {
    let bills = ledger.bills.clone();
    Ledger { bills, payments: Vec::new() }.account()
}

/// The account with the chosen payments as `made` makes them.
fn account(ledger: &Ledger, mask: u16, made: impl Fn(&Payment) -> Option<Fact>) -> Account {
    let mut account = without_payments(ledger);
    for (place, payment) in ledger.payments.iter().enumerate() {
        let fact = if by_bill(payment, mask, place) {
            made(payment)
        } else {
            Some(payment.clone().into())
        };
        if let Some(fact) = fact {
            take(account.record(fact));
        }
    }
    account
}

fn shares(ratio: Ratio) -> BillPolicyDraft {
    BillPolicyDraft {
        bank: ratio,
        finance_company: ratio,
        commercial: ratio,
        receivable_certificate: ratio,
    }
}

/// The open items without the mark of the payment that settled them, and the balance.
fn open(account: &Account, t: Day) -> (Vec<OpenItem>, OpenBalance) {
    let t = AsOf::new(t);
    let mut items = Vec::new();
    let known = account.as_of(t);
    let balance = settle(known.view().receivables(), t, |item| items.push(item));
    (items, balance)
}

fn exposure(account: &Account, t: Day, ratio: Ratio) -> i128 {
    let t = AsOf::new(t);
    let known = account.as_of(t);
    Exposure::with_bills(known.view(), t, None, &shares(ratio)).total().minor()
}

fn ledgers() -> impl Strategy<Value = Ledger> {
    let facts = (settlements::bills(), settlements::papers());
    facts.prop_map(|(bills, papers)| Ledger::of(&bills, &papers))
}

fn days() -> impl Iterator<Item = Day> {
    (0..26).map(|week| settlements::first().offset(week * 9))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Bills settle as the payments would in their place, and at no share they are no exposure.
    #[test]
    fn bills_without_a_share_are_payments(ledger in ledgers(), mask: u16) {
        let paid = account(&ledger, mask, |payment| Some(payment.clone().into()));
        let billed = account(&ledger, mask, |payment| Some(bill(payment).into()));
        for t in days() {
            prop_assert_eq!(open(&billed, t), open(&paid, t), "{}", t);
            prop_assert_eq!(exposure(&billed, t, Ratio::ZERO), exposure(&paid, t, Ratio::ZERO));
        }
    }

    /// At the whole share they are exposure as if nothing had been paid. What is no money and takes
    /// only what an invoice leaves it is left out: it would take more.
    #[test]
    fn bills_at_the_whole_share_are_as_if_unpaid(ledger in ledgers(), mask: u16) {
        let Ledger { bills, mut payments } = ledger;
        payments.retain(|it| it.kind.becomes_credit() || it.kind == SettlementKind::Refunded);
        let ledger = Ledger { bills, payments };
        let unpaid = account(&ledger, mask, |_| None);
        let billed = account(&ledger, mask, |payment| Some(bill(payment).into()));
        for t in days() {
            prop_assert_eq!(exposure(&billed, t, Ratio::ONE), exposure(&unpaid, t, Ratio::ONE));
        }
    }

    /// A refused bill is a payment that was made void on the day of refusal, whether its fate is
    /// recorded with it or comes later.
    #[test]
    fn a_refused_bill_is_a_payment_revised_away(
        ledger in ledgers(),
        mask: u16,
        after in 0_i32..90,
    ) {
        let mut void = account(&ledger, mask, |payment| Some(payment.clone().into()));
        let refused = |payment: &Payment| {
            let fate = BillFate::Refused(payment.date.offset(after));
            Fact::from(bill(payment).with_fate(fate))
        };
        let at_once = account(&ledger, mask, |payment| Some(refused(payment)));
        let mut later = account(&ledger, mask, |payment| Some(bill(payment).into()));
        for (place, payment) in ledger.payments.iter().enumerate() {
            if by_bill(payment, mask, place) {
                let (on, number) = (payment.date.offset(after), payment.document.as_str());
                let name = FactName::new(FactKind::Payment, number);
                prop_assert!(void.revise(&name, on, None).is_ok());
                let name = FactName::new(FactKind::Bill, number);
                prop_assert!(later.revise(&name, on, Some(refused(payment))).is_ok());
            }
        }
        for t in days() {
            let expected = open(&void, t);
            prop_assert_eq!(&open(&at_once, t), &expected, "{}", t);
            prop_assert_eq!(&open(&later, t), &expected, "{}", t);
        }
        let end = AsOf::new(settlements::first().offset(400));
        let settled = |account: &Account| settled_items(account.view().receivables(), end);
        prop_assert_eq!(settled(&at_once), settled(&void));
    }

    /// Once all are honoured, what was settled when and by money is as with payments; the money is
    /// there on the later day.
    #[test]
    fn honoured_bills_are_money(ledger in ledgers(), mask: u16, after in 0_i32..90) {
        let paid = account(&ledger, mask, |payment| Some(payment.clone().into()));
        let honoured = account(&ledger, mask, |payment| {
            let fate = BillFate::Honoured(payment.date.offset(after));
            Some(bill(payment).with_fate(fate).into())
        });
        let end = AsOf::new(settlements::first().offset(400));
        let settled = |account: &Account| settled_items(account.view().receivables(), end);
        let fates = ledger.payments.iter().map(|it| it.date.offset(after));
        let last = fates.max().unwrap_or(settlements::first());
        let (by_money, by_bills) = (settled(&paid), settled(&honoured));
        prop_assert_eq!(by_money.len(), by_bills.len());
        for (money, bill) in by_money.iter().zip(&by_bills) {
            let plain = |it: &guanxi::receivable::SettledItem| {
                (it.invoice, it.due, it.amount, it.settled, it.is_paid)
            };
            prop_assert_eq!(plain(money), plain(bill));
            prop_assert_eq!(money.collected, Some(money.settled));
            let collected = bill.collected.unwrap();
            prop_assert!(collected >= bill.settled && collected <= bill.settled.max(last));
        }
    }

    /// Floor stock is what is undisputed of the items of its days, up to the ceiling; the balance
    /// and the sum of what is open stay as they are.
    #[test]
    fn floor_stock_is_the_least_of_its_items_and_its_ceiling(
        ledger in ledgers(),
        ceiling in 0_i64..900,
        (from, length) in (0_i32..100, 0_i32..90),
        clearing_days in 0_u16..40,
    ) {
        let plain = ledger.account();
        let mut stocked = ledger.account();
        let from = settlements::first().offset(from);
        let last = from.offset(length);
        let agreed = Validity::try_new(from, Some(last)).unwrap();
        let floor = FloorStock { ceiling: money(ceiling), days: agreed, clearing_days };
        take(stocked.record(floor));
        for t in days() {
            let (items, balance) = open(&plain, t);
            let of_it = items.iter().filter(|it| {
                let number = plain.view().invoice_number(it.invoice);
                !number.is_empty() && agreed.contains(it.invoice.issued())
            });
            let undisputed: i64 = of_it.map(|it| it.undisputed().minor()).sum();
            let taken = if from <= t { undisputed.min(ceiling) } else { 0 };
            let (divided, found) = open(&stocked, t);
            let standing = if agreed.contains(t) { taken } else { 0 };
            prop_assert_eq!(found.floor_stock.minor(), i128::from(standing), "{}", t);
            prop_assert_eq!(found.balance(), balance.balance());
            prop_assert_eq!(found.open(), balance.open());
            prop_assert!(divided.is_sorted_by_key(|it| it.due));
            prop_assert!(divided.iter().all(|it| it.open.is_positive()));
            let due = last.offset(i32::from(clearing_days));
            let late = |items: &[OpenItem]| -> i64 {
                items.iter().filter(|it| it.due < t).map(|it| it.open.minor()).sum()
            };
            if t <= due {
                prop_assert!(late(&divided) + taken >= late(&items), "at most the stock rests");
            } else {
                prop_assert_eq!(late(&divided), late(&items));
            }
        }
    }
}
