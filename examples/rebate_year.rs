//! A year of a dealer with a rebate, as a sales manager sees it: what accrues month by month, the
//! pull of the next tier in December, the settlement, goods that come back in January, and the
//! credit that pays a part of the next order.
//!
//! ```sh
//! cargo run --example rebate_year
//! ```

use std::error::Error;

use guanxi::calendar::{AsOf, Day, Month};
use guanxi::day;
use guanxi::id::CustomerId;
use guanxi::lifecycle::Entry;
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Amount, Currency, Major, Money};
use guanxi::rebate::{
    Accrual, AccrualPosting, AccrualRun, CliffPolicy, CliffPull, ConditionEffect, ConditionFacts,
    ConditionKind, ConditionsEffect, CreditStep, GoodsMovement, NextTier, Outlook, OwedItem,
    OwedKind, OwedSchedule, PeriodAccrual, PeriodVolume, RebateAgreement, RebateAgreementDraft,
    RebateCondition, RebateCredit, RebateParty, RebateScale, SetOff, Settlement, SettlementFacts,
    SettlementLedger, Tier, Volume,
};

type Done<T = ()> = Result<T, Box<dyn Error>>;

const CNY: Currency = Currency::CNY;

/// Thousands of yuan that the dealer bought in each month: a trade with its season in autumn.
const BOUGHT: [i64; 12] = [40, 25, 60, 70, 80, 75, 60, 65, 110, 130, 120, 150];

/// Percent of the trade's year that is over at the end of each month.
const PHASE: [i64; 12] = [4, 7, 13, 20, 28, 36, 42, 49, 60, 74, 87, 100];

const fn thousand(count: i64) -> Amount {
    Amount::from_minor(count.saturating_mul(100_000))
}

fn text(amount: Amount) -> String {
    Money::new(amount, CNY).to_string()
}

/// 2 % of all purchases of the year, 4 % from 800,000 on, 6 % from a million on; nothing with an
/// upheld diversion.
fn agreement() -> Done<RebateAgreement> {
    let tier = |from, percent| Tier::rate(Major::from_units(from), Ratio::from_percent(percent));
    let no_diversion = RebateCondition {
        kind: ConditionKind::NoDiversion,
        bound: None,
        effect: ConditionEffect::Gate,
    };
    let li = RebateParty::Customer("Li & Sons".parse()?);
    let (id, from, to) = ("R-2026-17".parse()?, day!(2026, 1, 1), day!(2026, 12, 31));
    let mut draft = RebateAgreementDraft::new(id, li, CNY, from, to);
    draft.tiers = vec![tier(0, 2), tier(800_000, 4), tier(1_000_000, 6)];
    draft.conditions = vec![no_diversion];
    draft.settlement.days_after = 15;
    Ok(RebateAgreement::try_new(draft)?)
}

fn bought(day: Day, amount: Amount) -> Done<GoodsMovement> {
    let li: CustomerId = "Li & Sons".parse()?;
    Ok(GoodsMovement::invoiced(li, day, Money::new(amount, CNY)))
}

/// The year by its one period.
struct Year {
    agreement: RebateAgreement,
    scale: RebateScale,
    movements: Vec<GoodsMovement>,
}

impl Year {
    fn volume(&self, t: Day) -> Done<Volume> {
        let t = AsOf::new(t);
        let found = PeriodVolume::from_movements(&self.agreement, &self.movements, &[], t)?;
        Ok(found.first().ok_or("an agreement has a period")?.volume)
    }

    /// The reward as known on a day, with the conditions as known.
    fn settlement(&self, ledger: &mut SettlementLedger, t: Day) -> Done<Settlement> {
        let facts = ConditionFacts { diversions: Some(0), ..ConditionFacts::default() };
        let findings = self.agreement.conditions(&facts);
        for finding in &findings {
            println!("  condition     {finding}");
        }
        let conditions = ConditionsEffect::from_findings(&findings);
        let reward = self.scale.reward_under(self.volume(t)?, conditions)?;
        let facts = SettlementFacts { reward, conditions, claimed: None };
        let proposed = ledger.propose(&self.agreement, 0, facts, AsOf::new(t))?;
        let settlement = proposed.ok_or("nothing is due")?;
        ledger.record(settlement.clone())?;
        // A second try by a nervous clerk changes nothing: the key counts once.
        ledger.record(settlement.clone())?;
        Ok(settlement)
    }
}

fn months(year: &mut Year) -> Done {
    println!("2% of all purchases, 4% from 800,000, 6% from 1,000,000 on; invoiced goods count.\n");
    println!("month      bought to date    accrued to date       posted   of it catch-up");
    let mut before = AccrualRun::default();
    let first: Month = "2026-01".parse()?;
    for (place, (thousands, phase)) in (0..).zip(BOUGHT.into_iter().zip(PHASE)) {
        let month = first.offset(place);
        let day = month.first_day().offset(14);
        year.movements.push(bought(day, thousand(thousands))?);
        let volume = year.volume(month.last_day())?;
        let phase = Quotient::try_new(phase.into(), 100);
        let accrual =
            Accrual::project(&year.scale, volume, &Outlook { phase, ..Outlook::default() })?;
        let accrued = accrual.accruing;
        let now = AccrualRun { periods: vec![PeriodAccrual { volume, accrued }], over: 0 };
        let posting = AccrualPosting::between(&before, &now);
        let plain = |amount: guanxi::money::Total| amount.plain(CNY).to_string();
        println!(
            "{month} {:>17} {:>18} {:>12} {:>16}",
            plain(volume.to_amount().to_total()),
            plain(accrued.to_total()),
            plain(posting.total()),
            plain(posting.catch_up)
        );
        before = now;
    }
    Ok(())
}

