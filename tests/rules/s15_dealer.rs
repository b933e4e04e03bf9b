//! S15: the evaluation of dealers. Integrity over time, claims against orders, counted means,
//! actions.

use guanxi::calendar::AsOf;
use guanxi::credit::ProposalPolicy;
use guanxi::customer::EntrySource;
use guanxi::dealer::{
    DealerAction, DealerEvaluation, DealerEvaluator, DealerFacts, DealerPolicy, DealerPolicyDraft,
    Integrity, IntegrityRules, LimitReplay, ReadyScorecard, Zeal, ZealLevel, ZealRules,
};
use guanxi::means::{Means, MeansCount, MeansKind};
use guanxi::receivable::{Payment, SettlementKind};
use guanxi::scorecard::{
    AnswerGap, CriterionAnswer, CriterionAnswers, CriterionResult, CriterionScale, RaterLevel,
    ScaleDirection, ScorecardPolicy,
};
use guanxi::trade::{BreachKind, Claim, ClaimKind};

use crate::given::{Told, as_of, day, document, yuan};

/// The levels of the worked example that people rate, of 4.
const LEVELS: [(&str, u8); 10] = [
    ("initiative", 3),
    ("flexibility", 2),
    ("distribution", 3),
    ("capital", 2),
    ("brands", 3),
    ("means", 2),
    ("management", 2),
    ("network", 3),
    ("promotion", 2),
    ("relation", 3),
];

pub(crate) const T: &str = "2026-05-20";

fn rated(levels: &[(&str, u8)]) -> CriterionAnswers {
    let answer = |(id, level): &(&str, u8)| {
        (id.parse().unwrap(), CriterionAnswer::rated(*level, "Wang".parse().unwrap()))
    };
    levels.iter().map(answer).collect()
}

fn claim(on: &str, due: &str, amount: &str) -> Claim {
    let (kind, heard_by) = (ClaimKind::Order, "Wang".parse().unwrap());
    Claim { on: day(on), kind, amount: yuan(amount), due: day(due), person: None, heard_by }
}

fn zeal(told: &Told, t: &str) -> Zeal {
    Zeal::read(&ZealRules::default(), told.view(), as_of(t))
}

fn three_claims() -> Told {
    Told::nothing()
        .since("2024-01-01")
        .with(claim("2026-01-01", "2026-01-10", "100"))
        .with(claim("2026-02-20", "2026-03-01", "200"))
        .with(claim("2026-04-10", "2026-04-20", "300"))
}

#[test]
fn claims_without_orders_are_watched_below_half_and_warned_below_a_quarter() {
    let third = three_claims().sold("2026-01-05", "100").sold("2026-04-15", "90");
    let watched = zeal(&third, T);
    assert_eq!((watched.level, watched.initiative_at_most), (Some(ZealLevel::Watch), Some(2)));
    assert_eq!(watched.fulfilment().unwrap().to_string(), "0.316667");
    assert_eq!(
        watched.to_string(),
        "claimed CNY 600.00 in 3 mature claims, ordered CNY 190.00 of it; \
         watch, initiative at most 2"
    );
    let sixth = three_claims().sold("2026-01-05", "600");
    let warned = zeal(&sixth, T);
    assert_eq!((warned.level, warned.initiative_at_most), (Some(ZealLevel::Warning), Some(1)));
    assert_eq!(warned.fulfilment().unwrap().to_string(), "0.166667");
}

#[test]
fn at_exactly_half_and_exactly_a_quarter_the_milder_side_holds() {
    let level = |amount: &str| zeal(&three_claims().sold("2026-04-12", amount), T).level;
    assert_eq!(level("300"), None, "300 of 600");
    assert_eq!(level("299.99"), Some(ZealLevel::Watch));
    assert_eq!(level("150"), Some(ZealLevel::Watch));
    assert_eq!(level("149.99"), Some(ZealLevel::Warning));
}

#[test]
fn a_claim_counts_from_the_day_on_which_it_is_mature() {
    let nothing = three_claims();
    assert_eq!(zeal(&nothing, T).mature, 3, "30 days after 20 April");
    let before = zeal(&nothing, "2026-05-19");
    assert_eq!((before.mature, before.level), (2, None), "two claims are no pattern");
    assert_eq!(zeal(&nothing, "2026-12-31").mature, 3, "365 days from 1 January on");
    assert_eq!(zeal(&nothing, "2027-01-01").mature, 2);
}

