// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <tl/expected.hpp>

namespace qc {

/// A value or an expected refusal. Converts from both, so functions simply return either.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using Base = tl::expected<T, Error>;
    using Base::Base;

    Result(Error error) : Base(tl::unexpect, std::move(error)) {}

    Result(ErrorCode const& code) : Base(tl::unexpect, Error{&code}) {}
};

/// The value of a success that carries nothing.
struct Nothing {
    bool operator==(Nothing const&) const = default;
};

inline constexpr Nothing nothing{};

} // namespace qc

#define QC_DETAIL_JOIN2(a, b) a##b
#define QC_DETAIL_JOIN(a, b) QC_DETAIL_JOIN2(a, b)

#define QC_DETAIL_TRY(leave, temporary, declaration, expression)                                   \
    auto temporary = (expression);                                                                 \
    if (!temporary) leave std::move(temporary).error();                                            \
    declaration = *std::move(temporary)

#define QC_DETAIL_CHECK(leave, expression)                                                         \
    if (auto qc_checked = (expression); !qc_checked) leave std::move(qc_checked).error()

// The statement-expression form (auto x = TRY(y)) is an internal error of g++ 12 in coroutines.
/// In a coroutine: QC_TRY(auto const user, co_await users.find(id));
#define QC_TRY(declaration, expression)                                                            \
    QC_DETAIL_TRY(co_return, QC_DETAIL_JOIN(qc_tried_, __LINE__), declaration, expression)
/// In a coroutine: QC_CHECK(co_await users.lock(id));
#define QC_CHECK(expression) QC_DETAIL_CHECK(co_return, expression)
/// The same in a plain function.
#define QC_TRY_NOW(declaration, expression)                                                        \
    QC_DETAIL_TRY(return, QC_DETAIL_JOIN(qc_tried_, __LINE__), declaration, expression)
#define QC_CHECK_NOW(expression) QC_DETAIL_CHECK(return, expression)
