//! S12: how concentrated purchases are.

use guanxi::measure::Quotient;
use guanxi::money::Amount;
use guanxi::segment::Pareto;

fn pareto(minor: &[i64]) -> Pareto {
    let amounts: Vec<Amount> = minor.iter().copied().map(Amount::from_minor).collect();
    Pareto::from_purchases(&amounts)
}

fn fraction(part: i128, whole: i128) -> Option<Quotient> {
    Quotient::try_new(part, whole)
}

#[test]
fn only_customers_with_positive_purchases_count() {
    let found = pareto(&[10, 0, -5, 30]);
    assert_eq!(found.customers, 2);
    assert_eq!(found.total.minor(), 40);
    assert_eq!(found.largest_share, fraction(3, 4));
}

#[test]
fn purchases_per_customer_leave_out_those_that_did_not_buy() {
    assert_eq!(pareto(&[10, 0, -5, 30]).per_customer(), fraction(40, 2));
    assert_eq!(pareto(&[1, 1, 5]).per_customer(), fraction(7, 3));
    assert_eq!(pareto(&[0, -5]).per_customer(), None);
}

#[test]
fn the_top_is_a_fifth_of_the_customers_rounded_up() {
    let share = |minor: &[i64]| pareto(minor).top_20_percent_share;
    assert_eq!(share(&[4]), fraction(1, 1));
    assert_eq!(share(&[4, 3, 2, 1, 0]), fraction(4, 10), "four bought");
    assert_eq!(share(&[5, 4, 3, 2, 1]), fraction(5, 15), "one of five");
    assert_eq!(share(&[6, 5, 4, 3, 2, 1]), fraction(11, 21), "two of six");
    assert_eq!(share(&[1; 10]), fraction(2, 10));
    assert_eq!(share(&[1; 11]), fraction(3, 11));
}

#[test]
fn eighty_percent_is_reached_when_it_is_met_exactly() {
    let number = |minor: &[i64]| pareto(minor).customers_for_80_percent;
    assert_eq!(number(&[80, 20]), 1);
    assert_eq!(number(&[79, 21]), 2);
    assert_eq!(number(&[50, 30, 20]), 2);
    assert_eq!(number(&[50, 29, 21]), 3);
    assert_eq!(number(&[1; 10]), 8);
    assert_eq!(number(&[7]), 1);
}

#[test]
fn the_gini_coefficient_by_its_formula() {
    let gini = |minor: &[i64]| pareto(minor).gini;
    // 2·(1 + 4 + 9 + 16) / (4·10) − 5/4 = 1/4
    assert_eq!(gini(&[4, 2, 1, 3]), fraction(1, 4));
    assert_eq!(gini(&[5, 5, 5]), fraction(0, 1));
    assert_eq!(gini(&[9]), fraction(0, 1));
    // 2·(1·1 + 2·9) / (2·10) − 3/2 = 2/5
    assert_eq!(gini(&[1, 9]), fraction(2, 5));
}

#[test]
fn the_herfindahl_hirschman_index_by_its_formula() {
    let hhi = |minor: &[i64]| pareto(minor).hhi;
    assert_eq!(hhi(&[9]), fraction(1, 1));
    assert_eq!(hhi(&[1, 1, 2]), fraction(3, 8));
    assert_eq!(hhi(&[1, 2]), fraction(555_556, 1_000_000), "5/9 to six digits");
    assert_eq!(hhi(&[1; 3]), fraction(333_333, 1_000_000), "1/3 to six digits");
}

#[test]
fn without_purchases_there_is_no_share() {
    for minor in [&[][..], &[0, -1]] {
        let found = pareto(minor);
        assert_eq!(found.customers, 0);
        assert_eq!(found.customers_for_80_percent, 0);
        assert_eq!(found.top_20_percent_share, None);
        assert_eq!(found.largest_share, None);
        assert_eq!(found.gini, None);
        assert_eq!(found.hhi, None);
    }
}

#[test]
fn the_largest_amounts_there_are_do_not_overflow() {
    let found = pareto(&[i64::MAX; 7]);
    assert_eq!(found.total.minor(), 7 * i128::from(i64::MAX));
    assert_eq!(found.largest_share, fraction(1, 7));
    assert_eq!(found.gini, fraction(0, 1));
    assert_eq!(found.hhi, fraction(142_857, 1_000_000));
}
