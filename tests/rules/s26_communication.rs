//! S26: told is not heard; two clocks, snoozes, and the order in which customers are called.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::account::{Account, CustomerTerm};
use guanxi::book::Book;
use guanxi::communication::{
    CommunicationPolicy, CommunicationPolicyDraft, ContactClock, ContactSnooze, CustomerContacts,
    LastContacts, RankedSilence, SilenceReading, SilenceState,
};
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::measure::Quotient;
use guanxi::money::{Amount, Total};
use guanxi::policy::Policy;
use guanxi::segment::Class;
use guanxi::trade::Sale;

use crate::given::{as_of, currency, day, document, yuan};

const SINCE: &str = "2024-01-01";
const T: &str = "2026-03-31";
const CALL: InteractionKind = InteractionKind::Call;

/// A customer with contacts, each some days before the 31st of March 2026.
fn customer(class: Option<Class>, contacts: &[(i32, InteractionKind)]) -> CustomerContacts<'_> {
    let contacts = contacts.iter().map(|(days, kind)| (day(T).offset(-days), *kind));
    CustomerContacts {
        class,
        last: LastContacts::read(day(SINCE), contacts, as_of(T)),
        snoozes: &[],
        value_at_risk: Total::ZERO,
    }
}

fn heard(customer: &CustomerContacts<'_>) -> SilenceReading {
    CommunicationPolicy::default().silence(customer, ContactClock::HeardFrom, as_of(T))
}

/// The state of a customer that was last heard some days ago.
fn state(class: Option<Class>, days: i32) -> SilenceState {
    heard(&customer(class, &[(days, InteractionKind::Call)])).state
}

fn snooze(on: i32, until: i32) -> ContactSnooze {
    ContactSnooze {
        clock: ContactClock::HeardFrom,
        on: day(T).offset(on),
        until: day(T).offset(until),
        by: "Wang".parse().unwrap(),
        reason: "on holiday".parse().unwrap(),
    }
}

#[test]
fn g26_1_a_bulletin_of_yesterday_and_nothing_heard_for_50_days_are_5_days_too_long() {
    let contacts = [(50, InteractionKind::Visit), (1, InteractionKind::Bulletin)];
    let reading = heard(&customer(Some(Class::A), &contacts));
    assert_eq!((reading.days, reading.days_too_long()), (50, 5));
    assert_eq!(reading.state, SilenceState::TooLong);
    let text = "heard from: silent 5 days too long, last on 2026-02-09";
    assert_eq!(reading.to_string(), text);
}

#[test]
fn each_two_way_contact_is_heard_and_every_other_is_told_only() {
    for kind in InteractionKind::ALL {
        let contacts = [(3, kind)];
        let last = customer(None, &contacts).last;
        assert_eq!(last.spoken, Some(day("2026-03-28")), "{kind}");
        let expected = kind.is_two_way().then_some(day("2026-03-28"));
        assert_eq!(last.heard, expected, "{kind}");
    }
    // An automatic mail is a message: told. An order by telephone is a call: heard.
    assert!(!InteractionKind::Message.is_two_way() && InteractionKind::Call.is_two_way());
}

#[test]
fn a_letter_of_the_customer_is_heard_and_tells_it_nothing() {
    let last = customer(None, &[(9, InteractionKind::Bulletin)]).last;
    let last = last.with_heard(day("2026-03-30"), as_of(T));
    assert_eq!(last.heard, Some(day("2026-03-30")));
    assert_eq!(last.spoken, Some(day("2026-03-22")));
    assert_eq!(last.with_heard(day("2026-03-01"), as_of(T)), last, "an earlier one");
}

#[test]
fn a_contact_in_the_future_is_not_seen() {
    let contacts = [(0, InteractionKind::Call), (-1, InteractionKind::Visit)];
    let last = customer(None, &contacts).last;
    assert_eq!((last.spoken, last.heard), (Some(day(T)), Some(day(T))));
    assert_eq!(last.with_heard(day("2026-04-01"), as_of(T)), last);
}

