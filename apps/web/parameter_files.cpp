// The parameters, what is said of them and the draws of the fitted ones stay outside the module: its builds
// share their files. index.js puts both where they belong before anything of the module runs.
#include <emscripten/emscripten.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sarx/io/explain.h"
#include "sarx/parameters.h"
#include "sarx/parameters_text.h"
#include "sarx/posterior_table.h"

namespace sarx {
namespace {

/// parameters.txt (tools/parameters.py), and after it docs/model.md.
char text[parameters_text_size + 1];
std::int16_t draws[posterior_table_size + 1];

/// The next part of a text, up to a mark, which is taken too.
std::string_view take(std::string_view& rest, char mark) {
  const std::size_t end = std::min(rest.find(mark), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

/// The fields of the lines of a table, one after another.
class Fields {
 public:
  explicit Fields(std::string_view line) : rest_(line) {}

  std::string_view next() { return take(rest_, '\t'); }
  /// A lone " says: as above.
  void text(std::string_view& field, const std::string_view& above) {
    field = next();
    if (field == "\"") field = above;
  }
  void number(double& field, const double& above) {
    const std::string_view word = next();
    field = word == "\"" ? above : std::strtod(word.data(), nullptr);
  }

 private:
  std::string_view rest_;
};

ParameterScale scale_of(std::string_view word) {
  if (word == "log") return ParameterScale::log;
  return word == "logit" ? ParameterScale::logit : ParameterScale::linear;
}

/// What is left of the text once the tables have been read.
std::string_view rest{text, parameters_text_size};

std::array<ParameterInfo, parameter_count> read_parameters() {
  std::array<ParameterInfo, parameter_count> table{};
  ParameterInfo above{};
  std::string_view scale, scale_above;
  for (ParameterInfo& info : table) {
    Fields fields(take(rest, '\n'));
    info.name = fields.next();
    fields.text(info.unit, above.unit);
    fields.text(scale, scale_above);
    info.scale = scale_of(scale);
    fields.number(info.prior, above.prior);
    fields.number(info.prior_sd, above.prior_sd);
    fields.number(info.value, above.value);
    fields.number(info.sd, above.sd);
    info.calibrated = fields.next() == "1";
    fields.text(info.source, above.source);
    fields.text(info.doc, above.doc);
    fields.text(info.file, above.file);
    fields.text(info.studies, above.studies);
    above = info;
    scale_above = scale;
  }
  take(rest, '\n');
  return table;
}

using Sources = std::remove_const_t<decltype(source_table)>;

Sources read_sources() {
  Sources table;
  for (SourceInfo& source : table) {
    Fields fields(take(rest, '\n'));
    source.key = fields.next();
    source.citation = fields.next();
  }
  return table;
}

}  // namespace

// In this order, as they stand in the file.
const std::array<ParameterInfo, parameter_count> parameter_table = read_parameters();
const Sources source_table = read_sources();
const std::string_view model_text = rest;

const std::int16_t* const posterior_table = draws;

}  // namespace sarx

extern "C" {

/// Where the bytes of parameters.txt belong, and how many they are; the same of the numbers of posterior.bin.
/// All may be called before the module's own beginning, and the two places have to be filled by then.
EMSCRIPTEN_KEEPALIVE void* sarx_parameters() {
  return sarx::text;
}
EMSCRIPTEN_KEEPALIVE std::size_t sarx_parameters_bytes() {
  return sarx::parameters_text_size;
}
EMSCRIPTEN_KEEPALIVE void* sarx_posterior() {
  return sarx::draws;
}
EMSCRIPTEN_KEEPALIVE std::size_t sarx_posterior_bytes() {
  return sarx::posterior_table_size * sizeof(std::int16_t);
}

}  // extern "C"
