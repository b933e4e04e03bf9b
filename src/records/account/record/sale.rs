use super::plain::note_document;
use super::{Target, told};
use crate::account::ledger::{DocumentName, Ledger, Planned, ProductGroups, Store};
use crate::account::{FactKind, RecordError};
use crate::engine::{Interner, Span};
use crate::id::CustomerKey;
use crate::intake::{Intake, Record, Tabled};
use crate::money::Currency;
use crate::timeline::{Addition, DayTotal};
use crate::trade::Sale;

/// A sale with the handles of its product groups.
#[derive(Debug, Clone, Copy)]
struct SaleIntake<'a> {
    sale: &'a Sale,
    /// The groups of the sale, ascending; `None` where one is new.
    groups: Option<&'a [u32]>,
    known: &'a ProductGroups,
}

/// Sales come together in a timeline.
impl Tabled for SaleIntake<'_> {
    type Fact = Sale;
    type Entry = DayTotal;
    type Placement = Addition;

    fn fact(&self) -> &Sale {
        self.sale
    }

    fn repeats(&self, recorded: u32, _run: &[DayTotal]) -> bool {
        self.groups.is_some_and(|groups| self.known.of_document(recorded) == groups)
    }

    fn place(&self, _document: u32, run: &[DayTotal], _numbers: &Interner) -> Option<Addition> {
        Addition::plan(run, self.sale.date, self.sale.amount.amount())
    }
}

/// A sale that was checked: nothing stands against recording it.
#[derive(Debug)]
struct PlannedSale {
    planned: Planned<Addition>,
    /// The groups of the sale; `None` where one is new.
    groups: Option<Box<[u32]>>,
}

/// The sales of a ledger: what recording one reads, beside the row of its customer.
#[derive(Debug, Clone, Copy)]
struct SaleTables<'a> {
    currency: Currency,
    table: &'a Store<DayTotal>,
    groups: &'a ProductGroups,
}

impl SaleTables<'_> {
    /// Checks a sale of a customer whose run is `span`.
    fn plan(self, key: CustomerKey, span: Span, sale: &Sale) -> Result<PlannedSale, RecordError> {
        let kind = FactKind::Sale;
        let checked = sale.check(Intake::new(self.currency));
        checked.map_err(|fault| RecordError::at_fault(kind, sale, fault))?;
        let groups = self.groups.known(&sale.groups);
        let intake = SaleIntake { sale, groups: groups.as_deref(), known: self.groups };
        let planned = self.table.plan(kind, key, span, &intake)?;
        if groups.is_none() && !self.groups.has_room_for(&sale.groups) {
            return Err(full(sale));
        }
        Ok(PlannedSale { planned, groups })
    }
}

#[cold]
fn full(sale: &Sale) -> RecordError {
    RecordError::Full { kind: FactKind::Sale, name: sale.name().into_owned() }
}

fn document(key: CustomerKey, sale: &Sale) -> DocumentName<'_> {
    DocumentName { customer: key, document: &sale.document, line: sale.line }
}

/// The sales of a ledger: what recording one changes, beside the row of its customer. A thread can
/// own them while another thread records other facts.
#[derive(Debug)]
pub(super) struct Sales<'a> {
    pub(super) currency: Currency,
    pub(super) table: &'a mut Store<DayTotal>,
    pub(super) groups: &'a mut ProductGroups,
}

impl Sales<'_> {
    /// Records a sale of a customer whose run is `span`, and gives the handle of its document. Of a
    /// conflict the ledger [tells](tell) what differs.
    pub(super) fn record(
        &mut self,
        key: CustomerKey,
        span: &mut Span,
        sale: &Sale,
    ) -> Result<u32, RecordError> {
        let Self { currency, table, groups } = self;
        let tables = SaleTables { currency: *currency, table, groups };
        let planned = tables.plan(key, *span, sale)?;
        self.put(key, span, sale, planned)
    }

    fn put(
        &mut self,
        key: CustomerKey,
        span: &mut Span,
        sale: &Sale,
        PlannedSale { planned, groups }: PlannedSale,
    ) -> Result<u32, RecordError> {
        // Names of groups without a sale are not seen.
        let groups = groups.or_else(|| self.groups.handles(&sale.groups));
        let groups = groups.ok_or_else(|| full(sale))?;
        let handle = self.table.put(FactKind::Sale, document(key, sale), span, planned)?;
        if !groups.is_empty() {
            self.groups.note(handle, groups);
        }
        Ok(handle)
    }
}

/// The error with what differs from the recorded sale, where it is a conflict.
#[cold]
pub(super) fn tell(
    ledger: &Ledger,
    key: CustomerKey,
    sale: &Sale,
    error: RecordError,
) -> RecordError {
    told(ledger, FactKind::Sale, document(key, sale), sale, error)
}

/// Records a sale, and an order day in each of its product groups.
pub(super) fn record_sale(
    target: &mut impl Target,
    key: CustomerKey,
    sale: &Sale,
) -> Result<(), RecordError> {
    let ledger = target.ledger();
    let mut span = ledger.row(key)?.spans.sales;
    let Ledger { currency, groups, .. } = ledger;
    let tables = SaleTables { currency: *currency, table: &ledger.tables.sales, groups };
    let planned = tables.plan(key, span, sale).map_err(|error| tell(ledger, key, sale, error))?;
    let Some(ledger) = target.change() else { return Ok(()) };
    let (table, groups) = (&mut ledger.tables.sales, &mut ledger.groups);
    let mut sales = Sales { currency: ledger.currency, table, groups };
    let handle = sales.put(key, &mut span, sale, planned)?;
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
    note_document(ledger, sale);
    if !sale.groups.is_empty() && sale.amount.amount().is_positive() {
        ledger.sparse_mut(key)?;
        if let Some(sparse) = ledger.sparse.get_mut(&key) {
            ledger.groups.note_order_day(&mut sparse.product_groups, document, sale.date);
        }
    }
    Ok(())
}
