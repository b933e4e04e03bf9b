//! S27: returns and complaints as users of other systems missed them, one test for each.

use guanxi::complaint::{Complaint, ComplaintOpening, ComplaintTopic};
use guanxi::goods_return::{
    DeliveryFacts, GoodsReturn, OpenDelivery, ProductWindow, ReturnFee, ReturnInputs,
    ReturnOpening, ReturnPolicy, ReturnPolicyDraft, ReturnReason, ReturnStep, Warranty,
    assumed_delivery,
};
use guanxi::interaction::InteractionKind;
use guanxi::lifecycle::Entry;
use guanxi::money::{Amount, Currency, Major};
use guanxi::product::{ProductNode, ProductTree};

use crate::given::{as_of, day, percent, yuan};

fn opening(quantity: u64, reason: ReturnReason) -> ReturnOpening {
    ReturnOpening {
        id: "R-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        on: day("2026-03-20"),
        by: "Desk".parse().unwrap(),
        paper: None,
        product: "tea".parse().unwrap(),
        quantity,
        reason,
        sale: Some("S-1".parse().unwrap()),
        delivered: day("2026-03-01"),
        is_assumed: false,
        batch: None,
        paid: yuan("100"),
        is_unannounced: false,
        split_from: None,
    }
}

/// Takes steps of a return of a delivery of ten, of which some came back before; the refusal.
fn take(goods: &mut GoodsReturn, returned: u64, steps: Vec<ReturnStep>) -> Option<String> {
    let policy = ReturnPolicy::default();
    let delivery = DeliveryFacts {
        delivered: 10,
        returned,
        pending: 0,
        window_days: 30,
        batches: &[],
        warranty: None,
    };
    steps.into_iter().find_map(|step| {
        let event = Entry::new(step, day("2026-03-21"), "Sun".parse().unwrap());
        let inputs = ReturnInputs { delivery, policy: &policy };
        goods.apply(event, &inputs).err().map(|it| it.to_string())
    })
}

fn back(quantity: u64) -> Vec<ReturnStep> {
    vec![
        ReturnStep::Authorise { quantity },
        ReturnStep::Receive { quantity },
        ReturnStep::Inspect { state: "as new".parse().unwrap() },
    ]
}

fn refund(quantity: u64) -> ReturnStep {
    ReturnStep::Refund { quantity, credit: yuan("10") }
}

/// OCA/rma #268: more than was ordered was taken back.
#[test]
fn complaint_more_than_was_delivered_never_comes_back() {
    let refused = |quantity| {
        let mut goods = GoodsReturn::open(opening(quantity, ReturnReason::Choice));
        take(&mut goods, 0, vec![ReturnStep::Authorise { quantity }])
    };
    assert_eq!(refused(10), None);
    assert_eq!(refused(11).as_deref(), Some("at most 10 base units are left, were 11"));
}

/// POS-Awesome #6, erpnext #7390: one sale was returned again and again.
#[test]
fn complaint_a_sale_is_not_returned_again_and_again() {
    let mut returned = 0;
    let mut times = 0;
    loop {
        let mut goods = GoodsReturn::open(opening(4, ReturnReason::Choice));
        if take(&mut goods, returned, back(4)).is_some() {
            break;
        }
        assert_eq!(take(&mut goods, returned, vec![refund(4), ReturnStep::Close]), None);
        returned += goods.quantities(as_of("2026-03-31")).taken_up();
        times += 1;
    }
    assert_eq!((times, returned), (2, 8), "of ten, twice four");
}

/// OCA/rma #418: what was still to come was forgotten after the first parcel.
#[test]
fn complaint_what_is_still_to_come_is_remembered() {
    let mut goods = GoodsReturn::open(opening(6, ReturnReason::Choice));
    let first = vec![ReturnStep::Authorise { quantity: 6 }, ReturnStep::Receive { quantity: 2 }];
    assert_eq!(take(&mut goods, 0, first), None);
    let now = goods.quantities(as_of("2026-03-21"));
    assert_eq!((now.outstanding, now.taken_up()), (4, 6), "it is not free for another return");
    let rest = vec![ReturnStep::Receive { quantity: 4 }];
    assert_eq!(take(&mut goods, 0, rest), None);
}

/// erpnext #20100: a return reduced another line than the one it named.
#[test]
fn complaint_a_return_takes_from_the_delivery_that_it_names() {
    let delivery =
        |sale: &str, on, left| OpenDelivery { sale: sale.parse().unwrap(), on: day(on), left };
    let all = [delivery("S-0", "2026-02-01", 3), delivery("S-1", "2026-03-01", 10)];
    assert_eq!(assumed_delivery(&all, 2).map(|it| it.sale.as_str()), Some("S-0"));
    // It names S-1, of which nothing came back, whatever came back of S-0.
    let mut named = GoodsReturn::open(opening(10, ReturnReason::Choice));
    assert_eq!(take(&mut named, 0, back(10)), None);
    assert_eq!(named.opening().sale.as_ref().map(guanxi::id::DocumentId::as_str), Some("S-1"));
}

