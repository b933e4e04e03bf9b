//! S26: faults of other programmes for contacts, each with its place; the hotline and the club.

use std::collections::BTreeSet;

use guanxi::account::Account;
use guanxi::communication::{
    CommunicationPolicy, CommunicationPolicyDraft, ContactClock, ContactInterval, ContactSnooze,
    CustomerContacts, LastContacts, SilenceState,
};
use guanxi::complaint::{Complaint, ComplaintStage, ComplaintTopic};
use guanxi::hotline::{HotlineCall, HotlineCase, HotlineMatter, UnfollowedCalls};
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::letter::{Letter, LetterPolicy, LetterStage};
use guanxi::money::Total;
use guanxi::segment::Class;
use guanxi::service::{ServicePolicy, ServiceRhythm};

use crate::given::{as_of, day};

const T: &str = "2026-03-31";

/// A customer with contacts, each some days before the 31st of March 2026.
fn customer(class: Option<Class>, contacts: &[(i32, InteractionKind)]) -> CustomerContacts<'_> {
    let contacts = contacts.iter().map(|(days, kind)| (day(T).offset(-days), *kind));
    CustomerContacts {
        class,
        last: LastContacts::read(day("2024-01-01"), contacts, as_of(T)),
        snoozes: &[],
        value_at_risk: Total::ZERO,
    }
}

fn state(policy: &CommunicationPolicy, customer: &CustomerContacts<'_>) -> SilenceState {
    policy.silence(customer, ContactClock::HeardFrom, as_of(T)).state
}

/// monica #321: yellow after four weeks, red after six.
#[test]
fn complaint_a_silence_is_seen_before_it_is_too_long() {
    let mut draft = CommunicationPolicyDraft::default();
    draft.heard.a = ContactInterval { ideal_days: 28, longest_days: 42 };
    let policy = CommunicationPolicy::try_new(draft).unwrap();
    for (days, expected) in [
        (27, SilenceState::Upcoming),
        (28, SilenceState::Due),
        (42, SilenceState::Due),
        (43, SilenceState::TooLong),
    ] {
        let contacts = [(days, InteractionKind::Call)];
        assert_eq!(state(&policy, &customer(Some(Class::A), &contacts)), expected, "{days} days");
    }
}

/// monica #1814: only contacts of one kind began the interval anew. #6571: a reminder came the day
/// after a call.
#[test]
fn complaint_any_contact_that_is_heard_ends_the_silence_and_nobody_is_reminded_the_day_after() {
    let policy = CommunicationPolicy::default();
    for kind in InteractionKind::ALL.into_iter().filter(|it| it.is_two_way()) {
        let contacts = [(300, InteractionKind::Visit), (1, kind)];
        let customer = customer(Some(Class::A), &contacts);
        assert_eq!(state(&policy, &customer), SilenceState::InTime, "{kind} of yesterday");
        for clock in ContactClock::ALL {
            assert_eq!(policy.silences(&[customer], clock, as_of(T)), [], "{kind}, {clock}");
        }
    }
}

/// monica #2571: a reminder that was put off came back at once, or never.
#[test]
fn complaint_a_snooze_comes_back_on_its_day_and_cannot_be_for_ever() {
    let policy = CommunicationPolicy::default();
    let contacts = [(44, InteractionKind::Call)];
    let mut li = customer(Some(Class::A), &contacts);
    let snooze = |until: &str| ContactSnooze {
        clock: ContactClock::HeardFrom,
        on: day(T),
        until: day(until),
        by: "Wang".parse().unwrap(),
        reason: "on holiday".parse().unwrap(),
    };
    assert_eq!(policy.check_snooze(&li, &snooze("2026-04-01")), Ok(()));
    assert!(policy.check_snooze(&li, &snooze("2026-04-02")).is_err(), "the 46th day");
    let kept = [snooze("2026-04-01")];
    li.snoozes = &kept;
    let on = |t: &str| policy.silence(&li, ContactClock::HeardFrom, as_of(t)).state;
    assert_eq!(on(T), SilenceState::Snoozed);
    assert_eq!(on("2026-04-01"), SilenceState::Due, "the 45th day");
    assert_eq!(on("2026-04-02"), SilenceState::TooLong);
}

