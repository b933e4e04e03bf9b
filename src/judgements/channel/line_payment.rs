use std::collections::BTreeMap;
use std::fmt;

use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::id::DocumentId;
use crate::money::{Amount, Currency, Total};
use crate::receivable::settle;
use crate::trade::SaleLine;

/// The payment of a line of a sale, by the invoice that bills it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "payment", rename_all = "snake_case")
)]
pub enum LinePayment {
    /// No invoice bills it.
    NotBilled,
    /// The customer has no invoice of that number as of the day.
    UnknownInvoice,
    /// The invoice is settled (结账).
    #[doc(alias = "结账")]
    Settled,
    /// The invoice is open, the whole of it or a part (欠款).
    #[doc(alias = "欠款")]
    Owed {
        /// The part of the invoice that is open.
        #[cfg_attr(feature = "serde", serde(serialize_with = "crate::money::minor::serialize"))]
        open: Amount,
        /// Its first due day that is open.
        due: Day,
    },
}

impl LinePayment {
    /// The payments of lines of a customer as of a day, in the order of the lines.
    ///
    /// # Rule
    ///
    /// > S8: each purchase is settled or owed. An invoice of several lines that is paid in part is
    /// > owed for each of them, since nobody says which line the money is for.
    pub fn of_lines(lines: &[&SaleLine], account: AccountView<'_>, t: AsOf) -> Vec<Self> {
        let open = open_invoices(account, t);
        let of_line = |line: &&SaleLine| {
            let Some(number) = &line.invoice else { return Self::NotBilled };
            let issued = account.invoice(number).filter(|it| t.sees(it.issued));
            match (issued, open.get(number.as_str())) {
                (None, _) => Self::UnknownInvoice,
                (Some(_), None) => Self::Settled,
                (Some(invoice), Some((sum, due))) => {
                    Self::Owed { open: sum.to_amount().unwrap_or(invoice.amount), due: *due }
                }
            }
        };
        lines.iter().map(of_line).collect()
    }
}

/// The open amount of each invoice of a customer, with the first due day of what is open.
fn open_invoices(account: AccountView<'_>, t: AsOf) -> BTreeMap<&str, (Total, Day)> {
    let mut open: BTreeMap<&str, (Total, Day)> = BTreeMap::new();
    settle(account.receivables(), t, |item| {
        let number = account.invoice_number(item.invoice);
        let (sum, due) = open.entry(number).or_insert((Total::ZERO, item.due));
        *sum = sum.plus(item.open);
        *due = item.due.min(*due);
    });
    open
}

/// The settled and the owed part of purchases, by the invoices that bill them.
///
/// # Rule
///
/// > S8: each purchase is settled or owed. Of the lines of an invoice its open amount is owed, at
/// > most what the lines add up to, and the rest is settled.
///
/// Give all lines of an invoice together: of some of them alone the whole open amount is said to be
/// owed, since nobody says which line the money is for.
#[doc(alias = "结账")]
#[doc(alias = "欠款")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PaidParts {
    /// The settled part.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::money::minor::serialize"))]
    pub settled: Total,
    /// The owed part.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::money::minor::serialize"))]
    pub owed: Total,
    /// The lines that no invoice bills, and those of an invoice that the customer does not have.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::money::minor::serialize"))]
    pub not_billed: Total,
}

impl PaidParts {
    /// The parts of lines of a customer as of a day; later lines are left out.
    pub fn of_lines<'a>(
        lines: impl IntoIterator<Item = &'a SaleLine>,
        account: AccountView<'_>,
        t: AsOf,
    ) -> Self {
        let mut billed: BTreeMap<&DocumentId, Total> = BTreeMap::new();
        let mut parts = Self::default();
        for line in lines.into_iter().filter(|it| t.sees(it.day)) {
            let sum = match &line.invoice {
                Some(invoice) => billed.entry(invoice).or_default(),
                None => &mut parts.not_billed,
            };
            *sum = sum.plus(line.amount);
        }
        let open = open_invoices(account, t);
        for (invoice, billed) in billed {
            if account.invoice(invoice).is_none_or(|it| !t.sees(it.issued)) {
                parts.not_billed = parts.not_billed.plus(billed);
                continue;
            }
            let open = open.get(invoice.as_str()).map_or(Total::ZERO, |(open, _)| *open);
            let owed = open.min(billed.max(Total::ZERO));
            parts.owed = parts.owed.plus(owed);
            parts.settled = parts.settled.plus(billed.minus(owed));
        }
        parts
    }

    /// The parts as a person reads them.
    pub fn with_currency(&self, currency: Currency) -> impl fmt::Display + fmt::Debug {
        let [settled, owed, not_billed] = [self.settled, self.owed, self.not_billed]
            .map(|it| it.with_currency(currency).to_string());
        format!("settled {settled}, owed {owed}, not billed {not_billed}")
    }
}

impl fmt::Display for LinePayment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotBilled => f.write_str("not billed"),
            Self::UnknownInvoice => f.write_str("billed by an unknown invoice"),
            Self::Settled => f.write_str("settled"),
            Self::Owed { due, .. } => write!(f, "owed, due on {due}"),
        }
    }
}
