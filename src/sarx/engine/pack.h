// A few numbers side by side: the number type that runs one person, or one draw, in each lane. The compiler's
// vector types do the work, so that every instruction set (also WebAssembly's) has the same source; exp and
// log use only exact operations and plain sums and products, so that every instruction set gives the same
// bits. Doubles, or floats where a glance is enough: twice as many of them fit side by side.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "sarx/body/person_number.h"

namespace sarx {

/// What exp and log need to know of a number type and don't work out: its bits, and series that are as long
/// as its precision needs.
template <class Number>
struct PackNumber;

template <>
struct PackNumber<double> {
  using Bits = std::int64_t;
  static constexpr int mantissa_bits = 52;
  static constexpr Bits exponent_bias = 1023, sqrt_half = 0x3FE6A09E667F3BCD;
  static constexpr double largest_exponent = 708.0;
  static constexpr double round_shift = 0x1.8p52;
  static constexpr double ln2_high = 0x1.62e42feep-1;  // its products with the exponents are exact
  static constexpr double ln2_low = 1.90821492927058770002e-10;

  /// (e^r - 1 - r) / r^2: Taylor series to r^13 for |r| <= ln(2)/2, remainder below 1e-17; summed in pairs,
  /// which leaves more independent work.
  template <class P>
  static P exp_tail(const P& r, const P& r2) {
    const P r4 = r2 * r2;
    const P r8 = r4 * r4;
    const P a = r * (1.0 / 6) + 0.5;
    const P b = r * (1.0 / 120) + 1.0 / 24;
    const P c = r * (1.0 / 5040) + 1.0 / 720;
    const P d = r * (1.0 / 362880) + 1.0 / 40320;
    const P e = r * (1.0 / 39916800) + 1.0 / 3628800;
    const P f = r * (1.0 / 6227020800) + 1.0 / 479001600;
    return (a + r2 * b) + r4 * (c + r2 * d) + r8 * (e + r2 * f);
  }
  /// log((1 + s) / (1 - s)) / s - 2, with z = s^2: fdlibm's.
  template <class P>
  static P log_tail(const P& z) {
    const P w = z * z;
    const P t1 =
        w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    const P t2 =
        z * (6.666666666666735130e-01 +
             w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    return t1 + t2;
  }
};

template <>
struct PackNumber<float> {
  using Bits = std::int32_t;
  static constexpr int mantissa_bits = 23;
  static constexpr Bits exponent_bias = 127, sqrt_half = 0x3F3504F3;
  static constexpr float largest_exponent = 87.0F;
  static constexpr float round_shift = 0x1.8p23F;
  static constexpr float ln2_high = 0x1.62e4p-1F;
  static constexpr float ln2_low = 1.4286068203e-6F;

  /// As above, to r^7, remainder below 1e-8.
  template <class P>
  static P exp_tail(const P& r, const P& r2) {
    const P a = r * (1.0 / 6) + 0.5;
    const P b = r * (1.0 / 120) + 1.0 / 24;
    const P c = r * (1.0 / 5040) + 1.0 / 720;
    return (a + r2 * b) + r2 * r2 * c;
  }
  template <class P>
  static P log_tail(const P& z) {
    const P w = z * z;
    const P t1 = w * (0xccce13p-25 + w * 0xf89e26p-26);
    const P t2 = z * (0xaaaaaap-24 + w * 0x91e9eep-25);
    return t1 + t2;
  }
};

/// `Lanes` numbers. `Target` names the instruction set compiled for, so that no two of them share a symbol.
template <class Number, std::size_t Lanes, class Target>
class Pack {
  using Of = PackNumber<Number>;

 public:
  using Value = Number;
  typedef Number Vector __attribute__((vector_size(Lanes * sizeof(Number))));
  typedef typename Of::Bits Bits __attribute__((vector_size(Lanes * sizeof(Number))));
  static constexpr std::size_t lanes = Lanes;

  Pack() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): numbers of the model are plain
  Pack(double x) : v_(Vector{} + static_cast<Number>(x)) {}
  explicit Pack(Vector v) : v_(v) {}

  const Vector& vector() const { return v_; }
  Number operator[](std::size_t lane) const { return v_[lane]; }
  void set(std::size_t lane, double x) { v_[lane] = narrowed(x); }

  friend Pack operator+(const Pack& a, const Pack& b) { return Pack(a.v_ + b.v_); }
  friend Pack operator-(const Pack& a, const Pack& b) { return Pack(a.v_ - b.v_); }
  friend Pack operator*(const Pack& a, const Pack& b) { return Pack(a.v_ * b.v_); }
  friend Pack operator/(const Pack& a, const Pack& b) { return Pack(a.v_ / b.v_); }
  friend Pack operator-(const Pack& a) { return Pack(-a.v_); }
  Pack& operator+=(const Pack& b) { return *this = *this + b; }
  Pack& operator-=(const Pack& b) { return *this = *this - b; }
  Pack& operator*=(const Pack& b) { return *this = *this * b; }

