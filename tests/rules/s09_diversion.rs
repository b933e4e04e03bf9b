//! S9: diversion, from the sighting to the sanction.

use chrono::Weekday;
use guanxi::calendar::{AsOf, Day, Validity, WorkCalendar, WorkCalendarDraft};
use guanxi::contract::{ChannelLevel, Clauses, Contract, ContractStep, Exclusivity, Rights};
use guanxi::diversion::{
    ClawBack, DiversionGrants, DiversionKind, DiversionPolicy, DiversionPolicyDraft,
    DiversionRoute, EvidenceGrade, Sanction, SanctionRow, ScanSignal, Sighting, Solicitation,
    SwapConsent, VolumeSignal,
};
use guanxi::diversion_case::{
    DiversionAct, DiversionCase, DiversionEvent, DiversionOpening, DiversionStage, DiversionStep,
    DiversionTerms,
};
use guanxi::forest::Forest;
use guanxi::lifecycle::{Entry, table_faults, transitions};
use guanxi::measure::{Proportion, Quotient, RateTest, Ratio};
use guanxi::money::Amount;
use guanxi::trade::BreachKind;

use crate::given::{as_of, day, percent, shows_table};
use crate::s05_contract::given::clauses;

fn sighting(territory: &str) -> Sighting {
    Sighting {
        seen: day("2026-06-10"),
        territory: territory.parse().unwrap(),
        brand: "Panda".parse().unwrap(),
        sold: Some(day("2026-06-01")),
        quantity: 40,
        batch: Some("B-7".parse().unwrap()),
        is_sale_proved: true,
        solicitation: Solicitation::Active,
        route: DiversionRoute::Direct,
    }
}

/// Panda in the north, from the first of January to the last of May.
fn contract() -> Contract {
    let days = Validity::try_new(day("2026-01-01"), Some(day("2026-05-31"))).unwrap();
    let (north, panda) = (["north".parse().unwrap()], ["Panda".parse().unwrap()]);
    let (level, exclusivity) = (ChannelLevel::FirstTier, Exclusivity::Exclusive);
    let rights = Rights::new(level, exclusivity, north.into(), panda.into());
    let mut contract = Contract::new("C-1".parse().unwrap(), days);
    contract.write(Clauses { rights: Some(rights), ..clauses() }).unwrap();
    let steps = [
        (ContractStep::Submit, "Wang"),
        (ContractStep::Approve, "Zhao"),
        (ContractStep::Sign, "Wang"),
    ];
    for (step, by) in steps {
        contract.apply(step, day("2025-12-01"), by.parse().unwrap()).unwrap();
    }
    contract
}

fn kind_with(of: &Sighting, consents: &[SwapConsent]) -> DiversionKind {
    let contracts = [contract()];
    let places = [("harbour".parse().unwrap(), "north".parse().unwrap())];
    let territories = Forest::try_new(places).unwrap();
    let grants = DiversionGrants { contracts: &contracts, consents, territories: &territories };
    DiversionKind::of(of, &grants, &DiversionPolicy::default(), as_of("2026-12-31"))
}

fn kind(of: &Sighting) -> DiversionKind {
    kind_with(of, &[])
}

fn sold(territory: &str, on: &str) -> Sighting {
    Sighting { sold: Some(day(on)), ..sighting(territory) }
}

#[test]
fn the_grant_on_the_day_of_the_sale_decides() {
    for (on, expected) in [
        ("2025-12-31", DiversionKind::Outside),
        ("2026-01-01", DiversionKind::Inside),
        ("2026-05-31", DiversionKind::Inside),
        ("2026-06-01", DiversionKind::SellOff),
        ("2026-08-29", DiversionKind::SellOff),
        ("2026-08-30", DiversionKind::Outside),
    ] {
        assert_eq!(kind(&sold("north", on)), expected, "{on}");
    }
    assert_eq!(kind(&sold("south", "2026-05-01")), DiversionKind::Outside);
    assert_eq!(kind(&sold("harbour", "2026-05-01")), DiversionKind::Inside, "a town of the north");
    let other = Sighting { brand: "Crane".parse().unwrap(), ..sold("north", "2026-05-01") };
    assert_eq!(kind(&other), DiversionKind::Outside, "another brand");
    let undated = Sighting { sold: None, ..sighting("south") };
    assert_eq!(kind(&undated), DiversionKind::Unknown);
}

