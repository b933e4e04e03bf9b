//! What is read back passes the same door.

use guanxi::customer::{Attitude, Card, CardPolicy, Customer, Field, Section};

use super::{card, day, entry};

#[test]
fn every_word_is_the_word_of_its_name() {
    for field in Field::ALL {
        let written = serde_json::to_string(&field).unwrap();
        assert_eq!(written, format!("\"{}\"", field.code()));
    }
    for section in Section::ALL {
        let written = serde_json::to_string(&section).unwrap();
        assert_eq!(written, format!("\"{section}\""));
    }
    for attitude in Attitude::ALL {
        let written = serde_json::to_string(&attitude).unwrap();
        assert_eq!(written, format!("\"{attitude}\""));
    }
}

#[test]
fn a_customer_is_read_back_as_it_was_written() {
    let mut card = card([Field::Name, Field::TermsOfTrade]);
    card.record(Field::Name, entry("known better", "2026-04-01")).unwrap();
    let li = Customer::new("Li".parse().unwrap())
        .with_since(day("2019-05-01"))
        .with_attitude(Attitude::EarlyAdopter)
        .with_group("Li Brothers".parse().unwrap())
        .with_card(card);
    let written = serde_json::to_string(&li).unwrap();
    assert_eq!(serde_json::from_str::<Customer>(&written).unwrap(), li);
    let least: Customer = serde_json::from_str(r#"{"id":"Li"}"#).unwrap();
    assert_eq!(least, Customer::new("Li".parse().unwrap()));
}

#[test]
fn what_is_read_back_passes_the_same_door() {
    let refused = |text| serde_json::from_str::<Card>(text).unwrap_err().to_string();
    let blank = r#"{"phone":[{"text":" ","recorded":"2026-03-02","author":"Wang"}]}"#;
    assert!(refused(blank).contains("an entry of the card says something, was \" \""));
    let twice = r#"{"phone":[{"text":"1","recorded":"2026-03-02","author":"Wang"},
                             {"text":"2","recorded":"2026-03-02","author":"Wang"}]}"#;
    assert!(refused(twice).contains("cannot also be \"2\""));
    let zero = serde_json::from_str::<CardPolicy>(r#"{"weights":{"phone":0}}"#).unwrap_err();
    assert!(zero.to_string().contains("weights.phone must be at least 1"));
    assert!(serde_json::from_str::<CardPolicy>(r#"{"weight":{}}"#).is_err());
}
