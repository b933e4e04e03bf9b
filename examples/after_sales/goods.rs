//! Ten cartons were delivered; two come back by choice, in part and with a fee.

use guanxi::calendar::{AsOf, Day};
use guanxi::day;
use guanxi::goods_return::{
    DeliveryFacts, GoodsReturn, ReturnFee, ReturnInputs, ReturnOpening, ReturnPolicy,
    ReturnPolicyDraft, ReturnPrice, ReturnReason, ReturnRebate, ReturnStep,
};
use guanxi::lifecycle::{Entry, Journey};
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Currency, Money};
use guanxi::product::{PackUnit, ProductNode, ProductTree};
use guanxi::segment::Class;

use crate::Outcome;

/// Pieces delivered on 2 March, and the amount paid for them.
const DELIVERED: u64 = 120;

pub(crate) fn story(t: AsOf) -> Outcome<Vec<Journey>> {
    let fee = Some(ReturnFee::Share(Ratio::from_percent(15)));
    let policy = ReturnPolicy::try_new(ReturnPolicyDraft { fee, ..Default::default() })
        .map_err(|it| it.to_string())?;
    let carton = PackUnit { unit: "carton".parse()?, holds: 12 };
    let (tea, base_unit) = ("tea".parse()?, Some("piece".parse()?));
    let node = ProductNode { id: "tea".parse()?, parent: None, base_unit, packs: vec![carton] };
    let tree = ProductTree::try_new([node]).map_err(|it| it.to_string())?;
    let asked = u64::try_from(tree.to_base(&tea, 2, &"carton".parse()?)?)?;
    let window_days = policy.window_days(None, &tea, &tree, Some(Class::B));

    let credit = credit(asked)?;

    let delivery = DeliveryFacts {
        delivered: DELIVERED,
        returned: 0,
        pending: 0,
        window_days,
        batches: &[],
        warranty: None,
    };
    let inputs = ReturnInputs { delivery, policy: &policy };

    let mut goods = GoodsReturn::open(opening("R-1", asked, ReturnReason::Choice, credit)?);
    let came = 18;
    let part = ReturnPrice::paid_for(credit, asked, 0, came).ok_or("more than asked")?;
    let fees = policy.fees(&[part], Currency::CNY).ok_or("negative")?;
    let fee = *fees.first().ok_or("no fee")?;
    let refunded = part.checked_sub(fee).ok_or("too large")?;
    for (on, step) in steps(asked, came, yuan(refunded))? {
        let act = format!("{step} the return");
        match goods.apply(Entry::new(step, on, "Sun".parse()?), &inputs) {
            Ok(_) => println!("{on} {act}: {}", goods.stage(AsOf::new(on)).ok_or("open")?),
            Err(refused) => println!("{on} {act} is refused: {refused}"),
        }
    }
    let now = goods.quantities(t);
    println!(
        "authorised {}, refunded {}, never came {}; {} credited after a fee of {}",
        now.authorised,
        now.refunded,
        now.lapsed,
        yuan(refunded),
        yuan(fee)
    );

    // What speaks against the next requests for the same delivery.
    let left = DeliveryFacts { returned: now.taken_up(), ..delivery };
    let late = ReturnOpening { on: day!(2026, 4, 10), ..goods.opening().clone() };
    for (quantity, reason) in [(103, ReturnReason::Choice), (102, ReturnReason::Defect)] {
        let next = GoodsReturn::open(ReturnOpening { quantity, reason, ..late.clone() });
        let against = next.obstacles(quantity, left);
        let against: Vec<String> = against.iter().map(ToString::to_string).collect();
        let against = if against.is_empty() { "nothing".to_owned() } else { against.join("; ") };
        println!("{quantity} more on 2026-04-10, {reason}; against it: {against}");
    }

    // Two more that are on their way: one denied, one waiting.
    let mut denied = GoodsReturn::open(opening("R-2", 12, ReturnReason::Unsold, credit)?);
    let text = "the season is over".parse()?;
    let deny = ReturnStep::Deny { reason: guanxi::goods_return::DenialReason::OutOfSeason, text };
    denied.apply(Entry::new(deny, day!(2026, 3, 24), "Sun".parse()?), &inputs)?;
    let mut waiting = GoodsReturn::open(opening("R-3", 6, ReturnReason::Damaged, credit)?);
    waiting.apply(Entry::new(ReturnStep::AskAgain, day!(2026, 4, 8), "Desk".parse()?), &inputs)?;
    let all = [&goods, &denied, &waiting];
    for goods in all {
        let way = goods.journey(t).ok_or("not asked")?;
        println!("{}: {way}", goods.opening().id);
    }
    Ok(all.iter().filter_map(|it| it.journey(t)).collect())
}

/// The most that is credited for the pieces that come back.
fn credit(asked: u64) -> Outcome<Amount> {
    // A rebate of 2 % on the quarter was paid out; without the goods it would have been less.
    let line = Amount::from_minor(1_200_000);
    let paid = ReturnPrice::paid_for(line, DELIVERED, 0, asked).ok_or("more than delivered")?;
    let before = line.share(Ratio::from_percent(2), guanxi::money::Rounding::HalfUp);
    let before = before.ok_or("too large")?;
    let rest = line.checked_sub(paid).ok_or("too large")?;
    let after = rest.share(Ratio::from_percent(2), guanxi::money::Rounding::HalfUp);
    let after = after.ok_or("too large")?;
    let rebate = ReturnRebate { before, after, settled: before.to_total() };
    let price = ReturnPrice::read(paid, &[rebate]).ok_or("negative")?;
    let credit = price.credit().to_amount().ok_or("too large")?;
    println!("2 cartons are {asked} pieces, paid {}", yuan(paid));
    println!("rebate paid on them and no longer earned: {}", said(price.taken_back));
    println!("to be credited at most: {}", yuan(credit));
    Ok(credit)
}

fn yuan(amount: Amount) -> Money {
    Money::new(amount, Currency::CNY)
}

fn opening(id: &str, quantity: u64, reason: ReturnReason, paid: Amount) -> Outcome<ReturnOpening> {
    Ok(ReturnOpening {
        id: id.parse()?,
        customer: "Li & Sons".parse()?,
        on: day!(2026, 3, 20),
        by: "Desk".parse()?,
        paper: None,
        product: "tea".parse()?,
        quantity,
        reason,
        sale: Some("S-1".parse()?),
        delivered: day!(2026, 3, 2),
        is_assumed: false,
        batch: None,
        paid: yuan(paid),
        is_unannounced: false,
        split_from: None,
    })
}

/// The steps taken, and tried, with their days.
fn steps(asked: u64, came: u64, credit: Money) -> Outcome<Vec<(Day, ReturnStep)>> {
    Ok(vec![
        (day!(2026, 3, 23), ReturnStep::AskInfo { question: "which batch?".parse()? }),
        (day!(2026, 3, 26), ReturnStep::GiveInfo { answer: "the spring one".parse()? }),
        (day!(2026, 3, 26), ReturnStep::Authorise { quantity: asked }),
        (day!(2026, 4, 2), ReturnStep::Receive { quantity: came }),
        (day!(2026, 4, 3), ReturnStep::Inspect { state: "as new".parse()? }),
        (day!(2026, 4, 7), ReturnStep::Refund { quantity: came, credit }),
        (day!(2026, 4, 20), ReturnStep::Close),
        (day!(2026, 4, 27), ReturnStep::Close),
    ])
}

fn said(total: guanxi::money::Total) -> String {
    total.with_currency(Currency::CNY).to_string()
}
