//! S17: the matrix of attractiveness and relationship.

use std::collections::BTreeSet;

use guanxi::key_account::{
    Attractiveness, AxisReading, CellVerdict, GainCap, KeyAccountCell, KeyAccountPolicy,
    KeyAccountPolicyDraft, KeyAccountPosition, KeyAccountScorecards, KeyAccountStrategies,
    KeyAccountStrategy, MatrixAxis, MatrixReading, MatrixRules, OpenCriterion, OpenQuestion,
    PlacedKeyAccount, Relationship, StrategyTable,
};
use guanxi::measure::{Quotient, Score};
use guanxi::money::{Currency, Money};
use guanxi::scorecard::{
    Cap, CapCondition, Criterion, CriterionAnswer, CriterionAnswers, CriterionScale, GradeWay,
    KnockOut, Scorecard, ScorecardPolicy, ScorecardPolicyDraft,
};

#[track_caller]
fn score(ten_thousandths: i128) -> Score {
    Quotient::try_new(ten_thousandths, 1_000_000).and_then(Score::try_from_fraction).unwrap()
}

/// A reading between whole points.
#[track_caller]
fn between(low: i128, high: i128) -> AxisReading {
    AxisReading::try_new(score(low * 10_000), score(high * 10_000), Vec::new()).unwrap()
}

fn at(attractiveness: AxisReading, relationship: AxisReading) -> KeyAccountPosition {
    KeyAccountPosition { attractiveness, relationship, before: None, gain: GainCap::Free }
}

fn cell(attractiveness: Attractiveness, relationship: Relationship) -> KeyAccountCell {
    KeyAccountCell { attractiveness, relationship }
}

#[track_caller]
fn verdict(position: &KeyAccountPosition) -> CellVerdict {
    MatrixRules::default().read(position).verdict
}

#[test]
fn each_cell_has_the_strategy_of_the_figure() {
    let named = |low, medium, high| [low, medium, high];
    let rows = named(
        ["exit", "minimal upkeep", "selective defence"],
        ["minimal upkeep", "selective upkeep", "defence"],
        ["maintain and develop", "develop", "develop and defend"],
    );
    let strategies = KeyAccountStrategies::default();
    let found: Vec<String> =
        KeyAccountCell::all().map(|it| strategies.of(it).to_string()).collect();
    assert_eq!(found, rows.concat());
}

/// An ambiguous cell of the figure always leaves the strategy open.
#[test]
fn no_two_neighbouring_cells_of_the_figure_share_a_strategy() {
    let strategies = KeyAccountStrategies::default();
    let cells: Vec<KeyAccountCell> = KeyAccountCell::all().collect();
    for (place, one) in cells.iter().enumerate() {
        let right = (place % 3 < 2).then(|| cells[place + 1]);
        let below = cells.get(place + 3).copied();
        for other in [right, below].into_iter().flatten() {
            assert_ne!(strategies.of(*one), strategies.of(other), "{one} and {other}");
        }
    }
}

#[test]
fn an_interval_over_a_line_leaves_two_cells_and_two_strategies() {
    let found = verdict(&at(between(58, 72), between(70, 70)));
    let CellVerdict::Ambiguous { cells, strategies, find_out_first } = found else { panic!() };
    let good = Relationship::Good;
    assert_eq!(cells, [cell(Attractiveness::Medium, good), cell(Attractiveness::High, good)]);
    assert_eq!(strategies, [KeyAccountStrategy::Defence, KeyAccountStrategy::DevelopAndDefend]);
    assert_eq!(find_out_first, None, "no criterion was named");
}

#[test]
fn lines_are_half_open() {
    let level = |parts| {
        let reading = AxisReading::exactly(score(parts));
        let found = verdict(&at(reading, between(0, 0)));
        found.cell().unwrap().attractiveness
    };
    assert_eq!(level(330_000), Attractiveness::Medium);
    assert_eq!(level(329_999), Attractiveness::Low);
    assert_eq!(level(670_000), Attractiveness::High);
    assert_eq!(level(669_999), Attractiveness::Medium);
    assert_eq!((level(0), level(1_000_000)), (Attractiveness::Low, Attractiveness::High));
}

