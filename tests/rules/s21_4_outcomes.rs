//! S21.4: the ready-made outcomes of debt and sales progress: purchases that fell, items paid late,
//! money written off.

use Hindsight::{CameTrue, DidNot, Unknowable};
use guanxi::account::{FactKind, FactName};
use guanxi::backtest::{EarlierDays, FellBelow, Hindsight, NoOrderWithin, PaidLaterThan, WroteOff};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day};
use guanxi::customer::Customer;
use guanxi::feed::{Feed, FeedGap, FeedStatement};
use guanxi::measure::Ratio;
use guanxi::money::Amount;
use guanxi::receivable::{
    AcceptorKind, Bill, BillFate, Dispute, Invoice, InvoiceInstalment, InvoiceInstalments, Payment,
    SettlementKind,
};
use guanxi::trade::Sale;

use crate::given::{currency, day, document, yuan};
use crate::numbered::{date, key, on};

fn book(customers: u32) -> Book {
    let mut book = Book::new(currency("CNY"));
    for number in 0..customers {
        book.register(Customer::new(format!("C{number}").parse().unwrap())).unwrap();
    }
    book
}

#[track_caller]
fn buys(book: &mut Book, customer: u32, on: i32, amount: &str) {
    let number = document(&format!("S{customer}-{on}"));
    book.record(key(customer), Sale::new(number, date(on), yuan(amount))).unwrap();
}

#[track_caller]
fn owes(book: &mut Book, customer: u32, number: &str, (issued, due): (i32, i32)) {
    let invoice = Invoice::new(document(number), date(issued), date(due), yuan("100.00"));
    book.record(key(customer), invoice).unwrap();
}

#[track_caller]
fn pays(book: &mut Book, customer: u32, number: &str, on: i32) {
    let payment = Payment::new(document(&format!("P-{number}-{on}")), date(on), yuan("100.00"));
    book.record(key(customer), payment.for_invoice(document(number))).unwrap();
}

#[track_caller]
fn complete(book: &mut Book, feed: Feed, to: i32) {
    let statement = FeedStatement::Complete { feed, to: date(to) };
    book.feed_statements_mut().state(date(to), statement).unwrap();
}

#[track_caller]
fn gap(book: &mut Book, feed: Feed, from: i32, to: i32) {
    let gap = FeedGap::try_new(feed, date(from), date(to)).unwrap();
    book.feed_statements_mut().state_for_all_days(FeedStatement::Gap(gap)).unwrap();
}

/// The purchases of the 30 days after day 100 against 70 % of those of the 30 days before.
fn fell(book: &Book, known: i32) -> Hindsight {
    fell_from(book, 0, known, EarlierDays::DaysBefore)
}

fn fell_from(book: &Book, customer: u32, known: i32, of: EarlierDays) -> Hindsight {
    let (share, days) = (Ratio::from_percent(70), 30.try_into().unwrap());
    FellBelow { share, of, days, known: on(known) }.hindsight(book, key(customer), on(100))
}

/// A customer that bought for 100.00 on the first of the 30 days before day 100.
fn bought() -> Book {
    let mut book = book(1);
    buys(&mut book, 0, 0, "1.00");
    buys(&mut book, 0, 71, "100.00");
    book
}

#[test]
fn purchases_fell_when_they_are_strictly_below_the_share() {
    for (amount, came) in [("69.99", CameTrue), ("70.00", DidNot), ("70.01", DidNot)] {
        let mut book = bought();
        buys(&mut book, 0, 130, amount);
        assert_eq!(fell(&book, 130), came, "{amount}");
    }
    assert_eq!(fell(&bought(), 130), CameTrue, "nothing at all");
}

#[test]
fn the_windows_of_purchases_end_with_their_days() {
    // The days before are 71 to 100, the days after 101 to 130.
    for (after, came) in [(100, CameTrue), (101, DidNot), (130, DidNot), (131, CameTrue)] {
        let mut book = bought();
        buys(&mut book, 0, after, "100.00");
        assert_eq!(fell(&book, 200), came, "{after}");
    }
    let mut early = book(1);
    buys(&mut early, 0, 70, "100.00");
    assert_eq!(fell(&early, 200), Unknowable, "nothing in the days before");
}

