use std::fmt;

use crate::measure::proven;
use crate::valid::{codes, words};

words! {
    /// The reference of a position. The same numbers of two datums are hundreds of metres apart.
    #[doc(alias = "坐标系")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Datum as "a datum" {
        /// The datum of satellite receivers.
        Wgs84 = "wgs_84" => "WGS-84",
        /// The shifted datum of maps published in mainland China (火星坐标).
        Gcj02 = "gcj_02" => "GCJ-02",
        /// The datum of Baidu maps, shifted once more.
        Bd09 = "bd_09" => "BD-09",
    }
}

words! {
    /// The source of a position.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PositionSource as "a source of a position" {
        /// A device at the place.
        Device = "device",
        /// A search for the address.
        Address = "address",
        /// A mark set on a map by hand.
        Map = "map",
    }
}

/// A position that is none, or cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PositionError {
    /// The latitude is no latitude.
    #[error("a latitude is at most 90000000 micro-degrees from 0, was {latitude}")]
    Latitude {
        /// The latitude in micro-degrees.
        latitude: i32,
    },
    /// The longitude is no longitude.
    #[error("a longitude is at most 180000000 micro-degrees from 0, was {longitude}")]
    Longitude {
        /// The longitude in micro-degrees.
        longitude: i32,
    },
    /// The southern corner of a box lies north of the northern one.
    #[error("a box has its south at {south} micro-degrees, north of its north at {north}")]
    UpsideDown {
        /// The latitude of the southern corner.
        south: i32,
        /// The latitude of the northern corner.
        north: i32,
    },
    /// The positions are of two datums.
    #[error("a position in {other} cannot be compared with one in {datum}")]
    OtherDatum {
        /// The datum of the position.
        datum: Datum,
        /// The datum of the other.
        other: Datum,
    },
}

codes! {
    PositionError {
        Latitude = "latitude",
        Longitude = "longitude",
        UpsideDown = "upside_down",
        OtherDatum = "other_datum",
    }
}

mod sealed {
    use super::{Datum, PositionError, PositionSource};

    /// A place on the earth, in micro-degrees, with its datum and source.
    ///
    /// ```
    /// use guanxi::outlet::{Datum, Position, PositionSource};
    ///
    /// let at = |latitude, longitude| {
    ///     Position::try_new(Datum::Gcj02, (latitude, longitude), PositionSource::Device)
    /// };
    /// let shop = at(39_908_722, 116_397_499)?;
    /// assert_eq!(shop.metres_to(at(39_909_622, 116_397_499)?)?, 100);
    /// assert!(at(90_000_001, 0).is_err());
    /// # Ok::<(), guanxi::outlet::PositionError>(())
    /// ```
    #[doc(alias = "电子地图")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct Position {
        datum: Datum,
        latitude: i32,
        longitude: i32,
        source: PositionSource,
    }

    impl Position {
        /// A position: latitude and longitude in micro-degrees, north and east positive.
        ///
        /// # Errors
        ///
        /// When the latitude or the longitude does not exist.
        pub const fn try_new(
            datum: Datum,
            (latitude, longitude): (i32, i32),
            source: PositionSource,
        ) -> Result<Self, PositionError> {
            if latitude.unsigned_abs() > 90_000_000 {
                return Err(PositionError::Latitude { latitude });
            }
            if longitude.unsigned_abs() > 180_000_000 {
                return Err(PositionError::Longitude { longitude });
            }
            Ok(Self { datum, latitude, longitude, source })
        }

        /// The datum.
        pub const fn datum(self) -> Datum {
            self.datum
        }

        /// The latitude in micro-degrees.
        pub const fn latitude(self) -> i32 {
            self.latitude
        }

        /// The longitude in micro-degrees.
        pub const fn longitude(self) -> i32 {
            self.longitude
        }

        /// The source.
        pub const fn source(self) -> PositionSource {
            self.source
        }
    }
}
pub use sealed::Position;

