//! Measurements side by side: the same work in WebAssembly, in plain JavaScript and natively, in one run.

use std::collections::HashMap;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run::{command, output};
use crate::{browser, build, node, serve};

/// Rows of the table: key, what is measured.
const ROWS: [(&str, &str); 5] = [
    ("gd-350x100", "one GD iteration, 350 × 100"),
    ("gd-1000x1000", "one GD iteration, 1000 × 1000"),
    ("exact-l1-350x100", "exact L1 optimum from zeros, 350 × 100"),
    ("frame-playing", "script of one frame, playing, three panels, p = 100"),
    ("frame-dragging", "script of one frame, λ moving in every frame"),
];

/// Builds, measures and prints.
pub fn bench() -> Result<()> {
    build::build()?;
    node::prepare()?;
    let native = native()?;
    let server = serve::Server::start(0, None)?;
    let browser = browser::find()?;
    println!("measuring in {browser}");
    let in_browser = output(
        command("node", &["bench/browser.js"])
            .env("LAB_BROWSER", &browser)
            .env("LAB_ADDRESS", &server.address),
    )?;
    let in_browser: Value = serde_json::from_str(&in_browser).context("bench/browser.js prints JSON")?;
    print_table(&native, &in_browser);
    Ok(())
}

fn native() -> Result<HashMap<String, f64>> {
    let printed = output(&mut command("cargo", &["bench", "--bench", "native"]))?;
    let rows = printed.lines().filter_map(|line| {
        let (name, milliseconds) = line.split_once('\t')?;
        Some((name.to_owned(), milliseconds.parse().ok()?))
    });
    Ok(rows.collect())
}

fn print_table(native: &HashMap<String, f64>, in_browser: &Value) {
    println!("\nMedians, single thread. wasm ÷ X below 1: WebAssembly is faster than X.\n");
    println!(
        "| {:<52} | {:>9} | {:>9} | {:>9} | {:>9} | {:>9} | {:>9} |",
        "", "wasm", "p95", "plain JS", "÷ JS", "native", "÷ native"
    );
    println!("|{}|{}", "-".repeat(54), "----------:|".repeat(6));
    for (key, name) in ROWS {
        let row = &in_browser[key];
        let wasm = row["wasm"].as_f64();
        let plain = row["plain"].as_f64();
        let native = native.get(key).copied();
        let columns = [
            time(wasm),
            time(row["p95"].as_f64()),
            time(plain),
            ratio(wasm, plain),
            time(native),
            ratio(wasm, native),
        ];
        print!("| {name:<52} |");
        for column in columns {
            print!(" {column:>9} |");
        }
        println!();
    }
}

fn ratio(time: Option<f64>, peer: Option<f64>) -> String {
    match (time, peer) {
        (Some(time), Some(peer)) => format!("{:.2}", time / peer),
        _ => String::new(),
    }
}

fn time(milliseconds: Option<f64>) -> String {
    match milliseconds {
        None => String::new(),
        Some(time) if time < 1.0 => format!("{:.1} µs", time * 1e3),
        Some(time) => format!("{time:.2} ms"),
    }
}
