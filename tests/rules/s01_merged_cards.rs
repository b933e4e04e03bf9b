//! S1, merges and cards: the card of customers that are one, conflicts to rule on, and what stays.

use guanxi::book::Book;
use guanxi::customer::{
    Card, CardPolicy, CardValue, CardView, Customer, Entry, EntrySource, Field, FieldStanding,
    ProspectImportance, Ruling, StandingBasis, StatedImportance,
};
use guanxi::duplicate::{MergeBatch, PlannedMerge, SurvivorReason};
use guanxi::id::CustomerKey;
use guanxi::policy::Policy;
use guanxi::review::MergeRehearsal;

use crate::given::{as_of, currency, day};

const T: &str = "2026-03-31";

#[track_caller]
fn entry(text: &str, on: &str, source: EntrySource) -> Entry {
    Entry::try_new(text, day(on), "Wang".parse().unwrap()).unwrap().with_source(source)
}

#[track_caller]
fn card(records: &[(Field, &str, &str, EntrySource)]) -> Card {
    let mut card = Card::default();
    for (field, text, on, source) in records {
        card.record(*field, entry(text, on, *source)).unwrap();
    }
    card
}

fn ruling(field: Field, text: &str, on: &str) -> Ruling {
    Ruling {
        field,
        value: CardValue::try_from_text(text).unwrap(),
        by: "Zhao".parse().unwrap(),
        day: day(on),
        reason: "asked both".parse().unwrap(),
    }
}

/// Li and a twin, each with a card.
fn book(li: Card, twin: Card) -> (Book, CustomerKey, CustomerKey) {
    let mut book = Book::new(currency("CNY"));
    let mut register = |name: &str, card| {
        let customer = Customer { card, ..Customer::new(name.parse().unwrap()) };
        book.register(customer).unwrap()
    };
    let (li, twin) = (register("Li", li), register("Li & Sons", twin));
    (book, li, twin)
}

fn rehearsed(book: &Book, survivor: CustomerKey, merged: CustomerKey) -> MergeRehearsal {
    let plan = PlannedMerge { survivor, because: SurvivorReason::First, merged: vec![merged] };
    let batch = MergeBatch { merges: vec![plan], left_out: vec![] };
    let policy = Policy::default();
    book.review(as_of(T), &policy).unwrap().rehearse(&batch, day(T))
}

fn united(book: &Book, key: CustomerKey, t: &str) -> Card {
    let policy = Policy::default();
    book.review(as_of(t), &policy).unwrap().card(key).unwrap().into_owned()
}

/// The value that stands on the day, or both sides of a conflict.
fn stands(card: &Card, field: Field) -> String {
    let policy = CardPolicy::default();
    match CardView::in_full(card, &policy).standing(field, as_of(T)) {
        FieldStanding::Withheld => "withheld".to_owned(),
        FieldStanding::Empty => "empty".to_owned(),
        FieldStanding::Value(it) => it.value.to_string(),
        FieldStanding::Conflict { a, b } => format!("{} against {}", a.value, b.value),
    }
}

#[test]
fn the_stronger_value_stands_and_the_other_keeps_its_owner_its_date_and_its_source() {
    let li = card(&[(Field::Phone, "1234", "2026-01-10", EntrySource::Visit)]);
    let twin = card(&[(Field::Phone, "9999", "2025-12-01", EntrySource::Register)]);
    let both = li.merged_with(&twin).unwrap();
    assert_eq!(stands(&both, Field::Phone), "9999");
    let policy = CardPolicy::default();
    let losing = CardView::in_full(&both, &policy).losing(Field::Phone, as_of(T));
    let [lost] = &losing[..] else { panic!("one value loses") };
    let StandingBasis::Entry(lost) = lost.basis else { panic!("an entry") };
    assert_eq!(
        (lost.text(), lost.author().as_str(), lost.observed(), lost.source()),
        (Some("1234"), "Wang", day("2026-01-10"), EntrySource::Visit)
    );
}

#[test]
fn an_empty_field_never_overwrites_a_filled_one() {
    let li = card(&[(Field::Owner, "Li senior", "2026-01-10", EntrySource::Import)]);
    let twin = card(&[(Field::Owner, "n/a", "2026-03-01", EntrySource::Register)]);
    for both in [li.merged_with(&twin), twin.merged_with(&li), li.merged_with(&Card::default())] {
        assert_eq!(stands(&both.unwrap(), Field::Owner), "Li senior");
    }
}

#[test]
fn equal_records_of_both_cards_are_one_and_equal_texts_confirm() {
    let li = card(&[(Field::Bank, "ICBC 6222", "2026-01-10", EntrySource::Document)]);
    assert_eq!(li.merged_with(&li).unwrap(), li);
    let twin = card(&[(Field::Bank, "icbc 6222", "2026-02-10", EntrySource::Visit)]);
    let both = li.merged_with(&twin).unwrap();
    let policy = CardPolicy::default();
    let view = CardView::in_full(&both, &policy);
    let found = view.standing(Field::Bank, as_of(T));
    assert_eq!(found.value().map(|it| it.confirmed), Some(day("2026-02-10")));
    assert!(view.losing(Field::Bank, as_of(T)).is_empty(), "two partners with one account");
}

