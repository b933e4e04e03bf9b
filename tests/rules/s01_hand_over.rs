//! S1: the hand-over of a customer, section by section.

use guanxi::account::Account;
use guanxi::assignment::{Assignment, AssignmentRole};
use guanxi::calendar::{MonthDay, Validity};
use guanxi::confidence::{Clearance, Reader};
use guanxi::contact::{
    BuyingRole, ContactPolicy, Contacts, ImportantDate, Person, Post, Recurrence,
};
use guanxi::custody::{Custody, Loan};
use guanxi::customer::{Card, CardPolicy, CardView, Entry, Field, Importance};
use guanxi::enquiry::{Enquiry, EnquiryOpening, EnquiryStep};
use guanxi::hand_over::{
    Commitment, HandOverParties, HandOverPolicy, HandOverRequest, MatterKind, OpenMatter,
    OpenWarning,
};
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::lifecycle::{Turn, TurnReading};
use guanxi::objection::{Objection, ObjectionOpening, ObjectionPolicy, ObjectionStep};
use guanxi::receivable::{Invoice, TemporaryLimit};
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{Level, Rule};

use crate::given::{as_of, currency, day, document, month, yuan};
use crate::s22_given::{Desk, assign};

const T: &str = "2026-03-06";

/// What is handed over from Wang to Zhao.
struct Case {
    account: Account,
    card: Card,
    card_policy: CardPolicy,
    contacts: Contacts,
    commitments: Vec<Commitment>,
    matters: Vec<OpenMatter>,
    parties: HandOverParties,
    reader: Reader,
}

impl Case {
    fn new() -> Self {
        let mut account = Account::new("Li & Sons".parse().unwrap(), currency("CNY"));
        let term = Validity::open_ended(day("2025-01-01"));
        let role = AssignmentRole::Salesperson;
        account.record(Assignment { staff: "Wang".parse().unwrap(), role, term }).unwrap();
        let parties =
            HandOverParties { from: "Wang".parse().unwrap(), to: "Zhao".parse().unwrap() };
        Self {
            account,
            card: Card::default(),
            card_policy: CardPolicy::default(),
            contacts: Contacts::default(),
            commitments: Vec::new(),
            matters: Vec::new(),
            parties,
            reader: Reader { clearance: Clearance::Restricted, need_to_know: true },
        }
    }

    #[track_caller]
    fn entry(&mut self, field: Field, text: &str, on: &str) {
        let entry = Entry::try_new(text, day(on), "Wang".parse().unwrap()).unwrap();
        self.card.record(field, entry).unwrap();
    }

    #[track_caller]
    fn person(&mut self, name: &str, role: BuyingRole, dates: Vec<ImportantDate>) {
        let person = Person { dates, ..Person::new(name.parse().unwrap()) };
        self.contacts.record_person(person, day("2025-01-01")).unwrap();
        let post = Post {
            person: name.parse().unwrap(),
            title: None,
            roles: [role].into(),
            term: Validity::open_ended(day("2025-01-01")),
        };
        self.contacts.record_post(self.account.id().clone(), post).unwrap();
    }

    #[track_caller]
    fn met(&mut self, person: &str, by: &str, on: &str) {
        let (staff, persons) = ([by.parse().unwrap()].into(), [person.parse().unwrap()].into());
        let visit = Interaction::try_new(day(on), InteractionKind::Visit, staff, persons).unwrap();
        self.contacts.record_interaction(self.account.id().clone(), visit);
    }

    fn promised(&mut self, text: &str, due: &str) {
        self.commitments.push(Commitment {
            promise: text.parse().unwrap(),
            made: day("2026-02-20"),
            due: day(due),
            by: "Wang".parse().unwrap(),
        });
    }

    #[track_caller]
    fn page(&self) -> String {
        self.page_with(&[])
    }

