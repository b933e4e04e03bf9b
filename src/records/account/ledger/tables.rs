use super::{DocumentName, Documents, Dossier, Store};
use crate::account::{Fact, FactKind, FactName, facts};
use crate::calendar::Day;
use crate::contract::Contract;
use crate::engine::{Arena, Span, prefetch::prefetch};
use crate::id::CustomerKey;
use crate::intake::{
    Dealing, Documented, Entry, Feed, Listed, NamedDocument, Names, Record, insert_sorted,
};
use crate::receivable::Bill;

/// A documented fact: the table of its kind, and the customer's run in it.
pub(crate) trait Stored: Documented + Into<Fact> {
    /// The kind of the fact.
    const KIND: FactKind;
    /// The item of a run for each fact.
    type Entry: Entry;

    /// The table of the kind, to read it.
    fn stored(tables: &Tables) -> &Store<Self::Entry>;

    /// The table of the kind.
    fn table(tables: &mut Tables) -> &mut Store<Self::Entry>;

    /// The run of a customer.
    fn span(spans: &mut Spans) -> &mut Span;

    /// The run of a customer apart from the table.
    fn run(runs: &mut Runs) -> &mut Vec<Self::Entry>;

    /// The fact, where it is of this kind.
    fn from_fact(fact: &Fact) -> Option<&Self>;
}

/// An amount for a month: the runs of its kind, and the customer's run.
pub(crate) trait MonthStored {
    /// The kind of the fact.
    const KIND: FactKind;

    /// The runs of all customers, to read them.
    fn stored(tables: &Tables) -> &Arena<crate::timeline::MonthAmount>;

    /// The runs of all customers.
    fn table(tables: &mut Tables) -> &mut Arena<crate::timeline::MonthAmount>;

    /// The run of a customer.
    fn span(spans: &mut Spans) -> &mut Span;
}

/// A fact that is kept whole: the list of its kind.
pub(crate) trait InList: Sized {
    /// The kind of the fact.
    const KIND: FactKind;

    /// The list of a customer.
    fn list(lists: &Lists) -> &[Self];

    /// The list of a customer, to change it.
    fn list_mut(lists: &mut Lists) -> &mut Vec<Self>;
}

/// The days of a list that make the customer start.
fn start_days<F: Dealing>(list: &[F]) -> impl Iterator<Item = Day> {
    let list = if F::STARTS_CUSTOMER { list } else { &[] };
    list.iter().filter_map(Dealing::own_day)
}

