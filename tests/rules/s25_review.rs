//! S25: the effect of support and the dependence on single people, from the review of a book.

use std::collections::BTreeSet;

use guanxi::account::CustomerTerm;
use guanxi::assignment::Placement;
use guanxi::book::Book;
use guanxi::calendar::{Window, WorkCalendar};
use guanxi::contract::ChannelLevel;
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::policy::Policy;
use guanxi::review::{EffectGroups, EffectRequest};
use guanxi::segment::Class;
use guanxi::support::{
    EffectExclusion, EffectFacts, EffectVerdict, EffectWindows, StaffDependence, SupportChoice,
    SupportEffect,
};
use guanxi::trade::Sale;

use crate::given::{as_of, currency, day, document, yuan};

const T: &str = "2026-04-01";

fn windows() -> EffectWindows {
    let month = |first: &str, last: &str| Window::inclusive(day(first), day(last));
    EffectWindows::try_new(
        month("2026-01-01", "2026-01-30"),
        month("2026-01-31", "2026-03-01"),
        month("2026-03-02", "2026-03-31"),
        None,
    )
    .unwrap()
}

struct Desk {
    book: Book,
    supported: BTreeSet<CustomerKey>,
    held: BTreeSet<CustomerKey>,
}

impl Desk {
    fn new() -> Self {
        let (supported, held) = (BTreeSet::new(), BTreeSet::new());
        Self { book: Book::new(currency("CNY")), supported, held }
    }

    /// A customer in the north that bought for 1,000 in each window before, and for some in March.
    fn customer(&mut self, name: &str, in_march: &str) -> CustomerKey {
        let key = self.book.register(Customer::new(name.parse().unwrap())).unwrap();
        let sales = [
            ("2025-12-01", "500"),
            ("2026-01-15", "1000"),
            ("2026-02-15", "1000"),
            ("2026-03-15", in_march),
        ];
        for (on, amount) in sales {
            let sale = Sale::new(document(&format!("{name} {on}")), day(on), yuan(amount));
            self.book.record(key, sale).unwrap();
        }
        let placement = Placement {
            territory: "north".parse().unwrap(),
            level: ChannelLevel::FirstTier,
            business: "mill".parse().unwrap(),
            from: day("2025-01-01"),
        };
        self.book.record(key, placement).unwrap();
        key
    }

    /// Five supported customers, and five others.
    fn with_ten() -> Self {
        let mut desk = Self::new();
        for number in 1..=5 {
            let key = desk.customer(&format!("S{number}"), "1600");
            desk.supported.insert(key);
            desk.customer(&format!("C{number}"), "1000");
        }
        desk
    }

    fn groups(&self) -> EffectGroups {
        let policy = Policy::default();
        let review = self.book.review(as_of(T), &policy).unwrap();
        let (supported, held) = (&self.supported, &self.held);
        review.effect_groups(&EffectRequest { windows: windows(), supported, held }).unwrap()
    }

    fn effect(&self) -> SupportEffect {
        let (groups, policy) = (self.groups(), Policy::default());
        let facts = EffectFacts {
            windows: windows(),
            calendar: &WorkCalendar::default(),
            currency: self.book.currency(),
            chosen: SupportChoice::Otherwise,
            supported: &groups.supported,
            candidates: &groups.candidates,
        };
        SupportEffect::try_from_facts(&facts, &policy.support_effect, as_of(T)).unwrap()
    }
}

#[test]
fn the_effect_of_a_support_is_read_from_a_book() {
    let found = Desk::with_ten().effect();
    assert_eq!(found.total().minor(), 5 * 600_00);
    assert_eq!((found.pairs.len(), found.verdict()), (5, EffectVerdict::Consistent));
}

#[test]
fn classes_are_those_before_the_support() {
    // The five have just been moved up, so that today's classes would leave them without controls.
    let mut desk = Desk::with_ten();
    for number in 1..=5 {
        let key = desk.book.key(&format!("S{number}").parse().unwrap()).unwrap();
        let sale =
            Sale::new(document(&format!("more {number}")), day("2026-03-20"), yuan("900000"));
        desk.book.record(key, sale).unwrap();
    }
    let policy = Policy::default();
    let review = desk.book.review(as_of(T), &policy).unwrap();
    let now: BTreeSet<Class> = review.classes().collect();
    assert!(now.len() > 1, "they differ today: {now:?}");
    assert_eq!(desk.effect().pairs.len(), 5);
}

#[test]
fn customers_that_ended_or_were_held_are_counted() {
    let mut desk = Desk::with_ten();
    let ended = desk.customer("D1", "0.01");
    let term = CustomerTerm::Ended(Some("closed".parse().unwrap()));
    desk.book.state(ended, day(T), term).unwrap();
    let held = desk.customer("D2", "0.01");
    desk.held.insert(held);
    desk.supported.insert(held);
    let groups = desk.groups();
    assert_eq!((groups.supported.len(), groups.candidates.len()), (6, 6));
    let found = desk.effect();
    assert_eq!(found.supported_excluded, [(EffectExclusion::Held, 1)].into());
    assert_eq!(found.candidates_excluded, [(EffectExclusion::Left, 1)].into());
}

#[test]
fn dependence_is_read_from_a_book() {
    let mut desk = Desk::new();
    let (li, wu) = (desk.customer("Li", "1000"), desk.customer("Wu", "2000"));
    let mut meets = |key, ours: &str, theirs: &str| {
        let (ours, theirs) = ([ours.parse().unwrap()].into(), [theirs.parse().unwrap()].into());
        let it = Interaction::try_new(day("2026-02-02"), InteractionKind::Visit, ours, theirs);
        desk.book.record(key, it.unwrap()).unwrap();
    };
    meets(li, "Wang", "Li senior");
    meets(wu, "Wang", "Wu");
    meets(wu, "Zhao", "Xu");
    let policy = Policy::default();
    let review = desk.book.review(as_of(T), &policy).unwrap();
    let quarter = Window::inclusive(day("2026-01-01"), day("2026-03-31"));
    let mut bonds = review.customer_bonds(quarter);
    bonds[1].promised_by.push("Zhao".parse().unwrap());
    let found = StaffDependence::of(&bonds);
    let said: Vec<String> =
        found.people.iter().map(|it| it.spoken(currency("CNY")).to_string()).collect();
    assert_eq!(
        said,
        [
            "if Wang left: sales of CNY 3,000.00 (42.8%) with 1 customer, 1 of class A",
            "if Zhao left: sales of CNY 0.00 (0%) with 0 customers, 0 of class A; 1 promise to keep",
        ]
    );
    assert_eq!(found.known_by_few, ["Li".parse().unwrap()], "two of ours know Wu");
}