#[test]
fn an_account_leaves_its_cell_beyond_the_band_only() {
    use Relationship::{Fair, Good, Poor};
    let after = |before, parts| {
        let relationship = AxisReading::exactly(score(parts));
        let before = Some(cell(Attractiveness::Low, before));
        let position = KeyAccountPosition { before, ..at(between(0, 0), relationship) };
        verdict(&position).cell().unwrap().relationship
    };
    assert_eq!(after(Poor, 359_999), Poor);
    assert_eq!(after(Poor, 360_000), Fair);
    assert_eq!(after(Poor, 700_000), Good, "two levels at once");
    assert_eq!(after(Fair, 300_000), Fair);
    assert_eq!(after(Fair, 299_999), Poor);
    assert_eq!(after(Fair, 699_999), Fair);
    assert_eq!(after(Fair, 700_000), Good);
    assert_eq!(after(Good, 640_000), Good);
    assert_eq!(after(Good, 639_999), Fair);
    assert_eq!(after(Good, 299_999), Poor);
}

#[test]
fn a_table_of_the_caller_may_leave_the_strategy_certain() {
    let mut rules = MatrixRules::default();
    rules.strategies.high.good = KeyAccountStrategy::Defence;
    let found = rules.read(&at(between(58, 72), between(70, 70))).verdict;
    assert_eq!(found.to_string(), "one of 2 cells: defence");
    assert_eq!((found.strategy(), found.cell()), (Some(KeyAccountStrategy::Defence), None));
}

fn open(criterion: &str, weight: u8) -> OpenCriterion {
    OpenCriterion { criterion: criterion.parse().unwrap(), weight }
}

#[test]
fn the_heaviest_criterion_of_an_axis_that_is_open_is_found_out_first() {
    let wide = |low: i128, high: i128, open| {
        AxisReading::try_new(score(low * 10_000), score(high * 10_000), open).unwrap()
    };
    // The relationship stays good whatever is found out, so its question does not matter.
    let settled = wide(70, 95, vec![open("trust", 25)]);
    let attractive = wide(50, 75, vec![open("access", 10), open("sales_potential", 15)]);
    assert_eq!(
        verdict(&at(attractive, settled)).to_string(),
        "one of 2 cells: defence or develop and defend; find out first: sales_potential (15 points \
         of attractiveness)"
    );
    let tied = [
        wide(60, 70, vec![open("access", 10), open("value", 10)]),
        wide(60, 70, vec![open("trust", 10)]),
    ];
    let [attractive, related] = tied;
    let CellVerdict::Ambiguous { cells, find_out_first, .. } = verdict(&at(attractive, related))
    else {
        panic!()
    };
    assert_eq!(cells.len(), 4, "a rectangle of cells");
    let (axis, criterion) = (MatrixAxis::Attractiveness, open("access", 10));
    let first = OpenQuestion::Criterion { axis, criterion };
    assert_eq!(find_out_first, Some(first), "of equal ones the first");
}

#[test]
fn mutual_gain_below_one_caps_at_selective() {
    let capped = |attractive: i128, related: i128| {
        let position = at(between(attractive, attractive), between(related, related));
        verdict(&KeyAccountPosition { gain: GainCap::Selective, ..position }).strategy().unwrap()
    };
    assert_eq!(capped(80, 80), KeyAccountStrategy::SelectiveDefence);
    assert_eq!(capped(50, 80), KeyAccountStrategy::SelectiveDefence);
    assert_eq!(capped(80, 50), KeyAccountStrategy::SelectiveUpkeep);
    assert_eq!(capped(80, 10), KeyAccountStrategy::SelectiveUpkeep);
    assert_eq!(capped(50, 50), KeyAccountStrategy::SelectiveUpkeep);
    assert_eq!(capped(10, 80), KeyAccountStrategy::SelectiveDefence);
    assert_eq!(capped(10, 10), KeyAccountStrategy::Exit, "it raises nothing");
}

