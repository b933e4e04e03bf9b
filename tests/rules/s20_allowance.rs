//! S20: allowances for bad debts, and their movement.

use guanxi::calendar::Window;
use guanxi::credit::{AllowancePolicy, AllowancePolicyDraft, SecuredOrder};
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Total};
use guanxi::receivable::{AgeingPartitionDraft, CollateralKind, Payment, SettlementKind};

use crate::given::{Told, as_of, currency, day, document, percent, yuan};

const T: &str = "2026-03-31";

fn total(yuan: i64) -> Total {
    Amount::from_minor(yuan * 100).to_total()
}

/// One item of 1,000 in each bucket at its last day, of 0, 30, 60, 90 and 91 days past due.
fn aged() -> Told {
    let t = day(T);
    [0, 30, 60, 90, 91]
        .into_iter()
        .fold(Told::nothing(), |told, age| told.due(&t.offset(-age).to_string(), "1000"))
}

#[track_caller]
fn allowances(policy: &AllowancePolicy, told: &Told) -> Vec<i128> {
    let allowance = policy.allowance(told.view(), None, as_of(T));
    assert_eq!(
        allowance.total(),
        allowance.rows.iter().map(|it| it.allowance).fold(Total::ZERO, Total::plus)
    );
    allowance.rows.iter().map(|row| row.allowance.minor()).collect()
}

/// The matrix of illustrative example 12 of IFRS 9.
#[test]
fn each_bucket_has_its_rate() {
    let found = allowances(&AllowancePolicy::default(), &aged());
    assert_eq!(found, [3_00, 16_00, 36_00, 66_00, 106_00]);
}

#[test]
fn the_example_of_the_standard_comes_out_to_the_unit() {
    let buckets = [15_000_000, 7_500_000, 4_000_000, 2_500_000, 1_000_000].map(total);
    let cny = currency("CNY");
    let found = AllowancePolicy::default().of_buckets(&buckets, Total::ZERO, None, cny);
    let rows: Vec<i128> = found.rows.iter().map(|row| row.allowance.minor() / 100).collect();
    assert_eq!(rows, [45_000, 120_000, 144_000, 165_000, 106_000]);
    assert_eq!(found.to_string(), "allowance CNY 580,000.00 on CNY 30,000,000.00 open");
}

#[test]
fn a_grade_has_rates_of_its_own_or_those_of_all() {
    let by_grade = [("D".parse().unwrap(), vec![percent("10%"); 5])].into();
    let policy = AllowancePolicy::try_new(AllowancePolicyDraft { by_grade, ..Default::default() });
    let policy = policy.unwrap();
    let told = aged();
    let of = |grade: Option<&str>| {
        let grade = grade.map(|grade| grade.parse().unwrap());
        policy.allowance(told.view(), grade.as_ref(), as_of(T)).total().minor()
    };
    assert_eq!([of(Some("D")), of(Some("A")), of(None)], [500_00, 227_00, 227_00]);
}

/// 1,500 secured: the whole of one bucket and half of the next.
#[test]
fn the_secured_part_has_no_allowance() {
    let told = aged().secured(CollateralKind::Guarantee, "2026-12-31", "3000", "50%");
    let by = |secured| {
        let draft = AllowancePolicyDraft { secured, ..Default::default() };
        allowances(&AllowancePolicy::try_new(draft).unwrap(), &told)
    };
    assert_eq!(by(SecuredOrder::YoungestFirst), [0, 8_00, 36_00, 66_00, 106_00]);
    assert_eq!(by(SecuredOrder::OldestFirst), [3_00, 16_00, 36_00, 33_00, 0]);
    let allowance = AllowancePolicy::default().allowance(told.view(), None, as_of(T));
    assert_eq!(
        allowance.to_string(),
        "allowance CNY 216.00 on CNY 5,000.00 open, of which CNY 1,500.00 is secured"
    );
}

#[test]
fn a_security_above_the_debt_leaves_nothing_and_an_insurance_secures_nothing() {
    let policy = AllowancePolicy::default();
    let more = aged().secured(CollateralKind::Guarantee, "2026-12-31", "9000", "100%");
    let more = policy.allowance(more.view(), None, as_of(T));
    assert_eq!((more.total().minor(), more.secured().minor()), (0, 5000_00));
    let insured = aged().secured(CollateralKind::Insurance, "2026-12-31", "9000", "100%");
    assert_eq!(policy.allowance(insured.view(), None, as_of(T)).total().minor(), 227_00);
    let ended = aged().secured(CollateralKind::Guarantee, "2026-03-30", "9000", "100%");
    assert_eq!(policy.allowance(ended.view(), None, as_of(T)).total().minor(), 227_00);
}

/// 1.67 at 0.3 % is 0.501 fen, 1.66 is 0.498.
#[test]
fn each_row_is_rounded_once() {
    let of = |amount| allowances(&AllowancePolicy::default(), &Told::nothing().due(T, amount))[0];
    assert_eq!([of("1.67"), of("1.66")], [1, 0]);
}

#[test]
fn a_matrix_with_gaps_or_falling_rates_is_refused() {
    let draft = AllowancePolicyDraft {
        ageing: AgeingPartitionDraft { up_to_days: vec![30], ..Default::default() },
        rates: vec![percent("5%"), percent("4%")],
        by_grade: [("D".parse().unwrap(), vec![Ratio::ZERO, Ratio::ONE, percent("100.0001%")])]
            .into(),
        ..Default::default()
    };
    assert_eq!(
        AllowancePolicy::try_new(draft).unwrap_err().to_string(),
        "rates must have 3 rates, one for each bucket, had 2; rates.1 must not be below 5%, was \
         4%; by_grade.D.2 must not exceed 100%, was 100.0001%"
    );
    let ageing = AgeingPartitionDraft { up_to_days: vec![30, 30, 60], ..Default::default() };
    let unordered = AllowancePolicyDraft { ageing, ..Default::default() };
    let unordered = AllowancePolicy::try_new(unordered).unwrap_err().to_string();
    assert_eq!(unordered, "ageing.up_to_days.1 must exceed 30, was 30");
}

/// March: 60 days become 91, of which 300 is written off and 100 of that comes back.
#[test]
fn opening_plus_charge_less_use_is_closing() {
    let off = Payment::new(document("W1"), day("2026-03-10"), yuan("300"));
    let told = Told::nothing()
        .billed("I1", "2025-12-01", "2025-12-30", "1000")
        .with(off.for_invoice(document("I1")).of_kind(SettlementKind::WriteOff));
    let march = Window { after: day("2026-02-28"), until: day(T) };
    let policy = AllowancePolicy::default();
    let moved = policy.movement(told.view(), [None, None], march);
    assert_eq!(
        moved.to_string(),
        "opening CNY 36.00, charge CNY 338.20, used CNY 300.00, closing CNY 74.20"
    );
    assert_eq!(moved.opening.plus(moved.charge).minus(moved.used), moved.closing);
    let paid = told.paid_for("I1", "2026-03-20", "1000");
    let released = policy.movement(paid.view(), [None, None], march);
    assert_eq!(
        released.to_string(),
        "opening CNY 36.00, charge CNY -36.00, used CNY 0.00, closing CNY 0.00"
    );
}
