//! S7: sales plans, their attainment, credit to several people, and the plan of an area.

use chrono::Weekday;
use guanxi::account::{Account, FactKind, FactName};
use guanxi::calendar::{AsOf, Day, WorkCalendar, WorkCalendarDraft};
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Currency};
use guanxi::phase::{DayWeights, DayWeightsDraft, SchedulePart};
use guanxi::product::{PackUnit, ProductNode, ProductTree, QuantityError};
use guanxi::sales_plan::{
    AreaPlan, AreaPlanError, Attainment, AttainmentError, AttainmentFacts, CreditShares,
    CreditSharesError, CustomerResult, LatePlan, PlanNumber, PlanTarget, PlanVersion, RequiredRate,
    SalesPlan, SalesPlanDraft, SalesPlanPolicy, SalesPlanPolicyDraft, Unplanned,
};
use guanxi::trade::{Plan, Sale, SaleLine};

use crate::given::{Told, as_of, currency, day, document, month, percent, yuan};

fn cny() -> Currency {
    currency("CNY")
}

fn yuan_of(whole: i64) -> PlanNumber {
    PlanNumber::Amount(Amount::from_minor(whole * 100))
}

/// Tea, below it two specifications; the larger one comes in cartons of 12.
fn products() -> ProductTree {
    let below = |id: &str| ProductNode::below(id.parse().unwrap(), "tea".parse().unwrap());
    let carton = PackUnit { unit: "carton".parse().unwrap(), holds: 12 };
    ProductTree::try_new([
        ProductNode {
            id: "tea".parse().unwrap(),
            parent: None,
            base_unit: Some("box".parse().unwrap()),
            packs: Vec::new(),
        },
        ProductNode { packs: vec![carton], ..below("tea 500 g") },
        below("tea 250 g"),
        ProductNode { base_unit: Some("kg".parse().unwrap()), ..below("loose tea") },
    ])
    .unwrap()
}

fn line(on: &str, product: &str, whole: i64) -> SaleLine {
    let amount = Amount::from_minor(whole * 100);
    SaleLine::new("S-1".parse().unwrap(), day(on), product.parse().unwrap(), amount)
}

fn pieces(on: &str, product: &str, number: i64, unit: &str) -> SaleLine {
    line(on, product, number).of(number, unit.parse().unwrap())
}

fn china() -> WorkCalendar {
    WorkCalendar::try_new(WorkCalendarDraft {
        rest_days: vec![Weekday::Sat, Weekday::Sun],
        holidays: (15..=23).map(|it| day(&format!("2026-02-{it}"))).collect(),
        worked_rest_days: [day("2026-02-14"), day("2026-02-28")].into(),
        last_year: Some(2026),
    })
    .unwrap()
}

fn version(effective: &str, targets: Vec<PlanTarget>) -> PlanVersion {
    PlanVersion {
        written: day("2026-01-01"),
        effective: day(effective),
        by: "Wang".parse().unwrap(),
        targets,
        support: Vec::new(),
    }
}

fn plan(versions: Vec<PlanVersion>) -> SalesPlan {
    SalesPlan::try_new(SalesPlanDraft { versions }).unwrap()
}

fn tea(of: &str, target: PlanNumber) -> PlanTarget {
    PlanTarget::new("tea".parse().unwrap(), month(of), target)
}

/// A reading, with every day worked unless a calendar says otherwise.
struct Case {
    calendar: WorkCalendar,
    weights: DayWeights,
    ends: Option<Day>,
    lines: Vec<SaleLine>,
    plan: SalesPlan,
}

impl Case {
    fn new(target: PlanTarget, lines: Vec<SaleLine>) -> Self {
        Self {
            calendar: WorkCalendar::default(),
            weights: DayWeights::default(),
            ends: None,
            lines,
            plan: plan(vec![version("2026-01-01", vec![target])]),
        }
    }

