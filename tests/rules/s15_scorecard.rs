//! S15: scorecards. Weights, scales, grades, caps, intervals, reasons.

use guanxi::scorecard::{
    Answer, Answers, Criterion, GradeWay, Scale, Scorecard, ScorecardPolicy, ScorecardPolicyDraft,
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

fn five_levels() -> Scale {
    Scale::ordinal(["worst", "poor", "fair", "good", "best"])
}

fn draft(criteria: &[(&str, u8)]) -> ScorecardPolicyDraft {
    let criterion =
        |(id, weight): &(&str, u8)| Criterion::rated(id.parse().unwrap(), *weight, five_levels());
    ScorecardPolicyDraft::new(criteria.iter().map(criterion).collect())
}

fn card(draft: ScorecardPolicyDraft) -> Scorecard {
    Scorecard::new(ScorecardPolicy::try_new(draft).unwrap())
}

fn rated(levels: &[(&str, u8)]) -> Answers {
    let answer = |(id, level): &(&str, u8)| {
        (id.parse().unwrap(), Answer::rated(*level, "Wang".parse().unwrap()))
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
