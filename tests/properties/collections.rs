//! Receivables and limits against naive definitions.

use guanxi::calendar::{AsOf, Day};
use guanxi::credit::{
    CapAmount, CreditMeans, CreditSales, ProposalPolicy, ProposalPolicyDraft, SalesBalance,
};
use guanxi::measure::{Quotient, Score};
use guanxi::money::{Amount, Total};
use guanxi::receivable::{
    AgedPart, AgeingBasis, AgeingPartition, AgeingPartitionDraft, BillDays, InstalmentPart,
    OpenBalance, PaymentIndexPolicy, PaymentTerms, PaymentTermsDraft, Promise, PromiseStatus,
    TimedPayment, open_instalments, promises, settle,
};
use proptest::prelude::*;

use crate::strategies::{as_of, days, history, yuan};

fn bounds() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::btree_set(1_u16..300, 1..8).prop_map(|days| days.into_iter().collect())
}

fn amount(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_buckets_tie_to_the_balance_for_any_partition(
        history in history(), t in as_of(), up_to_days in bounds(), by_issue in any::<bool>(),
    ) {
        let account = history.account();
        let view = account.view();
        let basis = if by_issue { AgeingBasis::InvoiceDate } else { AgeingBasis::DueDate };
        let draft = AgeingPartitionDraft { up_to_days: up_to_days.clone(), basis };
        let partition = AgeingPartition::try_new(draft).unwrap();
        let aged = partition.age(view.receivables(), t);
        let standing = OpenBalance::as_of(view.receivables(), t);
        prop_assert_eq!(aged.balance(), standing.balance());
        prop_assert_eq!(aged.unapplied, standing.unapplied);
        // Naively: each item looks for the bucket whose ends hold its age.
        let mut naive = vec![Total::ZERO; up_to_days.len() + 2];
        settle(view.receivables(), t, |item| {
            let from = if by_issue { item.invoice.issued() } else { item.invoice.due() };
            let age = t.day().days_since(from);
            let place = if age <= 0 {
                0
            } else {
                let inside = up_to_days.iter().position(|bound| age <= i32::from(*bound));
                inside.map_or(up_to_days.len() + 1, |place| place + 1)
            };
            naive[place] = naive[place].plus(item.open);
        });
        prop_assert_eq!(aged.buckets, naive);
    }

    #[test]
    fn instalments_add_up_to_the_bill_and_what_is_open_of_them_to_what_is_open(
        minor in 0_i64..1_000_000,
        weights in prop::collection::vec(1_u32..100, 1..8),
        paid in 0_i64..1_000_000,
        invoiced in days(),
    ) {
        let parts = weights.iter().zip(0_u16..).map(|(weight, place)| InstalmentPart {
            weight: *weight,
            days: place * 30,
        });
        let terms = PaymentTerms::try_new(PaymentTermsDraft::Instalments { parts: parts.collect() }).unwrap();
        let bill = terms.instalments(amount(minor), BillDays { invoiced, delivered: invoiced });
        prop_assert_eq!(bill.iter().map(|it| it.amount.minor()).sum::<i64>(), minor);
        let open = (minor - paid).max(0);
        let left: Vec<_> = open_instalments(&bill, amount(open)).collect();
        prop_assert_eq!(left.iter().map(|it| it.amount.minor()).sum::<i64>(), open);
        // Naively: what was paid is taken off from the front.
        let mut paid = minor - open;
        let mut naive = Vec::new();
        for part in &bill {
            let taken = paid.min(part.amount.minor());
            paid -= taken;
            if part.amount.minor() > taken {
                naive.push((part.due, part.amount.minor() - taken));
            }
        }
        prop_assert_eq!(left.iter().map(|it| (it.due, it.amount.minor())).collect::<Vec<_>>(), naive);
    }

    #[test]
    fn a_promise_alone_is_broken_exactly_when_too_little_came_in_time(
        history in history(), t in as_of(), made in days(), term in 0_i32..60, minor in 1_i64..2_000, tolerance in 0_i64..50,
    ) {
        let account = history.account();
        let by = made.offset(term);
        let promise = Promise::new(made, by, amount(minor));
        let found = promises(&[promise], account.view().payments(), amount(tolerance), t);
        let came: i64 = history
            .receipts
            .iter()
            .filter(|it| made < it.day && it.day <= by && t.sees(it.day))
            .map(|it| it.minor)
            .sum();
        let expected = if !t.sees(made) {
            vec![None]
        } else if came + tolerance >= minor {
            vec![Some(PromiseStatus::Kept)]
        } else if t.day() > by {
            vec![Some(PromiseStatus::Broken)]
        } else {
            vec![Some(PromiseStatus::Open)]
        };
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_later_payment_never_raises_the_index(
        paid in prop::collection::vec((1_i64..10_000, -60_i32..200), 3..10), late in 1_i32..100, which in 0_usize..10,
    ) {
        let policy = PaymentIndexPolicy::default();
        let index = |paid: &[(i64, i32)]| {
            let paid = paid.iter().map(|(minor, days)| TimedPayment {
                amount: amount(*minor),
                days_beyond_terms: *days,
            });
            policy.index(paid).unwrap()
        };
        let mut later = paid.clone();
        let which = which % later.len();
        later[which].1 += late;
        prop_assert!(index(&later) <= index(&paid));
        let hundredfold: Vec<_> = paid.iter().map(|(minor, days)| (minor * 100, *days)).collect();
        prop_assert_eq!(index(&hundredfold), index(&paid));
    }

    #[test]
    fn sold_billed_and_collected_balance_over_any_window(
        history in history(), t in as_of(), length in 0_u16..400,
    ) {
        let account = history.account();
        let found = SalesBalance::from_account(account.view(), t.last_days(length));
        prop_assert_eq!(found.owed, found.owed_before.plus(found.billed).minus(found.collected));
    }

    #[test]
    fn a_better_score_more_means_and_more_sales_never_lower_a_limit(
        points in 0_i128..1000, better in 0_i128..300,
        means in 0_i64..10_000_000, more in 0_i64..1_000_000,
        sales in 0_i64..10_000_000, at_most in prop::option::of(1_u32..50_000), insured in prop::option::of(0_i64..5_000_000),
    ) {
        let draft = ProposalPolicyDraft {
            at_most: at_most.map(guanxi::money::Major::from_units),
            ..ProposalPolicyDraft::default()
        };
        let policy = ProposalPolicy::try_new(draft).unwrap();
        let score = |points: i128| Quotient::try_new(points.min(1000), 1000).and_then(Score::try_from_fraction);
        let sold = |minor| Some(CreditSales { amount: amount(minor), days: 365 });
        let known = CreditMeans {
            score: score(points),
            means: Some(amount(means)),
            sales: sold(sales),
            terms_days: 30,
            insured: insured.map(amount),
        };
        let of = |known: CreditMeans| policy.propose(&known, yuan()).unwrap();
        let found = of(known);
        let scored = of(CreditMeans { score: score(points + better), ..known });
        let richer = of(CreditMeans { means: Some(amount(means + more)), ..known });
        let busier = of(CreditMeans { sales: sold(sales + more), ..known });
        for other in [scored, richer, busier] {
            prop_assert!(found.limit <= other.limit);
        }
        let least = found.caps.iter().map(|row| row.most).min().unwrap();
        let binding = CapAmount { cap: found.binding, most: least };
        prop_assert!(found.caps.contains(&binding));
        prop_assert!(found.limit.to_total() <= least, "rounded down");
        prop_assert_eq!(found.limit.minor() % 10_000, 0);
    }

    #[test]
    fn columns_age_like_parts(
        rows in prop::collection::vec((days(), 1_i64..1_000), 0..40), t in as_of(), up_to_days in bounds(),
    ) {
        let draft = AgeingPartitionDraft { up_to_days, ..AgeingPartitionDraft::default() };
        let partition = AgeingPartition::try_new(draft).unwrap();
        let from: Vec<i32> = rows.iter().map(|(day, _)| day.to_epoch_days()).collect();
        let open: Vec<i64> = rows.iter().map(|(_, minor)| *minor).collect();
        let parts = rows.iter().map(|(day, minor): &(Day, i64)| AgedPart { from: *day, open: amount(*minor) });
        let t: AsOf = t;
        prop_assert_eq!(partition.age_columns(&from, &open, t).unwrap(), partition.age_parts(parts, t));
    }
}
