use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Affinity, AffinityKind, AffinityOwner};
use crate::calendar::AsOf;
use crate::confidence::{Reader, WITHHELD};
use crate::id::{PersonId, StaffId};
use crate::identity::NormalText;

/// A common ground of one of our people with one of theirs, disclosed to a reader.
///
/// `Debug` shows a mark for the value: a log does not know who reads it.
#[derive(Clone, PartialEq, Eq)]
pub struct CommonGround<'a> {
    /// The kind.
    pub kind: AffinityKind,
    /// The value that both share.
    pub value: &'a NormalText,
    /// The people of customers who share it, this one included, as far as the reader may see.
    pub shared_by: usize,
}

impl fmt::Debug for CommonGround<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, value: _, shared_by } = self;
        let mut shown = f.debug_struct("CommonGround");
        shown.field("kind", kind).field("value", &format_args!("{WITHHELD}"));
        shown.field("shared_by", shared_by).finish()
    }
}

/// The common ground of one of our people with one of theirs, the rarest first, for a reader.
///
/// # Rule
///
/// > S2: equal values of one kind, both recorded; the value shared by fewest contacts first, then
/// > by kind. Faith and kin only for a reader cleared for both sides; for others the answer is the
/// > same as if they were not recorded.
///
/// `reader_of` tells as whom one reads the facts about an owner: need to know goes by customer, so
/// it can hold for one person and not for another. Facts that the reader may not see are left out
/// before anything is counted, so that nothing hidden changes an answer, whose it may be.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::confidence::{Clearance, Reader, Sensitive, SensitiveDraft, SensitiveKind};
/// use guanxi::contact::{Affinity, AffinityKind, AffinityOwner, common_ground};
/// use guanxi::day;
/// use guanxi::id::PersonId;
/// use guanxi::identity::NormalText;
///
/// let (li, wu): (PersonId, PersonId) = ("Li senior".parse()?, "Wu".parse()?);
/// let owners = [
///     AffinityOwner::Ours("Wang".parse()?),
///     AffinityOwner::Theirs(li.clone()),
///     AffinityOwner::Theirs(wu.clone()),
/// ];
/// let mut facts = Vec::new();
/// for owner in owners {
///     facts.push(Affinity::sensitive(owner, AffinityKind::Faith, Sensitive::new(SensitiveDraft {
///         kind: SensitiveKind::Faith,
///         purpose: "choice of a restaurant".parse()?,
///         keep_until: day!(2026, 12, 31),
///         value: NormalText::new("chan"),
///     }))?);
/// }
/// // Wang keeps the card of the customer of Li, and has nothing to do with that of Wu.
/// let reader_of = |owner: &AffinityOwner| Reader {
///     clearance: Clearance::Restricted,
///     need_to_know: *owner != AffinityOwner::Theirs(wu.clone()),
/// };
/// let t = AsOf::new(day!(2026, 3, 31));
/// let shared = common_ground(&facts, &"Wang".parse()?, &li, reader_of, t);
/// assert_eq!(shared[0].shared_by, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn common_ground<'a>(
    facts: impl IntoIterator<Item = &'a Affinity>,
    ours: &StaffId,
    theirs: &PersonId,
    reader_of: impl Fn(&AffinityOwner) -> Reader,
    t: AsOf,
) -> Vec<CommonGround<'a>> {
    let mut mine: BTreeSet<(AffinityKind, &NormalText)> = BTreeSet::new();
    let mut people: BTreeMap<(AffinityKind, &NormalText), BTreeSet<&PersonId>> = BTreeMap::new();
    for fact in facts {
        let Some(value) = fact.disclose(reader_of(fact.owner()), t) else { continue };
        let key = (fact.kind(), value);
        match fact.owner() {
            AffinityOwner::Ours(staff) if staff == ours => {
                mine.insert(key);
            }
            AffinityOwner::Ours(_) => {}
            AffinityOwner::Theirs(person) => {
                people.entry(key).or_default().insert(person);
            }
        }
    }
    let shared = mine.into_iter().filter_map(|(kind, value)| {
        let by = people.get(&(kind, value)).filter(|by| by.contains(theirs))?;
        Some(CommonGround { kind, value, shared_by: by.len() })
    });
    let mut shared: Vec<CommonGround<'a>> = shared.collect();
    shared.sort_by_key(|it| (it.shared_by, it.kind));
    shared
}