    #[track_caller]
    fn page_with(&self, warnings: &[OpenWarning<'_>]) -> String {
        let contact_policy = ContactPolicy::default();
        let request = HandOverRequest {
            customer: self.account.id(),
            parties: &self.parties,
            t: as_of(T),
            card: CardView::for_reader(&self.card, &self.card_policy, self.reader),
            importance: Importance::A,
            account: self.account.view(),
            contacts: &self.contacts,
            contact_policy: &contact_policy,
            warnings,
            commitments: &self.commitments,
            matters: &self.matters,
        };
        HandOverPolicy::default().hand_over(&request).unwrap().to_string()
    }

    fn refusal(&self) -> String {
        let contact_policy = ContactPolicy::default();
        let request = HandOverRequest {
            customer: self.account.id(),
            parties: &self.parties,
            t: as_of(T),
            card: CardView::in_full(&self.card, &self.card_policy),
            importance: Importance::A,
            account: self.account.view(),
            contacts: &self.contacts,
            contact_policy: &contact_policy,
            warnings: &[],
            commitments: &[],
            matters: &[],
        };
        HandOverPolicy::default().hand_over(&request).unwrap_err().to_string()
    }

    /// The lines of a section of the page.
    #[track_caller]
    fn section(&self, title: &str) -> Vec<String> {
        section_of(&self.page(), title)
    }
}

#[track_caller]
fn section_of(page: &str, title: &str) -> Vec<String> {
    let after = page.split(&format!("\n{title}\n")).nth(1).unwrap();
    let lines = after.lines().take_while(|line| line.starts_with("  "));
    lines.map(|line| line.trim_start().to_owned()).collect()
}

#[test]
fn open_warnings_go_along_with_their_level_their_status_and_their_owner() {
    let case = Case::new();
    let (mut debt, loss) = (Desk::raised(Level::Warning), Desk::raised(Level::Critical));
    debt.does(1, assign("Wang"));
    let warnings = [
        OpenWarning { rule: Rule::Debt, case: debt.case() },
        OpenWarning { rule: Rule::Loss, case: loss.case() },
    ];
    assert_eq!(
        section_of(&case.page_with(&warnings), "open"),
        ["warning of debt: warning, new, with Wang", "warning of loss: critical, new, with nobody"]
    );
    assert_eq!(case.section("open"), ["nothing"]);
}

#[test]
fn matters_in_hand_go_along_with_their_last_days_and_those_of_others_do_not() {
    let mut case = Case::new();
    let mut open = |customer: &str, number: &str, turn, until: Option<&str>| {
        case.matters.push(OpenMatter {
            kind: MatterKind::Complaint,
            number: number.to_owned(),
            customer: customer.parse().unwrap(),
            asked: day("2026-02-20"),
            turn: TurnReading::new(turn, until.map(day), as_of(T)),
            by: "Wang".parse().unwrap(),
        });
    };
    open("Li & Sons", "K-1", Turn::Customers, None);
    open("Li & Sons", "K-2", Turn::Ours, Some("2026-03-05"));
    open("Li & Sons", "K-3", Turn::Ours, Some("2026-03-06"));
    open("Li & Sons", "K-4", Turn::Ours, Some("2026-05-05"));
    open("Li & Sons", "K-5", Turn::Ours, Some("2026-05-06"));
    open("Wu", "K-6", Turn::Ours, Some("2026-03-06"));
    assert_eq!(
        case.section("open"),
        [
            "complaint K-2 of 2026-02-20: our turn until 2026-03-05, late, with Wang",
            "complaint K-3 of 2026-02-20: our turn until 2026-03-06, with Wang",
            "complaint K-4 of 2026-02-20: our turn until 2026-05-05, with Wang",
            "complaint K-5 of 2026-02-20: our turn until 2026-05-06, with Wang",
            "complaint K-1 of 2026-02-20: the customer's turn, with Wang",
        ]
    );
    assert_eq!(
        case.section("dates due"),
        ["2026-03-06: last day of complaint K-3", "2026-05-05: last day of complaint K-4"]
    );
}

#[test]
fn the_page_has_all_sections() {
    let mut case = Case::new();
    for field in Field::ALL {
        case.entry(field, "told", "2026-03-01");
    }
    let lines: Vec<String> =
        case.page().lines().filter(|line| !line.starts_with(' ')).map(str::to_owned).collect();
    assert_eq!(
        lines,
        [
            "hand-over of Li & Sons from Wang to Zhao on 2026-03-06",
            "snapshot",
            "people",
            "agreed terms",
            "sales against plan",
            "owed",
            "promised by us",
            "open",
            "dates due",
            "missing or stale on the card",
            "not recorded, to be asked of Wang",
            "only in the head of Wang",
        ]
    );
    assert_eq!(case.section("not recorded, to be asked of Wang"), ["nothing"]);
    assert_eq!(case.section("only in the head of Wang"), ["nothing"]);
    assert_eq!(case.section("missing or stale on the card"), ["nothing"]);
    assert_eq!(case.section("promised by us"), ["nothing"]);
}

#[test]
fn the_snapshot_says_who_the_customer_is() {
    let mut case = Case::new();
    case.account.record(Sale::new(document("S"), day("2026-02-20"), yuan("100"))).unwrap();
    case.account
        .record(Custody { keeper: "Wang".parse().unwrap(), from: day("2025-01-01") })
        .unwrap();
    let snapshot = case.section("snapshot");
    assert_eq!(snapshot[0], "importance A, with us since 2026-02-20, last bought on 2026-02-20");
    assert_eq!(snapshot[2], "Wang keeps the card");
    assert_eq!(Case::new().section("snapshot")[2], "nobody keeps the card");
}

#[test]
fn people_come_with_their_posts_and_the_roles_without_anybody() {
    let mut case = Case::new();
    case.person("Li senior", BuyingRole::Decider, vec![]);
    case.person("Mrs Sun", BuyingRole::Buyer, vec![]);
    case.met("Li senior", "Wang", "2026-02-20");
    assert_eq!(
        case.section("people"),
        [
            "Li senior (decider), last met on 2026-02-20",
            "Mrs Sun (buyer), never met",
            "nobody is user",
            "nobody is coach or champion",
        ]
    );
}

#[test]
fn sales_are_set_against_the_plan_of_complete_months() {
    let mut case = Case::new();
    for (number, on, amount) in
        [("1", "2025-12-31", "1"), ("2", "2026-01-01", "100"), ("3", "2026-02-28", "40")]
    {
        case.account.record(Sale::new(document(number), day(on), yuan(amount))).unwrap();
    }
    case.account.record(Sale::new(document("4"), day("2026-03-01"), yuan("7"))).unwrap();
    for (text, amount) in [("2025-12", "9"), ("2026-01", "90"), ("2026-02", "90"), ("2026-03", "9")]
    {
        case.account.record(Plan { month: month(text), amount: yuan(amount) }).unwrap();
    }
    assert_eq!(
        case.section("sales against plan"),
        [
            "complete months from 2026-01: CNY 140.00 of CNY 180.00 planned",
            "2026-03 so far: CNY 7.00"
        ]
    );
    assert!(Case::new().section("sales against plan")[0].ends_with("without a plan"));
}

#[test]
fn what_is_owed_and_promised_goes_along() {
    let mut case = Case::new();
    for (number, due) in [("I1", "2026-03-05"), ("I2", "2026-04-01")] {
        let issued = day("2026-02-01");
        case.account.record(Invoice::new(document(number), issued, day(due), yuan("100"))).unwrap();
    }
    case.promised("two sellers for the spring fair", "2026-03-31");
    assert_eq!(
        case.section("owed"),
        ["owed CNY 200.00, of it overdue CNY 100.00; open orders CNY 0.00"]
    );
    assert_eq!(
        case.section("promised by us"),
        ["two sellers for the spring fair, by 2026-03-31 (promised by Wang on 2026-02-20)"]
    );
}

#[test]
fn open_objections_and_loans_go_along_and_those_that_are_over_do_not() {
    let mut case = Case::new();
    let policy = ObjectionPolicy::default();
    let opening = |kind: &str| ObjectionOpening {
        person: None,
        kind: kind.parse().unwrap(),
        on: day("2026-03-02"),
        words: "so they said".parse().unwrap(),
        by: "Wang".parse().unwrap(),
    };
    let mut closed = Objection::open(opening("own_production"), &policy).unwrap();
    let step = ObjectionStep::Close { reason: "bought elsewhere".parse().unwrap() };
    let entry = guanxi::lifecycle::Entry::new(step, day("2026-03-03"), "Wang".parse().unwrap());
    closed.apply(entry, &policy).unwrap();
    case.account.record(closed).unwrap();
    case.account.record(Objection::open(opening("too_expensive"), &policy).unwrap()).unwrap();
    let asked = |product: &str| {
        Enquiry::open(EnquiryOpening {
            person: None,
            on: day("2026-03-02"),
            product: product.parse().unwrap(),
            quantity: "10 t".parse().unwrap(),
            by: "Wang".parse().unwrap(),
        })
    };
    let mut lost = asked("seed");
    let step = EnquiryStep::Lose { reason: "bought elsewhere".parse().unwrap() };
    lost.apply(guanxi::lifecycle::Entry::new(step, day("2026-03-03"), "Wang".parse().unwrap()))
        .unwrap();
    for enquiry in [asked("feed"), lost] {
        case.account.record(enquiry).unwrap();
    }
    let loan = |from: &str, returned: Option<&str>| Loan {
        to: "Wang".parse().unwrap(),
        from: day(from),
        until: day(from).offset(4),
        purpose: "a visit".parse().unwrap(),
        returned: returned.map(day),
    };
    case.account.record(loan("2026-02-02", Some("2026-02-03"))).unwrap();
    case.account.record(loan("2026-03-05", None)).unwrap();
    assert_eq!(
        case.section("open"),
        [
            "objection too_expensive of 2026-03-02: open",
            "enquiry of 2026-03-02 for 10 t of feed: open",
            "the card is with Wang until 2026-03-09: a visit"
        ]
    );
}

#[test]
fn dates_are_named_from_the_day_to_sixty_days_ahead() {
    let mut case = Case::new();
    // 60 days after 6 March is 5 May.
    for (number, due) in
        [("I0", "2026-03-05"), ("I1", "2026-03-06"), ("I2", "2026-05-05"), ("I3", "2026-05-06")]
    {
        let issued = day("2026-02-01");
        case.account.record(Invoice::new(document(number), issued, day(due), yuan("1"))).unwrap();
    }
    let (from, to) = (day("2026-03-01"), day("2026-03-31"));
    case.account.record(TemporaryLimit { from, to, limit: yuan("500") }).unwrap();
    case.promised("a new shop sign", "2026-04-02");
    let birthday = ImportantDate {
        occasion: "birthday".to_owned(),
        recurrence: Recurrence::Yearly(MonthDay::try_new(4, 1).unwrap()),
    };
    case.person("Li senior", BuyingRole::Decider, vec![birthday]);
    assert_eq!(
        case.section("dates due"),
        [
            "2026-03-06: invoice I1 is due, CNY 1.00 open",
            "2026-03-31: the temporary limit CNY 500.00 ends",
            "2026-04-01: birthday of Li senior",
            "2026-04-02: we promised: a new shop sign",
            "2026-05-05: invoice I2 is due, CNY 1.00 open",
        ]
    );
}

#[test]
fn what_was_never_recorded_is_to_be_asked_and_only_people_are_in_the_leavers_head() {
    let mut case = Case::new();
    for field in Field::ALL {
        if field != Field::Philosophy && field != Field::Bank {
            case.entry(field, "told", "2026-03-01");
        }
    }
    // A placeholder says nothing, but somebody was asked.
    case.entry(Field::Bank, "n/a", "2026-03-01");
    case.person("Li senior", BuyingRole::Decider, vec![]);
    case.person("Mrs Sun", BuyingRole::Buyer, vec![]);
    case.met("Li senior", "Wang", "2026-02-20");
    case.met("Mrs Sun", "Wang", "2026-02-20");
    case.met("Mrs Sun", "Zhao", "2025-02-20");
    assert_eq!(case.section("not recorded, to be asked of Wang"), ["others: philosophy"]);
    assert_eq!(case.section("only in the head of Wang"), ["only Wang met Li senior"]);
    assert_eq!(case.section("missing or stale on the card"), ["missing: bank"]);
}

#[test]
fn a_mandatory_field_without_any_entry_is_listed_once() {
    let mut case = Case::new();
    for field in Field::ALL {
        if ![Field::Philosophy, Field::Phone, Field::Bank].contains(&field) {
            case.entry(field, "told", "2026-03-01");
        }
    }
    case.entry(Field::Bank, "n/a", "2026-03-01");
    assert_eq!(case.section("missing or stale on the card"), ["missing: bank"]);
    assert_eq!(
        case.section("not recorded, to be asked of Wang"),
        ["mandatory: phone", "others: philosophy"]
    );
}

#[test]
fn a_field_that_the_successor_may_not_see_is_named_nowhere() {
    let filled = |texts: &[(Field, &str)]| {
        let mut case = Case::new();
        case.reader = Reader { clearance: Clearance::Internal, need_to_know: true };
        for (field, text) in texts {
            case.entry(*field, text, "2024-03-01");
        }
        case.page()
    };
    let open = (Field::Name, "Li & Sons");
    let without = filled(&[open]);
    assert_eq!(filled(&[open, (Field::Bank, "ICBC"), (Field::Finances, "thin")]), without);
    assert!(!without.contains("bank") && !without.contains("finances"));
}

#[test]
fn a_hand_over_to_oneself_or_by_somebody_else_is_refused() {
    let mut case = Case::new();
    case.parties.to = "Wang".parse().unwrap();
    assert_eq!(case.refusal(), "Li & Sons cannot be handed over from Wang to Wang");
    case.parties.from = "Sun".parse().unwrap();
    assert_eq!(case.refusal(), "Sun does not have Li & Sons on 2026-03-06, so cannot hand it over");
}
