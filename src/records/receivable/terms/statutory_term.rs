use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::measure::plural;
use crate::receivable::{OpenItem, Receivables, settle};
use crate::valid::words;

words! {
    /// The kinds of payers for whom the law states a longest term.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum StatutoryPayer as "a payer under a statutory term" {
        /// A large company that buys of smaller ones.
        #[doc(alias = "大型企业")]
        Enterprise = "enterprise",
        /// A public body.
        #[doc(alias = "机关事业单位")]
        PublicBody = "public_body" => "public body",
    }
}

/// The longest terms of payment that the law allows, in days after the delivery.
///
/// By default 60 for companies and 30 for public bodies: the State Council of China says so of
/// debts to small and medium enterprises (decree 802, from June 2025), and directive 2011/7/EU of
/// payments in the European Union. Both allow public bodies up to 60 days where that was agreed
/// for a reason, and the directive companies more where that is not grossly unfair: state then what
/// was agreed.
#[doc(alias = "保障中小企业款项支付条例")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[doc(alias = "法定账期")]
pub struct StatutoryTerms {
    /// The days for a company.
    pub enterprise_days: u16,
    /// The days for a public body.
    pub public_days: u16,
}

impl Default for StatutoryTerms {
    fn default() -> Self {
        Self { enterprise_days: 60, public_days: 30 }
    }
}

/// A due date later than the law allows. Shown to a person; it is no legal advice.
///
/// Displayed as "due on 2026-05-02, a public body must pay by 2026-05-01, 30 days after the
/// delivery".
#[doc(alias = "超法定账期")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct BeyondStatutoryTerm {
    /// The payer.
    pub payer: StatutoryPayer,
    /// The due date.
    pub due: Day,
    /// The last day that the law allows.
    pub latest: Day,
    /// The days after the delivery that the law allows.
    pub days: u16,
}

impl StatutoryTerms {
    /// The finding about a due date of goods that were delivered on a day; `None` where the law
    /// allows it.
    ///
    /// # Rule
    ///
    /// > S20: due more than 60 days after the delivery, for a public body more than 30.
    pub fn finding(
        self,
        payer: StatutoryPayer,
        delivered: Day,
        due: Day,
    ) -> Option<BeyondStatutoryTerm> {
        let days = match payer {
            StatutoryPayer::Enterprise => self.enterprise_days,
            StatutoryPayer::PublicBody => self.public_days,
        };
        let latest = delivered.offset(days.into());
        (due > latest).then_some(BeyondStatutoryTerm { payer, due, latest, days })
    }

    /// The findings about the open items of a customer that is such a payer, as of `t`.
    ///
    /// The day of issue of an invoice stands for the delivery, since the flow of documents need not
    /// be recorded. Goods that were delivered before it had to be paid earlier still; for goods
    /// delivered after it, ask [`StatutoryTerms::finding`] with their day. Floor stock and money
    /// sent back are left out: an agreement and a debt of another kind.
    pub fn findings(
        self,
        payer: StatutoryPayer,
        receivables: Receivables<'_>,
        t: AsOf,
    ) -> Vec<ItemBeyondTerm> {
        let mut found = Vec::new();
        settle(receivables, t, |item| {
            if item.is_floor_stock || item.is_refund() {
                return;
            }
            let beyond = self.finding(payer, item.invoice.issued(), item.due);
            found.extend(beyond.map(|beyond| ItemBeyondTerm { item, beyond }));
        });
        found
    }
}

/// An open item whose due date is later than the law allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemBeyondTerm {
    /// The item.
    pub item: OpenItem,
    /// The finding about its due date.
    pub beyond: BeyondStatutoryTerm,
}

impl fmt::Display for BeyondStatutoryTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { payer, due, latest, days } = self;
        let article = match payer {
            StatutoryPayer::Enterprise => "an",
            StatutoryPayer::PublicBody => "a",
        };
        write!(f, "due on {due}, {article} {payer} must pay by {latest}, ")?;
        write!(f, "{days} {} after the delivery", plural(*days, "day", "days"))
    }
}
