use std::collections::BTreeMap;
use std::fmt;

use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::money::{Amount, Total};
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
        let mut open: BTreeMap<&str, (Total, Day)> = BTreeMap::new();
        settle(account.receivables(), t, |item| {
            let number = account.invoice_number(item.invoice);
            let (sum, due) = open.entry(number).or_insert((Total::ZERO, item.due));
            *sum = sum.plus(item.open);
            *due = item.due.min(*due);
        });
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
