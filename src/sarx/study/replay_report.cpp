#include "sarx/study/replay_report.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "sarx/io/event_text.h"

namespace sarx {
namespace {

using Json = nlohmann::ordered_json;

std::string what(const Observation& o) {
  std::string text = plain_words(o.measure);
  if (!o.region.empty()) text = plain_words(o.region) + " " + text;
  if (!o.side.empty()) text += ", " + o.side;
  if (!o.fibre.empty()) text += ", type " + o.fibre;
  return text;
}

std::string measured(const ScoredRow& row) {
  if (row.observation->kind == ValueKind::direction) return std::string(name(row.observation->direction()));
  std::string text = fmt::format("{:+.2f}", row.observed);
  if (row.se) text += fmt::format(" (se {:.2f})", *row.se);
  return text;
}

std::string predicted(const ScoredRow& row) {
  return fmt::format("{:+.2f} ({:+.2f} to {:+.2f})", row.predicted, row.predicted_lo, row.predicted_hi);
}

std::string day_of(const Observation& o) {
  return o.day ? plain_number(*o.day) : "-";
}

/// Observations that were not predicted, with the reason.
std::vector<std::pair<const OtherRow*, std::string_view>> others(const Validation& replayed) {
  std::vector<std::pair<const OtherRow*, std::string_view>> all;
  for (const OtherRow& row : replayed.given) all.emplace_back(&row, "given");
  for (const OtherRow& row : replayed.skipped) all.emplace_back(&row, "skipped");
  for (const OtherRow& row : replayed.relations) all.emplace_back(&row, "relation");
  for (const OtherRow& row : replayed.not_scored) all.emplace_back(&row, "not scored");
  return all;
}

Json or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}
Json or_null(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// A field of a CSV line, in quotes where it must be.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out += c;
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string replay_table(const Study& study, const Validation& replayed) {
  std::string out =
      fmt::format("{} ({}, {} split)\n", study.id, study.topic, name(split_of(study.participants)));
  for (const Arm& arm : study.arms) {
    out += fmt::format("\n{}{}\n", arm.name, arm.n ? fmt::format(", n = {:.0f}", *arm.n) : "");
    for (const TimelineItem& item : arm.timeline.items) {
      const std::string detail = event_detail(item.event);
      out += fmt::format("  {}{}{}, day {} to {}\n", event_title(item.event), detail.empty() ? "" : ": ",
                         detail, plain_number(item.from_day),
                         std::isfinite(item.to_day) ? plain_number(item.to_day) : "the end");
    }
    if (!arm.replay) {
      out += fmt::format("  not replayed: {}\n", arm.why_not);
      continue;
    }
    out += fmt::format("  {:<44}{:>6} {:<22}{:>20}  {:>28}\n", "", "day", "", "measured",
                       "predicted (90 % band)");
    for (const ScoredRow& row : replayed.rows) {
      if (row.arm != &arm) continue;
      const Observation& o = *row.observation;
      out += fmt::format("  {:<44}{:>6} {:<22}{:>20}  {:>28}{}\n", what(o), day_of(o),
                         plain_words(name(o.kind)) + (row.unit.empty() ? "" : ", " + row.unit), measured(row),
                         predicted(row), row.inside ? "" : "  outside");
    }
    for (const auto& [row, fate] : others(replayed)) {
      if (row->arm != &arm) continue;
      out += fmt::format("  {:<44}{:>6} {}{}\n", what(*row->observation), day_of(*row->observation), fate,
                         row->why.empty() ? "" : ": " + row->why);
    }
  }
  return out;
}

std::string replay_json(const Study& study, const Validation& replayed) {
  Json json;
  json["study"] = study.id;
  json["topic"] = study.topic;
  json["split"] = std::string(name(split_of(study.participants)));
  json["arms"] = Json::array();
  for (const Arm& arm : study.arms) {
    Json rows = Json::array();
    for (const ScoredRow& row : replayed.rows) {
      if (row.arm != &arm) continue;
      const Observation& o = *row.observation;
      const bool direction = o.kind == ValueKind::direction;
      rows.push_back({{"measure", o.measure},
                      {"region", or_null(o.region)},
                      {"side", or_null(o.side)},
                      {"method", or_null(o.method)},
                      {"day", or_null(o.day)},
                      {"kind", std::string(name(o.kind))},
                      {"unit", row.unit},
                      {"observed", direction ? Json(std::string(name(o.direction()))) : Json(row.observed)},
                      {"se", or_null(row.se)},
                      {"predicted", row.predicted},
                      {"predicted_lo", row.predicted_lo},
                      {"predicted_hi", row.predicted_hi},
                      {"inside", row.inside}});
    }
    json["arms"].push_back({{"arm", arm.name}, {"replay", arm.replay}, {"rows", rows}});
  }
  json["not_predicted"] = Json::array();
  for (const auto& [row, fate] : others(replayed)) {
    json["not_predicted"].push_back({{"arm", row->arm->name},
                                     {"measure", row->observation->measure},
                                     {"day", or_null(row->observation->day)},
                                     {"because", fate},
                                     {"why", row->why}});
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string replay_csv(const Study& study, const Validation& replayed) {
  std::string out = "study,arm,measure,region,side,method,day,kind,unit,observed,se,predicted,lo,hi,inside\n";
  for (const ScoredRow& row : replayed.rows) {
    const Observation& o = *row.observation;
    out += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{:.6g},{:.6g},{:.6g},{}\n", study.id,
                       field(row.arm->name), o.measure, o.region, o.side, field(o.method),
                       o.day ? plain_number(*o.day) : "", name(o.kind), field(row.unit),
                       o.kind == ValueKind::direction ? std::string(name(o.direction()))
                                                      : fmt::format("{:.6g}", row.observed),
                       row.se ? fmt::format("{:.6g}", *row.se) : "", row.predicted, row.predicted_lo,
                       row.predicted_hi, row.inside ? "yes" : "no");
  }
  return out;
}

}  // namespace sarx
