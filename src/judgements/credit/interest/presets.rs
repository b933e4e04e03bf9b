use super::{InterestPolicyDraft, RateStep};
use crate::calendar::Day;
use crate::measure::Ratio;
use crate::money::Major;

/// The rate of the main refinancing operations of the European Central Bank on the first day of
/// each half-year, in parts per million.
const ECB_HALF_YEARS: [(i32, u32, u32); 7] = [
    (2023, 1, 25_000),
    (2023, 7, 40_000),
    (2024, 1, 45_000),
    (2024, 7, 42_500),
    (2025, 1, 31_500),
    (2025, 7, 21_500),
    (2026, 1, 21_500),
];

/// The loan prime rate of one year of the People's Republic of China by its day, in parts per
/// million.
const LPR_ONE_YEAR: [(i32, u32, u32, u32); 13] = [
    (2019, 8, 20, 42_500),
    (2019, 9, 20, 42_000),
    (2019, 11, 20, 41_500),
    (2020, 2, 20, 40_500),
    (2020, 4, 20, 38_500),
    (2021, 12, 20, 38_000),
    (2022, 1, 20, 37_000),
    (2022, 8, 22, 36_500),
    (2023, 6, 20, 35_500),
    (2023, 8, 21, 34_500),
    (2024, 7, 22, 33_500),
    (2024, 10, 21, 31_000),
    (2025, 5, 20, 30_000),
];

/// Rates as examples to begin with. They end on a day: ask the source named for those after it.
impl InterestPolicyDraft {
    /// Late payment between undertakings in the European Union, for a book in euro.
    ///
    /// Directive 2011/7/EU: the reference rate of the first day of the half-year plus at least 8
    /// points (article 2), and at least 40 EUR for each item (article 6). A state may set more, and
    /// some keep the rate of the half-year in which the debt fell due; the directive names no day
    /// count.
    ///
    /// The reference rate is that of the main refinancing operations of the European Central Bank,
    /// from 2023 to June 2026. Notices of the Ministry of Economy and Finance of Italy (legislative
    /// decree 231/2002, article 5) and, for the second half of 2024, of the Department of
    /// Enterprise of Ireland state each of them. A day after that is an error.
    #[doc(alias = "2011/7/EU")]
    pub fn eu_late_payment() -> Self {
        let rates = ECB_HALF_YEARS
            .iter()
            .filter_map(|(year, month, parts)| step(*year, *month, 1, *parts))
            .collect();
        Self {
            source: "directive 2011/7/EU; European Central Bank, main refinancing operations"
                .to_owned(),
            rates,
            until: Day::try_from_ymd(2026, 6, 30),
            plus: Ratio::from_percent(8),
            compensation: Some(Major::from_units(40)),
            ..Self::agreed(Ratio::ZERO, Day::MIN)
        }
    }

    /// An example for contracts in the People's Republic of China: one and a half times the loan
    /// prime rate of one year, from August 2019 to 2025.
    ///
    /// Interpretation of the Supreme People's Court on contracts of sale (as amended in 2020),
    /// article 18: where the contract states none, a court may take that rate at the time of the
    /// breach and 30 % to 50 % more, for breaches from 20 August 2019 on. Here each day has the
    /// rate of its own; for the rate of one day, state a draft with that one step. Ask a lawyer
    /// about yours.
    ///
    /// The rate is published by the National Interbank Funding Center on the 20th of a month or the
    /// next worked day. News of the days confirm the steps from February 2020 on, but for the day
    /// of each of the two of 2024, and that nothing changed from June to December 2025. The steps
    /// of 2019 were not confirmed again. A day after 2025 is an error.
    #[doc(alias = "贷款市场报价利率")]
    #[doc(alias = "LPR")]
    pub fn lpr_example() -> Self {
        let rates = LPR_ONE_YEAR
            .iter()
            .filter_map(|(year, month, day, parts)| step(*year, *month, *day, *parts))
            .collect();
        Self {
            source: "National Interbank Funding Center, loan prime rate of one year".to_owned(),
            rates,
            until: Day::try_from_ymd(2025, 12, 31),
            times: Ratio::from_percent(150),
            ..Self::agreed(Ratio::ZERO, Day::MIN)
        }
    }
}

fn step(year: i32, month: u32, day: u32, parts: u32) -> Option<RateStep> {
    let rate = Ratio::from_parts_per_million(parts);
    Day::try_from_ymd(year, month, day).map(|from| RateStep { from, rate })
}
