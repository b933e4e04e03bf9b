//! S6: the volume that counts, accruals and postings, the next tier and its pull.

use guanxi::calendar::Validity;
use guanxi::id::CustomerId;
use guanxi::measure::Quotient;
use guanxi::money::{Amount, Currency, Money};
use guanxi::rebate::{
    Accrual, AccrualMethod, AccrualPosting, AccrualRun, AgreedRate, CliffPolicy, CliffPolicyDraft,
    CliffPull, ConditionsEffect, GoodsMovement, GroupMember, MovementKind, NextTier, Outlook,
    PeriodAccrual, PeriodVolume, RebateAgreement, RebateAgreementDraft, RebateError, RebateEvent,
    RebateMode, RebateParty, RebateScale, TierCount, TotalRule, Volume, VolumeOutcome,
};
use guanxi::trade::{LineQuantity, Sale, SaleLine};

use crate::given::{Told, as_of, percent};
use crate::s06_rebate::{agreed, by_box, draft, fen, major, on, rate, scale, yuan};

fn li() -> CustomerId {
    "Li".parse().unwrap()
}

fn invoiced(date: &str, amount: &str) -> GoodsMovement {
    GoodsMovement::invoiced(li(), on(date), crate::given::yuan(amount))
}

fn accrue(
    scale: &RebateScale,
    volume: Volume,
    outlook: &Outlook<'_>,
    method: AccrualMethod,
) -> Amount {
    let effect = ConditionsEffect::default();
    Accrual::try_new(scale, volume, outlook, effect, method).unwrap().accruing
}

fn forecast(volume: Volume) -> Outlook<'static> {
    Outlook { forecast: Some(volume), ..Outlook::default() }
}

#[track_caller]
fn volumes(agreement: &RebateAgreement, movements: &[GoodsMovement], t: &str, expected: &[&str]) {
    let found = PeriodVolume::from_movements(agreement, movements, &[], as_of(t)).unwrap();
    let found: Vec<Volume> = found.iter().map(|it| it.volume).collect();
    assert_eq!(found, expected.iter().map(|it| yuan(it)).collect::<Vec<_>>());
}

#[test]
fn g6_4_datatech() {
    // Prices of 480, and of 432 once more than 600 are expected; the table falls as wanted.
    let mut prices = by_box(&[("0", "480"), ("600", "432")]);
    prices.mode = RebateMode::Whole;
    prices.total = TotalRule::MayFall;
    let scale = scale(prices);
    let run = |count, expected| {
        let volume = Volume::from_quantity(count);
        let outlook = forecast(Volume::from_quantity(expected));
        let accrued = accrue(&scale, volume, &outlook, AccrualMethod::Projected);
        AccrualRun { periods: vec![PeriodAccrual { volume, accrued }], over: 0 }
    };
    let (first, second) = (run(75, 500), run(300, 700));
    assert_eq!(first.periods[0].accrued, fen("36000"));
    let posting = AccrualPosting::between(&first, &second);
    assert_eq!(posting.total().to_amount(), Some(fen("93600")), "300 × 432 − 36,000");
    assert_eq!(posting.new_volume.to_amount(), Some(fen("108000")), "225 × 480");
    assert_eq!(posting.catch_up.to_amount(), Some(fen("-14400")), "300 × −48");
}

/// IFRS 15, Example 24: 100 a piece, 90 for all once more than 1,000 are bought in the year.
#[test]
fn g6_4_ifrs_15_example_24() {
    let scale = scale(RebateAgreementDraft {
        mode: RebateMode::Whole,
        counts: TierCount::Exceeding,
        ..by_box(&[("0", "0"), ("1000", "10")])
    });
    let run = |count, expected| {
        let volume = Volume::from_quantity(count);
        let outlook = forecast(Volume::from_quantity(expected));
        let accrued = accrue(&scale, volume, &outlook, AccrualMethod::Projected);
        AccrualRun { periods: vec![PeriodAccrual { volume, accrued }], over: 0 }
    };
    // 75 in the first quarter, and not more than 1,000 in the year; 500 in the second, and more.
    let (march, june) = (run(75, 300), run(575, 2_300));
    assert_eq!(march.periods[0].accrued, fen("0"), "75 × 100 = 7,500 of revenue");
    let posting = AccrualPosting::between(&march, &june).total();
    assert_eq!(posting, fen("5750").into());
    let revenue = fen("50000").to_total().minus(posting);
    assert_eq!(revenue, fen("44250").into(), "500 × 90 − 75 × 10");
    // At the bound itself the price is 100.
    assert_eq!(run(575, 1_000).periods[0].accrued, fen("0"));
    assert_eq!(run(575, 1_001).periods[0].accrued, fen("5750"));
}

