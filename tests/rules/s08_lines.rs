//! S8: lines of sales are facts of a customer, and plans, rebates, usual orders and records read
//! them from its account.

use guanxi::account::{Account, Fact, FactKind, FactName, OpenMoney, ReviseError};
use guanxi::book::{Book, BookSnapshot};
use guanxi::calendar::{AsOf, WorkCalendar};
use guanxi::channel::{ChannelEvent, ChannelMove, LineFault, PaidParts, SalesRecord};
use guanxi::customer::Customer;
use guanxi::id::{CustomerId, CustomerKey, LineNumber};
use guanxi::lapse::OwnDays;
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Currency, Total};
use guanxi::order_profile::{OrderProfile, OrderProfilePolicy, SoldLine};
use guanxi::phase::DayWeights;
use guanxi::product::{PackUnit, ProductNode, ProductTree};
use guanxi::rebate::{GoodsMovement, PeriodVolume, RebateBase};
use guanxi::receivable::{Invoice, Payment};
use guanxi::sales_plan::{
    Attainment, AttainmentFacts, CustomerResult, PlanNumber, PlanTarget, PlanVersion, SalesPlan,
    SalesPlanDraft, SalesPlanPolicy,
};
use guanxi::trade::{Sale, SaleLine};

use crate::given::{as_of, currency, day, document, month, yuan};
use crate::s06_rebate::{agreed, by_box};

fn line(number: &str, on: &str, product: &str, whole: i64) -> SaleLine {
    let amount = Amount::from_minor(whole * 100);
    SaleLine::new(document(number), day(on), product.parse().unwrap(), amount)
}

fn boxes(number: &str, on: &str, product: &str, whole: i64) -> SaleLine {
    line(number, on, product, whole).of(whole, "box".parse().unwrap())
}

fn numbered(number: u32, line: SaleLine) -> SaleLine {
    line.on_line(LineNumber::try_new(number).unwrap())
}

fn sold(number: &str, on: &str, amount: &str) -> Sale {
    Sale::new(document(number), day(on), yuan(amount))
}

fn li() -> Account {
    Account::new("Li".parse().unwrap(), currency("CNY"))
}

fn account(facts: impl IntoIterator<Item = Fact>) -> Account {
    let mut account = li();
    for fact in facts {
        account.record(fact).unwrap();
    }
    account
}

fn book() -> (Book, CustomerKey, CustomerKey) {
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let wang = book.register(Customer::new("Wang".parse().unwrap())).unwrap();
    (book, li, wang)
}

/// Tea in boxes, cartons of 12; below it green tea.
fn products() -> ProductTree {
    let tea = ProductNode {
        id: "tea".parse().unwrap(),
        parent: None,
        base_unit: Some("box".parse().unwrap()),
        packs: vec![PackUnit { unit: "carton".parse().unwrap(), holds: 12 }],
    };
    let green = ProductNode::below("green tea".parse().unwrap(), "tea".parse().unwrap());
    let carton = tea.packs.clone();
    ProductTree::try_new([tea, ProductNode { packs: carton, ..green }]).unwrap()
}

/// The lines that a customer has on a day, with their amounts.
fn lines_at(book: &Book, key: CustomerKey, t: &str) -> Vec<(String, i64)> {
    let account = book.account_at(key, as_of(t)).unwrap();
    let lines = account.view().sale_lines().iter().filter(|it| it.day <= day(t));
    lines.map(|it| (it.document.to_string(), it.amount.minor() / 100)).collect()
}

fn faults(account: &Account, t: &str) -> Vec<String> {
    LineFault::find(account.view(), as_of(t)).iter().map(ToString::to_string).collect()
}

