//! The fields of a policy by which figures of tests are judged.

use Asked::Name;
use Named::{Class, CreditGrade, DealerGrade, Quadrant};

use crate::policy::Policy;
use crate::policy::tree::{Node, Step};
use crate::policy::trial::coverage::is_off;
use crate::policy::trial::judge::Named;
use crate::policy::trial::policy_test::Asked;
use crate::warning::Arm;

/// The judgements that go by a field.
#[derive(Debug, Clone, Copy)]
enum By {
    /// Arms of one rule.
    Arms(&'static [Arm]),
    /// Tables of the company.
    Names(&'static [Named]),
}

use By::{Arms, Names};

/// The fields, each with all that is below it, and the judgements that go by it. `*` stands for
/// every row of a list.
const FIELDS: &[(&str, By)] = &[
    ("debt.utilisation", Arms(&[Arm::Utilisation])),
    ("debt.ageing", Arms(&[Arm::Ageing])),
    ("debt.overdue_tolerance", Arms(&[Arm::Ageing])),
    ("debt.without_limit", Arms(&[Arm::NoLimit, Arm::Utilisation])),
    ("cases.conditions.debt", Arms(&[Arm::Utilisation, Arm::Ageing, Arm::NoLimit])),
    ("progress.least_elapsed", Arms(&[Arm::Plan, Arm::LastYear])),
    ("progress.plan", Arms(&[Arm::Plan])),
    ("progress.last_year", Arms(&[Arm::LastYear])),
    ("progress.fewest_base_days", Arms(&[Arm::LastYear])),
    ("progress.frequency.fewest_baseline_days", Arms(&[Arm::Frequency])),
    ("progress.frequency.fewest_recent_days", Arms(&[Arm::Frequency])),
    ("progress.frequency.fewest_expected", Arms(&[Arm::Frequency])),
    ("progress.frequency.chance", Arms(&[Arm::Frequency])),
    ("progress.frequency.rate_below", Arms(&[Arm::Frequency])),
    ("progress.decline.latest", Arms(&[Arm::Decline])),
    ("progress.decline.average", Arms(&[Arm::Decline])),
    ("cases.conditions.progress", Arms(&[Arm::Plan, Arm::LastYear, Arm::Frequency, Arm::Decline])),
    ("expense.least_elapsed", Arms(&[Arm::OverBudget, Arm::SpendingWithoutSales])),
    ("expense.over_budget", Arms(&[Arm::OverBudget])),
    ("expense.spending_without_sales", Arms(&[Arm::SpendingWithoutSales])),
    ("cases.conditions.expense", Arms(&[Arm::OverBudget, Arm::SpendingWithoutSales])),
    ("loss.silence.no_order_from", Arms(&[Arm::Silence])),
    ("loss.silence.alive_below", Arms(&[Arm::Silence])),
    ("loss.silence.gaps_above", Arms(&[Arm::Silence])),
    ("loss.silence.days_above", Arms(&[Arm::Silence])),
    ("loss.hard_cap_days", Arms(&[Arm::HardCap])),
    ("loss.hard_cap_usual_gaps", Arms(&[Arm::HardCap])),
    ("loss.hard_cap_level", Arms(&[Arm::HardCap])),
    ("loss.bought_once.at_most", Arms(&[Arm::Silence, Arm::HardCap])),
    ("loss.lost", Arms(&[Arm::Silence, Arm::HardCap])),
    ("cases.conditions.loss", Arms(&[Arm::Silence, Arm::HardCap])),
    ("incident.by_impact", Arms(&[Arm::Incident])),
    ("incident.rumour_at_most", Arms(&[Arm::Incident])),
    ("incident.report_at_most", Arms(&[Arm::Incident])),
    ("cases.conditions.incident", Arms(&[Arm::Incident])),
    ("abc.cut", Names(&[Class, Quadrant])),
    ("quadrant.large", Names(&[Quadrant])),
    ("loyalty.loyal_from", Names(&[Quadrant])),
    ("credit_grades.grades.*.from", Names(&[CreditGrade])),
    ("dealers.card.grades.*.from", Names(&[DealerGrade])),
];

/// A field of a policy with the judgements that go by it.
pub(super) struct Field<'d> {
    pub(super) path: Vec<Step>,
    pub(super) node: &'d Node,
    by: By,
}

impl Field<'_> {
    /// Tells whether the answer that a test asks for goes by the field.
    pub(super) fn is_read_for(&self, asked: Asked) -> bool {
        match (self.by, asked) {
            (Arms(arms), Asked::Level(rule)) => arms.iter().any(|arm| arm.rule() == rule),
            (Names(read), Name(asked)) => read.contains(&asked),
            (Arms(_), Name(_)) | (Names(_), Asked::Level(_)) => false,
        }
    }
}

/// The fields of a document, without those of arms that are off.
pub(super) fn fields<'d>(document: &'d Node, policy: &Policy) -> Vec<Field<'d>> {
    let is_on = |by: &By| match by {
        Arms(arms) => !arms.iter().all(|arm| is_off(policy, *arm)),
        Names(_) => true,
    };
    let on = FIELDS.iter().filter(|(_, by)| is_on(by));
    let found = on.flat_map(|(field, by)| {
        let names: Vec<&str> = field.split('.').collect();
        let nodes = below(document, Vec::new(), &names).into_iter();
        nodes.map(|(path, node)| Field { path, node, by: *by })
    });
    found.collect()
}

/// The values at the end of names; `*` is every row of a list.
fn below<'d>(node: &'d Node, path: Vec<Step>, names: &[&str]) -> Vec<(Vec<Step>, &'d Node)> {
    let Some((name, rest)) = names.split_first() else { return vec![(path, node)] };
    let is_meant = |step: &Step| match step {
        Step::Key(key) => key == name,
        Step::Item(_) => *name == "*",
    };
    let parts = node.parts().into_iter().filter(|(step, _)| is_meant(step));
    parts.flat_map(|(step, part)| below(part, [path.as_slice(), &[step]].concat(), rest)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::meaning::covered;

    /// Tests whether one of two paths lies within the other.
    fn overlap(one: &str, other: &str) -> bool {
        let one = one.split(".*").next().unwrap_or_default();
        let is_within =
            |path: &str, outer: &str| format!("{path}.").starts_with(&format!("{outer}."));
        is_within(one, other) || is_within(other, one)
    }

    /// The fields of which the difference in meaning is told are those that tests can hold, but for
    /// these.
    #[test]
    fn fields_are_those_that_a_difference_in_meaning_covers() {
        // A switch and lists of services have no units; small change and product groups need an
        // account.
        let without_figures = [
            "loss.bought_once.opens_case",
            "service.entitlements",
            "debt.small_change",
            "loss.narrowing",
        ];
        for path in covered() {
            let is_held = FIELDS.iter().any(|(field, _)| overlap(field, path));
            assert_ne!(is_held, without_figures.contains(&path), "{path}");
        }
        // Counts from which on a rate is judged change what is measured; conditions go by days; the
        // score of a dealer is the figure of its card alone.
        let fewest = ["fewest_baseline_days", "fewest_recent_days", "fewest_expected"];
        let fewest = fewest.map(|it| format!("progress.frequency.{it}"));
        let others = ["cases.conditions", "dealers.card"].map(str::to_owned);
        let alone = [fewest.as_slice(), &others].concat();
        for (field, _) in FIELDS {
            let is_covered = covered().any(|path| overlap(field, path));
            assert_ne!(is_covered, alone.iter().any(|it| overlap(field, it)), "{field}");
        }
    }
}
