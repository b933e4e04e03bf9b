//! S18: the plan of a key account, its objectives, findings, people and card.

use std::collections::BTreeMap;

use guanxi::account_plan::{
    AccountBranch, AccountLevel, AccountPlan, AccountPlanPolicy, AccountPlanPolicyDraft,
    AssignedAccount, CardOverview, CardSatisfaction, CardSection, CreditDynamics,
    CreditDynamicsDraft, CreditFigure, CreditNote, CreditValue, CurvePoint, DatedValue,
    KeyAccountCard, ManagerLoad, Measurement, Objective, ObjectiveGap, ObjectiveMeasure,
    ObjectiveReading, ObjectiveStanding, ObjectiveValue, PlanAction, PlanContent, PlanContentDraft,
    PlanDuty, PlanFinding, PlanPhase, PlanProof, PlanRequest, PlanStage, PlanStep, ReadObjective,
    SatisfactionNote, SwotEntry, SwotPart,
};
use guanxi::assignment::{Assignment, AssignmentRole};
use guanxi::calendar::Validity;
use guanxi::id::StaffId;
use guanxi::key_account::KeyAccountStrategy;
use guanxi::lifecycle::{Entry, Progress, table_faults};
use guanxi::measure::{Proportion, Quotient, Ratio};
use guanxi::rating::{Rating, RatingDraft, RatingQuestion, RatingReply};
use guanxi::satisfaction::SatisfactionPolicy;
use guanxi::survey::{GoodEnd, Scale};

use crate::given::{as_of, day, shows_table};

#[track_caller]
fn value(text: &str) -> ObjectiveValue {
    text.parse().unwrap()
}

#[track_caller]
fn staff(name: &str) -> StaffId {
    name.parse().unwrap()
}

/// From 100 on 2026-01-01 to a target on 2026-12-31, which is 364 days later.
fn objective(target: &str) -> Objective {
    Objective {
        id: "O1".parse().unwrap(),
        measure: ObjectiveMeasure::Sales,
        baseline: Some(DatedValue { value: value("100"), on: day("2026-01-01") }),
        target: value(target),
        due: day("2026-12-31"),
        owner: staff("Wang"),
        review_on: day("2026-07-02"),
    }
}

fn measured(actual: &str, on: &str) -> Vec<Measurement> {
    let measured = DatedValue { value: value(actual), on: day(on) };
    vec![Measurement { objective: "O1".parse().unwrap(), measured }]
}

#[track_caller]
fn judged(objective: &Objective, actual: &str, on: &str, t: &str) -> ObjectiveReading {
    let policy = AccountPlanPolicyDraft::default();
    objective.judge(&measured(actual, on), as_of(t), &policy)
}

/// The standing and the progress at half of the time.
#[track_caller]
fn half_way(target: &str, actual: &str) -> (ObjectiveStanding, Quotient) {
    let found = judged(&objective(target), actual, "2026-07-02", "2026-07-02");
    let ObjectiveReading::Judged { standing, progress, .. } = found else { panic!("{found}") };
    (standing, progress.unwrap())
}

#[track_caller]
fn percent(tenths: i128) -> Quotient {
    Quotient::try_new(tenths, 1_000).unwrap()
}

#[test]
fn progress_is_measured_against_the_straight_line() {
    assert_eq!(half_way("160", "124"), (ObjectiveStanding::AtRisk, percent(800)));
    assert_eq!(half_way("160", "128.5"), (ObjectiveStanding::OnTrack, percent(950)));
    assert_eq!(half_way("160", "128.499999").0, ObjectiveStanding::Behind);
    assert_eq!(half_way("160", "125.5"), (ObjectiveStanding::Behind, percent(850)));
    assert_eq!(half_way("160", "125.499999").0, ObjectiveStanding::AtRisk);
    assert_eq!(
        judged(&objective("160"), "124", "2026-07-02", "2026-07-02").to_string(),
        "at risk: 124 on 2026-07-02 where 130 was expected, 80% of the way"
    );
}

#[test]
fn a_falling_target_works_alike() {
    assert_eq!(half_way("40", "71.5"), (ObjectiveStanding::OnTrack, percent(950)));
    assert_eq!(half_way("40", "76"), (ObjectiveStanding::AtRisk, percent(800)));
    assert_eq!(half_way("40", "40").0, ObjectiveStanding::Met);
    assert_eq!(half_way("40", "40.000001").0, ObjectiveStanding::OnTrack);
    let away = Quotient::try_new(-1, 3).unwrap();
    assert_eq!(half_way("40", "110"), (ObjectiveStanding::AtRisk, away));
}

