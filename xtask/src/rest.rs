//! Divides the bound module once more: what a lab in an article runs before anybody touches it stays, the rest is a chunk.
//!
//! The cuts of `chunk!` follow what a panel needs. This one follows a rehearsal: `xtask/rehearsal.js` plays labs on an instrumented
//! module in Node, and the functions that did not run move into `chunks/rest.wasm`. Where the main file still calls one of them it
//! keeps a stub, which calls through a table that the chunk fills. `www/chunks.js` fetches the chunk at the first touch, and before
//! all that was not rehearsed; a stub that is called earlier brings it itself. So what a rehearsal misses costs a request that the
//! page waits for, never an answer.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use walrus::ir::{Const, GlobalSet, Instr, InstrLocId, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalKind,
    ImportedFunction, Module, ModuleConfig, RefType, ValType,
};

use crate::run::{command, output};

/// The chunk, as `www/chunks.js` names it.
pub const REST: &str = "rest";
/// The table through which stubs call, among the exports of the main file.
const TABLE: &str = "rest";
/// What brings the chunk.
const BRING: (&str, &str) = ("./rest.js", "bringRest");
/// The function of `src/web/mod.rs` that the import is there for.
pub const CALLER: &str = "callRest";
/// The module that all chunks import from, which is the exports of the main file.
const MAIN: &str = "__wasm_split";

/// Divides it into the main file and the rest.
pub fn divide(bound: &[u8], work: &Path, chunks: &Path) -> Result<(Vec<u8>, Vec<u8>)> {
    let has_run = rehearse(bound, work, chunks)?;
    let mut main = parse(bound)?;
    main.exports.remove(CALLER)?;
    let entries = entries(&main, &has_run);
    let (rest, shared) = rest(bound, &has_run, &entries)?;
    let items = items(&main);
    for (k, name) in shared.iter().enumerate() {
        main.exports.add(&k.to_string(), items[name]);
    }
    let functions = local_functions(&main);
    leave_stubs(&mut main, &entries.iter().map(|&k| functions[k]).collect::<Vec<_>>())?;
    walrus::passes::gc::run(&mut main);
    Ok((main.emit_wasm(), rest))
}

fn parse(bytes: &[u8]) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config.generate_producers_section(false).generate_name_section(std::env::var_os("KEEP_NAMES").is_some());
    config.parse(bytes)
}

/// The functions of a module that are not imported; their order is the same whenever the same bytes are read.
fn local_functions(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter_local().map(|(id, _)| id).collect()
}

/// Whether each of them runs in the rehearsal.
fn rehearse(bound: &[u8], work: &Path, chunks: &Path) -> Result<Vec<bool>> {
    let mut module = parse(bound)?;
    let functions = local_functions(&module);
    for (k, &id) in functions.iter().enumerate() {
        let no = ConstExpr::Value(Value::I32(0));
        let global = module.globals.add_local(ValType::I32, true, false, no);
        module.exports.add(&format!("ran {k}"), global);
        let function = module.funcs.get_mut(id).kind.unwrap_local_mut();
        let entry = function.entry_block();
        let yes = [Instr::Const(Const { value: Value::I32(1) }), Instr::GlobalSet(GlobalSet { global })];
        function
            .block_mut(entry)
            .instrs
            .splice(0..0, yes.map(|instruction| (instruction, InstrLocId::default())));
    }
    let file = work.join("rehearsed.wasm");
    fs::write(&file, module.emit_wasm())?;
    let arguments = ["xtask/rehearsal.js", &file.to_string_lossy(), &chunks.to_string_lossy()];
    let ran = output(&mut command("node", &arguments))?;
    let has_run: Vec<bool> = ran.trim().chars().map(|flag| flag == '1').collect();
    ensure!(has_run.len() == functions.len(), "the rehearsal tells of {} functions", has_run.len());
    Ok(has_run)
}

/// Places of the functions that leave and are still called from where they were.
fn entries(module: &Module, has_run: &[bool]) -> Vec<usize> {
    let mut called = Called::default();
    for ((_, function), _) in module.funcs.iter_local().zip(has_run).filter(|(_, has_run)| **has_run) {
        dfs_in_order(&mut called, function, function.entry_block());
    }
    called.0.extend(module.start);
    called.0.extend(module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(id) => Some(id),
        _ => None,
    }));
    for element in module.elements.iter() {
        match &element.items {
            ElementItems::Functions(ids) => called.0.extend(ids),
            ElementItems::Expressions(_, expressions) => {
                called.0.extend(expressions.iter().filter_map(|expression| match expression {
                    ConstExpr::RefFunc(id) => Some(*id),
                    _ => None,
                }));
            }
        }
    }
    let functions = local_functions(module);
    (0..functions.len()).filter(|&k| !has_run[k] && called.0.contains(&functions[k])).collect()
}

#[derive(Default)]
struct Called(HashSet<FunctionId>);

