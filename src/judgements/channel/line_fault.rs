use std::fmt;

use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::id::{DocumentId, LineNumber};
use crate::money::{Money, Total};
use crate::trade::{Sale, SaleLine};

/// A disagreement between a sale and its lines.
///
/// A finding, not a refusal: lines and sales often come from different systems, and a line may be
/// learnt before its sale.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "fault", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum LineFault {
    /// No sale of the number stands.
    NoSale {
        /// The number of the sale.
        document: DocumentId,
        /// The line.
        line: Option<LineNumber>,
    },
    /// A line has another day than its sale.
    OtherDay {
        /// The number of the sale.
        document: DocumentId,
        /// The line.
        line: Option<LineNumber>,
        /// The day of the line.
        day: Day,
        /// The day of the sale.
        sold: Day,
    },
    /// The lines of a sale do not add up to its amount.
    OtherAmount {
        /// The number of the sale.
        document: DocumentId,
        /// The line, where the sale itself is recorded by lines.
        line: Option<LineNumber>,
        /// The sum of the lines.
        #[cfg_attr(feature = "serde", serde(serialize_with = "crate::money::minor::serialize"))]
        lines: Total,
        /// The amount of the sale.
        sale: Money,
    },
}

impl LineFault {
    /// The faults of the lines of a customer as of a day, in the order of documents and lines.
    ///
    /// # Rule
    ///
    /// > S8: the lines of a sale add up to its amount, and are of its day. A sale that is recorded
    /// > by lines is compared line by line.
    ///
    /// A sale without lines is no fault: not every system tells them.
    pub fn find(account: AccountView<'_>, t: AsOf) -> Vec<Self> {
        let lines: Vec<&SaleLine> =
            account.sale_lines().iter().filter(|it| t.sees(it.day)).collect();
        let documents = lines.chunk_by(|one, next| one.document == next.document);
        let mut found = Vec::new();
        for lines in documents {
            let Some(first) = lines.first() else { continue };
            if let Some(sale) = account.sale(&first.document, None, t) {
                compare(lines, &sale, &mut found);
                continue;
            }
            for line in lines {
                let sale = line.line.and_then(|it| account.sale(&line.document, Some(it), t));
                match sale {
                    Some(sale) => compare(&[line], &sale, &mut found),
                    None => found
                        .push(Self::NoSale { document: line.document.clone(), line: line.line }),
                }
            }
        }
        found
    }
}

/// Compares a sale with all its lines.
fn compare(lines: &[&SaleLine], sale: &Sale, found: &mut Vec<LineFault>) {
    let document = &sale.document;
    for line in lines.iter().filter(|it| it.day != sale.date) {
        let (document, line, day) = (document.clone(), line.line, line.day);
        found.push(LineFault::OtherDay { document, line, day, sold: sale.date });
    }
    let sum: Total = lines.iter().map(|it| it.amount).collect();
    if sum != sale.amount.amount().to_total() {
        let (document, line) = (document.clone(), sale.line);
        found.push(LineFault::OtherAmount { document, line, lines: sum, sale: sale.amount });
    }
}

impl fmt::Display for LineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::NoSale { document, line }
        | Self::OtherDay { document, line, .. }
        | Self::OtherAmount { document, line, .. }) = self;
        write!(f, "sale {document}")?;
        if let Some(line) = line {
            write!(f, " line {line}")?;
        }
        match self {
            Self::NoSale { .. } => f.write_str(": a line is recorded, the sale is not"),
            Self::OtherDay { day, sold, .. } => write!(f, " is of {sold}, its line of {day}"),
            Self::OtherAmount { lines, sale, .. } => {
                let lines = lines.with_currency(sale.currency());
                write!(f, " is of {sale}, its lines add up to {lines}")
            }
        }
    }
}
