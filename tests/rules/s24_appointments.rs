//! S24: appointments, one open for each customer and purpose; routes reviewed as advice.

use std::collections::BTreeMap;

use guanxi::appointment::{
    Appointment, AppointmentEvent, AppointmentOpening, AppointmentStage, AppointmentStep,
    Appointments,
};
use guanxi::calendar::Window;
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::lifecycle::Entry;
use guanxi::visit::{RouteReview, RouteStop, VisitCadences, VisitPurpose};

use crate::given::{as_of, day, shows_table};

fn opening(subject: &str, on: &str, visit: &str) -> AppointmentOpening {
    AppointmentOpening {
        customer: "Li".parse().unwrap(),
        purpose: VisitPurpose::Complaint,
        subject: subject.to_owned(),
        leader: "Wang".parse().unwrap(),
        companions: [].into(),
        on: day(on),
        day: day(visit),
    }
}

fn event(step: AppointmentStep, on: &str) -> Entry<AppointmentStep> {
    Entry::new(step, day(on), "Wang".parse().unwrap())
}

fn moved(to: &str) -> AppointmentStep {
    AppointmentStep::Move { to: day(to), reason: "the owner is away".parse().unwrap() }
}

#[test]
fn the_page_of_appointments_shows_their_table() {
    assert!(shows_table::<AppointmentStage>(include_str!("../../src/work/appointment/mod.rs")));
}

#[test]
fn one_visit_is_open_for_each_customer_and_purpose() {
    let mut all = Appointments::default();
    let place = all.open(opening("K-1", "2026-03-02", "2026-03-09")).unwrap();
    assert!(all.open(opening("K-2", "2026-03-02", "2026-03-09")).is_ok(), "another complaint");
    let error = all.open(opening("K-1", "2026-03-03", "2026-03-20")).unwrap_err();
    let text = "Li has an open visit for the purpose complaint on 2026-03-09: move it";
    assert_eq!((error.to_string().as_str(), error.code()), (text, "visit_is_open"));
    let first = all.get_mut(place).unwrap();
    first.apply(event(AppointmentStep::Complete, "2026-03-09")).unwrap();
    assert!(all.open(opening("K-1", "2026-03-10", "2026-03-20")).is_ok(), "the first is done");
    assert_eq!(all.iter().count(), 3);
}

#[test]
fn a_cancelled_visit_is_not_done_and_has_a_reason_and_a_new_day() {
    let mut all = Appointments::default();
    let place = all.open(opening("K-1", "2026-03-02", "2026-03-09")).unwrap();
    let visit = all.get_mut(place).unwrap();
    visit.apply(event(moved("2026-03-16"), "2026-03-08")).unwrap();
    assert_eq!(visit.stage(as_of("2026-03-08")), Some(AppointmentStage::Open));
    assert_eq!(visit.day(as_of("2026-03-07")), day("2026-03-09"));
    assert_eq!(visit.day(as_of("2026-03-08")), day("2026-03-16"));
    assert_eq!(visit.stage(as_of("2026-03-01")), None);

    let refused = visit.apply(event(moved("2026-03-08"), "2026-03-09")).unwrap_err();
    let text = "a visit is moved to a day from 2026-03-09 on, was 2026-03-08";
    assert_eq!((refused.to_string().as_str(), refused.code()), (text, "visit_moved_back"));
    assert!(visit.apply(event(moved("2026-03-09"), "2026-03-09")).is_ok(), "later on the day");
    let refused = visit.apply(event(AppointmentStep::Complete, "2026-03-01")).unwrap_err();
    assert_eq!(refused.code(), "step_out_of_order");

    let gone = AppointmentStep::Drop { reason: "settled by telephone".parse().unwrap() };
    visit.apply(event(gone, "2026-03-09")).unwrap();
    let refused = visit.apply(event(AppointmentStep::Complete, "2026-03-16")).unwrap_err();
    assert_eq!(refused.to_string(), "cannot complete an appointment that is dropped");
}

#[test]
fn a_step_before_the_appointment_is_refused() {
    let mut all = Appointments::default();
    let place = all.open(opening("K-1", "2026-03-02", "2026-03-09")).unwrap();
    let visit = all.get_mut(place).unwrap();
    let refused = visit.apply(event(AppointmentStep::Complete, "2026-03-01")).unwrap_err();
    let text = "a step of 2026-03-01 cannot come before the appointment of 2026-03-02";
    assert_eq!((refused.to_string().as_str(), refused.code()), (text, "before_appointment"));
    assert!(visit.trail().entries().is_empty());
}

