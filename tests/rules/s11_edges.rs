//! S11: inputs on which programs for ABC lose customers, split twins or call the giant small.

use guanxi::money::Amount;
use guanxi::segment::{
    AbcMethod, AbcPolicy, AbcPolicyDraft, ClassBasis, GroupMember, GroupedAmounts, Pareto,
};

use crate::given::currency;

const METHODS: [AbcMethod; 2] = [AbcMethod::Computed {}, AbcMethod::Submarginal {}];

#[track_caller]
fn classes_by(cut: AbcMethod, minor: &[i64]) -> String {
    let policy = AbcPolicy::try_new(AbcPolicyDraft { cut, ..Default::default() }).unwrap();
    let amounts: Vec<Amount> = minor.iter().copied().map(Amount::from_minor).collect();
    let cuts = policy.cuts(&amounts, currency("CNY"));
    amounts.iter().map(|amount| cuts.class(*amount).to_string()).collect()
}

#[track_caller]
fn classes(minor: &[i64]) -> String {
    classes_by(AbcMethod::default(), minor)
}

/// By both methods that find their limits in the curve.
#[track_caller]
fn by_curve(minor: &[i64], expected: &str) {
    for method in METHODS {
        assert_eq!(classes_by(method, minor), expected, "{method:?}");
    }
}

#[test]
fn nobody_at_all_has_no_class_and_no_error() {
    assert_eq!(classes(&[]), "");
    by_curve(&[], "");
}

#[test]
fn one_customer_is_a() {
    assert_eq!(classes(&[5]), "A");
    by_curve(&[5], "A");
}

#[test]
fn of_two_customers_neither_is_lost() {
    // 5 of 8 above the smaller one: 62.5 %.
    assert_eq!(classes(&[5, 3]), "AA");
    by_curve(&[5, 3], "AC");
}

#[test]
fn ten_zeros_are_c_for_the_reason_of_nothing() {
    assert_eq!(classes(&[0; 10]), "CCCCCCCCCC");
    by_curve(&[0; 10], "CCCCCCCCCC");
    assert_eq!(ClassBasis::from_amount(Some(Amount::ZERO)), ClassBasis::Zero);
}

#[test]
fn ten_equal_customers_share_a_class() {
    assert_eq!(classes(&[7_00; 10]), "AAAAAAAAAA");
    by_curve(&[7_00; 10], "AAAAAAAAAA");
}

#[test]
fn ten_equal_tenths_share_the_class_of_ten_equal_sevens() {
    assert_eq!(classes(&[10; 10]), classes(&[7_00; 10]));
    by_curve(&[10; 10], "AAAAAAAAAA");
}

#[test]
fn a_giant_among_nine_dwarfs_is_a() {
    let mut amounts = [1; 10];
    amounts[0] = 1_000_000;
    assert_eq!(classes(&amounts), "ACCCCCCCCC");
    by_curve(&amounts, "ACCCCCCCCC");
}

#[test]
fn complaint_the_giant_that_crosses_the_line_is_above_it() {
    assert_eq!(classes(&[85, 5, 5, 5]), "ABBB");
    by_curve(&[85, 5, 5, 5], "ACCC");
}

#[test]
fn negatives_neither_push_the_others_down_nor_pass_in_silence() {
    // T = 195: 76.9 % above 30, 92.3 % above 10, 97.4 % above 5.
    let amounts = [100, 50, 30, -20, 10, 5, -100];
    assert_eq!(classes(&amounts), "AAACBCC");
    let basis = |minor| ClassBasis::from_amount(Some(Amount::from_minor(minor)));
    assert_eq!(amounts.map(basis).iter().filter(|it| **it == ClassBasis::NetReturn).count(), 2);
}

#[test]
fn amounts_that_sum_to_nothing_are_classed_by_what_was_bought() {
    // T = 60: 83.3 % above 10.
    assert_eq!(classes(&[50, -50, 10, -10]), "ACBC");
}

