//! Transfer sizes of an embed and of the full page.

use anyhow::Result;

use crate::run::{command, run};
use crate::{browser, build, node, serve};

/// Builds, measures in a browser and prints; fails if an embed exceeds its budget.
pub fn size() -> Result<()> {
    build::build()?;
    node::prepare()?;
    measure()
}

/// The same with an existing dist/.
pub fn measure() -> Result<()> {
    let browser = browser::find()?;
    let server = serve::Server::start(0, None)?;
    run(command("node", &["bench/size.js"]).env("LAB_BROWSER", &browser).env("LAB_ADDRESS", &server.address))
}
