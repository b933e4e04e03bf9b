//! S14: the revenue bridge, to the cent.

use guanxi::account::CustomerTerm;
use guanxi::book::Book;
use guanxi::bridge::{
    BridgeError, BridgePurchases, BridgeRow, BridgeWindows, RetentionFormula, RevenueBridge,
};
use guanxi::calendar::Window;
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::measure::Quotient;
use guanxi::money::{Amount, Currency, Total};
use guanxi::policy::Policy;
use guanxi::review::{ReviewBridge, ReviewChange};
use guanxi::segment::{MergeList, MergedCustomer};
use guanxi::trade::Sale;

use crate::given::{as_of, currency, day, document, yuan};

const fn key(position: u32) -> CustomerKey {
    CustomerKey::from_position(position)
}

fn total(minor: i64) -> Total {
    Amount::from_minor(minor).to_total()
}

fn window(first: &str, last: &str) -> Window {
    Window::inclusive(day(first), day(last))
}

fn windows() -> BridgeWindows {
    let before = window("2025-01-01", "2025-12-31");
    BridgeWindows::try_new(before, window("2026-01-01", "2026-12-31")).unwrap()
}

fn bought(position: u32, before: i64, after: i64) -> BridgePurchases {
    let (before, after) = (total(before), total(after));
    BridgePurchases { customer: key(position), before, after, ordered_before: true }
}

fn new(position: u32, after: i64) -> BridgePurchases {
    BridgePurchases { ordered_before: false, ..bought(position, 0, after) }
}

#[track_caller]
fn bridge(customers: &[BridgePurchases]) -> RevenueBridge {
    let customers = customers.iter().copied();
    RevenueBridge::try_new(windows(), Currency::CNY, customers, &MergeList::default()).unwrap()
}

fn changes(bridge: &RevenueBridge) -> [i128; 7] {
    BridgeRow::ALL.map(|row| bridge.row(row).change.minor())
}

/// The golden numbers of the rule.
fn golden() -> RevenueBridge {
    bridge(&[
        bought(0, 100, 0),
        bought(1, 80, 120),
        bought(2, 50, 30),
        new(3, 25),
        bought(4, 0, 15),
        bought(5, 60, 60),
        bought(6, 20, -5),
    ])
}

#[track_caller]
fn retention(bridge: &RevenueBridge, formula: RetentionFormula) -> Option<Quotient> {
    bridge.retention(formula).map(|figure| figure.fraction)
}

#[test]
fn the_golden_bridge_sums_to_the_cent() {
    let bridge = golden();
    assert_eq!((bridge.before().minor(), bridge.after().minor()), (310, 245));
    assert_eq!(changes(&bridge), [25, 15, 40, -20, -120, -5, 0]);
    assert_eq!(BridgeRow::ALL.map(|row| bridge.row(row).customers), [1, 1, 1, 1, 2, 1, 0]);
}

#[test]
fn the_golden_figures_of_retention_carry_their_formula() {
    let bridge = golden();
    let golden = [
        (RetentionFormula::Net, 205, 310, "net revenue retention (NRR): 66.1%"),
        (RetentionFormula::Gross, 170, 310, "gross revenue retention (GRR): 54.8%"),
        (RetentionFormula::NetWithWonBack, 220, 310, "NRR with won back: 70.9%"),
        (RetentionFormula::Baremetrics, 230, 310, "retention of Baremetrics: 74.1%"),
        (RetentionFormula::ChargebeeNetChurn, -20, 310, "net churn of Chargebee: -6.4%"),
        (RetentionFormula::ChartMogulNetChurn, 85, 310, "net churn of ChartMogul: 27.4%"),
    ];
    for (formula, part, whole, said) in golden {
        assert_eq!(retention(&bridge, formula), Quotient::try_new(part, whole), "{formula}");
        assert_eq!(bridge.retention(formula).unwrap().to_string(), said);
        assert!(!formula.definition().is_empty());
    }
    let printed = |formula| retention(&bridge, formula).unwrap().to_string();
    assert_eq!(printed(RetentionFormula::Net), "0.66129");
    assert_eq!(printed(RetentionFormula::Gross), "0.548387");
    assert_eq!(printed(RetentionFormula::NetWithWonBack), "0.709677");
    assert_eq!(printed(RetentionFormula::Baremetrics), "0.741935");
    assert_eq!(printed(RetentionFormula::ChargebeeNetChurn), "-0.064516", "growth, it says");
}

