//! S11: ABC by purchase amount.

use guanxi::book::Book;
use guanxi::customer::Customer;
use guanxi::money::Amount;
use guanxi::policy::Policy;
use guanxi::segment::{AbcMethod, AbcPolicy, AbcPolicyDraft, Class, Cuts};
use guanxi::trade::Sale;

use crate::given::{as_of, currency, day, document, percent, yuan};

#[track_caller]
fn cuts_by(cut: AbcMethod, minor: &[i64]) -> Cuts {
    let draft = AbcPolicyDraft { cut, ..Default::default() };
    let amounts: Vec<Amount> = minor.iter().copied().map(Amount::from_minor).collect();
    AbcPolicy::try_new(draft).unwrap().cuts(&amounts, currency("CNY"))
}

#[track_caller]
fn classes_by(cut: AbcMethod, minor: &[i64]) -> String {
    let cuts = cuts_by(cut, minor);
    let class = |minor: &i64| cuts.class(Amount::from_minor(*minor)).to_string();
    minor.iter().map(class).collect()
}

#[track_caller]
fn classes(minor: &[i64]) -> String {
    classes_by(AbcMethod::default(), minor)
}

fn by_customers() -> AbcMethod {
    AbcMethod::ShareOfCustomers { a: percent("20%"), b: percent("50%") }
}

#[test]
fn a_customer_is_a_while_those_strictly_larger_bring_less_than_80_percent() {
    assert_eq!(classes(&[79, 16, 5]), "AAC", "79 % above: A");
    assert_eq!(classes(&[80, 15, 5]), "ABC", "80 % above: not A");
    assert_eq!(classes(&[81, 14, 5]), "ABC", "81 % above: not A");
}

#[test]
fn a_customer_is_b_while_those_strictly_larger_bring_less_than_95_percent() {
    assert_eq!(classes(&[80, 14, 6]), "ABB", "94 % above: B");
    assert_eq!(classes(&[80, 15, 5]), "ABC", "95 % above: C");
    assert_eq!(classes(&[80, 16, 4]), "ABC", "96 % above: C");
}

#[test]
fn the_shares_are_exact_to_the_last_unit() {
    // T = 10^15; above = 8·10^14 − 1, then 8·10^14.
    let total = 1_000_000_000_000_000;
    let first = 800_000_000_000_000;
    assert_eq!(classes(&[first - 1, total - first + 1]), "AA");
    assert_eq!(classes(&[first, total - first]), "AB");
}

#[test]
fn the_largest_customer_is_a_however_large() {
    assert_eq!(classes(&[99_999, 1]), "AC");
    assert_eq!(classes(&[1]), "A");
    assert_eq!(classes(&[i64::MAX, 1]), "AC");
}

#[test]
fn zero_and_negative_are_always_c() {
    assert_eq!(classes(&[0, -1, 0]), "CCC");
    assert_eq!(classes(&[100, 0, -100]), "ACC");
    assert_eq!(classes(&[i64::MIN, 1]), "CA");
}

#[test]
fn the_total_is_that_of_the_positive_amounts_alone() {
    // With the return in it the total would be 50, and 80 of it more than all.
    assert_eq!(classes(&[80, 15, 5, -50]), "ABCC");
}

#[test]
fn equal_amounts_share_a_class() {
    assert_eq!(classes(&[7; 10]), "AAAAAAAAAA");
    assert_eq!(classes(&[50, 25, 25]), "AAA");
    assert_eq!(classes(&[80, 5, 5, 5, 5]), "ABBBB");
    assert_eq!(classes(&[95, 1, 1, 1, 1, 1]), "ACCCCC");
}

#[test]
fn the_order_of_customers_does_not_matter() {
    assert_eq!(classes(&[5, 80, 15]), "CAB");
    assert_eq!(classes(&[15, 5, 80]), "BCA");
}

#[test]
fn sums_beyond_one_amount_are_exact() {
    assert_eq!(classes(&[i64::MAX; 5]), "AAAAA");
    let mut amounts = [i64::MAX; 6];
    amounts[5] = i64::MAX - 1;
    // The five largest bring just over 5/6 of the total: more than 80 %, less than 95 %.
    assert_eq!(classes(&amounts), "AAAAAB");
}

#[test]
fn the_cuts_are_the_smallest_amount_of_a_and_of_b() {
    let some = |minor| Some(Amount::from_minor(minor));
    let cuts = |minor: &[i64]| cuts_by(AbcMethod::default(), minor);
    assert_eq!(cuts(&[80, 15, 5]), Cuts { a: some(80), b: some(15) });
    assert_eq!(cuts(&[50, 29, 16, 5]), Cuts { a: some(16), b: None });
    assert_eq!(cuts(&[96, 4]), Cuts { a: some(96), b: None }, "B is empty, C is not");
    assert_eq!(cuts(&[0, -3]), Cuts { a: None, b: None });
    assert_eq!(cuts(&[]), Cuts::default());
}

