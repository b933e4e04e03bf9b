//! S23: classes and domains, requests, goods in shortage, the analysis for the customer's eyes.

use guanxi::calendar::{Month, WorkCalendar, WorkCalendarDraft};
use guanxi::id::CustomerId;
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Total};
use guanxi::segment::Class;
use guanxi::service::{
    AllocationBasis, AnalysisFacts, AnalysisMonth, BusinessAnalysis, CoverLine, DomainPriority,
    MovedRule, PriorityTable, ProductPurchases, PurchaseMix, RebatePosition, RequestManner,
    ServiceDomain, ServiceLine, ServicePolicy, ServicePolicyDraft, ServiceRequest,
    ServiceRequestDraft, ShortageError, ShortageTerms, SupplyRequest,
};

use crate::given::{as_of, currency, day};

fn request(number: &str, class: Class, manner: RequestManner, asked: &str) -> ServiceRequest {
    let draft = ServiceRequestDraft {
        number: number.parse().unwrap(),
        customer: "Li".parse().unwrap(),
        class,
        manner,
        asked: day(asked),
        taken_by: "Wang".parse().unwrap(),
        answered: None,
    };
    ServiceRequest::try_new(draft).unwrap()
}

fn special() -> RequestManner {
    RequestManner::Special { approver: "Zhang".parse().unwrap() }
}

fn hard() -> RequestManner {
    RequestManner::Hard { owner: "Wu".parse().unwrap(), plan: "a new mould".parse().unwrap() }
}

fn weekdays() -> WorkCalendar {
    let rest_days = vec![chrono::Weekday::Sat, chrono::Weekday::Sun];
    WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() }).unwrap()
}

/// Units asked for and bought before by customers named by their place.
fn shares(terms: ShortageTerms, units: u32, asked: &[(Class, u32, u32)]) -> Vec<u32> {
    let draft = ServicePolicyDraft { shortage: terms, ..Default::default() };
    let policy = ServicePolicy::try_new(draft).unwrap();
    let requests: Vec<SupplyRequest> = asked
        .iter()
        .enumerate()
        .map(|(place, (class, units, past_units))| SupplyRequest {
            customer: format!("C{place}").parse().unwrap(),
            class: *class,
            units: *units,
            past_units: *past_units,
        })
        .collect();
    policy
        .shortage
        .allocate(units, &requests, &policy.priorities)
        .unwrap()
        .iter()
        .map(|it| it.units)
        .collect()
}

fn by_past() -> ShortageTerms {
    ShortageTerms { basis: AllocationBasis::PastPurchases, ..Default::default() }
}

#[test]
fn every_class_has_a_rank_in_every_domain_that_moves_a_rule() {
    let policy = ServicePolicy::default();
    for domain in ServiceDomain::ALL {
        let cells = Class::ALL.map(|class| policy.priorities.priority(class, domain));
        assert_eq!(cells.map(|it| it.rank), [1, 2, 3]);
        assert_eq!(cells.map(|it| it.moves), [domain.rule(); 3]);
    }
    let rules = ServiceDomain::ALL.map(ServiceDomain::rule);
    assert_eq!(rules, MovedRule::ALL, "each domain moves a rule of its own");
}

#[test]
fn a_table_with_a_gap_or_a_lower_class_first_is_refused() {
    let mut draft = ServicePolicyDraft::default();
    let supply = |class, rank| DomainPriority {
        class,
        domain: ServiceDomain::Supply,
        rank,
        moves: MovedRule::Allocation,
    };
    draft.priorities.cells.retain(|it| it.domain != ServiceDomain::Price);
    draft.priorities.cells.retain(|it| it.domain != ServiceDomain::Supply);
    draft.priorities.cells.insert(0, supply(Class::A, 2));
    draft.priorities.cells.insert(1, supply(Class::B, 1));
    draft.priorities.cells.insert(2, supply(Class::C, 2));
    draft.priorities.cells.insert(3, supply(Class::C, 0));
    let found = ServicePolicy::try_new(draft).unwrap_err();
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "priorities.3.rank must be at least 1, was 0",
            "priorities.3.class must name each class and domain once, C in supply is repeated",
            "priorities must not rank B in supply before the class above (2), was 1",
            "priorities must have a rank of A in price, had none",
            "priorities must have a rank of B in price, had none",
            "priorities must have a rank of C in price, had none",
        ]
    );
    let mut alike = ServicePolicyDraft::default();
    alike.priorities.cells.iter_mut().for_each(|it| it.rank = 1);
    assert!(ServicePolicy::try_new(alike).is_ok(), "classes may be served alike");
}

