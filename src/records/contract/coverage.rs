use super::Contract;
use crate::calendar::{AsOf, Day};
use crate::valid::words;

words! {
    /// The coverage of a customer by contracts on a date.
    #[doc(alias = "合同覆盖")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Coverage as "a coverage" {
        /// A contract is in force.
        InForce = "in_force",
        /// No contract is in force, but one was.
        Lapsed = "lapsed",
        /// No contract is or was in force: there is none, or it is not signed, or it has not begun.
        None = "none",
    }
}

/// The coverage of a customer on a date, by all of the customer's contracts.
///
/// # Rule
///
/// > S5: Every trading customer has a contract. Lapsed: one was in force before and none is on the
/// > date.
///
/// ```
/// use guanxi::calendar::{AsOf, Day, Validity};
/// use guanxi::contract::{Contract, Coverage, coverage};
///
/// let day = |text: &str| text.parse::<Day>();
/// let (from, to) = (day("2026-01-01")?, day("2026-12-31")?);
/// let year = Validity::try_new(from, Some(to))?;
/// let contracts = [Contract::signed_elsewhere("C-1".parse()?, from, year)?];
/// assert_eq!(coverage(&contracts, AsOf::new(from.offset(-1))), Coverage::None);
/// assert_eq!(coverage(&contracts, AsOf::new(to)), Coverage::InForce);
/// assert_eq!(coverage(&contracts, AsOf::new(to.offset(1))), Coverage::Lapsed);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn coverage(contracts: &[Contract], t: AsOf) -> Coverage {
    if is_in_force_on(contracts, t.day(), t) {
        return Coverage::InForce;
    }
    let began = |contract: &Contract| contract.force(t).is_some_and(|days| t.sees(days.from()));
    if contracts.iter().any(began) { Coverage::Lapsed } else { Coverage::None }
}

/// Returns `true` when one of the contracts is in force on a day, by the facts known as of a date.
///
/// The day is that of a sale, the date that of the question. A contract is not in force before its
/// signature, even when the signature is known by now and the term had begun.
///
/// ```
/// use guanxi::calendar::{AsOf, Day, Validity};
/// use guanxi::contract::{Contract, is_in_force_on};
///
/// let day = |text: &str| text.parse::<Day>();
/// let term = Validity::open_ended(day("2026-01-01")?);
/// let contracts = [Contract::signed_elsewhere("C-1".parse()?, day("2026-02-10")?, term)?];
/// let t = AsOf::new(day("2026-03-31")?);
/// assert!(!is_in_force_on(&contracts, day("2026-02-09")?, t), "goods sold without a contract");
/// assert!(is_in_force_on(&contracts, day("2026-02-10")?, t));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn is_in_force_on(contracts: &[Contract], day: Day, t: AsOf) -> bool {
    contracts.iter().any(|contract| contract.is_in_force_on(day, t))
}
