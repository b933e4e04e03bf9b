use std::fmt;

use super::facts;
use crate::calendar::Day;
use crate::id::{CustomerKey, DocumentId, LineNumber};
use crate::intake::{Dealing, Documented, Entry, Feed, Field, Kept, NamedDocument, Names, Record};

macro_rules! define_facts {
    ($($section:ident {
        $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
            $table:ident: [$Entry:ty] by $record:ident;)*
    })*) => {
        /// One thing that happened between the company and a customer, or was agreed.
        ///
        /// Every kind of fact converts into it, so `record` takes any of them.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(
            feature = "serde",
            derive(serde::Serialize, serde::Deserialize),
            serde(rename_all = "snake_case")
        )]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum Fact {
            $($($(#[$about])* $Kind($Type),)*)*
        }

        /// The kind of a fact, for messages and for the names of documents.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(
            feature = "serde",
            derive(serde::Serialize, serde::Deserialize),
            serde(rename_all = "snake_case")
        )]
        #[non_exhaustive]
        pub enum FactKind {
            $($(
                $(#[$about])*
                ///
                #[doc = concat!("[`Fact::", stringify!($Kind), "`].")]
                $Kind,
            )*)*
            /// The credit limit of a customer.
            Limit,
        }

        impl fmt::Display for FactKind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $($(Self::$Kind => $word,)*)*
                    Self::Limit => "limit",
                })
            }
        }

        impl Fact {
            /// The kind of the fact.
            pub const fn kind(&self) -> FactKind {
                match self {
                    $($(Self::$Kind(_) => FactKind::$Kind,)*)*
                }
            }
        }

        impl Fact {
            /// The fields of the fact, see [`Record::fields`].
            pub(crate) fn fields(&self) -> Vec<Field> {
                match self {
                    $($(Self::$Kind(fact) => fact.fields(),)*)*
                }
            }
        }

        $($(
            impl From<$Type> for Fact {
                fn from(fact: $Type) -> Self {
                    Self::$Kind(fact)
                }
            }
        )*)*
    };
}

facts!(define_facts);

