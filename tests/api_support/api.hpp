// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "audit/audit_module.hpp"
#include "http/route.hpp"
#include "pg/database.hpp"
#include "support/fake_clock.hpp"
#include "support/sequence_random.hpp"
#include "support/test_database.hpp"
#include "support/wait.hpp"

#include <boost/json/value.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qc::test {

/// One request of a scenario.
struct ApiCall {
    http::Method method = http::Method::get;
    /// Path and query below the root: /api/v1/quests?page=2
    std::string target;
    std::string body = {};
    /// Null: anonymous.
    access::Caller const* caller = nullptr;
    http::Fields headers = {};
};

struct ApiAnswer {
    int status = 0;
    std::string content_type;
    http::Fields headers;
    std::string body;

    /// The body as JSON; null when there is none.
    [[nodiscard]] boost::json::value json() const;

    /// Code of a problem document, empty otherwise.
    [[nodiscard]] std::string code() const;

    /// First header field of that name, empty when missing.
    [[nodiscard]] std::string header(std::string_view name) const;

    /// Value at a JSON Pointer (/items/0/id); fails the test when there is none.
    [[nodiscard]] boost::json::value at(std::string_view pointer) const;
};

/// The real dispatcher with the real routes of modules on a real database, in this process.
/// Every answer is held against the OpenAPI document of the routes, and every refusal against
/// the codes that its route declares.
class Api {
public:
    Api();
    ~Api();
    Api(Api const&) = delete;
    Api& operator=(Api const&) = delete;

    [[nodiscard]] pg::Database& database();
    [[nodiscard]] FakeClock& clock();
    [[nodiscard]] SequenceRandom& random();
    [[nodiscard]] boost::asio::io_context& context();

    /// The audit log that privileged and refused calls are kept in.
    [[nodiscard]] audit::AuditModule& audit();

    /// A plain session in the same database, to arrange and to look.
    [[nodiscard]] pg::BlockingSession session() const;
    [[nodiscard]] std::string const& database_url() const;

    /// Once, after the modules are made.
    void serve(http::Routes routes);

    ApiAnswer call(ApiCall const& call);

    /// All at once on one event loop; answers in the order of the calls.
    std::vector<ApiAnswer> call_together(std::vector<ApiCall> const& calls);

    ApiAnswer get(std::string target, access::Caller const* caller = nullptr);
    ApiAnswer post(std::string target, std::string body, access::Caller const* caller = nullptr);
    ApiAnswer put(std::string target, std::string body, access::Caller const* caller = nullptr);
    ApiAnswer patch(std::string target, std::string body, access::Caller const* caller = nullptr);
    ApiAnswer remove(std::string target, access::Caller const* caller = nullptr);

    template <class T>
    T run(Task<T> task) {
        return wait(context(), std::move(task));
    }

    /// Rows of a user with profile and session; credits are set without ledger entries unless
    /// the test writes them.
    struct Account {
        std::int16_t role = 0;
        bool is_active = true;
        bool is_verified = true;
        bool can_edit_quests = false;
        bool can_lock_users = false;
        std::int32_t credits = 0;
        std::string username = {};
    };

    access::Caller make_user(Account const& account);
    access::Caller make_user();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Base of API tests: skips with a message when there is no PostgreSQL.
class ApiTest : public RequiresDatabase {
protected:
    void SetUp() override {
        RequiresDatabase::SetUp();
        if (!IsSkipped()) api_ = std::make_unique<Api>();
    }

    [[nodiscard]] Api& api() { return *api_; }

private:
    std::unique_ptr<Api> api_;
};

} // namespace qc::test
