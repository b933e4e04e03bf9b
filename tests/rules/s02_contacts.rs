//! S2: the people at the customers.

use guanxi::calendar::{Day, MonthDay, Validity};
use guanxi::confidence::{Clearance, Reader, Sensitive, SensitiveDraft, SensitiveKind};
use guanxi::contact::{
    Affinity, AffinityKind, AffinityOwner, Approach, BuyingRole, ContactCoverage, ContactPolicy,
    ContactPolicyDraft, Contacts, Cover, DatesByYear, ImportantDate, Influence, LeapDay, MapRank,
    Mood, MoodNote, NextDate, Person, Post, PostChange, Recurrence, RoleState, Stance, Standing,
    Threads, common_ground,
};
use guanxi::id::{CustomerId, PersonId};
use guanxi::identity::NormalText;
use guanxi::interaction::{Interaction, InteractionKind};

use crate::given::{as_of, day};

const T: &str = "2026-06-30";

fn li() -> CustomerId {
    "Li & Sons".parse().unwrap()
}

fn person(name: &str) -> PersonId {
    name.parse().unwrap()
}

fn post(name: &str, roles: &[BuyingRole], term: Validity) -> Post {
    Post { person: person(name), title: None, roles: roles.iter().copied().collect(), term }
}

fn since(on: &str) -> Validity {
    Validity::open_ended(day(on))
}

/// People with one role each at Li & Sons since 2025.
fn people(roles: &[(&str, BuyingRole)]) -> Contacts {
    let mut contacts = Contacts::default();
    for (name, role) in roles {
        contacts.record_person(Person::new(person(name)), day("2025-01-01")).unwrap();
        contacts.record_post(li(), post(name, &[*role], since("2025-01-01"))).unwrap();
    }
    contacts
}

fn stands(contacts: &mut Contacts, name: &str, influence: Influence, stance: Stance) {
    let standing = Standing {
        person: person(name),
        on: day("2026-01-01"),
        influence,
        stance,
        by: "Wang".parse().unwrap(),
    };
    contacts.record_standing(li(), standing).unwrap();
}

fn meets(contacts: &mut Contacts, kind: InteractionKind, on: &str, ours: &str, theirs: &[&str]) {
    let persons = theirs.iter().map(|it| person(it)).collect();
    let staff = [ours.parse().unwrap()].into();
    let interaction = Interaction::try_new(day(on), kind, staff, persons).unwrap();
    contacts.record_interaction(li(), interaction);
}

fn coverage(contacts: &Contacts) -> ContactCoverage {
    let policy = ContactPolicy::default();
    let days = policy.coverage_days.a;
    ContactCoverage::from_contacts(contacts, &li(), as_of(T), &policy, days)
}

fn cover_of(contacts: &Contacts, name: &str) -> Option<Cover> {
    coverage(contacts).people.into_iter().find(|it| it.person == person(name)).unwrap().cover
}

/// Ten days apart, the last on the day of the question.
fn several(contacts: &mut Contacts, kinds: &[InteractionKind]) {
    for (back, kind) in kinds.iter().enumerate() {
        let on = day(T).offset(-10 * i32::try_from(back).unwrap());
        meets(contacts, *kind, &on.to_string(), "Wang", &["Li"]);
    }
}

#[test]
fn four_meetings_and_a_call_with_a_supporter_in_the_inner_circle_are_rank_3() {
    let four = [InteractionKind::Meeting; 4];
    let of = |stance| {
        let mut contacts = people(&[("Li", BuyingRole::Decider)]);
        stands(&mut contacts, "Li", Influence::InnerCircle, stance);
        several(&mut contacts, &[&four[..], &[InteractionKind::Call]].concat());
        (cover_of(&contacts, "Li"), coverage(&contacts).rank)
    };
    assert_eq!(of(Stance::Supporter), (Some(Cover::Multiple), MapRank::Supported));
    assert_eq!(of(Stance::Neutral), (Some(Cover::Multiple), MapRank::NoSupport));
}