#[test]
fn a_merge_waits_for_the_ruling_on_each_field_that_would_be_in_conflict() {
    // One file brought both in: neither name is stronger than the other.
    let of_file = |name: &str, owner: &str| {
        card(&[
            (Field::Name, name, "2026-01-05", EntrySource::Import),
            (Field::Owner, owner, "2026-01-05", EntrySource::Import),
        ])
    };
    let (mut book, li, twin) = book(of_file("Li", "senior"), of_file("Li & Sons", "junior"));
    let rehearsal = rehearsed(&book, li, twin);
    assert_eq!(rehearsal.ready().merges, []);
    let before = format!("{book:?}");
    assert_eq!(
        rehearsal.apply(&mut book).unwrap_err().to_string(),
        "conflicts are open: name of customer Li would be in conflict; \
         owner of customer Li would be in conflict"
    );
    assert_eq!(format!("{book:?}"), before);

    let mut ruled = book.card(li).unwrap().clone();
    ruled.rule(ruling(Field::Name, "Li & Sons", "2026-03-30")).unwrap();
    book.customers_mut().set_card(li, ruled.clone()).unwrap();
    let open: Vec<String> = rehearsed(&book, li, twin)
        .open()
        .flat_map(|it| &it.conflicts)
        .map(ToString::to_string)
        .collect();
    assert_eq!(open, ["owner of customer Li would be in conflict"]);
    ruled.rule(ruling(Field::Owner, "junior", "2026-03-30")).unwrap();
    book.customers_mut().set_card(li, ruled).unwrap();
    rehearsed(&book, li, twin).apply(&mut book).unwrap();
    let both = united(&book, li, T);
    let both = [Field::Name, Field::Owner].map(|field| stands(&both, field));
    assert_eq!(both, ["Li & Sons", "junior"]);
}

#[test]
fn rulings_of_one_day_that_differ_and_two_importances_are_told_all_at_once() {
    let importance = |importance, from: &str, to: &str| StatedImportance {
        importance,
        term: guanxi::calendar::Validity::try_new(day(from), Some(day(to))).unwrap(),
        by: "Zhao".parse().unwrap(),
        reason: "new market".parse().unwrap(),
    };
    let with = |phone: &str, bank: &str, stated| {
        let mut card = Card::default();
        card.rule(ruling(Field::Phone, phone, "2026-02-01")).unwrap();
        card.rule(ruling(Field::Bank, bank, "2026-02-01")).unwrap();
        card.state_importance(stated).unwrap();
        card
    };
    let li = with("1", "ICBC", importance(ProspectImportance::A, "2026-01-01", "2026-06-30"));
    let twin = with("2", "BoC", importance(ProspectImportance::B, "2026-06-30", "2026-12-31"));
    let refused = "phone is refused: phone was ruled to be \"1\" on 2026-02-01, cannot be ruled \
                   again on that day; \
                   bank is refused: bank was ruled to be \"•••\" on 2026-02-01, cannot be ruled \
                   again on that day; \
                   importance is refused: an importance of the customer overlaps one that is \
                   stated: 2026-06-30 to 2026-12-31 against 2026-01-01 to 2026-06-30";
    assert_eq!(li.merged_with(&twin).unwrap_err().to_string(), refused);
    let (mut book, li, twin) = book(li, twin);
    let before = format!("{book:?}");
    assert_eq!(
        rehearsed(&book, li, twin).apply(&mut book).unwrap_err().to_string(),
        format!("conflicts are open: the card of customer Li: {refused}")
    );
    assert_eq!(format!("{book:?}"), before);
    // A merge by hand is made all the same, and the card of both tells what is wrong with it.
    book.customers_mut().merge(twin, li, day(T)).unwrap();
    let policy = Policy::default();
    let review = book.review(as_of(T), &policy).unwrap();
    assert_eq!(review.card(li).unwrap_err().to_string(), refused);
}

#[test]
fn the_card_of_both_is_that_of_the_day_and_each_has_its_own_after_the_undoing() {
    let li = card(&[(Field::Phone, "1234", "2026-01-10", EntrySource::Visit)]);
    let twin = card(&[(Field::Bank, "ICBC", "2026-01-10", EntrySource::Visit)]);
    let (mut book, first, second) = book(li.clone(), twin.clone());
    book.customers_mut().merge(second, first, day("2026-03-01")).unwrap();
    book.customers_mut().undo_merge(second, day("2026-03-20")).unwrap();
    for (t, expected) in [
        ("2026-02-28", li.clone()),
        ("2026-03-01", li.merged_with(&twin).unwrap()),
        ("2026-03-19", li.merged_with(&twin).unwrap()),
        ("2026-03-20", li.clone()),
    ] {
        assert_eq!(united(&book, first, t), expected, "{t}");
    }
    assert_eq!(united(&book, second, T), twin);
    assert_eq!((book.card(first), book.card(second)), (Some(&li), Some(&twin)));
}

#[test]
fn a_plan_for_customers_with_others_merged_into_them_goes_by_all_cards() {
    let file = |text: &str| card(&[(Field::Name, text, "2026-01-05", EntrySource::Import)]);
    let (mut book, li, twin) = book(Card::default(), Card::default());
    let third =
        book.register(Customer { card: file("Lis"), ..Customer::new("Lis".parse().unwrap()) });
    let third = third.unwrap();
    book.customers_mut().merge(third, twin, day("2026-02-01")).unwrap();
    assert_eq!(rehearsed(&book, li, twin).open().count(), 0);
    book.customers_mut().set_card(li, file("Li")).unwrap();
    assert_eq!(rehearsed(&book, li, twin).open().count(), 1, "with the name of the third");
}
