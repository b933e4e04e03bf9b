//! S21.3: selling expense over budget, climbing, or without sales.

use guanxi::book::Book;
use guanxi::customer::Customer;
use guanxi::evidence::NotJudged;
use guanxi::expense::{Budget, Expense};
use guanxi::id::CustomerKey;
use guanxi::policy::Policy;
use guanxi::trade::Sale;
use guanxi::warning::{
    Arm, ExpensePolicy, ExpenseReading, Finding, Level, Outcome, ProgressPolicy, Reading, Rule,
};

use crate::given::{
    CRITICAL, QUIET, Told, WARNING, WATCH, as_of, currency, day, document, fen, finding, month,
    silent, without_evidence, yuan,
};

/// Half of February and of the first quarter of 2026: days 14 of 28 and 45 of 90.
const HALF: &str = "2026-02-14";
/// The last day of the first quarter.
const END: &str = "2026-03-31";

#[track_caller]
fn register(book: &mut Book, name: &str) -> CustomerKey {
    book.register(Customer::new(name.parse().unwrap())).unwrap()
}

#[track_caller]
fn read(told: &Told, t: &str) -> ExpenseReading {
    let context = ProgressPolicy::default().context(as_of(t));
    let reading = ExpensePolicy::default().read(told.view(), &context);
    let alone = without_evidence(&Policy::default(), told, t, Rule::Expense);
    assert_eq!(alone, reading.outcome(), "judged without evidence");
    reading
}

#[track_caller]
fn arm(told: &Told, t: &str, arm: Arm) -> Finding {
    finding(read(told, t).arms(), arm)
}

/// A budget to date of 150.00 by mid February.
fn budgeted() -> Told {
    Told::nothing().budgeted("2026-01", "100").budgeted("2026-02", "100").budgeted("2026-03", "100")
}

#[test]
fn budget_to_date_is_prorated_as_the_plan() {
    let told = budgeted().spent("2026-01-01", "1");
    assert_eq!(read(&told, HALF).budgeted.minor(), fen("150"));
    assert_eq!(read(&told, END).budgeted.minor(), fen("300"));
}

#[test]
fn over_budget_warns_strictly_above_100_110_and_125_percent() {
    let rows = [
        ("150.00", QUIET),
        ("150.01", WATCH),
        ("165.00", WATCH),
        ("165.01", WARNING),
        ("187.50", WARNING),
        ("187.51", CRITICAL),
    ];
    for (spent, expected) in rows {
        let told = budgeted().spent("2026-01-01", spent).sold(HALF, "1");
        assert_eq!(arm(&told, HALF, Arm::OverBudget), expected, "{spent}");
    }
}

#[test]
fn only_expense_of_the_period_to_date_counts() {
    let told = budgeted()
        .spent("2025-12-31", "9")
        .spent("2026-01-01", "1")
        .spent(HALF, "2")
        .spent("2026-02-15", "9");
    assert_eq!(read(&told, HALF).spent.minor(), fen("3"));
}

#[test]
fn the_over_budget_arm_speaks_from_a_quarter_of_the_period_on() {
    let told = budgeted().spent("2026-01-01", "100");
    assert_eq!(arm(&told, "2026-01-22", Arm::OverBudget), silent(NotJudged::TooEarly));
    assert_eq!(arm(&told, "2026-01-23", Arm::OverBudget), CRITICAL);
}

#[test]
fn without_a_budget_above_zero_the_over_budget_arm_is_silent() {
    let told = Told::nothing().spent("2026-01-01", "100");
    assert_eq!(arm(&told, HALF, Arm::OverBudget), silent(NotJudged::NothingBudgeted));
    let zero = told.budgeted("2026-01", "0");
    assert_eq!(arm(&zero, HALF, Arm::OverBudget), silent(NotJudged::NothingBudgeted));
}

