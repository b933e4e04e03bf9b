//! S20: a reservation knows its order, and ends when that order is recorded.

use guanxi::book::{Book, OrderDeskError, OrderInputs};
use guanxi::credit::{GroupNode, GroupTree, OrderCheckPolicy, OrderRequest, OrderVerdict};
use guanxi::customer::Customer;
use guanxi::hold::{Reservation, Reservations, ReservationsDraft, ReserveError, Reserved};
use guanxi::id::CustomerKey;
use guanxi::receivable::CreditLimit;
use guanxi::trade::OpenOrder;

use crate::given::{as_of, currency, day, document, fen, yuan};

const T: &str = "2026-03-30";
const UNTIL: &str = "2026-04-10";

/// Two customers of one group, each with a limit of 1,000, as has the group.
struct Desk {
    book: Book,
    north: CustomerKey,
    south: CustomerKey,
}

fn desk() -> Desk {
    let mut book = Book::new(currency("CNY"));
    let thousand = CreditLimit::try_from_money(yuan("1000"), book.currency()).unwrap();
    let mut open = |name: &str| {
        let mut customer = Customer::new(name.parse().unwrap());
        customer.group = Some("holding".parse().unwrap());
        let key = book.register(customer).unwrap();
        book.agree_limit(key, thousand).unwrap();
        key
    };
    let (north, south) = (open("north"), open("south"));
    let holding = GroupNode {
        id: "holding".parse().unwrap(),
        parent: None,
        pool: thousand,
        allotment: yuan("0").amount(),
    };
    book.order_desk_mut().set_groups(GroupTree::try_new(vec![holding]).unwrap());
    Desk { book, north, south }
}

fn numbered(number: &str, amount: &str) -> OrderRequest {
    OrderRequest::try_new(yuan(amount), day("2026-04-20")).unwrap().numbered(document(number))
}

impl Desk {
    fn reserve(
        &mut self,
        key: CustomerKey,
        order: &OrderRequest,
        t: &str,
        until: &str,
    ) -> Result<Reserved, OrderDeskError> {
        let (given, policy) = (OrderInputs::default(), OrderCheckPolicy::default());
        self.book.reserve_order(key, order, &given, &policy, as_of(t), day(until))
    }

    #[track_caller]
    fn reserved(&mut self, number: &str, amount: &str) -> Reservation {
        self.reserve(self.north, &numbered(number, amount), T, UNTIL).unwrap().reservation
    }

    #[track_caller]
    fn record(&mut self, number: &str, ordered: &str, amount: &str) {
        let (ordered, deliver) = (day(ordered), day("2026-04-20"));
        let order = OpenOrder::new(document(number), ordered, deliver, yuan(amount));
        self.book.record(self.north, order).unwrap();
    }

    /// What the check of another small order finds in use by the customer, and by the group.
    #[track_caller]
    fn in_use(&self, key: CustomerKey, t: &str) -> i128 {
        let (given, policy) = (OrderInputs::default(), OrderCheckPolicy::default());
        let small = OrderRequest::try_new(yuan("1"), day("2026-04-20")).unwrap();
        let check = self.book.check_order(key, &small, &given, &policy, as_of(t)).unwrap();
        check.before().minor()
    }

    #[track_caller]
    fn fits(&self, key: CustomerKey, amount: &str, t: &str) -> bool {
        let (given, policy) = (OrderInputs::default(), OrderCheckPolicy::default());
        let order = OrderRequest::try_new(yuan(amount), day("2026-04-20")).unwrap();
        let check = self.book.check_order(key, &order, &given, &policy, as_of(t)).unwrap();
        check.failed().next().is_none()
    }
}

#[test]
fn a_reservation_ends_when_its_order_is_recorded_as_of_the_day_of_the_order() {
    let mut desk = desk();
    let reservation = desk.reserved("SO-9", "600");
    assert_eq!(reservation.order, Some(document("SO-9")));
    desk.record("SO-9", "2026-04-02", "600");
    let in_use = |t| desk.in_use(desk.north, t);
    assert_eq!(in_use("2026-04-01"), fen("600"), "the reservation");
    assert_eq!(in_use("2026-04-02"), fen("600"), "the order");
    assert_eq!(in_use("2026-04-11"), fen("600"), "after the last day of the reservation");
}

#[test]
fn a_recorded_order_counts_once_in_the_pool_of_the_group_too() {
    let mut desk = desk();
    desk.reserved("SO-9", "600");
    desk.record("SO-9", "2026-04-02", "600");
    for t in ["2026-04-01", "2026-04-02", "2026-04-11"] {
        assert!(desk.fits(desk.south, "400", t), "{t}");
        assert!(!desk.fits(desk.south, "400.01", t), "{t}");
    }
}

