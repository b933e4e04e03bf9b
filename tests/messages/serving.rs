//! The refusals and readings of communication, letters, the hotline and support funds.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::communication::{
    ContactClock, ContactInterval, ContactSnoozeError, CustomerMeeting, CustomerMeetingDraft,
    LeftOutOfMailing, MailAddress, MailChannel, MailConsent, MailObstacle, MailRecipient,
    MailTopic, Mailing, MailingError, MeetingContactsError, NoticeReading, NoticeReceipt,
    NoticeSubject, Opinion, OpinionAnswer, OpinionDebt, OpinionDraft, OpinionState, PolicyNotice,
    PolicyNoticeDraft, ReceiptState, SilenceReading, SilenceState,
};
use guanxi::goods_return::{Repacking, ReturnQuantities};
use guanxi::id::CustomerId;
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::letter::{LetterFault, LetterFinding, LetterStage, LetterStepError};
use guanxi::lifecycle::Stage as _;
use guanxi::measure::Quotient;
use guanxi::segment::Class;
use guanxi::service::{ClassStatement, ServiceClass};
use guanxi::support::{Concentration, TrainedTopic, TrainingTopic};
use guanxi::support_fund::{
    DenialGround, FundClaimStage, FundClaimStepError, FundError, FundFault, FundObjection,
    FundPolicy, FundPolicyDraft, FundRequestStage, FundRequestStepError, KindProofs,
    ProductAccrual, ProofKind,
};

use crate::given::{currency, day, document, percent, yuan};
use crate::{T, refused};

