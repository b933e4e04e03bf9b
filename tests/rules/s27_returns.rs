//! S27: goods that come back.

use guanxi::calendar::{AsOf, Day};
use guanxi::goods_return::{
    AbuseLevel, AbuseMeasure, DeliveryFacts, DenialReason, GoodsReturn, OpenDelivery,
    ProductWindow, Repacking, ReturnAbusePolicy, ReturnAbusePolicyDraft, ReturnAct, ReturnFee,
    ReturnInputs, ReturnOpening, ReturnPolicy, ReturnPolicyDraft, ReturnQuantities, ReturnReason,
    ReturnSignal, ReturnStage, ReturnStep, Rotation, RotationTerms, ShorterWindow, Warranty,
    assumed_delivery, exchange_difference,
};
use guanxi::lifecycle::{Entry, table_faults, transitions};
use guanxi::measure::{Proportion, Ratio};
use guanxi::money::{Amount, Currency, Major, Money};
use guanxi::product::{PackUnit, ProductNode, ProductTree};
use guanxi::segment::Class;

use crate::given::{as_of, day, percent, shows_moves, yuan};

/// Asked for on 20 March 2026, delivered on 1 March.
fn opening(reason: ReturnReason) -> ReturnOpening {
    ReturnOpening {
        id: "R-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        on: day("2026-03-20"),
        by: "Desk".parse().unwrap(),
        paper: None,
        product: "tea".parse().unwrap(),
        quantity: 24,
        reason,
        sale: Some("S-1".parse().unwrap()),
        delivered: day("2026-03-01"),
        is_assumed: false,
        batch: Some("B-1".parse().unwrap()),
        paid: yuan("240"),
        is_unannounced: false,
        split_from: None,
    }
}

/// A return, and the refusal of its last step.
#[derive(Clone)]
struct Told {
    goods: GoodsReturn,
    refused: Option<String>,
    delivered: u64,
    returned: u64,
    window_days: u16,
}

impl Told {
    fn from(opening: ReturnOpening) -> Self {
        let goods = GoodsReturn::open(opening);
        Self { goods, refused: None, delivered: 200, returned: 30, window_days: 30 }
    }

    fn new() -> Self {
        Self::from(opening(ReturnReason::Choice))
    }

    fn step(mut self, on: &str, step: ReturnStep) -> Self {
        let (before, policy) = (self.goods.clone(), ReturnPolicy::default());
        let (delivered, returned, window_days) = (self.delivered, self.returned, self.window_days);
        let batches = ["B-1".parse().unwrap()];
        let delivery = DeliveryFacts {
            delivered,
            returned,
            pending: 0,
            window_days,
            batches: &batches,
            warranty: None,
        };
        let inputs = ReturnInputs { delivery, policy: &policy };
        let event = Entry::new(step, day(on), "Sun".parse().unwrap());
        self.refused = self.goods.apply(event, &inputs).err().map(|it| it.to_string());
        if self.refused.is_some() {
            assert_eq!(self.goods, before, "nothing has changed");
        } else {
            let steps = self.goods.trail().iter().cloned();
            let again = GoodsReturn::replay(self.goods.opening().clone(), steps);
            assert_eq!(again.as_ref(), Ok(&self.goods));
        }
        adds_up(self.quantities());
        self
    }

    fn authorised() -> Self {
        Self::new().step("2026-03-20", authorise(24))
    }

    fn inspected() -> Self {
        Self::authorised()
            .step("2026-03-25", receive(20))
            .step("2026-03-26", ReturnStep::Inspect { state: "as new".parse().unwrap() })
    }

    fn quantities(&self) -> ReturnQuantities {
        self.goods.quantities(AsOf::new(Day::MAX))
    }

    #[track_caller]
    fn stands(&self, stage: ReturnStage) {
        let now = self.goods.stage(AsOf::new(Day::MAX));
        assert_eq!((self.refused.as_deref(), now), (None, Some(stage)));
    }

    #[track_caller]
    fn refuses(&self, text: &str) {
        assert_eq!(self.refused.as_deref(), Some(text));
    }
}

#[track_caller]
fn adds_up(all: ReturnQuantities) {
    let came = all.split_off + all.received + all.kept + all.outstanding + all.lapsed;
    assert_eq!(all.authorised, came, "{all:?}");
    let settled = all.refunded + all.replaced + all.repaired + all.sent_back;
    assert_eq!(all.received, settled + all.unsettled, "{all:?}");
}

fn authorise(quantity: u64) -> ReturnStep {
    ReturnStep::Authorise { quantity }
}

fn receive(quantity: u64) -> ReturnStep {
    ReturnStep::Receive { quantity }
}