#[test]
fn a_target_is_met_or_missed() {
    let objective = objective("160");
    let standing = |actual, on, t| judged(&objective, actual, on, t).standing();
    assert_eq!(standing("160", "2026-03-01", "2026-03-01"), Some(ObjectiveStanding::Met));
    assert_eq!(standing("159.9", "2026-12-31", "2026-12-31"), Some(ObjectiveStanding::OnTrack));
    assert_eq!(standing("159.9", "2026-12-31", "2027-01-01"), Some(ObjectiveStanding::Missed));
    // What was measured after the last day comes too late.
    assert_eq!(
        judged(&objective, "160", "2027-01-01", "2027-01-01"),
        ObjectiveReading::NotJudged { gap: ObjectiveGap::NoMeasurement }
    );
}

#[test]
fn an_objective_is_not_judged_on_its_first_day_without_baseline_or_measurement() {
    let gap = |objective: &Objective, on, t| match judged(objective, "120", on, t) {
        ObjectiveReading::NotJudged { gap } => Some(gap),
        ObjectiveReading::Judged { .. } => None,
    };
    let whole = objective("160");
    assert_eq!(gap(&whole, "2026-01-01", "2026-01-01"), Some(ObjectiveGap::TooEarly));
    assert_eq!(gap(&whole, "2026-01-02", "2026-01-02"), None);
    assert_eq!(gap(&whole, "2026-01-03", "2026-01-02"), Some(ObjectiveGap::NoMeasurement));
    let without = Objective { baseline: None, ..whole };
    assert_eq!(gap(&without, "2026-07-02", "2026-07-02"), Some(ObjectiveGap::NoBaseline));
}

#[test]
fn a_curve_of_the_policy_takes_the_place_of_the_straight_line() {
    let point =
        |time, way| CurvePoint { time: Ratio::from_percent(time), way: Ratio::from_percent(way) };
    let draft =
        AccountPlanPolicyDraft { curve: vec![point(25, 10), point(75, 20)], ..Default::default() };
    let policy = AccountPlanPolicy::try_new(draft).unwrap();
    let found =
        objective("160").judge(&measured("109", "2026-07-02"), as_of("2026-07-02"), &policy);
    let ObjectiveReading::Judged { expected, progress, .. } = found else { panic!("{found}") };
    // Half of the time is half way between the points: 15 % of 60.
    let all = Some(percent(1_000));
    assert_eq!((expected, progress), (Quotient::try_new(109, 1).unwrap(), all));
}

/// Found: after its last day an objective was told by the line on the day of its last measurement,
/// as if it were on its way.
#[test]
fn after_its_last_day_an_objective_is_met_or_missed_with_what_is_short() {
    let said = |actual, on, t| judged(&objective("160"), actual, on, t).to_string();
    assert_eq!(
        said("130", "2026-07-02", "2026-12-31"),
        "on track: 130 on 2026-07-02 where 130 was expected, 100% of the way"
    );
    assert_eq!(
        said("130", "2026-07-02", "2027-01-01"),
        "missed: 130 on 2026-07-02 where 160 was expected, 50% of the way, short by 30"
    );
    assert_eq!(
        said("159.999999", "2026-12-31", "2027-01-01"),
        "missed: 159.999999 on 2026-12-31 where 160 was expected, 99.9% of the way, short by \
         0.000001"
    );
    assert_eq!(
        said("160", "2026-12-31", "2027-01-01"),
        "met: 160 on 2026-12-31 where 160 was expected, 100% of the way"
    );
    // Measured on its first day alone: not judged up to the last day, missed after it.
    assert_eq!(
        said("100", "2026-01-01", "2026-12-31"),
        "not judged: the line asks for nothing yet"
    );
    assert_eq!(
        said("100", "2026-01-01", "2027-01-01"),
        "missed: 100 on 2026-01-01 where 160 was expected, 0% of the way, short by 60"
    );
    let falling = judged(&objective("40"), "40.5", "2026-12-31", "2027-01-01");
    let ObjectiveReading::Judged { standing, shortfall, .. } = falling else { panic!() };
    let half = Quotient::try_new(1, 2).unwrap();
    assert_eq!((standing, shortfall), (ObjectiveStanding::Missed, half));
    let beyond = judged(&objective("40"), "39", "2026-12-31", "2027-01-01");
    let ObjectiveReading::Judged { standing, shortfall, .. } = beyond else { panic!() };
    assert_eq!((standing, shortfall), (ObjectiveStanding::Met, Quotient::ZERO));
}

