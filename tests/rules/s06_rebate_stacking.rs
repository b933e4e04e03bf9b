//! S6: rebates beside each other, and their allocation to products and lines.

use guanxi::id::LineNumber;
use guanxi::money::Amount;
use guanxi::rebate::{
    Allocation, AllocationLine, LaterBase, RebateAgreement, StackBase, StackEntry, StackTerms,
    Volume, stacked_rewards,
};

use crate::s06_rebate::{agreed, by_box, draft, fen, rate, yuan};

fn deal(rank: u16, percent: &str, base: StackBase, later: LaterBase) -> RebateAgreement {
    let mut terms = draft(&[rate("0", percent)]);
    terms.id = format!("D-{percent}").parse().unwrap();
    terms.stack = StackTerms { rank, base, later, best_of: None };
    agreed(terms)
}

/// The four deals of D365, with their ranks.
fn four(ranks: [u16; 4]) -> [RebateAgreement; 4] {
    [
        deal(ranks[0], "10%", StackBase::Gross, LaterBase::Counts),
        deal(ranks[1], "15%", StackBase::Gross, LaterBase::Ignored),
        deal(ranks[2], "20%", StackBase::NetOfEarlier, LaterBase::Counts),
        deal(ranks[3], "25%", StackBase::NetOfEarlier, LaterBase::Counts),
    ]
}

fn entries(deals: &[RebateAgreement]) -> Vec<StackEntry<'_>> {
    let volume = yuan("1000");
    deals.iter().map(|agreement| StackEntry { agreement, period: 0, volume }).collect()
}

fn sum(deals: &[RebateAgreement], cap: Option<Amount>) -> i128 {
    let rewards = stacked_rewards(&entries(deals), cap).unwrap();
    rewards.iter().map(|it| i128::from(it.reward.minor())).sum()
}

#[test]
fn g6_3_stacking_goes_by_rank() {
    assert_eq!(sum(&four([1, 2, 3, 4]), None), 610_00);
    // Other programs give these by the order of processing.
    assert_eq!(sum(&four([3, 4, 1, 2]), None), 650_00);
    assert_eq!(sum(&four([2, 4, 1, 3]), None), 625_00);
    assert_eq!(sum(&four([2, 3, 4, 1]), None), 630_00);
}

#[test]
fn the_order_in_which_agreements_are_given_never_matters() {
    let deals = four([1, 2, 3, 4]);
    let all = entries(&deals);
    let expected = stacked_rewards(&all, None).unwrap();
    assert_eq!(
        expected.iter().map(|it| (it.rank, it.base, it.reward)).collect::<Vec<_>>(),
        [
            (1, yuan("1000"), fen("100")),
            (2, yuan("1000"), fen("150")),
            (3, yuan("900"), fen("180")),
            (4, yuan("720"), fen("180")),
        ]
    );
    for turn in 0..4 {
        let mut turned = all.clone();
        turned.rotate_left(turn);
        assert_eq!(stacked_rewards(&turned, None).unwrap(), expected);
        turned.reverse();
        assert_eq!(stacked_rewards(&turned, None).unwrap(), expected);
    }
}

#[test]
fn two_agreements_of_one_rank_are_refused() {
    let deals = four([1, 2, 2, 4]);
    let error = stacked_rewards(&entries(&deals), None).unwrap_err();
    assert_eq!(error.to_string(), "D-15% and D-20% both have the rank 2");
    assert_eq!(error.code(), "same_rank");
}

#[test]
fn a_quantity_cannot_be_net_of_rebates() {
    let mut boxes = by_box(&[("0", "1")]);
    boxes.stack.base = StackBase::NetOfEarlier;
    let boxes = agreed(boxes);
    let entry = StackEntry { agreement: &boxes, period: 0, volume: Volume::from_quantity(5) };
    assert_eq!(
        stacked_rewards(&[entry], None).unwrap_err().to_string(),
        "the base of R-1 is a quantity, so that it cannot be net of earlier rebates"
    );
    let late = StackEntry { agreement: &boxes, period: 3, volume: Volume::ZERO };
    assert_eq!(stacked_rewards(&[late], None).unwrap_err().code(), "net_quantity");
    let deals = four([1, 2, 3, 4]);
    let late = StackEntry { period: 3, ..entries(&deals)[0] };
    assert_eq!(stacked_rewards(&[late], None).unwrap_err().code(), "no_such_period");
}

