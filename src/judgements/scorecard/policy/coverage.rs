use crate::valid::Violations;

/// Values from one up to, and without, another; without an end where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: i64,
    pub(crate) below: Option<i64>,
}

impl Span {
    /// Returns `true` when the span holds a value.
    pub(crate) fn holds(self, value: i64) -> bool {
        self.from <= value && self.below.is_none_or(|below| value < below)
    }

    fn is_empty(self) -> bool {
        self.below.is_some_and(|below| below <= self.from)
    }
}

/// Adds a violation for each span that is empty, each value that two spans hold and each value
/// between two spans that none holds, with that value as witness.
///
/// Returns the spans in rising order, those that are empty left out.
pub(crate) fn check_cover(found: &mut Violations, table: &str, spans: &[Span]) -> Vec<Span> {
    let mut placed: Vec<(usize, Span)> = Vec::new();
    for (place, span) in spans.iter().enumerate() {
        match span.below.filter(|_| span.is_empty()) {
            Some(below) => {
                let problem = format!("holds no value: from {}, below {below}", span.from);
                found.add(&format!("{table}.{place}"), problem);
            }
            None => placed.push((place, *span)),
        }
    }
    placed.sort_by_key(|(place, span)| (span.from, *place));
    // The span that reaches farthest among those before.
    let mut farthest: Option<(usize, Span)> = None;
    for (place, span) in &placed {
        if let Some((other, before)) = farthest {
            check_pair(found, table, (*place, *span), (other, before));
        }
        let is_farther = farthest.is_none_or(|(_, before)| reaches_beyond(*span, before));
        farthest = if is_farther { Some((*place, *span)) } else { farthest };
    }
    placed.into_iter().map(|(_, span)| span).collect()
}

fn reaches_beyond(span: Span, before: Span) -> bool {
    match (span.below, before.below) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(below), Some(reached)) => below > reached,
    }
}

fn check_pair(
    found: &mut Violations,
    table: &str,
    (place, span): (usize, Span),
    (other, before): (usize, Span),
) {
    let row = format!("{table}.{place}");
    if before.holds(span.from) {
        let problem = if reaches_beyond(span, before) {
            format!("overlaps {table}.{other}: both hold {}", span.from)
        } else {
            format!("is never reached: {table}.{other} holds {} and all above", span.from)
        };
        found.add(&row, problem);
    } else if let Some(gap) = before.below.filter(|below| *below < span.from) {
        let problem = format!("leaves a gap after {table}.{other}: no row holds {gap}");
        found.add(&row, problem);
    }
}
