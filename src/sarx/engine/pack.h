// A few doubles side by side: the number type that runs one person, or one draw, in each lane. The compiler's
// vector types do the work, so that every instruction set (also WebAssembly's) has the same source; exp and
// log use only exact operations and plain sums and products, so that every instruction set gives the same
// bits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "sarx/body/baseline.h"

namespace sarx {

/// The compiler's vector types by their number of lanes.
template <std::size_t Lanes>
struct PackVectors;
template <>
struct PackVectors<2> {
  typedef double Vector __attribute__((vector_size(16)));
  typedef std::int64_t Bits __attribute__((vector_size(16)));
};
template <>
struct PackVectors<4> {
  typedef double Vector __attribute__((vector_size(32)));
  typedef std::int64_t Bits __attribute__((vector_size(32)));
};
template <>
struct PackVectors<8> {
  typedef double Vector __attribute__((vector_size(64)));
  typedef std::int64_t Bits __attribute__((vector_size(64)));
};

/// `Lanes` doubles. `Target` names the instruction set compiled for, so that no two of them share a symbol.
template <std::size_t Lanes, class Target>
class Pack {
 public:
  using Vector = typename PackVectors<Lanes>::Vector;
  using Bits = typename PackVectors<Lanes>::Bits;

  Pack() = default;
  Pack(double x) : v_(Vector{} + x) {}  // NOLINT(google-explicit-constructor): numbers of the model are plain
  explicit Pack(Vector v) : v_(v) {}

  const Vector& vector() const { return v_; }
  double operator[](std::size_t lane) const { return v_[lane]; }
  void set(std::size_t lane, double x) { v_[lane] = x; }

  friend Pack operator+(const Pack& a, const Pack& b) { return Pack(a.v_ + b.v_); }
  friend Pack operator-(const Pack& a, const Pack& b) { return Pack(a.v_ - b.v_); }
  friend Pack operator*(const Pack& a, const Pack& b) { return Pack(a.v_ * b.v_); }
  friend Pack operator/(const Pack& a, const Pack& b) { return Pack(a.v_ / b.v_); }
  friend Pack operator-(const Pack& a) { return Pack(-a.v_); }
  Pack& operator+=(const Pack& b) { return *this = *this + b; }
  Pack& operator-=(const Pack& b) { return *this = *this - b; }
  Pack& operator*=(const Pack& b) { return *this = *this * b; }

  friend Pack positive(const Pack& x) { return select(x.v_ > Vector{}, x, Pack(Vector{})); }
  friend Pack where_negative(const Pack& x, const Pack& a, const Pack& b) {
    return select(x.v_ < Vector{}, a, b);
  }
  friend Pack where_positive(const Pack& x, const Pack& a, const Pack& b) {
    return select(x.v_ > Vector{}, a, b);
  }
  friend Pack smaller(const Pack& a, const Pack& b) { return select(a.v_ < b.v_, a, b); }
  friend Pack larger(const Pack& a, const Pack& b) { return select(a.v_ < b.v_, b, a); }

  friend Pack sqrt(const Pack& x) {
    Pack root;
    for (std::size_t lane = 0; lane < Lanes; ++lane) root.v_[lane] = __builtin_sqrt(x.v_[lane]);
    return root;
  }

  /// e to the x, within 1 unit in the last place; arguments beyond +-708 count as +-708.
  friend Pack exp(const Pack& argument) {
    const Pack x = larger(smaller(argument, Pack(708.0)), Pack(-708.0));
    // x = n ln 2 + r; adding 1.5 x 2^52 rounds to a whole number, which then stands in the lowest bits.
    const Vector shifted = x.v_ * log2_e + round_shift;
    const Vector n = shifted - round_shift;
    const Vector r = x.v_ - n * ln2_high - n * ln2_low;
    // Taylor series to r^13 for |r| <= ln(2)/2, remainder below 1e-17; summed in pairs, which leaves more
    // independent work.
    const Vector r2 = r * r;
    const Vector r4 = r2 * r2;
    const Vector r8 = r4 * r4;
    const Vector a = r * (1.0 / 6) + 0.5;
    const Vector b = r * (1.0 / 120) + 1.0 / 24;
    const Vector c = r * (1.0 / 5040) + 1.0 / 720;
    const Vector d = r * (1.0 / 362880) + 1.0 / 40320;
    const Vector e = r * (1.0 / 39916800) + 1.0 / 3628800;
    const Vector f = r * (1.0 / 6227020800) + 1.0 / 479001600;
    const Vector tail = (a + r2 * b) + r4 * (c + r2 * d) + r8 * (e + r2 * f);
    const Vector series = 1.0 + (r + r2 * tail);
    const Bits exponent = reinterpret<Bits>(shifted) - reinterpret<Bits>(Vector{} + round_shift);
    return Pack(series * reinterpret<Vector>((exponent + 1023) << 52));
  }

