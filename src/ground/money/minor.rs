//! The written form of amounts without their currency: a whole number of minor units.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Amount, Total};

/// A value that is written in minor units.
pub(crate) trait InMinorUnits {
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;
}

impl InMinorUnits for Amount {
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.minor().serialize(to)
    }
}

impl InMinorUnits for Option<Amount> {
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.map(Amount::minor).serialize(to)
    }
}

impl InMinorUnits for Total {
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.minor().serialize(to)
    }
}

pub(crate) fn serialize<T: InMinorUnits, S: Serializer>(
    value: &T,
    to: S,
) -> Result<S::Ok, S::Error> {
    value.write(to)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Amount, D::Error> {
    i64::deserialize(from).map(Amount::from_minor)
}
