# The WebAssembly module of web/engine: the engine, what reads scenarios from JSON, and what forecasts them.
# {fmt} and nlohmann-json are the system's, used as headers: only these two folders of its include path are seen.
set(web_headers ${CMAKE_BINARY_DIR}/headers)
file(MAKE_DIRECTORY ${web_headers})
foreach(library fmt nlohmann)
  find_path(${library}_parent NAMES ${library} PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH
    NO_DEFAULT_PATH REQUIRED)
  file(CREATE_LINK ${${library}_parent}/${library} ${web_headers}/${library} SYMBOLIC)
endforeach()

file(GLOB web_sources CONFIGURE_DEPENDS apps/web/*.cpp)
list(APPEND web_sources
  src/sarx/io/assess.cpp src/sarx/io/diagnostic.cpp src/sarx/io/document_json.cpp src/sarx/io/document_tree.cpp
  src/sarx/io/event_text.cpp src/sarx/io/explain.cpp src/sarx/io/reader.cpp src/sarx/io/record.cpp
  src/sarx/io/report.cpp src/sarx/io/report_json.cpp src/sarx/io/scenario.cpp src/sarx/io/schema.cpp
  src/sarx/io/suggest.cpp src/sarx/io/time.cpp src/sarx/io/value.cpp src/sarx/io/vocabulary.cpp
  src/sarx/study/cohort_life.cpp src/sarx/study/forecast_life.cpp src/sarx/study/posterior.cpp
  src/sarx/study/standard_scale.cpp)
# What takes the time is compiled for speed, all else for size. The preset sets no level: beside -Os, Emscripten would
# not inline at -O3 either.
set(web_fast_sources src/sarx/body/body.cpp src/sarx/engine/batch.cpp src/sarx/engine/lane_block.cpp
  src/sarx/engine/lane_block_baseline.cpp src/sarx/engine/simulate.cpp src/sarx/engine/sketch.cpp
  src/sarx/outcome/definitions.cpp src/sarx/outcome/risk.cpp src/sarx/person/norms.cpp src/sarx/study/forecast.cpp
  src/sarx/study/forecast_classes.cpp)
set_source_files_properties(src/sarx/engine/lane_block_baseline.cpp src/sarx/engine/sketch.cpp PROPERTIES
  COMPILE_OPTIONS -O2)
list(TRANSFORM engine_sources REPLACE "^${CMAKE_SOURCE_DIR}/" "")
# What every forecast goes through a few times counts too where a slider is dragged; it is compiled once for both modules.
set(web_brisk_sources src/sarx/io/report_json.cpp src/sarx/person/complete.cpp src/sarx/timeline/combine.cpp
  src/sarx/timeline/timeline.cpp)
list(REMOVE_ITEM web_sources ${web_brisk_sources})
list(REMOVE_ITEM engine_sources ${web_brisk_sources} ${web_fast_sources} src/sarx/engine/lane_block_avx2.cpp
  src/sarx/engine/lane_block_avx512.cpp)

add_library(sarx_web_options INTERFACE)
target_include_directories(sarx_web_options INTERFACE src ${CMAKE_BINARY_DIR}/generated)
target_include_directories(sarx_web_options SYSTEM INTERFACE ${web_headers})
target_compile_definitions(sarx_web_options INTERFACE FMT_HEADER_ONLY SARX_VERSION="${PROJECT_VERSION}")
target_compile_options(sarx_web_options INTERFACE -fwasm-exceptions)
target_link_libraries(sarx_web_options INTERFACE sarx_warnings)

# The parameters, with all that is said of them, and the posterior are files of their own beside the modules.
set_source_files_properties(${parameter_sources} PROPERTIES COMPILE_DEFINITIONS SARX_PARAMETERS_APART)
add_library(sarx_web OBJECT ${web_sources} ${engine_sources} ${parameter_sources})
target_compile_options(sarx_web PRIVATE -Oz)
target_link_libraries(sarx_web PUBLIC sarx_web_options)

add_library(sarx_web_brisk OBJECT ${web_brisk_sources})
add_dependencies(sarx_web_brisk sarx_web)  # which generates the parameters
target_compile_options(sarx_web_brisk PRIVATE -O2)
target_link_libraries(sarx_web_brisk PUBLIC sarx_web_options)

# Two modules, web/engine/dist/NAME.wasm: with WebAssembly's SIMD, which browsers have since March 2023, and without it.
# What takes little time is compiled once for both, without.
set(web_dist ${CMAKE_SOURCE_DIR}/web/engine/dist)
file(WRITE ${CMAKE_BINARY_DIR}/empty.cpp "")
function(sarx_add_module target name)
  add_library(${target}_fast OBJECT ${web_fast_sources})
  add_dependencies(${target}_fast sarx_web)  # which generates the parameters
  target_compile_options(${target}_fast PRIVATE ${ARGN})
  target_link_libraries(${target}_fast PUBLIC sarx_web_options)
  add_executable(${target} ${CMAKE_BINARY_DIR}/empty.cpp)
  # The fast ones first: of a function that both have the linker takes the first.
  target_link_libraries(${target} PRIVATE ${target}_fast sarx_web_brisk sarx_web)
  target_link_options(${target} PRIVATE -O3 -fwasm-exceptions ${ARGN} --no-entry -sSTRICT -sFILESYSTEM=0 -sMODULARIZE
    -sEXPORT_ES6 -sENVIRONMENT=web,worker -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=8MB
    -sEXPORTED_FUNCTIONS=_malloc,_free -sEXPORTED_RUNTIME_METHODS=stringToUTF8,lengthBytesUTF8,UTF8ToString)
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${web_dist} OUTPUT_NAME ${name} SUFFIX .js)
endfunction()
# Whoever has SIMD copies memory in one instruction too. At -O3 the rates, inlined into the integrator, run short of
# registers.
sarx_add_module(sarx sarx -O3 -msimd128 -mbulk-memory)
sarx_add_module(sarx_plain sarx-plain -Oz)

set(parameters_text ${CMAKE_BINARY_DIR}/generated/sarx/parameters.txt)
add_custom_command(
  OUTPUT ${web_dist}/posterior.bin ${web_dist}/parameters.txt
  COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_SOURCE_DIR}/parameters/posterior.bin ${parameters_text} ${web_dist}
  DEPENDS ${CMAKE_SOURCE_DIR}/parameters/posterior.bin ${parameters_text})
add_custom_target(sarx_web_parameters ALL DEPENDS ${web_dist}/posterior.bin ${web_dist}/parameters.txt)
add_dependencies(sarx_web_parameters sarx_web)

# How well each topic and measure validates, for showing beside its numbers.
add_custom_command(
  OUTPUT ${web_dist}/validation.js
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/validation_scores.py ${CMAKE_SOURCE_DIR}/docs/validation.md
    ${web_dist}/validation.js
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/validation_scores.py ${CMAKE_SOURCE_DIR}/docs/validation.md
  COMMENT "Generating validation.js")
add_custom_target(sarx_web_validation ALL DEPENDS ${web_dist}/validation.js)
