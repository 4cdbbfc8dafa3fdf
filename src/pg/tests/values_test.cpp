// SPDX-License-Identifier: Apache-2.0
#include "pg/errors.hpp"
#include "pg/rows.hpp"
#include "support/database_test.hpp"

#include <boost/describe/class.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace qc::pg {
namespace {

enum class Level : std::int16_t { easy = 1, hard = 3 };
enum class Tiny : std::uint8_t { one = 1 };

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
    void SetUp() override {
        RequiresDatabase::SetUp();
        if (!IsSkipped()) session.emplace(*test::server_url());
    }

    template <class T>
    T one(std::string const& sql, Parameters const& given = {}) {
        return only_row<T>(session->run(sql, given));
    }

    /// What only_row says about a column that does not fit.
    template <class T>
    std::string refusal(std::string const& sql) {
        try {
            static_cast<void>(one<T>(sql));
        } catch (std::logic_error const& problem) {
            return problem.what();
        }
        return "accepted";
    }

    std::optional<BlockingSession> session;
    test::SequenceRandom random;
};

TEST_F(Values, ComeBackAsTheyWent) {
    auto const uuid = random.uuid();
    Instant const at = *parse_rfc3339("1999-12-31T23:59:59.123456Z");
    std::vector<std::uint8_t> const bytes{0, 1, 0xFF, 0};
    std::vector<std::string> const words{"plain", "", "\"q\" and \\", "NULL", "a,b{}", "Ж"};
    auto const row = one<Everything>(
        std::string(echo.text),
        parameters(
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
            std::vector<UserId>{UserId{uuid}},
            std::optional<std::string>(),
            Level::hard
        )
    );
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

TEST_F(Values, SurviveAtTheirLimits) {
    auto const smallest = std::numeric_limits<std::int64_t>::min();
    EXPECT_EQ(one<std::int64_t>("select $1::int8", parameters(smallest)), smallest);
    EXPECT_EQ(one<double>("select $1::float8", parameters(1e-308)), 1e-308);
    EXPECT_TRUE(std::isinf(one<double>("select $1::float8", parameters(INFINITY))));
    EXPECT_TRUE(std::isnan(one<double>("select $1::float8", parameters(NAN))));
    Instant const old = *parse_rfc3339("0001-01-01T00:00:00Z");
    EXPECT_EQ(one<Instant>("select $1::timestamptz", parameters(old)), old);
    EXPECT_EQ(one<std::string>("select $1::text", parameters(std::string())), "");
    EXPECT_TRUE(one<std::vector<std::int32_t>>("select '{}'::int4[]").empty());
}

TEST_F(Values, NarrowNumbersFitWideMembers) {
    EXPECT_EQ(one<std::int64_t>("select 7::int2"), 7);
    EXPECT_EQ(one<std::int32_t>("select 7::int2"), 7);
    EXPECT_EQ(one<double>("select 0.5::float4"), 0.5);
    EXPECT_EQ(one<float>("select 0.5::float8"), 0.5F);
    EXPECT_EQ(one<CheckinId>("select 7::int8"), CheckinId{7});
    EXPECT_EQ(one<Tiny>("select 1::int2"), Tiny::one);
}

TEST_F(Values, EveryTextTypeIsText) {
    for (auto const* type : {"text", "varchar(9)", "char(3)", "name", "json"}) {
        EXPECT_EQ(one<std::string>(std::string("select '123'::") + type), "123") << type;
    }
    EXPECT_EQ(one<std::string>("select 'x'::\"char\""), "x");
    EXPECT_EQ(one<std::string>("select '{\"a\":[1]}'::jsonb"), R"({"a": [1]})");
}

TEST_F(Values, ArraysKeepNullsAndBytes) {
    std::vector<std::optional<std::string>> const words{"a", std::nullopt, "NULL"};
    auto const back =
        one<std::vector<std::optional<std::string>>>("select $1::text[]", parameters(words));
    EXPECT_EQ(back, words);
    using ManyBytes = std::vector<std::vector<std::uint8_t>>;
    ManyBytes const many{{1, 2}, {}, {0xFF}};
    EXPECT_EQ(one<ManyBytes>("select $1::bytea[]", parameters(many)), many);
    EXPECT_EQ(
        one<std::vector<bool>>("select $1::bool[]", parameters(std::vector<bool>{true, false})),
        (std::vector<bool>{true, false})
    );
    std::vector<double> const reals{0.5, -1};
    EXPECT_EQ(one<std::vector<double>>("select $1::float8[]", parameters(reals)), reals);
}

TEST_F(Values, BytesMayComeFromAnywhere) {
    std::array<std::uint8_t, 3> const fixed{1, 0, 3};
    std::vector<std::uint8_t> const expected{1, 0, 3};
    EXPECT_EQ(one<std::vector<std::uint8_t>>("select $1::bytea", parameters(fixed)), expected);
    EXPECT_EQ(
        one<std::vector<std::uint8_t>>("select $1::bytea", parameters(Bytes{fixed})), expected
    );
}

TEST_F(Values, NullsOfEveryKindAreNull) {
    auto const row = session->run(
        "select $1::text is null and $2::int is null and $3::bytea is null",
        parameters(nullptr, std::nullopt, std::optional<Bytes>())
    );
    EXPECT_TRUE(only_row<bool>(row));
}

TEST_F(Values, TextWithNulIsRefusedBeforeItIsCutOff) {
    using std::string_literals::operator""s;
    EXPECT_THROW(static_cast<void>(parameters("a\0b"s)), std::invalid_argument);
    EXPECT_THROW(
        static_cast<void>(parameters(std::vector<std::string>{"a\0b"s})), std::invalid_argument
    );
}

TEST_F(Values, MoreThanTheProtocolAllowsAreRefused) {
    Parameters many;
    for (int i = 0; i < 65'535; ++i)
        many.add(nullptr);
    EXPECT_THROW(many.add(1), std::invalid_argument);
}

TEST_F(Values, ThatDoNotFitTheMemberNameStatementAndColumn) {
    EXPECT_EQ(
        refusal<std::int32_t>("select 7::int8 as big"),
        "session, column \"big\": the member wants an integer of at most 4 bytes, the column has "
        "type OID 20 and 8 bytes"
    );
    EXPECT_EQ(
        refusal<std::string>("select null::text as gone"),
        "session, column \"gone\": NULL, but the member is not optional"
    );
    EXPECT_NE(refusal<bool>("select 1"), "accepted");
    EXPECT_NE(refusal<double>("select 1"), "accepted");
    EXPECT_NE(refusal<double>("select 1::numeric"), "accepted");
    EXPECT_NE(refusal<std::string>("select 1"), "accepted");
    EXPECT_NE(refusal<Uuid>("select 'a'"), "accepted");
    EXPECT_NE(refusal<Instant>("select now()::timestamp"), "accepted");
    EXPECT_NE(refusal<std::vector<std::uint8_t>>("select 'a'"), "accepted");
    EXPECT_NE(refusal<std::vector<int>>("select 'abc'"), "accepted");
    EXPECT_NE(refusal<std::vector<int>>("select '{{1},{2}}'::int[]"), "accepted");
    EXPECT_NE(refusal<Tiny>("select 300::int2"), "accepted");
}

struct Pair {
    std::int32_t first;
    std::int32_t second;
};
BOOST_DESCRIBE_STRUCT(Pair, (), (first, second))

TEST_F(Values, AreFoundByNameNotByPosition) {
    auto const rows = rows_as<Pair>(session->run("select n as second, 1 as other, -n as first "
                                                 "from generate_series(1, 2) n order by n"));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1].first, -2);
    EXPECT_EQ(rows[1].second, 2);
    EXPECT_EQ(
        refusal<Pair>("select 1 as first, 2 as third"),
        "session answers without the column \"second\""
    );
    EXPECT_NE(refusal<int>("select 1, 2"), "accepted");
}

