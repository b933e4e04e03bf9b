//! S16: share of wallet, growth in factors, margin, cost to serve, and the whale curve.

use guanxi::account::Account;
use guanxi::calendar::Window;
use guanxi::customer::EntrySource;
use guanxi::key_account::{
    Activity, ActivityRate, CustomerMargin, CustomerProfit, GrowthFactor, GrowthLevels,
    GrowthPotential, GrowthReading, KeyAccountError, MarginPart, MarketSizes, MoneyInterval,
    SizeChange, StatedTotal, Supplier, SupplierRank, WalletAllocation, WalletInterval, WhaleCurve,
    receivable_cost,
};
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Currency, Money};
use guanxi::receivable::{Invoice, Payment};

use crate::given::day;

#[track_caller]
fn yuan(text: &str) -> Money {
    format!("CNY {text}").parse().unwrap()
}

#[track_caller]
fn of(part: i128, whole: i128) -> Quotient {
    Quotient::try_new(part, whole).unwrap()
}

#[track_caller]
fn total(low: &str, high: &str) -> StatedTotal {
    StatedTotal {
        total: MoneyInterval::try_new(yuan(low), yuan(high)).unwrap(),
        source: EntrySource::Stated,
        on: day("2026-03-01"),
    }
}

#[test]
fn a_total_between_two_bounds_gives_a_share_between_two_bounds() {
    let share = WalletInterval::try_new(yuan("40"), total("100", "160")).unwrap();
    assert_eq!((share.share().low, share.share().high), (of(1, 4), of(2, 5)));
    assert_eq!(
        share.to_string(),
        "25% to 40% of its purchases: CNY 40.00 of CNY 100.00 to CNY 160.00 (stated, 2026-03-01)"
    );
}

#[test]
fn a_total_below_ours_is_refused_with_both_figures() {
    let refused = WalletInterval::try_new(yuan("40"), total("30", "30")).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "what the customer bought from us (CNY 40.00) must not exceed the total of its purchases \
         (CNY 30.00)"
    );
    assert_eq!(refused.code(), "part_above_whole");
    // At the total, just above it.
    assert!(WalletInterval::try_new(yuan("30"), total("30", "30")).is_ok());
    assert!(WalletInterval::try_new(yuan("30.01"), total("30", "100")).is_err());
}

#[test]
fn a_total_of_nothing_and_one_of_another_currency_are_refused() {
    let nothing = WalletInterval::try_new(yuan("0"), total("0", "5")).unwrap_err();
    assert_eq!(
        nothing.to_string(),
        "the total of the customer's purchases must be above 0, was CNY 0.00"
    );
    let dollars = WalletInterval::try_new("USD 1".parse().unwrap(), total("5", "5")).unwrap_err();
    assert_eq!(dollars.to_string(), "CNY cannot be added to USD");
    let backwards = MoneyInterval::try_new(yuan("2"), yuan("1")).unwrap_err();
    assert_eq!(backwards.to_string(), "an amount must not go from CNY 2.00 down to CNY 1.00");
}

#[track_caller]
fn shares(ranks: &[u16]) -> Vec<Quotient> {
    let rival = |place: usize| Supplier::Rival(format!("R{place}").parse().unwrap());
    let ranks: Vec<SupplierRank> = ranks
        .iter()
        .enumerate()
        .map(|(place, rank)| SupplierRank {
            supplier: if place == 0 { Supplier::Us } else { rival(place) },
            rank: *rank,
        })
        .collect();
    let allocation = WalletAllocation::try_from_ranks(&ranks).unwrap();
    allocation.shares().iter().map(|it| it.share).collect()
}

#[test]
fn wallet_shares_by_ranks() {
    assert_eq!(shares(&[1]), [of(1, 1)]);
    assert_eq!(shares(&[1, 2]), [of(2, 3), of(1, 3)]);
    assert_eq!(shares(&[1, 2, 3]), [of(1, 2), of(1, 3), of(1, 6)]);
    assert_eq!(shares(&[1, 1, 3]), [of(5, 12), of(5, 12), of(1, 6)], "two tied first");
    assert_eq!(shares(&[1, 1, 2]), shares(&[1, 1, 3]), "only the order counts");
    let five: Vec<Quotient> = [5, 4, 3, 2, 1].into_iter().map(|it| of(it, 15)).collect();
    assert_eq!(shares(&[1, 2, 3, 4, 5]), five);
    assert!(shares(&[]).is_empty());
}

