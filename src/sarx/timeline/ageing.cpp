#include "sarx/timeline/ageing.h"

namespace sarx {

// Biological ageing always runs in the body; the event only names what an arm is about.
void expose(const Ageing&, const EventContext&, Exposure&) {}

}  // namespace sarx
