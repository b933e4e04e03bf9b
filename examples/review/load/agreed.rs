//! What is agreed: the clauses of a contract about its term and its minimum purchase, and rebates,
//! which no book keeps.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::{AsOf, Day};
use guanxi::contract::{
    Carry, Clauses, Contract, ContractStep, NoticePeriod, Obligation, ObligationDraft,
    ObligationRemedy, PurchaseEvent, PurchaseTarget, Renewal, TermClause,
};
use guanxi::id::{CustomerId, CustomerKey, RebateId, StaffId};
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Major, Money};
use guanxi::rebate::{RebateAgreement, RebateAgreementDraft, RebateMode, RebateParty, Tier};

use super::Loader;
use super::table::{Place, Refused, Row, Table};

/// The file of contracts.
pub(crate) const CONTRACTS: &str = "contracts.csv";
/// The file of plans.
pub(crate) const PLANS: &str = "plans.csv";
/// The file of rebates, a row for each tier.
pub(crate) const REBATES: Table = Table {
    name: "rebates.csv",
    columns: &["agreement", "customer", "from", "to", "bound", "rate", "mode"],
    optional: &["forecast"],
};

/// Adds renewal, notice and minimum purchase to a contract, and the notice that it is not renewed.
pub(super) fn with_clauses(
    loader: &Loader,
    mut contract: Contract,
    row: &Row<'_>,
) -> Result<Contract, String> {
    if let Some(minimum) = minimum(loader, row)? {
        let clauses = Clauses { obligations: vec![minimum], ..Clauses::default() };
        contract.write(clauses).map_err(|error| error.to_string())?;
    }
    let (renewal, notice) = (renewal(row)?, notice(row)?);
    let clause = TermClause { renewal, notice, ..TermClause::default() };
    contract.agree_term(clause).map_err(|error| error.to_string())?;
    if let Some(on) = row.maybe_day("declined")? {
        let reason = "not renewed".to_owned();
        // No column says who gave the notice.
        let by: StaffId = row.place.file.parse().map_err(|error| format!("declined: {error}"))?;
        let declined = contract.apply(ContractStep::DeclineRenewal { reason }, on, by);
        declined.map_err(|error| format!("declined: {error}"))?;
    }
    Ok(contract)
}

/// The least purchases of each period of a contract.
fn minimum(loader: &Loader, row: &Row<'_>) -> Result<Option<Obligation>, String> {
    let (amount, months) = (row.text("minimum"), row.text("minimum_months"));
    if amount.is_empty() {
        let is_alone = !months.is_empty();
        let problem = || "minimum: the amount is missing, and its months are stated".to_owned();
        return if is_alone { Err(problem()) } else { Ok(None) };
    }
    let target = Money::try_from_text(amount, loader.currency);
    let target = target.map_err(|error| format!("minimum: {error}"))?;
    if target.amount() <= Amount::ZERO {
        return Err("minimum: a minimum purchase is above 0".to_owned());
    }
    let bounds = "months are a whole number from 1 to 120";
    let in_bounds = |months: u16| (1..=120).contains(&months).then_some(months);
    let months =
        if months.is_empty() { 12 } else { row.number("minimum_months", in_bounds, bounds)? };
    let minimum = Obligation::try_new(ObligationDraft {
        products: BTreeSet::new(),
        event: PurchaseEvent::Delivered,
        months,
        target: PurchaseTarget::Amount(target),
        carry: Carry::None,
        cure_days: 0,
        remedy: ObligationRemedy::None,
    });
    minimum.map(Some).map_err(|error| format!("minimum: {error}"))
}

/// A number of months or days in words, with what stands before it.
fn length<'t>(text: &'t str, unit: &str) -> Option<(&'t str, u16)> {
    let text = text.strip_suffix('s').unwrap_or(text).strip_suffix(unit)?.trim_end();
    let (before, number) = text.rsplit_once(' ').unwrap_or(("", text));
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| is_number).map(|number| (before.trim_end(), number))
}

fn renewal(row: &Row<'_>) -> Result<Renewal, String> {
    let text = row.text("renewal");
    match length(text, "month") {
        _ if ["", "none"].contains(&text) => Ok(Renewal::None),
        Some(("tacit", months)) => Ok(Renewal::tacit(months)),
        Some(("express", months)) => Ok(Renewal::express(months)),
        Some(_) | None => Err(format!(
            "renewal: none, or as \"tacit 12 months\" or \"express 12 months\", was {text:?}"
        )),
    }
}

fn notice(row: &Row<'_>) -> Result<Option<NoticePeriod>, String> {
    let text = row.text("notice");
    if text.is_empty() {
        return Ok(None);
    }
    let found = match (length(text, "month"), length(text, "day")) {
        (Some(("", months)), _) => Some(NoticePeriod::Months(months)),
        (_, Some(("", days))) => Some(NoticePeriod::Days(days)),
        (_, _) => None,
    };
    let problem = || format!("notice: written as \"3 months\" or \"30 days\", was {text:?}");
    found.map(Some).ok_or_else(problem)
}

