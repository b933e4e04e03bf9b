//! Texts of days, money and ids: the short ways of reading and writing them give what the plain
//! ways give.

use guanxi::calendar::Day;
use guanxi::id::DocumentId;
use guanxi::money::{Amount, Currency, Money};
use proptest::prelude::*;

fn currency() -> impl Strategy<Value = Currency> {
    let codes = ["CNY", "JPY", "KWD", "CLF"];
    (0..codes.len()).prop_map(move |place| codes[place].parse().unwrap())
}

fn minor() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), -1200_i64..1200, Just(i64::MIN), Just(i64::MAX)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_day_is_written_as_it_is_displayed(days in prop_oneof![
        Day::MIN.to_epoch_days()..=Day::MAX.to_epoch_days(),
        -800_000..3_000_000,
    ]) {
        let day = Day::try_from_epoch_days(days).unwrap();
        prop_assert_eq!(day.to_string().parse(), Ok(day));
        #[cfg(feature = "serde")]
        prop_assert_eq!(serde_json::to_value(day).unwrap(), day.to_string());
    }

    #[test]
    fn a_text_is_a_day_when_it_is_that_of_a_date(text in "[+-]?[0-9]{3,5}-[0-9]{1,3}-[0-9]{1,2} ?") {
        let date = chrono::NaiveDate::parse_from_str(&text, "%Y-%m-%d");
        let date = date.ok().filter(|date| date.to_string() == text);
        prop_assert_eq!(text.parse::<Day>().ok(), date.map(Day::from));
    }

    #[test]
    fn money_is_written_in_plain_digits(minor in minor(), currency in currency()) {
        let money = Money::new(Amount::from_minor(minor), currency);
        let plain = String::from(money);
        prop_assert_eq!(plain.parse(), Ok(money));
        #[cfg(feature = "serde")]
        prop_assert_eq!(serde_json::to_value(money).unwrap(), plain);
    }

    #[test]
    fn a_number_is_money_when_the_currency_carries_its_digits(
        number in "-?[0-9]{0,20}[.]?[0-9]{0,4}",
        currency in currency(),
    ) {
        let read = format!("{currency} {number}").parse::<Money>();
        prop_assert_eq!(read, Money::try_from_text(&number, currency));
    }

    #[test]
    fn an_id_of_plain_letters_is_one_by_its_characters(text in "[ -~\u{7f}é]{0,6}|[a-z]{126,130}") {
        let is_id = !text.is_empty()
            && text.chars().count() <= 128
            && text.trim() == text
            && !text.chars().any(char::is_control);
        prop_assert_eq!(text.parse::<DocumentId>().is_ok(), is_id, "{:?}", text);
    }
}
