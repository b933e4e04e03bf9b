//! S1: the weekly audit of a salesperson's cards, with its nine checks, and the manager's part.

use chrono::Weekday;
use guanxi::account::{Account, Fact};
use guanxi::assignment::{Assignment, AssignmentRole};
use guanxi::calendar::{AsOf, Validity, WorkCalendar, WorkCalendarDraft};
use guanxi::card_audit::{
    AuditCheck, AuditPolicy, AuditPolicyDraft, AuditScope, AuditedCustomer, CardAudit, CardCount,
    DebriefItem, Supervision, SupervisionError, VisitPreparation,
};
use guanxi::confidence::{Clearance, Reader, SensitiveKind, SensitiveTerm};
use guanxi::custody::{CardCheck, Consultation, Custody, Debrief, Loan};
use guanxi::customer::{Card, CardPolicy, CardView, Entry, EntrySource, Field, Importance};
use guanxi::evidence::NotJudged;
use guanxi::id::StaffId;
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::receivable::{Invoice, Payment};
use guanxi::trade::Sale;

use crate::given::{as_of, currency, day, document, yuan};

/// Wang's first working day with all customers.
const START: &str = "2025-01-01";
/// A Friday.
const FRIDAY: &str = "2026-03-06";
const BASICS: [Field; 6] = [
    Field::Name,
    Field::Address,
    Field::Phone,
    Field::LegalRepresentative,
    Field::Bank,
    Field::MainBusiness,
];

fn wang() -> StaffId {
    "Wang".parse().unwrap()
}

/// A customer of Wang, with a card and facts.
struct Kept {
    account: Account,
    card: Card,
    card_policy: CardPolicy,
    reader: Reader,
    importance: Importance,
    sensitive: Option<Vec<SensitiveTerm>>,
}

impl Kept {
    fn new(name: &str) -> Self {
        let account = Account::new(name.parse().unwrap(), currency("CNY"));
        let kept = Self {
            account,
            card: Card::default(),
            card_policy: CardPolicy::default(),
            reader: Reader { clearance: Clearance::Restricted, need_to_know: true },
            importance: Importance::B,
            sensitive: None,
        };
        kept.with(Assignment {
            staff: wang(),
            role: AssignmentRole::Salesperson,
            term: Validity::open_ended(day(START)),
        })
    }

    #[track_caller]
    fn with(mut self, fact: impl Into<Fact>) -> Self {
        self.account.record(fact).unwrap();
        self
    }

    fn visited(self, on: &str, by: &str) -> Self {
        self.met(InteractionKind::Visit, on, by)
    }

    fn met(self, kind: InteractionKind, on: &str, by: &str) -> Self {
        let staff = [by.parse().unwrap()].into();
        self.with(Interaction::try_new(day(on), kind, staff, [].into()).unwrap())
    }

    fn read(self, on: &str) -> Self {
        self.with(Consultation { staff: wang(), day: day(on) })
    }

    fn lent(self, from: &str, until: &str, returned: Option<&str>) -> Self {
        let (from, until, returned) = (day(from), day(until), returned.map(day));
        let purpose = "a visit".parse().unwrap();
        self.with(Loan { to: wang(), from, until, purpose, returned })
    }

    #[track_caller]
    fn entry(mut self, field: Field, text: &str, on: &str, by: &str) -> Self {
        let entry = Entry::try_new(text, day(on), by.parse().unwrap()).unwrap();
        self.card.record(field, entry).unwrap();
        self
    }

    fn seen(&self) -> AuditedCustomer<'_> {
        AuditedCustomer {
            customer: self.account.id(),
            card: CardView::for_reader(&self.card, &self.card_policy, self.reader),
            importance: self.importance,
            account: self.account.view(),
            sensitive: self.sensitive.as_deref(),
        }
    }
}

/// Monday to Friday.
fn weekdays() -> WorkCalendar {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() }).unwrap()
}

fn week(t: &str, customers: &[&Kept]) -> CardAudit {
    audit(t, 7, customers, AuditPolicyDraft::default())
}

