use std::fmt;

use crate::calendar::Day;
use crate::id::{CustomerKey, DocumentId, LineNumber};
use crate::intake::{Dealing, Documented, Entry, Feed, Field, Kept, NamedDocument, Names, Record};

/// The kinds of facts, each with one entry; hands the list to the macro `$emit`.
///
/// An entry names the variant of [`Fact`] and its type, the word in messages, the table or list
/// with what is kept of each fact, and the function that records it.
///
/// | section | facts |
/// |---|---|
/// | `documented` | with a document number and a run of entries in the table |
/// | `monthly` | an amount for a month, in the run of the table |
/// | `listed` | of the dealings, kept whole in the list of the customer |
/// | `kept` | about the relation, kept whole in the dossier of the customer |
///
/// A kind answers in its own file all that an account asks of it, by the trait of its section:
/// [`Documented`](crate::intake::Documented), [`Monthly`](crate::intake::Monthly),
/// [`Dealing`](crate::intake::Dealing) or [`Kept`](crate::intake::Kept). Facts are written in the
/// order of the entries.
macro_rules! facts {
    ($emit:ident) => {
        $emit! {
            documented {
                /// Goods sold, or taken back.
                Sale(crate::trade::Sale) = "sale",
                    sales: [crate::timeline::DayTotal] by record_sale;
                /// An open order.
                Order(crate::trade::OpenOrder) = "order",
                    orders: [crate::trade::RecordedOrder] by record_document;
                /// An invoice.
                Invoice(crate::receivable::Invoice) = "invoice",
                    invoices: [crate::receivable::RecordedInvoice] by record_document;
                /// A payment.
                Payment(crate::receivable::Payment) = "payment",
                    payments: [crate::receivable::RecordedPayment] by record_payment;
                /// A selling expense.
                Expense(crate::expense::Expense) = "expense",
                    expenses: [crate::timeline::DayTotal] by record_document;
            }
            monthly {
                /// A sales plan of a month.
                Plan(crate::trade::Plan) = "plan",
                    plans: [crate::timeline::MonthAmount] by record_month;
                /// An expense budget of a month.
                Budget(crate::expense::Budget) = "budget",
                    budgets: [crate::timeline::MonthAmount] by record_month;
            }
            listed {
                /// Value that moves from one document to the next.
                #[cfg_attr(feature = "serde", serde(rename = "handover"))]
                DocumentFlow(crate::trade::DocumentFlow) = "hand-over",
                    document_flows: [crate::trade::DocumentFlow] by record_document_flow;
                /// The instalments of an invoice.
                Instalments(crate::receivable::InvoiceInstalments) = "instalments",
                    instalments: [crate::receivable::InvoiceInstalments] by record_listed;
                /// A dispute about an invoice.
                Dispute(crate::receivable::Dispute) = "dispute",
                    disputes: [crate::receivable::Dispute] by record_listed;
                /// A bill by which the customer pays.
                Bill(Box<crate::receivable::Bill>) = "bill",
                    bills: [crate::receivable::Bill] by record_boxed;
                /// A guarantee or an insurance.
                Security(crate::receivable::Collateral) = "security",
                    collateral: [crate::receivable::Collateral] by record_listed;
                /// A temporary credit limit.
                TemporaryLimit(crate::receivable::TemporaryLimit) = "temporary limit",
                    temporary_limits: [crate::receivable::TemporaryLimit] by record_listed;
                /// A major incident.
                Incident(crate::incident::Incident) = "incident",
                    incidents: [crate::incident::Incident] by record_listed;
                /// A breach of the channel.
                Breach(crate::trade::Breach) = "breach",
                    breaches: [crate::trade::Breach] by record_listed;
                /// A contract.
                Contract(Box<crate::contract::Contract>) = "contract",
                    contracts: [crate::contract::Contract] by record_contract;
            }
            kept {
                /// The member of our staff who has the customer in a role.
                Assignment(Box<crate::assignment::Assignment>) = "assignment",
                    assignments: [crate::assignment::Assignment] by record_kept;
                /// The place of the customer: territory, channel level and kind of business.
                Placement(Box<crate::assignment::Placement>) = "placement",
                    placements: [crate::assignment::Placement] by record_kept;
                /// A reading of the card by one of ours.
                Consultation(Box<crate::custody::Consultation>) = "consultation",
                    consultations: [crate::custody::Consultation] by record_kept;
                /// The keeper of the card from a day on.
                Custody(Box<crate::custody::Custody>) = "custody",
                    custodies: [crate::custody::Custody] by record_kept;
                /// A loan of the card.
                Loan(Box<crate::custody::Loan>) = "loan",
                    loans: [crate::custody::Loan] by record_kept;
                /// A visit, a call or another interaction.
                Interaction(Box<crate::interaction::Interaction>) = "interaction",
                    interactions: [crate::interaction::Interaction] by record_kept;
                /// A permit.
                Permit(Box<crate::means::Permit>) = "permit",
                    permits: [crate::means::Permit] by record_kept;
                /// A count of means.
                MeansCount(Box<crate::means::MeansCount>) = "means",
                    means_counts: [crate::means::MeansCount] by record_kept;
                /// A post of a person at the customer.
                Post(Box<crate::contact::Post>) = "post",
                    posts: [crate::contact::Post] by record_kept;
                /// Influence and stance of a person at the customer.
                Standing(Box<crate::contact::Standing>) = "standing",
                    standings: [crate::contact::Standing] by record_kept;
                /// An answer to a survey.
                SurveyReply(Box<crate::survey::SurveyReply>) = "answer",
                    survey_replies: [crate::survey::SurveyReply] by record_kept;
                /// An objection, with its steps.
                Objection(Box<crate::objection::Objection>) = "objection",
                    objections: [crate::objection::Objection] by record_kept;
                /// An enquiry, with its steps.
                Enquiry(Box<crate::enquiry::Enquiry>) = "enquiry",
                    enquiries: [crate::enquiry::Enquiry] by record_kept;
                /// A check of the card by a manager.
                CardCheck(Box<crate::custody::CardCheck>) = "card check",
                    card_checks: [crate::custody::CardCheck] by record_kept;
                /// A talk about a visit with the one who made it.
                Debrief(Box<crate::custody::Debrief>) = "debrief",
                    debriefs: [crate::custody::Debrief] by record_kept;
                /// The share that we have of what the customer buys in our lines.
                WalletShare(Box<crate::wallet::WalletShare>) = "share of wallet",
                    wallet_shares: [crate::wallet::WalletShare] by record_kept;
                /// A decision of a meeting about the class of the customer.
                ClassDecision(Box<crate::class_meeting::ClassDecision>) = "decision about the class",
                    class_decisions: [crate::class_meeting::ClassDecision] by record_kept;
                /// A rating of ours, with those of competitors.
                Rating(Box<crate::rating::Rating>) = "rating",
                    ratings: [crate::rating::Rating] by record_kept;
                /// A claim of the customer about orders to come, or about credit.
                Claim(Box<crate::trade::Claim>) = "claim",
                    claims: [crate::trade::Claim] by record_kept;
                /// An agreement about floor stock.
                FloorStock(Box<crate::receivable::FloorStock>) = "floor stock",
                    floor_stock: [crate::receivable::FloorStock] by record_kept;
                /// A deposit of the customer.
                Deposit(Box<crate::receivable::Deposit>) = "deposit",
                    deposits: [crate::receivable::Deposit] by record_kept;
                /// A statement of account.
                Statement(Box<crate::receivable::Statement>) = "statement",
                    statements: [crate::receivable::Statement] by record_kept;
                /// A line of a sale.
                SaleLine(Box<crate::trade::SaleLine>) = "sale line",
                    sale_lines: [crate::trade::SaleLine] by record_kept;
            }
        }
    };
}

pub(crate) use facts;

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
