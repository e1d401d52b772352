# The native program `unseen` (target unseen_cli).
file(GLOB_RECURSE cli_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/cli/*.cpp")
list(FILTER cli_sources EXCLUDE REGEX "_(test|fuzz)\\.cpp$")
if(cli_sources)
  add_executable(unseen_cli ${cli_sources})
  set_target_properties(unseen_cli PROPERTIES OUTPUT_NAME unseen)
  target_link_libraries(unseen_cli PRIVATE unseen_experiment unseen_phantom unseen_options)
  install(TARGETS unseen_cli)
endif()
