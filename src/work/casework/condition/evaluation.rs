use crate::calendar::Day;
use crate::valid::codes;
use crate::warning::Level;

/// The result of evaluating a rule once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum Evaluation {
    /// The rule could judge.
    Seen {
        /// The level that its value raises.
        raised: Option<Level>,
        /// The highest level whose clearing threshold the value has not passed; at least the one
        /// that it raises. Equal to that where raising and clearing share a threshold.
        #[cfg_attr(feature = "serde", serde(rename = "kept"))]
        retained: Option<Level>,
    },
    /// There was no data to judge by.
    NoData,
    /// The rule could not be evaluated.
    Failed,
}

impl Evaluation {
    /// An evaluation of a rule that clears where it raises.
    ///
    /// ```
    /// use guanxi::casework::Evaluation;
    /// use guanxi::warning::Level;
    /// let watch = Some(Level::Watch);
    /// assert_eq!(Evaluation::at(watch), Evaluation::Seen { raised: watch, retained: watch });
    /// ```
    pub const fn at(level: Option<Level>) -> Self {
        Self::Seen { raised: level, retained: level }
    }
}

/// The refusal of an evaluation. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluationError {
    /// It is dated before the last one.
    #[error("an evaluation of {on} cannot follow one of {last}")]
    OutOfOrder {
        /// The day of the evaluation.
        on: Day,
        /// The day of the last one.
        last: Day,
    },
    /// Its number was given to another one.
    #[error(
        "evaluation {number} was taken on {taken}, with other content than that of {on}: it needs \
         a number of its own"
    )]
    NumberTaken {
        /// The number.
        number: u64,
        /// The day of the evaluation that has it.
        taken: Day,
        /// The day of the evaluation.
        on: Day,
    },
    /// Its clearing threshold lies on the wrong side.
    #[error("an evaluation that raises {raised} retains at least that, was {retained}")]
    RetainedBelowRaised {
        /// The level that is raised.
        raised: Level,
        /// The level that is retained, in words.
        retained: String,
    },
}

codes! {
    EvaluationError {
        OutOfOrder = "evaluation_out_of_order",
        NumberTaken = "evaluation_number_taken",
        RetainedBelowRaised = "retained_below_raised",
    }
}