#[test]
fn goods_ordered_for_one_claim_pay_for_no_other() {
    let again = |told: Told, due: &str| told.with(claim("2026-01-01", due, "100"));
    let mut told = Told::nothing().since("2024-01-01").sold("2026-01-05", "100");
    for due in ["2026-01-10", "2026-01-11", "2026-01-12"] {
        told = again(told, due);
    }
    let read = zeal(&told, T);
    assert_eq!((read.claimed.minor(), read.ordered.minor()), (300_00, 100_00));
    let open = told.ordered("2026-01-20", "2026-06-01", "50");
    assert_eq!(zeal(&open, T).ordered.minor(), 150_00, "an open order is an order");
}

#[test]
fn a_new_customer_that_asks_for_more_credit_than_its_first_orders_is_warned_at_once() {
    let asks = |amount: &str, t: &str| {
        let credit = Claim { kind: ClaimKind::Credit, ..claim("2026-03-01", "2026-04-01", amount) };
        let told = Told::nothing().sold("2026-01-01", "100").sold("2026-01-10", "100");
        let told = told.sold("2026-01-20", "100").sold("2026-02-01", "900").with(credit);
        let read = zeal(&told, t);
        (read.level, read.credit_asked.map(guanxi::money::Amount::minor))
    };
    assert_eq!(asks("300", "2026-03-01"), (None, None));
    assert_eq!(asks("300.01", "2026-03-01"), (Some(ZealLevel::Warning), Some(300_01)));
    assert_eq!(asks("300.01", "2026-02-28"), (None, None), "not asked yet");
    assert_eq!(asks("300.01", "2026-06-29").0, Some(ZealLevel::Warning), "day 179");
    assert_eq!(asks("300.01", "2026-06-30").0, None, "day 180");
}

pub(crate) fn replay(proposal: &ProposalPolicy) -> LimitReplay<'_> {
    LimitReplay { proposal, scores: &[], terms_days: 30 }
}

pub(crate) fn integrity(told: &Told, t: &str) -> Integrity {
    let proposal = ProposalPolicy::default();
    Integrity::read(&IntegrityRules::default(), told.view(), replay(&proposal), as_of(t))
}

/// A customer that buys 36,500 a year, so that 4,000 are proposed, and paid in time for years.
pub(crate) fn steady() -> Told {
    let told = Told::nothing().since("2022-01-01").sold("2025-09-01", "36500");
    (1..=6).fold(told, |told, month| {
        let number = format!("I{month}");
        let (issued, due) = (format!("2025-{month:02}-01"), format!("2025-{month:02}-20"));
        told.billed(&number, &issued, &due, "100").paid_for(&number, &due, "100")
    })
}

#[test]
fn a_promise_is_kept_when_money_settles_it_in_time() {
    let kept = integrity(&steady(), T);
    assert_eq!(kept.to_string(), "6 of 6 promises kept (60.9656%..100%)");
    let late = steady().billed("L", "2026-01-01", "2026-01-20", "100");
    let late = late.paid_for("L", "2026-01-21", "100");
    assert_eq!(integrity(&late, T).kept.to_string(), "6 of 7");
    let open = steady().billed("O", "2026-05-01", "2026-05-19", "100");
    assert_eq!(integrity(&open, T).kept.to_string(), "6 of 7");
    assert_eq!(integrity(&open, "2026-05-19").kept.to_string(), "6 of 6", "due today");
    let by_value = steady().billed("O", "2026-05-01", "2026-05-19", "600");
    assert_eq!(integrity(&by_value, T).kept_by_value.unwrap().to_string(), "0.5");
}

#[test]
fn what_we_wrote_off_after_its_day_was_a_promise_broken() {
    let off = |on: &str, amount: &str| {
        let fact = Payment::new(document("W"), day(on), yuan(amount));
        fact.of_kind(SettlementKind::WriteOff).for_invoice(document("B"))
    };
    let billed = || steady().billed("B", "2026-01-01", "2026-01-20", "100");
    let kept = |told: Told| integrity(&told, T).kept.to_string();
    assert_eq!(kept(billed().with(off("2026-04-01", "100"))), "6 of 7");
    let part = billed().paid_for("B", "2026-01-20", "40").with(off("2026-04-01", "60"));
    assert_eq!(kept(part), "6 of 7");
    let cents = billed().paid_for("B", "2026-01-20", "99.01").with(off("2026-04-01", "0.99"));
    assert_eq!(kept(cents), "6 of 6", "small change has no say");
    assert_eq!(kept(billed().with(off("2026-01-20", "100"))), "6 of 6", "given up before it fell");
    let note = Payment::new(document("N"), day("2026-04-01"), yuan("100"));
    let note = note.of_kind(SettlementKind::CreditNote).for_invoice(document("B"));
    assert_eq!(kept(billed().with(note)), "6 of 6", "nothing was to be paid");
}