#[test]
fn a_is_from_its_cut_on_and_b_between_the_cuts() {
    let cuts = cuts_by(AbcMethod::default(), &[80, 15, 5]);
    let class = |minor| cuts.class(Amount::from_minor(minor));
    assert_eq!(class(80), Class::A);
    assert_eq!(class(79), Class::B);
    assert_eq!(class(15), Class::B);
    assert_eq!(class(14), Class::C);
}

#[test]
fn the_window_is_the_365_days_up_to_the_date() {
    let t = day("2026-03-31");
    let rows = [(-365, 0), (-364, 100_00), (0, 100_00), (1, 0)];
    for (offset, expected) in rows {
        let mut book = Book::new(currency("CNY"));
        let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
        let sale = Sale::new(document("S"), t.offset(offset), yuan("100"));
        book.record(li, sale).unwrap();
        let policy = Policy::default();
        let review = book.review(as_of("2026-03-31"), &policy).unwrap();
        assert_eq!(review.purchases(), [Amount::from_minor(expected)], "{offset}");
    }
}

#[test]
fn purchases_are_sales_less_returns() {
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    for (number, amount) in [("S1", "100"), ("S2", "-130"), ("S3", "10")] {
        let sale = Sale::new(document(number), day("2026-03-01"), yuan(amount));
        book.record(li, sale).unwrap();
    }
    let policy = Policy::default();
    let review = book.review(as_of("2026-03-31"), &policy).unwrap();
    assert_eq!(review.purchases(), [Amount::from_minor(-20_00)]);
    assert!(review.classes().eq([Class::C]));
}

#[test]
fn by_share_of_customers_the_top_20_percent_are_a_and_the_next_30_b() {
    let falling = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
    assert_eq!(classes_by(by_customers(), &falling), "AABBBCCCCC");
    assert_eq!(classes_by(by_customers(), &[5, 4, 3, 2, 1]), "ABBCC");
    assert_eq!(classes_by(by_customers(), &[4]), "A");
}

#[test]
fn by_share_of_customers_ties_go_up() {
    let tied = [10, 9, 9, 8, 7, 6, 6, 4, 3, 2];
    assert_eq!(classes_by(by_customers(), &tied), "AAABBCCCCC");
    assert_eq!(classes_by(by_customers(), &[3, 3, 3, 3, 3, 1]), "AAAAAC");
}

#[test]
fn by_share_of_customers_only_those_who_bought_are_counted() {
    let bought = [5, 4, 3, 2, 1, 0, 0, -1, -1, -1];
    assert_eq!(classes_by(by_customers(), &bought), "ABBCCCCCCC", "five bought");
}

#[test]
fn by_fixed_amounts_a_class_begins_at_its_amount() {
    let cut = AbcMethod::FixedAmounts { a: "100".parse().unwrap(), b: "10.005".parse().unwrap() };
    let amounts = [100_01, 100_00, 99_99, 10_01, 10_00, 0];
    assert_eq!(classes_by(cut, &amounts), "AABBCC");
    let cuts = cuts_by(cut, &amounts);
    assert_eq!(cuts.a, Some(Amount::from_minor(100_00)));
    assert_eq!(cuts.b, Some(Amount::from_minor(10_01)));
    assert_eq!(cuts_by(cut, &[5_00]), Cuts::default());
}

#[test]
fn by_the_curve_a_ends_at_the_point_nearest_to_the_corner() {
    // (0.2, 0.5), (0.4, 0.8), (0.6, 0.9): squared distances 0.29, 0.20, 0.37. The average is 20.
    assert_eq!(classes_by(AbcMethod::Computed {}, &[50, 30, 10, 5, 5]), "AACCC");
    // (0.2, 0.6) and (0.4, 0.8) are equally near; the first one counts, and 20 is the average.
    assert_eq!(classes_by(AbcMethod::Computed {}, &[60, 20, 10, 5, 5]), "ABCCC");
}

#[test]
fn by_the_curve_b_ends_where_a_customer_brings_less_than_the_average() {
    // (0.25, 0.7): 0.0625 + 0.09 = 0.1525; (0.5, 0.95): 0.25 + 0.0025. The average is 25.
    assert_eq!(classes_by(AbcMethod::Computed {}, &[70, 25, 4, 1]), "ABCC");
    assert_eq!(classes_by(AbcMethod::Computed {}, &[71, 24, 4, 1]), "ACCC");
}

#[test]
fn by_the_curve_ten_equal_customers_share_a_class() {
    assert_eq!(classes_by(AbcMethod::Computed {}, &[3; 10]), "AAAAAAAAAA");
    assert_eq!(classes_by(AbcMethod::Computed {}, &[3]), "A");
    assert_eq!(classes_by(AbcMethod::Computed {}, &[0, -3]), "CC");
}

#[test]
fn the_scale_of_the_currency_changes_no_class() {
    let fen = [33_336, 25_665, 9_001, 120, 7];
    let scaled = fen.map(|minor| minor * 1_000_003);
    for cut in [AbcMethod::default(), by_customers(), AbcMethod::Computed {}] {
        assert_eq!(classes_by(cut, &fen), classes_by(cut, &scaled), "{cut:?}");
    }
}
