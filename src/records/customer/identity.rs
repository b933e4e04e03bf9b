use super::{Attitude, Card};
use crate::calendar::Day;
use crate::id::{CustomerId, GroupId};

/// One customer, existing or potential. Every combination of what is known and unknown is legal.
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
    /// The name by which we know the customer.
    pub id: CustomerId,
    /// Since when they are a customer; unknown, or not one yet.
    #[cfg_attr(feature = "serde", serde(default))]
    pub since: Option<Day>,
    /// How they stand towards us; unknown until somebody found out.
    #[cfg_attr(feature = "serde", serde(default))]
    pub attitude: Option<Attitude>,
    /// The group to which they belong, if any.
    #[cfg_attr(feature = "serde", serde(default))]
    pub group: Option<GroupId>,
    /// What is known of them.
    #[cfg_attr(feature = "serde", serde(default))]
    pub card: Card,
}

impl Customer {
    /// A customer of whom nothing is known but the id.
    ///
    /// ```
    /// # use guanxi::customer::{Card, Customer};
    /// assert_eq!(Customer::new("Li".parse()?).card, Card::default());
    /// # Ok::<(), guanxi::id::IdError>(())
    /// ```
    pub fn new(id: CustomerId) -> Self {
        Self { id, since: None, attitude: None, group: None, card: Card::default() }
    }

    /// With the first day as a customer.
    ///
    /// ```
    /// # use guanxi::customer::Customer;
    /// let since = "2019-05-01".parse()?;
    /// assert_eq!(Customer::new("Li".parse()?).with_since(since).since, Some(since));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_since(self, since: Day) -> Self {
        Self { since: Some(since), ..self }
    }

    /// With an attitude.
    ///
    /// ```
    /// # use guanxi::customer::{Attitude, Customer};
    /// let li = Customer::new("Li".parse()?).with_attitude(Attitude::Switcher);
    /// assert_eq!(li.attitude, Some(Attitude::Switcher));
    /// # Ok::<(), guanxi::id::IdError>(())
    /// ```
    pub fn with_attitude(self, attitude: Attitude) -> Self {
        Self { attitude: Some(attitude), ..self }
    }

    /// As a member of a group.
    ///
    /// ```
    /// # use guanxi::customer::Customer;
    /// let li = Customer::new("Li".parse()?).with_group("Li Brothers".parse()?);
    /// assert_eq!(li.group, Some("Li Brothers".parse()?));
    /// # Ok::<(), guanxi::id::IdError>(())
    /// ```
    pub fn with_group(self, group: GroupId) -> Self {
        Self { group: Some(group), ..self }
    }

    /// With a card.
    ///
    /// ```
    /// # use guanxi::customer::{Card, Customer, Entry, Field};
    /// let mut card = Card::default();
    /// let (today, wang) = ("2026-03-02".parse()?, "Wang".parse()?);
    /// card.record(Field::Phone, Entry::try_new("020 5550 1234", today, wang)?)?;
    /// assert_eq!(Customer::new("Li".parse()?).with_card(card.clone()).card, card);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_card(self, card: Card) -> Self {
        Self { card, ..self }
    }
}
