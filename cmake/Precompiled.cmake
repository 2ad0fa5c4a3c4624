# What most files outside the engine include, read once for all: with clang that halves the time of unoptimised builds.
# With SARX_PRECOMPILED it serves all of them; the release build does without but for its tests, so that each file names what it needs.
# With SARX_FUZZ the same files are built so that the fuzzer sees where it has been: one header serves only one kind of code.
set(outer_options $<$<BOOL:${SARX_FUZZ}>:-fsanitize=fuzzer-no-link>)
function(add_precompiled target)
  file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp CONTENT "")
  add_library(${target} STATIC ${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp)
  target_compile_options(${target} PRIVATE ${ARGN})
  target_link_libraries(${target} PRIVATE sarx_engine fmt::fmt nlohmann_json::nlohmann_json GTest::gtest)
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <cmath> <functional> <limits> <map> <optional> <span>
    <sstream> <string> <string_view> <tuple> <variant> <vector> <fmt/format.h> <gtest/gtest.h> <nlohmann/json.hpp>
    <sarx/timeline/timeline.h>)
endfunction()
if(SARX_PRECOMPILED)
  find_package(GTest REQUIRED)
  add_precompiled(sarx_precompiled ${outer_options})
endif()
function(sarx_outer target)
  target_compile_options(${target} PRIVATE ${outer_options})
  if(SARX_PRECOMPILED)
    target_precompile_headers(${target} REUSE_FROM sarx_precompiled)
  endif()
endfunction()
