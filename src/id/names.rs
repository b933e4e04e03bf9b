use std::hash::{DefaultHasher, Hasher};

use hashbrown::HashTable;

/// Widens a dense handle to an index.
pub(crate) const fn index(handle: u32) -> usize {
    const { assert!(usize::BITS >= 32, "guanxi needs 32-bit indexes") };
    #[expect(clippy::as_conversions, reason = "32 bits fit a usize, asserted above")]
    {
        handle as usize
    }
}

/// The most names; handles beyond are left to things without a name.
const MOST: u32 = 1 << 31;

/// Names in the order of their coming, each with a dense handle from 0.
///
/// The table is only asked by name, never walked, so its order decides nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    text: String,
    ends: Vec<u32>,
    table: HashTable<u32>,
}

impl Names {
    /// The handle of a name.
    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        self.table.find(hash(name), |handle| self.name(*handle) == name).copied()
    }

    /// Gives a new name the next handle; the caller has asked [`find`](Self::find) before. `None`
    /// when the names are full: 2³¹ of them, or 4 GiB of text.
    pub(crate) fn add(&mut self, name: &str) -> Option<u32> {
        let handle = u32::try_from(self.ends.len()).ok().filter(|handle| *handle < MOST)?;
        let end = u32::try_from(self.text.len().checked_add(name.len())?).ok()?;
        self.text.push_str(name);
        self.ends.push(end);
        let Self { text, ends, table } = self;
        table.insert_unique(hash(name), handle, |handle| hash(text_at(text, ends, *handle)));
        Some(handle)
    }

    /// Gives the next handles to things without a name.
    pub(crate) fn add_blank(&mut self, more: u32) {
        let end = self.ends.last().copied().unwrap_or(0);
        self.ends.resize(self.ends.len().saturating_add(index(more)), end);
    }

    /// The name of a handle.
    pub(crate) fn name(&self, handle: u32) -> &str {
        text_at(&self.text, &self.ends, handle)
    }
}

fn text_at<'a>(text: &'a str, ends: &[u32], handle: u32) -> &'a str {
    let end = |place: usize| ends.get(place).map_or(0, |end| index(*end));
    let start = index(handle).checked_sub(1).map_or(0, end);
    text.get(start..end(index(handle))).unwrap_or_default()
}

/// A hash with fixed keys: the same on every run, so that time, too, is reproducible.
fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(name.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    #[test]
    fn a_name_is_found_by_its_handle_and_its_handle_by_the_name() {
        let mut names = Names::default();
        let text: Vec<String> = (0..1000).map(|n| format!("{n}")).collect();
        for name in &text {
            assert_eq!(names.find(name), None);
            names.add(name).unwrap();
        }
        for (handle, name) in (0_u32..).zip(&text) {
            assert_eq!((names.find(name), names.name(handle)), (Some(handle), name.as_str()));
        }
        assert_eq!(names.name(1000), "");
    }
}
