//! S22: silences hold announcements back and lose nothing; they are listed and ended like shelves.

use guanxi::calendar::MonthDay;
use guanxi::casework::{
    CaseStep, Closing, Deadline, Effect, Notice, RecordedSilence, Register, RegisterError, Silence,
    SilenceDraft, SilentDays,
};
use guanxi::lifecycle::Admission;
use guanxi::warning::Level::{Critical, Warning, Watch};
use guanxi::warning::{Outcome, Rule};

use crate::given::day;
use crate::s22_given::{
    Office, Row, WELL, assign, cause, d, ill, key, key_of, policy, raised, said, shelve, who,
};

fn of_all(days: SilentDays) -> SilenceDraft {
    let why = "stock-taking".parse().unwrap();
    SilenceDraft { rule: None, owner: None, group: None, days, by: who("Wang"), why }
}

const fn between(from: i32, to: i32) -> impl Fn() -> SilentDays {
    move || SilentDays::Between { from: d(from), to: d(to) }
}

#[track_caller]
fn keep(office: &mut Office, draft: SilenceDraft) {
    let silence = Silence::try_new(draft).unwrap();
    office.register.keep_silent(1, silence, d(-1)).unwrap();
}

const BEGAN: Notice = Notice::SilenceBegan(1);
const OVER: Notice = Notice::SilenceOver(1);

#[test]
fn what_is_raised_in_a_silence_is_told_when_it_is_over() {
    let mut office = Office::new(policy(|_| ()));
    keep(&mut office, of_all(between(2, 4)()));
    let rows = [ill([(Rule::Debt, Warning)])];
    assert_eq!(office.reviews(1, &[WELL]), []);
    assert_eq!(office.reviews(2, &rows), [BEGAN]);
    assert_eq!(office.reviews(4, &rows), []);
    assert_eq!(office.register.open().count(), 0);
    assert_eq!(office.reviews(5, &rows), [OVER, said(0, Rule::Debt, raised(Warning))]);
}

#[test]
fn what_clears_again_in_a_silence_was_never_raised() {
    let mut office = Office::new(policy(|_| ()));
    keep(&mut office, of_all(between(2, 4)()));
    assert_eq!(office.reviews(2, &[ill([(Rule::Debt, Warning)])]), [BEGAN]);
    assert_eq!((office.reviews(3, &[WELL]), office.reviews(5, &[WELL])), (vec![], vec![OVER]));
}

#[test]
fn nothing_is_heard_of_an_open_case_in_a_silence_and_its_deadlines_move() {
    let mut office = Office::new(policy(|_| ()));
    keep(&mut office, of_all(between(1, 3)()));
    let rows = [ill([(Rule::Debt, Warning)])];
    assert_eq!(office.reviews(0, &rows), [said(0, Rule::Debt, raised(Warning))]);
    assert_eq!(office.reviews(1, &rows), [BEGAN]);
    assert_eq!((office.reviews(2, &rows), office.reviews(3, &rows)), (vec![], vec![]));
    let missed = said(0, Rule::Debt, Effect::DeadlineMissed(Deadline::Acknowledge));
    let after = office.reviews(4, &rows);
    assert!(after.contains(&OVER) && !after.contains(&missed), "{after:?}");
    let case = office.register.episode(key(0, Rule::Debt)).unwrap().open_case().unwrap();
    assert_eq!(case.due(Deadline::Acknowledge), Some(d(5)), "two days, and three of the silence");
    assert!(office.reviews(6, &rows).contains(&missed));
}

#[test]
fn what_rises_or_clears_in_a_silence_is_told_when_it_is_over() {
    let mut office = Office::new(policy(|_| ()));
    keep(&mut office, of_all(between(1, 3)()));
    office.reviews(0, &[ill([(Rule::Debt, Watch)]), ill([(Rule::Debt, Watch)])]);
    let rows = [ill([(Rule::Debt, Critical)]), WELL];
    assert_eq!((office.reviews(1, &rows), office.reviews(3, &rows)), (vec![BEGAN], vec![]));
    let after = office.reviews(4, &rows);
    let rises = Effect::Escalated { from: Watch, to: Critical };
    let over = [Effect::Recovered { from: Watch }, Effect::Closed(Closing::SelfCleared)];
    assert!(after.contains(&said(0, Rule::Debt, rises)), "{after:?}");
    assert!(over.into_iter().all(|it| after.contains(&said(1, Rule::Debt, it))), "{after:?}");
}

