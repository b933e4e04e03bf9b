//! S25: support funds as a ledger, their requests, claims, proofs and expiry.
#![allow(clippy::arithmetic_side_effects, reason = "counts of a test")]

use std::collections::BTreeSet;

use chrono::Weekday;
use guanxi::calendar::{Validity, WorkCalendar, WorkCalendarDraft};
use guanxi::lifecycle::{Admission, Entry, table_faults, transitions};
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Total};
use guanxi::support::{SupportItem, SupportKind, SupportUnit};
use guanxi::support_fund::{
    Artwork, CostLine, DenialGround, FundClaimAct, FundClaimOpening, FundClaimStage, FundClaimStep,
    FundCredit, FundCreditKind, FundEntry, FundInputs, FundOpening, FundPolicy, FundPolicyDraft,
    FundReduction, FundRequestAct, FundRequestOpening, FundRequestStage, FundRequestStep,
    ProductAccrual, ProductPurchases, ProofKind, SupportFund,
};

mod complaints;

use crate::given::{as_of, currency, day, document, fen, percent, shows_table, yuan};

fn days(from: &str, to: &str) -> Validity {
    Validity::try_new(day(from), Some(day(to))).unwrap()
}

/// A fund of 2026, and the refusal of its last entry.
struct Told {
    fund: SupportFund,
    policy: FundPolicy,
    refused: Option<String>,
    steps: u64,
}

impl Told {
    fn under(policy: FundPolicyDraft) -> Self {
        let opening = FundOpening {
            customer: "Li".parse().unwrap(),
            currency: currency("CNY"),
            programme: days("2026-01-01", "2026-12-31"),
            on: day("2026-01-01"),
        };
        let policy = FundPolicy::try_new(policy).unwrap();
        Self { fund: SupportFund::open(opening), policy, refused: None, steps: 0 }
    }

    fn new() -> Self {
        Self::under(FundPolicyDraft::default())
    }

    fn with(mut self, entry: FundEntry) -> Self {
        let before = self.fund.clone();
        let held = BTreeSet::new();
        let inputs = FundInputs { held: &held, policy: &self.policy };
        let outcome = self.fund.apply(entry.clone(), &inputs);
        if outcome.is_err() {
            assert_eq!(self.fund, before, "nothing has changed");
        } else {
            assert_eq!(self.fund.apply(entry, &inputs), Ok(Admission::Known));
            let kept = self.fund.entries().iter().cloned();
            let again = SupportFund::replay(self.fund.opening().clone(), kept);
            assert_eq!(again.as_ref(), Ok(&self.fund));
        }
        self.refused = outcome.err().map(|it| it.to_string());
        self
    }

    fn credit(self, on: &str, id: &str, amount: &str, until: &str) -> Self {
        self.with(FundEntry::Credit(FundCredit {
            id: document(id),
            kind: FundCreditKind::Accrued,
            amount: yuan(amount),
            until: Some(day(until)),
            on: day(on),
            by: "Sun".parse().unwrap(),
        }))
    }

    fn reduce(self, on: &str, amount: &str) -> Self {
        self.with(FundEntry::Reduction(FundReduction {
            id: document("R"),
            amount: yuan(amount),
            reason: "goods came back".parse().unwrap(),
            on: day(on),
            by: "Sun".parse().unwrap(),
        }))
    }

    /// The draft of request Q.
    fn request(self, on: &str, activity: Validity) -> Self {
        self.with(FundEntry::Request(FundRequestOpening {
            id: "Q".parse().unwrap(),
            item: SupportItem::JointAdvertising,
            line: None,
            activity,
            on: day(on),
            by: "Sun".parse().unwrap(),
        }))
    }

    fn request_step(mut self, on: &str, by: &str, step: FundRequestStep) -> Self {
        self.steps += 1;
        let event = Entry::new(step, day(on), by.parse().unwrap()).numbered(self.steps);
        self.with(FundEntry::RequestStep { request: "Q".parse().unwrap(), event })
    }

    /// Request Q for March to October, with an amount set aside.
    fn approved(self, amount: &str) -> Self {
        self.request("2026-02-01", days("2026-03-01", "2026-10-31"))
            .request_step("2026-02-01", "Sun", FundRequestStep::Submit)
            .request_step("2026-02-02", "Wang", approve(amount, "2026-12-31"))
    }

