//! S26: meetings in their cycles, opinions, visits of managers, mailings, notices.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::{AsOf, Window};
use guanxi::communication::{
    CommunicationPolicy, CommunicationPolicyDraft, CustomerMeeting, CustomerMeetingDraft,
    CycleReading, MailAddress, MailCandidate, MailChannel, MailConsent, MailTopic, Mailing,
    MeetingCycle, NoticeReceipt, NoticeSubject, Opinion, OpinionAnswer, OpinionDraft, OpinionState,
    PolicyNotice, PolicyNoticeDraft, ReceiptState,
};
use guanxi::id::CustomerId;
use guanxi::interaction::InteractionKind;
use guanxi::segment::Class;

use crate::given::{as_of, day};

fn customers(names: &[&str]) -> BTreeSet<CustomerId> {
    names.iter().map(|it| it.parse().unwrap()).collect()
}

fn meeting_draft(number: &str, on: &str, invited: &[&str], came: &[&str]) -> CustomerMeetingDraft {
    CustomerMeetingDraft {
        number: number.parse().unwrap(),
        on: day(on),
        staff: ["Wang".parse().unwrap()].into(),
        invited: customers(invited),
        came: customers(came).into_iter().map(|it| (it, BTreeSet::new())).collect(),
    }
}

fn meeting(number: &str, on: &str, invited: &[&str], came: &[&str]) -> CustomerMeeting {
    CustomerMeeting::try_new(meeting_draft(number, on, invited, came)).unwrap()
}

fn opinion_draft(number: &str, on: &str) -> OpinionDraft {
    OpinionDraft {
        number: number.parse().unwrap(),
        customer: "Li".parse().unwrap(),
        person: None,
        on: day(on),
        by: "Wang".parse().unwrap(),
        words: "the boxes fall apart".parse().unwrap(),
        restated: Some("stronger boxes".parse().unwrap()),
        confirmed: None,
        answer: None,
    }
}

fn opinion(number: &str, on: &str) -> Opinion {
    Opinion::try_new(opinion_draft(number, on)).unwrap()
}

fn answer(on: &str) -> OpinionAnswer {
    OpinionAnswer { on: day(on), text: "from May on".parse().unwrap() }
}

#[test]
fn cycles_are_quarters_half_years_and_years() {
    use MeetingCycle::{HalfYear, Quarter, Year};
    let days = |cycle: MeetingCycle, on| cycle.days(day(on));
    let window = |first, last| Window::inclusive(day(first), day(last));
    for (cycle, on, first, last) in [
        (Quarter, "2026-03-31", "2026-01-01", "2026-03-31"),
        (Quarter, "2026-04-01", "2026-04-01", "2026-06-30"),
        (HalfYear, "2026-06-30", "2026-01-01", "2026-06-30"),
        (HalfYear, "2026-07-01", "2026-07-01", "2026-12-31"),
        (Year, "2026-12-31", "2026-01-01", "2026-12-31"),
    ] {
        assert_eq!(days(cycle, on), window(first, last), "{cycle} of {on}");
    }
    assert_eq!(HalfYear.days_after(day("2026-12-31")), window("2027-01-01", "2027-06-30"));
}

#[test]
fn one_meeting_with_five_customers_is_five_contacts() {
    let five = ["a", "b", "c", "d", "e"];
    let meeting = meeting("M1", "2026-03-20", &["a", "f"], &five);
    let contacts = meeting.contacts(as_of("2026-03-20")).unwrap();
    assert_eq!(contacts.len(), 5);
    assert!(contacts.values().all(|it| it.kind() == InteractionKind::Meeting));
    assert!(contacts.keys().map(CustomerId::as_str).eq(five));
    let refused = meeting.contacts(as_of("2026-03-19")).unwrap_err();
    assert_eq!(refused.to_string(), "a meeting is recorded up to 2026-03-19, M1 is of 2026-03-20");
}

#[test]
fn a_meeting_has_somebody_of_ours_and_a_customer() {
    let draft = meeting_draft("M1", "2026-03-20", &[], &[]);
    let draft = CustomerMeetingDraft { staff: BTreeSet::new(), ..draft };
    assert_eq!(
        CustomerMeeting::try_new(draft).unwrap_err().to_string(),
        "staff must name somebody of ours, was empty; invited must name a customer, was empty"
    );
}

