use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::confidence::WITHHELD;
use crate::id::{CustomerId, GroupId};
use crate::lifecycle::Reason;
use crate::valid::{codes, words};

words! {
    /// The ways on which a mailing goes out.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum MailChannel as "a way of mailings" {
        /// A letter by post.
        Post = "post",
        /// Mail on the net.
        Email = "email",
        /// A text message.
        Text = "text",
        /// WeCom or another messenger.
        #[doc(alias = "企业微信")]
        Messenger = "messenger",
    }
}

words! {
    /// The topics to which customers consent, each by itself.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum MailTopic as "a topic of mailings" {
        /// News of products, competitors, market and company.
        #[doc(alias = "内部刊物")]
        News = "news",
        /// Advertising.
        #[doc(alias = "广告信函")]
        Advertising = "advertising",
        /// Invitations to meetings, trainings and the club.
        Invitation = "invitation",
        /// Questions about satisfaction.
        Survey = "survey",
    }
}

/// An address of a customer. It prints with a mark for the text, by which somebody can be reached.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct MailAddress {
    /// The way.
    pub channel: MailChannel,
    /// The address there.
    pub address: Reason,
}

/// A consent of a customer to mailings, or its refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct MailConsent {
    /// The topic.
    pub topic: MailTopic,
    /// The way.
    pub channel: MailChannel,
    /// The day from which it holds.
    pub from: Day,
    /// `true` for a consent, `false` for a refusal.
    pub is_given: bool,
}

/// A customer to whom a mailing may go.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct MailCandidate {
    /// The customer.
    pub customer: CustomerId,
    /// The household or the house of which it is a part, as of several shops of one owner.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub household: Option<GroupId>,
    /// Its addresses.
    pub addresses: Vec<MailAddress>,
    /// Its consents and refusals.
    pub consents: Vec<MailConsent>,
}

/// A customer to whom a mailing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct MailRecipient<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// The address, with the way.
    pub address: &'a MailAddress,
    /// The consent.
    pub consent: MailConsent,
}

/// The reason why a mailing does not go to a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "reason", rename_all = "snake_case")
)]
pub enum MailObstacle<'a> {
    /// It refused.
    Refused {
        /// The way.
        channel: MailChannel,
        /// The day from which the refusal holds.
        from: Day,
    },
    /// It has an address and never consented.
    NoConsent,
    /// It has no address on any way of the mailing.
    NoAddress,
    /// Another of its household, or at its address, gets it.
    SameHousehold {
        /// The customer that gets it.
        served: &'a CustomerId,
    },
}

/// A customer that a mailing leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LeftOutOfMailing<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// The reason.
    pub reason: MailObstacle<'a>,
}

/// A mailing: to whom it goes, and who is left out (S26).
#[doc(alias = "寄发广告信函")]
#[doc(alias = "直邮")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Mailing<'a> {
    /// The recipients, in the order of customers.
    pub recipients: Vec<MailRecipient<'a>>,
    /// The others, in the order of customers.
    pub left_out: Vec<LeftOutOfMailing<'a>>,
}

/// Candidates from which no mailing is made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MailingError {
    /// A customer stands in the list twice.
    #[error("{customer} is a candidate of the mailing twice")]
    Repeated {
        /// The customer.
        customer: CustomerId,
    },
}

codes! {
    MailingError {
        Repeated = "mail_candidate_repeated",
    }
}