/// monica #5631: only what was overdue was listed. #3178: who had no interval was never listed.
#[test]
fn complaint_upcoming_contacts_are_listed_and_those_without_an_interval_of_their_own() {
    let policy = CommunicationPolicy::default();
    let visit = |days| [(days, InteractionKind::Visit)];
    let [upcoming, in_time, old] = [visit(23), visit(22), visit(91)];
    let rows = [
        customer(Some(Class::A), &upcoming),
        customer(Some(Class::A), &in_time),
        customer(None, &old),
        customer(None, &[]),
    ];
    let found = policy.silences(&rows, ContactClock::HeardFrom, as_of(T));
    let places: Vec<usize> = found.iter().map(|it| it.position).collect();
    assert_eq!(places, [3, 2, 0], "the one without any contact is silent longest");
    assert_eq!(
        found[2].reading.to_string(),
        "heard from: upcoming, due on 2026-04-07, last on 2026-03-08"
    );
}

/// bonds #149: by the part of the interval that is over, not by days.
#[test]
fn complaint_a_day_late_weighs_more_where_contacts_are_frequent() {
    let policy = CommunicationPolicy::default();
    let [a, c] = [[(33, InteractionKind::Call)], [(190, InteractionKind::Call)]];
    let rows = [customer(Some(Class::C), &c), customer(Some(Class::A), &a)];
    let found = policy.silences(&rows, ContactClock::HeardFrom, as_of(T));
    let said: Vec<(usize, u32)> = found.iter().map(|it| (it.position, it.reading.days)).collect();
    assert_eq!(said, [(1, 33), (0, 190)], "3 of 30 days before 10 of 180");
}

/// An automatic mail is told only, an order or a complaint by telephone is heard, and so is a
/// message once the customer answered it.
#[test]
fn a_message_is_told_until_the_customer_answers_it() {
    let message = [(50, InteractionKind::Call), (9, InteractionKind::Message)];
    let policy = CommunicationPolicy::default();
    let mut li = customer(Some(Class::A), &message);
    assert_eq!(state(&policy, &li), SilenceState::TooLong);
    li.last = li.last.with_heard(day("2026-03-23"), as_of(T));
    assert_eq!(state(&policy, &li), SilenceState::InTime);
    assert_eq!(li.last.spoken, Some(day("2026-03-22")), "its answer told it nothing");
    let by_telephone = [(50, InteractionKind::Visit), (9, InteractionKind::Call)];
    assert_eq!(state(&policy, &customer(Some(Class::A), &by_telephone)), SilenceState::InTime);
}

fn call(on: &str, matter: HotlineMatter) -> HotlineCall {
    HotlineCall {
        customer: "Li".parse().unwrap(),
        on: day(on),
        by: "Desk".parse().unwrap(),
        persons: ["Li senior".parse().unwrap()].into(),
        text: "the boxes are wet".parse().unwrap(),
        matter,
    }
}

fn question(number: &str) -> HotlineMatter {
    HotlineMatter::Question { number: number.parse().unwrap() }
}

fn complaint(number: &str) -> HotlineMatter {
    HotlineMatter::Complaint {
        number: number.parse().unwrap(),
        topic: ComplaintTopic::Quality,
        remedy_sought: Some("new boxes".parse().unwrap()),
        complained_of: Some("Zhao".parse().unwrap()),
        product: None,
    }
}

fn letter_of(call: &HotlineCall) -> Letter {
    let HotlineCase::Letter(letter) = call.open() else { panic!("a question is a letter") };
    letter
}

fn complaint_of(call: &HotlineCall) -> Complaint {
    let HotlineCase::Complaint(case) = call.open() else { panic!("it is a complaint") };
    case
}

#[test]
fn a_call_to_the_hotline_becomes_a_letter_or_a_complaint() {
    let asked = call("2026-03-02", question("L-1"));
    let letter = letter_of(&asked);
    assert_eq!(letter.stage(as_of("2026-03-02")), Some(LetterStage::Received));
    let opening = letter.opening();
    assert_eq!((opening.channel, &opening.by), (InteractionKind::Hotline, &asked.by));
    assert_eq!((&opening.customer, &opening.text), (&asked.customer, &asked.text));
    let (policy, calendar) = (LetterPolicy::default(), guanxi::calendar::WorkCalendar::default());
    let due = letter.answer_by(as_of("2026-03-02"), &policy, &calendar);
    assert_eq!(due, Some(day("2026-03-07")), "a clock runs from the call");

    let wrong = call("2026-03-02", complaint("K-1"));
    let case = complaint_of(&wrong);
    assert_eq!(case.stage(as_of("2026-03-02")), Some(ComplaintStage::Received));
    let opening = case.opening();
    assert_eq!(
        (opening.channel, opening.topic),
        (InteractionKind::Hotline, ComplaintTopic::Quality)
    );
    assert_eq!(opening.complained_of, Some("Zhao".parse().unwrap()));
    assert_eq!(opening.remedy_sought, Some("new boxes".parse().unwrap()));
    assert_eq!((opening.product.as_ref(), opening.follows.as_ref()), (None, None));
}

