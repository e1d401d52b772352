# Flags shared by every target, and the third-party headers, each linked alone into a folder of the build tree: emcc must never
# see /usr/include, whose glibc headers break it.
add_library(unseen_options INTERFACE)
target_compile_options(unseen_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror
  -ffp-contract=off)

option(UNSEEN_SANITIZE "AddressSanitizer, UndefinedBehaviorSanitizer and the marks that libFuzzer steers by (clang)" OFF)
if(UNSEEN_SANITIZE)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

set(UNSEEN_DEPS "${CMAKE_SOURCE_DIR}/build/deps" CACHE PATH "Where scripts/setup put the verified sources of Dear ImGui and stb")
set(third_party "${CMAKE_BINARY_DIR}/third_party")
file(MAKE_DIRECTORY "${third_party}")
foreach(header tl nlohmann fmt)
  if(NOT EXISTS "/usr/include/${header}")
    message(FATAL_ERROR "/usr/include/${header} is missing: run 'npm start' once, it names the Debian packages.")
  endif()
  file(CREATE_LINK "/usr/include/${header}" "${third_party}/${header}" SYMBOLIC)
endforeach()
add_library(fmt_once STATIC EXCLUDE_FROM_ALL "${CMAKE_SOURCE_DIR}/cmake/fmt.cpp")
target_include_directories(fmt_once SYSTEM PRIVATE "${third_party}")
target_compile_options(fmt_once PRIVATE -w)
add_library(third_party INTERFACE)
target_include_directories(third_party SYSTEM INTERFACE "${third_party}")
target_link_libraries(third_party INTERFACE fmt_once)

add_library(stb INTERFACE)
target_include_directories(stb SYSTEM INTERFACE "${UNSEEN_DEPS}/stb")

add_library(imgui STATIC EXCLUDE_FROM_ALL
  "${UNSEEN_DEPS}/imgui/imgui.cpp" "${UNSEEN_DEPS}/imgui/imgui_draw.cpp"
  "${UNSEEN_DEPS}/imgui/imgui_tables.cpp" "${UNSEEN_DEPS}/imgui/imgui_widgets.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${UNSEEN_DEPS}/imgui")
target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS
  IMGUI_DISABLE_FILE_FUNCTIONS)
target_compile_options(imgui PRIVATE -w)

# Headers of the language and of libraries that nearly every file reads, parsed once for all targets that compile alike: one
# flavour a set of flags. The release build does without, so that a file which leans on them unasked does not compile there.
option(UNSEEN_PRECOMPILE "Parse common headers once" OFF)
set(common_headers <algorithm> <array> <bit> <cmath> <cstddef> <cstdint> <functional> <map> <memory> <numbers> <optional> <span>
  <string> <string_view> <tuple> <utility> <variant> <vector> <fmt/core.h> <nlohmann/json.hpp> <tl/expected.hpp>)

# precompile(TARGET FLAVOUR [OPTIONS …] [HEADERS …] [LIBRARIES …]): gives the target the flavour's flags, and those headers as parsed
# with them.
function(precompile target flavour)
  cmake_parse_arguments(P "" "" "OPTIONS;HEADERS;LIBRARIES" ${ARGN})
  target_compile_options(${target} PRIVATE ${P_OPTIONS})
  if(NOT UNSEEN_PRECOMPILE)
    return()
  endif()
  if(NOT TARGET precompiled_${flavour})
    set(source "${CMAKE_BINARY_DIR}/precompiled_${flavour}.cpp")
    file(WRITE "${source}" "")
    add_library(precompiled_${flavour} OBJECT "${source}")
    target_link_libraries(precompiled_${flavour} PRIVATE third_party unseen_options ${P_LIBRARIES})
    target_compile_options(precompiled_${flavour} PRIVATE -fpch-instantiate-templates ${P_OPTIONS})
    target_precompile_headers(precompiled_${flavour} PRIVATE ${common_headers} ${P_HEADERS})
  endif()
  target_compile_options(${target} PRIVATE -fpch-instantiate-templates)
  target_precompile_headers(${target} REUSE_FROM precompiled_${flavour})
endfunction()
