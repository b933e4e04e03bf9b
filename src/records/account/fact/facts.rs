/// The kinds of facts, each with one entry; hands the list to the macro `$emit`.
///
/// An entry names the variant of [`Fact`](super::Fact) and its type, the word in messages, the
/// table or list with what is kept of each fact, and the function that records it.
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
