//! Who has a customer, who keeps its card, who reads and borrows it, who meets it: dated facts.

use std::collections::BTreeMap;

use guanxi::account::{Account, Fact, FactName, Feeds};
use guanxi::assignment::{Assignment, AssignmentFinding, AssignmentRole, Placement};
use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::contract::ChannelLevel;
use guanxi::custody::{CardKeeping, Consultation, Custody, CustodyFinding, Loan};
use guanxi::id::StaffId;
use guanxi::interaction::{Interaction, InteractionKind};

#[track_caller]
fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[track_caller]
fn as_of(text: &str) -> AsOf {
    AsOf::new(day(text))
}

fn staff(name: &str) -> StaffId {
    name.parse().unwrap()
}

fn account() -> Account {
    Account::new("Li".parse().unwrap(), "CNY".parse().unwrap())
}

fn assigned(name: &str, role: AssignmentRole, from: &str, to: Option<&str>) -> Assignment {
    let term = Validity::try_new(day(from), to.map(day)).unwrap();
    Assignment { staff: staff(name), role, term }
}

fn lent(to: &str, from: &str, until: &str, returned: Option<&str>) -> Loan {
    Loan {
        to: staff(to),
        from: day(from),
        until: day(until),
        purpose: "visit".parse().unwrap(),
        returned: returned.map(day),
    }
}

fn visit(on: &str, by: &[&str], with: &[&str]) -> Interaction {
    let staff = by.iter().map(|it| it.parse().unwrap()).collect();
    let persons = with.iter().map(|it| it.parse().unwrap()).collect();
    Interaction::try_new(day(on), InteractionKind::Visit, staff, persons).unwrap()
}

#[track_caller]
fn refused(account: &mut Account, fact: impl Into<Fact>) -> String {
    let before = format!("{account:?}");
    let refusal = account.record(fact).unwrap_err().to_string();
    assert_eq!(format!("{account:?}"), before, "nothing changes");
    refusal
}

const SALES: AssignmentRole = AssignmentRole::Salesperson;

#[test]
fn a_role_at_a_customer_has_one_holder_a_day() {
    let mut li = account();
    li.record(assigned("Wang", SALES, "2026-01-01", Some("2026-06-30"))).unwrap();
    assert_eq!(
        refused(&mut li, assigned("Zhao", SALES, "2026-06-30", None)),
        "assignment salesperson from 2026-06-30 overlaps one that is recorded: \
         2026-06-30 without end against 2026-01-01 to 2026-06-30"
    );
    li.record(assigned("Zhao", SALES, "2026-07-01", None)).unwrap();
    li.record(assigned("Zhao", AssignmentRole::Collector, "2026-01-01", None)).unwrap();
    let view = li.view();
    let holder = |t| Assignment::in_role(view.assignments(), SALES, as_of(t)).map(|it| &it.staff);
    assert_eq!(holder("2025-12-31"), None);
    assert_eq!(holder("2026-06-30"), Some(&staff("Wang")));
    assert_eq!(holder("2026-07-01"), Some(&staff("Zhao")));
}

#[test]
fn a_version_of_an_assignment_must_not_overlap_another() {
    let mut li = account();
    let wang = assigned("Wang", SALES, "2026-01-01", Some("2026-06-30"));
    li.record(wang.clone()).unwrap();
    li.record(assigned("Zhao", SALES, "2026-07-01", None)).unwrap();
    let name = Fact::from(wang.clone()).name();
    assert_eq!(name.to_string(), "assignment salesperson from 2026-01-01");
    let longer = assigned("Wang", SALES, "2026-01-01", Some("2026-07-01"));
    let refusal = li.revise(&name, day("2026-03-01"), Some(longer.into())).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "assignment salesperson from 2026-01-01 overlaps one that is recorded: \
         2026-01-01 to 2026-07-01 against 2026-07-01 without end"
    );
    let shorter = assigned("Wang", SALES, "2026-01-01", Some("2026-05-31"));
    li.revise(&name, day("2026-03-01"), Some(shorter.into())).unwrap();
    // The days that became free can be given to somebody else.
    li.record(assigned("Sun", SALES, "2026-06-01", Some("2026-06-30"))).unwrap();
}

