//! S20: interest on arrears, fees of reminders, waivers.

use std::collections::BTreeSet;

use guanxi::calendar::Window;
use guanxi::credit::{
    ArrearsInterest, Charged, DayCount, GraceEffect, InterestPolicy, InterestPolicyDraft, RateStep,
    ReminderFees, ReminderFeesDraft, Waiver, WaiverAuthority, WaiverPolicy, WaiverPolicyDraft,
};
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Major, Rounding};
use guanxi::receivable::{Dispute, Inclusion, Invoice, OpenBalance, Payment, Reminder};

use crate::given::{Told, as_of, currency, day, document, fen, percent, yuan};

/// 6 % from 2020 on, by 365 days.
fn six() -> InterestPolicyDraft {
    InterestPolicyDraft::agreed(percent("6%"), day("2020-01-01"))
}

#[track_caller]
fn policy(draft: InterestPolicyDraft) -> InterestPolicy {
    InterestPolicy::try_new(draft).unwrap()
}

fn window(after: &str, until: &str) -> Window {
    Window { after: day(after), until: day(until) }
}

/// Interest on 1,000 yuan in fen.
#[track_caller]
fn on_thousand(policy: &InterestPolicy, after: &str, until: &str) -> i128 {
    let interest = policy.accrued(Amount::from_minor(1000_00), window(after, until)).unwrap();
    interest.rounded(Rounding::HalfUp).minor()
}

#[track_caller]
fn arrears(draft: InterestPolicyDraft, told: &Told, after: &str, until: &str) -> ArrearsInterest {
    let (owed, cny) = (told.view().receivables(), currency("CNY"));
    policy(draft).arrears(owed, Inclusion::LeftOut, window(after, until), cny).unwrap()
}

/// 59 days of 6 % on 1,000: 9.6986 by 365 days, 9.8333 by 360; by months of 30 days 60 days, 10.
#[test]
fn a_day_count_makes_days_of_a_rate_of_a_year() {
    let by = |day_count, after, until| {
        on_thousand(&policy(InterestPolicyDraft { day_count, ..six() }), after, until)
    };
    let rows = [
        (DayCount::Actual365, 970, 6000, 6016),
        (DayCount::Actual360, 983, 6083, 6100),
        (DayCount::ActualActual, 970, 6000, 6000),
        (DayCount::Thirty360, 1000, 6000, 6000),
    ];
    for (day_count, two_months, year, leap_year) in rows {
        assert_eq!(by(day_count, "2026-01-01", "2026-03-01"), two_months, "{day_count}");
        assert_eq!(by(day_count, "2025-12-31", "2026-12-31"), year, "{day_count}");
        assert_eq!(by(day_count, "2023-12-31", "2024-12-31"), leap_year, "{day_count}");
    }
}

/// From 31 January to 28 February 28 days, to 1 March 31; the 30th and the 31st are one day.
#[test]
fn months_of_thirty_days_count_a_31st_as_the_30th() {
    let thirty = policy(InterestPolicyDraft { day_count: DayCount::Thirty360, ..six() });
    let rows = [
        ("2026-01-30", "2026-01-31", 0),
        ("2026-01-31", "2026-02-01", 17),
        ("2026-01-31", "2026-02-28", 4_67),
        ("2026-01-31", "2026-03-01", 5_17),
        ("2026-02-28", "2026-03-01", 50),
    ];
    for (after, until, expected) in rows {
        assert_eq!(on_thousand(&thirty, after, until), expected, "{after} to {until}");
    }
}

/// Over the turn of 2023 to 2024: 31 days of 365 and 31 of 366.
#[test]
fn each_day_counts_by_the_length_of_its_own_year() {
    let exact = policy(InterestPolicyDraft { day_count: DayCount::ActualActual, ..six() });
    let all =
        exact.accrued(Amount::from_minor(1_000_000_000_00), window("2023-11-30", "2024-01-31"));
    // 60,000,000 × (31/365 + 31/366) = 5,095,890.410… + 5,081,967.213…
    assert_eq!(all.unwrap().rounded(Rounding::HalfUp).minor(), 10_177_857_62);
}

