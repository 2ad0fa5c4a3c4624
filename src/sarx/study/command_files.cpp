#include "sarx/study/command_files.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace sarx {

namespace fs = std::filesystem;

namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

std::string shipped_evidence() {
  std::error_code error;
  if (fs::is_directory("evidence/studies", error)) return "evidence";
  return std::string(SARX_SOURCE_DIR) + "/evidence";
}

std::vector<Exclusion> read_exclusions(const std::vector<std::string>& folders) {
  std::vector<Exclusion> result;
  for (const std::string& folder : folders) {
    std::ifstream file(fs::path(folder) / "EXCLUDED.md");
    for (std::string line; std::getline(file, line);) {
      if (line.rfind("- ", 0) != 0) continue;
      std::vector<std::string> parts;
      std::stringstream stream(line.substr(2));
      for (std::string part; std::getline(stream, part, '|');) parts.push_back(trimmed(part));
      if (parts.size() == 4) result.push_back({parts[0], parts[1], parts[2], parts[3]});
    }
  }
  return result;
}

bool report_faults(const Evidence& evidence) {
  for (const Diagnostic& fault : evidence.faults) fmt::print(stderr, "{}\n", to_string(fault));
  return !evidence.faults.empty();
}

bool write_text(const std::string& path, const std::string& text) {
  if (path.empty() || path == "-") return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  const std::string temporary = path + ".part";
  {
    std::ofstream file(temporary, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!file.flush()) {
      std::error_code error;
      fs::remove(temporary, error);
      return false;
    }
  }
  std::error_code error;
  fs::rename(temporary, path, error);
  if (error) fs::remove(temporary, error);
  return !error;
}

}  // namespace sarx
