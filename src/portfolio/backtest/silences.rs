use super::Capacity;
use crate::account::{AccountReader, AccountView};
use crate::book::Book;
use crate::calendar::Day;
use crate::engine::parallel;
use crate::id::CustomerKey;
use crate::lapse::{LapseSignal, LostRules, PurchaseStatus};
use crate::measure::Probability;
use crate::money::Total;
use crate::policy::Policy;
use crate::review::Assessor;
use crate::warning::Outcome;

/// A customer that buys, with the probability that it orders nothing within the horizon.
#[derive(Debug, Clone, Copy)]
pub(super) struct Silence {
    pub(super) customer: CustomerKey,
    pub(super) no_order: Probability,
}

/// The silences of a book as of a day.
#[derive(Debug, Default)]
pub(super) struct Silences {
    /// The active customers: neither lost, nor bought once, nor ended, of which the loss rule
    /// speaks, and whose call is worth its cost by a capacity.
    pub(super) active: Vec<Silence>,
    /// The first order day of all customers.
    pub(super) first: Option<Day>,
}

impl Silences {
    pub(super) fn new(book: &Book, assessor: &Assessor<'_>, capacity: Option<Capacity>) -> Self {
        let lost = lost_rules(assessor.policy());
        let of_part = |part: std::ops::Range<u32>| {
            let mut silences = Self::default();
            let mut accounts = AccountReader::new(book.ledger(), assessor.as_of());
            for customer in part.map(CustomerKey::from_position) {
                let Some(account) = accounts.own(customer) else { continue };
                let Some(signal) = assessor.signal(account) else { continue };
                silences.see(signal.rhythm.first());
                let judged = assessor.judge_loss(account, Some(signal), Total::ZERO).outcome;
                let (rhythm, gap) = (Some(signal.rhythm), signal.usual_gap);
                let status = lost.status(rhythm, |_| gap, assessor.as_of());
                let is_active = status == PurchaseStatus::Active && account.ended().is_none();
                let is_worth_it = |it| is_worth_a_call(assessor, account, &signal, it);
                if is_active && judged >= Outcome::Clear && capacity.is_none_or(is_worth_it) {
                    silences.active.push(Silence { customer, no_order: signal.no_order });
                }
            }
            silences
        };
        let mut all = Self::default();
        for part in parallel::map_ranges(book.len(), of_part) {
            part.first.into_iter().for_each(|day| all.see(day));
            all.active.extend(part.active);
        }
        all
    }

    fn see(&mut self, first: Day) {
        self.first = Some(self.first.map_or(first, |it| it.min(first)));
    }

    pub(super) fn probabilities(&self) -> impl Iterator<Item = Probability> {
        self.active.iter().map(|it| it.no_order)
    }
}

/// Tells whether the saved share of the value at risk exceeds the cost of a call.
fn is_worth_a_call(
    assessor: &Assessor<'_>,
    account: AccountView<'_>,
    signal: &LapseSignal,
    capacity: Capacity,
) -> bool {
    let in_year = account.sales().net(assessor.as_of().last_days(365));
    let one_off = assessor.policy().loss.one_off(account, assessor.context());
    let bought = one_off.map_or(in_year, |it| in_year.minus(it.amount));
    capacity.is_worth_a_call(signal.value_at_risk(bought))
}

/// The silence after which a customer is lost: by the policy, or by default where to the policy
/// nobody is, so that policies are compared by customers of the same status.
pub(super) fn lost_rules(policy: &Policy) -> LostRules {
    policy.loss.lost.unwrap_or_default()
}