#[test]
fn each_class_has_its_ideal_and_its_longest_interval() {
    use SilenceState::{Due, InTime, TooLong, Upcoming};
    for (class, ideal, longest) in [
        (Some(Class::A), 30, 45),
        (Some(Class::B), 60, 90),
        (Some(Class::C), 180, 365),
        (None, 60, 90),
    ] {
        for (days, expected) in [
            (ideal - 8, InTime),
            (ideal - 7, Upcoming),
            (ideal - 1, Upcoming),
            (ideal, Due),
            (longest, Due),
            (longest + 1, TooLong),
        ] {
            assert_eq!(state(class, days), expected, "{class:?} after {days} days");
        }
    }
}

#[test]
fn a_customer_is_spoken_to_twice_as_often_as_it_is_heard() {
    let policy = CommunicationPolicy::default();
    for (class, ideal, longest) in
        [(Some(Class::A), 15, 30), (Some(Class::B), 30, 60), (Some(Class::C), 90, 180)]
    {
        let state = |days| {
            let contacts = [(days, InteractionKind::Bulletin)];
            policy.silence(&customer(class, &contacts), ContactClock::SpokenTo, as_of(T)).state
        };
        assert_eq!(state(ideal), SilenceState::Due, "{class:?}");
        assert_eq!(state(longest), SilenceState::Due, "{class:?}");
        assert_eq!(state(longest + 1), SilenceState::TooLong, "{class:?}");
    }
}

#[test]
fn without_contacts_a_customer_is_silent_at_least_since_the_record_began() {
    let mut silent = customer(Some(Class::A), &[]);
    silent.last.since = day("2026-02-14");
    let reading = heard(&silent);
    assert_eq!((reading.last, reading.days, reading.state), (None, 45, SilenceState::Due));
    silent.last.since = day("2026-02-13");
    assert_eq!(
        heard(&silent).to_string(),
        "heard from: silent 1 day too long, at least 46 days without a contact, recorded since \
         2026-02-13"
    );
    // The record begins after the day.
    silent.last.since = day("2026-04-02");
    assert_eq!((heard(&silent).days, heard(&silent).state), (0, SilenceState::InTime));
}

#[test]
fn an_account_says_since_when_it_is_recorded_and_what_was_said_and_heard() {
    let mut account = Account::new("Li".parse().unwrap(), "CNY".parse().unwrap());
    assert_eq!(LastContacts::from_account(account.view(), as_of(T)), None, "no data");
    for (on, kind) in [
        ("2026-01-05", InteractionKind::Visit),
        ("2026-03-02", InteractionKind::Bulletin),
        ("2026-04-01", InteractionKind::Call),
    ] {
        // Whoever of ours.
        let staff = [format!("Wang {on}").parse().unwrap()].into();
        account
            .record(Interaction::try_new(day(on), kind, staff, BTreeSet::new()).unwrap())
            .unwrap();
    }
    let last = LastContacts::from_account(account.view(), as_of(T)).unwrap();
    assert_eq!(last.since, day("2026-01-05"));
    assert_eq!(last.heard, Some(day("2026-01-05")));
    assert_eq!(last.spoken, Some(day("2026-03-02")));
    assert_eq!(LastContacts::from_account(account.view(), as_of("2026-01-04")), None);
    let staff: BTreeSet<_> = BTreeSet::new();
    let nobody = Interaction::try_new(day(T), InteractionKind::Call, staff, BTreeSet::new());
    assert_eq!(nobody.unwrap_err().to_string(), "call of 2026-03-31 names nobody of ours");
}

