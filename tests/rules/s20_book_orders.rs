//! S20: the order check of a book looks up pools, dunning level and reservations, and says what the
//! check of the account says from the same inputs.

use guanxi::account::CustomerTerm;
use guanxi::book::{Book, BookError, OrderDeskError, OrderInputs, SentReminder};
use guanxi::credit::{
    CreditInputs, GroupNode, GroupTree, OrderCheck, OrderCheckPolicy, OrderRequest, OrderVerdict,
    Pool, Reason, Remedies,
};
use guanxi::customer::Customer;
use guanxi::hold::ReserveError;
use guanxi::id::{CustomerKey, GroupId};
use guanxi::measure::{Quotient, Ratio, Score};
use guanxi::money::Amount;
use guanxi::receivable::{
    Collateral, CollateralKind, CreditLimit, Invoice, Payment, TemporaryLimit,
};

use crate::given::{as_of, currency, day, document, yuan};

const T: &str = "2026-03-30";
const SOON: &str = "2026-04-03";

/// North owes 600 of 900, south 300 of 900; their holding may owe 1,000.
struct Desk {
    book: Book,
    north: CustomerKey,
    south: CustomerKey,
    policy: OrderCheckPolicy,
}

fn desk() -> Desk {
    let mut book = Book::new(currency("CNY"));
    let mut open = |name: &str, group: Option<&str>, owed: &str| {
        let mut customer = Customer::new(name.parse().unwrap());
        customer.group = group.map(|group| group.parse().unwrap());
        let key = book.register(customer).unwrap();
        book.agree_limit(key, CreditLimit::Amount(yuan("900").amount())).unwrap();
        let (issued, due) = (day("2026-02-01"), day("2026-03-20"));
        let invoice = Invoice::new(document(&format!("I-{name}")), issued, due, yuan(owed));
        book.record(key, invoice).unwrap();
        key
    };
    let (north, south) =
        (open("north", Some("holding"), "600"), open("south", Some("holding"), "300"));
    let holding = GroupNode {
        id: "holding".parse().unwrap(),
        parent: None,
        pool: CreditLimit::Amount(yuan("1000").amount()),
        allotment: yuan("0").amount(),
    };
    book.order_desk_mut().set_groups(GroupTree::try_new(vec![holding]).unwrap());
    Desk { book, north, south, policy: OrderCheckPolicy::default() }
}

fn order(amount: &str) -> OrderRequest {
    OrderRequest::try_new(yuan(amount), day(SOON)).unwrap()
}

/// A guarantee from a day on.
fn guarantee(from: &str, value: &str) -> Collateral {
    Collateral {
        document: document("G"),
        kind: CollateralKind::Guarantee,
        from: day(from),
        to: day("2026-12-31"),
        value: yuan(value),
        share: Ratio::ONE,
    }
}

fn failed(check: &OrderCheck) -> Vec<Reason> {
    check.failed().map(|finding| finding.reason).collect()
}

impl Desk {
    #[track_caller]
    fn check(&self, key: CustomerKey, amount: &str) -> OrderCheck {
        self.check_with(key, amount, OrderInputs::default())
    }

    #[track_caller]
    fn check_with(&self, key: CustomerKey, amount: &str, given: OrderInputs) -> OrderCheck {
        self.book.check_order(key, &order(amount), &given, &self.policy, as_of(T)).unwrap()
    }

    /// The pools of a customer, put together by hand.
    fn pools(&self, key: CustomerKey) -> Vec<Pool> {
        let owed = self.book.owed_by_group(as_of(T));
        let of = |group: &GroupId| owed.get(group).copied().unwrap_or_default();
        let groups = self.book.order_desk().groups();
        let pools = groups.pools(self.book.group(key).unwrap(), &groups.used(of));
        self.book.order_desk().reservations().with_reserved(&pools, day(T))
    }

    /// The check of the account, told all that the book would look up.
    #[track_caller]
    fn by_hand(&self, key: CustomerKey, amount: &str, given: CreditInputs<'_>) -> OrderCheck {
        let view = self.book.view(key).unwrap();
        self.policy.check(view, &order(amount), &given, as_of(T)).unwrap()
    }

    #[track_caller]
    fn check_on(&self, t: &str, key: CustomerKey, amount: &str) -> OrderCheck {
        let given = OrderInputs::default();
        self.book.check_order(key, &order(amount), &given, &self.policy, as_of(t)).unwrap()
    }

