//! S11: a customer that has a class comes into another when it has crossed the band, or when enough
//! reviews in a row have said so.

use guanxi::money::Amount;
use guanxi::segment::{
    AbcMethod, AbcPolicy, AbcPolicyDraft, Class, ClassLines, ClassReason, ClassState, PendingClass,
    Reclassification,
};

use crate::given::{currency, percent};

fn lines_by(cut: AbcMethod, change: Reclassification, minor: &[i64]) -> ClassLines {
    let draft = AbcPolicyDraft { cut, change, ..Default::default() };
    let amounts: Vec<Amount> = minor.iter().copied().map(Amount::from_minor).collect();
    AbcPolicy::try_new(draft).unwrap().lines(&amounts, currency("CNY"))
}

fn lines(minor: &[i64]) -> ClassLines {
    lines_by(AbcMethod::default(), Reclassification::default(), minor)
}

/// The step of the customer with this amount, in words.
#[track_caller]
fn step(lines: &ClassLines, before: Class, minor: i64) -> String {
    lines.next(Some(before.into()), Some(Amount::from_minor(minor))).to_string()
}

#[test]
fn up_into_a_only_with_less_than_78_percent_above() {
    let with_above = |above: i64| lines(&[above, 99_999 - above, 1]);
    let step = |above: i64| step(&with_above(above), Class::B, 99_999 - above);
    assert_eq!(step(77_999), "B -> A (promoted)");
    // 78,000 of 100,000 is not less than 78 %.
    assert_eq!(step(78_000), "B -> B (within the band)");
    assert_eq!(step(79_999), "B -> B (within the band)");
    assert_eq!(step(80_000), "B -> B (unchanged)");
}

#[test]
fn down_from_a_only_with_82_percent_or_more_above() {
    let step = |above: i64| step(&lines(&[above, 99_999 - above, 1]), Class::A, 99_999 - above);
    assert_eq!(step(79_999), "A -> A (unchanged)");
    assert_eq!(step(80_000), "A -> A (within the band)");
    assert_eq!(step(81_999), "A -> A (within the band)");
    assert_eq!(step(82_000), "A -> B (demoted)");
}

#[test]
fn at_the_cut_of_b_the_band_is_a_third_as_wide() {
    // T = 1,000,000: 95 % ± 0.6666 points.
    let step =
        |before, above: i64| step(&lines(&[above, 1_000_000 - above]), before, 1_000_000 - above);
    assert_eq!(step(Class::C, 943_333), "C -> B (promoted)");
    assert_eq!(step(Class::C, 943_334), "C -> C (within the band)");
    assert_eq!(step(Class::B, 956_665), "B -> B (within the band)");
    assert_eq!(step(Class::B, 956_666), "B -> C (demoted)");
}

#[test]
fn a_customer_two_classes_away_comes_as_far_as_it_has_crossed() {
    // 79 % above: A by itself, within the band of A, far beyond that of B.
    let near_a = lines(&[79, 17, 4]);
    let now = near_a.next(Some(Class::C.into()), Some(Amount::from_minor(17)));
    assert_eq!(now.to_string(), "C -> B (promoted)");
    assert_eq!(now.computed, Some(Class::A), "the computed class stands beside it");
    assert_eq!(step(&near_a, Class::A, 4), "A -> C (demoted)");
}

#[test]
fn without_a_class_before_the_computed_one_holds() {
    let first = lines(&[79, 16, 5]).next(None, Some(Amount::from_minor(16)));
    assert_eq!((first.class(), first.reason), (Some(Class::A), ClassReason::First));
}

#[test]
fn who_bought_nothing_on_balance_is_c_at_once() {
    let confirm = Reclassification::Confirm { reviews: 3 };
    for change in [Reclassification::default(), Reclassification::Computed {}, confirm] {
        let lines = lines_by(AbcMethod::default(), change, &[80, 15, 5, 0, -3]);
        assert_eq!(step(&lines, Class::A, 0), "A -> C (demoted)", "{change:?}");
        assert_eq!(step(&lines, Class::B, -3), "B -> C (demoted)", "{change:?}");
    }
}

