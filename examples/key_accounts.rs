//! Key accounts, as a sales manager sees them: who they are, what they bring, where they stand, the
//! plan for one of them and its card.
//!
//! ```sh
//! cargo run --example key_accounts
//! cargo run --example key_accounts -- profits.csv
//! ```
//!
//! The file has the columns `customer` and `profit`, in yuan; the whale curve is drawn of it in
//! place of the twelve customers of the example.

use std::collections::BTreeMap;
use std::error::Error;

use guanxi::account_plan::{
    AccountLevel, AccountPlan, AccountPlanPolicy, CardOverview, CardSatisfaction, CreditDynamics,
    CreditDynamicsDraft, CreditFigure, CreditNote, CreditValue, DatedValue, KeyAccountCard,
    Measurement, Objective, ObjectiveMeasure, PlanAction, PlanContent, PlanContentDraft, PlanProof,
    PlanRequest, PlanStep, ReadObjective, SatisfactionNote, StaffGroup, SwotEntry, SwotPart,
    TradeChange,
};
use guanxi::assignment::{Assignment, AssignmentRole};
use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::contract::ContractStatus;
use guanxi::customer::{EntrySource, Importance};
use guanxi::day;
use guanxi::id::{CriterionId, CustomerId};
use guanxi::key_account::{
    ActivityRate, Attractiveness, AxisReading, BargainingPower, CapacityCheck, CellVerdict,
    ComparedNeed, CustomerMargin, CustomerProfit, GainCap, GrowthReading, KeyAccountCandidate,
    KeyAccountCell, KeyAccountHours, KeyAccountPolicy, KeyAccountPosition, KeyAccountStrategy,
    KeyAccountWeight, MarginPart, MarketSizes, MoneyInterval, NeedBalance, PlacedKeyAccount,
    Relationship, Replaceability, SelectionCheck, SelectionFigures, SizeChange, StatedTotal,
    StrategicFlag, StrategyTable, WalletInterval, WhaleCurve,
};
use guanxi::lifecycle::Entry;
use guanxi::measure::{Proportion, Quotient, Ratio};
use guanxi::money::{Currency, Money};
use guanxi::scorecard::{CriterionAnswer, CriterionAnswers, GradeWay, Scorecard, ScorecardPolicy};

type Done<T = ()> = Result<T, Box<dyn Error>>;

const T: Day = day!(2026, 7, 2);

/// A customer of the example, in thousands of yuan and levels of the scorecards. A criterion marked
/// `-` was not rated yet.
struct Row {
    name: &'static str,
    importance: Importance,
    sales: i64,
    goods: i64,
    minutes: u64,
    before: i64,
    hours: u32,
    attractiveness: &'static str,
    relationship: &'static str,
}