#[test]
fn a_call_to_the_hotline_is_a_contact_that_is_heard() {
    let contact = call("2026-03-02", question("L-1")).contact();
    assert_eq!((contact.day(), contact.kind()), (day("2026-03-02"), InteractionKind::Hotline));
    assert!(contact.kind().is_two_way());
    assert_eq!(contact.staff(), &["Desk".parse().unwrap()].into());
    assert_eq!(contact.persons(), &["Li senior".parse().unwrap()].into());
}

#[test]
fn calls_that_became_neither_are_found() {
    let mut account = Account::new("Li".parse().unwrap(), "CNY".parse().unwrap());
    let first = call("2026-03-02", question("L-1"));
    let second = call("2026-03-03", complaint("K-1"));
    account.record(first.contact()).unwrap();
    account.record(second.contact()).unwrap();
    let other = Interaction::by_one(
        day("2026-03-03"),
        InteractionKind::Hotline,
        "Night".parse().unwrap(),
        BTreeSet::new(),
    );
    account.record(other).unwrap();
    let visit = Interaction::by_one(
        day("2026-03-04"),
        InteractionKind::Visit,
        "Wang".parse().unwrap(),
        BTreeSet::new(),
    );
    account.record(visit).unwrap();
    let (letters, complaints) = ([letter_of(&first)], [complaint_of(&second)]);
    let li = "Li".parse().unwrap();
    let find = |customer, letters: &[Letter], complaints: &[Complaint], t: &str| -> Vec<String> {
        let found = UnfollowedCalls::find(customer, account.view(), letters, complaints, as_of(t));
        found.iter().map(ToString::to_string).collect()
    };
    let both = "of the calls to the hotline on 2026-03-03, 1 of 2 became a letter or a complaint";
    assert_eq!(find(&li, &letters, &complaints, T), [both]);
    assert_eq!(find(&li, &letters, &complaints, "2026-03-02"), [""; 0], "not seen yet");
    let none = "of the calls to the hotline on 2026-03-02, 0 of 1 became a letter or a complaint";
    assert_eq!(find(&li, &[], &complaints, T), [none, both]);
    // The cases of another customer and of another way are not those of the call.
    let mut opening = letters[0].opening().clone();
    opening.customer = "Wu".parse().unwrap();
    let of_wu = Letter::open(opening.clone());
    assert_eq!(find(&li, &[of_wu], &complaints, "2026-03-02"), [none]);
    opening.customer = li.clone();
    opening.channel = InteractionKind::Letter;
    assert_eq!(find(&li, &[Letter::open(opening)], &complaints, "2026-03-02"), [none]);
}

/// The club has no list of its own: its members are those entitled to membership.
#[test]
fn the_club_has_the_classes_entitled_to_membership_and_its_benefits_grow_with_the_class() {
    let policy = ServicePolicy::default();
    let codes =
        |class| -> Vec<&str> { policy.entitlements_of(class).map(|it| it.code.as_str()).collect() };
    let is_member = |class| codes(class).contains(&"membership");
    assert_eq!([Class::A, Class::B, Class::C].map(is_member), [true, true, false]);
    let membership = policy.entitlements_of(Class::B).find(|it| it.code.as_str() == "membership");
    assert_eq!(membership.unwrap().rhythm, ServiceRhythm::Within { days: 30 });
    let is_within = |lower, higher| codes(lower).iter().all(|it| codes(higher).contains(it));
    assert!(is_within(Class::C, Class::B) && is_within(Class::B, Class::A));
    // A gathering is a contact in which the members speak.
    assert!(InteractionKind::Club.is_two_way());
}
