use super::packed_kind::{PackedKind, packed_kinds};
use super::packed_rows::PackedRows;
use super::{PackedFacts, PackedFactsError};
use crate::account::Fact;
use crate::expense::{Budget, Expense};
use crate::id::DocumentId;
use crate::receivable::{Invoice, Payment, SettlementKind};
use crate::trade::{OpenOrder, Plan, Sale};

/// A fact whose fields have columns.
trait Packed: Sized {
    /// Puts the fields into the columns. `None` where one has no column; then nothing has changed.
    fn pack(&self, columns: &mut PackedFacts) -> Option<()>;

    /// The fact of the next row.
    fn unpack(rows: &mut PackedRows<'_>) -> Result<Self, PackedFactsError>;
}

macro_rules! define_packed {
    ($($Kind:ident($Type:ty),)*) => {
        /// Puts a fact into columns. `None` where it has something without a column; then nothing
        /// has changed.
        pub(super) fn pack(fact: &Fact, columns: &mut PackedFacts) -> Option<PackedKind> {
            match fact {
                $(Fact::$Kind(fact) => fact.pack(columns).map(|()| PackedKind::$Kind),)*
                _ => None,
            }
        }

        /// The fact of the next row.
        pub(super) fn unpack(
            kind: PackedKind,
            rows: &mut PackedRows<'_>,
        ) -> Result<Fact, PackedFactsError> {
            match kind {
                $(PackedKind::$Kind => <$Type>::unpack(rows).map(Fact::$Kind),)*
            }
        }
    };
}

packed_kinds!(define_packed);

impl Packed for Sale {
    fn pack(&self, columns: &mut PackedFacts) -> Option<()> {
        let Self { document, line, date, amount, groups } = self;
        columns.put_line(*line);
        columns.put_groups(groups);
        columns.put_document(document, *date, *amount);
        Some(())
    }

    fn unpack(rows: &mut PackedRows<'_>) -> Result<Self, PackedFactsError> {
        let sale = Self::new(rows.number()?, rows.day()?, rows.amount()?);
        Ok(Self { line: rows.line()?, groups: rows.groups()?, ..sale })
    }
}

impl Packed for OpenOrder {
    fn pack(&self, columns: &mut PackedFacts) -> Option<()> {
        let Self { document, ordered, deliver, amount } = self;
        columns.put_document(document, *ordered, *amount);
        columns.due.push(deliver.to_epoch_days());
        Some(())
    }

    fn unpack(rows: &mut PackedRows<'_>) -> Result<Self, PackedFactsError> {
        Ok(Self::new(rows.number()?, rows.day()?, rows.due()?, rows.amount()?))
    }
}

impl Packed for Invoice {
    fn pack(&self, columns: &mut PackedFacts) -> Option<()> {
        let Self { document, issued, due, amount, disputed: false } = self else { return None };
        columns.put_document(document, *issued, *amount);
        columns.due.push(due.to_epoch_days());
        Some(())
    }

    fn unpack(rows: &mut PackedRows<'_>) -> Result<Self, PackedFactsError> {
        Ok(Self::new(rows.number()?, rows.day()?, rows.due()?, rows.amount()?))
    }
}

impl Packed for Payment {
    fn pack(&self, columns: &mut PackedFacts) -> Option<()> {
        let Self { document, date, amount, invoice, kind, allocations, paper: None } = self else {
            return None;
        };
        if *kind != SettlementKind::Received || !allocations.is_empty() {
            return None;
        }
        columns.put_document(document, *date, *amount);
        columns.invoices.push_str(invoice.as_ref().map_or("", DocumentId::as_str));
        columns.invoices.push('\n');
        Some(())
    }

    fn unpack(rows: &mut PackedRows<'_>) -> Result<Self, PackedFactsError> {
        let payment = Self::new(rows.number()?, rows.day()?, rows.amount()?);
        Ok(Self { invoice: rows.invoice()?, ..payment })
    }
}

impl Packed for Expense {
    fn pack(&self, columns: &mut PackedFacts) -> Option<()> {
        let Self { document, date, amount } = self;
        columns.put_document(document, *date, *amount);
        Some(())
    }

    fn unpack(rows: &mut PackedRows<'_>) -> Result<Self, PackedFactsError> {
        Ok(Self::new(rows.number()?, rows.day()?, rows.amount()?))
    }
}

impl Packed for Plan {
    fn pack(&self, columns: &mut PackedFacts) -> Option<()> {
        let Self { month, amount } = self;
        columns.put(month.first_day(), *amount);
        Some(())
    }

    fn unpack(rows: &mut PackedRows<'_>) -> Result<Self, PackedFactsError> {
        Ok(Self::new(rows.month()?, rows.amount()?))
    }
}

impl Packed for Budget {
    fn pack(&self, columns: &mut PackedFacts) -> Option<()> {
        let Self { month, amount } = self;
        columns.put(month.first_day(), *amount);
        Some(())
    }

    fn unpack(rows: &mut PackedRows<'_>) -> Result<Self, PackedFactsError> {
        Ok(Self::new(rows.month()?, rows.amount()?))
    }
}
