# The WebAssembly module of web/engine: the engine, what reads scenarios from JSON, and what forecasts them.
# {fmt} and nlohmann-json are the system's, used as headers: only these two folders of its include path are seen.
set(web_headers ${CMAKE_BINARY_DIR}/headers)
file(MAKE_DIRECTORY ${web_headers})
foreach(library fmt nlohmann)
  find_path(${library}_parent NAMES ${library} PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH
    NO_DEFAULT_PATH REQUIRED)
  file(CREATE_LINK ${${library}_parent}/${library} ${web_headers}/${library} SYMBOLIC)
endforeach()

set(web_sources
  apps/web/forecast_options.cpp apps/web/module.cpp apps/web/place.cpp
  src/sarx/io/assess.cpp src/sarx/io/diagnostic.cpp src/sarx/io/document_json.cpp src/sarx/io/document_tree.cpp
  src/sarx/io/event_text.cpp src/sarx/io/explain.cpp src/sarx/io/reader.cpp src/sarx/io/record.cpp
  src/sarx/io/report.cpp src/sarx/io/report_json.cpp src/sarx/io/scenario.cpp src/sarx/io/schema.cpp src/sarx/io/suggest.cpp
  src/sarx/io/time.cpp src/sarx/io/value.cpp src/sarx/io/vocabulary.cpp
  src/sarx/study/forecast.cpp src/sarx/study/forecast_classes.cpp
  src/sarx/study/cohort_life.cpp src/sarx/study/forecast_life.cpp src/sarx/study/posterior.cpp src/sarx/study/standard_scale.cpp)
set(web_dist ${CMAKE_SOURCE_DIR}/web/engine/dist)

# What takes the time is compiled for speed, and for SIMD apart; all else for size, the same in both modules. The
# preset sets no level: beside -Os, Emscripten would not inline at -O3 either.
set(web_fast_sources src/sarx/body/body.cpp src/sarx/engine/batch.cpp src/sarx/engine/lane_block.cpp
  src/sarx/engine/lane_block_baseline.cpp src/sarx/engine/simulate.cpp src/sarx/outcome/definitions.cpp
  src/sarx/outcome/risk.cpp src/sarx/study/forecast.cpp)
list(TRANSFORM engine_sources REPLACE "^${CMAKE_SOURCE_DIR}/" "")
list(REMOVE_ITEM web_sources ${web_fast_sources})
list(REMOVE_ITEM engine_sources ${web_fast_sources} src/sarx/engine/lane_block_avx2.cpp
  src/sarx/engine/lane_block_avx512.cpp)

add_library(sarx_web_options INTERFACE)
target_include_directories(sarx_web_options INTERFACE src ${CMAKE_BINARY_DIR}/generated)
target_include_directories(sarx_web_options SYSTEM INTERFACE ${web_headers})
target_compile_definitions(sarx_web_options INTERFACE FMT_HEADER_ONLY SARX_VERSION="${PROJECT_VERSION}")
target_compile_options(sarx_web_options INTERFACE -fwasm-exceptions)
target_link_libraries(sarx_web_options INTERFACE sarx_warnings)

add_library(sarx_web OBJECT ${web_sources} ${engine_sources} ${parameter_sources} ${model_text_source})
target_compile_options(sarx_web PRIVATE -Os)
target_link_libraries(sarx_web PUBLIC sarx_web_options)

# One module for every browser and one for those with SIMD; index.js takes the one that the browser can run.
function(sarx_web_module name)
  add_executable(${name} ${web_fast_sources})
  target_compile_options(${name} PRIVATE -O3 ${ARGN})
  target_link_libraries(${name} PRIVATE sarx_web)
  target_link_options(${name} PRIVATE -O3 ${ARGN} -fwasm-exceptions --no-entry -sFILESYSTEM=0 -sMODULARIZE -sEXPORT_ES6
    -sENVIRONMENT=web,worker -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=8MB -sSTRICT
    -sEXPORTED_FUNCTIONS=_malloc,_free -sEXPORTED_RUNTIME_METHODS=stringToUTF8,lengthBytesUTF8,UTF8ToString)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${web_dist} SUFFIX .js)
endfunction()
sarx_web_module(sarx)
sarx_web_module(sarx-simd -msimd128)

# How well each topic and measure validates, for showing beside its numbers.
add_custom_command(
  OUTPUT ${web_dist}/validation.js
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/validation_scores.py ${CMAKE_SOURCE_DIR}/docs/validation.md
    ${web_dist}/validation.js
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/validation_scores.py ${CMAKE_SOURCE_DIR}/docs/validation.md
  COMMENT "Generating validation.js")
add_custom_target(sarx_web_validation ALL DEPENDS ${web_dist}/validation.js)
