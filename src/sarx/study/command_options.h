// What the options of all commands share: how a value is checked and what is said of a wrong one.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace sarx {

/// One of these words; a wrong one gets the nearest.
CLI::Validator one_of_words(std::vector<std::string> words);

/// A whole number from 0 to 2^64 - 1: CLI11 itself would wrap a negative one around.
CLI::Validator whole_seed();

/// What is wrong with the options given to a command (those of argv from `first` on): the first that it
/// doesn't have, with the nearest of those it has; "" where there is none.
std::string unknown_option(const CLI::App& command, int argc, const char* const* argv, int first);

}  // namespace sarx