    fn try_read(&self, t: &str) -> Result<Attainment, AttainmentError> {
        let products = products();
        let facts = AttainmentFacts {
            lines: &self.lines,
            products: &products,
            weights: &self.weights,
            calendar: &self.calendar,
            ends: self.ends,
            policy: &SalesPlanPolicy::default(),
        };
        let version = self.plan.version(as_of(t)).unwrap();
        Attainment::try_read(&version.targets[0], &self.plan, &facts, as_of(t))
    }

    #[track_caller]
    fn read(&self, t: &str) -> Attainment {
        self.try_read(t).unwrap()
    }
}

#[test]
fn golden_g7_1_ahead_by_the_calendar_and_behind_in_truth() {
    let sold = vec![line("2026-02-03", "tea 500 g", 88_000)];
    let mut case = Case::new(tea("2026-02", yuan_of(160_000)), sold);
    let by_calendar = case.read("2026-02-14");
    assert_eq!(by_calendar.due, yuan_of(80_000));
    assert_eq!(by_calendar.pace().unwrap().percent().to_string(), "110%");
    case.calendar = china();
    let found = case.read("2026-02-14");
    assert_eq!(found.due, yuan_of(110_000));
    assert_eq!(found.pace().unwrap().percent().to_string(), "80%");
    assert_eq!(found.required, RequiredRate::PerDay { sales: yuan_of(14_400), days: 5 });
    assert_eq!(
        found.with_currency(cny()).to_string(),
        "tea: CNY 88,000.00 of CNY 160,000.00 (55%), CNY 110,000.00 due by now (pace 80%), CNY \
         14,400.00 a day for 5 days to come"
    );
}

#[test]
fn golden_g7_3_a_result_is_projected_by_the_exact_fraction() {
    // 23 of 40 parts of the month have gone by: 57.5%.
    let mut case = Case::new(tea("2026-06", yuan_of(1)), vec![line("2026-06-01", "tea", 369_480)]);
    case.weights = DayWeights::try_new(DayWeightsDraft {
        weekdays: [23, 17, 0, 0, 0, 0, 0],
        ..DayWeightsDraft::default()
    })
    .unwrap();
    case.calendar = WorkCalendar::try_new(WorkCalendarDraft {
        holidays: (3..=30).map(|it| day(&format!("2026-06-{it:02}"))).collect(),
        ..WorkCalendarDraft::default()
    })
    .unwrap();
    let projected = case.read("2026-06-01").projected.unwrap();
    assert_eq!(projected.number(), 642_573_91);
    let six_percent = i128::from(369_480_00) * 40 * 6 / 23;
    assert_eq!((six_percent + 50) / 100, 38_554_43, "a chain of rounded figures prints 38,553");
}

#[test]
fn golden_g7_4_half_a_credit_counts_half() {
    let wang = "Wang".parse().unwrap();
    let full = CreditShares::try_new([("Wang".parse().unwrap(), Ratio::ONE)]).unwrap();
    let half = CreditShares::try_new([("Wang".parse().unwrap(), percent("50%"))]).unwrap();
    assert_eq!(full.credit_quantity(&wang, 5) + half.credit_quantity(&wang, 10), 10);
    assert_eq!(half.credit(&"Li".parse().unwrap(), Amount::from_minor(10)), Amount::ZERO);
}

#[test]
fn golden_g7_5_the_variance_has_a_sign() {
    let target = tea("2026-06", PlanNumber::Quantity(50));
    let case = Case::new(target, vec![pieces("2026-06-02", "tea 250 g", 20, "box")]);
    assert_eq!(case.read("2026-06-30").variance(), Some(PlanNumber::Quantity(-30)));
}

