use crate::account::AccountView;
use crate::book::Book;
use crate::calendar::AsOf;
use crate::casework::{CustomerContext, RaisedArm};
use crate::id::CustomerKey;
use crate::incident::{Credibility, for_each_open};
use crate::lapse::OwnDays;
use crate::review::{Assessor, Readings};
use crate::segment::Class;
use crate::warning::{Arm, ByRule, Outcome, Rule};

/// Tells whether a customer is in the reviews of a day: it has started, and is not merged into
/// another.
pub(crate) fn is_reviewed(
    book: &Book,
    key: CustomerKey,
    account: AccountView<'_>,
    t: AsOf,
) -> bool {
    !book.ledger().is_gone_at(key, t) && account.has_started(t)
}

/// A customer as an assessor reads it: once, for outcomes and context alike.
struct Read<'r, 'p, 'a> {
    assessor: &'r Assessor<'p>,
    view: AccountView<'a>,
    own_days: OwnDays<'r>,
    readings: Readings<'a>,
}

impl<'r, 'p, 'a> Read<'r, 'p, 'a> {
    fn new(assessor: &'r Assessor<'p>, view: AccountView<'a>) -> Self {
        let own_days = assessor.own_days(view);
        let readings = assessor.read_by(view, &own_days);
        Self { assessor, view, own_days, readings }
    }

    /// Everything besides the outcomes.
    fn context(&self, class: Class) -> CustomerContext {
        let Self { assessor, view, own_days, readings } = self;
        let by = (assessor.policy(), assessor.context());
        let retained = |rule| readings.retained_level(rule, by, (*view, own_days));
        CustomerContext {
            retained: ByRule::each(retained),
            arms: arms(readings),
            silent: silent_arms(readings),
            has_verified_incident: has_verified_incident(assessor, *view),
            is_lost: readings.loss.is_told_as_lost(),
            group: view.group().cloned(),
            ..CustomerContext::new(class)
        }
    }

    /// Everything that a register is told besides the outcomes. An ended customer is judged for
    /// debt only and has no class: its deadlines are those of the lowest.
    fn context_for_register(&self, class: Option<Class>) -> CustomerContext {
        match class {
            Some(class) => self.context(class),
            None if self.view.ended().is_some() => {
                let mut all = self.context(Class::C);
                all.retained = ByRule { debt: all.retained.debt, ..ByRule::default() };
                all.arms.retain(|it| it.arm.rule() == Rule::Debt);
                all.silent.retain(|it| it.rule() == Rule::Debt);
                CustomerContext { is_lost: false, ..all }
            }
            None => CustomerContext::new(Class::C),
        }
    }

    /// The outcomes as a register takes them: a loss that opens no case is not judged.
    fn outcomes_for_register(&self) -> ByRule<Outcome> {
        let mut outcomes = ByRule::each(|rule| self.readings.outcome(rule));
        let loss = &self.assessor.policy().loss;
        outcomes.loss = loss.outcome_for_cases(self.readings.loss.status, outcomes.loss);
        outcomes
    }
}

/// Everything that an assessor knows of a customer of a class besides the outcomes.
pub(crate) fn customer_context(
    assessor: &Assessor<'_>,
    class: Class,
    view: AccountView<'_>,
) -> CustomerContext {
    Read::new(assessor, view).context(class)
}

/// Everything that a register is told of a customer besides the outcomes.
pub(crate) fn context_for_register(
    assessor: &Assessor<'_>,
    class: Option<Class>,
    view: AccountView<'_>,
) -> CustomerContext {
    Read::new(assessor, view).context_for_register(class)
}

/// Everything that a register is told of a customer.
pub(super) fn told_to_register(
    assessor: &Assessor<'_>,
    class: Option<Class>,
    view: AccountView<'_>,
) -> (ByRule<Outcome>, CustomerContext) {
    let read = Read::new(assessor, view);
    (read.outcomes_for_register(), read.context_for_register(class))
}

fn has_verified_incident(assessor: &Assessor<'_>, view: AccountView<'_>) -> bool {
    let (mut found, t) = (false, assessor.as_of());
    let rules = &assessor.policy().incident;
    if rules.off.contains(&Arm::Incident) {
        return false;
    }
    let within = rules.same_within_days;
    for_each_open(view.incidents(), within, t, |reports| {
        let heard = reports.iter().filter(|report| t.sees(report.reported));
        found |= heard.map(|it| it.credibility).any(|it| it == Credibility::Verified);
    });
    found
}

/// The arms that object.
fn arms(readings: &Readings<'_>) -> Vec<RaisedArm> {
    let all = Rule::ALL.into_iter().flat_map(|rule| readings.arms(rule));
    all.filter_map(|it| Some(RaisedArm { arm: it.arm, level: it.finding.level()? })).collect()
}

/// The arms that are silent.
fn silent_arms(readings: &Readings<'_>) -> Vec<Arm> {
    let all = Rule::ALL.into_iter().flat_map(|rule| readings.arms(rule));
    all.filter(|it| it.is_silent()).map(|it| it.arm).collect()
}
