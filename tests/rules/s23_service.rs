//! S23: entitlements by class, the class of service, samples.

use guanxi::calendar::AsOf;
use guanxi::id::CustomerId;
use guanxi::segment::Class;
use guanxi::service::{
    ClassStatement, Entitlement, EntitlementState, SampleCandidate, SampleCycle, ServiceClass,
    ServiceDelivery, ServicePolicy, ServicePolicyDraft, ServiceRhythm, sampled_customers,
};

use crate::given::{as_of, day};

fn stated(on: &str, class: Class) -> ClassStatement {
    ClassStatement { on: day(on), class, by: None }
}

fn decided(on: &str, class: Class) -> ClassStatement {
    ClassStatement { by: Some("Wang".parse().unwrap()), ..stated(on, class) }
}

fn class_at(statements: &[ClassStatement], t: &str) -> Class {
    ServiceClass::on(statements, 90, as_of(t)).unwrap().class()
}

fn delivered(entitlement: &str, on: &str) -> ServiceDelivery {
    ServiceDelivery { entitlement: entitlement.parse().unwrap(), on: day(on) }
}

/// A policy with one entitlement of class C.
fn single(rhythm: ServiceRhythm) -> ServicePolicy {
    let (code, owner) = ("it".parse().unwrap(), "marketing".parse().unwrap());
    let entitlement = Entitlement { code, from: Class::C, rhythm, owner };
    let draft = ServicePolicyDraft { entitlements: vec![entitlement], ..Default::default() };
    ServicePolicy::try_new(draft).unwrap()
}

fn class_c(since: &str, t: AsOf) -> ServiceClass {
    ServiceClass::on(&[stated(since, Class::C)], 180, t).unwrap()
}

#[track_caller]
fn state(policy: &ServicePolicy, deliveries: &[ServiceDelivery], t: &str) -> String {
    let t = as_of(t);
    let all: Vec<_> = policy.readings(class_c("2026-01-01", t), deliveries, t).collect();
    let [reading] = all[..] else { panic!("one entitlement") };
    reading.to_string()
}

#[test]
fn each_class_has_what_the_classes_below_it_have_and_more() {
    let policy = ServicePolicy::default();
    let codes =
        |class| -> Vec<&str> { policy.entitlements_of(class).map(|it| it.code.as_str()).collect() };
    assert_eq!(codes(Class::C), ["card", "news", "sampled call"]);
    assert_eq!(codes(Class::B), ["card", "news", "sampled call", "membership"]);
    let of_a = [
        "card",
        "news",
        "sampled call",
        "membership",
        "representative",
        "full service",
        "business analysis",
    ];
    assert_eq!(codes(Class::A), of_a);
}

#[test]
fn it_is_due_an_interval_after_the_day_of_entering_the_class() {
    let policy = single(ServiceRhythm::Every { days: 30 });
    assert_eq!(state(&policy, &[], "2026-01-30"), "it: not yet, due on 2026-01-31");
    assert_eq!(state(&policy, &[], "2026-01-31"), "it: due since 2026-01-31");
}

#[test]
fn it_is_due_an_interval_after_it_was_given_last() {
    let policy = single(ServiceRhythm::Every { days: 30 });
    let given = [delivered("it", "2026-02-10"), delivered("it", "2026-01-20")];
    assert_eq!(state(&policy, &given, "2026-03-11"), "it: had, due on 2026-03-12");
    assert_eq!(state(&policy, &given, "2026-03-12"), "it: due since 2026-03-12");
    assert_eq!(state(&policy, &given, "2026-02-09"), "it: had, due on 2026-02-19");
    let other = [delivered("other", "2026-02-10")];
    assert_eq!(state(&policy, &other, "2026-02-11"), "it: due since 2026-01-31");
}

#[test]
fn a_missed_one_does_not_double() {
    let policy = single(ServiceRhythm::Every { days: 30 });
    assert_eq!(state(&policy, &[], "2026-03-01"), "it: due since 2026-01-31");
    assert_eq!(state(&policy, &[], "2026-03-02"), "it: missed 1 time, due since 2026-01-31");
    assert_eq!(state(&policy, &[], "2026-04-01"), "it: missed 2 times, due since 2026-01-31");
    let one = [delivered("it", "2026-04-01")];
    assert_eq!(state(&policy, &one, "2026-04-01"), "it: had, due on 2026-05-01");
}

#[test]
fn a_deadline_is_met_on_its_last_day() {
    let policy = single(ServiceRhythm::Within { days: 30 });
    assert_eq!(state(&policy, &[], "2026-01-31"), "it: due by 2026-01-31");
    assert_eq!(state(&policy, &[], "2026-02-01"), "it: missed, was due by 2026-01-31");
    let given = [delivered("it", "2026-02-05")];
    assert_eq!(state(&policy, &given, "2026-02-04"), "it: missed, was due by 2026-01-31");
    assert_eq!(state(&policy, &given, "2026-02-05"), "it: had");
}

