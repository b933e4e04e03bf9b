use std::ops::Range;

use super::Assessor;
use super::review_error::ReviewError;
use crate::account::AccountReader;
use crate::book::Book;
use crate::engine::parallel;
use crate::id::CustomerKey;
use crate::lapse::{Moments, PurchaseStatus, Rhythm, sum_fits};
use crate::money::{Amount, Total};
use crate::warning::{BeforeLoss, ByRule, LossPolicy, Outcome, Reading, Rule};

/// Customers whose silences are weighed together.
const SIGNAL_BATCH: usize = 64;

/// A customer with which the relationship has ended.
///
/// # Rule
///
/// > S1: a customer that has ended by `t` is counted apart and judged for debt only: it has no
/// > class, loyalty, quadrant, lapse or call, and stands in no figure of ABC, Pareto or moments.
#[doc(alias = "停业客户")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EndedCustomer {
    /// The customer.
    pub customer: CustomerKey,
    /// The outcome of the debt rule.
    pub debt: Outcome,
}

/// The judgements of the customers of a part of the book, in columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) customers: Vec<CustomerKey>,
    pub(super) purchases: Vec<Amount>,
    pub(super) loyal: Vec<Option<bool>>,
    pub(super) at_risk: Vec<Total>,
    pub(super) statuses: Vec<PurchaseStatus>,
    pub(super) outcomes: ByRule<Vec<Outcome>>,
    pub(super) ended: Vec<EndedCustomer>,
}

impl Columns {
    /// Appends the customers that follow.
    pub(super) fn append(&mut self, mut next: Self) {
        self.customers.append(&mut next.customers);
        self.purchases.append(&mut next.purchases);
        self.loyal.append(&mut next.loyal);
        self.at_risk.append(&mut next.at_risk);
        self.statuses.append(&mut next.statuses);
        self.ended.append(&mut next.ended);
        for rule in Rule::ALL {
            self.outcomes.get_mut(rule).append(next.outcomes.get_mut(rule));
        }
    }
}

/// Outcomes in columns as a register takes them: ended customers among the others, and no loss that
/// is told as a list.
#[derive(Debug, Clone, Default)]
pub(super) struct OutcomeColumns {
    pub(super) customers: Vec<CustomerKey>,
    pub(super) outcomes: ByRule<Vec<Outcome>>,
}

impl OutcomeColumns {
    /// The outcomes of all customers of a review, ascending; `None` when they are those of the
    /// columns.
    pub(super) fn for_register(columns: &Columns, policy: &LossPolicy) -> Option<Self> {
        let losses = columns.statuses.iter().zip(&columns.outcomes.loss);
        let is_listed =
            losses.clone().any(|(status, loss)| policy.outcome_for_cases(*status, *loss) != *loss);
        (is_listed || !columns.ended.is_empty()).then(|| {
            let loss = losses.map(|(status, loss)| policy.outcome_for_cases(*status, *loss));
            Self::with_ended(columns, &loss.collect::<Vec<_>>())
        })
    }

    fn with_ended(columns: &Columns, loss: &[Outcome]) -> Self {
        let mut ended = columns.ended.iter().peekable();
        let mut all = Self::default();
        for (row, customer) in columns.customers.iter().enumerate() {
            while let Some(gone) = ended.next_if(|it| it.customer < *customer) {
                all.push_ended(*gone);
            }
            all.customers.push(*customer);
            for rule in Rule::ALL {
                let column = if rule == Rule::Loss { loss } else { columns.outcomes.get(rule) };
                let outcome = column.get(row).copied();
                all.outcomes.get_mut(rule).extend(outcome);
            }
        }
        ended.for_each(|gone| all.push_ended(*gone));
        all
    }

    fn push_ended(&mut self, ended: EndedCustomer) {
        self.customers.push(ended.customer);
        for rule in Rule::ALL {
            let outcome = if rule == Rule::Debt { ended.debt } else { Outcome::NotApplicable };
            self.outcomes.get_mut(rule).push(outcome);
        }
    }
}

/// The judgements of the customers of a part of the book that wait for the prior of the whole book.
///
/// Every customer is read once: all that later steps need is kept here.
#[derive(Debug)]
pub(super) struct PendingColumns {
    customers: Vec<CustomerKey>,
    purchases: Vec<Amount>,
    loyal: Vec<Option<bool>>,
    /// The rows whose loyalty waits as well.
    loyalty_waits: Vec<usize>,
    outcomes: BeforeLoss<Vec<Outcome>>,
    rhythms: Vec<Option<Rhythm>>,
    bought_in_year: Vec<Total>,
    moments: Moments,
    ended: Vec<EndedCustomer>,
}

