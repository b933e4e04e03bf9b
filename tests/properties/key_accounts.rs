//! Key accounts: what is computed from bounds holds for everything within them, and all sums are
//! exact.

use std::collections::BTreeSet;

use guanxi::account_plan::{
    AccountPlanPolicyDraft, DatedValue, Measurement, Objective, ObjectiveMeasure, ObjectiveReading,
    ObjectiveStanding,
};
use guanxi::calendar::{AsOf, Day};
use guanxi::contract::ContractStatus;
use guanxi::customer::Importance;
use guanxi::key_account::{
    Activity, ActivityRate, Attractiveness, AxisLines, AxisReading, CellVerdict, CustomerProfit,
    GainCap, GrowthLevels, GrowthReading, KeyAccountCandidate, KeyAccountCell, KeyAccountPosition,
    KeyAccountScorecards, KeyAccountStatus, MarketSizes, MatrixRules, MoneyInterval, MutualGain,
    MutualGainFacts, Relationship, SelectionFigures, SelectionRules, SizeChange, Supplier,
    SupplierRank, WalletAllocation, WhaleCurve,
};
use guanxi::measure::{Quotient, Score};
use guanxi::money::{Amount, Currency, Money};
use guanxi::scorecard::{CriterionAnswer, CriterionAnswers, Scorecard, ScorecardPolicy};
use proptest::prelude::*;

fn fen(minor: i64) -> Money {
    Money::new(Amount::from_minor(minor), Currency::CNY)
}

fn points(tenths: i128) -> Score {
    Quotient::try_new(tenths, 1_000).and_then(Score::try_from_fraction).unwrap()
}

/// The level of a score in tenths of a point, by a loop over both lines.
fn level(lines: AxisLines, band: u16, tenths: i128, before: Option<usize>) -> usize {
    let mut level = 0;
    for (place, line) in [lines.middle, lines.upper].into_iter().enumerate() {
        let line = i128::from(match before {
            None => line,
            Some(before) if before > place => line - band,
            Some(_) => line + band,
        });
        if tenths >= line * 10 {
            level = place + 1;
        }
    }
    level
}

fn place(cell: KeyAccountCell) -> (usize, usize) {
    let row = Attractiveness::ALL.iter().position(|it| *it == cell.attractiveness).unwrap();
    let column = Relationship::ALL.iter().position(|it| *it == cell.relationship).unwrap();
    (row, column)
}

fn cells(verdict: &CellVerdict) -> BTreeSet<(usize, usize)> {
    match verdict {
        CellVerdict::Certain { cell, .. } => BTreeSet::from([place(*cell)]),
        CellVerdict::StrategyCertain { cells, .. } | CellVerdict::Ambiguous { cells, .. } => {
            cells.iter().map(|it| place(*it)).collect()
        }
    }
}

/// Levels of six criteria, of which some are missing, and levels for the missing ones.
fn answers() -> impl Strategy<Value = Vec<(Option<u8>, u8)>> {
    prop::collection::vec((prop::option::weighted(0.7, 0_u8..=4), 0_u8..=4), 7)
}

fn card(policy: guanxi::scorecard::ScorecardPolicyDraft) -> Scorecard {
    Scorecard::new(ScorecardPolicy::try_new(policy).unwrap())
}

fn read(card: &Scorecard, levels: impl Iterator<Item = Option<u8>>) -> AxisReading {
    let criteria = card.policy().criteria.iter().map(|it| it.criterion.clone());
    let rated = |level: u8| CriterionAnswer::rated(level, "Wang".parse().unwrap());
    let answers: CriterionAnswers =
        criteria.zip(levels).filter_map(|(id, level)| Some((id, rated(level?)))).collect();
    AxisReading::try_from_evaluation(&card.answered(&answers).unwrap().evaluate()).unwrap()
}

fn cell_of(index: usize) -> KeyAccountCell {
    KeyAccountCell::all().nth(index).unwrap()
}