#[test]
fn a_cycle_tells_who_came_who_stayed_away_and_who_was_not_invited() {
    let meetings = [
        meeting("M2", "2026-03-31", &["Li", "Wu"], &["Li"]),
        meeting("M1", "2026-01-01", &["Li", "Sun"], &["guest"]),
        meeting("M0", "2025-12-31", &["Zhao"], &["Zhao"]),
        meeting("M3", "2026-04-01", &["Zhao"], &["Zhao"]),
    ];
    let all = customers(&["Li", "Wu", "Sun", "Zhao"]);
    let reading = CycleReading::read(MeetingCycle::Quarter, &meetings, &all, as_of("2026-03-31"));
    let names = |of: &BTreeSet<&CustomerId>| -> Vec<String> {
        of.iter().map(ToString::to_string).collect()
    };
    let held: Vec<&str> = reading.meetings.iter().map(|it| it.number.as_str()).collect();
    assert_eq!(held, ["M1", "M2"]);
    assert_eq!(names(&reading.came), ["Li", "guest"]);
    assert_eq!(names(&reading.stayed_away), ["Sun", "Wu"]);
    assert_eq!(names(&reading.not_invited), ["Zhao"]);
    assert_eq!(
        reading.to_string(),
        "2 meetings in the cycle that ends on 2026-03-31: 2 came, 2 stayed away, 1 not invited"
    );
    let before = CycleReading::read(MeetingCycle::Quarter, &meetings, &all, as_of("2026-03-30"));
    assert_eq!(before.meetings.len(), 1, "the second is to come");
}

#[test]
fn an_opinion_is_heard_only_when_the_customer_confirmed_our_restatement() {
    let said = OpinionDraft { restated: None, ..opinion_draft("O1", "2026-03-20") };
    let confirmed =
        |on| OpinionDraft { confirmed: Some(day(on)), ..opinion_draft("O1", "2026-03-20") };
    let state = |it: OpinionDraft, t| Opinion::try_new(it).unwrap().state(as_of(t));
    assert_eq!(state(said.clone(), "2026-03-19"), None);
    assert_eq!(state(said, "2026-03-20"), Some(OpinionState::Said));
    let restated = Some(OpinionState::Restated);
    assert_eq!(state(opinion_draft("O1", "2026-03-20"), "2026-03-20"), restated);
    assert_eq!(state(confirmed("2026-03-25"), "2026-03-24"), restated);
    assert_eq!(state(confirmed("2026-03-25"), "2026-03-25"), Some(OpinionState::Heard));
    let answered = OpinionDraft { answer: Some(answer("2026-04-02")), ..confirmed("2026-03-25") };
    assert_eq!(state(answered.clone(), "2026-04-01"), Some(OpinionState::Heard));
    assert_eq!(state(answered, "2026-04-02"), Some(OpinionState::Answered));
}

#[test]
fn an_opinion_keeps_its_order_and_has_a_text() {
    assert!("  ".parse::<guanxi::lifecycle::Reason>().is_err(), "an opinion without text");
    let draft = OpinionDraft {
        restated: None,
        confirmed: Some(day("2026-03-19")),
        answer: Some(answer("2026-03-19")),
        ..opinion_draft("O1", "2026-03-20")
    };
    assert_eq!(
        Opinion::try_new(draft).unwrap_err().to_string(),
        "confirmed must have a restatement, was 2026-03-19 without one; \
         confirmed must not be before on (2026-03-20), was 2026-03-19; \
         answer.on must not be before on (2026-03-20), was 2026-03-19"
    );
}

