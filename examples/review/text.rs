use guanxi::book::{Explanation, Review};
use std::io::{self, Write};
pub(crate) fn print(r: &Review<'_>, _top: usize, out: &mut impl Write) -> io::Result<()> { writeln!(out, "{}", r.len()) }
pub(crate) fn explain(_r: &Review<'_>, e: &Explanation<'_>, out: &mut impl Write) -> io::Result<()> { writeln!(out, "{e:?}") }
