use crate::account::AccountView;
use crate::calendar::{AsOf, Window};
use crate::key_account::KeyAccountError;
use crate::measure::Ratio;
use crate::money::{Amount, Money, Rounding, Total};
use crate::receivable::OpenBalance;

/// The days of a year over which a yearly rate is spread.
const YEAR_DAYS: i128 = 365;
const MILLION: i128 = 1_000_000;

/// The cost of what a customer owes over a window, in the currency of its account.
///
/// # Rule
///
/// > S16: the sum of the balance at the end of each day times the yearly rate, over 365 days,
/// > rounded half up once.
///
/// A balance below zero counts: a customer that pays ahead lends to us.
///
/// # Errors
///
/// When the cost does not fit.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::calendar::Window;
/// use guanxi::key_account::receivable_cost;
/// use guanxi::measure::Ratio;
/// use guanxi::money::Currency;
/// use guanxi::receivable::Invoice;
/// use guanxi::day;
///
/// let mut account = Account::new("Li & Sons".parse()?, Currency::CNY);
/// let (issued, due) = (day!(2026, 1, 1), day!(2026, 3, 31));
/// account.record(Invoice::new("I-1".parse()?, issued, due, "CNY 36500".parse()?))?;
/// let month = Window::inclusive(issued, day!(2026, 1, 30));
/// let cost = receivable_cost(account.view(), month, Ratio::from_percent(10))?;
/// assert_eq!(cost.to_string(), "CNY 300.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "应收账款资金成本")]
pub fn receivable_cost(
    account: AccountView<'_>,
    window: Window,
    yearly: Ratio,
) -> Result<Money, KeyAccountError> {
    let (mut sum, mut day) = (Total::ZERO, window.after.offset(1));
    while window.contains(day) {
        sum = sum.plus(OpenBalance::as_of(account.receivables(), AsOf::new(day)).balance());
        match day.checked_offset(1) {
            Some(next) => day = next,
            None => break,
        }
    }
    let minor = || {
        let part = sum.minor().checked_mul(yearly.parts_per_million().into())?;
        let minor = Rounding::HalfUp.divide(part, YEAR_DAYS.checked_mul(MILLION)?)?;
        i64::try_from(minor).ok()
    };
    let minor = minor().ok_or(KeyAccountError::TooWide { what: "the cost of receivables" })?;
    Ok(Money::new(Amount::from_minor(minor), account.currency()))
}