/// Found: an objective whose target is its baseline was refused, and never judged.
#[test]
fn a_target_that_is_the_baseline_is_held_or_not() {
    let flat = objective("100");
    PlanContent::try_new(PlanContentDraft { objectives: vec![flat.clone()], ..draft() }).unwrap();
    let at = |actual, t| judged(&flat, actual, "2026-07-02", t).standing().unwrap();
    let (last, after) = ("2026-12-31", "2027-01-01");
    for (actual, before_end, at_end) in [
        ("99.999999", ObjectiveStanding::AtRisk, ObjectiveStanding::Missed),
        ("100", ObjectiveStanding::OnTrack, ObjectiveStanding::Met),
        ("100.000001", ObjectiveStanding::OnTrack, ObjectiveStanding::Met),
    ] {
        assert_eq!((at(actual, last), at(actual, after)), (before_end, at_end), "{actual}");
    }
    assert_eq!(
        judged(&flat, "97", "2026-07-02", "2026-07-02").to_string(),
        "at risk: 97 on 2026-07-02 where 100 was expected"
    );
    assert_eq!(
        judged(&flat, "97", "2026-07-02", after).to_string(),
        "missed: 97 on 2026-07-02 where 100 was expected, short by 3"
    );
}

#[test]
fn a_line_that_asks_for_nothing_yet_leaves_room_to_meet_the_target() {
    let point = |time, way| CurvePoint { time: Ratio::from_percent(time), way };
    let curve = vec![point(50, Ratio::ZERO)];
    let policy = AccountPlanPolicyDraft { curve, ..Default::default() };
    let at =
        |actual, on| objective("160").judge(&measured(actual, on), as_of(on), &policy).to_string();
    assert_eq!(at("159", "2026-07-02"), "not judged: the line asks for nothing yet");
    assert_eq!(at("160", "2026-07-02"), "met: 160 on 2026-07-02 where 100 was expected");
    assert_eq!(at("100", "2026-07-04").split(':').next(), Some("at risk"));
}

#[test]
fn of_two_measurements_of_one_day_the_later_in_the_list_counts() {
    let of_day = |actual: [&str; 2]| {
        let list: Vec<Measurement> =
            actual.into_iter().flat_map(|it| measured(it, "2026-07-02")).collect();
        let policy = AccountPlanPolicyDraft::default();
        objective("160").judge(&list, as_of("2026-07-02"), &policy).standing().unwrap()
    };
    assert_eq!(of_day(["130", "110"]), ObjectiveStanding::AtRisk);
    assert_eq!(of_day(["110", "130"]), ObjectiveStanding::OnTrack);
}

#[test]
fn a_policy_that_contradicts_itself_is_refused() {
    let point =
        |time, way| CurvePoint { time: Ratio::from_percent(time), way: Ratio::from_percent(way) };
    let draft = AccountPlanPolicyDraft {
        on_track: Ratio::from_percent(101),
        behind: Ratio::from_percent(101),
        curve: vec![point(50, 60), point(50, 50), point(100, 101)],
        accounts_per_manager: 0,
        stock_taking_days: 0,
    };
    assert_eq!(
        AccountPlanPolicy::try_new(draft).unwrap_err().to_string(),
        "on_track must not exceed 100%, was 101%; on_track must exceed behind (101%), was 101%; \
         curve.1.time must exceed 50%, was 50%; curve.1.way must not be below 60%, was 50%; \
         curve.2.way must not exceed 100%, was 101%; \
         curve.2.time must lie between 0% and 100%, was 100%; \
         accounts_per_manager must be at least 1, was 0; stock_taking_days must be at least 1, was 0"
    );
}

#[test]
fn values_are_plain_numbers_of_six_digits() {
    let refused = |text: &str| text.parse::<ObjectiveValue>().unwrap_err().to_string();
    assert_eq!(refused("1e3"), "a value of an objective is a plain decimal number, was \"1e3\"");
    assert_eq!(
        refused("0.1234567"),
        "a value of an objective has at most 6 digits after the point and 12 before, was 0.1234567"
    );
    assert!("1000000000000".parse::<ObjectiveValue>().is_err());
    assert_eq!(value("-999999999999.999999").to_string(), "-999999999999.999999");
}

