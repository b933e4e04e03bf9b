use std::collections::BTreeMap;

use super::{GoodsMovement, GroupMember};
use crate::calendar::{AsOf, Day, Validity, Window};
use crate::id::ProductGroupId;
use crate::money::{Amount, Currency, Major, Total};
use crate::rebate::{RebateAgreement, RebateError, RebateParty, Volume};
use crate::timeline::Timeline;

/// An amount in another currency with its value by the rate of the agreement: the evidence of a
/// rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conversion {
    /// The currency.
    pub currency: Currency,
    /// The sum in that currency.
    pub amount: Total,
    /// The rate of the agreement.
    pub rate: Major,
    /// The value in the currency of the agreement, rounded once for the sum.
    pub value: Amount,
}

/// The volume of a period that counts, as known on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodVolume {
    /// The days.
    pub period: Validity,
    /// The volume.
    pub volume: Volume,
    /// The part of it that is returns which came after the period and restate it.
    #[doc(alias = "跨期退货")]
    pub late_returns: Volume,
    /// The volume of facts that came after the last day on which those of the period are taken. It
    /// does not count, and is shown so that somebody can see to it.
    pub too_late: Volume,
    /// The net amounts by product, for the allocation of a rebate; those of unknown products are
    /// left out.
    pub products: BTreeMap<ProductGroupId, Amount>,
    /// Amounts in other currencies.
    pub conversions: Vec<Conversion>,
}

/// Sums of a period while movements are added.
#[derive(Default)]
struct Sums {
    quantity: Option<i64>,
    amounts: BTreeMap<Currency, Total>,
    late_quantity: i64,
    late_amounts: BTreeMap<Currency, Total>,
    refused_quantity: i64,
    refused_amounts: BTreeMap<Currency, Total>,
    products: BTreeMap<(ProductGroupId, Currency), Total>,
}

impl PeriodVolume {
    /// The volumes of all periods of an agreement as of `t`. Movements of customers that are no
    /// party, of other events, kinds or products do not count.
    ///
    /// # Rule
    ///
    /// > A return that names its sale and is dated within `late_return_days` of the end of the
    /// > period of that sale restates that period; later ones, and those that name no sale, count
    /// > on their own day. A group has the members of the day of each sale. A fact that is known
    /// > later than `late_fact_days` after the end of its period, or of its own day where it is a
    /// > late return, does not count.
    ///
    /// # Errors
    ///
    /// When a movement that counts has another unit than the base or a currency without a rate, or
    /// a sum does not fit.
    pub fn from_movements(
        agreement: &RebateAgreement,
        movements: &[GoodsMovement],
        members: &[GroupMember],
        t: AsOf,
    ) -> Result<Vec<Self>, RebateError> {
        let periods = agreement.periods();
        let mut sums: Vec<Sums> = periods.iter().map(|_| Sums::default()).collect();
        for movement in movements.iter().filter(|it| t.sees(it.known_from())) {
            let (day, taking) = counted_on(agreement, &periods, movement);
            let place = periods.iter().position(|period| period.contains(day));
            let Some(sums) = place.and_then(|place| sums.get_mut(place)) else { continue };
            if counts(agreement, movement, members, day) {
                add(agreement, sums, movement, taking)?;
            }
        }
        let ready = periods.into_iter().zip(sums);
        ready.map(|(period, sums)| finish(agreement, period, sums)).collect()
    }

    /// The volumes of all periods from the purchases of an account: amounts by day. Returns count
    /// on their own day, since they name no sale, and a purchase whenever it became known, since a
    /// sum of a day has no day of knowledge.
    ///
    /// # Errors
    ///
    /// When the base asks for quantities or products, or a sum does not fit.
    pub fn from_timeline(
        agreement: &RebateAgreement,
        sales: Timeline<'_>,
        t: AsOf,
    ) -> Result<Vec<Self>, RebateError> {
        let needs = |needs| RebateError::NeedsLines { agreement: agreement.id.clone(), needs };
        if agreement.base.unit.is_some() {
            return Err(needs("quantities"));
        }
        if !agreement.base.has_product(None) {
            return Err(needs("products"));
        }
        let sales = sales.up_to(t.day());
        let volume = |period: Validity| {
            let last = period.to().unwrap_or(agreement.to);
            let net = sales.net(Window::inclusive(period.from(), last));
            let volume = Volume::from_total(net).ok_or_else(|| overflow(agreement))?;
            Ok(Self {
                period,
                volume,
                late_returns: Volume::ZERO,
                too_late: Volume::ZERO,
                products: BTreeMap::new(),
                conversions: Vec::new(),
            })
        };
        agreement.periods().into_iter().map(volume).collect()
    }
}

fn overflow(agreement: &RebateAgreement) -> RebateError {
    RebateError::Overflow { agreement: agreement.id.clone() }
}

/// The way in which a movement is taken into its period.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taking {
    /// Counted.
    InTime,
    /// Counted, and restates a period that was over.
    LateReturn,
    /// Not counted: it became known after the last day.
    TooLate,
}

/// The day on which a movement counts, and the way in which it is taken.
fn counted_on(
    agreement: &RebateAgreement,
    periods: &[Validity],
    it: &GoodsMovement,
) -> (Day, Taking) {
    let terms = agreement.settlement;
    let end_of = |day: Day| periods.iter().find(|it| it.contains(day)).and_then(|it| it.to());
    let named = it.source.filter(|source| *source <= it.day);
    let restated = named.filter(|source| {
        let end = end_of(*source);
        end.is_some_and(|end| it.day.days_since(end) <= i32::from(terms.late_return_days))
    });
    let day = restated.unwrap_or(it.day);
    let from = end_of(day).map_or(it.day, |end| end.max(it.day));
    let waited = it.known_from().days_since(from);
    let taking = match terms.late_fact_days {
        Some(days) if waited > i32::from(days) => Taking::TooLate,
        Some(_) | None if restated.is_some() && end_of(day) < Some(it.day) => Taking::LateReturn,
        Some(_) | None => Taking::InTime,
    };
    (day, taking)
}

