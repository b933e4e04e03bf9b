//! Every machine of the crate by one test: its table, its refusals, its ends.

use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use guanxi::account_plan::PlanStage;
use guanxi::admission::AdmissionStage;
use guanxi::appointment::AppointmentStage;
use guanxi::complaint::ComplaintStage;
use guanxi::contract::{AmendmentStage, ContractStatus};
use guanxi::credit_approval::CreditApprovalStage;
use guanxi::diversion_case::DiversionStage;
use guanxi::enquiry::EnquiryStage;
use guanxi::goods_return::ReturnStage;
use guanxi::handling::HandlingStage;
use guanxi::hold::HoldStatus;
use guanxi::letter::LetterStage;
use guanxi::lifecycle::{Act, Stage, Transition, table_faults, transition_table, transitions};
use guanxi::objection::ObjectionStage;
use guanxi::our_promise::OurPromiseStage;
use guanxi::payment_plan::PaymentPlanStage;
use guanxi::phase_out::PhaseOutStage;
use guanxi::repair::RepairStage;
use guanxi::support_fund::{FundClaimStage, FundRequestStage};

/// What holds of every machine.
#[track_caller]
fn holds<G: Stage>() {
    assert_eq!(table_faults::<G>(), Vec::new(), "{}", G::SUBJECT);
    assert!(G::ALL.iter().any(|stage| stage.is_end()), "{} has an end", G::SUBJECT);
    for Transition { from, act, to } in transitions::<G>() {
        assert_eq!(from.allowed().contains(&act), to.is_some(), "{act} from {from}");
        if let Err(refused) = from.try_after(act) {
            assert_eq!(to, None);
            assert_eq!(refused.allowed, from.allowed(), "the refusal names what is allowed");
            let told = refused.to_string();
            assert!(told.contains(G::SUBJECT) && told.contains(&from.to_string()), "{told}");
        }
        let reopens = act.to_string() == "reopen";
        assert!(!from.is_end() || to.is_none() || reopens, "an end has no way out but reopening");
    }
    let rows = transition_table::<G>().lines().count();
    assert_eq!(rows, G::ALL.len() + 2, "a heading, a rule, and a row for each stage");
    walks::<G>(8);
}

/// Every way of some acts from every first stage leads to a stage of the table.
fn walks<G: Stage + Debug>(length: usize) {
    let mut reached: Vec<G> = G::FIRST.to_vec();
    for _ in 0..length {
        let mut next: Vec<G> = Vec::new();
        for stage in &reached {
            let ways = G::Act::ALL.iter().filter_map(|act| stage.after(*act));
            for stage in ways.chain(stage.in_time().iter().copied()) {
                assert!(G::ALL.contains(&stage), "{stage}");
                if !next.contains(&stage) {
                    next.push(stage);
                }
            }
        }
        reached = next;
    }
}

macro_rules! machines {
    ($($stage:ident),+ $(,)?) => {
        const NAMES: &[&str] = &[$(stringify!($stage)),+];

        #[test]
        fn every_machine_keeps_the_common_rules() {
            $(holds::<$stage>();)+
        }
    };
}

machines! {
    AdmissionStage,
    AmendmentStage,
    AppointmentStage,
    ComplaintStage,
    ContractStatus,
    CreditApprovalStage,
    DiversionStage,
    EnquiryStage,
    FundClaimStage,
    FundRequestStage,
    HandlingStage,
    HoldStatus,
    LetterStage,
    ObjectionStage,
    OurPromiseStage,
    PaymentPlanStage,
    PhaseOutStage,
    PlanStage,
    RepairStage,
    ReturnStage,
}

/// The files below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// The types with an `impl Stage for`, outside of comments.
fn stages(code: &str) -> impl Iterator<Item = &str> {
    code.lines().filter_map(|line| {
        let (_, after) = line.trim_start().strip_prefix("impl")?.split_once("Stage for ")?;
        after.split(|c: char| !c.is_alphanumeric()).next()
    })
}

#[test]
fn a_machine_of_the_library_is_in_the_list() {
    let mut paths = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut paths);
    let code: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let mut found: Vec<&str> = code.iter().flat_map(|code| stages(code)).collect();
    found.sort_unstable();
    assert_eq!(found, NAMES, "each machine once, by name");
}

#[test]
fn a_machine_is_found_in_each_form_of_its_impl() {
    let code = "impl Stage for A {\n    impl lifecycle::Stage for B {}\n//! impl Stage for C {\n\
                impl<S> Stage for D<S> {\nimpl Step for E {\n";
    assert_eq!(stages(code).collect::<Vec<_>>(), ["A", "B", "D"]);
}
