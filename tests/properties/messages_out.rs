//! Mailings, notices and opinions: nobody without a consent, nobody twice, nothing forgotten.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::{AsOf, Day};
use guanxi::communication::{
    CustomerMeeting, CustomerMeetingDraft, MailAddress, MailCandidate, MailChannel, MailConsent,
    MailObstacle, MailTopic, Mailing, MeetingCycle, NoticeReceipt, NoticeSubject, Opinion,
    OpinionAnswer, OpinionDraft, PolicyNotice, PolicyNoticeDraft, ReceiptState,
};
use guanxi::id::CustomerId;
use guanxi::interaction::InteractionKind;
use proptest::prelude::*;

use crate::strategies::date;

const WAYS: [MailChannel; 2] = [MailChannel::Email, MailChannel::Post];

/// A word of a customer: the topic, the way, the day, a consent or a refusal.
type Word = (bool, bool, i32, bool);

/// Somebody of a household or of none, with an address by each way or none, and its words.
type Somebody = (Option<u8>, Option<u8>, Option<u8>, Vec<Word>);

fn somebody() -> impl Strategy<Value = Somebody> {
    let word = (any::<bool>(), any::<bool>(), 0_i32..4, any::<bool>());
    let few = || prop::option::of(0_u8..3);
    (few(), few(), few(), prop::collection::vec(word, 0..6))
}

fn candidate(place: usize, (household, email, post, words): &Somebody) -> MailCandidate {
    let address = |channel, number: &Option<u8>| {
        let address = format!("address {}", (*number)?).parse().unwrap();
        Some(MailAddress { channel, address })
    };
    let consent = |&(is_news, is_email, on, is_given): &Word| MailConsent {
        topic: if is_news { MailTopic::News } else { MailTopic::Survey },
        channel: if is_email { MailChannel::Email } else { MailChannel::Post },
        from: date(on),
        is_given,
    };
    MailCandidate {
        customer: format!("customer {place}").parse().unwrap(),
        household: household.map(|it| format!("house {it}").parse().unwrap()),
        addresses: address(WAYS[0], email).into_iter().chain(address(WAYS[1], post)).collect(),
        consents: words.iter().map(consent).collect(),
    }
}

/// The last word on news by a way up to a day: a day on which both were said is a refusal.
fn last_word(words: &[Word], channel: MailChannel, t: i32) -> Option<bool> {
    let on = |day: i32| {
        let said = words
            .iter()
            .filter(|it| it.0 && it.1 == (channel == MailChannel::Email) && it.2 == day);
        let said: Vec<bool> = said.map(|it| it.3).collect();
        (!said.is_empty()).then(|| said.iter().all(|it| *it))
    };
    (0..=t).rev().find_map(on)
}

fn receipt(told: i32, opened: Option<i32>, confirmed: Option<i32>) -> NoticeReceipt {
    let later = |days: Option<i32>| days.map(|it| date(told + it));
    NoticeReceipt {
        told: date(told),
        channel: InteractionKind::Message,
        opened: later(opened),
        confirmed: later(confirmed),
    }
}

fn opinion(number: usize, on: i32, answered: Option<i32>) -> Opinion {
    let text = || "text".parse().unwrap();
    Opinion::try_new(OpinionDraft {
        number: format!("O-{number}").parse().unwrap(),
        customer: "Li".parse().unwrap(),
        person: None,
        on: date(on),
        by: "Wang".parse().unwrap(),
        words: text(),
        restated: None,
        confirmed: None,
        answer: answered.map(|it| OpinionAnswer { on: date(on + it), text: text() }),
    })
    .unwrap()
}

