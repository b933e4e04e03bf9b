use std::fmt;

use super::{AdmissionAct, AdmissionPolicyDraft, AdmissionStage, CustomerAdmission};
use crate::account::AccountView;
use crate::calendar::{AsOf, Day, Window, WorkCalendar};
use crate::lifecycle::Clock;
use crate::measure::plural;
use crate::money::{Currency, Money, Total};

/// A finding about the admission of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum AdmissionFinding {
    /// A submission was not decided in time.
    NotDecided {
        /// The day of the submission.
        submitted: Day,
        /// The last day for the decision.
        due: Day,
    },
    /// A trial is over, and neither confirmed nor ended.
    TrialOverdue {
        /// The last day of the trial.
        last_day: Day,
    },
    /// The customer was sold to on days on which it was not admitted.
    SoldUnadmitted {
        /// The first such order day.
        first: Day,
        /// The number of such order days.
        order_days: u32,
        /// The stage of its admission on that first day; `None` where it never applied by then.
        stage: Option<AdmissionStage>,
    },
}

/// Purchases in the trial against its plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialFigures {
    /// The first day of the trial.
    pub from: Day,
    /// The last day of the trial.
    pub until: Day,
    /// The purchases planned for the trial.
    pub plan: Money,
    /// Net purchases of the trial up to the date, in the currency of the account.
    pub bought: Total,
    /// The currency of the account; the plan may be in another.
    pub currency: Currency,
}

impl CustomerAdmission {
    /// The finding about the handling as of a date.
    ///
    /// # Rule
    ///
    /// > S15: a submission is decided within 5 working days; a trial is confirmed, ended or
    /// > extended by its last day.
    pub fn finding(
        &self,
        t: AsOf,
        policy: &AdmissionPolicyDraft,
        calendar: &WorkCalendar,
    ) -> Option<AdmissionFinding> {
        match self.stage(t)? {
            AdmissionStage::Submitted => {
                let submitted = self.trail().last_of(AdmissionAct::Submit, t)?.on;
                let due = Clock::missed(policy.decide_within_days, submitted, t, calendar)?;
                Some(AdmissionFinding::NotDecided { submitted, due })
            }
            AdmissionStage::OnTrial => {
                let last_day = self.trial_until(t)?;
                (t.day() > last_day).then_some(AdmissionFinding::TrialOverdue { last_day })
            }
            AdmissionStage::Applied
            | AdmissionStage::Confirmed
            | AdmissionStage::Ended
            | AdmissionStage::Refused
            | AdmissionStage::Withdrawn => None,
        }
    }

    /// The figures of the trial as of a date; `None` before the admission.
    pub fn trial_figures(&self, account: AccountView<'_>, t: AsOf) -> Option<TrialFigures> {
        let from = self.trail().last_of(AdmissionAct::Admit, t)?.on;
        let (until, plan) = (self.trial_until(t)?, self.terms(t)?.plan);
        let window = Window { after: from.offset(-1), until: until.min(t.day()) };
        let (bought, currency) = (account.sales().net(window), account.currency());
        Some(TrialFigures { from, until, plan, bought, currency })
    }
}

impl AdmissionPolicyDraft {
    /// The finding that a customer was sold to without an admission, as of a date. All its
    /// admissions are given; one is enough on a day.
    ///
    /// # Rule
    ///
    /// > S15: a sale to a customer never admitted is a finding; so is one after its trial ended or
    /// > its application was refused. Goods that come back are no sale. An overdue trial still
    /// > admits: that is a finding of its own.
    ///
    /// Customers whose first order day lies before
    /// [`required_from`](AdmissionPolicyDraft::required_from) need no admission.
    pub fn sold_unadmitted(
        &self,
        account: AccountView<'_>,
        admissions: &[CustomerAdmission],
        t: AsOf,
    ) -> Option<AdmissionFinding> {
        let days: Vec<Day> = account.sales().up_to(t.day()).active_days_latest_first().collect();
        let is_older = self.required_from.is_some_and(|from| days.last() < Some(&from));
        let stages = |day: Day| admissions.iter().filter_map(move |it| it.stage(AsOf::new(day)));
        let is_without = |day: &Day| !stages(*day).any(AdmissionStage::is_admitted);
        let without: Vec<Day> =
            days.into_iter().filter(|day| !is_older && is_without(day)).collect();
        let first = *without.last()?;
        let order_days = u32::try_from(without.len()).ok()?;
        Some(AdmissionFinding::SoldUnadmitted {
            first,
            order_days,
            stage: stages(first).next_back(),
        })
    }
}

impl fmt::Display for AdmissionFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotDecided { submitted, due } => {
                write!(f, "the submission of {submitted} was to be decided by {due}")
            }
            Self::TrialOverdue { last_day } => {
                write!(f, "the last day of the trial was {last_day}: confirm it or end it")
            }
            Self::SoldUnadmitted { first, order_days, stage } => {
                let days = plural(*order_days, "day", "days");
                write!(f, "sold to on {order_days} {days} without an admission, first on {first}")?;
                match stage {
                    Some(stage) => write!(f, ", when the admission was {stage}"),
                    None => f.write_str(", when nobody had applied"),
                }
            }
        }
    }
}

impl fmt::Display for TrialFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, until, plan, bought, currency } = self;
        let bought = bought.with_currency(*currency);
        write!(f, "bought {bought} of the {plan} planned from {from} to {until}")
    }
}
