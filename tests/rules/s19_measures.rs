//! S19: intervals and tests of counted answers, decided in integers, by published figures.

use guanxi::measure::{
    ConfidenceLevel, NetScore, Proportion, ProportionDifference, SignTest, SignedInterval,
};

use crate::given::percent;

fn counted(part: u32, whole: u32) -> Proportion {
    Proportion::try_new(part, whole).unwrap()
}

/// The ends in parts per million.
fn ends(part: u32, whole: u32) -> [u32; 2] {
    let interval = counted(part, whole).interval().unwrap();
    [interval.low, interval.high].map(guanxi::measure::Ratio::parts_per_million)
}

#[test]
fn wilson_intervals_are_those_of_newcombe_1998_and_statsmodels() {
    let published = [
        ((81, 263), [2553, 3662]),
        ((15, 148), [624, 1605]),
        ((0, 20), [0, 1611]),
        ((1, 29), [61, 1718]),
        ((18, 20), [6990, 9721]),
        ((4, 20), [807, 4160]),
        ((19, 38), [3485, 6515]),
        ((5, 5), [5655, 10000]),
    ];
    for ((part, whole), expected) in published {
        for (found, expected) in ends(part, whole).into_iter().zip(expected) {
            // Ends in millionths, published in ten-thousandths.
            assert!(found.abs_diff(expected * 100) <= 51, "{part}/{whole}: {found}, {expected}");
        }
    }
    // Outwards: 0.2552876… and 0.3662106….
    assert_eq!(ends(81, 263), [255_287, 366_211]);
}

#[test]
fn complaint_no_interval_needs_clipping() {
    for whole in 1..60 {
        for part in 0..=whole {
            let [low, high] = ends(part, whole);
            assert!(low <= high && high <= 1_000_000);
        }
    }
}

#[test]
fn surely_above_80_percent_is_one_comparison() {
    // 0.9 of 100 lies at .8256 and above, 0.9 of 50 at .7864.
    assert!(counted(90, 100).is_surely_above(percent("80%")));
    assert!(!counted(45, 50).is_surely_above(percent("80%")));
}

#[test]
fn an_interval_of_90_percent_is_narrower_than_that_of_95() {
    let counted = counted(18, 20);
    let at = |level| counted.interval_at(level).unwrap();
    let (narrow, wide) = (at(ConfidenceLevel::Ninety), at(ConfidenceLevel::NinetyFive));
    assert!(wide.low < narrow.low && narrow.high < wide.high);
    assert_eq!(Some(wide), counted.interval());
}

fn difference(first: (u32, u32), second: (u32, u32)) -> ProportionDifference {
    let of = |(part, whole)| counted(part, whole);
    ProportionDifference::try_new(of(first), of(second)).unwrap()
}

/// The ends in ten-thousandths, rounded.
fn about(interval: SignedInterval) -> [i32; 2] {
    [interval.low, interval.high].map(|it| (it.parts_per_million() + 50).div_euclid(100))
}

#[test]
fn differences_are_those_of_newcombe() {
    let fagerland = difference((7, 34), (1, 34)).interval(ConfidenceLevel::NinetyFive);
    assert_eq!(about(fagerland), [189, 3_404], ".019 to .340");
    let newcombe = difference((56, 70), (48, 80)).interval(ConfidenceLevel::NinetyFive);
    assert_eq!(about(newcombe), [524, 3_339], ".0524 to .3339");
    let other_way = difference((48, 80), (56, 70)).interval(ConfidenceLevel::NinetyFive);
    assert_eq!(about(other_way), [-3_339, -524]);
    assert!(other_way.is_below_zero() && newcombe.is_above_zero());
}

#[test]
fn ends_of_a_difference_are_rounded_outwards_and_by_little() {
    // 0.0524287…, 0.3338749….
    let newcombe = difference((56, 70), (48, 80)).interval(ConfidenceLevel::NinetyFive);
    let (low, high) = (newcombe.low.parts_per_million(), newcombe.high.parts_per_million());
    assert!((52_424..=52_428).contains(&low), "{low}");
    assert!((333_875..=333_880).contains(&high), "{high}");
    let none = Proportion::try_new(0, 0).unwrap();
    assert_eq!(ProportionDifference::try_new(none, counted(1, 2)), None);
    assert_eq!(difference((1, 2), (1, 2)).value().to_string(), "0");
}

fn score(promoters: u32, detractors: u32, answers: u32) -> NetScore {
    NetScore::try_new(promoters, detractors, answers).unwrap()
}

#[test]
fn the_net_score_is_one_fraction_with_an_adjusted_wald_interval() {
    let rows = [
        ((18, 2, 31), "51.612903", ["25.5119%", "68.6058%"]),
        ((5, 2, 10), "30", ["-19.0514%", "65.2053%"]),
        ((3, 0, 3), "100", ["-6.5804%", "100%"]),
    ];
    for ((promoters, detractors, answers), points, [low, high]) in rows {
        let score = score(promoters, detractors, answers);
        assert_eq!(score.points().unwrap().to_string(), points);
        let interval = score.interval(ConfidenceLevel::NinetyFive).unwrap();
        assert_eq!(interval.low.to_string(), low, "{score}");
        assert_eq!(interval.high.to_string(), high, "{score}");
    }
    assert_eq!(NetScore::try_new(2, 2, 3), None, "more than all");
    let none = score(0, 0, 0);
    assert_eq!((none.points(), none.interval(ConfidenceLevel::Ninety)), (None, None));
}

/// A score is never the difference of two rounded shares: 2 of 3 less 1 of 3 is a third.
#[test]
fn a_score_is_not_made_of_rounded_shares() {
    assert_eq!(score(2, 1, 3).points().unwrap().to_string(), "33.333333", "67 less 33 are 34");
}

#[test]
fn the_sign_test_is_exact() {
    // 1/16, 1/32, 9/256, 37/256, 7/128.
    let rows = [
        ((4, 0), "0.0625"),
        ((5, 0), "0.03125"),
        ((7, 1), "0.035156"),
        ((6, 2), "0.144531"),
        ((8, 2), "0.054688"),
    ];
    for ((fell, rose), p) in rows {
        assert_eq!(SignTest::try_new(fell, rose).unwrap().p().to_string(), p, "{fell} and {rose}");
    }
    let parts = |fell, rose| SignTest::try_new(fell, rose).unwrap().p().parts_per_trillion();
    assert_eq!(parts(7, 1) * 256, 9_000_000_000_000);
    assert_eq!(parts(6, 2) * 256, 37_000_000_000_000);
    assert_eq!(parts(8, 2) * 128, 7_000_000_000_000);
    let is_below =
        |fell, rose, bound| SignTest::try_new(fell, rose).unwrap().p().is_below(percent(bound));
    assert!(!is_below(8, 2, "5%"), "just not");
    // A threshold met exactly is not below it.
    assert!(!is_below(4, 0, "6.25%") && is_below(4, 0, "6.2501%"));
    assert_eq!(SignTest::try_new(9_999, 2), None, "more than the test takes");
    assert_eq!(SignTest::try_new(0, 0).unwrap().p().to_string(), "1");
}
