//! The fit of the model of orders and dropout (S21.4), against the formulas as papers print them.
#![allow(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::many_single_char_names,
    clippy::similar_names,
    reason = "works out again what the library says in the plainest way"
)]

use guanxi::account::{FactKind, FactName};
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::customer::Customer;
use guanxi::lapse::{
    Dropout, Fit, FitBounds, FitError, FitParameter, OrderDays, Parameter, ParameterRange, Rhythm,
    ZeroOrders,
};
use guanxi::trade::Sale;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use rand_distr::{Beta, Distribution, Exp, Gamma};

use crate::given::{Told, as_of, currency, day, document, yuan};

const END: &str = "2026-01-01";

/// Histories of customers with known parameters: rates as a gamma distribution, a chance to drop
/// out after each order as a beta distribution. They began within a year, a year before the end.
fn made_up([r, alpha, a, b]: [f64; 4], customers: usize, seed: u64) -> Vec<Rhythm> {
    let mut dice = StdRng::seed_from_u64(seed);
    let rates = Gamma::new(r, 1.0 / alpha).unwrap();
    let drops = (a > 0.0).then(|| Beta::new(a, b).unwrap());
    let one = |_| {
        let span: i32 = dice.random_range(365..730);
        let first = day(END).offset(-span);
        let wait = Exp::new(rates.sample(&mut dice).max(1e-9)).unwrap();
        let drop = drops.map_or(0.0, |it| it.sample(&mut dice));
        let (mut at, mut days) = (0.0_f64, vec![0]);
        while !dice.random_bool(drop) {
            at += wait.sample(&mut dice);
            if at > f64::from(span) {
                break;
            }
            days.push(at as i32);
        }
        days.dedup();
        let last = first.offset(*days.last().unwrap());
        Rhythm::try_new(OrderDays { count: u32::try_from(days.len()).unwrap(), first, last })
            .unwrap()
    };
    (0..customers).map(one).collect()
}

fn to(rhythms: &[Rhythm], dropout: Dropout) -> Result<Fit, FitError> {
    Fit::try_from_rhythms(rhythms.iter().copied(), as_of(END), dropout, &FitBounds::default())
}

fn values(fit: &Fit) -> [f64; 4] {
    FitParameter::ALL.map(|it| fit.get(it).to_string().parse().unwrap())
}

fn log_beta(a: f64, b: f64) -> f64 {
    libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b)
}

/// The log-likelihood of one history as the papers print it.
fn log_likelihood([r, alpha, a, b]: [f64; 4], rhythm: &Rhythm, t: AsOf, dropout: Dropout) -> f64 {
    let total = f64::from(t.day().days_since(rhythm.first()));
    let (x, tx) = (f64::from(rhythm.order_days() - 1), f64::from(rhythm.days_active()));
    let rates = libm::lgamma(r + x) - libm::lgamma(r) + r * alpha.ln();
    let alive = (alpha + total).powf(-(r + x));
    let gone = (alpha + tx).powf(-(r + x));
    rates
        + match dropout {
            Dropout::AfterAnyOrder => {
                log_beta(a, b + x + 1.0) - log_beta(a, b) + (alive + a / (b + x) * gone).ln()
            }
            Dropout::AfterRepeats => {
                let gone = if x > 0.0 { a / (b + x - 1.0) * gone } else { 0.0 };
                log_beta(a, b + x) - log_beta(a, b) + (alive + gone).ln()
            }
        }
}

fn of_all(parameters: [f64; 4], rhythms: &[Rhythm], dropout: Dropout) -> f64 {
    rhythms.iter().map(|it| log_likelihood(parameters, it, as_of(END), dropout)).sum()
}

/// That of the model without dropout: a negative binomial distribution.
fn without_dropout([r, alpha]: [f64; 2], rhythms: &[Rhythm]) -> f64 {
    let of = |it: &Rhythm| {
        let total = f64::from(as_of(END).day().days_since(it.first()));
        let x = f64::from(it.order_days() - 1);
        libm::lgamma(r + x) - libm::lgamma(r) + r * alpha.ln() - (r + x) * (alpha + total).ln()
    };
    rhythms.iter().map(of).sum()
}

/// The inverse of a matrix by Gauss and Jordan.
fn inverse(matrix: [[f64; 4]; 4]) -> [[f64; 4]; 4] {
    let mut rows: Vec<Vec<f64>> = (0..4)
        .map(|row| {
            (0..8).map(move |c| if c < 4 { matrix[row][c] } else { f64::from(c - 4 == row) })
        })
        .map(Iterator::collect)
        .collect();
    for pivot in 0..4 {
        let by = rows[pivot][pivot];
        rows[pivot].iter_mut().for_each(|it| *it /= by);
        for row in (0..4).filter(|row| *row != pivot) {
            let (factor, by) = (rows[row][pivot], rows[pivot].clone());
            rows[row].iter_mut().zip(by).for_each(|(it, by)| *it -= factor * by);
        }
    }
    std::array::from_fn(|row| std::array::from_fn(|column| rows[row][column + 4]))
}

