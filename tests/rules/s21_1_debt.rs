//! S21.1: owes more than its limit, or too late.

use guanxi::evidence::NotJudged;
use guanxi::measure::Ratio;
use guanxi::receivable::Inclusion;
use guanxi::warning::{
    Arm, DebtPolicy, DebtPolicyDraft, DebtReading, Finding, Level, Levels, Outcome, Reading,
    Utilisation, Verdict,
};

use crate::given::{CRITICAL, QUIET, Told, WARNING, WATCH, fen, finding, on, silent, yuan};

const T: &str = "2026-03-31";

#[track_caller]
fn read_by(draft: DebtPolicyDraft, told: &Told) -> DebtReading {
    DebtPolicy::try_new(draft).unwrap().read(told.view(), &on(T))
}

fn read(told: &Told) -> DebtReading {
    read_by(DebtPolicyDraft::default(), told)
}

#[track_caller]
fn arm(told: &Told, arm: Arm) -> Finding {
    finding(read(told).arms(), arm)
}

#[test]
fn utilisation_warns_strictly_above_80_100_and_120_percent() {
    let rows = [
        ("0.01", QUIET),
        ("799.99", QUIET),
        ("800.00", QUIET),
        ("800.01", WATCH),
        ("1000.00", WATCH),
        ("1000.01", WARNING),
        ("1200.00", WARNING),
        ("1200.01", CRITICAL),
    ];
    for (owed, expected) in rows {
        let told = Told::nothing().limited("1000").due(T, owed);
        assert_eq!(arm(&told, Arm::Utilisation), expected, "{owed}");
        assert_eq!(arm(&told, Arm::Ageing), QUIET);
        assert_eq!(arm(&told, Arm::NoLimit), silent(NotJudged::LimitAgreed));
    }
}

#[test]
fn utilisation_is_exact_for_the_largest_limit() {
    // The limit is 2^63 − 1 fen, which is 2 mod 5: 80 % of it is 7378697629483820645.6 fen.
    let limit = "92233720368547758.07";
    let owed = |text| arm(&Told::nothing().limited(limit).due(T, text), Arm::Utilisation);
    assert_eq!(owed("73786976294838206.45"), QUIET);
    assert_eq!(owed("73786976294838206.46"), WATCH);
    assert_eq!(owed("92233720368547758.07"), WATCH, "100 % exactly");
}

#[test]
fn the_oldest_item_warns_from_5_15_and_30_days_past_due() {
    let rows = [
        ("2026-03-31", 0, QUIET),
        ("2026-03-27", 4, QUIET),
        ("2026-03-26", 5, WATCH),
        ("2026-03-17", 14, WATCH),
        ("2026-03-16", 15, WARNING),
        ("2026-03-02", 29, WARNING),
        ("2026-03-01", 30, CRITICAL),
        ("2024-03-01", 760, CRITICAL),
    ];
    for (due, days, expected) in rows {
        let told = Told::nothing().limited("1000").due(due, "10");
        assert_eq!(read(&told).oldest_days_past_due, days, "{due}");
        assert_eq!(arm(&told, Arm::Ageing), expected, "{due}");
    }
}

#[test]
fn the_oldest_open_item_decides_not_the_oldest_invoice() {
    let told = Told::nothing()
        .limited("1000")
        .billed("old", "2025-01-01", "2025-01-31", "10")
        .due("2026-03-25", "10")
        .paid("2026-03-30", "10");
    assert_eq!(arm(&told, Arm::Ageing), WATCH);
}

#[test]
fn small_change_never_alarms() {
    let told = |amounts: &[&str]| {
        amounts.iter().fold(Told::nothing().limited("1000"), |told, it| told.due("2025-03-01", it))
    };
    assert_eq!(arm(&told(&["0.99"]), Arm::Ageing), QUIET);
    assert_eq!(arm(&told(&["1.00"]), Arm::Ageing), CRITICAL);
    assert_eq!(arm(&told(&["0.60", "0.40"]), Arm::Ageing), QUIET, "however many there are");
    assert_eq!(arm(&told(&["0.60", "0.40", "1.00"]), Arm::Ageing), CRITICAL);
}

