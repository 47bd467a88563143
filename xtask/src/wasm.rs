//! Makes of the crate a main wasm file, chunks that are fetched when they are first needed, and the bindings.
//!
//! The linker leaves its relocations in the module, `wasm_split_cli_support` cuts along them at the functions of `chunk!`
//! (`src/chunk.rs`), and `wasm-bindgen` then works on the main file alone.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;
use walrus::ModuleConfig;
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

use crate::dead;
use crate::names;
use crate::rest::{self, REST};
use crate::run::{command, exists, output, run};

const TARGET: &str = "wasm32-unknown-unknown";

/// Folder of the chunks in `dist/`.
const CHUNKS: &str = "chunks";
/// The custom sections of a chunk's file that hold modules; `www/chunks.js` has the same name.
const SHARED: &str = "shared";

/// Compiles the crate; returns the linked module.
pub fn compile() -> Result<PathBuf> {
    add_target()?;
    // Colours would be lost where the output is not a terminal, so cargo decides by itself.
    let arguments = ["rustc", "--release", "--lib", "--target", TARGET, "--", "-C", "link-arg=--emit-relocs"];
    run(&mut command("cargo", &arguments))?;
    artifact()
}

/// Cuts it, writes the wasm files into `dist` and what JavaScript imports of them into `modules`.
pub fn cut_and_bind(linked: &Path, modules: &Path, dist: &Path) -> Result<()> {
    let work = linked.with_extension("cut");
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(&work)?;
    let chunks = cut(linked, &work)?;
    write_chunks(&chunks, &work, modules, dist)?;
    let bound = bind(&work.join("main.wasm"), modules)?;
    let folder = dist.join(CHUNKS);
    let (main, rest) = rest::divide(&bound, &work, &folder).context("the rest could not be divided off")?;
    fs::write(dist.join("regularization-lab.wasm"), main)?;
    fs::write(folder.join(REST).with_extension("wasm"), rest)?;
    Ok(())
}

/// Adds the wasm target where it is missing; toolchains without rustup must bring it themselves.
pub fn add_target() -> Result<()> {
    let libraries = output(&mut command("rustc", &["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(libraries.trim()).exists() {
        return Ok(());
    }
    if !exists("rustup") {
        bail!(
            "Rust's target {TARGET} is missing and there is no rustup to add it; install it with your toolchain"
        );
    }
    run(&mut command("rustup", &["target", "add", TARGET]))
}

fn artifact() -> Result<PathBuf> {
    let metadata = output(&mut command("cargo", &["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let target = metadata["target_directory"].as_str().context("cargo metadata names no target directory")?;
    Ok(Path::new(target).join(TARGET).join("release/regularization_lab.wasm"))
}

/// The modules that each chunk is made of, what it shares with others first.
type Chunks = BTreeMap<String, Vec<String>>;

fn cut(linked: &Path, work: &Path) -> Result<Chunks> {
    let module = fs::read(linked)?;
    let main = work.join("main.wasm");
    let mut options = Options::new(&module);
    options.output_dir = work;
    options.main_out_path = &main;
    let parts = transform(options).map_err(|error| anyhow!("the module could not be cut: {error:#}"))?;
    Ok(parts.prefetch_map.into_iter().collect())
}

/// Writes a file for each chunk, and the list of them that `www/chunks.js` reads.
///
/// A file brings the modules that its chunk shares with others along, in custom sections: they are so small that a request for
/// each would cost more than bytes that come twice. The list numbers them, so that none is made twice.
fn write_chunks(chunks: &Chunks, work: &Path, modules: &Path, dist: &Path) -> Result<()> {
    let folder = dist.join(CHUNKS);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let module = |name: &str| tightened(&fs::read(work.join(name).with_extension("wasm"))?);
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut list = String::from(
        "/**\n * Every chunk with the numbers of the modules that it shares with others and brings along, in their order.\n *\n * @type {Record<string, number[]>}\n */\nexport const CHUNKS = {\n",
    );
    for (chunk, parts) in chunks {
        let (own, shared) = parts.split_last().context("a chunk has a module")?;
        let mut file = module(own)?;
        for name in shared {
            append_custom_section(&mut file, SHARED, &module(name)?);
        }
        fs::write(folder.join(chunk).with_extension("wasm"), file)?;
        let shared = shared.iter().map(|name| {
            let next = numbers.len();
            numbers.entry(name).or_insert(next).to_string()
        });
        writeln!(list, "  {chunk}: [{}],", shared.collect::<Vec<_>>().join(", "))?;
    }
    writeln!(list, "  {REST}: [],")?;
    list.push_str("};\n");
    fs::write(modules.join("chunk-files.js"), list)?;
    Ok(())
}

/// A section is its id, here 0, its length, and that many bytes, here a name with its length and the content.
fn append_custom_section(module: &mut Vec<u8>, name: &str, content: &[u8]) {
    let mut body = Vec::new();
    write_leb(&mut body, name.len());
    body.extend_from_slice(name.as_bytes());
    body.extend_from_slice(content);
    module.push(0);
    write_leb(module, body.len());
    module.append(&mut body);
}

/// LEB128.
fn write_leb(out: &mut Vec<u8>, mut value: usize) {
    while value > 0x7f {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// A module without names, relocations and the like, its numbers as short as they can be: the linker gives all that might
/// move five bytes.
fn tightened(module: &[u8]) -> Result<Vec<u8>> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse(module)?;
    dead::remove(&mut module);
    let custom: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    for id in custom {
        module.customs.delete(id);
    }
    Ok(module.emit_wasm())
}

/// Writes the bindings; returns the module they load.
fn bind(module: &Path, modules: &Path) -> Result<Vec<u8>> {
    let mut module = ModuleConfig::new().parse_file(module)?;
    dead::remove(&mut module);
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes("bindings", module.emit_wasm())
        .out_name("bindings")
        .web(true)?
        .typescript(true)
        // `init` says where the module is.
        .omit_default_module_path(true)
        .remove_name_section(std::env::var_os("KEEP_NAMES").is_none())
        .remove_producers_section(true)
        // The chunks share them.
        .keep_lld_exports(true);
    bindgen.generate(modules).context("the bindings could not be generated")?;
    let file = modules.join("bindings_bg.wasm");
    let mut module = ModuleConfig::new().generate_producers_section(false).parse_file(&file)?;
    fs::remove_file(file)?;
    let script = modules.join("bindings.js");
    let bindings = fs::read_to_string(&script)?;
    fs::write(&script, names::shorten(&mut module, &bindings))?;
    Ok(module.emit_wasm())
}