/// Found: an unknown mutual gain left the strategy certain, as if it were met.
#[test]
fn mutual_gain_that_nobody_knows_leaves_a_strategy_open_that_it_would_cap() {
    let read = |gain: GainCap, attractive: i128, related: i128| {
        let position = at(between(attractive, attractive), between(related, related));
        verdict(&KeyAccountPosition { gain, ..position })
    };
    for attractive in [10, 50, 80] {
        for related in [10, 50, 80] {
            let met = read(GainCap::Free, attractive, related);
            let not_met = read(GainCap::Selective, attractive, related);
            let unknown = read(GainCap::Unknown, attractive, related);
            let (high, low) = (met.strategy().unwrap(), not_met.strategy().unwrap());
            assert_eq!((met.cell(), not_met.cell()), (unknown.cell(), unknown.cell()));
            let is_certain = matches!(unknown, CellVerdict::Certain { .. });
            assert_eq!(is_certain, high == low, "{unknown}");
            let under = high.under(GainCap::Unknown);
            assert_eq!((unknown.strategy(), under), (is_certain.then_some(high), under));
            assert_eq!(under.is_some(), is_certain);
            if let CellVerdict::Ambiguous { strategies, find_out_first, .. } = unknown {
                let both: BTreeSet<_> = [high, low].into();
                assert_eq!(strategies, both.into_iter().collect::<Vec<_>>());
                assert_eq!(find_out_first, Some(OpenQuestion::MutualGain));
            }
        }
    }
    assert_eq!(
        read(GainCap::Unknown, 80, 80).to_string(),
        "high attractiveness, good relationship: selective defence or develop and defend; \
         find out first: mutual_gain (a criterion of fit)"
    );
    assert_eq!(GainCap::default(), GainCap::Unknown, "what nobody said is not known");
}

#[test]
fn an_open_cell_is_asked_for_before_mutual_gain() {
    let access = OpenCriterion { criterion: "access".parse().unwrap(), weight: 10 };
    let attractive = AxisReading::try_new(score(600_000), score(700_000), vec![access]).unwrap();
    let position = |gain| KeyAccountPosition { gain, ..at(attractive.clone(), between(80, 80)) };
    let met = verdict(&position(GainCap::Free));
    assert_eq!(
        met.to_string(),
        "one of 2 cells: defence or develop and defend; find out first: access (10 points of \
         attractiveness)"
    );
    // Both cells come to one strategy where mutual gain is not met.
    let not_met = verdict(&position(GainCap::Selective));
    assert_eq!(not_met.to_string(), "one of 2 cells: selective defence");
    let unknown = verdict(&position(GainCap::Unknown));
    assert_eq!(
        unknown.to_string(),
        "one of 2 cells: selective defence or defence or develop and defend; find out first: \
         access (10 points of attractiveness)"
    );
    let unnamed = at(between(60, 70), between(80, 80));
    let unnamed = verdict(&KeyAccountPosition { gain: GainCap::Unknown, ..unnamed });
    let CellVerdict::Ambiguous { find_out_first, .. } = unnamed else { panic!() };
    assert_eq!(find_out_first, Some(OpenQuestion::MutualGain), "no criterion was named");
}

#[test]
fn the_distance_to_each_neighbouring_level_is_told() {
    let found = MatrixRules::default().read(&at(between(50, 50), between(65, 65)));
    let told = |steps: &[guanxi::key_account::CellStep]| {
        steps.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        told(&found.up),
        ["17 points of attractiveness to high", "2 points of relationship to good"]
    );
    assert_eq!(
        told(&found.down),
        ["17 points of attractiveness to low", "32 points of relationship to poor"]
    );
    let best = MatrixRules::default().read(&at(between(90, 90), between(10, 10)));
    assert_eq!(told(&best.up), ["23 points of relationship to fair"]);
    assert_eq!(told(&best.down), ["23 points of attractiveness to medium"]);
}

