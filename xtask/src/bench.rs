//! Benchmarks: WebAssembly, native code and other libraries in one run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::run::{command, exists, output};
use crate::{browser, build, node, serve};

/// The budget of a measurement. It is printed and never fails, because times depend on the machine.
enum Budget {
    /// Milliseconds.
    Median(f64),
    /// Milliseconds of script in one frame.
    Frame { median: f64, p95: f64 },
    /// Ratio of WebAssembly's time to that of another library.
    Ratio(f64),
}

/// Row, who, budget.
const BUDGETS: [(&str, &str, Budget); 11] = [
    ("frame, playing", "page", Budget::Frame { median: 5.0, p95: 8.0 }),
    ("frame, λ dragged", "page", Budget::Frame { median: 10.0, p95: 14.0 }),
    ("frame, every panel, playing", "page", Budget::Frame { median: 8.0, p95: 14.0 }),
    ("frame, every panel, λ dragged", "page", Budget::Frame { median: 11.0, p95: 16.0 }),
    ("frame, 100000x20, playing", "page", Budget::Frame { median: 16.0, p95: 33.0 }),
    ("frame, 60x2300, playing", "page", Budget::Frame { median: 16.0, p95: 33.0 }),
    ("first animated frame, embed", "loopback", Budget::Median(300.0)),
    ("gd 350x100", "NumPy", Budget::Ratio(0.7)),
    ("gd 1000x1000", "NumPy", Budget::Ratio(1.0)),
    ("gd 100000x20", "NumPy", Budget::Ratio(1.0)),
    ("path 350x100", "glmnet, thresh 1e-14", Budget::Ratio(0.7)),
];

/// One line of a bench: `row<TAB>who<TAB>milliseconds<TAB>p95<TAB>KKT`; the last two may be empty.
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
        let (row, who, milliseconds) = (next()?.to_owned(), next()?.to_owned(), next()?.parse::<f64>().ok()?);
        let mut number = || next().and_then(|text| text.trim().parse().ok());
        milliseconds.is_finite().then(|| Self { row, who, milliseconds, p95: number(), kkt: number() })
    }
}

/// Builds, measures and prints the table.
pub fn bench() -> Result<()> {
    build::build()?;
    print_table(&measure_all(false)?);
    Ok(())
}

/// Builds and runs every measurement once, to detect broken ones.
pub fn quick() -> Result<()> {
    build::build()?;
    execute()
}

/// The same with an existing dist/.
pub fn execute() -> Result<()> {
    let measured = measure_all(true)?;
    for (row, ..) in &BUDGETS {
        ensure!(measured.iter().any(|one| one.row == *row), "no measurement is of {row}, which has a budget");
    }
    let count = |names: BTreeSet<&str>| names.len();
    println!(
        "{} measurements of {} rows by {} programs executed",
        measured.len(),
        count(measured.iter().map(|one| one.row.as_str()).collect()),
        count(measured.iter().map(|one| one.who.as_str()).collect())
    );
    Ok(())
}

fn measure_all(is_quick: bool) -> Result<Vec<Measurement>> {
    node::prepare()?;
    if let Err(error) = node::prepare_bench() {
        eprintln!("left out: TensorFlow.js cannot be installed: {error:#}");
    }
    let browser = browser::find()?;
    let data = std::env::temp_dir().join(format!("regularization-lab-bench-{}", std::process::id()));
    std::fs::create_dir_all(&data)?;
    let measured = measure(&browser, &data, is_quick);
    let _ = std::fs::remove_dir_all(&data);
    measured
}

fn measure(browser: &str, data: &Path, is_quick: bool) -> Result<Vec<Measurement>> {
    let mut measured = Vec::new();
    let mut take = |command: &mut Command| -> Result<()> {
        if is_quick {
            command.env("LAB_BENCH_QUICK", "1");
        }
        for line in output(single_threaded(command))?.lines() {
            measured.push(Measurement::parse(line).with_context(|| format!("not a measurement: {line}"))?);
        }
        Ok(())
    };
    eprintln!("measuring in {browser}");
    let server = serve::Server::start(0, None)?;
    let (address, directory) = (server.address.clone(), data.to_string_lossy());
    take(command("node", &["bench/browser.js"]).env("LAB_BROWSER", browser).env("LAB_ADDRESS", address))?;
    eprintln!("measuring natively");
    // A quick run does not need link-time optimization, which takes a minute.
    let profile = if is_quick { "dev" } else { "bench" };
    let native = ["bench", "--quiet", "--bench", "native", "--profile", profile];
    take(command("cargo", &native).env("LAB_BENCH_DATA", data))?;
    for (program, script) in [("python3", "bench/peers.py"), ("Rscript", "bench/peers.R")] {
        if exists(program) {
            eprintln!("measuring with {program}");
            take(&mut command(program, &[script, &directory]))?;
        } else {
            eprintln!("left out: {program} is not installed");
        }
    }
    Ok(measured)
}

/// Other libraries run on one core too.
fn single_threaded(command: &mut Command) -> &mut Command {
    ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]
        .into_iter()
        .fold(command, |command, name| command.env(name, "1"))
}

fn print_table(measured: &[Measurement]) {
    println!(
        "\nMedians, single thread. wasm ÷ below 1: WebAssembly is faster. KKT: the worst residual of all optima, as a share of"
    );
    println!("λ_max/n. Budgets are of the median, / the p95, or of wasm ÷; ! is over.\n");
    println!(
        "| {:<30} | {:<30} | {:>9} | {:>9} | {:>6} | {:>8} | {:<14} |",
        "", "who", "median", "p95", "wasm ÷", "KKT", "budget"
    );
    println!("|{:-<32}|{:-<32}|{:->11}|{:->11}|{:->8}|{:->10}|{:-<16}|", "", "", ":", ":", ":", ":", "");
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
            let ratio = ours.filter(|_| one.who != "wasm").map(|ours| ours / one.milliseconds);
            println!(
                "| {:<30} | {:<30} | {:>9} | {:>9} | {:>6} | {:>8} | {:<14} |",
                if k == 0 { row } else { "" },
                one.who,
                time(one.milliseconds),
                one.p95.map(time).unwrap_or_default(),
                ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default(),
                one.kkt.map(|kkt| format!("{kkt:.1e}")).unwrap_or_default(),
                budget(one, ratio),
            );
        }
    }
}

/// The budget of a measurement and whether it is met.
fn budget(one: &Measurement, ratio: Option<f64>) -> String {
    let Some((_, _, budget)) = BUDGETS.iter().find(|(row, who, _)| one.row == *row && one.who == *who) else {
        return String::new();
    };
    let (text, is_over) = match *budget {
        Budget::Median(most) => (format!("≤ {most} ms"), one.milliseconds > most),
        Budget::Frame { median, p95 } => (
            format!("≤ {median} / {p95} ms"),
            one.milliseconds > median || one.p95.is_some_and(|time| time > p95),
        ),
        Budget::Ratio(most) => (format!("≤ {most:.1}"), ratio.is_some_and(|ratio| ratio > most)),
    };
    if is_over { text + " !" } else { text }
}

fn time(milliseconds: f64) -> String {
    if milliseconds < 1.0 {
        format!("{:.1} µs", milliseconds * 1e3)
    } else {
        format!("{milliseconds:.2} ms")
    }
}