#[test]
fn g6_5_a_mean_rate_is_never_rounded() {
    let scale = scale(RebateAgreementDraft {
        total: TotalRule::MayFall,
        ..by_box(&[("0", "10"), ("100000", "9")])
    });
    let outlook = forecast(Volume::from_quantity(150_000));
    let exact = accrue(&scale, Volume::from_quantity(30_000), &outlook, AccrualMethod::Projected);
    assert_eq!(exact, fen("290000"), "not 290,100 by a price of 9.67");
}

#[test]
fn g6_6_earned_and_projected() {
    let scale = scale(draft(&[rate("0", "1%"), rate("1000000", "2%"), rate("2500000", "3%")]));
    let outlook = forecast(yuan("3000000"));
    let accrual = Accrual::project(&scale, yuan("800000"), &outlook).unwrap();
    assert_eq!(accrual.achieved, fen("8000"));
    assert_eq!(accrual.accruing, fen("24000"));
    assert_eq!(accrual.forecast, fen("90000"));
    assert_eq!(
        accrual.with_currency(Currency::CNY).to_string(),
        "achieved CNY 8,000.00, accruing CNY 24,000.00, forecast CNY 90,000.00"
    );
}

/// Phocas multiplies by months: 12,000 in January are 144,000 in a year. In a season they are not.
#[test]
fn without_a_forecast_the_phase_of_the_trade_tells_the_year() {
    let scale = scale(draft(&[rate("0", "1%"), rate("50000", "2%")]));
    let quarter = Outlook { phase: Quotient::try_new(25, 100), ..Outlook::default() };
    let accrual = Accrual::project(&scale, yuan("12000"), &quarter).unwrap();
    assert_eq!((accrual.expected, accrual.accruing), (yuan("48000"), fen("120")));
    let twelfth = Outlook { phase: Quotient::try_new(1, 12), ..Outlook::default() };
    let accrual = Accrual::project(&scale, yuan("12000"), &twelfth).unwrap();
    assert_eq!((accrual.expected, accrual.accruing), (yuan("144000"), fen("240")));
}

#[test]
fn an_expected_volume_is_at_least_that_to_date() {
    let scale = scale(draft(&[rate("0", "1%")]));
    let low = forecast(yuan("10"));
    assert_eq!(Accrual::project(&scale, yuan("100"), &low).unwrap().expected, yuan("100"));
    let nothing = Outlook { phase: Quotient::try_new(0, 1), ..Outlook::default() };
    assert_eq!(Accrual::project(&scale, yuan("100"), &nothing).unwrap().expected, yuan("100"));
}

#[test]
fn each_method_has_its_rate() {
    let scale = scale(draft(&[rate("0", "1%"), rate("1000", "2%"), rate("2000", "4%")]));
    let outcome = |volume, probability| VolumeOutcome {
        volume: yuan(volume),
        probability: percent(probability),
    };
    let outcomes = [outcome("900", "30%"), outcome("1500", "60%"), outcome("2500", "10%")];
    let outlook = Outlook { forecast: Some(yuan("1500")), phase: None, outcomes: &outcomes };
    let sure = |text| AccrualMethod::Prudent { sure: percent(text) };
    for (method, accrued) in [
        (AccrualMethod::Earned, "1"),
        (AccrualMethod::Projected, "2"),
        (AccrualMethod::Stated { tier: 0 }, "1"),
        (AccrualMethod::Stated { tier: 2 }, "4"),
        (AccrualMethod::MostLikely, "2"),
        (AccrualMethod::Expected, "1.90"),
        (AccrualMethod::PRUDENT, "2"),
        (sure("90.0001%"), "4"),
        (sure("30%"), "1"),
        (sure("30.0001%"), "2"),
    ] {
        assert_eq!(accrue(&scale, yuan("100"), &outlook, method), fen(accrued), "{method:?}");
    }
    let effect = ConditionsEffect::default();
    let refused = |outlook: &Outlook<'_>, method| {
        Accrual::try_new(&scale, yuan("100"), outlook, effect, method).unwrap_err().to_string()
    };
    assert_eq!(
        refused(&outlook, AccrualMethod::Stated { tier: 3 }),
        "R-1 has 3 tiers, was asked for number 4"
    );
    let short = Outlook { outcomes: &outcomes[..2], ..outlook };
    assert_eq!(
        refused(&short, AccrualMethod::Expected),
        "the outcomes of R-1 must have probabilities that sum to 100%, sum to 90%"
    );
    let none = Outlook { outcomes: &[], ..outlook };
    assert_eq!(accrue(&scale, yuan("100"), &none, AccrualMethod::PRUDENT), fen("2"));
}

