//! Orders of customers that share pools: the use of a pool against a plain sum, and remedies that
//! are taken for real.

use guanxi::book::{Book, OrderInputs, SentReminder};
use guanxi::calendar::{AsOf, Day};
use guanxi::credit::{
    Basis, CheckFinding, CheckOutcome, Exposure, GroupNode, GroupTree, OrderCheck,
    OrderCheckPolicy, OrderRequest, OrderVerdict, Reason,
};
use guanxi::customer::Customer;
use guanxi::evidence::Value;
use guanxi::id::{CustomerKey, GroupId};
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Total};
use guanxi::receivable::{
    Collateral, CollateralKind, CreditLimit, Invoice, Payment, TemporaryLimit,
};
use guanxi::trade::{DocumentFlow, DocumentStage, OpenOrder, StagedDocument};
use proptest::prelude::*;

use crate::strategies::{date, document, money, yuan};

const GROUPS: usize = 5;
const TODAY: i32 = 100;
const AHEAD: u16 = 12;

/// One customer of a group: its debts, its money, an order that is delivered in part.
#[derive(Debug, Clone)]
struct Member {
    group: usize,
    limit: Option<i64>,
    /// Days after the first, days until due, amount.
    bills: Vec<(i32, i32, i64)>,
    /// Day and amount.
    payments: Vec<(i32, i64)>,
    ordered: Option<(i64, i64)>,
    guarantee: Option<(i32, i64)>,
    reminder: Option<u8>,
}

#[derive(Debug, Clone)]
struct Scene {
    members: Vec<Member>,
    /// For each group its parent, if that stands before it, its pool and its allotment.
    groups: Vec<(usize, Option<i64>, i64)>,
    /// Amount, prepaid part, under the number of the recorded order, days until delivery.
    order: (i64, i64, bool, i32),
    reserved: Option<(usize, i64)>,
    temporary: Option<(i32, i64)>,
}

fn member() -> impl Strategy<Value = Member> {
    let bills = prop::collection::vec((0..TODAY + 10, -5..60_i32, 1_i64..200), 0..4);
    let payments = prop::collection::vec((0..TODAY + 12, 1_i64..250), 0..4);
    let ordered = prop::option::of((1_i64..200, 0_i64..200));
    let guarantee = prop::option::weighted(0.3, (TODAY - 2..TODAY + 9, 1_i64..150));
    let reminder = prop::option::weighted(0.2, 0_u8..5);
    let limit = prop::option::weighted(0.8, 0_i64..600);
    (0..=GROUPS, limit, bills, payments, ordered, guarantee, reminder).prop_map(
        |(group, limit, bills, payments, ordered, guarantee, reminder)| Member {
            group,
            limit,
            bills: bills.into_iter().map(|(on, terms, sum)| (on, terms.max(0), sum)).collect(),
            payments,
            ordered,
            guarantee,
            reminder,
        },
    )
}

fn scene() -> impl Strategy<Value = Scene> {
    let group = (0..GROUPS, prop::option::weighted(0.8, 0_i64..900), 0_i64..150);
    let order = (1_i64..400, 0_i64..200, any::<bool>(), 0..20_i32);
    (
        prop::collection::vec(member(), 1..5),
        prop::collection::vec(group, GROUPS),
        order,
        prop::option::weighted(0.3, (0_usize..4, 1_i64..60)),
        prop::option::weighted(0.1, (TODAY + 1..TODAY + 8, 0_i64..900)),
    )
        .prop_map(|(members, groups, order, reserved, temporary)| Scene {
            members,
            groups,
            order,
            reserved,
            temporary,
        })
}

fn group(place: usize) -> GroupId {
    format!("g{place}").parse().unwrap()
}

fn limit(amount: Option<i64>) -> CreditLimit {
    amount.map_or(CreditLimit::Unlimited, |minor| CreditLimit::Amount(Amount::from_minor(minor)))
}

fn amount(total: Total) -> i64 {
    i64::try_from(total.minor()).unwrap()
}

