//! Ids: how long they may be, and which of them look alike.

use guanxi::book::Book;
use guanxi::customer::Customer;
use guanxi::id::{
    ContractId, CustomerId, DocumentId, GroupId, IdDifference, IdError, MAX_LEN, StaffId,
    look_alikes,
};

/// The firm of a customer with 26 characters, which are 78 bytes.
const FIRM: &str = "中国石油化工股份有限公司华东地区销售分公司宁波经营部";

#[track_caller]
fn told(ids: &[&str]) -> Vec<String> {
    look_alikes(ids.iter().copied()).iter().map(ToString::to_string).collect()
}

#[track_caller]
fn difference(one: &str, other: &str) -> Vec<IdDifference> {
    let found = look_alikes([one, other]);
    assert!(found.len() < 2, "{found:?}");
    found.first().map(|it| it.differences().to_vec()).unwrap_or_default()
}

#[test]
fn the_length_of_an_id_is_counted_in_characters_whatever_their_bytes() {
    // C10: a firm's name of 26 Chinese characters was refused for its 78 bytes.
    assert_eq!((FIRM.chars().count(), FIRM.len()), (26, 78));
    assert_eq!(FIRM.parse::<CustomerId>().unwrap().as_str(), FIRM);
    for character in ["x", "é", "关", "🏭"] {
        let text = |length| character.repeat(length);
        assert!(text(1).parse::<CustomerId>().is_ok());
        assert!(text(MAX_LEN - 1).parse::<CustomerId>().is_ok());
        assert!(text(MAX_LEN).parse::<CustomerId>().is_ok());
        assert!(text(MAX_LEN).parse::<DocumentId>().is_ok());
        assert!(text(MAX_LEN).parse::<GroupId>().is_ok());
        assert!(text(MAX_LEN).parse::<ContractId>().is_ok());
        assert!(text(MAX_LEN).parse::<StaffId>().is_ok());
        let long = text(MAX_LEN + 1);
        assert_eq!(long.parse::<CustomerId>(), Err(IdError::Length { text: long.clone() }));
    }
    assert_eq!(MAX_LEN, 128);
}

#[test]
fn a_firm_with_a_long_name_is_a_customer() {
    let mut book = Book::new("CNY".parse().unwrap());
    let key = book.register(Customer::new(FIRM.parse().unwrap())).unwrap();
    assert_eq!(book.name(key), FIRM);
}

#[test]
fn control_characters_and_blanks_at_an_end_stay_refused() {
    for text in ["a\0b", "a\tb", "a\nb", "a\u{7f}b", "a\u{85}b", " a", "a ", "\u{3000}a", "a\u{a0}"]
    {
        assert_eq!(
            text.parse::<CustomerId>(),
            Err(IdError::Character { text: text.to_owned() }),
            "{text:?}"
        );
    }
}

#[test]
fn ids_that_look_alike_are_different_ids_and_are_told() {
    // C10: nothing was said of any of them.
    let mut book = Book::new("CNY".parse().unwrap());
    for id in ["00123", "ACME", "Li", "123", "ＡＣＭＥ", "Li\u{200b}", "Wang"] {
        book.register(Customer::new(id.parse().unwrap())).unwrap();
    }
    let found = look_alikes(book.keys().map(|key| book.name(key)));
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "\"00123\" and \"123\" differ only by leading zeros",
            "\"ACME\" and \"ＡＣＭＥ\" differ only by full-width forms",
            "\"Li\" and \"Li\\u{200b}\" differ only by invisible characters",
        ]
    );
}

#[test]
fn each_difference_is_told_alone() {
    use IdDifference::{Blanks, Composition, FullWidth, Invisible, LeadingZeros, LetterCase};
    for (one, other, by) in [
        ("00123", "123", LeadingZeros),
        ("0", "000", LeadingZeros),
        ("0A", "A", LeadingZeros),
        ("ACME", "acme", LetterCase),
        ("ΟΔΟΣ", "οδος", LetterCase),
        ("STRASSE", "straße", LetterCase),
        ("ACME-1!", "ＡＣＭＥ－１！", FullWidth),
        ("ACME", "AC\u{200b}ME", Invisible),
        ("ACME", "\u{feff}ACME", Invisible),
        ("ACME", "ACME\u{ad}", Invisible),
        ("ACME", "\u{202d}ACME\u{202c}", Invisible),
        ("ACME Ltd", "ACME\u{a0}Ltd", Blanks),
        ("ACME Ltd", "ACME\u{3000}Ltd", Blanks),
        ("ACME Ltd", "ACME  Ltd", Blanks),
        ("ACME Ltd", "ACME\u{2009}Ltd", Blanks),
        ("Café", "Cafe\u{301}", Composition),
        ("Müller", "Mu\u{308}ller", Composition),
    ] {
        assert_eq!(difference(one, other), [by], "{one:?} {other:?}");
    }
}

#[test]
fn several_differences_are_told_together() {
    assert_eq!(
        told(&["0012-a", "１２-A", "12-a"]),
        [
            "\"0012-a\", \"12-a\" and \"１２-A\" differ only by leading zeros, letter case and full-width forms"
        ]
    );
    assert_eq!(
        told(&["ACME \u{200b}ltd", "ACME Ltd"]),
        [
            "\"ACME Ltd\" and \"ACME \\u{200b}ltd\" differ only by letter case and invisible characters"
        ]
    );
}

#[test]
fn ids_that_a_reader_tells_apart_are_not_told() {
    for (one, other) in [
        ("123", "1230"),
        ("C-007", "C-7"),
        ("10", "1"),
        ("A-1", "A1"),
        ("A 1", "A1"),
        ("A-1", "A–1"),
        ("0", "O"),
        ("关系", "关係"),
        ("Muller", "Müller"),
    ] {
        assert_eq!(difference(one, other), [], "{one:?} {other:?}");
    }
    assert_eq!(told(&["Li", "Li", "", ""]), [""; 0], "an id given twice is one");
    assert_eq!(told(&[]), [""; 0]);
}

#[test]
fn a_difference_is_written_by_its_code() {
    for difference in IdDifference::ALL {
        assert_eq!(difference.code().parse(), Ok(difference));
    }
    assert_eq!(IdDifference::LeadingZeros.code(), "leading_zeros");
}