/// Kotler, *Marketing Management*: the example of General Electric, as a weighted sum. A factor
/// that "must be acceptable" weighs nothing and knocks out.
#[test]
fn the_example_of_general_electric_scores_three_point_seven_of_five() {
    let rows = [(20, 4), (20, 5), (15, 4), (15, 2), (15, 4), (5, 3), (5, 2), (5, 3)];
    let scale = CriterionScale::Ordinal(
        (0..=5)
            .map(|mark| guanxi::scorecard::CriterionLevel { mark, anchor: format!("mark {mark}") })
            .collect(),
    );
    let name = |place: usize| format!("factor{place}").parse().unwrap();
    let criteria: Vec<Criterion> = (0..rows.len())
        .map(|place| Criterion::rated(name(place), rows[place].0, scale.clone()))
        .collect();
    let card =
        Scorecard::new(ScorecardPolicy::try_new(ScorecardPolicyDraft::new(criteria)).unwrap());
    let answers: CriterionAnswers = (0..rows.len())
        .map(|place| (name(place), CriterionAnswer::rated(rows[place].1, "Wang".parse().unwrap())))
        .collect();
    let found = card.answered(&answers).unwrap().evaluate();
    assert_eq!(found.score.low, score(740_000), "3.70 of 5 are 74 of 100");
    let reading = AxisReading::try_from_evaluation(&found).unwrap();
    assert_eq!(
        verdict(&at(reading, between(50, 50))).strategy(),
        Some(KeyAccountStrategy::Develop)
    );
}

#[test]
fn the_usual_cards_are_valid_and_have_the_levels_of_the_matrix_for_grades() {
    let cards = KeyAccountScorecards::default();
    let count = |card: &ScorecardPolicyDraft| card.criteria.len();
    assert_eq!([&cards.attractiveness, &cards.relationship, &cards.fit].map(count), [7, 6, 6]);
    for card in [cards.attractiveness, cards.relationship, cards.fit.clone()] {
        ScorecardPolicy::try_new(card).unwrap();
    }
    let weights: Vec<u8> = cards.fit.criteria.iter().map(|it| it.weight).collect();
    assert_eq!(weights, [17, 17, 17, 17, 16, 16]);
}

#[test]
fn the_cheapest_way_to_the_next_level_comes_from_the_card() {
    let card = Scorecard::new(
        ScorecardPolicy::try_new(KeyAccountScorecards::default().relationship).unwrap(),
    );
    let rated = |level: u8| CriterionAnswer::rated(level, "Wang".parse().unwrap());
    let answers: CriterionAnswers =
        ["contact", "trust", "cooperation", "share", "willingness", "room"]
            .into_iter()
            .zip([3, 3, 3, 2, 2, 3])
            .map(|(code, level)| (code.parse().unwrap(), rated(level)))
            .collect();
    let answered = card.answered(&answers).unwrap();
    let reading = AxisReading::try_from_evaluation(&answered.evaluate()).unwrap();
    assert_eq!(reading.low(), score(662_500));
    let Some(GradeWay::Steps { steps, effort, .. }) = answered.way_to(&"good".parse().unwrap())
    else {
        panic!()
    };
    assert_eq!((steps.len(), effort), (1, 1));
}

#[test]
fn fit_without_gain_caps_and_one_that_is_not_rated_may_turn_out_either_way() {
    let fit = KeyAccountScorecards::default().fit;
    let card = Scorecard::new(ScorecardPolicy::try_new(fit.clone()).unwrap());
    let cap = |level: Option<u8>| {
        let answers: CriterionAnswers = level
            .map(|level| {
                (
                    "mutual_gain".parse().unwrap(),
                    CriterionAnswer::rated(level, "Wang".parse().unwrap()),
                )
            })
            .into_iter()
            .collect();
        GainCap::from_fit(&card.answered(&answers).unwrap().evaluate())
    };
    assert_eq!(
        [cap(Some(0)), cap(Some(1)), cap(None)],
        [GainCap::Selective, GainCap::Free, GainCap::Unknown]
    );
    let mut without = fit;
    without.criteria.retain(|it| it.criterion.as_str() != "mutual_gain");
    without.criteria[0].weight += 17;
    let card = Scorecard::new(ScorecardPolicy::try_new(without).unwrap());
    let nothing = card.answered(&CriterionAnswers::new()).unwrap().evaluate();
    assert_eq!(GainCap::from_fit(&nothing), GainCap::Free, "the card does not ask for it");
}

