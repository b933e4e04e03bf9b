//! S15: scorecards. Weights, scales, grades, caps, intervals, reasons.

use guanxi::dealer::ReadyScorecard;
use guanxi::measure::Quotient;
use guanxi::scorecard::{
    AnswerGap, Band, Baseline, BaselinePoints, Cap, CapCondition, Criterion, CriterionAnswer,
    CriterionAnswers, CriterionResult, CriterionScale, CriterionSource, GradeOverride, GradeWay,
    KnockOut, LevelCap, LinearPoint, LostPoints, MeasuredFigure, PeriodPolicy, PeriodPolicyDraft,
    RaterLevel, ScaleDirection, ScoreTrend, Scorecard, ScorecardEvaluation, ScorecardPolicy,
    ScorecardPolicyDraft, ScorecardScore, StepOffer,
};

/// The criteria of the dealer card with their weights.
const DEALER: [(&str, u8); 13] = [
    ("initiative", 10),
    ("flexibility", 4),
    ("distribution", 7),
    ("capital", 6),
    ("brands", 4),
    ("means", 4),
    ("integrity", 20),
    ("standing", 5),
    ("management", 8),
    ("network", 10),
    ("promotion", 6),
    ("after_sales", 6),
    ("relation", 10),
];

/// The levels of the worked example, of 4.
const LEVELS: [(&str, u8); 11] = [
    ("initiative", 3),
    ("flexibility", 2),
    ("distribution", 3),
    ("capital", 2),
    ("brands", 3),
    ("means", 2),
    ("integrity", 4),
    ("management", 2),
    ("network", 3),
    ("promotion", 2),
    ("relation", 3),
];

fn five_levels() -> CriterionScale {
    CriterionScale::ordinal(["worst", "poor", "fair", "good", "best"])
}

fn draft(criteria: &[(&str, u8)]) -> ScorecardPolicyDraft {
    let criterion =
        |(id, weight): &(&str, u8)| Criterion::rated(id.parse().unwrap(), *weight, five_levels());
    ScorecardPolicyDraft::new(criteria.iter().map(criterion).collect())
}

fn card(draft: ScorecardPolicyDraft) -> Scorecard {
    Scorecard::new(ScorecardPolicy::try_new(draft).unwrap())
}

fn rated(levels: &[(&str, u8)]) -> CriterionAnswers {
    let answer = |(id, level): &(&str, u8)| {
        (id.parse().unwrap(), CriterionAnswer::rated(*level, "Wang".parse().unwrap()))
    };
    levels.iter().map(answer).collect()
}

#[test]
fn the_worked_example_lies_between_c_and_b() {
    let (card, answers) = (card(draft(&DEALER)), rated(&LEVELS));
    let evaluation = card.answered(&answers).unwrap().evaluate();
    assert_eq!(
        evaluation.to_string(),
        "64.75 to 75.75: between C and B; lost: management 4, capital 3, promotion 3, \
         initiative 2.5, network 2.5, relation 2.5; find out first: after_sales (6)"
    );
}

#[test]
fn the_cheapest_way_up_is_that_of_the_worked_example() {
    let (card, answers) = (card(draft(&DEALER)), rated(&LEVELS));
    let answered = card.answered(&answers).unwrap();
    let way = |grade: &str| answered.way_to(&grade.parse().unwrap()).unwrap();
    assert_eq!(way("B").to_string(), "initiative from 3 to 4 (+2.5): effort 1, then 67.25");
    assert_eq!(
        way("A").to_string(),
        "initiative from 3 to 4 (+2.5), distribution from 3 to 4 (+1.75), \
         capital from 2 to 4 (+3), management from 2 to 4 (+4), network from 3 to 4 (+2.5), \
         relation from 3 to 4 (+2.5): effort 8, then 81"
    );
    assert_eq!(way("C"), GradeWay::Reached);
    assert_eq!(answered.way_to(&"E".parse().unwrap()), None);
}

#[test]
fn lost_points_unknown_weight_and_score_add_up_to_a_hundred() {
    let (card, answers) = (card(draft(&DEALER)), rated(&LEVELS));
    let evaluation = card.answered(&answers).unwrap().evaluate();
    let lost = evaluation.criteria.iter().filter_map(|it| match &it.result {
        CriterionResult::Known { lost, .. } => lost.to_micros(),
        CriterionResult::Unknown(_) => None,
    });
    assert_eq!(lost.sum::<i128>(), 24_250_000);
    assert_eq!(evaluation.unknown_weight, 11);
    assert_eq!(evaluation.score.low.to_string(), "64.75");
}

#[test]
fn everything_wrong_with_a_card_is_told_at_once() {
    let mut draft = draft(&[("growth", 60), ("fit", 39)]);
    draft.criteria[0].source = CriterionSource::Figure("sales".parse().unwrap());
    draft.criteria[0].scale =
        CriterionScale::Bands(vec![band(0, 10, 0), band(12, 20, 1), band(18, 30, 2)]);
    draft.criteria[1].scale = CriterionScale::ordinal(["poor", " "]);
    draft.grades[0].to = 99;
    draft.grades[2].from = 60;
    draft.caps.push(Cap {
        criterion: "honesty".parse().unwrap(),
        when: CapCondition::LevelAtMost(0),
        at_most: "F".parse().unwrap(),
    });
    draft
        .knock_outs
        .push(KnockOut { criterion: "fit".parse().unwrap(), when: CapCondition::LevelAtMost(1) });
    draft.least_weight = 101;
    let found = ScorecardPolicy::try_new(draft).unwrap_err();
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "criteria must have weights that sum to 100, sum to 99",
            "criteria.0.scale.bands.1 leaves a gap after bands.0: no row holds 10",
            "criteria.0.scale.bands.2 overlaps bands.1: both hold 18",
            "criteria.1.scale.ordinal.1.anchor must describe the level, was \" \"",
            "grades.2 leaves a gap after grades.3: no row holds 50",
            "grades must hold every score, none holds 99",
            "caps.0.criterion must be one of the card, was honesty",
            "caps.0.at_most must be a grade, was F",
            "knock_outs.0.when.level_at_most must be below the best level (1), was 1",
            "least_weight must not exceed 100, was 101",
        ]
    );
}

