//! Feeds that stop: the rules that read them stand still, and that is said once for all customers.

use guanxi::casework::{Effect, Feed, Notice, Phase, Watermarks};
use guanxi::warning::Level::{Warning, Watch};
use guanxi::warning::Rule;

use crate::s22_given::{Office, WELL, d, ill, key, policy, raised, said};

fn office() -> Office {
    Office::new(policy(|_| ()))
}

fn sales(on: i32) -> Watermarks {
    Watermarks { sales: Some(d(on)), ..Watermarks::default() }
}

#[test]
fn a_feed_is_stale_when_it_is_more_days_of_work_old_than_are_allowed() {
    let by = policy(|it| {
        it.calendar.rest_days = vec!["Sat".parse().unwrap(), "Sun".parse().unwrap()];
    });
    // From Monday on, three days of work are Thursday; from Thursday on, Tuesday.
    assert_eq!(sales(0).stale_since(Feed::Sales, d(3), &by), None);
    assert_eq!(sales(0).stale_since(Feed::Sales, d(4), &by), Some(d(0)));
    assert_eq!(sales(3).stale_since(Feed::Sales, d(8), &by), None);
    assert_eq!(sales(3).stale_since(Feed::Sales, d(9), &by), Some(d(3)));
    assert_eq!(sales(3).stale_since(Feed::Incidents, d(99), &by), None, "nobody watches over it");
}

#[test]
fn which_rule_reads_which_feed() {
    let rows = [
        (Feed::Sales, vec![Rule::Progress, Rule::Expense, Rule::Loss]),
        (Feed::Receivables, vec![Rule::Debt]),
        (Feed::Expenses, vec![Rule::Expense]),
        (Feed::Incidents, vec![Rule::Incident]),
    ];
    for (feed, rules) in rows {
        let read: Vec<Rule> = Rule::ALL.into_iter().filter(|it| feed.is_read_by(*it)).collect();
        assert_eq!(read, rules, "{feed}");
    }
}

#[test]
fn a_stale_feed_is_said_once_and_once_that_it_is_back() {
    let mut office = office();
    office.watermarks = sales(0);
    assert_eq!(office.reviews(3, &[WELL; 3]), []);
    assert_eq!(office.reviews(4, &[WELL; 3]), [Notice::FeedStale(Feed::Sales, d(0))]);
    assert_eq!(office.reviews(5, &[WELL; 3]), []);
    office.watermarks = sales(6);
    assert_eq!(office.reviews(6, &[WELL; 3]), [Notice::FeedBack(Feed::Sales)]);
    assert_eq!(office.reviews(7, &[WELL; 3]), []);
}

#[test]
fn every_feed_is_said_apart() {
    let mut office = office();
    let day = Some(d(0));
    office.watermarks = Watermarks { sales: day, receivables: day, expenses: day, incidents: day };
    let all = Feed::ALL.map(|feed| Notice::FeedStale(feed, d(0)));
    assert_eq!(office.reviews(9, &[WELL]), all);
    office.watermarks.receivables = Some(d(9));
    assert_eq!(office.reviews(10, &[WELL]), [Notice::FeedBack(Feed::Receivables)]);
}

#[test]
fn nothing_is_raised_or_cleared_by_a_rule_whose_feed_is_stale() {
    let mut office = office();
    office.reviews(0, &[ill([(Rule::Loss, Warning)]), WELL]);
    office.watermarks = sales(0);
    let both = [WELL, ill([(Rule::Loss, Warning), (Rule::Debt, Watch)])];
    let debt = said(1, Rule::Debt, raised(Watch));
    let notices = office.reviews(9, &both);
    assert!(notices.contains(&debt), "debt reads another feed");
    let of_loss = |it: &&Notice| matches!(it, Notice::Warning(key, effect) if key.rule == Rule::Loss && !matches!(effect, Effect::Reminder(_) | Effect::DeadlineMissed(_)));
    assert_eq!(notices.iter().filter(of_loss).count(), 0);
    let kept = office.register.episode(key(0, Rule::Loss)).unwrap();
    assert_eq!(kept.condition().phase(), Phase::Raised(Warning));
    assert!(office.register.episode(key(1, Rule::Loss)).is_none());
    office.watermarks = sales(9);
    let notices = office.reviews(9, &both);
    assert!(notices.contains(&said(0, Rule::Loss, Effect::Recovered { from: Warning })));
    assert!(notices.contains(&said(1, Rule::Loss, raised(Warning))));
}

#[test]
fn deadlines_pass_while_a_feed_is_stale() {
    let mut office = office();
    office.reviews(0, &[ill([(Rule::Loss, Warning)])]);
    office.watermarks = sales(0);
    let notices = office.reviews(9, &[WELL]);
    let missed = Effect::DeadlineMissed(guanxi::casework::Deadline::Acknowledge);
    assert!(notices.contains(&said(0, Rule::Loss, missed)));
}

#[test]
fn a_stale_feed_makes_no_bad_load() {
    let mut office = Office::new(policy(|it| it.flood_guard.fewest_steps = 1));
    office.reviews(0, &[WELL; 40]);
    office.watermarks = sales(0);
    let rows = [ill([(Rule::Loss, Warning)]); 40];
    assert_eq!(office.reviews(9, &rows), [Notice::FeedStale(Feed::Sales, d(0))]);
    office.watermarks = sales(9);
    let suspect = Notice::Flood { rule: Rule::Loss, raised: 40, of: 40 };
    assert_eq!(office.reviews(9, &rows), [Notice::FeedBack(Feed::Sales), suspect]);
}