fn draft() -> PlanContentDraft {
    PlanContentDraft {
        level: AccountLevel::Province,
        branches: Vec::new(),
        strategy: KeyAccountStrategy::Develop,
        swot: vec![SwotEntry {
            part: SwotPart::Strength,
            words: "our service is ahead".parse().unwrap(),
            fact: "survey of March".parse().unwrap(),
            on: day("2026-03-01"),
        }],
        objectives: vec![objective("160")],
        actions: vec![PlanAction {
            number: 1,
            action: "a visit by our director".parse().unwrap(),
            owner: staff("Wang"),
            due: day("2026-05-31"),
        }],
        renew_on: day("2026-12-31"),
    }
}

#[track_caller]
fn write(draft: PlanContentDraft) -> PlanStep {
    PlanStep::Write(Box::new(PlanContent::try_new(draft).unwrap()))
}

fn entry(step: PlanStep, on: &str, by: &str) -> Entry<PlanStep> {
    Entry::new(step, day(on), staff(by))
}

/// A plan that was approved on 2026-01-10, of this content, with all that is claimed proved.
#[track_caller]
fn plan_of(draft: PlanContentDraft) -> AccountPlan {
    let mut plan = AccountPlan::new("Li".parse().unwrap());
    plan.apply(entry(write(draft), "2026-01-05", "Wang")).unwrap();
    for proof in PlanProof::ALL.into_iter().filter(|it| !it.is_in_plan()) {
        let step = PlanStep::Prove { proof, evidence: "file 7".parse().unwrap() };
        plan.apply(entry(step, "2026-01-06", "Wang")).unwrap();
    }
    plan.apply(entry(PlanStep::Submit, "2026-01-07", "Wang")).unwrap();
    plan.apply(entry(PlanStep::Approve, "2026-01-10", "Zhao")).unwrap();
    plan
}

fn plan() -> AccountPlan {
    plan_of(draft())
}

#[test]
fn the_page_shows_the_table_of_the_plan() {
    assert_eq!(table_faults::<PlanStage>(), Vec::new());
    assert!(shows_table::<PlanStage>(include_str!("../../src/work/account_plan/mod.rs")));
}

#[test]
fn steps_are_refused_in_words() {
    let mut plan = AccountPlan::new("Li".parse().unwrap());
    let mut refused = |step, by| plan.apply(entry(step, "2026-01-05", by)).unwrap_err().to_string();
    assert_eq!(refused(PlanStep::Submit, "Wang"), "a plan without content cannot be submitted");
    assert_eq!(refused(PlanStep::Approve, "Wang"), "cannot approve a plan that is drafted");
    let claimed = |proof| PlanStep::Prove { proof, evidence: "see the plan".parse().unwrap() };
    assert_eq!(
        refused(claimed(PlanProof::Swot), "Wang"),
        "SWOT is shown by the plan itself and is not claimed"
    );
    let mut plan = self::plan();
    let mut refused = |number, on| {
        let step = PlanStep::Complete { number };
        plan.apply(entry(step, on, "Wang")).map_err(|error| error.to_string())
    };
    assert_eq!(refused(2, "2026-02-01"), Err("the plan has no action 2".to_owned()));
    let moved = Progress::Moved { from: PlanStage::InForce, to: PlanStage::InForce };
    assert_eq!(refused(1, "2026-02-01"), Ok(moved));
    assert_eq!(refused(1, "2026-02-02"), Err("action 1 was done on 2026-02-01".to_owned()));
}

#[test]
fn whoever_writes_or_submits_a_plan_does_not_approve_it() {
    let mut plan = AccountPlan::new("Li".parse().unwrap());
    plan.apply(entry(write(draft()), "2026-01-05", "Wang")).unwrap();
    plan.apply(entry(PlanStep::Submit, "2026-01-06", "Qian")).unwrap();
    for by in ["Wang", "Qian"] {
        let refused = plan.apply(entry(PlanStep::Approve, "2026-01-07", by)).unwrap_err();
        assert!(refused.to_string().ends_with(&format!("takes two people, {by} was both")));
    }
    plan.apply(entry(PlanStep::Approve, "2026-01-07", "Zhao")).unwrap();
}

#[test]
fn a_new_round_begins_without_the_proofs_of_the_last() {
    let mut plan = plan();
    let t = as_of("2026-12-31");
    assert!(plan.lacks(PlanPhase::Gather, t).is_empty());
    assert_eq!(plan.lacks(PlanPhase::Renew, t), [PlanProof::StockTaking]);
    let why = "the year is over".parse().unwrap();
    plan.apply(entry(PlanStep::Renew { why }, "2026-12-30", "Wang")).unwrap();
    assert_eq!(plan.stage(t), PlanStage::Drafted);
    assert_eq!(plan.lacks(PlanPhase::Assess, t), [PlanProof::Scores]);
    assert_eq!(plan.stage(as_of("2026-12-29")), PlanStage::InForce, "as of a day before");
}