#[test]
fn an_opinion_is_answered_by_the_meeting_of_the_next_cycle_or_listed() {
    let policy = CommunicationPolicy::default();
    let answered =
        OpinionDraft { answer: Some(answer("2026-04-02")), ..opinion_draft("O3", "2026-03-31") };
    let opinions = [
        opinion("O2", "2026-03-31"),
        opinion("O1", "2026-04-01"),
        Opinion::try_new(answered).unwrap(),
    ];
    let debts = |meetings: &[CustomerMeeting], t| -> Vec<String> {
        let debts = policy.meeting_cycle.opinion_debts(&opinions, meetings, as_of(t));
        debts.iter().map(|it| format!("{} {} {}", it.opinion.number, it.due, it.is_late)).collect()
    };
    assert_eq!(debts(&[], "2026-03-31"), ["O2 2026-06-30 false", "O3 2026-06-30 false"]);
    assert_eq!(debts(&[], "2026-06-30"), ["O2 2026-06-30 false", "O1 2026-09-30 false"]);
    assert_eq!(debts(&[], "2026-07-01"), ["O2 2026-06-30 true", "O1 2026-09-30 false"]);
    // A meeting of the same cycle moves nothing, the first one of the next does.
    let held = [
        meeting("M1", "2026-03-31", &["Li"], &[]),
        meeting("M3", "2026-06-01", &["Li"], &[]),
        meeting("M2", "2026-05-20", &["Li"], &[]),
    ];
    assert_eq!(debts(&held, "2026-05-19"), ["O2 2026-06-30 false", "O1 2026-09-30 false"]);
    assert_eq!(debts(&held, "2026-05-20"), ["O2 2026-05-20 false", "O1 2026-09-30 false"]);
    assert_eq!(debts(&held, "2026-06-01"), ["O2 2026-05-20 true", "O1 2026-09-30 false"]);
    let late = policy.meeting_cycle.opinion_debts(&opinions[..1], &[], as_of("2026-07-01"));
    assert_eq!(
        late[0].to_string(),
        "O2 of Li: restated, was to be answered by 2026-06-30: the boxes fall apart"
    );
}

#[test]
fn managers_visit_a_twice_and_b_once_in_365_days() {
    let policy = CommunicationPolicy::default();
    let t = "2026-03-31";
    let visits = |class, days: &[i32]| {
        let contact = |it: &i32| (day(t).offset(-it), InteractionKind::ExecutiveVisit);
        let calls = [(day(t), InteractionKind::Visit)];
        let contacts = days.iter().map(contact).chain(calls);
        policy.executive_visits.read(class, contacts, as_of(t))
    };
    for (class, planned) in
        [(Some(Class::A), 2), (Some(Class::B), 1), (Some(Class::C), 0), (None, 0)]
    {
        assert_eq!(visits(class, &[]).missing(), planned, "{class:?}");
    }
    // The 365th day back counts, the one before does not.
    assert_eq!(visits(Some(Class::A), &[364, 365]).made, 1);
    assert_eq!(visits(Some(Class::A), &[364, 10, 3]).missing(), 0);
    assert_eq!(visits(Some(Class::A), &[-1]).to_string(), "0 of 2 executive visits, none recorded");
    let reading = visits(Some(Class::A), &[400]).to_string();
    assert_eq!(reading, "0 of 2 executive visits, last on 2025-02-24");
}

fn candidate(customer: &str, house: Option<&str>, channels: &[MailChannel]) -> MailCandidate {
    let address = |channel: &MailChannel| MailAddress {
        channel: *channel,
        address: format!("{customer} by {channel}").parse().unwrap(),
    };
    MailCandidate {
        customer: customer.parse().unwrap(),
        household: house.map(|it| it.parse().unwrap()),
        addresses: channels.iter().map(address).collect(),
        consents: channels.iter().map(|it| word(*it, "2026-01-01", true)).collect(),
    }
}

fn word(channel: MailChannel, from: &str, is_given: bool) -> MailConsent {
    MailConsent { topic: MailTopic::Advertising, channel, from: day(from), is_given }
}

const WAYS: [MailChannel; 2] = [MailChannel::Email, MailChannel::Post];

/// Recipients with their ways, and the left out with their reasons.
fn mailing(candidates: &[MailCandidate], t: &str) -> (Vec<String>, Vec<String>) {
    let mailing = Mailing::on(candidates, MailTopic::Advertising, &WAYS, as_of(t)).unwrap();
    let (to, left_out) = (mailing.recipients.len(), mailing.left_out.len());
    let said = format!("goes to {to} of the customers, {left_out} left out");
    assert_eq!(mailing.to_string(), said);
    let recipient = |it: &guanxi::communication::MailRecipient<'_>| {
        assert!(it.consent.is_given && it.consent.channel == it.address.channel);
        format!("{} by {}", it.customer, it.address.channel)
    };
    (
        mailing.recipients.iter().map(recipient).collect(),
        mailing.left_out.iter().map(ToString::to_string).collect(),
    )
}