const fn row(
    name: &'static str,
    importance: Importance,
    figures: [i64; 3],
    minutes: u64,
    hours: u32,
    levels: [&'static str; 2],
) -> Row {
    let [sales, goods, before] = figures;
    let [attractiveness, relationship] = levels;
    Row { name, importance, sales, goods, minutes, before, hours, attractiveness, relationship }
}

use Importance::{A, B, C};

/// Sales, cost of goods, sales of the year before; minutes of service; hours of our people; levels.
const ROWS: [Row; 12] = [
    row("Li & Sons", A, [2_400, 1_700, 2_200], 90_000, 400, ["3334434", "444343"]),
    row("North Mill", A, [1_900, 1_500, 2_000], 320_000, 380, ["2323333", "221222"]),
    row("Delta Feed", A, [1_500, 1_050, 1_400], 60_000, 260, ["32-24-3", "433433"]),
    row("Harbour", B, [700, 480, 600], 30_000, 120, ["3333343", "332333"]),
    row("Old Town", B, [520, 370, 500], 40_000, 60, ["1111121", "434322"]),
    row("West Gate", B, [450, 320, 400], 70_000, 70, ["2222222", "222222"]),
    row("Green Farm", B, [420, 290, 300], 15_000, 40, ["4334444", "212232"]),
    row("Three Rivers", C, [160, 110, 150], 20_000, 10, ["1011111", "111111"]),
    row("Stone Bridge", C, [140, 100, 150], 35_000, 10, ["1111111", "222222"]),
    row("East Market", C, [120, 85, 120], 9_000, 8, ["2121112", "332222"]),
    row("Hill Top", C, [90, 65, 95], 25_000, 6, ["0111011", "101110"]),
    row("New Village", C, [60, 40, 30], 4_000, 4, ["3233343", "222322"]),
];

fn main() -> Done {
    let policy = KeyAccountPolicy::default();
    let margins = margins()?;
    selection(&policy, &margins)?;
    whale_curve(&margins)?;
    let verdicts = matrix(&policy, &margins)?;
    position(&policy)?;
    let strategy = verdicts.get("Li & Sons").and_then(CellVerdict::strategy);
    plan_and_card(&margins, strategy)
}

fn thousand(amount: i64) -> Done<Money> {
    Ok(Money::try_from_text(&format!("{amount}000"), Currency::CNY)?)
}

/// The margin of each customer, with the cost to serve it at the rate of the service department.
fn margins() -> Done<BTreeMap<&'static str, CustomerMargin>> {
    let rate = ActivityRate::try_new(thousand(560)?, 700_000)?;
    let mut margins = BTreeMap::new();
    for row in &ROWS {
        let mut margin = CustomerMargin::from_gross(thousand(row.sales)?);
        let sales = thousand(row.sales)?.amount();
        let share = |percent| {
            let part = sales.share(Ratio::from_percent(percent), guanxi::money::Rounding::HalfUp);
            part.map(|part| Money::new(part, Currency::CNY)).ok_or("too large")
        };
        margin.state(MarginPart::Deductions, share(1)?);
        margin.state(MarginPart::Rebates, share(3)?);
        margin.state(MarginPart::CostOfGoods, thousand(row.goods)?);
        margin.state(MarginPart::Service, rate.cost_of(row.minutes)?);
        margin.state(MarginPart::Expense, share(4)?);
        margin.state(MarginPart::Receivables, share(2)?);
        margins.insert(row.name, margin);
    }
    Ok(margins)
}

/// Who is a key account, and by which rule.
fn selection(policy: &KeyAccountPolicy, margins: &BTreeMap<&str, CustomerMargin>) -> Done {
    println!("KEY ACCOUNTS ON {T}\n");
    let (mut weights, mut hours) = (Vec::new(), Vec::new());
    for row in &ROWS {
        let margin = margins.get(row.name).ok_or("no margin")?.try_margin()?;
        let growth = SizeChange::try_new(thousand(row.before)?, thousand(row.sales)?)?;
        let sizes = MarketSizes { customer: Some(growth), ..MarketSizes::default() };
        let candidate = candidate(row, margin, GrowthReading::try_from_sizes(sizes)?.rate())?;
        let choice = policy.selection.choose(&candidate, None, policy.growth, AsOf::new(T))?;
        if choice.status.is_key() || !choice.reasons.is_empty() {
            println!("  {choice}");
        }
        let (is_key, sales) = (choice.status.is_key(), thousand(row.sales)?);
        weights.push(KeyAccountWeight { is_key, sales, margin: Some(margin) });
        if is_key {
            hours.push(KeyAccountHours { customer: row.name.parse()?, hours: row.hours, sales });
        }
    }
    let check = SelectionCheck::try_from_accounts(Currency::CNY, &weights)?;
    println!("\n  {check}");
    if check.brings_enough(&policy.selection) == Some(false) {
        println!("  that is less than {} of sales", policy.selection.least_share);
    }
    if check.brings_enough_margin(&policy.selection) == Some(false) {
        println!("  that is less than {} of margin", policy.selection.least_share);
    }
    if check.selects_too_many(&policy.selection) {
        println!("  that is more than {} of customers", policy.selection.most_customers);
    }
    println!("  {}", CapacityCheck::try_from_hours(&hours, 2_000, &policy.selection)?);
    Ok(())
}

