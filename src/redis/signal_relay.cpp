// SPDX-License-Identifier: Apache-2.0
#include "redis/signal_relay.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <mutex>
#include <span>
#include <utility>

namespace qc::redis {
namespace {

constexpr std::size_t most_waiting = 10'000;
constexpr std::size_t most_in_message = 100;

bool is_count(Reply const& reply) {
    return reply.kind == Reply::Kind::integer && reply.integer >= 0;
}

/// Publish and subscribe know no databases, so two deployments on one server need two names.
std::string channel_of(Options const& options) {
    return "qc:live:" + std::to_string(options.address.database);
}

} // namespace

struct SignalRelay::Core : std::enable_shared_from_this<SignalRelay::Core> {
    Core(boost::asio::any_io_executor run_on, Client& publisher, std::string to, std::string as)
        : executor(std::move(run_on))
        , client(&publisher)
        , channel(std::move(to))
        , instance(std::move(as)) {}

    void put(live::Signal const& signal) {
        std::lock_guard const lock(mutex);
        if (waiting.size() >= most_waiting) return;
        waiting.push_back(signal);
        if (waiting.size() > 1) return;
        boost::asio::post(executor, [self = shared_from_this()] { self->send(); });
    }

    void send() {
        std::vector<live::Signal> signals;
        {
            std::lock_guard const lock(mutex);
            signals.swap(waiting);
        }
        for (std::span<live::Signal const> rest(signals); !rest.empty();) {
            if (client == nullptr || !client->connected()) return;
            auto const now = rest.first(std::min(rest.size(), most_in_message));
            rest = rest.subspan(now.size());
            client->tell({"PUBLISH", channel, message_of(now)}, is_count);
        }
    }

    /// Who speaks, then a line for each signal.
    [[nodiscard]] std::string message_of(std::span<live::Signal const> signals) const {
        auto message = instance;
        for (auto const& signal : signals)
            message += '\n' + live::encode(signal);
        return message;
    }

    /// Hands on what others say, as far as we understand it.
    void take(std::string_view message, live::LocalFanout& local) const {
        auto end = message.find('\n');
        if (message.substr(0, end) == instance) return;
        while (end != std::string_view::npos) {
            auto const start = end + 1;
            end = message.find('\n', start);
            auto const signal = live::decode(message.substr(start, end - start));
            if (signal) local.deliver(*signal);
        }
    }

    boost::asio::any_io_executor executor;
    /// Touched on the thread of the executor only; null after the end.
    Client* client;
    std::string const channel;
    std::string const instance;
    std::mutex mutex;
    std::vector<live::Signal> waiting;
};

SignalRelay::SignalRelay(RelayServices const& services, Options options)
    : local_(services.local)
    , core_(std::make_shared<Core>(
          services.executor, services.client, channel_of(options), services.random.uuid().text()
      ))
    , subscriber_(services.executor, std::move(options), services.random) {
    Subscriber::Callbacks callbacks;
    callbacks.received = [core = core_, &local = local_](std::string_view message) {
        core->take(message, local);
    };
    subscriber_.start(core_->channel, std::move(callbacks));
    local_.relay_to(this);
}

SignalRelay::~SignalRelay() {
    local_.relay_to(nullptr);
    core_->client = nullptr;
}

void SignalRelay::publish(live::Signal signal) noexcept {
    core_->put(signal);
}

} // namespace qc::redis
