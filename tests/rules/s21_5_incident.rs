//! S21.5: something grave has happened.

use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::warning::{IncidentPolicy, IncidentReading, Level, Outcome, Reading};

use crate::given::{Told, day, on};

#[track_caller]
fn incident(kind: &str, occurred: &str, reported: &str) -> Incident {
    Incident {
        kind: kind.parse().unwrap(),
        occurred: day(occurred),
        reported: day(reported),
        credibility: Credibility::Verified,
        impact: Impact::try_new(3).unwrap(),
        resolved: None,
    }
}

fn fire() -> Incident {
    incident("fire", "2026-03-01", "2026-03-02")
}

fn resolved(on: &str, incident: Incident) -> Incident {
    Incident { resolved: Some(day(on)), ..incident }
}

fn outcome(told: &Told, t: &str) -> Outcome {
    read(told, t).outcome()
}

fn read<'a>(told: &'a Told, t: &str) -> IncidentReading<'a> {
    IncidentPolicy::default().read(told.view(), &on(t))
}

const CLEAR: Outcome = Outcome::Clear;
const CRITICAL: Outcome = Outcome::Breach(Level::Critical);

#[test]
fn an_incident_counts_from_the_day_it_is_reported() {
    let told = Told::nothing().with(fire());
    assert_eq!(outcome(&told, "2026-03-01"), CLEAR, "occurred, not reported");
    assert_eq!(outcome(&told, "2026-03-02"), CRITICAL);
}

#[test]
fn without_an_incident_the_rule_is_clear() {
    assert_eq!(outcome(&Told::nothing(), "2026-03-01"), CLEAR);
}

#[test]
fn a_resolution_dated_the_day_counts_that_day() {
    let told = Told::nothing().with(resolved("2026-03-20", fire()));
    assert_eq!(outcome(&told, "2026-03-19"), CRITICAL);
    assert_eq!(outcome(&told, "2026-03-20"), CLEAR);
}

#[test]
fn only_a_resolution_clears_it() {
    let told = Told::nothing().with(fire());
    assert_eq!(outcome(&told, "2046-03-02"), CRITICAL);
}

#[test]
fn the_level_is_by_impact_and_capped_by_credibility() {
    use Credibility::{Reported, Rumour, Verified};
    use Level::{Critical, Warning, Watch};
    let rows = [
        (0, Rumour, Watch),
        (0, Reported, Watch),
        (0, Verified, Watch),
        (1, Rumour, Watch),
        (1, Reported, Watch),
        (1, Verified, Watch),
        (2, Rumour, Watch),
        (2, Reported, Warning),
        (2, Verified, Warning),
        (3, Rumour, Watch),
        (3, Reported, Warning),
        (3, Verified, Critical),
    ];
    for (impact, credibility, level) in rows {
        let impact = Impact::try_new(impact).unwrap();
        let told = Told::nothing().with(Incident { credibility, impact, ..fire() });
        let found = outcome(&told, "2026-03-02");
        assert_eq!(found, Outcome::Breach(level), "{} {credibility}", impact.degree());
    }
}

#[test]
fn the_gravest_open_incident_speaks() {
    let slight = Incident {
        impact: Impact::try_new(1).unwrap(),
        ..incident("theft", "2026-03-05", "2026-03-05")
    };
    let told = Told::nothing().with(slight.clone()).with(resolved("2026-03-10", fire()));
    let grave = read(&told, "2026-03-09");
    assert_eq!((grave.open, grave.report.unwrap().kind.clone()), (2, IncidentKind::Fire));
    let rest = read(&told, "2026-03-10");
    assert_eq!((rest.open, rest.report), (1, Some(&slight)));
    assert_eq!(rest.outcome(), Outcome::Breach(Level::Watch));
}

#[test]
fn the_same_kind_within_7_days_is_the_same_incident() {
    let both = |occurred| {
        let again = incident("fire", occurred, occurred);
        let told = Told::nothing().with(fire()).with(again);
        read(&told, "2026-03-31").open
    };
    assert_eq!(both("2026-03-08"), 1, "7 days later");
    assert_eq!(both("2026-03-09"), 2, "8 days later");
    assert_eq!(both("2026-02-22"), 1, "7 days before");
    assert_eq!(both("2026-02-21"), 2, "8 days before");
}

#[test]
fn another_kind_within_7_days_is_another_incident() {
    let told = Told::nothing()
        .with(fire())
        .with(incident("flood", "2026-03-01", "2026-03-02"))
        .with(incident("drought", "2026-03-01", "2026-03-02"));
    assert_eq!(read(&told, "2026-03-31").open, 3);
}

#[test]
fn a_resolution_of_any_report_resolves_the_incident() {
    let again = incident("fire", "2026-03-03", "2026-03-04");
    let told = Told::nothing().with(fire()).with(resolved("2026-03-20", again));
    assert_eq!(outcome(&told, "2026-03-19"), CRITICAL);
    assert_eq!(outcome(&told, "2026-03-20"), CLEAR);
}

#[test]
fn the_resolution_of_one_incident_leaves_another_of_its_kind_open() {
    let later = incident("fire", "2026-03-09", "2026-03-09");
    let told = Told::nothing().with(resolved("2026-03-05", fire())).with(later.clone());
    assert_eq!(read(&told, "2026-03-31").report, Some(&later));
}

#[test]
fn a_report_not_heard_of_yet_changes_nothing() {
    // The earlier event becomes known last; until then the later two are one incident.
    let told = Told::nothing().with(incident("fire", "2026-03-08", "2026-03-08")).with(incident(
        "fire",
        "2026-03-10",
        "2026-03-10",
    ));
    let more =
        told.clone().with(resolved("2026-03-20", incident("fire", "2026-03-02", "2026-04-01")));
    for t in ["2026-03-08", "2026-03-10", "2026-03-31"] {
        assert_eq!(read(&told, t), read(&more, t), "{t}");
    }
    // From then on the first seven days are one incident, resolved; the event of the tenth is
    // another.
    let seen = read(&more, "2026-04-01");
    assert_eq!((seen.open, seen.report.unwrap().occurred), (1, day("2026-03-10")));
}

#[test]
fn an_incident_is_not_reported_or_resolved_before_it_occurred() {
    let mut told = Told::nothing();
    let early = incident("fire", "2026-03-02", "2026-03-01");
    let refused = told.refused(early).to_string();
    assert_eq!(
        refused,
        "reported of incident fire of 2026-03-02 must not be before 2026-03-02, was 2026-03-01"
    );
    let refused = told.refused(resolved("2026-02-28", fire())).to_string();
    assert_eq!(
        refused,
        "resolved of incident fire of 2026-03-01 must not be before 2026-03-01, was 2026-02-28"
    );
    assert_eq!(outcome(&told, "2026-12-31"), CLEAR);
}
