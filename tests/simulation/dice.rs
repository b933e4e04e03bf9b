//! Random numbers, and the short forms of documents and money.

use guanxi::calendar::Day;
use guanxi::id::DocumentId;
use guanxi::money::{Amount, Money};

use crate::{CUSTOMERS, DAYS};

/// A sequence of numbers that is the same on every machine (xorshift64*).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % below
    }

    pub(crate) fn day(&mut self) -> Day {
        let first: Day = "2024-06-01".parse().unwrap();
        first.offset(self.roll(DAYS) as i32)
    }

    pub(crate) fn minor(&mut self) -> i64 {
        self.roll(50_000) as i64 + 1
    }

    pub(crate) fn customer(&mut self) -> usize {
        self.roll(CUSTOMERS as u64) as usize
    }

    pub(crate) fn is_one_in(&mut self, count: u64) -> bool {
        self.roll(count) == 0
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        if items.is_empty() {
            return None;
        }
        items.get(self.roll(items.len() as u64) as usize)
    }
}

#[track_caller]
pub(crate) fn document(text: &str) -> DocumentId {
    text.parse().unwrap()
}

#[track_caller]
pub(crate) fn money_in(code: &str, minor: i64) -> Money {
    Money::new(Amount::from_minor(minor), code.parse().unwrap())
}

pub(crate) fn money(minor: i64) -> Money {
    money_in("CNY", minor)
}
