//! A number of days, or the word `none`.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

const NONE: &str = "none";

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Days(u16),
    Word(String),
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde gives the field by reference"
)]
pub(super) fn serialize<S: Serializer>(days: &Option<u16>, to: S) -> Result<S::Ok, S::Error> {
    days.map_or_else(|| Written::Word(NONE.to_owned()), Written::Days).serialize(to)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u16>, D::Error> {
    match Written::deserialize(from)? {
        Written::Days(days) => Ok(Some(days)),
        Written::Word(word) if word == NONE => Ok(None),
        Written::Word(word) => {
            Err(D::Error::custom(format!("{word:?} is neither a number of days nor \"none\"")))
        }
    }
}
