// The number type of a person's own numbers, for each number type of the model.
#pragma once

#include "sarx/person/person.h"

namespace sarx {

/// Plain for plain and dual numbers; one per lane for packs, whose lanes may be different people.
template <class T>
struct PersonNumber {
  using type = double;
};

/// The traits of a person, or of the people in the lanes.
template <class T>
using TraitsOf = BasicTraits<typename PersonNumber<T>::type>;

}  // namespace sarx
