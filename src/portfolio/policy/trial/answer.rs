use crate::valid::words;
use crate::warning::{ArmFinding, Finding, JudgedFigures, Level, Outcome};

words! {
    /// The answer of a rule to figures.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(super) enum Answer as "an answer" {
        /// No arm objects.
        Clear = "clear",
        /// An arm raises a watch.
        Watch = "watch",
        /// An arm raises a warning.
        Warning = "warning",
        /// An arm raises a critical level.
        Critical = "critical",
        /// No arm is judged.
        NotJudged = "not_judged",
    }
}

impl Answer {
    pub(super) const fn of_level(level: Option<Level>) -> Self {
        match level {
            None => Self::Clear,
            Some(Level::Watch) => Self::Watch,
            Some(Level::Warning) => Self::Warning,
            Some(Level::Critical) => Self::Critical,
        }
    }

    pub(super) const fn of_outcome(outcome: Outcome) -> Self {
        match outcome {
            Outcome::NoData | Outcome::NotApplicable => Self::NotJudged,
            Outcome::Clear => Self::Clear,
            Outcome::Breach(level) => Self::of_level(Some(level)),
        }
    }
}

/// The ground of no judgement.
pub(super) const NO_FIGURE: &str = "the policy judges by none of these figures";

/// The findings of the arms in words: of those that are judged, where any is.
pub(super) fn why(judged: &JudgedFigures) -> String {
    if judged.arms.is_empty() {
        return NO_FIGURE.to_owned();
    }
    let is_judged = |it: &&ArmFinding| !matches!(it.finding, Finding::NotJudged(_));
    let said = |it: &ArmFinding| format!("{}: {}", it.arm.label(), it.finding);
    let spoken: Vec<String> = judged.arms.iter().filter(is_judged).map(said).collect();
    let silent = || judged.arms.iter().map(said).collect();
    let arms: Vec<String> = if spoken.is_empty() { silent() } else { spoken };
    arms.join(", ")
}
