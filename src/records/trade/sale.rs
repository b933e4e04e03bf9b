use std::borrow::Cow;

use crate::calendar::Day;
use crate::id::{DocumentId, LineNumber, ProductGroupId};
use crate::intake::{Documented, Fault, Feed, Field, Intake, Names, Record};
use crate::money::Money;

/// Goods sold to a customer, or taken back when the amount is negative.
///
/// # Rule
///
/// > Net purchases of a window: sales less returns dated in it. An order day is a date with at
/// > least one sale of positive amount. Several sales on a day are one order day.
///
/// ```
/// use guanxi::trade::Sale;
/// let sale = Sale::new("S-1".parse()?, "2026-03-01".parse()?, "CNY 120.00".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "销售记录")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Sale {
    /// The number of the document, unique among sales; with a line, the two together are.
    pub document: DocumentId,
    /// The line of the document; `None` for a document that is recorded as a whole.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub line: Option<LineNumber>,
    /// The day of the sale.
    pub date: Day,
    /// The amount; negative for a return, zero for a sample.
    pub amount: Money,
    /// The product groups that were sold, each once; none when they are not known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub groups: Vec<ProductGroupId>,
}

impl Sale {
    /// A sale, or a return when the amount is negative.
    ///
    /// ```
    /// # use guanxi::trade::Sale;
    /// let back = Sale::new("R-1".parse()?, "2026-03-02".parse()?, "CNY -20".parse()?);
    /// assert!(back.amount.amount().is_negative());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn new(document: DocumentId, date: Day, amount: Money) -> Self {
        Self { document, line: None, date, amount, groups: Vec::new() }
    }

    /// The sale as a line of its document. Lines add up: a document of two lines is two sales.
    ///
    /// ```
    /// # use guanxi::{account::Account, id::LineNumber, trade::Sale};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let line = |number, amount: &str| -> Result<Sale, Box<dyn std::error::Error>> {
    ///     let sale = Sale::new("S-1".parse()?, "2026-03-02".parse()?, amount.parse()?);
    ///     Ok(sale.on_line(LineNumber::try_new(number)?))
    /// };
    /// account.record(line(1, "CNY 5")?)?;
    /// account.record(line(2, "CNY 7")?)?;
    /// assert_eq!(account.view().sales().at("2026-03-02".parse()?).total.minor(), 12_00);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn on_line(self, line: LineNumber) -> Self {
        Self { line: Some(line), ..self }
    }

    /// The sale with its product groups. An order day of the customer is then an order day of each
    /// group as well.
    ///
    /// ```
    /// # use guanxi::trade::Sale;
    /// let sale = Sale::new("S-1".parse()?, "2026-03-02".parse()?, "CNY 20".parse()?);
    /// let sale = sale.with_groups(["Paint".parse()?, "Tools".parse()?]);
    /// assert_eq!(sale.groups.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_groups(self, groups: impl IntoIterator<Item = ProductGroupId>) -> Self {
        Self { groups: groups.into_iter().collect(), ..self }
    }
}

impl Record for Sale {
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
        let Self { document, line, date, amount, groups } = self;
        // A sale names a set of groups: their order says nothing.
        let mut groups: Vec<_> = groups.iter().collect();
        groups.sort_unstable();
        vec![
            Field::new("document", document),
            Field::optional("line", *line),
            Field::new("date", date),
            Field::new("amount", amount),
            Field::listed("groups", groups.into_iter()),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.amount(self.amount)?;
        let groups = || self.groups.iter().enumerate();
        let twice =
            groups().find(|(place, group)| self.groups.iter().take(*place).any(|it| it == *group));
        let bound = || "name each once".to_owned();
        let found = || twice.map_or_else(String::new, |(_, group)| format!("{group} twice"));
        Intake::demand(twice.is_none(), "groups", bound, found)
    }
}

impl Documented for Sale {
    const NUMBERS_ARE_CUSTOMERS: bool = false;
    const FEED: Option<Feed> = Some(Feed::Sales);
    const NAMES: Names = Names::Nothing;

    fn document(&self) -> &DocumentId {
        &self.document
    }

    fn line(&self) -> Option<LineNumber> {
        self.line
    }

    fn day(&self) -> Day {
        self.date
    }

    fn amount(&self) -> Money {
        self.amount
    }
}
