//! S20: credit grades, and the trade that each allows.

use guanxi::credit::{CreditGrade, CreditGrades, CreditGradesDraft};
use guanxi::measure::{Quotient, Ratio, Score};
use guanxi::money::Amount;

use crate::given::{day, percent};

/// A score in tenths of a point.
#[track_caller]
fn score(tenths: i128) -> Score {
    Score::try_from_fraction(Quotient::try_new(tenths, 1000).unwrap()).unwrap()
}

#[test]
fn a_score_has_the_grade_of_its_band() {
    let rows = [
        (0, "D"),
        (39_9, "D"),
        (40_0, "C"),
        (59_9, "C"),
        (60_0, "B"),
        (79_9, "B"),
        (80_0, "A"),
        (100_0, "A"),
    ];
    let grades = CreditGrades::default();
    for (tenths, expected) in rows {
        let found = grades.grade_of(score(tenths)).unwrap();
        assert_eq!(found.grade.as_str(), expected, "{tenths}");
        assert_eq!(grades.row(&found.grade), Some(found));
    }
    assert_eq!(grades.row(&"E".parse().unwrap()), None);
}

/// Trade less with low credit, more with high.
#[test]
fn a_grade_gives_terms_limit_plan_and_review() {
    let (proposed, last_year) = (Amount::from_minor(100_000_01), Amount::from_minor(1_000_000_00));
    let rows = [
        (0, 0, 0, 800_000_00, "2026-04-30"),
        (40_0, 15, 50_000_00, 950_000_00, "2026-06-29"),
        (60_0, 30, 80_000_00, 1_050_000_00, "2026-09-27"),
        (80_0, 60, 100_000_01, 1_200_000_00, "2027-03-31"),
    ];
    let grades = CreditGrades::default();
    for (tenths, days, limit, plan, review) in rows {
        let grade = grades.grade_of(score(tenths)).unwrap();
        let terms = grade.terms(proposed, last_year, day("2026-03-31"));
        let found = (terms.grade.payment_days, terms.limit.minor(), terms.plan.minor());
        assert_eq!((found, terms.review_by), ((days, limit, plan), day(review)), "{tenths}");
    }
}

#[test]
fn a_table_with_gaps_or_a_better_grade_treated_worse_is_refused() {
    let row = |name: &str, from, payment_days, share: &str, plan: &str, review_days| CreditGrade {
        grade: name.parse().unwrap(),
        from,
        payment_days,
        share_of_limit: percent(share),
        plan: percent(plan),
        review_days,
    };
    let grades = vec![
        row("B", 1, 30, "50%", "100%", 0),
        row("B", 1, 29, "49%", "99%", 0),
        row("A", 101, 30, "100.0001%", "99%", 1),
    ];
    assert_eq!(
        CreditGrades::try_new(CreditGradesDraft { grades }).unwrap_err().to_string(),
        "grades.0.from must be 0, was 1; grades.0.review_days must be at least 1, was 0; \
         grades.1.grade must be named once, B was again; grades.1.from must exceed 1, was 1; \
         grades.1.payment_days must not be below 30, was 29; grades.1.share_of_limit must not be \
         below 50%, was 49%; grades.1.plan must not be below 100%, was 99%; \
         grades.1.review_days must be at least 1, was 0; grades.2.from must not exceed 100, was \
         101; grades.2.share_of_limit must not exceed 100%, was 100.0001%"
    );
    let review = [row("B", 0, 0, "0%", "0%", 2), row("A", 1, 0, "0%", "0%", 1)].to_vec();
    assert_eq!(
        CreditGrades::try_new(CreditGradesDraft { grades: review }).unwrap_err().to_string(),
        "grades.1.review_days must not be below 2, was 1"
    );
    let none = CreditGrades::try_new(CreditGradesDraft { grades: Vec::new() }).unwrap_err();
    assert_eq!(none.to_string(), "grades must name at least one grade, was empty");
}

/// A plan beyond any amount is a total, and a share of a limit is never above it.
#[test]
fn the_largest_amounts_have_terms() {
    let grade = CreditGrades::default().grade_of(score(1000)).unwrap().clone();
    let grade = CreditGrade { plan: Ratio::MAX, ..grade };
    let terms = grade.terms(Amount::MAX, Amount::MAX, day("2026-03-31"));
    assert_eq!(terms.limit, Amount::MAX);
    assert!(terms.plan > Amount::MAX.to_total());
}
