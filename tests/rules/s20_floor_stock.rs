//! S5, S20: floor stock stands and is cleared; a deposit secures, and is set off for a breach.

use guanxi::account::Fact;
use guanxi::calendar::{Validity, WorkCalendar};
use guanxi::credit::{
    AllowancePolicy, CreditInputs, Debtor, DepositPosition, Exposure, OrderCheckPolicy,
    OrderRequest, collection_schedule,
};
use guanxi::id::CustomerKey;
use guanxi::money::{Amount, Total};
use guanxi::phase_out::{BalanceKind, KnownBalances};
use guanxi::receivable::{
    AgeingPartition, Deposit, DepositUse, DepositUseKind, FloorStock, OpenBalance, settle,
};
use guanxi::trade::BreachKind;
use guanxi::warning::{Arm, DebtPolicy, Reading};

use crate::given::{QUIET, Told, as_of, day, document, finding, on, yuan};

fn total(yuan: i64) -> Total {
    Amount::from_minor(yuan * 100).to_total()
}

/// Up to 500 in 2026, cleared within 60 days: due on 1 March 2027.
fn floor() -> FloorStock {
    let days = Validity::try_new(day("2026-01-01"), Some(day("2026-12-31"))).unwrap();
    FloorStock { ceiling: yuan("500"), days, clearing_days: 60 }
}

fn told() -> Told {
    Told::nothing()
        .billed("I1", "2026-02-01", "2026-03-01", "300")
        .billed("I2", "2026-02-01", "2026-03-11", "500")
        .with(floor())
}

#[track_caller]
fn owed(told: &Told, t: &str) -> OpenBalance {
    OpenBalance::as_of(told.view().receivables(), as_of(t))
}

/// Open items as due day, amount and mark of floor stock.
fn items(told: &Told, t: &str) -> Vec<(String, i64, bool)> {
    let mut found = Vec::new();
    settle(told.view().receivables(), as_of(t), |item| {
        found.push((item.due.to_string(), item.open.minor() / 100, item.is_floor_stock));
    });
    found
}

#[test]
fn floor_stock_is_due_after_the_end_of_its_agreement() {
    assert_eq!(floor().due(), Some(day("2027-03-01")));
    let open = FloorStock { days: Validity::open_ended(day("2026-01-01")), ..floor() };
    assert_eq!(open.due(), None);
    let agreements = [floor()];
    let rows = [("2025-12-31", 0), ("2026-01-01", 500), ("2026-12-31", 500), ("2027-01-01", 0)];
    for (t, ceiling) in rows {
        assert_eq!(FloorStock::standing(&agreements, as_of(t)), total(ceiling), "{t}");
    }
}

/// The first due first, up to the ceiling; the rest is due as any other.
#[test]
fn floor_stock_stands_while_its_agreement_does_and_is_due_after_it() {
    let told = told();
    let rows = [
        // day, floor stock, not due, overdue, oldest
        ("2026-03-01", [500, 300, 0], 0),
        ("2026-03-12", [500, 0, 300], 1),
        ("2026-12-31", [500, 0, 300], 295),
        ("2027-01-01", [0, 500, 300], 296),
        ("2027-03-01", [0, 500, 300], 355),
        ("2027-03-02", [0, 0, 800], 356),
    ];
    for (t, expected, oldest) in rows {
        let found = owed(&told, t);
        let not_due = found.ageing.open().minus(found.ageing.overdue());
        let sums = [found.floor_stock, not_due, found.ageing.overdue()];
        assert_eq!(sums, expected.map(total), "{t}");
        assert_eq!(found.oldest_days_past_due, oldest, "{t}");
        assert_eq!(found.balance(), total(800), "{t}");
    }
}

#[test]
fn an_item_that_the_ceiling_divides_is_shown_in_two() {
    let told = told();
    assert_eq!(
        items(&told, "2026-06-30"),
        [
            ("2026-03-11".to_owned(), 300, false),
            ("2027-03-01".to_owned(), 300, true),
            ("2027-03-01".to_owned(), 200, true),
        ]
    );
    assert_eq!(items(&told, "2027-01-01")[1], ("2027-03-01".to_owned(), 300, false));
}