fn audit(t: &str, days: u16, customers: &[&Kept], policy: AuditPolicyDraft) -> CardAudit {
    let (staff, calendar) = (wang(), weekdays());
    let window = as_of(t).last_days(days);
    let scope = AuditScope { staff: &staff, window, calendar: &calendar };
    AuditPolicy::try_new(policy).unwrap().audit(scope, customers.iter().map(|it| it.seen()))
}

/// The sentences of one check.
fn told(audit: &CardAudit, check: AuditCheck) -> Vec<String> {
    let faults = audit.cards.iter().flat_map(|card| &card.faults);
    faults.filter(|fault| fault.check() == check).map(ToString::to_string).collect()
}

#[test]
fn a_a_visit_is_written_up_by_the_next_worked_day() {
    let li = || Kept::new("Li").visited("2025-06-02", "Wang").visited("2026-03-02", "Wang");
    let late = "the visit of 2026-03-02 was to be written up by 2026-03-03";
    let found = |li: Kept| told(&week(FRIDAY, &[&li]), AuditCheck::WrittenUp);
    assert_eq!(found(li().entry(Field::Phone, "1", "2026-03-02", "Wang")), [""; 0]);
    assert_eq!(found(li().entry(Field::Phone, "1", "2026-03-03", "Wang")), [""; 0], "the last day");
    assert_eq!(found(li().entry(Field::Phone, "1", "2026-03-04", "Wang")), [late]);
    assert_eq!(found(li().entry(Field::Phone, "1", "2026-03-01", "Wang")), [late], "before it");
    assert_eq!(found(li().entry(Field::Phone, "1", "2026-03-03", "Zhao")), [late], "of another");
}

#[test]
fn a_a_friday_leaves_until_monday() {
    let li = Kept::new("Li").visited("2025-06-02", "Wang").visited(FRIDAY, "Wang");
    let found = |t| told(&week(t, &[&li]), AuditCheck::WrittenUp);
    assert_eq!(found("2026-03-09"), [""; 0], "the last day is in time");
    let late = "the visit of 2026-03-06 was to be written up by 2026-03-09";
    assert_eq!(found("2026-03-10"), [late]);
}

#[test]
fn a_of_audits_that_follow_each_other_one_tells_of_a_visit() {
    let li = Kept::new("Li").visited("2025-06-02", "Wang").visited("2026-03-05", "Wang");
    let found = |t| told(&week(t, &[&li]), AuditCheck::WrittenUp).len();
    assert_eq!(["2026-02-27", "2026-03-06", "2026-03-13", "2026-03-20"].map(found), [0, 0, 1, 0]);
}

#[test]
fn a_after_a_first_visit_the_basics_are_written() {
    let filled = |by: &str| {
        BASICS.into_iter().fold(Kept::new("Li").visited("2026-03-02", "Wang"), |li, field| {
            li.entry(field, "told", by, "Wang")
        })
    };
    let found = |li: Kept| told(&week(FRIDAY, &[&li]), AuditCheck::WrittenUp);
    assert_eq!(found(filled("2026-03-03")), [""; 0]);
    let part = Kept::new("Li").visited("2026-03-02", "Wang");
    let part = part.entry(Field::Name, "Li & Sons", "2026-03-03", "Wang");
    assert_eq!(
        found(part),
        ["by 2026-03-03, after the first visit on 2026-03-02, the card lacked address, phone, \
          legal representative, bank, main business"]
    );
    let met_before = filled("2026-03-04").visited("2026-02-02", "Zhao");
    assert_eq!(
        found(met_before),
        ["the visit of 2026-03-02 was to be written up by 2026-03-03"],
        "the first visit was another's"
    );
}

#[test]
fn a_visits_of_others_and_calls_are_not_written_up() {
    let li = Kept::new("Li").visited("2026-03-02", "Zhao");
    let li = li.met(InteractionKind::Call, "2026-03-03", "Wang");
    let found = week(FRIDAY, &[&li]);
    assert_eq!(told(&found, AuditCheck::WrittenUp), [""; 0]);
    assert_eq!(found.counts.written_up, CardCount { part: 0, of: 0 });
}

