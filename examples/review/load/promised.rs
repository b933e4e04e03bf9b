//! Payment plans, and demands that customers received.

use std::collections::BTreeMap;

use guanxi::calendar::Day;
use guanxi::id::{CustomerId, CustomerKey, StaffId};
use guanxi::lifecycle::{Entry, Reason};
use guanxi::money::Amount;
use guanxi::payment_plan::{PaymentPlan, PaymentPlanOpening, PaymentPlanStep, PlanPart};

use super::Loader;
use super::table::{Place, Refused, Row, Table};

pub(crate) const PAYMENT_PLANS: Table = Table {
    name: "payment_plans.csv",
    columns: &["customer", "agreed", "due", "amount"],
    optional: &["ended"],
};

/// The payment plans, and the rows of those that wait until all are read.
#[derive(Debug, Default)]
pub(crate) struct PaymentPlans {
    rows: BTreeMap<(CustomerKey, Day), Rows>,
    pub(crate) agreed: Vec<(CustomerKey, PaymentPlan)>,
}

/// The rows of a plan.
#[derive(Debug)]
struct Rows {
    place: Place,
    parts: BTreeMap<Day, PlanPart>,
    ended: Option<Day>,
}

impl Loader {
    /// A part of a payment plan.
    pub(crate) fn plan_part(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, agreed, by) = (self.key(row)?, row.day("agreed")?, row.day("due")?);
        let (amount, ended) = (self.money(row)?, row.maybe_day("ended")?);
        if amount.amount() <= Amount::ZERO {
            return Err("amount: a part is above 0".to_owned());
        }
        if by <= agreed {
            return Err(format!("due: {by} must lie after {agreed}"));
        }
        if let Some(ended) = ended.filter(|ended| *ended < agreed) {
            return Err(format!("ended: {ended} must not lie before {agreed}"));
        }
        let none = Rows { place: row.place, parts: BTreeMap::new(), ended };
        let rows = self.judged.plans.rows.entry((key, agreed)).or_insert(none);
        if rows.ended != ended {
            let first = rows.place;
            return Err(format!("ended: all parts of a plan state the same, see {first}"));
        }
        if rows.parts.insert(by, PlanPart { by, amount }).is_some() {
            return Err(self.about(key, format!("due: a part of {by} is stated already")));
        }
        Ok(())
    }

    /// Makes the plans of their parts.
    pub(crate) fn take_plans(&mut self) -> Vec<Refused> {
        let mut refused = Vec::new();
        for ((key, agreed), rows) in std::mem::take(&mut self.judged.plans.rows) {
            let place = rows.place;
            match self.plan(key, agreed, rows) {
                Ok(plan) => self.judged.plans.agreed.push((key, plan)),
                Err(problem) => refused.push(Refused { place, problem }),
            }
        }
        refused
    }

    fn plan(&self, key: CustomerKey, on: Day, rows: Rows) -> Result<PaymentPlan, String> {
        let Rows { place, parts, ended } = rows;
        // No column says who agreed, and why.
        let by: StaffId = place.file.parse().map_err(|error| format!("agreed: {error}"))?;
        let reason = Reason::try_new(place.file).map_err(|error| format!("agreed: {error}"))?;
        let customer: CustomerId =
            self.book.name(key).parse().map_err(|error| format!("customer: {error}"))?;
        let (currency, parts) = (self.currency, parts.into_values().collect());
        let given_up = ended.map(|day| (PaymentPlanStep::Break { reason: reason.clone() }, day));
        let steps = [(PaymentPlanStep::Approve, on), (PaymentPlanStep::Agree, on)];
        let steps = steps.into_iter().chain(given_up);
        let events: Vec<_> = steps.map(|(step, day)| Entry::new(step, day, by.clone())).collect();
        let opening = PaymentPlanOpening { customer, currency, parts, reason, on, by };
        PaymentPlan::replay(opening, events).map_err(|error| error.to_string())
    }
}