/// The cosine of 0 to 90 degrees in ten-thousandths.
const COSINES: [i64; 91] = [
    10_000, 9_998, 9_994, 9_986, 9_976, 9_962, 9_945, 9_925, 9_903, 9_877, 9_848, 9_816, 9_781,
    9_744, 9_703, 9_659, 9_613, 9_563, 9_511, 9_455, 9_397, 9_336, 9_272, 9_205, 9_135, 9_063,
    8_988, 8_910, 8_829, 8_746, 8_660, 8_572, 8_480, 8_387, 8_290, 8_192, 8_090, 7_986, 7_880,
    7_771, 7_660, 7_547, 7_431, 7_314, 7_193, 7_071, 6_947, 6_820, 6_691, 6_561, 6_428, 6_293,
    6_157, 6_018, 5_878, 5_736, 5_592, 5_446, 5_299, 5_150, 5_000, 4_848, 4_695, 4_540, 4_384,
    4_226, 4_067, 3_907, 3_746, 3_584, 3_420, 3_256, 3_090, 2_924, 2_756, 2_588, 2_419, 2_250,
    2_079, 1_908, 1_736, 1_564, 1_392, 1_219, 1_045, 872, 698, 523, 349, 175, 0,
];

impl Position {
    /// The distance in whole metres, rounded down.
    ///
    /// The earth is taken as flat around the middle latitude, with 111,195 metres a degree. Within
    /// 100 kilometres that is right to some metres in a thousand, which is enough to tell whether
    /// somebody stood at an outlet.
    ///
    /// # Errors
    ///
    /// When the positions are of two datums: neither is converted, since the shift is not public.
    pub fn metres_to(self, other: Self) -> Result<u32, PositionError> {
        let (datum, other_datum) = (self.datum(), other.datum());
        if datum != other_datum {
            return Err(PositionError::OtherDatum { datum, other: other_datum });
        }
        let metres = self.metres(other);
        Ok(proven!(metres, else 0, "at most half the earth's girth"))
    }

    fn metres(self, other: Self) -> Option<u32> {
        let north = i64::from(self.latitude()).checked_sub(other.latitude().into())?;
        let east = i64::from(self.longitude()).checked_sub(other.longitude().into())?;
        // The shorter way round.
        let east = east.abs().min(360_000_000_i64.checked_sub(east.abs())?);
        let middle = i64::from(self.latitude()).checked_add(other.latitude().into())?;
        let east = east.checked_mul(cosine(middle.abs().checked_div(2)?)?)?.checked_div(10_000)?;
        let squares = i128::from(north).pow(2).checked_add(i128::from(east).pow(2))?;
        // Micro-degrees to metres: 111,195 a degree.
        let metres = squares.isqrt().checked_mul(111_195)?.checked_div(1_000_000)?;
        u32::try_from(metres).ok()
    }
}

/// The cosine of a latitude from 0 to 90 degrees, between the whole degrees on a straight line.
fn cosine(micros: i64) -> Option<i64> {
    let (degree, rest) = (micros.checked_div(1_000_000)?, micros.checked_rem(1_000_000)?);
    let place = usize::try_from(degree).ok()?;
    let low = COSINES.get(place)?;
    let high = COSINES.get(place.checked_add(1)?).copied().unwrap_or(*low);
    let fall = low.checked_sub(high)?.checked_mul(rest)?.checked_div(1_000_000)?;
    low.checked_sub(fall)
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let degrees = |f: &mut fmt::Formatter<'_>, micros: i32, [plus, minus]: [char; 2]| {
            let side = if micros < 0 { minus } else { plus };
            let degrees = micros.unsigned_abs();
            let (whole, rest) = (degrees.checked_div(1_000_000), degrees.checked_rem(1_000_000));
            let (whole, rest) =
                proven!(whole.zip(rest), else (degrees, degrees), "a million is not 0");
            write!(f, "{whole}.{rest:06}°{side}")
        };
        degrees(f, self.latitude(), ['N', 'S'])?;
        f.write_str(" ")?;
        degrees(f, self.longitude(), ['E', 'W'])?;
        write!(f, " ({})", self.datum())
    }
}

#[cfg(feature = "serde")]
mod written {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use super::{Datum, Position, PositionSource};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields, rename = "Position")]
    struct Written {
        datum: Datum,
        latitude: i32,
        longitude: i32,
        source: PositionSource,
    }

    impl Serialize for Position {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let (datum, source) = (self.datum(), self.source());
            let (latitude, longitude) = (self.latitude(), self.longitude());
            Written { datum, latitude, longitude, source }.serialize(to)
        }
    }

    impl<'de> Deserialize<'de> for Position {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let Written { datum, latitude, longitude, source } = Written::deserialize(from)?;
            Self::try_new(datum, (latitude, longitude), source).map_err(D::Error::custom)
        }
    }
}
