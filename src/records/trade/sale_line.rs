use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use crate::calendar::{Day, Month};
use crate::id::{BatchId, DocumentId, LineNumber, ProductGroupId, UnitId};
use crate::intake::{Fault, Field, Intake, Kept, Listed, NamedDocument, Record};
use crate::money::{Amount, Money};

/// A quantity in a unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LineQuantity {
    /// The number, negative for a return.
    pub number: i64,
    /// The unit.
    pub unit: UnitId,
}

/// A line of a sale: product, quantity, amount, batch, and the invoice that bills it.
///
/// It says what of a [`Sale`](super::Sale) was which product, and adds no purchase: amounts by day
/// come from the sales. So a line names its sale by number, may be learnt before or after it, and
/// `LineFault` of the module `channel` tells the lines that do not agree with their sales. Lines of
/// one document are told apart by their line numbers; a document of one product needs none.
///
/// # Rule
///
/// > S8: product, unit, quantity, amount, batch over a product tree with unit conversion, and the
/// > invoice they are billed by; plans, per-unit rebates, usual orders and sales records read the
/// > same lines. A line is void with its sale, and erased with it.
///
/// The price is the amount by the quantity. It is not stated, so that it cannot contradict them.
///
/// ```
/// use guanxi::account::{Account, Sale};
/// use guanxi::day;
/// use guanxi::money::Amount;
/// use guanxi::trade::SaleLine;
///
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// account.record(Sale::new("S-1".parse()?, day!(2026, 3, 2), "CNY 120".parse()?))?;
/// let line = SaleLine::new(
///     "S-1".parse()?,
///     day!(2026, 3, 2),
///     "feed 20 kg".parse()?,
///     Amount::from_minor(120_00),
/// );
/// account.record(line.of(3, "bag".parse()?))?;
/// assert_eq!(account.view().sale_lines().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "销售明细")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SaleLine {
    /// The number of the sale.
    pub document: DocumentId,
    /// The line of the document, where it has several.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub line: Option<LineNumber>,
    /// The day.
    pub day: Day,
    /// The product.
    pub product: ProductGroupId,
    /// The quantity, with the sign of the amount; `None` where it is not known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub quantity: Option<LineQuantity>,
    /// The amount in minor units; negative for a return.
    #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
    #[cfg_attr(feature = "schemars", schemars(with = "i64"))]
    pub amount: Amount,
    /// The batch, where it is known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub batch: Option<BatchId>,
    /// The invoice that bills the line, where it is billed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub invoice: Option<DocumentId>,
    /// For a return that names its sale: the day of that sale.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub returned_from: Option<Day>,
}

impl SaleLine {
    /// A line without quantity, batch and invoice.
    pub const fn new(
        document: DocumentId,
        day: Day,
        product: ProductGroupId,
        amount: Amount,
    ) -> Self {
        Self {
            document,
            line: None,
            day,
            product,
            quantity: None,
            amount,
            batch: None,
            invoice: None,
            returned_from: None,
        }
    }

    /// The line with its number within the document.
    pub fn on_line(self, line: LineNumber) -> Self {
        Self { line: Some(line), ..self }
    }

    /// The line with a quantity.
    pub fn of(self, number: i64, unit: UnitId) -> Self {
        Self { quantity: Some(LineQuantity { number, unit }), ..self }
    }

    /// The month for which the line counts.
    ///
    /// # Rule
    ///
    /// > A return that names its sale and comes within the days for late returns after the month
    /// > of that sale restates that month. A later one, and one that names no sale, counts for its
    /// > own month.
    ///
    /// Buying in December to reach a target and sending back in January is the commonest game.
    pub fn counting_month(&self, late_returns: u16) -> Month {
        let sold = self.returned_from.map(Day::month);
        let is_in_time = |month: &Month| {
            let last = month.last_day().checked_offset(late_returns.into());
            *month <= self.day.month() && last.is_none_or(|last| self.day <= last)
        };
        sold.filter(is_in_time).unwrap_or(self.day.month())
    }

    /// The lines of a document, in a list in the order of documents.
    pub(crate) fn of_document<'l>(list: &'l [Self], document: &str) -> &'l [Self] {
        Self::part(list, |it| it.document.as_str().cmp(document))
    }

    /// The lines of a sorted list that are equal to what is looked for.
    fn part(list: &[Self], compared: impl Fn(&Self) -> Ordering) -> &[Self] {
        let first = list.partition_point(|it| compared(it).is_lt());
        let rest = list.get(first..).unwrap_or_default();
        let count = rest.partition_point(|it| compared(it).is_eq());
        rest.get(..count).unwrap_or_default()
    }

    fn place(&self) -> (&str, Option<LineNumber>) {
        (self.document.as_str(), self.line)
    }
}

impl fmt::Display for LineQuantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, unit } = self;
        write!(f, "{number} {unit}")
    }
}

impl Record for SaleLine {
    fn name(&self) -> Cow<'_, str> {
        match self.line {
            Some(line) => format!("{} line {line}", self.document).into(),
            None => self.document.as_str().into(),
        }
    }

    fn number(&self) -> Cow<'_, str> {
        self.document.as_str().into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { document, line, day, product, quantity, amount, batch, invoice, returned_from } =
            self;
        vec![
            Field::new("document", document),
            Field::optional("line", *line),
            Field::new("day", day),
            Field::new("product", product),
            Field::optional("quantity", quantity.as_ref()),
            Field::new("amount", amount.minor()),
            Field::optional("batch", batch.as_ref()),
            Field::optional("invoice", invoice.as_ref()),
            Field::optional("returned_from", *returned_from),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        let amount = || Money::new(self.amount, intake.currency()).to_string();
        let quantity = self.quantity.as_ref();
        let is_against = |it: &LineQuantity| {
            let signs = [it.number.signum(), self.amount.minor().signum()];
            signs == [1, -1] || signs == [-1, 1]
        };
        let bound = || format!("have the sign of the amount ({})", amount());
        let found = || quantity.map(ToString::to_string).unwrap_or_default();
        Intake::demand(!quantity.is_some_and(is_against), "quantity", bound, found)?;
        let Some(sold) = self.returned_from else { return Ok(()) };
        let bound = || "not be positive for a return".to_owned();
        Intake::demand(!self.amount.is_positive(), "amount", bound, amount)?;
        Intake::not_before("day", self.day, sold)
    }
}

/// The list stands in the order of documents, then of lines.
impl Listed for SaleLine {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.place() == recorded.place()
    }

    fn near<'l>(&self, list: &'l [Self]) -> &'l [Self] {
        Self::part(list, |it| it.place().cmp(&self.place()))
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.place() <= recorded.place()
    }
}

impl Kept for SaleLine {
    fn own_day(&self) -> Option<Day> {
        Some(self.day)
    }

    fn line(&self) -> Option<LineNumber> {
        self.line
    }

    fn forget(&mut self, erased: NamedDocument<'_>) -> bool {
        let is_it = |invoice: &DocumentId| erased == NamedDocument::Invoice(invoice.as_str());
        if self.invoice.as_ref().is_some_and(is_it) {
            self.invoice = None;
        }
        true
    }
}