#[test]
fn a_mailing_goes_on_the_first_way_with_an_address_and_a_consent() {
    let mut only_post = candidate("Sun", None, &WAYS);
    only_post.consents.remove(0);
    let mut none = candidate("Wu", None, &WAYS);
    none.consents.clear();
    let mut other_topic = candidate("Zhao", None, &[MailChannel::Email]);
    other_topic.consents[0].topic = MailTopic::News;
    let by_text = candidate("Zhou", None, &[MailChannel::Text]);
    let both = candidate("Li", None, &WAYS);
    let (to, left_out) = mailing(&[none, only_post, other_topic, by_text, both], "2026-03-31");
    assert_eq!(to, ["Li by email", "Sun by post"]);
    assert_eq!(left_out, ["Wu: no consent", "Zhao: no consent", "Zhou: no address"]);
}

#[test]
fn a_refusal_holds_from_its_day() {
    let mut li = candidate("Li", None, &[MailChannel::Post]);
    li.consents.insert(0, word(MailChannel::Post, "2026-03-10", false));
    let li = [li];
    assert_eq!(mailing(&li, "2025-12-31").1, ["Li: no consent"]);
    assert_eq!(mailing(&li, "2026-03-09").0, ["Li by post"]);
    assert_eq!(mailing(&li, "2026-03-10").1, ["Li: refused by post from 2026-03-10"]);
    let [mut li] = li;
    li.consents.push(word(MailChannel::Post, "2026-03-10", true));
    assert_eq!(
        mailing(std::slice::from_ref(&li), "2026-03-10").1.len(),
        1,
        "on one day the refusal"
    );
    li.consents.push(word(MailChannel::Post, "2026-03-11", true));
    assert_eq!(mailing(&[li], "2026-03-11").0, ["Li by post"]);
    // Refused on one way, not asked on the other.
    let mut wu = candidate("Wu", None, &WAYS);
    wu.consents = vec![word(MailChannel::Email, "2026-01-01", false)];
    assert_eq!(mailing(&[wu], "2026-03-11").1, ["Wu: refused by email from 2026-01-01"]);
}

#[test]
fn a_household_gets_a_mailing_once() {
    let mut refuses = candidate("a", Some("Li"), &[MailChannel::Post]);
    refuses.consents[0].is_given = false;
    let mut same_address = candidate("d", None, &[MailChannel::Post]);
    same_address.addresses[0].address = "b by post".parse().unwrap();
    let candidates = [
        same_address,
        candidate("c", Some("Li"), &[MailChannel::Email]),
        candidate("b", Some("Li"), &[MailChannel::Post]),
        refuses,
    ];
    let (to, left_out) = mailing(&candidates, "2026-03-31");
    assert_eq!(to, ["b by post"]);
    assert_eq!(
        left_out,
        [
            "a: refused by post from 2026-01-01",
            "c: b of its household gets it",
            "d: b of its household gets it"
        ]
    );
    let both = [candidate("Li", None, &WAYS), candidate("Li", None, &WAYS)];
    let twice = Mailing::on(&both, MailTopic::News, &WAYS, as_of("2026-03-31")).unwrap_err();
    assert_eq!(twice.to_string(), "Li is a candidate of the mailing twice");
    assert!(!format!("{both:?}").contains("by post"), "an address is not shown in a log");
}

fn notice(
    subject: NoticeSubject,
    days: Option<u16>,
    receipt: Option<NoticeReceipt>,
) -> PolicyNoticeDraft {
    let receipts: BTreeMap<CustomerId, NoticeReceipt> =
        receipt.into_iter().map(|it| ("Li".parse().unwrap(), it)).collect();
    PolicyNoticeDraft {
        number: "N1".parse().unwrap(),
        subject,
        text: "prices rise by 3 %".parse().unwrap(),
        from: day("2026-04-01"),
        notice_days: days,
        addressed: customers(&["Li"]),
        receipts,
    }
}

