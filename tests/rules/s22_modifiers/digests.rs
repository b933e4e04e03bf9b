//! One message for each person and day, by customer; what is grave cannot wait for it.

use guanxi::casework::{
    Deadline, Digest, DigestEntry, Effect, Feed, Notice, WarningKey, WarningNews,
};
use guanxi::id::CustomerKey;
use guanxi::warning::Level::{Critical, Warning, Watch};
use guanxi::warning::{Outcome, Rule};

use crate::s22_given::{Office, Row, assign, d, ill, key, policy, raised, said, who};

const fn customer(position: u32) -> CustomerKey {
    CustomerKey::from_position(position)
}

const fn of(key: WarningKey, effect: Effect) -> WarningNews {
    WarningNews { key, effect }
}

#[test]
fn news_are_grouped_by_owner_and_customer_the_gravest_first() {
    let mut at = Office::new(policy(|_| ()));
    let rows = [
        ill([(Rule::Debt, Watch), (Rule::Progress, Watch)]),
        ill([(Rule::Loss, Watch)]),
        ill([(Rule::Debt, Warning)]),
    ];
    let notices = at.reviews(0, &rows);
    for position in [0, 2] {
        at.does(0, key(position, Rule::Debt), assign("Sun"));
    }
    at.does(0, key(0, Rule::Progress), assign("Sun"));
    let digests = Digest::by_owner(&notices, &at.register, |it| it);
    let news = |position, rule, level| of(key(position, rule), raised(level));
    let sun = Digest {
        owner: Some(who("Sun")),
        at_once: vec![],
        listed: vec![],
        customers: vec![
            DigestEntry {
                customer: customer(2),
                level: Some(Warning),
                news: vec![news(2, Rule::Debt, Warning)],
            },
            DigestEntry {
                customer: customer(0),
                level: Some(Watch),
                news: vec![news(0, Rule::Debt, Watch), news(0, Rule::Progress, Watch)],
            },
        ],
    };
    let nobody = Digest {
        owner: None,
        at_once: vec![],
        listed: vec![],
        customers: vec![DigestEntry {
            customer: customer(1),
            level: Some(Watch),
            news: vec![news(1, Rule::Loss, Watch)],
        }],
    };
    assert_eq!(digests, [nobody, sun], "what nobody looks after comes first");
}

#[test]
fn customers_of_a_group_are_one_entry_and_what_was_raised_first_comes_first() {
    let mut at = Office::new(policy(|_| ()));
    at.reviews(0, &[ill([]), ill([(Rule::Progress, Warning)])]);
    let notices = at.reviews(1, &[ill([(Rule::Debt, Watch)]), ill([(Rule::Progress, Warning)])]);
    let digests = Digest::by_owner(&notices, &at.register, |_| customer(0));
    let entry = &digests[0].customers[0];
    assert_eq!((digests.len(), digests[0].customers.len()), (1, 1));
    assert_eq!((entry.customer, entry.level), (customer(0), Some(Warning)), "the highest");
    let order: Vec<_> = entry.news.iter().map(|it| it.key).collect();
    assert_eq!(order, [key(1, Rule::Progress), key(0, Rule::Debt)], "raised the day before");
}

#[test]
fn what_is_newly_critical_and_what_is_missed_of_it_cannot_wait() {
    let mut at = Office::new(policy(|_| ()));
    let rows = [ill([(Rule::Debt, Critical)]), ill([(Rule::Debt, Warning)])];
    let at_once = |at: &Office, notices: &[Notice]| {
        Digest::by_owner(notices, &at.register, |it| it)[0].at_once.clone()
    };
    let notices = at.reviews(0, &rows);
    assert_eq!(at_once(&at, &notices), [of(key(0, Rule::Debt), raised(Critical))]);
    let notices = at.reviews(3, &rows);
    let missed = [Deadline::Acknowledge, Deadline::Cause]
        .map(|it| of(key(0, Rule::Debt), Effect::DeadlineMissed(it)));
    assert_eq!(at_once(&at, &notices), missed, "a reminder can wait, a missed warning too");
    let notices = at.reviews(4, &[ill([(Rule::Debt, Critical)]); 2]);
    let rises = Effect::Escalated { from: Warning, to: Critical };
    assert_eq!(at_once(&at, &notices), [of(key(1, Rule::Debt), rises)]);
    at.reviews(5, &[ill([]); 2]);
    let notices = at.reviews(6, &[ill([(Rule::Debt, Critical)]), ill([])]);
    let back = Effect::CameBack { level: Critical };
    assert!(at_once(&at, &notices).contains(&of(key(0, Rule::Debt), back)));
}

