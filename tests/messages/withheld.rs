//! What a message or a log must not tell: the mark stands in its place, in every type that can
//! carry it. Neither an error nor `Debug` knows who reads it.

use std::fmt::{Debug, Display};

use guanxi::calendar::{AsOf, Validity};
use guanxi::confidence::{Clearance, Reader, Sensitive, SensitiveDraft, SensitiveKind};
use guanxi::contact::{
    Affinity, AffinityKind, AffinityOwner, Channel, ChannelHandOver, ChannelIdentity, Contacts,
    MannerKind, MannerNote, Manners, Mood, MoodNote, Person, common_ground,
};
use guanxi::customer::{
    Card, CardAsOf, CardDiff, CardPolicy, CardValue, CardView, Customer, Entry, Field,
    ProspectImportance, Ruling, StatedImportance,
};
use guanxi::duplicate::IdentityFacts;
use guanxi::identity::{IdentityNumber, NormalText};

use crate::T;
use crate::given::day;

/// The account of a sole trader, in part.
const ACCOUNTS: [&str; 2] = ["6222 0210", "6228 4800"];

#[track_caller]
fn hides(text: &str, secrets: &[&str]) {
    for secret in secrets {
        assert!(!text.contains(secret), "{text} tells {secret}");
    }
    assert!(text.contains("•••") || text.contains("withheld]"), "{text} has no mark");
}

/// An error, as it is printed in both ways.
#[track_caller]
fn error_hides(error: &(impl Debug + Display), secrets: &[&str]) {
    hides(&error.to_string(), secrets);
    hides(&format!("{error:?}"), secrets);
}

fn account(number: usize, by: &str) -> Entry {
    Entry::try_new(ACCOUNTS[number], day(T), by.parse().unwrap()).unwrap()
}

fn bank(number: usize) -> Card {
    let mut card = Card::default();
    card.record(Field::Bank, account(number, "Wang")).unwrap();
    card
}

fn ruling(number: usize) -> Ruling {
    Ruling {
        field: Field::Bank,
        value: CardValue::try_from_text(ACCOUNTS[number]).unwrap(),
        by: "Zhao".parse().unwrap(),
        day: day(T),
        reason: "asked the bank".parse().unwrap(),
    }
}

fn as_of(card: &Card) -> CardAsOf {
    CardAsOf::new(&CardView::in_full(card, &CardPolicy::default()), AsOf::new(day(T)))
}

#[test]
fn the_refusal_of_an_entry_hides_the_bank() {
    let mut card = bank(0);
    error_hides(&card.record(Field::Bank, account(1, "Wang")).unwrap_err(), &ACCOUNTS);
    card.rule(ruling(0)).unwrap();
    error_hides(&card.rule(ruling(1)).unwrap_err(), &ACCOUNTS);
}

#[test]
fn the_refusal_of_a_change_hides_the_bank() {
    let [none, one, other] = [Card::default(), bank(0), bank(1)].map(|it| as_of(&it));
    for (from, held) in [(&one, &other), (&one, &none), (&none, &one)] {
        let refused = CardDiff::between(from, &none).apply(held.clone());
        let refused = refused.or_else(|_| CardDiff::between(from, &other).apply(held.clone()));
        if let Err(error) = refused {
            error_hides(&error, &ACCOUNTS);
        }
    }
    let error = CardDiff::between(&one, &none).apply(other.clone()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "bank cannot change from ••• (visit, Wang, 2026-03-31), it is ••• (visit, Wang, 2026-03-31)"
    );
    // In conflict.
    let mut both = bank(0);
    both.record(Field::Bank, account(1, "Zhao")).unwrap();
    let error = CardDiff::between(&as_of(&both), &none).apply(none.clone()).unwrap_err();
    error_hides(&error, &ACCOUNTS);
    assert!(error.to_string().contains("••• (visit, Wang, 2026-03-31) against •••"), "{error}");
    // Another field is told in full.
    let mut open = Card::default();
    open.record(Field::Phone, account(0, "Wang")).unwrap();
    let error = CardDiff::between(&as_of(&open), &none).apply(none).unwrap_err();
    assert_eq!(
        error.to_string(),
        "phone cannot change from 6222 0210 (visit, Wang, 2026-03-31), it is empty"
    );
}

