//! The admission of a customer against a machine written out here: stage by stage, code by code.

use std::collections::BTreeSet;

use guanxi::admission::{
    AdmissionAct, AdmissionFacts, AdmissionInputs, AdmissionOpening, AdmissionPolicy,
    AdmissionStage, AdmissionStep, CustomerAdmission, FirstTerms,
};
use guanxi::calendar::AsOf;
use guanxi::customer::{Card, CardPolicy, CardPolicyDraft, CardView};
use guanxi::duplicate::{DuplicatePolicy, IdentityFacts, Matches};
use guanxi::id::RoleId;
use guanxi::lifecycle::{Entry, StepError};
use proptest::prelude::*;

use crate::strategies::{date, money};

const PEOPLE: [&str; 4] = ["Wang", "Sun", "Chen", "Li"];
const ROLES: [&str; 2] = ["head of sales", "credit manager"];
/// In fen: one approver, one still, two, two still, too much.
const LIMITS: [i64; 5] = [0, 999_999, 1_000_000, 10_000_000, 10_000_001];
/// The day of the application.
const APPLIED: i32 = 100;

/// A try of a step, wrong as often as right.
#[derive(Debug, Clone)]
struct Try {
    act: AdmissionAct,
    /// Days after the last step; some are dated back.
    later: i32,
    by: usize,
    /// The roles that the person holds.
    held: [bool; 2],
    has_number: bool,
    limit: i64,
    payment_days: u16,
    slot: usize,
    /// The last day of a trial, in days from the step.
    until: i32,
}

fn tried() -> impl Strategy<Value = Try> {
    use AdmissionAct::{Admit, Approve, Confirm, End, Extend, Refuse, Return, Submit, Withdraw};
    let act = prop_oneof![
        5 => Just(Submit), 8 => Just(Approve), 1 => Just(Return), 5 => Just(Admit),
        4 => Just(Extend), 1 => Just(Confirm), 1 => Just(End), 1 => Just(Refuse),
        1 => Just(Withdraw),
    ];
    let later = prop_oneof![6 => 0_i32..3, 1 => -2_i32..0, 1 => 30_i32..120];
    let who = (0..PEOPLE.len(), prop::array::uniform2(prop::bool::weighted(0.8)));
    let terms = (
        prop::bool::weighted(0.9),
        prop::sample::select(&LIMITS[..]),
        prop_oneof![4 => Just(30_u16), 1 => Just(31)],
    );
    let until = prop_oneof![3 => 1_i32..=90, 1 => -1_i32..1, 1 => 88_i32..94, 1 => 90_i32..180];
    (act, later, who, terms, (0_usize..3, until)).prop_map(
        |(act, later, (by, held), (has_number, limit, payment_days), (slot, until))| Try {
            act,
            later,
            by,
            held,
            has_number,
            limit,
            payment_days,
            slot,
            until,
        },
    )
}

/// The machine, in the plainest way.
#[derive(Debug, Clone)]
struct Model {
    stage: AdmissionStage,
    last: Option<i32>,
    submitted_by: Option<usize>,
    limit: i64,
    /// Places and people since the last submission, be it returned or not.
    approved: Vec<(usize, usize)>,
    until: i32,
    extended: u32,
}

impl Model {
    /// Takes a step on a day, or gives the code of its refusal.
    fn take(&mut self, it: &Try, on: i32) -> Result<(), &'static str> {
        use AdmissionAct as Act;
        use AdmissionStage as Stage;
        if self.last.is_some_and(|last| on < last) {
            return Err("step_out_of_order");
        }
        let is_allowed = match self.stage {
            Stage::Applied => matches!(it.act, Act::Submit | Act::Refuse | Act::Withdraw),
            Stage::Submitted => matches!(
                it.act,
                Act::Approve | Act::Return | Act::Admit | Act::Refuse | Act::Withdraw
            ),
            Stage::OnTrial => matches!(it.act, Act::Extend | Act::Confirm | Act::End),
            _ => false,
        };
        if !is_allowed {
            return Err("step_out_of_turn");
        }
        let takes_head = matches!(it.act, Act::Extend | Act::Confirm | Act::End | Act::Refuse);
        if takes_head && !it.held[0] {
            return Err("role_not_held");
        }
        let was_both = match it.act {
            Act::Approve => self.submitted_by == Some(it.by),
            Act::Submit => self.approved.iter().any(|(_, by)| *by == it.by),
            _ => false,
        };
        if was_both {
            return Err("takes_two");
        }
        if it.act == Act::Extend && on > self.until {
            return Err("step_after_deadline");
        }
        if on < APPLIED {
            return Err("before_application");
        }
        let places = if self.limit < 1_000_000 { 1 } else { 2 };
        match it.act {
            Act::Submit => {
                if !it.has_number || it.limit > 10_000_000 || it.payment_days > 30 {
                    return Err("requirements_not_met");
                }
                (self.submitted_by, self.limit) = (Some(it.by), it.limit);
                self.approved.clear();
                self.stage = Stage::Submitted;
            }
            Act::Approve => {
                let is_taken =
                    self.approved.iter().any(|(slot, by)| *slot == it.slot || *by == it.by);
                if it.slot >= places || is_taken || !it.held[it.slot] {
                    return Err("place_not_filled");
                }
                self.approved.push((it.slot, it.by));
            }
            Act::Return => self.stage = Stage::Applied,
            Act::Admit => {
                if self.approved.len() < places {
                    return Err("approvals_open");
                }
                if !(1..=90).contains(&it.until) {
                    return Err("end_of_trial");
                }
                (self.stage, self.until) = (Stage::OnTrial, on + it.until);
            }
            Act::Extend => {
                if self.extended == 1 {
                    return Err("too_many_extensions");
                }
                if !(1..=90).contains(&(on + it.until - self.until)) {
                    return Err("end_of_trial");
                }
                (self.extended, self.until) = (1, on + it.until);
            }
            Act::Confirm => self.stage = Stage::Confirmed,
            Act::End => self.stage = Stage::Ended,
            Act::Refuse => self.stage = Stage::Refused,
            Act::Withdraw => self.stage = Stage::Withdrawn,
        }
        self.last = Some(on);
        Ok(())
    }
}