const fn band(from: i64, below: i64, mark: u16) -> Band {
    Band { from, below: Some(below), mark }
}

#[track_caller]
fn refused(draft: ScorecardPolicyDraft) -> String {
    ScorecardPolicy::try_new(draft).unwrap_err().to_string()
}

fn measured(scale: CriterionScale) -> ScorecardPolicyDraft {
    let (id, figure) = ("income".parse().unwrap(), "income".parse().unwrap());
    ScorecardPolicyDraft::new(vec![Criterion::measured(id, 100, scale, figure)])
}

#[test]
fn complaint_bands_that_are_never_reached_are_refused_with_a_witness() {
    // The sample of the Data Mining Group: income up to 1000 twice, and 1000 to 2500 before all
    // above 1500.
    let open = |from| Band { from, below: None, mark: 3 };
    let twice =
        measured(CriterionScale::Bands(vec![band(0, 1_001, 1), band(0, 1_001, 2), open(1_001)]));
    assert_eq!(
        refused(twice),
        "criteria.0.scale.bands.1.from must exceed 0, was 0; \
         criteria.0.scale.bands.1 is never reached: bands.0 holds 0 and all above"
    );
    let across = measured(CriterionScale::Bands(vec![band(0, 2_500, 1), open(1_500)]));
    assert_eq!(refused(across), "criteria.0.scale.bands.1 overlaps bands.0: both hold 1500");
    let empty = measured(CriterionScale::Bands(vec![band(0, 5, 1), band(5, 5, 2), open(5)]));
    assert!(refused(empty).contains("bands.1 holds no value: from 5, below 5"));
}

#[test]
fn a_scale_whose_middle_is_best_must_say_so() {
    // A published form gives 20 points for one or two brands of the first rank, 15 for more.
    let open = Band { from: 3, below: None, mark: 15 };
    let mut brands = measured(CriterionScale::Bands(vec![band(0, 1, 0), band(1, 3, 20), open]));
    assert_eq!(
        refused(brands.clone()),
        "criteria.0.scale.bands.2.mark must not be below 20, was 15"
    );
    brands.criteria[0].direction = ScaleDirection::None;
    assert!(ScorecardPolicy::try_new(brands).is_ok());
}

#[test]
fn other_contradictions_of_a_card_are_refused() {
    let linear = |points: &[(i32, u16)]| {
        CriterionScale::Linear(
            points.iter().map(|(at, mark)| LinearPoint { at: *at, mark: *mark }).collect(),
        )
    };
    let rows = [
        (measured(linear(&[(0, 1)])), "criteria.0.scale.linear must have 2..=101 rows, had 1"),
        (measured(linear(&[(5, 0), (5, 1)])), "criteria.0.scale.linear.1.at must exceed 5, was 5"),
        (
            measured(CriterionScale::Bands(vec![band(0, 1, 0), band(1, 2, 0)])),
            "criteria.0.scale.bands must have a mark above 0, the best was 0",
        ),
    ];
    for (draft, said) in rows {
        assert_eq!(refused(draft), said);
    }
    let mut rated = draft(&[("a", 100)]);
    rated.criteria[0].scale = linear(&[(0, 0), (1, 1)]);
    assert_eq!(refused(rated), "criteria.0.scale of a rating must be ordinal, was linear");
    let mut twice = draft(&[("a", 50), ("b", 50)]);
    for criterion in &mut twice.criteria {
        criterion.source = CriterionSource::FigureOrRating("sales".parse().unwrap());
    }
    assert_eq!(
        refused(twice.clone()),
        "criteria.1.source must not count sales twice, a reads it too: name it in shared_figures"
    );
    twice.shared_figures = ["sales".parse().unwrap()].into();
    assert!(ScorecardPolicy::try_new(twice).is_ok());
    let idle = draft(&[("a", 100), ("b", 0), ("a", 0)]);
    assert_eq!(
        refused(idle),
        "criteria.1.weight must weigh at least 1 unless a cap names it, was 0; \
         criteria.2 must have a code of its own, was a; \
         criteria.2.weight must weigh at least 1 unless a cap names it, was 0"
    );
    let mut best = draft(&[("a", 100)]);
    best.caps.push(Cap {
        criterion: "a".parse().unwrap(),
        when: CapCondition::Below(3),
        at_most: "A".parse().unwrap(),
    });
    best.grades[3].from = 1;
    assert_eq!(
        refused(best),
        "grades must hold every score, none holds 0: first 1; \
         caps.0.when must be level_at_most, since a has levels; \
         caps.0.at_most must be below the best grade, was A"
    );
}

