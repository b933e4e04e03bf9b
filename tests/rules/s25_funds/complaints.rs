//! Faults of other programmes for support funds, each with its place, and the bounds of a claim.

use guanxi::calendar::WorkCalendar;
use guanxi::lifecycle::Entry;
use guanxi::money::{Major, Money};
use guanxi::rebate::{OwedSchedule, SetOff};
use guanxi::support::{SupportItem, SupportKind};
use guanxi::support_fund::{
    Artwork, CostLine, DenialGround, FundClaimOpening, FundClaimStep, FundCredit, FundCreditKind,
    FundEntry, FundPolicy, FundPolicyDraft, FundRequestStep, ProofKind, SupportFund,
};

use super::{Told, approve, days, deny, grant, pay, submit};
use crate::given::{as_of, currency, day, document, yuan};

/// A fund of 3,000 with 1,000 set aside for request Q.
fn funded() -> Told {
    Told::new().credit("2026-01-01", "C", "3000", "2026-12-31").approved("1000").taken()
}

fn line(invoice: &str, item: SupportItem, cost: &str) -> CostLine {
    CostLine { invoice: document(invoice), item, amount: yuan(cost) }
}

fn submit_lines(lines: Vec<CostLine>) -> FundClaimStep {
    FundClaimStep::Submit { lines, proofs: ProofKind::ALL.into() }
}

fn give_back() -> FundClaimStep {
    FundClaimStep::Return { reason: "the page is missing".parse().unwrap() }
}

fn close() -> FundRequestStep {
    FundRequestStep::Close { reason: "no printer".parse().unwrap() }
}

/// Liferay LPS-171428, LPS-171259: claims that were rejected or had expired counted as used, and
/// drafts went out as if they had been handed in.
#[test]
fn complaint_denied_lapsed_and_drafted_ones_use_nothing() {
    let told = funded()
        .claimed("2026-04-01", "K", "I", "500")
        .claim_step("2026-04-02", "K", "Wang", deny(DenialGround::Other))
        .claim("2026-04-02", "J", Some("Q"), days("2026-03-01", "2026-10-31"))
        .taken();
    assert_eq!(told.balance("2026-04-02"), [1_000, 0, 0, 2_000]);
    let told = told.claimed("2026-04-02", "L", "I", "2000").taken();
    assert_eq!(told.payable("L", "2026-04-02"), "CNY 1,000.00", "all that is set aside");
    let told = told
        .claim_step("2026-04-03", "L", "Wang", grant("1000"))
        .claim_step("2026-04-03", "L", "Wang", pay())
        .request_step("2027-01-01", "Wang", FundRequestStep::Lapse)
        .taken();
    assert_eq!(told.balance("2026-12-31"), [0, 1_000, 0, 2_000]);
    assert_eq!(told.fund.claims(as_of("2027-01-01")).len(), 3, "each is still to be seen");
}

/// Liferay LPS-183146, LPS-181717: after one claim the second was impossible, after the second the
/// first could not be completed.
#[test]
fn complaint_a_request_takes_several_claims_and_each_can_be_completed() {
    let told = funded()
        .claimed("2026-04-01", "K", "I-1", "600")
        .claimed("2026-04-02", "L", "I-2", "400")
        .claim_step("2026-04-03", "K", "Wang", give_back())
        .claim_step("2026-04-06", "K", "Sun", submit("I-1", "800"))
        .claim_step("2026-04-07", "K", "Wang", grant("400"))
        .claim_step("2026-04-07", "L", "Wang", grant("200"))
        .claimed("2026-04-08", "M", "I-3", "5000")
        .taken();
    assert_eq!(told.payable("M", "2026-04-08"), "CNY 400.00", "the rest of the request");
    assert_eq!(told.balance("2026-04-08"), [1_000, 0, 0, 2_000]);
    let over = told.claim_step("2026-04-09", "M", "Wang", grant("400.01"));
    over.refuses("CNY 400.00 are available, were to be CNY 400.01");
    over.claim_step("2026-04-09", "M", "Wang", grant("400")).taken();
}

