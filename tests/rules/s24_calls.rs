//! S24: the number of calls on each account, as advice.

use guanxi::money::{Amount, Total};
use guanxi::visit::{CallAdvice, CallLevel, CallPlan, CallPlanError, CallResponse};

use crate::given::currency;

fn total(yuan: i64) -> Total {
    Amount::from_minor(yuan * 100).to_total()
}

/// The answers for a customer at some numbers of calls, in yuan.
fn response(customer: &str, minutes: u16, present: u16, levels: &[(u16, i64)]) -> CallResponse {
    let level = |(calls, yuan): &(u16, i64)| CallLevel {
        calls: *calls,
        contribution: Amount::from_minor(yuan * 100),
    };
    let levels = levels.iter().map(level).collect();
    CallResponse { customer: customer.parse().unwrap(), minutes, present, levels }
}

fn x() -> CallResponse {
    response("X", 60, 3, &[(0, 0), (1, 50), (2, 80), (3, 90)])
}

fn y() -> CallResponse {
    response("Y", 60, 1, &[(0, 0), (1, 40), (2, 75), (3, 100)])
}

#[track_caller]
fn plan(responses: &[CallResponse], minutes: u64) -> CallPlan<'_> {
    CallPlan::try_new(responses, minutes, currency("CNY")).unwrap()
}

/// The calls on each account, by id.
fn calls(plan: &CallPlan<'_>) -> Vec<u16> {
    plan.lines.iter().map(|it| it.calls).collect()
}

#[test]
fn g24_2_three_hours_go_where_each_call_brings_most() {
    let accounts = [y(), x()];
    let plan = plan(&accounts, 180);
    assert_eq!(calls(&plan), [1, 2]);
    assert_eq!((plan.contribution, plan.taken), (total(125), 180));
    assert_eq!(plan.hour_value, Some(total(30)), "the second call on X");
    assert_eq!(plan.at_most, total(125));
}

#[test]
fn the_time_ends_or_the_gain_does() {
    let accounts = [x(), y()];
    let rows: [(u64, [u16; 2], i64, Option<i64>); 7] = [
        (0, [0, 0], 0, Some(50)),
        (59, [0, 0], 0, Some(50)),
        (60, [1, 0], 50, Some(40)),
        (240, [2, 2], 155, Some(25)),
        (300, [2, 3], 180, Some(10)),
        (360, [3, 3], 190, None),
        (9_999, [3, 3], 190, None),
    ];
    for (minutes, expected, yuan, hour) in rows {
        let plan = plan(&accounts, minutes);
        let found = (calls(&plan), plan.contribution, plan.hour_value);
        assert_eq!(found, (expected.into(), total(yuan), hour.map(total)), "{minutes}");
    }
    // 59 minutes would bring at most their part of 50 yuan.
    assert_eq!(plan(&accounts, 59).at_most, Amount::from_minor(4916).to_total());
}

#[test]
fn calls_go_by_their_gain_a_minute_and_not_a_call() {
    let long = response("L", 90, 0, &[(0, 0), (1, 59)]);
    let short = response("S", 60, 0, &[(0, 0), (1, 40)]);
    let accounts = [long, short];
    assert_eq!(calls(&plan(&accounts, 90)), [0, 1], "40 an hour, 39.33 an hour");
    let long = response("L", 90, 0, &[(0, 0), (1, 60)]);
    let accounts = [accounts[1].clone(), long];
    assert_eq!(calls(&plan(&accounts, 90)), [1, 0], "of equal gains the id decides");
    assert_eq!(plan(&accounts, 90).hour_value, Some(total(40)));
}

