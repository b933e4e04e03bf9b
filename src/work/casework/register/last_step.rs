use super::input::Evaluations;
use super::register_error::RegisterError;
use crate::calendar::{AsOf, Day};
use crate::engine::Checksum;
use crate::feed::{Feed, Watermarks};
use crate::warning::{Outcome, Rule};

/// The last step of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastStep {
    /// Its number.
    pub number: u64,
    /// Its day.
    pub on: Day,
    /// The checksum of its content; `None` when none was kept.
    pub(crate) content: Option<u32>,
}

impl LastStep {
    /// `true` if a step is this one, told once more.
    ///
    /// # Errors
    ///
    /// When it has the number of this one, and another day or content.
    pub(super) fn is_repeated_by(self, other: Self) -> Result<bool, RegisterError> {
        let Self { number, on: taken, content } = self;
        if other.number != number {
            return Ok(false);
        }
        let is_alike = content.is_none() || content == other.content;
        if other.on == taken && is_alike {
            return Ok(true);
        }
        Err(RegisterError::NumberTaken { number, taken, on: other.on })
    }
}

/// The step with these outcomes. Its content is what the rules said of each customer, and up to
/// which day each feed is complete.
pub(super) fn step_of(
    number: u64,
    evaluations: &Evaluations<'_>,
    watermarks: &Watermarks,
    t: AsOf,
) -> LastStep {
    let mut sum = Checksum::default();
    for feed in Feed::ALL {
        let day = watermarks.get(feed).map_or(0, |day| day.days_since(Day::MIN).unsigned_abs());
        sum = sum.add(u64::from(day));
    }
    let columns = Rule::ALL.map(|rule| *evaluations.outcomes.get(rule));
    for (row, customer) in evaluations.customers.iter().enumerate() {
        let code = columns.iter().fold(0, |codes: u64, column| {
            (codes << 3) | column.get(row).map_or(7, |outcome| code(*outcome))
        });
        sum = sum.add((u64::from(customer.position()) << 32) | code);
    }
    LastStep { number, on: t.day(), content: Some(sum.finish()) }
}

/// The number of an outcome, below 7.
const fn code(outcome: Outcome) -> u64 {
    match outcome {
        Outcome::NoData => 0,
        Outcome::NotApplicable => 1,
        Outcome::Clear => 2,
        Outcome::Breach(level) => match level {
            crate::warning::Level::Watch => 3,
            crate::warning::Level::Warning => 4,
            crate::warning::Level::Critical => 5,
        },
    }
}
