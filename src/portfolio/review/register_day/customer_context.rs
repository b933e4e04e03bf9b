use crate::account::AccountView;
use crate::book::Book;
use crate::calendar::AsOf;
use crate::casework::{CustomerContext, RaisedArm};
use crate::evidence::NotJudged;
use crate::id::CustomerKey;
use crate::incident::{Credibility, for_each_open};
use crate::lapse::PurchaseStatus;
use crate::review::{Assessor, Judgement, Readings};
use crate::segment::Class;
use crate::warning::{Arm, ByRule, Finding, Outcome, Rule};

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

/// Everything that an assessor knows of a customer of a class besides the outcomes.
pub(crate) fn customer_context(
    assessor: &Assessor<'_>,
    class: Class,
    view: AccountView<'_>,
) -> CustomerContext {
    let readings = assessor.read(view);
    let by = (assessor.policy(), assessor.context());
    CustomerContext {
        retained: ByRule::each(|rule| readings.retained_level(rule, by, view)),
        arms: arms(&readings),
        silent: silent_arms(&readings),
        has_verified_incident: has_verified_incident(assessor, view),
        is_lost: readings.loss.status == PurchaseStatus::Lost,
        group: view.group().cloned(),
        ..CustomerContext::new(class)
    }
}

/// Everything that a register is told of a customer besides the outcomes. An ended one is judged
/// for debt only and has no class: its deadlines are those of the lowest.
pub(crate) fn context_for_register(
    assessor: &Assessor<'_>,
    class: Option<Class>,
    view: AccountView<'_>,
) -> CustomerContext {
    match class {
        Some(class) => customer_context(assessor, class, view),
        None if view.ended().is_some() => {
            let all = customer_context(assessor, Class::C, view);
            let mut retained = ByRule::default();
            retained.debt = all.retained.debt;
            let arms = all.arms.iter().filter(|it| it.arm.rule() == Rule::Debt).copied().collect();
            let silent = all.silent.iter().filter(|it| it.rule() == Rule::Debt).copied().collect();
            CustomerContext { retained, arms, silent, is_lost: false, ..all }
        }
        None => CustomerContext::new(Class::C),
    }
}

/// The outcomes of one customer as a register takes them: a loss that opens no case is not judged.
pub(crate) fn outcomes_for_register(
    assessor: &Assessor<'_>,
    view: AccountView<'_>,
) -> ByRule<Outcome> {
    let Judgement { status, mut outcomes, .. } = assessor.judge(view);
    if let Some(status) = status {
        outcomes.loss = assessor.policy().loss.outcome_for_cases(status, outcomes.loss);
    }
    outcomes
}

fn has_verified_incident(assessor: &Assessor<'_>, view: AccountView<'_>) -> bool {
    let (mut found, t) = (false, assessor.as_of());
    let within = assessor.policy().incident.same_within_days;
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

/// The arms that are silent. One that the terms of the customer or the policy leave nothing to
/// judge is not: what it raised before is over.
fn silent_arms(readings: &Readings<'_>) -> Vec<Arm> {
    let all = Rule::ALL.into_iter().flat_map(|rule| readings.arms(rule));
    all.filter(|it| match it.finding {
        Finding::NotJudged(reason) => !matches!(
            reason,
            NotJudged::Unlimited
                | NotJudged::LimitNotSet
                | NotJudged::LimitAgreed
                | NotJudged::NoHardCap
        ),
        Finding::Raised(_) | Finding::Quiet => false,
    })
    .map(|it| it.arm)
    .collect()
}
