use crate::calendar::{Day, Window};
use crate::engine::compare_products;
use crate::measure::{Excess, lower_median_in, proven};
use crate::money::Total;
use crate::timeline::Timeline;
use crate::valid::{Draft, Violations};

/// The most days of the year that is looked back over.
const MOST_DAYS: usize = 366;

/// The order days for which an array is enough: few customers have more.
const FEW_DAYS: usize = 32;

/// One usual order of a customer: the shortfall that chance alone explains.
///
/// # Rule
///
/// > S21.2: one usual order is the lower median, over the order days of a year, of what was bought
/// > on them; at least 4 days, else there is none. The plan arm objects from a shortfall of one
/// > usual order on, the arm of last year from a usual order × √(order days of its base) on. Below
/// > that both are clear.
///
/// So who buys the whole month on the 28th is not behind on the 20th. Returns of other days are
/// left out. An order day counts with what was bought on it less what came back on the same day,
/// and not at all where nothing is left: a timeline has one sum a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct UsualOrderRules {
    /// The days looked back over, those of the period included; at most 366.
    pub days: u16,
    /// A customer with fewer order days has no usual order, and every shortfall counts.
    pub fewest_order_days: u16,
}

impl Default for UsualOrderRules {
    fn default() -> Self {
        Self { days: 365, fewest_order_days: 4 }
    }
}

impl Draft for UsualOrderRules {
    fn check(&self, found: &mut Violations) {
        if !(1..=MOST_DAYS).contains(&usize::from(self.days)) {
            found.add("days", format!("must lie in 1..={MOST_DAYS}, was {}", self.days));
        }
        found.at_least("fewest_order_days", 1, self.fewest_order_days);
    }
}

impl UsualOrderRules {
    /// The usual order by a day.
    // Not inlined: it is asked for only where an arm would object.
    #[inline(never)]
    pub(super) fn of(self, sales: Timeline<'_>, until: Day) -> Option<Total> {
        let window = self.window(until);
        let (sales, before) = (sales.up_to(until), sales.up_to(window.after));
        let days = sales.at(until).active_days.excess_over(before.at(until).active_days);
        if usize::try_from(days).is_ok_and(|days| days <= FEW_DAYS) {
            self.in_places(&mut [Total::ZERO; FEW_DAYS], sales, window)
        } else {
            self.in_places(&mut [Total::ZERO; MOST_DAYS], sales, window)
        }
    }

    /// Tells of each of two shortfalls whether it is below the usual order, without working that
    /// out: whether it is below as many orders as there are from the lower median on. `is_below`
    /// holds for any order larger than one for which it holds.
    pub(super) fn spares(
        self,
        sales: Timeline<'_>,
        until: Day,
        is_below: impl Fn(Total) -> [bool; 2],
    ) -> [bool; 2] {
        let (mut all, mut above) = (0_usize, [0_usize; 2]);
        for order in Self::orders(sales, self.window(until)) {
            all = proven!(all.checked_add(1), else all, "the days of a window");
            for (above, is_below) in above.iter_mut().zip(is_below(order)) {
                let more = above.checked_add(usize::from(is_below));
                *above = proven!(more, else *above, "the days of a window");
            }
        }
        // A lower median has as many orders above it as below, or one more.
        let is_known = all >= usize::from(self.fewest_order_days);
        above.map(|above| is_known && above > all / 2)
    }

    fn window(self, until: Day) -> Window {
        let back = proven!(i32::from(self.days).checked_neg(), else 0, "16 bits and a sign");
        Window { after: until.offset(back), until }
    }

    fn orders(sales: Timeline<'_>, window: Window) -> impl Iterator<Item = Total> {
        sales.active_nets_in(window).filter(|net| net.is_positive())
    }

    fn in_places(self, places: &mut [Total], sales: Timeline<'_>, window: Window) -> Option<Total> {
        let mut count = 0_usize;
        for (place, order) in places.iter_mut().zip(Self::orders(sales, window)) {
            *place = order;
            count = proven!(count.checked_add(1), else count, "the places of an array");
        }
        let orders = places.get_mut(..count)?;
        (count >= usize::from(self.fewest_order_days)).then(|| lower_median_in(orders))?
    }
}

/// Tells whether a shortfall is below a usual order × √`orders`. The shortfall is given times a
/// number of worked days.
pub(super) fn is_below(shortfall: i128, usual_order: Total, orders: u32, worked: u32) -> bool {
    let usual = usual_order.minor().checked_mul(worked.into());
    let usual = proven!(usual, else i128::MAX, "66 bits by days");
    let all = proven!(usual.checked_mul(orders.into()), else i128::MAX, "66 bits by days by days");
    shortfall < 0 || compare_products(shortfall, shortfall, usual, all).is_lt()
}
