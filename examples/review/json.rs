//! The review as one JSON object.

use std::io::{self, Write};

use guanxi::contract::Coverage;
use guanxi::measure::Quotient;
use guanxi::money::{Amount, Currency, Total};
use guanxi::receivable::Bucket;
use guanxi::review::{Explanation, Review, Slice, Summary};
use guanxi::segment::{Class, LoyaltyReading};
use guanxi::warning::{DebtReading, LossReading, Rule, Verdict};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    as_of: String,
    currency: &'static str,
    abc: Abc,
    pareto: Pareto,
    customers: Vec<Customer<'a>>,
}

#[derive(Serialize)]
struct Abc {
    cut_a: Option<String>,
    cut_b: Option<String>,
    a: ClassTotal,
    b: ClassTotal,
    c: ClassTotal,
}

#[derive(Serialize)]
struct ClassTotal {
    customers: u32,
    amount: String,
}

#[derive(Serialize)]
struct Pareto {
    top_20_percent_share: Option<String>,
    largest_share: Option<String>,
    customers_for_80_percent: u64,
    gini: Option<String>,
    hhi: Option<String>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names of the document")]
struct Customer<'a> {
    customer: &'a str,
    purchases: String,
    class: String,
    loyalty: Option<Loyalty>,
    quadrant: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contract: Option<&'static str>,
    debt: Debt,
    lapse: Option<Lapse>,
    warnings: Vec<Warning>,
    silent_rules: Vec<Silent>,
}

#[derive(Serialize)]
struct Loyalty {
    score: Option<String>,
    coverage: String,
    loyal: bool,
}

#[derive(Serialize)]
struct Debt {
    balance: String,
    exposure: String,
    limit: String,
    overdue: String,
    oldest_dpd: i32,
    ageing: [String; 6],
    unapplied: String,
}

#[derive(Serialize)]
struct Lapse {
    p_alive: String,
    p_no_order: String,
    usual_gap_days: String,
    value_at_risk: String,
}

#[derive(Serialize)]
struct Warning {
    rule: &'static str,
    level: &'static str,
    arms: Vec<&'static str>,
    sentence: String,
}

#[derive(Serialize)]
struct Silent {
    rule: &'static str,
    why: String,
}

/// Prints the review as one JSON object. With `has_contracts` each customer says whether a contract
/// is in force.
pub(crate) fn print(
    review: &Review<'_>,
    has_contracts: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let currency = review.book().currency();
    let summary = review.summary();
    let explanations = review.customers_by_name().into_iter().filter_map(|key| review.explain(key));
    let document = Document {
        as_of: review.as_of().to_string(),
        currency: currency.code(),
        abc: abc(review, &summary, currency),
        pareto: pareto(review),
        customers: explanations.map(|it| customer(&it, has_contracts, currency)).collect(),
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

fn plain(amount: impl Into<Total>, currency: Currency) -> String {
    amount.into().plain(currency).to_string()
}

fn abc(review: &Review<'_>, summary: &Summary, currency: Currency) -> Abc {
    let cut = |amount: Option<Amount>| amount.map(|amount| plain(amount, currency));
    let total = |class| {
        let Slice { customers, purchases } = summary.class(class);
        ClassTotal { customers, amount: plain(purchases, currency) }
    };
    let cuts = review.cuts();
    Abc {
        cut_a: cut(cuts.a),
        cut_b: cut(cuts.b),
        a: total(Class::A),
        b: total(Class::B),
        c: total(Class::C),
    }
}

fn pareto(review: &Review<'_>) -> Pareto {
    let pareto = review.pareto();
    let text = |figure: Option<Quotient>| figure.map(|figure| figure.to_string());
    Pareto {
        top_20_percent_share: text(pareto.top_20_percent_share),
        largest_share: text(pareto.largest_share),
        customers_for_80_percent: pareto.customers_for_80_percent,
        gini: text(pareto.gini),
        hhi: text(pareto.hhi),
    }
}

fn customer<'a>(it: &Explanation<'a>, has_contracts: bool, currency: Currency) -> Customer<'a> {
    let readings = &it.readings();
    let mut warnings = Vec::new();
    let mut silent_rules = Vec::new();
    for rule in Rule::ALL {
        let verdict = readings.verdict(rule);
        match (verdict, readings.outcome(rule)) {
            (Verdict::Breach(level, evidence), _) => {
                let arms = readings.arms(rule).iter();
                let raised = arms.filter(|it| it.finding.level().is_some());
                warnings.push(Warning {
                    rule: rule.code(),
                    level: level.code(),
                    arms: raised.map(|it| it.arm.code()).collect(),
                    sentence: evidence.sentence().to_owned(),
                });
            }
            (Verdict::Clear(_), _) => {}
            (Verdict::NotApplicable(why) | Verdict::NoData(why), outcome) => {
                silent_rules.push(Silent { rule: rule.code(), why: format!("{outcome}: {why}") });
            }
        }
    }
    Customer {
        customer: it.name,
        purchases: plain(it.purchases, currency),
        class: it.class.to_string(),
        loyalty: loyalty(&readings.loyalty),
        quadrant: it.quadrant.map(|quadrant| quadrant.to_string()),
        contract: has_contracts.then(|| it.contract.unwrap_or(Coverage::None).code()),
        debt: debt(&readings.debt),
        lapse: lapse(&readings.loss, it.value_at_risk, currency),
        warnings,
        silent_rules,
    }
}

fn loyalty(reading: &LoyaltyReading) -> Option<Loyalty> {
    Some(Loyalty {
        loyal: reading.is_loyal()?,
        score: reading.score().map(|score| score.to_string()),
        coverage: reading.coverage().to_string(),
    })
}

fn debt(reading: &DebtReading) -> Debt {
    let plain = |total: Total| plain(total, reading.currency);
    let standing = &reading.standing;
    Debt {
        balance: plain(standing.balance()),
        exposure: plain(reading.exposure),
        limit: reading.limit.plain(reading.currency).to_string(),
        overdue: plain(standing.ageing.overdue()),
        oldest_dpd: standing.oldest_days_past_due,
        ageing: Bucket::ALL.map(|bucket| plain(standing.ageing.in_bucket(bucket))),
        unapplied: plain(standing.unapplied),
    }
}

fn lapse(reading: &LossReading<'_>, at_risk: Total, currency: Currency) -> Option<Lapse> {
    let signal = reading.signal?;
    Some(Lapse {
        p_alive: signal.alive.to_string(),
        p_no_order: signal.no_order.to_string(),
        usual_gap_days: signal.usual_gap.to_string(),
        value_at_risk: plain(at_risk, currency),
    })
}
