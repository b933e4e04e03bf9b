//! S1 to S4, bad input: what is refused is named with its place, all at once, and changes nothing.

use guanxi::account::{CustomerFact, Fact};
use guanxi::assignment::{Assignment, AssignmentRole};
use guanxi::book::{Book, OnRefusal};
use guanxi::calendar::{MonthDay, Validity};
use guanxi::contact::Post;
use guanxi::custody::Loan;
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::identity::IdentityNumber;
use guanxi::money::Money;
use guanxi::receivable::Invoice;

use crate::given::{as_of, currency, day, document, yuan};

fn book(names: &[&str]) -> (Book, Vec<CustomerKey>) {
    let mut book = Book::new(currency("CNY"));
    let keys = names.iter().map(|it| book.register(Customer::new(it.parse().unwrap())).unwrap());
    let keys = keys.collect();
    (book, keys)
}

fn assigned(staff: &str, from: &str, to: Option<&str>) -> Fact {
    let term = Validity::try_new(day(from), to.map(day)).unwrap();
    Assignment { staff: staff.parse().unwrap(), role: AssignmentRole::Salesperson, term }.into()
}

fn lent(to: &str, from: &str, until: &str) -> Fact {
    let (to, purpose) = (to.parse().unwrap(), "a visit".parse().unwrap());
    Loan { to, from: day(from), until: day(until), purpose, returned: None }.into()
}

#[test]
fn all_refused_facts_of_a_file_are_told_with_their_places_and_change_nothing() {
    let post = |from: &str| Post {
        person: "Mrs Sun".parse().unwrap(),
        title: None,
        roles: [guanxi::contact::BuyingRole::Buyer].into(),
        term: Validity::open_ended(day(from)),
    };
    let facts = [
        assigned("Wang", "2026-01-01", Some("2026-06-30")),
        assigned("Zhao", "2026-06-30", None),
        lent("Zhao", "2026-03-02", "2026-03-06"),
        lent("Sun", "2026-03-06", "2026-03-07"),
        lent("Sun", "2026-02-20", "2026-02-19"),
        post("2026-01-01").into(),
        post("2026-02-01").into(),
    ];
    let (mut book, keys) = book(&["Li"]);
    let file = facts.iter().map(|it| CustomerFact::new(keys[0], it.clone()));
    let recorded = book.record_all(file, OnRefusal::GoOn);
    let told: Vec<(usize, String)> =
        recorded.refused.iter().map(|it| (it.place, it.error.to_string())).collect();
    let expected = [
        (
            1,
            "customer Li: assignment salesperson from 2026-06-30 overlaps one that is recorded: \
             2026-06-30 without end against 2026-01-01 to 2026-06-30",
        ),
        (
            3,
            "customer Li: loan from 2026-03-06 overlaps one that is recorded: 2026-03-06 without \
             end against 2026-03-02 without end",
        ),
        (
            4,
            "customer Li: until of loan from 2026-02-20 must not be before 2026-02-20, was \
             2026-02-19",
        ),
        (
            6,
            "customer Li: post of Mrs Sun as buyer from 2026-02-01 overlaps one that is recorded: \
             2026-02-01 without end against 2026-01-01 without end",
        ),
    ];
    assert_eq!(told, expected.map(|(place, text)| (place, text.to_owned())));

    // The book is that of the right ones alone.
    let (mut right, _) = self::book(&["Li"]);
    for place in [0, 2, 5] {
        right.record(keys[0], facts[place].clone()).unwrap();
    }
    let all = |book: &Book| book.facts().map(|it| format!("{it:?}")).collect::<Vec<_>>();
    assert_eq!(all(&book), all(&right));
}