fn told(on: &str) -> NoticeReceipt {
    let channel = InteractionKind::Message;
    NoticeReceipt { told: day(on), channel, opened: None, confirmed: None }
}

#[test]
fn a_change_holds_from_the_later_of_its_day_and_the_notice_period() {
    use NoticeSubject::{Policy, Price, Recall};
    let policy = CommunicationPolicy::default();
    for (subject, days, receipt, expected) in [
        // 30 full days from the 2nd to the 31st of March.
        (Price, None, Some("2026-03-01"), Some("2026-04-01")),
        (Price, None, Some("2026-02-28"), Some("2026-04-01")),
        (Policy, None, Some("2026-03-02"), Some("2026-04-02")),
        (Price, Some(10), Some("2026-03-21"), Some("2026-04-01")),
        (Price, Some(10), Some("2026-03-22"), Some("2026-04-02")),
        (Recall, None, Some("2026-03-31"), Some("2026-04-01")),
        (Recall, None, Some("2026-04-03"), Some("2026-04-03")),
        (Recall, None, None, None),
    ] {
        let notice = PolicyNotice::try_new(notice(subject, days, receipt.map(told))).unwrap();
        let found = notice.receipts(policy.notice_days, as_of("2026-04-30"));
        assert_eq!(found[0].holds_from, expected.map(day), "{subject} told on {receipt:?}");
        let Some(first) = expected.map(day) else { continue };
        let holds = |on| found[0].holds(AsOf::new(on));
        assert!(holds(first) && !holds(first.offset(-1)));
    }
}

#[test]
fn a_notice_is_told_opened_and_confirmed() {
    let policy = CommunicationPolicy::default();
    let receipt = NoticeReceipt {
        opened: Some(day("2026-03-05")),
        confirmed: Some(day("2026-03-07")),
        ..told("2026-03-02")
    };
    let notice = PolicyNotice::try_new(notice(NoticeSubject::Policy, None, Some(receipt))).unwrap();
    for (t, state) in [
        ("2026-03-01", ReceiptState::NotTold),
        ("2026-03-02", ReceiptState::Told),
        ("2026-03-04", ReceiptState::Told),
        ("2026-03-05", ReceiptState::Opened),
        ("2026-03-07", ReceiptState::Confirmed),
    ] {
        assert_eq!(notice.receipts(policy.notice_days, as_of(t))[0].state, state, "{t}");
    }
}

#[test]
fn a_notice_names_its_customers_and_keeps_the_order_of_days() {
    let receipt = NoticeReceipt {
        opened: Some(day("2026-03-01")),
        confirmed: Some(day("2026-03-01")),
        ..told("2026-03-02")
    };
    let draft = notice(NoticeSubject::Policy, None, Some(receipt));
    let other = PolicyNoticeDraft { addressed: customers(&["Wu"]), ..draft.clone() };
    let nobody =
        PolicyNoticeDraft { addressed: BTreeSet::new(), receipts: BTreeMap::new(), ..draft };
    let refused = |it| PolicyNotice::try_new(it).unwrap_err().to_string();
    assert_eq!(
        refused(other),
        "receipts.Li.told must be of a customer addressed, was of another; \
         receipts.Li.opened must not be before told (2026-03-02), was 2026-03-01; \
         receipts.Li.confirmed must not be before told (2026-03-02), was 2026-03-01"
    );
    assert_eq!(refused(nobody), "addressed must name a customer, was empty");
}

#[test]
fn a_cycle_of_half_years_gives_longer_for_an_answer() {
    let draft = CommunicationPolicyDraft {
        meeting_cycle: MeetingCycle::HalfYear,
        ..CommunicationPolicyDraft::default()
    };
    let policy = CommunicationPolicy::try_new(draft).unwrap();
    let opinions = [opinion("O1", "2026-03-31")];
    let debts = policy.meeting_cycle.opinion_debts(&opinions, &[], as_of("2026-07-01"));
    assert_eq!((debts[0].due, debts[0].is_late), (day("2026-12-31"), false));
}
