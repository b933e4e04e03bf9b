//! S10, S20: the expected day of each receipt, and the cash-in by week.

use guanxi::credit::{
    CashInDebtor, CashInForecast, CashInPolicy, CashInPolicyDraft, PaymentHabit, ReceiptBasis,
};
use guanxi::id::CustomerKey;
use guanxi::money::Amount;
use guanxi::receivable::{Promise, TimedPayment};

use crate::given::{Told, as_of, currency, day, document};

const T: &str = "2026-03-31";

fn timed(minor: i64, days_beyond_terms: i32) -> TimedPayment {
    TimedPayment { amount: Amount::from_minor(minor), days_beyond_terms }
}

#[track_caller]
fn interval(payments: &[(i64, i32)]) -> String {
    let payments = payments.iter().map(|(minor, days)| timed(*minor, *days));
    PaymentHabit::from_payments(payments).interval().unwrap().to_string()
}

/// Five payments of 100, each this many days late, all settled by the end of February.
#[track_caller]
fn paying(days: &[i32]) -> Told {
    days.iter().enumerate().fold(Told::nothing(), |told, (place, late)| {
        let due = day("2026-01-01").offset(i32::try_from(place).unwrap());
        let number = format!("I{place}");
        let issued = due.offset(-30).to_string();
        let paid = due.offset(*late).to_string();
        told.billed(&number, &issued, &due.to_string(), "100").paid_for(&number, &paid, "100")
    })
}

#[track_caller]
fn forecast_with(told: &Told, promises: &[Promise], book: &PaymentHabit) -> CashInForecast {
    let customer = CustomerKey::from_position(0);
    let debtor = CashInDebtor { customer, account: told.view(), promises };
    CashInPolicy::default().forecast(&[debtor], book, currency("CNY"), as_of(T))
}

#[track_caller]
fn forecast(told: &Told) -> CashInForecast {
    forecast_with(told, &[], &PaymentHabit::default())
}

/// The days of the receipts: early, expected, late.
fn days(forecast: &CashInForecast) -> Vec<[String; 3]> {
    let days = |it: &guanxi::credit::ExpectedReceipt| [it.early, it.expected, it.late];
    forecast.receipts.iter().map(|it| days(it).map(|day| day.to_string())).collect()
}

#[test]
fn quartiles_and_median_are_weighted_by_money() {
    assert_eq!(interval(&[(100, 7)]), "7 days beyond terms (7 to 7)");
    assert_eq!(interval(&[(1, 0), (1, 1), (1, 2), (1, 3)]), "1 day beyond terms (0 to 2)");
    assert_eq!(interval(&[(1, 3), (1, 0), (1, 2), (1, 1), (1, 4)]), "2 days beyond terms (1 to 3)");
    // A quarter of the money exactly, just over and just under it.
    assert_eq!(interval(&[(25, -5), (75, 9)]), "9 days beyond terms (-5 to 9)");
    assert_eq!(interval(&[(24, -5), (76, 9)]), "9 days beyond terms (9 to 9)");
    assert_eq!(interval(&[(50, -5), (50, 9)]), "-5 days beyond terms (-5 to 9)");
    assert_eq!(interval(&[(49, -5), (51, 9)]), "9 days beyond terms (-5 to 9)");
    let none = PaymentHabit::from_payments([timed(0, 5), timed(-1, 5)]);
    assert_eq!((none.count(), none.interval()), (0, None));
}

/// Due today, and not late: the payments of 1 to 40 days beyond terms are like it.
#[test]
fn an_open_item_is_expected_by_the_habit_of_its_customer() {
    let found = forecast(&paying(&[1, 5, 10, 20, 40]).billed("N1", "2026-03-01", T, "80"));
    assert_eq!(days(&found), [["2026-04-05", "2026-04-10", "2026-04-20"]]);
    assert_eq!(found.receipts[0].basis, ReceiptBasis::Own);
}

#[test]
fn with_fewer_than_five_later_payments_those_of_the_book_decide() {
    let item = |told: Told| told.billed("N1", "2026-03-01", T, "80");
    let four = item(paying(&[1, 5, 10, 20]));
    let book = PaymentHabit::from_payments([30, 31, 32, 33, 34].map(|days| timed(100, days)));
    let found = forecast_with(&four, &[], &book);
    assert_eq!(found.receipts[0].basis, ReceiptBasis::Book);
    assert_eq!(found.receipts[0].expected, day(T).offset(32));
    let five = item(paying(&[1, 5, 10, 20, 40]));
    assert_eq!(forecast_with(&five, &[], &book).receipts[0].basis, ReceiptBasis::Own);
    let few = PaymentHabit::from_payments([30, 31, 32, 33].map(|days| timed(100, days)));
    let nobody = forecast_with(&four, &[], &few);
    assert_eq!((nobody.receipts.len(), nobody.beyond_habit.minor()), (0, 80_00));
}

