// Published relations about people to whom something happens: a disease, an operation, a treatment, the arms
// of a trial. The arm's people are drawn as peers of its age, sex and build, led through its timeline, and
// asked what the study asked of them; people who are compared with are the same people in their own timeline.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sarx/body/state.h"
#include "sarx/parameters.h"
#include "sarx/study/evidence.h"
#include "sarx/study/peers.h"

namespace sarx {

/// One person's life from the first event on. A standing disease or habit strikes a peer, and the years it
/// has stood by day 0 of the study are lived through.
struct PeerLife {
  Person person;
  State<double> start;
  std::vector<State<double>> states;  ///< on the days asked for
};
using Lives = std::vector<PeerLife>;

/// Lives that several observations ask for are lived once.
class LivesStore {
 public:
  explicit LivesStore(std::uint64_t seed) : seed_(seed) {}

  /// `draw`: the parameters' number, part of what the lives are known by. Days count from the first event,
  /// ascending.
  const Lives& get(const PeerSettings& people, const Timeline& timeline, const std::string& timeline_key,
                   const std::vector<double>& days, const Parameters<double>& parameters, std::size_t draw);
  void forget() { lived_.clear(); }
  std::uint64_t seed() const { return seed_; }

 private:
  std::uint64_t seed_;
  std::map<std::string, Lives> lived_;
};

/// What an observation comes to among so many people under some parameters; NaN where nobody is exposed.
using LivesExperiment =
    std::function<double(LivesStore&, std::size_t people, const Parameters<double>&, std::size_t draw)>;

/// Who an arm's people are.
PeerSettings people_of(const Arm& arm);

/// The experiment for an observation of an arm with a timeline, or of a state that instruments read. Empty,
/// with the reason, where the program can't do it.
std::optional<LivesExperiment> lives_experiment(const Study& study, const Arm& arm, const Observation& o,
                                                std::string& why_not);

/// Whether anything but passing years happens in an arm.
bool has_course(const Arm& arm);

}  // namespace sarx