#[test]
fn written_consent_route_and_side_decide_outside_of_the_grant() {
    let days = Validity::try_new(day("2026-06-01"), Some(day("2026-06-30"))).unwrap();
    let (territory, brand) = ("south".parse().unwrap(), "Panda".parse().unwrap());
    let consents = [SwapConsent { territory, brand, days }];
    for (on, expected) in [
        ("2026-05-31", DiversionKind::Outside),
        ("2026-06-01", DiversionKind::Permitted),
        ("2026-06-30", DiversionKind::Permitted),
        ("2026-07-01", DiversionKind::Outside),
    ] {
        assert_eq!(kind_with(&sold("south", on), &consents), expected, "{on}");
    }
    for (route, solicitation, expected) in [
        (DiversionRoute::Direct, Solicitation::Active, DiversionKind::Outside),
        (DiversionRoute::Direct, Solicitation::Passive, DiversionKind::Passive),
        (DiversionRoute::Direct, Solicitation::Unknown, DiversionKind::Unknown),
        (DiversionRoute::ThroughOther, Solicitation::Active, DiversionKind::ThroughOther),
        (DiversionRoute::HelpRefused, Solicitation::Passive, DiversionKind::HelpRefused),
    ] {
        let of = Sighting { route, solicitation, ..sighting("south") };
        assert_eq!(kind(&of), expected, "{route}, {solicitation}");
    }
}

#[test]
fn only_active_sales_and_refused_help_are_breaches_by_default() {
    let default = DiversionPolicy::default();
    let breaches = |policy: &DiversionPolicyDraft| {
        DiversionKind::ALL.into_iter().filter(|it| it.is_breach(policy)).collect::<Vec<_>>()
    };
    assert_eq!(breaches(&default), [DiversionKind::HelpRefused, DiversionKind::Outside]);
    let strict = DiversionPolicyDraft { forbids_passive: true, ..DiversionPolicyDraft::default() };
    assert_eq!(
        breaches(&strict),
        [DiversionKind::HelpRefused, DiversionKind::Passive, DiversionKind::Outside]
    );
}

#[test]
fn only_a_batch_can_be_upheld() {
    let of = sighting("south");
    let alone = Sighting { is_sale_proved: false, ..of.clone() };
    let hearsay = Sighting { batch: None, ..of.clone() };
    let grades = [&of, &alone, &hearsay].map(Sighting::grade);
    assert_eq!(grades, EvidenceGrade::ALL);
    assert_eq!(grades.map(EvidenceGrade::can_be_upheld), [true, true, false]);
    assert_eq!(of.to_string(), "40 of Panda seen in south on 2026-06-10, by proof");
}

fn scans(part: u32, whole: u32) -> ScanSignal {
    let share = Proportion::try_new(part, whole).unwrap();
    ScanSignal::read(share, &DiversionPolicy::default()).unwrap()
}

#[test]
fn golden_g9_5_scans_against_chance() {
    let test = |part, whole| scans(part, whole).test.p().spoken().to_string();
    assert_eq!(test(5, 50), "0.3%");
    assert_eq!(test(3, 50), "7.8%");
    assert_eq!(test(2, 10), "1.6%");
    for (part, whole) in [(5, 50), (3, 50), (2, 10)] {
        assert!(!scans(part, whole).speaks, "{part} of {whole}: only more data may speak");
    }
    assert_eq!(
        scans(6, 50).to_string(),
        "6 of 50 where 2% are usual, by chance with probability below 0.1%: an inquiry is opened"
    );
}

#[test]
fn scans_speak_from_thirty_with_a_small_chance_and_a_threefold_share() {
    assert!(scans(5, 30).speaks, "p is 0.0003");
    assert!(!scans(5, 29).speaks, "29 scans");
    assert!(!scans(4, 30).speaks, "p is 0.003");
    // 60 of 1,000 is three times 2 %.
    assert!(scans(60, 1_000).speaks);
    assert!(!scans(59, 1_000).speaks);
    let share = Proportion::try_new(0, 10_001).unwrap();
    assert_eq!(ScanSignal::read(share, &DiversionPolicy::default()), None);
}

