//! Books of extreme days and amounts, long and strange names, and every way to correct them: no
//! step stops the program, what is refused changes nothing, and what is written is read back.

use guanxi::account::{CustomerTerm, Fact, OpenMoney};
use guanxi::book::{Book, BookSnapshot, OrderInputs, SentReminder};
use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::casework::{CasePolicy, Register};
use guanxi::contract::Contract;
use guanxi::credit::{GroupNode, GroupTree, OrderRequest};
use guanxi::customer::{Attitude, Customer};
use guanxi::expense::{Budget, Expense};
use guanxi::feed::{Feed, FeedGap, FeedStatement};
use guanxi::id::{CustomerKey, DocumentId};
use guanxi::money::{Amount, Money};
use guanxi::policy::Policy;
use guanxi::receivable::{
    Allocation, CreditLimit, Dispute, Invoice, InvoiceInstalment, InvoiceInstalments,
    LimitValidity, Payment, SettlementKind, TemporaryLimit, settled_items,
};
use guanxi::review::StepContext;
use guanxi::trade::{DocumentFlow, DocumentStage, OpenOrder, Plan, Sale, StagedDocument};
use proptest::prelude::*;

const CUSTOMERS: u32 = 4;

/// Days at the ends of the calendar and around a usual one.
fn day() -> impl Strategy<Value = Day> {
    let usual: Day = "2026-01-01".parse().unwrap();
    prop_oneof![
        1 => Just(Day::MIN),
        1 => Just(Day::MIN.offset(1)),
        8 => (-500_i32..60).prop_map(move |it| usual.offset(it)),
        1 => Just("2024-02-29".parse().unwrap()),
        1 => Just(Day::MAX.offset(-1)),
        1 => Just(Day::MAX),
    ]
}

fn amount() -> impl Strategy<Value = Money> {
    let minor = prop_oneof![
        6 => -50_i64..5_000,
        1 => Just(i64::MAX),
        1 => Just(i64::MAX - 1),
        1 => Just(i64::MAX / 2),
        1 => Just(i64::MIN),
        1 => Just(i64::MIN + 1),
        1 => any::<i64>(),
    ];
    minor.prop_map(|minor| Money::new(Amount::from_minor(minor), "CNY".parse().unwrap()))
}

/// Names of 128 characters that look alike, of other scripts, and short ones.
fn name(place: u8) -> String {
    let long = |last: &str| format!("{}{last}", "a".repeat(127));
    match place % 8 {
        0 => long("1"),
        1 => long("l"),
        2 => "客户".repeat(64),
        3 => "ＡＣＭＥ".to_owned(),
        4 => "ACME".to_owned(),
        5 => "00123".to_owned(),
        6 => "123".to_owned(),
        _ => "É\u{301}".to_owned(),
    }
}

fn number(place: u8) -> DocumentId {
    name(place).parse().unwrap()
}

#[derive(Debug, Clone)]
enum Act {
    Record(CustomerKey, Fact),
    Known(CustomerKey, Fact, Day),
    Revise(CustomerKey, Fact, Day),
    Void(CustomerKey, Fact, Day),
    State(CustomerKey, Option<Day>, CustomerTerm),
    Merge(CustomerKey, CustomerKey, Day),
    Undo(CustomerKey, Day),
    EraseFact(CustomerKey, Fact, Day),
    Erase(CustomerKey, Day),
    Rename(CustomerKey, u8),
    Feed(Option<Day>, FeedStatement),
    Remind(CustomerKey, Day),
    Reserve(CustomerKey, Money, Day),
}

fn fact() -> impl Strategy<Value = Fact> {
    let what = (0_u8..14, 0_u8..8, day(), day(), amount(), amount(), 0_u8..9);
    what.prop_map(|(kind, place, day, other, amount, second, which)| match kind {
        0..=2 => Sale::new(number(place), day, amount).into(),
        3 | 4 => Invoice::new(number(place), day, other, amount).into(),
        5 => {
            let kind = SettlementKind::ALL[usize::from(which)];
            let payment = Payment::new(number(place), day, amount).of_kind(kind);
            payment.for_invoice(number(which)).into()
        }
        6 => {
            let part = |place, amount| Allocation { invoice: number(place), amount };
            let payment = Payment::new(number(place), day, amount);
            payment.allocated(part(which, second)).into()
        }
        7 => Expense::new(number(place), day, amount).into(),
        8 => OpenOrder::new(number(place), day, other, amount).into(),
        9 => DocumentFlow {
            from: StagedDocument::new(DocumentStage::Ordered, number(place)),
            to: StagedDocument::new(DocumentStage::Delivered, number(which)),
            date: other,
            amount,
        }
        .into(),
        10 if which < 5 => Plan::new(day.month(), amount).into(),
        10 => Budget::new(day.month(), amount).into(),
        11 => TemporaryLimit { from: day, to: other, limit: amount }.into(),
        12 if which < 5 => {
            let rest = amount.checked_sub(second).unwrap_or(amount);
            let parts = [second, rest].map(|it| InvoiceInstalment::new(other, it)).to_vec();
            InvoiceInstalments { invoice: number(place), from: day, parts }.into()
        }
        12 => Dispute::new(number(place), day).about(second).into(),
        _ => {
            let term = Validity::try_new(day.min(other), Some(day.max(other))).unwrap();
            let number = name(place).parse().unwrap();
            match Contract::signed_elsewhere(number, day, term) {
                Ok(contract) => contract.into(),
                Err(_) => Sale::new(self::number(place), day, amount).into(),
            }
        }
    })
}