#[test]
fn an_appointment_in_the_past_or_led_by_a_companion_is_not_made() {
    let mut all = Appointments::default();
    let error = all.open(opening("K-1", "2026-03-02", "2026-03-01")).unwrap_err();
    let text = "a visit made on 2026-03-02 has a day from then on, was 2026-03-01";
    assert_eq!((error.to_string().as_str(), error.code()), (text, "visit_in_the_past"));
    assert!(all.open(opening("K-1", "2026-03-02", "2026-03-02")).is_ok());
    let mut own = opening("K-2", "2026-03-02", "2026-03-09");
    own.companions = ["Wang".parse().unwrap()].into();
    let error = all.open(own).unwrap_err();
    let text = "Wang leads the visit to Li and is no companion";
    assert_eq!(error.to_string(), text);
    assert_eq!(error.code(), "appointment_leader_as_companion");
}

#[test]
fn only_a_completed_visit_is_a_contact() {
    let mut all = Appointments::default();
    let mut opening = opening("K-1", "2026-03-02", "2026-03-09");
    opening.companions = ["Zhang".parse().unwrap()].into();
    let place = all.open(opening).unwrap();
    let visit = all.get_mut(place).unwrap();
    let met = || ["Li senior".parse().unwrap()].into();
    visit.apply(event(moved("2026-03-16"), "2026-03-08")).unwrap();
    assert_eq!(visit.visit(as_of("2026-03-16"), met()), None, "moved is not done");
    visit.apply(event(AppointmentStep::Complete, "2026-03-17")).unwrap();
    assert_eq!(visit.visit(as_of("2026-03-16"), met()), None);
    let contact = visit.visit(as_of("2026-03-17"), met()).unwrap();
    let ours = ["Wang".parse().unwrap(), "Zhang".parse().unwrap()].into();
    let kind = InteractionKind::Visit;
    let made = Interaction::try_new(day("2026-03-17"), kind, ours, met()).unwrap();
    assert_eq!(contact, made);
}

#[test]
fn an_open_appointment_is_a_reason_to_go() {
    let mut all = Appointments::default();
    let place = all.open(opening("K-1", "2026-03-02", "2026-03-09")).unwrap();
    let visit = all.get_mut(place).unwrap();
    visit.apply(event(moved("2026-03-16"), "2026-03-08")).unwrap();
    let reason = |visit: &Appointment, t| visit.reason(as_of(t)).map(|it| it.to_string());
    let said = |text: &str| Some(text.to_owned());
    assert_eq!(reason(visit, "2026-03-01"), None);
    assert_eq!(reason(visit, "2026-03-07"), said("agreed complaint K-1 by 2026-03-09"));
    assert_eq!(reason(visit, "2026-03-08"), said("agreed complaint K-1 by 2026-03-16"));
    visit.apply(event(AppointmentStep::Complete, "2026-03-16")).unwrap();
    assert_eq!(reason(visit, "2026-03-16"), None, "it is done");
    let plain = AppointmentOpening {
        purpose: VisitPurpose::Cadence,
        ..opening("", "2026-03-02", "2026-03-09")
    };
    let place = all.open(plain).unwrap();
    let visit = all.get_mut(place).unwrap();
    assert_eq!(reason(visit, "2026-03-02"), said("agreed regular visit by 2026-03-09"));
}

#[test]
fn a_missed_appointment_stays_due() {
    let mut all = Appointments::default();
    for (subject, visit) in [("K-1", "2026-03-10"), ("K-2", "2026-03-09"), ("K-3", "2026-03-09")] {
        all.open(opening(subject, "2026-03-02", visit)).unwrap();
    }
    let overdue = |all: &Appointments, t| -> Vec<String> {
        all.overdue(as_of(t)).iter().map(|it| it.opening().subject.clone()).collect()
    };
    assert!(overdue(&all, "2026-03-09").is_empty(), "its day is not over");
    assert_eq!(overdue(&all, "2026-03-10"), ["K-2", "K-3"]);
    assert_eq!(overdue(&all, "2026-03-11"), ["K-2", "K-3", "K-1"]);
    all.get_mut(1).unwrap().apply(event(moved("2026-03-16"), "2026-03-11")).unwrap();
    all.get_mut(2).unwrap().apply(event(AppointmentStep::Complete, "2026-03-11")).unwrap();
    assert_eq!(overdue(&all, "2026-03-11"), ["K-1"]);
    assert_eq!(overdue(&all, "2026-03-10"), ["K-2", "K-3"], "as it was known then");
}

/// Two appointments, the first done before the second was made for the same purpose.
fn kept() -> Vec<(AppointmentOpening, Vec<AppointmentEvent>)> {
    let first = vec![
        event(moved("2026-03-16"), "2026-03-08"),
        event(AppointmentStep::Complete, "2026-03-16"),
    ];
    vec![
        (opening("K-1", "2026-03-02", "2026-03-09"), first),
        (opening("K-1", "2026-03-17", "2026-03-20"), Vec::new()),
    ]
}

#[test]
fn appointments_are_replayed_from_their_trails() {
    let mut made = Appointments::default();
    for (opening, steps) in kept() {
        let place = made.open(opening).unwrap();
        for step in steps {
            made.get_mut(place).unwrap().apply(step).unwrap();
        }
    }
    assert_eq!(Appointments::replay(kept()).unwrap(), made);
}

