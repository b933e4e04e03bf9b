use std::fmt;

use super::cards::{KNOCK_OUT_BREACHES, PROMISES_KEPT, is_initiative};
use super::counted::counted;
use super::integrity::has_record;
use super::{DealerAction, DealerFinding, DealerPolicy, Integrity, LimitReplay, Zeal};
use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::lifecycle::Reason;
use crate::measure::proven;
use crate::scorecard::{
    CriterionAnswer, CriterionAnswers, CriterionSource, GradeWay, LevelCap, MeasuredFigure,
    Scorecard, ScorecardEvaluation, ScorecardVerdict,
};
use crate::valid::Violations;

/// A dealer as its evaluation reads it.
#[derive(Debug, Clone, Copy)]
pub struct DealerFacts<'a> {
    /// The account, with invoices, sales, plans, claims, breaches and counts of means.
    pub account: AccountView<'a>,
    /// The ratings by people.
    pub ratings: &'a CriterionAnswers,
    /// Our own limits of past days.
    pub replay: LimitReplay<'a>,
    /// The day of the last evaluation.
    pub last_evaluation: Option<Day>,
}

/// The evaluation of a dealer as of a day.
///
/// Displayed as a page: the sentence of the score, the action, integrity, zeal, and a line for each
/// finding.
#[doc(alias = "经销商评价")]
#[doc(alias = "经销商考核")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DealerEvaluation {
    /// Score, grade and reasons.
    pub evaluation: ScorecardEvaluation,
    /// The action; `None` while the grade is not certain.
    pub action: Option<DealerAction>,
    /// Integrity over time.
    pub integrity: Integrity,
    /// Claims against orders.
    pub zeal: Zeal,
    /// The findings.
    pub findings: Vec<DealerFinding>,
    /// The cheapest way to the next better grade; `None` at the best one.
    pub way_up: Option<GradeWay>,
}

/// Evaluates dealers by a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealerEvaluator {
    policy: DealerPolicy,
    card: Scorecard,
}

impl DealerEvaluator {
    /// An evaluator of a policy.
    pub fn new(policy: DealerPolicy) -> Self {
        let card = Scorecard::from_checked(policy.card.clone());
        Self { policy, card }
    }

    /// The card.
    pub const fn card(&self) -> &Scorecard {
        &self.card
    }

    /// The answers of a dealer with the figures of its account, and the caps of their levels: what
    /// the card is judged by.
    ///
    /// ```
    /// # use guanxi::dealer::{DealerAnswers, DealerEvaluator, DealerFacts};
    /// # fn f(it: &DealerEvaluator, facts: DealerFacts<'_>, t: guanxi::calendar::AsOf)
    /// # -> Result<(), guanxi::valid::Violations> {
    /// let DealerAnswers { answers, level_caps } = it.answers(facts, t)?;
    /// let answered = it.card().answered_capped(&answers, &level_caps)?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// When a figure that the book has was answered by people.
    pub fn answers(&self, facts: DealerFacts<'_>, t: AsOf) -> Result<DealerAnswers, Violations> {
        self.read(facts, t).map(|it| it.answers)
    }

    /// Evaluates a dealer as of `t`.
    ///
    /// # Rule
    ///
    /// > S15: ratings by people, figures of the book, counts before ratings. Claims without orders
    /// > cap initiative: it counts at most the level left, whoever rated it, and no step goes
    /// > beyond. A knock-out by breaches leaves no new deal; a record too short to say that there
    /// > is none is a finding. The grade asks for the action: drop, watch, develop, reward. An
    /// > evaluation overdue is a finding.
    ///
    /// An evaluation is due as many days after the last as the policy says, that day included.
    ///
    /// # Errors
    ///
    /// All that is wrong with the answers; see [`Scorecard::answered_capped`].
    pub fn evaluate(
        &self,
        facts: DealerFacts<'_>,
        t: AsOf,
    ) -> Result<DealerEvaluation, Violations> {
        let Reading { answers, integrity, zeal, mut findings } = self.read(facts, t)?;
        let answered = self.card.answered_capped(&answers.answers, &answers.level_caps)?;
        let evaluation = answered.evaluate();
        let apart = evaluation.disagreements().map(|it| it.criterion.clone());
        findings.extend(apart.map(|criterion| DealerFinding::RatersApart { criterion }));
        findings.extend(self.overdue(facts.last_evaluation, t));
        let action = match &evaluation.score.verdict {
            ScorecardVerdict::KnockedOut { .. } => Some(DealerAction::NoNewDeal),
            ScorecardVerdict::Grade { grade } => self.policy.action(grade),
            ScorecardVerdict::NotAssessable(_) | ScorecardVerdict::Between { .. } => None,
        };
        let way_up = answered.next_grade().and_then(|grade| answered.way_to(grade));
        Ok(DealerEvaluation { evaluation, action, integrity, zeal, findings, way_up })
    }

