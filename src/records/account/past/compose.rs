use super::choice::Choice;
use super::documents::{documents, payments};
use super::flows::{RESTED_ON, flows};
use super::lists::{is_listed, lists, months};
use super::timelines::{product_groups, timeline};
use crate::account::ledger::{GroupDays, Ledger, Lists, OrderOutflow, Runs, Spans, Sparse, Stored};
use crate::account::versions::{FactTrail, History, Standing};
use crate::account::{FactKind, facts};
use crate::id::CustomerKey;
use crate::intake::{Entry, Plain, Tabled};
use crate::receivable::Payment;
use crate::trade::Sale;

/// The runs and lists of a customer, by one choice of versions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Composition {
    pub(crate) runs: Runs,
    /// `None` where they are those that stand now.
    pub(crate) listed: Option<ListedFacts>,
}

/// The facts of a customer that stand in lists, and what is counted from them.
#[derive(Debug, Clone, Default)]
pub(crate) struct ListedFacts {
    pub(crate) lists: Lists,
    pub(crate) order_outflow: OrderOutflow,
    pub(crate) product_groups: Vec<GroupDays>,
}

impl ListedFacts {
    /// Those that stand now.
    pub(crate) fn now(sparse: Option<&Sparse>) -> Self {
        sparse.map_or_else(Self::default, |sparse| Self {
            lists: sparse.lists.clone(),
            order_outflow: sparse.order_outflow.clone(),
            product_groups: sparse.product_groups.clone(),
        })
    }
}

impl Composition {
    /// Puts together the facts of a customer by the versions that `standing` chooses, in place of
    /// those that the tables hold. `None` when a running total does not fit.
    ///
    /// Kinds in which the tables hold the chosen versions are copied as they are. The memory of
    /// what was here is used again.
    pub(crate) fn put_together<'h>(
        &mut self,
        ledger: &'h Ledger,
        key: CustomerKey,
        history: &'h History,
        standing: impl Fn(&'h FactTrail) -> Standing<'h>,
    ) -> Option<()> {
        let spans = ledger.row(key).ok()?.spans;
        let choice = Choice { ledger, key, history, standing };
        let runs = &mut self.runs;
        runs.copy(&ledger.tables, &spans);
        choose_documents(&choice, &spans, runs)?;
        months(&choice, runs);
        self.listed = listed(&choice, runs);
        Some(())
    }
}

/// A documented fact, by the choice of its versions.
trait Chosen: Stored {
    /// Puts the chosen versions into the run of the kind. `None` when a running total does not fit.
    fn choose<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
        choice: &Choice<'h, S>,
        spans: &Spans,
        runs: &mut Runs,
    ) -> Option<()>;
}

impl<F: Plain + Stored<Entry = <F as Tabled>::Entry> + 'static> Chosen for F {
    fn choose<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
        choice: &Choice<'h, S>,
        spans: &Spans,
        runs: &mut Runs,
    ) -> Option<()> {
        if <F as Stored>::Entry::IS_TIMELINE {
            return choose_timeline::<F, S>(choice, spans, runs);
        }
        if choice.differs_in(&[F::KIND]) {
            documents::<F, S>(choice, F::run(runs));
        }
        Some(())
    }
}

impl Chosen for Sale {
    fn choose<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
        choice: &Choice<'h, S>,
        spans: &Spans,
        runs: &mut Runs,
    ) -> Option<()> {
        choose_timeline::<Self, S>(choice, spans, runs)
    }
}

/// The entry of a payment refers to the invoice that it names, so payments are chosen after
/// invoices.
impl Chosen for Payment {
    fn choose<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
        choice: &Choice<'h, S>,
        _spans: &Spans,
        runs: &mut Runs,
    ) -> Option<()> {
        if choice.differs_in(&[FactKind::Invoice, FactKind::Payment]) {
            payments(choice, &mut runs.payments, &runs.invoices);
        }
        Some(())
    }
}

fn choose_timeline<'h, F: Stored, S: Fn(&'h FactTrail) -> Standing<'h>>(
    choice: &Choice<'h, S>,
    spans: &Spans,
    runs: &mut Runs,
) -> Option<()> {
    if !choice.differs_in(&[F::KIND]) {
        return Some(());
    }
    let mut spans = *spans;
    let now = F::stored(&choice.ledger.tables).run(*F::span(&mut spans));
    timeline::<F, S>(choice, now, F::run(runs))
}

macro_rules! define_choose {
    (
        documented {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $table:ident: [$Entry:ty] by $record:ident;)*
        }
        $($others:tt)*
    ) => {
        /// Puts the chosen versions of documents into their runs, in the order of the list of
        /// facts: what names a document comes after it.
        fn choose_documents<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
            choice: &Choice<'h, S>,
            spans: &Spans,
            runs: &mut Runs,
        ) -> Option<()> {
            $(<$Type>::choose(choice, spans, runs)?;)*
            Some(())
        }
    };
}

facts!(define_choose);

/// The facts of a customer by the versions that `standing` chooses, see
/// [`Composition::put_together`].
pub(crate) fn compose<'h>(
    ledger: &'h Ledger,
    key: CustomerKey,
    history: &'h History,
    standing: impl Fn(&'h FactTrail) -> Standing<'h>,
) -> Option<Composition> {
    let mut composed = Composition::default();
    composed.put_together(ledger, key, history, standing).map(|()| composed)
}

/// The lists beside the runs; `None` where they are those that stand now.
fn listed<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
    choice: &Choice<'h, S>,
    runs: &Runs,
) -> Option<ListedFacts> {
    let sparse = choice.ledger.sparse(choice.key);
    let groups = choice.differs_in(&[FactKind::Sale]).then(|| product_groups(choice, sparse));
    let (lists_differ, flows_differ) =
        (choice.differs_in_any(is_listed), choice.differs_in(RESTED_ON));
    if !lists_differ && !flows_differ && groups.as_ref().is_none_or(Option::is_none) {
        return None;
    }
    let mut listed = ListedFacts::now(sparse);
    if let Some(groups) = groups.flatten() {
        listed.product_groups = groups;
    }
    if lists_differ {
        lists(choice, &mut listed.lists);
    }
    if flows_differ && let Some(outflow) = flows(choice, runs, &mut listed.lists.document_flows) {
        listed.order_outflow = outflow;
    }
    Some(listed)
}