/// Liferay LPS-182115: a claim without an invoice went through.
#[test]
fn complaint_a_claim_without_an_invoice_is_paid_nothing() {
    let claim = |told: Told, step| {
        told.claim("2026-04-01", "K", Some("Q"), days("2026-03-01", "2026-10-31")).claim_step(
            "2026-04-01",
            "K",
            "Sun",
            step,
        )
    };
    let FundClaimStep::Submit { lines, .. } = submit("I", "100") else { unreachable!() };
    let proofs = [ProofKind::TearSheet].into();
    let unproven = claim(funded(), FundClaimStep::Submit { lines, proofs });
    unproven.claim_step("2026-04-02", "K", "Wang", grant("50")).refuses("invoice is missing");
    let empty = claim(funded(), submit_lines(Vec::new()));
    empty
        .claim_step("2026-04-02", "K", "Wang", grant("50"))
        .refuses("a claim is of at least CNY 25.00, was CNY 0.00");
    let least_claim = Major::from_units(0);
    let policy = FundPolicyDraft { least_claim, ..Default::default() };
    let told = Told::under(policy).credit("2026-01-01", "C", "3000", "2026-12-31");
    let empty = claim(told.approved("1000"), submit_lines(Vec::new())).taken();
    assert_eq!(empty.payable("K", "2026-04-01"), "CNY 0.00");
    empty
        .claim_step("2026-04-02", "K", "Wang", grant("0.01"))
        .refuses("our share of the cost is CNY 0.00, was to be CNY 0.01");
}

/// Liferay LPS-181600: invoices of budgets that were not chosen any more showed in the claim.
#[test]
fn complaint_invoices_that_pay_for_nothing_of_the_claim_do_not_count() {
    let (own, sign) = (SupportItem::JointAdvertising, SupportItem::Signboard);
    let claim_on = |on: &str, told: Told, id: &str, lines: Vec<CostLine>| {
        let activity = days("2026-03-01", "2026-10-31");
        told.claim(on, id, Some("Q"), activity).claim_step(on, id, "Sun", submit_lines(lines))
    };
    let claim = |told: Told, id: &str, lines| claim_on("2026-04-01", told, id, lines);
    let told = claim(funded(), "K", vec![line("I-1", own, "400"), line("I-2", sign, "600")]);
    assert_eq!(told.payable("K", "2026-04-01"), "CNY 200.00", "of the advertising alone");
    let told = claim(told, "L", vec![line("I-2", own, "300")]);
    let told = told.claim_step("2026-04-02", "L", "Wang", grant("150")).taken();
    // A line that is left out when the claim is completed is free for another claim.
    let told = told.claim_step("2026-04-02", "K", "Wang", give_back()).claim_step(
        "2026-04-03",
        "K",
        "Sun",
        submit_lines(vec![line("I-3", own, "100")]),
    );
    claim_on("2026-04-03", told.taken(), "M", vec![line("I-1", own, "100")])
        .claim_step("2026-04-03", "M", "Wang", grant("50"))
        .taken();
    // Within one claim it stands once.
    let twice = vec![line("I-1", own, "100"), line("I-1", own, "50"), line("I-1", sign, "1")];
    let twice = claim(funded(), "K", twice);
    let k = "K".parse().unwrap();
    let found = twice.fund.objections(&k, &twice.policy, as_of("2026-04-01"));
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["invoice I-1 is claimed in K"]);
}

