//! Goods returned against the rule by its letter: as if each waiting credit note were written.

use std::collections::BTreeMap;

use guanxi::account::Account;
use guanxi::calendar::AsOf;
use guanxi::context::Context;
use guanxi::credit::{
    CreditInputs, Exposure, OrderCheck, OrderCheckPolicy, OrderCheckPolicyDraft, OrderRequest,
};
use guanxi::receivable::{Inclusion, Payment, SettlementKind};
use guanxi::trade::{DocumentFlow, DocumentStage, StagedDocument};
use guanxi::warning::{DebtPolicy, DebtPolicyDraft};
use proptest::prelude::*;

use crate::settlements::{Ledger, bills, by_the_letter, first, papers};
use crate::strategies::{document, money};

/// Goods returned: the bill, the days after the first, the amount.
fn returns() -> impl Strategy<Value = Vec<(usize, i32, i64)>> {
    prop::collection::vec((0_usize..6, 0_i32..200, 1_i64..200), 0..8)
}

/// What the credit notes of an invoice say by `t`, by its number.
fn noted(ledger: &Ledger, t: AsOf) -> BTreeMap<String, i64> {
    let mut noted = BTreeMap::new();
    let written = ledger.payments.iter().filter(|it| it.kind == SettlementKind::CreditNote);
    for note in written.filter(|it| t.sees(it.date)) {
        let whole = note.invoice.iter().map(|invoice| (invoice, note.amount));
        for (invoice, amount) in
            whole.chain(note.allocations.iter().map(|it| (&it.invoice, it.amount)))
        {
            *noted.entry(invoice.to_string()).or_insert(0) += amount.amount().minor();
        }
    }
    noted
}

/// The returns that are right, taken in their order: on the day of the invoice or later, and of an
/// invoice no more than it bills.
fn right(
    ledger: &Ledger,
    returns: &[(usize, i32, i64)],
    account: &mut Account,
) -> Result<Vec<DocumentFlow>, TestCaseError> {
    let mut taken: Vec<DocumentFlow> = Vec::new();
    for (place, (bill, after, minor)) in returns.iter().enumerate() {
        let Some((invoice, ..)) = ledger.bills.get(*bill) else { continue };
        let flow = DocumentFlow {
            from: StagedDocument::new(DocumentStage::Invoiced, invoice.document.clone()),
            to: StagedDocument::new(DocumentStage::Returned, document(&format!("R{place}"))),
            date: first().offset(*after),
            amount: money(*minor),
        };
        let of_invoice = taken.iter().filter(|it| it.from == flow.from);
        let before: i64 = of_invoice.map(|it| it.amount.amount().minor()).sum();
        let fits = before + minor <= invoice.amount.amount().minor();
        let outcome = account.record(flow.clone());
        prop_assert_eq!(outcome.is_ok(), fits && flow.date >= invoice.issued, "{:?}", outcome);
        if outcome.is_ok() {
            taken.push(flow);
        }
    }
    Ok(taken)
}

/// The credit notes that wait for goods returned by `t`, written on that day.
fn waiting(ledger: &Ledger, returns: &[DocumentFlow], t: AsOf) -> Vec<Payment> {
    let noted = noted(ledger, t);
    let mut returned: BTreeMap<String, i64> = BTreeMap::new();
    for flow in returns.iter().filter(|it| t.sees(it.date)) {
        *returned.entry(flow.from.document.to_string()).or_default() +=
            flow.amount.amount().minor();
    }
    let open = returned.into_iter().map(|(number, minor)| {
        let left = minor - noted.get(&number).copied().unwrap_or(0);
        (number, left)
    });
    let open = open.filter(|(_, left)| *left > 0).map(|(number, left)| {
        let note = Payment::new(document(&format!("N{number}")), t.day(), money(left));
        note.of_kind(SettlementKind::CreditNote).for_invoice(document(&number))
    });
    open.collect()
}

fn checked(account: &Account, left_out: bool, t: AsOf) -> OrderCheck {
    let mut draft = OrderCheckPolicyDraft::default();
    if left_out {
        draft.included.disputed = Inclusion::LeftOut;
    }
    let order = OrderRequest::try_new(money(50), t.day()).unwrap();
    let policy = OrderCheckPolicy::try_new(draft).unwrap();
    policy.check(account.view(), &order, &CreditInputs::default(), t).unwrap()
}

fn owed(account: &Account, left_out: bool, t: AsOf) -> i128 {
    let disputed = if left_out { Inclusion::LeftOut } else { Inclusion::Counted };
    let policy = DebtPolicy::try_new(DebtPolicyDraft { disputed, ..Default::default() }).unwrap();
    policy.read(account.view(), &Context::on(t)).exposure.minor()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn goods_returned_count_as_if_their_credit_notes_were_written(
        bills in bills(), papers in papers(), returns in returns(), after in -10_i32..210,
    ) {
        let ledger = Ledger::of(&bills, &papers);
        let t = AsOf::new(first().offset(after));
        let mut account = ledger.account();
        let balance = Exposure::from_account(account.view(), t, None).standing;
        let returns = right(&ledger, &returns, &mut account)?;
        let notes = waiting(&ledger, &returns, t);
        let found = Exposure::from_account(account.view(), t, None);
        prop_assert_eq!(found.standing, balance, "nothing is settled by a return");

        let mut written = ledger;
        written.payments.extend(notes.iter().cloned());
        let outcome = by_the_letter(&written, t);
        let open: i64 = outcome.open.values().map(|(open, _)| open).sum();
        let naive = open - outcome.unapplied - outcome.earmarked;
        prop_assert_eq!(found.gross().minor(), i128::from(naive));
        let most: i64 = notes.iter().map(|it| it.amount.amount().minor()).sum();
        prop_assert!((0..=i128::from(most)).contains(&found.returned.total().minor()));

        // The rules say the same on the day before the notes are written and after it.
        let credited = written.account();
        for left_out in [false, true] {
            let [before, after] = [&account, &credited].map(|it| checked(it, left_out, t));
            prop_assert_eq!(before.before(), after.before(), "left out: {}", left_out);
            prop_assert_eq!(before.after(), after.after(), "left out: {}", left_out);
            prop_assert_eq!(owed(&account, left_out, t), owed(&credited, left_out, t));
        }
    }
}
