//! S20: conduct rules of the order check, at each bound, just under and just over.

use guanxi::credit::{
    Action, Bounded, Comparison, CreditInputs, OrderVerdict, OverdueAmountRule, OverdueShareRule,
    PaymentIndexRule, Reason,
};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::measure::{Quotient, Ratio, Score};
use guanxi::money::Major;
use guanxi::receivable::LimitValidity;

use super::{SOON, T, check, check_by, failed, limited, order, policy};
use crate::given::{Told, as_of, day};

#[test]
fn the_oldest_item_may_be_as_old_as_the_bound() {
    for (due, expected) in [("2026-03-01", vec![]), ("2026-02-28", vec![Reason::OldestItemTooOld])]
    {
        assert_eq!(failed(&check(&limited().due(due, "40"), "1")), expected, "{due}");
    }
}

#[test]
fn cents_never_block() {
    let told = limited().due("2026-01-01", "0.99");
    assert_eq!(failed(&check(&told, "1")), []);
    let told = told.due("2026-01-02", "0.99");
    assert_eq!(failed(&check(&told, "1")), [], "however many there are");
    assert_eq!(failed(&check(&told.due("2026-01-02", "1"), "1")), [Reason::OldestItemTooOld]);
}

/// RULES §3: small change has no say, however many there are.
#[test]
fn small_change_is_no_part_of_the_overdue_share_or_sum() {
    let rules = policy(|it| {
        let at_most = Ratio::from_percent(0);
        it.overdue_share = OverdueShareRule { action: Action::Hold, more_than_days: 30, at_most };
        let at_most = Major::from_units(0);
        it.overdue_amount =
            OverdueAmountRule { action: Action::Hold, at_most, and_used_above: None };
        it.oldest_item.action = Action::Off;
    });
    let cents = || limited().due("2026-01-01", "0.99").due("2026-01-02", "0.99");
    assert_eq!(failed(&check_by(&rules, &cents(), &order("1"))), []);
    let recent = check_by(&rules, &cents().due("2026-03-30", "1"), &order("1"));
    assert_eq!(failed(&recent), [Reason::OverdueAmount]);
    assert_eq!(recent.to_string(), "hold: overdue CNY 1.00, at most CNY 0.00");
    let old = check_by(&rules, &cents().due("2026-01-03", "1"), &order("1"));
    assert_eq!(failed(&old), [Reason::OverdueShare, Reason::OverdueAmount]);
    assert!(
        old.to_string()
            .starts_with("hold: overdue share of the open items 33.5%, at most 0%; overdue"),
        "{old}"
    );
    // With a tolerance of nothing a cent is overdue like any other sum.
    let strict = policy(|it| {
        *it = rules.clone().into_draft();
        it.overdue_tolerance = Major::from_units(0);
    });
    let cent = limited().due("2026-01-01", "0.01");
    let both = [Reason::OverdueShare, Reason::OverdueAmount];
    assert_eq!(failed(&check_by(&strict, &cent, &order("1"))), both);
}

#[test]
fn one_large_debt_of_a_year_weighs_more_than_two_small_ones_of_a_day() {
    let amount = policy(|it| {
        it.oldest_item.action = Action::Off;
        let at_most = Major::from_units(500);
        it.overdue_amount =
            OverdueAmountRule { action: Action::Hold, at_most, and_used_above: None };
    });
    let two = Told::nothing().limited("90000").due("2026-03-30", "100").due("2026-03-30", "100");
    assert_eq!(failed(&check_by(&amount, &two, &order("1"))), []);
    let one = Told::nothing().limited("90000").due("2025-03-30", "20000");
    assert_eq!(failed(&check_by(&amount, &one, &order("1"))), [Reason::OverdueAmount]);
}

/// Open 1,000 of which 300 are older: 30 % passes a bound of 30 % and not one of 29 %.
#[test]
fn the_overdue_share_may_reach_its_bound() {
    let told = Told::nothing().limited("9000").due("2026-01-31", "300").due(SOON, "700");
    let by = |percent| {
        let rule = policy(|it| {
            it.oldest_item.action = Action::Off;
            let at_most = Ratio::from_percent(percent);
            it.overdue_share =
                OverdueShareRule { action: Action::Hold, more_than_days: 58, at_most };
        });
        check_by(&rule, &told, &order("1"))
    };
    assert_eq!(failed(&by(30)), []);
    let over = by(29);
    assert_eq!(failed(&over), [Reason::OverdueShare]);
    assert_eq!(over.to_string(), "hold: overdue share of the open items 30%, at most 29%");
}