/// Of other programmes: balances expire and nobody saw it.
#[test]
fn complaint_what_expires_soon_is_told_for_all_lots_by_day() {
    let told = Told::new()
        .credit("2026-01-01", "A", "100", "2026-12-31")
        .credit("2026-01-01", "B", "40", "2026-12-31")
        .credit("2026-01-01", "D", "7", "2026-10-20")
        .credit("2026-01-01", "E", "5", "2026-10-03")
        .credit("2026-01-01", "F", "9", "2027-01-01")
        .with(FundEntry::Credit(FundCredit {
            id: document("G"),
            kind: FundCreditKind::Granted,
            amount: yuan("1000"),
            until: None,
            on: day("2026-01-01"),
            by: "Sun".parse().unwrap(),
        }))
        .approved("6")
        .taken();
    let said = |t: &str| -> Vec<String> {
        let found = told.fund.expiries(&told.policy, as_of(t));
        found.iter().map(|it| format!("{it} ({})", it.told_before)).collect()
    };
    assert_eq!(
        said("2026-10-19"),
        [
            "CNY 6.00 expire on 2026-10-20, 1 day is left (7)",
            "CNY 140.00 expire on 2026-12-31, 73 days are left (90)",
            "CNY 9.00 expire on 2027-01-01, 74 days are left (90)",
        ],
        "5 and 1 of 7 are set aside, and what does not expire is not told"
    );
    assert_eq!(said("2026-12-31")[0], "CNY 140.00 expire on 2026-12-31, today is the last day (7)");
    assert_eq!(said("2027-01-02"), [""; 0]);
    let quiet = FundPolicyDraft { told_before: Vec::new(), ..Default::default() };
    let quiet = FundPolicy::try_new(quiet).unwrap();
    assert_eq!(told.fund.expiries(&quiet, as_of("2026-12-31")), [], "by the days of policy alone");
}

/// Of other programmes: one payment settles several claims.
#[test]
fn one_payment_settles_several_claims() {
    let told = funded()
        .claimed("2026-04-01", "K", "I-1", "600")
        .claimed("2026-04-01", "L", "I-2", "400")
        .claim_step("2026-04-02", "K", "Wang", grant("300"))
        .claim_step("2026-04-02", "L", "Wang", grant("200"))
        .claim_step("2026-04-03", "K", "Wang", pay())
        .claim_step("2026-04-03", "L", "Wang", pay())
        .taken();
    assert_eq!(told.balance("2026-04-03"), [500, 500, 0, 2_000]);
    assert_eq!(
        told.fund.balance(as_of("2026-04-03")).to_string(),
        "CNY 2,000.00 available, CNY 500.00 set aside, CNY 500.00 paid, CNY 0.00 expired"
    );
}

/// The least of four: granted, our share of the cost, set aside, available.
#[test]
fn a_claim_pays_the_least_of_share_commitment_and_what_is_available() {
    // Each row: the fund, the amount set aside, the cost, and the most that is paid.
    for (fund, set_aside, cost, most) in [
        ("3000", Some("1000"), "600", "CNY 300.00"),
        ("3000", Some("1000"), "2000", "CNY 1,000.00"),
        ("3000", Some("1000"), "2000.02", "CNY 1,000.00"),
        ("3000", None, "2000.03", "CNY 1,000.01"),
        ("800", None, "2000", "CNY 800.00"),
    ] {
        let without_request = set_aside.map_or([SupportKind::Advertising].into(), |_| [].into());
        let policy = FundPolicyDraft { without_request, ..Default::default() };
        let told = Told::under(policy).credit("2026-01-01", "C", fund, "2026-12-31");
        let told = match set_aside {
            Some(amount) => told.approved(amount),
            None => told,
        };
        let told = told
            .claim("2026-04-01", "K", set_aside.map(|_| "Q"), days("2026-03-01", "2026-03-31"))
            .claim_step("2026-04-01", "K", "Sun", submit("I", cost))
            .taken();
        assert_eq!(told.payable("K", "2026-04-01"), most, "{fund} {set_aside:?} {cost}");
    }
    let unknown = "X".parse().unwrap();
    assert_eq!(funded().fund.payable(&unknown, &FundPolicy::default(), as_of("2026-04-01")), None);
}

