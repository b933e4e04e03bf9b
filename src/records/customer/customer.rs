use super::{Attitude, Card};
use crate::calendar::Day;
use crate::id::{CustomerId, GroupId};

/// A customer, existing or potential. Every combination of known and unknown fields is legal.
///
/// ```
/// use guanxi::customer::{Attitude, Customer};
///
/// let li = Customer::new("Li".parse()?)
///     .with_since("2019-05-01".parse()?)
///     .with_attitude(Attitude::Loyal);
/// assert_eq!(li.attitude, Some(Attitude::Loyal));
/// assert_eq!(li.group, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "客户")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Customer {
    /// The id of the customer.
    pub id: CustomerId,
    /// The first day as a customer; `None` when it is unknown or the customer has not bought yet.
    #[cfg_attr(feature = "serde", serde(default))]
    pub since: Option<Day>,
    /// The attitude towards us; `None` when it is not known.
    #[cfg_attr(feature = "serde", serde(default))]
    pub attitude: Option<Attitude>,
    /// The group to which the customer belongs.
    #[cfg_attr(feature = "serde", serde(default))]
    pub group: Option<GroupId>,
    /// The customer card.
    #[cfg_attr(feature = "serde", serde(default))]
    pub card: Card,
}

impl Customer {
    /// A customer with an id and nothing else.
    pub fn new(id: CustomerId) -> Self {
        Self { id, since: None, attitude: None, group: None, card: Card::default() }
    }

    /// The customer with a first day.
    pub fn with_since(self, since: Day) -> Self {
        Self { since: Some(since), ..self }
    }

    /// The customer with an attitude.
    pub fn with_attitude(self, attitude: Attitude) -> Self {
        Self { attitude: Some(attitude), ..self }
    }

    /// The customer as a member of a group.
    pub fn with_group(self, group: GroupId) -> Self {
        Self { group: Some(group), ..self }
    }

    /// The customer with a card.
    pub fn with_card(self, card: Card) -> Self {
        Self { card, ..self }
    }
}