#[test]
fn a_rate_test_adds_up_the_binomial_terms() {
    let p = |part, whole, rate| {
        let share = Proportion::try_new(part, whole).unwrap();
        RateTest::try_new(share, percent(rate)).map(|it| it.p().parts_per_trillion())
    };
    assert_eq!(p(0, 0, "2%"), Some(1_000_000_000_000));
    assert_eq!(p(0, 7, "2%"), Some(1_000_000_000_000));
    assert_eq!(p(2, 2, "2%"), Some(400_000_000));
    // 1 − 0.98² = 0.0396.
    assert_eq!(p(1, 2, "2%"), Some(39_600_000_000));
    // 8/27 + 12/27 with two thirds cut to millionths stays near 20/27.
    assert_eq!(p(2, 3, "50%"), Some(500_000_000_000));
    assert_eq!([p(0, 5, "0%"), p(1, 5, "0%")], [Some(1_000_000_000_000), Some(0)]);
    assert_eq!([p(5, 5, "100%"), p(4, 5, "100%")].map(Option::unwrap), [1_000_000_000_000; 2]);
    assert_eq!(p(1, 5, "100.0001%"), None);
}

#[test]
fn golden_g9_6_volume_against_peers() {
    let peers = [90, 95, 100, 100, 105, 110, 120, 400];
    let read = |volume| VolumeSignal::read(volume, &peers, &DiversionPolicy::default()).unwrap();
    let high = read(400);
    assert_eq!((high.twice_median, high.four_mad), (205, 30), "102.5 and 7.5");
    assert!(high.speaks && !read(120).speaks);
    // 102.5 ± 39: 5.2 times 7.5.
    assert!(!read(141).speaks && read(142).speaks);
    assert!(!read(64).speaks && read(63).speaks, "far below speaks as well");
    assert_eq!(VolumeSignal::read(400, &peers[1..], &DiversionPolicy::default()), None);
    let equal = [100, 100, 100, 100, 100, 100, 100, 400];
    let same = VolumeSignal::read(400, &equal, &DiversionPolicy::default()).unwrap();
    assert!(!same.speaks, "no deviation to measure by");
}

#[test]
fn sanctions_are_graded_by_cases_and_share() {
    let none = Quotient::ZERO;
    let default = DiversionPolicy::default();
    let by_cases = [0, 1, 2, 3, 4, 9].map(|cases| default.sanction(cases, none));
    let [warning, rebate, exclusivity, termination] = Sanction::ALL.map(Some);
    assert_eq!(by_cases, [None, warning, rebate, exclusivity, termination, termination]);
    let mut draft = DiversionPolicyDraft::default();
    draft.sanctions[2].share = Some(percent("20%"));
    let by_share = |part| draft.sanction(1, Quotient::try_new(part, 100).unwrap());
    assert_eq!([by_share(19), by_share(20)], [warning, exclusivity]);
}

#[test]
fn a_policy_of_diversion_is_checked() {
    let refused = |change: fn(&mut DiversionPolicyDraft)| {
        let mut draft = DiversionPolicyDraft::default();
        change(&mut draft);
        DiversionPolicy::try_new(draft).unwrap_err().to_string()
    };
    assert_eq!(
        refused(|it| it.scan_rate = Ratio::from_percent(101)),
        "scan_rate must not exceed 100%, was 101%"
    );
    assert_eq!(
        refused(|it| it.chance = Ratio::from_percent(6)),
        "chance must not exceed 5%, was 6%"
    );
    assert_eq!(refused(|it| it.sanctions.clear()), "sanctions must begin with the first case");
    assert_eq!(
        refused(|it| it.sanctions.push(SanctionRow {
            cases: 5,
            share: None,
            sanction: Sanction::Warning
        })),
        "sanctions must rise in cases and sanction after termination, was warning"
    );
    assert_eq!(refused(|it| it.hearing_days = 0), "hearing_days must be at least 1, was 0");
    assert_eq!(refused(|it| it.take_back_days = 0), "take_back_days must be at least 1, was 0");
    assert_eq!(
        refused(|it| it.resale.fewest_pairs = 0),
        "resale.fewest_pairs must be at least 1, was 0"
    );
    assert_eq!(
        refused(|it| it.resale.chance = Ratio::from_percent(6)),
        "resale.chance must not exceed 5%, was 6%"
    );
}

