// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/api.hpp"
#include "api_support/fakes.hpp"
#include "api_support/remove_rows.hpp"
#include "crypto/key_ring.hpp"
#include "pg/rows.hpp"
#include "users/users_module.hpp"

#include <memory>
#include <string>
#include <vector>

namespace qc::test {

/// Base of tests of modules that work with accounts and mails: both are real.
class PeopleTest : public ApiTest {
protected:
    void SetUp() override;

    void run_sql(std::string const& text) { api().session().run_script(text); }

    void run_sql(std::string const& text, UserId user) {
        api().session().run(text, pg::parameters(user));
    }

    /// The one number that a query answers.
    std::int64_t number(std::string const& query);

    [[nodiscard]] users::Users& users() { return users_->facade(); }

    [[nodiscard]] WatchedOutbox& outbox() { return *outbox_; }

    LinkedFiles files;

private:
    crypto::KeyRing keys_{"an application secret of at least 32 bytes"};
    std::unique_ptr<WatchedOutbox> outbox_;
    std::unique_ptr<users::UsersModule> users_;
};

/// A string as it is, anything else as JSON.
[[nodiscard]] std::string text_at(ApiAnswer const& answer, std::string_view pointer);

/// The texts at `pointer` of every item of a page.
[[nodiscard]] std::vector<std::string> texts_of(ApiAnswer const& page, std::string_view pointer);

} // namespace qc::test