    #[track_caller]
    fn remedies(&self, key: CustomerKey, amount: &str) -> Remedies {
        let (given, order) = (OrderInputs::default(), order(amount));
        self.book.order_remedies(key, &order, &given, &self.policy, as_of(T), 30).unwrap()
    }

    fn remind(&mut self, key: CustomerKey, on: &str, level: u8) {
        self.book.order_desk_mut().register_reminder(key, SentReminder { on: day(on), level });
    }
}

#[test]
fn the_book_and_the_account_say_the_same() {
    let mut desk = desk();
    desk.remind(desk.south, "2026-03-25", 3);
    let given = (OrderInputs::default(), &order("20"));
    let (south, policy) = (desk.south, desk.policy.clone());
    desk.book.reserve_order(desk.north, given.1, &given.0, &policy, as_of(T), day(SOON)).unwrap();
    let index = Quotient::try_new(4, 10).and_then(Score::try_from_fraction);
    let inputs = OrderInputs { is_forced: true, payment_index: index, broken_promises: Some(2) };
    let pools = desk.pools(south);
    for amount in ["0", "80", "80.01", "600", "600.01"] {
        let told = CreditInputs {
            is_forced: true,
            dunning_level: Some(3),
            payment_index: index,
            broken_promises: Some(2),
            pools: &pools,
            ..CreditInputs::default()
        };
        let by_hand = desk.by_hand(south, amount, told);
        assert_eq!(desk.check_with(south, amount, inputs), by_hand, "{amount}");
    }
    // North has a reservation of its own.
    let pools = desk.pools(desk.north);
    let reserved = yuan("20").amount().to_total();
    let told =
        CreditInputs { dunning_level: Some(0), reserved, pools: &pools, ..CreditInputs::default() };
    assert_eq!(desk.check(desk.north, "80"), desk.by_hand(desk.north, "80", told));
}

#[test]
fn the_pool_of_the_group_is_looked_up() {
    let desk = desk();
    assert_eq!(failed(&desk.check(desk.south, "100")), []);
    assert_eq!(failed(&desk.check(desk.south, "100.01")), [Reason::OverGroupLimit]);
}

#[test]
fn a_customer_without_a_group_or_with_one_that_has_no_limit_shares_no_pool() {
    let mut desk = desk();
    let alone = desk.book.register(Customer::new("alone".parse().unwrap())).unwrap();
    let mut other = Customer::new("other".parse().unwrap());
    other.group = Some("nowhere".parse().unwrap());
    let other = desk.book.register(other).unwrap();
    for key in [alone, other] {
        desk.book.agree_limit(key, CreditLimit::Amount(yuan("5000").amount())).unwrap();
        assert_eq!(failed(&desk.check(key, "5000")), []);
    }
}

#[test]
fn a_reserved_order_takes_from_the_limit_and_from_the_pool() {
    let mut desk = desk();
    let (given, policy) = (OrderInputs::default(), desk.policy.clone());
    let mut reserve = |key, amount: &str| {
        desk.book.reserve_order(key, &order(amount), &given, &policy, as_of(T), day(SOON))
    };
    assert_eq!(reserve(desk.north, "60").unwrap().reservation.amount, yuan("60"));
    let Err(OrderDeskError::Reserve(ReserveError::Held(check))) = reserve(desk.south, "40.01")
    else {
        panic!("the pool is full")
    };
    assert_eq!(failed(&check), [Reason::OverGroupLimit]);
    assert!(reserve(desk.south, "40").is_ok());
    assert_eq!(desk.book.order_desk().reservations().version(), 2);
    assert_eq!(desk.check(desk.north, "0").before().minor(), 660_00);
}

#[test]
fn reservations_in_another_currency_are_refused_and_never_summed() {
    let mut dollars = Book::new(currency("USD"));
    let key = dollars.register(Customer::new("north".parse().unwrap())).unwrap();
    dollars.agree_limit(key, CreditLimit::Unlimited).unwrap();
    let (given, until) = (OrderInputs::default(), day(SOON));
    let order_of = |money: &str| OrderRequest::try_new(money.parse().unwrap(), until).unwrap();
    let mut desk = desk();
    let policy = desk.policy.clone();
    dollars.reserve_order(key, &order_of("USD 60"), &given, &policy, as_of(T), until).unwrap();
    let reserved = dollars.order_desk().reservations().clone();
    desk.book.order_desk_mut().set_reservations(reserved);
    let text = "reservation 1 is in USD, the order is in CNY";
    let (north, south, order) = (desk.north, desk.south, order("20"));
    let said = desk.book.check_order(north, &order, &given, &policy, as_of(T)).unwrap_err();
    assert_eq!(said.to_string(), text);
    let said = desk.book.order_remedies(north, &order, &given, &policy, as_of(T), 9).unwrap_err();
    assert_eq!(said.to_string(), text);
    let said = desk.book.reserve_order(north, &order, &given, &policy, as_of(T), until);
    assert_eq!(said.unwrap_err().to_string(), text);
    assert!(desk.book.check_order(south, &order, &given, &policy, as_of(T)).is_ok(), "of north");
}

