//! A morning at the desk of a contract manager: contracts to act on, a renewal that is about to
//! bind, a conflict of rights with its witness, an amendment, an obligation behind its pace, and a
//! notice of competition law.
//!
//! ```text
//! cargo run --release --example contract_desk
//! ```

use std::error::Error;

use guanxi::agreement::{
    ClausePolicy, CompetitionFacts, CompetitionPolicy, Purchase, PurchaseLog, Regime,
    RenewalPolicy, ResalePrice, TermStage, changes, competition_findings, notice_calendar,
    read_obligation,
};
use guanxi::calendar::{AsOf, Day, Validity, WorkCalendar};
use guanxi::contract::{
    Amendment, AmendmentStep, Carry, ChannelLevel, ClauseGroup, Clauses, Contract, Exclusivity,
    NoticePeriod, Obligation, ObligationRemedy, PurchaseEvent, Renewal, Rights, TermClause,
};
use guanxi::day;
use guanxi::forest::Forest;
use guanxi::id::CustomerKey;
use guanxi::money::Amount;
use guanxi::phase::DayWeights;
use guanxi::trading_rights::{Grant, RightsMap, rights_conflicts};

type Outcome<T> = Result<T, Box<dyn Error>>;

const TODAY: Day = day!(2026, 9, 14);

fn main() -> Outcome<()> {
    let t = AsOf::new(TODAY);
    println!("Contracts as of {TODAY}");
    let signed = [
        signed("Li", day!(2024, 1, 1), day!(2024, 12, 31), Renewal::tacit(12), 3)?,
        signed("Chen", day!(2025, 10, 1), day!(2026, 9, 30), Renewal::tacit(12), 1)?,
        signed("Zhao", day!(2025, 9, 1), day!(2026, 8, 31), Renewal::express(12), 0)?,
        signed("Qian", day!(2026, 3, 1), day!(2028, 2, 29), Renewal::None, 0)?,
    ];
    to_act_on(&signed, t);
    conflict(t)?;
    amended(t)?;
    obligation(t)?;
    competition();
    draft()
}

/// A contract that is known by its signature, its term and its clause about renewal.
fn signed(id: &str, from: Day, to: Day, renewal: Renewal, notice: u16) -> Outcome<Contract> {
    let term = Validity::try_new(from, Some(to))?;
    let mut contract = Contract::signed_elsewhere(id.parse()?, from, term)?;
    let notice = (notice > 0).then_some(NoticePeriod::Months(notice));
    contract.agree_term(TermClause { renewal, notice, ..TermClause::default() })?;
    Ok(contract)
}

/// Contracts on which something has to be done within 90 days, with the terms ahead of one.
fn to_act_on(contracts: &[Contract], t: AsOf) {
    let (policy, calendar) = (RenewalPolicy::default(), WorkCalendar::default());
    let horizon = TODAY.offset(90);
    println!("\nTo act on within 90 days, by {horizon}");
    for contract in contracts {
        let Some(reading) = policy.read(contract, t, &calendar) else { continue };
        let is_due = reading.act_by.or(reading.until).is_some_and(|by| by <= horizon);
        if is_due || reading.stage == TermStage::WillRenew {
            println!("  {:<5} {reading}", contract.id().as_str());
        }
        if let Some(next) = policy.next_day(contract, t, &calendar) {
            println!("  {:<5} looked at again on {next}", "");
        }
    }
    println!("\nThe next terms of Li, if nobody acts");
    for contract in contracts.iter().take(1) {
        for ahead in notice_calendar(contract, t, 3, &policy, &calendar) {
            println!("  {ahead}");
        }
    }
}

fn rights(exclusivity: Exclusivity, territory: &str) -> Outcome<Rights> {
    let (territories, brands) = ([territory.parse()?].into(), ["Crane".parse()?].into());
    Ok(Rights::new(ChannelLevel::FirstTier, exclusivity, territories, brands))
}

