//! S1, identity: numbers of registers with their checks, normal forms, rulings about pairs.

use guanxi::id::CustomerKey;
use guanxi::identity::{
    CustomerPair, DistinctError, DistinctRuling, DistinctRulings, IdentityNumber,
    IdentityNumberError, Lei, LeiError, NameForms, NameRules, NormalPhone, NormalText, NumberKind,
    PairRuling, Scope, Uscc, UsccError,
};

use crate::given::{as_of, day};

/// The example in the standard.
const STANDARD: &str = "91350100M000100Y43";

fn is_uscc(text: &str) -> bool {
    text.parse::<Uscc>().is_ok()
}

fn number(kind: &str, text: &str) -> IdentityNumber {
    IdentityNumber::try_new(kind.parse().unwrap(), text).unwrap()
}

#[track_caller]
fn names(texts: &[&str]) -> Vec<Option<String>> {
    let forms = NameForms::new(&NameRules::default());
    texts.iter().map(|text| forms.normal(text).map(|it| it.to_string())).collect()
}

#[track_caller]
fn one_name(texts: &[&str], expected: &str) {
    for (text, found) in texts.iter().zip(names(texts)) {
        assert_eq!(found.as_deref(), Some(expected), "{text:?}");
    }
}

#[test]
fn uscc_the_example_of_the_standard_has_check_character_3() {
    // Σ is 1640, which is 28 by modulus 31: 31 − 28 = 3.
    assert!(is_uscc(STANDARD));
    for (place, found) in Uscc::CHARACTERS.chars().enumerate() {
        let text = format!("91350100M000100Y4{found}");
        assert_eq!(is_uscc(&text), place == 3, "{text}");
    }
}

#[test]
fn uscc_the_counter_example_of_the_standard_is_refused() {
    assert!(!is_uscc("91350100M000100Y4Z"));
}

#[test]
fn uscc_published_codes_are_valid() {
    for text in ["91110000600037341L", "91340600MA2PBM9HXD"] {
        assert!(is_uscc(text), "{text}");
    }
}

#[test]
fn uscc_a_sum_without_rest_has_check_character_0() {
    // The standard's formula gives 31 − 0, which is no value of a character.
    for text in ["92340603MA2UK1TD00", "91620105L015101280"] {
        assert!(is_uscc(text), "{text}");
    }
}

#[test]
fn uscc_a_wrong_check_character_is_named_with_the_right_one() {
    let (text, expected, found) = ("91110000600037341N".to_owned(), 'L', 'N');
    assert_eq!(text.parse::<Uscc>(), Err(UsccError::Check { text, expected, found }));
}

#[test]
fn uscc_letters_i_o_s_v_z_are_refused_with_their_place() {
    let text = "9111000060003IOZSV".to_owned();
    let refused = Err(UsccError::Character { text: text.clone(), place: 14, found: 'I' });
    assert_eq!(text.parse::<Uscc>(), refused);
    for letter in "IOSVZ".chars() {
        for place in 1..=18 {
            let text: String = STANDARD
                .chars()
                .zip(1..)
                .map(|(c, at)| if at == place { letter } else { c })
                .collect();
            let refused = Err(UsccError::Character { text: text.clone(), place, found: letter });
            assert_eq!(text.parse::<Uscc>(), refused);
        }
    }
}

/// A code with the check character that its first 17 demand.
fn completed(first: &str) -> String {
    let all = Uscc::CHARACTERS.chars().map(|c| format!("{first}{c}"));
    let valid: Vec<_> = all.filter(|text| is_uscc(text)).collect();
    assert_eq!(valid.len(), 1, "{first}");
    valid[0].clone()
}

