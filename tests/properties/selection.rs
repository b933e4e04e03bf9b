//! ABC cuts by selection against their definition: short columns of every kind, long ones that lead
//! a sample astray, parts that never meet.

use guanxi::measure::Ratio;
use guanxi::money::Amount;
use guanxi::segment::{
    AbcMethod, AbcPolicy, AbcPolicyDraft, Class, CutSearch, CutShares, Cuts, Tally,
};
use proptest::prelude::*;

use crate::strategies::{Numbers, minor, yuan};

/// Shares of A and of A and B together, in millionths.
type Shares = [u32; 2];

const BY_DEFAULT: Shares = [800_000, 950_000];

fn shares() -> impl Strategy<Value = Shares> {
    let any = (1_u32..1_000_000, 1_u32..=1_000_000);
    prop_oneof![
        3 => Just(BY_DEFAULT),
        1 => any.prop_map(|(a, b)| if a < b { [a, b] } else { [b.min(999_999), 1_000_000] }),
    ]
}

fn ratios(shares: Shares) -> [Ratio; 2] {
    shares.map(Ratio::from_parts_per_million)
}

fn policy(shares: Shares) -> AbcPolicy {
    let [a, b] = ratios(shares);
    let cut = AbcMethod::ShareOfAmount { a, b };
    AbcPolicy::try_new(AbcPolicyDraft { cut, ..Default::default() }).unwrap()
}

/// Tells whether amounts with a sum above them are in A; in A or B.
fn reached(above: i128, total: i128, shares: Shares) -> [bool; 2] {
    shares.map(|share| above * 1_000_000 < total * i128::from(share))
}

/// A iff the amount is positive and `above(amount)` less than the one share of the total, B iff not
/// A and less than the other.
fn defined(minor: &[i64], shares: Shares) -> Vec<Class> {
    let sum = |over: i64| -> i128 {
        minor.iter().filter(|it| **it > over).map(|it| i128::from(*it)).sum()
    };
    let total = sum(0);
    let class = |amount: &i64| match reached(sum(*amount), total, shares) {
        _ if *amount <= 0 => Class::C,
        [true, _] => Class::A,
        [false, true] => Class::B,
        [false, false] => Class::C,
    };
    minor.iter().map(class).collect()
}

/// The smallest amount of A and of B.
fn smallest(minor: &[i64], classes: &[Class]) -> Cuts {
    let of = |class| {
        let inside = minor.iter().zip(classes).filter(|(_, it)| **it == class);
        inside.map(|(amount, _)| Amount::from_minor(*amount)).min()
    };
    Cuts { a: of(Class::A), b: of(Class::B) }
}

/// The cuts by sorting and walking the groups of equal amounts, for columns too long for the
/// definition as it stands.
fn walked(minor: &[i64], shares: Shares) -> Cuts {
    let mut falling: Vec<i64> = minor.iter().copied().filter(|it| *it > 0).collect();
    falling.sort_unstable_by(|a, b| b.cmp(a));
    let sum = |amounts: &[i64]| -> i128 { amounts.iter().map(|it| i128::from(*it)).sum() };
    let (total, mut above, mut cuts) = (sum(&falling), 0, Cuts::default());
    for group in falling.chunk_by(|a, b| a == b) {
        match reached(above, total, shares) {
            [true, _] => cuts.a = Some(Amount::from_minor(group[0])),
            [false, true] => cuts.b = Some(Amount::from_minor(group[0])),
            [false, false] => break,
        }
        above += sum(group);
    }
    cuts
}

fn amounts_of(minor: &[i64]) -> Vec<Amount> {
    minor.iter().copied().map(Amount::from_minor).collect()
}

/// What the policy says of a column: the cuts, the classes, and the cuts that came with these.
fn found(minor: &[i64], shares: Shares) -> (Cuts, Vec<Class>, Cuts) {
    let policy = policy(shares);
    // Whatever stands in the buffer before, nothing of it may be left.
    let mut classes: Vec<Class> = (0..minor.len()).map(|at| Class::ALL[at % 3]).collect();
    let with_classes = policy.classify(minor, yuan(), &mut classes).unwrap();
    (policy.cuts(&amounts_of(minor), yuan()), classes, with_classes)
}

