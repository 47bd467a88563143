//! Takes out of a module what never runs, or runs for nobody.
//!
//! In a browser a panic is a trap whose message is the browser's own. The sentence, the place and the code that puts them
//! together are for a standard error that is not there, so what ends in a panic traps at once, and places, which name files of the
//! machine that compiled it, become zeros. And `js-sys` keeps the shims of all its closures in the table of functions, though the lab
//! hands no closure to JavaScript.

use std::collections::HashSet;

use rustc_demangle::demangle;
use walrus::ir::{Instr, InstrLocId, InstrSeq, Unreachable, Value, VisitorMut, dfs_pre_order_mut};
use walrus::{ConstExpr, Data, DataKind, FunctionId, Module};

/// Makes traps of them; then nothing needs what only they used.
pub fn remove(module: &mut Module) {
    let dead: HashSet<FunctionId> = module
        .funcs
        .iter()
        .filter(|function| function.name.as_deref().is_some_and(is_dead))
        .map(walrus::Function::id)
        .collect();
    for (id, function) in module.funcs.iter_local_mut() {
        let entry = function.entry_block();
        if dead.contains(&id) {
            function.block_mut(entry).instrs =
                vec![(Instr::Unreachable(Unreachable {}), InstrLocId::default())];
        } else {
            dfs_pre_order_mut(&mut Shortener(&dead), function, entry);
        }
    }
    erase_places(module);
    walrus::passes::gc::run(module);
}

/// Overwrites every `core::panic::Location`, which is the address of a path, its length, line and column, with what it refers to.
fn erase_places(module: &mut Module) {
    const SIZE: usize = 16;
    let starts = |data: &Data| match data.kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } => Some(start as usize),
        _ => None,
    };
    let segments: Vec<_> =
        module.data.iter().filter_map(|data| Some((starts(data)?, data.value.clone()))).collect();
    let bytes = |at: usize, n: usize| {
        segments.iter().find_map(|(start, bytes)| bytes.get(at.checked_sub(*start)?..)?.get(..n))
    };
    let word = |at: usize| bytes(at, 4)?.try_into().ok().map(|word| u32::from_le_bytes(word) as usize);
    let mut erased = Vec::new();
    for (start, bytes_here) in &segments {
        for at in (start.next_multiple_of(4)..start + bytes_here.len()).step_by(4) {
            let place = (|| Some((word(at)?, word(at + 4)?, word(at + 8)?, word(at + 12)?)))();
            let Some((path, length, 1..100_000, 1..1000)) = place else { continue };
            if bytes(path, length).is_some_and(|path| path.ends_with(b".rs")) {
                erased.extend([(at, SIZE), (path, length)]);
            }
        }
    }
    let ids: Vec<_> = module.data.iter().map(Data::id).collect();
    for id in ids {
        let data = module.data.get_mut(id);
        let Some(start) = starts(data) else { continue };
        for &(at, length) in &erased {
            if let Some(place) = at.checked_sub(start).and_then(|at| data.value.get_mut(at..at + length)) {
                place.fill(0);
            }
        }
    }
}

/// Whether a function, by its mangled name, only ever ends in a trap, or is never called.
fn is_dead(name: &str) -> bool {
    let name = format!("{:#}", demangle(name));
    let ends_in_panic = name.starts_with("core::") && (name.ends_with("_fail") || name.ends_with("_failed"));
    let starts = [
        "core::panicking::",
        "core::cell::panic_",
        "std::panicking::",
        "alloc::raw_vec::handle_error",
        "alloc::raw_vec::capacity_overflow",
        "alloc::alloc::handle_alloc_error",
        "wasm_bindgen::convert::closures::_::invoke",
        "js_sys::futures::jspi::",
    ];
    ends_in_panic || starts.iter().any(|start| name.starts_with(start))
}

/// Cuts a sequence of instructions short where it is certain to trap, with all that only prepares for it.
struct Shortener<'a>(&'a HashSet<FunctionId>);

impl VisitorMut for Shortener<'_> {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let traps = |(instruction, _): &(Instr, InstrLocId)| match instruction {
            Instr::Call(call) => self.0.contains(&call.func),
            Instr::Unreachable(_) => true,
            _ => false,
        };
        let Some(at) = sequence.instrs.iter().position(traps) else { return };
        let place = sequence.instrs[at].1;
        sequence.instrs.truncate(at);
        while sequence.instrs.pop_if(|(instruction, _)| only_prepares(instruction)).is_some() {}
        sequence.instrs.push((Instr::Unreachable(Unreachable {}), place));
    }
}

/// Instructions whose only effects are on the function's own values and the sentence in the making.
fn only_prepares(instruction: &Instr) -> bool {
    matches!(
        instruction,
        Instr::Const(_)
            | Instr::LocalGet(_)
            | Instr::LocalSet(_)
            | Instr::LocalTee(_)
            | Instr::GlobalGet(_)
            | Instr::Binop(_)
            | Instr::Unop(_)
            | Instr::Select(_)
            | Instr::Load(_)
            | Instr::Store(_)
            | Instr::Drop(_)
    )
}

#[cfg(test)]
mod tests {
    use walrus::ir::BinaryOp;
    use walrus::{FunctionBuilder, ValType};

    use super::*;

    #[test]
    fn what_ends_in_a_panic_traps_at_once_and_what_comes_before_stays() {
        let mut module = Module::default();
        let panic = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[])
            .finish(vec![module.locals.add(ValType::I32)], &mut module.funcs);
        module.funcs.get_mut(panic).name = Some("core::panicking::panic".to_owned());
        let ty = module.types.add(&[], &[]);
        let (effect, _) = module.add_import_func("env", "effect", ty);
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        builder.func_body().call(effect).i32_const(3).i32_const(4).binop(BinaryOp::I32Add).call(panic);
        let caller = builder.finish(Vec::new(), &mut module.funcs);
        module.exports.add("caller", caller);
        remove(&mut module);
        let function = module.funcs.get(caller).kind.unwrap_local();
        let left: Vec<_> = function
            .block(function.entry_block())
            .instrs
            .iter()
            .map(|(instruction, _)| instruction)
            .collect();
        assert!(matches!(left[..], [Instr::Call(_), Instr::Unreachable(_)]), "{left:?}");
        assert_eq!(module.funcs.iter_local().count(), 1, "nobody calls the panic any more");
    }

    #[test]
    fn places_are_zeros_and_other_data_are_not() {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.exports.add("memory", memory);
        let start = 1024_u32;
        let words = |words: [u32; 4]| words.map(u32::to_le_bytes).concat();
        let place = words([start + 32, 6, 12, 5]);
        let other = words([start + 32, 3, 12, 5]);
        let bytes = [&place[..], &other, b"lib.rs", b"kept"].concat();
        let offset = ConstExpr::Value(Value::I32(start as i32));
        let data = module.data.add(DataKind::Active { memory, offset }, bytes);
        module.memories.get_mut(memory).data_segments.insert(data);
        remove(&mut module);
        let expected = [&[0; 16][..], &other, &[0; 6], b"kept"].concat();
        assert_eq!(module.data.get(data).value, expected);
    }
}