#[test]
fn one_supplier_alone_says_nothing() {
    let us = SupplierRank { supplier: Supplier::Us, rank: 1 };
    let alone = WalletAllocation::try_from_ranks(std::slice::from_ref(&us)).unwrap();
    assert!(!alone.is_informative() && alone.ours().is_none());
    let twice = WalletAllocation::try_from_ranks(&[us.clone(), us]).unwrap_err();
    assert_eq!(twice.to_string(), "supplier us is listed twice");
}

#[expect(clippy::unnecessary_wraps, reason = "the field that takes it may be empty")]
#[track_caller]
fn size(before: &str, after: &str) -> Option<SizeChange> {
    Some(SizeChange::try_new(yuan(before), yuan(after)).unwrap())
}

#[test]
fn growth_in_three_factors_multiplies_exactly() {
    let sizes = MarketSizes {
        industry: size("1000", "1100"),
        segment: size("200", "240"),
        customer: size("20", "21.60"),
    };
    let reading = GrowthReading::try_from_sizes(sizes).unwrap();
    assert_eq!(reading.industry, Some(of(11, 10)));
    assert_eq!(reading.segment, Some(of(12, 11)));
    assert_eq!(reading.share, Some(of(9, 10)));
    assert_eq!(reading.product, Some(of(27, 25)));
    assert_eq!(reading.own, reading.product);
}

#[test]
fn a_size_that_is_not_known_leaves_its_factors_unknown() {
    let sizes =
        MarketSizes { industry: size("1000", "1100"), segment: size("200", "240"), customer: None };
    let reading = GrowthReading::try_from_sizes(sizes).unwrap();
    let known: Vec<GrowthFactor> = reading.known().collect();
    assert_eq!(known, [GrowthFactor::Industry, GrowthFactor::Segment]);
    assert_eq!((reading.product, reading.own), (Some(of(6, 5)), None));
    assert_eq!(reading.to_string(), "grows to 120%: industry 110%, segment 109%");
    let nothing = GrowthReading::try_from_sizes(MarketSizes::default()).unwrap();
    assert_eq!((nothing.potential(GrowthLevels::default()), nothing.rate()), (None, None));
    assert_eq!(nothing.to_string(), "growth is not known");
}

#[test]
fn potential_is_high_from_ten_percent_and_medium_from_three() {
    let potential = |after: &str| {
        let sizes = MarketSizes { customer: size("1000", after), ..MarketSizes::default() };
        GrowthReading::try_from_sizes(sizes).unwrap().potential(GrowthLevels::default()).unwrap()
    };
    assert_eq!(potential("1100"), GrowthPotential::High);
    assert_eq!(potential("1099.99"), GrowthPotential::Medium);
    assert_eq!(potential("1030"), GrowthPotential::Medium);
    assert_eq!(potential("1029.99"), GrowthPotential::Low);
    assert_eq!(potential("0"), GrowthPotential::Low);
}

#[test]
fn a_part_larger_than_its_whole_and_an_industry_of_nothing_are_refused() {
    let refused = |industry, segment, customer| {
        let sizes = MarketSizes { industry, segment, customer };
        GrowthReading::try_from_sizes(sizes).unwrap_err().to_string()
    };
    assert_eq!(
        refused(size("100", "100"), size("90", "101"), None),
        "the segment (CNY 101.00) must not exceed its industry (CNY 100.00)"
    );
    assert_eq!(
        refused(None, size("90", "100"), size("91", "91")),
        "the sales of the customer (CNY 91.00) must not exceed its segment (CNY 90.00)"
    );
    assert_eq!(refused(size("100", "0"), None, None), "the industry must be above 0, was CNY 0.00");
    let before = SizeChange::try_new(yuan("0"), yuan("1")).unwrap_err();
    assert_eq!(before.to_string(), "a size of the year before must be above 0, was CNY 0.00");
}

fn activity(name: &str, count: u32, unit_minutes: u32) -> Activity {
    Activity { activity: name.parse().unwrap(), unit_minutes, count }
}

/// Kaplan and Anderson (2004): customer service of a distributor.
#[test]
fn time_driven_cost_of_used_and_unused_capacity() {
    let rate = ActivityRate::try_new("USD 560000".parse().unwrap(), 700_000).unwrap();
    assert_eq!(rate.per_minute(), Some(of(4, 5)));
    let activities = [
        activity("orders", 9_800, 40),
        activity("complaints", 280, 220),
        activity("checks", 500, 250),
    ];
    let usage = rate.usage(&activities).unwrap();
    let costs: Vec<(u64, String)> =
        usage.activities.iter().map(|it| (it.minutes, it.cost.to_string())).collect();
    assert_eq!(
        costs,
        [
            (392_000, "USD 313,600.00".to_owned()),
            (61_600, "USD 49,280.00".to_owned()),
            (125_000, "USD 100,000.00".to_owned())
        ]
    );
    assert_eq!(usage.used.to_string(), "USD 462,880.00");
    assert_eq!(
        (usage.unused_minutes, usage.unused.to_string()),
        (121_400, "USD 97,120.00".to_owned())
    );
}