#[test]
fn a_line_is_recorded_once_under_the_number_of_its_sale() {
    let mut account = li();
    account.record(numbered(2, boxes("S-1", "2026-03-02", "tea", 7))).unwrap();
    account.record(numbered(1, boxes("S-1", "2026-03-02", "tea", 5))).unwrap();
    account.record(boxes("S-0", "2026-03-09", "tea", 1)).unwrap();
    let refused =
        |account: &mut Account, line: SaleLine| account.record(line).unwrap_err().to_string();
    let same = numbered(2, boxes("S-1", "2026-03-02", "tea", 7));
    assert_eq!(
        refused(&mut account, same),
        "sale line S-1 line 2 is recorded already, with the same content"
    );
    let other = SaleLine {
        batch: Some("B-7".parse().unwrap()),
        ..numbered(2, boxes("S-1", "2026-03-03", "tea", 8))
    };
    assert_eq!(
        refused(&mut account, other),
        "sale line S-1 line 2 is recorded already with other content: day 2026-03-02, not \
         2026-03-03; quantity 7 box, not 8 box; amount 700, not 800; batch none, not B-7"
    );
    let lines = account.view().sale_lines().iter();
    let names: Vec<String> = lines.map(|it| Fact::from(it.clone()).name().to_string()).collect();
    assert_eq!(names, ["sale line S-0", "sale line S-1 line 1", "sale line S-1 line 2"]);
    assert!(account.view().sales().is_empty(), "a line adds no purchase");
    assert_eq!(account.view().start(as_of("2026-12-31")), None, "and starts nobody");
}

#[test]
fn a_quantity_has_the_sign_of_its_amount_and_a_return_comes_after_its_sale() {
    let mut account = li();
    let mut refused = |line: SaleLine| account.record(line).unwrap_err().to_string();
    let against = |quantity, amount| {
        line("S-1", "2026-03-02", "tea", amount).of(quantity, "box".parse().unwrap())
    };
    assert_eq!(
        refused(against(1, -2)),
        "quantity of sale line S-1 must have the sign of the amount (CNY -2.00), was 1 box"
    );
    assert_eq!(
        refused(against(-1, 2)),
        "quantity of sale line S-1 must have the sign of the amount (CNY 2.00), was -1 box"
    );
    let back = |on: &str, amount| SaleLine {
        returned_from: Some(day("2026-03-02")),
        ..line("R-1", on, "tea", amount)
    };
    assert_eq!(
        refused(back("2026-03-05", 1)),
        "amount of sale line R-1 must not be positive for a return, was CNY 1.00"
    );
    assert_eq!(
        refused(back("2026-03-01", -1)),
        "day of sale line R-1 must not be before 2026-03-02, was 2026-03-01"
    );
    for taken in [against(1, 0), against(0, 1), against(-1, 0), back("2026-03-02", -1)] {
        li().record(taken).unwrap();
    }
}

#[test]
fn a_line_has_versions_and_is_seen_as_of_a_day() {
    let (mut book, li, _) = book();
    let first = Fact::from(boxes("S-1", "2026-03-02", "tea", 10));
    book.record_known(li, first.clone(), day("2026-03-05")).unwrap();
    let name = first.name();
    book.revise(li, &name, day("2026-04-01"), Some(boxes("S-1", "2026-03-02", "tea", 8).into()))
        .unwrap();
    book.revise(li, &name, day("2026-05-01"), None).unwrap();
    let seen = |t: &str| lines_at(&book, li, t);
    assert_eq!(seen("2026-03-04"), []);
    assert_eq!(seen("2026-03-31"), [("S-1".to_owned(), 10)]);
    assert_eq!(seen("2026-04-30"), [("S-1".to_owned(), 8)]);
    assert_eq!(seen("2026-05-01"), []);
    let restored = BookSnapshot::from_book(&book).restore().unwrap();
    assert_eq!(BookSnapshot::from_book(&restored), BookSnapshot::from_book(&book));
}

