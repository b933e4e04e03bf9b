//! Which documents of a kind are recorded, and as what.

use super::{FactKind, RecordError};
use crate::calendar::Day;
use crate::engine::{Interner, Vacant, index, prefetch::read_ahead};
use crate::id::{CustomerKey, DocumentId};
use crate::money::{Amount, Currency};

/// What a document says at its core; kinds with more to say keep the rest with their lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Core {
    pub(crate) customer: CustomerKey,
    pub(crate) day: Day,
    pub(crate) amount: Amount,
}

impl Core {
    fn describe(self, currency: Currency) -> String {
        let amount = self.amount.to_total().with_currency(currency);
        format!("{amount} on {}", self.day)
    }
}

/// The documents of a kind by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Documents {
    names: Interner,
    cores: Vec<Core>,
}

impl Documents {
    /// What it takes to [`add`](Self::add) a document. One that is recorded is refused: as a duplicate
    /// when its content is the same, otherwise as a conflict. `rest_equal` compares what the core does
    /// not hold.
    pub(crate) fn refuse_known(
        &self,
        kind: FactKind,
        document: &DocumentId,
        core: Core,
        currency: Currency,
        rest_equal: impl FnOnce(u32) -> bool,
    ) -> Result<Vacant, RecordError> {
        let handle = match self.names.look_up(document.as_str()) {
            Err(vacant) => return Ok(vacant),
            Ok(handle) => handle,
        };
        let name = document.to_string();
        let recorded = self.core(handle);
        if recorded == Some(core) && rest_equal(handle) {
            return Err(RecordError::Duplicate { kind, name });
        }
        let recorded = recorded.map_or_else(String::new, |recorded| {
            let other = recorded.customer != core.customer;
            let other = if other { ", for another customer" } else { "" };
            format!("{}{other}", recorded.describe(currency))
        });
        Err(RecordError::Conflict { kind, name, recorded })
    }

    /// The handle and core of a recorded document.
    pub(crate) fn find(&self, document: &DocumentId) -> Option<(u32, Core)> {
        let handle = self.names.find(document.as_str())?;
        Some((handle, self.core(handle)?))
    }

    /// Looks a document up so that where it stands, or would, is at hand.
    pub(super) fn bring_near(&self, document: &DocumentId) {
        read_ahead(|| self.names.look_up(document.as_str()));
    }

    fn core(&self, handle: u32) -> Option<Core> {
        self.cores.get(index(handle)).copied()
    }

    /// Takes a new document.
    pub(crate) fn add(
        &mut self,
        kind: FactKind,
        document: &DocumentId,
        core: Core,
        vacant: Vacant,
    ) -> Result<u32, RecordError> {
        let handle = self.names.add(document.as_str(), vacant);
        let handle =
            handle.ok_or_else(|| RecordError::Full { kind, name: document.to_string() })?;
        self.cores.push(core);
        Ok(handle)
    }

    /// The number of a document.
    pub(crate) fn name(&self, handle: u32) -> &str {
        self.names.name(handle)
    }
}
