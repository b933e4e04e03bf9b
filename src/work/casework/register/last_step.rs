use std::hash::Hash;

use super::input::{CustomerContext, Evaluations};
use super::register_error::RegisterError;
use super::step_terms::StepTerms;
use crate::calendar::{AsOf, Day};
use crate::engine::Checksum;
use crate::feed::Feed;
use crate::id::CustomerKey;
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
    /// Checks that a step under the number of this one is this one, told once more.
    ///
    /// # Errors
    ///
    /// When it has another day or content.
    pub(super) fn check_repeated(self, other: Self) -> Result<(), RegisterError> {
        let Self { number, on: taken, content } = self;
        let is_alike = content.is_none() || content == other.content;
        if other.on == taken && is_alike {
            return Ok(());
        }
        Err(RegisterError::NumberTaken { number, taken, on: other.on })
    }
}

/// The content of a step while it is added up: the customers that it takes, what the rules said of
/// each, what else was known of those with a breach or an episode, and up to which day each feed is
/// complete.
#[derive(Debug, Clone, Copy)]
pub(super) struct StepContent(Checksum);

impl StepContent {
    /// The content without what else is known of single customers.
    pub(super) fn new(terms: StepTerms<'_>, evaluations: &Evaluations<'_>) -> Self {
        let StepTerms { reach, watermarks, gone, .. } = terms;
        let mut sum = Checksum::default();
        (reach, gone).hash(&mut sum);
        evaluations.speaks_since.hash(&mut sum);
        Feed::ALL.map(|feed| watermarks.get(feed)).hash(&mut sum);
        let columns = Rule::ALL.map(|rule| *evaluations.outcomes.get(rule));
        for (row, customer) in evaluations.customers.iter().enumerate() {
            let code = columns.iter().fold(0, |codes: u64, column| {
                (codes << 3) | column.get(row).map_or(7, |outcome| code(*outcome))
            });
            sum = sum.add((u64::from(customer.position()) << 32) | code);
        }
        Self(sum)
    }

    /// Adds what is known of a customer besides the outcomes.
    pub(super) fn add(&mut self, customer: CustomerKey, context: &CustomerContext) {
        (customer, context).hash(&mut self.0);
    }

    /// The last step once it has this content.
    pub(super) fn into_step(self, number: u64, t: AsOf) -> LastStep {
        LastStep { number, on: t.day(), content: Some(self.0.total()) }
    }
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