#[test]
fn an_overdue_sum_can_ask_for_a_used_limit_besides() {
    let rule = policy(|it| {
        it.oldest_item.action = Action::Off;
        it.overdue_amount = OverdueAmountRule {
            action: Action::Hold,
            at_most: Major::from_units(10),
            and_used_above: Some(Ratio::from_percent(50)),
        };
    });
    let told = limited().due("2026-03-30", "10.01");
    assert_eq!(failed(&check_by(&rule, &told, &order("39.99"))), [], "50% exactly");
    assert_eq!(failed(&check_by(&rule, &told, &order("40"))), [Reason::OverdueAmount]);
    let exact = limited().due("2026-03-30", "10");
    assert_eq!(failed(&check_by(&rule, &exact, &order("80"))), []);
}

#[test]
fn what_is_told_is_judged_and_what_is_not_told_is_not() {
    let index = |points| Quotient::try_new(points, 1000).and_then(Score::try_from_fraction);
    let rules = policy(|it| {
        it.payment_index = PaymentIndexRule { action: Action::Hold, at_least: 50 };
        it.broken_promises = Bounded { action: Action::Hold, at_most: 1 };
    });
    let told = limited();
    let by = |inputs: CreditInputs<'_>| {
        failed(&rules.check(told.view(), &order("1"), &inputs, as_of(T)).unwrap())
    };
    assert_eq!(by(CreditInputs::default()), []);
    assert_eq!(by(CreditInputs { dunning_level: Some(2), ..CreditInputs::default() }), []);
    let third = CreditInputs { dunning_level: Some(3), ..CreditInputs::default() };
    assert_eq!(by(third), [Reason::DunningLevel]);
    assert_eq!(by(CreditInputs { payment_index: index(500), ..CreditInputs::default() }), []);
    let low = CreditInputs { payment_index: index(499), ..CreditInputs::default() };
    assert_eq!(by(low), [Reason::PaymentIndex]);
    assert_eq!(by(CreditInputs { broken_promises: Some(1), ..CreditInputs::default() }), []);
    let broken = CreditInputs { broken_promises: Some(2), ..CreditInputs::default() };
    assert_eq!(by(broken), [Reason::BrokenPromise]);
    assert_eq!(
        by(CreditInputs { is_forced: true, ..low }),
        [Reason::ForcedHold, Reason::PaymentIndex]
    );
}

#[test]
fn an_incident_counts_when_it_is_verified_and_until_it_is_resolved() {
    let incident = |credibility, resolved: Option<&str>| Incident {
        kind: IncidentKind::Fire,
        occurred: day("2026-03-01"),
        reported: day("2026-03-02"),
        credibility,
        impact: Impact::try_new(2).unwrap(),
        resolved: resolved.map(day),
    };
    let by = |credibility, resolved| {
        let told = limited().with(incident(credibility, resolved));
        check(&told, "1").verdict()
    };
    assert_eq!(by(Credibility::Verified, None), OrderVerdict::Warn);
    assert_eq!(by(Credibility::Reported, None), OrderVerdict::Approve);
    assert_eq!(by(Credibility::Verified, Some(T)), OrderVerdict::Approve, "resolved today");
    assert_eq!(by(Credibility::Verified, Some("2026-04-01")), OrderVerdict::Warn);
}

#[test]
fn an_incident_that_was_reported_twice_is_resolved_once() {
    let report = |reported, resolved: Option<&str>| Incident {
        kind: IncidentKind::Fire,
        occurred: day("2026-03-01"),
        reported: day(reported),
        credibility: Credibility::Verified,
        impact: Impact::try_new(2).unwrap(),
        resolved: resolved.map(day),
    };
    let told =
        limited().with(report("2026-03-02", None)).with(report("2026-03-04", Some("2026-03-20")));
    assert_eq!(check(&told, "1").verdict(), OrderVerdict::Approve);
}

#[test]
fn the_value_of_an_order_is_bounded_whatever_is_owed() {
    for comparison in [Comparison::Above, Comparison::AtOrAbove] {
        let rule = policy(|it| {
            it.comparison = comparison;
            it.order_value = Bounded { action: Action::Hold, at_most: Major::from_units(20) };
        });
        assert_eq!(failed(&check_by(&rule, &limited(), &order("20"))), []);
        assert_eq!(failed(&check_by(&rule, &limited(), &order("20.01"))), [Reason::OverOrderValue]);
    }
}

#[test]
fn the_terms_are_reviewed_by_their_day() {
    let mut told = limited();
    let mut review = |on| {
        told.account
            .state_limit_validity(LimitValidity { valid_to: None, review_on: Some(day(on)) });
        failed(&check(&told, "1"))
    };
    assert_eq!(review(T), []);
    assert_eq!(review("2026-03-30"), [Reason::ReviewOverdue]);
}
