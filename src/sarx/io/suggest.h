// The nearest valid name to one that isn't.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sarx {

/// Smallest number of letters inserted, deleted, replaced or swapped with their neighbour that turns `a` into
/// `b`, without regard to case and to the difference of '_', '-' and ' '.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate most like `name`, where one is near enough to be meant.
std::optional<std::string_view> nearest(std::string_view name, std::span<const std::string_view> candidates);

/// At most `limit` bytes of a text for a message, cut between characters, on one line.
std::string clipped(std::string_view text, std::size_t limit = 60);

/// "; did you mean X?", or nothing.
std::string did_you_mean(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace sarx