#[test]
fn everything_wrong_with_answers_is_told_at_once() {
    let mut policy = draft(&[("growth", 60), ("fit", 40)]);
    policy.criteria[0].source = CriterionSource::Figure("sales".parse().unwrap());
    policy.criteria[0].scale = CriterionScale::Bands(vec![band(0, 10, 0), band(10, 20, 1)]);
    let card = card(policy);
    let wang = || "Wang".parse().unwrap();
    let answers = CriterionAnswers::from([
        ("growth".parse().unwrap(), CriterionAnswer::measured(20)),
        (
            "fit".parse().unwrap(),
            CriterionAnswer::Rated(vec![
                RaterLevel { by: wang(), level: 5 },
                RaterLevel { by: wang(), level: 1 },
            ]),
        ),
        ("zest".parse().unwrap(), CriterionAnswer::Refused),
    ]);
    assert_eq!(
        card.answered(&answers).unwrap_err().to_string(),
        "growth must be from 0 on and below 20, was 20; \
         fit.rated.0.level must be 0..=4, was 5 (by Wang); \
         fit.rated.1.by must rate once, Wang rated before; \
         zest must be a criterion of the card"
    );
    let crossed = CriterionAnswers::from([
        ("growth".parse().unwrap(), CriterionAnswer::rated(1, wang())),
        ("fit".parse().unwrap(), CriterionAnswer::measured(2)),
    ]);
    assert_eq!(
        card.answered(&crossed).unwrap_err().to_string(),
        "growth must be the figure sales, was a rating; fit must be a rating by a person, was 2"
    );
}

#[test]
fn of_several_raters_the_lower_median_counts_and_two_levels_apart_is_a_finding() {
    let mut policy = draft(&[("a", 50), ("b", 50)]);
    policy.criteria[1].least_evidence = 2;
    let card = card(policy);
    let levels = |levels: &[u8]| {
        let rate = |(place, level): (usize, &u8)| RaterLevel {
            by: format!("R{place}").parse().unwrap(),
            level: *level,
        };
        CriterionAnswer::Rated(levels.iter().enumerate().map(rate).collect())
    };
    let answers = |a: &[u8], b: &[u8]| {
        CriterionAnswers::from([
            ("a".parse().unwrap(), levels(a)),
            ("b".parse().unwrap(), levels(b)),
        ])
    };
    let (one, two) = (answers(&[1, 4, 3, 2], &[2, 3]), answers(&[4], &[4]));
    let apart = card.answered(&one).unwrap().evaluate();
    assert_eq!(apart.score.to_string(), "50: grade C", "levels 2 and 2");
    let who: Vec<&str> = apart.disagreements().map(|it| it.criterion.as_str()).collect();
    assert_eq!(who, ["a"], "2 and 3 are next to each other");
    let few = card.answered(&two).unwrap().evaluate();
    assert_eq!(few.criteria[1].result, unknown(AnswerGap::LittleEvidence { has: 1, least: 2 }));
    assert_eq!(few.score.to_string(), "50 to 100: not assessable: 50 of 100 are known, 60 needed");
    assert_eq!(few.find_out_first.unwrap().as_str(), "b");
}

fn level_cap(criterion: &str, at_most: u8) -> LevelCap {
    let because = "three claims, no order".parse().unwrap();
    LevelCap { criterion: criterion.parse().unwrap(), at_most, because }
}

#[test]
fn a_highest_level_counts_beside_what_was_rated() {
    let mut draft = draft(&[("a", 50), ("b", 50)]);
    let when = CapCondition::LevelAtMost(1);
    draft.caps.push(Cap { criterion: "a".parse().unwrap(), when, at_most: "C".parse().unwrap() });
    let card = card(draft);
    let answers = rated(&[("a", 4), ("b", 3)]);
    let caps = [level_cap("a", 2), level_cap("a", 1), level_cap("b", 4)];
    let answered = card.answered_capped(&answers, &caps).unwrap();
    assert_eq!(
        answered.evaluate().to_string(),
        "50: grade C; at most C, since a is 1 (level at most 1); \
         a counts at most 2: three claims, no order; a counts at most 1: three claims, no order; \
         b counts at most 4: three claims, no order; lost: a 37.5, b 12.5",
        "of two the lower counts"
    );
    let way = |grade: &str| answered.way_to(&grade.parse().unwrap()).unwrap().to_string();
    assert_eq!(way("B"), "barred by a, no step lifts it");
    let one = [level_cap("a", 2)];
    let answered = card.answered_capped(&answers, &one).unwrap();
    assert_eq!(answered.score().to_string(), "62.5: grade C");
    let way = |grade: &str| answered.way_to(&grade.parse().unwrap()).unwrap().to_string();
    assert_eq!(way("B"), "b from 3 to 4 (+12.5): effort 1, then 75");
    assert_eq!(way("A"), "out of reach: all steps together give 75");
    let CriterionResult::Known { answer, .. } = answered.evaluate().criteria[0].result else {
        panic!("a is known");
    };
    assert_eq!(answer, 4, "as it was given");
}

#[test]
fn a_highest_level_lowers_the_high_end_of_an_unknown_answer() {
    let mut draft = draft(&[("a", 40), ("b", 60)]);
    let when = CapCondition::LevelAtMost(1);
    draft.caps.push(Cap { criterion: "a".parse().unwrap(), when, at_most: "C".parse().unwrap() });
    let card = card(draft);
    let answers = rated(&[("b", 4)]);
    let of = |at_most: u8| {
        let caps = [level_cap("a", at_most)];
        let answered = card.answered_capped(&answers, &caps).unwrap();
        let way = answered.way_to(&"B".parse().unwrap()).unwrap();
        format!("{}; B: {way}", answered.score())
    };
    assert_eq!(of(4), "60 to 100: between C and A; B: find out first: a");
    assert_eq!(of(200), of(4), "a level above the best one caps nothing");
    assert_eq!(of(2), "60 to 80: between C and A; B: find out first: a");
    assert_eq!(of(1), "60 to 70: grade C; B: barred by a, no step lifts it");
}

