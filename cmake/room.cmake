# room(NAME [PATH folder] [DEPENDS rooms…] [PRIVATE_DEPENDS libraries…] [COMPUTES | SMALL])
# Makes the static library `unseen_NAME` from the folder's *.cpp and, where there are *_test.cpp, the program `NAME_test`.
# Its headers are reachable as "NAME/header.h" through a link of its own, so that only those who depend on it find them.
# A room that COMPUTES is optimised in the build of the tests too, which would take minutes without; one that is SMALL computes
# nothing for long, and in WebAssembly the page waits for every byte of it.
enable_testing()
include(GoogleTest)

function(room name)
  cmake_parse_arguments(ROOM "COMPUTES;SMALL" "PATH" "DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  if(NOT ROOM_PATH)
    set(ROOM_PATH "src/${name}")
  endif()
  set(folder "${CMAKE_SOURCE_DIR}/${ROOM_PATH}")
  set(include "${CMAKE_BINARY_DIR}/rooms/${name}")
  file(MAKE_DIRECTORY "${include}")
  file(CREATE_LINK "${folder}" "${include}/${name}" SYMBOLIC)

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${folder}/*.cpp")
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_(test|fuzz)\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")

  list(TRANSFORM ROOM_DEPENDS PREPEND unseen_)
  if(sources)
    add_library(unseen_${name} STATIC ${sources})
    target_include_directories(unseen_${name} PUBLIC "${include}")
    target_link_libraries(unseen_${name} PUBLIC ${ROOM_DEPENDS} third_party PRIVATE unseen_options ${ROOM_PRIVATE_DEPENDS})
    if(EMSCRIPTEN AND ROOM_SMALL)
      precompile(unseen_${name} small OPTIONS -Os)
    elseif(UNSEEN_SANITIZE AND ROOM_COMPUTES)
      precompile(unseen_${name} optimised OPTIONS -O1)
    else()
      precompile(unseen_${name} plain)
    endif()
  else()
    add_library(unseen_${name} INTERFACE)
    target_include_directories(unseen_${name} INTERFACE "${include}")
    target_link_libraries(unseen_${name} INTERFACE ${ROOM_DEPENDS} third_party)
  endif()

  if(tests AND UNSEEN_TESTS)
    test_program(${name}_test SOURCES ${tests} LIBRARIES unseen_${name} ${ROOM_PRIVATE_DEPENDS})
  endif()
endfunction()

option(UNSEEN_TESTS "Build the test programs" OFF)
if(UNSEEN_TESTS)
  add_custom_target(tests)
  if(EMSCRIPTEN)
    # GoogleTest from its sources: the installed library is native.
    add_library(gtest_main STATIC /usr/src/googletest/googletest/src/gtest-all.cc /usr/src/googletest/googletest/src/gtest_main.cc)
    target_include_directories(gtest_main SYSTEM PUBLIC /usr/src/googletest/googletest/include)
    target_include_directories(gtest_main PRIVATE /usr/src/googletest/googletest)
    add_library(GTest::gtest_main ALIAS gtest_main)
  else()
    find_package(GTest REQUIRED)
  endif()
endif()

# test_program(NAME SOURCES … LIBRARIES …): a GoogleTest program, registered with CTest; compiled to wasm it runs in node.
function(test_program name)
  cmake_parse_arguments(T "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${T_SOURCES})
  target_link_libraries(${name} PRIVATE ${T_LIBRARIES} unseen_options GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE UNSEEN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  precompile(${name} tests OPTIONS $<$<PLATFORM_ID:Emscripten>:-O1> HEADERS <gtest/gtest.h> LIBRARIES GTest::gtest_main)
  if(EMSCRIPTEN)
    # The rooms are those that ship; the tests themselves need no speed.
    target_link_options(${name} PRIVATE -O1 -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1 -sTOTAL_STACK=2MB
      -sSINGLE_FILE=1)  # emcc 3.1.6 would fetch() the .wasm by its path, which today's node refuses
    set_target_properties(${name} PROPERTIES SUFFIX ".cjs")
  endif()
  add_dependencies(tests ${name})
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
endfunction()
