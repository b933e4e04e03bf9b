use strsim::damerau_levenshtein;

/// The word that is most likely meant: at most a third of its letters away.
pub(super) fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |it: &str| it.to_lowercase().replace(['-', ' '], "_");
    let word = plain(word);
    let distances = known.into_iter().map(|it| (damerau_levenshtein(&word, &plain(it)), it));
    let (distance, found) = distances.min_by_key(|it| it.0)?;
    let most = found.chars().count().checked_div(3)?;
    (distance <= most).then_some(found)
}

/// The hint that names it.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    closest(word, known).map(|it| format!("did you mean {it}?"))
}