#[test]
fn a_highest_level_that_a_card_does_not_take_is_refused() {
    let mut draft = draft(&[("a", 40), ("b", 30), ("c", 30)]);
    let CriterionScale::Ordinal(levels) = &mut draft.criteria[1].scale else { panic!("levels") };
    levels[4].mark = 0;
    draft.criteria[1].direction = ScaleDirection::None;
    let bands = CriterionScale::Bands(vec![band(0, 10, 0), band(10, 20, 1)]);
    let (c, figure) = ("c".parse().unwrap(), "sales".parse().unwrap());
    draft.criteria[2] = Criterion::measured(c, 30, bands, figure);
    let card = card(draft);
    let caps = ["a", "b", "c", "d"].map(|it| level_cap(it, 1));
    let found = card.answered_capped(&CriterionAnswers::new(), &caps).unwrap_err();
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "level_caps.1.criterion must be one with levels whose marks do not fall, was b",
            "level_caps.2.criterion must be one with levels whose marks do not fall, was c",
            "level_caps.3.criterion must be one of the card, was d",
        ]
    );
}

#[test]
fn a_trend_restates_the_answers_of_before_with_their_highest_levels() {
    let (old, new) = (card(draft(&[("a", 50), ("b", 50)])), card(draft(&[("a", 60), ("c", 40)])));
    let before = rated(&[("a", 4), ("b", 2)]);
    let after = rated(&[("a", 4), ("c", 4)]);
    let caps = [level_cap("a", 1), level_cap("b", 1)];
    let before = old.answered_capped(&before, &caps).unwrap();
    let after = new.answered(&after).unwrap();
    let trend = ScoreTrend::try_new(&before, &after).unwrap();
    assert_eq!((trend.before.to_string(), trend.after.to_string()), ("25".into(), "100".into()));
    assert_eq!(trend.policy.unwrap().to_string(), "-10", "15 for a, and b is gone");
    let changes: Vec<String> = trend.criteria.iter().map(ToString::to_string).collect();
    assert_eq!(changes, ["a +45", "c +40 (unknown before)"]);
}

fn unknown(gap: AnswerGap) -> CriterionResult {
    CriterionResult::Unknown(gap)
}

#[test]
fn not_asked_and_refused_are_two_answers() {
    let card = card(draft(&[("a", 60), ("b", 20), ("c", 20)]));
    let mut answers = rated(&[("a", 4)]);
    answers.insert("c".parse().unwrap(), CriterionAnswer::Refused);
    let evaluation = card.answered(&answers).unwrap().evaluate();
    assert_eq!(evaluation.criteria[1].result, unknown(AnswerGap::NotAsked));
    assert_eq!(evaluation.criteria[2].result, unknown(AnswerGap::Refused));
    assert_eq!(evaluation.score.to_string(), "60 to 100: between C and A");
}

#[test]
fn grades_are_half_open_and_a_hundred_has_its_grade() {
    let policy = {
        let points = vec![LinearPoint { at: 0, mark: 0 }, LinearPoint { at: 10_000, mark: 1 }];
        card(measured(CriterionScale::Linear(points)))
    };
    let grade = |hundredths: i64| {
        let answers = CriterionAnswers::from([(
            "income".parse().unwrap(),
            CriterionAnswer::measured(hundredths),
        )]);
        policy.answered(&answers).unwrap().score().to_string()
    };
    let rows = [
        (0, "0: grade D"),
        (4_999, "49.99: grade D"),
        (5_000, "50: grade C"),
        (6_499, "64.99: grade C"),
        (6_500, "65: grade B"),
        (7_999, "79.99: grade B"),
        (8_000, "80: grade A"),
        (10_000, "100: grade A"),
        (10_001, "100: grade A"),
        (-1, "0: grade D"),
    ];
    for (hundredths, said) in rows {
        assert_eq!(grade(hundredths), said);
    }
}

/// The ready dealer card with level 4 in all ratings but those of `levels`, without breaches, and
/// with a share of promises kept, in parts per million.
#[track_caller]
fn ready_dealer(kept: i64, evidence: u32, levels: &[(&str, u8)]) -> ScorecardEvaluation {
    let card = card(ReadyScorecard::Dealer.draft());
    let full = DEALER.map(|(code, _)| (code, 4));
    let mut answers = rated(&full);
    answers.extend(rated(levels));
    let kept = CriterionAnswer::Measured(MeasuredFigure { value: kept, evidence });
    answers.insert("integrity".parse().unwrap(), kept);
    answers.insert("breach_record".parse().unwrap(), CriterionAnswer::measured(0));
    card.answered(&answers).unwrap().evaluate()
}

#[test]
fn a_share_of_promises_kept_has_its_level_from_the_bound_on() {
    let points = |kept: i64| {
        let evaluation = ready_dealer(kept, 100, &[]);
        evaluation.criteria[6].result.points().unwrap().to_string()
    };
    let rows = [
        (1_000_000, "20"),
        (980_000, "20"),
        (979_999, "15"),
        (950_000, "15"),
        (949_999, "10"),
        (900_000, "10"),
        (899_999, "5"),
        (800_000, "5"),
        (799_999, "0"),
        (0, "0"),
    ];
    for (kept, expected) in rows {
        assert_eq!(points(kept), expected, "{kept} in a million");
    }
}

