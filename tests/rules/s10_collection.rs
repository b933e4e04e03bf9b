//! S10: ageing in any buckets, terms, promises, reminders, how long money stays out, whom to ask.

use guanxi::calendar::{AsOf, Window, WorkCalendar, WorkCalendarDraft};
use guanxi::credit::{Debtor, SalesBalance, collection_schedule};
use guanxi::id::CustomerKey;
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Amount, Major, Total};
use guanxi::receivable::{
    AgedPart, AgeingBasis, AgeingPartition, AgeingPartitionDraft, BillDays, Bucket, Collectable,
    DunningBasis, DunningLevel, DunningPolicy, DunningPolicyDraft, Inclusion, IndexPoint,
    InstalmentPart, MonthlySales, OpenItem, PaymentIndexPolicy, PaymentIndexPolicyDraft,
    PaymentTerms, PaymentTermsDraft, Promise, PromiseStatus, Reminder, SalesWindow, TimedPayment,
    count_back_dso, open_instalments, promises, settle,
};

use crate::given::{Told, as_of, currency, day, fen, yuan};

const T: &str = "2026-03-31";

fn total(units: i64) -> Total {
    Amount::from_minor(units * 100).to_total()
}

fn minors(totals: &[Total]) -> Vec<i128> {
    totals.iter().map(|total| total.minor()).collect()
}

// Ageing

/// As of 31 March: due that day is not due; 30 March 1–30; 1 March 1–30; 28 February 31–60.
#[test]
fn due_today_is_not_overdue_and_thirty_days_are_the_end_of_the_first_bucket() {
    let told = Told::nothing()
        .due("2026-03-31", "1")
        .due("2026-03-30", "10")
        .due("2026-03-01", "100")
        .due("2026-02-28", "1000");
    let aged = AgeingPartition::default().age(told.view().receivables(), as_of(T));
    assert_eq!(minors(&aged.buckets), [100, 110_00, 1000_00, 0, 0, 0]);
}

#[test]
fn the_default_partition_is_that_of_the_buckets() {
    let partition = AgeingPartition::default();
    for age in -3..400 {
        let bucket = Bucket::from_days_past_due(age);
        assert_eq!(Bucket::ALL[partition.place(age)], bucket, "{age}");
    }
}

#[test]
fn items_of_the_future_and_of_long_ago_are_in_a_bucket_like_any_other() {
    let told = Told::nothing()
        .billed("I1", "2026-03-01", "2099-01-01", "1")
        .due("1999-01-01", "2")
        .paid(T, "0.50");
    let (view, weekly) =
        (told.view(), AgeingPartitionDraft { up_to_days: vec![7], basis: AgeingBasis::DueDate });
    let weekly = AgeingPartition::try_new(weekly).unwrap();
    let aged = weekly.age(view.receivables(), as_of(T));
    assert_eq!(minors(&aged.buckets), [100, 0, 150]);
    assert_eq!(aged.balance().minor(), fen("2.50"));
}

#[test]
fn ageing_of_a_past_day_sees_no_later_payment() {
    let told = Told::nothing().due("2026-01-31", "110774").paid("2026-03-01", "110249");
    let on = |t: &str| {
        let view = told.view();
        let aged = AgeingPartition::default().age(view.receivables(), as_of(t));
        aged.balance().minor()
    };
    assert_eq!(on("2026-02-28"), fen("110774"));
    assert_eq!(on("2026-03-01"), fen("525"));
}

#[test]
fn age_is_counted_from_the_due_date_or_the_invoice() {
    let told = Told::nothing().billed("I1", "2026-03-01", "2026-03-31", "5");
    let by = |basis| {
        let draft = AgeingPartitionDraft { basis, ..AgeingPartitionDraft::default() };
        let partition = AgeingPartition::try_new(draft).unwrap();
        let aged = partition.age(told.view().receivables(), as_of(T));
        aged.buckets.iter().position(|sum| sum.is_positive())
    };
    assert_eq!(by(AgeingBasis::DueDate), Some(0));
    assert_eq!(by(AgeingBasis::InvoiceDate), Some(1), "30 days old");
}