#[test]
fn small_change_that_is_left_open_breaks_no_promise() {
    let left = |paid: &str| {
        let told = steady().billed("B", "2026-01-01", "2026-01-20", "100");
        integrity(&told.paid_for("B", "2026-01-20", paid), T).kept.to_string()
    };
    assert_eq!(left("99.99"), "6 of 6");
    assert_eq!(left("99.01"), "6 of 6");
    assert_eq!(left("99"), "6 of 7");
}

#[test]
fn money_that_we_sent_back_is_no_promise_of_the_customer() {
    let refund = Payment::new(document("R"), day("2026-01-20"), yuan("1000"));
    let told = steady().with(refund.of_kind(SettlementKind::Refunded));
    assert_eq!(integrity(&told, T).kept.to_string(), "6 of 6");
}

#[test]
fn integrity_looks_back_over_three_years_and_needs_one() {
    let told = |since: &str| {
        let told = Told::nothing().since(since);
        told.billed("I", "2025-06-01", "2025-06-20", "100").paid_for("I", "2025-06-20", "100")
    };
    assert!(integrity(&told("2025-05-20"), T).is_known);
    assert!(!integrity(&told("2025-05-21"), T).is_known);
    assert_eq!(integrity(&told("2025-05-21"), T).kept_parts(), None);
    let old = Told::nothing().billed("I", "2023-05-01", "2023-05-20", "100");
    assert_eq!(integrity(&old, T).kept.whole(), 0, "36 months ago to the day");
    let within = Told::nothing().billed("I", "2023-05-01", "2023-05-21", "100");
    assert_eq!(integrity(&within, T).kept.whole(), 1);
}

#[test]
fn five_promises_of_a_dealer_are_too_few_to_judge_integrity() {
    let told = (1..=5).fold(Told::nothing().since("2022-01-01"), |told, month| {
        let number = format!("I{month}");
        let (issued, due) = (format!("2025-{month:02}-01"), format!("2025-{month:02}-20"));
        told.billed(&number, &issued, &due, "100").paid_for(&number, &due, "100")
    });
    let known = |told: &Told| evaluate(told, &LEVELS).evaluation.criteria[6].result.clone();
    let gap = AnswerGap::LittleEvidence { has: 5, least: 6 };
    assert_eq!(known(&told), CriterionResult::Unknown(gap));
    assert_eq!(known(&steady()).points().unwrap().to_string(), "20", "6 of 6");
}

#[test]
fn a_promise_broken_while_we_overloaded_the_customer_does_not_count() {
    let broken = |amount: &str| {
        let told = steady().billed("B", "2026-01-01", "2026-01-31", amount);
        integrity(&told, T)
    };
    let theirs = broken("4000");
    assert_eq!((theirs.kept.to_string(), theirs.overloads().count()), ("6 of 7".into(), 0));
    let ours = broken("4000.01");
    assert_eq!(
        ours.to_string(),
        "6 of 6 promises kept (60.9656%..100%); 1 broken while we overloaded the customer"
    );
}

#[test]
fn a_plan_beyond_half_as_much_again_as_the_best_year_is_our_overload() {
    let broken = |plan: &str| {
        let told = steady().billed("B", "2026-01-01", "2026-01-31", "100");
        integrity(&told.planned("2026-03", plan), T).overloads().count()
    };
    assert_eq!(broken("54750"), 0, "150 % of 36,500");
    assert_eq!(broken("54750.01"), 1);
}

