use std::collections::BTreeSet;

use crate::calendar::AsOf;
use crate::id::CustomerKey;
use crate::review::{Review, ReviewError};
use crate::support::{EffectCustomer, EffectWindows};

/// The customers of a book by whose purchases the effect of a support is read.
#[derive(Debug, Clone, Copy)]
pub struct EffectRequest<'a> {
    /// The windows.
    pub windows: EffectWindows,
    /// The customers that had the support.
    pub supported: &'a BTreeSet<CustomerKey>,
    /// The customers whose orders were held in one of the windows.
    pub held: &'a BTreeSet<CustomerKey>,
}

/// The supported customers of a book, and all others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EffectGroups {
    /// Those that had the support.
    pub supported: Vec<EffectCustomer>,
    /// All others, from whom controls are taken.
    pub candidates: Vec<EffectCustomer>,
}

impl EffectGroups {
    pub(crate) fn try_new(
        review: &Review<'_>,
        request: &EffectRequest<'_>,
    ) -> Result<Self, ReviewError> {
        let EffectRequest { windows, supported, held } = *request;
        let then = AsOf::new(windows.before().until);
        let before = review.book().review(then, review.policy())?;
        let classes: Vec<_> = before.classes().collect();
        let class = |key: &CustomerKey| {
            let row = before.customers().binary_search(key).ok()?;
            classes.get(row).copied()
        };
        let ended = review.ended().iter().map(|it| it.customer);
        let keys: BTreeSet<CustomerKey> = review.customers().iter().copied().chain(ended).collect();
        let mut groups = Self::default();
        for key in keys {
            let found = review.customer_id(key).zip(review.account(key));
            let Some((customer, account)) = found else { continue };
            let (view, t) = (account.view(), review.as_of());
            let customer = EffectCustomer::from_account(customer, view, class(&key), windows, t);
            let customer = if held.contains(&key) { customer.held() } else { customer };
            let has_support = supported.contains(&key);
            let group = if has_support { &mut groups.supported } else { &mut groups.candidates };
            group.push(customer);
        }
        Ok(groups)
    }
}
