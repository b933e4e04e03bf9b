//! S25: the yearly plan of support, its entries, its findings and its sums.

use std::collections::BTreeSet;

use guanxi::calendar::Validity;
use guanxi::id::SupportLineId;
use guanxi::lifecycle::Entry;
use guanxi::money::{Amount, Total};
use guanxi::support::{
    PersonDays, SupportEntry, SupportEvent, SupportFinding, SupportItem, SupportKind, SupportLine,
    SupportPlan, SupportPlanDraft, SupportPolicy, SupportPolicyDraft, split_among_lines,
};
use guanxi::support_fund::{
    Artwork, CostLine, DenialGround, FundClaimOpening, FundClaimStep, FundCredit, FundCreditKind,
    FundEntry, FundInputs, FundOpening, FundPolicy, FundRequestOpening, FundRequestStep, ProofKind,
    SupportFund,
};

use crate::given::{as_of, currency, day, document, percent, yuan};

fn line(id: &str, item: Option<SupportItem>) -> SupportLine {
    SupportLine {
        id: id.parse().unwrap(),
        item,
        promised: "a signboard".parse().unwrap(),
        from: day("2026-01-01"),
        to: day("2026-12-31"),
        money: yuan("3000"),
        person_days: PersonDays::from_days(2),
        effect: "seen from the street".parse().unwrap(),
        manner: "made by the maker of the last one".parse().unwrap(),
        responsible: "Sun".parse().unwrap(),
    }
}

fn draft(lines: Vec<SupportLine>) -> SupportPlanDraft {
    SupportPlanDraft {
        customer: "Li".parse().unwrap(),
        currency: currency("CNY"),
        from: day("2026-01-01"),
        to: day("2026-12-31"),
        lines,
    }
}

fn one() -> SupportPlan {
    SupportPlan::try_new(draft(vec![line("L-1", Some(SupportItem::Signboard))])).unwrap()
}

fn entry(line: &str, on: &str, event: SupportEvent) -> SupportEntry {
    let (line, by) = (line.parse().unwrap(), "Sun".parse().unwrap());
    SupportEntry { line, on: day(on), by, event }
}

fn spent(amount: &str) -> SupportEvent {
    SupportEvent::Spent { amount: yuan(amount) }
}

fn worked(days: &str) -> SupportEvent {
    SupportEvent::Worked { person_days: days.parse().unwrap() }
}

fn proved() -> SupportEvent {
    SupportEvent::Proved { proof: "photo".parse().unwrap() }
}

/// The findings of line L-1 on a date, as they are said.
#[track_caller]
fn findings(events: &[(&str, SupportEvent)], t: &str) -> Vec<String> {
    let entries: Vec<_> = events.iter().map(|(on, it)| entry("L-1", on, it.clone())).collect();
    let (plan, policy) = (one(), SupportPolicy::default());
    let reading = plan.read(&entries, &policy, as_of(t)).unwrap();
    reading.lines[0].findings.iter().map(ToString::to_string).collect()
}

#[test]
fn a_line_is_begun_by_half_its_time_the_day_in_the_middle_is_in_time() {
    let late = ["not begun, was to begin by 2026-07-02"];
    assert_eq!(findings(&[], "2026-07-02"), Vec::<String>::new(), "day 183 of 365");
    assert_eq!(findings(&[], "2026-07-03"), late);
    for begun in [SupportEvent::Begun, spent("0"), worked("0.5")] {
        let found = findings(&[("2026-07-03", begun)], "2026-07-03");
        assert!(!found.iter().any(|it| it.starts_with("not begun")), "{found:?}");
    }
    assert_eq!(findings(&[("2026-07-04", SupportEvent::Begun)], "2026-07-03"), late, "not seen");
    assert_eq!(findings(&[("2026-07-03", proved())], "2026-07-03"), late, "a proof begins nothing");
}

#[test]
fn the_share_of_policy_says_when_a_line_is_begun_in_time() {
    let begin_by = |from, to, share| {
        let line = SupportLine { from: day(from), to: day(to), ..line("L-1", None) };
        line.begin_by(percent(share)).to_string()
    };
    assert_eq!(begin_by("2026-01-01", "2026-01-10", "50%"), "2026-01-05");
    assert_eq!(begin_by("2026-01-01", "2026-01-11", "50%"), "2026-01-06");
    assert_eq!(begin_by("2026-01-01", "2026-01-01", "50%"), "2026-01-01");
    assert_eq!(begin_by("2026-01-01", "2026-01-10", "0.0001%"), "2026-01-01");
    assert_eq!(begin_by("2026-01-01", "2026-01-10", "100%"), "2026-01-10");
    assert_eq!(begin_by("2026-01-01", "2026-01-10", "300%"), "2026-01-10");
}