fn step(it: &Try, on: i32) -> AdmissionStep {
    let reason = || "said so".parse().unwrap();
    let until = date(on + it.until);
    match it.act {
        AdmissionAct::Submit => AdmissionStep::Submit {
            terms: FirstTerms {
                limit: money(it.limit),
                payment_days: it.payment_days,
                plan: money(60_000),
            },
        },
        AdmissionAct::Approve => AdmissionStep::Approve { slot: it.slot },
        AdmissionAct::Return => AdmissionStep::Return { reason: reason() },
        AdmissionAct::Admit => AdmissionStep::Admit { until },
        AdmissionAct::Extend => AdmissionStep::Extend { until, reason: reason() },
        AdmissionAct::Confirm => AdmissionStep::Confirm,
        AdmissionAct::End => AdmissionStep::End { reason: reason() },
        AdmissionAct::Refuse => AdmissionStep::Refuse { reason: reason() },
        AdmissionAct::Withdraw => AdmissionStep::Withdraw { reason: reason() },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn an_admission_moves_as_the_machine_written_out_here(
        tries in prop::collection::vec(tried(), 1..40),
    ) {
        let (duplicates, matches, policy) =
            (DuplicatePolicy::default(), Matches::default(), AdmissionPolicy::default());
        let draft = CardPolicyDraft { mandatory: [].into(), ..CardPolicyDraft::default() };
        let (card, card_policy) = (Card::default(), CardPolicy::try_new(draft).unwrap());
        let opening = AdmissionOpening {
            customer: "Li".parse().unwrap(),
            on: date(APPLIED),
            by: "Wang".parse().unwrap(),
        };
        let mut admission = CustomerAdmission::open(opening.clone());
        let mut model = Model {
            stage: AdmissionStage::Applied,
            last: None,
            submitted_by: None,
            limit: 0,
            approved: Vec::new(),
            until: 0,
            extended: 0,
        };
        for it in &tries {
            let mut identity = IdentityFacts::default();
            if it.has_number {
                identity = identity.with_number("uscc 91350100M000100Y43".parse().unwrap());
            }
            let roles = ROLES.iter().zip(it.held).filter(|(_, held)| *held);
            let held: BTreeSet<RoleId> = roles.map(|(role, _)| role.parse().unwrap()).collect();
            let facts = AdmissionFacts {
                identity: &identity,
                duplicates: &duplicates,
                matches: &matches,
                card: CardView::in_full(&card, &card_policy),
                permits: &[],
                rights: &[],
            };
            let inputs = AdmissionInputs { facts, held: &held, policy: &policy };
            let on = model.last.unwrap_or(APPLIED) + it.later;
            let entry = Entry::new(step(it, on), date(on), PEOPLE[it.by].parse().unwrap());
            let (before, steps) = (model.clone(), admission.trail().entries().len());
            let expected = model.take(it, on);
            let blockers = admission.blockers(&entry, &inputs);
            let taken = admission.apply(entry, &inputs).map(drop);
            let (code, expected_code) =
                (taken.as_ref().err().map(StepError::code), expected.as_ref().err().copied());
            prop_assert_eq!(code, expected_code);
            prop_assert_eq!(blockers.first(), taken.as_ref().err());
            if expected.is_err() {
                model = before;
                prop_assert_eq!(admission.trail().entries().len(), steps, "nothing has changed");
            }
            let end = AsOf::new(date(5000));
            prop_assert_eq!(admission.stage(end), Some(model.stage));
            let until = matches!(model.stage, AdmissionStage::OnTrial).then(|| date(model.until));
            prop_assert!(until.is_none_or(|it| admission.trial_until(end) == Some(it)));
        }
        // From its trail it comes back as it is.
        let events = admission.trail().entries().iter().cloned();
        prop_assert_eq!(CustomerAdmission::replay(opening, events), Ok(admission));
    }
}