#[test]
fn a_posting_has_three_parts_that_add_up() {
    let at = |volume, accrued| PeriodAccrual { volume: yuan(volume), accrued: fen(accrued) };
    let run = |periods: &[PeriodAccrual], over| AccrualRun { periods: periods.to_vec(), over };
    let start = AccrualRun::default();
    let january = run(&[at("100", "1")], 0);
    let posting = AccrualPosting::between(&start, &january);
    assert_eq!((posting.new_volume, posting.catch_up), (fen("1").into(), fen("0").into()));
    // The rate rises from 1 % to 2 %: 50 more at the old rate, and 1 % more on 150.
    let february = run(&[at("150", "3")], 0);
    let posting = AccrualPosting::between(&january, &february);
    assert_eq!((posting.new_volume, posting.catch_up), (fen("0.50").into(), fen("1.50").into()));
    // The first quarter is over; afterwards a return restates it while the second runs.
    let april = run(&[at("150", "3"), at("80", "0.80")], 1);
    let posting = AccrualPosting::between(&february, &april);
    assert_eq!(posting.total(), fen("0.80").into());
    let may = run(&[at("90", "0.90"), at("100", "1")], 1);
    let posting = AccrualPosting::between(&april, &may);
    assert_eq!(posting.restated, fen("-2.10").into());
    assert_eq!((posting.new_volume, posting.catch_up), (fen("0.20").into(), fen("0").into()));
    assert_eq!(posting.total(), fen("-1.90").into());
}

#[test]
fn the_next_tier_has_a_gap_a_gain_and_a_leverage() {
    let scale = scale(draft(&[rate("0", "5%"), rate("1000", "10%")]));
    let next = NextTier::find(&scale, yuan("990")).unwrap().unwrap();
    assert_eq!((next.tier, next.gap, next.gain), (1, yuan("10"), fen("50.50")));
    assert_eq!(next.leverage, Quotient::try_new(505, 100));
    let text = |it: NextTier| it.with_currency(Currency::CNY).to_string();
    assert_eq!(text(next), "CNY 10.00 more bring CNY 50.50 of rebate");
    assert_eq!(NextTier::find(&scale, yuan("1000")), Ok(None));
    let boxes = crate::s06_rebate::scale(by_box(&[("0", "1"), ("100", "2")]));
    let next = NextTier::find(&boxes, Volume::from_quantity(90)).unwrap().unwrap();
    assert_eq!((next.gap.units(), next.gain, next.leverage), (10, fen("10"), None));
    assert_eq!(text(next), "10 more bring CNY 10.00 of rebate", "boxes");
}

#[test]
fn a_cliff_pulls_from_a_leverage_of_100_percent_in_the_last_15_percent() {
    let policy = CliffPolicy::default();
    let find = |scale: &RebateScale, volume, phase| {
        let next = NextTier::find(scale, yuan(volume)).unwrap().unwrap();
        let phase = Quotient::try_new(phase, 100).unwrap();
        CliffPull::find(next, phase, Currency::CNY, &policy)
    };
    let whole = scale(draft(&[rate("0", "5%"), rate("1000", "10%")]));
    let pull = find(&whole, "990", 85).unwrap();
    assert_eq!(
        pull.to_string(),
        "CNY 10.00 more bring CNY 50.50 of rebate (505%) with 85% of the period over"
    );
    assert_eq!(find(&whole, "990", 84), None);
    // 1,000.00 pays 100.00. From 947.3684… on the gain is at least the gap.
    assert!(find(&whole, "947.37", 90).is_some());
    assert_eq!(find(&whole, "947.36", 90), None);
    let marginal = scale(RebateAgreementDraft {
        mode: RebateMode::Marginal,
        ..draft(&[rate("0", "5%"), rate("1000", "10%")])
    });
    assert_eq!(find(&marginal, "990", 99), None, "each tier on its own part has no cliff");
    let wrong = CliffPolicyDraft { leverage: percent("0%"), last: percent("101%") };
    assert_eq!(
        CliffPolicy::try_new(wrong).unwrap_err().to_string(),
        "leverage must be above 0%, was 0%; last must not exceed 100%, was 101%"
    );
}