#[test]
fn a_snooze_hides_a_silence_until_its_day() {
    let contacts = [(40, InteractionKind::Call)];
    let mut customer = customer(Some(Class::A), &contacts);
    let state = |customer: &CustomerContacts<'_>, t: &str| {
        CommunicationPolicy::default().silence(customer, ContactClock::HeardFrom, as_of(t)).state
    };
    let snoozes = [snooze(-2, 3)];
    customer.snoozes = &snoozes;
    assert_eq!(state(&customer, "2026-03-28"), SilenceState::Due, "not decided yet");
    assert_eq!(
        heard(&customer).to_string(),
        "heard from: snoozed until 2026-04-03, last on 2026-02-19"
    );
    assert_eq!(state(&customer, "2026-04-02"), SilenceState::Snoozed);
    assert_eq!(state(&customer, "2026-04-03"), SilenceState::Due);
    assert_eq!(state(&customer, "2026-04-06"), SilenceState::TooLong);
    // Another class has another longest interval, which no snooze holds up.
    let long = [snooze(-2, 300)];
    customer.snoozes = &long;
    assert_eq!(state(&customer, "2026-04-05"), SilenceState::Snoozed);
    assert_eq!(state(&customer, "2026-04-06"), SilenceState::TooLong);
    // A later contact ends it.
    let earlier = [snooze(-41, 3)];
    customer.snoozes = &earlier;
    assert_eq!(heard(&customer).state, SilenceState::Due);
    // It is a matter of one clock.
    let spoken = [ContactSnooze { clock: ContactClock::SpokenTo, ..snooze(-2, 3) }];
    customer.snoozes = &spoken;
    assert_eq!(heard(&customer).state, SilenceState::Due);
}

#[test]
fn a_snooze_ends_within_the_longest_interval_and_comes_once() {
    let policy = CommunicationPolicy::default();
    let contacts = [(40, InteractionKind::Call)];
    let mut customer = customer(Some(Class::A), &contacts);
    let check = |customer: &CustomerContacts<'_>, snooze: &ContactSnooze| {
        policy.check_snooze(customer, snooze).err().map(|it| it.to_string())
    };
    assert_eq!(check(&customer, &snooze(0, 1)), None);
    assert_eq!(check(&customer, &snooze(0, 5)), None);
    let text = "a snooze ends by 2026-04-05, the last day that is not too long, was 2026-04-06";
    assert_eq!(check(&customer, &snooze(0, 6)).as_deref(), Some(text));
    let text = "a snooze of 2026-03-31 ends on a later day, was 2026-03-31";
    assert_eq!(check(&customer, &snooze(0, 0)).as_deref(), Some(text));
    let text = "a snooze of 2026-02-18 cannot come before the silence, which began on 2026-02-19";
    assert_eq!(check(&customer, &snooze(-41, 1)).as_deref(), Some(text));
    let before = [snooze(-50, -45), snooze(-5, -1)];
    customer.snoozes = &before;
    let text = "a silence can be snoozed only once, was snoozed on 2026-03-26 until 2026-03-30";
    assert_eq!(check(&customer, &snooze(0, 1)).as_deref(), Some(text));
    customer.snoozes = &before[..1];
    assert_eq!(check(&customer, &snooze(0, 1)), None, "a contact came between");
}

#[test]
fn the_most_urgent_come_first_then_those_with_most_at_risk() {
    let value = |customer: CustomerContacts<'static>, minor| CustomerContacts {
        value_at_risk: Total::from(Amount::from_minor(minor)),
        ..customer
    };
    let call = |class, days: &'static [(i32, InteractionKind); 1]| customer(Some(class), days);
    // 6 days late of 30 are 12 of 60, and more than 35 of 180.
    let rows = [
        value(call(Class::C, &[(215, CALL)]), 900),
        value(call(Class::A, &[(36, CALL)]), 5),
        value(call(Class::B, &[(72, CALL)]), 6),
        value(call(Class::A, &[(36, CALL)]), 5),
        value(call(Class::A, &[(22, CALL)]), 900),
        value(call(Class::A, &[(23, CALL)]), 1),
        value(call(Class::A, &[(46, CALL)]), 0),
    ];
    let policy = CommunicationPolicy::default();
    let found = policy.silences(&rows, ContactClock::HeardFrom, as_of(T));
    let places: Vec<usize> = found.iter().map(|it| it.position).collect();
    assert_eq!(places, [6, 2, 1, 3, 0, 5], "the one in time is left out");
    let urgency = |it: &RankedSilence| it.reading.urgency();
    assert_eq!(urgency(&found[1]), Quotient::try_new(1, 5).unwrap());
    assert_eq!(urgency(&found[5]), Quotient::try_new(-7, 30).unwrap(), "upcoming");
}

