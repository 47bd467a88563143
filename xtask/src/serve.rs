//! A file server for `dist/`, with rebuilding and reloading for whoever edits.

use std::convert::Infallible;
use std::future::ready;
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use notify::{RecursiveMode, Watcher};
use tokio::runtime::Runtime;
use tokio::sync::broadcast::{Sender, channel};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::build::{build, dist};
use crate::run::root;

const RELOAD_SCRIPT: &str = "\
<script type=\"module\">new EventSource('/reloads').addEventListener('message', () => location.reload());</script>";

/// Builds, serves until interrupted, rebuilds when a source changes.
pub fn serve(port: u16) -> Result<()> {
    build()?;
    let (builds, _) = channel(1);
    let server = Server::start(port, Some(builds.clone()))?;
    println!(
        "\n  Regularization Lab: {}\n\n  Examples of the element in use are under /examples/.\n  Edit src/, www/, examples/ or index.html and the page reloads. Ctrl+C stops.",
        server.address
    );
    rebuild_on_change(&builds)
}

/// Serves `dist/` in the background for as long as it lives.
pub struct Server {
    /// Such as `http://127.0.0.1:8080`.
    pub address: String,
    _runtime: Runtime,
}

impl Server {
    /// Serves on a loopback port, 0 for any free one. Pages reload when `builds` tells of a build.
    pub fn start(port: u16, builds: Option<Sender<()>>) -> Result<Self> {
        let runtime = Runtime::new()?;
        let bound = runtime.block_on(tokio::net::TcpListener::bind(("127.0.0.1", port)));
        let listener = bound.with_context(|| {
            format!("port {port} cannot be served; give another with `cargo xtask serve PORT`")
        })?;
        let address = format!("http://{}", listener.local_addr()?);
        runtime.spawn(async move { axum::serve(listener, routes(builds)).await });
        Ok(Self { address, _runtime: runtime })
    }
}

fn routes(builds: Option<Sender<()>>) -> Router {
    let fresh =
        SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let files = Router::new().fallback_service(ServeDir::new(dist())).layer(fresh);
    match builds {
        None => files,
        Some(builds) => files
            .route("/", get(|| ready(page())))
            .route("/index.html", get(|| ready(page())))
            .route("/reloads", get(move || ready(reloads(&builds)))),
    }
}

/// The page with the script that reloads it.
fn page() -> impl IntoResponse {
    let page = std::fs::read_to_string(dist().join("index.html")).unwrap_or_default();
    Html(page + RELOAD_SCRIPT)
}

/// A stream of server-sent events, one for every build.
fn reloads(builds: &Sender<()>) -> impl IntoResponse + use<> {
    let events = BroadcastStream::new(builds.subscribe());
    Sse::new(events.map(|_| Ok::<_, Infallible>(Event::default().data("built"))))
        .keep_alive(KeepAlive::default())
}

fn rebuild_on_change(builds: &Sender<()>) -> Result<()> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _ = sender.send(());
        }
    })?;
    for place in ["src", "crates", "www", "data", "examples", "index.html", "Cargo.toml"] {
        watcher.watch(&root().join(place), RecursiveMode::Recursive)?;
    }
    while changes.recv().is_ok() {
        // An editor writes in several steps; wait until it is quiet.
        while changes.recv_timeout(Duration::from_millis(150)).is_ok() {}
        match build() {
            // Nobody may be listening.
            Ok(()) => drop(builds.send(())),
            Err(error) => eprintln!("\n{error:#}; the last build stays\n"),
        }
    }
    Ok(())
}
