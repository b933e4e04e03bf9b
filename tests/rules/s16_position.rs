//! S16: needs against ability, bargaining power, replaceability, mutual gain.

use guanxi::key_account::{
    BargainingBounds, BargainingFacts, BargainingPart, BargainingPower, BargainingReading,
    ComparedNeed, GainPart, MoneyInterval, MutualGain, MutualGainFacts, NeedBalance, PressureKind,
    PressureSign, Replaceability,
};
use guanxi::measure::Quotient;
use guanxi::money::{Currency, Money};

use crate::given::{as_of, day};

#[track_caller]
fn yuan(text: &str) -> Money {
    format!("CNY {text}").parse().unwrap()
}

#[track_caller]
fn of(part: i128, whole: i128) -> Quotient {
    Quotient::try_new(part, whole).unwrap()
}

fn need(name: &str, importance: Quotient, lead: Quotient) -> ComparedNeed {
    ComparedNeed { need: name.parse().unwrap(), importance, lead }
}

#[test]
fn leads_and_trails_stand_apart_and_sum_by_importance() {
    let needs = vec![
        need("price", of(8, 10), of(-2, 10)),
        need("quality", of(9, 10), of(1, 10)),
        need("service", of(5, 10), of(6, 10)),
        need("range", of(1, 10), of(0, 1)),
    ];
    let found = NeedBalance::try_from_needs(needs, vec!["training".parse().unwrap()]).unwrap();
    assert_eq!(found.ahead(), of(39, 100));
    assert_eq!(found.behind(), of(-16, 100));
    assert_eq!(found.balance(), of(23, 100));
    assert_eq!(
        found.to_string(),
        "0.23: ahead by 0.39 (service, quality), behind by 0.16 (price); not compared: training"
    );
    assert_eq!(found.level().len(), 1);
}

/// Complaint: a great lead in a trifle hides a trail in what matters.
#[test]
fn a_trail_is_told_though_the_balance_is_even() {
    let needs = vec![need("trifle", of(1, 10), of(1, 1)), need("price", of(1, 1), of(-1, 10))];
    let found = NeedBalance::try_from_needs(needs, Vec::new()).unwrap();
    assert_eq!(found.balance(), Quotient::ZERO);
    assert_eq!(found.trails().len(), 1);
}

#[test]
fn a_need_that_is_listed_twice_is_refused() {
    let needs = vec![need("price", of(1, 1), of(0, 1))];
    let twice = NeedBalance::try_from_needs(needs, vec!["price".parse().unwrap()]).unwrap_err();
    assert_eq!(twice.to_string(), "need price is listed twice");
}

/// Facts of which each part is just strong.
fn strong() -> BargainingFacts {
    BargainingFacts {
        share_of_sales: Some(of(5, 100)),
        share_of_receivables: Some(of(10, 100)),
        alternatives: Some(3),
        dealing: Some(of(1, 100)),
        switching: Some(of(5, 100)),
        service: Some(of(15, 100)),
        pressure: Some(Vec::new()),
    }
}

#[track_caller]
fn read(facts: &BargainingFacts) -> BargainingReading {
    BargainingReading::new(facts, &BargainingBounds::default(), as_of("2026-07-01"))
}

#[test]
fn each_part_is_strong_at_its_bound_and_not_beyond() {
    assert_eq!(read(&strong()).strong, BargainingPart::ALL);
    let just = BargainingFacts {
        share_of_sales: Some(of(4_999, 100_000)),
        alternatives: Some(2),
        dealing: Some(of(10_001, 1_000_000)),
        switching: Some(of(50_001, 1_000_000)),
        service: Some(of(14_999, 100_000)),
        ..strong()
    };
    assert_eq!(read(&just).strong, []);
}

#[test]
fn power_takes_three_parts_and_the_will_makes_it_used() {
    let two = BargainingFacts {
        alternatives: Some(0),
        dealing: Some(of(1, 2)),
        switching: Some(of(1, 2)),
        ..strong()
    };
    assert_eq!(read(&two).power, Some(BargainingPower::Weak));
    let three = BargainingFacts { alternatives: Some(3), ..two };
    assert_eq!(read(&three).power, Some(BargainingPower::Latent));
    let sign = |on: &str| Some(vec![PressureSign { kind: PressureKind::Threat, on: day(on) }]);
    // The window of 365 days up to 2026-07-01 begins on 2025-07-02.
    let used = |on: &str| read(&BargainingFacts { pressure: sign(on), ..three.clone() }).power;
    assert_eq!(used("2026-07-01"), Some(BargainingPower::Used));
    assert_eq!(used("2025-07-02"), Some(BargainingPower::Used));
    assert_eq!(used("2025-07-01"), Some(BargainingPower::Latent));
    assert_eq!(used("2026-07-02"), Some(BargainingPower::Latent), "later than the day");
}

