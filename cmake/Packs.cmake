# The batched path, compiled once for each instruction set and chosen at run time. No contraction of a product and a
# sum into one operation: every instruction set gives the same bits.
set(pack_sources src/sarx/engine/lane_block_baseline.cpp src/sarx/engine/lane_block_avx2.cpp
  src/sarx/engine/lane_block_avx512.cpp)
set(pack_flags -ffp-contract=off $<$<CXX_COMPILER_ID:GNU>:-Wno-psabi>)
set_source_files_properties(${pack_sources} PROPERTIES COMPILE_OPTIONS "${pack_flags}")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64" AND NOT EMSCRIPTEN)
  set_source_files_properties(src/sarx/engine/lane_block_avx2.cpp PROPERTIES
    COMPILE_OPTIONS "${pack_flags};-mavx2")
  set_source_files_properties(src/sarx/engine/lane_block_avx512.cpp PROPERTIES
    COMPILE_OPTIONS "${pack_flags};-mavx512f;-mavx512dq;-mavx512vl;-mprefer-vector-width=512")
  set_source_files_properties(src/sarx/engine/lane_block.cpp PROPERTIES COMPILE_DEFINITIONS SARX_X86_PACKS)
endif()