  /// Natural logarithm of positive normal numbers, within 1 unit in the last place; not a number elsewhere.
  friend Pack log(const Pack& x) {
    // x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)); log(1 + f) by the series and coefficients of
    // fdlibm.
    constexpr std::int64_t sqrt_half = 0x3FE6A09E667F3BCD;
    const Bits bits = reinterpret<Bits>(x.v_) - sqrt_half;
    const Bits k_bits = bits >> 52;
    const Vector m = reinterpret<Vector>((bits & 0x000FFFFFFFFFFFFF) + sqrt_half);
    const Vector k =
        reinterpret<Vector>(k_bits + reinterpret<Bits>(Vector{} + round_shift)) - (Vector{} + round_shift);
    const Vector f = m - 1.0;
    const Vector s = f / (2.0 + f);
    const Vector z = s * s;
    const Vector w = z * z;
    const Vector t1 =
        w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    const Vector t2 =
        z * (6.666666666666735130e-01 +
             w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    const Vector half_square = 0.5 * f * f;
    const Vector result = k * ln2_high - ((half_square - (s * (half_square + (t1 + t2)) + k * ln2_low)) - f);
    const Pack nothing(Vector{} + __builtin_nan(""));
    return select((x.v_ > Vector{}) & (x.v_ < __builtin_inf()), Pack(result), nothing);
  }

 private:
  template <class To, class From>
  static To reinterpret(const From& from) {
    return (To)from;  // NOLINT: the vector types' own way to look at the same bits
  }
  static Pack select(const Bits& mask, const Pack& a, const Pack& b) { return Pack(mask ? a.v_ : b.v_); }

  static constexpr double log2_e = 1.4426950408889634;
  static constexpr double round_shift = 0x1.8p52;
  static constexpr double ln2_high = 0x1.62e42feep-1;  // its products with the exponents are exact
  static constexpr double ln2_low = 1.90821492927058770002e-10;

  Vector v_;
};

template <std::size_t Lanes, class Target>
struct PersonNumber<Pack<Lanes, Target>> {
  using type = Pack<Lanes, Target>;
};

/// Lane access to structures made of numbers alone: the same members in the same order in both.
template <class P, class Packs, class Doubles>
void scatter(const Doubles& from, std::size_t lane, Packs& to) {
  static_assert(std::is_trivially_copyable_v<Doubles> && std::is_trivially_copyable_v<Packs>);
  static_assert(sizeof(Packs) / sizeof(P) == sizeof(Doubles) / sizeof(double));
  constexpr std::size_t count = sizeof(Doubles) / sizeof(double);
  const char* source = reinterpret_cast<const char*>(&from);
  char* target = reinterpret_cast<char*>(&to) + lane * sizeof(double);
  for (std::size_t i = 0; i < count; ++i)
    std::memcpy(target + i * sizeof(P), source + i * sizeof(double), sizeof(double));
}

/// One lane of a structure of packs.
template <class P, class Packs, class Doubles>
void gather(const Packs& from, std::size_t lane, Doubles& to) {
  static_assert(sizeof(Packs) / sizeof(P) == sizeof(Doubles) / sizeof(double));
  constexpr std::size_t count = sizeof(Doubles) / sizeof(double);
  const char* source = reinterpret_cast<const char*>(&from) + lane * sizeof(double);
  char* target = reinterpret_cast<char*>(&to);
  for (std::size_t i = 0; i < count; ++i)
    std::memcpy(target + i * sizeof(double), source + i * sizeof(P), sizeof(double));
}

}  // namespace sarx
