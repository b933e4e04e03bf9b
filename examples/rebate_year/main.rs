//! A year of a dealer with a rebate, as a sales manager sees it: what accrues month by month, the
//! pull of the next tier in December, the settlement, goods that come back in January, and the
//! credit that pays a part of the next order.
//!
//! Everything is computed from three files beside this one: `agreement.toml`, `purchases.csv` of
//! two years, and `owed.csv` with the papers of the February after them.
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
use guanxi::money::{Amount, Currency, Money, Total};
use guanxi::rebate::{
    Accrual, AccrualPosting, AccrualRun, CliffPolicy, CliffPull, ConditionFacts, ConditionsEffect,
    CreditStep, GoodsMovement, NextTier, Outlook, OwedItem, OwedKind, OwedSchedule, PeriodAccrual,
    PeriodVolume, RebateAgreement, RebateCredit, RebateScale, SetOff, Settlement, SettlementFacts,
    SettlementLedger, TierBound, TierPay, Volume,
};

type Done<T = ()> = Result<T, Box<dyn Error>>;

const CNY: Currency = Currency::CNY;
/// The largest part of an order that the credit pays.
const MOST_OF_ORDER: Ratio = Ratio::from_percent(20);

/// Purchases of the dealer; one with a negative amount goes back, and names the day of its sale.
struct Purchase {
    on: Day,
    amount: Amount,
    returns: Option<Day>,
}

/// The rows of a file, without its header.
fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().skip(1).map(|line| line.split(',').collect())
}

fn amount(text: &str) -> Done<Amount> {
    Ok(Money::try_from_text(text, CNY)?.amount())
}

fn purchases() -> Done<Vec<Purchase>> {
    let read = |row: Vec<&str>| -> Done<Purchase> {
        let [on, number, returns] = row[..] else { return Err("three fields a row".into()) };
        let returns = if returns.is_empty() { None } else { Some(returns.parse()?) };
        Ok(Purchase { on: on.parse()?, amount: amount(number)?, returns })
    };
    rows(include_str!("purchases.csv")).map(read).collect()
}

fn text(amount: impl Into<Total>) -> String {
    amount.into().with_currency(CNY).to_string()
}

/// A total in whole yuan.
fn yuan(amount: impl Into<Total>) -> String {
    let text = text(amount);
    let (number, _) = text.split_once('.').unwrap_or((&text, ""));
    number.trim_start_matches("CNY ").to_owned()
}

/// The year of the agreement, with the purchases of the year before it.
struct Year {
    agreement: RebateAgreement,
    scale: RebateScale,
    purchases: Vec<Purchase>,
    movements: Vec<GoodsMovement>,
}

impl Year {
    fn read() -> Done<Self> {
        let agreement: RebateAgreement = toml::from_str(include_str!("agreement.toml"))?;
        let scale = RebateScale::from_agreement(&agreement, 0)?;
        let li: CustomerId = "Li & Sons".parse()?;
        let purchases = purchases()?;
        let movements = purchases.iter().map(|it| {
            let moved = GoodsMovement::invoiced(li.clone(), it.on, Money::new(it.amount, CNY));
            match it.returns {
                None => moved,
                Some(source) => moved.returning(source),
            }
        });
        let movements = movements.collect();
        Ok(Self { agreement, scale, purchases, movements })
    }

    /// The volume of the agreement as known on a day.
    fn volume(&self, t: Day) -> Done<Volume> {
        let t = AsOf::new(t);
        let found = PeriodVolume::from_movements(&self.agreement, &self.movements, &[], t)?;
        Ok(found.first().ok_or("an agreement has a period")?.volume)
    }

    /// The part of a year's trade that is over on a day, by the season of the year before.
    fn phase(&self, t: Day) -> Option<Quotient> {
        let first = self.agreement.from;
        let last_year = self.purchases.iter().filter(|it| it.on < first);
        let sum = |until: Option<Day>| -> Total {
            let counts = |it: &&Purchase| until.is_none_or(|until| it.on <= until);
            last_year.clone().filter(counts).map(|it| it.amount).collect()
        };
        Quotient::try_new(sum(Some(t.offset(-365))).minor(), sum(None).minor())
    }

