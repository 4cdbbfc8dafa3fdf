// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"
#include "core/transaction.hpp"
#include "http/message.hpp"
#include "http/route.hpp"

namespace qc::http {

/// Where the use of rights that ordinary users lack, and refusals of rights, are kept.
class AuditTrail {
public:
    virtual ~AuditTrail() = default;

    /// Lives and dies with the transaction of the effect. `answer` is null when it is not made yet.
    [[nodiscard]] virtual Task<void>
    record(Transaction& transaction, Request const& request, Response const* answer) = 0;

    /// The same for an effect that has no transaction.
    virtual void note(Request const& request, Response const& answer) noexcept = 0;

    /// A signed-in caller was answered 403.
    virtual void refused(Request const& request, Response const& answer) noexcept = 0;

    /// A sign-in was turned away unread: its address has made too many. Called for every one of
    /// them; what is kept must not grow with a flood.
    virtual void throttled(Request const& request) noexcept = 0;
};

/// A route that writes and that lists a permission which the caller has and role USER has not.
[[nodiscard]] bool is_privileged(RouteSpec const& spec, access::Caller const& caller);

/// Sees to it that one privileged request leaves its row: in the transaction of its effect where
/// there is one, else noted after a success.
class WriteTrail {
public:
    /// Both outlive the trail.
    WriteTrail(AuditTrail& kept, Request const& request) : kept_(kept), request_(request) {}

    WriteTrail(WriteTrail const&) = delete;
    WriteTrail& operator=(WriteTrail const&) = delete;

    /// `transaction` ends before the handler returns.
    [[nodiscard]] Task<void> record(Transaction& transaction, Response const* answer = nullptr);

    /// The answer is that of an earlier request, which left its row.
    void replayed() noexcept { is_kept_ = true; }

    void finish(Response const& answer) noexcept;

private:
    AuditTrail& kept_;
    Request const& request_;
    bool is_kept_ = false;
};

} // namespace qc::http