#[test]
fn dependence_in_sales_and_receivables_is_shown() {
    let found = read(&strong());
    assert_eq!(found.share_of_sales, Some(of(5, 100)));
    assert_eq!(found.share_of_receivables, Some(of(10, 100)));
    let said = found.to_string();
    assert!(said.ends_with(", 0 signs of pressure, 5% of our sales, 10% of our receivables"));
    let unknown = BargainingFacts { share_of_sales: None, share_of_receivables: None, ..strong() };
    assert!(read(&unknown).to_string().ends_with(", 0 signs of pressure"));
    // Debt is shown and is no part of the power.
    let in_debt = BargainingFacts { share_of_receivables: Some(of(9, 10)), ..strong() };
    assert_eq!(read(&in_debt).power, found.power);
}

/// Complaint: pressure by a customer without power is read as power.
#[test]
fn the_will_without_power_is_weak() {
    let facts = BargainingFacts {
        pressure: Some(vec![PressureSign { kind: PressureKind::Tender, on: day("2026-06-01") }]),
        share_of_sales: Some(Quotient::ZERO),
        alternatives: Some(0),
        dealing: Some(of(1, 2)),
        ..strong()
    };
    let found = read(&facts);
    assert_eq!(found.power, Some(BargainingPower::Weak));
    assert_eq!(
        found.to_string(),
        "bargaining power weak: 2 of 5 parts strong (cost of switching, cost to serve), 1 sign of \
         pressure, 0% of our sales, 10% of our receivables"
    );
}

#[test]
fn what_nobody_knows_leaves_the_power_open_only_where_it_decides() {
    let open = BargainingFacts {
        switching: None,
        alternatives: Some(0),
        service: Some(Quotient::ZERO),
        ..strong()
    };
    assert_eq!(read(&open).power, None, "two strong, one unknown");
    let weak = BargainingFacts { dealing: Some(of(1, 2)), ..open.clone() };
    assert_eq!(read(&weak).power, Some(BargainingPower::Weak), "one strong, one unknown");
    let will = BargainingFacts { pressure: None, ..strong() };
    assert_eq!(read(&will).power, None, "nobody writes pressure down");
    assert_eq!(read(&BargainingFacts::default()).power, None);
}

#[test]
fn replacing_takes_its_sales_over_the_growth_of_the_others() {
    let time = |sales: &str, growth: &str| {
        Replaceability::try_from_sales(yuan(sales), yuan(growth)).unwrap()
    };
    assert_eq!(time("30000", "2500"), Replaceability::Months(of(12, 1)));
    assert!(time("30000", "2500").is_slow(12));
    assert!(!time("29999.99", "2500").is_slow(12));
    assert_eq!(time("30000", "0"), Replaceability::Never);
    assert_eq!(time("30000", "-1"), Replaceability::Never);
    assert_eq!(time("0", "0"), Replaceability::Nothing);
    assert_eq!(time("0", "0").to_string(), "nothing to replace");
    let refused = Replaceability::try_from_sales(yuan("-1"), yuan("1")).unwrap_err();
    assert_eq!(refused.to_string(), "the monthly sales must be at least 0, was CNY -1.00");
}

#[expect(clippy::unnecessary_wraps, reason = "the field that takes it may be empty")]
fn between(low: &str, high: &str) -> Option<MoneyInterval> {
    Some(MoneyInterval::try_new(yuan(low), yuan(high)).unwrap())
}

fn gains() -> MutualGainFacts {
    MutualGainFacts {
        margin: between("100", "140"),
        rebates: between("20", "20"),
        support: between("10", "10"),
        costs: between("50", "60"),
        stock: between("300", "400"),
        deposit: between("50", "50"),
        paid_ahead: between("0", "0"),
        credit: between("100", "100"),
    }
}

#[test]
fn the_gain_of_a_dealer_is_an_interval_over_the_capital_that_it_ties_up() {
    let found = MutualGain::try_from_facts(&gains(), Currency::CNY).unwrap();
    assert_eq!(found.gain, between("70", "120"));
    assert_eq!(found.capital, between("250", "350"));
    let on_capital = found.on_capital.unwrap();
    assert_eq!((on_capital.low, on_capital.high), (of(70, 350), of(120, 250)));
    assert_eq!(
        found.to_string(),
        "earns CNY 70.00 to CNY 120.00 on CNY 250.00 to CNY 350.00, 20% to 48% a year"
    );
}

#[test]
fn a_part_that_nobody_knows_counts_as_nothing_nowhere() {
    let facts = MutualGainFacts { costs: None, ..gains() };
    let found = MutualGain::try_from_facts(&facts, Currency::CNY).unwrap();
    assert_eq!((found.gain, found.on_capital), (None, None));
    assert_eq!(found.missing, [GainPart::Costs]);
    assert_eq!(found.to_string(), "ties up CNY 250.00 to CNY 350.00; not known: costs");
}

#[test]
fn a_loss_and_capital_that_may_be_nothing_are_told_as_they_are() {
    let loss = MutualGainFacts { costs: between("200", "200"), ..gains() };
    let found = MutualGain::try_from_facts(&loss, Currency::CNY).unwrap().on_capital.unwrap();
    assert_eq!((found.low, found.high), (of(-70, 250), of(-30, 350)), "worst on least capital");
    let on_our_credit = MutualGainFacts { credit: between("100", "350"), ..gains() };
    let found = MutualGain::try_from_facts(&on_our_credit, Currency::CNY).unwrap();
    assert_eq!((found.capital, found.on_capital), (between("0", "350"), None));
}
