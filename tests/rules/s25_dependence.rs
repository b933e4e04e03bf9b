//! S25: the dependence of sales on single people of ours.

use guanxi::account::{Account, Sale};
use guanxi::calendar::Window;
use guanxi::contact::{ContactPolicy, Threads};
use guanxi::customer::{Card, CardPolicy, Entry, Field};
use guanxi::id::{CustomerId, StaffId};
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::measure::Quotient;
use guanxi::money::{Amount, Total};
use guanxi::segment::Class;
use guanxi::support::{
    Benefit, BenefitMix, CardSecrets, CustomerBonds, DependenceRemedy, PersonDependence,
    StaffDependence, SupportItem,
};

use crate::given::{as_of, currency, day, document, yuan};

fn staff(name: &str) -> StaffId {
    name.parse().unwrap()
}

fn id(name: &str) -> CustomerId {
    name.parse().unwrap()
}

fn single(ours: &str) -> Threads {
    Threads::Single { ours: Some(staff(ours)), theirs: None }
}

fn bonds(name: &str, sales: i64, threads: Threads) -> CustomerBonds {
    CustomerBonds {
        customer: id(name),
        class: Some(Class::B),
        sales: Total::from(Amount::from_minor(sales)),
        threads,
        benefits: BenefitMix::default(),
        met_by_manager: false,
        promised_by: Vec::new(),
        secrets: CardSecrets::default(),
    }
}

/// Concentration in hundredths, its low and its high end.
fn hundredths(found: &StaffDependence) -> Option<(Quotient, Quotient)> {
    found.concentration.map(|it| (it.low, it.high))
}

fn of(hundredths: i128) -> Quotient {
    Quotient::try_new(hundredths, 100).unwrap()
}

#[test]
fn golden_g25_7_half_three_tenths_and_two_tenths_are_038() {
    let all = [
        bonds("Li", 50, single("Wang")),
        bonds("Wu", 30, single("Zhao")),
        bonds("He", 20, single("Sun")),
    ];
    let found = StaffDependence::of(&all);
    assert_eq!(hundredths(&found), Some((of(38), of(38))));
    let shares: Vec<_> = found.people.iter().map(|it| (it.staff.as_str(), it.share)).collect();
    assert_eq!(shares, [("Wang", Some(of(50))), ("Zhao", Some(of(30))), ("Sun", Some(of(20)))]);
}

#[test]
fn sales_over_several_threads_or_none_depend_on_nobody() {
    let theirs = Threads::Single { ours: None, theirs: Some("Li senior".parse().unwrap()) };
    let all = [
        bonds("Li", 20, single("Wang")),
        bonds("Wu", 30, Threads::Several { pairs: 2 }),
        bonds("He", 25, Threads::None),
        bonds("Xu", 25, theirs),
    ];
    let found = StaffDependence::of(&all);
    assert_eq!(hundredths(&found), Some((of(4), of(4))), "a fifth, squared");
    assert_eq!(found.people.len(), 1);
}

#[test]
fn sales_without_recorded_interactions_make_an_interval() {
    let all = [
        bonds("Li", 30, single("Wang")),
        bonds("Wu", 20, single("Zhao")),
        bonds("He", 50, Threads::NoData),
    ];
    let found = StaffDependence::of(&all);
    assert_eq!(hundredths(&found), Some((of(13), of(68))), "9 + 4, and 80² + 20²");
    assert_eq!(found.unknown.minor(), 50);
    let nobody = StaffDependence::of(&[bonds("He", 50, Threads::NoData)]);
    assert_eq!(hundredths(&nobody), Some((of(0), of(100))));
}

#[test]
fn returns_beyond_sales_count_as_nothing_and_are_counted() {
    let all = [bonds("Li", -40, single("Wang")), bonds("Wu", 60, single("Zhao"))];
    let found = StaffDependence::of(&all);
    assert_eq!((found.sales.minor(), found.below_zero), (60, 1));
    assert_eq!(hundredths(&found), Some((of(100), of(100))));
    let none = StaffDependence::of(&[bonds("Li", 0, single("Wang"))]);
    assert_eq!((none.concentration, none.people[0].share), (None, None), "no sales");
}

#[test]
fn if_somebody_left_sales_a_customers_promises_and_secrets_would_go() {
    let secrets = |fields, readers: &[&str]| CardSecrets {
        fields,
        readers: readers.iter().map(|it| staff(it)).collect(),
    };
    let all = [
        CustomerBonds { class: Some(Class::A), ..bonds("Li", 50_00, single("Wang")) },
        CustomerBonds {
            promised_by: vec![staff("Wang"), staff("Zhao"), staff("Wang")],
            secrets: secrets(3, &["Wang"]),
            ..bonds("Wu", 25_00, Threads::Several { pairs: 3 })
        },
        CustomerBonds {
            secrets: secrets(2, &["Wang", "Zhao"]),
            ..bonds("He", 25_00, single("Wang"))
        },
        CustomerBonds { secrets: secrets(0, &["Sun"]), ..bonds("Xu", 0, Threads::None) },
    ];
    let found = StaffDependence::of(&all);
    let said = |name| found.if_left(&staff(name)).map(|it| it.spoken(currency("CNY")).to_string());
    assert_eq!(
        said("Wang").as_deref(),
        Some(
            "if Wang left: sales of CNY 75.00 (75%) with 2 customers, 1 of class A; 2 promises to \
             keep; 3 secrets of cards that nobody else may read"
        )
    );
    assert_eq!(
        said("Zhao").as_deref(),
        Some(
            "if Zhao left: sales of CNY 0.00 (0%) with 0 customers, 0 of class A; 1 promise to keep"
        )
    );
    assert_eq!(said("Sun"), None, "a card without secrets");
}