#[test]
fn the_last_reminder_counts_while_anything_is_overdue() {
    let mut desk = desk();
    desk.remind(desk.south, "2026-03-28", 3);
    desk.remind(desk.south, "2026-03-25", 1);
    desk.remind(desk.south, "2026-03-31", 1);
    assert_eq!(
        failed(&desk.check(desk.south, "1")),
        [Reason::DunningLevel],
        "tomorrow is not seen"
    );
    let level = |on| desk.book.order_desk().last_reminder(desk.south, as_of(on)).map(|it| it.level);
    assert_eq!([level("2026-03-24"), level("2026-03-25"), level(T)], [None, Some(1), Some(3)]);
    let paid = Payment::new(document("P-1"), day(T), yuan("300"));
    let south = desk.south;
    desk.book.record(south, paid).unwrap();
    assert_eq!(failed(&desk.check(desk.south, "1")), [], "all is paid");
}

#[test]
fn without_any_reminder_the_level_is_not_known_and_with_one_it_is_zero_for_the_others() {
    let mut desk = desk();
    let says = |desk: &Desk| {
        let check = desk.check(desk.north, "1");
        let finding = check.findings().iter().find(|it| it.reason == Reason::DunningLevel);
        finding.unwrap().to_string()
    };
    assert_eq!(says(&desk), "not known");
    desk.remind(desk.south, "2026-03-31", 1);
    assert_eq!(says(&desk), "not known", "sent tomorrow");
    desk.remind(desk.south, "2026-03-30", 1);
    assert_eq!(says(&desk), "level of the last reminder 0, at most 2");
}

#[test]
fn the_remedies_of_the_book_free_the_order() {
    let mut desk = desk();
    let (given, held) = (OrderInputs::default(), order("150"));
    let found = desk.book.order_remedies(desk.south, &held, &given, &desk.policy, as_of(T), 30);
    let found = found.unwrap();
    assert_eq!(found.payment.map(Amount::minor), Some(50_00));
    assert_eq!(found.cut.map(Amount::minor), Some(50_00));
    let south = desk.south;
    desk.book.record(south, Payment::new(document("P-1"), day(T), yuan("50"))).unwrap();
    assert_eq!(desk.check(desk.south, "150").verdict(), OrderVerdict::Approve);
}

/// Own owes what is told, a sibling 1,000; their pool is 1,000.
fn pooled(own_owes: &str, own_paid: &str) -> (Book, CustomerKey) {
    let Desk { mut book, .. } = desk();
    let mut open = |name: &str| {
        let mut customer = Customer::new(name.parse().unwrap());
        customer.group = Some("pooled".parse().unwrap());
        let key = book.register(customer).unwrap();
        book.agree_limit(key, CreditLimit::Amount(yuan("9000").amount())).unwrap();
        key
    };
    let (own, sibling) = (open("own"), open("sibling"));
    let (issued, due) = (day("2026-03-01"), day("2026-04-20"));
    for (key, number, owed) in [(own, "I-own", own_owes), (sibling, "I-sibling", "1000")] {
        if owed != "0" {
            book.record(key, Invoice::new(document(number), issued, due, yuan(owed))).unwrap();
        }
    }
    if own_paid != "0" {
        book.record(own, Payment::new(document("P-own"), day(T), yuan(own_paid))).unwrap();
    }
    let pool = CreditLimit::Amount(yuan("1000").amount());
    let allotment = yuan("0").amount();
    let node = GroupNode { id: "pooled".parse().unwrap(), parent: None, pool, allotment };
    book.order_desk_mut().set_groups(GroupTree::try_new(vec![node]).unwrap());
    (book, own)
}

