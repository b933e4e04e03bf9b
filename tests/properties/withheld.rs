//! What a reader may not see changes nothing that the reader is told, and what is sensitive changes
//! no judgement: with and without it every answer is equal, to the letter.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::account::Account;
use guanxi::assignment::{Assignment, AssignmentRole};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Validity, Window, WorkCalendar};
use guanxi::card_audit::{AuditPolicy, AuditScope, AuditedCustomer, DebriefItem, VisitPreparation};
use guanxi::confidence::{
    Clearance, Reader, Sensitive, SensitiveDraft, SensitiveKind, SensitiveTerm,
};
use guanxi::contact::{
    Affinity, AffinityKind, AffinityOwner, ContactCoverage, ContactPolicy, Contacts, MannerKind,
    MannerNote, Manners, Mood, MoodNote, Person, Post, common_ground,
};
use guanxi::customer::{Card, CardPolicy, CardView, Customer, Field, Importance};
use guanxi::hand_over::{HandOverParties, HandOverPolicy, HandOverRequest};
use guanxi::id::{CustomerId, PersonId};
use guanxi::identity::NormalText;
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::policy::Policy;
use proptest::prelude::*;
use proptest::sample::select;

use crate::cards::{Record, card, reader, records};
use crate::strategies::{History, as_of, date, history, take, yuan};

const PEOPLE: [&str; 3] = ["Li junior", "Li senior", "Mrs Sun"];

/// Visits of Wang to the customer, by day.
fn visits() -> impl Strategy<Value = BTreeSet<i32>> {
    prop::collection::btree_set(0..40, 0..6)
}

fn account(visits: &BTreeSet<i32>) -> Account {
    let mut account = Account::new("Li".parse().unwrap(), yuan());
    let (staff, role) = ("Wang".parse().unwrap(), AssignmentRole::Salesperson);
    let term = Validity::open_ended(date(-400));
    account.record(Assignment { staff, role, term }).unwrap();
    for on in visits {
        let ours = ["Wang".parse().unwrap()].into();
        let visit = Interaction::try_new(date(*on), InteractionKind::Visit, ours, [].into());
        account.record(visit.unwrap()).unwrap();
    }
    account
}

/// Records of whom Wang is the author, as of visits of theirs.
fn by_wang(records: &[Record]) -> Card {
    let mut card = Card::default();
    for record in records {
        match record.clone() {
            Record::Entry(field, entry) => {
                let own = guanxi::customer::Entry::new(
                    entry.value().clone(),
                    entry.recorded(),
                    "Wang".parse().unwrap(),
                );
                // What contradicts an earlier one of the same act is left out.
                let _ = card.record(field, own.observed_on(entry.observed()).unwrap());
            }
            Record::Ruling(ruling) => card.rule(ruling).unwrap(),
        }
    }
    card
}

/// Every answer about the cards that an audit gives.
fn audited(
    account: &Account,
    card: CardView<'_>,
    sensitive: Option<&[SensitiveTerm]>,
    last: Day,
) -> String {
    let (wang, calendar, policy) =
        ("Wang".parse().unwrap(), WorkCalendar::default(), AuditPolicy::default());
    let window = Window::inclusive(last.offset(-13), last);
    let scope = AuditScope { staff: &wang, window, calendar: &calendar };
    let importance = Importance::A;
    let customer = AuditedCustomer {
        customer: account.id(),
        card,
        importance,
        account: account.view(),
        sensitive,
    };
    let mut all = policy.audit(scope, [customer]).to_string();
    all += &VisitPreparation::before_visit(&policy, scope, customer).to_string();
    for item in DebriefItem::agenda(scope, last, [customer]) {
        all += &item.to_string();
    }
    #[cfg(feature = "serde")]
    {
        all += &serde_json::to_string(&VisitPreparation::before_visit(&policy, scope, customer))
            .unwrap();
    }
    all
}

/// A fact of common ground: its owner, its kind, its value, its last day where it is sensitive.
fn affinity() -> impl Strategy<Value = Affinity> {
    let owner = prop_oneof![
        1 => select(&["Wang", "Zhao"][..])
            .prop_map(|it| AffinityOwner::Ours(it.parse().unwrap())),
        2 => select(&PEOPLE[..]).prop_map(|it| AffinityOwner::Theirs(it.parse().unwrap())),
    ];
    let kinds =
        vec![AffinityKind::Kin, AffinityKind::Faith, AffinityKind::Home, AffinityKind::Hobby];
    (owner, select(kinds), select(&["one", "two"][..]), 0_i32..40).prop_map(
        |(owner, kind, value, until)| {
            let value = NormalText::new(value);
            match kind.sensitive() {
                None => Affinity::open(owner, kind, value).unwrap(),
                Some(marked) => {
                    Affinity::sensitive(owner, kind, sensitive(marked, value, until)).unwrap()
                }
            }
        },
    )
}

fn sensitive<T>(kind: SensitiveKind, value: T, until: i32) -> Sensitive<T> {
    let purpose = "seating at table".parse().unwrap();
    Sensitive::new(SensitiveDraft { kind, purpose, keep_until: date(until), value })
}