#[test]
fn only_what_was_issued_on_its_days_is_floor_stock() {
    let told = Told::nothing()
        .billed("I0", "2025-12-31", "2026-01-31", "50")
        .billed("I1", "2026-01-01", "2026-01-31", "100")
        .billed("I2", "2026-12-31", "2027-01-31", "100")
        .billed("I3", "2027-01-01", "2027-01-31", "100")
        .with(floor());
    assert_eq!(owed(&told, "2026-12-31").floor_stock, total(200));
    let cleared = owed(&told, "2027-02-28");
    assert_eq!((cleared.ageing.overdue(), cleared.ageing.open()), (total(150), total(350)));
}

/// The goods of the old year are cleared, those of the new one stand.
#[test]
fn each_year_is_cleared_by_itself() {
    let days = Validity::try_new(day("2027-01-01"), Some(day("2027-12-31"))).unwrap();
    let told =
        told().with(FloorStock { days, ..floor() }).billed("I3", "2027-01-05", "2027-02-05", "400");
    let found = owed(&told, "2027-03-02");
    assert_eq!((found.floor_stock, found.ageing.overdue()), (total(400), total(800)));
}

#[test]
fn on_a_day_at_most_one_agreement_stands() {
    let refusal =
        told().refused(FloorStock { days: Validity::open_ended(day("2026-12-31")), ..floor() });
    assert_eq!(
        refusal.to_string(),
        "floor stock from 2026-12-31 overlaps one that is recorded: 2026-12-31 without end against \
         2026-01-01 to 2026-12-31"
    );
    let below = FloorStock { ceiling: yuan("-1"), ..floor() };
    assert_eq!(
        Told::nothing().refused(below).to_string(),
        "amount of floor stock from 2026-01-01 must not be negative, was CNY -1.00"
    );
}

#[test]
fn what_is_in_dispute_is_no_floor_stock() {
    let told = Told::nothing()
        .disputed("2026-03-01", "300")
        .with(FloorStock { days: Validity::open_ended(day("2020-01-01")), ..floor() });
    let found = owed(&told, "2026-06-30");
    assert_eq!((found.floor_stock, found.disputed_overdue), (Total::ZERO, total(300)));
}

/// It stays in exposure and in the balance.
#[test]
fn floor_stock_is_a_category_of_exposure_that_nobody_is_asked_for() {
    let told = Told::nothing()
        .limited("1000")
        .billed("I1", "2026-02-01", "2026-03-01", "500")
        .with(floor());
    let t = "2026-06-30";
    let exposure = Exposure::from_account(told.view(), as_of(t), None);
    assert_eq!((exposure.floor_stock(), exposure.total()), (total(500), total(500)));
    let reading = DebtPolicy::default().read(told.view(), &on(t));
    assert_eq!((reading.exposure, reading.overdue), (total(500), Total::ZERO));
    assert_eq!(finding(reading.arms(), Arm::Ageing), QUIET);
    let li = Debtor::new(CustomerKey::from_position(0), told.view());
    let asked = |t| collection_schedule(&[li], &WorkCalendar::default(), as_of(t)).len();
    assert_eq!([asked(t), asked("2027-02-28"), asked("2027-03-01")], [0, 0, 1]);
    let aged = AgeingPartition::default().age(told.view().receivables(), as_of(t));
    assert_eq!((aged.buckets[0], aged.buckets[5]), (total(500), Total::ZERO), "not due");
    let order = OrderRequest::try_new(yuan("100"), day(t)).unwrap();
    let check = OrderCheckPolicy::default();
    let check = check.check(told.view(), &order, &CreditInputs::default(), as_of(t)).unwrap();
    assert_eq!(check.to_string().split(':').next(), Some("approve"), "{check}");
    let late = check_on(&told, "2027-04-30");
    assert!(late.contains("oldest item past due by 60 days"), "{late}");
}

fn check_on(told: &Told, t: &str) -> String {
    let order = OrderRequest::try_new(yuan("100"), day(t)).unwrap();
    let check = OrderCheckPolicy::default();
    check.check(told.view(), &order, &CreditInputs::default(), as_of(t)).unwrap().to_string()
}

// Deposits

fn deposit() -> Deposit {
    Deposit::new(document("D1"), day("2026-01-05"), yuan("200"))
}

fn used(on: &str, amount: &str, kind: DepositUseKind) -> DepositUse {
    DepositUse { on: day(on), amount: yuan(amount), kind }
}