#[test]
fn the_tolerance_is_one_of_the_currency_whatever_its_digits() {
    let rows = [
        ("JPY", "99", QUIET),
        ("JPY", "100", CRITICAL),
        ("KWD", "0.999", QUIET),
        ("KWD", "1.000", CRITICAL),
        ("EUR", "0.99", QUIET),
    ];
    for (code, overdue, expected) in rows {
        let told = Told::in_currency(code).limited("1000").due("2025-03-01", overdue);
        assert_eq!(arm(&told, Arm::Ageing), expected, "{code} {overdue}");
    }
}

#[test]
fn what_is_not_due_never_ages() {
    let told = Told::nothing().limited("1000").due("2026-04-01", "500");
    assert_eq!(arm(&told, Arm::Ageing), QUIET);
}

#[test]
fn without_a_limit_any_exposure_is_a_warning() {
    let told = Told::nothing().due(T, "0.01");
    assert_eq!(arm(&told, Arm::NoLimit), WARNING);
    assert_eq!(arm(&told, Arm::Utilisation), silent(NotJudged::LimitNotSet));
    assert_eq!(read(&told).outcome(), Outcome::Breach(Level::Warning));
}

#[test]
fn without_a_limit_and_without_exposure_nothing_is_wrong() {
    let settled = Told::nothing().due(T, "10").paid(T, "10");
    assert_eq!(arm(&settled, Arm::NoLimit), QUIET);
    let overpaid = Told::nothing().paid(T, "10");
    assert_eq!(arm(&overpaid, Arm::NoLimit), QUIET);
    assert_eq!(read(&overpaid).outcome(), Outcome::Clear);
}

#[test]
fn with_a_limit_of_zero_any_exposure_is_a_warning_never_a_division() {
    let told = Told::nothing().limited("0").due(T, "0.01");
    assert_eq!(arm(&told, Arm::Utilisation), WARNING);
    assert_eq!(read(&told).utilisation(), None);
    let much = Told::nothing().limited("0").due(T, "1000000");
    assert_eq!(arm(&much, Arm::Utilisation), WARNING, "however much");
    let nothing = Told::nothing().limited("0").due(T, "10").paid(T, "10");
    assert_eq!(arm(&nothing, Arm::Utilisation), QUIET);
}

#[test]
fn no_exposure_is_clear_of_the_utilisation_arm() {
    for limit in ["0", "0.01", "1000"] {
        let told = Told::nothing().limited(limit).paid(T, "10");
        assert_eq!(arm(&told, Arm::Utilisation), QUIET, "{limit}");
    }
}

#[test]
fn unlimited_silences_the_utilisation_arm_and_leaves_the_ageing_arm() {
    let told = Told::nothing().limited("unlimited").due("2026-03-01", "1000000");
    assert_eq!(arm(&told, Arm::Utilisation), silent(NotJudged::Unlimited));
    assert_eq!(arm(&told, Arm::NoLimit), silent(NotJudged::Unlimited));
    assert_eq!(arm(&told, Arm::Ageing), CRITICAL);
    let young = Told::nothing().limited("unlimited").due(T, "1000000");
    assert_eq!(read(&young).outcome(), Outcome::Clear);
}

#[test]
fn the_rule_has_the_highest_level_of_its_arms() {
    // Used to 85 %: watch. Oldest 15 days: warning.
    let told = Told::nothing().limited("1000").due("2026-03-16", "850");
    assert_eq!(arm(&told, Arm::Utilisation), WATCH);
    assert_eq!(arm(&told, Arm::Ageing), WARNING);
    assert_eq!(read(&told).outcome(), Outcome::Breach(Level::Warning));
}

#[test]
fn the_evidence_names_every_arm_that_spoke() {
    let told = Told::nothing().limited("1000").due("2026-03-16", "850");
    let Verdict::Breach(Level::Warning, evidence) = read(&told).verdict() else {
        panic!("a warning");
    };
    assert!(evidence.sentence().contains("of the limit"));
    assert!(evidence.sentence().contains("overdue"));
    let named: Vec<_> = evidence.findings().iter().map(|figure| figure.label).collect();
    assert!(named.contains(&"utilisation") && named.contains(&"ageing"), "{named:?}");
}