#[test]
fn the_golden_retention_by_customers_and_the_share_of_existing_ones() {
    // A 500 → 550, B 300 → 200, C 200 → 0, D new 400, E won back 50.
    let bridge = bridge(&[
        bought(0, 500, 550),
        bought(1, 300, 200),
        bought(2, 200, 0),
        new(3, 400),
        bought(4, 0, 50),
    ]);
    let golden = [
        (RetentionFormula::Logo, 2, 3),
        (RetentionFormula::Gross, 700, 1_000),
        (RetentionFormula::Net, 750, 1_000),
        (RetentionFormula::FromExisting, 750, 1_200),
        (RetentionFormula::FromExistingWithWonBack, 800, 1_200),
    ];
    for (formula, part, whole) in golden {
        assert_eq!(retention(&bridge, formula), Quotient::try_new(part, whole), "{formula}");
    }
    assert_eq!(changes(&bridge), [400, 50, 50, -100, -200, 0, 0]);
}

#[test]
fn without_sales_before_there_is_no_retention() {
    let bridge = bridge(&[new(0, 25)]);
    let there: Vec<_> = bridge.retention_figures().map(|it| it.formula).collect();
    assert_eq!(there, [RetentionFormula::FromExisting, RetentionFormula::FromExistingWithWonBack]);
    assert_eq!(retention(&bridge, RetentionFormula::FromExisting), Some(Quotient::ZERO));
}

#[test]
fn the_row_of_a_customer_at_under_and_over_each_bound() {
    let row = |before, after| bought(0, before, after).row();
    assert_eq!(row(0, 0), None);
    assert_eq!(row(0, 1), Some(BridgeRow::WonBack));
    assert_eq!(row(-1, 1), Some(BridgeRow::WonBack), "returns beyond sales are no purchases");
    assert_eq!(row(1, 0), Some(BridgeRow::Lost));
    assert_eq!(row(1, -1), Some(BridgeRow::Lost));
    assert_eq!(row(5, 6), Some(BridgeRow::Expansion));
    assert_eq!(row(5, 5), None);
    assert_eq!(row(5, 4), Some(BridgeRow::Contraction));
    assert_eq!(row(-3, -4), None, "residue only");
    assert_eq!(new(0, 1).row(), Some(BridgeRow::New));
    assert_eq!(new(0, 0).row(), None);
}

#[test]
fn returns_beyond_sales_have_a_row_of_their_own() {
    let bridge = bridge(&[bought(0, -30, 20), bought(1, 10, -4), bought(2, -3, -3)]);
    assert_eq!(bridge.row(BridgeRow::Residue).change.minor(), 30 - 4);
    assert_eq!(bridge.row(BridgeRow::Residue).customers, 2, "the third has what it had");
    assert_eq!(changes(&bridge).iter().sum::<i128>(), 13 + 23);
}

#[test]
fn dropping_one_plan_of_two_is_contraction_and_not_churn() {
    // First paid: new. A second plan: expansion. Dropping it: contraction. The last one: lost.
    // Back again: won back.
    let rows = [new(0, 10).row(), bought(0, 10, 25).row(), bought(0, 25, 10).row()];
    let all = [BridgeRow::New, BridgeRow::Expansion, BridgeRow::Contraction].map(Some);
    assert_eq!(rows, all);
    let rows = [bought(0, 10, 0).row(), bought(0, 0, 10).row()];
    assert_eq!(rows, [BridgeRow::Lost, BridgeRow::WonBack].map(Some));
}

#[test]
fn merged_customers_are_neither_lost_nor_new() {
    let merges = [MergedCustomer { merged: key(1), survivor: key(0) }];
    let merges = MergeList::try_new(merges).unwrap();
    let customers = [bought(0, 60, 100), bought(1, 40, 0), new(2, 7)];
    let bridge = RevenueBridge::try_new(windows(), Currency::CNY, customers, &merges).unwrap();
    assert_eq!(changes(&bridge), [7, 0, 0, 0, 0, 0, 0]);
    assert_eq!(bridge.row(BridgeRow::Merged).customers, 1);
}

#[test]
fn the_largest_customers_of_a_row_come_first() {
    let customers: Vec<_> = (0..7).map(|it| bought(it, 10, 11 + i64::from(it) % 3)).collect();
    let bridge = bridge(&customers);
    let largest = bridge.largest(BridgeRow::Expansion).iter();
    let largest: Vec<u32> = largest.map(|it| it.customer.position()).collect();
    assert_eq!(largest, [2, 5, 1, 4, 0]);
}

