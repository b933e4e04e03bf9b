//! S16, S24: the usual order of a customer, its next order, and what its peers buy.

use guanxi::account::Account;
use guanxi::assignment::Placement;
use guanxi::calendar::Day;
use guanxi::contract::ChannelLevel;
use guanxi::evidence::NotJudged;
use guanxi::id::CustomerId;
use guanxi::lapse::OwnDays;
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::Amount;
use guanxi::order_profile::{
    Basket, NextOrder, OrderProfile, OrderProfilePolicy, OrderProfilePolicyDraft, SoldLine,
    WhiteSpace,
};
use guanxi::segment::Class;
use guanxi::trade::Sale;

use crate::given::{as_of, day, yuan};

fn policy() -> OrderProfilePolicy {
    OrderProfilePolicy::default()
}

fn line(on: Day, product: &str, quantity: Option<u32>, yuan: i64) -> SoldLine {
    let amount = Amount::from_minor(yuan * 100);
    SoldLine { day: on, product: product.parse().unwrap(), quantity, amount }
}

/// A customer that ordered on some days, with the lines of its sales.
struct Orders {
    account: Account,
    lines: Vec<SoldLine>,
}

impl Orders {
    fn new() -> Self {
        let account = Account::new("Li".parse().unwrap(), "CNY".parse().unwrap());
        Self { account, lines: Vec::new() }
    }

    fn order(&mut self, on: &str, lines: &[(&str, Option<u32>, i64)]) {
        let on = day(on);
        for (product, quantity, amount) in lines {
            let number = format!("S{}", self.lines.len());
            let sale = Sale::new(number.parse().unwrap(), on, yuan(&amount.to_string()));
            self.account.record(sale).unwrap();
            self.lines.push(line(on, product, *quantity, *amount));
        }
    }

    fn profile(&self, t: &str) -> Result<OrderProfile, NotJudged> {
        self.profile_by(&OwnDays::EVERY_DAY, t)
    }

    fn profile_by(&self, own_days: &OwnDays<'_>, t: &str) -> Result<OrderProfile, NotJudged> {
        let view = self.account.view();
        OrderProfile::try_from_account(view, own_days, &self.lines, as_of(t), &policy())
    }

    fn next(&self, t: &str) -> NextOrder {
        self.profile(t).unwrap().next_order(&OwnDays::EVERY_DAY, as_of(t))
    }
}

#[test]
fn the_usual_size_is_that_of_days_on_which_more_was_bought_than_returned() {
    let mut it = Orders::new();
    it.order("2026-01-05", &[("feed", None, 100)]);
    it.order("2026-02-02", &[("feed", None, 50), ("feed", None, -100)]);
    it.order("2026-03-02", &[("feed", None, 60), ("feed", None, -120)]);
    let profile = it.profile("2026-03-31").unwrap();
    assert_eq!((profile.order_days, profile.size.minor()), (3, 100_00));
}

/// One rule: a customer that buys one product has its gap, and the next order comes as much later.
#[test]
fn the_gap_of_a_customer_and_of_its_products_is_the_lower_median() {
    let mut it = Orders::new();
    // Gaps of 3, 4, 5 and 30 days.
    for on in ["2026-01-05", "2026-01-08", "2026-01-12", "2026-01-17", "2026-02-16"] {
        it.order(on, &[("feed", None, 100)]);
    }
    let profile = it.profile("2026-02-20").unwrap();
    assert_eq!((profile.gap_days, profile.gaps), (4, 4));
    assert_eq!(profile.products[0].gap_days, Some(4));
    assert_eq!(profile.next_order(&OwnDays::EVERY_DAY, as_of("2026-02-16")).day, day("2026-02-20"));
    assert_eq!(it.next("2026-02-16").to_string(), "on 2026-02-20: feed");
}

