// SPDX-License-Identifier: Apache-2.0
#include "core/system_clock.hpp"
#include "pg/database.hpp"
#include "pg/errors.hpp"
#include "pg/rows.hpp"
#include "support/sequence_random.hpp"
#include "support/test_database.hpp"
#include "support/wait.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/describe/class.hpp>
#include <gtest/gtest.h>

namespace qc::pg {
namespace {

enum class Level : std::int16_t { easy = 1, hard = 3 };

struct Everything {
    bool flag;
    std::int16_t small;
    std::int32_t number;
    std::int64_t big;
    double real;
    std::string text;
    std::string document;
    Uuid uuid;
    UserId user;
    QuestId quest;
    Instant at;
    std::vector<std::uint8_t> bytes;
    std::vector<std::int32_t> numbers;
    std::vector<std::string> words;
    std::vector<Uuid> uuids;
    std::optional<std::string> nothing;
    Level level;
};
BOOST_DESCRIBE_STRUCT(
    Everything,
    (),
    (flag,
     small,
     number,
     big,
     real,
     text,
     document,
     uuid,
     user,
     quest,
     at,
     bytes,
     numbers,
     words,
     uuids,
     nothing,
     level)
)

constexpr Statement echo{
    "test.echo",
    R"sql(select $1::bool as flag, $2::int2 as small, $3::int4 as number, $4::int8 as big,
    $5::float8 as real, $6::text as text, $7::jsonb as document, $8::uuid as uuid,
    $9::uuid as "user", $10::int4 as quest, $11::timestamptz as at, $12::bytea as bytes,
    $13::int4[] as numbers, $14::text[] as words, $15::uuid[] as uuids, $16::text as nothing,
    $17::int2 as level)sql"
};

class Values : public test::RequiresDatabase {
protected:
    boost::asio::io_context context{1};
    SystemClock clock;
    test::SequenceRandom random;

    std::unique_ptr<Database> open() {
        DatabaseOptions options;
        options.url = *test::server_url();
        return std::make_unique<Database>(context.get_executor(), options, clock, random);
    }
};

TEST_F(Values, ComeBackAsTheyWent) {
    auto const database = open();
    auto const uuid = random.uuid();
    Instant const at = *parse_rfc3339("1999-12-31T23:59:59.123456Z");
    std::vector<std::uint8_t> const bytes{0, 1, 0xFF, 0};
    std::vector<std::string> const words{
        "plain", "", "with \"quotes\" and \\", "NULL", "a,b{}", "Ж"
    };
    std::optional<std::string> const nothing;
    auto const values = parameters(
        true,
        std::int16_t{-7},
        2'000'000'000,
        std::int64_t{-9'000'000'000},
        0.1,
        "it's",
        R"({"a": 1})",
        uuid,
        UserId{uuid},
        QuestId{5},
        at,
        bytes,
        std::vector<int>{1, -2},
        words,
        std::vector<Uuid>{uuid},
        nothing,
        Level::hard
    );
    auto const row = only_row<Everything>(test::wait(context, database->read(echo, values)));
    EXPECT_TRUE(row.flag);
    EXPECT_EQ(row.small, -7);
    EXPECT_EQ(row.number, 2'000'000'000);
    EXPECT_EQ(row.big, -9'000'000'000);
    EXPECT_EQ(row.real, 0.1);
    EXPECT_EQ(row.text, "it's");
    EXPECT_EQ(row.document, R"({"a": 1})");
    EXPECT_EQ(row.uuid, uuid);
    EXPECT_EQ(row.user, UserId{uuid});
    EXPECT_EQ(row.quest, QuestId{5});
    EXPECT_EQ(row.at, at);
    EXPECT_EQ(row.bytes, bytes);
    EXPECT_EQ(row.numbers, (std::vector<std::int32_t>{1, -2}));
    EXPECT_EQ(row.words, words);
    EXPECT_EQ(row.uuids, std::vector<Uuid>{uuid});
    EXPECT_EQ(row.nothing, std::nullopt);
    EXPECT_EQ(row.level, Level::hard);
}

} // namespace
} // namespace qc::pg