#[test]
fn only_the_event_products_and_kinds_of_the_base_count() {
    let mut base = draft(&[rate("0", "1%")]);
    base.base.products = ["Paint".parse().unwrap(), "Tools".parse().unwrap()].into();
    base.base.except = ["Tools".parse().unwrap()].into();
    let of = |product: &str| Some(product.parse().unwrap());
    let paint = GoodsMovement { product: of("Paint"), ..invoiced("2026-03-01", "100") };
    let movements = [
        paint.clone(),
        GoodsMovement { event: RebateEvent::Ordered, ..paint.clone() },
        GoodsMovement { kind: MovementKind::FreeGoods, ..paint.clone() },
        GoodsMovement { kind: MovementKind::Diverted, ..paint.clone() },
        GoodsMovement { product: of("Tools"), ..paint.clone() },
        GoodsMovement { product: None, ..paint.clone() },
        GoodsMovement { customer: "Wang".parse().unwrap(), ..paint.clone() },
        GoodsMovement { day: on("2027-01-01"), ..paint.clone() },
        GoodsMovement { kind: MovementKind::PaidLate, ..paint },
    ];
    volumes(&agreed(base.clone()), &movements, "2027-01-01", &["200"]);
    base.base.exclude.insert(MovementKind::PaidLate);
    volumes(&agreed(base), &movements, "2027-01-01", &["100"]);
}

#[test]
fn nothing_dated_later_is_seen() {
    let agreement = agreed(draft(&[rate("0", "1%")]));
    let movements = [invoiced("2026-03-01", "100"), invoiced("2026-03-02", "50")];
    volumes(&agreement, &movements, "2026-03-01", &["100"]);
    volumes(&agreement, &movements, "2026-03-02", &["150"]);
}

#[test]
fn a_late_return_that_names_its_sale_restates_its_period() {
    let mut halves = draft(&[rate("0", "1%")]);
    halves.period_months = Some(6);
    let agreement = agreed(halves);
    let sale = invoiced("2026-06-30", "1000");
    let back = |date| invoiced(date, "-400").returning(on("2026-06-30"));
    // 90 days after 30 June is 28 September.
    volumes(&agreement, &[sale.clone(), back("2026-09-28")], "2026-12-31", &["600", "0"]);
    volumes(&agreement, &[sale.clone(), back("2026-09-29")], "2026-12-31", &["1000", "-400"]);
    let unnamed = invoiced("2026-07-05", "-400");
    volumes(&agreement, &[sale.clone(), unnamed], "2026-12-31", &["1000", "-400"]);
    let found = PeriodVolume::from_movements(
        &agreement,
        &[sale, back("2026-07-05")],
        &[],
        as_of("2026-12-31"),
    );
    assert_eq!(found.unwrap()[0].late_returns, yuan("-400"));
}

#[test]
fn facts_of_a_period_are_taken_up_to_a_last_day() {
    let mut halves = draft(&[rate("0", "1%")]);
    halves.period_months = Some(6);
    let sale = |known| GoodsMovement { known: Some(on(known)), ..invoiced("2026-06-30", "1000") };
    // Without a last day they are taken whenever they come, and not before.
    let open = agreed(halves.clone());
    volumes(&open, &[sale("2026-12-01")], "2026-11-30", &["0", "0"]);
    volumes(&open, &[sale("2026-12-01")], "2026-12-01", &["1000", "0"]);
    halves.settlement.late_fact_days = Some(15);
    let agreement = agreed(halves);
    // 15 days after 30 June is 15 July.
    for (known, expected, left_out) in
        [("2026-07-15", "1000", "0"), ("2026-07-16", "0", "1000"), ("2026-01-01", "1000", "0")]
    {
        let movements = [sale(known)];
        volumes(&agreement, &movements, "2026-12-31", &[expected, "0"]);
        let found =
            PeriodVolume::from_movements(&agreement, &movements, &[], as_of("2026-12-31")).unwrap();
        assert_eq!(found[0].too_late, yuan(left_out), "{known}");
    }
    // A late return has the days from its own day on.
    let back = |known| GoodsMovement {
        known: Some(on(known)),
        ..invoiced("2026-08-10", "-400").returning(on("2026-06-30"))
    };
    let sold = invoiced("2026-06-30", "1000");
    volumes(&agreement, &[sold.clone(), back("2026-08-25")], "2026-12-31", &["600", "0"]);
    volumes(&agreement, &[sold, back("2026-08-26")], "2026-12-31", &["1000", "0"]);
    // A last day of the end itself.
    let mut none = draft(&[rate("0", "1%")]);
    none.settlement.late_fact_days = Some(0);
    let agreement = agreed(none);
    let sale = |known| GoodsMovement { known: Some(on(known)), ..invoiced("2026-03-01", "10") };
    volumes(&agreement, &[sale("2026-12-31")], "2027-06-30", &["10"]);
    volumes(&agreement, &[sale("2027-01-01")], "2027-06-30", &["0"]);
}

