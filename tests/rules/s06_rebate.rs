//! S6: rebate agreements, their modes and their tables.

use guanxi::calendar::Day;
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Amount, Currency, Major};
#[cfg(feature = "serde")]
use guanxi::rebate::MovementKind;
use guanxi::rebate::{
    AgreedRate, ConditionEffect, ConditionFacts, ConditionKind, ConditionState, ConditionsEffect,
    EarlyEnd, EarlyTiers, FromToForm, FromToRow, Growth, GrowthPart, PayoutBounds, RebateAgreement,
    RebateAgreementDraft, RebateCondition, RebateMode, RebateParty, RebateScale, Tier, TierBound,
    TierCount, TierPay, TotalRule, Volume,
};
use guanxi::valid::Violations;

use crate::given::{day, percent};

pub(crate) fn on(text: &str) -> Day {
    day(text)
}

pub(crate) fn major(text: &str) -> Major {
    text.parse().unwrap()
}

pub(crate) fn rate(from: &str, rate: &str) -> Tier {
    let from: TierBound = from.parse().unwrap();
    Tier { from, pays: TierPay::Rate { rate: percent(rate), beyond: None } }
}

/// A customer, the year 2026, the whole on what is reached.
pub(crate) fn draft(tiers: &[Tier]) -> RebateAgreementDraft {
    let li = RebateParty::Customer("Li".parse().unwrap());
    let (id, from, to) = ("R-1".parse().unwrap(), on("2026-01-01"), on("2026-12-31"));
    let tiers = tiers.to_vec();
    RebateAgreementDraft { tiers, ..RebateAgreementDraft::new(id, li, Currency::CNY, from, to) }
}

/// A rebate of boxes that pays by the unit, each tier on its own part.
pub(crate) fn by_box(tiers: &[(&str, &str)]) -> RebateAgreementDraft {
    let tier = |(from, sum): &(&str, &str)| Tier::per_unit(major(from), major(sum));
    let tiers: Vec<Tier> = tiers.iter().map(tier).collect();
    let mut draft = RebateAgreementDraft { mode: RebateMode::Marginal, ..draft(&tiers) };
    draft.base.unit = Some("box".parse().unwrap());
    draft
}

pub(crate) fn agreed(draft: RebateAgreementDraft) -> RebateAgreement {
    RebateAgreement::try_new(draft).unwrap()
}

pub(crate) fn scale(draft: RebateAgreementDraft) -> RebateScale {
    RebateScale::from_agreement(&agreed(draft), 0).unwrap()
}

/// An amount in yuan, as a volume.
pub(crate) fn yuan(text: &str) -> Volume {
    Volume::from_amount(fen(text))
}

pub(crate) fn fen(text: &str) -> Amount {
    crate::given::yuan(text).amount()
}

#[track_caller]
fn pays(scale: &RebateScale, rows: &[(&str, &str)]) {
    for (volume, reward) in rows {
        assert_eq!(scale.reward(yuan(volume)), Ok(fen(reward)), "on {volume}");
    }
}

#[track_caller]
fn refused(draft: RebateAgreementDraft, text: &str) {
    assert_eq!(RebateAgreement::try_new(draft).unwrap_err().to_string(), text);
}

#[test]
fn g6_1_the_modes_on_2000() {
    let tiers = [rate("0", "10%"), rate("1000", "25%")];
    let reward = |mode| scale(RebateAgreementDraft { mode, ..draft(&tiers) }).reward(yuan("2000"));
    assert_eq!(reward(RebateMode::Marginal), Ok(fen("350")));
    assert_eq!(reward(RebateMode::Whole), Ok(fen("500")));
    assert_eq!(reward(RebateMode::Rolling), Ok(fen("600")));
    assert_eq!(reward(RebateMode::Total), Ok(fen("700")));
}

/// Golden vector 10 of credit, fault 18: the OCA module pays the bound of a tier in place of its
/// part, and 1,120.
#[test]
fn credit_10_a_tier_pays_on_its_own_part() {
    let tiers = [rate("0", "10%"), rate("100", "20%"), rate("300", "30%")];
    let reward = |mode| scale(RebateAgreementDraft { mode, ..draft(&tiers) }).reward(yuan("3800"));
    assert_eq!(reward(RebateMode::Marginal), Ok(fen("1100")), "10 + 40 + 1,050");
    assert_eq!(reward(RebateMode::Whole), Ok(fen("1140")));
}

