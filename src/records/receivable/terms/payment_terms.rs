use std::fmt;

use super::Instalment;
use crate::calendar::Day;
use crate::measure::proven;
use crate::money::Amount;
use crate::valid::{Draft, Order, Valid, Violations};

/// A part of instalment terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct InstalmentPart {
    /// The weight among the parts, such as 30 of 30 and 70; at least 1.
    pub weight: u32,
    /// Days after the invoice.
    pub days: u16,
}

/// The plain form of [`PaymentTerms`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum PaymentTermsDraft {
    /// Before delivery: due with the invoice.
    #[doc(alias = "款到发货")]
    Prepaid,
    /// With the delivery.
    #[doc(alias = "货到付款")]
    CashOnDelivery,
    /// A number of days after the invoice.
    Net {
        /// The days.
        days: u16,
    },
    /// A number of days after the end of the month of the invoice.
    #[doc(alias = "月结")]
    EndOfMonth {
        /// The days.
        days: u16,
    },
    /// In parts.
    #[doc(alias = "分期付款")]
    Instalments {
        /// The parts, in the order of their days.
        parts: Vec<InstalmentPart>,
    },
}

impl Draft for PaymentTermsDraft {
    fn check(&self, found: &mut Violations) {
        let Self::Instalments { parts } = self else { return };
        if parts.is_empty() {
            found.add("parts", "must name at least one part, was empty".to_owned());
        }
        found.each_row("parts", parts, |found, before, part| {
            if part.weight == 0 {
                found.add("weight", "must be at least 1, was 0".to_owned());
            }
            found.check_order("days", Order::Rising, before.map(|before| before.days), part.days);
        });
    }
}

/// Terms of payment: the days by which a bill is to be paid.
///
/// # Rule
///
/// > S6: prepaid, cash on delivery, net N days, end of month plus N, instalments. The parts of a
/// > bill re-sum to it, to the minor unit.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::receivable::{BillDays, InstalmentPart, PaymentTerms, PaymentTermsDraft};
///
/// let parts = [(30, 0), (70, 30)].map(|(weight, days)| InstalmentPart { weight, days });
/// let terms = PaymentTerms::try_new(PaymentTermsDraft::Instalments { parts: parts.to_vec() })?;
/// let days = BillDays { invoiced: "2026-01-31".parse()?, delivered: "2026-02-02".parse()? };
/// let bill = terms.instalments(Amount::from_minor(101), days);
/// assert_eq!(bill.iter().map(|it| it.amount.minor()).collect::<Vec<_>>(), [30, 71]);
///
/// let monthly = PaymentTerms::try_new(PaymentTermsDraft::EndOfMonth { days: 30 })?;
/// assert_eq!(monthly.last_due(days).to_string(), "2026-03-02");
/// assert_eq!(monthly.to_string(), "end of month plus 30 days");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "结算方式")]
pub type PaymentTerms = Valid<PaymentTermsDraft>;

/// The days from which the due dates of a bill are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BillDays {
    /// The day of the invoice.
    pub invoiced: Day,
    /// The day of the delivery.
    pub delivered: Day,
}

impl PaymentTerms {
    /// The instalments of a bill, with their due dates. They add up to the amount; a bill without
    /// instalment terms is one instalment.
    pub fn instalments(&self, amount: Amount, days: BillDays) -> Vec<Instalment> {
        let PaymentTermsDraft::Instalments { parts } = &**self else {
            return vec![Instalment { due: self.last_due(days), amount }];
        };
        let weights: Vec<u32> = parts.iter().map(|part| part.weight).collect();
        let amounts = amount.split(&weights);
        let amounts = proven!(amounts, else Vec::new(), "valid terms have a positive weight");
        let dues = parts.iter().map(|part| days.invoiced.offset(i32::from(part.days)));
        dues.zip(amounts).map(|(due, amount)| Instalment { due, amount }).collect()
    }

    /// The day by which all of a bill is to be paid.
    ///
    /// ```
    /// # use guanxi::receivable::{BillDays, PaymentTerms, PaymentTermsDraft};
    /// let days = BillDays { invoiced: "2026-01-31".parse()?, delivered: "2026-02-02".parse()? };
    /// let net = PaymentTerms::try_new(PaymentTermsDraft::Net { days: 30 })?;
    /// assert_eq!(net.last_due(days).to_string(), "2026-03-02");
    /// let cash = PaymentTerms::try_new(PaymentTermsDraft::CashOnDelivery)?;
    /// assert_eq!(cash.last_due(days), days.delivered);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn last_due(&self, days: BillDays) -> Day {
        let BillDays { invoiced, delivered } = days;
        match &**self {
            PaymentTermsDraft::Prepaid => invoiced,
            PaymentTermsDraft::CashOnDelivery => delivered,
            PaymentTermsDraft::Net { days } => invoiced.offset(i32::from(*days)),
            PaymentTermsDraft::EndOfMonth { days } => {
                invoiced.month().last_day().offset(i32::from(*days))
            }
            PaymentTermsDraft::Instalments { parts } => {
                let days = parts.last().map_or(0, |part| part.days);
                invoiced.offset(i32::from(days))
            }
        }
    }

    /// The longest credit in days after the invoice. For terms that go by the end of the month it
    /// is counted from the first of a month of 31 days.
    ///
    /// ```
    /// # use guanxi::receivable::{PaymentTerms, PaymentTermsDraft};
    /// assert_eq!(PaymentTerms::try_new(PaymentTermsDraft::EndOfMonth { days: 10 })?.days(), 40);
    /// # Ok::<(), guanxi::valid::Violations>(())
    /// ```
    pub fn days(&self) -> u32 {
        match &**self {
            PaymentTermsDraft::Prepaid | PaymentTermsDraft::CashOnDelivery => 0,
            PaymentTermsDraft::Net { days } => u32::from(*days),
            PaymentTermsDraft::EndOfMonth { days } => {
                let all = u32::from(*days).checked_add(30);
                proven!(all, else u32::MAX, "a number of 16 bits and 30")
            }
            PaymentTermsDraft::Instalments { parts } => {
                parts.last().map_or(0, |part| u32::from(part.days))
            }
        }
    }
}

impl fmt::Display for PaymentTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &**self {
            PaymentTermsDraft::Prepaid => f.write_str("prepaid"),
            PaymentTermsDraft::CashOnDelivery => f.write_str("cash on delivery"),
            PaymentTermsDraft::Net { days } => write!(f, "net {days} days"),
            PaymentTermsDraft::EndOfMonth { days } => write!(f, "end of month plus {days} days"),
            PaymentTermsDraft::Instalments { parts } => {
                for (place, part) in parts.iter().enumerate() {
                    let separator = if place == 0 { "" } else { ", " };
                    write!(f, "{separator}{} parts after {} days", part.weight, part.days)?;
                }
                Ok(())
            }
        }
    }
}
