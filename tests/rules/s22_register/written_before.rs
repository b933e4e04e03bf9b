//! A register and a policy that were written by an earlier version are read back equal, and written
//! again byte for byte.

use guanxi::casework::{
    CasePolicy, CaseStep, Effect, Episode, Notice, PolicyMatch, Register, RegisterSnapshot,
    RemedyOutcome,
};
use guanxi::warning::Level::{Critical, Warning, Watch};
use guanxi::warning::Rule;

use crate::s22_given::{
    Office, Row, WELL, accept, assign, cancel, cause, complete, d, dismiss, ill, key, key_of,
    main_cause, plan, policy, reset, shelve, shelve_once, t, who,
};

const SNAPSHOT: &str = include_str!("written_before/snapshot.json");
const POLICY: &str = include_str!("written_before/policy.json");

/// Every input and every step, and whatever acts on a warning.
fn every_input() -> Office {
    let mut office = Office::new(policy(|it| it.flood_guard.fewest_steps = 2));
    let well = [WELL; 30];
    let mut rows = well;
    office.reviews(0, &well);
    rows[0] = ill([(Rule::Loss, Warning), (Rule::Debt, Watch), (Rule::Progress, Watch)]);
    rows[1] = ill([(Rule::Incident, Critical)]);
    rows[2] = ill([(Rule::Expense, Watch)]);
    rows[3] = ill([(Rule::Progress, Warning)]);
    office.around.has_verified_incident = true;
    office.reviews(1, &rows);
    handled(&mut office);
    office.around.has_verified_incident = false;
    office.reviews(4, &rows);
    let batch: Vec<Row> = (0..30)
        .map(|at| if at < 4 { rows[at] } else { ill([(Rule::Debt, Watch), (Rule::Loss, Watch)]) })
        .collect();
    let suspects = |it: &Notice| matches!(it, Notice::Flood { .. });
    assert_eq!(office.reviews(5, &batch).iter().filter(|it| suspects(it)).count(), 2);
    office.register.accept_batch(Rule::Debt, t(6), &office.policy).unwrap();
    office.register.reject_batch(Rule::Loss, t(6), &office.policy).unwrap();
    office.watermarks.receivables = Some(d(1));
    office.reviews(8, &rows);
    // Without the first four: a day passes.
    office.reviews_some(9, &[(20, ill([(Rule::Debt, Watch)]))]);
    office
}

/// Every step that somebody can take.
#[track_caller]
fn handled(office: &mut Office) {
    let (loss, debt) = (key(0, Rule::Loss), key(0, Rule::Debt));
    office.does(1, loss, assign("Sun"));
    office.does(1, loss, CaseStep::Acknowledge);
    office.does(1, loss, CaseStep::Investigate);
    office.does(2, loss, cause("competitor"));
    office.does(2, loss, plan("visit"));
    let offer = ("win_back_offer".parse().unwrap(), who("Sun"));
    let (remedy, owner) = offer;
    office.does(2, loss, CaseStep::PlanRemedy { remedy, owner, due: Some(d(9)) });
    office.does(2, loss, cancel(1));
    office.does(2, loss, CaseStep::CompleteRemedy { place: 0, outcome: RemedyOutcome::Lost });
    office.does(3, debt, shelve(9));
    office.does(3, debt, CaseStep::Unshelve);
    office.does(3, debt, shelve_once(9));
    let incident = key(1, Rule::Incident);
    office.does(2, incident, CaseStep::Investigate);
    office.does(2, incident, main_cause("theft"));
    office.does(2, incident, accept(20));
    office.does(2, key(2, Rule::Expense), dismiss());
    let progress = key(3, Rule::Progress);
    office.does(2, progress, CaseStep::Investigate);
    office.does(2, progress, cause("stock_out"));
    office.does(2, progress, plan("offer"));
    office.does(2, progress, complete(0));
    let recovered = [Effect::Recovered { from: Warning }];
    assert_eq!(office.does(2, progress, reset()), recovered);
}

#[test]
fn a_snapshot_that_was_written_before_is_read_back_equal() {
    let office = every_input();
    let read: RegisterSnapshot = serde_json::from_str(SNAPSHOT).unwrap();
    assert_eq!((read.version(), read.policy_mark(), read.mark()), (0, None, None));
    assert_eq!(serde_json::to_string(&read).unwrap(), SNAPSHOT.trim_end());
    let restored = Register::restore(read, &office.policy, key_of).unwrap();
    assert_eq!((restored.policy, restored.unresolved), (PolicyMatch::Unknown, Vec::new()));
    // Neither the content of the last step was written, nor that a day was one on which a customer
    // was no longer reviewed.
    let (old, now) = (restored.register, office.register);
    let parts = |register: &Register| {
        let part = |(key, it): (_, &Episode)| {
            let of_data = (it.condition().phase(), it.clear_since(), it.held_back_by());
            let of_people = (it.case().cloned(), it.closed_cases().to_vec(), it.trail().to_vec());
            (key, of_data, of_people, it.last_evaluation(), it.last_step(), it.last_day())
        };
        register.episodes().map(part).collect::<Vec<_>>()
    };
    assert_eq!(parts(&old), parts(&now));
    let last = |register: &Register| register.last_step().map(|it| (it.number, it.on));
    assert_eq!(last(&old), last(&now));
}

#[test]
fn a_policy_that_was_written_before_is_read_back_equal() {
    let by = CasePolicy::default();
    assert_eq!(serde_json::to_string_pretty(&by).unwrap(), POLICY.trim_end());
    assert_eq!(serde_json::from_str::<CasePolicy>(POLICY).unwrap(), by);
}
