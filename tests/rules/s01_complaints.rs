//! S1 to S4, complaints about other programs: each is a fault that is not here. Those about the
//! search for duplicates stand with its rules.

use guanxi::account::Account;
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Validity};
use guanxi::contact::{
    BuyingRole, ContactCoverage, ContactFacts, ContactPolicy, Contacts, Influence, Person, Post,
    RoleState, Stance, Standing,
};
use guanxi::customer::Customer;
use guanxi::duplicate::{
    Admission, DuplicatePolicy, IdentityFacts, IdentityIndex, IdentityRecord, MergeBatch, Query,
    RecordState,
};
use guanxi::id::{CustomerId, CustomerKey, PersonId};
use guanxi::identity::DistinctRulings;
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::objection::{Objection, ObjectionOpening, ObjectionPolicy};
use guanxi::policy::Policy;
use guanxi::receivable::Invoice;
use guanxi::survey::Opportunity;

use crate::given::{as_of, currency, day, document, yuan};

const T: &str = "2026-03-31";

fn post(person: &str, role: BuyingRole) -> Post {
    Post {
        person: person.parse().unwrap(),
        title: Some("buyer of the north".to_owned()),
        roles: [role].into(),
        term: Validity::try_new(day("2025-03-01"), Some(day("2026-12-31"))).unwrap(),
    }
}

fn two() -> (Book, CustomerKey, CustomerKey) {
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let twin = book.register(Customer::new("Li & Sons".parse().unwrap())).unwrap();
    (book, li, twin)
}

#[test]
fn complaint_the_part_of_a_contact_in_buying_is_not_lost_in_a_merge() {
    let (mut book, li, twin) = two();
    let held = post("Mrs Sun", BuyingRole::Buyer);
    book.record(twin, held.clone()).unwrap();
    let standing = Standing {
        person: "Mrs Sun".parse().unwrap(),
        on: day("2025-06-01"),
        influence: Influence::InnerCircle,
        stance: Stance::Supporter,
        by: "Wang".parse().unwrap(),
    };
    book.record(twin, standing.clone()).unwrap();
    book.customers_mut().merge(twin, li, day("2026-03-01")).unwrap();
    let at = |key, t: &str| {
        let account = book.account_at(key, as_of(t)).unwrap();
        (account.view().posts().to_vec(), account.view().standings().to_vec())
    };
    assert_eq!(at(li, "2026-02-28"), (vec![], vec![]));
    assert_eq!(at(li, "2026-03-01"), (vec![held.clone()], vec![standing.clone()]), "as it was");
    let buyer = {
        let account = book.account_at(li, as_of(T)).unwrap();
        let view = account.view();
        let facts = ContactFacts {
            posts: view.posts(),
            standings: view.standings(),
            interactions: view.interactions(),
            has_interactions: false,
        };
        let policy = ContactPolicy::default();
        ContactCoverage::from_facts(facts, as_of(T), &policy, 30).roles.swap_remove(1)
    };
    assert_eq!(buyer.holders, ["Mrs Sun".parse::<PersonId>().unwrap()]);
    assert_eq!(buyer.state, RoleState::Unknown, "nobody of ours has met anybody");
    book.customers_mut().undo_merge(twin, day("2026-03-20")).unwrap();
    let at = |key, t: &str| book.account_at(key, as_of(t)).unwrap().view().posts().to_vec();
    assert_eq!((at(li, T), at(twin, T)), (vec![], vec![held]));
}

#[test]
fn complaint_the_history_stays_with_both_and_a_merge_can_be_undone() {
    let (mut book, li, twin) = two();
    let due = day("2026-12-31");
    let invoice = Invoice::new(document("I-1"), day("2026-01-10"), due, yuan("900"));
    book.record(twin, invoice).unwrap();
    let before: Vec<String> = book.facts().map(|it| format!("{it:?}")).collect();
    book.customers_mut().merge(twin, li, day("2026-03-01")).unwrap();
    assert_eq!(book.account_at(li, as_of(T)).unwrap().view().invoices().len(), 1);
    let spans: Vec<_> = book.review(as_of(T), &Policy::default()).unwrap().customers().to_vec();
    assert_eq!(spans, [li]);
    book.customers_mut().undo_merge(twin, day("2026-03-02")).unwrap();
    assert_eq!(book.account_at(twin, as_of(T)).unwrap().view().invoices().len(), 1);
    let after: Vec<String> = book.facts().map(|it| format!("{it:?}")).collect();
    assert_eq!(after, before, "nothing was moved");
}

#[test]
fn complaint_a_number_that_only_one_may_have_is_no_obstacle_to_a_merge() {
    // Both records carry the number. Nothing has to be moved first: the merge is one step, and
    // the survivor keeps what it has.
    let (mut book, li, twin) = two();
    let facts = IdentityFacts::default().with_number("uscc 91350100M000100Y43".parse().unwrap());
    let record = |key, state| IdentityRecord::new(key, facts.clone()).in_state(state);
    let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
    let changed = |records: &[IdentityRecord]| {
        let index = IdentityIndex::try_new(&policy, records, &rulings, as_of(T)).unwrap();
        index.matches(Query::Changed { customer: li, facts: &facts }).admission(&policy.numbers)
    };
    let both = [record(li, RecordState::Active), record(twin, RecordState::Active)];
    assert_eq!(changed(&both), Admission::Refuse);
    let index = IdentityIndex::try_new(&policy, &both, &rulings, as_of(T)).unwrap();
    let batch = MergeBatch::new(&index, index.clusters(&index.search()));
    let usual = Policy::default();
    let rehearsal = book.review(as_of(T), &usual).unwrap().rehearse(&batch, day(T));
    rehearsal.apply(&mut book).unwrap();
    let after = [record(li, RecordState::Active), record(twin, RecordState::Merged)];
    assert_eq!(changed(&after), Admission::Free);
}

