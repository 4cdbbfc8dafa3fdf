// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "live/local_fanout.hpp"
#include "redis/client.hpp"
#include "redis/subscriber.hpp"

namespace qc::redis {

/// Everything outlives the relay and runs on the thread of the client.
struct RelayServices {
    boost::asio::any_io_executor executor;
    Client& client;
    live::LocalFanout& local;
    Random& random;
};

/// Carries the signals of this process to the other instances and theirs to us, until destroyed.
/// What happens while Redis is away stays with the instance where it happened.
class SignalRelay final : public live::Signals {
public:
    /// Instances with the same server and database number hear each other.
    SignalRelay(RelayServices const& services, Options options);
    ~SignalRelay() override;
    SignalRelay(SignalRelay const&) = delete;
    SignalRelay& operator=(SignalRelay const&) = delete;

    /// To the other instances only.
    void publish(live::Signal signal) noexcept override;

private:
    struct Core;

    live::LocalFanout& local_;
    std::shared_ptr<Core> core_;
    Subscriber subscriber_;
};

} // namespace qc::redis