#[test]
fn a_partition_with_gaps_is_refused_with_all_that_is_wrong() {
    let refused = |up_to_days: &[u16]| {
        let draft = AgeingPartitionDraft {
            up_to_days: up_to_days.to_vec(),
            ..AgeingPartitionDraft::default()
        };
        AgeingPartition::try_new(draft).unwrap_err().to_string()
    };
    assert_eq!(refused(&[]), "up_to_days must name at least one bucket, was empty");
    assert_eq!(
        refused(&[0, 30, 30, 20]),
        "up_to_days.0 must exceed 0, was 0; up_to_days.2 must exceed 30, was 30; \
         up_to_days.3 must exceed 30, was 20",
    );
    let uneven = AgeingPartition::default().age_columns(&[1], &[], as_of(T));
    assert_eq!(
        uneven.unwrap_err().to_string(),
        "columns differ in length: that of days has 1, that of amounts 0"
    );
    let beyond = AgeingPartition::default().age_columns(&[0, i32::MIN], &[1, 1], as_of(T));
    assert_eq!(
        beyond.unwrap_err().to_string(),
        "row 1: -2147483648 days from 1970-01-01 lie outside the calendar",
    );
}

#[test]
fn a_bill_in_instalments_is_overdue_only_with_those_past_due() {
    let parts = [(30, 0), (30, 30), (40, 60)].map(|(weight, days)| InstalmentPart { weight, days });
    let terms =
        PaymentTerms::try_new(PaymentTermsDraft::Instalments { parts: parts.to_vec() }).unwrap();
    let days = BillDays { invoiced: day("2026-03-01"), delivered: day("2026-03-01") };
    let bill = terms.instalments(yuan("100").amount(), days);
    // 35 of 100 are paid: the first part and a little of the second.
    let open = open_instalments(&bill, yuan("65").amount());
    let aged = AgeingPartition::default()
        .age_parts(open.map(|it| AgedPart { from: it.due, open: it.amount }), as_of("2026-04-01"));
    assert_eq!(minors(&aged.buckets), [40_00, 25_00, 0, 0, 0, 0]);
}

// Terms

#[test]
fn every_kind_of_terms_has_its_due_date() {
    let (invoiced, delivered) = (day("2026-01-31"), day("2026-02-03"));
    let days = BillDays { invoiced, delivered };
    let due = |draft| PaymentTerms::try_new(draft).unwrap().last_due(days);
    assert_eq!(due(PaymentTermsDraft::Prepaid), invoiced);
    assert_eq!(due(PaymentTermsDraft::CashOnDelivery), delivered);
    assert_eq!(due(PaymentTermsDraft::Net { days: 0 }), invoiced);
    assert_eq!(due(PaymentTermsDraft::Net { days: 28 }), day("2026-02-28"));
    assert_eq!(due(PaymentTermsDraft::EndOfMonth { days: 0 }), day("2026-01-31"));
    let of_february = PaymentTerms::try_new(PaymentTermsDraft::EndOfMonth { days: 10 }).unwrap();
    assert_eq!(
        of_february.last_due(BillDays { invoiced: day("2024-02-01"), delivered }),
        day("2024-03-10")
    );
}

#[test]
fn terms_that_cannot_be_are_refused_with_all_that_is_wrong() {
    let part = |weight, days| InstalmentPart { weight, days };
    let refused = |parts: Vec<InstalmentPart>| {
        PaymentTerms::try_new(PaymentTermsDraft::Instalments { parts }).unwrap_err().to_string()
    };
    assert_eq!(refused(Vec::new()), "parts must name at least one part, was empty");
    assert_eq!(
        refused(vec![part(0, 30), part(1, 30)]),
        "parts.0.weight must be at least 1, was 0; parts.1.days must exceed 30, was 30",
    );
}

// Promises

fn promised(made: &str, by: &str, amount: &str) -> Promise {
    Promise::new(day(made), day(by), yuan(amount).amount())
}

#[track_caller]
fn kept(told: &Told, made: &[Promise], tolerance: &str, t: &str) -> Vec<Option<PromiseStatus>> {
    promises(made, told.view().payments(), yuan(tolerance).amount(), as_of(t))
}

#[test]
fn a_promise_is_kept_up_to_its_day_and_broken_after_it() {
    let made = [promised("2026-03-01", "2026-03-15", "100")];
    let late = Told::nothing().paid("2026-03-16", "100");
    assert_eq!(kept(&late, &made, "0", "2026-03-15"), [Some(PromiseStatus::Open)]);
    assert_eq!(kept(&late, &made, "0", "2026-03-16"), [Some(PromiseStatus::Broken)]);
    let in_time = Told::nothing().paid("2026-03-15", "100");
    assert_eq!(kept(&in_time, &made, "0", "2026-03-14"), [Some(PromiseStatus::Open)]);
    assert_eq!(kept(&in_time, &made, "0", "2026-03-15"), [Some(PromiseStatus::Kept)]);
    assert_eq!(kept(&in_time, &made, "0", "2026-02-28"), [None], "not made yet");
}

