//! `policy`: a policy file read and verified, with its tests and their mutations; its content, and
//! with the feature `hash` the hash of it.

#![allow(clippy::unwrap_used, reason = "a bench may panic")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use guanxi::policy::{Policy, PolicyFile, Preset};

/// A file that states every field.
const WHOLE: &str = include_str!("../tests/golden/policy_stated.toml");

/// A file as most are: a preset and what differs from it.
const SHORT: &str = "preset = \"cautious\"\n[debt.ageing]\nwatch = 3\n[loss]\nhard_cap_days = 90\n";

/// A file with the tests of every threshold.
const DEALERS: &str = include_str!("../examples/policies/dealers.toml");

fn policy(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("policy");
    for (name, text) in [("whole", WHOLE), ("short", SHORT)] {
        group.bench_function(format!("from_toml/{name}"), |bench| {
            bench.iter(|| Policy::from_toml(black_box(text)).unwrap());
        });
    }
    group.bench_function("from_toml/with_tests", |bench| {
        bench.iter(|| PolicyFile::from_toml(black_box(DEALERS)).unwrap());
    });
    let file = PolicyFile::from_toml(DEALERS).unwrap();
    group.bench_function("tests/run", |bench| {
        bench.iter(|| assert!(black_box(&file.tests).run(&file.policy).is_passed()));
    });
    group.bench_function("tests/mutations", |bench| {
        bench.iter(|| assert!(black_box(&file.tests).mutations(&file.policy).is_complete()));
    });
    let policy = Policy::from_toml(WHOLE).unwrap();
    group.bench_function("cautions", |bench| bench.iter(|| black_box(&policy).cautions()));
    group.bench_function("to_toml", |bench| {
        bench.iter(|| black_box(&policy).to_toml(Preset::Standard));
    });
    #[cfg(feature = "hash")]
    group.bench_function("content_hash", |bench| {
        bench.iter(|| black_box(&policy).content_hash());
    });
    group.finish();
}

criterion_group!(benches, policy);
criterion_main!(benches);
