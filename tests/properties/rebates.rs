//! Rebates, against the plainest counting.

use guanxi::calendar::AsOf;
use guanxi::id::LineNumber;
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Currency, Major, Total};
use guanxi::product::{PackUnit, ProductNode, ProductTree};
use guanxi::rebate::{
    Accrual, AccrualPosting, AccrualRun, Allocation, AllocationLine, ConditionsEffect,
    GoodsMovement, LaterBase, Outlook, PeriodAccrual, PeriodVolume, RebateAgreement,
    RebateAgreementDraft, RebateMode, RebateParty, RebateScale, SettlementFacts, SettlementLedger,
    StackBase, StackEntry, Tier, TierCount, Volume, stacked_rewards,
};
use guanxi::trade::SaleLine;
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

/// A line of a sale, told by plain numbers.
#[derive(Debug, Clone)]
struct PlainLine {
    /// Days from the first of 2024.
    day: i32,
    /// Of [`PRODUCTS`].
    product: usize,
    /// In cartons of 12 rather than boxes.
    in_cartons: bool,
    /// Below 0 for a return.
    number: i64,
    /// Of a return that names its sale: the days from that to it.
    after: Option<i32>,
}

const PRODUCTS: [&str; 4] = ["tea", "green", "black", "salt"];

/// The rules of an agreement over the year 2024, told by plain numbers.
#[derive(Debug, Clone)]
struct PlainBase {
    by_box: bool,
    months: Option<u8>,
    late_days: u16,
    /// Of each product: nothing said, it counts, or it does not.
    said: [u8; 4],
}

fn plain_lines() -> impl Strategy<Value = Vec<PlainLine>> {
    let line = (0..500_i32, 0..4_usize, any::<bool>(), -9..20_i64, prop::option::of(0..150_i32));
    let line = line.prop_map(|(day, product, in_cartons, number, after)| {
        let after = after.filter(|_| number < 0);
        PlainLine { day, product, in_cartons, number, after }
    });
    prop::collection::vec(line, 0..25)
}

fn plain_base() -> impl Strategy<Value = PlainBase> {
    let months = prop::sample::select(vec![None, Some(3), Some(6), Some(12)]);
    let said = prop::array::uniform4(0..3_u8);
    (any::<bool>(), months, 0..120_u16, said)
        .prop_map(|(by_box, months, late_days, said)| PlainBase { by_box, months, late_days, said })
}

impl PlainLine {
    fn line(&self, place: usize) -> SaleLine {
        let Self { day, product, in_cartons, number, after } = *self;
        let amount = Amount::from_minor(number * 700);
        let document = format!("S{place}").parse().unwrap();
        let line = SaleLine::new(document, date(day), PRODUCTS[product].parse().unwrap(), amount);
        let unit = if in_cartons { "carton" } else { "box" };
        let returned_from = after.map(|days| date(day - days));
        SaleLine { returned_from, ..line.of(number, unit.parse().unwrap()) }
    }

    /// The period, from 0, for which it counts, and whether it came after its end.
    fn period(&self, base: &PlainBase) -> Option<(usize, bool)> {
        let sold = self.after.map(|days| self.day - days);
        if let Some(period) = sold.and_then(|sold| base.period_of(sold)) {
            let last = (0..366).rev().find(|it| base.period_of(*it) == Some(period)).unwrap();
            if self.day - last <= i32::from(base.late_days) {
                return Some((period, self.day > last));
            }
        }
        base.period_of(self.day).map(|period| (period, false))
    }
}