#[test]
fn five_promises_are_too_few() {
    let result = |promises: u32| ready_dealer(1_000_000, promises, &[]).criteria[6].result.clone();
    assert_eq!(result(5), unknown(AnswerGap::LittleEvidence { has: 5, least: 6 }));
    assert_eq!(result(6).points().unwrap().to_string(), "20");
}

#[test]
fn integrity_below_ninety_percent_caps_at_c() {
    let said = |kept: i64| ready_dealer(kept, 100, &[]).to_string();
    assert_eq!(said(900_000), "90: grade A; lost: integrity 10");
    assert_eq!(
        said(899_999),
        "85: grade C; at most C, since integrity is 899999 (below 900000); lost: integrity 15"
    );
}

#[test]
fn no_capital_or_no_distribution_caps_at_b() {
    let said = |code: &str, level: u8| ready_dealer(1_000_000, 100, &[(code, level)]).to_string();
    assert_eq!(
        said("capital", 0),
        "94: grade B; at most B, since capital is 0 (level at most 0); lost: capital 6"
    );
    assert_eq!(said("capital", 1), "95.5: grade A; lost: capital 4.5");
    assert_eq!(
        said("distribution", 0),
        "93: grade B; at most B, since distribution is 0 (level at most 0); lost: distribution 7"
    );
    assert_eq!(said("distribution", 1), "94.75: grade A; lost: distribution 5.25");
}

/// A card with a total and three elements as conditions, in tenths of a percent, after VDA 6.3.
fn vda() -> Scorecard {
    let mut policy = ReadyScorecard::VdaLike.draft();
    for criterion in &mut policy.criteria {
        criterion.weight = 0;
    }
    let points = vec![LinearPoint { at: 0, mark: 0 }, LinearPoint { at: 100, mark: 1 }];
    let (id, figure) = ("total".parse().unwrap(), "total".parse().unwrap());
    policy.criteria.push(Criterion::measured(id, 100, CriterionScale::Linear(points), figure));
    card(policy)
}

#[test]
fn the_caps_of_vda_hold_on_figures_that_are_not_rounded() {
    let card = vda();
    let grade = |element: i64, star: i64, question: i64| {
        let answers: CriterionAnswers = [
            ("total", 93),
            ("element_1", 9_500),
            ("element_2", 9_200),
            ("element_3", element),
            ("lowest_star_question", star),
            ("lowest_question", question),
        ]
        .into_iter()
        .map(|(id, value)| (id.parse().unwrap(), CriterionAnswer::measured(value)))
        .collect();
        card.answered(&answers).unwrap().evaluate()
    };
    let said = |element, star, question| grade(element, star, question).score.verdict.to_string();
    assert_eq!(said(7_940, 10, 10), "grade B");
    assert_eq!(said(7_950, 10, 10), "grade B", "VDA rounds to 80 and says A");
    assert_eq!(said(8_000, 10, 10), "grade A");
    assert_eq!(said(8_000, 4, 4), "grade B");
    assert_eq!(said(8_000, 0, 0), "grade C");
    assert_eq!(said(8_000, 6, 0), "grade B");
    assert_eq!(said(7_000, 10, 10), "grade B");
    assert_eq!(said(6_940, 10, 10), "grade C");
    assert_eq!(
        grade(7_940, 4, 6).to_string(),
        "93: grade B; at most B, since element_3 is 7940 (below 8000); \
         at most B, since lowest_star_question is 4 (below 6); lost: total 7"
    );
}

#[test]
fn an_unknown_knock_out_leaves_nothing_to_judge_and_one_that_holds_ends_it() {
    let mut policy = draft(&[("a", 60), ("honesty", 40)]);
    policy.knock_outs.push(KnockOut {
        criterion: "honesty".parse().unwrap(),
        when: CapCondition::LevelAtMost(0),
    });
    let card = card(policy);
    let verdict = |levels: &[(&str, u8)]| {
        card.answered(&rated(levels)).unwrap().evaluate().score.verdict.to_string()
    };
    assert_eq!(verdict(&[("a", 4)]), "not assessable: honesty is unknown");
    assert_eq!(verdict(&[("a", 4), ("honesty", 0)]), "knocked out by honesty");
    assert_eq!(verdict(&[("honesty", 0)]), "knocked out by honesty", "whatever else is unknown");
    assert_eq!(verdict(&[("a", 4), ("honesty", 1)]), "grade B");
}

#[test]
fn a_cap_is_lifted_before_points_are_gathered() {
    let mut policy = draft(&[("a", 90), ("capital", 10)]);
    policy.caps.push(Cap {
        criterion: "capital".parse().unwrap(),
        when: CapCondition::LevelAtMost(0),
        at_most: "B".parse().unwrap(),
    });
    let with = |policy: &ScorecardPolicyDraft, levels: &[(&str, u8)], grade: &str| {
        let (card, answers) = (card(policy.clone()), rated(levels));
        let answered = card.answered(&answers).unwrap();
        answered.way_to(&grade.parse().unwrap()).unwrap().to_string()
    };
    let capped = [("a", 4), ("capital", 0)];
    assert_eq!(with(&policy, &capped, "B"), "reached");
    assert_eq!(with(&policy, &capped, "A"), "capital from 0 to 1 (+2.5): effort 1, then 92.5");
    assert_eq!(with(&policy, &[("a", 4)], "A"), "find out first: capital");
    policy.criteria[1].steps = StepOffer::Withheld;
    assert_eq!(with(&policy, &capped, "A"), "barred by capital, no step lifts it");
    policy.criteria[0].steps = StepOffer::Withheld;
    let low = [("a", 1), ("capital", 1)];
    assert_eq!(with(&policy, &low, "A"), "out of reach: all steps together give 25");
}