fn note() -> impl Strategy<Value = MannerNote> {
    let kinds = vec![MannerKind::Hour, MannerKind::Topic, MannerKind::Custom, MannerKind::Taboo];
    let texts = vec!["after ten", "no pork", "tea"];
    let what = (select(&PEOPLE[..]), select(kinds), select(texts));
    (what, 0_i32..20, 0_i32..30, any::<bool>()).prop_map(
        |((person, kind, text), noted, days, is_open)| {
            let (person, by) = (person.parse().unwrap(), "Wang".parse().unwrap());
            let (text, until) = (text.parse().unwrap(), noted + days);
            if is_open {
                let days = date(noted)..=date(until);
                return MannerNote::try_open(person, kind, text, by, days).unwrap();
            }
            let text = sensitive(SensitiveKind::Faith, text, until);
            MannerNote::try_sensitive(person, kind, text, by, date(noted)).unwrap()
        },
    )
}

fn manners(notes: impl IntoIterator<Item = MannerNote>) -> Manners {
    let mut manners = Manners::default();
    for note in notes {
        let on = note.noted();
        // The same note twice is known.
        let _ = manners.record(note, on);
    }
    manners
}

/// The people of the customer with their meetings, and with moods where these are told.
fn people(visits: &BTreeSet<i32>, moods: &[(usize, i32, usize)]) -> Contacts {
    let customer: CustomerId = "Li".parse().unwrap();
    let mut contacts = Contacts::default();
    for (place, name) in PEOPLE.into_iter().enumerate() {
        let person: PersonId = name.parse().unwrap();
        contacts.record_person(Person::new(person.clone()), date(0)).unwrap();
        let roles = [guanxi::contact::BuyingRole::ALL[place]].into();
        let term = Validity::open_ended(date(0));
        contacts.record_post(customer.clone(), Post { person, title: None, roles, term }).unwrap();
    }
    for (place, on) in visits.iter().enumerate() {
        let (ours, theirs) =
            (["Wang".parse().unwrap()].into(), [PEOPLE[place % 3].parse().unwrap()].into());
        let visit = Interaction::try_new(date(*on), InteractionKind::Visit, ours, theirs).unwrap();
        contacts.record_interaction(customer.clone(), visit);
    }
    for (person, on, mood) in moods {
        let (person, by) = (PEOPLE[*person].parse().unwrap(), "Wang".parse().unwrap());
        let note = MoodNote { person, on: date(*on), mood: Mood::ALL[*mood], by };
        // One mood a day.
        let _ = contacts.record_mood(note, date(*on));
    }
    contacts
}