#[test]
fn g6_7_a_chinese_dealer_table() {
    let beyond = TierPay::Rate { rate: percent("6%"), beyond: Some(percent("8%")) };
    let top = Tier { from: TierBound::Share(percent("100%")), pays: beyond };
    let mut draft = draft(&[rate("60%", "4%"), top]);
    draft.target = Some(major("1000000"));
    draft.counts = TierCount::Exceeding;
    pays(
        &scale(draft),
        &[
            ("600000", "0"),
            ("600000.01", "24000"),
            ("1000000", "40000"),
            ("1000001", "60000.08"),
            ("1200000", "76000"),
        ],
    );
}

/// The text of the dealer table leaves 60 % exactly undefined: the reader of the table must choose.
#[test]
fn a_bound_exactly_is_reached_or_not_exceeded() {
    let tiers = [rate("1000", "5%")];
    let with = |counts| scale(RebateAgreementDraft { counts, ..draft(&tiers) });
    pays(&with(TierCount::Reaching), &[("999.99", "0"), ("1000", "50"), ("1000.20", "50.01")]);
    pays(&with(TierCount::Exceeding), &[("999.99", "0"), ("1000", "0"), ("1000.20", "50.01")]);
}

#[test]
fn g6_8_from_unit_30_is_a_bound_of_29() {
    let row = |from: &str, to: Option<&str>, sum: &str| FromToRow {
        from: major(from),
        to: to.map(major),
        pays: TierPay::PerUnit(major(sum)),
    };
    let table = [row("1", Some("29"), "1.00"), row("30", None, "5.00")];
    let tiers = Tier::from_table(&table, FromToForm::WholeUnits).unwrap();
    let units = RebateAgreementDraft { tiers, ..by_box(&[]) };
    assert_eq!(scale(units).reward(Volume::from_quantity(31)), Ok(fen("39")), "29 and 10");
    let amounts = scale(by_box(&[("0", "1"), ("30", "5")]));
    assert_eq!(amounts.reward(Volume::from_quantity(31)), Ok(fen("35")));
}

#[test]
fn g6_9_growth_pays_on_all_or_on_the_growth() {
    let with = |pays_on| {
        let bases = vec![major("1000000")];
        let growth = Some(Growth { bases, pays_on });
        scale(RebateAgreementDraft { growth, ..draft(&[rate("10%", "2%")]) })
    };
    let grown = [("1099999.99", "0"), ("900000", "0")];
    let (all, only) = (with(GrowthPart::All), with(GrowthPart::GrowthOnly));
    pays(&all, &[grown[0], grown[1], ("1100000", "22000"), ("1150000", "23000")]);
    pays(&only, &[grown[0], grown[1], ("1100000", "2000"), ("1150000", "3000")]);
}

#[test]
fn growth_without_a_base_is_not_measured() {
    let bases = vec![major("0")];
    let growth = Some(Growth { bases, pays_on: GrowthPart::All });
    let scale = scale(RebateAgreementDraft { growth, ..draft(&[rate("10%", "2%")]) });
    assert!(scale.has_no_growth_base());
    pays(&scale, &[("1000000", "0")]);
}

#[test]
fn g6_11_a_free_tier_costs_nothing() {
    let scale = scale(by_box(&[("0", "0"), ("250", "1.50")]));
    assert_eq!(scale.reward(Volume::from_quantity(250)), Ok(fen("0")));
    assert_eq!(scale.reward(Volume::from_quantity(251)), Ok(fen("1.50")));
}

#[test]
fn a_sum_is_paid_on_reaching_its_tier() {
    let tiers =
        [Tier::amount(major("100"), major("5")), Tier::amount(major("200"), major("12.50"))];
    let with = |mode| scale(RebateAgreementDraft { mode, ..draft(&tiers) });
    pays(&with(RebateMode::Whole), &[("99.99", "0"), ("100", "5"), ("250", "12.50")]);
    pays(&with(RebateMode::Marginal), &[("99.99", "0"), ("100", "5"), ("250", "17.50")]);
}

