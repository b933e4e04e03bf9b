//! S6: price systems: list prices, discounts within authority, gaps between territories, resale.

use guanxi::calendar::Validity;
use guanxi::contract::ChannelLevel;
use guanxi::id::RoleId;
use guanxi::money::Currency;
use guanxi::rebate::{
    DiscountAuthority, ListPrice, PriceSystem, PriceSystemDraft, Quotation, ResaleBinding,
    ResalePrice, SpecialPrice,
};

use crate::given::percent;
use crate::s06_rebate::{major, on};

fn year(from: &str) -> Validity {
    Validity::try_new(on(from), Some(on("2026-12-31"))).unwrap()
}

fn price(territory: Option<&str>, from: &str, price: &str) -> ListPrice {
    ListPrice {
        product: "Paint".parse().unwrap(),
        level: ChannelLevel::FirstTier,
        territory: territory.map(|it| it.parse().unwrap()),
        days: year(from),
        price: major(price),
    }
}

fn draft() -> PriceSystemDraft {
    let band = |up_to, role: &str| DiscountAuthority {
        up_to: percent(up_to),
        role: role.parse().unwrap(),
    };
    PriceSystemDraft {
        currency: Currency::CNY,
        prices: vec![price(None, "2026-01-01", "100"), price(Some("North"), "2026-07-01", "90")],
        authority: vec![band("5%", "sales"), band("15%", "head_of_sales")],
        resale: Vec::new(),
        specials: Vec::new(),
        gap: percent("10%"),
    }
}

fn system() -> PriceSystem {
    PriceSystem::try_new(draft()).unwrap()
}

fn quotation(territory: &str, day: &str, price: &str) -> Quotation {
    Quotation {
        product: "Paint".parse().unwrap(),
        level: ChannelLevel::FirstTier,
        territory: territory.parse().unwrap(),
        day: on(day),
        price: major(price),
        rebates: percent("6%"),
        customer: None,
    }
}

#[test]
fn a_price_of_the_territory_goes_before_the_one_for_all() {
    let list = |territory: &str, day| {
        let quotation = quotation(territory, day, "100");
        system().check_quotation(&quotation, &[]).map(|it| it.list)
    };
    assert_eq!(list("South", "2026-07-01"), Ok(major("100")));
    assert_eq!(list("North", "2026-06-30"), Ok(major("100")));
    assert_eq!(list("North", "2026-07-01"), Ok(major("90")));
    assert_eq!(
        list("North", "2027-01-01").unwrap_err().to_string(),
        "Paint has no list price on 2027-01-01"
    );
}

#[test]
fn a_quotation_below_authority_is_refused() {
    let ask = |price, roles: &[&str]| {
        let roles: Vec<RoleId> = roles.iter().map(|it| it.parse().unwrap()).collect();
        let quoted = system().check_quotation(&quotation("South", "2026-03-01", price), &roles);
        quoted.map(|it| it.discount.to_string()).map_err(|it| it.to_string())
    };
    assert_eq!(ask("100", &[]), Ok("0".to_owned()));
    assert_eq!(ask("110", &[]), Ok("0".to_owned()), "dearer than the list");
    assert_eq!(
        ask("99.9999", &[]),
        Err("99.9999 for Paint is below the list price 100 by more than 0%".to_owned())
    );
    assert_eq!(ask("95", &["sales"]), Ok("0.05".to_owned()));
    assert_eq!(
        ask("94.99", &["sales"]),
        Err("94.99 for Paint is below the list price 100 by more than 5%".to_owned())
    );
    assert_eq!(ask("85", &["sales", "head_of_sales"]), Ok("0.15".to_owned()));
    assert_eq!(
        ask("84", &["head_of_sales"]),
        Err("84 for Paint is below the list price 100 by more than 15%".to_owned())
    );
}

#[test]
fn a_net_price_is_after_all_rebates() {
    let quoted = system().check_quotation(&quotation("South", "2026-03-01", "110"), &[]).unwrap();
    assert_eq!(quoted.net.to_string(), "103.4", "110 less 6%");
}