#[test]
fn urgent_goes_before_special_before_class_before_age() {
    let policy = ServicePolicy::default();
    let requests = [
        request("6", Class::C, RequestManner::Easy, "2026-01-01"),
        request("5", Class::B, hard(), "2026-03-03"),
        request("4", Class::A, RequestManner::Easy, "2026-03-03"),
        request("3", Class::A, hard(), "2026-03-02"),
        request("2", Class::B, special(), "2026-03-03"),
        request("1", Class::C, RequestManner::Urgent, "2026-03-03"),
        request("7", Class::A, RequestManner::Urgent, "2026-03-04"),
    ];
    let order: Vec<&str> =
        ServiceRequest::by_priority(&requests, &policy.priorities, as_of("2026-03-03"))
            .iter()
            .map(|it| it.number.as_str())
            .collect();
    assert_eq!(order, ["1", "2", "3", "4", "5", "6"]);
    let mut answered = requests[5].clone().into_draft();
    answered.answered = Some(day("2026-03-04"));
    let answered = [ServiceRequest::try_new(answered).unwrap()];
    assert_eq!(
        ServiceRequest::by_priority(&answered, &policy.priorities, as_of("2026-03-03")).len(),
        1
    );
    assert!(
        ServiceRequest::by_priority(&answered, &policy.priorities, as_of("2026-03-04")).is_empty()
    );
}

#[test]
fn each_manner_has_its_clock() {
    let policy = ServicePolicy::default();
    // 2026-03-06 is a Friday.
    let rows = [
        (RequestManner::Urgent, "2026-03-06"),
        (RequestManner::Easy, "2026-03-09"),
        (special(), "2026-03-11"),
        (hard(), "2026-03-20"),
    ];
    for (manner, due) in rows {
        let request = request("1", Class::B, manner, "2026-03-06");
        let on = |t| request.read(&policy.requests, t, &weekdays());
        assert_eq!(on(as_of("2026-03-06")).due, Some(day(due)), "{:?}", request.manner);
        let kind = request.manner.kind();
        let in_time = format!("1 of Li: {kind}, due by {due}");
        assert_eq!(on(as_of(due)).to_string(), in_time);
        let late = on(guanxi::calendar::AsOf::new(day(due).offset(7)));
        assert!(late.to_string().ends_with("days late"), "{late}");
    }
}

#[test]
fn an_answered_request_is_measured_on_the_day_of_its_answer() {
    let policy = ServicePolicy::default();
    let mut draft = request("1", Class::B, RequestManner::Easy, "2026-03-06").into_draft();
    draft.answered = Some(day("2026-03-10"));
    let request = ServiceRequest::try_new(draft.clone()).unwrap();
    let reading = request.read(&policy.requests, as_of("2026-12-31"), &weekdays());
    let text = "1 of Li: easy, answered on 2026-03-10, due by 2026-03-09, 1 day late";
    assert_eq!(reading.to_string(), text);
    draft.answered = Some(day("2026-03-05"));
    assert_eq!(
        ServiceRequest::try_new(draft).unwrap_err().to_string(),
        "answered must not be before asked (2026-03-06), was 2026-03-05"
    );
}

#[test]
fn g23_1_units_are_shared_by_use() {
    let asked = [(Class::A, 50, 10), (Class::A, 50, 20), (Class::A, 50, 50)];
    assert_eq!(shares(by_past(), 50, &asked), [6, 13, 31]);
}

