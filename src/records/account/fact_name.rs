use std::fmt;

use super::{Fact, FactKind, facts};
use crate::id::LineNumber;
use crate::intake::{NamedDocument, Record};

/// The name of a fact: by it the fact is revised.
///
/// # Rule
///
/// > A document is named by kind and number: invoices, orders, sales, contracts within the book;
/// > payments, expenses and other papers of the customer's side within the customer.
///
/// | kind | number |
/// |---|---|
/// | documents, collateral, contracts | the number of the document |
/// | plans, budgets | the month, as `2026-03` |
/// | temporary limits | the first day |
/// | breaches, incidents | kind and day, as `fire of 2026-03-01` |
/// | instalments | the number of the invoice |
/// | disputes | invoice and first day, as `I-1 from 2026-04-02` |
/// | hand-overs | both documents with their stages, as `ordered O-1 to delivered D-1` |
/// | assignments | role and first day, as `salesperson from 2026-01-01` |
/// | placements, custodies, loans | the first day, as `from 2026-01-01` |
/// | consultations | who and when, as `by Wang on 2026-03-01` |
/// | checks of cards | both people and the day, as `of Wang by Sun on 2026-03-02` |
/// | debriefs | both people and both days, as `of Wang by Sun on 2026-03-02 about 2026-03-01` |
/// | interactions | all that they say, as `visit of 2026-03-02 by Wang with Li senior` |
/// | permits | kind and number, as `pesticide_trade P-1` |
/// | means | kind and day, as `vehicles on 2026-03-02` |
/// | posts | person, roles and first day, as `of Li as buyer from 2026-01-01` |
/// | standings | person and day, as `of Li on 2026-03-02` |
/// | answers to surveys | person, need and day, as `of Li to delivery on 2026-03-02` |
/// | enquiries | product group, person and day, as `for feed by Li on 2026-03-02` |
/// | lines of sales | the number of the sale, with the line |
/// | objections | kind, person and day, as `too_expensive of Li on 2026-03-02` |
///
/// ```
/// use guanxi::account::Fact;
/// use guanxi::trade::Sale;
/// let sale = Sale::new("S-1".parse()?, "2026-03-02".parse()?, "CNY 20".parse()?);
/// assert_eq!(Fact::from(sale).name().to_string(), "sale S-1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct FactName {
    /// The kind of the fact.
    pub kind: FactKind,
    /// Its number, or what else tells it apart.
    pub number: String,
    /// The line of the document; `None` for a document as a whole.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub line: Option<LineNumber>,
}

impl FactName {
    /// The name of a fact without a line.
    pub fn new(kind: FactKind, number: impl Into<String>) -> Self {
        Self { kind, number: number.into(), line: None }
    }

    /// The name of a line of the document.
    pub fn on_line(self, line: LineNumber) -> Self {
        Self { line: Some(line), ..self }
    }

    /// The document as other facts name it; `None` for kinds that none names.
    pub(crate) fn as_named(&self) -> Option<NamedDocument<'_>> {
        let number = self.number.as_str();
        if self.kind == FactKind::Order {
            return Some(NamedDocument::Order(number));
        }
        (self.kind == FactKind::Invoice).then_some(NamedDocument::Invoice(number))
    }
}

macro_rules! define_name {
    ($($section:ident {
        $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
            $table:ident: [$Entry:ty] by $record:ident;)*
    })*) => {
        impl Fact {
            /// The name of the fact: its kind with the number, or what else tells it apart.
            pub fn name(&self) -> FactName {
                let number = match self {
                    $($(Self::$Kind(fact) => fact.number(),)*)*
                };
                FactName { kind: self.kind(), number: number.into_owned(), line: self.line() }
            }
        }
    };
}

facts!(define_name);

impl fmt::Display for FactName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.number)?;
        self.line.map_or(Ok(()), |line| write!(f, " line {line}"))
    }
}