#[test]
fn a_quota_counts_the_times_of_a_year() {
    let policy = single(ServiceRhythm::OnRequest { most_a_year: Some(2) });
    let given = [delivered("it", "2026-01-10"), delivered("it", "2026-06-10")];
    assert_eq!(state(&policy, &given, "2026-06-09"), "it: on request, 1 left");
    assert_eq!(state(&policy, &given, "2026-06-10"), "it: used up");
    assert_eq!(state(&policy, &given, "2027-01-09"), "it: used up");
    assert_eq!(state(&policy, &given, "2027-01-10"), "it: on request, 1 left");
    let any = single(ServiceRhythm::OnRequest { most_a_year: None });
    assert_eq!(state(&any, &given, "2026-06-10"), "it: on request");
}

#[test]
fn what_is_due_and_missed_is_told_apart_from_what_was_had() {
    let policy = ServicePolicy::default();
    let t = as_of("2026-04-01");
    let class = ServiceClass::on(&[stated("2026-01-01", Class::A)], 180, t).unwrap();
    let given = [delivered("card", "2026-01-05"), delivered("news", "2026-01-02")];
    let due: Vec<(&str, EntitlementState)> =
        policy.due(class, &given, t).map(|it| (it.entitlement.code.as_str(), it.state)).collect();
    let missed = EntitlementState::Missed;
    assert_eq!(due, [("membership", missed), ("representative", missed)]);
    let due = policy.due(class, &given, as_of("2026-04-02"));
    assert_eq!(due.count(), 3, "news are due 90 days later");
}

#[test]
fn a_class_rises_at_once() {
    let statements = [stated("2026-01-01", Class::C), stated("2026-02-10", Class::A)];
    assert_eq!(class_at(&statements, "2026-02-09"), Class::C);
    assert_eq!(class_at(&statements, "2026-02-10"), Class::A);
    let t = as_of("2026-03-01");
    let class = ServiceClass::on(&statements, 90, t).unwrap();
    assert_eq!(
        Class::ALL.map(|it| class.since(it)),
        [Some(day("2026-02-10")), Some(day("2026-02-10")), Some(day("2026-01-01")),]
    );
}

#[test]
fn a_class_falls_at_the_end_of_the_running_interval() {
    let statements = [stated("2026-01-01", Class::A), stated("2026-02-10", Class::B)];
    assert_eq!(class_at(&statements, "2026-03-31"), Class::A);
    assert_eq!(class_at(&statements, "2026-04-01"), Class::B);
    let class = ServiceClass::on(&statements, 90, as_of("2026-03-31")).unwrap();
    assert_eq!(class.next_fall(90), Some((Class::B, day("2026-04-01"))));
    let class = ServiceClass::on(&statements, 90, as_of("2026-04-01")).unwrap();
    assert_eq!(class.next_fall(90), None);
    assert_eq!(class.since(Class::B), Some(day("2026-01-01")), "B has been had all along");
    assert_eq!(class.since(Class::A), None);
    // Stated on the first day of the second interval, the fall waits for its end.
    let statements = [stated("2026-01-01", Class::A), stated("2026-04-01", Class::B)];
    assert_eq!(class_at(&statements, "2026-06-29"), Class::A);
    assert_eq!(class_at(&statements, "2026-06-30"), Class::B);
}

#[test]
fn a_class_never_falls_two_at_once_without_a_person() {
    let falls = [stated("2026-01-01", Class::A), stated("2026-02-10", Class::C)];
    assert_eq!(class_at(&falls, "2026-04-01"), Class::B);
    assert_eq!(class_at(&falls, "2026-06-29"), Class::B);
    assert_eq!(class_at(&falls, "2026-06-30"), Class::C);
    let decided = [stated("2026-01-01", Class::A), decided("2026-02-10", Class::C)];
    assert_eq!(class_at(&decided, "2026-02-10"), Class::C);
}

#[test]
fn a_class_that_rises_before_the_end_of_the_interval_never_fell() {
    let statements = [
        stated("2026-01-01", Class::A),
        stated("2026-02-10", Class::B),
        stated("2026-03-31", Class::A),
    ];
    let class = ServiceClass::on(&statements, 90, as_of("2026-12-31")).unwrap();
    assert_eq!((class.class(), class.since(Class::A)), (Class::A, Some(day("2026-01-01"))));
}

#[test]
fn of_a_day_the_statement_of_a_person_decides_else_the_highest() {
    let computed = [stated("2026-01-01", Class::C), stated("2026-01-01", Class::A)];
    assert_eq!(class_at(&computed, "2026-01-01"), Class::A);
    let by_person = [decided("2026-01-01", Class::B), stated("2026-01-01", Class::A)];
    assert_eq!(class_at(&by_person, "2026-01-01"), Class::B);
    assert_eq!(ServiceClass::on(&computed, 90, as_of("2025-12-31")), None);
}