#[test]
fn shares_of_a_sale_add_up_to_at_most_one() {
    let shares = |parts: &[(&str, &str)]| {
        CreditShares::try_new(parts.iter().map(|(it, of)| (it.parse().unwrap(), percent(of))))
    };
    assert!(shares(&[("Wang", "60%"), ("Li", "40%")]).is_ok());
    let above = shares(&[("Wang", "60%"), ("Li", "40.0001%")]).unwrap_err();
    assert_eq!(
        above.to_string(),
        "shares of a sale add up to at most 100%, were 1000001 parts per million"
    );
    let twice = shares(&[("Wang", "10%"), ("Wang", "10%")]).unwrap_err();
    assert_eq!(twice, CreditSharesError::Twice { staff: "Wang".parse().unwrap() });
    assert_eq!(twice.to_string(), "Wang has two shares of a sale");
}

#[test]
fn a_target_counts_all_products_below_it_and_no_other() {
    let lines = vec![
        line("2026-06-01", "tea", 1),
        line("2026-06-30", "tea 500 g", 2),
        line("2026-06-30", "coffee", 4),
        line("2026-05-31", "tea", 8),
        line("2026-07-01", "tea", 16),
    ];
    let case = Case::new(tea("2026-06", yuan_of(30)), lines);
    assert_eq!(case.read("2026-06-29").actual, yuan_of(1));
    assert_eq!(case.read("2026-06-30").actual, yuan_of(3));
}

#[test]
fn quantities_are_counted_in_base_units() {
    let target = tea("2026-06", PlanNumber::Quantity(100));
    let lines = vec![
        pieces("2026-06-01", "tea 500 g", 3, "carton"),
        pieces("2026-06-02", "tea 250 g", 4, "box"),
        pieces("2026-06-03", "tea 500 g", -1, "carton"),
        line("2026-06-04", "tea 250 g", 7),
    ];
    let found = Case::new(target.clone(), lines).read("2026-06-30");
    assert_eq!(found.actual, PlanNumber::Quantity(28));
    assert_eq!(found.lines_without_quantity, 1);
    let other = Case::new(target.clone(), vec![pieces("2026-06-01", "tea 250 g", 1, "carton")]);
    let error = other.try_read("2026-06-30").unwrap_err();
    assert_eq!(error.to_string(), "tea 250 g is not sold in carton");
    let mixed = Case::new(target, vec![pieces("2026-06-01", "loose tea", 1, "kg")]);
    let error = mixed.try_read("2026-06-30").unwrap_err();
    assert_eq!(error.to_string(), "loose tea is counted in another unit than tea");
}

#[test]
fn a_quantity_is_converted_exactly_or_refused() {
    let tree = products();
    let [large, coffee] = ["tea 500 g", "coffee"].map(|it| it.parse().unwrap());
    let [carton, unit] = ["carton", "box"].map(|it| it.parse().unwrap());
    assert_eq!(tree.convert(&large, 24, (&unit, &carton)).unwrap(), 2);
    assert_eq!(tree.convert(&large, -2, (&carton, &unit)).unwrap(), -24);
    for pieces in [23, 25, 30] {
        let error = tree.convert(&large, pieces, (&unit, &carton)).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("{pieces} of tea 500 g are no whole number of carton, which holds 12")
        );
    }
    let none = tree.to_base(&coffee, 1, &unit).unwrap_err();
    assert_eq!(none, QuantityError::NoUnit { product: coffee });
    assert_eq!(none.to_string(), "coffee has no base unit");
    let much = tree.to_base(&large, i64::MAX, &carton).unwrap_err();
    assert_eq!(
        much.to_string(),
        format!("{} carton of tea 500 g are more base units than fit", i64::MAX)
    );
}