#[test]
fn each_day_bears_interest_at_the_rate_of_that_day() {
    let step = |from, rate| RateStep { from: day(from), rate: percent(rate) };
    let rates = vec![step("2026-01-01", "3.65%"), step("2026-02-01", "7.3%")];
    let stepped = policy(InterestPolicyDraft { rates, ..six() });
    assert_eq!(stepped.rate_on(day("2025-12-31")), None);
    assert_eq!(stepped.rate_on(day("2026-01-31")), Some(percent("3.65%")));
    assert_eq!(stepped.rate_on(day("2026-02-01")), Some(percent("7.3%")));
    // 10 fen a day, then 20.
    assert_eq!(on_thousand(&stepped, "2025-12-31", "2026-01-31"), 3_10);
    assert_eq!(on_thousand(&stepped, "2026-01-31", "2026-02-01"), 20);
    assert_eq!(on_thousand(&stepped, "2025-12-31", "2026-02-01"), 3_30);
    assert_eq!(on_thousand(&stepped, "2026-01-31", "2026-01-31"), 0);
}

#[test]
fn a_day_without_a_known_rate_is_refused() {
    let until = Some(day("2026-01-31"));
    let known = policy(InterestPolicyDraft {
        rates: vec![RateStep { from: day("2026-01-01"), rate: percent("6%") }],
        until,
        ..six()
    });
    let refused = |after, until| {
        let accrued = known.accrued(Amount::from_minor(1), window(after, until));
        accrued.map_err(|error| error.to_string())
    };
    assert!(refused("2025-12-31", "2026-01-31").is_ok());
    assert_eq!(
        refused("2025-12-30", "2026-01-31").unwrap_err(),
        "no rate is known for 2025-12-31, the rates hold 2026-01-01 to 2026-01-31"
    );
    assert_eq!(
        refused("2026-01-30", "2026-02-01").unwrap_err(),
        "no rate is known for 2026-02-01, the rates hold 2026-01-01 to 2026-01-31"
    );
    assert!(refused("2026-02-01", "2026-02-01").is_ok(), "no days need no rate");
    assert_eq!(known.rate_on(day("2026-02-01")), None);
}

#[test]
fn interest_beyond_128_bits_is_refused() {
    let most = policy(InterestPolicyDraft::agreed(Ratio::MAX, day("0001-01-01")));
    let accrued = most.accrued(Amount::MAX, window("0001-01-01", "9999-12-31"));
    assert_eq!(
        accrued.unwrap_err().to_string(),
        "amounts, rates and days together need more than 128 bits"
    );
}

#[test]
fn interest_runs_from_the_day_after_the_due_date() {
    let told = Told::nothing().due("2026-01-31", "36500");
    let sum = |until| arrears(six(), &told, "2025-12-31", until).interest.minor();
    // 36,500 at 6 % is 6 yuan a day.
    assert_eq!([sum("2026-01-31"), sum("2026-02-01"), sum("2026-02-02")], [0, 6_00, 12_00]);
    assert_eq!(arrears(six(), &told, "2025-12-31", "2026-01-31").items, []);
}

/// A part that is paid on the tenth day late bears interest for ten days.
#[test]
fn a_partial_payment_bears_interest_up_to_its_day() {
    let told = Told::nothing().due("2026-01-31", "36500").paid("2026-02-10", "18250");
    let sum = |until| arrears(six(), &told, "2026-01-31", until).interest.minor();
    assert_eq!([sum("2026-02-10"), sum("2026-02-11"), sum("2026-02-20")], [60_00, 63_00, 90_00]);
}

/// Money without a name settles the oldest first, and so decides which invoice bears interest.
#[test]
fn money_settles_items_as_it_always_does() {
    let told = Told::nothing()
        .billed("I1", "2026-01-01", "2026-01-31", "36500")
        .billed("I2", "2026-01-01", "2026-02-10", "36500")
        .paid("2026-02-10", "36500");
    let found = arrears(six(), &told, "2026-01-31", "2026-02-20");
    let lines: Vec<_> =
        found.items.iter().map(|it| (it.due, it.days, it.interest.minor())).collect();
    assert_eq!(lines, [(day("2026-01-31"), 10, 60_00), (day("2026-02-10"), 10, 60_00)]);
    assert_eq!(found.to_string(), "interest CNY 120.00 on 2 items");
}