#[test]
fn a_customer_within_the_band_keeps_its_class_for_ever() {
    let lines = lines(&[81, 14, 5]);
    let mut state = ClassState::from(Class::A);
    for _ in 0..50 {
        state = lines.next(Some(state), Some(Amount::from_minor(14))).state.unwrap();
    }
    assert_eq!(state, Class::A.into());
    assert!(lines.is_near(Amount::from_minor(14)) && !lines.is_near(Amount::from_minor(81)));
}

#[test]
fn a_band_of_nothing_is_the_computed_class() {
    let change = Reclassification::Band { a: percent("0%"), b: percent("0%") };
    let lines = lines_by(AbcMethod::default(), change, &[79, 16, 5]);
    assert_eq!(step(&lines, Class::B, 16), "B -> A (promoted)");
    assert!(!lines.is_near(Amount::from_minor(16)));
}

/// One amount in five reviews: its place among the others decides, not what it was before.
#[test]
fn the_band_goes_by_the_position_in_this_review() {
    let step = |before, above: i64| step(&lines(&[above, 19_999, 1]), before, 19_999);
    assert_eq!(step(Class::B, 70_909), "B -> A (promoted)", "under 78 %");
    assert_eq!(step(Class::B, 70_910), "B -> B (within the band)", "78 %");
    assert_eq!(step(Class::A, 80_000), "A -> A (within the band)", "80 %");
    assert_eq!(step(Class::A, 91_111), "A -> A (within the band)", "under 82 %");
    assert_eq!(step(Class::A, 91_112), "A -> B (demoted)", "82 %");
    // Ten times as much in the whole book is the same position.
    let grown = lines(&[800_000, 199_990, 10]);
    let now = grown.next(Some(Class::A.into()), Some(Amount::from_minor(199_990)));
    assert_eq!(now.to_string(), "A -> A (within the band)");
}

#[test]
fn a_band_ends_a_third_of_the_way_to_the_next_cut() {
    // 50 points at both cuts: down from A with 85 % above, up into B with less than 90 %.
    let change = Reclassification::Band { a: percent("50%"), b: percent("50%") };
    let step = |before, above: i64| {
        let lines = lines_by(AbcMethod::default(), change, &[above, 1_000 - above]);
        step(&lines, before, 1_000 - above)
    };
    assert_eq!(step(Class::A, 849), "A -> A (within the band)");
    assert_eq!(step(Class::A, 850), "A -> B (demoted)");
    assert_eq!(step(Class::C, 899), "C -> B (promoted)");
    assert_eq!(step(Class::C, 900), "C -> C (within the band)");
}

/// With bands that met half-way, a customer of B could have been A or C by its class before,
/// whatever it bought, and class B could have stayed empty for ever.
#[test]
fn between_computed_cuts_a_third_is_b_whatever_was_before() {
    let change = Reclassification::Band { a: percent("50%"), b: percent("50%") };
    let amounts = [500, 300, 180, 5, 5, 5, 5];
    let lines = lines_by(AbcMethod::Computed {}, change, &amounts);
    let cut = |it: Option<Amount>| it.unwrap().minor();
    let (a, b) = (cut(lines.cuts().a), cut(lines.cuts().b));
    assert_eq!((a, b), (300, 180));
    assert_eq!(step(&lines, Class::A, 260), "A -> A (within the band)");
    assert_eq!(step(&lines, Class::A, 259), "A -> B (demoted)");
    assert_eq!(step(&lines, Class::C, 220), "C -> B (promoted)");
    assert_eq!(step(&lines, Class::C, 219), "C -> C (within the band)");
    for before in Class::ALL {
        for amount in 220..260 {
            let now = lines.next(Some(before.into()), Some(Amount::from_minor(amount)));
            assert_eq!(now.class(), Some(Class::B), "{before} {amount}");
        }
    }
    // Two cuts side by side: each amount between them is B.
    let close = AbcMethod::FixedAmounts { a: "1.02".parse().unwrap(), b: "1".parse().unwrap() };
    let lines = lines_by(close, change, &[102, 101, 100]);
    for (before, amount) in [(Class::A, 101), (Class::C, 101), (Class::A, 100), (Class::C, 100)] {
        let now = lines.next(Some(before.into()), Some(Amount::from_minor(amount)));
        assert_eq!(now.class(), Some(Class::B), "{before} {amount}");
    }
}

