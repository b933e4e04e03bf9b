//! Sales that are made up: customers of very different size, each with a rhythm and a season of its
//! own, some of which come late or leave.

use crate::sales::MonthlySales;

const CUSTOMERS: u64 = 400;
const MONTHS: u64 = 36;

/// Three years of sales.
pub(crate) fn sales() -> MonthlySales {
    let mut dice = Dice(11);
    let by_customer = (0..CUSTOMERS).map(|_| customer(&mut dice)).collect();
    MonthlySales::new(by_customer, usize::try_from(MONTHS).unwrap_or_default())
}

fn customer(dice: &mut Dice) -> Vec<i64> {
    // From some hundreds to some ten thousand a month, in cents.
    let size = 30_000_u64 << dice.below(8);
    let (from, until) = match dice.below(4) {
        0 => (dice.below(MONTHS), MONTHS),
        1 => (0, dice.below(MONTHS)),
        _ => (0, MONTHS),
    };
    let (one_in, peak) = (1 + dice.below(4), dice.below(12));
    let month = |month: u64, dice: &mut Dice| {
        let buys = (from..until).contains(&month) && dice.below(one_in) == 0;
        let season = if month % 12 == peak { 3 } else { 2 };
        let amount = (size / 2 + dice.below(size)) * season;
        i64::try_from(amount).unwrap_or_default() * i64::from(buys)
    };
    (0..MONTHS).map(|it| month(it, dice)).collect()
}

/// Numbers that look like chance and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}