    fn claim(self, on: &str, id: &str, request: Option<&str>, activity: Validity) -> Self {
        self.with(FundEntry::Claim(FundClaimOpening {
            id: id.parse().unwrap(),
            request: request.map(|it| it.parse().unwrap()),
            item: SupportItem::JointAdvertising,
            activity,
            artwork: Artwork::Own,
            on: day(on),
            by: "Sun".parse().unwrap(),
        }))
    }

    /// As [`claim_step`](Self::claim_step), by somebody with roles.
    fn claim_step_as(mut self, roles: &[&str], on: &str, id: &str, step: FundClaimStep) -> Self {
        self.steps += 1;
        let held: BTreeSet<_> = roles.iter().map(|it| it.parse().unwrap()).collect();
        let event = Entry::new(step, day(on), "Wang".parse().unwrap()).numbered(self.steps);
        let entry = FundEntry::ClaimStep { claim: id.parse().unwrap(), event };
        let inputs = FundInputs { held: &held, policy: &self.policy };
        self.refused = self.fund.apply(entry, &inputs).err().map(|it| it.to_string());
        self
    }

    fn claim_step(mut self, on: &str, id: &str, by: &str, step: FundClaimStep) -> Self {
        self.steps += 1;
        let event = Entry::new(step, day(on), by.parse().unwrap()).numbered(self.steps);
        self.with(FundEntry::ClaimStep { claim: id.parse().unwrap(), event })
    }

    /// A claim under Q for March to October, handed in.
    fn claimed(self, on: &str, id: &str, invoice: &str, cost: &str) -> Self {
        self.claim(on, id, Some("Q"), days("2026-03-01", "2026-10-31")).claim_step(
            on,
            id,
            "Sun",
            submit(invoice, cost),
        )
    }

    #[track_caller]
    fn taken(self) -> Self {
        assert_eq!(self.refused, None);
        self
    }

    #[track_caller]
    fn refuses(&self, text: &str) {
        assert_eq!(self.refused.as_deref(), Some(text));
    }

    fn payable(&self, id: &str, t: &str) -> String {
        let id = id.parse().unwrap();
        self.fund.payable(&id, &self.policy, as_of(t)).unwrap().to_string()
    }

    /// Committed, paid, expired and available, in yuan.
    fn balance(&self, t: &str) -> [i128; 4] {
        let found = self.fund.balance(as_of(t));
        [found.committed, found.paid, found.expired, found.available].map(|it| it.minor() / 100)
    }
}

fn approve(amount: &str, until: &str) -> FundRequestStep {
    FundRequestStep::Approve { amount: yuan(amount), until: day(until) }
}

fn submit(invoice: &str, cost: &str) -> FundClaimStep {
    let line = CostLine {
        invoice: document(invoice),
        item: SupportItem::JointAdvertising,
        amount: yuan(cost),
    };
    let proofs = [ProofKind::Invoice, ProofKind::TearSheet].into();
    FundClaimStep::Submit { lines: vec![line], proofs }
}

fn grant(amount: &str) -> FundClaimStep {
    FundClaimStep::Approve { amount: yuan(amount) }
}

fn deny(ground: DenialGround) -> FundClaimStep {
    FundClaimStep::Deny { ground, reason: "as agreed".parse().unwrap() }
}

fn pay() -> FundClaimStep {
    FundClaimStep::Pay { document: document("B-1") }
}

fn of_products(net: &[(&str, i64)]) -> Vec<ProductPurchases> {
    let of = |&(products, net): &(&str, i64)| ProductPurchases {
        products: products.parse().unwrap(),
        net: Amount::from_minor(net * 100),
    };
    net.iter().map(of).collect()
}

fn accrued(policy: &FundPolicyDraft, net: &[(&str, i64)]) -> i64 {
    policy.accrued_on(&of_products(net)).unwrap().minor() / 100
}

#[test]
fn support_has_six_kinds_with_thirty_two_items() {
    let count = |kind| SupportItem::ALL.iter().filter(|it| it.kind() == kind).count();
    let counts: Vec<usize> = SupportKind::ALL.iter().map(|kind| count(*kind)).collect();
    assert_eq!(counts, [5, 6, 7, 7, 4, 3]);
    let names: BTreeSet<&str> = SupportItem::ALL.iter().map(|it| it.chinese()).collect();
    assert_eq!(names.len(), 32, "each has a word of its own");
    assert_eq!(SupportItem::SellerTraining.unit(), SupportUnit::PersonDays);
    assert_eq!(SupportItem::JointAdvertising.unit(), SupportUnit::Money);
}

