# parameters/*.yaml become sarx/parameters.h (one named accessor per parameter) and a table of their descriptions.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB parameter_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/parameters/*.yaml ${CMAKE_SOURCE_DIR}/parameters/posterior.bin)
set(parameter_header ${CMAKE_BINARY_DIR}/generated/sarx/parameters.h)
set(parameter_sources ${CMAKE_BINARY_DIR}/generated/sarx/parameters.cpp)
add_custom_command(
  OUTPUT ${parameter_header} ${parameter_sources} ${CMAKE_BINARY_DIR}/generated/sarx/posterior_table.h
    ${CMAKE_BINARY_DIR}/generated/sarx/parameters.txt ${CMAKE_BINARY_DIR}/generated/sarx/parameters_text.h
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/parameters.py ${CMAKE_SOURCE_DIR}/parameters
    ${CMAKE_BINARY_DIR}/generated/sarx
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/parameters.py ${parameter_files} ${CMAKE_SOURCE_DIR}/docs/model.md
  COMMENT "Generating sarx/parameters.h")
set_source_files_properties(${parameter_sources} PROPERTIES GENERATED TRUE)