    fn overdue(&self, last: Option<Day>, t: AsOf) -> Option<DealerFinding> {
        let due = last.map(|day| day.offset(self.policy.every_days.into()));
        let is_overdue = due.is_none_or(|due| due < t.day());
        is_overdue.then_some(DealerFinding::Overdue { due })
    }

    fn read(&self, facts: DealerFacts<'_>, t: AsOf) -> Result<Reading, Violations> {
        let DealerFacts { account, ratings, replay, .. } = facts;
        let integrity = Integrity::read(&self.policy.integrity, account, replay, t);
        let zeal = Zeal::read(&self.policy.zeal, account, t);
        let mut answers = ratings.clone();
        let mut findings = Vec::new();
        let mut found = Violations::default();
        for criterion in &self.card.policy().criteria {
            let CriterionSource::Figure(figure) = &criterion.source else { continue };
            let computed = match figure.as_str() {
                PROMISES_KEPT => kept(&integrity),
                KNOCK_OUT_BREACHES => breaches(&integrity),
                _ => continue,
            };
            let id = &criterion.criterion;
            if ratings.contains_key(id) {
                found.add(id.as_str(), format!("must come from the book ({figure}), was answered"));
            }
            if let Some(answer) = computed {
                answers.insert(id.clone(), answer);
            } else if figure.as_str() == KNOCK_OUT_BREACHES {
                findings.push(self.short_record(account, t));
            }
        }
        found.none_or(())?;
        counted(&self.policy, account, t, &mut answers, &mut findings);
        let level_caps = self.level_caps(&zeal).into_iter().collect();
        let answers = DealerAnswers { answers, level_caps };
        let zealous = zeal.level.map(|level| DealerFinding::FeignedZeal { level });
        let promises = integrity.overloads().count();
        let ours = (promises > 0).then_some(DealerFinding::Overloaded { promises });
        findings.splice(0..0, zealous.into_iter().chain(ours));
        Ok(Reading { answers, integrity, zeal, findings })
    }

    fn short_record(&self, account: AccountView<'_>, t: AsOf) -> DealerFinding {
        let least = self.policy.integrity.least_record_months;
        let reaches = |months: &u8| has_record(account, t, *months);
        let months = u8::try_from((1..least).filter(reaches).count()).ok();
        let months = proven!(months, else least, "fewer months than are needed");
        DealerFinding::ShortRecord { months, least }
    }

    fn level_caps(&self, zeal: &Zeal) -> Option<LevelCap> {
        let at_most = zeal.initiative_at_most?;
        let capped = self.card.policy().criteria.iter().find(|it| is_initiative(it))?;
        let because = Reason::try_new(&zeal.figures().to_string()).ok()?;
        Some(LevelCap { criterion: capped.criterion.clone(), at_most, because })
    }
}

/// The answers by which a dealer is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealerAnswers {
    /// The ratings by people, with the figures of the book and the levels of counts.
    pub answers: CriterionAnswers,
    /// The highest levels that count: that of initiative, where zeal is feigned.
    pub level_caps: Vec<LevelCap>,
}

/// The answers of a dealer, with all that was read of its account.
struct Reading {
    answers: DealerAnswers,
    integrity: Integrity,
    zeal: Zeal,
    findings: Vec<DealerFinding>,
}

fn kept(integrity: &Integrity) -> Option<CriterionAnswer> {
    let value = integrity.kept_parts()?;
    Some(CriterionAnswer::Measured(MeasuredFigure { value, evidence: integrity.kept.whole() }))
}

/// A knock-out counts however short the record; that there is none is known after a while only.
fn breaches(integrity: &Integrity) -> Option<CriterionAnswer> {
    match integrity.knock_out {
        Some(_) => Some(CriterionAnswer::measured(1)),
        None => integrity.is_known.then_some(CriterionAnswer::measured(0)),
    }
}

impl fmt::Display for DealerEvaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.evaluation)?;
        if let Some(action) = self.action {
            write!(f, "\naction: {action}")?;
        }
        write!(f, "\nintegrity: {}", self.integrity)?;
        write!(f, "\nzeal: {}", self.zeal)?;
        for finding in &self.findings {
            write!(f, "\n{finding}")?;
        }
        self.way_up.as_ref().map_or(Ok(()), |way| write!(f, "\nup: {way}"))
    }
}
