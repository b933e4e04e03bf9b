//! Settlement by the letter of the rule, worked out naively, against the fast ways.

use std::collections::BTreeMap;

use guanxi::account::{Account, Fact};
use guanxi::calendar::{AsOf, Day};
use guanxi::credit::SalesBalance;
use guanxi::receivable::{
    AgeingPartition, Allocation, Bucket, Dispute, Invoice, InvoiceInstalment, InvoiceInstalments,
    OpenBalance, Payment, SettlementKind, settle,
};
use proptest::prelude::*;

use crate::strategies::{document, money, take, yuan};

/// A bill with instalments by weight, a flag and disputes: first day, days, part in percent.
#[derive(Debug, Clone)]
pub(crate) struct Bill {
    issued: Day,
    due: Day,
    minor: i64,
    flagged: bool,
    parts: Vec<(i32, i64)>,
    dispute: Option<(i32, Option<i32>, i64)>,
}

/// A settlement: kind, day, amount, and the bills it names with shares in percent.
#[derive(Debug, Clone)]
pub(crate) struct Paper {
    kind: SettlementKind,
    day: Day,
    minor: i64,
    names: Vec<(usize, i64)>,
}

pub(crate) fn first() -> Day {
    Day::try_from_epoch_days(20_000).unwrap()
}

pub(crate) fn bills() -> impl Strategy<Value = Vec<Bill>> {
    let parts = prop_oneof![
        3 => Just(vec![]),
        1 => prop::collection::vec((0_i32..40, 1_i64..5), 1..4),
    ];
    let dispute = prop::option::weighted(0.3, (0_i32..60, prop::option::of(1_i32..60), 1_i64..101));
    let bill = (0_i32..120, 0_i32..40, 20_i64..400, prop::bool::weighted(0.15), parts, dispute);
    let bill = bill.prop_map(|(issued, term, minor, flagged, mut parts, dispute)| {
        parts.sort_unstable();
        let issued = first().offset(issued);
        Bill { issued, due: issued.offset(term), minor, flagged, parts, dispute }
    });
    prop::collection::vec(bill, 0..6)
}

pub(crate) fn papers() -> impl Strategy<Value = Vec<Paper>> {
    let kind = prop_oneof![
        3 => Just(SettlementKind::Received),
        2 => (0..SettlementKind::ALL.len()).prop_map(|place| SettlementKind::ALL[place]),
    ];
    let names = prop::collection::vec((0_usize..6, 1_i64..101), 0..3);
    let paper = (kind, 0_i32..200, -80_i64..400, names);
    let paper = paper.prop_map(|(kind, day, minor, names)| {
        let minor = match kind {
            SettlementKind::ExchangeDifference if minor != 0 => minor,
            _ => minor.abs() + 1,
        };
        Paper { kind, day: first().offset(day), minor, names }
    });
    prop::collection::vec(paper, 0..9)
}

#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    pub(crate) bills: Vec<(Invoice, Option<InvoiceInstalments>, Option<Dispute>)>,
    pub(crate) payments: Vec<Payment>,
}

fn must_name(kind: SettlementKind) -> bool {
    kind != SettlementKind::Refunded && !kind.becomes_credit()
}

fn invoice_of(place: usize, bill: &Bill) -> Invoice {
    let number = document(&format!("I{}", 9 - place));
    let invoice = Invoice::new(number, bill.issued, bill.due, money(bill.minor));
    if bill.flagged { invoice.in_dispute() } else { invoice }
}

impl Ledger {
    pub(crate) fn of(bills: &[Bill], papers: &[Paper]) -> Self {
        let bills: Vec<_> = bills
            .iter()
            .enumerate()
            .map(|(place, bill)| {
                let invoice = invoice_of(place, bill);
                let weights: i64 = bill.parts.iter().map(|(_, weight)| weight).sum();
                let mut left = bill.minor;
                let mut parts = Vec::new();
                for (place, (days, weight)) in bill.parts.iter().enumerate() {
                    let last = place + 1 == bill.parts.len();
                    let minor = if last { left } else { bill.minor * weight / weights };
                    left -= minor;
                    parts.push(InvoiceInstalment::new(bill.issued.offset(*days), money(minor)));
                }
                let number = invoice.document.clone();
                let from = bill.issued;
                let instalments = (!parts.is_empty()).then(|| InvoiceInstalments {
                    invoice: number.clone(),
                    from,
                    parts,
                });
                let dispute = bill.dispute.filter(|_| !bill.flagged);
                let dispute = dispute.map(|(after, days, percent)| {
                    let from = bill.issued.offset(after);
                    let to = days.map(|days| from.offset(days));
                    let amount = (percent < 100).then(|| money(1 + bill.minor * percent / 101));
                    Dispute { invoice: number, from, to, amount }
                });
                (invoice, instalments, dispute)
            })
            .collect();
        let payments = papers.iter().enumerate();
        let payments = payments.filter_map(|(place, paper)| payment(place, paper, &bills));
        let payments = payments.collect();
        Self { bills, payments }
    }