fn candidate(row: &Row, margin: Money, growth: Option<Quotient>) -> Done<KeyAccountCandidate> {
    // One small customer opens a province to us, says the director; one has no contract any more.
    let flag = StrategicFlag {
        reason: "first dealer of the province".parse()?,
        by: "Zhao".parse()?,
        until: day!(2026, 12, 31),
    };
    let has_contract = row.name != "West Gate";
    Ok(KeyAccountCandidate {
        customer: row.name.parse()?,
        importance: row.importance,
        figures: SelectionFigures {
            sales: thousand(row.sales)?,
            margin: Some(margin),
            order_days: None,
            growth,
            loyalty: None,
            flag: (row.name == "New Village").then_some(flag),
        },
        attractiveness: None,
        bargaining: Some(BargainingPower::Weak),
        quadrant: None,
        contract: has_contract.then_some(ContractStatus::InForce),
        knock_out: None,
    })
}

/// The whale curve of the customers, or of those of a file.
fn whale_curve(margins: &BTreeMap<&str, CustomerMargin>) -> Done {
    let profits = if let Some(path) = std::env::args().nth(1) {
        profits_from(&path)?
    } else {
        let profit = |(name, margin): (&&str, &CustomerMargin)| -> Done<CustomerProfit> {
            Ok(CustomerProfit { customer: name.parse()?, profit: margin.try_margin()? })
        };
        margins.iter().map(profit).collect::<Done<Vec<_>>>()?
    };
    let curve = WhaleCurve::try_from_profits(Currency::CNY, &profits)?;
    println!("\nWHALE CURVE: profit summed up from the best customer down\n");
    println!("  {curve}\n");
    let width = |money: Money| {
        let share = curve.share(money).and_then(Quotient::to_micros).unwrap_or_default();
        usize::try_from(share / 40_000).unwrap_or_default()
    };
    for step in curve.steps().iter().take(40) {
        let names: Vec<&str> = step.customers.iter().map(CustomerId::as_str).collect();
        let (bar, name) = ("#".repeat(width(step.cumulative)), names.join(", "));
        println!("  {name:<14} {:>18} {bar}", step.profit.to_string());
    }
    println!("\n  largest losers first:");
    for step in curve.losers().take(5) {
        let names: Vec<&str> = step.customers.iter().map(CustomerId::as_str).collect();
        println!("  {}: {}", names.join(", "), step.profit);
    }
    Ok(())
}

fn profits_from(path: &str) -> Done<Vec<CustomerProfit>> {
    let mut profits = Vec::new();
    for record in csv::Reader::from_path(path)?.deserialize() {
        let (customer, profit): (String, String) = record?;
        let profit = Money::try_from_text(&profit, Currency::CNY)?;
        profits.push(CustomerProfit { customer: customer.parse()?, profit });
    }
    Ok(profits)
}

/// The reading of a card of which each criterion has a level, or `-` where nobody rated it.
fn answers(card: &Scorecard, levels: &str) -> Done<CriterionAnswers> {
    let mut answers = CriterionAnswers::new();
    for (criterion, level) in card.policy().criteria.iter().zip(levels.chars()) {
        if let Some(level) = level.to_digit(10) {
            let rated = CriterionAnswer::rated(u8::try_from(level)?, "Wang".parse()?);
            answers.insert(criterion.criterion.clone(), rated);
        }
    }
    Ok(answers)
}