#[test]
fn a_request_is_set_aside_up_to_what_is_available() {
    let asked = |amount: &str| {
        Told::new()
            .credit("2026-01-01", "C", "100", "2026-12-31")
            .request("2026-02-01", days("2026-03-01", "2026-10-31"))
            .request_step("2026-02-01", "Sun", FundRequestStep::Submit)
            .request_step("2026-02-02", "Wang", approve(amount, "2026-12-31"))
    };
    asked("100").taken();
    asked("100.01").refuses("CNY 100.00 are available, were to be CNY 100.01");
    let told = asked("100").request_step("2026-02-03", "Sun", close()).taken();
    assert_eq!(told.balance("2026-02-03"), [0, 0, 0, 100]);
}

/// A fault of ours: a claim for a sign was paid out of a request for advertising.
#[test]
fn a_request_covers_claims_of_its_own_kind_alone() {
    let claim = |item| {
        let opening = FundClaimOpening {
            id: "K".parse().unwrap(),
            request: Some("Q".parse().unwrap()),
            item,
            activity: days("2026-03-01", "2026-10-31"),
            artwork: Artwork::Own,
            on: day("2026-04-01"),
            by: "Sun".parse().unwrap(),
        };
        funded()
            .with(FundEntry::Claim(opening))
            .claim_step("2026-04-01", "K", "Sun", submit_lines(vec![line("I", item, "100")]))
            .claim_step("2026-04-02", "K", "Wang", grant("50"))
    };
    claim(SupportItem::JointAdvertising).taken();
    claim(SupportItem::Leaflets).taken();
    let other = claim(SupportItem::Signboard);
    other.refuses("the activity was not approved before it began");
    other.claim_step("2026-04-03", "K", "Wang", deny(DenialGround::NotApproved)).taken();
}

#[test]
fn days_lie_in_those_of_the_request_and_these_in_the_programme() {
    let request = |from: &str, to: &str| {
        Told::new()
            .credit("2026-01-01", "C", "100", "2026-12-31")
            .request("2026-01-01", days(from, to))
            .request_step("2026-01-01", "Sun", FundRequestStep::Submit)
            .request_step("2026-01-01", "Wang", approve("50", "2026-12-31"))
    };
    request("2026-01-01", "2026-12-31").taken();
    request("2025-12-31", "2026-12-31").refuses(
        "the activity of 2025-12-31 to 2026-12-31 lies outside of 2026-01-01 to 2026-12-31",
    );
    request("2026-01-01", "2027-01-01").refuses(
        "the activity of 2026-01-01 to 2027-01-01 lies outside of 2026-01-01 to 2026-12-31",
    );
    let claim = |from: &str, to: &str| {
        funded()
            .claim("2026-11-02", "K", Some("Q"), days(from, to))
            .claim_step("2026-11-02", "K", "Sun", submit("I", "100"))
            .claim_step("2026-11-03", "K", "Wang", grant("50"))
    };
    claim("2026-03-01", "2026-10-31").taken();
    claim("2026-03-01", "2026-11-01").refuses(
        "the activity of 2026-03-01 to 2026-11-01 lies outside of 2026-03-01 to 2026-10-31",
    );
}

#[test]
fn the_last_day_of_a_request_ends_its_claims_before_the_days_of_policy() {
    let claimed = |on: &str| {
        Told::new()
            .credit("2026-01-01", "C", "3000", "2026-12-31")
            .request("2026-02-01", days("2026-03-01", "2026-10-31"))
            .request_step("2026-02-01", "Sun", FundRequestStep::Submit)
            .request_step("2026-02-02", "Wang", approve("1000", "2026-11-30"))
            .claimed(on, "K", "I", "100")
            .claim_step(on, "K", "Wang", grant("50"))
    };
    claimed("2026-11-30").taken();
    claimed("2026-12-01").refuses("the claim was due by 2026-11-30, came on 2026-12-01");
}