#[track_caller]
fn of_pool((book, own): &(Book, CustomerKey), amount: &str) -> OrderCheck {
    let (given, policy) = (OrderInputs::default(), OrderCheckPolicy::default());
    book.check_order(*own, &order(amount), &given, &policy, as_of(T)).unwrap()
}

#[test]
fn p10_own_money_ahead_pays_for_the_own_order_and_lends_the_others_nothing() {
    let ahead = pooled("0", "300");
    assert_eq!(of_pool(&ahead, "200").verdict(), OrderVerdict::Approve);
    assert_eq!(of_pool(&ahead, "300").verdict(), OrderVerdict::Approve);
    let over = of_pool(&ahead, "300.01");
    assert_eq!(over.to_string(), "hold: pooled: used of the pool CNY 1,000.01, limit CNY 1,000.00");
    // Without money ahead, and with some of it that an invoice takes.
    assert_eq!(failed(&of_pool(&pooled("0", "0"), "0.01")), [Reason::OverGroupLimit]);
    assert_eq!(of_pool(&pooled("100", "300"), "200").verdict(), OrderVerdict::Approve);
    assert_eq!(failed(&of_pool(&pooled("100", "300"), "200.01")), [Reason::OverGroupLimit]);
}

#[test]
fn p10_the_remedy_that_is_named_frees_an_order_held_by_the_pool() {
    let (mut book, own) = pooled("0", "0");
    let (given, policy, held) = (OrderInputs::default(), OrderCheckPolicy::default(), order("200"));
    let found = book.order_remedies(own, &held, &given, &policy, as_of(T), 30).unwrap();
    assert_eq!(found.payment, Some(yuan("200").amount()));
    book.record(own, Payment::new(document("P-1"), day(T), yuan("199.99"))).unwrap();
    let check = |book: &Book| book.check_order(own, &held, &given, &policy, as_of(T)).unwrap();
    assert_eq!(failed(&check(&book)), [Reason::OverGroupLimit]);
    book.record(own, Payment::new(document("P-2"), day(T), yuan("0.01"))).unwrap();
    assert_eq!(check(&book).verdict(), OrderVerdict::Approve);
}

#[test]
fn no_payment_frees_an_order_where_the_others_use_the_whole_pool() {
    let (mut book, own) = pooled("50", "0");
    let sibling = book.key(&"sibling".parse().unwrap()).unwrap();
    let more = Invoice::new(document("I-more"), day("2026-03-01"), day(SOON), yuan("0.01"));
    book.record(sibling, more).unwrap();
    let (given, policy, held) = (OrderInputs::default(), OrderCheckPolicy::default(), order("1"));
    let found = book.order_remedies(own, &held, &given, &policy, as_of(T), 30).unwrap();
    assert_eq!((found.payment, found.cut, found.limit), (None, None, None));
}

#[test]
fn a_payment_gives_nothing_back_of_what_is_held_for_the_group() {
    // 80 of the holding's pool is held for the east, which owes 100 of its own; the west owes 20.
    let mut book = Book::new(currency("CNY"));
    let mut open = |name: &str, owed: &str| {
        let mut customer = Customer::new(name.parse().unwrap());
        customer.group = Some(name.parse().unwrap());
        let key = book.register(customer).unwrap();
        book.agree_limit(key, CreditLimit::Unlimited).unwrap();
        let (issued, due) = (day("2026-03-01"), day("2026-04-20"));
        book.record(key, Invoice::new(document(name), issued, due, yuan(owed))).unwrap();
        key
    };
    let (east, _) = (open("east", "100"), open("west", "20"));
    let node = |id: &str, parent: Option<&str>, pool, allotment| GroupNode {
        id: id.parse().unwrap(),
        parent: parent.map(|parent| parent.parse().unwrap()),
        pool,
        allotment: yuan(allotment).amount(),
    };
    let limited = |amount: &str| CreditLimit::Amount(yuan(amount).amount());
    let mut remedy = |pool: &str| {
        let nodes = vec![
            node("holding", None, limited(pool), "0"),
            node("east", Some("holding"), CreditLimit::Unlimited, "80"),
            node("west", Some("holding"), CreditLimit::Unlimited, "0"),
        ];
        book.order_desk_mut().set_groups(GroupTree::try_new(nodes).unwrap());
        let (given, policy) = (OrderInputs::default(), OrderCheckPolicy::default());
        let found = book.order_remedies(east, &order("10"), &given, &policy, as_of(T), 0).unwrap();
        found.payment
    };
    // With the order 130 are used; a payment of 30 brings that to 80 and 20, and no other further.
    assert_eq!(remedy("130"), None, "not held");
    assert_eq!(remedy("129.99"), Some(yuan("0.01").amount()));
    assert_eq!(remedy("100"), Some(yuan("30").amount()));
    assert_eq!(remedy("99.99"), None);
}