#[test]
fn a_user_outside_is_rank_1_and_nobody_rank_0() {
    let mut contacts = people(&[("Li", BuyingRole::User)]);
    assert_eq!(coverage(&contacts).rank, MapRank::NoKeyPlayer, "standing not known");
    stands(&mut contacts, "Li", Influence::Outside, Stance::Mentor);
    assert_eq!(coverage(&contacts).rank, MapRank::NoKeyPlayer);
    assert_eq!(coverage(&Contacts::default()).rank, MapRank::NobodyKnown);
}

#[test]
fn cover_counts_contacts_and_their_kinds() {
    use InteractionKind::{Call, Letter, Visit};
    let of = |kinds: &[InteractionKind]| {
        let mut contacts = people(&[("Li", BuyingRole::User)]);
        meets(&mut contacts, Letter, "2025-01-01", "Wang", &[]);
        several(&mut contacts, kinds);
        cover_of(&contacts, "Li").unwrap()
    };
    assert_eq!(of(&[]), Cover::None);
    assert_eq!(of(&[Visit]), Cover::Brief);
    assert_eq!(of(&[Visit, Call]), Cover::Brief);
    assert_eq!(of(&[Visit, Call, Visit]), Cover::Multiple);
    assert_eq!(of(&[Visit, Call, Visit, Call, Visit]), Cover::Multiple);
    assert_eq!(of(&[Visit; 6]), Cover::Multiple, "one kind only");
    assert_eq!(of(&[Visit, Visit, Visit, Visit, Visit, Call]), Cover::InDepth);
    assert_eq!(of(&[Call, Visit, Visit, Visit, Visit, Visit]), Cover::InDepth);
    assert_eq!(of(&[Letter; 6]), Cover::None, "what was sent may not have been read");
}

#[test]
fn contacts_count_in_the_days_of_the_policy() {
    let on = |back: i32| {
        let mut contacts = people(&[("Li", BuyingRole::User)]);
        let on = day(T).offset(back).to_string();
        meets(&mut contacts, InteractionKind::Visit, &on, "Wang", &["Li"]);
        cover_of(&contacts, "Li")
    };
    assert_eq!(on(0), Some(Cover::Brief));
    assert_eq!(on(-179), Some(Cover::Brief));
    assert_eq!(on(-180), Some(Cover::None), "the first day out of the window");
    assert_eq!(on(1), None, "not seen, so no interaction is known at all");
}

#[test]
fn without_interactions_cover_and_threads_are_no_data_and_roles_still_answer() {
    let contacts = people(&[("Li", BuyingRole::Decider)]);
    let found = coverage(&contacts);
    assert_eq!((cover_of(&contacts, "Li"), found.threads.clone()), (None, Threads::NoData));
    let states: Vec<RoleState> = found.roles.iter().map(|role| role.state).collect();
    let missing = RoleState::Missing;
    assert_eq!(states, [RoleState::Unknown, missing, missing, missing]);
    assert_eq!(found.gaps().count(), 4);
}

#[test]
fn a_role_is_covered_when_somebody_who_holds_it_was_met_in_time() {
    let state = |back: i32| {
        let mut contacts = people(&[("Li", BuyingRole::Decider), ("Wu", BuyingRole::Decider)]);
        let on = day(T).offset(back).to_string();
        meets(&mut contacts, InteractionKind::Call, &on, "Wang", &["Wu"]);
        let role = coverage(&contacts).roles.swap_remove(0);
        (role.state, role.holders.len(), role.last_met)
    };
    assert_eq!(state(-30), (RoleState::Covered, 2, Some(day("2026-05-31"))));
    assert_eq!(state(-31), (RoleState::NotMet, 2, Some(day("2026-05-30"))));
}

#[test]
fn a_coach_or_a_champion_fills_the_same_requirement() {
    for role in [BuyingRole::Coach, BuyingRole::Champion] {
        let contacts = people(&[("Li", role)]);
        assert_eq!(coverage(&contacts).roles[3].holders, [person("Li")]);
    }
}