/// The matrix of attractiveness and relationship.
fn matrix(
    policy: &KeyAccountPolicy,
    margins: &BTreeMap<&str, CustomerMargin>,
) -> Done<BTreeMap<&'static str, CellVerdict>> {
    println!("\nMATRIX: attractiveness of the account, relationship with us\n");
    let card = |draft: &guanxi::scorecard::ScorecardPolicyDraft| -> Done<Scorecard> {
        Ok(Scorecard::new(ScorecardPolicy::try_new(draft.clone())?))
    };
    let (attractive, related) =
        (card(&policy.cards.attractiveness)?, card(&policy.cards.relationship)?);
    let (mut accounts, mut verdicts) = (Vec::new(), BTreeMap::new());
    for row in ROWS.iter().filter(|row| row.sales >= 400) {
        let given = answers(&attractive, row.attractiveness)?;
        let attractiveness =
            AxisReading::try_from_evaluation(&attractive.answered(&given)?.evaluate())?;
        let given = answers(&related, row.relationship)?;
        let answered = related.answered(&given)?;
        let relationship = AxisReading::try_from_evaluation(&answered.evaluate())?;
        let position =
            KeyAccountPosition { attractiveness, relationship, before: None, gain: GainCap::Free };
        let reading = policy.matrix.read(&position);
        println!("  {}: {}", row.name, reading.verdict);
        for step in &reading.up {
            println!("    up: {step}");
        }
        if let Some(GradeWay::Steps { steps, effort, .. }) = answered.way_to(&"good".parse()?) {
            let steps: Vec<&CriterionId> = steps.iter().map(|step| &step.criterion).collect();
            let steps: Vec<&str> = steps.into_iter().map(CriterionId::as_str).collect();
            println!("    cheapest way to a good relationship: {} ({effort})", steps.join(", "));
        }
        accounts.push(PlacedKeyAccount {
            customer: row.name.parse()?,
            verdict: reading.verdict.clone(),
            sales: thousand(row.sales)?,
            margin: margins.get(row.name).and_then(|margin| margin.try_margin().ok()),
            exposure: thousand(row.sales / 10)?,
        });
        verdicts.insert(row.name, reading.verdict);
    }
    let table = StrategyTable::try_from_accounts(Currency::CNY, &accounts)?;
    println!();
    for attractiveness in Attractiveness::ALL.into_iter().rev() {
        for relationship in Relationship::ALL {
            let cell = KeyAccountCell { attractiveness, relationship };
            let strategy: KeyAccountStrategy = policy.matrix.strategies.of(cell);
            let totals = table.cell(cell).ok_or("no cell")?;
            if !totals.customers.is_empty() {
                println!("  {cell} ({strategy})\n    {totals}");
            }
        }
    }
    println!("  without a certain cell\n    {}", table.open());
    Ok(verdicts)
}

/// What one account means to us, and we to it.
fn position(policy: &KeyAccountPolicy) -> Done {
    println!("\nLI & SONS: where it stands\n");
    let size = |before, after| -> Done<Option<SizeChange>> {
        Ok(Some(SizeChange::try_new(thousand(before)?, thousand(after)?)?))
    };
    let growth = GrowthReading::try_from_sizes(MarketSizes {
        industry: size(100_000, 110_000)?,
        segment: size(20_000, 24_000)?,
        customer: size(6_000, 6_480)?,
    })?;
    println!("  {growth}");
    if let Some(potential) = growth.potential(policy.growth) {
        println!("  growth potential: {potential}");
    }
    println!("  {}", wallet()?);
    let slow = Replaceability::try_from_sales(thousand(200)?, thousand(12)?)?;
    println!("  {slow}{}", if slow.is_slow(policy.slow_to_replace_months) { ": slow" } else { "" });
    println!("  needs against ability {}", needs()?);
    Ok(())
}

fn wallet() -> Done<WalletInterval> {
    let total = MoneyInterval::try_new(thousand(3_200)?, thousand(4_000)?)?;
    let stated = StatedTotal { total, source: EntrySource::Stated, on: day!(2026, 6, 15) };
    Ok(WalletInterval::try_new(thousand(2_400)?, stated)?)
}