/// Ten days late already: only payments that came later than that are like it.
#[test]
fn an_item_that_is_late_is_like_those_that_came_later() {
    let told = paying(&[0, 10, 11, 12, 13, 14, 15]).billed("N1", "2026-03-01", "2026-03-21", "80");
    assert_eq!(days(&forecast(&told)), [["2026-04-02", "2026-04-03", "2026-04-04"]]);
    // The days 11 to 15 by quarters: 12, 13, 14 after the due date of 21 March.
    let later = paying(&[0, 10, 11, 12, 13, 14]).billed("N1", "2026-03-01", "2026-03-21", "80");
    let found = forecast(&later);
    assert_eq!((found.receipts.len(), found.beyond_habit.minor()), (0, 80_00));
}

#[test]
fn only_what_was_settled_within_a_year_shows_a_habit() {
    let told = paying(&[1, 5, 10, 20, 40]);
    let policy = CashInPolicy::default();
    // Settled on 2, 7, 13, 24 January and 14 February 2026.
    let count = |t| policy.habit([told.view()], as_of(t)).count();
    assert_eq!(["2027-01-01", "2027-01-02", "2027-02-13", "2027-02-14"].map(count), [5, 4, 1, 0]);
    assert_eq!(count("2026-01-02"), 1);
    let both = policy.habit([told.view(), told.view()], as_of(T));
    assert_eq!(both.count(), 10, "the habit of the book is that of all its customers");
}

#[test]
fn what_is_promised_is_expected_on_its_day() {
    let told = paying(&[1, 5, 10, 20, 40]).billed("N1", "2026-03-01", "2026-03-30", "80").billed(
        "N2",
        "2026-03-01",
        T,
        "80",
    );
    let n2 = told.view().invoice(&document("N2")).unwrap();
    let promise =
        |by: &str, minor| Promise::new(day("2026-03-20"), day(by), Amount::from_minor(minor));
    let promises = [promise("2026-04-15", 100_00), promise("2026-04-10", 30_00).for_invoice(n2)];
    let found = forecast_with(&told, &promises, &PaymentHabit::default());
    let lines: Vec<_> =
        found.receipts.iter().map(|it| (it.basis, it.amount.minor(), it.expected)).collect();
    let (own, said) = (ReceiptBasis::Own, ReceiptBasis::Promise);
    let (tenth, fifteenth) = (day("2026-04-10"), day("2026-04-15"));
    assert_eq!(
        lines,
        [
            (said, 30_00, tenth),
            (own, 30_00, tenth),
            (said, 80_00, fifteenth),
            (said, 20_00, fifteenth),
        ]
    );
}

#[test]
fn a_promise_counts_from_its_day_up_to_its_last() {
    let told = paying(&[1, 5, 10, 20, 40]).billed("N1", "2026-03-01", T, "80");
    let basis = |made: &str, by: &str| {
        let promises = [Promise::new(day(made), day(by), Amount::from_minor(80_00))];
        forecast_with(&told, &promises, &PaymentHabit::default()).receipts[0].basis
    };
    assert_eq!(basis(T, T), ReceiptBasis::Promise);
    assert_eq!(basis("2026-04-01", "2026-04-02"), ReceiptBasis::Own, "not made yet");
    assert_eq!(basis("2026-03-01", "2026-03-30"), ReceiptBasis::Own, "broken or kept");
}

#[test]
fn disputed_parts_are_apart() {
    let told = paying(&[1, 5, 10, 20, 40]).billed("N1", "2026-03-01", T, "80").disputed(T, "70");
    let found = forecast(&told);
    assert_eq!((found.expected().minor(), found.disputed.minor()), (80_00, 70_00));
}

/// Weeks end on 7, 14 and 21 April. Of 80 the early day is 5, the expected 10, the late 20 April.
#[test]
fn the_cash_in_adds_up_week_by_week() {
    let told = paying(&[1, 5, 10, 20, 40]).billed("N1", "2026-03-01", T, "80");
    let draft = CashInPolicyDraft { weeks: 3, ..Default::default() };
    let debtor = CashInDebtor {
        customer: CustomerKey::from_position(0),
        account: told.view(),
        promises: &[],
    };
    let policy = CashInPolicy::try_new(draft).unwrap();
    let none = PaymentHabit::default();
    let found = policy.forecast(&[debtor, debtor], &none, currency("CNY"), as_of(T));
    assert_eq!(
        found.to_string(),
        "by 2026-04-07 CNY 0.00 (CNY 0.00 to CNY 160.00); by 2026-04-14 CNY 160.00 (CNY 0.00 to \
         CNY 160.00); by 2026-04-21 CNY 160.00 (CNY 160.00 to CNY 160.00); in all CNY 160.00, \
         disputed CNY 0.00, beyond habit CNY 0.00"
    );
}

#[test]
fn a_policy_without_days_payments_or_weeks_is_refused() {
    let draft = CashInPolicyDraft { habit_days: 0, least_payments: 0, weeks: 0 };
    assert_eq!(
        CashInPolicy::try_new(draft).unwrap_err().to_string(),
        "habit_days must be at least 1, was 0; least_payments must be at least 1, was 0; weeks \
         must be at least 1, was 0"
    );
}
