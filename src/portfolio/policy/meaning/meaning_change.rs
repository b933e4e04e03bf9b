use std::fmt;

use super::FigureSpan;
use super::unit::ratio;
use crate::evidence::{Figure, Value};

/// Figures to which two policies give different answers, all of them the same two.
///
/// Printed as `debt, utilisation above 70% up to 80%: clear → watch (e.g. 75%)`.
///
/// Written with `question`, `spans`, `before`, `after` and `witness`, the figures of one example.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct MeaningChange {
    /// The question, by the thing that is judged, such as `debt`.
    pub question: &'static str,
    /// The values of the figures. A figure that is not named may have any.
    pub spans: Vec<FigureSpan>,
    /// The answer of the earlier policy.
    pub before: String,
    /// The answer of the later policy.
    pub after: String,
    /// One value of each figure within the spans.
    pub witness: Vec<Figure>,
}

impl fmt::Display for MeaningChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.question)?;
        for FigureSpan { figure, span } in &self.spans {
            write!(f, ", {figure} {span}")?;
        }
        write!(f, ": {} → {}", self.before, self.after)?;
        let example: Vec<String> = match self.witness.as_slice() {
            [] => return Ok(()),
            [one] => vec![exactly(&one.value)],
            more => more.iter().map(|it| format!("{} {}", it.label, exactly(&it.value))).collect(),
        };
        write!(f, " (e.g. {})", example.join(", "))
    }
}

/// A value without rounding.
fn exactly(value: &Value) -> String {
    match value {
        Value::Share(share) => {
            let millionths = share.to_micros().and_then(|it| i64::try_from(it).ok());
            millionths.map_or_else(|| value.to_string(), |it| ratio(it).to_string())
        }
        Value::Money(..)
        | Value::Threshold(_)
        | Value::Probability(_)
        | Value::Score(_)
        | Value::Days(_)
        | Value::Count(_)
        | Value::Day(_)
        | Value::Text(_) => value.to_string(),
    }
}