#[test]
fn the_rebate_of_exactly_the_diverted_quantity_is_taken_back() {
    let claw = |quantity, delivered| {
        ClawBack::try_new(quantity, delivered, Amount::from_minor(1_000))
            .map(|it| it.rebate.minor())
    };
    assert_eq!(claw(1, 3), Some(333));
    assert_eq!(claw(2, 3), Some(667));
    assert_eq!(claw(3, 3), Some(1_000));
    assert_eq!([claw(4, 3), claw(0, 0)], [None, None]);
}

fn weekdays() -> WorkCalendar {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() }).unwrap()
}

fn opening() -> DiversionOpening {
    DiversionOpening {
        id: "D-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        sighting: sighting("south"),
        on: day("2026-06-11"),
        by: "Reporter".parse().unwrap(),
    }
}

/// A case, and the refusal of its last step.
struct Told {
    case: DiversionCase,
    refused: Option<String>,
    others: Vec<DiversionCase>,
}

impl Told {
    fn new() -> Self {
        Self { case: DiversionCase::open(opening()), refused: None, others: Vec::new() }
    }

    fn step(mut self, on: &str, by: &str, step: DiversionStep) -> Self {
        let event: DiversionEvent = Entry::new(step, day(on), by.parse().unwrap());
        let (policy, calendar) = (DiversionPolicy::default(), weekdays());
        let terms = DiversionTerms {
            policy: &policy,
            calendar: &calendar,
            others: &self.others,
            share: Quotient::ZERO,
        };
        self.refused = self.case.apply(event, &terms).err().map(|it| it.to_string());
        self
    }

    /// Verified on a Friday, with a proof of a sale outside.
    fn verified() -> Self {
        Self::new().step("2026-06-12", "Sun", verify(EvidenceGrade::Proof, DiversionKind::Outside))
    }

    fn heard() -> Self {
        Self::verified().step("2026-06-15", "Sun", hear("it was a gift"))
    }

    fn upheld() -> Self {
        Self::heard().step("2026-06-16", "Zhou", uphold(40))
    }

    /// The case of another batch, with another number.
    fn numbered(number: usize) -> DiversionCase {
        let other = DiversionOpening {
            id: format!("D-1{number}").parse().unwrap(),
            sighting: Sighting { batch: Some("B-8".parse().unwrap()), ..sighting("south") },
            ..opening()
        };
        DiversionCase::replay(other, Self::upheld().case.trail().entries().to_vec()).unwrap()
    }

    fn stage(&self) -> DiversionStage {
        self.case.stage(AsOf::new(Day::MAX))
    }

    #[track_caller]
    fn stands(&self, stage: DiversionStage) {
        assert_eq!((self.refused.as_deref(), self.stage()), (None, stage));
    }

    #[track_caller]
    fn refuses(&self, text: &str) {
        assert_eq!(self.refused.as_deref(), Some(text));
    }
}

fn verify(grade: EvidenceGrade, kind: DiversionKind) -> DiversionStep {
    DiversionStep::Verify { grade, kind }
}

fn hear(answer: &str) -> DiversionStep {
    DiversionStep::Hear { answer: Some(answer.parse().unwrap()) }
}

fn uphold(quantity: u64) -> DiversionStep {
    DiversionStep::Uphold { quantity, reason: "the batch".parse().unwrap() }
}

fn appeal() -> DiversionStep {
    DiversionStep::Appeal { reason: "not ours".parse().unwrap() }
}

fn sanction(sanction: Sanction) -> DiversionStep {
    DiversionStep::Sanction { sanction }
}

#[test]
fn the_page_shows_the_table_of_stages() {
    assert_eq!(table_faults::<DiversionStage>(), []);
    assert!(shows_table::<DiversionStage>(include_str!("../../src/work/diversion_case/mod.rs")));
}

#[test]
fn nothing_is_decided_before_the_customer_is_heard() {
    use DiversionAct::{LeaveUnproven, Reject, Uphold};
    for cell in transitions::<DiversionStage>().filter(|it| it.to.is_some()) {
        if [Uphold, Reject, LeaveUnproven].contains(&cell.act) {
            assert!([DiversionStage::Heard, DiversionStage::Appealed].contains(&cell.from));
        }
        if cell.to == Some(DiversionStage::Heard) {
            assert_eq!((cell.from, cell.act), (DiversionStage::Verified, DiversionAct::Hear));
        }
        if cell.to == Some(DiversionStage::Sanctioned) {
            assert_eq!(cell.from, DiversionStage::Upheld, "a signal or a report sanctions nobody");
        }
    }
}

