/// The number of a text of ASCII digits; `None` for any other text, and for more than 18 digits.
pub(crate) fn read_digits(text: &[u8]) -> Option<u64> {
    if text.is_empty() || text.len() > 18 {
        return None;
    }
    let mut number = 0_u64;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number.wrapping_mul(10).wrapping_add(digit.into());
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    #[test]
    fn digits_and_nothing_else_are_read() {
        assert_eq!(read_digits(b"0"), Some(0));
        assert_eq!(read_digits(b"0042"), Some(42));
        assert_eq!(read_digits(b"999999999999999999"), Some(999_999_999_999_999_999));
        for text in ["", "-1", "1.", "1/", "1:", " 1", "1000000000000000000"] {
            assert_eq!(read_digits(text.as_bytes()), None, "{text:?}");
        }
    }
}
