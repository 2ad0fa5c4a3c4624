#include "peak.h"

#include <benchmark/benchmark.h>

#include <vector>

namespace sarx::bench {
namespace {

#if defined(__x86_64__)
#define SARX_FOR(set) __attribute__((target(set), noinline))
#else
#define SARX_FOR(set) __attribute__((noinline))
#endif

/// The same kernels for each width; a target attribute needs a function of its own.
#define SARX_PEAK(name, set, width)                                                               \
  SARX_FOR(set) double multiply_and_add_##name(long rounds) {                                     \
    typedef double Vector __attribute__((vector_size(width * sizeof(double))));                   \
    constexpr int chains = 12; /* enough to hide the latency of a product and a sum */            \
    Vector x[chains];                                                                             \
    for (int i = 0; i < chains; ++i) x[i] = Vector{} + (1 + 0.01 * i);                            \
    double factor_in = 0.9999, term_in = 1e-4;                                                    \
    benchmark::DoNotOptimize(factor_in);                                                          \
    benchmark::DoNotOptimize(term_in);                                                            \
    const Vector factor = Vector{} + factor_in, term = Vector{} + term_in;                        \
    for (long r = 0; r < rounds; ++r)                                                             \
      for (int i = 0; i < chains; ++i) x[i] = x[i] * factor + term;                               \
    double sum = 0;                                                                               \
    for (int i = 0; i < chains; ++i) sum += x[i][0];                                              \
    benchmark::DoNotOptimize(sum);                                                                \
    return 2.0 * chains * width * static_cast<double>(rounds);                                    \
  }                                                                                               \
  SARX_FOR(set) void add_##name(const double* a, const double* b, double* c, std::size_t count) { \
    typedef double Vector __attribute__((vector_size(width * sizeof(double))));                   \
    for (std::size_t i = 0; i < count; i += width)                                                \
      *reinterpret_cast<Vector*>(c + i) =                                                         \
          *reinterpret_cast<const Vector*>(a + i) + *reinterpret_cast<const Vector*>(b + i);      \
  }

SARX_PEAK(baseline, "sse2", 2)
SARX_PEAK(avx2, "avx2", 4)
SARX_PEAK(avx512, "avx512f,prefer-vector-width=512", 8)

}  // namespace

double multiply_and_add(InstructionSet set, long rounds) {
  return set == InstructionSet::avx512 ? multiply_and_add_avx512(rounds)
         : set == InstructionSet::avx2 ? multiply_and_add_avx2(rounds)
                                       : multiply_and_add_baseline(rounds);
}

double move_bytes(InstructionSet set, std::size_t bytes, long rounds) {
  constexpr std::size_t doubles_per_line = 8;
  const std::size_t count = bytes / 3 / sizeof(double) / doubles_per_line * doubles_per_line;
  struct alignas(64) Line {
    double values[doubles_per_line] = {1, 2, 3, 4, 5, 6, 7, 8};
  };
  std::vector<Line> lines(3 * count / doubles_per_line);
  double* const a = lines.front().values;
  const auto add = set == InstructionSet::avx512 ? add_avx512
                   : set == InstructionSet::avx2 ? add_avx2
                                                 : add_baseline;
  for (long r = 0; r < rounds; ++r) {
    add(a, a + count, a + 2 * count, count);
    benchmark::ClobberMemory();
  }
  return 3.0 * static_cast<double>(count * sizeof(double)) * static_cast<double>(rounds);
}

}  // namespace sarx::bench