#[test]
fn one_of_ours_or_one_of_theirs_in_every_thread_is_a_single_thread() {
    use InteractionKind::{Letter, Visit};
    let of = |pairs: &[(&str, &str)]| {
        let mut contacts = people(&[("Li", BuyingRole::User), ("Wu", BuyingRole::User)]);
        meets(&mut contacts, Letter, T, "Zhao", &["Li", "Wu"]);
        for (ours, theirs) in pairs {
            meets(&mut contacts, Visit, T, ours, &[*theirs]);
        }
        coverage(&contacts).threads
    };
    let single = |ours: Option<&str>, theirs: Option<&str>| Threads::Single {
        ours: ours.map(|it| it.parse().unwrap()),
        theirs: theirs.map(person),
    };
    assert_eq!(of(&[]), Threads::None);
    assert_eq!(of(&[("Wang", "Li")]), single(Some("Wang"), Some("Li")));
    assert_eq!(of(&[("Wang", "Li"), ("Wang", "Wu")]), single(Some("Wang"), None));
    assert_eq!(of(&[("Wang", "Li"), ("Zhao", "Li")]), single(None, Some("Li")));
    assert_eq!(of(&[("Wang", "Li"), ("Zhao", "Wu")]), Threads::Several { pairs: 2 });
}

#[test]
fn an_enemy_among_the_deciders_is_named() {
    let mut contacts = people(&[("Li", BuyingRole::Decider), ("Wu", BuyingRole::User)]);
    for name in ["Li", "Wu"] {
        stands(&mut contacts, name, Influence::InnerCircle, Stance::Enemy);
    }
    assert_eq!(coverage(&contacts).enemies, [person("Li")]);
}

#[test]
fn a_standing_holds_until_the_next_one() {
    let mut contacts = people(&[("Li", BuyingRole::Decider)]);
    stands(&mut contacts, "Li", Influence::InnerCircle, Stance::Enemy);
    let later = Standing {
        person: person("Li"),
        on: day("2026-03-01"),
        influence: Influence::InnerCircle,
        stance: Stance::Mentor,
        by: "Wang".parse().unwrap(),
    };
    contacts.record_standing(li(), later).unwrap();
    let stance = |t: &str| Some(contacts.standing(&person("Li"), &li(), as_of(t))?.stance);
    assert_eq!(stance("2025-12-31"), None);
    assert_eq!(stance("2026-02-28"), Some(Stance::Enemy));
    assert_eq!(stance("2026-03-01"), Some(Stance::Mentor));
}

#[test]
fn a_post_holds_from_its_first_day_to_its_last() {
    let mut contacts = people(&[]);
    contacts.record_person(Person::new(person("Li")), day("2025-01-01")).unwrap();
    let term = Validity::try_new(day("2026-01-01"), Some(day("2026-06-30"))).unwrap();
    contacts.record_post(li(), post("Li", &[BuyingRole::Buyer], term)).unwrap();
    let held = |t: &str| contacts.posts_at(&li(), as_of(t)).count();
    assert_eq!(["2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01"].map(held), [0, 1, 1, 0]);
    assert_eq!(contacts.posts_of(&person("Li"), as_of("2027-01-01")).len(), 1, "the past stays");
}

#[test]
fn a_decider_who_leaves_and_a_person_who_moves_are_told() {
    let mut contacts = Contacts::default();
    contacts.record_person(Person::new(person("Li")), day("2025-01-01")).unwrap();
    let first = Validity::try_new(day("2025-01-01"), Some(day("2026-05-31"))).unwrap();
    contacts.record_post(li(), post("Li", &[BuyingRole::Decider], first)).unwrap();
    contacts
        .record_post("North".parse().unwrap(), post("Li", &[BuyingRole::User], since("2026-06-15")))
        .unwrap();
    let left = PostChange::DeciderLeft {
        person: person("Li"),
        customer: li(),
        last_day: day("2026-05-31"),
    };
    let moved = PostChange::Moved {
        person: person("Li"),
        from: li(),
        to: "North".parse().unwrap(),
        first_day: day("2026-06-15"),
    };
    let told = |t: &str, days| PostChange::in_last_days(&contacts, as_of(t), days);
    assert_eq!(told("2026-05-31", 30), [], "the last day of the post");
    assert_eq!(told("2026-06-01", 30), std::slice::from_ref(&left));
    assert_eq!(told("2026-06-15", 30), [left, moved.clone()]);
    assert_eq!(told("2026-06-15", 14), [moved]);
}

