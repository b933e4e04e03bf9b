use std::ops::Range;

use super::Assessor;
use super::review_error::ReviewError;
use crate::account::{AccountReader, AccountView};
use crate::book::Book;
use crate::calendar::AsOf;
use crate::engine::parallel;
use crate::id::CustomerKey;
use crate::lapse::{
    Moments, OneOff, OneOffCandidate, PurchaseStatus, Rhythm, median_purchases, sum_fits,
};
use crate::money::{Amount, Total};
use crate::segment::OneOffInClasses;
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

/// A customer with a one-off.
///
/// # Rule
///
/// > S21.4: an order day of the year that says nothing of what the customer buys as a rule; see
/// > [`OneOffRules`](crate::lapse::OneOffRules). The value at risk leaves it out, classes do by
/// > policy.
#[doc(alias = "一次性大单")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct CustomerOneOff {
    /// The customer.
    pub customer: CustomerKey,
    /// Its one-off.
    pub one_off: OneOff,
}

/// The judgements of the customers of a part of the book, in columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) customers: Vec<CustomerKey>,
    pub(super) purchases: Vec<Amount>,
    /// The amounts by which customers are classed; empty where these are their purchases.
    pub(super) class_amounts: Vec<Amount>,
    /// Those of few customers, ascending.
    pub(super) one_offs: Vec<CustomerOneOff>,
    pub(super) loyal: Vec<Option<bool>>,
    pub(super) at_risk: Vec<Total>,
    pub(super) statuses: Vec<PurchaseStatus>,
    pub(super) outcomes: ByRule<Vec<Outcome>>,
    pub(super) ended: Vec<EndedCustomer>,
    /// The rhythms by which silences were judged, where they are kept.
    pub(super) rhythms: Vec<Option<Rhythm>>,
}

/// The rhythms of the customers after their silences are judged: a backtest ranks by them, and
/// nobody else asks for them.
#[derive(Debug, Clone, Copy)]
pub(super) enum RhythmColumn {
    Kept,
    Dropped,
}

impl Columns {
    /// The amounts by which customers are classed.
    pub(super) fn class_amounts(&self) -> &[Amount] {
        if self.class_amounts.is_empty() { &self.purchases } else { &self.class_amounts }
    }

    /// Appends the customers that follow.
    pub(super) fn append(&mut self, mut next: Self) {
        self.customers.append(&mut next.customers);
        self.purchases.append(&mut next.purchases);
        self.class_amounts.append(&mut next.class_amounts);
        self.one_offs.append(&mut next.one_offs);
        self.loyal.append(&mut next.loyal);
        self.at_risk.append(&mut next.at_risk);
        self.statuses.append(&mut next.statuses);
        self.ended.append(&mut next.ended);
        self.rhythms.append(&mut next.rhythms);
        for rule in Rule::ALL {
            self.outcomes.get_mut(rule).append(next.outcomes.get_mut(rule));
        }
    }
}

/// Outcomes in columns as a register takes them: ended customers among the others, and a loss
/// that opens no case not judged.
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
    /// The rows with an order day that may be a one-off.
    one_offs: Vec<(usize, OneOffCandidate)>,
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
            let own_days = assessor.own_days(view);
            let rhythm = assessor.rhythm(view, &own_days);
            // A customer that has bought has started.
            if rhythm.is_none() && !view.has_started(assessor.as_of()) {
                continue;
            }
            if view.ended().is_some() {
                let debt = assessor.debt(view).outcome();
                columns.ended.push(EndedCustomer { customer: key, debt });
                continue;
            }
            let pending = assessor.judge_before_loss(view, &own_days);
            let purchases = fitting(book, key, pending.purchases)?;
            if let Some(candidate) = pending.one_off {
                columns.one_offs.push((columns.customers.len(), candidate));
            }
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
            one_offs: Vec::new(),
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

    /// The median purchases of the customers of these parts that bought.
    pub(super) fn median_purchases(parts: &[Self]) -> Option<Total> {
        median_purchases(parts.iter().flat_map(|part| part.bought_in_year.iter().copied()))
    }

    /// Takes the one-offs out of the purchases at risk, and by policy out of the amounts by which
    /// customers are classed.
    fn settle_one_offs(
        &mut self,
        book: &Book,
        assessor: &Assessor<'_>,
    ) -> Result<OneOffColumns, ReviewError> {
        let abc = &assessor.policy().abc;
        let mut found = OneOffColumns::default();
        if abc.one_off == OneOffInClasses::LeftOut {
            found.class_amounts.clone_from(&self.purchases);
        }
        for (row, candidate) in self.one_offs.drain(..) {
            let (Some(key), Some(in_year)) =
                (self.customers.get(row), self.bought_in_year.get_mut(row))
            else {
                continue;
            };
            let bought = assessor.settle_one_off(*in_year, Some(candidate));
            let Some(one_off) = bought.one_off else { continue };
            *in_year = bought.at_risk();
            found.one_offs.push(CustomerOneOff { customer: *key, one_off });
            if let Some(amount) = found.class_amounts.get_mut(row) {
                let less = abc.class_amount(amount.to_total(), Some(one_off), assessor.as_of());
                *amount = fitting(book, *key, less)?;
            }
        }
        Ok(found)
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
    ///
    /// # Errors
    ///
    /// When the purchases of a customer without its one-off do not fit an amount.
    pub(super) fn finish(
        mut self,
        book: &Book,
        assessor: &Assessor<'_>,
        rhythms: RhythmColumn,
    ) -> Result<Columns, ReviewError> {
        self.judge_loyalty_again(book, assessor);
        let OneOffColumns { class_amounts, one_offs } = self.settle_one_offs(book, assessor)?;
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
        Ok(Columns {
            customers: self.customers,
            purchases: self.purchases,
            class_amounts,
            one_offs,
            loyal: self.loyal,
            at_risk,
            statuses,
            outcomes: self.outcomes.with_loss(losses),
            ended: self.ended,
            rhythms: match rhythms {
                RhythmColumn::Kept => self.rhythms,
                RhythmColumn::Dropped => Vec::new(),
            },
        })
    }
}

/// The one-offs of a part of the book, and what they leave to be classed.
#[derive(Debug, Default)]
struct OneOffColumns {
    class_amounts: Vec<Amount>,
    one_offs: Vec<CustomerOneOff>,
}

/// The amounts by which the customers of a review have their classes.
pub(super) fn class_amounts(
    book: &Book,
    assessor: &Assessor<'_>,
) -> Result<Vec<Amount>, ReviewError> {
    let of_part = |part: Range<u32>| {
        let keys = part.map(CustomerKey::from_position);
        let mut accounts = AccountReader::new(book.ledger(), assessor.as_of());
        let bought = keys.filter_map(|key| {
            let bought = assessor.class_amount(accounts.own(key)?)?;
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

/// The sum over all customers with which the relationship has not ended, in parts that merge.
pub(super) fn summed<S: Default + Send>(
    book: &Book,
    t: AsOf,
    add: impl Fn(&mut S, AccountView<'_>) + Send + Sync,
    merge: impl Fn(&mut S, &S),
) -> S {
    let of_part = |part: Range<u32>| {
        let mut sum = S::default();
        let mut accounts = AccountReader::new(book.ledger(), t);
        for key in part.map(CustomerKey::from_position) {
            // A customer that has ended says nothing of those that stay.
            if let Some(account) = accounts.own(key).filter(|it| it.ended().is_none()) {
                add(&mut sum, account);
            }
        }
        sum
    };
    let mut all = S::default();
    for part in parallel::map_ranges(book.len(), of_part) {
        merge(&mut all, &part);
    }
    all
}
