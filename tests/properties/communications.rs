//! Communication: the two clocks against days that are lived through one after the other.

use guanxi::calendar::{AsOf, Day};
use guanxi::communication::{
    CommunicationPolicy, ContactClock, ContactSnooze, CustomerContacts, LastContacts, SilenceState,
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

    #[test]
    fn telling_more_never_changes_what_was_heard(
        class in class(),
        contacts in contacts(),
        told in prop::collection::vec((0_i32..500, 0_usize..3), 0..6),
        until in 0_i32..520,
    ) {
        const TOLD: [InteractionKind; 3] =
            [InteractionKind::Bulletin, InteractionKind::Letter, InteractionKind::Message];
        let (policy, t) = (CommunicationPolicy::default(), date(until));
        let more = told.iter().map(|(on, kind)| (*on, TOLD[*kind]));
        let all: Vec<(i32, InteractionKind)> = contacts.iter().copied().chain(more).collect();
        let [without, with] = [read(class, &contacts, t), read(class, &all, t)];
        let heard = |it| policy.silence(it, ContactClock::HeardFrom, AsOf::new(t));
        prop_assert_eq!(heard(&without), heard(&with));
        let spoken = |it| policy.silence(it, ContactClock::SpokenTo, AsOf::new(t)).days;
        prop_assert!(spoken(&with) <= spoken(&without));
    }

    #[test]
    fn a_snooze_never_hides_a_silence_beyond_the_longest_interval(
        class in class(),
        contacts in contacts(),
        snoozes in prop::collection::vec((0_i32..500, -3_i32..500), 0..4),
        days in 1_i32..520,
    ) {
        let (policy, clock) = (CommunicationPolicy::default(), ContactClock::HeardFrom);
        let by_class = intervals(class, clock);
        let mut kept: Vec<ContactSnooze> = Vec::new();
        let mut offered = snoozes;
        offered.sort_unstable();
        for (on, until) in offered {
            let snooze = ContactSnooze {
                clock,
                on: date(on),
                until: date(on + until),
                by: "Wang".parse().unwrap(),
                reason: "on holiday".parse().unwrap(),
            };
            let customer = CustomerContacts { snoozes: &kept, ..read(class, &contacts, date(on)) };
            let silent = silent_days(&contacts, clock, on);
            let is_first = kept.iter().all(|it| it.on < date(on - silent));
            let expected = until > 0 && silent + until <= by_class.1 && is_first;
            prop_assert_eq!(policy.check_snooze(&customer, &snooze).is_ok(), expected);
            if expected {
                kept.push(snooze);
            }
        }
        let t = date(days);
        let customer = CustomerContacts { snoozes: &kept, ..read(class, &contacts, t) };
        let reading = policy.silence(&customer, clock, AsOf::new(t));
        let silent = silent_days(&contacts, clock, days);
        prop_assert_eq!(reading.state == SilenceState::TooLong, silent > by_class.1);
        // Hidden exactly while a snooze of this silence runs.
        let runs = |it: &ContactSnooze| it.on >= date(days - silent) && it.on <= t && t < it.until;
        let is_hidden = kept.iter().any(runs) && silent + 7 >= by_class.0 && silent <= by_class.1;
        prop_assert_eq!(reading.state == SilenceState::Snoozed, is_hidden);
    }
}