/// Feed on each of six Mondays, four weeks apart, salt on every other, seed once.
fn li() -> Orders {
    let mut li = Orders::new();
    let days = ["2026-01-05", "2026-02-02", "2026-03-02", "2026-03-30", "2026-04-27", "2026-05-25"];
    for (n, on) in days.into_iter().enumerate() {
        let feed = 10 + u32::try_from(n).unwrap();
        li.order(on, &[("feed", Some(feed), 100 + 10 * i64::try_from(n).unwrap())]);
        if n % 2 == 0 {
            li.order(on, &[("salt", None, 5)]);
        }
    }
    li.order("2026-05-25", &[("seed", Some(1), 7)]);
    li
}

#[test]
fn a_usual_order_has_a_gap_a_size_a_weekday_and_products() {
    let profile = li().profile("2026-06-01").unwrap();
    assert_eq!((profile.order_days, profile.gap_days, profile.last), (6, 28, day("2026-05-25")));
    // 105, 110, 125, 130, 145 and 157: the lower median.
    assert_eq!(profile.size.minor(), 125_00);
    let weekday = profile.weekday.unwrap();
    assert_eq!(
        (weekday.weekday.to_string(), weekday.share.to_string()),
        ("Mon".into(), "6 of 6".into())
    );
    let products: Vec<_> = profile
        .products
        .iter()
        .map(|it| (it.product.as_str(), it.share.part(), it.gap_days, it.quantity))
        .collect();
    assert_eq!(
        products,
        [("feed", 6, Some(28), Some(12)), ("salt", 3, Some(56), None), ("seed", 1, None, None)]
    );
    assert_eq!(
        profile.to_string(),
        "every 28 days about CNY 125.00, 6 of 6 on Mon: feed on 6 of 6, salt on 3 of 6, seed on 1 of 6"
    );
}

#[test]
fn two_orders_of_one_day_are_one_order_day() {
    let days = ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"];
    let (mut once, mut twice) = (Orders::new(), Orders::new());
    for on in days {
        once.order(on, &[("feed", Some(5), 100), ("salt", Some(2), 20)]);
        twice.order(on, &[("feed", Some(2), 40)]);
        twice.order(on, &[("salt", Some(2), 20), ("feed", Some(3), 60)]);
    }
    let t = "2026-04-15";
    let profile = twice.profile(t).unwrap();
    assert_eq!((profile.order_days, profile.size), (4, Amount::from_minor(120_00).to_total()));
    let feed = &profile.products[0];
    assert_eq!((feed.share.to_string(), feed.quantity), ("4 of 4".to_owned(), Some(5)));
    assert_eq!(profile, once.profile(t).unwrap());
    assert_eq!(twice.next(t), once.next(t));
}

#[test]
fn the_next_order_has_the_products_whose_own_gap_has_passed() {
    // The salt of 27 April is due on 22 June, with the feed of 25 May.
    assert_eq!(li().next("2026-06-01").to_string(), "on 2026-06-22: 12 of feed, salt");
    let mut li = li();
    li.order("2026-06-22", &[("feed", Some(12), 120), ("salt", Some(1), 5)]);
    assert_eq!(li.next("2026-06-23").to_string(), "on 2026-07-20: 12 of feed", "no salt yet");
    let late = li.next("2026-08-17");
    assert_eq!((late.day, late.days_overdue), (day("2026-07-20"), 28));
    assert_eq!(late.to_string(), "on 2026-07-20, 28 days overdue: 12 of feed, salt");
}

#[test]
fn nothing_after_t_is_seen_and_too_few_order_days_make_no_profile() {
    let li = li();
    assert_eq!(li.profile("2026-01-04"), Err(NotJudged::NeverBought));
    assert_eq!(li.profile("2026-03-01"), Err(NotJudged::FewOrderDays));
    let profile = li.profile("2026-03-02").unwrap();
    assert_eq!((profile.order_days, profile.products.len()), (3, 2));
    assert_eq!(profile.gap_days, 60, "two gaps only: that of the policy");
    assert_eq!(li.profile("2027-05-25"), Err(NotJudged::FewOrderDays), "a year later");
}

