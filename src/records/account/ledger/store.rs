use super::DocumentName;
use super::documents::{DocumentHeader, Documents};
use crate::account::{FactKind, RecordError};
use crate::engine::{Arena, Interner, Span, Vacant};
use crate::id::CustomerKey;
use crate::intake::{Documented, Monthly, Placement, Tabled};
use crate::money::{Amount, Money};
use crate::timeline::{MonthAmount, place_before};

/// The facts of a documented kind: the documents by number, and a run of entries for each
/// customer.
///
/// Recording a fact reads and changes nothing else of the ledger, so one thread can own the store
/// of a kind while another thread owns all others.
#[derive(Debug, Clone, Default)]
pub(crate) struct Store<E> {
    documents: Documents,
    runs: Arena<E>,
}

/// A documented fact that was checked: nothing stands against recording it.
#[derive(Debug)]
pub(crate) struct Planned<P> {
    header: DocumentHeader,
    vacant: Vacant,
    placement: P,
}

impl<E: Copy + Default> Store<E> {
    /// Checks a fact of a customer whose run is `span`: the document is new, the run has room, its
    /// running totals fit.
    pub(crate) fn plan<F: Tabled<Entry = E>>(
        &self,
        kind: FactKind,
        customer: CustomerKey,
        span: Span,
        tabled: &F,
    ) -> Result<Planned<F::Placement>, RecordError> {
        let fact = tabled.fact();
        let document = DocumentName { customer, document: fact.document(), line: fact.line() };
        let amount = fact.amount().amount();
        let header = DocumentHeader { customer, day: fact.day(), amount };
        let run = self.runs.slice(span);
        let repeats = |recorded| tabled.repeats(recorded, run);
        let vacant = self.documents.refuse_known(kind, document, header, repeats)?;
        if !self.has_room(span, tabled.further_entries()) {
            return Err(document.finds_no_room(kind));
        }
        let placement = tabled.place(self.documents.next_handle(), run, self.documents.numbers());
        let placement = placement.ok_or_else(|| overflow(kind, document, fact.amount()))?;
        Ok(Planned { header, vacant, placement })
    }

    /// Records a fact that was checked, and gives the handle of its document. The one place where a
    /// documented fact comes in.
    pub(crate) fn put<P: Placement<E>>(
        &mut self,
        kind: FactKind,
        document: DocumentName<'_>,
        span: &mut Span,
        planned: Planned<P>,
    ) -> Result<u32, RecordError> {
        let Planned { header, vacant, placement } = planned;
        let insertion = placement.insertion(self.runs.slice(*span));
        let handle = self.documents.add(kind, document, header, vacant)?;
        if let Some((place, entry)) = insertion {
            self.runs.insert(span, place, entry);
        }
        placement.finish(self.runs.slice_mut(*span));
        Ok(handle)
    }

    fn has_room(&self, span: Span, further: usize) -> bool {
        self.runs.has_room(span) && (further == 0 || self.runs.has_room_for(span, further))
    }

    /// Puts a further entry of a recorded document into the run of its customer, before all that
    /// come later. The document has told the number of its entries.
    pub(crate) fn insert_further(
        &mut self,
        span: &mut Span,
        entry: E,
        comes_later: impl Fn(&E) -> bool,
    ) {
        let place = place_before(self.runs.slice(*span), comes_later);
        self.runs.insert(span, place, entry);
    }

    /// The entries of a customer.
    #[inline]
    pub(crate) fn run(&self, span: Span) -> &[E] {
        self.runs.slice(span)
    }

    /// Puts the entries of one customer in a store that holds nothing else, and takes those that
    /// were there.
    pub(crate) fn swap_sole(&mut self, run: &mut Vec<E>) -> Span {
        self.runs.swap_sole(run)
    }

    /// Puts other entries in the place of those of a customer.
    pub(crate) fn replace_run(&mut self, span: &mut Span, entries: &[E]) {
        self.runs.replace(span, entries);
    }

    /// The documents by number.
    pub(crate) const fn documents(&self) -> &Documents {
        &self.documents
    }

    /// The documents by number, to change them.
    pub(crate) const fn documents_mut(&mut self) -> &mut Documents {
        &mut self.documents
    }

    /// The entries of all customers.
    pub(crate) const fn runs(&self) -> &Arena<E> {
        &self.runs
    }

    /// Puts entries that were loaded in the place of all others.
    pub(crate) fn replace_runs(&mut self, runs: Arena<E>) {
        self.runs = runs;
    }

    /// The handle and header of a recorded document.
    pub(crate) fn find(
        &self,
        kind: FactKind,
        document: DocumentName<'_>,
    ) -> Option<(u32, DocumentHeader)> {
        self.documents.find(kind, document)
    }

    /// The handle and header of a recorded document of the customer under whom it is named.
    pub(crate) fn find_own(
        &self,
        kind: FactKind,
        document: DocumentName<'_>,
    ) -> Option<(u32, DocumentHeader)> {
        self.find(kind, document).filter(|(_, header)| header.customer == document.customer)
    }

    /// The numbers of the documents by handle.
    pub(crate) const fn numbers(&self) -> &Interner {
        self.documents.numbers()
    }

    /// Looks a number up, so that its place, or where it will be, is at hand.
    pub(crate) fn prefetch_number(&self, kind: FactKind, document: DocumentName<'_>) {
        self.documents.prefetch(kind, document);
    }
}

/// The refusal of an amount that a running total does not take.
#[cold]
fn overflow(kind: FactKind, document: DocumentName<'_>, amount: Money) -> RecordError {
    let amount = amount.amount().to_total().with_currency(amount.currency()).to_string();
    RecordError::Overflow { kind, name: document.to_string(), amount }
}

/// The place of a new amount for a month in the run of a customer; checks that it is new, and that
/// there is room.
pub(crate) fn plan_monthly<F: Monthly>(
    runs: &Arena<MonthAmount>,
    span: Span,
    kind: FactKind,
    fact: &F,
) -> Result<usize, RecordError> {
    let name = || fact.name().into_owned();
    let run = runs.slice(span);
    match run.binary_search_by_key(&fact.month(), |it| it.month()) {
        Ok(place) => {
            let recorded = run.get(place).map_or(Amount::ZERO, |it| it.amount());
            if recorded == fact.amount().amount() {
                return Err(RecordError::Duplicate { kind, name: name() });
            }
            let recorded = fact.with_amount(Money::new(recorded, fact.amount().currency()));
            Err(RecordError::conflict(kind, fact, recorded.fields()))
        }
        Err(_) if !runs.has_room(span) => Err(RecordError::Full { kind, name: name() }),
        Err(place) => Ok(place),
    }
}
