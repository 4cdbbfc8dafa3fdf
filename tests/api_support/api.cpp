// SPDX-License-Identifier: Apache-2.0
#include "api_support/api.hpp"

#include "api_support/answer_check.hpp"
#include "http/dispatcher_factory.hpp"
#include "http/openapi.hpp"
#include "idempotency/postgres_idempotency_keys.hpp"
#include "pg/rows.hpp"
#include "support/database_test.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <map>

namespace qc::test {
namespace {

/// Tokens of tests are the ids of their callers.
class GivenCallers final : public http::Authenticator {
public:
    Task<Result<access::Caller>> authenticate(std::string_view token) override {
        auto const found = callers.find(std::string(token));
        if (found == callers.end()) co_return unknown;
        co_return found->second;
    }

    std::map<std::string, access::Caller> callers;

private:
    static constexpr ErrorCode unknown{
        ErrorKind::unauthenticated, "INVALID_ACCESS_TOKEN", "Invalid access token."
    };
};

class SilentLog final : public http::RequestLog {
public:
    void answered(http::Exchange const&) const override {}

    void failed(http::Request const& request, std::exception const& failure) const override {
        ADD_FAILURE() << request.path << " failed: " << failure.what();
    }
};

http::Limits wide_limits() {
    http::Limits limits;
    for (auto* rate :
         {&limits.anonymous,
          &limits.user,
          &limits.staff,
          &limits.login,
          &limits.registration,
          &limits.mail,
          &limits.code_check,
          &limits.upload,
          &limits.checkin,
          &limits.money,
          &limits.search}) {
        *rate = resilience::Rate{1'000'000, std::chrono::seconds{60}, 1'000'000};
    }
    return limits;
}

http::Request request_of(ApiCall const& call, GivenCallers& callers) {
    http::Request request;
    request.method = call.method;
    auto const mark = call.target.find('?');
    request.path = call.target.substr(0, mark);
    if (mark != std::string::npos) request.query = call.target.substr(mark + 1);
    request.client_address = "192.0.2.1";
    for (auto const& [name, value] : call.headers)
        request.headers.add(name, value);
    if (!call.body.empty() && !request.headers.find("Content-Type")) {
        request.headers.add("Content-Type", "application/json");
    }
    if (call.caller != nullptr) {
        auto token = call.caller->user.text();
        callers.callers[token] = *call.caller;
        request.headers.add("Authorization", "Bearer " + token);
    }
    return request;
}

} // namespace

struct Api::Parts {
    TestDatabase test_database;
    boost::asio::io_context context{1};
    FakeClock clock;
    SequenceRandom random;
    pg::Database database{context.get_executor(), patient(test_database.url()), clock, random};
    idempotency::PostgresIdempotencyKeys keys{database, clock};
    audit::AuditModule audit{{context.get_executor(), database, clock}};
    http::RouteContext route_context{database, keys, clock};
    GivenCallers callers;
    SilentLog log;
    http::Cors cors{http::CorsSettings{}};
    resilience::RateLimiter limiter{clock, 10'000};
    resilience::LocalRateLimits limits{limiter};
    http::RateGate rates{wide_limits(), limits};
    resilience::LoadShedder shedder{resilience::ShedOptions{}, clock, random};
    std::optional<http::Router> router;
    std::optional<AnswerCheck> check;
    std::unique_ptr<http::Dispatcher> dispatcher;
    int users = 0;

    Task<ApiAnswer> answer(ApiCall call) {
        auto admission = co_await dispatcher->admit(request_of(call, callers));
        auto const* const route = admission.route;
        http::Response response;
        if (admission.refusal) {
            auto refusal = *std::move(admission.refusal);
            response = dispatcher->finish(admission.request, std::move(refusal));
        } else {
            admission.request.body = call.body;
            response = co_await dispatcher->handle(std::move(admission));
        }
        ApiAnswer result{response.status, response.content_type, response.headers, response.body};
        check->hold(call, route, result);
        co_return result;
    }
};

Api::Api() : parts_(std::make_unique<Parts>()) {}

Api::~Api() = default;

pg::Database& Api::database() {
    return parts_->database;
}

FakeClock& Api::clock() {
    return parts_->clock;
}

SequenceRandom& Api::random() {
    return parts_->random;
}

boost::asio::io_context& Api::context() {
    return parts_->context;
}

audit::AuditModule& Api::audit() {
    return parts_->audit;
}

pg::BlockingSession Api::session() const {
    return parts_->test_database.session();
}

std::string const& Api::database_url() const {
    return parts_->test_database.url();
}

void Api::serve(http::Routes routes) {
    // How long a handler may take is not what these tests are about.
    for (auto& route : routes)
        route.spec.deadline = longest_wait;
    parts_->check.emplace(http::openapi_document(routes, "test"));
    parts_->router.emplace(std::move(routes));
    http::SharedParts const shared{*parts_->router, parts_->cors, parts_->log};
    http::WorkerParts const worker{
        parts_->callers,
        parts_->route_context,
        parts_->rates,
        parts_->random,
        parts_->shedder,
        parts_->audit.trail()
    };
    parts_->dispatcher = http::make_dispatcher(shared, worker);
}

ApiAnswer Api::call(ApiCall const& call) {
    return run(parts_->answer(call));
}

std::vector<ApiAnswer> Api::call_together(std::vector<ApiCall> const& calls) {
    std::vector<ApiAnswer> answers(calls.size());
    std::size_t left = calls.size();
    for (std::size_t i = 0; i < calls.size(); ++i) {
        auto const received = [&answers, &left, i](std::exception_ptr failure, ApiAnswer answer) {
            if (failure) ADD_FAILURE() << "call " << i << " threw";
            answers[i] = std::move(answer);
            --left;
        };
        boost::asio::co_spawn(context(), parts_->answer(calls[i]), received);
    }
    auto const until = std::chrono::steady_clock::now() + longest_wait;
    context().restart();
    while (left > 0 && context().run_one_until(until) != 0) {
    }
    if (left > 0) ADD_FAILURE() << left << " calls did not end";
    return answers;
}

ApiAnswer Api::get(std::string target, access::Caller const* caller) {
    return call({http::Method::get, std::move(target), {}, caller});
}

ApiAnswer Api::post(std::string target, std::string body, access::Caller const* caller) {
    return call({http::Method::post, std::move(target), std::move(body), caller});
}

ApiAnswer Api::put(std::string target, std::string body, access::Caller const* caller) {
    return call({http::Method::put, std::move(target), std::move(body), caller});
}

ApiAnswer Api::patch(std::string target, std::string body, access::Caller const* caller) {
    return call({http::Method::patch, std::move(target), std::move(body), caller});
}

ApiAnswer Api::remove(std::string target, access::Caller const* caller) {
    return call({http::Method::delete_, std::move(target), {}, caller});
}

access::Caller Api::make_user() {
    return make_user(Account{});
}

access::Caller Api::make_user(Account const& account) {
    auto const name =
        account.username.empty() ? "user" + std::to_string(++parts_->users) : account.username;
    access::Caller caller;
    caller.user = UserId{random().uuid()};
    caller.session = SessionId{random().uuid()};
    caller.role = account.role;
    caller.is_active = account.is_active;
    caller.is_verified = account.is_verified;
    caller.can_edit_quests = account.can_edit_quests;
    caller.can_lock_users = account.can_lock_users;
    if (account.is_verified) {
        caller.permissions =
            access::granted(account.role, account.can_edit_quests, account.can_lock_users);
    }
    auto session = this->session();
    session.run(
        "WITH p AS (INSERT INTO profile (credits) VALUES ($1) RETURNING id) "
        "INSERT INTO \"user\" (id, username, first_name, last_name, password, email, profile_id, "
        "role, is_active, is_verified, can_edit_quests, can_lock_users) "
        "SELECT $2, $3, 'Test', 'User', 'none', $4, p.id, $5, $6, $7, $8, $9 FROM p",
        pg::parameters(
            account.credits,
            caller.user,
            name,
            name + "@example.org",
            account.role,
            account.is_active,
            account.is_verified,
            account.can_edit_quests,
            account.can_lock_users
        )
    );
    session.run(
        "INSERT INTO session (id, user_id, token_key, idle_expires_at, expires_at) "
        "VALUES ($1, $2, '\\x00', $3, $3)",
        pg::parameters(caller.session, caller.user, clock().now() + std::chrono::hours{24})
    );
    return caller;
}

} // namespace qc::test