#[track_caller]
fn yuan(text: &str) -> Money {
    format!("CNY {text}").parse().unwrap()
}

/// Complaint (Fiocca 1982): the matrix leaves profitability out.
#[test]
fn every_cell_has_its_exact_sums_of_sales_margin_and_exposure() {
    let placed =
        |name: &str, position: &KeyAccountPosition, margin: Option<&str>| PlacedKeyAccount {
            customer: name.parse().unwrap(),
            verdict: verdict(position),
            sales: yuan("100.10"),
            margin: margin.map(yuan),
            exposure: yuan("7"),
        };
    let good = at(between(80, 80), between(80, 80));
    let unclear = at(between(58, 72), between(70, 70));
    let accounts = [
        placed("Wu", &good, Some("-20")),
        placed("Li", &good, Some("30.05")),
        placed("Zhao", &good, None),
        placed("Qian", &unclear, Some("1")),
    ];
    let table = StrategyTable::try_from_accounts(Currency::CNY, &accounts).unwrap();
    let best = table.cell(cell(Attractiveness::High, Relationship::Good)).unwrap();
    assert_eq!(
        best.to_string(),
        "3 accounts, sales CNY 300.30, margin CNY 10.05 (1 without), exposure CNY 21.00"
    );
    assert_eq!(table.open().customers, ["Qian".parse().unwrap()]);
    assert_eq!(table.cells().map(|(_, it)| it.customers.len()).sum::<usize>(), 3);
    let twice = [accounts[0].clone(), accounts[0].clone()];
    let refused = StrategyTable::try_from_accounts(Currency::CNY, &twice).unwrap_err();
    assert_eq!(refused.to_string(), "customer Wu is listed twice");
}

#[test]
fn a_policy_that_contradicts_itself_does_not_load() {
    let mut draft = KeyAccountPolicyDraft::default();
    draft.matrix.attractiveness.middle = 0;
    draft.matrix.relationship.upper = 101;
    draft.matrix.band = 40;
    draft.growth.medium = draft.growth.high;
    draft.selection.band = 67;
    draft.bargaining.strong_parts = 6;
    draft.slow_to_replace_months = 0;
    draft.cards.fit.criteria[0].weight = 16;
    let found = KeyAccountPolicy::try_new(draft).unwrap_err();
    let paths: Vec<&str> = found.iter().map(guanxi::valid::Violation::path).collect();
    assert_eq!(
        paths,
        [
            "selection.band",
            "growth.high",
            "bargaining.strong_parts",
            "slow_to_replace_months",
            "matrix.attractiveness.middle",
            "matrix.band",
            "matrix.relationship.upper",
            "matrix.band",
            "cards.attractiveness.grades",
            "cards.relationship.grades",
            "cards.fit.criteria",
        ]
    );
}

#[test]
fn the_grades_of_the_card_of_an_axis_are_the_levels_of_the_matrix() {
    let mut draft = KeyAccountPolicyDraft::default();
    draft.matrix.attractiveness.upper = 70;
    draft.cards.relationship.grades[0].grade = "close".parse().unwrap();
    assert_eq!(
        KeyAccountPolicy::try_new(draft.clone()).unwrap_err().to_string(),
        "cards.attractiveness.grades must be the levels of the matrix, high from 70, \
         medium from 33, low from 0, were high from 67, medium from 33, low from 0; \
         cards.relationship.grades must be the levels of the matrix, good from 67, fair from 33, \
         poor from 0, were close from 67, fair from 33, poor from 0"
    );
    draft.cards.attractiveness.grades[0].from = 70;
    draft.cards.attractiveness.grades[1].to = 70;
    draft.cards.relationship.grades[0].grade = "good".parse().unwrap();
    assert!(KeyAccountPolicy::try_new(draft).is_ok());
}

