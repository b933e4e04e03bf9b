use std::collections::BTreeSet;

#[cfg(any(feature = "toml", feature = "json"))]
use super::JudgedFigures;
use super::{Arm, ArmFinding, Finding, Level, Reading, Rule, Verdict, arm_unless_off, check_off};
use crate::account::AccountView;
use crate::calendar::Day;
use crate::context::Context;
use crate::evidence::{Figure, Value};
use crate::incident::{Credibility, Impact, Incident, IncidentKind, for_each_open};
use crate::measure::{Excess, proven};
use crate::valid::{Draft, Valid, Violations};

/// When an incident is a warning, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct IncidentPolicyDraft {
    /// The level of each impact, from 0 to 3.
    pub by_impact: [Level; 4],
    /// The highest level of a rumour.
    pub rumour_at_most: Level,
    /// The highest level of a report.
    pub report_at_most: Level,
    /// Incidents of a kind that occurred within this number of days of the first are one incident.
    pub same_within_days: u16,
    /// The one arm, where this policy leaves it out: then the rule says nothing.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeSet::is_empty"))]
    pub off: BTreeSet<Arm>,
}

impl Default for IncidentPolicyDraft {
    fn default() -> Self {
        Self {
            by_impact: [Level::Watch, Level::Watch, Level::Warning, Level::Critical],
            rumour_at_most: Level::Watch,
            report_at_most: Level::Warning,
            same_within_days: 7,
            off: BTreeSet::new(),
        }
    }
}

impl Draft for IncidentPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if !self.by_impact.is_sorted() {
            let [a, b, c, d] = self.by_impact;
            found.add(
                "by_impact",
                format!("must not fall as the impact rises, was {a}, {b}, {c}, {d}"),
            );
        }
        if self.rumour_at_most > self.report_at_most {
            let (rumour, report) = (self.rumour_at_most, self.report_at_most);
            let problem = format!("must not exceed report_at_most ({report}), was {rumour}");
            found.add("rumour_at_most", problem);
        }
        check_off(&self.off, Rule::Incident, found);
    }
}

/// The policy of the incident warning.
///
/// # Rule
///
/// > S21.5: counts from `reported ≤ t` until resolved; level by impact; a rumour is at most a
/// > watch, a report at most a warning. Latched: only a resolution clears it. The same kind within
/// > 7 days of `occurred` is the same incident.
///
/// A resolution in any report of an incident ends it; until then its gravest report decides. The
/// seven days count from the earliest `occurred` of the incident, so a series of events does not
/// grow into one.
#[doc(alias = "重大事件预警")]
pub type IncidentPolicy = Valid<IncidentPolicyDraft>;

impl IncidentPolicy {
    /// Reads the incidents that count.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::context::Context;
    /// use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
    /// use guanxi::warning::{IncidentPolicy, Level, Outcome, Reading};
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Incident {
    ///     kind: IncidentKind::Fire,
    ///     occurred: "2026-03-01".parse()?,
    ///     reported: "2026-03-02".parse()?,
    ///     credibility: Credibility::Reported,
    ///     impact: Impact::try_new(3)?,
    ///     resolved: None,
    /// })?;
    /// let context = Context::on("2026-03-02".parse()?);
    /// let reading = IncidentPolicy::default().read(account.view(), &context);
    /// assert_eq!(reading.outcome(), Outcome::Breach(Level::Warning), "not verified");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn read<'a>(&self, account: AccountView<'a>, context: &Context) -> IncidentReading<'a> {
        let t = context.as_of();
        let mut gravest: Option<Graver<'a>> = None;
        let mut open = 0_u32;
        for_each_open(account.incidents(), self.same_within_days, t, |reports| {
            let heard = reports.iter().filter(|report| t.sees(report.reported));
            let graver = |report: &'a Incident| {
                let level = self.level(report.impact, report.credibility);
                Graver { level, report }
            };
            let found = heard.map(graver).max();
            open = proven!(open.checked_add(1), else u32::MAX, "fewer than 2^32 incidents");
            gravest = gravest.max(found);
        });
        let level = gravest.map(|graver| graver.level);
        IncidentReading {
            report: gravest.map(|graver| graver.report),
            open,
            arms: [arm_unless_off(&self.off, Arm::Incident, Finding::from_level(level))],
        }
    }

    /// Judges the incidents of a customer, with evidence.
    pub fn judge(&self, account: AccountView<'_>, context: &Context) -> Verdict {
        self.read(account, context).verdict()
    }

    /// The level of an impact, as far as the report is to be believed.
    pub(super) fn level(&self, impact: Impact, credibility: Credibility) -> Level {
        let [none, slight, serious, grave] = self.by_impact;
        let by_impact = match impact.degree() {
            0 => none,
            1 => slight,
            2 => serious,
            3..=u8::MAX => grave,
        };
        match credibility {
            Credibility::Rumour => by_impact.min(self.rumour_at_most),
            Credibility::Reported => by_impact.min(self.report_at_most),
            Credibility::Verified => by_impact,
        }
    }
}

#[cfg(any(feature = "toml", feature = "json"))]
impl IncidentPolicy {
    /// Judges one open report of an impact, or that none is open.
    pub(crate) fn judge_figures(
        &self,
        impact: Option<Impact>,
        credibility: Credibility,
    ) -> JudgedFigures {
        let level = impact.map(|impact| self.level(impact, credibility));
        JudgedFigures::of(vec![Arm::Incident.with(Finding::from_level(level))]).without(&self.off)
    }
}

/// A report ordered by how much it has to say: level, then credibility, impact, and the later
/// event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Graver<'a> {
    level: Level,
    report: &'a Incident,
}

impl<'a> Graver<'a> {
    fn rank(&self) -> (Level, Credibility, Impact, Day, &'a IncidentKind, Day) {
        let Incident { kind, occurred, reported, credibility, impact, .. } = self.report;
        (self.level, *credibility, *impact, *occurred, kind, *reported)
    }
}

impl PartialOrd for Graver<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Graver<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}

/// The figures of the incident rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IncidentReading<'a> {
    /// The gravest report of an open incident.
    pub report: Option<&'a Incident>,
    /// The number of open incidents.
    pub open: u32,
    arms: [ArmFinding; 1],
}

impl Reading for IncidentReading<'_> {
    const RULE: Rule = Rule::Incident;

    fn arms(&self) -> &[ArmFinding] {
        &self.arms
    }

    /// A register of incidents without entries says that nothing has happened, so there is always
    /// something to read.
    fn has_feed(&self) -> bool {
        true
    }

    fn clause(&self, _: Arm) -> String {
        let Some(report) = self.report else {
            return "no incident is open".to_owned();
        };
        let Incident { kind, occurred, credibility, impact, .. } = report;
        let others = match self.open.excess_over(1) {
            0 => String::new(),
            others => format!(", and {others} more"),
        };
        format!("{kind} of {occurred}, {credibility}, impact {} of 3{others}", impact.degree())
    }

    fn figures(&self) -> Vec<Figure> {
        let mut figures = vec![Figure { label: "open incidents", value: Value::Count(self.open) }];
        if let Some(report) = self.report {
            figures.push(Figure { label: "kind", value: Value::Text(report.kind.to_string()) });
            figures.push(Figure { label: "occurred", value: Value::Day(report.occurred) });
            figures.push(Figure { label: "reported", value: Value::Day(report.reported) });
        }
        figures
    }
}
