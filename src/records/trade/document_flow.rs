use std::borrow::Cow;

use crate::calendar::Day;
use crate::id::DocumentId;
use crate::intake::{Dealing, Fault, Feed, Field, Intake, Listed, NamedDocument, Names, Record};
use crate::money::Money;
use crate::valid::words;

words! {
    /// The stages of a customer's demand. Each is a category of the exposure until the value moves
    /// on.
    ///
    /// ```
    /// use guanxi::trade::DocumentStage;
    /// assert!(DocumentStage::Ordered < DocumentStage::Delivered);
    /// assert_eq!(DocumentStage::Billed.code(), "billed");
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DocumentStage as "a stage" {
        /// Ordered, not delivered.
        Ordered = "ordered",
        /// Delivered, not billed.
        #[doc(alias = "已交货未开票")]
        Delivered = "delivered",
        /// Billed, not posted to the receivables.
        Billed = "billed",
        /// Posted: an invoice carries the value from here on.
        Invoiced = "invoiced",
        /// Cancelled: nobody owes the value any more.
        Closed = "closed",
        /// Returned by the customer after it was invoiced. The invoice stands until a credit note
        /// settles it; the exposure is lower from the return on.
        #[doc(alias = "销售退货")]
        Returned = "returned",
    }
}

/// A document at a stage.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StagedDocument {
    /// The stage.
    pub stage: DocumentStage,
    /// The number of the document.
    pub document: DocumentId,
}

impl StagedDocument {
    /// A document at a stage.
    pub const fn new(stage: DocumentStage, document: DocumentId) -> Self {
        Self { stage, document }
    }
}

/// Value that moves from one document to the next: delivered, billed, posted or cancelled, in part
/// or in whole.
///
/// One fact takes the value from one document and gives it to another, so no moment counts it twice
/// and none loses it. Messages call it a hand-over.
///
/// # Rule
///
/// > S20: a document moved forward leaves one category as it enters the next.
///
/// A cancelled value does not come back. It is ordered anew, under a new number, and the new order
/// is checked like any other.
///
/// > S20: goods returned and not yet credited lessen the exposure.
///
/// Only value that was invoiced is returned: a recorded invoice is the source, whether or not a
/// flow has entered it. Goods that come back before they are invoiced are closed from the stage
/// that they stand at.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::credit::Exposure;
/// use guanxi::trade::{DocumentFlow, OpenOrder, DocumentStage, StagedDocument};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let (ordered, deliver) = ("2026-03-01".parse()?, "2026-03-20".parse()?);
/// account.record(OpenOrder::new("O1".parse()?, ordered, deliver, "CNY 500".parse()?))?;
/// let part = DocumentFlow {
///     from: StagedDocument::new(DocumentStage::Ordered, "O1".parse()?),
///     to: StagedDocument::new(DocumentStage::Delivered, "D1".parse()?),
///     date: "2026-03-18".parse()?,
///     amount: "CNY 300".parse()?,
/// };
/// account.record(part)?;
/// let exposure = Exposure::from_account(account.view(), "2026-03-31".parse()?, None);
/// assert_eq!(exposure.orders.minor(), 200_00);
/// assert_eq!(exposure.deliveries.minor(), 300_00);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "单据流转")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(from = "written::Written", into = "written::Written")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DocumentFlow {
    /// The document that the value leaves: an order, the document of an earlier flow, or, of a
    /// return, a recorded invoice of the same customer.
    pub from: StagedDocument,
    /// The document that the value enters, at a later stage. At [`DocumentStage::Invoiced`] it is a
    /// recorded invoice of the same customer and day.
    pub to: StagedDocument,
    /// The day, not before the value entered the document that it leaves. Of a return the day on
    /// which the goods are back, not before the invoice.
    pub date: Day,
    /// The amount, positive and at most what is left of the document that it leaves. More than was
    /// ordered may be delivered, billed or posted from an order. All returns from an invoice are at
    /// most what it bills.
    pub amount: Money,
}

