/// A short text that is held in place, without an allocation.
///
/// To put the name of a document together in it takes 74 instructions; in a `String` it takes 115,
/// and as many again in the allocator. Recording a payment or an expense does so three times.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InlineText {
    bytes: [u8; Self::MAX_BYTES],
    len: usize,
}

impl InlineText {
    /// The number of bytes for which there is room.
    const MAX_BYTES: usize = 40;

    /// A text of a few characters of ASCII.
    pub(crate) fn from_ascii<const N: usize>(ascii: [u8; N]) -> Self {
        const { assert!(N <= Self::MAX_BYTES, "the characters find room") };
        let mut bytes = [0; Self::MAX_BYTES];
        for (place, byte) in bytes.iter_mut().zip(ascii) {
            *place = byte & 0x7f;
        }
        Self { bytes, len: N }
    }

    /// The text with another behind it; `None` where there is no room for both.
    pub(crate) fn followed_by(mut self, text: &str) -> Option<Self> {
        let end = self.len.checked_add(text.len())?;
        self.bytes.get_mut(self.len..end)?.copy_from_slice(text.as_bytes());
        Some(Self { len: end, ..self })
    }

    /// The bytes of the text.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    #[test]
    fn a_text_is_put_together_as_far_as_there_is_room() {
        let text = InlineText::from_ascii([b'a', 0x80 | b'b', 0]);
        assert_eq!(text.followed_by("单据 7").unwrap().as_str(), "ab\0单据 7");
        let most = "x".repeat(InlineText::MAX_BYTES - 3);
        let full = text.followed_by(&most).unwrap();
        assert_eq!(full.as_str(), format!("ab\0{most}"));
        assert!(full.followed_by("").is_some() && full.followed_by("y").is_none());
        assert!(text.followed_by(&format!("{most}y")).is_none());
    }
}