#[test]
fn b_mandatory_fields_without_a_value_are_named() {
    let li = BASICS
        .into_iter()
        .fold(Kept::new("Li"), |li, field| li.entry(field, "told", "2026-03-02", "Zhao"));
    let found = week(FRIDAY, &[&li]);
    let lacks = "the card lacks credit standing, terms of trade";
    assert_eq!(told(&found, AuditCheck::Mandatory), [lacks]);
    assert_eq!(found.counts.complete, CardCount { part: 0, of: 1 });
    let li = li.entry(Field::CreditStanding, "good", FRIDAY, "Zhao");
    let li = li.entry(Field::TermsOfTrade, "net 30", FRIDAY, "Zhao");
    let found = week(FRIDAY, &[&li]);
    assert_eq!(told(&found, AuditCheck::Mandatory), [""; 0]);
    assert_eq!(found.counts.complete, CardCount { part: 1, of: 1 });
    let placeholder = Kept::new("Li").entry(Field::CreditStanding, "n/a", FRIDAY, "Zhao");
    assert!(told(&week(FRIDAY, &[&placeholder]), AuditCheck::Mandatory)[0].contains("credit"));
}

#[test]
fn c_a_value_is_stale_by_its_importance() {
    let stale = |importance, days: i32| {
        let on = day(FRIDAY).offset(-days).to_string();
        let mut li = Kept::new("Li").entry(Field::CreditStanding, "good", &on, "Zhao");
        li.importance = importance;
        told(&week(FRIDAY, &[&li]), AuditCheck::Fresh).len()
    };
    for (importance, last) in [(Importance::A, 45), (Importance::B, 90), (Importance::C, 180)] {
        assert_eq!([last - 1, last, last + 1].map(|days| stale(importance, days)), [0, 0, 1]);
    }
    let li = Kept::new("Li").entry(Field::CreditStanding, "good", "2025-12-05", "Zhao");
    assert_eq!(
        told(&week(FRIDAY, &[&li]), AuditCheck::Fresh),
        [
            "1 of 30 points of the card are stale: credit standing of 2025-12-05 (91 days, fresh for \
          90)"
        ]
    );
}

#[test]
fn d_the_card_is_read_within_three_days_before_a_visit() {
    let found = |read: &str| {
        let other = Kept::new("Zhou").read("2026-01-05");
        let li = Kept::new("Li").visited("2026-03-05", "Wang").read(read);
        let found = week(FRIDAY, &[&li, &other]);
        (told(&found, AuditCheck::Consulted), found.counts.consulted.to_string())
    };
    let late = "the card was not read from 2026-03-02 to the visit of 2026-03-05".to_owned();
    assert_eq!(found("2026-03-01"), (vec![late.clone()], "0 of 1".to_owned()), "4 days before");
    assert_eq!(found("2026-03-02"), (vec![], "1 of 1".to_owned()), "3 days before");
    assert_eq!(found("2026-03-05"), (vec![], "1 of 1".to_owned()), "on the day");
    assert_eq!(found("2026-03-06"), (vec![late], "0 of 1".to_owned()), "after it");
}

#[test]
fn d_without_consultations_in_the_book_nothing_is_judged() {
    let li = Kept::new("Li").visited("2026-03-05", "Wang");
    let found = week(FRIDAY, &[&li]);
    assert_eq!(found.findings(AuditCheck::Consulted), None);
    assert_eq!(found.not_judged.get(&AuditCheck::Consulted), Some(&NotJudged::NoConsultationsFeed));
    let later = Kept::new("Zhou").read("2026-03-06");
    assert_eq!(
        week(FRIDAY, &[&li, &later]).findings(AuditCheck::Consulted),
        Some(0),
        "the visit was before the first reading that the book knows of"
    );
}

#[test]
fn e_a_loan_is_overdue_from_the_day_after_its_last() {
    let li = Kept::new("Li").visited("2025-06-02", "Zhao").lent("2026-03-02", "2026-03-04", None);
    let found = |t| told(&week(t, &[&li]), AuditCheck::Loans);
    let overdue = |found: Vec<String>| found.iter().any(|it| it.contains("was to come back"));
    assert!(!overdue(found("2026-03-04")));
    assert_eq!(
        found("2026-03-05")[0],
        "the card was to come back from Wang by 2026-03-04, 1 day ago"
    );
    let back = Kept::new("Li").lent("2026-03-02", "2026-03-04", Some("2026-03-05"));
    let found = week(FRIDAY, &[&back]);
    assert_eq!(told(&found, AuditCheck::Loans), [""; 0]);
    assert_eq!(found.counts.returned.to_string(), "0 of 1", "back, and late");
}