/// Posts of Li at customers by name, each from a day on.
fn moves(posts: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut contacts = Contacts::default();
    contacts.record_person(Person::new(person("Li")), day("2025-01-01")).unwrap();
    for (customer, from) in posts {
        let post = post("Li", &[BuyingRole::User], since(from));
        contacts.record_post(customer.parse().unwrap(), post).unwrap();
    }
    let changes = PostChange::in_last_days(&contacts, as_of(T), 30).into_iter();
    let told = changes.map(|change| match change {
        PostChange::Moved { from, to, .. } => (from.to_string(), to.to_string()),
        PostChange::DeciderLeft { .. } => panic!("nobody left"),
    });
    told.collect()
}

/// Ids said which of two posts of one day was the earlier one: renamed, the person moved back.
#[test]
fn no_id_says_from_where_a_person_moved() {
    let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(moves(&[("A", "2026-06-15"), ("B", "2026-06-15")]), [], "both on one day");
    assert_eq!(moves(&[("A", "2026-06-01"), ("B", "2026-06-15")]), [pair("A", "B")]);
    assert_eq!(moves(&[("B", "2026-06-01"), ("A", "2026-06-15")]), [pair("B", "A")]);
    let two = [("A", "2026-01-01"), ("C", "2026-01-01"), ("B", "2026-06-15")];
    assert_eq!(moves(&two), [pair("A", "B"), pair("C", "B")], "from the customer of each");
    let at_two = [("A", "2026-01-01"), ("B", "2026-06-15"), ("C", "2026-06-15")];
    assert_eq!(moves(&at_two), [pair("A", "B"), pair("A", "C")]);
}

fn next(recurrence: &Recurrence, t: &str, leap_day: LeapDay) -> NextDate {
    recurrence.next(as_of(t), leap_day)
}

fn dates(rows: &[(i32, &str)]) -> DatesByYear {
    DatesByYear::try_new(rows.iter().map(|(year, on)| (*year, day(on))).collect()).unwrap()
}

#[test]
fn a_row_of_a_table_has_a_day_of_its_year_and_all_others_are_named() {
    let rows = [(2025, "2026-01-01"), (2026, "2026-12-31"), (2027, "2026-12-31")];
    let rows = rows.into_iter().map(|(year, on)| (year, day(on))).collect();
    assert_eq!(
        DatesByYear::try_new(rows).unwrap_err().to_string(),
        "2025 must have a day of that year, was 2026-01-01; \
         2027 must have a day of that year, was 2026-12-31"
    );
}

fn yearly(month: u32, on: u32) -> Recurrence {
    Recurrence::Yearly(MonthDay::try_new(month, on).unwrap())
}

#[test]
fn an_important_date_comes_back_each_year() {
    let of = |month, on, t: &str| match next(&yearly(month, on), t, LeapDay::February28) {
        NextDate::On(next) => (next.to_string(), next.days_since(day(t))),
        NextDate::NoRow(_) => panic!("yearly"),
    };
    assert_eq!(of(2, 29, "2026-02-20"), ("2026-02-28".to_owned(), 8));
    assert_eq!(of(2, 29, "2028-02-20"), ("2028-02-29".to_owned(), 9));
    assert_eq!(of(1, 3, "2026-12-25"), ("2027-01-03".to_owned(), 9));
    assert_eq!(of(1, 3, "2026-01-03"), ("2026-01-03".to_owned(), 0));
    assert_eq!(of(2, 29, "2026-03-01"), ("2027-02-28".to_owned(), 364));
    let march = next(&yearly(2, 29), "2026-02-20", LeapDay::March1);
    assert_eq!(march, NextDate::On(day("2026-03-01")));
}

