use std::collections::BTreeMap;

use super::{Allowance, AllowanceRow};
use crate::account::AccountView;
use crate::calendar::AsOf;
use crate::credit::DepositPosition;
use crate::credit::exposure::covered;
use crate::id::GradeId;
use crate::measure::{Ratio, proven};
use crate::money::{Currency, Rounding, Total};
use crate::receivable::{AgeingPartition, AgeingPartitionDraft, CollateralKind};
use crate::valid::{Draft, Order, Valid, Violations, words};

words! {
    /// The buckets from which the secured part is taken first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum SecuredOrder as "an order of secured parts" {
        /// The youngest, which is the more cautious: the old items keep their high rates.
        #[default]
        YoungestFirst = "youngest_first",
        /// The oldest.
        OldestFirst = "oldest_first",
    }
}

/// The plain form of an [`AllowancePolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct AllowancePolicyDraft {
    /// The buckets.
    pub ageing: AgeingPartitionDraft,
    /// The rate of each bucket, the youngest first, none falling and none above 100 %.
    pub rates: Vec<Ratio>,
    /// The rates of customers of a credit grade, in place of those above.
    pub by_grade: BTreeMap<GradeId, Vec<Ratio>>,
    /// The buckets from which the secured part is taken first.
    pub secured: SecuredOrder,
    /// The rounding of each row.
    pub rounding: Rounding,
}

impl Default for AllowancePolicyDraft {
    /// The buckets and rates of illustrative example 12 of IFRS 9. They show the form; the rates
    /// of a company come from its own losses.
    fn default() -> Self {
        let ageing = AgeingPartitionDraft { up_to_days: vec![30, 60, 90], ..Default::default() };
        let rates = [3_000, 16_000, 36_000, 66_000, 106_000].map(Ratio::from_parts_per_million);
        Self {
            ageing,
            rates: rates.to_vec(),
            by_grade: BTreeMap::new(),
            secured: SecuredOrder::default(),
            rounding: Rounding::HalfUp,
        }
    }
}

impl Draft for AllowancePolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("ageing", |found| self.ageing.check(found));
        // Two more than there are bounds: not due, and beyond the last.
        let buckets = self.ageing.up_to_days.iter().map(|_| ()).chain([(), ()]).count();
        check_rates(found, "rates", &self.rates, buckets);
        found.within("by_grade", |found| {
            for (grade, rates) in &self.by_grade {
                check_rates(found, grade.as_str(), rates, buckets);
            }
        });
    }
}

fn check_rates(found: &mut Violations, field: &str, rates: &[Ratio], buckets: usize) {
    if rates.len() != buckets {
        let count = rates.len();
        found.add(field, format!("must have {buckets} rates, one for each bucket, had {count}"));
    }
    found.within(field, |found| {
        let before = std::iter::once(None).chain(rates.iter().copied().map(Some));
        for (place, (rate, before)) in rates.iter().zip(before).enumerate() {
            found.check_order(&place.to_string(), Order::NotFalling, before, *rate);
            found.at_most(&place.to_string(), Ratio::ONE, *rate);
        }
    });
}

/// The policy of allowances for bad debts: a matrix of rates by age and credit grade.
///
/// # Rule
///
/// > S20: the allowance for a bucket is its rate times what is open in it and not secured. The
/// > secured part is at most what is open. Each row is rounded once, and all sums are sums of
/// > rows.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::credit::AllowancePolicy;
/// use guanxi::receivable::Invoice;
///
/// let mut li = Account::new("Li".parse()?, "CNY".parse()?);
/// let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
/// li.record(Invoice::new("I1".parse()?, issued, due, "CNY 1000".parse()?))?;
/// let allowance = AllowancePolicy::default().allowance(li.view(), None, "2026-03-31".parse()?);
/// assert_eq!(allowance.to_string(), "allowance CNY 36.00 on CNY 1,000.00 open");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "坏账准备")]
#[doc(alias = "预期信用损失")]
pub type AllowancePolicy = Valid<AllowancePolicyDraft>;

impl AllowancePolicy {
    /// The rates of a credit grade; those for all where the grade has none of its own.
    pub fn rates_of(&self, grade: Option<&GradeId>) -> &[Ratio] {
        grade.and_then(|grade| self.by_grade.get(grade)).unwrap_or(&self.rates)
    }

    /// The allowance for the open items of a customer of a credit grade as of a day. Guarantees
    /// and deposits secure; an insurance raises the limit and secures nothing here.
    pub fn allowance(
        &self,
        account: AccountView<'_>,
        grade: Option<&GradeId>,
        t: AsOf,
    ) -> Allowance {
        // The parts of a checked draft are checked.
        let partition = AgeingPartition::try_new(self.ageing.clone()).unwrap_or_default();
        let aged = partition.age(account.receivables(), t);
        let deposits = DepositPosition::from_account(account, t).held;
        let secured = covered(account, CollateralKind::Guarantee, t).plus(deposits);
        self.of_buckets(&aged.buckets, secured, grade, account.currency())
    }

    /// The allowance for sums by bucket, the youngest first, as those of
    /// [`AgedItems`](crate::receivable::AgedItems); a bucket without a rate has none.
    pub fn of_buckets(
        &self,
        buckets: &[Total],
        secured: Total,
        grade: Option<&GradeId>,
        currency: Currency,
    ) -> Allowance {
        let rates = self.rates_of(grade).iter().copied().chain(std::iter::repeat(Ratio::ZERO));
        let row = |(open, rate): (&Total, Ratio)| AllowanceRow {
            open: *open,
            secured: Total::ZERO,
            rate,
            allowance: Total::ZERO,
        };
        let mut rows: Vec<AllowanceRow> = buckets.iter().zip(rates).map(row).collect();
        let mut left = secured;
        let mut secure = |row: &mut AllowanceRow| {
            row.secured = left.min(row.open).or_zero();
            left = left.minus(row.secured);
            row.allowance = share(row.open.minus(row.secured), row.rate, self.rounding);
        };
        match self.secured {
            SecuredOrder::YoungestFirst => rows.iter_mut().for_each(&mut secure),
            SecuredOrder::OldestFirst => rows.iter_mut().rev().for_each(&mut secure),
        }
        Allowance { currency, rows }
    }
}

fn share(total: Total, rate: Ratio, rounding: Rounding) -> Total {
    let parts = total.minor().checked_mul(i128::from(rate.parts_per_million()));
    let minor = parts.and_then(|parts| rounding.divide(parts, 1_000_000));
    Total::from_minor(proven!(minor, else 0, "no book holds 2^32 amounts of 2^63"))
}
