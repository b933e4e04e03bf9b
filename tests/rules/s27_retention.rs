//! S27: retention, by the revenue bridge.

use guanxi::bridge::{
    BridgePurchases, BridgeRow, BridgeWindows, RetentionFormula, RetentionPolicy,
    RetentionPolicyDraft, RevenueBridge,
};
use guanxi::calendar::Window;
use guanxi::id::CustomerKey;
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Amount, Currency};
use guanxi::segment::MergeList;

use crate::given::day;

fn bought(position: u32, before: i64, after: i64, ordered_before: bool) -> BridgePurchases {
    BridgePurchases {
        customer: CustomerKey::from_position(position),
        before: Amount::from_minor(before).to_total(),
        after: Amount::from_minor(after).to_total(),
        ordered_before,
    }
}

fn bridge(customers: &[BridgePurchases]) -> RevenueBridge {
    let window = |first, last| Window::inclusive(day(first), day(last));
    let before = window("2025-01-01", "2025-12-31");
    let windows = BridgeWindows::try_new(before, window("2026-01-01", "2026-12-31")).unwrap();
    let customers = customers.iter().copied();
    RevenueBridge::try_new(windows, Currency::CNY, customers, &MergeList::default()).unwrap()
}

#[test]
fn golden_27_5_logo_gross_net_and_the_share_from_existing() {
    let bridge = bridge(&[
        bought(0, 500_00, 550_00, true),
        bought(1, 300_00, 200_00, true),
        bought(2, 200_00, 0, true),
        bought(3, 0, 400_00, false),
        bought(4, 0, 50_00, true),
    ]);
    let figure = |formula| bridge.retention(formula).unwrap().fraction;
    assert_eq!(Some(figure(RetentionFormula::Logo)), Quotient::try_new(2, 3));
    assert_eq!(Some(figure(RetentionFormula::Gross)), Quotient::try_new(70, 100));
    assert_eq!(Some(figure(RetentionFormula::Net)), Quotient::try_new(75, 100));
    let changes = [
        (BridgeRow::New, 400_00),
        (BridgeRow::WonBack, 50_00),
        (BridgeRow::Expansion, 50_00),
        (BridgeRow::Contraction, -100_00),
        (BridgeRow::Lost, -200_00),
    ];
    assert_eq!(changes.map(|(row, _)| bridge.row(row).change.minor()), changes.map(|it| it.1));
    assert_eq!((bridge.before().minor(), bridge.after().minor()), (1_000_00, 1_200_00));
    assert_eq!((bridge.kept(), bridge.existing()), (2, 3));
    let said = |draft: RetentionPolicyDraft| {
        let policy = RetentionPolicy::try_new(draft).unwrap();
        policy.existing_share(&bridge).unwrap().to_string()
    };
    let own = RetentionPolicyDraft::default();
    assert_eq!(said(own.clone()), "sales from existing customers: 62.5%, at least 60%: met");
    assert_eq!(
        said(RetentionPolicyDraft { counts_won_back: true, ..own.clone() }),
        "sales from existing customers, with won back: 66.6%, at least 60%: met"
    );
    assert_eq!(
        said(RetentionPolicyDraft { existing_share: Ratio::from_percent(63), ..own }),
        "sales from existing customers: 62.5%, at least 63%: missed"
    );
}

#[test]
fn the_share_is_met_at_exactly_its_least_and_absent_without_sales() {
    let policy = RetentionPolicy::default();
    let met = |existing: i64| {
        let customers = [bought(0, 1, existing, true), bought(1, 0, 100 - existing, false)];
        policy.existing_share(&bridge(&customers)).unwrap().is_met()
    };
    assert_eq!([59, 60, 61].map(met), [false, true, true]);
    assert_eq!(policy.existing_share(&bridge(&[bought(0, 100, 0, true)])), None);
    let draft =
        RetentionPolicyDraft { existing_share: Ratio::from_percent(101), ..Default::default() };
    assert_eq!(
        RetentionPolicy::try_new(draft).unwrap_err().to_string(),
        "existing_share must not exceed 100%, was 101%"
    );
}

/// Returns beyond sales are no sales: floored at 0, and counted.
#[test]
fn customers_with_returns_beyond_sales_are_floored_and_counted() {
    let bridge = bridge(&[bought(0, 100, -30, true), bought(1, 100, 100, true)]);
    assert_eq!(bridge.row(BridgeRow::Residue).customers, 1);
    let gross = bridge.retention(RetentionFormula::Gross).unwrap().fraction;
    assert_eq!(Some(gross), Quotient::try_new(1, 2));
}