#[test]
fn a_case_is_verified_heard_upheld_sanctioned_and_closed() {
    let told = Told::upheld().step("2026-06-17", "Zhou", sanction(Sanction::Warning)).step(
        "2026-06-30",
        "Zhou",
        DiversionStep::Close,
    );
    told.stands(DiversionStage::Closed);
    let breach = |t| told.case.breach(as_of(t));
    assert_eq!(breach("2026-06-15"), None);
    let found = breach("2026-06-16").unwrap();
    assert_eq!((found.date, found.kind), (day("2026-06-01"), BreachKind::Diversion));
    assert!(found.upheld);
    let dropped = Told::new().step("2026-06-12", "Sun", DiversionStep::Close);
    dropped.stands(DiversionStage::Closed);
    assert_eq!(dropped.case.breach(as_of("2026-12-31")), None);
}

#[test]
fn silence_is_noted_after_five_worked_days() {
    let silent = |on| Told::verified().step(on, "Sun", DiversionStep::Hear { answer: None });
    silent("2026-06-19").refuses(
        "the customer may answer until 2026-06-19, so its silence is not noted on 2026-06-19",
    );
    silent("2026-06-20").stands(DiversionStage::Heard);
    Told::verified().step("2026-06-12", "Sun", hear("no")).stands(DiversionStage::Heard);
    Told::verified()
        .step("2026-06-15", "Zhou", uphold(1))
        .refuses("cannot uphold a case of diversion that is verified");
}

#[test]
fn whoever_verified_does_not_decide() {
    Told::heard()
        .step("2026-06-16", "Sun", uphold(40))
        .refuses("to verify and to uphold a case of diversion takes two people, Sun was both");
}

#[test]
fn weak_evidence_and_what_is_no_breach_are_not_upheld() {
    let heard = |grade, kind| {
        Told::new().step("2026-06-12", "Sun", verify(grade, kind)).step(
            "2026-06-15",
            "Sun",
            hear("no"),
        )
    };
    let outside = DiversionKind::Outside;
    heard(EvidenceGrade::Batch, outside)
        .step("2026-06-16", "Zhou", uphold(40))
        .stands(DiversionStage::Upheld);
    heard(EvidenceGrade::Hearsay, outside)
        .step("2026-06-16", "Zhou", uphold(40))
        .refuses("evidence by hearsay cannot be upheld");
    heard(EvidenceGrade::Proof, DiversionKind::Passive)
        .step("2026-06-16", "Zhou", uphold(40))
        .refuses("goods passive are no breach");
    heard(EvidenceGrade::Proof, outside)
        .step("2026-06-16", "Zhou", uphold(0))
        .refuses("an upheld case has a quantity of 1 or more");
}

#[test]
fn a_decision_is_appealed_against_once_and_decided_by_another() {
    let appealed = || Told::upheld().step("2026-06-17", "Li", appeal());
    assert_eq!(appealed().case.breach(as_of("2026-06-17")), None, "open again");
    appealed()
        .step("2026-06-18", "Zhou", uphold(40))
        .refuses("to uphold and to uphold a case of diversion takes two people, Zhou was both");
    let reason = "a copied batch".parse().unwrap();
    let rejected = appealed().step("2026-06-18", "Wu", DiversionStep::Reject { reason });
    rejected.stands(DiversionStage::NotUpheld);
    assert_eq!(rejected.case.breach(as_of("2026-12-31")), None);
    appealed()
        .step("2026-06-18", "Wu", uphold(40))
        .step("2026-06-19", "Li", appeal())
        .refuses("a case is appealed against once, and was on 2026-06-17");
    Told::upheld()
        .step("2026-06-17", "Zhou", sanction(Sanction::Warning))
        .step("2026-06-18", "Li", appeal())
        .stands(DiversionStage::Appealed);
}

