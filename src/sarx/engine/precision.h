// How precise the numbers of many lives side by side are.
#pragma once

namespace sarx {

enum class Precision : unsigned char {
  doubles,
  floats,  ///< a few millionths off, twice as many side by side: for what the eye follows
};

}  // namespace sarx