impl<'a> Mailing<'a> {
    /// The mailing of a topic on a date. The ways stand in the order in which they are preferred.
    ///
    /// # Rule
    ///
    /// > S26: recipients with address, way and consent, once a household; the others with the
    /// > reason why they are left out. A refusal holds from its day.
    ///
    /// The last word of a customer on a topic and a way counts; on one day the refusal. Each way
    /// needs a consent of its own. Candidates of one household, or with one address, get it once:
    /// the first by id that may. A mailing is told, not heard.
    ///
    /// # Errors
    ///
    /// When a customer is a candidate twice.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::communication::{
    ///     MailAddress, MailCandidate, MailChannel, MailConsent, MailTopic, Mailing,
    /// };
    /// use guanxi::day;
    ///
    /// let (topic, channel) = (MailTopic::News, MailChannel::Post);
    /// let consent = |day, is_given| MailConsent { topic, channel, from: day, is_given };
    /// let candidate = MailCandidate {
    ///     customer: "Li".parse()?,
    ///     household: None,
    ///     addresses: vec![MailAddress { channel, address: "1 Quay Road".parse()? }],
    ///     consents: vec![consent(day!(2026, 1, 5), true), consent(day!(2026, 3, 2), false)],
    /// };
    /// let candidates = [candidate];
    /// let to = |day| Mailing::on(&candidates, topic, &[channel], AsOf::new(day));
    /// assert_eq!(to(day!(2026, 3, 1))?.recipients.len(), 1);
    /// let left_out = to(day!(2026, 3, 2))?.left_out;
    /// assert_eq!(left_out[0].to_string(), "Li: refused by post from 2026-03-02");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn on(
        candidates: &'a [MailCandidate],
        topic: MailTopic,
        channels: &[MailChannel],
        t: AsOf,
    ) -> Result<Self, MailingError> {
        let mut seen = BTreeSet::new();
        if let Some(again) = candidates.iter().find(|it| !seen.insert(&it.customer)) {
            return Err(MailingError::Repeated { customer: again.customer.clone() });
        }
        let mut candidates: Vec<&MailCandidate> = candidates.iter().collect();
        candidates.sort_by_key(|it| &it.customer);
        let (mut households, mut addresses) = (BTreeMap::new(), BTreeMap::new());
        let mut mailing = Self { recipients: Vec::new(), left_out: Vec::new() };
        for it in candidates {
            let customer = &it.customer;
            let found = it.way(topic, channels, t).and_then(|recipient| {
                let place = (recipient.address.channel, &recipient.address.address);
                let household = it.household.as_ref();
                let of_household = household.and_then(|it| households.get(it).copied());
                if let Some(served) = of_household.or_else(|| addresses.get(&place).copied()) {
                    return Err(MailObstacle::SameHousehold { served });
                }
                addresses.insert(place, customer);
                households.extend(household.map(|it| (it, customer)));
                Ok(recipient)
            });
            match found {
                Ok(recipient) => mailing.recipients.push(recipient),
                Err(reason) => mailing.left_out.push(LeftOutOfMailing { customer, reason }),
            }
        }
        Ok(mailing)
    }
}

impl MailCandidate {
    /// The last word of the customer on a topic and a way.
    fn consent(&self, topic: MailTopic, channel: MailChannel, t: AsOf) -> Option<MailConsent> {
        let said = self.consents.iter().filter(|it| it.topic == topic && it.channel == channel);
        said.filter(|it| t.sees(it.from)).max_by_key(|it| (it.from, !it.is_given)).copied()
    }

    /// The first way with an address and a consent. Of several reasons against it a refusal comes
    /// first, then a missing consent.
    fn way(
        &self,
        topic: MailTopic,
        channels: &[MailChannel],
        t: AsOf,
    ) -> Result<MailRecipient<'_>, MailObstacle<'_>> {
        let mut obstacle = MailObstacle::NoAddress;
        for channel in channels.iter().copied() {
            let Some(address) = self.addresses.iter().find(|it| it.channel == channel) else {
                continue;
            };
            match self.consent(topic, channel, t) {
                Some(consent) if consent.is_given => {
                    return Ok(MailRecipient { customer: &self.customer, address, consent });
                }
                Some(MailConsent { from, .. }) => {
                    if !matches!(obstacle, MailObstacle::Refused { .. }) {
                        obstacle = MailObstacle::Refused { channel, from };
                    }
                }
                None => {
                    if matches!(obstacle, MailObstacle::NoAddress) {
                        obstacle = MailObstacle::NoConsent;
                    }
                }
            }
        }
        Err(obstacle)
    }
}

impl fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("MailAddress");
        shown.field("channel", &self.channel).field("address", &format_args!("{WITHHELD}")).finish()
    }
}

impl fmt::Display for Mailing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (to, left_out) = (self.recipients.len(), self.left_out.len());
        write!(f, "goes to {to} of the customers, {left_out} left out")
    }
}

/// Without the address, which is for the sender alone.
impl fmt::Display for MailRecipient<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { customer, consent: MailConsent { channel, from, .. }, .. } = self;
        write!(f, "{customer}: by {channel}, by its consent of {from}")
    }
}

impl fmt::Display for LeftOutOfMailing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.customer)?;
        match self.reason {
            MailObstacle::Refused { channel, from } => {
                write!(f, "refused by {channel} from {from}")
            }
            MailObstacle::NoConsent => f.write_str("no consent"),
            MailObstacle::NoAddress => f.write_str("no address"),
            MailObstacle::SameHousehold { served } => {
                write!(f, "{served} of its household gets it")
            }
        }
    }
}