#[test]
fn waiting_frees_an_order_when_the_book_frees_it_on_that_day() {
    let (mut book, own) = pooled("0", "0");
    let sibling = book.key(&"sibling".parse().unwrap()).unwrap();
    // A guarantee of 200 for the sibling begins on the second of April.
    book.record(sibling, guarantee("2026-04-02", "200")).unwrap();
    let (given, policy, held) = (OrderInputs::default(), OrderCheckPolicy::default(), order("200"));
    let found = |days| book.order_remedies(own, &held, &given, &policy, as_of(T), days).unwrap();
    assert_eq!((found(2).day, found(3).day), (None, Some(day("2026-04-02"))));
    let check = book.check_order(own, &held, &given, &policy, as_of("2026-04-02")).unwrap();
    assert_eq!(check.verdict(), OrderVerdict::Approve);
}

#[test]
fn waiting_sees_nothing_that_is_dated_or_learnt_after_the_day_of_the_check() {
    let day_for = |desk: &Desk, amount: &str| desk.remedies(desk.south, amount).day;
    let paid = |number: &str, on: &str, amount: &str| {
        Payment::new(document(number), day(on), yuan(amount))
    };
    // The holding owes 900 of 1,000. Money of either that comes in later is not known.
    let mut later = desk();
    later.book.record(later.north, paid("P-1", "2026-04-10", "600")).unwrap();
    later.book.record(later.south, paid("P-2", "2026-04-10", "300")).unwrap();
    assert_eq!(day_for(&later, "150"), None);
    assert_eq!(failed(&later.check_on("2026-04-10", later.south, "150")), []);
    // Nor is what is learnt later of an earlier day, nor who leaves the group later.
    let mut learnt = desk();
    let known = day("2026-04-08");
    learnt.book.record_known(learnt.north, paid("P-1", "2026-03-01", "600"), known).unwrap();
    assert_eq!(day_for(&learnt, "150"), None);
    let mut leaves = desk();
    leaves.book.state(leaves.north, known, CustomerTerm::Group(None)).unwrap();
    assert_eq!(day_for(&leaves, "150"), None);
    // An invoice that is to come holds no order that a guarantee frees, and money that waits for it
    // goes on waiting.
    let mut billed = desk();
    let bill = Invoice::new(document("I-later"), day("2026-04-09"), day("2026-05-09"), yuan("500"));
    billed.book.record(billed.north, bill).unwrap();
    let named = paid("P-1", "2026-03-01", "100").for_invoice(document("I-later"));
    billed.book.record(billed.north, named).unwrap();
    assert_eq!(failed(&billed.check(billed.south, "200")), [], "800 of 1,000 are owed");
    billed.book.record(billed.north, guarantee("2026-04-10", "50")).unwrap();
    assert_eq!(day_for(&billed, "250"), Some(day("2026-04-10")));
    assert_eq!(
        failed(&billed.check_on("2026-04-10", billed.south, "250")),
        [Reason::OverGroupLimit],
        "once it is there"
    );
}

#[test]
fn a_reservation_takes_what_the_order_adds() {
    let (mut book, own) = pooled("0", "300");
    let deposit = order("300").prepaid(yuan("300")).unwrap();
    let (given, policy) = (OrderInputs::default(), OrderCheckPolicy::default());
    let reserved = book.reserve_order(own, &deposit, &given, &policy, as_of(T), day(SOON)).unwrap();
    assert_eq!(reserved.reservation.amount, yuan("300"), "the deposit is on account");
    let next = of_pool(&(book, own), "0");
    assert_eq!(next.before().minor(), 0);
}

#[test]
fn a_payment_that_leaves_nothing_overdue_ends_the_last_reminder() {
    let mut desk = desk();
    desk.remind(desk.south, "2026-03-28", 3);
    let found = desk.remedies(desk.south, "1");
    assert_eq!(found.to_string(), "a payment of CNY 299.01", "the rest is small change");
    let south = desk.south;
    desk.book.record(south, Payment::new(document("P-1"), day(T), yuan("299"))).unwrap();
    assert_eq!(failed(&desk.check(south, "1")), [Reason::DunningLevel]);
    desk.book.record(south, Payment::new(document("P-2"), day(T), yuan("0.01"))).unwrap();
    assert_eq!(failed(&desk.check(south, "1")), []);
}

