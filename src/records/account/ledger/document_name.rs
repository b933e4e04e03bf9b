use std::fmt;

use crate::account::{FactKind, RecordError};
use crate::engine::InlineText;
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

    /// The refusal of a document that finds no room.
    #[cold]
    pub(crate) fn finds_no_room(self, kind: FactKind) -> RecordError {
        RecordError::Full { kind, name: self.to_string() }
    }

    /// The text that is unique among the documents of a kind.
    pub(crate) fn text(self, kind: FactKind) -> NameText<'a> {
        let number = self.document.as_str();
        match (kind.numbers_are_customers(), self.line) {
            (false, None) => NameText::Number(number),
            (false, Some(line)) => NameText::Long(format!("{number}{}{line}", Self::LINE)),
            (true, _) => {
                let scope = InlineText::from_ascii(scope(self.customer));
                match scope.followed_by(number) {
                    Some(text) => NameText::Short(text),
                    None => NameText::Long(format!("{}{number}", scope.as_str())),
                }
            }
        }
    }
}

/// The text of a document's name.
#[derive(Debug)]
pub(crate) enum NameText<'a> {
    /// The number of the document.
    Number(&'a str),
    /// Put together from position and number; most are short.
    Short(InlineText),
    /// Put together from more.
    Long(String),
}

impl NameText<'_> {
    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Number(number) => number,
            Self::Short(text) => text.as_str(),
            Self::Long(text) => text,
        }
    }
}

impl AsRef<[u8]> for NameText<'_> {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Number(number) => number.as_bytes(),
            Self::Short(text) => text.as_bytes(),
            Self::Long(text) => text.as_bytes(),
        }
    }
}

/// The length of a position in front of a number.
const SCOPE: usize = 5;

/// The position of a customer in [`SCOPE`] characters of one byte.
fn scope(customer: CustomerKey) -> [u8; SCOPE] {
    let position = customer.position();
    [28, 21, 14, 7, 0].map(|shift| {
        let [low, ..] = ((position >> shift) & 0x7f).to_le_bytes();
        low
    })
}

impl fmt::Display for DocumentName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.document.fmt(f)?;
        self.line.map_or(Ok(()), |line| write!(f, " line {line}"))
    }
}
