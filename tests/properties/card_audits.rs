//! The audit of cards: each visit is told once, in whatever order the customers are given, and
//! nothing that is withheld changes a hand-over.

use chrono::Weekday;
use guanxi::account::Account;
use guanxi::assignment::{Assignment, AssignmentRole};
use guanxi::calendar::{Day, Validity, Window, WorkCalendar, WorkCalendarDraft};
use guanxi::card_audit::{AuditPolicy, AuditScope, AuditedCustomer, CardAudit};
use guanxi::confidence::{Clearance, Reader};
use guanxi::contact::{ContactPolicy, Contacts};
use guanxi::custody::Consultation;
use guanxi::customer::{Card, CardPolicy, CardView, Entry, Field, Importance};
use guanxi::day;
use guanxi::hand_over::{HandOverParties, HandOverPolicy, HandOverRequest};
use guanxi::id::StaffId;
use guanxi::interaction::{Interaction, InteractionKind};
use proptest::prelude::*;

const FIRST: Day = day!(2026, 1, 5);
/// Weeks that are audited one after the other.
const WEEKS: i32 = 8;

fn weekdays() -> WorkCalendar {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() }).unwrap()
}

/// A day of the weeks and a staff member.
fn acts(most: usize) -> impl Strategy<Value = Vec<(i32, bool)>> {
    prop::collection::vec((0..WEEKS * 7 - 7, any::<bool>()), 0..most)
}

fn staff(is_wang: bool) -> StaffId {
    if is_wang { "Wang" } else { "Zhao" }.parse().unwrap()
}

type Acts = (Vec<(i32, bool)>, Vec<(i32, bool)>, Vec<(i32, bool)>);

/// A customer with visits, readings of the card and entries on it.
fn customer(number: usize, (visits, readings, entries): &Acts) -> (Account, Card) {
    let mut account = Account::new(format!("C{number}").parse().unwrap(), "CNY".parse().unwrap());
    let (term, role) = (Validity::open_ended(FIRST), AssignmentRole::Salesperson);
    account.record(Assignment { staff: staff(number.is_multiple_of(2)), role, term }).unwrap();
    for (offset, is_wang) in visits {
        let ours = [staff(*is_wang)].into();
        let day = FIRST.offset(*offset);
        let visit = Interaction::try_new(day, InteractionKind::Visit, ours, [].into()).unwrap();
        // The same visit twice is known.
        let _ = account.record(visit);
    }
    for (offset, is_wang) in readings {
        let _ = account.record(Consultation { staff: staff(*is_wang), day: FIRST.offset(*offset) });
    }
    let mut card = Card::default();
    for (place, (offset, is_wang)) in entries.iter().enumerate() {
        let (day, author) = (FIRST.offset(*offset), staff(*is_wang));
        let field = Field::ALL[place % Field::ALL.len()];
        let text = if place % 3 == 0 { "as told" } else { "otherwise" };
        let _ = card.record(field, Entry::try_new(text, day, author).unwrap());
    }
    (account, card)
}

fn audit(customers: &[&(Account, Card)], window: Window) -> CardAudit {
    let (wang, card_policy, calendar) = (staff(true), CardPolicy::default(), weekdays());
    let scope = AuditScope { staff: &wang, window, calendar: &calendar };
    let policy = AuditPolicy::default();
    let seen = customers.iter().map(|(account, card)| AuditedCustomer {
        customer: account.id(),
        card: CardView::in_full(card, &card_policy),
        importance: Importance::B,
        account: account.view(),
        sensitive: None,
    });
    policy.audit(scope, seen)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn audits_that_follow_each_other_tell_of_each_visit_once(
        acts in prop::collection::vec((acts(6), acts(6), acts(8)), 1..4),
    ) {
        let customers: Vec<_> = acts.iter().enumerate().map(|(n, it)| customer(n, it)).collect();
        let customers: Vec<_> = customers.iter().collect();
        let end = FIRST.offset(WEEKS * 7 - 1);
        let whole = audit(&customers, Window::inclusive(FIRST, end)).counts;
        let weeks: Vec<_> = (0..WEEKS)
            .map(|n| {
                let monday = FIRST.offset(n * 7);
                audit(&customers, Window::inclusive(monday, monday.offset(6))).counts
            })
            .collect();
        let sum = |count: fn(&guanxi::card_audit::AuditCounts) -> u32| -> u32 {
            weeks.iter().map(count).sum()
        };
        prop_assert_eq!(sum(|it| it.written_up.of), whole.written_up.of);
        prop_assert_eq!(sum(|it| it.written_up.part), whole.written_up.part);
        // Every visit of Wang's is due and over by the last day.
        let visits = customers.iter().map(|(account, _)| {
            let all = account.view().interactions().iter();
            let days = all.filter(|it| it.staff().contains(&staff(true))).map(guanxi::interaction::Interaction::day);
            days.collect::<std::collections::BTreeSet<Day>>().len()
        });
        prop_assert_eq!(whole.written_up.of, u32::try_from(visits.sum::<usize>()).unwrap());
    }

    #[test]
    fn an_audit_does_not_depend_on_the_order_of_customers(
        acts in prop::collection::vec((acts(6), acts(6), acts(8)), 1..5),
    ) {
        let customers: Vec<_> = acts.iter().enumerate().map(|(n, it)| customer(n, it)).collect();
        let forwards: Vec<_> = customers.iter().collect();
        let backwards: Vec<_> = customers.iter().rev().collect();
        let window = Window::inclusive(FIRST, FIRST.offset(27));
        let (one, two) = (audit(&forwards, window), audit(&backwards, window));
        prop_assert_eq!(one.to_string(), two.to_string());
        prop_assert_eq!(one, two);
    }

    #[test]
    fn a_field_that_is_withheld_changes_nothing_in_a_hand_over(
        shown in acts(8),
        hidden in prop::collection::vec((0_usize..4, 0..WEEKS * 7), 0..6),
    ) {
        let (account, card) = customer(0, &(vec![], vec![], shown));
        let secret = [Field::Bank, Field::Finances, Field::CreditStanding, Field::TermsOfTrade];
        let mut fuller = card.clone();
        for (place, offset) in hidden {
            let entry = Entry::try_new("secret", FIRST.offset(offset), staff(true)).unwrap();
            let _ = fuller.record(secret[place], entry);
        }
        let policy = CardPolicy::default();
        let reader = Reader { clearance: Clearance::Internal, need_to_know: true };
        let (contacts, contact_policy) = (Contacts::default(), ContactPolicy::default());
        let parties = HandOverParties { from: staff(true), to: staff(false) };
        let page = |card: &Card| {
            let request = HandOverRequest {
                customer: account.id(),
                parties: &parties,
                t: guanxi::calendar::AsOf::new(FIRST.offset(WEEKS * 7)),
                card: CardView::for_reader(card, &policy, reader),
                importance: Importance::A,
                account: account.view(),
                contacts: &contacts,
                contact_policy: &contact_policy,
                warnings: &[],
                commitments: &[],
                matters: &[],
            };
            HandOverPolicy::default().hand_over(&request).unwrap().to_string()
        };
        prop_assert_eq!(page(&card), page(&fuller));
    }
}
