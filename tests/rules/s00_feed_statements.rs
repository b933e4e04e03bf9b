//! S21: what is stated of feeds is known from a day on, and what cannot be is refused.

use guanxi::book::Book;
use guanxi::casework::{CasePolicy, Notice, Register};
use guanxi::customer::Customer;
use guanxi::evidence::NotJudged;
use guanxi::feed::{Feed, FeedGap, FeedStatement, FeedStatements, StatedFeed, Watermarks};
use guanxi::policy::Policy;
use guanxi::review::StepContext;
use guanxi::trade::Sale;
use guanxi::warning::{Outcome, Rule};

use crate::given::{as_of, currency, day, document, yuan};
use crate::s00_feeds::{complete, gap};

fn sales_to(feeds: &FeedStatements, t: &str) -> Option<String> {
    feeds.as_of(as_of(t)).watermarks.sales.map(|day| day.to_string())
}

#[test]
fn as_of_a_day_the_last_statement_known_by_then_stands() {
    let mut feeds = FeedStatements::default();
    let to = |day| complete(Feed::Sales, day);
    // In another order than that of their days.
    feeds.state(day("2026-03-20"), to("2026-03-19")).unwrap();
    feeds.state(day("2026-03-10"), to("2026-03-09")).unwrap();
    assert_eq!(sales_to(&feeds, "2026-03-09"), None, "nothing was stated yet");
    assert_eq!(sales_to(&feeds, "2026-03-10").as_deref(), Some("2026-03-09"));
    assert_eq!(sales_to(&feeds, "2026-03-19").as_deref(), Some("2026-03-09"));
    assert_eq!(sales_to(&feeds, "2026-03-20").as_deref(), Some("2026-03-19"));
    // A later statement of a day takes the place of the earlier, also back.
    feeds.state(day("2026-03-20"), to("2026-03-12")).unwrap();
    assert_eq!(sales_to(&feeds, "2026-03-20").as_deref(), Some("2026-03-12"));
    // What holds on all days holds before the first that has a day.
    feeds.state_for_all_days(to("2026-06-30")).unwrap();
    assert_eq!(sales_to(&feeds, "2026-01-01").as_deref(), Some("2026-06-30"));
    assert_eq!(sales_to(&feeds, "2026-04-01").as_deref(), Some("2026-03-12"));
}

#[test]
fn a_gap_stands_from_the_day_it_is_known_until_it_is_filled() {
    let days = FeedGap::try_new(Feed::Sales, day("2026-03-01"), day("2026-03-05")).unwrap();
    let mut feeds = FeedStatements::default();
    feeds.state(day("2026-03-10"), FeedStatement::Gap(days)).unwrap();
    feeds.state(day("2026-03-20"), FeedStatement::Filled(days)).unwrap();
    let gaps = |t| feeds.as_of(as_of(t)).gaps;
    assert_eq!(gaps("2026-03-09"), []);
    assert_eq!(gaps("2026-03-10"), [days]);
    assert_eq!(gaps("2026-03-19"), [days]);
    assert_eq!(gaps("2026-03-20"), []);
}

#[test]
fn statements_that_cannot_be_are_refused_and_change_nothing() {
    let mut feeds = FeedStatements::default();
    let on = day("2026-03-10");
    let mut refused = |statement| feeds.state(on, statement).unwrap_err().to_string();
    assert_eq!(
        refused(complete(Feed::Receivables, "2026-03-11")),
        "on 2026-03-10 receivables are complete up to that day at most, was 2026-03-11",
    );
    assert_eq!(
        refused(gap(Feed::Sales, "2026-03-11", "2026-03-12")),
        "on 2026-03-10 no gap is known that begins after that day, \
         was the gap of sales from 2026-03-11 to 2026-03-12",
    );
    let unknown = FeedGap::try_new(Feed::Expenses, on, on).unwrap();
    let message = "there is no gap of expenses from 2026-03-10 to 2026-03-10 to fill";
    assert_eq!(refused(FeedStatement::Filled(unknown)), message);
    let error = feeds.state_for_all_days(FeedStatement::Filled(unknown)).unwrap_err();
    assert_eq!(error.to_string(), message);
    assert_eq!(feeds, FeedStatements::default());
    let reversed = FeedGap::try_new(Feed::Sales, on, on.offset(-1)).unwrap_err();
    assert_eq!(
        reversed.to_string(),
        "a gap of sales from 2026-03-10 ends on that day or later, was 2026-03-09",
    );
    // At the bounds.
    feeds.state(on, complete(Feed::Receivables, "2026-03-10")).unwrap();
    feeds.state(on, gap(Feed::Sales, "2026-03-10", "2026-03-10")).unwrap();
}