#[test]
fn a_fall_is_known_when_all_days_are_over() {
    let mut book = bought();
    buys(&mut book, 0, 101, "100.00");
    assert_eq!((fell(&book, 129), fell(&book, 130)), (Unknowable, DidNot), "goods can come back");
    complete(&mut book, Feed::Sales, 129);
    assert_eq!(fell(&book, 200), Unknowable, "sales are complete up to the day before");
    complete(&mut book, Feed::Sales, 130);
    assert_eq!(fell(&book, 200), DidNot);
}

#[test]
fn a_fall_that_touches_a_gap_in_either_window_is_unknowable() {
    for (from, to, came) in [(70, 70, CameTrue), (71, 71, Unknowable), (130, 131, Unknowable)] {
        let mut book = bought();
        gap(&mut book, Feed::Sales, from, to);
        assert_eq!(fell(&book, 200), came, "{from} to {to}");
    }
    let mut later = bought();
    gap(&mut later, Feed::Sales, 131, 140);
    assert_eq!(fell(&later, 200), CameTrue);
}

#[test]
fn nothing_can_fall_from_days_before_the_first_sale_of_the_book_or_from_none() {
    let mut young = book(1);
    buys(&mut young, 0, 72, "100.00");
    assert_eq!(fell(&young, 200), Unknowable, "sales begin on the second of the days before");
    let mut returned = bought();
    buys(&mut returned, 0, 80, "-100.00");
    assert_eq!(fell(&returned, 200), Unknowable, "all of it came back");
}

#[test]
fn the_same_days_of_last_year_are_those_of_the_calendar() {
    // Day 100 is 2025-04-11; the days a year before are -264 to -235.
    for (before, came) in
        [(-265, Unknowable), (-264, CameTrue), (-235, CameTrue), (-234, Unknowable)]
    {
        let mut book = book(1);
        buys(&mut book, 0, -400, "1.00");
        buys(&mut book, 0, before, "100.00");
        assert_eq!(fell_from(&book, 0, 200, EarlierDays::LastYear), came, "{before}");
    }
}

#[test]
fn purchases_after_a_merge_are_unknowable_and_those_before_it_are_its_own() {
    let merged = |on: i32, later: i32| {
        let mut book = book(2);
        buys(&mut book, 0, 0, "1.00");
        buys(&mut book, 0, 71, "100.00");
        buys(&mut book, 1, later, "100.00");
        book.customers_mut().merge(key(1), key(0), date(on)).unwrap();
        fell_from(&book, 0, 200, EarlierDays::DaysBefore)
    };
    assert_eq!(merged(110, 120), Unknowable);
    assert_eq!(merged(110, 109), CameTrue, "the sale of the other before the merge");
    assert_eq!(merged(131, 131), CameTrue, "after the days");
    assert_eq!(merged(90, 120), DidNot, "one with it on the day");
    let mut silent = book(2);
    buys(&mut silent, 0, 0, "1.00");
    buys(&mut silent, 0, 71, "100.00");
    silent.customers_mut().merge(key(1), key(0), date(110)).unwrap();
    assert_eq!(fell_from(&silent, 0, 200, EarlierDays::DaysBefore), CameTrue, "neither bought");
    assert_eq!(fell_from(&silent, 1, 200, EarlierDays::DaysBefore), Unknowable, "bought nothing");
}

/// An item more than 30 days past due within the 60 days after day 100.
fn late(book: &Book, customer: u32, known: i32) -> (Hindsight, Option<Day>) {
    let outcome =
        PaidLaterThan { days_past_due: 30, days: 60.try_into().unwrap(), known: on(known) };
    let found = outcome.aftermath(book, key(customer), on(100));
    (found.hindsight, found.on)
}

#[test]
fn an_item_is_late_on_the_day_after_its_days() {
    // Due on day 90, it is 31 days past due on day 121.
    for (paid, came) in [(120, DidNot), (121, DidNot), (122, CameTrue)] {
        let mut book = book(1);
        owes(&mut book, 0, "I1", (60, 90));
        pays(&mut book, 0, "I1", paid);
        assert_eq!(late(&book, 0, 300).0, came, "{paid}");
    }
    let mut unpaid = book(1);
    owes(&mut unpaid, 0, "I1", (60, 90));
    assert_eq!(late(&unpaid, 0, 120), (Unknowable, None));
    assert_eq!(late(&unpaid, 0, 121), (CameTrue, Some(date(121))), "as soon as it is seen");
}