/// erpnext #57391: a rule that gave its sum once instead of once for each multiple.
#[test]
fn each_full_step_of_an_increment_pays() {
    let tiers = [Tier::amount(major("1000"), major("30"))];
    let draft = RebateAgreementDraft { mode: RebateMode::Increment, ..draft(&tiers) };
    pays(
        &scale(draft),
        &[("999.99", "0"), ("1000", "30"), ("1999.99", "30"), ("2000", "60"), ("5500", "150")],
    );
}

#[test]
fn a_linear_rate_runs_straight_between_its_points() {
    let tiers = [rate("1000", "2%"), rate("2000", "4%")];
    let scale = scale(RebateAgreementDraft { mode: RebateMode::Linear, ..draft(&tiers) });
    pays(&scale, &[("999", "0"), ("1000", "20"), ("1500", "45"), ("2000", "80"), ("3000", "120")]);
    let exact = scale.exact_reward(yuan("1001")).unwrap();
    assert_eq!(exact.to_string(), "2004.002", "2.002% of 1,001.00, in fen");
}

#[test]
fn a_rate_is_never_rounded() {
    let scale = scale(by_box(&[("0", "0.0125")]));
    assert_eq!(scale.reward(Volume::from_quantity(1)), Ok(fen("0.01")));
    assert_eq!(scale.reward(Volume::from_quantity(1_000)), Ok(fen("12.50")));
}

#[test]
fn nothing_is_paid_on_a_negative_volume_unless_it_may_lie_below_zero() {
    let tiers = [rate("0", "10%")];
    pays(&scale(draft(&tiers)), &[("-500", "0")]);
    let below_zero = major("30");
    let payout = PayoutBounds { below_zero, ..PayoutBounds::default() };
    let lower = scale(RebateAgreementDraft { payout, ..draft(&tiers) });
    pays(&lower, &[("-299.90", "-29.99"), ("-300", "-30"), ("-500", "-30"), ("500", "50")]);
}

#[test]
fn a_payout_has_a_least_and_a_most() {
    let payout = PayoutBounds { least: major("10"), most: Some(major("50")), ..Default::default() };
    let scale = scale(RebateAgreementDraft { payout, ..draft(&[rate("0", "10%")]) });
    pays(&scale, &[("99.90", "0"), ("100", "10"), ("499.90", "49.99"), ("600", "50")]);
}

fn condition(kind: ConditionKind, bound: Option<&str>, effect: ConditionEffect) -> RebateCondition {
    RebateCondition { kind, bound: bound.map(percent), effect }
}

#[test]
fn a_gate_that_is_not_met_pays_nothing() {
    let gate = condition(ConditionKind::Attainment, Some("80%"), ConditionEffect::Gate);
    let agreement =
        agreed(RebateAgreementDraft { conditions: vec![gate], ..draft(&[rate("0", "10%")]) });
    let scale = RebateScale::from_agreement(&agreement, 0).unwrap();
    for (attained, reward, told) in [
        (Some(79), "0", "attainment: not met (79% against 80%)"),
        (Some(80), "10", "attainment: met (80% against 80%)"),
        (None, "10", "attainment: not known"),
    ] {
        let attainment = attained.and_then(|it| Quotient::try_new(it, 100));
        let facts = ConditionFacts { attainment, ..ConditionFacts::default() };
        let findings = agreement.conditions(&facts);
        let effect = ConditionsEffect::from_findings(&findings);
        assert_eq!(scale.reward_under(yuan("100"), effect), Ok(fen(reward)), "{attained:?}");
        assert_eq!(effect.is_open, attained.is_none());
        assert_eq!(findings[0].to_string(), told);
    }
}

#[test]
fn points_lower_the_rate_for_each_event_down_to_nothing() {
    let points = ConditionEffect::Points(percent("0.5%"));
    let diversion = condition(ConditionKind::NoDiversion, None, points);
    let agreement =
        agreed(RebateAgreementDraft { conditions: vec![diversion], ..draft(&[rate("0", "2%")]) });
    let scale = RebateScale::from_agreement(&agreement, 0).unwrap();
    for (events, reward) in [(0, "20"), (1, "15"), (3, "5"), (4, "0"), (5, "0"), (u32::MAX, "0")] {
        let facts = ConditionFacts { diversions: Some(events), ..ConditionFacts::default() };
        let effect = ConditionsEffect::from_findings(&agreement.conditions(&facts));
        assert_eq!(scale.reward_under(yuan("1000"), effect), Ok(fen(reward)), "{events}");
    }
}