#[test]
fn a_customer_of_nobody_or_of_somebody_who_left_is_a_finding() {
    let held = [assigned("Wang", SALES, "2026-01-01", Some("2026-06-30"))];
    let left: BTreeMap<_, _> = [(staff("Wang"), day("2026-03-31"))].into();
    let found = |t| AssignmentFinding::on(&held, &left, as_of(t));
    assert_eq!(found("2025-12-31"), [AssignmentFinding::Nobody]);
    assert_eq!(found("2026-03-31"), [], "still there on the last day");
    let gone = found("2026-04-01");
    assert_eq!(gone.len(), 1);
    assert_eq!(gone[0].to_string(), "Wang, salesperson of the customer, left after 2026-03-31");
    let nobody = found("2026-07-01");
    assert_eq!(nobody[0].to_string(), "nobody has the customer");
}

#[test]
fn a_placement_stands_until_the_next_and_a_day_has_one() {
    let placed = |territory: &str, from| Placement {
        territory: territory.parse().unwrap(),
        level: ChannelLevel::FirstTier,
        business: "hardware_shop".parse().unwrap(),
        from: day(from),
    };
    let mut li = account();
    li.record(placed("North", "2026-03-01")).unwrap();
    li.record(placed("South", "2026-01-01")).unwrap();
    assert_eq!(
        refused(&mut li, placed("East", "2026-03-01")),
        "placement from 2026-03-01 is recorded already with other content: \
         territory North, not East"
    );
    let view = li.view();
    let territory =
        |t| Placement::on(view.placements(), as_of(t)).map(|it| it.territory.to_string());
    assert_eq!(territory("2025-12-31"), None);
    assert_eq!(territory("2026-02-28").as_deref(), Some("South"));
    assert_eq!(territory("2026-03-01").as_deref(), Some("North"));
}

#[test]
fn loans_that_overlap_are_refused_and_a_card_that_is_out_cannot_be_lent() {
    let mut li = account();
    li.record(lent("Zhao", "2026-03-02", "2026-03-06", None)).unwrap();
    // Past its last day, and not back.
    assert_eq!(
        refused(&mut li, lent("Sun", "2026-03-09", "2026-03-10", None)),
        "loan from 2026-03-09 overlaps one that is recorded: 2026-03-09 without end against \
         2026-03-02 without end"
    );
    let name = FactName::new(guanxi::account::FactKind::Loan, "from 2026-03-02");
    let back = lent("Zhao", "2026-03-02", "2026-03-06", Some("2026-03-09"));
    li.revise(&name, day("2026-03-09"), Some(back.into())).unwrap();
    li.record(lent("Sun", "2026-03-09", "2026-03-10", None)).unwrap();
    assert_eq!(
        refused(&mut li, lent("Wu", "2026-03-01", "2026-03-01", Some("2026-03-03"))),
        "loan from 2026-03-01 overlaps one that is recorded: 2026-03-01 to 2026-03-03 against \
         2026-03-02 to 2026-03-09"
    );
    let known = li.as_of(as_of("2026-03-08"));
    assert_eq!(known.view().loans()[0].returned, None, "nobody knew of the return");
    assert_eq!(li.view().loans()[0].returned, Some(day("2026-03-09")));
}

#[test]
fn the_fields_of_a_loan_have_bounds() {
    let mut li = account();
    assert_eq!(
        refused(&mut li, lent("Zhao", "2026-03-02", "2026-03-01", None)),
        "until of loan from 2026-03-02 must not be before 2026-03-02, was 2026-03-01"
    );
    assert_eq!(
        refused(&mut li, lent("Zhao", "2026-03-02", "2026-03-06", Some("2026-03-01"))),
        "returned of loan from 2026-03-02 must not be before 2026-03-02, was 2026-03-01"
    );
    li.record(lent("Zhao", "2026-03-02", "2026-03-02", Some("2026-03-02"))).unwrap();
}

