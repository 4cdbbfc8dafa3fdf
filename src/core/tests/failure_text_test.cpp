// SPDX-License-Identifier: Apache-2.0
#include "core/failure_text.hpp"

#include <boost/system/system_error.hpp>
#include <gtest/gtest.h>

namespace qc {
namespace {

boost::system::error_code refused_connection() {
    static constexpr boost::source_location here = BOOST_CURRENT_LOCATION;
    boost::system::error_code code;
    code.assign(
        static_cast<int>(boost::system::errc::connection_refused),
        boost::system::system_category(),
        &here
    );
    return code;
}

TEST(FailureText, LeavesOutWhereInTheSourceItFailed) {
    boost::system::system_error const bare(refused_connection());
    ASSERT_NE(std::string(bare.what()).find("failure_text_test"), std::string::npos);
    EXPECT_EQ(failure_text(bare), "Connection refused");
    boost::system::system_error const with_prefix(refused_connection(), "connect");
    EXPECT_EQ(failure_text(with_prefix), "connect: Connection refused");
}

/// Says something else than its code.
class Reworded final : public boost::system::system_error {
public:
    Reworded() : system_error(refused_connection()) {}

    [[nodiscard]] char const* what() const noexcept override { return "/build/a.hpp:1"; }
};

TEST(FailureText, TrustsTheCodeMoreThanAnUnknownText) {
    EXPECT_EQ(failure_text(Reworded()), "Connection refused");
}

TEST(FailureText, KeepsWhatOtherExceptionsSay) {
    EXPECT_EQ(failure_text(std::runtime_error("the disk is full")), "the disk is full");
}

} // namespace
} // namespace qc