#[test]
fn a_policy_of_communication_states_intervals_that_can_be() {
    let mut draft = CommunicationPolicyDraft::default();
    draft.heard.a.ideal_days = 45;
    assert!(CommunicationPolicy::try_new(draft.clone()).is_ok(), "as long as the longest");
    draft.heard.a.ideal_days = 46;
    draft.spoken.unclassed.ideal_days = 0;
    assert_eq!(
        CommunicationPolicy::try_new(draft).unwrap_err().to_string(),
        "spoken.unclassed.ideal_days must be at least 1, was 0; heard.a.ideal_days must not exceed \
         45, was 46"
    );
}

fn called(book: &mut Book, name: &str, call: Option<&str>) -> CustomerKey {
    let key = book.register(Customer::new(name.parse().unwrap())).unwrap();
    if let Some(on) = call {
        let staff = ["Wang".parse().unwrap()].into();
        let call = Interaction::try_new(day(on), CALL, staff, BTreeSet::new()).unwrap();
        book.record(key, call).unwrap();
    }
    key
}

fn silent(
    book: &Book,
    t: &str,
    snoozes: &BTreeMap<CustomerKey, Vec<ContactSnooze>>,
) -> Vec<(String, SilenceState)> {
    let policy = Policy::default();
    let review = book.review(as_of(t), &policy).unwrap();
    let found = review.silences(ContactClock::HeardFrom, snoozes);
    found.iter().map(|it| (book.name(it.customer).to_owned(), it.reading.state)).collect()
}

#[test]
fn the_silences_of_a_review_go_by_its_classes_and_skip_those_that_ended() {
    let mut book = Book::new(currency("CNY"));
    let li = called(&mut book, "Li", None);
    let sale = Sale::new(document("S1"), day("2026-01-20"), yuan("100"));
    book.record(li, sale).unwrap();
    assert_eq!(silent(&book, T, &BTreeMap::new()), [], "no interaction is recorded");
    // Wu, who never bought, goes by the intervals of B: due after 60 days.
    called(&mut book, "Wu", Some("2026-01-31"));
    let gone = called(&mut book, "Qian", Some("2025-01-31"));
    let ended = CustomerTerm::Ended(Some("bankrupt".parse().unwrap()));
    book.state(gone, day("2026-02-01"), ended).unwrap();
    let silence = |t, snoozes: &BTreeMap<_, _>| silent(&book, t, snoozes);
    let (li_is, wu_is) = (|it| ("Li".to_owned(), it), |it| ("Wu".to_owned(), it));
    // The record began before Li did, so that Li counts from its sale on: due after 30 days.
    assert_eq!(silence("2026-02-11", &BTreeMap::new()), []);
    let none = BTreeMap::new();
    assert_eq!(silence("2026-02-12", &none), [li_is(SilenceState::Upcoming)]);
    assert_eq!(silence("2026-02-19", &none), [li_is(SilenceState::Due)]);
    assert_eq!(
        silence(T, &none),
        [li_is(SilenceState::TooLong), wu_is(SilenceState::Upcoming)],
        "the most urgent first"
    );
    assert_eq!(silence("2026-04-01", &none)[1], wu_is(SilenceState::Due));
    let of_li = BTreeMap::from([(li, vec![snooze(-40, -30)])]);
    assert_eq!(silence("2026-02-28", &of_li), [], "snoozed until 1 March");
    assert_eq!(silence("2026-03-01", &of_li), [li_is(SilenceState::Due)]);
}
