use std::borrow::Cow;
use std::fmt;

use super::{AcceptorKind, BillState, Recourse};
use crate::calendar::{AsOf, Day};
use crate::id::{AcceptorId, DocumentId};
use crate::intake::{Dealing, Fault, Feed, Field, Intake, Listed, NamedDocument, Names, Record};
use crate::money::{Money, Total};

/// The day on which a bill was endorsed or discounted, and the liability for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct PassedOn {
    /// The day.
    pub on: Day,
    /// The liability.
    pub recourse: Recourse,
}

impl fmt::Display for PassedOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "on {} {} recourse", self.on, self.recourse)
    }
}

/// The fate of a bill that was presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum BillFate {
    /// The acceptor paid on a day.
    Honoured(Day),
    /// The acceptor refused to pay on a day.
    Refused(Day),
}

impl BillFate {
    /// The day.
    pub const fn day(self) -> Day {
        match self {
            Self::Honoured(on) | Self::Refused(on) => on,
        }
    }
}

impl fmt::Display for BillFate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Honoured(on) => write!(f, "honoured on {on}"),
            Self::Refused(on) => write!(f, "refused on {on}"),
        }
    }
}

/// A bill by which a customer pays.
///
/// # Rule
///
/// > S10, S20: a bill settles the invoice on receipt, is collected when honoured, stays in exposure
/// > until then at the policy's share, and when refused the invoice is open again with its old due
/// > day.
///
/// The bill is the settlement: no payment is recorded beside it. It settles as money does, in the
/// place of money received, and a bill that names no invoice settles what is due first. A refused
/// bill settles nothing from the day of refusal on; days before stay as they were. Revise the bill
/// when its fate is known, or when it is passed on.
///
/// ```
/// use guanxi::account::{Account, Fact};
/// use guanxi::day;
/// use guanxi::receivable::{AcceptorKind, Bill, BillFate, Invoice, OpenBalance};
///
/// let mut li = Account::new("Li".parse()?, "CNY".parse()?);
/// let due = day!(2026, 6, 30);
/// li.record(Invoice::new("I1".parse()?, day!(2026, 5, 1), due, "CNY 500".parse()?))?;
/// let refused = day!(2026, 12, 20);
/// let (kind, amount) = (AcceptorKind::Commercial, "CNY 500".parse()?);
/// let bill = Bill::new("B1".parse()?, kind, day!(2026, 6, 20), refused, amount);
/// let bill = bill.for_invoice("I1".parse()?);
/// li.record(bill.clone())?;
/// let late = |li: &Account, t| OpenBalance::as_of(li.view().receivables(), t);
/// assert_eq!(late(&li, "2026-12-20".parse()?).oldest_days_past_due, 0);
///
/// let bill = Fact::from(bill.with_fate(BillFate::Refused(refused)));
/// li.revise(&bill.name(), refused, Some(bill))?;
/// assert_eq!(late(&li, "2026-12-19".parse()?).oldest_days_past_due, 0);
/// assert_eq!(late(&li, "2026-12-20".parse()?).oldest_days_past_due, 173);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "承兑汇票")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Bill {
    /// The number of the bill, unique among the bills of the customer.
    pub number: DocumentId,
    /// The kind of acceptor.
    pub kind: AcceptorKind,
    /// The acceptor; `None` where nobody has noted it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub acceptor: Option<AcceptorId>,
    /// The day of receipt.
    pub received: Day,
    /// The day of maturity, not before the receipt.
    pub matures: Day,
    /// The amount, positive.
    pub amount: Money,
    /// The invoice that it pays; `None` where it names none.
    #[cfg_attr(feature = "serde", serde(default))]
    pub invoice: Option<DocumentId>,
    /// The endorsement or discount, if any; not before the receipt.
    #[cfg_attr(feature = "serde", serde(default))]
    pub passed_on: Option<PassedOn>,
    /// Its fate, once it is known; not before the receipt, and not before it was passed on: nobody
    /// takes a bill whose fate is known.
    #[cfg_attr(feature = "serde", serde(default))]
    pub fate: Option<BillFate>,
}

impl Bill {
    /// A bill that we hold, which names no invoice.
    pub const fn new(
        number: DocumentId,
        kind: AcceptorKind,
        received: Day,
        matures: Day,
        amount: Money,
    ) -> Self {
        let (acceptor, invoice, passed_on, fate) = (None, None, None, None);
        Self { number, kind, acceptor, received, matures, amount, invoice, passed_on, fate }
    }

    /// The bill, for an invoice.
    #[must_use]
    pub fn for_invoice(self, invoice: DocumentId) -> Self {
        Self { invoice: Some(invoice), ..self }
    }