#[test]
fn a_shelf_and_an_accepted_risk_that_end_in_a_silence_are_told_when_it_is_over() {
    let mut office = Office::new(policy(|_| ()));
    keep(&mut office, of_all(between(2, 5)()));
    let rows = [ill([(Rule::Debt, Watch)])];
    office.reviews(0, &rows);
    office.does(0, key(0, Rule::Debt), shelve(3));
    assert_eq!((office.reviews(2, &rows), office.reviews(5, &rows)), (vec![BEGAN], vec![]));
    let off = said(0, Rule::Debt, Effect::Unshelved(Some(Watch)));
    assert!(office.reviews(6, &rows).contains(&off));
}

#[test]
fn people_work_in_a_silence_as_ever() {
    let mut office = Office::new(policy(|_| ()));
    keep(&mut office, of_all(between(1, 3)()));
    let rows = [ill([(Rule::Debt, Watch)])];
    office.reviews(0, &rows);
    office.reviews(1, &rows);
    for step in [assign("Sun"), CaseStep::Investigate, cause("dispute")] {
        office.does(2, key(0, Rule::Debt), step);
    }
    assert_eq!(office.reviews(3, &rows), []);
}

#[test]
fn a_silence_is_about_a_rule_an_owner_or_a_group() {
    let rows = [ill([(Rule::Debt, Watch), (Rule::Loss, Watch)])];
    let told = |change: &dyn Fn(&mut SilenceDraft), group: Option<&str>| {
        let mut office = Office::new(policy(|_| ()));
        office.around.group = group.map(|it| it.parse().unwrap());
        let mut draft = of_all(between(2, 4)());
        change(&mut draft);
        keep(&mut office, draft);
        office.reviews(0, &[ill([(Rule::Debt, Watch)])]);
        office.does(0, key(0, Rule::Debt), assign("Sun"));
        office.does(0, key(0, Rule::Debt), CaseStep::Acknowledge);
        office.reviews(1, &[ill([(Rule::Debt, Watch)])]);
        let news = office.reviews(2, &rows);
        let worse = office.reviews(3, &[ill([(Rule::Debt, Critical), (Rule::Loss, Watch)])]);
        let rises = said(0, Rule::Debt, Effect::Escalated { from: Watch, to: Critical });
        (news.contains(&said(0, Rule::Loss, raised(Watch))), worse.contains(&rises))
    };
    assert_eq!(told(&|_| (), None), (false, false), "every warning");
    assert_eq!(told(&|it| it.rule = Some(Rule::Debt), None), (true, false));
    assert_eq!(told(&|it| it.owner = Some(who("Sun")), None), (true, false));
    assert_eq!(told(&|it| it.owner = Some(who("Zhou")), None), (true, true));
    let lin = |it: &mut SilenceDraft| it.group = Some("Lin".parse().unwrap());
    assert_eq!(told(&lin, None), (true, true));
    assert_eq!(told(&lin, Some("Lin")), (false, false));
    assert_eq!(told(&lin, Some("Wu")), (true, true));
}

#[test]
fn a_batch_of_which_nothing_is_told_is_no_flood() {
    let mut office = Office::new(policy(|it| it.flood_guard.fewest_steps = 1));
    keep(&mut office, of_all(between(1, 3)()));
    office.reviews(0, &[WELL; 50]);
    let rows = [ill([(Rule::Debt, Watch)]); 50];
    assert_eq!((office.reviews(1, &rows), office.register.floods()), (vec![BEGAN], vec![]));
    assert_eq!(office.reviews(4, &rows).len(), 51, "lost is nothing");
}

#[test]
fn a_customer_that_is_lost_in_a_silence_is_told_once_when_it_is_over_if_it_still_is() {
    let gone = Row { loss: Outcome::NotApplicable, ..WELL };
    for buys_again in [false, true] {
        let mut office = Office::new(policy(|_| ()));
        keep(&mut office, of_all(between(2, 4)()));
        office.reviews(0, &[ill([(Rule::Loss, Warning)])]);
        office.around.is_lost = true;
        assert_eq!(office.reviews(2, &[gone]), [BEGAN]);
        assert_eq!(office.reviews(4, &[gone]), [], "nothing is told");
        office.around.is_lost = !buys_again;
        let row = if buys_again { ill([(Rule::Loss, Warning)]) } else { gone };
        let after = office.reviews(5, &[row]);
        let lost = said(0, Rule::Loss, Effect::Lost);
        assert_eq!(after.contains(&lost), !buys_again, "{after:?}");
        assert!(!office.reviews(6, &[row]).contains(&lost), "once");
    }
}

