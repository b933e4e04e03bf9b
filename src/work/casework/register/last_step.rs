use std::hash::Hash;

use super::input::{CustomerContext, Evaluations};
use super::register_error::RegisterError;
use super::step_terms::StepTerms;
use crate::calendar::{AsOf, Day};
use crate::engine::Checksum;
use crate::feed::Feed;
use crate::id::CustomerKey;
use crate::warning::{Level, Outcome, Rule};

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
        for pair in evaluations.customers.chunks(2) {
            let positions = pair.iter().map(|it| u64::from(it.position()));
            sum = sum.add(positions.fold(1, |word, position| (word << 32) | position));
        }
        for rule in Rule::ALL {
            sum = add_column(sum, evaluations.outcomes.get(rule));
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

/// The sum with the outcomes of one rule, eight a word: the last word says how many are left.
fn add_column(sum: Checksum, outcomes: &[Outcome]) -> Checksum {
    let (words, rest) = outcomes.as_chunks::<8>();
    let word = |eight: &[Outcome; 8]| u64::from_le_bytes(eight.map(code));
    let sum = words.iter().fold(sum, |sum, eight| sum.add(word(eight)));
    sum.add(rest.iter().fold(1, |word, outcome| (word << 8) | u64::from(code(*outcome))))
}

/// The number of an outcome.
const fn code(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Breach(level) => match level {
            Level::Watch => 0,
            Level::Warning => 1,
            Level::Critical => 2,
        },
        Outcome::NoData => 3,
        Outcome::NotApplicable => 4,
        Outcome::Clear => 5,
    }
}
