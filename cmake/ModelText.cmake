# docs/model.md becomes a string of the program, so that `sarx explain` prints the equations that the page states.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/docs/model.md)
file(READ ${CMAKE_SOURCE_DIR}/docs/model.md model_text)
set(model_text_source ${CMAKE_BINARY_DIR}/generated/model_text.cpp)
file(CONFIGURE OUTPUT ${model_text_source} CONTENT [[// Generated from docs/model.md. Do not edit.
#include "sarx/io/explain.h"

namespace sarx {

const std::string_view model_text = R"model(@model_text@)model";

}  // namespace sarx
]] @ONLY)
