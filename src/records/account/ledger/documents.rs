use super::DocumentName;
use super::document_links::DocumentLinks;
use crate::account::{FactKind, RecordError};
use crate::calendar::Day;
use crate::engine::{Interner, Vacant, index, prefetch::read_ahead};
use crate::id::CustomerKey;
use crate::measure::proven;
use crate::money::Amount;

/// The customer, day and amount of a document. What else a kind has to say stands with its
/// entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DocumentHeader {
    pub(crate) customer: CustomerKey,
    pub(crate) day: Day,
    pub(crate) amount: Amount,
}

/// The documents of a kind by number, each with a dense handle.
#[derive(Debug, Clone, Default)]
pub(crate) struct Documents {
    numbers: Interner,
    headers: Vec<DocumentHeader>,
    /// Kept once a document of a timeline is revised.
    links: Option<DocumentLinks>,
}

impl Documents {
    /// The vacancy for a new document. A recorded one is refused: as a duplicate when its
    /// content is the same, otherwise as a conflict, of which the ledger tells what differs.
    /// `repeats` compares what the header does not hold.
    pub(crate) fn refuse_known(
        &self,
        kind: FactKind,
        document: DocumentName<'_>,
        header: DocumentHeader,
        repeats: impl FnOnce(u32) -> bool,
    ) -> Result<Vacant, RecordError> {
        let text = document.text(kind);
        let text = text.as_ref();
        match self.numbers.look_up(text) {
            Err(vacant) if self.numbers.has_room(1, text.len()) => Ok(vacant),
            Err(_) => Err(document.finds_no_room(kind)),
            Ok(handle) => Err(self.known(kind, document, header, handle, repeats)),
        }
    }

    /// The refusal of a recorded document.
    #[cold]
    #[inline(never)]
    fn known(
        &self,
        kind: FactKind,
        document: DocumentName<'_>,
        header: DocumentHeader,
        handle: u32,
        repeats: impl FnOnce(u32) -> bool,
    ) -> RecordError {
        let name = document.to_string();
        if self.header(handle) == Some(header) && repeats(handle) {
            return RecordError::Duplicate { kind, name };
        }
        RecordError::Conflict { kind, name, differences: Vec::new(), owner: None }
    }

    /// The handle and header of a recorded document.
    pub(crate) fn find(
        &self,
        kind: FactKind,
        document: DocumentName<'_>,
    ) -> Option<(u32, DocumentHeader)> {
        let handle = self.numbers.find(document.text(kind))?;
        Some((handle, self.header(handle)?))
    }

    /// Looks a number up, so that its place, or where it will be, is at hand.
    pub(crate) fn prefetch(&self, kind: FactKind, document: DocumentName<'_>) {
        read_ahead(|| self.numbers.look_up(document.text(kind)));
    }

    /// The handles of the documents of a customer: in a pass over all of them, but after
    /// [`link`](Self::link) in one over its own.
    pub(crate) fn of_customer(&self, customer: CustomerKey) -> Vec<u32> {
        if let Some(links) = &self.links {
            return links.of_customer(customer);
        }
        let all = (0..).zip(&self.headers);
        let own = all.filter(|(_, header)| header.customer == customer);
        own.map(|(handle, _)| handle).collect()
    }

    /// The documents of each customer.
    pub(crate) fn links(&self) -> DocumentLinks {
        let linked = || self.headers.iter().map(|it| it.customer).collect();
        self.links.clone().unwrap_or_else(linked)
    }

    /// Links the documents of each customer, now and from now on.
    pub(crate) fn link(&mut self) {
        if self.links.is_none() {
            let customers = self.headers.iter().map(|it| it.customer);
            self.links = Some(customers.collect());
        }
    }

    /// Puts the header of a document's version that stands now.
    pub(crate) fn revise(&mut self, handle: u32, header: DocumentHeader) {
        if let Some(place) = self.headers.get_mut(index(handle)) {
            *place = header;
        }
    }

    /// Takes the number of a document away, and its content. Its handle is not given again.
    pub(crate) fn erase(&mut self, handle: u32) {
        self.numbers.erase(handle);
        if let Some(header) = self.headers.get_mut(index(handle)) {
            (header.day, header.amount) = (Day::default(), Amount::ZERO);
        }
    }

    /// The header of a document.
    pub(crate) fn header(&self, handle: u32) -> Option<DocumentHeader> {
        self.headers.get(index(handle)).copied()
    }

    /// The handle that the next new document gets.
    pub(crate) fn next_handle(&self) -> u32 {
        let count = u32::try_from(self.headers.len()).ok();
        proven!(count, else 0, "an interner has at most 2^31 names")
    }

    /// Adds a new document.
    pub(crate) fn add(
        &mut self,
        kind: FactKind,
        document: DocumentName<'_>,
        header: DocumentHeader,
        vacant: Vacant,
    ) -> Result<u32, RecordError> {
        let handle = self.numbers.add(document.text(kind).as_str(), vacant);
        let handle = handle.ok_or_else(|| document.finds_no_room(kind))?;
        self.headers.push(header);
        if let Some(links) = &mut self.links {
            links.push(header.customer);
        }
        Ok(handle)
    }

    /// The numbers of the documents by handle.
    pub(crate) const fn numbers(&self) -> &Interner {
        &self.numbers
    }
}
