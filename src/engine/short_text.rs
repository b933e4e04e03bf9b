/// A short text of ASCII, put together from its end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShortText {
    bytes: [u8; Self::MOST],
    start: usize,
}

impl ShortText {
    /// The most bytes: those of an amount of 64 bits with point, sign and currency are fewer.
    const MOST: usize = 32;

    /// The empty text.
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; Self::MOST], start: Self::MOST }
    }

    /// Puts a byte of ASCII before the text; one that finds no room is left out.
    pub(crate) fn put(&mut self, byte: u8) {
        let start = self.start.wrapping_sub(1);
        if let Some(place) = self.bytes.get_mut(start) {
            *place = byte & 0x7f;
            self.start = start;
        }
    }

    /// Puts a number of a fixed count of digits before the text, and gives what is left of it.
    pub(crate) fn put_digits(&mut self, mut number: u64, count: u8) -> u64 {
        for _ in 0..count {
            let [digit, ..] = (number % 10).to_le_bytes();
            self.put(b'0' | digit);
            number /= 10;
        }
        number
    }

    /// Puts a number before the text.
    pub(crate) fn put_number(&mut self, number: u64) {
        let mut rest = self.put_digits(number, 1);
        while rest > 0 {
            rest = self.put_digits(rest, 1);
        }
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        let text = self.bytes.get(self.start..).and_then(|bytes| str::from_utf8(bytes).ok());
        text.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_put_together_from_its_end() {
        let mut text = ShortText::new();
        assert_eq!(text.put_digits(1205, 2), 12);
        text.put(b'.');
        text.put_number(u64::MAX);
        text.put(b'-');
        assert_eq!(text.as_str(), format!("-{}.05", u64::MAX));
        text.put_number(0);
        assert_eq!(text.as_str(), format!("0-{}.05", u64::MAX));
    }
}