#[test]
fn e_a_borrowed_card_is_out_on_days_of_visits_only() {
    let li = |returned| {
        let li = Kept::new("Li").lent("2026-03-05", "2026-03-10", Some(returned));
        li.visited("2026-03-05", "Wang")
    };
    let found = |returned| told(&week("2026-03-10", &[&li(returned)]), AuditCheck::Loans);
    assert_eq!(found("2026-03-06"), [""; 0], "back on the next day");
    let carried = "the card was out on 1 day without a visit, first on 2026-03-06";
    assert_eq!(found("2026-03-09"), [carried], "Friday; nobody works at the weekend");
    let policy = AuditPolicyDraft { carried_days: 1, ..Default::default() };
    let lenient = audit("2026-03-10", 7, &[&li("2026-03-09")], policy);
    assert_eq!(told(&lenient, AuditCheck::Loans), [""; 0]);
}

#[test]
fn f_fields_in_conflict_are_named() {
    let li = Kept::new("Li").entry(Field::Phone, "020 1", "2026-03-02", "Wang");
    let one = week(FRIDAY, &[&li]);
    assert_eq!(told(&one, AuditCheck::Conflicts), [""; 0]);
    let li = li.entry(Field::Phone, "020 2", "2026-03-02", "Zhao");
    assert_eq!(told(&week(FRIDAY, &[&li]), AuditCheck::Conflicts), ["to be ruled on: phone"]);
}

#[test]
fn g_a_sensitive_fact_is_kept_too_long_from_the_day_after_its_last() {
    let mut li = Kept::new("Li");
    assert_eq!(week(FRIDAY, &[&li]).findings(AuditCheck::Sensitive), None, "not stated");
    li.sensitive =
        Some(vec![SensitiveTerm { kind: SensitiveKind::Health, keep_until: day("2026-03-05") }]);
    assert_eq!(told(&week("2026-03-05", &[&li]), AuditCheck::Sensitive), [""; 0]);
    assert_eq!(
        told(&week(FRIDAY, &[&li]), AuditCheck::Sensitive),
        ["a value of the kind health with the last day 2026-03-05 is kept 1 day too long"]
    );
}

/// Customers on whose cards Wang confirms fields on one day, two of each but for the last.
fn stamped(fields: usize, customers: usize) -> Vec<Kept> {
    let per_customer = fields.div_ceil(customers);
    (0..customers)
        .map(|n| {
            let count = per_customer.min(fields - (n * per_customer).min(fields));
            let li = Kept::new(&format!("Li {n}")).visited("2025-06-02", "Zhao");
            Field::ALL.into_iter().take(count).fold(li, |li, field| {
                let li = li.entry(field, "as ever", "2026-01-05", "Zhao");
                li.entry(field, "As ever", "2026-03-04", "Wang")
            })
        })
        .collect()
}

fn stamps(customers: &[Kept]) -> Vec<String> {
    let customers: Vec<&Kept> = customers.iter().collect();
    week(FRIDAY, &customers).rubber_stamps.iter().map(ToString::to_string).collect()
}

#[test]
fn h_ten_fields_of_five_customers_in_a_day_are_a_rubber_stamp() {
    assert_eq!(stamps(&stamped(9, 5)), [""; 0]);
    assert_eq!(stamps(&stamped(12, 4)), [""; 0], "enough fields of too few customers");
    assert_eq!(stamps(&stamped(15, 5)).len(), 1);
    assert_eq!(
        stamps(&stamped(10, 5)),
        ["Wang confirmed 10 fields of 5 customers on 2026-03-04 without a visit or a document"]
    );
}

