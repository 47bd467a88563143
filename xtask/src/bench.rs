//! Measurements side by side: the same work in WebAssembly, natively and by peers, in one run.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::run::{command, exists, output};
use crate::{browser, build, node, serve};

/// One line of a bench: `row<TAB>who<TAB>milliseconds<TAB>p95<TAB>KKT`, the last two empty where they mean nothing.
struct Measurement {
    row: String,
    who: String,
    milliseconds: f64,
    p95: Option<f64>,
    kkt: Option<f64>,
}

impl Measurement {
    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split('\t');
        let mut next = || parts.next();
        let (row, who, milliseconds) = (next()?.to_owned(), next()?.to_owned(), next()?.parse().ok()?);
        let mut number = || next().and_then(|text| text.trim().parse().ok());
        Some(Self { row, who, milliseconds, p95: number(), kkt: number() })
    }
}

/// Builds, measures and prints.
pub fn bench() -> Result<()> {
    build::build()?;
    node::prepare()?;
    node::prepare_bench()?;
    let browser = browser::find()?;
    let data = std::env::temp_dir().join(format!("regularization-lab-bench-{}", std::process::id()));
    std::fs::create_dir_all(&data)?;
    let measured = measure(&browser, &data);
    let _ = std::fs::remove_dir_all(&data);
    print_table(&measured?);
    Ok(())
}

fn measure(browser: &str, data: &Path) -> Result<Vec<Measurement>> {
    let mut measured = Vec::new();
    let mut take = |command: &mut Command| -> Result<()> {
        let printed = output(single_threaded(command))?;
        measured.extend(printed.lines().filter_map(Measurement::parse));
        Ok(())
    };
    eprintln!("measuring in {browser}");
    let server = serve::Server::start(0, None)?;
    let (address, directory) = (server.address.clone(), data.to_string_lossy());
    take(command("node", &["bench/browser.js"]).env("LAB_BROWSER", browser).env("LAB_ADDRESS", address))?;
    eprintln!("measuring natively");
    take(command("cargo", &["bench", "--bench", "native"]).env("LAB_BENCH_DATA", data))?;
    for (program, script) in [("python3", "bench/peers.py"), ("Rscript", "bench/peers.R")] {
        if exists(program) {
            eprintln!("measuring with {program}");
            take(&mut command(program, &[script, &directory]))?;
        } else {
            eprintln!("{program} is not installed; its peers are left out");
        }
    }
    Ok(measured)
}

/// Peers may not use a second core either.
fn single_threaded(command: &mut Command) -> &mut Command {
    ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]
        .into_iter()
        .fold(command, |command, name| command.env(name, "1"))
}

fn print_table(measured: &[Measurement]) {
    println!(
        "\nMedians, single thread. wasm ÷ below 1: WebAssembly is faster. KKT: the worst residual of all optima,"
    );
    println!("as a share of λ_max/n.\n");
    println!(
        "| {:<28} | {:<30} | {:>9} | {:>9} | {:>6} | {:>8} |",
        "", "who", "median", "p95", "wasm ÷", "KKT"
    );
    println!("|{:-<30}|{:-<32}|{:->11}|{:->11}|{:->8}|{:->10}|", "", "", ":", ":", ":", ":");
    let mut order = Vec::new();
    let mut rows: BTreeMap<&str, Vec<&Measurement>> = BTreeMap::new();
    for one in measured {
        rows.entry(&one.row)
            .or_insert_with(|| {
                order.push(one.row.as_str());
                Vec::new()
            })
            .push(one);
    }
    for row in order {
        let ours = rows[row].iter().find(|one| one.who == "wasm").map(|one| one.milliseconds);
        for (k, one) in rows[row].iter().enumerate() {
            let ratio =
                ours.filter(|_| one.who != "wasm").map(|ours| format!("{:.2}", ours / one.milliseconds));
            println!(
                "| {:<28} | {:<30} | {:>9} | {:>9} | {:>6} | {:>8} |",
                if k == 0 { row } else { "" },
                one.who,
                time(one.milliseconds),
                one.p95.map(time).unwrap_or_default(),
                ratio.unwrap_or_default(),
                one.kkt.map(|kkt| format!("{kkt:.1e}")).unwrap_or_default(),
            );
        }
    }
}

fn time(milliseconds: f64) -> String {
    if milliseconds < 1.0 {
        format!("{:.1} µs", milliseconds * 1e3)
    } else {
        format!("{milliseconds:.2} ms")
    }
}