#[test]
fn a_smaller_order_frees_what_was_reserved_beyond_it() {
    let mut desk = desk();
    desk.reserved("SO-9", "600");
    desk.record("SO-9", T, "450");
    assert_eq!(desk.in_use(desk.north, T), fen("450"));
}

#[test]
fn another_number_and_an_order_without_a_number_do_not_end_it() {
    let mut desk = desk();
    desk.reserved("SO-9", "300");
    let without = OrderRequest::try_new(yuan("200"), day("2026-04-20")).unwrap();
    let made = desk.reserve(desk.north, &without, T, UNTIL).unwrap();
    assert_eq!(made.reservation.order, None);
    desk.record("SO-8", T, "100");
    assert_eq!(desk.in_use(desk.north, T), fen("600"));
}

#[test]
fn the_same_order_reserved_again_is_the_same_reservation() {
    let mut desk = desk();
    // Nothing is left for a second one.
    let first = desk.reserved("SO-9", "1000");
    let state = desk.book.order_desk().reservations().clone();
    let again = desk.reserve(desk.north, &numbered("SO-9", "1000"), "2026-03-31", UNTIL).unwrap();
    assert_eq!(again.reservation, first);
    assert_eq!(desk.book.order_desk().reservations(), &state);
    assert_eq!(desk.in_use(desk.north, T), fen("1000"));
    // On the day after its last day it is over, and another one is made.
    let late = desk.reserve(desk.north, &numbered("SO-9", "1000"), "2026-04-11", "2026-04-20");
    assert_ne!(late.unwrap().reservation.id, first.id);
}

#[test]
fn the_same_order_with_other_content_is_a_conflict() {
    let mut desk = desk();
    desk.reserved("SO-9", "600");
    let says = |outcome: Result<Reserved, OrderDeskError>| outcome.unwrap_err().to_string();
    assert_eq!(
        says(desk.reserve(desk.north, &numbered("SO-9", "600.01"), T, UNTIL)),
        "reservation 1 of order SO-9 sets aside CNY 600.00 for north until 2026-04-10, \
         it cannot also be CNY 600.01 for north until 2026-04-10",
    );
    let other_day = desk.reserve(desk.north, &numbered("SO-9", "600"), T, "2026-04-11");
    let is_conflict =
        |it| matches!(it, Err(OrderDeskError::Reserve(ReserveError::Conflict { .. })));
    assert!(is_conflict(other_day));
    assert!(is_conflict(desk.reserve(desk.south, &numbered("SO-9", "100"), T, UNTIL)));
    assert_eq!(desk.book.order_desk().reservations().version(), 1, "nothing has changed");
}

#[test]
fn a_recorded_order_is_not_reserved() {
    let mut desk = desk();
    desk.record("SO-9", "2026-04-02", "600");
    let early = desk.reserve(desk.north, &numbered("SO-9", "600"), "2026-04-01", UNTIL);
    assert!(early.is_ok(), "not seen yet");
    let refused = desk.reserve(desk.north, &numbered("SO-9", "600"), "2026-04-02", UNTIL);
    assert_eq!(
        refused.unwrap_err().to_string(),
        "order SO-9 is recorded, its credit needs no reservation",
    );
}

#[test]
fn the_check_of_a_reserved_order_leaves_out_its_own_reservation() {
    let mut desk = desk();
    desk.reserved("SO-9", "1000");
    let (given, policy) = (OrderInputs::default(), OrderCheckPolicy::default());
    let check = |number, key| {
        let order = numbered(number, "1000");
        desk.book.check_order(key, &order, &given, &policy, as_of(T)).unwrap().verdict()
    };
    assert_eq!(check("SO-9", desk.north), OrderVerdict::Approve);
    assert_eq!(check("SO-8", desk.north), OrderVerdict::Hold);
    assert_eq!(check("SO-9", desk.south), OrderVerdict::Hold, "the number of another customer");
}

#[test]
fn a_reservation_of_the_book_is_ended_once() {
    let mut desk = desk();
    let id = desk.reserved("SO-9", "600").id;
    assert_eq!(desk.book.end_reservation(id), Ok(()));
    assert_eq!(desk.in_use(desk.north, T), 0);
    assert_eq!(desk.book.end_reservation(id).unwrap_err().to_string(), "there is no reservation 1");
}

#[test]
fn two_reservations_under_one_number_cannot_be_read() {
    let mut desk = desk();
    desk.reserved("SO-9", "300");
    desk.reserved("SO-8", "300");
    let mut draft = ReservationsDraft::from(desk.book.order_desk().reservations().clone());
    assert!(Reservations::try_from(draft.clone()).is_ok());
    draft.live[1].order = Some(document("SO-9"));
    assert_eq!(
        Reservations::try_from(draft).unwrap_err().to_string(),
        "live.1 must reserve order SO-9 once, reserves it again; \
         live.2 must reserve order SO-9 once, reserves it again",
    );
}