#[test]
fn customers_that_are_no_longer_reviewed_are_silent_too() {
    let mut office = Office::new(policy(|_| ()));
    keep(&mut office, of_all(between(1, 3)()));
    office.reviews(0, &[ill([(Rule::Debt, Watch)])]);
    assert_eq!((office.reviews(1, &[]), office.reviews(3, &[])), (vec![BEGAN], vec![]));
    let reminded = said(0, Rule::Debt, Effect::Reminder(0));
    assert_eq!(office.reviews(4, &[]), [OVER], "its days begin again");
    assert_eq!(office.reviews(5, &[]), [reminded]);
}

#[test]
fn days_of_every_year_may_span_the_new_year() {
    let of = |from: (u32, u32), to: (u32, u32)| {
        let day = |(month, day)| MonthDay::try_new(month, day).unwrap();
        SilentDays::Yearly { from: day(from), to: day(to) }
    };
    let turn = of((12, 24), (1, 6));
    for (on, holds) in [
        ("2025-12-23", false),
        ("2025-12-24", true),
        ("2026-01-06", true),
        ("2026-01-07", false),
        ("2027-01-01", true),
    ] {
        assert_eq!(turn.hold_on(day(on)), holds, "{on}");
    }
}

#[test]
fn the_29_of_february_is_the_28th_in_a_year_that_has_none() {
    fn holds(from: (u32, u32), to: (u32, u32), on: &str) -> bool {
        let of = |(month, day)| MonthDay::try_new(month, day).unwrap();
        SilentDays::Yearly { from: of(from), to: of(to) }.hold_on(day(on))
    }
    // From the 29th on: a leap year, 2026, and 2100, which is none.
    let first = |on: &str| holds((2, 29), (3, 2), on);
    let rows = ["2028-02-28", "2028-02-29", "2028-03-02", "2028-03-03"];
    assert_eq!(rows.map(first), [false, true, true, false]);
    for year in [2026, 2027, 2100] {
        let rows = ["02-27", "02-28", "03-01", "03-02", "03-03"];
        let rows = rows.map(|it| first(&format!("{year}-{it}")));
        assert_eq!(rows, [false, true, true, true, false], "{year}");
    }
    // Up to the 29th.
    let last = |on| holds((2, 25), (2, 29), on);
    let rows = ["2028-02-24", "2028-02-25", "2028-02-29", "2028-03-01"];
    assert_eq!(rows.map(last), [false, true, true, false]);
    let rows = ["2026-02-24", "2026-02-25", "2026-02-28", "2026-03-01"];
    assert_eq!(rows.map(last), [false, true, true, false]);
    // The day alone, and from it to the day before it a year later.
    let alone = |on| holds((2, 29), (2, 29), on);
    let rows = ["2028-02-28", "2028-02-29", "2026-02-27", "2026-02-28", "2026-03-01"];
    assert_eq!(rows.map(alone), [false, true, false, true, false]);
    let turned = |on| holds((2, 29), (2, 28), on);
    let rows = ["2026-02-27", "2026-02-28", "2026-03-01", "2026-12-31", "2028-02-28", "2028-02-29"];
    assert!(rows.into_iter().all(turned), "all year, in every year");
    let winter = |on| holds((12, 24), (2, 29), on);
    let rows = ["2025-12-23", "2025-12-24", "2026-02-28", "2026-03-01", "2028-02-29", "2028-03-01"];
    assert_eq!(rows.map(winter), [false, true, true, false, true, false]);
}

#[test]
fn a_silence_of_29_february_begins_on_the_28th_of_another_year() {
    // The first day of the office is 2 March 2026, so day 363 is 28 February 2027.
    let mut office = Office::new(policy(|_| ()));
    let of = |month, day| MonthDay::try_new(month, day).unwrap();
    keep(&mut office, of_all(SilentDays::Yearly { from: of(2, 29), to: of(2, 29) }));
    let rows = [ill([(Rule::Debt, Warning)])];
    assert_eq!(office.reviews(362, &[WELL]), []);
    assert_eq!(office.reviews(363, &rows), [BEGAN]);
    assert_eq!(office.reviews(364, &rows), [OVER, said(0, Rule::Debt, raised(Warning))]);
}

