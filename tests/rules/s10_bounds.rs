//! S10, S20: every bound of a table, a term or a validity, at it and next to it.

use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Amount, Total};
use guanxi::receivable::{
    AgeingPartition, AgeingPartitionDraft, BillDays, Collateral, CollateralKind, DaysBeyondTerms,
    DunningBasis, DunningLevel, DunningPolicy, DunningPolicyDraft, IndexPoint, Instalment,
    InstalmentPart, LimitValidity, OpenBalance, PaymentIndexPolicy, PaymentIndexPolicyDraft,
    PaymentTerms, PaymentTermsDraft, Promise, PromiseStatus, Reminder, TemporaryLimit,
    TimedPayment, open_instalments, overdue_share, promises, settle,
};

use crate::given::{Told, as_of, currency, day, fen, yuan};

const T: &str = "2026-03-31";

fn said<T: std::fmt::Debug>(refused: Result<T, impl ToString>) -> String {
    refused.unwrap_err().to_string()
}

// Drafts

#[test]
fn a_partition_has_one_bucket_at_least_and_its_first_bound_is_a_day() {
    let partition = |up_to_days: &[u16]| {
        let up_to_days = up_to_days.to_vec();
        AgeingPartition::try_new(AgeingPartitionDraft {
            up_to_days,
            ..AgeingPartitionDraft::default()
        })
    };
    assert_eq!(said(partition(&[])), "up_to_days must name at least one bucket, was empty");
    assert_eq!(said(partition(&[0])), "up_to_days.0 must exceed 0, was 0");
    let shortest = partition(&[1, 2, u16::MAX]).unwrap();
    assert_eq!(shortest.buckets(), 5);
    let ages = [i32::MIN, 0, 1, 2, 3, 65_535, 65_536, i32::MAX];
    assert_eq!(ages.map(|age| shortest.place(age)), [0, 0, 1, 2, 3, 3, 4, 4]);
}

#[test]
fn levels_of_dunning_are_at_most_255_and_their_days_rise() {
    let level =
        |after_days| DunningLevel { after_days, basis: DunningBasis::NetDays, days_since_last: 0 };
    let policy = |days: std::ops::Range<u16>| {
        let levels = days.map(level).collect();
        DunningPolicy::try_new(DunningPolicyDraft { levels, ..DunningPolicyDraft::default() })
    };
    assert!(policy(0..255).is_ok());
    assert_eq!(said(policy(0..256)), "levels must be at most 255, were 256");
    let twice =
        DunningPolicyDraft { levels: vec![level(5), level(5)], ..DunningPolicyDraft::default() };
    assert_eq!(said(DunningPolicy::try_new(twice)), "levels.1.after_days must exceed 5, was 5");
}

#[test]
fn points_of_the_index_lie_in_0_to_100_rise_by_day_and_share_a_unit() {
    let policy = |points: &[(i16, u8)]| {
        let points = points.iter().map(|(days, index)| IndexPoint { days: *days, index: *index });
        let points = points.collect();
        PaymentIndexPolicy::try_new(PaymentIndexPolicyDraft { points, fewest_payments: 1 })
    };
    assert!(policy(&[(0, 100), (1, 100)]).is_ok(), "days next to each other, the same index");
    assert_eq!(said(policy(&[(0, 101), (1, 0)])), "points.0.index must not exceed 100, was 101");
    assert_eq!(said(policy(&[(0, 5), (1, 6)])), "points.1.index must not exceed 5, was 6");
    assert_eq!(said(policy(&[(0, 5), (0, 5)])), "points.1.days must exceed 0, was 0");
    assert_eq!(said(policy(&[(0, 5)])), "points must name at least two points, were 1");
    // Three primes each: 1619 · 1621 · 1627 lies under 2^32, 1621 · 1627 · 1637 over it.
    assert!(policy(&[(0, 9), (1619, 8), (3240, 7), (4867, 6)]).is_ok());
    assert_eq!(
        said(policy(&[(0, 9), (1621, 8), (3248, 7), (4885, 6)])),
        "points must lie at days that share a finer unit than 2^-32 of a point"
    );
}

