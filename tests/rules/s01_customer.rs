//! S1: the customer card.

#[cfg(feature = "serde")]
mod read_back;

use guanxi::calendar::{AsOf, Day};
use guanxi::customer::{
    Attitude, Card, CardError, CardPolicy, CardPolicyDraft, CardView, Completeness, Customer,
    Entry, Field, Filled, Importance, Section, completeness,
};
use guanxi::measure::{Quotient, Ratio};

#[track_caller]
fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[track_caller]
fn as_of(text: &str) -> AsOf {
    AsOf::new(day(text))
}

#[track_caller]
fn entry(text: &str, recorded: &str) -> Entry {
    Entry::try_new(text, day(recorded), "Wang".parse().unwrap()).unwrap()
}

#[track_caller]
fn card(fields: impl IntoIterator<Item = Field>) -> Card {
    let mut card = Card::default();
    for field in fields {
        card.record(field, entry("known", "2026-03-02")).unwrap();
    }
    card
}

#[track_caller]
fn policy(draft: CardPolicyDraft) -> CardPolicy {
    CardPolicy::try_new(draft).unwrap()
}

/// The text of the value of a field that stands on a date.
#[track_caller]
fn stands(card: &Card, field: Field, t: &str) -> Option<String> {
    let policy = CardPolicy::default();
    let standing = CardView::in_full(card, &policy).standing(field, as_of(t));
    standing.value().map(|it| it.value.to_string())
}

/// The completeness of a card of an ordinary customer.
#[track_caller]
fn found(card: &Card, t: &str, policy: &CardPolicy) -> Completeness {
    completeness(&CardView::in_full(card, policy), as_of(t), Importance::B)
}

#[test]
fn a_new_customer_is_an_id_and_nothing_else() {
    let li = Customer::new("Li".parse().unwrap());
    assert_eq!((li.since, li.attitude, li.group), (None, None, None));
    assert_eq!(li.card, Card::default());
}

#[test]
fn an_attitude_is_read_by_the_word_by_which_it_is_written() {
    let words = ["loyal", "early_adopter", "switcher", "disloyal"];
    for (attitude, word) in Attitude::ALL.into_iter().zip(words) {
        assert_eq!(attitude.to_string(), word);
        assert_eq!(word.parse(), Ok(attitude));
    }
}

#[test]
fn a_word_that_is_no_attitude_is_refused() {
    for word in ["", "Loyal", " loyal", "not_loyal"] {
        assert_eq!(
            word.parse::<Attitude>().unwrap_err().to_string(),
            format!("an attitude is one of loyal, early_adopter, switcher, disloyal, was {word:?}")
        );
    }
}

#[test]
fn the_card_has_four_sections() {
    let words = Section::ALL.map(|section| section.to_string());
    assert_eq!(words, ["basics", "characteristics", "business", "trading"]);
}

#[test]
fn an_entry_says_something() {
    for text in ["", " ", "\u{3000}\n"] {
        let refused = Entry::try_new(text, day("2026-03-02"), "Wang".parse().unwrap());
        assert_eq!(
            refused.unwrap_err().to_string(),
            format!("an entry of the card says something, was {text:?}")
        );
    }
    assert_eq!(entry("-", "2026-03-02").text(), Some("-"));
}

#[test]
fn an_entry_has_a_date_and_an_author() {
    let entry = entry("known", "2026-03-02");
    assert_eq!(entry.recorded(), day("2026-03-02"));
    assert_eq!(entry.author().as_str(), "Wang");
}

#[test]
fn a_card_is_revised_and_shows_what_stood_on_the_date() {
    let mut card = Card::default();
    card.record(Field::Owner, entry("Li junior", "2026-03-02")).unwrap();
    card.record(Field::Owner, entry("Li senior", "2024-01-15")).unwrap();
    let owner = |t| stands(&card, Field::Owner, t);
    assert_eq!(owner("2024-01-14"), None);
    assert_eq!(owner("2024-01-15").as_deref(), Some("Li senior"));
    assert_eq!(owner("2026-03-01").as_deref(), Some("Li senior"));
    assert_eq!(owner("2026-03-02").as_deref(), Some("Li junior"));
    assert_eq!(stands(&card, Field::Managers, "2026-03-02"), None);
}

#[test]
fn the_order_of_recording_does_not_matter() {
    let entries = [entry("a", "2024-01-15"), entry("b", "2025-01-15"), entry("c", "2026-01-15")];
    let filled = |order: [usize; 3]| {
        let mut card = Card::default();
        for place in order {
            card.record(Field::Size, entries[place].clone()).unwrap();
        }
        card
    };
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(filled(order), filled([0, 1, 2]), "{order:?}");
    }
}

#[test]
fn the_same_entry_twice_is_a_duplicate() {
    let mut card = card([Field::Phone]);
    let before = card.clone();
    let refused = card.record(Field::Phone, entry("known", "2026-03-02")).unwrap_err();
    assert!(matches!(refused, CardError::Duplicate { .. }));
    assert_eq!(
        refused.to_string(),
        "phone was recorded on 2026-03-02 already, with the same text by the same author"
    );
    assert_eq!(card, before);
}