/// OCA/account-invoicing PR #784: goods that came in two parts bore two fees.
#[test]
fn complaint_one_request_bears_one_fee_and_a_new_order_waives_it() {
    let policy = |fee| {
        ReturnPolicy::try_new(ReturnPolicyDraft { fee: Some(fee), ..Default::default() }).unwrap()
    };
    let minor = |all: &[i64]| all.iter().map(|it| Amount::from_minor(*it)).collect::<Vec<_>>();
    let request = policy(ReturnFee::PerRequest(Major::from_units(10)));
    let fees = request.fees(&minor(&[100_00, 300_00]), Currency::CNY).unwrap();
    assert_eq!(fees.iter().map(|it| it.minor()).sum::<i64>(), 10_00, "two parts, one fee");
    let share = policy(ReturnFee::Share(percent("15%")));
    let beside = |ordered| {
        let credits = minor(&[100_00, 300_00]);
        let fees = share.fees_beside_order(&credits, Amount::from_minor(ordered), Currency::CNY);
        fees.map(|all| all.iter().map(|it| it.minor()).collect::<Vec<_>>())
    };
    assert_eq!(beside(0), Some(vec![15_00, 45_00]));
    assert_eq!(beside(200_00), Some(vec![7_50, 22_50]), "dollar for dollar");
    assert_eq!(beside(399_96), Some(vec![0, 0]), "15 % of a cent and of three");
    assert_eq!([beside(400_00), beside(999_99)], [Some(vec![0, 0]), Some(vec![0, 0])]);
    assert_eq!(beside(-1), None);
    assert_eq!(share.fees_beside_order(&[], Amount::from_minor(1), Currency::CNY), Some(vec![]));
}

/// odoo #35641: nobody saw whether the warranty still stood when the return was entered.
#[test]
fn complaint_the_days_of_warranty_left_are_known_when_a_return_is_entered() {
    let warranty = Some(Warranty::new(day("2026-01-01"), 90));
    let delivery = DeliveryFacts {
        delivered: 10,
        returned: 0,
        pending: 0,
        window_days: 30,
        batches: &[],
        warranty,
    };
    let goods = GoodsReturn::open(opening(1, ReturnReason::Defect));
    assert_eq!(goods.warranty_left(delivery), Some(12));
    assert_eq!(goods.warranty_left(DeliveryFacts { warranty: None, ..delivery }), None);
}

/// D365 documentation #4210: the days of a department of the catalogue.
#[test]
fn complaint_a_department_has_days_of_its_own() {
    let node = |id: &str, parent: Option<&str>| match parent {
        Some(parent) => ProductNode::below(id.parse().unwrap(), parent.parse().unwrap()),
        None => {
            ProductNode { id: id.parse().unwrap(), parent: None, base_unit: None, packs: vec![] }
        }
    };
    let nodes = [node("food", None), node("tea", Some("food")), node("tools", None)];
    let tree = ProductTree::try_new(nodes).unwrap();
    let row = |product: &str, days| ProductWindow { product: product.parse().unwrap(), days };
    let by_product = vec![row("food", 3), row("tools", 90)];
    let policy = ReturnPolicyDraft { by_product, ..Default::default() };
    let days = |product: &str| policy.window_days(None, &product.parse().unwrap(), &tree, None);
    assert_eq!([days("tea"), days("tools"), days("salt")], [3, 90, 15]);
}

/// frappe/helpdesk #3465: an old complaint was opened again and again.
#[test]
fn complaint_a_late_return_to_a_matter_is_a_new_complaint_that_follows_the_old() {
    let complaint = Complaint::open(ComplaintOpening {
        id: "K-2".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        on: day("2026-06-01"),
        by: "Desk".parse().unwrap(),
        channel: InteractionKind::Call,
        topic: ComplaintTopic::Quality,
        text: "wet again".parse().unwrap(),
        remedy_sought: None,
        complained_of: None,
        product: None,
        follows: Some("K-1".parse().unwrap()),
    });
    assert_eq!(complaint.opening().follows, Some("K-1".parse().unwrap()));
    let way = complaint.journey(as_of("2026-06-03")).unwrap();
    assert_eq!((way.days, way.times_asked), (2, 1), "its clock and its way are its own");
}

#[test]
fn only_returns_by_choice_that_came_back_count_as_such() {
    let counts = |reason, steps: Vec<ReturnStep>| {
        let mut goods = GoodsReturn::open(opening(4, reason));
        assert_eq!(take(&mut goods, 0, steps), None);
        goods.is_by_choice(as_of("2026-03-31"))
    };
    let then = |step| [back(4), vec![step]].concat();
    assert!(counts(ReturnReason::Choice, back(4)));
    assert!(counts(ReturnReason::Choice, then(refund(4))));
    for reason in [
        ReturnReason::Defect,
        ReturnReason::WrongGoods,
        ReturnReason::Damaged,
        ReturnReason::Unsold,
    ] {
        assert!(!counts(reason, then(refund(4))), "{reason}");
    }
    let replace = |quantity| ReturnStep::Replace { quantity, serials: Vec::new() };
    assert!(!counts(ReturnReason::Choice, then(replace(4))), "exchanged for the same");
    assert!(counts(ReturnReason::Choice, [then(replace(3)), vec![refund(1)]].concat()));
    assert!(!counts(ReturnReason::Choice, vec![ReturnStep::Authorise { quantity: 4 }]));
}