#[test]
fn one_grave_breach_or_two_quarters_of_breaches_knock_out() {
    let said = |told: Told| integrity(&told, T).knock_out.map(|it| it.to_string());
    let dump = |told: Told, on: &str| told.broke(on, BreachKind::PriceDumping, true);
    assert_eq!(said(dump(steady(), "2026-01-05")), None, "one slip is a slip");
    let same_quarter = dump(dump(steady(), "2026-01-05"), "2026-03-31");
    assert_eq!(said(same_quarter), None);
    let two_quarters = dump(dump(steady(), "2026-01-05"), "2026-04-01");
    assert_eq!(said(two_quarters).unwrap(), "2 breaches were upheld, the last of 2026-04-01");
    let rejected = steady().broke("2026-01-05", BreachKind::Fraud, false);
    assert_eq!(said(rejected), None, "not upheld");
    let fraud = |on: &str| said(steady().broke(on, BreachKind::Fraud, true));
    assert_eq!(fraud("2024-05-21").unwrap(), "fraud of 2024-05-21 was upheld");
    assert_eq!(fraud("2024-05-20"), None, "24 months ago to the day");
}

struct Evaluated<'a> {
    policy: DealerPolicyDraft,
    ratings: &'a [(&'a str, u8)],
    last: Option<&'a str>,
}

impl Evaluated<'_> {
    fn of(self, told: &Told, t: AsOf) -> DealerEvaluation {
        let evaluator = DealerEvaluator::new(DealerPolicy::try_new(self.policy).unwrap());
        let (ratings, proposal) = (rated(self.ratings), ProposalPolicy::default());
        let facts = DealerFacts {
            account: told.view(),
            ratings: &ratings,
            replay: replay(&proposal),
            last_evaluation: self.last.map(day),
        };
        evaluator.evaluate(facts, t).unwrap()
    }
}

fn evaluate(told: &Told, ratings: &[(&str, u8)]) -> DealerEvaluation {
    let policy = DealerPolicyDraft::default();
    Evaluated { policy, ratings, last: Some("2026-03-01") }.of(told, as_of(T))
}

#[test]
fn a_dealer_is_told_score_action_integrity_zeal_and_findings() {
    let told = steady().with(claim("2026-01-01", "2026-01-10", "100"));
    let page = evaluate(&told, &LEVELS).to_string();
    assert_eq!(
        page,
        "64.75 to 75.75: between C and B; lost: management 4, capital 3, promotion 3, \
         initiative 2.5, network 2.5, relation 2.5; find out first: after_sales (6)\n\
         integrity: 6 of 6 promises kept (60.9656%..100%)\n\
         zeal: claimed CNY 100.00 in 1 mature claim, ordered CNY 0.00 of it\n\
         up: initiative from 3 to 4 (+2.5): effort 1, then 67.25"
    );
}

#[test]
fn the_grade_asks_for_the_action() {
    let full = |level: u8| {
        let codes = LEVELS.map(|(code, _)| (code, level));
        let all: Vec<(&str, u8)> =
            codes.into_iter().chain([("standing", level), ("after_sales", level)]).collect();
        let evaluation = evaluate(&steady(), &all);
        (evaluation.evaluation.score.low.to_string(), evaluation.action)
    };
    assert_eq!(full(4), ("100".into(), Some(DealerAction::Reward)));
    assert_eq!(full(3), ("80".into(), Some(DealerAction::Reward)));
    assert_eq!(full(2), ("60".into(), Some(DealerAction::Watch)));
    assert_eq!(full(1), ("40".into(), Some(DealerAction::Drop)));
    let levels: Vec<(&str, u8)> =
        LEVELS.into_iter().chain([("standing", 2), ("after_sales", 2)]).collect();
    assert_eq!(evaluate(&steady(), &levels).action, Some(DealerAction::Develop));
    assert_eq!(evaluate(&steady(), &LEVELS).action, None, "between C and B");
    let fraud = steady().broke("2026-01-05", BreachKind::ForgedCodes, true);
    let evaluation = evaluate(&fraud, &levels);
    assert_eq!(evaluation.action, Some(DealerAction::NoNewDeal), "however good the rest");
    let verdict = evaluation.evaluation.score.verdict.to_string();
    assert_eq!(verdict, "knocked out by breach_record");
}

#[test]
fn a_dealer_without_a_record_is_not_assessable() {
    let evaluation = evaluate(&Told::nothing().since("2026-01-01"), &LEVELS);
    let verdict = evaluation.evaluation.score.verdict.to_string();
    assert_eq!(verdict, "not assessable: breach_record is unknown");
}

