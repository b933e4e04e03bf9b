use super::BillDays;
use crate::calendar::Day;
use crate::valid::words;

words! {
    /// The event from which terms of payment run.
    #[doc(alias = "账期起算")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum TermsFrom as "an event from which terms run" {
        /// The invoice.
        #[default]
        Invoice = "invoice",
        /// The delivery.
        Delivery = "delivery",
        /// The receipt of the goods.
        Receipt = "receipt",
        /// The acceptance of the goods.
        #[doc(alias = "验收")]
        Acceptance = "acceptance",
        /// The balance that both sides confirmed.
        #[doc(alias = "对账")]
        Reconciliation = "reconciliation",
    }
}

/// The days of a bill from which its terms may run, each `None` until it has come.
///
/// # Rule
///
/// > S6: terms name the day from which they run: invoice, delivery, receipt, acceptance or
/// > reconciliation. Until that day has come nothing is due.
///
/// ```
/// use guanxi::receivable::{PaymentTerms, PaymentTermsDraft, TermDays, TermsFrom};
///
/// let net = PaymentTerms::try_new(PaymentTermsDraft::Net { days: 30 })?;
/// let (delivered, invoiced) = ("2026-03-02".parse()?, "2026-03-09".parse()?);
/// let days = TermDays { delivered: Some(delivered), ..TermDays::invoiced(invoiced) };
/// let due = |from| days.bill_days(from).map(|days| net.last_due(days).to_string());
/// assert_eq!(due(TermsFrom::Invoice).as_deref(), Some("2026-04-08"));
/// assert_eq!(due(TermsFrom::Delivery).as_deref(), Some("2026-04-01"));
/// assert_eq!(due(TermsFrom::Acceptance), None, "nobody has accepted the goods yet");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "账期")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct TermDays {
    /// The day of the invoice.
    pub invoiced: Day,
    /// The day of the delivery.
    #[cfg_attr(feature = "serde", serde(default))]
    pub delivered: Option<Day>,
    /// The day on which the goods were received.
    #[cfg_attr(feature = "serde", serde(default))]
    pub received: Option<Day>,
    /// The day on which the goods were accepted.
    #[cfg_attr(feature = "serde", serde(default))]
    pub accepted: Option<Day>,
    /// The day on which the balance was confirmed.
    #[cfg_attr(feature = "serde", serde(default))]
    pub reconciled: Option<Day>,
}

impl TermDays {
    /// The days of a bill known by its invoice only.
    pub const fn invoiced(invoiced: Day) -> Self {
        Self { invoiced, delivered: None, received: None, accepted: None, reconciled: None }
    }

    /// The day from which terms run; `None` until it has come.
    pub const fn start(self, from: TermsFrom) -> Option<Day> {
        match from {
            TermsFrom::Invoice => Some(self.invoiced),
            TermsFrom::Delivery => self.delivered,
            TermsFrom::Receipt => self.received,
            TermsFrom::Acceptance => self.accepted,
            TermsFrom::Reconciliation => self.reconciled,
        }
    }

    /// The days from which [`PaymentTerms`](super::PaymentTerms) count, where they run from an
    /// event; `None` until it has come. Cash on delivery is due on the delivery, and on the day of
    /// the event where that is not known.
    pub fn bill_days(self, from: TermsFrom) -> Option<BillDays> {
        let start = self.start(from)?;
        Some(BillDays { invoiced: start, delivered: self.delivered.unwrap_or(start) })
    }
}