#[test]
fn stated_efforts_decide_which_steps_are_cheapest() {
    let mut policy = draft(&[("a", 40), ("b", 40), ("c", 20)]);
    policy.criteria[0].steps = StepOffer::Each(5);
    let (card, answers) = (card(policy), rated(&[("a", 2), ("b", 2), ("c", 2)]));
    let answered = card.answered(&answers).unwrap();
    let way = answered.way_to(&"B".parse().unwrap()).unwrap();
    assert_eq!(way.to_string(), "b from 2 to 4 (+20): effort 2, then 70");
    assert_eq!(answered.next_grade().unwrap().as_str(), "B");
}

#[test]
fn complaint_an_override_stands_beside_the_score_and_the_reasons_explain_the_score() {
    let (card, answers) = (card(draft(&[("a", 60), ("b", 40)])), rated(&[("a", 4), ("b", 0)]));
    let answered = card.answered(&answers).unwrap();
    let decided = |grade: &str| GradeOverride {
        grade: grade.parse().unwrap(),
        by: "Zhao".parse().unwrap(),
        on: "2026-03-02".parse().unwrap(),
        reason: "new owner".parse().unwrap(),
    };
    let evaluation = answered.evaluate_overruled(decided("B")).unwrap();
    assert_eq!(
        evaluation.to_string(),
        "60: grade C; lost: b 40; Zhao decided B on 2026-03-02: new owner"
    );
    assert_eq!(
        answered.evaluate_overruled(decided("E")).unwrap_err().to_string(),
        "E is not a grade of the card, which has A, B, C, D"
    );
}

#[test]
fn one_dominates_another_when_nothing_unknown_can_turn_it_round() {
    let card = card(draft(&[("a", 60), ("b", 40)]));
    let score = |levels: &[(&str, u8)]| card.answered(&rated(levels)).unwrap().score();
    let (best, open) = (score(&[("a", 4), ("b", 4)]), score(&[("a", 4)]));
    assert!(best.dominates(&open) && !open.dominates(&best), "100 against 60 to 100");
    let (sixty, above) = (score(&[("a", 2), ("b", 3)]), score(&[("a", 2), ("b", 4)]));
    assert!(open.dominates(&sixty), "at least 60, and can be more");
    assert!(!open.dominates(&above) && !above.dominates(&open), "70 lies inside");
    assert!(!sixty.dominates(&sixty) && !open.dominates(&open));
}

#[test]
fn complaint_reasons_follow_the_points_below_of_the_sample_of_the_data_mining_group() {
    // Baselines 19, 18 and 10; points of department, age and income.
    let rows: [([i128; 3], i128, &str); 6] = [
        ([3, 0, 26], 29, "rc2 18, rc1 16"),
        ([19, 18, 26], 63, ""),
        ([-9, -1, 5], -5, "rc1 28, rc2 19, rc3 5"),
        ([6, -3, 5], 8, "rc2 21, rc1 13, rc3 5"),
        ([19, 0, -3], 16, "rc2 18, rc3 13"),
        ([3, 12, 5], 20, "rc1 16, rc2 6, rc3 5"),
    ];
    let whole = |number: i128| Quotient::try_new(number, 1).unwrap();
    for (points, score, said) in rows {
        assert_eq!(points.iter().sum::<i128>(), score);
        let baselines = [("rc1", 19), ("rc2", 18), ("rc3", 10)];
        let row = |((code, baseline), points): ((&str, i128), i128)| BaselinePoints {
            criterion: code.parse().unwrap(),
            baseline: whole(baseline),
            points: whole(points),
        };
        let rows: Vec<BaselinePoints> = baselines.into_iter().zip(points).map(row).collect();
        let told: Vec<String> =
            LostPoints::ranked(&rows, 4).iter().map(ToString::to_string).collect();
        assert_eq!(told.join(", "), said);
    }
}

#[test]
fn reasons_are_measured_from_a_stated_mark_and_ties_stay_together() {
    let mut policy = draft(&[("a", 25), ("b", 25), ("c", 25), ("d", 25)]);
    policy.most_reasons = 1;
    policy.criteria[3].baseline = Baseline::Mark(2);
    let answers = rated(&[("a", 4), ("b", 2), ("c", 2), ("d", 1)]);
    let evaluation = card(policy).answered(&answers).unwrap().evaluate();
    let told: Vec<String> = evaluation.reasons.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["b 12.5", "c 12.5"], "d lost 6.25 against its mark");
}