fn has(role: AssignmentRole, name: &str) -> Assignment {
    Assignment { staff: staff(name), role, term: Validity::open_ended(day("2026-01-01")) }
}

fn team() -> Vec<Assignment> {
    vec![has(AssignmentRole::KeyAccountManager, "Wang"), has(AssignmentRole::Deputy, "Qian")]
}

/// The findings on a day, with a measurement in March and stock taken in April.
#[track_caller]
fn findings(plan: Option<&AccountPlan>, t: &str) -> Vec<PlanFinding> {
    let request = PlanRequest {
        plan,
        measurements: &measured("110", "2026-03-01"),
        assignments: &team(),
        last_days: &BTreeMap::new(),
        strategy: Some(KeyAccountStrategy::Develop),
        t: as_of(t),
    };
    request.findings(&AccountPlanPolicyDraft::default())
}

#[track_caller]
fn told(plan: &AccountPlan, t: &str) -> Vec<String> {
    findings(Some(plan), t).iter().map(ToString::to_string).collect()
}

#[test]
fn a_plan_in_force_with_all_proofs_has_no_finding() {
    assert!(told(&plan(), "2026-03-31").is_empty());
}

/// Complaint: nobody notices that a key account has no plan.
#[test]
fn a_key_account_without_plan_is_a_finding() {
    assert_eq!(findings(None, "2026-03-31"), [PlanFinding::NoPlan]);
    let mut drafted = AccountPlan::new("Li".parse().unwrap());
    drafted.apply(entry(write(draft()), "2026-01-05", "Wang")).unwrap();
    assert_eq!(findings(Some(&drafted), "2026-03-31")[0], PlanFinding::NoPlan, "never approved");
    let mut closed = plan();
    let why = "no key account any more".parse().unwrap();
    closed.apply(entry(PlanStep::Close { why }, "2026-03-01", "Zhao")).unwrap();
    assert_eq!(findings(Some(&closed), "2026-03-31"), [PlanFinding::NoPlan]);
}

/// Found: a renewed plan was judged as if in force before anybody approved it.
#[test]
fn while_a_renewed_plan_waits_for_approval_the_one_before_is_judged() {
    let mut plan = plan();
    let why = || "the year is over".parse().unwrap();
    plan.apply(entry(PlanStep::Complete { number: 1 }, "2026-03-01", "Wang")).unwrap();
    plan.apply(entry(PlanStep::Renew { why: why() }, "2026-03-10", "Wang")).unwrap();
    let other = PlanContentDraft {
        strategy: KeyAccountStrategy::Exit,
        objectives: Vec::new(),
        actions: Vec::new(),
        ..draft()
    };
    plan.apply(entry(write(other), "2026-03-11", "Wang")).unwrap();
    let waiting = "the plan was renewed on 2026-03-10, and the new one is not approved";
    // Neither the strategy of the new plan nor its missing proofs are judged.
    for t in ["2026-03-10", "2026-03-31"] {
        assert_eq!(told(&plan, t), [waiting]);
    }
    assert!(told(&plan, "2026-03-09").is_empty(), "the day before");
    let t = as_of("2026-06-01");
    let in_force = plan.in_force(t).unwrap();
    assert_eq!(in_force.content().unwrap().strategy, KeyAccountStrategy::Develop);
    assert_eq!(in_force.done(), BTreeMap::from([(1, day("2026-03-01"))]));
    assert_eq!(plan.content(t).unwrap().strategy, KeyAccountStrategy::Exit, "written last");
    assert_eq!(plan.renewed_on(t), Some(day("2026-03-10")));
    plan.apply(entry(PlanStep::Submit, "2026-03-12", "Wang")).unwrap();
    assert_eq!(told(&plan, "2026-03-31"), [waiting], "submitted is not approved");
    plan.apply(entry(PlanStep::Approve, "2026-04-01", "Zhao")).unwrap();
    assert_eq!(told(&plan, "2026-03-31"), [waiting], "as of the day before the approval");
    let approved = told(&plan, "2026-04-01");
    assert!(!approved.contains(&waiting.to_owned()));
    assert!(
        approved.contains(&"the plan says exit, the matrix develop".to_owned()),
        "{approved:?}"
    );
    assert_eq!(plan.renewed_on(t), None);
    plan.apply(entry(PlanStep::Close { why: why() }, "2026-05-01", "Zhao")).unwrap();
    assert!(plan.in_force(t).is_none());
    assert_eq!(told(&plan, "2026-05-01"), ["the key account has no plan in force"]);
}