macro_rules! define_tables {
    (
        documented {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $table:ident: [$Entry:ty] by $record:ident;)*
        }
        monthly {
            $($(#[$month_about:meta])* $MonthKind:ident($MonthType:ty) = $month_word:literal,
                $months:ident: [$Month:ty] by $record_month:ident;)*
        }
        listed {
            $($(#[$list_about:meta])* $ListKind:ident($ListType:ty) = $list_word:literal,
                $list:ident: [$Item:ty] by $record_listed:ident;)*
        }
        kept {
            $($(#[$kept_about:meta])* $KeptKind:ident($KeptType:ty) = $kept_word:literal,
                $kept:ident: [$Kept:ty] by $record_kept:ident;)*
        }
    ) => {
        /// The facts of the kinds of which many customers have some, a table for each kind.
        #[derive(Debug, Clone, Default)]
        pub(crate) struct Tables {
            $(pub(crate) $table: Store<$Entry>,)*
            $(pub(crate) $months: Arena<$Month>,)*
        }

        /// The runs of one customer in the tables.
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct Spans {
            $(pub(crate) $table: Span,)*
            $(pub(crate) $months: Span,)*
        }

        impl Spans {
            /// No facts.
            pub(crate) const EMPTY: Self =
                Self { $($table: Span::EMPTY,)* $($months: Span::EMPTY,)* };
        }

        /// The runs of one customer, apart from the tables.
        #[derive(Debug, Clone, Default)]
        pub(crate) struct Runs {
            $(pub(crate) $table: Vec<$Entry>,)*
            $(pub(crate) $months: Vec<$Month>,)*
        }

        impl Runs {
            /// Takes a copy of the runs of a customer, in the memory of those that were here.
            pub(crate) fn copy(&mut self, tables: &Tables, spans: &Spans) {
                $(
                    self.$table.clear();
                    self.$table.extend_from_slice(tables.$table.run(spans.$table));
                )*
                $(
                    self.$months.clear();
                    self.$months.extend_from_slice(tables.$months.slice(spans.$months));
                )*
            }

            /// Puts the runs in tables that hold nothing else, and takes those that were there.
            pub(crate) fn swap(&mut self, tables: &mut Tables) -> Spans {
                Spans {
                    $($table: tables.$table.swap_sole(&mut self.$table),)*
                    $($months: tables.$months.swap_sole(&mut self.$months),)*
                }
            }

            /// Tells whether the tables have room for the runs.
            pub(crate) fn have_room(&self, tables: &Tables, spans: &Spans) -> bool {
                true $(&& tables.$table.runs().has_room_for(spans.$table, self.$table.len()))*
                    $(&& tables.$months.has_room_for(spans.$months, self.$months.len()))*
            }

            /// Puts the runs in the place of those of a customer.
            pub(crate) fn put(&self, tables: &mut Tables, spans: &mut Spans) {
                $(tables.$table.replace_run(&mut spans.$table, &self.$table);)*
                $(tables.$months.replace(&mut spans.$months, &self.$months);)*
            }
        }

        /// The lists of one customer.
        #[derive(Debug, Clone, Default)]
        pub(crate) struct Lists {
            $(pub(crate) $list: Vec<$Item>,)*
            /// The facts about the relation; few customers with lists have any.
            pub(crate) dossier: Option<Box<Dossier>>,
        }

        impl Lists {
            /// Takes in the facts of other lists.
            pub(crate) fn absorb(&mut self, others: Self) {
                $(for fact in others.$list {
                    insert_sorted(&mut self.$list, fact.clone(), |it| Listed::is_before(&fact, it));
                })*
                if let Some(others) = others.dossier {
                    self.dossier.get_or_insert_default().absorb(*others);
                }
            }

            /// All facts, kind by kind, those of the dossier last.
            pub(crate) fn facts(&self) -> impl Iterator<Item = Fact> {
                let own = std::iter::empty()$(.chain(self.$list.iter().cloned().map(Fact::from)))*;
                own.chain(self.dossier.iter().flat_map(|dossier| dossier.facts()))
            }

            /// The feeds of all facts, each with the day of the fact there.
            pub(crate) fn feeds(&self) -> impl Iterator<Item = (Feed, Day)> {
                let own = std::iter::empty()$(.chain(self.$list.iter().filter_map(Record::feed)))*;
                own.chain(self.dossier.iter().flat_map(|dossier| dossier.feeds()))
            }

            /// The days that make the customer start. Visits and whatever else stands in the
            /// dossier start nothing: prospects have it, too.
            pub(crate) fn start_days(&self) -> impl Iterator<Item = Day> {
                std::iter::empty()$(.chain(start_days(&self.$list)))*
            }

            /// Drops what is agreed about one customer.
            pub(crate) fn drop_terms(&mut self) {
                $(if <$Item as Dealing>::IS_TERM {
                    self.$list.clear();
                })*
                if let Some(dossier) = &mut self.dossier {
                    dossier.drop_terms();
                }
            }

            /// Drops all facts of a name, where several can share one. Tells whether there was any.
            pub(crate) fn drop_shared(&mut self, name: &FactName) -> bool {
                $(if <$Item as Dealing>::SHARES_NAMES && name.kind == FactKind::$ListKind {
                    let before = self.$list.len();
                    self.$list.retain(|it| it.number() != name.number);
                    return self.$list.len() < before;
                })*
                false
            }

            /// Drops what is about an erased invoice, and the name of that in what stays.
            pub(crate) fn drop_about(&mut self, erased: NamedDocument<'_>) {
                if let Some(dossier) = &mut self.dossier {
                    dossier.forget(erased);
                }
                $(if matches!(<$Item as Dealing>::NAMES, Names::Invoices) {
                    self.$list.retain_mut(|it| Dealing::forget(it, erased));
                })*
            }
        }

        impl Tables {
            /// The documents of a kind; `None` for a kind of facts without a document.
            pub(crate) const fn documents(&self, kind: FactKind) -> Option<&Documents> {
                match kind {
                    $(FactKind::$Kind => Some(self.$table.documents()),)*
                    $(FactKind::$MonthKind)|*
                    | $(FactKind::$ListKind)|*
                    | $(FactKind::$KeptKind)|*
                    | FactKind::Limit => None,
                }
            }

            /// The documents of a kind, to change them.
            pub(crate) const fn documents_mut(&mut self, kind: FactKind) -> Option<&mut Documents> {
                match kind {
                    $(FactKind::$Kind => Some(self.$table.documents_mut()),)*
                    $(FactKind::$MonthKind)|*
                    | $(FactKind::$ListKind)|*
                    | $(FactKind::$KeptKind)|*
                    | FactKind::Limit => None,
                }
            }

            /// Days of the documents of a customer, the first of each kind among them.
            pub(crate) fn days(&self, spans: &Spans) -> impl Iterator<Item = Day> {
                std::iter::empty()$(.chain(Entry::days(self.$table.run(spans.$table))))*
            }

            /// The feeds of the documents of a customer, each kind with its first day.
            pub(crate) fn feeds(&self, spans: &Spans) -> impl Iterator<Item = (Feed, Day)> {
                let first = [$(
                    <$Type as Documented>::FEED
                        .zip(Entry::days(self.$table.run(spans.$table)).min()),
                )*];
                first.into_iter().flatten()
            }

            /// Asks for the runs of a customer ahead of their use.
            pub(crate) fn prefetch(&self, spans: &Spans) {
                $(prefetch(self.$table.run(spans.$table));)*
                $(prefetch(self.$months.slice(spans.$months));)*
            }

            /// Looks a fact's document up, so that its place, or where it will be, is at hand.
            pub(crate) fn prefetch_document(&self, customer: CustomerKey, fact: &Fact) {
                let line = fact.line();
                match fact {
                    $(Fact::$Kind(fact) => {
                        let document = &fact.document;
                        let name = DocumentName { customer, document, line };
                        self.$table.prefetch_number(FactKind::$Kind, name);
                    })*
                    $(Fact::$MonthKind(_) => {})*
                    $(Fact::$ListKind(_) => {})*
                    $(Fact::$KeptKind(_) => {})*
                }
            }
        }

        $(impl Stored for $Type {
            const KIND: FactKind = FactKind::$Kind;
            type Entry = $Entry;

            fn stored(tables: &Tables) -> &Store<$Entry> {
                &tables.$table
            }

            fn table(tables: &mut Tables) -> &mut Store<$Entry> {
                &mut tables.$table
            }

            fn span(spans: &mut Spans) -> &mut Span {
                &mut spans.$table
            }

            fn run(runs: &mut Runs) -> &mut Vec<$Entry> {
                &mut runs.$table
            }

            fn from_fact(fact: &Fact) -> Option<&Self> {
                if let Fact::$Kind(fact) = fact { Some(fact) } else { None }
            }
        })*

        $(impl MonthStored for $MonthType {
            const KIND: FactKind = FactKind::$MonthKind;

            fn stored(tables: &Tables) -> &Arena<$Month> {
                &tables.$months
            }

            fn table(tables: &mut Tables) -> &mut Arena<$Month> {
                &mut tables.$months
            }

            fn span(spans: &mut Spans) -> &mut Span {
                &mut spans.$months
            }
        })*

        $(impl InList for $Item {
            const KIND: FactKind = FactKind::$ListKind;

            fn list(lists: &Lists) -> &[Self] {
                &lists.$list
            }

            fn list_mut(lists: &mut Lists) -> &mut Vec<Self> {
                &mut lists.$list
            }
        })*

        $(impl InList for $Kept {
            const KIND: FactKind = FactKind::$KeptKind;

            fn list(lists: &Lists) -> &[Self] {
                lists.dossier.as_deref().map_or(&[], |dossier| &dossier.$kept)
            }

            fn list_mut(lists: &mut Lists) -> &mut Vec<Self> {
                &mut lists.dossier.get_or_insert_default().$kept
            }
        })*
    };
}

facts!(define_tables);

impl From<Bill> for Fact {
    fn from(bill: Bill) -> Self {
        Box::new(bill).into()
    }
}

impl From<Contract> for Fact {
    fn from(contract: Contract) -> Self {
        Box::new(contract).into()
    }
}
