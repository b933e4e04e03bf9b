use std::collections::{BTreeMap, BTreeSet};

use super::PlanNumber;
use crate::calendar::{AsOf, Day, Month};
use crate::id::{ProductGroupId, StaffId};
use crate::lifecycle::Reason;
use crate::phase::{Schedule, SchedulePart};
use crate::valid::{Draft, Valid, Violations};

/// The target of a product in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PlanTarget {
    /// The product; all products below it count.
    pub product: ProductGroupId,
    /// The month.
    pub month: Month,
    /// The target, not negative; a quantity in base units of the product.
    pub target: PlanNumber,
    /// The schedule of the month by dates (进度计划), where it states one of its own. Its parts add
    /// up to the target.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub schedule: Vec<SchedulePart>,
}

impl PlanTarget {
    /// A target without a schedule of its own.
    pub const fn new(product: ProductGroupId, month: Month, target: PlanNumber) -> Self {
        Self { product, month, target, schedule: Vec::new() }
    }

    /// The goal that the target is of: product, month, and amount or quantity.
    fn goal(&self) -> (&ProductGroupId, Month, bool) {
        (&self.product, self.month, self.target.is_amount())
    }
}

/// A support that is promised along with a plan (销售支援).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PlannedSupport {
    /// The support, in words.
    pub support: Reason,
    /// The last day for it.
    pub by: Day,
}

/// Targets that hold from a day on, until the next version.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PlanVersion {
    /// The day on which it was written.
    pub written: Day,
    /// The day from which it takes effect; not before it was written.
    pub effective: Day,
    /// The staff member who wrote it.
    pub by: StaffId,
    /// The targets, each product and month once as an amount and once as a quantity.
    pub targets: Vec<PlanTarget>,
    /// The supports promised.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub support: Vec<PlannedSupport>,
}

/// Plain form of a [`SalesPlan`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct SalesPlanDraft {
    /// The versions in the order in which they take effect.
    pub versions: Vec<PlanVersion>,
}

/// The plan of a customer, a salesperson or an area, in all its versions.
///
/// # Rule
///
/// > S7: a new plan is a new version. Sales are judged against the version in force on the day,
/// > and the first target stands beside it, so that a post that was moved is seen.
#[doc(alias = "销售计划")]
pub type SalesPlan = Valid<SalesPlanDraft>;

impl Draft for SalesPlanDraft {
    fn check(&self, found: &mut Violations) {
        let mut last: Option<Day> = None;
        for (number, version) in (1..).zip(&self.versions) {
            found.within(&format!("versions[{number}]"), |found| {
                if let Some(last) = last.filter(|last| version.effective <= *last) {
                    let effective = version.effective;
                    found.add("effective", format!("must be after {last}, was {effective}"));
                }
                version.check(found);
            });
            last = Some(version.effective);
        }
    }
}

impl PlanVersion {
    fn check(&self, found: &mut Violations) {
        let Self { written, effective, by: _, targets, support: _ } = self;
        if effective < written {
            let problem = format!("must not be before {written}, when it was written");
            found.add("effective", format!("{problem}, was {effective}"));
        }
        let mut goals = BTreeSet::new();
        for target in targets {
            let PlanTarget { product, month, .. } = target;
            if !goals.insert(target.goal()) {
                let problem = format!("must name {product} in {month} once");
                found.add("targets", problem);
            }
            if target.target.number() < 0 {
                let number = target.target.number();
                let problem = format!("must be at least 0, was {number} for {product} in {month}");
                found.add("targets", problem);
            }
            if let Some(problem) = target.schedule_fault() {
                found.add("targets", format!("{problem}, of {product} in {month}"));
            }
        }
    }
}

impl PlanTarget {
    /// The schedule of the month by dates.
    pub(super) fn dates(&self) -> Option<Schedule> {
        Schedule::try_new(self.month.first_day(), self.schedule.iter().copied()).ok()
    }

    fn schedule_fault(&self) -> Option<String> {
        if self.schedule.is_empty() {
            return None;
        }
        let parts = self.schedule.iter().copied();
        match (self.target, Schedule::try_new(self.month.first_day(), parts)) {
            (PlanNumber::Quantity(_), _) => Some("must have a schedule of amounts only".to_owned()),
            (PlanNumber::Amount(_), Err(error)) => Some(format!("must hold a schedule: {error}")),
            (PlanNumber::Amount(target), Ok(schedule)) => {
                let last = self.schedule.last().map(|it| it.last);
                if last.is_some_and(|last| last > self.month.last_day()) {
                    return Some("must have a schedule that ends with the month".to_owned());
                }
                let (target, sum) = (target.minor(), schedule.total().minor());
                let problem = format!("must have a schedule of {target} minor units, was {sum}");
                (target != sum).then_some(problem)
            }
        }
    }
}

impl SalesPlanDraft {
    /// The version in force as of a day; `None` before the first.
    pub fn version(&self, t: AsOf) -> Option<&PlanVersion> {
        self.versions.iter().rev().find(|it| t.sees(it.effective))
    }

    /// The target of the version in force as of a day.
    pub fn target(
        &self,
        product: &ProductGroupId,
        month: Month,
        t: AsOf,
    ) -> impl Iterator<Item = &PlanTarget> {
        let targets = self.version(t).map_or(&[][..], |it| &it.targets);
        targets.iter().filter(move |it| it.product == *product && it.month == month)
    }

    /// The months whose first target took effect after they had begun, as of a day, each with the
    /// day on which it did.
    ///
    /// # Rule
    ///
    /// > S7: a plan that takes effect after the first day of its month is late. A later version of
    /// > one that was in time is none.
    pub fn late(&self, t: AsOf) -> BTreeMap<Month, Day> {
        let mut first: BTreeMap<Month, Day> = BTreeMap::new();
        for version in self.versions.iter().filter(|it| t.sees(it.effective)) {
            for target in &version.targets {
                first.entry(target.month).or_insert(version.effective);
            }
        }
        first.retain(|month, effective| *effective > month.first_day());
        first
    }

    /// The first target that was ever stated for the goal of a target.
    pub fn original(&self, of: &PlanTarget) -> Option<&PlanTarget> {
        let targets = self.versions.iter().flat_map(|it| &it.targets);
        targets.into_iter().find(|it| it.goal() == of.goal())
    }
}
