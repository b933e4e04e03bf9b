//! S21.4 against numbers that others published: the sample of 2,357 CDNOW customers of Fader,
//! Hardie & Lee.
//!
//! Parameters of MBG/NBD: Batislam, Denizel & Filiztekin 2007; of BG/NBD: Fader, Hardie & Lee 2005,
//! both in weeks. Probabilities: `lifetimes` 0.11.3 with these parameters (the sixth row is
//! customer 1516 of the `BTYD` walk-through, 0.96885); regular gaps: the incomplete beta function
//! of `SciPy` 1.17.
#![allow(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "probabilities are compared to published ones"
)]

use guanxi::calendar::AsOf;
use guanxi::lapse::{
    Dropout, Fit, FitBounds, FitError, LapsePolicy, LapseSignal, OrderDays, Prior, Rhythm,
};

use crate::given::{as_of, day};

const FIRST: &str = "1997-01-01";

/// Order days after the first, days to the last and to the end, and the two probabilities.
const CUSTOMERS: [(u32, i32, i32, f64, f64); 7] = [
    (0, 0, 272, 0.389_743_001_685_518_5, 1.0),
    (1, 3, 272, 0.135_899_311_394_131_4, 0.167_417_172_091_282_3),
    (2, 213, 272, 0.706_215_055_462_196, 0.726_589_721_835_494_8),
    (6, 100, 270, 0.049_310_001_531_489_595, 0.049_291_304_779_681_73),
    (11, 199, 224, 0.820_308_103_564_418_5, 0.830_775_548_149_903_3),
    (26, 216, 217, 0.965_498_054_767_582_4, 0.968_851_562_851_896),
    (1, 271, 272, 0.744_872_154_516_910_6, 0.752_886_248_170_096),
];

#[track_caller]
fn rhythm(repeats: u32, active: i32) -> Rhythm {
    Rhythm::try_new(OrderDays {
        count: repeats + 1,
        first: day(FIRST),
        last: day(FIRST).offset(active),
    })
    .unwrap()
}

#[track_caller]
fn stated(r: &str, alpha_days: &str, a: &str, b: &str, dropout: Dropout) -> LapsePolicy {
    LapsePolicy {
        fallback_r: r.parse().unwrap(),
        fallback_alpha: alpha_days.parse().unwrap(),
        dropout_a: a.parse().unwrap(),
        dropout_b: b.parse().unwrap(),
        dropout,
        ..LapsePolicy::default()
    }
}

#[track_caller]
fn assert_alive(policy: &LapsePolicy, (repeats, active, total): (u32, i32, i32), published: f64) {
    let t = AsOf::new(day(FIRST).offset(total));
    let signal =
        LapseSignal::from_rhythm(rhythm(repeats, active), &Prior::fallback(policy), t, policy);
    let alive = signal.alive.parts_per_trillion() as f64 / 1e12;
    assert!((alive - published).abs() < 1e-9, "{repeats} {active} {total}: {alive}, {published}");
}

#[test]
fn p_alive_of_mbg_nbd_is_the_published_one() {
    let policy = stated("0.525", "43.281", "0.891", "1.614", Dropout::AfterAnyOrder);
    for (repeats, active, total, published, _) in CUSTOMERS {
        assert_alive(&policy, (repeats, active, total), published);
    }
}

#[test]
fn p_alive_of_bg_nbd_is_the_published_one() {
    let policy = stated("0.243", "30.898", "0.793", "2.426", Dropout::AfterRepeats);
    for (repeats, active, total, _, published) in CUSTOMERS {
        assert_alive(&policy, (repeats, active, total), published);
    }
}

#[test]
fn regular_gaps_are_the_incomplete_beta_function() {
    // k, x, tx, days silent; alive; no order within 90 days.
    let rows = [
        (2, 0, 0, 40, 0.814_740_736_708_722_4, 0.677_140_673_365_015),
        (2, 5, 200, 60, 0.805_760_275_256_206_2, 0.263_631_873_891_347_1),
        (2, 12, 300, 100, 0.213_111_364_512_215_74, 0.789_641_461_308_735_6),
        (3, 0, 0, 40, 0.820_193_771_453_671_9, 0.671_313_581_427_753_8),
        (3, 5, 200, 60, 0.784_608_954_753_356_7, 0.241_573_506_036_003_7),
        (3, 12, 300, 100, 0.059_215_661_496_645_94, 0.940_886_386_619_865_7),
        (6, 0, 0, 40, 0.825_748_969_744_058_9, 0.665_147_390_881_902_2),
        (6, 5, 200, 60, 0.717_829_847_766_064_6, 0.283_721_787_233_823_4),
        (6, 12, 300, 100, 0.000_922_341_290_008_003_5, 0.999_077_662_602_533),
    ];
    for (k, repeats, active, silent, alive, no_order) in rows {
        let policy = LapsePolicy {
            erlang_k: k.try_into().unwrap(),
            ..stated("0.7", "50", "0.5", "3", Dropout::AfterAnyOrder)
        };
        let t = AsOf::new(day(FIRST).offset(active + silent));
        let signal = LapseSignal::from_rhythm(
            rhythm(repeats, active),
            &Prior::fallback(&policy),
            t,
            &policy,
        );
        let parts = |it: guanxi::measure::Probability| it.parts_per_trillion() as f64 / 1e12;
        assert!((parts(signal.alive) - alive).abs() < 1e-9, "{k} {repeats}: {}", signal.alive);
        assert!(
            (parts(signal.no_order) - no_order).abs() < 1e-9,
            "{k} {repeats}: {}",
            signal.no_order
        );
    }
}