#[test]
fn a_table_without_a_row_for_a_year_is_no_data() {
    let table = Recurrence::Table(dates(&[(2026, "2026-09-25")]));
    let of = |t: &str| next(&table, t, LeapDay::February28);
    assert_eq!(of("2026-09-25"), NextDate::On(day("2026-09-25")));
    assert_eq!(of("2026-09-26"), NextDate::NoRow(2027));
    assert_eq!(of("2025-09-25"), NextDate::NoRow(2025));
}

#[test]
fn dates_are_due_within_fourteen_days() {
    let mut contacts = Contacts::default();
    let date =
        |occasion: &str, recurrence| ImportantDate { occasion: occasion.to_owned(), recurrence };
    let dates = vec![
        date("birthday", yearly(7, 14)),
        date("founding", yearly(7, 15)),
        date("moon", Recurrence::Table(DatesByYear::default())),
    ];
    let li = Person { dates, ..Person::new(person("Li")) };
    contacts.record_person(li, day("2025-01-01")).unwrap();
    let due = |t: &str| -> Vec<String> {
        let due = contacts.dates_due(as_of(t), &ContactPolicy::default());
        due.iter().map(|it| it.date.occasion.clone()).collect()
    };
    assert_eq!(due("2026-06-29"), ["moon"]);
    assert_eq!(due(T), ["birthday", "moon"], "14 days ahead");
    assert_eq!(due("2026-07-15"), ["founding", "moon"], "on the day itself");
}

#[test]
fn a_mood_expires_after_a_week_and_names_an_approach() {
    let mut contacts = people(&[("Li", BuyingRole::User)]);
    let note = MoodNote {
        person: person("Li"),
        on: day("2026-06-01"),
        mood: Mood::Anger,
        by: "Wang".parse().unwrap(),
    };
    contacts.record_mood(note, day("2026-06-01")).unwrap();
    let mood = |t: &str| contacts.mood(&person("Li"), as_of(t), &ContactPolicy::default());
    assert_eq!(mood("2026-05-31"), None);
    assert_eq!(mood("2026-06-08"), Some(Mood::Anger), "seven days old");
    assert_eq!(mood("2026-06-09"), None);
    let approaches = Mood::ALL.map(Mood::approach);
    let expected = [
        Approach::DoBusiness,
        Approach::GiveWay,
        Approach::Console,
        Approach::DoBusiness,
        Approach::Console,
        Approach::Reassure,
        Approach::Reassure,
    ];
    assert_eq!(approaches, expected);
}

#[test]
fn a_mood_changes_no_cover() {
    let mut contacts = people(&[("Li", BuyingRole::Decider)]);
    several(&mut contacts, &[InteractionKind::Visit]);
    let before = coverage(&contacts);
    let note = MoodNote {
        person: person("Li"),
        on: day(T),
        mood: Mood::Fright,
        by: "Wang".parse().unwrap(),
    };
    contacts.record_mood(note, day(T)).unwrap();
    assert_eq!(coverage(&contacts), before);
}

