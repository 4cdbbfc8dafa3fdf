// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/random.hpp"
#include "pg/connect.hpp"
#include "pg/connect_gate.hpp"
#include "pg/observer.hpp"
#include "pg/options.hpp"

#include <memory>

namespace qc::pg {

enum class Purpose { read, write, slow, listen };

[[nodiscard]] std::string_view name_of(Purpose purpose);

/// Opens connections with the session settings of the contract.
class Connector : public std::enable_shared_from_this<Connector> {
public:
    Connector(
        boost::asio::any_io_executor executor,
        DatabaseOptions options,
        Clock const& clock,
        Random& random
    );

    /// Throws Unavailable, at once while the gate is closed. The observer hears of a loss anyway.
    [[nodiscard]] Task<std::shared_ptr<Connection>>
    open(Purpose purpose, Connection::Events events = Connection::Events());

    /// Gives up earlier than the connect timeout says.
    [[nodiscard]] Task<std::shared_ptr<Connection>>
    open_until(std::chrono::steady_clock::time_point deadline, Purpose purpose);

    /// The owner is about to go; what is still under way tells nobody.
    void forget_observer() { observer_ = &nobody_; }

    [[nodiscard]] boost::asio::any_io_executor const& executor() const { return executor_; }

    [[nodiscard]] DatabaseOptions const& options() const { return options_; }

    [[nodiscard]] Clock const& clock() const { return clock_; }

    [[nodiscard]] Random& random() const { return random_; }

    [[nodiscard]] Observer& observer() const { return *observer_; }

    /// How long a connection of this purpose may be silent while it owes an answer.
    [[nodiscard]] std::chrono::milliseconds answer_limit(Purpose purpose) const;

private:
    [[nodiscard]] Task<std::shared_ptr<Connection>> open_with(
        std::chrono::steady_clock::time_point deadline, Purpose purpose, Connection::Events events
    );
    [[nodiscard]] ConnectParameters parameters_for(Purpose purpose) const;
    [[nodiscard]] std::chrono::steady_clock::time_point retirement();
    void check_gate() const;

    boost::asio::any_io_executor executor_;
    DatabaseOptions options_;
    Clock const& clock_;
    Random& random_;
    Observer nobody_;
    Observer* observer_;
    ConnectGate gate_;
};

} // namespace qc::pg
