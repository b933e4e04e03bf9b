//! Exponentials and logarithms of several numbers at once, with the bits of `libm`.
//!
//! `libm` brings a number into range by branches, one number after the other, and a processor waits
//! for each decision. Here the decisions take no branch, so that it works on several numbers at a
//! time. The order of operations is the same, and so is every bit; a test compares.

#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "the bits are those of libm, which cuts off as a cast does"
)]

const fn bits(bits: u64) -> f64 {
    f64::from_bits(bits)
}

/// `ln 2` in two parts, the first with so few digits that its product with an exponent is exact.
const LN_2: [f64; 2] = [bits(0x3FE6_2E42_FEE0_0000), bits(0x3DEA_39EF_3579_3C76)];

/// The polynomial by which FDLIBM (Sun Microsystems 1993), and `libm` after it, brings the
/// exponential of a small `r` to a fraction of `r²`.
const EXP: [f64; 5] = [
    bits(0x3FC5_5555_5555_553E),
    bits(0xBF66_C16C_16BE_BD93),
    bits(0x3F11_566A_AF25_DE2C),
    bits(0xBEBB_BD41_C5D2_6BF1),
    bits(0x3E66_3769_72BE_A4D0),
];

/// The same for the logarithm, in `s²` with `s = f / (2 + f)`.
const LOG: [f64; 7] = [
    bits(0x3FE5_5555_5555_5593),
    bits(0x3FD9_9999_9997_FA04),
    bits(0x3FD2_4924_9422_9359),
    bits(0x3FCC_71C5_1D8E_78AF),
    bits(0x3FC7_4664_96CB_03DE),
    bits(0x3FC3_9A09_D078_C69F),
    bits(0x3FC2_F112_DF3E_5244),
];

/// Added to a number, these leave its nearest integer in the lowest digits.
const TO_INTEGER: f64 = 4_503_599_627_370_496.0;
const TO_SIGNED: f64 = 6_755_399_441_055_744.0;

/// The number below which the exponential of `libm` is 0.
const NOTHING: f64 = -745.133_219_101_941_1;
/// The sizes at which `libm` changes its way of counting `ln 2`, and beyond which it takes care of
/// the ends.
const HALF: f64 = bits(0x3FD6_2E43_0000_0000);
const ONE_AND_A_HALF: f64 = bits(0x3FF0_A2B2_0000_0000);
const TINY: f64 = bits(0x3E30_0001_0000_0000);
const HUGE: f64 = bits(0x4086_232B_0000_0000);

const SIGN: u64 = 1 << 63;
const FRACTION: u64 = (1 << 52) - 1;
/// The exponent of 1, and the bits of `√2 / 2` that count for the range of the logarithm.
const BIAS: u64 = 1023;
const ROOT: u64 = 0x3FE6_A09E << 32;

/// The exponential of each number, as `libm::exp`.
#[inline]
pub(crate) fn exp<const K: usize, const N: usize>(numbers: [[f64; K]; N]) -> [[f64; K]; N] {
    let is_plain = |x: f64| x == 0.0 || (TINY..HUGE).contains(&x.abs()) || x < NOTHING;
    if numbers.as_flattened().iter().fold(true, |all, it| all & is_plain(*it)) {
        numbers.map(|some| some.map(plain_exp))
    } else {
        numbers.map(|some| some.map(libm::exp))
    }
}

/// The natural logarithm of each number, as `libm::log`.
#[inline]
pub(crate) fn log<const K: usize, const N: usize>(numbers: [[f64; K]; N]) -> [[f64; K]; N] {
    let is_plain = |x: f64| (f64::MIN_POSITIVE..f64::INFINITY).contains(&x);
    if numbers.as_flattened().iter().fold(true, |all, it| all & is_plain(*it)) {
        numbers.map(|some| some.map(plain_log))
    } else {
        numbers.map(|some| some.map(libm::log))
    }
}