#[test]
fn a_sanction_is_not_harsher_than_the_table() {
    let sanctioned = |upheld_before, of| {
        let others = (0..upheld_before).map(Told::numbered).collect();
        let told = Told { others, ..Told::upheld() };
        told.step("2026-06-17", "Zhou", sanction(of))
    };
    sanctioned(0, Sanction::RebatePart).refuses(
        "the table allows warning at most, not loss of the rebate for staying within the territory",
    );
    sanctioned(1, Sanction::RebatePart).stands(DiversionStage::Sanctioned);
    sanctioned(3, Sanction::Warning).stands(DiversionStage::Sanctioned);
    Told::upheld()
        .step("2026-06-17", "Zhou", sanction(Sanction::Warning))
        .step("2026-06-18", "Zhou", sanction(Sanction::Warning))
        .refuses("cannot sanction a case of diversion that is sanctioned");
}

#[test]
fn upheld_cases_count_for_two_years() {
    let elsewhere = DiversionOpening { customer: "Wu".parse().unwrap(), ..opening() };
    let elsewhere = DiversionOpening { id: "D-3".parse().unwrap(), ..elsewhere };
    let events = Told::upheld().case.trail().entries().to_vec();
    let of_another = DiversionCase::replay(elsewhere, events).unwrap();
    let heard = Told::heard().case;
    let cases = [Told::numbered(0), heard.clone(), of_another];
    let policy = DiversionPolicy::default();
    let before = |t: &str| heard.upheld_before(&cases, day(t), &policy);
    assert_eq!(before("2026-06-15"), 0);
    assert_eq!(before("2026-06-16"), 1, "neither itself nor that of another customer");
    assert_eq!(before("2028-06-14"), 1, "the 730th day, that of the question included");
    assert_eq!(before("2028-06-15"), 0);
    let own = [Told::upheld().case];
    assert_eq!(heard.upheld_before(&own, day("2026-06-16"), &policy), 0, "itself");
}

#[test]
fn one_set_of_facts_has_one_sanction() {
    let upheld_beside = |of: Sighting| {
        let other = DiversionOpening { id: "D-2".parse().unwrap(), sighting: of, ..opening() };
        let events = Told::upheld().case.trail().entries().to_vec();
        let others = vec![DiversionCase::replay(other, events).unwrap()];
        let heard = Told { others, ..Told::heard() };
        heard.step("2026-06-17", "Zhou", uphold(40))
    };
    let again = Sighting { seen: day("2026-06-09"), quantity: 1, ..sighting("south") };
    upheld_beside(again).refuses("case D-2 about the same facts is upheld");
    let batch = Some("B-8".parse().unwrap());
    upheld_beside(Sighting { batch, ..sighting("south") }).stands(DiversionStage::Upheld);
    let sold = Some(day("2026-06-02"));
    upheld_beside(Sighting { sold, ..sighting("south") }).stands(DiversionStage::Upheld);
    upheld_beside(sighting("west")).stands(DiversionStage::Upheld);
    let undated = Sighting { sold: None, ..sighting("south") };
    assert!(undated.is_of_same_facts(&undated.clone()), "equal in all");
    assert!(!undated.is_of_same_facts(&Sighting { quantity: 1, ..undated.clone() }));
}

#[test]
fn goods_are_taken_back_within_five_worked_days_of_the_sanction() {
    let (policy, calendar) = (DiversionPolicy::default(), weekdays());
    let due = |told: &Told| {
        let (others, share) = (&[][..], Quotient::ZERO);
        let terms = DiversionTerms { policy: &policy, calendar: &calendar, others, share };
        told.case.take_back_due(&terms)
    };
    assert_eq!(due(&Told::upheld()), None);
    let sanctioned = Told::upheld().step("2026-06-17", "Zhou", sanction(Sanction::Warning));
    assert_eq!(due(&sanctioned), Some(day("2026-06-24")));
}

#[test]
fn a_step_does_not_come_before_the_report() {
    let early = verify(EvidenceGrade::Proof, DiversionKind::Outside);
    Told::new()
        .step("2026-06-10", "Sun", early)
        .refuses("a step of 2026-06-10 cannot come before the report of 2026-06-11");
}

#[test]
fn a_case_that_was_kept_passes_the_table_again() {
    let told = Told::upheld().step("2026-06-17", "Zhou", sanction(Sanction::Warning));
    let events = told.case.trail().entries().to_vec();
    let replayed = DiversionCase::replay(opening(), events.clone());
    assert_eq!(replayed, Ok(told.case), "whatever the policy says today");
    let early = DiversionCase::replay(opening(), events.into_iter().skip(2)).unwrap_err();
    assert_eq!(early.to_string(), "cannot uphold a case of diversion that is reported");
}
