//! Customer loss and major incidents.

use guanxi::context::Context;
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::warning::{IncidentPolicy, LossMethod, LossPolicy, LossPolicyDraft};

use crate::T;
use crate::given::{Told, day, on};

#[track_caller]
fn loss_by(silence: LossMethod, told: &Told, days: i32) -> String {
    let draft = LossPolicyDraft { silence, ..Default::default() };
    let policy = LossPolicy::try_new(draft).unwrap();
    let t = day("2025-01-01").offset(days);
    policy.judge(told.view(), &Context::on(guanxi::calendar::AsOf::new(t))).to_string()
}

#[track_caller]
fn loss(days: i32) -> String {
    loss_by(LossMethod::default(), &Told::nothing().sold("2025-01-01", "1"), days)
}

#[test]
fn loss_raised() {
    assert_eq!(
        loss(95),
        "watch: bought once, no order within 120 days with probability 69.5%, silent for 95 days \
         with a usual gap of 60 days"
    );
    assert_eq!(
        loss(181),
        "watch: bought once, no order within 120 days with probability 80.1%, silent for 181 days \
         with a usual gap of 60 days; 181 days without an order, more than 180 and more than 2 \
         usual gaps"
    );
    let told = Told::nothing().sold_every("2024-12-02", 10, 4, "1");
    assert_eq!(
        loss_by(LossMethod::default(), &told, 60),
        "watch: no order within 90 days with probability 48.4%, silent for 60 days with a usual gap \
         of 23 days"
    );
    assert_eq!(
        loss_by(LossMethod::cadence(), &told, 21),
        "warning: silent for 21 days with a usual gap of 10 days"
    );
    assert_eq!(
        loss_by(LossMethod::alive(), &told, 90),
        "warning: alive with probability 42.9%, silent for 90 days with a usual gap of 23 days"
    );
}

#[test]
fn loss_by_the_hard_cap() {
    let told = Told::nothing().sold_every("2024-12-02", 10, 4, "1");
    let capped = |hard_cap_usual_gaps, days| {
        let days_above = guanxi::warning::Levels { watch: 900, warning: 901, critical: 902 };
        let silence = LossMethod::FixedDays { days_above };
        let draft = LossPolicyDraft { silence, hard_cap_usual_gaps, ..Default::default() };
        let policy = LossPolicy::try_new(draft).unwrap();
        let t = day("2025-01-01").offset(days);
        policy.judge(told.view(), &Context::on(guanxi::calendar::AsOf::new(t))).to_string()
    };
    assert_eq!(
        capped(1, 181),
        "warning: 181 days without an order, more than 180 and more than 1 usual gap"
    );
    assert_eq!(
        capped(0, 181),
        "warning: 181 days without an order, more than 180: no longer buying"
    );
    assert!(
        capped(200, 181).ends_with("; 181 days without an order, not more than 200 usual gaps")
    );
}

#[test]
fn loss_clear() {
    assert_eq!(
        loss(1),
        "clear: bought once, silent for 1 day, within its usual gap of 60 days; not more than 180 \
         days without an order"
    );
    let told = Told::nothing().sold_every("2024-12-02", 10, 4, "1");
    assert_eq!(
        loss_by(LossMethod::default(), &told, 30),
        "clear: no order within 90 days with probability 29.3%, silent for 30 days with a usual gap \
         of 23 days; not more than 180 days without an order"
    );
}

#[test]
fn loss_policies_that_contradict_themselves() {
    let levels = |watch: u16, warning: u16, critical: u16| {
        let percent = guanxi::measure::Ratio::from_percent;
        guanxi::warning::Levels {
            watch: percent(watch),
            warning: percent(warning),
            critical: percent(critical),
        }
    };
    let refused = |draft: LossPolicyDraft| LossPolicy::try_new(draft).unwrap_err().to_string();
    let of = |no_order_from| LossPolicyDraft {
        silence: LossMethod::Probability { no_order_from },
        ..Default::default()
    };
    assert_eq!(
        refused(of(levels(60, 40, 80))),
        "silence.no_order_from must rise from watch to critical, was 60%, 40%, 80%"
    );
    assert_eq!(
        refused(of(levels(0, 40, 101))),
        "silence.no_order_from.critical must not exceed 100%, was 101%; \
         silence.no_order_from.watch must exceed 0%, was 0%"
    );
    assert!(LossPolicy::try_new(of(levels(1, 2, 100))).is_ok());
    let lost = Some(guanxi::lapse::LostRules { days: 0, usual_gaps: 0 });
    assert_eq!(
        refused(LossPolicyDraft { lost, ..Default::default() }),
        "lost.days must be at least 1, was 0; lost.usual_gaps must be at least 1, was 0"
    );
}

#[test]
fn loss_silent() {
    let returned = Told::nothing().sold("2025-01-01", "-1");
    assert_eq!(loss_by(LossMethod::default(), &returned, 0), "not applicable: never bought");
    assert_eq!(loss(-1), "no data: the book has no sale");
    assert_eq!(loss(366), "not applicable: the customer is lost");
}

#[test]
fn incidents() {
    let fire = Incident {
        kind: IncidentKind::Fire,
        occurred: day("2026-03-01"),
        reported: day("2026-03-02"),
        credibility: Credibility::Verified,
        impact: Impact::try_new(3).unwrap(),
        resolved: None,
    };
    let said = |told: &Told| IncidentPolicy::default().judge(told.view(), &on(T)).to_string();
    assert_eq!(said(&Told::nothing()), "clear: no incident is open");
    let one = Told::nothing().with(fire.clone());
    assert_eq!(said(&one), "critical: fire of 2026-03-01, verified, impact 3 of 3");
    let crash = Incident { kind: IncidentKind::RoadAccident, ..fire.clone() };
    let rumour = Incident {
        kind: "flood".parse().unwrap(),
        credibility: Credibility::Rumour,
        impact: Impact::try_new(0).unwrap(),
        ..fire
    };
    assert_eq!(
        said(&one.with(crash.clone()).with(rumour.clone())),
        "critical: fire of 2026-03-01, verified, impact 3 of 3, and 2 more"
    );
    assert_eq!(
        said(&Told::nothing().with(crash)),
        "critical: road accident of 2026-03-01, verified, impact 3 of 3"
    );
    assert_eq!(
        said(&Told::nothing().with(rumour)),
        "watch: flood of 2026-03-01, rumour, impact 0 of 3"
    );
}