fn refund(quantity: u64, credit: &str) -> ReturnStep {
    ReturnStep::Refund { quantity, credit: yuan(credit) }
}

fn inform() -> ReturnStep {
    ReturnStep::Inform { text: "we have your goods".parse().unwrap() }
}

#[test]
fn the_page_shows_the_moves_and_the_table_is_sound() {
    assert_eq!(table_faults::<ReturnStage>(), []);
    assert!(shows_moves::<ReturnStage>(include_str!("../../src/work/goods_return/mod.rs")));
}

/// Every row of the table: what is not named here is refused.
#[test]
fn a_return_moves_by_its_table_alone() {
    use ReturnAct as A;
    use ReturnStage as S;
    let ends = [S::Closed, S::Denied, S::Cancelled, S::Lapsed];
    let outcomes = [S::Refunded, S::Replaced, S::Repaired, S::SentBack, S::Kept];
    for cell in transitions::<S>() {
        let from = cell.from;
        let is_here = outcomes.contains(&from) || from == S::Inspected;
        let to = match cell.act {
            A::AskInfo if [S::Requested, S::Quarantined].contains(&from) => Some(S::InfoAsked),
            A::GiveInfo if from == S::InfoAsked => Some(S::Requested),
            A::Authorise if [S::Requested, S::Quarantined].contains(&from) => Some(S::Authorised),
            A::Deny if [S::Requested, S::Quarantined, S::InfoAsked].contains(&from) => {
                Some(S::Denied)
            }
            A::Split if [S::Authorised, S::Received].contains(&from) => Some(from),
            A::Receive if is_here || [S::Authorised, S::Received].contains(&from) => {
                Some(S::Received)
            }
            A::Inspect if from == S::Received => Some(S::Inspected),
            A::Refund if is_here => Some(S::Refunded),
            A::Replace if is_here => Some(S::Replaced),
            A::Repair if is_here => Some(S::Repaired),
            A::SendBack if is_here => Some(S::SentBack),
            A::Keep if is_here || from == S::Authorised => Some(S::Kept),
            A::Inform | A::AskAgain if !ends.contains(&from) => Some(from),
            A::Cancel
                if [S::Requested, S::Quarantined, S::InfoAsked, S::Authorised].contains(&from) =>
            {
                Some(S::Cancelled)
            }
            A::Lapse if from == S::Authorised => Some(S::Lapsed),
            A::Close if outcomes.contains(&from) => Some(S::Closed),
            _ => None,
        };
        assert_eq!(cell.to, to, "{} from {from}", cell.act);
    }
}

#[test]
fn the_most_specific_window_holds() {
    let windows = |rows: &[(&str, u16)]| {
        let row = |(product, days): &(&str, u16)| ProductWindow {
            product: product.parse().unwrap(),
            days: *days,
        };
        let by_product = rows.iter().map(row).collect();
        ReturnPolicy::try_new(ReturnPolicyDraft { by_product, ..Default::default() }).unwrap()
    };
    let tree = ProductTree::try_new([
        ProductNode { id: "tea".parse().unwrap(), parent: None, base_unit: None, packs: vec![] },
        ProductNode::below("tea 250 g".parse().unwrap(), "tea".parse().unwrap()),
    ])
    .unwrap();
    let small = "tea 250 g".parse().unwrap();
    let days =
        |policy: &ReturnPolicy, contract, class| policy.window_days(contract, &small, &tree, class);
    let plain = ReturnPolicy::default();
    let by_class = [Some(Class::A), Some(Class::B), Some(Class::C), None];
    assert_eq!(by_class.map(|class| days(&plain, None, class)), [60, 30, 15, 15]);
    let wide = windows(&[("tea", 7)]);
    assert_eq!(days(&wide, None, Some(Class::A)), 7, "the product stands before the class");
    let narrow = windows(&[("tea", 7), ("tea 250 g", 9)]);
    assert_eq!(days(&narrow, None, Some(Class::A)), 9, "the narrower before the wider");
    assert_eq!(days(&narrow, Some(90), Some(Class::A)), 90, "the contract before all");
}

#[test]
fn the_last_day_of_the_window_is_in_time_and_our_fault_knows_none() {
    let told = |days, reason| {
        let told = Told { window_days: days, ..Told::from(opening(reason)) };
        told.step("2026-03-20", authorise(24))
    };
    told(19, ReturnReason::Choice).stands(ReturnStage::Authorised);
    told(18, ReturnReason::Choice)
        .refuses("goods of this delivery come back until 2026-03-19, were asked for on 2026-03-20");
    told(0, ReturnReason::Unsold).refuses("tea is not taken back");
    for reason in [ReturnReason::Defect, ReturnReason::WrongGoods, ReturnReason::Damaged] {
        told(0, reason).stands(ReturnStage::Authorised);
    }
    let strange =
        ReturnOpening { batch: Some("B-9".parse().unwrap()), ..opening(ReturnReason::Choice) };
    Told::from(strange).step("2026-03-20", authorise(24)).refuses("batch B-9 is none of this sale");
}