#[test]
fn lines_are_void_with_their_sale() {
    let (mut book, li, _) = book();
    book.record(li, sold("S-1", "2026-03-02", "12")).unwrap();
    book.record(li, sold("S-2", "2026-03-02", "3")).unwrap();
    for (number, whole) in [(1, 5), (2, 7)] {
        book.record(li, numbered(number, boxes("S-1", "2026-03-02", "tea", whole))).unwrap();
    }
    book.record(li, boxes("S-2", "2026-03-02", "tea", 3)).unwrap();
    // A line that is learnt after the sale is cancelled is void from the day on which it is known.
    let late = numbered(3, boxes("S-1", "2026-03-02", "tea", 1));
    book.record_known(li, late, day("2026-04-20")).unwrap();
    let name = FactName::new(FactKind::Sale, "S-1");
    book.revise(li, &name, day("2026-04-01"), None).unwrap();
    let other = ("S-2".to_owned(), 3);
    assert_eq!(lines_at(&book, li, "2026-03-31").len(), 3);
    assert_eq!(lines_at(&book, li, "2026-04-01"), std::slice::from_ref(&other));
    assert_eq!(lines_at(&book, li, "2026-04-20"), std::slice::from_ref(&other));
    // What brings the sale back leaves its lines void, as the sales of other lines stay void.
    book.revise(li, &name, day("2026-05-01"), Some(sold("S-1", "2026-03-02", "12").into()))
        .unwrap();
    assert_eq!(lines_at(&book, li, "2026-05-01"), [other]);
    let again = Fact::from(numbered(1, boxes("S-1", "2026-03-02", "tea", 12)));
    book.revise(li, &again.name(), day("2026-05-02"), Some(again.clone())).unwrap();
    assert_eq!(lines_at(&book, li, "2026-05-02")[0], ("S-1".to_owned(), 12));
}

#[test]
fn a_void_line_of_a_sale_takes_only_its_own_line_along() {
    let (mut book, li, _) = book();
    for (number, whole) in [(1, "5"), (2, "7")] {
        let line = LineNumber::try_new(number).unwrap();
        book.record(li, sold("S-1", "2026-03-02", whole).on_line(line)).unwrap();
        let whole = whole.parse().unwrap();
        book.record(li, numbered(number, boxes("S-1", "2026-03-02", "tea", whole))).unwrap();
    }
    let name = FactName::new(FactKind::Sale, "S-1");
    let second = name.clone().on_line(LineNumber::try_new(2).unwrap());
    book.revise(li, &second, day("2026-04-01"), None).unwrap();
    assert_eq!(lines_at(&book, li, "2026-04-01"), [("S-1".to_owned(), 5)]);
    book.revise(li, &name, day("2026-04-02"), None).unwrap();
    assert_eq!(lines_at(&book, li, "2026-04-02"), []);
    let refused = book.revise(li, &second, day("2026-04-03"), None).unwrap_err().to_string();
    assert!(refused.contains(&ReviseError::AlreadyVoid { name: second }.to_string()), "{refused}");
}

#[test]
fn lines_are_erased_with_their_sale_and_an_erased_invoice_is_named_no_more() {
    let (mut book, li, _) = book();
    book.record(li, sold("S-1", "2026-03-02", "12")).unwrap();
    book.record(li, sold("S-2", "2026-03-02", "3")).unwrap();
    let invoice = Invoice::new(document("I-1"), day("2026-03-02"), day("2026-04-01"), yuan("15"));
    book.record(li, invoice).unwrap();
    let billed = |line: SaleLine| SaleLine { invoice: Some(document("I-1")), ..line };
    for (number, whole) in [(1, 5), (2, 7)] {
        let line = billed(numbered(number, boxes("S-1", "2026-03-02", "tea", whole)));
        book.record(li, line).unwrap();
    }
    book.record(li, billed(boxes("S-2", "2026-03-02", "tea", 3))).unwrap();
    // A version of a line names the invoice as well.
    let other = Fact::from(billed(boxes("S-2", "2026-03-02", "tea", 4)));
    book.revise(li, &other.name(), day("2026-04-05"), Some(other.clone())).unwrap();
    let void = FactName::new(FactKind::SaleLine, "S-1").on_line(LineNumber::try_new(2).unwrap());
    book.revise(li, &void, day("2026-04-05"), None).unwrap();
    let mut erase = |kind, number| {
        let (name, by) = (FactName::new(kind, number), "Zhao".parse().unwrap());
        book.customers_mut().erase_fact(li, &name, day("2026-05-01"), by, OpenMoney::Erase)
    };
    erase(FactKind::Sale, "S-1").unwrap();
    erase(FactKind::Invoice, "I-1").unwrap();
    assert_eq!(lines_at(&book, li, "2026-03-31"), [("S-2".to_owned(), 3)]);
    assert_eq!(lines_at(&book, li, "2026-05-01"), [("S-2".to_owned(), 4)]);
    let named = book.facts_of(li).map(|it| format!("{:?}", it.content));
    assert!(named.into_iter().all(|it| !it.contains("S-1") && !it.contains("I-1")));
    assert_eq!(book.erasures().len(), 4, "the sale, two lines, the invoice");
}