#[test]
fn the_coming_of_a_third_dealer_turns_nobody_round() {
    // A handbook scores against the best of the year: sales 70, repute 30.
    let relative = |sales: i64, repute: i64, best_sales: i64, best_repute: i64| {
        70 * 1000 * sales / best_sales + 30 * 1000 * repute / best_repute
    };
    let (p, q) = ((100, 50), (80, 100));
    assert!(relative(p.0, p.1, 100, 100) < relative(q.0, q.1, 100, 100), "85 and 86");
    assert!(relative(p.0, p.1, 100, 400) > relative(q.0, q.1, 100, 400), "73.75 and 63.5");
    // Ours has declared bounds.
    let linear = |best| {
        CriterionScale::Linear(vec![
            LinearPoint { at: 0, mark: 0 },
            LinearPoint { at: best, mark: 1 },
        ])
    };
    let criterion = |id: &str, weight, best| {
        Criterion::measured(id.parse().unwrap(), weight, linear(best), id.parse().unwrap())
    };
    let criteria = vec![criterion("sales", 70, 100), criterion("repute", 30, 100)];
    let card = card(ScorecardPolicyDraft::new(criteria));
    let score = |(sales, repute): (i64, i64)| {
        let answers = CriterionAnswers::from([
            ("sales".parse().unwrap(), CriterionAnswer::measured(sales)),
            ("repute".parse().unwrap(), CriterionAnswer::measured(repute)),
        ]);
        card.answered(&answers).unwrap().score()
    };
    let before = (score(p), score(q));
    let third = score((20, 400));
    assert_eq!(third.low.to_string(), "44");
    assert_eq!((score(p), score(q)), before);
    assert_eq!((before.0.low.to_string(), before.1.low.to_string()), ("85".into(), "86".into()));
}

#[test]
fn weighted_sums_of_published_forms_come_out_as_they_should() {
    let percent = |id: &str, weight| {
        let points = vec![LinearPoint { at: 0, mark: 0 }, LinearPoint { at: 100, mark: 1 }];
        Criterion::measured(
            id.parse().unwrap(),
            weight,
            CriterionScale::Linear(points),
            id.parse().unwrap(),
        )
    };
    let score = |weights: &[u8], values: &[i64]| {
        let names: Vec<String> = (0..weights.len()).map(|place| format!("c{place}")).collect();
        let criteria = names.iter().zip(weights).map(|(id, weight)| percent(id, *weight));
        let card = card(ScorecardPolicyDraft::new(criteria.collect()));
        let answers: CriterionAnswers = names
            .iter()
            .zip(values)
            .map(|(id, value)| (id.parse().unwrap(), CriterionAnswer::measured(*value)))
            .collect();
        card.answered(&answers).unwrap().score().low.to_string()
    };
    let form = [15, 20, 30, 15, 20];
    assert_eq!(score(&form, &[60, 70, 80, 60, 75]), "71");
    assert_eq!(score(&form, &[60, 60, 70, 60, 80]), "67");
    assert_eq!([60, 60, 70, 60, 80].iter().sum::<i64>(), 330, "the form prints 350");
    // SAP: weights 3 and 1, price 80, delivery 90.
    assert_eq!(score(&[75, 25], &[80, 90]), "82.5");
}

#[test]
fn complaint_no_evidence_is_not_full_marks() {
    // ERPNext gives 100 to a period without evidence and 100 to a supplier without periods, and
    // leaves a score of exactly 100 without a standing.
    let card = card(ReadyScorecard::ErpnextLike.draft());
    let score = |percent: i64| {
        let answers: CriterionAnswers = ["delivery", "quality", "answers"]
            .into_iter()
            .map(|id| (id.parse().unwrap(), CriterionAnswer::measured(percent * 100)))
            .collect();
        card.answered(&answers).unwrap().score()
    };
    assert_eq!(score(100).to_string(), "100: grade Excellent");
    assert_eq!(score(80).to_string(), "80: grade Excellent");
    assert_eq!(score(30).to_string(), "30: grade Poor");
    let nothing = card.answered(&CriterionAnswers::new()).unwrap().score().to_string();
    assert_eq!(nothing, "0 to 100: not assessable: 0 of 100 are known, 60 needed");
    let weights = PeriodPolicyDraft { weights: (1..=12).rev().collect() };
    let periods = PeriodPolicy::try_new(weights).unwrap();
    let mean = |scores: &[Option<ScorecardScore>]| periods.mean(scores).map(|it| it.to_string());
    assert_eq!(mean(&[]), None);
    assert_eq!(mean(&[Some(score(80)), Some(score(60))]).unwrap(), "70.434783", "12 : 11");
    assert_eq!(mean(&[Some(score(80)), None]).unwrap(), "41.73913 to 89.565217");
}

#[test]
fn weights_of_periods_are_refused_with_their_bounds() {
    let refused = |weights: Vec<u8>| {
        PeriodPolicy::try_new(PeriodPolicyDraft { weights }).unwrap_err().to_string()
    };
    assert_eq!(refused(vec![]), "weights must be 1..=60, were 0");
    assert_eq!(
        refused(vec![101, 0, 2]),
        "weights.0 must not exceed 100, was 101; weights.1 must be at least 1, was 0; \
         weights.2 must not exceed 0, was 2"
    );
}

#[test]
fn the_change_of_a_score_is_the_sum_of_the_changes_of_its_points() {
    let policy = draft(&[("a", 60), ("b", 40)]);
    let old = card(policy.clone());
    let (before, after) = (rated(&[("a", 2)]), rated(&[("a", 3), ("b", 1)]));
    let (one, two) = (old.answered(&before).unwrap(), old.answered(&after).unwrap());
    let trend = ScoreTrend::try_new(&one, &two).unwrap();
    assert_eq!(trend.to_string(), "30 to 55: a +15, b +10 (unknown before)");
    assert_eq!(trend.change().to_string(), "25");
    let mut heavier = policy;
    (heavier.criteria[0].weight, heavier.criteria[1].weight) = (80, 20);
    let new = card(heavier);
    let two = new.answered(&after).unwrap();
    let trend = ScoreTrend::try_new(&one, &two).unwrap();
    assert_eq!(
        trend.to_string(),
        "30 to 65: policy +10, a +20, b +5 (unknown before)",
        "2 of 4 are 40 of 80"
    );
    assert_eq!(trend.change().to_string(), "35");
}