#[test]
fn a_plan_that_was_never_approved_is_no_plan_and_nothing_of_it_is_judged() {
    let mut drafted = AccountPlan::new("Li".parse().unwrap());
    drafted.apply(entry(write(draft()), "2026-01-05", "Wang")).unwrap();
    assert!(drafted.in_force(as_of("2026-12-31")).is_none());
    assert_eq!(told(&drafted, "2026-12-31"), ["the key account has no plan in force"]);
    assert_eq!(drafted.renewed_on(as_of("2026-12-31")), None);
}

#[test]
fn a_step_without_its_proofs_is_a_finding() {
    let mut plan = AccountPlan::new("Li".parse().unwrap());
    plan.apply(entry(
        write(PlanContentDraft { swot: Vec::new(), ..draft() }),
        "2026-01-05",
        "Wang",
    ))
    .unwrap();
    plan.apply(entry(PlanStep::Submit, "2026-01-07", "Wang")).unwrap();
    plan.apply(entry(PlanStep::Approve, "2026-01-10", "Zhao")).unwrap();
    assert_eq!(
        told(&plan, "2026-03-31"),
        [
            "step assess lacks scores",
            "step gather lacks industry, organisation, results of three years, direction, SWOT",
            "step rivals lacks marks of rivals, share of wallet",
            "step ourselves lacks needs against ability, margin",
        ]
    );
}

#[test]
fn days_that_went_by_are_findings_from_the_next_day_on() {
    let plan = plan();
    // Approved on 10 January: stock is due by 12 April, 92 days later.
    assert!(told(&plan, "2026-04-12").is_empty());
    assert_eq!(told(&plan, "2026-04-13"), ["stock was to be taken by 2026-04-12"]);
    assert_eq!(told(&plan, "2026-06-01")[0], "action 1 was due on 2026-05-31");
    assert!(!told(&plan, "2026-07-02").iter().any(|it| it.contains("measured")));
    assert_eq!(told(&plan, "2026-07-03")[0], "objective O1 was to be measured by 2026-07-02");
    let last = told(&plan, "2027-01-01");
    assert_eq!(last.last().unwrap(), "the plan was to be renewed on 2026-12-31");
}

#[test]
fn stock_that_was_taken_moves_the_next_day_for_it() {
    let mut plan = plan();
    let result = "on course".parse().unwrap();
    plan.apply(entry(PlanStep::TakeStock { result }, "2026-04-10", "Wang")).unwrap();
    assert!(told(&plan, "2026-04-30").is_empty());
    assert!(plan.lacks(PlanPhase::Renew, as_of("2026-04-30")).is_empty());
}

#[test]
fn an_objective_without_baseline_and_objectives_about_price_only_are_findings() {
    let priced = Objective { measure: ObjectiveMeasure::Price, baseline: None, ..objective("160") };
    let objectives = vec![priced];
    assert_eq!(
        told(&plan_of(PlanContentDraft { objectives, ..draft() }), "2026-03-31"),
        ["objective O1 has no baseline and cannot be judged", "every objective is about price"]
    );
}

#[test]
fn a_strategy_other_than_that_of_the_cell_is_a_finding() {
    let strategy = KeyAccountStrategy::Defence;
    assert_eq!(
        told(&plan_of(PlanContentDraft { strategy, ..draft() }), "2026-03-31"),
        ["the plan says defence, the matrix develop"]
    );
}

#[test]
fn an_owner_who_left_and_an_account_of_nobody_are_findings() {
    let plan = plan();
    let last_days = BTreeMap::from([(staff("Wang"), day("2026-03-30"))]);
    let request = PlanRequest {
        plan: Some(&plan),
        measurements: &[],
        assignments: &team()[..1],
        last_days: &last_days,
        strategy: None,
        t: as_of("2026-03-31"),
    };
    let found = request.findings(&AccountPlanPolicyDraft::default());
    let gone =
        |duty| PlanFinding::OwnerGone { staff: staff("Wang"), duty, last_day: day("2026-03-30") };
    assert_eq!(
        found,
        [
            gone(PlanDuty::Manager),
            PlanFinding::NoDeputy,
            gone(PlanDuty::Objective("O1".parse().unwrap())),
            gone(PlanDuty::Action(1)),
        ]
    );
    let there = PlanRequest { t: as_of("2026-03-30"), ..request };
    let found = there.findings(&AccountPlanPolicyDraft::default());
    assert_eq!(found, [PlanFinding::NoDeputy], "on the last day they are still there");
}

