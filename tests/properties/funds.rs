//! Support funds against coins that are moved one by one.

use std::collections::BTreeSet;

use chrono::Weekday;
use guanxi::calendar::{AsOf, Day, Validity, WorkCalendar, WorkCalendarDraft};
use guanxi::lifecycle::{Entry, Reason};
use guanxi::money::{Amount, Currency, Major, Money, Total};
use guanxi::support::{SupportItem, SupportKind};
use guanxi::support_fund::{
    Artwork, CostLine, DenialGround, FundClaimOpening, FundClaimStep, FundCredit, FundCreditKind,
    FundEntry, FundInputs, FundOpening, FundPolicy, FundPolicyDraft, FundReduction,
    FundRequestOpening, FundRequestStep, ProofKind, SupportFund,
};
use proptest::prelude::*;

use crate::strategies::date;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Free,
    OfRequest(usize),
    OfClaim(usize),
    Paid,
    Off,
}

/// A yuan of a lot.
#[derive(Debug, Clone, Copy)]
struct Coin {
    /// The last day; `Day::MAX` for one that does not expire.
    until: Day,
    place: Place,
}

/// One act: its kind, days after the last, an amount, days until expiry, a request or a claim.
type Deed = (u8, i32, i64, i32, usize);

struct Naive {
    fund: SupportFund,
    policy: FundPolicy,
    coins: Vec<Coin>,
    on: Day,
    /// Requests with an amount set aside.
    approved: Vec<usize>,
    requests: usize,
    claims: usize,
}

fn yuan(amount: i64) -> Money {
    Money::new(Amount::from_minor(amount * 100), Currency::CNY)
}

fn reason() -> Reason {
    "as agreed".parse().unwrap()
}

impl Naive {
    fn new() -> Self {
        let opening = FundOpening {
            customer: "Li".parse().unwrap(),
            currency: Currency::CNY,
            programme: Validity::ALWAYS,
            on: date(0),
        };
        let policy = FundPolicyDraft {
            least_claim: Major::from_units(0),
            without_request: [SupportKind::Information].into(),
            ..Default::default()
        };
        let policy = FundPolicy::try_new(policy).unwrap();
        let fund = SupportFund::open(opening);
        let (coins, approved) = (Vec::new(), Vec::new());
        Self { fund, policy, coins, on: date(0), approved, requests: 0, claims: 0 }
    }

    fn take(&mut self, entry: FundEntry) -> bool {
        let held = BTreeSet::new();
        self.fund.apply(entry, &FundInputs { held: &held, policy: &self.policy }).is_ok()
    }

    /// The places of the coins that are free, or of a request, by expiry and then as they came.
    fn coins_in(&self, place: Place) -> Vec<usize> {
        let (coins, on) = (self.coins.iter().enumerate(), self.on);
        let is_there =
            |coin: &Coin| coin.place == place && (place != Place::Free || coin.until >= on);
        let mut found: Vec<_> = coins.filter(|(_, it)| is_there(it)).collect();
        found.sort_by_key(|(place, coin)| (coin.until, *place));
        found.into_iter().map(|(place, _)| place).collect()
    }

    fn moves(&mut self, from: Place, to: Place, amount: i64) -> bool {
        let found = self.coins_in(from);
        let count = usize::try_from(amount).unwrap();
        for place in found.iter().take(count).filter(|_| found.len() >= count) {
            self.coins[*place].place = to;
        }
        found.len() >= count
    }

    fn request_step(&mut self, request: usize, by: &str, step: FundRequestStep) -> bool {
        let event = Entry::new(step, self.on, by.parse().unwrap());
        self.take(FundEntry::RequestStep { request: format!("Q{request}").parse().unwrap(), event })
    }

    fn claim_step(&mut self, claim: usize, by: &str, step: FundClaimStep) -> bool {
        let event = Entry::new(step, self.on, by.parse().unwrap());
        self.take(FundEntry::ClaimStep { claim: format!("K{claim}").parse().unwrap(), event })
    }