#[test]
fn g23_2_a_floor_is_kept_for_the_classes_below() {
    let asked = [(Class::A, 80, 0), (Class::A, 40, 0), (Class::B, 30, 0), (Class::C, 20, 0)];
    assert_eq!(shares(ShortageTerms::default(), 100, &asked), [53, 27, 12, 8]);
    let strict = ShortageTerms { floor: Ratio::from_percent(0), ..Default::default() };
    assert_eq!(shares(strict, 100, &asked), [67, 33, 0, 0]);
}

#[test]
fn nobody_gets_more_than_asked_for_and_the_rest_is_offered_again() {
    let asked = [(Class::A, 10, 90), (Class::A, 50, 10), (Class::C, 5, 1)];
    assert_eq!(shares(by_past(), 40, &asked), [10, 25, 5], "the floor of 8 is more than 5");
    assert_eq!(shares(by_past(), 1_000, &asked), [10, 50, 5]);
    assert_eq!(shares(by_past(), 0, &asked), [0, 0, 0]);
    // A customer without purchases gets what the others leave.
    let asked = [(Class::A, 10, 5), (Class::A, 10, 0), (Class::A, 10, 0)];
    assert_eq!(shares(by_past(), 8, &asked), [8, 0, 0]);
    assert_eq!(shares(by_past(), 15, &asked), [10, 3, 2]);
    assert!(shares(by_past(), 15, &[]).is_empty());
}

#[test]
fn without_a_higher_class_there_is_no_floor() {
    let asked = [(Class::C, 40, 0), (Class::C, 60, 0), (Class::A, 0, 0)];
    assert_eq!(shares(ShortageTerms::default(), 50, &asked), [20, 30, 0]);
}

#[test]
fn a_floor_above_the_whole_is_refused() {
    let allocate = |percent| {
        let terms = ShortageTerms { floor: Ratio::from_percent(percent), ..Default::default() };
        let asks = |customer: &str, class| {
            let customer = customer.parse().unwrap();
            SupplyRequest { customer, class, units: 80, past_units: 0 }
        };
        let requests = [asks("Li", Class::A), asks("Wu", Class::B), asks("Zhao", Class::C)];
        let shares = terms.allocate(100, &requests, &PriorityTable::default())?;
        Ok(shares.iter().map(|it| it.units).collect::<Vec<_>>())
    };
    assert_eq!(allocate(100), Ok(vec![0, 50, 50]));
    let refused: ShortageError = allocate(101).unwrap_err();
    assert_eq!(refused, ShortageError::FloorAboveWhole { floor: Ratio::from_percent(101) });
    assert_eq!(refused.to_string(), "the floor is at most 100%, was 101%");
}

#[test]
fn an_answer_that_is_still_to_come_is_not_told() {
    let policy = ServicePolicy::default();
    let mut draft = request("1", Class::B, RequestManner::Easy, "2026-03-05").into_draft();
    draft.answered = Some(day("2026-03-10"));
    let request = ServiceRequest::try_new(draft).unwrap();
    let said = |t| request.read(&policy.requests, as_of(t), &weekdays()).to_string();
    assert_eq!(said("2026-03-05"), "1 of Li: easy, due by 2026-03-06");
    let saturday = "1 of Li: easy, due by 2026-03-06, late, no worked day since";
    assert_eq!(said("2026-03-07"), saturday);
    assert_eq!(said("2026-03-09"), "1 of Li: easy, due by 2026-03-06, 1 day late");
    let told = "1 of Li: easy, answered on 2026-03-10, due by 2026-03-06, 2 days late";
    assert_eq!(said("2026-03-10"), told);
}

#[test]
fn a_customer_that_asks_twice_is_refused() {
    let customer: CustomerId = "Li".parse().unwrap();
    let once = SupplyRequest { customer, class: Class::A, units: 1, past_units: 0 };
    let error = ShortageTerms::default()
        .allocate(1, &[once.clone(), once], &PriorityTable::default())
        .unwrap_err();
    assert_eq!(
        (error.to_string().as_str(), error.code()),
        ("Li asks for goods twice", "supply_request_repeated")
    );
}

