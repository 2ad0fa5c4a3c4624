// One replayed study, measured beside predicted, arm by arm.
#pragma once

#include <string>

#include "sarx/study/evidence.h"
#include "sarx/study/validate.h"

namespace sarx {

std::string replay_table(const Study& study, const Validation& replayed);
/// {"study", "topic", "arms": [{"arm", "rows": [...]}], "not_predicted": [...]}; rows as in `sarx validate`.
std::string replay_json(const Study& study, const Validation& replayed);
std::string replay_csv(const Study& study, const Validation& replayed);

}  // namespace sarx