#[test]
fn statements_are_stated_again_from_their_list() {
    let days = FeedGap::try_new(Feed::Sales, day("2026-03-01"), day("2026-03-05")).unwrap();
    let mut feeds = FeedStatements::default();
    feeds.state(day("2026-03-10"), FeedStatement::Gap(days)).unwrap();
    feeds.state(day("2026-03-20"), FeedStatement::Filled(days)).unwrap();
    feeds.state(day("2026-03-15"), FeedStatement::Filled(days)).unwrap();
    feeds.state_for_all_days(complete(Feed::Incidents, "2026-03-15")).unwrap();
    let list: Vec<StatedFeed> = feeds.clone().into();
    assert_eq!(list.as_slice(), feeds.statements());
    assert_eq!(FeedStatements::try_from(list).unwrap(), feeds);
}

/// A customer that bought on the first five days of 2026.
fn book() -> Book {
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    for date in 1..=5 {
        let sale =
            Sale::new(document(&format!("S{date}")), day(&format!("2026-01-0{date}")), yuan("100"));
        book.record(li, sale).unwrap();
    }
    book
}

#[test]
fn a_review_as_of_a_past_day_goes_by_what_was_known_of_the_feeds() {
    let mut book = book();
    let feeds = book.feed_statements_mut();
    feeds.state(day("2026-01-06"), complete(Feed::Sales, "2026-01-05")).unwrap();
    feeds.state(day("2026-02-01"), complete(Feed::Sales, "2026-02-01")).unwrap();
    let policy = Policy::default();
    let loss = |t| book.review(as_of(t), &policy).unwrap().outcomes(Rule::Loss)[0];
    assert!(loss("2026-01-05") >= Outcome::Clear, "nothing was stated");
    assert!(loss("2026-01-08") >= Outcome::Clear, "three days beyond");
    assert_eq!(loss("2026-01-09"), Outcome::NoData, "four days beyond");
    assert_eq!(loss("2026-01-31"), Outcome::NoData);
    assert!(loss("2026-02-04") >= Outcome::Clear);
    assert_eq!(loss("2026-02-05"), Outcome::NoData);
}

#[test]
fn one_customer_an_event_and_a_review_go_by_the_same_feeds() {
    let mut book = book();
    let li = book.key(&"Li".parse().unwrap()).unwrap();
    let missing = gap(Feed::Sales, "2026-01-10", "2026-02-20");
    book.feed_statements_mut().state_for_all_days(missing).unwrap();
    let (t, policy) = (as_of("2026-03-01"), Policy::default());
    let review = book.review(t, &policy).unwrap();
    let explained = review.explain(li).unwrap();
    let judgement = book.judge(li, &book.assessor(t, &policy)).unwrap();
    assert_eq!(judgement.outcome(Rule::Loss), review.outcomes(Rule::Loss)[0]);
    let reasons = match explained.readings().verdict(Rule::Progress) {
        guanxi::warning::Verdict::NotApplicable(reasons)
        | guanxi::warning::Verdict::NoData(reasons) => reasons,
        judged => panic!("{judged}"),
    };
    let first = NotJudged::SalesMissing(day("2026-01-10"));
    assert!(reasons.parts().iter().any(|it| it.reason == first), "{reasons}");
}

#[test]
fn the_register_goes_by_the_watermarks_of_the_book_where_none_are_given() {
    let mut book = book();
    let stale = complete(Feed::Sales, "2026-01-05");
    book.feed_statements_mut().state_for_all_days(stale).unwrap();
    let (policy, cases) = (Policy::default(), CasePolicy::default());
    let is_told = |watermarks| {
        let beside = StepContext { watermarks, ..StepContext::default() };
        let review = book.review(as_of("2026-01-20"), &policy).unwrap();
        let notices = review.step(&mut Register::default(), 1, &beside, &cases).unwrap();
        let stale = Notice::FeedStale(Feed::Sales, day("2026-01-05"));
        notices.contains(&stale)
    };
    assert!(is_told(Watermarks::default()));
    let newer = Watermarks { sales: Some(day("2026-01-20")), ..Watermarks::default() };
    assert!(!is_told(newer), "what is given to the step comes first");
}
