//! The written form of a bridge.

use serde::{Serialize, Serializer};

use super::{BridgeRow, RetentionFigure, RevenueBridge, RowTotal};
use crate::calendar::{Day, Window};
use crate::measure::Quotient;
use crate::money::{Currency, Total};
use crate::valid::AsText;

#[derive(Serialize)]
struct Written {
    currency: Currency,
    before: WrittenWindow,
    after: WrittenWindow,
    change: String,
    rows: [WrittenRow; BridgeRow::ALL.len()],
    retention: Vec<WrittenFigure>,
}

#[derive(Serialize)]
struct WrittenWindow {
    from: Day,
    to: Day,
    days: u32,
    purchases: String,
}

#[derive(Serialize)]
struct WrittenRow {
    row: BridgeRow,
    customers: u64,
    change: String,
}

#[derive(Serialize)]
struct WrittenFigure {
    formula: &'static str,
    definition: &'static str,
    share: AsText<Quotient>,
}

/// Written with `currency`, the windows `before` and `after` with their days and purchases, the
/// `change`, all `rows`, and `retention` by formula. Amounts are in major units, as text.
impl Serialize for RevenueBridge {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let plain = |total: Total| total.plain(self.currency()).to_string();
        let window = |window: Window, purchases| WrittenWindow {
            from: window.after.offset(1),
            to: window.until,
            days: window.days(),
            purchases: plain(purchases),
        };
        let written = Written {
            currency: self.currency(),
            before: window(self.windows().before(), self.before()),
            after: window(self.windows().after(), self.after()),
            change: plain(self.after().minus(self.before())),
            rows: BridgeRow::ALL.map(|row| {
                let RowTotal { customers, change } = self.row(row);
                WrittenRow { row, customers, change: plain(change) }
            }),
            retention: self
                .retention_figures()
                .map(|RetentionFigure { formula, fraction }| WrittenFigure {
                    formula: formula.code(),
                    definition: formula.definition(),
                    share: AsText(fraction),
                })
                .collect(),
        };
        written.serialize(to)
    }
}