    pub(crate) fn account(&self) -> Account {
        let mut account = Account::new("Li".parse().unwrap(), yuan());
        for (invoice, instalments, dispute) in &self.bills {
            take(account.record(invoice.clone()));
            for fact in instalments.iter().cloned().map(Fact::from) {
                take(account.record(fact));
            }
            for fact in dispute.iter().cloned().map(Fact::from) {
                take(account.record(fact));
            }
        }
        for payment in &self.payments {
            take(account.record(payment.clone()));
        }
        account
    }
}

fn payment(
    place: usize,
    paper: &Paper,
    bills: &[(Invoice, Option<InvoiceInstalments>, Option<Dispute>)],
) -> Option<Payment> {
    let payment = Payment::new(document(&format!("P{place}")), paper.day, money(paper.minor));
    let payment = payment.of_kind(paper.kind);
    let mut names: Vec<_> = paper.names.iter().filter(|(bill, _)| *bill < bills.len()).collect();
    names.dedup_by_key(|(bill, _)| *bill);
    if paper.kind == SettlementKind::Refunded {
        return Some(payment);
    }
    match names.as_slice() {
        [] if must_name(paper.kind) => None,
        [] => Some(payment),
        [one, two, ..] if one.0 != two.0 && !must_name(paper.kind) && paper.minor > 1 => {
            let part = |share: i64, of: i64| 1 + (of - 1) * share / 101;
            let first = part(one.1, paper.minor - 1);
            let second = part(two.1, paper.minor - first);
            let allocation = |bill: usize, minor| Allocation {
                invoice: bills[bill].0.document.clone(),
                amount: money(minor),
            };
            Some(payment.allocated(allocation(one.0, first)).allocated(allocation(two.0, second)))
        }
        [(bill, _), ..] => Some(payment.for_invoice(bills[*bill].0.document.clone())),
    }
}

/// A unit of an invoice by due date: the rule is worked out one minor unit at a time.
#[derive(Debug, Clone)]
struct Unit {
    due: Day,
    number: String,
    disputed: bool,
    settled: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Open and disputed by due date and number; refunds beyond under no number.
    pub(crate) open: BTreeMap<(Day, String), (i64, i64)>,
    pub(crate) unapplied: i64,
    pub(crate) earmarked: i64,
    written_off: i64,
}