#[test]
fn refusals_name_what_is_wrong_and_change_nothing() {
    let contacts = people(&[("Li", BuyingRole::Decider)]);
    let refuse = |record: &dyn Fn(&mut Contacts) -> Result<(), guanxi::contact::ContactError>| {
        let mut tried = contacts.clone();
        let error = record(&mut tried).unwrap_err().to_string();
        assert_eq!(tried, contacts);
        error
    };
    let on = |text: &str| -> Day { day(text) };
    let born = Person { born: Some(on("2026-07-01")), ..Person::new(person("Qi")) };
    assert_eq!(
        refuse(&|it| it.record_person(born.clone(), on(T))),
        "Qi cannot be born on 2026-07-01, after 2026-06-30"
    );
    assert_eq!(
        refuse(&|it| it.record_person(Person::new(person("Li")), on(T))),
        "the person of Li is recorded already"
    );
    let feast = ImportantDate {
        occasion: "birthday".to_owned(),
        recurrence: Recurrence::Yearly(MonthDay::try_new(2, 29).unwrap()),
    };
    let other =
        Person { born: Some(on("1980-02-29")), dates: vec![feast], ..Person::new(person("Li")) };
    assert_eq!(
        refuse(&|it| it.record_person(other.clone(), on(T))),
        "the person of Li is recorded with other content: born none, not 1980-02-29; \
         dates none, not birthday on 2-29"
    );
    let twice = post("Li", &[BuyingRole::Decider, BuyingRole::User], since("2026-01-01"));
    assert_eq!(
        refuse(&|it| it.record_post(li(), twice.clone())),
        "Li cannot be decider at Li & Sons twice at a time: 2026-01-01 without end against \
         2025-01-01 without end"
    );
    let stranger = post("Qi", &[], since("2026-01-01"));
    assert_eq!(refuse(&|it| it.record_post(li(), stranger.clone())), "no person Qi is recorded");
    let note = MoodNote {
        person: person("Li"),
        on: on("2026-07-01"),
        mood: Mood::Joy,
        by: "Wang".parse().unwrap(),
    };
    assert_eq!(
        refuse(&|it| it.record_mood(note.clone(), on(T))),
        "the mood on 2026-07-01 of Li is dated after 2026-06-30, the day on which it is recorded"
    );
    assert_eq!(
        MonthDay::try_new(2, 30).unwrap_err().to_string(),
        "no year has a day 30 of month 2"
    );
    let mut contacts = contacts.clone();
    let note =
        |mood, by: &str| MoodNote { mood, by: by.parse().unwrap(), on: on(T), ..note.clone() };
    contacts.record_mood(note(Mood::Joy, "Wang"), on(T)).unwrap();
    assert_eq!(
        contacts.record_mood(note(Mood::Joy, "Wang"), on(T)).unwrap_err().to_string(),
        "the mood on 2026-06-30 of Li is recorded already"
    );
    assert_eq!(
        contacts.record_mood(note(Mood::Anger, "Zhao"), on(T)).unwrap_err().to_string(),
        "the mood on 2026-06-30 of Li is recorded with other content: mood •••, not •••; \
         by Wang, not Zhao"
    );
    let nobody = Interaction::try_new(on(T), InteractionKind::Visit, [].into(), [].into());
    assert_eq!(nobody.unwrap_err().to_string(), "visit of 2026-06-30 names nobody of ours");
}

#[test]
fn one_person_may_hold_other_roles_and_posts_at_once() {
    let mut contacts = people(&[("Li", BuyingRole::Decider)]);
    contacts.record_post(li(), post("Li", &[BuyingRole::User], since("2026-01-01"))).unwrap();
    contacts
        .record_post(
            "North".parse().unwrap(),
            post("Li", &[BuyingRole::Decider], since("2026-01-01")),
        )
        .unwrap();
    assert_eq!(contacts.posts_of(&person("Li"), as_of(T)).len(), 3, "an owner of two firms");
}

#[test]
fn a_policy_that_contradicts_itself_does_not_load() {
    let mut draft = ContactPolicyDraft { window_days: 0, ..Default::default() };
    draft.required_roles.push([].into());
    draft.coverage_days.c = 59;
    assert_eq!(
        ContactPolicy::try_new(draft).unwrap_err().to_string(),
        "required_roles.4 must name a role, or nobody can hold it; \
         window_days must be at least 1, was 0; \
         coverage_days must satisfy 0 < a ≤ b ≤ c, was a 30, b 60, c 59"
    );
}

#[test]
fn facts_of_one_set_make_one_store_in_any_order() {
    let record = |order: &[usize]| {
        let mut contacts = people(&[("Li", BuyingRole::Decider)]);
        let posts = [
            ("Li & Sons", post("Li", &[BuyingRole::User], since("2026-01-01"))),
            ("North", post("Li", &[BuyingRole::Decider], since("2026-01-01"))),
            ("Li & Sons", post("Li", &[BuyingRole::Initiator], since("2026-01-01"))),
        ];
        for place in order {
            let (customer, post) = posts[*place].clone();
            contacts.record_post(customer.parse().unwrap(), post).unwrap();
        }
        contacts
    };
    let first = record(&[0, 1, 2]);
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(record(&order), first);
    }
}