    /// Money in, and money off.
    fn credit(&mut self, amount: i64, days: i32) -> bool {
        let until = if days > 36 { Day::MAX } else { self.on.offset(days) };
        self.coins.extend((0..amount).map(|_| Coin { until, place: Place::Free }));
        let id = format!("C{}", self.coins.len()).parse().unwrap();
        let (kind, by) = (FundCreditKind::Granted, "Sun".parse().unwrap());
        let until = Some(until).filter(|it| *it < Day::MAX);
        let (on, amount) = (self.on, yuan(amount));
        self.take(FundEntry::Credit(FundCredit { id, kind, amount, until, on, by }))
    }

    fn reduce(&mut self, amount: i64) -> bool {
        let expected = self.moves(Place::Free, Place::Off, amount);
        let id = format!("R{}", self.fund.entries().len()).parse().unwrap();
        let (on, by, amount) = (self.on, "Sun".parse().unwrap(), yuan(amount));
        let taken =
            self.take(FundEntry::Reduction(FundReduction { id, amount, reason: reason(), on, by }));
        taken == expected
    }

    fn request(&mut self, amount: i64) -> bool {
        let (number, on) = (self.requests, self.on);
        self.requests += 1;
        let opening = FundRequestOpening {
            id: format!("Q{number}").parse().unwrap(),
            item: SupportItem::Booklet,
            line: None,
            activity: Validity::open_ended(on),
            on,
            by: "Sun".parse().unwrap(),
        };
        let drafted = self.take(FundEntry::Request(opening));
        let submitted = self.request_step(number, "Sun", FundRequestStep::Submit);
        let step = FundRequestStep::Approve { amount: yuan(amount), until: on.offset(1_000) };
        let approved = self.request_step(number, "Wang", step);
        let expected = self.moves(Place::Free, Place::OfRequest(number), amount);
        if expected {
            self.approved.push(number);
        }
        drafted && submitted && approved == expected
    }

    fn close(&mut self, number: usize) -> bool {
        let expected = self.approved.contains(&number);
        self.approved.retain(|it| *it != number);
        for place in self.coins_in(Place::OfRequest(number)) {
            self.coins[place].place = Place::Free;
        }
        // A request that was not approved is over when it is closed, and holds nothing.
        let closed = self.request_step(number, "Sun", FundRequestStep::Close { reason: reason() });
        closed || !expected
    }

    fn claim(&mut self, request: Option<usize>, amount: i64) -> bool {
        let (number, on) = (self.claims, self.on);
        self.claims += 1;
        let opening = FundClaimOpening {
            id: format!("K{number}").parse().unwrap(),
            request: request.map(|it| format!("Q{it}").parse().unwrap()),
            item: SupportItem::Booklet,
            activity: Validity::open_ended(on),
            artwork: Artwork::Own,
            on,
            by: "Sun".parse().unwrap(),
        };
        let known = request.is_none_or(|it| it < self.requests);
        if self.take(FundEntry::Claim(opening)) != known {
            return false;
        }
        if !known {
            return true;
        }
        let line = CostLine {
            invoice: format!("I{number}").parse().unwrap(),
            item: SupportItem::Booklet,
            amount: yuan(amount * 2),
        };
        let proofs = [ProofKind::Invoice].into();
        let submit = FundClaimStep::Submit { lines: vec![line], proofs };
        let submitted = self.claim_step(number, "Sun", submit);
        let granted =
            self.claim_step(number, "Wang", FundClaimStep::Approve { amount: yuan(amount) });
        let from = request.map_or(Place::Free, Place::OfRequest);
        let expected = self.moves(from, Place::OfClaim(number), amount);
        let deny = FundClaimStep::Deny { ground: DenialGround::Other, reason: reason() };
        let denied = self.claim_step(number, "Wang", deny);
        submitted && granted == expected && denied != granted
    }

    fn pay(&mut self, number: usize) -> bool {
        let coins = self.coins_in(Place::OfClaim(number));
        for place in &coins {
            self.coins[*place].place = Place::Paid;
        }
        let document = "B".parse().unwrap();
        self.claim_step(number, "Wang", FundClaimStep::Pay { document }) != coins.is_empty()
    }

    fn deed(&mut self, (kind, after, amount, days, number): Deed) -> bool {
        self.on = self.on.offset(after);
        match kind {
            0 | 1 => self.credit(amount, days),
            2 => self.reduce(amount),
            3 => self.request(amount),
            4 => self.close(number),
            5 => self.claim(Some(number), amount),
            6 => self.claim(None, amount),
            _ => self.pay(number),
        }
    }

