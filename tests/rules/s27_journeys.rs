//! S27: days from asking to answer, one measure for every trail.

use guanxi::enquiry::{Enquiry, EnquiryOpening, EnquiryStep};
use guanxi::goods_return::{
    DeliveryFacts, GoodsReturn, ReturnInputs, ReturnOpening, ReturnPolicy, ReturnReason, ReturnStep,
};
use guanxi::lifecycle::{Entry, Journey, JourneyFigures, Pause};
use guanxi::measure::Ratio;
use guanxi::segment::Class;
use guanxi::service::{RequestManner, ServiceRequest, ServiceRequestDraft};

use crate::given::{as_of, day, percent, yuan};

/// Asked on 1 March 2026 and answered, or not, after some days; as of 31 March.
fn way(days: Option<i32>) -> Journey {
    let asked = day("2026-03-01");
    Journey::without_steps(asked, days.map(|it| asked.offset(it)), as_of("2026-03-31")).unwrap()
}

#[test]
fn a_share_is_read_by_nearest_rank() {
    let figures = JourneyFigures::read((1..=10).map(|days| way(Some(days))));
    let within = |share: &str| figures.within(percent(share)).unwrap();
    assert_eq!(figures.median(), Some(5), "the lower middle of ten");
    assert_eq!(["0%", "10%", "10.0001%", "50%", "50.0001%"].map(within), [1, 1, 2, 5, 6]);
    assert_eq!(["90%", "90.0001%", "100%"].map(within), [9, 10, 10]);
    assert_eq!(figures.within(Ratio::from_percent(101)), None);
    let odd = JourneyFigures::read([7, 1, 3].map(|days| way(Some(days))));
    assert_eq!((odd.median(), odd.answered.as_slice()), (Some(3), &[1, 3, 7][..]));
}

#[test]
fn those_that_wait_are_counted_separately() {
    let figures = JourneyFigures::read([way(Some(2)), way(None), way(Some(31))]);
    // An answer of 1 April is not seen on 31 March.
    assert_eq!((figures.answered, figures.waiting), (vec![2], vec![30, 30]));
    let none = JourneyFigures::read([way(None)]);
    assert_eq!((none.median(), none.within(Ratio::ONE)), (None, None));
    assert_eq!(none.to_string(), "0 answered; 1 waiting, 30 days at most");
    assert_eq!(JourneyFigures::read([]).to_string(), "0 answered");
}

#[test]
fn days_with_the_customer_are_counted_separately_and_none_twice() {
    let pause = |from, until| Pause::try_new(day(from), day(until)).unwrap();
    let t = as_of("2026-03-31");
    let paused = |way: Journey, pauses: &[Pause]| way.with_pauses(pauses, t).paused;
    let both = [pause("2026-03-03", "2026-03-06"), pause("2026-03-05", "2026-03-08")];
    assert_eq!(paused(way(Some(20)), &both), 5, "two pauses share a day");
    assert_eq!(paused(way(Some(4)), &both), 2, "up to the answer");
    assert_eq!(paused(way(None), &[Pause::running(day("2026-03-29"))]), 2);
    assert_eq!(paused(way(Some(20)), &[pause("2026-02-20", "2026-03-02")]), 1, "from the asking");
    let all = way(Some(20)).with_pauses(&both, t);
    assert_eq!((all.days, all.our_days()), (20, 15));
    let figures = JourneyFigures::read([all]);
    assert_eq!((figures.answered, figures.paused), (vec![15], 5));
}

/// A return: a photo is asked for on the 22nd and comes on the 25th.
#[test]
fn a_return_waits_for_the_customer_while_more_is_asked() {
    let mut goods = GoodsReturn::open(ReturnOpening {
        id: "R-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        on: day("2026-03-20"),
        by: "Desk".parse().unwrap(),
        paper: None,
        product: "tea".parse().unwrap(),
        quantity: 24,
        reason: ReturnReason::Choice,
        sale: None,
        delivered: day("2026-03-01"),
        is_assumed: true,
        batch: None,
        paid: yuan("240"),
        is_unannounced: false,
        split_from: None,
    });
    let policy = ReturnPolicy::default();
    let delivery = DeliveryFacts {
        delivered: 24,
        returned: 0,
        pending: 0,
        window_days: 30,
        batches: &[],
        warranty: None,
    };
    let text = || "a photo".parse().unwrap();
    for (on, step) in [
        ("2026-03-22", ReturnStep::AskInfo { question: text() }),
        ("2026-03-23", ReturnStep::AskAgain),
        ("2026-03-25", ReturnStep::GiveInfo { answer: text() }),
        ("2026-03-26", ReturnStep::Authorise { quantity: 24 }),
        ("2026-03-28", ReturnStep::Receive { quantity: 24 }),
        ("2026-03-28", ReturnStep::Inspect { state: text() }),
        ("2026-03-30", ReturnStep::Refund { quantity: 24, credit: yuan("240") }),
    ] {
        let event = Entry::new(step, day(on), "Sun".parse().unwrap());
        goods.apply(event, &ReturnInputs { delivery, policy: &policy }).unwrap();
    }
    let journey = |t| {
        let way = goods.journey(as_of(t)).unwrap();
        (way.days, way.paused, way.our_days())
    };
    assert_eq!(journey("2026-03-24"), (4, 2, 2), "up to the day of the question");
    assert_eq!(journey("2026-04-30"), (10, 3, 7));
}

#[test]
fn requests_and_enquiries_go_by_the_same_measure() {
    let request = |answered: Option<&str>| {
        ServiceRequest::try_new(ServiceRequestDraft {
            number: "Q-1".parse().unwrap(),
            customer: "Li".parse().unwrap(),
            class: Class::A,
            manner: RequestManner::Easy,
            asked: day("2026-03-02"),
            taken_by: "Desk".parse().unwrap(),
            answered: answered.map(day),
        })
        .unwrap()
    };
    let said = |request: &ServiceRequest, t| request.journey(as_of(t)).map(|it| it.to_string());
    assert_eq!(said(&request(None), "2026-03-01"), None);
    assert_eq!(
        said(&request(Some("2026-03-05")), "2026-03-04").as_deref(),
        Some("waiting for 2 days, asked 1 time, 0 hand-overs")
    );
    assert_eq!(
        said(&request(Some("2026-03-05")), "2026-03-05").as_deref(),
        Some("answered on 2026-03-05 after 3 days, asked 1 time, 0 hand-overs")
    );

    let mut enquiry = Enquiry::open(EnquiryOpening {
        person: None,
        on: day("2026-03-02"),
        product: "feed".parse().unwrap(),
        quantity: "10 t".parse().unwrap(),
        by: "Wang".parse().unwrap(),
    });
    let quote = EnquiryStep::Quote { sum: yuan("100"), until: day("2026-03-31") };
    enquiry.apply(Entry::new(quote, day("2026-03-09"), "Sun".parse().unwrap())).unwrap();
    assert_eq!(enquiry.journey(as_of("2026-03-01")), None);
    assert_eq!(enquiry.journey(as_of("2026-03-08")).unwrap().answered, None);
    let told = enquiry.journey(as_of("2026-04-30")).unwrap();
    assert_eq!((told.days, told.hand_overs), (7, 1));
}
