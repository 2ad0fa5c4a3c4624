// How precise the numbers of many lives side by side are, and how they step.
#pragma once

namespace sarx {

enum class Precision : unsigned char {
  doubles,
  floats,  ///< a few millionths off, twice as many side by side: for what the eye follows
};

/// How steps treat what pulls a state back but isn't a plain decay of it.
enum class Steps : unsigned char {
  plain,  ///< as a drive: what steps of up to a month are stable with
  long_,  ///< as the decay it is at that moment, so that steps may last longer than the pull
};

}  // namespace sarx