#[test]
fn a_level_below_the_line_between_its_neighbours_is_passed_over() {
    // A call alone brings hardly anything, four bring a contract.
    let slow = response("S", 60, 1, &[(0, 0), (1, 5), (4, 120), (6, 150)]);
    let other = response("T", 60, 0, &[(0, 0), (1, 29), (2, 40)]);
    let accounts = [slow, other];
    assert_eq!(calls(&plan(&accounts, 240)), [4, 0]);
    let short = plan(&accounts, 180);
    assert_eq!(calls(&short), [0, 2], "four calls do not fit, so the next ones are taken");
    assert_eq!((short.contribution, short.at_most), (total(40), total(90)));
    // On a line both levels stay.
    let even = [response("S", 60, 1, &[(0, 0), (1, 10), (2, 20)])];
    assert_eq!(calls(&plan(&even, 60)), [1]);
}

#[test]
fn too_many_calls_annoy_and_are_not_planned() {
    let accounts = [response("X", 60, 4, &[(0, -10), (2, 80), (4, 70)])];
    let made = plan(&accounts, 1_000);
    assert_eq!((calls(&made), made.contribution), (vec![2], total(80)));
    let never = [response("X", 60, 0, &[(0, 10), (2, 5)])];
    assert_eq!(calls(&plan(&never, 1_000)), [0]);
}

#[test]
fn accounts_with_too_many_and_too_few_calls_are_named() {
    let accounts = [x(), y(), response("Z", 30, 0, &[(0, 20), (1, 20)])];
    let plan = plan(&accounts, 180);
    let names = |advice| -> Vec<&str> {
        plan.advised(advice).map(|it| it.response.customer.as_str()).collect()
    };
    assert_eq!(names(CallAdvice::TooMany), ["X"]);
    assert_eq!(names(CallAdvice::TooFew), ["Y"]);
    assert_eq!(names(CallAdvice::Right), ["Z"]);
    assert_eq!(
        plan.to_string(),
        "180 minutes for calls, 180 taken; one more hour brings CNY 30.00\n\
         CNY 145.00 expected, at most CNY 145.00\n\
         CNY 150.00 with the present calls, in 240 minutes\n  \
           X: 1 call for CNY 50.00; now 3 for CNY 90.00, too many\n  \
           Y: 2 calls for CNY 75.00; now 1 for CNY 40.00, too few\n  \
           Z: 0 calls for CNY 20.00"
    );
}

#[test]
fn five_levels_are_asked_about() {
    let rows: [(u16, u16, &[u16]); 5] = [
        (4, 12, &[0, 2, 4, 6, 12]),
        (5, 12, &[0, 3, 5, 8, 12]),
        (0, 3, &[0, 3]),
        (2, 3, &[0, 1, 2, 3]),
        (u16::MAX, u16::MAX, &[0, 32_768, u16::MAX]),
    ];
    for (present, saturation, asked) in rows {
        assert_eq!(CallLevel::to_ask(present, saturation), asked);
    }
}

#[test]
fn answers_that_contradict_themselves_are_refused() {
    let refused = |responses: &[CallResponse]| {
        let error: CallPlanError = CallPlan::try_new(responses, 60, currency("CNY")).unwrap_err();
        (error.to_string(), error.code())
    };
    let expect = |text: &str, code| (text.to_owned(), code);
    assert_eq!(
        refused(&[x(), x()]),
        expect("there are answers for X twice", "call_response_repeated")
    );
    assert_eq!(
        refused(&[CallResponse { minutes: 0, ..x() }]),
        expect("a call on X takes at least 1 minute, was 0", "call_without_minutes")
    );
    for levels in [&[][..], &[(1, 5), (3, 9)]] {
        assert_eq!(
            refused(&[response("X", 60, 3, levels)]),
            expect("the answers for X must begin with 0 calls", "no_level_without_calls")
        );
    }
    assert_eq!(
        refused(&[response("X", 60, 0, &[(0, 0), (3, 9), (3, 9)])]),
        expect(
            "the calls in the answers for X must rise, 3 came after 3",
            "call_levels_out_of_order"
        )
    );
    assert_eq!(
        refused(&[CallResponse { present: 4, ..x() }]),
        expect("no answer for X has the 4 calls that are made now", "no_level_of_present_calls")
    );
    let none = plan(&[], 60);
    assert_eq!((none.lines.len(), none.hour_value), (0, None));
}
