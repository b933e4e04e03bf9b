use super::reservation::{PoolName, Reservation, ReservationId};
use super::reserve_error::ReserveError;
use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::credit::{CreditInputs, OrderCheck, OrderCheckPolicy, OrderRequest, OrderVerdict, Pool};
use crate::id::CustomerId;
use crate::measure::proven;
use crate::money::{Currency, Money, Total};
use crate::valid::Violations;

/// A request for credit to be set aside.
#[derive(Debug, Clone, Copy)]
pub struct ReserveRequest<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// The account of that customer.
    pub account: AccountView<'a>,
    /// The order.
    pub order: &'a OrderRequest,
    /// The inputs of the check. `reserved` is filled in by the reservations; `used` of the pools is
    /// what is recorded, without reservations.
    pub inputs: CreditInputs<'a>,
    /// The last day on which the reservation is to hold.
    pub until: Day,
}

/// Credit that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserved {
    /// All reservations, the new one among them, with the next version.
    pub state: Reservations,
    /// The new reservation.
    pub reservation: Reservation,
    /// The check that let it pass.
    pub check: OrderCheck,
}

/// The reservations of a customer, of all that share a pool, or of a whole book.
///
/// # Rule
///
/// > S20: check and reserve is one step on a state with a version, so two orders cannot both take
/// > what is left. A reservation ends with its day, or when its order is recorded.
///
/// A value, not a store: the application keeps it with its version and writes it back only when the
/// version is still the one that it read.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::credit::{CreditInputs, OrderCheckPolicy, OrderRequest};
/// use guanxi::hold::{ReserveError, ReserveRequest, Reservations};
/// use guanxi::receivable::CreditLimit;
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// account.agree_limit(CreditLimit::try_from_money("CNY 100".parse()?, account.currency())?)?;
/// let (policy, until) = (OrderCheckPolicy::default(), "2026-03-12".parse()?);
/// let request = ReserveRequest {
///     customer: &"Li".parse()?,
///     account: account.view(),
///     order: &OrderRequest::try_new("CNY 60".parse()?, until)?,
///     inputs: CreditInputs::default(),
///     until,
/// };
///
/// let t = "2026-03-10".parse()?;
/// let one = Reservations::default().try_reserve(0, &policy, &request, t)?.state;
/// // The second desk read the same state and comes too late.
/// let late = one.try_reserve(0, &policy, &request, t);
/// assert_eq!(late, Err(ReserveError::Stale { expected: 0, found: 1 }));
/// // It reads again, and 60 of 100 are taken.
/// let again = one.try_reserve(1, &policy, &request, t);
/// assert!(matches!(again, Err(ReserveError::Held(_))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "额度占用")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "ReservationsDraft", into = "ReservationsDraft")
)]
pub struct Reservations {
    version: u64,
    live: Vec<Reservation>,
}

/// Reservations in plain form, as the application keeps them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ReservationsDraft {
    /// The version.
    pub version: u64,
    /// The reservations, in the order of their numbers.
    pub live: Vec<Reservation>,
}

impl From<Reservations> for ReservationsDraft {
    fn from(Reservations { version, live }: Reservations) -> Self {
        Self { version, live }
    }
}

impl TryFrom<ReservationsDraft> for Reservations {
    type Error = Violations;

    fn try_from(draft: ReservationsDraft) -> Result<Self, Violations> {
        let ReservationsDraft { version, live } = draft;
        let mut found = Violations::default();
        let mut before = 0;
        for it in &live {
            let (id, path) = (it.id.0, format!("live.{}", it.id));
            if id <= before || id > version {
                let next = u128::from(before).checked_add(1);
                let next = proven!(next, else u128::MAX, "one more than 64 bits fits 128");
                found.add(&path, format!("must have a number in {next}..={version}"));
            }
            if it.amount.amount().is_negative() {
                found.add(&path, format!("must not be negative, was {}", it.amount));
            }
            if it.until < it.made {
                let problem = format!("must not end before {}, was {}", it.made, it.until);
                found.add(&path, problem);
            }
            before = id;
        }
        found.none_or(Self { version, live })
    }
}

impl Reservations {
    /// The version, which grows by one with every change.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The reservations that hold on a day.
    pub fn on(&self, day: Day) -> impl Iterator<Item = &Reservation> {
        self.live.iter().filter(move |it| it.holds_on(day))
    }

