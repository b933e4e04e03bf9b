use std::borrow::Cow;

use crate::calendar::Day;
use crate::id::DocumentId;
use crate::intake::{Fault, Feed, Intake, Listed, Record};
use crate::money::Money;
use crate::valid::words;

words! {
    /// How far a customer's demand has come: each stage is a category of the exposure until the value
    /// moves on.
    ///
    /// ```
    /// use guanxi::trade::Stage;
    /// assert!(Stage::Ordered < Stage::Delivered);
    /// assert_eq!(Stage::Billed.code(), "billed");
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Stage as "a stage" {
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
    }
}

/// Value that moves from one document to the next: delivered, billed, posted or cancelled, in part
/// or in whole.
///
/// One event takes the value from where it was and puts it where it goes, so no moment counts it
/// twice and none loses it.
///
/// # Rule
///
/// > S20: a document moved forward leaves one category as it enters the next.
///
/// What is cancelled is gone. Whoever takes it up again orders anew, under a new number, and the
/// new order is checked like any other.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::credit::Exposure;
/// use guanxi::trade::{Handover, OpenOrder, Stage};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let (ordered, deliver) = ("2026-03-01".parse()?, "2026-03-20".parse()?);
/// account.record(OpenOrder::new("O1".parse()?, ordered, deliver, "CNY 500".parse()?))?;
/// let part = Handover {
///     source: Stage::Ordered,
///     from: "O1".parse()?,
///     stage: Stage::Delivered,
///     document: "D1".parse()?,
///     date: "2026-03-18".parse()?,
///     amount: "CNY 300".parse()?,
/// };
/// account.record(part)?;
/// let exposure = Exposure::from_account(account.view(), "2026-03-31".parse()?, None);
/// assert_eq!(exposure.orders.minor(), 200_00);
/// assert_eq!(exposure.deliveries.minor(), 300_00);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Handover {
    /// The stage that the value leaves: ordered, delivered or billed.
    pub source: Stage,
    /// The document that it leaves: the order, or the document of an earlier hand-over.
    pub from: DocumentId,
    /// The stage that it enters, a later one.
    pub stage: Stage,
    /// The document that takes it. Where it is invoiced, a recorded invoice of the same customer and
    /// day.
    pub document: DocumentId,
    /// The day, not before the value came to where it leaves.
    pub date: Day,
    /// How much, positive and at most what is left.
    pub amount: Money,
}

impl Record for Handover {
    fn name(&self) -> Cow<'_, str> {
        self.document.as_str().into()
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.positive(self.amount)?;
        let Self { source, stage, .. } = *self;
        let can_leave = match source {
            Stage::Ordered | Stage::Delivered | Stage::Billed => true,
            Stage::Invoiced | Stage::Closed => false,
        };
        let bound = || "be ordered, delivered or billed".to_owned();
        Intake::demand(can_leave, "source", bound, || source.to_string())?;
        let bound = || format!("come after {source}");
        Intake::demand(stage > source, "stage", bound, || stage.to_string())
    }

    fn feed(&self) -> Option<(Feed, Day)> {
        Some((Feed::Receivables, self.date))
    }
}

/// Between the same two documents at the same stages value is handed over once. The list keeps the
/// order of recording.
impl Listed for Handover {
    fn contradicts(&self, recorded: &Self) -> bool {
        (self.source, &self.from) == (recorded.source, &recorded.from)
            && (self.stage, &self.document) == (recorded.stage, &recorded.document)
    }

    fn content(&self) -> String {
        format!("{} on {}", self.amount, self.date)
    }

    fn is_before(&self, _recorded: &Self) -> bool {
        false
    }
}