#[test]
fn uscc_a_letter_may_stand_at_places_1_and_2_and_none_at_3_to_8() {
    // Y at place 1 is an authority beside those with a number; a reader that asks for eight leading
    // digits refuses valid codes.
    for first in ["Y1350100M000100Y4", "9Y350100M000100Y4", "N2350100M000100Y4"] {
        completed(first);
    }
    for place in 3..=8 {
        let text: String =
            STANDARD.chars().zip(1..).map(|(c, at)| if at == place { 'A' } else { c }).collect();
        let refused = Err(UsccError::Division { text: text.clone(), place, found: 'A' });
        assert_eq!(text.parse::<Uscc>(), refused);
    }
    completed("91350100A000100Y4");
}

#[test]
fn uscc_all_540_single_substitutions_of_the_example_are_caught() {
    let mut count = 0;
    for place in 0..Uscc::LEN {
        for c in Uscc::CHARACTERS.chars() {
            let mut text: Vec<char> = STANDARD.chars().collect();
            if text[place] == c {
                continue;
            }
            text[place] = c;
            let text: String = text.into_iter().collect();
            assert!(!is_uscc(&text), "{text}");
            count += 1;
        }
    }
    assert_eq!(count, 540);
}

#[test]
fn uscc_all_13_swaps_of_neighbours_in_the_example_are_caught() {
    let mut count = 0;
    for place in 1..Uscc::LEN {
        let mut text: Vec<char> = STANDARD.chars().collect();
        text.swap(place - 1, place);
        let text: String = text.into_iter().collect();
        if text != STANDARD {
            assert!(!is_uscc(&text), "{text}");
            count += 1;
        }
    }
    assert_eq!(count, 13);
}

#[test]
fn uscc_is_read_in_any_width_and_case_with_blanks_and_dashes() {
    for text in [
        "９１３５０１００Ｍ０００１００Ｙ４３",
        "91350100m000100y43",
        " 91350100-M000100Y4-3 ",
        "9135 0100 M000 100Y 43",
    ] {
        assert_eq!(text.parse::<Uscc>().unwrap().as_str(), STANDARD, "{text:?}");
    }
    assert_eq!(
        "91350100M000100Y4".parse::<Uscc>(),
        Err(UsccError::Length { text: "91350100M000100Y4".to_owned(), len: 17 })
    );
    assert!(matches!("".parse::<Uscc>(), Err(UsccError::Length { len: 0, .. })));
    assert!(matches!(
        format!("{STANDARD}0").parse::<Uscc>(),
        Err(UsccError::Length { len: 19, .. })
    ));
}

#[test]
fn lei_the_remainder_is_1_or_the_identifier_is_refused() {
    assert!("213800KUD8LAJWSQ9D15".parse::<Lei>().is_ok());
    let text = "213800KUD8LXJWSQ9D15".to_owned();
    assert_eq!(text.parse::<Lei>(), Err(LeiError::Remainder { text, remainder: 55 }));
}

#[test]
fn lei_single_substitutions_and_swaps_of_letters_or_of_digits_are_caught() {
    // A letter for a digit makes the number longer; of those one in 97 slips through any check.
    let valid = "213800KUD8LAJWSQ9D15";
    let alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let alike = |one: char, other: char| one.is_ascii_digit() == other.is_ascii_digit();
    let letters: Vec<char> = valid.chars().collect();
    let (mut substitutions, mut swaps) = (0, 0);
    for place in 0..Lei::LEN {
        for c in alphabet.chars().filter(|c| *c != letters[place] && alike(*c, letters[place])) {
            let mut text = letters.clone();
            text[place] = c;
            let text: String = text.into_iter().collect();
            assert!(text.parse::<Lei>().is_err(), "{text}");
            substitutions += 1;
        }
        let before = place.saturating_sub(1);
        if letters[before] != letters[place] && alike(letters[before], letters[place]) {
            let mut text = letters.clone();
            text.swap(before, place);
            let text: String = text.into_iter().collect();
            assert!(text.parse::<Lei>().is_err(), "{text}");
            swaps += 1;
        }
    }
    assert_eq!((substitutions, swaps), (10 * 9 + 10 * 25, 12));
}