#[test]
fn what_is_over_has_no_level_and_what_is_of_no_customer_is_in_no_digest() {
    let mut at = Office::new(policy(|_| ()));
    at.reviews(0, &[ill([(Rule::Debt, Watch)])]);
    let mut notices = at.reviews(0, &[ill([])]);
    notices.push(Notice::FeedStale(Feed::Sales, d(0)));
    notices.push(Notice::FeedBack(Feed::Sales));
    notices.push(Notice::Flood { rule: Rule::Debt, raised: 1, of: 1 });
    let digests = Digest::by_owner(&notices, &at.register, |it| it);
    assert_eq!((digests.len(), digests[0].customers.len()), (1, 1));
    assert_eq!((digests[0].customers[0].level, digests[0].customers[0].news.len()), (None, 2));
    let stranger = said(9, Rule::Debt, Effect::Released);
    let digests = Digest::by_owner(&[stranger], &at.register, |it| it);
    assert_eq!((digests[0].owner.clone(), digests[0].customers[0].level), (None, None));
}

/// A customer that becomes lost and a rule that falls silent: news of the person who looks after
/// the case, which wait for the message of the day, and have the level of the case.
#[test]
fn a_lost_customer_and_a_silent_rule_are_news_of_the_owner_of_the_case() {
    let mut at = Office::new(policy(|_| ()));
    let silent = |it: &Notice| matches!(it, Notice::Warning(_, Effect::Silent { .. }));
    at.reviews(0, &[ill([(Rule::Loss, Critical)]), ill([(Rule::Progress, Critical)])]);
    at.does(0, key(0, Rule::Loss), assign("Sun"));
    at.does(0, key(1, Rule::Progress), assign("Qian"));
    let unjudged = Outcome::NotApplicable;
    let rows = [Row { loss: unjudged, ..ill([]) }, Row { progress: unjudged, ..ill([]) }];
    at.around.is_lost = true;
    let lost = said(0, Rule::Loss, Effect::Lost);
    let mut notices = at.reviews(1, &rows);
    assert!(notices.contains(&lost));
    // A lost customer holds its progress back: that is told at once, and no silence besides.
    at.around.is_lost = false;
    notices.retain(|it| *it == lost);
    notices.extend(at.reviews(93, &rows).into_iter().filter(silent));
    let digests = Digest::by_owner(&notices, &at.register, |it| it);
    let entry = |position, rule, effect| DigestEntry {
        customer: customer(position),
        level: Some(Critical),
        news: vec![of(key(position, rule), effect)],
    };
    let since = d(0);
    let wanted = [
        ("Qian", vec![entry(1, Rule::Progress, Effect::Silent { arm: None, since })]),
        (
            "Sun",
            vec![DigestEntry {
                news: vec![
                    of(key(0, Rule::Loss), Effect::Lost),
                    of(key(0, Rule::Loss), Effect::Silent { arm: None, since }),
                ],
                ..entry(0, Rule::Loss, Effect::Lost)
            }],
        ),
    ];
    let wanted = wanted.map(|(owner, customers)| Digest {
        owner: Some(who(owner)),
        at_once: vec![],
        listed: vec![],
        customers,
    });
    assert_eq!(digests, wanted);
}