/// A fault of ours: a claim that was given back and never completed held its request for ever.
#[test]
fn a_claim_that_is_never_completed_is_denied_and_frees_its_request() {
    let told = funded()
        .claimed("2026-12-30", "K", "I", "100")
        .claim_step("2026-12-30", "K", "Wang", give_back())
        .request_step("2027-01-02", "Wang", FundRequestStep::Lapse);
    told.refuses("the request has claims without a decision: 1");
    told.claim_step("2027-01-02", "K", "Wang", deny(DenialGround::Other))
        .request_step("2027-01-02", "Wang", FundRequestStep::Lapse)
        .taken();
}

#[test]
fn the_manager_decides_and_anybody_submits_and_pays() {
    let policy =
        FundPolicyDraft { manager: Some("channel".parse().unwrap()), ..Default::default() };
    let told = Told::under(policy).credit("2026-01-01", "C", "3000", "2026-12-31");
    let refused = "to approve a request for support takes the role channel, Wang does not hold it";
    told.approved("1000").refuses(refused);
    let policy = FundPolicyDraft {
        manager: Some("channel".parse().unwrap()),
        without_request: [SupportKind::Advertising].into(),
        ..Default::default()
    };
    let claimed = || {
        Told::under(policy.clone())
            .credit("2026-01-01", "C", "3000", "2026-12-31")
            .claim("2026-04-01", "K", None, days("2026-03-01", "2026-03-31"))
            .claim_step("2026-04-01", "K", "Sun", submit("I", "100"))
            .taken()
    };
    for (step, verb) in
        [(grant("50"), "approve"), (deny(DenialGround::Other), "deny"), (give_back(), "return")]
    {
        let text = format!("to {verb} a claim takes the role channel, Wang does not hold it");
        claimed().claim_step_as(&["sales"], "2026-04-02", "K", step.clone()).refuses(&text);
        claimed().claim_step_as(&["channel"], "2026-04-02", "K", step).taken();
    }
    let granted = claimed().claim_step_as(&["channel"], "2026-04-02", "K", grant("50"));
    granted.claim_step("2026-04-03", "K", "Wang", pay()).taken();
}

#[test]
fn claims_to_decide_stand_by_their_day_and_late_ones_say_so() {
    let told = funded()
        .claimed("2026-04-02", "L", "I-2", "400")
        .claimed("2026-04-03", "K", "I-1", "600")
        .claimed("2026-04-03", "J", "I-3", "600")
        .claim_step("2026-04-03", "J", "Wang", give_back())
        .claimed("2026-04-03", "M", "I-4", "60")
        .claim_step("2026-04-03", "M", "Wang", grant("30"))
        .taken();
    let calendar = WorkCalendar::default();
    let said = |t: &str| -> Vec<String> {
        let found = told.fund.to_decide(&told.policy, &calendar, as_of(t));
        found.iter().map(ToString::to_string).collect()
    };
    assert_eq!(said("2026-04-02"), ["L: to be decided by 2026-04-12"]);
    assert_eq!(
        said("2026-04-13"),
        ["L: was to be decided by 2026-04-12", "K: to be decided by 2026-04-13"]
    );
}

#[test]
fn a_granted_claim_is_owed_until_it_is_paid() {
    let told = funded()
        .claimed("2026-04-02", "K", "I-1", "600")
        .claimed("2026-04-02", "L", "I-2", "400")
        .claim_step("2026-04-03", "L", "Wang", deny(DenialGround::Other))
        .claim_step("2026-04-03", "K", "Wang", grant("250"))
        .claim_step("2026-04-20", "K", "Wang", pay())
        .taken();
    let owed = |t: &str| told.fund.owed(30, SetOff::Allowed, as_of(t));
    assert_eq!(owed("2026-04-02"), [], "handed in, and not granted");
    let said: Vec<String> = owed("2026-04-03").iter().map(ToString::to_string).collect();
    assert_eq!(said, ["claim K, due on 2026-05-03, set-off allowed"]);
    assert_eq!(owed("2026-04-20"), [], "paid");
    let schedule = OwedSchedule::new(owed("2026-04-19"));
    let due = |t: &str| schedule.due(as_of(t)).with_currency(currency("CNY")).to_string();
    assert_eq!(["2026-05-02", "2026-05-03"].map(due), ["CNY 0.00", "CNY 250.00"]);
}