#[track_caller]
fn assert_walked(name: &str, minor: &[i64], shares: Shares) {
    let expected = walked(minor, shares);
    let (cuts, classes, with_classes) = found(minor, shares);
    assert_eq!(cuts, expected, "{name}: cuts by {shares:?}");
    assert_eq!(with_classes, expected, "{name}: cuts with the classes by {shares:?}");
    for (place, (amount, class)) in minor.iter().zip(classes).enumerate() {
        let of_cuts = expected.class(Amount::from_minor(*amount));
        assert_eq!(class, of_cuts, "{name}: {amount} at {place} by {shares:?}");
    }
}

/// Columns up to a few blocks long.
fn short() -> impl Strategy<Value = Vec<i64>> {
    let large = prop_oneof![
        (0_i64..3).prop_map(|less| i64::MAX - less),
        (0_i64..3).prop_map(|more| i64::MIN + more),
        (0_u32..63, -1_i64..2).prop_map(|(bit, more)| (1_i64 << bit) + more),
    ];
    let any = prop_oneof![4 => minor(), 1 => large.clone()];
    // Whole blocks of equal amounts, from a few kinds.
    let runs = |amount: BoxedStrategy<i64>| {
        prop::collection::vec((amount, 1_usize..150), 0..6).prop_map(|runs| {
            runs.into_iter().flat_map(|(minor, many)| vec![minor; many]).collect::<Vec<i64>>()
        })
    };
    prop_oneof![
        2 => prop::collection::vec(any.clone(), 0..40),
        1 => prop::collection::vec(any.clone(), 0..300),
        1 => prop::collection::vec(large.clone(), 0..200),
        1 => prop::collection::vec(-3_i64..9, 0..300),
        1 => runs(any.boxed()),
        1 => runs(large.boxed()),
    ]
}

/// The cuts by a search over parts, tallies merged in an order of its own each round, and the
/// rounds it took.
fn searched(parts: &[Vec<Amount>], shares: Shares, chance: &mut Numbers) -> (Cuts, u32) {
    let [a, b] = ratios(shares);
    let mut search = CutSearch::new(CutShares { a, b });
    for round in 1..=64 {
        let mut tallies: Vec<Tally> = parts.iter().map(|part| search.tally(part)).collect();
        while tallies.len() > 1 {
            let one = tallies.swap_remove(chance.below(tallies.len() as u64) as usize);
            let into = chance.below(tallies.len() as u64) as usize;
            tallies[into].merge(&one);
        }
        match search.narrow(&tallies[0]) {
            Ok(cuts) => return (cuts, round),
            Err(narrower) => search = narrower,
        }
    }
    panic!("the search does not end");
}