#[test]
fn what_is_spent_without_anything_given_is_told() {
    let told = |events: &[(&str, SupportEvent)]| findings(events, "2026-03-31");
    assert_eq!(
        told(&[("2026-03-01", spent("100"))]),
        ["spent CNY 100.00 and 0 person-days, nothing given"]
    );
    assert_eq!(
        told(&[("2026-03-01", worked("0.5"))]),
        ["spent CNY 0.00 and 0.5 person-days, nothing given"]
    );
    let back = [("2026-03-01", spent("100")), ("2026-03-02", spent("-100"))];
    assert_eq!(told(&back), Vec::<String>::new(), "the money came back");
    let given = [
        ("2026-03-01", spent("100")),
        ("2026-03-31", SupportEvent::Given),
        ("2026-03-31", proved()),
    ];
    assert_eq!(told(&given), Vec::<String>::new());
    assert_eq!(findings(&given, "2026-03-30").len(), 1, "it was given the day after");
}

#[test]
fn what_is_given_without_proof_is_told() {
    let given = [("2026-03-05", SupportEvent::Given), ("2026-03-04", SupportEvent::Given)];
    assert_eq!(findings(&given, "2026-03-31"), ["given on 2026-03-04, without proof"]);
    let [first, last] = given;
    let with_proof = [first, last, ("2026-03-01", proved())];
    assert_eq!(findings(&with_proof, "2026-03-31"), Vec::<String>::new());
}

#[test]
fn a_budget_is_exceeded_by_a_cent_and_by_half_a_day() {
    let told = |money: &str, days: &str| {
        let events = [
            ("2026-03-01", spent(money)),
            ("2026-03-02", worked(days)),
            ("2026-03-03", SupportEvent::Given),
            ("2026-03-03", proved()),
        ];
        findings(&events, "2026-03-31")
    };
    assert_eq!(told("3000", "2"), Vec::<String>::new());
    assert_eq!(told("3000.01", "2"), ["spent CNY 3,000.01, above the budget of CNY 3,000.00"]);
    assert_eq!(told("2999.99", "2.5"), ["worked 2.5 person-days, above the 2 planned"]);
    let one = SupportFinding::OverTime {
        worked: PersonDays::from_days(1),
        planned: PersonDays::from_half_days(1),
    };
    assert_eq!(one.to_string(), "worked 1 person-day, above the 0.5 planned");
}

#[test]
fn lines_add_up_to_kinds_and_kinds_to_the_plan() {
    let lines = vec![
        line("L-1", Some(SupportItem::Signboard)),
        line("L-2", Some(SupportItem::Display)),
        line("L-3", Some(SupportItem::Booklet)),
        line("L-4", None),
    ];
    let plan = SupportPlan::try_new(draft(lines)).unwrap();
    let entries = [
        entry("L-1", "2026-02-01", spent("100.05")),
        entry("L-2", "2026-02-01", spent("50")),
        entry("L-2", "2026-02-02", SupportEvent::Given),
        entry("L-4", "2026-02-02", worked("1.5")),
        entry("L-9", "2026-02-03", spent("7")),
        entry("L-8", "2026-04-01", spent("7")),
    ];
    let policy = SupportPolicy::default();
    let reading = plan.read(&entries, &policy, as_of("2026-03-31")).unwrap();
    let kinds: Vec<_> = reading
        .kinds
        .iter()
        .map(|it| (it.kind, it.lines, it.given, it.lines_with_findings, reading.spoken(it.totals)))
        .collect();
    let said = |text: &str| text.to_owned();
    assert_eq!(
        kinds,
        [
            (None, 1, 0, 1, said("spent CNY 0.00 of CNY 3,000.00, 1.5 of 2 person-days")),
            (
                Some(SupportKind::Shop),
                2,
                1,
                2,
                said("spent CNY 150.05 of CNY 6,000.00, 0 of 4 person-days")
            ),
            (
                Some(SupportKind::Information),
                1,
                0,
                0,
                said("spent CNY 0.00 of CNY 3,000.00, 0 of 2 person-days")
            ),
        ]
    );
    assert_eq!(
        reading.spoken(reading.totals),
        "spent CNY 150.05 of CNY 12,000.00, 1.5 of 8 person-days"
    );
    let sum = reading.kinds.iter().fold(Total::ZERO, |sum, it| sum.plus(it.totals.spent));
    assert_eq!(sum, reading.totals.spent);
    let beside: SupportLineId = "L-9".parse().unwrap();
    assert_eq!(reading.unplanned, BTreeSet::from([&beside]), "told apart; that of April not seen");
    let found: Vec<String> = reading.with_findings().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "L-1, a signboard (Sun); spent CNY 100.05 and 0 person-days, nothing given",
            "L-2, a signboard (Sun); given on 2026-02-02, without proof",
            "L-4, a signboard (Sun); spent CNY 0.00 and 1.5 person-days, nothing given",
        ]
    );
}

