use super::unit::Unit;

/// An end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The number itself belongs to the span.
    At(i64),
    /// The numbers beyond it do, seen from the end.
    Beyond(i64),
    /// There is no end.
    Open,
}

/// A part of an axis without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: End,
    pub(super) to: End,
}

impl Span {
    /// The span from the start of this one to the end of another.
    pub(super) const fn up_to(self, last: Self) -> Self {
        Self { from: self.from, to: last.to }
    }

    /// The span in words. At the start of an axis its first number is not named.
    pub(super) fn said(self, unit: Unit, is_from_start: bool) -> String {
        if let Unit::Words(words) = unit {
            return self.listed(words);
        }
        let said = |number| unit.said(number);
        if unit.is_whole() {
            let from = match self.from {
                End::At(number) => Some(number),
                End::Beyond(number) => number.checked_add(1),
                End::Open => None,
            };
            let to = match self.to {
                End::At(number) => Some(number),
                End::Beyond(number) => number.checked_sub(1),
                End::Open => None,
            };
            return match (from, to) {
                (Some(from), Some(to)) if from == to => said(from),
                (Some(_), Some(to)) if is_from_start => format!("up to {}", said(to)),
                (Some(from), Some(to)) => format!("{from} to {}", said(to)),
                (Some(from), None) => format!("from {} on", said(from)),
                (None, Some(to)) => format!("up to {}", said(to)),
                (None, None) => "any".to_owned(),
            };
        }
        let from = match self.from {
            _ if is_from_start && self.from != self.to => None,
            End::At(number) => Some(format!("from {}", said(number))),
            End::Beyond(number) => Some(format!("above {}", said(number))),
            End::Open => None,
        };
        let to = match self.to {
            End::At(number) => Some(format!("up to {}", said(number))),
            End::Beyond(number) => Some(format!("below {}", said(number))),
            End::Open => None,
        };
        match (self.from, from, to) {
            (End::At(number), _, _) if self.from == self.to => format!("at {}", said(number)),
            (_, Some(from), Some(to)) if to.starts_with("below") => format!("{from}, {to}"),
            (_, Some(from), Some(to)) => format!("{from} {to}"),
            (End::At(_), Some(from), None) => format!("{from} on"),
            (_, Some(one), None) | (_, None, Some(one)) => one,
            (_, None, None) => "any".to_owned(),
        }
    }

    fn listed(self, words: &[&str]) -> String {
        let is_meant = |place: i64| {
            let is_after_start = match self.from {
                End::At(first) => place >= first,
                End::Beyond(before) => place > before,
                End::Open => true,
            };
            let is_before_end = match self.to {
                End::At(last) => place <= last,
                End::Beyond(after) => place < after,
                End::Open => true,
            };
            is_after_start && is_before_end
        };
        let meant = (0..).zip(words).filter(|(place, _)| is_meant(*place)).map(|(_, word)| *word);
        meant.collect::<Vec<_>>().join(" or ")
    }
}
