//! **guanxi** (关系, *relationship*) looks after the customers that carry a company's sales: who they
//! are, what is agreed, what they buy, owe and cost, which of them matter, how much each may owe,
//! where trouble starts.
//!
//! A library of typed, pure functions. Applications embed it: ERP, CRM, dealer portals, batch and
//! stream jobs.
//!
//! ```
//! use guanxi::book::Book;
//! use guanxi::customer::Customer;
//! use guanxi::day;
//! use guanxi::money::Currency;
//! use guanxi::policy::Policy;
//! use guanxi::receivable::{CreditLimit, Invoice};
//! use guanxi::trade::Sale;
//! use guanxi::warning::Rule;
//!
//! let mut book = Book::new(Currency::CNY);
//! let li = book.register(Customer::new("Li & Sons".parse()?))?;
//! book.agree_limit(li, CreditLimit::try_from_money("CNY 1000".parse()?, book.currency())?)?;
//! let (sold, due, price) = (day!(2026, 3, 1), day!(2026, 3, 31), "CNY 900".parse()?);
//! book.record(li, Sale::new("S-1".parse()?, sold, price))?;
//! book.record(li, Invoice::new("I-1".parse()?, sold, due, price))?;
//!
//! let policy = Policy::default();
//! let review = book.review("2026-03-15".parse()?, &policy)?;
//! let debt = review.verdict(li, Rule::Debt).ok_or("not in the review")?;
//! assert_eq!(debt.to_string(), "watch: exposure CNY 900.00 is 90% of the limit CNY 1,000.00");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # First steps
//!
//! Register customers in a [`Book`](book::Book), record their facts, and ask for a
//! [review](book::Book::review) as of a day. For a single customer take an
//! [`Account`](account::Account), which has the same facts and goes by the same rules.
//!
//! | question | answer |
//! |---|---|
//! | Who are my customers? | [cards], [stages], [duplicates], [contracts], [ids that look alike] |
//! | Which of them matter? | [classes], [quadrants], [Pareto figures] |
//! | What shall I do with each of them? | [dealers], [key accounts], [ratings] |
//! | How much may each of them owe? | [exposure], [limit] |
//! | May this order go out? | [order check], [remedies], [holds] |
//! | Where is trouble starting? | [verdict] of each rule, [explanation] of a customer |
//! | What became of a warning? | [register] of cases, which a review [steps] |
//! | Whom do I call? | [call list], [calls that state their precision], [budget] for all rules |
//! | Is another policy better? | [backtest] on past days |
//!
//! [cards]: customer::Card
//! [stages]: customer_stage::CustomerStage
//! [duplicates]: duplicate::IdentityIndex
//! [contracts]: contract::Contract
//! [ids that look alike]: id::look_alikes
//! [classes]: review::Review::classes
//! [quadrants]: review::Review::quadrants
//! [Pareto figures]: review::Review::pareto
//! [dealers]: dealer::DealerEvaluator
//! [key accounts]: key_account::SelectionRules
//! [ratings]: satisfaction::SatisfactionFigures
//! [exposure]: credit::Exposure
//! [limit]: credit::LimitResolution
//! [order check]: book::Book::check_order
//! [remedies]: credit::Remedies
//! [holds]: hold::Hold
//! [explanation]: review::Review::explain
//! [verdict]: review::Review::verdict
//! [register]: casework::Register
//! [steps]: review::Review::step
//! [call list]: review::Review::call_list
//! [calls that state their precision]: backtest::AlertBudget
//! [budget]: casework::WarningBudget
//!
//! Facts that turn out otherwise are [revised](book::Book::revise), not overwritten: a version is
//! known from a day on, and a review of a day before says what it said then. Terms are
//! [stated](book::Book::state) from a day on, and customers that are one are
//! [merged](book::Customers::merge). A [`BookSnapshot`](book::BookSnapshot) keeps a book with all
//! versions.
//!
//! ```
//! # use guanxi::{account::Account, account::{FactKind, FactName}, day, money::Currency};
//! # use guanxi::receivable::{Invoice, Payment};
//! # let mut li = Account::new("Li".parse()?, Currency::CNY);
//! # let (issued, due) = (day!(2026, 3, 1), day!(2026, 3, 16));
//! # li.record(Invoice::new("I-1".parse()?, issued, due, "CNY 900".parse()?))?;
//! li.record(Payment::new("1001".parse()?, day!(2026, 3, 10), "CNY 900".parse()?))?;
//! // The cheque bounces on 20 March: from then on it never was.
//! li.revise(&FactName::new(FactKind::Payment, "1001"), day!(2026, 3, 20), None)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The fact for each document of a company is on the page [domain](docs::domain), the CSV files
//! that the example `review` reads on [files](docs::files). Five pages show the systems to their
//! users: [know the customer](docs::know_the_customer),
//! [judge the customer](docs::judge_the_customer), [agree and sell](docs::agree_and_sell),
//! [watch the customer](docs::watch_the_customer) and
//! [serve the customer](docs::serve_the_customer). The page [try a policy](docs::try_a_policy) is
//! for whoever writes the rules.
//!
//! # What it promises
//!
//! 1. **Pure.** Same facts, same policy, same day, same answer: on every platform, in every order
//!    of recording. No file, no clock, no network, no global state, no thread unless the feature
//!    `rayon` asks for it.
//! 2. **Exact.** Money is whole minor units; a threshold met exactly is met exactly; ageing buckets
//!    tie to balances to the cent.
//! 3. **As of.** Any past day can be asked, and nothing later can be seen.
//! 4. **Explained.** Every judgement carries the figures that decided it and says itself in one
//!    sentence.
//! 5. **Total.** No panic, no overflow in silence, no default branch. What cannot be judged says
//!    why.
//! 6. **One definition.** One customer, a whole book, and one more event all run the same function.
//! 7. **Policy is data.** Thresholds are values that load from TOML or JSON, refuse to contradict
//!    themselves, and can be compared.
//!
//! # The house
//!
//! Five floors; a module uses only what stands below it, and a test holds them to it. The page
//! [architecture](docs::architecture) walks through them.
//!
//! - *Portfolio*: [`book`], many customers and their facts; [`policy`], all policies as one
//!   document; [`review`], all customers judged as of a day; [`backtest`], past days held against
//!   what came of them; `schema`, JSON Schemas of written forms (feature `schemars`).
//! - *Work*: [`casework`], warnings from their raising to their end; [`handling`], the stages, the
//!   deadlines and the shelves of any case; [`hold`], held orders, releases and reservations;
//!   [`hand_over`], all that goes along with a customer; [`admission`], the way of a new customer
//!   from its application to its confirmation; [`phase_out`], the orderly end with one;
//!   [`account_plan`], plans of key accounts; [`appointment`], visits with a day;
//!   [`credit_approval`], the approval of limits and terms; [`diversion_case`], cases of diversion;
//!   [`payment_plan`], debts that are paid in parts; [`complaint`], complaints from the receipt to
//!   the close; [`letter`], letters of customers; [`hotline`], calls that become letters or
//!   complaints; [`goods_return`], goods that come back; [`repair`], repairs of single things;
//!   [`support_fund`], funds for the support of dealers; [`our_promise`], promises of ours;
//!   [`desk`], matters that people have in hand.
//! - *Judgements*: [`segment`], classes, loyalty, quadrants and movement; [`bridge`], from the
//!   revenue of one window to that of another; [`credit`], exposure, limits, order
//!   check and proposals; [`warning`], the five early warnings; [`lapse`], the model of customers
//!   that leave, and of orders to come; [`duplicate`], records that are one customer;
//!   [`customer_stage`], from the first mention to the end; [`card_audit`], the manager's side of
//!   the card; [`scorecard`], criteria, points and grades as data; [`dealer`], the evaluation of
//!   dealers; [`key_account`], the accounts that matter most; [`satisfaction`], ratings of price,
//!   quality and service; [`order_profile`], usual orders and white space; [`rebate`], trade terms
//!   from agreement to settlement; [`sales_plan`], targets and their attainment; [`channel`], sales
//!   records and the goods down the channel; [`distribution`], coverage of outlets; [`diversion`],
//!   goods outside their territory; [`agreement`], contracts as they stand on a day;
//!   [`trading_rights`], rights that are granted twice; [`service`], service by class;
//!   [`visit`], time and visits; [`communication`], contacts and mailings; [`support`], the plan of
//!   support, its fairness, and what customers are given; [`context`], all that a judgement knows
//!   besides the account.
//! - *Records*: [`account`], everything recorded about a customer; [`customer`], [`identity`],
//!   [`contract`], [`trade`], [`product`], [`outlet`], [`receivable`], [`expense`], [`incident`];
//!   [`contact`] and [`interaction`], their people and who meets them; [`assignment`] and
//!   [`custody`], who has the customer, and who keeps and checks its card; [`means`], what a dealer
//!   has to sell with, and its permits; [`survey`], [`rating`], [`objection`] and [`enquiry`], what
//!   customers need, rate, object to and ask for; [`wallet`], our share of what they buy;
//!   [`class_meeting`], decisions about their class; [`feed`], the sources of facts.
//! - *Ground*: [`money`], [`measure`], [`calendar`], [`timeline`], [`id`], [`forest`],
//!   [`evidence`], [`valid`], [`lifecycle`], [`confidence`], [`phase`].
//!
//! Numbers such as S21.4 in the documentation name a system of the [domain](docs::domain). The
//! [rules](docs::rules) stand on a page of their own, the words in the [glossary](docs::glossary).
//!
//! # What it is not
//!
//! Not a database: it keeps what it is given in memory and judges it. Not a ledger: it posts
//! nothing. Not a currency converter: a book has one currency. Not a mailer: it says what is wrong
//! and leaves telling people to the application.
//!
//! Why it is as it is: [decisions](docs::decisions). How fast it is:
//! [performance](docs::performance).
//!
//! # Features
//!
//! - `serde` (default): policies, facts, ids, money and the other values of the public interface
//!   can be written and read; whatever is read back passes the same checks as a value built by
//!   hand.
//! - `rayon`: reviews, loads of columns and long blocks of events on all threads, with the same
//!   results.
//! - `schemars`: JSON Schemas of written forms, for editors and other programs.
#![cfg_attr(feature = "schemars", doc = "  They are in [`schema`].")]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(doc)]
pub mod docs;
mod engine;
mod ground;
mod judgements;
mod portfolio;
mod records;
mod work;

pub use ground::{
    calendar, confidence, evidence, forest, id, lifecycle, measure, money, phase, timeline, valid,
};
pub use judgements::{
    agreement, bridge, card_audit, channel, communication, context, credit, customer_stage, dealer,
    distribution, diversion, duplicate, key_account, lapse, order_profile, rebate, sales_plan,
    satisfaction, scorecard, segment, service, support, trading_rights, visit, warning,
};
#[cfg(feature = "schemars")]
pub use portfolio::schema;
pub use portfolio::{backtest, book, policy, review};
pub use records::{
    account, assignment, class_meeting, contact, contract, custody, customer, enquiry, expense,
    feed, identity, incident, interaction, means, objection, outlet, product, rating, receivable,
    survey, trade, wallet,
};
pub use work::{
    account_plan, admission, appointment, casework, complaint, credit_approval, desk,
    diversion_case, goods_return, hand_over, handling, hold, hotline, letter, our_promise,
    payment_plan, phase_out, repair, support_fund,
};

pub(crate) use records::intake;

/// The example of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
