use super::{ReturnEvent, ReturnFault, ReturnStep};
use crate::money::{Amount, Money, Total};

/// The rebate of a period with and without goods that come back, as the rules of rebates (S6) give
/// it, and the part that the customer has had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnRebate {
    /// The reward of the period with the goods.
    pub before: Amount,
    /// The reward of the period restated without them.
    pub after: Amount,
    /// The sum settled for the period so far.
    pub settled: Total,
}

/// The price of goods that come back.
///
/// # Rule
///
/// > S27: the price is what was paid, less discounts, less the rebates accrued on it. The part of
/// > the rebate that was not settled falls away by the restatement of the period (S6); the part
/// > that was settled and is no longer earned is taken off the credit. Nothing is taken twice.
///
/// After the return, S6 proposes a settlement that asks for the same sum; what is taken off here
/// pays it.
///
/// ```
/// use guanxi::goods_return::{ReturnPrice, ReturnRebate};
/// use guanxi::money::Amount;
///
/// let yuan = |units: i64| Amount::from_minor(units * 100);
/// // 12 of 24 pieces that cost 2,400 in all; of the rebate 100 were earned on them, and 60 of
/// // those are paid out.
/// let paid = ReturnPrice::paid_for(yuan(2_400), 24, 0, 12).ok_or("none")?;
/// let rebate =
///     ReturnRebate { before: yuan(500), after: yuan(400), settled: yuan(460).to_total() };
/// let price = ReturnPrice::read(paid, &[rebate]).ok_or("too large")?;
/// assert_eq!([price.price(), price.credit()], [yuan(1_100).to_total(), yuan(1_140).to_total()]);
/// # Ok::<(), &str>(())
/// ```
#[doc(alias = "退货价格")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnPrice {
    /// The amount paid for the goods, less discounts.
    pub paid: Amount,
    /// The rebate accrued on the goods.
    pub rebate: Total,
    /// The part of the rebate that the customer has had and no longer earns.
    pub taken_back: Total,
}

impl ReturnPrice {
    /// The price of goods for which an amount was paid, with the rebates of all agreements that
    /// count them. `None` for a negative amount.
    pub fn read(paid: Amount, rebates: &[ReturnRebate]) -> Option<Self> {
        if paid.is_negative() {
            return None;
        }
        let (mut rebate, mut taken_back) = (Total::ZERO, Total::ZERO);
        for ReturnRebate { before, after, settled } in rebates {
            let (before, after) = (before.to_total(), after.to_total());
            rebate = rebate.plus(before.minus(after).or_zero());
            // Settled beyond the reward, with the goods and without them.
            let had = settled.minus(before).or_zero();
            taken_back = taken_back.plus(settled.minus(after).or_zero().minus(had).or_zero());
        }
        Some(Self { paid, rebate, taken_back })
    }

    /// The amount paid for a quantity of a delivery of which some came back before, both in base
    /// units. Parts are cut to the cent so that the returns of a whole delivery are worth what was
    /// paid for it. `None` for more than was delivered and for a negative amount.
    pub fn paid_for(paid: Amount, delivered: u64, before: u64, quantity: u64) -> Option<Amount> {
        let after = before.checked_add(quantity).filter(|it| *it <= delivered)?;
        let up_to = |units: u64| {
            let part = i128::from(paid.minor()).checked_mul(units.into())?;
            part.checked_div(delivered.into())
        };
        let part = up_to(after)?.checked_sub(up_to(before)?)?;
        let part = i64::try_from(part).ok().map(Amount::from_minor)?;
        (!paid.is_negative()).then_some(part)
    }

    /// The price: the amount paid less the rebate accrued on it.
    pub fn price(&self) -> Total {
        self.paid.to_total().minus(self.rebate)
    }

    /// The credit: the amount paid less what is taken back, at least 0.
    pub fn credit(&self) -> Total {
        self.paid.to_total().minus(self.taken_back).or_zero()
    }

    /// The rebate to be taken back beyond the amount paid: a tier that is lost may cost more than
    /// the goods were worth.
    pub fn left_to_pay(&self) -> Total {
        self.taken_back.minus(self.paid.to_total()).or_zero()
    }
}

/// The difference of an exchange: the price of the other goods on the day, less the credit; below
/// 0 when the customer gets money back. `None` for amounts that do not fit.
pub fn exchange_difference(price: Amount, credit: Amount) -> Option<Amount> {
    price.checked_sub(credit)
}

/// Checks that the credits and allowances of some steps, with one more, are at most an amount.
pub(super) fn check_credits(
    steps: &[ReturnEvent],
    more: Option<Money>,
    most: Money,
) -> Result<(), ReturnFault> {
    let sums = steps.iter().filter_map(|entry| {
        let (ReturnStep::Refund { credit: sum, .. } | ReturnStep::Keep { allowance: sum, .. }) =
            &entry.step
        else {
            return None;
        };
        Some(sum.amount())
    });
    let before = sums.fold(Total::ZERO, Total::plus);
    let all = more.map_or(before, |it| before.plus(it.amount()));
    if all <= most.amount().to_total() {
        return Ok(());
    }
    // What was kept before may be anything.
    let sum = before.to_amount().unwrap_or(most.amount());
    let credit = more.unwrap_or(Money::new(sum, most.currency()));
    Err(ReturnFault::CreditTooLarge { credit, most })
}