#[test]
fn lei_check_digits_lie_between_02_and_98() {
    // 97 more or less leaves the same remainder, and no register gives such digits.
    let digits = |remainder_of: &str| -> Vec<String> {
        let all = (0..100).map(|digits| format!("{remainder_of}{digits:02}"));
        all.filter(|text| !matches!(text.parse::<Lei>(), Err(LeiError::Remainder { .. }))).collect()
    };
    let mut refused = 0;
    for number in 0..97 {
        let all = digits(&format!("2138000000000000{number:02}"));
        let valid: Vec<_> = all.iter().filter(|text| text.parse::<Lei>().is_ok()).collect();
        assert_eq!(valid.len(), 1, "{all:?}");
        refused += all.len() - 1;
    }
    // Of 97 remainders one leads to 02 and 99, one to 97 and 00, one to 98 and 01.
    assert_eq!(refused, 3);
}

#[test]
fn a_number_is_held_in_capitals_without_blanks_dots_and_dashes() {
    assert_eq!(number("duns", "15-048-3782").as_str(), "150483782");
    assert_eq!(number("gstin", "27aapfu0939f1zv").as_str(), "27AAPFU0939F1ZV");
    assert_eq!(number("vat DE", "de 123 456 789"), number("vat DE", "123456789"));
    for greek in ["EL 094259216", "GR094259216", "094259216"] {
        assert_eq!(number("vat GR", greek).to_string(), "vat GR 094259216");
        assert_eq!(number("vat EL", greek), number("vat GR", greek));
    }
    assert_ne!(number("vat DE", "123456789"), number("vat AT", "123456789"));
    assert_ne!(number("siren FR", "732829320"), number("siren BE", "732829320"));
}

#[test]
fn a_number_says_itself_and_is_read_back() {
    for text in [
        "uscc 91350100M000100Y43",
        "uscc establishment 91350100M000100Y43",
        "lei 213800KUD8LAJWSQ9D15",
        "duns 150483782",
        "duns legal_entity 150483782",
        "gstin 27AAPFU0939F1ZV",
        "vat DE 123456789",
        "siret FR establishment 73282932000074",
        "passport CN person E12345678",
    ] {
        assert_eq!(text.parse::<IdentityNumber>().unwrap().to_string(), text);
    }
}

#[test]
fn numbers_compare_within_kind_country_and_scope() {
    let one = number("vat DE", "123456789");
    assert!(one.compares_with(&number("vat DE", "11")));
    assert!(!one.compares_with(&number("vat AT", "123456789")));
    assert!(!one.compares_with(&number("duns", "123456789")));
    assert!(!one.compares_with(&one.clone().with_scope(Scope::Establishment)));
}

#[test]
fn a_number_whose_check_fails_is_no_identity_number() {
    let read =
        |kind: &str, text: &str| IdentityNumber::try_new(kind.parse::<NumberKind>().unwrap(), text);
    assert!(matches!(read("uscc", "91350100M000100Y44"), Err(IdentityNumberError::Uscc(_))));
    assert!(matches!(read("lei", "213800KUD8LXJWSQ9D15"), Err(IdentityNumberError::Lei(_))));
    assert!("uscc 91350100M000100Y44".parse::<IdentityNumber>().is_err());
    assert!("uscc person 91350100M000100Y44".parse::<IdentityNumber>().is_err());
}

#[test]
fn a_number_without_a_check_has_2_to_64_letters_and_digits() {
    let read = |text: &str| IdentityNumber::try_new(NumberKind::Duns, text);
    assert!(matches!(read("1"), Err(IdentityNumberError::Length { len: 1, .. })));
    assert!(matches!(read(" - "), Err(IdentityNumberError::Length { len: 0, .. })));
    assert!(read("12").is_ok());
    assert!(read(&"1".repeat(64)).is_ok());
    assert!(matches!(read(&"1".repeat(65)), Err(IdentityNumberError::Length { len: 65, .. })));
    assert!(matches!(
        read("12?4"),
        Err(IdentityNumberError::Character { place: 3, found: '?', .. })
    ));
}