fn parted(minor: &[i64], parts: usize, chance: &mut Numbers) -> Vec<Vec<Amount>> {
    let mut all = vec![Vec::new(); parts];
    for amount in minor {
        all[chance.below(parts as u64) as usize].push(Amount::from_minor(*amount));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn cuts_and_classes_are_the_defined_ones(minor in short(), shares in shares()) {
        let expected = defined(&minor, shares);
        let of_classes = smallest(&minor, &expected);
        prop_assert_eq!(walked(&minor, shares), of_classes, "the test is right about itself");
        let (cuts, classes, with_classes) = found(&minor, shares);
        prop_assert_eq!(cuts, of_classes);
        prop_assert_eq!(with_classes, of_classes);
        prop_assert_eq!(classes, expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn a_search_over_parts_finds_the_cuts_of_the_whole(
        minor in short(),
        shares in shares(),
        parts in 1_usize..=5,
        seed in any::<u64>(),
    ) {
        let mut chance = Numbers(seed);
        let all = parted(&minor, parts, &mut chance);
        let (cuts, rounds) = searched(&all, shares, &mut chance);
        prop_assert_eq!(cuts, policy(shares).cuts(&amounts_of(&minor), yuan()));
        prop_assert_eq!(cuts, walked(&minor, shares));
        prop_assert!(rounds <= 6, "{rounds} rounds");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn tallies_merge_in_any_order_in_every_round(
        minor in short(),
        shares in shares(),
        seed in any::<u64>(),
    ) {
        let mut chance = Numbers(seed);
        let parts = parted(&minor, 3, &mut chance);
        let [a, b] = ratios(shares);
        let mut search = CutSearch::new(CutShares { a, b });
        let merged = |left: &Tally, right: &Tally| {
            let mut both = left.clone();
            both.merge(right);
            both
        };
        loop {
            let [x, y, z] = [0, 1, 2].map(|part| search.tally(&parts[part]));
            let whole = search.tally(&amounts_of(&minor));
            prop_assert_eq!(&merged(&x, &y), &merged(&y, &x));
            prop_assert_eq!(&merged(&merged(&x, &y), &z), &whole);
            prop_assert_eq!(&merged(&x, &merged(&y, &z)), &whole);
            prop_assert_eq!(&merged(&whole, &search.tally(&[])), &whole);
            match search.narrow(&whole) {
                Ok(cuts) => {
                    prop_assert_eq!(cuts, walked(&minor, shares));
                    break;
                }
                Err(narrower) => search = narrower,
            }
        }
    }
}

/// A column of its own length, so that neither blocks nor samples end with it.
fn column(many: usize, seed: u64, mut each: impl FnMut(usize, &mut Numbers) -> i64) -> Vec<i64> {
    let mut chance = Numbers(seed);
    (0..many).map(|place| each(place, &mut chance)).collect()
}

#[track_caller]
fn assert_all(name: &str, minor: &[i64]) {
    assert!(minor.len() >= 70_000, "{name}: long enough for a sample");
    for shares in [BY_DEFAULT, [500_000, 1_000_000], [1, 2]] {
        assert_walked(name, minor, shares);
    }
}

/// Half of them small, some of them very large.
fn spread(chance: &mut Numbers) -> i64 {
    let shift = 24 + chance.below(16) + chance.below(16);
    (chance.next() >> shift) as i64
}

#[test]
fn long_columns_of_every_spread() {
    let spread_out = column(70_001, 1, |_, chance| spread(chance));
    let mut rising = spread_out.clone();
    rising.sort_unstable();
    let falling: Vec<i64> = rising.iter().rev().copied().collect();
    assert_all("spread out", &spread_out);
    assert_all("rising", &rising);
    assert_all("falling", &falling);
    assert_all("plain", &column(131_077, 2, |_, chance| chance.below(1_000_000) as i64));
    assert_all("many ties", &column(70_017, 3, |_, chance| chance.below(10) as i64));
    assert_all("tiny", &column(70_033, 4, |_, chance| chance.below(3) as i64));
    let with_returns = column(70_045, 5, |_, chance| match chance.below(4) {
        0 => -(chance.below(1 << 40) as i64),
        1 => 0,
        _ => spread(chance),
    });
    assert_all("zeros and returns", &with_returns);
    assert_all("powers of two", &column(70_057, 6, |_, chance| 1 << chance.below(45)));
    let around = |_, chance: &mut Numbers| (1 << chance.below(45)) + chance.below(3) as i64 - 1;
    assert_all("around the powers of two", &column(70_063, 7, around));
}

#[test]
fn long_columns_of_equal_amounts() {
    for minor in [i64::MIN, -1, 0, 1, 7, 1 << 32, (1 << 48) - 1, 1 << 48, i64::MAX - 1] {
        assert_all(&format!("all {minor}"), &vec![minor; 70_003]);
    }
    // Two kinds, so that each of the cuts has a chance to fall on the border between them.
    for percent in [1, 20, 79, 80, 81, 94, 95, 96] {
        let two = column(70_007, 8, |_, chance| 1_000 - i64::from(chance.below(100) >= percent));
        assert_all(&format!("two kinds at {percent}"), &two);
    }
}

#[test]
fn a_block_of_the_largest_amount_is_cut_like_any_other() {
    // 13 of 16 blocks, 81 % of the total, are the largest amount there is; the others are one less.
    let mut minor = vec![i64::MAX; 13 * 64];
    minor.resize(16 * 64, i64::MAX - 1);
    assert_walked("blocks of the largest", &minor, BY_DEFAULT);
    assert_walked("one block of the largest", &[i64::MAX; 64], BY_DEFAULT);
    assert_walked("some of the largest", &[i64::MAX; 5], BY_DEFAULT);
}

#[test]
fn long_columns_of_the_largest_amount() {
    assert_all("all the largest", &vec![i64::MAX; 70_003]);
    let near = |_, chance: &mut Numbers| i64::MAX - chance.below(3) as i64;
    assert_all("next to the largest", &column(70_001, 9, near));
}

#[test]
fn long_columns_with_one_giant() {
    let giants = [1 << 20, (1 << 32) - 1, 1 << 32, (1 << 48) - 1, 1 << 48, 1 << 60, i64::MAX];
    for giant in giants {
        // In the sample, beside it, at the end.
        for place in [0, 61, 62, 65_535, 70_010] {
            let mut minor = column(70_011, 10, |_, chance| 1 + chance.below(100) as i64);
            minor[place] = giant;
            assert_all(&format!("{giant} at {place}"), &minor);
        }
    }
}

#[test]
fn long_columns_of_large_amounts() {
    let wide = |_, chance: &mut Numbers| (1 << 48) + (chance.next() >> 2) as i64;
    assert_all("from 2^48 on", &column(70_013, 11, wide));
    let below = |_, chance: &mut Numbers| (1 << 48) - 1 - chance.below(1 << 20) as i64;
    assert_all("just below 2^48", &column(140_013, 12, below));
    let about = |_, chance: &mut Numbers| (1 << 48) - 2 + chance.below(4) as i64;
    assert_all("about 2^48", &column(70_013, 13, about));
    let any = |_, chance: &mut Numbers| chance.next() as i64;
    assert_all("any", &column(70_019, 14, any));
}

#[test]
fn long_columns_of_which_a_sample_sees_only_one_kind() {
    let seen = [-5, 0, 1, 2, 1_000, 1 << 20, 1 << 40, 1 << 47, i64::MAX];
    let hidden = [1, 3, 4_000, (1 << 32) - 1, 1 << 32, 1 << 44, (1 << 48) - 1, 1 << 62];
    for (in_sample, (other, seed)) in
        seen.into_iter().flat_map(|it| hidden.into_iter().zip(20..).map(move |with| (it, with)))
    {
        let minor = column(70_151, seed, |place, chance| match place % 61 {
            0 => in_sample,
            _ => other - (chance.below(7) as i64).min(other - 1),
        });
        let name = format!("{in_sample} in the sample, {other} elsewhere");
        for shares in [BY_DEFAULT, [500_000, 1_000_000]] {
            assert_walked(&name, &minor, shares);
        }
    }
}

#[test]
fn long_columns_that_are_almost_empty() {
    for place in [0, 1, 60, 61, 70_000] {
        let mut minor = vec![-3; 70_001];
        minor[place] = 9;
        assert_all(&format!("one sale at {place}"), &minor);
    }
}

#[test]
fn a_column_just_too_short_for_a_sample_and_one_just_long_enough() {
    let least = 1023 * 61 + 1;
    for many in [least - 1, least, least + 1] {
        let minor = column(many, 15, |_, chance| spread(chance));
        assert_walked(&format!("{many} amounts"), &minor, BY_DEFAULT);
    }
}

#[test]
fn a_search_over_long_parts_finds_the_cuts_of_the_whole() {
    let columns = [
        column(70_001, 16, |_, chance| spread(chance)),
        column(70_001, 17, |_, chance| chance.next() as i64),
        column(70_001, 18, |_, chance| i64::MAX - chance.below(3) as i64),
        column(70_001, 19, |_, chance| chance.below(5) as i64 - 2),
    ];
    for (minor, parts) in columns.iter().zip([1, 2, 3, 5]) {
        let mut chance = Numbers(7);
        let all = parted(minor, parts, &mut chance);
        let (cuts, rounds) = searched(&all, BY_DEFAULT, &mut chance);
        assert_eq!(cuts, walked(minor, BY_DEFAULT));
        assert!(rounds <= 6, "{rounds} rounds");
    }
}