/// A complaint of others: sold 5, one back through two steps, and 3 were shown as left.
#[test]
fn golden_27_1_one_of_five_back_leaves_four() {
    let one = ReturnOpening { quantity: 1, ..opening(ReturnReason::Choice) };
    let told = Told { delivered: 5, returned: 0, ..Told::from(one) }
        .step("2026-03-20", authorise(1))
        .step("2026-03-21", receive(1))
        .step("2026-03-21", ReturnStep::Inspect { state: "as new".parse().unwrap() })
        .step("2026-03-22", refund(1, "10"));
    let returned = told.quantities().taken_up();
    assert_eq!(returned, 1);
    let next = |quantity| {
        let opening = ReturnOpening { quantity, ..opening(ReturnReason::Choice) };
        let told = Told { delivered: 5, returned, ..Told::from(opening) };
        told.step("2026-03-23", authorise(quantity))
    };
    next(4).stands(ReturnStage::Authorised);
    next(5).refuses("at most 4 base units are left, were 5");
}

#[test]
fn golden_27_2_cartons_are_counted_in_base_units() {
    let carton = PackUnit { unit: "carton".parse().unwrap(), holds: 12 };
    let (id, base_unit) = ("tea".parse().unwrap(), Some("piece".parse().unwrap()));
    let tree =
        ProductTree::try_new([ProductNode { id, parent: None, base_unit, packs: vec![carton] }]);
    let tea = "tea".parse().unwrap();
    let asked = tree.unwrap().to_base(&tea, 2, &"carton".parse().unwrap()).unwrap();
    assert_eq!(asked, 24);
    // 200 delivered, 30 pieces back, 2 cartons asked for: 54 of 200.
    Told::new().step("2026-03-20", authorise(24)).stands(ReturnStage::Authorised);
    let full = Told { returned: 177, ..Told::new() };
    full.step("2026-03-20", authorise(24)).refuses("at most 23 base units are left, were 24");
    Told::new()
        .step("2026-03-20", authorise(25))
        .refuses("at most 24 base units are left, were 25");
    Told::new().step("2026-03-20", authorise(0)).refuses("a quantity is 1 or more");
}

#[test]
fn golden_27_3_a_fee_is_a_share_and_our_fault_has_none() {
    use ReturnReason::{Choice, Damaged, Defect, Unsold, WrongGoods};
    let fees = |fee, credits: &[i64]| {
        let policy =
            ReturnPolicy::try_new(ReturnPolicyDraft { fee, ..Default::default() }).unwrap();
        let credits: Vec<_> = credits.iter().map(|it| Amount::from_minor(*it)).collect();
        let fees = policy.fees(&credits, Currency::CNY);
        fees.map(|all| all.iter().map(|it| it.minor()).collect::<Vec<_>>())
    };
    let share = Some(ReturnFee::Share(percent("15%")));
    assert_eq!(fees(share, &[1_000_00]), Some(vec![150_00]));
    assert_eq!(fees(None, &[1_000_00]), Some(vec![0]));
    let by_reason = |fee, lines: &[(ReturnReason, i64)]| {
        let draft = ReturnPolicyDraft { fee, ..Default::default() };
        let lines: Vec<_> =
            lines.iter().map(|(reason, it)| (*reason, Amount::from_minor(*it))).collect();
        let fees = draft.fees_by_reason(&lines, Currency::CNY);
        fees.map(|all| all.iter().map(|it| it.minor()).collect::<Vec<_>>())
    };
    let lines = [Choice, Unsold, Defect, WrongGoods, Damaged].map(|it| (it, 1_000_00));
    assert_eq!(by_reason(share, &lines), Some(vec![150_00, 150_00, 0, 0, 0]), "our fault: 0");
    let ten = Some(ReturnFee::PerRequest(Major::from_units(10)));
    assert_eq!(by_reason(ten, &lines), Some(vec![5_00, 5_00, 0, 0, 0]));
    assert_eq!(by_reason(ten, &[(Defect, 1_000_00)]), Some(vec![0]));
    assert_eq!(by_reason(share, &[(Defect, -1)]), None);
    let request = Some(ReturnFee::PerRequest(Major::from_units(10)));
    assert_eq!(fees(request, &[100_00, 300_00]), Some(vec![2_50, 7_50]), "once, not per line");
    assert_eq!(fees(request, &[1_00, 3_00]), Some(vec![1_00, 3_00]), "never above the credit");
    assert_eq!(fees(request, &[0]), Some(vec![0]));
    let line = Some(ReturnFee::PerLine(Major::from_units(2)));
    assert_eq!(fees(line, &[100_00, 1_00]), Some(vec![2_00, 1_00]));
    assert_eq!(fees(line, &[-1]), None);
}