proptest! {
    #[test]
    fn a_mailing_goes_to_nobody_without_consent_and_to_nobody_twice(
        people in prop::collection::vec(somebody(), 0..8),
        t in 0_i32..4,
    ) {
        let candidates: Vec<MailCandidate> =
            people.iter().enumerate().map(|(place, it)| candidate(place, it)).collect();
        let of = |customer: &CustomerId| {
            candidates.iter().position(|it| it.customer == *customer).unwrap()
        };
        let t_day = AsOf::new(date(t));
        let mailing = Mailing::on(&candidates, MailTopic::News, &WAYS, t_day).unwrap();
        let to: BTreeSet<&CustomerId> = mailing.recipients.iter().map(|it| it.customer).collect();
        let out: BTreeSet<&CustomerId> = mailing.left_out.iter().map(|it| it.customer).collect();
        prop_assert_eq!(to.len() + out.len(), candidates.len());
        prop_assert!(to.is_disjoint(&out));
        let (mut houses, mut addresses) = (BTreeSet::new(), BTreeSet::new());
        for it in &mailing.recipients {
            let (household, _, _, words) = &people[of(it.customer)];
            prop_assert_eq!(last_word(words, it.address.channel, t), Some(true));
            prop_assert!(candidates[of(it.customer)].addresses.contains(it.address));
            prop_assert!(household.is_none_or(|it| houses.insert(it)));
            let address = (it.address.channel, it.address.address.as_str());
            prop_assert!(addresses.insert(address));
        }
        // The reason of each that is left out is the true one.
        for it in &mailing.left_out {
            let (_, email, post, words) = &people[of(it.customer)];
            let ways: Vec<MailChannel> = WAYS
                .into_iter()
                .zip([email, post])
                .filter_map(|(way, address)| address.map(|_| way))
                .collect();
            let may = ways.iter().any(|way| last_word(words, *way, t) == Some(true));
            match it.reason {
                MailObstacle::SameHousehold { served } => prop_assert!(may && to.contains(served)),
                MailObstacle::Refused { channel, .. } => {
                    prop_assert!(!may && ways.contains(&channel));
                    prop_assert_eq!(last_word(words, channel, t), Some(false));
                }
                MailObstacle::NoConsent => {
                    prop_assert!(!ways.is_empty());
                    prop_assert!(ways.iter().all(|way| last_word(words, *way, t).is_none()));
                }
                MailObstacle::NoAddress => prop_assert!(ways.is_empty()),
            }
        }
    }

    #[test]
    fn a_notice_has_a_receipt_of_each_customer_that_holds_after_full_days(
        receipts in prop::collection::vec(
            prop::option::of((
                0_i32..30, prop::option::of(0_i32..9), prop::option::of(0_i32..9)
            )),
            1..5,
        ),
        days in 0_u16..12,
        t in 0_i32..50,
    ) {
        let names: Vec<CustomerId> =
            (0..receipts.len()).map(|it| format!("customer {it}").parse().unwrap()).collect();
        let told = names.iter().zip(&receipts).filter_map(|(name, it)| {
            it.map(|(told, opened, confirmed)| (name.clone(), receipt(told, opened, confirmed)))
        });
        let told: BTreeMap<CustomerId, NoticeReceipt> = told.collect();
        let notice = PolicyNotice::try_new(PolicyNoticeDraft {
            number: "N".parse().unwrap(),
            subject: NoticeSubject::Price,
            text: "prices rise".parse().unwrap(),
            from: date(20),
            notice_days: None,
            addressed: names.iter().cloned().collect(),
            receipts: told.clone(),
        })
        .unwrap();
        let readings = notice.receipts(days, AsOf::new(date(t)));
        prop_assert!(readings.iter().map(|it| it.customer).eq(&names), "each once, in order");
        for it in readings {
            let receipt = told.get(it.customer).filter(|it| it.told <= date(t));
            let Some(receipt) = receipt else {
                prop_assert_eq!((it.state, it.holds_from), (ReceiptState::NotTold, None));
                continue;
            };
            let seen = |day: Option<Day>| day.is_some_and(|day| day <= date(t));
            let state = match (seen(receipt.confirmed), seen(receipt.opened)) {
                (true, _) => ReceiptState::Confirmed,
                (false, true) => ReceiptState::Opened,
                (false, false) => ReceiptState::Told,
            };
            prop_assert_eq!(it.state, state);
            // The first day with the days of notice as whole days between it and that of telling.
            let is_after = |on: &Day| {
                let whole = (0..100).map(date).filter(|day| receipt.told < *day && day < on).count();
                *on >= date(20) && *on >= receipt.told && whole >= usize::from(days)
            };
            prop_assert_eq!(it.holds_from, (0..100).map(date).find(is_after));
        }
    }

    #[test]
    fn every_opinion_is_answered_or_listed_once(
        said in prop::collection::vec((0_i32..400, prop::option::of(0_i32..200)), 0..8),
        held in prop::collection::vec(0_i32..400, 0..4),
        t in 0_i32..420,
    ) {
        let opinions: Vec<Opinion> = said
            .iter()
            .enumerate()
            .map(|(number, (on, answered))| opinion(number, *on, *answered))
            .collect();
        let meeting = |(number, on): (usize, &i32)| {
            CustomerMeeting::try_new(CustomerMeetingDraft {
                number: format!("M-{number}").parse().unwrap(),
                on: date(*on),
                staff: ["Wang".parse().unwrap()].into(),
                invited: ["Li".parse().unwrap()].into(),
                came: BTreeMap::new(),
            })
            .unwrap()
        };
        let meetings: Vec<CustomerMeeting> = held.iter().enumerate().map(meeting).collect();
        let cycle = MeetingCycle::Quarter;
        let debts = cycle.opinion_debts(&opinions, &meetings, AsOf::new(date(t)));
        let mut listed: Vec<&str> = debts.iter().map(|it| it.opinion.number.as_str()).collect();
        listed.sort_unstable();
        let is_owed = |(on, answered): &(i32, Option<i32>)| {
            *on <= t && answered.is_none_or(|days| on + days > t)
        };
        let mut owed: Vec<String> = said
            .iter()
            .enumerate()
            .filter(|(_, it)| is_owed(it))
            .map(|(number, _)| format!("O-{number}"))
            .collect();
        owed.sort_unstable();
        prop_assert_eq!(listed, owed);
        prop_assert!(debts.is_sorted_by_key(|it| it.due));
        for it in debts {
            // Later than its own cycle, and within the next one.
            let quarter = |day: Day| {
                let parts: Vec<i32> =
                    day.to_string().split('-').map(|it| it.parse().unwrap()).collect();
                (parts[0], (parts[1] - 1) / 3)
            };
            let (said, due) = (quarter(it.opinion.on), quarter(it.due));
            let next = if said.1 == 3 { (said.0 + 1, 0) } else { (said.0, said.1 + 1) };
            prop_assert_eq!(due, next);
            prop_assert_eq!(it.is_late, date(t) > it.due);
        }
    }
}