/// A draft for Foshan while Li is exclusive in Guangdong without Shenzhen.
fn conflict(t: AsOf) -> Outcome<()> {
    let places = [("Guangdong", "China"), ("Foshan", "Guangdong"), ("Shenzhen", "Guangdong")];
    let places =
        places.map(|(name, place)| Ok::<_, Box<dyn Error>>((name.parse()?, place.parse()?)));
    let places: Outcome<Vec<_>> = places.into_iter().collect();
    let map = RightsMap { territories: Forest::try_new(places?)?, ..RightsMap::default() };
    let mut li = rights(Exclusivity::Exclusive, "Guangdong")?;
    li.excluded = ["Shenzhen".parse()?].into();
    let granted = [
        ("Li", li),
        ("Wang", rights(Exclusivity::Exclusive, "Shenzhen")?),
        ("draft for Sun", rights(Exclusivity::NonExclusive, "Foshan")?),
    ];
    let mut contracts = Vec::new();
    for (id, rights) in granted {
        let term = Validity::try_new(day!(2026, 1, 1), Some(day!(2027, 12, 31)))?;
        let mut contract = Contract::new(id.parse()?, term);
        contract.write(Clauses { rights: Some(rights), ..Clauses::default() })?;
        contracts.push(contract);
    }
    let grants: Vec<Grant<'_>> = contracts
        .iter()
        .zip(0..)
        .filter_map(|(it, place)| Grant::from_contract(CustomerKey::from_position(place), it, t))
        .collect();
    println!("\nRights granted against each other ({} grants)", grants.len());
    for conflict in rights_conflicts(&grants, &map) {
        println!("  {conflict}");
    }
    Ok(())
}

/// Other terms of payment from October on, signed in September.
fn amended(t: AsOf) -> Outcome<()> {
    let mut contract = signed("Qian", day!(2026, 3, 1), day!(2028, 2, 29), Renewal::None, 0)?;
    let content = Clauses { settlement: "60 days after delivery".to_owned(), ..Clauses::default() };
    let (number, effective) = (1, day!(2026, 10, 1));
    let reason = "longer terms for the season";
    let amendment = Amendment::new(number, effective, reason, [ClauseGroup::Settlement], content);
    contract.amend(amendment, day!(2026, 9, 1))?;
    for (step, by) in [
        (AmendmentStep::Submit, "Wang"),
        (AmendmentStep::Approve, "Zhao"),
        (AmendmentStep::Sign, "Wang"),
    ] {
        contract.step_amendment(number, step, day!(2026, 9, 10), by.parse()?)?;
    }
    println!("\nWhat changes in the contract of Qian until the end of the year");
    for change in changes(&contract, TODAY, day!(2026, 12, 31), t) {
        println!("  {change}");
    }
    Ok(())
}

/// A minimum purchase of 1.2 million a year.
fn obligation(t: AsOf) -> Outcome<()> {
    let duty = Obligation {
        products: std::collections::BTreeSet::new(),
        event: PurchaseEvent::Delivered,
        months: 12,
        target: "CNY 1200000".parse()?,
        carry: Carry::None,
        cure_days: 60,
        remedy: ObligationRemedy::Downgrade,
    };
    let purchase = |on, minor| Purchase { on, amount: Amount::from_minor(minor) };
    let delivered =
        [purchase(day!(2026, 2, 10), 30_000_000), purchase(day!(2026, 6, 5), 24_000_000)];
    let log = PurchaseLog { delivered: &delivered, ..PurchaseLog::default() };
    let (weights, calendar) = (DayWeights::default(), WorkCalendar::default());
    println!("\nThe minimum purchase of Li");
    for reading in read_obligation(&duty, day!(2026, 1, 1), &log, t, &weights, &calendar) {
        println!("  {reading}");
    }
    Ok(())
}

/// A floor for resale prices, in a contract for which no shares are stated.
fn competition() {
    let facts = CompetitionFacts {
        regimes: [Regime::Cn].into(),
        resale_price: ResalePrice::Minimum,
        ..CompetitionFacts::default()
    };
    println!("\nNotices of competition law, for a lawyer to look at");
    for finding in competition_findings(&facts, &CompetitionPolicy::default()) {
        println!("  {finding}");
    }
}

/// The gaps of a draft that grants an exclusive right.
fn draft() -> Outcome<()> {
    let mut draft = Contract::new("draft".parse()?, Validity::open_ended(day!(2026, 10, 1)));
    let rights = Some(rights(Exclusivity::Exclusive, "Hubei")?);
    draft.write(Clauses { rights, quality: "TBD".to_owned(), ..Clauses::default() })?;
    let gaps = ClausePolicy::default().gaps(&draft);
    println!("\nA draft with {} gaps, the first of them", gaps.len());
    for gap in gaps.iter().take(4) {
        println!("  {gap}");
    }
    println!("  and about its exclusive right");
    for gap in gaps.iter().filter(|gap| gap.to_string().contains("exclusive right")) {
        println!("  {gap}");
    }
    Ok(())
}
