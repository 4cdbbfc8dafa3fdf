// SPDX-License-Identifier: Apache-2.0
#include "unlock_requests/application/decide_request.hpp"

#include "mail/templates.hpp"
#include "unlock_requests/domain/errors.hpp"

namespace qc::unlock_requests {
namespace {

constexpr std::chrono::hours mail_lifetime{24};

} // namespace

Task<Result<Nothing>> DecideRequest::operator()(Transaction& transaction, Command command) {
    auto const seen = co_await with_.store.find(transaction, command.id);
    if (!seen) co_return unlock_request_not_found;
    // The user before his request, as submitting does: the other way round they deadlock.
    auto const account = co_await with_.users.lock(transaction, seen->user);
    auto const request = co_await with_.store.lock(transaction, command.id);
    if (!request) co_return unlock_request_not_found;
    QC_CHECK(check_decision(request->status, command.decision, account.has_value()));
    Decision decision{command.id, command.decision, command.staff, with_.clock.now()};
    co_await with_.store.decide(transaction, std::move(decision));
    if (command.decision == Status::approved) co_await let_in(transaction, command, *account);
    co_return nothing;
}

Task<void> DecideRequest::let_in(
    Transaction& transaction, Command const& command, users::Account const& account
) {
    co_await with_.users.activate(transaction, account.id);
    mail::Occasion occasion;
    occasion.kind = mail::account_unlocked;
    occasion.recipient = account.email;
    occasion.language = account.language;
    occasion.expires_at = with_.clock.now() + mail_lifetime;
    auto mail = mail::write_mail(occasion);
    co_await with_.outbox.enqueue(transaction, std::move(mail));
    // The decision itself is kept with its route; whoever follows the user finds this one.
    audit::Act act;
    act.actor = command.staff;
    act.action = "user.unlock";
    act.object_type = "users";
    act.object_id = account.id.text();
    act.data = R"({"unlockRequestId":")" + std::to_string(command.id.value) + R"("})";
    act.client_address = command.client_address;
    co_await with_.audit.record(transaction, std::move(act));
}

} // namespace qc::unlock_requests