fn act() -> impl Strategy<Value = Act> {
    // One key that there is not.
    let key = || (0..=CUSTOMERS).prop_map(CustomerKey::from_position);
    let term = (0_u8..7, day(), amount()).prop_map(|(which, day, amount)| match which {
        0 => CustomerTerm::Since(Some(day)),
        1 => CustomerTerm::CreditLimit(CreditLimit::Amount(amount.amount())),
        2 => CustomerTerm::CreditLimit(CreditLimit::Unlimited),
        3 => CustomerTerm::Group(Some("North".parse().unwrap())),
        4 => CustomerTerm::Ended(Some("gone".parse().unwrap())),
        5 => {
            CustomerTerm::LimitValidity(LimitValidity { valid_to: Some(day), review_on: Some(day) })
        }
        _ => CustomerTerm::Attitude(Some(Attitude::Loyal)),
    });
    let feed = (prop::option::of(day()), 0_usize..4, 0_u8..3, day(), day());
    let feed = feed.prop_map(|(on, feed, which, from, to)| {
        let feed = Feed::ALL[feed];
        let gap = FeedGap::try_new(feed, from.min(to), from.max(to)).unwrap();
        let statement = match which {
            0 => FeedStatement::Complete { feed, to },
            1 => FeedStatement::Gap(gap),
            _ => FeedStatement::Filled(gap),
        };
        Act::Feed(on, statement)
    });
    prop_oneof![
        12 => (key(), fact()).prop_map(|(key, fact)| Act::Record(key, fact)),
        3 => (key(), fact(), day()).prop_map(|(key, fact, on)| Act::Known(key, fact, on)),
        4 => (key(), fact(), day()).prop_map(|(key, fact, on)| Act::Revise(key, fact, on)),
        3 => (key(), fact(), day()).prop_map(|(key, fact, on)| Act::Void(key, fact, on)),
        3 => (key(), prop::option::of(day()), term)
            .prop_map(|(key, on, term)| Act::State(key, on, term)),
        3 => (key(), key(), day()).prop_map(|(one, other, on)| Act::Merge(one, other, on)),
        2 => (key(), day()).prop_map(|(key, on)| Act::Undo(key, on)),
        1 => (key(), fact(), day()).prop_map(|(key, fact, on)| Act::EraseFact(key, fact, on)),
        1 => (key(), day()).prop_map(|(key, on)| Act::Erase(key, on)),
        1 => (key(), any::<u8>()).prop_map(|(key, place)| Act::Rename(key, place)),
        2 => feed,
        1 => (key(), day()).prop_map(|(key, on)| Act::Remind(key, on)),
        1 => (key(), amount(), day())
            .prop_map(|(key, amount, on)| Act::Reserve(key, amount, on)),
    ]
}

