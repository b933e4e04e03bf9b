//! Credit against naive definitions: hand-overs, remedies, reservations, and which way debt may
//! move a verdict.

use guanxi::account::{Account, Fact};
use guanxi::calendar::{AsOf, Day};
use guanxi::credit::{
    CreditInputs, Exposure, GroupNode, GroupTree, OrderCheckPolicy, OrderRequest, OrderVerdict,
};
use guanxi::hold::{Reservations, ReserveRequest, Reserved};
use guanxi::id::{CustomerId, GroupId};
use guanxi::incident::Incident;
use guanxi::money::{Amount, Total};
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::trade::{DocumentFlow, DocumentStage, OpenOrder, StagedDocument};
use proptest::prelude::*;

use crate::strategies::{History, as_of, days, document, history, money, take, yuan};

/// A chain of hand-overs tried on one order: from which stage to which, on which day, how much.
fn moves() -> impl Strategy<Value = Vec<(usize, usize, Day, i64)>> {
    prop::collection::vec((0_usize..3, 1_usize..5, days(), 1_i64..80), 0..12)
}

/// What stands at each stage on a day, worked out from the moves that were taken.
fn naive(order: (Day, i64), taken: &[(usize, usize, Day, i64)], t: AsOf) -> [i64; 5] {
    let mut standing = [0; 5];
    if t.sees(order.0) {
        standing[0] = order.1;
    }
    for (from, to, _, amount) in taken.iter().filter(|(_, _, day, _)| t.sees(*day)) {
        standing[*from] -= amount;
        standing[*to] += amount;
    }
    standing
}

fn amount(total: Total) -> i64 {
    i64::try_from(total.minor()).unwrap()
}

fn request(minor: i64, deliver: Day) -> OrderRequest {
    OrderRequest::try_new(money(minor), deliver).unwrap()
}

fn verdict(account: &Account, minor: i64, t: AsOf) -> OrderVerdict {
    let order = request(minor, t.day());
    let policy = OrderCheckPolicy::default();
    policy.check(account.view(), &order, &CreditInputs::default(), t).unwrap().verdict()
}

fn told(history: &History) -> Account {
    history.account()
}

