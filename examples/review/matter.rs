//! The question which customers matter, beyond classes and quadrants: by sales alone, and where a
//! folder has them by ratings, claims, scores, wallets and decisions.

#[path = "matter/agreed.rs"]
mod agreed;
#[path = "matter/approved.rs"]
mod approved;
#[path = "matter/bills.rs"]
mod bills;
#[path = "matter/bought.rs"]
mod bought;
#[path = "matter/confirmed.rs"]
mod confirmed;
#[path = "matter/dealers.rs"]
mod dealers;
#[path = "matter/granted.rs"]
mod granted;
#[path = "matter/keys.rs"]
mod keys;
#[path = "matter/minimum.rs"]
mod minimum;
#[path = "matter/promised.rs"]
mod promised;
#[path = "matter/served.rs"]
mod served;
#[path = "matter/trade.rs"]
mod trade;
#[path = "matter/voices.rs"]
mod voices;
#[path = "matter/week.rs"]
mod week;
#[path = "matter/wishes.rs"]
mod wishes;

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::AsOf;
use guanxi::id::CustomerKey;
use guanxi::review::Review;

pub(crate) use agreed::{AHEAD, Agreed, ContractDue, ContractFinding, Contracts, Rebate};
pub(crate) use approved::{ApprovalDue, ApprovalFinding};
pub(crate) use bills::{BILL_DAYS, BillDue, BillFinding};
pub(crate) use bought::{Bought, BoughtProduct, year_of};
pub(crate) use confirmed::{BalanceDue, BalanceFinding, ClaimsDue};
pub(crate) use dealers::JudgedDealer;
pub(crate) use granted::{RightsDue, RightsHolder, RightsProblem, begins};
pub(crate) use keys::{AccountPlace, Discussed, KeyAccount, KeyAccounts, Meeting};
pub(crate) use minimum::{MinimumDue, Unplanned};
pub(crate) use promised::BrokenPlan;
pub(crate) use served::{Owed, OwedKind, Served};
pub(crate) use trade::{OrdersToCome, Trade, TradedCustomer, UsualOrder};
pub(crate) use voices::Voices;
pub(crate) use week::{LeftOut, StaffWeek, WeekVisit};
pub(crate) use wishes::{Enquiries, Needs, due};

use crate::load::judged::{ENQUIRIES, Judged, SURVEYS};
use crate::who::Who;

/// The days of a year.
const YEAR: u16 = 365;

/// The files that tell of key accounts.
const OF_KEY_ACCOUNTS: [&str; 3] = ["wallet.csv", "scores.csv", "strategic.csv"];

/// All that is known of which customers matter.
pub(crate) struct Matter<'a> {
    /// The answers that sales give.
    pub(crate) trade: Trade<'a>,
    /// The answers that ratings give; `None` without a file of them.
    pub(crate) voices: Option<Voices<'a>>,
    /// The dealers; `None` without scores and claims.
    pub(crate) dealers: Option<Vec<JudgedDealer<'a>>>,
    /// The key accounts; `None` without a file that tells of them.
    pub(crate) keys: Option<KeyAccounts<'a>>,
    /// The decisions of classification meetings; `None` without a file of them.
    pub(crate) meeting: Option<Meeting<'a>>,
    /// The enquiries; `None` without a file of them.
    pub(crate) enquiries: Option<Enquiries<'a>>,
    /// The needs by the answers to surveys; `None` without a file of them.
    pub(crate) needs: Option<Vec<Needs>>,
    /// What is agreed; `None` without a file that tells of it.
    pub(crate) agreed: Option<Agreed<'a>>,
    /// What customers get from us; `None` without a file that tells of it.
    pub(crate) served: Option<Served<'a>>,
}

impl<'a> Matter<'a> {
    /// The answer about all customers of a review. With an earlier review classes hold still within
    /// the band of the policy, and it takes two reviews to become a key account.
    pub(crate) fn of(
        review: &Review<'a>,
        before: Option<&Review<'_>>,
        judged: &Judged,
        who: Option<&Who<'_>>,
    ) -> Result<Self, String> {
        let mut trade = Trade::of(review, before)?;
        trade.keep(&who.map(Who::young).unwrap_or_default());
        // A contract with a customer that was given up binds all the same.
        let ended = review.ended().iter().map(|it| it.customer);
        let all: Vec<CustomerKey> = review.customers().iter().copied().chain(ended).collect();
        let agreed = Agreed::of(review, judged, &all)?;
        let served = Served::of(review, judged)?;
        Ok(Self { agreed, served, ..Self::by(review, before, judged, trade, review.customers())? })
    }

    /// The answer about one customer.
    pub(crate) fn about(
        review: &Review<'a>,
        before: Option<&Review<'_>>,
        judged: &Judged,
        who: Option<&Who<'_>>,
        key: CustomerKey,
    ) -> Result<Self, String> {
        let mut trade = Trade::about(review, before, key)?;
        trade.keep(&who.map(Who::young).unwrap_or_default());
        let agreed = Agreed::of(review, judged, &[key])?;
        let served = Served::of(review, judged)?.map(|it| it.about(review.book().name(key)));
        Ok(Self { agreed, served, ..Self::by(review, before, judged, trade, &[key])? })
    }

    fn by(
        review: &Review<'a>,
        before: Option<&Review<'_>>,
        judged: &Judged,
        trade: Trade<'a>,
        keys: &[CustomerKey],
    ) -> Result<Self, String> {
        let has = |file: &str| judged.has(file);
        let since = before.map(Review::as_of);
        let voices = has("ratings.csv").then(|| Voices::of(review, keys, since)).transpose()?;
        let has_dealers = has("claims.csv") || has("scores.csv");
        let dealers = has_dealers.then(|| dealers::dealers(review, judged, keys)).transpose()?;
        let out = dealers.as_deref().map(dealers::knocked_out).unwrap_or_default();
        let accounts = OF_KEY_ACCOUNTS.into_iter().any(has).then(|| {
            let statuses = statuses(before, judged)?;
            keys::KeyReader::new(review, judged, &out)?.read(keys, &statuses)
        });
        let enquiries = has(ENQUIRIES).then(|| Enquiries::of(review, keys)).transpose()?;
        let needs = has(SURVEYS).then(|| wishes::needs(review, keys)).transpose()?;
        let meeting = has("class_decisions.csv").then(|| keys::meeting(review, &trade));
        Ok(Self {
            voices,
            dealers,
            keys: accounts.transpose()?,
            meeting: meeting.transpose()?,
            enquiries,
            needs,
            agreed: None,
            served: None,
            trade,
        })
    }

    /// The day of the earlier review.
    pub(crate) const fn since(&self) -> Option<AsOf> {
        self.trade.since
    }
}

/// The key accounts of the earlier review.
fn statuses(
    before: Option<&Review<'_>>,
    judged: &Judged,
) -> Result<BTreeMap<CustomerKey, guanxi::key_account::KeyAccountStatus>, String> {
    let Some(before) = before else { return Ok(BTreeMap::new()) };
    let dealers = dealers::dealers(before, judged, before.customers())?;
    let out: BTreeSet<CustomerKey> = dealers::knocked_out(&dealers);
    keys::KeyReader::new(before, judged, &out)?.statuses()
}
