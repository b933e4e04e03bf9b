use super::plain::note_feed;
use crate::account::ledger::{DocumentName, Ledger, ProductGroups, Store};
use crate::account::{FactKind, RecordError};
use crate::calendar::Day;
use crate::engine::{Interner, Span};
use crate::id::{CustomerKey, DocumentId, LineNumber};
use crate::intake::{Documented, Intake, Record};
use crate::money::{Currency, Money};
use crate::timeline::{Addition, DayTotal};
use crate::trade::Sale;

/// A sale with the handles of its product groups.
#[derive(Debug, Clone, Copy)]
struct SaleIntake<'a> {
    sale: &'a Sale,
    /// The groups of the sale, ascending.
    groups: &'a [u32],
    known: &'a ProductGroups,
}

/// Sales come together in a timeline.
impl Documented for SaleIntake<'_> {
    type Entry = DayTotal;
    type Placement = Addition;

    fn document(&self) -> &DocumentId {
        &self.sale.document
    }

    fn line(&self) -> Option<LineNumber> {
        self.sale.line
    }

    fn day(&self) -> Day {
        self.sale.date
    }

    fn amount(&self) -> Money {
        self.sale.amount
    }

    fn repeats(&self, recorded: u32, _run: &[DayTotal]) -> bool {
        self.known.of_document(recorded) == self.groups
    }

    fn place(&self, _document: u32, run: &[DayTotal], _numbers: &Interner) -> Option<Addition> {
        Addition::plan(run, self.sale.date, self.sale.amount.amount())
    }
}

/// The sales of a ledger: what recording one reads and changes, beside the row of its customer. A
/// thread can own them while another thread records other facts.
#[derive(Debug)]
pub(super) struct Sales<'a> {
    pub(super) currency: Currency,
    pub(super) table: &'a mut Store<DayTotal>,
    pub(super) groups: &'a mut ProductGroups,
}

impl Sales<'_> {
    /// Records a sale of a customer whose run is `span`, and gives the handle of its document.
    pub(super) fn record(
        &mut self,
        key: CustomerKey,
        span: &mut Span,
        sale: &Sale,
    ) -> Result<u32, RecordError> {
        let kind = FactKind::Sale;
        let checked = sale.check(Intake::new(self.currency));
        checked.map_err(|fault| RecordError::at_fault(kind, sale, fault))?;
        // Names of groups without a sale are not seen.
        let full = || RecordError::Full { kind, name: sale.name().into_owned() };
        let groups = self.groups.handles(&sale.groups).ok_or_else(full)?;
        let intake = SaleIntake { sale, groups: &groups, known: self.groups };
        let recorded = self.table.record(kind, self.currency, key, span, &intake);
        let handle = recorded.map_err(|error| self.with_groups(error, key, sale))?;
        if !groups.is_empty() {
            self.groups.note(handle, groups);
        }
        Ok(handle)
    }

    /// A conflict tells the groups of the recorded sale too, where either sale names any.
    fn with_groups(&self, error: RecordError, key: CustomerKey, sale: &Sale) -> RecordError {
        let RecordError::Conflict { kind, name, mut recorded } = error else { return error };
        let document = DocumentName { customer: key, document: &sale.document, line: sale.line };
        let handle = self.table.find(kind, document).map(|(handle, _)| handle);
        let groups = handle.map_or(&[][..], |handle| self.groups.of_document(handle));
        if !groups.is_empty() {
            recorded = format!("{recorded}, of {}", self.groups.listed(groups));
        } else if !sale.groups.is_empty() {
            recorded.push_str(", of no product group");
        }
        RecordError::Conflict { kind, name, recorded }
    }
}

/// Records a sale, and an order day in each of its product groups.
pub(super) fn record_sale(
    ledger: &mut Ledger,
    key: CustomerKey,
    sale: &Sale,
) -> Result<(), RecordError> {
    let mut span = ledger.row(key)?.spans.sales;
    let (table, groups) = (&mut ledger.tables.sales, &mut ledger.groups);
    let mut sales = Sales { currency: ledger.currency, table, groups };
    let handle = sales.record(key, &mut span, sale)?;
    note_sale(ledger, key, sale, span, handle)
}

/// Notes a recorded sale with its customer: the run, and the order days in product groups.
pub(super) fn note_sale(
    ledger: &mut Ledger,
    key: CustomerKey,
    sale: &Sale,
    span: Span,
    document: u32,
) -> Result<(), RecordError> {
    ledger.row_mut(key)?.spans.sales = span;
    note_feed(ledger, sale);
    if !sale.groups.is_empty() && sale.amount.amount().is_positive() {
        ledger.sparse_mut(key)?;
        if let Some(sparse) = ledger.sparse.get_mut(&key) {
            ledger.groups.note_order_day(&mut sparse.product_groups, document, sale.date);
        }
    }
    Ok(())
}
