//! The order check of a customer of a book, with all that the book looks up for it.

use std::collections::BTreeMap;

use crate::account::{AccountAsOf, AccountReader, AccountView, KnownAccount};
use crate::book::{Book, BookError, OrderDeskError, OrderInputs};
use crate::calendar::{AsOf, Day};
use crate::credit::{
    BillPolicyDraft, CreditInputs, Exposure, InputDesk, InputsOnDay, OrderCheck, OrderCheckPolicy,
    OrderRequest, Pool, Remedies,
};
use crate::hold::{CountedReservations, Reservation, ReserveRequest, Reserved};
use crate::id::{CustomerId, CustomerKey, GroupId};
use crate::money::{Amount, Total};
use crate::receivable::{SmallChange, settle_with_receipt};

/// A customer at the order desk on a day, with all that the book holds for its order check.
#[derive(Debug, Clone)]
pub(super) struct Inquiry<'a> {
    book: &'a Book,
    /// The customer, or the one into which it is merged.
    key: CustomerKey,
    /// The customer with all that are merged into it.
    merged: Vec<CustomerKey>,
    /// The name; `None` for a customer that has none.
    customer: Option<CustomerId>,
    /// The names of all of them that have one.
    names: Vec<CustomerId>,
    account: AccountAsOf<'a>,
    given: OrderInputs,
    dunning_level: Option<u8>,
    /// The customers whose debts the pools may count.
    members: Vec<CustomerKey>,
    /// The pools of the groups of the customer, reservations not counted.
    pools: Vec<Pool>,
    /// The shares at which bills count.
    bills: &'a BillPolicyDraft,
    t: AsOf,
}

impl<'a> Inquiry<'a> {
    pub(super) fn try_new(
        book: &'a Book,
        key: CustomerKey,
        given: OrderInputs,
        policy: &'a OrderCheckPolicy,
        t: AsOf,
    ) -> Result<Self, BookError> {
        let account = book.account_at(key, t)?;
        let key = book.ledger().survivor_at(key, t);
        let merged = book.ledger().merges.one_with_at(key, t);
        let (members, bills) = (members(book, key, t), &policy.bills);
        Ok(Self {
            book,
            key,
            customer: book.name(key).parse().ok(),
            dunning_level: dunning_level(book, &merged, account.view(), Amount::ZERO, (t, t)),
            account,
            given,
            pools: pools(book, key, &members, bills, (t, t)),
            names: merged.iter().filter_map(|key| book.name(*key).parse().ok()).collect(),
            merged,
            members,
            bills,
            t,
        })
    }

    pub(super) fn check(
        &self,
        order: &OrderRequest,
        policy: &OrderCheckPolicy,
    ) -> Result<OrderCheck, OrderDeskError> {
        let reservations = self.reservations_beside(order, self.t);
        self.demand_currency(&reservations)?;
        let pools = reservations.with_reserved(&self.pools);
        let inputs = self.inputs(&pools, self.reserved(&reservations));
        Ok(policy.check(self.account.view(), order, &inputs, self.t)?)
    }

    pub(super) fn remedies(
        &self,
        order: &OrderRequest,
        policy: &OrderCheckPolicy,
        days_ahead: u16,
    ) -> Result<Remedies, OrderDeskError> {
        let reservations = self.reservations_beside(order, self.t);
        self.demand_currency(&reservations)?;
        let pools = reservations.with_reserved(&self.pools);
        let inputs = self.inputs(&pools, self.reserved(&reservations));
        let (account, t) = (self.account.view(), self.t);
        let outlook = Outlook { inquiry: self, known: KnownAccount::at(account, t) };
        Ok(policy.remedies_by_day(account, order, &inputs, t, days_ahead, Some(&outlook))?)
    }

    pub(super) fn reserve(
        &self,
        order: &OrderRequest,
        policy: &OrderCheckPolicy,
        until: Day,
    ) -> Result<Reserved, OrderDeskError> {
        let unnamed = OrderDeskError::Unnamed { position: self.key.position() };
        let request = ReserveRequest {
            customer: self.customer.as_ref().ok_or(unnamed)?,
            account: self.account.view(),
            order,
            inputs: self.inputs(&self.pools, Total::ZERO),
            until,
        };
        let reservations = self.book.order_desk.reservations();
        let (version, t) = (reservations.version(), self.t);
        let is_recorded = |it: &Reservation| self.is_recorded(it, t);
        Ok(reservations.try_reserve_beside(
            version,
            policy,
            &request,
            &self.names,
            t,
            &is_recorded,
        )?)
    }

    /// Refuses reservations in another currency than that of the book.
    fn demand_currency(
        &self,
        reservations: &CountedReservations<'_>,
    ) -> Result<(), OrderDeskError> {
        let expected = self.account.view().currency();
        Ok(reservations.demand_currency(expected, &self.names, &self.pools)?)
    }