#[test]
fn the_order_of_entries_does_not_matter() {
    let entries = [
        entry("L-1", "2026-02-03", SupportEvent::Given),
        entry("L-1", "2026-02-01", spent("10")),
        entry("L-1", "2026-02-02", SupportEvent::Given),
        entry("L-1", "2026-02-05", proved()),
    ];
    let (plan, policy, t) = (one(), SupportPolicy::default(), as_of("2026-03-31"));
    let first = plan.read(&entries, &policy, t).unwrap().lines[0].clone();
    assert_eq!((first.times, first.given), (2, Some(day("2026-02-02"))));
    assert_eq!((first.begun, first.proved), (Some(day("2026-02-01")), Some(day("2026-02-05"))));
    let mut turned = entries.clone();
    turned.reverse();
    assert_eq!(plan.read(&turned, &policy, t).unwrap().lines[0], first);
}

#[test]
fn money_of_another_currency_is_refused() {
    let amount = "USD 1".parse().unwrap();
    let entries = [entry("L-1", "2026-03-01", SupportEvent::Spent { amount })];
    let (plan, policy) = (one(), SupportPolicy::default());
    let refused = plan.read(&entries, &policy, as_of("2026-03-31")).unwrap_err();
    assert_eq!(refused.to_string(), "line L-1 of the plan is in CNY, USD were spent");
    assert!(plan.read(&entries, &policy, as_of("2026-02-28")).is_ok(), "not seen");
}

#[test]
fn a_plan_names_all_that_is_wrong_with_it() {
    let mut wrong = draft(vec![line("L-1", None), line("L-1", None), line("L-2", None)]);
    let [_, second, third] = &mut wrong.lines[..] else { panic!("three lines") };
    (second.from, second.to) = (day("2025-12-31"), day("2027-01-01"));
    (second.money, second.person_days) = (yuan("0"), PersonDays::ZERO);
    (third.from, third.to) = (day("2026-03-02"), day("2026-03-01"));
    third.money = "USD -1".parse().unwrap();
    let problems = SupportPlan::try_new(wrong).unwrap_err();
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "lines.1.id must stand once, L-1 stands again",
            "lines.1.from must lie from 2026-01-01 to 2026-12-31, was 2025-12-31",
            "lines.1.to must lie from 2026-01-01 to 2026-12-31, was 2027-01-01",
            "lines.1.person_days must be above 0 without money, was 0",
            "lines.2.to must not lie before 2026-03-02, was 2026-03-01",
            "lines.2.money must be in CNY, was USD -1.00",
            "lines.2.money must not be negative, was USD -1.00",
        ]
    );
    let turned = SupportPlanDraft { to: day("2025-12-31"), ..draft(Vec::new()) };
    let problems = SupportPlan::try_new(turned).unwrap_err();
    assert_eq!(problems.to_string(), "to must not lie before 2026-01-01, was 2025-12-31");
    let mut with_people = draft(vec![line("L-1", None)]);
    (with_people.lines[0].money, with_people.lines[0].person_days) =
        (yuan("0"), PersonDays::from_half_days(1));
    assert!(SupportPlan::try_new(with_people).is_ok(), "people alone are a budget");
}

#[test]
fn a_policy_of_support_names_all_that_is_wrong_with_it() {
    let problems = |begin_by: &str, spread: &str, count_days| {
        let (begin_by, spread) = (percent(begin_by), percent(spread));
        let draft = SupportPolicyDraft { begin_by, spread, count_days };
        SupportPolicy::try_new(draft).map_err(|it| it.to_string()).err()
    };
    assert_eq!(problems("100%", "100%", 1), None);
    assert_eq!(problems("0.0001%", "0%", 1), None);
    assert_eq!(
        problems("0%", "100.0001%", 0).as_deref(),
        Some(
            "begin_by must be above 0%, was 0%; spread must not exceed 100%, was 100.0001%; \
             count_days must be at least 1, was 0"
        )
    );
    assert_eq!(
        problems("100.0001%", "0%", 1).as_deref(),
        Some("begin_by must not exceed 100%, was 100.0001%")
    );
}

#[test]
fn what_several_customers_had_together_is_split_to_the_cent() {
    let split = |whole, weights: &[(&str, i64)]| {
        let shares: Vec<_> = weights
            .iter()
            .map(|(id, weight)| (id.parse().unwrap(), Amount::from_minor(*weight)))
            .collect();
        let parts = split_among_lines(yuan(whole), &shares)?;
        Some(parts.iter().map(|(id, part)| format!("{id} {part}")).collect::<Vec<_>>())
    };
    assert_eq!(
        split("100", &[("L-3", 1), ("L-1", 1), ("L-2", 1)]).unwrap(),
        ["L-1 CNY 33.34", "L-2 CNY 33.33", "L-3 CNY 33.33"],
        "ties go to the lower id, whatever the order"
    );
    assert_eq!(
        split("0.05", &[("L-1", 0), ("L-2", -5), ("L-3", 7)]).unwrap(),
        ["L-1 CNY 0.00", "L-2 CNY 0.00", "L-3 CNY 0.05"]
    );
    assert_eq!(split("100", &[("L-1", 0)]), None);
}