/// A fault that was found: an open cent was called paid late.
#[test]
fn small_change_is_never_late() {
    for (paid, came) in [("99.00", CameTrue), ("99.01", DidNot), ("99.99", DidNot)] {
        let mut book = book(1);
        owes(&mut book, 0, "I1", (60, 90));
        let payment = Payment::new(document("P"), date(80), yuan(paid));
        book.record(key(0), payment.for_invoice(document("I1"))).unwrap();
        assert_eq!(late(&book, 0, 300).0, came, "{paid}");
    }
}

/// A fault that was found: 29 February stood among the days a year before, and has none after.
#[test]
fn a_leap_day_has_no_counterpart_a_year_later() {
    let mut book = book(1);
    for (bought, amount) in
        [("2024-02-29", "1000.00"), ("2024-03-10", "100.00"), ("2025-03-10", "100.00")]
    {
        let sale = Sale::new(document(bought), day(bought), yuan(amount));
        book.record(key(0), sale).unwrap();
    }
    let (days, known) = (90.try_into().unwrap(), AsOf::new(day("2025-12-31")));
    let of = EarlierDays::LastYear;
    let outcome = FellBelow { share: Ratio::from_percent(80), of, days, known };
    assert_eq!(outcome.hindsight(&book, key(0), AsOf::new(day("2025-02-28"))), DidNot);
}

#[test]
fn an_item_that_was_late_on_the_day_is_no_news() {
    for (due, came) in [(69, DidNot), (70, CameTrue), (129, CameTrue), (130, DidNot)] {
        let mut book = book(1);
        owes(&mut book, 0, "I1", (60, due));
        assert_eq!(late(&book, 0, 300).0, came, "due on {due}");
    }
    let mut since = book(1);
    owes(&mut since, 0, "I1", (110, 120));
    assert_eq!(late(&since, 0, 300), (CameTrue, Some(date(151))), "invoiced after the day");
}

#[test]
fn that_nothing_is_late_takes_all_days_and_all_receivables() {
    let mut paid = book(1);
    owes(&mut paid, 0, "I1", (60, 90));
    pays(&mut paid, 0, "I1", 95);
    assert_eq!((late(&paid, 0, 159).0, late(&paid, 0, 160).0), (Unknowable, DidNot));
    complete(&mut paid, Feed::Receivables, 159);
    assert_eq!(late(&paid, 0, 300).0, Unknowable);
    let mut open = book(1);
    owes(&mut open, 0, "I1", (60, 90));
    complete(&mut open, Feed::Receivables, 120);
    assert_eq!(late(&open, 0, 300).0, Unknowable, "its payment may be missing");
    complete(&mut open, Feed::Receivables, 121);
    assert_eq!(late(&open, 0, 300).0, CameTrue);
    gap(&mut open, Feed::Receivables, 110, 111);
    assert_eq!(late(&open, 0, 300).0, Unknowable, "its payment may be in the gap");
}

#[test]
fn credit_notes_settle_and_a_bounced_payment_does_not() {
    let mut credited = book(1);
    owes(&mut credited, 0, "I1", (60, 90));
    let note = Payment::new(document("N1"), date(110), yuan("100.00"));
    let note = note.of_kind(SettlementKind::CreditNote).for_invoice(document("I1"));
    credited.record(key(0), note).unwrap();
    assert_eq!(late(&credited, 0, 300).0, DidNot);
    let mut bounced = book(1);
    owes(&mut bounced, 0, "I1", (60, 90));
    pays(&mut bounced, 0, "I1", 95);
    let name = FactName::new(FactKind::Payment, "P-I1-95");
    bounced.revise(key(0), &name, date(200), None).unwrap();
    assert_eq!((late(&bounced, 0, 199).0, late(&bounced, 0, 200).0), (DidNot, CameTrue));
}

#[test]
fn from_a_merge_on_nobody_can_tell_whose_payment_settles() {
    let merged = |on: i32, other_owes: bool| {
        let mut book = book(2);
        owes(&mut book, 0, "I1", (60, 90));
        if other_owes {
            owes(&mut book, 1, "I2", (60, 200));
        }
        book.customers_mut().merge(key(1), key(0), date(on)).unwrap();
        late(&book, 0, 300).0
    };
    assert_eq!([merged(121, true), merged(121, false)], [Unknowable; 2]);
    assert_eq!(merged(122, true), CameTrue, "late before the merge");
    assert_eq!(merged(100, true), CameTrue, "one on the day");
    let mut none = book(2);
    owes(&mut none, 1, "I2", (250, 280));
    none.customers_mut().merge(key(1), key(0), date(161)).unwrap();
    assert_eq!(late(&none, 0, 300).0, DidNot);
}

