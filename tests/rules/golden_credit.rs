//! Golden numbers of the credit systems that practitioners know.

use guanxi::account::Account;
use guanxi::context::Context;
use guanxi::credit::{CreditInputs, OrderCheckPolicy, OrderRequest, OrderVerdict};
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Amount, Rounding};
use guanxi::receivable::{
    CreditLimit, DaysBeyondTerms, Invoice, OpenBalance, Payment, TimedPayment, overdue_share,
};
use guanxi::trade::{DocumentFlow, DocumentStage, OpenOrder, StagedDocument};
use guanxi::warning::{DebtPolicy, DebtPolicyDraft, Level, Outcome, Reading};

#[test]
fn half_of_a_policy_of_50_000_raises_a_limit_of_100_000_to_125_000() {
    let yuan = |units: i64| Amount::from_minor(units * 100);
    let covered = yuan(50_000).share(Ratio::from_percent(50), Rounding::TowardZero).unwrap();
    assert_eq!(yuan(100_000).checked_add(covered), Some(yuan(125_000)));
}

#[test]
fn a_bound_of_30_percent_overdue_passes_300_of_1000_and_one_of_29_does_not() {
    let mut account = Account::new("Li".parse().unwrap(), "CNY".parse().unwrap());
    for (name, due, amount) in [("I1", "2026-01-31", "CNY 300"), ("I2", "2026-03-31", "CNY 700")] {
        let (due, amount) = (due.parse().unwrap(), amount.parse().unwrap());
        account.record(Invoice::new(name.parse().unwrap(), due, due, amount)).unwrap();
    }
    let view = account.view();
    let share = |days| overdue_share(view.receivables(), "2026-03-31".parse().unwrap(), days);
    let thirty = share(30).unwrap();
    assert!(thirty <= Ratio::from_percent(30) && thirty > Ratio::from_percent(29));
    assert_eq!(share(59).unwrap(), Ratio::ZERO, "59 days past due is not more than 59");
    assert_eq!(share(58).unwrap(), Ratio::from_percent(30));
}

#[test]
fn a_limit_of_1000_with_900_open_is_used_to_90_percent() {
    let mut account = Account::new("Li".parse().unwrap(), "CNY".parse().unwrap());
    let limit =
        CreditLimit::try_from_money("CNY 1000".parse().unwrap(), account.currency()).unwrap();
    account.agree_limit(limit).unwrap();
    let due = "2026-03-31".parse().unwrap();
    let open = Invoice::new("I1".parse().unwrap(), due, due, "CNY 900".parse().unwrap());
    account.record(open).unwrap();
    let reading =
        DebtPolicy::default().read(account.view(), &Context::on("2026-03-31".parse().unwrap()));
    assert_eq!(reading.utilisation().unwrap(), Ratio::from_percent(90));
}

#[test]
fn five_payments_are_3_333_days_beyond_terms_signed_and_4_667_clamped() {
    let paid = [(100, -10), (200, -5), (300, 0), (400, 5), (500, 10)];
    let paid = paid.map(|(minor, days)| TimedPayment {
        amount: Amount::from_minor(minor),
        days_beyond_terms: days,
    });
    let beyond = DaysBeyondTerms::from_payments(paid).unwrap();
    assert_eq!(beyond.signed, Quotient::try_new(10, 3).unwrap());
    assert_eq!(beyond.clamped, Quotient::try_new(14, 3).unwrap());
}

#[test]
fn payments_of_12_000_weigh_by_their_amounts_to_4_333_days() {
    let paid = [(5_000, 0), (4_000, 3), (2_000, 10), (1_000, 20)];
    let paid = paid.map(|(units, days_beyond_terms)| TimedPayment {
        amount: Amount::from_minor(units * 100),
        days_beyond_terms,
    });
    let beyond = DaysBeyondTerms::from_payments(paid).unwrap();
    assert_eq!(beyond.signed, Quotient::try_new(13, 3).unwrap());
    assert_eq!(beyond.clamped, beyond.signed, "none came early");
}

