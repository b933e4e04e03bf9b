//! The written forms of a book that benches compare.

use guanxi::book::{Book, BookEntry, BookReadError, BookReader};
use rmp_serde::{Deserializer, Serializer};
use serde::{Deserialize, Serialize};

/// Writes a book entry by entry as `MessagePack`, structs as maps.
pub(crate) fn write_message_pack(book: &Book, to: &mut Vec<u8>) {
    let mut to = Serializer::new(to).with_struct_map();
    for entry in BookEntry::entries_of(book) {
        entry.serialize(&mut to).unwrap();
    }
}

/// Reads what [`write_message_pack`] or [`write_packed`] wrote.
pub(crate) fn read_message_pack(bytes: &[u8]) -> Book {
    let (mut reader, mut from) = (BookReader::default(), Deserializer::new(bytes));
    let entries = std::iter::from_fn(|| {
        let is_over = from.get_ref().is_empty();
        (!is_over).then(|| Ok::<_, BookReadError>(BookEntry::deserialize(&mut from).unwrap()))
    });
    reader.take_all(entries).unwrap();
    reader.finish().unwrap()
}

/// Writes a book with packed facts as `MessagePack`.
pub(crate) fn write_packed(book: &Book, to: &mut Vec<u8>) {
    let mut to = Serializer::new(to).with_struct_map();
    for entry in BookEntry::packed_entries_of(book) {
        entry.serialize(&mut to).unwrap();
    }
}

/// Writes a book entry by entry as JSON.
pub(crate) fn write_json(book: &Book, to: &mut Vec<u8>) {
    for entry in BookEntry::entries_of(book) {
        serde_json::to_writer(&mut *to, &entry).unwrap();
    }
}

/// Reads what [`write_json`] wrote.
pub(crate) fn read_json(bytes: &[u8]) -> Book {
    let mut reader = BookReader::default();
    for entry in serde_json::Deserializer::from_slice(bytes).into_iter() {
        reader.take(entry.unwrap()).unwrap();
    }
    reader.finish().unwrap()
}
