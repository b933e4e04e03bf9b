//! Numbers of accounts in messages: somebody may have put one into any column.

use guanxi::customer::CardError;

/// In the place of what is not shown.
pub(crate) const MARK: &str = "•••";

/// The fewest digits of the account of a bank.
const FEWEST_DIGITS: usize = 12;
/// The characters of an IBAN, at least and at most.
const IBAN: std::ops::RangeInclusive<usize> = 15..=34;

/// A message with a mark in the place of every number that looks like the account of a bank, and
/// is not the id of a customer.
pub(crate) fn without_accounts(message: &str, is_customer: impl Fn(&str) -> bool) -> String {
    let (mut shown, mut rest, mut before) = (String::new(), message, ' ');
    while let Some(next) = rest.chars().next() {
        let is_inside = before.is_alphanumeric() || "-+.,=_".contains(before);
        let found = if is_inside { None } else { account(rest) };
        let (text, behind) = rest.split_at(found.unwrap_or(next.len_utf8()));
        let is_hidden = found.is_some() && !is_customer(text);
        shown.push_str(if is_hidden { MARK } else { text });
        before = text.chars().next_back().unwrap_or(next);
        rest = behind;
    }
    shown
}

/// Tells whether a text is the account of a bank by its look: 12 digits or more with nothing but
/// blanks and dashes between them, or an IBAN. A number behind the prefix 00 is a telephone.
pub(crate) fn is_account(text: &str) -> bool {
    let text = text.trim();
    account(text) == Some(text.len())
}

/// The length of the account with which a text begins.
fn account(text: &str) -> Option<usize> {
    plain_account(text).or_else(|| iban(text))
}

fn plain_account(text: &str) -> Option<usize> {
    let run = text.find(|c: char| !c.is_ascii_digit() && c != ' ' && c != '-');
    let run = text.get(..run.unwrap_or(text.len()))?.trim_end_matches([' ', '-']);
    let behind = text.get(run.len()..)?;
    let is_whole = !behind.starts_with(|c: char| c.is_alphanumeric() || ".,_".contains(c));
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let begins = run.starts_with(|c: char| c.is_ascii_digit()) && !run.starts_with("00");
    let is_day = run.get(..10).is_some_and(|day| day.parse::<guanxi::calendar::Day>().is_ok());
    (digits >= FEWEST_DIGITS && is_whole && begins && !is_day).then_some(run.len())
}

/// An IBAN by its check digits (ISO 13616).
fn iban(text: &str) -> Option<usize> {
    let run = text.find(|c: char| !c.is_ascii_uppercase() && !c.is_ascii_digit() && c != ' ');
    let run = text.get(..run.unwrap_or(text.len()))?;
    let ends = (1..=run.len()).rev().filter(|end| {
        let is_end = text.get(*end..).is_some_and(|it| !it.starts_with(char::is_alphanumeric));
        is_end && !run.get(..*end).is_some_and(|it| it.ends_with(' '))
    });
    let is_iban = |end: &usize| {
        let signs: Vec<char> = run.chars().take(*end).filter(|c| *c != ' ').collect();
        let has_form = matches!(signs.as_slice(), [a, b, c, d, ..]
            if a.is_alphabetic() && b.is_alphabetic() && c.is_numeric() && d.is_numeric());
        let moved = signs.iter().skip(4).chain(signs.iter().take(4));
        let rest = moved.filter_map(|c| c.to_digit(36)).fold(0_u32, |rest, digit| {
            let shift = if digit < 10 { 10 } else { 100 };
            rest.saturating_mul(shift).saturating_add(digit) % 97
        });
        has_form && IBAN.contains(&signs.len()) && rest == 1
    };
    ends.into_iter().find(is_iban)
}

/// The refusal of a record of a card, without the values of a field that not everybody may see.
pub(crate) fn without_values(mut error: CardError) -> CardError {
    let hide = |text: &mut String| MARK.clone_into(text);
    if let CardError::Conflict { held, offered, .. } = &mut error {
        hide(held);
        hide(offered);
    } else if let CardError::RuledThatDay { held, .. } = &mut error {
        hide(held);
    }
    error
}
