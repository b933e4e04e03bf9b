//! The one place where arithmetic that cannot fail is ended with a stand-in.
//!
//! A checked operation gives an `Option`. Where `None` can happen the caller returns an error.
//! Otherwise [`proven!`] says why it cannot, so that a reader can tell the two apart. Debug builds
//! and tests stop at a proof that does not hold.

/// The value of an `Option` that is never `None`, with the reason why.
///
/// The stand-in is never used; it takes the place of a panic. Works in `const` functions.
macro_rules! proven {
    ($value:expr, else $stand_in:expr, $why:literal) => {
        match $value {
            Some(value) => value,
            None => {
                debug_assert!(false, $why);
                $stand_in
            }
        }
    };
}

pub(crate) use proven;

/// The part of a number above another.
pub(crate) trait Excess {
    /// `self - floor`; zero where `self` is not above `floor`.
    fn excess_over(self, floor: Self) -> Self;
}

macro_rules! excess {
    ($($number:ty),*) => {
        $(impl Excess for $number {
            #[inline]
            fn excess_over(self, floor: Self) -> Self {
                self.saturating_sub(floor)
            }
        })*
    };
}

excess!(u8, u16, u32, u64, u128, usize);

#[cfg(test)]
mod tests {
    use super::Excess;

    #[test]
    fn an_excess_is_counted_from_the_floor() {
        assert_eq!((7_u32.excess_over(5), 5_u32.excess_over(5), 4_u32.excess_over(5)), (2, 0, 0));
    }

    const SUM: u32 = proven!(2_u32.checked_add(3), else u32::MAX, "small numbers");

    #[test]
    fn a_proof_holds_in_constants() {
        assert_eq!(SUM, 5);
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "does not hold")]
    fn a_wrong_proof_stops_a_test() {
        let none: Option<u32> = u32::MAX.checked_add(std::hint::black_box(1));
        let _ = proven!(none, else 0, "does not hold");
    }
}