#[test]
fn parts_of_a_bill_weigh_something_and_their_days_rise() {
    let terms = |parts: &[(u32, u16)]| {
        let parts =
            parts.iter().map(|(weight, days)| InstalmentPart { weight: *weight, days: *days });
        PaymentTerms::try_new(PaymentTermsDraft::Instalments { parts: parts.collect() })
    };
    assert_eq!(said(terms(&[])), "parts must name at least one part, was empty");
    assert_eq!(said(terms(&[(0, 0)])), "parts.0.weight must be at least 1, was 0");
    assert_eq!(said(terms(&[(1, 7), (1, 7)])), "parts.1.days must exceed 7, was 7");
    let longest = terms(&[(1, 0), (u32::MAX, u16::MAX)]).unwrap();
    assert_eq!(longest.days(), 65_535);
    let days = BillDays { invoiced: day("2026-01-31"), delivered: day("2026-01-31") };
    let bill = longest.instalments(Amount::MAX, days);
    let sum: Total = bill.iter().map(|part| part.amount).collect();
    assert_eq!(sum, Amount::MAX.to_total());
    let monthly = PaymentTerms::try_new(PaymentTermsDraft::EndOfMonth { days: u16::MAX });
    assert_eq!(monthly.unwrap().days(), 65_565);
}

// Figures

#[test]
fn every_field_of_the_balance_changes_between_the_due_date_and_the_day_after() {
    let told = Told::nothing().due("2026-03-30", "100").disputed("2026-03-30", "40");
    let at = |t| OpenBalance::as_of(told.view().receivables(), as_of(t));
    let (due, after) = (at("2026-03-30"), at("2026-03-31"));
    assert_eq!((due.ageing.overdue(), due.ageing.open().minor()), (Total::ZERO, fen("140")));
    assert_eq!((due.disputed.minor(), due.disputed_overdue), (fen("40"), Total::ZERO));
    assert_eq!((due.oldest_days_past_due, due.oldest_undisputed_days_past_due), (0, 0));
    assert_eq!(after.ageing.overdue().minor(), fen("140"));
    assert_eq!((after.disputed.minor(), after.disputed_overdue.minor()), (fen("40"), fen("40")));
    assert_eq!((after.oldest_days_past_due, after.oldest_undisputed_days_past_due), (1, 1));
}

#[test]
fn the_oldest_item_is_a_disputed_one_only_where_disputes_count() {
    let told = Told::nothing().disputed("2026-02-01", "40").due("2026-03-30", "100");
    let view = told.view();
    let owed = OpenBalance::as_of(view.receivables(), as_of(T));
    assert_eq!((owed.oldest_days_past_due, owed.oldest_undisputed_days_past_due), (58, 1));
    assert_eq!(owed, settle(view.receivables(), as_of(T), |_| ()));
}

#[test]
fn an_item_counts_as_overdue_by_more_than_its_days_from_the_next_day_on() {
    let told = Told::nothing().due("2026-03-01", "300").due("2026-03-31", "700");
    let share = |more_than_days| overdue_share(told.view().receivables(), as_of(T), more_than_days);
    assert_eq!([29, 30, 0].map(share), [3, 0, 3].map(|part| Quotient::try_new(part, 10)));
    let nothing = Told::nothing();
    let view = nothing.view();
    assert_eq!(overdue_share(view.receivables(), as_of(T), 0), None);
}

#[test]
fn days_beyond_terms_need_a_positive_sum_that_fits() {
    let of = |paid: &[(i64, i32)]| {
        DaysBeyondTerms::from_payments(paid.iter().map(|(minor, days)| TimedPayment {
            amount: Amount::from_minor(*minor),
            days_beyond_terms: *days,
        }))
    };
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[(0, 5)]), None);
    assert_eq!(of(&[(5, 1), (-5, 1)]), None);
    let early = of(&[(1, -1), (1, 0)]).unwrap();
    assert_eq!((early.signed.to_string(), early.clamped.to_string()), ("-0.5".into(), "0".into()));
    let late = of(&[(i64::MAX, i32::MAX)]).unwrap();
    assert_eq!(late.signed.to_string(), "2147483647");
}

#[test]
fn the_open_rest_of_a_bill_lies_in_its_last_instalments() {
    let part = |on: &str, minor| Instalment { due: day(on), amount: Amount::from_minor(minor) };
    let parts = [part("2026-01-01", 30), part("2026-02-01", 70)];
    let open = |minor| -> Vec<i64> {
        let open = open_instalments(&parts, Amount::from_minor(minor));
        open.map(|it| it.amount.minor()).collect()
    };
    assert_eq!(
        [0, 70, 71, 100, 101].map(open),
        [vec![], vec![70], vec![1, 70], vec![30, 70], vec![30, 70]]
    );
    assert_eq!(open(69), [69]);
}

