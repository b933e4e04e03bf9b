use super::EffectWindows;
use crate::account::AccountView;
use crate::assignment::Placement;
use crate::calendar::{AsOf, Window};
use crate::contract::ChannelLevel;
use crate::id::{CustomerId, TerritoryId};
use crate::incident::Credibility;
use crate::money::Total;
use crate::segment::Class;
use crate::valid::words;

words! {
    /// The reason why a customer takes no part in the reading of an effect, in the order in which
    /// reasons are looked for.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum EffectExclusion as "a reason to leave a customer out" {
        /// It was no customer yet when the first window began.
        Joined = "joined",
        /// Its relationship has ended.
        Left = "left",
        /// Its orders were held in one of the windows.
        Held = "held",
        /// An incident befell it in one of the windows.
        Incident = "incident",
        /// Its class, level or area is not known.
        NotPlaced = "not_placed" => "not placed",
    }
}

/// The customers to which one is compared: those of its class, level and area.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct EffectPeers {
    /// The class.
    pub class: Class,
    /// The level of the channel.
    pub level: ChannelLevel,
    /// The area.
    pub area: TerritoryId,
}

/// The net purchases of a customer, or of a group, in each window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct EffectPurchases {
    /// Those of the first of the two windows before the support.
    pub earlier: Total,
    /// Those of the window just before the support.
    pub before: Total,
    /// Those of the window after the support.
    pub after: Total,
    /// Those of the later window; `None` where there is none.
    pub later: Option<Total>,
}

/// A customer that had the support, or one that had none of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectCustomer {
    /// The customer.
    pub customer: CustomerId,
    /// Its peers at the end of the window before; `None` where they are not known.
    pub peers: Option<EffectPeers>,
    /// Its purchases.
    pub purchases: EffectPurchases,
    /// The reason to leave it out; `None` for one that takes part.
    pub excluded: Option<EffectExclusion>,
}

impl EffectCustomer {
    /// A customer as its account shows it at `t`. `class` is its class at the end of the window
    /// before: the support may have moved the present one.
    ///
    /// # Rule
    ///
    /// > S25: customers that joined, left, were held or had an incident are out and counted.
    ///
    /// An incident that is a mere rumour leaves nobody out. Held orders stand in no account: say so
    /// by [`held`](Self::held).
    ///
    /// ```
    /// use guanxi::account::{Account, Sale};
    /// use guanxi::calendar::{AsOf, Window};
    /// use guanxi::day;
    /// use guanxi::segment::Class;
    /// use guanxi::support::{EffectCustomer, EffectExclusion, EffectWindows};
    ///
    /// let month = |first, last| Window::inclusive(first, last);
    /// let windows = EffectWindows::try_new(
    ///     month(day!(2026, 1, 1), day!(2026, 1, 31)),
    ///     month(day!(2026, 2, 1), day!(2026, 2, 28)),
    ///     month(day!(2026, 3, 1), day!(2026, 3, 31)),
    ///     None,
    /// )?;
    /// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
    /// account.record(Sale::new("S-1".parse()?, day!(2026, 3, 5), "CNY 900".parse()?))?;
    /// let t = AsOf::new(day!(2026, 4, 1));
    /// let name = "Li & Sons".parse()?;
    /// let li = EffectCustomer::from_account(name, account.view(), Some(Class::B), windows, t);
    /// assert_eq!(li.purchases.after.minor(), 900_00);
    /// assert_eq!(li.excluded, Some(EffectExclusion::Joined), "it first bought in March");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_account(
        customer: CustomerId,
        account: AccountView<'_>,
        class: Option<Class>,
        windows: EffectWindows,
        t: AsOf,
    ) -> Self {
        let net = |window: Window| account.sales().net(window);
        let purchases = EffectPurchases {
            earlier: net(windows.earlier()),
            before: net(windows.before()),
            after: net(windows.after()),
            later: windows.later().map(net),
        };
        let placed = Placement::on(account.placements(), AsOf::new(windows.before().until));
        let peers = class.zip(placed).map(|(class, placed)| EffectPeers {
            class,
            level: placed.level,
            area: placed.territory.clone(),
        });
        let span = windows.span();
        let joined = account.buys_since(t).is_none_or(|first| first > span.after.offset(1));
        let befell = account.incidents().iter().any(|it| {
            let is_known = it.credibility != Credibility::Rumour && t.sees(it.reported);
            let is_over = it.resolved.is_some_and(|day| day <= span.after);
            is_known && it.occurred <= span.until && !is_over
        });
        let reasons = [
            (joined, EffectExclusion::Joined),
            (account.ended().is_some(), EffectExclusion::Left),
            (befell, EffectExclusion::Incident),
        ];
        let out = reasons.into_iter().find(|(is, _)| *is).map(|(_, reason)| reason);
        Self { customer, peers, purchases, excluded: out }
    }

    /// The customer with orders that were held in one of the windows.
    pub fn held(mut self) -> Self {
        let held = EffectExclusion::Held;
        self.excluded = Some(self.excluded.map_or(held, |it| it.min(held)));
        self
    }

    /// The reason to leave it out, that its peers are not known among them.
    pub(super) fn exclusion(&self) -> Option<EffectExclusion> {
        self.excluded.or_else(|| self.peers.is_none().then_some(EffectExclusion::NotPlaced))
    }
}

impl EffectPurchases {
    /// The sums of both.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            earlier: self.earlier.plus(other.earlier),
            before: self.before.plus(other.before),
            after: self.after.plus(other.after),
            later: self.later.zip(other.later).map(|(one, other)| one.plus(other)),
        }
    }
}