    /// The bill, accepted by somebody.
    #[must_use]
    pub fn accepted_by(self, acceptor: AcceptorId) -> Self {
        Self { acceptor: Some(acceptor), ..self }
    }

    /// The bill, passed on.
    #[must_use]
    pub fn passed_on(self, passed_on: PassedOn) -> Self {
        Self { passed_on: Some(passed_on), ..self }
    }

    /// The bill, with its fate.
    #[must_use]
    pub fn with_fate(self, fate: BillFate) -> Self {
        Self { fate: Some(fate), ..self }
    }

    /// The state on a date; `None` before the receipt. A bill that was passed on with recourse is
    /// outstanding until its fate is known.
    pub fn state(&self, t: AsOf) -> Option<BillState> {
        if !t.sees(self.received) {
            return None;
        }
        let passed_on = self.passed_on.filter(|it| t.sees(it.on)).map(|it| it.recourse);
        Some(match (passed_on, self.fate) {
            (Some(Recourse::Without), _) => BillState::PassedOn,
            (_, Some(BillFate::Honoured(on))) if t.sees(on) => BillState::Honoured,
            (_, Some(BillFate::Refused(on))) if t.sees(on) => BillState::Refused,
            (Some(Recourse::With) | None, _) => BillState::Outstanding,
        })
    }

    /// The day from which it is money: honoured, or passed on without recourse.
    pub fn collected(&self) -> Option<Day> {
        let honoured = match self.fate {
            Some(BillFate::Honoured(on)) => Some(on),
            Some(BillFate::Refused(_)) | None => None,
        };
        let sold = self.passed_on.filter(|it| it.recourse == Recourse::Without);
        let both = [honoured, sold.map(|it| it.on)];
        both.into_iter().flatten().min()
    }

    /// The sum of the bills that are no money yet on a date.
    pub fn outstanding(bills: &[Self], t: AsOf) -> Total {
        let outstanding = bills.iter().filter(|it| it.state(t) == Some(BillState::Outstanding));
        outstanding.map(|it| it.amount.amount()).collect()
    }

    /// The days on which what it settles may change.
    pub(crate) fn days(&self) -> impl Iterator<Item = Day> {
        let passed_on = self.passed_on.map(|it| it.on);
        let fate = self.fate.map(BillFate::day);
        [Some(self.received), passed_on, fate].into_iter().flatten()
    }

    /// The bill as it is known on a day, without what comes later; `None` before the receipt.
    pub(crate) fn known_at(&self, t: AsOf) -> Option<Self> {
        t.sees(self.received).then(|| Self {
            passed_on: self.passed_on.filter(|it| t.sees(it.on)),
            fate: self.fate.filter(|it| t.sees(it.day())),
            ..self.clone()
        })
    }

    const fn order(&self) -> (Day, &DocumentId) {
        (self.received, &self.number)
    }
}

impl Record for Bill {
    fn name(&self) -> Cow<'_, str> {
        self.number.as_str().into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { number, kind, acceptor, received, matures, amount, invoice, passed_on, fate } =
            self;
        vec![
            Field::new("number", number),
            Field::new("kind", kind),
            Field::optional("acceptor", acceptor.as_ref()),
            Field::new("received", received),
            Field::new("matures", matures),
            Field::new("amount", amount),
            Field::optional("invoice", invoice.as_ref()),
            Field::optional("passed_on", *passed_on),
            Field::optional("fate", *fate),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.positive(self.amount)?;
        Intake::not_before("matures", self.matures, self.received)?;
        if let Some(passed_on) = self.passed_on {
            Intake::not_before("passed_on", passed_on.on, self.received)?;
        }
        let held = self.passed_on.map_or(self.received, |it| it.on);
        self.fate.map_or(Ok(()), |fate| Intake::not_before("fate", fate.day(), held))
    }

    fn feed(&self) -> Option<(Feed, Day)> {
        Some((Feed::Receivables, self.received))
    }
}

/// The list stands in the order of receipt, then of numbers.
impl Listed for Bill {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.number == recorded.number
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.order() <= recorded.order()
    }
}

impl Dealing for Bill {
    const NAMES: Names = Names::Invoices;
    const IS_TERM: bool = false;
    const IS_EXCLUSIVE: bool = false;
    const SHARES_NAMES: bool = false;
    const STARTS_CUSTOMER: bool = true;

    fn own_day(&self) -> Option<Day> {
        Some(self.received)
    }

    fn invoice(&self) -> Option<&DocumentId> {
        self.invoice.as_ref()
    }

    /// A bill for an erased invoice stays, without the name.
    fn forget(&mut self, erased: NamedDocument<'_>) -> bool {
        if self.names(erased) {
            self.invoice = None;
        }
        true
    }
}