#[test]
fn appointments_that_could_not_have_been_made_are_not_read() {
    let refused = |change: fn(&mut Vec<(AppointmentOpening, Vec<AppointmentEvent>)>)| {
        let mut kept = kept();
        change(&mut kept);
        let error = Appointments::replay(kept).unwrap_err();
        (error.to_string(), error.code())
    };
    let expect = |text: &str, code| (text.to_owned(), code);
    assert_eq!(
        refused(|it| drop(it[0].1.pop())),
        expect(
            "Li has an open visit for the purpose complaint on 2026-03-16: move it",
            "visit_is_open"
        )
    );
    assert_eq!(
        refused(|it| it[0].1[0] = event(moved("2026-03-07"), "2026-03-08")),
        expect("a visit is moved to a day from 2026-03-08 on, was 2026-03-07", "visit_moved_back")
    );
    assert_eq!(
        refused(|it| it[0].1.push(event(AppointmentStep::Complete, "2026-03-17"))),
        expect("cannot complete an appointment that is done", "step_out_of_turn")
    );
    assert_eq!(
        refused(|it| it[1].0.day = day("2026-03-16")),
        expect(
            "a visit made on 2026-03-17 has a day from then on, was 2026-03-16",
            "visit_in_the_past"
        )
    );
}

#[cfg(feature = "serde")]
#[test]
fn appointments_are_written_and_read_with_their_steps() {
    let all = Appointments::replay(kept()).unwrap();
    let written = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<Appointments>(&written).unwrap(), all);
    let bent = written.replace("2026-03-17", "2026-03-21");
    let error = serde_json::from_str::<Appointments>(&bent).unwrap_err();
    let text = "a visit made on 2026-03-21 has a day from then on, was 2026-03-20";
    assert!(error.to_string().starts_with(text), "{error}");
}

#[test]
fn routes_tell_minutes_areas_and_missed_cadences() {
    let cadences = VisitCadences::default();
    let stop = |customer: &str, staff: &str, area: &str, cadence, visits| RouteStop {
        customer: customer.parse().unwrap(),
        staff: staff.parse().unwrap(),
        area: area.parse().ok(),
        cadence,
        visits,
    };
    // 90 days: 6 visits to A of 90 minutes, 3 to B of 60, 1 to C of 30.
    let stops = [
        stop("A1", "Wang", "North", cadences.a, 5),
        stop("B1", "Wang", "South", cadences.b, 3),
        stop("C1", "Wang", "South", cadences.c, 1),
        stop("B2", "Zhou", "South", cadences.b, 3),
        stop("B3", "Zhang", "South", cadences.b, 4),
    ];
    let minutes = BTreeMap::from([
        ("Wang".parse().unwrap(), 749),
        ("Zhou".parse().unwrap(), 390),
        ("Zhang".parse().unwrap(), 389),
    ]);
    let window = Window::inclusive(day("2026-01-01"), day("2026-03-31"));
    let review = RouteReview::new(&stops, &minutes, window);
    let routes: Vec<String> = review.routes.iter().map(ToString::to_string).collect();
    assert_eq!(
        routes,
        [
            "Wang: 750 minutes due of 749, 2 areas, 1 too seldom",
            "Zhang: 180 minutes due of 389, 1 areas, 0 too seldom",
            "Zhou: 180 minutes due of 390, 1 areas, 0 too seldom",
        ]
    );
    assert_eq!(
        review.to_string(),
        "routes\n  \
           Wang: 750 minutes due of 749, 2 areas, 1 too seldom\n    \
             A1: 5 of 6 visits\n  \
           Zhang: 180 minutes due of 389, 1 areas, 0 too seldom\n  \
           Zhou: 180 minutes due of 390, 1 areas, 0 too seldom\n  \
           South is visited by Wang, Zhang, Zhou\n  \
           South could move from Wang to Zhou, 210 minutes"
    );
    let missed = &review.routes[0].missed[0];
    assert_eq!((missed.customer.as_str(), missed.due, missed.made), ("A1", 6, 5));
    let crossed: Vec<(&str, usize)> =
        review.crossed.iter().map(|(area, people)| (area.as_str(), people.len())).collect();
    assert_eq!(crossed, [("South", 3)]);
    let moves: Vec<String> = review.moves.iter().map(ToString::to_string).collect();
    assert_eq!(moves, ["South could move from Wang to Zhou, 210 minutes"]);

    // With a minute more Wang has time for all; with a minute less nobody else has.
    let with = |wang, zhou| {
        let minutes = BTreeMap::from([
            ("Wang".parse().unwrap(), wang),
            ("Zhou".parse().unwrap(), zhou),
            ("Zhang".parse().unwrap(), 180),
        ]);
        RouteReview::new(&stops, &minutes, window).moves.len()
    };
    assert_eq!((with(750, 390), with(749, 390), with(749, 389)), (0, 1, 0));
}
