use std::collections::BTreeSet;
use std::fmt;

use crate::calendar::Day;
use crate::id::GradeId;
use crate::measure::{Ratio, Score, plural, proven};
use crate::money::{Amount, Rounding, Total};
use crate::valid::{Draft, Order, Valid, Violations};

/// A credit grade, with the trade that it allows.
#[doc(alias = "信用等级")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CreditGrade {
    /// The name, such as `A`.
    pub grade: GradeId,
    /// The least score, 0 to 100.
    pub from: u8,
    /// The days for payment; 0 is on delivery.
    pub payment_days: u16,
    /// The share of the proposed limit that is granted, at most 100 %.
    pub share_of_limit: Ratio,
    /// The sales plan as a share of last year's purchases: 110 % is growth by a tenth.
    pub plan: Ratio,
    /// The days after which limit and terms are reviewed.
    pub review_days: u16,
}

/// The plain form of [`CreditGrades`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CreditGradesDraft {
    /// The grades by rising least score, the first from 0 on. A better grade is never treated
    /// worse: days, shares and plans do not fall.
    pub grades: Vec<CreditGrade>,
}

impl Default for CreditGradesDraft {
    fn default() -> Self {
        let rows = [
            ("D", 0, 0, 0, 80, 30),
            ("C", 40, 15, 50, 95, 90),
            ("B", 60, 30, 80, 105, 180),
            ("A", 80, 60, 100, 120, 365),
        ];
        let row = |(name, from, payment_days, share, plan, review_days): (&str, _, _, _, _, _)| {
            let grade = GradeId::try_new(name).ok()?;
            let (share_of_limit, plan) = (Ratio::from_percent(share), Ratio::from_percent(plan));
            Some(CreditGrade { grade, from, payment_days, share_of_limit, plan, review_days })
        };
        Self { grades: rows.into_iter().filter_map(row).collect() }
    }
}

impl Draft for CreditGradesDraft {
    fn check(&self, found: &mut Violations) {
        match self.grades.first() {
            None => found.add("grades", "must name at least one grade, was empty".to_owned()),
            Some(first) if first.from > 0 => {
                found.add("grades.0.from", format!("must be 0, was {}", first.from));
            }
            Some(_) => {}
        }
        let mut named = BTreeSet::new();
        found.each_row("grades", &self.grades, |found, before, row| {
            if !named.insert(row.grade.clone()) {
                found.add("grade", format!("must be named once, {} was again", row.grade));
            }
            let not_falling = Order::NotFalling;
            found.check_order("from", Order::Rising, before.map(|it| it.from), row.from);
            found.at_most("from", 100, row.from);
            let days = before.map(|it| it.payment_days);
            found.check_order("payment_days", not_falling, days, row.payment_days);
            let share = before.map(|it| it.share_of_limit);
            found.check_order("share_of_limit", not_falling, share, row.share_of_limit);
            found.at_most("share_of_limit", Ratio::ONE, row.share_of_limit);
            found.check_order("plan", not_falling, before.map(|it| it.plan), row.plan);
            let review = before.map(|it| it.review_days);
            found.check_order("review_days", not_falling, review, row.review_days);
            found.at_least("review_days", 1, row.review_days);
        });
    }
}

/// The table of credit grades: one row for each grade, and a grade for each score.
///
/// # Rule
///
/// > S20: trade less with low credit, more with high. One table gives for each grade the terms,
/// > the share of the limit, the plan and the interval of reviews.
///
/// The default values:
///
/// - D below 40, where proposals have no capacity either: on delivery, no limit, a plan a fifth
///   below last year, a review after a month.
/// - C from 40: 15 days and half of the proposed limit, a plan a twentieth below.
/// - B from 60: 30 days and four fifths, growth by a twentieth.
/// - A from 80: 60 days and the whole limit, growth by a fifth, a review each year. Sixty days are
///   as long as large companies may take to pay small ones in China and, without another
///   agreement, in the European Union.
///
/// ```
/// use guanxi::credit::CreditGrades;
/// use guanxi::measure::{Quotient, Score};
/// use guanxi::money::Amount;
///
/// let score = Quotient::try_new(3, 4).and_then(Score::try_from_fraction).ok_or("a score")?;
/// let grade = CreditGrades::default().grade_of(score).ok_or("a grade")?.clone();
/// let (proposed, last_year) = (Amount::from_minor(50_000_00), Amount::from_minor(400_000_00));
/// let terms = grade.terms(proposed, last_year, "2026-03-31".parse()?);
/// assert_eq!(terms.limit, Amount::from_minor(40_000_00));
/// assert_eq!(
///     terms.to_string(),
///     "grade B: 30 days for payment, 80% of the limit, a plan of 105% of last year, \
///      review by 2026-09-27"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "信用等级表")]
pub type CreditGrades = Valid<CreditGradesDraft>;

impl CreditGrades {
    /// The grade of a score. There is one for each: the first row begins at 0.
    pub fn grade_of(&self, score: Score) -> Option<&CreditGrade> {
        self.grades.iter().rev().find(|row| score.reaches(u16::from(row.from)))
    }

    /// The row of a grade; `None` for a grade that the table does not have.
    pub fn row(&self, grade: &GradeId) -> Option<&CreditGrade> {
        self.grades.iter().find(|row| row.grade == *grade)
    }
}

/// The trade that a grade allows a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradedTerms {
    /// The grade.
    pub grade: CreditGrade,
    /// The limit: its share of the proposed one, rounded toward zero.
    pub limit: Amount,
    /// The plan: its share of last year's purchases, rounded half up. A total, since it may be
    /// larger than any amount.
    pub plan: Total,
    /// The day by which limit and terms are reviewed.
    pub review_by: Day,
}

impl CreditGrade {
    /// The trade that the grade allows a customer with a proposed limit and last year's purchases,
    /// decided on a day.
    pub fn terms(&self, proposed: Amount, last_year: Amount, decided: Day) -> GradedTerms {
        let limit = proposed.share(self.share_of_limit, Rounding::TowardZero);
        let plan = i128::from(last_year.minor())
            .checked_mul(i128::from(self.plan.parts_per_million()))
            .and_then(|parts| Rounding::HalfUp.divide(parts, 1_000_000));
        GradedTerms {
            grade: self.clone(),
            limit: proven!(limit, else Amount::ZERO, "at most 100% of an amount"),
            plan: Total::from_minor(proven!(plan, else 0, "63 and 32 bits")),
            review_by: decided.offset(i32::from(self.review_days)),
        }
    }
}

impl fmt::Display for GradedTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CreditGrade { grade, payment_days, share_of_limit, plan, .. } = &self.grade;
        let days = plural(*payment_days, "day", "days");
        write!(
            f,
            "grade {grade}: {payment_days} {days} for payment, {share_of_limit} of the limit"
        )?;
        write!(f, ", a plan of {plan} of last year, review by {}", self.review_by)
    }
}
