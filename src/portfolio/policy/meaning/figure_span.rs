/// A figure of a question with the span of values that is meant, in words.
///
/// Written as `{"figure": "utilisation", "span": "above 70% up to 75%"}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct FigureSpan {
    /// The figure.
    pub figure: &'static str,
    /// Its values.
    pub span: String,
}
