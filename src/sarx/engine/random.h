// Random numbers without a state: a draw depends only on (seed, person, stream, counter), so that runs,
// threads and machines agree, and two scenarios share their people's luck.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace sarx {

/// Philox4x32 with 10 rounds (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): 128 random
/// bits from a 128-bit counter and a 64-bit key.
constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                              std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53} * counter[0];
    const std::uint64_t b = std::uint64_t{0xCD9E8D57} * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return counter;
}

/// The counter of what has a name (FNV-1a, 32 bits): its numbers stay when other names come or go.
constexpr std::uint32_t counter_of(std::string_view name) {
  std::uint32_t hash = 0x811c9dc5;
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x01000193;
  return hash;
}

/// One person's random numbers of one purpose.
struct RandomStream {
  std::uint64_t seed = 1;
  std::uint64_t person = 0;  ///< or the number of the draw
  std::uint32_t stream = 0;  ///< what the numbers are for

  /// Uniform on the open interval (0, 1).
  double uniform(std::uint32_t counter) const { return uniforms(counter)[0]; }

  /// Standard normal (Box-Muller).
  double normal(std::uint32_t counter) const {
    const std::array<double, 2> u = uniforms(counter);
    constexpr double two_pi = 6.283185307179586;
    return std::sqrt(-2 * std::log(u[0])) * std::cos(two_pi * u[1]);
  }

 private:
  std::array<double, 2> uniforms(std::uint32_t counter) const {
    const std::array<std::uint32_t, 4> bits = philox(
        {counter, stream, static_cast<std::uint32_t>(person), static_cast<std::uint32_t>(person >> 32)},
        {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    return {unit(bits[0], bits[1]), unit(bits[2], bits[3])};
  }
  static double unit(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t bits = (std::uint64_t{high} << 32 | low) >> 12;  // 52 bits: the half below is exact
    return (static_cast<double>(bits) + 0.5) * 0x1p-52;
  }
};

}  // namespace sarx
