// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "resilience/token_bucket.hpp"

namespace qc::http {

/// Buckets of limits.md 4; where no burst is given there, it equals the quota. Refreshes are
/// counted per session by the authentication module.
struct Limits {
    using Rate = resilience::Rate;
    using Seconds = std::chrono::seconds;

    Rate anonymous{1200, Seconds{60}, 300};
    Rate user{600, Seconds{60}, 120};
    Rate staff{1200, Seconds{60}, 1200};
    Rate login{60, Seconds{60}, 60};
    Rate registration{60, Seconds{3600}, 60};
    Rate mail{60, Seconds{3600}, 60};
    Rate code_check{120, Seconds{300}, 120};
    Rate upload{20, Seconds{60}, 20};
    Rate checkin{30, Seconds{60}, 30};
    Rate money{10, Seconds{60}, 10};
    Rate search{120, Seconds{60}, 120};
};

} // namespace qc::http
