// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/api.hpp"
#include "crypto/key_ring.hpp"
#include "quests/quests_module.hpp"
#include "quests/tests/fake_files.hpp"

#include <boost/json/object.hpp>

namespace qc::quests::test {

/// The module on a real database with an author, a manager, an editor and a player.
class AuthoringTest : public qc::test::ApiTest {
protected:
    AuthoringTest();
    ~AuthoringTest() override;
    void SetUp() override;

    [[nodiscard]] QuestsModule& module() { return *module_; }

    /// A quest that fulfils all rules: two points, one with a code.
    [[nodiscard]] static boost::json::object quest_json(std::string const& name);

    [[nodiscard]] static boost::json::object point_json(std::string const& name);

    [[nodiscard]] static std::string text_of(boost::json::value const& value);

    qc::test::ApiAnswer create(access::Caller const& caller, boost::json::object const& body);

    /// Id of a quest that `caller` made.
    std::int64_t made(access::Caller const& caller, std::string const& name);

    /// The messages of a 422, with their places: "points.0.places: Value error, ...".
    [[nodiscard]] static std::vector<std::string> problems(qc::test::ApiAnswer const& answer);

    [[nodiscard]] std::string sql(std::string const& query);

    static std::string path(std::int64_t quest, std::string const& rest = "");

    crypto::KeyRing keys;
    FakeFiles files;
    FakeNotifications notices;
    RecordedSignals signals;
    /// create_quests and nothing else of quests.
    access::Caller author;
    access::Caller other_author;
    /// create_quests and moderate_quests.
    access::Caller manager;
    access::Caller admin;
    access::Caller player;

private:
    std::unique_ptr<QuestsModule> module_;
};

} // namespace qc::quests::test
