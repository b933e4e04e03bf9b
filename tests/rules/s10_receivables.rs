//! S10: open items, allocation, balance and ageing.

use guanxi::receivable::{Bucket, OpenBalance, Payment, settle};

use crate::given::{Told, as_of, day, document, fen, yuan};

#[track_caller]
fn standing(told: &Told, t: &str) -> OpenBalance {
    settle(told.view().receivables(), as_of(t), |_| ())
}

/// Open items in order: number, minor units, days past due.
#[track_caller]
fn open(told: &Told, t: &str) -> Vec<(String, i64, i32)> {
    let view = told.view();
    let mut items = Vec::new();
    settle(view.receivables(), as_of(t), |item| {
        let number = view.invoice_number(item.invoice).to_owned();
        items.push((number, item.open.minor(), item.days_past_due));
    });
    items
}

fn item(number: &str, minor: i64, days_past_due: i32) -> (String, i64, i32) {
    (number.to_owned(), minor, days_past_due)
}

#[test]
fn an_open_item_is_what_was_billed_less_what_is_allocated_to_it() {
    let told = Told::nothing().billed("I1", "2026-01-01", "2026-01-31", "100").paid_for(
        "I1",
        "2026-01-20",
        "30",
    );
    assert_eq!(open(&told, "2026-01-19"), [item("I1", 100_00, -12)]);
    assert_eq!(open(&told, "2026-01-20"), [item("I1", 70_00, -11)]);
}

#[test]
fn an_invoice_paid_in_full_is_no_open_item() {
    let told = Told::nothing().billed("I1", "2026-01-01", "2026-01-31", "100").paid_for(
        "I1",
        "2026-01-20",
        "100",
    );
    assert_eq!(open(&told, "2026-01-20"), []);
    assert_eq!(standing(&told, "2026-01-20").balance().minor(), 0);
}

#[test]
fn payments_named_for_an_invoice_go_to_it_first() {
    let told = Told::nothing()
        .billed("I1", "2026-01-01", "2026-01-31", "100")
        .billed("I2", "2026-01-01", "2026-02-28", "100")
        .paid_for("I2", "2026-01-10", "100");
    assert_eq!(open(&told, "2026-01-10"), [item("I1", 100_00, -21)]);
}

#[test]
fn a_named_payment_goes_first_even_when_free_money_came_earlier() {
    let told = Told::nothing()
        .billed("I1", "2026-01-01", "2026-01-31", "100")
        .paid("2026-01-05", "60")
        .paid_for("I1", "2026-01-06", "100");
    let standing = standing(&told, "2026-01-06");
    assert_eq!(open(&told, "2026-01-06"), []);
    assert_eq!(standing.unapplied.minor(), fen("60"));
}

#[test]
fn the_rest_of_a_named_payment_settles_what_is_due_first() {
    let told = Told::nothing()
        .billed("I1", "2026-01-01", "2026-01-31", "100")
        .billed("I2", "2026-01-01", "2026-02-28", "100")
        .billed("I3", "2026-01-01", "2026-02-01", "100")
        .paid_for("I2", "2026-01-10", "220");
    assert_eq!(open(&told, "2026-02-01"), [item("I3", 80_00, 0)]);
}

#[test]
fn several_payments_named_for_one_invoice_leave_their_common_rest() {
    let told = Told::nothing()
        .billed("I1", "2026-01-01", "2026-01-31", "100")
        .billed("I2", "2026-01-01", "2026-02-28", "100")
        .paid_for("I1", "2026-01-10", "70")
        .paid_for("I1", "2026-01-12", "70");
    assert_eq!(open(&told, "2026-01-11"), [item("I1", 30_00, -20), item("I2", 100_00, -48)]);
    assert_eq!(open(&told, "2026-01-12"), [item("I2", 60_00, -47)]);
}

#[test]
fn money_for_an_invoice_not_issued_yet_is_earmarked_and_settles_nothing_older() {
    let told = Told::nothing()
        .billed("I1", "2026-01-01", "2026-01-31", "100")
        .billed("I2", "2026-02-10", "2026-03-10", "100")
        .paid_for("I2", "2026-02-05", "100");
    assert_eq!(open(&told, "2026-02-04"), [item("I1", 100_00, 4)]);
    assert_eq!(open(&told, "2026-02-05"), [item("I1", 100_00, 5)]);
    assert_eq!(open(&told, "2026-02-09"), [item("I1", 100_00, 9)]);
    let before = standing(&told, "2026-02-09");
    assert_eq!((before.earmarked.minor(), before.balance().minor()), (fen("100"), 0));
    assert_eq!(open(&told, "2026-02-10"), [item("I1", 100_00, 10)], "and I2 is paid");
    assert_eq!(standing(&told, "2026-02-10").earmarked.minor(), 0);
}

