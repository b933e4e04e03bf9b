use std::collections::BTreeSet;
use std::fmt;

use crate::calendar::WorkCalendarDraft;
use crate::casework::CasePolicyDraft;
use crate::credit::{AllowancePolicyDraft, BillPolicyDraft, CreditGradesDraft, ReminderFeesDraft};
use crate::customer_stage::StagePolicyDraft;
use crate::handling::Deadline;
use crate::hold::ReleasePolicyDraft;
use crate::receivable::DunningPolicyDraft;
use crate::segment::Class;
use crate::warning::{Arm, Level, LossPolicyDraft, Rule};

/// A part of a policy that is legal and hardly meant: it never decides, leaves a case to nobody, or
/// says something else than another part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyCaution {
    /// The path: field names joined by dots, such as `loss.hard_cap_days`.
    pub path: String,
    /// The doubt, with the values that lead to it and a case in point.
    pub doubt: String,
}

impl fmt::Display for PolicyCaution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.doubt)
    }
}

/// The cautions that were found.
#[derive(Default)]
pub(super) struct Cautions(pub(super) Vec<PolicyCaution>);

impl Cautions {
    fn add(&mut self, path: impl Into<String>, doubt: String) {
        self.0.push(PolicyCaution { path: path.into(), doubt });
    }

    /// Adds a caution for a rule without any arm that is on. An arm that is not stated is not on.
    pub(super) fn arms(&mut self, rule: Rule, off: &BTreeSet<Arm>, unstated: &[Arm]) {
        let mut own = Arm::ALL.iter().filter(|arm| arm.rule() == rule);
        if own.all(|arm| off.contains(arm) || unstated.contains(arm)) {
            self.add(format!("{rule}.off"), "leaves no arm: the rule says nothing".to_owned());
        }
    }

    /// A hard cap behind the day of loss, and two meanings of a lost customer.
    pub(super) fn loss(&mut self, loss: &LossPolicyDraft, stages: &StagePolicyDraft) {
        let Some(rules) = loss.lost else { return };
        let (days, gaps) = (rules.days, rules.usual_gaps);
        let is_on = !loss.off.contains(&Arm::HardCap);
        if let Some(cap) = loss.hard_cap_days.filter(|cap| is_on && *cap >= days)
            && loss.hard_cap_usual_gaps >= gaps
        {
            let doubt = format!(
                "is never reached: {cap} days, and after {days} days and {gaps} usual gaps \
                 (loss.lost) a customer is lost"
            );
            self.add("loss.hard_cap_days", doubt);
        }
        let of_stage = stages.lost;
        if of_stage != rules {
            let doubt = format!(
                "is not loss.lost: {} days and {} usual gaps of silence for the stage, {days} and \
                 {gaps} for the warning",
                of_stage.days, of_stage.usual_gaps
            );
            self.add("stages.lost", doubt);
        }
    }

    /// Two calendars, and deadlines by which what is graver waits for longer.
    pub(super) fn cases(&mut self, cases: &CasePolicyDraft, of_rules: &WorkCalendarDraft) {
        let own = &cases.calendar;
        if own != of_rules {
            let day = own.holidays.symmetric_difference(&of_rules.holidays).next();
            let worked = own.worked_rest_days.symmetric_difference(&of_rules.worked_rest_days);
            let one = day.or(worked.min()).map_or_else(
                || "their weekly rest days or last years differ".to_owned(),
                |day| format!("{day} stands in one of them alone"),
            );
            self.add("cases.calendar", format!("is not progress.calendar: {one}"));
        }
        for class in Class::ALL {
            let of_class = cases.deadlines.get(class);
            for (milder, graver) in Level::ALL.into_iter().zip(Level::ALL.into_iter().skip(1)) {
                for deadline in Deadline::ALL {
                    let days = of_class.get(graver).get(deadline);
                    let before = of_class.get(milder).get(deadline);
                    if days > before {
                        let path = format!("cases.deadlines.{class}.{graver}.{}", deadline.code());
                        self.add(path, format!("is {days} days, and at {milder} {before}"));
                    }
                }
            }
        }
    }

    /// Two tables of bills, fees for levels that are never reached, rates of grades that nobody
    /// has.
    pub(super) fn credit(
        &mut self,
        (debt, order_check): (&BillPolicyDraft, &BillPolicyDraft),
        (dunning, fees): (&DunningPolicyDraft, &ReminderFeesDraft),
        (grades, allowance): (&CreditGradesDraft, &AllowancePolicyDraft),
    ) {
        if debt != order_check {
            let doubt = "are not those of debt.bills: a bill counts by another share";
            self.add("order_check.bills", doubt.to_owned());
        }
        let levels = dunning.levels.len();
        if fees.by_level.len() > levels {
            let doubt = format!("is never asked for: dunning.levels has {levels} levels");
            self.add(format!("reminder_fees.by_level.{levels}"), doubt);
        }
        for grade in allowance.by_grade.keys() {
            if !grades.grades.iter().any(|row| row.grade == *grade) {
                let known: Vec<&str> = grades.grades.iter().map(|row| row.grade.as_str()).collect();
                let doubt = format!("is no grade of credit_grades ({})", known.join(", "));
                self.add(format!("allowance.by_grade.{grade}"), doubt);
            }
        }
    }

    /// Orders that are worth more than anybody may release.
    pub(super) fn release(&mut self, release: &ReleasePolicyDraft) {
        if let Some(ceiling) = release.roles.last().and_then(|role| role.ceiling) {
            let doubt = format!("release no order above {ceiling}: nobody does");
            self.add("release.roles", doubt);
        }
    }
}