#[test]
fn the_same_text_in_full_width_on_the_same_day_is_the_same_entry() {
    let mut card = Card::default();
    for (first, again) in [("13800138000", "１３８００１３８０００"), ("Café", "CAFE\u{301}")]
    {
        let field = if first == "Café" { Field::Address } else { Field::Phone };
        card.record(field, entry(first, "2026-03-02")).unwrap();
        let before = card.clone();
        let refused = card.record(field, entry(again, "2026-03-02")).unwrap_err();
        assert!(matches!(refused, CardError::Duplicate { .. }), "{refused}");
        assert_eq!(card, before);
    }
}

#[test]
fn another_entry_of_the_same_day_is_a_conflict() {
    let mut card = card([Field::Phone]);
    let before = card.clone();
    let refused = card.record(Field::Phone, entry("other", "2026-03-02")).unwrap_err();
    assert!(matches!(refused, CardError::Conflict { .. }));
    assert_eq!(
        refused.to_string(),
        "phone was recorded on 2026-03-02 as \"known\", cannot also be \"other\""
    );
    assert_eq!(card, before);
    card.record(Field::Address, entry("other", "2026-03-02")).unwrap();
}

#[test]
fn a_wrong_entry_is_removed_and_what_stood_before_stands_again() {
    let mut card = card([Field::Phone]);
    let wrong = entry("wrong", "2026-03-03");
    card.record(Field::Phone, wrong.clone()).unwrap();
    assert!(!card.remove(Field::Phone, &entry("wrong", "2026-03-04")));
    assert_eq!(stands(&card, Field::Phone, "2026-03-03").as_deref(), Some("wrong"));
    assert!(card.remove(Field::Phone, &wrong));
    assert_eq!(stands(&card, Field::Phone, "2026-03-03").as_deref(), Some("known"));
}

#[test]
fn completeness_is_the_weight_of_the_filled_fields_over_the_weight_of_all() {
    let weights = [(Field::Name, 5), (Field::Phone, 3), (Field::Size, 0)].into();
    let policy = policy(CardPolicyDraft { weights, mandatory: [].into(), ..Default::default() });
    let card = card([Field::Name, Field::Size, Field::Problems]);
    let found = found(&card, "2026-03-02", &policy);
    let filled = |complete, of| Filled { complete, current: complete, trusted: complete, of };
    assert_eq!(found.section(Section::Basics), filled(5, 16));
    assert_eq!(found.section(Section::Characteristics), filled(0, 7));
    assert_eq!(found.section(Section::Business), filled(0, 5));
    assert_eq!(found.section(Section::Trading), filled(1, 7));
    assert_eq!(found.overall(), filled(6, 35));
    assert_eq!(found.overall().complete_share(), Quotient::try_new(6, 35));
}

#[test]
fn a_section_in_which_nothing_counts_has_no_share() {
    let business = Field::ALL.into_iter().filter(|field| field.section() == Section::Business);
    let weights = business.map(|field| (field, 0)).collect();
    let policy = policy(CardPolicyDraft { weights, ..Default::default() });
    let found = found(&card(Field::ALL), "2026-03-02", &policy);
    assert_eq!(found.section(Section::Business).complete_share(), None);
    assert_eq!(
        found.to_string(),
        "the card is 100% complete, 100% current and 100% trusted; it lacks nothing mandatory"
    );
}

#[test]
fn a_card_is_complete_with_its_last_field_only() {
    let t = "2026-03-02";
    let but_one = card(Field::ALL.into_iter().filter(|field| *field != Field::Strategy));
    let judged = found(&but_one, t, &CardPolicy::default());
    assert_eq!(
        judged.to_string(),
        "the card is 96.6% complete, 96.6% current and 96.6% trusted; it lacks nothing mandatory"
    );
    let judged = found(&card(Field::ALL), t, &CardPolicy::default());
    assert!(judged.overall().trusted_share().unwrap() == Ratio::ONE);
}

#[test]
fn missing_mandatory_fields_are_listed_in_the_order_of_the_card() {
    let card = card([Field::Name, Field::Bank, Field::CreditStanding]);
    let found = found(&card, "2026-03-02", &CardPolicy::default());
    assert_eq!(
        found.missing(),
        [
            Field::Address,
            Field::Phone,
            Field::LegalRepresentative,
            Field::MainBusiness,
            Field::TermsOfTrade
        ]
    );
    assert_eq!(
        found.to_string(),
        "the card is 10% complete, 10% current and 10% trusted; it lacks address, phone, \
         legal representative, main business, terms of trade"
    );
}

#[test]
fn an_entry_recorded_after_the_as_of_date_is_not_seen() {
    let card = card(Field::ALL);
    let complete = |t| found(&card, t, &CardPolicy::default()).overall().complete;
    assert_eq!(complete("2026-03-01"), 0);
    assert_eq!(complete("2026-03-02"), 30);
}

#[test]
fn the_default_policy_is_valid() {
    assert!(CardPolicy::try_new(CardPolicyDraft::default()).is_ok());
}

#[test]
fn a_policy_that_contradicts_itself_tells_everything() {
    let weights = Field::ALL.map(|field| (field, 0)).into();
    let mandatory = [Field::Phone, Field::Bank].into();
    let refused = CardPolicy::try_new(CardPolicyDraft { weights, mandatory, ..Default::default() });
    assert_eq!(
        refused.unwrap_err().to_string(),
        "weights must leave a field that counts; \
         weights.phone must be at least 1 for a mandatory field, was 0; \
         weights.bank must be at least 1 for a mandatory field, was 0"
    );
}