#[test]
fn a_short_record_is_a_finding_that_says_how_many_months_are_needed() {
    let said = |told: Told, t: &str| {
        let policy = DealerPolicyDraft::default();
        let evaluated = Evaluated { policy, ratings: &LEVELS, last: Some("2026-03-01") };
        let evaluation = evaluated.of(&told, as_of(t));
        let said: Vec<String> = evaluation.findings.iter().map(ToString::to_string).collect();
        said
    };
    let since = |since: &str| Told::nothing().since(since);
    let short = |months: &str| [format!("the record covers {months}, 12 are needed for a grade")];
    assert_eq!(said(since("2025-11-20"), T), short("6 months"), "six months ago to the day");
    assert_eq!(said(since("2025-11-21"), T), short("5 months"));
    assert_eq!(said(since("2026-04-20"), T), short("1 month"));
    assert_eq!(said(since("2026-05-20"), T), short("0 months"));
    assert_eq!(said(since("2025-05-21"), T), short("11 months"));
    assert_eq!(said(Told::nothing(), T), short("0 months"), "the start is unknown");
    assert!(said(since("2025-05-20"), T).is_empty());
    let fraud = since("2026-01-01").broke("2026-01-05", BreachKind::Fraud, true);
    assert!(said(fraud, T).is_empty(), "knocked out, however short the record");
}

#[test]
fn feigned_zeal_caps_initiative_whoever_rated_it() {
    let told =
        [("2026-01-01", "2026-01-10"), ("2026-02-20", "2026-03-01"), ("2026-04-10", "2026-04-20")]
            .into_iter()
            .fold(steady(), |told, (on, due)| told.with(claim(on, due, "100")));
    let evaluation = evaluate(&told, &LEVELS);
    assert_eq!(evaluation.evaluation.criteria[0].result.points().unwrap().to_string(), "2.5");
    let said: Vec<String> = evaluation.findings.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["warning: claims without orders"]);
}

/// A steady customer with three claims of 100 each and no order for them.
fn feigning() -> Told {
    [("2026-01-01", "2026-01-10"), ("2026-02-20", "2026-03-01"), ("2026-04-10", "2026-04-20")]
        .into_iter()
        .fold(steady(), |told, (on, due)| told.with(claim(on, due, "100")))
}

#[test]
fn a_way_up_offers_no_step_beyond_the_cap_of_zeal() {
    let levels: Vec<(&str, u8)> =
        LEVELS.into_iter().chain([("standing", 2), ("after_sales", 2)]).collect();
    let page = evaluate(&feigning(), &levels).to_string();
    assert_eq!(
        page,
        "65.25: grade B; initiative counts at most 1: claimed CNY 300.00 in 3 mature claims, \
         ordered CNY 0.00 of it; lost: initiative 7.5, management 4, capital 3, promotion 3, \
         after_sales 3\n\
         action: develop\n\
         integrity: 6 of 6 promises kept (60.9656%..100%)\n\
         zeal: claimed CNY 300.00 in 3 mature claims, ordered CNY 0.00 of it; \
         warning, initiative at most 1\n\
         warning: claims without orders\n\
         up: capital from 2 to 4 (+3), management from 2 to 4 (+4), network from 3 to 4 (+2.5), \
         promotion from 2 to 4 (+3), relation from 3 to 4 (+2.5): effort 8, then 80.25"
    );
}

#[test]
fn raters_apart_are_told_though_zeal_caps_their_criterion() {
    let evaluator = DealerEvaluator::new(DealerPolicy::default());
    let (mut ratings, proposal) = (rated(&LEVELS), ProposalPolicy::default());
    let by = |by: &str, level: u8| RaterLevel { by: by.parse().unwrap(), level };
    let apart = CriterionAnswer::Rated(vec![by("Wang", 4), by("Li", 2)]);
    ratings.insert("initiative".parse().unwrap(), apart.clone());
    let told = feigning();
    let facts = DealerFacts {
        account: told.view(),
        ratings: &ratings,
        replay: replay(&proposal),
        last_evaluation: Some(day("2026-03-01")),
    };
    let evaluation = evaluator.evaluate(facts, as_of(T)).unwrap();
    let said: Vec<String> = evaluation.findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["warning: claims without orders", "the raters of initiative are two levels or more apart"]
    );
    let initiative = &evaluation.evaluation.criteria[0];
    let spread = initiative.spread.unwrap();
    assert_eq!((spread.lowest, spread.highest), (2, 4), "as they were given");
    let CriterionResult::Known { answer, points, lost } = &initiative.result else {
        panic!("initiative is known");
    };
    assert_eq!((*answer, points.to_string(), lost.to_string()), (2, "2.5".into(), "7.5".into()));
    let answers = evaluator.answers(facts, as_of(T)).unwrap();
    assert_eq!(answers.answers[&"initiative".parse().unwrap()], apart);
    assert_eq!(answers.level_caps[0].at_most, 1);
}