impl Visitor<'_> for Called {
    fn visit_function_id(&mut self, id: &FunctionId) {
        self.0.insert(*id);
    }
}

/// All that two modules of the same bytes may share, by a name that is the same in both.
fn items(module: &Module) -> BTreeMap<String, ExportItem> {
    let functions = module.funcs.iter().map(|function| ExportItem::from(function.id()));
    let tables = module.tables.iter().map(|table| ExportItem::from(table.id()));
    let memories = module.memories.iter().map(|memory| ExportItem::from(memory.id()));
    let globals = module.globals.iter().map(|global| ExportItem::from(global.id()));
    let all = functions.chain(tables).chain(memories).chain(globals);
    all.enumerate().map(|(k, item)| (k.to_string(), item)).collect()
}

/// The chunk with the functions that have not run, and what it has from the main file, in the order in which it counts them.
fn rest(bound: &[u8], has_run: &[bool], entries: &[usize]) -> Result<(Vec<u8>, Vec<String>)> {
    let mut module = parse(bound)?;
    let functions = local_functions(&module);
    let stays: HashSet<FunctionId> =
        functions.iter().zip(has_run).filter(|(_, has_run)| **has_run).map(|(&id, _)| id).collect();
    for (name, item) in items(&module) {
        borrow(&mut module, &name, item, &stays);
    }
    module.start = None;
    module.exports = walrus::ModuleExports::default();
    module.elements = walrus::ModuleElements::default();
    module.tables.iter_mut().for_each(|table| table.elem_segments.clear());
    module.data = walrus::ModuleData::default();
    module.memories.iter_mut().for_each(|memory| memory.data_segments.clear());
    module.customs = walrus::ModuleCustomSections::default();

    let size = entries.len() as u64;
    let (table, _) = module.add_import_table(MAIN, TABLE, false, size, Some(size), RefType::FUNCREF);
    let offset = ConstExpr::Value(Value::I32(0));
    let moved = ElementItems::Functions(entries.iter().map(|&k| functions[k]).collect());
    let element = module.elements.add(ElementKind::Active { table, offset }, moved);
    module.tables.get_mut(table).elem_segments.insert(element);
    walrus::passes::gc::run(&mut module);
    let imports = module.imports.iter_mut().filter(|import| import.name != TABLE).enumerate();
    let shared = imports.map(|(k, import)| std::mem::replace(&mut import.name, k.to_string())).collect();
    Ok((module.emit_wasm(), shared))
}

/// Makes an import from the main file of what that keeps.
fn borrow(module: &mut Module, name: &str, item: ExportItem, stays: &HashSet<FunctionId>) {
    match item {
        ExportItem::Function(id) => match &module.funcs.get(id).kind {
            FunctionKind::Import(imported) => {
                let import = module.imports.get_mut(imported.import);
                (import.module, import.name) = (MAIN.to_owned(), name.to_owned());
            }
            _ if stays.contains(&id) => {
                let ty = module.funcs.get(id).ty();
                let import = module.imports.add(MAIN, name, id);
                module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
            }
            _ => {}
        },
        ExportItem::Table(id) => {
            module.tables.get_mut(id).import = Some(module.imports.add(MAIN, name, id));
        }
        ExportItem::Memory(id) => {
            module.memories.get_mut(id).import = Some(module.imports.add(MAIN, name, id));
        }
        ExportItem::Global(id) => {
            module.globals.get_mut(id).kind = GlobalKind::Import(module.imports.add(MAIN, name, id));
        }
        ExportItem::Tag(_) => {}
    }
}

/// Puts stubs in the place of functions that have left.
fn leave_stubs(main: &mut Module, entries: &[FunctionId]) -> Result<()> {
    let bring =
        main.imports.get_func(BRING.0, BRING.1).context("the bindings have lost what brings the rest")?;
    let size = entries.len() as u64;
    let table = main.tables.add_local(false, size, Some(size), RefType::FUNCREF);
    main.exports.add(TABLE, table);
    let mut builder = FunctionBuilder::new(&mut main.types, &[], &[]);
    let mut body = builder.func_body();
    body.i32_const(0).table_get(table).ref_is_null().if_else(
        None,
        |then| {
            then.call(bring);
        },
        |_| {},
    );
    let enter = builder.finish(Vec::new(), &mut main.funcs);
    for (slot, &id) in entries.iter().enumerate() {
        let ty = main.funcs.get(id).ty();
        let (parameters, results) =
            (main.types.get(ty).params().to_vec(), main.types.get(ty).results().to_vec());
        let arguments: Vec<_> = parameters.iter().map(|&ty| main.locals.add(ty)).collect();
        let mut builder = FunctionBuilder::new(&mut main.types, &parameters, &results);
        let mut body = builder.func_body();
        body.call(enter);
        for &argument in &arguments {
            body.local_get(argument);
        }
        body.i32_const(slot as i32).call_indirect(ty, table);
        main.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
    }
    Ok(())
}