#[test]
fn each_condition_is_met_not_met_or_not_known() {
    let states = |kind: ConditionKind, bound, met: ConditionFacts, not: ConditionFacts| {
        let it = condition(kind, bound, ConditionEffect::Gate);
        let none = ConditionFacts::default();
        [met, not, none].map(|facts| it.judge(&facts).state)
    };
    let none = ConditionFacts::default();
    let share = |part| Quotient::try_new(part, 100);
    let rows = [
        states(
            ConditionKind::PaidInTime,
            Some("5%"),
            ConditionFacts { overdue: share(5), ..none },
            ConditionFacts { overdue: share(6), ..none },
        ),
        states(
            ConditionKind::ContractInForce,
            None,
            ConditionFacts { days_without_contract: Some(0), ..none },
            ConditionFacts { days_without_contract: Some(1), ..none },
        ),
        states(
            ConditionKind::Reports,
            None,
            ConditionFacts { reports_missing: Some(0), ..none },
            ConditionFacts { reports_missing: Some(1), ..none },
        ),
    ];
    let not_met = ConditionState::NotMet { events: 1 };
    assert_eq!(rows, [[ConditionState::Met, not_met, ConditionState::NotKnown]; 3]);
}

#[test]
fn periods_tile_the_term_from_its_first_day() {
    let mut quarters = draft(&[rate("0", "1%")]);
    quarters.period_months = Some(3);
    let told: Vec<String> = agreed(quarters).periods().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "2026-01-01 to 2026-03-31",
            "2026-04-01 to 2026-06-30",
            "2026-07-01 to 2026-09-30",
            "2026-10-01 to 2026-12-31",
        ]
    );
    // Always from the anchor, never from the last result.
    let mut months = draft(&[rate("0", "1%")]);
    (months.from, months.to) = (on("2026-01-31"), on("2026-04-29"));
    months.period_months = Some(1);
    let told: Vec<String> = agreed(months).periods().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["2026-01-31 to 2026-02-27", "2026-02-28 to 2026-03-30", "2026-03-31 to 2026-04-29"]
    );
}

#[test]
fn an_early_end_scales_tiers_only_where_the_text_says_so() {
    let ended = |tiers| {
        let early_end = Some(EarlyEnd { on: on("2026-07-01"), tiers });
        let draft = RebateAgreementDraft { early_end, ..draft(&[rate("3650", "10%")]) };
        let agreement = agreed(draft);
        assert_eq!(agreement.periods()[0].to_string(), "2026-01-01 to 2026-07-01");
        RebateScale::from_agreement(&agreement, 0).unwrap()
    };
    pays(&ended(EarlyTiers::Stated), &[("3649.99", "0"), ("3650", "365")]);
    pays(&ended(EarlyTiers::Scaled), &[("1819.99", "0"), ("1820", "182")]);
}

#[test]
fn terms_that_contradict_themselves_are_refused_with_all_paths() {
    let mut wrong = draft(&[rate("1000", "120%"), rate("1000", "5%")]);
    wrong.period_months = Some(5);
    wrong.payout = PayoutBounds { least: major("9"), most: Some(major("8")), ..Default::default() };
    refused(
        wrong,
        "period_months must tile 2026-01-01 to 2026-12-31: 5 months end on 2027-03-31; \
         tiers.0.rate must not exceed 100%, was 120%; \
         tiers.1.from must exceed 1000, was 1000; \
         payout.most must be at least 9, was 8",
    );
}