/// The rule by its letter, on single units.
pub(crate) fn by_the_letter(ledger: &Ledger, t: AsOf) -> Outcome {
    let mut units: Vec<Unit> = Vec::new();
    for (invoice, instalments, dispute) in &ledger.bills {
        if !t.sees(invoice.issued) {
            continue;
        }
        let whole = invoice.amount.amount().minor();
        let parts: Vec<(Day, i64)> = match instalments {
            Some(it) => it.parts.iter().map(|it| (it.due, it.amount.amount().minor())).collect(),
            None => vec![(invoice.due, whole)],
        };
        let disputed = match dispute {
            _ if invoice.disputed => whole,
            Some(it) if t.sees(it.from) && it.to.is_none_or(|to| t.day() < to) => {
                it.amount.map_or(whole, |it| it.amount().minor())
            }
            _ => 0,
        };
        let mut place = 0;
        for (due, minor) in parts {
            for _ in 0..minor {
                let number = invoice.document.to_string();
                let disputed = place >= whole - disputed;
                units.push(Unit { due, number, disputed, settled: false });
                place += 1;
            }
        }
    }
    let issued = |number: &str| {
        let invoices = ledger.bills.iter().map(|(invoice, ..)| invoice);
        invoices.filter(|it| t.sees(it.issued)).any(|it| it.document.as_str() == number)
    };
    let mut outcome = Outcome::default();
    let (mut free, mut gains) = (0, Vec::new());
    // Money first, then the other kinds in their order, a write-off last.
    for kind in SettlementKind::ALL {
        for payment in ledger.payments.iter().filter(|it| it.kind == kind && t.sees(it.date)) {
            let whole = payment.amount.amount().minor();
            let mut rest = whole;
            let mut named: Vec<(String, i64)> =
                payment.invoice.iter().map(|it| (it.to_string(), whole)).collect();
            let allocations = payment.allocations.iter();
            named
                .extend(allocations.map(|it| (it.invoice.to_string(), it.amount.amount().minor())));
            for (number, minor) in named {
                rest -= minor;
                if !issued(&number) {
                    outcome.earmarked += if kind.becomes_credit() { minor } else { 0 };
                    continue;
                }
                if minor < 0 {
                    gains.push((payment.date, -minor));
                    continue;
                }
                let own = units.iter_mut().filter(|it| it.number == number && !it.settled);
                let mut taken = 0;
                for unit in own.take(usize::try_from(minor).unwrap()) {
                    unit.settled = true;
                    taken += 1;
                }
                free += if kind.becomes_credit() { minor - taken } else { 0 };
                outcome.written_off += if kind == SettlementKind::WriteOff { taken } else { 0 };
            }
            free += if kind.becomes_credit() { rest } else { 0 };
        }
    }
    let refunds = ledger.payments.iter().filter(|it| it.kind == SettlementKind::Refunded);
    let mut refunds: Vec<_> = refunds.filter(|it| t.sees(it.date)).collect();
    refunds.sort_by_key(|it| it.date);
    for refund in refunds {
        for _ in 0..refund.amount.amount().minor() {
            if free > 0 {
                free -= 1;
            } else if outcome.earmarked > 0 {
                outcome.earmarked -= 1;
            } else {
                outcome.open.entry((refund.date, String::new())).or_default().0 += 1;
            }
        }
    }
    gains.sort_unstable();
    for (day, gain) in gains {
        for _ in 0..gain {
            if free > 0 {
                free -= 1;
            } else {
                outcome.open.entry((day, String::new())).or_default().0 += 1;
            }
        }
    }
    units.sort_by(|a, b| (a.disputed, a.due, &a.number).cmp(&(b.disputed, b.due, &b.number)));
    for unit in &mut units {
        if free > 0 && !unit.settled {
            unit.settled = true;
            free -= 1;
        }
    }
    for unit in units.iter().filter(|it| !it.settled) {
        let open = outcome.open.entry((unit.due, unit.number.clone())).or_default();
        open.0 += 1;
        open.1 += i64::from(unit.disputed);
    }
    outcome.unapplied = free;
    outcome
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn settlement_is_that_of_the_letter_of_the_rule(
        bills in bills(), papers in papers(), after in -10_i32..210,
    ) {
        let ledger = Ledger::of(&bills, &papers);
        let t = AsOf::new(first().offset(after));
        let account = ledger.account();
        let view = account.view();
        let mut found = Outcome::default();
        let balance = settle(view.receivables(), t, |item| {
            let number = view.invoice_number(item.invoice).to_owned();
            let open = found.open.entry((item.due, number)).or_default();
            open.0 += item.open.minor();
            open.1 += item.disputed.minor();
        });
        found.unapplied = i64::try_from(balance.unapplied.minor()).unwrap();
        found.earmarked = i64::try_from(balance.earmarked.minor()).unwrap();
        found.written_off = i64::try_from(balance.written_off.minor()).unwrap();
        prop_assert_eq!(&found, &by_the_letter(&ledger, t));
        prop_assert_eq!(OpenBalance::as_of(view.receivables(), t), balance);
        // Buckets tie to the balance, to the cent.
        let buckets: i128 =
            Bucket::ALL.iter().map(|bucket| balance.ageing.in_bucket(*bucket).minor()).sum();
        let tied = buckets - balance.unapplied.minor() - balance.earmarked.minor();
        prop_assert_eq!(tied, balance.balance().minor());
        let aged = AgeingPartition::default().age(view.receivables(), t);
        prop_assert_eq!(aged.balance(), balance.balance());
        let open: i64 = found.open.values().map(|(open, _)| open).sum();
        prop_assert_eq!(buckets, i128::from(open));
        let disputed: i64 = found.open.values().map(|(_, disputed)| disputed).sum();
        prop_assert_eq!(balance.disputed.minor(), i128::from(disputed));
    }

    #[test]
    fn collected_is_received_less_refunded_over_any_window(
        bills in bills(), papers in papers(), after in 0_i32..210, days in 0_u16..220,
    ) {
        let ledger = Ledger::of(&bills, &papers);
        let account = ledger.account();
        let window = AsOf::new(first().offset(after)).last_days(days);
        let found = SalesBalance::from_account(account.view(), window);
        let sum = |kind| -> i128 {
            let of_kind = ledger.payments.iter().filter(|it| it.kind == kind);
            let inside = of_kind.filter(|it| window.contains(it.date));
            inside.map(|it| i128::from(it.amount.amount().minor())).sum()
        };
        let received = sum(SettlementKind::Received);
        let refunded = sum(SettlementKind::Refunded);
        prop_assert_eq!(found.received.minor(), received);
        prop_assert_eq!(found.refunded.minor(), refunded);
        prop_assert_eq!(found.collected.minor(), received - refunded);
        let owed = found.owed_before.plus(found.billed).minus(found.collected);
        prop_assert_eq!(found.owed, owed.minus(found.settled_otherwise));
    }
}
