//! File servers: for `dist/`, and for development, `www/` as it is with the page reloaded on change.

use std::convert::Infallible;
use std::fs;
use std::future::ready;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use axum::Router;
use axum::body::to_bytes;
use axum::extract::Path as Parameter;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use notify::{RecursiveMode, Watcher};
use serde_json::json;
use tokio::runtime::Runtime;
use tokio::sync::broadcast::{Sender, channel};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::build::{copy_examples, dist, docs};
use crate::run::root;
use crate::wasm::Profile;
use crate::{node, wasm};

/// A separate file, because the policy of some examples forbids inline scripts.
const RELOAD_SCRIPT: &str =
    "new EventSource('/reloads').addEventListener('message', () => location.reload());";
const RELOAD_TAG: &str = "<script type=\"module\" src=\"/reload.js\"></script>";

/// An editor writes in several steps; changes are debounced by this time.
const QUIET: Duration = Duration::from_millis(50);

/// The folder of the development build: bindings, WebAssembly and examples.
fn development() -> PathBuf {
    root().join("target/serve")
}

/// Serves a development build until interrupted; recompiles and reloads the page when a source changes.
pub fn serve(port: u16) -> Result<()> {
    let start = Instant::now();
    compile()?;
    node::prepare()?;
    copy_examples(&development().join("examples"))?;
    docs(&development().join("docs"))?;
    let (changes, _) = channel(1);
    let server = Server::start(port, Some(changes.clone()))?;
    println!(
        "\n  Regularization Lab: {}    ready in {:.1} s\n\n  Examples of the element in use are under /examples/.\n  Its documentation is under /docs/.\n  Edit src/, www/, docs/, examples/ or index.html and the page reloads. Ctrl+C stops.\n",
        server.address,
        start.elapsed().as_secs_f64()
    );
    reload_on_change(&changes)
}

fn compile() -> Result<()> {
    let linked = wasm::compile(Profile::Development)?;
    wasm::bind(&linked, Profile::Development, &development().join("generated"))
}

/// A server in the background, stopped when dropped.
pub struct Server {
    /// Such as `http://127.0.0.1:8080`.
    pub address: String,
    _runtime: Runtime,
}

impl Server {
    /// Serves on a loopback port, 0 for any free one: `dist/`, or the development build, whose pages reload with `changes`.
    pub fn start(port: u16, changes: Option<Sender<()>>) -> Result<Self> {
        let runtime = Runtime::new()?;
        let bound = runtime.block_on(tokio::net::TcpListener::bind(("127.0.0.1", port)));
        let listener = bound.with_context(|| {
            format!("port {port} cannot be served; give another with `cargo xtask serve PORT`")
        })?;
        let address = format!("http://{}", listener.local_addr()?);
        let fresh =
            SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        // Pages of other origins use the element, and sandboxed frames have an opaque origin.
        let shared = SetResponseHeaderLayer::overriding(
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        );
        let routes = match changes {
            None => Router::new().fallback_service(ServeDir::new(dist())),
            Some(changes) => development_routes(changes),
        };
        runtime.spawn(async move { axum::serve(listener, routes.layer(fresh).layer(shared)).await });
        Ok(Self { address, _runtime: runtime })
    }
}

/// Routes of the files of www/ and of the development build.
fn development_routes(changes: Sender<()>) -> Router {
    let index = ServeFile::new(root().join("index.html"));
    Router::new()
        .route_service("/", index.clone())
        .route_service("/index.html", index)
        .route("/style/{sheet}", get(|Parameter(sheet): Parameter<String>| ready(style_module(&sheet))))
        .route("/reload.js", get(([(header::CONTENT_TYPE, "text/javascript")], RELOAD_SCRIPT)))
        .route("/reloads", get(move || ready(reloads(&changes))))
        .nest_service("/generated", ServeDir::new(development().join("generated")))
        .nest_service("/examples", ServeDir::new(development().join("examples")))
        .nest_service("/docs", ServeDir::new(development().join("docs")))
        .nest_service("/data", ServeDir::new(root().join("data")))
        .fallback_service(ServeDir::new(root().join("www")))
        .layer(map_response(with_reload))
}