#[test]
fn the_number_of_a_person_is_not_shown_by_debug() {
    let person = number("idcard CN", "11010519491231002X").with_scope(Scope::Person);
    assert_eq!(format!("{person:?}"), "\"idcard CN person •••\"");
    let company = number("uscc", STANDARD);
    assert_eq!(format!("{company:?}"), "\"uscc 91350100M000100Y43\"");
}

#[test]
fn no_error_shows_the_number_of_a_person() {
    let long = "1".repeat(65);
    for text in [
        format!("idcard CN person {long}"),
        "idcard CN person 1101?051949".to_owned(),
        "idcard CN 110105194912310021 person".to_owned(),
        "idcard CN person 110105 194912310021".to_owned(),
        "person 110105 1949 12310021 idcard CN".to_owned(),
        "uscc person 110105194912310021".to_owned(),
        "uscc person 11010519".to_owned(),
        "lei person 11010519491231002100".to_owned(),
        "lei person 11010519".to_owned(),
    ] {
        let refused = text.parse::<IdentityNumber>().unwrap_err();
        for shown in [refused.to_string(), format!("{refused:?}")] {
            assert!(!shown.contains("110105") && !shown.contains(&long), "{shown}");
            assert!(shown.contains("•••"), "{shown}");
        }
    }
    let kind: NumberKind = "idcard CN".parse().unwrap();
    let read = |scope| IdentityNumber::try_in_scope(kind.clone(), scope, "1?").unwrap_err();
    assert_eq!(
        read(Scope::Person).to_string(),
        "a number of kind idcard CN consists of letters and digits, \
         was '?' at place 2 of \"•••\""
    );
    assert!(read(Scope::LegalEntity).to_string().contains("\"1?\""));
}

#[test]
fn a_letter_and_its_mark_are_one_letter_however_they_are_written() {
    for (composed, apart) in [
        ("Café", "Cafe\u{301}"),
        ("MÖBEL", "MO\u{308}BEL"),
        ("Ñandú", "N\u{303}andu\u{301}"),
        ("Việt Tiến", "Vie\u{323}\u{302}t Tie\u{302}\u{301}n"),
        ("Łódź", "Ło\u{301}dz\u{301}"),
        ("Şişli", "S\u{327}is\u{327}li"),
        ("Чайка", "Чаи\u{306}ка"),
        ("Αθήνα", "Αθη\u{301}να"),
        ("がんばる", "か\u{3099}んは\u{3099}る"),
        (
            "한국전자",
            "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}\u{110c}\u{1165}\u{11ab}\u{110c}\u{1161}",
        ),
    ] {
        assert_ne!(composed, apart);
        assert_eq!(NormalText::new(composed), NormalText::new(apart), "{composed}");
        assert_eq!(names(&[composed]), names(&[apart]), "{composed}");
    }
    assert_ne!(NormalText::new("Café"), NormalText::new("Cafe"), "an accent says something");
    // A mark that belongs to no letter before it stays.
    assert_eq!(NormalText::new("q\u{301}q").as_str(), "q\u{301}q");
}

#[test]
fn a_normal_form_folds_width_case_blanks_and_punctuation() {
    let normal = |text: &str| NormalText::new(text).as_str().to_owned();
    assert_eq!(normal("　Ａｃｍｅ－０１（中国）"), "acme01中国");
    assert_eq!(normal("中山路·1号，2楼"), "中山路1号2楼");
    assert_eq!(normal("Straße"), normal("STRASSE"));
    assert_eq!(normal("\u{200b}李\u{feff}四"), "李四");
    assert_eq!(normal(" -、。 "), "");
    assert!(NormalText::new("李四").is_key() && !NormalText::new("李").is_key());
    assert!(!NormalText::new("（李）").is_key() && !NormalText::new("").is_key());
}

