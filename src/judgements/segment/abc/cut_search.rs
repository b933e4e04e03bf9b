use super::Cuts;
use crate::engine::selection::{Bracket, BucketSums, as_integer, positive_part};
use crate::measure::Ratio;
use crate::money::Amount;

/// The shares of the total amount at which classes are cut, as in
/// [`AbcMethod::ShareOfAmount`](super::AbcMethod::ShareOfAmount).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CutShares {
    /// The share of A.
    pub a: Ratio,
    /// The share of A and B.
    pub b: Ratio,
}

/// 80 % and 95 %.
impl Default for CutShares {
    fn default() -> Self {
        Self { a: Ratio::from_percent(80), b: Ratio::from_percent(95) }
    }
}

/// The sums of one part of a book in one round of a [`CutSearch`].
///
/// Tallies of a round merge: associative, commutative, exact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    a: BucketSums,
    b: BucketSums,
}

impl Tally {
    /// Adds the tally of another part in the same round.
    ///
    /// ```
    /// use guanxi::{money::Amount, segment::{CutSearch, CutShares}};
    /// let search = CutSearch::new(CutShares::default());
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

/// The search for the ABC cuts over parts that are never brought together: threads, machines,
/// partitions of a table.
///
/// In each round every part gives a small [`Tally`]. The merged tallies narrow the search until the
/// cuts are known: exactly those of the whole, after at most six rounds.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::segment::{CutSearch, CutShares, Cuts};
///
/// let amounts = |part: &[i64]| part.iter().copied().map(Amount::from_minor).collect::<Vec<_>>();
/// let parts = [amounts(&[85, 5]), amounts(&[5, 5, -40])];
/// let mut search = CutSearch::new(CutShares::default());
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
    shares: CutShares,
    brackets: [Bracket; 2],
    total: Option<i128>,
}

impl CutSearch {
    /// A search for the cuts at shares of the total.
    pub const fn new(shares: CutShares) -> Self {
        Self { shares, brackets: [Bracket::ALL; 2], total: None }
    }

    /// The tally of a part of the book in this round.
    ///
    /// ```
    /// # use guanxi::{money::Amount, segment::{CutSearch, CutShares}};
    /// let search = CutSearch::new(CutShares::default());
    /// let returned = [Amount::from_minor(-5)];
    /// assert_eq!(search.tally(&returned), search.tally(&[]), "returns do not count");
    /// ```
    pub fn tally(&self, part: &[Amount]) -> Tally {
        let mut tally = Tally { a: BucketSums::default(), b: BucketSums::default() };
        let [a, b] = self.brackets;
        for amount in part.iter().map(|amount| positive_part(amount.minor())) {
            if a.contains(amount) {
                tally.a.add(a, amount);
            }
            if b.contains(amount) {
                tally.b.add(b, amount);
            }
        }
        tally
    }

    /// The cuts from the merged tallies of all parts, or the search for the next round.
    ///
    /// # Errors
    ///
    /// Not a failure: `Err` holds the narrower search when another round is needed.
    ///
    /// ```
    /// # use guanxi::{money::Amount, segment::{CutSearch, CutShares}};
    /// let search = CutSearch::new(CutShares::default());
    /// let tally = search.tally(&[Amount::MAX, Amount::from_minor(i64::MAX - 1)]);
    /// assert!(search.narrow(&tally).is_err(), "they share a bucket in the first round");
    /// ```
    pub fn narrow(self, tally: &Tally) -> Result<Cuts, Self> {
        let total = self.total.unwrap_or_else(|| tally.a.total());
        if total <= 0 {
            return Ok(Cuts::default());
        }
        let CutShares { a: share_a, b: share_b } = self.shares;
        let [bracket_a, bracket_b] = self.brackets;
        let a = tally.a.crossing(bracket_a, |above| share_a.is_missed_by(above, total));
        let b = tally.b.crossing(bracket_b, |above| share_b.is_missed_by(above, total));
        if a.is_single() && b.is_single() {
            let [a, b] = [a, b].map(|it| Some(Amount::from_minor(as_integer(it.low))));
            return Ok(Cuts::from_smallest(a, b));
        }
        Err(Self { brackets: [a, b], total: Some(total), ..self })
    }
}
