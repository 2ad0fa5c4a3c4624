#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "sarx/io/report.h"

namespace sarx {
namespace {

using Json = nlohmann::ordered_json;

/// So many significant digits tell every double from every other.
constexpr int exact_digits = 17;

Json rounded(double value, int digits) {
  if (!std::isfinite(value)) return nullptr;
  if (digits >= exact_digits) return value;
  return std::strtod(fmt::format("{:.{}g}", value, digits).c_str(), nullptr);
}

Json rounded(const std::vector<double>& values, int digits) {
  Json list = Json::array();
  for (double value : values) list.push_back(rounded(value, digits));
  return list;
}

Json or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json whole_kept(double day) {
  return day == std::floor(day) ? Json(static_cast<long long>(day)) : Json(day);
}

Json whole_numbers_kept(const std::vector<double>& days) {
  Json list = Json::array();
  for (double day : days) list.push_back(whole_kept(day));
  return list;
}

/// With `values`, every series has its days and its numbers.
Json to_json(const Report& report, bool values, int digits) {
  Json json;
  json["scenario"] = report.scenario;
  json["assumed"] = Json::array();
  for (const Assumption& a : report.assumed) {
    json["assumed"].push_back({{"field", a.field}, {"value", a.value}, {"because", a.because}});
  }
  json["warnings"] = Json::array();
  for (const ReportWarning& w : report.warnings) {
    json["warnings"].push_back(
        {{"kind", w.kind}, {"event", w.event}, {"text", w.text}, {"source", w.source}});
  }
  const Json days = whole_numbers_kept(report.days);
  json["series"] = Json::array();
  for (const Series& s : report.series) {
    Json series = {{"measure", s.measure},    {"region", or_null(s.region)},
                   {"side", or_null(s.side)}, {"method", or_null(s.method)},
                   {"kind", s.kind},          {"unit", s.unit}};
    if (values) {
      series["day"] = days;
      series["median"] = rounded(s.median, digits);
      series["lo"] = rounded(s.lo, digits);
      series["hi"] = rounded(s.hi, digits);
    }
    json["series"].push_back(std::move(series));
  }
  if (!report.centiles.empty()) {
    json["centiles"] = Json::array();
    for (const Series& s : report.centiles)
      json["centiles"].push_back({{"measure", s.measure},
                                  {"region", or_null(s.region)},
                                  {"method", or_null(s.method)},
                                  {"unit", s.unit},
                                  {"day", days},
                                  {"median", rounded(s.median, digits)},
                                  {"lo", rounded(s.lo, digits)},
                                  {"hi", rounded(s.hi, digits)}});
  }
  json["classes"] = Json::array();
  for (const ClassCourse& course : report.classes) {
    Json results = Json::array();
    for (const Verdict verdict : course.result) results.push_back(name(verdict));
    Json chances = Json::object();
    for (const Verdict verdict : grades(course.definition))
      chances[std::string(name(verdict))] =
          rounded(course.probability[static_cast<std::size_t>(verdict)], digits);
    // Told only where it happens: a definition is not applied at every age.
    const auto& unknown = course.probability[static_cast<std::size_t>(Verdict::unknown)];
    if (std::any_of(unknown.begin(), unknown.end(), [](double share) { return share > 0; }))
      chances[std::string(name(Verdict::unknown))] = rounded(unknown, digits);
    Json one = {{"definition", name(course.definition)}};
    if (values) one["day"] = days;
    one["result"] = std::move(results);
    one["probability"] = std::move(chances);
    json["classes"].push_back(std::move(one));
  }
  if (report.life) {
    Json events = Json::array();
    for (const LifeEvent& e : report.life->events)
      events.push_back({{"day", whole_kept(e.day)},
                        {"measure", e.measure},
                        {"region", or_null(e.region)},
                        {"side", or_null(e.side)},
                        {"injurious", e.injurious},
                        {"text", e.text}});
    json["life"] = {
        {"seed", report.seed},
        {"death_day", report.life->death_day ? whole_kept(*report.life->death_day) : Json(nullptr)},
        {"events", std::move(events)}};
  }
  json["drivers"] = Json::array();
  for (const DriverShare& d : report.drivers) {
    json["drivers"].push_back({{"driver", d.driver}, {"share_percent", rounded(d.share_percent, digits)}});
  }
  json["harms"] = Json::array();
  for (const ReportHarm& h : report.harms) {
    json["harms"].push_back({{"event", h.event}, {"harm", h.harm}, {"text", h.text}, {"source", h.source}});
  }
  return json;
}

/// One line of JSON.
std::string dump(const Json& json) {
  // Free words may hold anything the file held; a stray byte must not lose the forecast.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string report_json(const Report& report, int digits) {
  return dump(to_json(report, true, digits));
}

std::string report_outline_json(const Report& report) {
  return dump(to_json(report, false, exact_digits));
}

std::string comparison_json(std::span<const Report> reports, int digits) {
  Json json;
  json["scenarios"] = Json::array();
  for (const Report& report : reports) json["scenarios"].push_back(to_json(report, true, digits));
  return dump(json);
}

}  // namespace sarx
