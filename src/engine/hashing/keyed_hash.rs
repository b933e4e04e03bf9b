/// SipHash-2-4 of some parts, one after the other, with a key of 128 bits: the published function,
/// with the same result on every machine. Without the key nobody can predict a result.
#[expect(deprecated, reason = "in the standard library no other hasher names its function")]
pub(crate) fn keyed_hash(key: [u8; 16], parts: &[&[u8]]) -> u64 {
    use std::hash::{Hasher, SipHasher};

    let half = |it: Option<&[u8; 8]>| it.copied().map_or(0, u64::from_le_bytes);
    let mut hasher = SipHasher::new_with_keys(half(key.first_chunk()), half(key.last_chunk()));
    for part in parts {
        hasher.write(part);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::keyed_hash;

    /// The key 00 01 … 0f and the bytes 00 01 …, as in the paper of Aumasson and Bernstein.
    #[test]
    fn the_hash_is_that_of_the_published_function() {
        let key = std::array::from_fn(|place| u8::try_from(place).unwrap_or_default());
        let bytes: Vec<u8> = (0..63).collect();
        let rows = [
            (0, 0x726f_db47_dd0e_0e31),
            (1, 0x74f8_39c5_93dc_67fd),
            (15, 0xa129_ca61_49be_45e5),
            (63, 0x958a_324c_eb06_4572),
        ];
        for (length, hash) in rows {
            let (start, end) = bytes.split_at(length).0.split_at(length / 2);
            assert_eq!(keyed_hash(key, &[start, end]), hash, "{length} bytes");
        }
    }
}
