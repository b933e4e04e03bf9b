//! Returns by choice beside those of peers, and the customers that stayed.

use guanxi::book::Book;
use guanxi::bridge::{
    BridgePurchases, BridgeRow, BridgeWindows, RetentionFormula, RetentionPolicyDraft,
    RevenueBridge,
};
use guanxi::calendar::{AsOf, Window};
use guanxi::customer::Customer;
use guanxi::day;
use guanxi::goods_return::{AbuseLevel, AbuseMeasure, ReturnAbusePolicyDraft, ReturnSignal};
use guanxi::measure::{Proportion, Ratio};
use guanxi::segment::MergeList;
use guanxi::trade::Sale;

use crate::Outcome;

/// Lines bought and lines returned by choice in a year, of customers of one class.
const LINES: [(&str, u32, u32); 5] = [
    ("Li & Sons", 410, 8),
    ("Chen Feed", 380, 9),
    ("Zhao Farm", 200, 24),
    ("Qian Store", 240, 6),
    ("Sun Trade", 24, 5),
];

pub(crate) fn abuse(policy: &ReturnAbusePolicyDraft, t: AsOf) -> Outcome<()> {
    let talk = [(AbuseLevel::Look, day!(2026, 3, 2)), (AbuseLevel::Talk, day!(2026, 3, 16))];
    let measures = talk.map(|(level, on)| -> Outcome<AbuseMeasure> {
        let (by, reason) = ("Zhou".parse()?, "two dozen returns in a year".parse()?);
        Ok(AbuseMeasure { level, on, by, reason, lifted: None })
    });
    let measures = measures.into_iter().collect::<Outcome<Vec<_>>>()?;
    for (name, bought, returned) in LINES {
        // The peers are the others.
        let others = || LINES.iter().filter(|it| it.0 != name);
        let (all, back): (u32, u32) =
            (others().map(|it| it.1).sum(), others().map(|it| it.2).sum());
        let millionths = u64::from(back).checked_mul(1_000_000).ok_or("too many")?;
        let usual = millionths.checked_div(all.into()).ok_or("no peers")?;
        let usual = Ratio::from_parts_per_million(u32::try_from(usual)?);
        let lines = Proportion::try_new(returned, bought).ok_or("more than bought")?;
        let signal = ReturnSignal::read(lines, usual, policy).ok_or("too many lines")?;
        println!("{name}: {signal}");
        let taken = if name == "Zhao Farm" { measures.as_slice() } else { &[] };
        if let (Some(stands), Some(next)) =
            (policy.standing(taken, t), policy.next_level(&signal, taken, t))
        {
            println!("  {} since {}; a person may decide on a {next}", stands.level, stands.on);
        }
    }
    Ok(())
}

/// Yuan of the first quarter of 2025 and of 2026, and whether it bought in 2024.
const YUAN: [(&str, u32, u32, bool); 7] = [
    ("Li & Sons", 500, 550, true),
    ("Chen Feed", 300, 200, true),
    ("Zhao Farm", 200, 0, true),
    ("Qian Store", 0, 400, false),
    ("Sun Trade", 0, 50, true),
    ("Wu Salt", 120, 120, false),
    ("Zheng Rope", 0, 0, true),
];

pub(crate) fn retention(policy: &RetentionPolicyDraft) -> Outcome<()> {
    let mut book = Book::new("CNY".parse()?);
    for (name, before, after, bought_earlier) in YUAN {
        let key = book.register(Customer::new(name.parse()?))?;
        let earlier = if bought_earlier { 10 } else { 0 };
        let days =
            [(day!(2024, 5, 6), earlier), (day!(2025, 2, 3), before), (day!(2026, 2, 2), after)];
        for (on, yuan) in days.into_iter().filter(|(_, yuan)| *yuan > 0) {
            let number = format!("{name} {on}");
            book.record(key, Sale::new(number.parse()?, on, format!("CNY {yuan}").parse()?))?;
        }
    }
    let quarter = |first, last| Window::inclusive(first, last);
    let windows = BridgeWindows::try_new(
        quarter(day!(2025, 1, 1), day!(2025, 3, 31)),
        quarter(day!(2026, 1, 1), day!(2026, 3, 31)),
    )?;
    let bought = book.keys().map(|key| Ok((key, book.view(key)?)));
    let bought = bought.collect::<Outcome<Vec<_>>>()?;
    let bought = bought.iter().map(|(key, it)| BridgePurchases::from_account(*key, *it, windows));
    let bridge = RevenueBridge::try_new(windows, book.currency(), bought, &MergeList::default())?;
    let said = |total: guanxi::money::Total| total.with_currency(book.currency()).to_string();
    println!("first quarter of 2025: {}", said(bridge.before()));
    for row in BridgeRow::ALL {
        let total = bridge.row(row);
        if total.customers > 0 {
            let noun = if total.customers == 1 { "customer" } else { "customers" };
            println!("  {row}: {} of {} {noun}", said(total.change), total.customers);
        }
    }
    println!("first quarter of 2026: {}", said(bridge.after()));
    println!("kept {} of {} customers", bridge.kept(), bridge.existing());
    for formula in [RetentionFormula::Logo, RetentionFormula::Gross, RetentionFormula::Net] {
        println!("{}", bridge.retention(formula).ok_or("nobody bought before")?);
    }
    println!("{}", policy.existing_share(&bridge).ok_or("nobody buys")?);
    Ok(())
}
