//! The refusals of agreements and of credit in trade that no rule is tested by, and the sentences
//! in which their clauses, terms and findings are said.

use std::fmt::{Debug, Display};

use guanxi::contract::{
    AmendmentError, Carry, ContractStatus, NoticePeriod, Obligation, ObligationDraft,
    ObligationRemedy, PurchaseEvent, PurchaseTarget, Renewal, TermClause,
};
use guanxi::credit::{LimitSource, NotInForce, RateError};
use guanxi::diversion::DiversionKind;
use guanxi::hold::{HoldError, HoldStatus, ReserveError};
use guanxi::lifecycle::PolicyFinding;
use guanxi::rebate::PriceError;
use guanxi::receivable::PaymentIndexError;
use guanxi::sales_plan::AttainmentError;

use crate::given::{day, yuan};

#[track_caller]
fn says<E: Display + Debug>(rows: Vec<(E, &str)>) {
    for (error, text) in rows {
        assert_eq!(error.to_string(), text, "{error:?}");
    }
}

#[test]
fn a_held_order() {
    says(vec![
        (HoldError::Blank { step: "release".to_owned() }, "a release says why, and that was blank"),
        (HoldError::NoReason, "an order is held for at least one reason, there was none"),
        (HoldError::UnknownRole { role: "porter".to_owned() }, "no role is called \"porter\""),
        (
            HoldError::BeyondCeiling {
                role: "credit clerk".to_owned(),
                ceiling: yuan("10000"),
                value: yuan("10000.01"),
            },
            "a credit clerk releases at most CNY 10,000.00, the order is worth CNY 10,000.01",
        ),
        (
            HoldError::FourEyes {
                by: "Wang".parse().unwrap(),
                value: yuan("10000.01"),
                bound: yuan("10000"),
            },
            "Wang asked for the release of CNY 10,000.01 and cannot grant it: \
             above CNY 10,000.00 it takes two",
        ),
        (
            HoldError::NotReached { step: "assign".to_owned(), status: HoldStatus::Released },
            "to assign cannot have left the order released, or released it up to that day",
        ),
        (
            HoldError::Value { was: yuan("5"), value: yuan("-1") },
            "the value of an order of CNY 5.00 must not be negative or in another currency, \
             was CNY -1.00",
        ),
    ]);
}

#[test]
fn a_reservation() {
    says(vec![
        (
            ReserveError::Stale { expected: 3, found: 4 },
            "the state has version 4, the request was made on version 3",
        ),
        (
            ReserveError::Until { from: day("2026-03-02"), until: day("2026-03-01") },
            "a reservation of 2026-03-02 must not end before it, was 2026-03-01",
        ),
        (
            ReserveError::Recorded { order: "O-1".parse().unwrap() },
            "order O-1 is recorded, its credit needs no reservation",
        ),
        (
            ReserveError::LastVersion { version: u64::MAX },
            "the state has version 18446744073709551615, no other can follow",
        ),
    ]);
}

#[test]
fn an_amendment() {
    says(vec![
        (
            AmendmentError::NotSigned { status: ContractStatus::InReview },
            "a contract is amended while it is signed or in force, it is in review",
        ),
        (AmendmentError::Taken { number: 2 }, "amendment 2 is there already"),
        (AmendmentError::Unknown { number: 2 }, "there is no amendment 2"),
        (
            AmendmentError::Outside {
                number: 2,
                effective: day("2027-01-01"),
                from: day("2026-01-01"),
                to: Some(day("2026-12-31")),
            },
            "amendment 2 takes effect from 2026-01-01 to 2026-12-31, was 2027-01-01",
        ),
        (
            AmendmentError::Outside {
                number: 2,
                effective: day("2025-12-31"),
                from: day("2026-01-01"),
                to: None,
            },
            "amendment 2 takes effect from 2026-01-01 to any day, was 2025-12-31",
        ),
    ]);
}

#[test]
fn sums_that_do_not_fit() {
    let rate = "0.0000000000000000000000000001".parse().unwrap();
    says(vec![(
        RateError::TooFine { money: yuan("0.01"), rate },
        "CNY 0.01 at 0.0000000000000000000000000001 has too many digits",
    )]);
    says(vec![(
        PriceError::Overflow { product: "Paint".parse().unwrap() },
        "the price of Paint is too large to be compared",
    )]);
    says(vec![(
        AttainmentError::Overflow { product: "Paint".parse().unwrap() },
        "the sales of Paint do not fit a number",
    )]);
    says(vec![(
        PaymentIndexError::Overflow { place: 7 },
        "payment 7: the weighted sum goes out of range",
    )]);
}

#[test]
fn the_clauses_of_a_contract() {
    let drafted = ObligationDraft {
        products: ["Paint", "Tools"].map(|it| it.parse().unwrap()).into(),
        event: PurchaseEvent::Invoiced,
        months: 12,
        target: PurchaseTarget::Amount(yuan("90000")),
        carry: Carry::None,
        cure_days: 30,
        remedy: ObligationRemedy::PayShortfall,
    };
    let all = ObligationDraft {
        products: std::collections::BTreeSet::new(),
        carry: Carry::Excess,
        cure_days: 0,
        remedy: ObligationRemedy::Terminate,
        ..drafted.clone()
    };
    let obligation = Obligation::try_new(drafted).unwrap();
    let all = Obligation::try_new(all).unwrap();
    says(vec![
        (
            obligation,
            "CNY 90,000.00 invoiced in 12 months of Paint and Tools, carry none, 30 days to cure, \
             then pay shortfall",
        ),
        (all, "CNY 90,000.00 invoiced in 12 months, carry excess, 0 days to cure, then terminate"),
    ]);
    says(vec![(
        TermClause {
            renewal: Renewal::None,
            notice: Some(NoticePeriod::Months(3)),
            termination: Some(NoticePeriod::Days(30)),
            minimum_months: 12,
            cure_days: Some(14),
            sell_off_days: Some(60),
        },
        "not renewed, notice 3 months, terminated with 30 days, for at least 12 months, \
         14 days to cure, 60 days to sell off",
    )]);
}

#[test]
fn sources_of_limits() {
    let words = LimitSource::ALL.map(|it| it.to_string());
    assert_eq!(words, ["base limit", "temporary limit", "limit with insurance"]);
    let words = NotInForce::ALL.map(|it| it.to_string());
    assert_eq!(
        words,
        ["replaced by a temporary limit", "raised by an insurance", "holds on other days"]
    );
}

#[test]
fn kinds_of_diversion() {
    let words = DiversionKind::ALL.map(|it| it.to_string());
    assert!(words.contains(&"through a customer of the customer, help refused".to_owned()));
    assert!(words.contains(&"sold off after the grant".to_owned()));
}

#[test]
fn a_policy_that_a_team_cannot_follow() {
    says(vec![
        (
            PolicyFinding::TooFewHolders {
                path: "quorum.least".to_owned(),
                role: "credit manager".parse().unwrap(),
                places: 2,
                holders: 1,
            },
            "quorum.least asks for credit manager in 2 places, and 1 hold that role",
        ),
        (
            PolicyFinding::TooFewPeople {
                path: "case".to_owned(),
                acts: vec!["verify", "decide"],
                filled: 1,
            },
            "case takes 2 people (verify, decide), and the team has 1 for it",
        ),
        (
            PolicyFinding::DeadlineOvertaken {
                path: "hearing_days".to_owned(),
                days: 5,
                next: "window_days".to_owned(),
                next_days: 4,
            },
            "hearing_days (5 days) is longer than window_days (4 days)",
        ),
    ]);
}