#[test]
fn a_partial_receipt_keeps_the_rest_open() {
    let told = Told::inspected();
    let now = told.quantities();
    assert_eq!((now.received, now.outstanding, now.unsettled), (20, 4, 20));
    let more = told.clone().step("2026-03-30", receive(4));
    more.stands(ReturnStage::Received);
    told.clone().step("2026-03-30", receive(5)).refuses("at most 4 base units are left, were 5");
    let settled = told.step("2026-03-27", refund(20, "200"));
    settled
        .clone()
        .step("2026-04-19", ReturnStep::Close)
        .refuses("the goods may come until 2026-04-19, so they have not lapsed on 2026-04-19");
    let closed = settled.step("2026-04-20", ReturnStep::Close);
    closed.stands(ReturnStage::Closed);
    assert_eq!((closed.quantities().lapsed, closed.quantities().taken_up()), (4, 20));
    closed.step("2026-04-21", receive(1)).refuses("cannot receive a return that is closed");
}

#[test]
fn a_disposition_that_does_not_add_up_is_refused() {
    let told = Told::inspected();
    told.clone()
        .step("2026-03-27", refund(21, "210"))
        .refuses("at most 20 base units are left, were 21");
    let part = told
        .step("2026-03-27", refund(10, "100"))
        .step("2026-03-27", ReturnStep::Replace { quantity: 4, serials: Vec::new() })
        .step(
            "2026-03-27",
            ReturnStep::Repair { quantity: 3, accepted: Some(yuan("5")), by: day("2026-04-10") },
        )
        .step("2026-03-27", ReturnStep::SendBack { quantity: 1 });
    part.stands(ReturnStage::SentBack);
    part.clone()
        .step("2026-04-30", ReturnStep::Close)
        .refuses("2 base units are received and neither refunded nor sent anywhere");
    let kept = part.step("2026-03-28", ReturnStep::Keep { quantity: 6, allowance: yuan("20") });
    kept.stands(ReturnStage::Kept);
    let now = kept.quantities();
    assert_eq!((now.kept, now.received, now.outstanding), (6, 18, 0));
    kept.step("2026-03-28", ReturnStep::Close).stands(ReturnStage::Closed);
}

#[test]
fn credits_are_at_most_what_was_paid_less_rebates() {
    let told = Told::inspected().step("2026-03-27", refund(10, "200"));
    told.clone().step("2026-03-27", refund(10, "40")).stands(ReturnStage::Refunded);
    told.clone()
        .step("2026-03-27", refund(10, "40.01"))
        .refuses("a return is credited with at most CNY 240.00, was CNY 40.01");
    let other = Money::try_from_text("1", Currency::USD).unwrap();
    told.step("2026-03-27", ReturnStep::Refund { quantity: 1, credit: other })
        .refuses("an amount of a return paid in CNY is not negative, was USD 1.00");
    let difference = |price, credit| {
        let (price, credit) = (Amount::from_minor(price), Amount::from_minor(credit));
        exchange_difference(price, credit).map(Amount::minor)
    };
    assert_eq!([difference(120, 100), difference(80, 100)], [Some(20), Some(-20)]);
}

#[test]
fn a_part_takes_nothing_along_that_is_credited_already() {
    let part = || ReturnStep::Split { to: "R-2".parse().unwrap(), quantity: 3 };
    let credited = |credit| {
        let told = Told::inspected().step("2026-03-27", refund(20, credit));
        told.step("2026-03-28", receive(1)).step("2026-03-28", part())
    };
    credited("210").stands(ReturnStage::Received);
    credited("210.01").refuses("a return is credited with at most CNY 210.00, was CNY 210.01");
    credited("240").refuses("a return is credited with at most CNY 210.00, was CNY 240.00");
}

