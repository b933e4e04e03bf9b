//! The quarterly evaluation of dealers: ratings by people, integrity from invoices, claims against
//! orders, counted means; grade, action, reasons and the cheapest way up.
//!
//! `cargo run --release --example dealer_evaluation [FOLDER]`
//!
//! Without a folder it judges six dealers of its own. A folder has `dealers.csv`, `ratings.csv`,
//! `sales.csv`, `invoices.csv`, `claims.csv`, `counts.csv` and `breaches.csv`; the columns are
//! those of the files in `examples/dealer_evaluation`.

mod table;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

use guanxi::account::Account;
use guanxi::calendar::{AsOf, Day};
use guanxi::credit::ProposalPolicy;
use guanxi::customer::EntrySource;
use guanxi::day;
use guanxi::dealer::{
    DealerEvaluation, DealerEvaluator, DealerFacts, DealerPolicy, DealerPolicyDraft, LimitReplay,
};
use guanxi::means::{Means, MeansCount, MeansKind};
use guanxi::money::Currency;
use guanxi::receivable::{Invoice, Payment};
use guanxi::scorecard::{CriterionAnswer, CriterionAnswers, RaterLevel, ScorecardVerdict};
use guanxi::trade::{Breach, Claim, Sale};
use table::{Row, Tables};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The day of the evaluation without a folder, and with one.
const T: Day = day!(2026, 6, 30);

/// A dealer with all that is known of it.
struct Dealer {
    account: Account,
    ratings: CriterionAnswers,
    last_evaluation: Option<Day>,
}

fn main() -> Outcome<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let tables = Tables::read(folder.as_deref())?;
    let dealers = dealers(&tables)?;
    let evaluator = DealerEvaluator::new(policy()?);
    let (proposal, t) = (ProposalPolicy::default(), AsOf::new(T));
    println!("Evaluation of {} dealers on {t}\n", dealers.len());
    let mut evaluated = Vec::new();
    for (name, dealer) in &dealers {
        let facts = DealerFacts {
            account: dealer.account.view(),
            ratings: &dealer.ratings,
            replay: LimitReplay { proposal: &proposal, scores: &[], terms_days: 30 },
            last_evaluation: dealer.last_evaluation,
        };
        evaluated.push((name, evaluator.evaluate(facts, t)?));
    }
    // The best first; those that are not certain stand by the score that they have for sure.
    evaluated.sort_by(|(a, one), (b, two)| {
        two.evaluation.score.low.cmp(&one.evaluation.score.low).then(a.cmp(b))
    });
    println!("{:<14} {:>16}  {:<18} action", "dealer", "score of 100", "grade");
    for (name, it) in &evaluated {
        let score = &it.evaluation.score;
        let points = if score.low == score.high {
            score.low.to_string()
        } else {
            format!("{} to {}", score.low, score.high)
        };
        let action = it.action.map_or("find out first".to_owned(), |action| action.to_string());
        println!("{name:<14} {points:>16}  {:<18} {action}", grade(&score.verdict));
    }
    for (name, it) in &evaluated {
        print_page(name, it);
    }
    Ok(())
}

fn grade(verdict: &ScorecardVerdict) -> String {
    match verdict {
        ScorecardVerdict::KnockedOut { .. } => "knocked out".to_owned(),
        ScorecardVerdict::NotAssessable(_) => "not assessable".to_owned(),
        ScorecardVerdict::Grade { grade } => grade.to_string(),
        ScorecardVerdict::Between { worst, best } => format!("{worst} or better, up to {best}"),
    }
}

fn print_page(name: &str, it: &DealerEvaluation) {
    println!("\n-- {name}: {}", it.evaluation.score.verdict);
    for reason in &it.evaluation.reasons {
        println!("   lost {} on {}", reason.lost, reason.criterion);
    }
    for cap in &it.evaluation.caps {
        println!("   {cap}");
    }
    if let Some(first) = &it.evaluation.find_out_first {
        println!("   find out first: {first}");
    }
    println!("   integrity: {}", it.integrity);
    if it.zeal.mature > 0 || it.zeal.level.is_some() {
        println!("   zeal: {}", it.zeal);
    }
    for finding in &it.findings {
        println!("   ! {finding}");
    }
    if let Some(way) = &it.way_up {
        println!("   one grade up: {way}");
    }
}