/// Tells whether the act is taken.
fn take(book: &mut Book, act: Act) -> bool {
    let by = || "Zhao".parse().unwrap();
    match act {
        Act::Record(key, fact) => book.record(key, fact).is_ok(),
        Act::Known(key, fact, on) => book.record_known(key, fact, on).is_ok(),
        Act::Revise(key, fact, on) => book.revise(key, &fact.name(), on, Some(fact)).is_ok(),
        Act::Void(key, fact, on) => book.revise(key, &fact.name(), on, None).is_ok(),
        Act::State(key, Some(on), term) => book.state(key, on, term).is_ok(),
        Act::State(key, None, term) => book.state_for_all_days(key, term).is_ok(),
        Act::Merge(one, other, on) => book.customers_mut().merge(one, other, on).is_ok(),
        Act::Undo(key, on) => book.customers_mut().undo_merge(key, on).is_ok(),
        Act::EraseFact(key, fact, on) => {
            let mut customers = book.customers_mut();
            customers.erase_fact(key, &fact.name(), on, by(), OpenMoney::Erase).is_ok()
        }
        Act::Erase(key, on) => book.customers_mut().erase(key, on, by(), OpenMoney::Refuse).is_ok(),
        Act::Rename(key, place) => {
            book.customers_mut().rename(key, &name(place).parse().unwrap()).is_ok()
        }
        Act::Feed(Some(on), it) => book.feed_statements_mut().state(on, it).is_ok(),
        Act::Feed(None, it) => book.feed_statements_mut().state_for_all_days(it).is_ok(),
        Act::Remind(key, on) => {
            let is_there = book.view(key).is_ok();
            if is_there {
                book.order_desk_mut().register_reminder(key, SentReminder { on, level: 1 });
            }
            is_there
        }
        Act::Reserve(key, amount, on) => {
            let (given, policy) = (OrderInputs::default(), Policy::default());
            let Ok(order) = OrderRequest::try_new(amount, on) else { return false };
            let t = AsOf::new(on);
            book.reserve_order(key, &order, &given, &policy.order_check, t, on).is_ok()
        }
    }
}

/// Asks everything as of a day; nothing is asked of what does not fit.
fn ask(book: &Book, t: Day, register: &mut Register, step: u64) {
    let (policy, t) = (Policy::default(), AsOf::new(t));
    let cases = CasePolicy::default();
    if let Ok(review) = book.review(t, &policy) {
        let _ = (review.summary(), review.call_list(9), review.pareto());
        for key in review.customers() {
            assert!(review.explain(*key).is_some());
        }
        drop(review.step(register, step, &StepContext::default(), &cases));
        drop(review.merge_preview(CustomerKey::from_position(0), CustomerKey::from_position(1)));
    }
    let assessor = book.assessor(t, &policy);
    for key in book.keys() {
        let account = book.account_at(key, t).expect("a customer of the book is found");
        let view = account.view();
        let _ = (view.start(t), view.limit(t), settled_items(view.receivables(), t).len());
        assert!(book.judge(key, &assessor).is_ok() && book.terms_as_of(key, t).is_ok());
        let amount = "CNY 5".parse().unwrap();
        let order = OrderRequest::try_new(amount, t.day()).unwrap().numbered(number(0));
        let given = OrderInputs::default();
        drop(book.check_order(key, &order, &given, &policy.order_check, t));
        drop(book.order_remedies(key, &order, &given, &policy.order_check, t, 5));
    }
}

fn book(customers: u32) -> Book {
    let mut book = Book::new("CNY".parse().unwrap());
    for place in 0..customers {
        let place = u8::try_from(place).unwrap();
        book.register(Customer::new(name(place).parse().unwrap())).unwrap();
    }
    let node = GroupNode {
        id: "North".parse().unwrap(),
        parent: None,
        pool: CreditLimit::Amount(Amount::from_minor(500)),
        allotment: Amount::ZERO,
    };
    book.order_desk_mut().set_groups(GroupTree::try_new(vec![node]).unwrap());
    book
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn no_step_stops_the_program_and_what_is_refused_changes_nothing(
        customers in prop_oneof![1 => Just(0), 1 => Just(1), 4 => Just(CUSTOMERS)],
        acts in prop::collection::vec(act(), 0..30),
        days in prop::collection::vec(day(), 3),
        all_end in prop::bool::weighted(0.1),
    ) {
        let mut book = book(customers);
        for act in acts {
            let before = (BookSnapshot::from_book(&book), book.feed_statements().clone());
            let erased = book.erasures().len();
            if !take(&mut book, act.clone()) {
                let after = (BookSnapshot::from_book(&book), book.feed_statements().clone());
                prop_assert_eq!(after, before, "{:?}", act);
                prop_assert_eq!(book.erasures().len(), erased);
            }
        }
        if all_end {
            for key in book.keys() {
                let ended = CustomerTerm::Ended(Some("gone".parse().unwrap()));
                drop(book.state(key, Day::MAX, ended.clone()));
                drop(book.state_for_all_days(key, ended));
            }
        }
        let mut days = days;
        days.extend([Day::MIN, Day::MAX]);
        days.sort_unstable();
        let mut register = Register::default();
        for (step, t) in (1..).zip(&days) {
            ask(&book, *t, &mut register, step);
        }
        let snapshot = BookSnapshot::from_book(&book);
        let restored = snapshot.clone().restore();
        prop_assert!(restored.is_ok(), "{:?}", restored.err());
        prop_assert_eq!(BookSnapshot::from_book(&restored.unwrap()), snapshot);
        let saved = book.save_register(&register, &CasePolicy::default());
        prop_assert!(book.restore_register(saved, &CasePolicy::default()).is_ok());
    }
}
