//! Rebates, against the plainest counting.

use guanxi::calendar::AsOf;
use guanxi::id::LineNumber;
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Currency, Major, Total};
use guanxi::rebate::{
    Accrual, AccrualPosting, AccrualRun, Allocation, AllocationLine, ConditionsEffect, LaterBase,
    Outlook, PeriodAccrual, RebateAgreement, RebateAgreementDraft, RebateMode, RebateParty,
    RebateScale, SettlementFacts, SettlementLedger, StackBase, StackEntry, Tier, TierCount, Volume,
    stacked_rewards,
};
use proptest::prelude::*;

use crate::strategies::date;

/// Bounds in fen and rates in parts per million.
type Table = Vec<(u16, u32)>;

fn tables() -> impl Strategy<Value = Table> {
    prop::collection::btree_map(0_u16..400, 0_u32..=1_000_000, 1..5)
        .prop_map(|table| table.into_iter().collect())
}

/// A bound in fen, in yuan.
fn bound(fen: u16) -> Major {
    format!("{}.{:02}", fen / 100, fen % 100).parse().unwrap()
}

fn draft(table: &Table, mode: RebateMode, counts: TierCount) -> RebateAgreementDraft {
    let li = RebateParty::Customer("Li".parse().unwrap());
    let tier =
        |(from, rate): &(u16, u32)| Tier::rate(bound(*from), Ratio::from_parts_per_million(*rate));
    let tiers = table.iter().map(tier).collect();
    let (first, last) = (date(0), date(364));
    let new = RebateAgreementDraft::new("R".parse().unwrap(), li, Currency::CNY, first, last);
    RebateAgreementDraft { tiers, mode, counts, ..new }
}

fn scale(draft: RebateAgreementDraft) -> Option<RebateScale> {
    let agreement = RebateAgreement::try_new(draft).ok()?;
    RebateScale::from_agreement(&agreement, 0).ok()
}

fn reward(scale: &RebateScale, fen: i64) -> i64 {
    scale.reward(Volume::from_quantity(fen)).unwrap().minor()
}

/// Millionths of a fen, rounded half up.
fn rounded(micros: i64) -> i64 {
    (micros + 500_000).div_euclid(1_000_000)
}

/// The pay fen by fen: each by the last tier whose bound lies at or below it.
fn naive_marginal(table: &Table, volume: i64) -> i64 {
    let rate = |fen: i64| {
        let tiers = table.iter().rev().find(|(from, _)| i64::from(*from) <= fen);
        tiers.map_or(0, |(_, rate)| i64::from(*rate))
    };
    rounded((0..volume).map(rate).sum())
}

fn naive_whole(table: &Table, volume: i64, counts: TierCount) -> i64 {
    let within = |from: i64| match counts {
        TierCount::Reaching => from <= volume,
        TierCount::Exceeding => from < volume,
    };
    let tier = table.iter().rev().find(|(from, _)| within((*from).into()));
    rounded(tier.map_or(0, |(_, rate)| i64::from(*rate) * volume))
}

fn counts() -> impl Strategy<Value = TierCount> {
    prop::sample::select(TierCount::ALL.to_vec())
}

/// Ranked deals: percent, net of earlier, counting for later, in a set.
type Deals = Vec<(u16, bool, bool, bool)>;

