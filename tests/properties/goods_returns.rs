//! Goods that come back against a ledger with one token for each piece.

use guanxi::calendar::{AsOf, Day};
use guanxi::goods_return::{
    DeliveryFacts, GoodsReturn, ReturnFault, ReturnInputs, ReturnOpening, ReturnPolicy,
    ReturnPrice, ReturnQuantities, ReturnReason, ReturnStage, ReturnStep,
};
use guanxi::lifecycle::{Entry, StepError};
use guanxi::money::{Amount, Currency, Money};
use guanxi::product::{PackUnit, ProductNode, ProductTree};
use proptest::prelude::*;

/// The pieces of the delivery: ten cartons of twelve.
const DELIVERED: usize = 120;

/// The amount paid for them, in cents: not a multiple of the pieces.
const PAID: i64 = 99_999;

fn day(days: i32) -> Day {
    "2026-03-02".parse::<Day>().unwrap().offset(days)
}

/// The place of a piece that a return has to do with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Outstanding,
    SplitOff,
    Here,
    Refunded,
    Replaced,
    Repaired,
    SentBack,
    Kept,
    Lapsed,
}

/// A return and the places of its pieces.
struct Both {
    goods: GoodsReturn,
    pieces: Vec<Place>,
    credits: i64,
}

impl Both {
    fn open(opening: ReturnOpening) -> Self {
        Self { goods: GoodsReturn::open(opening), pieces: Vec::new(), credits: 0 }
    }

    fn count(&self, places: &[Place]) -> u64 {
        self.pieces.iter().filter(|it| places.contains(it)).count() as u64
    }

    /// Moves pieces one by one.
    fn shift(&mut self, quantity: u64, from: &[Place], to: Place) {
        for _ in 0..quantity {
            let next = from.iter().find_map(|from| self.pieces.iter().position(|it| it == from));
            self.pieces[next.unwrap()] = to;
        }
    }

    /// The pieces of the delivery that are gone with this return.
    fn taken_up(&self) -> u64 {
        self.pieces.len() as u64 - self.count(&[Place::SplitOff, Place::Lapsed])
    }

    /// The most that a step may move.
    fn most(&self, step: &ReturnStep) -> u64 {
        match step {
            ReturnStep::Authorise { .. } => self.goods.opening().quantity,
            ReturnStep::Split { .. } | ReturnStep::Receive { .. } => {
                self.count(&[Place::Outstanding])
            }
            ReturnStep::Keep { .. } => self.count(&[Place::Outstanding, Place::Here]),
            _ => self.count(&[Place::Here]),
        }
    }

    fn take(&mut self, step: &ReturnStep) {
        use Place::{Here, Outstanding};
        match step {
            ReturnStep::Authorise { quantity } => {
                self.pieces = vec![Outstanding; usize::try_from(*quantity).unwrap()];
            }
            ReturnStep::Split { quantity, .. } => {
                self.shift(*quantity, &[Outstanding], Place::SplitOff);
            }
            ReturnStep::Receive { quantity } => self.shift(*quantity, &[Outstanding], Here),
            ReturnStep::Refund { quantity, credit } => {
                self.shift(*quantity, &[Here], Place::Refunded);
                self.credits += credit.amount().minor();
            }
            ReturnStep::Replace { quantity, .. } => {
                self.shift(*quantity, &[Here], Place::Replaced);
            }
            ReturnStep::Repair { quantity, .. } => {
                self.shift(*quantity, &[Here], Place::Repaired);
            }
            ReturnStep::SendBack { quantity } => self.shift(*quantity, &[Here], Place::SentBack),
            ReturnStep::Keep { quantity, allowance } => {
                self.shift(*quantity, &[Here, Outstanding], Place::Kept);
                self.credits += allowance.amount().minor();
            }
            _ => {}
        }
        if self.goods.stage(AsOf::new(Day::MAX)).is_some_and(ReturnStage::is_over) {
            let left = self.count(&[Outstanding]);
            self.shift(left, &[Outstanding], Place::Lapsed);
        }
    }

    fn quantities(&self) -> ReturnQuantities {
        use Place::{Here, Kept, Lapsed, Outstanding, Refunded, Repaired, Replaced, SentBack};
        ReturnQuantities {
            authorised: self.pieces.len() as u64,
            split_off: self.count(&[Place::SplitOff]),
            received: self.count(&[Here, Refunded, Replaced, Repaired, SentBack]),
            kept: self.count(&[Kept]),
            outstanding: self.count(&[Outstanding]),
            lapsed: self.count(&[Lapsed]),
            refunded: self.count(&[Refunded]),
            replaced: self.count(&[Replaced]),
            repaired: self.count(&[Repaired]),
            sent_back: self.count(&[SentBack]),
            unsettled: self.count(&[Here]),
        }
    }
}