#[test]
fn a_tree_of_products_has_no_circle_and_names_each_once() {
    let below = |id: &str, of: &str| ProductNode::below(id.parse().unwrap(), of.parse().unwrap());
    let refused = |nodes: Vec<ProductNode>| ProductTree::try_new(nodes).unwrap_err().to_string();
    assert_eq!(
        refused(vec![below("a", "b"), below("b", "a")]),
        "nodes must form no circle: a stands in itself"
    );
    assert_eq!(refused(vec![below("a", "x")]), "nodes must hold x, above a");
    let twice = vec![
        ProductNode { parent: None, ..below("a", "a") },
        ProductNode { parent: None, ..below("a", "a") },
    ];
    assert_eq!(refused(twice), "nodes must name each product once, a is repeated");
    let empty = PackUnit { unit: "carton".parse().unwrap(), holds: 0 };
    let packs = ProductNode { parent: None, packs: vec![empty], ..below("a", "a") };
    assert_eq!(refused(vec![packs]), "packs must hold 1 or more, carton of a holds 0");
}

#[test]
fn a_target_of_zero_has_no_attainment_and_returns_make_it_negative() {
    let zero = Case::new(tea("2026-06", yuan_of(0)), vec![line("2026-06-01", "tea", 5)]);
    let found = zero.read("2026-06-30");
    assert_eq!((found.attainment(), found.required), (None, RequiredRate::Nothing));
    let back = Case::new(tea("2026-06", yuan_of(100)), vec![line("2026-06-01", "tea", -5)]);
    let found = back.read("2026-06-30");
    assert_eq!(found.attainment().unwrap().percent().to_string(), "-5%");
    assert_eq!(found.required, RequiredRate::Shortfall { missing: yuan_of(105) });
}

#[test]
fn the_rate_is_rounded_up_and_a_target_reached_asks_for_nothing() {
    let required = |sold, t| {
        let lines = vec![line("2026-06-01", "tea", sold)];
        Case::new(tea("2026-06", yuan_of(100)), lines).read(t).required
    };
    let per_day = |minor, days| RequiredRate::PerDay {
        sales: PlanNumber::Amount(Amount::from_minor(minor)),
        days,
    };
    assert_eq!(required(90, "2026-06-27"), per_day(3_34, 3));
    assert_eq!(required(99, "2026-06-29"), per_day(1_00, 1));
    assert_eq!(required(99, "2026-06-30"), RequiredRate::Shortfall { missing: yuan_of(1) });
    assert_eq!(required(100, "2026-06-29"), RequiredRate::Nothing);
    assert_eq!(required(101, "2026-06-30"), RequiredRate::Nothing);
}

#[test]
fn a_result_is_projected_from_a_quarter_of_the_month_on() {
    let case = Case::new(tea("2026-06", yuan_of(100)), vec![line("2026-06-01", "tea", 40)]);
    assert_eq!(case.read("2026-06-07").projected, None, "7 of 30 days");
    assert_eq!(case.read("2026-06-08").projected, Some(yuan_of(150)));
    assert_eq!(case.read("2026-06-30").projected, Some(yuan_of(40)));
}

#[test]
fn sales_are_judged_by_the_version_in_force_and_the_first_target_is_shown() {
    let mut case = Case::new(tea("2026-06", yuan_of(300)), vec![line("2026-06-01", "tea", 100)]);
    case.plan = plan(vec![
        version("2026-01-01", vec![tea("2026-06", yuan_of(300))]),
        version("2026-06-15", vec![tea("2026-06", yuan_of(150))]),
    ]);
    let numbers = |t| {
        let found = case.read(t);
        (found.target, found.original)
    };
    assert_eq!(numbers("2026-06-14"), (yuan_of(300), yuan_of(300)));
    assert_eq!(numbers("2026-06-15"), (yuan_of(150), yuan_of(300)));
    assert_eq!(
        case.read("2026-06-15").with_currency(cny()).to_string(),
        "tea: CNY 100.00 of CNY 150.00 (66.6%), CNY 75.00 due by now (pace 133.3%), CNY 3.34 a \
         day for 15 days to come; first planned CNY 300.00"
    );
    assert!(case.plan.version(AsOf::new(day("2025-12-31"))).is_none());
    let product = "tea".parse().unwrap();
    let stated = case.plan.target(&product, month("2026-06"), as_of("2026-06-15"));
    assert_eq!(stated.map(|it| it.target).collect::<Vec<_>>(), [yuan_of(150)]);
}

