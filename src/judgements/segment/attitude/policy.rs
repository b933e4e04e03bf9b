use super::AttitudeReading;
use super::reading::{Launches, WalletRecord};
use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::customer::Attitude;
use crate::evidence::NotJudged;
use crate::id::ProductGroupId;
use crate::measure::Ratio;
use crate::valid::{Draft, Valid, Violations};
use crate::wallet::WalletShare;

/// A new product, as the group under which sales name it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ProductLaunch {
    /// The group.
    pub group: ProductGroupId,
    /// The first day on which it could be bought.
    pub day: Day,
}

/// Plain form of [`AttitudePolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct AttitudePolicyDraft {
    /// The share of wallet from which a customer may be loyal, 66.6666 % by default.
    pub loyal_from: Ratio,
    /// The points of share of wallet beyond which a move counts, 20 by default.
    pub shift: Ratio,
    /// The days of shares that count, 730 by default.
    pub window_days: u16,
    /// The days between the first and the latest share from which it is known that a share did not
    /// move; `None`, the default, for half of the window, which is 365 of 730. Fewer than the
    /// window has. With 0 a single share is enough.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub fewest_days: Option<u16>,
    /// The number of latest new products that are checked, 3 by default.
    pub launches: u8,
    /// The number of them that an early adopter bought in time, 2 by default.
    pub launches_bought: u8,
    /// The days after a launch that are in time, the last one included, 90 by default.
    pub launch_days: u16,
}

/// The attitude of a customer as observed (S13).
///
/// # Rule
///
/// > S13: loyal with a share of ⅔ or more and no fall of more than 20 points within 24 months;
/// > switcher with less than ⅔ where the main supplier changed or our share moved by more than 20
/// > points in 24 months; else not loyal. An early adopter is loyal and bought 2 or more of the
/// > last 3 new products within 90 days of their launch.
///
/// A move that was seen decides at once. That there was none is known only with 12 months or more
/// between the first and the latest share; before, nothing is observed.
///
/// Two thirds are twice as much as all others have together; the default is written as 66.6666 %,
/// so that exactly two thirds reach it. Only launches count that are decided: bought in time, or
/// their days are over.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::customer::{Attitude, EntrySource};
/// use guanxi::segment::AttitudePolicy;
/// use guanxi::wallet::WalletShare;
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// account.state_attitude(Some(Attitude::Loyal));
/// for (day, ours) in [("2025-01-31", "CNY 90"), ("2026-01-31", "CNY 60")] {
///     let (total, source) = ("CNY 100".parse()?, EntrySource::Visit);
///     let (day, ours) = (day.parse()?, ours.parse()?);
///     account.record(WalletShare { day, ours, total, main_rival: None, source })?;
/// }
/// let reading = AttitudePolicy::default().read(account.view(), &[], "2026-03-31".parse()?);
/// assert_eq!(reading.observed(), Ok(Attitude::Switcher));
/// let finding = reading.difference().ok_or("they agree")?;
/// assert_eq!(finding.to_string(), "declared loyal, observed switcher");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "忠诚度分类")]
pub type AttitudePolicy = Valid<AttitudePolicyDraft>;

impl Default for AttitudePolicyDraft {
    fn default() -> Self {
        Self {
            loyal_from: Ratio::from_parts_per_million(666_666),
            shift: Ratio::from_percent(20),
            window_days: 730,
            fewest_days: None,
            launches: 3,
            launches_bought: 2,
            launch_days: 90,
        }
    }
}

impl Draft for AttitudePolicyDraft {
    fn check(&self, found: &mut Violations) {
        for (field, share) in [("loyal_from", self.loyal_from), ("shift", self.shift)] {
            if share == Ratio::ZERO || share > Ratio::ONE {
                found.add(field, format!("must lie above 0% and up to 100%, was {share}"));
            }
        }
        found.at_least("window_days", 1, self.window_days);
        // The first and the last day of a window are one day less apart than it has days.
        if let (Some(fewest), Some(most)) = (self.fewest_days, self.window_days.checked_sub(1)) {
            found.at_most("fewest_days", most, fewest);
        }
        found.at_least("launches", 1, self.launches);
        found.at_least("launches_bought", 1, self.launches_bought);
        found.at_most("launches_bought", self.launches, self.launches_bought);
        found.at_least("launch_days", 1, self.launch_days);
    }
}

impl AttitudePolicyDraft {
    /// Reads the observed attitude of an account beside the declared one.
    ///
    /// Launches stand in any order; those of days to come do not count. Sales have to name their
    /// product groups.
    pub fn read<'a>(
        &self,
        account: AccountView<'a>,
        launches: &[ProductLaunch],
        t: AsOf,
    ) -> AttitudeReading<'a> {
        let window = t.last_days(self.window_days);
        let shares: Vec<&WalletShare> =
            account.wallet_shares().iter().filter(|it| window.contains(it.day)).collect();
        let wallet = WalletRecord::read(&shares, self.shift);
        let launches = self.decided(account, launches, t);
        let observed = self.observe(&wallet, launches);
        let can_be_early = launches.decided >= u32::from(self.launches_bought);
        AttitudeReading::new(account.attitude(), observed, wallet, launches, can_be_early)
    }

    /// The attitude that shares and launches show, or the reason why they show none.
    fn observe(
        &self,
        wallet: &WalletRecord<'_>,
        launches: Launches,
    ) -> Result<Attitude, NotJudged> {
        let latest = wallet.latest.ok_or(NotJudged::NoWalletShare)?;
        let has_loyal_share = latest.fraction().is_some_and(|it| it >= self.loyal_from);
        let has_switched = wallet.has_moved || wallet.supplier_changed;
        let half = self.window_days / 2;
        let is_short = wallet.days < u32::from(self.fewest_days.unwrap_or(half));
        let is_early = launches.bought >= u32::from(self.launches_bought);
        match (has_loyal_share, is_short) {
            (true, _) if wallet.has_fallen => Ok(Attitude::NotLoyal),
            (false, _) if has_switched => Ok(Attitude::Switcher),
            (true | false, true) => Err(NotJudged::ShortWalletRecord),
            (true, false) if is_early => Ok(Attitude::EarlyAdopter),
            (true, false) => Ok(Attitude::Loyal),
            (false, false) => Ok(Attitude::NotLoyal),
        }
    }

    /// The latest launches that are decided, and those of them that were bought in time.
    fn decided(&self, account: AccountView<'_>, launches: &[ProductLaunch], t: AsOf) -> Launches {
        let mut known: Vec<&ProductLaunch> = launches.iter().filter(|it| t.sees(it.day)).collect();
        known.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.group.cmp(&b.group)));
        let bought = known.into_iter().filter_map(|launch| {
            let last = launch.day.offset(self.launch_days.into());
            let in_time = |day: &Day| launch.day <= *day && *day <= last && t.sees(*day);
            let mut groups = account.product_groups();
            let days = groups.find(|it| it.name() == launch.group.as_str());
            let is_bought = days.is_some_and(|it| it.order_days().iter().any(in_time));
            (is_bought || t.day() > last).then_some(is_bought)
        });
        let mut counted = Launches::default();
        for is_bought in bought.take(self.launches.into()) {
            counted.count(is_bought);
        }
        counted
    }
}
