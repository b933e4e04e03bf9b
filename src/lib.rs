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
//! use guanxi::policy::Policy;
//! use guanxi::receivable::{CreditLimit, Invoice};
//! use guanxi::trade::Sale;
//! use guanxi::warning::Rule;
//!
//! let mut book = Book::new("CNY".parse()?);
//! let li = book.register(Customer::new("Li & Sons".parse()?))?;
//! book.agree_limit(li, CreditLimit::try_of("CNY 1000".parse()?)?)?;
//! book.record(li, Sale::new("S-1".parse()?, "2026-03-01".parse()?, "CNY 900".parse()?))?;
//! book.record(li, Invoice::new("I-1".parse()?, "2026-03-01".parse()?, "2026-03-31".parse()?, "CNY 900".parse()?))?;
//!
//! let policy = Policy::default();
//! let review = book.review("2026-03-15".parse()?, &policy)?;
//! let debt = review.explain(li).ok_or("not in the review")?.readings.verdict(Rule::Debt);
//! assert_eq!(debt.to_string(), "watch: exposure CNY 900.00 is 90% of the limit CNY 1,000.00");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
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
//! Five floors, each a folder of the source; a module uses only what stands below it, and a test
//! holds them to it.
//!
//! | floor | modules |
//! |---|---|
//! | portfolio | [`book`]: many customers, the review of all of them · [`policy`]: the whole policy as one value |
//! | work | [`casework`]: what becomes of a warning · [`hold`]: held orders and reservations |
//! | judgements | [`segment`]: ABC, Pareto, loyalty, quadrants, movement · [`warning`]: the five early warnings · [`credit`]: exposure, limits, order check, proposals · [`lapse`]: who is leaving |
//! | records | [`account`]: everything recorded about a customer · [`customer`], [`contract`], [`trade`], [`receivable`], [`expense`], [`incident`] |
//! | ground | [`money`], [`measure`], [`calendar`], [`timeline`], [`id`], [`evidence`], [`valid`], [`lifecycle`] |
//!
//! # What it is not
//!
//! Not a database: it keeps what it is given in memory and judges it. Not a ledger: it posts
//! nothing. Not a currency converter: a book has one currency. Not a mailer: it says what is wrong
//! and leaves telling people to the application.
//!
//! # Decisions
//!
//! - **Minor units in `i64`, sums in `i128`.** 92 quadrillion cents are enough for one customer; a
//!   [`Total`](money::Total) of 2⁶⁴ amounts cannot overflow.
//! - **No operators on money.** `a + b` could overflow or mix currencies; checked functions say
//!   which.
//! - **A timeline holds one step a day with running totals,** so any window is two look-ups and the
//!   past costs what the present costs. The documents behind a day are kept by number, so that
//!   nothing is recorded twice; their amounts are not kept apart.
//! - **No trait for rules.** Five rules, known and typed: each says in its signature which facts it
//!   reads. [`warning::Reading`] is a trait for their *results*, so that outcome and verdict are
//!   made in one way.
//! - **Moments are sums of integers.** So the order of customers cannot change a probability, not
//!   in the last bit, and parts of a book merge exactly.
//! - **`f64` in [`lapse`] only,** with `libm`: the same bits on every platform. A probability
//!   leaves it as an integer of 10⁻¹².
//! - **An invoice is recorded before the payments that name it.** A payment that names an unknown
//!   invoice is refused rather than kept in the hope that the invoice comes; one for an invoice
//!   issued *later than the as-of date* settles what is due until then.
//! - **A limit is agreed by the account and raised by its insurance.** The debt rule and the order
//!   check go by the same one, so that a warning and a hold never contradict each other.
//! - **A held order is freed by whoever may, not by a flag.** Holds are values with a trail; what a
//!   step leads to depends on the trail, the step and the policy, so the trail told again leads to
//!   the same.
//! - **A payment beyond its invoice is money received.** What is left of it settles what is due
//!   first; to refuse it would be to lose it.
//! - **The condition of a warning is owned by the data, its case by people.** Two machines side by
//!   side: nobody can talk a condition away, and no data can close what a person has to see to.
//!   Nothing is dated back; a fact that comes late changes the next look.
//! - **A decline is judged by the customer's own noise, and only where the policy asks for it.** The
//!   bare percentages of the default policy are what everybody expects; they fire on a third of
//!   healthy months, which the documentation says.
//! - **Signals are worked out four at a time.** What a silence means is the same to the last bit,
//!   whether one customer is asked about or a book.
//! - **A review reads every customer once.** All but what a silence means is judged in the first pass; that waits
//!   for what all customers say together, and needs no more than what was kept of each.
//! - **What was laid down together stays where it is.** A load packs the facts of a kind into one arena; facts that come
//!   later go into blocks of their own, so that the first of them does not copy the book.
//! - **What an event needs is asked for before it is needed.** A large book does not fit a processor's caches, and an
//!   event touches some 25 places far apart. They are asked for at once (`prefetch-index`) and waited for when they are
//!   used; what is read of them is the same, so that no result depends on it.
//! - **No incident is good news.** A book without invoices has no debt to judge and says so; a
//!   register of incidents without entries says that nothing happened, so that rule answers
//!   *clear*.
//!
//! # Features
//!
//! - `serde` (default): policies, facts, ids, money and the other values of the public interface
//!   can be written and read; whatever is read back passes the same checks as a value built by
//!   hand.
//! - `rayon`: reviews, loads of columns and long blocks of events on all threads, with the same results.
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod engine;
mod ground;
mod judgements;
mod portfolio;
mod records;
mod work;

pub use ground::{calendar, evidence, id, lifecycle, measure, money, timeline, valid};
pub use judgements::{credit, lapse, segment, warning};
pub use portfolio::{book, policy};
pub use records::{account, contract, customer, expense, incident, receivable, trade};
pub use work::{casework, hold};

/// The example of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