#[test]
fn where_the_curve_leaves_b_empty_nobody_comes_into_it_by_the_band() {
    // The nearest point to the corner lies below the average: A reaches as far.
    let amounts = [10_000, 6_000, 5_500, 5_000];
    let lines = lines_by(AbcMethod::Computed {}, Reclassification::default(), &amounts);
    assert_eq!(lines.cuts().b, None);
    assert_eq!(lines.cuts().a, Some(Amount::from_minor(6_000)));
    let rows = [
        (Class::A, 5_880, "A -> A (within the band)"),
        (Class::A, 5_879, "A -> C (demoted)"),
        (Class::C, 6_119, "C -> C (within the band)"),
        (Class::C, 6_120, "C -> A (promoted)"),
        (Class::B, 6_119, "B -> B (within the band)"),
        (Class::B, 6_120, "B -> A (promoted)"),
        (Class::B, 5_880, "B -> B (within the band)"),
        (Class::B, 5_879, "B -> C (demoted)"),
    ];
    for (before, amount, expected) in rows {
        assert_eq!(step(&lines, before, amount), expected);
    }
}

#[test]
fn amounts_have_a_band_of_their_own_size() {
    let cut = AbcMethod::FixedAmounts { a: "100".parse().unwrap(), b: "10".parse().unwrap() };
    let change = Reclassification::Band { a: percent("2%"), b: percent("5%") };
    let amounts = [102_00, 101_99, 98_00, 97_99, 10_50, 10_49, 9_50, 9_49];
    let lines = lines_by(cut, change, &amounts);
    assert_eq!(step(&lines, Class::B, 102_00), "B -> A (promoted)");
    assert_eq!(step(&lines, Class::B, 101_99), "B -> B (within the band)");
    assert_eq!(step(&lines, Class::A, 98_00), "A -> A (within the band)");
    assert_eq!(step(&lines, Class::A, 97_99), "A -> B (demoted)");
    assert_eq!(step(&lines, Class::C, 10_50), "C -> B (promoted)");
    assert_eq!(step(&lines, Class::C, 10_49), "C -> C (within the band)");
    assert_eq!(step(&lines, Class::B, 9_50), "B -> B (within the band)");
    assert_eq!(step(&lines, Class::B, 9_49), "B -> C (demoted)");
}

#[test]
fn shares_of_customers_have_a_band_of_customers() {
    // One hundred customers, A the largest 20: the 21st keeps A, the 23rd does not.
    let cut = AbcMethod::ShareOfCustomers { a: percent("20%"), b: percent("50%") };
    let amounts: Vec<i64> = (1..=100).rev().collect();
    let lines = lines_by(cut, Reclassification::default(), &amounts);
    assert_eq!(step(&lines, Class::A, 79), "A -> A (within the band)");
    assert_eq!(step(&lines, Class::A, 78), "A -> B (demoted)");
    assert_eq!(step(&lines, Class::B, 82), "B -> B (within the band)");
    assert_eq!(step(&lines, Class::B, 83), "B -> A (promoted)");
}

#[test]
fn limits_of_the_curve_have_a_band_of_their_size() {
    // Cuts 300 and 180 of [500, 300, 180, 5, 5, 5, 5]: the average is 142.9.
    let amounts = [500, 300, 180, 5, 5, 5, 5];
    let lines = lines_by(AbcMethod::Computed {}, Reclassification::default(), &amounts);
    let cut = lines.cuts().a.unwrap().minor();
    assert_eq!(step(&lines, Class::A, cut * 98 / 100), "A -> A (within the band)");
    let nobody = lines_by(AbcMethod::Computed {}, Reclassification::default(), &[0, -1]);
    assert_eq!(step(&nobody, Class::A, 0), "A -> C (demoted)");
}

