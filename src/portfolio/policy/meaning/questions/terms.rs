//! Questions of credit terms and services: tables of the company.

use super::segment::{score, scored};
use crate::credit::CreditGrade;
use crate::measure::plural;
use crate::policy::meaning::axis::Axis;
use crate::policy::meaning::question::Question;
use crate::segment::Class;
use crate::service::Entitlement;

pub(super) const GRADE: Question = Question {
    name: "credit",
    covers: &["credit_grades.grades"],
    axes: |policy| Some(vec![score(policy.credit_grades.grades.iter().map(|it| it.from))]),
    answer: |policy, figures| {
        let row = policy.credit_grades.grade_of(scored(*figures.first()?)?)?;
        let CreditGrade { grade, payment_days, share_of_limit, plan, review_days, .. } = row;
        let days = |count: u16| format!("{count} {}", plural(count, "day", "days"));
        Some(format!(
            "grade {grade} ({} for payment, {share_of_limit} of the limit, a plan of {plan}, \
             review after {})",
            days(*payment_days),
            days(*review_days),
        ))
    },
};

pub(super) const SERVICES: Question = Question {
    name: "services",
    covers: &["service.entitlements"],
    axes: |_| Some(vec![Axis::words("class", &["A", "B", "C"])]),
    answer: |policy, figures| {
        let class = *Class::ALL.get(usize::try_from(*figures.first()?).ok()?)?;
        let said = |it: &Entitlement| format!("{} {} by {}", it.code, it.rhythm, it.owner);
        let all: Vec<String> = policy.service.entitlements_of(class).map(said).collect();
        Some(if all.is_empty() { "none".to_owned() } else { all.join(", ") })
    },
};
