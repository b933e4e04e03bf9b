//! `snapshot/write`, `snapshot/read`: a book of two thousand customers with 86,000 facts, entry by
//! entry, as `MessagePack` (crate `rmp-serde`, structs as maps), with packed facts and without, and
//! beside it as JSON.
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
#[path = "input/forms.rs"]
mod forms;
mod input;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use forms::{read_json, read_message_pack, write_json, write_message_pack, write_packed};
use guanxi::book::Book;

type Write = fn(&Book, &mut Vec<u8>);
type Read = fn(&[u8]) -> Book;

fn snapshot(c: &mut Criterion) {
    let book = book::book(2000);
    let facts = book.facts().count();
    let forms: [(&str, Write, Read); 3] = [
        ("packed", write_packed, read_message_pack),
        ("messagepack", write_message_pack, read_message_pack),
        ("json", write_json, read_json),
    ];
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