fn needs() -> Done<NeedBalance> {
    let tenths = |part| Quotient::try_new(part, 10).ok_or("no fraction");
    let rows = [("price", 8, -1), ("delivery", 9, 2), ("training", 4, 3)];
    let mut compared = Vec::new();
    for (need, importance, lead) in rows {
        let (importance, lead) = (tenths(importance)?, tenths(lead)?);
        compared.push(ComparedNeed { need: need.parse()?, importance, lead });
    }
    Ok(NeedBalance::try_from_needs(compared, vec!["credit".parse()?])?)
}

fn objective(id: &str, measure: ObjectiveMeasure, values: [&str; 2]) -> Done<Objective> {
    let [baseline, target] = values;
    Ok(Objective {
        id: id.parse()?,
        measure,
        baseline: Some(DatedValue { value: baseline.parse()?, on: day!(2026, 1, 1) }),
        target: target.parse()?,
        due: day!(2026, 12, 31),
        owner: "Wang".parse()?,
        review_on: day!(2026, 6, 30),
    })
}

fn plan() -> Done<AccountPlan> {
    let swot = |part, words: &str, fact: &str| -> Done<SwotEntry> {
        let (words, fact) = (words.parse()?, fact.parse()?);
        Ok(SwotEntry { part, words, fact, on: day!(2026, 3, 1) })
    };
    let content = PlanContent::try_new(PlanContentDraft {
        level: AccountLevel::Province,
        branches: Vec::new(),
        strategy: KeyAccountStrategy::Defence,
        swot: vec![
            swot(SwotPart::Strength, "we deliver sooner", "survey of March")?,
            swot(SwotPart::Threat, "a rival offers 60 days", "visit report 114")?,
        ],
        objectives: vec![
            objective("share of wallet", ObjectiveMeasure::WalletShare, ["60", "75"])?,
            objective("complaints", ObjectiveMeasure::Service, ["40", "20"])?,
        ],
        actions: vec![PlanAction {
            number: 1,
            action: "our director visits theirs".parse()?,
            owner: "Zhao".parse()?,
            due: day!(2026, 5, 31),
        }],
        renew_on: day!(2026, 12, 31),
    })?;
    let mut plan = AccountPlan::new("Li & Sons".parse()?);
    let mut step = |step, on, by: &str| -> Done {
        plan.apply(Entry::new(step, on, by.parse()?))?;
        Ok(())
    };
    step(PlanStep::Write(Box::new(content)), day!(2026, 1, 5), "Wang")?;
    let claimed = PlanProof::ALL.into_iter().filter(|proof| !proof.is_in_plan());
    for proof in claimed.filter(|proof| *proof != PlanProof::ThreeYears) {
        let evidence = "file of the account".parse()?;
        step(PlanStep::Prove { proof, evidence }, day!(2026, 1, 6), "Wang")?;
    }
    step(PlanStep::Submit, day!(2026, 1, 7), "Wang")?;
    step(PlanStep::Approve, day!(2026, 1, 10), "Zhao")?;
    let result = "on course, service is ahead".parse()?;
    step(PlanStep::TakeStock { result }, day!(2026, 4, 8), "Wang")?;
    Ok(plan)
}