/// The ready policy with bands for outlets and sellers, which a company states for its trade.
fn policy() -> Outcome<DealerPolicy> {
    let mut draft = DealerPolicyDraft::default();
    for bands in &mut draft.means {
        match bands.kind {
            MeansKind::Outlets => bands.from = vec![5, 15, 40, 80],
            MeansKind::Sellers => bands.from = vec![1, 3, 6, 12],
            MeansKind::SubDealers
            | MeansKind::Capital
            | MeansKind::StrongBrands
            | MeansKind::OtherBrands
            | MeansKind::Warehouse
            | MeansKind::Vehicles => {}
        }
    }
    Ok(DealerPolicy::try_new(draft)?)
}

/// The dealers by name.
type Dealers = BTreeMap<String, Dealer>;

fn dealers(tables: &Tables) -> Outcome<Dealers> {
    let mut dealers = Dealers::new();
    for row in &tables.dealers {
        let mut account = Account::new(row.parse("dealer")?, Currency::CNY);
        account.state_since(Some(row.parse("since")?));
        let last_evaluation = row.parse_if_any("last_evaluation")?;
        let dealer = Dealer { account, ratings: CriterionAnswers::new(), last_evaluation };
        dealers.insert(row.text("dealer")?.to_owned(), dealer);
    }
    trade(&mut dealers, tables)?;
    conduct(&mut dealers, tables)?;
    Ok(dealers)
}

/// Records a row with the dealer that it names.
fn of(
    dealers: &mut Dealers,
    row: &Row,
    record: impl FnOnce(&mut Dealer) -> Outcome<()>,
) -> Outcome<()> {
    let name = row.text("dealer")?;
    let unknown = || format!("{}: there is no dealer {name}", row.place());
    let recorded = record(dealers.get_mut(name).ok_or_else(unknown)?);
    recorded.map_err(|error| format!("{}: {error}", row.place()).into())
}

/// Ratings, sales, invoices and payments.
fn trade(dealers: &mut Dealers, tables: &Tables) -> Outcome<()> {
    for row in &tables.ratings {
        of(dealers, row, |dealer| {
            let rating = RaterLevel { by: row.parse("by")?, level: row.parse("level")? };
            let answer = dealer.ratings.entry(row.parse("criterion")?);
            match answer.or_insert(CriterionAnswer::Rated(Vec::new())) {
                CriterionAnswer::Rated(ratings) => ratings.push(rating),
                CriterionAnswer::Measured(_) | CriterionAnswer::Refused => {}
            }
            Ok(())
        })?;
    }
    for row in &tables.sales {
        of(dealers, row, |dealer| {
            let (document, date) = (row.parse("document")?, row.parse("date")?);
            dealer.account.record(Sale::new(document, date, row.parse("amount")?))?;
            Ok(())
        })?;
    }
    for row in &tables.invoices {
        of(dealers, row, |dealer| {
            let (number, amount) = (row.text("document")?, row.parse("amount")?);
            let (issued, due) = (row.parse("issued")?, row.parse("due")?);
            dealer.account.record(Invoice::new(number.parse()?, issued, due, amount))?;
            if let Some(paid) = row.parse_if_any("paid")? {
                let payment = Payment::new(format!("P-{number}").parse()?, paid, amount);
                dealer.account.record(payment.for_invoice(number.parse()?))?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Claims, counts and breaches.
fn conduct(dealers: &mut Dealers, tables: &Tables) -> Outcome<()> {
    for row in &tables.claims {
        of(dealers, row, |dealer| {
            dealer.account.record(Claim {
                on: row.parse("on")?,
                kind: row.parse("kind")?,
                amount: row.parse("amount")?,
                due: row.parse("due")?,
                person: None,
                heard_by: row.parse("heard_by")?,
            })?;
            Ok(())
        })?;
    }
    for row in &tables.counts {
        of(dealers, row, |dealer| {
            let (on, count) = (row.parse("on")?, row.parse("count")?);
            let means = match row.text("means")? {
                "outlets" => Means::Outlets(count),
                "sellers" => Means::Sellers(count),
                other => return Err(format!("{other:?} is not counted here").into()),
            };
            dealer.account.record(MeansCount { on, means, source: EntrySource::Visit })?;
            Ok(())
        })?;
    }
    for row in &tables.breaches {
        of(dealers, row, |dealer| {
            let (date, kind) = (row.parse("date")?, row.parse("kind")?);
            let upheld = row.text("upheld")? == "yes";
            dealer.account.record(Breach { date, kind, upheld })?;
            Ok(())
        })?;
    }
    Ok(())
}