/// The last days of December: the next tier pulls, and the dealer buys ahead.
fn december(year: &mut Year) -> Done {
    let day = day!(2026, 12, 28);
    let volume = year.volume(day)?;
    println!("\nOn {day} the dealer stands at {}.", text(volume.to_amount()));
    let next = NextTier::find(&year.scale, volume)?.ok_or("the last tier is reached")?;
    let phase = Quotient::try_new(99, 100).ok_or("a hundred is not 0")?;
    match CliffPull::find(next, phase, CNY, &CliffPolicy::default()) {
        Some(pull) => println!(
            "  cliff         {pull}\n  look for      goods bought ahead, goods sold outside the territory"
        ),
        None => println!("  no cliff"),
    }
    year.movements.push(bought(day, next.gap.to_amount())?);
    println!("  the dealer buys {} more", text(next.gap.to_amount()));
    let accrual = Accrual::project(&year.scale, year.volume(day)?, &Outlook::default())?;
    println!("  the year      {}", accrual.with_currency(CNY));
    Ok(())
}

fn january(year: &mut Year) -> Done<(Settlement, Settlement)> {
    let mut ledger = SettlementLedger::new(&year.agreement);
    let day = day!(2027, 1, 15);
    println!("\nOn {day} the year is settled.");
    let settled = year.settlement(&mut ledger, day)?;
    println!("  {}         {}", settled.kind, text(settled.amount));
    let (back, source) = (day!(2027, 1, 22), day!(2026, 12, 28));
    let goods = thousand(-15);
    year.movements.push(bought(back, goods)?.returning(source));
    println!(
        "\nOn {back} the dealer sends back the {} that it bought on {source}.",
        text(thousand(15))
    );
    let day = day!(2027, 1, 31);
    let restated = year.settlement(&mut ledger, day)?;
    println!("  {}   {} on {day}", restated.kind, text(restated.amount));
    let left = ledger.settled(0).with_currency(CNY);
    println!("  in the end    {left}: 4% of {}", text(year.volume(day)?.to_amount()));
    Ok((settled, restated))
}

/// The rebate as credit against goods.
fn february(settled: &Settlement, restated: &Settlement) -> Done {
    let mut credit = RebateCredit::new(CNY, Ratio::from_percent(20));
    let mut take = |day: Day, step| -> Done {
        credit.apply(Entry::new(step, day, "Wang".parse()?))?;
        Ok(())
    };
    let amount = settled.amount;
    take(settled.on, CreditStep::Earn { amount })?;
    let back = Amount::from_minor(0).checked_sub(restated.amount).ok_or("too large")?;
    take(restated.on, CreditStep::ClawBack { amount: back })?;
    let amount = settled.amount.checked_add(restated.amount).ok_or("too large")?;
    let (usable_from, until) = (day!(2027, 2, 1), Some(day!(2027, 12, 31)));
    take(restated.on, CreditStep::Approve { amount, usable_from, until })?;
    let t = AsOf::new(day!(2027, 2, 10));
    println!("\nOn {} the dealer orders goods of {}.", t.day(), text(thousand(100)));
    println!("  credit        {}", credit.balance(t).with_currency(CNY));
    let order = credit.use_for(thousand(100), t).ok_or("too large")?;
    println!("  used          {}, at most 20% of the order", text(order.used));
    println!("  on account    {}", text(order.on_credit));
    let step = CreditStep::Use { order: "O-88".parse()?, of: thousand(100), amount: order.used };
    credit.apply(Entry::new(step, t.day(), "Wang".parse()?))?;
    println!("  credit left   {}", credit.balance(t).with_currency(CNY));
    let refund = OwedItem {
        reference: "G-3".parse()?,
        kind: OwedKind::Refund,
        amount: thousand(5),
        due: day!(2027, 2, 8),
        set_off: SetOff::Allowed,
    };
    let net = OwedSchedule::new([refund]).net(thousand(12).to_total(), t);
    println!(
        "\nThe dealer owes {}, and we owe a refund of {}: it is asked for {}.",
        text(thousand(12)),
        text(thousand(5)),
        net.to_collect.with_currency(CNY)
    );
    Ok(())
}

fn main() -> Done {
    let agreement = agreement()?;
    println!("Li & Sons, {}: {} to {}", agreement.id, agreement.from, agreement.to);
    let scale = RebateScale::from_agreement(&agreement, 0)?;
    let mut year = Year { agreement, scale, movements: Vec::new() };
    months(&mut year)?;
    december(&mut year)?;
    let (settled, restated) = january(&mut year)?;
    february(&settled, &restated)
}
