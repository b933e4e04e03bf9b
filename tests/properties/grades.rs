//! Tables of grades for laws: of credit, and of dealers with a card of one criterion.

use guanxi::account::Account;
use guanxi::calendar::AsOf;
use guanxi::credit::{CreditGrade, ProposalPolicy};
use guanxi::dealer::{
    DealerAction, DealerEvaluator, DealerFacts, DealerPolicy, DealerPolicyDraft, GradeAction,
    LimitReplay,
};
use guanxi::id::GradeId;
use guanxi::measure::Ratio;
use guanxi::policy::PolicyDraft;
use guanxi::scorecard::{
    Criterion, CriterionAnswer, CriterionAnswers, CriterionScale, GradeBand, RaterLevel,
    ScorecardPolicyDraft, ScorecardVerdict,
};

use crate::strategies::{date, yuan};

fn grade(from: u8) -> GradeId {
    format!("G{from}").parse().unwrap()
}

/// A policy whose grades begin with these scores, the first with 0, the last below 100. A grade is
/// named after its score: `G40`. The card of dealers has one criterion, and a level of it is a
/// point.
pub(crate) fn with_grades(from: &[u8]) -> PolicyDraft {
    let mut draft = PolicyDraft::default();
    let row = |from: &u8| CreditGrade {
        grade: grade(*from),
        from: *from,
        payment_days: (*from).into(),
        share_of_limit: Ratio::from_percent((*from).into()),
        plan: Ratio::from_percent(100),
        review_days: 90,
    };
    draft.credit_grades.grades = from.iter().map(row).collect();
    let levels: Vec<String> = (0..=100).map(|level| format!("level {level}")).collect();
    let scale = CriterionScale::ordinal(levels.iter().map(String::as_str));
    let initiative = Criterion::rated("initiative".parse().unwrap(), 100, scale);
    let mut card = ScorecardPolicyDraft::new(vec![initiative]);
    let ends = from.iter().skip(1).chain([&100]);
    let bands = from.iter().zip(ends);
    card.grades =
        bands.map(|(from, to)| GradeBand { grade: grade(*from), from: *from, to: *to }).collect();
    card.grades.reverse();
    let action =
        |it: &GradeBand| GradeAction { grade: it.grade.clone(), action: DealerAction::Watch };
    draft.dealers.actions = card.grades.iter().map(action).collect();
    (draft.dealers.card, draft.dealers.means) = (card, Vec::new());
    draft
}

/// The grade of a dealer with a level of the one criterion.
pub(crate) fn dealer_grade(policy: &DealerPolicyDraft, level: u8) -> String {
    let evaluator = DealerEvaluator::new(DealerPolicy::try_new(policy.clone()).unwrap());
    let account = Account::new("Li".parse().unwrap(), yuan());
    let rated = CriterionAnswer::Rated(vec![RaterLevel { by: "Wang".parse().unwrap(), level }]);
    let ratings = CriterionAnswers::from([("initiative".parse().unwrap(), rated)]);
    let proposal = ProposalPolicy::default();
    let facts = DealerFacts {
        account: account.view(),
        ratings: &ratings,
        replay: LimitReplay { proposal: &proposal, scores: &[], terms_days: 30 },
        last_evaluation: None,
    };
    let found = evaluator.evaluate(facts, AsOf::new(date(0))).unwrap();
    assert_eq!(found.evaluation.score.low.to_string(), level.to_string());
    let ScorecardVerdict::Grade { grade } = found.evaluation.score.verdict else {
        panic!("no grade: {}", found.evaluation.score)
    };
    grade.to_string()
}
