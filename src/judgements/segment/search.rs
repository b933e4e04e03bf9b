//! The same search over parts that never meet: the sums by bucket of parts of a book add up to
//! those of the whole.

use super::Cuts;
use super::bracket::Bracket;
use super::select::{Sums, amount_of, as_cuts};
use super::steps::or_zero;
use crate::measure::Ratio;
use crate::money::{Amount, Total};

/// What one part of a book says in one round of a [`CutSearch`].
///
/// Tallies of a round merge: associative, commutative, exact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    a: Sums,
    b: Sums,
}

impl Tally {
    /// Adds what another part says in the same round.
    ///
    /// ```
    /// use guanxi::{measure::Ratio, money::Amount, segment::CutSearch};
    /// let search = CutSearch::new(Ratio::from_percent(80), Ratio::from_percent(95));
    /// let (one, two) = ([Amount::from_minor(5)], [Amount::from_minor(7)]);
    /// let (mut left, mut right) = (search.tally(&one), search.tally(&two));
    /// left.merge(&search.tally(&two));
    /// right.merge(&search.tally(&one));
    /// assert_eq!(left, right);
    /// ```
    pub fn merge(&mut self, other: &Self) {
        self.a.merge(&other.a);
        self.b.merge(&other.b);
    }
}

/// The search for the ABC cuts over parts that never meet: threads, machines, partitions of a
/// table.
///
/// Each round every part gives a small [`Tally`]; merged, they narrow the search until the cuts are
/// known, exactly those of the whole. Six rounds are the most.
///
/// ```
/// use guanxi::measure::Ratio;
/// use guanxi::money::Amount;
/// use guanxi::segment::{CutSearch, Cuts};
///
/// let parts = [vec![85, 5], vec![5, 5, -40]].map(|part| part.into_iter().map(Amount::from_minor).collect::<Vec<_>>());
/// let mut search = CutSearch::new(Ratio::from_percent(80), Ratio::from_percent(95));
/// let cuts = loop {
///     let [mut tally, other] = [0, 1].map(|part| search.tally(&parts[part]));
///     tally.merge(&other);
///     match search.narrow(&tally) {
///         Ok(cuts) => break cuts,
///         Err(narrower) => search = narrower,
///     }
/// };
/// assert_eq!(cuts, Cuts { a: Some(Amount::from_minor(85)), b: Some(Amount::from_minor(5)) });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CutSearch {
    shares: [Ratio; 2],
    brackets: [Bracket; 2],
    total: Option<Total>,
}

impl CutSearch {
    /// A search for the cuts at these shares of the total.
    ///
    /// ```
    /// # use guanxi::{measure::Ratio, segment::{CutSearch, Cuts}};
    /// let search = CutSearch::new(Ratio::from_percent(80), Ratio::from_percent(95));
    /// assert_eq!(search.narrow(&search.tally(&[])), Ok(Cuts::default()), "nothing was bought");
    /// ```
    pub const fn new(a: Ratio, b: Ratio) -> Self {
        Self { shares: [a, b], brackets: [Bracket::ALL; 2], total: None }
    }

    /// What a part of the book says in this round.
    ///
    /// ```
    /// # use guanxi::{measure::Ratio, money::Amount, segment::CutSearch};
    /// let search = CutSearch::new(Ratio::from_percent(80), Ratio::from_percent(95));
    /// assert_eq!(search.tally(&[Amount::from_minor(-5)]), search.tally(&[]), "returns do not count");
    /// ```
    pub fn tally(&self, part: &[Amount]) -> Tally {
        let mut tally = Tally { a: Sums::default(), b: Sums::default() };
        let [a, b] = self.brackets;
        for amount in part.iter().map(|amount| or_zero(amount.minor())) {
            if a.contains(amount) {
                tally.a.add(a.bucket(amount), amount);
            }
            if b.contains(amount) {
                tally.b.add(b.bucket(amount), amount);
            }
        }
        tally
    }

    /// The cuts, given the merged tallies of all parts; or the search for the next round.
    ///
    /// # Errors
    ///
    /// Not a failure: `Err` holds the narrower search when another round is needed.
    ///
    /// ```
    /// # use guanxi::{measure::Ratio, money::Amount, segment::CutSearch};
    /// let search = CutSearch::new(Ratio::from_percent(80), Ratio::from_percent(95));
    /// let tally = search.tally(&[Amount::MAX, Amount::from_minor(i64::MAX - 1)]);
    /// assert!(search.narrow(&tally).is_err(), "they share a bucket in the first round");
    /// ```
    pub fn narrow(self, tally: &Tally) -> Result<Cuts, Self> {
        let total = self.total.unwrap_or_else(|| tally.a.total());
        if !total.is_positive() {
            return Ok(Cuts::default());
        }
        let [share_a, share_b] = self.shares;
        let [bracket_a, bracket_b] = self.brackets;
        let a = tally.a.crossing(bracket_a, share_a, total);
        let b = tally.b.crossing(bracket_b, share_b, total);
        if a.is_single() && b.is_single() {
            return Ok(as_cuts(Some(amount_of(a.low)), Some(amount_of(b.low))));
        }
        Err(Self { brackets: [a, b], total: Some(total), ..self })
    }
}