#[test]
fn a_missing_amount_is_no_amount_and_keeps_the_class_before() {
    let amounts = [85, 5, 5, 5].map(Amount::from_minor);
    let lines = AbcPolicy::default().lines(&amounts, currency("CNY"));
    let unknown = lines.next(None, None);
    assert_eq!((unknown.class(), unknown.basis), (None, ClassBasis::NoData));
    let known = lines.next(Some(guanxi::segment::Class::A.into()), None);
    assert_eq!(known.to_string(), "A -> A (no data)");
}

#[test]
fn ties_are_never_split() {
    // T = 58: 40 of it above the fives, 55 above the ones.
    let amounts = [10, 10, 10, 10, 5, 5, 5, 1, 1, 1];
    assert_eq!(classes(&amounts), "AAAAAAABBB");
    assert_eq!(classes_by(AbcMethod::Computed {}, &amounts), "AAAACCCCCC");
    assert_eq!(classes_by(AbcMethod::Submarginal {}, &amounts), "AAAABBBCCC");
}

#[test]
fn limits_of_the_curve_alone_end_b_nearest_to_the_corner_over_break_even() {
    // Pareto point (0.25, 0.7), break-even (0.5, 0.95), which is the nearest to (0.5, 1) as well.
    assert_eq!(classes_by(AbcMethod::Submarginal {}, &[70, 25, 4, 1]), "ABCC");
    // T = 100, n = 10, average 10. Nearest to (0, 1): (0.4, 0.72), squared 0.2384; (0.3, 0.59) has
    // 0.2581, (0.5, 0.81) 0.2861. Break-even at 0.4; nearest to (0.4, 1): (0.5, 0.81), 0.0461;
    // (0.6, 0.88) has 0.0544, (0.4, 0.72) 0.0784.
    let amounts = [22, 19, 18, 13, 9, 7, 5, 4, 2, 1];
    assert_eq!(classes_by(AbcMethod::Submarginal {}, &amounts), "AAAABCCCCC");
    assert_eq!(classes_by(AbcMethod::Computed {}, &amounts), "AAAACCCCCC");
}

#[test]
fn any_amount_is_classed_alike() {
    // The largest by sales brings a loss: class C by margin.
    let (sales, margins) = ([85, 5, 5, 5], [-10, 4, 4, 1]);
    assert_eq!((classes(&sales), classes(&margins)), ("ABBB".to_owned(), "CAAB".to_owned()));
}

#[track_caller]
fn member(group: &str, minor: i64) -> GroupMember {
    let group = (!group.is_empty()).then(|| group.parse().unwrap());
    GroupMember { group, amount: Amount::from_minor(minor) }
}

#[test]
fn a_chain_of_three_branches_is_classed_as_one() {
    let members =
        [member("Chain", 300), member("", 400), member("Chain", 300), member("Chain", 300)];
    let grouped = GroupedAmounts::try_from_members(&members).unwrap();
    assert_eq!(grouped.amounts(), [900, 400].map(Amount::from_minor));
    assert!(grouped.by_member().eq([900, 400, 900, 900].map(Amount::from_minor)));
    // Alone, the branches stand below the customer with 400.
    assert_eq!(Pareto::from_purchases(grouped.amounts()).customers, 2);
}

#[test]
fn a_group_of_one_is_as_a_customer_alone_and_returns_of_a_branch_count() {
    let members = [member("One", 5), member("Two", 8), member("Two", -10)];
    let grouped = GroupedAmounts::try_from_members(&members).unwrap();
    assert!(grouped.by_member().eq([5, -2, -2].map(Amount::from_minor)));
}

#[test]
fn a_group_beyond_the_range_of_amounts_is_refused_by_name() {
    let members = [member("Chain", i64::MAX), member("Chain", 1)];
    let error = GroupedAmounts::try_from_members(&members).unwrap_err();
    assert_eq!(
        error.to_string(),
        "group Chain has 9223372036854775808 minor units, more than 9223372036854775807"
    );
    assert_eq!(error.code(), "group_sum_out_of_range");
}