#[test]
fn a_plan_names_each_goal_once_and_takes_effect_after_it_is_written() {
    let refused =
        |versions| SalesPlan::try_new(SalesPlanDraft { versions }).unwrap_err().to_string();
    let target = || tea("2026-06", yuan_of(1));
    assert_eq!(
        refused(vec![version("2026-01-01", vec![target(), target()])]),
        "versions[1].targets must name tea in 2026-06 once"
    );
    let both = vec![target(), tea("2026-06", PlanNumber::Quantity(1))];
    assert!(plan(vec![version("2026-01-01", both)]).versions.len() == 1);
    assert_eq!(
        refused(vec![version("2025-12-31", vec![target()])]),
        "versions[1].effective must not be before 2026-01-01, when it was written, was 2025-12-31"
    );
    assert_eq!(
        refused(vec![version("2026-02-01", vec![]), version("2026-02-01", vec![])]),
        "versions[2].effective must be after 2026-02-01, was 2026-02-01"
    );
    assert_eq!(
        refused(vec![version("2026-01-01", vec![tea("2026-06", yuan_of(-1))])]),
        "versions[1].targets must be at least 0, was -100 for tea in 2026-06"
    );
}

#[test]
fn a_month_may_state_its_own_schedule() {
    let part = |last, minor| SchedulePart { last: day(last), amount: Amount::from_minor(minor) };
    let parts = vec![part("2026-06-10", 300), part("2026-06-20", 100), part("2026-06-30", 600)];
    let own = PlanTarget { schedule: parts, ..tea("2026-06", yuan_of(10)) };
    let case = Case::new(own.clone(), Vec::new());
    let due = |t| case.read(t).due.number();
    assert_eq!(["2026-06-10", "2026-06-15", "2026-06-30"].map(due), [300, 350, 1_000]);
    let refused = |target| {
        let versions = vec![version("2026-01-01", vec![target])];
        SalesPlan::try_new(SalesPlanDraft { versions }).unwrap_err().to_string()
    };
    assert_eq!(
        refused(PlanTarget { target: yuan_of(11), ..own.clone() }),
        "versions[1].targets must have a schedule of 1100 minor units, was 1000, of tea in 2026-06"
    );
    assert_eq!(
        refused(PlanTarget { target: PlanNumber::Quantity(1_000), ..own.clone() }),
        "versions[1].targets must have a schedule of amounts only, of tea in 2026-06"
    );
    let late = vec![part("2026-07-01", 1_000)];
    assert_eq!(
        refused(PlanTarget { schedule: late, ..own }),
        "versions[1].targets must have a schedule that ends with the month, of tea in 2026-06"
    );
}

#[test]
fn a_return_that_names_its_sale_restates_its_month_for_ninety_days() {
    let back =
        |on: &str| SaleLine { returned_from: Some(day("2026-06-29")), ..line(on, "tea", -30) };
    let actual = |on: &str, of: &str| {
        let lines = vec![line("2026-06-29", "tea", 100), back(on)];
        Case::new(tea(of, yuan_of(100)), lines).read("2026-12-31").actual
    };
    assert_eq!(actual("2026-09-28", "2026-06"), yuan_of(70), "the ninetieth day");
    assert_eq!(actual("2026-09-28", "2026-09"), yuan_of(0));
    assert_eq!(actual("2026-09-29", "2026-06"), yuan_of(100), "the day after");
    assert_eq!(actual("2026-09-29", "2026-09"), yuan_of(-30));
    let before =
        SaleLine { returned_from: Some(day("2026-07-01")), ..line("2026-06-30", "tea", -5) };
    assert_eq!(before.counting_month(90), month("2026-06"), "no return comes before its sale");
}