#[test]
fn lines_of_one_merged_are_the_survivors_and_lie_with_their_sales() {
    let (mut book, li, wang) = book();
    book.record(li, sold("S-1", "2026-03-02", "5")).unwrap();
    book.record(wang, boxes("S-2", "2026-03-03", "tea", 7)).unwrap();
    book.customers_mut().merge(wang, li, day("2026-04-01")).unwrap();
    // Recorded under the id that is left, while the sale is that of the other.
    let late = boxes("S-1", "2026-04-02", "tea", 5);
    book.record(wang, late).unwrap();
    let both = [("S-1".to_owned(), 5), ("S-2".to_owned(), 7)];
    assert_eq!(lines_at(&book, li, "2026-04-02"), both);
    assert_eq!(lines_at(&book, wang, "2026-03-31"), [both[1].clone()]);
    let account = book.account_at(li, as_of("2026-04-02")).unwrap();
    let sale = account.view().sale(&document("S-1"), None, as_of("2026-04-02"));
    assert_eq!(sale, Some(sold("S-1", "2026-03-02", "5")));
    book.customers_mut().undo_merge(wang, day("2026-05-01")).unwrap();
    assert_eq!(lines_at(&book, li, "2026-05-01"), [both[0].clone()]);
}

#[test]
fn lines_that_do_not_agree_with_their_sale_are_found() {
    let amount = Amount::from_minor(4_00);
    let mut told = account([
        sold("S-1", "2026-03-02", "12").into(),
        numbered(1, boxes("S-1", "2026-03-02", "tea", 5)).into(),
        numbered(2, boxes("S-1", "2026-03-02", "tea", 7)).into(),
        sold("S-2", "2026-03-02", "12").into(),
        numbered(1, boxes("S-2", "2026-03-02", "tea", 5)).into(),
        numbered(2, boxes("S-2", "2026-03-03", "tea", 6)).into(),
        sold("S-3", "2026-03-02", "5").on_line(LineNumber::try_new(1).unwrap()).into(),
        numbered(1, SaleLine { amount, ..line("S-3", "2026-03-02", "tea", 0) }).into(),
        numbered(2, boxes("S-3", "2026-03-02", "tea", 1)).into(),
        boxes("S-4", "2026-03-02", "tea", 1).into(),
        boxes("S-5", "2026-03-09", "tea", 1).into(),
        sold("S-6", "2026-03-02", "9").into(),
    ]);
    let found = [
        "sale S-2 line 2 is of 2026-03-02, its line of 2026-03-03",
        "sale S-2 is of CNY 12.00, its lines add up to CNY 11.00",
        "sale S-3 line 1 is of CNY 5.00, its lines add up to CNY 4.00",
        "sale S-3 line 2: a line is recorded, the sale is not",
        "sale S-4: a line is recorded, the sale is not",
    ];
    assert_eq!(faults(&told, "2026-03-08"), found, "a line of a day to come is none yet");
    assert_eq!(faults(&told, "2026-03-09").len(), 6);
    // A corrected sale agrees from the day of the correction, and not before.
    let name = FactName::new(FactKind::Sale, "S-2");
    let right = sold("S-2", "2026-03-03", "11");
    told.revise(&name, day("2026-03-08"), Some(right.into())).unwrap();
    let left = faults(&told, "2026-03-08");
    assert_eq!(left[0], "sale S-2 line 1 is of 2026-03-03, its line of 2026-03-02");
    assert_eq!(left[1..], found[2..]);
    assert_eq!(faults(&told, "2026-03-07"), found);
}