/// Five days of grace, due on 31 January: paid on 5 February in time, on 6 February late.
#[test]
fn grace_forgives_or_postpones() {
    let at = |grace, paid: Option<&str>, until| {
        let told = Told::nothing().due("2026-01-31", "36500");
        let told = paid.into_iter().fold(told, |told, on| told.paid(on, "36500"));
        let draft = InterestPolicyDraft { grace_days: 5, grace, ..six() };
        arrears(draft, &told, "2025-12-31", until).interest.minor()
    };
    let (forgives, postpones) = (GraceEffect::Forgives, GraceEffect::Postpones);
    for grace in [forgives, postpones] {
        assert_eq!(at(grace, None, "2026-02-05"), 0, "{grace}");
        assert_eq!(at(grace, Some("2026-02-05"), "2026-03-01"), 0, "{grace}");
    }
    assert_eq!(at(forgives, None, "2026-02-06"), 36_00);
    assert_eq!(at(forgives, Some("2026-02-06"), "2026-03-01"), 36_00);
    assert_eq!(at(postpones, None, "2026-02-06"), 6_00);
    assert_eq!(at(postpones, Some("2026-02-06"), "2026-03-01"), 6_00);
}

/// The days of grace are charged on the first day after them, on what is open then.
#[test]
fn forgiven_days_come_back_on_the_first_day_after_grace() {
    let told = Told::nothing().due("2026-01-31", "36500").paid("2026-02-03", "18250");
    let draft = InterestPolicyDraft { grace_days: 5, ..six() };
    let sum = |after, until| arrears(draft.clone(), &told, after, until).interest.minor();
    assert_eq!(sum("2026-02-05", "2026-02-06"), 18_00, "six days of half of it");
    assert_eq!(sum("2026-02-06", "2026-02-07"), 3_00);
    assert_eq!(sum("2026-01-31", "2026-02-07"), 21_00);
}

#[test]
fn the_fixed_sum_is_charged_once_for_each_item_on_which_interest_begins() {
    let told = Told::nothing().due("2026-01-31", "100").due("2026-02-10", "100");
    let draft = InterestPolicyDraft { compensation: Some(Major::from_units(40)), ..six() };
    let sum = |after, until| arrears(draft.clone(), &told, after, until).compensation.minor();
    assert_eq!(sum("2026-01-01", "2026-01-31"), 0);
    assert_eq!(sum("2026-01-01", "2026-02-01"), 40_00);
    assert_eq!(sum("2026-02-01", "2026-02-10"), 0);
    assert_eq!(sum("2026-02-01", "2026-02-11"), 40_00);
    assert_eq!(sum("2026-01-01", "2026-12-31"), 80_00);
    let found = arrears(draft.clone(), &told, "2026-01-01", "2026-02-01");
    assert_eq!(found.total().minor(), 40_02);
    assert_eq!(found.to_string(), "interest CNY 0.02 on 1 item, fixed sums CNY 40.00");
}

#[test]
fn what_is_disputed_bears_interest_only_where_it_counts() {
    let (due, cny) = (day("2026-01-31"), currency("CNY"));
    let told = Told::nothing()
        .with(Invoice::new(document("I1"), due.offset(-30), due, yuan("36500")))
        .with(Dispute::new(document("I1"), day("2026-02-05")).about(yuan("18250")));
    let sum = |disputed| {
        let owed = told.view().receivables();
        let days = window("2026-01-31", "2026-02-10");
        policy(six()).arrears(owed, disputed, days, cny).unwrap().interest.minor()
    };
    assert_eq!(sum(Inclusion::Counted), 60_00);
    assert_eq!(sum(Inclusion::LeftOut), 45_00, "five days of all, five of half");
}

