//! The bookmark of a lab.

use wasm_bindgen::prelude::*;

use super::js;
use super::lab::Lab;
use crate::lab::BookmarkOrigin;

#[wasm_bindgen]
impl Lab {
    /// Bookmarks the displayed iteration, replacing an earlier bookmark.
    #[wasm_bindgen(js_name = setBookmark)]
    pub fn set_bookmark(&mut self) {
        self.session.set_bookmark();
    }

    /// Removes the bookmark.
    #[wasm_bindgen(js_name = removeBookmark)]
    pub fn remove_bookmark(&mut self) {
        self.session.remove_bookmark();
    }

    /// Returns the bookmark as in a link; undefined if there is none.
    #[wasm_bindgen(js_name = bookmarkText)]
    pub fn bookmark_text(&self) -> Option<String> {
        self.session.bookmark_origin().map(|origin| origin.text())
    }

    /// Computes a bookmark again in the background, from its text in a link.
    #[wasm_bindgen(js_name = openBookmark)]
    pub fn open_bookmark(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    ) -> Result<(), JsValue> {
        let text = js::text("bookmark", &text)?.unwrap_or_default();
        Ok(self.session.bookmark_run(BookmarkOrigin::read(&text)?)?)
    }
}