#[test]
fn a_record_and_a_plan_are_read_from_the_account() {
    let account = account([
        numbered(1, boxes("S-1", "2026-03-02", "green tea", 24)).into(),
        numbered(2, line("S-1", "2026-03-02", "tea", 10)).into(),
        line("S-2", "2026-03-20", "green tea", 36).of(3, "carton".parse().unwrap()).into(),
    ]);
    let (products, tea) = (products(), "tea".parse().unwrap());
    let lines = account.view().sale_lines();
    let record = SalesRecord::new(lines, &tea, &products, as_of("2026-03-10"));
    assert_eq!((record.lines.len(), record.month.minor()), (2, 34_00));
    let target = PlanTarget::new(tea, month("2026-03"), PlanNumber::Quantity(120));
    let plan = SalesPlan::try_new(SalesPlanDraft {
        versions: vec![PlanVersion {
            written: day("2026-02-01"),
            effective: day("2026-02-01"),
            by: "Wang".parse().unwrap(),
            targets: vec![target.clone()],
            support: Vec::new(),
        }],
    })
    .unwrap();
    let facts = AttainmentFacts {
        lines,
        products: &products,
        weights: &DayWeights::default(),
        calendar: &WorkCalendar::default(),
        ends: None,
        policy: &SalesPlanPolicy::default(),
    };
    let read = Attainment::try_read(&target, &plan, &facts, as_of("2026-03-20")).unwrap();
    assert_eq!(read.actual, PlanNumber::Quantity(60), "24 and 3 cartons of 12");
    assert_eq!(read.lines_without_quantity, 1);
}

#[test]
fn the_plan_of_an_area_is_proposed_from_the_same_lines() {
    let account = account([
        boxes("S-1", "2025-12-31", "green tea", 24).into(),
        line("S-2", "2025-06-01", "tea", 10).into(),
        line("S-3", "2025-06-01", "salt", 99).into(),
        line("S-4", "2026-01-01", "tea", 99).into(),
        line("R-1", "2025-07-01", "tea", -4).into(),
    ]);
    let (tea, year) = ("tea".parse().unwrap(), AsOf::new(day("2025-12-31")).last_days(365));
    let growth: Ratio = "110%".parse().unwrap();
    let lines = account.view().sale_lines();
    let of =
        CustomerResult::of_lines("Li".parse().unwrap(), lines, (&tea, &products()), year, growth);
    assert_eq!(of.map(|it| (it.result.minor(), it.growth)), Some((30_00, growth)));
}

#[test]
fn a_rebate_by_unit_counts_the_lines_of_the_account() {
    let returned = SaleLine {
        returned_from: Some(day("2026-03-02")),
        ..boxes("R-1", "2026-12-31", "green tea", -4)
    };
    let account = account([
        line("S-1", "2026-03-02", "green tea", 36).of(3, "carton".parse().unwrap()).into(),
        boxes("S-2", "2026-03-03", "tea", 7).into(),
        boxes("S-3", "2026-03-03", "salt", 99).into(),
        line("S-4", "2026-03-03", "pepper", 9).into(),
        returned.into(),
    ]);
    let mut draft = by_box(&[("0", "1")]);
    draft.base = RebateBase {
        unit: Some("box".parse().unwrap()),
        products: ["tea".parse().unwrap()].into(),
        ..RebateBase::default()
    };
    let agreement = agreed(draft);
    let (li, products): (CustomerId, _) = ("Li".parse().unwrap(), products());
    let movement = |line: &SaleLine| {
        let (li, base) = (li.clone(), &agreement.base);
        GoodsMovement::try_from_line(li, line, Currency::CNY, base, &products)
    };
    let lines = account.view().sale_lines().iter();
    let moved: Vec<GoodsMovement> = lines.map(movement).collect::<Result<_, _>>().unwrap();
    let volume = |t| {
        let found = PeriodVolume::from_movements(&agreement, &moved, &[], as_of(t)).unwrap();
        (found[0].volume.units(), found[0].products.clone())
    };
    let tea = |whole: i64| [("tea".parse().unwrap(), Amount::from_minor(whole * 100))].into();
    assert_eq!(volume("2026-03-02"), (36, tea(36)), "3 cartons of 12, as tea");
    assert_eq!(volume("2026-12-31"), (39, tea(39)), "salt and pepper do not count");
    let pallet = line("S-5", "2026-03-02", "tea", 1).of(1, "pallet".parse().unwrap());
    assert_eq!(movement(&pallet).unwrap_err().to_string(), "tea is not sold in pallet");
    let mut draft = by_box(&[("0", "1")]);
    draft.base.except = ["green tea".parse().unwrap()].into();
    let agreement = agreed(draft);
    let green = &account.view().sale_lines()[1];
    let left_out = GoodsMovement::try_from_line(
        "Li".parse().unwrap(),
        green,
        Currency::CNY,
        &agreement.base,
        &products,
    );
    assert_eq!(left_out.unwrap().quantity, green.quantity, "not counted, so not converted");
}