/// The card of the relationship, with a cap on trust at level 0 and a knock-out of contact at 0.
fn with_bars(at_most: &str) -> Scorecard {
    let mut draft = KeyAccountScorecards::default().relationship;
    let when = CapCondition::LevelAtMost(0);
    let criterion = |code: &str| code.parse().unwrap();
    let at_most = at_most.parse().unwrap();
    draft.caps = vec![Cap { criterion: criterion("trust"), when, at_most }];
    draft.knock_outs = vec![KnockOut { criterion: criterion("contact"), when }];
    Scorecard::new(ScorecardPolicy::try_new(draft).unwrap())
}

/// The relationship with contact and trust as told and all else at its best: 70 points and theirs.
#[track_caller]
fn related(card: &Scorecard, contact: Option<u8>, trust: Option<u8>) -> AxisReading {
    let rated = |level: u8| CriterionAnswer::rated(level, "Wang".parse().unwrap());
    let all = ["cooperation", "share", "willingness", "room"].map(|code| (code, Some(4)));
    let answers: CriterionAnswers = [("contact", contact), ("trust", trust)]
        .into_iter()
        .chain(all)
        .filter_map(|(code, level)| Some((code.parse().unwrap(), rated(level?))))
        .collect();
    AxisReading::try_from_evaluation(&card.answered(&answers).unwrap().evaluate()).unwrap()
}

#[test]
fn a_cap_of_the_card_holds_the_level_of_the_axis() {
    use Relationship::{Fair, Good, Poor};
    let card = with_bars("fair");
    let read = |contact, trust, before: Option<Relationship>| {
        let before = before.map(|before| cell(Attractiveness::High, before));
        let relationship = related(&card, contact, trust);
        let position = KeyAccountPosition { before, ..at(between(90, 90), relationship) };
        MatrixRules::default().read(&position)
    };
    let level = |reading: &MatrixReading| reading.verdict.cell().map(|it| it.relationship);
    let (free, capped) = (read(Some(4), Some(1), None), read(Some(4), Some(0), None));
    assert_eq!((level(&free), level(&capped)), (Some(Good), Some(Fair)), "88.75 and 85 points");
    assert_eq!((free.held.len(), capped.held.clone()), (0, vec![MatrixAxis::Relationship]));
    assert!(capped.up.is_empty(), "no points lead to good");
    assert_eq!(level(&read(Some(4), Some(0), Some(Good))), Some(Fair), "no band keeps it good");
    assert_eq!(level(&read(Some(0), Some(4), None)), Some(Poor), "knocked out at 85 points");
    assert_eq!(level(&read(Some(0), Some(4), Some(Good))), Some(Poor));
}

#[test]
fn an_unknown_cap_or_knock_out_leaves_the_level_open() {
    let card = with_bars("fair");
    let said = |contact, trust| {
        let position = at(between(90, 90), related(&card, contact, trust));
        verdict(&position).to_string()
    };
    assert_eq!(
        said(Some(4), None),
        "one of 2 cells: develop or develop and defend; find out first: trust (15 points of \
         relationship)"
    );
    assert_eq!(
        said(None, Some(4)),
        "one of 3 cells: maintain and develop or develop or develop and defend; find out first: \
         contact (15 points of relationship)"
    );
}

#[test]
fn a_cap_at_a_grade_that_is_no_level_makes_no_axis() {
    let mut draft = ScorecardPolicyDraft::new(KeyAccountScorecards::default().fit.criteria);
    let (when, at_most) = (CapCondition::LevelAtMost(0), "C".parse().unwrap());
    draft.caps = vec![Cap { criterion: "balance".parse().unwrap(), when, at_most }];
    let card = Scorecard::new(ScorecardPolicy::try_new(draft).unwrap());
    let answers = CriterionAnswers::new();
    let refused = AxisReading::try_from_evaluation(&card.answered(&answers).unwrap().evaluate());
    assert_eq!(
        refused.unwrap_err().to_string(),
        "C is no level of an axis: high, medium, low, or good, fair, poor"
    );
}

#[test]
fn scores_that_run_backwards_are_refused() {
    let refused = AxisReading::try_new(score(500_000), score(400_000), Vec::new()).unwrap_err();
    assert_eq!(refused.to_string(), "a score must not go from 50 down to 40");
}