#[test]
fn a_book_without_receivables_has_no_data() {
    let told = Told::nothing().limited("0").sold("2026-03-01", "100");
    assert_eq!(read(&told).outcome(), Outcome::NoData);
    for kind in [Arm::Utilisation, Arm::Ageing, Arm::NoLimit] {
        assert_eq!(arm(&told, kind), silent(NotJudged::NoReceivablesFeed));
    }
}

#[test]
fn an_invoice_a_payment_or_an_open_order_is_data() {
    let base = || Told::nothing().limited("1000");
    for told in [base().due("2026-04-30", "1"), base().paid(T, "1"), base().ordered(T, T, "1")] {
        assert_eq!(read(&told).outcome(), Outcome::Clear);
    }
}

#[test]
fn a_temporary_limit_is_the_limit_that_is_compared() {
    let told = Told::nothing().limited("1000").limited_in("2026-03-01", T, "500").due(T, "600");
    assert_eq!(arm(&told, Arm::Utilisation), WARNING);
}

#[test]
fn open_orders_beyond_the_horizon_do_not_count() {
    let draft = DebtPolicyDraft { horizon_days: Some(30), ..Default::default() };
    let utilisation = |deliver| {
        let told = Told::nothing().limited("100").ordered(T, deliver, "101");
        finding(read_by(draft.clone(), &told).arms(), Arm::Utilisation)
    };
    assert_eq!(utilisation("2026-04-30"), WARNING);
    assert_eq!(utilisation("2026-05-01"), QUIET);
}

#[test]
fn disputed_items_can_be_left_out_by_policy() {
    let draft = DebtPolicyDraft { disputed: Inclusion::LeftOut, ..Default::default() };
    let told = Told::nothing().limited("100").disputed("2026-01-31", "90").due("2026-03-26", "50");
    assert_eq!(read(&told).outcome(), Outcome::Breach(Level::Critical));
    let reading = read_by(draft, &told);
    assert_eq!(reading.exposure.minor(), fen("50"));
    assert_eq!(reading.overdue.minor(), fen("50"));
    assert_eq!(reading.oldest_days_past_due, 5);
    assert_eq!(reading.outcome(), Outcome::Breach(Level::Watch));
    assert_eq!(reading.standing.disputed.minor(), fen("90"), "shown apart");
}

#[test]
fn the_payment_within_limit_is_the_smallest_that_clears() {
    let rows = [("0.03", "0.03"), ("1000", "1200.55"), ("0", "7.01"), ("0.99", "0.80")];
    for (limit, owed) in rows {
        let told = Told::nothing().limited(limit).due(T, owed);
        let needed = read(&told).payment_within_limit().unwrap().minor();
        let quiet_after = |minor: i128| {
            let text = format!("{}.{:02}", minor / 100, minor % 100);
            let paid = told.clone();
            let paid = if minor > 0 { paid.paid(T, &text) } else { paid };
            arm(&paid, Arm::Utilisation) == QUIET
        };
        assert!(quiet_after(needed), "{limit} {owed}: {needed}");
        assert!(!quiet_after(needed - 1), "{limit} {owed}: {needed}");
    }
    let clear = Told::nothing().limited("1000").due(T, "800");
    assert_eq!(read(&clear).payment_within_limit(), None);
}

#[test]
fn the_payment_within_limit_is_exact_when_more_than_an_amount_may_be_owed() {
    let percent = Ratio::from_percent;
    let draft = DebtPolicyDraft {
        utilisation: Utilisation {
            raise: Levels { watch: percent(200), warning: percent(300), critical: percent(400) },
            ..Default::default()
        },
        ..Default::default()
    };
    let most = "92233720368547758.07";
    let told = Told::nothing().limited(most).due(T, most).due(T, most).due(T, most);
    let reading = read_by(draft, &told);
    assert_eq!(finding(reading.arms(), Arm::Utilisation), WATCH);
    let needed = reading.payment_within_limit().unwrap().minor();
    assert_eq!(needed, i128::from(yuan(most).amount().minor()), "down to 200 %");
}