#[test]
fn the_refusal_of_a_merge_of_cards_hides_the_bank() {
    let ruled = |number| {
        let mut card = bank(number);
        card.rule(ruling(number)).unwrap();
        card
    };
    error_hides(&ruled(0).merged_with(&ruled(1)).unwrap_err(), &ACCOUNTS);
}

#[test]
fn a_change_a_card_as_of_a_day_and_a_ruling_hide_the_bank_from_logs() {
    let [none, one] = [Card::default(), bank(0)].map(|it| as_of(&it));
    let diff = CardDiff::between(&none, &one);
    hides(&format!("{diff:?}"), &ACCOUNTS);
    hides(&format!("{:?}", diff.changes()), &ACCOUNTS);
    hides(&format!("{one:?}"), &ACCOUNTS);
    // The sentence is for the reader of the cards.
    assert_eq!(diff.to_string(), "bank added: 6222 0210 (visit, Wang, 2026-03-31)");
    error_hides(&ruling(0), &ACCOUNTS);
}

#[test]
fn a_card_and_its_customer_tell_how_much_is_recorded_and_not_what() {
    let mut card = bank(0);
    card.rule(ruling(1)).unwrap();
    card.state_importance(importance("2026-01-01")).unwrap();
    let secrets = ["6222", "6228", "next province", "A,", "importance: A"];
    let told = format!("{card:?}");
    assert_eq!(told, "Card { bank: 1 entries, 1 rulings, importances: 1 statements }");
    let customer = Customer { card, ..Customer::new("Li".parse().unwrap()) };
    let told = format!("{customer:?}");
    assert!(secrets.iter().all(|it| !told.contains(it)), "{told}");
}

fn importance(from: &str) -> StatedImportance {
    StatedImportance {
        importance: ProspectImportance::A,
        term: Validity::open_ended(day(from)),
        by: "Zhao".parse().unwrap(),
        reason: "opens in the next province".parse().unwrap(),
    }
}

#[test]
fn a_statement_of_importance_and_its_refusal_hide_what_it_says() {
    hides(&format!("{:?}", importance("2026-01-01")), &["next province", "A,"]);
    let mut card = Card::default();
    card.state_importance(importance("2026-01-01")).unwrap();
    let error = card.state_importance(importance("2026-02-01")).unwrap_err();
    for told in [error.to_string(), format!("{error:?}")] {
        assert!(!told.contains("next province") && !told.contains("A,"), "{told}");
    }
}

#[test]
fn a_mood_and_its_refusal_hide_the_mood() {
    let li = "Li".parse().unwrap();
    let note = |mood| MoodNote {
        person: "Li".parse().unwrap(),
        on: day(T),
        mood,
        by: "Wang".parse().unwrap(),
    };
    let secrets = ["Anger", "anger", "Joy", "joy"];
    hides(&format!("{:?}", note(Mood::Anger)), &secrets);
    let mut contacts = Contacts::default();
    contacts.record_person(Person::new(li), day("2026-01-01")).unwrap();
    contacts.record_mood(note(Mood::Anger), day(T)).unwrap();
    hides(&format!("{contacts:?}"), &secrets);
    error_hides(&contacts.record_mood(note(Mood::Joy), day(T)).unwrap_err(), &secrets);
}

#[test]
fn a_channel_and_its_hand_over_hide_the_name_there() {
    let identity = ChannelIdentity {
        person: "Li".parse().unwrap(),
        channel: Channel::Phone,
        name: "138 0013 8000".parse().unwrap(),
        with: "Wang".parse().unwrap(),
    };
    error_hides(&identity, &["138"]);
    assert_eq!(identity.to_string(), "Li is ••• in phone, connected with Wang");
    let (to, offered) = ("Zhao".parse().unwrap(), day(T));
    let hand_over = ChannelHandOver { identity, to, offered, taken: None, refused: None };
    hides(&format!("{hand_over:?}"), &["138"]);
}