#[test]
fn spending_more_only_because_selling_more_is_at_most_a_watch() {
    // B*/P* = 150/1500, A = 3000: up to 300.00 is carried by sales.
    let told =
        budgeted().planned("2026-01", "1000").planned("2026-02", "1000").sold("2026-01-10", "3000");
    let spent = |amount| arm(&told.clone().spent("2026-01-10", amount), HALF, Arm::OverBudget);
    assert_eq!(spent("150.00"), QUIET);
    assert_eq!(spent("150.01"), WATCH);
    assert_eq!(spent("300.00"), WATCH, "carried exactly, although twice the budget");
    assert_eq!(spent("300.01"), CRITICAL);
}

#[test]
fn without_a_plan_or_without_purchases_nothing_is_carried() {
    let unplanned = budgeted().sold("2026-01-10", "999999").spent("2026-01-10", "300");
    assert_eq!(arm(&unplanned, HALF, Arm::OverBudget), CRITICAL);
    let unsold = budgeted().planned("2026-01", "1000").spent("2026-01-10", "300");
    assert_eq!(arm(&unsold, HALF, Arm::OverBudget), CRITICAL);
}

#[test]
fn expense_that_is_below_its_budget_is_not_carried_by_sales() {
    let told =
        budgeted().planned("2026-01", "1000").sold("2026-01-10", "1000").spent("2026-01-10", "60");
    let reading = read(&told, "2026-01-31");
    assert_eq!(reading.outcome(), Outcome::Clear);
    let said = reading.verdict().to_string();
    assert!(!said.contains("carried"), "nothing is to be carried: {said}");
}

#[test]
fn spending_without_sales_is_a_warning() {
    let told = |bought| {
        let told = Told::nothing().spent("2026-01-10", "0.01");
        arm(&told.sold("2026-01-10", bought), HALF, Arm::SpendingWithoutSales)
    };
    assert_eq!(told("0"), WARNING);
    assert_eq!(told("-5"), WARNING);
    assert_eq!(told("0.01"), QUIET);
    let nothing = Told::nothing().spent("2025-12-31", "5");
    assert_eq!(arm(&nothing, HALF, Arm::SpendingWithoutSales), QUIET, "nothing in the period");
    let taken_back = nothing.spent("2026-01-10", "5").spent("2026-01-11", "-5");
    assert_eq!(arm(&taken_back, HALF, Arm::SpendingWithoutSales), QUIET);
}

#[test]
fn spending_without_sales_speaks_from_a_quarter_of_the_period_on() {
    let told = Told::nothing().spent("2026-01-10", "5");
    let at = |t| arm(&told, t, Arm::SpendingWithoutSales);
    assert_eq!(at("2026-01-22"), silent(NotJudged::TooEarly));
    assert_eq!(at("2026-01-23"), WARNING);
}

#[test]
fn without_expense_and_budget_the_rule_is_not_applicable() {
    let mut book = Book::new(currency("CNY"));
    let (li, wang, zhao) =
        (register(&mut book, "Li"), register(&mut book, "Wang"), register(&mut book, "Zhao"));
    let spent = Expense::new(document("E"), day("2026-01-01"), yuan("1"));
    book.record(li, spent).unwrap();
    let none = Budget::new(month("2026-02"), yuan("0"));
    book.record(zhao, none).unwrap();
    let context = ProgressPolicy::default().context(as_of(HALF));
    let outcome = |key| {
        let view = book.view(key).unwrap();
        ExpensePolicy::default().read(view, &context).outcome()
    };
    assert_eq!(outcome(li), Outcome::Breach(Level::Warning));
    assert_eq!(outcome(wang), Outcome::NotApplicable);
    assert_eq!(outcome(zhao), Outcome::Clear, "nothing is budgeted, and that is agreed");
}

#[test]
fn a_book_without_expense_has_no_data() {
    let told = budgeted().sold(HALF, "100");
    assert_eq!(read(&told, HALF).outcome(), Outcome::NoData);
    let later = told.spent("2026-02-15", "100");
    assert_eq!(read(&later, HALF).outcome(), Outcome::NoData);
    assert_ne!(read(&later, "2026-02-15").outcome(), Outcome::NoData);
}