#[test]
fn a_payment_without_a_name_settles_by_earliest_due_date() {
    let told = Told::nothing()
        .billed("A", "2026-01-01", "2026-03-31", "50")
        .billed("B", "2026-01-02", "2026-01-31", "50")
        .paid("2026-01-15", "60");
    assert_eq!(open(&told, "2026-01-31"), [item("A", 40_00, -59)]);
}

#[test]
fn of_two_invoices_due_on_a_day_the_smaller_id_is_settled_first() {
    let told = Told::nothing()
        .billed("I2", "2026-01-01", "2026-01-31", "50")
        .billed("I10", "2026-01-02", "2026-01-31", "50")
        .paid("2026-01-15", "60");
    // Ids are text, and "I10" stands before "I2".
    assert_eq!(open(&told, "2026-01-31"), [item("I2", 40_00, 0)]);
}

#[test]
fn what_settles_nothing_is_unapplied_credit() {
    let told =
        Told::nothing().billed("I1", "2026-01-01", "2026-01-31", "100").paid("2026-01-15", "130");
    let standing = standing(&told, "2026-01-15");
    assert_eq!(standing.unapplied.minor(), fen("30"));
    assert_eq!(standing.ageing.open().minor(), 0);
    assert_eq!(standing.balance().minor(), -fen("30"));
}

#[test]
fn unapplied_credit_settles_the_next_invoice_on_the_day_of_its_issue() {
    let told =
        Told::nothing().paid("2026-01-15", "130").billed("I1", "2026-02-01", "2026-03-03", "100");
    assert_eq!(standing(&told, "2026-01-31").unapplied.minor(), fen("130"));
    assert_eq!(standing(&told, "2026-02-01").unapplied.minor(), fen("30"));
    assert_eq!(open(&told, "2026-02-01"), []);
}

#[test]
fn invoices_and_payments_are_positive() {
    let mut told = Told::nothing();
    let (number, date) = (document("X"), day("2026-01-01"));
    for amount in ["0", "-0.01"] {
        let payment = Payment::new(number.clone(), date, yuan(amount));
        assert!(told.refused(payment).to_string().contains("must be positive"));
        let invoice = guanxi::receivable::Invoice::new(number.clone(), date, date, yuan(amount));
        assert!(told.refused(invoice).to_string().contains("must be positive"));
    }
    assert_eq!(standing(&told, "2026-12-31"), OpenBalance::default());
}

#[test]
fn due_today_is_not_overdue() {
    let told = Told::nothing().billed("I1", "2026-01-01", "2026-01-31", "100");
    let on = |t| {
        let standing = standing(&told, t);
        (standing.oldest_days_past_due, standing.ageing.overdue().minor())
    };
    assert_eq!(on("2026-01-30"), (0, 0));
    assert_eq!(on("2026-01-31"), (0, 0));
    assert_eq!(on("2026-02-01"), (1, fen("100")));
}

#[test]
fn an_item_lies_in_the_bucket_of_its_days_past_due() {
    let edges = [
        (i32::MIN, Bucket::NotDue),
        (-1, Bucket::NotDue),
        (0, Bucket::NotDue),
        (1, Bucket::Days1To30),
        (30, Bucket::Days1To30),
        (31, Bucket::Days31To60),
        (60, Bucket::Days31To60),
        (61, Bucket::Days61To90),
        (90, Bucket::Days61To90),
        (91, Bucket::Days91To120),
        (120, Bucket::Days91To120),
        (121, Bucket::Over120),
        (i32::MAX, Bucket::Over120),
    ];
    for (days, bucket) in edges {
        assert_eq!(Bucket::from_days_past_due(days), bucket, "{days}");
    }
}

