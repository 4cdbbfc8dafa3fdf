// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "redis/options.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace qc::redis {

/// Hears one channel on a connection of its own and subscribes again by itself, until destroyed.
/// Everything runs on the thread of the executor.
class Subscriber {
public:
    struct Callbacks {
        std::function<void(std::string_view message)> received;
        /// Subscribed (again): what was published before may have been missed. May be empty.
        std::function<void()> subscribed;
    };

    /// `random` outlives the subscriber.
    Subscriber(boost::asio::any_io_executor executor, Options options, Random& random);
    ~Subscriber();
    Subscriber(Subscriber const&) = delete;
    Subscriber& operator=(Subscriber const&) = delete;

    /// Call once.
    void start(std::string channel, Callbacks callbacks);

private:
    struct Core;

    std::shared_ptr<Core> core_;
};

} // namespace qc::redis