/// The written form, in one level.
#[cfg(feature = "serde")]
mod written {
    use super::{DocumentFlow, DocumentStage, StagedDocument};
    use crate::calendar::Day;
    use crate::id::DocumentId;
    use crate::money::Money;

    #[derive(serde::Serialize, serde::Deserialize)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    pub(super) struct Written {
        /// The stage of the document that the value leaves.
        source: DocumentStage,
        /// The document that the value leaves.
        from: DocumentId,
        /// The stage of the document that the value enters.
        stage: DocumentStage,
        /// The document that the value enters.
        document: DocumentId,
        /// The day.
        date: Day,
        /// The amount, positive.
        amount: Money,
    }

    impl From<DocumentFlow> for Written {
        fn from(flow: DocumentFlow) -> Self {
            let DocumentFlow { from, to, date, amount } = flow;
            Self {
                source: from.stage,
                from: from.document,
                stage: to.stage,
                document: to.document,
                date,
                amount,
            }
        }
    }

    impl From<Written> for DocumentFlow {
        fn from(written: Written) -> Self {
            let Written { source, from, stage, document, date, amount } = written;
            let from = StagedDocument::new(source, from);
            Self { from, to: StagedDocument::new(stage, document), date, amount }
        }
    }
}

impl Record for DocumentFlow {
    fn name(&self) -> Cow<'_, str> {
        self.to.document.as_str().into()
    }

    fn number(&self) -> Cow<'_, str> {
        let Self { from, to, .. } = self;
        format!("{} {} to {} {}", from.stage, from.document, to.stage, to.document).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { from, to, date, amount } = self;
        vec![
            Field::new("source", from.stage),
            Field::new("from", &from.document),
            Field::new("stage", to.stage),
            Field::new("document", &to.document),
            Field::new("date", date),
            Field::new("amount", amount),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.positive(self.amount)?;
        let (source, stage) = (self.from.stage, self.to.stage);
        let is_return = stage == DocumentStage::Returned;
        let can_leave = match source {
            DocumentStage::Ordered | DocumentStage::Delivered | DocumentStage::Billed => !is_return,
            DocumentStage::Invoiced => is_return,
            DocumentStage::Closed | DocumentStage::Returned => false,
        };
        let sources = if is_return { "be invoiced" } else { "be ordered, delivered or billed" };
        let bound = || sources.to_owned();
        Intake::demand(can_leave, "source", bound, || source.to_string())?;
        let bound = || format!("come after {source}");
        Intake::demand(stage > source, "stage", bound, || stage.to_string())
    }

    /// None of its own: a flow begins with an order, which is earlier and of the same feed.
    fn feed(&self) -> Option<(Feed, Day)> {
        None
    }
}

/// Value flows once between the same two documents at the same stages. The list keeps the order of
/// recording.
impl Listed for DocumentFlow {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.from == recorded.from && self.to == recorded.to
    }

    fn is_before(&self, _recorded: &Self) -> bool {
        false
    }
}

impl Dealing for DocumentFlow {
    const NAMES: Names = Names::Flow;
    const IS_TERM: bool = false;
    const IS_EXCLUSIVE: bool = false;
    const SHARES_NAMES: bool = false;
    const STARTS_CUSTOMER: bool = false;

    fn own_day(&self) -> Option<Day> {
        Some(self.date)
    }

    fn invoice(&self) -> Option<&DocumentId> {
        None
    }

    fn names(&self, document: NamedDocument<'_>) -> bool {
        let is_at = |it: &StagedDocument, stage, number: &str| {
            it.stage == stage && it.document.as_str() == number
        };
        match document {
            NamedDocument::Order(number) => is_at(&self.from, DocumentStage::Ordered, number),
            NamedDocument::Invoice(number) => {
                let ends = [&self.from, &self.to];
                ends.into_iter().any(|it| is_at(it, DocumentStage::Invoiced, number))
            }
        }
    }
}