const SLOW: [f64; 4] = [0.7, 50.0, 0.6, 3.0];

#[test]
fn no_parameters_near_the_fit_are_likelier() {
    for dropout in [Dropout::AfterAnyOrder, Dropout::AfterRepeats] {
        let rhythms = made_up(SLOW, 3_000, 5);
        let fit = to(&rhythms, dropout).unwrap();
        let found = values(&fit);
        let greatest = of_all(found, &rhythms, dropout);
        assert!((greatest - fit.log_likelihood()).abs() < 1e-8 * greatest.abs(), "{dropout:?}");
        for place in 0..4 {
            for factor in [0.9995, 1.0005] {
                let mut near = found;
                near[place] *= factor;
                assert!(of_all(near, &rhythms, dropout) < greatest, "{dropout:?} {place} {factor}");
            }
        }
    }
}

#[test]
fn standard_errors_are_those_of_the_inverse_information() {
    for dropout in [Dropout::AfterAnyOrder, Dropout::AfterRepeats] {
        let rhythms = made_up(SLOW, 1_000, 9);
        let fit = to(&rhythms, dropout).unwrap();
        let found = values(&fit);
        let h = 1e-3;
        let moved = |i: usize, j: usize, by_i: f64, by_j: f64| {
            let mut at = found;
            at[i] *= (by_i * h).exp();
            at[j] *= (by_j * h).exp();
            of_all(at, &rhythms, dropout)
        };
        // Second differences in the logarithms, four points each.
        let information: [[f64; 4]; 4] = std::array::from_fn(|i| {
            std::array::from_fn(|j| {
                let (up, down) = (moved(i, j, 1.0, 1.0), moved(i, j, -1.0, -1.0));
                let mixed = moved(i, j, 1.0, -1.0) + moved(i, j, -1.0, 1.0);
                -(up + down - mixed) / (4.0 * h * h)
            })
        });
        let variances = inverse(information);
        for (place, parameter) in FitParameter::ALL.into_iter().enumerate() {
            let expected = found[place] * variances[place][place].sqrt();
            let error = fit.standard_error(parameter);
            assert!((error - expected).abs() < 1e-3 * expected, "{parameter}: {error} {expected}");
            let (low, high) = fit.interval(parameter);
            let factor = (1.959_964 * error / found[place]).exp();
            assert!((low * factor - found[place]).abs() < 1e-4 * found[place], "{parameter}");
            assert!((high / factor - found[place]).abs() < 1e-4 * found[place], "{parameter}");
        }
    }
}

/// 95 of 100 intervals hold the number that the book was made from; of 200 fewer than 180 or more
/// than 199 would be chance of less than 1 in 1,000.
#[test]
fn intervals_hold_the_true_parameters_as_often_as_they_say() {
    let mut held = [0; 4];
    for seed in 0..200 {
        let fit = to(&made_up(SLOW, 1_500, seed), Dropout::AfterAnyOrder).unwrap();
        for ((held, parameter), truth) in held.iter_mut().zip(FitParameter::ALL).zip(SLOW) {
            let (low, high) = fit.interval(parameter);
            *held += i32::from(low <= truth && truth <= high);
        }
    }
    assert!(held.iter().all(|it| (180..=199).contains(it)), "{held:?} of 200");
}

#[test]
fn four_times_the_customers_halve_the_standard_errors() {
    let rhythms = made_up(SLOW, 2_000, 3);
    let few = to(&rhythms, Dropout::AfterAnyOrder).unwrap();
    let many: Vec<Rhythm> = rhythms.iter().copied().cycle().take(8_000).collect();
    let many = to(&many, Dropout::AfterAnyOrder).unwrap();
    for parameter in FitParameter::ALL {
        assert_eq!(few.get(parameter), many.get(parameter), "equal histories weigh alike");
        let ratio = few.standard_error(parameter) / many.standard_error(parameter);
        assert!((ratio - 2.0).abs() < 1e-4, "{parameter}: {ratio}");
    }
}

#[test]
fn a_book_with_dropout_is_distinguished_from_one_without() {
    let fit = to(&made_up(SLOW, 2_000, 1), Dropout::AfterAnyOrder).unwrap();
    assert!(fit.log_likelihood() > fit.log_likelihood_without_dropout());
    assert!(fit.chance_without_dropout().parts_per_trillion() < 1_000_000);
}