#[test]
fn the_page_shows_the_tables_of_stages() {
    let page = include_str!("../../src/work/support_fund/mod.rs");
    assert_eq!(table_faults::<FundRequestStage>(), []);
    assert_eq!(table_faults::<FundClaimStage>(), []);
    assert!(shows_table::<FundRequestStage>(page) && shows_table::<FundClaimStage>(page));
}

/// Every row of both tables: what is not named here is refused.
#[test]
fn requests_and_claims_move_by_their_tables_alone() {
    use FundClaimAct as A;
    use FundClaimStage as S;
    use FundRequestAct as Q;
    use FundRequestStage as R;
    let requests = [
        (R::Drafted, Q::Submit, R::Requested),
        (R::Drafted, Q::Close, R::Closed),
        (R::Requested, Q::Approve, R::Approved),
        (R::Requested, Q::Deny, R::Denied),
        (R::Requested, Q::Close, R::Closed),
        (R::Approved, Q::Close, R::Closed),
        (R::Approved, Q::Lapse, R::Lapsed),
    ];
    for cell in transitions::<R>() {
        let to = requests.iter().find(|it| (it.0, it.1) == (cell.from, cell.act)).map(|it| it.2);
        assert_eq!(cell.to, to, "{} {}", cell.from, cell.act);
    }
    let claims = [
        (S::Drafted, A::Submit, S::Submitted),
        (S::Submitted, A::Return, S::Returned),
        (S::Submitted, A::Approve, S::Approved),
        (S::Submitted, A::Deny, S::Denied),
        (S::Returned, A::Submit, S::Submitted),
        (S::Returned, A::Deny, S::Denied),
        (S::Approved, A::Pay, S::Paid),
    ];
    for cell in transitions::<S>() {
        let to = claims.iter().find(|it| (it.0, it.1) == (cell.from, cell.act)).map(|it| it.2);
        assert_eq!(cell.to, to, "{} {}", cell.from, cell.act);
    }
}

#[test]
fn golden_g25_1_half_of_the_cost_up_to_a_share_of_last_years_sales() {
    let policy = FundPolicyDraft {
        accrual: percent("0.8%"),
        without_request: [SupportKind::Advertising].into(),
        ..Default::default()
    };
    assert_eq!(accrued(&policy, &[("tea", 500_000)]), 4_000);
    let may = || days("2026-05-01", "2026-05-31");
    let told = Told::under(policy)
        .credit("2026-01-01", "C-1", "4000", "2026-12-31")
        .claim("2026-06-01", "K-1", None, may())
        .claim_step("2026-06-01", "K-1", "Sun", submit("I-1", "6000"));
    assert_eq!(told.payable("K-1", "2026-06-01"), "CNY 3,000.00");
    let told = told
        .claim_step("2026-06-02", "K-1", "Wang", grant("3000"))
        .claim_step("2026-06-03", "K-1", "Wang", pay())
        .claim("2026-06-03", "K-2", None, may())
        .claim_step("2026-06-03", "K-2", "Sun", submit("I-2", "4000"))
        .taken();
    assert_eq!(told.payable("K-2", "2026-06-03"), "CNY 1,000.00");
    let over = told.claim_step("2026-06-04", "K-2", "Wang", grant("1000.01"));
    over.refuses("CNY 1,000.00 are available, were to be CNY 1,000.01");
    let paid = over
        .claim_step("2026-06-04", "K-2", "Wang", grant("1000"))
        .claim_step("2026-06-04", "K-2", "Wang", pay())
        .taken();
    assert_eq!(paid.balance("2026-06-04"), [0, 4_000, 0, 0]);
}

#[test]
fn golden_g25_2_claims_within_sixty_days_and_of_at_least_25() {
    let policy = FundPolicyDraft::default();
    assert_eq!(accrued(&policy, &[("tea", 100_000)]), 3_000);
    let told = || Told::new().credit("2026-01-01", "C", "3000", "2026-12-31").approved("3000");
    let decided = |on: &str, cost: &str| {
        told().claimed(on, "K", "I", cost).claim_step(on, "K", "Wang", grant("24"))
    };
    decided("2026-12-30", "50").taken();
    decided("2026-12-31", "50").refuses("the claim was due by 2026-12-30, came on 2026-12-31");
    decided("2026-12-30", "49.99").refuses("a claim is of at least CNY 25.00, was CNY 24.99");
}