#[test]
fn only_the_best_of_a_set_pays() {
    let of_set = |deal: RebateAgreement| {
        let mut draft = deal.into_draft();
        draft.stack.best_of = Some("year".to_owned());
        agreed(draft)
    };
    let [ten, fifteen, twenty, quarter] = four([1, 2, 3, 4]);
    let deals = [of_set(ten), of_set(fifteen), twenty, quarter];
    let rewards = stacked_rewards(&entries(&deals), None).unwrap();
    let paid: Vec<Amount> = rewards.iter().map(|it| it.reward).collect();
    // 15 % pays and does not count for later ones: 20 % of 1,000, then 25 % of 800.
    assert_eq!(paid, [fen("0"), fen("150"), fen("200"), fen("200")]);
    let equal = [
        of_set(deal(2, "10%", StackBase::Gross, LaterBase::Counts)),
        of_set(deal(1, "10%", StackBase::Gross, LaterBase::Counts)),
    ];
    let rewards = stacked_rewards(&entries(&equal), None).unwrap();
    let paid: Vec<(u16, Amount)> = rewards.iter().map(|it| (it.rank, it.reward)).collect();
    assert_eq!(paid, [(1, fen("100")), (2, fen("0"))], "of equals the one of the lowest rank");
}

#[test]
fn a_cap_takes_from_the_last_rank_first() {
    let deals = four([1, 2, 3, 4]);
    let paid = |cap| {
        let rewards = stacked_rewards(&entries(&deals), Some(fen(cap))).unwrap();
        rewards.iter().map(|it| it.reward).collect::<Vec<_>>()
    };
    assert_eq!(paid("610"), [fen("100"), fen("150"), fen("180"), fen("180")]);
    assert_eq!(paid("609.99"), [fen("100"), fen("150"), fen("180"), fen("179.99")]);
    assert_eq!(paid("300"), [fen("100"), fen("150"), fen("50"), fen("0")]);
    assert_eq!(sum(&deals, Some(fen("0"))), 0);
}

fn line(product: &str, document: &str, number: u32, amount: &str) -> AllocationLine {
    AllocationLine {
        product: product.parse().unwrap(),
        document: document.parse().unwrap(),
        line: LineNumber::try_new(number).ok(),
        amount: fen(amount),
    }
}

#[test]
fn g6_10_ten_yuan_over_three_lines() {
    let lines = [1, 2, 3].map(|number| line("Paint", "S-1", number, "100"));
    let allocation = Allocation::try_new(fen("10"), lines).unwrap();
    let parts: Vec<Amount> = allocation.lines.iter().map(|it| it.1).collect();
    assert_eq!(parts, [fen("3.34"), fen("3.33"), fen("3.33")]);
}

/// flexprice #1020: the rest to the last line, which may be empty; useautumn #3407: 81 rounded
/// lines drifted by 2 cents.
#[test]
fn parts_re_sum_at_each_level_and_empty_ones_carry_nothing() {
    let mut lines: Vec<AllocationLine> =
        (1..=81).map(|number| line("Paint", "S-1", number, "12.34")).collect();
    lines.push(line("Tools", "S-2", 1, "500"));
    lines.push(line("Tools", "S-2", 2, "-100"));
    lines.push(line("Wire", "S-3", 1, "0"));
    let allocation = Allocation::try_new(fen("77.77"), lines.clone()).unwrap();
    let whole: i64 = allocation.products.values().map(|it| it.minor()).sum();
    assert_eq!(whole, 77_77);
    for (product, part) in &allocation.products {
        let of = allocation.lines.iter().filter(|(line, _)| line.product == *product);
        assert_eq!(of.map(|(_, part)| part.minor()).sum::<i64>(), part.minor(), "{product}");
    }
    let carried = |document: &str, number: u32| {
        let wanted = line("x", document, number, "0");
        let is = |it: &&(AllocationLine, Amount)| {
            (&it.0.document, it.0.line) == (&wanted.document, wanted.line)
        };
        allocation.lines.iter().find(is).map(|it| it.1)
    };
    assert_eq!((carried("S-3", 1), carried("S-2", 2)), (Some(fen("0")), Some(fen("0"))));
    lines.reverse();
    assert_eq!(Allocation::try_new(fen("77.77"), lines), Ok(allocation));
}

#[test]
fn lines_that_cannot_carry_a_rebate_are_refused() {
    let refused = |lines: Vec<AllocationLine>| Allocation::try_new(fen("1"), lines).unwrap_err();
    assert_eq!(
        refused(vec![line("Paint", "S-1", 1, "0")]).to_string(),
        "no product has a positive net amount that could carry the rebate"
    );
    let twice = refused(vec![line("Paint", "S-1", 1, "1"), line("Tools", "S-1", 1, "2")]);
    assert_eq!(twice.to_string(), "S-1 line 1 is given twice");
    let most = |number| AllocationLine { amount: Amount::MAX, ..line("Paint", "S-1", number, "0") };
    assert_eq!(
        refused(vec![most(1), most(2)]).to_string(),
        "the amounts of Paint are too large to be added"
    );
}