/// All that a review says of the customers of a book, and its totals.
fn reviewed(histories: &[History; 2], cards: [&Card; 2], t: AsOf) -> Option<String> {
    let mut book = Book::new(yuan());
    for ((name, history), card) in ["Li", "Zhou"].into_iter().zip(histories).zip(cards) {
        let customer = Customer {
            since: history.since,
            attitude: history.attitude,
            card: card.clone(),
            ..Customer::new(name.parse().unwrap())
        };
        let key = book.register(customer).unwrap();
        book.agree_limit(key, history.limit).unwrap();
        for fact in history.facts(name) {
            if let Err(guanxi::book::BookError::Refused { refusal, .. }) = book.record(key, fact) {
                take(Err(refusal));
            }
        }
    }
    let policy = Policy::default();
    let review = book.review(t, &policy).ok()?;
    let explained: Vec<_> = review.customers().iter().map(|key| review.explain(*key)).collect();
    let calls = review.call_list(10);
    Some(format!("{explained:?}\n{:?}\n{calls:?}", review.summary()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn an_audit_says_what_it_says_of_the_records_that_its_reader_may_see(
        visits in visits(), records in records(), reader in reader(),
        days in prop::collection::vec(0_i32..60, 0..3), last in 10_i32..60,
    ) {
        let (account, policy) = (account(&visits), CardPolicy::default());
        let terms: Vec<SensitiveTerm> = days
            .into_iter()
            .map(|it| SensitiveTerm { kind: SensitiveKind::Health, keep_until: date(it) })
            .collect();
        let whole = by_wang(&records);
        let view = CardView::for_reader(&whole, &policy, reader);
        let bare = view.to_card();
        let kept = if reader.may_read(Clearance::Restricted) { Some(&terms[..]) } else { None };
        prop_assert_eq!(
            audited(&account, view, Some(&terms), date(last)),
            audited(&account, CardView::for_reader(&bare, &policy, reader), kept, date(last))
        );
    }

    #[test]
    fn common_ground_is_that_of_the_facts_that_the_reader_may_see(
        facts in prop::collection::vec(affinity(), 0..14),
        ours in reader(), theirs in [reader(), reader(), reader()], t in 0_i32..45,
    ) {
        let t = AsOf::new(date(t));
        // Need to know goes by customer, and each person here is of another one.
        let reader_of = |owner: &AffinityOwner| match owner {
            AffinityOwner::Ours(_) => ours,
            AffinityOwner::Theirs(person) => {
                theirs[PEOPLE.iter().position(|it| *it == person.as_str()).unwrap()]
            }
        };
        let is_seen = |fact: &&Affinity| fact.disclose(reader_of(fact.owner()), t).is_some();
        let seen: Vec<Affinity> = facts.iter().filter(is_seen).cloned().collect();
        let (wang, li): (_, PersonId) = ("Wang".parse().unwrap(), "Li senior".parse().unwrap());
        let found = common_ground(&facts, &wang, &li, reader_of, t);
        prop_assert_eq!(&found, &common_ground(&seen, &wang, &li, reader_of, t));
        // With one hidden fact more, every answer is that without it.
        for hidden in facts.iter().filter(|it| !is_seen(it)) {
            let fewer: Vec<&Affinity> = facts.iter().filter(|it| *it != hidden).collect();
            prop_assert_eq!(&found, &common_ground(fewer, &wang, &li, reader_of, t));
        }
        // By the rule word by word: who shares each value that both have.
        let mut sharing: BTreeMap<(AffinityKind, String), BTreeSet<String>> = BTreeMap::new();
        for fact in &seen {
            let AffinityOwner::Theirs(person) = fact.owner() else { continue };
            let value = fact.disclose(reader_of(fact.owner()), t).unwrap().as_str().to_owned();
            sharing.entry((fact.kind(), value)).or_default().insert(person.to_string());
        }
        let is_mine = |kind: AffinityKind, value: &str| {
            seen.iter().any(|fact| {
                fact.kind() == kind
                    && *fact.owner() == AffinityOwner::Ours(wang.clone())
                    && fact.disclose(ours, t).is_some_and(|it| it.as_str() == value)
            })
        };
        let mut expected: Vec<(usize, AffinityKind, String)> = sharing
            .into_iter()
            .filter(|((kind, value), by)| is_mine(*kind, value) && by.contains("Li senior"))
            .map(|((kind, value), by)| (by.len(), kind, value))
            .collect();
        expected.sort();
        let told: Vec<_> = found
            .iter()
            .map(|it| (it.shared_by, it.kind, it.value.as_str().to_owned()))
            .collect();
        prop_assert_eq!(told, expected);
    }

    #[test]
    fn a_brief_is_that_of_the_notes_that_the_reader_may_see(
        notes in prop::collection::vec(note(), 0..12), reader in reader(), t in 0_i32..50,
    ) {
        let t = AsOf::new(date(t));
        let seen = notes.iter().filter(|it| it.disclose(reader, t).is_some()).cloned();
        let (all, some) = (manners(notes.clone()), manners(seen));
        for person in PEOPLE {
            let brief = |manners: &Manners| {
                let lines = manners.brief(&person.parse().unwrap(), reader, t);
                lines.iter().map(ToString::to_string).collect::<Vec<_>>()
            };
            prop_assert_eq!(brief(&all), brief(&some));
        }
    }

    #[test]
    fn no_mood_changes_a_cover_or_a_hand_over(
        visits in visits(), t in 0_i32..60,
        moods in prop::collection::vec((0_usize..3, 0_i32..60, 0_usize..7), 1..8),
    ) {
        let (account, t) = (account(&visits), AsOf::new(date(t)));
        let (card, card_policy, policy) =
            (Card::default(), CardPolicy::default(), ContactPolicy::default());
        let parties =
            HandOverParties { from: "Wang".parse().unwrap(), to: "Zhao".parse().unwrap() };
        let told = |contacts: &Contacts| {
            let cover = ContactCoverage::from_contacts(contacts, account.id(), t, &policy, 30);
            let request = HandOverRequest {
                customer: account.id(),
                parties: &parties,
                t,
                card: CardView::in_full(&card, &card_policy),
                importance: Importance::A,
                account: account.view(),
                contacts,
                contact_policy: &policy,
                warnings: &[],
                commitments: &[],
                matters: &[],
            };
            let page = HandOverPolicy::default().hand_over(&request).unwrap().to_string();
            format!("{cover:?}\n{page}\n{:?}", contacts.dates_due(t, &policy))
        };
        prop_assert_eq!(told(&people(&visits, &moods)), told(&people(&visits, &[])));
    }

    #[test]
    fn no_sensitive_fact_changes_a_class_a_score_a_warning_or_a_sentence(
        histories in [history(), history()], one in records(), two in records(), t in as_of(),
    ) {
        let (policy, plain) = (CardPolicy::default(), Reader {
            clearance: Clearance::Internal,
            need_to_know: true,
        });
        let (one, two) = (card(&one), card(&two));
        let open = [&one, &two].map(|it| CardView::for_reader(it, &policy, plain).to_card());
        let whole = reviewed(&histories, [&one, &two], t);
        prop_assert_eq!(&reviewed(&histories, [&open[0], &open[1]], t), &whole);
        prop_assert_eq!(&reviewed(&histories, [&Card::default(), &two], t), &whole);
        let hidden = |card: &Card| card.entries(Field::Bank).len() + card.rulings(Field::Bank).len();
        prop_assert_eq!(open.iter().map(hidden).sum::<usize>(), 0);
    }
}