#[test]
fn money_sent_back_beyond_all_credit_bears_none() {
    let told = Told::nothing();
    let refund = Payment::new(document("R1"), day("2026-01-31"), yuan("36500"));
    let told = told.with(refund.of_kind(guanxi::receivable::SettlementKind::Refunded));
    let balance = OpenBalance::as_of(told.view().receivables(), as_of("2026-02-28"));
    assert_eq!(balance.ageing.overdue().minor(), fen("36500"));
    assert_eq!(arrears(six(), &told, "2025-12-31", "2026-02-28").items, []);
}

/// Three items of 0.4 fen each: 1 fen in all, and the lines add up to it.
#[test]
fn the_items_add_up_to_the_one_rounded_sum() {
    let mut told = Told::nothing();
    for _ in 0..3 {
        told = told.due("2026-01-31", "24.40");
    }
    let found = arrears(six(), &told, "2026-01-31", "2026-02-01");
    let lines: Vec<i128> = found.items.iter().map(|it| it.interest.minor()).collect();
    assert_eq!((found.interest.minor(), lines), (1, vec![0, 1, 0]));
}

/// The rate of 2025: 3.15 % + 8 points in the first half, 2.15 % + 8 points in the second, and on.
/// Before: 2.5 %, 4 %, 4.5 % and 4.25 %.
#[test]
fn late_payment_in_the_european_union_is_eight_points_above_the_reference_rate() {
    let eu = policy(InterestPolicyDraft::eu_late_payment());
    for (on, rate) in [
        ("2023-01-01", "10.5%"),
        ("2023-07-01", "12%"),
        ("2024-01-01", "12.5%"),
        ("2024-07-01", "12.25%"),
        ("2025-01-01", "11.15%"),
    ] {
        assert_eq!(eu.rate_on(day(on)), Some(percent(rate)), "{on}");
    }
    assert_eq!(eu.rate_on(day("2022-12-31")), None);
    assert_eq!(eu.rate_on(day("2025-06-30")), Some(percent("11.15%")));
    assert_eq!(eu.rate_on(day("2025-07-01")), Some(percent("10.15%")));
    assert_eq!(eu.rate_on(day("2025-12-31")), Some(percent("10.15%")));
    assert_eq!(eu.rate_on(day("2026-06-30")), Some(percent("10.15%")));
    assert_eq!(eu.rate_on(day("2026-07-01")), None, "to be continued by its user");
    assert_eq!(eu.compensation, Some(Major::from_units(40)));
}

/// One and a half times 4.25 % is 6.375 %.
#[test]
fn the_example_by_the_loan_prime_rate_is_half_as_much_again() {
    let lpr = policy(InterestPolicyDraft::lpr_example());
    assert_eq!(lpr.rate_on(day("2019-08-19")), None);
    assert_eq!(lpr.rate_on(day("2019-08-20")), Some(percent("6.375%")));
    assert_eq!(lpr.rate_on(day("2025-05-19")), Some(percent("4.65%")));
    assert_eq!(lpr.rate_on(day("2025-05-20")), Some(percent("4.5%")));
}

#[test]
fn a_table_of_rates_that_contradicts_itself_is_refused() {
    let step = |from, rate| RateStep { from: day(from), rate: percent(rate) };
    let draft = InterestPolicyDraft {
        source: " ".to_owned(),
        rates: vec![step("2026-01-01", "3.0001%"), step("2026-01-01", "6%")],
        until: Some(day("2025-12-31")),
        times: percent("150%"),
        ..six()
    };
    assert_eq!(
        InterestPolicy::try_new(draft).unwrap_err().to_string(),
        "source must name the source of the rates, was blank; rates.0.rate must be whole parts \
         per million up to 429496.7295%, was 3.0001% times 150% plus 0%; rates.1.from must exceed \
         2026-01-01, was 2026-01-01; until must be at least 2026-01-01, was 2025-12-31"
    );
    let none = InterestPolicyDraft { rates: Vec::new(), ..six() };
    let none = InterestPolicy::try_new(none).unwrap_err().to_string();
    assert_eq!(none, "rates must state at least one rate, was empty");
    let most = InterestPolicyDraft { plus: percent("0.0001%"), ..six() };
    let rates = vec![RateStep { from: day("2026-01-01"), rate: Ratio::MAX }];
    assert!(InterestPolicy::try_new(InterestPolicyDraft { rates, ..most }).is_err());
}