    fn count(&self, is_there: impl Fn(&Coin) -> bool) -> Total {
        yuan(i64::try_from(self.coins.iter().filter(|it| is_there(it)).count()).unwrap())
            .amount()
            .to_total()
    }
}

/// A claim with days between its submission, its returns and its completions, in turn.
fn told_claim(gaps: &[i32]) -> (Naive, Vec<(i32, i32)>, i32) {
    let mut naive = Naive::new();
    let opening = FundClaimOpening {
        id: "K0".parse().unwrap(),
        request: None,
        item: SupportItem::Booklet,
        activity: Validity::open_ended(date(0)),
        artwork: Artwork::Own,
        on: date(0),
        by: "Sun".parse().unwrap(),
    };
    assert!(naive.take(FundEntry::Claim(opening)));
    let submit = || FundClaimStep::Submit { lines: Vec::new(), proofs: BTreeSet::new() };
    assert!(naive.claim_step(0, "Sun", submit()));
    let (mut on, mut with_customer, mut given_back) = (0, Vec::new(), None);
    for gap in gaps {
        on += gap;
        naive.on = date(on);
        match given_back.take() {
            None => {
                let step = FundClaimStep::Return { reason: reason() };
                assert!(naive.claim_step(0, "Wang", step));
                given_back = Some(on);
            }
            Some(from) => {
                assert!(naive.claim_step(0, "Sun", submit()));
                with_customer.push((from, on));
            }
        }
    }
    with_customer.extend(given_back.map(|from| (from, i32::MAX)));
    (naive, with_customer, on)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn balances_of_funds_are_folds_and_never_negative(
        deeds in prop::collection::vec((0_u8..8, 0_i32..20, 1_i64..12, 0_i32..40, 0_usize..3), 1..10),
    ) {
        let mut naive = Naive::new();
        for deed in deeds {
            prop_assert!(naive.deed(deed), "{:?}", deed);
            let (found, on) = (naive.fund.balance(AsOf::new(naive.on)), naive.on);
            prop_assert_eq!(
                found.available,
                naive.count(|it| it.place == Place::Free && it.until >= on)
            );
            prop_assert_eq!(
                found.expired,
                naive.count(|it| it.place == Place::Free && it.until < on)
            );
            let is_held = |it: &Coin| matches!(it.place, Place::OfRequest(_) | Place::OfClaim(_));
            prop_assert_eq!(found.committed, naive.count(is_held));
            prop_assert_eq!(found.paid, naive.count(|it| it.place == Place::Paid));
            prop_assert_eq!(found.reduced, naive.count(|it| it.place == Place::Off));
            let came = found.accrued.plus(found.granted);
            let went = found.reduced.plus(found.expired).plus(found.committed).plus(found.paid);
            prop_assert_eq!(found.available, came.minus(went));
            let all = [found.available, found.expired, found.committed, found.paid];
            prop_assert!(all.iter().all(|it| *it >= Total::ZERO), "{:?}", found);
        }
    }

    #[test]
    fn the_clock_of_a_claim_counts_no_day_of_the_customer_and_no_day_twice(
        gaps in prop::collection::vec(0_i32..9, 0..7),
        later in 0_i32..20,
        limit in 1_u16..12,
    ) {
        let (naive, with_customer, last) = told_claim(&gaps);
        let rest_days = vec![Weekday::Sat, Weekday::Sun];
        let draft = WorkCalendarDraft { rest_days, ..Default::default() };
        let calendar = WorkCalendar::try_new(draft).unwrap();
        let t = last + later;
        let is_ours = |on: i32| with_customer.iter().all(|(from, until)| {
            // One that is still with the customer takes the day asked with it, and none after.
            let until = if *until == i32::MAX { t + 1 } else { *until };
            on < *from || until <= on
        });
        // The first day is a Monday.
        let is_worked = |on: i32| on.rem_euclid(7) < 5;
        let (mut on, mut count) = (0, 0);
        while count < limit {
            on += 1;
            count += u16::from(is_ours(on) && is_worked(on));
        }
        let t = AsOf::new(date(t));
        let claims = naive.fund.claims(t);
        let claim = claims.values().next().unwrap();
        prop_assert_eq!(claim.decide_by(t, limit, &calendar), Some(date(on)));
    }
}