#[test]
fn a_legal_form_is_cut_from_the_end_of_a_name() {
    one_name(
        &[
            "上海三菱电梯有限公司",
            "上海三菱电梯有限责任公司",
            "上海三菱电梯股份有限公司",
            "上海三菱电梯（集团）有限公司",
            "上海三菱电梯集团",
            "上海三菱电梯总公司",
            "上海 三菱 电梯",
        ],
        "上海三菱电梯",
    );
    one_name(
        &[
            "Acme Trading Co., Ltd.",
            "ACME TRADING LLC",
            "Acme-Trading GmbH",
            "Acme Trading S.A.",
            "Ａｃｍｅ　Ｔｒａｄｉｎｇ　Ｃｏ．，Ｌｔｄ．",
            "acme trading",
        ],
        "acmetrading",
    );
}

#[test]
fn a_legal_form_is_cut_however_it_is_punctuated() {
    one_name(
        &[
            "Acme Trading Co.Ltd",
            "Acme Trading Co.Ltd.",
            "Acme Trading Co.,Ltd.",
            "Acme Trading Co., Ltd",
            "ACME TRADING CO,.LTD.",
            "Acme Trading Co Ltd",
            "Acme Trading CoLtd",
            "Ａｃｍｅ Trading Ｃｏ．Ｌｔｄ．",
            "Acme Trading Pvt. Ltd.",
            "Acme Trading Pvt.Ltd",
            "Acme Trading (Pvt) Ltd",
            "Acme Trading Private Limited",
            "Acme Trading Pte. Ltd.",
            "Acme Trading Pty.Ltd",
            "Acme Trading Sdn.Bhd.",
            "Acme Trading L.L.C.",
            "Acme Trading S.p.A.",
            "Acme Trading G.m.b.H. & Co. KG",
        ],
        "acmetrading",
    );
    one_name(
        &["上海三菱電梯有限公司", "上海三菱電梯有限責任公司", "上海三菱電梯（集團）"],
        "上海三菱電梯",
    );
    // A dot between initials divides no word.
    one_name(&["U.S.A. Visa", "USA Visa"], "usavisa");
    assert_eq!(names(&["...", "Co.Ltd"]), [None, Some("coltd".to_owned())], "no more would remain");
}

#[test]
fn a_legal_form_in_latin_letters_is_cut_as_a_word_only() {
    one_name(&["Visa", "Visa Inc.", "VISA SA"], "visa");
    one_name(&["Nippon Tabasco"], "nippontabasco");
    one_name(&["北京acme有限公司", "北京acme Ltd", "北京 ACME"], "北京acme");
    one_name(&["北京贸易Ltd"], "北京贸易");
}

#[test]
fn a_name_that_is_nothing_but_legal_forms_stays_a_name() {
    one_name(&["集团有限公司", "集团"], "集团");
    assert_eq!(names(&["李有限公司"]), [Some("李有限公司".to_owned())], "one character is left");
    assert_eq!(names(&["李", " ", "", "。"]), [None, None, None, None]);
}

#[test]
fn a_branch_is_kept_as_a_word_of_its_own() {
    one_name(&["中山贸易北京分公司", "中山贸易 北京 分公司"], "中山贸易北京 分公司");
    one_name(
        &["Acme Ltd Shanghai Branch", "ACME LTD. (Shanghai) branch"],
        "acmeltdshanghai branch",
    );
    assert_ne!(names(&["中山贸易有限公司"]), names(&["中山贸易有限公司分公司"]));
    assert_eq!(names(&["中山贸易有限公司分公司"]), [Some("中山贸易 分公司".to_owned())]);
}

#[test]
fn the_words_at_the_end_of_a_name_are_policy() {
    let rules = NameRules {
        legal_forms: vec!["K.K.".to_owned(), "株式会社".to_owned()],
        branch_words: Vec::new(),
    };
    let forms = NameForms::new(&rules);
    for name in ["Acme K.K.", "Acme 株式会社", "ＡＣＭＥ株式会社"] {
        assert_eq!(forms.normal(name).unwrap().as_str(), "acme");
    }
    assert_eq!(forms.normal("Acme Ltd").unwrap().as_str(), "acmeltd");
}

