use std::borrow::Cow;

use crate::calendar::Day;
use crate::engine::Interner;
use crate::id::DocumentId;
use crate::intake::{
    Documented, Entry, EntryDocument, Fault, Feed, Field, Insertion, Intake, Names, Plain, Record,
    TableDocument, Tabled,
};
use crate::money::{Amount, Money};

/// An order that is accepted and not yet delivered.
///
/// # Rule
///
/// > S20: open orders with a delivery date up to the horizon are part of the exposure.
///
/// ```
/// use guanxi::trade::OpenOrder;
/// let order = OpenOrder::new(
///     "O-1".parse()?, "2026-03-01".parse()?, "2026-03-20".parse()?, "CNY 500".parse()?,
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "未交订单")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct OpenOrder {
    /// The number of the document, unique among orders.
    pub document: DocumentId,
    /// The day of the order.
    pub ordered: Day,
    /// The day of the delivery, not before the order.
    pub deliver: Day,
    /// The amount, not negative.
    pub amount: Money,
}

impl OpenOrder {
    /// An open order.
    pub const fn new(document: DocumentId, ordered: Day, deliver: Day, amount: Money) -> Self {
        Self { document, ordered, deliver, amount }
    }
}

/// A recorded open order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecordedOrder {
    pub(crate) amount: Amount,
    pub(crate) ordered: Day,
    pub(crate) deliver: Day,
    pub(crate) document: u32,
}

impl RecordedOrder {
    /// The amount.
    pub const fn amount(self) -> Amount {
        self.amount
    }

    /// The day of the order.
    pub const fn ordered(self) -> Day {
        self.ordered
    }

    /// The day of the delivery.
    pub const fn deliver(self) -> Day {
        self.deliver
    }
}

impl Entry for RecordedOrder {
    const IS_TIMELINE: bool = false;

    fn days(run: &[Self]) -> impl Iterator<Item = Day> {
        run.iter().map(|it| it.ordered)
    }

    fn document(&self) -> Option<EntryDocument> {
        let Self { document: handle, ordered: day, amount, .. } = *self;
        Some(EntryDocument { handle, day, amount })
    }
}

impl Record for OpenOrder {
    fn name(&self) -> Cow<'_, str> {
        self.document.as_str().into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { document, ordered, deliver, amount } = self;
        vec![
            Field::new("document", document),
            Field::new("ordered", ordered),
            Field::new("deliver", deliver),
            Field::new("amount", amount),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.not_negative(self.amount)?;
        Intake::not_before("deliver", self.deliver, self.ordered)
    }
}

impl Documented for OpenOrder {
    const NUMBERS_ARE_CUSTOMERS: bool = false;
    const FEED: Option<Feed> = Some(Feed::Receivables);
    const NAMES: Names = Names::Nothing;

    fn document(&self) -> &DocumentId {
        &self.document
    }

    fn day(&self) -> Day {
        self.ordered
    }

    fn amount(&self) -> Money {
        self.amount
    }
}

/// Open orders stand in the order of their days of order.
impl Tabled for OpenOrder {
    type Fact = Self;
    type Entry = RecordedOrder;
    type Placement = Insertion<RecordedOrder>;

    fn fact(&self) -> &Self {
        self
    }

    fn repeats(&self, recorded: u32, run: &[RecordedOrder]) -> bool {
        run.iter().any(|it| it.document == recorded && it.deliver == self.deliver)
    }

    fn place(
        &self,
        document: u32,
        run: &[RecordedOrder],
        _numbers: &Interner,
    ) -> Option<Insertion<RecordedOrder>> {
        let Self { ordered, deliver, .. } = *self;
        let entry = RecordedOrder { amount: self.amount.amount(), ordered, deliver, document };
        Some(Insertion::before(run, entry, |it| it.ordered > ordered))
    }
}

impl Plain for OpenOrder {
    fn from_table(document: TableDocument<Self::Entry>) -> Option<Self> {
        let TableDocument { number, day, amount, entry, .. } = document;
        Some(Self::new(number, day, entry?.deliver, amount))
    }
}