#[test]
fn used_and_unused_cost_sum_exactly_though_no_minute_has_a_whole_price() {
    let rate = ActivityRate::try_new(yuan("100"), 7).unwrap();
    let usage =
        rate.usage(&[activity("a", 1, 1), activity("b", 1, 1), activity("c", 6, 1)]).unwrap();
    let sum = usage.activities.iter().try_fold(usage.unused, |sum, it| sum.checked_add(it.cost));
    assert_eq!(sum, Ok(yuan("100")));
    assert_eq!(usage.unused_minutes, -1, "more than the practical capacity");
    assert!(usage.unused.amount().is_negative());
    assert_eq!(rate.cost_of(1).unwrap(), yuan("14.29"));
}

#[test]
fn a_capacity_of_nothing_a_negative_cost_and_an_activity_twice_are_refused() {
    assert_eq!(
        ActivityRate::try_new(yuan("1"), 0).unwrap_err().to_string(),
        "the practical capacity must be above 0, was 0 minutes"
    );
    assert_eq!(
        ActivityRate::try_new(yuan("-1"), 1).unwrap_err().to_string(),
        "the cost supplied must be at least 0, was CNY -1.00"
    );
    let rate = ActivityRate::try_new(yuan("1"), 1).unwrap();
    let twice = rate.usage(&[activity("a", 1, 1), activity("a", 1, 1)]).unwrap_err();
    assert_eq!(twice.to_string(), "activity a is listed twice");
}

#[test]
fn the_margin_is_gross_less_all_parts() {
    let mut margin = CustomerMargin::from_gross(yuan("1000"));
    let parts = ["30", "50", "600", "80", "20", "5.50"];
    for (part, amount) in MarginPart::ALL.into_iter().zip(parts) {
        margin.state(part, yuan(amount));
    }
    assert_eq!(margin.try_margin(), Ok(yuan("214.50")));
    assert_eq!(
        margin.to_string(),
        "gross sales CNY 1,000.00\n- deductions CNY 30.00\n- rebates CNY 50.00\n\
         - cost of goods CNY 600.00\n- service CNY 80.00\n- expense CNY 20.00\n\
         - receivables CNY 5.50\n= margin CNY 214.50"
    );
}

/// Found: a cost with a minus sign raised the margin, and another currency was refused without the
/// part that it was in.
#[test]
fn a_part_of_the_margin_has_the_sign_of_a_cost_and_the_currency_of_sales() {
    let with = |gross: &str, part, amount: &str| {
        let mut margin = CustomerMargin::from_gross(yuan(gross));
        for part in MarginPart::ALL {
            margin.state(part, yuan("0"));
        }
        margin.state(part, amount.parse().unwrap());
        margin.try_margin().map(|it| it.to_string()).map_err(|error| error.to_string())
    };
    for part in MarginPart::ALL {
        let refused = Err(format!("{} must be in CNY, was USD 1.00", part.code()));
        assert_eq!(with("1000", part, "USD 1"), refused);
        assert_eq!(with("1000", part, "CNY 0.01"), Ok("CNY 999.99".to_owned()));
        let minus = with("1000", part, "CNY -0.01");
        if part == MarginPart::Receivables {
            assert_eq!(minus, Ok("CNY 1,000.01".to_owned()), "it paid ahead");
        } else {
            let refused = format!("{} must be at least 0, was CNY -0.01", part.code());
            assert_eq!(minus, Err(refused));
        }
    }
    // More came back than was bought: the credit notes are in gross sales and the cost of goods.
    assert_eq!(with("-100", MarginPart::CostOfGoods, "CNY -70"), Ok("CNY -30.00".to_owned()));
    assert_eq!(with("-100", MarginPart::CostOfGoods, "CNY 70"), Ok("CNY -170.00".to_owned()));
    assert_eq!(
        with("-100", MarginPart::Rebates, "CNY -5"),
        Err("rebates must be at least 0, was CNY -5.00".to_owned())
    );
}