/// A fact of common ground, in the open or sensitive as its kind is.
fn affinity(owner: &str, kind: AffinityKind, value: &str) -> Affinity {
    let (side, name) = owner.split_once(' ').unwrap();
    let owner = match side {
        "ours" => AffinityOwner::Ours(name.parse().unwrap()),
        _ => AffinityOwner::Theirs(person(name)),
    };
    let value = NormalText::new(value);
    match kind.sensitive() {
        None => Affinity::open(owner, kind, value).unwrap(),
        Some(marked) => Affinity::sensitive(owner, kind, sensitive(marked, value)).unwrap(),
    }
}

fn sensitive<T>(kind: SensitiveKind, value: T) -> Sensitive<T> {
    let purpose = "seating at table".parse().unwrap();
    Sensitive::new(SensitiveDraft { kind, purpose, keep_until: day("2026-12-31"), value })
}

const KEEPER: Reader = Reader { clearance: Clearance::Restricted, need_to_know: true };
const COLLEAGUE: Reader = Reader { clearance: Clearance::Restricted, need_to_know: false };

/// What Wang and Li share, for a reader of each side.
fn shared(facts: &[Affinity], readers: [Reader; 2], t: &str) -> Vec<(AffinityKind, usize)> {
    let reader_of = |owner: &AffinityOwner| match owner {
        AffinityOwner::Ours(_) => readers[0],
        AffinityOwner::Theirs(_) => readers[1],
    };
    let (ours, theirs) = ("Wang".parse().unwrap(), person("Li"));
    common_ground(facts, &ours, &theirs, reader_of, as_of(t))
        .into_iter()
        .map(|it| (it.kind, it.shared_by))
        .collect()
}

#[test]
fn common_ground_is_the_rarest_first_then_by_kind() {
    use AffinityKind::{Faith, Hobby, Home, School};
    let facts = [
        affinity("ours Wang", Home, "Hunan"),
        affinity("ours Wang", Hobby, "tea"),
        affinity("ours Wang", School, "Wuhan University"),
        affinity("ours Zhao", Faith, "chan"),
        affinity("theirs Li", Hobby, "Tea"),
        affinity("theirs Li", Home, "hunan"),
        affinity("theirs Li", School, "ＷＵＨＡＮ university"),
        affinity("theirs Li", Faith, "chan"),
        affinity("theirs Wu", Home, "Hunan"),
    ];
    assert_eq!(shared(&facts, [KEEPER; 2], T), [(Hobby, 1), (School, 1), (Home, 2)]);
}

#[test]
fn kin_and_faith_are_for_a_reader_cleared_for_both_sides() {
    use AffinityKind::{Faith, Home, Kin};
    let facts = [
        affinity("ours Wang", Home, "Hunan"),
        affinity("ours Wang", Kin, "Liu"),
        affinity("ours Wang", Faith, "chan"),
        affinity("theirs Li", Home, "Hunan"),
        affinity("theirs Li", Kin, "Liu"),
        affinity("theirs Li", Faith, "chan"),
        affinity("theirs Wu", Faith, "chan"),
    ];
    let open: Vec<Affinity> =
        facts.iter().filter(|it| it.kind().sensitive().is_none()).cloned().collect();
    let all = [(Home, 1), (Kin, 1), (Faith, 2)];
    let mut rarest = all;
    rarest.sort_by_key(|(kind, by)| (*by, *kind));
    assert_eq!(shared(&facts, [KEEPER; 2], T), rarest);
    for readers in [[KEEPER, COLLEAGUE], [COLLEAGUE, KEEPER], [COLLEAGUE; 2]] {
        assert_eq!(shared(&facts, readers, T), shared(&open, readers, T), "as if not recorded");
    }
    assert_eq!(shared(&facts, [KEEPER; 2], "2027-01-01"), [(Home, 1)], "past the last day");
}