fn agreement((place, deal): (usize, &(u16, bool, bool, bool))) -> RebateAgreement {
    let (percent, is_net, is_counted, is_in_set) = *deal;
    let table = vec![(0, u32::from(percent) * 10_000)];
    let mut draft = draft(&table, RebateMode::Whole, TierCount::Reaching);
    draft.id = format!("R{place}").parse().unwrap();
    draft.stack.rank = u16::try_from(place).unwrap();
    draft.stack.base = if is_net { StackBase::NetOfEarlier } else { StackBase::Gross };
    draft.stack.later = if is_counted { LaterBase::Counts } else { LaterBase::Ignored };
    draft.stack.best_of = is_in_set.then(|| "best".to_owned());
    RebateAgreement::try_new(draft).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn tiers_pay_as_counted_fen_by_fen(table in tables(), volume in 0_i64..600, counts in counts()) {
        let marginal = scale(draft(&table, RebateMode::Marginal, counts)).unwrap();
        prop_assert_eq!(reward(&marginal, volume), naive_marginal(&table, volume));
        let mut whole = draft(&table, RebateMode::Whole, counts);
        whole.total = guanxi::rebate::TotalRule::MayFall;
        let whole = scale(whole).unwrap();
        prop_assert_eq!(reward(&whole, volume), naive_whole(&table, volume, counts));
    }

    #[test]
    fn a_marginal_table_is_continuous_and_rises(table in tables(), volume in 0_i64..600) {
        let scale = scale(draft(&table, RebateMode::Marginal, TierCount::Reaching)).unwrap();
        let step = reward(&scale, volume + 1) - reward(&scale, volume);
        prop_assert!((0..=1).contains(&step), "{step}");
    }

    /// A table that is taken without being stated as falling never falls.
    #[test]
    fn a_total_that_is_taken_never_falls(
        table in tables(),
        linear in any::<bool>(),
        volume in 0_i64..600,
    ) {
        let mode = if linear { RebateMode::Linear } else { RebateMode::Whole };
        if let Some(scale) = scale(draft(&table, mode, TierCount::Reaching)) {
            prop_assert!(reward(&scale, volume + 1) >= reward(&scale, volume));
        }
    }

    #[test]
    fn accruing_lies_at_the_end_on_the_reward(table in tables(), volume in 0_i64..600, more in 0_i64..600) {
        let scale = scale(draft(&table, RebateMode::Marginal, TierCount::Reaching)).unwrap();
        let (now, end) = (Volume::from_quantity(volume), Volume::from_quantity(volume + more));
        let outlook = Outlook { forecast: Some(end), ..Outlook::default() };
        let before = Accrual::project(&scale, now, &outlook).unwrap();
        let after = Accrual::project(&scale, end, &outlook).unwrap();
        prop_assert_eq!(before.forecast, after.achieved);
        prop_assert_eq!(after.accruing, after.achieved);
        prop_assert!(before.accruing <= after.accruing);
    }

    #[test]
    fn the_parts_of_a_posting_add_up(
        before in prop::collection::vec((-500_i64..500, -500_i64..500), 0..4),
        now in prop::collection::vec((-500_i64..500, -500_i64..500), 0..4),
        over in 0_usize..4,
    ) {
        let run = |rows: &[(i64, i64)]| {
            let period = |(volume, accrued): &(i64, i64)| PeriodAccrual {
                volume: Volume::from_quantity(*volume),
                accrued: Amount::from_minor(*accrued),
            };
            AccrualRun { periods: rows.iter().map(period).collect(), over }
        };
        let sum = |run: &AccrualRun| run.periods.iter().map(|it| it.accrued).collect::<Total>();
        let (before, now) = (run(&before), run(&now));
        let posting = AccrualPosting::between(&before, &now);
        prop_assert_eq!(posting.total(), sum(&now).minus(sum(&before)));
    }

    /// Whenever and however often it is asked, the customer has the reward as known in the end.
    #[test]
    fn settlement_does_not_depend_on_the_asking(
        asked in prop::collection::vec((0_i32..500, 0_i64..1_000), 0..8),
        last in 0_i64..1_000,
    ) {
        let table = vec![(0, 10_000)];
        let agreement = RebateAgreement::try_new(draft(&table, RebateMode::Whole, TierCount::Reaching));
        let agreement = agreement.unwrap();
        let mut ledger = SettlementLedger::new(&agreement);
        let mut asked = asked;
        asked.sort_unstable();
        asked.push((600, last));
        for (day, reward) in asked {
            let facts = SettlementFacts {
                reward: Amount::from_minor(reward),
                conditions: ConditionsEffect::default(),
                claimed: None,
            };
            let proposed = ledger.propose(&agreement, 0, facts, AsOf::new(date(day))).unwrap();
            if let Some(settlement) = proposed {
                ledger.record(settlement.clone()).unwrap();
                ledger.record(settlement).unwrap();
            }
            prop_assert!(ledger.settled(0) >= Total::ZERO);
        }
        prop_assert_eq!(ledger.settled(0), Amount::from_minor(last).to_total());
    }

    #[test]
    fn stacking_does_not_depend_on_the_order(
        deals in prop::collection::vec((0_u16..=60, any::<bool>(), any::<bool>(), any::<bool>()), 1..6),
        cap in prop::option::of(0_i64..20_000),
        turn in 0_usize..6,
    ) {
        let deals: Deals = deals;
        let agreements: Vec<RebateAgreement> = deals.iter().enumerate().map(agreement).collect();
        let volume = Volume::from_quantity(10_000);
        let entry = |agreement| StackEntry { agreement, period: 0, volume };
        let mut entries: Vec<StackEntry<'_>> = agreements.iter().map(entry).collect();
        let cap = cap.map(Amount::from_minor);
        let found = stacked_rewards(&entries, cap).unwrap();
        let places = entries.len();
        entries.rotate_left(turn % places);
        prop_assert_eq!(&stacked_rewards(&entries, cap).unwrap(), &found);
        entries.reverse();
        prop_assert_eq!(&stacked_rewards(&entries, cap).unwrap(), &found);
        if let Some(cap) = cap {
            let sum: Total = found.iter().map(|it| it.reward).collect();
            prop_assert!(sum <= cap.to_total());
        }
    }

    #[test]
    fn a_split_by_amounts_re_sums_and_lies_within_a_unit(
        whole in -10_000_i64..10_000,
        weights in prop::collection::vec(-50_i64..500, 1..9),
    ) {
        let all: i64 = weights.iter().map(|it| *it.max(&0)).sum();
        let amounts: Vec<Amount> = weights.iter().copied().map(Amount::from_minor).collect();
        let parts = Amount::from_minor(whole).split_by(&amounts);
        prop_assert_eq!(parts.is_none(), all == 0);
        let Some(parts) = parts else { return Ok(()) };
        prop_assert_eq!(parts.iter().map(|it| it.minor()).sum::<i64>(), whole);
        for (part, weight) in parts.iter().zip(weights) {
            let exact = whole * weight.max(0);
            prop_assert!((part.minor() * all - exact).abs() < all, "{part:?}");
            prop_assert!(weight > 0 || part.minor() == 0);
        }
    }

    #[test]
    fn a_rebate_re_sums_on_products_and_lines(
        reward in 0_i64..10_000,
        lines in prop::collection::vec((0_usize..3, -20_i64..200), 1..12),
    ) {
        let line = |(place, (product, amount)): (usize, &(usize, i64))| AllocationLine {
            product: ["Paint", "Tools", "Wire"][*product].parse().unwrap(),
            document: "S".parse().unwrap(),
            line: LineNumber::try_new(u32::try_from(place).unwrap() + 1).ok(),
            amount: Amount::from_minor(*amount),
        };
        let lines: Vec<AllocationLine> = lines.iter().enumerate().map(line).collect();
        let backwards = lines.iter().rev().cloned();
        let found = Allocation::try_new(Amount::from_minor(reward), lines.clone());
        prop_assert_eq!(&Allocation::try_new(Amount::from_minor(reward), backwards), &found);
        let Ok(found) = found else { return Ok(()) };
        let sum: Total = found.products.values().copied().collect();
        prop_assert_eq!(sum, Amount::from_minor(reward).to_total());
        for (product, part) in &found.products {
            let of = found.lines.iter().filter(|(line, _)| line.product == *product);
            prop_assert_eq!(of.map(|it| it.1).collect::<Total>(), part.to_total());
        }
    }
}