#[test]
fn returns_and_lines_of_other_days_make_no_usual_product() {
    let mut li = li();
    li.lines.push(line(day("2026-04-01"), "wire", Some(3), 50));
    li.lines.push(line(day("2026-05-25"), "rope", Some(3), -50));
    let profile = li.profile("2026-06-01").unwrap();
    assert!(profile.products.iter().all(|it| it.product.as_str() != "wire"));
    assert!(profile.products.iter().all(|it| it.product.as_str() != "rope"));
}

#[test]
fn no_weekday_is_usual_below_half_of_the_order_days() {
    let mut li = Orders::new();
    for on in ["2026-06-01", "2026-06-08", "2026-06-16", "2026-06-24"] {
        li.order(on, &[("feed", Some(1), 10)]);
    }
    let weekday = li.profile("2026-06-30").unwrap().weekday.unwrap();
    assert_eq!((weekday.weekday.to_string(), weekday.share.part()), ("Mon".into(), 2), "half");
    li.order("2026-06-26", &[("feed", Some(1), 10)]);
    assert_eq!(li.profile("2026-06-30").unwrap().weekday, None);
}

#[test]
fn a_sale_of_one_product_group_is_a_line_without_a_quantity() {
    let sale = Sale::new("S1".parse().unwrap(), day("2026-01-05"), yuan("12"));
    assert_eq!(SoldLine::from_sale(&sale), None);
    let one = sale.clone().with_groups(["feed".parse().unwrap()]);
    assert_eq!(SoldLine::from_sale(&one), Some(line(day("2026-01-05"), "feed", None, 12)));
    let two = sale.with_groups(["feed".parse().unwrap(), "salt".parse().unwrap()]);
    assert_eq!(SoldLine::from_sale(&two), None);
}

/// A customer with its place, class and purchases.
struct Member {
    id: CustomerId,
    placement: Placement,
    class: Class,
    lines: Vec<SoldLine>,
}

fn member(id: &str, products: &[(&str, i64)]) -> Member {
    let lines = products.iter().map(|(it, amount)| line(day("2026-03-02"), it, None, *amount));
    Member {
        id: id.parse().unwrap(),
        placement: Placement {
            territory: id.parse().unwrap(),
            level: ChannelLevel::Retail,
            business: "feed shop".parse().unwrap(),
            from: day("2020-01-01"),
        },
        class: Class::B,
        lines: lines.collect(),
    }
}

fn white_space_by(
    members: &[Member],
    policy: &OrderProfilePolicy,
) -> Result<Vec<WhiteSpace>, NotJudged> {
    let baskets: Vec<Basket<'_>> = members
        .iter()
        .map(|it| Basket {
            customer: &it.id,
            placement: &it.placement,
            class: it.class,
            lines: &it.lines,
        })
        .collect();
    let (t, of) = (as_of("2026-06-30"), &baskets[0]);
    let found = WhiteSpace::find(of, &baskets, t, policy);
    assert_eq!(WhiteSpace::find_all(&baskets, t, policy)[0], found, "one definition");
    found
}

fn white_space(members: &[Member]) -> Result<Vec<WhiteSpace>, NotJudged> {
    white_space_by(members, &policy())
}

/// Li buys feed for 1,000; of six peers three buy salt, for 10, 20 and 30 %, two buy seed.
fn members() -> Vec<Member> {
    vec![
        member("Li", &[("feed", 1_000)]),
        member("A", &[("feed", 90), ("salt", 10)]),
        member("B", &[("feed", 80), ("salt", 20)]),
        member("C", &[("feed", 70), ("salt", 30)]),
        member("D", &[("feed", 50), ("seed", 50)]),
        member("E", &[("feed", 50), ("seed", 50)]),
        member("F", &[("feed", 50)]),
    ]
}

