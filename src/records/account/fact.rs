use std::fmt;

use crate::contract::Contract;
use crate::id::CustomerKey;
use crate::intake::Kept;

/// The kinds of facts, each with one entry; hands the list to the macro `$emit`.
///
/// An entry names the variant of [`Fact`] and its type, the word in messages, the table or list
/// with what is kept of each fact, and the function that records it.
///
/// | section | facts |
/// |---|---|
/// | `documented` | with a document number and a run of entries in the table |
/// | `monthly` | an amount for a month, in the run of the table |
/// | `listed` | kept whole, in the list of the customer |
/// | `kept` | about the relation, kept whole in the dossier of the customer |
///
/// A kind of the section `kept` needs its entry here and its own file, nothing else.
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
                    instalments: [crate::receivable::InvoiceInstalments] by record_instalments;
                /// A dispute about an invoice.
                Dispute(crate::receivable::Dispute) = "dispute",
                    disputes: [crate::receivable::Dispute] by record_dispute;
                /// A breach of the channel.
                Breach(crate::trade::Breach) = "breach",
                    breaches: [crate::trade::Breach] by record_listed;
                /// A temporary credit limit.
                TemporaryLimit(crate::receivable::TemporaryLimit) = "temporary limit",
                    temporary_limits: [crate::receivable::TemporaryLimit] by record_listed;
                /// A guarantee or an insurance.
                Security(crate::receivable::Collateral) = "security",
                    collateral: [crate::receivable::Collateral] by record_listed;
                /// A major incident.
                Incident(crate::incident::Incident) = "incident",
                    incidents: [crate::incident::Incident] by record_listed;
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

macro_rules! define_kept {
    (
        documented { $($documented:tt)* }
        monthly { $($monthly:tt)* }
        listed { $($listed:tt)* }
        kept {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $list:ident: [$Item:ty] by $record:ident;)*
        }
    ) => {
        /// The pattern of all facts of the section `kept`: one arm of a total match.
        macro_rules! kept_facts {
            () => { $($crate::account::Fact::$Kind(_))|* };
        }

        /// The pattern of all kinds of the section `kept`.
        macro_rules! kept_kinds {
            () => { $($crate::account::FactKind::$Kind)|* };
        }

        pub(crate) use {kept_facts, kept_kinds};

        impl FactKind {
            /// Tells whether facts of the kind are of the section `kept` and agreed about one
            /// customer, see [`Kept::IS_TERM`].
            pub(crate) const fn is_kept_term(self) -> bool {
                $(if matches!(self, Self::$Kind) {
                    return <$Item as Kept>::IS_TERM;
                })*
                false
            }

            /// Tells whether facts of the kind rule each other out, see [`Kept::IS_EXCLUSIVE`].
            pub(crate) const fn is_exclusive(self) -> bool {
                $(if matches!(self, Self::$Kind) {
                    return <$Item as Kept>::IS_EXCLUSIVE;
                })*
                false
            }
        }
    };
}

facts!(define_kept);

impl From<Contract> for Fact {
    fn from(contract: Contract) -> Self {
        Box::new(contract).into()
    }
}

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

impl FactKind {
    /// Tells whether documents of the kind are papers of the customer's side, whose numbers are
    /// unique within the customer only.
    pub(crate) const fn numbers_are_customers(self) -> bool {
        matches!(self, Self::Payment | Self::Expense)
    }
}
