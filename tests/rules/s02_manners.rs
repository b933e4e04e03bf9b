//! S2: how people like to be met, and where they can be reached; shown by clearance, never scored.

use guanxi::calendar::AsOf;
use guanxi::confidence::{Clearance, Reader, Sensitive, SensitiveDraft, SensitiveKind};
use guanxi::contact::{
    Channel, ChannelHandOver, ChannelIdentity, HandOverState, MannerError, MannerKind, MannerNote,
    Manners,
};
use guanxi::id::PersonId;

use crate::given::{as_of, day};

const KEEPER: Reader = Reader { clearance: Clearance::Restricted, need_to_know: true };
const COLLEAGUE: Reader = Reader { clearance: Clearance::Restricted, need_to_know: false };

fn li() -> PersonId {
    "Li senior".parse().unwrap()
}

fn open(kind: MannerKind, text: &str, noted: &str, until: &str) -> Result<MannerNote, MannerError> {
    let (text, by) = (text.parse().unwrap(), "Wang".parse().unwrap());
    MannerNote::try_open(li(), kind, text, by, day(noted)..=day(until))
}

fn taboo() -> MannerNote {
    let text = Sensitive::new(SensitiveDraft {
        kind: SensitiveKind::Faith,
        purpose: "choice of a restaurant".parse().unwrap(),
        keep_until: day("2026-12-31"),
        value: "no pork".parse().unwrap(),
    });
    let by = "Wang".parse().unwrap();
    MannerNote::try_sensitive(li(), MannerKind::Taboo, text, by, day("2026-03-02")).unwrap()
}

fn brief(manners: &Manners, reader: Reader, t: AsOf) -> Vec<String> {
    manners.brief(&li(), reader, t).iter().map(ToString::to_string).collect()
}

#[test]
fn a_note_holds_from_its_day_to_its_last_day() {
    let mut manners = Manners::default();
    let note = open(MannerKind::Hour, "after ten", "2026-03-02", "2026-06-30").unwrap();
    manners.record(note, day("2026-03-02")).unwrap();
    let on = |t| brief(&manners, COLLEAGUE, as_of(t));
    assert_eq!(on("2026-03-01"), [""; 0]);
    assert_eq!(on("2026-03-02"), ["hour: after ten"]);
    assert_eq!(on("2026-06-30"), ["hour: after ten"]);
    assert_eq!(on("2026-07-01"), [""; 0]);
}

#[test]
fn a_taboo_that_tells_of_faith_is_shown_to_cleared_readers_only() {
    let mut manners = Manners::default();
    let topic = open(MannerKind::Topic, "football", "2026-03-02", "2026-12-31").unwrap();
    manners.record(topic, day("2026-03-02")).unwrap();
    let before = brief(&manners, COLLEAGUE, as_of("2026-03-31"));
    manners.record(taboo(), day("2026-03-02")).unwrap();
    let t = as_of("2026-03-31");
    assert_eq!(brief(&manners, COLLEAGUE, t), before, "as if it were not recorded");
    assert_eq!(brief(&manners, KEEPER, t), ["topic: football", "taboo: no pork"]);
    assert_eq!(brief(&manners, KEEPER, as_of("2027-01-01")), [""; 0], "past its last day");
    assert!(!format!("{manners:?}").contains("pork"), "shown as a mark");
    let terms: Vec<String> = manners.sensitive_terms(&li()).map(|it| it.to_string()).collect();
    assert_eq!(terms, ["a value of the kind faith with the last day 2026-12-31"]);
}

#[test]
fn notes_with_wrong_days_and_twice_the_same_are_refused() {
    assert_eq!(
        open(MannerKind::Hour, "after ten", "2026-03-02", "2026-03-01").unwrap_err().to_string(),
        "a note of 2026-03-02 about Li senior cannot end on 2026-03-01"
    );
    let mut manners = Manners::default();
    assert_eq!(
        manners.record(taboo(), day("2026-03-01")).unwrap_err().to_string(),
        "a note of 2026-03-02 about Li senior is dated after 2026-03-01, when it is recorded"
    );
    manners.record(taboo(), day("2026-03-02")).unwrap();
    let before = manners.clone();
    assert_eq!(
        manners.record(taboo(), day("2026-03-02")).unwrap_err().to_string(),
        "a note of 2026-03-02 about Li senior (taboo) is recorded already",
        "what it says is not told"
    );
    assert_eq!(manners, before);
}

#[test]
fn an_identity_is_pending_for_a_day_then_taken_refused_or_late() {
    let state = |taken: Option<&str>, refused: Option<&str>, t: &str| {
        let identity = ChannelIdentity {
            person: li(),
            channel: Channel::WeCom,
            name: "li_laoban".parse().unwrap(),
            with: "Wang".parse().unwrap(),
        };
        let (to, offered) = ("Zhao".parse().unwrap(), day("2026-03-02"));
        let (taken, refused) = (taken.map(day), refused.map(day));
        let hand_over = ChannelHandOver { identity, to, offered, taken, refused };
        (hand_over.state(as_of(t)), hand_over.connected(as_of(t)).to_string())
    };
    let with_wang = |state| (state, "Wang".to_owned());
    assert_eq!(state(None, None, "2026-03-01"), with_wang(None));
    assert_eq!(state(None, None, "2026-03-03"), with_wang(Some(HandOverState::Pending)));
    assert_eq!(state(None, None, "2026-03-04"), with_wang(Some(HandOverState::Late)));
    let taken = (Some(HandOverState::Taken), "Zhao".to_owned());
    assert_eq!(state(Some("2026-03-03"), None, "2026-03-03"), taken);
    assert_eq!(
        state(Some("2026-03-03"), None, "2026-03-02"),
        with_wang(Some(HandOverState::Pending))
    );
    let refused = with_wang(Some(HandOverState::Refused));
    assert_eq!(state(None, Some("2026-03-03"), "2026-03-03"), refused);
    assert_eq!(state(Some("2026-03-03"), Some("2026-03-03"), "2026-03-03"), refused);
    assert_eq!(state(Some("2026-03-05"), Some("2026-03-03"), "2026-03-05"), taken, "the later");
}
