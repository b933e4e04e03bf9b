//! The common shape of lifecycles, on a machine of three stages.

use std::collections::BTreeSet;
use std::fmt;

use guanxi::calendar::AsOf;
use guanxi::id::{RoleId, StaffId};
use guanxi::lifecycle::{
    Act, Admission, Apart, Approval, Entry, Progress, Quorum, QuorumBand, QuorumBands, QuorumError,
    Reason, RoleRule, Slot, SlotOrder, Stage, Step, StepError, StepRules, TableFault, Trail,
    TrailError, table_faults, transition_table, transitions,
};
use guanxi::valid::Valid;

use crate::given::{as_of, day};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClaimStage {
    Filed,
    Granted,
    Refused,
    Over,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClaimAct {
    Amend,
    Grant,
    Refuse,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum ClaimStep {
    Amend,
    Grant { sum: i64 },
    Refuse { why: Reason },
}

impl ClaimStage {
    const fn after(self, act: ClaimAct) -> Option<Self> {
        match (self, act) {
            (Self::Filed, ClaimAct::Amend) => Some(Self::Filed),
            (Self::Filed, ClaimAct::Grant) => Some(Self::Granted),
            (Self::Filed, ClaimAct::Refuse) => Some(Self::Refused),
            (
                Self::Granted | Self::Refused | Self::Over,
                ClaimAct::Amend | ClaimAct::Grant | ClaimAct::Refuse,
            ) => None,
        }
    }
}

impl fmt::Display for ClaimStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Filed => "filed",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Over => "over",
        })
    }
}

impl fmt::Display for ClaimAct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Amend => "amend",
            Self::Grant => "grant",
            Self::Refuse => "refuse",
        })
    }
}

impl Act for ClaimAct {
    const ALL: &'static [Self] = &[Self::Amend, Self::Grant, Self::Refuse];
}

impl Stage for ClaimStage {
    type Act = ClaimAct;
    const SUBJECT: &'static str = "a claim";
    const ALL: &'static [Self] = &[Self::Filed, Self::Granted, Self::Refused, Self::Over];
    const FIRST: &'static [Self] = &[Self::Filed];

    fn after(self, act: ClaimAct) -> Option<Self> {
        self.after(act)
    }

    fn in_time(self) -> &'static [Self] {
        match self {
            Self::Granted => &[Self::Over],
            Self::Filed | Self::Refused | Self::Over => &[],
        }
    }
}

impl Step for ClaimStep {
    type Stage = ClaimStage;

    fn act(&self) -> ClaimAct {
        match self {
            Self::Amend => ClaimAct::Amend,
            Self::Grant { .. } => ClaimAct::Grant,
            Self::Refuse { .. } => ClaimAct::Refuse,
        }
    }
}

const APART: &[Apart<ClaimAct>] = &[Apart { one: ClaimAct::Amend, other: ClaimAct::Grant }];
const GRANT: ClaimStep = ClaimStep::Grant { sum: 1 };

#[track_caller]
fn who(name: &str) -> StaffId {
    name.parse().unwrap()
}

#[track_caller]
fn role(name: &str) -> RoleId {
    name.parse().unwrap()
}

#[track_caller]
fn roles(names: &[&str]) -> BTreeSet<RoleId> {
    names.iter().map(|name| role(name)).collect()
}

#[track_caller]
fn entry(step: ClaimStep, on: &str, by: &str) -> Entry<ClaimStep> {
    Entry::new(step, day(on), who(by))
}

fn filed() -> StepRules<'static, ClaimStage> {
    StepRules::at(ClaimStage::Filed)
}

fn is_positive(step: &ClaimStep) -> Result<(), String> {
    match step {
        ClaimStep::Grant { sum } if *sum <= 0 => Err(format!("grants {sum}")),
        ClaimStep::Grant { .. } | ClaimStep::Amend | ClaimStep::Refuse { .. } => Ok(()),
    }
}