/// Vector 8 of the credit notes: as of 2026-03-31.
#[test]
fn ageing_as_of_the_end_of_march() {
    let rows = [
        ("2026-03-31", Bucket::NotDue),
        ("2026-03-30", Bucket::Days1To30),
        ("2026-03-01", Bucket::Days1To30),
        ("2026-02-28", Bucket::Days31To60),
        ("2026-01-30", Bucket::Days31To60),
        ("2026-01-29", Bucket::Days61To90),
        ("2025-12-31", Bucket::Days61To90),
        ("2025-12-30", Bucket::Days91To120),
        ("2025-12-01", Bucket::Days91To120),
        ("2025-11-30", Bucket::Over120),
    ];
    for (due, bucket) in rows {
        let told = Told::nothing().due(due, "7");
        let ageing = standing(&told, "2026-03-31").ageing;
        for each in Bucket::ALL {
            let expected = if each == bucket { fen("7") } else { 0 };
            assert_eq!(ageing.in_bucket(each).minor(), expected, "{due} in {each}");
        }
    }
}

#[test]
fn the_buckets_less_unapplied_credit_equal_the_balance() {
    let told = Told::nothing()
        .due("2026-03-31", "10.01")
        .due("2026-03-01", "20.02")
        .due("2026-02-01", "30.03")
        .due("2026-01-01", "40.04")
        .due("2025-12-05", "50.05")
        .due("2025-10-01", "60.06")
        .paid("2026-03-15", "75.55");
    let standing = standing(&told, "2026-03-31");
    let buckets = Bucket::ALL.map(|bucket| standing.ageing.in_bucket(bucket).minor());
    // 60.06 and 15.49 of 50.05 are paid.
    assert_eq!(buckets, [10_01, 20_02, 30_03, 40_04, 34_56, 0]);
    assert_eq!(standing.balance().minor(), 134_66);
    assert_eq!(standing.unapplied.minor(), 0);
}

#[test]
fn a_payment_made_after_the_date_is_not_seen_even_for_an_old_invoice() {
    let told = Told::nothing().billed("I1", "2025-12-01", "2025-12-31", "100").paid_for(
        "I1",
        "2026-04-01",
        "100",
    );
    assert_eq!(open(&told, "2026-03-31"), [item("I1", 100_00, 90)]);
    assert_eq!(open(&told, "2026-04-01"), []);
}

#[test]
fn an_invoice_issued_after_the_date_is_not_seen() {
    let told = Told::nothing().billed("I1", "2026-02-01", "2026-02-01", "100");
    assert_eq!(open(&told, "2026-01-31"), []);
    assert_eq!(open(&told, "2026-02-01"), [item("I1", 100_00, 0)]);
}

#[test]
fn the_oldest_item_and_the_disputed_items_stand_apart() {
    let told = Told::nothing()
        .disputed("2026-03-01", "40")
        .disputed("2026-04-30", "5")
        .due("2026-03-20", "60");
    let standing = standing(&told, "2026-03-31");
    assert_eq!(standing.oldest_days_past_due, 30);
    assert_eq!(standing.oldest_undisputed_days_past_due, 11);
    assert_eq!(standing.disputed.minor(), fen("45"));
    assert_eq!(standing.disputed_overdue.minor(), fen("40"));
    assert_eq!(standing.ageing.open().minor(), fen("105"), "they stay in it");
}

/// Vector 15 of the credit notes, but for the day: due on a day is not overdue on it.
#[test]
fn the_same_payment_again_changes_nothing() {
    let mut told = Told::nothing().billed("I1", "2026-01-01", "2026-01-31", "100");
    let payment = Payment::new(document("P1"), day("2026-01-31"), yuan("70"));
    told.account.record(payment.clone()).unwrap();
    let again = told.refused(payment);
    assert_eq!(again.to_string(), "payment P1 is recorded already, with the same content");
    assert_eq!(open(&told, "2026-01-31"), [item("I1", 30_00, 0)]);
}

#[test]
fn amounts_beyond_one_amount_add_up() {
    let most = "92233720368547758.07";
    let told = Told::nothing()
        .due("2026-01-31", most)
        .due("2026-02-28", most)
        .due("2026-03-31", most)
        .paid("2026-03-01", most);
    let standing = standing(&told, "2026-03-01");
    assert_eq!(standing.balance().minor(), 2 * i128::from(i64::MAX));
    assert_eq!(standing.oldest_days_past_due, 1);
}