/// The account by what is known on a day. An invoice to come is known to nobody, and money that
/// names it waits for it beyond all days that are asked about.
fn known_at(history: &History, t: AsOf) -> Account {
    let mut account = history.blank();
    for fact in history.facts("") {
        let fact = match fact {
            Fact::Invoice(bill) if !t.sees(bill.issued) => {
                let issued = t.day().offset(1_000);
                Invoice { issued, due: bill.due.max(issued), ..bill }.into()
            }
            Fact::Incident(it) => {
                Incident { resolved: it.resolved.filter(|on| t.sees(*on)), ..it }.into()
            }
            fact => fact,
        };
        let later = match &fact {
            Fact::Order(it) => !t.sees(it.ordered),
            Fact::Payment(it) => !t.sees(it.date),
            Fact::Incident(it) => !t.sees(it.reported),
            _ => false,
        };
        if !later {
            take(account.record(fact));
        }
    }
    account
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn value_handed_on_is_neither_lost_nor_counted_twice(
        ordered in days(), minor in 1_i64..200, moves in moves(), t in as_of(),
    ) {
        let mut account = Account::new("Li".parse().unwrap(), yuan());
        let order = OpenOrder::new(document("O0"), ordered, ordered.offset(9), money(minor));
        account.record(order).unwrap();
        let mut taken: Vec<(usize, usize, Day, i64)> = Vec::new();
        for (place, (from, to, date, sum)) in moves.into_iter().enumerate() {
            let stage = DocumentStage::ALL[to];
            let name = if to == 3 { format!("I{place}") } else { format!("to {to}") };
            let from_name = if from == 0 { "O0".to_owned() } else { format!("to {from}") };
            if to == 3 {
                let bill = Invoice::new(document(&name), date, date.offset(30), money(sum));
                account.record(bill).unwrap();
            }
            let before = Exposure::from_account(account.view(), t, None);
            let fact = DocumentFlow {
                from: StagedDocument::new(DocumentStage::ALL[from], document(&from_name)),
                to: StagedDocument::new(stage, document(&name)),
                date,
                amount: money(sum),
            };
            // Naively, a move is right when no stage ever stands below nothing; more than was
            // ordered may be delivered, on the day of the order or later, and not be cancelled.
            let mut trial = taken.clone();
            trial.push((from, to, date, sum));
            let ends = trial.iter().map(|(_, _, day, _)| *day);
            let is_cancelled = from == 0 && to == 4;
            let right = to > from
                && (from > 0 || is_cancelled || date >= ordered)
                && ends.into_iter().all(|day| {
                    let standing = naive((ordered, minor), &trial, AsOf::new(day));
                    let counted = if is_cancelled { 0..3 } else { 1..3 };
                    standing[counted].iter().all(|it| *it >= 0)
                });
            let repeats = taken.iter().any(|(a, b, ..)| (*a, *b) == (from, to)) && to != 3;
            let outcome = account.record(fact);
            prop_assert_eq!(outcome.is_ok(), right && !repeats, "{:?}", outcome);
            if outcome.is_ok() {
                taken = trial;
            } else {
                prop_assert_eq!(Exposure::from_account(account.view(), t, None), before);
            }
            // One more fact at a time is what is worked out anew from all of them.
            let mut standing = naive((ordered, minor), &taken, t);
            let beyond = (-standing[0]).max(0);
            standing[0] += beyond;
            let found = Exposure::from_account(account.view(), t, None);
            let parts = [found.orders, found.deliveries, found.billed].map(amount);
            prop_assert_eq!(parts, [standing[0], standing[1], standing[2]]);
            let gone = standing[3] + standing[4];
            let seen = if t.sees(ordered) { minor } else { 0 };
            prop_assert_eq!(parts.iter().sum::<i64>() + gone, seen + beyond, "conserved");
        }
    }

    #[test]
    fn a_wider_horizon_never_lowers_the_exposure(
        history in history(), t in as_of(), near in 0_u16..200, more in 0_u16..200,
    ) {
        let account = told(&history);
        let of = |days| Exposure::from_account(account.view(), t, days).total();
        prop_assert!(of(Some(near)) <= of(Some(near + more)));
        prop_assert!(of(Some(near + more)) <= of(None));
    }

    #[test]
    fn more_debt_never_helps_an_order_and_a_payment_never_harms_it(
        history in history(), t in as_of(), order in 0_i64..5_000, minor in 1_i64..5_000,
    ) {
        let mut account = told(&history);
        let before = verdict(&account, order, t);
        let mut paying = account.clone();
        take(paying.record(Payment::new(document("paid"), t.day(), money(minor))));
        prop_assert!(verdict(&paying, order, t) <= before);
        let (issued, due) = (t.day().offset(-60), t.day().offset(-45));
        take(account.record(Invoice::new(document("owed"), issued, due, money(minor))));
        prop_assert!(verdict(&account, order, t) >= before);
        prop_assert!(verdict(&account, order + minor, t) >= verdict(&account, order, t));
    }

    #[test]
    fn every_remedy_frees_the_order_and_one_unit_less_does_not(
        history in history(), t in as_of(), minor in 1_i64..5_000, prepaid in 0_i64..50,
    ) {
        let account = told(&history);
        let prepaid = prepaid.min(minor);
        let order = |minor| request(minor, t.day()).prepaid(money(prepaid)).unwrap();
        let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
        let held = |account: &Account, order: &OrderRequest, t| {
            let check = policy.check(account.view(), order, &inputs, t).unwrap();
            check.verdict() == OrderVerdict::Hold
        };
        let whole = order(minor);
        let remedies = policy.remedies(account.view(), &whole, &inputs, t, 40).unwrap();
        let is_held = held(&account, &whole, t);
        if !is_held {
            prop_assert_eq!((remedies.payment, remedies.cut, remedies.day, remedies.limit), (None, None, None, None));
            return Ok(());
        }
        let paying = |sum: i64| {
            let mut paying = account.clone();
            if sum > 0 {
                paying.record(Payment::new(document("paid"), t.day(), money(sum))).unwrap();
            }
            held(&paying, &whole, t)
        };
        match remedies.payment {
            Some(sum) => prop_assert!(!paying(sum.minor()) && paying(sum.minor() - 1)),
            None => prop_assert!(paying(1_000_000)),
        }
        let cut = |sum: i64| held(&account, &order(minor - sum), t);
        match remedies.cut {
            Some(sum) => prop_assert!(!cut(sum.minor()) && cut(sum.minor() - 1)),
            None if minor > prepaid.max(1) => prop_assert!(cut(minor - prepaid.max(1))),
            None => {}
        }
        let known = known_at(&history, t);
        let later = |day| held(&known, &whole, AsOf::new(day));
        let last = remedies.day.unwrap_or(t.day().offset(41));
        prop_assert!((1..40).map(|ahead| t.day().offset(ahead)).take_while(|day| *day < last).all(later));
        prop_assert!(remedies.day.is_none_or(|day| !later(day)));
        let limited = |sum: i64| {
            let mut other = Account::new("Li".parse().unwrap(), yuan());
            for fact in history.facts("") {
                if !matches!(fact, guanxi::account::Fact::TemporaryLimit(_)) {
                    take(other.record(fact));
                }
            }
            other.agree_limit(CreditLimit::Amount(Amount::from_minor(sum))).unwrap();
            held(&other, &whole, t)
        };
        match remedies.limit {
            Some(limit) if limit.minor() > 0 => {
                prop_assert!(!limited(limit.minor()) && limited(limit.minor() - 1));
            }
            Some(_) => prop_assert!(!limited(0)),
            None => prop_assert!(limited(i64::MAX)),
        }
    }

    #[test]
    fn no_interleaving_of_reservations_takes_more_than_the_limit(
        limit in 0_i64..300,
        requests in prop::collection::vec((1_i64..120, 0_u64..6, 0_i32..5, 0_i32..4, any::<bool>()), 1..20),
    ) {
        let mut account = Account::new("Li".parse().unwrap(), yuan());
        account.agree_limit(CreditLimit::Amount(Amount::from_minor(limit))).unwrap();
        let policy = OrderCheckPolicy::default();
        let start = Day::default();
        let li: CustomerId = "Li".parse().unwrap();
        let mut states = vec![Reservations::default()];
        for (minor, stale, after, held, ends) in requests {
            let state = states.last().unwrap();
            let (made, until) = (start.offset(after), start.offset(after + held));
            // Some desks have read an older state.
            let read = states[states.len().saturating_sub(1 + usize::try_from(stale).unwrap() / 3)].version();
            let order = request(minor, until);
            let request = ReserveRequest {
                customer: &li,
                account: account.view(),
                order: &order,
                inputs: CreditInputs::default(),
                until,
            };
            let outcome = state.try_reserve(read, &policy, &request, AsOf::new(made));
            if let Ok(Reserved { state: next, reservation, .. }) = outcome {
                prop_assert_eq!(read, state.version());
                let next = if ends { next.end(next.version(), reservation.id).unwrap() } else { next };
                states.push(next);
            }
            let state = states.last().unwrap();
            for day in 0..10 {
                let reserved = state.reserved(&li, start.offset(day));
                prop_assert!(amount(reserved) <= limit);
            }
        }
    }

    #[test]
    fn a_pool_is_used_as_a_plain_walk_says(
        parents in prop::collection::vec(0_usize..12, 1..12),
        owed in prop::collection::vec(0_i64..50, 12),
        allotments in prop::collection::vec(0_i64..50, 12),
        extra in 1_i64..60,
    ) {
        // Each group belongs to an earlier one, or to none.
        let id = |place: usize| -> GroupId { format!("g{place:02}").parse().unwrap() };
        let parent = |place: usize| (parents[place] < place).then(|| parents[place]);
        let count = parents.len();
        let nodes = (0..count).map(|place| GroupNode {
            id: id(place),
            parent: parent(place).map(id),
            pool: CreditLimit::Unlimited,
            allotment: Amount::from_minor(allotments[place]),
        });
        let tree = GroupTree::try_new(nodes.collect()).unwrap();
        let naive = |owed: &[i64]| {
            let mut used: Vec<i64> = owed[..count].to_vec();
            for place in (0..count).rev() {
                if let Some(parent) = parent(place) {
                    used[parent] += used[place].max(allotments[place]);
                }
            }
            used
        };
        let place_of = |group: &str| group[1..].parse::<usize>().unwrap();
        let worked = tree.used(|group| Amount::from_minor(owed[place_of(group.as_str())]).to_total());
        let member = count - 1;
        let mut more = owed.clone();
        more[member] += extra;
        let mut less = owed.clone();
        let paid = extra.min(owed[member]);
        less[member] -= paid;
        let (before, after, back) = (naive(&owed), naive(&more), naive(&less));
        for pool in tree.pools(&id(member), &worked) {
            let place = place_of(&pool.name);
            let with = |growth: i64| amount(pool.with(Amount::from_minor(growth).to_total()));
            prop_assert_eq!(amount(pool.used), before[place]);
            prop_assert_eq!((with(extra), with(-paid)), (after[place], back[place]));
        }
    }
}
