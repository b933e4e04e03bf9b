use std::fmt;

use super::figure_value::FigureValue;
use super::test_figure::TestFigure;
use crate::credit::LimitInForce;
use crate::incident::{Credibility, Impact};
use crate::lapse::Sigmas;
use crate::measure::{Probability, Ratio, Score};
use crate::money::Amount;

/// The figures of one row or day, in the order of the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Given(pub(super) Vec<(TestFigure, FigureValue)>);

/// Declares a look-up for each kind of figure.
macro_rules! look_up {
    ($($name:ident: $variant:ident($kind:ty),)*) => {
        $(pub(super) fn $name(&self, figure: TestFigure) -> Option<$kind> {
            match self.get(figure)? {
                FigureValue::$variant(it) => Some(it),
                _ => None,
            }
        })*
    };
}

impl Given {
    fn get(&self, figure: TestFigure) -> Option<FigureValue> {
        self.0.iter().find(|it| it.0 == figure).map(|it| it.1)
    }

    look_up! {
        share: Share(Ratio),
        count: Count(u16),
        amount: Amount(Amount),
        limit: Limit(LimitInForce),
        sigmas: Sigmas(Sigmas),
        impact: Impact(Option<Impact>),
        credibility: Credibility(Credibility),
        yes_no: YesNo(bool),
        score: Score(Score),
    }

    pub(super) fn chance(&self, figure: TestFigure) -> Option<Probability> {
        let parts = u64::from(self.share(figure)?.parts_per_million()).checked_mul(1_000_000)?;
        Probability::try_from_parts_per_trillion(parts).ok()
    }
}

impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (figure, value)) in self.0.iter().enumerate() {
            let comma = if number > 0 { ", " } else { "" };
            write!(f, "{comma}{figure} {value}")?;
        }
        Ok(())
    }
}