/// Money without a name on a day.
#[track_caller]
fn moves(book: &mut Book, kind: SettlementKind, on: i32) {
    let number = document(&format!("{}-{on}", kind.code()));
    let payment = Payment::new(number, date(on), yuan("100.00")).of_kind(kind);
    book.record(key(0), payment).unwrap();
}

/// A fault that was found: only an item that came to its age was seen.
#[test]
fn an_item_that_is_open_again_is_late_on_the_day_on_which_it_is() {
    let mut refunded = book(1);
    owes(&mut refunded, 0, "I1", (0, 30));
    moves(&mut refunded, SettlementKind::Received, 30);
    moves(&mut refunded, SettlementKind::Refunded, 110);
    assert_eq!(late(&refunded, 0, 300), (CameTrue, Some(date(110))), "its money was sent back");

    let mut refused = book(1);
    owes(&mut refused, 0, "I1", (0, 30));
    let (received, matures) = (date(20), date(115));
    let bill =
        Bill::new(document("B1"), AcceptorKind::Commercial, received, matures, yuan("100.00"));
    refused.record(key(0), bill.with_fate(BillFate::Refused(matures))).unwrap();
    assert_eq!(late(&refused, 0, 300), (CameTrue, Some(date(115))), "its bill was refused");

    let mut disputed = book(1);
    owes(&mut disputed, 0, "I1", (0, 30));
    owes(&mut disputed, 0, "I2", (0, 40));
    moves(&mut disputed, SettlementKind::Received, 50);
    let dispute = Dispute::new(document("I1"), date(45)).settled_on(date(120));
    disputed.record(key(0), dispute).unwrap();
    assert_eq!(late(&disputed, 0, 300), (CameTrue, Some(date(120))), "the money went to I1");

    let mut in_parts = book(1);
    owes(&mut in_parts, 0, "I1", (0, 90));
    let parts = [(60, "40.00"), (170, "60.00")];
    let parts = parts.map(|(due, amount)| InvoiceInstalment::new(date(due), yuan(amount)));
    let (invoice, from) = (document("I1"), date(112));
    let agreed = InvoiceInstalments { invoice, from, parts: parts.into() };
    in_parts.record(key(0), agreed).unwrap();
    assert_eq!(late(&in_parts, 0, 300), (CameTrue, Some(date(112))), "a part that is due earlier");
}

#[test]
fn money_sent_back_beyond_all_credit_is_late_after_its_days() {
    for (on, came) in [(69, DidNot), (70, CameTrue), (129, CameTrue), (130, DidNot)] {
        let mut book = book(1);
        moves(&mut book, SettlementKind::Refunded, on);
        let late_from = (came == CameTrue).then(|| date(on + 31));
        assert_eq!(late(&book, 0, 300), (came, late_from), "{on}");
    }
}

/// Late on the day already, paid and open again: no news.
#[test]
fn an_item_that_was_late_on_the_day_and_is_open_again_is_no_news() {
    let mut book = book(1);
    owes(&mut book, 0, "I1", (0, 30));
    moves(&mut book, SettlementKind::Received, 105);
    moves(&mut book, SettlementKind::Refunded, 110);
    assert_eq!(late(&book, 0, 300), (DidNot, None));
}

/// A fault that was found: an invoice of after the days made them unknowable.
#[test]
fn after_a_merge_only_what_may_be_open_in_the_days_makes_them_unknowable() {
    let merged = |change: &dyn Fn(&mut Book)| {
        let mut book = book(2);
        change(&mut book);
        book.customers_mut().merge(key(1), key(0), date(121)).unwrap();
        late(&book, 0, 300).0
    };
    let issued = |on: i32| merged(&|book| owes(book, 1, "I2", (on, on + 20)));
    assert_eq!((issued(160), issued(161)), (Unknowable, DidNot));
    let refunded = |on: i32| {
        merged(&|book| {
            let refund = Payment::new(document("R"), date(on), yuan("100.00"));
            book.record(key(1), refund.of_kind(SettlementKind::Refunded)).unwrap();
        })
    };
    assert_eq!((refunded(160), refunded(161)), (Unknowable, DidNot));
}

