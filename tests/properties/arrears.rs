//! Interest on arrears, allowances and the cash-in against naive definitions.

use std::collections::BTreeMap;

use guanxi::calendar::{AsOf, Day, Window};
use guanxi::credit::{
    AllowancePolicy, AllowancePolicyDraft, CashInDebtor, CashInPolicy, CashInPolicyDraft, DayCount,
    ExactInterest, GraceEffect, InterestPolicy, InterestPolicyDraft, PaymentHabit, RateStep,
    ReceiptBasis, SecuredOrder,
};
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Rounding, Total};
use guanxi::receivable::{Inclusion, Promise, TimedPayment, settle};
use proptest::prelude::*;

use crate::strategies::{as_of, date, days, history, yuan};

fn policies() -> impl Strategy<Value = InterestPolicy> {
    let steps = prop::collection::btree_map(-400_i32..900, 0_u32..200_000, 0..4);
    let count = prop::sample::select(DayCount::ALL.to_vec());
    (steps, count, 0_u16..20, any::<bool>()).prop_map(|(steps, day_count, grace_days, forgives)| {
        let step = |(from, parts): (i32, u32)| RateStep {
            from: date(from),
            rate: Ratio::from_parts_per_million(parts),
        };
        let first = RateStep { from: Day::MIN.offset(1), rate: Ratio::from_percent(5) };
        let rates = std::iter::once(first).chain(steps.into_iter().map(step)).collect();
        let grace = if forgives { GraceEffect::Forgives } else { GraceEffect::Postpones };
        let agreed = InterestPolicyDraft::agreed(Ratio::ZERO, Day::MIN);
        let compensation = Some(guanxi::money::Major::from_units(40));
        let draft =
            InterestPolicyDraft { rates, day_count, grace_days, grace, compensation, ..agreed };
        InterestPolicy::try_new(draft).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn interest_on_an_amount_is_the_same_however_the_days_are_split(
        policy in policies(), mut ends in prop::collection::vec(-500_i32..1_000, 2..6),
        minor in -1_000_000_i64..1_000_000_000,
    ) {
        ends.sort_unstable();
        let amount = Amount::from_minor(minor);
        let on = |after: i32, until: i32| {
            policy.accrued(amount, Window { after: date(after), until: date(until) }).unwrap()
        };
        let parts = ends.windows(2).map(|pair| on(pair[0], pair[1]));
        let sum = parts.fold(ExactInterest::ZERO, |sum, it| sum.checked_add(it).unwrap());
        prop_assert_eq!(sum, on(ends[0], *ends.last().unwrap()));
    }

    /// Each day bears interest on what was open the evening before.
    #[test]
    fn arrears_are_the_sum_of_their_days(
        policy in policies(), history in history(), after in days(), length in 0_i32..60,
    ) {
        let account = history.account();
        let owed = account.view().receivables();
        let window = Window { after, until: after.offset(length) };
        let found = policy.arrears(owed, Inclusion::LeftOut, window, yuan()).unwrap();
        let (mut naive, mut fixed) = (BTreeMap::new(), 0_i128);
        for ahead in 1..=length {
            let (eve, day) = (after.offset(ahead - 1), after.offset(ahead));
            settle(owed, AsOf::new(eve), |item| {
                let start = item.due.offset(i32::from(policy.grace_days));
                let is_refund = item.invoice.amount() == Amount::ZERO;
                if is_refund || day <= start || !item.undisputed().is_positive() {
                    return;
                }
                let is_crossed = day == start.offset(1);
                let from = match policy.grace {
                    GraceEffect::Forgives if is_crossed => item.due,
                    _ => eve,
                };
                let interest = policy
                    .accrued(item.undisputed(), Window { after: from, until: day })
                    .unwrap();
                let key = (item.due, item.invoice);
                let key = (key.0, format!("{:?}", key.1.issued()), format!("{:?}", key.1));
                let sum: &mut ExactInterest = naive.entry(key).or_default();
                *sum = sum.checked_add(interest).unwrap();
                if is_crossed {
                    fixed += 40_00;
                }
            });
        }
        let all = naive.values().fold(ExactInterest::ZERO, |sum, it| sum.checked_add(*it).unwrap());
        prop_assert_eq!(found.exact, all);
        prop_assert_eq!(found.interest, all.rounded(Rounding::HalfUp));
        let lines = found.items.iter().map(|it| it.interest).fold(Total::ZERO, Total::plus);
        prop_assert_eq!(lines, found.interest);
        prop_assert_eq!(found.compensation.minor(), fixed);
    }

    #[test]
    fn an_allowance_ties_to_its_buckets(
        opens in prop::collection::vec(0_i64..1_000_000_000, 5), secured in 0_i64..4_000_000_000,
        youngest in any::<bool>(),
    ) {
        let order =
            if youngest { SecuredOrder::YoungestFirst } else { SecuredOrder::OldestFirst };
        let draft = AllowancePolicyDraft { secured: order, ..Default::default() };
        let policy = AllowancePolicy::try_new(draft).unwrap();
        let totals: Vec<Total> = opens.iter().map(|it| Amount::from_minor(*it).to_total()).collect();
        let security = Amount::from_minor(secured).to_total();
        let found = policy.of_buckets(&totals, security, None, yuan());
        let open: i64 = opens.iter().sum();
        prop_assert_eq!(found.open().minor(), i128::from(open));
        prop_assert_eq!(found.secured().minor(), i128::from(secured.min(open)));
        // Naively: fill the buckets one after the other.
        let mut places: Vec<usize> = (0..5).collect();
        if !youngest {
            places.reverse();
        }
        let (mut left, mut naive) = (secured, 0_i128);
        for place in places {
            let taken = left.min(opens[place]);
            left -= taken;
            let parts = i128::from(policy.rates[place].parts_per_million());
            naive += (i128::from(opens[place] - taken) * parts + 500_000) / 1_000_000;
        }
        prop_assert_eq!(found.total().minor(), naive);
    }

    #[test]
    fn a_forecast_ties_to_the_open_items(
        history in history(), t in as_of(), least_payments in 1_u16..4,
        promised in prop::collection::vec((-10_i32..10, 0_i32..60, 0_i64..2_000), 0..4),
    ) {
        let account = history.account();
        let view = account.view();
        let promise = |(made, by, minor): (i32, i32, i64)| {
            let made = t.day().offset(made);
            Promise::new(made, made.offset(by), Amount::from_minor(minor))
        };
        let promises: Vec<Promise> = promised.into_iter().map(promise).collect();
        let draft = CashInPolicyDraft { least_payments, ..Default::default() };
        let policy = CashInPolicy::try_new(draft).unwrap();
        let customer = guanxi::id::CustomerKey::from_position(0);
        let debtor = CashInDebtor { customer, account: view, promises: &promises };
        let book = PaymentHabit::from_payments([TimedPayment {
            amount: Amount::from_minor(1),
            days_beyond_terms: 400,
        }]);
        let found = policy.forecast(&[debtor], &book, yuan(), t);
        let open = settle(view.receivables(), t, |_| ()).ageing.open();
        prop_assert_eq!(found.expected().plus(found.disputed).plus(found.beyond_habit), open);
        for receipt in &found.receipts {
            prop_assert!(t.day() <= receipt.early, "nothing is expected in the past");
            prop_assert!(receipt.early <= receipt.expected && receipt.expected <= receipt.late);
        }
        for week in &found.weeks {
            prop_assert!(week.low <= week.expected && week.expected <= week.high);
        }
        for pair in found.weeks.windows(2) {
            prop_assert!(pair[0].low <= pair[1].low && pair[0].high <= pair[1].high);
        }
        let kept: i64 = promises
            .iter()
            .filter(|it| it.made <= t.day() && t.day() <= it.by)
            .map(|it| it.amount.minor())
            .sum();
        let of_promises = found.receipts.iter().filter(|it| it.basis == ReceiptBasis::Promise);
        let of_promises: Total = of_promises.map(|it| it.amount).collect();
        let undisputed = open.minus(found.disputed);
        prop_assert_eq!(of_promises.minor(), undisputed.minor().min(i128::from(kept)));
    }
}