impl Scene {
    fn book(&self) -> Book {
        let mut book = Book::new(yuan());
        for (place, member) in self.members.iter().enumerate() {
            let mut customer = Customer::new(format!("c{place}").parse().unwrap());
            // The last group is none of the tree.
            customer.group = Some(group(member.group));
            let key = book.register(customer).unwrap();
            book.agree_limit(key, limit(member.limit)).unwrap();
            member.record(&mut book, key, place);
        }
        let nodes =
            self.groups.iter().enumerate().map(|(place, (parent, pool, allotment))| GroupNode {
                id: group(place),
                parent: (*parent < place).then(|| group(*parent)),
                pool: limit(*pool),
                allotment: Amount::from_minor(*allotment),
            });
        book.order_desk_mut().set_groups(GroupTree::try_new(nodes.collect()).unwrap());
        if let Some((from, sum)) = self.temporary {
            let to = date(from + 3);
            let own = CustomerKey::from_position(0);
            let fact = TemporaryLimit { from: date(from), to, limit: money(sum) };
            book.record(own, fact).unwrap();
        }
        if let Some((place, sum)) = self.reserved
            && place < self.members.len()
        {
            let order = OrderRequest::try_new(money(sum), date(TODAY + 5)).unwrap();
            let (given, policy) = (OrderInputs::default(), OrderCheckPolicy::default());
            let key = CustomerKey::from_position(u32::try_from(place).unwrap());
            let until = date(TODAY + 4);
            // Held, it is not reserved.
            let _ = book.reserve_order(key, &order, &given, &policy, t(), until);
        }
        book
    }

    /// The scene by what is known today.
    fn known(&self) -> Self {
        let mut scene = self.clone();
        for member in &mut scene.members {
            member.bills.retain(|(on, ..)| *on <= TODAY);
            member.payments.retain(|(on, _)| *on <= TODAY);
        }
        scene
    }

    fn request(&self, cut: i64) -> OrderRequest {
        let (minor, prepaid, numbered, deliver) = self.order;
        let order = OrderRequest::try_new(money(minor - cut), date(TODAY + deliver)).unwrap();
        let order = if numbered { order.numbered(document("O0")) } else { order };
        order.prepaid(money(prepaid.min(minor))).unwrap()
    }
}

impl Member {
    fn record(&self, book: &mut Book, key: CustomerKey, place: usize) {
        for (n, (on, terms, sum)) in self.bills.iter().enumerate() {
            let number = document(&format!("I{place}.{n}"));
            let bill = Invoice::new(number, date(*on), date(on + terms), money(*sum));
            book.record(key, bill).unwrap();
        }
        for (n, (on, sum)) in self.payments.iter().enumerate() {
            let number = document(&format!("P{place}.{n}"));
            book.record(key, Payment::new(number, date(*on), money(*sum))).unwrap();
        }
        if let Some((sum, delivered)) = self.ordered {
            let number = document(&format!("O{place}"));
            let order = OpenOrder::new(number.clone(), date(3), date(TODAY + 4), money(sum));
            book.record(key, order).unwrap();
            if delivered > 0 {
                let flow = DocumentFlow {
                    from: StagedDocument::new(DocumentStage::Ordered, number),
                    to: StagedDocument::new(DocumentStage::Delivered, document("D")),
                    date: date(5),
                    amount: money(delivered.min(sum)),
                };
                book.record(key, flow).unwrap();
            }
        }
        if let Some((to, value)) = self.guarantee {
            let fact = Collateral {
                document: document(&format!("G{place}")),
                kind: CollateralKind::Guarantee,
                from: date(0),
                to: date(to),
                value: money(value),
                share: Ratio::ONE,
            };
            book.record(key, fact).unwrap();
        }
        if let Some(level) = self.reminder {
            book.order_desk_mut().register_reminder(key, SentReminder { on: date(50), level });
        }
    }
}

fn t() -> AsOf {
    AsOf::new(date(TODAY))
}

const OWN: CustomerKey = CustomerKey::from_position(0);

fn check(book: &Book, order: &OrderRequest, t: AsOf) -> OrderCheck {
    let (given, policy) = (OrderInputs::default(), OrderCheckPolicy::default());
    book.check_order(OWN, order, &given, &policy, t).unwrap()
}

fn is_held(book: &Book, order: &OrderRequest, t: AsOf) -> bool {
    check(book, order, t).verdict() == OrderVerdict::Hold
}