#[test]
fn a_customer_is_not_merged_with_itself_nor_with_one_of_another_book() {
    let (mut yuans, keys) = book(&["Li"]);
    let mut euros = Book::new(currency("EUR"));
    for name in ["Li", "Braun", "Weber"] {
        euros.register(Customer::new(name.parse().unwrap())).unwrap();
    }
    let before = format!("{yuans:?}");
    let merge = |book: &mut Book, merged, survivor| {
        book.customers_mut().merge(merged, survivor, day("2026-03-01")).unwrap_err().to_string()
    };
    assert_eq!(
        merge(&mut yuans, keys[0], keys[0]),
        "customer Li: a customer cannot be merged into itself"
    );
    let weber = euros.key(&"Weber".parse().unwrap()).unwrap();
    assert_eq!(merge(&mut yuans, weber, keys[0]), "there is no customer at position 2");
    assert_eq!(format!("{yuans:?}"), before);
}

#[test]
fn facts_of_another_currency_do_not_cross_over_to_a_customer() {
    // A customer of a book in euros becomes one of a book in yuan only by its facts, and of these
    // the amounts are refused: nothing is converted in silence.
    let (mut yuans, keys) = book(&["Li"]);
    let euro = |text: &str| Money::try_from_text(text, currency("EUR")).unwrap();
    let invoice = |number: &str, amount| {
        Invoice::new(document(number), day("2026-01-10"), day("2026-02-10"), amount)
    };
    let before = format!("{yuans:?}");
    let foreign = [invoice("I-1", euro("5")), invoice("I-2", euro("7"))];
    let recorded =
        yuans.record_all(foreign.map(|it| CustomerFact::new(keys[0], it)), OnRefusal::GoOn);
    let told: Vec<String> = recorded.refused.iter().map(|it| it.error.to_string()).collect();
    assert_eq!(
        told,
        [
            "customer Li: invoice I-1 is in EUR, the book is in CNY",
            "customer Li: invoice I-2 is in EUR, the book is in CNY",
        ]
    );
    assert_eq!(format!("{yuans:?}"), before);
    yuans.record(keys[0], invoice("I-1", yuan("5"))).unwrap();
}

#[test]
fn all_numbers_of_a_file_whose_checks_fail_are_told_with_their_text() {
    let texts = [
        "uscc 91350100M000100Y43",
        "uscc 91350100M000100Y4Z",
        "lei 213800KUD8LXJWSQ9D15",
        "vat DE 123456789",
        "uscc 91110000600037341N",
    ];
    let read = texts.iter().zip(1..).map(|(text, line)| (line, text.parse::<IdentityNumber>()));
    let told: Vec<String> =
        read.filter_map(|(line, it)| Some(format!("{line}: {}", it.err()?))).collect();
    assert_eq!(
        told,
        [
            "2: a USCC consists of 0123456789ABCDEFGHJKLMNPQRTUWXY, was 'Z' at place 18 of \
             \"91350100M000100Y4Z\"",
            "3: an LEI divided by 97 leaves 1, \"213800KUD8LXJWSQ9D15\" leaves 55",
            "5: the check character of USCC \"91110000600037341N\" is 'L', was 'N'",
        ]
    );
}

#[test]
fn no_year_has_a_30_february() {
    for (month, on) in [(2, 30), (2, 31), (4, 31), (13, 1), (0, 1), (1, 0), (1, 32)] {
        assert_eq!(
            MonthDay::try_new(month, on).unwrap_err().to_string(),
            format!("no year has a day {on} of month {month}")
        );
    }
    assert!(MonthDay::try_new(2, 29).is_ok());
    assert_eq!(
        "2026-02-30".parse::<guanxi::calendar::Day>().unwrap_err().to_string(),
        "a day is written as 2026-01-31 and lies in the calendar, was \"2026-02-30\""
    );
}

#[test]
fn a_refused_contact_leaves_no_trace() {
    use guanxi::contact::{Contacts, Person};
    let mut contacts = Contacts::default();
    let li = Person::new("Li".parse().unwrap());
    contacts.record_person(li, day("2026-01-01")).unwrap();
    let before = contacts.clone();
    let post = Post {
        person: "Nobody".parse().unwrap(),
        title: None,
        roles: [].into(),
        term: Validity::open_ended(day("2026-01-01")),
    };
    let refused = contacts.record_post("Zhou".parse().unwrap(), post).unwrap_err();
    assert_eq!(refused.to_string(), "no person Nobody is recorded");
    assert_eq!(contacts, before);
    assert_eq!(contacts.posts_at(&"Zhou".parse().unwrap(), as_of("2026-01-01")).count(), 0);
}