#[test]
fn golden_g25_3_rates_by_product_and_a_share_of_its_own_for_our_artwork() {
    let rate = |products: &str, rate| ProductAccrual {
        products: products.parse().unwrap(),
        rate: percent(rate),
    };
    let accrual_by_product = vec![rate("tea", "1.1%"), rate("coffee", "0.75%")];
    let policy = FundPolicyDraft { accrual_by_product, ..Default::default() };
    assert_eq!(accrued(&policy, &[("tea", 100_000), ("coffee", 40_000)]), 1_100 + 300);
    assert_eq!(accrued(&policy, &[("tea", 100_000), ("coffee", -40_000)]), 1_100 - 300);
    assert_eq!(accrued(&policy, &[("tea", -100_000)]), 0, "never below nothing");
    for (artwork, share) in [(Artwork::Own, "CNY 500.00"), (Artwork::Ours, "CNY 600.00")] {
        let opening = FundClaimOpening {
            id: "K".parse().unwrap(),
            request: None,
            item: SupportItem::JointAdvertising,
            activity: days("2026-05-01", "2026-05-31"),
            artwork,
            on: day("2026-06-01"),
            by: "Sun".parse().unwrap(),
        };
        let told = Told::new()
            .credit("2026-01-01", "C", "3000", "2026-12-31")
            .with(FundEntry::Claim(opening))
            .claim_step("2026-06-01", "K", "Sun", submit("I", "1000"))
            .taken();
        assert_eq!(told.payable("K", "2026-06-01"), share);
    }
}

#[test]
fn lots_are_used_by_earliest_expiry_and_what_is_set_aside_does_not_expire() {
    let told = Told::new()
        .credit("2026-01-01", "late", "100", "2026-12-31")
        .credit("2026-01-01", "early", "100", "2026-06-30")
        .approved("150")
        .taken();
    assert_eq!(told.balance("2026-06-30"), [150, 0, 0, 50]);
    assert_eq!(told.balance("2026-07-01"), [150, 0, 0, 50], "only the later lot is left");
    let close = FundRequestStep::Close { reason: "no printer".parse().unwrap() };
    let closed = told.request_step("2026-07-01", "Sun", close).taken();
    assert_eq!(closed.balance("2026-07-01"), [0, 0, 100, 100], "the early lot is gone");
    assert_eq!(closed.balance("2026-06-30"), [150, 0, 0, 50], "the past stays");
}

#[test]
fn returns_reduce_a_fund_but_never_what_is_set_aside_or_paid() {
    let told = Told::new().credit("2026-01-01", "C", "100", "2026-12-31").approved("70");
    let over = told.reduce("2026-03-01", "30.01");
    over.refuses("CNY 30.00 are available, were to be CNY 30.01");
    let taken = over.reduce("2026-03-01", "30").taken();
    assert_eq!(taken.balance("2026-03-01"), [70, 0, 0, 0]);
    assert_eq!(taken.fund.balance(as_of("2026-03-01")).reduced.minor(), fen("30"));
    taken.reduce("2026-03-01", "20").refuses("R is recorded with other content");
}

#[test]
fn the_customer_is_told_90_30_and_7_days_ahead() {
    let told = Told::new().credit("2026-01-01", "C", "100", "2026-12-31").taken();
    let level = |t: &str| {
        let found = told.fund.expiries(&told.policy, as_of(t));
        found.first().map(|it| (it.days_left, it.told_before))
    };
    assert_eq!(level("2026-10-01"), None, "91 days");
    assert_eq!(level("2026-10-02"), Some((90, 90)));
    assert_eq!(level("2026-11-30"), Some((31, 90)));
    assert_eq!(level("2026-12-01"), Some((30, 30)));
    assert_eq!(level("2026-12-24"), Some((7, 7)));
    assert_eq!(level("2026-12-31"), Some((0, 7)));
    let used = told.approved("100").taken();
    assert_eq!(used.fund.expiries(&used.policy, as_of("2026-12-24")), []);
}