#[test]
fn windows_and_customers_that_make_no_bridge_are_refused() {
    let (january, february) =
        (window("2026-01-01", "2026-01-31"), window("2026-02-01", "2026-02-28"));
    let refused = BridgeWindows::try_new(february, january).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the second window, after 2025-12-31 and up to 2026-01-31, must begin and end later than \
         the first, after 2026-01-31 and up to 2026-02-28"
    );
    assert!(BridgeWindows::try_new(january, january).is_err());
    let empty = window("2026-03-02", "2026-03-01");
    assert_eq!(
        BridgeWindows::try_new(january, empty).unwrap_err().to_string(),
        "a window that ends on 2026-03-01 must begin by then, was to begin after 2026-03-01"
    );
    let months = BridgeWindows::try_new(january, february).unwrap();
    assert!(months.over_by(as_of("2026-02-28")).is_ok());
    assert_eq!(
        months.over_by(as_of("2026-02-27")).unwrap_err().to_string(),
        "the second window ends on 2026-02-28, later than 2026-02-27"
    );
    let refused = |customers: &[BridgePurchases]| {
        let customers = customers.iter().copied();
        let none = MergeList::default();
        RevenueBridge::try_new(windows(), Currency::CNY, customers, &none).unwrap_err()
    };
    assert_eq!(
        refused(&[bought(2, 1, 1), bought(1, 1, 1)]).to_string(),
        "the customer at position 1 cannot follow the one at position 2"
    );
    let never = BridgePurchases { ordered_before: false, ..bought(4, 1, 1) };
    assert_eq!(refused(&[never]), BridgeError::NeverOrdered { customer: key(4) });
    assert_eq!(
        refused(&[never]).to_string(),
        "the customer at position 4 bought before the second window, so it ordered before it"
    );
}

fn sell(book: &mut Book, name: &str, sales: &[(&str, &str)]) -> CustomerKey {
    let key = book.register(Customer::new(name.parse().unwrap())).unwrap();
    for (on, bought) in sales {
        let number = document(&format!("{name} {on}"));
        book.record(key, Sale::new(number, day(on), yuan(bought))).unwrap();
    }
    key
}

#[test]
fn the_bridge_of_a_book_knows_merges_and_customers_won_back() {
    let mut book = Book::new(currency("CNY"));
    let li = sell(&mut book, "Li", &[("2025-05-01", "60"), ("2026-05-01", "100")]);
    let twin = sell(&mut book, "Li & Sons", &[("2025-06-01", "40")]);
    sell(&mut book, "back", &[("2024-05-01", "9"), ("2026-05-01", "15")]);
    sell(&mut book, "new", &[("2026-05-01", "25")]);
    sell(&mut book, "gone", &[("2025-05-01", "7")]);
    book.customers_mut().merge(twin, li, day("2026-01-01")).unwrap();
    let policy = Policy::default();
    let review = book.review(as_of("2026-12-31"), &policy).unwrap();
    let shown = ReviewBridge::try_new(&review, windows()).unwrap();
    let bridge = shown.bridge();
    assert_eq!(changes(bridge), [2_500, 1_500, 0, 0, -700, 0, 0]);
    assert_eq!(bridge.row(BridgeRow::Merged).customers, 1);
    let lost = bridge.largest(BridgeRow::Lost).first().unwrap();
    assert_eq!(shown.name(lost.customer), "gone");
    assert!(shown.missing().is_empty());
    let early = book.review(as_of("2026-12-30"), &policy).unwrap();
    assert!(ReviewBridge::try_new(&early, windows()).is_err());
}

#[test]
fn complaint_a_customer_that_ended_between_the_windows_is_lost_and_not_missing() {
    // A record that is deleted leaves no row of zero, and its loss vanishes.
    let mut book = Book::new(currency("CNY"));
    sell(&mut book, "Li", &[("2025-05-01", "60"), ("2026-05-01", "60")]);
    let bankrupt = sell(&mut book, "bankrupt", &[("2025-05-01", "40")]);
    let ended = CustomerTerm::Ended(Some("bankrupt".parse().unwrap()));
    book.state(bankrupt, day("2026-01-15"), ended).unwrap();
    let policy = Policy::default();
    let review = book.review(as_of("2026-12-31"), &policy).unwrap();
    let shown = ReviewBridge::try_new(&review, windows()).unwrap();
    let bridge = shown.bridge();
    assert_eq!((bridge.before().minor(), bridge.after().minor()), (10_000, 6_000));
    assert_eq!(changes(bridge), [0, 0, 0, 0, -4_000, 0, 0]);
    let lost = bridge.largest(BridgeRow::Lost).first().unwrap();
    assert_eq!(shown.name(lost.customer), "bankrupt");
    assert!(shown.missing().is_empty());
}

#[test]
fn the_years_of_two_reviews_may_overlap_and_still_add_up() {
    let mut book = Book::new(currency("CNY"));
    sell(&mut book, "Li", &[("2025-02-01", "60"), ("2026-02-15", "100")]);
    sell(&mut book, "first in both years", &[("2025-06-01", "5")]);
    let policy = Policy::default();
    let before = book.review(as_of("2026-01-31"), &policy).unwrap();
    let after = book.review(as_of("2026-02-28"), &policy).unwrap();
    let shown = ReviewChange { before: &before, after: &after }.bridge().unwrap();
    assert_eq!(changes(shown.bridge()), [0, 0, 4_000, 0, 0, 0, 0]);
    assert!(shown.bridge().windows().overlap());
    let backwards = ReviewChange { before: &after, after: &before }.bridge();
    assert_eq!(backwards.unwrap_err().code(), "windows_backwards");
}