#[test]
fn the_same_number_with_the_same_content_is_known_and_changes_nothing() {
    let mut trail = Trail::default();
    let granted = entry(GRANT, "2026-03-02", "Wang").numbered(7);
    let moved = Progress::Moved { from: ClaimStage::Filed, to: ClaimStage::Granted };
    assert_eq!(trail.take(granted.clone(), &filed()), Ok(moved));
    let once = trail.clone();
    let granted_stage = StepRules::at(ClaimStage::Granted);
    assert_eq!(trail.take(granted, &granted_stage), Ok(Progress::Known), "though out of turn now");
    assert_eq!(trail, once);
}

#[test]
fn the_same_number_with_other_content_is_a_conflict() {
    let mut trail = Trail::default();
    let first = entry(ClaimStep::Amend, "2026-03-02", "Wang").numbered(7);
    trail.take(first.clone(), &filed()).unwrap();
    let once = trail.clone();
    let whole = Entry { step: GRANT, on: day("2026-03-01"), by: who("Zhao"), ..first.clone() };
    for (other, differs) in [
        (Entry { step: GRANT, ..first.clone() }, "step Amend, not Grant { sum: 1 }"),
        (Entry { on: day("2026-03-01"), ..first.clone() }, "on 2026-03-02, not 2026-03-01"),
        (Entry { by: who("Zhao"), ..first.clone() }, "by Wang, not Zhao"),
        (
            whole,
            "on 2026-03-02, not 2026-03-01; by Wang, not Zhao; step Amend, not Grant { sum: 1 }",
        ),
    ] {
        let refused = trail.take(other, &filed()).unwrap_err();
        assert!(matches!(refused, StepError::Trail(TrailError::Conflict { number: 7, .. })));
        let message = format!("step 7 is recorded with other content: {differs}");
        assert_eq!(refused.to_string(), message);
    }
    assert_eq!(trail, once, "refusing leaves equality");
    assert!(trail.take(Entry { number: Some(6), ..first }, &filed()).is_ok(), "numbers may fall");
}

#[test]
fn steps_without_numbers_are_never_known() {
    let mut trail = Trail::default();
    let amended = entry(ClaimStep::Amend, "2026-03-02", "Wang");
    for count in 1..=3 {
        assert_eq!(trail.try_push(amended.clone()), Ok(Admission::New));
        assert_eq!(trail.entries().len(), count);
    }
}

#[test]
fn days_never_fall() {
    let mut trail = Trail::default();
    trail.take(entry(ClaimStep::Amend, "2026-03-02", "Wang"), &filed()).unwrap();
    let refused = trail.take(entry(GRANT, "2026-03-01", "Zhao"), &filed()).unwrap_err();
    assert_eq!(refused.to_string(), "a step of 2026-03-01 cannot follow one of 2026-03-02");
    assert!(trail.take(entry(GRANT, "2026-03-02", "Zhao"), &filed()).is_ok(), "the same day");
}

#[test]
fn a_trail_is_seen_as_of_a_day_and_steps_of_one_day_in_their_order() {
    let mut trail = Trail::default();
    for (step, on) in
        [(ClaimStep::Amend, "2026-03-02"), (ClaimStep::Amend, "2026-03-04"), (GRANT, "2026-03-04")]
    {
        trail.try_push(entry(step, on, "Wang")).unwrap();
    }
    let count = |t: AsOf| trail.seen(t).len();
    assert_eq!(count(as_of("2026-03-01")), 0);
    assert_eq!(count(as_of("2026-03-02")), 1);
    assert_eq!(count(as_of("2026-03-03")), 1);
    assert_eq!(count(as_of("2026-03-04")), 3);
    let stage = |t: &str| trail.stage(ClaimStage::Filed, as_of(t));
    assert_eq!(stage("2026-03-03"), ClaimStage::Filed);
    assert_eq!(stage("2026-03-04"), ClaimStage::Granted);
    assert_eq!(trail.since(ClaimAct::Amend).len(), 2, "from the last of the two on");
    assert_eq!(trail.since(ClaimAct::Refuse).len(), 3, "none: all");
    assert_eq!(trail.last_of(ClaimAct::Amend, as_of("2026-03-03")), trail.entries().first());
}

