/// Splits a whole in proportion to weights, by largest remainder, ties to the earlier part. The
/// parts add up to the whole. A weight of 0 or below gets nothing, the last part included. `None`
/// when no weight is positive.
pub(crate) fn split(whole: i64, weights: &[i64]) -> Option<Vec<i64>> {
    let weight = |it: &i64| i128::from(*it).max(0);
    let all = weights.iter().map(weight).try_fold(0_i128, i128::checked_add);
    let all = all.filter(|all| *all > 0)?;
    let whole = i128::from(whole);
    // At most 2^63 · 2^63, so no product overflows; floors leave remainders of the same sign for
    // every part.
    let share = |it: &i64| whole.checked_mul(weight(it));
    let mut parts = weights
        .iter()
        .map(|weight| share(weight)?.checked_div_euclid(all))
        .collect::<Option<Vec<i128>>>()?;
    let mut rests = weights
        .iter()
        .enumerate()
        .map(|(place, weight)| Some((share(weight)?.checked_rem_euclid(all)?, place)))
        .collect::<Option<Vec<_>>>()?;
    rests.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let given = parts.iter().try_fold(0_i128, |sum, part| sum.checked_add(*part))?;
    let missing = usize::try_from(whole.checked_sub(given)?).ok()?;
    for (_, place) in rests.into_iter().take(missing) {
        if let Some(part) = parts.get_mut(place) {
            *part = part.checked_add(1)?;
        }
    }
    parts.into_iter().map(|part| i64::try_from(part).ok()).collect()
}