/// A fund with a request for line L-1 and a claim of 2,000 that pays half.
fn fund(line: Option<&str>, end: FundClaimStep) -> SupportFund {
    let opening = FundOpening {
        customer: "Li".parse().unwrap(),
        currency: currency("CNY"),
        programme: Validity::try_new(day("2026-01-01"), Some(day("2026-12-31"))).unwrap(),
        on: day("2026-01-01"),
    };
    let activity = Validity::try_new(day("2026-03-01"), Some(day("2026-03-10"))).unwrap();
    let item = SupportItem::Signboard;
    let request = |on, step, by: &str| FundEntry::RequestStep {
        request: "Q".parse().unwrap(),
        event: Entry::new(step, day(on), by.parse().unwrap()),
    };
    let claim = |on, step, by: &str| FundEntry::ClaimStep {
        claim: "K".parse().unwrap(),
        event: Entry::new(step, day(on), by.parse().unwrap()),
    };
    let credit = FundCredit {
        id: document("A"),
        kind: FundCreditKind::Granted,
        amount: yuan("5000"),
        until: None,
        on: day("2026-01-02"),
        by: "Sun".parse().unwrap(),
    };
    let asked = FundRequestOpening {
        id: "Q".parse().unwrap(),
        item,
        line: line.map(|it| it.parse().unwrap()),
        activity,
        on: day("2026-02-01"),
        by: "Sun".parse().unwrap(),
    };
    let claimed = FundClaimOpening {
        id: "K".parse().unwrap(),
        request: Some("Q".parse().unwrap()),
        item,
        activity,
        artwork: Artwork::Own,
        on: day("2026-03-20"),
        by: "Sun".parse().unwrap(),
    };
    let lines = vec![CostLine { invoice: document("I-1"), item, amount: yuan("2000") }];
    let proofs = BTreeSet::from([ProofKind::Invoice, ProofKind::Photo]);
    let approve = FundRequestStep::Approve { amount: yuan("1500"), until: day("2026-06-30") };
    let entries = [
        FundEntry::Credit(credit),
        FundEntry::Request(asked),
        request("2026-02-01", FundRequestStep::Submit, "Sun"),
        request("2026-02-02", approve, "Qian"),
        FundEntry::Claim(claimed),
        claim("2026-03-20", FundClaimStep::Submit { lines, proofs }, "Sun"),
        claim("2026-03-25", end, "Qian"),
    ];
    let mut fund = SupportFund::open(opening);
    let (held, policy) = (BTreeSet::new(), FundPolicy::default());
    for entry in entries {
        fund.apply(entry, &FundInputs { held: &held, policy: &policy }).unwrap();
    }
    fund
}

#[test]
fn what_a_fund_pays_joins_the_line_of_the_plan_by_its_id() {
    let approve = || FundClaimStep::Approve { amount: yuan("1000") };
    let mut paid = fund(Some("L-1"), approve());
    let (held, policy) = (BTreeSet::new(), FundPolicy::default());
    let pay = FundEntry::ClaimStep {
        claim: "K".parse().unwrap(),
        event: Entry::new(
            FundClaimStep::Pay { document: document("D-1") },
            day("2026-04-01"),
            "Qian".parse().unwrap(),
        ),
    };
    paid.apply(pay, &FundInputs { held: &held, policy: &policy }).unwrap();
    let t = as_of("2026-04-01");
    let entries = paid.support_entries(t);
    let (plan, policy) = (one(), SupportPolicy::default());
    let reading = plan.read(&entries, &policy, t).unwrap();
    let line = &reading.lines[0];
    assert_eq!(line.totals.spent, yuan("1000").amount().to_total());
    assert_eq!((line.given, line.proved), (Some(day("2026-03-10")), Some(day("2026-03-20"))));
    assert_eq!(line.findings, []);

    let before = paid.support_entries(as_of("2026-03-31"));
    assert_eq!((entries.len(), before.len()), (4, 3), "given, two proofs, and then the money");
    assert_eq!(paid.support_entries(as_of("2026-03-24")), [], "nothing is granted yet");
    assert_eq!(fund(None, approve()).support_entries(t), [], "support beside the plan");
    let deny = FundClaimStep::Deny {
        ground: DenialGround::Other,
        reason: "not our goods".parse().unwrap(),
    };
    assert_eq!(fund(Some("L-1"), deny).support_entries(t), []);
}