/// Limit 100, nothing used, an order of 60: 60, not 120, at every document that it has come to.
#[test]
fn a_document_of_60_counts_once_against_a_limit_of_100() {
    let day = "2026-03-31".parse().unwrap();
    let money = |text: &str| text.parse().unwrap();
    let handed = |from, to: (DocumentStage, &str)| DocumentFlow {
        from,
        to: StagedDocument::new(to.0, to.1.parse().unwrap()),
        date: day,
        amount: money("CNY 60"),
    };
    let ordered = StagedDocument::new(DocumentStage::Ordered, "O1".parse().unwrap());
    let delivered = handed(ordered, (DocumentStage::Delivered, "D1"));
    let invoiced = handed(delivered.to.clone(), (DocumentStage::Invoiced, "I1"));
    for documents in 0..=3 {
        for (limit, verdict) in [
            ("CNY 100", OrderVerdict::Approve),
            ("CNY 60", OrderVerdict::Approve),
            ("CNY 59.99", OrderVerdict::Hold),
        ] {
            let mut account = Account::new("Li".parse().unwrap(), "CNY".parse().unwrap());
            let limit = CreditLimit::try_from_money(money(limit), account.currency()).unwrap();
            account.agree_limit(limit).unwrap();
            if documents > 0 {
                let order = OpenOrder::new("O1".parse().unwrap(), day, day, money("CNY 60"));
                account.record(order).unwrap();
            }
            if documents > 1 {
                account.record(delivered.clone()).unwrap();
            }
            if documents > 2 {
                let bill = Invoice::new("I1".parse().unwrap(), day, day, money("CNY 60"));
                account.record(bill).unwrap();
                account.record(invoiced.clone()).unwrap();
            }
            let order = OrderRequest::try_new(money("CNY 60"), day).unwrap();
            let order = order.numbered("O1".parse().unwrap());
            let (inputs, t) = (CreditInputs::default(), "2026-03-31".parse().unwrap());
            let check = OrderCheckPolicy::default().check(account.view(), &order, &inputs, t);
            let check = check.unwrap();
            assert_eq!((check.verdict(), check.after().minor()), (verdict, 60_00), "{documents}");
        }
    }
}

/// An obligation of 100 of which 70 are paid leaves 30; the same payment told again changes
/// nothing.
#[test]
fn a_payment_of_70_leaves_30_of_100_and_comes_once() {
    let mut account = Account::new("Li".parse().unwrap(), "CNY".parse().unwrap());
    let day = "2026-03-31".parse().unwrap();
    let bill = Invoice::new("I1".parse().unwrap(), day, day, "CNY 100".parse().unwrap());
    account.record(bill).unwrap();
    let paid = Payment::new("P1".parse().unwrap(), day, "CNY 70".parse().unwrap());
    account.record(paid.clone()).unwrap();
    assert!(account.record(paid).is_err());
    let view = account.view();
    let standing = OpenBalance::as_of(view.receivables(), "2026-03-31".parse().unwrap());
    assert_eq!(standing.balance().minor(), 30_00);
}

#[test]
fn a_watch_at_90_percent_sees_an_order_that_takes_40_of_100_to_95() {
    let mut draft = DebtPolicyDraft::default();
    draft.utilisation.raise.watch = Ratio::from_percent(90);
    let policy = DebtPolicy::try_new(draft).unwrap();
    let mut account = Account::new("Li".parse().unwrap(), "CNY".parse().unwrap());
    let limit =
        CreditLimit::try_from_money("CNY 100".parse().unwrap(), account.currency()).unwrap();
    account.agree_limit(limit).unwrap();
    let day = "2026-03-31".parse().unwrap();
    let used = Invoice::new("I1".parse().unwrap(), day, day, "CNY 40".parse().unwrap());
    account.record(used).unwrap();
    let t = Context::on("2026-03-31".parse().unwrap());
    assert_eq!(policy.read(account.view(), &t).outcome(), Outcome::Clear);
    let order = OpenOrder::new("O1".parse().unwrap(), day, day, "CNY 55".parse().unwrap());
    account.record(order).unwrap();
    assert_eq!(policy.read(account.view(), &t).outcome(), Outcome::Breach(Level::Watch));
}