#[test]
fn a_sample_takes_those_left_out_longest() {
    let names: Vec<CustomerId> = ["d", "c", "b", "a"].map(|it| it.parse().unwrap()).into();
    let last = [None, Some("2026-01-02"), Some("2026-01-01"), Some("2026-01-01")];
    let candidates: Vec<SampleCandidate<'_>> = names
        .iter()
        .zip(last)
        .map(|(customer, last)| SampleCandidate { customer, last: last.map(day) })
        .collect();
    let sampled = |number| -> Vec<&str> {
        sampled_customers(&candidates, number).into_iter().map(CustomerId::as_str).collect()
    };
    assert_eq!(sampled(0), Vec::<&str>::new());
    assert_eq!(sampled(2), ["d", "a"]);
    assert_eq!(sampled(9), ["d", "a", "b", "c"]);
}

/// Rounds of a cycle of samples among the first `count` of a row of customers.
fn rounds(key: &[u8; 16], since: &str, count: usize, number: u16) -> Vec<Vec<String>> {
    let names: Vec<CustomerId> = (0..count).map(|it| format!("C{it}").parse().unwrap()).collect();
    let mut last = vec![Some(day("2025-12-31")); count];
    let cycle = SampleCycle::new(*key, day(since));
    let mut rounds = Vec::new();
    for round in 0.. {
        let candidates: Vec<SampleCandidate<'_>> = names
            .iter()
            .zip(&last)
            .map(|(customer, last)| SampleCandidate { customer, last: *last })
            .collect();
        if cycle.is_over(&candidates) {
            break;
        }
        let sampled = cycle.sampled_customers(&candidates, number);
        for customer in &sampled {
            let place = names.iter().position(|it| it == *customer).unwrap();
            last[place] = Some(day(since).offset(round));
        }
        rounds.push(sampled.into_iter().map(ToString::to_string).collect());
    }
    rounds
}

#[test]
fn samples_that_must_not_be_predictable_go_by_a_secret_key() {
    let key = b"a secret of ours";
    let first = rounds(key, "2026-01-01", 6, 2);
    assert_eq!(first, [["C2", "C1"], ["C0", "C4"], ["C3", "C5"]]);
    assert_eq!(rounds(key, "2026-01-01", 6, 2), first, "a round can be checked afterwards");
    assert_ne!(rounds(b"another one, too", "2026-01-01", 6, 2), first);
    assert_ne!(rounds(key, "2026-01-02", 6, 2), first, "each cycle has an order of its own");
    let shown = format!("{:?}", SampleCycle::new(*key, day("2026-01-01")));
    assert_eq!(shown, "SampleCycle { since: Day(20454), .. }", "the key is not shown");
}

#[test]
fn a_cycle_of_secret_samples_ends_when_everybody_was_reached() {
    let all = rounds(b"a secret of ours", "2026-01-01", 5, 2);
    assert_eq!(all.len(), 3, "5 customers in rounds of 2");
    // The last round is filled up with those that were sampled first.
    assert!(all[0].contains(&all[2][1]), "{all:?}");
}

#[test]
fn a_policy_names_each_code_once_and_no_rhythm_of_0() {
    let mut draft = ServicePolicyDraft::default();
    draft.entitlements[1].rhythm = ServiceRhythm::Every { days: 0 };
    draft.entitlements[2].rhythm = ServiceRhythm::Sampled { customers: 0, days: 0 };
    draft.entitlements[3].code = "news".parse().unwrap();
    draft.entitlements[5].rhythm = ServiceRhythm::OnRequest { most_a_year: Some(0) };
    draft.class_interval_days = 179;
    draft.analysis_peers = 4;
    let found = ServicePolicy::try_new(draft).unwrap_err();
    let expected = [
        "entitlements.1.rhythm.every.days must be at least 1, was 0",
        "entitlements.2.rhythm.sampled.customers must be at least 1, was 0",
        "entitlements.2.rhythm.sampled.days must be at least 1, was 0",
        "entitlements.3.code must be stated once, news is repeated",
        "entitlements.5.rhythm.on_request.most_a_year must be at least 1, was 0",
        "class_interval_days must be at least 180, was 179",
        "analysis_peers must be at least 5, was 4",
    ];
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

#[cfg(feature = "serde")]
#[test]
fn an_entitlement_without_an_owner_is_refused() {
    let written = r#"{"entitlements": [{"code": "x", "from": "C", "rhythm": "urgent"}]}"#;
    assert!(serde_json::from_str::<ServicePolicy>(written).is_err());
    let written =
        r#"{"entitlements": [{"code": "x", "from": "C", "rhythm": {"every": {"days": 9}}}]}"#;
    let error = serde_json::from_str::<ServicePolicy>(written).unwrap_err();
    assert!(error.to_string().starts_with("missing field `owner`"), "{error}");
}

#[test]
fn rhythms_are_said_with_the_right_number() {
    let rows = [
        (ServiceRhythm::Every { days: 1 }, "every 1 day"),
        (ServiceRhythm::Every { days: 90 }, "every 90 days"),
        (ServiceRhythm::Within { days: 1 }, "within 1 day"),
        (ServiceRhythm::Sampled { customers: 1, days: 30 }, "1 customer every 30 days"),
        (ServiceRhythm::Sampled { customers: 20, days: 1 }, "20 customers every 1 day"),
    ];
    for (rhythm, said) in rows {
        assert_eq!(rhythm.to_string(), said);
    }
}
