//! Settlement against a naive one, and which way debt and payments may move a level.

use std::collections::BTreeMap;

use guanxi::calendar::{AsOf, Day};
use guanxi::context::Context;
use guanxi::receivable::{Ageing, Bucket, Inclusion, Invoice, OpenBalance, Payment, settle};
use guanxi::warning::{DebtPolicy, DebtPolicyDraft, Reading};
use proptest::prelude::*;

use crate::strategies::{History, as_of, document, history, money, take};

/// What is open by due date and number, unapplied and earmarked.
struct Naive {
    open: BTreeMap<(Day, String), i64>,
    free: i64,
    earmarked: i64,
}

/// Payments named for an invoice issued go to it first, those for one not issued are earmarked;
/// what is left and those without a name settle by due date, then number, disputed invoices last.
fn naive(history: &History, t: AsOf) -> Naive {
    let issued = history.bills.iter().filter(|bill| bill.issued <= t.day());
    let mut open: BTreeMap<(Day, String), i64> =
        issued.map(|bill| ((bill.due, bill.number.clone()), bill.minor)).collect();
    let (mut free, mut earmarked) = (0, 0);
    for receipt in history.receipts.iter().filter(|receipt| receipt.day <= t.day()) {
        let named = history.named(receipt);
        if named.is_some_and(|bill| bill.issued > t.day()) {
            earmarked += receipt.minor;
            continue;
        }
        let item = named.and_then(|bill| open.get_mut(&(bill.due, bill.number.clone())));
        let taken = item.map_or(0, |left| {
            let taken = receipt.minor.min(*left);
            *left -= taken;
            taken
        });
        free += receipt.minor - taken;
    }
    for disputed in [false, true] {
        let is_now = |number: &str| {
            history.bills.iter().any(|bill| bill.number == number && bill.disputed == disputed)
        };
        for (_, left) in open.iter_mut().filter(|((_, number), _)| is_now(number)) {
            let taken = free.min(*left);
            *left -= taken;
            free -= taken;
        }
    }
    open.retain(|_, left| *left > 0);
    Naive { open, free, earmarked }
}

fn bucket_of(days: i32) -> usize {
    match days {
        ..=0 => 0,
        1..=30 => 1,
        31..=60 => 2,
        61..=90 => 3,
        91..=120 => 4,
        121.. => 5,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn settlement_is_the_naive_one(history in history(), t in as_of()) {
        let account = history.account();
        let view = account.view();
        let mut found = Vec::new();
        let standing: OpenBalance = settle(view.receivables(), t, |item| {
            let number = view.invoice_number(item.invoice).to_owned();
            found.push((item.invoice.due(), number, item.open.minor(), item.days_past_due));
        });
        let Naive { open, free, earmarked } = naive(&history, t);
        let expected: Vec<_> = open
            .iter()
            .map(|((due, number), left)| (*due, number.clone(), *left, t.day().days_since(*due)))
            .collect();
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(standing.unapplied.minor(), i128::from(free));
        prop_assert_eq!(standing.earmarked.minor(), i128::from(earmarked));
        let mut buckets = [0_i128; 6];
        for (_, _, left, days) in &expected {
            buckets[bucket_of(*days)] += i128::from(*left);
        }
        let shown = Bucket::ALL.map(|bucket| standing.ageing.in_bucket(bucket).minor());
        prop_assert_eq!(shown, buckets);
        prop_assert_eq!(standing.ageing.overdue().minor(), buckets[1..].iter().sum::<i128>());
        let mut twice = standing.ageing;
        twice.merge(&standing.ageing);
        prop_assert_eq!(twice.overdue().minor(), standing.ageing.overdue().minor() * 2);
        let billed: i64 = history
            .bills
            .iter()
            .filter(|bill| t.sees(bill.issued))
            .map(|bill| bill.minor)
            .sum();
        let paid: i64 = history
            .receipts
            .iter()
            .filter(|receipt| t.sees(receipt.day))
            .map(|receipt| receipt.minor)
            .sum();
        prop_assert_eq!(standing.balance().minor(), i128::from(billed - paid));
        let sum: i128 = buckets.iter().sum();
        prop_assert_eq!(sum - i128::from(free + earmarked), standing.balance().minor());
        let oldest = expected.iter().map(|(.., days)| *days).max().unwrap_or(0).max(0);
        prop_assert_eq!(standing.oldest_days_past_due, oldest);
    }

    #[test]
    fn more_debt_never_lowers_the_level_and_a_payment_never_raises_it(
        history in history(),
        t in as_of(),
        (back, term, minor, disputed) in (0_i32..400, 0_i32..90, 1_i64..200_000, any::<bool>()),
        names in 0_usize..9,
        left_out in any::<bool>(),
    ) {
        let draft = DebtPolicyDraft {
            disputed: if left_out { Inclusion::LeftOut } else { Inclusion::Counted },
            ..Default::default()
        };
        let policy = DebtPolicy::try_new(draft).unwrap();
        let account = history.account();
        let level = policy.read(account.view(), &Context::on(t)).outcome().level();
        let issued = t.day().offset(-back);
        let mut owing = account.clone();
        let more = Invoice::new(document("more"), issued, issued.offset(term), money(minor));
        take(owing.record(if disputed { more.in_dispute() } else { more }));
        prop_assert!(policy.read(owing.view(), &Context::on(t)).outcome().level() >= level);
        let mut paying = account;
        let payment = Payment::new(document("paid"), issued, money(minor));
        let payment = match history.bills.get(names) {
            Some(bill) => payment.for_invoice(document(&bill.number)),
            None => payment,
        };
        take(paying.record(payment));
        prop_assert!(policy.read(paying.view(), &Context::on(t)).outcome().level() <= level);
    }

    #[test]
    fn the_payment_within_limit_clears_and_nothing_less_does(history in history(), t in as_of()) {
        let policy = DebtPolicy::default();
        let account = history.account();
        let Some(needed) = policy.read(account.view(), &Context::on(t)).payment_within_limit() else {
            return Ok(());
        };
        let objects = |minor: i128| {
            let mut paying = account.clone();
            if minor > 0 {
                let minor = i64::try_from(minor).unwrap();
                take(paying.record(Payment::new(document("paid"), t.day(), money(minor))));
            }
            policy.read(paying.view(), &Context::on(t)).payment_within_limit().is_some()
        };
        prop_assert!(needed.is_positive());
        prop_assert!(!objects(needed.minor()));
        prop_assert!(objects(needed.minor() - 1));
    }

    #[test]
    fn the_sums_of_a_standing_are_those_of_its_open_items(history in history(), t in as_of()) {
        let account = history.account();
        let view = account.view();
        let mut open = Ageing::default();
        let settled = settle(view.receivables(), t, |item| {
            open.add(item.days_past_due, item.open);
        });
        let standing = OpenBalance::as_of(view.receivables(), t);
        prop_assert_eq!(standing, settled);
        prop_assert_eq!(standing.ageing, open);
    }
}
