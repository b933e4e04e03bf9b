//! The part of the object about the change since an earlier day.

use super::Choice::{self, All, Each, Fields};

pub(super) const MOVEMENT: Choice = Fields(&[
    ("before", All),
    ("after", All),
    ("currency", All),
    ("quadrants", MATRIX),
    (
        "directions",
        Each(&Fields(&[
            ("loyalty", All),
            ("volume", All),
            ("customers", All),
            ("before", All),
            ("after", All),
            ("change", All),
        ])),
    ),
    (
        "figures",
        Each(&Fields(&[
            ("measure", All),
            ("part", All),
            ("whole", All),
            ("interval", Fields(&[("low", All), ("high", All)])),
            ("largest", Each(&Fields(&[("customer", All), ("before", All), ("after", All)]))),
        ])),
    ),
    ("classes", MATRIX),
]);

const MATRIX: Choice = Fields(&[
    (
        "cells",
        Each(&Fields(&[
            ("from", All),
            ("to", All),
            ("customers", All),
            ("before", All),
            ("after", All),
            ("change", All),
        ])),
    ),
    ("united", Fields(&[("before", All), ("after", All)])),
]);

pub(super) const BRIDGE: Choice = Fields(&[
    ("currency", All),
    ("before", PERIOD),
    ("after", PERIOD),
    ("change", All),
    ("rows", Each(&Fields(&[("row", All), ("customers", All), ("change", All)]))),
    ("retention", Each(&Fields(&[("formula", All), ("definition", All), ("share", All)]))),
    ("largest", Each(&Fields(&[("row", All), ("customer", All), ("before", All), ("after", All)]))),
    ("missing", All),
]);

const PERIOD: Choice = Fields(&[("from", All), ("to", All), ("days", All), ("purchases", All)]);