#[test]
fn h_a_visit_or_a_document_makes_a_confirmation_honest() {
    let mut visited = stamped(10, 5);
    let first = visited.remove(0).visited("2026-03-04", "Wang");
    visited.insert(0, first);
    assert_eq!(stamps(&visited), [""; 0]);
    let mut by_paper = stamped(8, 4);
    let mut li = Kept::new("Li 9").visited("2025-06-02", "Zhao");
    for field in [Field::Name, Field::Bank] {
        li = li.entry(field, "as ever", "2026-01-05", "Zhao");
        let entry = Entry::try_new("as ever", day("2026-03-04"), wang()).unwrap();
        li.card.record(field, entry.with_source(EntrySource::Document)).unwrap();
    }
    by_paper.push(li);
    assert_eq!(stamps(&by_paper), [""; 0]);
}

#[test]
fn h_what_changes_a_value_confirms_nothing() {
    let mut changed = stamped(8, 4);
    let li = Kept::new("Li 9").entry(Field::Name, "Li", "2026-01-05", "Zhao");
    let li = li.entry(Field::Name, "Li & Sons", "2026-03-04", "Wang");
    changed.push(li.entry(Field::Bank, "ICBC", "2026-03-04", "Wang"));
    assert_eq!(stamps(&changed), [""; 0]);
}