#[test]
fn territories_far_apart_are_a_finding() {
    let gaps = |draft: PriceSystemDraft, day| {
        let found = PriceSystem::try_new(draft).unwrap().gaps(on(day));
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let expected = "Paint for first tier: 90 in North and 100 elsewhere, 11.1% apart";
    assert_eq!(gaps(draft(), "2026-07-01"), [expected]);
    assert!(gaps(draft(), "2026-06-30").is_empty());
    let mut at = draft();
    at.prices =
        vec![price(Some("North"), "2026-01-01", "100"), price(Some("South"), "2026-01-01", "110")];
    assert!(gaps(at.clone(), "2026-07-01").is_empty(), "exactly 10%");
    at.prices[1].price = major("110.0001");
    assert_eq!(gaps(at.clone(), "2026-07-01").len(), 1);
    at.prices[1].level = ChannelLevel::Retail;
    assert!(gaps(at, "2026-07-01").is_empty(), "levels are not compared");
}

#[test]
fn a_resale_price_as_a_ground_is_a_finding_once() {
    let resale = |product: &str, binding| ResalePrice {
        product: product.parse().unwrap(),
        price: major("120"),
        binding,
    };
    let mut only = draft();
    only.resale = vec![resale("Paint", ResaleBinding::Recommended)];
    let find = |draft| PriceSystem::try_new(draft).unwrap().resale_finding();
    assert_eq!(find(only.clone()), None);
    let ground = ResaleBinding::Ground;
    only.resale.extend([resale("Wire", ground), resale("Paint", ground), resale("Wire", ground)]);
    assert_eq!(
        find(only).map(|it| it.to_string()).as_deref(),
        Some("resale prices are a ground for terms of Paint, Wire")
    );
}

#[test]
fn a_price_system_that_contradicts_itself_is_refused() {
    let mut wrong = draft();
    wrong.prices.push(price(Some("North"), "2026-12-31", "0"));
    wrong.authority.reverse();
    wrong.authority[0].up_to = percent("101%");
    wrong.gap = percent("0%");
    assert_eq!(
        PriceSystem::try_new(wrong).unwrap_err().to_string(),
        "prices.2.price must be above 0, was 0; \
         prices.2.days overlap another price of Paint on 2026-12-31 to 2026-12-31; \
         authority.0.up_to must not exceed 100%, was 101%; \
         authority.1.up_to must exceed 101%, was 5%; gap must be above 0%, was 0%"
    );
}

fn special(from: &str, to: Option<&str>, price: &str) -> SpecialPrice {
    SpecialPrice {
        customer: "Li".parse().unwrap(),
        product: "Paint".parse().unwrap(),
        days: Validity::try_new(on(from), to.map(on)).unwrap(),
        price: major(price),
        reason: "opens a shop".parse().unwrap(),
    }
}

#[test]
fn a_special_price_holds_for_its_customer_up_to_its_end() {
    let specials = vec![special("2026-03-01", Some("2026-03-31"), "80")];
    let system = PriceSystem::try_new(PriceSystemDraft { specials, ..draft() }).unwrap();
    let ask = |customer: Option<&str>, day, price, roles: &[&str]| {
        let roles: Vec<RoleId> = roles.iter().map(|it| it.parse().unwrap()).collect();
        let customer = customer.map(|it| it.parse().unwrap());
        let asked = Quotation { customer, ..quotation("South", day, price) };
        system.check_quotation(&asked, &roles).map(|it| it.special).map_err(|it| it.to_string())
    };
    let refused =
        |price| Err(format!("{price} for Paint is below the list price 100 by more than 0%"));
    assert_eq!(ask(Some("Li"), "2026-03-31", "80", &[]), Ok(Some(major("80"))));
    assert_eq!(ask(Some("Li"), "2026-03-01", "90", &[]), Ok(Some(major("80"))));
    assert_eq!(ask(Some("Li"), "2026-03-31", "79.99", &[]), refused("79.99"));
    assert_eq!(ask(Some("Li"), "2026-04-01", "80", &[]), refused("80"));
    assert_eq!(ask(Some("Li"), "2026-02-28", "80", &[]), refused("80"));
    assert_eq!(ask(Some("Wang"), "2026-03-31", "80", &[]), refused("80"));
    assert_eq!(ask(None, "2026-03-31", "80", &[]), refused("80"));
    // A discount within the authority needs no special price.
    assert_eq!(ask(Some("Li"), "2026-03-31", "95", &["sales"]), Ok(None));
    assert_eq!(ask(Some("Li"), "2026-03-31", "100", &[]), Ok(None));
}

#[test]
fn a_special_price_has_an_end_and_no_other_beside_it() {
    let specials = vec![
        special("2026-03-01", Some("2026-03-31"), "80"),
        special("2026-03-31", Some("2026-04-30"), "0"),
        special("2026-05-01", None, "70"),
    ];
    let refused = PriceSystem::try_new(PriceSystemDraft { specials, ..draft() }).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "specials.1.price must be above 0, was 0; \
         specials.1.days overlap another price of Paint for Li on 2026-03-31 to 2026-03-31; \
         specials.2.days must have a last day, had none"
    );
}