/// A customer that bought 100.00 in each of `months` months up to March 2026. The amounts spent are
/// listed, the latest month first; in the months before it is `rest`.
#[track_caller]
fn monthly(months: i32, latest_first: &[&str], rest: &str) -> Told {
    (0..months).fold(Told::nothing(), |told, back| {
        let date = month("2026-03").offset(-back).first_day().to_string();
        let place = usize::try_from(back).unwrap();
        let spent = latest_first.get(place).copied().unwrap_or(rest);
        told.sold(&date, "100").spent(&date, spent)
    })
}

#[test]
fn climbing_needs_a_rise_of_20_percent_of_the_median() {
    // Quarters of 300.00: r1 = 32, r2 = 31, all before 30; the median is 30, so 36 is asked for.
    assert_eq!(arm(&monthly(15, &["14.00", "11", "11"], "10"), END, Arm::Climbing), WATCH);
    assert_eq!(arm(&monthly(15, &["13.99", "11", "11"], "10"), END, Arm::Climbing), QUIET);
}

#[test]
fn climbing_needs_a_rise_of_1_percentage_point() {
    // Quarters of 300.00: r1 = 12.20, r2 = 12.10, all before 12; 20 % would ask for 14.40, a point
    // asks for 15.00.
    assert_eq!(arm(&monthly(15, &["6.80", "4.10", "4.10"], "4"), END, Arm::Climbing), WATCH);
    assert_eq!(arm(&monthly(15, &["6.79", "4.10", "4.10"], "4"), END, Arm::Climbing), QUIET);
}

#[test]
fn climbing_needs_three_rises_in_a_row() {
    assert_eq!(arm(&monthly(15, &["30", "11", "10"], "10"), END, Arm::Climbing), QUIET, "r2 = r3");
    assert_eq!(arm(&monthly(15, &["30", "10", "11"], "10"), END, Arm::Climbing), QUIET, "r1 = r2");
    assert_eq!(arm(&monthly(15, &["10", "12", "11"], "10"), END, Arm::Climbing), QUIET, "r0 = r1");
    assert_eq!(arm(&monthly(15, &["30", "12", "11"], "10"), END, Arm::Climbing), WATCH);
}

#[test]
fn climbing_needs_6_of_the_12_ratios_before() {
    // A quarter exists when it reaches back to the first month of purchases: with 7 months r1 to r6
    // do.
    let climbing = |months| arm(&monthly(months, &["30", "12", "11"], "10"), END, Arm::Climbing);
    assert_eq!(climbing(7), WATCH);
    assert_eq!(climbing(6), silent(NotJudged::FewMonths));
}

#[test]
fn the_median_is_that_of_the_ratios_that_exist() {
    // Quarters of 300.00: r1 to r3 are 30.60, 30.30, 30.10; with 8 months four more of 10 % exist,
    // so the median of the seven is 30.00 and asks for 36.00.
    let told = |latest| monthly(8, &[latest, "10.30", "10.20", "10.10", "10"], "10");
    assert_eq!(arm(&told("15.50"), END, Arm::Climbing), WATCH);
    assert_eq!(arm(&told("15.49"), END, Arm::Climbing), QUIET);
}

#[test]
fn the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
    // The same with 7 months: six ratios, the middle two 30.00 and 30.10, so 30.05 asks for 36.06.
    let told = |latest| monthly(7, &[latest, "10.30", "10.20", "10.10", "10"], "10");
    assert_eq!(arm(&told("15.56"), END, Arm::Climbing), WATCH);
    assert_eq!(arm(&told("15.55"), END, Arm::Climbing), QUIET);
}

#[test]
fn climbing_goes_by_full_months() {
    let told = monthly(15, &["30", "12", "11"], "10");
    assert_eq!(arm(&told, "2026-03-30", Arm::Climbing), QUIET, "March is not complete");
    assert_eq!(arm(&told, "2026-03-31", Arm::Climbing), WATCH, "complete on its last day");
    assert_eq!(arm(&told, "2026-04-29", Arm::Climbing), WATCH);
}