#[test]
fn a_falling_total_is_refused_unless_it_is_stated_as_wanted() {
    let tiers = [rate("0", "10%"), rate("1000", "8%")];
    refused(draft(&tiers), "tiers.1 pays less in total from 1000 on than just below it");
    let wanted = RebateAgreementDraft { total: TotalRule::MayFall, ..draft(&tiers) };
    pays(&scale(wanted), &[("999", "99.90"), ("1000", "80")]);
    // polar #7361: 20 seats 500, 21 seats 420.
    let mut seats = by_box(&[("0", "25"), ("21", "20")]);
    seats.mode = RebateMode::Whole;
    refused(seats, "tiers.1 pays less in total from 21 on than just below it");
    let linear = RebateAgreementDraft {
        mode: RebateMode::Linear,
        ..draft(&[rate("1000", "5%"), rate("2000", "3%")])
    };
    refused(linear, "tiers.1 pays less in total from 2000 on than just below it");
    let gentle = RebateAgreementDraft {
        mode: RebateMode::Linear,
        ..draft(&[rate("1000", "6%"), rate("2000", "4%")])
    };
    pays(&scale(gentle), &[("1000", "60"), ("1500", "75"), ("2000", "80")]);
    let falling = RebateAgreementDraft { mode: RebateMode::Marginal, ..draft(&tiers) };
    pays(&scale(falling), &[("1000", "100"), ("2000", "180")]);
}

/// Bounds in percent of a base of growth are all 0 where the base is.
#[test]
fn a_falling_total_is_seen_in_any_period() {
    let mut falling = draft(&[rate("110%", "3%"), rate("120%", "2%")]);
    falling.period_months = Some(6);
    let growth =
        |bases: [&str; 2]| Some(Growth { bases: bases.map(major).to_vec(), ..Growth::default() });
    let told = "tiers.1 pays less in total from 120% on than just below it";
    for bases in [["1000", "1000"], ["1000", "0"], ["0", "1000"]] {
        refused(RebateAgreementDraft { growth: growth(bases), ..falling.clone() }, told);
    }
}

#[test]
fn a_table_names_its_gaps_and_overlaps() {
    let row = |from: &str, to: Option<&str>| FromToRow {
        from: major(from),
        to: to.map(major),
        pays: TierPay::Rate { rate: percent("1%"), beyond: None },
    };
    let read = |rows: &[FromToRow], form| {
        Tier::from_table(rows, form).map_err(|found: Violations| found.to_string())
    };
    let shared = [row("0", Some("100")), row("100", Some("200")), row("200", None)];
    let tiers = read(&shared, FromToForm::Shared).unwrap();
    assert_eq!(tiers, [rate("0", "1%"), rate("100", "1%"), rate("200", "1%")]);
    for (rows, text) in [
        (
            vec![row("0", Some("100")), row("101", None)],
            "rows.1.from leaves a gap after 100, was 101",
        ),
        (
            vec![row("0", Some("100")), row("99", None)],
            "rows.1.from overlaps the row up to 100, was 99",
        ),
        (
            vec![row("0", None), row("100", None)],
            "rows.1.from follows a row without an end, was 100",
        ),
        (vec![row("0", Some("100"))], "rows.0.to must be left out of the last row, was 100"),
    ] {
        assert_eq!(read(&rows, FromToForm::Shared), Err(text.to_owned()));
    }
}