#[test]
fn a_manager_has_at_most_the_accounts_of_the_policy() {
    let customers: Vec<guanxi::id::CustomerId> =
        (1..=9).map(|number| format!("C{number}").parse().unwrap()).collect();
    let team = team();
    let accounts: Vec<AssignedAccount<'_>> =
        customers.iter().map(|customer| AssignedAccount { customer, assignments: &team }).collect();
    let policy = AccountPlanPolicyDraft::default();
    let too_large = |accounts: &[AssignedAccount<'_>]| {
        let loads = ManagerLoad::all(accounts, as_of("2026-03-31"));
        loads.iter().filter(|it| it.is_too_large(&policy)).map(ToString::to_string).collect()
    };
    let none: Vec<String> = too_large(&accounts[..8]);
    assert!(none.is_empty());
    let found: Vec<String> = too_large(&accounts);
    assert_eq!(found, ["Qian, deputy of 9 accounts", "Wang, key account manager of 9 accounts"]);
}

#[test]
fn the_content_of_a_plan_is_checked_as_a_whole() {
    let branch = |name: &str, level| AccountBranch { customer: name.parse().unwrap(), level };
    let draft = PlanContentDraft {
        branches: vec![
            branch("Li North", AccountLevel::City),
            branch("Li North", AccountLevel::Province),
        ],
        objectives: vec![
            Objective { target: value("100"), due: day("2026-01-01"), ..objective("160") },
            objective("160"),
        ],
        actions: vec![draft().actions[0].clone(), draft().actions[0].clone()],
        ..draft()
    };
    assert_eq!(
        PlanContent::try_new(draft).unwrap_err().to_string(),
        "branches.1.level must be below that of the account (province), was province; \
         branches.1.customer must be listed once, was Li North; \
         objectives.0.due must come after the baseline (2026-01-01), was 2026-01-01; \
         objectives.0.review_on must not come after due (2026-01-01), was 2026-07-02; \
         objectives.1.id must be one of each, was O1; actions.1.number must be one of each, was 1"
    );
}

fn note(figure: CreditFigure, value: CreditValue, on: &str, by: &str) -> CreditNote {
    CreditNote { figure, value, on: day(on), by: staff(by) }
}

fn credit() -> CreditDynamics {
    let limit = |text: &str| CreditValue::Money(text.parse().unwrap());
    let rating = |text: &str| CreditValue::Rating(text.parse().unwrap());
    let notes = vec![
        note(CreditFigure::Limit, limit("CNY 50000"), "2026-02-01", "Zhao"),
        note(CreditFigure::Limit, limit("CNY 40000"), "2025-01-01", "Wang"),
        note(CreditFigure::Limit, limit("CNY 50000"), "2026-03-01", "Qian"),
        note(CreditFigure::BankRating, rating("AA"), "2026-01-01", "Wang"),
        note(
            CreditFigure::Utilisation,
            CreditValue::Share(Ratio::from_percent(70)),
            "2026-04-01",
            "Wang",
        ),
    ];
    CreditDynamics::try_new(CreditDynamicsDraft { notes }).unwrap()
}

#[test]
fn credit_dynamics_tell_the_last_change_and_by_whom() {
    let credit = credit();
    let change = |figure, t| credit.last_change(figure, as_of(t)).map(|it| it.to_string());
    // The note of March confirms; the change was in February.
    assert_eq!(
        change(CreditFigure::Limit, "2026-03-31").as_deref(),
        Some("from CNY 40,000.00 to CNY 50,000.00 on 2026-02-01 by Zhao")
    );
    assert_eq!(change(CreditFigure::Limit, "2026-01-31"), None);
    assert_eq!(change(CreditFigure::BankRating, "2026-03-31"), None);
    assert_eq!(credit.series(CreditFigure::Limit, as_of("2026-02-01")).len(), 2);
}

