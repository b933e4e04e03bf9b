/// The quality of a ranking: the chance that of a lost customer and one that is not, the lost one
/// has the higher score, ties counting half. `None` when all are lost, or none.
pub(crate) fn auc(scored: impl Iterator<Item = (f64, bool)>) -> Option<f64> {
    let mut scored: Vec<(f64, bool)> = scored.collect();
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut lost, mut wins) = (0.0, 0.0, 0.0);
    for equals in scored.chunk_by(|a, b| a.0 == b.0) {
        let lost_here = equals.iter().filter(|(_, is_lost)| *is_lost).count() as f64;
        let kept_here = equals.len() as f64 - lost_here;
        wins += lost_here * (below + kept_here / 2.0);
        below += kept_here;
        lost += lost_here;
    }
    (below > 0.0 && lost > 0.0).then(|| wins / (below * lost))
}
