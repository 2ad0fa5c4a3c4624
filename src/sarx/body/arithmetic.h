// The few operations on a generic number that need a name: they branch for plain numbers and dual numbers,
// and select for packs.
#pragma once

#include <cmath>

namespace sarx {

/// x where positive, else 0.
template <class T>
inline T positive(const T& x) {
  return x > T(0) ? x : T(0);
}

/// `a` where x < 0, else `b`.
template <class T>
inline T where_negative(const T& x, const T& a, const T& b) {
  return x < T(0) ? a : b;
}

/// `a` where x > 0, else `b`.
template <class T>
inline T where_positive(const T& x, const T& a, const T& b) {
  return x > T(0) ? a : b;
}

template <class T>
inline T smaller(const T& a, const T& b) {
  return a < b ? a : b;
}

template <class T>
inline T larger(const T& a, const T& b) {
  return a < b ? b : a;
}

/// The plain value of a number: itself, or the real part of a dual number.
template <class T>
inline double value_of(const T& x) {
  if constexpr (requires { x.a; })
    return x.a;
  else
    return static_cast<double>(x);
}

/// A number that every lane of a pack shares; of a plain number itself.
template <class T>
inline double common_to_lanes(const T& x) {
  return value_of(x);
}

}  // namespace sarx