#[test]
fn a_stored_trail_comes_back_through_the_same_door() {
    let entries = [
        entry(ClaimStep::Amend, "2026-03-02", "Wang").numbered(1),
        entry(GRANT, "2026-03-04", "Zhao").numbered(2),
    ];
    let trail = Trail::replay(entries.clone()).unwrap();
    assert_eq!(Trail::replay(trail.entries().to_vec()), Ok(trail));
    let backwards = Trail::replay(entries.into_iter().rev());
    let (on, last) = (day("2026-03-02"), day("2026-03-04"));
    assert_eq!(backwards, Err(TrailError::BackDated { on, last }));
}

#[test]
fn an_act_out_of_turn_says_what_is_allowed() {
    let refused = ClaimStage::Granted.try_after(ClaimAct::Amend).unwrap_err();
    assert_eq!(refused.to_string(), "cannot amend a claim that is granted");
    assert_eq!((refused.stage, refused.allowed), (ClaimStage::Granted, Vec::new()));
    assert_eq!(ClaimStage::Filed.allowed(), ClaimAct::ALL);
}

#[test]
fn refusals_come_in_one_order() {
    let mut trail = Trail::default();
    let amended = entry(ClaimStep::Amend, "2026-03-03", "Wang").numbered(1);
    trail.take(amended.clone(), &filed()).unwrap();
    let (clerk, none, clerks) = (role("clerk"), roles(&[]), roles(&["clerk"]));
    // Everything is wrong at first, and one thing after another is mended.
    let mut wrong = entry(ClaimStep::Grant { sum: 0 }, "2026-03-02", "Wang").numbered(1);
    let mut rules = StepRules {
        stage: ClaimStage::Refused,
        role: RoleRule::Holder { role: &clerk, held: &none },
        apart: APART,
        round: None,
        last_day: Some(day("2026-03-01")),
    };
    let mut said = Vec::new();
    for mend in 0..7 {
        match mend {
            0 => {}
            1 => wrong.number = Some(2),
            2 => wrong.on = day("2026-03-03"),
            3 => rules.stage = ClaimStage::Filed,
            4 => rules.role = RoleRule::Holder { role: &clerk, held: &clerks },
            5 => wrong.by = who("Zhao"),
            _ => rules.last_day = Some(day("2026-03-03")),
        }
        said.push(trail.check_step(&wrong, &rules, is_positive).unwrap_err().to_string());
    }
    assert_eq!(
        said,
        [
            "step 1 is recorded with other content: on 2026-03-03, not 2026-03-02; step Amend, not Grant { sum: 0 }",
            "a step of 2026-03-02 cannot follow one of 2026-03-03",
            "cannot grant a claim that is refused",
            "to grant a claim takes the role clerk, Wang does not hold it",
            "to amend and to grant a claim takes two people, Wang was both",
            "cannot grant a claim on 2026-03-03, the last day was 2026-03-01",
            "grants 0",
        ]
    );
    wrong.step = GRANT;
    let moved = Progress::Moved { from: ClaimStage::Filed, to: ClaimStage::Granted };
    assert_eq!(trail.check_step(&wrong, &rules, is_positive), Ok(moved));
    assert_eq!(trail.entries(), [amended], "asking changes nothing");
}

#[test]
fn all_that_stands_in_the_way_can_be_listed() {
    let trail = Trail::replay([entry(ClaimStep::Amend, "2026-03-03", "Wang").numbered(1)]).unwrap();
    let (clerk, none) = (role("clerk"), roles(&[]));
    let rules = StepRules {
        role: RoleRule::Holder { role: &clerk, held: &none },
        apart: APART,
        last_day: Some(day("2026-03-02")),
        ..StepRules::at(ClaimStage::Over)
    };
    let wrong = entry(ClaimStep::Grant { sum: -1 }, "2026-03-03", "Wang");
    assert_eq!(trail.blockers(&wrong, &rules, is_positive).len(), 5);
    let known = entry(ClaimStep::Amend, "2026-03-03", "Wang").numbered(1);
    assert!(trail.blockers(&known, &rules, is_positive).is_empty());
    let right = entry(GRANT, "2026-03-03", "Zhao");
    assert!(trail.blockers(&right, &filed(), is_positive).is_empty());
}

