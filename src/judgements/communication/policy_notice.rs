use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, DocumentId};
use crate::interaction::InteractionKind;
use crate::lifecycle::Reason;
use crate::valid::{Draft, Valid, Violations, words};

words! {
    /// The subjects of notices to customers.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum NoticeSubject as "a subject of a notice" {
        /// A rule of ours, as of rebates or returns.
        #[doc(alias = "政策通知")]
        Policy = "policy",
        /// A price.
        #[doc(alias = "调价通知")]
        Price = "price",
        /// A recall of goods. It holds from its day.
        #[doc(alias = "召回")]
        Recall = "recall",
    }
}

words! {
    /// The state of a notice with a customer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ReceiptState as "a state of a receipt" {
        /// Not told yet.
        NotTold = "not_told" => "not told",
        /// Told.
        Told = "told",
        /// Opened by the customer.
        Opened = "opened",
        /// Confirmed by the customer.
        Confirmed = "confirmed",
    }
}

/// The receipt of a notice by a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct NoticeReceipt {
    /// The day on which it was told.
    pub told: Day,
    /// The way on which it was told.
    pub channel: InteractionKind,
    /// The day on which the customer opened it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub opened: Option<Day>,
    /// The day on which the customer confirmed it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub confirmed: Option<Day>,
}

/// The plain form of a [`PolicyNotice`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PolicyNoticeDraft {
    /// Its number.
    pub number: DocumentId,
    /// The subject.
    pub subject: NoticeSubject,
    /// The text.
    pub text: Reason,
    /// The day from which the change is to hold.
    pub from: Day,
    /// The days of notice agreed; those of the policy by default.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub notice_days: Option<u16>,
    /// The customers that it concerns.
    pub addressed: BTreeSet<CustomerId>,
    /// The receipts by customer.
    #[cfg_attr(feature = "serde", serde(default))]
    pub receipts: BTreeMap<CustomerId, NoticeReceipt>,
}

/// A notice of a policy, a price or a recall, with the receipts of customers (S26).
#[doc(alias = "政策通知")]
#[doc(alias = "签收回执")]
pub type PolicyNotice = Valid<PolicyNoticeDraft>;

impl Draft for PolicyNoticeDraft {
    fn check(&self, found: &mut Violations) {
        if self.addressed.is_empty() {
            found.add("addressed", "must name a customer, was empty".to_owned());
        }
        found.within("receipts", |found| {
            for (customer, it) in &self.receipts {
                found.within(customer.as_str(), |found| {
                    if !self.addressed.contains(customer) {
                        found.add("told", "must be of a customer addressed, was of another".into());
                    }
                    let told = it.told;
                    for (name, day) in [("opened", it.opened), ("confirmed", it.confirmed)] {
                        if let Some(day) = day.filter(|day| *day < told) {
                            let problem = format!("must not be before told ({told}), was {day}");
                            found.add(name, problem);
                        }
                    }
                });
            }
        });
    }
}

/// A notice with one customer, as of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct NoticeReading<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// The state of its receipt.
    pub state: ReceiptState,
    /// The day from which the change holds against it; `None` while it is not told.
    pub holds_from: Option<Day>,
}

impl PolicyNotice {
    /// The readings of the notice as of a date, in the order of customers. `notice_days` are those
    /// of the policy.
    ///
    /// # Rule
    ///
    /// > S26: a notice is told, opened, confirmed. A change holds against a customer from the later
    /// > of its day and the end of the notice period.
    ///
    /// The period are full days between the day on which the customer was told and the day from
    /// which the change holds. Telling is enough: not to open a notice stops nothing. A recall has
    /// no period, unless one was agreed.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::communication::{
    ///     NoticeReceipt, NoticeSubject, PolicyNotice, PolicyNoticeDraft,
    /// };
    /// use guanxi::day;
    /// use guanxi::interaction::InteractionKind::Message;
    ///
    /// let (opened, confirmed) = (None, None);
    /// let receipt = |told| NoticeReceipt { told, channel: Message, opened, confirmed };
    /// let notice = PolicyNotice::try_new(PolicyNoticeDraft {
    ///     number: "N-1".parse()?,
    ///     subject: NoticeSubject::Price,
    ///     text: "prices rise by 3 %".parse()?,
    ///     from: day!(2026, 4, 1),
    ///     notice_days: None,
    ///     addressed: ["Li".parse()?, "Wu".parse()?].into(),
    ///     receipts: [("Li".parse()?, receipt(day!(2026, 3, 10)))].into(),
    /// })?;
    /// let t = AsOf::new(day!(2026, 4, 2));
    /// let readings = notice.receipts(30, t);
    /// let said: Vec<String> = readings.iter().map(ToString::to_string).collect();
    /// assert_eq!(said, ["Li: told, holds from 2026-04-10", "Wu: not told, does not hold"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn receipts(&self, notice_days: u16, t: AsOf) -> Vec<NoticeReading<'_>> {
        let by_subject = match self.subject {
            NoticeSubject::Policy | NoticeSubject::Price => notice_days,
            NoticeSubject::Recall => 0,
        };
        let days = i32::from(self.notice_days.unwrap_or(by_subject));
        let is_seen = |day: Option<Day>| day.is_some_and(|day| t.sees(day));
        let reading = |customer| {
            let receipt = self.receipts.get(customer).filter(|it| t.sees(it.told));
            let state = match receipt {
                None => ReceiptState::NotTold,
                Some(it) if is_seen(it.confirmed) => ReceiptState::Confirmed,
                Some(it) if is_seen(it.opened) => ReceiptState::Opened,
                Some(_) => ReceiptState::Told,
            };
            let holds_from = receipt.map(|it| {
                let after = if days == 0 { it.told } else { it.told.offset(days).offset(1) };
                self.from.max(after)
            });
            NoticeReading { customer, state, holds_from }
        };
        self.addressed.iter().map(reading).collect()
    }
}

impl NoticeReading<'_> {
    /// Returns `true` when the change holds against the customer on a date.
    pub fn holds(&self, t: AsOf) -> bool {
        self.holds_from.is_some_and(|day| t.sees(day))
    }
}

impl fmt::Display for NoticeReading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { customer, state, holds_from } = self;
        write!(f, "{customer}: {state}, ")?;
        match holds_from {
            Some(day) => write!(f, "holds from {day}"),
            None => f.write_str("does not hold"),
        }
    }
}