/// A rebate of a customer.
#[derive(Debug)]
pub(crate) struct AgreedRebate {
    pub(crate) customer: CustomerKey,
    pub(crate) agreement: RebateAgreement,
    /// What the customer is expected to buy in the whole term.
    pub(crate) forecast: Option<Amount>,
}

/// The terms that all rows of an agreement state.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Terms {
    customer: CustomerKey,
    from: Day,
    to: Day,
    mode: RebateMode,
    forecast: Option<Amount>,
}

/// The rows of an agreement.
#[derive(Debug)]
struct Rows {
    place: Place,
    terms: Terms,
    tiers: Vec<(Major, Ratio)>,
}

/// The rebates, and the rows of those that wait until all are read.
#[derive(Debug, Default)]
pub(crate) struct Rebates {
    rows: BTreeMap<RebateId, Rows>,
    agreed: Vec<AgreedRebate>,
}

impl Rebates {
    /// The rebates that have begun by a day.
    pub(crate) fn begun(&self, t: AsOf) -> impl Iterator<Item = &AgreedRebate> {
        self.agreed.iter().filter(move |it| t.sees(it.agreement.from))
    }
}

impl Loader {
    /// A tier of a rebate.
    pub(crate) fn rebate(&mut self, row: &Row<'_>) -> Result<(), String> {
        let id: RebateId = row.parse("agreement")?;
        let forecast = Some(row.text("forecast")).filter(|text| !text.is_empty());
        let forecast = forecast.map(|text| Money::try_from_text(text, self.currency));
        let forecast = forecast.transpose().map_err(|error| format!("forecast: {error}"))?;
        if forecast.is_some_and(|it| it.amount() < Amount::ZERO) {
            return Err("forecast: must not be below 0".to_owned());
        }
        let terms = Terms {
            customer: self.key(row)?,
            from: row.day("from")?,
            to: row.day("to")?,
            mode: mode(row)?,
            forecast: forecast.map(Money::amount),
        };
        let tier = (row.parse::<Major>("bound")?, row.parse::<Ratio>("rate")?);
        let rebates = &mut self.judged.rebates.rows;
        let of = |terms: &Terms| Rows { place: row.place, terms: terms.clone(), tiers: Vec::new() };
        let rows = rebates.entry(id.clone()).or_insert_with(|| of(&terms));
        if let Some(column) = differing(&rows.terms, &terms) {
            let first = rows.place;
            return Err(format!("{column}: all tiers of {id} state the same, see {first}"));
        }
        rows.place = rows.place.min(row.place);
        rows.tiers.push(tier);
        Ok(())
    }

    /// Makes the agreements of their tiers.
    pub(crate) fn take_rebates(&mut self) -> Vec<Refused> {
        let mut refused = Vec::new();
        for (id, rows) in std::mem::take(&mut self.judged.rebates.rows) {
            let Rows { place, terms, mut tiers } = rows;
            tiers.sort_unstable();
            let Terms { customer, from, to, mode, forecast } = terms;
            let agreement = self.rebate_of(&id, customer, (from, to)).and_then(|draft| {
                let tiers = tiers.into_iter().map(|(bound, rate)| Tier::rate(bound, rate));
                let draft = RebateAgreementDraft { mode, tiers: tiers.collect(), ..draft };
                RebateAgreement::try_new(draft).map_err(|error| error.to_string())
            });
            match agreement {
                Ok(agreement) => {
                    self.judged.rebates.agreed.push(AgreedRebate { customer, agreement, forecast });
                }
                Err(problem) => {
                    refused.push(Refused { place, problem: format!("agreement {id}: {problem}") });
                }
            }
        }
        refused.sort();
        refused
    }

    fn rebate_of(
        &self,
        id: &RebateId,
        customer: CustomerKey,
        (from, to): (Day, Day),
    ) -> Result<RebateAgreementDraft, String> {
        let name: CustomerId =
            self.book.name(customer).parse().map_err(|error| format!("customer: {error}"))?;
        let party = RebateParty::Customer(name);
        Ok(RebateAgreementDraft::new(id.clone(), party, self.currency, from, to))
    }
}

/// The modes that a table of rates in a file has.
fn mode(row: &Row<'_>) -> Result<RebateMode, String> {
    match row.text("mode") {
        "whole" => Ok(RebateMode::Whole),
        "marginal" => Ok(RebateMode::Marginal),
        other => Err(format!("mode: whole or marginal, was {other:?}")),
    }
}

/// The first column in which two rows of an agreement differ.
fn differing(one: &Terms, other: &Terms) -> Option<&'static str> {
    let columns = [
        ("customer", one.customer == other.customer),
        ("from", one.from == other.from),
        ("to", one.to == other.to),
        ("mode", one.mode == other.mode),
        ("forecast", one.forecast == other.forecast),
    ];
    columns.into_iter().find(|(_, is_same)| !is_same).map(|(column, _)| column)
}