#[test]
fn white_space_is_what_half_of_the_peers_buy_and_the_customer_does_not() {
    let found = white_space(&members()).unwrap();
    assert_eq!(found.len(), 1, "seed is bought by two of six");
    let salt = &found[0];
    assert_eq!((salt.product.as_str(), salt.buyers.to_string()), ("salt", "3 of 6".into()));
    assert_eq!(Some(salt.usual_share), Quotient::try_new(1, 5), "the median of those who buy it");
    assert_eq!(salt.worth, Amount::from_minor(200_00));
    assert_eq!(salt.to_string(), "salt: bought by 3 of 6 peers, 20% of their purchases");
    assert!(salt.buyers.interval().is_some());
    let draft =
        OrderProfilePolicyDraft { peer_share: Ratio::from_percent(33), ..Default::default() };
    let wider = OrderProfilePolicy::try_new(draft).unwrap();
    let found = white_space_by(&members(), &wider).unwrap();
    let products: Vec<&str> = found.iter().map(|it| it.product.as_str()).collect();
    assert_eq!(products, ["seed", "salt"], "the most worth first");
}

#[test]
fn a_peer_with_two_baskets_is_one_peer_with_the_lines_of_both() {
    let mut members = members();
    members.push(member("A", &[("salt", 300)]));
    let found = white_space(&members).unwrap();
    assert_eq!(found[0].buyers.to_string(), "3 of 6");
    // A buys salt for 310 of 400 now, so that the median of three shares is 30 %.
    assert_eq!(Some(found[0].usual_share), Quotient::try_new(3, 10));
}

#[test]
fn with_fewer_than_five_peers_nothing_is_told() {
    let five: Vec<Member> = members().into_iter().take(6).collect();
    assert!(white_space(&five).is_ok());
    let four: Vec<Member> = members().into_iter().take(5).collect();
    assert_eq!(white_space(&four), Err(NotJudged::FewPeers));
    let mut idle = five;
    idle[5].lines.clear();
    assert_eq!(white_space(&idle), Err(NotJudged::FewPeers), "a peer buys something");
}

#[test]
fn peers_have_the_same_business_level_and_class() {
    let changes: [fn(&mut Member); 3] = [
        |it| it.placement.business = "hardware".parse().unwrap(),
        |it| it.placement.level = ChannelLevel::SecondTier,
        |it| it.class = Class::A,
    ];
    for change in changes {
        let mut others: Vec<Member> = members().into_iter().take(6).collect();
        change(&mut others[5]);
        assert_eq!(white_space(&others), Err(NotJudged::FewPeers));
    }
    let mut elsewhere = members();
    elsewhere[1].placement.territory = "far away".parse().unwrap();
    assert!(white_space(&elsewhere).is_ok(), "the territory makes no peers");
}

#[test]
fn what_was_given_back_is_white_space_again() {
    let mut with = members();
    with[0].lines.push(line(day("2026-03-02"), "salt", None, 1));
    assert!(white_space(&with).unwrap().is_empty());
    with[0].lines.push(line(day("2026-03-09"), "salt", None, -1));
    assert_eq!(white_space(&with).unwrap().len(), 1);
    with[0].lines.push(line(day("2026-07-01"), "salt", None, 1));
    assert_eq!(white_space(&with).unwrap().len(), 1, "not known yet");
}

#[test]
fn a_policy_that_contradicts_itself_is_refused() {
    let draft = OrderProfilePolicyDraft {
        window_days: 0,
        fewest_order_days: 1,
        cadence_days: 0,
        weekday_share: Ratio::from_percent(101),
        fewest_peers: 1,
        peer_share: Ratio::from_percent(101),
    };
    assert_eq!(
        OrderProfilePolicy::try_new(draft).unwrap_err().to_string(),
        "window_days must be at least 1, was 0; fewest_order_days must be at least 2, was 1; \
         cadence_days must be at least 1, was 0; weekday_share must not exceed 100%, was 101%; \
         fewest_peers must be at least 2, was 1; peer_share must not exceed 100%, was 101%"
    );
}