impl PendingColumns {
    /// Judges the customers that have started. The assessor needs no prior.
    pub(super) fn judge(
        book: &Book,
        assessor: &Assessor<'_>,
        part: Range<u32>,
    ) -> Result<Self, ReviewError> {
        let mut columns = Self::with_capacity(part.len());
        let mut accounts = AccountReader::new(book.ledger(), assessor.as_of());
        for key in part.map(CustomerKey::from_position) {
            let Some(view) = accounts.own(key) else { continue };
            let rhythm = Rhythm::from_sales(view.sales(), assessor.as_of());
            // A customer that has bought has started.
            if rhythm.is_none() && !view.has_started(assessor.as_of()) {
                continue;
            }
            if view.ended().is_some() {
                let debt = assessor.debt(view).outcome();
                columns.ended.push(EndedCustomer { customer: key, debt });
                continue;
            }
            let pending = assessor.judge_before_loss(view);
            let purchases = fitting(book, key, pending.purchases)?;
            if pending.loyalty_waits {
                columns.loyalty_waits.push(columns.customers.len());
            }
            columns.customers.push(key);
            columns.purchases.push(purchases);
            columns.loyal.push(pending.is_loyal);
            columns.outcomes.push(pending.outcomes);
            columns.rhythms.push(rhythm);
            columns.bought_in_year.push(pending.bought_in_year);
            if let Some(rhythm) = rhythm {
                sum_fits(columns.moments.add(rhythm));
            }
        }
        Ok(columns)
    }

    fn with_capacity(customers: usize) -> Self {
        Self {
            customers: Vec::with_capacity(customers),
            purchases: Vec::with_capacity(customers),
            loyal: Vec::with_capacity(customers),
            loyalty_waits: Vec::new(),
            outcomes: BeforeLoss::with_capacity(customers),
            rhythms: Vec::with_capacity(customers),
            bought_in_year: Vec::with_capacity(customers),
            moments: Moments::default(),
            ended: Vec::new(),
        }
    }

    /// The rates of all customers of these parts.
    pub(super) fn moments(parts: &[Self]) -> Moments {
        let mut moments = Moments::default();
        for part in parts {
            sum_fits(moments.merge(&part.moments));
        }
        moments
    }

    /// Judges the loyalty of those customers whose usual gap is that of the book.
    fn judge_loyalty_again(&mut self, book: &Book, assessor: &Assessor<'_>) {
        let mut accounts = AccountReader::new(book.ledger(), assessor.as_of());
        for row in &self.loyalty_waits {
            let (Some(key), Some(loyal)) = (self.customers.get(*row), self.loyal.get_mut(*row))
            else {
                continue;
            };
            // Every row was made from a view of the same book.
            if let Some(account) = accounts.own(*key) {
                *loyal = assessor.judge_loyalty(account);
            }
        }
    }

    /// Judges the silences, and the loyalty of those with few order days, by an assessor with the
    /// prior of the book.
    pub(super) fn finish(mut self, book: &Book, assessor: &Assessor<'_>) -> Columns {
        self.judge_loyalty_again(book, assessor);
        let mut at_risk = Vec::with_capacity(self.customers.len());
        let mut statuses = Vec::with_capacity(self.customers.len());
        let mut losses = Vec::with_capacity(self.customers.len());
        let batches = self.rhythms.chunks(SIGNAL_BATCH);
        let signals = batches.flat_map(|batch| assessor.signals(batch));
        let rows = self.customers.iter().zip(self.bought_in_year).zip(signals);
        let mut accounts = AccountReader::new(book.ledger(), assessor.as_of());
        // Most rules of silence go by the signal alone. Without a second look at the accounts a
        // review of a year ago, one document of a hundred revised, takes an eighth fewer
        // instructions.
        let (needs_facts, nobody) = (assessor.loss_needs_facts(book), accounts.nobody());
        for ((key, bought_in_year), signal) in rows {
            // Every row was made from a view of the same book.
            let account = if needs_facts { accounts.own(*key) } else { Some(nobody) };
            let Some(account) = account else { continue };
            let loss = assessor.judge_loss(account, signal, bought_in_year);
            at_risk.push(loss.value_at_risk);
            statuses.push(loss.status);
            losses.push(loss.outcome);
        }
        Columns {
            customers: self.customers,
            purchases: self.purchases,
            loyal: self.loyal,
            at_risk,
            statuses,
            outcomes: self.outcomes.with_loss(losses),
            ended: self.ended,
        }
    }
}

/// The purchases by which the customers of a review have their classes.
pub(super) fn class_purchases(
    book: &Book,
    assessor: &Assessor<'_>,
) -> Result<Vec<Amount>, ReviewError> {
    let of_part = |part: Range<u32>| {
        let keys = part.map(CustomerKey::from_position);
        let mut accounts = AccountReader::new(book.ledger(), assessor.as_of());
        let bought = keys.filter_map(|key| {
            let bought = assessor.class_purchases(accounts.own(key)?)?;
            Some(fitting(book, key, bought))
        });
        bought.collect::<Result<Vec<_>, _>>()
    };
    let parts = parallel::map_ranges(book.len(), of_part);
    Ok(parts.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}

/// The purchases of a customer as an amount.
fn fitting(book: &Book, key: CustomerKey, bought: Total) -> Result<Amount, ReviewError> {
    let refused =
        || ReviewError::Overflow { customer: book.name(key).to_owned(), minor: bought.minor() };
    bought.to_amount().ok_or_else(refused)
}
