//! Measurements.

use anyhow::Result;

pub fn bench() -> Result<()> {
    anyhow::bail!("not yet")
}