    /// The tiers: the purchases from which each pays, and its rate.
    fn tiers(&self) -> impl Iterator<Item = (Amount, Ratio)> {
        self.agreement.tiers.iter().filter_map(|tier| match (tier.from, &tier.pays) {
            (TierBound::Amount(from), TierPay::Rate { rate, .. }) => {
                Some((from.to_minor_ceil(CNY), *rate))
            }
            (_, _) => None,
        })
    }

    /// The rate of the tier in which a volume lies.
    fn rate(&self, volume: Volume) -> Ratio {
        let reached = self.tiers().filter(|(from, _)| *from <= volume.to_amount());
        reached.last().map_or(Ratio::ZERO, |(_, rate)| rate)
    }

    fn accrual(&self, t: Day) -> Done<Accrual> {
        let outlook = Outlook { phase: self.phase(t), ..Outlook::default() };
        Ok(Accrual::project(&self.scale, self.volume(t)?, &outlook)?)
    }

    /// The reward as known on a day, with the conditions as known.
    fn settlement(&self, ledger: &mut SettlementLedger, t: Day) -> Done<Settlement> {
        // Nobody has found a diversion of this dealer.
        let facts = ConditionFacts { diversions: Some(0), ..ConditionFacts::default() };
        let findings = self.agreement.conditions(&facts);
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

/// The twelve months, each with what is set aside for the rebate.
fn months(year: &Year) -> Done {
    println!("Each month we set aside the rebate on what was bought so far, at the rate that the");
    println!("whole year is heading for. Last year's season tells where it is heading.\n");
    println!("month       bought   season over   year heads for     rate   set aside   change");
    let mut before = AccrualRun::default();
    let first: Month = year.agreement.from.month();
    for place in 0..12 {
        let month = first.offset(place);
        let day = month.last_day();
        let accrual = year.accrual(day)?;
        let (volume, accrued) = (accrual.volume, accrual.accruing);
        let now = AccrualRun { periods: vec![PeriodAccrual { volume, accrued }], over: 0 };
        let posting = AccrualPosting::between(&before, &now);
        let season = year.phase(day).map(|it| it.percent().to_string()).unwrap_or_default();
        let heads_for = yuan(accrual.expected.to_amount());
        let rate = year.rate(accrual.expected).to_string();
        let bought = yuan(volume.to_amount());
        let (accrued, change) = (yuan(accrued), yuan(posting.total()));
        println!(
            "{month} {bought:>10} {season:>13} {heads_for:>16} {rate:>8} {accrued:>11} {change:>8}"
        );
        if posting.catch_up != Total::ZERO {
            println!("        {} of the change corrects earlier months", yuan(posting.catch_up));
        }
        before = now;
    }
    Ok(())
}

/// The last days of December: the next tier pulls, and the dealer buys ahead.
fn december(year: &Year) -> Done {
    let (day, next_day) = (day!(2026, 12, 27), day!(2026, 12, 28));
    let volume = year.volume(day)?;
    println!("\nOn {day} the dealer stands at {}.", text(volume.to_amount()));
    let next = NextTier::find(&year.scale, volume)?.ok_or("the last tier is reached")?;
    let (first, last) = (year.agreement.from, year.agreement.to);
    let gone = |until: Day| until.days_since(first).saturating_add(1).into();
    let phase = Quotient::try_new(gone(day), gone(last)).ok_or("a year has days")?;
    match CliffPull::find(next, phase, CNY, &CliffPolicy::default()) {
        Some(pull) => println!(
            "  beware        {pull}\n  look for      goods bought ahead, goods sold outside the territory"
        ),
        None => println!("  the next tier does not pull"),
    }
    let bought = year.volume(next_day)?.to_amount().checked_sub(volume.to_amount());
    println!("  next day      the dealer buys {} more", text(bought.ok_or("too large")?));
    let accrual = year.accrual(next_day)?;
    println!("  the rebate    {} instead of {}", text(accrual.achieved), {
        text(year.accrual(day)?.achieved)
    });
    Ok(())
}

fn january(year: &Year) -> Done<(Settlement, Settlement)> {
    let mut ledger = SettlementLedger::new(&year.agreement);
    let day = year.agreement.to.offset(year.agreement.settlement.days_after.into());
    let settled = year.settlement(&mut ledger, day)?;
    let volume = year.volume(day)?;
    println!("\nOn {day} the year is settled: no diversion was found, so the rebate is due.");
    println!("  to pay        {}", of_volume(year, settled.amount, volume));
    let back = year.purchases.iter().find(|it| it.returns.is_some()).ok_or("nothing came back")?;
    let (source, goods) = (back.returns.unwrap_or(back.on), text(Total::ZERO.minus(back.amount)));
    println!("\nOn {} the dealer sends back the {goods} that it bought on {source}.", back.on);
    let day = back.on.month().last_day();
    let restated = year.settlement(&mut ledger, day)?;
    let (left, volume) = (ledger.settled(0), year.volume(day)?);
    println!("  to take back  {} on {day}", text(Total::ZERO.minus(restated.amount)));
    println!("  in the end    {}", of_volume(year, left, volume));
    Ok((settled, restated))
}

/// A rebate as the share of a volume that it is.
fn of_volume(year: &Year, rebate: impl Into<Total>, volume: Volume) -> String {
    let (rate, bought) = (year.rate(volume), text(volume.to_amount()));
    format!("{}, {rate} of {bought}", text(rebate))
}

/// A paper of the February after the year.
struct Paper {
    number: String,
    on: Day,
    amount: Amount,
}

fn paper(kind: &str) -> Done<Paper> {
    let mut papers = rows(include_str!("owed.csv"));
    let row = papers.find(|row| row.get(1) == Some(&kind)).ok_or("a paper is missing")?;
    let [number, _, on, worth] = row[..] else { return Err("four fields a row".into()) };
    Ok(Paper { number: number.to_owned(), on: on.parse()?, amount: amount(worth)? })
}

/// The rebate as credit against goods.
fn february(settled: &Settlement, restated: &Settlement) -> Done {
    let order = paper("order")?;
    let mut credit = RebateCredit::new(CNY, MOST_OF_ORDER);
    let mut take = |day: Day, step| -> Done {
        credit.apply(Entry::new(step, day, "Wang".parse()?))?;
        Ok(())
    };
    let amount = settled.amount;
    take(settled.on, CreditStep::Earn { amount })?;
    let back = Amount::ZERO.checked_sub(restated.amount).ok_or("too large")?;
    take(restated.on, CreditStep::ClawBack { amount: back })?;
    let amount = settled.amount.checked_add(restated.amount).ok_or("too large")?;
    let (usable_from, until) = (day!(2027, 2, 1), Some(day!(2027, 12, 31)));
    take(restated.on, CreditStep::Approve { amount, usable_from, until })?;
    let t = AsOf::new(order.on);
    println!("\nOn {t} the dealer orders goods of {}.", text(order.amount));
    println!("  its credit    {}", credit.balance(t).with_currency(CNY));
    let used = credit.use_for(order.amount, t).ok_or("too large")?;
    println!("  pays          {} of the order, at most {MOST_OF_ORDER}", text(used.used));
    println!("  to be paid    {} in money", text(used.on_credit));
    let step =
        CreditStep::Use { order: order.number.parse()?, of: order.amount, amount: used.used };
    credit.apply(Entry::new(step, t.day(), "Wang".parse()?))?;
    println!("  left          {}", credit.balance(t).with_currency(CNY));
    let (invoice, refund) = (paper("invoice")?, paper("refund")?);
    let item = OwedItem {
        reference: refund.number.parse()?,
        kind: OwedKind::Refund,
        amount: refund.amount,
        due: refund.on,
        set_off: SetOff::Allowed,
    };
    let net = OwedSchedule::new([item]).net(invoice.amount.to_total(), t);
    println!(
        "\nThe dealer owes {} by invoice {}, and we owe it {} by refund {}: ask for {}.",
        text(invoice.amount),
        invoice.number,
        text(refund.amount),
        refund.number,
        text(net.to_collect)
    );
    Ok(())
}

fn main() -> Done {
    let year = Year::read()?;
    let (id, from, to) = (&year.agreement.id, year.agreement.from, year.agreement.to);
    println!("The rebate of Li & Sons, agreement {id}, {from} to {to}:");
    for (bound, rate) in year.tiers() {
        println!("  {rate} of all purchases from {} on", yuan(bound));
    }
    println!();
    months(&year)?;
    december(&year)?;
    let (settled, restated) = january(&year)?;
    february(&settled, &restated)
}
