use std::fmt;

use crate::credit::LimitInForce;
use crate::incident::{Credibility, Impact};
use crate::lapse::Sigmas;
use crate::measure::{Ratio, Score};
use crate::money::{Amount, Currency, Major, Total};
use crate::policy::tree::Kind;

/// The currency of tests: amounts have two digits.
pub(super) const CURRENCY: Currency = Currency::CNY;

/// The unit of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Share,
    Chance,
    Count,
    Amount,
    Limit,
    Sigmas,
    Impact,
    Credibility,
    YesNo,
    Score,
}

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FigureValue {
    Share(Ratio),
    Count(u16),
    Amount(Amount),
    Limit(LimitInForce),
    Sigmas(Sigmas),
    /// None where no incident is open.
    Impact(Option<Impact>),
    Credibility(Credibility),
    YesNo(bool),
    Score(Score),
}

impl Unit {
    pub(super) const fn said(self) -> &'static str {
        match self {
            Self::Share => "a ratio such as \"80%\"",
            Self::Chance => "a ratio of at most 100%, such as \"45%\"",
            Self::Count => "a whole number in 0..=65535",
            Self::Amount => "an amount with at most two digits after the point, such as \"99.99\"",
            Self::Limit => "an amount such as \"1000\", \"not_set\" or \"unlimited\"",
            Self::Sigmas => "a number of sigmas such as \"2.5\"",
            Self::Impact => "a whole number in 0..=3, or \"none\"",
            Self::Credibility => "one of \"rumour\", \"reported\", \"verified\"",
            Self::YesNo => "true or false",
            Self::Score => {
                "a score in 0..=100 with at most two digits after the point, such as 59.5"
            }
        }
    }

    /// The figure that a value of a file states; none where it is of another unit.
    pub(super) fn read(self, kind: &Kind) -> Option<FigureValue> {
        match (self, kind) {
            (Self::Count | Self::Impact | Self::Score, Kind::Integer(number)) => {
                self.parse(&number.to_string())
            }
            (Self::YesNo, Kind::Bool(it)) => Some(FigureValue::YesNo(*it)),
            (Self::Impact, Kind::Text(text)) if text != "none" => None,
            (Self::Count | Self::YesNo, _) => None,
            (Self::Score, Kind::Number(text)) | (_, Kind::Text(text)) => self.parse(text),
            (_, _) => None,
        }
    }

    /// The figure of a text without quotes, as it stands in a series.
    pub(super) fn parse(self, text: &str) -> Option<FigureValue> {
        let amount = |text: &str| text.parse::<Major>().ok()?.to_minor_exact(CURRENCY);
        match self {
            Self::Share => text.parse().ok().map(FigureValue::Share),
            Self::Chance => {
                let ratio: Option<Ratio> = text.parse().ok();
                ratio.filter(|it| *it <= Ratio::ONE).map(FigureValue::Share)
            }
            Self::Count => text.parse().ok().map(FigureValue::Count),
            Self::Amount => amount(text).map(FigureValue::Amount),
            Self::Limit => match text {
                "not_set" => Some(FigureValue::Limit(LimitInForce::NotSet)),
                "unlimited" => Some(FigureValue::Limit(LimitInForce::Unlimited)),
                text => {
                    let limit = amount(text)?;
                    Some(FigureValue::Limit(LimitInForce::Amount(limit.into())))
                }
            },
            Self::Sigmas => text.parse().ok().map(FigureValue::Sigmas),
            Self::Impact if text == "none" => Some(FigureValue::Impact(None)),
            Self::Impact => {
                let impact = Impact::try_new(text.parse().ok()?).ok()?;
                Some(FigureValue::Impact(Some(impact)))
            }
            Self::Credibility => text.parse().ok().map(FigureValue::Credibility),
            Self::YesNo => text.parse().ok().map(FigureValue::YesNo),
            Self::Score => {
                // Points with two digits, as amounts have them.
                let hundredths = u64::try_from(amount(text)?.minor()).ok()?;
                Score::from_part(hundredths, 10_000).map(FigureValue::Score)
            }
        }
    }
}

impl Unit {
    /// The value some steps further: up or down, where it has steps. None beyond its bounds.
    pub(super) fn moves(
        self,
    ) -> impl Fn(FigureValue, FigureValue, u32, bool) -> Option<FigureValue> {
        move |from, step, times, is_up| {
            let moved = from.moved(step, times, is_up)?;
            let is_beyond = matches!(moved, FigureValue::Share(it) if it > Ratio::ONE);
            (self != Self::Chance || !is_beyond).then_some(moved)
        }
    }
}

impl FigureValue {
    /// The value some steps further: up or down, where it has steps. None beyond its bounds.
    fn moved(self, step: Self, times: u32, is_up: bool) -> Option<Self> {
        let moved = |from: u32, by: u32| {
            let way = by.checked_mul(times)?;
            if is_up { from.checked_add(way) } else { from.checked_sub(way) }
        };
        match (self, step) {
            (Self::Share(from), Self::Share(by)) => {
                let parts = moved(from.parts_per_million(), by.parts_per_million())?;
                Some(Self::Share(Ratio::from_parts_per_million(parts)))
            }
            (Self::Count(from), Self::Count(by)) => {
                let count = moved(from.into(), by.into())?;
                u16::try_from(count).ok().map(Self::Count)
            }
            _ => None,
        }
    }
}

impl fmt::Display for FigureValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Share(it) => it.fmt(f),
            Self::Count(it) => it.fmt(f),
            Self::Amount(it) => Total::from(*it).plain(CURRENCY).fmt(f),
            Self::Limit(it) => it.plain(CURRENCY).fmt(f),
            Self::Sigmas(it) => it.fmt(f),
            Self::Impact(None) => f.write_str("none"),
            Self::Impact(Some(it)) => it.degree().fmt(f),
            Self::Credibility(it) => it.code().fmt(f),
            Self::YesNo(it) => it.fmt(f),
            Self::Score(it) => it.fmt(f),
        }
    }
}