#[track_caller]
fn agree(one: &str, other: &str) -> bool {
    let read = |text| NormalPhone::from_text(text).unwrap();
    let found = read(one).agrees_with(read(other));
    assert_eq!(read(other).agrees_with(read(one)), found, "in both directions");
    found
}

#[test]
fn a_telephone_number_is_compared_by_its_last_8_to_11_digits() {
    for (one, other) in [
        ("+86 138 0013 8000", "13800138000"),
        ("0086-13800138000", "138 0013 8000"),
        ("＋８６　１３８００１３８０００", "13800138000"),
        ("010-65529988", "+86 10 6552 9988"),
        ("65529988", "010-65529988"),
        ("+49 (0)30 123456", "030 123456"),
        ("+1 (212) 555-0100", "212-555-0100"),
        ("010-65529988转801", "010-65529988"),
        ("010 6552 9988 ext. 12", "010 6552 9988 x34"),
    ] {
        assert!(agree(one, other), "{one} {other}");
    }
    for (one, other) in [
        ("13800138000", "13800138001"),
        ("13800138000", "13900138000"),
        ("010-65529988", "021-65529988"),
    ] {
        assert!(!agree(one, other), "{one} {other}");
    }
}

#[test]
fn a_telephone_number_of_fewer_than_8_digits_is_no_key() {
    let is_key = |text: &str| NormalPhone::from_text(text).is_some();
    assert!(!is_key("6552998") && is_key("65529988"));
    assert!(!is_key("0 6552998"), "the trunk zero is no digit of it");
    assert!(!is_key("") && !is_key("none") && !is_key("138****8000"));
    assert_eq!(NormalPhone::from_text("+86 0010 0000 0000").unwrap().to_string(), "01000000000");
}

#[test]
fn a_label_is_no_part_of_a_telephone_number() {
    for text in [
        "Max 13800138000",
        "微信13800138000",
        "微信：138 0013 8000",
        "Fax/Tel 138-0013-8000",
        "#1: 13800138000",
        "Ext. 5, 13800138000",
        "转 13800138000",
        "13800138000 (李四)",
        "邮编 528400 电话 13800138000",
        "+86 138 0013 8000, x5",
    ] {
        assert_eq!(NormalPhone::from_text(text), NormalPhone::from_text("13800138000"), "{text}");
    }
}

#[test]
fn an_extension_behind_a_dash_is_cut_where_a_whole_number_stands_before_it() {
    for text in ["010-65529988-801", "(010) 6552-9988 - 8", "010-65529988－8016"] {
        assert_eq!(NormalPhone::from_text(text), NormalPhone::from_text("010 65529988"), "{text}");
    }
    for text in ["+86-10-65529988-801", "0086 10 65529988-801", "+86-10-6552-9988"] {
        assert_eq!(NormalPhone::from_text(text), NormalPhone::from_text("+861065529988"), "{text}");
    }
    // The last digits of a number are none.
    for (text, plain) in [
        ("138-0013-8000", "13800138000"),
        ("0755-8601-3388", "075586013388"),
        ("+380-44-123-45-67", "+380441234567"),
        ("1-212-555-0100", "12125550100"),
        ("+44-20-7946-0018", "+442079460018"),
    ] {
        assert_eq!(NormalPhone::from_text(text), NormalPhone::from_text(plain), "{text}");
    }
}

#[test]
fn several_telephone_numbers_in_one_text_are_none_of_them_and_each_is_a_key() {
    for text in [
        "13800138000 / 13900139000",
        "13800138000/13900139000",
        "13800138000,13900139000",
        "13800138000、13900139000",
        "13800138000 13900139000",
        "+86 138 0013 8000 +86 139 0013 9000",
        "Tel 13800138000 Fax 13900139000",
        "13800138000 ext. 5, 13900139000 转 8",
        "13800138000 转 801 / 13900139000",
        "13800138000 ext 5 +86 13900139000",
    ] {
        let all: Vec<_> = NormalPhone::all_in(text).iter().map(ToString::to_string).collect();
        assert_eq!(all, ["13800138000", "13900139000"], "{text}");
        assert_eq!(NormalPhone::from_text(text), None, "{text}");
    }
    assert!(agree("13800138000 / +86 13800138000", "13800138000"), "one number twice");
    assert!(agree("030/12345678", "03012345678"), "an area code and a number");
    // What is too long for one number and not several whole ones is none.
    for text in ["138 0013 8000 139 0013 9000", "6222021234567890123", &"1".repeat(4_000)] {
        assert_eq!(NormalPhone::all_in(text), [], "{text}");
    }
}