#[test]
fn i_collection_keeps_up_with_billing_and_nothing_is_overdue() {
    let found = |paid: &str, due: &str| {
        let invoice = Invoice::new(document("I"), day("2026-02-01"), day(due), yuan("1000"));
        let li = Kept::new("Li").with(invoice);
        let li = li.with(Payment::new(document("P"), day("2026-02-20"), yuan(paid)));
        let audit = week(FRIDAY, &[&li]);
        audit.imbalances.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(found("800", "2026-03-31"), [""; 0], "exactly the least share");
    assert_eq!(
        found("799.99", "2026-03-31"),
        ["billed CNY 1,000.00, collected CNY 799.99; of CNY 200.01 owed CNY 0.00 is overdue"]
    );
    assert_eq!(
        found("800", "2026-03-05"),
        ["billed CNY 1,000.00, collected CNY 800.00; of CNY 200.00 owed CNY 200.00 is overdue"]
    );
}

#[test]
fn checks_without_facts_are_not_judged() {
    let account = Account::new("Li".parse().unwrap(), currency("CNY"));
    let (card, sensitive) = (Card::default(), None);
    let nobodys = Kept { account, card, sensitive, ..Kept::new("Li") };
    let found = week(FRIDAY, &[&nobodys]);
    let reasons: Vec<_> = found.not_judged.iter().map(|(check, why)| (*check, *why)).collect();
    assert_eq!(
        reasons,
        [
            (AuditCheck::WrittenUp, NotJudged::NoInteractionsFeed),
            (AuditCheck::Mandatory, NotJudged::NoAssignmentsFeed),
            (AuditCheck::Fresh, NotJudged::NoAssignmentsFeed),
            (AuditCheck::Consulted, NotJudged::NoInteractionsFeed),
            (AuditCheck::Loans, NotJudged::NoCustodyFeed),
            (AuditCheck::Conflicts, NotJudged::NoAssignmentsFeed),
            (AuditCheck::Sensitive, NotJudged::NoAssignmentsFeed),
            (AuditCheck::RubberStamp, NotJudged::NoInteractionsFeed),
            (AuditCheck::Balance, NotJudged::NoAssignmentsFeed),
        ]
    );
    assert!(AuditCheck::ALL.into_iter().all(|check| found.findings(check).is_none()));
    assert!(found.not_judged.values().all(|reason| reason.is_lack_of_data()));
}

#[test]
fn the_state_of_a_card_is_that_of_its_salesperson_or_keeper() {
    let zhaos = |custody: Option<&str>| {
        let account = Account::new("Li".parse().unwrap(), currency("CNY"));
        let (card, sensitive) = (Card::default(), None);
        let li = Kept { account, card, sensitive, ..Kept::new("Li") };
        let term = Validity::open_ended(day(START));
        let role = AssignmentRole::Salesperson;
        let li = li.with(Assignment { staff: "Zhao".parse().unwrap(), role, term });
        custody.into_iter().fold(li, |li, keeper| {
            li.with(Custody { keeper: keeper.parse().unwrap(), from: day(START) })
        })
    };
    let cards = |li: Kept| week(FRIDAY, &[&li]).counts.complete.of;
    assert_eq!([zhaos(None), zhaos(Some("Zhao")), zhaos(Some("Wang"))].map(cards), [0, 0, 1]);
}

#[test]
fn the_page_names_important_customers_first() {
    let (mut a, b) = (Kept::new("Zhou"), Kept::new("Li"));
    a.importance = Importance::A;
    let found = week(FRIDAY, &[&b, &a]);
    let lacks = "the card lacks name, address, phone, legal representative, bank, main business, \
                 credit standing, terms of trade";
    let expected = format!(
        "cards of Wang from 2026-02-28 to 2026-03-06: visits written up 0 of 0, cards complete 0 \
         of 2, current 2 of 2, visits prepared 0 of 0, loans returned 0 of 0\n\
         Zhou (A): {lacks}\n\
         Li (B): {lacks}\n\
         not judged: visits written up, since the book has no interaction\n\
         not judged: cards read before visits, since the book has no interaction\n\
         not judged: loans, since the book has no custody and no loan of a card\n\
         not judged: sensitive facts past their last day, since the last days of sensitive facts \
         are not stated\n\
         not judged: rubber stamps, since the book has no interaction\n\
         not judged: balance of sales and collection, since the book has no invoice, payment or \
         open order"
    );
    assert_eq!(found.to_string(), expected);
}

#[test]
fn a_week_without_a_check_is_a_finding() {
    let mut supervision = Supervision::default();
    let policy = AuditPolicy::default();
    let found = |supervision: &Supervision, t: &str| {
        supervision.not_checked(&wang(), as_of(t), &policy).map(|it| it.to_string())
    };
    let never = "the cards of Wang were never checked".to_owned();
    assert_eq!(found(&supervision, FRIDAY), Some(never));
    let check = |on: &str, by: &str| CardCheck {
        salesperson: wang(),
        day: day(on),
        manager: by.parse().unwrap(),
    };
    supervision.record_check(check("2026-03-02", "Zhao")).unwrap();
    assert_eq!(found(&supervision, "2026-03-09"), None);
    let late = "the cards of Wang were checked on 2026-03-02, and not by 2026-03-09".to_owned();
    assert_eq!(found(&supervision, "2026-03-10"), Some(late));
    let again = supervision.record_check(check("2026-03-02", "Zhao")).unwrap_err();
    assert_eq!(again.to_string(), "a check of Wang on 2026-03-02 is recorded already");
    let own = supervision.record_check(check("2026-03-03", "Wang")).unwrap_err();
    assert_eq!(own.to_string(), "Wang cannot check or debrief the own cards, on 2026-03-03");
}

#[test]
fn visits_are_talked_over_by_the_next_worked_day() {
    let mut supervision = Supervision::default();
    let friday = day(FRIDAY);
    let found = |supervision: &Supervision, t: AsOf| {
        let found = supervision.not_debriefed(&wang(), friday, t, &weekdays());
        found.map(|it| it.to_string())
    };
    assert_eq!(found(&supervision, as_of("2026-03-09")), None, "the last day");
    let late = "the visits of Wang on 2026-03-06 were not talked over by 2026-03-09".to_owned();
    assert_eq!(found(&supervision, as_of("2026-03-10")), Some(late));
    let talk = |on: &str| Debrief {
        salesperson: wang(),
        about: friday,
        day: day(on),
        manager: "Zhao".parse().unwrap(),
    };
    assert_eq!(
        supervision.record_debrief(talk("2026-03-05")),
        Err(SupervisionError::BeforeVisits { day: day("2026-03-05"), about: friday })
    );
    supervision.record_debrief(talk("2026-03-09")).unwrap();
    assert_eq!(found(&supervision, as_of("2026-03-10")), None);
}

#[test]
fn checks_and_debriefs_are_facts_of_the_customers_whose_cards_and_visits_they_are_about() {
    let account = |name: &str| Account::new(name.parse().unwrap(), currency("CNY"));
    let [mut li, mut bo] = ["Li", "Bo"].map(account);
    let staff = |name: &str| name.parse::<StaffId>().unwrap();
    let check =
        |by: &str, on: &str| CardCheck { salesperson: wang(), day: day(on), manager: staff(by) };
    let talk = |by: &str, on: &str| Debrief {
        salesperson: wang(),
        about: day(FRIDAY),
        day: day(on),
        manager: staff(by),
    };
    for customer in [&mut li, &mut bo] {
        customer.record(check("Zhao", "2026-03-02")).unwrap();
        customer.record(talk("Zhao", "2026-03-09")).unwrap();
    }
    let refused = |account: &mut Account, fact: Fact| {
        let before = format!("{account:?}");
        let refusal = account.record(fact).unwrap_err().to_string();
        assert_eq!(format!("{account:?}"), before, "nothing changes");
        refusal
    };
    assert_eq!(
        refused(&mut li, check("Zhao", "2026-03-02").into()),
        "card check of Wang by Zhao on 2026-03-02 is recorded already, with the same content"
    );
    assert_eq!(
        refused(&mut li, check("Wang", "2026-03-03").into()),
        "manager of card check of Wang by Wang on 2026-03-03 must not be the salesperson, was Wang"
    );
    assert_eq!(
        refused(&mut li, talk("Zhao", "2026-03-05").into()),
        "day of debrief of Wang by Zhao on 2026-03-05 about 2026-03-06 must not be before \
         2026-03-06, was 2026-03-05"
    );
    let supervision = Supervision::from_accounts([li.view(), bo.view()]);
    let mut by_hand = Supervision::default();
    by_hand.record_check(check("Zhao", "2026-03-02")).unwrap();
    by_hand.record_debrief(talk("Zhao", "2026-03-09")).unwrap();
    assert_eq!(supervision, by_hand, "of two customers, and one each");
    // The check never was, as turns out on 10 March.
    let name = Fact::from(check("Zhao", "2026-03-02")).name();
    for customer in [&mut li, &mut bo] {
        customer.revise(&name, day("2026-03-10"), None).unwrap();
    }
    let checked = |t: &str| {
        let t = as_of(t);
        let [li, bo] = [&li, &bo].map(|it| it.as_of(t));
        let supervision = Supervision::from_accounts([li.view(), bo.view()]);
        supervision.last_check(&wang(), t).map(|it| it.day)
    };
    assert_eq!(checked("2026-03-01"), None);
    assert_eq!(checked("2026-03-09"), Some(day("2026-03-02")));
    assert_eq!(checked("2026-03-10"), None);
}

#[test]
fn the_agenda_of_a_debrief_has_the_results_of_the_visits() {
    let li = Kept::new("Li").visited("2026-03-05", "Wang");
    let li = li.with(Sale::new(document("S"), day("2026-03-05"), yuan("500")));
    let li = li.with(Payment::new(document("P"), day("2026-03-05"), yuan("200")));
    let li = li.entry(Field::Problems, "short of cash", FRIDAY, "Wang");
    let zhou = Kept::new("Zhou").visited("2026-03-05", "Wang");
    let other = Kept::new("Sun").visited("2026-03-04", "Wang");
    let (staff, calendar) = (wang(), weekdays());
    let window = as_of(FRIDAY).last_days(7);
    let scope = AuditScope { staff: &staff, window, calendar: &calendar };
    let customers = [&zhou, &li, &other].map(Kept::seen);
    let agenda = DebriefItem::agenda(scope, day("2026-03-05"), customers);
    assert_eq!(
        agenda.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "Li: sold CNY 500.00, received CNY 200.00, overdue CNY 0.00; written on the card: \
             problems",
            "Zhou: sold CNY 0.00, received CNY 0.00, overdue CNY 0.00; nothing written on the card",
        ]
    );
}

