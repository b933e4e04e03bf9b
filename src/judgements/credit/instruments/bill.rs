use crate::calendar::{AsOf, Day};
use crate::id::DocumentId;
use crate::money::Money;
use crate::receivable::Payment;
use crate::valid::words;

words! {
    /// The kind of acceptor of a bill, or of the debtor of a certificate.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AcceptorKind as "a kind of acceptor" {
        /// A bank.
        #[doc(alias = "银行承兑汇票")]
        Bank = "bank",
        /// The finance company of a group.
        #[doc(alias = "财务公司承兑汇票")]
        FinanceCompany = "finance_company" => "finance company",
        /// A company of the trade.
        #[doc(alias = "商业承兑汇票")]
        Commercial = "commercial",
        /// An electronic certificate of a receivable.
        #[doc(alias = "应收账款电子凭证")]
        ReceivableCertificate = "receivable_certificate" => "receivable certificate",
    }
}

words! {
    /// The liability for a bill that was passed on.
    #[doc(alias = "追索权")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Recourse as "a recourse" {
        /// It comes back when it is refused.
        With = "with",
        /// It does not come back.
        Without = "without",
    }
}

/// The day on which a bill was endorsed or discounted, and the liability for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PassedOn {
    /// The day.
    pub on: Day,
    /// The liability.
    pub recourse: Recourse,
}

/// The fate of a bill that was presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum BillFate {
    /// The acceptor paid on a day.
    Honoured(Day),
    /// The acceptor refused to pay on a day.
    Refused(Day),
}

words! {
    /// The state of a bill on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum BillState as "a state of a bill" {
        /// We hold it, or are liable for it.
        Outstanding = "outstanding",
        /// It was passed on without recourse.
        PassedOn = "passed_on" => "passed on",
        /// The acceptor has paid.
        Honoured = "honoured",
        /// The acceptor has refused.
        Refused = "refused",
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
/// Record [`Bill::payment`] when it comes in, and make that payment void from the day of refusal:
/// then every rule about receivables follows, and days before stay as they were. The account counts
/// the payment as money; [`BillPosition`](crate::credit::BillPosition) has the part that is none
/// yet.
///
/// ```
/// use guanxi::account::{Account, FactKind, FactName};
/// use guanxi::credit::{AcceptorKind, Bill, BillFate};
/// use guanxi::day;
/// use guanxi::receivable::{Invoice, OpenBalance};
///
/// let mut li = Account::new("Li".parse()?, "CNY".parse()?);
/// let due = day!(2026, 6, 30);
/// li.record(Invoice::new("I1".parse()?, day!(2026, 5, 1), due, "CNY 500".parse()?))?;
/// let refused = day!(2026, 12, 20);
/// let bill = Bill {
///     number: "B1".parse()?,
///     kind: AcceptorKind::Commercial,
///     received: day!(2026, 6, 20),
///     matures: refused,
///     amount: "CNY 500".parse()?,
///     invoice: Some("I1".parse()?),
///     passed_on: None,
///     fate: Some(BillFate::Refused(refused)),
/// };
/// li.record(bill.payment())?;
/// let late = |li: &Account, t| OpenBalance::as_of(li.view().receivables(), t);
/// assert_eq!(late(&li, "2026-12-20".parse()?).oldest_days_past_due, 0);
/// li.revise(&FactName::new(FactKind::Payment, "B1"), refused, None)?;
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
pub struct Bill {
    /// The number of the bill.
    pub number: DocumentId,
    /// The kind of acceptor.
    pub kind: AcceptorKind,
    /// The day of receipt.
    pub received: Day,
    /// The day of maturity.
    pub matures: Day,
    /// The amount, positive.
    pub amount: Money,
    /// The invoice that it pays; `None` where it names none.
    #[cfg_attr(feature = "serde", serde(default))]
    pub invoice: Option<DocumentId>,
    /// The endorsement or discount, if any.
    #[cfg_attr(feature = "serde", serde(default))]
    pub passed_on: Option<PassedOn>,
    /// Its fate, once it is known.
    #[cfg_attr(feature = "serde", serde(default))]
    pub fate: Option<BillFate>,
}

impl Bill {
    /// The payment by which it settles.
    pub fn payment(&self) -> Payment {
        let payment = Payment::new(self.number.clone(), self.received, self.amount);
        match &self.invoice {
            Some(invoice) => payment.for_invoice(invoice.clone()),
            None => payment,
        }
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
}