fn ruling(pair: CustomerPair, ruling: PairRuling, on: &str) -> DistinctRuling {
    let (by, reason) = ("Wang".parse().unwrap(), "two brothers".parse().unwrap());
    DistinctRuling { pair, ruling, on: day(on), by, reason }
}

#[test]
fn a_ruling_stands_from_its_day_until_it_is_withdrawn() {
    let [one, other] = [3, 7].map(CustomerKey::from_position);
    let pair = CustomerPair::try_new(other, one).unwrap();
    assert_eq!((pair.first(), pair.second()), (one, other));
    let mut rulings = DistinctRulings::default();
    rulings.record(ruling(pair, PairRuling::Distinct, "2026-03-01")).unwrap();
    rulings.record(ruling(pair, PairRuling::Withdrawn, "2026-04-01")).unwrap();
    rulings.record(ruling(pair, PairRuling::Distinct, "2026-01-01")).unwrap();
    let stands = |t: &str| rulings.distinct_at(pair, as_of(t)).map(|it| it.on);
    assert_eq!(stands("2025-12-31"), None);
    assert_eq!(stands("2026-02-28"), Some(day("2026-01-01")));
    assert_eq!(stands("2026-03-31"), Some(day("2026-03-01")));
    assert_eq!(stands("2026-04-01"), None);
    assert_eq!(
        rulings.iter().map(|it| it.on).collect::<Vec<_>>(),
        [day("2026-01-01"), day("2026-03-01"), day("2026-04-01")]
    );
}

#[test]
fn two_rulings_about_a_pair_on_a_day_are_refused_and_change_nothing() {
    let pair = CustomerPair::try_new(CustomerKey::from_position(0), CustomerKey::from_position(1));
    let pair = pair.unwrap();
    let mut rulings = DistinctRulings::default();
    let on = day("2026-03-01");
    let early = rulings.record(ruling(pair, PairRuling::Withdrawn, "2026-03-01"));
    assert_eq!(early, Err(DistinctError::NotRuled { pair, on }));
    rulings.record(ruling(pair, PairRuling::Distinct, "2026-03-01")).unwrap();
    let before = rulings.clone();
    for offered in [PairRuling::Distinct, PairRuling::Withdrawn] {
        let refused = rulings.record(ruling(pair, offered, "2026-03-01"));
        let held = PairRuling::Distinct;
        assert_eq!(refused, Err(DistinctError::SameDay { pair, on, held, offered }));
    }
    assert_eq!(rulings, before);
}

#[test]
#[cfg(feature = "serde")]
fn a_number_that_is_read_back_passes_the_same_checks() {
    let read = |text: &str| serde_json::from_str::<IdentityNumber>(text);
    let number = number("siret FR", "73282932000074").with_scope(Scope::Establishment);
    let written = serde_json::to_string(&number).unwrap();
    assert_eq!(written, "\"siret FR establishment 73282932000074\"");
    assert_eq!(read(&written).unwrap(), number);
    let error = read("\"uscc 91350100M000100Y44\"").unwrap_err().to_string();
    assert_eq!(error, "the check character of USCC \"91350100M000100Y44\" is '3', was '4'");
    assert!(serde_json::from_str::<Uscc>("\"91350100M000100Y4Z\"").is_err());
    assert!(serde_json::from_str::<Lei>("\"213800KUD8LXJWSQ9D15\"").is_err());
    assert_eq!(serde_json::from_str::<Uscc>("\"91350100M000100Y43\"").unwrap().as_str(), STANDARD);
}
