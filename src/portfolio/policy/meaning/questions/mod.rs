//! The questions that a policy answers from figures alone.

mod debt;
mod expense;
mod incident;
mod loss;
mod progress;
mod said;
mod segment;
mod terms;

use said::{elapsed, kept, levels, part, probability};

use super::question::Question;

/// All questions, in the order of a report.
pub(super) const QUESTIONS: [Question; 30] = [
    debt::UTILISATION,
    debt::PAST_DUE,
    debt::SMALL_CHANGE,
    debt::NO_LIMIT,
    debt::LEVEL_KEPT,
    progress::PLAN,
    progress::LAST_YEAR,
    progress::FREQUENCY,
    progress::DECLINE,
    progress::ELAPSED,
    expense::OVER_BUDGET,
    expense::WITHOUT_SALES,
    expense::ELAPSED,
    loss::NO_ORDER,
    loss::ALIVE,
    loss::USUAL_GAPS,
    loss::DAYS,
    loss::FIXED_DAYS,
    loss::LOST,
    loss::NARROWING,
    loss::BOUGHT_ONCE,
    incident::REPORT,
    segment::CLASS_BY_AMOUNT,
    segment::CLASS_BY_CUSTOMERS,
    segment::CLASS_FROM,
    segment::LARGE_CLASS,
    segment::LARGE_AMOUNT,
    segment::LOYAL,
    terms::GRADE,
    terms::SERVICES,
];

/// The fields of which the answers say all that they mean.
#[cfg(test)]
pub(crate) fn covered() -> impl Iterator<Item = &'static str> {
    QUESTIONS.into_iter().flat_map(|it| it.covers.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Ratio;
    use crate::money::Major;
    use crate::policy::{Policy, PolicyDraft};
    use crate::segment::{AbcMethod, Class, LargeVolume};
    use crate::warning::{Levels, LossMethod};

    /// Policies of which at least one goes by the figures of each question.
    fn policies() -> Vec<Policy> {
        let of = |change: fn(&mut PolicyDraft)| {
            let mut draft = PolicyDraft::default();
            change(&mut draft);
            Policy::try_from(draft).ok()
        };
        let changes: [fn(&mut PolicyDraft); 8] = [
            |_| {},
            |draft| draft.loss.silence = LossMethod::alive(),
            |draft| draft.loss.silence = LossMethod::cadence(),
            |draft| {
                let days_above = Levels { watch: 60, warning: 90, critical: 120 };
                draft.loss.silence = LossMethod::FixedDays { days_above };
            },
            |draft| {
                let (a, b) = (Ratio::from_percent(20), Ratio::from_percent(50));
                draft.abc.cut = AbcMethod::ShareOfCustomers { a, b };
            },
            |draft| {
                let (a, b) = (Major::from_units(100), Major::from_units(10));
                draft.abc.cut = AbcMethod::FixedAmounts { a, b };
            },
            |draft| draft.quadrant.large = LargeVolume::Class(Class::A),
            |draft| draft.quadrant.large = LargeVolume::Amount(Major::from_units(100)),
        ];
        changes.into_iter().filter_map(of).collect()
    }

    #[test]
    fn the_page_of_rules_lists_every_question() {
        let policies = policies();
        let asked = QUESTIONS.map(|it| {
            let axes = policies.iter().find_map(it.axes);
            let figures: Vec<&str> = axes.into_iter().flatten().map(|axis| axis.figure).collect();
            let fields: Vec<String> = it.covers.iter().map(|field| format!("`{field}`")).collect();
            [it.name.to_owned(), figures.join(", "), fields.join(", ")]
        });
        let page = include_str!("../../../../../docs/rules.md");
        let rows = page.lines().skip_while(|it| *it != "| question | figures | fields |").skip(2);
        let mut listed: Vec<[String; 3]> = Vec::new();
        for row in rows.take_while(|it| it.starts_with('|')) {
            let mut cells = row.trim_matches('|').split('|').map(|it| it.trim().to_owned());
            let [name, figures, fields] = std::array::from_fn(|_| cells.next().unwrap_or_default());
            match listed.last_mut() {
                // The fields of the question above go on.
                Some([.., all]) if name.is_empty() => *all = format!("{all}, {fields}"),
                _ => listed.push([name, figures, fields]),
            }
        }
        assert_eq!(listed, asked);
    }
}