fn plan_and_card(
    margins: &BTreeMap<&str, CustomerMargin>,
    strategy: Option<KeyAccountStrategy>,
) -> Done {
    let (plan, policy, t) = (plan()?, AccountPlanPolicy::default(), AsOf::new(T));
    let measured = |objective: &str, value: &str| -> Done<Measurement> {
        let measured = DatedValue { value: value.parse()?, on: day!(2026, 7, 1) };
        Ok(Measurement { objective: objective.parse()?, measured })
    };
    let measurements = [measured("share of wallet", "66.2")?, measured("complaints", "30.1")?];
    let content = plan.content(t).ok_or("no content")?;
    println!("\nPLAN FOR LI & SONS ({}, strategy {})\n", plan.stage(t), content.strategy);
    content.swot.iter().for_each(|entry| println!("  {entry}"));
    let objectives: Vec<ReadObjective<'_>> = content
        .objectives
        .iter()
        .map(|it| ReadObjective { objective: it, reading: it.judge(&measurements, t, &policy) })
        .collect();
    for it in &objectives {
        println!("  {} to {}: {}", it.objective.id, it.objective.target, it.reading);
    }
    let has = |role, name: &str| -> Done<Assignment> {
        let term = Validity::open_ended(day!(2026, 1, 1));
        Ok(Assignment { staff: name.parse()?, role, term })
    };
    let request = PlanRequest {
        plan: Some(&plan),
        measurements: &measurements,
        assignments: &[has(AssignmentRole::KeyAccountManager, "Wang")?],
        last_days: &BTreeMap::from([("Zhao".parse()?, day!(2026, 6, 30))]),
        strategy,
        t,
    };
    println!("\n  findings:");
    request.findings(&policy).iter().for_each(|finding| println!("  - {finding}"));
    let margin = margins.get("Li & Sons").ok_or("no margin")?;
    println!("\n  margin of twelve months:");
    margin.to_string().lines().for_each(|line| println!("  {line}"));
    card(objectives, margin)
}

fn credit() -> Done<CreditDynamics> {
    let note = |figure, value, on, by: &str| -> Done<CreditNote> {
        Ok(CreditNote { figure, value, on, by: by.parse()? })
    };
    let limit = |amount| -> Done<CreditValue> { Ok(CreditValue::Money(thousand(amount)?)) };
    let used = |percent| CreditValue::Share(Ratio::from_percent(percent));
    let rating = CreditValue::Rating("AA".parse()?);
    Ok(CreditDynamics::try_new(CreditDynamicsDraft {
        notes: vec![
            note(CreditFigure::BankRating, rating, day!(2025, 12, 1), "Qian")?,
            note(CreditFigure::Term, CreditValue::Days(30), day!(2025, 1, 1), "Qian")?,
            note(CreditFigure::Term, CreditValue::Days(45), day!(2026, 3, 1), "Zhao")?,
            note(CreditFigure::Limit, limit(250)?, day!(2025, 1, 1), "Qian")?,
            note(CreditFigure::Limit, limit(300)?, day!(2026, 3, 1), "Zhao")?,
            note(CreditFigure::Utilisation, used(70), day!(2026, 3, 31), "Qian")?,
            note(CreditFigure::Utilisation, used(88), day!(2026, 6, 30), "Qian")?,
        ],
    })?)
}

fn card(objectives: Vec<ReadObjective<'_>>, margin: &CustomerMargin) -> Done {
    let credit = credit()?;
    let card = KeyAccountCard {
        customer: "Li & Sons".parse()?,
        t: AsOf::new(T),
        overview: CardOverview {
            level: Some(AccountLevel::Province),
            manager: Some("Wang".parse()?),
            deputy: None,
            branches: Vec::new(),
            staff: vec![
                StaffGroup { group: "buying".parse()?, people: 3 },
                StaffGroup { group: "shops".parse()?, people: 41 },
            ],
        },
        trade: vec![TradeChange {
            change: "opens a second warehouse".parse()?,
            on: day!(2026, 5, 4),
            by: "Wang".parse()?,
        }],
        figures: Some(SelectionFigures {
            sales: thousand(2_400)?,
            margin: margin.try_margin().ok(),
            order_days: Some(48),
            growth: Quotient::try_new(200, 2_200),
            loyalty: None,
            flag: None,
        }),
        wallet: Some(wallet()?),
        objectives,
        credit: &credit,
        satisfaction: CardSatisfaction {
            notes: vec![SatisfactionNote {
                topic: "service".parse()?,
                pleased: Proportion::try_new(5, 6).ok_or("more than all")?,
                on: day!(2026, 6, 20),
            }],
            ..CardSatisfaction::default()
        },
        survey: Some(needs()?),
    };
    println!("\nCARD\n\n{card}");
    Ok(())
}
