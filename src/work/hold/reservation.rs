use std::fmt;

use crate::calendar::Day;
use crate::credit::PoolKind;
use crate::id::CustomerId;
use crate::money::Money;

/// The number of a reservation, given once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct ReservationId(pub(super) u64);

impl fmt::Display for ReservationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Credit set aside for an order that was approved, until the order is recorded or the day is over.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Reservation {
    /// Its number.
    pub id: ReservationId,
    /// For whom.
    pub customer: CustomerId,
    /// How much.
    pub amount: Money,
    /// The pools that the customer shares, which it takes from as well.
    pub pools: Vec<(PoolKind, String)>,
    /// The day on which it was made.
    pub made: Day,
    /// The last day on which it holds.
    pub until: Day,
}

impl Reservation {
    /// Whether it holds on a day: up to its last, and also on days before it was made, so that who asks
    /// as of an earlier day cannot take what is given away.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::{CreditInputs, OrderCheckPolicy, OrderRequest}, hold::{Reservations, ReserveRequest}, id::CustomerId, receivable::CreditLimit};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # account.agree_limit(CreditLimit::Unlimited)?;
    /// # let (t, until) = ("2026-03-10".parse()?, "2026-03-12".parse()?);
    /// # let order = OrderRequest::try_new("CNY 60".parse()?, until)?;
    /// # let (policy, customer): (_, CustomerId) = (OrderCheckPolicy::default(), "Li".parse()?);
    /// # let request = ReserveRequest { customer: &customer, account: account.view(), order: &order, inputs: CreditInputs::default(), until };
    /// let (_, held, _) = Reservations::default().try_reserve(0, &policy, &request, t)?;
    /// assert!(held.holds_on("2026-03-12".parse()?) && !held.holds_on("2026-03-13".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn holds_on(&self, day: Day) -> bool {
        day <= self.until
    }
}