/// The use of each pool of the first customer with the order, from the exposures of all.
fn naive_pools(scene: &Scene, book: &Book, own_with: i64) -> Vec<(String, i64)> {
    let mut own = [0; GROUPS + 1];
    for (place, member) in scene.members.iter().enumerate() {
        let key = CustomerKey::from_position(u32::try_from(place).unwrap());
        let exposure = Exposure::from_account(book.view(key).unwrap(), t(), None).total();
        let exposure = if place == 0 { own_with } else { amount(exposure) };
        own[member.group] += exposure.max(0);
    }
    let mut used = own;
    for (place, (parent, _, allotment)) in scene.groups.iter().enumerate().rev() {
        if *parent < place {
            used[*parent] += used[place].max(*allotment);
        }
    }
    let reservations = book.order_desk().reservations();
    let mut path = Vec::new();
    let mut next = Some(scene.members[0].group).filter(|place| *place < GROUPS);
    while let Some(place) = next {
        let name = group(place).to_string();
        let in_pool =
            reservations.on(date(TODAY)).filter(|it| it.pools.iter().any(|pool| pool.name == name));
        let reserved: i64 = in_pool.map(|it| it.amount.amount().minor()).sum();
        path.push((name, used[place] + reserved));
        next = Some(scene.groups[place].0).filter(|parent| *parent < place);
    }
    path
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_pool_is_used_by_what_all_members_owe_with_the_order(scene in scene()) {
        let book = scene.book();
        let order = scene.request(0);
        let found = check(&book, &order, t());
        // The order alone, worked out by hand: what is not delivered, less what is not recorded of
        // the deposit, and the open part of its record gone.
        let view = book.view(OWN).unwrap();
        let exposure = Exposure::from_account(view, t(), None);
        let (minor, prepaid, numbered, _) = scene.order;
        let (recorded, delivered) = scene.members[0].ordered.filter(|_| numbered).unwrap_or((0, 0));
        let delivered = delivered.min(recorded);
        let unapplied = amount(exposure.standing.unapplied);
        let to_come = (prepaid.min(minor) - unapplied).max(0);
        let added = (minor - delivered).max(0) - to_come;
        prop_assert_eq!(amount(found.added()), added);
        let gross = amount(exposure.gross()) - (recorded - delivered) + added;
        let own_with = gross - gross.max(0).min(amount(exposure.guaranteed));
        if minor > prepaid {
            let used = |finding: &CheckFinding| {
                let (CheckOutcome::Passed(Basis::Measured(it))
                | CheckOutcome::Failed(_, Basis::Measured(it))) = &finding.outcome
                else {
                    return None;
                };
                let Value::Money(total, _) = &it.value else { return None };
                Some(amount(*total))
            };
            let pools = found.findings().iter().filter(|it| it.reason == Reason::OverGroupLimit);
            let naive = naive_pools(&scene, &book, own_with);
            prop_assert_eq!(pools.clone().count(), naive.len());
            for (finding, (name, expected)) in pools.zip(naive) {
                prop_assert_eq!(finding.pool.as_deref(), Some(name.as_str()));
                // One without a limit is not judged.
                if let Some(used) = used(finding) {
                    prop_assert_eq!(used, expected, "{}", name);
                }
            }
        }
    }

    #[test]
    fn every_remedy_that_is_taken_frees_the_order_and_one_unit_less_does_not(scene in scene()) {
        let book = scene.book();
        let (given, policy) = (OrderInputs::default(), OrderCheckPolicy::default());
        let order = scene.request(0);
        let found = book.order_remedies(OWN, &order, &given, &policy, t(), AHEAD).unwrap();
        if !is_held(&book, &order, t()) {
            prop_assert_eq!(found.to_string(), "the order is not held");
            return Ok(());
        }
        let paying = |sum: i64| {
            let mut book = book.clone();
            if sum > 0 {
                let payment = Payment::new(document("paid"), date(TODAY), money(sum));
                book.record(OWN, payment).unwrap();
            }
            is_held(&book, &order, t())
        };
        match found.payment {
            Some(sum) => prop_assert!(!paying(sum.minor()) && paying(sum.minor() - 1)),
            None => prop_assert!(paying(100_000)),
        }
        let least = scene.request(0).on_credit().minor().min(scene.order.0 - 1);
        match found.cut {
            Some(cut) => {
                prop_assert!(!is_held(&book, &scene.request(cut.minor()), t()));
                prop_assert!(is_held(&book, &scene.request(cut.minor() - 1), t()));
            }
            None if least > 0 => prop_assert!(is_held(&book, &scene.request(least), t())),
            None => {}
        }
        let known = scene.known().book();
        let later = |day: Day| is_held(&known, &order, AsOf::new(day));
        let first_free = (1..=i32::from(AHEAD)).map(|ahead| date(TODAY + ahead)).find(|day| !later(*day));
        prop_assert_eq!(found.day, first_free);
        let limited = |minor: i64| {
            let mut book = book.clone();
            book.agree_limit(OWN, limit(Some(minor))).unwrap();
            is_held(&book, &order, t())
        };
        match found.limit {
            Some(limit) if limit.minor() > 0 => {
                prop_assert!(!limited(limit.minor()) && limited(limit.minor() - 1));
            }
            Some(_) => prop_assert!(!limited(0)),
            None => prop_assert!(limited(i64::MAX)),
        }
    }
}