#[test]
fn money_that_came_with_or_before_the_promise_does_not_keep_it() {
    let made = [promised("2026-03-01", "2026-03-15", "100")];
    let before = Told::nothing().paid("2026-03-01", "100");
    assert_eq!(kept(&before, &made, "0", T), [Some(PromiseStatus::Broken)]);
}

#[test]
fn money_keeps_one_promise_only() {
    let made =
        [promised("2026-03-01", "2026-03-20", "100"), promised("2026-03-02", "2026-03-15", "60")];
    let told = Told::nothing().paid("2026-03-10", "120");
    assert_eq!(
        kept(&told, &made, "0", T),
        [Some(PromiseStatus::Broken), Some(PromiseStatus::Kept)]
    );
    assert_eq!(kept(&told, &made, "40", T), [Some(PromiseStatus::Kept), Some(PromiseStatus::Kept)]);
    assert_eq!(
        kept(&told, &made, "39.99", T),
        [Some(PromiseStatus::Broken), Some(PromiseStatus::Kept)]
    );
}

// Reminders

fn items(told: &Told, t: &str) -> Vec<OpenItem> {
    let mut items = Vec::new();
    settle(told.view().receivables(), as_of(t), |item| items.push(item));
    items
}

#[track_caller]
fn level(told: &Told, last: Option<(u8, &str)>, t: &str) -> Option<u8> {
    let last = last.map(|(level, on)| Reminder { level, sent: day(on) });
    DunningPolicy::default().level(&items(told, t), last, currency("CNY"), as_of(t))
}

#[test]
fn a_level_is_due_from_its_day_on_and_after_the_days_since_the_last() {
    let told = Told::nothing().due("2026-03-01", "100");
    assert_eq!(level(&told, None, "2026-03-05"), None);
    assert_eq!(level(&told, None, "2026-03-06"), Some(1));
    // The second: 15 days past due, and 10 since the first.
    assert_eq!(level(&told, Some((1, "2026-03-06")), "2026-03-15"), None);
    assert_eq!(level(&told, Some((1, "2026-03-06")), "2026-03-16"), Some(2));
    assert_eq!(level(&told, Some((1, "2026-03-10")), "2026-03-19"), None);
    assert_eq!(level(&told, Some((1, "2026-03-10")), "2026-03-20"), Some(2));
    assert_eq!(level(&told, Some((3, "2026-03-20")), "2027-01-01"), None, "there is no fourth");
}

#[test]
fn no_level_is_skipped_however_late_it_is() {
    let told = Told::nothing().due("2025-01-01", "100");
    assert_eq!(level(&told, None, T), Some(1));
}

#[test]
fn the_tolerance_is_in_the_currency_of_the_book_and_may_be_met() {
    assert_eq!(level(&Told::nothing().due("2026-03-01", "0.99"), None, T), None);
    assert_eq!(level(&Told::nothing().due("2026-03-01", "1"), None, T), Some(1));
    let policy = DunningPolicy::default();
    let yen = |amount| {
        let told = Told::in_currency("JPY").due("2026-03-01", amount);
        policy.level(&items(&told, T), None, currency("JPY"), as_of(T))
    };
    assert_eq!((yen("99"), yen("100")), (None, Some(1)), "less is small change");
}

#[test]
fn items_add_up_to_the_tolerance_once_enough_of_them_are_due() {
    let draft =
        DunningPolicyDraft { tolerance: Major::from_units(100), ..DunningPolicyDraft::default() };
    let policy = DunningPolicy::try_new(draft).unwrap();
    let told = Told::nothing().due("2026-03-01", "60").due("2026-03-11", "40");
    let next = policy.next_reminder(&items(&told, T), None, currency("CNY"));
    assert_eq!(next, Some(day("2026-03-16")));
    let little = Told::nothing().due("2026-03-01", "99.99");
    assert_eq!(policy.next_reminder(&items(&little, T), None, currency("CNY")), None);
}

#[test]
fn a_level_by_the_end_of_the_month_waits_for_it() {
    let basis = DunningBasis::EndOfMonth;
    let level = DunningLevel { after_days: 5, basis, days_since_last: 0 };
    assert_eq!(level.counts_from(day("2026-03-26")), day("2026-03-31"));
    assert_eq!(level.counts_from(day("2026-03-27")), day("2026-04-30"));
}

