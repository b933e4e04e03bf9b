use std::borrow::Cow;
use std::fmt;

use crate::account::FactKind;
use crate::id::{CustomerKey, DocumentId, LineNumber};

/// The name of a document among those of its kind.
///
/// # Rule
///
/// > A document is named by kind and number: invoices, orders, sales, contracts within the book;
/// > payments, expenses and other papers of the customer's side within the customer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DocumentName<'a> {
    /// The customer under which the document is recorded.
    pub(crate) customer: CustomerKey,
    pub(crate) document: &'a DocumentId,
    pub(crate) line: Option<LineNumber>,
}

impl<'a> DocumentName<'a> {
    /// Stands between a number and a line; no number holds it.
    const LINE: char = '\0';
    /// Room for a position and a number of usual length.
    const ROOM: usize = 32;

    /// A whole document.
    pub(crate) const fn whole(customer: CustomerKey, document: &'a DocumentId) -> Self {
        Self { customer, document, line: None }
    }

    /// The number and line of a text that [`text`](Self::text) has made.
    pub(crate) fn read(kind: FactKind, text: &str) -> (&str, Option<LineNumber>) {
        let text = if kind.numbers_are_customers() { text.get(SCOPE..) } else { Some(text) };
        let text = text.unwrap_or_default();
        match text.split_once(Self::LINE) {
            Some((number, line)) => {
                (number, line.parse().ok().and_then(|line| LineNumber::try_new(line).ok()))
            }
            None => (text, None),
        }
    }

    /// The text that is unique among the documents of a kind.
    pub(crate) fn text(self, kind: FactKind) -> Cow<'a, str> {
        let number = self.document.as_str();
        match (kind.numbers_are_customers(), self.line) {
            (false, None) => number.into(),
            (false, Some(line)) => format!("{number}{}{line}", Self::LINE).into(),
            (true, _) => {
                let mut text = String::with_capacity(Self::ROOM);
                text.extend(scope(self.customer));
                text.push_str(number);
                text.into()
            }
        }
    }
}

/// The length of a position in front of a number.
const SCOPE: usize = 5;

/// The position of a customer in [`SCOPE`] characters of one byte.
fn scope(customer: CustomerKey) -> impl Iterator<Item = char> {
    let position = customer.position();
    [28, 21, 14, 7, 0].into_iter().map(move |shift| {
        let [low, ..] = ((position >> shift) & 0x7f).to_le_bytes();
        char::from(low)
    })
}

impl fmt::Display for DocumentName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.document.fmt(f)?;
        self.line.map_or(Ok(()), |line| write!(f, " line {line}"))
    }
}