#[test]
fn by_confirmation_a_class_changes_with_the_last_of_its_reviews() {
    let change = Reclassification::Confirm { reviews: 3 };
    let lines = lines_by(AbcMethod::default(), change, &[80, 15, 5]);
    let next = |state: ClassState| lines.next(Some(state), Some(Amount::from_minor(15)));
    let first = next(Class::A.into());
    assert_eq!(first.to_string(), "A -> A (unconfirmed)");
    let pending = |reviews| Some(PendingClass { class: Class::B, reviews });
    assert_eq!(first.state.unwrap().pending, pending(1));
    let second = next(first.state.unwrap());
    assert_eq!(second.state.unwrap().pending, pending(2));
    let third = next(second.state.unwrap());
    assert_eq!(third.to_string(), "A -> B (demoted)");
    assert_eq!(third.state.unwrap().pending, None);
}

#[test]
fn a_review_that_agrees_or_points_the_other_way_begins_anew() {
    let change = Reclassification::Confirm { reviews: 2 };
    let lines = lines_by(AbcMethod::default(), change, &[80, 15, 5]);
    let next = |state: ClassState, minor| {
        lines.next(Some(state), Some(Amount::from_minor(minor))).state.unwrap()
    };
    let waiting = next(Class::B.into(), 5);
    assert_eq!(waiting.pending.map(|it| it.reviews), Some(1));
    assert_eq!(next(waiting, 15), Class::B.into(), "the class it has");
    let other_way = next(waiting, 80);
    assert_eq!(other_way.class, Class::B);
    assert_eq!(other_way.pending, Some(PendingClass { class: Class::A, reviews: 1 }));
}

#[test]
fn reviews_in_a_row_confirm_as_far_as_all_of_them_went() {
    let change = Reclassification::Confirm { reviews: 2 };
    let lines = lines_by(AbcMethod::default(), change, &[80, 15, 5]);
    let after = |before: Class, amounts: [i64; 2]| {
        amounts.into_iter().fold(ClassState::from(before), |state, minor| {
            lines.next(Some(state), Some(Amount::from_minor(minor))).state.unwrap()
        })
    };
    assert_eq!(after(Class::A, [5, 15]), Class::B.into());
    assert_eq!(after(Class::A, [15, 5]), Class::B.into());
    assert_eq!(after(Class::C, [80, 15]), Class::B.into());
    assert_eq!(after(Class::C, [15, 80]), Class::B.into());
    assert_eq!(after(Class::A, [5, 5]), Class::C.into());
}

#[test]
fn a_missing_amount_leaves_a_pending_change_as_it_is() {
    let change = Reclassification::Confirm { reviews: 2 };
    let lines = lines_by(AbcMethod::default(), change, &[80, 15, 5]);
    let waiting = lines.next(Some(Class::B.into()), Some(Amount::from_minor(5))).state;
    assert_eq!(lines.next(waiting, None).state, waiting);
}

#[test]
fn a_policy_of_change_names_all_that_is_wrong() {
    let wrong = |change| {
        let draft = AbcPolicyDraft { change, window_days: 0, ..Default::default() };
        AbcPolicy::try_new(draft).unwrap_err().to_string()
    };
    let band = Reclassification::Band { a: percent("50.0001%"), b: percent("60%") };
    assert_eq!(
        wrong(band),
        "window_days must be at least 1, was 0; change.a must not exceed 50%, was 50.0001%; \
         change.b must not exceed 50%, was 60%"
    );
    assert_eq!(
        wrong(Reclassification::Confirm { reviews: 0 }),
        "window_days must be at least 1, was 0; change.reviews must be at least 1, was 0"
    );
}

#[cfg(feature = "serde")]
#[test]
fn a_state_that_is_read_back_waits_for_another_class_and_for_one_review_at_least() {
    let read = |pending: &str| {
        let text = format!(r#"{{"class":"A","pending":{pending}}}"#);
        serde_json::from_str::<ClassState>(&text).map_err(|error| error.to_string())
    };
    let pending = PendingClass { class: Class::B, reviews: 1 };
    let waiting = ClassState { class: Class::A, pending: Some(pending) };
    assert_eq!(read(r#"{"class":"B","reviews":1}"#), Ok(waiting));
    assert_eq!(read("null"), Ok(Class::A.into()));
    let same = read(r#"{"class":"A","reviews":1}"#).unwrap_err();
    assert!(same.starts_with("pending.class must be another class than class, was A"), "{same}");
    let none = read(r#"{"class":"B","reviews":0}"#).unwrap_err();
    assert!(none.starts_with("pending.reviews must be at least 1, was 0"), "{none}");
}
