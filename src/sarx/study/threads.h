// The same work on several threads at once; on one where the platform has no threads (WebAssembly).
#pragma once

#include <algorithm>
#include <vector>

#if !defined(__EMSCRIPTEN__) || defined(__EMSCRIPTEN_PTHREADS__)
#include <thread>
#endif

namespace sarx {

/// Call `work` on `threads` threads (0: as many as there are cores), this one among them, and wait for all.
/// `work` must not throw.
template <class Work>
void on_threads(unsigned threads, const Work& work) {
#if !defined(__EMSCRIPTEN__) || defined(__EMSCRIPTEN_PTHREADS__)
  const unsigned cores = std::clamp(std::thread::hardware_concurrency(), 1u, 64u);
  std::vector<std::thread> helpers;
  for (unsigned i = 1; i < (threads > 0 ? threads : cores); ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
#else
  (void)threads;
  work();
#endif
}

}  // namespace sarx