#[test]
fn a_promise_is_kept_within_the_tolerance_by_money_of_its_own_days() {
    let told = Told::nothing().paid("2026-03-02", "60").paid("2026-03-15", "39");
    let status = |made: &str, by: &str, tolerance| {
        let promise = Promise::new(day(made), day(by), yuan("100").amount());
        promises(&[promise], told.view().payments(), Amount::from_minor(tolerance), as_of(T))
    };
    assert_eq!(status("2026-03-01", "2026-03-15", 100), [Some(PromiseStatus::Kept)], "99 of 100");
    assert_eq!(status("2026-03-01", "2026-03-15", 99), [Some(PromiseStatus::Broken)]);
    assert_eq!(
        status("2026-03-02", "2026-03-15", 100),
        [Some(PromiseStatus::Broken)],
        "paid that day"
    );
    assert_eq!(
        status("2026-03-01", "2026-03-14", 100),
        [Some(PromiseStatus::Broken)],
        "a day late"
    );
    assert_eq!(status("2026-03-01", T, 0), [Some(PromiseStatus::Open)], "its last day");
    assert_eq!(status("2026-04-01", T, 0), [None], "of a later day");
}

#[test]
fn a_reminder_waits_for_the_days_since_the_last_and_for_the_end_of_the_month() {
    let level =
        DunningLevel { after_days: 5, basis: DunningBasis::EndOfMonth, days_since_last: 10 };
    let first = DunningLevel { after_days: 0, days_since_last: 0, ..level };
    let draft = DunningPolicyDraft { levels: vec![first, level], ..DunningPolicyDraft::default() };
    let policy = DunningPolicy::try_new(draft).unwrap();
    let told = Told::nothing().due("2026-03-01", "100");
    let mut items = Vec::new();
    settle(told.view().receivables(), as_of(T), |item| items.push(item));
    let next = |sent: Option<&str>| {
        let last = sent.map(|sent| Reminder { level: 1, sent: day(sent) });
        policy.next_reminder(&items, last, currency("CNY")).map(|day| day.to_string())
    };
    assert_eq!(next(None).as_deref(), Some("2026-03-31"));
    assert_eq!(next(Some("2026-03-21")).as_deref(), Some("2026-03-31"));
    assert_eq!(next(Some("2026-03-22")).as_deref(), Some("2026-04-01"));
}

// Validity

#[test]
fn a_base_limit_has_expired_the_day_after_its_last_day_and_grace() {
    let limit = LimitValidity { valid_to: Some(day(T)), review_on: Some(day(T)) };
    let expired = |on, grace| limit.has_expired(day(on), grace);
    assert_eq!([expired(T, 0), expired("2026-04-01", 0)], [false, true]);
    assert_eq!([expired("2026-04-03", 3), expired("2026-04-04", 3)], [false, true]);
    assert_eq!([T, "2026-04-01"].map(|on| limit.is_review_overdue(day(on))), [false, true]);
    let never = LimitValidity::default();
    assert!(!never.has_expired(guanxi::calendar::Day::MAX, 0));
    assert!(!never.is_review_overdue(guanxi::calendar::Day::MAX));
    assert_eq!(
        [limit.validity().to_string(), never.validity().to_string()],
        ["up to 2026-03-31", "always"]
    );
}

#[test]
fn collateral_and_a_temporary_limit_hold_on_their_first_and_last_day() {
    let days = ["2026-03-09", "2026-03-10", "2026-03-20", "2026-03-21"];
    let (from, to) = (day("2026-03-10"), day("2026-03-20"));
    let limit = TemporaryLimit { from, to, limit: yuan("1") };
    assert_eq!(days.map(|on| limit.holds_on(day(on))), [false, true, true, false]);
    let held = Collateral {
        document: "G".parse().unwrap(),
        kind: CollateralKind::Guarantee,
        from,
        to,
        value: yuan("0.99"),
        share: Ratio::from_percent(50),
    };
    let minor = |held: &Collateral, on| held.covered(day(on)).minor();
    assert_eq!(days.map(|on| minor(&held, on)), [0, 49, 49, 0], "49.5 rounded down");
    let share = |percent| Collateral { share: Ratio::from_percent(percent), ..held.clone() };
    assert_eq!([0, 1, 2, 99, 100].map(|it| minor(&share(it), "2026-03-15")), [0, 0, 1, 98, 99]);
    let reversed = Collateral { from: to, to: from, ..held };
    assert_eq!((reversed.validity(), minor(&reversed, "2026-03-15")), (None, 0));
}