/// A card with one criterion of weight 0 that has caps and knock-outs.
fn with_conditions(
    scale: CriterionScale,
    caps: &[(CapCondition, &str)],
    outs: &[CapCondition],
) -> String {
    let mut draft = draft(&[("a", 100)]);
    let id = || "b".parse().unwrap();
    draft.criteria.push(Criterion::measured(id(), 0, scale, "b".parse().unwrap()));
    draft.caps = caps
        .iter()
        .map(|(when, grade)| Cap { criterion: id(), when: *when, at_most: grade.parse().unwrap() })
        .collect();
    let out = |when: &CapCondition| KnockOut { criterion: id(), when: *when };
    draft.knock_outs = outs.iter().map(out).collect();
    ScorecardPolicy::try_new(draft).map_or_else(|found| found.to_string(), |_| "fine".to_owned())
}

fn bands_of_ten() -> CriterionScale {
    CriterionScale::Bands(vec![band(0, 10, 0), band(10, 20, 1), band(20, 30, 2)])
}

#[test]
fn a_condition_that_holds_always_or_never_is_refused_with_its_figures() {
    use CapCondition::{AtLeast, Below};
    let cap = |when| with_conditions(bands_of_ten(), &[(when, "C")], &[]);
    assert_eq!([cap(Below(10)), cap(Below(20)), cap(AtLeast(10)), cap(AtLeast(20))], ["fine"; 4]);
    let never = "caps.0.when.below must hold for some from 0 to 29, for none was 0";
    assert_eq!(cap(Below(0)), never);
    let always = "caps.0.when.below must not hold for all from 0 to 29, was 30";
    assert_eq!(cap(Below(30)), always);
    let always = "caps.0.when.at_least must not hold for all from 0 to 29, was 0";
    assert_eq!(cap(AtLeast(0)), always);
    let never = "caps.0.when.at_least must hold for some from 0 to 29, for none was 30";
    assert_eq!(cap(AtLeast(30)), never);
    let both = with_conditions(bands_of_ten(), &[(Below(0), "C")], &[AtLeast(0)]);
    assert_eq!(
        both,
        "caps.0.when.below must hold for some from 0 to 29, for none was 0; \
         knock_outs.0.when.at_least must not hold for all from 0 to 29, was 0"
    );
}

#[test]
fn a_condition_divides_no_band() {
    use CapCondition::{AtLeast, Below};
    let cap = |when| with_conditions(bands_of_ten(), &[(when, "C")], &[]);
    assert_eq!(
        cap(Below(11)),
        "caps.0.when.below must be where a band begins, was 11 between 10 and 19 of band 1"
    );
    assert_eq!(
        cap(AtLeast(29)),
        "caps.0.when.at_least must be where a band begins, was 29 between 20 and 29 of band 2"
    );
    let points = [(0, 0), (100, 4)].map(|(at, mark)| LinearPoint { at, mark });
    let linear = with_conditions(CriterionScale::Linear(points.to_vec()), &[(Below(11), "C")], &[]);
    assert_eq!(linear, "fine", "each figure of a linear scale has its own points");
}

#[test]
fn a_cap_that_never_decides_beside_another_is_refused() {
    use CapCondition::{AtLeast, Below};
    let caps = |caps: &[(CapCondition, &str)]| with_conditions(bands_of_ten(), caps, &[]);
    assert_eq!(caps(&[(Below(20), "B"), (Below(10), "C")]), "fine");
    assert_eq!(caps(&[(Below(10), "B"), (AtLeast(20), "B")]), "fine");
    assert_eq!(
        caps(&[(Below(10), "B"), (Below(20), "C")]),
        "caps.0 never decides beside caps.1 (below 20)"
    );
    assert_eq!(
        caps(&[(Below(10), "C"), (Below(10), "C")]),
        "caps.1 never decides beside caps.0 (below 10)"
    );
    assert_eq!(
        with_conditions(bands_of_ten(), &[(Below(10), "C")], &[Below(10)]),
        "caps.0 never decides beside knock_outs.0 (below 10)"
    );
}

/// A fault once: the heaviest unknown criterion was named, though its points change nothing.
#[test]
fn only_a_criterion_that_can_settle_the_grade_is_found_out_first() {
    let mut draft = draft(&[("a", 85), ("b", 10), ("c", 5)]);
    draft.caps.push(Cap {
        criterion: "c".parse().unwrap(),
        when: CapCondition::LevelAtMost(0),
        at_most: "C".parse().unwrap(),
    });
    let (card, answers) = (card(draft), rated(&[("a", 4)]));
    let evaluation = card.answered(&answers).unwrap().evaluate();
    assert_eq!(evaluation.score.to_string(), "85 to 100: between C and A");
    assert_eq!(evaluation.decisive, ["c".parse().unwrap()], "85 to 100 are A but for the cap");
    assert_eq!(evaluation.find_out_first, Some("c".parse().unwrap()));
}

#[test]
fn while_too_little_is_known_every_weight_that_can_be_missing_decides() {
    let decisive = |answers: &[(&str, u8)]| {
        let card = card(draft(&[("a", 48), ("b", 41), ("c", 1), ("d", 10)]));
        let answers = rated(answers);
        let evaluation = card.answered(&answers).unwrap().evaluate();
        evaluation.decisive.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(decisive(&[("a", 0)]), ["b", "d"], "no 50 points hang on c, nor 60 of weight");
    assert_eq!(decisive(&[("a", 4), ("b", 4), ("c", 4), ("d", 4)]), [] as [&str; 0]);
}
