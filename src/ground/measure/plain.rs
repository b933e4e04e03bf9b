use rust_decimal::Decimal;

/// Reads a plain decimal number: digits, perhaps a point with digits behind it, perhaps a minus
/// sign before; nothing looser.
pub(crate) fn plain_decimal(text: &str) -> Option<Decimal> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let size = text.strip_prefix('-').unwrap_or(text);
    let is_plain = match size.split_once('.') {
        None => digits(size),
        Some((units, fraction)) => digits(units) && digits(fraction),
    };
    if is_plain { Decimal::from_str_exact(text).ok() } else { None }
}

/// The form of a noun after a number.
pub(crate) fn plural<N: Copy + PartialEq + From<u8>>(
    count: N,
    one: &'static str,
    many: &'static str,
) -> &'static str {
    if count == N::from(1) { one } else { many }
}