#[test]
fn levels_that_do_not_rise_are_refused() {
    let level =
        |after_days| DunningLevel { after_days, basis: DunningBasis::NetDays, days_since_last: 0 };
    let draft =
        DunningPolicyDraft { levels: vec![level(5), level(5)], ..DunningPolicyDraft::default() };
    assert_eq!(
        DunningPolicy::try_new(draft).unwrap_err().to_string(),
        "levels.1.after_days must exceed 5, was 5"
    );
    let none = DunningPolicyDraft { levels: Vec::new(), ..DunningPolicyDraft::default() };
    assert_eq!(
        DunningPolicy::try_new(none).unwrap_err().to_string(),
        "levels must name at least one level, was empty"
    );
}

// How long money stays out

/// 50,000 of 150,000 in 365 days: 121.67. In the 183 days from 11 April to 11 October: 61.00. A
/// customer since 1 May has 163 days, one since 2 January 2023 has 282: 94.00.
#[test]
fn days_sales_outstanding_count_from_the_customers_start() {
    let of = |window, start: Option<&str>| {
        let window = SalesWindow { window, receivable: total(50_000), sales: total(150_000) };
        let window = start.map_or(window, |start| window.since(day(start)));
        (window.window.days(), window.dso().unwrap())
    };
    let year = AsOf::new(day("2023-10-11")).last_days(365);
    let quotient = |part, whole| Quotient::try_new(part, whole).unwrap();
    assert_eq!(of(year, None), (365, quotient(365, 3)));
    let half = Window { after: day("2023-04-11"), until: day("2023-10-11") };
    assert_eq!(of(half, None), (183, quotient(61, 1)));
    assert_eq!(of(year, Some("2023-05-01")).0, 163);
    assert_eq!(of(year, Some("2023-01-02")), (282, quotient(94, 1)));
    assert_eq!(of(half, Some("2020-01-01")).0, 183, "a start before the window changes nothing");
}

#[test]
fn figures_without_sales_do_not_exist() {
    let window = AsOf::new(day(T)).last_days(90);
    let none = SalesWindow { window, receivable: total(5), sales: Total::ZERO };
    assert_eq!(none.dso(), None);
    assert_eq!(none.average_dso(total(1)), None);
    assert_eq!(none.best_possible_dso(total(1)), None);
    assert_eq!(none.average_days_delinquent(total(1)), None);
    assert_eq!(none.collection_effectiveness(Collectable::default()), None);
}

#[test]
fn delinquent_days_are_what_the_best_possible_leaves() {
    let window = AsOf::new(day(T)).last_days(90);
    let figures = SalesWindow { window, receivable: total(500), sales: total(900) };
    let [dso, best, late] = [
        figures.dso(),
        figures.best_possible_dso(total(320)),
        figures.average_days_delinquent(total(320)),
    ];
    let shown = [dso, best, late].map(|days| days.unwrap().to_string());
    assert_eq!(shown, ["50", "32", "18"]);
    let found =
        Collectable { collected: total(500), at_beginning: total(100), not_overdue: total(500) };
    let all = figures.collection_effectiveness(found).unwrap();
    assert_eq!(all, Ratio::ONE, "nothing overdue: all that could be collected was");
}

#[test]
fn count_back_takes_the_last_month_in_part() {
    let months = [(31, total(100)), (28, Total::ZERO), (31, total(62))];
    let months = months.map(|(days, sales)| MonthlySales { days, sales });
    let days = |left| count_back_dso(total(left), &months).map(|days| days.to_string());
    assert_eq!(days(0).as_deref(), Some("0"));
    assert_eq!(days(50).as_deref(), Some("15.5"));
    assert_eq!(days(100).as_deref(), Some("31"));
    assert_eq!(days(131).as_deref(), Some("74.5"), "31 + 28 + half of 31");
    assert_eq!(days(162).as_deref(), Some("90"));
    assert_eq!(days(163), None);
}

// Payment index

fn index_of(paid: &[(i64, i32)]) -> String {
    let paid = paid.iter().map(|(minor, days)| TimedPayment {
        amount: Amount::from_minor(*minor),
        days_beyond_terms: *days,
    });
    PaymentIndexPolicy::default().index(paid).map_or_else(|it| it.to_string(), |it| it.to_string())
}

#[test]
fn the_index_reads_the_table_at_its_points_between_and_beyond_them() {
    let of = |days| index_of(&[(1, days); 3]);
    let rows =
        [(-99, "100"), (-30, "100"), (-20, "90"), (0, "80"), (30, "50"), (48, "44"), (120, "20")];
    for (days, expected) in rows {
        assert_eq!(of(days), expected, "{days}");
    }
    assert_eq!(of(500), "20");
    assert_eq!(of(1), "79.333333", "80 − 10 / 15");
}