#[test]
fn waiting_for_the_end_of_a_reservation_frees_an_order() {
    let mut desk = desk();
    let (given, policy) = (OrderInputs::default(), desk.policy.clone());
    let until = day("2026-04-02");
    desk.book.reserve_order(desk.north, &order("60"), &given, &policy, as_of(T), until).unwrap();
    // The group may owe 40 more while the reservation of north holds.
    let found = desk.remedies(desk.south, "50");
    assert_eq!(found.day, Some(day("2026-04-03")));
    assert_eq!(desk.remedies(desk.north, "50").day, Some(day("2026-04-03")), "its own, too");
    assert_eq!(failed(&desk.check_on("2026-04-02", desk.south, "50")), [Reason::OverGroupLimit]);
    assert_eq!(failed(&desk.check_on("2026-04-03", desk.south, "50")), []);
}

#[test]
fn a_reminder_that_is_sent_later_is_not_known_when_a_day_is_looked_for() {
    // Owes 500 of 500, due on 5 April, and may owe more from a later day on.
    let raised_from = |from: &str| {
        let mut desk = desk();
        let alone = desk.book.register(Customer::new("alone".parse().unwrap())).unwrap();
        let (issued, due) = (day("2026-03-01"), day("2026-04-05"));
        let invoice = Invoice::new(document("I-9"), issued, due, yuan("500"));
        desk.book.record(alone, invoice).unwrap();
        desk.book.agree_limit(alone, CreditLimit::Amount(yuan("500").amount())).unwrap();
        let (from, to) = (day(from), day("2026-04-30"));
        desk.book.record(alone, TemporaryLimit { from, to, limit: yuan("900") }).unwrap();
        desk.remind(alone, "2026-04-06", 3);
        (desk, alone)
    };
    let (desk, alone) = raised_from("2026-04-05");
    assert_eq!(desk.remedies(alone, "50").day, Some(day("2026-04-05")), "nothing is overdue yet");
    let (desk, alone) = raised_from("2026-04-06");
    assert_eq!(failed(&desk.check_on("2026-04-06", alone, "50")), [Reason::DunningLevel]);
    assert_eq!(desk.remedies(alone, "50").day, Some(day("2026-04-06")), "as far as is known");
}

#[test]
fn waiting_until_a_day_counts_what_the_group_owes_on_that_day() {
    let mut desk = desk();
    desk.book.record(desk.north, guarantee("2026-04-10", "50")).unwrap();
    assert_eq!(desk.remedies(desk.south, "150").day, Some(day("2026-04-10")));
    assert_eq!(failed(&desk.check_on("2026-04-09", desk.south, "150")), [Reason::OverGroupLimit]);
    assert_eq!(failed(&desk.check_on("2026-04-10", desk.south, "150")), []);
}

#[test]
fn a_customer_that_is_not_there_or_has_no_name_is_refused() {
    let mut desk = desk();
    let stranger = CustomerKey::from_position(9);
    let (given, one) = (OrderInputs::default(), order("1"));
    let outcome = desk.book.check_order(stranger, &one, &given, &desk.policy, as_of(T));
    let unknown = OrderDeskError::from(BookError::UnknownKey { position: 9 });
    assert_eq!(outcome, Err(unknown));
    let unnamed = CustomerKey::from_position(desk.book.open_unnamed(1).unwrap());
    desk.book.agree_limit(unnamed, CreditLimit::Unlimited).unwrap();
    assert_eq!(desk.check(unnamed, "1").verdict(), OrderVerdict::Approve);
    let policy = desk.policy.clone();
    let outcome = desk.book.reserve_order(unnamed, &one, &given, &policy, as_of(T), day(SOON));
    assert_eq!(
        outcome.unwrap_err().to_string(),
        "the customer at position 2 has no name to reserve for",
    );
}

#[test]
fn an_order_in_another_currency_is_refused_by_the_book_too() {
    let desk = desk();
    let dollars = OrderRequest::try_new("USD 1".parse().unwrap(), day(SOON)).unwrap();
    let outcome = desk.book.check_order(
        desk.north,
        &dollars,
        &OrderInputs::default(),
        &desk.policy,
        as_of(T),
    );
    assert_eq!(outcome.unwrap_err().to_string(), "the order is in USD, the book is in CNY");
}