#[track_caller]
fn says<E: Display>(rows: impl IntoIterator<Item = (E, &'static str)>) {
    for (it, text) in rows {
        assert_eq!(it.to_string(), text);
    }
}

fn on(text: &str) -> Day {
    day(text)
}

#[test]
fn a_snooze() {
    use ContactSnoozeError as E;
    let (t, later) = (on(T), on("2026-04-05"));
    says([
        (
            E::BeforeSilence { on: t, from: later },
            "a snooze of 2026-03-31 cannot come before the silence, which began on 2026-04-05",
        ),
        (
            E::NotLater { on: t, until: t },
            "a snooze of 2026-03-31 ends on a later day, was 2026-03-31",
        ),
        (
            E::PastLongest { until: later, latest: t },
            "a snooze ends by 2026-03-31, the last day that is not too long, was 2026-04-05",
        ),
        (
            E::Again { on: t, until: later },
            "a silence can be snoozed only once, was snoozed on 2026-03-31 until 2026-04-05",
        ),
    ]);
}

#[test]
fn a_silence() {
    let interval = ContactInterval { ideal_days: 30, longest_days: 45 };
    let reading = |state, days, last: Option<&str>, snoozed: Option<&str>| SilenceReading {
        clock: ContactClock::HeardFrom,
        last: last.map(on),
        from: on("2026-02-09"),
        days,
        interval,
        snoozed: snoozed.map(on),
        state,
    };
    let last = Some("2026-02-09");
    says([
        (
            reading(SilenceState::InTime, 22, last, None),
            "heard from: due on 2026-03-11, last on 2026-02-09",
        ),
        (
            reading(SilenceState::Upcoming, 23, last, None),
            "heard from: upcoming, due on 2026-03-11, last on 2026-02-09",
        ),
        (
            reading(SilenceState::Snoozed, 30, last, Some("2026-03-20")),
            "heard from: snoozed until 2026-03-20, last on 2026-02-09",
        ),
        (
            reading(SilenceState::Due, 30, last, None),
            "heard from: due since 2026-03-11, last on 2026-02-09",
        ),
        (
            reading(SilenceState::TooLong, 46, last, None),
            "heard from: silent 1 day too long, last on 2026-02-09",
        ),
        (
            reading(SilenceState::TooLong, 50, None, None),
            "heard from: silent 5 days too long, at least 50 days without a contact, recorded \
             since 2026-02-09",
        ),
    ]);
}

#[test]
fn a_mailing() {
    let li: CustomerId = "Li".parse().unwrap();
    says([(
        MailingError::Repeated { customer: li.clone() },
        "Li is a candidate of the mailing twice",
    )]);
    let none = Mailing { recipients: Vec::new(), left_out: Vec::new() };
    says([(none, "goes to 0 of the customers, 0 left out")]);
    let (customer, channel) = (&li, MailChannel::Post);
    let address = MailAddress { channel, address: "1 Quay Road".parse().unwrap() };
    let consent =
        MailConsent { topic: MailTopic::News, channel, from: on("2026-01-05"), is_given: true };
    says([(
        MailRecipient { customer, address: &address, consent },
        "Li: by post, by its consent of 2026-01-05",
    )]);
    says([
        (
            LeftOutOfMailing { customer, reason: MailObstacle::Refused { channel, from: on(T) } },
            "Li: refused by post from 2026-03-31",
        ),
        (LeftOutOfMailing { customer, reason: MailObstacle::NoConsent }, "Li: no consent"),
        (LeftOutOfMailing { customer, reason: MailObstacle::NoAddress }, "Li: no address"),
        (
            LeftOutOfMailing { customer, reason: MailObstacle::SameHousehold { served: &li } },
            "Li: Li of its household gets it",
        ),
    ]);
}

#[test]
fn a_meeting_and_an_opinion() {
    let (staff, persons) = (BTreeSet::new(), BTreeSet::new());
    let nobody = Interaction::try_new(on(T), InteractionKind::Hotline, staff, persons);
    assert_eq!(refused(nobody), "hotline of 2026-03-31 names nobody of ours");
    let number = document("M-1");
    says([(
        MeetingContactsError::InFuture { number, on: on("2026-04-01"), t: on(T) },
        "a meeting is recorded up to 2026-03-31, M-1 is of 2026-04-01",
    )]);
    let draft = CustomerMeetingDraft {
        number: document("M-1"),
        on: on(T),
        staff: BTreeSet::new(),
        invited: BTreeSet::new(),
        came: BTreeMap::new(),
    };
    assert_eq!(
        refused(CustomerMeeting::try_new(draft)),
        "staff must name somebody of ours, was empty; invited must name a customer, was empty"
    );
    let draft = OpinionDraft {
        number: document("O-1"),
        customer: "Li".parse().unwrap(),
        person: None,
        on: on(T),
        by: "Wang".parse().unwrap(),
        words: "the boxes fall apart".parse().unwrap(),
        restated: None,
        confirmed: Some(on("2026-03-30")),
        answer: Some(OpinionAnswer { on: on("2026-03-30"), text: "yes".parse().unwrap() }),
    };
    assert_eq!(
        refused(Opinion::try_new(draft.clone())),
        "confirmed must have a restatement, was 2026-03-30 without one; \
         confirmed must not be before on (2026-03-31), was 2026-03-30; \
         answer.on must not be before on (2026-03-31), was 2026-03-30"
    );
    let opinion = OpinionDraft { confirmed: None, answer: None, ..draft };
    let opinion = Opinion::try_new(opinion).unwrap();
    let debt = |is_late| OpinionDebt {
        opinion: &opinion,
        state: OpinionState::Said,
        due: on("2026-06-30"),
        is_late,
    };
    says([
        (debt(false), "O-1 of Li: said, to be answered by 2026-06-30: the boxes fall apart"),
        (debt(true), "O-1 of Li: said, was to be answered by 2026-06-30: the boxes fall apart"),
    ]);
}

#[test]
fn a_notice() {
    let li: CustomerId = "Li".parse().unwrap();
    let reading = |state, holds_from| NoticeReading { customer: &li, state, holds_from };
    says([
        (reading(ReceiptState::NotTold, None), "Li: not told, does not hold"),
        (reading(ReceiptState::Opened, Some(on(T))), "Li: opened, holds from 2026-03-31"),
    ]);
    let receipt = NoticeReceipt {
        told: on(T),
        channel: InteractionKind::Message,
        opened: Some(on("2026-03-30")),
        confirmed: Some(on("2026-03-29")),
    };
    let draft = PolicyNoticeDraft {
        number: document("N-1"),
        subject: NoticeSubject::Price,
        text: "prices rise".parse().unwrap(),
        from: on(T),
        notice_days: None,
        addressed: BTreeSet::new(),
        receipts: [(li.clone(), receipt)].into(),
    };
    assert_eq!(
        refused(PolicyNotice::try_new(draft)),
        "addressed must name a customer, was empty; \
         receipts.Li.told must be of a customer addressed, was of another; \
         receipts.Li.opened must not be before told (2026-03-31), was 2026-03-30; \
         receipts.Li.confirmed must not be before told (2026-03-31), was 2026-03-29"
    );
}

#[test]
fn a_letter() {
    let fault = LetterFault::BeforeReceipt { on: on("2026-03-30"), received: on(T) };
    says([
        (fault.clone(), "a step of 2026-03-30 cannot come before the receipt on 2026-03-31"),
        (
            LetterFault::HoldDay { on: on(T), until: on(T) },
            "a holding answer of 2026-03-31 names a later day, was 2026-03-31",
        ),
    ]);
    let act = guanxi::letter::LetterAct::Thank;
    let out_of_turn = LetterStage::Received.try_after(act).unwrap_err();
    says([(LetterStepError::from(out_of_turn), "cannot thank for a letter that is received")]);
    let late = |promised| LetterFinding::NotAnswered { due: on(T), promised };
    says([
        (late(None), "was to be answered by 2026-03-31"),
        (late(Some(on("2026-04-09"))), "was to be answered by 2026-03-31, promised by 2026-04-09"),
    ]);
}

#[test]
fn an_objection_to_a_claim() {
    use FundObjection as O;
    let year = Validity::try_new(on("2026-01-01"), Some(on("2026-12-31"))).unwrap();
    let activity = Validity::try_new(on("2026-12-01"), Some(on("2027-01-31"))).unwrap();
    says([
        (O::NotApproved, "the activity was not approved before it began"),
        (
            O::OutsideWindow { activity, window: year },
            "the activity of 2026-12-01 to 2027-01-31 lies outside of 2026-01-01 to 2026-12-31",
        ),
        (
            O::AfterBegin { on: on(T), began: on("2026-03-30") },
            "the request of 2026-03-31 came after the activity began on 2026-03-30",
        ),
        (
            O::Late { on: on(T), last: on("2026-03-30") },
            "the claim was due by 2026-03-30, came on 2026-03-31",
        ),
        (
            O::BelowMinimum { share: yuan("24.99"), least: yuan("25") },
            "a claim is of at least CNY 25.00, was CNY 24.99",
        ),
        (O::ProofMissing { proof: ProofKind::LeadList }, "lead list is missing"),
        (
            O::InvoiceAgain { invoice: document("I"), claim: "K".parse().unwrap() },
            "invoice I is claimed in K",
        ),
    ]);
}

#[test]
fn an_entry_of_a_fund() {
    use FundFault as F;
    let (t, before) = (on(T), on("2026-03-30"));
    says([
        (
            F::BackDated { on: before, last: t },
            "an entry of 2026-03-30 cannot follow one of 2026-03-31",
        ),
        (F::Conflict { number: "C".to_owned() }, "C is recorded with other content"),
        (F::UnknownRequest { request: "Q".parse().unwrap() }, "no request Q is recorded"),
        (F::UnknownClaim { claim: "K".parse().unwrap() }, "no claim K is recorded"),
        (
            F::Amount { amount: yuan("0"), currency: currency("CNY") },
            "an amount of a fund in CNY is positive, was CNY 0.00",
        ),
        (
            F::LastDay { on: t, until: before },
            "the last day is 2026-03-31 or later, was 2026-03-30",
        ),
        (
            F::Overdrawn { amount: yuan("2"), available: yuan("1") },
            "CNY 1.00 are available, were to be CNY 2.00",
        ),
        (
            F::AboveShare { amount: yuan("2"), share: yuan("1") },
            "our share of the cost is CNY 1.00, was to be CNY 2.00",
        ),
        (
            F::Objected { objection: FundObjection::NotApproved },
            "the activity was not approved before it began",
        ),
        (
            F::Ground { ground: DenialGround::InvoiceAgain },
            "the ground same invoice again does not hold",
        ),
        (
            F::OwnApproval { by: "Sun".parse().unwrap() },
            "to draft and to approve takes two people, Sun was both",
        ),
        (F::ClaimsUndecided { count: 2 }, "the request has claims without a decision: 2"),
        (
            F::NotLapsed { on: t, until: t },
            "claims may come until 2026-03-31, the step is of 2026-03-31",
        ),
    ]);
    let act = guanxi::support_fund::FundRequestAct::Lapse;
    let request = FundRequestStage::Drafted.try_after(act).unwrap_err();
    let act = guanxi::support_fund::FundClaimAct::Pay;
    let claim = FundClaimStage::Returned.try_after(act).unwrap_err();
    says([
        (
            FundError::Request(FundRequestStepError::from(request)),
            "cannot lapse a request for support that is drafted",
        ),
        (FundError::Claim(FundClaimStepError::from(claim)), "cannot pay a claim that is returned"),
    ]);
    let codes = [FundError::Entry(F::NotLapsed { on: t, until: t })].map(|it| it.code());
    assert_eq!(codes, ["fund_request_not_lapsed"]);
}

#[test]
fn a_policy_of_funds() {
    let tea = || ProductAccrual { products: "tea".parse().unwrap(), rate: percent("101%") };
    let proofs =
        KindProofs { kind: guanxi::support::SupportKind::Shop, proofs: [ProofKind::Photo].into() };
    let draft = FundPolicyDraft {
        manager: Some("none".parse().unwrap()),
        accrual: percent("101%"),
        accrual_by_product: vec![ProductAccrual { rate: percent("1%"), ..tea() }, tea()],
        share: percent("101%"),
        share_of_our_artwork: percent("102%"),
        proofs: vec![proofs.clone(), proofs],
        decide_days: 0,
        told_before: vec![7, 30],
        ..FundPolicyDraft::default()
    };
    assert_eq!(
        refused(FundPolicy::try_new(draft)),
        "manager must not be called none, the word for no role; \
         accrual must not exceed 100%, was 101%; \
         accrual_by_product.1.rate must not exceed 100%, was 101%; \
         accrual_by_product.1.products must stand once, tea stands again; \
         share must not exceed 100%, was 101%; \
         share_of_our_artwork must not exceed 100%, was 102%; \
         proofs.1.kind must stand once, shop stands again; \
         decide_days must be at least 1, was 0; \
         told_before.1 must lie below 7, was 30"
    );
}

#[test]
fn services_returns_and_support_in_words() {
    let topic = TrainingTopic::Selling;
    let trained = |times| {
        let (since, last) = (on("2026-01-05"), on("2026-03-02"));
        TrainedTopic { topic, times, since, last }.to_string()
    };
    assert_eq!(trained(1), "selling: 1 training since 2026-01-05, last on 2026-03-02");
    assert_eq!(trained(2), "selling: 2 trainings since 2026-01-05, last on 2026-03-02");
    let stated = |day: &str, class| ClassStatement { on: on(day), class, by: None };
    let class = |statements: &[ClassStatement]| {
        ServiceClass::on(statements, 90, AsOf::new(on("2026-03-01"))).unwrap().to_string()
    };
    assert_eq!(class(&[stated("2026-01-01", Class::A)]), "A since 2026-01-01");
    let falls = [stated("2026-01-01", Class::A), stated("2026-02-10", Class::C)];
    assert_eq!(class(&falls), "A since 2026-01-01, C stated on 2026-02-10");
    let some = ReturnQuantities { authorised: 10, outstanding: 4, ..Default::default() };
    let more = ReturnQuantities { received: 6, refunded: 5, unsettled: 1, ..some };
    says([(ReturnQuantities::default(), "0 authorised"), (some, "10 authorised, 4 outstanding")]);
    says([(more, "10 authorised, 6 received, 4 outstanding, 5 refunded, 1 not settled")]);
    let packed = Repacking::try_new("B-1".parse().unwrap(), 10, 9).unwrap();
    assert_eq!(packed.to_string(), "batch B-1: 9 packed, 1 spoiled");
    let [third, half] = [3, 2].map(|whole| Quotient::try_new(1, whole).unwrap());
    says([
        (Concentration { low: half, high: half }, "0.5"),
        (Concentration { low: third, high: half }, "0.333333 to 0.5"),
    ]);
}
