use super::backtest_day::BacktestDay;
use super::figures::{
    AreaUnderCurve, CustomerCourse, FirstDay, JudgedDay, RuleCourse, RuleTally, Score, Sighting,
    Stability,
};
use super::judged_rows::{DayRow, figures, hand_over};
use super::outcome::Hindsight;
use super::silences::lost_rules;
use crate::account::AccountReader;
use crate::engine::index;
use crate::id::CustomerKey;
use crate::lapse::PurchaseStatus;
use crate::review::Review;
use crate::warning::{ByRule, Level, Outcome, Rule};

/// The way of a policy through the days.
#[derive(Debug, Clone, Default)]
pub(super) struct PolicyCourse {
    pub(super) days: Vec<BacktestDay>,
    rules: Vec<OneRule>,
}

/// The way of one rule of the policy.
#[derive(Debug, Clone)]
struct OneRule {
    rule: Rule,
    /// By the position of the customer, from the first day on.
    customers: Vec<CustomerCourse>,
    /// The level on the day before of the request.
    before: Option<Vec<Option<Level>>>,
    counts: RuleCourse,
    first: Option<FirstDay>,
}

/// The counts of a rule on one day.
#[derive(Debug, Clone, Default)]
struct DayCounts {
    tally: RuleTally,
    area: AreaUnderCurve,
    stability: Stability,
}

impl PolicyCourse {
    pub(super) fn new(rules: &[Rule]) -> Self {
        let mut rules = rules.to_vec();
        rules.sort_unstable();
        rules.dedup();
        let rules = rules.into_iter().map(OneRule::new).collect();
        Self { days: Vec::new(), rules }
    }

    /// Takes the review of the next day.
    pub(super) fn take(&mut self, review: &Review<'_>, rows: &[DayRow]) {
        let statuses = statuses(review);
        let mut day = BacktestDay {
            as_of: review.as_of(),
            rules: ByRule::default(),
            areas: ByRule::default(),
            stability: ByRule::default(),
        };
        for it in &mut self.rules {
            let DayCounts { tally, area, stability } = it.take(review, rows, &statuses);
            *day.rules.get_mut(it.rule) = tally;
            *day.areas.get_mut(it.rule) = area;
            *day.stability.get_mut(it.rule) = stability;
        }
        self.days.push(day);
    }

    /// The counts over several days of the rules that were counted.
    pub(super) fn end(mut self) -> (Vec<BacktestDay>, ByRule<Option<RuleCourse>>) {
        let mut counts = ByRule::default();
        for it in &mut self.rules {
            it.customers.iter_mut().for_each(|customer| customer.end(&mut it.counts));
            *counts.get_mut(it.rule) = Some(std::mem::take(&mut it.counts));
        }
        (self.days, counts)
    }
}

impl OneRule {
    fn new(rule: Rule) -> Self {
        let (customers, counts) = (Vec::new(), RuleCourse::default());
        Self { rule, customers, before: None, counts, first: None }
    }

    fn take(
        &mut self,
        review: &Review<'_>,
        rows: &[DayRow],
        statuses: &[PurchaseStatus],
    ) -> DayCounts {
        let (rule, outcomes) = (self.rule, review.outcomes(self.rule));
        let mut counts = DayCounts::default();
        let mut now = vec![None; index(review.book().len())];
        self.customers.resize(now.len(), CustomerCourse::default());
        let (book, t) = (review.book(), review.as_of());
        hand_over(book, t, &mut self.customers, CustomerCourse::take_over);
        let is_first = self.before.is_none();
        let judged = review.customers().iter().zip(outcomes).zip(rows).zip(statuses);
        for (((customer, outcome), row), status) in judged {
            let (place, hindsight) = (index(customer.position()), row.aftermath.hindsight);
            let before = self.before.as_ref().map(|all| all.get(place).copied().flatten());
            let sighting = Sighting { status: *status, outcome: *outcome, before };
            counts.tally.add(sighting, hindsight);
            let day = JudgedDay {
                day: review.as_of().day(),
                is_first,
                outcome: *outcome,
                aftermath: row.aftermath,
                at_stake: row.at_stake(rule),
            };
            if let Some(course) = self.customers.get_mut(place) {
                course.take(&day, &mut self.counts);
            }
            if let Some(level) = now.get_mut(place) {
                *level = outcome.level();
            }
        }
        self.before = Some(now);
        self.rank(review, rows, &mut counts);
        counts
    }

    /// Ranks the customers that the rule judged.
    fn rank(&mut self, review: &Review<'_>, rows: &[DayRow], counts: &mut DayCounts) {
        let outcomes = review.outcomes(self.rule);
        let ranked = outcomes.iter().zip(figures(review, self.rule)).zip(rows);
        let ranked = ranked.filter(|((outcome, _), _)| **outcome >= Outcome::Clear);
        let ranked = ranked.map(|((outcome, figure), row)| {
            (Score::new(outcome.level(), figure), row.aftermath.hindsight)
        });
        let mut scores: Vec<(Score, Hindsight)> = ranked.collect();
        counts.area = AreaUnderCurve::of_day(&mut scores);
        let scores: Vec<Score> = scores.into_iter().map(|(score, _)| score).collect();
        let first = self.first.get_or_insert_with(|| FirstDay::new(outcomes, &scores));
        counts.stability = first.stability(outcomes, &scores);
    }
}

/// The status of each customer of a review. Where to its policy nobody is lost, those are that are
/// by the usual rules, so far as data are not missing.
fn statuses(review: &Review<'_>) -> Vec<PurchaseStatus> {
    if review.policy().loss.lost.is_some() {
        return review.statuses().to_vec();
    }
    let (t, assessor, lost) = (review.as_of(), review.assessor(), lost_rules(review.policy()));
    let mut accounts = AccountReader::new(review.book().ledger(), t);
    let rows = review.customers().iter().zip(review.statuses());
    let of = |((key, status), outcome): ((&CustomerKey, &PurchaseStatus), &Outcome)| {
        let signal = accounts.own(*key).and_then(|it| assessor.signal(it));
        match signal.filter(|_| *outcome != Outcome::NoData) {
            Some(it) => lost.status(Some(it.rhythm), |_| it.usual_gap, t),
            None => *status,
        }
    };
    rows.zip(review.outcomes(Rule::Loss)).map(of).collect()
}