TEST_F(Values, OnlyRowMeansExactlyOne) {
    EXPECT_EQ(refusal<int>("select 1 where false"), "session must answer one row, not 0");
    EXPECT_EQ(refusal<int>("select generate_series(1, 2)"), "session must answer one row, not 2");
    EXPECT_EQ(row_as<int>(session->run("select 1 where false")), std::nullopt);
    EXPECT_EQ(row_as<int>(session->run("select generate_series(5, 6)")), 5);
}

TEST_F(Values, ChangedRowsAreCounted) {
    session->run("create temporary table counted (n int)");
    auto const rows = session->run("insert into counted select generate_series(1, 3)");
    EXPECT_EQ(affected(rows), 3);
    EXPECT_EQ(rows.command_tag(), "INSERT 0 3");
    EXPECT_EQ(affected(Rows()), 0);
}

TEST_F(Values, RefusedByTheServerSayWhy) {
    session->run_script("create temporary table once (n int constraint only_once unique)");
    session->run("insert into once values (1)");
    try {
        session->run("insert into once values ($1)", parameters(1));
        FAIL() << "a duplicate was accepted";
    } catch (ServerError const& problem) {
        EXPECT_TRUE(problem.is_unique_violation("only_once"));
        EXPECT_FALSE(problem.is_unique_violation("another"));
        EXPECT_FALSE(problem.is_foreign_key_violation());
        EXPECT_FALSE(problem.is_check_violation());
        EXPECT_FALSE(problem.is_retryable());
        EXPECT_EQ(problem.sqlstate(), "23505");
        EXPECT_EQ(problem.statement(), "session");
    }
}

} // namespace
} // namespace qc::pg