#[test]
fn people_stand_by_sales_then_by_id_whatever_the_order() {
    let mut all = vec![
        bonds("Li", 20, single("Wang")),
        bonds("Wu", 20, single("Sun")),
        bonds("He", 60, single("Zhao")),
        bonds("Xu", 10, single("Wang")),
    ];
    let found = StaffDependence::of(&all);
    let names: Vec<&str> = found.people.iter().map(|it| it.staff.as_str()).collect();
    assert_eq!(names, ["Zhao", "Wang", "Sun"]);
    all.reverse();
    assert_eq!(StaffDependence::of(&all), found);
}

#[test]
fn remedies_are_those_that_a_customer_lacks() {
    use DependenceRemedy::{ExecutiveVisit, SecondOfOurs, SecondOfTheirs, StructuralBenefit};
    let theirs = "Li senior".parse().unwrap();
    let both = Threads::Single { ours: Some(staff("Wang")), theirs: Some(theirs) };
    let alone = bonds("Li", 10, both);
    assert_eq!(
        DependenceRemedy::of(&alone),
        [SecondOfOurs, SecondOfTheirs, ExecutiveVisit, StructuralBenefit]
    );
    let advised = Benefit::of_item(SupportItem::FinanceAdvice, day("2026-03-01"), None);
    let year = Window::inclusive(day("2026-01-01"), day("2026-12-31"));
    let bound = CustomerBonds {
        threads: single("Wang"),
        met_by_manager: true,
        benefits: BenefitMix::of([advised], year),
        ..alone
    };
    assert_eq!(DependenceRemedy::of(&bound), [SecondOfOurs]);
    for threads in [Threads::NoData, Threads::None, Threads::Several { pairs: 2 }] {
        assert_eq!(DependenceRemedy::of(&CustomerBonds { threads, ..bound.clone() }), []);
    }
}

#[test]
fn two_people_at_least_know_a_customer_of_class_a() {
    let theirs = || Some("Li senior".parse().unwrap());
    let known_by_few = |class, threads| {
        let it = CustomerBonds { class, ..bonds("Li", 10, threads) };
        StaffDependence::of(&[it]).known_by_few == [id("Li")]
    };
    let of_a = |threads| known_by_few(Some(Class::A), threads);
    assert!(of_a(single("Wang")) && of_a(Threads::None));
    assert!(!of_a(Threads::Single { ours: None, theirs: theirs() }), "several of ours");
    assert!(!of_a(Threads::Several { pairs: 2 }) && !of_a(Threads::NoData));
    assert!(!known_by_few(Some(Class::B), single("Wang")) && !known_by_few(None, single("Wang")));
}

fn person(found: &StaffDependence) -> &PersonDependence {
    &found.people[0]
}

#[test]
fn the_ties_of_a_customer_are_read_from_its_account() {
    let mut account = Account::new(id("Li"), currency("CNY"));
    account.record(Sale::new(document("S1"), day("2025-12-31"), yuan("9"))).unwrap();
    account.record(Sale::new(document("S2"), day("2026-06-30"), yuan("5"))).unwrap();
    let mut meets = |on: &str, kind, ours: &str| {
        let (ours, theirs) = ([staff(ours)].into(), ["Li senior".parse().unwrap()].into());
        account.record(Interaction::try_new(day(on), kind, ours, theirs).unwrap()).unwrap();
    };
    meets("2026-01-01", InteractionKind::Visit, "Zhao");
    meets("2026-01-02", InteractionKind::Visit, "Wang");
    meets("2026-05-04", InteractionKind::Training, "Wang");
    meets("2026-05-05", InteractionKind::Letter, "Sun");
    let window = Window::inclusive(day("2026-01-01"), day("2026-06-30"));
    let read = |t: &str| {
        let policy = ContactPolicy::default();
        let days = (window, &policy);
        CustomerBonds::from_account(id("Li"), account.view(), Some(Class::A), &[], days, as_of(t))
    };
    let found = read("2026-06-30");
    assert_eq!(found.sales.minor(), 500);
    assert_eq!(
        found.threads,
        Threads::Single { ours: Some(staff("Wang")), theirs: Some("Li senior".parse().unwrap()) },
        "the visit of Zhao is 180 days ago, a letter is no thread"
    );
    assert_eq!((found.benefits.structural.count, found.met_by_manager), (1, false));
    assert_eq!(person(&StaffDependence::of(&[found])).class_a, 1);
    assert_eq!(
        read("2026-06-29").threads,
        Threads::Single { ours: None, theirs: Some("Li senior".parse().unwrap()) }
    );
}

#[test]
fn secrets_are_fields_that_need_a_need_to_know() {
    let (mut card, policy) = (Card::default(), CardPolicy::default());
    let enter = |card: &mut Card, field, text: &str| {
        let entry = Entry::try_new(text, day("2026-03-02"), staff("Wang")).unwrap();
        card.record(field, entry).unwrap();
    };
    enter(&mut card, Field::Phone, "13800000000");
    enter(&mut card, Field::Bank, "ICBC");
    let fields = |t: &str| CardSecrets::of_card(&card, &policy, Vec::new(), as_of(t)).fields;
    assert_eq!(["2026-03-01", "2026-03-02"].map(fields), [0, 1], "the bank, once it is entered");
}