#[test]
fn an_activity_is_approved_before_it_begins_and_within_the_programme() {
    let asked = |activity, on: &str| {
        Told::new()
            .credit("2026-01-01", "C", "100", "2026-12-31")
            .request("2026-02-01", activity)
            .request_step(on, "Sun", FundRequestStep::Submit)
            .request_step(on, "Wang", approve("50", "2026-12-31"))
    };
    let march = || days("2026-03-01", "2026-03-31");
    asked(march(), "2026-03-01").taken();
    let late = asked(march(), "2026-03-02");
    late.refuses("the request of 2026-03-02 came after the activity began on 2026-03-01");
    asked(days("2026-12-01", "2027-01-01"), "2026-03-02").refuses(
        "the activity of 2026-12-01 to 2027-01-01 lies outside of 2026-01-01 to 2026-12-31",
    );
    let denied = |ground| FundRequestStep::Deny { ground, reason: "too late".parse().unwrap() };
    let other = late.request_step("2026-03-03", "Wang", denied(DenialGround::Late));
    other.refuses("the ground late does not hold");
    other.request_step("2026-03-03", "Wang", denied(DenialGround::AfterBegin)).taken();
}

#[test]
fn a_claim_is_refused_for_each_ground() {
    let told = || Told::new().credit("2026-01-01", "C", "3000", "2026-12-31").approved("1000");
    let march = || days("2026-03-01", "2026-03-31");
    let granted = |told: Told| told.claim_step("2026-04-01", "K", "Wang", grant("50"));
    let bare = told().claim("2026-04-01", "K", None, march()).claim_step(
        "2026-04-01",
        "K",
        "Sun",
        submit("I", "100"),
    );
    granted(bare).refuses("the activity was not approved before it began");
    let outside = told()
        .claim("2026-04-01", "K", Some("Q"), days("2026-02-28", "2026-03-31"))
        .claim_step("2026-04-01", "K", "Sun", submit("I", "100"));
    granted(outside).refuses(
        "the activity of 2026-02-28 to 2026-03-31 lies outside of 2026-03-01 to 2026-10-31",
    );
    let FundClaimStep::Submit { lines, .. } = submit("I", "100") else { unreachable!() };
    let unproven = FundClaimStep::Submit { lines, proofs: [ProofKind::Invoice].into() };
    let unproven = told().claim("2026-04-01", "K", Some("Q"), march()).claim_step(
        "2026-04-01",
        "K",
        "Sun",
        unproven,
    );
    granted(unproven).refuses("tear sheet is missing");
    let again =
        told().claimed("2026-04-01", "J", "I", "100").claimed("2026-04-01", "K", "I", "100");
    let again = granted(again);
    again.refuses("invoice I is claimed in J");
    let freed = again.claim_step("2026-04-01", "J", "Wang", deny(DenialGround::InvoiceAgain));
    granted(freed.taken()).taken();
    let claimed = || told().claimed("2026-04-01", "K", "I", "100");
    let own = claimed().claim_step("2026-04-01", "K", "Sun", grant("50"));
    own.refuses("to submit and to approve a claim takes two people, Sun was both");
    let much = claimed().claim_step("2026-04-01", "K", "Wang", grant("50.01"));
    much.refuses("our share of the cost is CNY 50.00, was to be CNY 50.01");
    let unfounded = claimed().claim_step("2026-04-01", "K", "Wang", deny(DenialGround::Late));
    unfounded.refuses("the ground late does not hold");
    claimed().claim_step("2026-04-01", "K", "Wang", deny(DenialGround::Other)).taken();
}

#[test]
fn who_drafts_does_not_approve_even_when_another_submits() {
    Told::new()
        .credit("2026-01-01", "C", "3000", "2026-12-31")
        .request("2026-02-01", days("2026-03-01", "2026-03-31"))
        .request_step("2026-02-01", "Wang", FundRequestStep::Submit)
        .request_step("2026-02-02", "Sun", approve("50", "2026-12-31"))
        .refuses("to draft and to approve takes two people, Sun was both");
}

