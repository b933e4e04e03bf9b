use std::fmt;

use super::Instalment;
use crate::calendar::{Day, Month};
use crate::measure::{plural, proven};
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
    /// A number of days after the invoice, then on to the end of the month reached.
    NetEndOfMonth {
        /// The days.
        days: u16,
    },
    /// The end of a later month: 1 is the month after that of the invoice.
    MonthsAfterEndOfMonth {
        /// The months.
        months: u8,
    },
    /// By closing days: invoices up to the closing day of a month are paid together, on a day of a
    /// later month. A day that a month does not have is its last.
    #[doc(alias = "结账日")]
    Closing {
        /// The closing day, 1 to 31. An invoice after it belongs to the closing of the next month.
        closing_day: u8,
        /// Months from the month of the closing to that of the payment.
        months: u8,
        /// The day of that month, 1 to 31.
        day: u8,
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
        if let Self::Closing { closing_day, months, day } = self {
            for (field, found_day) in [("closing_day", *closing_day), ("day", *day)] {
                if !(1..=31).contains(&found_day) {
                    found.add(field, format!("must lie in 1..=31, was {found_day}"));
                }
            }
            if *months == 0 && day < closing_day {
                let problem = format!("must not be before closing_day {closing_day}, was {day}");
                found.add("day", problem);
            }
        }
        let Self::Instalments { parts } = self else { return };
        if parts.is_empty() {
            found.add("parts", "must name at least one part, was empty".to_owned());
        }
        found.each_row("parts", parts, |found, before, part| {
            found.at_least("weight", 1, part.weight);
            found.check_order("days", Order::Rising, before.map(|before| before.days), part.days);
        });
    }
}

/// Terms of payment: the days by which a bill is to be paid.
///
/// # Rule
///
/// > S6: prepaid, cash on delivery, net N days, end of month plus N, N days then end of month,
/// > months after the end of the month, closing day and day of the month, instalments. The parts of
/// > a bill re-sum to it, to the minor unit.
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
            PaymentTermsDraft::NetEndOfMonth { days } => {
                invoiced.offset(i32::from(*days)).month().last_day()
            }
            PaymentTermsDraft::MonthsAfterEndOfMonth { months } => {
                invoiced.month().offset(i32::from(*months)).last_day()
            }
            PaymentTermsDraft::Closing { closing_day, months, day } => {
                let month = invoiced.month();
                let is_closed = invoiced > day_of(month, *closing_day);
                let closing = month.offset(i32::from(is_closed));
                day_of(closing.offset(i32::from(*months)), *day)
            }
            PaymentTermsDraft::Instalments { parts } => {
                let days = parts.last().map_or(0, |part| part.days);
                invoiced.offset(i32::from(days))
            }
        }
    }

    /// The longest credit in days after the invoice. For terms that go by the end of the month it
    /// is counted from the first of a month of 31 days, for those that go by months from the worst
    /// day of four years.
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
            PaymentTermsDraft::NetEndOfMonth { .. }
            | PaymentTermsDraft::MonthsAfterEndOfMonth { .. }
            | PaymentTermsDraft::Closing { .. } => {
                // Four years, one of them a leap year.
                let invoiced = (0..1461).map(|after| Day::default().offset(after));
                let days = invoiced.map(|invoiced| {
                    let days = BillDays { invoiced, delivered: invoiced };
                    self.last_due(days).days_since(invoiced)
                });
                days.max().and_then(|days| u32::try_from(days).ok()).unwrap_or_default()
            }
            PaymentTermsDraft::Instalments { parts } => {
                parts.last().map_or(0, |part| u32::from(part.days))
            }
        }
    }
}

/// A day of a month, or its last where it has none of that number.
fn day_of(month: Month, day: u8) -> Day {
    let first = month.first_day();
    let after_first = i32::from(day).checked_sub(1);
    let after_first = proven!(after_first, else 0, "a day is from 0 to 255");
    first.offset(after_first).max(first).min(month.last_day())
}

impl fmt::Display for PaymentTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &**self {
            PaymentTermsDraft::Prepaid => f.write_str("prepaid"),
            PaymentTermsDraft::CashOnDelivery => f.write_str("cash on delivery"),
            PaymentTermsDraft::Net { days } => {
                write!(f, "net {days} {}", plural(*days, "day", "days"))
            }
            PaymentTermsDraft::EndOfMonth { days } => {
                write!(f, "end of month plus {days} {}", plural(*days, "day", "days"))
            }
            PaymentTermsDraft::NetEndOfMonth { days } => {
                write!(f, "net {days} {}, then end of month", plural(*days, "day", "days"))
            }
            PaymentTermsDraft::MonthsAfterEndOfMonth { months } => {
                write!(f, "end of month plus {months} {}", plural(*months, "month", "months"))
            }
            PaymentTermsDraft::Closing { closing_day, months, day } => {
                let noun = plural(*months, "month", "months");
                write!(f, "closing on day {closing_day}, due on day {day} after {months} {noun}")
            }
            PaymentTermsDraft::Instalments { parts } => {
                for (place, part) in parts.iter().enumerate() {
                    let separator = if place == 0 { "" } else { ", " };
                    let parts = plural(part.weight, "part", "parts");
                    let days = plural(part.days, "day", "days");
                    write!(f, "{separator}{} {parts} after {} {days}", part.weight, part.days)?;
                }
                Ok(())
            }
        }
    }
}