/// Adds to pages the script that reloads them.
async fn with_reload(response: Response) -> Response {
    let content_type = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|value| value.starts_with("text/html")) {
        return response;
    }
    match to_bytes(response.into_body(), usize::MAX).await {
        Ok(page) => Html(String::from_utf8_lossy(&page).into_owned() + RELOAD_TAG).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Wraps a style sheet in a module, for `import text from './style/….css'`, which browsers do not support.
fn style_module(sheet: &str) -> Response {
    match joined(&root().join("www/style").join(sheet)) {
        Ok(text) => ([(header::CONTENT_TYPE, "text/javascript")], format!("export default {};", json!(text)))
            .into_response(),
        Err(error) => (StatusCode::NOT_FOUND, format!("{error:#}")).into_response(),
    }
}

/// A style sheet with its imports inlined; each import is on its own line.
fn joined(sheet: &Path) -> Result<String> {
    let text = fs::read_to_string(sheet).with_context(|| sheet.display().to_string())?;
    let lines = text.lines().map(|line| {
        let imported = line.strip_prefix("@import \"").and_then(|rest| rest.strip_suffix("\";"));
        imported.map_or_else(|| Ok(line.to_owned()), |name| joined(&sheet.with_file_name(name)))
    });
    Ok(lines.collect::<Result<Vec<_>>>()?.join("\n"))
}

/// A stream of server-sent events, one for every change.
fn reloads(changes: &Sender<()>) -> impl IntoResponse + use<> {
    let events = BroadcastStream::new(changes.subscribe());
    Sse::new(events.map(|_| Ok::<_, Infallible>(Event::default().data("changed"))))
        .keep_alive(KeepAlive::default())
}

fn reload_on_change(changes: &Sender<()>) -> Result<()> {
    let (sender, events) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if let Ok(event) = event.map(|event| (event.kind, event.paths))
            && !event.0.is_access()
        {
            let _ = sender.send(event.1);
        }
    })?;
    for place in ["src", "crates", "www", "data", "docs", "examples", "index.html", "Cargo.toml"] {
        watcher.watch(&root().join(place), RecursiveMode::Recursive)?;
    }
    while let Ok(mut paths) = events.recv() {
        let start = Instant::now();
        while let Ok(more) = events.recv_timeout(QUIET) {
            paths.extend(more);
        }
        // The release build writes there.
        paths.retain(|path| !path.starts_with(root().join("www/generated")));
        let Some(changed) = paths.first() else { continue };
        match update(&paths) {
            Ok(()) => {
                // Sending fails if no page is open.
                let _ = changes.send(());
                let (name, seconds) = (changed.strip_prefix(root()).unwrap_or(changed), start.elapsed());
                println!("{}: reloaded after {:.2} s", name.display(), seconds.as_secs_f64());
            }
            Err(error) => eprintln!("\n{error:#}; the last build stays\n"),
        }
    }
    Ok(())
}

/// Rebuilds the outputs of changed files; most files are served as they are.
fn update(changed: &[PathBuf]) -> Result<()> {
    let is_in = |places: &[&str]| {
        changed.iter().any(|path| places.iter().any(|place| path.starts_with(root().join(place))))
    };
    if is_in(&["src", "crates", "Cargo.toml"]) {
        compile()?;
    }
    if is_in(&["examples"]) {
        copy_examples(&development().join("examples"))?;
    }
    if is_in(&["docs", "xtask/docs"]) {
        docs(&development().join("docs"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn pages_of_other_origins_may_use_the_files() {
        // Another test may have set it already.
        let _ = crate::run::set_root();
        for changes in [None, Some(channel(1).0)] {
            let server = Server::start(0, changes).unwrap();
            let host = server.address.strip_prefix("http://").unwrap();
            for path in ["/", "/define.js", "/generated/none.wasm"] {
                let mut stream = TcpStream::connect(host).unwrap();
                write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
                let mut answer = Vec::new();
                stream.read_to_end(&mut answer).unwrap();
                let head = String::from_utf8_lossy(&answer).to_lowercase();
                let head = head.split("\r\n\r\n").next().unwrap();
                assert!(head.contains("\r\naccess-control-allow-origin: *"), "{path}: {head}");
            }
        }
    }
}