/// Complaint: a customer without cost to serve looks like the best one.
#[test]
fn complaint_a_margin_without_its_cost_to_serve_is_not_known() {
    let mut margin = CustomerMargin::from_gross(yuan("1000"));
    for part in MarginPart::ALL {
        if part != MarginPart::Service {
            margin.state(part, yuan("1"));
        }
    }
    let error = margin.try_margin().unwrap_err();
    assert_eq!(error, KeyAccountError::MissingParts { parts: vec![MarginPart::Service] });
    assert_eq!(error.to_string(), "the margin is not known without service");
}

#[test]
fn receivables_cost_their_daily_balance_rounded_once() {
    let mut account = Account::new("Li".parse().unwrap(), Currency::CNY);
    let invoice =
        Invoice::new("I1".parse().unwrap(), day("2026-01-02"), day("2026-02-01"), yuan("1000"));
    account.record(invoice).unwrap();
    let paid = Payment::new("P1".parse().unwrap(), day("2026-01-05"), yuan("1000"));
    account.record(paid.for_invoice("I1".parse().unwrap())).unwrap();
    let cost = |first: &str, last: &str, percent: u16| {
        let window = Window::inclusive(day(first), day(last));
        receivable_cost(account.view(), window, Ratio::from_percent(percent)).unwrap()
    };
    // Open on the 2nd, 3rd and 4th: 3,000 yuan days at 10 % are 0.8219.
    assert_eq!(cost("2026-01-01", "2026-01-31", 10), yuan("0.82"));
    assert_eq!(cost("2026-01-04", "2026-01-31", 100), yuan("2.74"));
    assert_eq!(cost("2026-01-05", "2026-01-31", 100), yuan("0"));
}

#[track_caller]
fn curve(profits: &[&str]) -> WhaleCurve {
    let profits: Vec<CustomerProfit> = profits
        .iter()
        .enumerate()
        .map(|(place, profit)| CustomerProfit {
            customer: format!("C{place}").parse().unwrap(),
            profit: yuan(profit),
        })
        .collect();
    WhaleCurve::try_from_profits(Currency::CNY, &profits).unwrap()
}

#[test]
fn the_whale_curve_rises_above_the_whole_profit_and_falls_back_to_it() {
    let curve = curve(&["0", "-40", "5", "20", "50", "-15", "30"]);
    let heights: Vec<Money> = curve.steps().iter().map(|it| it.cumulative).collect();
    assert_eq!(heights, ["50", "80", "100", "105", "105", "90", "50"].map(yuan));
    assert_eq!((curve.total(), curve.peak(), curve.eaten()), (yuan("50"), yuan("105"), yuan("55")));
    assert_eq!(curve.share(curve.peak()), Some(of(21, 10)));
    assert_eq!(
        curve.to_string(),
        "4 of 7 customers bring CNY 105.00, 210% of the whole profit CNY 50.00; the others eat \
         CNY 55.00"
    );
    let losers: Vec<Money> = curve.losers().map(|it| it.profit).collect();
    assert_eq!(losers, [yuan("-40"), yuan("-15")], "the largest loss first");
}

#[test]
fn ties_stand_together_on_the_curve() {
    let curve = curve(&["10", "30", "10"]);
    let ranks: Vec<(u32, usize)> =
        curve.steps().iter().map(|it| (it.rank, it.customers.len())).collect();
    assert_eq!(ranks, [(1, 1), (3, 2)]);
    // A third of the customers is one of three; a fifth holds none.
    assert_eq!(curve.top(Ratio::from_percent(34)).map(|it| it.cumulative), Some(yuan("30")));
    assert_eq!(curve.top(Ratio::from_percent(20)), None);
}

#[test]
fn shares_of_a_whole_loss_are_not_told() {
    for profits in [&["10", "-30"][..], &["10", "-10"][..], &["-5"][..], &[][..]] {
        let curve = curve(profits);
        assert_eq!(curve.share(curve.peak()), None, "{profits:?}");
    }
    assert_eq!(
        curve(&["10", "-30"]).to_string(),
        "1 of 2 customers bring CNY 10.00; the whole profit is CNY -20.00; the others eat CNY 30.00"
    );
}

#[test]
fn a_customer_twice_and_another_currency_are_refused() {
    let profit = |text: &str| CustomerProfit {
        customer: "Li".parse().unwrap(),
        profit: text.parse().unwrap(),
    };
    let refused = |profits: &[CustomerProfit]| {
        WhaleCurve::try_from_profits(Currency::CNY, profits).unwrap_err().to_string()
    };
    assert_eq!(refused(&[profit("CNY 1"), profit("CNY 2")]), "customer Li is listed twice");
    assert_eq!(refused(&[profit("USD 1")]), "the profit of Li must be in CNY, was USD 1.00");
}