/// A customer that a rule chooses or not, that a person flagged or not, with a contract or not.
fn candidate(is_a: bool, is_flagged: bool, has_contract: bool) -> KeyAccountCandidate {
    let flag = guanxi::key_account::StrategicFlag {
        reason: "door to the north".parse().unwrap(),
        by: "Wang".parse().unwrap(),
        until: Day::MAX,
    };
    KeyAccountCandidate {
        customer: "Li".parse().unwrap(),
        importance: if is_a { Importance::A } else { Importance::C },
        figures: SelectionFigures {
            sales: fen(1),
            margin: None,
            order_days: None,
            growth: None,
            loyalty: None,
            flag: is_flagged.then_some(flag),
        },
        attractiveness: None,
        bargaining: None,
        quadrant: None,
        contract: has_contract.then_some(ContractStatus::InForce),
        knock_out: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn wallet_shares_are_those_of_the_mean_ranks_and_sum_to_one(
        ranks in prop::collection::vec(0_u16..6, 0..9),
    ) {
        let n = ranks.len() as i128;
        let given: Vec<SupplierRank> = ranks
            .iter()
            .enumerate()
            .map(|(place, rank)| SupplierRank {
                supplier: Supplier::Rival(format!("R{place}").parse().unwrap()),
                rank: *rank,
            })
            .collect();
        let found = WalletAllocation::try_from_ranks(&given).unwrap();
        let mut sum = 0;
        for it in found.shares() {
            let own = given.iter().find(|given| given.supplier == it.supplier).unwrap().rank;
            let better = ranks.iter().filter(|rank| **rank < own).count() as i128;
            let tied = ranks.iter().filter(|rank| **rank == own).count() as i128;
            // Twice the mean of the ranks better + 1 ..= better + tied.
            let twice_mean = 2 * better + tied + 1;
            let part = 2 * (n + 1) - twice_mean;
            sum += part;
            prop_assert_eq!(it.share, Quotient::try_new(part, n * (n + 1)).unwrap());
        }
        prop_assert_eq!(sum, if n == 0 { 0 } else { n * (n + 1) });
        prop_assert!(found.shares().windows(2).all(|pair| pair[0].share >= pair[1].share));
    }

    #[test]
    fn growth_factors_multiply_to_the_customers_own(
        industry in (1_i64..1_000_000, 1_i64..1_000_000),
        parts in (1_i64..=1_000, 1_i64..=1_000, 1_i64..=1_000, 0_i64..=1_000),
    ) {
        let thousand = |(before, after): (i64, i64)| (before * 1_000_000, after * 1_000_000);
        let industry = thousand(industry);
        let (a, b, c, d) = parts;
        let segment = (industry.0 / 1_000 * a, industry.1 / 1_000 * b);
        let own = (segment.0 / 1_000 * c, segment.1 / 1_000 * d);
        let size = |(before, after)| Some(SizeChange::try_new(fen(before), fen(after)).unwrap());
        let sizes =
            MarketSizes { industry: size(industry), segment: size(segment), customer: size(own) };
        let found = GrowthReading::try_from_sizes(sizes).unwrap();
        prop_assert_eq!(found.product, found.own);
        let of = |part: i64, whole: i64| Quotient::try_new(part.into(), whole.into()).unwrap();
        prop_assert_eq!(found.own.unwrap(), of(own.1, own.0));
        prop_assert_eq!(found.industry.unwrap(), of(industry.1, industry.0));
        let (i0, i1) = (i128::from(industry.0), i128::from(industry.1));
        let (s0, s1) = (i128::from(segment.0), i128::from(segment.1));
        prop_assert_eq!(found.segment.unwrap(), Quotient::try_new(s1 * i0, i1 * s0).unwrap());
        let without = GrowthReading::try_from_sizes(MarketSizes { segment: None, ..sizes }).unwrap();
        prop_assert_eq!((without.segment, without.share), (None, None));
        prop_assert_eq!(without.product, without.industry);
    }

    #[test]
    fn the_whale_curve_sums_exactly_at_every_step(
        profits in prop::collection::vec(-50_i64..50, 0..30),
    ) {
        let given: Vec<CustomerProfit> = profits
            .iter()
            .enumerate()
            .map(|(place, profit)| CustomerProfit {
                customer: format!("C{place}").parse().unwrap(),
                profit: fen(*profit),
            })
            .collect();
        let curve = WhaleCurve::try_from_profits(Currency::CNY, &given).unwrap();
        let mut sorted = profits.clone();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        let sum_of = |count: usize| sorted[..count].iter().sum::<i64>();
        let top = (0..=sorted.len()).map(sum_of).max().unwrap();
        prop_assert_eq!(curve.total(), fen(profits.iter().sum()));
        prop_assert_eq!(curve.peak(), fen(top));
        prop_assert_eq!(curve.eaten(), fen(top - profits.iter().sum::<i64>()));
        for step in curve.steps() {
            prop_assert_eq!(step.cumulative, fen(sum_of(step.rank as usize)));
            prop_assert_eq!(step.customers.len(), profits.iter().filter(|it| fen(**it) == step.profit).count());
        }
        let named: usize = curve.steps().iter().map(|it| it.customers.len()).sum();
        prop_assert_eq!(named, profits.len());
    }

    #[test]
    fn used_and_unused_cost_sum_to_the_cost_supplied(
        cost in 0_i64..1_000_000_000,
        capacity in 1_u64..100_000,
        counts in prop::collection::vec((0_u32..500, 0_u32..500), 0..8),
    ) {
        let activities: Vec<Activity> = counts
            .iter()
            .enumerate()
            .map(|(place, (count, unit_minutes))| Activity {
                activity: format!("A{place}").parse().unwrap(),
                unit_minutes: *unit_minutes,
                count: *count,
            })
            .collect();
        let usage = ActivityRate::try_new(fen(cost), capacity).unwrap().usage(&activities).unwrap();
        let sum: i64 = usage.activities.iter().map(|it| it.cost.amount().minor()).sum();
        prop_assert_eq!(sum + usage.unused.amount().minor(), cost);
        prop_assert_eq!(fen(sum), usage.used);
        for it in &usage.activities {
            // Cut off along the running sum: less than one fen away from the exact cost.
            let exact = i128::from(it.minutes) * i128::from(cost);
            let charged = i128::from(it.cost.amount().minor()) * i128::from(capacity);
            prop_assert!((exact - charged).abs() < i128::from(capacity));
        }
    }

    #[test]
    fn the_cells_are_those_of_all_scores_between_the_bounds(
        attractive in (0_i128..=1_000, 0_i128..=1_000),
        related in (0_i128..=1_000, 0_i128..=1_000),
        before in prop::option::of(0_usize..9),
    ) {
        let rules = MatrixRules::default();
        let order = |(a, b): (i128, i128)| (a.min(b), a.max(b));
        let (attractive, related) = (order(attractive), order(related));
        let reading =
            |(low, high)| AxisReading::try_new(points(low), points(high), Vec::new()).unwrap();
        let before = before.map(cell_of);
        let position = KeyAccountPosition {
            attractiveness: reading(attractive),
            relationship: reading(related),
            before,
            gain: GainCap::Free,
        };
        let found = rules.read(&position);
        let past = before.map(place);
        let levels = |(low, high): (i128, i128), lines, past| -> BTreeSet<usize> {
            (low..=high).map(|tenths| level(lines, rules.band, tenths, past)).collect()
        };
        let rows = levels(attractive, rules.attractiveness, past.map(|it| it.0));
        let columns = levels(related, rules.relationship, past.map(|it| it.1));
        let all: BTreeSet<(usize, usize)> =
            rows.iter().flat_map(|row| columns.iter().map(move |column| (*row, *column))).collect();
        prop_assert_eq!(cells(&found.verdict), all);
        for step in &found.up {
            // The points up lead to the level that is named, and a thousandth less does not.
            let lowest = (rows.first().unwrap(), columns.first().unwrap());
            let (row, column) = place(step.to);
            prop_assert_eq!(row + column, lowest.0 + lowest.1 + 1);
        }
    }

    #[test]
    fn the_verdict_on_an_account_holds_every_completion_of_what_is_missing(
        attractive in answers(),
        related in answers(),
        gain in prop::sample::select(GainCap::ALL.to_vec()),
    ) {
        let cards = KeyAccountScorecards::default();
        let (attractiveness, relationship) = (card(cards.attractiveness), card(cards.relationship));
        let verdict = |attractiveness, relationship, gain| {
            let position =
                KeyAccountPosition { attractiveness, relationship, before: None, gain };
            MatrixRules::default().read(&position).verdict
        };
        let known = verdict(
            read(&attractiveness, attractive.iter().map(|it| it.0)),
            read(&relationship, related.iter().map(|it| it.0)),
            gain,
        );
        let completed = |missing: fn(u8) -> u8, gain| {
            let all = move |it: &(Option<u8>, u8)| Some(it.0.unwrap_or(missing(it.1)));
            verdict(
                read(&attractiveness, attractive.iter().map(all)),
                read(&relationship, related.iter().map(all)),
                gain,
            )
        };
        let gains = match gain {
            GainCap::Free | GainCap::Selective => vec![gain],
            GainCap::Unknown => vec![GainCap::Free, GainCap::Selective],
        };
        let all: [fn(u8) -> u8; 3] = [|level| level, |_| 0, |_| 4];
        for (missing, gain) in all.into_iter().flat_map(|it| gains.iter().map(move |gain| (it, *gain))) {
            let complete = completed(missing, gain);
            prop_assert!(cells(&complete).is_subset(&cells(&known)));
            if let Some(strategy) = known.strategy() {
                prop_assert_eq!(complete.strategy(), Some(strategy));
            }
            if let CellVerdict::Ambiguous { strategies, find_out_first, .. } = &known {
                prop_assert!(strategies.contains(&complete.strategy().unwrap()));
                prop_assert!(find_out_first.is_some(), "something is missing");
            }
        }
    }

    #[test]
    fn membership_is_that_of_the_last_reviews(
        reviews in prop::collection::vec((any::<bool>(), prop::bool::weighted(0.1), prop::bool::weighted(0.9)), 1..20),
    ) {
        let rules = SelectionRules::default();
        let (mut status, mut is_key): (Option<KeyAccountStatus>, bool) = (None, false);
        let mut day = Day::default();
        let mut history: Vec<bool> = Vec::new();
        for (is_a, is_flagged, has_contract) in reviews {
            day = day.offset(30);
            let candidate = candidate(is_a, is_flagged, has_contract);
            let choice = rules
                .choose(&candidate, status, GrowthLevels::default(), AsOf::new(day))
                .unwrap();
            let is_chosen = (is_a || is_flagged) && has_contract;
            // By hand: a bar ends it, a flag begins it, two reviews of one answer decide the rest.
            let is_decided =
                is_flagged || history.last().is_none_or(|before| *before == is_chosen);
            if !has_contract {
                is_key = false;
            } else if is_decided {
                is_key = is_chosen;
            }
            history.push(is_chosen);
            prop_assert_eq!(choice.status.is_key(), is_key);
            prop_assert_eq!(choice.status.reviewed(), day);
            status = Some(choice.status);
        }
    }

    #[test]
    fn mutual_gain_holds_every_completion_of_its_parts(
        parts in prop::array::uniform8((0_i64..100, 0_i64..100, 0_i64..=100)),
    ) {
        let bounds = parts.map(|(a, b, _)| (a.min(b), a.max(b)));
        let point = |place: usize| {
            let (low, high) = bounds[place];
            low + (high - low) * parts[place].2 / 100
        };
        let part = |place: usize| {
            let (low, high) = bounds[place];
            Some(MoneyInterval::try_new(fen(low), fen(high)).unwrap())
        };
        let facts = MutualGainFacts {
            margin: part(0),
            rebates: part(1),
            support: part(2),
            costs: part(3),
            stock: part(4),
            deposit: part(5),
            paid_ahead: part(6),
            credit: part(7),
        };
        let found = MutualGain::try_from_facts(&facts, Currency::CNY).unwrap();
        let gain = point(0) + point(1) + point(2) - point(3);
        let capital = point(4) + point(5) + point(6) - point(7);
        prop_assert!(found.gain.unwrap().contains(fen(gain)));
        prop_assert!(found.capital.unwrap().contains(fen(capital)));
        if let Some(on_capital) = found.on_capital {
            let fraction = Quotient::try_new(gain.into(), capital.into()).unwrap();
            prop_assert!(on_capital.contains(fraction), "{} in {}", fraction, on_capital);
        }
    }

    #[test]
    fn an_objective_is_judged_by_its_way_on_the_line(
        baseline in -1_000_i64..1_000,
        target in -1_000_i64..1_000,
        actual in -2_000_i64..2_000,
        days in (1_i32..400, 1_i32..400),
        late in 0_i32..3,
    ) {
        let (elapsed, whole) = (days.0.min(days.1), days.0.max(days.1));
        let value = |number: i64| number.to_string().parse().unwrap();
        let start = Day::default();
        let objective = Objective {
            id: "O".parse().unwrap(),
            measure: ObjectiveMeasure::Sales,
            baseline: Some(DatedValue { value: value(baseline), on: start }),
            target: value(target),
            due: start.offset(whole),
            owner: "Wang".parse().unwrap(),
            review_on: start.offset(whole),
        };
        let measured = DatedValue { value: value(actual), on: start.offset(elapsed) };
        let measurement = Measurement { objective: objective.id.clone(), measured };
        let t = AsOf::new(start.offset(elapsed).max(start.offset(whole - 1 + late)));
        let found = objective.judge(&[measurement], t, &AccountPlanPolicyDraft::default());
        let ObjectiveReading::Judged { standing, progress, shortfall, .. } = found else {
            return Err(TestCaseError::fail(format!("{found}")));
        };
        // Both sides times the days and the sign of the way.
        let is_past = t.day() > objective.due;
        let elapsed = if is_past { whole } else { elapsed };
        let sign = if target < baseline { -1 } else { 1 };
        let gone = i128::from(actual - baseline) * sign * i128::from(whole);
        let asked = i128::from((target - baseline).abs()) * i128::from(elapsed);
        prop_assert_eq!(progress, Quotient::try_new(gone, asked));
        let short = (i128::from(target - actual) * sign).max(0);
        prop_assert_eq!(Some(shortfall), Quotient::try_new(short, 1));
        let is_flat = baseline == target;
        let expected = if short == 0 && is_flat && !is_past {
            ObjectiveStanding::OnTrack
        } else if short == 0 {
            ObjectiveStanding::Met
        } else if is_flat && !is_past {
            ObjectiveStanding::AtRisk
        } else if is_past {
            ObjectiveStanding::Missed
        } else if gone * 100 >= asked * 95 {
            ObjectiveStanding::OnTrack
        } else if gone * 100 >= asked * 85 {
            ObjectiveStanding::Behind
        } else {
            ObjectiveStanding::AtRisk
        };
        prop_assert_eq!(standing, expected);
    }
}
