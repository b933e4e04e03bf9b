use super::figures::figure;
use super::outcome::Aftermath;
use crate::account::{AccountReader, AccountView};
use crate::book::Book;
use crate::calendar::AsOf;
use crate::engine::{index, parallel};
use crate::id::CustomerKey;
use crate::measure::proven;
use crate::money::Total;
use crate::receivable::OpenBalance;
use crate::review::Review;
use crate::warning::{LossMethod, Rule};

/// Customers whose silences are weighed together.
const SIGNAL_BATCH: usize = 64;

/// A customer on a day, as it is the same for every policy.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayRow {
    pub(super) aftermath: Aftermath,
    purchases: Total,
    owed: Total,
}

impl DayRow {
    /// The rows of the customers of a review, in their order.
    pub(super) fn of_customers(
        book: &Book,
        t: AsOf,
        (customers, rules): (&[CustomerKey], &[Rule]),
        aftermath: impl Fn(CustomerKey) -> Aftermath + Sync,
    ) -> Vec<Self> {
        let owed = rules.iter().any(|it| by_what_is_owed(*it));
        let bought = rules.iter().any(|it| !by_what_is_owed(*it));
        in_parts(customers, |keys| {
            let mut accounts = AccountReader::new(book.ledger(), t);
            let row = |key: &CustomerKey| {
                let account = accounts.own(*key);
                let of = |is_asked: bool, sum: fn(AccountView<'_>, AsOf) -> Total| {
                    account.filter(|_| is_asked).map_or(Total::ZERO, |it| sum(it, t).or_zero())
                };
                Self {
                    aftermath: aftermath(*key),
                    purchases: of(bought, |it, t| it.sales().net(t.last_days(365))),
                    owed: of(owed, |it, t| OpenBalance::as_of(it.receivables(), t).balance()),
                }
            };
            keys.iter().map(row).collect()
        })
    }

    /// The money that is at stake by a rule.
    pub(super) fn at_stake(&self, rule: Rule) -> Total {
        if by_what_is_owed(rule) { self.owed } else { self.purchases }
    }
}

/// Hands over what is kept of customers that are merged as of a day to the survivors, which have
/// their facts: a spell that lasts goes on there, and its money holds that of both.
pub(super) fn hand_over<S>(
    book: &Book,
    t: AsOf,
    kept: &mut [S],
    take_over: impl Fn(&mut S, &mut S),
) {
    let ledger = book.ledger();
    for merged in ledger.merges().filter(|it| it.holds_at(t)).map(|it| it.merged) {
        let places = [merged, ledger.survivor_at(merged, t)].map(|it| index(it.position()));
        if let Ok([merged, survivor]) = kept.get_disjoint_mut(places) {
            take_over(survivor, merged);
        }
    }
}

/// Tells whether what is owed is at stake, and not what is bought.
const fn by_what_is_owed(rule: Rule) -> bool {
    match rule {
        Rule::Debt | Rule::Incident => true,
        Rule::Progress | Rule::Expense | Rule::Loss => false,
    }
}

/// The figures by which a rule ranks the customers of a review that kept their rhythms, in their
/// order.
pub(super) fn figures(review: &Review<'_>, rule: Rule) -> Vec<i64> {
    let (assessor, ledger, t) = (review.assessor(), review.book().ledger(), review.as_of());
    let is_by_cadence =
        matches!(review.policy().loss.silence, LossMethod::Cadence { .. }) && rule == Rule::Loss;
    if rule == Rule::Loss && !is_by_cadence {
        // The signal alone ranks, and the review has read the account for it.
        return in_parts(review.rhythms(), |rhythms| {
            let accounts = AccountReader::new(ledger, t);
            let batches = rhythms.chunks(SIGNAL_BATCH);
            let signals = batches.flat_map(|batch| assessor.signals(batch));
            signals.map(|it| figure(assessor, rule, accounts.nobody(), it)).collect()
        });
    }
    in_parts(review.customers(), |keys| {
        let mut accounts = AccountReader::new(ledger, t);
        let each = |key: &CustomerKey| {
            accounts.own(*key).map_or(0, |it| {
                let signal = if is_by_cadence { assessor.signal(it) } else { None };
                figure(assessor, rule, it, signal)
            })
        };
        keys.iter().map(each).collect()
    })
}

/// The results of parts of some rows, in their order.
pub(super) fn in_parts<T: Sync, R: Send>(
    rows: &[T],
    work: impl Fn(&[T]) -> Vec<R> + Send + Sync,
) -> Vec<R> {
    let count = u32::try_from(rows.len());
    let count = proven!(count.ok(), else u32::MAX, "customers of a book");
    let parts = parallel::map_ranges(count, |range| {
        rows.get(index(range.start)..index(range.end)).map_or_else(Vec::new, &work)
    });
    parts.into_iter().flatten().collect()
}
