use std::slice;

use super::counted_reservations::CountedReservations;
use super::reservation::{PoolName, Reservation, ReservationId};
use super::reserve_error::ReserveError;
use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::credit::{CreditInputs, OrderCheck, OrderCheckPolicy, OrderRequest, OrderVerdict, Pool};
use crate::id::{CustomerId, DocumentId};
use crate::measure::proven;
use crate::money::{Money, Total};
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
    /// The check that let it pass, or the check of today when it was reserved before.
    pub check: OrderCheck,
}

/// The reservations of a customer, of all that share a pool, or of a whole book.
///
/// # Rule
///
/// > S20: check and reserve is one step on a state with a version, so two orders cannot both take
/// > what is left. A reservation under the number of an order ends on the day of the order when it
/// > is recorded, every reservation with its own last day. The same number and content again is the
/// > same reservation; the check of an order leaves out its own.
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
            let same = |other: &&Reservation| other.order.is_some() && other.order == it.order;
            if let Some(order) = it.order.as_ref().filter(|_| live.iter().filter(same).count() > 1)
            {
                found.add(&path, format!("must reserve order {order} once, reserves it again"));
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

    /// The sum that is reserved for a customer on a day, by the reservations alone: it counts
    /// orders that are recorded meanwhile, too.
    pub fn reserved(&self, customer: &CustomerId, day: Day) -> Total {
        self.counted(day, |_| true).reserved(slice::from_ref(customer))
    }

    /// Pools, with the reservations of each on a day counted as used, those of orders that are
    /// recorded meanwhile, too.
    pub fn with_reserved(&self, pools: &[Pool], day: Day) -> Vec<Pool> {
        self.counted(day, |_| true).with_reserved(pools)
    }

    /// Checks an order with the reservations that hold, and reserves its credit up to a day when
    /// the order is not held.
    ///
    /// `expected` is the version on which the request was made. An order under the number of a
    /// reservation that holds is that reservation: it is given again, with the state as it was,
    /// and the check of today.
    ///
    /// Reservations of the customer whose orders are recorded in the account have ended. Those of
    /// others who share a pool count up to their day: [end](Self::end) them, or reserve in a
    /// [`Book`](crate::book::Book), which sees all orders.
    ///
    /// # Errors
    ///
    /// When the version is not that of the state, the order is held or cannot be checked, the
    /// reservation would end before `t`, or the order is recorded or reserved with other content.
    pub fn try_reserve(
        &self,
        expected: u64,
        policy: &OrderCheckPolicy,
        request: &ReserveRequest<'_>,
        t: AsOf,
    ) -> Result<Reserved, ReserveError> {
        let ReserveRequest { customer, account, .. } = *request;
        let names = slice::from_ref(customer);
        self.try_reserve_beside(expected, policy, request, names, t, &|it| {
            it.customer == *customer && it.is_recorded_in(account, t)
        })
    }

    /// Reserves as [`try_reserve`](Self::try_reserve) does, told by which names the customer goes,
    /// and which reservations have ended because their orders are recorded.
    pub(crate) fn try_reserve_beside(
        &self,
        expected: u64,
        policy: &OrderCheckPolicy,
        request: &ReserveRequest<'_>,
        names: &[CustomerId],
        t: AsOf,
        is_recorded: &dyn Fn(&Reservation) -> bool,
    ) -> Result<Reserved, ReserveError> {
        let ReserveRequest { customer, account, order, inputs, until } = *request;
        self.demand_version(expected)?;
        let from = t.day();
        if until < from {
            return Err(ReserveError::Until { from, until });
        }
        if let Some(number) = order.document().filter(|it| account.has_order(it, t)) {
            return Err(ReserveError::Recorded { order: number.clone() });
        }
        let is_own = |it: &Reservation| names.iter().any(|name| it.is_of(name, order));
        let counts = |it: &Reservation| !is_own(it) && !is_recorded(it);
        let counted = self.counted(from, counts);
        counted.demand_currency(account.currency(), names, inputs.pools)?;
        let pools = counted.with_reserved(inputs.pools);
        let inputs = CreditInputs { reserved: counted.reserved(names), pools: &pools, ..inputs };
        let check = policy.check(account, order, &inputs, t)?;
        let amount = check.added().or_zero().to_amount();
        let amount = proven!(amount, else order.on_credit(), "an order adds at most its amount");
        let reservation = Reservation {
            id: ReservationId(self.version),
            order: order.document().cloned(),
            customer: customer.clone(),
            amount: Money::new(amount, account.currency()),
            pools: pools.iter().map(PoolName::from).collect(),
            made: from,
            until,
        };
        let mut same = self.on(from).filter(|it| it.has_number_of(order));
        if let Some((known, order)) = same.next().zip(order.document()) {
            return self.known(known, order, reservation, check);
        }
        if check.verdict() == OrderVerdict::Hold {
            return Err(ReserveError::Held(Box::new(check)));
        }
        let version = self.next_version()?;
        let reservation = Reservation { id: ReservationId(version), ..reservation };
        // A reservation that is over on the day is over for good.
        let mut live: Vec<Reservation> =
            self.live.iter().filter(|it| it.until >= from).cloned().collect();
        live.push(reservation.clone());
        Ok(Reserved { state: Self { version, live }, reservation, check })
    }

    /// The reservation that holds under the number of an order, when the same is asked for again.
    fn known(
        &self,
        known: &Reservation,
        order: &DocumentId,
        again: Reservation,
        check: OrderCheck,
    ) -> Result<Reserved, ReserveError> {
        if known.has_same_content(&again) {
            return Ok(Reserved { state: self.clone(), reservation: known.clone(), check });
        }
        let (order, known) = (order.clone(), Box::new(known.clone()));
        Err(ReserveError::Conflict { order, known, again: Box::new(again) })
    }

    /// The reservations on a day that count in a check.
    pub(crate) fn counted(
        &self,
        day: Day,
        counts: impl Fn(&Reservation) -> bool,
    ) -> CountedReservations<'_> {
        CountedReservations::new(self.on(day).filter(|it| counts(it)))
    }

    /// Ends a reservation that nobody wants any more, or whose order was recorded elsewhere.
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

    const fn demand_version(&self, expected: u64) -> Result<(), ReserveError> {
        let found = self.version;
        if expected == found { Ok(()) } else { Err(ReserveError::Stale { expected, found }) }
    }

    fn next_version(&self) -> Result<u64, ReserveError> {
        let version = self.version;
        version.checked_add(1).ok_or(ReserveError::LastVersion { version })
    }
}