#[test]
fn the_plan_of_a_customer_ends_with_its_contract() {
    let mut case = Case::new(tea("2026-06", yuan_of(300)), Vec::new());
    case.ends = Some(day("2026-06-10"));
    let found = case.read("2026-06-05");
    assert_eq!((found.target, found.due), (yuan_of(100), yuan_of(50)));
    assert_eq!(found.required, RequiredRate::PerDay { sales: yuan_of(20), days: 5 });
    let over = case.read("2026-06-11");
    assert_eq!(over.due, yuan_of(100));
    assert_eq!(over.required, RequiredRate::Shortfall { missing: yuan_of(100) });
}

fn result(customer: &str, whole: i64, growth: &str) -> CustomerResult {
    let result = Amount::from_minor(whole * 100);
    CustomerResult { customer: customer.parse().unwrap(), result, growth: percent(growth) }
}

fn area(target: i64, results: &[CustomerResult]) -> Result<AreaPlan, AreaPlanError> {
    let target = Amount::from_minor(target * 100);
    let (weights, calendar) = (DayWeights::default(), WorkCalendar::default());
    AreaPlan::propose(day("2026-06-01"), target, results, &weights, &calendar)
}

#[test]
fn the_plan_of_an_area_is_proposed_from_results_and_its_difference_shown() {
    let results =
        [result("Zhou", 100, "110%"), result("Li", 200, "100%"), result("Sun", -50, "100%")];
    let plan = area(341, &results).unwrap();
    let rows: Vec<_> = plan
        .rows
        .iter()
        .map(|it| (it.customer.as_str(), it.proposed.minor(), it.planned.minor()))
        .collect();
    assert_eq!(
        rows,
        [("Li", 200_00, 220_00), ("Sun", 0, 0), ("Zhou", 110_00, 121_00)],
        "by name, in proportion"
    );
    assert_eq!(
        plan.with_currency(cny()).to_string(),
        "target CNY 341.00, proposed from results CNY 310.00, difference CNY 31.00"
    );
    let of_li = &plan.rows[0].months;
    assert_eq!(of_li.len(), 12);
    assert_eq!(of_li.iter().map(|(_, part)| part.minor()).sum::<i64>(), 220_00);
    // 22,000 × 31 ÷ 365 is 1,868.49, × 28 is 1,687.67.
    assert_eq!((of_li[0].1.minor(), of_li[1].1.minor()), (18_69, 16_88));
}

#[test]
fn an_area_without_results_is_not_planned() {
    let refused = |target, results: &[CustomerResult]| area(target, results).unwrap_err();
    assert_eq!(
        refused(1, &[result("Li", 0, "100%")]).to_string(),
        "no customer of the area has a result to plan from"
    );
    assert_eq!(
        refused(1, &[result("Li", 1, "100%"), result("Li", 2, "100%")]).to_string(),
        "Li has two results"
    );
    assert_eq!(
        refused(-1, &[]).to_string(),
        "the target of an area is at least 0, was -100 minor units"
    );
    let much = CustomerResult { result: Amount::MAX, ..result("Li", 1, "101%") };
    assert_eq!(refused(1, &[much]).to_string(), "the plan proposed for Li does not fit an amount");
}

#[test]
fn a_trading_customer_without_a_plan_is_found_when_its_month_begins() {
    let policy = SalesPlanPolicy::default();
    let found = |told: &Told, t: &str| {
        Unplanned::find(told.view(), as_of(t), &policy).map(|it| it.to_string())
    };
    let told = Told::nothing().sold("2026-03-10", "10");
    let text = |month| Some(format!("no plan for {month}, last order on 2026-03-10"));
    assert_eq!(found(&told, "2026-04-01"), text("2026-04"));
    assert_eq!(found(&told, "2027-03-09"), text("2027-03"), "the 365th day counts");
    assert_eq!(found(&told, "2027-03-10"), None, "365 days on");
    let planned = told.with(Plan::new(month("2026-04"), yuan("0")));
    assert_eq!(found(&planned, "2026-04-30"), None);
    assert_eq!(found(&planned, "2026-05-01"), text("2026-05"));
    assert_eq!(found(&Told::nothing(), "2026-04-01"), None, "never bought");
}

