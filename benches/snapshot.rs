//! `snapshot/write`, `snapshot/read`: a book of two thousand customers with 86,000 facts, entry by
//! entry, as `MessagePack` (crate `rmp-serde`, structs as maps) and beside it as JSON.
//!
//! The package `benches/worker` does the same in a large book: `-- w5 1000000`.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

#[path = "input/book.rs"]
mod book;
mod input;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use guanxi::book::{Book, BookEntry, BookReader};
use rmp_serde::{Deserializer, Serializer};
use serde::{Deserialize, Serialize};

fn write_message_pack(book: &Book, to: &mut Vec<u8>) {
    let mut to = Serializer::new(to).with_struct_map();
    for entry in BookEntry::entries_of(book) {
        entry.serialize(&mut to).unwrap();
    }
}

fn read_message_pack(bytes: &[u8]) -> Book {
    let (mut reader, mut from) = (BookReader::default(), Deserializer::new(bytes));
    while !from.get_ref().is_empty() {
        reader.take(BookEntry::deserialize(&mut from).unwrap()).unwrap();
    }
    reader.finish().unwrap()
}

fn write_json(book: &Book, to: &mut Vec<u8>) {
    for entry in BookEntry::entries_of(book) {
        serde_json::to_writer(&mut *to, &entry).unwrap();
    }
}

fn read_json(bytes: &[u8]) -> Book {
    let mut reader = BookReader::default();
    for entry in serde_json::Deserializer::from_slice(bytes).into_iter() {
        reader.take(entry.unwrap()).unwrap();
    }
    reader.finish().unwrap()
}

type Write = fn(&Book, &mut Vec<u8>);
type Read = fn(&[u8]) -> Book;

fn snapshot(c: &mut Criterion) {
    let book = book::book(2000);
    let facts = book.facts().count();
    let forms: [(&str, Write, Read); 2] =
        [("messagepack", write_message_pack, read_message_pack), ("json", write_json, read_json)];
    for (form, write, read) in forms {
        let mut group = c.benchmark_group("snapshot");
        group.throughput(Throughput::Elements(facts as u64));
        let mut bytes = Vec::new();
        write(&book, &mut bytes);
        println!("{form}: {} bytes for {facts} facts", bytes.len());
        assert!(read(&bytes).facts().eq(book.facts()), "the same facts come back");
        let size = bytes.len();
        group.bench_function(format!("write/{form}/86k_facts"), |b| {
            b.iter(|| {
                bytes.clear();
                write(&book, &mut bytes);
                assert_eq!(bytes.len(), size);
            });
        });
        group.bench_function(format!("read/{form}/86k_facts"), |b| {
            b.iter_with_large_drop(|| {
                let read = read(&bytes);
                assert_eq!(read.len(), book.len());
                read
            });
        });
    }
}

criterion_group!(benches, snapshot);
criterion_main!(benches);