#[test]
fn the_smaller_contradictions_are_refused() {
    let base = || draft(&[rate("0", "1%")]);
    refused(draft(&[]), "tiers must name at least one tier, was empty");
    let mut back = base();
    back.to = on("2025-12-31");
    refused(back, "to must not lie before 2026-01-01, was 2025-12-31");
    refused(
        draft(&[rate("60%", "1%")]),
        "tiers.0.from needs a target or a base of growth, was 60%",
    );
    let mut mixed = draft(&[rate("0", "1%"), rate("50%", "2%")]);
    mixed.target = Some(major("100"));
    refused(mixed, "tiers.1.from must be of the kind of 0, was 50%");
    refused(draft(&[rate("0.005", "1%")]), "tiers.0.from is finer than CNY has it, was 0.005");
    let mut units = base();
    units.base.unit = Some("box".parse().unwrap());
    refused(units, "tiers.0.rate needs a base in amounts, was in box");
    let mut amounts = by_box(&[("0", "1")]);
    amounts.base.unit = None;
    refused(amounts, "tiers.0.per_unit needs a base in a unit, was in amounts");
    let mut steps = draft(&[rate("0", "1%"), rate("5", "1%")]);
    steps.mode = RebateMode::Increment;
    refused(
        steps,
        "tiers of increment are one, were 2; tiers.0.from is the step and must be above 0, was 0",
    );
    let mut growth = base();
    growth.period_months = Some(6);
    growth.growth = Some(Growth { bases: vec![major("1")], ..Growth::default() });
    refused(growth, "growth.bases must state one base for each of 2 periods, states 1");
    let mut kinds = draft(&[rate("0", "1%"), Tier::amount(major("5"), major("1"))]);
    refused(kinds.clone(), "tiers.1.pays must be rate as in the tier before, was amount");
    kinds.tiers.truncate(1);
    let points = ConditionEffect::Points(percent("1%"));
    kinds.conditions = vec![
        condition(ConditionKind::Attainment, None, ConditionEffect::Gate),
        condition(ConditionKind::Reports, Some("5%"), points),
        condition(ConditionKind::Reports, None, points),
    ];
    refused(
        kinds,
        "conditions.0.bound is missing from attainment; \
         conditions.1.bound must be left out of reports delivered, was 5%; \
         conditions.2.kind must stand once, was reports delivered twice",
    );
    let mut rates = base();
    rates.rates = vec![AgreedRate { currency: Currency::CNY, rate: major("0") }];
    refused(
        rates,
        "rates.0.currency must be another one, and once, was CNY; rates.0.rate must be above 0, was 0",
    );
    let mut claim = base();
    claim.settlement.claim_days = Some(20);
    refused(claim, "settlement.claim_warning_days must not exceed 20, was 30");
    let mut early = base();
    early.early_end = Some(EarlyEnd { on: on("2026-12-31"), tiers: EarlyTiers::Stated });
    refused(early, "early_end.on must lie from 2026-01-01 to before 2026-12-31, was 2026-12-31");
    let mut blank = base();
    blank.stack.best_of = Some(" ".to_owned());
    refused(blank, "stack.best_of must not be blank");
}

#[cfg(feature = "serde")]
#[test]
fn an_agreement_is_read_from_toml_and_unknown_fields_are_refused() {
    let text = r#"
        id = "R-2026-7"
        party = { customer = "Li" }
        currency = "CNY"
        from = "2026-01-01"
        to = "2026-12-31"
        period_months = 3
        mode = "whole"
        counts = "exceeding"
        target = "1000000"
        tiers = [
            { from = "60%", rate = "4%" },
            { from = "100%", rate = "6%", beyond = "8%" },
        ]
        conditions = [
            { kind = "attainment", bound = "80%", effect = "gate" },
            { kind = "no_diversion", effect = { points = "0.5%" } },
        ]
        [base]
        event = "paid_in_full"
        exclude = ["free_goods", "paid_late"]
        [settlement]
        claim_days = 60
    "#;
    let agreement: RebateAgreement = toml::from_str(text).unwrap();
    assert!(agreement.base.exclude.contains(&MovementKind::PaidLate));
    assert_eq!(agreement.periods().len(), 4);
    assert_eq!(agreement.conditions[1].effect, ConditionEffect::Points(percent("0.5%")));
    let again: RebateAgreement = toml::from_str(&toml::to_string(&agreement).unwrap()).unwrap();
    assert_eq!(again, agreement);
    for (from, to, problem) in [
        ("mode = \"whole\"", "mode = \"whole\"\nbonus = 1", "unknown field `bonus`"),
        ("rate = \"4%\"", "rate = \"4%\", amount = \"1\"", "pays exactly one of rate"),
        ("from = \"60%\"", "from = \"sixty\"", "is not an amount"),
        ("beyond = \"8%\"", "beyond = \"108%\"", "tiers.1.beyond must not exceed 100%, was 108%"),
    ] {
        let error = toml::from_str::<RebateAgreement>(&text.replace(from, to)).unwrap_err();
        assert!(error.to_string().contains(problem), "{error}");
    }
}

#[test]
fn a_tier_bound_is_an_amount_or_a_share() {
    for text in ["600000", "60%", "0.5"] {
        assert_eq!(text.parse::<TierBound>().unwrap().to_string(), text);
    }
    let code = |text: &str| text.parse::<TierBound>().map_err(|error| error.code());
    assert_eq!(code("x%"), Err("bound_is_no_share"));
    assert_eq!(code("x"), Err("bound_is_no_amount"));
    assert_eq!("120%".parse(), Ok(TierBound::Share(Ratio::from_percent(120))));
}