fn opening(number: usize, quantity: u64, before: u64) -> ReturnOpening {
    let paid = Amount::from_minor(PAID);
    let paid = ReturnPrice::paid_for(paid, DELIVERED as u64, before, quantity).unwrap();
    ReturnOpening {
        id: format!("R-{number}").parse().unwrap(),
        customer: "Li".parse().unwrap(),
        on: day(0),
        by: "Desk".parse().unwrap(),
        paper: None,
        product: "tea".parse().unwrap(),
        quantity,
        reason: ReturnReason::Choice,
        sale: Some("S-1".parse().unwrap()),
        delivered: day(-1),
        is_assumed: false,
        batch: None,
        paid: Money::new(paid, Currency::CNY),
        is_unannounced: false,
        split_from: None,
    }
}

fn tree() -> ProductTree {
    let (id, base_unit) = ("tea".parse().unwrap(), Some("piece".parse().unwrap()));
    let packs = vec![PackUnit { unit: "carton".parse().unwrap(), holds: 12 }];
    ProductTree::try_new([ProductNode { id, parent: None, base_unit, packs }]).unwrap()
}

/// A quantity as the customer says it, in pieces or cartons.
fn said() -> impl Strategy<Value = (i64, &'static str)> {
    prop_oneof![(0..30_i64).prop_map(|it| (it, "piece")), (0..4_i64).prop_map(|it| (it, "carton"))]
}

fn step(act: u8, quantity: u64, cents: i64, child: usize) -> ReturnStep {
    let text = || "text".parse().unwrap();
    let sum = Money::new(Amount::from_minor(cents), Currency::CNY);
    match act {
        0 | 1 => ReturnStep::Authorise { quantity },
        2 | 3 => ReturnStep::Split { to: format!("R-{child}").parse().unwrap(), quantity },
        4 | 5 => ReturnStep::Receive { quantity },
        6 | 7 => ReturnStep::Inspect { state: text() },
        8 => ReturnStep::Refund { quantity, credit: sum },
        9 => ReturnStep::Replace { quantity, serials: Vec::new() },
        10 => ReturnStep::Repair { quantity, accepted: None, by: day(90) },
        11 => ReturnStep::SendBack { quantity },
        12 => ReturnStep::Keep { quantity, allowance: sum },
        13 => ReturnStep::Cancel { reason: text() },
        14 => ReturnStep::Lapse,
        _ => ReturnStep::Close,
    }
}

type Move = (prop::sample::Index, u8, (i64, &'static str), i64, i32);

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = (any::<prop::sample::Index>(), 0..16_u8, said(), 0..20_000_i64, 0..9_i32);
    prop::collection::vec(one, 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Two requests for one delivery, and all that is split off from them.
    #[test]
    fn quantities_conserve_under_splits_partial_receipts_and_units(
        asked in [said(), said()], moves in moves(),
    ) {
        let (tree, tea, policy) = (tree(), "tea".parse().unwrap(), ReturnPolicy::default());
        let to_base = |(count, unit): (i64, &str)| {
            tree.to_base(&tea, count, &unit.parse().unwrap()).unwrap() as u64
        };
        let [first, second] = asked.map(|it| to_base(it).clamp(1, DELIVERED as u64 / 2));
        let mut family =
            vec![Both::open(opening(0, first, 0)), Both::open(opening(1, second, first))];
        let paid: i64 = family.iter().map(|it| it.goods.opening().paid.amount().minor()).sum();
        let mut on = 0;
        for (place, act, quantity, cents, later) in moves {
            on += later;
            let (place, child) = (place.index(family.len()), family.len());
            let step = step(act, to_base(quantity), cents, child);
            let others = family.iter().enumerate().filter(|(other, _)| *other != place);
            let pending = others.map(|(_, it)| it.taken_up()).sum();
            let delivery = DeliveryFacts {
                delivered: DELIVERED as u64,
                returned: 0,
                pending,
                window_days: 60,
                batches: &[],
                warranty: None,
            };
            let both = &mut family[place];
            let (most, before) = (both.most(&step), both.goods.clone());
            let event = Entry::new(step.clone(), day(on), "Sun".parse().unwrap());
            match both.goods.apply(event, &ReturnInputs { delivery, policy: &policy }) {
                Ok(_) => both.take(&step),
                Err(error) => {
                    prop_assert_eq!(&both.goods, &before);
                    if let StepError::Content(ReturnFault::TooMany { quantity, most: told }) = error {
                        let free = DELIVERED as u64 - pending;
                        prop_assert!(quantity > told && (told == most || told == free));
                    }
                    continue;
                }
            }
            prop_assert_eq!(both.goods.quantities(AsOf::new(Day::MAX)), both.quantities());
            if let ReturnStep::Split { to, quantity } = &step {
                let part = both.goods.split_part(to).unwrap();
                prop_assert_eq!(part.quantity, *quantity);
                family.push(Both::open(part));
            }
            // Of one delivery no piece comes back twice, and nothing is paid for twice.
            let taken: u64 = family.iter().map(Both::taken_up).sum();
            prop_assert!(taken <= DELIVERED as u64);
            let credits: i64 = family.iter().map(|it| it.credits).sum();
            prop_assert!(credits <= paid, "{credits} of {paid}");
            for both in &family {
                let now = both.goods.quantities(AsOf::new(Day::MAX));
                prop_assert_eq!(now.taken_up(), both.taken_up());
            }
        }
    }
}
