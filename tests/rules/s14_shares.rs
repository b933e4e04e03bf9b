//! S14: the share of sales and of debt that stands with each quadrant.

use guanxi::money::Amount;
use guanxi::segment::{Quadrant, QuadrantCustomer, QuadrantShares, ShareInterval};

fn customer(quadrant: Option<Quadrant>, bought: i64, owed: i64) -> QuadrantCustomer {
    let debt = Amount::from_minor(owed).to_total();
    QuadrantCustomer { quadrant, purchases: Amount::from_minor(bought), debt }
}

#[track_caller]
fn said(share: Option<ShareInterval>) -> String {
    share.unwrap().to_string()
}

#[test]
fn sales_and_debt_of_the_dangerous_are_shares_of_all() {
    let shares = QuadrantShares::from_customers([
        customer(Some(Quadrant::Dangerous), 300, 500),
        customer(Some(Quadrant::Dangerous), 100, 100),
        customer(Some(Quadrant::Treasured), 500, 200),
        customer(Some(Quadrant::Marginal), 100, 0),
    ]);
    assert_eq!(said(shares.of_sales(Quadrant::Dangerous)), "40%");
    assert_eq!(said(shares.of_debt(Quadrant::Dangerous)), "75%");
    assert_eq!(shares.part(Quadrant::Dangerous).customers, 2);
    assert_eq!(said(shares.of_debt(Quadrant::Promising)), "0%");
}

#[test]
fn customers_without_a_quadrant_make_an_interval() {
    let shares = QuadrantShares::from_customers([
        customer(Some(Quadrant::Dangerous), 30, 10),
        customer(None, 20, 70),
        customer(Some(Quadrant::Promising), 50, 20),
    ]);
    assert_eq!(said(shares.of_sales(Quadrant::Dangerous)), "30%..50%");
    assert_eq!(said(shares.of_debt(Quadrant::Dangerous)), "10%..80%");
    assert_eq!(shares.unplaced().customers, 1);
}

#[test]
fn returns_beyond_sales_and_credit_balances_are_left_out() {
    let shares = QuadrantShares::from_customers([
        customer(Some(Quadrant::Dangerous), 50, 50),
        customer(Some(Quadrant::Treasured), 50, -40),
        customer(Some(Quadrant::Marginal), -80, 50),
    ]);
    assert_eq!(said(shares.of_sales(Quadrant::Dangerous)), "50%");
    assert_eq!(said(shares.of_debt(Quadrant::Dangerous)), "50%");
    let nothing = QuadrantShares::from_customers([customer(None, 0, -1)]);
    assert_eq!(
        (nothing.of_sales(Quadrant::Dangerous), nothing.of_debt(Quadrant::Dangerous)),
        (None, None)
    );
}