/// The refusal of one rating.
#[track_caller]
fn refused(told: &Told, rating: (&str, u8)) -> String {
    let evaluator = DealerEvaluator::new(DealerPolicy::default());
    let (ratings, proposal) = (rated(&[rating]), ProposalPolicy::default());
    let facts = DealerFacts {
        account: told.view(),
        ratings: &ratings,
        replay: replay(&proposal),
        last_evaluation: None,
    };
    evaluator.evaluate(facts, as_of(T)).unwrap_err().to_string()
}

#[test]
fn a_level_off_the_scale_is_refused_though_zeal_caps_it() {
    assert_eq!(
        refused(&feigning(), ("initiative", 200)),
        "initiative.rated.0.level must be 0..=4, was 200 (by Wang)"
    );
}

#[test]
fn a_cap_of_zeal_leaves_no_more_points_to_initiative_that_nobody_rated() {
    let levels: Vec<(&str, u8)> =
        LEVELS.into_iter().filter(|(code, _)| *code != "initiative").collect();
    let high = |told: &Told| evaluate(told, &levels).evaluation.score.to_string();
    assert_eq!(high(&steady()), "57.25 to 78.25: between C and B");
    assert_eq!(high(&feigning()), "57.25 to 70.75: between C and B", "2.5 of 10 at most");
}

fn counted(on: &str, means: Means) -> MeansCount {
    MeansCount { on: day(on), means, source: EntrySource::Visit }
}

#[test]
fn counts_go_before_ratings_and_a_rating_beside_a_count_is_a_finding() {
    let told = steady()
        .with(counted("2026-01-10", Means::Outlets(35)))
        .with(counted("2026-01-10", Means::SubDealers(2)))
        .with(counted("2025-05-20", Means::Capital(yuan("100000"))));
    let mut policy = DealerPolicyDraft::default();
    for bands in &mut policy.means {
        match bands.kind {
            MeansKind::Outlets => bands.from = vec![5, 15, 35, 60],
            MeansKind::SubDealers => bands.from = vec![1, 2, 4, 8],
            _ => {}
        }
    }
    let evaluated = Evaluated { policy, ratings: &LEVELS, last: Some("2026-03-01") };
    let evaluation = evaluated.of(&told, as_of(T));
    let points = evaluation.evaluation.criteria[2].result.points().unwrap();
    assert_eq!(points.to_string(), "3.5", "35 outlets are level 3, 2 sub-dealers level 2");
    let said: Vec<String> = evaluation.findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "distribution was rated, though sub-dealers were counted on 2026-01-10",
            "distribution was rated, though outlets were counted on 2026-01-10",
            "capital were last counted on 2025-05-20: too old to be read",
        ]
    );
}

#[test]
fn an_overdue_evaluation_is_a_finding() {
    let findings = |last: Option<&str>, t: &str| {
        let policy = DealerPolicyDraft::default();
        let evaluation = Evaluated { policy, ratings: &LEVELS, last }.of(&steady(), as_of(t));
        let said: Vec<String> = evaluation.findings.iter().map(ToString::to_string).collect();
        said
    };
    assert!(findings(Some("2026-02-17"), T).is_empty(), "92 days later");
    assert_eq!(findings(Some("2026-02-16"), T), ["the evaluation was due on 2026-05-19"]);
    assert_eq!(findings(None, T), ["never evaluated before"]);
}

#[test]
fn a_figure_of_the_book_is_not_answered_by_people() {
    assert_eq!(
        refused(&steady(), ("integrity", 4)),
        "integrity must come from the book (promises_kept), was answered"
    );
}

