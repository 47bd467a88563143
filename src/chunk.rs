//! Code that is fetched when it is first needed.
//!
//! An embed in an article shows one panel and pays for what it fetches, so the module is cut (`xtask/src/wasm.rs`): what is
//! reachable only through functions of one chunk goes into a file of its own, what several chunks share into files that they
//! share, everything else is in the main one. A cut is a pair of symbols, an import that is called and an export that it stands
//! for, whose names the cutting looks for. Native builds know nothing of this and call the function.
//!
//! Calling a function before its chunk is there would be a trap. JavaScript therefore loads the chunk first, `www/chunks.js`
//! says which one is for what, and the entry points that need one name it.

/// Declares a function whose code is in a chunk: name of the chunk, a number that no other cut has (two equal ones do not
/// compile), and the function.
macro_rules! chunk {
    (
        $chunk:literal, $id:literal,
        $(#[$meta:meta])*
        $vis:vis fn $name:ident($($(#[$on:meta])* $arg:ident: $type:ty),* $(,)?) $(-> $ret:ty)? $body:block
    ) => {
        $(#[$meta])*
        $vis fn $name($($(#[$on])* $arg: $type),*) $(-> $ret)? {
            #[cfg(target_arch = "wasm32")]
            mod far {
                #[allow(unused_imports)]
                use super::*;
                #[link(wasm_import_module = "__wasm_split_placeholder__")]
                // Sound because the cutting binds this name to `near` below, which has the same types and was compiled by the
                // same compiler; that is also why types without a C layout may cross.
                #[allow(improper_ctypes, unsafe_code)]
                unsafe extern "C" {
                    #[link_name = concat!("__wasm_split_00", $chunk, "00_import_0000000000000000000000000000", $id)]
                    pub safe fn $name($($arg: $type),*) $(-> $ret)?;
                }
            }
            // Unsafe only in that no other symbol may have this name.
            #[cfg_attr(
                target_arch = "wasm32",
                unsafe(export_name = concat!("__wasm_split_00", $chunk, "00_export_0000000000000000000000000000", $id))
            )]
            #[allow(unsafe_code, improper_ctypes_definitions)]
            extern "C" fn near($($arg: $type),*) $(-> $ret)? $body
            #[cfg(target_arch = "wasm32")]
            return far::$name($($arg),*);
            #[cfg(not(target_arch = "wasm32"))]
            near($($arg),*)
        }
    };
}

pub(crate) use chunk;
