//! S20: reservations on a versioned state.

use guanxi::account::AccountView;
use guanxi::credit::{CreditInputs, OrderCheckPolicy, OrderRequest, Pool, PoolKind, Reason};
use guanxi::hold::{Reservations, ReservationsDraft, ReserveError, ReserveRequest};
use guanxi::id::CustomerId;
use guanxi::money::{Amount, Total};
use guanxi::receivable::CreditLimit;

use super::{SOON, T, failed, limited, order};
use crate::given::{as_of, day, fen, yuan};

fn named(name: &str) -> CustomerId {
    name.parse().unwrap()
}

fn request<'a>(
    customer: &'a CustomerId,
    account: AccountView<'a>,
    order: &'a OrderRequest,
    until: &str,
) -> ReserveRequest<'a> {
    ReserveRequest { customer, account, order, inputs: CreditInputs::default(), until: day(until) }
}

#[test]
fn what_is_reserved_is_not_given_away_again_until_its_day_is_over() {
    let (told, policy) = (limited(), OrderCheckPolicy::default());
    let sixty = order("60");
    let li = named("Li");
    let request = request(&li, told.view(), &sixty, "2026-04-02");
    let state = Reservations::default().try_reserve(0, &policy, &request, as_of(T)).unwrap().state;
    let on = |t| {
        let request = ReserveRequest { until: day("2026-04-30"), ..request };
        state.try_reserve(1, &policy, &request, as_of(t)).map(|it| it.reservation.amount)
    };
    assert!(matches!(on("2026-04-02"), Err(ReserveError::Held(_))));
    assert_eq!(on("2026-04-03"), Ok(yuan("60")));
    assert!(matches!(on("2026-03-01"), Err(ReserveError::Held(_))), "nor to who asks for earlier");
}

#[test]
fn a_reservation_that_is_ended_gives_back_what_it_held_and_is_ended_once() {
    let (told, policy) = (limited(), OrderCheckPolicy::default());
    let hundred = order("100");
    let li = named("Li");
    let request = request(&li, told.view(), &hundred, "2026-04-02");
    let made = Reservations::default().try_reserve(0, &policy, &request, as_of(T)).unwrap();
    let (state, held) = (made.state, made.reservation);
    assert_eq!(state.reserved(&held.customer, day(T)).minor(), fen("100"));
    let free = state.end(1, held.id).unwrap();
    assert_eq!(free.reserved(&held.customer, day(T)), Total::ZERO);
    assert_eq!(free.end(2, held.id), Err(ReserveError::Unknown { id: held.id }));
    assert_eq!(state.end(0, held.id), Err(ReserveError::Stale { expected: 0, found: 1 }));
}

#[test]
fn two_members_of_a_group_cannot_both_take_the_rest_of_its_pool() {
    let (one, two) = (limited(), limited());
    let pool = [Pool {
        kind: PoolKind::Group,
        name: "Li Holding".to_owned(),
        limit: CreditLimit::Amount(yuan("100").amount()),
        used: Total::ZERO,
        held: Total::ZERO,
        least: Total::ZERO,
    }];
    let inputs = CreditInputs { pools: &pool, ..CreditInputs::default() };
    let (policy, sixty) = (OrderCheckPolicy::default(), order("60"));
    let (a, b) = (named("a"), named("b"));
    let of_one = ReserveRequest { inputs, ..request(&a, one.view(), &sixty, "2026-04-02") };
    let of_two = ReserveRequest { inputs, ..request(&b, two.view(), &sixty, "2026-04-02") };
    let state = Reservations::default().try_reserve(0, &policy, &of_one, as_of(T)).unwrap().state;
    let outcome = state.try_reserve(1, &policy, &of_two, as_of(T));
    let Err(ReserveError::Held(check)) = outcome else { panic!("{outcome:?}") };
    assert_eq!(failed(&check), [Reason::OverGroupLimit]);
}

#[test]
fn a_request_for_nothing_is_a_request() {
    let zero = OrderRequest::try_new(yuan("0"), day(SOON)).unwrap();
    assert_eq!(zero.on_credit(), Amount::ZERO);
    assert!(OrderRequest::try_new(yuan("-0.01"), day(SOON)).is_err());
    assert!(order("1").prepaid(yuan("-0.01")).is_err());
}

#[test]
fn reservations_that_cannot_be_are_refused_with_all_that_is_wrong() {
    let (told, policy) = (limited(), OrderCheckPolicy::default());
    let (li, ten) = (named("Li"), order("10"));
    let asked = request(&li, told.view(), &ten, "2026-04-02");
    let state = Reservations::default().try_reserve(0, &policy, &asked, as_of(T)).unwrap().state;
    let state = state.try_reserve(1, &policy, &asked, as_of(T)).unwrap().state;
    let draft = ReservationsDraft::from(state.clone());
    assert_eq!(Reservations::try_from(draft.clone()), Ok(state));
    let mut wrong = draft;
    wrong.version = 1;
    wrong.live[0].amount = yuan("-1");
    wrong.live[0].until = day("2026-03-30");
    assert_eq!(
        Reservations::try_from(wrong).unwrap_err().to_string(),
        "live.1 must not be negative, was CNY -1.00; \
         live.1 must not end before 2026-03-31, was 2026-03-30; \
         live.2 must have a number in 2..=1",
    );
}

#[test]
fn a_reservation_ends_on_its_first_day_or_later() {
    let (told, policy) = (limited(), OrderCheckPolicy::default());
    let (li, ten) = (named("Li"), order("10"));
    let until = |until| {
        let asked = request(&li, told.view(), &ten, until);
        Reservations::default().try_reserve(0, &policy, &asked, as_of(T))
    };
    assert_eq!(
        until("2026-03-30").unwrap_err().to_string(),
        "a reservation of 2026-03-31 must not end before it, was 2026-03-30",
    );
    let held = until(T).unwrap().reservation;
    assert!(held.holds_on(day(T)) && !held.holds_on(day("2026-04-01")));
}

#[test]
fn the_last_version_is_followed_by_no_other() {
    let (told, policy) = (limited(), OrderCheckPolicy::default());
    let (li, ten) = (named("Li"), order("10"));
    let asked = request(&li, told.view(), &ten, T);
    let reserve = |version| {
        let draft = ReservationsDraft { version, live: Vec::new() };
        let state = Reservations::try_from(draft).unwrap();
        state.try_reserve(version, &policy, &asked, as_of(T)).map(|it| it.state.version())
    };
    assert_eq!(reserve(u64::MAX - 1), Ok(u64::MAX));
    assert_eq!(
        reserve(u64::MAX).unwrap_err().to_string(),
        "the state has version 18446744073709551615, no other can follow",
    );
}
