# The two wasm modules; only src/wasm knows Emscripten.
