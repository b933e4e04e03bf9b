//! The questions that a policy answers from figures alone.

mod debt;
mod expense;
mod incident;
mod loss;
mod progress;
mod said;
mod segment;
mod terms;

use said::{HUNDREDTHS, elapsed, kept, levels};

use super::question::Question;

/// All questions, in the order of a report.
pub(super) const QUESTIONS: [Question; 26] = [
    debt::UTILISATION,
    debt::PAST_DUE,
    debt::NO_LIMIT,
    debt::LEVEL_KEPT,
    progress::PLAN,
    progress::LAST_YEAR,
    progress::DECLINE,
    progress::ELAPSED,
    expense::OVER_BUDGET,
    expense::WITHOUT_SALES,
    expense::ELAPSED,
    loss::NO_ORDER,
    loss::ALIVE,
    loss::USUAL_GAPS,
    loss::DAYS,
    loss::FIXED_DAYS,
    loss::BOUGHT_ONCE,
    incident::REPORT,
    segment::CLASS_BY_AMOUNT,
    segment::CLASS_BY_CUSTOMERS,
    segment::CLASS_FROM,
    segment::LARGE_CLASS,
    segment::LARGE_AMOUNT,
    segment::LOYAL,
    terms::GRADE,
    terms::SERVICES,
];