/// A complaint of others: splitting moved the stage of the parent.
#[test]
fn complaint_a_split_hands_over_quantity_and_never_stage() {
    let to = || "R-2".parse().unwrap();
    let told = Told::authorised().step("2026-03-21", ReturnStep::Split { to: to(), quantity: 9 });
    told.stands(ReturnStage::Authorised);
    assert_eq!((told.quantities().split_off, told.quantities().outstanding), (9, 15));
    let part = told.goods.split_part(&to()).unwrap();
    assert_eq!((part.quantity, part.paid, part.on), (9, yuan("90"), day("2026-03-21")));
    assert_eq!(part.split_from, Some("R-1".parse().unwrap()));
    Told::from(part).stands(ReturnStage::Requested);
    assert_eq!(told.goods.split_part(&"R-9".parse().unwrap()), None);
    told.clone()
        .step("2026-03-21", ReturnStep::Split { to: "R-1".parse().unwrap(), quantity: 1 })
        .refuses("R-1 cannot be split into itself");
    let third = || "R-3".parse().unwrap();
    told.clone()
        .step("2026-03-21", ReturnStep::Split { to: third(), quantity: 16 })
        .refuses("at most 15 base units are left, were 16");
    told.clone()
        .step("2026-03-22", ReturnStep::Split { to: to(), quantity: 5 })
        .refuses("a part was split off to R-2 before");
    // Each part is found, whatever was split off after it.
    let told = told.step("2026-03-22", ReturnStep::Split { to: third(), quantity: 5 });
    let part = |to| told.goods.split_part(&to).map(|it| (it.quantity, it.paid));
    assert_eq!(part(to()), Some((9, yuan("90"))));
    assert_eq!(part(third()), Some((5, yuan("50"))));
}