#[cfg(feature = "serde")]
mod read {
    use guanxi::contact::Person;
    use guanxi::customer::Card;

    fn refused<T: serde::de::DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
        let error = serde_json::from_str::<T>(text).unwrap_err().to_string();
        error.split(" at line ").next().unwrap().to_owned()
    }

    #[test]
    fn all_faults_of_a_card_are_told_with_their_places() {
        let text = r#"{
            "phone": [
                {"text": "1", "recorded": "2026-02-30", "author": "Wang"},
                {"text": "1", "recorded": "2026-03-02", "author": "Wang", "observed": "2026-02-30"},
                {"text": "1", "recorded": "2026-03-02", "author": "Wang", "observed": "2026-03-03"},
                {"text": "1", "recorded": "2026-03-02", "author": "Wang"},
                {"text": "1", "recorded": "2026-03-02", "author": "Wang"},
                {"text": "2", "recorded": "2026-03-02", "author": "Wang"}
            ],
            "rulings": [
                {"field": "bank", "text": "a", "by": "Zhao", "day": "2026-03-02", "reason": "r"},
                {"field": "bank", "text": "b", "by": "Zhao", "day": "2026-03-02", "reason": "r"},
                {"field": "bank", "text": "b", "by": "Zhao", "day": "2026-02-30", "reason": "r"}
            ],
            "importance": [
                {"importance": "a", "term": {"from": "2026-01-01", "to": "2026-06-30"},
                 "by": "Zhao", "reason": "r"},
                {"importance": "b", "term": {"from": "2026-06-30", "to": null},
                 "by": "Zhao", "reason": "r"}
            ]
        }"#;
        let no_day = "a day is written as 2026-01-31 and lies in the calendar, was \"2026-02-30\"";
        assert_eq!(
            refused::<Card>(text),
            format!(
                "phone.0 is refused: {no_day}; \
                 phone.1 is refused: {no_day}; \
                 phone.2 is refused: an entry recorded on 2026-03-02 was observed by then, was \
                 2026-03-03; \
                 phone.4 is refused: phone was recorded on 2026-03-02 already, with the same text \
                 by the same author; \
                 phone.5 is refused: phone was recorded on 2026-03-02 as \"1\", cannot also be \
                 \"2\"; \
                 rulings.1 is refused: bank was ruled to be \"•••\" on 2026-03-02, cannot be ruled \
                 again on that day; \
                 rulings.2 is refused: {no_day}; \
                 importance.1 is refused: an importance of the customer overlaps one that is \
                 stated: 2026-06-30 without end against 2026-01-01 to 2026-06-30"
            )
        );
    }

    #[test]
    fn an_important_date_on_30_february_is_refused() {
        let text = r#"{"id": "Li", "dates": [
            {"occasion": "birthday", "recurrence": {"yearly": {"month": 2, "day": 30}}}
        ]}"#;
        let refused = refused::<Person>(text);
        assert!(refused.contains("no year has a day 30 of month 2"), "{refused}");
    }

    #[test]
    fn a_sensitive_value_without_purpose_or_last_day_is_refused() {
        use guanxi::confidence::SensitiveDraft;
        for (left_out, text) in [
            ("purpose", r#"{"kind": "faith", "keep_until": "2026-12-31", "value": "chan"}"#),
            ("keep_until", r#"{"kind": "faith", "purpose": "table", "value": "chan"}"#),
        ] {
            let told = refused::<SensitiveDraft<String>>(text);
            assert_eq!(told, format!("missing field `{left_out}`"));
            assert!(!told.contains("chan"));
        }
    }
}