#[test]
fn before_a_visit_the_card_is_read_and_its_gaps_are_asked_for() {
    let mut li = BASICS
        .into_iter()
        .fold(Kept::new("Li"), |li, field| li.entry(field, "told", "2026-03-02", "Zhao"));
    li = li.entry(Field::CreditStanding, "good", "2025-06-02", "Zhao");
    let (staff, calendar) = (wang(), weekdays());
    let window = as_of(FRIDAY).last_days(7);
    let scope = AuditScope { staff: &staff, window, calendar: &calendar };
    let policy = AuditPolicy::default();
    let before = VisitPreparation::before_visit(&policy, scope, li.seen());
    assert!(before.is_to_be_read());
    assert_eq!(
        before.to_string(),
        "Li: card to be read; ask for terms of trade; confirm credit standing"
    );
    let li = li.read("2026-03-03");
    let before = VisitPreparation::before_visit(&policy, scope, li.seen());
    assert_eq!(before.read_on, Some(day("2026-03-03")));
}

#[test]
fn an_audit_tells_a_reader_nothing_of_what_is_withheld() {
    let internal = Reader { clearance: Clearance::Internal, need_to_know: true };
    let open = || {
        Kept::new("Li").visited("2026-03-02", "Wang").entry(Field::Phone, "1", "2025-01-02", "Wang")
    };
    let page = |mut kept: Kept, reader| {
        kept.reader = reader;
        let scope = AuditScope {
            staff: &wang(),
            window: as_of(FRIDAY).last_days(7),
            calendar: &weekdays(),
        };
        let policy = AuditPolicy::default();
        let before = VisitPreparation::before_visit(&policy, scope, kept.seen());
        let agenda = DebriefItem::agenda(scope, day("2026-03-02"), [kept.seen()]);
        let agenda: Vec<String> = agenda.iter().map(ToString::to_string).collect();
        format!("{}\n{before}\n{agenda:?}", policy.audit(scope, [kept.seen()]))
    };
    let full = || {
        let mut kept = open()
            .entry(Field::Bank, "ICBC", "2026-03-02", "Wang")
            .entry(Field::Finances, "thin", "2024-01-02", "Wang")
            .entry(Field::CreditStanding, "a", "2026-03-03", "Zhao")
            .entry(Field::CreditStanding, "b", "2026-03-03", "Sun");
        let keep_until = day("2026-03-01");
        kept.sensitive = Some(vec![SensitiveTerm { kind: SensitiveKind::Health, keep_until }]);
        kept
    };
    assert_eq!(page(full(), internal), page(open(), internal), "as if not recorded");
    assert!(!page(full(), internal).contains("bank"));
    let keeper = Reader { clearance: Clearance::Restricted, need_to_know: true };
    let all = page(full(), keeper);
    for told in ["finances", "credit standing", "health", "bank"] {
        assert!(all.contains(told), "{told}: {all}");
    }
}

