//! A bar on the terminal while the past is judged.

use std::ops::ControlFlow;

use guanxi::backtest::BacktestProgress;
use indicatif::{ProgressBar, ProgressStyle};

/// A bar that is seen on a terminal only, and is gone afterwards.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    pub(crate) fn new(about: &str) -> Self {
        let bar = ProgressBar::new(0).with_message(about.to_owned());
        if let Ok(style) = ProgressStyle::with_template("{msg:>10} {bar:40} {pos} of {len}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    pub(crate) fn tell(&self, it: BacktestProgress) -> ControlFlow<()> {
        self.0.set_length(u64::try_from(it.all).unwrap_or(u64::MAX));
        self.0.set_position(u64::try_from(it.done).unwrap_or(u64::MAX));
        ControlFlow::Continue(())
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