/// Write-offs of the 30 days after day 100.
fn written_off(book: &Book, at_least: i64, known: i32) -> (Hindsight, Option<Day>) {
    let (at_least, days) = (Amount::from_minor(at_least), 30.try_into().unwrap());
    let outcome = WroteOff { at_least, days, known: on(known) };
    let found = outcome.aftermath(book, key(0), on(100));
    (found.hindsight, found.on)
}

/// A customer with write-offs of 10.00 on these days.
fn with_write_offs(days: &[i32]) -> Book {
    let mut book = book(1);
    for (place, day) in days.iter().enumerate() {
        let number = format!("I{place}");
        owes(&mut book, 0, &number, (0, 30));
        let off = Payment::new(document(&format!("W{place}")), date(*day), yuan("10.00"));
        let off = off.of_kind(SettlementKind::WriteOff).for_invoice(document(&number));
        book.record(key(0), off).unwrap();
    }
    book
}

#[test]
fn write_offs_of_the_days_after_count_from_a_sum_on() {
    for (day, came) in [(100, DidNot), (101, CameTrue), (130, CameTrue), (131, DidNot)] {
        assert_eq!(written_off(&with_write_offs(&[day]), 10_00, 300).0, came, "{day}");
    }
    let two = with_write_offs(&[120, 105]);
    for (at_least, found) in [
        (0, (CameTrue, Some(date(105)))),
        (10_00, (CameTrue, Some(date(105)))),
        (10_01, (CameTrue, Some(date(120)))),
        (20_00, (CameTrue, Some(date(120)))),
        (20_01, (DidNot, None)),
    ] {
        assert_eq!(written_off(&two, at_least, 300), found, "{at_least}");
    }
}

#[test]
fn that_nothing_is_written_off_takes_all_days_and_all_receivables() {
    let none = with_write_offs(&[]);
    assert_eq!((written_off(&none, 0, 129).0, written_off(&none, 0, 130).0), (Unknowable, DidNot));
    let mut seen = with_write_offs(&[105]);
    complete(&mut seen, Feed::Receivables, 110);
    assert_eq!(written_off(&seen, 10_00, 300).0, CameTrue, "a write-off that is seen is one");
    assert_eq!(written_off(&seen, 10_01, 300).0, Unknowable);
    let mut gone = with_write_offs(&[]);
    gap(&mut gone, Feed::Receivables, 130, 135);
    assert_eq!(written_off(&gone, 0, 300).0, Unknowable);
}

#[test]
fn a_void_write_off_is_none_and_one_after_a_merge_may_be_of_either() {
    let mut void = with_write_offs(&[105]);
    let name = FactName::new(FactKind::Payment, "W0");
    void.revise(key(0), &name, date(150), None).unwrap();
    assert_eq!((written_off(&void, 0, 149).0, written_off(&void, 0, 150).0), (CameTrue, DidNot));
    for (on, came) in [(105, Unknowable), (106, CameTrue)] {
        let mut merged = with_write_offs(&[105]);
        let other = merged.register(Customer::new("other".parse().unwrap())).unwrap();
        merged.customers_mut().merge(other, key(0), date(on)).unwrap();
        assert_eq!(written_off(&merged, 0, 300).0, came, "{on}");
    }
}

#[test]
fn nobody_can_tell_of_a_customer_that_was_not_judged() {
    let mut book = with_write_offs(&[105]);
    buys(&mut book, 0, 71, "100.00");
    let other = book.register(Customer::new("other".parse().unwrap())).unwrap();
    book.customers_mut().merge(key(0), other, date(100)).unwrap();
    assert_eq!(written_off(&book, 0, 300).0, Unknowable);
    assert_eq!((fell(&book, 300), late(&book, 0, 300).0), (Unknowable, Unknowable));
    assert_eq!(late(&book, 9, 300).0, Unknowable, "not in the book");
}

#[test]
fn the_day_of_a_loss_is_that_on_which_the_silence_is_complete() {
    let mut book = book(2);
    buys(&mut book, 0, 80, "1.00");
    let outcome = NoOrderWithin { days: 90.try_into().unwrap(), known: on(400) };
    let found = |customer, t| outcome.aftermath(&book, key(customer), on(t));
    assert_eq!(found(0, 100).on, Some(date(170)));
    assert_eq!(found(0, 200).on, Some(date(170)), "the same day for all days of one silence");
    assert_eq!(found(0, 79).on, None);
    assert_eq!((found(1, 100).hindsight, found(1, 100).on), (CameTrue, None), "never bought");
}