#[test]
fn a_deposit_secures_and_settles_nothing() {
    let told = Told::nothing().billed("I1", "2026-01-02", "2026-02-02", "500").with(deposit());
    let at = |t| Exposure::from_account(told.view(), as_of(t), None);
    assert_eq!(at("2026-01-04").total(), total(500));
    let held = at("2026-01-05");
    assert_eq!((held.deposits, held.secured(), held.total()), (total(200), total(200), total(300)));
    assert_eq!(held.standing.balance(), total(500));
    let reading = DebtPolicy::default().read(told.view(), &on("2026-01-05"));
    assert_eq!((reading.secured, reading.exposure), (total(200), total(300)));
    let allowance = AllowancePolicy::default().allowance(told.view(), None, as_of("2026-03-31"));
    assert_eq!(allowance.rows.iter().map(|it| it.secured.minor()).sum::<i128>(), 200_00);
    let more = Told::nothing().billed("I1", "2026-01-02", "2026-02-02", "50").with(deposit());
    let most = Exposure::from_account(more.view(), as_of("2026-02-01"), None);
    assert_eq!(most.total(), Total::ZERO, "at most the debt");
}

/// Without an upheld breach of the day we owe the deposit still.
#[test]
fn a_deposit_is_set_off_only_for_an_upheld_breach() {
    let breach = day("2026-05-10");
    let set_off = used("2026-06-01", "150", DepositUseKind::SetOffForBreachOf(breach));
    let with_use = Deposit { uses: vec![set_off], ..deposit() };
    let position = |told: &Told, t| {
        let found = DepositPosition::from_account(told.view(), as_of(t));
        (found.held, found.unfounded)
    };
    let none = Told::nothing().with(with_use.clone());
    assert_eq!(position(&none, "2026-05-31"), (total(200), Total::ZERO));
    assert_eq!(position(&none, "2026-06-01"), (total(200), total(150)));
    let breach = |upheld| {
        Told::nothing().broke("2026-05-10", BreachKind::Diversion, upheld).with(with_use.clone())
    };
    assert_eq!(position(&breach(false), "2026-06-01"), (total(200), total(150)));
    assert_eq!(position(&breach(true), "2026-06-01"), (total(50), Total::ZERO));
    let returned =
        Deposit { uses: vec![used("2026-06-01", "200", DepositUseKind::Returned)], ..deposit() };
    assert_eq!(position(&Told::nothing().with(returned), "2026-06-01"), (Total::ZERO, Total::ZERO));
}

#[test]
fn no_more_of_a_deposit_is_used_than_there_is() {
    let part = |on, amount| used(on, amount, DepositUseKind::Returned);
    let refusal =
        |uses: Vec<DepositUse>| Told::nothing().refused(Deposit { uses, ..deposit() }).to_string();
    assert_eq!(
        refusal(vec![part("2026-02-01", "100"), part("2026-03-01", "100.01")]),
        "uses of deposit D1 must be at most CNY 200.00 together, was CNY 200.01"
    );
    assert_eq!(
        refusal(vec![part("2026-01-04", "1")]),
        "uses of deposit D1 must not be before 2026-01-05, was 2026-01-04"
    );
    assert_eq!(
        refusal(vec![part("2026-01-05", "0")]),
        "amount of deposit D1 must be positive, was CNY 0.00"
    );
    let all = Deposit { uses: vec![part("2026-01-05", "200")], ..deposit() };
    Told::nothing().with(all);
}

/// The use of a deposit is a version of it, known from its day.
#[test]
fn what_was_returned_later_was_held_before() {
    let mut told = Told::nothing().with(deposit());
    let uses = vec![used("2026-06-01", "200", DepositUseKind::Returned)];
    let version = Fact::from(Deposit { uses, ..deposit() });
    told.account.revise(&version.name(), day("2026-06-01"), Some(version)).unwrap();
    let held = |t| {
        let known = told.account.as_of(as_of(t));
        DepositPosition::from_account(known.view(), as_of(t)).held
    };
    assert_eq!([held("2026-05-31"), held("2026-06-01")], [total(200), Total::ZERO]);
}

#[test]
fn a_phasing_out_knows_bills_floor_stock_and_deposits_that_are_recorded() {
    let told = told().with(deposit());
    let known = KnownBalances::try_from_account(told.view(), as_of("2026-06-30")).unwrap();
    let left = |balance| known.left(balance).map(|it| it.to_string());
    assert_eq!(left(BalanceKind::Debt).as_deref(), Some("CNY 300.00"));
    assert_eq!(left(BalanceKind::FloorStock).as_deref(), Some("CNY 500.00"));
    assert_eq!(left(BalanceKind::Deposit).as_deref(), Some("CNY 200.00"));
    assert_eq!(left(BalanceKind::Bills), None, "for people to count");
}