impl PlainBase {
    fn agreement(&self) -> RebateAgreement {
        let li = RebateParty::Customer("Li".parse().unwrap());
        let (first, last) = (date(0), date(365));
        let new = RebateAgreementDraft::new("R".parse().unwrap(), li, Currency::CNY, first, last);
        let tier = if self.by_box {
            Tier::per_unit(bound(0), bound(100))
        } else {
            Tier::rate(bound(0), Ratio::from_percent(1))
        };
        let mut draft = RebateAgreementDraft {
            period_months: self.months,
            mode: RebateMode::Marginal,
            tiers: vec![tier],
            ..new
        };
        draft.settlement.late_return_days = self.late_days;
        draft.base.unit = self.by_box.then(|| "box".parse().unwrap());
        for (product, said) in PRODUCTS.iter().zip(self.said) {
            let product = product.parse().unwrap();
            match said {
                1 => drop(draft.base.products.insert(product)),
                2 => drop(draft.base.except.insert(product)),
                _ => {}
            }
        }
        RebateAgreement::try_new(draft).unwrap()
    }

    /// The period of a day of 2024.
    fn period_of(&self, day: i32) -> Option<usize> {
        let text = date(day).to_string();
        let month: usize = text.strip_prefix("2024-")?[..2].parse().unwrap();
        Some((month - 1) / usize::from(self.months.unwrap_or(12)))
    }

    /// A product counts by what is said of it, or of tea, below which green and black are.
    fn counts(&self, product: usize) -> bool {
        let own = self.said[product];
        let above = if product == 1 || product == 2 { self.said[0] } else { 0 };
        let is_named = own == 1 || above == 1;
        own != 2 && above != 2 && (is_named || !self.said.contains(&1))
    }
}

fn tea_and_salt() -> ProductTree {
    let carton = || vec![PackUnit { unit: "carton".parse().unwrap(), holds: 12 }];
    let node = |place: usize, parent: Option<&str>| ProductNode {
        id: PRODUCTS[place].parse().unwrap(),
        parent: parent.map(|it| it.parse().unwrap()),
        base_unit: Some("box".parse().unwrap()),
        packs: carton(),
    };
    let tea = Some("tea");
    ProductTree::try_new([node(0, None), node(1, tea), node(2, tea), node(3, None)]).unwrap()
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Each line by itself: its period, by the sale that it returns where that is named in time,
    /// and its boxes or its amount.
    #[test]
    fn a_volume_is_what_each_line_and_return_brings_to_its_period(
        lines in plain_lines(),
        base in plain_base(),
        t in 0..500_i32,
    ) {
        let (agreement, tree) = (base.agreement(), tea_and_salt());
        let moved = lines.iter().enumerate().map(|(place, line)| {
            let (li, line) = ("Li".parse().unwrap(), line.line(place));
            GoodsMovement::try_from_line(li, &line, Currency::CNY, &agreement.base, &tree).unwrap()
        });
        let moved: Vec<GoodsMovement> = moved.collect();
        let found =
            PeriodVolume::from_movements(&agreement, &moved, &[], AsOf::new(date(t))).unwrap();
        for (period, found) in found.iter().enumerate() {
            let own = lines.iter().filter(|it| it.day <= t && base.counts(it.product));
            let own: Vec<_> = own
                .filter_map(|it| Some((it, it.period(&base)?)))
                .filter(|(_, (its, _))| *its == period)
                .collect();
            let brings = |it: &PlainLine| match (base.by_box, it.in_cartons) {
                (true, true) => it.number * 12,
                (true, false) => it.number,
                (false, _) => it.number * 700,
            };
            let volume: i64 = own.iter().map(|(it, _)| brings(it)).sum();
            let late: i64 =
                own.iter().filter(|(_, (_, is_late))| *is_late).map(|(it, _)| brings(it)).sum();
            let amount: i64 = own.iter().map(|(it, _)| it.number * 700).sum();
            prop_assert_eq!(found.volume.units(), volume);
            prop_assert_eq!(found.late_returns.units(), late);
            prop_assert_eq!(found.products.values().map(|it| it.minor()).sum::<i64>(), amount);
        }
        let periods = base.months.map_or(1, |months| 12 / usize::from(months));
        prop_assert_eq!(found.len(), periods);
    }
}
