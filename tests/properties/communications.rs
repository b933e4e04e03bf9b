//! Communication: the two clocks against days that are lived through one after the other.

use guanxi::calendar::{AsOf, Day};
use guanxi::communication::{
    CommunicationPolicy, ContactClock, CustomerContacts, LastContacts, SilenceState,
};
use guanxi::interaction::InteractionKind;
use guanxi::money::{Amount, Total};
use guanxi::segment::Class;
use proptest::prelude::*;

use crate::strategies::date;

fn class() -> impl Strategy<Value = Option<Class>> {
    prop::option::of(prop::sample::select(Class::ALL.to_vec()))
}

fn contacts() -> impl Strategy<Value = Vec<(i32, InteractionKind)>> {
    let kind = prop::sample::select(InteractionKind::ALL.to_vec());
    prop::collection::vec((0_i32..500, kind), 0..6)
}

/// Intervals by the page of rules.
fn intervals(class: Option<Class>, clock: ContactClock) -> (i32, i32) {
    match (clock, class) {
        (ContactClock::HeardFrom, Some(Class::A)) => (30, 45),
        (ContactClock::HeardFrom, Some(Class::B) | None) => (60, 90),
        (ContactClock::HeardFrom, Some(Class::C)) => (180, 365),
        (ContactClock::SpokenTo, Some(Class::A)) => (15, 30),
        (ContactClock::SpokenTo, Some(Class::B) | None) => (30, 60),
        (ContactClock::SpokenTo, Some(Class::C)) => (90, 180),
    }
}

/// Days of silence up to a day: each day without a contact makes it longer by one.
fn silent_days(contacts: &[(i32, InteractionKind)], clock: ContactClock, until: i32) -> i32 {
    let mut silent = -1;
    for day in 0..=until {
        silent += 1;
        for (on, kind) in contacts {
            let is_told_only = matches!(
                kind,
                InteractionKind::Letter | InteractionKind::Message | InteractionKind::Bulletin
            );
            if *on == day && (clock == ContactClock::SpokenTo || !is_told_only) {
                silent = 0;
            }
        }
    }
    silent
}

fn read(class: Option<Class>, contacts: &[(i32, InteractionKind)], t: Day) -> CustomerContacts<'_> {
    let contacts = contacts.iter().map(|(on, kind)| (date(*on), *kind));
    let last = LastContacts::read(date(0), contacts, AsOf::new(t));
    CustomerContacts { class, last, snoozes: &[], value_at_risk: Total::ZERO }
}

proptest! {
    #[test]
    fn a_clock_says_what_days_lived_through_say(
        class in class(),
        contacts in contacts(),
        until in 0_i32..520,
    ) {
        let (policy, t) = (CommunicationPolicy::default(), date(until));
        for clock in ContactClock::ALL {
            let reading = policy.silence(&read(class, &contacts, t), clock, AsOf::new(t));
            let silent = silent_days(&contacts, clock, until);
            let (ideal, longest) = intervals(class, clock);
            let expected = if silent > longest {
                SilenceState::TooLong
            } else if silent >= ideal {
                SilenceState::Due
            } else if silent + 7 >= ideal {
                SilenceState::Upcoming
            } else {
                SilenceState::InTime
            };
            prop_assert_eq!((reading.days as i32, reading.state), (silent, expected));
        }
    }

    #[test]
    fn the_list_of_the_silent_is_whole_and_in_order(
        customers in prop::collection::vec((class(), contacts(), 0_i64..3), 0..12),
        until in 400_i32..520,
    ) {
        let (policy, t) = (CommunicationPolicy::default(), date(until));
        let rows: Vec<CustomerContacts<'_>> = customers
            .iter()
            .map(|(class, contacts, risk)| CustomerContacts {
                value_at_risk: Total::from(Amount::from_minor(*risk)),
                ..read(*class, contacts, t)
            })
            .collect();
        let clock = ContactClock::HeardFrom;
        let mut expected: Vec<usize> = (0..rows.len())
            .filter(|place| {
                policy.silence(&rows[*place], clock, AsOf::new(t)).state != SilenceState::InTime
            })
            .collect();
        expected.sort_by(|one, other| {
            let urgency = |place: usize| policy.silence(&rows[place], clock, AsOf::new(t)).urgency();
            let by_urgency = urgency(*other).cmp(&urgency(*one));
            by_urgency.then(rows[*other].value_at_risk.cmp(&rows[*one].value_at_risk))
        });
        let found = policy.silences(&rows, clock, AsOf::new(t));
        let found: Vec<usize> = found.iter().map(|it| it.position).collect();
        prop_assert_eq!(found, expected);
    }
}
