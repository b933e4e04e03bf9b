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
        "watch: alive with probability 69.9%, silent for 95 days with a usual gap of 60 days"
    );
    assert_eq!(
        loss(181),
        "critical: alive with probability 59.9%, silent for 181 days with a usual gap of 60 days; \
         181 days without an order, more than 180: no longer buying"
    );
    let told = Told::nothing().sold_every("2024-12-02", 10, 4, "1");
    assert_eq!(
        loss_by(LossMethod::cadence(), &told, 21),
        "warning: silent for 21 days with a usual gap of 10 days"
    );
}

#[test]
fn loss_clear() {
    assert_eq!(
        loss(1),
        "clear: alive with probability 85.5%, silent for 1 day with a usual gap of 60 days; not more \
         than 180 days without an order"
    );
}

#[test]
fn loss_silent() {
    let returned = Told::nothing().sold("2025-01-01", "-1");
    assert_eq!(loss_by(LossMethod::default(), &returned, 0), "not applicable: never bought");
    assert_eq!(loss(-1), "no data: the book has no sale");
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