    /// The reservations that count on a day beside an order: not its own, and none of an order that
    /// is recorded by the day of the inquiry.
    fn reservations_beside(&self, order: &OrderRequest, t: AsOf) -> CountedReservations<'a> {
        let is_own = |it: &Reservation| self.names.iter().any(|customer| it.is_of(customer, order));
        let reservations = self.book.order_desk.reservations();
        reservations.counted(t.day(), |it| !is_own(it) && !self.is_recorded(it, self.t))
    }

    /// True when the order of a reservation is recorded at `t`.
    fn is_recorded(&self, reservation: &Reservation, t: AsOf) -> bool {
        let key =
            reservation.order.as_ref().and_then(|_| self.book.key(&reservation.customer).ok());
        let account = key.and_then(|key| self.book.ledger().account_at(key, t));
        account.is_some_and(|account| reservation.is_recorded_in(account.view(), t))
    }

    fn inputs<'p>(&self, pools: &'p [Pool], reserved: Total) -> CreditInputs<'p> {
        CreditInputs {
            is_forced: self.given.is_forced,
            dunning_level: self.dunning_level,
            payment_index: self.given.payment_index,
            broken_promises: self.given.broken_promises,
            reserved,
            pools,
        }
    }

    fn reserved(&self, reservations: &CountedReservations<'_>) -> Total {
        reservations.reserved(&self.names)
    }
}

/// Later days, as far as they are known on the day of an inquiry.
struct Outlook<'i, 'a> {
    inquiry: &'i Inquiry<'a>,
    /// The account without what is dated after the day of the inquiry, where anything is.
    known: Option<KnownAccount>,
}

impl InputDesk for Outlook<'_, '_> {
    fn on(&self, order: &OrderRequest, t: AsOf) -> InputsOnDay {
        let Inquiry { book, key, merged, account, members, bills, .. } = self.inquiry;
        let account = account.view();
        let account = self.known.as_ref().map_or(account, |known| known.view(account));
        let days = (self.inquiry.t, t);
        let pools = pools(book, *key, members, bills, days);
        let reservations = self.inquiry.reservations_beside(order, t);
        InputsOnDay {
            dunning_level: dunning_level(book, merged, account, Amount::ZERO, days),
            reserved: self.inquiry.reserved(&reservations),
            pools: reservations.with_reserved(&pools),
        }
    }

    fn dunning_level_after(&self, paid: Amount) -> Option<u8> {
        let Inquiry { book, merged, account, t, .. } = self.inquiry;
        dunning_level(book, merged, account.view(), paid, (*t, *t))
    }
}

/// The level of the last reminder to a customer or to one merged into it, while anything of which
/// it was reminded is open, and 0 otherwise. Not known when the desk has no reminder at all.
///
/// Of the two days, what is known on the first is judged on the second.
fn dunning_level(
    book: &Book,
    customers: &[CustomerKey],
    account: AccountView<'_>,
    paid: Amount,
    (known, t): (AsOf, AsOf),
) -> Option<u8> {
    let desk = &book.order_desk;
    if !desk.has_reminders(known) {
        return None;
    }
    let sent = customers.iter().filter_map(|key| desk.last_reminder(*key, known));
    let Some(last) = sent.max() else { return Some(0) };
    let mut stands = false;
    settle_with_receipt(account.receivables(), t, paid.to_total(), |item| {
        let is_small = SmallChange::default().has(item.undisputed());
        stands |= item.due < last.on && !is_small;
    });
    Some(if stands { last.level } else { 0 })
}

/// The customers in the groups of the tree to which the customer belongs, itself included.
fn members(book: &Book, key: CustomerKey, t: AsOf) -> Vec<CustomerKey> {
    let top = |key| book.group_at(key, t).and_then(|group| book.order_desk.groups().top(group));
    let Some(own) = top(key) else { return Vec::new() };
    book.keys().filter(|other| top(*other) == Some(own)).collect()
}

/// The pools that the customer shares as a member of its group, from the debts of all members.
fn pools(
    book: &Book,
    key: CustomerKey,
    members: &[CustomerKey],
    bills: &BillPolicyDraft,
    (known, t): (AsOf, AsOf),
) -> Vec<Pool> {
    let groups = book.order_desk.groups();
    let Some(group) = book.group_at(key, known).filter(|group| groups.contains(group)) else {
        return Vec::new();
    };
    let owed = owed_by_group(book, members.iter().copied(), bills, (known, t));
    let of = |group: &GroupId| owed.get(group).copied().unwrap_or_default();
    groups.pools(group, &groups.used(of))
}

/// The debts of some customers, summed by their groups: what is known on the first day, owed on the
/// second. A member that paid too much lends the others nothing.
pub(super) fn owed_by_group(
    book: &Book,
    customers: impl Iterator<Item = CustomerKey>,
    bills: &BillPolicyDraft,
    (known, t): (AsOf, AsOf),
) -> BTreeMap<GroupId, Total> {
    let mut owed: BTreeMap<GroupId, Total> = BTreeMap::new();
    let mut accounts = AccountReader::new(book.ledger(), known);
    for key in customers {
        if let Some(group) = book.group_at(key, known)
            && let Some(account) = accounts.own(key)
        {
            let ahead = if t == known { None } else { KnownAccount::at(account, known) };
            let account = ahead.as_ref().map_or(account, |it| it.view(account));
            let exposure = Exposure::with_bills(account, t, None, bills).total().or_zero();
            let sum = owed.entry(group.clone()).or_default();
            *sum = sum.plus(exposure);
        }
    }
    owed
}