#[test]
fn the_usual_order_and_the_stock_come_from_the_lines() {
    let mut facts: Vec<Fact> = Vec::new();
    for (place, on) in ["2026-01-05", "2026-02-04", "2026-03-06", "2026-04-05"].iter().enumerate() {
        let number = format!("S-{place}");
        facts.push(sold(&number, on, "36").into());
        let cartons = line(&number, on, "green tea", 36).of(3, "carton".parse().unwrap());
        facts.push(cartons.into());
    }
    let back = line("R-1", "2026-04-09", "tea", -2).of(-2, "box".parse().unwrap());
    facts.extend([back.into(), line("S-9", "2026-04-09", "tea", 1).into()]);
    let account = account(facts);
    let (view, products, t) = (account.view(), products(), as_of("2026-04-10"));
    let lines = SoldLine::of_account(view, &products).unwrap();
    let policy = OrderProfilePolicy::default();
    let profile =
        OrderProfile::try_from_account(view, &OwnDays::EVERY_DAY, &lines, t, &policy).unwrap();
    let usual = &profile.products[0];
    assert_eq!((usual.product.as_str(), usual.quantity), ("green tea", Some(36)));
    let event = |line: &SaleLine| ChannelEvent::try_from_line(line, &products).unwrap();
    let events: Vec<_> = view.sale_lines().iter().filter_map(event).collect();
    let moved: Vec<_> = events.iter().map(|it| (it.kind, it.quantity)).collect();
    let sold_in = (ChannelMove::SellIn, 36);
    assert_eq!(moved, [(ChannelMove::Returned, 2), sold_in, sold_in, sold_in, sold_in]);
}

#[test]
fn the_settled_and_the_owed_part_of_purchases_go_by_their_invoices() {
    let billed = |invoice: Option<&str>, line: SaleLine| {
        Fact::from(SaleLine { invoice: invoice.map(document), ..line })
    };
    let invoice = |number: &str, amount: &str| {
        let (issued, due) = (day("2026-03-02"), day("2026-04-01"));
        Fact::from(Invoice::new(document(number), issued, due, yuan(amount)))
    };
    let paid = Payment::new(document("P-1"), day("2026-03-20"), yuan("60"));
    let account = account([
        invoice("I-1", "100"),
        // With tax, more than its lines.
        invoice("I-2", "113"),
        paid.for_invoice(document("I-1")).into(),
        billed(Some("I-1"), numbered(1, line("S-1", "2026-03-02", "tea", 70))),
        billed(Some("I-1"), numbered(2, line("S-1", "2026-03-02", "salt", 30))),
        billed(Some("I-2"), line("S-2", "2026-03-02", "tea", 100)),
        billed(Some("I-9"), line("S-3", "2026-03-02", "tea", 5)),
        billed(None, line("S-4", "2026-03-02", "tea", 7)),
        billed(None, line("S-5", "2026-03-21", "tea", 7)),
    ]);
    let view = account.view();
    let parts = |t| {
        let PaidParts { settled, owed, not_billed } =
            PaidParts::of_lines(view.sale_lines(), view, as_of(t));
        [settled, owed, not_billed].map(|it: Total| it.minor() / 100)
    };
    assert_eq!(parts("2026-03-19"), [0, 200, 12]);
    assert_eq!(parts("2026-03-20"), [60, 140, 12], "60 of I-1 are paid");
    assert_eq!(parts("2026-03-21"), [60, 140, 19]);
    let said = PaidParts::of_lines(view.sale_lines(), view, as_of("2026-03-20"));
    assert_eq!(
        said.with_currency(Currency::CNY).to_string(),
        "settled CNY 60.00, owed CNY 140.00, not billed CNY 12.00"
    );
}
