use super::Review;
use crate::account::AccountReader;
use crate::lapse::PurchaseStatus;
use crate::measure::proven;
use crate::money::{Currency, Total};
use crate::receivable::Ageing;
use crate::segment::{Class, Quadrant};
use crate::warning::{Outcome, Rule};

/// Some of the customers: their number, and their purchases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Slice {
    /// The number of customers.
    pub customers: u32,
    /// Their net purchases of the year.
    pub purchases: Total,
}

/// Totals of a review.
///
/// Written with `currency`, the numbers of `customers` and of those `ended`, the amounts
/// `purchases`, `balance`, `exposure`, `unapplied` and `value_at_risk`, `one_offs` with customers
/// and purchases where there are any, `ageing` by bucket, `statuses`, `classes` and `quadrants`
/// with their customers and purchases, and the customers of each outcome: `outcomes` by rule, and
/// `ended_debt` of those that have ended. Amounts are in major units, as text.
#[doc(alias = "汇总")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(with = "written::Written"))]
pub struct Summary {
    /// The currency of the amounts.
    pub currency: Currency,
    /// The number of customers.
    pub customers: u32,
    /// Their net purchases of the year.
    pub purchases: Total,
    /// The debts of all of them, less unapplied credit.
    pub balance: Total,
    /// The exposure of all of them: debts and what is about to be owed.
    pub exposure: Total,
    /// Money received that has settled nothing yet.
    pub unapplied: Total,
    /// Open items of all by days past due.
    pub ageing: Ageing,
    /// Loss if everyone stayed away, weighted by its probability; one-offs are left out.
    pub value_at_risk: Total,
    /// The customers with a one-off in the year, and the amounts of these.
    pub one_offs: Slice,
    /// The number of customers with which the relationship has ended. They stand in no other
    /// figure of the summary but balance, exposure, unapplied credit and ageing.
    pub ended: u32,
    statuses: [Slice; PurchaseStatus::ALL.len()],
    classes: [Slice; 3],
    quadrants: [Slice; 4],
    outcomes: Vec<(Rule, Outcome, u32)>,
    ended_debt: Vec<Outcome>,
}

impl Summary {
    pub(super) fn new(review: &Review<'_>) -> Self {
        let mut summary = Self {
            currency: review.book().currency(),
            customers: count(review.len()),
            purchases: review.purchases().iter().copied().collect(),
            value_at_risk: review
                .values_at_risk()
                .iter()
                .fold(Total::ZERO, |sum, it| sum.plus(*it)),
            balance: Total::ZERO,
            exposure: Total::ZERO,
            unapplied: Total::ZERO,
            ageing: Ageing::default(),
            one_offs: Slice {
                customers: count(review.one_offs().len()),
                purchases: review
                    .one_offs()
                    .iter()
                    .fold(Total::ZERO, |sum, it| sum.plus(it.one_off.amount)),
            },
            ended: 0,
            statuses: Default::default(),
            classes: Default::default(),
            quadrants: Default::default(),
            outcomes: Vec::new(),
            ended_debt: Vec::new(),
        };
        let rows = review.purchases().iter().zip(review.classes()).zip(review.quadrants());
        for (((purchases, class), quadrant), status) in rows.zip(review.statuses()) {
            let quadrant =
                quadrant.and_then(|it| Quadrant::ALL.iter().position(|each| *each == it));
            let class = Class::ALL.iter().position(|each| *each == class);
            let status = PurchaseStatus::ALL.iter().position(|each| each == status);
            let cells = [
                status.and_then(|place| summary.statuses.get_mut(place)),
                class.and_then(|place| summary.classes.get_mut(place)),
                quadrant.and_then(|place| summary.quadrants.get_mut(place)),
            ];
            for cell in cells.into_iter().flatten() {
                cell.customers = count_one_more(cell.customers);
                cell.purchases = cell.purchases.plus(*purchases);
            }
        }
        // What lost customers bought in the year says nothing of them.
        let [_, lost, ..] = &mut summary.statuses;
        let before = review.lost().into_iter().map(|it| it.bought_before);
        lost.purchases = before.fold(Total::ZERO, Total::plus);
        for rule in Rule::ALL {
            let mut outcomes = review.outcomes(rule).to_vec();
            outcomes.sort_unstable();
            let runs = outcomes.chunk_by(|a, b| a == b);
            let counted = runs.filter_map(|run| Some((rule, *run.first()?, count(run.len()))));
            summary.outcomes.extend(counted);
        }
        summary.ended = count(review.ended().len());
        summary.ended_debt = review.ended().iter().map(|it| it.debt).collect();
        summary.add_debts(review);
        summary
    }

    fn add_debts(&mut self, review: &Review<'_>) {
        let assessor = review.assessor();
        let ended = review.ended().iter().map(|it| it.customer);
        let all = review.customers().iter().copied().chain(ended);
        let mut accounts = AccountReader::new(review.book().ledger(), review.as_of());
        for key in all {
            let Some(account) = accounts.own(key) else { continue };
            let reading = assessor.debt(account);
            self.balance = self.balance.plus(reading.standing.balance());
            self.exposure = self.exposure.plus(reading.exposure);
            self.unapplied = self.unapplied.plus(reading.standing.unapplied);
            self.ageing.merge(&reading.standing.ageing);
        }
    }