#[test]
fn complaint_records_made_at_the_same_time_are_found_all_the_same() {
    // Each was checked before the other was there. The whole book does not go by what was checked
    // on saving.
    let facts = || IdentityFacts::default().with_phone("13800138000").with_bank_account("62220001");
    let key = CustomerKey::from_position;
    let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
    let admitted = |records: &[IdentityRecord]| {
        let index = IdentityIndex::try_new(&policy, records, &rulings, as_of(T)).unwrap();
        index.matches(Query::New(&facts())).admission(&policy.numbers)
    };
    assert_eq!(admitted(&[]), Admission::Free);
    let both = [0, 1].map(|it| IdentityRecord::new(key(it), facts()));
    let index = IdentityIndex::try_new(&policy, &both, &rulings, as_of(T)).unwrap();
    assert_eq!(index.search().pairs.len(), 1);
}

#[test]
fn complaint_people_change_employers_and_keep_their_past() {
    let mut contacts = Contacts::default();
    let sun: PersonId = "Mrs Sun".parse().unwrap();
    contacts.record_person(Person::new(sun.clone()), day("2024-01-01")).unwrap();
    let customer = |name: &str| -> CustomerId { name.parse().unwrap() };
    let term = |from: &str, to: Option<&str>| Validity::try_new(day(from), to.map(day)).unwrap();
    let at = |term| Post { term, ..post("Mrs Sun", BuyingRole::Buyer) };
    contacts.record_post(customer("Li"), at(term("2024-01-01", Some("2025-12-31")))).unwrap();
    contacts.record_post(customer("Zhou"), at(term("2026-01-01", None))).unwrap();
    let met = |name: &str, on: &str| {
        let (ours, theirs) = (["Wang".parse().unwrap()].into(), [sun.clone()].into());
        let visit = Interaction::try_new(day(on), InteractionKind::Visit, ours, theirs).unwrap();
        (customer(name), visit)
    };
    for (customer, visit) in [met("Li", "2025-05-05"), met("Zhou", "2026-02-02")] {
        contacts.record_interaction(customer, visit);
    }
    let past: Vec<String> = contacts
        .posts_of(&sun, as_of(T))
        .iter()
        .map(|it| format!("{} {}", it.customer, it.post.term))
        .collect();
    assert_eq!(past, ["Li 2024-01-01 to 2025-12-31", "Zhou 2026-01-01 without end"]);
    assert_eq!(contacts.interactions(&customer("Li"), as_of(T)).count(), 1);
    assert_eq!(contacts.posts_at(&customer("Li"), as_of(T)).count(), 0);
}

#[test]
fn complaint_two_records_of_one_dealer_are_one_debtor_before_they_are_merged() {
    let (mut book, li, twin) = two();
    for (key, number) in [(li, "I-1"), (twin, "I-2")] {
        let due = day("2026-12-31");
        let invoice = Invoice::new(document(number), day("2026-01-10"), due, yuan("900"));
        book.record(key, invoice).unwrap();
    }
    let policy = Policy::default();
    let review = book.review(as_of(T), &policy).unwrap();
    let preview = review.merge_preview(twin, li).unwrap();
    let exposures =
        [preview.merged, preview.survivor, preview.together].map(|it| it.exposure.minor());
    assert_eq!(exposures, [900_00, 900_00, 1_800_00]);
}

#[test]
fn complaint_contacts_objections_and_loans_are_not_left_behind_with_a_customer() {
    // A customer that changes hands or is merged has them all, for they are facts about it.
    let (mut book, li, twin) = two();
    let opening = ObjectionOpening {
        person: None,
        kind: "too_expensive".parse().unwrap(),
        on: day("2026-03-02"),
        words: "so they said".parse().unwrap(),
        by: "Wang".parse().unwrap(),
    };
    let objection = Objection::open(opening, &ObjectionPolicy::default()).unwrap();
    let ours = ["Wang".parse().unwrap()].into();
    let visit = Interaction::try_new(day("2026-03-02"), InteractionKind::Visit, ours, [].into());
    book.record(twin, objection).unwrap();
    book.record(twin, visit.unwrap()).unwrap();
    book.record(twin, post("Mrs Sun", BuyingRole::User)).unwrap();
    book.customers_mut().merge(twin, li, day("2026-03-10")).unwrap();
    let account = book.account_at(li, as_of(T)).unwrap();
    let view = account.view();
    assert_eq!((view.objections().len(), view.interactions().len(), view.posts().len()), (1, 1, 1));
}

#[test]
fn complaint_opportunity_goes_by_top_boxes_and_never_falls_below_importance() {
    // 5 of 10 find it important, 9 of 10 are content: a product without the `max` says 1.
    let of_ten = |part| guanxi::measure::Proportion::try_new(part, 10).unwrap();
    let score = Opportunity::from_top_boxes(of_ten(5), of_ten(9)).unwrap();
    assert_eq!(score.to_string(), "5");
}

#[test]
fn complaint_a_late_fact_changes_no_day_before_it_was_known() {
    let mut li = Account::new("Li".parse().unwrap(), currency("CNY"));
    li.record_known(post("Mrs Sun", BuyingRole::Buyer), day("2026-03-20")).unwrap();
    let posts = |t: AsOf| li.as_of(t).view().posts().len();
    assert_eq!((posts(as_of("2026-03-19")), posts(as_of("2026-03-20"))), (0, 1));
}
