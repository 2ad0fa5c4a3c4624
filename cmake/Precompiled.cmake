# With SARX_PRECOMPILED what most files outside the engine include is read once for all: with clang that halves the time of
# unoptimised builds. The release build does without, so that each file names what it needs.
# With SARX_FUZZ the same files are built so that the fuzzer sees where it has been: one header serves only one kind of code.
set(outer_options $<$<BOOL:${SARX_FUZZ}>:-fsanitize=fuzzer-no-link>)
if(SARX_PRECOMPILED)
  file(WRITE ${CMAKE_BINARY_DIR}/precompiled.cpp "")
  find_package(GTest REQUIRED)
  add_library(sarx_precompiled STATIC ${CMAKE_BINARY_DIR}/precompiled.cpp)
  target_compile_options(sarx_precompiled PRIVATE ${outer_options})
  target_link_libraries(sarx_precompiled PRIVATE sarx_engine fmt::fmt nlohmann_json::nlohmann_json GTest::gtest)
  target_precompile_headers(sarx_precompiled PRIVATE <algorithm> <array> <cmath> <functional> <limits> <optional> <span>
    <string> <string_view> <tuple> <variant> <vector> <fmt/format.h> <gtest/gtest.h> <nlohmann/json.hpp>
    <sarx/timeline/timeline.h>)
endif()
function(sarx_outer target)
  target_compile_options(${target} PRIVATE ${outer_options})
  if(SARX_PRECOMPILED)
    target_precompile_headers(${target} REUSE_FROM sarx_precompiled)
  endif()
endfunction()