    /// The customers of a status of purchases. The purchases of lost ones are those of the year up
    /// to their last order days, of all others those of the year.
    pub const fn status(&self, status: PurchaseStatus) -> Slice {
        let [never_bought, lost, bought_once, active] = self.statuses;
        match status {
            PurchaseStatus::NeverBought => never_bought,
            PurchaseStatus::Lost => lost,
            PurchaseStatus::BoughtOnce => bought_once,
            PurchaseStatus::Active => active,
        }
    }

    /// The customers of a class.
    pub const fn class(&self, class: Class) -> Slice {
        let [a, b, c] = self.classes;
        match class {
            Class::A => a,
            Class::B => b,
            Class::C => c,
        }
    }

    /// The customers of a quadrant.
    pub const fn quadrant(&self, quadrant: Quadrant) -> Slice {
        let [treasured, promising, dangerous, marginal] = self.quadrants;
        match quadrant {
            Quadrant::Treasured => treasured,
            Quadrant::Promising => promising,
            Quadrant::Dangerous => dangerous,
            Quadrant::Marginal => marginal,
        }
    }

    /// The number of customers for which a rule has an outcome.
    pub fn count(&self, rule: Rule, outcome: Outcome) -> u32 {
        let found = self.outcomes.iter().find(|it| (it.0, it.1) == (rule, outcome));
        found.map_or(0, |it| it.2)
    }
}

impl Summary {
    /// The number of ended customers for which the debt rule has an outcome.
    pub fn count_ended(&self, debt: Outcome) -> u32 {
        count(self.ended_debt.iter().filter(|it| **it == debt).count())
    }
}

/// Customers are counted by 32 bits, as the positions of their keys.
fn count(customers: usize) -> u32 {
    proven!(u32::try_from(customers).ok(), else u32::MAX, "a book has fewer than 2^32 customers")
}

fn count_one_more(customers: u32) -> u32 {
    proven!(customers.checked_add(1), else u32::MAX, "a book has fewer than 2^32 customers")
}

#[cfg(feature = "serde")]
mod written {
    use std::collections::BTreeMap;

    use serde::{Serialize, Serializer};

    use super::{Slice, Summary, count_one_more};
    use crate::lapse::PurchaseStatus;
    use crate::money::{Currency, Total};
    use crate::receivable::Bucket;
    use crate::segment::{Class, Quadrant};
    use crate::warning::{ByRule, Level};

    #[derive(Serialize)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    struct WrittenSlice {
        /// The number of customers.
        customers: u32,
        /// Their net purchases of the year.
        purchases: String,
    }

    /// The customers of each outcome that there is.
    type Counts = BTreeMap<&'static str, u32>;

    #[derive(Serialize)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    pub(super) struct Written {
        /// The currency of all amounts.
        currency: Currency,
        /// Customers that are listed.
        customers: u32,
        /// Customers with which the relationship has ended, and that are not listed.
        ended: u32,
        /// Net purchases of the listed.
        purchases: String,
        /// Their debts and those of ended customers, less unapplied credit.
        balance: String,
        /// The debts of both and all that is about to be owed.
        exposure: String,
        /// Money received from both that has settled nothing yet.
        unapplied: String,
        /// Open items of both, by bucket of days past due.
        ageing: [String; Bucket::ALL.len()],
        /// The loss if every listed customer stayed away, weighted by its probability.
        value_at_risk: String,
        /// The customers with a one-off in the year, and the amounts of these.
        #[serde(skip_serializing_if = "Option::is_none")]
        one_offs: Option<WrittenSlice>,
        /// The listed by the status of their purchases.
        statuses: BTreeMap<&'static str, WrittenSlice>,
        /// The listed by class.
        classes: BTreeMap<&'static str, WrittenSlice>,
        /// The listed by quadrant.
        quadrants: BTreeMap<&'static str, WrittenSlice>,
        /// The listed by the outcome of each rule.
        outcomes: ByRule<Counts>,
        /// The ended by the outcome of the debt rule.
        ended_debt: Counts,
    }

    impl Serialize for Summary {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let currency = self.currency;
            let plain = |total: Total| total.plain(currency).to_string();
            let slice = |Slice { customers, purchases }: Slice| WrittenSlice {
                customers,
                purchases: plain(purchases),
            };
            let outcomes = ByRule::each(|rule| {
                let own = self.outcomes.iter().filter(|it| it.0 == rule);
                own.map(|it| (it.1.word(Level::code), it.2)).collect()
            });
            let mut ended_debt = Counts::new();
            for outcome in &self.ended_debt {
                let count = ended_debt.entry(outcome.word(Level::code)).or_default();
                *count = count_one_more(*count);
            }
            let statuses = PurchaseStatus::ALL.map(|it| (it.code(), slice(self.status(it))));
            let classes = Class::ALL.map(|it| (it.code(), slice(self.class(it))));
            let quadrants = Quadrant::ALL.map(|it| (it.code(), slice(self.quadrant(it))));
            let written = Written {
                currency,
                customers: self.customers,
                ended: self.ended,
                purchases: plain(self.purchases),
                balance: plain(self.balance),
                exposure: plain(self.exposure),
                unapplied: plain(self.unapplied),
                ageing: Bucket::ALL.map(|bucket| plain(self.ageing.in_bucket(bucket))),
                value_at_risk: plain(self.value_at_risk),
                one_offs: (self.one_offs.customers > 0).then(|| slice(self.one_offs)),
                statuses: BTreeMap::from(statuses),
                classes: BTreeMap::from(classes),
                quadrants: BTreeMap::from(quadrants),
                outcomes,
                ended_debt,
            };
            written.serialize(to)
        }
    }
}