  /// Every lane has its own.
  friend const Pack& value_of(const Pack& x) { return x; }
  friend double common_to_lanes(const Pack& x) { return x[0]; }

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
    for (std::size_t lane = 0; lane < Lanes; ++lane)
      if constexpr (std::is_same_v<Number, double>)
        root.v_[lane] = __builtin_sqrt(x.v_[lane]);
      else
        root.v_[lane] = __builtin_sqrtf(x.v_[lane]);
    return root;
  }

  /// e to the x, within 1 unit in the last place; arguments beyond +-708 (floats: +-87) count as that.
  friend Pack exp(const Pack& argument) {
    const Pack x = larger(smaller(argument, Pack(Of::largest_exponent)), Pack(-Of::largest_exponent));
    // x = n ln 2 + r; adding 1.5 x 2^52 rounds to a whole number, which then stands in the lowest bits.
    const Vector shifted = x.v_ * log2_e + Of::round_shift;
    const Vector n = shifted - Of::round_shift;
    const Pack r(x.v_ - n * Of::ln2_high - n * Of::ln2_low);
    const Pack r2 = r * r;
    const Pack series = 1.0 + (r + r2 * Of::exp_tail(r, r2));
    const Bits exponent = reinterpret<Bits>(shifted) - reinterpret<Bits>(Vector{} + Of::round_shift);
    return Pack(series.v_ * reinterpret<Vector>((exponent + Of::exponent_bias) << Of::mantissa_bits));
  }

  /// Natural logarithm of positive normal numbers, within 1 unit in the last place; not a number elsewhere.
  friend Pack log(const Pack& x) {
    // x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)); log(1 + f) by the series of fdlibm.
    constexpr typename Of::Bits mantissa = (typename Of::Bits{1} << Of::mantissa_bits) - 1;
    const Bits bits = reinterpret<Bits>(x.v_) - Of::sqrt_half;
    const Bits k_bits = bits >> Of::mantissa_bits;
    const Vector m = reinterpret<Vector>((bits & mantissa) + Of::sqrt_half);
    const Vector k = reinterpret<Vector>(k_bits + reinterpret<Bits>(Vector{} + Of::round_shift)) -
                     (Vector{} + Of::round_shift);
    const Pack f(m - Number(1));
    const Pack s = f / (2.0 + f);
    const Pack half_square = 0.5 * f * f;
    const Pack slope = s * (half_square + Of::log_tail(s * s));
    const Vector result = k * Of::ln2_high - ((half_square.v_ - (slope.v_ + k * Of::ln2_low)) - f.v_);
    const Pack nothing(__builtin_nan(""));
    return select((x.v_ > Vector{}) & (x.v_ < static_cast<Number>(__builtin_inf())), Pack(result), nothing);
  }

  /// A plain number as a lane holds it. What only just differs from nothing is nothing for a float: numbers
  /// that die away would otherwise end below the normal ones, which some processors are slow at.
  static Number narrowed(double x) {
    if constexpr (std::is_same_v<Number, double>)
      return x;
    else
      return -1e-20 < x && x < 1e-20 ? Number(0) : static_cast<Number>(x);
  }

 private:
  template <class To, class From>
  static To reinterpret(const From& from) {
    return (To)from;  // NOLINT: the vector types' own way to look at the same bits
  }
  static Pack select(const Bits& mask, const Pack& a, const Pack& b) { return Pack(mask ? a.v_ : b.v_); }

  static constexpr auto log2_e = static_cast<Number>(1.4426950408889634);

  Vector v_;
};

template <class Number, std::size_t Lanes, class Target>
struct PersonNumber<Pack<Number, Lanes, Target>> {
  using type = Pack<Number, Lanes, Target>;
};

/// Lane access to structures made of numbers alone: the same members in the same order in both.
template <class P, class Packs, class Doubles>
void scatter(const Doubles& from, std::size_t lane, Packs& to) {
  static_assert(std::is_trivially_copyable_v<Doubles> && std::is_trivially_copyable_v<Packs>);
  static_assert(sizeof(Packs) / sizeof(P) == sizeof(Doubles) / sizeof(double));
  constexpr std::size_t count = sizeof(Doubles) / sizeof(double);
  const char* source = reinterpret_cast<const char*>(&from);
  char* target = reinterpret_cast<char*>(&to) + lane * sizeof(typename P::Value);
  for (std::size_t i = 0; i < count; ++i) {
    double x;
    std::memcpy(&x, source + i * sizeof(double), sizeof(double));
    const typename P::Value number = P::narrowed(x);
    std::memcpy(target + i * sizeof(P), &number, sizeof(typename P::Value));
  }
}

/// One lane of a structure of packs.
template <class P, class Packs, class Doubles>
void gather(const Packs& from, std::size_t lane, Doubles& to) {
  static_assert(sizeof(Packs) / sizeof(P) == sizeof(Doubles) / sizeof(double));
  constexpr std::size_t count = sizeof(Doubles) / sizeof(double);
  const char* source = reinterpret_cast<const char*>(&from) + lane * sizeof(typename P::Value);
  char* target = reinterpret_cast<char*>(&to);
  for (std::size_t i = 0; i < count; ++i) {
    typename P::Value number;
    std::memcpy(&number, source + i * sizeof(P), sizeof(typename P::Value));
    const double x = number;
    std::memcpy(target + i * sizeof(double), &x, sizeof(double));
  }
}

}  // namespace sarx