fn bought(rows: &[(&str, i64)]) -> Vec<ProductPurchases> {
    let row = |(product, yuan): &(&str, i64)| ProductPurchases {
        product: product.parse().unwrap(),
        amount: total(*yuan),
    };
    rows.iter().map(row).collect()
}

fn total(yuan: i64) -> Total {
    Amount::from_minor(yuan * 100).to_total()
}

#[test]
fn a_mix_is_shown_beside_at_least_five_peers() {
    let own = bought(&[("feed", 300), ("feed", -100), ("salt", 200), ("rope", -5)]);
    let peer = bought(&[("feed", 25), ("seed", 75)]);
    let none = bought(&[("feed", -5)]);
    let mix = |count: usize| {
        let mut peers = vec![peer.as_slice(); count];
        peers.push(&none);
        PurchaseMix::new(&own, &peers, 5)
    };
    let alone = mix(4);
    assert_eq!((alone.peers, alone.lines.len()), (4, 2), "a peer that buys nothing is none");
    assert!(alone.lines.iter().all(|it| it.usual_share.is_none()));
    let lines: Vec<(String, String, Option<String>)> = mix(5)
        .lines
        .iter()
        .map(|it| {
            let usual = it.usual_share.map(|it| it.percent().to_string());
            (it.product.to_string(), it.share.percent().to_string(), usual)
        })
        .collect();
    let line = |product: &str, share: &str, usual: &str| {
        (product.to_owned(), share.to_owned(), Some(usual.to_owned()))
    };
    assert_eq!(
        lines,
        [line("feed", "50%", "25%"), line("salt", "50%", "0%"), line("seed", "0%", "75%"),]
    );
}

#[test]
fn an_analysis_is_a_page_of_plain_figures() {
    let month = |text: &str, yuan, before: Option<i64>| AnalysisMonth {
        month: text.parse::<Month>().unwrap(),
        purchases: total(yuan),
        year_before: before.map(total),
    };
    let customer: CustomerId = "Li & Sons".parse().unwrap();
    let months = [month("2026-01", 300, Some(200)), month("2026-02", 120, Some(200))];
    let peer = bought(&[("feed", 25), ("seed", 75)]);
    let products = bought(&[("feed", 420)]);
    let facts = AnalysisFacts {
        customer: &customer,
        currency: currency("CNY"),
        months: &months,
        products: &products,
        peers: &[&peer, &peer, &peer, &peer, &peer],
        fewest_peers: 5,
        services: &[ServiceLine { service: "news".parse().unwrap(), times: 2 }],
        rebate: Some(RebatePosition {
            earned: Amount::from_minor(8_40),
            next: Some((Amount::from_minor(80_00), Amount::from_minor(5_00))),
        }),
        cover: &[CoverLine { product: "feed".parse().unwrap(), days: 21 }],
    };
    let page = "business analysis of Li & Sons\n\
                purchases\n  \
                  CNY 420.00 in 2 months, a year before CNY 400.00, growth 5%\n  \
                  2026-01: CNY 300.00, a year before CNY 200.00\n  \
                  2026-02: CNY 120.00, a year before CNY 200.00\n\
                products, beside the usual share at 5 similar businesses\n  \
                  feed: CNY 420.00, 100%, usual 25%\n  \
                  seed: CNY 0.00, 0%, usual 75%\n\
                service\n  \
                  news: 2\n\
                rebate\n  \
                  earned CNY 8.40\n  \
                  CNY 80.00 more bring CNY 5.00 more\n\
                stock lasts\n  \
                  feed: 21 days";
    assert_eq!(BusinessAnalysis::new(&facts).to_string(), page);
    let unknown = [month("2026-01", 300, Some(200)), month("2026-02", 120, None)];
    let analysis = BusinessAnalysis::new(&AnalysisFacts { months: &unknown, ..facts });
    assert_eq!((analysis.year_before, analysis.growth()), (None, None));
}