#[test]
fn an_invoice_that_is_claimed_out_of_two_funds_is_found() {
    let first = funded().claimed("2026-04-01", "K", "I-1", "600").taken();
    let second = funded()
        .claimed("2026-04-02", "L", "I-1", "600")
        .claimed("2026-04-02", "M", "I-2", "600")
        .taken();
    let find = |t: &str| -> Vec<String> {
        let found = SupportFund::repeated_invoices([&first.fund, &second.fund], as_of(t));
        found.iter().map(ToString::to_string).collect()
    };
    assert_eq!(find("2026-04-01"), [""; 0]);
    assert_eq!(find("2026-04-02"), ["invoice I-1 of Li is claimed in K, L"]);
    let denied = second.claim_step("2026-04-03", "L", "Wang", deny(DenialGround::Other)).taken();
    let funds = [&first.fund, &denied.fund];
    assert_eq!(SupportFund::repeated_invoices(funds, as_of("2026-04-03")), []);
}

#[test]
fn amounts_are_of_the_currency_of_the_fund() {
    let euro = Money::try_from_text("10", currency("EUR")).unwrap();
    let told = funded().claim("2026-04-01", "K", Some("Q"), days("2026-03-01", "2026-03-31"));
    let line = CostLine { amount: euro, ..line("I", SupportItem::JointAdvertising, "1") };
    let told = told.claim_step("2026-04-01", "K", "Sun", submit_lines(vec![line]));
    told.refuses("an amount of a fund in CNY is positive, was EUR 10.00");
    let told = told.claim_step("2026-04-01", "K", "Sun", submit("I", "100"));
    let approve = FundClaimStep::Approve { amount: euro };
    told.claim_step("2026-04-02", "K", "Wang", approve)
        .refuses("an amount of a fund in CNY is positive, was EUR 10.00");
}

#[test]
fn a_step_is_refused_by_number_day_and_turn() {
    let told = funded().claimed("2026-04-01", "K", "I", "100");
    let step = |number, on: &str, step| {
        let event = Entry::new(step, day(on), "Wang".parse().unwrap()).numbered(number);
        FundEntry::ClaimStep { claim: "K".parse().unwrap(), event }
    };
    let number = told.steps;
    let told = told.with(step(number, "2026-04-01", pay()));
    let text = told.refused.clone().unwrap();
    assert!(text.starts_with("step 3 is recorded with other content: by Sun, not Wang;"), "{text}");
    let told = told.with(step(9, "2026-03-31", grant("50")));
    told.refuses("a step of 2026-03-31 cannot follow one of 2026-04-01");
    told.with(step(9, "2026-04-01", pay())).refuses("cannot pay a claim that is submitted");
}

#[test]
fn a_ledger_that_was_kept_is_read_by_its_tables_and_its_money() {
    let told = funded().claimed("2026-04-01", "K", "I", "100");
    let told = told.claim_step("2026-04-02", "K", "Wang", grant("50")).taken();
    let mut entries = told.fund.entries().to_vec();
    entries.remove(0);
    let empty = SupportFund::replay(told.fund.opening().clone(), entries.clone());
    assert_eq!(empty.unwrap_err().to_string(), "CNY 0.00 are available, were to be CNY 1,000.00");
    entries.remove(2);
    let unapproved = SupportFund::replay(told.fund.opening().clone(), entries);
    assert_eq!(unapproved.unwrap_err().to_string(), "CNY 0.00 are available, were to be CNY 50.00");
    // The policy of today is not asked: what was granted stays granted.
    let kept = told.fund.entries().iter().cloned();
    assert_eq!(SupportFund::replay(told.fund.opening().clone(), kept).as_ref(), Ok(&told.fund));
}
