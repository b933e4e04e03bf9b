use std::collections::BTreeMap;

use super::VisitRequest;
use super::customer_visits::CustomerVisits;
use crate::calendar::Day;
use crate::id::{CustomerKey, StaffId};
use crate::measure::proven;
use crate::policy::Policy;
use crate::review::Review;
use crate::visit::{
    Absences, BucketMinutes, DayCapacity, TimeBucket, VisitNeed, VisitPlan, VisitPlanError,
    VisitPlanRequest,
};

/// The visits of one of our people, ready to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffVisits {
    /// The person.
    pub staff: StaffId,
    /// The days with the minutes that each has for customers.
    pub days: Vec<DayCapacity>,
    /// The last day that is planned, worked or not.
    pub until: Day,
    /// The visits.
    pub needs: Vec<VisitNeed>,
    /// The customers that the person has, by bucket: 60 % of the time are meant for about a tenth
    /// of them.
    pub customers: BTreeMap<TimeBucket, u32>,
    /// The minutes spent since the quarter began.
    pub spent: BucketMinutes,
}

/// The visits and the customers of a person, as they are gathered.
#[derive(Debug, Default)]
struct Gathered {
    needs: Vec<VisitNeed>,
    customers: BTreeMap<TimeBucket, u32>,
}

/// The visits of a book that are due or may be made in some days (S24).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VisitNeeds {
    /// Those of each person, by name.
    pub by_staff: Vec<StaffVisits>,
    /// The customers to which nobody is assigned, so that nobody would visit them. By position.
    pub unassigned: Vec<CustomerKey>,
}

impl VisitNeeds {
    /// Gathers the visits of a review.
    pub(crate) fn new(review: &Review<'_>, request: &VisitRequest<'_>) -> Self {
        let mut by_staff: BTreeMap<StaffId, Gathered> = BTreeMap::new();
        let mut unassigned = Vec::new();
        let rows = review.customers().iter().zip(review.classes()).zip(review.values_at_risk());
        for (row, ((key, class), at_risk)) in rows.enumerate() {
            let Some(account) = review.account(*key) else { continue };
            let view = account.view();
            let visits = CustomerVisits { review, request, row, key: *key, class, view };
            match visits.leader() {
                Some(leader) => {
                    // Everybody who has customers has a plan, even where nothing is due.
                    let of_leader = by_staff.entry(leader.staff.clone()).or_default();
                    let count = of_leader.customers.entry(visits.bucket()).or_default();
                    *count = proven!(count.checked_add(1), else *count, "customers in memory");
                    for (staff, need) in visits.needs(leader, *at_risk) {
                        by_staff.entry(staff.clone()).or_default().needs.push(need);
                    }
                }
                None => unassigned.push(*key),
            }
        }
        let policy = &review.policy().visits;
        let by_staff = by_staff.into_iter().map(|(staff, Gathered { needs, customers })| {
            let none = Absences::default();
            let absences = request.absences.get(&staff).unwrap_or(&none);
            let days = policy.capacity(request.days, request.calendar, absences);
            let spent = request.spent.get(&staff).copied().unwrap_or_default();
            StaffVisits { staff, days, until: request.days.until, needs, customers, spent }
        });
        Self { by_staff: by_staff.collect(), unassigned }
    }

    /// The plan of each person, by name, by the policy of the review.
    ///
    /// # Errors
    ///
    /// When the visits of a person cannot be planned, see [`VisitPlanError`]: the first.
    pub fn plans(&self, policy: &Policy) -> Result<Vec<VisitPlan<'_>>, VisitPlanError> {
        self.by_staff.iter().map(|it| it.plan(policy)).collect()
    }
}

impl StaffVisits {
    /// The plan of the person.
    ///
    /// # Errors
    ///
    /// [`VisitPlanError`].
    pub fn plan(&self, policy: &Policy) -> Result<VisitPlan<'_>, VisitPlanError> {
        let Self { staff, days, until, needs, spent, .. } = self;
        let (until, spent) = (*until, *spent);
        policy.visits.plan(&VisitPlanRequest { staff, days, until, needs, is_split: true, spent })
    }
}