#[test]
fn a_deadline_is_kept_on_its_last_day() {
    let rules = StepRules { last_day: Some(day("2026-03-02")), ..filed() };
    let check = |on| Trail::default().check_step(&entry(GRANT, on, "Wang"), &rules, is_positive);
    assert!(check("2026-03-01").is_ok());
    assert!(check("2026-03-02").is_ok());
    assert!(check("2026-03-03").is_err());
}

#[test]
fn acts_are_kept_apart_in_both_orders_and_within_a_round() {
    let refuse = |trail: &Trail<ClaimStep>, step, round| {
        let rules = StepRules { apart: APART, round, ..filed() };
        trail.check_step(&entry(step, "2026-03-05", "Wang"), &rules, is_positive).is_err()
    };
    let granted = Trail::replay([entry(GRANT, "2026-03-02", "Wang")]).unwrap();
    assert!(refuse(&granted, ClaimStep::Amend, None));
    let amended_twice = Trail::replay([
        entry(ClaimStep::Amend, "2026-03-02", "Wang"),
        entry(ClaimStep::Amend, "2026-03-03", "Zhao"),
    ])
    .unwrap();
    assert!(refuse(&amended_twice, GRANT, None));
    assert!(!refuse(&amended_twice, GRANT, Some(ClaimAct::Amend)), "another round");
    assert!(!refuse(&amended_twice, ClaimStep::Amend, None), "no pair");
}

#[test]
fn an_act_kept_apart_from_itself_takes_another_person_each_time() {
    let twice = [Apart { one: ClaimAct::Amend, other: ClaimAct::Amend }];
    let rules = StepRules { apart: &twice, ..filed() };
    let mut trail = Trail::default();
    trail.take(entry(ClaimStep::Amend, "2026-03-02", "Wang"), &rules).unwrap();
    assert!(trail.take(entry(ClaimStep::Amend, "2026-03-02", "Wang"), &rules).is_err());
    assert!(trail.take(entry(ClaimStep::Amend, "2026-03-02", "Zhao"), &rules).is_ok());
}

#[test]
fn a_reason_is_not_blank() {
    for blank in ["", " ", "\t\n", "\u{3000}"] {
        assert!(Reason::try_new(blank).is_err() && Reason::check(blank).is_err(), "{blank:?}");
    }
    let kept = Reason::try_new(" late ").unwrap();
    assert_eq!(kept.as_str(), " late ", "as given");
    let refuse = ClaimStep::Refuse { why: kept };
    assert!(Trail::default().take(entry(refuse, "2026-03-02", "Wang"), &filed()).is_ok());
}

#[test]
fn the_table_is_computed_from_the_match() {
    assert_eq!(table_faults::<ClaimStage>(), []);
    assert_eq!(transitions::<ClaimStage>().count(), 12);
    assert!(transitions::<ClaimStage>().all(|it| it.to == it.from.after(it.act)));
    assert_eq!(
        transition_table::<ClaimStage>(),
        "| stage | amend | grant | refuse |\n\
         |---|---|---|---|\n\
         | filed | filed | granted | refused |\n\
         | granted | – | – | – |\n\
         | refused | – | – | – |\n\
         | over | – | – | – |\n"
    );
}

/// A machine in which everything is wrong that a table can have wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Faulty {
    Turning,
    Lone,
    Secret,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FaultyAct {
    Turn,
    Hide,
    Never,
}

impl fmt::Display for Faulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl fmt::Display for FaultyAct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl Act for FaultyAct {
    const ALL: &'static [Self] = &[Self::Turn, Self::Hide, Self::Never, Self::Turn];
}

impl Stage for Faulty {
    type Act = FaultyAct;
    const SUBJECT: &'static str = "a fault";
    const ALL: &'static [Self] = &[Self::Turning, Self::Lone, Self::Lone];
    const FIRST: &'static [Self] = &[Self::Turning];

    fn after(self, act: FaultyAct) -> Option<Self> {
        match (self, act) {
            (Self::Turning | Self::Secret, FaultyAct::Turn) => Some(Self::Turning),
            (Self::Turning, FaultyAct::Hide) => Some(Self::Secret),
            (Self::Lone, FaultyAct::Turn | FaultyAct::Hide)
            | (Self::Secret, FaultyAct::Hide)
            | (Self::Turning | Self::Lone | Self::Secret, FaultyAct::Never) => None,
        }
    }
}