/// Returns past the day for their goods, and repairs past theirs, are listed by their findings.
#[test]
fn what_is_late_of_a_return_is_found() {
    let found = |told: &Told, t| {
        let found = told.goods.findings(as_of(t), &ReturnPolicy::default());
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let out = Told::authorised();
    assert_eq!(found(&out, "2026-04-19"), [""; 0]);
    assert_eq!(found(&out, "2026-04-20"), ["24 base units were to come by 2026-04-19: to lapse"]);
    let part = Told::inspected();
    assert_eq!(found(&part, "2026-04-20"), ["4 base units were to come by 2026-04-19: to lapse"]);
    assert_eq!(found(&out.step("2026-04-20", ReturnStep::Lapse), "2026-04-21"), [""; 0]);
    let repair = ReturnStep::Repair { quantity: 20, accepted: None, by: day("2026-04-10") };
    let repaired = Told::inspected().step("2026-03-27", repair);
    assert_eq!(found(&repaired, "2026-04-10"), [""; 0]);
    assert_eq!(found(&repaired, "2026-04-11"), ["was to be repaired by 2026-04-10"]);
    let closed = repaired.step("2026-04-20", ReturnStep::Close);
    closed.stands(ReturnStage::Closed);
    assert_eq!(found(&closed, "2026-04-21"), [""; 0]);
}

/// Forgotten, lifted, agreed by contract: then it is as it was. Never below the days of the law.
#[test]
fn a_shorter_window_is_never_below_that_of_the_law() {
    let policy = ReturnAbusePolicy::default();
    let measure = |level, lifted: Option<&str>| AbuseMeasure {
        level,
        on: day("2026-03-02"),
        by: "Zhou".parse().unwrap(),
        reason: "after a talk".parse().unwrap(),
        lifted: lifted.map(day),
    };
    let short = |lifted| [measure(AbuseLevel::ShorterWindow, lifted)];
    let days = |contract, days, measures: &[AbuseMeasure], t| {
        policy.window_days(contract, days, measures, as_of(t))
    };
    assert_eq!(days(None, 60, &short(None), "2026-03-02"), 7);
    assert_eq!(days(None, 60, &short(None), "2026-03-01"), 60, "not taken yet");
    assert_eq!(days(None, 60, &short(None), "2027-03-02"), 60, "forgotten");
    assert_eq!(days(None, 60, &short(Some("2026-03-09")), "2026-03-09"), 60, "appealed");
    assert_eq!(days(None, 60, &[measure(AbuseLevel::Talk, None)], "2026-03-09"), 60);
    assert_eq!(days(Some(90), 90, &short(None), "2026-03-09"), 90, "a clause is agreed");
    assert_eq!([6, 7, 8].map(|it| days(None, it, &short(None), "2026-03-09")), [6, 7, 7]);
    assert_eq!(days(None, 0, &short(None), "2026-03-09"), 0, "not taken back from anybody");
    let refused = |days, legal_days| {
        let shorter = ShorterWindow { days, legal_days };
        let draft = ReturnAbusePolicyDraft { shorter, ..Default::default() };
        ReturnAbusePolicy::try_new(draft).err().map(|it| it.to_string())
    };
    assert_eq!(refused(7, 7), None);
    assert_eq!(refused(6, 7).as_deref(), Some("shorter.days must be at least 7, was 6"));
}

/// A defect is our fault as long as window or warranty stand; damage and wrong goods always are.
#[test]
fn a_defect_after_window_and_warranty_is_no_fault_of_ours() {
    let against = |reason, window_days, warranty: Option<&str>| {
        let warranty = warranty.map(|last| Warranty::until(day(last)));
        let (delivered, returned, pending) = (200, 0, 0);
        let delivery =
            DeliveryFacts { delivered, returned, pending, window_days, batches: &[], warranty };
        let goods = GoodsReturn::open(opening(reason));
        let found = goods.obstacles(24, delivery);
        (found.iter().map(ToString::to_string).collect::<Vec<_>>(), goods.warranty_left(delivery))
    };
    let defect = |window, warranty| against(ReturnReason::Defect, window, warranty);
    assert_eq!(defect(15, Some("2026-03-30")), (vec![], Some(10)));
    assert_eq!(defect(15, Some("2026-03-20")), (vec![], Some(0)), "the last day");
    let over = "the warranty ended on 2026-03-19, the goods were asked for on 2026-03-20";
    assert_eq!(defect(15, Some("2026-03-19")), (vec![over.to_owned()], Some(0)));
    assert_eq!(defect(18, Some("2026-03-19")).0.len(), 1);
    assert_eq!(defect(19, Some("2026-03-19")).0.len(), 0, "the window stands");
    assert_eq!(defect(0, None), (vec![], None), "no warranty is known");
    for reason in [ReturnReason::Damaged, ReturnReason::WrongGoods] {
        assert_eq!(against(reason, 0, Some("2026-03-19")).0.len(), 0, "{reason}");
    }
    assert_eq!(Warranty::until(day("2026-03-19")).to_string(), "warranty until 2026-03-19");
}

#[test]
fn goods_that_never_come_lapse_and_free_their_quantity() {
    Told::authorised()
        .step("2026-04-19", ReturnStep::Lapse)
        .refuses("the goods may come until 2026-04-19, so they have not lapsed on 2026-04-19");
    let lapsed = Told::authorised().step("2026-04-20", ReturnStep::Lapse);
    lapsed.stands(ReturnStage::Lapsed);
    assert_eq!((lapsed.quantities().lapsed, lapsed.quantities().taken_up()), (24, 0));
    let cancelled = Told::authorised()
        .step("2026-03-21", ReturnStep::Cancel { reason: "sold after all".parse().unwrap() });
    assert_eq!(cancelled.quantities().taken_up(), 0);
    // Nobody waits for it any more.
    let answered = lapsed.goods.journey(as_of("2026-12-31")).unwrap().answered;
    assert_eq!(answered, Some(day("2026-04-20")));
}

#[test]
fn goods_without_a_number_are_quarantined_told_and_decided() {
    let unannounced =
        || Told::from(ReturnOpening { is_unannounced: true, ..opening(ReturnReason::Damaged) });
    unannounced().stands(ReturnStage::Quarantined);
    let untold = "goods without a number are told to the customer before they are decided";
    unannounced().step("2026-03-20", authorise(24)).refuses(untold);
    let deny = || ReturnStep::Deny {
        reason: DenialReason::NoRecord,
        text: "not bought here".parse().unwrap(),
    };
    unannounced().step("2026-03-20", deny()).refuses(untold);
    let told = || unannounced().step("2026-03-20", inform());
    told().step("2026-03-20", authorise(24)).stands(ReturnStage::Authorised);
    told().step("2026-03-20", deny()).stands(ReturnStage::Denied);
    assert_eq!(DenialReason::TimeLimit.x12(), "RT");
}

#[test]
fn more_is_asked_and_the_way_of_the_customer_is_told() {
    let asked = Told::new()
        .step("2026-03-20", ReturnStep::AskInfo { question: "a photo?".parse().unwrap() })
        .step("2026-03-22", ReturnStep::AskAgain)
        .step("2026-03-23", ReturnStep::GiveInfo { answer: "here".parse().unwrap() });
    asked.stands(ReturnStage::Requested);
    assert_eq!(
        asked.goods.journey(as_of("2026-03-24")).unwrap().to_string(),
        "waiting for 4 days, 3 of them with the customer, asked 2 times, 1 hand-over"
    );
    assert_eq!(asked.goods.stage(as_of("2026-03-19")), None);
    asked.step("2026-03-23", receive(1)).refuses("cannot receive a return that is requested");
    Told::new()
        .step("2026-03-19", inform())
        .refuses("a step of 2026-03-19 cannot come before the request of 2026-03-20");
}

#[test]
fn a_replacement_keeps_the_rest_of_the_warranty() {
    let warranty = Warranty::new(day("2026-01-01"), 90);
    let back = as_of("2026-03-02");
    assert_eq!((warranty.last(), warranty.days_left(back)), (day("2026-04-01"), 30));
    assert_eq!(warranty.replaced(back, 0), warranty);
    assert_eq!(warranty.replaced(back, 45).last(), day("2026-04-16"));
    let on_last = warranty.replaced(as_of("2026-04-01"), 45);
    assert_eq!(on_last.last(), day("2026-05-16"), "the last day is covered");
    let over = as_of("2026-04-02");
    assert_eq!((warranty.days_left(over), warranty.replaced(over, 45).days_left(over)), (0, 0));
}

#[test]
fn packed_anew_is_what_was_taken_less_what_is_spoiled() {
    let repacked = |taken, packed| {
        Repacking::try_new("B-1".parse().unwrap(), taken, packed).map(|it| it.spoiled)
    };
    assert_eq!([repacked(50, 47), repacked(50, 50), repacked(50, 51)], [Some(3), Some(0), None]);
}

#[test]
fn stock_is_rotated_within_four_limits() {
    let terms = RotationTerms {
        of_quarter: percent("15%"),
        of_two_quarters: percent("25%"),
        back_days: 30,
    };
    let rotation = |on, returned, ordered, back: Option<&str>| Rotation {
        on: day(on),
        returned: Amount::from_minor(returned),
        ordered: Amount::from_minor(ordered),
        back: back.map(day),
    };
    let bought = |before| [1_000, before].map(Amount::from_minor);
    let t = as_of("2026-07-02");
    let faults = |before: &[Rotation], asked| {
        let found = terms.faults(before, asked, bought(-400), t);
        found.iter().map(|it| it.spoken(Currency::CNY).to_string()).collect::<Vec<_>>()
    };
    let fine = rotation("2026-05-31", 150, 150, Some("2026-06-30"));
    assert_eq!(faults(&[], fine), [""; 0]);
    let bad = rotation("2026-06-01", 151, 150, Some("2026-07-02"));
    assert_eq!(
        faults(&[rotation("2026-04-02", 1, 1, None)], bad),
        [
            "stock was rotated on 2026-04-02, in the same quarter",
            "stock was to be rotated by 2026-05-31",
            "goods of CNY 1.51 are too many for purchases of CNY 10.00 in a quarter and CNY 6.00 \
             in two",
            "the order of CNY 1.50 is smaller than the goods of CNY 1.51",
            "the goods were to be back by 2026-07-01",
        ]
    );
    assert_eq!(faults(&[rotation("2026-03-31", 1, 1, None)], fine), [""; 0], "another quarter");
    let twice = ["2026-05-02", "2026-04-02"].map(|on| rotation(on, 1, 1, None));
    let first = "stock was rotated on 2026-04-02, in the same quarter";
    assert_eq!(faults(&twice, fine), [first], "in any order");
    let more = rotation("2026-05-01", 500, 500, None);
    assert_eq!(
        terms.faults(&[], more, bought(1_000), as_of("2026-05-31")),
        [],
        "a quarter of the last two"
    );
    assert_eq!(terms.faults(&[], more, bought(999), as_of("2026-05-31")).len(), 1);
    // Thirty days after 1 May is 31 May.
    let not_back = |back: Option<&str>, t| {
        let fault = terms.not_back(rotation("2026-05-01", 500, 500, back), as_of(t));
        fault.map(|it| it.spoken(Currency::CNY).to_string())
    };
    let late = Some("the goods were to be back by 2026-05-31".to_owned());
    assert_eq!([not_back(None, "2026-05-31"), not_back(None, "2026-06-01")], [None, late.clone()]);
    assert_eq!(not_back(Some("2026-05-31"), "2026-08-01"), None);
    assert_eq!(not_back(Some("2026-06-01"), "2026-06-01"), late);
    assert_eq!(terms.faults(&[], more, bought(1_000), as_of("2026-06-01")).len(), 1);
}

#[test]
fn the_right_to_rotate_is_a_quarter_of_two_quarters_and_thirty_days_by_default() {
    let terms = RotationTerms::default();
    assert_eq!((terms.of_two_quarters, terms.back_days), (percent("25%"), 30));
    let faults = |returned| {
        let amount = Amount::from_minor(returned);
        let asked =
            Rotation { on: day("2026-05-01"), returned: amount, ordered: amount, back: None };
        terms.faults(&[], asked, [1_000, 1_000].map(Amount::from_minor), as_of("2026-05-01")).len()
    };
    assert_eq!([faults(500), faults(501)], [0, 1]);
}

#[test]
fn goods_without_a_named_sale_are_taken_from_the_oldest_delivery_that_has_them() {
    let delivery =
        |sale: &str, on, left| OpenDelivery { sale: sale.parse().unwrap(), on: day(on), left };
    let all = [
        delivery("S-3", "2026-02-01", 9),
        delivery("S-2", "2026-01-01", 5),
        delivery("S-1", "2026-02-01", 9),
    ];
    let assumed = |quantity| assumed_delivery(&all, quantity).map(|it| it.sale.to_string());
    assert_eq!(assumed(5).as_deref(), Some("S-2"));
    assert_eq!(assumed(6).as_deref(), Some("S-1"), "of one day the first by number");
    assert_eq!(assumed(10), None);
}

#[test]
fn golden_27_4_abuse_speaks_where_chance_does_not_explain_it() {
    let policy = ReturnAbusePolicy::default();
    let read = |part, whole| {
        let returned = Proportion::try_new(part, whole).unwrap();
        ReturnSignal::read(returned, Ratio::from_percent(4), &policy).unwrap()
    };
    let near = |signal: ReturnSignal| signal.test.p().to_string().get(..6).unwrap().to_owned();
    assert_eq!((near(read(16, 200)).as_str(), read(16, 200).speaks), ("0.0070", false));
    assert_eq!((near(read(20, 200)).as_str(), read(20, 200).speaks), ("0.0001", true));
    assert_eq!((near(read(4, 30)).as_str(), read(4, 30).speaks), ("0.0305", false));
    assert_eq!((near(read(2, 5)).as_str(), read(2, 5).speaks), ("0.0147", false));
    assert!(!read(29, 29).speaks && read(30, 30).speaks, "from 30 lines on");
}

#[test]
fn measures_come_one_after_the_other_by_persons_and_are_forgotten() {
    let policy = ReturnAbusePolicy::default();
    let signal = |part| {
        let returned = Proportion::try_new(part, 200).unwrap();
        ReturnSignal::read(returned, Ratio::from_percent(4), &policy).unwrap()
    };
    let measure = |level, on, lifted: Option<&str>| AbuseMeasure {
        level,
        on: day(on),
        by: "Zhou".parse().unwrap(),
        reason: "twenty returns".parse().unwrap(),
        lifted: lifted.map(day),
    };
    let next = |measures: &[AbuseMeasure], t| policy.next_level(&signal(20), measures, as_of(t));
    assert_eq!(next(&[], "2026-03-01"), Some(AbuseLevel::Look));
    assert_eq!(policy.next_level(&signal(16), &[], as_of("2026-03-01")), None, "silent");
    let look = measure(AbuseLevel::Look, "2026-03-01", None);
    assert_eq!(next(std::slice::from_ref(&look), "2026-03-02"), Some(AbuseLevel::Talk));
    let talk = measure(AbuseLevel::Talk, "2026-04-01", None);
    let both = [look, talk];
    assert_eq!(next(&both, "2026-04-02"), Some(AbuseLevel::ShorterWindow));
    assert_eq!(policy.standing(&both, as_of("2027-03-31")), both.last());
    assert_eq!(policy.standing(&both, as_of("2027-04-01")), None, "forgotten after 365 days");
    let late = measure(AbuseLevel::Look, "2026-03-20", None);
    let early = measure(AbuseLevel::Look, "2026-03-10", None);
    for looks in [[late.clone(), early.clone()], [early, late.clone()]] {
        assert_eq!(policy.standing(&looks, as_of("2026-03-21")), Some(&late), "in any order");
    }
    let lifted = [measure(AbuseLevel::Talk, "2026-04-01", Some("2026-04-10"))];
    assert_eq!(policy.standing(&lifted, as_of("2026-04-09")), lifted.first());
    assert_eq!(policy.standing(&lifted, as_of("2026-04-10")), None);
}

#[test]
fn a_policy_of_returns_is_checked() {
    let refused = |change: fn(&mut ReturnPolicyDraft)| {
        let mut draft = ReturnPolicyDraft::default();
        change(&mut draft);
        ReturnPolicy::try_new(draft).unwrap_err().to_string()
    };
    assert_eq!(refused(|it| it.window_b = 61), "window_b must not exceed 60, was 61");
    assert_eq!(refused(|it| it.window_c = 31), "window_c must not exceed 30, was 31");
    assert_eq!(refused(|it| it.ship_days = 0), "ship_days must be at least 1, was 0");
    assert_eq!(
        refused(|it| it.fee = Some(ReturnFee::Share(Ratio::from_percent(101)))),
        "fee.share must not exceed 100%, was 101%"
    );
    let twice = |it: &mut ReturnPolicyDraft| {
        let row = || ProductWindow { product: "tea".parse().unwrap(), days: 7 };
        it.by_product = vec![row(), row()];
    };
    assert_eq!(
        refused(twice),
        "by_product.0.product must be named once, tea is repeated; \
         by_product.1.product must be named once, tea is repeated"
    );
}