#[test]
fn quantities_that_come_too_late_are_left_out_and_shown() {
    let mut boxes = by_box(&[("0", "1")]);
    boxes.settlement.late_fact_days = Some(15);
    let agreement = agreed(boxes);
    let of = |known, number| GoodsMovement {
        quantity: Some(LineQuantity { number, unit: "box".parse().unwrap() }),
        known: Some(on(known)),
        ..invoiced("2026-12-31", "10")
    };
    let movements = [of("2027-01-15", 7), of("2027-01-16", 5)];
    let found = PeriodVolume::from_movements(&agreement, &movements, &[], as_of("2027-06-30"));
    let found = found.unwrap();
    assert_eq!(found[0].volume, Volume::from_quantity(7));
    assert_eq!(found[0].too_late, Volume::from_quantity(5));
}

/// OCA/commission #55: a refund was added instead of taken off; #463, #503, #607: it was skipped.
#[test]
fn a_return_lessens_the_volume() {
    let agreement = agreed(draft(&[rate("0", "1%")]));
    let movements = [invoiced("2026-03-01", "100"), invoiced("2026-03-09", "-30")];
    volumes(&agreement, &movements, "2026-12-31", &["70"]);
}

#[test]
fn a_group_has_the_members_of_the_day_of_each_sale() {
    let mut group = draft(&[rate("0", "1%")]);
    group.party = RebateParty::Group("North".parse().unwrap());
    let agreement = agreed(group);
    let days = |from, to: Option<&str>| Validity::try_new(on(from), to.map(on)).unwrap();
    let members = [
        GroupMember { customer: li(), days: days("2026-01-01", None) },
        GroupMember {
            customer: "Wang".parse().unwrap(),
            days: days("2026-04-01", Some("2026-06-30")),
        },
    ];
    let of = |customer: &str, date| GoodsMovement {
        customer: customer.parse().unwrap(),
        ..invoiced(date, "100")
    };
    let movements = [
        of("Li", "2026-03-31"),
        of("Wang", "2026-03-31"),
        of("Wang", "2026-04-01"),
        of("Wang", "2026-06-30"),
        of("Wang", "2026-07-01"),
    ];
    let found = PeriodVolume::from_movements(&agreement, &movements, &members, as_of("2026-12-31"))
        .unwrap();
    assert_eq!(found[0].volume, yuan("300"));
}

#[test]
fn a_line_of_a_sale_is_a_movement_with_its_quantity_and_the_day_of_its_sale() {
    let agreement = agreed(by_box(&[("0", "1")]));
    let line = |date, boxes: i64| {
        let amount = Amount::from_minor(boxes * 100_00);
        let sold = SaleLine::new("S-1".parse().unwrap(), date, "feed".parse().unwrap(), amount);
        sold.of(boxes, "box".parse().unwrap())
    };
    let back = SaleLine { returned_from: Some(on("2026-12-20")), ..line(on("2027-01-10"), -3) };
    let moved = [line(on("2026-12-20"), 10), back]
        .map(|line| GoodsMovement::from_line(li(), &line, Currency::CNY));
    let found = PeriodVolume::from_movements(&agreement, &moved, &[], as_of("2027-01-31")).unwrap();
    assert_eq!(found[0].volume.units(), 7, "the return restates the year of its sale");
}

