//! A small file server for `dist/`, with rebuilding and reloading for whoever edits.

use std::fs;
use std::io::{self, Cursor, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use anyhow::{Result, anyhow};
use notify::{RecursiveMode, Watcher};
use tiny_http::{Header, Request, Response, Server};

use crate::build::{build, dist};
use crate::run::root;

/// Where a page asks to be told of a new build.
const RELOADS: &str = "/reloads";
const RELOAD_SCRIPT: &str = "\
<script type=\"module\">new EventSource('/reloads').addEventListener('message', () => location.reload());</script>";

/// Pages that wait for the next build.
type Waiting = Arc<Mutex<Vec<Sender<()>>>>;

/// Builds, serves until interrupted, rebuilds when a source changes.
pub fn serve(port: u16) -> Result<()> {
    build()?;
    let waiting = Waiting::default();
    let address = start(port, Some(Arc::clone(&waiting)))?;
    println!(
        "\n  Regularization Lab: {address}\n\n  Edit src/, www/ or index.html and the page reloads. Ctrl+C stops."
    );
    rebuild_on_change(&waiting)
}

/// Serves `dist/` in the background on a loopback port (0 = any free one) and returns its address.
pub fn start(port: u16, waiting: Option<Waiting>) -> Result<String> {
    let server = Server::http(("127.0.0.1", port)).map_err(|error| {
        anyhow!("port {port} cannot be served: {error}; give another with `cargo xtask serve PORT`")
    })?;
    let address = format!("http://{}", server.server_addr());
    let server = Arc::new(server);
    // A page that waits for reloads holds its thread, so every request gets its own.
    thread::spawn(move || {
        while let Ok(request) = server.recv() {
            let waiting = waiting.clone();
            thread::spawn(move || answer(request, waiting.as_ref()));
        }
    });
    Ok(address)
}

fn answer(request: Request, waiting: Option<&Waiting>) {
    let path = request.url().split(['?', '#']).next().unwrap_or("/").to_owned();
    // A browser that has gone away is no error of ours.
    let _ = match (path.as_str(), waiting) {
        (RELOADS, Some(waiting)) => request.respond(reloads(waiting)),
        _ => match file(&path, waiting.is_some()) {
            Some((content, kind)) => request.respond(
                Response::from_data(content)
                    .with_header(header("Content-Type", kind))
                    .with_header(header("Cache-Control", "no-store")),
            ),
            None => {
                request.respond(Response::from_string(format!("{path} is not here")).with_status_code(404))
            }
        },
    };
}

/// A file of `dist/` and its type; the page itself gets the reload script.
fn file(path: &str, reloads: bool) -> Option<(Vec<u8>, &'static str)> {
    let relative = Path::new(path.trim_start_matches('/'));
    let is_inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let mut full: PathBuf = dist().join(relative);
    if full.is_dir() {
        full.push("index.html");
    }
    let mut content = is_inside.then(|| fs::read(&full).ok()).flatten()?;
    let kind = content_type(&full);
    if reloads && kind.starts_with("text/html") {
        content.extend_from_slice(RELOAD_SCRIPT.as_bytes());
    }
    Some((content, kind))
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json" | "map") => "application/json",
        _ => "application/octet-stream",
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("both are plain ASCII")
}

/// A stream of server-sent events, one for every build.
fn reloads(waiting: &Waiting) -> Response<Events> {
    let (sender, receiver) = mpsc::channel();
    waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(sender);
    let events = Events { receiver, text: Cursor::new(b":\n\n".to_vec()) };
    let headers = vec![header("Content-Type", "text/event-stream"), header("Cache-Control", "no-store")];
    Response::new(200.into(), headers, events, None, None)
}

/// Ends when the server drops its sender.
struct Events {
    receiver: Receiver<()>,
    text: Cursor<Vec<u8>>,
}

impl Read for Events {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.text.read(buffer)?;
        if read > 0 {
            return Ok(read);
        }
        if self.receiver.recv().is_err() {
            return Ok(0);
        }
        // tiny_http sends what it has gathered in pieces of 8 KB, so an event is filled up with a comment.
        self.text = Cursor::new(format!("data: built\n\n:{}\n\n", " ".repeat(9000)).into_bytes());
        self.text.read(buffer)
    }
}

fn rebuild_on_change(waiting: &Waiting) -> Result<()> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _ = sender.send(());
        }
    })?;
    for place in ["src", "www", "data", "index.html", "Cargo.toml"] {
        watcher.watch(&root().join(place), RecursiveMode::Recursive)?;
    }
    while changes.recv().is_ok() {
        // An editor writes in several steps; wait until it is quiet.
        while changes.recv_timeout(Duration::from_millis(150)).is_ok() {}
        match build() {
            Ok(()) => {
                let mut pages = waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                pages.retain(|page| page.send(()).is_ok());
            }
            Err(error) => eprintln!("\n{error:#}; the last build stays\n"),
        }
    }
    Ok(())
}