fn counts(
    agreement: &RebateAgreement,
    movement: &GoodsMovement,
    members: &[GroupMember],
    day: Day,
) -> bool {
    let base = &agreement.base;
    let is_party = match &agreement.party {
        RebateParty::Customer(customer) => *customer == movement.customer,
        RebateParty::Group(_) => {
            members.iter().any(|it| it.customer == movement.customer && it.days.contains(day))
        }
    };
    is_party
        && movement.event == base.event
        && !base.exclude.contains(&movement.kind)
        && base.has_product(movement.product.as_ref())
}

fn add(
    agreement: &RebateAgreement,
    sums: &mut Sums,
    movement: &GoodsMovement,
    taking: Taking,
) -> Result<(), RebateError> {
    let (currency, amount) = (movement.amount.currency(), movement.amount.amount());
    let plus = |sum: &mut Total| *sum = sum.plus(amount);
    if let Some(unit) = &agreement.base.unit {
        let Some(quantity) = movement.quantity.as_ref().filter(|it| it.unit == *unit) else {
            let found = movement.quantity.as_ref().map(|it| it.unit.to_string());
            return Err(RebateError::Unit {
                agreement: agreement.id.clone(),
                base: unit.clone(),
                day: movement.day,
                found: found.unwrap_or_else(|| "none".to_owned()),
            });
        };
        let more = |sum: i64| sum.checked_add(quantity.number).ok_or_else(|| overflow(agreement));
        match taking {
            Taking::TooLate => sums.refused_quantity = more(sums.refused_quantity)?,
            Taking::LateReturn => sums.late_quantity = more(sums.late_quantity)?,
            Taking::InTime => {}
        }
        if taking != Taking::TooLate {
            sums.quantity = Some(more(sums.quantity.unwrap_or_default())?);
        }
    } else {
        if currency != agreement.currency && rate_of(agreement, currency).is_none() {
            return Err(RebateError::NoRate {
                agreement: agreement.id.clone(),
                day: movement.day,
                found: currency,
            });
        }
        match taking {
            Taking::TooLate => plus(sums.refused_amounts.entry(currency).or_default()),
            Taking::LateReturn => plus(sums.late_amounts.entry(currency).or_default()),
            Taking::InTime => {}
        }
        if taking != Taking::TooLate {
            plus(sums.amounts.entry(currency).or_default());
        }
    }
    match &movement.product {
        Some(product) if taking != Taking::TooLate => {
            plus(sums.products.entry((product.clone(), currency)).or_default());
        }
        Some(_) | None => {}
    }
    Ok(())
}

fn rate_of(agreement: &RebateAgreement, currency: Currency) -> Option<Major> {
    agreement.rates.iter().find(|it| it.currency == currency).map(|it| it.rate)
}

fn finish(
    agreement: &RebateAgreement,
    period: Validity,
    sums: Sums,
) -> Result<PeriodVolume, RebateError> {
    let no_room = || overflow(agreement);
    let mut products: BTreeMap<ProductGroupId, Total> = BTreeMap::new();
    for ((product, currency), total) in sums.products {
        let value = value_of(agreement, currency, total).ok_or_else(no_room)?;
        let sum = products.entry(product).or_default();
        *sum = sum.plus(value);
    }
    let amount = |(product, total): (_, Total)| total.to_amount().map(|it| (product, it));
    let products = products.into_iter().map(amount).collect::<Option<_>>().ok_or_else(no_room)?;
    let [volume, late_returns, too_late] = if agreement.base.unit.is_some() {
        let quantities =
            [sums.quantity.unwrap_or_default(), sums.late_quantity, sums.refused_quantity];
        quantities.map(Volume::from_quantity)
    } else {
        let sum = |amounts: &BTreeMap<Currency, Total>| {
            let values = amounts.iter().map(|(it, total)| value_of(agreement, *it, *total));
            let values = values.collect::<Option<Vec<Amount>>>()?;
            Volume::from_total(values.into_iter().collect())
        };
        let volume = |amounts| sum(amounts).ok_or_else(no_room);
        [volume(&sums.amounts)?, volume(&sums.late_amounts)?, volume(&sums.refused_amounts)?]
    };
    let conversion = |(currency, amount): (Currency, Total)| {
        let rate = rate_of(agreement, currency)?;
        Some(Conversion { currency, amount, rate, value: value_of(agreement, currency, amount)? })
    };
    let conversions = sums.amounts.into_iter().filter_map(conversion).collect();
    Ok(PeriodVolume { period, volume, late_returns, too_late, products, conversions })
}

/// The value of a sum in the currency of the agreement.
fn value_of(agreement: &RebateAgreement, currency: Currency, sum: Total) -> Option<Amount> {
    if currency == agreement.currency || agreement.base.unit.is_some() {
        return sum.to_amount();
    }
    // Millionths of a minor unit of the agreement for a major unit of the other.
    let each = rate_of(agreement, currency)?.micro_minor(agreement.currency);
    let whole = Major::from_units(1).to_minor_exact(currency)?;
    let part = sum.minor().checked_mul(each)?;
    let minor =
        agreement.rounding.divide(part, i128::from(whole.minor()).checked_mul(1_000_000)?)?;
    i64::try_from(minor).ok().map(Amount::from_minor)
}