#[test]
fn everything_wrong_with_a_policy_is_told_at_once() {
    let mut draft = DealerPolicyDraft::default();
    draft.card.criteria[0].weight = 9;
    draft.actions.remove(3);
    draft.actions[0].grade = "S".parse().unwrap();
    draft.integrity.least_record_months = 37;
    draft.integrity.breaches = 1;
    draft.zeal.warning_level = 3;
    draft.means[0].from = vec![1, 1];
    draft.means[1].criterion = "network".parse().unwrap();
    draft.means[2].criterion = "honesty".parse().unwrap();
    draft.every_days = 0;
    let CriterionScale::Ordinal(levels) = &mut draft.card.criteria[0].scale else {
        panic!("levels")
    };
    levels.reverse();
    draft.card.criteria[0].direction = ScaleDirection::Down;
    let found = DealerPolicy::try_new(draft).unwrap_err();
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "card.criteria must have weights that sum to 100, sum to 99",
            "card.criteria.0.scale must have levels whose marks do not fall, \
             since feigned zeal caps it",
            "actions must name grade A once, named it 0",
            "actions must name grade D once, named it 0",
            "actions.0.grade must be a grade of the card, was S",
            "integrity.least_record_months must not exceed 36, was 37",
            "integrity.breaches must be at least 2, was 1",
            "zeal.warning_level must not exceed 2, was 3",
            "means.0.from must have one bound fewer than the 5 levels, had 2",
            "means.0.from must rise from level to level",
            "means.1.criterion must take a figure or a rating, network not",
            "means.2.criterion must be one of the card, was honesty",
            "every_days must be at least 1, was 0",
        ]
    );
}

#[test]
fn a_card_without_initiative_or_with_nothing_to_cap_does_not_load() {
    let refused = |draft: DealerPolicyDraft| DealerPolicy::try_new(draft).unwrap_err().to_string();
    let mut draft = DealerPolicyDraft::default();
    draft.card.criteria[0].criterion = "drive".parse().unwrap();
    assert_eq!(refused(draft), "card.criteria must have initiative, since feigned zeal caps it");
    let mut draft = DealerPolicyDraft::default();
    draft.zeal.watch_level = 3;
    assert!(DealerPolicy::try_new(draft.clone()).is_ok());
    draft.zeal.watch_level = 4;
    assert_eq!(
        refused(draft),
        "zeal.watch_level must be below the best level of initiative (4), was 4"
    );
}

#[test]
fn a_customer_that_has_never_ordered_is_new_however_long_it_is_known() {
    let told = |kind: ClaimKind, count: usize| {
        let claims = [("2026-01-01", "2026-01-10"), ("2026-02-20", "2026-03-01")];
        let third = [("2026-04-10", "2026-04-20")];
        claims
            .into_iter()
            .chain(third)
            .take(count)
            .fold(Told::nothing().since("2022-01-01"), |told, (on, due)| {
                told.with(Claim { kind, ..claim(on, due, "100") })
            })
    };
    let credit = zeal(&told(ClaimKind::Credit, 1), T);
    assert_eq!((credit.level, credit.initiative_at_most), (Some(ZealLevel::Warning), Some(1)));
    assert_eq!(credit.credit_asked.map(guanxi::money::Amount::minor), Some(100_00));
    let ordered = told(ClaimKind::Credit, 1).ordered("2026-05-01", "2026-08-01", "1");
    assert_eq!(zeal(&ordered, T).level, None, "a customer since 2022 that has ordered");
    for kind in [ClaimKind::Order, ClaimKind::Support, ClaimKind::Rights] {
        assert_eq!(zeal(&told(kind, 2), T).level, None, "two claims are no pattern");
        assert_eq!(zeal(&told(kind, 3), T).level, Some(ZealLevel::Warning), "nothing of 300");
    }
}

#[test]
fn an_open_order_is_one_of_the_first_orders() {
    let asks = |amount: &str| {
        let credit = Claim { kind: ClaimKind::Credit, ..claim("2026-05-01", "2026-06-01", amount) };
        let told = Told::nothing().sold("2026-04-01", "100").with(credit);
        zeal(&told.ordered("2026-04-10", "2026-06-01", "200"), T).level
    };
    assert_eq!(asks("300"), None);
    assert_eq!(asks("300.01"), Some(ZealLevel::Warning));
}

#[test]
fn the_ready_cards_are_valid() {
    for card in [ReadyScorecard::Dealer, ReadyScorecard::VdaLike, ReadyScorecard::ErpnextLike] {
        assert!(ScorecardPolicy::try_new(card.draft()).is_ok(), "{card:?}");
    }
    let dealer = ReadyScorecard::Dealer.draft();
    let weights: Vec<u8> = dealer.criteria.iter().map(|it| it.weight).collect();
    assert_eq!(weights, [10, 4, 7, 6, 4, 4, 20, 5, 8, 10, 6, 6, 10, 0]);
}
