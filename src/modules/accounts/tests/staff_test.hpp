// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fixture.hpp"

namespace qc::accounts {

using Kinds = std::vector<std::string>;

/// What administrators and holders of can_lock_users do to others.
class StaffTest : public AccountsTest {
protected:
    void SetUp() override {
        AccountsTest::SetUp();
        if (!IsSkipped()) admin_ = make("admin", 2);
    }

    access::Caller locker(std::string const& name = "locker", std::int16_t role = 0) {
        Account account;
        account.username = name;
        account.role = role;
        account.can_lock_users = true;
        return make(account);
    }

    test::ApiAnswer
    lock(access::Caller const& who, access::Caller const& whom, std::string const& body = "{}") {
        return api().post(path(whom) + "/lock", body, &who);
    }

    test::ApiAnswer unlock(access::Caller const& who, access::Caller const& whom) {
        return api().post(path(whom) + "/unlock", "", &who);
    }

    test::ApiAnswer create(access::Caller const& who, std::string const& more = "") {
        return api().post(
            "/api/v1/users",
            R"({"username":"new","email":"new@example.org","password1":"Right-Horse-42",)"
            R"("password2":"Right-Horse-42","firstName":"Éva","lastName":"Ó","role":0)" +
                more + "}",
            &who
        );
    }

    std::string facts(access::Caller const& user) {
        return word(
            R"(select row(username, email, password, first_name, role, is_active, is_verified,
               can_edit_quests, can_lock_users) from "user" where id = ')" +
            user.user.text() + "'"
        );
    }

    std::int64_t active_admins() {
        return number(
            R"(select count(*) from "user" where role = 2 and is_active and deleted_at is null)"
        );
    }

    access::Caller admin_;
};

} // namespace qc::accounts
