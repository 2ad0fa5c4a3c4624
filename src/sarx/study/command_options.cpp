#include "sarx/study/command_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>

#include "sarx/io/suggest.h"

namespace sarx {

CLI::Validator one_of_words(std::vector<std::string> words) {
  const std::string all = fmt::format("{}", fmt::join(words, ", "));
  return CLI::Validator(
      [words, all](std::string& word) {
        if (std::find(words.begin(), words.end(), word) != words.end()) return std::string();
        const std::vector<std::string_view> known(words.begin(), words.end());
        return fmt::format("found '{}', expected one of: {}{}", word, all, did_you_mean(word, known));
      },
      fmt::format("{{{}}}", fmt::join(words, ",")));
}

CLI::Validator whole_seed() {
  return CLI::Validator(
      [](std::string& text) {
        std::uint64_t seed = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
        if (error == std::errc() && end == text.data() + text.size()) return std::string();
        return fmt::format("found '{}', expected a whole number from 0 to 18446744073709551615", text);
      },
      "");
}

std::string unknown_option(const CLI::App& command, int argc, const char* const* argv, int first) {
  for (int i = first; i < argc; ++i) {
    const std::string_view given = argv[i];
    if (given == "--") break;  // what follows are files
    // A negative number, or "-" for a standard stream, is a value.
    if (given.size() < 2 || given[0] != '-' || given[1] == '.' || (given[1] >= '0' && given[1] <= '9'))
      continue;
    const std::string name(given[1] == '-' ? given.substr(0, given.find('=')) : given.substr(0, 2));
    if (command.get_option_no_throw(name)) continue;
    std::vector<std::string> owned;
    for (const CLI::Option* option : command.get_options())
      if (option->nonpositional()) owned.push_back(option->get_name());
    const std::vector<std::string_view> names(owned.begin(), owned.end());
    return fmt::format("found the unknown option {}, expected one of: {}{}", clipped(name),
                       fmt::join(names, ", "), did_you_mean(name, names));
  }
  return "";
}

}  // namespace sarx
