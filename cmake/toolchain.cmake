# Flags shared by every target, and the third-party headers, each linked alone into a folder of the build tree: emcc must never
# see /usr/include, whose glibc headers break it.
add_library(unseen_options INTERFACE)
target_compile_options(unseen_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror
  -ffp-contract=off)

option(UNSEEN_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
if(UNSEEN_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
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
