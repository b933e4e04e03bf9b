//! The question of the incident rule.

use crate::incident::{Credibility, Impact};
use crate::policy::meaning::axis::Axis;
use crate::policy::meaning::question::Question;
use crate::policy::meaning::unit::Unit;

pub(super) const REPORT: Question = Question {
    name: "incident",
    covers: &["incident.by_impact", "incident.rumour_at_most", "incident.report_at_most"],
    axes: |_| {
        Some(vec![
            Axis::from(0, "impact", Unit::Count).up_to(3).cut_at([1, 2]),
            Axis::words("credibility", &["rumour", "reported", "verified"]),
        ])
    },
    answer: |policy, figures| {
        let [impact, credibility] = *figures else { return None };
        let impact = Impact::try_new(u8::try_from(impact).ok()?).ok()?;
        let credibility = *Credibility::ALL.get(usize::try_from(credibility).ok()?)?;
        Some(policy.incident.judge_figures(Some(impact), credibility).outcome().to_string())
    },
};