#[test]
fn the_chance_without_dropout_is_that_of_the_likelihood_ratio() {
    let rhythms = made_up([0.7, 50.0, 0.02, 3.0], 400, 2);
    let fit = to(&rhythms, Dropout::AfterAnyOrder).unwrap();
    let ratio = fit.log_likelihood() - fit.log_likelihood_without_dropout();
    let parts = fit.chance_without_dropout().parts_per_trillion() as f64 / 1e12;
    assert!((parts - (-ratio).exp()).abs() < 1e-11, "{parts} {ratio}");
    // The simpler model has its peak where its own likelihood is greatest.
    let simpler = |r: f64, alpha: f64| without_dropout([r, alpha], &rhythms);
    let greatest = (0..400)
        .flat_map(|r| (0..400).map(move |alpha| (r, alpha)))
        .map(|(r, alpha)| simpler(0.3 * 1.005_f64.powi(r), 15.0 * 1.005_f64.powi(alpha)));
    let greatest = greatest.fold(f64::NEG_INFINITY, f64::max);
    let found = fit.log_likelihood_without_dropout();
    assert!(found >= greatest && found - greatest < 0.05, "{found} {greatest}");
}

#[test]
fn a_range_without_a_number_is_refused() {
    let (low, high): (Parameter, Parameter) = ("1".parse().unwrap(), "2".parse().unwrap());
    let fit = |a| {
        let bounds = FitBounds { a, ..FitBounds::default() };
        Fit::try_from_rhythms(made_up(SLOW, 200, 1), as_of(END), Dropout::AfterAnyOrder, &bounds)
    };
    let refused = fit(ParameterRange { least: high, most: low });
    assert_eq!(
        refused,
        Err(FitError::EmptyRange { parameter: FitParameter::A, least: high, most: low })
    );
    assert_eq!(refused.unwrap_err().to_string(), "the range of a begins at 2 and ends at 1");
    // A range of one number is one, and what lies in it is not told by the data.
    let one = fit(ParameterRange { least: high, most: high });
    assert_eq!(one, Err(FitError::AtBound { parameter: FitParameter::A, bound: high }));
}

#[test]
fn a_parameter_that_the_data_do_not_determine_is_named() {
    // Every customer ordered every ten days up to the end: rates of no spread.
    let first = day(END).offset(-200);
    let rhythm = Rhythm::try_new(OrderDays { count: 21, first, last: day(END) }).unwrap();
    let error = to(&vec![rhythm; 100], Dropout::AfterAnyOrder).unwrap_err();
    assert!(matches!(error, FitError::AtBound { .. }), "{error}");
}

#[test]
fn orders_of_amount_0_are_counted_or_not_by_a_stated_policy() {
    let told = Told::nothing()
        .sold("2025-01-01", "0")
        .sold("2025-02-01", "5")
        .sold("2025-03-01", "0")
        .sold("2025-03-01", "0")
        .sold("2025-04-01", "-1")
        .sold("2025-05-01", "0")
        .sold("2025-05-01", "-1")
        .sold("2025-06-01", "0")
        .sold("2025-06-01", "7")
        .sold("2025-07-01", "0");
    let of = |zero: ZeroOrders, t: &str| {
        let found = zero.rhythm(told.view().sales(), as_of(t))?;
        Some((found.order_days(), found.first().to_string(), found.last().to_string()))
    };
    let days = |count, first: &str, last: &str| Some((count, first.to_owned(), last.to_owned()));
    let (left_out, counted) = (ZeroOrders::LeftOut, ZeroOrders::Counted);
    assert_eq!(of(left_out, "2025-12-31"), days(2, "2025-02-01", "2025-06-01"));
    assert_eq!(of(counted, "2025-12-31"), days(5, "2025-01-01", "2025-07-01"));
    assert_eq!(of(left_out, "2025-01-31"), None, "nothing but a sample");
    assert_eq!(of(counted, "2025-01-31"), days(1, "2025-01-01", "2025-01-01"));
    assert_eq!(of(counted, "2024-12-31"), None);
    assert_eq!(ZeroOrders::default(), left_out);
}

#[test]
fn a_voided_order_of_amount_0_is_none() {
    let mut book = Book::new(currency("CNY"));
    let key = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    book.record(key, Sale::new(document("S1"), day("2025-01-01"), yuan("0"))).unwrap();
    let found = |book: &Book| {
        let account = book.account_at(key, as_of("2025-03-01")).unwrap();
        ZeroOrders::Counted.rhythm(account.view().sales(), as_of("2025-03-01"))
    };
    assert_eq!(found(&book).map(Rhythm::order_days), Some(1));
    let name = FactName::new(FactKind::Sale, "S1");
    book.revise(key, &name, day("2025-02-01"), None).unwrap();
    assert_eq!(found(&book), None);
}