#[test]
fn a_faulty_table_is_found_out() {
    assert_eq!(
        table_faults::<Faulty>(),
        [
            TableFault::StageTwice(Faulty::Lone),
            TableFault::ActTwice(FaultyAct::Turn),
            TableFault::Unlisted(Faulty::Secret),
            TableFault::Endless(Faulty::Turning),
            TableFault::Unreachable(Faulty::Lone),
            TableFault::Unreachable(Faulty::Lone),
            TableFault::NeverAllowed(FaultyAct::Never),
        ]
    );
}

fn two_of(order: SlotOrder) -> Quorum {
    let slots = vec![Slot { role: role("credit") }, Slot { role: role("sales") }];
    Quorum { slots, order }
}

fn approval(slot: usize, by: &str) -> Approval {
    Approval { slot, by: who(by) }
}

#[test]
fn a_quorum_takes_one_person_for_each_place() {
    let quorum = two_of(SlotOrder::Any);
    let all = roles(&["credit", "sales"]);
    let wang = approval(1, "Wang");
    assert_eq!(quorum.check(&[], &wang, &all), Ok(()));
    let given = [wang];
    assert_eq!(quorum.open_slots(&given), [0]);
    assert!(!quorum.is_full(&given), "the first approval does not release");
    let (slot, by) = (1, who("Wang"));
    let taken = quorum.check(&given, &approval(1, "Zhao"), &all);
    assert_eq!(taken, Err(QuorumError::Filled { slot, by: by.clone() }));
    let both = quorum.check(&given, &approval(0, "Wang"), &all);
    assert_eq!(both, Err(QuorumError::SamePerson { by, slot }));
    assert_eq!(quorum.check(&given, &approval(0, "Zhao"), &all), Ok(()));
    let none = quorum.check(&given, &approval(2, "Zhao"), &all);
    assert_eq!(none, Err(QuorumError::NoSuchSlot { slot: 2, count: 2 }));
    let foreign = quorum.check(&given, &approval(0, "Zhao"), &roles(&["sales"]));
    assert_eq!(
        foreign.unwrap_err().to_string(),
        "place 0 among the approvers takes the role credit, Zhao does not hold it"
    );
    assert!(quorum.is_full(&[approval(0, "Zhao"), approval(1, "Wang")]));
    assert!(Quorum::default().is_full(&[]), "nobody has to approve");
}

#[test]
fn places_in_turn_are_filled_in_order() {
    let quorum = two_of(SlotOrder::InTurn);
    let all = roles(&["credit", "sales"]);
    let early = quorum.check(&[], &approval(1, "Wang"), &all);
    assert_eq!(early, Err(QuorumError::NotInTurn { slot: 1, next: 0 }));
    assert_eq!(quorum.check(&[], &approval(0, "Wang"), &all), Ok(()));
    assert_eq!(quorum.check(&[approval(0, "Wang")], &approval(1, "Zhao"), &all), Ok(()));
}

#[test]
fn a_band_holds_from_its_least_value_on() {
    let band = |from, count| QuorumBand {
        from,
        quorum: Quorum {
            slots: vec![Slot { role: role("head") }; count],
            order: SlotOrder::default(),
        },
    };
    let bands = Valid::try_new(QuorumBands {
        least: Quorum::default(),
        bands: vec![band(100, 1), band(20_000, 2)],
    })
    .unwrap();
    let count = |value: i32| bands.quorum(&value).slots.len();
    assert_eq!([count(99), count(100), count(19_999), count(20_000)], [0, 1, 1, 2]);
    let level = QuorumBands { least: Quorum::default(), bands: vec![band(100, 1), band(100, 2)] };
    let refused = Valid::try_new(level).unwrap_err().to_string();
    assert_eq!(refused, "bands.1.from must exceed 100, was 100");
    let all = QuorumBands { least: Quorum::default(), bands: vec![band(0, 1)] };
    assert_eq!(Valid::try_new(all).unwrap_err().to_string(), "bands.0.from must exceed 0, was 0");
}
