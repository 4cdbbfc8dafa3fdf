// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/http/authenticator.hpp"
#include "realtime/application/ports.hpp"

namespace qc::app {

/// Callers of live connections, known as those of requests are.
class TokenCallers final : public realtime::Callers {
public:
    explicit TokenCallers(authentication::TokenAuthenticator& authenticator)
        : authenticator_(authenticator) {}

    Task<Result<realtime::Admitted>> authenticate(std::string token) override {
        QC_TRY(auto known, co_await authenticator_.identify(token));
        co_return realtime::Admitted{known.caller, known.expires_at};
    }

    Task<Result<access::Caller>> look_up(UserId user, SessionId session) override {
        co_return co_await authenticator_.find(user, session);
    }

private:
    authentication::TokenAuthenticator& authenticator_;
};

} // namespace qc::app