#[test]
fn a_ratio_exists_when_purchases_are_positive() {
    // The last three months bought nothing on balance: there is no r0.
    let told = monthly(15, &["30", "12", "11"], "10").sold(END, "-300");
    assert_eq!(arm(&told, END, Arm::Climbing), silent(NotJudged::FewMonths));
    assert_eq!(read(&told, END).ratio, None);
}

#[test]
fn climbing_counts_beside_every_outcome_of_the_other_arms() {
    let (climbs, flat) = (monthly(15, &["30", "12", "11"], "10"), monthly(15, &[], "10"));
    let outcome = |told: &Told, budget: &str| {
        let told = told.clone().budgeted("2026-01", budget);
        read(&told, END).outcome()
    };
    // Spent in the quarter: 53.00 and 30.00, of 300.00 bought.
    for (budget, expected) in
        [("53.00", Level::Watch), ("52.99", Level::Watch), ("48", Level::Warning)]
    {
        assert_eq!(outcome(&climbs, budget), Outcome::Breach(expected), "budget {budget}");
    }
    assert_eq!(outcome(&flat, "30.00"), Outcome::Clear);
    assert_eq!(outcome(&flat, "29.99"), Outcome::Breach(Level::Watch));
    // On the first of April the first quarter answers, in which more was bought than spent.
    assert_eq!(read(&flat, "2026-04-01").outcome(), Outcome::Clear);
    assert_eq!(read(&climbs, "2026-04-01").outcome(), Outcome::Breach(Level::Watch));
    let few = monthly(6, &[], "10");
    assert_eq!(read(&few, "2026-04-01").outcome(), Outcome::Clear);
    // Who started within that quarter has no complete one.
    let young = monthly(2, &[], "10");
    assert_eq!(read(&young, "2026-04-01").outcome(), Outcome::NotApplicable);
}

#[test]
fn climbing_needs_no_part_of_the_period() {
    let told = monthly(15, &["30", "12", "11"], "10");
    let early = read(&told, "2026-04-01");
    assert_eq!(early.outcome(), Outcome::Breach(Level::Watch));
}

#[test]
fn a_customer_that_cost_nothing_has_ratios_of_nothing() {
    // Bought 15 months, spent nothing, with a budget: r0 to r12 exist and are 0 %, so the climbing
    // arm can speak and does not object, even before a quarter of the period has elapsed.
    let mut book = Book::new(currency("CNY"));
    let (li, wang) = (register(&mut book, "Li"), register(&mut book, "Wang"));
    let (date, one) = (day("2025-01-01"), yuan("1"));
    let spent = Expense::new(document("E"), date, one);
    book.record(wang, spent).unwrap();
    for back in 0..15 {
        let date = month("2026-03").offset(-back).first_day();
        let number = document(&format!("S{back}"));
        book.record(li, Sale::new(number, date, one)).unwrap();
    }
    let budget = Budget::new(month("2026-04"), yuan("100"));
    book.record(li, budget).unwrap();
    let context = ProgressPolicy::default().context(as_of("2026-04-01"));
    let reading = ExpensePolicy::default().read(book.view(li).unwrap(), &context);
    assert_eq!(finding(reading.arms(), Arm::Climbing), QUIET);
    assert_eq!(reading.outcome(), Outcome::Clear);
}

#[test]
fn the_largest_amounts_there_are_compare_exactly() {
    // 60 trillion times the first case of the rise by a share.
    let told = |latest: &str| {
        (0..15).fold(Told::nothing(), |told, back: usize| {
            let first = month("2026-03").offset(-i32::try_from(back).unwrap());
            let date = first.first_day().to_string();
            let rising = [latest, "660000000000000", "660000000000000"];
            let spent = rising.get(back).copied().unwrap_or("600000000000000");
            told.sold(&date, "6000000000000000").spent(&date, spent)
        })
    };
    assert_eq!(arm(&told("840000000000000.00"), END, Arm::Climbing), WATCH);
    assert_eq!(arm(&told("839999999999999.99"), END, Arm::Climbing), QUIET);
}
