use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::complaint::{Complaint, ComplaintOpening, ComplaintTopic};
use crate::id::{ComplaintId, CustomerId, LetterId, PersonId, ProductGroupId, StaffId};
use crate::interaction::{Interaction, InteractionKind};
use crate::letter::{Letter, LetterOpening};
use crate::lifecycle::Reason;

/// A call of a customer to the hotline, as it was taken down.
///
/// ```
/// use guanxi::day;
/// use guanxi::hotline::{HotlineCall, HotlineCase, HotlineMatter};
///
/// let call = HotlineCall {
///     customer: "Li".parse()?,
///     on: day!(2026, 3, 2),
///     by: "Desk".parse()?,
///     persons: [].into(),
///     text: "may we sell online?".parse()?,
///     matter: HotlineMatter::Question { number: "L-1".parse()? },
/// };
/// let HotlineCase::Letter(letter) = call.open() else { return Err("a question".into()) };
/// assert_eq!(letter.opening().text.as_str(), "may we sell online?");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A call without a matter cannot be written:
///
/// ```compile_fail,E0063
/// use guanxi::day;
/// use guanxi::hotline::HotlineCall;
///
/// let _ = HotlineCall {
///     customer: "Li".parse().unwrap(),
///     on: day!(2026, 3, 2),
///     by: "Desk".parse().unwrap(),
///     persons: [].into(),
///     text: "may we sell online?".parse().unwrap(),
/// };
/// ```
#[doc(alias = "热线")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct HotlineCall {
    /// The customer.
    pub customer: CustomerId,
    /// The day.
    pub on: Day,
    /// The staff member who took it.
    pub by: StaffId,
    /// The customer's people; none where they are not known.
    #[cfg_attr(feature = "serde", serde(default))]
    pub persons: BTreeSet<PersonId>,
    /// The words of the customer.
    pub text: Reason,
    /// The matter.
    pub matter: HotlineMatter,
}

/// The matter of a call to the hotline. There is no third one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum HotlineMatter {
    /// A question, a wish, a piece of news: a letter.
    Question {
        /// The number of the letter.
        number: LetterId,
    },
    /// A complaint.
    Complaint {
        /// The number of the complaint.
        number: ComplaintId,
        /// Its topic.
        topic: ComplaintTopic,
        /// The remedy that the customer seeks.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        remedy_sought: Option<Reason>,
        /// The staff member who is complained of.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        complained_of: Option<StaffId>,
        /// The product.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        product: Option<ProductGroupId>,
    },
}

/// The case that a call to the hotline became.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum HotlineCase {
    /// A letter, to be answered.
    Letter(Letter),
    /// A complaint, to be decided and told.
    Complaint(Complaint),
}

impl HotlineCall {
    /// The letter or the complaint that the call becomes.
    ///
    /// # Rule
    ///
    /// > S26: calls to the hotline become letters or complaints, never neither.
    pub fn open(&self) -> HotlineCase {
        let Self { customer, on, by, text, .. } = self;
        let (customer, on, by, text) = (customer.clone(), *on, by.clone(), text.clone());
        let channel = InteractionKind::Hotline;
        match &self.matter {
            HotlineMatter::Question { number } => {
                let id = number.clone();
                let opening = LetterOpening { id, customer, on, by, channel, text };
                HotlineCase::Letter(Letter::open(opening))
            }
            HotlineMatter::Complaint { number, topic, remedy_sought, complained_of, product } => {
                HotlineCase::Complaint(Complaint::open(ComplaintOpening {
                    id: number.clone(),
                    customer,
                    on,
                    by,
                    channel,
                    topic: *topic,
                    text,
                    remedy_sought: remedy_sought.clone(),
                    complained_of: complained_of.clone(),
                    product: product.clone(),
                    follows: None,
                }))
            }
        }
    }

    /// The contact that the call is, to be recorded with the account: the customer was heard.
    pub fn contact(&self) -> Interaction {
        let (kind, by) = (InteractionKind::Hotline, self.by.clone());
        Interaction::by_one(self.on, kind, by, self.persons.clone())
    }
}
