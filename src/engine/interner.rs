use std::collections::BTreeMap;

use hashbrown::HashTable;

use super::index;

/// A hash of a number, spread over all bits: a hash table takes its place from the low ones and a
/// tag from the high ones.
pub(crate) fn mix(number: u32) -> u64 {
    u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The most names; handles beyond are left to things without a name.
const MAX_NAMES: u32 = 1 << 31;

/// Names in the order of their coming, each with a dense handle from 0.
///
/// The table is only asked by name, never walked, so its order decides nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interner {
    text: String,
    ends: Vec<u32>,
    table: HashTable<Entry>,
    /// The names that were given later to handles that had another one.
    renamed: BTreeMap<u32, Box<str>>,
}

/// A name of the table: its mark tells it from nearly all others without a look at the text, and
/// moves it when the table grows.
#[derive(Debug, Clone, Copy)]
struct Entry {
    handle: u32,
    mark: Mark,
}

/// The mark of a name that was looked up in vain: what it takes to add it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vacant(Mark);

impl Interner {
    /// The handle of a name.
    pub(crate) fn find(&self, name: impl AsRef<[u8]>) -> Option<u32> {
        self.look_up(name).ok()
    }

    /// The handle of a name, or what it takes to [`add`](Self::add) it.
    pub(crate) fn look_up(&self, name: impl AsRef<[u8]>) -> Result<u32, Vacant> {
        self.look_up_bytes(name.as_ref())
    }

    fn look_up_bytes(&self, name: &[u8]) -> Result<u32, Vacant> {
        let mark = Mark::of(name);
        let is_it = |entry: &Entry| self.name(entry.handle).as_bytes() == name;
        let same = |entry: &Entry| entry.mark == mark && is_it(entry);
        let known = self.table.find(mark.hash(), same);
        known.map(|entry| entry.handle).ok_or(Vacant(mark))
    }

    /// Gives the next handle to a name that is unknown so far. `None` when the names are full: 2³¹
    /// of them, or 4 GiB of text.
    pub(crate) fn add(&mut self, name: &str, Vacant(mark): Vacant) -> Option<u32> {
        let handle = u32::try_from(self.ends.len()).ok().filter(|handle| *handle < MAX_NAMES)?;
        let end = u32::try_from(self.text.len().checked_add(name.len())?).ok()?;
        self.text.push_str(name);
        self.ends.push(end);
        self.table.insert_unique(mark.hash(), Entry { handle, mark }, |entry| entry.mark.hash());
        Some(handle)
    }

    /// Tells whether more names find room, whose texts have this number of bytes together.
    pub(crate) fn has_room(&self, more: usize, bytes: usize) -> bool {
        let names = self.ends.len().checked_add(more);
        let text = self.text.len().checked_add(bytes).and_then(|bytes| u32::try_from(bytes).ok());
        text.is_some() && names.is_some_and(|names| names <= index(MAX_NAMES))
    }

    /// Gives the next handles to things without a name.
    pub(crate) fn add_blank(&mut self, more: u32) {
        let end = self.ends.last().copied().unwrap_or(0);
        self.ends.resize(self.ends.len().saturating_add(index(more)), end);
    }

    /// The name of a handle.
    pub(crate) fn name(&self, handle: u32) -> &str {
        if !self.renamed.is_empty()
            && let Some(name) = self.renamed.get(&handle)
        {
            return name;
        }
        text_at(&self.text, &self.ends, handle)
    }

    /// Gives a handle another name, which is unknown so far. The name that it had is unknown from
    /// then on.
    pub(crate) fn rename(&mut self, handle: u32, name: &str, Vacant(mark): Vacant) {
        self.forget(handle);
        self.renamed.insert(handle, name.into());
        self.table.insert_unique(mark.hash(), Entry { handle, mark }, |entry| entry.mark.hash());
    }

    /// Takes the name of a handle away and blanks its text. The handle has no name from then on.
    pub(crate) fn erase(&mut self, handle: u32) {
        self.forget(handle);
        self.renamed.insert(handle, "".into());
        let (start, end) = (self.start(handle), self.end(handle));
        if let Some(text) = self.text.get(start..end) {
            let blank = " ".repeat(text.len());
            self.text.replace_range(start..end, &blank);
        }
    }

    /// Takes the name of a handle out of the table.
    fn forget(&mut self, handle: u32) {
        let mark = Mark::of(self.name(handle).as_bytes());
        if let Ok(entry) = self.table.find_entry(mark.hash(), |entry| entry.handle == handle) {
            entry.remove();
        }
    }

    fn start(&self, handle: u32) -> usize {
        index(handle)
            .checked_sub(1)
            .map_or(0, |place| self.ends.get(place).map_or(0, |end| index(*end)))
    }

