//! Transfer sizes of an embed and of the full page.

use anyhow::Result;

use crate::run::{command, run};
use crate::{browser, build, node, serve};

/// Builds, measures in a browser and prints; fails where an embed is past its budget.
pub fn size() -> Result<()> {
    build::build()?;
    node::prepare()?;
    measure()
}

/// The same for the dist/ that is there.
pub fn measure() -> Result<()> {
    let browser = browser::find()?;
    let server = serve::Server::start(0, None)?;
    run(command("node", &["bench/size.js"]).env("LAB_BROWSER", &browser).env("LAB_ADDRESS", &server.address))
}