    /// The sum that is reserved for a customer on a day.
    pub fn reserved(&self, customer: &CustomerId, day: Day) -> Total {
        let own = self.on(day).filter(|it| it.customer == *customer);
        own.map(|it| it.amount.amount()).collect()
    }

    /// Pools, with the reservations of each on a day counted as used.
    pub fn with_reserved(&self, pools: &[Pool], day: Day) -> Vec<Pool> {
        let with = |pool: &Pool| {
            let same = |it: &&Reservation| it.pools.iter().any(|name| name.names(pool));
            let reserved: Total = self.on(day).filter(same).map(|it| it.amount.amount()).collect();
            let (used, least) = (pool.used.plus(reserved), pool.least.plus(reserved));
            Pool { used, least, ..pool.clone() }
        };
        pools.iter().map(with).collect()
    }

    /// Checks an order with the reservations that hold, and reserves its credit up to a day when
    /// the order is not held.
    ///
    /// `expected` is the version on which the request was made.
    ///
    /// # Errors
    ///
    /// When the version is not that of the state, the order is held or cannot be checked, or the
    /// reservation would end before `t`.
    pub fn try_reserve(
        &self,
        expected: u64,
        policy: &OrderCheckPolicy,
        request: &ReserveRequest<'_>,
        t: AsOf,
    ) -> Result<Reserved, ReserveError> {
        let ReserveRequest { customer, account, order, inputs, until } = *request;
        self.demand_version(expected)?;
        let from = t.day();
        if until < from {
            return Err(ReserveError::Until { from, until });
        }
        self.demand_currency(account.currency(), Some(customer), inputs.pools, from)?;
        let pools = self.with_reserved(inputs.pools, from);
        let inputs =
            CreditInputs { reserved: self.reserved(customer, from), pools: &pools, ..inputs };
        let check = policy.check(account, order, &inputs, t)?;
        if check.verdict() == OrderVerdict::Hold {
            return Err(ReserveError::Held(Box::new(check)));
        }
        let version = self.next_version()?;
        let amount = check.added().or_zero().to_amount();
        let amount = proven!(amount, else order.on_credit(), "an order adds at most its amount");
        let reservation = Reservation {
            id: ReservationId(version),
            customer: customer.clone(),
            amount: Money::new(amount, account.currency()),
            pools: pools.iter().map(PoolName::from).collect(),
            made: from,
            until,
        };
        // A reservation that is over on the day is over for good.
        let mut live: Vec<Reservation> =
            self.live.iter().filter(|it| it.until >= from).cloned().collect();
        live.push(reservation.clone());
        Ok(Reserved { state: Self { version, live }, reservation, check })
    }

    /// Ends a reservation: its order was recorded, or nobody wants it any more.
    ///
    /// # Errors
    ///
    /// When the version is not that of the state, or there is no such reservation.
    pub fn end(&self, expected: u64, id: ReservationId) -> Result<Self, ReserveError> {
        self.demand_version(expected)?;
        let mut live = self.live.clone();
        let place = live.iter().position(|it| it.id == id).ok_or(ReserveError::Unknown { id })?;
        live.remove(place);
        Ok(Self { version: self.next_version()?, live })
    }

    /// Refuses reservations of a customer or of pools in another currency: sums would mix both.
    pub(crate) fn demand_currency(
        &self,
        expected: Currency,
        customer: Option<&CustomerId>,
        pools: &[Pool],
        day: Day,
    ) -> Result<(), ReserveError> {
        let counts = |it: &Reservation| {
            let in_pool = |pool| it.pools.iter().any(|name| name.names(pool));
            customer == Some(&it.customer) || pools.iter().any(in_pool)
        };
        let mut others = self.on(day).filter(|it| it.amount.currency() != expected);
        match others.find(|it| counts(it)) {
            Some(it) => {
                Err(ReserveError::Currency { id: it.id, expected, found: it.amount.currency() })
            }
            None => Ok(()),
        }
    }

    const fn demand_version(&self, expected: u64) -> Result<(), ReserveError> {
        let found = self.version;
        if expected == found { Ok(()) } else { Err(ReserveError::Stale { expected, found }) }
    }

    fn next_version(&self) -> Result<u64, ReserveError> {
        let version = self.version;
        version.checked_add(1).ok_or(ReserveError::LastVersion { version })
    }
}