#[inline]
fn plain_exp(number: f64) -> f64 {
    // What comes to nothing is computed as something small, and dropped at the end.
    let x = if number < NOTHING { -1.0 } else { number };
    let (size, sign) = (x.abs(), x.to_bits() & SIGN);
    // How many times ln 2: none, one, or the nearest.
    let near = size * std::f64::consts::LOG2_E + 0.5;
    let whole = f64::from(near as i32);
    let whole = if size < ONE_AND_A_HALF { 1.0 } else { whole };
    let times = if size < HALF { 0.0 } else { whole };
    let times = bits(times.to_bits() | sign);
    let (high, low) = (x - times * LN_2[0], times * LN_2[1]);
    let rest = high - low;
    let square = rest * rest;
    let series =
        EXP[0] + square * (EXP[1] + square * (EXP[2] + square * (EXP[3] + square * EXP[4])));
    let part = rest - square * series;
    let scaled = 1.0 + (rest * part / (2.0 - part) - low + high);
    let exponent = (times + TO_SIGNED).to_bits().wrapping_add(BIAS);
    let result = scaled * bits(exponent << 52);
    if number < NOTHING { 0.0 } else { result }
}

#[inline]
fn plain_log(number: f64) -> f64 {
    // The number is a power of two times one in √2/2 ..= √2.
    let shifted = number.to_bits().wrapping_add((BIAS << 52).wrapping_sub(ROOT));
    let power = bits((shifted >> 52) | TO_INTEGER.to_bits()) - (TO_INTEGER + 1023.0);
    let f = bits((shifted & FRACTION).wrapping_add(ROOT)) - 1.0;
    let half = 0.5 * f * f;
    let s = f / (2.0 + f);
    let square = s * s;
    let fourth = square * square;
    let even = fourth * (LOG[1] + fourth * (LOG[3] + fourth * LOG[5]));
    let odd = square * (LOG[0] + fourth * (LOG[2] + fourth * (LOG[4] + fourth * LOG[6])));
    let series = odd + even;
    s * (half + series) + power * LN_2[1] - half + f + power * LN_2[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of every size, the ends of all ranges with their neighbours, and what is none.
    fn numbers() -> impl Iterator<Item = f64> {
        let ends = [0.0, 1.0, HALF, ONE_AND_A_HALF, TINY, HUGE, NOTHING, 709.8, f64::MIN_POSITIVE];
        let ends = ends.into_iter().flat_map(|end| {
            (-3_i64..=3).map(move |step| bits(end.to_bits().wrapping_add_signed(step)))
        });
        let odd = [f64::NAN, f64::INFINITY, f64::MAX, 5e-324];
        let mut state = 1_u64;
        let any = (0..200_000).map(move |_| {
            state =
                state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
            bits(state)
        });
        let usual = (0..400_000_u32).map(|step| f64::from(step) * 0.002_1);
        ends.chain(odd).chain(any).chain(usual).flat_map(|it| [it, -it])
    }

    #[track_caller]
    fn assert_same(found: f64, expected: f64, number: f64) {
        let is_same =
            found.to_bits() == expected.to_bits() || (found.is_nan() && expected.is_nan());
        assert!(is_same, "{number:e}: {found:e}, {expected:e}");
    }

    #[test]
    fn every_bit_is_that_of_libm() {
        for number in numbers() {
            assert_same(exp([[number]])[0][0], libm::exp(number), number);
            assert_same(log([[number]])[0][0], libm::log(number), number);
        }
    }

    #[test]
    fn one_odd_number_changes_nothing_for_its_neighbours() {
        for odd in [f64::NAN, f64::INFINITY, 1e-300, -720.0] {
            let numbers = [[0.3, odd], [-2.5, 17.0]];
            let each = |numbers: [[f64; 2]; 2]| numbers.into_iter().flatten();
            let pairs = each(exp(numbers)).zip(each(log(numbers)));
            for ((exp, log), number) in pairs.zip(each(numbers)) {
                assert_same(exp, libm::exp(number), number);
                assert_same(log, libm::log(number), number);
            }
        }
    }
}