#[test]
fn a_claim_given_back_is_not_denied_and_the_clock_stands_still() {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    let draft = WorkCalendarDraft { rest_days, ..Default::default() };
    let weekdays = WorkCalendar::try_new(draft).unwrap();
    let told = Told::new()
        .credit("2026-01-01", "C", "3000", "2026-12-31")
        .approved("1000")
        .claimed("2026-03-02", "K", "I", "100");
    let due = |told: &Told, t: &str| {
        let claims = told.fund.claims(as_of(t));
        claims.values().next().unwrap().decide_by(as_of(t), 10, &weekdays).unwrap()
    };
    assert_eq!(due(&told, "2026-03-02"), day("2026-03-16"));
    let reason = "the page is missing".parse().unwrap();
    let told = told
        .claim_step("2026-03-05", "K", "Wang", FundClaimStep::Return { reason })
        .claim_step("2026-03-10", "K", "Sun", submit("I", "100"))
        .taken();
    assert_eq!(due(&told, "2026-03-10"), day("2026-03-19"), "three worked days later");
    let stage = |t: &str| told.fund.claims(as_of(t)).values().next().unwrap().stage();
    assert_eq!(stage("2026-03-09"), FundClaimStage::Returned);
    assert_eq!(stage("2026-03-10"), FundClaimStage::Submitted);
}

#[test]
fn a_claim_handed_in_in_time_stays_in_time() {
    let reason = "the page is missing".parse().unwrap();
    Told::new()
        .credit("2026-01-01", "C", "3000", "2026-12-31")
        .approved("1000")
        .claimed("2026-12-30", "K", "I", "100")
        .claim_step("2026-12-31", "K", "Wang", FundClaimStep::Return { reason })
        .claim_step("2027-01-15", "K", "Sun", submit("I", "100"))
        .claim_step("2027-01-16", "K", "Wang", grant("50"))
        .claim_step("2027-01-16", "K", "Wang", pay())
        .taken();
}

#[test]
fn a_request_lapses_after_its_last_day_and_with_no_claim_undecided() {
    let told = Told::new()
        .credit("2026-01-01", "C", "1000", "2027-12-31")
        .approved("1000")
        .claimed("2026-12-30", "K", "I", "100");
    assert_eq!(told.fund.to_lapse(as_of("2026-12-31")), []);
    assert_eq!(told.fund.to_lapse(as_of("2027-01-01")), [], "a claim waits for us");
    let early = told.request_step("2026-12-31", "Wang", FundRequestStep::Lapse);
    early.refuses("claims may come until 2026-12-31, the step is of 2026-12-31");
    let open = early.request_step("2027-01-01", "Wang", FundRequestStep::Lapse);
    open.refuses("the request has claims without a decision: 1");
    let decided = open.claim_step("2027-01-01", "K", "Wang", grant("50"));
    assert_eq!(decided.fund.to_lapse(as_of("2026-12-31")), []);
    assert_eq!(decided.fund.to_lapse(as_of("2027-01-01")), ["Q".parse().unwrap()]);
    let over = decided.request_step("2027-01-01", "Wang", FundRequestStep::Lapse).taken();
    assert_eq!(over.balance("2027-01-01"), [50, 0, 0, 950]);
    over.claim_step("2027-01-02", "K", "Wang", pay()).taken();
}

#[test]
fn entries_are_refused_by_day_amount_and_number() {
    let told = Told::new().credit("2026-02-01", "C", "100", "2026-12-31");
    told.credit("2026-01-31", "D", "1", "2026-12-31")
        .refuses("an entry of 2026-01-31 cannot follow one of 2026-02-01");
    Told::new()
        .credit("2026-02-01", "C", "0", "2026-12-31")
        .refuses("an amount of a fund in CNY is positive, was CNY 0.00");
    Told::new()
        .credit("2026-02-01", "C", "1", "2026-01-31")
        .refuses("the last day is 2026-02-01 or later, was 2026-01-31");
    Told::new()
        .request_step("2026-02-01", "Sun", FundRequestStep::Submit)
        .refuses("no request Q is recorded");
    Told::new().claim_step("2026-02-01", "K", "Sun", pay()).refuses("no claim K is recorded");
    assert_eq!(Told::new().fund.balance(as_of("2026-02-01")).available, Total::ZERO);
}

#[test]
fn a_policy_that_contradicts_itself_is_refused_with_all_paths() {
    let mut draft = FundPolicyDraft {
        share: Ratio::from_percent(101),
        decide_days: 0,
        told_before: vec![30, 30],
        ..Default::default()
    };
    draft.proofs.extend(draft.proofs.first().cloned());
    let refused = FundPolicy::try_new(draft).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "share must not exceed 100%, was 101%; \
         proofs.6.kind must stand once, management stands again; \
         decide_days must be at least 1, was 0; \
         told_before.1 must lie below 30, was 30"
    );
}