#[test]
fn a_silence_lasts_a_month_at_most_and_half_of_every_month() {
    let refused = |days| Silence::try_new(of_all(days)).map_err(|it| it.to_string()).err();
    assert_eq!(refused(between(0, 30)()), None, "31 days");
    let long = "days must last 1 to 31 days, was 2026-03-02 to 2026-04-02";
    assert_eq!(refused(between(0, 31)()).unwrap(), long);
    assert!(refused(between(1, 0)()).is_some());
    let monthly = |from, to| refused(SilentDays::Monthly { from, to });
    assert_eq!(monthly(1, 15), None);
    assert_eq!(monthly(28, 11), None, "at most fifteen days, however long the month is");
    let long = "days must be 1 to 15 days of the month, was 1 to 16";
    assert_eq!(monthly(1, 16).unwrap(), long);
    assert!(monthly(28, 12).is_some() && monthly(0, 3).is_some() && monthly(3, 32).is_some());
    let yearly = |from: (u32, u32), to: (u32, u32)| {
        let day = |(month, day)| MonthDay::try_new(month, day).unwrap();
        refused(SilentDays::Yearly { from: day(from), to: day(to) })
    };
    assert_eq!(yearly((12, 15), (1, 14)), None);
    let long = "days must last at most 31 days, was 01-05 to 02-20";
    assert_eq!(yearly((1, 5), (2, 20)).unwrap(), long);
    assert!(yearly((12, 15), (1, 15)).is_some() && yearly((3, 2), (3, 1)).is_some());
    assert_eq!(yearly((2, 29), (3, 30)), None, "31 days in a leap year, from the 28th in others");
    assert!(yearly((2, 29), (3, 31)).is_some() && yearly((1, 29), (2, 29)).is_some());
    assert_eq!(yearly((1, 30), (2, 29)), None);
}

#[test]
fn silences_are_listed_and_ended_like_shelves() {
    let mut office = Office::new(policy(|_| ()));
    keep(&mut office, of_all(SilentDays::Monthly { from: 1, to: 9 }));
    let rows = [ill([(Rule::Debt, Watch)])];
    assert_eq!(office.reviews(0, &rows), [BEGAN]);
    let ended = office.register.end_silence(1, who("Sun"), d(2));
    assert_eq!(ended, Ok(Admission::New));
    assert_eq!(office.reviews(1, &rows), []);
    assert_eq!(office.reviews(2, &rows), [OVER, said(0, Rule::Debt, raised(Watch))]);
    let all: Vec<_> = office.register.silences().map(|(number, it)| (number, it.clone())).collect();
    let silence = Silence::try_new(of_all(SilentDays::Monthly { from: 1, to: 9 })).unwrap();
    let recorded = RecordedSilence { silence, since: d(-1), ended: Some((d(2), who("Sun"))) };
    assert_eq!(all, [(1, recorded)]);
    // In the next month nothing is silent.
    assert!(!office.reviews(31, &rows).contains(&BEGAN));
}

#[test]
fn the_number_of_a_silence_is_that_of_no_other() {
    let mut office = Office::new(policy(|_| ()));
    let (one, other) = (of_all(between(1, 3)()), of_all(between(1, 4)()));
    let mut keep = |draft: &SilenceDraft| {
        let silence = Silence::try_new(draft.clone()).unwrap();
        office.register.keep_silent(7, silence, d(0))
    };
    assert_eq!((keep(&one), keep(&one)), (Ok(Admission::New), Ok(Admission::Known)));
    assert_eq!(keep(&other), Err(RegisterError::SilenceTaken { number: 7 }));
    let register = &mut office.register;
    let none = |number, on| Err(RegisterError::NoSilence { number, on: d(on) });
    assert_eq!(register.end_silence(8, who("Wang"), d(1)), none(8, 1));
    assert_eq!(register.end_silence(7, who("Wang"), d(-1)), none(7, -1), "it began later");
    assert_eq!(register.end_silence(7, who("Wang"), d(1)), Ok(Admission::New));
    assert_eq!(register.end_silence(7, who("Wang"), d(1)), Ok(Admission::Known));
    assert_eq!(register.end_silence(7, who("Wang"), d(2)), none(7, 2));
}

#[test]
fn silences_are_kept_with_the_register() {
    let mut office = Office::new(policy(|_| ()));
    let mut saved = office.saves();
    let mut draft = of_all(between(0, 3)());
    (draft.rule, draft.group) = (Some(Rule::Debt), Some("Lin".parse().unwrap()));
    draft.owner = Some(who("Sun"));
    keep(&mut office, draft);
    office.register.end_silence(1, who("Sun"), d(2)).unwrap();
    office.reviews(0, &[ill([(Rule::Debt, Watch)])]);
    saved.apply(office.saves_since(saved.mark().unwrap())).unwrap();
    assert_eq!(saved, office.saves());
    #[cfg(feature = "serde")]
    {
        let text = serde_json::to_string(&saved).unwrap();
        assert_eq!(
            serde_json::from_str::<guanxi::casework::RegisterSnapshot>(&text).unwrap(),
            saved
        );
    }
    let restored = Register::restore(saved, &office.policy, key_of).unwrap().register;
    assert_eq!(restored, office.register);
}
