// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mail/transport.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace qc::mail {

struct SmtpServer {
    enum class Security {
        none,
        /// Required, never only offered.
        starttls,
        tls
    };

    std::string host;
    std::uint16_t port = 587;
    Security security = Security::starttls;
    /// Empty: no authentication.
    std::string username;
    std::string password;
    /// Envelope sender.
    std::string from;
    std::chrono::milliseconds timeout{30'000};
};

/// RFC 5321 over libcurl. Certificates are checked against those of the system.
class SmtpTransport final : public Transport {
public:
    explicit SmtpTransport(SmtpServer server);

    [[nodiscard]] Delivery deliver(Letter const& letter) override;

    void interrupt() override { interrupted_ = true; }

private:
    SmtpServer server_;
    std::string url_;
    std::atomic<bool> interrupted_ = false;
};

} // namespace qc::mail
