# One interface target with the project's compiler settings.
add_library(sarx_warnings INTERFACE)
target_compile_options(sarx_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
  # GCC 12 warns falsely inside std::variant and std::optional when optimising.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
if(SARX_SANITIZE)
  target_compile_options(sarx_warnings INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_link_options(sarx_warnings INTERFACE -fsanitize=address,undefined)
endif()