#[test]
fn an_audit_over_a_quarter_has_its_counts() {
    let li = Kept::new("Li").visited("2026-01-05", "Wang").visited("2026-02-02", "Wang");
    let li =
        li.entry(Field::Phone, "1", "2026-02-03", "Wang").read("2026-02-01").read("2025-12-01");
    let counts = audit("2026-03-31", 90, &[&li], AuditPolicyDraft::default()).counts;
    assert_eq!(counts.written_up, CardCount { part: 1, of: 2 });
    assert_eq!(counts.consulted, CardCount { part: 1, of: 2 });
    assert_eq!(counts.written_up.share().map(|it| it.to_string()).as_deref(), Some("0.5"));
}

#[test]
fn a_policy_of_the_audit_that_contradicts_itself_is_refused() {
    let refused = |draft| AuditPolicy::try_new(draft).unwrap_err().to_string();
    let usual = AuditPolicyDraft::default;
    let zero = AuditPolicyDraft {
        every_days: 0,
        stamped_fields: 0,
        stamped_customers: 0,
        balance_days: 0,
        ..usual()
    };
    assert_eq!(
        refused(zero),
        "every_days must be at least 1, was 0; stamped_fields must be at least 1, was 0; \
         stamped_customers must be at least 1, was 0; balance_days must be at least 1, was 0"
    );
    assert_eq!(
        refused(AuditPolicyDraft { stamped_customers: 11, ..usual() }),
        "stamped_customers must not exceed stamped_fields (10), was 11"
    );
    let most_overdue = "100.1%".parse().unwrap();
    assert_eq!(
        refused(AuditPolicyDraft { most_overdue, ..usual() }),
        "most_overdue must be at most 100%, was 100.1%"
    );
}
