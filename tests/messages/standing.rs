//! Loyalty, trade without a contract, silent arms, outcomes.

use guanxi::book::Book;
use guanxi::calendar::Validity;
use guanxi::contract::Contract;
use guanxi::customer::{Attitude, Customer};
use guanxi::evidence::NotJudged;
use guanxi::policy::Policy;
use guanxi::trade::{BreachKind, Sale};
use guanxi::warning::{Finding, Level, Outcome};

use crate::T;
use crate::given::{Told, as_of, currency, day, document, yuan};

#[test]
fn loyalty() {
    use guanxi::context::Context;
    use guanxi::segment::LoyaltyPolicy;
    let said = |told: &Told| {
        let context = Context::on(as_of(T));
        let reading = LoyaltyPolicy::default().read(told.view(), &context);
        reading.evidence().to_string()
    };
    let once = Told::nothing().sold("2025-10-01", "1");
    let regular = Told::nothing().sold_every("2025-11-01", 10, 8, "1");
    assert_eq!(said(&regular), "loyal: 60.264901 of 100 points, 60 needed");
    assert_eq!(said(&once), "disloyal: 0 of 100 points, 60 needed");
    assert_eq!(
        said(&regular.broke("2026-03-01", BreachKind::Diversion, true)),
        "disloyal: an upheld breach of the channel on 2026-03-01"
    );
    assert_eq!(
        said(&Told::nothing().minded(Attitude::Loyal)),
        "too little is known to judge loyalty: 25% of the weight"
    );
}

#[test]
fn trade_without_a_contract() {
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let (from, to) = (day("2026-01-10"), day("2026-12-31"));
    let year = Validity::try_new(from, Some(to)).unwrap();
    let contract = Contract::signed_elsewhere("C".parse().unwrap(), from, year);
    book.record(li, contract.unwrap()).unwrap();
    for (number, date) in [("1", "2026-01-08"), ("2", "2026-01-10")] {
        book.record(li, Sale::new(document(number), day(date), yuan("1500"))).unwrap();
    }
    let policy = Policy::default();
    let said = |book: &Book| {
        let review = book.review(as_of(T), &policy).unwrap();
        let found = review.explain(li).unwrap().trade_without_contract;
        found.map(|found| found.to_string())
    };
    assert_eq!(
        said(&book).as_deref(),
        Some("bought CNY 1,500.00 on 1 day without a contract in force, last on 2026-01-08")
    );
    book.record(li, Sale::new(document("3"), day("2026-01-09"), yuan("1"))).unwrap();
    assert_eq!(
        said(&book).as_deref(),
        Some("bought CNY 1,501.00 on 2 days without a contract in force, last on 2026-01-09")
    );
}

#[test]
fn what_keeps_an_arm_silent() {
    let rows = [
        (NotJudged::NoReceivablesFeed, "the book has no invoice, payment or open order"),
        (NotJudged::NoSalesFeed, "the book has no sale"),
        (NotJudged::NoExpensesFeed, "the book has no expense"),
        (NotJudged::Unlimited, "the credit limit is unlimited"),
        (NotJudged::LimitAgreed, "a credit limit is agreed"),
        (NotJudged::LimitNotSet, "no credit limit is agreed"),
        (NotJudged::TooEarly, "too little of the period has elapsed"),
        (NotJudged::NothingPlanned, "nothing is planned for the period to date"),
        (NotJudged::ThinBase, "too few order days in the same period last year"),
        (NotJudged::EmptyBase, "no net purchases in the same period last year"),
        (NotJudged::ShortBaseline, "too short a history to compare the frequency with"),
        (NotJudged::FewExpected, "too few order days to tell a falling frequency from chance"),
        (NotJudged::NoMarket, "too few customers to tell how the market changed"),
        (NotJudged::FewPastMonths, "too few past months to tell a decline from noise"),
        (NotJudged::EmptyBaseMonth, "nothing was bought in the same month of the year before"),
        (
            NotJudged::FewActiveMonths,
            "bought in too few months of the year before to have a monthly pace",
        ),
        (NotJudged::NoExpense, "no expense was made and none is budgeted"),
        (NotJudged::NothingBudgeted, "nothing is budgeted for the period to date"),
        (NotJudged::FewMonths, "too few months with purchases to compare the expense ratio"),
        (NotJudged::NeverBought, "never bought"),
        (NotJudged::NoHardCap, "the policy has no hard cap"),
        (NotJudged::NoGroups, "no sale to the customer names a product group"),
        (NotJudged::OneGroup, "only one product group was ever bought"),
        (NotJudged::NoGroupPrior, "the rhythm of product groups in the book is not given"),
        (NotJudged::CustomerSilent, "the customer itself is silent"),
        (NotJudged::GroupsNotTold, "the customer buys, but its sales name no group any more"),
    ];
    for (silence, text) in rows {
        assert_eq!(silence.to_string(), text);
        assert_eq!(Finding::NotJudged(silence).to_string(), format!("silent ({text})"));
    }
    assert_eq!(Finding::Quiet.to_string(), "quiet");
    assert_eq!(Finding::Raised(Level::Critical).to_string(), "critical");
}

#[test]
fn what_keeps_a_segment_unknown() {
    let rows = [
        (NotJudged::FewFullMonths, "too few full months to tell how even purchases are"),
        (NotJudged::NoNetPurchases, "nothing was bought on balance"),
        (NotJudged::NoWalletShare, "our share of its purchases is not known"),
        (NotJudged::ShortWalletRecord, "our share of its purchases is known for too short a time"),
    ];
    for (reason, text) in rows {
        assert_eq!(reason.to_string(), text);
    }
}

#[test]
fn outcomes() {
    let said = [
        Outcome::NoData,
        Outcome::NotApplicable,
        Outcome::Clear,
        Outcome::Breach(Level::Watch),
        Outcome::Breach(Level::Warning),
        Outcome::Breach(Level::Critical),
    ];
    assert_eq!(
        said.map(|outcome| outcome.to_string()),
        ["no data", "not applicable", "clear", "watch", "warning", "critical"]
    );
    assert!(said.is_sorted());
}
