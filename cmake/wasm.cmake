# The two wasm modules; only src/wasm knows Emscripten. Each is build/wasm/<name>.mjs and <name>.wasm.

# Debian's emcc finds its own helper (acorn) only with this; set here, so that no caller has to know.
set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs:/usr/lib/nodejs")

# wasm_module(NAME SOURCES … LIBRARIES … [MEMORY most, e.g. 1GB]): an ES6 module for page and worker that needs no code
# generation from strings (strict CSP) and no file system; node hands the bytes over as `wasmBinary`. An allocation that fails
# gives null instead of ending the module.
function(wasm_module name)
  cmake_parse_arguments(M "" "MEMORY" "SOURCES;LIBRARIES" ${ARGN})
  if(NOT M_MEMORY)
    set(M_MEMORY 1GB)
  endif()
  add_executable(${name} "${CMAKE_SOURCE_DIR}/src/wasm/entry.cpp" ${M_SOURCES})
  target_link_libraries(${name} PRIVATE ${M_LIBRARIES} unseen_options)
  target_link_options(${name} PRIVATE
    -sMODULARIZE -sEXPORT_ES6 -sENVIRONMENT=web,worker -sDYNAMIC_EXECUTION=0 -sFILESYSTEM=0
    -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=${M_MEMORY} -sABORTING_MALLOC=0 -sTOTAL_STACK=1MB --no-entry)
  set_target_properties(${name} PROPERTIES SUFFIX ".mjs" RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
endfunction()

wasm_module(engine SOURCES "${CMAKE_SOURCE_DIR}/src/wasm/engine.cpp" LIBRARIES unseen_engine MEMORY 2GB)

wasm_module(canvas SOURCES "${CMAKE_SOURCE_DIR}/src/wasm/canvas.cpp" "${CMAKE_SOURCE_DIR}/src/wasm/webgl.cpp"
  LIBRARIES unseen_canvas MEMORY 256MB)
target_link_options(canvas PRIVATE -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2)
target_compile_options(imgui PRIVATE -Os)
precompile(engine plain)
precompile(canvas small OPTIONS -Os)
