//! The days for which something holds, with both ends.

use guanxi::calendar::{Day, Validity};

use crate::given::day;

fn days(from: &str, to: &str) -> Validity {
    Validity::try_new(day(from), Some(day(to))).unwrap()
}

#[test]
fn both_ends_are_included() {
    let spring = days("2026-03-01", "2026-05-31");
    let holds = |on| spring.contains(day(on));
    assert_eq!([holds("2026-02-28"), holds("2026-03-01")], [false, true]);
    assert_eq!([holds("2026-05-31"), holds("2026-06-01")], [true, false]);
    assert!(!spring.is_over_on(day("2026-05-31")) && spring.is_over_on(day("2026-06-01")));
    let today = days("2026-03-01", "2026-03-01");
    assert!(today.contains(day("2026-03-01")), "one day is enough");
    assert!(Validity::try_new(day("2026-03-01"), Some(day("2026-02-28"))).is_err());
}

#[test]
fn an_open_end_holds_for_all_days_on_its_side() {
    let from = Validity::open_ended(day("2026-03-01"));
    assert!(!from.contains(day("2026-02-28")) && from.contains(Day::MAX));
    let until = Validity::up_to(day("2026-03-01"));
    assert!(until.contains(Day::MIN) && !until.contains(day("2026-03-02")));
    assert!(Validity::ALWAYS.contains(Day::MIN) && Validity::ALWAYS.contains(Day::MAX));
    let words = [from, until, Validity::ALWAYS].map(|it| it.to_string());
    assert_eq!(words, ["2026-03-01 without end", "up to 2026-03-01", "always"]);
}

#[test]
fn days_overlap_when_they_share_one() {
    let spring = days("2026-03-01", "2026-05-31");
    let shared = days("2026-05-31", "2026-05-31");
    assert_eq!(spring.overlap(Validity::open_ended(day("2026-05-31"))), Some(shared));
    assert_eq!(spring.overlap(Validity::open_ended(day("2026-06-01"))), None);
    assert_eq!(spring.overlap(Validity::ALWAYS), Some(spring));
    assert_eq!(spring.before(day("2026-03-01")), None);
    assert_eq!(spring.before(day("2026-03-02")), Some(days("2026-03-01", "2026-03-01")));
    assert_eq!(Validity::ALWAYS.before(Day::MIN), None, "no day lies before the first");
}

#[cfg(feature = "serde")]
#[test]
fn the_start_is_always_written_and_the_end_may_be_missing() {
    let read = serde_json::from_str::<Validity>;
    for (text, validity) in [
        ("{\"from\":\"2026-03-01\",\"to\":\"2026-05-31\"}", days("2026-03-01", "2026-05-31")),
        ("{\"from\":\"2026-03-01\",\"to\":null}", Validity::open_ended(day("2026-03-01"))),
        ("{\"from\":null,\"to\":\"2026-03-01\"}", Validity::up_to(day("2026-03-01"))),
        ("{\"from\":null,\"to\":null}", Validity::ALWAYS),
    ] {
        assert_eq!(serde_json::to_string(&validity).unwrap(), text);
        assert_eq!(read(text).unwrap(), validity);
    }
    let open = read("{\"from\":\"2026-03-01\"}").unwrap();
    assert_eq!(open, Validity::open_ended(day("2026-03-01")));
    assert!(read("{\"to\":\"2026-03-01\"}").is_err());
    assert!(read("{\"from\":\"2026-03-02\",\"to\":\"2026-03-01\"}").is_err());
}