/// The likelihood of one history, as the papers print it, without any table.
fn log_likelihood([r, alpha, a, b]: [f64; 4], x: f64, tx: f64, total: f64) -> f64 {
    let log_beta = |a: f64, b: f64| libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let rates = libm::lgamma(r + x) - libm::lgamma(r) + r * alpha.ln();
    let alive = -(r + x) * (alpha + total).ln();
    let gone = (a / (b + x)).ln() - (r + x) * (alpha + tx).ln();
    rates + log_beta(a, b + x + 1.0) - log_beta(a, b) + (alive.exp() + gone.exp()).ln()
}

/// Histories of many kinds, all begun within half a year: some leave, some stay.
fn histories() -> Vec<Rhythm> {
    let mut all = Vec::new();
    for kind in 0..400_u32 {
        let gap = 5 + kind * 37 % 61;
        let orders = 1 + kind * 17 % 13 * (kind % 3) / 2;
        let first = day(FIRST).offset(i32::try_from(kind % 180).unwrap());
        let active = i32::try_from(gap * (orders - 1)).unwrap().min(500);
        all.push(
            Rhythm::try_new(OrderDays { count: orders, first, last: first.offset(active) })
                .unwrap(),
        );
    }
    all
}

#[test]
fn the_fit_is_where_the_likelihood_is_greatest() {
    let t = as_of("1999-01-01");
    let fit = Fit::try_from_rhythms(histories(), t, Dropout::AfterAnyOrder, &FitBounds::default())
        .unwrap();
    let value = |parameters: [f64; 4]| -> f64 {
        let of = |it: &Rhythm| {
            let total = f64::from(t.day().days_since(it.first()));
            let x = f64::from(it.order_days() - 1);
            log_likelihood(parameters, x, f64::from(it.days_active()), total)
        };
        histories().iter().map(of).sum()
    };
    let found = [fit.r, fit.alpha, fit.a, fit.b].map(|it| it.to_string().parse::<f64>().unwrap());
    let greatest = value(found);
    assert!((greatest - fit.log_likelihood()).abs() < 1e-6 * greatest.abs());
    for place in 0..4 {
        for factor in [0.98, 1.02] {
            let mut near = found;
            near[place] *= factor;
            assert!(value(near) < greatest, "parameter {place} times {factor} is likelier");
        }
    }
}

#[test]
fn the_fit_does_not_depend_on_the_order_of_customers() {
    let t = as_of("1999-01-01");
    let fit = |all: Vec<Rhythm>| {
        Fit::try_from_rhythms(all, t, Dropout::AfterAnyOrder, &FitBounds::default())
    };
    let mut backwards = histories();
    backwards.reverse();
    assert_eq!(fit(backwards), fit(histories()));
}

#[test]
fn a_fit_takes_30_customers_who_came_back() {
    let t = as_of("1999-01-01");
    let fit = |count: usize| {
        let again = histories().into_iter().filter(|it| it.order_days() > 1).take(count);
        let once = histories().into_iter().filter(|it| it.order_days() == 1);
        Fit::try_from_rhythms(again.chain(once), t, Dropout::AfterAnyOrder, &FitBounds::default())
    };
    assert_eq!(fit(29), Err(FitError::TooFew { fewest: 30, found: 29 }));
    assert!(!matches!(fit(30), Err(FitError::TooFew { .. })));
}

#[test]
fn data_in_which_nobody_leaves_do_not_tell_when_customers_leave() {
    // Every customer ordered every ten days up to the end: no dropout, and no spread of rates.
    let all = vec![rhythm(20, 200); 100];
    let t = AsOf::new(day(FIRST).offset(200));
    let fit = Fit::try_from_rhythms(all, t, Dropout::AfterAnyOrder, &FitBounds::default());
    assert!(matches!(fit, Err(FitError::AtBound { .. })), "{fit:?}");
}

#[test]
fn a_policy_with_a_fit_goes_by_it_whatever_the_book() {
    let t = as_of("1999-01-01");
    let fit = Fit::try_from_rhythms(histories(), t, Dropout::AfterAnyOrder, &FitBounds::default())
        .unwrap();
    let policy = fit.applied_to(LapsePolicy::default());
    let mut moments = guanxi::lapse::Moments::default();
    for rhythm in histories() {
        moments.add(rhythm).unwrap();
    }
    assert_eq!(moments.to_prior(&policy), Prior::fallback(&policy));
    assert_ne!(moments.to_prior(&LapsePolicy::default()), Prior::fallback(&LapsePolicy::default()));
}
