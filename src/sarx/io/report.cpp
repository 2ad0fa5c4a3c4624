#include "sarx/io/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "sarx/io/event_text.h"

namespace sarx {

const Series* find_series(const Report& report, std::string_view measure, std::string_view region,
                          std::string_view side) {
  for (const Series& series : report.series) {
    if (series.measure == measure && series.region == region && series.side == side) return &series;
  }
  return nullptr;
}

std::string driver_title(std::string_view driver) {
  if (driver == "drugs") return "Myostatin and activin block";
  if (driver == "recovery") return "Recovery, return to usual";
  if (driver == "energy") return "Energy balance";
  std::string text = plain_words(driver);
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string series_title(const Series& series) {
  std::string text = plain_words(series.measure);
  if (series.measure == "falls") text = "falls";
  if (series.measure == "sppb") text = "SPPB";
  if (series.measure == "vo2max") text = "VO2max";
  if (series.measure == "igf1") text = "IGF-1";
  if (series.measure == "homa_ir") text = "HOMA-IR";
  if (series.measure == "smi_l3") text = "muscle index at L3";
  if (series.measure == "muscle_csa") text = "cross-section";
  if (series.measure == "fibre_csa") text = "fibre area";
  if (!series.region.empty()) text = plain_words(series.region) + " " + text;
  if (series.measure == "chair_stands_30s") text = "chair stands in 30 s";
  if (series.measure == "timed_up_and_go") text = "timed up-and-go";
  if (series.measure == "power" && series.method == "stairs") text = "power on stairs";
  if (series.kind == "centile" && series.measure == "appendicular_lean_mass") text += " over height squared";
  if (series.kind == "centile" && series.measure == "strength") text += " over body mass";
  // How a fall is counted is part of its name; how a muscle was measured is not.
  if (series.measure == "falls" && !series.method.empty()) text = series.method + " " + text;
  if (!series.side.empty()) text += " (" + series.side + ")";
  if (series.kind == "cumulative") text += ", cumulative";
  if (series.kind == "rate") text += ", a year";
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

bool SeriesFilter::accepts(const Series& series) const {
  const auto wanted = [](const std::vector<std::string>& words, const std::string& word) {
    return words.empty() || std::find(words.begin(), words.end(), word) != words.end();
  };
  return wanted(measures, series.measure) && wanted(regions, series.region);
}

std::vector<Verdict> grades(Definition definition) {
  std::vector<Verdict> all{Verdict::none, Verdict::probable, Verdict::confirmed, Verdict::severe};
  if (definition == Definition::awgs2019) all.insert(all.begin() + 1, Verdict::possible);
  return all;
}

std::string report_csv(const Report& report, int digits) {
  std::string text = "measure,region,side,method,kind,unit,day,median,lo,hi\n";
  const auto lines = [&](const Series& series) {
    for (std::size_t i = 0; i < report.days.size(); ++i) {
      fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{:.7g},{:.{}g},{:.{}g},{:.{}g}\n",
                     series.measure, series.region, series.side, series.method, series.kind, series.unit,
                     report.days[i], series.median[i], digits, series.lo[i], digits, series.hi[i], digits);
    }
  };
  for (const Series& series : report.series) lines(series);
  for (const Series& series : report.centiles) lines(series);
  if (report.life) {
    for (const LifeEvent& e : report.life->events)
      fmt::format_to(std::back_inserter(text), "{},{},{},{},event,,{:.7g},1,,\n", e.measure, e.region, e.side,
                     e.measure == "falls" && e.injurious ? "injurious" : "", e.day);
  }
  for (const ClassCourse& course : report.classes) {
    for (const Verdict verdict : grades(course.definition)) {
      for (std::size_t i = 0; i < report.days.size(); ++i) {
        fmt::format_to(std::back_inserter(text), "class,,,{},{},probability,{:.7g},{:.{}g},,\n",
                       name(course.definition), name(verdict), report.days[i], course.chance(verdict, i),
                       digits);
      }
    }
  }
  return text;
}

}  // namespace sarx
