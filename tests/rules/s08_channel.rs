//! S8: sales records, and goods down the channel.

use guanxi::calendar::{Window, WorkCalendar};
use guanxi::channel::{
    BoughtLot, ChannelEvent, ChannelFinding, ChannelMove, ChannelStock, Cover, CoverMethod,
    LinePayment, PriceCut, PriceProtection, SalesRecord, StockReport, Stuffing, StuffingFacts,
};
use guanxi::measure::Quotient;
use guanxi::money::{Amount, Total};
use guanxi::phase::{DayWeights, Phase};
use guanxi::product::{PackUnit, ProductNode, ProductTree};
use guanxi::trade::SaleLine;

use guanxi::order_profile::SoldLine;

use crate::given::{Told, as_of, day, month};

fn march() -> Window {
    month("2026-03").window()
}

fn event(on: &str, kind: ChannelMove, quantity: u64) -> ChannelEvent {
    ChannelEvent { day: day(on), product: "tea".parse().unwrap(), kind, quantity }
}

fn counted(on: &str, quantity: u64) -> StockReport {
    StockReport { day: day(on), product: "tea".parse().unwrap(), quantity }
}

fn stock(at_start: u64, events: &[ChannelEvent], reports: &[StockReport]) -> ChannelStock {
    ChannelStock::try_new(&"tea".parse().unwrap(), at_start, march(), events, reports).unwrap()
}

#[test]
fn the_stock_at_the_end_follows_from_all_movements() {
    let all = [
        (ChannelMove::SellIn, 1_000),
        (ChannelMove::Returned, 100),
        (ChannelMove::SellOut, 400),
        (ChannelMove::TakenBack, 30),
        (ChannelMove::TransferIn, 50),
        (ChannelMove::TransferOut, 20),
        (ChannelMove::Surplus, 7),
        (ChannelMove::Shortage, 3),
        (ChannelMove::LostDemand, 9),
    ];
    let events = all.map(|(kind, quantity)| event("2026-03-31", kind, quantity));
    let found = stock(10, &events, &[]);
    assert_eq!(found.computed(), 10 + 1_000 - 100 - 400 + 30 + 50 - 20 + 7 - 3);
    assert_eq!((found.lost_demand, found.resale()), (9, 370));
    for (kind, quantity) in all {
        let moved = stock(5_000, &[event("2026-03-01", kind, quantity)], &[]).computed() - 5_000;
        assert_eq!(moved, i128::from(kind.direction()) * i128::from(quantity), "{kind}");
    }
    for outside in ["2026-02-28", "2026-04-01"] {
        assert_eq!(stock(5, &[event(outside, ChannelMove::SellIn, 9)], &[]).computed(), 5);
    }
    let much = [ChannelMove::SellIn; 2].map(|kind| event("2026-03-01", kind, u64::MAX));
    let tea = "tea".parse().unwrap();
    assert_eq!(ChannelStock::try_new(&tea, 0, march(), &much, &[]), None);
}

#[test]
fn figures_carry_coverage_and_the_day_of_the_last_report() {
    let events = [
        event("2026-03-02", ChannelMove::SellIn, 200),
        event("2026-03-05", ChannelMove::SellOut, 50),
        event("2026-03-30", ChannelMove::SellIn, 0),
    ];
    let found = stock(100, &events, &[counted("2026-03-20", 100)]);
    let percent = |it: Option<Quotient>| it.unwrap().percent().to_string();
    assert_eq!(percent(found.coverage()), "25%");
    assert_eq!(percent(found.sell_through()), "16.6%");
    assert_eq!(found.last_report, Some(day("2026-03-20")));
    let more = stock(100, &[event("2026-03-05", ChannelMove::SellOut, 50)], &[]);
    assert_eq!(more.coverage(), None, "nothing was sold in");
    let all = [events[0].clone(), event("2026-03-05", ChannelMove::SellOut, 250)];
    assert_eq!(percent(stock(100, &all, &[]).coverage()), "100%", "from the stock before");
    assert_eq!(
        found.to_string(),
        "250 in stock, resale reported for 25% of what was sold in, last report on 2026-03-20"
    );
    assert_eq!(stock(7, &[], &[]).to_string(), "7 in stock, nothing sold in, no report");
}