#[test]
fn the_index_weighs_by_amount_and_asks_for_enough_payments() {
    assert_eq!(index_of(&[(300, 0), (50, 30), (50, 30)]), "72.5");
    assert_eq!(index_of(&[(1, 0), (1, 0)]), "an index takes at least 3 payments, there were 2");
    assert_eq!(index_of(&[(1, 0), (0, 0)]), "payment 1: amount must be positive, was 0");
}

#[test]
fn a_table_that_rises_with_lateness_is_refused_with_all_that_is_wrong() {
    let point = |days, index| IndexPoint { days, index };
    let draft = PaymentIndexPolicyDraft {
        points: vec![point(0, 80), point(0, 90), point(5, 101)],
        fewest_payments: 0,
    };
    assert_eq!(
        PaymentIndexPolicy::try_new(draft).unwrap_err().to_string(),
        "points.1.days must exceed 0, was 0; points.1.index must not exceed 80, was 90; \
         points.2.index must not exceed 100, was 101; points.2.index must not exceed 90, was 101; \
         fewest_payments must be at least 1, was 0",
    );
}

// Balance and schedule

#[test]
fn what_is_owed_at_the_end_is_what_was_owed_and_billed_less_what_was_collected() {
    let told = Told::nothing()
        .sold("2026-03-02", "90")
        .billed("I1", "2026-02-10", "2026-03-10", "100")
        .billed("I2", "2026-03-02", "2026-04-02", "90")
        .paid_for("I1", "2026-03-20", "30")
        .paid("2026-04-01", "999");
    let march = SalesBalance::from_account(told.view(), AsOf::new(day(T)).last_days(31));
    let found =
        [march.sold, march.billed, march.collected, march.owed_before, march.owed, march.overdue];
    assert_eq!(minors(&found), [90_00, 90_00, 30_00, 100_00, 160_00, 70_00]);
}

fn debtor(told: &Told, position: u32) -> Debtor<'_> {
    Debtor::new(CustomerKey::from_position(position), told.view())
}

#[test]
fn whoever_owes_most_for_longest_is_asked_first() {
    let small_and_old = Told::nothing().due("2026-01-01", "10");
    let large_and_new = Told::nothing().due("2026-03-30", "400");
    let both = Told::nothing().due("2026-03-01", "300");
    let twin = both.clone();
    let nothing = Told::nothing().due("2026-04-02", "9000");
    let debtors = [
        debtor(&small_and_old, 0),
        debtor(&large_and_new, 1),
        debtor(&both, 3),
        debtor(&twin, 2),
        debtor(&nothing, 4),
    ];
    let calls = collection_schedule(&debtors, &WorkCalendar::default(), as_of(T));
    let order: Vec<u32> = calls.iter().map(|call| call.customer.position()).collect();
    assert_eq!(order, [2, 3, 0, 1], "9,300 twice, 900, 800 yuan-days; the last owes nothing yet");
}

#[test]
fn a_call_is_on_a_working_day_and_never_before_a_promise_has_passed() {
    let told = Told::nothing().due("2026-03-01", "300");
    let week = WorkCalendar::try_new(WorkCalendarDraft {
        rest_days: [chrono::Weekday::Sat, chrono::Weekday::Sun].into_iter().collect(),
        ..WorkCalendarDraft::default()
    });
    let week = week.unwrap();
    let on = |promised_by: Option<&str>, t| {
        let debtor = Debtor { promised_by: promised_by.map(day), ..debtor(&told, 0) };
        collection_schedule(&[debtor], &week, as_of(t)).first().map(|call| call.day.to_string())
    };
    assert_eq!(on(None, "2026-04-03").as_deref(), Some("2026-04-06"), "Friday to Monday");
    assert_eq!(on(Some("2026-04-09"), "2026-04-03").as_deref(), Some("2026-04-10"));
    assert_eq!(on(Some("2026-04-01"), "2026-04-03").as_deref(), Some("2026-04-06"));
}

#[test]
fn what_is_due_by_the_day_of_the_call_is_asked_for_and_disputes_are_left_out() {
    let told = Told::nothing()
        .due("2026-03-31", "100")
        .due("2026-04-01", "50")
        .disputed("2026-03-01", "7");
    let calls = |disputed| {
        let debtor = Debtor { disputed, ..debtor(&told, 0) };
        collection_schedule(&[debtor], &WorkCalendar::default(), as_of(T))[0]
    };
    assert_eq!(
        (calls(Inclusion::LeftOut).amount.minor(), calls(Inclusion::LeftOut).oldest),
        (100_00, 1)
    );
    assert_eq!(
        (calls(Inclusion::Counted).amount.minor(), calls(Inclusion::Counted).oldest),
        (107_00, 31)
    );
}
