// SPDX-License-Identifier: Apache-2.0
#include "jwt/jws.hpp"
#include "jwt/tests/jwk.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace qc::jwt {
namespace {

namespace json = boost::json;

std::filesystem::path vectors_path() {
    char const* const shared = std::getenv("QUESTCITY_SHARED");
    auto const root = shared != nullptr ? std::filesystem::path(shared)
                                        : std::filesystem::path(QC_SOURCE_DIR) / "../shared/data";
    return root / "jws/json_web_signature_test.json";
}

std::optional<PublicKey> key_of_group(json::object const& group) {
    auto const* const jwk = group.if_contains("public");
    return jwk == nullptr ? std::nullopt : testing::key_of(jwk->as_object());
}

std::string kid_of_group(json::object const& group) {
    auto const* const jwk = group.if_contains("public");
    if (jwk == nullptr) return "";
    auto const* const kid = jwk->as_object().if_contains("kid");
    return kid == nullptr ? "" : std::string(kid->as_string());
}

struct Tally {
    int valid_accepted = 0;
    int valid_without_key = 0;
    int invalid_refused = 0;
};

void check_group(json::object const& group, Tally& tally) {
    auto const key = key_of_group(group);
    auto const kid = kid_of_group(group);
    auto const lookup = [&](JoseHeader const& header) {
        return key && header.kid == kid ? &*key : nullptr;
    };
    for (auto const& item : group.at("tests").as_array()) {
        auto const& test = item.as_object();
        std::string_view const jws = test.at("jws").as_string();
        bool const valid = test.at("result").as_string() == "valid";
        // Valid ones of other algorithms than RS256 are refused for want of a key.
        bool const expected = valid && key.has_value();
        EXPECT_EQ(verify_jws(jws, lookup).has_value(), expected)
            << test.at("tcId") << ' ' << test.at("comment");
        if (!valid)
            ++tally.invalid_refused;
        else
            ++(expected ? tally.valid_accepted : tally.valid_without_key);
    }
}

TEST(JwsVectors, AcceptsTheValidOnesOfItsKeysAndNothingElse) {
    auto const path = vectors_path();
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << "no test vectors at " << path << "; set QUESTCITY_SHARED";
    std::ifstream file(path);
    std::string const text(std::istreambuf_iterator<char>(file), {});
    auto const document = json::parse(text);
    Tally tally;
    for (auto const& group : document.as_object().at("testGroups").as_array())
        check_group(group.as_object(), tally);
    EXPECT_EQ(
        tally.valid_accepted + tally.valid_without_key + tally.invalid_refused,
        document.as_object().at("numberOfTests").to_number<int>()
    );
    EXPECT_GT(tally.valid_accepted, 0);
    EXPECT_GT(tally.valid_without_key, 0);
}

} // namespace
} // namespace qc::jwt