#[test]
fn a_reminder_costs_the_fee_of_its_level() {
    let by_level = [0, 5, 10].map(Major::from_units).to_vec();
    let fees = ReminderFees::try_new(ReminderFeesDraft { by_level }).unwrap();
    let cny = currency("CNY");
    let by_level = [0, 1, 2, 3, 4, 255].map(|level| fees.fee(level, cny).minor());
    assert_eq!(by_level, [0, 0, 5_00, 10_00, 10_00, 10_00]);
    let sent = |level, on| Reminder { level, sent: day(on) };
    let reminders = [sent(1, "2026-02-05"), sent(2, "2026-02-15"), sent(3, "2026-03-01")];
    let charged = |t| fees.charged(&reminders, cny, as_of(t)).minor();
    assert_eq!(
        [charged("2026-02-14"), charged("2026-02-15"), charged("2026-03-01")],
        [0, 5_00, 15_00]
    );
    assert_eq!(ReminderFees::default().fee(1, cny), Amount::ZERO);
    let falling = ReminderFeesDraft { by_level: [5, 4].map(Major::from_units).to_vec() };
    let falling = ReminderFees::try_new(falling).unwrap_err().to_string();
    assert_eq!(falling, "by_level.1 must not be below 5, was 4");
}

#[track_caller]
fn waived(amount: &str, before: &str, roles: &[&str]) -> Result<(), String> {
    let request = Waiver {
        on: day("2026-03-31"),
        by: "Wang".parse().unwrap(),
        amount: amount.parse().unwrap(),
        reason: "our delivery was late".parse().unwrap(),
    };
    let total = |text: &str| yuan(text).amount().to_total();
    let charges =
        Charged { currency: currency("CNY"), charged: total("5000"), waived: total(before) };
    let held: BTreeSet<_> = roles.iter().map(|role| role.parse().unwrap()).collect();
    let checked = WaiverPolicy::default().check_waiver(&request, charges, &held);
    checked.map_err(|error| error.to_string())
}

#[test]
fn a_waiver_stays_within_the_charges_and_the_authority() {
    let credit = &["credit manager"][..];
    let rows = [
        ("CNY 1000", "0", credit, Ok(())),
        (
            "CNY 1000.01",
            "0",
            credit,
            Err(
                "Wang may waive CNY 1,000.00, with this waiver CNY 1,000.01 of the charges would be",
            ),
        ),
        ("CNY 400", "600", credit, Ok(())),
        (
            "CNY 400",
            "600.01",
            credit,
            Err(
                "Wang may waive CNY 1,000.00, with this waiver CNY 1,000.01 of the charges would be",
            ),
        ),
        ("CNY 5000", "0", &["credit manager", "head of sales"], Ok(())),
        ("CNY 5000", "0", &["head of sales"], Ok(())),
        (
            "CNY 5000.01",
            "0",
            &["head of sales"],
            Err("at most CNY 5,000.00 is left to be waived, was CNY 5,000.01"),
        ),
        ("CNY 1", "0", &["cashier"], Err("Wang holds no role that may waive")),
        ("CNY 0", "0", credit, Err("a waiver must be positive, was CNY 0.00")),
        (
            "EUR 1",
            "0",
            credit,
            Err("the waiver of EUR 1.00 is not in CNY, the currency of the book"),
        ),
    ];
    for (amount, before, roles, expected) in rows {
        let expected = expected.map_err(str::to_owned);
        assert_eq!(waived(amount, before, roles), expected, "{amount} after {before}");
    }
}

#[test]
fn a_role_has_one_authority() {
    let row = |most| WaiverAuthority { role: "head of sales".parse().unwrap(), most };
    let twice = WaiverPolicyDraft { authorities: vec![row(None), row(Some(Major::from_units(1)))] };
    assert_eq!(
        WaiverPolicy::try_new(twice).unwrap_err().to_string(),
        "authorities.1.role must be named once, head of sales was again"
    );
}