#[test]
fn keeper_and_borrower_need_to_know_and_no_day_between_two_keepers_is_without_one() {
    let kept = |name, from| Custody { keeper: staff(name), from: day(from) };
    let mut li = account();
    li.record(kept("Wang", "2026-01-01")).unwrap();
    li.record(kept("Qi", "2026-03-04")).unwrap();
    assert_eq!(
        refused(&mut li, kept("Sun", "2026-03-04")),
        "custody from 2026-03-04 is recorded already with other content: keeper Qi, not Sun"
    );
    li.record(lent("Zhao", "2026-03-02", "2026-03-06", Some("2026-03-09"))).unwrap();
    let view = li.view();
    let keeping = |t| CardKeeping::on(view.custodies(), view.loans(), as_of(t));
    let needs = |t| ["Wang", "Qi", "Zhao"].map(|it| keeping(t).needs_to_know(&staff(it)));
    assert_eq!(needs("2025-12-31"), [false, false, false]);
    assert_eq!(keeping("2025-12-31").findings(), [CustodyFinding::NoKeeper]);
    assert_eq!(needs("2026-03-01"), [true, false, false]);
    assert_eq!(needs("2026-03-02"), [true, false, true]);
    assert_eq!(needs("2026-03-04"), [false, true, true]);
    assert_eq!(needs("2026-03-06"), [false, true, true], "on its last day");
    assert_eq!(keeping("2026-03-06").findings(), []);
    assert_eq!(needs("2026-03-07"), [false, true, false], "out without leave");
    let overdue = keeping("2026-03-07").findings();
    assert_eq!(overdue[0].to_string(), "the card was to come back from Zhao by 2026-03-06");
    assert_eq!(keeping("2026-03-09").findings(), [], "back on that day");
}

#[test]
fn interactions_are_named_by_all_that_they_say_and_start_no_customer() {
    let mut li = account();
    li.record(visit("2026-03-02", &["Wang"], &["Li senior"])).unwrap();
    li.record(visit("2026-03-02", &["Wang"], &[])).unwrap();
    li.record(Consultation { staff: staff("Wang"), day: day("2026-03-01") }).unwrap();
    assert_eq!(
        refused(&mut li, visit("2026-03-02", &["Wang"], &["Li senior"])),
        "interaction visit of 2026-03-02 by Wang with Li senior is recorded already, \
         with the same content"
    );
    assert_eq!(
        refused(&mut li, Consultation { staff: staff("Wang"), day: day("2026-03-01") }),
        "consultation by Wang on 2026-03-01 is recorded already, with the same content"
    );
    let wrong = Fact::from(visit("2026-03-02", &["Wang"], &[])).name();
    assert_eq!(wrong.to_string(), "interaction visit of 2026-03-02 by Wang");
    li.revise(&wrong, day("2026-03-05"), None).unwrap();
    assert_eq!(li.view().interactions().len(), 1);
    assert_eq!(li.as_of(as_of("2026-03-04")).view().interactions().len(), 2);
    assert_eq!(li.view().start(as_of("2026-04-01")), None, "a prospect is met, too");
    let feeds = li.view().feeds();
    assert_eq!(feeds.interactions_from, Some(day("2026-03-02")));
    assert_eq!(feeds.consultations_from, Some(day("2026-03-01")));
    assert!(!Feeds::began(feeds.custody_from, as_of("2026-04-01")));
}

#[test]
fn a_void_interaction_begins_no_feed() {
    let mut li = account();
    li.record(visit("2026-03-02", &["Wang"], &[])).unwrap();
    let name = Fact::from(visit("2026-03-02", &["Wang"], &[])).name();
    li.revise(&name, day("2026-03-05"), None).unwrap();
    assert_eq!(li.view().feeds().interactions_from, None);
    li.record_known(visit("2026-02-01", &["Wang"], &[]), day("2026-03-20")).unwrap();
    assert_eq!(li.view().feeds().interactions_from, Some(day("2026-02-01")));
    let past = li.as_of(as_of("2026-03-19"));
    assert_eq!(past.view().feeds().interactions_from, None);
}