#[test]
fn a_base_in_a_unit_refuses_goods_in_another() {
    let agreement = agreed(by_box(&[("0", "1")]));
    let quantity =
        |unit: &str, count| Some(LineQuantity { unit: unit.parse().unwrap(), number: count });
    let with = |quantity| GoodsMovement { quantity, ..invoiced("2026-03-01", "10") };
    let count = |movements: &[GoodsMovement]| {
        PeriodVolume::from_movements(&agreement, movements, &[], as_of("2026-12-31"))
            .map(|it| it[0].volume.units())
            .map_err(|error| error.to_string())
    };
    assert_eq!(count(&[with(quantity("box", 7)), with(quantity("box", -2))]), Ok(5));
    let said =
        |found| Err(format!("the base of R-1 counts in box, the goods of 2026-03-01 in {found}"));
    assert_eq!(count(&[with(quantity("can", 7))]), said("can"));
    assert_eq!(count(&[with(None)]), said("none"));
    assert_eq!(
        count(&[with(quantity("box", i64::MAX)), with(quantity("box", 1))]),
        Err("the rebate of R-1 is too large to be computed".to_owned())
    );
}

#[test]
fn sales_in_another_currency_count_by_the_rate_of_the_agreement() {
    let mut draft = draft(&[rate("0", "1%")]);
    let usd = |amount: &str| {
        let amount: Money = format!("USD {amount}").parse().unwrap();
        GoodsMovement { amount, ..invoiced("2026-03-01", "0") }
    };
    let movements = [usd("10.01"), usd("0.01"), invoiced("2026-03-01", "5")];
    let ask = |draft: &RebateAgreementDraft| {
        let agreement = agreed(draft.clone());
        PeriodVolume::from_movements(&agreement, &movements, &[], as_of("2026-12-31"))
    };
    assert_eq!(
        ask(&draft).unwrap_err().to_string(),
        "R-1 has no rate for USD, the currency of the goods of 2026-03-01"
    );
    draft.rates = vec![AgreedRate { currency: Currency::USD, rate: major("7.1234") }];
    let found = ask(&draft).unwrap();
    // 10.02 × 7.1234 = 71.376468: rounded once for the sum.
    assert_eq!(found[0].volume, yuan("76.38"));
    let [conversion] = found[0].conversions[..] else { panic!("one currency") };
    assert_eq!((conversion.amount.minor(), conversion.value), (10_02, fen("71.38")));
}

#[test]
fn the_purchases_of_an_account_are_a_base_without_products() {
    let told = Told::nothing().sold("2026-02-01", "100").sold("2026-08-01", "60");
    let mut halves = draft(&[rate("0", "1%")]);
    halves.period_months = Some(6);
    let sales = told.view().sales();
    let found = PeriodVolume::from_timeline(&agreed(halves.clone()), sales, as_of("2026-12-31"));
    let found: Vec<Volume> = found.unwrap().iter().map(|it| it.volume).collect();
    assert_eq!(found, [yuan("100"), yuan("60")]);
    halves.base.except = ["Paint".parse().unwrap()].into();
    let error = PeriodVolume::from_timeline(&agreed(halves), sales, as_of("2026-12-31"));
    assert_eq!(
        error.unwrap_err().to_string(),
        "R-1 needs lines with products, a timeline has amounts by day only"
    );
    let boxes = agreed(by_box(&[("0", "1")]));
    let error = PeriodVolume::from_timeline(&boxes, sales, as_of("2026-12-31"));
    assert_eq!(error.unwrap_err().code(), "needs_lines");
}

#[test]
fn a_recorded_sale_is_a_movement_of_its_one_product() {
    let sale = Sale::new("S-1".parse().unwrap(), on("2026-03-01"), crate::given::yuan("10"));
    let product =
        |sale: &Sale| GoodsMovement::from_sale(li(), sale).product.map(|it| it.to_string());
    assert_eq!(product(&sale), None);
    let paint = sale.clone().with_groups(["Paint".parse().unwrap()]);
    assert_eq!(product(&paint).as_deref(), Some("Paint"));
    let two = sale.with_groups(["Paint".parse().unwrap(), "Tools".parse().unwrap()]);
    assert_eq!(product(&two), None);
}

#[test]
fn a_period_that_is_not_there_is_refused() {
    let agreement = agreed(draft(&[rate("0", "1%")]));
    let error = RebateScale::from_agreement(&agreement, 1).unwrap_err();
    assert_eq!(error.to_string(), "R-1 has 1 periods, was asked for number 2");
    assert!(matches!(error, RebateError::NoPeriod { .. }));
}
