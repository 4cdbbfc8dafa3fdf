// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/random.hpp"
#include "pg/options.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace qc::pg {

/// Hears NOTIFY on a connection of its own and reconnects by itself, until destroyed. Everything
/// runs on the thread of the executor.
class Listener {
public:
    struct Callbacks {
        std::function<void(std::string_view channel, std::string_view payload)> notified;
        /// Listening (again): whatever was notified before may have been missed.
        std::function<void()> resynchronised;
    };

    /// `clock` and `random` must outlive the listener.
    Listener(
        boost::asio::any_io_executor executor,
        DatabaseOptions options,
        Clock const& clock,
        Random& random
    );
    ~Listener();
    Listener(Listener const&) = delete;
    Listener& operator=(Listener const&) = delete;

    /// Call once. Channel names are taken literally (case matters).
    void start(std::vector<std::string> channels, Callbacks callbacks);

private:
    struct Core;
    std::shared_ptr<Core> core_;
};

} // namespace qc::pg