    fn end(&self, handle: u32) -> usize {
        self.ends.get(index(handle)).map_or(0, |end| index(*end))
    }
}

fn text_at<'a>(text: &'a str, ends: &[u32], handle: u32) -> &'a str {
    let end = |place: usize| ends.get(place).map_or(0, |end| index(*end));
    let start = index(handle).checked_sub(1).map_or(0, end);
    text.get(start..end(index(handle))).unwrap_or_default()
}

/// Half a hash of a name, with fixed keys: the same on every run, so that time, too, is
/// reproducible.
///
/// Spreads any numbering that a company uses. Names chosen to collide can make look-ups slow, as
/// with any hash of fixed keys, but never wrong, since names are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark(u32);

impl Mark {
    /// Digits of π and of the golden ratio, without a pattern.
    const SEED: u64 = 0x243f_6a88_85a3_08d3;
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

    /// Multiplies eight bytes at a time, and takes both halves of each product.
    fn of(name: &[u8]) -> Self {
        let (words, rest) = name.as_chunks::<8>();
        let last = rest.iter().rev().fold(u64::MAX, |word, byte| (word << 8) | u64::from(*byte));
        let words = words.iter().map(|word| u64::from_le_bytes(*word));
        let hash = words.chain([last]).fold(Self::SEED, |hash, word| {
            let product = u128::from(hash ^ word).wrapping_mul(u128::from(Self::FACTOR));
            let [low, high] = [product, product >> 64].map(|half| half & u128::from(u64::MAX));
            u64::try_from(low ^ high).unwrap_or_default()
        });
        Self(u32::try_from(hash >> 32).unwrap_or_default())
    }

    fn hash(self) -> u64 {
        mix(self.0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
    use super::*;

    #[test]
    fn a_name_is_found_by_its_handle_and_its_handle_by_the_name() {
        let mut names = Interner::default();
        let text: Vec<String> = (0..1000).map(|n| format!("{n}")).collect();
        for name in &text {
            let vacant = names.look_up(name).unwrap_err();
            names.add(name, vacant).unwrap();
        }
        for (handle, name) in (0_u32..).zip(&text) {
            assert_eq!((names.find(name), names.name(handle)), (Some(handle), name.as_str()));
        }
        assert_eq!(names.name(1000), "");
    }

    #[test]
    fn names_find_room_up_to_their_number_and_the_length_of_their_text() {
        let mut names = Interner::default();
        assert_eq!(names.add("Li", names.look_up("Li").unwrap_err()), Some(0));
        let most = index(MAX_NAMES);
        assert!(names.has_room(most - 1, 0) && !names.has_room(most, 0));
        let most = index(u32::MAX) - 2;
        assert!(names.has_room(1, most) && !names.has_room(1, most + 1));
    }

    #[test]
    fn a_handle_takes_another_name_or_loses_it() {
        let mut names = Interner::default();
        for name in ["Li", "Wang", "Zhao"] {
            let vacant = names.look_up(name).unwrap_err();
            names.add(name, vacant).unwrap();
        }
        let vacant = names.look_up("Wang & Sons").unwrap_err();
        names.rename(1, "Wang & Sons", vacant);
        assert_eq!((names.find("Wang"), names.find("Wang & Sons")), (None, Some(1)));
        assert_eq!((names.name(0), names.name(1), names.name(2)), ("Li", "Wang & Sons", "Zhao"));
        let again = names.look_up("Wang").unwrap_err();
        assert_eq!(names.add("Wang", again), Some(3), "the old name is free");
        names.erase(2);
        assert_eq!((names.find("Zhao"), names.name(2)), (None, ""));
        assert!(!names.text.contains("Zhao"), "its text is gone");
        names.erase(1);
        assert_eq!((names.find("Wang & Sons"), names.name(1)), (None, ""));
        assert!(!names.text.contains("Wang & Sons"));
        assert_eq!((names.name(0), names.name(3)), ("Li", "Wang"), "others keep theirs");
    }

    #[test]
    fn names_of_the_same_mark_are_told_apart() {
        let mut names = Interner::default();
        let mut marks = Vec::new();
        let text = |n: u32| format!("{n}");
        for n in 0..300_000 {
            let vacant = names.look_up(text(n)).unwrap_err();
            marks.push(vacant.0.0);
            assert_eq!(names.add(&text(n), vacant), Some(n));
        }
        marks.sort_unstable();
        assert!(marks.windows(2).any(|pair| pair[0] == pair[1]), "some marks are the same");
        assert!((0..300_000).all(|n| names.find(text(n)) == Some(n)));
        assert_eq!(names.find("300000"), None);
    }
}