#[test]
fn a_plan_that_comes_after_its_month_began_is_late() {
    let policy = SalesPlanPolicy::default();
    let found = |account: &Account, t: &str| {
        let account = account.as_of(as_of(t));
        LatePlan::find(account.view(), as_of(t), &policy).map(|it| it.to_string())
    };
    let planned = |last_order: &str, known: &str| {
        let mut account = Account::new("Li".parse().unwrap(), cny());
        account.record(Sale::new(document("S-1"), day(last_order), yuan("10"))).unwrap();
        account.record_known(Plan::new(month("2026-04"), yuan("9")), day(known)).unwrap();
        account
    };
    let late = planned("2026-03-10", "2026-04-02");
    let text = "the plan for 2026-04 came on 2026-04-02, last order before it on 2026-03-10";
    assert_eq!(found(&late, "2026-04-01"), None, "not known yet");
    assert_eq!(found(&late, "2026-04-02").as_deref(), Some(text));
    assert_eq!(found(&late, "2026-04-30").as_deref(), Some(text));
    assert_eq!(found(&late, "2026-05-01"), None, "the next month has none");
    assert_eq!(found(&planned("2026-03-10", "2026-04-01"), "2026-04-30"), None, "in time");
    assert_eq!(found(&planned("2026-04-01", "2026-04-02"), "2026-04-30"), None, "new then");
    let (first, before) = ("2025-04-01", "2025-03-31");
    assert!(found(&planned(first, "2026-04-02"), "2026-04-30").is_some(), "the 365th day");
    assert_eq!(found(&planned(before, "2026-04-02"), "2026-04-30"), None, "365 days before");
    // A later version of a plan that was in time is no late plan, and a void one is none.
    let (mut moved, mut void) = (planned("2026-03-10", "2026-03-31"), late.clone());
    let name = FactName::new(FactKind::Plan, "2026-04");
    let more = Plan::new(month("2026-04"), yuan("12"));
    moved.revise(&name, day("2026-04-20"), Some(more.into())).unwrap();
    assert_eq!(found(&moved, "2026-04-30"), None);
    void.revise(&name, day("2026-04-20"), None).unwrap();
    assert!(found(&void, "2026-04-19").is_some());
    assert_eq!(found(&void, "2026-04-20"), None, "missing, not late");
}

#[test]
fn a_target_that_takes_effect_after_its_month_began_is_late() {
    let yuan = yuan_of(1);
    let plan = plan(vec![
        version("2026-03-01", vec![tea("2026-03", yuan), tea("2026-04", yuan)]),
        version("2026-04-15", vec![tea("2026-04", yuan_of(2)), tea("2026-05", yuan)]),
        version("2026-06-02", vec![tea("2026-06", yuan)]),
    ]);
    let late = |t: &str| {
        let late = plan.late(as_of(t)).into_iter();
        late.map(|(month, on)| format!("{month} on {on}")).collect::<Vec<_>>()
    };
    assert_eq!(late("2026-06-01"), [""; 0]);
    assert_eq!(late("2026-06-02"), ["2026-06 on 2026-06-02"]);
}

#[test]
fn a_policy_of_plans_is_checked() {
    let refused = |draft| SalesPlanPolicy::try_new(draft).unwrap_err().to_string();
    let default = SalesPlanPolicyDraft::default;
    assert_eq!(
        refused(SalesPlanPolicyDraft { trading_days: 0, ..default() }),
        "trading_days must be at least 1, was 0"
    );
    assert_eq!(
        refused(SalesPlanPolicyDraft { project_from: percent("100.0001%"), ..default() }),
        "project_from must not exceed 100%, was 100.0001%"
    );
    assert_eq!(
        refused(SalesPlanPolicyDraft { project_from: Ratio::ZERO, ..default() }),
        "project_from must be above 0%, was 0%"
    );
}