/// The reader keeps the card of the customer of Li and has nothing to do with that of Wu: what is
/// hidden about Wu changed the count, and with it the order.
#[test]
fn a_hidden_fact_about_a_person_of_another_customer_changes_no_common_ground() {
    use AffinityKind::{Faith, Home, Kin};
    let open = [
        affinity("ours Wang", Home, "Hunan"),
        affinity("ours Wang", Kin, "Liu"),
        affinity("ours Wang", Faith, "chan"),
        affinity("theirs Li", Home, "Hunan"),
        affinity("theirs Li", Kin, "Liu"),
        affinity("theirs Li", Faith, "chan"),
        affinity("theirs Wu", Home, "Hunan"),
    ];
    let hidden = [affinity("theirs Wu", Faith, "chan"), affinity("theirs Wu", Kin, "Liu")];
    let reader_of = |owner: &AffinityOwner| match owner {
        AffinityOwner::Theirs(other) if *other == person("Wu") => COLLEAGUE,
        AffinityOwner::Ours(_) | AffinityOwner::Theirs(_) => KEEPER,
    };
    let found = |facts: &[Affinity]| {
        let found =
            common_ground(facts, &"Wang".parse().unwrap(), &person("Li"), reader_of, as_of(T));
        found.into_iter().map(|it| (it.kind, it.shared_by)).collect::<Vec<_>>()
    };
    assert_eq!(found(&open), [(Kin, 1), (Faith, 1), (Home, 2)]);
    for fact in hidden {
        assert_eq!(found(&[&open[..], &[fact]].concat()), found(&open), "as if not recorded");
    }
}

#[test]
fn a_sensitive_fact_does_not_stand_in_the_open() {
    let owner = || AffinityOwner::Theirs(person("Li"));
    let (kin, home) = (AffinityKind::Kin, AffinityKind::Home);
    let open = Affinity::open(owner(), kin, NormalText::new("Liu"));
    assert_eq!(
        open.unwrap_err().to_string(),
        "kin is sensitive: it is kept with a purpose and a last day"
    );
    for (kind, marked) in [(kin, SensitiveKind::Faith), (home, SensitiveKind::Family)] {
        let value = sensitive(marked, NormalText::new("Liu"));
        let error = Affinity::sensitive(owner(), kind, value).unwrap_err();
        assert_eq!(error.to_string(), format!("{kind} cannot be kept as {marked}"));
    }
}

#[test]
fn a_sensitive_value_shows_a_mark_only() {
    let value = sensitive(SensitiveKind::Health, "diabetes");
    let texts = [
        format!("{value:?}"),
        value.to_string(),
        format!("{:?}", value.clone().into_draft()),
        format!("{:?}", affinity("theirs Li", AffinityKind::Kin, "Liu")),
    ];
    assert!(texts.iter().all(|it| !it.contains("diabetes") && !it.contains("liu")), "{texts:?}");
    assert!(texts.iter().all(|it| it.contains("withheld]")), "{texts:?}");
    assert_eq!(value.disclose(COLLEAGUE, as_of(T)), None);
    let low = Reader { clearance: Clearance::Confidential, need_to_know: true };
    assert_eq!(value.disclose(low, as_of(T)), None);
    assert_eq!(value.disclose(KEEPER, as_of(T)), Some(&"diabetes"));
    assert!(!value.is_past(as_of("2026-12-31")) && value.is_past(as_of("2027-01-01")));
}

#[test]
fn internal_data_needs_no_need_to_know_and_confidential_data_does() {
    let reads = |clearance, need_to_know| {
        Clearance::ALL.map(|level| Reader { clearance, need_to_know }.may_read(level))
    };
    assert_eq!(reads(Clearance::Restricted, true), [true; 4]);
    assert_eq!(reads(Clearance::Restricted, false), [true, true, false, false]);
    assert_eq!(reads(Clearance::Confidential, true), [true, true, true, false]);
    assert_eq!(reads(Clearance::Open, true), [true, false, false, false]);
}