#[test]
fn goods_that_buyers_brought_back_are_no_resale() {
    let moved = |sold, back| {
        let events = [
            event("2026-03-02", ChannelMove::SellIn, 200),
            event("2026-03-05", ChannelMove::SellOut, sold),
            event("2026-03-06", ChannelMove::TakenBack, back),
        ];
        let found = stock(0, &events, &[]);
        let percent = |it: Option<Quotient>| it.unwrap().percent().to_string();
        (found.computed(), percent(found.coverage()), percent(found.sell_through()))
    };
    assert_eq!(moved(100, 20), (120, "40%".to_owned(), "40%".to_owned()));
    let more = moved(0, 20);
    assert_eq!(more, (220, "0%".to_owned(), "-10%".to_owned()), "sold in the window before");
}

#[test]
fn gaps_and_goods_from_elsewhere_are_found() {
    let sold = |quantity| event("2026-03-05", ChannelMove::SellOut, quantity);
    let found = |events: &[ChannelEvent], reports: &[StockReport]| {
        let found = stock(10, events, reports).findings();
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(found(&[sold(10)], &[counted("2026-03-31", 0)]), [""; 0]);
    assert_eq!(
        found(&[sold(11)], &[]),
        ["1 more left than were there: from elsewhere, or not reported"]
    );
    assert_eq!(found(&[sold(4)], &[counted("2026-03-31", 5)]), ["5 counted, 6 computed"]);
    assert_eq!(found(&[sold(4)], &[counted("2026-03-30", 5)]), [""; 0], "not the last day");
    let silent = [event("2026-03-05", ChannelMove::SellIn, 3)];
    assert_eq!(found(&silent, &[]), ["3 sold in, no resale reported"]);
    assert_eq!(stock(10, &[sold(4)], &[counted("2026-03-31", 5)]).gap(), Some(-1),);
    let lost = stock(0, &[sold(u64::MAX)], &[]).findings();
    assert_eq!(lost, [ChannelFinding::UnreportedSource { quantity: u64::MAX.into() }]);
}

#[test]
fn golden_g8_1_weeks_of_cover() {
    let cover = |method| Cover::of(1_000, &[300, 400, 500], method).to_string();
    assert_eq!(cover(CoverMethod::Exhaust), "2.6");
    assert_eq!(cover(CoverMethod::Average), "2.5");
}

#[test]
fn golden_g8_2_months_by_past_sales() {
    // 35,000 at 55 % of cost in six months.
    let past = [19_250, 0, 0, 0, 0, 0];
    let Cover::Periods(months) = Cover::of(25_000, &past, CoverMethod::Trailing) else {
        panic!("sales are known");
    };
    assert_eq!(months.to_micros(), Some(7_792_208));
}

#[test]
fn a_stock_lasts_to_the_end_of_a_period_or_beyond_those_known() {
    let weeks = |stock, sales: &[u64]| Cover::of(stock, sales, CoverMethod::Exhaust).to_string();
    assert_eq!(weeks(0, &[300]), "0");
    assert_eq!(weeks(299, &[300, 1]), "0.996667");
    assert_eq!(weeks(300, &[300, 400]), "1");
    assert_eq!(weeks(700, &[300, 400]), "2");
    assert_eq!(weeks(701, &[300, 400]), "more than 2");
    assert_eq!(weeks(300, &[0, 300]), "2");
    assert_eq!(weeks(5, &[0, 0]), "without sales");
    assert_eq!(weeks(5, &[]), "without sales");
}

struct Pushed {
    last: u64,
    sold_out: u64,
    stock: u64,
}

impl Pushed {
    /// A quarter of 90 days, 1,000 sold in before its last 18 days; usual cover 4 weeks.
    fn find(&self, t: &str) -> Option<Stuffing> {
        let quarter = Window::inclusive(day("2026-01-01"), day("2026-03-31"));
        let phase =
            Phase::try_new(quarter, &DayWeights::default(), &WorkCalendar::default()).unwrap();
        let sold = [
            event("2026-03-01", ChannelMove::SellIn, 1_000),
            event("2026-03-02", ChannelMove::SellOut, self.sold_out),
        ];
        let facts = StuffingFacts {
            phase: &phase,
            sold_in: &[(day("2026-03-13"), 700), (day("2026-03-14"), self.last)],
            stock: &stock(0, &sold, &[]),
            resale_before: 800,
            cover: Cover::of(self.stock, &[100; 12], CoverMethod::Average),
            usual_cover: Quotient::try_new(4, 1).unwrap(),
        };
        Stuffing::find(&facts, as_of(t))
    }
}

#[test]
fn goods_pushed_in_at_the_end_of_a_period_are_found() {
    // 301 of 1,001 are above 30 %, one and a half times a fifth.
    let found = Pushed { last: 301, sold_out: 800, stock: 601 };
    assert_eq!(
        found.find("2026-03-31").unwrap().to_string(),
        "30% sold in from 2026-03-14 on, 20% due; stock for 6.01 periods; resale reported for 80% \
         of what was sold in, last report on 2026-03-02"
    );
    for (why, facts) in [
        ("at the bound", Pushed { last: 300, sold_out: 800, stock: 601 }),
        ("resale rose", Pushed { last: 301, sold_out: 801, stock: 601 }),
        ("cover at the bound", Pushed { last: 301, sold_out: 800, stock: 600 }),
    ] {
        assert_eq!(facts.find("2026-03-31"), None, "{why}");
    }
    assert_eq!(found.find("2026-03-30"), None, "the period is not over");
}

fn lot(on: &str, units: u32, price: i64) -> BoughtLot {
    BoughtLot { day: day(on), units, price: Amount::from_minor(price), proved: None }
}

fn cut() -> PriceCut {
    PriceCut {
        day: day("2026-06-01"),
        price: Amount::from_minor(90),
        bought_within: 30,
        claimed_within: 30,
    }
}

#[test]
fn golden_g8_3_only_what_was_bought_lately_is_protected() {
    let lots = [lot("2026-05-20", 80, 100), lot("2026-04-01", 50, 100)];
    let found = PriceProtection::try_new(&cut(), 120, &lots).unwrap();
    assert_eq!((found.units, found.credit.minor()), (80, 800));
    assert_eq!(found.last_day, day("2026-07-01"));
}

#[test]
fn the_latest_units_are_taken_to_be_still_there() {
    let lots = [lot("2026-05-10", 50, 100), lot("2026-05-20", 50, 110), lot("2026-06-01", 50, 90)];
    let credit = |stock, lots: &[BoughtLot]| {
        let found = PriceProtection::try_new(&cut(), stock, lots).unwrap();
        (found.units, found.credit.minor())
    };
    assert_eq!(credit(50, &lots), (50, 1_000));
    assert_eq!(credit(60, &lots), (60, 1_100));
    assert_eq!(credit(500, &lots), (100, 1_500));
    assert_eq!(credit(0, &lots), (0, 0));
    let proved =
        [BoughtLot { proved: Some(40), ..lots[0] }, BoughtLot { proved: Some(0), ..lots[1] }];
    assert_eq!(credit(60, &proved), (40, 400), "serial numbers decide");
    assert_eq!(credit(60, &[lot("2026-05-20", 50, 80)]), (0, 0), "bought below the new price");
    for (on, units) in [("2026-05-01", 0), ("2026-05-02", 9), ("2026-05-31", 9), ("2026-06-01", 0)]
    {
        assert_eq!(credit(9, &[lot(on, 9, 100)]).0, units, "{on}");
    }
    let much = [lot("2026-05-20", u32::MAX, i64::MAX)];
    assert_eq!(PriceProtection::try_new(&cut(), u32::MAX, &much), None);
}

#[test]
fn a_record_has_details_totals_cumulatives_and_growth() {
    let products = ProductTree::try_new([
        ProductNode {
            parent: None,
            ..ProductNode::below("tea".parse().unwrap(), "x".parse().unwrap())
        },
        ProductNode::below("small".parse().unwrap(), "tea".parse().unwrap()),
    ])
    .unwrap();
    let line = |on: &str, product: &str, minor| {
        let amount = Amount::from_minor(minor);
        SaleLine::new("S".parse().unwrap(), day(on), product.parse().unwrap(), amount)
    };
    let lines = [
        line("2026-03-10", "small", 50),
        line("2026-01-31", "tea", 100),
        line("2026-03-11", "tea", 1_000),
        line("2025-03-10", "tea", 120),
        line("2025-03-11", "tea", 1_000),
        line("2026-03-01", "coffee", 1_000),
    ];
    let found = SalesRecord::new(&lines, &"tea".parse().unwrap(), &products, as_of("2026-03-10"));
    let days: Vec<String> = found.lines.iter().map(|it| it.day.to_string()).collect();
    assert_eq!(days, ["2026-01-31", "2026-03-10"]);
    let totals = [found.month, found.year, found.year_before].map(Total::minor);
    assert_eq!(totals, [50, 150, 120]);
    assert_eq!(found.months.iter().map(|it| it.1.minor()).collect::<Vec<_>>(), [100, 0, 50]);
    assert_eq!(found.growth().unwrap().percent().to_string(), "25%");
    let none = SalesRecord::new(&lines, &"small".parse().unwrap(), &products, as_of("2026-03-10"));
    assert_eq!(none.growth(), None, "nothing a year before");
}

#[test]
fn each_line_is_settled_or_owed() {
    let told = Told::nothing()
        .billed("I-1", "2026-03-01", "2026-03-31", "100")
        .billed("I-2", "2026-03-02", "2026-04-01", "80")
        .billed("I-3", "2026-05-01", "2026-05-31", "10")
        .paid_for("I-1", "2026-03-20", "100")
        .paid_for("I-2", "2026-03-20", "30");
    let line = |invoice: Option<&str>| SaleLine {
        invoice: invoice.map(|it| it.parse().unwrap()),
        ..SaleLine::new(
            "S".parse().unwrap(),
            day("2026-03-01"),
            "tea".parse().unwrap(),
            Amount::ZERO,
        )
    };
    let lines = [None, Some("I-1"), Some("I-2"), Some("I-2"), Some("I-3"), Some("I-9")].map(line);
    let lines: Vec<&SaleLine> = lines.iter().collect();
    let found = LinePayment::of_lines(&lines, told.view(), as_of("2026-04-15"));
    let texts: Vec<String> = found.iter().map(ToString::to_string).collect();
    let owed = "owed, due on 2026-04-01";
    let unknown = "billed by an unknown invoice";
    assert_eq!(texts, ["not billed", "settled", owed, owed, unknown, unknown]);
    let open = Amount::from_minor(50_00);
    assert_eq!(found[2], LinePayment::Owed { open, due: day("2026-04-01") });
    let before = LinePayment::of_lines(&lines[1..2], told.view(), as_of("2026-03-19"));
    assert!(matches!(before[..], [LinePayment::Owed { .. }]), "not paid yet");
}

#[test]
fn a_line_gives_a_line_of_the_usual_order_in_base_units() {
    let carton = PackUnit { unit: "carton".parse().unwrap(), holds: 12 };
    let tea = ProductNode {
        id: "tea".parse().unwrap(),
        parent: None,
        base_unit: Some("box".parse().unwrap()),
        packs: vec![carton],
    };
    let products = ProductTree::try_new([tea]).unwrap();
    let line = |number, unit: &str| {
        let tea = "tea".parse().unwrap();
        let line = SaleLine::new("S".parse().unwrap(), day("2026-03-01"), tea, Amount::ZERO);
        let line = line.of(number, unit.parse().unwrap());
        SoldLine::try_from_line(&line, &products).map(|it| it.quantity)
    };
    assert_eq!(line(3, "carton"), Ok(Some(36)));
    assert_eq!(line(-3, "box"), Ok(None), "a return");
    assert!(line(3, "pallet").is_err());
}