#[test]
fn a_note_of_another_unit_and_two_of_one_day_are_refused() {
    let days = CreditValue::Days(30);
    let notes = vec![
        note(CreditFigure::Limit, days.clone(), "2026-02-01", "Zhao"),
        note(CreditFigure::Term, days.clone(), "2026-02-01", "Zhao"),
        note(CreditFigure::Term, days, "2026-02-01", "Wang"),
    ];
    assert_eq!(
        CreditDynamics::try_new(CreditDynamicsDraft { notes }).unwrap_err().to_string(),
        "notes.0.value must be money for a credit limit, was 30 days; \
         notes.2.on must be one day for each credit term, was 2026-02-01 twice"
    );
}

#[test]
fn the_card_has_six_sections_and_hides_none() {
    let (credit, objective) = (credit(), objective("160"));
    let reading = judged(&objective, "124", "2026-07-02", "2026-07-02");
    let card = KeyAccountCard {
        customer: "Li".parse().unwrap(),
        t: as_of("2026-03-31"),
        overview: CardOverview { manager: Some(staff("Wang")), ..CardOverview::default() },
        trade: Vec::new(),
        figures: None,
        wallet: None,
        objectives: vec![ReadObjective { objective: &objective, reading }],
        credit: &credit,
        satisfaction: CardSatisfaction::default(),
        survey: None,
    };
    assert_eq!(CardSection::ALL.len(), 6);
    assert_eq!(
        card.to_string(),
        "Li on 2026-03-31\n\
         overview\n  manager Wang\n\
         change of trade\n  nothing recorded\n\
         business\n  objective O1: at risk: 124 on 2026-07-02 where 130 was expected, 80% of the way\n\
         credit dynamics\n  bank rating AA, never changed\n  \
         credit limit CNY 50,000.00, last changed from CNY 40,000.00 to CNY 50,000.00 on 2026-02-01 by Zhao\n\
         satisfaction\n  nothing recorded\n\
         survey\n  nothing recorded"
    );
}

#[test]
fn the_card_tells_satisfaction_by_the_verdict_of_the_ratings() {
    let rated = |person: &str, on: &str, question, mark| {
        let scale = Scale::try_new(1, 5, GoodEnd::Highest).unwrap();
        let (person, reply) = (Some(person.parse().unwrap()), RatingReply::Mark(mark));
        let draft = RatingDraft::new(question, day(on), scale);
        Rating::try_new(RatingDraft { person, reply, ..draft }).unwrap()
    };
    let people = ["Li", "Qi", "Wu", "Du", "Bo"];
    let service = RatingQuestion::Service;
    let mut ratings: Vec<Rating> =
        people.iter().map(|it| rated(it, "2026-03-02", service, 5)).collect();
    ratings.push(rated("Li", "2026-03-20", service, 1));
    ratings.push(rated("Li", "2026-03-20", RatingQuestion::Price, 4));
    ratings.push(rated("Li", "2026-04-01", RatingQuestion::Price, 1));
    let (li, policy, credit) = ("Li".parse().unwrap(), SatisfactionPolicy::default(), credit());
    let satisfaction = CardSatisfaction::from_ratings(&li, &ratings, as_of("2026-03-31"), &policy);
    let notes = vec![SatisfactionNote {
        topic: "delivery".parse().unwrap(),
        pleased: Proportion::try_new(3, 4).unwrap(),
        on: day("2026-02-01"),
    }];
    let card = KeyAccountCard {
        customer: li,
        t: as_of("2026-03-31"),
        overview: CardOverview::default(),
        trade: Vec::new(),
        figures: None,
        wallet: None,
        objectives: Vec::new(),
        credit: &credit,
        satisfaction: CardSatisfaction { notes, ..satisfaction },
        survey: None,
    };
    assert_eq!(
        card.lines(CardSection::Satisfaction),
        [
            "price: 1 of 1 asked answered",
            "service: 4.2 of 1 to 5 by 5 people",
            "service by Li: only 1 of 1 to 5 on 2026-03-20",
            "service by Li: from 5 of 1 to 5 on 2026-03-02 to 1 of 1 to 5 on 2026-03-20",
            "2026-02-01: 3 of 4 are content with delivery",
        ]
    );
}

#[test]
fn a_step_that_is_sent_twice_counts_once() {
    let mut plan = AccountPlan::new("Li".parse().unwrap());
    let first = entry(write(draft()), "2026-01-05", "Wang").numbered(1);
    plan.apply(first.clone()).unwrap();
    assert_eq!(plan.apply(first), Ok(Progress::Known));
    assert_eq!(plan.trail().entries().len(), 1);
    assert_eq!(plan.content(as_of("2026-01-04")), None);
    assert!(plan.content(as_of("2026-01-05")).is_some());
}