macro_rules! define_answers {
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
        /// The answers that each kind gives in its own file.
        impl Fact {
            /// The line of its document that the fact is; `None` for a document as a whole, and for
            /// kinds whose documents have no lines.
            pub fn line(&self) -> Option<LineNumber> {
                match self {
                    $(Self::$Kind(it) => it.line(),)*
                    $(Self::$KeptKind(it) => it.line(),)*
                    $(Self::$MonthKind(_))|* | $(Self::$ListKind(_))|* => None,
                }
            }

            /// The day of the fact, before which nobody knows of it. `None` for what is agreed or
            /// planned, which can be known before the days for which it holds.
            pub(crate) fn own_day(&self) -> Option<Day> {
                match self {
                    $(Self::$Kind(it) => Some(it.day()),)*
                    $(Self::$ListKind(it) => it.own_day(),)*
                    $(Self::$KeptKind(it) => it.own_day(),)*
                    $(Self::$MonthKind(_))|* => None,
                }
            }

            /// The feed of the fact, and the day from which it counts there.
            pub(crate) fn feed(&self) -> Option<(Feed, Day)> {
                match self {
                    $(Self::$Kind(it) => Some((<$Type as Documented>::FEED?, it.day())),)*
                    $(Self::$MonthKind(it) => it.feed(),)*
                    $(Self::$ListKind(it) => it.feed(),)*
                    $(Self::$KeptKind(it) => it.feed(),)*
                }
            }

            /// The invoices that a settlement, instalments or a dispute name.
            pub(crate) fn named_invoices(&self) -> Vec<&DocumentId> {
                match self {
                    $(Self::$Kind(it) => it.named_invoices(),)*
                    $(Self::$ListKind(it) => it.invoice().into_iter().collect(),)*
                    $(Self::$MonthKind(_))|* | $(Self::$KeptKind(_))|* => Vec::new(),
                }
            }

            /// Takes the name of an erased document out of the fact. Tells whether it is left.
            pub(crate) fn forget(&mut self, erased: NamedDocument<'_>) -> bool {
                match self {
                    $(Self::$Kind(it) => it.forget(erased),)*
                    $(Self::$ListKind(it) => it.forget(erased),)*
                    $(Self::$KeptKind(it) => it.forget(erased),)*
                    $(Self::$MonthKind(_))|* => true,
                }
            }
        }

        /// The answers that hold for all facts of a kind.
        impl FactKind {
            /// The kinds of documents.
            pub(crate) const DOCUMENTED: &[Self] = &[$(Self::$Kind,)*];

            /// The kinds of amounts agreed for months.
            pub(crate) const MONTHLY: &[Self] = &[$(Self::$MonthKind,)*];

            /// Tells whether documents of the kind are papers of the customer's side, whose numbers
            /// are unique within the customer only.
            pub(crate) const fn numbers_are_customers(self) -> bool {
                match self {
                    $(Self::$Kind => <$Type as Documented>::NUMBERS_ARE_CUSTOMERS,)*
                    $(Self::$MonthKind)|* | $(Self::$ListKind)|* | $(Self::$KeptKind)|*
                    | Self::Limit => false,
                }
            }

            /// The documents that facts of the kind name, which must be there before them.
            pub(crate) const fn names(self) -> Names {
                match self {
                    $(Self::$Kind => <$Type as Documented>::NAMES,)*
                    $(Self::$ListKind => <$Item as Dealing>::NAMES,)*
                    $(Self::$MonthKind)|* | $(Self::$KeptKind)|* | Self::Limit => Names::Nothing,
                }
            }

            /// Tells whether facts of the kind are agreed about one customer, and stay with it when
            /// it is merged.
            pub(crate) const fn is_term(self) -> bool {
                match self {
                    $(Self::$ListKind => <$Item as Dealing>::IS_TERM,)*
                    $(Self::$KeptKind => <$Kept as Kept>::IS_TERM,)*
                    $(Self::$Kind)|* | $(Self::$MonthKind)|* | Self::Limit => false,
                }
            }

            /// Tells whether facts of the kind rule each other out.
            pub(crate) const fn is_exclusive(self) -> bool {
                match self {
                    $(Self::$ListKind => <$Item as Dealing>::IS_EXCLUSIVE,)*
                    $(Self::$KeptKind => <$Kept as Kept>::IS_EXCLUSIVE,)*
                    $(Self::$Kind)|* | $(Self::$MonthKind)|* | Self::Limit => false,
                }
            }

            /// Tells whether several facts of the kind can go by one name.
            pub(crate) const fn shares_names(self) -> bool {
                match self {
                    $(Self::$ListKind => <$Item as Dealing>::SHARES_NAMES,)*
                    $(Self::$Kind)|* | $(Self::$MonthKind)|* | $(Self::$KeptKind)|*
                    | Self::Limit => false,
                }
            }

            /// Tells whether facts of the kind come together in a timeline, as sales do.
            pub(crate) const fn is_timeline(self) -> bool {
                match self {
                    $(Self::$Kind => <$Entry as Entry>::IS_TIMELINE,)*
                    $(Self::$MonthKind)|* | $(Self::$ListKind)|* | $(Self::$KeptKind)|*
                    | Self::Limit => false,
                }
            }

            /// Tells whether facts of the kind are kept whole, in a list.
            pub(crate) const fn is_kept_whole(self) -> bool {
                match self {
                    $(Self::$ListKind)|* | $(Self::$KeptKind)|* => true,
                    $(Self::$Kind)|* | $(Self::$MonthKind)|* | Self::Limit => false,
                }
            }
        }
    };
}

facts!(define_answers);

/// A fact and the customer that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerFact {
    /// The customer.
    pub customer: CustomerKey,
    /// The fact.
    pub fact: Fact,
}

impl CustomerFact {
    /// A fact of any kind about a customer.
    pub fn new(customer: CustomerKey, fact: impl Into<Fact>) -> Self {
        Self { customer, fact: fact.into() }
    }
}