fn faith<T>(value: T) -> Sensitive<T> {
    Sensitive::new(SensitiveDraft {
        kind: SensitiveKind::Faith,
        purpose: "seating".parse().unwrap(),
        keep_until: day("2026-12-31"),
        value,
    })
}

#[test]
fn a_sensitive_value_and_its_draft_hide_it() {
    error_hides(&faith("chan"), &["chan"]);
    hides(&format!("{:?}", faith("chan").into_draft()), &["chan"]);
}

#[test]
fn common_ground_its_facts_and_their_refusals_hide_the_value() {
    let (ours, theirs) = (
        AffinityOwner::Ours("Wang".parse().unwrap()),
        AffinityOwner::Theirs("Li".parse().unwrap()),
    );
    let fact = |owner: &AffinityOwner| {
        let value = faith(NormalText::new("chan"));
        Affinity::sensitive(owner.clone(), AffinityKind::Faith, value).unwrap()
    };
    let facts = [&ours, &theirs].map(fact);
    hides(&format!("{facts:?}"), &["chan"]);
    let reader = Reader { clearance: Clearance::Restricted, need_to_know: true };
    let t = AsOf::new(day(T));
    let (wang, li) = ("Wang".parse().unwrap(), "Li".parse().unwrap());
    let found = common_ground(&facts, &wang, &li, |_| reader, t);
    assert_eq!(found.len(), 1);
    hides(&format!("{found:?}"), &["chan"]);
    let in_the_open = Affinity::open(ours.clone(), AffinityKind::Faith, NormalText::new("chan"));
    let other = Affinity::sensitive(ours, AffinityKind::Home, faith(NormalText::new("chan")));
    for error in [in_the_open.unwrap_err(), other.unwrap_err()] {
        for told in [error.to_string(), format!("{error:?}")] {
            assert!(!told.contains("chan"), "{told}");
        }
    }
}

#[test]
fn a_note_of_manner_its_line_and_its_refusal_hide_the_text() {
    let li = "Li".parse().unwrap();
    let note = MannerNote::try_sensitive(
        "Li".parse().unwrap(),
        MannerKind::Taboo,
        faith("no pork".parse().unwrap()),
        "Wang".parse().unwrap(),
        day(T),
    );
    let note = note.unwrap();
    hides(&format!("{note:?}"), &["pork"]);
    let mut manners = Manners::default();
    manners.record(note.clone(), day(T)).unwrap();
    hides(&format!("{manners:?}"), &["pork"]);
    let reader = Reader { clearance: Clearance::Restricted, need_to_know: true };
    let brief = manners.brief(&li, reader, AsOf::new(day(T)));
    hides(&format!("{brief:?}"), &["pork"]);
    assert_eq!(brief[0].to_string(), "taboo: no pork", "the brief is for its reader");
    let again = manners.record(note, day(T)).unwrap_err();
    for told in [again.to_string(), format!("{again:?}")] {
        assert!(!told.contains("pork"), "{told}");
    }
}

#[test]
fn the_number_of_a_person_and_its_refusal_hide_it() {
    let number = "idcard CN person 110101199003070038".parse::<IdentityNumber>().unwrap();
    hides(&format!("{number:?}"), &["1101"]);
    let facts = IdentityFacts::default().with_number(number);
    hides(&format!("{facts:?}"), &["1101"]);
    let long = format!("idcard CN person {}", "1101".repeat(20));
    let wrong =
        ["idcard CN person 1101?1199003070038", &long, "idcard CN person 110101 199003070038"];
    for text in wrong {
        error_hides(&text.parse::<IdentityNumber>().unwrap_err(), &["1101", "1199"]);
    }
}

#[test]
fn the_keys_of_a_record_hide_accounts_and_telephones() {
    let facts = IdentityFacts::default().with_phone("138 0013 8000").with_bank_account("6222 0210");
    hides(&format!("{facts:?}"), &["13800138000", "8000", "6222"]);
}
