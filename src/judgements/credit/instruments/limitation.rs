use std::fmt;

use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::measure::proven;
use crate::receivable::{OpenItem, settle};
use crate::valid::{Draft, Valid, Violations};

/// The plain form of a [`LimitationPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LimitationPolicyDraft {
    /// The years after which a claim is barred, 3 by default.
    pub years: u16,
    /// The days of notice before the end, 180 by default.
    pub notice_days: u16,
}

impl Default for LimitationPolicyDraft {
    fn default() -> Self {
        Self { years: 3, notice_days: 180 }
    }
}

impl Draft for LimitationPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("years", 1, self.years);
    }
}

/// The policy of the limitation of claims. Three years are the usual period in China; which days
/// begin it anew is for a lawyer to say.
///
/// ```
/// use guanxi::credit::LimitationPolicy;
/// use guanxi::day;
///
/// let confirmed = [day!(2025, 5, 10)];
/// let (due, t) = (day!(2024, 3, 1), "2026-03-31".parse()?);
/// let period = LimitationPolicy::default().period(due, &confirmed, t);
/// assert_eq!(period.to_string(), "barred after 2028-05-10, notice from 2027-11-12");
/// # Ok::<(), guanxi::calendar::DayError>(())
/// ```
#[doc(alias = "诉讼时效")]
pub type LimitationPolicy = Valid<LimitationPolicyDraft>;

/// The limitation of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LimitationPeriod {
    /// The day from which it runs: the due day, or the last day that began it anew.
    pub since: Day,
    /// The last day on which the claim is not barred.
    pub ends: Day,
    /// The first day of the notice before the end.
    pub told_from: Day,
}

/// An open item with its limitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitedClaim {
    /// The open item.
    pub item: OpenItem,
    /// Its limitation.
    pub period: LimitationPeriod,
}

impl LimitationPolicy {
    /// The open items of a customer as of a date, each with its limitation, in the order of due
    /// days.
    ///
    /// The confirmation of a statement restarts the limitation of the items that were issued by its
    /// day. Demands that the customer received are no facts of an account: their days are given,
    /// and hold for all items. Money that was sent back has no invoice and no claim here.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::credit::LimitationPolicy;
    /// use guanxi::day;
    /// use guanxi::receivable::{Invoice, Statement, StatementAnswer};
    ///
    /// let mut li = Account::new("Li".parse()?, "CNY".parse()?);
    /// let (issued, due, balance) = (day!(2024, 2, 1), day!(2024, 3, 1), "CNY 500".parse()?);
    /// li.record(Invoice::new("I1".parse()?, issued, due, balance))?;
    /// let answered = Some(StatementAnswer { on: day!(2025, 5, 10), balance });
    /// li.record(Statement { day: day!(2025, 4, 30), balance, sent: None, answered })?;
    /// let claims = LimitationPolicy::default().claims(li.view(), &[], "2027-11-12".parse()?);
    /// assert_eq!(claims[0].period.to_string(), "barred after 2028-05-10, notice from 2027-11-12");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn claims(&self, account: AccountView<'_>, demands: &[Day], t: AsOf) -> Vec<LimitedClaim> {
        let mut claims = Vec::new();
        settle(account.receivables(), t, |item| {
            if item.is_refund() {
                return;
            }
            let issued = item.invoice.issued();
            let stated = account
                .statements()
                .iter()
                .filter(|it| it.day >= issued && it.balance.amount().is_positive());
            let confirmed = stated.filter_map(|it| it.confirmed(t));
            let restarts: Vec<Day> = confirmed.chain(demands.iter().copied()).collect();
            claims.push(LimitedClaim { item, period: self.period(item.due, &restarts, t) });
        });
        claims
    }

    /// The limitation of a claim as of a date, with the days on which the customer confirmed it or
    /// received a demand.
    ///
    /// # Rule
    ///
    /// > S10: a confirmation or a received demand restarts limitation, 3 years, told 180 days
    /// > ahead. One that comes after the end restarts nothing.
    pub fn period(&self, due: Day, restarts: &[Day], t: AsOf) -> LimitationPeriod {
        let months = u32::from(self.years).checked_mul(12);
        let months = proven!(months, else u32::MAX, "16 bits times 12");
        let mut days: Vec<Day> = restarts.iter().copied().filter(|day| t.sees(*day)).collect();
        days.sort_unstable();
        let mut since = due;
        for day in days {
            if since < day && day <= since.months_later(months) {
                since = day;
            }
        }
        let ends = since.months_later(months);
        let told_from = ends.earlier(self.notice_days);
        LimitationPeriod { since, ends, told_from }
    }
}

impl LimitationPeriod {
    /// Returns `true` in the days of notice, up to the end.
    pub fn is_told(&self, t: AsOf) -> bool {
        self.told_from <= t.day() && !self.is_barred(t)
    }

    /// Returns `true` when the claim is barred.
    pub fn is_barred(&self, t: AsOf) -> bool {
        self.ends < t.day()
    }
}

impl fmt::Display for LimitationPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "barred after {}, notice from {}", self.ends, self.told_from)
    }
}
