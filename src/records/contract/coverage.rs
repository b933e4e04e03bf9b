use super::Contract;
use crate::calendar::{AsOf, Day};
use crate::valid::words;

words! {
    /// Whether a customer has a contract on a date.
    #[doc(alias = "合同覆盖")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Coverage as "a coverage" {
        /// A contract is in force.
        InForce = "in_force",
        /// None is, but one was.
        Lapsed = "lapsed",
        /// None is or was: there is no contract, or it is not signed, or has not begun.
        None = "none",
    }
}

/// Whether one customer's contracts cover a date.
///
/// # Rule
///
/// > S5: Every trading customer has a contract. Lapsed: one was in force before and none is on the
/// > date.
///
/// ```
/// use guanxi::calendar::{AsOf, Day};
/// use guanxi::contract::{Contract, Coverage, coverage};
///
/// let day = |text: &str| text.parse::<Day>();
/// let (from, to) = (day("2026-01-01")?, day("2026-12-31")?);
/// let contracts = [Contract::signed_elsewhere("C-1".parse()?, from, from, Some(to))?];
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

/// Whether one of the contracts is in force on a day, by what is known as of a date.
///
/// The day and the date are two questions: on which day goods were sold, and what was signed and
/// terminated by the time of asking. A contract is not in force before its signature, even when it
/// is known by now and its term had begun.
///
/// ```
/// use guanxi::calendar::{AsOf, Day};
/// use guanxi::contract::{Contract, is_in_force_on};
///
/// let day = |text: &str| text.parse::<Day>();
/// let contracts = [Contract::signed_elsewhere(
///     "C-1".parse()?,
///     day("2026-02-10")?,
///     day("2026-01-01")?,
///     None,
/// )?];
/// let t = AsOf::new(day("2026-03-31")?);
/// assert!(!is_in_force_on(&contracts, day("2026-02-09")?, t), "goods sold without a contract");
/// assert!(is_in_force_on(&contracts, day("2026-02-10")?, t));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn is_in_force_on(contracts: &[Contract], day: Day, t: AsOf) -> bool {
    contracts.iter().filter_map(|contract| contract.force(t)).any(|days| days.contains(day))
}
